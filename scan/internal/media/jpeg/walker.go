// Package jpeg walks the segments of a JPEG file (ITU-T T.81 annex B; leaks.md 2.2).
//
//	w := jpeg.Open(b, span)
//	for w.Next() {
//		if s := w.Segment(); s.Kind == jpeg.Exif { … }
//	}
//
// A walk ends at the first SOS, in front of which all metadata stands that readers look at, and costs some tens of
// nanoseconds. After that WalkOn goes on through the coded data, at about the speed of memory, to the other scans, the
// segments between them, the end of the image and what trails it.
package jpeg

import (
	"bytes"

	"github.com/mmsguard/mmsguard/scan/internal/media"
)

// Markers (T.81 table B.1).
const (
	SOF0  = 0xC0
	DHT   = 0xC4
	JPG   = 0xC8
	DAC   = 0xCC
	RST0  = 0xD0
	SOI   = 0xD8
	EOI   = 0xD9
	SOS   = 0xDA
	DQT   = 0xDB
	DNL   = 0xDC
	DRI   = 0xDD
	APP0  = 0xE0
	APP15 = 0xEF
	COM   = 0xFE
	TEM   = 0x01
)

// Segment is one marker segment.
type Segment struct {
	Marker byte       // the octet after FF
	Kind   Kind       // what an APPn holds by its signature
	Cut    bool       // the segment goes on beyond the octets that are there
	Span   media.Span // all of it, from FF
	Data   media.Span // what follows the length and, if Kind is not Other, the signature
}

// Frame is what a start of frame says.
type Frame struct {
	Marker        byte // SOF0..SOF15, 0 if none was seen
	Precision     byte // bits per sample
	Components    byte
	Width, Height uint16 // samples; a height of 0 is told by a DNL segment
}

// Walker is a cursor over the segments. It is a value, and may be copied.
type Walker struct {
	b     []byte // up to the end of the block
	start int
	pos   int // what comes next
	seg   Segment
	frame Frame
	state state
	end   int // logical end, 0 if not reached
	out   media.Outcome
}

type state uint8

const (
	none  state = iota // no JPEG
	heads              // at a segment
	scan               // in coded data
	done
)

// Open returns a Walker over the JPEG file at span at of b; spans count from the start of b.
func Open(b []byte, at media.Span) Walker {
	at = at.Within(b)
	w := Walker{b: b[:at.End:at.End], start: int(at.Start)}
	r := w.b[w.start:]
	switch {
	case len(r) < 2:
		w.out.Note(media.Truncated, at.Start)
	case r[0] != 0xFF || r[1] != SOI:
		w.out.Note(media.Malformed, at.Start)
	default:
		w.pos, w.state = w.start+2, heads
	}
	return w
}

// Valid reports whether the file begins with SOI.
func (w *Walker) Valid() bool { return w.state != none }

// Segment returns the segment that the last Next found. The next Next overwrites it: to keep it, copy it.
func (w *Walker) Segment() *Segment { return &w.seg }

// Frame returns the last start of frame that was passed.
func (w *Walker) Frame() Frame { return w.frame }

// Outcome says, after Next has returned false, whether the segments up to the first SOS, or to the end of the image if
// the walk went on, were all there.
func (w *Walker) Outcome() media.Outcome { return w.out }

// End returns the octet after the EOI of the first image; ok is false if the walk has not come there.
func (w *Walker) End() (end uint32, ok bool) { return uint32(w.end), w.end != 0 }

// Trailer returns the octets after the first image, empty unless End is ok.
func (w *Walker) Trailer() media.Span {
	n := uint32(len(w.b))
	if w.end == 0 {
		return media.Span{Start: n, End: n}
	}
	return media.Span{Start: uint32(w.end), End: n}
}

// Next advances to the next segment. It returns false after the SOS, after EOI and at the end of the octets.
func (w *Walker) Next() bool {
	if w.state != heads {
		return false
	}
	return w.segment()
}

// WalkOn makes the next Next go on behind an SOS: it skips the coded data. It reports whether the walk stood there.
func (w *Walker) WalkOn() bool {
	if w.state != scan {
		return false
	}
	w.state = heads
	w.skip()
	return true
}

// segment reads the segment at w.pos, or ends the walk.
func (w *Walker) segment() bool {
	p, ok := w.marker()
	if !ok {
		w.stop(w.pos)
		return false
	}
	m := w.b[p]
	s := &w.seg
	*s = Segment{Marker: m, Span: media.Span{Start: uint32(p - 1)}}
	switch {
	case m == EOI:
		w.end, w.pos, w.state = p+1, p+1, done
		return false
	case m == TEM || m >= RST0 && m <= SOI:
		// These have no length; none of them is due here, and decoders pass over them.
		if m != TEM {
			w.out.Note(media.Malformed, uint32(p-1))
		}
		s.Span.End = uint32(p + 1)
		s.Data = media.Span{Start: s.Span.End, End: s.Span.End}
		w.pos = p + 1
		return true
	}
	if len(w.b)-p < 3 {
		w.stop(p)
		return false
	}
	n := int(w.b[p+1])<<8 | int(w.b[p+2])
	if n < 2 {
		// A length that does not hold itself: decoders give up, or fall out of step. What follows may still be read.
		w.out.Note(media.Malformed, uint32(p+1))
		n = 2
	}
	end := p + 1 + n
	if n > len(w.b)-p-1 {
		w.out.Note(media.Truncated, uint32(p-1))
		s.Cut, end = true, len(w.b)
	}
	s.Span.End = uint32(end)
	s.Data = media.Span{Start: uint32(p + 3), End: uint32(end)}
	w.pos = end
	switch {
	case m == SOS:
		w.state = scan
	case m >= APP0 && m <= APP15:
		k, sig := signature(m, w.b[p+3:end])
		s.Kind = k
		s.Data.Start += uint32(sig)
	case m >= SOF0 && m <= 0xCF && m != DHT && m != JPG && m != DAC:
		w.readFrame(m, w.b[p+3:end])
	}
	if s.Cut {
		w.state = done
	}
	return true
}

// marker returns the octet after the FF of the next marker, past fill octets and past what no segment claims, as
// decoders do.
func (w *Walker) marker() (int, bool) {
	p := w.pos
	if len(w.b)-p >= 2 && w.b[p] == 0xFF && w.b[p+1]-1 < 0xFE {
		return p + 1, true
	}
	for {
		i := bytes.IndexByte(w.b[p:], 0xFF)
		if i < 0 {
			return 0, false
		}
		if i > 0 {
			w.out.Note(media.Malformed, uint32(p))
		}
		for p += i; p < len(w.b) && w.b[p] == 0xFF; p++ {
		}
		if p == len(w.b) {
			return 0, false
		}
		if w.b[p] != 0 {
			return p, true
		}
		w.out.Note(media.Malformed, uint32(p))
	}
}

// skip goes to the first marker in coded data that is neither a stuffed octet nor a restart.
func (w *Walker) skip() {
	b, p := w.b, w.pos
	for {
		i := bytes.IndexByte(b[p:], 0xFF)
		if i < 0 || p+i+1 >= len(b) {
			w.pos = len(b)
			return
		}
		p += i + 1
		if m := b[p]; m != 0 && m&^7 != RST0 {
			w.pos = p - 1
			return
		}
	}
}

func (w *Walker) stop(at int) {
	w.out.Note(media.Truncated, uint32(at))
	w.state = done
}

func (w *Walker) readFrame(m byte, p []byte) {
	if len(p) < 6 {
		return
	}
	w.frame = Frame{
		Marker: m, Precision: p[0], Components: p[5],
		Height: uint16(p[1])<<8 | uint16(p[2]),
		Width:  uint16(p[3])<<8 | uint16(p[4]),
	}
}

// Kept reports, without walking the coded data, whether the last two octets of the span at of b are an EOI: a file that
// was not cut and has no trailer.
func Kept(b []byte, at media.Span) bool {
	p := at.Within(b).In(b)
	return len(p) >= 4 && p[len(p)-2] == 0xFF && p[len(p)-1] == EOI
}

// LastEOI returns the octet after the last EOI in the last window octets of span at of b. It finds the end of an image
// whose trailer holds no image; the end of the first image in every case is what WalkOn finds.
func LastEOI(b []byte, at media.Span, window int) (end uint32, ok bool) {
	at = at.Within(b)
	p := at.In(b)
	// Forward search is many times faster than backward search, so go back in blocks that grow, and forward in each.
	const first = 512
	hi := len(p)
	lo := hi
	for size := first; lo > 0 && len(p)-lo < window; size *= 2 {
		lo = max(hi-size, len(p)-window, 0)
		last := -1
		for q := lo; q < hi; {
			i := bytes.IndexByte(p[q:hi], 0xFF)
			if i < 0 {
				break
			}
			q += i + 1
			if q < len(p) && p[q] == EOI {
				last = q + 1
			}
		}
		if last >= 0 {
			return at.Start + uint32(last), true
		}
		hi = lo
	}
	return 0, false
}
