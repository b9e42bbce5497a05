package wsp

import "iter"

// Ports are the application ports of a datagram (WSP 15.1). The zero Ports are none.
type Ports struct {
	Destination, Originator uint16 // where to, and where from
	Bits                    uint8  // width of both, 16 or 8; 0 for none
}

// Ports of WSP (WSP 13.1, 15.1).
const (
	PortPush       = 2948 // 0B84: push, connectionless
	PortPushSecure = 2949 // push over WTLS
	PortWSP        = 9200 // 23F0: connectionless WSP; where most pushes come from
	PortWTP        = 9201 // WSP sessions over WTP
)

// PushPorts returns the ports of a WAP Push as most senders write them.
func PushPorts() Ports { return Ports{Destination: PortPush, Originator: PortWSP, Bits: 16} }

// IsPush reports whether p has the destination of a WAP Push.
func (p Ports) IsPush() bool { return p.Bits == 16 && p.Destination == PortPush }

// Concatenation says which segment of which datagram an SMS carries (WSP 15.1). The zero Concatenation is that of a datagram
// in one piece.
type Concatenation struct {
	Reference uint16 // what the segments of a datagram have in common
	Bits      uint8  // width of the reference, 8 or 16; 0 for a datagram that is not cut
	Total     uint8  // number of segments, 1 to 255
	Sequence  uint8  // of this one, 1 to Total
}

// Numbers of elements (WSP 15.1), and how many octets each has.
const (
	elementConcat8  = 0x00
	elementPorts8   = 0x04
	elementPorts16  = 0x05
	elementConcat16 = 0x08

	sizeConcat8  = 3
	sizePorts8   = 2
	sizePorts16  = 4
	sizeConcat16 = 4
)

// UserData is the user data of an SMS (WSP 15.1): a header of elements, and the payload. It borrows the octets.
type UserData struct {
	b                   []byte
	start, payload, end uint32
	ports               Ports
	concat              Concatenation
	header              bool
}

// CheckUserData walks the user data at b[s], which begin with a header, and reports the faults; ok is false where there is not
// even the octet of its length. Of ports and of concatenations that occur more than once, the last ones count; those of
// another length than they have are passed over. Unknown elements are no fault. A header that is longer than the user data
// gives no ports, no concatenation and no payload, whatever its elements say.
func CheckUserData(b []byte, s Span, r *Recorder) (u UserData, ok bool) {
	if s.In(b) == nil {
		return UserData{}, false
	}
	i, end := int(s.Start), int(s.End)
	if i >= end {
		r.Report(Truncated, StructureUserData, i, end)
		return UserData{}, false
	}
	stop := i + 1 + int(b[i])
	u = UserData{b: b, start: s.Start, payload: uint32(min(stop, end)), end: s.End, header: true}
	if stop > end {
		r.Report(UDHOverrun, StructureUserData, i, i+1)
		return u, true
	}
	for i++; i < stop && !r.Stopped(); {
		if stop-i < 2 || int(b[i+1]) > stop-i-2 {
			r.Report(ElementOverrun, StructureElement, i, stop)
			break
		}
		next := i + 2 + int(b[i+1])
		u.element(b[i], b[i+2:next], i, r)
		i = next
	}
	return u, true
}

// ParseUserData reads b as user data with a header, leniently; ok is false for no octets.
func ParseUserData(b []byte) (u UserData, ok bool) {
	var r Recorder
	if uint64(len(b)) > 1<<32-1 {
		return UserData{}, false
	}
	return CheckUserData(b, span(0, len(b)), &r)
}

// element takes the element with these octets, which begins at i.
func (u *UserData) element(id byte, v []byte, i int, r *Recorder) {
	c := Concatenation{}
	switch {
	case id == elementPorts16 && len(v) == sizePorts16:
		u.ports = Ports{uint16(v[0])<<8 | uint16(v[1]), uint16(v[2])<<8 | uint16(v[3]), 16}
		return
	case id == elementPorts8 && len(v) == sizePorts8:
		u.ports = Ports{uint16(v[0]), uint16(v[1]), 8}
		return
	case id == elementConcat8 && len(v) == sizeConcat8:
		c = Concatenation{uint16(v[0]), 8, v[1], v[2]}
	case id == elementConcat16 && len(v) == sizeConcat16:
		c = Concatenation{uint16(v[0])<<8 | uint16(v[1]), 16, v[2], v[3]}
	case id == elementPorts16, id == elementPorts8, id == elementConcat8, id == elementConcat16:
		r.Report(ElementLength, StructureElement, i, i+2+len(v))
		return
	default:
		return
	}
	if !c.valid() {
		r.Report(SegmentNumber, StructureElement, i, i+2+len(v))
		c = Concatenation{}
	}
	u.concat = c
}

// valid reports whether there can be such a segment; what is none is taken for a datagram in one piece (WSP 15.2).
func (c Concatenation) valid() bool { return c.Sequence > 0 && c.Sequence <= c.Total }

// Ports returns the ports; ok is false if there are none.
func (u UserData) Ports() (p Ports, ok bool) { return u.ports, u.ports.Bits != 0 }

// Concatenation returns which segment u is; ok is false for a datagram in one piece.
func (u UserData) Concatenation() (c Concatenation, ok bool) { return u.concat, u.concat.Bits != 0 }

// HasHeader reports whether u has a header, with its length at least.
func (u UserData) HasHeader() bool { return u.header }

// HeaderSpan returns the extent of the header with its length.
func (u UserData) HeaderSpan() Span { return Span{u.start, u.payload} }

// PayloadSpan returns the extent of the payload.
func (u UserData) PayloadSpan() Span { return Span{u.payload, u.end} }

// Payload returns the payload: a datagram, or its segment.
func (u UserData) Payload() []byte { return u.b[u.payload:u.end:u.end] }

// Span returns the extent of the user data.
func (u UserData) Span() Span { return Span{u.start, u.end} }

// Buffer returns the buffer that the spans of u count in, up to the end of the user data.
func (u UserData) Buffer() []byte { return u.b[:u.end:u.end] }

// Segment returns u as a [Reassembler] takes it, for a sender.
func (u UserData) Segment(from SMSAddress) Segment {
	return Segment{From: from, Ports: u.ports, Concatenation: u.concat, Payload: u.Payload()}
}

// Element is one element of a user data header (WSP 15.1).
type Element struct {
	b          []byte
	start, end uint32
}

// ID returns the number of the element.
func (e Element) ID() uint8 {
	if e.start == e.end { // no element: no cursor stood on it
		return 0
	}
	return e.b[e.start]
}

// Data returns what the element holds.
func (e Element) Data() []byte {
	start := min(e.start+2, e.end)
	return e.b[start:e.end:e.end]
}

// Span returns the extent of the element with its number and length.
func (e Element) Span() Span { return Span{e.start, e.end} }

// ElementCursor steps through the elements of a user data header without allocating. Octets that are no whole element end it.
type ElementCursor struct {
	b             []byte
	at, next, end uint32
}

// ElementCursor returns a cursor over the elements of the header.
func (u UserData) ElementCursor() ElementCursor {
	if !u.header {
		return ElementCursor{}
	}
	return ElementCursor{b: u.b, at: u.start + 1, next: u.start + 1, end: u.payload}
}

// Next advances to the next element and reports whether there is one.
func (c *ElementCursor) Next() bool {
	i := c.next
	if c.end-i < 2 || uint32(c.b[i+1]) > c.end-i-2 {
		c.next = c.end
		return false
	}
	c.at, c.next = i, i+2+uint32(c.b[i+1])
	return true
}

// Element returns the element that the cursor stands on.
func (c *ElementCursor) Element() Element { return Element{c.b, c.at, c.next} }

// Elements iterates over the elements of the header.
func (u UserData) Elements() iter.Seq[Element] {
	return func(yield func(Element) bool) {
		c := u.ElementCursor()
		for c.Next() {
			if !yield(c.Element()) {
				return
			}
		}
	}
}
