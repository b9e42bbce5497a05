package wsp_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzUserData: elements tile the header up to where none fits; the last ports and the last concatenation count; what the
// header says is written again, octet for octet if nothing else was in it. The octets are read as those of CDMA too.
func FuzzUserData(f *testing.F) {
	fuzz.Seed(f, 15, testdata.KindUserData)
	fuzz.Add(f, []byte("\x00\x01\x00\x23\xF0\x0B\x84\x23\xF0\x0B\x84hi"))
	fuzz.Add(f, []byte("\x00\x02\x01hi"))
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		b = b[:len(b):len(b)]
		checkCDMA(t, b)
		var fs wsp.Faults
		u, ok := wsp.CheckUserData(b, wholeOf(b), &wsp.Recorder{Faults: &fs})
		strict := wsp.Recorder{Strict: true}
		_, sok := wsp.CheckUserData(b, wholeOf(b), &strict)
		sameStrict(t, b, &fs, strict, ok, sok)
		if ok != (len(b) > 0) {
			t.Fatalf("%x: %v", b, ok)
		}
		if !ok {
			return
		}
		header, payload := u.HeaderSpan(), u.PayloadSpan()
		if header.Start != 0 || header.End != payload.Start || int(payload.End) != len(b) ||
			int(header.End) != min(1+int(b[0]), len(b)) {
			t.Fatalf("%x: header %v, payload %v", b, header, payload)
		}
		ports, concat, elements, rest := lastElements(b[:header.End])
		if int(b[0]) >= len(b) {
			ports, concat = wsp.Ports{}, wsp.Concatenation{}
			if fs.Len() != 1 || fs.At(0).Code != wsp.UDHOverrun {
				t.Fatalf("%x: %s", b, describe(list(&fs)))
			}
		} else if (rest > 0) != hasFault(&fs, wsp.ElementOverrun) {
			t.Fatalf("%x: %d octets are no element, %s", b, rest, describe(list(&fs)))
		}
		gotPorts, pok := u.Ports()
		gotConcat, cok := u.Concatenation()
		if gotPorts != ports || gotConcat != concat || pok != (ports.Bits != 0) || cok != (concat.Bits != 0) {
			t.Fatalf("%x: %v %v, want %v %v", b, gotPorts, gotConcat, ports, concat)
		}
		n, at := 0, uint32(1)
		for e := range u.Elements() {
			w.Step(1)
			if e.Span().Start != at || e.Span().Len() != 2+len(e.Data()) {
				t.Fatalf("%x: element at %v, want it at %d", b, e.Span(), at)
			}
			at = e.Span().End
			n++
		}
		if n != elements || int(at)+rest != int(header.End) {
			t.Fatalf("%x: %d elements up to %d, want %d", b, n, at, elements)
		}
		checkHeaderWritten(t, b[:header.End], u, n, fs.Len() == 0)
	})
}

// checkHeaderWritten writes what the header h says.
func checkHeaderWritten(t *testing.T, h []byte, u wsp.UserData, elements int, clean bool) {
	t.Helper()
	ports, pok := u.Ports()
	concat, cok := u.Concatenation()
	again, code := wsp.AppendUserDataHeader(nil, ports, concat)
	if code != 0 || len(again) != wsp.SizeUserDataHeader(ports, concat) {
		t.Fatalf("%x: written as %x (%v)", h, again, code)
	}
	v, ok := wsp.ParseUserData(again)
	if p, _ := v.Ports(); !ok || p != ports {
		t.Fatalf("%x: written as %x, with ports %v", h, again, p)
	}
	if c, _ := v.Concatenation(); c != concat {
		t.Fatalf("%x: written as %x, with %v", h, again, c)
	}
	known := 0
	for _, is := range [...]bool{pok, cok} {
		if is {
			known++
		}
	}
	first := len(h) < 2 || known < 2 || h[1] == 0x00 || h[1] == 0x08
	if clean && elements == known && first && !bytes.Equal(again, h) {
		t.Fatalf("%x: written as %x", h, again)
	}
}

// lastElements reads a header the obvious way: what the last elements say, how many there are, and how many octets behind
// them are none.
func lastElements(h []byte) (p wsp.Ports, c wsp.Concatenation, n, rest int) {
	h = h[1:]
	for len(h) >= 2 && len(h) >= 2+int(h[1]) {
		v := h[2 : 2+int(h[1])]
		wide := func(i int) uint16 { return uint16(v[i])*256 + uint16(v[i+1]) }
		switch kind := [2]int{int(h[0]), len(v)}; kind {
		case [2]int{4, 2}:
			p = wsp.Ports{Destination: uint16(v[0]), Originator: uint16(v[1]), Bits: 8}
		case [2]int{5, 4}:
			p = wsp.Ports{Destination: wide(0), Originator: wide(2), Bits: 16}
		case [2]int{0, 3}:
			c = wsp.Concatenation{Reference: uint16(v[0]), Bits: 8, Total: v[1], Sequence: v[2]}
		case [2]int{8, 4}:
			c = wsp.Concatenation{Reference: wide(0), Bits: 16, Total: v[2], Sequence: v[3]}
		}
		if c.Sequence == 0 || c.Sequence > c.Total {
			c = wsp.Concatenation{}
		}
		h = h[2+len(v):]
		n++
	}
	return p, c, n, len(h)
}

func hasFault(fs *wsp.Faults, c wsp.Code) bool {
	for x := range fs.All() {
		if x.Code == c {
			return true
		}
	}
	return false
}

// sameStrict holds strict reading to stopping at the first fault of lenient reading, which must lie inside.
func sameStrict(t *testing.T, b []byte, fs *wsp.Faults, strict wsp.Recorder, ok, sok bool) {
	t.Helper()
	for x := range fs.All() {
		inside(t, b, x.Span)
	}
	clean := ok && fs.Len() == 0
	if clean != (sok && strict.Count == 0) || strict.Count > 1 || fs.Len() > 0 && fs.At(0) != strict.First {
		t.Fatalf("%x: strict %v %v, lenient %v %s", b, sok, strict.First, ok, describe(list(fs)))
	}
}

func checkCDMA(t *testing.T, b []byte) {
	t.Helper()
	d, ok := wsp.ParseCDMA(b)
	if !ok {
		return
	}
	total, sequence := d.Segments()
	ports, pok := d.Ports()
	s := d.PayloadSpan()
	if sequence == 0 || sequence > total || pok != (sequence == 1) || int(s.End) != len(b) || !bytes.Equal(d.Payload(), s.In(b)) {
		t.Fatalf("%x: %d of %d, %v, payload %v", b, sequence, total, ports, s)
	}
	if want := 3; sequence > 1 && int(s.Start) != want || sequence == 1 && s.Start != 7 && s.Start != 11 {
		t.Fatalf("%x: payload %v", b, s)
	}
}

// FuzzTPDU: the spans of an SMS lie inside; strict reading stops at the first fault of lenient reading; what has no fault is
// written again octet for octet, unless it holds letters of seven bits; what can be written is read again as it was.
func FuzzTPDU(f *testing.F) {
	fuzz.Seed(f, 10, testdata.KindSMS)
	fuzz.Gather(f, 10, func(add func(...[]byte)) {
		for b := range fuzz.Of(f, testdata.KindSMS) {
			add(append([]byte("\x07\x91\x44\x77\x58\x10\x06\x50"), b...)) // with a service centre
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		b = b[:len(b):len(b)]
		views := 0
		guess, gok := wsp.ParseTPDU(b)
		for _, centre := range [...]bool{false, true} {
			if p, ok := checkTPDU(t, w, b, centre); ok && reflect.DeepEqual(p, guess) {
				views++
			}
		}
		if gok != (views > 0) {
			t.Fatalf("%x: what is guessed is none of both", b)
		}
	})
}

func checkTPDU(t *testing.T, w *fuzz.Work, b []byte, centre bool) (p wsp.TPDU, ok bool) {
	t.Helper()
	var fs wsp.Faults
	p, ok = wsp.CheckTPDU(b, wholeOf(b), centre, &wsp.Recorder{Faults: &fs})
	strict := wsp.Recorder{Strict: true}
	_, sok := wsp.CheckTPDU(b, wholeOf(b), centre, &strict)
	sameStrict(t, b, &fs, strict, ok, sok)
	w.Step(fs.Len())
	if !ok {
		if fs.Len() == 0 && len(b) > 0 {
			t.Fatalf("%x: no SMS, and no fault says why", b)
		}
		return p, false
	}
	u := p.UserData()
	inside(t, b, p.TPDUSpan())
	if s := u.Span(); !p.TPDUSpan().Contains(s) || !s.Contains(u.HeaderSpan()) || !s.Contains(u.PayloadSpan()) ||
		u.HeaderSpan().End != u.PayloadSpan().Start {
		t.Fatalf("%x: user data %v in %v", b, s, p.TPDUSpan())
	}
	checkAddress(t, p.Address(), !hasFault(&fs, wsp.AddressForm))
	if stamp, ok := p.Timestamp(); ok {
		if at, ok := stamp.Time(); ok && at.Year() >= 1990 && at.Year() < 2090 {
			if back, ok := wsp.MakeSMSTime(at).Time(); !ok || !back.Equal(at) {
				t.Fatalf("%x: %v is written as %v", stamp, at, back)
			}
		}
	}

	fields := p.Fields()
	again, code := wsp.AppendTPDU(nil, &fields)
	switch {
	case fs.Len() == 0 && (code != 0 || !bytes.Equal(again, b)) && (code != wsp.ValueKind || p.OctetData()):
		t.Fatalf("%x: no fault, but written as %x (%v)", b, again, code)
	case code != 0:
		return p, true
	case len(again) != wsp.SizeTPDU(&fields):
		t.Fatalf("%x: %d octets, and not %d", b, len(again), wsp.SizeTPDU(&fields))
	}
	q, qok := wsp.CheckTPDU(again, wholeOf(again), centre, new(wsp.Recorder))
	back := q.Fields()
	if fields.Address.IsZero() && back.Address.Len() == 0 {
		fields.Address = back.Address // none is written with the type of an unknown one
	}
	if !qok || !reflect.DeepEqual(plainSMS(back), plainSMS(fields)) {
		t.Fatalf("%x: written as %x, which is read as another", b, again)
	}
	return p, true
}

// checkAddress goes by the text of an address and back; formed says that it has no fault.
func checkAddress(t *testing.T, a wsp.SMSAddress, formed bool) {
	t.Helper()
	text := a.String()
	b, code := wsp.ParseSMSAddress(text)
	if code == 0 && b.String() != text {
		t.Fatalf("%q becomes %q", text, b.String())
	}
	if formed && a.Type() == b.Type() && code == 0 && !a.Alphanumeric() && a != b {
		t.Fatalf("%q: %x becomes %x", text, a, b)
	}
}
