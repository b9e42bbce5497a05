package reference

import "bytes"

// Multipart is a binary multipart.
type Multipart struct {
	Span     Span // all data of the entity that contains it
	Declared int  // nEntries
	Parts    []*Part
	Trailing Span // octets behind the last entry
	Limited  bool // a limit ended it
}

// Part is one entry of a multipart, or the whole body of an entity that is no multipart.
type Part struct {
	Span        Span // the entry, lengths included
	HeadersSpan Span // Content-Type and headers
	ContentType ContentType
	Headers     []Header
	Data        Span
	Truncated   bool // it says that it is longer than what is there
	Depth       int
	Nested      *Multipart
}

// Walk calls f for the parts of m and of all that are nested in it, depth first.
func (m *Multipart) Walk(f func(*Part)) {
	for _, p := range m.Parts {
		f(p)
		if p.Nested != nil {
			p.Nested.Walk(f)
		}
	}
}

// entry is the two lengths of an entry and what they make of the octets behind them.
type entry struct {
	fault, field       string // of the lengths
	ok                 bool   // they can be read
	headersLen         int
	headers, data, end int
	cut                bool // more than there is
}

// Multipart-entry = HeadersLen DataLen ContentType Headers Data; HeadersLen = uintvar; DataLen = uintvar (WSP 11.1).
func entryLengths(b []byte, i, end int) entry {
	headersLen, at, fault := uintvar(b, i, end)
	e := entry{fault: fault, field: "HeadersLen", headersLen: headersLen}
	if at == i {
		return e
	}
	dataLen, start, fault := uintvar(b, at, end)
	if fault != "" { // Open: of two padded lengths the second is reported
		e.fault, e.field = fault, "DataLen"
	}
	if start == at {
		return e
	}
	e.ok = true
	e.cut = headersLen+dataLen > end-start
	e.headers = start
	e.data = min(start+headersLen, end)
	e.end = min(start+headersLen+dataLen, end)
	return e
}

// completeEntries says whether [i, end) walks as complete entries exactly to the end, and how many they are (WSP 11.2). Open:
// an entry without a Content-Type is not complete.
func completeEntries(b []byte, i, end int) (n int, ok bool) {
	for i < end {
		e := entryLengths(b, i, end)
		if !e.ok || e.cut || e.headersLen == 0 {
			return 0, false
		}
		n++
		i = e.end
	}
	return n, n > 0
}

// Multipart = Multipart-header *Multipart-entry; Multipart-header = nEntries (WSP 11.1).
//
// The entries are walked to the end of the data, whatever nEntries says. Behind entry number nEntries they must be complete
// ones exactly to the end, else they are trailing octets (WSP 11.2).
func (r *reader) multipart(i, end, depth int) *Multipart {
	m := &Multipart{Span: Span{i, end}, Trailing: Span{i, end}}
	declared, at, fault := uintvar(r.b, i, end)
	if fault != "" {
		r.fault(fault, "nEntries", i, at)
	}
	if at == i {
		if i < end {
			r.fault("trailing-octets", "multipart", i, end)
		}
		return m
	}
	m.Declared = declared
	first := at
	for at < end {
		if len(m.Parts) == declared {
			n, ok := completeEntries(r.b, at, end)
			if !ok {
				break
			}
			if n > 0 && declared > 0 {
				r.fault("entries-surplus", "nEntries", i, first)
			}
		}
		if r.parts == r.limits.Parts {
			r.fault("limit-parts", "multipart", at, end)
			m.Trailing, m.Limited = Span{at, end}, true
			return m
		}
		e := entryLengths(r.b, at, end)
		if !e.ok {
			r.fault(e.fault, e.field, at, end) // this level ends here (D49b)
			break
		}
		r.parts++
		m.Parts = append(m.Parts, r.entry(at, e, depth))
		at = e.end
	}
	if len(m.Parts) < declared {
		r.fault("entries-missing", "nEntries", i, first)
	}
	if at < end {
		r.fault("trailing-octets", "multipart", at, end)
	}
	m.Trailing = Span{at, end}
	return m
}

// entry reads the entry e at i: bounded by HeadersLen, whatever is wrong inside (WSP 11.2).
func (r *reader) entry(i int, e entry, depth int) *Part {
	p := &Part{
		Span: Span{i, e.end}, HeadersSpan: Span{e.headers, e.data}, Data: Span{e.data, e.end}, Truncated: e.cut, Depth: depth,
		ContentType: ContentType{Span: Span{e.headers, e.headers}, Code: -1, t: r.t},
	}
	if e.fault != "" {
		r.fault(e.fault, e.field, i, e.headers)
	}
	switch {
	case e.cut && e.data-e.headers < e.headersLen:
		r.fault("headers-overrun", "HeadersLen", i, e.headers)
	case e.cut:
		r.fault("data-truncated", "DataLen", i, e.headers) // truncated part; keep what there is
	}
	if e.headersLen == 0 {
		r.fault("headers-empty", "HeadersLen", i, e.headers) // application/octet-stream
	}
	if e.headers == e.data {
		return p
	}
	p.ContentType = r.contentType(e.headers, e.data, true, "wsp 0x11")
	p.Headers = r.headers(p.ContentType.Span.End, e.data)
	if !p.ContentType.Multipart() {
		return p
	}
	if depth+1 >= r.limits.Depth {
		r.fault("limit-depth", "multipart", e.data, e.end)
		return p
	}
	p.Nested = r.multipart(e.data, e.end, depth+1)
	return p
}

// header returns the first header with one of these numbers or with the name, that has a value.
func (p *Part) header(name string, codes ...int) *Header {
	for i := range p.Headers {
		h := &p.Headers[i]
		if h.Value.Len() == 0 {
			continue
		}
		for _, code := range codes {
			if h.Code == code {
				return h
			}
		}
		if h.Code < 0 && h.Is(name) {
			return h
		}
	}
	return nil
}

func (p *Part) textOf(h *Header) Text {
	if h == nil || h.Raw[0] < 0x20 || h.Raw[0] >= 0x80 && len(h.Raw) == 1 {
		return Text{}
	}
	return quotedText(h.Raw)
}

// ContentID returns the Content-ID, under its number or as text, without 22, < and > (WSP 12).
func (p *Part) ContentID() []byte {
	id := p.textOf(p.header("Content-ID", 0x40)).Octets
	return bytes.TrimSuffix(bytes.TrimPrefix(id, []byte{'<'}), []byte{'>'})
}

// Location returns the Content-Location.
func (p *Part) Location() []byte { return p.textOf(p.header("Content-Location", 0x0E)).Octets }

// Name returns the parameter name of the Content-Type.
func (p *Part) Name() []byte {
	for _, q := range p.ContentType.Params {
		if q.Is("name") {
			t, _ := q.Text()
			return t.Octets
		}
	}
	return nil
}
