package tiff

import (
	"bytes"

	"github.com/mmsguard/mmsguard/scan/internal/media"
)

// State says what a coordinate, or a position, holds.
type State uint8

const (
	Absent     State = iota // no such tag
	Empty                   // the tag has no value, or a text without a number
	NoNumber                // the degrees have the denominator 0
	OutOfRange              // beyond 90 degrees of latitude, or 180 of longitude
	Zero                    // exactly 0, as writes a phone that had no fix
	Located                 // a place
)

// String returns the name of s.
func (s State) String() string {
	switch s {
	case Absent:
		return "absent"
	case Empty:
		return "empty"
	case NoNumber:
		return "no-number"
	case OutOfRange:
		return "out-of-range"
	case Zero:
		return "zero"
	case Located:
		return "located"
	}
	return "unknown"
}

// Coordinate is a latitude or a longitude.
type Coordinate struct {
	State State
	Ref   byte       // 'N', 'S', 'E', 'W', or 0: not stated
	Micro int32      // millionths of a degree, negative for S and W; 0 unless State is Located
	Value media.Span // octets of the value
	Refer media.Span // octets of the reference letter
}

// Position is what one GPS directory says about the place: tags 1 to 4.
type Position struct {
	Lat, Lon Coordinate
	IFD      uint8 // Entry.IFD of the directory
	any      bool
}

// State returns Located if p is a place, Zero if both coordinates are 0, and else what is wrong with the worse one.
func (p Position) State() State {
	a, b := min(p.Lat.State, p.Lon.State), max(p.Lat.State, p.Lon.State)
	if a == Zero {
		return b
	}
	return a
}

// Take adds e, an entry of a walk over b, if it is one of the four tags of a position. When a second directory comes, it
// takes the place of the first unless that one was Located.
func (p *Position) Take(b []byte, e *Entry) {
	if e.Kind != GPS || e.Tag < 1 || e.Tag > 4 {
		return
	}
	if p.any && p.IFD != e.IFD {
		if p.State() == Located {
			return
		}
		*p = Position{}
	}
	p.IFD, p.any = e.IFD, true
	c, x := &p.Lat, axis{'N', 'S', 90 * nano}
	if e.Tag > 2 {
		c, x = &p.Lon, axis{'E', 'W', 180 * nano}
	}
	if e.Tag&1 == 1 {
		c.refer(b, e, x)
	} else {
		c.value(b, e, x)
	}
}

const nano = 1_000_000_000

// axis is what distinguishes a latitude from a longitude.
type axis struct {
	plus, minus byte
	limit       uint64 // in billionths of a degree
}

func (c *Coordinate) refer(b []byte, e *Entry, x axis) {
	s := e.Text(b)
	c.Refer = e.Value
	if s.Len() == 0 {
		return
	}
	c.letter(b[s.Start], x)
}

func (c *Coordinate) letter(l byte, x axis) {
	switch l &^ 0x20 {
	case x.minus:
		c.Micro = -max(c.Micro, -c.Micro)
		fallthrough
	case x.plus:
		c.Ref = l &^ 0x20
	}
}

// value reads degrees, minutes and seconds. What is missing of the latter two, or has the denominator 0, counts as 0:
// the degrees alone are a place. Of repeated tags the first that says most counts.
func (c *Coordinate) value(b []byte, e *Entry, x axis) {
	var sum uint64
	var neg bool
	var s State
	switch e.Type {
	case ASCII, UTF8, Undefined:
		sum, neg, s = c.text(e.Text(b).In(b), x)
	default:
		sum, neg, s = triplet(b, e)
	}
	switch {
	case s != Located:
	case sum > x.limit:
		s = OutOfRange
	case sum == 0:
		s = Zero
	}
	if s <= c.State {
		return
	}
	c.State, c.Value, c.Micro = s, e.Value, 0
	if s == Located {
		c.Micro = int32((sum + 500) / 1000)
		if neg || c.Ref == x.minus {
			c.Micro = -c.Micro
		}
	}
}

// triplet returns the sum of e's first three values in billionths of a degree, which fits: a numerator has 32 bits.
func triplet(b []byte, e *Entry) (sum uint64, neg bool, _ State) {
	for i, per := range [3]uint64{1, 60, 3600} {
		num, den, ok := e.Ratio(b, i)
		if !ok && i == 0 {
			return 0, false, Empty
		}
		if den == 0 && i == 0 {
			return 0, false, NoNumber
		}
		if !ok || den == 0 {
			continue
		}
		if num != 0 && (num < 0) != (den < 0) {
			neg = true
		}
		sum += uint64(max(num, -num)) * nano / (uint64(max(den, -den)) * per)
	}
	return sum, neg, Located
}

// text reads up to three decimal numbers of t, as some writers put degrees as text; the letter of a hemisphere may stand
// among them. Six numbers between commas are three with decimal commas.
func (c *Coordinate) text(t []byte, x axis) (sum uint64, neg bool, _ State) {
	point := byte('.')
	if bytes.Count(t, []byte(",")) == 5 && bytes.IndexByte(t, '.') < 0 {
		point = ','
	}
	n := 0
	for i := 0; i < len(t) && n < 3; {
		if !isDigit(t[i]) {
			if c.Ref == 0 {
				c.letter(t[i], x)
			}
			i++
			continue
		}
		neg = neg || i > 0 && t[i-1] == '-'
		v, used := decimal(t[i:], point)
		i += used
		sum += v / [3]uint64{1, 60, 3600}[n]
		n++
	}
	if c.Ref == 0 && len(t) > 0 {
		c.letter(t[len(t)-1], x)
	}
	if n == 0 {
		return 0, false, Empty
	}
	return sum, neg, Located
}

// decimal reads the decimal number at the start of t in billionths; more than 9,999 counts as 9,999.
func decimal(t []byte, point byte) (v uint64, used int) {
	for ; used < len(t) && isDigit(t[used]); used++ {
		v = min(v*10+uint64(t[used]-'0'), 9999)
	}
	v *= nano
	if used == len(t) || t[used] != point {
		return v, used
	}
	used++
	for f := uint64(nano / 10); used < len(t) && isDigit(t[used]); used++ {
		v += f * uint64(t[used]-'0')
		f /= 10
	}
	return v, used
}

func isDigit(c byte) bool { return c-'0' <= 9 }
