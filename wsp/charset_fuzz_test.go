package wsp

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"

	"github.com/mmsguard/mmsguard/fuzz"
)

func FuzzCharset(f *testing.F) {
	for _, sample := range charsetSamples {
		fuzz.Add(f, octets(f, sample.octets))
	}
	fuzz.AddTexts(f, "utf8", ` "ISO_8859-1"`, "*", "windows1258")
	f.Fuzz(func(t *testing.T, src []byte) {
		w := fuzz.Watch(t, len(src))
		defer w.Done()
		kept := bytes.Clone(src)
		for _, c := range append([]Charset{CharsetUnspecified, CharsetUTF7, 1234}, supportedCharsets()...) {
			checkCharset(t, c, src)
		}
		checkUTF16(t, src)
		if c, ok := CharsetByName(src); ok {
			if again, ok := CharsetByName([]byte(c.String())); !ok || again != c {
				t.Errorf("%q is %d, whose name is %d", src, c, again)
			}
		}
		if !bytes.Equal(src, kept) {
			t.Error("the input was written to")
		}
	})
}

func supportedCharsets() (all []Charset) {
	for _, sample := range charsetSamples {
		all = append(all, sample.charset)
	}
	return all
}

// checkCharset holds AppendUTF8 and Valid to their laws for one text.
func checkCharset(t *testing.T, c Charset, src []byte) {
	t.Helper()
	const before = "before"
	got, ok := c.AppendUTF8(nil, src)
	if !utf8.Valid(got) {
		t.Errorf("%v: %x is no UTF-8", c, got)
	}
	if len(got) > 3*len(src) {
		t.Errorf("%v: %d octets from %d", c, len(got), len(src))
	}
	// A slice that ends at its capacity, and one with room behind which there is something to lose.
	if tight, _ := c.AppendUTF8([]byte(before)[:len(before):len(before)], src); string(tight) != before+string(got) {
		t.Errorf("%v: %q after other octets, %q alone", c, tight, got)
	}
	room := bytes.Repeat([]byte{'#'}, len(before)+3*len(src)+64)
	limit := len(room) - 32
	roomy, _ := c.AppendUTF8(append(room[:0:limit], before...), src)
	if string(roomy) != before+string(got) {
		t.Errorf("%v: %q into room, %q alone", c, roomy, got)
	}
	if strings.Trim(string(room[limit:]), "#") != "" {
		t.Errorf("%v: wrote beyond the capacity", c)
	}
	if c.Supported() && ok != c.Valid(src) {
		t.Errorf("%v: appended %v, valid %v", c, ok, !ok)
	}
	if ok && bytes.Contains(got, []byte(replacement)) && (charmapOf(c) != nil || encodingOf(c) != nil) {
		t.Errorf("%v: something was replaced unseen: %q", c, got)
	}
	if !ok && c == CharsetUTF8 && utf8.Valid(src) {
		t.Errorf("valid UTF-8 is refused: %q", src)
	}
	if asciiPrefix(src) == len(src) && wideOf(c) == 0 && !c.shifts() && !bytes.Equal(got, src) {
		t.Errorf("%v: ASCII became %q", c, got)
	}
	if e := decoderOf(c); e != nil {
		want, err := e.NewDecoder().Bytes(src)
		if err == nil && !bytes.Equal(got, want) {
			t.Errorf("%v: %q, the decoder alone has %q", c, got, want)
		}
	}
}

// wideOf returns how many octets a unit of c has, for the families in which that is more than one.
func wideOf(c Charset) int {
	switch c {
	case CharsetUCS2, CharsetUTF16, CharsetUTF16BE, CharsetUTF16LE:
		return 2
	case CharsetUCS4, CharsetUTF32, CharsetUTF32BE, CharsetUTF32LE:
		return 4
	}
	return 0
}

func decoderOf(c Charset) encoding.Encoding {
	if m := charmapOf(c); m != nil {
		return m
	}
	return encodingOf(c)
}

// checkUTF16 compares with the standard library's decoder of units, where there is no mark to make a difference.
func checkUTF16(t *testing.T, src []byte) {
	t.Helper()
	if len(src)%2 != 0 || bytes.HasPrefix(src, []byte(utf8Mark)) {
		return
	}
	if body, little := order16(src, false); len(body) != len(src) || little {
		return
	}
	units := make([]uint16, len(src)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(src[2*i:])
	}
	want := string(utf16.Decode(units))
	if got, _ := CharsetUTF16.AppendUTF8(nil, src); string(got) != want {
		t.Errorf("utf-16: %q, want %q", got, want)
	}
}
