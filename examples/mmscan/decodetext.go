package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/mmsguard/mmsguard/wsp"
)

// treeHex is how many octets a line of the tree shows, treeText how many characters of text.
const (
	treeHex  = 8
	treeText = 300
)

// tree writes a message line by line: where, the first octets there, and what they mean.
type tree struct {
	c      *console
	octets []byte
	out    bytes.Buffer
}

// writeTree writes the annotated field tree of m, whose spans count in octets.
func writeTree(c *console, m decodedMessage, octets []byte) error {
	t := tree{c: c, octets: octets}
	t.heading(&m)
	for i := range m.Layers {
		t.layer(&m.Layers[i])
	}
	t.pdu(&m.decodedPDU, 0)
	for _, f := range m.Faults {
		t.line(f.extent, 0, mildStyle, "fault", fmt.Sprintf("%s: %s (%s, %s)", f.Field, f.Message, f.Code, f.Section))
	}
	if m.MoreFaults > 0 {
		t.note(0, fmt.Sprintf("and %s", plural(m.MoreFaults, "more fault")))
	}
	t.out.WriteByte('\n')
	_, err := c.stdout.Write(t.out.Bytes())
	return err
}

func (t *tree) heading(m *decodedMessage) {
	what := strings.TrimSpace(m.Type + " " + m.Version)
	fmt.Fprintf(&t.out, "%s  %s, %s", t.c.paint(boldStyle, printable(title(m.Source))), what, plural(m.Size, "octet"))
	if n := countParts(m.Parts); n > 0 {
		fmt.Fprintf(&t.out, ", %s", plural(n, "part"))
	}
	faults := "no faults"
	if n := len(m.Faults) + m.MoreFaults; n > 0 {
		faults = t.c.paint(mildStyle, plural(n, "fault"))
	}
	fmt.Fprintf(&t.out, ", %s\n", faults)
}

func countParts(parts []decodedPart) int {
	n := len(parts)
	for i := range parts {
		n += countParts(parts[i].Parts)
	}
	return n
}

func (t *tree) layer(l *decodedLayer) {
	at := extent{l.Start, l.Start + uint32(len(l.Raw)/2)}
	switch l.Kind {
	case layerDeliver, layerSubmit:
		what := "from "
		if l.Kind == layerSubmit {
			what = "to "
		}
		what += quote(l.Address)
		if l.Time != "" {
			what += ", " + l.Time
		}
		t.line(at, 0, boldStyle, l.Kind, what)
		return
	case layerUserData:
		t.line(at, 0, boldStyle, l.Kind, fmt.Sprintf("port %d, from %d", *l.Destination, *l.Originator))
		return
	case layerHex, layerBase64:
		t.note(0, fmt.Sprintf("%s text at octets %d..%d of the file; below, octets are those that it stands for",
			l.Kind, l.Start, l.End))
		return
	}
	what := "WSP " + l.PDU
	if l.TID != nil {
		what += fmt.Sprintf(", transaction id %d", *l.TID)
	}
	t.line(at, 0, boldStyle, "layer", what)
	t.note(1, "Content-Type: "+l.ContentType.String())
	t.headers(l.Headers, 1)
}

func (t *tree) pdu(p *decodedPDU, depth int) {
	t.headers(p.Headers, depth)
	if p.Multipart != nil {
		t.multipart(p.Multipart, p.Parts, depth)
	} else {
		for i := range p.Parts {
			t.data(&p.Parts[i], depth)
		}
	}
	t.rest(p.Trailing, depth)
}

func (t *tree) headers(list []decodedHeader, depth int) {
	for i := range list {
		h := &list[i]
		value := valueText(h.Value)
		if h.Charset != "" {
			value += " in " + h.Charset
		}
		t.line(h.extent, depth, boldStyle, printable(h.Name), value)
	}
}

func (t *tree) multipart(m *decodedMultipart, parts []decodedPart, depth int) {
	t.line(m.extent, depth, boldStyle, "multipart", plural(int(m.Declared), "entry", "entries")+" declared")
	for i := range parts {
		t.part(&parts[i], depth+1)
	}
	t.rest(m.Trailing, depth+1)
}

func (t *tree) part(p *decodedPart, depth int) {
	what := printable(p.ContentType)
	if p.Filename != "" {
		what += ", " + quote(p.Filename)
	}
	t.line(p.extent, depth, boldStyle, fmt.Sprint("part ", p.Index), fmt.Sprintf("%s, %s", what, plural(p.Size, "octet")))
	ctEnd := p.DataStart
	if p.HeadersTrailing != nil {
		ctEnd = p.HeadersTrailing.Start
	}
	if len(p.Headers) > 0 {
		ctEnd = p.Headers[0].Start
	}
	ctStart := ctEnd
	if p.ContentTypeRaw != nil {
		ctStart -= uint32(len(*p.ContentTypeRaw) / 2)
	}
	t.line(extent{p.Start, ctStart}, depth+1, dimStyle, "lengths",
		fmt.Sprintf("headers %d, data %d", p.DataStart-ctStart, p.Size))
	if ctStart < ctEnd {
		t.line(extent{ctStart, ctEnd}, depth+1, boldStyle, "Content-Type", printable(p.ContentType)+parameterText(p.Parameters))
	}
	t.headers(p.Headers, depth+1)
	t.rest(p.HeadersTrailing, depth+1)
	switch {
	case p.Multipart != nil:
		t.multipart(p.Multipart, p.Parts, depth+1)
	case p.PDU != nil:
		t.pdu(p.PDU, depth+1)
	default:
		t.data(p, depth+1)
	}
}

func (t *tree) data(p *decodedPart, depth int) {
	what := plural(p.Size, "octet")
	if p.Truncated {
		what += ", truncated"
	}
	if p.TransferEncoding != "" {
		what += " in " + p.TransferEncoding
	} else if strings.HasPrefix(p.ContentType, "text/") {
		charset, _ := wsp.CharsetByName([]byte(p.Charset))
		head := p.octets[:min(len(p.octets), 8*treeText)] // more than is shown
		what += ": " + quote(wsp.MakeText(head, charset).String())
	}
	t.line(extent{p.DataStart, p.DataEnd}, depth, boldStyle, "data", what)
}

func (t *tree) rest(r *decodedOctets, depth int) {
	if r != nil {
		t.line(r.extent, depth, mildStyle, "trailing", plural(int(r.End-r.Start), "octet"))
	}
}

// line writes one line of the tree. Name and text are printable.
func (t *tree) line(at extent, depth int, st style, name, text string) {
	octets := wsp.Span{Start: at.Start, End: at.End}.In(t.octets)
	first := spaced(octets[:min(len(octets), treeHex)])
	if len(octets) > treeHex {
		first += "…"
	}
	where := fmt.Sprintf("%d..%d", at.Start, at.End)
	fmt.Fprintf(&t.out, "%16s  %s  %s%s: %s\n", where, t.c.paint(dimStyle, pad(first, 3*treeHex)),
		strings.Repeat("  ", depth), t.c.paint(st, name), clip(text, treeText))
}

// note writes a line that stands for no octets.
func (t *tree) note(depth int, text string) {
	fmt.Fprintf(&t.out, "%s%s\n", strings.Repeat(" ", 16+2+3*treeHex+2+2*depth), clip(text, treeText))
}

// spaced writes octets in hexadecimal with spaces between.
func spaced(b []byte) string {
	var s strings.Builder
	for i, o := range b {
		if i > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(hex.EncodeToString([]byte{o}))
	}
	return s.String()
}
