package wsp

import "bytes"

// AppendDecodedWords appends src to dst with its encoded-words (RFC 2047) decoded to UTF-8, as senders and mail gateways
// write them into names and subjects: "=?utf-8?B?w7w=?=". Everything else is appended as it is, also a word that is broken
// or whose character set is not [Charset.Supported]; so the output is UTF-8 if src is. Output is at most 3 times as long
// as src.
//
// More is taken for an encoded-word than RFC 2047 allows: one of any length, next to other text, with spaces, without the
// padding of base64, with a language after its character set (RFC 2231). White space between two of them is dropped, and
// when both have the same character set they are decoded as one text, because senders cut characters in halves.
//
// It takes time in proportion to src, and allocates to grow dst; the charsets of golang.org/x/text allocate besides.
func AppendDecodedWords(dst, src []byte) []byte {
	words := -1 // where in dst the octets of adjacent words in one character set begin, not yet UTF-8
	var charset Charset
	held := 0 // white space at the start of src that goes if a word follows it
	flush := func() {
		if words >= 0 {
			dst, words = decodeTail(dst, words, charset), -1
		}
	}
	for {
		n := bytes.Index(src[held:], []byte("=?"))
		if n < 0 {
			break
		}
		n += held
		w, ok := parseWord(src[n:])
		if !ok {
			flush()
			dst = append(dst, src[:n+2]...)
			src, held = src[n+2:], 0
			continue
		}
		if n > held || w.charset != charset {
			flush()
		}
		if n > held || held == 0 {
			dst = append(dst, src[:n]...)
		}
		if words < 0 {
			words, charset = len(dst), w.charset
		}
		dst = w.appendOctets(dst)
		src = src[n+w.size:]
		held = leadingSpace(src)
	}
	flush()
	return append(dst, src...)
}

// decodeTail replaces dst[at:], text in c, by its UTF-8.
func decodeTail(dst []byte, at int, c Charset) []byte {
	n := len(dst)
	dst, _ = c.AppendUTF8(dst, dst[at:])
	return dst[:at+copy(dst[at:], dst[n:])]
}

// leadingSpace returns the length of the white space at the start of b.
func leadingSpace(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t' || b[n] == '\r' || b[n] == '\n') {
		n++
	}
	return n
}

// encodedWord is one "=?charset?encoding?text?=" of size octets.
type encodedWord struct {
	charset Charset
	base64  bool
	text    []byte
	size    int
}

// parseWord reads the encoded-word at the start of b, which begins with "=?". No "?" occurs inside a word but the four
// that are its own, so that no octet is looked at from more than a few beginnings.
func parseWord(b []byte) (w encodedWord, ok bool) {
	rest := b[2:]
	n := bytes.IndexByte(rest, '?')
	if n < 0 || len(rest) < n+3 || rest[n+2] != '?' {
		return w, false
	}
	name, _, _ := bytes.Cut(rest[:n], []byte("*"))
	if w.charset, ok = CharsetByName(name); !ok || !w.charset.Supported() {
		return w, false
	}
	switch rest[n+1] {
	case 'B', 'b':
		w.base64 = true
	case 'Q', 'q':
	default:
		return w, false
	}
	rest = rest[n+3:]
	n = bytes.IndexByte(rest, '?')
	if n < 0 || len(rest) < n+2 || rest[n+1] != '=' {
		return w, false
	}
	w.text = rest[:n]
	w.size = len(b) - len(rest) + n + 2
	return w, w.wellFormed()
}

// wellFormed reports whether the text of w is what its encoding allows, but for spaces and missing padding.
func (w encodedWord) wellFormed() bool {
	if w.base64 {
		digits := bytes.TrimRight(w.text, "=")
		for _, c := range digits {
			if base64Digit[c] > 0x3F {
				return false
			}
		}
		return len(digits)%4 != 1
	}
	for i, c := range w.text {
		if c < ' ' && c != '\t' || c == 0x7F {
			return false
		}
		if c == '=' {
			if _, n := escape(w.text[i:]); n == 1 {
				return false
			}
		}
	}
	return true
}

// appendOctets appends the octets that the text of w stands for.
func (w encodedWord) appendOctets(dst []byte) []byte {
	if w.base64 {
		dst, _ = TransferBase64.AppendDecoded(dst, w.text, -1)
		return dst
	}
	for i := 0; i < len(w.text); i++ {
		c := w.text[i]
		switch c {
		case '_':
			c = ' '
		case '=':
			c, _ = escape(w.text[i:])
			i += 2
		}
		dst = append(dst, c)
	}
	return dst
}

// AppendExtValue appends the text of an extended parameter value (RFC 2231, RFC 8187) to dst in UTF-8: src is
// "charset'language'text", text with %XX escapes. It reports false when src has another form, when an escape is broken,
// and when [Charset.AppendUTF8] does. What has no two apostrophes, or no known character set before them, is read by the
// rules for text without one; a broken escape stands for itself. Output is at most 3 times as long as src.
//
// It allocates to grow dst and for the decoded octets.
func AppendExtValue(dst, src []byte) ([]byte, bool) {
	text, charset, ok := src, CharsetUnspecified, false
	if name, rest, found := bytes.Cut(src, []byte("'")); found {
		if _, value, found := bytes.Cut(rest, []byte("'")); found {
			text, ok = value, len(name) == 0 // RFC 2231: the character set may be left empty
			if !ok {
				charset, ok = CharsetByName(name)
			}
		}
	}
	octets := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '%' {
			if len(text)-i >= 3 && hexDigit(text[i+1])|hexDigit(text[i+2]) < 0x10 {
				c = hexDigit(text[i+1])<<4 | hexDigit(text[i+2])
				i += 2
			} else {
				ok = false
			}
		}
		octets = append(octets, c)
	}
	dst, whole := charset.AppendUTF8(dst, octets)
	return dst, ok && whole
}
