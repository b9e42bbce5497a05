package classify

// arj checks the basic header of an ARJ archive: its size, and its first header's size and file type.
func arj(r *Result, b []byte) {
	if len(b) < 11 {
		return
	}
	if n := le16(b, 2); n >= 30 && n <= 2600 && b[4] >= 30 && int(b[4]) <= n && b[10] <= 4 {
		r.add(ARJ, Sure)
	}
}

// cpio checks that the header is digits: hexadecimal ones, or octal ones in the old form.
func cpio(r *Result, b []byte) {
	n, old := 110, b[5] == '7'
	if old {
		n = 76
	}
	if len(b) < n {
		return
	}
	for _, c := range b[6:n] {
		if c-'0' > 7 && (old || c-'0' > 9 && (c|0x20)-'a' > 5) {
			return
		}
	}
	r.add(Cpio, Sure)
}

// lha checks the method of the first member and the level of its header.
func lha(r *Result, b []byte) {
	if len(b) < 22 || b[2] != '-' || b[3] != 'l' || b[6] != '-' || b[20] > 3 {
		return
	}
	switch m := b[5]; {
	case b[4] == 'h' && (m-'0' <= 7 || m == 'd'), b[4] == 'z' && (m == 's' || m == '4' || m == '5'):
		r.add(LHA, Likely)
	}
}
