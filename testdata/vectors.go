package testdata

import (
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed vectors
var vectors embed.FS

// Vector is one input of testdata/vectors and what a reader must make of it. vectors/README.md describes the files.
type Vector struct {
	Name    string   // unique, "mms/d05-from-text"
	File    string   // where it stands
	Line    int      // of its name
	Err     error    // the file cannot be read from here on; nothing else is set. Runners fail on it
	Source  string   // "synthetic", or the digest that it is copied from
	Licence string   // SPDX
	Section string   // of the digests, "WSP 16.1"
	IDs     []string // deviations and rules of the digests that it shows: "D05", "W01"
	Note    string   // why, in a sentence

	Kind   Kind
	Octets []byte

	Strict  Verdict
	Lenient Verdict
	NotMMS  bool    // what makes Lenient a Fault is that the octets are no MMS PDU
	Faults  []Fault // what Diagnose must report; in no order, but Strict stops at one of them
	More    bool    // it may report others beside Faults

	Type     string     // "m-retrieve-conf", "" if not stated
	Entries  int        // nEntries, -1 if not stated
	Parts    int        // of all levels, -1 if not stated
	PartList []PartInfo // depth first; empty if not stated, else there are Parts of them
	Fields   []Pair     // header fields: name and value
	Params   []Pair     // parameters of a content type: name and value
	Value    string     // of a primitive; the media type of a content type
	HasValue bool       // Value is stated; it may be ""
	Used     int        // octets that the value takes, -1 if not stated
	Data     [2]int     // where the PDU or the payload lies inside its layers; -1, -1 if not stated
	Rules    []string   // rules of validation ("V06") or of a scan ("MMS-PRT-0002") that must speak up; others may
}

// Kind says what the octets of a Vector are.
type Kind string

// The kinds of vectors. Those below KindPDU are values by themselves, for the decoders of the WSP layer.
const (
	KindPDU         Kind = "pdu"          // a whole MMS PDU
	KindPush        Kind = "push"         // a WSP push of connectionless mode
	KindWSP         Kind = "wsp"          // any WSP PDU of connectionless mode
	KindSMS         Kind = "sms"          // an SMS-DELIVER or SMS-SUBMIT TPDU
	KindUserData    Kind = "user-data"    // the user data of an SMS, header and all
	KindMultipart   Kind = "multipart"    // nEntries and entries
	KindEntity      Kind = "entity"       // a Content-type-value and its data
	KindContentType Kind = "content-type" // a Content-type-value
	KindHeaders     Kind = "headers"      // a block of WSP headers
	KindUintvar     Kind = "uintvar"
	KindLength      Kind = "value-length"
	KindInteger     Kind = "integer" // Integer-value
	KindDate        Kind = "date"    // Long-integer, seconds since 1970
	KindQ           Kind = "q"
	KindVersion     Kind = "version"
	KindText        Kind = "text"       // Text-string
	KindTextValue   Kind = "text-value" // Text-value
)

var kinds = [...]Kind{
	KindPDU, KindPush, KindWSP, KindSMS, KindUserData, KindMultipart, KindEntity, KindContentType, KindHeaders, KindUintvar,
	KindLength, KindInteger, KindDate, KindQ, KindVersion, KindText, KindTextValue,
}

// Verdict is what a mode of reading must say.
type Verdict string

// The verdicts. A lenient reader that records faults and goes on says OK.
const (
	OK      Verdict = "ok"
	Faulty  Verdict = "fault"
	Neither Verdict = "any" // the specification leaves it open
)

// Fault is one fault that must be reported: the name of its code, and where it lies; -1, -1 if that is left open.
type Fault struct {
	Code       string
	Start, End int
}

// Pair is a name and a value.
type Pair struct{ Name, Value string }

// PartInfo is a part: its media type, and where its data lie.
type PartInfo struct {
	Media      string
	Start, End int
}

// Vectors iterates over all vectors, file by file in the order of their names. A file that cannot be read shows up as a
// Vector with Err.
func Vectors() iter.Seq2[string, Vector] {
	return func(yield func(string, Vector) bool) {
		entries, err := fs.ReadDir(vectors, "vectors")
		if err != nil {
			return
		}
		for _, e := range entries {
			if path.Ext(e.Name()) != ".txt" {
				continue
			}
			for _, v := range ParseVectors(e.Name(), string(file(vectors, "vectors", e.Name()))) {
				if !yield(v.Name, v) {
					return
				}
			}
		}
	}
}

// ParseVectors reads the vectors of one file. The last one has Err if the file breaks the format.
func ParseVectors(name, text string) []Vector {
	p := vectorParser{file: name}
	for line := range strings.Lines(text) {
		p.line++
		if err := p.take(strings.TrimRight(line, "\r\n")); err != nil {
			return append(p.done, Vector{
				Name: name, File: name, Line: p.line, Err: fmt.Errorf("%s:%d: %w", name, p.line, err),
			})
		}
	}
	p.line++
	if err := p.finish(); err != nil {
		return append(p.done, Vector{Name: name, File: name, Line: p.line, Err: fmt.Errorf("%s:%d: %w", name, p.line, err)})
	}
	return p.done
}

type vectorParser struct {
	file string
	line int
	done []Vector
	v    *Vector
	body bool // an empty line ended the head
}

func (p *vectorParser) take(line string) error {
	trimmed := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(line, "name:"):
		if err := p.finish(); err != nil {
			return err
		}
		p.v = &Vector{
			File: p.file, Line: p.line, Kind: KindPDU, Source: "synthetic", Licence: "CC0-1.0",
			Entries: -1, Parts: -1, Used: -1, Data: [2]int{-1, -1},
		}
		p.body = false
		return p.head(line)
	case trimmed == "":
		p.body = p.v != nil
		return nil
	case p.v == nil:
		if trimmed[0] == '#' {
			return nil
		}
		return errors.New("octets or head before the first name:")
	case !p.body:
		return p.head(line)
	}
	b, err := Octets(line)
	p.v.Octets = append(p.v.Octets, b...)
	return err
}

// head takes one line of a head.
func (p *vectorParser) head(line string) error {
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("%q is no head line", line)
	}
	value = strings.TrimSpace(value)
	v := p.v
	switch key {
	case "name":
		v.Name = value
	case "source":
		v.Source = value
	case "licence":
		v.Licence = value
	case "section":
		v.Section = value
	case "ids":
		v.IDs = strings.Fields(value)
	case "note":
		v.Note = value
	case "kind":
		v.Kind = Kind(value)
		if !slices.Contains(kinds[:], v.Kind) {
			return fmt.Errorf("unknown kind %q", value)
		}
	case "expect":
		return v.expect(value)
	case "fault":
		return v.fault(value)
	case "type":
		v.Type = value
	case "entries":
		return number(value, &v.Entries)
	case "parts":
		return number(value, &v.Parts)
	case "used":
		return number(value, &v.Used)
	case "data":
		return span(value, &v.Data[0], &v.Data[1])
	case "part":
		return v.part(value)
	case "field":
		return pair(value, &v.Fields)
	case "param":
		return pair(value, &v.Params)
	case "value":
		v.Value, v.HasValue = value, true
	case "rules":
		v.Rules = strings.Fields(value)
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return nil
}

// expect takes "strict=ok lenient=ok", and "lenient=not-mms" for octets that are no PDU.
func (v *Vector) expect(value string) error {
	for _, word := range strings.Fields(value) {
		mode, verdict, _ := strings.Cut(word, "=")
		switch verdict {
		case "ok", "fault", "any":
		case "not-mms":
			v.NotMMS = true
			verdict = "fault"
		default:
			return fmt.Errorf("unknown verdict %q", word)
		}
		switch mode {
		case "strict":
			v.Strict = Verdict(verdict)
		case "lenient":
			v.Lenient = Verdict(verdict)
		default:
			return fmt.Errorf("unknown mode %q", word)
		}
	}
	return nil
}

// fault takes "CODE", "CODE octets A..B" or "more".
func (v *Vector) fault(value string) error {
	if value == "more" {
		v.More = true
		return nil
	}
	code, where, ok := strings.Cut(value, " octets ")
	f := Fault{Code: code, Start: -1, End: -1}
	if ok {
		if err := span(where, &f.Start, &f.End); err != nil {
			return err
		}
	}
	if f.Code == "" || strings.Contains(f.Code, " ") {
		return fmt.Errorf("%q is no fault", value)
	}
	v.Faults = append(v.Faults, f)
	return nil
}

// part takes "MEDIA octets A..B".
func (v *Vector) part(value string) error {
	i := strings.LastIndex(value, " octets ")
	if i < 0 {
		return fmt.Errorf("%q is no part", value)
	}
	info := PartInfo{Media: value[:i]}
	if err := span(value[i+len(" octets "):], &info.Start, &info.End); err != nil {
		return err
	}
	v.PartList = append(v.PartList, info)
	v.Parts = len(v.PartList)
	return nil
}

// finish checks the vector that is being read, and keeps it.
func (p *vectorParser) finish() error {
	v := p.v
	if v == nil {
		return nil
	}
	p.v = nil
	switch {
	case v.Name == "":
		return errors.New("a vector without a name")
	case v.Strict == "" || v.Lenient == "":
		return fmt.Errorf("%s: no expect: for both modes", v.Name)
	case v.Strict == OK && v.Lenient != OK:
		return fmt.Errorf("%s: what strict accepts, lenient accepts", v.Name)
	case v.Strict == OK && (len(v.Faults) > 0 || v.More):
		return fmt.Errorf("%s: what strict accepts has no fault", v.Name)
	case v.Strict == Faulty && len(v.Faults) == 0 && !v.More && !v.NotMMS:
		return fmt.Errorf("%s: which fault?", v.Name)
	}
	for _, f := range v.Faults {
		if f.End > len(v.Octets) {
			return fmt.Errorf("%s: fault %s lies outside %d octets", v.Name, f.Code, len(v.Octets))
		}
	}
	for _, i := range v.PartList {
		if i.End > len(v.Octets) {
			return fmt.Errorf("%s: part %s lies outside %d octets", v.Name, i.Media, len(v.Octets))
		}
	}
	p.done = append(p.done, *v)
	return nil
}

// Octets reads one line of annotated octets: pairs of hexadecimal digits, "text" in quotation marks, 00*16 for sixteen
// octets 00, @folder/file for a file of testdata, and # before a comment.
func Octets(line string) ([]byte, error) {
	var out []byte
	for {
		line = strings.TrimLeft(line, " \t")
		if line == "" || line[0] == '#' {
			return out, nil
		}
		if line[0] == '"' {
			text, rest, ok := strings.Cut(line[1:], `"`)
			if !ok {
				return nil, fmt.Errorf("no end of text in %q", line)
			}
			out = append(out, text...)
			line = rest
			continue
		}
		word := line
		if i := strings.IndexAny(line, " \t#"); i >= 0 {
			word, line = line[:i], line[i:]
		} else {
			line = ""
		}
		b, err := octetWord(word)
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
	}
}

func octetWord(word string) ([]byte, error) {
	if ref, ok := strings.CutPrefix(word, "@"); ok {
		dir, name := path.Split(ref)
		var b []byte
		switch dir {
		case "media/":
			b = Attachment(name)
		case "messages/":
			b = Message(name)
		}
		if b == nil {
			return nil, fmt.Errorf("no file %s", ref)
		}
		return b, nil
	}
	digits, times, repeated := strings.Cut(word, "*")
	n := 1
	if repeated {
		if err := number(times, &n); err != nil {
			return nil, err
		}
	}
	b, err := hex.DecodeString(digits)
	if err != nil || len(b) == 0 || n > 1<<20 {
		return nil, fmt.Errorf("%q is no octet", word)
	}
	return slices.Repeat(b, n), nil
}

func number(s string, to *int) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return fmt.Errorf("%q is no number", s)
	}
	*to = n
	return nil
}

// span reads "A..B".
func span(s string, start, end *int) error {
	a, b, ok := strings.Cut(s, "..")
	if !ok || number(a, start) != nil || number(b, end) != nil || *start > *end {
		return fmt.Errorf("%q is no span", s)
	}
	return nil
}

// pair reads "NAME = VALUE".
func pair(s string, to *[]Pair) error {
	name, value, ok := strings.Cut(s, " =")
	if !ok || name == "" {
		return fmt.Errorf("%q is no pair", s)
	}
	*to = append(*to, Pair{strings.TrimSpace(name), strings.TrimSpace(value)})
	return nil
}
