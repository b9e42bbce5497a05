package wsp

import "bytes"

// ConsumeValue returns the extent of the header or parameter value at the start of b by its first octet alone
// (WSP 3): 00-1E that many octets follow, 1F a uintvar and that many, 20-7F text to the NUL, 80-FF this octet. A value
// that runs past b is cut there and reported. n is 0 only for an empty b.
func ConsumeValue(b []byte) (n int, c Code) {
	if len(b) == 0 {
		return 0, Truncated
	}
	switch o := b[0]; {
	case o >= 0x80:
		return 1, 0
	case o >= 0x20:
		j := bytes.IndexByte(b, 0)
		if j < 0 {
			return len(b), TextUnterminated
		}
		return j + 1, 0
	case o < 0x1F:
		if int(o) > len(b)-1 {
			return len(b), LengthOverrun
		}
		return 1 + int(o), 0
	}
	length, n, c := ConsumeUintvar(b[1:])
	if n == 0 {
		return len(b), c
	}
	n++
	if uint64(length) > uint64(len(b)-n) {
		return len(b), LengthOverrun
	}
	return n + int(length), c
}

// CheckValue walks the value at b[i:end], i < end, by its first octet alone, reports its faults and returns the offset
// behind it.
func CheckValue(b []byte, i, end int, f Field, r *Recorder) int {
	if o := b[i]; o >= 0x20 && o < 0x80 {
		return CheckText(b, i, end, f, r)
	}
	n, c := ConsumeValue(b[i:end])
	if c != 0 {
		r.Report(c, f, i, i+n)
	}
	return i + n
}

// CheckLength walks the Value-length at b[i:end], i < end, whose first octet is 1F or less. It reports its faults and
// returns where the octets that it counts begin and end; both are cut at end.
func CheckLength(b []byte, i, end int, f Field, r *Recorder) (start, stop int) {
	length, n, c := ConsumeValueLength(b[i:end])
	if n == 0 {
		r.Report(c, f, i, end)
		return end, end
	}
	if c != 0 {
		r.Report(c, f, i, i+n)
	}
	start = i + n
	if uint64(length) > uint64(end-start) {
		r.Report(LengthOverrun, f, i, end)
		return start, end
	}
	return start, start + int(length)
}

// CheckInteger walks the Integer-value (or, where short is false, the Long-integer) at b[i:end], i < end, reports its
// faults and returns the offset behind it. A value of another kind is reported and passed over by its first octet.
func CheckInteger(b []byte, i, end int, short bool, f Field, r *Recorder) int {
	o := b[i]
	if o >= 0x80 && short {
		return i + 1
	}
	if o > 0x1E {
		r.Report(ValueKind, f, i, i+1)
		return CheckValue(b, i, end, f, r)
	}
	_, n, c := ConsumeLongInteger(b[i:end])
	if n == 0 {
		r.Report(c, f, i, end)
		return end
	}
	if c != 0 {
		r.Report(c, f, i, i+n)
	}
	return i + n
}
