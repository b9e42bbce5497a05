package wsp_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzPDU: the spans of a PDU tile its octets; strict reading stops at the first fault of lenient reading; what has no fault
// is written again octet for octet, and what can be written at all is read again as it was; a push is what CheckPush makes
// of it.
func FuzzPDU(f *testing.F) {
	fuzz.Seed(f, 70, testdata.KindPush, testdata.KindWSP)
	fuzz.Gather(f, 20, func(add func(...[]byte)) {
		for b := range fuzz.Of(f, testdata.KindWSP) {
			if len(b) > 1 {
				add(b[1:]) // without the TID
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		b = b[:len(b):len(b)]
		before := bytes.Clone(b)
		for _, connectionless := range [...]bool{true, false} {
			checkPDU(t, w, b, connectionless)
		}
		samePush(t, b, "")
		if !bytes.Equal(before, b) {
			t.Fatal("the input was changed")
		}
	})
}

func checkPDU(t *testing.T, w *fuzz.Work, b []byte, connectionless bool) {
	t.Helper()
	var fs wsp.Faults
	p, ok := wsp.CheckPDU(b, wholeOf(b), connectionless, &wsp.Recorder{Faults: &fs})
	for x := range fs.All() {
		w.Step(1)
		inside(t, b, x.Span)
	}
	strict := wsp.Recorder{Strict: true}
	q, sok := wsp.CheckPDU(b, wholeOf(b), connectionless, &strict)
	tiled(t, b, q, sok)
	if sok != ok || (strict.Count == 0) != (fs.Len() == 0) || fs.Len() > 0 && fs.At(0) != strict.First {
		t.Fatalf("%x: strict %v %v, lenient %s", b, sok, strict.First, describe(list(&fs)))
	}
	if !ok {
		return
	}
	if fs.Len() == 0 && !reflect.DeepEqual(p, q) {
		t.Fatalf("%x: strict and lenient differ", b)
	}
	tiled(t, b, p, true)
	at := p.HeadersSpan().Start + uint32(len(p.ContentType()))
	c := p.HeaderCursor()
	for c.Next() {
		w.Step(1)
		if s := c.Header().Span(); s.Start != at || s.End <= s.Start {
			t.Fatalf("%x: header at %v, want it at %d", b, s, at)
		}
		at = c.Header().Span().End
	}
	if at > p.HeadersSpan().End {
		t.Fatalf("%x: headers end at %d, behind %v", b, at, p.HeadersSpan())
	}

	n := 0
	for range p.Headers() {
		n++
	}
	tid, hasTID := p.TID()
	session, hasSession := p.SessionID()
	uri, hasURI := p.URI()
	if hasTID != connectionless || hasTID && tid != b[0] || !hasSession && session != 0 || !bytes.Equal(p.Buffer(), b) ||
		hasURI && !bytes.Equal(uri.Bytes(), p.URISpan().In(b)) || !hasURI && !uri.IsZero() || n > p.HeadersSpan().Len() {
		t.Fatalf("%x: transaction %d %v, session %d %v, URI %q %v", b, tid, hasTID, session, hasSession, uri.Bytes(), hasURI)
	}

	fields := p.Fields()
	again, code := wsp.AppendPDU(nil, &fields)
	switch {
	case fs.Len() == 0 && (code != 0 || !bytes.Equal(again, b)):
		t.Fatalf("%x: no fault, but written as %x (%v)", b, again, code)
	case code != 0:
		if len(again) != 0 {
			t.Fatalf("%x: refused (%v), but %x is written", b, code, again)
		}
		return
	case len(again) != wsp.SizePDU(&fields):
		t.Fatalf("%x: %d octets, and not %d", b, len(again), wsp.SizePDU(&fields))
	}
	r, ok := wsp.ParsePDU(again, connectionless)
	back := r.Fields()
	if fields.Type == wsp.PDUReply && fields.Status == 0 {
		fields.Status = wsp.ReplyOK
	}
	if !ok || r.Type() != p.Type() || back.Status != fields.Status || back.SessionID != fields.SessionID ||
		!bytes.Equal(back.URI, fields.URI) || !bytes.Equal(back.Capabilities, fields.Capabilities) ||
		!bytes.Equal(r.HeadersSpan().In(again), p.HeadersSpan().In(b)) || !bytes.Equal(back.Data, fields.Data) {
		t.Fatalf("%x: written as %x, which is read as another", b, again)
	}
}
