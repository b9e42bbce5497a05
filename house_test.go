package mmsguard_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// The walls of the house, as ARCHITECTURE.md draws them. Nothing here looks at what the code does: only at where it
// stands, what it leans on and which words it uses.

const module = "github.com/mmsguard/mmsguard"

// source is one Go file of the root module; nested modules keep their own house.
type source struct {
	path string // slash-separated, from the folder of go.mod
	dir  string
	test bool
	text []byte
	file *ast.File
}

type house struct {
	fset    *token.FileSet
	sources []source
}

func (h house) at(n ast.Node) string { return h.fset.Position(n.Pos()).String() }

var readHouse = sync.OnceValues(func() (house, error) {
	h := house{fset: token.NewFileSet()}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if d.IsDir() {
			if d.Name() == ".git" || name != "." && exists(name+"/go.mod") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(h.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		h.sources = append(h.sources, source{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), text, file})
		return nil
	})
	return h, err
})

func theHouse(t *testing.T) house {
	t.Helper()
	h, err := readHouse()
	require.NoError(t, err)
	require.NotEmpty(t, h.sources, "the house must be read from the folder of go.mod")
	return h
}

// breach reports a hole in a wall, in one line.
func breach(t *testing.T, hole bool, format string, args ...any) {
	t.Helper()
	if hole {
		t.Errorf(format, args...)
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// under reports whether the slash-separated p is root or lies below it.
func under(p, root string) bool { return p == root || strings.HasPrefix(p, root+"/") }

// rooms says what non-test code may import beside the standard library and its own room; the first room that holds a
// folder counts. filetype is let in by its matchers only: its Match answers differently from process to process.
var rooms = []struct {
	folder string
	may    []string
}{
	{"wsp", []string{"golang.org/x/text"}},
	{"mmspdu", []string{module + "/wsp", module + "/internal/splice"}},
	{"scan/internal/classify", []string{module + "/scan/internal/media", "github.com/h2non/filetype/matchers"}},
	{"scan/internal/media", nil},
	{"scan", []string{
		module + "/mmspdu", module + "/wsp", "github.com/dsoprea/go-exif/v3",
		"github.com/klauspost/compress", "golang.org/x/net/idna", "golang.org/x/net/publicsuffix",
	}},
	{"internal", nil},
	{"testdata", nil},
	{"fuzz", []string{module + "/testdata", module + "/internal/corpustest"}},
	{"examples", []string{module + "/mmspdu", module + "/wsp", module + "/scan"}},
	{".ci", nil},
	{".", nil},
}

func TestHouseImports(t *testing.T) {
	for _, s := range theHouse(t).sources {
		i := slices.IndexFunc(rooms, func(r struct {
			folder string
			may    []string
		}) bool {
			return under(s.dir, r.folder)
		})
		require.GreaterOrEqual(t, i, 0, "%s stands in no room of the house", s.path)
		for _, spec := range s.file.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			breach(t, p == "C" || p == "unsafe", "%s: imports %s", s.path, p)
			first, _, _ := strings.Cut(p, "/")
			if s.test || !strings.Contains(first, ".") || under(p, path.Join(module, rooms[i].folder)) && rooms[i].folder != "." {
				continue
			}
			breach(t, !slices.ContainsFunc(rooms[i].may, func(m string) bool { return under(p, m) }),
				"%s: the room %q may not import %s", s.path, rooms[i].folder, p)
		}
	}
}

// outside names the packages through which a library would reach for files, sockets, clocks and chance.
var outside = []string{"os", "net", "net/http", "log", "log/slog", "syscall", "math/rand", "math/rand/v2", "plugin"}

func isLibrary(dir string) bool {
	return under(dir, "wsp") || under(dir, "mmspdu") || under(dir, "scan")
}

func TestHouseWords(t *testing.T) {
	h := theHouse(t)
	for _, s := range h.sources {
		for line := range bytes.Lines(s.text) {
			breach(t, bytes.HasPrefix(line, []byte("//go:linkname")), "%s: no linkname", s.path)
			breach(t, bytes.HasPrefix(line, []byte("//go:build ignore")), "%s: a file is built or it is not there", s.path)
		}
		if s.test {
			checkBenchmarks(t, h, s)
			continue
		}
		for _, spec := range s.file.Imports {
			p, _ := strconv.Unquote(spec.Path.Value)
			breach(t, isLibrary(s.dir) && slices.Contains(outside, p), "%s: the library does not import %s", s.path, p)
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				breach(t, n.Recv == nil && n.Name.Name == "init", "%s: no init", h.at(n))
			case *ast.CallExpr:
				fun := selector(n.Fun)
				breach(t, fun == "panic", "%s: no panic", h.at(n))
				breach(t, isLibrary(s.dir) && (fun == "time.Now" || fun == "time.Sleep" || fun == "time.After"),
					"%s: budgets, not clocks", h.at(n))
			case *ast.GoStmt:
				breach(t, isLibrary(s.dir), "%s: the library starts no goroutine", h.at(n))
			}
			return true
		})
	}
}

// selector returns "name" or "pkg.Name" for such expressions, else "".
func selector(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return x.Name + "." + e.Sel.Name
		}
	}
	return ""
}

// checkBenchmarks keeps testify out of what is timed.
func checkBenchmarks(t *testing.T, h house, s source) {
	for _, d := range s.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || !strings.HasPrefix(f.Name.Name, "Benchmark") {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if e, ok := n.(*ast.SelectorExpr); ok {
				x, _, _ := strings.Cut(selector(e), ".")
				breach(t, x == "require" || x == "assert", "%s: no testify in a benchmark", h.at(n))
			}
			return true
		})
	}
}

// signature returns the type of a function that is written out, or of one of the folder that is named; nil of others.
func (h house) signature(dir string, fun ast.Expr) *ast.FuncType {
	switch fun := fun.(type) {
	case *ast.FuncLit:
		return fun.Type
	case *ast.Ident:
		for _, s := range h.sources {
			for _, d := range s.file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && s.dir == dir && f.Recv == nil && f.Name.Name == fun.Name {
					return f.Type
				}
			}
		}
	}
	return nil
}

// takesOctets reports whether f is func(_ *testing.T, _ []byte).
func takesOctets(f *ast.FuncType) bool {
	if f == nil || f.Params.NumFields() != 2 || len(f.Params.List) != 2 {
		return false
	}
	slice, ok := f.Params.List[1].Type.(*ast.ArrayType)
	return ok && slice.Len == nil && selector(slice.Elt) == "byte"
}

// maxLines is how long a file may be beside its tables.
const maxLines = 500

func TestHouseFileLength(t *testing.T) {
	h := theHouse(t)
	for _, s := range h.sources {
		lines := bytes.Count(s.text, []byte{'\n'})
		ast.Inspect(s.file, func(n ast.Node) bool {
			if n == nil {
				return false
			}
			long := h.fset.Position(n.End()).Line - h.fset.Position(n.Pos()).Line
			switch n := n.(type) {
			case *ast.CompositeLit:
				if long >= 8 {
					lines -= long
					return false
				}
			case *ast.GenDecl:
				if n.Tok == token.CONST {
					lines -= long
					return false
				}
			}
			return true
		})
		breach(t, lines > maxLines, "%s: one subject a file (%d lines without its tables)", s.path, lines)
	}
}

// TestHouseDocComments asks a package comment everywhere, and of what others import a comment on every exported name.
func TestHouseDocComments(t *testing.T) {
	h := theHouse(t)
	packages := map[string]bool{}
	for _, s := range h.sources {
		if s.test || s.file.Name.Name == "main" {
			continue
		}
		packages[s.dir] = packages[s.dir] || s.file.Doc != nil
		if !isLibrary(s.dir) || strings.Contains(s.dir, "internal") {
			continue
		}
		for _, d := range s.file.Decls {
			checkDoc(t, h, d)
		}
	}
	for dir, ok := range packages {
		breach(t, !ok, "%s: a package comment", dir)
	}
}

func checkDoc(t *testing.T, h house, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && (d.Recv == nil || receiverExported(d.Recv.List[0].Type)) {
			breach(t, d.Doc == nil, "%s: %s has no doc comment", h.at(d), d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() {
					breach(t, spec.Doc == nil && d.Doc == nil, "%s: %s has no doc comment", h.at(spec), spec.Name.Name)
					checkFields(t, h, d, spec)
				}
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					breach(t, name.IsExported() && spec.Doc == nil && spec.Comment == nil && d.Doc == nil,
						"%s: %s has no doc comment", h.at(name), name.Name)
				}
			}
		}
	}
}

// checkFields asks a comment of each exported field, or its name in the comment of the type. A field that is named as
// its type (ID RuleID) says enough, and a struct on one line is covered by the type's comment.
func checkFields(t *testing.T, h house, d *ast.GenDecl, spec *ast.TypeSpec) {
	t.Helper()
	st, ok := spec.Type.(*ast.StructType)
	if !ok || h.fset.Position(st.Pos()).Line == h.fset.Position(st.End()).Line {
		return
	}
	words := strings.FieldsFunc(strings.ToLower(d.Doc.Text()+" "+spec.Doc.Text()), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, f := range st.Fields.List {
		for _, name := range f.Names {
			breach(t, name.IsExported() && f.Doc == nil && f.Comment == nil && !strings.HasSuffix(selector(f.Type), name.Name) &&
				!slices.Contains(words, strings.ToLower(name.Name)),
				"%s: %s.%s has no comment", h.at(name), spec.Name.Name, name.Name)
		}
	}
}

func receiverExported(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverExported(e.X)
	case *ast.IndexExpr:
		return receiverExported(e.X)
	case *ast.Ident:
		return e.IsExported()
	}
	return false
}

// testdataMax is what all folders named testdata may hold together, in octets.
const testdataMax = 5_000_000

func TestHouseTestdata(t *testing.T) {
	var total int64
	for _, name := range trackedFiles(t) {
		if !slices.Contains(strings.Split(name, "/"), "testdata") {
			continue
		}
		info, err := os.Stat(name)
		require.NoError(t, err)
		total += info.Size()
	}
	breach(t, total > testdataMax, "testdata holds %d octets", total)
}

// machine matches what only one machine knows: its folders, and the hosts that its packages came from.
var machine = regexp.MustCompile(`(^|[^A-Za-z0-9_.])/(work|root|home)/[A-Za-z]` +
	`|proxy\.golang\.org|sum\.golang\.org|registry\.npmjs|deb\.debian\.org`)

func TestHouseMachines(t *testing.T) {
	for _, name := range trackedFiles(t) {
		if path.Base(name) == "go.sum" {
			continue
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		found := machine.Find(text)
		breach(t, found != nil, "%s names a machine: %q", name, found)
	}
}

// trackedFiles returns the files of the repository: what git knows, or all that is there where there is no git.
func trackedFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	if out, err := exec.Command("git", "ls-files", "-z").Output(); err == nil {
		for name := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
			if exists(name) {
				names = append(names, name)
			}
		}
	} else {
		require.NoError(t, filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == ".git" {
				return fs.SkipDir
			}
			if err == nil && d.Type().IsRegular() {
				names = append(names, filepath.ToSlash(name))
			}
			return err
		}))
	}
	require.NotEmpty(t, names)
	return names
}
