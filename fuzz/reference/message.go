package reference

import "bytes"

const mediaMMS = "application/vnd.wap.mms-message"

// Message is what a PDU is read as.
type Message struct {
	IsMMS    bool // else nothing but Faults counts: no X-Mms-Message-Type is reached (D23)
	TooLarge bool // above Limits.Message; nothing is read
	Type     byte // octet of X-Mms-Message-Type
	Span     Span
	Headers  []MMSHeader
	End      int // of the headers

	ContentType  *ContentType // the one that ends the headers; nil if there is no body
	Body         Span         // empty, at the end of the headers, where there is none
	Multipart    *Multipart   // nil for any other body
	Parts        []*Part      // of all levels, depth first; a body that is no multipart and not empty is one part
	Trailing     Span         // what belongs to nothing
	Descriptions []*Message   // M-Mbox-Descr PDUs in the body (MMS 8.5)
	Faults       []Fault      // in the order of the walk

	delForm *MMSHeader // the first in Del form
}

// MMSHeader is one header of a PDU.
type MMSHeader struct {
	Span      Span
	Code      int    // number of MMS 4.1, assigned or not; -1 if its name is text
	Name      []byte // of one whose name is text
	ValueSpan Span
	Value     Value
}

// Decode reads the PDU b.
func (d *Decoder) Decode(b []byte, limits Limits) *Message {
	r := d.over(b, limits)
	m := &Message{Span: Span{0, len(b)}}
	if len(b) > r.limits.Message {
		m.TooLarge = true
		return m
	}
	r.message(m)
	if m.IsMMS {
		r.descriptions(m)
	}
	m.Faults = r.faults
	return m
}

// MMS-PDU = Headers [ Body ] (MMS 2.1). The reader's octets end with the PDU.
func (r *reader) message(m *Message) {
	r.mmsHeaders(m)
	if m.Type == 0 {
		return
	}
	m.IsMMS = true
	if !delType(m.Type) {
		// The Del form belongs to the delete .conf PDUs only (MMS 4.14). Open: the first one elsewhere is a fault, noted behind those
		// of the headers, also of a header that a limit leaves out.
		if h := m.delForm; h != nil {
			r.fault("del-form", mmsField(byte(h.Code)), h.ValueSpan.Start, h.ValueSpan.End)
		}
	}
	m.Trailing = Span{m.End, m.Span.End}
	m.Body = Span{m.End, m.End}
	if m.ContentType == nil {
		return
	}
	m.Body = Span{m.End, m.Span.End}
	m.Trailing = Span{m.Span.End, m.Span.End}
	switch {
	case m.ContentType.Multipart():
		r.parts = 0
		m.Multipart = r.multipart(m.Body.Start, m.Body.End, 0)
		m.Multipart.Walk(func(p *Part) { m.Parts = append(m.Parts, p) })
		m.Trailing = m.Multipart.Trailing
	case m.Body.Len() > 0: // the body stays raw (MMS 8.1)
		m.Parts = []*Part{{
			Span: Span{m.ContentType.Span.Start, m.Body.End}, HeadersSpan: m.ContentType.Span, ContentType: *m.ContentType,
			Data: m.Body,
		}}
	}
}

// delType reports whether three fields have another shape in PDUs of type t: M-Mbox-Delete.conf and M-Delete.conf (MMS 4.14).
func delType(t byte) bool { return t == 0x92 || t == 0x95 }

// bodyType reports whether Content-Type ends the headers of PDUs of type t: in those with a body (MMS 2.2). Open: so it does
// in types that nobody knows; in the others it is a header like any other.
func (r *reader) bodyType(t byte) bool { return r.t.mmsBodies[int(t)] != "none" }

// mmsHeaders reads the headers (MMS 2.1, 2.3).
//
// X-Mms-Message-Type is read wherever it stands (MMS 2.2), and some values are read by it, so the headers are walked twice. What a
// Content-Type ends is decided by what has been read before it.
func (r *reader) mmsHeaders(m *Message) {
	first := *m
	r.quiet().walkHeaders(&first, 0)
	r.walkHeaders(m, first.Type)
}

func (r *reader) walkHeaders(m *Message, known byte) {
	b, end := r.b, m.Span.End
	i := m.Span.Start
	for i < end {
		h, ct, ok := r.mmsHeader(i, end, known)
		if !ok {
			break
		}
		next := h.Span.End
		if h.Code == 0x0C && m.Type == 0 && b[h.ValueSpan.Start] >= 0x80 {
			m.Type = b[h.ValueSpan.Start] // Open: also of a header that a limit leaves out
		}
		if h.Value.delForm && m.delForm == nil {
			m.delForm = &h
		}
		// Open: of two limits the one for octets is looked at first.
		if next-m.Span.Start > r.limits.Headers {
			r.fault("limit-headers", "headers", i, end)
			break
		}
		if len(m.Headers) == r.limits.Fields {
			r.fault("limit-fields", "headers", i, end)
			break
		}
		m.Headers = append(m.Headers, h)
		i = next
		if ct == nil {
			continue
		}
		// Open: before the type is known, Content-Type ends the headers unless X-Mms-Message-Type comes right behind it (D01).
		typeFollows := next+1 < end && b[next] == 0x8C && b[next+1] >= 0x80
		if m.Type == 0 && !typeFollows || m.Type != 0 && r.bodyType(m.Type) {
			m.ContentType = ct
			break
		}
	}
	m.End = i
}

// MMS-header = MMS-field-name MMS-value; MMS-field-name = Short-integer; Application-header = Token-text
// Application-specific-value (MMS 2.1).
//
// It returns ok false where no header begins, or none that has a value: there the headers end (MMS 2.3).
func (r *reader) mmsHeader(i, end int, typ byte) (h MMSHeader, ct *ContentType, ok bool) {
	b := r.b
	switch o := b[i]; {
	case o >= 0x80:
		if i+1 >= end {
			r.fault("truncated", mmsField(o), i, end)
			return h, nil, false
		}
		h = MMSHeader{Code: int(o & 0x7F)}
		var next int
		if o == 0x84 {
			c := r.contentType(i+1, end, false, mmsField(o))
			ct, next = &c, c.Span.End
		} else {
			h.Value, next = r.mmsValue(o, i+1, end, typ)
		}
		h.Span, h.ValueSpan = Span{i, next}, Span{i + 1, next}
		return h, ct, true
	case o >= 0x20 && o < 0x7F:
		h, ok = r.applicationHeader(i, end)
		return h, nil, ok
	case o != 0:
		r.fault("code-page-shift", "headers", i, end) // D37: the rest is opaque
	case len(bytes.Trim(b[i:end], "\x00")) == 0:
		r.fault("trailing-octets", "headers", i, end) // D52
	default:
		r.fault("header-octet", "headers", i, end)
	}
	return h, nil, false
}

// Application-header = Token-text Application-specific-value; Application-specific-value = Text-string (MMS 2.1).
func (r *reader) applicationHeader(i, end int) (h MMSHeader, ok bool) {
	b := r.b
	v := r.textString(i, end, "text")
	if v >= end {
		if b[end-1] == 0 {
			r.fault("truncated", "text", i, end)
		}
		return h, false
	}
	r.token(i, v, "text")
	next, _ := r.headerExtent(-1, v, end)
	h = MMSHeader{Span: Span{i, next}, Code: -1, Name: plainText(b[i:v]).Octets, ValueSpan: Span{v, next}}
	if o := b[v]; o > 0 && o < 0x20 || o >= 0x80 && next == v+1 {
		r.fault("value-kind", "text", v, next)
		return h, true
	}
	r.textString(v, next, "text")
	h.Value.Text = ptr(plainText(b[v:next]))
	return h, true
}

// descriptions reads the M-Mbox-Descr PDUs in the body of an M-Mbox-View.conf or M-Mbox-Upload.req: the parts of type
// application/vnd.wap.mms-message, or the body if it is of that type (MMS 8.5). Open: what is in them is not searched for more.
func (r *reader) descriptions(m *Message) {
	if m.Type != 0x8E && m.Type != 0x8F {
		return
	}
	for _, p := range m.Parts {
		if p.ContentType.Media() != mediaMMS {
			continue
		}
		d := &Message{Span: p.Data}
		inner := &reader{t: r.t, b: r.b[:p.Data.End], limits: r.limits}
		inner.message(d)
		r.faults = append(r.faults, inner.faults...)
		if !d.IsMMS {
			r.fault("truncated", "mms 0x0C", p.Data.Start, p.Data.End)
			continue
		}
		m.Descriptions = append(m.Descriptions, d)
	}
}
