package mmsguard_test

import (
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/scan"
)

// TestHouseRules checks of each rule that it has a row, a check that names it, a sample that trips it and a near-miss
// that does not. That the samples do what they are there for is for the tests of scan to show.
func TestHouseRules(t *testing.T) {
	h := theHouse(t)
	rows, named := map[string]bool{}, map[string]bool{}
	samples, misses := map[string]bool{}, map[string]bool{}
	for _, s := range h.sources {
		if s.dir != "scan" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if id := selector(field(n, "ID")); !s.test && strings.HasPrefix(id, "rule") {
					breach(t, rows[id], "%s: a second row of %s", h.at(n), id)
					rows[id] = true
				}
				if id := selector(field(n, "rule")); s.test && strings.HasPrefix(id, "rule") {
					samples[id] = samples[id] || filled(field(n, "trips"))
					misses[id] = misses[id] || filled(field(n, "spares"))
				}
			case *ast.Ident:
				if !s.test && !strings.HasPrefix(path.Base(s.path), "rules_") && strings.HasPrefix(n.Name, "rule") {
					named[n.Name] = named[n.Name] || !h.declares(s, n)
				}
			}
			return true
		})
	}
	count := 0
	for range scan.Rules() {
		count++
	}
	require.Equal(t, count, len(rows), "each row is written out under its constant")
	for id := range rows {
		breach(t, !named[id], "%s has a row and no check", id)
		breach(t, !samples[id], "%s has no sample that trips it", id)
		breach(t, !misses[id], "%s has no near-miss", id)
	}
	for id := range samples {
		breach(t, !rows[id], "%s has samples and no row", id)
	}
}

// field returns the value that a literal gives to a field, nil if it does not.
func field(lit *ast.CompositeLit, name string) ast.Expr {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && selector(kv.Key) == name {
			return kv.Value
		}
	}
	return nil
}

func filled(e ast.Expr) bool {
	lit, ok := e.(*ast.CompositeLit)
	return ok && len(lit.Elts) > 0
}

// declares reports whether id is where s declares that name.
func (h house) declares(s source, id *ast.Ident) bool {
	for _, d := range s.file.Decls {
		if d, ok := d.(*ast.GenDecl); ok {
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					if slices.Contains(v.Names, id) {
						return true
					}
				}
			}
		}
	}
	return false
}
