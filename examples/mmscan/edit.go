package main

import (
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

var errSMS = errors.New("inside an SMS, which says how long it is: edit its user data by themselves")

// editStep is one change that the command line asks for.
type editStep func(*mmspdu.Edit, []wsp.Part) error

// editCommand changes headers and parts of a message and leaves everything else as it is.
func editCommand(args []string, c *console) int {
	f := flag.NewFlagSet("edit", flag.ContinueOnError)
	out := outputFlag(f)
	var steps []editStep
	step := func(name, use string, parse func(string) (editStep, error)) {
		f.Func(name, use, func(s string) error {
			x, err := parse(s)
			steps = append(steps, x)
			return err
		})
	}
	step("set", "set the header of `NAME=VALUE`, in the place of those that are there", func(s string) (editStep, error) {
		return headerStep(s, (*mmspdu.Edit).Set)
	})
	step("add", "add the header of `NAME=VALUE`", func(s string) (editStep, error) {
		return headerStep(s, (*mmspdu.Edit).Add)
	})
	step("drop", "drop all headers `NAME`", dropStep)
	step("drop-part", "drop part `N`, as decode counts them, and what it holds", dropPartStep)
	status, done := parseFlags(f, args, c, func() error {
		if len(steps) == 0 {
			return errors.New("nothing to change: see -set, -add, -drop and -drop-part")
		}
		return onePath(f)
	})
	if done {
		return status
	}
	return c.convert(f.Arg(0), *out, func(path string, b []byte) ([]byte, error) { return edit(path, b, steps) })
}

// edit returns the octets of a message after all steps.
func edit(path string, b []byte, steps []editStep) ([]byte, error) {
	m := recognise(path, b)
	if m.pdu == nil {
		return nil, m.err
	}
	for _, l := range m.layers {
		if l.kind == layerDeliver || l.kind == layerSubmit {
			return nil, errSMS
		}
	}
	e := mmspdu.NewEdit(m.pdu)
	var parts []wsp.Part
	for p := range m.pdu.AllParts() {
		parts = append(parts, p)
	}
	for _, step := range steps {
		if err := step(e, parts); err != nil {
			return nil, err
		}
	}
	return e.Append(nil, m.pdu.Buffer())
}

// headerStep parses NAME=VALUE.
func headerStep(s string, do func(*mmspdu.Edit, mmspdu.Field, mmspdu.Value) error) (editStep, error) {
	name, value, ok := strings.Cut(s, "=")
	if !ok {
		return nil, errors.New("NAME=VALUE is due")
	}
	f, ok := mmspdu.FieldByName(name)
	if !ok {
		return func(e *mmspdu.Edit, _ []wsp.Part) error { return e.AddApplication(name, value) }, nil
	}
	v, err := parseValue(f, value)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", f, err)
	}
	return func(e *mmspdu.Edit, _ []wsp.Part) error { return do(e, f, v) }, nil
}

func dropStep(name string) (editStep, error) {
	return func(e *mmspdu.Edit, _ []wsp.Part) error {
		if f, ok := mmspdu.FieldByName(name); ok {
			if e.Drop(f) == 0 {
				return fmt.Errorf("no header %v to drop", f)
			}
			return nil
		}
		if e.DropApplication(name) == 0 {
			return fmt.Errorf("no header %s to drop", name)
		}
		return nil
	}, nil
}

func dropPartStep(s string) (editStep, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return nil, errors.New("the number of a part is due")
	}
	return func(e *mmspdu.Edit, parts []wsp.Part) error {
		if n >= uint64(len(parts)) {
			return fmt.Errorf("no part %d: the message has %d", n, len(parts))
		}
		return e.DropPart(&parts[n])
	}, nil
}

// parseValue reads a value as people write it: the name of an enumerated value, a number, a time as RFC 3339 or, from now, as
// +SECONDS, "insert" for a From that the relay inserts, hex: and digits for octets, or a text.
func parseValue(f mmspdu.Field, s string) (mmspdu.Value, error) {
	if digits, ok := strings.CutPrefix(s, "hex:"); ok {
		b, err := hexOctets(digits)
		return mmspdu.Raw(b), err
	}
	switch f {
	case mmspdu.FieldContentType:
		ct, c := wsp.MakeContentType(s)
		if c != 0 {
			return nil, c
		}
		return mmspdu.Raw(ct), nil
	case mmspdu.FieldFrom:
		if s == "insert" {
			return mmspdu.From{Insert: true}, nil
		}
	case mmspdu.FieldExpiry, mmspdu.FieldDeliveryTime, mmspdu.FieldReplyChargingDeadline:
		return parseTime(s)
	case mmspdu.FieldDate:
		t, err := parseTime(s)
		return mmspdu.Date(t.Seconds), err
	case mmspdu.FieldMessageSize, mmspdu.FieldReplyChargingSize, mmspdu.FieldMessageCount, mmspdu.FieldStart, mmspdu.FieldLimit:
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			err = errors.New("a number is due")
		}
		return mmspdu.Number(n), err
	}
	return namedValue(f, s, ""), nil
}

func parseTime(s string) (mmspdu.Time, error) {
	if seconds, ok := strings.CutPrefix(s, "+"); ok {
		n, err := strconv.ParseUint(seconds, 10, 64)
		if err == nil {
			return mmspdu.Time{Relative: true, Seconds: n}, nil
		}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Unix() < 0 {
		return mmspdu.Time{}, errors.New("a time as 2026-11-25T12:00:00Z or +SECONDS is due")
	}
	return mmspdu.Time{Seconds: uint64(t.Unix())}, nil
}
