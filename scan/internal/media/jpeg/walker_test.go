package jpeg_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/jpeg"
)

// segment returns a marker segment.
func segment(marker byte, data string) string {
	n := len(data) + 2
	return string([]byte{0xFF, marker, byte(n >> 8), byte(n)}) + data
}

const (
	soi   = "\xFF\xD8"
	eoi   = "\xFF\xD9"
	exif  = "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	frame = "\x08\x01\xE0\x02\x80\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
	coded = "\x00\x11\xFF\x00\x22\xFF\xD0\x33\xFF\xD7\x44\xFF\x00"
)

// photo is a JPEG with two scans, a segment between them, and two Exif segments.
func photo() []byte {
	return []byte(soi + segment(0xE0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00") + segment(0xE1, exif) +
		"\xFF\xFF\xFF" + segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00<x/>") + segment(0xED, "Photoshop 3.0\x008BIM") +
		segment(jpeg.COM, "hello") + segment(jpeg.DQT, "\x00") + segment(0xC2, frame) + segment(jpeg.DHT, "\x00") +
		segment(jpeg.SOS, "\x01\x01\x00\x00\x3F\x00") + coded + segment(jpeg.DHT, "\x01") +
		segment(jpeg.SOS, "\x01\x02\x00\x00\x3F\x00") + coded + eoi + "trailer")
}

// walk lists the segments of b; on says whether coded data is walked.
func walk(b []byte, on bool) ([]jpeg.Segment, jpeg.Walker) {
	var all []jpeg.Segment
	w := jpeg.Open(b, media.Whole(b))
	for w.Next() || on && w.WalkOn() {
		if s := *w.Segment(); len(all) == 0 || all[len(all)-1] != s {
			all = append(all, s)
		}
	}
	return all, w
}

func TestWalk(t *testing.T) {
	b := photo()
	list := func(ss []jpeg.Segment) (out []string) {
		for _, s := range ss {
			out = append(out, fmt.Sprintf("%02X %v %q", s.Marker, s.Kind, s.Data.In(b)))
		}
		return out
	}
	heads := []string{
		`E0 jfif "\x01\x02\x00\x00\x01\x00\x01\x00\x00"`, `E1 exif "II*\x00\b\x00\x00\x00\x00\x00\x00\x00\x00\x00"`, `E1 xmp "<x/>"`,
		`ED photoshop "8BIM"`, `FE other "hello"`, `DB other "\x00"`, fmt.Sprintf("C2 other %q", frame), `C4 other "\x00"`,
		`DA other "\x01\x01\x00\x00?\x00"`,
	}
	all, w := walk(b, false)
	assert.Equal(t, heads, list(all))
	assert.Equal(t, media.Outcome{}, w.Outcome())
	assert.Equal(t, jpeg.Frame{Marker: 0xC2, Precision: 8, Components: 3, Width: 640, Height: 480}, w.Frame())
	_, ok := w.End()
	assert.False(t, ok, "the walk went no further than the first SOS")
	assert.Empty(t, w.Trailer().In(b))

	all, w = walk(b, true)
	assert.Equal(t, append(heads, `C4 other "\x01"`, `DA other "\x01\x02\x00\x00?\x00"`), list(all))
	assert.Equal(t, media.Outcome{}, w.Outcome())
	end, ok := w.End()
	assert.True(t, ok)
	assert.EqualValues(t, len(b)-len("trailer"), end)
	assert.Equal(t, "trailer", string(w.Trailer().In(b)))
}

// The walk of a prefix finds what is whole in it, says that it was cut, and where.
func TestTruncated(t *testing.T) {
	b := photo()
	full, _ := walk(b, true)
	end := len(b) - len("trailer")
	for n := range end {
		cut := bytes.Clone(b[:n])
		all, w := walk(cut, true)
		require.True(t, w.Outcome().Status.Has(media.Truncated), "cut to %d", n)
		_, ok := w.End()
		require.False(t, ok)
		for i, s := range all {
			if s.Cut {
				require.Equal(t, len(all)-1, i)
				require.EqualValues(t, n, s.Span.End)
			} else {
				require.Equal(t, full[i], s, "cut to %d", n)
			}
		}
	}
	cut := b[:60]
	all, _ := walk(cut, false)
	require.Equal(t, jpeg.Exif, all[1].Kind, "Exif is found though the file ends soon after it")
	for n := end; n <= len(b); n++ {
		_, w := walk(b[:n], true)
		require.Equal(t, media.Complete, w.Outcome().Status)
	}
}

func TestMalformed(t *testing.T) {
	cases := []struct {
		name   string
		b      string
		marks  string
		status media.Status
		at     uint32
	}{
		{"empty", "", "", media.Truncated, 0},
		{"PNG", "\x89PNG\r\n\x1A\n", "", media.Malformed, 0},
		{"only SOI", soi, "", media.Truncated, 2},
		{"fill octets at the end", soi + "\xFF\xFF\xFF", "", media.Truncated, 2},
		{"EOI at once", soi + eoi, "", media.Complete, 0},
		{"octets between segments", soi + segment(0xE1, exif) + "junk" + segment(jpeg.COM, "x") + eoi, "E1 FE ", media.Malformed, 26},
		{"FF00 between segments", soi + "\xFF\x00" + segment(jpeg.COM, "x") + eoi, "FE ", media.Malformed, 3},
		{"length 0", soi + "\xFF\xE1\x00\x00" + segment(0xE1, exif) + eoi, "E1 E1 ", media.Malformed, 4},
		{"length 1", soi + "\xFF\xE1\x00\x01" + segment(0xE1, exif) + eoi, "E1 E1 ", media.Malformed, 4},
		{"restart among segments", soi + "\xFF\xD3" + segment(jpeg.COM, "x") + eoi, "D3 FE ", media.Malformed, 2},
		{"TEM among segments", soi + "\xFF\x01" + segment(jpeg.COM, "x") + eoi, "01 FE ", media.Complete, 0},
		{"length beyond the end", soi + "\xFF\xE1\xFF\xFFExif\x00\x00", "E1 ", media.Truncated, 2},
		{"no length", soi + "\xFF\xE1\x00", "E1 "[:0], media.Truncated, 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			all, w := walk([]byte(c.b), true)
			marks := ""
			for _, s := range all {
				marks += fmt.Sprintf("%02X ", s.Marker)
			}
			assert.Equal(t, c.marks, marks)
			assert.Equal(t, media.Outcome{Status: c.status, At: c.at}, w.Outcome())
		})
	}
}

func TestKinds(t *testing.T) {
	cases := []struct {
		marker byte
		data   string
		kind   jpeg.Kind
		rest   string
	}{
		{0xE0, "JFXX\x00\x10\xFF\xD8", jpeg.JFXX, "\x10\xFF\xD8"},
		{0xE1, "Exif\x00\xFFMM", jpeg.Exif, "MM"},
		{0xE1, "Exif\x00", jpeg.Exif, ""},
		{0xE1, "Exif", jpeg.Other, "Exif"},
		{0xE1, "http://ns.adobe.com/xmp/extension/\x00GUID", jpeg.ExtendedXMP, "GUID"},
		{0xE1, "FLIR\x00x", jpeg.FLIR, "x"},
		{0xE2, "ICC_PROFILE\x00\x01\x01acsp", jpeg.ICC, "\x01\x01acsp"},
		{0xE2, "MPF\x00MM", jpeg.MPF, "MM"},
		{0xE2, "Exif\x00\x00", jpeg.Other, "Exif\x00\x00"},
		{0xE4, "\xFF\xD8\xFF\xDB", jpeg.Picture, "\xFF\xD8\xFF\xDB"},
		{0xE5, "ssuniqueid\x00\x01", jpeg.UniqueID, "\x01"},
		{0xE6, "GoPro\x00DEVC", jpeg.GoPro, "DEVC"},
		{0xEB, "JP\x00\x01", jpeg.JUMBF, "\x00\x01"},
		{0xEE, "Adobe\x00d", jpeg.Adobe, "\x00d"},
		{0xEF, "", jpeg.Other, ""},
	}
	for _, c := range cases {
		b := []byte(soi + segment(c.marker, c.data) + eoi)
		all, _ := walk(b, false)
		require.Len(t, all, 1)
		assert.Equal(t, c.kind, all[0].Kind, "%X %q", c.marker, c.data)
		assert.Equal(t, c.rest, string(all[0].Data.In(b)))
	}
}

func TestEndFromTheBack(t *testing.T) {
	b := photo()
	end := len(b) - len("trailer")
	assert.False(t, jpeg.Kept(b, media.Whole(b)))
	assert.True(t, jpeg.Kept(b, media.Span{End: uint32(end)}))
	for window := range 20 {
		got, ok := jpeg.LastEOI(b, media.Whole(b), window)
		if assert.Equal(t, window >= 9, ok, "window of %d", window) && ok {
			assert.EqualValues(t, end, got)
		}
	}
	// Across the blocks in which the search goes back.
	for n := 500; n < 530; n++ {
		in := []byte("\xFF\xD9" + string(make([]byte, n)))
		got, ok := jpeg.LastEOI(in, media.Whole(in), len(in))
		assert.True(t, ok)
		assert.EqualValues(t, 2, got)
	}
	_, ok := jpeg.LastEOI(nil, media.Span{}, 100)
	assert.False(t, ok)
}

func TestAllocations(t *testing.T) {
	b := photo()
	if n := testing.AllocsPerRun(100, func() { heads(b); whole(b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// heads is the walk that rules about metadata make.
func heads(b []byte) int {
	n := 0
	w := jpeg.Open(b, media.Whole(b))
	for w.Next() {
		if w.Segment().Kind == jpeg.Exif {
			n++
		}
	}
	return n
}

// whole is the walk that finds the trailer.
func whole(b []byte) int {
	w := jpeg.Open(b, media.Whole(b))
	for w.Next() || w.WalkOn() {
	}
	return w.Trailer().Len()
}
