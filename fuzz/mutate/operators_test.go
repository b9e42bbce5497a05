package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every operator makes the mutants that testdata/operators.txt lists, and no other.
func TestOperators(t *testing.T) {
	text, err := os.ReadFile("testdata/operators.txt")
	require.NoError(t, err)
	cases := 0
	for paragraph := range strings.SplitSeq(string(text), "\n\n") {
		statement, want, _ := strings.Cut(strings.TrimRight(paragraph, "\n"), "\n")
		if statement[0] == '#' {
			continue
		}
		cases++
		source := "package p\n\nfunc f() {\n" + statement + "\n}\n"
		ms, err := mutantsIn("p.go", []byte(source), false)
		require.NoError(t, err, statement)
		var got []string
		for _, m := range ms {
			got = append(got, fmt.Sprintf("\t%d %s", m.col, m.change()))
			assert.Equal(t, 4, m.row, statement)
			assert.Equal(t, "f", m.fun, statement)
			assert.Equal(t, strings.TrimSpace(statement), m.line)
			before, after := m.diff()
			assert.Equal(t, statement, before)
			assert.NotEqual(t, before, after, m)
		}
		assert.Equal(t, want, strings.Join(got, "\n"), statement)
	}
	assert.Greater(t, cases, 20)
}

func TestMutantsOfDeclarations(t *testing.T) {
	const source = `package p

const most = 7

var table = [...]int{5}

type T struct{}

func (t *T) Less(n int) bool { return n < most }
`
	changes := func(tables bool) (all []string) {
		ms, err := mutantsIn("p.go", []byte(source), tables)
		require.NoError(t, err)
		for _, m := range ms {
			all = append(all, m.fun+" "+m.change())
		}
		return all
	}
	code := []string{" constant: 7 -> 8", " constant: 7 -> 6", "T.Less compare: < -> <=", "T.Less compare: < -> >="}
	assert.Equal(t, code, changes(false))
	assert.Subset(t, changes(true), append(code, " constant: 5 -> 6"))
}

func TestApply(t *testing.T) {
	ms, err := mutantsIn("p.go", []byte("package p\n\nfunc f() { if a() { b() } }\n"), false)
	require.NoError(t, err)
	var got []string
	for _, m := range ms {
		got = append(got, strings.TrimPrefix(string(m.apply()), "package p\n\nfunc f() "))
	}
	assert.Equal(t, []string{"{ if (a()) && false { b() } }\n", "{ if (a()) || true { b() } }\n", "{ if a() {  } }\n"}, got)
}

// What is drawn depends on the seed and the lines alone: lines above change nothing, and nothing depends on how many there are.
func TestDraw(t *testing.T) {
	const source = "package p\n\nfunc f(a, b int) bool {\n\tc := a + 1\n\tc = a + 1\n\tc = a + 1\n\treturn c < b && a != 3\n}\n"
	drawn := func(source string, seed uint64, only string) (all []site) {
		ms, err := mutantsIn("p.go", []byte(source), false)
		require.NoError(t, err)
		number(ms)
		for _, m := range draw(ms, seed, only) {
			all = append(all, m.site())
		}
		return all
	}
	one := drawn(source, 1, "")
	assert.Equal(t, one, drawn(strings.Replace(source, "package p\n", "package p\n\nconst none = \"\"\n", 1), 1, ""))
	two := drawn(source, 2, "")
	assert.NotEqual(t, one, two)
	assert.ElementsMatch(t, one, two)
	seen := map[site]bool{}
	for _, s := range one {
		assert.False(t, seen[s], s)
		seen[s] = true
	}
	assert.Len(t, drawn(source, 1, "p.go:7"), 8)
	assert.Len(t, drawn(source, 1, "p.go"), len(one))
	assert.Empty(t, drawn(source, 1, "q.go"))
}
