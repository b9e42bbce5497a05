// Package corpustest finds the shared test corpus, which is no part of this module: it holds files under many licences.
package corpustest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Root returns the folder of the corpus: what MMSGUARD_CORPUS names, or else ../shared/corpus seen from the folder of
// go.mod. Where there is none it skips the test, saying so; if MMSGUARD_MUST, a list separated by commas, holds
// "corpus", it fails the test instead.
func Root(t testing.TB) string {
	t.Helper()
	dir, ok := Find(t)
	if !ok {
		t.Skipf("SKIPPED: NO CORPUS in %s (set MMSGUARD_CORPUS)", dir)
	}
	return dir
}

// Find is [Root] for what can do without a corpus: it reports whether there is one, and skips nothing.
func Find(t testing.TB) (dir string, ok bool) {
	t.Helper()
	dir = os.Getenv("MMSGUARD_CORPUS")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "corpus")
	}
	if st, err := os.Stat(dir); err == nil && st.IsDir() {
		return dir, true
	}
	if slices.Contains(strings.Split(os.Getenv("MMSGUARD_MUST"), ","), "corpus") {
		t.Fatalf("MMSGUARD_MUST holds corpus, and there is none in %s", dir)
	}
	return dir, false
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// Read returns the file name of the corpus, a path with slashes below Root.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(Root(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
