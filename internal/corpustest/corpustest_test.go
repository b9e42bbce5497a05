package corpustest

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRoot(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("MMSGUARD_CORPUS", dir)
	if got := Root(t); got != dir {
		t.Errorf("%q, want %q", got, dir)
	}
	if got, ok := Find(t); !ok || got != dir {
		t.Errorf("%q %v, want %q", got, ok, dir)
	}
	if _, err := os.Stat(filepath.Join(moduleRoot(t), "go.mod")); err != nil {
		t.Error(err)
	}
}

func TestMissing(t *testing.T) {
	t.Setenv("MMSGUARD_CORPUS", filepath.Join(t.TempDir(), "none"))
	t.Setenv("MMSGUARD_MUST", "")
	skipped := false
	t.Run("skips", func(t *testing.T) {
		defer func() { skipped = t.Skipped() }()
		Root(t)
	})
	if !skipped {
		t.Error("a missing corpus did not skip the test")
	}
	if _, ok := Find(t); ok || t.Skipped() {
		t.Error("a corpus is found where there is none")
	}
}
