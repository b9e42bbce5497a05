package mmspdu

import (
	"github.com/mmsguard/mmsguard/internal/splice"
	"github.com/mmsguard/mmsguard/wsp"
)

// compile makes the list of splices, in two passes: from the inside out, what changes in each length; then, in the order of the
// octets, what is written.
func (s *editState) compile() {
	if s.ready {
		return
	}
	s.list.Reset()
	s.clash = false
	for i := range s.parts {
		if in := s.parts[i].in; in != nil {
			in.delta = 0
		}
	}
	for i := len(s.parts) - 1; i >= 0; i-- { // what lies in a part comes behind it
		s.parts[i].weigh(s)
	}
	s.outer.weigh(s)
	s.outer.write(s)
	s.ready = true
}

// put notes that octets stand in the place of [start, end).
func (s *editState) put(start, end uint32, octets []byte) {
	if start != end || len(octets) > 0 {
		s.clash = !s.list.Add(splice.Edit{Start: start, End: end, New: octets}) || s.clash
	}
}

// weigh finds what x, whose inside is weighed, changes in the level that it lies in.
func (x *partEdit) weigh(s *editState) {
	switch {
	case x.in == nil:
		return
	case x.drop:
		x.in.delta -= int(x.end - x.start)
		return
	}
	head, inner := x.head(), x.inner(s)
	x.lengths = nil
	// An entry that runs past the end of its level would swallow what is added behind it.
	if head != 0 || inner != 0 || x.cut && x.next < 0 && len(x.in.added) > 0 {
		x.lengths = wsp.AppendUintvar(nil, uint32(int(x.data-x.hdr)+head))
		x.lengths = wsp.AppendUintvar(x.lengths, uint32(int(x.end-x.data)+inner))
		head += len(x.lengths) - int(x.hdr-x.start)
	}
	x.in.delta += head + inner
}

// head returns what changes in the length of the Content-Type and headers of x.
func (x *partEdit) head() int {
	n := x.headers.Delta()
	if x.typeSet {
		n += len(x.contentType) - int(x.ct-x.hdr)
	}
	return n
}

// inner returns what changes in the length of the data of x.
func (x *partEdit) inner(s *editState) int {
	switch {
	case x.replaced:
		return len(x.replacement) - int(x.end-x.data)
	case x.pdu != nil:
		return x.pdu.weigh(s)
	case x.multi != nil:
		return x.multi.weigh()
	}
	return 0
}

// weigh returns what changes in the length of m, whose parts are weighed.
func (m *multiEdit) weigh() int {
	delta := m.delta
	if m.countChanges() {
		delta += wsp.SizeUintvar(m.count()) - int(m.counted-m.start)
	}
	for i := range m.added {
		delta += wsp.SizeEntry(&m.added[i])
	}
	return delta
}

func (m *multiEdit) countChanges() bool { return m.dropped || len(m.added) > 0 }

func (m *multiEdit) count() uint32 { return uint32(m.live + len(m.added)) }

// weigh returns what changes in the length of the PDU, and makes its X-Mms-Message-Size right.
func (e *pduEdit) weigh(s *editState) int {
	body := 0
	switch {
	case e.bodySet:
		body = len(e.body) - e.p.BodySpan().Len()
	case e.multi != nil:
		body = e.multi.weigh()
	case e.single >= 0:
		body = s.parts[e.single].inner(s)
	}
	e.size = nil
	if h, ok := e.p.Get(FieldMessageSize); ok && body != 0 && !e.sizeSet {
		if v, ok := h.Uint(); ok {
			// A claim that is smaller than what was taken out was never right.
			e.size, _ = AppendField(nil, e.p.Type(), FieldMessageSize, Number(max(0, int64(min(v, 1<<62))+int64(body))))
		}
	}
	delta := body
	if e.headers != nil {
		delta -= e.p.HeadersSpan().Len()
		for i := range e.headers {
			delta += len(e.headers[i].octets)
		}
	}
	if e.size != nil {
		h, _ := e.p.Get(FieldMessageSize)
		delta += len(e.size) - h.Span().Len()
	}
	return delta
}

// write puts what changes in the PDU, and notes its shape.
func (e *pduEdit) write(s *editState) {
	body := e.p.BodySpan()
	e.shape = shape{
		headers: e.shape.headers[:0], parts: e.shape.parts[:0],
		body: e.p.body, multi: e.p.multi, opaque: e.bodySet, rest: e.p.Trailing().Len(), size: body.Len(),
	}
	e.writeHeaders(s)
	switch {
	case e.bodySet:
		s.put(body.Start, body.End, e.body)
		e.shape.size = len(e.body)
	case e.multi != nil:
		e.writeLevel(s, e.multi, 0)
	case e.single >= 0:
		x := &s.parts[e.single]
		e.shape.size += x.inner(s)
		if x.replaced {
			s.put(x.data, x.end, x.replacement)
		} else if x.pdu != nil {
			x.pdu.write(s)
		}
	}
}

// writeHeaders puts the headers: between two that stay, the new ones in the place of those that go.
func (e *pduEdit) writeHeaders(s *editState) {
	var size wsp.Span // of the X-Mms-Message-Size that is made right
	if e.size != nil {
		h, _ := e.p.Get(FieldMessageSize)
		size = h.Span()
	}
	at := e.p.HeadersSpan().Start
	var fresh []byte
	note := func(h headerOctets) {
		switch {
		case !size.IsZero() && h.at == size:
			h.octets = e.size
			fresh = append(fresh, e.size...)
		case h.at.IsZero():
			fresh = append(fresh, h.octets...)
		default:
			s.put(at, h.at.Start, fresh)
			at, fresh = h.at.End, nil
		}
		if s.doubt {
			e.shape.headers = append(e.shape.headers, h)
		}
	}
	if e.headers == nil && e.size == nil && !s.doubt {
		return
	}
	if e.headers == nil {
		c := e.p.HeaderCursor()
		for c.Next() {
			h := c.Header()
			note(headerOctets{octets: h.Span().In(e.p.b), at: h.Span()})
		}
	}
	for _, h := range e.headers {
		note(h)
	}
	s.put(at, e.p.HeadersSpan().End, fresh)
}

// writeLevel puts what changes in a multipart that lies depth levels deep. Nesting is bounded by wsp.MaxDepth.
func (e *pduEdit) writeLevel(s *editState, m *multiEdit, depth int) {
	if m.countChanges() {
		s.put(m.start, m.counted, wsp.AppendUintvar(nil, m.count()))
	}
	for i := m.first; i >= 0; i = s.parts[i].next {
		e.writePart(s, &s.parts[i], depth)
	}
	for i := range m.added {
		entry := &m.added[i]
		octets, _ := wsp.AppendEntry(make([]byte, 0, wsp.SizeEntry(entry)), entry)
		s.put(m.trail, m.trail, octets)
		e.wants(s, shapePart{
			depth: depth, ct: len(entry.ContentType), head: len(entry.ContentType) + len(entry.Headers), size: len(entry.Data), opaque: true,
		})
	}
}

func (e *pduEdit) writePart(s *editState, x *partEdit, depth int) {
	if x.drop {
		s.put(x.start, x.end, nil)
		return
	}
	if x.lengths != nil {
		s.put(x.start, x.hdr, x.lengths)
	}
	if x.typeSet {
		s.put(x.hdr, x.ct, x.contentType)
	}
	for i := range x.headers.Len() {
		h := x.headers.At(i)
		s.put(h.Start, h.End, h.New)
	}
	want := shapePart{
		depth: depth, ct: int(x.ct - x.hdr), head: int(x.data-x.hdr) + x.head(), size: int(x.end-x.data) + x.inner(s),
		opaque: x.replaced || x.typeSet && x.multi == nil,
	}
	if x.typeSet {
		want.ct = len(x.contentType)
	}
	if x.pdu != nil && !x.replaced {
		want.pdu = &x.pdu.shape
	}
	e.wants(s, want)
	switch {
	case x.replaced:
		s.put(x.data, x.end, x.replacement)
	case x.pdu != nil:
		x.pdu.write(s)
	case x.multi != nil:
		e.writeLevel(s, x.multi, depth+1)
	}
}

// wants notes a part that there is to be, if what is written is read again.
func (e *pduEdit) wants(s *editState, p shapePart) {
	if s.doubt {
		e.shape.parts = append(e.shape.parts, p)
	}
}
