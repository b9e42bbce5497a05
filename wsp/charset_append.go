package wsp

import (
	"bytes"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// AppendEncoded appends the UTF-8 text src to dst in the character set c (WSP 9.2): the way back from [Charset.AppendUTF8],
// which then returns src again, but for a byte order mark in front of it, which is not written. It reports false, and
// appends nothing, when c is not supported, when c lacks a character of src or would have it read as another one, and when
// src is no UTF-8.
//
// UTF-16 and UTF-32 without an order in their names get a byte order mark; UCS-2 is big-endian and has pairs of surrogates
// for what lies beyond it, as all readers expect. Where AppendUTF8 reads a vendor's superset, that is what is written. It
// allocates only to grow dst, but for the multi-octet sets of East Asia, whose encoders have a state.
func (c Charset) AppendEncoded(dst, src []byte) ([]byte, bool) {
	if !utf8.Valid(src) {
		return dst, false
	}
	src = cutUTF8Mark(src)
	start := len(dst)
	dst, ok := c.appendEncoded(dst, src)
	// U+FFFD and octets that look like UTF-8 with its mark read as what was not stated.
	if !ok || c.readsMark(src) || !c.Valid(dst[start:]) {
		return dst[:start], false
	}
	return dst, true
}

// readsMark reports whether a reader of c takes the first character of src, in front of which no mark was written, for one.
func (c Charset) readsMark(src []byte) bool {
	switch c {
	case CharsetUCS2, CharsetUTF16BE, CharsetUTF16LE:
		if bytes.HasPrefix(src, []byte("\uFFFE")) { // the mark of the other order
			return true
		}
	case CharsetUTF8, CharsetUCS4, CharsetUTF32BE, CharsetUTF32LE:
	default:
		return false
	}
	return bytes.HasPrefix(src, []byte(utf8Mark))
}

// appendEncoded is AppendEncoded of what is UTF-8.
func (c Charset) appendEncoded(dst, src []byte) ([]byte, bool) {
	switch c {
	case CharsetUTF8:
		return append(dst, src...), true
	case CharsetASCII:
		if asciiPrefix(src) != len(src) {
			return dst, false
		}
		return append(dst, src...), true
	case CharsetISO8859_1:
		return appendToLatin1(dst, src)
	case CharsetUCS2, CharsetUTF16, CharsetUTF16BE, CharsetUTF16LE:
		return appendToUTF16(dst, src, c), true
	case CharsetUCS4, CharsetUTF32, CharsetUTF32BE, CharsetUTF32LE:
		return appendToUTF32(dst, src, c), true
	case CharsetHZGB2312:
		return appendToHZ(dst, src)
	}
	if m := charmapOf(c); m != nil {
		return appendToCharmap(dst, src, m)
	}
	if e := encodingOf(c); e != nil {
		return appendToEncoding(dst, src, e, c)
	}
	return dst, false
}

func appendToLatin1(dst, src []byte) ([]byte, bool) {
	for len(src) > 0 {
		n := asciiPrefix(src)
		dst = append(dst, src[:n]...)
		if src = src[n:]; len(src) == 0 {
			break
		}
		r, n := utf8.DecodeRune(src)
		if r > 0xFF || r < 0xA0 { // 80-9F would be read as windows-1252
			return dst, false
		}
		dst = append(dst, byte(r))
		src = src[n:]
	}
	return dst, true
}

func appendToCharmap(dst, src []byte, m *charmap.Charmap) ([]byte, bool) {
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		o, ok := m.EncodeRune(r)
		if !ok {
			return dst, false
		}
		dst = append(dst, o)
		src = src[n:]
	}
	return dst, true
}

// runes returns the number of characters in src, which is UTF-8. [utf8.RuneCount] may copy it.
func runes(src []byte) (n int) {
	for _, o := range src {
		if o&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

func appendToUTF16(dst, src []byte, c Charset) []byte {
	little := c == CharsetUTF16LE
	dst = slices.Grow(dst, 2*runes(src)) // pairs and a mark make it longer; append does the rest
	if c == CharsetUTF16 {
		dst = appendUnit16(dst, 0xFEFF, little)
	}
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if r > 0xFFFF {
			var high rune
			high, r = utf16.EncodeRune(r)
			dst = appendUnit16(dst, high, little)
		}
		dst = appendUnit16(dst, r, little)
		src = src[n:]
	}
	return dst
}

func appendUnit16(dst []byte, u rune, little bool) []byte {
	if little {
		return append(dst, byte(u), byte(u>>8))
	}
	return append(dst, byte(u>>8), byte(u))
}

func appendToUTF32(dst, src []byte, c Charset) []byte {
	little := c == CharsetUTF32LE
	dst = slices.Grow(dst, 4*runes(src))
	if c == CharsetUTF32 {
		dst = appendUnit32(dst, 0xFEFF, little)
	}
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		dst = appendUnit32(dst, r, little)
		src = src[n:]
	}
	return dst
}

func appendUnit32(dst []byte, r rune, little bool) []byte {
	if little {
		return append(dst, byte(r), byte(r>>8), byte(r>>16), 0)
	}
	return append(dst, 0, byte(r>>16), byte(r>>8), byte(r))
}

// appendToHZ writes hz-gb-2312. Its encoder leaves two-octet characters open at the end of a text and in front of "~~", where
// readers other than ours would go on reading such characters; here each run of them is closed.
func appendToHZ(dst, src []byte) ([]byte, bool) {
	for {
		piece, rest, tilde := bytes.Cut(src, []byte("~"))
		if n := len(piece); asciiPrefix(piece) == n {
			dst = append(dst, piece...)
		} else {
			var ok bool
			if dst, ok = appendToEncoding(dst, piece, encodingOf(CharsetHZGB2312), CharsetHZGB2312); !ok {
				return dst, false
			}
			if piece[n-1] >= utf8.RuneSelf {
				dst = append(dst, "~}"...)
			}
		}
		if !tilde {
			return dst, true
		}
		dst = append(dst, "~~"...)
		src = rest
	}
}

// appendToEncoding looks at what the decoder makes of what the encoder wrote. They disagree on characters of private use in
// gb18030, and on escape sequences that stand in the text itself in iso-2022-jp.
func appendToEncoding(dst, src []byte, e encoding.Encoding, c Charset) ([]byte, bool) {
	own := bytes.Clone(src) // what an interface is handed moves to the heap, and the caller's buffer must not
	out, err := e.NewEncoder().Bytes(own)
	if err != nil {
		return dst, false
	}
	if c == CharsetBig5 || c == CharsetBig5HKSCS {
		plainBig5(out)
	}
	if back, ok := appendEncoding(own[:0], out, e, c); !ok || !bytes.Equal(back, src) {
		return dst, false
	}
	return append(dst, out...), true
}

// big5Twins are the characters that our Big5 has twice: where its encoder writes them, in the parts that Hong Kong and a vendor
// added, and where decoders that do not know those parts read them. Sorted.
var big5Twins = [...]struct{ added, plain uint16 }{
	{0x9244, 0x9242}, {0x9F66, 0x91BE}, {0x9FD8, 0x9361}, {0xA063, 0x8FB6}, {0xA0D5, 0x947A}, {0xA0E4, 0x9455}, {0xC6D7, 0x90C4},
	{0xC6DE, 0xA1B2}, {0xF9E9, 0xA2A5}, {0xF9EA, 0xA2A6}, {0xF9EB, 0xA2A7}, {0xF9F9, 0xA2A4}, {0xF9FA, 0xA27E}, {0xF9FB, 0xA2A1},
	{0xF9FC, 0xA2A2}, {0xF9FD, 0xA2A3}, {0xFA5F, 0xADC5}, {0xFA66, 0xB0B0}, {0xFABD, 0xA55D}, {0xFAC5, 0xA2CD}, {0xFAD5, 0xADEB},
	{0xFB48, 0x9DEF}, {0xFBB8, 0xB440}, {0xFBF3, 0xC9DB}, {0xFBF9, 0x9DFB}, {0xFC4F, 0xD8F4}, {0xFC6C, 0xA0DC}, {0xFCB9, 0xBCB5},
	{0xFCE2, 0xB4B8}, {0xFCF1, 0xA7FB}, {0xFDB7, 0xCB58}, {0xFDB8, 0xB4FC}, {0xFDBB, 0xB4E4}, {0xFDF1, 0xB54E}, {0xFE52, 0x9975},
	{0xFE6F, 0xB7EC}, {0xFEAA, 0xA260}, {0xFEDD, 0xCFF1},
}

// plainBig5 puts the plain codes in the place of the added ones.
func plainBig5(b []byte) {
	for i := 0; i+1 < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			continue
		}
		code := uint16(b[i])<<8 | uint16(b[i+1])
		for _, twin := range big5Twins {
			if twin.added >= code {
				if twin.added == code {
					b[i], b[i+1] = byte(twin.plain>>8), byte(twin.plain)
				}
				break
			}
		}
		i++
	}
}
