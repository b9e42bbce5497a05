package wsp

import (
	"bytes"
	"iter"
	"strconv"
)

// ContentType is the octets of a Content-type-value (WSP 5), constrained or general form, as they are on the wire.
// Its methods answer for any octets; those that [CheckContentType] delimits give what a handset would read.
//
// An empty ContentType reads as application/octet-stream (WSP 11.2).
type ContentType []byte

const octetStream = "application/octet-stream"

// layout returns the media type and the parameters of c, as they are on the wire; media has no End-of-string. The Value-length
// counts stop octets of the parameters, which may run past it (deviation D17).
func (c ContentType) layout() (media, params []byte, stop int) {
	if len(c) == 0 {
		return nil, nil, 0
	}
	var rest []byte
	var length uint32
	switch o := c[0]; {
	case o >= 0x80:
		return c[:1], nil, 0
	case o >= 0x20:
		if len(c) < 2 || c[1] < 0x80 || int(o) != len(c)-1 {
			media, params = cutText(c)
			return media, params, len(params)
		}
		rest, length = c[1:], uint32(o)
	case o < 0x1F:
		rest, length = c[1:], uint32(o)
	default:
		var n int
		length, n, _ = ConsumeUintvar(c[1:])
		if n == 0 {
			return nil, nil, 0 // no length that can be read, so nobody knows where the media type begins
		}
		rest = c[1+n:]
	}
	if len(rest) == 0 {
		return nil, nil, 0
	}
	if o := rest[0]; o >= 0x20 && o < 0x80 {
		media, params = cutText(rest)
	} else { // a number, or whatever stands in its place
		n, _ := ConsumeValue(rest)
		media, params = rest[:n], rest[n:]
	}
	stop = len(params)
	if used := len(rest) - stop; uint64(length) >= uint64(used) && uint64(length) < uint64(len(rest)) {
		stop = int(length) - used
	}
	return media, params, stop
}

func cutText(b []byte) (text, rest []byte) {
	if j := bytes.IndexByte(b, 0); j >= 0 {
		return b[:j], b[j+1:]
	}
	return b, nil
}

// Code returns the number of a well-known media type (WSP 6); ok is false for one in text.
func (c ContentType) Code() (code uint32, ok bool) {
	if len(c) == 1 && c[0] >= 0x80 {
		return uint32(c[0] & 0x7F), true
	}
	media, _, _ := c.layout()
	if len(media) == 0 || media[0] >= 0x20 && media[0] < 0x80 {
		return 0, false
	}
	v, n, k := ConsumeInteger(media)
	if n == 0 || k == IntegerLong || v > 1<<24 {
		return 0, false
	}
	return uint32(v), true
}

// Media returns the octets of a media type in text, without white space and parameters (deviations D16, D47); nil for a
// well-known one.
func (c ContentType) Media() []byte {
	media, _, _ := c.layout()
	if len(media) == 0 || media[0] < 0x20 || media[0] >= 0x80 {
		return nil
	}
	if j := bytes.IndexByte(media, ';'); j >= 0 {
		media = media[:j]
	}
	media = trimSpace(media)
	return media[:len(media):len(media)]
}

// Is reports whether the media type of c is media ("image/jpeg"), letters in either case. It allocates nothing.
func (c ContentType) Is(media string) bool {
	if len(c) == 0 {
		return media == octetStream
	}
	if code, ok := c.Code(); ok {
		name := mediaName(code)
		return len(name) == len(media) && hasPrefixFoldString(name, media)
	}
	return equalFold(c.Media(), media)
}

// HasPrefix reports whether the media type of c begins with prefix ("image/"), letters in either case.
func (c ContentType) HasPrefix(prefix string) bool {
	if len(c) == 0 {
		return hasPrefixFoldString(octetStream, prefix)
	}
	if code, ok := c.Code(); ok {
		return hasPrefixFoldString(mediaName(code), prefix)
	}
	return hasPrefixFold(c.Media(), prefix)
}

func hasPrefixFoldString(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if lower(s[i]) != lower(prefix[i]) {
			return false
		}
	}
	return true
}

// AppendMedia appends the media type, "image/jpeg", a well-known one as WSP 6 spells it, one in text as
// UTF-8 in lower case; "x-wap-unknown/0x0999" for a number that is not assigned.
func (c ContentType) AppendMedia(dst []byte) []byte {
	if len(c) == 0 {
		return append(dst, octetStream...)
	}
	if code, ok := c.Code(); ok {
		if name := mediaName(code); name != "" {
			return append(dst, name...)
		}
		dst = append(dst, "x-wap-unknown/0x"...)
		for s := 12; s >= 0; s -= 4 {
			dst = append(dst, "0123456789abcdef"[code>>s&15])
		}
		return dst
	}
	start := len(dst)
	dst = appendGuess(dst, c.Media())
	for i, o := range dst[start:] {
		dst[start+i] = lower(o)
	}
	return dst
}

// String returns what AppendMedia appends; it allocates unless the type is well-known.
func (c ContentType) String() string {
	if code, ok := c.Code(); ok {
		if name := mediaName(code); name != "" {
			return name
		}
	}
	return string(c.AppendMedia(nil))
}

// AppendText appends c as MIME writes it: `text/plain; charset=utf-8; name="a b.txt"`.
func (c ContentType) AppendText(dst []byte) []byte {
	dst = c.AppendMedia(dst)
	cur := c.ParamCursor()
	for cur.Next() {
		p := cur.Param()
		dst = append(dst, "; "...)
		dst = append(dst, p.Name()...)
		dst = append(dst, '=')
		start := len(dst)
		dst = p.AppendValue(dst)
		dst = quoteFrom(dst, start)
	}
	return dst
}

// quoteFrom puts dst[start:] into quotation marks unless it is a token or a charset "*".
func quoteFrom(dst []byte, start int) []byte {
	plain := len(dst) > start
	for _, o := range dst[start:] {
		plain = plain && isToken(o) || o == '/' && plain
	}
	if plain {
		return dst
	}
	value := strconv.Quote(string(dst[start:]))
	return append(dst[:start], value...)
}

// ParamCursor returns a cursor over the parameters of c.
func (c ContentType) ParamCursor() ParamCursor {
	media, params, stop := c.layout()
	cur := ParamCursor{b: params, stop: stop}
	if len(media) > 0 && media[0] >= 0x20 && media[0] < 0x80 {
		if j := bytes.IndexByte(media, ';'); j >= 0 {
			cur.text = media[j:]
		}
	}
	return cur
}

// Params iterates over the parameters of c in their order.
func (c ContentType) Params() iter.Seq[Param] { return c.ParamCursor().all() }

// param returns the first parameter with one of two numbers or with a name.
func (c ContentType) param(code, other int32, name string) (Param, bool) {
	cur := c.ParamCursor()
	for cur.Next() {
		if cur.code >= 0 && cur.code != code && cur.code != other {
			continue
		}
		if p := cur.Param(); p.code >= 0 || equalFold(p.name, name) {
			return p, true
		}
	}
	return Param{}, false
}

// Charset returns the charset parameter; 0 is "*", unknown or none.
func (c ContentType) Charset() Charset {
	p, _ := c.param(paramCodeCharset, paramCodeCharset, "charset")
	return p.Charset()
}

// Name returns the parameter name (0x05, 0x17 or in text).
func (c ContentType) Name() (Text, bool) { return c.text(0x05, 0x17, "name") }

// Filename returns the parameter filename (0x06, 0x18 or in text).
func (c ContentType) Filename() (Text, bool) { return c.text(0x06, 0x18, "filename") }

// Start returns the parameter start of a multipart/related (0x0A, 0x19 or in text), as it is written.
func (c ContentType) Start() (Text, bool) { return c.text(0x0A, 0x19, "start") }

func (c ContentType) text(code, other int32, name string) (Text, bool) {
	p, ok := c.param(code, other, name)
	if !ok {
		return Text{}, false
	}
	return p.Text()
}

// RootType returns the parameter type of a multipart/related (0x09, 0x03 or in text): the media type of its root.
func (c ContentType) RootType() (ContentType, bool) {
	p, ok := c.param(paramCodeTypeRoot, paramCodeType, "type")
	if !ok || len(p.raw) == 0 {
		return nil, false
	}
	return ContentType(p.raw), true
}

// Multipart reports whether c announces a binary multipart (WSP 11.1; MMS 8.1): the application/vnd.wap.multipart types and
// their MIME names, which mean the same inside MMS.
func (c ContentType) Multipart() bool {
	if len(c) == 0 {
		return false
	}
	if code, ok := c.Code(); ok {
		return multipartCode(code)
	}
	return multipartText(c.Media())
}

// multipartText reports whether the media type in text announces a binary multipart.
func multipartText(media []byte) bool {
	const wap, mime = "application/vnd.wap.multipart.", "multipart/"
	return len(media) >= len(mime) && (lower(media[0]) == 'm' && hasPrefixFold(media, mime) ||
		len(media) >= len(wap) && lower(media[12]) == 'v' && hasPrefixFold(media, wap))
}

func multipartCode(code uint32) bool {
	return code >= 0x22 && code <= 0x26 || code == 0x33 || code >= 0x0B && code <= 0x0F
}
