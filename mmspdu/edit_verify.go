package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// wantPart is a part that there is to be when an edit is done.
type wantPart struct {
	depth, head, size int
	opaque            bool     // what it holds is the caller's matter
	pdu               *pduEdit // of the description in it, if that is edited
}

// verify reads the edited buffer b and compares it with what is wanted.
func (s *editState) verify(b []byte) error {
	d := Decoder{Limits: Limits{Message: -1, Headers: -1, Fields: -1, Parts: -1, Depth: max(1, s.p.entries.MaxDepth())}}
	start := s.p.Span().Start
	q, err := d.ParseSpan(b, wsp.Span{Start: start, End: uint32(len(b))})
	if err != nil {
		return &Error{Kind: ErrAmbiguous, Fault: wsp.Fault{Field: wsp.StructureMessage, Span: s.p.Span()}}
	}
	return s.outer.verify(&q)
}

// verify compares q, which was read again, with what e is to be.
func (e *pduEdit) verify(q *PDU) error {
	c, old := q.HeaderCursor(), e.p.HeaderCursor()
	for i := 0; ; i++ {
		var want headerOctets
		if e.headers != nil {
			if i == len(e.headers) {
				break
			}
			want = e.headers[i]
		} else {
			if !old.Next() {
				break
			}
			h := old.Header()
			want = headerOctets{octets: h.Span().In(e.p.b), code: h.code, at: h.Span()}
		}
		if !c.Next() || !bytes.Equal(c.Header().Span().In(q.b), e.octetsOf(&want)) {
			return ambiguous(wsp.StructureHeaders, c.Header().Span())
		}
	}
	switch {
	case c.Next() || q.body != e.p.body:
		return ambiguous(wsp.StructureHeaders, q.HeadersSpan())
	case e.bodySet:
		if q.BodySpan().Len() != len(e.body) {
			return ambiguous(wsp.StructureMessage, q.BodySpan())
		}
		return nil
	case q.multi != e.p.multi || q.Trailing().Len() != e.p.Trailing().Len():
		return ambiguous(wsp.StructureMultipart, q.BodySpan())
	}
	return e.verifyParts(q)
}

func (e *pduEdit) verifyParts(q *PDU) error {
	c := q.PartCursor()
	opaque := -1 // the depth of a part of which the inside is passed over
	next := 0
	for c.Next() {
		p := c.Part()
		if opaque >= 0 && p.Depth() > opaque {
			continue
		}
		opaque = -1
		if next == len(e.want) {
			return ambiguous(wsp.StructureMultipart, p.Span())
		}
		w := &e.want[next]
		next++
		head := p.HeadersSpan().Len()
		if e.multi == nil {
			head = w.head
		}
		if p.Depth() != w.depth || head != w.head || p.DataSpan().Len() != w.size {
			return ambiguous(wsp.StructureMultipart, p.Span())
		}
		if w.opaque {
			opaque = w.depth
		}
		if w.pdu != nil && !w.opaque {
			d, ok := q.Description(p)
			if !ok {
				return ambiguous(wsp.StructureMessage, p.DataSpan())
			}
			if err := w.pdu.verify(&d); err != nil {
				return err
			}
		}
	}
	// A body of no octets is no part.
	if next < len(e.want) && (e.multi != nil || e.want[next].size > 0) {
		return ambiguous(wsp.StructureMultipart, q.BodySpan())
	}
	return nil
}

func ambiguous(f wsp.Field, s wsp.Span) error {
	return &Error{Kind: ErrAmbiguous, Fault: wsp.Fault{Field: f, Span: s}}
}
