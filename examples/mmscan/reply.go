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

// replyCommand writes the PDU that answers a message.
func replyCommand(args []string, c *console) int {
	f := flag.NewFlagSet("reply", flag.ContinueOnError)
	var a mmspdu.Answer
	to := f.String("to", "", "`PATH` of the message to answer")
	result := f.String("status", "", "`WHAT` was decided: a decision (accept, reject, defer, try-later, …), or a status by its name or octet")
	out := outputFlag(f)
	f.StringVar(&a.Text, "text", "", "`TEXT` for people, in place of the usual one")
	f.StringVar(&a.MessageID, "message-id", "", "`ID` that the relay gave to an accepted message")
	f.StringVar(&a.ContentLocation, "content-location", "", "`URL` where the message is stored now")
	f.StringVar(&a.From, "from", "", "`ADDRESS` of the reader, for read reports")
	f.StringVar(&a.To, "recipient", "", "`ADDRESS` of the recipient, for delivery reports")
	f.StringVar(&a.Subject, "subject", "", "`TEXT` of the subject of a message that stands in for a blocked one")
	f.Func("charset", "`NAME` of the character set that the recipient reads", func(s string) error {
		cs, ok := wsp.CharsetByName([]byte(s))
		if a.Charset = cs; !ok {
			return errors.New("no such character set")
		}
		return nil
	})
	f.Func("date", "`TIME` of a report, 2026-11-25T12:00:00Z; now if it is not given", func(s string) error {
		t, err := parseTime(s)
		if a.Date = mmspdu.Date(t.Seconds); err == nil && t.Relative {
			err = errors.New("a moment is due")
		}
		return err
	})
	status, done := parseFlags(f, args, c, func() error {
		switch {
		case *to == "" && f.NArg() == 0:
			return errors.New("no message to answer: -to PATH")
		case *result == "":
			return errors.New("nothing decided: -status WHAT")
		case *to != "" && f.NArg() > 0:
			return errors.New("one message at a time")
		case *to != "":
			return f.Parse([]string{"--", *to}) // as every other command has it
		}
		return onePath(f)
	})
	if done {
		return status
	}
	if a.Date == 0 {
		a.Date = mmspdu.Date(time.Now().Unix())
	}
	return c.convert(f.Arg(0), *out, func(path string, b []byte) ([]byte, error) { return reply(path, b, *result, a) })
}

// reply returns the octets of the answer.
func reply(path string, b []byte, result string, a mmspdu.Answer) ([]byte, error) {
	m := recognise(path, b)
	if m.pdu == nil {
		return nil, m.err
	}
	if err := decide(&a, m.pdu.Type(), result); err != nil {
		return nil, err
	}
	answer, err := m.pdu.Answer(a)
	if err != nil {
		return nil, err
	}
	return answer.MarshalBinary()
}

// decide finds what a decision or a status by its name or octet means for a PDU of type t. Some names are both; the decision
// counts where there is such an answer.
func decide(a *mmspdu.Answer, t mmspdu.Type, result string) error {
	octet, _ := strconv.ParseUint(result, 0, 8)
	d, isDecision := mmspdu.DecisionByName(result)
	a.Decision = d
	var choices []string
	var same, other mmspdu.AnswerRow // with this status, and one whose field may have it
	for row := range mmspdu.Answers() {
		if row.Received != t {
			continue
		}
		if isDecision && row.Decision == d {
			return nil
		}
		choices = append(choices, row.Decision.String())
		o := uint8(octet)
		if named, ok := row.Field.OctetByName(result); ok {
			o = named
		}
		if _, known := row.Field.ValueName(o); row.Field == 0 || !known {
			continue
		}
		switch {
		case row.Status == o && same.Decision == 0:
			same = row
		case other.Decision == 0 && row.Decision != mmspdu.DecisionAccept:
			other, other.Status = row, o
		}
	}
	switch {
	case same.Decision != 0:
		a.Decision = same.Decision
	case other.Decision != 0:
		a.Decision, a.Status = other.Decision, other.Status
	case !isDecision && len(choices) > 0:
		return fmt.Errorf("no decision and no status: %s; for %v there are %s", result, t, strings.Join(choices, ", "))
	}
	return nil
}
