package mmsguard_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadmeExample holds the example of the README to the one that is compiled and run.
func TestReadmeExample(t *testing.T) {
	_, rest, ok := strings.Cut(read(t, "README.md"), "```go\n")
	require.True(t, ok)
	block, _, _ := strings.Cut(rest, "```\n")
	_, rest, ok = strings.Cut(read(t, "example_test.go"), "func Example() {\n")
	require.True(t, ok)
	body, _, _ := strings.Cut(rest, "\t// Output:\n")
	var want strings.Builder
	for line := range strings.Lines(body) {
		want.WriteString(strings.TrimPrefix(line, "\t"))
	}
	assert.Equal(t, want.String(), block)
}

var (
	link   = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	quoted = regexp.MustCompile("`([^`\n]+)`")
	target = regexp.MustCompile(`\b(Test|Fuzz|Benchmark|Example)[A-Z]\w*`)
	file   = regexp.MustCompile(`^(\.ci|wsp|mmspdu|scan|fuzz|internal|testdata|examples)/[\w./-]*$`)
)

// TestPapers checks that what the papers name is there: files, folders, tests.
func TestPapers(t *testing.T) {
	tests := map[string]bool{}
	for _, s := range theHouse(t).sources {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && s.test {
				tests[f.Name.Name] = true
			}
		}
	}
	papers, err := filepath.Glob("*.md")
	require.NoError(t, err)
	require.NotEmpty(t, papers)
	for _, paper := range papers {
		text := read(t, paper)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			breach(t, !exists(m[1]), "%s: there is no %s", paper, m[1])
		}
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			for _, name := range target.FindAllString(m[1], -1) {
				breach(t, !tests[name], "%s: there is no %s", paper, name)
			}
			breach(t, file.MatchString(m[1]) && !exists(m[1]), "%s: there is no %s", paper, m[1])
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}
