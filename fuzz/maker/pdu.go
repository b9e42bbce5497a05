package maker

// Span is a range of octets, half open.
type Span struct{ Start, End uint32 }

func (s Span) shift(n uint32) Span { return Span{s.Start + n, s.End + n} }

// In returns the octets of the span.
func (s Span) In(b []byte) []byte { return b[s.Start:s.End:s.End] }

// Field is a header: of a PDU (numbers of MMS 4.1), of a part or a push (numbers of WSP 8.1), or with a name. Octets, if
// not nil, are written in place of name and value.
type Field struct {
	Code   int // -1: Name
	Name   string
	Value  Value
	Octets []byte
}

// H is a header with a number.
func H(code byte, v Value) Field { return Field{Code: int(code), Value: v} }

// App is a header with a name, and its text.
func App(name, text string) Field { return Field{Code: -1, Name: name, Value: Text(text)} }

// RawField is octets in the place of a header.
func RawField(octets ...byte) Field { return Field{Code: -1, Octets: octets} }

func (f Field) octets() []byte {
	if f.Octets != nil {
		return f.Octets
	}
	return Cat(f.nameOctets(), f.Value.Octets)
}

func (f Field) nameOctets() []byte {
	if f.Code < 0 {
		return TokenText(f.Name)
	}
	return ShortInteger(byte(f.Code))
}

// MadeField says where a header lies and what it has.
type MadeField struct {
	Code  int // -1: Name
	Name  string
	Span  Span // name and value
	At    Span // the value
	Value Value
}

// fieldsAt gives each header its place; the first begins at pos.
func fieldsAt(fields []Field, pos uint32) []MadeField {
	made := make([]MadeField, 0, len(fields))
	for _, f := range fields {
		end := pos + uint32(len(f.octets()))
		at := pos
		if f.Octets == nil {
			at += uint32(len(f.nameOctets()))
		}
		made = append(made, MadeField{
			Code: f.Code, Name: f.Name, Span: Span{pos, end}, At: Span{at, end}, Value: f.Value,
		})
		pos = end
	}
	return made
}

func shiftFields(fields []MadeField, n uint32) []MadeField {
	moved := make([]MadeField, 0, len(fields))
	for _, f := range fields {
		f.Span, f.At = f.Span.shift(n), f.At.shift(n)
		moved = append(moved, f)
	}
	return moved
}

// PDU is an MMS PDU to be written: its headers in order, X-Mms-Message-Type and Content-Type among them, and a body, which
// is Parts or, if that is nil, Body. Trailing octets follow the last header of a PDU that has no body.
type PDU struct {
	Fields   []Field
	Parts    *Multipart
	Body     []byte
	Trailing []byte
}

// New begins a PDU as every encoder should: type, transaction id if it is not "", version octet, and then the others.
func New(typ byte, transaction string, version byte, fields ...Field) PDU {
	head := []Field{H(MessageType, Octet(typ))}
	if transaction != "" {
		head = append(head, H(TransactionID, Text(transaction)))
	}
	head = append(head, H(MMSVersion, Octet(version)))
	return PDU{Fields: append(head, fields...)}
}

// With appends a Content-Type header and the parts behind it.
func (p PDU) With(m Media, parts ...Part) PDU {
	return p.WithMultipart(m, Parts(parts...))
}

// WithMultipart appends a Content-Type header and a multipart, which may lie.
func (p PDU) WithMultipart(m Media, parts *Multipart) PDU {
	p.Fields = append(p.Fields[:len(p.Fields):len(p.Fields)], contentType(m))
	p.Parts = parts
	return p
}

// WithBody appends a Content-Type header and a body that is no multipart.
func (p PDU) WithBody(m Media, body []byte) PDU {
	p.Fields = append(p.Fields[:len(p.Fields):len(p.Fields)], contentType(m))
	p.Body = body
	return p
}

func contentType(m Media) Field {
	return H(ContentType, Value{Octets: m.octets(), Kind: KindContentType, Type: &m})
}

// Made is what was written: the octets, and what a reader must find in them. Spans count from Octets[0].
type Made struct {
	Octets   []byte
	PDU      Span // where the PDU lies: all of Octets unless a layer was put around it
	Type     byte // octet of X-Mms-Message-Type, 0 if there is none
	Fields   []MadeField
	Body     Span       // behind Content-Type; empty if there is none
	Declared int64      // nEntries, -1 if the body is no multipart
	Parts    []MadePart // depth first
	Trailing Span       // behind the last entry, or behind the last header
	Push     []MadeField
}

// Make writes the PDU.
func (p PDU) Make() Made {
	var w writer
	m := Made{Declared: -1, Fields: fieldsAt(p.Fields, 0)}
	for _, f := range p.Fields {
		if f.Octets == nil && f.Code == int(MessageType) && m.Type == 0 {
			m.Type = byte(f.Value.Number)
		}
		w.b = append(w.b, f.octets()...)
	}
	start := w.pos()
	switch {
	case p.Parts != nil:
		m.Declared, m.Trailing = w.multipart(p.Parts, 0)
		m.Body = Span{start, w.pos()}
	default:
		w.b = append(w.b, p.Body...)
		m.Body = Span{start, w.pos()}
		w.b = append(w.b, p.Trailing...)
		m.Trailing = Span{m.Body.End, w.pos()}
	}
	m.Octets, m.Parts = w.b, w.parts
	m.PDU = Span{0, w.pos()}
	return m
}

// Octets writes the PDU and returns only its octets.
func (p PDU) Octets() []byte { return p.Make().Octets }

// Inside puts octets in front of what was made, and moves all spans.
func (m Made) Inside(prefix []byte) Made {
	n := uint32(len(prefix))
	m.Octets = Cat(prefix, m.Octets)
	m.PDU, m.Body, m.Trailing = m.PDU.shift(n), m.Body.shift(n), m.Trailing.shift(n)
	m.Fields, m.Push = shiftFields(m.Fields, n), shiftFields(m.Push, n)
	parts := make([]MadePart, 0, len(m.Parts))
	for _, p := range m.Parts {
		parts = append(parts, p.shift(n))
	}
	m.Parts = parts
	return m
}
