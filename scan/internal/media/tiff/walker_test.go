package tiff_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
)

// walk collects a whole walk.
func walk(b []byte, at media.Span) ([]tiff.Entry, media.Outcome) {
	var all []tiff.Entry
	w := tiff.Open(b, at)
	for w.Next() {
		all = append(all, *w.Entry())
	}
	return all, w.Outcome()
}

func names(b []byte, es []tiff.Entry) []string {
	var s []string
	for _, e := range es {
		v := ""
		if e.Type == tiff.ASCII {
			v = "=" + string(e.Text(b).In(b))
		} else if u, ok := e.Uint(b, 0); ok && e.Count == 1 && e.Tag != 0x014A && e.Tag>>8 != 0x87 && e.Tag>>8 != 0x88 && e.Tag != 0xA005 {
			v = fmt.Sprint("=", u)
		}
		s = append(s, fmt.Sprintf("%d %v/%#04x%s", e.IFD, e.Kind, e.Tag, v))
	}
	return s
}

func TestWalk(t *testing.T) {
	want := []string{
		"0 IFD0/0x010f=ACME", "0 IFD0/0x0110=Phone X1", "0 IFD0/0x0112=6", "0 IFD0/0x014a", "0 IFD0/0x8769", "0 IFD0/0x8825",
		"1 SubIFD/0x0100=16", "2 SubIFD/0x0100=16",
		"3 Exif/0x9003=2024:06:01 12:00:00", "3 Exif/0xa005", "3 Exif/0xa431=SN0123456789", "3 Exif/0xa434=Lens 5 mm",
		"4 GPS/0x0000", "4 GPS/0x0001=N", "4 GPS/0x0002", "4 GPS/0x0003=W", "4 GPS/0x0004",
		"5 IFD1/0x0103=6", "5 IFD1/0x0201=8", "5 IFD1/0x0202=4",
		"6 Interop/0x0001=R98", "6 Interop/0x0002",
	}
	for name, o := range builders {
		for prefix, p := range map[string]string{"": "", "Exif": "Exif\x00\x00", "ExifFF": "Exif\x00\xFF", "twice": "Exif\x00\x00Exif\x00\x00"} {
			t.Run(name+prefix, func(t *testing.T) {
				b := append([]byte(p), phone(o)...)
				es, out := walk(b, media.Whole(b))
				assert.Equal(t, want, names(b, es))
				assert.Equal(t, media.Outcome{}, out)
			})
		}
	}
}

// An Interop directory has tags 1 and 2, and they are no position; nor is anything in IFD0 by those numbers.
func TestInteropIsNoPosition(t *testing.T) {
	o := builders["MM"]
	b := o.build(directory{
		o.rationals(2, 1, 1, 2, 1, 3, 1), o.rationals(4, 1, 1, 2, 1, 3, 1),
		pointer(0x8769, directory{pointer(0xA005, directory{text(1, "N"), o.rationals(2, 1, 1, 2, 1, 3, 1), text(3, "E"), o.rationals(4, 1, 1, 2, 1, 3, 1)})}),
	})
	assert.Equal(t, tiff.Absent, position(b).State())
}

// A directory that is reached as two kinds is yielded as both.
func TestTwoKinds(t *testing.T) {
	o := builders["II"]
	b := o.build(directory{text(1, "N"), o.rationals(2, 1, 1, 2, 1, 3, 1), text(3, "E"), o.rationals(4, 1, 1, 2, 1, 3, 1), o.longs(0x8825, 8)})
	p := position(b)
	assert.Equal(t, tiff.Located, p.State())
}

// Every prefix of a structure yields only what is inside, and none of them passes for the whole.
func TestTruncated(t *testing.T) {
	for name, o := range builders {
		b := phone(o)
		full, _ := walk(b, media.Whole(b))
		for n := range len(b) {
			cut := bytes.Clone(b[:n:n])
			es, out := walk(cut, media.Whole(cut))
			require.NotEqual(t, media.Complete, out.Status, "%s cut to %d", name, n)
			require.LessOrEqual(t, len(es), len(full))
			for _, e := range es {
				i := slices.IndexFunc(full, func(f tiff.Entry) bool { return f.Span == e.Span && f.Kind == e.Kind })
				require.GreaterOrEqual(t, i, 0, "%s cut to %d yields an entry that is not in the whole", name, n)
				f := full[i]
				if !e.Cut {
					require.Equal(t, f.Value, e.Value, "%s cut to %d", name, n)
				}
			}
		}
		// Enough of the values is there for the make when only the last values are cut.
		es, out := walk(b[:len(b)-1], media.Whole(b[:len(b)-1]))
		require.Equal(t, len(full), len(es))
		require.True(t, out.Status.Has(media.Truncated))
	}
}

func TestMalformed(t *testing.T) {
	o := builders["II"]
	le := binary.LittleEndian
	cases := []struct {
		name   string
		b      []byte
		tags   int
		status media.Status
		at     uint32
	}{
		{"empty", nil, 0, media.Truncated, 0},
		{"no TIFF", []byte("ABCDEFGH"), 0, media.Malformed, 0},
		{"BigTIFF with wide offsets", []byte("II+\x00\x10\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00"), 0, media.Malformed, 4},
		{"IFD0 in the header", []byte("II*\x00\x04\x00\x00\x00\x00\x00\x00\x00"), 0, media.Malformed, 4},
		{"no IFD0", []byte("II*\x00\x00\x00\x00\x00"), 0, media.Malformed, 4},
		{"IFD0 outside", []byte("II*\x00\xFF\xFF\xFF\xFF"), 0, media.Truncated, 4},
		{"pointer to itself", o.build(directory{o.longs(0x8769, 8), o.longs(0x0100, 1)}), 2 * 2, media.Malformed, 10},
		{"next is itself", le.AppendUint32([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x00\x01\x03\x00\x01\x00\x00\x00\x07\x00\x00\x00"), 8), 2, media.Malformed, 22},
		{"unknown type", o.build(directory{{tag: 0x100, typ: tiff.Long, data: make([]byte, 4)}}), 1, media.Complete, 0},
		{"pointer that is text", o.build(directory{text(0x8769, "no")}), 1, media.Malformed, 10},
		{"child garbage", append(o.build(directory{pointer(0x8769, directory{o.longs(0x100, 1)})})[:40], "\xFF\xFF\xFF\xFF"...), 2, media.Complete, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			es, out := walk(c.b, media.Whole(c.b))
			assert.Len(t, es, c.tags)
			assert.Equal(t, media.Outcome{Status: c.status, At: c.at}, out)
		})
	}
	t.Run("type 0", func(t *testing.T) {
		b := o.build(directory{o.longs(0x100, 7)})
		b[12] = 0
		es, out := walk(b, media.Whole(b))
		assert.Len(t, es, 1)
		assert.Equal(t, media.Outcome{Status: media.Malformed, At: 12}, out)
		_, ok := es[0].Uint(b, 0)
		assert.False(t, ok)
	})
}

// A count that wraps in 32 bits, and one that would take 4 GiB, are cut to what is there.
func TestCounts(t *testing.T) {
	for _, typ := range []tiff.Type{tiff.Byte, tiff.ASCII, tiff.Short, tiff.Rational} {
		for _, count := range []uint32{0x20000001, 0x40000001, 0x80000001, 0xFFFFFFFF} {
			b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x0F")
			b = binary.BigEndian.AppendUint16(b, uint16(typ))
			b = binary.BigEndian.AppendUint32(b, count)
			b = append(b, 0, 0, 0, 26, 0, 0, 0, 0, 'a', 'b', 'c')
			es, out := walk(b, media.Whole(b))
			require.Len(t, es, 1)
			assert.True(t, es[0].Cut)
			assert.Equal(t, media.Span{Start: 26, End: 29}, es[0].Value)
			assert.Equal(t, media.Outcome{Status: media.Truncated, At: 14}, out)
			_, ok := es[0].Uint(b, 1<<30)
			assert.False(t, ok)
		}
	}
}

func TestBudgets(t *testing.T) {
	o := builders["II"]
	t.Run("directories", func(t *testing.T) {
		chain := make([]directory, tiff.MaxIFDs+1)
		for i := range chain {
			chain[i] = directory{o.longs(0x0100, uint32(i))}
		}
		b := o.build(chain[:tiff.MaxIFDs]...)
		es, out := walk(b, media.Whole(b))
		assert.Len(t, es, tiff.MaxIFDs)
		assert.Equal(t, media.Complete, out.Status)
		b = o.build(chain...)
		es, out = walk(b, media.Whole(b))
		assert.Len(t, es, tiff.MaxIFDs)
		assert.Equal(t, media.Budget, out.Status)
	})
	t.Run("tags", func(t *testing.T) {
		d := make(directory, tiff.MaxTags+1)
		for i := range d {
			d[i] = o.longs(0x0100, uint32(i))
		}
		b := o.build(d[:tiff.MaxTags])
		es, out := walk(b, media.Whole(b))
		assert.Len(t, es, tiff.MaxTags)
		assert.Equal(t, media.Complete, out.Status)
		b = o.build(d)
		es, out = walk(b, media.Whole(b))
		assert.Len(t, es, tiff.MaxTags)
		assert.Equal(t, media.Budget, out.Status)
	})
	t.Run("pointers", func(t *testing.T) {
		v := make([]uint32, 60000)
		for i := range v {
			v[i] = 8
		}
		d := make(directory, 0, 1000)
		for range 1000 {
			d = append(d, o.longs(0x014A, v[:14]...))
		}
		b := o.build(d)
		_, out := walk(b, media.Whole(b))
		assert.True(t, out.Status.Has(media.Budget))
	})
}

func TestAllocations(t *testing.T) {
	b := phone(builders["II"])
	if n := testing.AllocsPerRun(100, func() { visit(b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// visit does what a rule does.
func visit(b []byte) (tiff.Position, int) {
	var p tiff.Position
	n := 0
	w := tiff.Open(b, media.Whole(b))
	for w.Next() {
		e := w.Entry()
		switch e.Key() {
		case tiff.KeyMake, tiff.KeyModel, tiff.KeyBodySerial:
			n += e.Text(b).Len()
		}
		p.Take(b, e)
	}
	return p, n
}

func position(b []byte) tiff.Position {
	p, _ := visit(b)
	return p
}

func BenchmarkWalk(b *testing.B) {
	run := func(name string, in []byte) {
		b.Run("media=tiff/shape="+name+"/size="+fuzz.SizeName(len(in))+"/op=walk", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				visit(in)
			}
		})
	}
	run("phone", phone(builders["II"]))
	o := builders["II"]
	d := make(directory, 5400)
	for i := range d {
		d[i] = o.longs(0x014A, 8)
	}
	run("hostile", o.build(d))
	d[0] = pointer(0x8825, d[1:2000:2000])
	run("wide", o.build(d[:2]))
}
