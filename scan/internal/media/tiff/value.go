package tiff

import (
	"bytes"

	"github.com/mmsguard/mmsguard/scan/internal/media"
)

// Type is the type of an entry's values (TIFF 6.0 section 2, BigTIFF, Exif 3.0).
type Type uint16

const (
	Byte      Type = 1
	ASCII     Type = 2
	Short     Type = 3
	Long      Type = 4
	Rational  Type = 5
	SByte     Type = 6
	Undefined Type = 7
	SShort    Type = 8
	SLong     Type = 9
	SRational Type = 10
	Float     Type = 11
	Double    Type = 12
	IFD       Type = 13
	Long8     Type = 16  // BigTIFF
	SLong8    Type = 17  // BigTIFF
	IFD8      Type = 18  // BigTIFF
	UTF8      Type = 129 // Exif 3.0
)

// sizes holds 1 + the binary logarithm of the size of each type up to IFD8, 0 if it is not assigned.
var sizes = [19]uint8{0, 1, 1, 2, 3, 4, 1, 1, 2, 3, 4, 3, 4, 3, 0, 0, 4, 4, 4}

// log returns the binary logarithm of the octets of one value of type t; ok is false if t is not assigned.
func (t Type) log() (n uint8, ok bool) {
	if int(t) < len(sizes) {
		return (sizes[t] - 1) & 3, sizes[t] != 0
	}
	return 0, t == UTF8
}

// Size returns the octets of one value of type t, 0 if t is not assigned.
func (t Type) Size() int {
	n, ok := t.log()
	if !ok {
		return 0
	}
	return 1 << n
}

// octets returns the octets of the i-th value, nil if they are not inside b.
func (e *Entry) octets(b []byte, i int) []byte {
	size := uint64(e.Type.Size())
	v := e.Value.Within(b)
	if size == 0 || i < 0 || uint64(i) >= e.Count || uint64(v.Len())/size <= uint64(i) {
		return nil
	}
	at := uint64(v.Start) + uint64(i)*size
	return b[at : at+size]
}

// Uint returns the i-th value of e as a number; b is what the Walker was given. ok is false if there is no such value
// or its type is none of Byte, Undefined, Short, Long, IFD, Long8 and IFD8.
func (e *Entry) Uint(b []byte, i int) (v uint64, ok bool) {
	p := e.octets(b, i)
	if p == nil {
		return 0, false
	}
	switch e.Type {
	case Byte, Undefined:
		return uint64(p[0]), true
	case Short:
		return uint64(e.u16(p)), true
	case Long, IFD:
		return uint64(e.u32(p)), true
	case Long8, IFD8:
		return e.u64(p), true
	}
	return 0, false
}

// Ratio returns the i-th value of e as a numerator and a denominator, which may be 0; an integer has the denominator 1.
// ok is false if there is no such value or it is no number of at most 32 bits.
func (e *Entry) Ratio(b []byte, i int) (num, den int64, ok bool) {
	p := e.octets(b, i)
	if p == nil {
		return 0, 0, false
	}
	switch e.Type {
	case Rational:
		return int64(e.u32(p)), int64(e.u32(p[4:])), true
	case SRational:
		return int64(int32(e.u32(p))), int64(int32(e.u32(p[4:]))), true
	case Byte:
		return int64(p[0]), 1, true
	case SByte:
		return int64(int8(p[0])), 1, true
	case Short:
		return int64(e.u16(p)), 1, true
	case SShort:
		return int64(int16(e.u16(p))), 1, true
	case Long:
		return int64(e.u32(p)), 1, true
	case SLong:
		return int64(int32(e.u32(p))), 1, true
	}
	return 0, 0, false
}

// Text returns the span of e's text: up to its first NUL, without white space at its ends. It is empty if e's values are
// not octets, or hold no text.
func (e *Entry) Text(b []byte) media.Span {
	s := e.Value.Within(b)
	if e.Type.Size() != 1 {
		return media.Span{Start: s.Start, End: s.Start}
	}
	if i := bytes.IndexByte(s.In(b), 0); i >= 0 {
		s.End = s.Start + uint32(i)
	}
	for s.End > s.Start && isSpace(b[s.End-1]) {
		s.End--
	}
	for s.End > s.Start && isSpace(b[s.Start]) {
		s.Start++
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c-'\t' < 5 }

func (e *Entry) u16(p []byte) uint16 { return get16(e.order, p) }
func (e *Entry) u32(p []byte) uint32 { return get32(e.order, p) }
func (e *Entry) u64(p []byte) uint64 { return get64(e.order, p) }
