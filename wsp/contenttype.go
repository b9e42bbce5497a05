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

// CheckContentType walks the Content-type-value at b[i:end], reports its faults and returns the offset behind it.
//
// A Value-length that does not fit its parameters is passed over and the parameters delimit themselves (deviation D17);
// inPart says that header names, not the body, follow the value.
func CheckContentType(b []byte, i, end int, inPart bool, f Field, r *Recorder) (next int) {
	if i >= end {
		r.Report(Truncated, f, i, end)
		return end
	}
	overrun := LengthOverrun
	if inPart {
		overrun = ContentTypeOverrun
	}
	switch o := b[i]; {
	case o >= 0x80:
		return i + 1
	case o >= 0x20:
		if stop := i + 1 + int(o); i+1 < end && b[i+1] >= 0x80 && stop <= end {
			if j := bytes.IndexByte(b[i:end], 0); j < 0 || j > 1 {
				r.Report(LengthForm, f, i, i+1)
				return checkGeneral(b, i, i+1, stop, end, false, inPart, f, r)
			}
		}
		if inPart && bytes.IndexByte(b[i:end], 0) < 0 {
			r.Report(ContentTypeOverrun, f, i, end)
			return end
		}
		next = CheckText(b, i, end, f, r)
		checkMediaText(b, i, next, f, r)
		return next
	}
	length, n, c := ConsumeValueLength(b[i:end])
	if n == 0 {
		r.Report(c, f, i, end)
		return end
	}
	if c != 0 {
		r.Report(c, f, i, i+n)
	}
	start := i + n
	if uint64(length) > uint64(end-start) {
		r.Report(overrun, f, i, end)
		return checkGeneral(b, i, start, end, end, true, inPart, f, r)
	}
	return checkGeneral(b, i, start, start+int(length), end, false, inPart, f, r)
}

// checkGeneral walks Media-type *(Parameter) at b[start:stop]. loose means that stop is not to be believed: the walk
// ends where no parameter begins. A parameter that runs past stop makes the walk loose, up to end.
func checkGeneral(b []byte, i, start, stop, end int, loose, inPart bool, f Field, r *Recorder) int {
	j, fits := checkMedia(b, start, stop, f, r)
	if !fits && stop < end {
		r.Report(LengthOverrun, f, i, stop)
		loose, stop = true, end
		j, fits = checkMedia(b, start, stop, f, r)
	}
	if !fits {
		r.Report(TextUnterminated, f, start, stop)
		return stop
	}
	for j < stop {
		if loose && !plausibleParam(b[j], inPart) {
			return j
		}
		p, c := paramAt(b, j, stop)
		switch {
		case c == 0:
			checkParam(b, j, p, r)
			j = p.next
		case c == ValueKind:
			if loose {
				return j
			}
			r.Report(ValueSurplus, f, j, stop)
			return stop
		case stop < end && c != ParamValueless && p.code < int32(len(wellKnownParams)):
			r.Report(LengthOverrun, f, i, stop)
			loose, stop = true, end
		default:
			pf := f
			if p.code >= 0 && p.code < int32(len(wellKnownParams)) {
				pf = FieldParameter | Field(p.code)
			}
			r.Report(c, pf, j, stop)
			return stop
		}
	}
	return j
}

// checkMedia walks the media type at b[i:stop]; fits is false when a text has no End-of-string before stop.
func checkMedia(b []byte, i, stop int, f Field, r *Recorder) (next int, fits bool) {
	if i >= stop {
		r.Report(Truncated, f, i, stop)
		return stop, true
	}
	switch o := b[i]; {
	case o >= 0x80:
		return i + 1, true
	case o >= 0x20:
		if bytes.IndexByte(b[i:stop], 0) < 0 {
			return stop, false
		}
		next = CheckText(b, i, stop, f, r)
		checkMediaText(b, i, next, f, r)
		return next, true
	}
	return CheckInteger(b, i, stop, false, f, r), true
}

func checkMediaText(b []byte, i, next int, f Field, r *Recorder) {
	end := next
	if end > i && b[end-1] == 0 {
		end--
	}
	if j := bytes.IndexByte(b[i:end], ';'); j >= 0 {
		r.Report(MediaTypeText, f, i+j, end)
	}
	if end > i && (b[i] == ' ' || b[end-1] == ' ') {
		r.Report(MediaTypeSpace, f, i, end)
	}
}

// plausibleParam reports whether octet o may begin a parameter where no length says that one is there. In a part,
// the octets of headers that parts have are taken for headers.
func plausibleParam(o byte, inPart bool) bool {
	if o < 0x80 {
		return o >= 0x21 && o < 0x7F && !inPart
	}
	return o < 0x80+byte(len(wellKnownParams)) && (!inPart || o != 0x8E && o != 0x8B && o != 0x8C && o != 0x8D)
}

// layout returns the media type and the parameters of c, as they are on the wire; media has no End-of-string.
func (c ContentType) layout() (media, params []byte) {
	if len(c) == 0 {
		return nil, nil
	}
	rest := []byte(c)
	switch o := c[0]; {
	case o >= 0x80:
		return c[:1], nil
	case o >= 0x20:
		if len(c) < 2 || c[1] < 0x80 || int(o) != len(c)-1 {
			return cutText(c)
		}
		rest = c[1:]
	case o < 0x1F:
		rest = c[1:]
	default:
		_, n, _ := ConsumeUintvar(c[1:])
		rest = c[1+n:]
	}
	if len(rest) == 0 {
		return nil, nil
	}
	if o := rest[0]; o >= 0x20 && o < 0x80 {
		return cutText(rest)
	}
	n := 1
	if rest[0] < 0x80 {
		n = min(1+int(rest[0]), len(rest))
	}
	return rest[:n], rest[n:]
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
	media, _ := c.layout()
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
	media, _ := c.layout()
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

// AppendMedia appends the media type, "image/jpeg", a well-known one as WSP 6 spells it, one in text in lower case; "x-wap-unknown/0x0999" for a number that is not assigned.
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
	for _, o := range c.Media() {
		dst = append(dst, lower(o))
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
	for cur := c.ParamCursor(); cur.Next(); {
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
	media, params := c.layout()
	cur := ParamCursor{b: params}
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
	for cur := c.ParamCursor(); cur.Next(); {
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

// contentTypeEnd returns what [CheckContentType] returns for the Content-type-value of a part, i < end.
func contentTypeEnd(b []byte, i, end int) int {
	o := b[i]
	switch {
	case o >= 0x80:
		return i + 1
	case o < 0x1F && int(o) < end-i && o > 0:
		if stop := i + 1 + int(o); paramsFit(b, i+1, stop) {
			return stop
		}
	}
	var r Recorder
	return CheckContentType(b, i, end, true, 0, &r)
}

// paramsFit reports whether media type and parameters fill b[i:stop] exactly.
func paramsFit(b []byte, i, stop int) bool {
	if o := b[i]; o >= 0x80 {
		i++
	} else {
		n, c := ConsumeValue(b[i:stop])
		if c != 0 {
			return false
		}
		i += n
	}
	for i < stop {
		p, c := paramAt(b, i, stop)
		if c != 0 {
			return false
		}
		i = p.next
	}
	return true
}
