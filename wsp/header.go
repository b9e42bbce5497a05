package wsp

import (
	"bytes"
	"iter"
	"strconv"
	"unicode/utf8"
)

// Header is one header of a WSP header block (WSP 4, 8), such as those of a part or a push.
type Header struct {
	b []byte
	headerSpan
}

// headerSpan is where a header lies. It has no pointers, so that a cursor which keeps one keeps nothing of the caller's.
type headerSpan struct {
	start, value, end uint32
	code              int16 // -1: name in text
}

func (h headerSpan) over(b []byte) Header { return Header{b, h} }

// Code returns the number of a well-known header; ok is false for one whose name is text.
func (h Header) Code() (code uint8, ok bool) { return uint8(h.code), h.code >= 0 }

// Name returns the name of h, "Content-ID"; "X-Wap-0x5b" for a number that is not assigned. It allocates unless h is assigned.
func (h Header) Name() string {
	if h.code < 0 {
		return h.nameText().String()
	}
	if s := HeaderName(uint8(h.code)); s != "" {
		return s
	}
	return "X-Wap-0x" + strconv.FormatUint(uint64(h.code), 16)
}

func (h Header) nameText() Text { return PlainString(h.b[h.start:h.value]) }

// Is reports whether h is the header with this name, under its number or as text.
func (h Header) Is(name string) bool {
	if h.code < 0 {
		return h.nameText().EqualFold(name)
	}
	return nameIs(HeaderName(uint8(h.code)), name)
}

// Span returns the extent of name and value.
func (h Header) Span() Span { return Span{h.start, h.end} }

// ValueSpan returns the extent of the value.
func (h Header) ValueSpan() Span { return Span{h.value, h.end} }

// Raw returns the octets of the value.
func (h Header) Raw() []byte { return h.b[h.value:h.end:h.end] }

// Text returns the value if it is a text.
func (h Header) Text() (Text, bool) {
	v := h.Raw()
	if len(v) == 0 || v[0] != 0 && v[0] < 0x20 || v[0] >= 0x80 && len(v) == 1 {
		return Text{}, false
	}
	return TextString(v), true
}

// Uint returns the value if it is an integer.
func (h Header) Uint() (uint64, bool) {
	v := h.Raw()
	if len(v) == 0 || v[0] >= 0x80 && len(v) > 1 {
		return 0, false
	}
	n, used, c := ConsumeInteger(v)
	return n, used != 0 && c != IntegerLong
}

// Numbers of headers that the code asks for by name (WSP 8.1, 12).
const (
	codeContentLocation    = 0x0E
	codeContentType        = 0x11
	codeContentDisposition = 0x2E
	codeApplicationID      = 0x2F
	codeContentID          = 0x40
	codeDisposition14      = 0x45
	codeExpect             = 0x48 // also used for Content-Transfer-Encoding
)

// headerAt delimits the header at b[i:end], i < end. Codes: HeaderOctet and CodePageShift say that no header begins here
// and that the rest of the block is opaque; others, that the value runs into end.
func headerAt(b []byte, i, end int) (h headerSpan, c Code) {
	h = headerSpan{start: uint32(i), value: uint32(end), end: uint32(end), code: -1}
	v := i + 1
	switch o := b[i]; {
	case o >= 0x80:
		h.code = int16(o & 0x7F)
	case o == 0x7F, o > 0 && o < 0x20:
		return h, CodePageShift
	case o == 0:
		return h, HeaderOctet
	default:
		j := bytes.IndexByte(b[i:end], 0)
		if j < 0 {
			return h, TextUnterminated
		}
		v = i + j + 1
	}
	if v >= end {
		return h, Truncated
	}
	h.value = uint32(v)
	if b[v] >= 0x80 {
		h.end = uint32(eightBitEnd(b, v, end, h.code))
		return h, 0
	}
	n, c := ConsumeValue(b[v:end])
	h.end = uint32(v + n)
	if c == UintvarPadded || c == UintvarOverflow {
		c = 0 // reported by the walk of the value
	}
	return h, c
}

// eightBitEnd returns the end of the value at b[v:end], whose first octet is 80 or above: text without Quote where the
// header is of a text type (deviation D09), else that one octet.
func eightBitEnd(b []byte, v, end int, code int16) int {
	text := false
	switch {
	case code < 0:
	case int(code) < len(wellKnownHeaders):
		k := wellKnownHeaders[code].kind
		text = k == headerText || k == headerQuoted
		if !text {
			return v + 1
		}
	default:
		return v + 1
	}
	j := bytes.IndexByte(b[v:end], 0)
	if j > 0 && (text || utf8.Valid(b[v:v+j])) {
		return v + j + 1
	}
	return v + 1
}

// CheckHeaders walks the header block b[i:end] (WSP 4), at most fields headers of it, and reports its faults.
func CheckHeaders(b []byte, i, end, fields int, r *Recorder) {
	for ; i < end; fields-- {
		if fields <= 0 {
			r.Report(LimitFields, StructureHeaders, i, end)
			return
		}
		h, c := headerAt(b, i, end)
		f := FieldText
		if h.code >= 0 {
			f = FieldHeader | Field(h.code)
		}
		switch c {
		case 0:
			checkHeaderValue(b, h, f, r)
		case HeaderOctet, CodePageShift:
			r.Report(c, StructureHeaders, i, end) // and the header reaches to end
		default:
			r.Report(c, f, i, end)
		}
		if r.Stopped() {
			return
		}
		i = int(h.end)
	}
}

func checkHeaderValue(b []byte, h headerSpan, f Field, r *Recorder) {
	i, end := int(h.value), int(h.end)
	o := b[i]
	isText := o == 0 || o >= 0x20 && o < 0x80 || o >= 0x80 && end-i > 1
	if h.code < 0 {
		name := CheckText(b, int(h.start), i, f, r)
		checkToken(b, int(h.start), name, f, r)
		if !isText {
			r.Report(ValueKind, f, i, end)
			return
		}
		CheckText(b, i, end, f, r)
		return
	}
	kind := headerOther
	if int(h.code) < len(wellKnownHeaders) {
		kind = wellKnownHeaders[h.code].kind
	}
	switch kind {
	case headerContentType:
		CheckContentType(b, i, end, false, f, r)
	case headerQuoted:
		checkContentID(b, i, end, isText, f, r)
	case headerText:
		if !isText {
			r.Report(ValueKind, f, i, end)
			return
		}
		CheckText(b, i, end, f, r)
	case headerDisposition:
		checkDisposition(b, i, end, f, r)
	case headerInteger, headerDelta, headerDate:
		CheckInteger(b, i, end, kind != headerDate, f, r)
	case headerShort:
		if o < 0x80 {
			r.Report(ValueKind, f, i, end)
		}
	default:
		CheckValue(b, i, end, f, r)
	}
}

func checkContentID(b []byte, i, end int, isText bool, f Field, r *Recorder) {
	switch {
	case b[i] == '"':
		checkQuoted(b, i, end, f, r)
	case !isText:
		r.Report(ValueKind, f, i, end)
	default:
		r.Report(ContentIDBare, f, i, end)
		CheckText(b, i, end, f, r)
	}
}

// checkDisposition walks Value-length Disposition *(Parameter) (WSP 8.2).
func checkDisposition(b []byte, i, end int, f Field, r *Recorder) {
	if b[i] >= 0x20 {
		r.Report(DispositionBare, f, i, end)
		if b[i] < 0x80 {
			CheckText(b, i, end, f, r)
		}
		return
	}
	j, stop := CheckLength(b, i, end, f, r)
	if j >= stop {
		r.Report(Truncated, f, i, stop)
		return
	}
	switch o := b[j]; {
	case o >= 0x80:
		if o > 0x82 {
			r.Report(TokenUnknown, f, j, j+1)
		}
		j++
	case o >= 0x20 && o < 0x7F:
		start := j
		j = CheckText(b, j, stop, f, r)
		checkToken(b, start, j, f, r)
	default:
		r.Report(ValueKind, f, j, stop)
		return
	}
	for j < stop {
		p, c := paramAt(b, j, stop)
		if c != 0 {
			if c == ValueKind {
				c = ValueSurplus
			}
			r.Report(c, f, j, stop)
			return
		}
		checkParam(b, j, p, r)
		j = p.next
	}
}

// HeaderCursor steps through a header block without allocating:
//
//	c := part.HeaderCursor()
//	for c.Next() { h := c.Header() }
type HeaderCursor struct {
	b      []byte
	i, end uint32
	h      headerSpan
}

// Next advances to the next header and reports whether there is one. Octets that begin no header end the block.
func (c *HeaderCursor) Next() bool {
	if c.i >= c.end {
		return false
	}
	h, code := headerAt(c.b, int(c.i), int(c.end))
	if code == HeaderOctet || code == CodePageShift {
		c.i = c.end
		return false
	}
	c.h, c.i = h, h.end
	return true
}

// Header returns the header that the cursor stands on.
func (c *HeaderCursor) Header() Header { return c.h.over(c.b) }

func (c HeaderCursor) all() iter.Seq[Header] {
	return func(yield func(Header) bool) {
		c := c // each range begins anew
		for c.Next() {
			if !yield(c.Header()) {
				return
			}
		}
	}
}
