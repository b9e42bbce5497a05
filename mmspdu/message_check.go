package mmspdu

import (
	"slices"
	"strconv"

	"github.com/mmsguard/mmsguard/wsp"
)

// RuleError is why a message is not written: what the rules of validation have to say against it, the errors first.
type RuleError struct {
	Diagnostics []Diagnostic // at least one
}

// Error names the first rule and says how many more there are.
func (e *RuleError) Error() string {
	if len(e.Diagnostics) == 0 {
		return "the specification forbids it"
	}
	s := e.Diagnostics[0].String()
	if n := len(e.Diagnostics) - 1; n > 0 {
		s += " (and " + strconv.Itoa(n) + " more)"
	}
	return s
}

// contentRules are rules on what a message says, not on how it is written: a writer may have its reasons.
var contentRules = [...]Rule{V23, V24, V33}

func (d Diagnostic) forbids() bool {
	return d.Severity >= SeverityWarning && !slices.Contains(contentRules[:], d.Rule) && !d.copied()
}

// copied reports whether d is about the form of an identifier that another side chose: brackets, spaces, 8-bit octets. Who
// answers or reports copies it octet for octet, or else the other side finds nothing by it (MMS 4.11, 7).
func (d Diagnostic) copied() bool {
	if d.Rule != V29 && d.Rule != V31 {
		return false
	}
	switch d.Type {
	case TypeSendConf, TypeNotifyRespInd, TypeAcknowledgeInd, TypeForwardConf, TypeMboxStoreConf, TypeMboxViewConf,
		TypeMboxUploadConf, TypeMboxDeleteConf, TypeDeleteConf, TypeCancelConf:
		return d.Field == field(byte(FieldTransactionID))
	case TypeRetrieveConf:
		return d.Field == field(byte(FieldTransactionID)) || d.Field == field(byte(FieldMessageID))
	case TypeDeliveryInd, TypeReadRecInd, TypeReadOrigInd:
		return d.Field == field(byte(FieldMessageID))
	case TypeCancelReq:
		return d.Field == field(byte(FieldCancelID))
	}
	return false
}

// objection is what two diagnostics share that are about the same thing in two states of a message.
type objection struct {
	check check
	typ   Type
	field wsp.Field
	code  wsp.Code
}

func (d Diagnostic) objection() objection { return objection{d.check, d.Type, d.Field, d.Code} }

// Check holds m against the rules, as AppendBinary does before it writes: nil, or a *[RuleError]; [ErrAmbiguous] where octets
// that were read broken, or that a limit kept from being read, or a [Raw], would make a reader see something else. Of a message
// that was read and not changed it has nothing to say. It allocates.
func (m *Message) Check() error {
	if m.state == messageRead {
		return nil
	}
	b := m.append(make([]byte, 0, m.Size()))
	if m.Type() != 0 { // without one there is nothing to read: V01
		if err := checkShape(b, 0, wsp.MaxDepth, m.shape()); err != nil {
			return err
		}
	}
	var d Decoder
	found := d.Validate(nil, b, ProfileOMA)
	found = slices.DeleteFunc(found, func(d Diagnostic) bool { return !d.forbids() })
	if len(found) > 0 && m.read != nil {
		var known []objection
		for _, x := range d.Validate(nil, m.read, ProfileOMA) {
			known = append(known, x.objection())
		}
		found = slices.DeleteFunc(found, func(d Diagnostic) bool { return slices.Contains(known, d.objection()) })
	}
	if len(found) == 0 {
		if m.state == messageChanged {
			m.state = messageChecked
			if m.read == nil { // else most of it lies in one piece already
				m.settle(b)
			}
		}
		return nil
	}
	slices.SortStableFunc(found, func(a, b Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	return &RuleError{found}
}

// shape returns what a reader must find in m.
func (m *Message) shape() *shape {
	s := &shape{
		headers: m.headers, body: m.headers.endsWithBody(), multi: m.body.multi != nil, size: len(m.body.data), rest: len(m.rest),
	}
	if s.multi {
		s.rest = len(m.body.multi.rest)
		s.level(m.body.multi, 0)
	}
	return s
}

func (s *shape) level(m *multipart, depth int) {
	for _, p := range m.parts {
		head, inner := p.sizes()
		s.parts = append(s.parts, shapePart{depth: depth, ct: len(p.contentType), head: head, size: inner, opaque: p.multi == nil})
		if p.multi != nil {
			s.level(p.multi, depth+1)
		}
	}
}
