package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// mutantsOf returns the mutants of the code of a folder, in the order of files and octets. Tables are the literals that
// package-level variables are made of.
func mutantsOf(dir string, tables bool) ([]mutant, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var all []mutant
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		ms, err := mutantsIn(path.Clean(filepath.ToSlash(name)), source, tables)
		if err != nil {
			return nil, err
		}
		all = append(all, ms...)
	}
	return all, nil
}

func mutantsIn(name string, source []byte, tables bool) ([]mutant, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	w := walker{name: name, source: source, fset: fset}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body == nil {
				continue
			}
			w.fun = funcName(d)
			w.body = d.Body
			ast.Inspect(d.Body, w.visit)
		case *ast.GenDecl:
			w.fun = ""
			if d.Tok == token.CONST || d.Tok == token.VAR && tables {
				ast.Inspect(d, w.visit)
			}
		}
	}
	slices.SortStableFunc(w.found, func(a, b mutant) int { return a.start - b.start })
	return w.found, nil
}

func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	e := d.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
			continue
		case *ast.IndexExpr:
			e = x.X
			continue
		case *ast.Ident:
			return x.Name + "." + d.Name.Name
		}
		return d.Name.Name
	}
}

type walker struct {
	name   string
	source []byte
	fset   *token.FileSet
	fun    string
	body   *ast.BlockStmt // of fun
	found  []mutant
}

func (w *walker) text(n ast.Node) string {
	return string(w.source[w.offset(n.Pos()):w.offset(n.End())])
}

func (w *walker) offset(p token.Pos) int { return w.fset.Position(p).Offset }

// add notes that what stands from start to end becomes text; old and new say it in short.
func (w *walker) add(op string, start, end token.Pos, text, old, new string) {
	at := w.fset.Position(start)
	line := string(w.source[at.Offset-at.Column+1:])
	line, _, _ = strings.Cut(line, "\n")
	w.found = append(w.found, mutant{
		file: w.name, fun: w.fun, line: oneLine(line), row: at.Line, col: at.Column, start: at.Offset, end: w.offset(end),
		source: w.source, op: op, old: oneLine(old), new: oneLine(new), text: text,
	})
}

// swap notes that the token at p becomes another.
func (w *walker) swap(op string, p token.Pos, old, new string) {
	w.add(op, p, p+token.Pos(len(old)), new, old, new)
}

// replace notes that an expression becomes another.
func (w *walker) replace(op string, n ast.Node, text string) {
	w.add(op, n.Pos(), n.End(), text, w.text(n), text)
}

// neighbours are what an operator turns into. Every comparison turns into the one that differs at the bound and into its
// opposite.
var neighbours = [...]struct {
	op   string
	from token.Token
	to   []token.Token
}{
	{"compare", token.LSS, []token.Token{token.LEQ, token.GEQ}},
	{"compare", token.LEQ, []token.Token{token.LSS, token.GTR}},
	{"compare", token.GTR, []token.Token{token.GEQ, token.LEQ}},
	{"compare", token.GEQ, []token.Token{token.GTR, token.LSS}},
	{"compare", token.EQL, []token.Token{token.NEQ}},
	{"compare", token.NEQ, []token.Token{token.EQL}},
	{"logic", token.LAND, []token.Token{token.LOR}},
	{"logic", token.LOR, []token.Token{token.LAND}},
	{"arithmetic", token.ADD, []token.Token{token.SUB}},
	{"arithmetic", token.SUB, []token.Token{token.ADD}},
	{"arithmetic", token.MUL, []token.Token{token.QUO}},
	{"arithmetic", token.QUO, []token.Token{token.MUL}},
	{"arithmetic", token.REM, []token.Token{token.QUO}},
	{"arithmetic", token.SHL, []token.Token{token.SHR}},
	{"arithmetic", token.SHR, []token.Token{token.SHL}},
	{"arithmetic", token.AND, []token.Token{token.OR}},
	{"arithmetic", token.OR, []token.Token{token.AND}},
	{"arithmetic", token.XOR, []token.Token{token.OR}},
	{"arithmetic", token.AND_NOT, []token.Token{token.AND}},
	{"arithmetic", token.ADD_ASSIGN, []token.Token{token.SUB_ASSIGN}},
	{"arithmetic", token.SUB_ASSIGN, []token.Token{token.ADD_ASSIGN}},
	{"arithmetic", token.SHL_ASSIGN, []token.Token{token.SHR_ASSIGN}},
	{"arithmetic", token.SHR_ASSIGN, []token.Token{token.SHL_ASSIGN}},
	{"arithmetic", token.AND_ASSIGN, []token.Token{token.OR_ASSIGN}},
	{"arithmetic", token.OR_ASSIGN, []token.Token{token.AND_ASSIGN}},
	{"arithmetic", token.INC, []token.Token{token.DEC}},
	{"arithmetic", token.DEC, []token.Token{token.INC}},
	{"jump", token.BREAK, []token.Token{token.CONTINUE}},
	{"jump", token.CONTINUE, []token.Token{token.BREAK}},
}

func (w *walker) operator(p token.Pos, tok token.Token) {
	for _, n := range neighbours {
		if n.from == tok {
			for _, to := range n.to {
				w.swap(n.op, p, tok.String(), to.String())
			}
		}
	}
}

func (w *walker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		w.operator(n.OpPos, n.Op)
		if (n.Op == token.EQL || n.Op == token.NEQ) && (isNumber(n.X) || isNumber(n.Y)) {
			for _, to := range [...]token.Token{token.LEQ, token.GEQ, token.LSS, token.GTR} {
				// What is counted is not below zero: there, x == 0 and x <= 0 are the same, and so are x != 0 and x > 0.
				same := isZero(n.Y) && (to == token.LEQ || to == token.GTR)
				if !same && (to == token.LEQ || to == token.GEQ) == (n.Op == token.EQL) {
					w.swap("compare", n.OpPos, n.Op.String(), to.String())
				}
			}
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			w.add("logic", n.Pos(), n.X.Pos(), "", w.text(n), w.text(n.X))
		}
	case *ast.BasicLit:
		w.literal(n)
	case *ast.Ident:
		switch n.Name {
		case "true":
			w.replace("constant", n, "false")
		case "false":
			w.replace("constant", n, "true")
		}
	case *ast.IndexExpr:
		w.bound(n.Index)
	case *ast.SliceExpr:
		for _, e := range []ast.Expr{n.Low, n.High} { // the third bound is a capacity: house style, and not behaviour
			if e != nil {
				w.bound(e)
			}
		}
	case *ast.IfStmt:
		w.condition(n.Cond, true)
	case *ast.ForStmt:
		if n.Cond != nil {
			w.condition(n.Cond, false)
		}
	case *ast.IncDecStmt:
		w.operator(n.TokPos, n.Tok)
	case *ast.AssignStmt:
		w.operator(n.TokPos, n.Tok)
	case *ast.BranchStmt:
		if n.Label == nil {
			w.operator(n.TokPos, n.Tok)
		}
	case *ast.BlockStmt:
		w.block(n.List, n == w.body)
	case *ast.CaseClause:
		w.block(n.Body, false)
	}
	return true
}

func isZero(e ast.Expr) bool {
	l, ok := e.(*ast.BasicLit)
	return ok && l.Value == "0"
}

func isNumber(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.INT || e.Kind == token.CHAR
	case *ast.CallExpr:
		f, ok := e.Fun.(*ast.Ident)
		return ok && f.Name == "len"
	}
	return false
}

// literal makes a number one more and one less. It keeps to the base, so that a report reads as the source does.
func (w *walker) literal(n *ast.BasicLit) {
	switch n.Kind {
	case token.INT:
		v, err := strconv.ParseUint(n.Value, 0, 64)
		if err != nil {
			return
		}
		base, prefix := 10, ""
		if lower := strings.ToLower(n.Value); strings.HasPrefix(lower, "0x") {
			base, prefix = 16, "0x"
		}
		if v+1 != 0 {
			w.replace("constant", n, prefix+strconv.FormatUint(v+1, base))
		}
		if v > 0 {
			w.replace("constant", n, prefix+strconv.FormatUint(v-1, base))
		}
	case token.CHAR:
		r, _, _, err := strconv.UnquoteChar(n.Value[1:len(n.Value)-1], '\'')
		if err != nil {
			return
		}
		w.replace("constant", n, strconv.QuoteRune(r+1))
		if r > 0 {
			w.replace("constant", n, strconv.QuoteRune(r-1))
		}
	}
}

// bound moves an index that is no literal by one.
func (w *walker) bound(e ast.Expr) {
	if _, ok := e.(*ast.BasicLit); ok {
		return
	}
	w.replace("bound", e, w.text(e)+"+1")
	w.replace("bound", e, w.text(e)+"-1")
}

// condition makes one that never holds, and one that always does; what it says is still evaluated.
func (w *walker) condition(e ast.Expr, always bool) {
	text := w.text(e)
	w.add("never", e.Pos(), e.End(), "("+text+") && false", text, "false")
	if always {
		w.add("always", e.Pos(), e.End(), "("+text+") || true", text, "true")
	}
}

// blank reports whether an assignment keeps nothing, as one that only checks a type does.
func blank(to []ast.Expr) bool {
	return !slices.ContainsFunc(to, func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return !ok || id.Name != "_"
	})
}

// block deletes statements: assignments, calls and early returns. A block that is nothing but a return is what condition makes
// never happen.
func (w *walker) block(list []ast.Stmt, whole bool) {
	for i, s := range list {
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE && !blank(s.Lhs) {
				w.add("delete", s.Pos(), s.End(), "", w.text(s), "")
			}
		case *ast.IncDecStmt, *ast.ExprStmt:
			w.add("delete", s.Pos(), s.End(), "", w.text(s), "")
		case *ast.ReturnStmt:
			if len(list) > 1 && !(whole && i == len(list)-1) {
				w.add("delete", s.Pos(), s.End(), "", w.text(s), "")
			}
		}
	}
}
