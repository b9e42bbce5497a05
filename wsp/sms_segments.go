package wsp

// Segments is a datagram cut into SMS (WSP 15.1). It borrows the datagram.
type Segments struct {
	datagram []byte
	ports    Ports
	concat   Concatenation // Bits 0 for a datagram in one piece
	room     int           // octets of payload that a segment has
	total    int
}

// CutSegments cuts a datagram for SMS with these ports: into one piece if it fits, without a concatenation then, else into
// segments with the reference, which has 8 or 16 bits. With ports of 16 bits, one piece holds 133 octets, segments hold 128 or
// 127 each. Senders count references, so that messages to one recipient do not have the same one soon again.
//
// It refuses, with LimitParts, what takes more than 255 segments, and, with ValueKind, ports and a reference that do not fit
// their widths.
func CutSegments(datagram []byte, ports Ports, reference uint16, bits uint8) (Segments, Code) {
	if c := ports.code(); c != 0 {
		return Segments{}, c
	}
	s := Segments{datagram: datagram, ports: ports, room: maxUserData - SizeUserDataHeader(ports, Concatenation{}), total: 1}
	s.concat = Concatenation{Reference: reference, Bits: bits, Total: 1, Sequence: 1}
	if bits == 0 {
		return Segments{}, ValueKind
	} else if c := s.concat.code(); c != 0 {
		return Segments{}, c
	}
	if len(datagram) <= s.room {
		s.concat = Concatenation{}
		return s, 0
	}
	s.room = maxUserData - SizeUserDataHeader(ports, s.concat)
	if s.total = (len(datagram)-1)/s.room + 1; s.total > 0xFF {
		return Segments{}, LimitParts
	}
	s.concat.Total = uint8(s.total)
	return s, 0
}

// Len returns the number of segments, 1 to 255; 0 for the zero Segments.
func (s Segments) Len() int { return s.total }

// Payload returns the octets of the datagram in segment i, 0 ≤ i < Len.
func (s Segments) Payload(i int) []byte {
	start := i * s.room
	end := min(start+s.room, len(s.datagram))
	return s.datagram[start:end:end]
}

// AppendUserData appends the user data of segment i, 0 ≤ i < Len: header and payload, at most 140 octets. In an SMS they go
// with the flag [SMSHeader].
func (s Segments) AppendUserData(dst []byte, i int) []byte {
	c := s.concat
	if c.Bits != 0 {
		c.Sequence = uint8(i + 1)
	}
	dst, _ = AppendUserDataHeader(dst, s.ports, c)
	return append(dst, s.Payload(i)...)
}

// SizeUserData returns how many octets [Segments.AppendUserData] appends for segment i.
func (s Segments) SizeUserData(i int) int {
	return SizeUserDataHeader(s.ports, s.concat) + len(s.Payload(i))
}
