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
// A Message belongs to one goroutine. Nothing that is handed to it is kept: it copies. What it and its parts hand out is
// their own memory, to be read and not to be written.
//
// The zero Message is empty, and forbidden until it has what a PDU must have.
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
	messageChanged messageState = iota // to be held against the rules
	messageChecked                     // was held against them since
	messageRead                        // written as it was read
)

// content is what a Message carries or a part holds: octets, or a multipart.
type content struct {
	data  []byte
	multi *multipart
}

// multipart is a multipart in memory (WSP 11.1).
type multipart struct {
	count []byte // nEntries as it was read, nil once a part came or went
	parts []*MessagePart
	rest  []byte // octets behind the last entry
}

// NewMessage returns a message of type t that says it is of version v: its first and third header (MMS 2.2). What else it
// must have is for Set to say.
func NewMessage(t Type, v Version) *Message {
	return &Message{
		headers: headerList{
			{octets: []byte{byte(FieldMessageType) | 0x80, byte(t)}, code: int16(FieldMessageType)},
			{octets: []byte{byte(FieldMMSVersion) | 0x80, byte(v)}, code: int16(FieldMMSVersion)},
		},
	}
}

// Message returns p as a Message, with a copy of its octets; allocates. Where a limit ended the walk over p the rest is
// kept, and written, as octets; changed, such a message is [ErrAmbiguous], for those who read all of it.
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
	m.body.belong(nil)
	*m = *p.Message()
	m.body.belong(m)
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
func (m *Message) Set(f Field, v Value) error { return m.changed(m.headers.set(m.Type(), f, v)) }

// Add adds a field f with the value v behind those that are there, or else where chapter 6 has it. A body has one
// Content-Type: adding it is setting it. The error is that of Set.
func (m *Message) Add(f Field, v Value) error { return m.changed(m.headers.add(m.Type(), f, v)) }

// AddLast adds a field f with the value v behind all other headers but the Content-Type of a body: to give headers another
// order than that of chapter 6, such as the pairs of a forwarding chain or of a delete .conf. The error is that of Set.
func (m *Message) AddLast(f Field, v Value) error {
	return m.changed(m.headers.addLast(m.Type(), f, v))
}

// AddApplication adds an application header (MMS 2.1): a name that is a token, and a text. It goes behind all other headers
// but Content-Type.
func (m *Message) AddApplication(name, text string) error {
	return m.changed(m.headers.addApplication(name, text))
}

func (m *Message) changed(err error) error {
	if err == nil {
		m.state = messageChanged
	}
	return err
}

// Drop takes all fields f out of m and returns how many there were. With Content-Type the body goes.
func (m *Message) Drop(f Field) int {
	body := m.headers.endsWithBody()
	n := m.headers.drop(0, f)
	if n > 0 {
		m.state = messageChanged
		if f == FieldContentType && body {
			m.setContent(content{})
		}
	}
	return n
}

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
	return m.set(ct, content{multi: &multipart{parts: partsOf(parts)}})
}

func (m *Message) set(ct wsp.ContentType, c content) error {
	h, err := makeHeader(m.Type(), FieldContentType, Raw(ct))
	if err != nil {
		return err
	}
	if err := m.headers.closeLast(); err != nil {
		return err
	}
	m.headers.drop(0, FieldContentType)
	m.headers = append(m.headers, h)
	m.setContent(c)
	return nil
}

func (m *Message) setContent(c content) {
	m.body.belong(nil)
	m.body, m.rest, m.state = c, nil, messageChanged
	m.body.belong(m)
}

// Body returns the body of a message whose body is no multipart.
func (m *Message) Body() []byte { return m.body.data }

// Parts iterates over the parts of the body, not over those nested in them.
func (m *Message) Parts() iter.Seq[*MessagePart] { return m.body.all() }

// AddPart adds a part to the multipart that the body is, behind the others; it reports false if the body is none, and if p
// belongs to a message already.
func (m *Message) AddPart(p *MessagePart) bool { return m.body.add(m, p) }

// DropPart takes a part out, wherever it is nested; it reports false if m does not have it.
func (m *Message) DropPart(p *MessagePart) bool {
	if !m.body.drop(p) {
		return false
	}
	m.state = messageChanged
	return true
}
