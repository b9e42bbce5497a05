package classify

// mz tells PE from other DOS executables and from text that begins with MZ (MMS-MAL-0001).
func mz(r *Result, b []byte) {
	if len(b) >= 0x40 {
		p := uint64(le32(b, 0x3C))
		n := uint64(len(b))
		if p <= n && n-p >= 24 && has(b, int(p), "PE\x00\x00") {
			r.add(PE, Sure)
			return
		}
		if p <= n && n-p >= 2 && p >= 0x40 && (has(b, int(p), "NE") || has(b, int(p), "LE") || has(b, int(p), "LX")) {
			r.add(DOS, Sure)
			return
		}
	}
	for _, c := range b[2:min(len(b), 64)] {
		if c < 0x20 && (c < '\t' || c > '\r') || c == 0x7F {
			r.add(DOS, Likely)
			return
		}
	}
}

// elf checks class, data encoding and version (MMS-MAL-0002).
func elf(r *Result, b []byte) {
	if len(b) < 7 {
		return
	}
	if (b[4] == 1 || b[4] == 2) && (b[5] == 1 || b[5] == 2) && b[6] == 1 {
		r.add(ELF, Sure)
	}
}

// macho checks the file type of a Mach-O header in either byte order.
func macho(r *Result, b []byte) {
	if len(b) < 28 {
		return
	}
	kind := uint32(0)
	switch {
	case has(b, 0, "\xFE\xED\xFA\xCE"), has(b, 0, "\xFE\xED\xFA\xCF"):
		kind = be32(b, 12)
	case has(b, 0, "\xCE\xFA\xED\xFE"), has(b, 0, "\xCF\xFA\xED\xFE"):
		kind = le32(b, 12)
	default:
		return
	}
	if kind >= 1 && kind <= 12 {
		r.add(MachO, Sure)
	} else {
		r.add(MachO, Likely)
	}
}

// cafe tells Java classes from universal Mach-O files, which share a signature (MMS-MAL-0003, MMS-MAL-0009).
func cafe(r *Result, b []byte) {
	if len(b) < 8 {
		return
	}
	minor, major := be16(b, 4), be16(b, 6)
	if (minor < 0x100 || minor == 0xFFFF) && major >= 45 && major <= 80 {
		r.add(JavaClass, Sure)
		return
	}
	if n := be32(b, 4); n < 1 || n > 42 || len(b) < 28 {
		return
	}
	if align := be32(b, 24); align < 32 && be32(b, 16)&(1<<align-1) == 0 {
		r.add(MachOFat, Sure)
	}
}

// dex checks the version, and that the header's sizes are inside (MMS-MAL-0004).
func dex(r *Result, b []byte) {
	if !version(b) {
		return
	}
	if b[2] == 'y' {
		r.add(ODEX, Sure)
		return
	}
	c := Likely
	if len(b) >= 40 && uint64(le32(b, 32)) <= uint64(len(b)) && le32(b, 36) >= 0x70 {
		c = Sure
	}
	r.add(DEX, c)
}

// version reports whether octets 4 to 7 are the version of an Android file: three digits and NUL.
func version(b []byte) bool {
	return len(b) >= 8 && b[4]-'0' <= 9 && b[5]-'0' <= 9 && b[6]-'0' <= 9 && b[7] == 0
}

// chunk reports whether the size of an Android resource chunk is that of the file.
func chunk(b []byte) bool {
	if len(b) < 8 {
		return false
	}
	n := uint64(le32(b, 4))
	return n >= 8 && n <= uint64(len(b))
}

// symbian checks the three UIDs of a SIS file of EPOC R3 to R6 (MMS-MAL-0010).
func symbian(r *Result, b []byte) {
	if len(b) >= 12 && le32(b, 8) == 0x10000419 && (le32(b, 4) == 0x1000006D || le32(b, 4) == 0x10003A12) {
		r.add(SIS, Sure)
	}
}

// flash checks version, length and the head of the compressed data (MMS-MAL-0029).
func flash(r *Result, b []byte) {
	if len(b) < 9 || b[3] < 1 || b[3] > 50 {
		return
	}
	n := uint64(le32(b, 4))
	switch {
	case b[0] == 'F' && n >= 8 && n <= uint64(len(b))+1<<20,
		b[0] == 'C' && n >= 8 && b[8]&0x0F == 8,
		b[0] == 'Z' && n >= 8 && len(b) > 12 && b[12] == 0x5D:
		if !printable(b[3:min(len(b), 32)]) {
			r.add(SWF, Likely)
		}
	}
}
