package reference

import (
	"bytes"
	"unicode/utf8"
)

// Header is one header of a WSP header block.
type Header struct {
	Span   Span
	Code   int    // of a well-known header; -1 if its name is text
	Name   []byte // of one whose name is text
	Value  Span
	Raw    []byte // the octets of the value
	Params []Param
	token  int // of Disposition; -1 if there is none
	text   []byte
	t      *tables
}

// Headers = *( Message-header | Shift-sequence ); Message-header = Well-known-header | Application-header (WSP 4).
//
// headers reads the header block [i, end), which starts on code page 1. Headers beyond the limit are delimited and not looked
// into.
func (r *reader) headers(i, end int) []Header {
	var list []Header
	for i < end {
		if len(list) == r.limits.Fields {
			r.fault("limit-fields", "headers", i, end)
			r = r.quiet()
			r.limits.Fields = noLimit
		}
		h, ok := r.header(i, end)
		if !ok {
			break // opaque from here on
		}
		list = append(list, h)
		i = h.Span.End
	}
	return list
}

// Well-known-header = Well-known-field-name Wap-value; Application-header = Token-text Application-specific-value. The first
// octet decides: 80-FF field name, 20-7E text name, 7F and 01-1F shift, 00 illegal (WSP 4).
func (r *reader) header(i, end int) (h Header, ok bool) {
	b := r.b
	h = Header{Span: Span{i, end}, Code: -1, Value: Span{end, end}, token: -1, t: r.t}
	field, v := "text", i+1
	switch o := b[i]; {
	case o >= 0x80:
		h.Code = int(o & 0x7F)
		field = wspField(h.Code)
	case o == 0:
		r.fault("header-octet", "headers", i, end)
		return h, false
	case o < 0x20, o == 0x7F:
		r.fault("code-page-shift", "headers", i, end) // Open: what follows is opaque, on page 1 too
		return h, false
	default:
		next, fault := extent(b, i, end)
		if fault != "" {
			h.Name = b[i:end]
			r.fault(fault, field, i, end)
			return h, true
		}
		h.Name, v = b[i:next-1], next
	}
	if v >= end {
		r.fault("truncated", field, i, end)
		return h, true
	}
	next, fault := r.headerExtent(h.Code, v, end)
	h.Value, h.Span.End = Span{v, next}, next
	h.Raw = b[v:next]
	switch fault {
	case "", "uintvar-padded", "uintvar-overflow":
		r.headerValue(&h, field)
	default: // Open: one that is cut is not looked into
		r.fault(fault, field, i, end)
		r.quiet().headerValue(&h, field)
	}
	return h, true
}

// headerExtent is the field-value rule, but for a text whose first octet is 80 or above (WSP 3; D09): it goes to the 00 where
// the header is of a text type. Open: an application header, where any value is text, has one if what it has is UTF-8.
func (r *reader) headerExtent(code, i, end int) (next int, fault string) {
	b := r.b
	if b[i] < 0x80 {
		return extent(b, i, end)
	}
	n := bytes.IndexByte(b[i:end], 0)
	if n >= 0 && (r.headerText(code) || code < 0 && utf8.Valid(b[i:i+n])) {
		return i + n + 1, ""
	}
	return i + 1, ""
}

func (r *reader) headerText(code int) bool {
	switch r.t.wspHeaders[code] {
	case "Text-string", "Uri-value", "Quoted-string":
		return true
	}
	return false
}

// headerValue reads the value of h by its grammar (WSP 8.1, 8.2, 12). Open: of those that neither MMS nor WAP Push need, what
// is more than a text or a number is read by the field-value rule (WSP 8.2).
func (r *reader) headerValue(h *Header, field string) {
	i, end := h.Value.Start, h.Value.End
	o := r.b[i]
	isText := o == 0 || o >= 0x20 && o < 0x80 || o >= 0x80 && end-i > 1
	if h.Code < 0 {
		r.tokenText(h.Span.Start, i, field)
	}
	switch grammar := r.t.wspHeaders[h.Code]; {
	case grammar == "Content-type-value":
		r.contentType(i, end, false, field)
	case grammar == "Quoted-string" && o == '"':
		r.quotedString(i, end, field)
	case grammar == "Value-length Disposition *(Parameter)", grammar == "as 0x2E, with Text-value parameters":
		r.disposition(h, i, end, field)
	case grammar == "Integer-value", grammar == "Delta-seconds-value":
		r.integer(i, end, true, field)
	case grammar == "Date-value": // Long-integer
		r.integer(i, end, false, field)
	case h.Code == 0x34, grammar == "Well-known-method (Short-integer)": // Push-Flag is a Short-integer too
		if o < 0x80 {
			r.fault("value-kind", field, i, end)
		}
	case !r.headerText(h.Code) && h.Code >= 0:
		r.fieldValue(i, end, field)
	case !isText:
		r.fault("value-kind", field, i, end)
	default: // Text-string, Uri-value, Application-specific-value
		if grammar == "Quoted-string" {
			r.fault("content-id-bare", field, i, end) // Content-ID without 22: accepted (WSP 12)
		}
		r.textString(i, end, field)
	}
}

// Content-disposition-value = Value-length Disposition *( Parameter );
// Disposition = 80 form-data | 81 attachment | 82 inline | Token-text (WSP 8.2).
func (r *reader) disposition(h *Header, i, end int, field string) {
	b := r.b
	if b[i] >= 0x20 { // without Value-length: accepted (WSP 12)
		r.fault("disposition-bare", field, i, end)
		if b[i] >= 0x80 {
			h.token = int(b[i])
			return
		}
		h.text = quotedText(b[i:r.textString(i, end, field)]).Octets
		return
	}
	j, stop := r.valueLength(i, end, field)
	if j >= stop {
		r.fault("truncated", field, i, stop)
		return
	}
	switch o := b[j]; {
	case o >= 0x80:
		h.token = int(o)
		if o > 0x82 {
			r.fault("token-unknown", field, j, j+1)
		}
		j++
	case o >= 0x20 && o < 0x7F:
		next := r.tokenText(j, stop, field)
		h.text, j = quotedText(b[j:next]).Octets, next
	default:
		r.fault("value-kind", field, j, stop)
		return
	}
	for j < stop {
		p, fault := r.parameter(j, stop)
		switch fault {
		case "":
			r.parameterValue(p)
		case "no parameter":
			r.fault("value-surplus", field, j, stop)
			return
		default:
			r.fault(fault, field, j, stop)
		}
		h.Params = append(h.Params, p)
		j = p.Span.End
	}
}

// Is reports whether h has this name, under its number or in text; letters in either case.
func (h *Header) Is(name string) bool {
	if h.Code >= 0 {
		return foldASCII([]byte(h.t.wspNames[h.Code])) == foldASCII([]byte(name))
	}
	return foldASCII(h.Name) == foldASCII([]byte(name))
}

// Text returns the value of h if it is a text.
func (h *Header) Text() (Text, bool) {
	v := h.Raw
	if len(v) == 0 || v[0] > 0 && v[0] < 0x20 || v[0] >= 0x80 && len(v) == 1 {
		return Text{}, false
	}
	return quotedText(v), true
}

// Number returns the value of h if it is an integer.
func (h *Header) Number() (uint64, bool) {
	v := h.Raw
	if len(v) == 0 || v[0] > 0x1E && (v[0] < 0x80 || len(v) > 1) {
		return 0, false
	}
	quiet := &reader{b: v}
	n, ok, _ := quiet.integer(0, len(v), true, "")
	return n, ok
}
