package mmspdu_test

import (
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A sequence that was kept begins anew each time it is ranged over, also after a break.
func TestSequencesBeginAnew(t *testing.T) {
	octets := maker.Full(maker.RetrieveConf).Make()
	p, err := mmspdu.Parse(octets.Octets)
	require.NoError(t, err)
	m, ok := p.Multipart()
	require.True(t, ok)
	c := p.PartCursor()
	c.Next()
	c.Next()
	part := c.Part()
	push, ok := wsp.ParsePush(maker.PushMMS(1, octets).Octets)
	require.True(t, ok)
	twice(t, "headers", len(octets.Fields), p.Headers())
	twice(t, "recipients", 2, p.All(mmspdu.FieldTo))
	twice(t, "parts", 6, p.AllParts())
	twice(t, "parts of the outer level", 4, p.Parts())
	twice(t, "parts of a multipart", 4, m.Parts())
	twice(t, "all parts of a multipart", 6, m.AllParts())
	twice(t, "headers of a part", 4, part.Headers())
	twice(t, "parameters", 2, part.ContentType().Params())
	twice(t, "headers of a push", 1, push.Headers())
}

func twice[T any](t *testing.T, name string, want int, all iter.Seq[T]) {
	t.Helper()
	for range all {
		break
	}
	for range 2 {
		n := 0
		for range all {
			n++
		}
		assert.Equal(t, want, n, name)
	}
}
