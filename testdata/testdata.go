// Package testdata holds what the tests of all packages share and gives it out by name.
//
// assigned/ has the registries that the specifications assign, one TSV file each, transcribed so that they can be read
// beside the specification. Tests compare them with the tables in the code both ways.
package testdata

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed assigned/*.tsv
var assigned embed.FS

// Assigned returns the rows of the registry name, which is a file of assigned/ without its ".tsv". Lines that begin with
// "#" say what the file is and what its columns are; they are no rows. All rows of a file have the same number of
// columns, else it is an error. Columns may be empty. Allocates.
func Assigned(name string) ([][]string, error) {
	b, err := assigned.ReadFile("assigned/" + name + ".tsv")
	if err != nil {
		return nil, err
	}
	var rows [][]string
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(rows) > 0 && len(row) != len(rows[0]) {
			return nil, fmt.Errorf("assigned/%s.tsv:%d: %d columns, not %d", name, n, len(row), len(rows[0]))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// AssignedNames returns the names that [Assigned] knows, sorted. Allocates.
func AssignedNames() ([]string, error) {
	files, err := assigned.ReadDir("assigned")
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(files))
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".tsv"))
	}
	return names, nil
}
