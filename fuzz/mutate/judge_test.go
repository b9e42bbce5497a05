package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small writes the module of testdata/judge.txt and goes there.
func small(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile("testdata/judge.txt")
	require.NoError(t, err)
	dir := t.TempDir()
	for file := range strings.SplitSeq(strings.TrimPrefix(string(text), "-- "), "\n-- ") {
		name, body, ok := strings.Cut(file, " --\n")
		require.True(t, ok, file)
		name = filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(body+"\n"), 0o600))
	}
	t.Chdir(dir)
}

// A mutant of each kind comes to its end, and the tree stays as it was.
func TestJudge(t *testing.T) {
	small(t)
	before, err := os.ReadFile("low/low.go")
	require.NoError(t, err)
	o := options{packages: []string{"low"}, memory: 1}
	var log bytes.Buffer
	j, err := newJudge(t.Context(), o, t.TempDir(), &log)
	require.NoError(t, err)
	j.grace = 1
	all, err := mutantsOf("low", false)
	require.NoError(t, err)
	for _, c := range []struct{ fun, change, result, by string }{
		{"Small", "compare: < -> <=", byTest, "example.org/small/low TestSmall"},
		{"Odd", "compare: == -> !=", byTest, "example.org/small/high TestOdd"},
		{"Spin", "delete: n-- -> ", byTimeout, "example.org/small/low TestSpin"},
		{"Grow", "delete: n-- -> ", byMemory, "example.org/small/low TestGrow"},
		{"Idle", "constant: 3 -> 4", survived, ""},
		{"Small", "delete: return true -> ", "", ""},
	} {
		n := 0
		for _, m := range all {
			if m.fun != c.fun || m.change() != c.change {
				continue
			}
			n++
			v, err := j.judge(t.Context(), m)
			require.NoError(t, err)
			assert.Equal(t, c.result, v.result, m)
			assert.Equal(t, c.by, v.by, m)
		}
		assert.Equal(t, c.result != "", n == 1, "%s %s", c.fun, c.change)
	}
	m := all[0]
	m.text = "undefined"
	v, err := j.judge(t.Context(), m)
	require.NoError(t, err)
	assert.Equal(t, unviable, v.result)
	after, err := os.ReadFile("low/low.go")
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
}

// Whoever goes on with a report has the same mutants as one who was never interrupted, and survivors get another chance.
func TestResume(t *testing.T) {
	small(t)
	out := filepath.Join(t.TempDir(), "report.tsv")
	args := []string{"-packages=low", "-only=low/low.go:25", "-fuzztime=0", "-n=0", "-out=" + out}
	live := func() []mutant {
		ms, err := mutantsOf("low", false)
		require.NoError(t, err)
		number(ms)
		return draw(ms, 1, "low/low.go:13")
	}()
	require.NotEmpty(t, live)
	o, err := parseFlags(args)
	require.NoError(t, err)
	r, err := openReport(o, live)
	require.NoError(t, err)
	require.NoError(t, r.write(verdict{mutant: live[0], result: byTest, by: "a test", seconds: 1.5}))
	require.NoError(t, r.write(verdict{mutant: live[1], result: survived}))
	r.close()
	o.resume = true
	r, err = openReport(o, live)
	require.NoError(t, err)
	r.close()
	require.Len(t, r.known, 1)
	v := r.known[live[0].site()]
	assert.Equal(t, verdict{result: byTest, by: "a test", seconds: 1.5}, v)
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.NotContains(t, string(text), survived)

	s := sampler{live: live, want: 2, known: r.known}
	s.more.L = &s.mu
	m, ok := s.next()
	require.True(t, ok)
	assert.Equal(t, live[1].site(), m.site())
	s.done(verdict{mutant: m, result: unviable}, nil)
	m, ok = s.next()
	require.True(t, ok, "another is drawn for one that does not compile")
	assert.Equal(t, live[2].site(), m.site())
	s.done(verdict{mutant: m, result: byTest}, nil)
	_, ok = s.next()
	assert.False(t, ok)
	assert.Len(t, s.judged, 3)
}
