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
	marker byte
	kind   Kind
	drop   uint8
	octets string
}

// The rows of one marker stand together, in the order in which they are tried.
var signs = [...]sign{
	{APP0, JFIF, 5, "JFIF\x00"},
	{APP0, JFXX, 5, "JFXX\x00"},
	{0xE1, Exif, 6, "Exif\x00"},
	{0xE1, XMP, 29, "http://ns.adobe.com/xap/1.0/\x00"},
	{0xE1, ExtendedXMP, 35, "http://ns.adobe.com/xmp/extension/\x00"},
	{0xE1, FLIR, 5, "FLIR\x00"},
	{0xE1, QVCI, 5, "QVCI\x00"},
	{0xE1, Parrot, 7, "PARROT\x00"},
	{0xE2, ICC, 12, "ICC_PROFILE\x00"},
	{0xE2, MPF, 4, "MPF\x00"},
	{0xE2, FPXR, 5, "FPXR\x00"},
	{0xE2, Picture, 0, "\xFF\xD8\xFF"},
	{0xE3, Meta, 6, "Meta\x00\x00"},
	{0xE3, Meta, 6, "META\x00\x00"},
	{0xE3, Picture, 0, "\xFF\xD8\xFF"},
	{0xE4, Scalado, 8, "SCALADO\x00"},
	{0xE4, Qualcomm, 0, "Qualcomm"},
	{0xE4, Picture, 0, "\xFF\xD8\xFF"},
	{0xE5, RMETA, 6, "RMETA\x00"},
	{0xE5, UniqueID, 11, "ssuniqueid\x00"},
	{0xE5, Picture, 0, "\xFF\xD8\xFF"},
	{0xE6, GoPro, 6, "GoPro\x00"},
	{0xE6, MMIMeta, 8, "MMIMETA\x00"},
	{0xE7, Pentax, 8, "PENTAX \x00"},
	{0xE7, Ricoh, 6, "RICOH\x00"},
	{0xE7, Huawei, 8, "HUAWEI\x00\x00"},
	{0xE7, DJIDebug, 8, "DJI-DBG\x00"},
	{0xE7, Qualcomm, 0, "\x1AQualcomm"},
	{0xE8, SEAL, 5, "SEAL\x00"},
	{0xE9, SEAL, 5, "SEAL\x00"},
	{0xEA, Unicode, 8, "UNICODE\x00"},
	{0xEA, AROT, 4, "AROT"},
	{0xEB, JUMBF, 2, "JP"},
	{0xEC, PictInfo, 0, "[picture info]"},
	{0xEC, Ducky, 5, "Ducky"},
	{0xED, Photoshop, 14, "Photoshop 3.0\x00"},
	{0xED, Photoshop, 19, "Adobe_Photoshop2.5:"},
	{0xEE, Adobe, 5, "Adobe"},
}

// signature returns the kind of the data p of an APPn segment, and the octets of its signature.
func signature(marker byte, p []byte) (Kind, int) {
	for i := range signs {
		s := &signs[i]
		if s.marker > marker {
			break
		}
		if s.marker == marker && len(p) >= len(s.octets) && string(p[:len(s.octets)]) == s.octets {
			return s.kind, min(int(s.drop), len(p))
		}
	}
	return Other, 0
}
