package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// equivalentText lists mutants that nothing can tell from the code, a line each: file, function, operator, the line, the
// line changed, and why, with tabs between.
//
//go:embed equivalent.txt
var equivalentText string

// without returns all that the list does not name. An entry that names none is an error: the code has moved on.
func without(all []mutant, list string) ([]mutant, error) {
	reasons := map[string]bool{}
	for line := range strings.Lines(list) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cut := strings.LastIndexByte(line, '\t')
		if strings.Count(line, "\t") != 5 || strings.TrimSpace(line[cut:]) == "" {
			return nil, fmt.Errorf("equivalent.txt: not five columns and a reason: %q", line)
		}
		reasons[line[:cut]] = false
	}
	var left []mutant
	for _, m := range all {
		if _, ok := reasons[m.id()]; ok {
			reasons[m.id()] = true
			continue
		}
		left = append(left, m)
	}
	for id, used := range reasons {
		if !used {
			return nil, fmt.Errorf("equivalent.txt: no such mutant any more: %q", id)
		}
	}
	return left, nil
}
