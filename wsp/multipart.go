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
	ct         Span   // of a single part: its Content-Type
	depth      uint8
	maxDepth   uint8
	single     bool // no multipart, but one part
}

// SingleEntry describes the content of an entity that is no multipart as one part: its Content-type-value at ct, its data at
// data, no headers.
func SingleEntry(ct, data Span) Entries {
	return Entries{start: data.Start, end: data.End, first: data.End, trail: data.End, ct: ct, maxDepth: 1, single: true}
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
	// Lengths of up to three octets, not padded, with room behind them, are read here; all others below.
	if i+6 > end {
		if i+2 > end || b[i] >= 0x80 || b[i+1] >= 0x80 {
			return longEntryAt(b, i, end)
		}
	}
	at := i
	h, d := int(b[at]), 0
	at++
	if h >= 0x80 {
		if h == 0x80 || b[at] >= 0x80 {
			return longEntryAt(b, i, end)
		}
		h = h&0x7F<<7 | int(b[at])
		at++
	}
	d = int(b[at])
	at++
	if d >= 0x80 {
		if d == 0x80 {
			return longEntryAt(b, i, end)
		}
		d = d&0x7F<<7 | int(b[at]&0x7F)
		at++
		if b[at-1] >= 0x80 {
			d = d<<7 | int(b[at])
			at++
			if b[at-1] >= 0x80 {
				return longEntryAt(b, i, end)
			}
		}
	}
	if h+d > end-at {
		return longEntryAt(b, i, end)
	}
	e.hdr = at
	e.data = at + h
	e.next = e.data + d
	return e, true
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

// surplusEnd returns where the octets b[i:end] behind entry number nEntries end, read as further entries, and how many they
// are: they are entries only if they are complete ones exactly to the end (WSP 11.2).
func surplusEnd(b []byte, i, end int) (stop int, n uint32) {
	for at := i; at < end; {
		e, ok := entryAt(b, at, end)
		if !ok || e.cut || e.data == e.hdr {
			return i, 0
		}
		n++
		if at = e.next; at == end {
			return end, n
		}
	}
	return i, 0
}

// openMultipart finds where the entries of the multipart b[i:end] begin and end (WSP 11.2).
func openMultipart(b []byte, i, end int) (declared uint32, first, trail int) {
	declared, used, _ := ConsumeUintvar(b[i:end])
	if used == 0 {
		return 0, i, i
	}
	first = i + used
	trail = first
	for n := uint32(0); trail < end && n < declared; n++ {
		e, ok := entryAt(b, trail, end)
		if !ok {
			return declared, first, trail
		}
		trail = e.next
	}
	trail, _ = surplusEnd(b, trail, end)
	return declared, first, trail
}

type multipartWalk struct {
	b      []byte
	bounds Bounds
	parts  int
	r      *Recorder
	part   Part // the part that is walked
}

// CheckMultipart walks the multipart at b[s] and all that are nested in it, reports the faults and returns where it lies.
func CheckMultipart(b []byte, s Span, bounds Bounds, r *Recorder) Entries {
	bounds.Depth = min(bounds.Depth, MaxDepth)
	w := multipartWalk{b: b, bounds: bounds, r: r, part: Part{b: b}}
	m := Entries{start: s.Start, end: s.End, maxDepth: uint8(bounds.Depth)}
	m.declared, m.first, m.trail = w.level(int(s.Start), int(s.End), 0)
	m.left = uint32(w.parts)
	return m
}

// level walks one multipart, depth levels deep, and returns nEntries, the first entry and the end of the last one. nEntries is
// not what ends a multipart (WSP 11.1). Nesting is bounded by MaxDepth.
func (w *multipartWalk) level(i, end, depth int) (declared, firstEntry, trailing uint32) {
	b, r := w.b, w.r
	declared, used, c := ConsumeUintvar(b[i:end])
	if c != 0 {
		r.Report(c, StructureEntries, i, i+max(used, 0))
	}
	if used == 0 {
		if i < end {
			r.Report(TrailingOctets, StructureMultipart, i, end)
		}
		return 0, uint32(i), uint32(i)
	}
	first := i + used
	at, stop := first, end
	for n := uint32(0); ; n++ {
		if n == declared && stop == end && at < end {
			surplus := uint32(0)
			if stop, surplus = surplusEnd(b, at, end); surplus > 0 && declared > 0 {
				r.Report(EntriesSurplus, StructureEntries, i, first)
			}
		}
		if at >= stop || r.Stopped() {
			if n < declared && !r.Stopped() {
				r.Report(EntriesMissing, StructureEntries, i, first)
			}
			break
		}
		if w.parts >= w.bounds.Parts {
			r.Report(LimitParts, StructureMultipart, at, end)
			return declared, uint32(first), uint32(at)
		}
		e, ok := entryAt(b, at, stop)
		if !ok {
			r.Report(e.code, e.field, at, end)
			if n < declared && !r.Stopped() {
				r.Report(EntriesMissing, StructureEntries, i, first)
			}
			break
		}
		w.parts++
		if o := b[min(e.hdr, len(b)-1)]; o < 0x80 || e.data != e.hdr+1 || multipartCode(uint32(o&0x7F)) || e.cut || e.code != 0 {
			w.entry(at, e, depth)
		}
		at = e.next
	}
	if at < end && !r.Stopped() {
		r.Report(TrailingOctets, StructureMultipart, at, end)
	}
	return declared, uint32(first), uint32(at)
}

// entry walks the entry e, which begins at i.
func (w *multipartWalk) entry(i int, e entry, depth int) {
	b, r := w.b, w.r
	if e.code != 0 {
		r.Report(e.code, e.field, i, e.hdr)
	}
	h, _, _ := ConsumeUintvar(b[i:e.hdr])
	if e.cut {
		c, f := DataTruncated, StructureDataLen
		if uint64(h) > uint64(e.data-e.hdr) {
			c, f = HeadersOverrun, StructureHeadersLen
		}
		r.Report(c, f, i, e.hdr)
	}
	if h == 0 {
		r.Report(HeadersEmpty, StructureHeadersLen, i, e.hdr)
	}
	if e.data == e.hdr {
		return
	}
	p := &w.part
	p.hdr, p.data = uint32(e.hdr), uint32(e.data)
	if w.bounds.Fields < plainFields || !p.plain() {
		ct := CheckContentType(b, e.hdr, e.data, true, FieldHeader|codeContentType, r)
		if ct < e.data {
			CheckHeaders(b, ct, e.data, w.bounds.Fields, r)
		}
		p.multi = ContentType(b[e.hdr:ct]).Multipart()
	}
	if r.Stopped() || !p.multi {
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
	declared, first, trail := openMultipart(b, int(e.start), int(e.end))
	e.declared, e.first, e.trail = declared, uint32(first), uint32(trail)
	return Multipart{b, e}
}

// Declared returns nEntries as it was received. It does not say how many parts there are (WSP 11.1).
func (m Entries) Declared() uint32 { return m.declared }

// Span returns the extent of the multipart: all data of the entity that contains it.
func (m Entries) Span() Span { return Span{m.start, m.end} }

// Trailing returns the octets behind the last entry; empty when there are none.
func (m Entries) Trailing() Span { return Span{m.trail, m.end} }

// MaxDepth returns how many levels of multiparts, all levels from the outermost one on, walks over m follow.
func (m Entries) MaxDepth() int { return int(m.maxDepth) }

// MaxParts returns how many parts, of all levels, walks over m give out at most: of a multipart that was checked, how many
// there are.
func (m Entries) MaxParts() int { return int(m.left) }

// Cursor returns a cursor over the parts of this level.
func (m Multipart) Cursor() PartCursor {
	c := m.CursorAll()
	c.flat = true
	return c
}

// CursorAll returns a cursor over the parts of this and all nested levels, depth first.
func (m Multipart) CursorAll() PartCursor { return m.Entries.CursorAll(m.b) }

// CursorAll returns a cursor over the parts that e describes in b, of all levels, depth first.
func (e *Entries) CursorAll(b []byte) PartCursor {
	c := PartCursor{
		b: b, at: e.first, end: e.trail, index: e.index, left: e.left,
		base: e.depth, depth: e.depth, maxDepth: e.maxDepth, single: e.single, part: Part{b: b, maxDepth: e.maxDepth},
	}
	if e.single {
		c.part = Part{
			b: b, start: e.ct.Start, hdr: e.ct.Start, ct: e.ct.End, data: e.start, end: e.end, maxDepth: e.maxDepth,
		}
	}
	return c
}

// Parts iterates over the parts of this level, in order.
func (m Multipart) Parts() iter.Seq[Part] { return m.Cursor().all() }

// AllParts iterates over the parts of this and all nested levels, depth first.
func (m Multipart) AllParts() iter.Seq[Part] { return m.CursorAll().all() }

// PartCursor steps through parts without allocating:
//
//	c := m.Cursor()
//	for c.Next() { p := c.Part() }
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
		p.start, p.hdr, p.data, p.end = c.at, uint32(e.hdr), uint32(e.data), uint32(e.next)
		p.index, p.left, p.depth, p.cut = c.index, c.left-1, c.depth, e.cut
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
		c := c // each range begins anew
		for c.Next() {
			if !yield(c.part) {
				return
			}
		}
	}
}
