package reference

import (
	"fmt"
	"unicode/utf8"
)

// Headers (WSP 4):
//
//	Headers            = *( Message-header | Shift-sequence )
//	Message-header     = Well-known-header | Application-header
//	Well-known-header  = Short-integer Wap-value
//	Application-header = Token-text Text-string
//
// Of a part all that follow are listed, also those beyond the limit on fields, whose values are not looked at.
func (w *walk) headers(i, end int) (list []Header) {
	judged := true
	for n := 0; i < end; n++ {
		if judged && n >= w.limits.Fields {
			w.fault("limit-fields", "headers", i, end)
			judged = false
		}
		h, code := w.headerAt(i, end)
		field := "text"
		if h.Code >= 0 {
			field = fmt.Sprintf("wsp %02x", h.Code)
		}
		opaque := code == "header-octet" || code == "code-page-shift"
		switch {
		case !judged:
		case opaque:
			w.fault(code, "headers", i, end)
		case code != "":
			w.fault(code, field, i, end)
		default:
			w.headerValue(h, field)
		}
		if opaque {
			return list
		}
		list = append(list, h)
		i = h.End
	}
	return list
}

// headerAt delimits the header at i.
func (w *walk) headerAt(i, end int) (h Header, code string) {
	h = Header{Code: -1, Span: Span{i, end}, Value: Span{end, end}}
	o := w.b[i]
	v := i + 1
	switch {
	case o == 0:
		return h, "header-octet"
	case o < 0x20 || o == 0x7F:
		return h, "code-page-shift"
	case o >= 0x80:
		h.Code = int(o) - 0x80
	default:
		z := w.nul(i, end)
		if z < 0 {
			h.Name = string(w.b[i:end])
			return h, "text-unterminated"
		}
		h.Name, v = string(w.b[i:z]), z+1
	}
	if v >= end {
		return h, "truncated"
	}
	if w.b[v] >= 0x80 {
		h.End = w.eightBit(h.Code, v, end)
	} else {
		h.End, code = w.extent(v, end)
		if code == "uintvar-padded" || code == "uintvar-overflow" {
			code = "" // for whoever reads the value
		}
	}
	h.Value = Span{v, h.End}
	return h, code
}

// eightBit is the end of a value that begins with an octet of 80 or above: a text without Quote where the header is a text,
// or has a name in text and what comes up to the 00 is UTF-8 (deviation D09); else that octet.
func (w *walk) eightBit(code, v, end int) int {
	z := w.nul(v, end)
	if z < 0 {
		return v + 1
	}
	grammar := w.d.header(code)
	switch {
	case code < 0 && utf8.Valid(w.b[v:z]), code >= 0 && (grammar == "text" || grammar == "Quoted-string"):
		return z + 1
	}
	return v + 1
}

func (w *walk) headerValue(h Header, field string) {
	i, end := h.Value.Start, h.Value.End
	o := w.b[i]
	text := o == 0 || o >= 0x20 && o < 0x80 || o >= 0x80 && end-i > 1
	if h.Code < 0 {
		name := w.text(h.Start, i, field)
		w.token(h.Start, name, field)
		if !text {
			w.fault("value-kind", field, i, end)
			return
		}
		w.text(i, end, field)
		return
	}
	switch w.d.header(h.Code) {
	case "Content-type-value":
		w.contentType(i, end, false, field)
	case "Quoted-string":
		switch {
		case o == '"':
			w.quoted(i, end, field)
		case !text:
			w.fault("value-kind", field, i, end)
		default:
			w.fault("content-id-bare", field, i, end)
			w.text(i, end, field)
		}
	case "text":
		if !text {
			w.fault("value-kind", field, i, end)
			return
		}
		w.text(i, end, field)
	case "disposition":
		w.disposition(i, end, field)
	case "Integer-value":
		w.integer(i, end, true, field)
	case "Date-value":
		w.integer(i, end, false, field)
	case "Short-integer":
		if o < 0x80 {
			w.fault("value-kind", field, i, end)
		}
	default:
		w.value(i, end, field)
	}
}

// Content-disposition-value (WSP 8.2):
//
//	Content-disposition-value = Value-length Disposition *( Parameter )
//	Disposition               = 80 form-data | 81 attachment | 82 inline | Token-text
func (w *walk) disposition(i, end int, field string) {
	if w.b[i] >= 0x20 { // deviation D19
		w.fault("disposition-bare", field, i, end)
		if w.b[i] < 0x80 {
			w.text(i, end, field)
		}
		return
	}
	j, stop, _ := w.valueLength(i, end, field, "length-overrun")
	if j >= stop {
		w.fault("truncated", field, i, stop)
		return
	}
	switch o := w.b[j]; {
	case o >= 0x80:
		if o > 0x82 {
			w.fault("token-unknown", field, j, j+1)
		}
		j++
	case o >= 0x20 && o < 0x7F:
		next := w.text(j, stop, field)
		w.token(j, next, field)
		j = next
	default:
		w.fault("value-kind", field, j, stop)
		return
	}
	for j < stop {
		p := w.paramAt(j, stop)
		switch p.code {
		case "":
			w.param(j, p)
			j = p.next
			continue
		case "value-kind":
			w.fault("value-surplus", field, j, stop)
		default:
			w.fault(p.code, field, j, stop)
		}
		return
	}
}
