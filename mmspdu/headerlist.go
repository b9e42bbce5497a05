package mmspdu

import (
	"slices"

	"github.com/mmsguard/mmsguard/wsp"
)

// headerOctets is one header: its octets, name and value.
type headerOctets struct {
	octets []byte
	code   int16    // -1: application header
	at     wsp.Span // where it was read, for an Edit; zero for what was not
}

// headerList is the headers of a PDU in their order.
type headerList []headerOctets

// makeHeader writes one header. The error is an *[Error] with the code that a strict reader would report.
func makeHeader(t Type, f Field, v Value) (headerOctets, error) {
	octets, c := AppendField(nil, t, f, v)
	if c != 0 {
		return headerOctets{}, &Error{Fault: wsp.Fault{Code: c, Field: field(byte(f))}}
	}
	return headerOctets{octets: octets, code: int16(f)}, nil
}

// typ returns the X-Mms-Message-Type, 0 if there is none.
func (l headerList) typ() Type {
	for _, h := range l {
		if h.code == int16(FieldMessageType) && len(h.octets) > 1 && h.octets[1] >= 0x80 {
			return Type(h.octets[1])
		}
	}
	return 0
}

// first returns the place of the first f, -1 if there is none.
func (l headerList) first(f Field) int {
	return slices.IndexFunc(l, func(h headerOctets) bool { return h.code == int16(f) })
}

// set replaces the first f by one with the value v and drops the others, or adds it where chapter 6 has it.
func (l *headerList) set(t Type, f Field, v Value) error {
	h, err := makeHeader(t, f, v)
	if err != nil {
		return err
	}
	if i := l.first(f); i >= 0 {
		(*l)[i] = h
		l.drop(i+1, f)
	} else {
		*l = slices.Insert(*l, l.place(t, f), h)
	}
	return nil
}

// add adds an f with the value v behind those that are there, or where chapter 6 has it. The Content-Type of a body is set:
// behind a second one there would be another body.
func (l *headerList) add(t Type, f Field, v Value) error {
	if f == FieldContentType && l.endsWithBody() {
		return l.set(t, f, v)
	}
	h, err := makeHeader(t, f, v)
	if err != nil {
		return err
	}
	at := len(*l)
	for at > 0 && (*l)[at-1].code != int16(f) {
		at--
	}
	if at == 0 {
		at = l.place(t, f)
	}
	if at == len(*l) && l.lastIsOpen() {
		at--
	}
	*l = slices.Insert(*l, at, h)
	return nil
}

// addLast adds an f with the value v behind all headers but the Content-Type of a body.
func (l *headerList) addLast(t Type, f Field, v Value) error {
	if f == FieldContentType && l.endsWithBody() {
		return l.set(t, f, v)
	}
	h, err := makeHeader(t, f, v)
	if err != nil {
		return err
	}
	at := l.end()
	if f == FieldContentType && endsHeaders(l.typ()) && !l.lastIsOpen() {
		at = len(*l)
	}
	*l = slices.Insert(*l, at, h)
	return nil
}

// addApplication adds an application header behind all headers but the Content-Type of a body.
func (l *headerList) addApplication(name, text string) error {
	octets, c := AppendApplicationField(nil, name, text)
	if c != 0 {
		return &Error{Fault: wsp.Fault{Code: c, Field: wsp.FieldText}}
	}
	*l = slices.Insert(*l, l.end(), headerOctets{octets: octets, code: -1})
	return nil
}

// drop takes the fields f at from and behind out, and returns how many there were.
func (l *headerList) drop(from int, f Field) int {
	n := len(*l)
	kept := slices.DeleteFunc((*l)[from:], func(h headerOctets) bool { return h.code == int16(f) })
	*l = (*l)[:from+len(kept)]
	return n - len(*l)
}

// place returns where a header f goes that is not there yet.
func (l headerList) place(t Type, f Field) int {
	rank := rankOf(t, f)
	for i, h := range l {
		if h.code >= 0 && rankOf(t, Field(h.code)) > rank {
			return i
		}
	}
	if f == FieldContentType && !l.lastIsOpen() {
		return len(l)
	}
	return l.end()
}

// end returns where headers end that have no other place: before the Content-Type of a body, and before a last header that
// would swallow what follows, because it has no end of its own.
func (l headerList) end() int {
	if l.endsWithBody() || l.lastIsOpen() {
		return len(l) - 1
	}
	return len(l)
}

// open reports whether octets behind h would belong to its value.
func (h headerOctets) open() bool {
	if h.code >= 0 {
		return len(h.octets) < 2 || !endsByItself(h.octets[1:], h.octets[0])
	}
	return h.octets[len(h.octets)-1] != 0
}

// lastIsOpen reports whether the last header was read from a PDU that ends inside it.
func (l headerList) lastIsOpen() bool { return len(l) > 0 && l[len(l)-1].open() }

// closeLast makes sure that the last header does not swallow a Content-Type that is to come behind it: it writes the
// End-of-string that a text lacks. What ends inside another value than a text is refused.
func (l headerList) closeLast() error {
	if !l.lastIsOpen() {
		return nil
	}
	h := &l[len(l)-1]
	f := Field(h.code)
	if h.code == int16(FieldContentType) {
		return nil // it is replaced
	}
	longer := append(h.octets[:len(h.octets):len(h.octets)], 0)
	if h.code >= 0 && (len(h.octets) < 2 || !endsByItself(longer[1:], byte(f)|0x80)) {
		return &Error{Fault: wsp.Fault{Code: wsp.Truncated, Field: field(byte(f))}}
	}
	h.octets = longer
	return nil
}

// endsWithBody reports whether the last header is a Content-Type that a body follows.
func (l headerList) endsWithBody() bool {
	n := len(l)
	return n > 0 && l[n-1].code == int16(FieldContentType) && endsHeaders(l.typ())
}

// rankOf returns the place of f in the order of chapter 6. Headers that it does not list for t come last, and behind them
// Content-Type.
func rankOf(t Type, f Field) int {
	const unlisted = 100
	if f == FieldContentType {
		return unlisted + 1
	}
	if i := t - TypeSendReq; int(i) < len(pduTable) {
		for rank, use := range pduTable[i] {
			if use.Field == f {
				return rank
			}
		}
	}
	switch f {
	case FieldMessageType:
		return -3
	case FieldTransactionID:
		return -2
	case FieldMMSVersion:
		return -1
	}
	return unlisted
}
