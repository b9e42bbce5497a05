package mmspdu_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzStrip: an input is four octets that choose, and a PDU. An Edit takes one header out, all application headers of a name,
// a header of a part, or the whole body; what was written has all others where they were. It is refused only where octets
// are broken or in doubt.
func FuzzStrip(f *testing.F) {
	fuzz.From(f, 500, func(yield func([]byte) bool) {
		i := 0
		for b := range fuzz.Of(f, testdata.KindPDU) {
			i++
			if !yield(append([]byte{byte(i * 7), byte(i), byte(i / 3), byte(i)}, b...)) {
				return
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		if len(b) < 4 {
			return
		}
		c, b := choices(b[:4]), b[4:]
		p, err := mmspdu.Parse(b)
		if err != nil {
			return
		}
		var e mmspdu.Edit
		e.Reset(&p)
		foreign(t, &e, &p)
		want := octetsOf(&p)
		w.Step(len(want.headers) + len(want.parts))
		if !strip(t, &c, &e, &p, &want) {
			return
		}
		got, err := e.Append(nil, b)
		if err != nil {
			if !errors.Is(err, mmspdu.ErrAmbiguous) || p.Faults() == 0 && !doubtfulType(&p) {
				t.Fatalf("%x: %v, %d faults", b, err, p.Faults())
			}
			return
		}
		q, err := mmspdu.Parse(got)
		if err != nil || e.Size() != len(got) {
			t.Fatalf("%x\n%x: %v", b, got, err)
		}
		have := octetsOf(&q)
		have.anySize()
		want.anySize()
		if !have.same(want) {
			t.Fatalf("%x\n%x\nwant %+q %q %x\nhave %+q %q %x", b, got, want.headers, want.parts, want.body, have.headers, have.parts, have.body)
		}
	})
}

// foreign asks e for what it must refuse: parts of other PDUs, entries where there are none, headers and content types with
// a fault, other octets than those that were read. Refused, it changes nothing.
func foreign(t *testing.T, e *mmspdu.Edit, p *mmspdu.PDU) {
	t.Helper()
	var other wsp.Part
	ct, entry := wsp.ContentType{0x83}, wsp.Entry{ContentType: wsp.ContentType{0x83}}
	_, multi := p.Multipart()
	_, described := e.Description(&other)
	for i, x := range []struct {
		got, want error
	}{
		{e.SetData(&other, nil), mmspdu.ErrNoPart},
		{e.SetContentType(&other, ct), mmspdu.ErrNoPart},
		{e.DropPart(&other), mmspdu.ErrNoPart},
		{e.DropPartHeader(&other, wsp.Header{}), mmspdu.ErrNoPart},
		{e.AddPart(&other, entry), mmspdu.ErrNoPart},
		{e.SetContentType(&other, wsp.ContentType{2, 0x83}), wsp.ContentTypeOverrun},
		{e.SetBody(wsp.ContentType{2, 0x83}, nil), nil},
		{e.AddPartHeaders(&other, []byte{0}), wsp.HeaderOctet},
		{e.Overwrite(make([]byte, len(p.Buffer())+1)), mmspdu.ErrSource},
		{e.AddApplication("no token", ""), wsp.TokenSeparator},
	} {
		if x.got == nil || x.got.Error() == "" || x.want != nil && !errors.Is(x.got, x.want) {
			t.Fatalf("%x: %d is refused with %v, not %v", p.Octets(), i, x.got, x.want)
		}
	}
	if _, err := e.Append(nil, make([]byte, len(p.Buffer())+1)); !errors.Is(err, mmspdu.ErrSource) || described {
		t.Fatalf("%x: %v, %v", p.Octets(), err, described)
	}
	if !multi {
		if err := e.AddPart(nil, entry); !errors.Is(err, mmspdu.ErrNoMultipart) {
			t.Fatalf("%x: %v", p.Octets(), err)
		}
		for part := range p.AllParts() {
			if err := e.DropPart(&part); !errors.Is(err, mmspdu.ErrNoMultipart) {
				t.Fatalf("%x: %v", p.Octets(), err)
			}
		}
	} else if e.AddPart(nil, wsp.Entry{}) == nil {
		t.Fatalf("%x: a part without a type is added", p.Octets())
	}
	if got, err := e.Append(nil, p.Buffer()); p.Faults() == 0 && !doubtfulType(p) && (err != nil || !bytes.Equal(got, p.Buffer())) {
		t.Fatalf("%x: nothing was changed, and %x, %v is written", p.Octets(), got, err)
	}
}

// anySize forgets what is said of the size, which an Edit keeps right.
func (x *pduOctets) anySize() {
	for i, h := range x.headers {
		if h[0] == 0x8E {
			x.headers[i] = "\x8E"
		}
	}
}

// strip takes something out of e, and out of what is wanted; false where there is nothing to take.
func strip(t *testing.T, c *choices, e *mmspdu.Edit, p *mmspdu.PDU, want *pduOctets) bool {
	t.Helper()
	headers := slices.Collect(p.Headers())
	what, k := c.pick(4), c.pick(256)
	_, body := p.ContentType()
	if what == 1 && body {
		ct := wsp.ContentType{0x83}
		if err := e.SetBody(ct, []byte("new")); err != nil {
			t.Fatal(err)
		}
		*want = pduOctets{headers: want.headers, body: "new"}
		want.headers[len(want.headers)-1] = "\x84\x83"
		return true
	}
	if err := e.SetBody(wsp.ContentType{0x83}, nil); !body && !errors.Is(err, mmspdu.ErrNoBody) {
		t.Fatalf("%x: a body is set where none is: %v", p.Octets(), err)
	} else if body {
		e.Reset(p)
	}
	if what == 2 {
		if parts := slices.Collect(p.AllParts()); len(parts) > 0 {
			return stripPart(t, c, e, p, &parts[k%len(parts)], want)
		}
	}
	k %= len(headers)
	h := headers[k]
	f, ok := h.Field()
	switch {
	case ok && f == mmspdu.FieldMessageType:
		return false
	case !ok && what == 3:
		n := 0
		kept := want.headers[:0]
		name := upper(h)
		for i, x := range headers {
			if _, known := x.Field(); !known && upper(x) == name {
				n++
				continue
			}
			kept = append(kept, want.headers[i])
		}
		want.headers = kept
		if got := e.DropApplication(name); got != n {
			t.Fatalf("%x: %d headers %q dropped, not %d", p.Octets(), got, name, n)
		}
		return true
	}
	last := body && k == len(headers)-1
	if e.DropHeader(h) == last {
		t.Fatalf("%x: header %d dropped: %v", p.Octets(), k, !last)
	}
	if last {
		return false
	}
	if e.DropHeader(h) {
		t.Fatalf("%x: header %d dropped twice", p.Octets(), k)
	}
	want.headers = slices.Delete(want.headers, k, k+1)
	return true
}

// upper is the name of an application header, its letters of ASCII in upper case.
func upper(h mmspdu.Header) string {
	b := bytes.Clone(h.NameText().Bytes())
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 0x20
		}
	}
	return string(b)
}

// stripPart takes a header of a part out.
func stripPart(t *testing.T, c *choices, e *mmspdu.Edit, p *mmspdu.PDU, part *wsp.Part, want *pduOctets) bool {
	t.Helper()
	headers := slices.Collect(part.Headers())
	if _, multi := p.Multipart(); !multi || len(headers) == 0 {
		return false
	}
	h := headers[c.pick(len(headers))]
	if err := e.DropPartHeader(part, h); err != nil {
		t.Fatalf("%x: %v", p.Octets(), err)
	}
	if err := e.DropPartHeader(part, h); !errors.Is(err, mmspdu.ErrAmbiguous) {
		t.Fatalf("%x: dropped twice: %v", p.Octets(), err)
	}
	head := wsp.Span{Start: part.ContentTypeSpan().End, End: part.HeadersSpan().End}
	data := part.Data()
	if _, ok := part.Multipart(); ok {
		data = nil
	}
	from, to := h.Span().Start-head.Start, h.Span().End-head.Start
	block := head.In(p.Buffer())
	want.parts[part.Index()] = words(part.Depth(), part.ContentType(), slices.Concat(block[:from], bytes.Clone(block[to:])), data)
	return true
}
