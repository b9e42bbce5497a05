package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nasty are texts that a terminal would take for commands, or that are shown in another order than they are read in.
var nasty = []string{
	"\x1b[2J\x1b[H\x1b]0;owned\x07", "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\", "\r\x1b[1Aclean", "\x08\x08\x08", "\x7f\x07",
	"\u009b31m", "\u009d0;owned\u009c", "a\u202egpj.exe", "\u2066x\u2069", "\u200e\u200f\u061c", "\u2028\u2029", "\xff\xfe\x80", "\u00ad\ufeff",
	"line\nLEAK  forged", "\t\v\f",
}

// harmless checks that out has no character but line ends that does not print.
func harmless(t testing.TB, what, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Fatalf("%s: not UTF-8", what)
	}
	for i, r := range out {
		if r != '\n' && r != ' ' && !unicode.IsPrint(r) {
			t.Fatalf("%s: %U at %d: %q", what, r, i, out[max(0, i-40):min(len(out), i+40)])
		}
	}
}

// counted writes a Value-length and what it counts.
func counted(value ...string) string {
	s := strings.Join(value, "")
	return "\x1f" + string(shortest(uint32(len(s)))) + s
}

// hostileMessage has text in every field that holds text, behind a letter, so that it is text and no length.
func hostileMessage(text string) []byte {
	text = "t" + text
	z := text + "\x00"
	headers := "\x98" + z + "\x8d\x92" + "X-" + z + z + "\x96" + counted("\xea", z) + "\x97" + z + "\x89" + counted("\x80", z) +
		"\x8a" + z + "\x83" + z + "\xb2" + counted(z) + "\xa0" + counted("\x81", z) + "\xb5" + z + "\x81" + z
	part := counted(z, "\x85"+z, text+"\x00"+z) + "\xc0\"" + z + "\x8e" + z + "\xae" + counted("\x81", "\x86"+z) + text + "\x00" + z
	data := "MZ" + text
	body := "\x02"
	for range 2 {
		body += string(shortest(uint32(len(part)), uint32(len(data)))) + part + data
	}
	return []byte("\x8c\x84" + headers + "\x84\xa3" + body + text)
}

// TestNothingInjected asks that no octet of a message or of a file's name reaches the terminal as a command.
func TestNothingInjected(t *testing.T) {
	for _, text := range nasty {
		for name, octets := range map[string][]byte{
			"message": hostileMessage(text), "file": []byte("MZ" + text), "text": []byte(text),
			"cut": hostileMessage(text)[:len(hostileMessage(text))*2/3],
		} {
			path := filepath.Join(t.TempDir(), "x"+strings.Map(func(r rune) rune {
				if r == '/' || r == 0 || r == utf8.RuneError {
					return -1
				}
				return r
			}, text))
			if err := os.WriteFile(path, octets, 0o600); err != nil {
				path = file(t, "x", octets) // a name that this system does not allow
			}
			for _, args := range []string{
				"scan", "scan -pii -mmsc mmsc.example.org", "scan -pii -format json", "scan -pii -format jsonl", "decode",
				"decode -data -format json",
			} {
				_, stdout, stderr := mmscan(t, "", append(strings.Fields(args), path, path+text)...)
				harmless(t, args, stdout)
				harmless(t, args, stderr)
				assert.NotContains(t, stdout, "\nLEAK  forged", "%s of a %s", args, name)
				if strings.Contains(args, "jsonl") {
					assert.Equal(t, 1, strings.Count(stdout, "\n"), "%s of a %s", args, name)
				}
			}
		}
	}
	status, _, stderr := mmscan(t, "", nasty[0])
	assert.Equal(t, exitFailed, status)
	harmless(t, "unknown command", stderr)
	_, _, stderr = mmscan(t, "", "scan", "-"+nasty[0])
	harmless(t, "unknown flag", stderr)
}

// TestHostileMessageRead makes sure that the test above means something: the texts do arrive.
func TestHostileMessageRead(t *testing.T) {
	m := recognise("x", hostileMessage("\x1b[2Jhere"))
	require.NotNil(t, m.pdu)
	d := describe(m, false)
	require.Len(t, d.Parts, 2)
	assert.Equal(t, "t\x1b[2Jhere", d.Parts[0].ContentLocation)
	seen := 0
	for _, h := range d.Headers {
		seen += strings.Count(valueText(h.Value), `t\x1b[2Jhere`)
	}
	assert.GreaterOrEqual(t, seen, 10)
	assert.Len(t, d.Parts[0].Headers, 4)
}

func TestColours(t *testing.T) {
	atRoot(t)
	for _, colour := range []bool{false, true} {
		var out bytes.Buffer
		c := console{stdout: &out, stderr: &out, colour: colour}
		for _, args := range []string{"scan -pii", "decode"} {
			require.Equal(t, exitOK, run(context.Background(), append(strings.Fields(args), messages+"holiday-photo.mms"), &c))
		}
		assert.Equal(t, colour, strings.Contains(out.String(), "\x1b["))
		// Every sequence sets or resets the style, and none is left open at the end of a line.
		text := out.String()
		for line := range strings.Lines(text) {
			assert.Equal(t, strings.Count(line, "\x1b["), 2*strings.Count(line, "\x1b[0m"), "%q", line)
		}
		for _, sequence := range strings.Split(text, "\x1b")[1:] {
			assert.Regexp(t, `^\[[0-9;]+m`, sequence)
		}
	}
	env := func(pairs map[string]string) func(string) string { return func(k string) string { return pairs[k] } }
	assert.True(t, wantsColour(env(map[string]string{"TERM": "xterm"})))
	assert.True(t, wantsColour(env(map[string]string{"NO_COLOR": ""})))
	assert.False(t, wantsColour(env(map[string]string{"NO_COLOR": "1", "TERM": "xterm"})))
	assert.False(t, wantsColour(env(map[string]string{"NO_COLOR": "0"})))
	assert.False(t, wantsColour(env(map[string]string{"TERM": "dumb"})))

	f, err := os.Create(filepath.Join(t.TempDir(), "f"))
	require.NoError(t, err)
	defer f.Close()
	assert.False(t, isTerminal(f))
	null, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer null.Close()
	assert.False(t, isTerminal(null))
}

// TestProgress: nothing for short runs, nothing where nobody looks, and then a line that is cleared in the end.
func TestProgress(t *testing.T) {
	for _, on := range []bool{false, true} {
		var out bytes.Buffer
		c := console{stderr: &out, progress: on}
		p := c.startProgress(400)
		p.step(1)
		p.clear()
		assert.Empty(t, out.String())
		p.start = p.start.Add(-progressDelay)
		p.step(100)
		p.step(101) // too soon
		p.clear()
		want := ""
		if on {
			want = "\r\x1b[Kmmscan: 100 of 400 (25%)\r\x1b[K"
		}
		assert.Equal(t, want, out.String())
	}
}

// TestJSONHasNoColours because a program reads it, terminal or not.
func TestJSONHasNoColours(t *testing.T) {
	atRoot(t)
	var out bytes.Buffer
	c := console{stdout: &out, stderr: &out, colour: true}
	for _, args := range []string{"scan -format json", "scan -format jsonl", "decode -format json"} {
		require.Equal(t, exitOK, run(context.Background(), append(strings.Fields(args), messages+"holiday-photo.mms"), &c))
	}
	assert.NotContains(t, out.String(), "\x1b")
}

func TestEscapeJSON(t *testing.T) {
	for in, want := range map[string]string{
		`"plain é 下"`:               `"plain é 下"`,
		"\"\u202e\u009b\x7f\"":      `"\u202e\u009b\u007f"`,
		"\"\U000e0041 \U0001f44b\"": "\"\\udb40\\udc41 \U0001f44b\"",
	} {
		assert.Equal(t, want, string(escapeJSON([]byte(in))))
	}
}

// TestOutputBounded: what is written stays in proportion to what is read, however many headers, parameters, parts and
// faults a message packs into its octets.
func TestOutputBounded(t *testing.T) {
	head := "\x8c\x84\x98t\x00\x8d\x92\x84\xa3"
	part := func(headers string) string {
		return head + "\x01" + string(shortest(uint32(len(headers)), 0)) + headers
	}
	const n = 1 << 17
	for name, octets := range map[string]string{
		"headers of a part":   part("\x83" + strings.Repeat("\x80\x80", n)),
		"parameters":          part(counted("\x83" + strings.Repeat("a\x00\x80", n))),
		"names of parameters": part(counted("\x83" + uniqueParameters(n/8))),
		"headers":             "\x8c\x84" + strings.Repeat("\x96\x00", n),
		"faults":              "\x8c\x84" + strings.Repeat("\x86\x00", n),
		"parts":               head + "\x8f\xff\x7f" + strings.Repeat("\x01\x00\x83", n),
		"descriptions":        "\x8c\x8e\x84\xa3\x01" + nested(2000),
		"text":                head + "\x01\x01" + string(shortest(1<<18)) + "\x83" + strings.Repeat("\x1b", 1<<18),
		"layers":              strings.Repeat("30", n),
	} {
		for args, times := range map[string]int{"scan": 1, "scan -format json": 2, "decode": 8, "decode -format json -data": 16} {
			status, stdout, stderr := mmscan(t, octets, append(strings.Fields(args), "-")...)
			if name != "layers" {
				assert.NotEqual(t, exitFailed, status, "%s of %s: %s", args, name, stderr)
			}
			assert.Less(t, len(stdout), times*len(octets)+1<<18, "%s of %s", args, name)
		}
	}
}

func uniqueParameters(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("p" + string(shortest(uint32(i)+1<<21)) + "\x00\x80")
	}
	return b.String()
}

// nested is a description in a description in a description …
func nested(depth int) string {
	s := ""
	for range depth {
		pdu := "\x8c\x8e\x84\xa3\x01" + s
		s = string(shortest(1, uint32(len(pdu)))) + "\xbe" + pdu
	}
	return s
}
