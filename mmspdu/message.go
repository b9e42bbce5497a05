package mmspdu

import (
	"iter"
	"slices"

	"github.com/mmsguard/mmsguard/wsp"
)

// Message is one MMS PDU with memory of its own: to be built, or to be read, changed and written again. What was read and
// not changed is written with the same octets, whatever they are: unknown fields, odd encodings, lengths that lie, octets
// that belong to nothing (MMS 14). What is set is written in the canonical form.
//
// A Message belongs to one goroutine. Nothing that is handed to it is kept: it copies.
type Message struct {
	// Lax makes AppendBinary write also what the specification forbids, for tests and fuzzing.
	Lax bool

	headers headerList
	body    content
	rest    []byte // octets behind the last header of a PDU without a body
	read    []byte // what it was read from, nil if it was not
	state   messageState
}

type messageState uint8

const (
	messageRead    messageState = iota // written as it was read
	messageChanged                     // to be held against the rules
	messageChecked                     // was held against them since
)

// content is what a Message carries or a part holds: octets, or a multipart.
type content struct {
	data  []byte
	multi *multipart
}

// multipart is a multipart in memory (WSP 11.1).
type multipart struct {
	count []byte // nEntries as it was read; it counts while there are as many parts
	read  int    // how many parts were read
	parts []*MessagePart
	rest  []byte // octets behind the last entry
}

// NewMessage returns a message of type t that says it is of version v: its first and third header (MMS 2.2). What else it
// must have is for Set to say.
func NewMessage(t Type, v Version) *Message {
	return &Message{
		state: messageChanged,
		headers: headerList{
			{octets: []byte{byte(FieldMessageType) | 0x80, byte(t)}, code: int16(FieldMessageType)},
			{octets: []byte{byte(FieldMMSVersion) | 0x80, byte(v)}, code: int16(FieldMMSVersion)},
		},
	}
}

// Message returns p as a Message, with a copy of its octets; allocates. Where a limit ended the walk over p the rest is
// kept, and written, as octets.
func (p *PDU) Message() *Message {
	q := p.Clone()
	return q.owned()
}

// UnmarshalBinary makes m the PDU b, read leniently with the default limits; it copies b. With an error, which is that of
// [Parse], m is as it was. For other limits, parse b and take [PDU.Message].
func (m *Message) UnmarshalBinary(b []byte) error {
	p, err := Parse(b)
	if err != nil {
		return err
	}
	lax := m.Lax
	*m = *p.Message()
	m.Lax = lax
	return nil
}

// PDU returns a view of the octets of m, which it writes for that: nothing of it changes with m. The error is that of
// MarshalBinary or [Parse].
func (m *Message) PDU() (PDU, error) {
	b, err := m.MarshalBinary()
	if err != nil {
		return PDU{}, err
	}
	return Parse(b)
}

// Type returns the type of m, 0 if it has none.
func (m *Message) Type() Type { return m.headers.typ() }

// Has reports whether m has the field f.
func (m *Message) Has(f Field) bool { return m.headers.first(f) >= 0 }

// Set gives the field f the value v: in the place of the first one that is there, the others being dropped, or else where
// chapter 6 has it. The error is an *[Error] with the code that a strict reader would report for such a value.
<<<<<<< HEAD
func (m *Message) Set(f Field, v Value) error { return m.changed(m.headers.set(m.Type(), f, v)) }

// Add adds a field f with the value v behind those that are there, or else where chapter 6 has it. The error is that of Set.
func (m *Message) Add(f Field, v Value) error { return m.changed(m.headers.add(m.Type(), f, v)) }
=======
func (m *Message) Set(f Field, v Value) error {
	h, err := m.header(f, v)
	if err != nil {
		return err
	}
	if i := m.first(f); i >= 0 {
		m.headers[i] = h
		m.drop(i+1, f)
	} else {
		m.headers = slices.Insert(m.headers, m.closed(m.place(f)), h)
	}
	m.state = messageChanged
	return nil
}

// Add adds a field f with the value v behind those that are there, or else where chapter 6 has it. The error is that of Set.
func (m *Message) Add(f Field, v Value) error {
	h, err := m.header(f, v)
	if err != nil {
		return err
	}
	at := len(m.headers) - 1
	for at >= 0 && m.headers[at].code != int16(f) {
		at--
	}
	if at++; at == 0 {
		at = m.place(f)
	}
	m.headers = slices.Insert(m.headers, m.closed(at), h)
	m.state = messageChanged
	return nil
}

// header writes one header.
func (m *Message) header(f Field, v Value) (messageHeader, error) {
	octets, c := AppendField(nil, m.Type(), f, v)
	if c != 0 {
		return messageHeader{}, &Error{Fault: wsp.Fault{Code: c, Field: field(byte(f))}}
	}
	return messageHeader{octets, int16(f)}, nil
}
>>>>>>> answers

// AddApplication adds an application header (MMS 2.1): a name that is a token, and a text. It goes behind all other headers
// but Content-Type.
func (m *Message) AddApplication(name, text string) error {
	return m.changed(m.headers.addApplication(name, text))
}

func (m *Message) changed(err error) error {
	if err == nil {
		m.state = messageChanged
	}
<<<<<<< HEAD
	return err
=======
	at := len(m.headers)
	if at > 0 && m.headers[at-1].code == int16(FieldContentType) {
		at--
	}
	m.headers = slices.Insert(m.headers, m.closed(at), messageHeader{octets, -1})
	m.state = messageChanged
	return nil
>>>>>>> answers
}

// Drop takes all fields f out of m and returns how many there were. With Content-Type the body goes.
func (m *Message) Drop(f Field) int {
	n := m.headers.drop(0, f)
	if n > 0 {
		m.state = messageChanged
		if f == FieldContentType {
			m.setContent(content{})
		}
	}
	return n
}

<<<<<<< HEAD
=======
func (m *Message) drop(from int, f Field) {
	kept := slices.DeleteFunc(m.headers[from:], func(h messageHeader) bool { return h.code == int16(f) })
	m.headers = m.headers[:from+len(kept)]
}

// closed returns at, or the place in front of a last header that would swallow what comes behind it.
func (m *Message) closed(at int) int {
	if at == len(m.headers) && m.lastIsOpen() {
		at--
	}
	return at
}

// lastIsOpen reports whether the last header was read from a PDU that ends inside it.
func (m *Message) lastIsOpen() bool {
	n := len(m.headers)
	if n == 0 || len(m.rest) > 0 {
		return false
	}
	h := m.headers[n-1]
	if h.code < 0 {
		return h.octets[len(h.octets)-1] != 0
	}
	return endsOpen(Field(h.code), h.octets[1:])
}

// closeLast makes sure that the last header does not swallow a Content-Type behind it: it writes the End-of-string that a
// text lacks. What ends inside another value than a text is refused.
func (m *Message) closeLast() error {
	if !m.lastIsOpen() {
		return nil
	}
	h := &m.headers[len(m.headers)-1]
	f := Field(h.code)
	longer := append(h.octets[:len(h.octets):len(h.octets)], 0)
	if h.code >= 0 && f != FieldContentType && (len(h.octets) < 2 || endsOpen(f, longer[1:])) {
		return &Error{Fault: wsp.Fault{Code: wsp.Truncated, Field: field(byte(f))}}
	}
	if f != FieldContentType {
		h.octets = longer
	}
	return nil
}

// place returns where a header f goes that m does not have yet.
func (m *Message) place(f Field) int {
	t := m.Type()
	rank := rankOf(t, f)
	for i, h := range m.headers {
		if h.code >= 0 && rankOf(t, Field(h.code)) > rank {
			return i
		}
	}
	at := len(m.headers)
	if at > 0 && m.headers[at-1].code == int16(FieldContentType) && m.hasBody() {
		at--
	}
	return at
}

// rankOf returns the place of f in the order of chapter 6; headers that it does not list come last, and behind them
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

// hasBody reports whether the last header is a Content-Type that a body follows.
func (m *Message) hasBody() bool {
	n := len(m.headers)
	return n > 0 && m.headers[n-1].code == int16(FieldContentType) && endsHeaders(m.Type())
}

>>>>>>> answers
// ContentType returns the Content-Type of the body; ok is false if m has none.
func (m *Message) ContentType() (ct wsp.ContentType, ok bool) {
	if !m.headers.endsWithBody() {
		return nil, false
	}
	return wsp.ContentType(m.headers[len(m.headers)-1].octets[1:]), true
}

// SetBody gives m a body that is no multipart: ct is a Content-type-value, as [wsp.MakeContentType] makes it. The error is
// that of Set.
func (m *Message) SetBody(ct wsp.ContentType, data []byte) error {
	return m.set(ct, content{data: slices.Clone(data)})
}

// SetMultipart gives m a body of parts, none of which belongs to another message; ct is the type of the multipart.
func (m *Message) SetMultipart(ct wsp.ContentType, parts ...*MessagePart) error {
	return m.set(ct, content{multi: &multipart{parts: slices.Clone(parts)}})
}

func (m *Message) set(ct wsp.ContentType, c content) error {
	h, err := makeHeader(m.Type(), FieldContentType, Raw(ct))
	if err != nil {
		return err
	}
<<<<<<< HEAD
	m.headers.drop(0, FieldContentType)
=======
	if err := m.closeLast(); err != nil {
		return err
	}
	m.drop(0, FieldContentType)
>>>>>>> answers
	m.headers = append(m.headers, h)
	m.setContent(c)
	return nil
}

func (m *Message) setContent(c content) {
	if m.body.multi != nil {
		m.body.multi.belong(nil)
	}
	m.body, m.rest, m.state = c, nil, messageChanged
	if c.multi != nil {
		c.multi.belong(m)
	}
}

// Body returns the body of a message whose body is no multipart.
func (m *Message) Body() []byte { return m.body.data }

// Parts iterates over the parts of the body, not over those nested in them.
func (m *Message) Parts() iter.Seq[*MessagePart] { return m.body.all() }

// AddPart adds a part to the multipart that the body is, behind the others; it reports false if the body is none.
func (m *Message) AddPart(p *MessagePart) bool { return m.body.add(m, p) }

// DropPart takes a part out, wherever it is nested; it reports false if m does not have it.
func (m *Message) DropPart(p *MessagePart) bool {
	if !m.body.drop(p) {
		return false
	}
	m.state = messageChanged
	return true
}
