package scan

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mailbox is an M-Mbox-View.conf whose descriptions are the PDUs given.
func mailbox(descriptions ...[]byte) []byte {
	b := slices.Concat([]byte{0x8C, 0x8E}, textField(0x98, "v1"), []byte{0x8D, 0x92, 0x92, 0x80, 0x84, 0xA3}, uintvar(uint32(len(descriptions))))
	for _, d := range descriptions {
		b = append(b, entry([]byte{0xBE}, nil, d)...)
	}
	return b
}

// described is an M-Mbox-Descr with the parts given.
func described(entries ...[]byte) []byte {
	b := slices.Concat([]byte{0x8C, 0x93, 0x8D, 0x92}, textField(0x83, "http://mmsc.example/b/1"), textField(0x8B, "m1@mmsc.example"),
		[]byte{0x84, 0xA3}, uintvar(uint32(len(entries))))
	return append(b, slices.Concat(entries...)...)
}

// TestMailbox: the parts of the messages in a mailbox listing are judged, and numbered behind the part that they lie in.
func TestMailbox(t *testing.T) {
	elf := append([]byte("\x7FELF\x02\x01\x01"), make([]byte, 57)...)
	b := mailbox(
		described(named("image/jpeg", "a.jpg", photo(nil, 2<<10))),
		described(named("text/plain", "t.txt", []byte("Hello")), named("image/jpeg", "b.jpg", elf)),
	)
	var s Scanner
	r, err := s.Scan(context.Background(), b)
	require.NoError(t, err)
	assert.Equal(t, VerdictMalicious, r.Verdict)
	require.Len(t, r.Parts, 5) // description, photo, description, text, program
	assert.Equal(t, []int32{MessagePart, 0, MessagePart, 2, 2}, []int32{
		r.Parts[0].Parent, r.Parts[1].Parent, r.Parts[2].Parent, r.Parts[3].Parent, r.Parts[4].Parent,
	})
	for _, f := range r.Findings {
		if f.Rule.String() == "MMS-MAL-0002" {
			assert.EqualValues(t, 4, f.Part)
			assert.Equal(t, elf, f.Span.In(b)[:len(elf)])
			return
		}
	}
	assert.Fail(t, "the program in the second description was not found")
}

// TestMailboxLimit: descriptions count against the limit of parts.
func TestMailboxLimit(t *testing.T) {
	d := described(named("text/plain", "a.txt", []byte("a")), named("text/plain", "b.txt", []byte("b")))
	s := Scanner{Limits: Limits{Parts: 5}}
	r, err := s.Scan(context.Background(), mailbox(d, d, d))
	require.NoError(t, err)
	assert.False(t, r.Complete)
	assert.Len(t, r.Parts, 5)
}
