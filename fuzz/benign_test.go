package fuzz_test

import (
	"context"
	"slices"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/scan"
)

// FuzzBenign: a generated message whose parts are what they say, bare or in a push, is scanned to the end twice alike; what
// is found lies inside its view, and no threat is found in it above what is only worth knowing.
func FuzzBenign(f *testing.F) {
	fuzz.Add(f, nil)
	fuzz.From(f, 240, fuzz.Choices(240, 500))
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(4) // an octet may stand for a whole attachment
		defer w.Done()
		s := maker.NewSource(b)
		pushed := s.Rarely(4)
		m := maker.GrowBenign(s).Made
		if pushed {
			m = maker.PushMMS(byte(s.Pick(256)), m)
		}
		var scanner scan.Scanner
		r, err := scanner.Scan(context.Background(), m.Octets)
		if err != nil || byte(r.Type) != m.Type {
			t.Fatalf("%v, read as %s\n%x", err, r.Type, m.Octets)
		}
		first := r.Clone()
		for _, x := range first.Findings {
			w.Step(1)
			if n := len(first.Octets(int(x.View))); x.Span.Start > x.Span.End || int(x.Span.End) > n {
				t.Fatalf("%s at %v of %d octets\n%x", x.Rule, x.Span, n, m.Octets)
			}
			if x.Class == scan.ClassThreat && x.Severity > scan.SeverityInfo {
				t.Errorf("%s: %s\n%x", x.Rule, first.Message(x), m.Octets)
			}
		}
		r, err = scanner.Scan(context.Background(), m.Octets)
		if err != nil || r.Verdict != first.Verdict || !slices.Equal(r.Findings, first.Findings) {
			t.Fatalf("scanned again, %s with %d findings, not %s with %d", r.Verdict, len(r.Findings), first.Verdict, len(first.Findings))
		}
	})
}
