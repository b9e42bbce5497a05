package main

import (
	"bytes"
	"encoding/binary"
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

// plugin is a decoder that the user names: a command that prints objects for paths, or for what it reads from its input.
type plugin struct {
	title   string
	command []string
	pipe    bool
}

// parsePlugin reads name=command.
func parsePlugin(s string, pipe bool) (plugin, error) {
	name, command, ok := strings.Cut(s, "=")
	p := plugin{name, strings.Fields(command), pipe}
	if !ok || name == "" || len(p.command) == 0 {
		return p, fmt.Errorf("%q: want name=command", s)
	}
	return p, nil
}

func (p plugin) name() string      { return p.title }
func (p plugin) fits(message) bool { return true }

// maxArguments is how many octets of paths a command is given at once; systems have limits.
const maxArguments = 16 << 10

// calls puts the messages where the command can read them, and returns the calls that read all.
func (p plugin) calls(list []message, dir string) (calls []func() *exec.Cmd, sources []string, err error) {
	if p.pipe {
		var in []byte
		for i, m := range list {
			in = append(binary.BigEndian.AppendUint32(in, uint32(len(m.octets))), m.octets...)
			sources = append(sources, fmt.Sprint(i))
		}
		return []func() *exec.Cmd{func() *exec.Cmd {
			cmd := exec.Command(p.command[0], p.command[1:]...)
			cmd.Stdin = bytes.NewReader(in)
			return cmd
		}}, sources, nil
	}
	for i, m := range list {
		name := filepath.Join(dir, fmt.Sprintf("%06d.mms", i))
		if err := os.WriteFile(name, m.octets, 0o600); err != nil {
			return nil, nil, err
		}
		sources = append(sources, name)
	}
	per := max(maxArguments/len(sources[0]+" "), 1)
	for at := 0; at < len(sources); at += per {
		paths := sources[at:min(at+per, len(sources))]
		calls = append(calls, func() *exec.Cmd {
			return exec.Command(p.command[0], append(p.command[1:len(p.command):len(p.command)], paths...)...)
		})
	}
	return calls, sources, nil
}

// answers runs all calls. That a command fails because of a message is its answer, if it prints anything.
func (p plugin) answers(list []message, dir string) ([]answer, error) {
	calls, sources, err := p.calls(list, dir)
	if err != nil {
		return nil, err
	}
	bySource := map[string]answer{}
	for _, call := range calls {
		out, _, err := run(call())
		if err != nil && len(bytes.TrimSpace(out)) == 0 {
			return nil, fmt.Errorf("%s: %w", p.title, err)
		}
		if err := readObjects(out, p.pipe, bySource); err != nil {
			return nil, fmt.Errorf("%s: %w", p.title, err)
		}
	}
	all := make([]answer, len(list))
	for i, source := range sources {
		all[i] = bySource[source]
	}
	return all, nil
}

func (p plugin) batch(list []message, dir string) (timed func() (time.Duration, error), starts int, err error) {
	calls, _, err := p.calls(list, dir)
	return func() (total time.Duration, err error) {
		for _, call := range calls {
			out, took, err := run(call())
			if err != nil && len(bytes.TrimSpace(out)) == 0 {
				return 0, err
			}
			total += took
		}
		return total, nil
	}, len(calls), err
}

// object is what a plug-in prints of a message.
type object struct {
	Source  string
	Type    string
	Headers []struct {
		Name  string
		Value json.RawMessage
	}
	Parts []struct{ DataStart, DataEnd int }
}

// readObjects reads objects one behind the other into all, by their source or by their number.
func readObjects(out []byte, byNumber bool, all map[string]answer) error {
	d := json.NewDecoder(bytes.NewReader(out))
	for n := 0; ; n++ {
		var o object
		if err := d.Decode(&o); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if byNumber {
			o.Source = fmt.Sprint(n)
		}
		all[o.Source] = o.answer()
	}
}

// answer takes the first header of each name.
func (o *object) answer() answer {
	a := answer{typ: o.Type}
	seen := map[string]bool{}
	for _, h := range o.Headers {
		if seen[h.Name] {
			continue
		}
		seen[h.Name] = true
		switch h.Name {
		case "X-Mms-Transaction-Id":
			_ = json.Unmarshal(h.Value, &a.transaction) // of another form it is no answer
		case "Subject":
			_ = json.Unmarshal(h.Value, &a.subject)
		case "From":
			var from struct {
				Insert        bool
				Address, Type string
			}
			_ = json.Unmarshal(h.Value, &from)
			if a.from = from.Address; from.Type != "" {
				a.from += "/TYPE=" + from.Type
			}
			if from.Insert {
				a.from = inserted
			}
		}
	}
	for _, part := range o.Parts {
		a.parts = append(a.parts, place{part.DataStart, part.DataEnd})
	}
	return a
}
