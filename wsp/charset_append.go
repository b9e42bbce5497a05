package wsp

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// AppendEncoded appends the UTF-8 text src to dst in the character set c (WSP 9.2): the way back from [Charset.AppendUTF8],
// which then returns src again, but for a byte order mark in front of it, which is not written. It reports false, and
// appends nothing, when c is not supported or lacks a character of src, and when src is no UTF-8.
//
// UTF-16 and UTF-32 without an order in their names get a byte order mark; UCS-2 is big-endian and has pairs of surrogates
// for what lies beyond it, as all readers expect. It allocates only to grow dst, but for the multi-octet sets of East Asia,
// whose encoders have a state.
func (c Charset) AppendEncoded(dst, src []byte) ([]byte, bool) {
	if !utf8.Valid(src) {
		return dst, false
	}
	src = cutUTF8Mark(src)
	start := len(dst)
	dst, ok := c.appendEncoded(dst, src)
	// What reads as another text is refused: a first character that looks like a byte order mark, a character that a
	// decoder takes for a replacement.
	if !ok || bytes.HasPrefix(src, []byte("\uFFFE")) && c.units() > 1 || !c.Valid(dst[start:]) {
		return dst[:start], false
	}
	return dst, true
}

// units returns how many octets a unit of c has, where they have an order.
func (c Charset) units() int {
	switch c {
	case CharsetUCS2, CharsetUTF16, CharsetUTF16BE, CharsetUTF16LE:
		return 2
	case CharsetUCS4, CharsetUTF32, CharsetUTF32BE, CharsetUTF32LE:
		return 4
	}
	return 1
}

// appendEncoded is AppendEncoded of what is UTF-8.
func (c Charset) appendEncoded(dst, src []byte) ([]byte, bool) {
	switch c {
	case CharsetUTF8:
		return append(dst, src...), true
	case CharsetASCII:
		return append(dst, src...), asciiPrefix(src) == len(src)
	case CharsetISO8859_1:
		return appendToLatin1(dst, src)
	}
	switch c.units() {
	case 2:
		return appendToUTF16(dst, src, c), true
	case 4:
		return appendToUTF32(dst, src, c), true
	}
	if m := charmapOf(c); m != nil {
		return appendToCharmap(dst, src, m)
	}
	if e := encodingOf(c); e != nil {
		return appendToEncoding(dst, src, e)
	}
	return dst, false
}

func appendToLatin1(dst, src []byte) ([]byte, bool) {
	for _, r := range string(src) {
		if r > 0xFF || r >= 0x80 && r < 0xA0 { // 80-9F would be read as windows-1252
			return dst, false
		}
		dst = append(dst, byte(r))
	}
	return dst, true
}

func appendToUTF16(dst, src []byte, c Charset) []byte {
	order := binary.AppendByteOrder(binary.BigEndian)
	if c == CharsetUTF16LE {
		order = binary.LittleEndian
	}
	dst = slices.Grow(dst, 2+2*len(src))
	if c == CharsetUTF16 {
		dst = order.AppendUint16(dst, 0xFEFF)
	}
	for _, r := range string(src) {
		if r1, r2 := utf16.EncodeRune(r); r1 != utf8.RuneError {
			dst = order.AppendUint16(dst, uint16(r1))
			r = r2
		}
		dst = order.AppendUint16(dst, uint16(r))
	}
	return dst
}

func appendToUTF32(dst, src []byte, c Charset) []byte {
	order := binary.AppendByteOrder(binary.BigEndian)
	if c == CharsetUTF32LE {
		order = binary.LittleEndian
	}
	dst = slices.Grow(dst, 4+4*len(src))
	if c == CharsetUTF32 {
		dst = order.AppendUint32(dst, 0xFEFF)
	}
	for _, r := range string(src) {
		dst = order.AppendUint32(dst, uint32(r))
	}
	return dst
}

func appendToCharmap(dst, src []byte, m *charmap.Charmap) ([]byte, bool) {
	for _, r := range string(src) {
		o, ok := m.EncodeRune(r)
		if !ok {
			return dst, false
		}
		dst = append(dst, o)
	}
	return dst, true
}

func appendToEncoding(dst, src []byte, e encoding.Encoding) ([]byte, bool) {
	own := bytes.Clone(src) // what an interface is handed moves to the heap, and the caller's buffer must not
	out, err := e.NewEncoder().Bytes(own)
	return append(dst, out...), err == nil
}
