package classify

// dcf1 is for OMA DRM content format v1: a version, two lengths, a media type and a URI (OMA-Download-DRMCF-V1_0 5).
func dcf1(r *Result, b []byte) {
	if len(b) < 8 || b[0] != 1 {
		return
	}
	t, u := int(b[1]), int(b[2])
	if t < 3 || u < 3 || len(b) < 3+t+u {
		return
	}
	slash, colon := false, false
	for _, c := range b[3 : 3+t] {
		if c <= 0x20 || c > 0x7E {
			return
		}
		slash = slash || c == '/'
	}
	for _, c := range b[3+t : 3+t+u] {
		if c <= 0x20 || c > 0x7E {
			return
		}
		colon = colon || c == ':'
	}
	if slash && colon {
		r.add(DCF1, Sure)
	}
}

// wbxml reads the head of a WBXML document: version, public identifier, charset, string table (WAP-192 5.4).
func wbxml(r *Result, b []byte) {
	if len(b) < 5 || b[0] > 3 || b[0] == 0 {
		return
	}
	id, p := mbint(b, 1)
	if p < 0 {
		return
	}
	index := id == 0 // the identifier is a string in the table
	if index {
		if _, p = mbint(b, p); p < 0 {
			return
		}
	}
	charset, p := mbint(b, p)
	if p < 0 || charset != 0x6A && charset != 3 && charset != 4 {
		return
	}
	table, p := mbint(b, p)
	if p < 0 || uint64(table) >= uint64(len(b)-p) {
		return
	}
	const switchPage, pi, literal = 0x00, 0x43, 0x04 // what may come first, beside a tag
	if t := b[p+int(table)]; t != switchPage && t != pi && t&0x3F < literal {
		return
	}
	f, c := WBXML, Likely
	switch {
	case index:
	case id == 5:
		f = WBXMLSI
	case id == 6:
		f = WBXMLSL
	case id == 7:
		f = WBXMLCO
	case id == 0x0B:
		f = WBXMLProv
	case id == 0x0D:
		f = WBXMLEMN
	case id == 1 || id > 0x20 && id < 0xFD0 || id > 0x1300:
		c = Guess
	}
	r.add(f, c)
}

// mbint reads a multi-byte integer of at most five octets at p, and returns where it ends, or -1.
func mbint(b []byte, p int) (uint32, int) {
	v := uint32(0)
	for i := p; i < len(b) && i < p+5; i++ {
		v = v<<7 | uint32(b[i]&0x7F)
		if b[i]&0x80 == 0 {
			return v, i + 1
		}
	}
	return 0, -1
}

// wbmp is for the one image format of WAP, which has no signature: type 0, and exactly as many octets as width and
// height ask for (MMS-MIS-0011).
func wbmp(r *Result, b []byte) {
	if len(b) < 5 || b[0] != 0 || b[1] != 0 {
		return
	}
	w, p := mbint(b, 2)
	if p < 0 || w == 0 {
		return
	}
	h, p := mbint(b, p)
	if p < 0 || h == 0 {
		return
	}
	want := (uint64(w) + 7) / 8 * uint64(h)
	switch have := uint64(len(b) - p); {
	case have == want:
		r.add(WBMP, Likely)
	case have+2 >= want && have <= want+2 && want >= 16:
		r.add(WBMP, Guess)
	}
}

// signedData reports whether b begins like a CMS SignedData (RFC 5652): a sequence with that object identifier.
func signedData(b []byte) bool {
	p := 2
	if len(b) > 2 && b[1] > 0x80 {
		p += int(b[1] & 0x7F)
	}
	return has(b, p, "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")
}
