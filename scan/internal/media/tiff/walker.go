// Package tiff walks the directories of a TIFF structure: a TIFF or DNG file, or the Exif block of a JPEG, PNG, WebP or
// HEIF file (TIFF 6.0, BigTIFF, Exif 2.32 and 3.0).
//
//	w := tiff.Open(b, span)
//	for w.Next() {
//		e := w.Entry()
//	}
//
// The Walker stands before the loop: a variable of the loop would be copied at every turn.
//
// A tag's number means something only together with the kind of its directory: 0x0002 is a latitude in a GPS directory
// and a version in an Interop directory. See leaks.md 2.1 and 8.3.
package tiff

import (
	"encoding/binary"
	"math/bits"

	"github.com/mmsguard/mmsguard/scan/internal/media"
)

// The budgets of one walk. Real files have up to 10 directories and fewer than 300 tags.
const (
	MaxIFDs     = 32   // directories visited
	MaxTags     = 4096 // entries yielded
	maxPointers = 128  // values of pointer tags looked at
)

// Kind says how a directory was reached, which is what its tags' numbers mean.
type Kind uint8

const (
	Main    Kind = iota + 1 // IFD0, which the header points to
	Next                    // IFD1 (the thumbnail of an Exif block, the second page of a TIFF file) and those chained after it
	Exif                    // through tag 0x8769
	GPS                     // through tag 0x8825
	Interop                 // through tag 0xA005
	Sub                     // through tag 0x014A
)

// String returns the name of the directory, as in a path like "Exif/0xA431".
func (k Kind) String() string {
	switch k {
	case Main:
		return "IFD0"
	case Next:
		return "IFD1"
	case Exif:
		return "Exif"
	case GPS:
		return "GPS"
	case Interop:
		return "Interop"
	case Sub:
		return "SubIFD"
	}
	return "none"
}

// Entry is one entry of a directory.
type Entry struct {
	Kind  Kind
	IFD   uint8  // number of the directory in the order of the walk, from 0
	Cut   bool   // the value goes on beyond the octets that are there; Value is what is inside
	order byte   // 'I' or 'M'
	Tag   uint16 // with Kind, the meaning of the value
	Type  Type
	Count uint64     // values that the entry says it has
	Span  media.Span // the entry itself: 12 octets, 20 in BigTIFF, in the directory
	Value media.Span // the octets of the values, in the entry or anywhere else
}

// Key returns the kind and the tag in one number, for a switch.
func (e *Entry) Key() Key { return MakeKey(e.Kind, e.Tag) }

// Key is a Kind and a tag.
type Key uint32

// MakeKey returns the Key of tag in a directory of kind k.
func MakeKey(k Kind, tag uint16) Key { return Key(k)<<16 | Key(tag) }

// Walker is a cursor over the entries of all directories, breadth first. It is a value, and may be copied.
type Walker struct {
	b     []byte // up to the end of the block
	base  uint64 // octet of the header, from which offsets count
	order byte   // 'I' or 'M'; 0 when there is no header
	big   bool   // BigTIFF

	pos  uint64 // next entry
	left uint64 // entries left in the directory
	tags int
	ptrs int
	cur  int // directory being read
	n    int // directories known
	dirs [MaxIFDs]dir

	entry Entry
	out   media.Outcome
}

type dir struct {
	pos  uint32 // in b
	kind Kind
}

// Open returns a Walker over the block that lies at span at of b; its spans count from the start of b. Any number of
// `Exif\0` prefixes of 6 octets, up to two, are skipped, as writers put one where no prefix is due (PNG, WebP, HEIF).
func Open(b []byte, at media.Span) Walker {
	at = at.Within(b)
	w := Walker{b: b[:at.End:at.End], base: uint64(at.Start)}
	for range 2 {
		if r := w.b[w.base:]; len(r) >= 6 && string(r[:5]) == "Exif\x00" {
			w.base += 6
		}
	}
	w.header()
	return w
}

// Valid reports whether the block begins with a TIFF or BigTIFF header.
func (w *Walker) Valid() bool { return w.order != 0 }

// Header returns the octet of the TIFF header, from which the offsets in the block count.
func (w *Walker) Header() uint32 { return uint32(w.base) }

// Outcome says, after Next has returned false, whether the walk saw all there is.
func (w *Walker) Outcome() media.Outcome { return w.out }

// Entry returns the entry that the last Next found. The next Next overwrites it: to keep it, copy it.
func (w *Walker) Entry() *Entry { return &w.entry }

func (w *Walker) header() {
	h := w.b[w.base:]
	if len(h) < 8 {
		w.out.Note(media.Truncated, uint32(w.base))
		return
	}
	switch string(h[:4]) {
	case "II*\x00", "MM\x00*":
		w.order = h[0]
		w.push(uint64(w.u32(w.base+4)), Main, w.base+4)
	case "II+\x00", "MM\x00+":
		if len(h) < 16 {
			w.out.Note(media.Truncated, uint32(w.base))
			return
		}
		w.order, w.big = h[0], true
		if w.u16(w.base+4) != 8 || w.u16(w.base+6) != 0 {
			w.order = 0
			w.out.Note(media.Malformed, uint32(w.base+4))
			return
		}
		w.push(w.u64(w.base+8), Main, w.base+8)
	default:
		w.out.Note(media.Malformed, uint32(w.base))
	}
}

// push makes the directory at off (from the header) known; from is the octet of the pointer, for the outcome.
func (w *Walker) push(off uint64, kind Kind, from uint64) {
	size := uint64(len(w.b)) - w.base
	switch {
	case off < 8:
		w.out.Note(media.Malformed, uint32(from))
		return
	case off > size || size-off < w.countSize():
		w.out.Note(media.Truncated, uint32(from))
		return
	}
	d := dir{uint32(w.base + off), kind}
	for _, seen := range w.dirs[:w.n] {
		// A directory that is reached as two kinds is read as two kinds: readers do.
		if seen == d {
			w.out.Note(media.Malformed, uint32(from))
			return
		}
	}
	if w.n == MaxIFDs {
		w.out.Note(media.Budget, uint32(from))
		return
	}
	w.dirs[w.n] = d
	w.n++
	if w.n == 1 {
		w.open()
	}
}

// open begins the directory w.cur.
func (w *Walker) open() {
	w.pos = uint64(w.dirs[w.cur].pos)
	if w.big {
		w.left = w.u64(w.pos)
	} else {
		w.left = uint64(w.u16(w.pos))
	}
	w.pos += w.countSize()
	if w.left == 0 {
		w.close()
	}
}

// close follows the pointer to the next directory, which stands behind the last entry.
func (w *Walker) close() {
	n := uint64(4)
	if w.big {
		n = 8
	}
	kind := w.dirs[w.cur].kind
	chain := kind == Main || kind == Next
	if w.rest() < n {
		if chain {
			w.out.Note(media.Truncated, uint32(w.pos))
		}
		return
	}
	off := uint64(0)
	if w.big {
		off = w.u64(w.pos)
	} else {
		off = uint64(w.u32(w.pos))
	}
	switch {
	case off == 0:
	case chain:
		w.push(off, Next, w.pos)
	case w.plausible(off):
		// No writer means anything by the pointer behind a child directory, and some leave rubbish in it; but Android
		// follows it, so what looks like a directory is read.
		w.push(off, Next, w.pos)
	}
}

// plausible reports whether a whole directory could be at off.
func (w *Walker) plausible(off uint64) bool {
	size := uint64(len(w.b)) - w.base
	if off < 8 || off > size || size-off < w.countSize()+w.entrySize() {
		return false
	}
	at := w.base + off
	n := uint64(0)
	if w.big {
		n = w.u64(at)
	} else {
		n = uint64(w.u16(at))
	}
	at += w.countSize()
	return n != 0 && n <= (uint64(len(w.b))-at)/w.entrySize() && Type(w.u16(at+2)).Size() != 0
}

// Next advances to the next entry, and reports whether there is one.
func (w *Walker) Next() bool {
	for {
		if w.left == 0 {
			if w.cur+1 >= w.n {
				return false
			}
			w.cur++
			w.open()
			continue
		}
		if w.tags == MaxTags {
			w.out.Note(media.Budget, uint32(w.pos))
			w.left, w.cur = 0, w.n
			return false
		}
		if w.rest() >= w.entrySize() {
			break
		}
		w.out.Note(media.Truncated, uint32(w.pos))
		w.left = 0
	}
	w.read()
	w.tags++
	w.pos += w.entrySize()
	if w.left--; w.left == 0 {
		w.close()
	}
	return true
}

// read reads the entry at w.pos, which is inside.
func (w *Walker) read() {
	e := &w.entry
	d := &w.dirs[w.cur]
	e.Kind, e.IFD, e.Cut, e.order = d.kind, uint8(w.cur), false, w.order
	e.Span = media.Span{Start: uint32(w.pos), End: uint32(w.pos + w.entrySize())}
	at, inline := w.pos+8, uint64(4)
	var off uint64
	if w.big {
		p := w.b[w.pos:][:20]
		e.Tag, e.Type = w.order16(p), Type(w.order16(p[2:]))
		e.Count, off = w.order64(p[4:]), w.order64(p[12:])
		at, inline = w.pos+12, 8
	} else {
		p := w.b[w.pos:][:12]
		e.Tag, e.Type = w.order16(p), Type(w.order16(p[2:]))
		e.Count, off = uint64(w.order32(p[4:])), uint64(w.order32(p[8:]))
	}
	end := uint64(len(w.b))
	log, ok := e.Type.log()
	if !ok {
		w.out.Note(media.Malformed, uint32(w.pos+2))
		e.Value = media.Span{Start: uint32(at), End: uint32(at + inline)}
		return
	}
	if e.Count > inline>>log {
		at = w.base + min(off, end-w.base)
	}
	if e.Count <= (end-at)>>log {
		e.Value = media.Span{Start: uint32(at), End: uint32(at + e.Count<<log)}
	} else {
		e.Cut = true
		w.out.Note(media.Truncated, uint32(w.pos+4))
		e.Value = media.Span{Start: uint32(at), End: uint32(end)}
	}
	if e.Tag >= 0x8769 || e.Tag == 0x014A {
		w.follow()
	}
}

// follow makes the directories known that the current entry points to.
func (w *Walker) follow() {
	e := &w.entry
	var kind Kind
	switch e.Tag {
	case 0x8769:
		kind = Exif
	case 0x8825:
		kind = GPS
	case 0xA005:
		kind = Interop
	case 0x014A:
		kind = Sub
	default:
		return
	}
	if e.Kind == GPS || e.Kind == Interop {
		return
	}
	for i := range min(e.Count, maxPointers+1) {
		off, ok := e.Uint(w.b, int(i))
		if !ok {
			w.out.Note(media.Malformed, uint32(w.pos))
			return
		}
		if w.ptrs == maxPointers {
			w.out.Note(media.Budget, uint32(w.pos))
			return
		}
		w.ptrs++
		w.push(off, kind, w.pos)
	}
}

func (w *Walker) rest() uint64 { return uint64(len(w.b)) - w.pos }

func (w *Walker) countSize() uint64 {
	if w.big {
		return 8
	}
	return 2
}

func (w *Walker) entrySize() uint64 {
	if w.big {
		return 20
	}
	return 12
}

func (w *Walker) u16(at uint64) uint16 { return w.order16(w.b[at:]) }
func (w *Walker) u32(at uint64) uint32 { return w.order32(w.b[at:]) }
func (w *Walker) u64(at uint64) uint64 { return w.order64(w.b[at:]) }

func (w *Walker) order16(p []byte) uint16 { return get16(w.order, p) }
func (w *Walker) order32(p []byte) uint32 { return get32(w.order, p) }
func (w *Walker) order64(p []byte) uint64 { return get64(w.order, p) }

func get16(order byte, p []byte) uint16 {
	v := binary.LittleEndian.Uint16(p)
	if order == 'M' {
		v = bits.ReverseBytes16(v)
	}
	return v
}

func get32(order byte, p []byte) uint32 {
	v := binary.LittleEndian.Uint32(p)
	if order == 'M' {
		v = bits.ReverseBytes32(v)
	}
	return v
}

func get64(order byte, p []byte) uint64 {
	v := binary.LittleEndian.Uint64(p)
	if order == 'M' {
		v = bits.ReverseBytes64(v)
	}
	return v
}
