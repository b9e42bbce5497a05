package wsp

import "math/bits"

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

// AppendShortInteger appends v, 0 to 127, as a Short-integer (WSP 2.1); ValueKind for a larger number.
func AppendShortInteger(dst []byte, v uint8) ([]byte, Code) {
	if v > 0x7F {
		return dst, ValueKind
	}
	return append(dst, v|0x80), 0
}

// AppendLongInteger appends v as a Long-integer of as few octets as it takes, 2 to 9 with its Short-length (WSP 2.4).
func AppendLongInteger(dst []byte, v uint64) []byte {
	n := SizeLongInteger(v) - 1
	dst = append(dst, byte(n))
	for n--; n >= 0; n-- {
		dst = append(dst, byte(v>>(8*n)))
	}
	return dst
}

// SizeLongInteger returns how many octets [AppendLongInteger] appends for v.
func SizeLongInteger(v uint64) int { return 1 + max(1, (bits.Len64(v)+7)/8) }

// AppendInteger appends v as an Integer-value (WSP 2.4): a Short-integer if it is one, else a Long-integer.
func AppendInteger(dst []byte, v uint64) []byte {
	if v <= 0x7F {
		return append(dst, byte(v)|0x80)
	}
	return AppendLongInteger(dst, v)
}

// SizeInteger returns how many octets [AppendInteger] appends for v.
func SizeInteger(v uint64) int {
	if v <= 0x7F {
		return 1
	}
	return SizeLongInteger(v)
}

// qNumber returns the number that stands for a quality (WSP 2.7).
func qNumber(thousandths int) (v uint32, c Code) {
	switch {
	case thousandths < 0 || thousandths > 999:
		return 0, ValueKind
	case thousandths%10 == 0:
		return uint32(thousandths/10) + 1, 0
	}
	return uint32(thousandths) + 100, 0
}

// AppendQ appends a Q-value (WSP 2.7) of 0 to 999 thousandths; ValueKind for any other. A quality of 1 is never sent.
func AppendQ(dst []byte, thousandths int) ([]byte, Code) {
	v, c := qNumber(thousandths)
	if c != 0 {
		return dst, c
	}
	return AppendUintvar(dst, v), 0
}

// SizeQ returns how many octets [AppendQ] appends, 0 where it refuses.
func SizeQ(thousandths int) int {
	v, c := qNumber(thousandths)
	if c != 0 {
		return 0
	}
	return SizeUintvar(v)
}

// MakeVersion returns the Version major.minor; a minor number of -1 is none. ok is false for what only a text can say:
// major numbers other than 1 to 7, minor ones above 14 (WSP 2.6).
func MakeVersion(major, minor int) (v Version, ok bool) {
	if major < 1 || major > 7 || minor < -1 || minor > 14 {
		return 0, false
	}
	return Version(0x80 | major<<4 | minor&0x0F), true
}

// versionOf returns the Version that the text s says as [Version.AppendText] would write it; ok is false for any other text.
func versionOf[T Chars](s T) (v Version, ok bool) {
	if len(s) == 0 {
		return 0, false
	}
	major, minor := int(s[0])-'0', -1
	switch {
	case len(s) == 1:
	case len(s) == 3 && s[1] == '.' && s[2] >= '0' && s[2] <= '9':
		minor = int(s[2] - '0')
	case len(s) == 4 && s[1] == '.' && s[2] == '1' && s[3] >= '0' && s[3] <= '9':
		minor = 10 + int(s[3]-'0')
	default:
		return 0, false
	}
	return MakeVersion(major, minor)
}

// AppendVersion appends the Version-value v (WSP 2.6), one octet; ValueKind for an octet without bit 7.
func AppendVersion(dst []byte, v Version) ([]byte, Code) {
	if v < 0x80 {
		return dst, ValueKind
	}
	return append(dst, byte(v)), 0
}
