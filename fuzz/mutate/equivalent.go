package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// equivalent is a mutant that does what the code does, and why.
type equivalent struct {
	at  site
	why string
}

// parseEquivalents reads equivalent.txt: paragraphs of "key: value" lines, the keys file, func, line, change, nth (1 where it is
// missing) and why, which may go on in lines that start with a space. Lines that start with # are not read.
func parseEquivalents(text string) ([]equivalent, error) {
	var all []equivalent
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		e := equivalent{at: site{nth: 1}}
		var last *string
		for line := range strings.Lines(paragraph) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if line[0] == ' ' && last != nil {
				*last += line
				continue
			}
			key, value, _ := strings.Cut(line, ":")
			value = strings.TrimSpace(value)
			switch key {
			case "file":
				last = &e.at.file
			case "func":
				last = &e.at.fun
			case "line":
				last = &e.at.line
			case "change":
				last = &e.at.change
			case "why":
				last = &e.why
			case "nth":
				n, err := strconv.Atoi(value)
				if err != nil || n < 1 {
					return nil, fmt.Errorf("equivalent.txt: nth: %q", value)
				}
				e.at.nth, last = n, nil
				continue
			default:
				return nil, fmt.Errorf("equivalent.txt: what is %q?", line)
			}
			*last = value
		}
		if e == (equivalent{at: site{nth: 1}}) {
			continue
		}
		if e.at.file == "" || e.at.line == "" || e.at.change == "" || e.why == "" {
			return nil, fmt.Errorf("equivalent.txt: file, line, change and why are needed: %v", e)
		}
		// A deletion ends in "-> ", whose space the line does not keep.
		if strings.HasSuffix(e.at.change, "->") {
			e.at.change += " "
		}
		all = append(all, e)
	}
	return all, nil
}

// leaveOut takes the listed mutants out of all. An entry that stands in one of the folders and matches no mutant is an error:
// the code has changed, and with it perhaps the reason.
func leaveOut(all []mutant, listed []equivalent, folders []string) (live []mutant, left int, err error) {
	rest := map[site]bool{}
	for _, e := range listed {
		if rest[e.at] {
			err = errors.Join(err, fmt.Errorf("equivalent.txt: listed twice: %v", e.at))
		}
		rest[e.at] = true
	}
	for _, m := range all {
		if _, ok := rest[m.site()]; ok {
			rest[m.site()] = false
			left++
			continue
		}
		live = append(live, m)
	}
	for _, e := range listed {
		dir, _, _ := strings.Cut(e.at.file, "/")
		if rest[e.at] && slices.Contains(folders, dir) {
			err = errors.Join(err, fmt.Errorf("equivalent.txt: no mutant is %v", e.at))
		}
	}
	return live, left, err
}
