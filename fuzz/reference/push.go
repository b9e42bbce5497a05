package reference

import "strings"

// Push is a WSP Push PDU.
type Push struct {
	TID         int // -1: not connectionless
	Type        byte
	HeadersSpan Span
	ContentType ContentType
	Headers     []Header
	Data        Span
	IsMMS       bool
	Faults      []Fault
}

// TID 06 HeadersLen ContentType Headers MMS-PDU (WSP 13.5); of connection-oriented mode there is no TID (WSP 13.1).
//
// Push returns nil where b is no push: HeadersLen beyond the datagram is an error (W17). Open: so is one of 0; and without a
// TID there is little to tell a push by, so it must be one without a fault in its headers.
func (d *Decoder) Push(b []byte) *Push {
	r := d.over(b, Limits{})
	if len(b) > 0 {
		if p := r.push(1); p != nil {
			p.TID, p.Faults = int(b[0]), r.faults
			return p
		}
	}
	p := r.push(0)
	if p == nil {
		return nil
	}
	for _, f := range r.faults {
		if f.Field != "HeadersLen" {
			return nil
		}
	}
	p.TID, p.Faults = -1, r.faults
	return p
}

func (r *reader) push(i int) *Push {
	b := r.b
	if i >= len(b) || b[i] != 0x06 && b[i] != 0x07 {
		return nil
	}
	n, start, fault := uintvar(b, i+1, len(b))
	if start == i+1 || n == 0 || n > len(b)-start {
		return nil
	}
	if fault != "" {
		r.fault(fault, "HeadersLen", i+1, start)
	}
	p := &Push{Type: b[i], HeadersSpan: Span{start, start + n}, Data: Span{start + n, len(b)}}
	p.ContentType = r.contentType(start, start+n, true, "wsp 0x11")
	p.Headers = r.headers(p.ContentType.Span.End, start+n)
	p.IsMMS = p.isMMS(b)
	return p
}

// isMMS dispatches on the content type; if it is missing or odd, on the application id; as a last resort on 8C 82/8C 86/8C 88
// at the start of the data (WSP 13.5). Open: odd is what says nothing, */* and application/octet-stream.
func (p *Push) isMMS(b []byte) bool {
	switch media := strings.ToLower(p.ContentType.Media()); media {
	case mediaMMS:
		return true
	default:
		return false
	case "*/*", "application/octet-stream":
	}
	for _, h := range p.Headers {
		if h.Code != 0x2F {
			continue
		}
		if n, ok := h.Number(); ok && n <= 0xFFFFFFFF {
			return n == 4
		}
		if t, ok := h.Text(); ok {
			return foldASCII(t.Octets) == "x-wap-application:mms.ua"
		}
		break
	}
	d := b[p.Data.Start:p.Data.End]
	return len(d) >= 2 && d[0] == 0x8C && (d[1] == 0x82 || d[1] == 0x86 || d[1] == 0x88)
}
