package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A mutant is one change of one file: the octets [from, to) become with.
type mutant struct {
	file     string // slash-separated, from the root of the module
	fn       string // the function that it is in
	from, to int
	line     int
	operator string // what kind of change it is
	with     string
	source   string // the line that from is in, trimmed
	broken   string // the same, changed
}

// id names m in reports and in equivalent.txt; it does not change when lines above are added.
func (m *mutant) id() string {
	return strings.Join([]string{m.file, m.fn, m.operator, m.source, m.broken}, "\t")
}

// swaps says what an operator becomes.
var swaps = [...][]token.Token{
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.ADD},
	token.SHL: {token.SHR}, token.SHR: {token.SHL},
	token.AND: {token.OR}, token.OR: {token.AND}, token.AND_NOT: {token.AND}, token.XOR: {token.OR},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN},
	token.OR_ASSIGN: {token.AND_ASSIGN}, token.AND_ASSIGN: {token.OR_ASSIGN},
	token.SHL_ASSIGN: {token.SHR_ASSIGN}, token.SHR_ASSIGN: {token.SHL_ASSIGN},
	token.INC: {token.DEC}, token.DEC: {token.INC},
	token.BREAK: {token.CONTINUE}, token.CONTINUE: {token.BREAK},
}

// finder collects the mutants of one file.
type finder struct {
	fset   *token.FileSet
	file   string
	text   []byte
	fn     string
	tables bool
	found  []mutant
}

// mutantsOf returns the mutants of the code of the packages below root, in the order of files and lines; tables are those
// of the constants in declarations outside functions, too.
func mutantsOf(root string, packages []string, tables bool) ([]mutant, error) {
	var all []mutant
	for _, p := range packages {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(p), "*.go"))
		if err != nil {
			return nil, err
		}
		slices.Sort(names)
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			found, err := mutantsOfText(p+"/"+filepath.Base(name), text, tables)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
	}
	return all, nil
}

func mutantsOfText(name string, text []byte, tables bool) ([]mutant, error) {
	f := finder{fset: token.NewFileSet(), file: name, text: text, tables: tables}
	tree, err := parser.ParseFile(f.fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil {
				f.fn = funcName(d)
				f.walk(d.Body)
			}
		case *ast.GenDecl:
			if tables && d.Tok != token.IMPORT && d.Tok != token.TYPE {
				f.fn = "-"
				f.walk(d)
			}
		}
	}
	slices.SortStableFunc(f.found, func(a, b mutant) int { return a.from - b.from })
	seen := map[string]int{}
	for i := range f.found {
		m := &f.found[i]
		id := m.id()
		if seen[id]++; seen[id] > 1 { // the same line twice in one function
			m.operator += " " + strconv.Itoa(seen[id])
		}
	}
	return f.found, nil
}

func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name + "." + d.Name.Name
	}
	return d.Name.Name
}

func (f *finder) offset(p token.Pos) int { return f.fset.Position(p).Offset }

// add notes that the octets from..to may become with.
func (f *finder) add(operator string, from, to int, with string) {
	start := strings.LastIndexByte(string(f.text[:from]), '\n') + 1
	end := len(f.text)
	if n := strings.IndexByte(string(f.text[to:]), '\n'); n >= 0 {
		end = to + n
	}
	m := mutant{
		file: f.file, fn: f.fn, from: from, to: to, line: 1 + strings.Count(string(f.text[:from]), "\n"), operator: operator, with: with,
		source: oneLine(string(f.text[start:end])),
		broken: oneLine(string(f.text[start:from]) + with + string(f.text[to:end])),
	}
	f.found = append(f.found, m)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (f *finder) swap(operator string, at token.Pos, t token.Token) {
	from := f.offset(at)
	if int(t) >= len(swaps) {
		return
	}
	for _, with := range swaps[t] {
		f.add(operator, from, from+len(t.String()), with.String())
	}
}

// around puts text before and behind an expression.
func (f *finder) around(operator string, x ast.Expr, before, behind string) {
	from, to := f.offset(x.Pos()), f.offset(x.End())
	f.add(operator, from, to, before+string(f.text[from:to])+behind)
}

func (f *finder) remove(operator string, n ast.Node) {
	f.add(operator, f.offset(n.Pos()), f.offset(n.End()), "")
}

func (f *finder) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			f.swap(binaryKind(n.Op), n.OpPos, n.Op)
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				f.add("negation", f.offset(n.OpPos), f.offset(n.OpPos)+1, "")
			}
		case *ast.BasicLit:
			if n.Kind == token.CHAR || n.Kind == token.INT {
				f.around("constant", n, "(", "+1)")
				f.around("constant", n, "(", "-1)")
			}
		case *ast.SliceExpr:
			if n.Low != nil {
				f.around("bound", n.Low, "(", ")+1")
			}
			if n.High != nil {
				f.around("bound", n.High, "(", ")+1")
				f.around("bound", n.High, "(", ")-1")
			}
		case *ast.IfStmt:
			operator := "condition"
			if leaves(n.Body) {
				operator = "early return"
			}
			f.around(operator, n.Cond, "false && (", ")")
			f.around(operator, n.Cond, "true || (", ")")
		case *ast.BlockStmt:
			f.statements(n.List)
		case *ast.CaseClause:
			f.statements(n.Body)
		case *ast.IncDecStmt:
			f.swap("arithmetic", n.TokPos, n.Tok)
		case *ast.AssignStmt:
			f.swap("arithmetic", n.TokPos, n.Tok)
		case *ast.BranchStmt:
			f.swap("branch", n.TokPos, n.Tok)
		}
		return true
	})
}

func binaryKind(t token.Token) string {
	switch t {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
		return "comparison"
	case token.LAND, token.LOR:
		return "logic"
	}
	return "arithmetic"
}

// leaves reports whether a block ends by going elsewhere.
func leaves(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// statements removes one statement at a time. A return that is the only one of an if is left to the condition.
func (f *finder) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt:
			f.remove("statement", s)
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				f.remove("statement", s)
			}
		case *ast.ReturnStmt:
			if len(list) > 1 {
				f.remove("early return", s)
			}
		}
	}
}

// apply returns the text of m's file, changed.
func (m *mutant) apply(text []byte) []byte {
	return slices.Concat(text[:m.from], []byte(m.with), text[m.to:])
}

func (m *mutant) String() string {
	return m.file + ":" + strconv.Itoa(m.line) + " " + m.fn + " (" + m.operator + ")\n\t- " + m.source + "\n\t+ " + m.broken
}
