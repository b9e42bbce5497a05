package fuzz_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
)

// The bare walk finds every header value and every part where the maker says that it put them: two programs, one answer.
func TestWalkAgrees(t *testing.T) {
	all := map[string]maker.Made{}
	for _, typ := range maker.Types() {
		all[maker.TypeName(typ)+"/full"] = maker.Full(typ).Make()
		all[maker.TypeName(typ)+"/minimal"] = maker.Minimal(typ).Make()
		for i, v := range maker.Variants(typ) {
			all[fmt.Sprintf("%s/%d", maker.TypeName(typ), i)] = v.PDU.Make()
		}
	}
	for i, p := range maker.ContentVariants() {
		all[fmt.Sprintf("content/%d", i)] = p.Make()
	}
	for _, m := range maker.All() {
		if len(m.Made.Push) == 0 {
			all[m.Name] = m.Made
		}
	}
	out := make([]fuzz.Extent, 4096)
	for name, m := range all {
		n, body := fuzz.Walk(m.Octets, out)
		if m.Declared > int64(topParts(m)) || truncated(m) {
			continue // the walk is for well-formed input
		}
		require.Len(t, m.Fields, body, name)
		for i, f := range m.Fields {
			at := f.At.Start
			require.Equal(t, fuzz.Extent{Start: at, End: f.At.End}, out[i], "%s: header %d", name, i)
		}
		if m.Declared < 0 {
			continue // the walk takes every body for a multipart
		}
		require.GreaterOrEqual(t, n, 0, name)
		top := 0
		for _, p := range m.Parts {
			if p.Depth == 0 && int64(top) < m.Declared {
				require.Equal(t, fuzz.Extent{Start: p.Data.Start, End: p.Data.End}, out[body+top], "%s: part %d", name, top)
				top++
			}
		}
		assert.Equal(t, n-body, top, name)
	}
}

func topParts(m maker.Made) int {
	n := 0
	for _, p := range m.Parts {
		if p.Depth == 0 {
			n++
		}
	}
	return n
}

func truncated(m maker.Made) bool {
	for _, p := range m.Parts {
		if p.Truncated {
			return true
		}
	}
	return false
}
