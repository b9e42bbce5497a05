package wsp

// TPDU is an SMS as the network carries it (WSP 15.4; 3GPP TS 23.040 9.2.2): an SMS-DELIVER, which comes to a phone, or an
// SMS-SUBMIT, which a phone or a gateway sends. It borrows the octets.
type TPDU struct {
	b                  []byte
	start, message     uint32 // of the address of the service centre, of the TPDU itself
	pid, validity, end uint32 // TP-PID and TP-DCS, TP-SCTS or TP-VP
	centre, address    SMSAddress
	data               UserData
	validitySize       uint8
}

// Bits of the first octet of a TPDU (3GPP TS 23.040 9.2.3).
const (
	SMSDeliver = 0x00 // type: SMS-DELIVER
	SMSSubmit  = 0x01 // type: SMS-SUBMIT
	SMSNoMore  = 0x04 // of a DELIVER: no more messages wait
	SMSUnique  = 0x04 // of a SUBMIT: reject duplicates
	SMSReport  = 0x20 // a status report is to be given, or is asked for
	SMSHeader  = 0x40 // the user data begin with a header
	SMSReply   = 0x80 // there is a reply path

	SMSValidityRelative = 0x10 // of a SUBMIT: TP-VP in one octet
	SMSValidityEnhanced = 0x08 // of a SUBMIT: TP-VP in seven octets
	SMSValidityAbsolute = 0x18 // of a SUBMIT: TP-VP is a time

	smsType     = 0x03
	smsValidity = 0x18
)

// SMSDataCoding is the TP-DCS of 8-bit data, in which WAP datagrams travel (WSP 15.1).
const SMSDataCoding = 0x04

// maxUserData is how many octets TP-UD has at most (WSP 15.1).
const maxUserData = 140

// isSeptets reports whether TP-UD with the coding dcs is counted in septets, not octets (3GPP TS 23.038 4).
func isSeptets(dcs uint8) bool {
	switch {
	case dcs < 0x80:
		return dcs&0x20 == 0 && dcs&0x0C != 0x04 && dcs&0x0C != 0x08 // 20: compressed
	case dcs >= 0xF0:
		return dcs&0x04 == 0
	}
	return dcs&0xF0 != 0xE0
}

// isOctetData reports whether the coding dcs is 8-bit data, not compressed (WSP 15.1).
func isOctetData(dcs uint8) bool {
	return dcs < 0x80 && dcs&0x2C == 0x04 || dcs >= 0xF0 && dcs&0x04 != 0
}

// CheckTPDU walks the SMS at b[s], with the address of the service centre in front if centre says so, and reports the faults. ok
// is false where the octets are no SMS-DELIVER or SMS-SUBMIT, or end before their user data; a fault then says why. User data
// that TP-UDL counts and that are not there are cut.
func CheckTPDU(b []byte, s Span, centre bool, r *Recorder) (t TPDU, ok bool) {
	if s.In(b) == nil {
		return TPDU{}, false
	}
	i, end := int(s.Start), int(s.End)
	t = TPDU{b: b, start: s.Start, end: s.End}
	if centre {
		if t.centre, i = serviceCentreAt(b, i, end, r); i < 0 || r.Stopped() {
			return TPDU{}, false
		}
	}
	t.message = uint32(i)
	if i >= end {
		r.Report(Truncated, StructureTPDU, i, end)
		return TPDU{}, false
	}
	before, validity := 1, len(SMSTime{}) // octets before the address, and behind TP-DCS
	switch b[i] & smsType {
	case SMSDeliver:
	case SMSSubmit:
		before, validity = 2, validitySize(b[i])
	default:
		r.Report(TokenUnknown, StructureTPDU, i, i+1)
		return TPDU{}, false
	}
	if t.address, i = addressAt(b, min(i+before, end), end, r); i < 0 || r.Stopped() {
		return TPDU{}, false
	}
	t.pid, t.validity, t.validitySize = uint32(i), uint32(i+2), uint8(validity)
	at := i + 2 + validity // TP-UDL
	if at >= end {
		r.Report(Truncated, StructureTPDU, i, end)
		return TPDU{}, false
	}
	t.walk(at, r)
	return t, true
}

// walk reads TP-UDL at i and the user data.
func (t *TPDU) walk(i int, r *Recorder) {
	n, end := int(t.b[i]), int(t.end)
	if isSeptets(t.DCS()) {
		n = (n*7 + 7) / 8
	}
	start, stop := i+1, min(i+1+n, end)
	t.data = UserData{b: t.b, start: uint32(start), payload: uint32(start), end: uint32(stop)}
	if n > maxUserData || n > end-start {
		r.Report(UserDataLength, StructureUserData, i, i+1)
	}
	if t.First()&SMSHeader != 0 && !r.Stopped() {
		if u, ok := CheckUserData(t.b, Span{uint32(start), uint32(stop)}, r); ok {
			t.data = u
		}
	}
	if stop < end && !r.Stopped() {
		r.Report(TrailingOctets, StructureTPDU, stop, end)
	}
}

// ParseTPDU reads b as an SMS, leniently, without an address of the service centre in front or with one: as modems give them,
// and as hexadecimal dumps hold them. The way with fewer faults wins; if they have as many, the one without an address.
func ParseTPDU(b []byte) (t TPDU, ok bool) {
	var bare, centred Recorder
	if uint64(len(b)) > 1<<32-1 {
		return TPDU{}, false
	}
	t, ok = CheckTPDU(b, span(0, len(b)), false, &bare)
	if ok && bare.Count == 0 {
		return t, true
	}
	if u, uok := CheckTPDU(b, span(0, len(b)), true, &centred); uok && (!ok || centred.Count < bare.Count) {
		return u, true
	}
	return t, ok
}

// First returns the first octet: type and flags.
func (t TPDU) First() uint8 {
	if t.b == nil {
		return 0
	}
	return t.b[t.message]
}

// Submit reports whether t is an SMS-SUBMIT, not an SMS-DELIVER.
func (t TPDU) Submit() bool { return t.First()&smsType == SMSSubmit }

// ServiceCentre returns the address in front of the TPDU; ok is false if there is none, or none in its octet 00.
func (t TPDU) ServiceCentre() (a SMSAddress, ok bool) { return t.centre, !t.centre.IsZero() }

// Address returns whom a DELIVER is from (TP-OA), or whom a SUBMIT is for (TP-DA).
func (t TPDU) Address() SMSAddress { return t.address }

// Reference returns the message reference of a SUBMIT.
func (t TPDU) Reference() (reference uint8, ok bool) {
	if !t.Submit() {
		return 0, false
	}
	return t.b[t.message+1], true
}

// PID returns TP-PID.
func (t TPDU) PID() uint8 { return t.at(t.pid) }

// DCS returns TP-DCS.
func (t TPDU) DCS() uint8 { return t.at(t.pid + 1) }

func (t TPDU) at(i uint32) uint8 {
	if t.b == nil {
		return 0
	}
	return t.b[i]
}

// OctetData reports whether the user data are 8-bit data, as those of a WAP datagram are (WSP 15.1).
func (t TPDU) OctetData() bool { return t.b != nil && isOctetData(t.DCS()) }

// Timestamp returns when the service centre took a DELIVER.
func (t TPDU) Timestamp() (st SMSTime, ok bool) {
	if t.b == nil || t.Submit() {
		return SMSTime{}, false
	}
	copy(st[:], t.b[t.validity:])
	return st, true
}

// Validity returns the octets of the validity period of a SUBMIT, 0, 1 or 7; their form is in [TPDU.First].
func (t TPDU) Validity() []byte {
	if !t.Submit() {
		return nil
	}
	end := t.validity + uint32(t.validitySize)
	return t.b[t.validity:end:end]
}

// UserData returns the user data. Without a header, all of them are payload; letters of seven bits are packed in them.
func (t TPDU) UserData() UserData { return t.data }

// Span returns the extent of the SMS, with the address of the service centre.
func (t TPDU) Span() Span { return Span{t.start, t.end} }

// TPDUSpan returns the extent of the SMS behind the address of the service centre.
func (t TPDU) TPDUSpan() Span { return Span{t.message, t.end} }

// Buffer returns the buffer that the spans of t count in, up to the end of the SMS.
func (t TPDU) Buffer() []byte { return t.b[:t.end:t.end] }

// Segment returns the user data as a [Reassembler] takes them: from the sender of a DELIVER, or to the recipient of a SUBMIT.
// Only those of [TPDU.OctetData] are a datagram or a part of one.
func (t TPDU) Segment() Segment {
	if t.Submit() {
		s := t.data.Segment(SMSAddress{})
		s.To = t.address
		return s
	}
	return t.data.Segment(t.address)
}
