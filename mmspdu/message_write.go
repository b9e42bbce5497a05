package mmspdu

import (
	"math"
	"slices"

	"github.com/mmsguard/mmsguard/wsp"
)

// Size returns how many octets AppendBinary appends, if it does not refuse.
func (m *Message) Size() int {
	n := len(m.rest) + m.body.size()
	for i := range m.headers {
		n += len(m.headers[i].octets)
	}
	return n
}

// AppendBinary appends the octets of m. A message that was read and not changed is written as it was. Of any other, what the
// specification forbids is refused with a *[RuleError], unless m is Lax: whatever [PDU.Validate] calls an error or a
// warning, but for V23, V24 and V33, which are about content, and the form of identifiers that an answer or a report copies
// (V29, V31). What m was read with does not count: a broken message can be changed without being mended. [ErrSize] is for
// 4 GiB and more. With an error dst is as it was.
//
// A message that was not changed since its last check is written without allocating, if dst has room.
func (m *Message) AppendBinary(dst []byte) ([]byte, error) {
	if m.state == messageChanged && !m.Lax {
		if err := m.Check(); err != nil {
			return dst, err
		}
	}
	size := m.Size()
	if uint64(size) > math.MaxUint32 {
		return dst, &Error{Kind: ErrSize, Fault: wsp.Fault{Field: wsp.StructureMessage}}
	}
	return m.append(slices.Grow(dst, size)), nil
}

// MarshalBinary returns what AppendBinary appends, in memory of its own.
func (m *Message) MarshalBinary() ([]byte, error) {
	b, err := m.AppendBinary(make([]byte, 0, m.Size()))
	if err != nil {
		return nil, err
	}
	return b, nil
}

// append writes m.
func (m *Message) append(dst []byte) []byte {
	for i := range m.headers {
		dst = append(dst, m.headers[i].octets...)
	}
	return append(m.body.append(dst), m.rest...)
}

// settle makes b, the octets that m has just been written to, the memory of m: from one piece, at the same distances, they are
// copied a quarter faster than from many, and the pieces are free.
func (m *Message) settle(b []byte) {
	take := func(n int) []byte {
		piece := b[:n:n]
		b = b[n:]
		return piece
	}
	for i := range m.headers {
		m.headers[i].octets = take(len(m.headers[i].octets))
	}
	m.body.settle(take)
	m.rest = take(len(m.rest))
}

func (c *content) settle(take func(int) []byte) {
	if c.multi == nil {
		c.data = take(len(c.data))
		return
	}
	take(c.multi.sizeCount())
	for i, p := range c.multi.parts {
		head, inner := p.sizes()
		take(p.sizeLengths(head, inner, i == len(c.multi.parts)-1))
		p.contentType = take(len(p.contentType))
		p.headers = take(len(p.headers))
		p.content.settle(take)
	}
	c.multi.rest = take(len(c.multi.rest))
}

func (c *content) size() int {
	if c.multi == nil {
		return len(c.data)
	}
	n := c.multi.sizeCount() + len(c.multi.rest)
	for i, p := range c.multi.parts {
		head, inner := p.sizes()
		n += p.sizeLengths(head, inner, i == len(c.multi.parts)-1) + head + inner
	}
	return n
}

func (c *content) append(dst []byte) []byte {
	if c.multi == nil {
		return append(dst, c.data...)
	}
	dst = c.multi.countOctets(dst)
	for i, p := range c.multi.parts {
		head, inner := p.sizes()
		if p.asRead(head, inner, i == len(c.multi.parts)-1) {
			dst = append(dst, p.lengths...)
		} else {
			dst = wsp.AppendUintvar(dst, uint32(head))
			dst = wsp.AppendUintvar(dst, uint32(inner))
		}
		dst = append(dst, p.contentType...)
		dst = append(dst, p.headers...)
		dst = p.content.append(dst)
	}
	return append(dst, c.multi.rest...)
}

// countOctets appends nEntries.
func (m *multipart) countOctets(dst []byte) []byte {
	if m.count != nil {
		return append(dst, m.count...)
	}
	return wsp.AppendUintvar(dst, uint32(len(m.parts)))
}

func (m *multipart) sizeCount() int {
	if m.count != nil {
		return len(m.count)
	}
	return wsp.SizeUintvar(uint32(len(m.parts)))
}

// sizes returns the octets of Content-Type and headers, and those of the data.
func (p *MessagePart) sizes() (head, inner int) {
	return len(p.contentType) + len(p.headers), p.size()
}

// asRead reports whether the lengths that were read still say what they said.
func (p *MessagePart) asRead(head, inner int, last bool) bool {
	return p.lengths != nil && head == p.readHead && inner == p.readInner && (last || !p.cut)
}

func (p *MessagePart) sizeLengths(head, inner int, last bool) int {
	if p.asRead(head, inner, last) {
		return len(p.lengths)
	}
	return wsp.SizeUintvar(uint32(head)) + wsp.SizeUintvar(uint32(inner))
}
