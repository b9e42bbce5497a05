package wsp

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// Text is a text of the wire (WSP 2.5): its octets without Quote, opening quotation mark and End-of-string, and the
// charset that was stated for them. It borrows the octets.
type Text struct {
	b  []byte
	cs Charset
}

// MakeText returns a Text over b, which must not have a Quote or End-of-string any more.
func MakeText(b []byte, cs Charset) Text { return Text{b[:len(b):len(b)], cs} }

// Bytes returns the octets of t, in its charset.
func (t Text) Bytes() []byte { return t.b }

// Charset returns the charset that was stated for t; 0 means none or "any".
func (t Text) Charset() Charset { return t.cs }

// Len returns the number of octets of t.
func (t Text) Len() int { return len(t.b) }

// IsZero reports whether t has no octets.
func (t Text) IsZero() bool { return len(t.b) == 0 }

// AppendUTF8 appends t as valid UTF-8 (WSP 10): the stated charset if it is known; else UTF-8 if the octets are that; else
// ISO-8859-1. What cannot be decoded becomes U+FFFD.
func (t Text) AppendUTF8(dst []byte) []byte {
	dst, _ = t.cs.AppendUTF8(dst, t.b)
	return dst
}

// String returns t as UTF-8; allocates.
func (t Text) String() string { return string(t.AppendUTF8(nil)) }

// Equal reports whether the octets of t are those of s.
func (t Text) Equal(s string) bool { return string(t.b) == s }

// EqualFold reports whether the octets of t are those of s, letters A to Z in either case.
func (t Text) EqualFold(s string) bool { return equalFold(t.b, s) }

// ConsumeText reads a Text-string (WSP 2.5) at the start of b, up to its End-of-string or, reported as
// [TextUnterminated], to the end of b. n is 0 only for an empty b.
func ConsumeText(b []byte) (t Text, n int, c Code) {
	if len(b) == 0 {
		return Text{}, 0, Truncated
	}
	var r Recorder
	n = CheckText(b, 0, len(b), 0, &r)
	return TextString(b[:n]), n, r.First.Code
}

// ConsumeTextValue reads a Text-value (WSP 2.5) at the start of b: no value, a Token-text or a Quoted-string.
func ConsumeTextValue(b []byte) (t Text, n int, c Code) {
	if len(b) == 0 {
		return Text{}, 0, Truncated
	}
	var r Recorder
	n = CheckTextValue(b, 0, len(b), 0, &r)
	return TextString(b[:n]), n, r.First.Code
}

// TextString returns the text of v, the octets of a whole Text-string, Token-text or Quoted-string as [CheckText] or
// [ConsumeValue] delimits them: Quote, quotation marks and End-of-string are taken off.
func TextString(v []byte) Text {
	if n := len(v); n > 0 && v[n-1] == 0 {
		v = v[:n-1]
	}
	if len(v) > 0 {
		switch v[0] {
		case 0x7F:
			v = v[1:]
		case '"':
			v = v[1:]
			if n := len(v); n > 0 && v[n-1] == '"' {
				v = v[:n-1]
			}
		}
	}
	return Text{b: v[:len(v):len(v)]}
}

// PlainString is TextString for texts that have no quotation marks of the wire, such as header values in MMS: only Quote
// and End-of-string are taken off.
func PlainString(v []byte) Text {
	if n := len(v); n > 0 && v[n-1] == 0 {
		v = v[:n-1]
	}
	if len(v) > 0 && v[0] == 0x7F {
		v = v[1:]
	}
	return Text{b: v[:len(v):len(v)]}
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// stops has bit 7 of an octet set where x has a control character there. An octet FF makes it doubtful what it says of the
// octets above, and nothing else does: borrows and carries come from octets that are hits themselves.
func stops(x uint64) uint64 { return ((x - 0x20*ones) | (x + ones)) &^ x & highs }

// textStop returns the index of the first octet in b[i:end] that is a control character (00-1F, 7F), or end.
func textStop(b []byte, i, end int) int {
	b = b[:end]
	for i < len(b) {
		if i+8 <= len(b) {
			m := stops(binary.LittleEndian.Uint64(b[i:]))
			if m == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(m) >> 3
		}
		if c := b[i]; c < 0x20 || c == 0x7F {
			return i
		}
		i++
	}
	return i
}

// PlainTextEnd returns the offset behind the End-of-string of the text at b[i:] if no control character comes before it;
// else 0.
func PlainTextEnd(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		if m := stops(binary.LittleEndian.Uint64(b[i:])); m != 0 {
			i += bits.TrailingZeros64(m) >> 3
			break
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c == 0 {
			return i + 1
		} else if c < 0x20 || c == 0x7F {
			return 0
		}
	}
	return 0
}

// CheckText walks the Text-string at b[i:end], i < end, reports its faults and returns the offset behind it.
func CheckText(b []byte, i, end int, f Field, r *Recorder) int {
	j := textStop(b, i, end)
	if j < end && b[j] == 0 && (b[i] < 0x80) {
		return j + 1
	}
	return checkOddText(b, i, end, f, r)
}

func checkOddText(b []byte, start, end int, f Field, r *Recorder) int {
	i := start
	switch {
	case b[i] == 0x7F:
		i++
		if i >= end || b[i] < 0x80 {
			r.Report(TextQuoted, f, start, i)
		}
	case b[i] >= 0x80:
		r.Report(TextUnquoted, f, start, start+1)
	}
	return checkTextRest(b, start, i, end, f, r)
}

// checkTextRest walks from i to the End-of-string of the text that began at start.
func checkTextRest(b []byte, start, i, end int, f Field, r *Recorder) int {
	for control := false; ; i++ {
		i = textStop(b, i, end)
		if i >= end {
			r.Report(TextUnterminated, f, start, end)
			return end
		}
		switch c := b[i]; {
		case c == 0:
			return i + 1
		case c == '\t':
		case c == '\r' && i+2 < end && b[i+1] == '\n' && (b[i+2] == ' ' || b[i+2] == '\t'):
			i += 2
		case !control:
			control = true
			r.Report(TextControl, f, i, i+1)
			j := bytes.IndexByte(b[i:end], 0)
			if j < 0 {
				j = end - i
			}
			i += j - 1
		}
	}
}

// CheckTextValue walks the Text-value at b[i:end], i < end, reports its faults and returns the offset behind it.
func CheckTextValue(b []byte, i, end int, f Field, r *Recorder) int {
	switch b[i] {
	case 0:
		return i + 1
	case '"':
		return checkQuoted(b, i, end, f, r)
	}
	next := CheckText(b, i, end, f, r)
	checkToken(b, i, next, f, r)
	return next
}

// checkQuoted walks the Quoted-string at b[i:end], whose first octet is the quotation mark.
func checkQuoted(b []byte, i, end int, f Field, r *Recorder) int {
	next := checkTextRest(b, i, i+1, end, f, r)
	last := next - 1
	if last > i && b[last] == 0 {
		last--
	}
	if last > i && b[last] == '"' {
		r.Report(QuotedClosed, f, last, last+1)
	}
	return next
}

// checkToken reports the first octet of the text b[i:next] that no token has; End-of-string is not looked at.
func checkToken(b []byte, i, next int, f Field, r *Recorder) {
	for j := i; j < next; j++ {
		if c := b[j]; c != 0 && !isToken(c) {
			r.Report(TokenSeparator, f, j, j+1)
			return
		}
	}
}

// isToken reports whether c may stand in an HTTP token: no control, no separator, no 8-bit octet.
func isToken(c byte) bool {
	const lo = 1<<'!' | 1<<'#' | 1<<'$' | 1<<'%' | 1<<'&' | 1<<'\'' | 1<<'*' | 1<<'+' | 1<<'-' | 1<<'.' |
		0x3FF<<'0'
	const hi = 0x3FFFFFF<<('A'-64) | 0x3FFFFFF<<('a'-64) | 1<<('^'-64) | 1<<('_'-64) | 1<<('`'-64) | 1<<('|'-64) | 1<<('~'-64)
	if c < 64 {
		return uint64(lo)>>c&1 != 0
	}
	return c < 128 && uint64(hi)>>(c-64)&1 != 0
}

// lower returns c with A to Z as a to z.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}

// equalFold reports whether a is s, letters A to Z in either case.
func equalFold(a []byte, s string) bool {
	return len(a) == len(s) && hasPrefixFold(a, s)
}

// hasPrefixFold reports whether a begins with s, letters A to Z in either case.
func hasPrefixFold(a []byte, s string) bool {
	if len(a) < len(s) {
		return false
	}
	for i := range len(s) {
		if lower(a[i]) != lower(s[i]) {
			return false
		}
	}
	return true
}

// trimSpace takes spaces and tabs off both ends of b.
func trimSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for n := len(b); n > 0 && (b[n-1] == ' ' || b[n-1] == '\t'); n = len(b) {
		b = b[:n-1]
	}
	return b
}

// TokenEnd returns the offset of the first octet of b[i:end] that no token has, or end.
func TokenEnd(b []byte, i, end int) int {
	for i < end && isToken(b[i]) {
		i++
	}
	return i
}
