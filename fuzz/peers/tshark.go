package main

import (
	"bytes"
	"encoding/binary"
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

	"github.com/mmsguard/mmsguard/mmspdu"
)

// frameHead is a WSP Reply of connectionless mode that carries an MMS PDU; maxFrame is what a frame of a capture takes.
const (
	frameHead = "\x01\x04\x20\x01\xBE"
	maxFrame  = 262144
)

// capture writes a pcap file of link type USER0, a frame for each message.
func capture(list []message) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, 0xA1B2C3D4)
	b = le.AppendUint16(le.AppendUint16(b, 2), 4)
	b = le.AppendUint32(le.AppendUint32(le.AppendUint32(le.AppendUint32(b, 0), 0), maxFrame), 147)
	for _, m := range list {
		n := uint32(len(frameHead) + len(m.octets))
		b = le.AppendUint32(le.AppendUint32(le.AppendUint32(le.AppendUint32(b, 1714226304), 0), n), n)
		b = append(append(b, frameHead...), m.octets...)
	}
	return b
}

// shark is Wireshark's decoder.
type shark struct{ path string }

func (s shark) name() string { return "tshark" }

// fits leaves out what does not fit a frame.
func (s shark) fits(m message) bool { return len(frameHead)+len(m.octets) <= maxFrame }

func (s shark) run(list []message, dir string, args ...string) ([]byte, error) {
	name := filepath.Join(dir, "messages.pcap")
	if err := os.WriteFile(name, capture(list), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command(s.path, append([]string{"-r", name, "-n", "-o", `uat:user_dlts:"User 0 (DLT=147)","wsp-cl","0","","0",""`}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("tshark: %w\n%s", err, stderr.String())
	}
	return out, nil
}

// answers asks for everything that tshark shows, with its place.
func (s shark) answers(list []message, dir string) ([]answer, error) {
	out, err := s.run(list, dir, "-T", "pdml")
	if err != nil {
		return nil, err
	}
	all, err := readPDML(strings.NewReader(strings.ToValidUTF8(string(out), "?"))) // what a sender wrote is not always escaped
	if err == nil && len(all) != len(list) {
		err = fmt.Errorf("tshark answers %d of %d messages", len(all), len(list))
	}
	return all, err
}

// batch is the quickest way to ask for what is compared.
func (s shark) batch(list []message, dir string) (time.Duration, error) {
	start := time.Now()
	_, err := s.run(list, dir, "-T", "fields", "-e", "mmse.message_type", "-e", "mmse.transaction_id", "-e", "wsp.multipart")
	return time.Since(start), err
}

// readPDML reads what tshark says of each frame: of the first MMS PDU in it, and of the parts on its first level.
func readPDML(r io.Reader) (all []answer, err error) {
	d := xml.NewDecoder(r)
	var path []string // the names of the fields and protocols around
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
			if t.Name.Local == "packet" {
				all = append(all, answer{})
				path = path[:0]
			}
			name := attribute(t, "name")
			if len(all) > 0 {
				all[len(all)-1].add(path, name, t)
			}
			path = append(path, name)
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		}
	}
}

// add takes one field that lies in those of path.
func (a *answer) add(path []string, name string, t xml.StartElement) {
	pdus, parts := 0, 0
	for _, p := range path {
		switch p {
		case "mmse":
			pdus++
		case "wsp.multipart":
			parts++
		}
	}
	if pdus != 1 || parts != 0 {
		return
	}
	switch name {
	case "mmse.message_type":
		if n, err := strconv.ParseUint(attribute(t, "show"), 0, 8); err == nil && a.Type == "" {
			a.Type = mmspdu.Type(n).String()
		}
	case "mmse.transaction_id":
		a.Transaction = attribute(t, "show")
	case "wsp.multipart":
		pos, err := strconv.Atoi(attribute(t, "pos"))
		size, err2 := strconv.Atoi(attribute(t, "size"))
		if err == nil && err2 == nil {
			a.PartEnds = append(a.PartEnds, pos+size-len(frameHead))
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// findShark looks for tshark and says which one it is.
func findShark() (s shark, version string, ok bool) {
	path, err := exec.LookPath("tshark")
	if err != nil {
		return s, "", false
	}
	out, err := exec.Command(path, "--version").Output()
	version, _, _ = strings.Cut(string(out), "\n")
	return shark{path}, version, err == nil
}
