package wsp

import (
	"encoding/binary"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Charset is a character set by its MIBenum, the number that IANA assigned to it (WSP 9).
type Charset uint16

// The character sets that are seen in messages (WSP 9.2). CharsetUnspecified is none or "*" (WSP 9.1). Those without
// [Charset.Supported] are here to be named.
const (
	CharsetUnspecified Charset = 0
	CharsetASCII       Charset = 3
	CharsetISO8859_1   Charset = 4
	CharsetISO8859_2   Charset = 5
	CharsetISO8859_3   Charset = 6
	CharsetISO8859_4   Charset = 7
	CharsetISO8859_5   Charset = 8
	CharsetISO8859_6   Charset = 9
	CharsetISO8859_7   Charset = 10
	CharsetISO8859_8   Charset = 11
	CharsetISO8859_9   Charset = 12
	CharsetISO8859_10  Charset = 13
	CharsetShiftJIS    Charset = 17
	CharsetEUCJP       Charset = 18
	CharsetKSC5601     Charset = 36
	CharsetISO2022KR   Charset = 37
	CharsetEUCKR       Charset = 38
	CharsetISO2022JP   Charset = 39
	CharsetISO2022JP2  Charset = 40
	CharsetISO8859_6E  Charset = 81
	CharsetISO8859_6I  Charset = 82
	CharsetISO8859_8E  Charset = 84
	CharsetISO8859_8I  Charset = 85
	CharsetISO2022CN   Charset = 104
	CharsetUTF8        Charset = 106
	CharsetISO8859_13  Charset = 109
	CharsetISO8859_14  Charset = 110
	CharsetISO8859_15  Charset = 111
	CharsetISO8859_16  Charset = 112
	CharsetGBK         Charset = 113
	CharsetGB18030     Charset = 114
	CharsetUCS2        Charset = 1000
	CharsetUCS4        Charset = 1001
	CharsetUTF7        Charset = 1012
	CharsetUTF16BE     Charset = 1013
	CharsetUTF16LE     Charset = 1014
	CharsetUTF16       Charset = 1015
	CharsetUTF32       Charset = 1017
	CharsetUTF32BE     Charset = 1018
	CharsetUTF32LE     Charset = 1019
	CharsetWindows31J  Charset = 2024
	CharsetGB2312      Charset = 2025
	CharsetBig5        Charset = 2026
	CharsetMacintosh   Charset = 2027
	CharsetKOI8R       Charset = 2084
	CharsetHZGB2312    Charset = 2085
	CharsetKOI8U       Charset = 2088
	CharsetBig5HKSCS   Charset = 2101
	CharsetWindows874  Charset = 2109
	CharsetWindows1250 Charset = 2250
	CharsetWindows1251 Charset = 2251
	CharsetWindows1252 Charset = 2252
	CharsetWindows1253 Charset = 2253
	CharsetWindows1254 Charset = 2254
	CharsetWindows1255 Charset = 2255
	CharsetWindows1256 Charset = 2256
	CharsetWindows1257 Charset = 2257
	CharsetWindows1258 Charset = 2258
	CharsetTIS620      Charset = 2259
)

// String returns the name of c in lower case ("utf-8"), "*" for [CharsetUnspecified] and "mib-1234" for a number that IANA
// has not assigned; only the last allocates.
func (c Charset) String() string {
	if c == CharsetUTF8 {
		return "utf-8"
	}
	if c == CharsetUnspecified {
		return "*"
	}
	if name := numberName(charsetNames[:], uint32(c)); name != "" {
		return name
	}
	return "mib-" + strconv.Itoa(int(c))
}

// charsetNameMax is the number of octets in the longest name or alias, without what CharsetByName ignores, and some.
const charsetNameMax = 48

// CharsetByName returns the character set of a name as peers write it (WSP 9.2): in any letter case, with or without "-"
// and "_", also in quotation marks and between spaces. "*" is [CharsetUnspecified]. It reports false for a name that is
// no name of a registered character set.
func CharsetByName(name []byte) (Charset, bool) {
	for len(name) > 0 && charsetNameEdge(name[0]) {
		name = name[1:]
	}
	for len(name) > 0 && charsetNameEdge(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	var buf [charsetNameMax]byte
	n := 0
	for _, c := range name {
		if c == '-' || c == '_' {
			continue
		}
		if n == len(buf) {
			return 0, false
		}
		buf[n] = asciiLower(c)
		n++
	}
	key := buf[:n]
	if n == 0 {
		return 0, false
	}
	if string(key) == "utf8" {
		return CharsetUTF8, true
	}
	for i := range charsetAliases {
		if string(key) == charsetAliases[i].name {
			return charsetAliases[i].charset, true
		}
	}
	for i := range charsetNames {
		if charsetNameIs(key, charsetNames[i].name) {
			return Charset(charsetNames[i].number), true
		}
	}
	return 0, false
}

func charsetNameEdge(c byte) bool { return c == '"' || c == '\'' || c == ' ' || c == '\t' }

// charsetNameIs reports whether key, in lower case and without "-" and "_", is the registered name.
func charsetNameIs(key []byte, name string) bool {
	n := 0
	for i := range len(name) {
		c := name[i]
		if c == '-' || c == '_' {
			continue
		}
		if n == len(key) || key[n] != c {
			return false
		}
		n++
	}
	return n == len(key)
}

// Supported reports whether [Charset.AppendUTF8] knows how to decode c (WSP 9.2); it guesses where it does not.
func (c Charset) Supported() bool {
	switch c {
	case CharsetASCII, CharsetISO8859_1, CharsetUTF8, CharsetUCS2, CharsetUTF16, CharsetUTF16BE, CharsetUTF16LE,
		CharsetUCS4, CharsetUTF32, CharsetUTF32BE, CharsetUTF32LE:
		return true
	}
	return charmapOf(c) != nil || encodingOf(c) != nil
}

// AppendUTF8 appends the text src, whose stated character set is c, to dst in UTF-8 (WSP 10). What it appends is always
// valid UTF-8 and at most 3 times as long as src. What cannot be decoded becomes U+FFFD.
//
// It reports whether the text is what was stated. It is not when anything was replaced, when octets had to be read in
// another character set than c, or when c is not supported. An unspecified character set is as good as stated where all
// octets are ASCII. The octets are then taken for UTF-8 if they are that, and else for ISO 8859-1 with the additions of
// windows-1252; so are 8-bit octets in us-ascii, while octets 80–9F in iso-8859-1 are read as windows-1252, which is what
// they are in practice.
//
// A byte order mark is left out. In the UTF-16 and UTF-32 families it also decides the byte order, against the name of c
// if need be; without one it is big-endian. UCS-2 is read as UTF-16.
//
// It allocates only to grow dst, but for the multi-octet sets of East Asia, whose decoders have a state.
func (c Charset) AppendUTF8(dst, src []byte) ([]byte, bool) {
	switch c {
	case CharsetUTF8:
		return appendValidUTF8(dst, cutUTF8Mark(src))
	case CharsetUnspecified, CharsetASCII:
		if asciiPrefix(src) == len(src) {
			return append(dst, src...), true
		}
		return appendGuess(dst, src), false
	case CharsetISO8859_1:
		return appendLatin1(dst, src)
	case CharsetUCS2, CharsetUTF16, CharsetUTF16BE, CharsetUTF16LE:
		if text, ok := misstatedUTF8(src); ok {
			return append(dst, text...), false
		}
		return appendUTF16(dst, src, c == CharsetUTF16LE)
	case CharsetUCS4, CharsetUTF32, CharsetUTF32BE, CharsetUTF32LE:
		if text, ok := misstatedUTF8(src); ok {
			return append(dst, text...), false
		}
		return appendUTF32(dst, src, c == CharsetUTF32LE)
	}
	if m := charmapOf(c); m != nil {
		return appendCharmap(dst, src, m)
	}
	if e := encodingOf(c); e != nil {
		return appendEncoding(dst, src, e, c)
	}
	return appendGuess(dst, src), false
}

// Valid reports whether src is text of the character set c: whether [Charset.AppendUTF8] would have nothing to replace
// and nothing to guess (W19). Of a character set that is not supported, and of none, nothing is known: it reports true.
func (c Charset) Valid(src []byte) bool {
	switch c {
	case CharsetUnspecified:
		return true
	case CharsetASCII:
		return asciiPrefix(src) == len(src)
	case CharsetUTF8:
		return utf8.Valid(src)
	case CharsetISO8859_1:
		return validLatin1(src)
	case CharsetUCS2, CharsetUTF16, CharsetUTF16BE, CharsetUTF16LE:
		_, misstated := misstatedUTF8(src)
		return !misstated && validUTF16(src, c == CharsetUTF16LE)
	case CharsetUCS4, CharsetUTF32, CharsetUTF32BE, CharsetUTF32LE:
		_, misstated := misstatedUTF8(src)
		return !misstated && validUTF32(src, c == CharsetUTF32LE)
	}
	if m := charmapOf(c); m != nil {
		return validCharmap(src, m)
	}
	if e := encodingOf(c); e != nil {
		return validEncoding(src, e, c)
	}
	return true
}

// replacement is U+FFFD in UTF-8.
const replacement = "\uFFFD"

const utf8Mark = "\uFEFF"

func cutUTF8Mark(src []byte) []byte {
	if len(src) >= len(utf8Mark) && string(src[:len(utf8Mark)]) == utf8Mark {
		return src[len(utf8Mark):]
	}
	return src
}

// misstatedUTF8 returns the text without its mark when src begins with the byte order mark of UTF-8 and is UTF-8; nothing
// in the UTF-16 and UTF-32 families begins so in practice.
func misstatedUTF8(src []byte) ([]byte, bool) {
	text := cutUTF8Mark(src)
	if len(text) == len(src) || !utf8.Valid(text) {
		return nil, false
	}
	return text, true
}

// asciiPrefix returns how many octets at the start of src are below 80.
func asciiPrefix(src []byte) int {
	n := 0
	for ; len(src)-n >= 8; n += 8 {
		if binary.LittleEndian.Uint64(src[n:])&0x8080808080808080 != 0 {
			break
		}
	}
	for n < len(src) && src[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// appendGuess reads text whose character set is unknown (WSP 10, rule 2).
func appendGuess(dst, src []byte) []byte {
	if utf8.Valid(src) {
		return append(dst, cutUTF8Mark(src)...)
	}
	dst, _ = appendLatin1(dst, src)
	return dst
}

func appendValidUTF8(dst, src []byte) ([]byte, bool) {
	if utf8.Valid(src) {
		return append(dst, src...), true
	}
	for len(src) > 0 {
		n := validUTF8Prefix(src)
		dst = append(dst, src[:n]...)
		src = src[n:]
		if len(src) > 0 {
			dst = append(dst, replacement...)
			src = src[1:]
		}
	}
	return dst, false
}

func validUTF8Prefix(src []byte) int {
	n := 0
	for n < len(src) {
		if src[n] < utf8.RuneSelf {
			n++
			continue
		}
		r, size := utf8.DecodeRune(src[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

func appendLatin1(dst, src []byte) ([]byte, bool) {
	n := asciiPrefix(src)
	dst = slices.Grow(dst, len(src)) // what is left of ASCII alone makes src longer; append does the rest
	dst = append(dst, src[:n]...)
	ok := true
	for _, c := range src[n:] {
		switch {
		case c < utf8.RuneSelf:
			dst = append(dst, c)
		case c < 0xA0:
			ok = false
			dst = utf8.AppendRune(dst, latin1(c))
		default:
			dst = append(dst, 0xC0|c>>6, 0x80|c&0x3F)
		}
	}
	return dst, ok
}

func validLatin1(src []byte) bool {
	for _, c := range src[asciiPrefix(src):] {
		if 0x80 <= c && c < 0xA0 {
			return false
		}
	}
	return true
}

// order16 returns the units of src without a byte order mark, and whether they are little-endian.
func order16(src []byte, little bool) ([]byte, bool) {
	if len(src) >= 2 {
		switch {
		case src[0] == 0xFE && src[1] == 0xFF:
			return src[2:], false
		case src[0] == 0xFF && src[1] == 0xFE:
			return src[2:], true
		}
	}
	return src, little
}

// rune16 decodes the character at the start of src, which is not empty, and returns the octets that it takes.
// utf8.RuneError stands for half a pair and for an odd octet at the end, and for itself: then ok is true.
func rune16(src []byte, little bool) (r rune, n int, ok bool) {
	if len(src) < 2 {
		return utf8.RuneError, len(src), false
	}
	r = unit16(src, little)
	if !utf16.IsSurrogate(r) {
		return r, 2, true
	}
	if len(src) >= 4 {
		if r = utf16.DecodeRune(r, unit16(src[2:], little)); r != utf8.RuneError {
			return r, 4, true
		}
	}
	return utf8.RuneError, 2, false
}

func unit16(src []byte, little bool) rune {
	if little {
		return rune(binary.LittleEndian.Uint16(src))
	}
	return rune(binary.BigEndian.Uint16(src))
}

func appendUTF16(dst, src []byte, little bool) ([]byte, bool) {
	src, little = order16(src, little)
	dst = slices.Grow(dst, len(src)/2)
	all := true
	for len(src) > 0 {
		r, n, ok := rune16(src, little)
		dst = utf8.AppendRune(dst, r)
		src = src[n:]
		all = all && ok
	}
	return dst, all
}

func validUTF16(src []byte, little bool) bool {
	src, little = order16(src, little)
	for len(src) > 0 {
		_, n, ok := rune16(src, little)
		if !ok {
			return false
		}
		src = src[n:]
	}
	return true
}

func order32(src []byte, little bool) ([]byte, bool) {
	if len(src) >= 4 {
		switch binary.BigEndian.Uint32(src) {
		case 0x0000FEFF:
			return src[4:], false
		case 0xFFFE0000:
			return src[4:], true
		}
	}
	return src, little
}

func rune32(src []byte, little bool) (r rune, n int, ok bool) {
	if len(src) < 4 {
		return utf8.RuneError, len(src), false
	}
	v := binary.BigEndian.Uint32(src)
	if little {
		v = binary.LittleEndian.Uint32(src)
	}
	if v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		return utf8.RuneError, 4, false
	}
	return rune(v), 4, true
}

func appendUTF32(dst, src []byte, little bool) ([]byte, bool) {
	src, little = order32(src, little)
	dst = slices.Grow(dst, len(src)/4)
	all := true
	for len(src) > 0 {
		r, n, ok := rune32(src, little)
		dst = utf8.AppendRune(dst, r)
		src = src[n:]
		all = all && ok
	}
	return dst, all
}

func validUTF32(src []byte, little bool) bool {
	src, little = order32(src, little)
	for len(src) > 0 {
		_, n, ok := rune32(src, little)
		if !ok {
			return false
		}
		src = src[n:]
	}
	return true
}
