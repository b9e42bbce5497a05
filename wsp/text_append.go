package wsp

// Chars is what texts are written from: octets, which are in whatever charset the text is to have.
type Chars interface{ ~string | ~[]byte }

// quote says that a text begins with an octet of 80 or above (WSP 2.1).
const quote = 0x7F

// badChar returns the offset of the first octet of s that TEXT does not have, -1 if there is none: a control character that
// is no HT and no CR LF before SP or HT (WSP 2.1).
func badChar[T Chars](s T) int {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 0x20 && c != 0x7F || c == '\t':
		case c == '\r' && i+2 < len(s) && s[i+1] == '\n' && (s[i+2] == ' ' || s[i+2] == '\t'):
			i += 2
		default:
			return i
		}
	}
	return -1
}

// textCode says why s cannot be a Text-string: a control character inside, or white space in front, which would be taken for
// a length.
func textCode[T Chars](s T) Code {
	if len(s) > 0 && s[0] < 0x20 || badChar(s) >= 0 {
		return TextControl
	}
	return 0
}

// AppendText appends s as a Text-string (WSP 2.5), with Quote where it is needed. It refuses, with TextControl, what no
// Text-string can hold: control characters other than HT and folded lines, and these in front.
//
// Readers of parameters and part headers take a quotation mark in front for that of a Quoted-string ([TextString]); only
// header values of MMS keep it ([PlainString]).
func AppendText[T Chars](dst []byte, s T) ([]byte, Code) {
	if c := textCode(s); c != 0 {
		return dst, c
	}
	if len(s) > 0 && s[0] >= 0x80 {
		dst = append(dst, quote)
	}
	return append(append(dst, s...), 0), 0
}

// SizeText returns how many octets [AppendText] appends for s, if it does not refuse it.
func SizeText[T Chars](s T) int {
	n := len(s) + 1
	if len(s) > 0 && s[0] >= 0x80 {
		n++
	}
	return n
}

// isTokenText reports whether s can be a Token-text: one token character or more.
func isTokenText[T Chars](s T) bool {
	for i := range len(s) {
		if !isToken(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// AppendToken appends s as a Token-text (WSP 2.5). It refuses, with TokenSeparator, an empty one and one with other
// characters than those of HTTP tokens.
func AppendToken[T Chars](dst []byte, s T) ([]byte, Code) {
	if !isTokenText(s) {
		return dst, TokenSeparator
	}
	return append(append(dst, s...), 0), 0
}

// SizeToken returns how many octets [AppendToken] appends for s, if it does not refuse it.
func SizeToken[T Chars](s T) int { return len(s) + 1 }

// AppendQuoted appends s as a Quoted-string (WSP 2.5): a quotation mark in front and none behind. It refuses control
// characters, with TextControl, and with QuotedClosed a text that ends in a quotation mark: readers take that one off.
func AppendQuoted[T Chars](dst []byte, s T) ([]byte, Code) {
	if badChar(s) >= 0 {
		return dst, TextControl
	}
	if len(s) > 0 && s[len(s)-1] == '"' {
		return dst, QuotedClosed
	}
	dst = append(dst, '"')
	return append(append(dst, s...), 0), 0
}

// SizeQuoted returns how many octets [AppendQuoted] appends for s, if it does not refuse it.
func SizeQuoted[T Chars](s T) int { return len(s) + 2 }

// AppendTextValue appends s as a Text-value (WSP 2.1): No-value for the empty text, a Token-text if it is a token, else a
// Quoted-string. It refuses what [AppendQuoted] refuses.
func AppendTextValue[T Chars](dst []byte, s T) ([]byte, Code) {
	switch {
	case len(s) == 0:
		return append(dst, 0), 0
	case isTokenText(s):
		return append(append(dst, s...), 0), 0
	}
	return AppendQuoted(dst, s)
}

// SizeTextValue returns how many octets [AppendTextValue] appends for s, if it does not refuse it.
func SizeTextValue[T Chars](s T) int {
	if len(s) == 0 || isTokenText(s) {
		return len(s) + 1
	}
	return SizeQuoted(s)
}
