package wsp

// CDMAData is the user data of a WAP message on CDMA (WSP 15.3), teleservice 4100: a segment without a user data header. It
// borrows the octets.
type CDMAData struct {
	b                   []byte
	start, payload, end uint32
	ports               Ports
	total, number       uint8
}

// CheckCDMA walks the user data at b[s] and reports the faults; ok is false for what a handset discards: a message type other
// than 00, a segment number that is not below the total, a first segment without its ports. A pair of ports that stands there
// twice is passed over.
func CheckCDMA(b []byte, s Span, r *Recorder) (d CDMAData, ok bool) {
	if s.In(b) == nil {
		return CDMAData{}, false
	}
	i, end := int(s.Start), int(s.End)
	switch {
	case end-i < 3 || b[i+2] == 0 && end-i < 7:
		r.Report(Truncated, StructureUserData, i, end)
		return CDMAData{}, false
	case b[i] != 0:
		r.Report(TokenUnknown, StructureUserData, i, i+1)
		return CDMAData{}, false
	case b[i+2] >= b[i+1]:
		r.Report(SegmentNumber, StructureUserData, i+1, i+3)
		return CDMAData{}, false
	}
	d = CDMAData{b: b, start: s.Start, payload: s.Start + 3, end: s.End, total: b[i+1], number: b[i+2]}
	if d.number > 0 {
		return d, true
	}
	pair := b[i+3 : i+7]
	d.ports = Ports{Bits: 16}
	d.ports.Originator = uint16(pair[0])<<8 | uint16(pair[1])
	d.ports.Destination = uint16(pair[2])<<8 | uint16(pair[3])
	d.payload += 4
	if end-i >= 11 && string(b[i+7:i+11]) == string(pair) {
		d.payload += 4
	}
	return d, true
}

// ParseCDMA reads b as [CheckCDMA] does.
func ParseCDMA(b []byte) (d CDMAData, ok bool) {
	var r Recorder
	if uint64(len(b)) > 1<<32-1 {
		return CDMAData{}, false
	}
	return CheckCDMA(b, span(0, len(b)), &r)
}

// Ports returns the ports, which only the first segment has.
func (d CDMAData) Ports() (p Ports, ok bool) { return d.ports, d.ports.Bits != 0 }

// Segments returns the number of segments, 1 to 255, and which one this is, 1 to that.
func (d CDMAData) Segments() (total, sequence uint8) { return d.total, d.number + 1 }

// Payload returns the payload.
func (d CDMAData) Payload() []byte { return d.b[d.payload:d.end:d.end] }

// PayloadSpan returns the extent of the payload.
func (d CDMAData) PayloadSpan() Span { return Span{d.payload, d.end} }

// Segment returns d as a [Reassembler] takes it, for a sender and the message identifier of the bearer data, which is what the
// segments of a datagram have in common.
func (d CDMAData) Segment(from SMSAddress, message uint16) Segment {
	return Segment{
		From: from, Ports: d.ports, Payload: d.Payload(), portsFirst: true,
		Concatenation: Concatenation{Reference: message, Bits: 16, Total: d.total, Sequence: d.number + 1},
	}
}
