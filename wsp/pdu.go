package wsp

import "iter"

// PDU is one PDU of WSP (WSP 13), as a datagram of connectionless mode or a transaction of WTP carries it. It borrows the
// octets. Its fields tile them: TID, type, small fields and lengths first, which are the prefix; then URI or capabilities;
// Content-Type; headers; data.
type PDU struct {
	b                         []byte
	start                     uint32
	first, hdr, ct, data, end uint32 // where URI or capabilities, Content-Type, headers and data begin
	session                   uint32
	has                       pduLayout // the fields that were read
	kind                      uint8     // octet of the PDU type
	tid                       uint8
	octet                     uint8 // Status, Version or Flags
}

// Octets of WSP PDU types (WSP 13.2), beside [PDUPush] and [PDUConfirmedPush]. Types 50-5F are laid out as Get, 70-7F as
// Post.
const (
	PDUConnect      = 0x01
	PDUConnectReply = 0x02
	PDURedirect     = 0x03
	PDUReply        = 0x04
	PDUDisconnect   = 0x05
	PDUSuspend      = 0x08
	PDUResume       = 0x09
	PDUGet          = 0x40
	PDUOptions      = 0x41
	PDUHead         = 0x42
	PDUDelete       = 0x43
	PDUTrace        = 0x44
	PDUPost         = 0x60
	PDUPut          = 0x61
	PDUDataFragment = 0x80
)

// pduLayout is a set of fields. Those of a type of PDU stand in this order: all lengths come before what they count.
type pduLayout uint16

const (
	hasTID         pduLayout = 1 << iota // in front of the type, in connectionless mode
	hasOctet                             // Status, Version or Flags
	hasSession                           // ServerSessionId
	hasURI                               // URILen, and the URI behind the lengths
	hasCaps                              // CapabilitiesLen, and the capabilities behind the lengths
	hasHeadersLen                        // without it, headers run to the end
	hasContentType                       // counted by HeadersLen
	hasHeaders
	hasData   // the rest
	inSession // not in connectionless mode
	overrun   // a length is more than what is left
)

const (
	layoutPush = hasHeadersLen | hasContentType | hasHeaders | hasData
	layoutGet  = hasURI | hasHeaders
	layoutPost = hasURI | layoutPush
)

// layoutOf returns the layout of PDUs with this type (WSP 13.3); ok is false for a reserved type, of which nothing is known.
func layoutOf(kind uint8) (l pduLayout, ok bool) {
	switch kind {
	case PDUPush, PDUConfirmedPush:
		return layoutPush, true
	case PDUReply:
		return hasOctet | layoutPush, true
	case PDUGet, PDUOptions, PDUHead, PDUDelete, PDUTrace:
		return layoutGet, true
	case PDUPost, PDUPut:
		return layoutPost, true
	case PDUConnect:
		return hasOctet | hasCaps | hasHeadersLen | hasHeaders | inSession, true
	case PDUConnectReply:
		return hasSession | hasCaps | hasHeadersLen | hasHeaders | inSession, true
	case PDURedirect:
		return hasOctet | hasData | inSession, true
	case PDUDisconnect, PDUSuspend:
		return hasSession | inSession, true
	case PDUResume:
		return hasSession | hasCaps | hasHeaders | inSession, true
	case PDUDataFragment:
		return hasHeadersLen | hasHeaders | hasData | inSession, true
	}
	switch kind & 0xF0 {
	case 0x50:
		return layoutGet, true
	case 0x70:
		return layoutPost, true
	}
	return hasData, false
}

// CheckPDU walks the PDU at b[s] (WSP 13.3), with a TID in front if it is of connectionless mode. It reports the faults; ok is
// false where there is no PDU type. A length beyond the end is cut there; what lies behind a length that cannot be read, or
// behind a reserved type, is data.
func CheckPDU(b []byte, s Span, connectionless bool, r *Recorder) (p PDU, ok bool) {
	if s.In(b) == nil {
		return PDU{}, false
	}
	i, end := int(s.Start), int(s.End)
	p = PDU{b: b, start: s.Start, end: s.End}
	if connectionless && i < end {
		p.tid, p.has = b[i], hasTID
		i++
	}
	if i >= end {
		r.Report(Truncated, StructurePDU, int(s.Start), end)
		return PDU{}, false
	}
	p.kind = b[i]
	layout, known := layoutOf(p.kind)
	switch {
	case !known:
		r.Report(ReservedType, StructurePDU, i, i+1)
	case connectionless && layout&inSession != 0:
		r.Report(SessionOnly, StructurePDU, i, i+1)
	}
	p.split(i+1, i+1, i+1, i+1)
	if !r.Stopped() {
		p.walk(i+1, layout, r)
	}
	return p, true
}

// ParsePDU reads b as a PDU, leniently; ok is false where it is none.
func ParsePDU(b []byte, connectionless bool) (p PDU, ok bool) {
	var r Recorder
	if uint64(len(b)) > 1<<32-1 {
		return PDU{}, false
	}
	return CheckPDU(b, span(0, len(b)), connectionless, &r)
}

// walk reads the small fields and lengths from i on, and splits what follows by them.
func (p *PDU) walk(i int, layout pduLayout, r *Recorder) {
	end := int(p.end)
	if layout&hasOctet != 0 {
		if i >= end {
			r.Report(Truncated, StructurePDU, int(p.start), end)
			return
		}
		p.octet = p.b[i]
		p.has |= hasOctet
		i++
		p.split(i, i, i, i)
		if p.kind == PDUReply && !statusForm(p.octet) && r.Report(TokenUnknown, StructureStatus, i-1, i) {
			return
		}
	}
	var before, headers uint32 // octets of URI or capabilities, of Content-Type and headers
	field := StructureURILen
	if layout&hasCaps != 0 {
		field = StructureCapabilitiesLen
	}
	sessionEnd, ok := p.number(&p.session, layout&hasSession, i, StructureSessionID, r)
	if !ok {
		return
	}
	beforeEnd, ok := p.number(&before, layout&(hasURI|hasCaps), sessionEnd, field, r)
	if !ok {
		return
	}
	i, ok = p.number(&headers, layout&hasHeadersLen, beforeEnd, StructureHeadersLen, r)
	if !ok {
		return
	}

	left := uint64(end - i)
	if uint64(before) > left {
		p.has |= overrun | layout&(hasURI|hasCaps)
		p.split(i, end, end, end)
		r.Report(URIOverrun, field, sessionEnd, beforeEnd)
		return
	}
	hdr := i + int(before)
	left -= uint64(before)
	if layout&hasHeadersLen == 0 && layout&hasHeaders != 0 {
		headers = uint32(left)
	} else if uint64(headers) > left {
		p.has |= overrun
		r.Report(HeadersOverrun, StructureHeadersLen, beforeEnd, i)
		headers = uint32(left)
	}
	p.split(i, hdr, hdr, hdr+int(headers))
	p.has |= layout &^ inSession
	if !r.Stopped() {
		p.check(layout, beforeEnd, r)
	}
}

// number reads the uintvar at i into v, if the layout has such a field, and returns where it ends. Where it cannot be read, or
// the walk stops, what is left is data.
func (p *PDU) number(v *uint32, field pduLayout, i int, f Field, r *Recorder) (next int, ok bool) {
	if field == 0 {
		return i, true
	}
	w, n, c := ConsumeUintvar(p.b[i:p.end])
	if c != 0 {
		stop := int(p.end)
		if n > 0 {
			stop = i + n
		}
		r.Report(c, f, i, stop)
	}
	*v = w
	p.split(i+n, i+n, i+n, i+n)
	if n > 0 && field == hasSession {
		p.has |= hasSession
	}
	return i + n, n > 0 && !r.Stopped()
}

func (p *PDU) split(first, hdr, ct, data int) {
	p.first, p.hdr, p.ct, p.data = uint32(first), uint32(hdr), uint32(ct), uint32(data)
}

// check walks what the fields hold. HeadersLen is at headersAt.
func (p *PDU) check(layout pduLayout, headersAt int, r *Recorder) {
	first, hdr, data, end := int(p.first), int(p.hdr), int(p.data), int(p.end)
	switch {
	case layout&hasURI != 0:
		if j := textStop(p.b, first, hdr); j < hdr {
			r.Report(TextControl, StructureURI, j, j+1)
		}
	case p.kind == PDUResume && hdr > first: // CapabilitiesLen must be 0
		r.Report(ForeignField, StructureCapabilitiesLen, first, hdr)
	}
	switch {
	case r.Stopped():
	case layout&hasContentType == 0:
		CheckHeaders(p.b, hdr, data, maxHeaders, r)
	case hdr < data:
		p.ct = uint32(checkEntityHeaders(p.b, hdr, data, r))
	case data < end || !mayBeEmpty(p.kind):
		r.Report(HeadersEmpty, StructureHeadersLen, headersAt, first)
	}
	if layout&hasData == 0 && data < end && !r.Stopped() {
		r.Report(TrailingOctets, StructurePDU, data, end)
	}
}

// mayBeEmpty reports whether a PDU that could have a Content-Type does without it where it has no data: all but a push, which
// is there for its data.
func mayBeEmpty(kind uint8) bool { return kind != PDUPush && kind != PDUConfirmedPush }

// statusForm reports whether octet can be the Status of a Reply: its high four bits say the hundreds (WSP 13.4).
func statusForm(octet uint8) bool { return octet >= 0x10 && octet <= 0x6F }

// TID returns the transaction id of connectionless mode; ok is false if there is none.
func (p PDU) TID() (tid uint8, ok bool) { return p.tid, p.has&hasTID != 0 }

// Type returns the octet of the PDU type; see [PDUTypeName].
func (p PDU) Type() uint8 { return p.kind }

// Status returns the status octet of a Reply; see [ReplyStatus].
func (p PDU) Status() (octet uint8, ok bool) { return p.small(PDUReply) }

// Version returns the protocol version of a Connect, 10 being 1.0.
func (p PDU) Version() (octet uint8, ok bool) { return p.small(PDUConnect) }

// Flags returns the flags of a Redirect: 80 permanent, 40 reuse of the security session.
func (p PDU) Flags() (octet uint8, ok bool) { return p.small(PDURedirect) }

func (p PDU) small(kind uint8) (octet uint8, ok bool) {
	if p.kind != kind || p.has&hasOctet == 0 {
		return 0, false
	}
	return p.octet, true
}

// SessionID returns the ServerSessionId of a ConnectReply, Disconnect, Suspend or Resume.
func (p PDU) SessionID() (id uint32, ok bool) { return p.session, p.has&hasSession != 0 }

// URI returns the URI of a Get, Post or one of their kind: octets of no stated charset.
func (p PDU) URI() (uri Text, ok bool) {
	if p.has&hasURI == 0 {
		return Text{}, false
	}
	return MakeText(p.b[p.first:p.hdr], 0), true
}

// URISpan returns the extent of the URI; the zero Span if there is none.
func (p PDU) URISpan() Span {
	if p.has&hasURI == 0 {
		return Span{}
	}
	return Span{p.first, p.hdr}
}

// CapabilitiesSpan returns the extent of the capabilities of a Connect, ConnectReply or Resume, which are not read any
// further; the zero Span if there are none.
func (p PDU) CapabilitiesSpan() Span {
	if p.has&hasCaps == 0 {
		return Span{}
	}
	return Span{p.first, p.hdr}
}

// PrefixSpan returns the extent of TID, type, small fields and lengths.
func (p PDU) PrefixSpan() Span { return Span{p.start, p.first} }

// ContentType returns the Content-type-value of the data, empty where there is none.
func (p PDU) ContentType() ContentType { return ContentType(p.b[p.hdr:p.ct:p.ct]) }

// HeadersSpan returns the extent of Content-Type and headers.
func (p PDU) HeadersSpan() Span { return Span{p.hdr, p.data} }

// HeaderCursor returns a cursor over the headers behind the Content-Type.
func (p PDU) HeaderCursor() HeaderCursor { return HeaderCursor{b: p.b, i: p.ct, end: p.data} }

// Headers iterates over the headers behind the Content-Type.
func (p PDU) Headers() iter.Seq[Header] { return p.HeaderCursor().all() }

// Data returns the data; in a PDU that has none, what was left over, which is a fault.
func (p PDU) Data() []byte { return p.b[p.data:p.end:p.end] }

// DataSpan returns the extent of Data.
func (p PDU) DataSpan() Span { return Span{p.data, p.end} }

// Span returns the extent of the whole PDU.
func (p PDU) Span() Span { return Span{p.start, p.end} }

// Buffer returns the buffer that the spans of p count in, up to the end of the PDU.
func (p PDU) Buffer() []byte { return p.b[:p.end:p.end] }

// Push returns p as a push; ok is false for other PDUs, and for a push without Content-Type or with a HeadersLen beyond the
// end, as for [CheckPush].
func (p PDU) Push() (push Push, ok bool) {
	if mayBeEmpty(p.kind) || p.has&hasHeadersLen == 0 || p.has&overrun != 0 || p.hdr == p.data {
		return Push{}, false
	}
	push = Push{b: p.b, start: p.start, hdr: p.hdr, ct: p.ct, data: p.data, end: p.end, pdu: p.kind, tid: -1}
	if p.has&hasTID != 0 {
		push.tid = int16(p.tid)
	}
	return push, true
}

// IsMMS reports whether p carries an MMS PDU (WSP 13.5): a push as [Push.IsMMS] says, others by their Content-Type.
func (p PDU) IsMMS() bool {
	if push, ok := p.Push(); ok {
		return push.IsMMS()
	}
	return p.ct > p.hdr && p.ContentType().Is(mediaMMS)
}
