package fuzz_test

import (
	"fmt"

	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// differHeaders compares the headers one by one, and then what the PDU says of the first of each.
func differHeaders(p *mmspdu.PDU, want *reference.Message) string {
	i := 0
	for h := range p.Headers() {
		if i >= len(want.Headers) {
			return fmt.Sprintf("header %d that there is not", i)
		}
		if d := differHeader(h, &want.Headers[i]); d != "" {
			return fmt.Sprintf("header %d: %s", i, d)
		}
		i++
	}
	if d := same("number of headers", i, len(want.Headers)); d != "" {
		return d
	}
	fields := map[mmspdu.Field]bool{mmspdu.FieldSubject: true, 0x7F: true} // these are looked for also where they are not
	for _, h := range want.Headers {
		if h.Code >= 0 {
			fields[mmspdu.Field(h.Code)] = true
		}
	}
	for f := range fields {
		if d := differFirst(p, want, f); d != "" {
			return fmt.Sprintf("%s: %s", f, d)
		}
	}
	return ""
}

// differFirst compares the lookups of the field f.
func differFirst(p *mmspdu.PDU, want *reference.Message, f mmspdu.Field) string {
	var found []reference.MMSHeader
	for _, h := range want.Headers {
		if h.Code == int(f) {
			found = append(found, h)
		}
	}
	h, ok := p.Get(f)
	if d := first(
		same("has", p.Has(f), len(found) > 0),
		same("get", ok, len(found) > 0),
		same("repeated", p.Repeated(f), f < 0x40 && len(found) > 1),
	); d != "" {
		return d
	}
	if ok {
		if d := differHeader(h, &found[0]); d != "" {
			return d
		}
	}
	i := 0
	for h := range p.All(f) {
		if i >= len(found) || refSpan(h.Span()) != found[i].Span {
			return fmt.Sprintf("occurrence %d that there is not", i)
		}
		i++
	}
	return same("occurrences", i, len(found))
}

func differHeader(h mmspdu.Header, want *reference.MMSHeader) string {
	code := -1
	if f, ok := h.Field(); ok {
		code = int(f)
	}
	if d := first(
		same("number", code, want.Code),
		same("name", string(h.NameText().Bytes()), string(want.Name)),
		same("span", refSpan(h.Span()), want.Span),
		same("value", refSpan(h.ValueSpan()), want.ValueSpan),
	); d != "" || code == 0x04 {
		return d
	}
	return differValue(h, &want.Value)
}

// differValue compares all that a header may be read as.
func differValue(h mmspdu.Header, want *reference.Value) string {
	text, okText := h.Text()
	octet, okOctet := h.Octet()
	number, okNumber := h.Uint()
	del, okDel := h.Del()
	time, okTime := h.Time()
	from, okFrom := h.From()
	flags, okFlags := h.Flags()
	total, okTotal := h.Total()
	by, okBy := h.PreviouslySentBy()
	date, okDate := h.PreviouslySentDate()
	element, okElement := h.Element()
	elementType, _ := element.Type()
	return first(
		equal("text", show(textOf(text)), okText, want.Text),
		equal("octet", show(octet), okOctet, want.Octet),
		equal("number", show(number), okNumber, want.Number),
		equal("status count", show(del), okDel, want.Del),
		equal("time", show(reference.Time{Relative: time.Relative, Seconds: time.Seconds}), okTime, want.Time),
		equal("from", show(reference.From{Insert: from.Insert, Address: textOf(from.Address.Text)}), okFrom, want.From),
		equal("flags", show(reference.Flags{Token: byte(flags.Token), Keyword: textOf(flags.Keyword)}), okFlags, want.Flags),
		equal("total", show(reference.Total{Token: byte(total.Token), Number: total.Number}), okTotal, want.Total),
		equal("sent by", show(reference.SentBy{Count: by.Count, Address: textOf(by.Address.Text)}), okBy, want.SentBy),
		equal("sent at", show(reference.SentDate{Count: date.Count, Seconds: uint64(date.Date)}), okDate, want.SentDate),
		equal("element", show(reference.Element{Reference: textOf(element.Reference), Type: elementType}), okElement, want.Element),
	)
}

func textOf(t wsp.Text) reference.Text {
	return reference.Text{Octets: t.Bytes(), Charset: int(t.Charset())}
}

// show is how values with octets in them are compared: none and no octets are the same.
func show(v any) string { return fmt.Sprintf("%+x", v) }

func equal[T any](what, got string, ok bool, want *T) string {
	switch {
	case ok != (want != nil):
		return fmt.Sprintf("%s: the decoder reads it: %v; the reference: %v", what, ok, want != nil)
	case !ok:
		return ""
	}
	return same(what, got, show(*want))
}
