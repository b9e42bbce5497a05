package wsp

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// charmapOf returns the table of a character set of one octet each, nil for any other (WSP 9.2).
func charmapOf(c Charset) *charmap.Charmap {
	switch c {
	case CharsetISO8859_2:
		return charmap.ISO8859_2
	case CharsetISO8859_3:
		return charmap.ISO8859_3
	case CharsetISO8859_4:
		return charmap.ISO8859_4
	case CharsetISO8859_5:
		return charmap.ISO8859_5
	case CharsetISO8859_6, CharsetISO8859_6E, CharsetISO8859_6I: // -e and -i say who reverses, not what an octet is
		return charmap.ISO8859_6
	case CharsetISO8859_7:
		return charmap.ISO8859_7
	case CharsetISO8859_8, CharsetISO8859_8E, CharsetISO8859_8I:
		return charmap.ISO8859_8
	case CharsetISO8859_9:
		return charmap.ISO8859_9
	case CharsetISO8859_10:
		return charmap.ISO8859_10
	case CharsetISO8859_13:
		return charmap.ISO8859_13
	case CharsetISO8859_14:
		return charmap.ISO8859_14
	case CharsetISO8859_15:
		return charmap.ISO8859_15
	case CharsetISO8859_16:
		return charmap.ISO8859_16
	case CharsetMacintosh:
		return charmap.Macintosh
	case CharsetKOI8R:
		return charmap.KOI8R
	case CharsetKOI8U:
		return charmap.KOI8U
	case CharsetWindows874, CharsetTIS620:
		return charmap.Windows874
	case CharsetWindows1250:
		return charmap.Windows1250
	case CharsetWindows1251:
		return charmap.Windows1251
	case CharsetWindows1252:
		return charmap.Windows1252
	case CharsetWindows1253:
		return charmap.Windows1253
	case CharsetWindows1254:
		return charmap.Windows1254
	case CharsetWindows1255:
		return charmap.Windows1255
	case CharsetWindows1256:
		return charmap.Windows1256
	case CharsetWindows1257:
		return charmap.Windows1257
	case CharsetWindows1258:
		return charmap.Windows1258
	}
	return nil
}

// encodingOf returns the decoder of a character set of several octets each, nil for any other (WSP 9.2). Where a vendor's
// superset is what is sent under the name of the standard, it is the superset.
func encodingOf(c Charset) encoding.Encoding {
	switch c {
	case CharsetShiftJIS, CharsetWindows31J:
		return japanese.ShiftJIS
	case CharsetEUCJP:
		return japanese.EUCJP
	case CharsetISO2022JP:
		return japanese.ISO2022JP
	case CharsetEUCKR, CharsetKSC5601:
		return korean.EUCKR
	case CharsetGB2312, CharsetGBK:
		return simplifiedchinese.GBK
	case CharsetGB18030:
		return simplifiedchinese.GB18030
	case CharsetHZGB2312:
		return simplifiedchinese.HZGB2312
	case CharsetBig5, CharsetBig5HKSCS:
		return traditionalchinese.Big5
	}
	return nil
}

// shifts reports whether octets below 80 may be something else than ASCII at the start of a text in c.
func (c Charset) shifts() bool { return c == CharsetISO2022JP || c == CharsetHZGB2312 }

// latin1 decodes an octet of text that is called iso-8859-1 and often is windows-1252: control characters 80-9F are read
// as what windows-1252 has there, if anything.
func latin1(c byte) rune {
	if r := charmap.Windows1252.DecodeByte(c); r != utf8.RuneError {
		return r
	}
	return rune(c)
}

func appendCharmap(dst, src []byte, m *charmap.Charmap) ([]byte, bool) {
	n := asciiPrefix(src)
	dst = slices.Grow(dst, len(src))
	dst = append(dst, src[:n]...)
	ok := true
	for _, c := range src[n:] {
		r := m.DecodeByte(c)
		ok = ok && r != utf8.RuneError
		dst = utf8.AppendRune(dst, r)
	}
	return dst, ok
}

func validCharmap(src []byte, m *charmap.Charmap) bool {
	for _, c := range src[asciiPrefix(src):] {
		if m.DecodeByte(c) == utf8.RuneError {
			return false
		}
	}
	return true
}

// decoderRoom is more than any decoder writes at a time: with so much room it does not stop for the lack of it.
const decoderRoom = 16

// appendEncoding counts every U+FFFD as a replacement, also the one that gb18030 can spell: whoever wrote it had
// replaced something.
func appendEncoding(dst, src []byte, e encoding.Encoding, c Charset) ([]byte, bool) {
	if !c.shifts() {
		n := asciiPrefix(src)
		dst = append(dst, src[:n]...)
		src = src[n:]
	}
	if len(src) == 0 {
		return dst, true
	}
	start := len(dst)
	own := bytes.Clone(src) // what an interface is handed moves to the heap, and the caller's buffer must not
	t := e.NewDecoder().Transformer
	for len(own) > 0 {
		dst = slices.Grow(dst, len(own)+decoderRoom)
		nd, ns, err := t.Transform(dst[len(dst):cap(dst)], own, true)
		dst = dst[:len(dst)+nd]
		own = own[ns:]
		if err == nil || (nd == 0 && ns == 0) {
			break
		}
	}
	// What is left was refused by the decoder, which none does; it must not go missing unseen.
	if len(own) > 0 {
		dst = append(dst, replacement...)
	}
	return dst, !bytes.Contains(dst[start:], []byte(replacement))
}

func validEncoding(src []byte, e encoding.Encoding, c Charset) bool {
	if !c.shifts() {
		src = src[asciiPrefix(src):]
	}
	if len(src) == 0 {
		return true
	}
	own := bytes.Clone(src) // see appendEncoding
	t := e.NewDecoder().Transformer
	buf := make([]byte, 512)
	for len(own) > 0 {
		nd, ns, err := t.Transform(buf, own, true)
		if bytes.Contains(buf[:nd], []byte(replacement)) {
			return false
		}
		own = own[ns:]
		if err != transform.ErrShortDst || (nd == 0 && ns == 0) {
			break
		}
	}
	return len(own) == 0
}
