package fuzz_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzBroken: one named lie in a message that was generated has the fault that it must have, at the octets that are wrong;
// strict reading stops at the first fault that lenient reading lists, and Validate speaks of it. A lie that leaves the
// grammar whole is read strictly, and Validate names the rule that it breaks.
func FuzzBroken(f *testing.F) {
	fuzz.From(f, 2400, lies(24, 500))
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(8) // some lies are long
		defer w.Done()
		s := maker.NewSource(b)
		all := maker.Breakers()
		breakOne(t, all[s.Pick(len(all))], s)
	})
}

// lies are n inputs for each lie.
func lies(n, most int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := range maker.Breakers() {
			for b := range fuzz.Choices(n, most) {
				if !yield(append([]byte{byte(i), 3, b[0], 1, 2}, b...)) {
					return
				}
			}
		}
	}
}

// breakOne holds the law of FuzzBroken for one lie, and tells whether there was a place for it.
func breakOne(t *testing.T, lie maker.Breaker, s *maker.Source) bool {
	t.Helper()
	details := maker.NewSource(s.Octets(12))
	g := maker.Grow(s)
	x, ok := lie.Break(details, g)
	if !ok {
		return false
	}
	name := fmt.Sprintf("%s in %s\n%x", lie.Name, maker.TypeName(g.Made.Type), x.Octets[:min(len(x.Octets), 2000)])
	var lenient mmspdu.Decoder
	faults := wsp.Faults{Max: 4096}
	_, err := lenient.Diagnose(x.Octets, &faults)
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	_, refused := strict.Parse(x.Octets)
	says := lenient.Validate(nil, x.Octets, mmspdu.ProfileAndroid)
	if lie.Rule != "" {
		assert.Contains(t, rulesOf(says), lie.Rule, name)
		if lie.Rule == mmspdu.V01.String() {
			assert.ErrorIs(t, refused, mmspdu.ErrNotMMS, name)
			return true
		}
		assert.NoError(t, refused, name)
		assert.Zero(t, faults.Len(), name)
		return true
	}
	assert.NoError(t, err, name)
	if faults.Len() == 0 {
		t.Errorf("%s: no fault, want %s", name, lie.Code)
		return true
	}
	first := faults.At(0)
	var e *mmspdu.Error
	if assert.True(t, errors.As(refused, &e), "%s: read strictly", name) {
		assert.Equal(t, first, e.Fault, name)
	}
	found := slices.Collect(faults.All())
	assert.True(t, slices.ContainsFunc(found, func(f wsp.Fault) bool {
		return f.Code.String() == lie.Code && (!x.Exact || f.Span == spanOf(x.At))
	}), "%s: no %s at %v among %v", name, lie.Code, x.At, found)
	assert.True(t, slices.ContainsFunc(says, func(d mmspdu.Diagnostic) bool { return d.Code.String() == lie.Code }),
		"%s: Validate does not speak of %s", name, lie.Code)
	return true
}

// notOfPDUs are the faults that no PDU has.
var notOfPDUs = [...]wsp.Code{
	wsp.ReservedType, wsp.SessionOnly, wsp.ForeignField, wsp.URIOverrun, // of the WSP layer around a PDU
	wsp.UDHOverrun, wsp.ElementOverrun, wsp.ElementLength, wsp.SegmentNumber, wsp.AddressForm, wsp.UserDataLength, // of the SMS
}

// Every lie finds a place in some message; every fault that a PDU can have and every rule of validation has a lie.
func TestBreakersCoverFaultsAndRules(t *testing.T) {
	codes, rules := map[string]bool{}, map[string]bool{}
	for i, lie := range maker.Breakers() {
		applied := 0
		for b := range fuzz.Choices(480, 600) {
			if applied < 4 && breakOne(t, lie, maker.NewSource(append([]byte{12, byte(i), 3, 7}, b...))) {
				applied++
			}
		}
		assert.Positive(t, applied, "%s applies to no message", lie.Name)
		assert.NotEqual(t, lie.Code == "", lie.Rule == "", "%s: a fault or a rule", lie.Name)
		if lie.Code != "" {
			codes[lie.Code] = true
		} else {
			rules[lie.Rule] = true
		}
	}
	for c := range wsp.Codes() {
		assert.NotEqual(t, codes[c.String()], slices.Contains(notOfPDUs[:], c), "a lie for %s", c)
		rules[c.Info().V] = rules[c.Info().V] || codes[c.String()]
		delete(codes, c.String())
	}
	assert.Empty(t, codes, "lies name faults that there are none of")
	for r := range mmspdu.Rules() {
		assert.True(t, rules[r.String()], "no lie for %s: %s", r, r.Text())
	}
}
