package maker

import "strings"

// Part is one entry of a multipart. Its data are Data, or Parts if that is not nil.
type Part struct {
	Type       Media
	NoType     bool // HeadersLen 0: not even a content type
	Headers    []Field
	Data       []byte
	Parts      *Multipart
	HeadersLen *uint32 // what to write instead of the true length
	DataLen    *uint32
	Lengths    []byte // if not nil, what to write in place of both lengths
}

// Multipart is a body or a part that holds parts. Trailing octets follow the last entry.
type Multipart struct {
	Entries  *uint32 // what to write as nEntries instead of the true number
	Count    []byte  // if not nil, the octets to write as nEntries, whatever they say
	Parts    []Part
	Trailing []byte
}

// Parts joins parts to a multipart.
func Parts(p ...Part) *Multipart { return &Multipart{Parts: p} }

// Lie is a number to write in place of the true one.
func Lie(v uint32) *uint32 { return &v }

// ID is a Content-ID header as it should be: a Quoted-string with angle brackets.
func ID(id string) Field {
	return H(PartID, Value{Octets: QuotedString("<" + id + ">"), Kind: KindText, Text: id})
}

// Location is a Content-Location header.
func Location(s string) Field { return H(PartLocation, Text(s)) }

// Attached is a part as a good encoder writes it: name on the content type, Content-ID, Content-Location. The id is made
// from the name.
func Attached(m Media, name string, data []byte) Part {
	m.Params = append([]Param{Name(name)}, m.Params...)
	return Part{Type: m, Headers: []Field{ID(idOf(name)), Location(name)}, Data: data}
}

// idOf makes a Content-ID of a file name: its ASCII letters, digits, dots and hyphens.
func idOf(name string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-':
			return r
		}
		return -1
	}, name)
	return strings.Trim(id, ".-")
}

// MadePart says where a part lies and what it has. Spans count from the start of Made.Octets.
type MadePart struct {
	Depth      int
	Start, End uint32 // from HeadersLen to the end of the data
	Headers    Span   // content type and headers, as HeadersLen says
	Data       Span
	Type       Media
	Fields     []MadeField // the headers behind the content type
	ID         string      // of Content-ID, without brackets
	Location   string
	Name       string // of the content type
	Filename   string // of Content-Disposition
	Truncated  bool   // DataLen says more than there is
	Declared   int64  // nEntries of a nested multipart, else -1
	Trailing   Span   // behind the entries of a nested multipart
}

// writer writes a PDU and notes what lies where.
type writer struct {
	b     []byte
	parts []MadePart
}

func (w *writer) pos() uint32 { return uint32(len(w.b)) }

// multipart writes nEntries, the entries and what trails. It returns the number written and the span of the trail.
func (w *writer) multipart(m *Multipart, depth int) (declared int64, trailing Span) {
	n := uint32(len(m.Parts))
	if m.Entries != nil {
		n = *m.Entries
	}
	if m.Count != nil {
		w.b = append(w.b, m.Count...)
	} else {
		w.b = append(w.b, Uintvar(n)...)
	}
	for i := range m.Parts {
		w.part(&m.Parts[i], depth)
	}
	start := w.pos()
	w.b = append(w.b, m.Trailing...)
	return int64(n), Span{start, w.pos()}
}

func (w *writer) part(p *Part, depth int) {
	var head []byte
	if !p.NoType {
		head = p.Type.octets()
	}
	typeLen := uint32(len(head))
	for _, h := range p.Headers {
		head = append(head, h.octets()...)
	}
	// A nested multipart is written beside, to know its length, and its parts are moved to their place afterwards.
	var inner writer
	data, declared, trailing := p.Data, int64(-1), Span{}
	if p.Parts != nil {
		declared, trailing = inner.multipart(p.Parts, depth+1)
		data = inner.b
	}
	headersLen, dataLen := uint32(len(head)), uint32(len(data))
	if p.HeadersLen != nil {
		headersLen = *p.HeadersLen
	}
	if p.DataLen != nil {
		dataLen = *p.DataLen
	}
	made := MadePart{Depth: depth, Start: w.pos(), Type: p.Type, Declared: declared}
	if p.Lengths != nil {
		w.b = append(w.b, p.Lengths...)
	} else {
		w.b = append(append(w.b, Uintvar(headersLen)...), Uintvar(dataLen)...)
	}
	start := w.pos()
	w.b = append(w.b, head...)
	made.Headers = Span{start, start + headersLen}
	made.Fields = fieldsAt(p.Headers, start+typeLen)
	dataStart := w.pos()
	w.b = append(w.b, data...)
	made.Data = Span{dataStart, w.pos()}
	made.End = w.pos()
	made.Truncated = dataLen > uint32(len(data))
	made.name(p)
	if declared >= 0 {
		made.Trailing = trailing.shift(dataStart)
	}
	w.parts = append(w.parts, made)
	for _, m := range inner.parts {
		w.parts = append(w.parts, m.shift(dataStart))
	}
}

// name fills in what identifies the part.
func (m *MadePart) name(p *Part) {
	m.Name = paramText(p.Type.Params, "name", ParamName, ParamNameNew)
	for _, h := range p.Headers {
		switch {
		case h.is(PartID, "Content-ID"):
			m.ID = strings.Trim(h.Value.Text, "<>")
		case h.is(PartLocation, "Content-Location"):
			m.Location = h.Value.Text
		case h.is(PartDisposition, ""), h.is(PartDispositionOld, ""):
			m.Filename = paramText(h.Value.Params, "filename", ParamFilename, ParamFilenameNew)
		}
	}
}

// is tells whether f is the header with this number, or with this name in text.
func (f Field) is(code byte, name string) bool {
	return f.Code == int(code) || f.Code < 0 && f.Octets == nil && strings.EqualFold(f.Name, name)
}

func (m MadePart) shift(n uint32) MadePart {
	m.Start, m.End = m.Start+n, m.End+n
	m.Headers, m.Data = m.Headers.shift(n), m.Data.shift(n)
	if m.Declared >= 0 {
		m.Trailing = m.Trailing.shift(n)
	}
	m.Fields = shiftFields(m.Fields, n)
	return m
}
