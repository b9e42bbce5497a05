package wsp

import (
	"math/bits"
	"slices"
)

// ConsumeUintvar reads the uintvar at the start of b (WSP 2.2): its value and the octets that it takes. A uintvar that is
// padded with leading 80 octets, within 5 octets in all, is read and reported as [UintvarPadded]. n is 0 and c is
// [Truncated] or [UintvarOverflow] where there is no value.
func ConsumeUintvar(b []byte) (v uint32, n int, c Code) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint32(b[0]), 1, 0
	}
	if len(b) > 1 && b[0] > 0x80 && b[1] < 0x80 {
		return uint32(b[0]&0x7F)<<7 | uint32(b[1]), 2, 0
	}
	return consumeLongUintvar(b)
}

func consumeLongUintvar(b []byte) (v uint32, n int, c Code) {
	var w uint64
	for n < 5 {
		if n >= len(b) {
			return 0, 0, Truncated
		}
		o := b[n]
		n++
		w = w<<7 | uint64(o&0x7F)
		if o < 0x80 {
			if w > 1<<32-1 {
				return 0, 0, UintvarOverflow
			}
			if b[0] == 0x80 {
				c = UintvarPadded
			}
			return uint32(w), n, c
		}
	}
	return 0, 0, UintvarOverflow
}

// ConsumeValueLength reads the Value-length at the start of b (WSP 2.3): the number of octets that follow it. Both forms
// are legal for any number up to 30. n is 0 where there is none: [LengthMissing] for an octet of 20 or above.
func ConsumeValueLength(b []byte) (length uint32, n int, c Code) {
	switch {
	case len(b) == 0:
		return 0, 0, Truncated
	case b[0] < 0x1F:
		return uint32(b[0]), 1, 0
	case b[0] == 0x1F:
		length, n, c = ConsumeUintvar(b[1:])
		if n == 0 {
			return 0, 0, c
		}
		return length, n + 1, c
	}
	return 0, 0, LengthMissing
}

// AppendUintvar appends v as a uintvar of as few octets as it takes, 1 to 5 (WSP 2.2).
func AppendUintvar(dst []byte, v uint32) []byte {
	switch {
	case v < 1<<7:
		return append(dst, byte(v))
	case v < 1<<14:
		return append(dst, byte(v>>7)|0x80, byte(v&0x7F))
	case v < 1<<21:
		return append(dst, byte(v>>14)|0x80, byte(v>>7)|0x80, byte(v&0x7F))
	case v < 1<<28:
		return append(dst, byte(v>>21)|0x80, byte(v>>14)|0x80, byte(v>>7)|0x80, byte(v&0x7F))
	}
	return append(dst, byte(v>>28)|0x80, byte(v>>21)|0x80, byte(v>>14)|0x80, byte(v>>7)|0x80, byte(v&0x7F))
}

// SizeUintvar returns how many octets [AppendUintvar] appends for v.
func SizeUintvar(v uint32) int { return max(1, (bits.Len32(v)+6)/7) }

// maxShortLength is the largest length that fits into one octet (WSP 2.3).
const maxShortLength = 30

// lengthQuote says that a length follows as a uintvar (WSP 2.1).
const lengthQuote = 0x1F

// AppendValueLength appends the Value-length n: one octet up to 30, else Length-quote and a uintvar (WSP 2.3).
func AppendValueLength(dst []byte, n uint32) []byte {
	if n <= maxShortLength {
		return append(dst, byte(n))
	}
	return AppendUintvar(append(dst, lengthQuote), n)
}

// SizeValueLength returns how many octets [AppendValueLength] appends for n.
func SizeValueLength(n uint32) int {
	if n <= maxShortLength {
		return 1
	}
	return 1 + SizeUintvar(n)
}

// PrefixValueLength puts the Value-length of b[start:] in front of it: what is written first and counted then. It moves
// those octets, and allocates only if the capacity of b does not do. b[start:] has fewer than 4 GiB.
func PrefixValueLength(b []byte, start int) []byte {
	n := len(b) - start
	size := SizeValueLength(uint32(n))
	b = slices.Grow(b, size)[:len(b)+size]
	copy(b[start+size:], b[start:start+n])
	AppendValueLength(b[:start], uint32(n))
	return b
}
