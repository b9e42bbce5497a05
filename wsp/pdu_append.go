package wsp

// PDUFields is what a PDU is written from (WSP 13.3): octets that are borrowed until it is written. A field that PDUs of its
// type do not have is left zero.
type PDUFields struct {
	Type           uint8  // octet of the PDU type
	Connectionless bool   // TID goes in front
	TID            uint8  // transaction id of connectionless mode
	Status         uint8  // of a Reply, 10 to 6F; zero is [ReplyOK]
	Version        uint8  // of a Connect
	Flags          uint8  // of a Redirect
	SessionID      uint32 // of a ConnectReply, Disconnect, Suspend or Resume

	URI          []byte // of a Get, Post or one of their kind; no control characters
	Capabilities []byte // of a Connect or ConnectReply, as they are to stand there

	ContentType ContentType // of a Push, ConfirmedPush, Reply, Post or one of its kind, as AppendContentType writes it
	Headers     []byte      // the header block behind it, as the functions for headers write it
	Data        []byte      // of what may have a Content-Type, of a Redirect or a DataFragment
}

// ReplyOK is the Status of most Replies: 200 OK (WSP 13.4).
const ReplyOK = 0x20

// Fields returns what p is written from. Where p has no fault, [AppendPDU] writes the octets of p again.
func (p PDU) Fields() PDUFields {
	f := PDUFields{
		Type: p.kind, Connectionless: p.has&hasTID != 0, TID: p.tid, SessionID: p.session,
		ContentType: p.ContentType(), Headers: p.b[p.ct:p.data:p.data], Data: p.Data(),
	}
	f.Status, _ = p.Status()
	f.Version, _ = p.Version()
	f.Flags, _ = p.Flags()
	f.URI = p.URISpan().In(p.b)
	f.Capabilities = p.CapabilitiesSpan().In(p.b)
	return f
}

// code says why f cannot be written.
func (f *PDUFields) code(layout pduLayout, known bool) Code {
	const most = 1<<32 - 1
	switch headers := uint64(len(f.ContentType)) + uint64(len(f.Headers)); {
	case !known:
		return ReservedType
	case f.Connectionless && layout&inSession != 0:
		return SessionOnly
	case f.foreign(layout):
		return ForeignField
	case uint64(len(f.URI)) > most || uint64(len(f.Capabilities)) > most:
		return URIOverrun
	case textStop(f.URI, 0, len(f.URI)) < len(f.URI):
		return TextControl
	case f.Type == PDUReply && f.Status != 0 && !statusForm(f.Status):
		return TokenUnknown
	case layout&hasContentType != 0 && len(f.ContentType) == 0 &&
		(len(f.Headers) > 0 || len(f.Data) > 0 || !mayBeEmpty(f.Type)):
		return HeadersEmpty
	case headers > most:
		return HeadersOverrun
	case f.size(layout) > most:
		return DataTruncated
	}
	return 0
}

// foreign reports whether f has a field that its type has not.
func (f *PDUFields) foreign(layout pduLayout) bool {
	switch {
	case f.Status != 0 && f.Type != PDUReply,
		f.Version != 0 && f.Type != PDUConnect,
		f.Flags != 0 && f.Type != PDURedirect,
		f.TID != 0 && !f.Connectionless,
		f.SessionID != 0 && layout&hasSession == 0,
		len(f.URI) > 0 && layout&hasURI == 0,
		len(f.Capabilities) > 0 && (layout&hasCaps == 0 || f.Type == PDUResume), // CapabilitiesLen must be 0 there
		len(f.ContentType) > 0 && layout&hasContentType == 0,
		len(f.Headers) > 0 && layout&hasHeaders == 0,
		len(f.Data) > 0 && layout&hasData == 0:
		return true
	}
	return false
}

func (f *PDUFields) size(layout pduLayout) uint64 {
	n := uint64(1)
	headers := uint64(len(f.ContentType)) + uint64(len(f.Headers))
	if f.Connectionless {
		n++
	}
	if layout&hasOctet != 0 {
		n++
	}
	if layout&hasSession != 0 {
		n += uint64(SizeUintvar(f.SessionID))
	}
	if layout&(hasURI|hasCaps) != 0 {
		n += uint64(SizeUintvar(uint32(len(f.URI) + len(f.Capabilities))))
	}
	if layout&hasHeadersLen != 0 {
		n += uint64(SizeUintvar(uint32(headers)))
	}
	return n + uint64(len(f.URI)) + uint64(len(f.Capabilities)) + headers + uint64(len(f.Data))
}

// AppendPDU appends the PDU of these fields (WSP 13.3). It refuses what a reader would not find again, with the code that one
// would report: ReservedType; SessionOnly; ForeignField for a field that PDUs of this type do not have; HeadersEmpty for
// headers or data without a Content-Type, and for a push without one; TextControl in a URI; TokenUnknown for a Status without
// hundreds; URIOverrun, HeadersOverrun and DataTruncated for 4 GiB and more.
func AppendPDU(dst []byte, f *PDUFields) ([]byte, Code) {
	layout, known := layoutOf(f.Type)
	if c := f.code(layout, known); c != 0 {
		return dst, c
	}
	if f.Connectionless {
		dst = append(dst, f.TID)
	}
	dst = append(dst, f.Type)
	if layout&hasOctet != 0 {
		octet := f.Status | f.Version | f.Flags // one of them
		if f.Type == PDUReply && octet == 0 {
			octet = ReplyOK
		}
		dst = append(dst, octet)
	}
	if layout&hasSession != 0 {
		dst = AppendUintvar(dst, f.SessionID)
	}
	if layout&(hasURI|hasCaps) != 0 {
		dst = AppendUintvar(dst, uint32(len(f.URI)+len(f.Capabilities))) // one of them
	}
	if layout&hasHeadersLen != 0 {
		dst = AppendUintvar(dst, uint32(len(f.ContentType)+len(f.Headers)))
	}
	dst = append(append(dst, f.URI...), f.Capabilities...)
	dst = append(append(dst, f.ContentType...), f.Headers...)
	return append(dst, f.Data...), 0
}

// SizePDU returns how many octets [AppendPDU] appends, if it does not refuse.
func SizePDU(f *PDUFields) int {
	layout, _ := layoutOf(f.Type)
	return int(f.size(layout))
}

// mmsPush is what stands between TID and data of the usual push: Push, HeadersLen, Content-Type, X-Wap-Application-Id 4
// (WSP 13.5).
const mmsPush = "\x06\x03\xBE\xAF\x84"

// AppendPush appends the usual connectionless push of an MMS PDU (WSP 13.5): the media type by its number, X-Wap-Application-Id
// mms.ua. The TID means nothing to a receiver. [AppendPDU] writes pushes with other headers.
func AppendPush(dst []byte, tid uint8, pdu []byte) []byte {
	return append(append(append(dst, tid), mmsPush...), pdu...)
}

// SizePush returns how many octets [AppendPush] appends.
func SizePush(pdu []byte) int { return 1 + len(mmsPush) + len(pdu) }

// ReplyOctet returns the status octet of a Reply for an HTTP status; ok is false for one that has none (WSP 13.4): the first of
// its hundred says nearly the same.
func ReplyOctet(http int) (octet uint8, ok bool) {
	for i := range replyStatuses {
		if int(replyStatuses[i].http) == http {
			return replyStatuses[i].octet, true
		}
	}
	return 0, false
}
