package mmspdu

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzValidate: the same input has the same diagnostics, in the order of the octets and inside them; every fault of the walk has
// one; and the two profiles differ by what Android asks for alone.
func FuzzValidate(f *testing.F) {
	fuzz.Seed(f, 500, testdata.KindPDU)
	fuzz.Gather(f, 100, func(add func(...[]byte)) {
		for _, c := range ruleCases() {
			if c.check != checkSize {
				add(pduOf(f, c.trips), pduOf(f, c.near))
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		var faults wsp.Faults
		var d Decoder
		p, err := d.Diagnose(b, &faults)
		got := p.Validate(nil, ProfileAndroid)
		w.Step(faults.Len() + len(got))
		require.Equal(t, got, p.Validate(nil, ProfileAndroid), "the same input, the same diagnostics")
		require.Equal(t, before, b)
		whole := wsp.Span{End: uint32(len(b))}
		parts := 0
		c := p.PartCursor()
		for c.Next() {
			w.Step(1)
			parts++
		}
		fromFaults := 0
		for i, x := range got {
			require.True(t, whole.Contains(x.Span), "%v", x)
			require.True(t, x.Part >= -1 && int(x.Part) < parts, "%v of %d parts", x, parts)
			require.NotEmpty(t, x.Message())
			require.NotEmpty(t, x.Section())
			require.False(t, i > 0 && got[i-1].Span.Start > x.Span.Start, "in the order of the octets")
			if x.Code != 0 {
				fromFaults++
			}
		}
		// What has no Message-Type has one diagnostic; else every fault has one, but for what V05 says
		// and for what is told of a description, once by its own walk.
		if p.Type() == 0 {
			require.Error(t, err)
			require.Len(t, got, 1)
		} else if !hasDescriptions(p.Type()) && faults.More() == 0 {
			require.LessOrEqual(t, fromFaults, faults.Len())
			require.GreaterOrEqual(t, fromFaults, faults.Len()-countOf(&p, FieldMMSVersion))
		}
		// ProfileOMA says the same but for A01.
		oma := p.Validate(nil, ProfileOMA)
		rest := slices.DeleteFunc(got, func(x Diagnostic) bool { return x.Rule == A01 })
		require.Equal(t, len(oma), len(rest))
		for i := range oma {
			require.Equal(t, oma[i], rest[i])
		}
	})
}

func countOf(p *PDU, f Field) (n int) {
	c := p.Cursor(f)
	for c.Next() {
		n++
	}
	return n
}
