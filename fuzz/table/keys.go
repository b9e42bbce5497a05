package main

import (
	"fmt"
	"slices"
	"strings"
)

// The keys of the names of benchmarks, in the order that they have in a name. The first say what the input is, which is what a
// row of a table stands for; the others say what is done with it, and how.
var (
	inputKeys = []string{
		"pdu",      // type of PDU
		"media",    // format of an attachment
		"charset",  // of a text
		"encoding", // of a text or of the data of a part
		"over",     // what grows
		"shape",    // what is special about it
		"parts",    // on all levels; of a container, its members
		"size",     // octets; k and M are KiB and MiB
	}
	howKeys = []string{
		"fault",      // what was broken in it
		"op",         // the operation; touch, copy, index and slow are yardsticks
		"mode",       // lenient or strict
		"limits",     // default or none
		"state",      // of a message that is written: built or read
		"goroutines", // at once; one if it is not said
	}
)

// A name is that of a benchmark, taken apart.
type name struct {
	bench string // "Parse"
	input string // "pdu=retrieve/parts=3/size=200k"
	how   string // "op=read/mode=lenient"
}

// parseName takes the name of a benchmark apart, without the number of processors that ends it.
func parseName(s string) (n name, err error) {
	pieces := strings.Split(strings.TrimPrefix(s, "Benchmark"), "/")
	last := pieces[len(pieces)-1]
	if i := strings.LastIndexByte(last, '-'); i >= 0 && strings.Trim(last[i+1:], "0123456789") == "" {
		pieces[len(pieces)-1] = last[:i]
	}
	n.bench = pieces[0]
	before := -1
	var input, how []string
	for _, piece := range pieces[1:] {
		key, value, ok := strings.Cut(piece, "=")
		at := slices.Index(slices.Concat(inputKeys, howKeys), key)
		switch {
		case !ok || value == "" || at < 0:
			return n, fmt.Errorf("%s: %q is no key with a value", s, piece)
		case at <= before:
			return n, fmt.Errorf("%s: %s is out of order", s, key)
		case at < len(inputKeys):
			input = append(input, piece)
		default:
			how = append(how, piece)
		}
		before = at
	}
	n.input, n.how = strings.Join(input, "/"), strings.Join(how, "/")
	if !strings.Contains("/"+n.how, "/op=") {
		return n, fmt.Errorf("%s: it does not say op", s)
	}
	return n, nil
}

// words says what the keys say, for people.
func words(keys string) string {
	var out []string
	for piece := range strings.SplitSeq(keys, "/") {
		key, value, _ := strings.Cut(piece, "=")
		switch key {
		case "parts":
			if value == "0" {
				continue
			}
			value += " part"
			if value != "1 part" {
				value += "s"
			}
		case "size":
			value = sizeWords(value)
		case "over":
			value = "over " + value
		case "goroutines":
			value += " goroutines"
		case "fault", "limits", "state":
			value = key + " " + value
		}
		out = append(out, value)
	}
	return strings.Join(out, ", ")
}

func sizeWords(s string) string {
	switch {
	case strings.HasSuffix(s, "k"):
		return strings.TrimSuffix(s, "k") + " KiB"
	case strings.HasSuffix(s, "M"):
		return strings.TrimSuffix(s, "M") + " MiB"
	}
	return s + " octets"
}
