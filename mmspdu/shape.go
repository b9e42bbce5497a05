package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// shape is what a reader must find in a PDU that was written: its headers octet for octet, and where its parts lie. Where what
// was written stands among broken octets, these may swallow it or be read otherwise than before; the shape tells.
type shape struct {
	headers headerList
	body    bool // there is one
	multi   bool // it is a multipart
	opaque  bool // what is in it is the caller's matter
	size    int  // octets of the body, if it is opaque or no multipart
	rest    int  // octets behind the last entry, or behind the last header of a PDU without a body
	parts   []shapePart
}

// shapePart is a part that there is to be.
type shapePart struct {
	depth    int
	ct, head int    // octets of the Content-Type, and of that and the headers
	size     int    // octets of the data
	opaque   bool   // what it holds is the caller's matter
	pdu      *shape // of the description in it, if that was edited
}

// mismatch compares q with the shape and returns the octets of the first difference.
func (s *shape) mismatch(q *PDU) (at wsp.Fault, found bool) {
	c := q.HeaderCursor()
	for i := range s.headers {
		if !c.Next() || !bytes.Equal(c.Header().Span().In(q.b), s.headers[i].octets) {
			return wsp.Fault{Field: wsp.StructureHeaders, Span: c.Header().Span()}, true
		}
	}
	body := q.BodySpan()
	switch {
	case c.Next() || q.body != s.body:
		return wsp.Fault{Field: wsp.StructureHeaders, Span: q.HeadersSpan()}, true
	case s.opaque || s.body && !s.multi:
		return wsp.Fault{Field: wsp.StructureMessage, Span: body}, body.Len() != s.size || !s.opaque && q.multi
	case q.multi != s.multi || q.Trailing().Len() != s.rest:
		return wsp.Fault{Field: wsp.StructureMultipart, Span: body}, true
	}
	return s.mismatchParts(q)
}

func (s *shape) mismatchParts(q *PDU) (at wsp.Fault, found bool) {
	c := q.PartCursor()
	opaque := -1 // the depth of a part of which the inside is passed over
	next := 0
	for c.Next() {
		p := c.Part()
		if opaque >= 0 && p.Depth() > opaque {
			continue
		}
		opaque = -1
		at = wsp.Fault{Field: wsp.StructureMultipart, Span: p.Span()}
		if next == len(s.parts) {
			return at, true
		}
		w := &s.parts[next]
		next++
		if p.Depth() != w.depth || p.ContentTypeSpan().Len() != w.ct || p.HeadersSpan().Len() != w.head || p.DataSpan().Len() != w.size {
			return at, true
		}
		if w.opaque {
			opaque = w.depth
		}
		if w.pdu != nil {
			d, ok := q.Description(p)
			if !ok {
				return at, true
			}
			if at, found = w.pdu.mismatch(&d); found {
				return at, true
			}
		}
	}
	return wsp.Fault{Field: wsp.StructureMultipart, Span: q.BodySpan()}, next < len(s.parts)
}

// checkShape reads the PDU in b from start on, without limits but for the depth of multiparts, and compares it with the shape.
func checkShape(b []byte, start uint32, depth int, s *shape) error {
	d := Decoder{Limits: Limits{Message: -1, Headers: -1, Fields: -1, Parts: -1, Depth: depth}}
	q, err := d.ParseSpan(b, wsp.Span{Start: start, End: uint32(len(b))})
	if err != nil {
		return &Error{Kind: ErrAmbiguous, Fault: wsp.Fault{Field: wsp.StructureMessage, Span: wsp.Span{Start: start, End: uint32(len(b))}}}
	}
	if at, found := s.mismatch(&q); found {
		return &Error{Kind: ErrAmbiguous, Fault: at}
	}
	return nil
}
