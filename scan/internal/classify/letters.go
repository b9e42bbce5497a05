package classify

// letters is for what begins with a printable octet, in the order of the octets.
func letters(r *Result, b []byte) {
	switch b[0] {
	case '!':
		switch {
		case has(b, 0, "!<arch>\ndebian"):
			r.add(DEB, Sure)
		case has(b, 0, "!<arch>\n"):
			r.add(Ar, Likely)
		}
	case '#':
		speech(r, b)
	case '%':
		switch {
		case has(b, 0, "%PDF-"):
			r.add(PDF, Likely)
		case has(b, 0, "%!PS-AdobeFont"), has(b, 0, "%!FontType1"):
			r.add(Type1, Sure)
		case has(b, 0, "%!PS"):
			r.add(PostScript, Likely)
		}
	case '.':
		switch {
		case has(b, 0, ".snd\x00\x00\x00"):
			r.add(AU, Likely)
		case has(b, 0, ".RMF\x00\x00\x00"):
			r.add(RealMedia, Likely)
		case has(b, 0, ".ra\xFD\x00"):
			r.add(RealAudio, Likely)
		}
	case '7':
		if has(b, 0, "7z\xBC\xAF\x27\x1C") {
			r.add(SevenZip, Sure)
		}
	case '8':
		if has(b, 0, "8BPS\x00\x01") || has(b, 0, "8BPS\x00\x02") {
			r.add(PSD, Sure)
		}
	case 'A':
		if has(b, 0, "AT&TFORM") {
			r.add(DjVu, Sure)
		}
	case 'B':
		switch {
		case has(b, 0, "BM"):
			bmp(r, b)
		case has(b, 0, "BZh"):
			if has(b, 4, "\x31\x41\x59\x26\x53\x59") || has(b, 4, "\x17\x72\x45\x38\x50\x90") {
				r.add(Bzip2, Sure)
			}
		case has(b, 0, "BPG\xFB"):
			r.add(BPG, Likely)
		}
	case 'C':
		switch {
		case has(b, 0, "CWS"):
			flash(r, b)
		case has(b, 0, "Cr24"):
			if len(b) >= 8 && le32(b, 4) <= 8 {
				r.add(CRX, Sure)
			}
		case has(b, 0, "CANON OPTIONAL DATA\x00"):
			r.add(EIPVRD, Sure)
		}
	case 'D':
		switch {
		case has(b, 0, "DDS \x7C\x00\x00\x00"):
			r.add(DDS, Sure)
		case has(b, 0, "DEVC\x00\x01"):
			r.add(GPMF, Likely)
		}
	case 'E':
		if has(b, 0, "Exif\x00\x00II*\x00") || has(b, 0, "Exif\x00\x00MM\x00*") {
			r.add(ExifBlock, Sure)
		}
	case 'F':
		switch {
		case has(b, 0, "FWS"):
			flash(r, b)
		case has(b, 0, "FORM") && (has(b, 8, "AIFF") || has(b, 8, "AIFC")):
			r.add(AIFF, Sure)
		case has(b, 0, "FLV\x01"):
			r.add(FLV, Likely)
		case has(b, 0, "FLIF") && len(b) > 5 && b[5]-'0' <= 2:
			r.add(FLIF, Likely)
		case has(b, 0, "FUJIFILMCCD-RAW "):
			r.add(RAF, Sure)
		}
	case 'G':
		if has(b, 0, "GIF87a") || has(b, 0, "GIF89a") {
			r.add(GIF, Sure)
		}
	case 'I':
		switch {
		case has(b, 0, "ID3"):
			id3(r, b)
		case has(b, 0, "ITSF\x03\x00\x00\x00"):
			r.add(CHM, Sure)
		case has(b, 0, "ISc(") && !printable(b[4:min(len(b), 16)]):
			r.add(InstallShieldCAB, Likely)
		case has(b, 0, "II"):
			tiffs(r, b)
		}
	case 'K':
		if has(b, 0, "KDMV") && len(b) >= 8 && le32(b, 4) <= 3 {
			r.add(VMDK, Likely)
		}
	case 'L':
		if has(b, 0, "LZIP\x01") {
			r.add(Lzip, Likely)
		}
	case 'M':
		bigM(r, b)
	case 'N':
		if has(b, 0, "NES\x1A") {
			r.add(NES, Likely)
		}
	case 'O':
		switch {
		case has(b, 0, "OggS\x00"):
			ogg(r, b)
		case has(b, 0, "OTTO"):
			sfnt(r, b, OTF)
		}
	case 'P':
		switch {
		case has(b, 0, "PK\x03\x04"), has(b, 0, "PK\x05\x06"), has(b, 0, "PK\x07\x08PK\x03\x04"), has(b, 0, "PK00PK\x03\x04"):
			archive(r, b)
		case len(b) > 8 && (b[1]-'1' < 6 || has(b, 1, "7\nWIDTH ")):
			pnm(r, b)
		}
	case 'Q':
		qmage(r, b)
	case 'R':
		switch {
		case has(b, 0, "RIFF"), has(b, 0, "RIFX"), has(b, 0, "RF64"):
			riff(r, b)
		case has(b, 0, "Rar!\x1A\x07\x00"):
			r.add(RAR4, Sure)
		case has(b, 0, "Rar!\x1A\x07\x01\x00"):
			r.add(RAR5, Sure)
		}
	case 'S':
		switch {
		case has(b, 0, "SQLite format 3\x00"):
			r.add(SQLite, Sure)
		case has(b, 0, "SIT!") && has(b, 10, "rLau"), has(b, 0, "StuffIt (c)"):
			r.add(StuffIt, Sure)
		}
	case 'X':
		if has(b, 0, "XMF_1.") || has(b, 0, "XMF_2.") {
			r.add(XMF, Sure)
		}
	case 'Z':
		switch {
		case has(b, 0, "ZWS"):
			flash(r, b)
		case has(b, 0, "ZOO ") && has(b, 20, "\xDC\xA7\xC4\xFD"):
			r.add(Zoo, Sure)
		}
	case ']':
		if has(b, 0, "]\x00\x00") && len(b) > 13 && (has(b, 5, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF") || be16(b, 11) == 0) {
			r.add(LZMA, Guess)
		}
	case '{':
		// Readers of RTF take less than {\rtf, and exploits use that.
		if has(b, 0, "{\\rt") {
			r.add(RTF, Likely)
		}
	case '~':
		if has(b, 4, "0MIE") && (b[1] == 0x10 || b[1] == 0x18) {
			r.add(MIE, Likely)
		}
	default:
		small(r, b)
	}
}

// bigM is for what begins with M.
func bigM(r *Result, b []byte) {
	switch {
	case has(b, 0, "MZ"):
		mz(r, b)
	case has(b, 0, "MThd\x00\x00\x00"):
		r.add(MIDI, Sure)
	case has(b, 0, "MM"):
		if has(b, 2, "MD") {
			if len(b) > 4 && b[4] < 0x10 {
				r.add(SMAF, Likely)
			}
			return
		}
		tiffs(r, b)
	case has(b, 0, "MSCF\x00\x00\x00\x00"):
		r.add(CAB, Sure)
	case has(b, 0, "MSWIM\x00\x00\x00"):
		r.add(WIM, Sure)
	case has(b, 0, "MAC "):
		if len(b) >= 6 && le16(b, 4) >= 3000 && le16(b, 4) < 5000 {
			r.add(APE, Sure)
		}
	case has(b, 0, "MP+\x07"), has(b, 0, "MP+\x17"), has(b, 0, "MPCKSH"), has(b, 0, "MPCKRG"), has(b, 0, "MPCKEI"):
		r.add(Musepack, Likely)
	}
}

// small is for what begins with a small letter.
func small(r *Result, b []byte) {
	switch {
	case has(b, 0, "bplist0"), has(b, 0, "bplist1"):
		r.add(BPlist, Likely)
	case has(b, 0, "caff\x00\x01"):
		r.add(CAF, Likely)
	case has(b, 0, "cdex") && version(b):
		r.add(CDEX, Likely)
	case has(b, 0, "conectix"):
		r.add(VHD, Sure)
	case has(b, 0, "dex\n"), has(b, 0, "dey\n"):
		dex(r, b)
	case has(b, 0, "fLaC"):
		r.add(FLAC, Likely)
	case has(b, 0, "icns") && len(b) >= 8 && uint64(be32(b, 4)) <= uint64(len(b)):
		r.add(ICNS, Sure)
	case has(b, 0, "qoif") && len(b) > 12 && (b[12] == 3 || b[12] == 4):
		r.add(QOI, Likely)
	case has(b, 0, "true"):
		sfnt(r, b, TTF)
	case has(b, 0, "ttcf\x00"):
		r.add(TTC, Likely)
	case has(b, 0, "typ1"):
		sfnt(r, b, TTF)
	case has(b, 0, "vdex") && version(b):
		r.add(VDEX, Likely)
	case has(b, 0, "vhdxfile"):
		r.add(VHDX, Sure)
	case has(b, 0, "v/1\x01"):
		r.add(EXR, Likely)
	case has(b, 0, "wOFF") && flavour(b):
		r.add(WOFF, Likely)
	case has(b, 0, "wOF2") && flavour(b):
		r.add(WOFF2, Likely)
	case has(b, 0, "wvpk") && len(b) > 9 && b[9] == 4: // version 4.x
		r.add(WavPack, Likely)
	case has(b, 0, "xar!\x00"):
		r.add(XAR, Likely)
	case has(b, 0, "z\x1A\x20\x10"):
		// KUidAppSymbianOS 9: the first UID of a SISX file.
		if len(b) >= 16 {
			r.add(SISX, Sure)
		}
	}
}

// flavour reports whether octets 4 to 7 say which font a WOFF file packs.
func flavour(b []byte) bool {
	return has(b, 4, "\x00\x01\x00\x00") || has(b, 4, "OTTO") || has(b, 4, "true") || has(b, 4, "ttcf")
}

func bmp(r *Result, b []byte) {
	if len(b) < 18 {
		return
	}
	switch le32(b, 14) { // size of the information header
	case 12, 16, 40, 52, 56, 64, 108, 124:
		r.add(BMP, Sure)
	}
}

// qmage takes the two letters with a plausible version, as nothing else is known of the format (threats.md §17).
func qmage(r *Result, b []byte) {
	if len(b) >= 12 && (b[1] == 'G' || b[1] == 'M') && b[2] < 0x20 && !printable(b[2:12]) {
		r.add(Qmage, Likely)
	}
}

// pnm wants two whole numbers behind the two octets, past white space and comments.
func pnm(r *Result, b []byte) {
	p := 2
	for n := 0; n < 2 && b[1] != '7'; n++ {
		start := p
		for p < len(b) && (b[p] == ' ' || b[p]-'\t' < 5) {
			if p++; p < len(b) && b[p] == '#' {
				for p < len(b) && p < 512 && b[p] != '\n' {
					p++
				}
			}
		}
		digits := p
		for p < len(b) && b[p]-'0' <= 9 {
			p++
		}
		if digits == start || p == digits || p-digits > 9 || p == len(b) || b[p] != ' ' && b[p]-'\t' >= 5 {
			return
		}
	}
	r.add(PNM, Likely)
}

// printable reports whether b could be ASCII text.
func printable(b []byte) bool {
	for _, c := range b {
		if (c < 0x20 || c > 0x7E) && c-'\t' >= 5 {
			return false
		}
	}
	return true
}
