package reference

import (
	"bytes"
	"fmt"
	"strings"
)

// says puts the value v of an MMS header field into words, as a lenient reader understands it; "" where it understands nothing.
func (d *Decoder) says(typ, code int, v []byte) string {
	if code < 0 || len(v) == 0 {
		return ""
	}
	kind := d.field(code)
	text := v[0] == 0 || v[0] >= 0x20
	switch kind {
	case octetField:
		return octetWords(v)
	case classField:
		if s := octetWords(v); s != "" {
			return s
		}
		if text && (v[0] < 0x80 || len(v) > 1) {
			return plainText(v)
		}
	case textField:
		if text {
			return plainText(v)
		}
	case encodedField:
		return encodedText(v, false)
	case longField, integerField:
		if n, ok := number(v); ok {
			return fmt.Sprintf("number %d", n)
		}
	case locationField, statusField, replyField:
		return d.delWords(typ, kind, v)
	case fromField:
		return fromWords(v)
	case timeField, flagsField, totalField, byField, whenField, elementField:
		return countedWords(kind, v)
	}
	return ""
}

func octetWords(v []byte) string {
	if len(v) != 1 || v[0] < 0x80 {
		return ""
	}
	return fmt.Sprintf("octet %02X", v[0])
}

// plainText is a Text-string without its Quote and End-of-string (MMS 4.2).
func plainText(v []byte) string {
	v = bytes.TrimSuffix(v, []byte{0})
	v = bytes.TrimPrefix(v, []byte{0x7F})
	return fmt.Sprintf("text 0 %x", v)
}

// encodedText is an Encoded-string-value (MMS 4.3). Inside another value a text that is not wide ends with its first 00,
// whatever the length says.
func encodedText(v []byte, inside bool) string {
	if len(v) == 0 {
		return ""
	}
	charset, text := uint64(0), v
	if v[0] != 0 && v[0] < 0x20 {
		in, ok := insideOf(v)
		if !ok {
			return ""
		}
		charset, text = charsetOf(in)
	}
	if wide(charset) {
		text = wideText(text)
	} else {
		text = bytes.TrimSuffix(text, []byte{0})
		text = bytes.TrimPrefix(text, []byte{0x7F})
		if inside {
			text, _, _ = bytes.Cut(text, []byte{0})
		}
	}
	return fmt.Sprintf("text %d %x", charset, text)
}

// charsetOf splits Char-set and text. An octet that is no Char-set by the grammar counts as the number that it is.
func charsetOf(in []byte) (mib uint64, text []byte) {
	o := in[0]
	switch {
	case o >= 0x80:
		return uint64(o) - 0x80, in[1:]
	case o >= 0x20:
		return 0, in
	case int(o) > 30 || int(o) > len(in)-1:
		return uint64(o), in[1:]
	}
	mib, _ = number(in)
	if mib > 0xFFFF {
		return uint64(o), in[1:]
	}
	return mib, in[1+int(o):]
}

// wideText takes Quote and terminator off a text with octets 00 inside (MMS 4.3, rules a and b).
func wideText(t []byte) []byte {
	odd := len(t)%2 == 1
	zeros := bytes.HasSuffix(t, []byte{0, 0})
	switch {
	case bytes.HasPrefix(t, []byte("\x7F\xFE\xFF")), bytes.HasPrefix(t, []byte("\x7F\xFF\xFE")):
		t = t[1:]
	case len(t) >= 2 && t[0] == 0x7F && t[1] >= 0x80 && (odd && zeros || !odd && !zeros):
		t = t[1:]
	}
	if len(t)%2 == 1 {
		return t[:len(t)-1]
	}
	return bytes.TrimSuffix(t, []byte{0, 0})
}

// insideOf is what the Value-length of v counts, as far as it is there; ok is false where that is nothing.
func insideOf(v []byte) ([]byte, bool) {
	n := 1
	if v[0] == 0x1F {
		w := walk{b: v}
		_, used, _ := w.uintvar(1, len(v))
		if used == 0 {
			return nil, false
		}
		n += used
	}
	return v[n:], v[0] < 0x20 && n < len(v)
}

// integerOf splits an Integer-value and what follows.
func integerOf(in []byte) (n uint64, rest []byte, ok bool) {
	n, ok = number(in)
	if !ok {
		return 0, nil, false
	}
	used := 1
	if in[0] < 0x80 {
		used += int(in[0])
	}
	return n, in[used:], true
}

// delWords is a plain value or a Del form (MMS 4.14). Of a Response-Text the form is one only in PDUs that have it.
func (d *Decoder) delWords(typ int, kind string, v []byte) string {
	form := len(v) > 1 && v[0] < 0x20 && (kind != replyField || typ == mboxDeleteConf || typ == deleteConf)
	prefix := ""
	if form {
		if in, ok := insideOf(v); ok {
			if n, rest, ok := integerOf(in); ok && len(rest) > 0 {
				prefix, v = fmt.Sprintf("del %d: ", n), rest
			}
		}
	}
	words := ""
	switch {
	case kind == statusField:
		words = octetWords(v)
	case kind == replyField:
		words = encodedText(v, false)
	case v[0] == 0 || v[0] >= 0x20:
		words = plainText(v)
	}
	return prefix + words
}

// fromWords is From (MMS 4.7). A token without a length is read, and so is an address without both (deviation D05), or
// without its token.
func fromWords(v []byte) string {
	switch {
	case v[0] == 0x81:
		return "from insert"
	case v[0] >= 0x80:
		return ""
	case v[0] >= 0x20:
		return "from " + plainText(v)
	}
	in, ok := insideOf(v)
	if !ok {
		return ""
	}
	switch in[0] {
	case 0x81:
		return "from insert"
	case 0x80:
		in = in[1:]
	}
	if len(in) > 0 && in[0] > 0 && in[0] < 0x20 { // its own length may be the shorter one
		w := walk{b: in}
		end, _ := w.extent(0, len(in))
		in = in[:end]
	}
	text := encodedText(in, true)
	if text == "" {
		return ""
	}
	return "from " + text
}

// countedWords is a value that begins with Value-length (MMS 4.9, 4.15 to 4.17, 4.20).
func countedWords(kind string, v []byte) string {
	in, ok := insideOf(v)
	if !ok {
		return ""
	}
	token, rest := in[0], in[1:]
	switch kind {
	case timeField:
		n, ok := number(rest)
		if !ok || token != 0x80 && token != 0x81 {
			return ""
		}
		return fmt.Sprintf("time %v %d", token == 0x81, n)
	case flagsField:
		if text := encodedText(rest, true); text != "" && token >= 0x80 {
			return fmt.Sprintf("flags %02X %s", token, text)
		}
	case totalField:
		if n, ok := number(rest); ok && token >= 0x80 {
			return fmt.Sprintf("total %02X %d", token, n)
		}
	case byField:
		n, rest, ok := integerOf(in)
		if text := encodedText(rest, true); ok && text != "" {
			return fmt.Sprintf("by %d %s", n, text)
		}
	case whenField:
		n, rest, ok := integerOf(in)
		if when, ok2 := number(rest); ok && ok2 {
			return fmt.Sprintf("date %d %d", n, when)
		}
	case elementField:
		return elementWords(in)
	}
	return ""
}

// elementWords is Content-Reference-value *( Parameter ): the reference, and the first parameter Type.
func elementWords(in []byte) string {
	if in[0] != 0 && in[0] < 0x20 {
		return ""
	}
	reference, rest, found := bytes.Cut(in, []byte{0})
	if found {
		reference = in[:len(reference)+1]
	}
	words := "element " + strings.TrimPrefix(plainText(reference), "text 0 ")
	for len(rest) > 0 {
		w := walk{b: rest}
		name, _ := w.extent(0, len(rest))
		if name == len(rest) {
			break
		}
		end, _ := w.extent(name, len(rest))
		if rest[0] == 0x82 || lower(strings.TrimPrefix(strings.TrimSuffix(string(rest[:name]), "\x00"), "\x7F")) == "type" {
			return words + fmt.Sprintf(" %x", rest[name:end])
		}
		rest = rest[end:]
	}
	return words
}
