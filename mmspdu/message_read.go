package mmspdu

import "github.com/mmsguard/mmsguard/wsp"

// owned makes a Message of p, whose octets belong to nobody else.
func (p *PDU) owned() *Message {
	m := &Message{read: p.Octets(), state: messageRead}
	c := p.HeaderCursor()
	for c.Next() {
		h := c.Header()
		s := h.Span()
		m.headers = append(m.headers, headerOctets{octets: s.In(p.b), code: h.code})
	}
	switch {
	case !p.body:
		m.rest = p.Trailing().In(p.b)
	case p.multi:
		r := partReader{b: p.b, cursor: p.PartCursor()}
		r.more = r.cursor.Next()
		outer, _ := p.Multipart()
		m.body.multi = r.multipart(outer, 0)
		m.body.belong(m)
	default:
		m.body.data = p.Body()
	}
	return m
}

// partReader puts the parts of a PDU, which come depth first, into the shape of its multiparts.
type partReader struct {
	b      []byte
	cursor wsp.PartCursor
	more   bool // the cursor stands on a part
}

// multipart reads m, which lies depth levels deep; its first part is the one that the cursor stands on, if that lies as deep.
// Nesting is bounded by wsp.MaxDepth.
func (r *partReader) multipart(m wsp.Multipart, depth int) *multipart {
	s := m.Span()
	_, n, _ := wsp.ConsumeUintvar(s.In(r.b))
	end := s.Start + uint32(n)
	out := &multipart{count: r.b[s.Start:end:end]}
	for r.more {
		p := r.cursor.Part()
		if p.Depth() != depth {
			break
		}
		r.more = r.cursor.Next()
		out.parts = append(out.parts, r.part(&p, depth))
		end = p.Span().End
	}
	// Where a limit ended the walk there are entries among these octets.
	out.rest = r.b[end:s.End:s.End]
	return out
}

func (r *partReader) part(p *wsp.Part, depth int) *MessagePart {
	head, ct := p.HeadersSpan(), p.ContentTypeSpan()
	q := &MessagePart{
		lengths:     r.b[p.Span().Start:head.Start:head.Start],
		readHead:    head.Len(),
		readInner:   p.DataSpan().Len(),
		cut:         p.Truncated(),
		contentType: p.ContentType(),
		headers:     r.b[ct.End:head.End:head.End],
	}
	if m, ok := p.Multipart(); ok {
		q.multi = r.multipart(m, depth+1)
	} else {
		q.data = p.Data()
	}
	return q
}
