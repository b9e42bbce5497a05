package mmspdu_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
)

var update = flag.Bool("update", false, "rewrite ANSWERS.md from the table of answers")

// TestANSWERS holds ANSWERS.md to the rows: go test ./mmspdu -run ANSWERS -update rewrites it.
func TestANSWERS(t *testing.T) {
	want := renderAnswers()
	if *update {
		require.NoError(t, os.WriteFile("ANSWERS.md", want, 0o644))
	}
	got, err := os.ReadFile("ANSWERS.md")
	require.NoError(t, err)
	assert.Equal(t, string(want), strings.ReplaceAll(string(got), "\r\n", "\n"),
		"ANSWERS.md is not what the rows say: go test ./mmspdu -run ANSWERS -update")
}

func renderAnswers() []byte {
	var b bytes.Buffer
	b.WriteString(`# Answers

What a PDU that was received is answered with, when something was decided on it: the table behind ` + "`PDU.Answer`" + `. This page
is drawn from the rows in ` + "`assigned_answer.go`" + `; do not edit it (` + "`go test ./mmspdu -run ANSWERS -update`" + ` writes it).

An answer has the Transaction-Id of the PDU that it answers, octet for octet, and the lower of its version and 1.3. *Older*
is the octet for a peer of a version that does not have *status* yet; "–" there means that the field is left out, or where
it is mandatory that there is no such answer. From 1.1 on, octets of C0 and above go as they are: the range says enough.
*Text* is what the answer says to people unless the caller has other words; in a message that stands in it is the content
too. What the reply must have beside that is in the section.

A PDU of another major version is answered as unsupported or unrecognised whatever was decided against it, and not at all if
it was decided for it (MMS 3.3). Types without a heading below are never answered.
`)
	last := mmspdu.Type(1)
	for r := range mmspdu.Answers() {
		if r.Received != last {
			last = r.Received
			title := r.Received.String()
			if r.Received == 0 {
				title = "types that are not assigned"
			}
			fmt.Fprintf(&b, "\n## %s\n\n| decision | reply | status | older | text | if | note | section |\n|---|---|---|---|---|---|---|---|\n", title)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n",
			r.Decision, r.Reply, statusOf(r), olderOf(r), r.Text, r.If, r.Note, r.Section())
	}
	return b.Bytes()
}

func statusOf(r mmspdu.AnswerRow) string {
	switch {
	case r.Field == 0:
		return "none"
	case r.Status == 0:
		return r.Field.String() + ": as received"
	}
	return r.Field.String() + ": " + octetOf(r.Field, r.Status)
}

func olderOf(r mmspdu.AnswerRow) string {
	since := mmspdu.Version(0)
	if r.Status != 0 {
		since = sinceOf(r.Field, r.Status)
	}
	switch {
	case r.Older != 0:
		return octetOf(r.Field, r.Older)
	case since > max(r.Received.Since(), r.Reply.Since(), mmspdu.Version10) && (r.Received.Since() <= mmspdu.Version10 || r.Status < 0xC0):
		return "–"
	}
	return ""
}

func octetOf(f mmspdu.Field, octet uint8) string {
	name, _ := f.ValueName(octet)
	return fmt.Sprintf("%s (0x%X)", name, octet)
}
