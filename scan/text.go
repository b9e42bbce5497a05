package scan

import (
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/wsp"
)

// textLimit is how many characters of the sender's text a message shows: enough to recognise a name, too few to flood a
// log.
const textLimit = 120

// Message is AppendMessage as a string; it allocates.
func (r *Report) Message(f Finding) string { return string(r.AppendMessage(nil, f)) }

// AppendMessage appends the text of f, one line without a full stop, in printable characters only: what comes from the
// sender is escaped. A leak's value is never in it; AppendValue gives that.
func (r *Report) AppendMessage(dst []byte, f Finding) []byte {
	row := r.rule(f.Rule)
	if row == nil {
		id, _ := f.Rule.AppendText(dst)
		return id
	}
	t := row.Text
	for {
		i := strings.IndexByte(t, '{')
		if i < 0 {
			return append(dst, t...)
		}
		dst = append(dst, t[:i]...)
		end := strings.IndexByte(t[i:], '}')
		if end < 0 {
			return append(dst, t[i:]...)
		}
		dst = r.appendSlot(dst, f, row, t[i+1:i+end])
		t = t[i+end+1:]
	}
}

// appendSlot appends what stands for one {slot} of a rule's text.
func (r *Report) appendSlot(dst []byte, f Finding, row *Rule, slot string) []byte {
	switch slot {
	case "0", "1", "2", "3":
		n := slot[0] - '0'
		if row.Args[n].Kind == ArgFormat {
			return append(dst, classify.Format(f.Args[n]).Name()...)
		}
		return r.appendArg(dst, row.Args[n].Kind, f.Args[n])
	case "octets":
		return strconv.AppendInt(dst, int64(f.Span.Len()), 10)
	}
	p := r.part(f)
	if b := f.Span.In(r.Octets(int(f.View))); slot == "text" && (len(b) > 0 || p == nil) {
		return AppendPrintable(dst, b, textLimit)
	}
	if p == nil {
		return append(dst, "the message"...)
	}
	from := len(dst)
	switch slot {
	case "declared":
		return printable(p.AppendDeclared(dst), from, "no type")
	case "detected":
		return printable(append(dst, p.Detected()...), from, "nothing known")
	case "name", "text": // a name may have no octets in any view
		return printable(p.AppendFilename(dst), from, "no name")
	}
	return dst
}

// printable makes dst[from:] printable, in the spare room behind it; none stands for nothing.
func printable(dst []byte, from int, none string) []byte {
	end := len(dst)
	if end == from {
		return append(dst, none...)
	}
	dst = AppendPrintable(dst, dst[from:], textLimit)
	return dst[:from+copy(dst[from:], dst[end:])]
}

// appendArg appends one number of a finding in the form that its kind has.
func (r *Report) appendArg(dst []byte, k ArgKind, v uint32) []byte {
	switch k {
	case ArgFormat:
		return append(dst, classify.Format(v).Media()...)
	case ArgField:
		return append(dst, mmspdu.FaultField(wsp.Field(v))...)
	case ArgFault:
		return append(dst, wsp.Code(v).String()...)
	case ArgReason:
		return append(dst, Reason(v).String()...)
	case ArgSource:
		return append(dst, NameSource(v).String()...)
	case ArgHost:
		return append(dst, HostDoubt(v).String()...)
	case ArgEngine:
		if int(v) < len(r.named) {
			return AppendPrintable(dst, []byte(r.named[v]), textLimit)
		}
		return dst
	}
	return strconv.AppendUint(dst, uint64(v), 10)
}

// Datum is one piece of evidence: what a rule measured.
type Datum struct {
	Name   string // stable key, such as "declared-octets"
	Number uint32 // the number itself
	Text   string // the number in words, where it stands for something that has a name; else empty
}

// Evidence iterates over what the rule of f measured, in the order of its row. It holds no personal values. It
// allocates.
func (r *Report) Evidence(f Finding) iter.Seq[Datum] {
	return func(yield func(Datum) bool) {
		row := r.rule(f.Rule)
		if row == nil {
			return
		}
		for i, a := range row.Args {
			if a.Name == "" {
				continue
			}
			d := Datum{Name: a.Name, Number: f.Args[i]}
			switch a.Kind {
			case ArgNumber, ArgOctets, ArgOffset:
			default:
				d.Text = string(r.appendArg(nil, a.Kind, f.Args[i]))
			}
			if !yield(d) {
				return
			}
		}
	}
}

// AppendPrintable appends text that a sender chose in a form that is safe to show and to log: characters that print
// stay, all others (controls, line ends, direction marks, octets that are no UTF-8) become \xNN or \u{N}, and after
// limit characters follows "…". A limit of zero or less is none.
func AppendPrintable(dst, text []byte, limit int) []byte {
	for n := 0; len(text) > 0; n++ {
		if limit > 0 && n == limit {
			return append(dst, "…"...)
		}
		c, size := utf8.DecodeRune(text)
		switch {
		case c == utf8.RuneError && size <= 1:
			dst = append(dst, `\x`...)
			dst = append(dst, hexDigits[text[0]>>4], hexDigits[text[0]&15])
		case c == '\\':
			dst = append(dst, `\\`...)
		case c == ' ' || unicode.IsPrint(c):
			dst = append(dst, text[:size]...)
		case c < 0x80:
			dst = append(dst, `\x`...)
			dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
		default:
			dst = append(dst, `\u{`...)
			dst = strconv.AppendUint(dst, uint64(c), 16)
			dst = append(dst, '}')
		}
		text = text[size:]
	}
	return dst
}

const hexDigits = "0123456789abcdef"
