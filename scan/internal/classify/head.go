package classify

import (
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
)

// head adds what the first octets say. The order within a first octet is fixed: what can be checked further stands first.
func head(r *Result, b []byte) {
	switch b[0] {
	case 0x00:
		zero(r, b)
	case 0x01:
		switch {
		case has(b, 0, "\x01\x00\x00\x00") && len(b) >= 44 && has(b, 40, " EMF"):
			r.add(EMF, Sure)
		case has(b, 0, "\x01\x00\x09\x00\x00\x03"), has(b, 0, "\x01\x00\x09\x00\x00\x01"):
			r.add(WMF, Likely)
		}
		dcf1(r, b)
		wbxml(r, b)
	case 0x02:
		if has(b, 0, "\x02\x00\x0C\x00") && chunk(b) {
			r.add(ARSC, Sure)
		}
		if has(b, 0, "\x02\x00\x09\x00\x00\x03") {
			r.add(WMF, Likely)
		}
		wbxml(r, b)
	case 0x03:
		if has(b, 0, "\x03\x00\x08\x00") && chunk(b) {
			r.add(AXML, Sure)
		}
		wbxml(r, b)
	case 0x04:
		if has(b, 0, "\x04\x22\x4D\x18") {
			r.add(LZ4, Likely)
		}
	case 0x0B:
		ac3(r, b)
	case 0x1A:
		if has(b, 0, "\x1A\x45\xDF\xA3") {
			ebml(r, b)
		}
	case 0x1F:
		switch {
		case has(b, 0, "\x1F\x8B\x08"):
			r.add(Gzip, Likely)
		case has(b, 0, "\x1F\x9D"):
			r.add(Compress, Guess)
		}
	case 0x28:
		if has(b, 0, "\x28\xB5\x2F\xFD") {
			r.add(Zstd, Likely)
		}
	case 0x30:
		switch {
		case has(b, 0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"):
			r.add(ASF, Sure)
		case signedData(b):
			r.add(PKCS7, Likely)
		case has(b, 0, "070701"), has(b, 0, "070702"), has(b, 0, "070707"):
			cpio(r, b)
		}
	case 0x47:
		if len(b) > 376 && b[188] == 0x47 && b[376] == 0x47 {
			r.add(MPEGTS, Sure)
		}
		letters(r, b)
	case 0x4C:
		if has(b, 0, "\x4C\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46") {
			r.add(LNK, Sure)
		}
		letters(r, b)
	case 0x56:
		latm(r, b)
		letters(r, b)
	case 0x60:
		if has(b, 0, "\x60\xEA") {
			arj(r, b)
		}
	case 0x78:
		switch {
		case has(b, 0, "\x78\x9F\x3E\x22"):
			r.add(TNEF, Likely)
		case len(b) > 2 && (b[1] == 0x01 || b[1] == 0x5E || b[1] == 0x9C || b[1] == 0xDA) && !printable(b[:min(len(b), 32)]):
			r.add(Zlib, Guess)
		}
		letters(r, b)
	case 0x7F:
		if has(b, 0, "\x7FELF") {
			elf(r, b)
		}
	case 0x80:
		if has(b, 0, "\x80\x01") && has(b, 6, "%!") {
			r.add(Type1, Sure)
		}
	case 0x89:
		png(r, b)
	case 0x8A:
		if has(b, 0, "\x8AMNG\r\n\x1A\n") {
			r.add(MNG, Sure)
		}
	case 0xC5:
		if has(b, 0, "\xC5\xD0\xD3\xC6") {
			r.add(EPS, Likely)
		}
	case 0xCA:
		if has(b, 0, "\xCA\xFE\xBA\xBE") {
			cafe(r, b)
		}
	case 0xCE, 0xCF, 0xFE:
		macho(r, b)
	case 0xD0:
		if has(b, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
			compound(r, b)
		}
	case 0xD7:
		if has(b, 0, "\xD7\xCD\xC6\x9A") {
			r.add(WMF, Likely)
		}
	case 0xE4:
		if has(b, 0, "\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D\xAE\xB1\x53\x78\xD0\x29\x96\xD3") {
			r.add(OneNote, Sure)
		}
	case 0xED:
		if has(b, 0, "\xED\xAB\xEE\xDB") {
			r.add(RPM, Likely)
		}
	case 0xFD:
		if has(b, 0, "\xFD7zXZ\x00") {
			r.add(XZ, Sure)
		}
	case 0xFF:
		ones(r, b)
	default:
		letters(r, b)
	}
}

// zero is for what begins with 00.
func zero(r *Result, b []byte) {
	switch {
	case has(b, 0, "\x00\x00\x00\x0CjP  \r\n\x87\n"):
		r.add(JP2, Sure)
	case has(b, 0, "\x00\x00\x00\x0CJXL \r\n\x87\n"):
		r.add(JXL, Sure)
	case has(b, 0, "\x00asm"):
		r.add(Wasm, Likely)
	case has(b, 0, "\x00\x01\x00\x00Standard ") || has(b, 0, "\x00\x01\x00\x00MSISAM"):
		r.add(Access, Sure)
	case has(b, 0, "\x00\x01\x00\x00"):
		sfnt(r, b, TTF)
	case has(b, 0, "\x00\x00\x01\x00"):
		icon(r, b, ICO)
	case has(b, 0, "\x00\x00\x02\x00"):
		icon(r, b, CUR)
	case has(b, 0, "\x00\x00\x01\xBA"):
		r.add(MPEGPS, Likely)
	case has(b, 0, "\x00\x00\x01\xB3"):
		r.add(MPEGVideo, Likely)
	case has(b, 0, "\x00\x00\x00\x01") && len(b) > 4 && b[4]&0x9F == 0x07 && b[4]&0x60 != 0:
		r.add(H264, Likely)
	case len(b) > 388 && b[4] == 0x47 && b[196] == 0x47 && b[388] == 0x47:
		r.add(MPEGTS, Sure) // with time stamps of four octets, as from camcorders
	}
}

// ones is for what begins with FF.
func ones(r *Result, b []byte) {
	switch {
	case has(b, 0, "\xFF\xD8\xFF"):
		r.add(JPEG, Likely)
		if len(b) > 3 && b[3] >= 0xC0 {
			r.Formats[0].Confidence = Sure
		}
	case has(b, 0, "\xFF\x0A"):
		r.add(JXL, Guess)
	case has(b, 0, "\xFF\x4F\xFF\x51"):
		r.add(J2K, Sure)
	default:
		frames(r, b)
	}
}

// sfnt checks the table directory of a font: the number of tables, and the name of the first.
func sfnt(r *Result, b []byte, f Format) {
	if len(b) < 28 {
		return
	}
	n := be16(b, 4)
	if n == 0 || n > 256 {
		return
	}
	for _, c := range b[12:16] {
		if c < 0x20 || c > 0x7E {
			return
		}
	}
	if uint64(be32(b, 20))+uint64(be32(b, 24)) <= uint64(len(b)) {
		r.add(f, Sure)
	} else {
		r.add(f, Likely)
	}
}

// icon checks the first entry of an icon directory.
func icon(r *Result, b []byte, f Format) {
	if len(b) < 22 || le16(b, 4) == 0 || le16(b, 4) > 64 || b[9] != 0 {
		return
	}
	if off := uint64(le32(b, 18)); off < 22 || off+uint64(le32(b, 14)) > uint64(len(b)) {
		return
	}
	r.add(f, Sure)
}

// png tells PNG from APNG by an acTL chunk before the first IDAT.
func png(r *Result, b []byte) {
	if !has(b, 0, "\x89PNG") {
		return
	}
	if !has(b, 4, "\r\n\x1A\n") {
		r.add(PNG, Guess)
		return
	}
	for p, n := uint64(8), 0; n < 32 && uint64(len(b))-p >= 8; n++ {
		switch string(b[p+4 : p+8]) {
		case "acTL":
			r.add(APNG, Sure)
			return
		case "IDAT":
			n = 32
		}
		p += 12 + uint64(be32(b, int(p)))
		if p > uint64(len(b)) {
			break
		}
	}
	r.add(PNG, Sure)
}

// tiffs tells the formats apart that are TIFF inside.
func tiffs(r *Result, b []byte) {
	switch {
	case has(b, 0, "IIRO"), has(b, 0, "IIRS"), has(b, 0, "MMOR"):
		r.add(ORF, Likely)
		return
	case has(b, 0, "IIU\x00"):
		r.add(RW2, Likely)
		return
	case has(b, 0, "II\xBC\x01"):
		r.add(JXR, Likely)
		return
	case has(b, 0, "II*\x00") && has(b, 8, "CR\x02"):
		r.add(CR2, Sure)
		return
	}
	w := tiff.Open(b, media.Whole(b))
	if !w.Valid() {
		return
	}
	f := TIFF
	if b[2] == '+' || b[3] == '+' {
		f = BigTIFF
	}
	c := Likely
	for n := 0; n < 64 && w.Next(); n++ {
		e := w.Entry()
		if e.Kind != tiff.Main {
			break
		}
		c = Sure
		if e.Tag == 0xC612 { // DNGVersion
			f = DNG
			break
		}
	}
	r.add(f, c)
}
