// Package zip walks the central directory of a ZIP archive (PKWARE APPNOTE 6.3; leaks.md 2.14). The directory, not the
// order of the members in the file, is what installers and readers go by.
//
//	w, ok := zip.Open(b, span)
//	for ok && w.Next() {
//		e := w.Entry()
//	}
package zip

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/mmsguard/mmsguard/scan/internal/media"
)

// MaxMembers is the budget of one walk, in directory entries.
const MaxMembers = 1 << 16

const (
	endSize     = 22
	maxComment  = math.MaxUint16
	end64Size   = 56
	locatorSize = 20
	headerSize  = 46
	localSize   = 30

	endSign     = "PK\x05\x06"
	end64Sign   = "PK\x06\x06"
	locatorSign = "PK\x06\x07"
	headerSign  = "PK\x01\x02"
	localSign   = "PK\x03\x04"
)

// End is the end record of an archive, with the Zip64 record when there is one.
type End struct {
	Span    media.Span // the end record, with its comment
	Comment media.Span
	Zip64   bool
	Count   uint64     // members, as stated
	Dir     media.Span // the directory, up to the end records
	Second  media.Span // another directory, which readers find that go by the size instead of the offset; empty as a rule
	Prefix  uint32     // octet from which the archive's offsets count
	Cut     bool       // the directory is not where the record says
	Skewed  bool       // the directory does not end where the record says
}

// Entry is one member, as the central directory describes it.
type Entry struct {
	Span         media.Span // the directory entry
	Name         media.Span
	Extra        media.Span
	Comment      media.Span
	Made, Needed uint16 // version that made it, and host; version needed
	Flags        uint16
	Method       uint16
	CRC          uint32
	Packed, Size uint64 // octets before and after inflating, as stated
	Local        uint64 // octet of the local header, as stated and counted from the start of the walker's slice; may be outside
	External     uint32 // attributes
	Index        int    // number of the entry, from 0
}

// Encrypted reports whether the entry says that it is encrypted.
func (e *Entry) Encrypted() bool { return e.Flags&1 != 0 }

// Walker is a cursor over the entries of the directory. It is a value, and may be copied.
type Walker struct {
	b     []byte // up to the end of the block: an entry may lie about its length as far as that
	end   End
	pos   uint64
	n     int
	two   bool // in the second directory
	entry Entry
	out   media.Outcome
}

// Open finds the end record of the archive in span at of b, and returns a Walker over its directory; spans count from
// the start of b. ok is false if there is no end record. Octets before the archive are tolerated, as readers do.
func Open(b []byte, at media.Span) (w Walker, ok bool) {
	at = at.Within(b)
	e, ok := FindEnd(b, at)
	if !ok {
		return w, false
	}
	w = Walker{b: b[:at.End:at.End], end: e, pos: uint64(e.Dir.Start)}
	if e.Cut {
		w.out.Note(media.Truncated, e.Span.Start)
	}
	if e.Skewed {
		w.out.Note(media.Malformed, e.Span.Start)
	}
	return w, true
}

// FindEnd finds the end record in the last 22+65,535 octets of span at of b: the last one whose comment fits, as readers
// do that search from the back.
func FindEnd(b []byte, at media.Span) (e End, ok bool) {
	at = at.Within(b)
	p := at.In(b)
	if len(p) < endSize {
		return e, false
	}
	rec := -1
	// Most archives have no comment, and most files are no archive: look there first.
	if last := len(p) - endSize; isEnd(p, last) && p[last+20] == 0 && p[last+21] == 0 {
		rec = last
	} else {
		for q := max(0, len(p)-endSize-maxComment); ; q++ {
			i := bytes.Index(p[q:], []byte(endSign))
			if i < 0 {
				break
			}
			q += i
			if isEnd(p, q) {
				rec = q
			}
		}
	}
	if rec < 0 {
		return e, false
	}
	return readEnd(p, rec, at.Start), true
}

// isEnd reports whether an end record with a comment that fits is at i.
func isEnd(p []byte, i int) bool {
	if i < 0 || len(p)-i < endSize || string(p[i:i+4]) != endSign {
		return false
	}
	return int(binary.LittleEndian.Uint16(p[i+20:])) <= len(p)-i-endSize
}

// readEnd reads the end record at rec of p, which begins at octet base.
func readEnd(p []byte, rec int, base uint32) End {
	r := p[rec:]
	comment := int(binary.LittleEndian.Uint16(r[20:]))
	e := End{
		Span:    media.Span{Start: base + uint32(rec), End: base + uint32(rec+endSize+comment)},
		Comment: media.Span{Start: base + uint32(rec+endSize), End: base + uint32(rec+endSize+comment)},
		Count:   uint64(binary.LittleEndian.Uint16(r[10:])),
	}
	size := uint64(binary.LittleEndian.Uint32(r[12:]))
	off := uint64(binary.LittleEndian.Uint32(r[16:]))
	dirEnd := uint64(rec) // the directory ends where the end records begin
	if e.Count == math.MaxUint16 || size == math.MaxUint32 || off == math.MaxUint32 {
		if at, ok := findEnd64(p, rec); ok {
			q := p[at:]
			e.Zip64 = true
			e.Count = binary.LittleEndian.Uint64(q[32:])
			size = binary.LittleEndian.Uint64(q[40:])
			off = binary.LittleEndian.Uint64(q[48:])
			dirEnd = uint64(at)
		}
	}
	// Some readers go by the offset, others by the size; both find the same directory unless somebody wants otherwise.
	start, bySize := dirEnd, dirEnd-min(size, dirEnd)
	switch {
	case off <= dirEnd && isDir(p, off, dirEnd):
		start, e.Skewed = off, size != dirEnd-off
		if size <= dirEnd && bySize != off && isDir(p, bySize, dirEnd) {
			e.Second = media.Span{Start: base + uint32(bySize), End: base + uint32(dirEnd)}
		}
	case size <= dirEnd && isDir(p, bySize, dirEnd):
		start = bySize
		if off <= start {
			e.Prefix = uint32(start - off)
		}
	default:
		e.Cut = e.Count != 0
	}
	e.Prefix += base
	e.Dir = media.Span{Start: base + uint32(start), End: base + uint32(dirEnd)}
	return e
}

// isDir reports whether an entry of the directory could be at i of p.
func isDir(p []byte, i, end uint64) bool {
	return end-i >= headerSize && string(p[i:i+4]) == headerSign
}

// findEnd64 finds the Zip64 end record of the end record at rec: where the locator in front of that says, or else right
// in front of the locator.
func findEnd64(p []byte, rec int) (int, bool) {
	loc := rec - locatorSize
	if loc < end64Size || string(p[loc:loc+4]) != locatorSign {
		return 0, false
	}
	at := binary.LittleEndian.Uint64(p[loc+8:])
	for _, i := range [2]uint64{at, uint64(loc - end64Size)} {
		if i <= uint64(len(p)-end64Size) && string(p[i:i+4]) == end64Sign {
			return int(i), true
		}
	}
	return 0, false
}

// End returns the end record.
func (w *Walker) End() End { return w.end }

// Entry returns the member that the last Next found. The next Next overwrites it: to keep it, copy it.
func (w *Walker) Entry() *Entry { return &w.entry }

// Outcome says, after Next has returned false, whether the walk saw every member that the end record counts.
func (w *Walker) Outcome() media.Outcome { return w.out }

// Next advances to the next member, and reports whether there is one. Members of a second directory come last.
func (w *Walker) Next() bool {
	var h []byte
	var name, extra, comment uint64
	for {
		h = w.b[w.pos:]
		if len(h) < headerSize || string(h[:4]) != headerSign {
			if !w.finish() {
				return false
			}
			continue
		}
		name = uint64(binary.LittleEndian.Uint16(h[28:]))
		extra = uint64(binary.LittleEndian.Uint16(h[30:]))
		comment = uint64(binary.LittleEndian.Uint16(h[32:]))
		if headerSize+name+extra+comment <= uint64(len(h)) {
			break
		}
		w.out.Note(media.Truncated, uint32(w.pos))
		w.pos = uint64(len(w.b))
	}
	if w.n == MaxMembers {
		w.out.Note(media.Budget, uint32(w.pos))
		w.pos, w.two = uint64(len(w.b)), true
		return false
	}
	at := w.pos + headerSize
	w.entry = Entry{
		Span:     span(w.pos, at+name+extra+comment),
		Name:     span(at, at+name),
		Extra:    span(at+name, at+name+extra),
		Comment:  span(at+name+extra, at+name+extra+comment),
		Made:     binary.LittleEndian.Uint16(h[4:]),
		Needed:   binary.LittleEndian.Uint16(h[6:]),
		Flags:    binary.LittleEndian.Uint16(h[8:]),
		Method:   binary.LittleEndian.Uint16(h[10:]),
		CRC:      binary.LittleEndian.Uint32(h[16:]),
		Packed:   uint64(binary.LittleEndian.Uint32(h[20:])),
		Size:     uint64(binary.LittleEndian.Uint32(h[24:])),
		External: binary.LittleEndian.Uint32(h[38:]),
		Local:    uint64(binary.LittleEndian.Uint32(h[42:])),
		Index:    w.n,
	}
	w.extra64()
	if p := uint64(w.end.Prefix); w.entry.Local <= math.MaxUint64-p {
		w.entry.Local += p
	}
	w.pos = at + name + extra + comment
	w.n++
	return true
}

func span(from, to uint64) media.Span { return media.Span{Start: uint32(from), End: uint32(to)} }

// extra64 replaces the fields that say "see the Zip64 extra field" (APPNOTE 4.5.3).
func (w *Walker) extra64() {
	e := &w.entry
	if e.Size != math.MaxUint32 && e.Packed != math.MaxUint32 && e.Local != math.MaxUint32 {
		return
	}
	for x := e.Extra.In(w.b); len(x) >= 4; {
		id, n := binary.LittleEndian.Uint16(x), int(binary.LittleEndian.Uint16(x[2:]))
		x = x[4:]
		if n > len(x) {
			break
		}
		if id == 1 {
			f := x[:n]
			for _, v := range [3]*uint64{&e.Size, &e.Packed, &e.Local} {
				if *v == math.MaxUint32 && len(f) >= 8 {
					*v, f = binary.LittleEndian.Uint64(f), f[8:]
				}
			}
			return
		}
		x = x[n:]
	}
	w.out.Note(media.Malformed, e.Span.Start)
}

// finish ends a directory at octets that are no entry, and reports whether there is a second one.
func (w *Walker) finish() bool {
	if w.two {
		return false
	}
	// A digital signature is allowed between the entries and the end record; anything else is not.
	if h := w.b[w.pos:]; w.pos != uint64(w.end.Dir.End) && !(len(h) >= 4 && string(h[:4]) == "PK\x05\x05") {
		w.out.Note(media.Malformed, uint32(w.pos))
	}
	// Writers without Zip64 state the count modulo 65,536.
	if w.end.Count != uint64(w.n) && (w.end.Zip64 || uint16(w.end.Count) != uint16(w.n)) {
		w.out.Note(media.Malformed, w.end.Span.Start)
	}
	w.pos, w.two = uint64(len(w.b)), true
	if w.end.Second.IsZero() {
		return false
	}
	w.pos = uint64(w.end.Second.Start)
	return true
}

// LocalName returns the span of the name in the local header at octet at of b; ok is false if there is none. It lets
// the names of an archive be compared, or read when the directory was cut off.
func LocalName(b []byte, at uint64) (name media.Span, ok bool) {
	if at > uint64(len(b)) || uint64(len(b))-at < localSize || string(b[at:at+4]) != localSign {
		return name, false
	}
	n := uint64(binary.LittleEndian.Uint16(b[at+26:]))
	if n > uint64(len(b))-at-localSize {
		return name, false
	}
	return span(at+localSize, at+localSize+n), true
}
