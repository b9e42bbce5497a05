package wsp

import (
	"bytes"
	"slices"
)

// TransferEncoding is what a Content-Transfer-Encoding header says of the data of a part (WSP 12, 17). MMS needs none, but
// handsets decode base64 and quoted-printable where one is named.
type TransferEncoding uint8

// The transfer encodings of RFC 2045. TransferNone is for a part without the header, TransferUnknown for any other word.
const (
	TransferNone TransferEncoding = iota
	Transfer7Bit
	Transfer8Bit
	TransferBinary
	TransferBase64
	TransferQuotedPrintable
	TransferUnknown
)

var transferNames = [...]string{
	TransferNone:            "none",
	Transfer7Bit:            "7bit",
	Transfer8Bit:            "8bit",
	TransferBinary:          "binary",
	TransferBase64:          "base64",
	TransferQuotedPrintable: "quoted-printable",
	TransferUnknown:         "unknown",
}

// String returns the name of t as RFC 2045 writes it, "none" or "unknown".
func (t TransferEncoding) String() string {
	if int(t) < len(transferNames) {
		return transferNames[t]
	}
	return transferNames[TransferUnknown]
}

// ParseTransferEncoding returns what the value b of a Content-Transfer-Encoding header says, in any letter case and
// between white space or quotation marks. An empty value says nothing.
func ParseTransferEncoding(b []byte) TransferEncoding {
	for len(b) > 0 && transferNameEdge(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && transferNameEdge(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	if len(b) == 0 {
		return TransferNone
	}
	for t := Transfer7Bit; t < TransferUnknown; t++ {
		if nameIs(b, transferNames[t]) {
			return t
		}
	}
	return TransferUnknown
}

func transferNameEdge(c byte) bool { return c <= ' ' || c == '"' }

// AppendDecoded appends to dst what a handset makes of the data src of a part, at most limit octets of it; a negative
// limit is none. complete is false when the limit cut it short. The output is never longer than src; base64 makes it 3/4 of
// that at most.
//
// Nothing is refused. Of base64, octets outside the alphabet are skipped; padding may be missing, and ends nothing but its
// group, so that what follows it is decoded too. Of quoted-printable, a "=" that begins no escape and no soft line break is
// kept. Any other encoding, known or not, leaves the octets as they are.
//
// It takes time in proportion to src and allocates only to grow dst.
func (t TransferEncoding) AppendDecoded(dst, src []byte, limit int) (out []byte, complete bool) {
	if limit < 0 || limit > len(src) {
		limit = len(src)
	}
	switch t {
	case TransferBase64:
		return appendBase64(dst, src, limit)
	case TransferQuotedPrintable:
		return appendQuotedPrintable(dst, src, limit)
	}
	return append(dst, src[:limit]...), limit == len(src)
}

// base64Skip and base64Pad are what base64Digit has for octets that are no digit.
const (
	base64Skip = 0xFF
	base64Pad  = 0xFE
)

// appendBase64 decodes with limit at most len(src). Digits are gathered in groups of four; a group that padding or the end
// of src cuts short yields the whole octets in it.
func appendBase64(dst, src []byte, limit int) ([]byte, bool) {
	end := len(dst) + limit
	dst = slices.Grow(dst, min(limit, len(src)/4*3+3))
	var group uint32
	digits := 0
	for i := 0; i < len(src); i++ {
		if digits == 0 {
			for len(src)-i >= 4 && end-len(dst) >= 3 {
				a, b, c, d := base64Digit[src[i]], base64Digit[src[i+1]], base64Digit[src[i+2]], base64Digit[src[i+3]]
				if a|b|c|d >= 0x40 {
					break
				}
				dst = append(dst, a<<2|b>>4, b<<4|c>>2, c<<6|d)
				i += 4
			}
			if i == len(src) {
				break
			}
		}
		digit := base64Digit[src[i]]
		if digit == base64Skip {
			continue
		}
		if digit != base64Pad {
			group = group<<6 | uint32(digit)
			if digits++; digits < 4 {
				continue
			}
		}
		var ok bool
		if dst, ok = appendGroup(dst, group, digits, end); !ok {
			return dst, false
		}
		group, digits = 0, 0
	}
	return appendGroup(dst, group, digits, end)
}

// appendGroup appends the octets in a group of up to 4 digits; a digit too few for an octet has none.
func appendGroup(dst []byte, group uint32, digits, end int) ([]byte, bool) {
	group <<= uint(6 * (4 - digits))
	for n := digits * 3 / 4; n > 0; n-- {
		if len(dst) == end {
			return dst, false
		}
		dst = append(dst, byte(group>>16))
		group <<= 8
	}
	return dst, true
}

// appendQuotedPrintable decodes with limit at most len(src).
func appendQuotedPrintable(dst, src []byte, limit int) ([]byte, bool) {
	end := len(dst) + limit
	for len(src) > 0 {
		n := bytes.IndexByte(src, '=')
		if n < 0 {
			n = len(src)
		}
		if n > end-len(dst) {
			return append(dst, src[:end-len(dst)]...), false
		}
		dst = append(dst, src[:n]...)
		if src = src[n:]; len(src) == 0 {
			break
		}
		if n = softBreak(src); n > 0 {
			src = src[n:]
			continue
		}
		if len(dst) == end {
			return dst, false
		}
		c, n := escape(src)
		dst = append(dst, c)
		src = src[n:]
	}
	return dst, true
}

// softBreak returns the length of the soft line break at the start of src, which begins with "=": up to the end of the
// line or of the data, with the white space that a transport may have added. It is 0 where there is none.
func softBreak(src []byte) int {
	n := 1
	for n < len(src) && (src[n] == ' ' || src[n] == '\t') {
		n++
	}
	switch {
	case n == len(src):
		return n
	case src[n] == '\n':
		return n + 1
	case src[n] == '\r' && n+1 < len(src) && src[n+1] == '\n':
		return n + 2
	case src[n] == '\r':
		return n + 1
	}
	return 0
}

// escape decodes the "=XX" at the start of src, which begins with "="; where it is none, that octet stands for itself.
func escape(src []byte) (c byte, n int) {
	if len(src) >= 3 {
		if hi, lo := hexDigit(src[1]), hexDigit(src[2]); hi|lo < 0x10 {
			return hi<<4 | lo, 3
		}
	}
	return src[0], 1
}

// hexDigit returns the value of a hexadecimal digit, and FF for any other octet.
func hexDigit(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 0xFF
}

// base64Digit has the value of each octet as a digit of base64.
var base64Digit = [256]byte{
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 62, 0xFF, 0xFF, 0xFF, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF,
	0xFF, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
}
