package wsp_test

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzUintvar holds ConsumeUintvar to the definition: seven bits an octet, at most five octets and 32 bits.
func FuzzUintvar(f *testing.F) {
	fuzz.Seed(f, 10, testdata.KindUintvar)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		v, n, c := wsp.ConsumeUintvar(b)
		var want uint64
		used := 0
		for used < len(b) && used < 5 {
			want = want<<7 | uint64(b[used]&0x7F)
			used++
			if b[used-1] < 0x80 {
				break
			}
		}
		complete := used > 0 && b[used-1] < 0x80
		switch {
		case !complete && used < 5:
			if n != 0 || c != wsp.Truncated {
				t.Fatalf("%x: %d octets, %v; want truncated", b, n, c)
			}
		case !complete || want > 1<<32-1:
			if n != 0 || c != wsp.UintvarOverflow {
				t.Fatalf("%x: %d octets, %v; want overflow", b, n, c)
			}
		case uint64(v) != want || n != used || (c == wsp.UintvarPadded) != (b[0] == 0x80) || c != 0 && c != wsp.UintvarPadded:
			t.Fatalf("%x: %d in %d octets, %v; want %d in %d", b, v, n, c, want, used)
		}
	})
}

// FuzzInteger holds ConsumeLongInteger to encoding/binary.
func FuzzInteger(f *testing.F) {
	fuzz.Seed(f, 10, testdata.KindInteger, testdata.KindDate)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		v, n, c := wsp.ConsumeLongInteger(b)
		if n == 0 {
			if len(b) > 0 && b[0] <= 30 && int(b[0]) < len(b) {
				t.Fatalf("%x: refused (%v)", b, c)
			}
			return
		}
		if n > len(b) || n != 1+int(b[0]) {
			t.Fatalf("%x: %d octets", b, n)
		}
		var wide [32]byte
		copy(wide[32-int(b[0]):], b[1:n])
		fits := bytes.Equal(wide[:24], make([]byte, 24))
		if fits != (c != wsp.IntegerLong) || fits && v != binary.BigEndian.Uint64(wide[24:]) {
			t.Fatalf("%x: %d, %v", b, v, c)
		}
	})
}

// FuzzText: the extent is that of the first NUL; Text never holds one; a clean text is the same by every way to read it.
func FuzzText(f *testing.F) {
	fuzz.Seed(f, 8, testdata.KindText, testdata.KindTextValue)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		text, n, c := wsp.ConsumeText(b)
		if len(b) == 0 {
			return
		}
		want := bytes.IndexByte(b, 0) + 1
		if want == 0 {
			want = len(b)
		}
		if n != want || bytes.IndexByte(text.Bytes(), 0) >= 0 {
			t.Fatalf("%q: %d octets, %q", b, n, text.Bytes())
		}
		plain := wsp.PlainTextEnd(b, 0)
		if plain != 0 && (plain != n || c != 0 && c != wsp.TextUnquoted) {
			t.Fatalf("%q: plain to %d, but %d octets and %v", b, plain, n, c)
		}
		if plain == 0 && c == 0 && !bytes.ContainsAny(b[:n], "\t\r\n\x7F") {
			t.Fatalf("%q: clean, but not plain", b)
		}
		if c == wsp.TextControl {
			for _, o := range bytes.TrimSuffix(b[:n], []byte{0}) {
				if o < 0x20 || o == 0x7F {
					return
				}
			}
			t.Fatalf("%q: no control character there", b)
		}
	})
}

// FuzzValue: every value has the length that its first octet says, and never crosses the end.
func FuzzValue(f *testing.F) {
	fuzz.Seed(f, 30, testdata.KindContentType, testdata.KindText, testdata.KindInteger, testdata.KindLength)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		b = b[:len(b):len(b)]
		n, c := wsp.ConsumeValue(b)
		if n > len(b) || n == 0 && len(b) > 0 {
			t.Fatalf("%x: %d octets", b, n)
		}
		if len(b) == 0 {
			return
		}
		switch o := b[0]; {
		case o >= 0x80 && n != 1,
			o < 0x1F && c == 0 && n != 1+int(o),
			o >= 0x20 && o < 0x80 && c == 0 && b[n-1] != 0:
			t.Fatalf("%x: %d octets, %v", b, n, c)
		}
		var r wsp.Recorder
		if m := wsp.CheckValue(b, 0, len(b), 0, &r); m != n {
			t.Fatalf("%x: the walk ends at %d, the value at %d", b, m, n)
		}
	})
}

// FuzzContentType: the walk, the plain way and the cursor agree; Is agrees with AppendMedia; parameters lie inside.
func FuzzContentType(f *testing.F) {
	fuzz.Seed(f, 30, testdata.KindContentType)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		if len(b) == 0 {
			return
		}
		var fs wsp.Faults
		n := wsp.CheckContentType(b, 0, len(b), false, 0, &wsp.Recorder{Faults: &fs})
		if n < 1 || n > len(b) {
			t.Fatalf("%x: ends at %d", b, n)
		}
		for x := range fs.All() {
			w.Step(1)
			inside(t, b, x.Span)
		}
		if plain := wsp.PlainContentTypeEnd(b, 0); plain != 0 && (plain != n || fs.Len() != 0) {
			t.Fatalf("%x: plain to %d, but ends at %d with %s", b, plain, n, describe(list(&fs)))
		}
		ct := wsp.ContentType(b[:n:n])
		media := ct.AppendMedia(nil)
		if !utf8.Valid(media) || !utf8.Valid(ct.AppendText(nil)) {
			t.Fatalf("%x: %q is no UTF-8", b, media)
		}
		if _, known := ct.Code(); bytes.IndexFunc(ct.Media(), func(r rune) bool { return r >= 0x80 }) < 0 && !ct.Is(string(media)) && (!known || wsp.MediaName(first(ct.Code())) != "") {
			t.Fatalf("%x: is not %q", b, media)
		}
		if ct.Multipart() && len(media) == 0 {
			t.Fatalf("%x: a multipart without a name", b)
		}
		for p := range ct.Params() {
			w.Step(1)
			_, _ = p.Text()
			_, _ = p.Uint()
			_ = p.AppendValue(nil)
			_ = p.Charset()
		}
		_ = ct.AppendText(nil)
		_, _ = ct.Name()
		_, _ = ct.Start()
		_, _ = ct.RootType()
	})
}

func first(v uint32, _ bool) uint32 { return v }

func inside(t *testing.T, b []byte, s wsp.Span) {
	t.Helper()
	if s.Start > s.End || int(s.End) > len(b) {
		t.Fatalf("%x: span %v outside %d octets", b, s, len(b))
	}
}

// FuzzHeaders: headers tile the block up to where it becomes opaque.
func FuzzHeaders(f *testing.F) {
	fuzz.Seed(f, 15, testdata.KindHeaders)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		var fs wsp.Faults
		wsp.CheckHeaders(b, 0, len(b), 64, &wsp.Recorder{Faults: &fs})
		for x := range fs.All() {
			w.Step(1)
			inside(t, b, x.Span)
		}
		if len(b) > 100 {
			return
		}
		entry := append([]byte{1, byte(len(b) + 1), 0, 0x83}, b...)
		at := uint32(4)
		m := wsp.OpenMultipart(entry, wsp.Span{End: uint32(len(entry))}, vectorBounds)
		for p := range m.Parts() {
			for h := range p.Headers() {
				w.Step(1)
				if s, v := h.Span(), h.ValueSpan(); s.Start != at || s.End <= s.Start || !s.Contains(v) {
					t.Fatalf("%x: header at %v, value %v, want it at %d", b, s, v, at)
				}
				at = h.Span().End
				_, _ = h.Text()
				_, _ = h.Uint()
				_ = h.Name()
			}
		}
		if fs.Len() == 0 && at != uint32(len(entry)) {
			t.Fatalf("%x: no fault, but the headers end at %d of %d", b, at, len(entry))
		}
	})
}

// FuzzMultipart: parts are disjoint, in order and inside; what a checked walk gives out, one without a check gives out too;
// a count that is not the number of parts has a fault; lower limits only cut.
func FuzzMultipart(f *testing.F) {
	fuzz.Seed(f, 500, testdata.KindMultipart, testdata.KindPDU)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		whole := wsp.Span{End: uint32(len(b))}
		before := bytes.Clone(b)
		var fs wsp.Faults
		m := wsp.CheckMultipart(b, whole, vectorBounds, &wsp.Recorder{Faults: &fs}).Over(b)
		limited := false
		for x := range fs.All() {
			w.Step(1)
			inside(t, b, x.Span)
			limited = limited || x.Code.Limit()
		}
		if s := m.Trailing(); int(s.End) != len(b) {
			t.Fatalf("%x: trailing octets %v", b, s)
		}
		top, index := uint32(0), 0
		end := m.Span().Start
		quick := wsp.OpenMultipart(b, whole, vectorBounds).CursorAll()
		for p := range m.AllParts() {
			w.Step(1)
			if p.Index() != index {
				t.Fatalf("%x: part %d is numbered %d", b, index, p.Index())
			}
			index++
			checkPart(t, w, b, &p)
			if p.Depth() == 0 {
				if p.Span().Start < end {
					t.Fatalf("%x: part %d overlaps", b, p.Index())
				}
				end = p.Span().End
				top++
			}
			if !limited {
				if !quick.Next() {
					t.Fatalf("%x: a walk without a check ends before part %d", b, p.Index())
				}
				if q := quick.Part(); q.Span() != p.Span() || q.ContentTypeSpan() != p.ContentTypeSpan() {
					t.Fatalf("%x: part %d differs without a check", b, p.Index())
				}
			}
		}
		if fs.Len() == 0 && top != m.Declared() && m.Declared() != 0 {
			t.Fatalf("%x: nEntries %d, %d parts, no fault", b, m.Declared(), top)
		}
		var fewer wsp.Faults
		few := wsp.CheckMultipart(b, whole, wsp.Bounds{Parts: 2, Depth: 1, Fields: 2}, &wsp.Recorder{Faults: &fewer}).Over(b)
		n := 0
		for range few.AllParts() {
			w.Step(1)
			n++
		}
		if n > 2 || fs.Len() == 0 && fewer.Len() > 0 && !fewer.At(0).Code.Limit() {
			t.Fatalf("%x: %d parts, %s under lower limits", b, n, describe(list(&fewer)))
		}
		if !bytes.Equal(before, b) {
			t.Fatal("the input was changed")
		}
	})
}

func checkPart(t *testing.T, w *fuzz.Work, b []byte, p *wsp.Part) {
	t.Helper()
	for _, s := range []wsp.Span{p.Span(), p.HeadersSpan(), p.DataSpan(), p.ContentTypeSpan()} {
		inside(t, b, s)
		if !p.Span().Contains(s) {
			t.Fatalf("%x: %v outside its part %v", b, s, p.Span())
		}
	}
	if cap(p.Data()) != len(p.Data()) {
		t.Fatal("data are not capped")
	}
	_ = p.ContentID()
	_ = p.Location()
	_ = p.Name()
	_ = p.Filename()
	_ = p.BestName()
	_ = p.TransferEncoding()
	_, _ = p.Disposition()
	if name, _ := p.ContentType().Name(); string(name.Bytes()) != string(p.Name().Bytes()) {
		t.Fatalf("%x: name %q by the part, %q by its Content-Type", b, p.Name().Bytes(), name.Bytes())
	}
	if m, ok := p.Multipart(); ok {
		for q := range m.Parts() {
			w.Step(1)
			if !p.DataSpan().Contains(q.Span()) || q.Depth() != p.Depth()+1 {
				t.Fatalf("%x: a nested part lies outside", b)
			}
		}
	}
}

// FuzzPush: spans inside; what is taken for a push has a header block and data that meet.
func FuzzPush(f *testing.F) {
	fuzz.Seed(f, 50, testdata.KindPush)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		p, ok := wsp.ParsePush(b)
		if !ok {
			return
		}
		inside(t, b, p.HeadersSpan())
		inside(t, b, p.DataSpan())
		if p.HeadersSpan().End != p.DataSpan().Start || int(p.DataSpan().End) != len(b) {
			t.Fatalf("%x: headers %v, data %v", b, p.HeadersSpan(), p.DataSpan())
		}
		for range p.Headers() {
			w.Step(1)
		}
		_, _, _ = p.ApplicationID()
		_ = p.IsMMS()
	})
}
