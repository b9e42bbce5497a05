package reference

import (
	"bytes"
	"strings"
)

// ContentType is a Content-type-value.
type ContentType struct {
	Span   Span
	Code   int    // of a well-known media type; -1 if there is none
	Text   []byte // a media type in text, without white space and parameters (D16, D47); nil if there is none
	Params []Param

	t *tables
}

// Media returns the media type, a well-known one as WSP 6 spells it, one in text in lower case; "" for one that cannot be read.
func (c *ContentType) Media() string {
	switch {
	case c.Code >= 0:
		return c.t.wspMedia[c.Code]
	case c.Span.Len() == 0:
		return "application/octet-stream" // HeadersLen = 0 (WSP 11.2)
	}
	return strings.ToLower(string(c.Text))
}

// Multipart reports whether c announces a binary multipart: WSP codes 0x22-0x26 and 0x33 and the corresponding texts, and
// also MIME multipart/* (codes 0x0B-0x0F or text) (MMS 8.1). Open: a text needs only the beginning of such a name.
func (c *ContentType) Multipart() bool {
	if c.Code >= 0 {
		return c.Code >= 0x22 && c.Code <= 0x26 || c.Code == 0x33 || c.Code >= 0x0B && c.Code <= 0x0F
	}
	return strings.HasPrefix(c.Media(), "multipart/") || strings.HasPrefix(c.Media(), "application/vnd.wap.multipart.")
}

// Content-type-value = Constrained-media | Content-general-form; Constrained-media = Constrained-encoding, a Short-integer or
// Extension-media in text (WSP 5). 80-FF and 20-7F are the constrained form, 00-1F the general one.
//
// inPart says that the value stands in an entry of a multipart or in a push: HeadersLen bounds it, and header names follow it.
func (r *reader) contentType(i, end int, inPart bool, field string) ContentType {
	c := ContentType{Span: Span{i, end}, Code: -1, t: r.t}
	if i >= end {
		r.fault("truncated", field, i, end)
		return c
	}
	b := r.b
	switch o := b[i]; {
	case o >= 0x80:
		c.Span.End, c.Code = i+1, int(o&0x7F)
		return c
	case o >= 0x20:
		// D17: one length octet for values over 30. Open: it is one, and no text, if a well-known media type follows and all that it
		// counts is there; then it is believed.
		stop := i + 1 + int(o)
		if i+1 < end && b[i+1] >= 0x80 && stop <= end {
			r.fault("length-form", field, i, i+1)
			r.generalForm(&c, i, i+1, stop, stop, true, inPart, field)
			return c
		}
		if inPart && bytes.IndexByte(b[i:end], 0) < 0 {
			r.fault("content-type-overrun", field, i, end) // illegal: report, resync by HeadersLen (WSP 11.2)
			c.extensionMedia(b[i:end])
			return c
		}
		c.Span.End = r.extensionMedia(&c, i, end, field)
		return c
	}
	// Content-general-form = Value-length Media-type
	length, start := int(b[i]), i+1
	if length == 0x1F {
		n, next, fault := uintvar(b, start, end)
		if next == start {
			r.fault(fault, field, i, end)
			return c
		}
		if fault != "" {
			r.fault(fault, field, i, next)
		}
		length, start = n, next
	}
	if length > end-start {
		code := "length-overrun"
		if inPart {
			code = "content-type-overrun"
		}
		r.fault(code, field, i, end)
		r.generalForm(&c, i, start, end, end, false, inPart, field)
		return c
	}
	r.generalForm(&c, i, start, start+length, end, true, inPart, field)
	return c
}

// Media-type = ( Well-known-media | Extension-media ) *( Parameter ); Well-known-media = Integer-value (WSP 5).
//
// The Value-length at i says that it lies in [start, stop). Where it does not fit, or was beyond end already (believed is
// false), the parameters delimit themselves, up to end (D17).
func (r *reader) generalForm(c *ContentType, i, start, stop, end int, believed, inPart bool, field string) {
	b := r.b
	c.Span.End = stop
	if start >= stop {
		r.fault("truncated", field, start, stop)
		return
	}
	j := start
	switch o := b[start]; {
	case o >= 0x80:
		c.Code, j = int(o&0x7F), start+1
	case o >= 0x20:
		if bytes.IndexByte(b[start:stop], 0) < 0 && stop < end {
			r.fault("length-overrun", field, i, stop)
			believed, stop = false, end
		}
		if bytes.IndexByte(b[start:stop], 0) < 0 {
			r.fault("text-unterminated", field, start, stop)
			c.Span.End = stop
			c.extensionMedia(b[start:stop])
			return
		}
		j = r.extensionMedia(c, start, stop, field)
	default:
		n, ok, next := r.integer(start, stop, false, field)
		// Open: numbers above 24 bits are of no media type.
		if j = next; ok && n <= 1<<24 {
			c.Code = int(n)
		}
	}
	for j < stop {
		if !believed && !r.plausible(b[j], inPart) {
			break
		}
		p, fault := r.parameter(j, stop)
		switch {
		case fault == "":
			r.parameterValue(p)
			c.Params = append(c.Params, p)
			j = p.Span.End
			continue
		case fault == "no parameter":
			if believed {
				r.fault("value-surplus", field, j, stop)
				j = stop
			}
		case fault != "param-valueless" && stop < end && (p.Code < 0 || r.t.paramNames[p.Code] != ""):
			// What it is is known, and it ends behind the Value-length.
			r.fault("length-overrun", field, i, stop)
			believed, stop = false, end
			continue
		default:
			f := field
			if r.t.paramNames[p.Code] != "" {
				f = paramField(p.Code)
			}
			r.fault(fault, f, j, stop)
			c.Params = append(c.Params, p)
			j = stop
		}
		break
	}
	c.Span.End = j
}

// plausible says of an octet whether a parameter begins with it where no length says that there is one. Open: assigned tokens
// and names in text do; but in a part the octets of Content-Encoding, Content-Language, Content-Length and Content-Location
// are rather headers, and so is text.
func (r *reader) plausible(o byte, inPart bool) bool {
	switch {
	case o < 0x80:
		return !inPart && o > 0x20 && o < 0x7F
	case inPart && o >= 0x8B && o <= 0x8E:
		return false
	}
	return r.t.paramNames[int(o&0x7F)] != ""
}

// Extension-media = *TEXT End-of-string: at least "type/subtype" (WSP 2.1, 5).
func (r *reader) extensionMedia(c *ContentType, i, end int, field string) (next int) {
	next = r.textString(i, end, field)
	c.extensionMedia(r.b[i:next])
	text := bytes.TrimSuffix(r.b[i:next], []byte{0})
	if semicolon := bytes.IndexByte(text, ';'); semicolon >= 0 {
		r.fault("media-type-text", field, i+semicolon, i+len(text)) // D16: MIME parameters inside
	}
	if bytes.HasPrefix(text, []byte{' '}) || bytes.HasSuffix(text, []byte{' '}) {
		r.fault("media-type-space", field, i, i+len(text)) // D47
	}
	return next
}

// extensionMedia takes the octets v of an Extension-media apart: "type/subtype; name=value" (D16).
func (c *ContentType) extensionMedia(v []byte) {
	v, _, _ = bytes.Cut(v, []byte{0})
	items := bytes.Split(v, []byte{';'})
	c.Text = append([]byte{}, trim(items[0])...)
	for _, item := range items[1:] {
		if item = trim(item); len(item) == 0 {
			continue
		}
		name, value, _ := bytes.Cut(item, []byte{'='})
		c.Params = append(c.Params, Param{Code: -1, Name: trim(name), Raw: trim(value), Inline: true, t: c.t})
	}
}

func trim(b []byte) []byte { return bytes.Trim(b, " \t") }
