package classify

// box is for files that begin with an ISO base media box (ISO/IEC 14496-12), whose type stands at octet 4.
func box(r *Result, b []byte) {
	// No first box is that large, and what is larger is text.
	if len(b) < 12 || b[0] >= 0x10 {
		return
	}
	switch string(b[4:8]) {
	case "ftyp":
		brand(r, b)
	case "styp":
		r.add(MP4, Likely)
	case "moov", "mdat", "wide", "pnot":
		// QuickTime before brands were; boxes with a size that is no size are something else.
		if n := be32(b, 0); n >= 8 || n == 1 || n == 0 {
			r.add(MOV, Likely)
		}
	case "free", "skip":
		if n := uint64(be32(b, 0)); n >= 8 && uint64(len(b)) >= n+8 {
			switch string(b[n+4 : n+8]) {
			case "moov", "mdat", "wide", "free", "skip", "ftyp":
				r.add(MOV, Likely)
			}
		}
	}
}

// maxBrands is how many compatible brands are looked at.
const maxBrands = 32

// brand names a file by the brands of its ftyp box: the major one, and where that is general, the compatible ones.
func brand(r *Result, b []byte) {
	end := uint64(be32(b, 0))
	switch {
	case end == 0, end > uint64(len(b)):
		end = uint64(len(b))
	case end == 1:
		end = 16 // a 64-bit size in front of the brands; no writer does that
	}
	f, general := major(string(b[8:12]))
	if f == Unknown {
		f, general = MP4, true
	}
	if general {
		p := uint64(16)
		if has(b, 8, "mif3") {
			p = 12 // in place of a version (ISO/IEC 23008-12, the mini box)
		}
		for n := 0; p+4 <= end && n < maxBrands; n, p = n+1, p+4 {
			if g, gen := major(string(b[p : p+4])); g != Unknown && !gen && g.Family() == f.Family() {
				f = g
				break
			}
		}
	}
	r.add(f, Sure)
}

// major returns what a brand stands for; general means that a compatible brand may say it better.
func major(brand string) (f Format, general bool) {
	switch brand {
	case "heic", "heix", "heim", "heis":
		return HEIC, false
	case "hevc", "hevx", "hevm", "hevs":
		return HEICSequence, false
	case "mif1", "mif2", "mif3":
		return HEIF, true
	case "msf1":
		return HEIFSequence, true
	case "avif", "avis", "avio":
		return AVIF, false
	case "crx ":
		return CR3, false
	case "jp2 ", "jpx ", "jpm ":
		return JP2, false
	case "jxl ":
		return JXL, false
	case "qt  ":
		return MOV, false
	case "M4V ", "M4VH", "M4VP", "M4VG":
		return M4V, false
	case "M4A ", "M4B ", "M4P ", "F4A ", "F4B ":
		return M4A, false
	case "odcf", "opf2":
		return DCF2, false
	case "KDDI", "3g2a", "3g2b", "3g2c", "3gt2":
		return ThreeG2, false
	}
	switch brand[:3] {
	case "3g2":
		return ThreeG2, false
	case "3gp", "3gr", "3gs", "3ge", "3gg", "3gh", "3gm":
		return ThreeGP, false
	}
	return Unknown, false
}
