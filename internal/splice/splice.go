// Package splice applies edits to octets: a list of spans, ordered and disjoint, each with what stands in its place. What
// lies in no span stays bit for bit as it was.
package splice

import "slices"

// Edit puts New in the place of the octets [Start, End). An empty span is an insertion in front of Start.
type Edit struct {
	Start, End uint32
	New        []byte // borrowed until the list is applied or Reset
}

// Delta returns how many octets more there are with e than without it.
func (e Edit) Delta() int { return len(e.New) - int(e.End-e.Start) }

// List is a list of edits. The zero value is empty and ready.
type List struct {
	edits []Edit
	delta int
}

// Reset empties l and keeps its memory.
func (l *List) Reset() {
	clear(l.edits)
	l.edits, l.delta = l.edits[:0], 0
}

// Add notes an edit, in whatever order the edits come. It reports false, and notes nothing, when the span is reversed or
// overlaps one that is there: two edits overlap when an octet lies in both, or when one is an insertion inside the other.
// Insertions at the same place, and before or behind a span, are kept in the order in which they were added; one that comes
// after a replacement at the same Start stands in front of it.
func (l *List) Add(e Edit) bool {
	if e.Start > e.End {
		return false
	}
	i := len(l.edits)
	for i > 0 && after(l.edits[i-1], e) {
		i--
	}
	if i > 0 && l.edits[i-1].End > e.Start || i < len(l.edits) && l.edits[i].Start < e.End {
		return false
	}
	l.edits = slices.Insert(l.edits, i, e)
	l.delta += e.Delta()
	return true
}

// after reports whether x comes behind e: it begins later, or where e, an insertion, stands in front of it.
func after(x, e Edit) bool {
	return x.Start > e.Start || x.Start == e.Start && e.Start == e.End && x.End > x.Start
}

// Len returns the number of edits.
func (l *List) Len() int { return len(l.edits) }

// At returns edit number i, in the order of their spans.
func (l *List) At(i int) Edit { return l.edits[i] }

// SetNew changes what edit number i puts in its place.
func (l *List) SetNew(i int, octets []byte) {
	l.delta += len(octets) - len(l.edits[i].New)
	l.edits[i].New = octets
}

// Delta returns how many octets longer the result is than the source.
func (l *List) Delta() int { return l.delta }

// Append appends src with all edits to dst, which must not overlap src. It reports false, and appends nothing, when an edit
// lies outside src.
func (l *List) Append(dst, src []byte) ([]byte, bool) {
	if n := len(l.edits); n > 0 && uint64(l.edits[n-1].End) > uint64(len(src)) {
		return dst, false
	}
	dst = slices.Grow(dst, len(src)+l.delta)
	at := uint32(0)
	for i := range l.edits {
		e := &l.edits[i]
		dst = append(dst, src[at:e.Start]...)
		dst = append(dst, e.New...)
		at = e.End
	}
	return append(dst, src[at:]...), true
}

// Overwrite applies all edits to b in place. It reports false, and changes nothing, when one of them changes a length or
// lies outside b.
func (l *List) Overwrite(b []byte) bool {
	for i := range l.edits {
		if e := &l.edits[i]; e.Delta() != 0 || uint64(e.End) > uint64(len(b)) {
			return false
		}
	}
	for i := range l.edits {
		copy(b[l.edits[i].Start:], l.edits[i].New)
	}
	return true
}
