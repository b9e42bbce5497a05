package wsp

import "iter"

// Push is a WSP Push PDU (WSP 13): the layer in which a notification comes to a phone.
type Push struct {
	b                  []byte
	start              uint32
	hdr, ct, data, end uint32
	pdu                uint8 // octet of the PDU type
	tid                int16 // -1: none
}

// Octets of the WSP PDUs that carry a push (WSP 13.2).
const (
	PDUPush          = 0x06
	PDUConfirmedPush = 0x07
)

// CheckPush walks the push at b[s]: connectionless, with a TID in front, or without one. It reports the faults; ok is false
// where the octets are no push at all: no push PDU type, HeadersLen beyond the datagram or, without a TID, a header block with
// a fault.
func CheckPush(b []byte, s Span, r *Recorder) (p Push, ok bool) {
	i, end := int(s.Start), int(s.End)
	p = Push{b: b, start: s.Start, end: s.End, tid: -1}
	if p.begin(i+1, end) {
		p.tid = int16(b[i])
	} else if !p.begin(i, end) || !p.clean() {
		return Push{}, false
	}
	p.ct = p.hdr
	lenAt := int(p.start) + 1
	if p.tid >= 0 {
		lenAt++
	}
	if b[lenAt] == 0x80 {
		r.Report(UintvarPadded, StructureHeadersLen, lenAt, int(p.hdr))
	}
	if !r.Stopped() {
		p.ct = uint32(checkEntityHeaders(b, int(p.hdr), int(p.data), r))
	}
	return p, true
}

// maxHeaders is how many headers of a push or another PDU are walked.
const maxHeaders = 1024

// checkEntityHeaders walks the Content-Type and the headers at b[i:end], i < end, and returns where the headers begin.
func checkEntityHeaders(b []byte, i, end int, r *Recorder) (ct int) {
	ct = CheckContentType(b, i, end, true, FieldHeader|codeContentType, r)
	if ct < end && !r.Stopped() {
		CheckHeaders(b, ct, end, maxHeaders, r)
	}
	return ct
}

// clean reports whether the header block has no fault: without a TID there is too little else to tell a push by. An SMS user
// data header, for one, begins 06 05 04.
func (p *Push) clean() bool {
	var r Recorder
	checkEntityHeaders(p.b, int(p.hdr), int(p.data), &r)
	return r.Count == 0
}

// begin reads PDU type and HeadersLen at i.
func (p *Push) begin(i, end int) bool {
	if i+2 >= end || p.b[i] != PDUPush && p.b[i] != PDUConfirmedPush {
		return false
	}
	n, used, _ := ConsumeUintvar(p.b[i+1 : end])
	if used == 0 || n == 0 || uint64(n) > uint64(end-i-1-used) {
		return false
	}
	p.pdu = p.b[i]
	p.hdr = uint32(i + 1 + used)
	p.data = p.hdr + n
	return true
}

// ParsePush reads b as a push, leniently; ok is false where it is none.
func ParsePush(b []byte) (p Push, ok bool) {
	var r Recorder
	if uint64(len(b)) > 1<<32-1 {
		return Push{}, false
	}
	return CheckPush(b, span(0, len(b)), &r)
}

// TID returns the transaction id of connectionless mode; ok is false if there is none.
func (p Push) TID() (tid uint8, ok bool) { return uint8(p.tid), p.tid >= 0 }

// PDUType returns the octet of the PDU type: 06 Push or 07 ConfirmedPush.
func (p Push) PDUType() uint8 { return p.pdu }

// ContentType returns the Content-type-value of the data.
func (p Push) ContentType() ContentType { return ContentType(p.b[p.hdr:p.ct:p.ct]) }

// HeadersSpan returns the extent of Content-Type and headers.
func (p Push) HeadersSpan() Span { return Span{p.hdr, p.data} }

// Span returns the extent of the whole push.
func (p Push) Span() Span { return Span{p.start, p.end} }

// DataSpan returns the extent of the data, which run to the end of the datagram.
func (p Push) DataSpan() Span { return Span{p.data, p.end} }

// Data returns the data.
func (p Push) Data() []byte { return p.b[p.data:p.end:p.end] }

// HeaderCursor returns a cursor over the headers behind the Content-Type.
func (p Push) HeaderCursor() HeaderCursor { return HeaderCursor{b: p.b, i: p.ct, end: p.data} }

// Headers iterates over the headers behind the Content-Type.
func (p Push) Headers() iter.Seq[Header] { return p.HeaderCursor().all() }

// ApplicationID returns the X-Wap-Application-Id: its number, or 0 and its text.
func (p Push) ApplicationID() (id uint32, text Text, ok bool) {
	c := p.HeaderCursor()
	for c.Next() {
		if c.h.code != codeApplicationID {
			continue
		}
		h := c.Header()
		if v, ok := h.Uint(); ok && v <= 1<<32-1 {
			return uint32(v), Text{}, true
		}
		t, ok := h.Text()
		return 0, t, ok
	}
	return 0, Text{}, false
}

const mediaMMS = "application/vnd.wap.mms-message"

// IsMMS reports whether the push carries an MMS PDU (WSP 13.5): by its content type; where that says nothing, by the
// application id; as a last resort by the first octets of the data.
func (p Push) IsMMS() bool {
	ct := p.ContentType()
	if ct.Is(mediaMMS) {
		return true
	}
	if !ct.Is("application/octet-stream") && !ct.Is("*/*") {
		return false
	}
	if id, text, ok := p.ApplicationID(); ok {
		return id == 4 || text.EqualFold("x-wap-application:mms.ua")
	}
	d := p.Data()
	return len(d) >= 2 && d[0] == 0x8C && (d[1] == 0x82 || d[1] == 0x86 || d[1] == 0x88)
}

// Buffer returns the buffer that the spans of p count in, up to the end of the push.
func (p Push) Buffer() []byte { return p.b[:p.end:p.end] }
