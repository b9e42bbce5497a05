package mmspdu_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzMessage: octets that are a PDU become a Message and the same octets again, also under low limits and when a strict
// reader stopped in the middle; unmarshalling is a fixed point; and a change changes what it says and nothing else, or is
// refused as ambiguous, if the octets are broken or in doubt.
func FuzzMessage(f *testing.F) {
	fuzz.Seed(f, pduSeeds, testdata.KindPDU, testdata.KindPush)
	fuzz.AddTexts(f, "\x8C\xA1"+strings.Repeat("\xA1\xA1", mmspdu.DefaultFields-1)) // as many headers as the limit allows
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		lossless(t, "input", b)
		strict := mmspdu.Decoder{Mode: mmspdu.Strict}
		if p, err := strict.Parse(b); err == nil || p.Type() != 0 {
			if got, err := p.Message().MarshalBinary(); err != nil || !bytes.Equal(got, b) {
				t.Fatalf("%x: read strictly, it is written as %x, %v", b, got, err)
			}
		}
		m := new(mmspdu.Message)
		if m.UnmarshalBinary(b) != nil {
			return
		}
		if err := m.Check(); err != nil {
			t.Fatalf("%x: unchanged, but %v", b, err)
		}
		got, err := m.MarshalBinary()
		again := new(mmspdu.Message)
		if err != nil || again.UnmarshalBinary(got) != nil {
			t.Fatalf("%x: %v", b, err)
		}
		if twice, err := again.MarshalBinary(); err != nil || !bytes.Equal(twice, b) {
			t.Fatalf("%x: written twice, %x, %v", b, twice, err)
		}
		elsewhere(t, w, b)
		if len(b) > 0 {
			changeOne(t, w, b, int(b[len(b)-1]))
		}
	})
}

// elsewhere makes Messages of PDUs that lie further on in a buffer: b itself, and the descriptions in it.
func elsewhere(t *testing.T, w *fuzz.Work, b []byte) {
	padded := append(append([]byte("before"), b...), 0x8C, 0x80)
	var d mmspdu.Decoder
	p, err := d.ParseSpan(padded, wsp.Span{Start: 6, End: uint32(6 + len(b))})
	if err != nil {
		t.Fatalf("%x: further on it is %v", b, err)
	}
	if got, err := p.Message().MarshalBinary(); err != nil || !bytes.Equal(got, b) {
		t.Fatalf("%x: further on it is written as %x, %v", b, got, err)
	}
	for q := range p.Descriptions() {
		w.Step(1)
		if got, err := q.Message().MarshalBinary(); err != nil || !bytes.Equal(got, q.Octets()) {
			t.Fatalf("%x: description %x is written as %x, %v", b, q.Octets(), got, err)
		}
	}
}

// changeOne makes one change to the PDU b and compares everything that is read afterwards with what was read before.
func changeOne(t *testing.T, w *fuzz.Work, b []byte, what int) {
	p, err := mmspdu.Parse(b)
	if err != nil {
		return
	}
	m := p.Message()
	want := octetsOf(&p)
	w.Step(len(want.headers) + len(want.parts))
	n := len(want.headers)
	switch what % 5 {
	case 0: // in the place of the one that is there, or somewhere
		if err := m.Set(mmspdu.FieldPriority, mmspdu.PriorityHigh); err != nil {
			t.Fatal(err)
		}
		want.set("\x8F\x82", 0x8F)
	case 1:
		if err := m.AddLast(mmspdu.FieldStatus, mmspdu.StatusExpired); err != nil {
			t.Fatal(err)
		}
		want.insert("\x95\x80")
	case 2:
		if n := m.Drop(mmspdu.FieldSubject); n == 0 {
			return
		}
		want.drop(0x96)
	case 3:
		if !m.AddPart(mmspdu.NewPart(wsp.ContentType{0x83}, []byte("\x8Ex\x00"), []byte("new"))) {
			return
		}
		want.parts = append(want.parts, "0 83 8e7800 6e6577")
	default:
		if err := m.AddApplication("X-New", "1"); err != nil {
			t.Fatal(err)
		}
		want.insert("X-New\x001\x00")
	}
	got, err := m.AppendBinary([]byte("d"))
	if err != nil {
		if string(got) != "d" {
			t.Fatalf("%x: refused, and written", b)
		}
		if errors.Is(err, mmspdu.ErrAmbiguous) && p.Faults() == 0 && !doubtfulType(&p) {
			t.Fatalf("%x: ambiguous, without a fault: %v", b, err)
		}
		return
	}
	got = got[1:]
	if len(got) != m.Size() {
		t.Fatalf("%x: %d octets, Size says %d", b, len(got), m.Size())
	}
	// A PDU that is as large as a limit allows is larger now.
	d := mmspdu.Decoder{Limits: mmspdu.Limits{Message: -1, Headers: -1, Fields: -1, Parts: -1}}
	q, err := d.Parse(got)
	if err != nil {
		t.Fatalf("%x\n%x: %v", b, got, err)
	}
	if have := octetsOf(&q); !have.same(want) {
		t.Fatalf("%x\n%x: change %d of %d headers\nwant %+q\nhave %+q", b, got, what%5, n, want.headers, have.headers)
	}
}

// pduOctets is what stands in a PDU, header by header and part by part.
type pduOctets struct {
	headers []string
	added   string // a header that may stand anywhere
	parts   []string
	body    string
	rest    int
}

func octetsOf(p *mmspdu.PDU) (x pduOctets) {
	for h := range p.Headers() {
		x.headers = append(x.headers, string(h.Span().In(p.Buffer())))
	}
	m, ok := p.Multipart()
	if !ok {
		x.body = string(p.Body())
		x.rest = p.Trailing().Len()
		return x
	}
	x.rest = p.Trailing().Len()
	for q := range m.AllParts() {
		x.parts = append(x.parts, partWords(p, &q))
	}
	return x
}

func partWords(p *mmspdu.PDU, q *wsp.Part) string {
	data := q.Data()
	if _, ok := q.Multipart(); ok {
		data = nil // its parts come behind
	}
	head := wsp.Span{Start: q.ContentTypeSpan().End, End: q.HeadersSpan().End}
	return words(q.Depth(), q.ContentType(), head.In(p.Buffer()), data)
}

func words(depth int, pieces ...[]byte) string {
	s := string(rune('0' + depth))
	for _, b := range pieces {
		s += " " + hexOf(b)
	}
	return s
}

func hexOf(b []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, o := range b {
		out = append(out, digits[o>>4], digits[o&15])
	}
	return string(out)
}

// set replaces the first header with octet o and drops the others, or else expects it anywhere.
func (x *pduOctets) set(header string, o byte) {
	kept, done := x.headers[:0], false
	for _, h := range x.headers {
		if h[0] == o {
			if !done {
				kept = append(kept, header)
			}
			done = true
			continue
		}
		kept = append(kept, h)
	}
	x.headers = kept
	if !done {
		x.added = header
	}
}

func (x *pduOctets) insert(header string) { x.added = header }

func (x *pduOctets) drop(o byte) {
	kept := x.headers[:0]
	for _, h := range x.headers {
		if h[0] != o {
			kept = append(kept, h)
		}
	}
	x.headers = kept
}

// same reports whether x is what want expects: want.added is in it once more, wherever.
func (x pduOctets) same(want pduOctets) bool {
	if x.body != want.body || x.rest != want.rest || len(x.parts) != len(want.parts) {
		return false
	}
	for i := range x.parts {
		if x.parts[i] != want.parts[i] {
			return false
		}
	}
	i := 0
	for _, h := range x.headers {
		switch {
		case i < len(want.headers) && h == want.headers[i]:
			i++
		case want.added != "" && h == want.added:
			want.added = ""
		default:
			return false
		}
	}
	return i == len(want.headers) && want.added == ""
}

// FuzzMalleable: a PDU that strict reading takes, written anew from its values, header by header and part by part, has the
// same octets if they were canonical; else it says the same.
func FuzzMalleable(f *testing.F) {
	fuzz.Seed(f, pduSeeds, testdata.KindPDU, testdata.KindPush)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		malleable(t, b)
	})
}

// malleable checks the law of FuzzMalleable and says whether it applied, and to canonical octets.
func malleable(t testing.TB, b []byte) (applied, canonical bool) {
	t.Helper()
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := strict.Parse(b)
	if err != nil || len(b) == 0 || b[0] != 0x8C {
		return false, false // where the type is not first, its Del forms cannot be written in their places
	}
	canonical = canonicalPDU(&p)
	r := rebuilder{b: b}
	m, err := r.message(&p)
	if err != nil && !canonical && doubtfulType(&p) {
		return false, false
	}
	if err != nil {
		t.Fatalf("%x: %v", b, err)
	}
	got, err := m.MarshalBinary()
	switch {
	case err != nil || len(got) != m.Size():
		t.Fatalf("%x: %v", b, err)
	case canonical && (!bytes.Equal(b, got) || r.refused+r.types > 0):
		t.Fatalf("canonical, but written anew otherwise (%+v):\n%x\n%x", r, b, got)
	}
	q, err := strict.Parse(got)
	if err != nil {
		t.Fatalf("%x\n%x: %v", b, got, err)
	}
	want, have := pduKeys(&p), pduKeys(&q)
	failDifferent(t, b, got, want, have)
	return true, canonical
}

// doubtfulType reports whether p, or a description in it, has a Content-Type in text with an octet of 80 or above in the second
// place: whether it is one depends on how many octets follow, and a new message does not get it.
func doubtfulType(p *mmspdu.PDU) bool {
	for d := range p.Descriptions() {
		if doubtfulType(&d) {
			return true
		}
	}
	for h := range p.All(mmspdu.FieldContentType) {
		if ct := h.Raw(); len(ct) > 2 && ct[0] >= 0x20 && ct[0] < 0x80 && ct[1] >= 0x80 {
			return true
		}
	}
	return false
}

// The law applies to all that strict reading takes of the maker and the corpus, and most of that is canonical: the part of
// the full messages is not whose disposition stands under its newer number.
func TestMalleable(t *testing.T) {
	applied, canonical := 0, 0
	count := func(b []byte) {
		a, c := malleable(t, b)
		if a {
			applied++
		}
		if c {
			canonical++
		}
	}
	for _, typ := range maker.Types() {
		count(maker.Full(typ).Octets())
		count(maker.Minimal(typ).Octets())
		for _, v := range maker.Variants(typ) {
			count(v.PDU.Octets())
		}
	}
	for _, p := range maker.ContentVariants() {
		count(p.Octets())
	}
	if applied < 2400 || canonical < 1900 {
		t.Errorf("of the maker's PDUs %d are written anew, %d of them canonical", applied, canonical)
	}
	t.Log(applied, "PDUs of the maker,", canonical, "of them canonical")
	applied, canonical = 0, 0
	for _, b := range testdata.Messages() {
		count(b)
	}
	if applied < 40 || canonical < 30 {
		t.Errorf("of the messages of testdata %d are written anew, %d of them canonical", applied, canonical)
	}
	t.Log(applied, "messages of testdata,", canonical, "of them canonical")
	t.Run("corpus", func(t *testing.T) {
		applied, canonical = 0, 0
		for _, name := range corpusFiles(t) {
			b := corpustest.Read(t, name)
			if push, ok := wsp.ParsePush(b); ok {
				b = push.Data()
			}
			count(b)
		}
		if applied < 40 || canonical < 10 {
			t.Errorf("of the corpus %d PDUs are written anew, %d of them canonical", applied, canonical)
		}
		t.Log(applied, "PDUs of the corpus,", canonical, "of them canonical")
	})
}

// What fuzzing found: PDUs that are written anew with other octets than expected, or not at all, and why that is right.
func TestMalleableFindings(t *testing.T) {
	const head = "\x8C\x84\x8D\x90\x85\x04@-\x04\x80"
	for _, c := range []struct {
		name, b            string
		applied, canonical bool
	}{
		{"an integer under the name of the quality, in text", head + "\x84\xA3\x01\x06\x01\x05\x83Q\x00\x01\x00d", true, false},
		{"a text that is a Value-length where more follows", head + "\x84!\xA6\x00", true, false},
		{"one with a Value-length of its own", head + "\x84\x08c\x81utf-8\x00", true, false},
		{"two Content-Types among the headers of a PDU without a body", "\x8C\x8C\x84\x90\x85\x04f-\x04\x80\x84\xA3", true, true},
		{"white space behind the type of the root", head + "\x84\x05\xB3\x89a \x00\x00", true, false},
		{"quotation marks in front of a location", head + "\x84\xA3\x01\x06\x01\x83\x8E\"\"a\x00d", true, false},
		{"a disposition that passes for an integer", head + "\x84\xA3\x01\x0A\x01\x83\xAE\x07\x82\x81}}}}\x00d", true, false},
		{"such a text there", "\x8C\x86\x8D\x92\x84x\xE9b\x00\x95\x81", false, false},
	} {
		applied, canonical := malleable(t, []byte(c.b))
		if applied != c.applied || canonical != c.canonical {
			t.Errorf("%s: written anew %v, canonical %v", c.name, applied, canonical)
		}
	}
}
