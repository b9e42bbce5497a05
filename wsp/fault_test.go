package wsp_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/wsp"
)

// A list keeps the first faults and counts the others, so that both together are all that a walk reported.
func TestFaultsBeyondTheMost(t *testing.T) {
	for _, c := range []struct{ most, kept int }{{0, 256}, {1, 1}, {3, 3}, {300, 300}} {
		list := wsp.Faults{Max: c.most}
		r := wsp.Recorder{Faults: &list}
		for n := range 310 {
			assert.False(t, r.Report(wsp.Truncated, 0, n, n+1))
			assert.Equal(t, min(n+1, c.kept), list.Len(), "most %d", c.most)
			assert.EqualValues(t, n+1, list.Len()+int(list.More()), "most %d", c.most)
			assert.EqualValues(t, n+1, r.Count)
		}
		assert.Equal(t, wsp.Fault{Code: wsp.Truncated, Span: wsp.Span{Start: 0, End: 1}}, r.First)
		for i, x := range slices.Collect(list.All()) {
			assert.Equal(t, wsp.Span{Start: uint32(i), End: uint32(i + 1)}, x.Span, "most %d", c.most)
			assert.Equal(t, x, list.At(i))
		}
		list.Reset()
		assert.Zero(t, list.Len())
		assert.Zero(t, list.More())
	}
}
