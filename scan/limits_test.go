package scan

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLimits: each limit that ends leaves a finding with its name, and what was found before it.
func TestLimits(t *testing.T) {
	two := message(named("image/png", "a.png", elfFile()), named("image/png", "b.png", elfFile()))
	coded := message(entry(contentType("text/plain"), encoding("base64"), []byte(base64.StdEncoding.EncodeToString([]byte(strings.Repeat("text ", 100))))))
	nested := message(entry([]byte{0xA6}, nil, append([]byte{1}, entry([]byte{0xA6}, nil, append([]byte{1}, named("text/plain", "a.txt", []byte("hi"))...))...)))
	for _, x := range []struct {
		name   string
		limits Limits
		b      []byte
		want   Reason
		found  bool // what was there before is still found
	}{
		{"message", Limits{Message: 100}, two, ReasonSize, false},
		{"headers", Limits{Headers: 16}, two, ReasonHeaders, false},
		{"fields", Limits{Fields: 2}, two, ReasonFields, false},
		{"parts", Limits{Parts: 1}, two, ReasonParts, true},
		{"depth", Limits{Depth: 1}, nested, ReasonDepth, false},
		{"views", Limits{Views: 1}, coded, ReasonViews, false},
		{"work", Limits{Work: 200}, two, ReasonWork, true},
		{"decoded", Limits{Decoded: 10}, coded, ReasonDecoded, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := Scanner{Limits: x.limits}
			r := scanned(t, &s, x.b)
			i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Rule == ruleNotInspected && Reason(f.Args[0]) == x.want })
			require.GreaterOrEqual(t, i, 0, "%s", listing(r))
			assert.Contains(t, r.Message(r.Findings[i]), x.want.String())
			assert.False(t, r.Complete)
			assert.GreaterOrEqual(t, r.Verdict, VerdictNotInspected)
			assert.Equal(t, x.found, r.Has(ruleELF))
			if x.limits.Work > 0 {
				assert.LessOrEqual(t, r.Stats.Work, x.limits.Work)
			}
			// The same message without limits is whole.
			s.Limits = Limits{Message: -1, Headers: -1, Fields: -1, Parts: -1, Depth: -1, Findings: -1, Views: -1, Work: -1, Decoded: -1}
			assert.True(t, scanned(t, &s, x.b).Complete)
		})
	}
}

func TestLimitsOfPlainParts(t *testing.T) {
	parts := slices.Repeat(file("image/png", "a.png", pngFile()), 3)
	for _, x := range []struct {
		limits Limits
		want   Reason
		parts  int
	}{
		{Limits{Parts: 2}, ReasonParts, 2},
		{Limits{Message: 2 * len(pngFile())}, ReasonSize, 2},
		{Limits{Views: 3}, ReasonViews, 2},
	} {
		s := Scanner{Limits: x.limits}
		r, err := s.ScanParts(context.Background(), Envelope{}, parts)
		require.NoError(t, err)
		assert.Len(t, r.Parts, x.parts)
		require.Len(t, r.Findings, 1, "%s", listing(r))
		assert.Equal(t, x.want, Reason(r.Findings[0].Args[0]))
	}
}

func TestDefaultsOfLimits(t *testing.T) {
	got := Limits{}.resolved()
	assert.Equal(t, Limits{
		Message: 16 << 20, Headers: 64 << 10, Fields: 1024, Parts: 256, Depth: 8, Findings: 256, Views: 1024, Work: 64 << 20, Decoded: 32 << 20,
	}, got)
	none := Limits{Message: -1, Views: -1}.resolved()
	assert.Equal(t, 1<<16, none.Views, "a View of a finding has 16 bits")
	assert.Positive(t, none.Message)
}

// TestFloodOfFaults: more faults than are weighed make the report incomplete, as the worst may be among those that were
// only counted.
func TestFloodOfFaults(t *testing.T) {
	var entries [][]byte
	for range 250 {
		entries = append(entries, []byte{2, 0x80, 0x01, 0x80, 0x81, 'x'}) // a padded length each
	}
	s := Scanner{Limits: Limits{Findings: 1000}}
	r := scanned(t, &s, message(entries...))
	assert.Greater(t, r.Stats.Faults, 250)
	if r.Stats.Faults > 256 {
		assert.False(t, r.Complete)
	}
}
