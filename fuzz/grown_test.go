package fuzz_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// sources are inputs for maker.Source: none at all, and n that are the same on every run, up to most octets long.
func sources(n, most int) [][]byte {
	out := [][]byte{nil}
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 4))
		b := make([]byte, 1+r.IntN(most))
		for j := range b {
			b[j] = byte(r.Uint32())
		}
		b[0] = byte(i) // a message of each type in turn
		out = append(out, b)
	}
	return out
}

// FuzzGrown: a message that was generated is read strictly without a fault and leniently alike; everything that was put in
// is found where it was put; Validate names the rules that it is known to trip and no other; and a Message of it is
// written with the same octets.
func FuzzGrown(f *testing.F) {
	for _, b := range sources(480, 700) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g := maker.Grow(maker.NewSource(b))
		name := fmt.Sprintf("%s of %x", maker.TypeName(g.Made.Type), b)
		strictly(t, name, g.Made)
		var d mmspdu.Decoder
		var faults wsp.Faults
		p, err := d.Diagnose(g.Made.Octets, &faults)
		if err != nil || faults.Len() != 0 || p.Faults() != 0 {
			t.Fatalf("%s: leniently, %v with %d faults\n%x", name, err, faults.Len(), g.Made.Octets)
		}
		holds(t, name, &p, g.Made)
		within(t, name, &p, g)
		assert.Equal(t, g.Rules, rulesOf(p.Validate(nil, mmspdu.ProfileAndroid)), "%s\n%x", name, g.Made.Octets)
		m := p.Message()
		if got, err := m.MarshalBinary(); err != nil || !bytes.Equal(got, g.Made.Octets) || m.Size() != len(got) {
			t.Fatalf("%s: a Message of it is written as %x, %v\n%x", name, got, err, g.Made.Octets)
		}
		if t.Failed() {
			t.Logf("%x", g.Made.Octets)
		}
	})
}

// within compares the descriptions inside a PDU.
func within(t *testing.T, name string, p *mmspdu.PDU, g maker.Grown) {
	t.Helper()
	n := 0
	for d := range p.Descriptions() {
		if !assert.Less(t, n, len(g.Inside), "%s: more descriptions than were made", name) {
			return
		}
		holds(t, name+", description", &d, g.Inside[n])
		n++
	}
	assert.Len(t, g.Inside, n, "%s: fewer descriptions than were made", name)
}

// rulesOf are the rules that diagnostics name, each once, sorted.
func rulesOf(all []mmspdu.Diagnostic) []string {
	var out []string
	for _, d := range all {
		out = append(out, d.Rule.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}
