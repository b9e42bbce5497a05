package main

import (
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each operator on one function: the lines that come of it.
func TestMutants(t *testing.T) {
	for _, row := range []struct {
		name, body string
		want       []string // operator: the line changed
	}{
		{"comparison", "return a < b", []string{"comparison: return a <= b", "comparison: return a >= b"}},
		{"equality", "return a == b", []string{"comparison: return a != b"}},
		{"logic", "return p && q", []string{"logic: return p || q"}},
		{"negation", "return !p", []string{"negation: return p"}},
		{"arithmetic", "return a + b", []string{"arithmetic: return a - b"}},
		{"shift", "return a << b", []string{"arithmetic: return a >> b"}},
		{"mask", "return a & b", []string{"arithmetic: return a | b"}},
		{"constant", "return 0x1F", []string{"constant: return (0x1F+1)", "constant: return (0x1F-1)"}},
		{"character", "return 'a'", []string{"constant: return ('a'+1)", "constant: return ('a'-1)"}},
		{"bounds", "return x[a:b]", []string{"bound: return x[(a)+1:b]", "bound: return x[a:(b)+1]", "bound: return x[a:(b)-1]"}},
		{"call", "f()", []string{"statement: "}},
		{"assignment", "a = b", []string{"statement: "}},
		{"definition", "a := b", nil},
		{"step", "a++", []string{"statement: ", "arithmetic: a--"}},
		{"increase", "a += b", []string{"statement: ", "arithmetic: a -= b"}},
		{"early return", "if p {\nreturn\n}", []string{"early return: if false && (p) {", "early return: if true || (p) {"}},
		{"other condition", "if p {\nf()\n}", []string{"condition: if false && (p) {", "condition: if true || (p) {", "statement: "}},
		{"return behind something", "for {\nf()\nreturn\n}", []string{"statement: ", "early return: "}},
		{"branch", "for {\ncontinue\n}", []string{"branch: break"}},
		{"case", "switch a {\ncase b:\nf()\n}", []string{"statement: "}},
		{"the same line twice", "a = b\na = b", []string{"statement: ", "statement 2: "}},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := "package p\n\nfunc (r *T) m() {\n" + row.body + "\n}\n"
			all, err := mutantsOfText("p/p.go", []byte(text), false)
			require.NoError(t, err)
			var got []string
			for _, m := range all {
				got = append(got, m.operator+": "+m.broken)
				assert.Equal(t, "T.m", m.fn)
				_, err := format.Source(m.apply([]byte(text)))
				assert.NoError(t, err, "%v is no Go", &m)
			}
			assert.Equal(t, row.want, got)
		})
	}
}

func TestTablesAreBrokenOnRequest(t *testing.T) {
	text := []byte("package p\n\nvar table = []int{7}\n")
	none, err := mutantsOfText("p/p.go", text, false)
	require.NoError(t, err)
	assert.Empty(t, none)
	both, err := mutantsOfText("p/p.go", text, true)
	require.NoError(t, err)
	assert.Len(t, both, 2)
}

func TestEquivalentMutantsAreLeftOut(t *testing.T) {
	all, err := mutantsOfText("p/p.go", []byte("package p\n\nfunc f() bool { return a < b }\n"), false)
	require.NoError(t, err)
	require.Len(t, all, 2)
	left, err := without(all, "# why\n"+all[0].id()+"\ta is never b\n")
	require.NoError(t, err)
	assert.Equal(t, all[1:], left)

	_, err = without(all[1:], all[0].id()+"\ta is never b\n")
	assert.ErrorContains(t, err, "no such mutant")
	_, err = without(all, all[0].id()+"\t\n")
	assert.ErrorContains(t, err, "a reason")
}

// The list that is kept is one of mutants that there are.
func TestEquivalentList(t *testing.T) {
	root, err := moduleRoot()
	require.NoError(t, err)
	all, err := mutantsOf(root, []string{"wsp", "mmspdu"}, false)
	require.NoError(t, err)
	require.Greater(t, len(all), 10000)
	_, err = without(all, equivalentText)
	assert.NoError(t, err)
}

const judged = `package p

func Least(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func Step(n int) int {
	for i := 0; i < n; i++ {
	}
	return n
}
`

const judgedTest = `package p

import "testing"

func TestStep(t *testing.T) {
	if Step(2) != 2 {
		t.Error(Step(2))
	}
}

func TestLeast(t *testing.T) {
	if Least(1, 2) != 1 || Least(2, 1) != 1 {
		t.Error(Least(1, 2), Least(2, 1))
	}
}
`

// A module of one function: what its test sees is killed, also what never ends; what nobody can see survives.
func TestJudge(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.test/p\n\ngo 1.26\n", "p/p.go": judged, "p/p_test.go": judgedTest} {
		require.NoError(t, os.MkdirAll(filepath.Join(root, filepath.Dir(name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(text), 0o644))
	}
	all, err := mutantsOf(root, []string{"p"}, false)
	require.NoError(t, err)
	j, err := newJudge(root, []string{"./..."})
	require.NoError(t, err)
	j.timeout, j.memory = 2*time.Second, 6<<20
	for broken, want := range map[string]verdict{
		"if a <= b {":              {survived, ""}, // of two that are the same either is the least
		"if a >= b {":              {killed, "./p TestLeast"},
		"for i := 0; i < n; i-- {": {killed, "./p TestStep"},
		"":                         {notViable, ""},
	} {
		i := slices.IndexFunc(all, func(m mutant) bool { return m.broken == broken && m.operator != "early return" })
		if broken == "" { // without its last return
			i = slices.IndexFunc(all, func(m mutant) bool { return m.operator == "early return" && m.source == "return b" })
		}
		require.GreaterOrEqual(t, i, 0, broken)
		got, err := j.judge(&all[i])
		require.NoError(t, err)
		if want.outcome == notViable {
			assert.True(t, strings.Contains(got.by, "missing return"), got.by)
			got.by = ""
		}
		assert.Equal(t, want, got, broken)
	}
}
