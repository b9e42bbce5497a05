package fuzz_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// Parsing and reading allocate nothing, on well-formed messages of any size and on hostile ones.
func TestBenchmarkBodiesAllocateNothing(t *testing.T) {
	fs := new(wsp.Faults)
	for _, d := range []*mmspdu.Decoder{unlimited(mmspdu.Lenient), new(mmspdu.Decoder)} {
		for _, x := range append(fuzz.Shapes(), fuzz.HostileShapes()...) {
			for op, f := range map[string]func() int{
				"parse":    func() int { return parseOnce(d, x.Octets) },
				"diagnose": func() int { return diagnoseOnce(d, fs, x.Octets) },
				"read":     func() int { return readOnce(d, x.Octets) },
				"cut":      func() int { return readOnce(d, x.Octets[:len(x.Octets)-1]) },
			} {
				if n := testing.AllocsPerRun(3, func() { total += f() }); n != 0 {
					t.Errorf("%s: %s allocates %v times", x.Name, op, n)
				}
			}
		}
	}
}

func partsIn(p *mmspdu.PDU) int {
	n := 0
	for range p.AllParts() {
		n++
	}
	return n
}

// The shapes are what their names say: read strictly without a fault, with so many parts, and by the yardstick too.
func TestShapes(t *testing.T) {
	for _, x := range fuzz.Shapes() {
		p, err := unlimited(mmspdu.Strict).Parse(x.Octets)
		assert.NoError(t, err, x.Name)
		assert.Equal(t, x.Parts, partsIn(&p), x.Name)
		walked, _ := fuzz.Touch(x.Octets, make([]fuzz.Extent, x.Parts+64))
		assert.GreaterOrEqual(t, walked, x.Parts, x.Name)
		assert.Positive(t, readOnce(unlimited(mmspdu.Lenient), x.Octets), x.Name)
	}
}

// What is hostile is so in the way that it is named for.
func TestHostileShapes(t *testing.T) {
	faults := map[string]int{
		"pdu=retrieve/shape=entries-tiny": 0, "pdu=retrieve/shape=nested": 0, "pdu=retrieve/shape=parameters": 0,
		"pdu=retrieve/shape=headers": 0, "pdu=retrieve/shape=entries-lie": 1, "pdu=retrieve/shape=text-open": 1,
		"pdu=retrieve/shape=names-open": 1000, "pdu=retrieve/shape=faults-many": 10000, "pdu=mbox-view/shape=faults-all": -1,
	}
	for _, x := range fuzz.HostileShapes() {
		fs := wsp.Faults{Max: 1 << 20}
		p, err := unlimited(mmspdu.Lenient).Diagnose(x.Octets, &fs)
		require.NoError(t, err, x.Name)
		assert.Equal(t, x.Parts, partsIn(&p), x.Name)
		name, _, _ := strings.Cut(x.Name, "/parts=")
		want, ok := faults[name]
		require.True(t, ok, name)
		if want >= 0 {
			assert.Equal(t, want, fs.Len(), x.Name)
			continue
		}
		codes := map[wsp.Code]bool{}
		for f := range fs.All() {
			codes[f.Code] = true
		}
		assert.Greater(t, len(codes), 25, "%v", codes)
	}
}
