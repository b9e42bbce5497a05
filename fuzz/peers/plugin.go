package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// plugin is a decoder that the user names: a command that takes paths and prints objects.
type plugin struct {
	title   string
	command []string
}

// parsePlugin reads name=command.
func parsePlugin(s string) (plugin, error) {
	name, command, ok := strings.Cut(s, "=")
	p := plugin{name, strings.Fields(command)}
	if !ok || name == "" || len(p.command) == 0 {
		return p, fmt.Errorf("-peer %q: want name=command", s)
	}
	return p, nil
}

func (p plugin) name() string      { return p.title }
func (p plugin) fits(message) bool { return true }

// write puts the messages into files of dir and returns their paths.
func (p plugin) write(list []message, dir string) ([]string, error) {
	var paths []string
	for i, m := range list {
		name := filepath.Join(dir, fmt.Sprintf("%05d.mms", i))
		if err := os.WriteFile(name, m.octets, 0o600); err != nil {
			return nil, err
		}
		paths = append(paths, name)
	}
	return paths, nil
}

// run returns what the command prints. That it fails because of a message is its answer, if it prints anything.
func (p plugin) run(paths []string) ([]byte, error) {
	cmd := exec.Command(p.command[0], append(p.command[1:len(p.command):len(p.command)], paths...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && len(bytes.TrimSpace(out)) == 0 {
		return nil, fmt.Errorf("%s: %w\n%s", p.title, err, stderr.String())
	}
	return out, nil
}

func (p plugin) answers(list []message, dir string) ([]answer, error) {
	paths, err := p.write(list, dir)
	if err != nil {
		return nil, err
	}
	out, err := p.run(paths)
	if err != nil {
		return nil, err
	}
	bySource, err := readObjects(out)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.title, err)
	}
	all := make([]answer, len(list))
	for i, path := range paths {
		all[i] = bySource[path]
	}
	return all, nil
}

func (p plugin) batch(list []message, dir string) (time.Duration, error) {
	paths, err := p.write(list, dir)
	if err != nil {
		return 0, err
	}
	start := time.Now()
	_, err = p.run(paths)
	return time.Since(start), err
}

// readObjects reads objects one behind the other, by their source.
func readObjects(out []byte) (map[string]answer, error) {
	all := map[string]answer{}
	d := json.NewDecoder(bytes.NewReader(out))
	for {
		var o struct {
			Source  string
			Type    string
			Headers []struct {
				Name  string
				Value any
			}
			Parts []struct{ DataEnd int }
		}
		if err := d.Decode(&o); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		a := answer{Type: o.Type}
		for _, h := range o.Headers {
			if v, ok := h.Value.(string); ok && h.Name == "X-Mms-Transaction-Id" && a.Transaction == "" {
				a.Transaction = v
			}
		}
		for _, part := range o.Parts {
			a.PartEnds = append(a.PartEnds, part.DataEnd)
		}
		all[o.Source] = a
	}
}
