package wsp

import "iter"

// MaxDepth is the deepest nesting of multiparts that any walk follows, whatever the limits say.
const MaxDepth = 16

// Bounds are the limits of a multipart walk. Each must be positive; Depth is cut at [MaxDepth].
type Bounds struct {
	Parts  int // parts of all levels
	Depth  int // levels of multiparts
	Fields int // headers of one part
}

// Entries is where a multipart and its entries lie: a [Multipart] without the octets. It has no pointers.
type Entries struct {
	start, end uint32 // the data that contain it
	first      uint32 // first entry
	trail      uint32 // end of the last entry
	declared   uint32
	index      uint32 // number of the first part, depth first
	left       uint32 // parts that may still be given out, all levels
	depth      uint8
	maxDepth   uint8
}

// Over returns the multipart that e describes in b, the buffer that was walked or a copy of it.
func (e Entries) Over(b []byte) Multipart { return Multipart{b, e} }

// Multipart is a binary multipart (WSP 11): nEntries and its entries.
type Multipart struct {
	b []byte
	Entries
}

// entry is one element of a multipart: HeadersLen DataLen ContentType Headers Data.
type entry struct {
	hdr, data, next int
	cut             bool // runs past the end of the data: next is that end
	code            Code // UintvarPadded, or why there is no entry
	field           Field
}

// entryAt delimits the entry at b[i:end]; ok is false where its two lengths cannot be read.
func entryAt(b []byte, i, end int) (e entry, ok bool) {
	if i+2 <= end && b[i] < 0x80 && b[i+1] < 0x80 {
		e.hdr = i + 2
		e.data = e.hdr + int(b[i])
		e.next = e.data + int(b[i+1])
		if e.next <= end {
			return e, true
		}
		return cutEntry(e.hdr, uint64(b[i]), uint64(b[i+1]), end, e), true
	}
	return longEntryAt(b, i, end)
}

func longEntryAt(b []byte, i, end int) (e entry, ok bool) {
	h, n, c := ConsumeUintvar(b[i:end])
	e.code, e.field = c, StructureHeadersLen
	if n == 0 {
		return e, false
	}
	d, m, c := ConsumeUintvar(b[i+n : end])
	if c != 0 {
		e.code, e.field = c, StructureDataLen
	}
	if m == 0 {
		return e, false
	}
	return cutEntry(i+n+m, uint64(h), uint64(d), end, e), true
}

func cutEntry(hdr int, h, d uint64, end int, e entry) entry {
	left := uint64(end - hdr)
	e.hdr, e.cut = hdr, h > left || d > left-h
	h = min(h, left)
	e.data = hdr + int(h)
	e.next = e.data + int(min(d, left-h))
	return e
}

// openMultipart finds where the entries of the multipart b[i:end] begin and end (WSP 11.2): nEntries is not what ends them.
// Octets behind entry number nEntries, or behind an nEntries of 0, are entries only if they are complete ones exactly to
// the end. n is the number of entries on this level; ok is false where nEntries cannot be read.
func openMultipart(b []byte, i, end int) (declared uint32, first, trail int, n uint32, c Code, ok bool) {
	declared, used, c := ConsumeUintvar(b[i:end])
	if used == 0 {
		return 0, i, i, 0, c, false
	}
	first = i + used
	at := first
	for ; at < end && n < declared; n++ {
		e, ok := entryAt(b, at, end)
		if !ok {
			return declared, first, at, n, c, true
		}
		at = e.next
	}
	trail = at
	for extra := n; at < end; {
		e, ok := entryAt(b, at, end)
		if !ok || e.cut || e.data == e.hdr {
			return declared, first, trail, n, c, true
		}
		at = e.next
		if extra++; at == end {
			return declared, first, at, extra, c, true
		}
	}
	return declared, first, trail, n, c, true
}

type multipartWalk struct {
	b      []byte
	bounds Bounds
	parts  int
	r      *Recorder
}

// CheckMultipart walks the multipart at b[s] and all that are nested in it, reports the faults and returns where it lies.
func CheckMultipart(b []byte, s Span, bounds Bounds, r *Recorder) Entries {
	bounds.Depth = min(bounds.Depth, MaxDepth)
	w := multipartWalk{b: b, bounds: bounds, r: r}
	m := Entries{start: s.Start, end: s.End, maxDepth: uint8(bounds.Depth)}
	m.declared, m.first, m.trail = w.level(int(s.Start), int(s.End), 0)
	m.left = uint32(w.parts)
	return m
}

// level walks one multipart, depth levels deep. Nesting is bounded by MaxDepth.
func (w *multipartWalk) level(i, end, depth int) (declared, firstEntry, trailing uint32) {
	r := w.r
	declared, first, trail, n, c, ok := openMultipart(w.b, i, end)
	if c != 0 {
		r.Report(c, StructureEntries, i, first)
	}
	if !ok {
		if i < end {
			r.Report(TrailingOctets, StructureMultipart, i, end)
		}
		return declared, uint32(i), uint32(i)
	}
	at := first
	for at < trail && !r.Stopped() {
		if w.parts >= w.bounds.Parts {
			r.Report(LimitParts, StructureMultipart, at, end)
			return declared, uint32(first), uint32(at)
		}
		e, _ := entryAt(w.b, at, trail)
		w.parts++
		w.entry(at, e, depth)
		at = e.next
	}
	if r.Stopped() {
		return declared, uint32(first), uint32(at)
	}
	switch {
	case n < declared:
		r.Report(EntriesMissing, StructureEntries, i, first)
	case n > declared && declared > 0:
		r.Report(EntriesSurplus, StructureEntries, i, first)
	}
	if trail < end {
		if e, ok := entryAt(w.b, trail, end); !ok && n < declared {
			r.Report(e.code, e.field, trail, end)
		}
		r.Report(TrailingOctets, StructureMultipart, trail, end)
	}
	return declared, uint32(first), uint32(trail)
}

// entry walks the entry e, which begins at i.
func (w *multipartWalk) entry(i int, e entry, depth int) {
	b, r := w.b, w.r
	if e.code != 0 {
		r.Report(e.code, e.field, i, e.hdr)
	}
	if e.cut {
		c, f := DataTruncated, StructureDataLen
		if h, _, _ := ConsumeUintvar(b[i:e.hdr]); uint64(h) > uint64(e.data-e.hdr) {
			c, f = HeadersOverrun, StructureHeadersLen
		}
		r.Report(c, f, i, e.hdr)
	}
	if e.data == e.hdr {
		if !e.cut {
			r.Report(HeadersEmpty, StructureHeadersLen, i, e.hdr)
		}
		return
	}
	ct := CheckContentType(b, e.hdr, e.data, true, FieldHeader|codeContentType, r)
	if ct < e.data {
		CheckHeaders(b, ct, e.data, w.bounds.Fields, r)
	}
	if r.Stopped() || !ContentType(b[e.hdr:ct]).Multipart() {
		return
	}
	if depth+1 >= w.bounds.Depth {
		r.Report(LimitDepth, StructureMultipart, e.data, e.next)
		return
	}
	w.level(e.data, e.next, depth+1)
}

// OpenMultipart returns the multipart at b[s] without a check, as a walk that reports nothing would read it.
func OpenMultipart(b []byte, s Span, bounds Bounds) Multipart {
	m := Entries{start: s.Start, end: s.End, left: uint32(bounds.Parts), maxDepth: uint8(min(bounds.Depth, MaxDepth))}
	return m.open(b)
}

func (e Entries) open(b []byte) Multipart {
	declared, first, trail, _, _, _ := openMultipart(b, int(e.start), int(e.end))
	e.declared, e.first, e.trail = declared, uint32(first), uint32(trail)
	return Multipart{b, e}
}

// Declared returns nEntries as it was received. It does not say how many parts there are (WSP 11.1).
func (m Entries) Declared() uint32 { return m.declared }

// Span returns the extent of the multipart: all data of the entity that contains it.
func (m Entries) Span() Span { return Span{m.start, m.end} }

// Trailing returns the octets behind the last entry; empty when there are none.
func (m Entries) Trailing() Span { return Span{m.trail, m.end} }

// Cursor returns a cursor over the parts of this level.
func (m Multipart) Cursor() PartCursor {
	c := m.CursorAll()
	c.flat = true
	return c
}

// CursorAll returns a cursor over the parts of this and all nested levels, depth first.
func (m Multipart) CursorAll() PartCursor {
	return PartCursor{
		b: m.b, at: m.first, end: m.trail, index: m.index, left: m.left,
		base: m.depth, depth: m.depth, maxDepth: m.maxDepth, part: Part{b: m.b, maxDepth: m.maxDepth},
	}
}

// Parts iterates over the parts of this level, in order.
func (m Multipart) Parts() iter.Seq[Part] { return m.Cursor().all() }

// AllParts iterates over the parts of this and all nested levels, depth first.
func (m Multipart) AllParts() iter.Seq[Part] { return m.CursorAll().all() }

// PartCursor steps through parts without allocating:
//
//	for c := m.Cursor(); c.Next(); { p := c.Part() }
type PartCursor struct {
	b                     []byte
	at, end               uint32
	index, left           uint32
	base, depth, maxDepth uint8
	flat                  bool
	single                bool
	part                  Part
	outer                 [MaxDepth]struct{ at, end uint32 }
}

// Next advances to the next part and reports whether there is one.
func (c *PartCursor) Next() bool {
	if c.single {
		c.single = false
		return true
	}
	for {
		for c.at >= c.end {
			if c.depth == c.base {
				return false
			}
			c.depth--
			c.at, c.end = c.outer[c.depth].at, c.outer[c.depth].end
		}
		if c.left == 0 {
			return false
		}
		e, ok := entryAt(c.b, int(c.at), int(c.end))
		if !ok {
			c.at = c.end
			continue
		}
		p := &c.part
		p.start, p.hdr, p.ct, p.data, p.end = c.at, uint32(e.hdr), uint32(e.hdr), uint32(e.data), uint32(e.next)
		p.id, p.loc, p.disp, p.cte = 0, 0, 0, 0
		p.index, p.left, p.depth, p.cut, p.multi = c.index, c.left-1, c.depth, e.cut, false
		c.index++
		c.left--
		c.at = uint32(e.next)
		p.locate()
		given := c.depth
		if p.multi && c.depth+1 < c.maxDepth {
			m := p.open()
			c.outer[c.depth].at, c.outer[c.depth].end = c.at, c.end
			c.depth++
			c.at, c.end = m.first, m.trail
		}
		if !c.flat || given == c.base {
			return true
		}
	}
}

// Part returns the part that the cursor stands on.
func (c *PartCursor) Part() Part { return c.part }

func (c PartCursor) all() iter.Seq[Part] {
	return func(yield func(Part) bool) {
		for c.Next() {
			if !yield(c.part) {
				return
			}
		}
	}
}
