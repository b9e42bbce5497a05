package mmspdu_test

import (
	"bytes"
	"errors"
	"iter"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// pduSeeds is how many seeds there are at least for a target that reads PDUs, without the corpus.
const pduSeeds = 550

// FuzzParse: no panic, spans inside, headers tile the header block, the presence of a field is what the cursor sees,
// accessors answer from the first occurrence, the input is unchanged.
func FuzzParse(f *testing.F) {
	fuzz.Seed(f, pduSeeds, testdata.KindPDU, testdata.KindPush)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		var d mmspdu.Decoder
		var fs wsp.Faults
		p, err := d.Diagnose(b, &fs)
		for x := range fs.All() {
			w.Step(1)
			insideBuffer(t, b, x.Span)
			if len(mmspdu.AppendFault(nil, x)) == 0 {
				t.Fatal("a fault without words")
			}
		}
		if err != nil {
			if !errors.Is(err, mmspdu.ErrNotMMS) || err.Error() == "" {
				t.Fatalf("%x: %v", b, err)
			}
			return
		}
		if p.Faults() != fs.Len()+int(fs.More()) {
			t.Fatalf("%x: %d faults counted, %d listed", b, p.Faults(), fs.Len())
		}
		at := p.HeadersSpan().Start
		seen := map[mmspdu.Field]int{}
		for h := range p.Headers() {
			w.Step(1)
			s := h.Span()
			if s.Start != at || s.End <= s.Start || !s.Contains(h.ValueSpan()) {
				t.Fatalf("%x: header %v, want it at %d", b, s, at)
			}
			at = s.End
			if field, ok := h.Field(); ok {
				if seen[field]++; seen[field] == 1 {
					got, ok := p.Get(field)
					if !ok || got.Span() != s || !p.Has(field) {
						t.Fatalf("%x: %v is at %v, Get says %v %v", b, field, s, got.Span(), ok)
					}
				}
			}
			touchHeader(h)
		}
		if at != p.HeadersSpan().End {
			t.Fatalf("%x: the headers end at %d, the last one at %d", b, p.HeadersSpan().End, at)
		}
		for field := mmspdu.Field(0); field < 0x80; field++ {
			n := 0
			for range p.All(field) {
				w.Step(1)
				n++
			}
			if n != seen[field] || p.Has(field) != (n > 0) || field < 0x40 && p.Repeated(field) != (n > 1) {
				t.Fatalf("%x: %v occurs %d times, %d by All", b, field, seen[field], n)
			}
		}
		accessAll(&p)
		breaksOff(t, &p)
		index := 0
		for part := range p.AllParts() {
			w.Step(1)
			if part.Index() != index {
				t.Fatalf("%x: part %d is numbered %d", b, index, part.Index())
			}
			index++
			for _, s := range []wsp.Span{part.Span(), part.DataSpan(), part.HeadersSpan(), part.ContentTypeSpan()} {
				insideBuffer(t, b, s)
			}
		}
		for q := range p.Descriptions() {
			w.Step(1)
			if !p.Span().Contains(q.Span()) {
				t.Fatalf("%x: a description lies outside", b)
			}
			accessAll(&q)
		}
		if !bytes.Equal(before, b) {
			t.Fatal("the input was changed")
		}
	})
}

func insideBuffer(t *testing.T, b []byte, s wsp.Span) {
	t.Helper()
	if s.Start > s.End || int(s.End) > len(b) {
		t.Fatalf("%x: span %v outside %d octets", b, s, len(b))
	}
}

func touchHeader(h mmspdu.Header) {
	_ = h.Name()
	_, _ = h.Text()
	_, _ = h.Octet()
	_, _ = h.Uint()
	_, _ = h.Date()
	_, _ = h.Time()
	_, _ = h.From()
	_, _ = h.Address()
	_, _ = h.Del()
	_, _ = h.Flags()
	_, _ = h.Total()
	_, _ = h.PreviouslySentBy()
	_, _ = h.PreviouslySentDate()
	_, _ = h.ContentType()
	_, _ = h.Attribute()
	if e, ok := h.Element(); ok {
		_, _ = e.Type()
	}
}

// FuzzModes: strict stops at the first fault of lenient; what strict accepts, lenient accepts with no fault and an equal
// view; parsing twice is the same; a lower limit turns good into a limit, never into anything else.
func FuzzModes(f *testing.F) {
	fuzz.Seed(f, pduSeeds, testdata.KindPDU, testdata.KindPush)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		var fs wsp.Faults
		lenient := mmspdu.Decoder{}
		strict := mmspdu.Decoder{Mode: mmspdu.Strict}
		p, err := lenient.Diagnose(b, &fs)
		w.Step(fs.Len())
		q, serr := strict.Parse(b)
		var e *mmspdu.Error
		switch {
		case serr == nil:
			if err != nil || fs.Len() != 0 || !sameView(w, &p, &q) {
				t.Fatalf("%x: strict accepts, lenient says %v, %d faults", b, err, fs.Len())
			}
		case !errors.As(serr, &e):
			t.Fatalf("%x: %T", b, serr)
		case fs.Len() > 0 && e.Fault != fs.At(0):
			t.Fatalf("%x: strict stops at %v, lenient begins with %v", b, e.Fault, fs.At(0))
		case fs.Len() == 0 && !errors.Is(serr, mmspdu.ErrNotMMS):
			t.Fatalf("%x: strict refuses (%v), lenient has no fault", b, serr)
		}
		again, err2 := lenient.Parse(b)
		if (err == nil) != (err2 == nil) || !sameView(w, &p, &again) {
			t.Fatalf("%x: read twice, two views", b)
		}
		small := mmspdu.Decoder{Mode: mmspdu.Strict, Limits: mmspdu.Limits{Headers: 48, Fields: 5, Parts: 2, Depth: 1}}
		if _, lerr := small.Parse(b); serr == nil && lerr != nil {
			if errors.As(lerr, &e) && !e.Fault.Code.Limit() && !errors.Is(lerr, mmspdu.ErrNotMMS) {
				t.Fatalf("%x: good, but under lower limits %v", b, lerr)
			}
		}
		if err != nil {
			return
		}
		c := p.Clone()
		if !sameView(w, &p, &c) || !bytes.Equal(c.Octets(), p.Octets()) {
			t.Fatalf("%x: the clone differs", b)
		}
		// The same PDU further on in a buffer reads the same, only elsewhere.
		padded := append(append(make([]byte, 3), b...), 0x8C, 0x80)
		moved, err := lenient.ParseSpan(padded, wsp.Span{Start: 3, End: uint32(3 + len(b))})
		if err != nil || moved.Faults() != p.Faults() || moved.HeadersSpan().Len() != p.HeadersSpan().Len() || moved.Type() != p.Type() {
			t.Fatalf("%x: reads differently three octets further on: %v", b, err)
		}
	})
}

func sameView(w *fuzz.Work, p, q *mmspdu.PDU) bool {
	if p.Type() != q.Type() || p.HeadersSpan() != q.HeadersSpan() || p.BodySpan() != q.BodySpan() || p.Trailing() != q.Trailing() {
		return false
	}
	c, d := p.HeaderCursor(), q.HeaderCursor()
	for c.Next() {
		w.Step(1)
		if !d.Next() || c.Header().Span() != d.Header().Span() {
			return false
		}
	}
	x, y := p.PartCursor(), q.PartCursor()
	for x.Next() {
		w.Step(1)
		if !y.Next() {
			return false
		}
		a, b := x.Part(), y.Part()
		if a.Span() != b.Span() || a.DataSpan() != b.DataSpan() || a.ContentTypeSpan() != b.ContentTypeSpan() {
			return false
		}
	}
	return !d.Next() && !y.Next()
}

// breaksOff breaks off every iteration at its first item: it is the first, and nothing comes behind.
func breaksOff(t *testing.T, p *mmspdu.PDU) {
	t.Helper()
	atFirst(t, p.To())
	atFirst(t, p.Cc())
	atFirst(t, p.Bcc())
	atFirst(t, p.PreviouslySentBy())
	atFirst(t, p.PreviouslySentDates())
	atFirst(t, p.MMStates())
	atFirst(t, p.MMFlags())
	atFirst(t, p.Attributes())
	atFirst(t, p.MboxTotals())
	atFirst(t, p.MboxQuotas())
	atFirst(t, p.ElementDescriptors())
	atFirst(t, p.Parts())
	atFirst(t, p.AllParts())
	atFirst(t, p.Descriptions())
	atFirst(t, p.Headers())
	for a := range p.To() {
		atFirst(t, a.Split())
		if a.String() == "" && a.Text.Len() > 1 && a.Text.Charset() == 0 {
			t.Fatalf("address %x is nothing", a.Text.Bytes())
		}
	}
}

func atFirst[T any](t *testing.T, all iter.Seq[T]) {
	t.Helper()
	n := 0
	for range all {
		n++
		break
	}
	m, again := 0, 0
	for range all {
		m++
	}
	for range all {
		again++
	}
	if n != min(m, 1) || again != m {
		t.Fatalf("broken off after %d of %d, which are %d when ranged over again", n, m, again)
	}
}
