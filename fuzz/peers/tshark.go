package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
	"github.com/mmsguard/mmsguard/mmspdu"
)

// shark is Wireshark's decoder.
type shark struct{ path string }

func (s shark) name() string { return "tshark" }

// fits leaves out what does not fit a frame.
func (s shark) fits(m message) bool { return len(tshark.Head)+len(m.octets) <= tshark.MaxFrame }

func (s shark) write(list []message, dir string) (capture string, err error) {
	frames := make([][]byte, len(list))
	for i, m := range list {
		frames[i] = tshark.Wrap(m.octets)
	}
	capture = filepath.Join(dir, "messages.pcap")
	return capture, os.WriteFile(capture, tshark.Capture(frames), 0o600)
}

// answers asks for everything that tshark shows, with its place.
func (s shark) answers(list []message, dir string) ([]answer, error) {
	capture, err := s.write(list, dir)
	if err != nil {
		return nil, err
	}
	out, _, err := run(tshark.Command(s.path, capture, "-T", "pdml"))
	if err != nil {
		return nil, err
	}
	all, err := readPDML(strings.NewReader(printable(out)))
	if err == nil && len(all) != len(list) {
		err = fmt.Errorf("tshark answers %d of %d messages", len(all), len(list))
	}
	return all, err
}

// printable is XML that can be read: what a sender wrote is not always escaped. A line end inside a value stays what it is.
func printable(out []byte) string {
	out = bytes.ReplaceAll(out, []byte{'\r'}, []byte("&#13;"))
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(string(out), "?"))
}

// batch is the quickest way to ask for what is compared.
func (s shark) batch(list []message, dir string) (timed func() (time.Duration, error), starts int, err error) {
	capture, err := s.write(list, dir)
	return func() (time.Duration, error) {
		_, took, err := run(tshark.Command(s.path, capture, "-T", "fields", "-e", "mmse.message_type", "-e", "mmse.transaction_id",
			"-e", "mmse.from", "-e", "mmse.subject", "-e", "wsp.multipart"))
		return took, err
	}, 1, err
}

// run runs a command and says for how long it kept a processor busy.
func run(cmd *exec.Cmd) (out []byte, took time.Duration, err error) {
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err = cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w\n%s", filepath.Base(cmd.Path), err, stderr.String())
	}
	if cmd.ProcessState != nil {
		took = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return out, took, err
}

// readPDML reads what tshark says of each frame: of the first MMS PDU in it, and of the parts on its first level.
func readPDML(r io.Reader) (all []answer, err error) {
	d := xml.NewDecoder(r)
	var path []string // the names of the fields and protocols around
	var at *packet
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := attribute(t, "name")
			if t.Name.Local == "packet" {
				at, path = new(packet), path[:0]
			} else if at != nil {
				at.add(path, name, t)
			}
			path = append(path, name)
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
			if t.Name.Local == "packet" && at != nil {
				all, at = append(all, at.done()), nil
			}
		}
	}
}

// A packet is what was read of one frame so far.
type packet struct {
	answer
	body      place
	multipart bool
}

// add takes one field that lies in those of path.
func (a *packet) add(path []string, name string, t xml.StartElement) {
	pdus, parts := 0, 0
	for _, p := range path {
		switch p {
		case "mmse":
			pdus++
		case "wsp.multipart":
			parts++
		}
	}
	if name == "_ws.malformed" {
		a.note = "it calls the message malformed"
	}
	if pdus != 1 || parts > 1 || parts == 1 && path[len(path)-1] != "wsp.multipart" {
		return
	}
	show := attribute(t, "show")
	switch {
	case parts == 1: // the data begin behind the headers
		if name == "wsp.header.content_type" || name == "wsp.headers" {
			a.parts[len(a.parts)-1].start = placed(t).end
		}
	case name == "mmse.message_type":
		if n, err := strconv.ParseUint(show, 0, 8); err == nil && a.typ == "" {
			a.typ = mmspdu.Type(n).String()
		}
	case name == "mmse.transaction_id":
		a.transaction = show
	case name == "mmse.from":
		a.from = show
	case name == "mmse.subject":
		a.subject = show
	case name == "wsp.multipart":
		a.parts = append(a.parts, placed(t))
	case name == "wsp.post.data":
		a.body = placed(t)
	case show == "Multipart body":
		a.multipart = true
	}
}

func (a *packet) done() answer {
	if !a.multipart && a.body.end > a.body.start {
		a.parts = []place{a.body}
	}
	return a.answer
}

// placed is where a field lies in the PDU.
func placed(t xml.StartElement) place {
	pos, err := strconv.Atoi(attribute(t, "pos"))
	size, err2 := strconv.Atoi(attribute(t, "size"))
	if err != nil || err2 != nil {
		return place{-1, -1}
	}
	return place{pos - len(tshark.Head), pos + size - len(tshark.Head)}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
