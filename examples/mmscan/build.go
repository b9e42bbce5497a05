package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// buildCommand writes the message that a decode object describes.
func buildCommand(args []string, c *console) int {
	f := flag.NewFlagSet("build", flag.ContinueOnError)
	out := outputFlag(f)
	status, done := parseFlags(f, args, c, func() error { return onePath(f) })
	if done {
		return status
	}
	return c.convert(f.Arg(0), *out, build)
}

// outputFlag defines -o.
func outputFlag(f *flag.FlagSet) *string {
	return f.String("o", stdinPath, "`FILE` to write to; - is standard output")
}

func onePath(f *flag.FlagSet) error {
	if f.NArg() > 1 {
		return errors.New("one PATH at a time")
	}
	return nil
}

// convert reads one input, makes octets of it and writes them.
func (c *console) convert(path, out string, make func(path string, b []byte) ([]byte, error)) int {
	b, err := c.read(source{path: path})
	if err == nil {
		b, err = make(path, b)
	}
	if err != nil {
		c.complain(title(path), err)
		return exitFailed
	}
	if out == stdinPath {
		_, err = c.stdout.Write(b)
	} else {
		err = plainError(os.WriteFile(out, b, 0o644))
	}
	if err != nil {
		c.complain(out, err)
		return exitFailed
	}
	return exitOK
}

// The types below are what build reads of a decode object: the octets where they are given, else the values that stand for
// them. JSON.md has the rules.

type builtMessage struct {
	Schema string       `json:"schema"`
	Layers []builtLayer `json:"layers"`
	builtPDU
}

type builtLayer struct {
	Kind string `json:"kind"`
	Raw  string `json:"raw"`
}

type builtPDU struct {
	Type      string          `json:"type"`
	Headers   []builtHeader   `json:"headers"`
	Multipart *builtMultipart `json:"multipart"`
	Parts     []builtPart     `json:"parts"`
	Trailing  *builtOctets    `json:"trailing"`
}

type builtHeader struct {
	Name    string  `json:"name"`
	NameRaw *string `json:"nameRaw"`
	Code    *uint8  `json:"code"`
	Value   any     `json:"value"`
	Charset string  `json:"charset"`
	Raw     *string `json:"raw"`
}

type builtMultipart struct {
	Declared *uint32      `json:"declared"`
	Raw      *string      `json:"raw"`
	Trailing *builtOctets `json:"trailing"`
}

type builtPart struct {
	LengthsRaw      string            `json:"lengthsRaw"`
	ContentType     string            `json:"contentType"`
	ContentTypeRaw  *string           `json:"contentTypeRaw"`
	Charset         string            `json:"charset"`
	Parameters      map[string]string `json:"parameters"`
	Headers         []builtHeader     `json:"headers"`
	HeadersTrailing *builtOctets      `json:"headersTrailing"`
	ContentID       string            `json:"contentId"`
	ContentLocation string            `json:"contentLocation"`
	Data            *string           `json:"data"`
	Multipart       *builtMultipart   `json:"multipart"`
	Parts           []builtPart       `json:"parts"`
	PDU             *builtPDU         `json:"pdu"`
}

type builtOctets struct {
	Data *string `json:"data"`
}

// maxNesting bounds how deep parts of an object may lie in each other.
const maxNesting = 64

var (
	errNoData     = errors.New("no data: was it decoded with -data?")
	errNesting    = errors.New("parts lie too deep in each other")
	errNotDecode  = errors.New("no object of " + decodeSchema)
	errTwoObjects = errors.New("more than one object: build them one at a time")
)

// build returns the octets that the decode object b describes.
func build(_ string, b []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var m builtMessage
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotDecode, err)
	}
	if m.Schema != decodeSchema {
		return nil, errNotDecode
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errTwoObjects
	}
	var out []byte
	for i, l := range m.Layers {
		octets, err := hexOctets(l.Raw)
		if err != nil {
			return nil, fmt.Errorf("layer %d: %w", i, err)
		}
		out = append(out, octets...)
	}
	return m.append(out, 0)
}

func hexOctets(s string) ([]byte, error) { return hex.DecodeString(s) }

// append writes the PDU.
func (p *builtPDU) append(dst []byte, depth int) ([]byte, error) {
	if depth > maxNesting {
		return nil, errNesting
	}
	var err error
	for i := range p.Headers {
		if dst, err = p.Headers[i].appendTo(dst, p.Type); err != nil {
			return nil, fmt.Errorf("header %d, %s: %w", i, printable(p.Headers[i].Name), err)
		}
	}
	if p.Multipart != nil {
		dst, err = appendParts(dst, p.Multipart, p.Parts, depth)
	} else {
		for i := range p.Parts {
			if dst, err = p.Parts[i].appendInside(dst, depth); err != nil {
				break
			}
		}
	}
	if err != nil {
		return nil, err
	}
	return p.Trailing.append(dst)
}

// appendParts writes a multipart.
func appendParts(dst []byte, m *builtMultipart, parts []builtPart, depth int) ([]byte, error) {
	switch {
	case m.Raw != nil:
		count, err := hexOctets(*m.Raw)
		if err != nil {
			return nil, fmt.Errorf("multipart: %w", err)
		}
		dst = append(dst, count...)
	case m.Declared != nil:
		dst = append(dst, shortest(*m.Declared)...)
	default:
		dst = append(dst, shortest(uint32(len(parts)))...)
	}
	for i := range parts {
		var err error
		if dst, err = parts[i].append(dst, depth); err != nil {
			return nil, fmt.Errorf("part %d: %w", i, err)
		}
	}
	return m.Trailing.append(dst)
}

// append writes an entry.
func (p *builtPart) append(dst []byte, depth int) ([]byte, error) {
	head, err := p.head()
	if err != nil {
		return nil, err
	}
	inside, err := p.appendInside(nil, depth)
	if err != nil {
		return nil, err
	}
	if p.LengthsRaw != "" {
		lengths, err := hexOctets(p.LengthsRaw)
		if err != nil {
			return nil, fmt.Errorf("lengths: %w", err)
		}
		dst = append(dst, lengths...)
	} else {
		dst = append(dst, shortest(uint32(len(head)), uint32(len(inside)))...)
	}
	return append(append(dst, head...), inside...), nil
}

// appendInside writes the data of p.
func (p *builtPart) appendInside(dst []byte, depth int) ([]byte, error) {
	if depth > maxNesting {
		return nil, errNesting
	}
	switch {
	case p.Multipart != nil:
		return appendParts(dst, p.Multipart, p.Parts, depth+1)
	case p.PDU != nil:
		return p.PDU.append(dst, depth+1)
	}
	return (&builtOctets{p.Data}).append(dst)
}

func (o *builtOctets) append(dst []byte) ([]byte, error) {
	if o == nil {
		return dst, nil
	}
	if o.Data == nil {
		return nil, errNoData
	}
	b, err := base64.StdEncoding.DecodeString(*o.Data)
	return append(dst, b...), err
}
