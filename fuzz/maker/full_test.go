package maker

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
)

// honest returns every PDU that the maker writes without a lie, by a name.
func honest() map[string]Made {
	out := map[string]Made{}
	for _, typ := range Types() {
		out[TypeName(typ)+"/full"] = Full(typ).Make()
		out[TypeName(typ)+"/minimal"] = Minimal(typ).Make()
		for _, v := range Variants(typ) {
			octets := v.Value.Octets[:min(24, len(v.Value.Octets))]
			out[fmt.Sprintf("%s/%s=%x", TypeName(typ), FieldName(v.Field), octets)] = v.PDU.Make()
		}
	}
	for _, p := range ContentVariants() {
		m := p.Make()
		f := m.Fields[len(m.Fields)-1]
		out[fmt.Sprintf("content/%x/%x", f.At.In(m.Octets), head(m.Octets[m.Body.Start:], 40))] = m
	}
	return out
}

func TestFullHasEveryField(t *testing.T) {
	require.Len(t, Types(), 24)
	for _, typ := range Types() {
		m := Full(typ).Make()
		count := map[int]int{}
		for _, f := range m.Fields {
			count[f.Code]++
		}
		for _, c := range Carries(typ) {
			want := 1
			if c.Repeats && len(Legal(typ, c.Field)) > 1 {
				want = 2
			}
			assert.Equal(t, want, count[int(c.Field)], "%s: %s", TypeName(typ), FieldName(c.Field))
		}
		assert.Len(t, count, len(Carries(typ)), TypeName(typ))
		assert.Equal(t, typ, m.Type)
		checkMade(t, TypeName(typ)+"/full", m)
	}
}

// Every field that any PDU carries has values to choose from, and they are of the kind that the field has.
func TestLegalValues(t *testing.T) {
	for _, typ := range Types() {
		for _, c := range Carries(typ) {
			if c.Field == ContentType {
				continue
			}
			values := Legal(typ, c.Field)
			require.NotEmpty(t, values, "%s: %s", TypeName(typ), FieldName(c.Field))
			for _, v := range values {
				assert.NotEmpty(t, v.Octets, FieldName(c.Field))
				assert.NotEqual(t, KindRaw, v.Kind, FieldName(c.Field))
			}
		}
	}
}

// The bare walk finds every header value and every part where the maker says that it put them: two programs, one answer.
func TestWalkAgrees(t *testing.T) {
	all := honest()
	for _, m := range All() {
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

func topParts(m Made) int {
	n := 0
	for _, p := range m.Parts {
		if p.Depth == 0 {
			n++
		}
	}
	return n
}

func truncated(m Made) bool {
	for _, p := range m.Parts {
		if p.Truncated {
			return true
		}
	}
	return false
}
