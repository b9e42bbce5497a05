package fuzz_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
)

// fake stands for the testing.TB that is to fail.
type fake struct {
	testing.TB
	added [][]byte
	fatal string
	soft  string
}

func (f *fake) Helper()         {}
func (f *fake) Add(args ...any) { f.added = append(f.added, args[0].([]byte)) }
func (f *fake) Fatal(a ...any)  { f.Fatalf("%s", fmt.Sprint(a...)) }
func (f *fake) Fatalf(format string, a ...any) {
	f.fatal = fmt.Sprintf(format, a...)
	runtime.Goexit()
}
func (f *fake) Errorf(format string, a ...any) { f.soft = fmt.Sprintf(format, a...) }

// run calls what may end its goroutine.
func (f *fake) run(body func(f *fake)) *fake {
	done := make(chan struct{})
	go func() {
		defer close(done)
		body(f)
	}()
	<-done
	return f
}

// There are so many seeds of each kind as its targets ask for, each once, and none that is too long.
func TestSeedsOfAllKinds(t *testing.T) {
	for kind, least := range map[testdata.Kind]int{
		testdata.KindPDU: 500, testdata.KindPush: 50, testdata.KindMultipart: 100, testdata.KindContentType: 40,
		testdata.KindHeaders: 15, testdata.KindSMS: 10, testdata.KindUserData: 15, testdata.KindText: 8,
	} {
		seen := map[string]bool{}
		for b := range fuzz.Of(t, kind) {
			assert.False(t, seen[string(b)], "%s: %x comes twice", kind, b)
			assert.LessOrEqual(t, len(b), 4096)
			seen[string(b)] = true
		}
		assert.GreaterOrEqual(t, len(seen), least, kind)
	}
}

// A target with fewer seeds than it says fails, and one that names no kind has none.
func TestSeedsAreMissing(t *testing.T) {
	f := new(fake).run(func(f *fake) { fuzz.Seed(f, 100, testdata.KindQ) })
	assert.Regexp(t, `^\d+ seeds, want at least 100$`, f.fatal)
	f = new(fake).run(func(f *fake) { fuzz.Seed(f, 1) })
	assert.Equal(t, "0 seeds, want at least 1", f.fatal)
	f = new(fake).run(func(f *fake) { fuzz.AddTexts(f, "a", "b") })
	assert.Equal(t, "", f.fatal)
	assert.Equal(t, [][]byte{[]byte("a"), []byte("b")}, f.added)
}

// What a target adds is also written to files, as it is, where OSS-Fuzz asks for it.
func TestSeedsAreWritten(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("FUZZ_CORPUS_DIR", dir)
	f := new(fake).run(func(f *fake) {
		fuzz.Seed(f, 1, testdata.KindQ)
		fuzz.Add(f, []byte("mine"), nil)
	})
	require.Empty(t, f.fatal)
	assert.Equal(t, f.added, sorted(f.added, readAll(t, dir)))
	f = new(fake).run(func(f *fake) { fuzz.Add(f, []byte("mine")) })
	assert.Empty(t, f.fatal, "the same seed of another source")
	t.Setenv("FUZZ_CORPUS_DIR", filepath.Join(dir, "none"))
	f = new(fake).run(func(f *fake) { fuzz.Add(f, []byte("mine")) })
	assert.Contains(t, f.fatal, "none", "seeds that cannot be written are no seeds")
}

func readAll(t *testing.T, dir string) (all [][]byte) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		all = append(all, b)
	}
	return all
}

// sorted returns b in the order in which its elements stand in a.
func sorted(a, b [][]byte) (out [][]byte) {
	for _, x := range a {
		if i := slices.IndexFunc(b, func(y []byte) bool { return bytes.Equal(x, y) }); i >= 0 {
			out = append(out, x)
			b = slices.Delete(b, i, i+1)
		}
	}
	return append(out, b...)
}

// Captured messages are seeds of whatever is a message, in folders below too, unless they are very long.
func TestCapturesAreSeeds(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "more"), 0o755))
	for name, n := range map[string]int{"a.bin": 5000, "more/b": 3, "huge": 1 << 20} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), bytes.Repeat([]byte{0xEE}, n), 0o644))
	}
	count := func(kind testdata.Kind) (n int) {
		for b := range fuzz.Of(t, kind) {
			if bytes.HasPrefix(b, []byte{0xEE, 0xEE, 0xEE}) {
				n++
			}
		}
		return n
	}
	assert.Zero(t, count(testdata.KindPDU))
	t.Setenv("MMSGUARD_CAPTURES", dir)
	assert.Equal(t, 2, count(testdata.KindPDU))
	assert.Equal(t, 2, count(testdata.KindPush))
	assert.Zero(t, count(testdata.KindText), "a message is no text")
	t.Setenv("MMSGUARD_CAPTURES", filepath.Join(dir, "none"))
	f := new(fake).run(func(f *fake) { fuzz.Seed(f, 0, testdata.KindPDU) })
	assert.Contains(t, f.fatal, "none", "a folder that is not there is a mistake")
}
