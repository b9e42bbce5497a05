package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
)

// decodeCommand shows what messages are made of.
func decodeCommand(args []string, c *console) int {
	f := flag.NewFlagSet("decode", flag.ContinueOnError)
	format := f.String("format", "text", "`FORM` of the output: text, or json for one object a message")
	data := f.Bool("data", false, "with the octets of all parts, in base64 (json only)")
	status, done := parseFlags(f, args, c, func() error {
		if *format != "text" && *format != "json" {
			return errors.New("-format is text or json")
		}
		return nil
	})
	if done {
		return status
	}
	for _, s := range expand(f.Args()) {
		file, err := c.read(s)
		if err != nil {
			c.complain(title(s.path), err)
			status = exitFailed
			continue
		}
		m := recognise(s.path, file)
		if m.pdu == nil {
			c.complain(title(s.path), m.err)
			status = exitFailed
			continue
		}
		if *format == "json" {
			err = writeJSON(c.stdout, describe(m, *data), true)
		} else {
			err = writeTree(c, describe(m, false), m.octets)
		}
		if err != nil {
			c.complain("standard output", err)
			return exitFailed
		}
	}
	return status
}

// writeJSON writes v as one object and a line end.
func writeJSON(w io.Writer, v any, indent bool) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if indent {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}
