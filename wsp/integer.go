package wsp

// ConsumeShortInteger reads a Short-integer (WSP 2.1): one octet of 80 or above, value 0 to 127. n is 0 with [Truncated] or
// [ValueKind] where there is none.
func ConsumeShortInteger(b []byte) (v uint8, n int, c Code) {
	switch {
	case len(b) == 0:
		return 0, 0, Truncated
	case b[0] < 0x80:
		return 0, 0, ValueKind
	}
	return b[0] & 0x7F, 1, 0
}

// ConsumeLongInteger reads a Long-integer (WSP 2.4). Read and reported are [IntegerEmpty] (value 0), [IntegerPadded] and,
// with the extent in n but no value, [IntegerLong]. n is 0 with [Truncated] or [ValueKind] where there is none.
func ConsumeLongInteger(b []byte) (v uint64, n int, c Code) {
	if len(b) == 0 {
		return 0, 0, Truncated
	}
	size := int(b[0])
	if size > 30 {
		return 0, 0, ValueKind
	}
	if size > len(b)-1 {
		return 0, 0, Truncated
	}
	if size == 0 {
		return 0, 1, IntegerEmpty
	}
	octets := b[1 : 1+size]
	if octets[0] == 0 && size > 1 {
		c = IntegerPadded
		for len(octets) > 8 && octets[0] == 0 {
			octets = octets[1:]
		}
	}
	if len(octets) > 8 {
		return 0, 1 + size, IntegerLong
	}
	for _, o := range octets {
		v = v<<8 | uint64(o)
	}
	return v, 1 + size, c
}

// ConsumeInteger reads an Integer-value (WSP 2.4): a Short-integer or a Long-integer.
func ConsumeInteger(b []byte) (v uint64, n int, c Code) {
	if len(b) > 0 && b[0] >= 0x80 {
		return uint64(b[0] & 0x7F), 1, 0
	}
	return ConsumeLongInteger(b)
}

// ConsumeQ reads a Q-value (WSP 2.7) and returns it in thousandths, 0 to 999. n is 0 with [Truncated], [UintvarOverflow] or,
// for a number that is no quality, [ValueKind].
func ConsumeQ(b []byte) (thousandths int, n int, c Code) {
	v, n, c := ConsumeUintvar(b)
	switch {
	case n == 0:
		return 0, 0, c
	case v == 0 || v >= 1100 || n > 2:
		return 0, 0, ValueKind
	case v <= 100:
		return int(v-1) * 10, n, c
	}
	return int(v - 100), n, c
}

// Version is a Version-value in its Short-integer form (WSP 2.6), with bit 7 set: major in bits 6-4, minor in bits 3-0.
type Version uint8

// Major returns the major number, 0 to 7.
func (v Version) Major() int { return int(v>>4) & 7 }

// Minor returns the minor number, 0 to 14, or -1 for none.
func (v Version) Minor() int {
	if v&0x0F == 0x0F {
		return -1
	}
	return int(v & 0x0F)
}

// AppendText appends v as text, "1.2" or "1".
func (v Version) AppendText(dst []byte) []byte {
	dst = append(dst, '0'+byte(v.Major()))
	m := v.Minor()
	if m < 0 {
		return dst
	}
	dst = append(dst, '.')
	if m > 9 {
		dst = append(dst, '1')
		m -= 10
	}
	return append(dst, '0'+byte(m))
}

// String returns v as text; allocates.
func (v Version) String() string { return string(v.AppendText(nil)) }

// ConsumeVersion reads a Version-value (WSP 2.6): a Short-integer or, for a version that does not fit one, a text. v is 0 for
// a text.
func ConsumeVersion(b []byte) (v Version, t Text, n int, c Code) {
	switch {
	case len(b) == 0:
		return 0, Text{}, 0, Truncated
	case b[0] >= 0x80:
		return Version(b[0]), Text{}, 1, 0
	case b[0] < 0x20 && b[0] != 0:
		return 0, Text{}, 0, ValueKind
	}
	t, n, c = ConsumeText(b)
	return 0, t, n, c
}
