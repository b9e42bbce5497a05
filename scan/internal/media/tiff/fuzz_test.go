package tiff_test

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
)

// checkWalk holds a walk over b to the laws of a walker, and returns the entries.
func checkWalk(t *testing.T, b []byte) []tiff.Entry {
	t.Helper()
	before := bytes.Clone(b)
	w := tiff.Open(b, media.Whole(b))
	var all []tiff.Entry
	var p tiff.Position
	last := media.Span{}
	ifd := uint8(0)
	for w.Next() {
		e := *w.Entry()
		inside(t, b, e.Span)
		inside(t, b, e.Value)
		if e.IFD < ifd || e.IFD >= tiff.MaxIFDs {
			t.Fatalf("directory %d after %d", e.IFD, ifd)
		}
		if e.IFD == ifd && e.Span.Start < last.End && len(all) > 0 {
			t.Fatalf("entry at %v after one at %v in the same directory", e.Span, last)
		}
		ifd, last = e.IFD, e.Span
		if size := e.Type.Size(); size != 0 && !e.Cut && uint64(e.Value.Len()) != e.Count*uint64(size) {
			t.Fatalf("%d values of %d octets in %d octets", e.Count, size, e.Value.Len())
		}
		s := e.Text(b)
		inside(t, b, s)
		if s.Start < e.Value.Start || s.End > e.Value.End {
			t.Fatalf("text %v is not in the value %v", s, e.Value)
		}
		if _, ok := e.Uint(b, e.Value.Len()); ok {
			t.Fatal("a value behind the last")
		}
		p.Take(b, &e)
		for _, c := range []tiff.Coordinate{p.Lat, p.Lon} {
			inside(t, b, c.Value)
			if (c.Micro != 0) != (c.State == tiff.Located) && c.State != tiff.Located {
				t.Fatalf("%v and %d", c.State, c.Micro)
			}
		}
		if max(p.Lat.Micro, -p.Lat.Micro) > 90e6 || max(p.Lon.Micro, -p.Lon.Micro) > 180e6 {
			t.Fatalf("position %+v", p)
		}
		if all = append(all, e); len(all) > tiff.MaxTags {
			t.Fatal("more entries than the budget")
		}
	}
	if w.Next() {
		t.Fatal("an entry after the last")
	}
	if int(w.Outcome().At) > len(b) || w.Outcome().Status == media.Complete && w.Outcome().At != 0 {
		t.Fatalf("outcome %+v", w.Outcome())
	}
	if !bytes.Equal(before, b) {
		t.Fatal("the input was changed")
	}
	return all
}

func inside(t *testing.T, b []byte, s media.Span) {
	t.Helper()
	if s.Start > s.End || int(s.End) > len(b) {
		t.Fatalf("span %v is not inside %d octets", s, len(b))
	}
}

// checkShift holds the walk to the same answers when the block lies within other octets.
func checkShift(t *testing.T, b []byte, want []tiff.Entry, out media.Outcome) {
	t.Helper()
	const pad = 7
	in := append(bytes.Repeat([]byte{0xA5}, pad), b...)
	in = append(in, 0x5A, 0x5A)
	got, o := walk(in, media.Span{Start: pad, End: uint32(pad + len(b))})
	if len(got) != len(want) || o.Status != out.Status || o.Status != 0 && o.At != out.At+pad {
		t.Fatalf("within other octets: %d entries, %+v; alone: %d, %+v", len(got), o, len(want), out)
	}
	for i := range got {
		g := got[i]
		for _, s := range []*media.Span{&g.Span, &g.Value} {
			s.Start -= pad
			s.End -= pad
		}
		if g != want[i] {
			t.Fatalf("entry %d within other octets: %+v; alone: %+v", i, g, want[i])
		}
	}
}

func FuzzWalk(f *testing.F) {
	fuzz.Gather(f, 2, func(add func(...[]byte)) {
		for _, o := range builders {
			add(phone(o))
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		want := checkWalk(t, b)
		again, out := walk(b, media.Whole(b))
		w.Step(len(want))
		if len(again) != len(want) {
			t.Fatal("two walks differ")
		}
		checkShift(t, b, want, out)
	})
}
