package maker

import (
	"bytes"
	"slices"
)

// Source answers small questions by the octets of a fuzz input, in their order. Run dry it gives the plainest answer: 0, no,
// nothing. So an octet that is changed changes one decision, and an input that is cut off still stands for something.
type Source struct{ b []byte }

// NewSource is a Source over a copy of b.
func NewSource(b []byte) *Source { return &Source{bytes.Clone(b)} }

// Dry tells whether no octet is left.
func (s *Source) Dry() bool { return len(s.b) == 0 }

// Pick chooses a number from 0 to n-1, by one octet, or by two where one has too few values.
func (s *Source) Pick(n int) int {
	v := s.octet()
	if n > 256 {
		v = v<<8 | s.octet()
	}
	return v % max(n, 1)
}

func (s *Source) octet() int {
	if len(s.b) == 0 {
		return 0
	}
	o := s.b[0]
	s.b = s.b[1:]
	return int(o)
}

// Flip is yes or no.
func (s *Source) Flip() bool { return s.Pick(2) == 1 }

// Rarely is yes in one case of n.
func (s *Source) Rarely(n int) bool { return s.Pick(n) == n-1 }

// Octets takes up to most octets of the input as they are.
func (s *Source) Octets(most int) []byte {
	n := min(s.Pick(most+1), len(s.b))
	b := slices.Clone(s.b[:n])
	s.b = s.b[n:]
	return b
}

// Number chooses among all widths that an integer can have, and their edges.
func (s *Source) Number() uint64 {
	n := uint64(0)
	switch width := s.Pick(12); width {
	case 9:
		return 0x7F + uint64(s.Pick(3))
	case 10:
		return 1<<(8*uint(1+s.Pick(7))) - uint64(s.Pick(2))
	case 11:
		return 1<<64 - 1
	default:
		for range width {
			n = n<<8 | uint64(s.octet())
		}
	}
	return n
}

// edges are lengths of texts around those at which a Value-length gets longer, less by what stands beside the text in it.
var edges = [...]int{26, 27, 28, 29, 30, 31, 32, 124, 125, 126, 127, 128, 300}

// runes are letters of many scripts, among them such as no charset of 8 bits has. None needs a surrogate.
var runes = [...]rune{'ž', 'é', 'ß', 'Ж', 'ω', 'ش', 'ש', '漢', 'か', '한', '€', 'Å', '·', '\u00A0'}

// ASCII chooses a text of printable characters.
func (s *Source) ASCII() string {
	b := s.Octets(24)
	for i, o := range b {
		b[i] = 0x20 + o%0x5F
	}
	if s.Rarely(6) {
		n := edges[s.Pick(len(edges))]
		b = bytes.Repeat(append(b, 'x'), n)[:n]
	}
	return string(b)
}

// Text chooses a text of any letters, perhaps with white space that texts may have: tabs, and line ends that a space follows.
func (s *Source) Text() string {
	t := s.ASCII()
	switch s.Pick(8) {
	case 5:
		t += "x\tx"
	case 6:
		t += "x\r\n x"
	case 7:
		var wide []rune
		for range 1 + s.Pick(4) {
			wide = append(wide, runes[s.Pick(len(runes))])
		}
		if s.Flip() {
			return string(wide) + t
		}
		return t + string(wide)
	}
	return t
}

const tokenChars = "abcXYZ019-._~!#$%&'*+^`|"

// Token chooses a text of the characters that tokens have, at least one.
func (s *Source) Token() string {
	b := []byte{tokenChars[s.Pick(len(tokenChars))]}
	for range s.Pick(8) {
		b = append(b, tokenChars[s.Pick(len(tokenChars))])
	}
	return string(b)
}

// shuffle puts the items into an order by one decision for each; dry, they keep theirs.
func shuffle[T any](s *Source, items []T) {
	for i := len(items) - 1; i > 0; i-- {
		j := i - s.Pick(i+1)
		items[i], items[j] = items[j], items[i]
	}
}
