package wsp

import "unicode/utf8"

// gsmAlphabet is the default alphabet of GSM (3GPP TS 23.038 6.2.1); 1B is the escape to gsmExtension.
var gsmAlphabet = [128]rune{
	'@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å',
	'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', 0x1B, 'Æ', 'æ', 'ß', 'É',
	' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
	'¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
	'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§',
	'¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
	'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
}

type septetRow struct {
	septet byte
	char   rune
}

// gsmExtension is what the escape may be followed by (3GPP TS 23.038 6.2.1.1); an unknown one stands for itself.
var gsmExtension = [...]septetRow{
	{0x0A, '\f'}, {0x14, '^'}, {0x28, '{'}, {0x29, '}'}, {0x2F, '\\'},
	{0x3C, '['}, {0x3D, '~'}, {0x3E, ']'}, {0x40, '|'}, {0x65, '€'},
}

const gsmEscape = 0x1B

// septetAt returns the septet number i of packed, in which the first one has the low bits of the first octet.
func septetAt(packed []byte, i int) byte {
	at := i * 7
	v := uint16(packed[at/8])
	if at/8+1 < len(packed) {
		v |= uint16(packed[at/8+1]) << 8
	}
	return byte(v>>(at%8)) & 0x7F
}

// appendSeptets appends the first n septets of packed, which holds as many, as UTF-8. An escape with nothing behind it is a
// space.
func appendSeptets(dst, packed []byte, n int) []byte {
	for i := 0; i < n; i++ {
		s := septetAt(packed, i)
		if s != gsmEscape {
			dst = utf8.AppendRune(dst, gsmAlphabet[s])
			continue
		}
		c := ' '
		if i++; i < n {
			s = septetAt(packed, i)
			c = gsmAlphabet[s]
			for _, row := range gsmExtension {
				if row.septet == s {
					c = row.char
				}
			}
		}
		dst = utf8.AppendRune(dst, c)
	}
	return dst
}

// packSeptets writes text into packed, which is all zero, and returns how many septets it took; ok is false for a text that
// is empty, does not fit, or has a character that GSM does not have.
func packSeptets(packed []byte, text string) (n int, ok bool) {
	for _, c := range text {
		var pair [2]byte
		septets, ok := septetsOf(c, pair[:0])
		if !ok || (n+len(septets))*7 > 8*len(packed) {
			return 0, false
		}
		for _, s := range septets {
			at := n * 7
			packed[at/8] |= s << (at % 8)
			if at%8 > 1 {
				packed[at/8+1] |= s >> (8 - at%8)
			}
			n++
		}
	}
	return n, n > 0
}

// septetsOf appends the septets that c is written with to dst.
func septetsOf(c rune, dst []byte) ([]byte, bool) {
	for s, g := range gsmAlphabet {
		if g == c && s != gsmEscape {
			return append(dst, byte(s)), true
		}
	}
	for _, row := range gsmExtension {
		if row.char == c {
			return append(dst, gsmEscape, row.septet), true
		}
	}
	return dst, false
}
