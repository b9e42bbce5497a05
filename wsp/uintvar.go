package wsp

// ConsumeUintvar reads the uintvar at the start of b (WSP 2.2): its value and the octets that it takes. A uintvar that is
// padded with leading 80 octets, within 5 octets in all, is read and reported as [UintvarPadded]. n is 0 and c is
// [Truncated] or [UintvarOverflow] where there is no value.
func ConsumeUintvar(b []byte) (v uint32, n int, c Code) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint32(b[0]), 1, 0
	}
	if len(b) > 1 && b[0] > 0x80 && b[1] < 0x80 {
		return uint32(b[0]&0x7F)<<7 | uint32(b[1]), 2, 0
	}
	return consumeLongUintvar(b)
}

func consumeLongUintvar(b []byte) (v uint32, n int, c Code) {
	var w uint64
	for n < 5 {
		if n >= len(b) {
			return 0, 0, Truncated
		}
		o := b[n]
		n++
		w = w<<7 | uint64(o&0x7F)
		if o < 0x80 {
			if w > 1<<32-1 {
				return 0, 0, UintvarOverflow
			}
			if b[0] == 0x80 {
				c = UintvarPadded
			}
			return uint32(w), n, c
		}
	}
	return 0, 0, UintvarOverflow
}

// ConsumeValueLength reads the Value-length at the start of b (WSP 2.3): the number of octets that follow it. Both forms
// are legal for any number up to 30. n is 0 where there is none: [LengthMissing] for an octet of 20 or above.
func ConsumeValueLength(b []byte) (length uint32, n int, c Code) {
	switch {
	case len(b) == 0:
		return 0, 0, Truncated
	case b[0] < 0x1F:
		return uint32(b[0]), 1, 0
	case b[0] == 0x1F:
		length, n, c = ConsumeUintvar(b[1:])
		if n == 0 {
			return 0, 0, c
		}
		return length, n + 1, c
	}
	return 0, 0, LengthMissing
}
