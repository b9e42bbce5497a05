package maker

import "slices"

// Cat joins octets into a new slice.
func Cat(pieces ...[]byte) []byte { return slices.Concat(pieces...) }

// Uintvar writes v in base 128, most significant group first (WSP 2.2).
func Uintvar(v uint32) []byte {
	b := []byte{byte(v & 0x7F)}
	for v >>= 7; v != 0; v >>= 7 {
		b = append(b, byte(v&0x7F)|0x80)
	}
	slices.Reverse(b)
	return b
}

// PaddedUintvar writes v with pad octets 80 in front, as an Android encoder does at group boundaries (deviation D49).
func PaddedUintvar(v uint32, pad int) []byte {
	return append(slices.Repeat([]byte{0x80}, pad), Uintvar(v)...)
}

// ValueLength writes a Value-length in its canonical form: one octet up to 30, else 1F and a uintvar (WSP 2.3).
func ValueLength(n int) []byte {
	if n <= 30 {
		return []byte{byte(n)}
	}
	return append([]byte{0x1F}, Uintvar(uint32(n))...)
}

// Sized puts the canonical Value-length in front of the joined pieces.
func Sized(pieces ...[]byte) []byte {
	b := Cat(pieces...)
	return append(ValueLength(len(b)), b...)
}

// SizedLong is Sized with the 1F form whatever the length: legal, not canonical.
func SizedLong(pieces ...[]byte) []byte {
	b := Cat(pieces...)
	return Cat([]byte{0x1F}, Uintvar(uint32(len(b))), b)
}

// ShortInteger writes a number of 0 to 127 as one octet with bit 7 set.
func ShortInteger(v byte) []byte { return []byte{v | 0x80} }

// LongInteger writes v big-endian in as few octets as it takes (at least one), behind their number (WSP 2.4).
func LongInteger(v uint64) []byte { return LongIntegerN(v, 1) }

// LongIntegerN is LongInteger in at least n octets, of which leading ones may be 00; n is 1 to 30.
func LongIntegerN(v uint64, n int) []byte {
	var b []byte
	for ; v != 0 || n > 0; v, n = v>>8, n-1 {
		b = append(b, byte(v))
	}
	b = append(b, byte(len(b)))
	slices.Reverse(b)
	return b
}

// IntegerValue writes v as a Short-integer if it fits, else as a Long-integer.
func IntegerValue(v uint64) []byte {
	if v < 0x80 {
		return ShortInteger(byte(v))
	}
	return LongInteger(v)
}

// TextString writes a Text-string: Quote 7F in front if the first octet is 80 or above, and a NUL behind (WSP 2.5).
func TextString(s string) []byte {
	var b []byte
	if s != "" && s[0] >= 0x80 {
		b = append(b, 0x7F)
	}
	return append(append(b, s...), 0)
}

// TokenText writes a Token-text: the octets and a NUL.
func TokenText(s string) []byte { return append([]byte(s), 0) }

// QuotedString writes a Quoted-string: the opening quote 22, the octets, a NUL; there is no closing quote.
func QuotedString(s string) []byte { return append(append([]byte{0x22}, s...), 0) }

// TextValue writes a Text-value: No-value for the empty text, Token-text where all octets are token characters, else a
// Quoted-string.
func TextValue(s string) []byte {
	if s == "" || isToken(s) {
		return TokenText(s)
	}
	return QuotedString(s)
}

// VersionValue writes a Version-value of major 1 to 7 and minor 0 to 14 as a Short-integer; minor 15 is none (WSP 2.6).
func VersionValue(major, minor byte) []byte { return []byte{0x80 | major<<4 | minor} }

// QValue writes a quality in thousandths, 0 to 999 (WSP 2.7): one step is 1/100 where that suffices.
func QValue(thousandths uint32) []byte {
	if thousandths%10 == 0 {
		return Uintvar(thousandths/10 + 1)
	}
	return Uintvar(thousandths + 100)
}

// isToken tells whether all octets of s are token characters of HTTP.
func isToken(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
		case c == '!', c == '#', c == '$', c == '%', c == '&', c == '\'', c == '*', c == '+', c == '-', c == '.',
			c == '^', c == '_', c == '`', c == '|', c == '~':
		default:
			return false
		}
	}
	return true
}
