package classify

import (
	"testing"
)

// TestTable17 classifies a sample of every row of threats.md §17.
func TestTable17(t *testing.T) {
	all := table17()
	if len(all) != 135 {
		t.Errorf("%d rows, the table has 135", len(all))
	}
	right := 0
	for _, s := range all {
		r := Classify(s.data)
		ok := len(s.data) > 0 && r.Best() == s.want && (s.also == Unknown || r.Has(s.also))
		if !ok {
			t.Errorf("%s: %v, want %v %v", s.name, r.Formats[:r.N], s.want, s.also)
			continue
		}
		right++
		if r.N > 1 && s.also == Unknown {
			t.Logf("%s: also %v", s.name, r.Formats[1:r.N])
		}
	}
	t.Logf("%d of %d rows right", right, len(all))
}
