package mmsguard_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHouseVariables holds package-level variables to tables and errors. A variable may be an array, a slice, a struct,
// a string or a number that is written out as a literal (also through a function of the package that is nothing but a
// literal of its parameters), an error made by errors.New, or what //go:embed fills; nothing assigns to it, to an element or to a field of it, ever. So there are no maps, channels, pointers, locks or pools, no
// tables computed at start-up, and no state that one caller could change under another.
func TestHouseVariables(t *testing.T) {
	h := theHouse(t)
	packages := map[string][]source{}
	for _, s := range h.sources {
		if !s.test {
			packages[s.dir] = append(packages[s.dir], s)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		for _, at := range liveVariables(h.fset, packages[dir]) {
			t.Errorf("%s: only tables and errors stand in a package, and nothing changes them", h.fset.Position(at))
		}
	}
}

// TestHouseVariablesSeen holds the wall itself: each line marked bad must be seen, and no other.
func TestHouseVariablesSeen(t *testing.T) {
	const text = `package p

import "errors"

type row struct{ name string; n int }
type names map[int]string

var (
	table  = [...]row{{"a", 1}, {name: "b"}}
	slice  = []string{"a", "b"}
	name   = "a"
	octets = []byte("abc")
	short  = [...]row{of("a"), of("b")}
	tests  = [...]func(int) bool{even, func(n int) bool { return n > 0 }}
	ErrA   = errors.New("a")
	_      error = (*row)(nil)

	count    int                          // bad
	byNumber = map[int]string{1: "a"}     // bad
	named    = names{1: "a"}              // bad
	inside   = [...]names{{1: "a"}}       // bad
	pointer  = &row{}                     // bad
	pointers = [...]*row{&table[0]}       // bad
	made     = make([]row, 3)             // bad
	computed = build()                    // bad
	hook     = func() {}                  // bad
	pool     sync.Pool                    // bad
	once     = sync.OnceValue(build)      // bad
)

func (r *row) Error() string { return r.name }
func even(n int) bool        { return n%2 == 0 }
func of(name string) row     { return row{name, 1} }
func build() (a [2]int) {
	a[0] = 1
	return a
}

func change(slice []string, i int) {
	slice[i] = "local"
	name := "local"
	name += "er"
	table[i].n++                          // bad
	table[i] = row{}                      // bad
	ErrA = nil                            // bad
	copy(octets, name)                    // bad
	for i, table[0].n = range slice {     // bad
	}
	{
		table := table
		table[0].n = 2
	}
}
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", text, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err)
	var want, got []int
	for i, line := range strings.Split(text, "\n") {
		if strings.HasSuffix(line, "// bad") {
			want = append(want, i+1)
		}
	}
	for _, at := range liveVariables(fset, []source{{dir: "p", file: file}}) {
		got = append(got, fset.Position(at).Line)
	}
	assert.ElementsMatch(t, want, got)
}

// noImports answers every import with an empty package: only what the package itself declares is resolved.
type noImports struct{}

func (noImports) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, path[strings.LastIndexByte(path, '/')+1:])
	p.MarkComplete()
	return p, nil
}

type checker struct {
	info  *types.Info
	funcs map[types.Object]*ast.FuncDecl
}

// liveVariables returns where the package's variables are more than tables and errors, and where they are changed.
func liveVariables(fset *token.FileSet, sources []source) (live []token.Pos) {
	var files []*ast.File
	for _, s := range sources {
		files = append(files, s.file)
	}
	info := &types.Info{
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{},
	}
	conf := types.Config{Importer: noImports{}, Error: func(error) {}, DisableUnusedImportCheck: true}
	pkg, _ := conf.Check(sources[0].dir, fset, files, info) // what is imported is unknown, so an error says nothing
	c := checker{info, map[types.Object]*ast.FuncDecl{}}
	for _, f := range files {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				c.funcs[info.Defs[d.Name]] = d
			}
		}
	}

	for _, f := range files {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
				live = append(live, c.liveDecl(d)...)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			for _, e := range changed(n) {
				id := root(e)
				if id == nil {
					continue
				}
				if v, ok := info.Uses[id].(*types.Var); ok && v.Parent() == pkg.Scope() {
					live = append(live, n.Pos())
				}
			}
			return true
		})
	}
	return live
}

// changed returns what the statement or call n assigns to.
func changed(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.CallExpr:
		if fun := selector(n.Fun); (fun == "copy" || fun == "clear") && len(n.Args) > 0 {
			return n.Args[:1]
		}
	}
	return nil
}

// root returns the variable that e is, or is a part of.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}

func (c checker) liveDecl(d *ast.GenDecl) (live []token.Pos) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		if embedded(d.Doc) || embedded(spec.Doc) {
			continue
		}
		for i, name := range spec.Names {
			switch {
			case name.Name == "_":
			case len(spec.Values) != len(spec.Names), reference(c.info.Defs[name].Type()), c.isLive(spec.Values[i]):
				live = append(live, name.Pos())
			}
		}
	}
	return live
}

func reference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Map, *types.Chan, *types.Pointer, *types.Signature:
		return true
	}
	return false
}

func embedded(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}

// isLive reports whether any part of e is computed at start-up or holds what may change: anything but literals,
// constants, functions, names of other packages, conversions, errors.New and calls of what only spells a literal.
func (c checker) isLive(e ast.Expr) (live bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			fun := selector(n.Fun)
			live = live || fun != "errors.New" && fun != "len" && !c.info.Types[n.Fun].IsType() && !c.spells(n.Fun)
		case *ast.CompositeLit:
			tv, ok := c.info.Types[n]
			live = live || ok && reference(tv.Type)
		case *ast.UnaryExpr:
			live = live || n.Op == token.AND || n.Op == token.ARROW
		}
		return !live
	})
	return live
}

// spells reports whether fun is a function of the package that only returns a literal of its parameters.
func (c checker) spells(fun ast.Expr) bool {
	id, ok := fun.(*ast.Ident)
	if !ok {
		return false
	}
	d := c.funcs[c.info.Uses[id]]
	if d == nil || d.Body == nil || len(d.Body.List) != 1 {
		return false
	}
	ret, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	_, ok = ret.Results[0].(*ast.CompositeLit)
	return ok && !c.isLive(ret.Results[0])
}
