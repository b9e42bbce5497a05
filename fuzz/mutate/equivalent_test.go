package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const listedText = `# a comment

file: p/p.go
func: f
line: c = a
change: delete: c = a ->
nth: 2
why: nobody reads c
 after this
`

func TestEquivalentsAreLeftOut(t *testing.T) {
	ms, err := mutantsIn("p/p.go", []byte("package p\n\nfunc f(a, c int) {\n\tc = a\n\tc = a\n}\n"), false)
	require.NoError(t, err)
	number(ms)
	listed, err := parseEquivalents(listedText)
	require.NoError(t, err)
	require.Equal(t, []equivalent{{site{"p/p.go", "f", "c = a", "delete: c = a -> ", 2}, "nobody reads c after this"}}, listed)
	live, left, err := leaveOut(ms, listed, []string{"p"})
	require.NoError(t, err)
	assert.Equal(t, 1, left)
	require.Len(t, live, 1)
	assert.Equal(t, 4, live[0].row)

	_, _, err = leaveOut(live, listed, []string{"p"})
	assert.ErrorContains(t, err, "no mutant is", "an entry that matches nothing")
	_, _, err = leaveOut(live, listed, []string{"q"})
	assert.NoError(t, err, "an entry of a folder that was not asked for")
	_, _, err = leaveOut(ms, append(listed, listed...), []string{"p"})
	assert.ErrorContains(t, err, "listed twice")
}

func TestEquivalentsThatSayTooLittle(t *testing.T) {
	for _, text := range []string{
		"file: a\nline: b\nchange: c",
		"file: a\nline: b\nwhy: c",
		"file: a\nchange: b\nwhy: c",
		"line: a\nchange: b\nwhy: c",
		"file: a\nline: b\nchange: c\nwhy: d\nnth: 0",
		"file: a\nline: b\nchange: c\nwhy: d\nbecause: e",
	} {
		_, err := parseEquivalents(text)
		assert.Error(t, err, text)
	}
}

// The list holds for the code as it is.
func TestEquivalentsStandInTheCode(t *testing.T) {
	t.Chdir("../..")
	var all []mutant
	folders := []string{"wsp", "mmspdu"}
	for _, dir := range folders {
		ms, err := mutantsOf(dir, true)
		require.NoError(t, err)
		all = append(all, ms...)
	}
	number(all)
	listed, err := parseEquivalents(equivalentText)
	require.NoError(t, err)
	_, _, err = leaveOut(all, listed, folders)
	assert.NoError(t, err)
}
