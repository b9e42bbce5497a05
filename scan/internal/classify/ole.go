package classify

// maxSectors is how many sectors of a compound file's directory are looked at.
const maxSectors = 32

const clsidMSI = "\x84\x10\x0C\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46"

// compound names a compound file (MS-CFB) by the class of its root and the streams in its directory.
func compound(r *Result, b []byte) {
	if len(b) < 512 {
		r.add(CFB, Likely)
		return
	}
	shift := le16(b, 30)
	if shift != 9 && shift != 12 {
		r.add(CFB, Likely)
		return
	}
	size := uint64(1) << shift
	sect := le32(b, 48)
	f := CFB
	for range maxSectors {
		at := (uint64(sect) + 1) << shift
		if sect >= 0xFFFFFFFA || at >= uint64(len(b)) {
			break
		}
		dir := b[at:min(at+size, uint64(len(b)))]
		for len(dir) >= 128 && f == CFB {
			f = stream(dir[:128])
			dir = dir[128:]
		}
		if f != CFB {
			break
		}
		sect = nextSector(b, sect, shift)
	}
	r.add(f, Sure)
}

// nextSector returns what the allocation table says follows sector sect.
func nextSector(b []byte, sect uint32, shift int) uint32 {
	const free = 0xFFFFFFFF
	per := uint32(1) << (shift - 2) // entries of a sector of the table
	i := sect / per
	if i >= 109 {
		return free
	}
	at := (uint64(le32(b, 76+4*int(i))) + 1) << shift
	at += uint64(sect%per) * 4
	if at+4 > uint64(len(b)) {
		return free
	}
	return le32(b, int(at))
}

// stream says what a directory entry of 128 octets tells.
func stream(e []byte) Format {
	if e[66] == 5 && has(e, 80, clsidMSI) {
		return MSI
	}
	switch {
	case wide(e, "WordDocument"):
		return Word
	case wide(e, "Workbook"), wide(e, "Book"):
		return Excel
	case wide(e, "PowerPoint Document"):
		return PowerPoint
	case wide(e, "VisioDocument"):
		return Visio
	case wide(e, "Quill"):
		return Publisher
	case wide(e, "EncryptedPackage"):
		return CFBEncrypted
	case wide(e, "__properties_version1.0"):
		return Outlook
	}
	return CFB
}

// wide reports whether the name of directory entry e, in UTF-16, is s.
func wide(e []byte, s string) bool {
	if le16(e, 64) != 2*len(s)+2 {
		return false
	}
	for i := range len(s) {
		if e[2*i] != s[i] || e[2*i+1] != 0 {
			return false
		}
	}
	return true
}
