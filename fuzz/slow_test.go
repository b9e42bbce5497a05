package fuzz_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// The fast decoder and the reference decoder say the same of any octets: what they are, what is wrong with them and where, and
// what is in them; under the default limits and under low ones.
func FuzzSlow(f *testing.F) {
	fuzz.Seed(f, 200, testdata.KindPDU, testdata.KindMultipart)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(20) // the reference decoder allocates as it likes, under every set of limits
		defer w.Done()
		w.Step(len(b))
		if len(b) > 1<<16 {
			return
		}
		if d := slow(b); d != "" {
			t.Fatal(d)
		}
	})
}

// slowDecoder is the reference.
var slowDecoder = reference.New()

// lowLimits are limits that small messages reach.
var lowLimits = []mmspdu.Limits{
	{},
	{Headers: 24, Fields: 4, Parts: 3, Depth: 2},
	{Headers: 200, Fields: 9, Parts: 5, Depth: 1, Message: 1 << 12},
	{Headers: -1, Fields: 1, Parts: 1, Depth: -1},
}

// slow returns the first difference between the two decoders, or "".
func slow(b []byte) string {
	for _, l := range lowLimits {
		if d := differ(b, l); d != "" {
			return fmt.Sprintf("%s\nlimits %+v\n% x", d, l, b[:min(len(b), 200)])
		}
	}
	return ""
}

// differ compares both modes of the fast decoder with the reference.
func differ(b []byte, l mmspdu.Limits) string {
	want := slowDecoder.Decode(b, reference.Limits{
		Message: l.Message, Headers: l.Headers, Fields: l.Fields, Parts: l.Parts, Depth: l.Depth,
	})
	var faults wsp.Faults
	lenient := mmspdu.Decoder{Limits: l}
	p, err := lenient.Diagnose(b, &faults)
	if errors.Is(err, mmspdu.ErrSize) || want.TooLarge {
		return same("message too large", errors.Is(err, mmspdu.ErrSize), want.TooLarge)
	}
	if d := same("is no MMS PDU", errors.Is(err, mmspdu.ErrNotMMS), !want.IsMMS); d != "" {
		return d
	}
	if err != nil && want.IsMMS {
		return "lenient reading fails: " + err.Error()
	}
	if d := differFaults(&faults, want.Faults); d != "" {
		return d
	}
	if d := differStrict(b, l, want); d != "" || !want.IsMMS {
		return d
	}
	if d := same("number of faults", p.Faults(), len(want.Faults)); d != "" {
		return d
	}
	if d := differPDU(&p, want); d != "" || l != (mmspdu.Limits{}) {
		return d
	}
	return differDescriptions(&p, want)
}

// differStrict holds that a strict reader stops at the first fault, if there is one.
func differStrict(b []byte, l mmspdu.Limits, want *reference.Message) string {
	strict := mmspdu.Decoder{Mode: mmspdu.Strict, Limits: l}
	_, err := strict.Parse(b)
	var e *mmspdu.Error
	switch {
	case err == nil:
		return same("faults that strict reading misses", 0, len(want.Faults))
	case !errors.As(err, &e):
		return "another error: " + err.Error()
	case len(want.Faults) == 0:
		return same("strict reading says that it is no MMS PDU", errors.Is(err, mmspdu.ErrNotMMS), !want.IsMMS)
	case !errors.Is(err, wsp.Code(e.Fault.Code)):
		return "the error is not that of its fault: " + err.Error()
	}
	return same("first fault", faultOf(e.Fault), want.Faults[0])
}

func differFaults(got *wsp.Faults, want []reference.Fault) string {
	for i := range max(got.Len(), min(len(want), 256)) {
		if i >= got.Len() {
			return fmt.Sprintf("missing fault %d: %v", i, want[i])
		}
		if i >= len(want) {
			return fmt.Sprintf("fault %d that there is not: %v", i, faultOf(got.At(i)))
		}
		if d := same(fmt.Sprintf("fault %d", i), faultOf(got.At(i)), want[i]); d != "" {
			return d
		}
	}
	return same("number of faults", got.Len()+int(got.More()), len(want))
}

func faultOf(f wsp.Fault) reference.Fault {
	r := reference.Fault{Code: f.Code.String(), Span: refSpan(f.Span)}
	switch f.Field.Space() {
	case wsp.FieldPDU:
		r.Field = fmt.Sprintf("mms 0x%02X", f.Field.Number())
	case wsp.FieldHeader:
		r.Field = fmt.Sprintf("wsp 0x%02X", f.Field.Number())
	case wsp.FieldParameter:
		r.Field = fmt.Sprintf("parameter 0x%02X", f.Field.Number())
	case wsp.FieldText:
		r.Field = "text"
	default:
		r.Field = f.Field.String()
	}
	return r
}

func refSpan(s wsp.Span) reference.Span { return reference.Span{Start: int(s.Start), End: int(s.End)} }

func same[T comparable](what string, got, want T) string {
	if got == want {
		return ""
	}
	return fmt.Sprintf("%s: the decoder says %+v, the reference %+v", what, got, want)
}

// first returns the first difference of several.
func first(differences ...string) string {
	for _, d := range differences {
		if d != "" {
			return d
		}
	}
	return ""
}

func differPDU(p *mmspdu.PDU, want *reference.Message) string {
	if d := first(
		same("type", byte(p.Type()), want.Type),
		same("span", refSpan(p.Span()), want.Span),
		same("headers", refSpan(p.HeadersSpan()), reference.Span{Start: want.Span.Start, End: want.End}),
		same("body", refSpan(p.BodySpan()), want.Body),
		same("trailing", refSpan(p.Trailing()), want.Trailing),
		differHeaders(p, want),
	); d != "" {
		return d
	}
	ct, ok := p.ContentType()
	if d := same("has a body", ok, want.ContentType != nil); d != "" {
		return d
	}
	if ok {
		if d := differContentType("body", ct, want.ContentType, p.Buffer()); d != "" {
			return d
		}
	}
	m, ok := p.Multipart()
	if d := same("has a multipart", ok, want.Multipart != nil); d != "" {
		return d
	}
	if ok {
		if d := differMultipart("body", m, want.Multipart); d != "" {
			return d
		}
	}
	i := 0
	for q := range p.AllParts() {
		if i >= len(want.Parts) {
			return fmt.Sprintf("part %d that there is not", i)
		}
		if d := differPart(p.Buffer(), &q, want.Parts[i], i); d != "" {
			return fmt.Sprintf("part %d: %s", i, d)
		}
		i++
	}
	if d := same("number of parts", i, len(want.Parts)); d != "" {
		return d
	}
	return ""
}

// differDescriptions compares the descriptions, which both read under the default limits then.
func differDescriptions(p *mmspdu.PDU, want *reference.Message) string {
	i := 0
	for d := range p.Descriptions() {
		if i >= len(want.Descriptions) {
			return fmt.Sprintf("description %d that there is not", i)
		}
		w := want.Descriptions[i]
		if s := first(same("type", byte(d.Type()), w.Type), same("span", refSpan(d.Span()), w.Span)); s != "" {
			return fmt.Sprintf("description %d: %s", i, s)
		}
		i++
	}
	return same("number of descriptions", i, len(want.Descriptions))
}

func differMultipart(what string, m wsp.Multipart, want *reference.Multipart) string {
	d := first(
		same("multipart", refSpan(m.Span()), want.Span),
		same("nEntries", int(m.Declared()), want.Declared),
	)
	if d == "" && !want.Limited {
		d = same("trailing octets", refSpan(m.Trailing()), want.Trailing)
	}
	if d != "" {
		return what + ": " + d
	}
	return ""
}

func differPart(b []byte, p *wsp.Part, want *reference.Part, index int) string {
	if d := first(
		same("index", p.Index(), index),
		same("depth", p.Depth(), want.Depth),
		same("span", refSpan(p.Span()), want.Span),
		same("headers", refSpan(p.HeadersSpan()), want.HeadersSpan),
		same("content type", refSpan(p.ContentTypeSpan()), want.ContentType.Span),
		same("data", refSpan(p.DataSpan()), want.Data),
		same("truncated", p.Truncated(), want.Truncated),
		same("content id", string(p.ContentID().Bytes()), string(want.ContentID())),
		same("location", string(p.Location().Bytes()), string(want.Location())),
		same("name", string(p.Name().Bytes()), string(want.Name())),
		differContentType("content type", p.ContentType(), &want.ContentType, b),
	); d != "" {
		return d
	}
	i := 0
	for h := range p.Headers() {
		if i >= len(want.Headers) {
			return fmt.Sprintf("header %d that there is not", i)
		}
		if d := differWSPHeader(h, &want.Headers[i]); d != "" {
			return fmt.Sprintf("header %d: %s", i, d)
		}
		i++
	}
	if d := same("number of headers", i, len(want.Headers)); d != "" {
		return d
	}
	m, ok := p.Multipart()
	if d := same("is a multipart", ok, want.Nested != nil); d != "" || !ok {
		return d
	}
	return differMultipart("nested", m, want.Nested)
}

func differContentType(what string, ct wsp.ContentType, want *reference.ContentType, b []byte) string {
	code, ok := ct.Code()
	if !ok {
		code = 1<<32 - 1
	}
	if d := first(
		same("octets", string(ct), string(b[want.Span.Start:want.Span.End])),
		same("number", int32(code), int32(want.Code)),
		same("media type", string(bytes.ToLower(ct.Media())), string(bytes.ToLower(want.Text))),
		same("multipart", ct.Multipart(), want.Multipart()),
		differParams(ct.ParamCursor(), want.Params),
	); d != "" {
		return what + ": " + d
	}
	return ""
}

func differParams(c wsp.ParamCursor, want []reference.Param) string {
	i := 0
	for c.Next() {
		if i >= len(want) {
			return fmt.Sprintf("parameter %d that there is not", i)
		}
		if d := differParam(c.Param(), &want[i]); d != "" {
			return fmt.Sprintf("parameter %d: %s", i, d)
		}
		i++
	}
	return same("number of parameters", i, len(want))
}

func differParam(p wsp.Param, want *reference.Param) string {
	code, known := p.Code()
	name := ""
	if !known {
		code = 1<<32 - 1
		name = p.Name()
		if name == wsp.MakeText(want.Name, 0).String() {
			name = string(want.Name)
		}
	}
	number, isNumber := p.Uint()
	wantNumber, wantIs := want.Number()
	text, isText := p.Text()
	wantText, wantIsText := want.Text()
	q, isQ := p.Quality()
	wantQ, wantIsQ := want.Quality()
	return first(
		same("number", int32(code), int32(want.Code)),
		same("name", name, string(want.Name)),
		same("octets", string(p.Raw()), string(want.Raw)),
		same("is a number", isNumber, wantIs),
		same("value", number*value(isNumber), wantNumber*value(wantIs)),
		same("is a text", isText, wantIsText),
		same("text", string(text.Bytes()), string(wantText.Octets)),
		same("is a quality", isQ, wantIsQ),
		same("quality", q, wantQ),
	)
}

// value is 1 for a number that there is.
func value(ok bool) uint64 {
	if ok {
		return 1
	}
	return 0
}

func differWSPHeader(h wsp.Header, want *reference.Header) string {
	code := -1
	if c, ok := h.Code(); ok {
		code = int(c)
	}
	number, isNumber := h.Uint()
	wantNumber, wantIs := want.Number()
	text, isText := h.Text()
	wantText, wantIsText := want.Text()
	return first(
		same("number", code, want.Code),
		same("span", refSpan(h.Span()), want.Span),
		same("value", refSpan(h.ValueSpan()), want.Value),
		same("is a number", isNumber, wantIs),
		same("value", number*value(isNumber), wantNumber*value(wantIs)),
		same("is a text", isText, wantIsText),
		same("text", string(text.Bytes()), string(wantText.Octets)),
	)
}
