package mmsguard_test

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// fuzzTarget is one func Fuzz… of the root module.
type fuzzTarget struct {
	dir  string // slash-separated, from the folder of go.mod
	name string
	decl *ast.FuncDecl
	src  source
}

func (h house) fuzzTargets() (all []fuzzTarget) {
	for _, s := range h.sources {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Fuzz") {
				all = append(all, fuzzTarget{s.dir, f.Name.Name, f, s})
			}
		}
	}
	return all
}

// TestHouseFuzz checks what fuzz/all, the workflows and oss-fuzz/build.sh rely on to find and build every target by
// itself: a name of its own, a place in a test file, and exactly one []byte, so that a corpus entry is an input as it is.
func TestHouseFuzz(t *testing.T) {
	h := theHouse(t)
	seen := map[string]bool{}
	for _, f := range h.fuzzTargets() {
		breach(t, !f.src.test, "%s: a fuzz target stands in a test file", h.at(f.decl))
		breach(t, seen[f.dir+"."+f.name], "%s: a second %s", h.at(f.decl), f.name)
		seen[f.dir+"."+f.name] = true
		bodies := 0
		ast.Inspect(f.decl, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || selector(call.Fun) != "f.Fuzz" || len(call.Args) != 1 {
				return true
			}
			bodies++
			breach(t, !takesOctets(h.signature(f.dir, call.Args[0])), "%s: a target takes exactly one []byte", h.at(call))
			return true
		})
		breach(t, bodies != 1, "%s: one call of f.Fuzz", h.at(f.decl))
		// OSS-Fuzz looks for "func FuzzName" below the folder, and builds nothing where it finds two.
		for _, g := range h.fuzzTargets() {
			breach(t, under(g.dir, f.dir) && g.name != f.name && strings.HasPrefix(g.name, f.name),
				"%s: the name of %s begins with it", h.at(f.decl), g.name)
		}
	}
}

// TestHouseFuzzSeeds checks that every target takes its seeds from package fuzz, which also writes them for OSS-Fuzz, and
// bounds its work by it.
func TestHouseFuzzSeeds(t *testing.T) {
	h := theHouse(t)
	seeders := []string{"fuzz.Seed", "fuzz.Add", "fuzz.AddTexts", "fuzz.From", "fuzz.Gather"}
	for _, f := range h.fuzzTargets() {
		seeds, watches, done := 0, 0, 0
		ast.Inspect(f.decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				for _, s := range seeders {
					if selector(n.Fun) == s {
						seeds++
					}
				}
				if selector(n.Fun) == "fuzz.Watch" {
					watches++
				}
			case *ast.DeferStmt:
				if strings.HasSuffix(selector(n.Call.Fun), ".Done") {
					done++
				}
			}
			return true
		})
		breach(t, seeds == 0, "%s: seeds of fuzz.Seed, Add, AddTexts, From or Gather", h.at(f.decl))
		breach(t, watches != 1 || done != 1, "%s: its work is bound: w := fuzz.Watch(…); defer w.Done()", h.at(f.decl))
	}
	for _, s := range h.sources {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				breach(t, selector(call.Fun) == "f.Add" && s.test, "%s: fuzz.Add(f, …), so that the seed is also written", h.at(call))
			}
			return true
		})
	}
	assert.NotEmpty(t, h.fuzzTargets())
}

// TestHouseFuzzBuilt checks that OSS-Fuzz builds every target of the module, and nothing else.
func TestHouseFuzzBuilt(t *testing.T) {
	_, rest, ok := strings.Cut(read(t, "fuzz/oss-fuzz/build.sh"), "\ntargets='\n")
	list, _, end := strings.Cut(rest, "'\n")
	assert.True(t, ok && end, "build.sh has a list of targets")
	built := strings.Split(strings.TrimSpace(list), "\n")
	var there []string
	for _, f := range theHouse(t).fuzzTargets() {
		there = append(there, f.dir+" "+f.name)
	}
	slices.Sort(there)
	assert.Equal(t, there, built, "the targets that there are, and those of fuzz/oss-fuzz/build.sh")
}

// TestHouseFuzzTold checks that the table of fuzz/README.md has every target in its package, and nothing else.
func TestHouseFuzzTold(t *testing.T) {
	var there, told []string
	for _, f := range theHouse(t).fuzzTargets() {
		there = append(there, f.dir+" "+f.name)
	}
	row := regexp.MustCompile("(?m)^\\| `([a-z/0-9]+)` \\| `(Fuzz[A-Za-z0-9]+)` \\| .{10,} \\|$")
	for _, m := range row.FindAllStringSubmatch(read(t, "fuzz/README.md"), -1) {
		told = append(told, m[1]+" "+m[2])
	}
	slices.Sort(there)
	assert.Equal(t, there, slices.Sorted(slices.Values(told)), "the targets that there are, and those of fuzz/README.md")
}

// TestHouseFuzzNames checks that what fuzzing found has a name that says what it is, and not only what it hashes to.
func TestHouseFuzzNames(t *testing.T) {
	hash := regexp.MustCompile(`/testdata/fuzz/\w+/[0-9a-f]{16}$`)
	for _, name := range trackedFiles(t) {
		breach(t, hash.MatchString("/"+name), "%s: call it after what it shows", name)
	}
}
