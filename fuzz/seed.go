package fuzz

import (
	"slices"
	"testing"

	"github.com/mmsguard/mmsguard/testdata"
)

// Seed adds the octets of all vectors of the kinds to f, and fails f where there are fewer than least: a target that runs
// without its seeds looks the same as one that has them.
func Seed(f *testing.F, least int, kinds ...testdata.Kind) {
	f.Helper()
	n := 0
	for _, v := range testdata.Vectors() {
		if slices.Contains(kinds, v.Kind) {
			f.Add(v.Octets)
			n++
		}
	}
	if n < least {
		f.Fatalf("%d seeds, want at least %d", n, least)
	}
}
