package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/scan"
)

// isTerminal reports whether f is a terminal, as far as the standard library can tell: a character device that is not
// the null device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// wantsColour asks the environment: https://no-color.org, and terminals that know no colours.
func wantsColour(getenv func(string) string) bool {
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// style is a way to set off text on a terminal: the parameters of an SGR sequence.
type style string

const (
	plainStyle  style = ""
	boldStyle   style = "1"
	dimStyle    style = "2"
	goodStyle   style = "32"
	leakStyle   style = "1;35"
	mildStyle   style = "33"
	badStyle    style = "31"
	worstStyle  style = "1;37;41"
	dangerStyle style = "1;31"
)

// paint wraps text in st, where c has colours.
func (c *console) paint(st style, text string) string {
	if !c.colour || st == plainStyle || text == "" {
		return text
	}
	return "\x1b[" + string(st) + "m" + text + "\x1b[0m"
}

// severityStyle is the colour of a severity.
func severityStyle(s scan.Severity) style {
	switch s {
	case scan.SeverityCritical:
		return worstStyle
	case scan.SeverityHigh:
		return badStyle
	case scan.SeverityMedium:
		return mildStyle
	}
	return plainStyle
}

// printable returns text that came from outside in a form that no terminal takes for a command: controls, bidirectional
// controls and whatever else does not print become escapes.
func printable(text string) string { return string(scan.AppendPrintable(nil, []byte(text), 0)) }

// excerpt is printable cut to about limit characters.
func excerpt(text string, limit int) string {
	return string(scan.AppendPrintable(nil, []byte(text), limit))
}

// pad fills text up with spaces to width characters. Wide characters count as one.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// wrap breaks text into lines of at most width characters where it has spaces.
func wrap(text string, width int) []string {
	var lines []string
	line, length := "", 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n > width {
			lines = append(lines, line)
			line, length = "", 0
		}
		if length > 0 {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	return append(lines, line)
}

// count writes n with commas between thousands.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural is "1 part", "2 parts"; a plural of another form may be given.
func plural(n int, one string, other ...string) string {
	switch {
	case n == 1:
		return "1 " + one
	case len(other) > 0:
		return count(n) + " " + other[0]
	}
	return count(n) + " " + one + "s"
}

// clip cuts printable text after limit characters.
func clip(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit]) + "…"
}

// escapeJSON replaces what does not print in JSON text by escapes: it means the same and is safe on a terminal.
// [encoding/json] has escaped the controls below 20; there is nothing of the kind outside of strings.
func escapeJSON(b []byte) []byte {
	i := bytes.IndexFunc(b, hiddenRune)
	if i < 0 {
		return b
	}
	out := append(make([]byte, 0, len(b)+64), b[:i]...)
	for _, r := range string(b[i:]) {
		switch {
		case !hiddenRune(r):
			out = utf8.AppendRune(out, r)
		case r > 0xFFFF:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}

func hiddenRune(r rune) bool { return r >= 0x7F && !unicode.IsPrint(r) }

// progressLine shows how far a long run has come.
type progressLine struct {
	w     io.Writer // nil: shows nothing
	total int
	start time.Time
	last  time.Time
}

// The first line comes after progressDelay, the next ones every progressStep.
const (
	progressDelay = time.Second
	progressStep  = 200 * time.Millisecond
)

func (c *console) startProgress(total int) *progressLine {
	p := &progressLine{total: total, start: time.Now()}
	if c.progress {
		p.w = c.stderr
	}
	return p
}

// step says that done inputs are done.
func (p *progressLine) step(done int) {
	if p.w == nil {
		return
	}
	now := time.Now()
	if now.Sub(p.start) < progressDelay || now.Sub(p.last) < progressStep {
		return
	}
	p.last = now
	fmt.Fprintf(p.w, "\r\x1b[Kmmscan: %s of %s (%d%%)", count(done), count(p.total), 100*done/p.total)
}

// clear makes room for other output.
func (p *progressLine) clear() {
	if p.w != nil && !p.last.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
