package jpeg

// Kind is what an APPn segment holds, by the signature with which its data begins (leaks.md 2.2).
type Kind uint8

const (
	Other Kind = iota
	JFIF
	JFXX
	Exif
	XMP
	ExtendedXMP
	ICC
	MPF
	FPXR
	Picture   // raw JPEG: a preview of Samsung, BenQ or HP
	Meta      // Kodak
	Scalado   // APP4
	RMETA     // Ricoh
	UniqueID  // Samsung
	GoPro     // GPMF
	MMIMeta   // Motorola
	Pentax    // APP7
	Ricoh     // APP7
	Huawei    // APP7
	DJIDebug  // APP7
	Qualcomm  // APP7
	SEAL      // APP8, APP9
	Unicode   // APP10
	AROT      // APP10
	JUMBF     // APP11, C2PA among others
	PictInfo  // APP12
	Ducky     // APP12
	Photoshop // APP13
	Adobe     // APP14
	FLIR      // APP1
	QVCI      // APP1
	Parrot    // APP1
	kinds
)

var kindNames = [kinds]string{
	Other: "other", JFIF: "jfif", JFXX: "jfxx", Exif: "exif", XMP: "xmp", ExtendedXMP: "xmp-extension", ICC: "icc",
	MPF: "mpf", FPXR: "fpxr", Picture: "picture", Meta: "meta", Scalado: "scalado", RMETA: "rmeta", UniqueID: "unique-id",
	GoPro: "gopro", MMIMeta: "mmimeta", Pentax: "pentax", Ricoh: "ricoh", Huawei: "huawei", DJIDebug: "dji-debug",
	Qualcomm: "qualcomm", SEAL: "seal", Unicode: "unicode", AROT: "arot", JUMBF: "jumbf", PictInfo: "picture-info",
	Ducky: "ducky", Photoshop: "photoshop", Adobe: "adobe", FLIR: "flir", QVCI: "qvci", Parrot: "parrot",
}

// String returns the short name of k.
func (k Kind) String() string {
	if k >= kinds {
		return "unknown"
	}
	return kindNames[k]
}

// sign is a row of the table: the octets, and how many of them are no part of the data.
type sign struct {
	kind   Kind
	drop   uint8
	octets string
}

// signs holds the signatures of APP0 to APP15, in the order in which they are tried.
var signs = [16][]sign{
	0: {
		{JFIF, 5, "JFIF\x00"},
		{JFXX, 5, "JFXX\x00"},
	},
	1: {
		{Exif, 6, "Exif\x00"},
		{XMP, 29, "http://ns.adobe.com/xap/1.0/\x00"},
		{ExtendedXMP, 35, "http://ns.adobe.com/xmp/extension/\x00"},
		{FLIR, 5, "FLIR\x00"},
		{QVCI, 5, "QVCI\x00"},
		{Parrot, 7, "PARROT\x00"},
	},
	2: {
		{ICC, 12, "ICC_PROFILE\x00"},
		{MPF, 4, "MPF\x00"},
		{FPXR, 5, "FPXR\x00"},
		{Picture, 0, "\xFF\xD8\xFF"},
	},
	3: {
		{Meta, 6, "Meta\x00\x00"},
		{Meta, 6, "META\x00\x00"},
		{Picture, 0, "\xFF\xD8\xFF"},
	},
	4: {
		{Scalado, 8, "SCALADO\x00"},
		{Qualcomm, 0, "Qualcomm"},
		{Picture, 0, "\xFF\xD8\xFF"},
	},
	5: {
		{RMETA, 6, "RMETA\x00"},
		{UniqueID, 11, "ssuniqueid\x00"},
		{Picture, 0, "\xFF\xD8\xFF"},
	},
	6: {
		{GoPro, 6, "GoPro\x00"},
		{MMIMeta, 8, "MMIMETA\x00"},
	},
	7: {
		{Pentax, 8, "PENTAX \x00"},
		{Ricoh, 6, "RICOH\x00"},
		{Huawei, 8, "HUAWEI\x00\x00"},
		{DJIDebug, 8, "DJI-DBG\x00"},
		{Qualcomm, 0, "\x1AQualcomm"},
	},
	8: {{SEAL, 5, "SEAL\x00"}},
	9: {{SEAL, 5, "SEAL\x00"}},
	10: {
		{Unicode, 8, "UNICODE\x00"},
		{AROT, 4, "AROT"},
	},
	11: {{JUMBF, 2, "JP"}},
	12: {
		{PictInfo, 0, "[picture info]"},
		{Ducky, 5, "Ducky"},
	},
	13: {
		{Photoshop, 14, "Photoshop 3.0\x00"},
		{Photoshop, 19, "Adobe_Photoshop2.5:"},
	},
	14: {{Adobe, 5, "Adobe"}},
}

// signature returns the kind of the data p of an APPn segment, and the octets of its signature.
func signature(marker byte, p []byte) (Kind, int) {
	for _, s := range signs[marker&15] {
		if len(p) >= len(s.octets) && string(p[:len(s.octets)]) == s.octets {
			return s.kind, min(int(s.drop), len(p))
		}
	}
	return Other, 0
}
