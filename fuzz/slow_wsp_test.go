package fuzz_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// The same as FuzzSlow, of what WSP has by itself: the octets as a push, a multipart, a Content-type-value in a part and in a
// header, and a header block.
func FuzzWSPSlow(f *testing.F) {
	fuzz.Seed(f, 200, testdata.KindPush, testdata.KindMultipart, testdata.KindEntity, testdata.KindContentType, testdata.KindHeaders)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(20) // the reference decoder allocates as it likes
		defer w.Done()
		w.Step(len(b))
		if len(b) > 1<<14 {
			return
		}
		if d := slowWSP(b); d != "" {
			t.Fatalf("%s\n% x", d, b)
		}
	})
}

// The two decoders agree on all vectors, whatever they are vectors of, also where an octet of them is another one or they are cut.
func TestSlowAgreesOnWSP(t *testing.T) {
	for name, v := range testdata.Vectors() {
		if len(v.Octets) > 300 {
			continue
		}
		for i := range v.Octets {
			changed := bytes.Clone(v.Octets)
			for _, o := range []byte{changed[i], 0x00, 0x1F, 0x22, 0x7F, 0x80, 0x8E} {
				changed[i] = o
				if d := first(slowWSP(changed), slowWSP(changed[:i])); d != "" {
					t.Fatalf("%s: %s\n% x", name, d, changed)
				}
			}
		}
	}
}

// slowWSP returns the first difference between the two decoders, or "".
func slowWSP(b []byte) string {
	for _, d := range []struct{ what, text string }{
		{"push", slowPush(b)}, {"content type in a part", slowContentType(b, true)}, {"content type", slowContentType(b, false)},
		{"headers", slowHeaders(b, 1024)}, {"headers", slowHeaders(b, 3)},
		{"multipart", slowMultipart(b, wsp.Bounds{Parts: 256, Depth: 8, Fields: 1024})},
		{"multipart", slowMultipart(b, wsp.Bounds{Parts: 4, Depth: 2, Fields: 2})},
	} {
		if d.text != "" {
			return d.what + ": " + d.text
		}
	}
	return ""
}

func slowPush(b []byte) string {
	want := slowDecoder.Push(b)
	var faults wsp.Faults
	p, ok := wsp.CheckPush(b, wsp.Span{End: uint32(len(b))}, &wsp.Recorder{Faults: &faults})
	if d := same("is one", ok, want != nil); d != "" || !ok {
		return d
	}
	tid := -1
	if n, ok := p.TID(); ok {
		tid = int(n)
	}
	if d := first(
		differFaults(&faults, want.Faults),
		same("TID", tid, want.TID),
		same("type", p.PDUType(), want.Type),
		same("headers", refSpan(p.HeadersSpan()), want.HeadersSpan),
		same("data", refSpan(p.DataSpan()), want.Data),
		same("carries an MMS PDU", p.IsMMS(), want.IsMMS),
		differContentType("content type", p.ContentType(), &want.ContentType, b),
	); d != "" {
		return d
	}
	return differWSPHeaders(p.HeaderCursor(), want.Headers)
}

func slowContentType(b []byte, inPart bool) string {
	want, noted := slowDecoder.ContentType(b, inPart)
	var faults wsp.Faults
	end := wsp.CheckContentType(b, 0, len(b), inPart, wsp.FieldHeader|0x11, &wsp.Recorder{Faults: &faults})
	return first(
		same("end", end, want.Span.End),
		differFaults(&faults, noted),
		differContentType("content type", wsp.ContentType(b[:end]), &want, b),
	)
}

func slowHeaders(b []byte, fields int) string {
	want, noted := slowDecoder.Headers(b, reference.Limits{Fields: fields})
	var faults wsp.Faults
	wsp.CheckHeaders(b, 0, len(b), fields, &wsp.Recorder{Faults: &faults})
	if d := differFaults(&faults, noted); d != "" {
		return d
	}
	// A cursor over headers comes with a part: with this one, whose Content-Type is one octet.
	part := append(wsp.AppendUintvar([]byte{1}, uint32(1+len(b))), 0, 0x83)
	at := len(part)
	part = append(part, b...)
	m := wsp.OpenMultipart(part, wsp.Span{End: uint32(len(part))}, wsp.Bounds{Parts: 1, Depth: 1, Fields: fields})
	for p := range m.Parts() {
		for i := range want {
			h := &want[i]
			h.Span.Start, h.Span.End = h.Span.Start+at, h.Span.End+at
			h.Value.Start, h.Value.End = h.Value.Start+at, h.Value.End+at
		}
		return differWSPHeaders(p.HeaderCursor(), want)
	}
	return "no part with the headers"
}

func differWSPHeaders(c wsp.HeaderCursor, want []reference.Header) string {
	i := 0
	for ; c.Next(); i++ {
		if i >= len(want) {
			return fmt.Sprintf("header %d that there is not", i)
		}
		if d := differWSPHeader(c.Header(), &want[i]); d != "" {
			return fmt.Sprintf("header %d: %s", i, d)
		}
	}
	return same("number of headers", i, len(want))
}

func slowMultipart(b []byte, bounds wsp.Bounds) string {
	want, noted := slowDecoder.Multipart(b, 0, reference.Limits{Parts: bounds.Parts, Depth: bounds.Depth, Fields: bounds.Fields})
	var faults wsp.Faults
	m := wsp.CheckMultipart(b, wsp.Span{End: uint32(len(b))}, bounds, &wsp.Recorder{Faults: &faults})
	over := m.Over(b)
	if d := first(differFaults(&faults, noted), differMultipart("outermost", over, want)); d != "" {
		return d
	}
	var parts []*reference.Part
	want.Walk(func(p *reference.Part) { parts = append(parts, p) })
	i := 0
	for p := range over.AllParts() {
		if i >= len(parts) {
			return fmt.Sprintf("part %d that there is not", i)
		}
		if d := differPart(b, &p, parts[i], i); d != "" {
			return fmt.Sprintf("part %d: %s", i, d)
		}
		i++
	}
	return same("number of parts", i, len(parts))
}
