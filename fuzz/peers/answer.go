package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
)

// A message is what all decoders are given.
type message struct {
	name   string
	octets []byte
}

// An answer is what is compared. The zero answer is that of a decoder that could not read the message.
type answer struct {
	Type        string
	Transaction string
	PartEnds    []int // where the data of each part of the first level end
}

func (a answer) String() string {
	if a.Type == "" {
		return "nothing"
	}
	return strings.TrimSpace(fmt.Sprintf("%s, transaction %q, parts to %v", a.Type, a.Transaction, a.PartEnds))
}

func (a answer) equal(b answer) bool {
	return a.Type == b.Type && a.Transaction == b.Transaction && slices.Equal(a.PartEnds, b.PartEnds)
}

// ours reads a message with mmsguard.
func ours(b []byte) answer {
	p, err := mmspdu.Parse(b)
	if err != nil {
		return answer{}
	}
	a := answer{Type: p.Type().String()}
	if id, ok := p.TransactionID(); ok {
		a.Transaction = id.String()
	}
	for part := range p.Parts() {
		a.PartEnds = append(a.PartEnds, int(part.DataSpan().End))
	}
	return a
}

// touch reads the same without making anything of it: this is what is timed. It returns a sum so that it is not left out.
func touch(b []byte) int {
	p, err := mmspdu.Parse(b)
	if err != nil {
		return 0
	}
	id, _ := p.TransactionID()
	n := int(p.Type()) + id.Len()
	c := p.PartCursor()
	for c.Next() {
		part := c.Part()
		n += int(part.DataSpan().End)
	}
	return n
}
