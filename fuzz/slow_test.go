package fuzz_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// slowLimits are the defaults, and limits that nearly every message reaches.
var slowLimits = []reference.Limits{
	{Message: mmspdu.DefaultMessage, Headers: mmspdu.DefaultHeaders, Fields: mmspdu.DefaultFields, Parts: mmspdu.DefaultParts, Depth: mmspdu.DefaultDepth},
	{Message: 1 << 10, Headers: 60, Fields: 4, Parts: 3, Depth: 2},
}

// slower holds the library to the reference decoder, in everything that both say of b.
type slower struct {
	ref    *reference.Decoder
	faults wsp.Faults
}

func newSlower(t testing.TB) *slower {
	t.Helper()
	ref, err := reference.New()
	require.NoError(t, err)
	return &slower{ref: ref, faults: wsp.Faults{Max: 1 << 20}}
}

// differ says how the library and the reference decoder differ over b; "" if they do not.
func (s *slower) differ(b []byte) string {
	for _, limits := range slowLimits {
		want := s.ref.Decode(b, limits)
		d := mmspdu.Decoder{Limits: mmspdu.Limits{
			Message: limits.Message, Headers: limits.Headers, Fields: limits.Fields, Parts: limits.Parts, Depth: limits.Depth,
		}}
		p, err := d.Diagnose(b, &s.faults)
		if diff := s.verdict(want, &p, err, d); diff != "" {
			return fmt.Sprintf("limits %+v: %s", limits, diff)
		}
		if want.TooLarge || want.Type == 0 {
			continue
		}
		diff := messageDiff(want, &p, b)
		if diff == "" {
			diff = s.strictly(want, b, d)
		}
		if diff != "" {
			return fmt.Sprintf("limits %+v: %s", limits, diff)
		}
	}
	return ""
}

func (s *slower) verdict(want *reference.Message, p *mmspdu.PDU, err error, d mmspdu.Decoder) string {
	switch {
	case want.TooLarge != errors.Is(err, mmspdu.ErrSize):
		return fmt.Sprintf("too large: %v, %v", want.TooLarge, err)
	case want.TooLarge:
		return ""
	case (want.Type == 0) != errors.Is(err, mmspdu.ErrNotMMS):
		return fmt.Sprintf("type %02X, %v", want.Type, err)
	case want.Type != 0 && err != nil:
		return err.Error()
	case want.Type != int(p.Type()):
		return fmt.Sprintf("type %02X, library %02X", want.Type, uint8(p.Type()))
	}
	var got []string
	for f := range s.faults.All() {
		got = append(got, faultWords(f))
	}
	var list []string
	for _, f := range want.Faults {
		list = append(list, f.String())
	}
	if !slices.Equal(list, got) {
		return fmt.Sprintf("faults\n  reference %q\n  library   %q", list, got)
	}
	return ""
}

// strictly checks that strict reading stops at the first fault.
func (s *slower) strictly(want *reference.Message, b []byte, d mmspdu.Decoder) string {
	d.Mode = mmspdu.Strict
	_, err := d.Parse(b)
	var e *mmspdu.Error
	switch {
	case len(want.Faults) == 0 && err != nil:
		return "strict: " + err.Error()
	case len(want.Faults) == 0:
		return ""
	case !errors.As(err, &e):
		return fmt.Sprintf("strict: no error, want %v", want.Faults[0])
	case faultWords(e.Fault) != want.Faults[0].String():
		return fmt.Sprintf("strict: %s, want %v", faultWords(e.Fault), want.Faults[0])
	}
	return ""
}

func faultWords(f wsp.Fault) string {
	field := f.Field.String()
	switch f.Field.Space() {
	case wsp.FieldPDU:
		field = fmt.Sprintf("mms %02x", f.Field.Number())
	case wsp.FieldHeader:
		field = fmt.Sprintf("wsp %02x", f.Field.Number())
	case wsp.FieldParameter:
		field = fmt.Sprintf("parameter %02x", f.Field.Number())
	case wsp.FieldText:
		field = "text"
	}
	return fmt.Sprintf("%s (%s) %d..%d", f.Code.String(), field, f.Span.Start, f.Span.End)
}

// messageDiff compares headers, body, parts and descriptions.
func messageDiff(want *reference.Message, p *mmspdu.PDU, b []byte) string {
	var ours, theirs []string
	for h := range p.Headers() {
		ours = append(ours, headerWords(h))
	}
	for _, h := range want.Headers {
		theirs = append(theirs, fmt.Sprintf("%d %q %v %v", h.Code, h.Name, h.Span, h.Value))
	}
	if !slices.Equal(ours, theirs) {
		return fmt.Sprintf("headers\n  reference %q\n  library   %q", theirs, ours)
	}
	if want.HeadersEnd != int(p.HeadersSpan().End) {
		return fmt.Sprintf("headers end at %d, library %d", want.HeadersEnd, p.HeadersSpan().End)
	}
	ct, ok := p.ContentType()
	if ok && want.HasBody {
		if a, b := contentWords(want.ContentType), contentTypeWords(ct); a != b {
			return fmt.Sprintf("content type\n  reference %s\n  library   %s", a, b)
		}
	}
	m, multi := p.Multipart()
	if multi != (want.Multipart != nil) {
		return fmt.Sprintf("multipart %v, library %v", want.Multipart != nil, multi)
	}
	if multi && (want.Multipart.Declared != int64(m.Declared()) || want.Multipart.Trailing != refSpan(m.Trailing())) {
		return fmt.Sprintf("nEntries %d, trailing %v, library %d, %v", want.Multipart.Declared, want.Multipart.Trailing, m.Declared(), m.Trailing())
	}
	ours, theirs = nil, nil
	for part := range p.AllParts() {
		ours = append(ours, partWords(&part))
	}
	for _, part := range want.AllParts() {
		theirs = append(theirs, referencePartWords(part))
	}
	if !slices.Equal(ours, theirs) {
		return fmt.Sprintf("parts\n  reference %q\n  library   %q", theirs, ours)
	}
	return ""
}

func refSpan(s wsp.Span) reference.Span { return reference.Span{Start: int(s.Start), End: int(s.End)} }

func headerWords(h mmspdu.Header) string {
	code := -1
	if f, ok := h.Field(); ok {
		code = int(f)
	}
	return fmt.Sprintf("%d %q %v %v", code, h.NameText().Bytes(), refSpan(h.Span()), refSpan(h.ValueSpan()))
}

func contentTypeWords(ct wsp.ContentType) string {
	code := -1
	if n, ok := ct.Code(); ok {
		code = int(n)
	}
	out := fmt.Sprintf("%d %q", code, ct.Media())
	for p := range ct.Params() {
		n, name := -1, ""
		if c, ok := p.Code(); ok {
			n = int(c)
		} else {
			name = p.Name()
		}
		out += fmt.Sprintf("; %d %q=%q", n, name, p.Raw())
	}
	return out
}

func contentWords(c reference.Content) string {
	out := fmt.Sprintf("%d %q", c.Code, c.Media)
	for _, p := range c.Params {
		// The library gives names as UTF-8.
		out += fmt.Sprintf("; %d %q=%q", p.Code, wsp.MakeText([]byte(p.Name), 0).String(), p.Raw)
	}
	return out
}

func partWords(p *wsp.Part) string {
	_, multi := p.Multipart()
	out := fmt.Sprintf("%d %v type %v (%s) data %v cut %v multipart %v", p.Depth(), refSpan(p.Span()), refSpan(p.ContentTypeSpan()),
		contentTypeWords(p.ContentType()), refSpan(p.DataSpan()), p.Truncated(), multi)
	for h := range p.Headers() {
		code, name := -1, ""
		if c, ok := h.Code(); ok {
			code = int(c)
		} else {
			name = h.Name()
		}
		out += fmt.Sprintf(" | %d %q %v %v", code, name, refSpan(h.Span()), refSpan(h.ValueSpan()))
	}
	return out
}

func referencePartWords(p *reference.Part) string {
	out := fmt.Sprintf("%d %v type %v (%s) data %v cut %v multipart %v", p.Depth, p.Span, p.Type.Span, contentWords(p.Type), p.Data, p.Cut,
		p.Nested != nil)
	for _, h := range p.Headers {
		out += fmt.Sprintf(" | %d %q %v %v", h.Code, wsp.PlainString([]byte(h.Name)).String(), h.Span, h.Value)
	}
	return out
}

// The library says of every message, and of every message that ends early or has an octet changed, what the reference decoder
// says.
func TestSlowAgrees(t *testing.T) {
	s := newSlower(t)
	n := 0
	check := func(name string, b []byte) {
		t.Helper()
		n++
		if diff := s.differ(b); diff != "" {
			t.Fatalf("%s: % x\n%s", name, b[:min(len(b), 400)], diff)
		}
	}
	each := func(name string, b []byte) {
		check(name, b)
		if len(b) > 400 {
			return
		}
		for i := range b {
			check(name+" cut", b[:i])
			for _, x := range []byte{0x00, 0x1F, 0x7F, 0x80, 0xFF, b[i] + 1} {
				c := slices.Clone(b)
				c[i] = x
				check(name+" changed", c)
			}
		}
	}
	for _, v := range testdata.Vectors() {
		if v.Kind == testdata.KindPDU {
			each(v.Name, v.Octets)
		}
	}
	for name, b := range testdata.Messages() {
		each(name, b)
	}
	for _, typ := range maker.Types() {
		each(maker.TypeName(typ), maker.Minimal(typ).Octets())
		check(maker.TypeName(typ)+" full", maker.Full(typ).Octets())
		for _, v := range maker.Variants(typ) {
			check(maker.TypeName(typ)+" variant", v.PDU.Octets())
		}
	}
	for b := range fuzz.Choices(2000, 300) {
		check("grown", maker.Grow(maker.NewSource(b)).Made.Octets)
	}
	for _, x := range append(fuzz.Shapes(), fuzz.HostileShapes()...) {
		check(x.Name, x.Octets)
	}
	t.Logf("%d inputs", n)
}

// So it is with the messages of the corpus.
func TestSlowAgreesOnTheCorpus(t *testing.T) {
	s := newSlower(t)
	n := 0
	err := filepath.WalkDir(filepath.Join(corpustest.Root(t), "pdu"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		if diff := s.differ(b); diff != "" {
			t.Errorf("%s: %s", filepath.Base(path), diff)
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, n, 150)
}

// FuzzSlow: whatever the octets, the fast decoder and the obvious one say the same.
func FuzzSlow(f *testing.F) {
	fuzz.Seed(f, 200, testdata.KindPDU)
	s := newSlower(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(20) // the reference decoder allocates as it likes
		defer w.Done()
		w.Step(len(b))
		if diff := s.differ(b); diff != "" {
			t.Fatalf("% x\n%s", b, diff)
		}
	})
}
