package reference

// length is an entry's two lengths and where its pieces lie.
type lengths struct {
	head, data, next int
	cut              bool
	headersCut       bool // it is HeadersLen that goes beyond the end
	code, field      string
	ok               bool
}

// Multipart-entry (WSP 11.1):
//
//	Multipart-entry = HeadersLen DataLen ContentType Headers Data   ; the lengths are uintvars
func (w *walk) entryAt(i, end int) lengths {
	h, n, code := w.uintvar(i, end)
	e := lengths{code: code, field: "HeadersLen"}
	if n == 0 {
		return e
	}
	d, m, code := w.uintvar(i+n, end)
	if code != "" {
		e.code, e.field = code, "DataLen"
	}
	if m == 0 {
		return e
	}
	e.ok = true
	e.head = i + n + m
	left := uint64(end - e.head)
	e.headersCut = h > left
	e.cut = h+d > left
	e.data = e.head + int(min(h, left))
	e.next = e.data + int(min(d, uint64(end-e.data)))
	return e
}

// Multipart (WSP 11.1, 11.2):
//
//	Multipart        = Multipart-header *Multipart-entry   ; entries up to the end of the enclosing data
//	Multipart-header = nEntries                            ; a uintvar, advisory
//
// Octets behind entry number nEntries are entries only if they are complete ones exactly to the end.
func (w *walk) entries(i, end, depth int) *Multipart {
	m := &Multipart{Span: Span{i, end}}
	declared, n, code := w.uintvar(i, end)
	if code != "" {
		w.fault(code, "nEntries", i, i+n)
	}
	if n == 0 {
		if i < end {
			w.fault("trailing-octets", "multipart", i, end)
		}
		m.Trailing = Span{i, end}
		return m
	}
	m.Declared = int64(declared)
	at, stop := i+n, end
	for {
		if uint64(len(m.Parts)) == declared && at < stop {
			if !w.complete(at, end) {
				stop = at
			} else if declared > 0 {
				w.fault("entries-surplus", "nEntries", i, i+n)
			}
		}
		if at >= stop {
			if uint64(len(m.Parts)) < declared {
				w.fault("entries-missing", "nEntries", i, i+n)
			}
			break
		}
		if w.parts >= w.limits.Parts {
			w.fault("limit-parts", "multipart", at, end)
			m.Trailing = Span{at, end}
			return m
		}
		e := w.entryAt(at, end)
		if !e.ok {
			w.fault(e.code, e.field, at, end)
			if uint64(len(m.Parts)) < declared {
				w.fault("entries-missing", "nEntries", i, i+n)
			}
			break
		}
		w.parts++
		m.Parts = append(m.Parts, w.entry(at, e, depth))
		at = e.next
	}
	if at < end {
		w.fault("trailing-octets", "multipart", at, end)
	}
	m.Trailing = Span{at, end}
	return m
}

// complete tells whether b[at:end] is one complete entry behind the other. One without headers is none.
func (w *walk) complete(at, end int) bool {
	for at < end {
		e := w.entryAt(at, end)
		if !e.ok || e.cut || e.data == e.head {
			return false
		}
		at = e.next
	}
	return true
}

func (w *walk) entry(i int, e lengths, depth int) *Part {
	p := &Part{
		Span: Span{i, e.next}, Depth: depth, Data: Span{e.data, e.next}, Cut: e.cut, HeadStop: e.data,
		Type: Content{Span: Span{e.head, e.head}, Code: -1},
	}
	if e.code != "" {
		w.fault(e.code, e.field, i, e.head)
	}
	switch {
	case e.cut && e.headersCut:
		w.fault("headers-overrun", "HeadersLen", i, e.head)
	case e.cut:
		w.fault("data-truncated", "DataLen", i, e.head)
	}
	if e.data == e.head {
		if !e.cut {
			w.fault("headers-empty", "HeadersLen", i, e.head)
		}
		return p
	}
	p.Type = w.contentType(e.head, e.data, true, "wsp 11")
	p.Headers = w.headers(p.Type.End, e.data)
	p.Multi = w.multipart(p.Type)
	switch {
	case !p.Multi:
	case depth+1 >= w.limits.Depth:
		w.fault("limit-depth", "multipart", e.data, e.next)
		p.TooDeep = true
	default:
		p.Nested = w.entries(e.data, e.next, depth+1)
	}
	return p
}
