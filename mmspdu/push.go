package mmspdu

import "github.com/mmsguard/mmsguard/wsp"

// ParsePush reads the PDU that a WSP push carries; its spans count in the buffer of the push. Some gateways count the type of
// the PDU, two octets, to the headers of the push: such a PDU is read with them, and has a fault.
func (d *Decoder) ParsePush(push wsp.Push) (p PDU, err error) {
	s, misplaced := pushSpan(push)
	err = d.parse(&p.layout, push.Buffer(), int(s.Start), int(s.End), nil)
	p.b = push.Buffer()
	if misplaced {
		p.faults++
		if d.Mode == Strict {
			err = &Error{Fault: misplacedType(s)}
		}
	}
	return p, err
}

// DiagnosePush is ParsePush that also lists the faults in fs, which it resets first.
func (d *Decoder) DiagnosePush(push wsp.Push, fs *wsp.Faults) (p PDU, err error) {
	fs.Reset()
	s, misplaced := pushSpan(push)
	if misplaced {
		fs.Add(misplacedType(s))
		if d.Mode == Strict {
			return PDU{}, &Error{Fault: misplacedType(s)}
		}
	}
	err = d.parse(&p.layout, push.Buffer(), int(s.Start), int(s.End), fs)
	p.b = push.Buffer()
	if misplaced {
		p.faults++
	}
	return p, err
}

func misplacedType(s wsp.Span) wsp.Fault {
	return wsp.Fault{
		Code: wsp.HeadersOverrun, Field: wsp.StructureHeadersLen, Span: wsp.Span{Start: s.Start, End: s.Start + 2},
	}
}

// pushSpan returns where the PDU in a push lies; misplaced is true if its type stands at the end of the push's headers.
func pushSpan(push wsp.Push) (s wsp.Span, misplaced bool) {
	const typeField = 0x80 | byte(FieldMessageType)
	s = push.DataSpan()
	b := push.Buffer()
	if s.Len() == 0 || b[s.Start] == typeField || push.HeadersSpan().Len() < 3 {
		return s, false
	}
	if t := Type(b[s.Start-1]); b[s.Start-2] == typeField && t.Known() && b[s.Start] == 0x80|byte(FieldTransactionID) {
		s.Start -= 2
		return s, true
	}
	return s, false
}
