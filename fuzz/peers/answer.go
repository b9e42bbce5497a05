package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
)

// A message is what all decoders are given.
type message struct {
	name   string
	octets []byte
}

// inserted is what From says where the relay is to insert the address.
const inserted = "<insert address>"

// A place is where the data of a part lie.
type place struct{ start, end int }

// An answer is what is compared. The zero answer is that of a decoder that could not read the message.
type answer struct {
	typ         string
	transaction string
	from        string
	subject     string
	parts       []place // of the first level
	note        string  // what else the decoder says; it is printed and not compared
}

// String leaves out what is empty.
func (a answer) String() string {
	if a.typ == "" {
		return "nothing"
	}
	var b strings.Builder
	b.WriteString(a.typ)
	for _, x := range []struct{ name, text string }{{"transaction", a.transaction}, {"from", a.from}, {"subject", a.subject}} {
		if x.text != "" {
			fmt.Fprintf(&b, ", %s %+.80q", x.name, x.text)
		}
	}
	if len(a.parts) > 0 {
		fmt.Fprintf(&b, ", %d parts", len(a.parts))
	}
	for _, p := range a.parts[:min(len(a.parts), 20)] {
		fmt.Fprintf(&b, " %d..%d", p.start, p.end)
	}
	if a.note != "" {
		fmt.Fprintf(&b, " (%s)", a.note)
	}
	return b.String()
}

func (a answer) equal(b answer) bool { return len(a.differs(b)) == 0 }

// differs names what is not equal.
func (a answer) differs(b answer) (names []string) {
	for _, x := range []struct {
		name string
		same bool
	}{
		{"type", a.typ == b.typ}, {"transaction", a.transaction == b.transaction}, {"from", a.from == b.from},
		{"subject", a.subject == b.subject}, {"parts", slices.Equal(a.parts, b.parts)},
	} {
		if !x.same {
			names = append(names, x.name)
		}
	}
	return names
}

// A reader is how we read what is compared. It keeps the room that the texts are written to.
type reader struct{ text []byte }

// read gives each text and each part to the functions. It is what is timed, with functions that do nothing.
func (r *reader) read(b []byte, text func(what mmspdu.Field, s []byte), part func(place)) (mmspdu.Type, bool) {
	p, err := mmspdu.Parse(b)
	if err != nil {
		return 0, false
	}
	if id, ok := p.TransactionID(); ok {
		r.text = id.AppendUTF8(r.text[:0])
		text(mmspdu.FieldTransactionID, r.text)
	}
	if from, ok := p.From(); ok {
		if r.text = from.Address.Text.AppendUTF8(r.text[:0]); from.Insert {
			r.text = append(r.text, inserted...)
		}
		text(mmspdu.FieldFrom, r.text)
	}
	if subject, ok := p.Subject(); ok {
		r.text = subject.AppendUTF8(r.text[:0])
		text(mmspdu.FieldSubject, r.text)
	}
	c := p.PartCursor()
	for c.Next() {
		if x := c.Part(); x.Depth() == 0 {
			part(place{int(x.DataSpan().Start), int(x.DataSpan().End)})
		}
	}
	return p.Type(), true
}

// ours is our answer.
func ours(b []byte) (a answer) {
	var r reader
	typ, ok := r.read(b, func(what mmspdu.Field, s []byte) {
		switch what {
		case mmspdu.FieldTransactionID:
			a.transaction = string(s)
		case mmspdu.FieldFrom:
			a.from = string(s)
		case mmspdu.FieldSubject:
			a.subject = string(s)
		}
	}, func(p place) { a.parts = append(a.parts, p) })
	if ok {
		a.typ = typ.String()
	}
	return a
}
