package reference

import (
	"fmt"
	"unicode/utf8"
)

// Decode reads b as an MMS PDU.
func (d *Decoder) Decode(b []byte, limits Limits) *Message {
	if len(b) > limits.Message {
		return &Message{TooLarge: true}
	}
	w := &walk{d: d, b: b, limits: limits}
	m := w.pdu(0, len(b), limits.Headers)
	if m.HasBody && (m.Type == mboxViewConf || m.Type == mboxUploadReq) {
		w.descriptions(m)
	}
	m.Faults = w.faults
	return m
}

// Octets of X-Mms-Message-Type with a meaning of their own (MMS 3.1), and of header names (MMS 4.1).
const (
	mboxViewConf   = 0x8E
	mboxUploadReq  = 0x8F
	mboxDeleteConf = 0x92
	deleteConf     = 0x95

	messageType = 0x8C
	contentType = 0x84
)

// MMS-PDU (MMS 2.1, 2.3):
//
//	MMS-PDU = Headers [ Body ]
func (w *walk) pdu(i, end, headersLimit int) *Message {
	m := &Message{}
	var del *Fault
	at := i
	for n := 0; at < end; n++ {
		h, next := w.mmsHeader(m, at, end, &del)
		if next < 0 {
			break
		}
		if h.Code == messageType-0x80 && m.Type == 0 && w.b[h.Value.Start] >= 0x80 {
			m.Type = int(w.b[h.Value.Start])
		}
		if next-i > headersLimit {
			w.fault("limit-headers", "headers", at, end)
			break
		}
		if n >= w.limits.Fields {
			w.fault("limit-fields", "headers", at, end)
			break
		}
		m.Headers = append(m.Headers, h)
		at = next
		if h.Code == contentType-0x80 && w.endsHeaders(m, next, end) {
			m.HasBody = true
			break
		}
	}
	m.HeadersEnd = at
	for k := range m.Headers {
		m.Headers[k].Says = w.says(m.Type, m.Headers[k])
	}
	if m.Type == 0 {
		return m
	}
	if del != nil && m.Type != mboxDeleteConf && m.Type != deleteConf {
		w.faults = append(w.faults, *del)
	}
	if !m.HasBody {
		return m
	}
	last := m.Headers[len(m.Headers)-1]
	switch {
	case w.multipart(m.ContentType):
		w.parts = 0
		m.Multipart = w.entries(at, end, 0)
	case at < end:
		m.Single = &Part{Span: Span{last.Value.Start, end}, Type: m.ContentType, Data: Span{at, end}}
	}
	return m
}

// quiet is a walk that says nothing.
func (w *walk) quiet() *walk { return &walk{d: w.d, b: w.b, limits: w.limits} }

// endsHeaders tells whether the Content-Type before next is the last header (MMS 2.2): in PDUs that have a body, and in those
// that nobody knows. Where no type was said as yet and X-Mms-Message-Type comes next, it is not (deviation D01).
func (w *walk) endsHeaders(m *Message, next, end int) bool {
	if m.Type == 0 {
		return !(next+1 < end && w.b[next] == messageType && w.b[next+1] >= 0x80)
	}
	body, known := w.d.bodies[m.Type]
	return body || !known
}

// mmsHeader (MMS 2.1):
//
//	MMS-header         = MMS-field-name MMS-value     ; one octet, 80 | code
//	Application-header = Token-text Text-string
//
// next is -1 where the headers end.
func (w *walk) mmsHeader(m *Message, i, end int, del **Fault) (h Header, next int) {
	h = Header{Code: -1, Span: Span{i, end}}
	switch o := w.b[i]; {
	case o >= 0x80:
		h.Code = int(o) - 0x80
		if i+1 >= end {
			w.fault("truncated", mmsField(h.Code), i, end)
			return h, -1
		}
		next = w.mmsValue(m, h.Code, i+1, end, del)
		h.Value = Span{i + 1, next}
		h.End = next
		return h, next
	case o >= 0x20 && o < 0x7F:
		return w.application(i, end)
	case o == 0:
		code := "trailing-octets" // deviation D52: nothing but octets 00
		for _, x := range w.b[i:end] {
			if x != 0 {
				code = "header-octet"
			}
		}
		w.fault(code, "headers", i, end)
	default:
		w.fault("code-page-shift", "headers", i, end) // deviation D37
	}
	return h, -1
}

func mmsField(code int) string { return fmt.Sprintf("mms %02x", code) }

// application walks Token-text Text-string. A name without a value is no header.
func (w *walk) application(i, end int) (h Header, next int) {
	h = Header{Code: -1, Span: Span{i, end}}
	v := w.text(i, end, "text")
	if v >= end {
		if w.b[end-1] == 0 {
			w.fault("truncated", "text", i, end)
		}
		return h, -1
	}
	w.token(i, v-1, "text")
	h.Name = string(w.b[i : v-1])
	next, _ = w.extent(v, end)
	o := w.b[v]
	if o >= 0x80 {
		// Deviation D09: a text without Quote if what comes up to the 00 is UTF-8; else a value of one octet.
		if z := w.nul(v, end); z >= 0 && utf8.Valid(w.b[v:z]) {
			next = z + 1
		}
	}
	h.Value, h.End = Span{v, next}, next
	if o != 0 && o < 0x20 || o >= 0x80 && next == v+1 {
		w.fault("value-kind", "text", v, next)
		return h, next
	}
	w.text(v, next, "text")
	return h, next
}

// descriptions walks the M-Mbox-Descr PDUs in the body (MMS 8.5), on all its levels.
func (w *walk) descriptions(m *Message) {
	for _, p := range m.AllParts() {
		name := p.Type.Media
		if p.Type.Code >= 0 {
			name = w.d.media[p.Type.Code]
		}
		if lower(name) != "application/vnd.wap.mms-message" {
			continue
		}
		w.parts = 0
		d := w.pdu(p.Data.Start, p.Data.End, w.limits.Headers)
		if d.Type == 0 {
			w.fault("truncated", mmsField(messageType-0x80), p.Data.Start, p.Data.End)
		}
		m.Descriptions = append(m.Descriptions, d)
	}
}

// AllParts returns the parts of all levels, depth first.
func (m *Message) AllParts() []*Part {
	switch {
	case m.Multipart != nil:
		return m.Multipart.all(nil)
	case m.Single != nil:
		return []*Part{m.Single}
	}
	return nil
}

func (m *Multipart) all(list []*Part) []*Part {
	for _, p := range m.Parts {
		list = append(list, p)
		if p.Nested != nil {
			list = p.Nested.all(list)
		}
	}
	return list
}
