package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A view is one table.
type view struct {
	title   string
	benches []string
	each    bool // a row for each benchmark that is not in a column, else one for each input
	columns []column
}

// A column is a figure, or the ratio of two.
type column struct {
	head string
	how  string // what it shows; "" in a view of each: the benchmark of the row
	unit string // of "ns/op" if it is ""
	over string // the yardstick that it is divided by, "" for none
}

const (
	readHow   = "op=read/mode=lenient"
	defaultIs = "op=read/mode=lenient/limits=default"
	noneIs    = "op=read/mode=lenient/limits=none"
)

var views = []view{
	{
		title: "Reading", benches: []string{"Parse", "Captured"},
		columns: []column{
			{head: "touch", how: "op=touch"}, {head: "parse and read", how: readHow}, {head: "÷ touch", how: readHow, over: "op=touch"},
			{head: "last octet missing", how: "fault=truncated/" + readHow},
			{head: "two goroutines", how: readHow + "/goroutines=2"},
			{head: "reference", how: "op=slow"}, {head: "reference ÷ ours", how: "op=slow", over: readHow},
			{head: "copy", how: "op=copy"}, {head: "allocations", how: readHow, unit: "allocs/op"},
		},
	},
	{
		title: "Parsing and validating", benches: []string{"Parse"},
		columns: []column{
			{head: "parse", how: "op=parse/mode=lenient"}, {head: "strictly", how: "op=parse/mode=strict"},
			{head: "diagnose", how: "op=diagnose/mode=lenient"}, {head: "validate", how: "op=validate/mode=lenient"},
			{head: "allocations of validate", how: "op=validate/mode=lenient", unit: "allocs/op"},
		},
	},
	{
		title: "Hostile messages", benches: []string{"Hostile"},
		columns: []column{
			{head: "touch", how: "op=touch"}, {head: "parse and read", how: defaultIs}, {head: "without limits", how: noneIs},
			{head: "MB/s", how: noneIs, unit: "MB/s"}, {head: "faults listed", how: "op=diagnose/mode=lenient/limits=none"},
			{head: "reference", how: "op=slow"}, {head: "reference ÷ ours", how: "op=slow", over: noneIs},
			{head: "allocations", how: noneIs, unit: "allocs/op"},
		},
	},
	{
		title: "Growth", benches: []string{"Growth"}, each: true,
		columns: []column{
			{head: "ns a piece", unit: "ns/piece"}, {head: "ns at 0", unit: "ns-at-0"}, {head: "R²", unit: "r2"}, {head: "exponent", unit: "exponent"},
		},
	},
	{
		title: "Writing", benches: []string{"Append", "Edit"}, each: true,
		columns: []column{
			{head: "copy", how: "op=copy"}, {head: "write"}, {head: "÷ copy", over: "op=copy"}, {head: "allocations", unit: "allocs/op"},
		},
	},
	{
		title: "Answering", benches: []string{"Answer"}, each: true,
		columns: []column{{head: "parse, answer and write"}, {head: "allocations", unit: "allocs/op"}},
	},
	{
		title: "Scanning", benches: []string{"Scan"}, each: true,
		columns: []column{
			{head: "IndexByte", how: "op=index"}, {head: "scan"}, {head: "MB/s", unit: "MB/s"}, {head: "allocations", unit: "allocs/op"},
		},
	},
	{
		title: "Pieces", benches: []string{"Classify", "Walk", "Corpus", "Charset", "CharsetByName", "EncodedWords", "Transfer"}, each: true,
		columns: []column{{head: "time"}, {head: "MB/s", unit: "MB/s"}, {head: "allocations", unit: "allocs/op"}},
	},
}

// write prints the table, if the run has anything of it.
func (v view) write(w io.Writer, x *run) {
	var rows []name
	for _, n := range x.order {
		inColumn := func(c column) bool { return c.how == n.how }
		if !slices.Contains(v.benches, n.bench) || v.each && slices.ContainsFunc(v.columns, inColumn) {
			continue
		}
		if !v.each {
			n.how = ""
		}
		if !slices.Contains(rows, n) && slices.ContainsFunc(v.columns, func(c column) bool { return c.cell(x, n) != none }) {
			rows = append(rows, n)
		}
	}
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "### %s\n\n| input |", v.title)
	for _, c := range v.columns {
		fmt.Fprintf(w, " %s |", c.head)
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---:|", len(v.columns)))
	for _, n := range rows {
		label := words(n.input)
		if v.each {
			label += ": " + words(n.how)
		}
		fmt.Fprintf(w, "| %s |", label)
		for _, c := range v.columns {
			fmt.Fprintf(w, " %s |", c.cell(x, n))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
}

// none stands where a row has nothing.
const none = "–"

// cell says what a row has in a column.
func (c column) cell(x *run, row name) string {
	n := row
	if c.how != "" {
		n.how = c.how
	}
	unit := c.unit
	if unit == "" {
		unit = "ns/op"
	}
	m, ok := x.median(n, unit)
	if !ok {
		return none
	}
	if c.over != "" {
		n.how = c.over
		by, ok := x.median(n, unit)
		if !ok || by == 0 {
			return none
		}
		return digits(m / by)
	}
	switch unit {
	case "ns/op":
		return duration(m)
	case "allocs/op":
		return fmt.Sprintf("%.0f", m)
	case "r2":
		return fmt.Sprintf("%.4f", m)
	case "exponent":
		return fmt.Sprintf("%.2f", m)
	}
	return digits(m)
}

// duration is a number of nanoseconds with three digits and a unit.
func duration(ns float64) string {
	switch {
	case ns >= 1e9:
		return digits(ns/1e9) + " s"
	case ns >= 1e6:
		return digits(ns/1e6) + " ms"
	case ns >= 1e3:
		return digits(ns/1e3) + " µs"
	}
	return digits(ns) + " ns"
}

// digits rounds to three digits, and to a whole number above 100.
func digits(v float64) string {
	switch a := max(v, -v); {
	case a >= 100:
		return fmt.Sprintf("%.0f", v)
	case a >= 10:
		return fmt.Sprintf("%.1f", v)
	case a == 0:
		return "0"
	}
	return fmt.Sprintf("%.2f", v)
}
