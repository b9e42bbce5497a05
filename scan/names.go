package scan

import (
	"bytes"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/wsp"
)

// NameSource says which of a part's names a finding is about.
type NameSource uint8

// The sources of names.
const (
	NameOfType        NameSource = iota + 1 // parameter name of the Content-Type
	NameOfDisposition                       // parameter filename of the Content-Disposition
	NameOfLocation                          // Content-Location
	NameOfID                                // Content-ID
	NameOfStart                             // parameter start of a multipart's Content-Type
)

var nameSourceNames = [...]string{
	0: "none", NameOfType: "name", NameOfDisposition: "filename", NameOfLocation: "content-location",
	NameOfID: "content-id", NameOfStart: "start",
}

// String returns "name", "filename", "content-location", "content-id" or "start".
func (n NameSource) String() string { return nameOf(nameSourceNames[:], int(n)) }

// reference reports whether n is by its nature a reference, an id or a URL, and a name of a file only by use.
func (n NameSource) reference() bool { return n >= NameOfLocation }

// partName is one name of a part: as it was sent, and as a reader may come to see it.
type partName struct {
	source NameSource
	sent   []byte   // the octets themselves
	block  wsp.Span // the headers of view 0 that it stands in; zero for a plain part
	raw    []byte   // as it was sent, in UTF-8 as far as it can be
	read   []byte   // after one RFC 2047 decoding and one percent-decoding; raw where neither changes it
}

// span returns where in the view b the name stands. It compares addresses and not octets, so that a name that repeats
// itself costs no more than another.
func (n *partName) span(b []byte) wsp.Span {
	if len(n.sent) == 0 {
		return n.block
	}
	block := n.block.In(b)
	for at := range block {
		if &block[at] == &n.sent[0] {
			start := n.block.Start + uint32(at)
			return wsp.Span{Start: start, End: start + uint32(len(n.sent))}
		}
	}
	return n.block
}

// decode fills in the name t in all its forms, behind what the name buffer of s holds already where they differ.
func (s *Scanner) decode(n *partName, t wsp.Text) {
	b := t.Bytes()
	n.sent = b
	plain, coded := true, false
	for i, c := range b {
		if c >= 0x80 {
			plain = false
		}
		coded = coded || c == '%' || c == '=' && i+1 < len(b) && b[i+1] == '?'
	}
	from := len(s.name)
	if n.raw = b; !plain || t.Charset() != wsp.CharsetUnspecified {
		s.name = t.AppendUTF8(s.name)
		n.raw = s.name[from:]
	}
	if n.read = n.raw; !coded {
		return
	}
	from = len(s.name)
	s.name = wsp.AppendDecodedWords(s.name, n.raw)
	words := len(s.name)
	s.name = appendUnescaped(s.name, s.name[from:words])
	n.read = s.name[words:]
}

// appendUnescaped appends b with every %XX turned into the octet that it stands for.
func appendUnescaped(dst, b []byte) []byte {
	for i := 0; i < len(b); i++ {
		if b[i] == '%' && i+2 < len(b) && unhex(b[i+1]) >= 0 && unhex(b[i+2]) >= 0 {
			dst = append(dst, byte(unhex(b[i+1])<<4|unhex(b[i+2])))
			i += 2
			continue
		}
		dst = append(dst, b[i])
	}
	return dst
}

// base returns what of a name a program would take for the name of a file: of a URL the last segment of its path, of an
// id what stands before the @; then what follows the last slash or backslash.
func base(name []byte, source NameSource) []byte {
	if source == NameOfID || source == NameOfStart {
		name = bytes.TrimPrefix(name, []byte("<"))
		name = bytes.TrimSuffix(name, []byte(">"))
		if len(name) > 4 && string(name[:4]) == "cid:" {
			name = name[4:]
		}
		if i := bytes.IndexByte(name, '@'); i >= 0 {
			name = name[:i]
		}
	}
	if source == NameOfLocation {
		if i := bytes.Index(name, []byte("://")); i > 0 {
			name = name[i+3:]
			if j := bytes.IndexAny(name, "?#"); j >= 0 {
				name = name[:j]
			}
			if bytes.IndexByte(name, '/') < 0 {
				return nil
			}
		}
	}
	if i := bytes.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// cutExtension splits a name at its last dot. What programs take off the end of a name first, blanks, dots and controls,
// is taken off both.
func cutExtension(name []byte) (stem, ext []byte) {
	name = trimEnd(name)
	i := bytes.LastIndexByte(name, '.')
	if i < 0 {
		return name, nil
	}
	return trimEnd(name[:i]), name[i+1:]
}

func trimEnd(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] <= ' ' || b[len(b)-1] == '.' || b[len(b)-1] == 0x7F) {
		b = b[:len(b)-1]
	}
	return b
}

// unconfirmed are the dangerous extensions that the catalogue alone calls so. All others are also blocked by Gmail, by
// Outlook or by a mail operator whose list is public; what only one source says is no more than medium.
var unconfirmed = [...]string{
	"aab", "alx", "apkm", "cod", "desktop", "dex", "elf", "jad", "mobileconfig", "pkg", "sisx", "xap", "xapk",
}

// isUnconfirmed reports whether ext, in any letter case, is one of them.
func isUnconfirmed(ext []byte) bool {
	for _, x := range &unconfirmed {
		if len(x) == len(ext) && equalFold(ext, x) {
			return true
		}
	}
	return false
}

// equalFold compares the letters of ASCII in either case; b is in small letters and as long as a.
func equalFold(a []byte, b string) bool {
	for i, c := range a {
		if lower(c) != b[i] {
			return false
		}
	}
	return true
}

// decodeDot reads one character of a name and returns what it is for a path: '.', '/', or the character itself. It knows
// the forms in which both have been smuggled past filters: full-width and look-alike characters, and UTF-8 that is longer
// than it may be.
func decodeDot(b []byte) (c rune, size int) {
	if b[0] < 0x80 {
		if b[0] == '\\' {
			return '/', 1
		}
		return rune(b[0]), 1
	}
	if n := overlong(b); n > 0 {
		v := rune(b[n-1]&0x3F) | rune(b[n-2]&0x01)<<6
		if v == '\\' {
			v = '/'
		}
		return v, n
	}
	switch c, size = utf8.DecodeRune(b); c {
	case '．', '․', '。', '｡', '﹒':
		return '.', size
	case '／', '＼', '⁄', '∕', '⧵', '﹨':
		return '/', size
	}
	return c, size
}

// overlong returns the length of an ASCII character that is written in two or three octets of UTF-8, which no encoder
// does; 0 if b begins with none.
func overlong(b []byte) int {
	switch {
	case len(b) >= 2 && (b[0] == 0xC0 || b[0] == 0xC1) && b[1]&0xC0 == 0x80:
		return 2
	case len(b) >= 3 && b[0] == 0xE0 && (b[1] == 0x80 || b[1] == 0x81) && b[2]&0xC0 == 0x80:
		return 3
	}
	return 0
}
