package wsp

import (
	"bytes"
	"iter"
)

// Part is one entry of a multipart (WSP 11, 12), or the whole body of an entity that is no multipart.
type Part struct {
	b                   []byte
	start, hdr          uint32 // entry; Content-Type
	ct, data, end       uint32 // end of the Content-Type; data; end of the data
	name                Span   // value of the parameter name, if plain
	id, loc, disp, cte  Span   // values of headers; empty: none
	index, left         uint32
	depth, maxDepth     uint8
	cut, multi, isPlain bool
}

// locate finds the Content-Type and the headers that name the part; the first of each counts.
func (p *Part) locate() {
	p.ct, p.cte = p.hdr, Span{}
	if p.isPlain = p.plain(); p.isPlain || p.hdr == p.data {
		return
	}
	p.name, p.id, p.loc, p.disp = Span{}, Span{}, Span{}, Span{}
	p.ct = uint32(contentTypeEnd(p.b, int(p.hdr), int(p.data)))
	p.multi = ContentType(p.b[p.hdr:p.ct]).Multipart()
	for i := p.ct; i < p.data; {
		h, c := headerAt(p.b, int(i), int(p.data))
		if c == HeaderOctet || c == CodePageShift {
			return
		}
		if h.value < p.data {
			p.note(h)
		}
		i = h.end
	}
}

func (p *Part) note(h headerSpan) {
	var at *Span
	switch h.code {
	case codeContentID:
		at = &p.id
	case codeContentLocation:
		at = &p.loc
	case codeContentDisposition, codeDisposition14:
		at = &p.disp
	case codeExpect:
		if v := p.b[h.value]; v < 0x20 || v >= 0x80 {
			return
		}
		at = &p.cte
	case -1:
		at = p.named(h)
	}
	if at != nil && at.IsZero() {
		*at = Span{h.value, h.end}
	}
}

func (p *Part) named(h headerSpan) *Span {
	name := PlainString(p.b[h.start:h.value]).Bytes()
	if !hasPrefixFold(name, "content-") {
		return nil
	}
	switch rest := name[len("content-"):]; {
	case equalFold(rest, "id"):
		return &p.id
	case equalFold(rest, "location"):
		return &p.loc
	case equalFold(rest, "disposition"):
		return &p.disp
	case equalFold(rest, "transfer-encoding"):
		return &p.cte
	}
	return nil
}

// header returns the octets of a header value.
func (p *Part) header(s Span) []byte { return p.b[s.Start:s.End:s.End] }

// Index returns the number of p among all parts of its message, depth first, from 0.
func (p *Part) Index() int { return int(p.index) }

// Depth returns how many multiparts enclose the one that p belongs to.
func (p *Part) Depth() int { return int(p.depth) }

// Span returns the extent of the whole entry, its lengths included.
func (p *Part) Span() Span { return Span{p.start, p.end} }

// HeadersSpan returns the extent of Content-Type and headers.
func (p *Part) HeadersSpan() Span {
	if p.data < p.ct { // content of an entity that is no multipart
		return Span{p.hdr, p.ct}
	}
	return Span{p.hdr, max(p.ct, min(p.data, p.end))}
}

// ContentTypeSpan returns the extent of the Content-type-value.
func (p *Part) ContentTypeSpan() Span { return Span{p.hdr, p.ct} }

// DataSpan returns the extent of the data.
func (p *Part) DataSpan() Span { return Span{p.data, p.end} }

// Truncated reports whether the entry says that it is longer than what is there.
func (p *Part) Truncated() bool { return p.cut }

// ContentType returns the Content-type-value; it is empty, which means application/octet-stream, where the entry has none.
func (p *Part) ContentType() ContentType { return ContentType(p.b[p.hdr:p.ct:p.ct]) }

// Data returns the data of p as they are on the wire.
func (p *Part) Data() []byte { return p.b[p.data:p.end:p.end] }

// HeaderCursor returns a cursor over the headers of p behind its Content-Type.
func (p *Part) HeaderCursor() HeaderCursor {
	if p.data < p.ct || p.hdr == p.data {
		return HeaderCursor{}
	}
	return HeaderCursor{b: p.b, i: p.ct, end: p.data}
}

// Headers iterates over the headers of p behind its Content-Type.
func (p *Part) Headers() iter.Seq[Header] { return p.HeaderCursor().all() }

// ContentIDRaw returns the Content-ID as it is written, quotation marks taken off.
func (p *Part) ContentIDRaw() Text { return textOrNone(p.header(p.id)) }

// ContentID returns the Content-ID without quotation marks and angle brackets, as it is compared (WSP 12).
func (p *Part) ContentID() Text { return StripID(p.ContentIDRaw()) }

// Location returns the Content-Location.
func (p *Part) Location() Text { return textOrNone(p.header(p.loc)) }

func textOrNone(v []byte) Text {
	if len(v) == 0 || v[0] < 0x20 || v[0] >= 0x80 && len(v) == 1 {
		return Text{}
	}
	return TextString(v)
}

// StripID takes the angle brackets off a Content-ID or start parameter.
func StripID(t Text) Text {
	b := t.b
	if len(b) > 0 && b[0] == '<' {
		b = b[1:]
	}
	if n := len(b); n > 0 && b[n-1] == '>' {
		b = b[:n-1]
	}
	return Text{b[:len(b):len(b)], t.cs}
}

// Name returns the parameter name of the Content-Type.
func (p *Part) Name() Text {
	if p.isPlain {
		return Text{b: p.header(p.name)}
	}
	t, _ := p.ContentType().Name()
	return t
}

// Disposition returns the Content-Disposition: its octet, 80 form-data, 81 attachment or 82 inline, or else its text; both
// are empty if there is none.
func (p *Part) Disposition() (octet uint8, text Text) {
	v, _ := p.disposition()
	switch {
	case len(v) == 0:
		return 0, Text{}
	case v[0] >= 0x80:
		return v[0], Text{}
	}
	return 0, TextString(v)
}

// disposition returns Disposition and its parameters; those of a MIME header in text come with its first ';'.
func (p *Part) disposition() (kind, params []byte) {
	v := p.header(p.disp)
	switch {
	case len(v) == 0:
		return nil, nil
	case v[0] >= 0x80:
		return v[:1], nil
	case v[0] >= 0x20:
		text := TextString(v).Bytes()
		if j := bytes.IndexByte(text, ';'); j >= 0 {
			return trimSpace(text[:j]), text[j:]
		}
		return text, nil
	}
	_, n, _ := ConsumeValueLength(v)
	if v = v[n:]; len(v) > 0 && v[0] >= 0x80 {
		return v[:1], v[1:]
	}
	return cutText(v)
}

// DispositionParams returns a cursor over the parameters of the Content-Disposition.
func (p *Part) DispositionParams() ParamCursor {
	_, params := p.disposition()
	if len(params) > 0 && params[0] == ';' {
		return ParamCursor{text: params}
	}
	return ParamCursor{b: params, stop: len(params)}
}

// Filename returns the parameter filename of the Content-Disposition (0x06, 0x18 or in text).
func (p *Part) Filename() Text {
	c := p.DispositionParams()
	for c.Next() {
		if q := c.Param(); q.Is("filename") {
			t, _ := q.Text()
			return t
		}
	}
	return Text{}
}

// BestName returns what a file made of p would be called (MMS 8.4): name, filename, Content-Location or Content-ID, the
// first that is not empty. It is the sender's text, not a safe path.
func (p *Part) BestName() Text {
	if t := p.Name(); !t.IsZero() {
		return t
	}
	if t := p.Filename(); !t.IsZero() {
		return t
	}
	if t := p.Location(); !t.IsZero() {
		return t
	}
	return p.ContentID()
}

// TransferEncoding returns the Content-Transfer-Encoding (WSP 12): a text header that has no place in a binary multipart
// but is obeyed by handsets.
func (p *Part) TransferEncoding() TransferEncoding {
	v := p.header(p.cte)
	if len(v) == 0 {
		return TransferNone
	}
	return ParseTransferEncoding(TextString(v).Bytes())
}

// AppendDecoded appends the data of p as a handset sees them after the Content-Transfer-Encoding, at most limit octets;
// complete is false when there are more.
func (p *Part) AppendDecoded(dst []byte, limit int) (out []byte, complete bool) {
	return p.TransferEncoding().AppendDecoded(dst, p.Data(), limit)
}

// Multipart returns the multipart that p contains; ok is false if p is none or nested too deep.
func (p *Part) Multipart() (m Multipart, ok bool) {
	if !p.multi || p.depth+1 >= p.maxDepth {
		return Multipart{}, false
	}
	return p.open(), true
}

func (p *Part) open() Multipart {
	e := Entries{
		start: p.data, end: p.end, index: p.index + 1, left: p.left,
		depth: p.depth + 1, maxDepth: p.maxDepth,
	}
	return e.open(p.b)
}
