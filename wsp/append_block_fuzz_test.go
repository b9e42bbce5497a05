package wsp_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// written is one header of a block that is being made, and how it must read.
type written struct {
	code uint8 // of a well-known one
	name string
	size int
	ok   func(wsp.Header) bool
}

// header appends a header to a block, if it is not refused.
func (c *choices) header(t *testing.T, block []byte, list []written) ([]byte, []written) {
	w := written{ok: func(wsp.Header) bool { return true }}
	var f put
	switch c.pick(10) {
	case 0:
		s := c.text()
		w.code = byte(c.pick(0x4C))
		f = textHeader(w.code, s)
		w.ok = func(h wsp.Header) bool {
			if raw := h.Raw(); len(raw) == 1 && raw[0] >= 0x80 { // a version in its octet
				return w.code == encodingVersion && wsp.Version(raw[0]).String() == s
			}
			text, ok := h.Text()
			return ok && text.Equal(unmarked(s, w.code))
		}
	case 1:
		v := c.number()
		w.code = byte(c.pick(0x4C))
		f = numberHeader(w.code, v)
		w.ok = func(h wsp.Header) bool { got, ok := h.Uint(); return ok && got == v }
	case 2:
		s := c.text()
		w.code, f = contentID, idHeader(s)
		w.ok = func(h wsp.Header) bool {
			text, ok := h.Text()
			return ok && (text.Equal(s) || text.Equal("<"+s+">"))
		}
	case 3:
		s := c.text()
		w.code, f = contentLocation, locationHeader(s)
		w.ok = func(h wsp.Header) bool { text, ok := h.Text(); return ok && text.Equal(s) }
	case 4:
		w.code, f = 0x2E, disposition(0x7F+byte(c.pick(5)), c.params(3)...)
	case 5:
		w.code, f = 0, accept(c.text(), c.params(2)...)
	case 6:
		w.code, f = 0x3B, acceptCharset(wsp.Charset(c.number()), c.pick(256)*4)
	case 7:
		w.code, f = 0x03, acceptLanguage(uint32(c.number()), c.pick(256)*4)
	case 8:
		w.code, f = 0x10, contentRange(uint32(c.number()), uint32(c.number()))
	default:
		s := c.text()
		w.name = []string{"x-op", "Content-Transfer-Encoding", "x op", ""}[c.pick(4)]
		f = appHeader(w.name, s)
		w.ok = func(h wsp.Header) bool { text, ok := h.Text(); return ok && text.Equal(unmarked(s, 0)) }
	}
	got, code := appended(t, "header", f)
	if code != 0 {
		return block, list
	}
	w.size = len(got)
	return append(block, got...), append(list, w)
}

// unmarked is s without what readers take off a header that is no Quoted-string and begins with a quotation mark.
func unmarked(s string, code uint8) string {
	if s == "" || s[0] != '"' || code == contentID {
		return s
	}
	return strings.TrimSuffix(s[1:], `"`)
}

// headers appends up to most headers.
func (c *choices) headers(t *testing.T, most int) (block []byte, list []written) {
	for range c.pick(most + 1) {
		block, list = c.header(t, block, list)
	}
	return block, list
}

// checkBlock reads a block of headers again.
func checkBlock(t *testing.T, p *wsp.Part, list []written) {
	t.Helper()
	at := p.ContentTypeSpan().End
	cur := p.HeaderCursor()
	for i, w := range list {
		if !cur.Next() {
			t.Fatalf("header %d of %d is missing", i, len(list))
		}
		h := cur.Header()
		code, known := h.Code()
		if h.Span() != (wsp.Span{Start: at, End: at + uint32(w.size)}) || known != (w.name == "") || code != w.code && known ||
			!known && h.Name() != w.name || !w.ok(h) {
			t.Fatalf("header %d: %s at %v with %x, want %+v at %d", i, h.Name(), h.Span(), h.Raw(), w, at)
		}
		at = h.Span().End
	}
	if cur.Next() || at != p.DataSpan().Start {
		t.Fatalf("%d headers end at %d, the data begin at %d", len(list), at, p.DataSpan().Start)
	}
}

// FuzzAppendHeaders: a block of headers reads without a fault, header by header as they were written.
func FuzzAppendHeaders(f *testing.F) {
	fuzz.Seed(f, 15, testdata.KindHeaders)
	for i := range someTexts {
		for kind := range byte(10) {
			fuzz.Add(f, []byte{4, kind, byte(i), 0x29, kind, byte(i), 1, kind, 2, 2, 2, 9, byte(i), 0})
		}
	}
	for code := range byte(0x4C) {
		for _, text := range []byte{0, 1, 5, 14, 15, 16, 18} { // none, a token, others, versions, an id
			fuzz.Add(f, []byte{1, 0, text, code})
		}
		fuzz.Add(f, []byte{1, 1, 1, 0x7F, code})
		fuzz.Add(f, []byte{1, 1, 4, 0x66, 0x2D, 0x04, 0x80, code})
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		c := choices(b)
		block, list := c.headers(t, 8)
		r := wsp.Recorder{Strict: true}
		if wsp.CheckHeaders(block, 0, len(block), len(list), &r); r.Count != 0 {
			t.Fatalf("%x: %+v", block, r.First)
		}
		w.Step(len(list))
		p := onePart(t, block)
		checkBlock(t, &p, list)
		page := c.octet()
		if shifted, code := wsp.AppendShift(block, page); code == 0 {
			r = wsp.Recorder{}
			wsp.CheckHeaders(shifted, 0, len(shifted), 99, &r)
			if r.First.Code != wsp.CodePageShift || int(r.First.Span.Start) != len(block) {
				t.Fatalf("%x: page %d: %+v", shifted, page, r.First)
			}
		} else if page != 0 {
			t.Fatalf("page %d: %v", page, code)
		}
	})
}

// made is a part as it was written.
type made struct {
	depth   int
	ct      wsp.ContentType
	headers []written
	data    []byte
}

// multipart writes one with up to four parts, some of them multiparts, and lists the parts, depth first.
func (c *choices) multipart(t *testing.T, depth int) (body []byte, parts []made) {
	var entries []wsp.Entry
	for range c.pick(5) {
		ct, code := checkAppendContentType(t, c.text(), c.params(3)...)
		if code != 0 {
			ct, _ = wsp.MakeContentType("application/vnd.wap.multipart.mixed")
		}
		block, list := c.headers(t, 3)
		p := made{depth: depth, ct: ct, headers: list}
		var inner []made
		switch {
		case !ct.Multipart():
			n := int(c.octet())
			if c.pick(32) == 1 { // where DataLen takes three octets
				n *= 128
			}
			p.data = bytes.Repeat([]byte{c.octet()}, n)
		case depth < 5:
			p.data, inner = c.multipart(t, depth+1)
		default:
			p.data = []byte{0}
		}
		entries = append(entries, wsp.Entry{ContentType: ct, Headers: block, Data: p.data})
		parts = append(append(parts, p), inner...)
	}
	body, code := appended(t, "multipart", func(d []byte) ([]byte, wsp.Code) { return wsp.AppendMultipart(d, entries...) })
	if code != 0 || len(body) != wsp.SizeMultipart(entries...) {
		t.Fatalf("%d entries: %v, %d octets, size %d", len(entries), code, len(body), wsp.SizeMultipart(entries...))
	}
	return body, parts
}

// FuzzAppendMultipart: a multipart, nested as it may be, reads without a fault, part by part as it was written; and one that
// reads without a fault is written again.
func FuzzAppendMultipart(f *testing.F) {
	fuzz.Seed(f, 100, testdata.KindMultipart)
	fuzz.Add(f, []byte{2, 19, 0, 2, 2, 0, 2, 1, 0, 3, 4, 5, 1, 7, 0, 0, 9, 200, 200})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		rewriteMultipart(t, b)
		c := choices(b)
		body, parts := c.multipart(t, 0)
		r := wsp.Recorder{Strict: true}
		bounds := wsp.Bounds{Parts: len(parts) + 1, Depth: 8, Fields: 8}
		m := wsp.CheckMultipart(body, wsp.Span{End: uint32(len(body))}, bounds, &r).Over(body)
		if r.Count != 0 {
			t.Fatalf("%x: %+v", body, r.First)
		}
		cur := m.CursorAll()
		for i, want := range parts {
			w.Step(1 + len(want.headers))
			if !cur.Next() {
				t.Fatalf("%x: part %d of %d is missing", body, i, len(parts))
			}
			p := cur.Part()
			if p.Depth() != want.depth || !bytes.Equal(p.ContentType(), want.ct) || !bytes.Equal(p.Data(), want.data) {
				t.Fatalf("%x: part %d: %x with %x, want %x with %x", body, i, p.ContentType(), p.Data(), want.ct, want.data)
			}
			checkBlock(t, &p, want.headers)
		}
		if cur.Next() {
			t.Fatalf("%x: more than %d parts", body, len(parts))
		}
		rewriteMultipart(t, body)
	})
}
