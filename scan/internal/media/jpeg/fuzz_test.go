package jpeg_test

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/jpeg"
)

// checkWalk holds both walks over b to the laws of a walker.
func checkWalk(t *testing.T, b []byte) {
	t.Helper()
	before := bytes.Clone(b)
	short, sw := walk(b, false)
	all, w := walk(b, true)
	pos := uint32(0)
	for i, s := range all {
		if s.Span.Start < pos || s.Span.End < s.Span.Start+2 || int(s.Span.End) > len(b) {
			t.Fatalf("segment %+v after octet %d of %d", s, pos, len(b))
		}
		if s.Data.Start < s.Span.Start || s.Data.End != s.Span.End || s.Data.Start > s.Data.End {
			t.Fatalf("data %v of segment %v", s.Data, s.Span)
		}
		if b[s.Span.Start] != 0xFF || b[s.Span.Start+1] != s.Marker {
			t.Fatalf("no marker %02X at %d", s.Marker, s.Span.Start)
		}
		if s.Cut && i != len(all)-1 {
			t.Fatal("a segment after the cut")
		}
		if i < len(short) && short[i] != s {
			t.Fatalf("the short walk has %+v, the long one %+v", short[i], s)
		}
		pos = s.Span.End
	}
	if len(short) > len(all) {
		t.Fatal("the short walk has more than the long one")
	}
	for _, o := range []media.Outcome{sw.Outcome(), w.Outcome()} {
		if int(o.At) > len(b) || o.Status.Has(media.Budget) {
			t.Fatalf("outcome %+v", o)
		}
	}
	end, ok := w.End()
	if ok != (end != 0) || int(end) > len(b) || end < pos && ok {
		t.Fatalf("end %d %v", end, ok)
	}
	if ok {
		if string(b[end-2:end]) != "\xFF\xD9" {
			t.Fatalf("no EOI in front of octet %d", end)
		}
		if last, ok := jpeg.LastEOI(b, media.Whole(b), len(b)); !ok || last < end {
			t.Fatalf("the last EOI ends at %d, the first at %d", last, end)
		}
	} else if w.Outcome().Status == media.Complete {
		t.Fatal("complete without an end")
	}
	if last, ok := jpeg.LastEOI(b, media.Whole(b), len(b)); ok != bytes.Contains(b, []byte("\xFF\xD9")) ||
		ok && int(last) != bytes.LastIndex(b, []byte("\xFF\xD9"))+2 {
		t.Fatalf("last EOI at %d %v", last, ok)
	}
	if !bytes.Equal(before, b) {
		t.Fatal("the input was changed")
	}
}

func FuzzWalk(f *testing.F) {
	fuzz.Gather(f, 2, func(add func(...[]byte)) { add(photo(), []byte(soi+eoi)) })
	f.Fuzz(func(t *testing.T, b []byte) {
		watch := fuzz.Watch(t, len(b))
		defer watch.Done()
		checkWalk(t, b)
		const pad = 5
		in := append(append(bytes.Repeat([]byte{0xFF}, pad), b...), 0xFF, 0xD9)
		w, v := jpeg.Open(b, media.Whole(b)), jpeg.Open(in, media.Span{Start: pad, End: uint32(pad + len(b))})
		for {
			watch.Step(1)
			more := w.Next() || w.WalkOn()
			if more != (v.Next() || v.WalkOn()) {
				t.Fatal("the walk differs within other octets")
			}
			a, s := w.Segment(), v.Segment()
			if more && (a.Span.Start+pad != s.Span.Start || a.Data.End+pad != s.Data.End || a.Kind != s.Kind || a.Cut != s.Cut) {
				t.Fatalf("%+v alone, %+v within other octets", a, s)
			}
			if !more {
				break
			}
		}
	})
}
