package fuzz_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzGrown: a message that was generated is read strictly without a fault and leniently alike; everything that was put in
// is found where it was put; Validate names the rules that it is known to trip and no other; and a Message of it is
// written with the same octets.
func FuzzGrown(f *testing.F) {
	fuzz.Add(f, nil)
	fuzz.From(f, 480, fuzz.Choices(480, 700))
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(4) // an octet may stand for a whole attachment
		defer w.Done()
		g := maker.Grow(maker.NewSource(b))
		name := fmt.Sprintf("%s of %x", maker.TypeName(g.Made.Type), b)
		strictly(t, name, g.Made)
		var d mmspdu.Decoder
		var faults wsp.Faults
		p, err := d.Diagnose(g.Made.Octets, &faults)
		if err != nil || faults.Len() != 0 || p.Faults() != 0 {
			t.Fatalf("%s: leniently, %v with %d faults\n%x", name, err, faults.Len(), g.Made.Octets)
		}
		for range p.Headers() {
			w.Step(1)
		}
		for range p.AllParts() {
			w.Step(1)
		}
		holds(t, name, &p, g.Made)
		within(t, name, &p, g)
		assert.Equal(t, g.Rules, rulesOf(p.Validate(nil, mmspdu.ProfileAndroid)), "%s\n%x", name, g.Made.Octets)
		m := p.Message()
		if got, err := m.MarshalBinary(); err != nil || !bytes.Equal(got, g.Made.Octets) || m.Size() != len(got) {
			t.Fatalf("%s: a Message of it is written as %x, %v\n%x", name, got, err, g.Made.Octets)
		}
		owned(t, name, &p, m)
		if t.Failed() {
			t.Logf("%x", g.Made.Octets)
		}
	})
}

// owned compares a message with the PDU that it was made of.
func owned(t *testing.T, name string, p *mmspdu.PDU, m *mmspdu.Message) {
	t.Helper()
	q, err := m.PDU()
	if err != nil || !bytes.Equal(q.Octets(), p.Octets()) {
		t.Fatalf("%s: its Message is the PDU %x, %v", name, q.Octets(), err)
	}
	want, has := p.ContentType()
	ct, ok := m.ContentType()
	assert.True(t, ok == has && bytes.Equal(ct, want), "%s: Content-Type %x, in its Message %x", name, want, ct)
	if _, multi := p.Multipart(); !multi {
		assert.True(t, bytes.Equal(m.Body(), p.Body()), "%s: body %x, in its Message %x", name, p.Body(), m.Body())
		return
	}
	parts := slices.Collect(p.Parts())
	i := 0
	for x := range m.Parts() {
		if assert.Less(t, i, len(parts), "%s: a part more in its Message", name) {
			assert.True(t, bytes.Equal(x.ContentType(), parts[i].ContentType()), "%s: part %d", name, i)
			if _, multi := parts[i].Multipart(); !multi {
				assert.True(t, bytes.Equal(x.Data(), parts[i].Data()), "%s: part %d", name, i)
			}
		}
		i++
	}
	assert.Len(t, parts, i, "%s: a part less in its Message", name)
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
