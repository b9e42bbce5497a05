package mmspdu

import (
	"iter"

	"github.com/mmsguard/mmsguard/wsp"
)

// PDU is a view of one MMS PDU. It borrows the octets that it was parsed from. Its methods take a pointer because it is
// large; it may be copied freely.
type PDU struct {
	b []byte // up to the end of the PDU
	layout
}

// layout is where everything lies in a PDU. It has no pointers, so that the walk which fills it keeps nothing of the
// caller's alive.
type layout struct {
	start, end  uint32
	headersEnd  uint32
	bodyStart   uint32
	contentType wsp.Span
	present     uint64 // bit n: field n occurs
	repeated    uint64 // bit n: field n occurs again
	faults      uint32
	typ         Type
	body, multi bool
	entries     wsp.Entries
	// places has, for each field, where its first value begins and, in the upper half, ends, counted from start; 0 for a
	// field that is absent or lies further than 16 bits reach, where it is found by walking.
	places [0x40]uint32
}

// index notes the header with octet o at [start, end).
func (p *layout) index(o byte, start, end int) {
	code := o & 0x3F
	bit := uint64(1) << code
	if p.present&bit != 0 {
		p.repeated |= bit
		return
	}
	p.present |= bit
	if end -= int(p.start); end <= 0xFFFF {
		p.places[code] = uint32(start+1-int(p.start)) | uint32(end)<<16
	}
}

// place returns the extent of the first value of f; ok is false where it must be found by walking.
func (p *layout) place(f Field) (s wsp.Span, ok bool) {
	at := p.places[f&0x3F]
	return wsp.Span{Start: p.start + at&0xFFFF, End: p.start + at>>16}, at != 0
}

// value returns the octets of the first value of f, a number of MMS 4.1; nil if there is none.
func (p *PDU) value(f Field) []byte {
	if s, ok := p.place(f); ok {
		return p.b[s.Start:s.End:s.End]
	}
	if p.present>>f&1 == 0 {
		return nil
	}
	h, _ := p.find(f)
	return h.Raw()
}

// find walks to the first header f.
func (p *PDU) find(f Field) (Header, bool) {
	c := p.HeaderCursor()
	for c.Next() {
		if c.h.code == int16(f) {
			return c.Header(), true
		}
	}
	return Header{}, false
}

// Type returns X-Mms-Message-Type, the first if there are several (MMS 3.1).
func (p *PDU) Type() Type { return p.typ }

// Octets returns the octets of the PDU.
func (p *PDU) Octets() []byte { return p.b[p.start:p.end:p.end] }

// Buffer returns the buffer that the spans of p count in, up to the end of the PDU.
func (p *PDU) Buffer() []byte { return p.b[:p.end:p.end] }

// Span returns the extent of the PDU in its buffer.
func (p *PDU) Span() wsp.Span { return wsp.Span{Start: p.start, End: p.end} }

// Faults returns how many faults the walk met; [Decoder.Diagnose] lists them.
func (p *PDU) Faults() int { return int(p.faults) }

// Has reports whether the field f occurs.
func (p *PDU) Has(f Field) bool {
	if f < 0x40 {
		return p.present>>f&1 != 0
	}
	_, ok := p.find(f)
	return ok
}

// Repeated reports whether the field f, a number of MMS 4.1, occurs more than once.
func (p *PDU) Repeated(f Field) bool { return f < 0x40 && p.repeated>>f&1 != 0 }

// Get returns the first header f, f being any number up to 0x7F.
func (p *PDU) Get(f Field) (Header, bool) {
	if f < 0x40 {
		if s, ok := p.place(f); ok {
			return Header{p.b, headerSpan{s.Start - 1, s.Start, s.End, int16(f), p.typ}}, true
		}
		if p.present>>f&1 == 0 {
			return Header{}, false
		}
	}
	return p.find(f)
}

// HeaderCursor returns a cursor over all headers, Content-Type included, in their order.
func (p *PDU) HeaderCursor() HeaderCursor {
	return HeaderCursor{b: p.b, i: p.start, end: p.headersEnd, typ: p.typ, only: -1}
}

// Cursor returns a cursor over the headers f, in their order.
func (p *PDU) Cursor(f Field) HeaderCursor {
	c := p.HeaderCursor()
	c.only = int16(f)
	if f < 0x40 {
		if s, ok := p.place(f); ok {
			c.i = s.Start - 1
		} else if p.present>>f&1 == 0 {
			c.i = c.end
		}
	}
	return c
}

// Headers iterates over all headers, Content-Type included, in their order.
func (p *PDU) Headers() iter.Seq[Header] { return p.HeaderCursor().all() }

// All iterates over the headers f, in their order.
func (p *PDU) All(f Field) iter.Seq[Header] { return p.Cursor(f).all() }

// HeadersSpan returns the extent of the headers.
func (p *PDU) HeadersSpan() wsp.Span { return wsp.Span{Start: p.start, End: p.headersEnd} }

// ContentType returns the Content-Type that ends the headers; ok is false for a PDU without a body.
func (p *PDU) ContentType() (ct wsp.ContentType, ok bool) {
	if !p.body {
		return nil, false
	}
	return wsp.ContentType(p.contentType.In(p.b)), true
}

// BodySpan returns the extent of the body; empty, at the end of the headers, for a PDU without one.
func (p *PDU) BodySpan() wsp.Span {
	if !p.body {
		return wsp.Span{Start: p.headersEnd, End: p.headersEnd}
	}
	return wsp.Span{Start: p.bodyStart, End: p.end}
}

// Body returns the octets of the body.
func (p *PDU) Body() []byte { return p.BodySpan().In(p.b) }

// Trailing returns the octets that belong to nothing: behind the last header of a PDU without a body, or behind the last
// part of its multipart.
func (p *PDU) Trailing() wsp.Span {
	switch {
	case !p.body:
		return wsp.Span{Start: p.headersEnd, End: p.end}
	case p.multi:
		return p.entries.Trailing()
	}
	return wsp.Span{Start: p.end, End: p.end}
}

// Clone returns a copy of p over its own copy of the octets; allocates.
func (p *PDU) Clone() PDU {
	q := *p
	q.b = append([]byte(nil), p.b[:p.end]...)
	return q
}
