package wsp_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// param is a parameter to be written, and which kind of value it has.
type param struct {
	name, text string
	v          uint64
	number     bool
}

func withText(name, text string) param       { return param{name: name, text: text} }
func withNumber(name string, v uint64) param { return param{name: name, v: v, number: true} }

func (p param) parameter() wsp.Parameter {
	if p.number {
		return wsp.NumberParameter(p.name, p.v)
	}
	return wsp.TextParameter(p.name, p.text)
}

func parameters(params []param) (all []wsp.Parameter) {
	for _, p := range params {
		all = append(all, p.parameter())
	}
	return all
}

// tails are what may follow a Content-type-value in a header block: it must not change where the value ends.
var tails = []string{"", "\x00", "\x81\xEA", "\x85a\x00", "\xFF", strings.Repeat("\x8Ea.txt\x00", 40), strings.Repeat("\xC0\"<a>\x00", 60), strings.Repeat("\xFF", 300)}

// checkAppendContentType writes a Content-type-value and holds it to the laws: Size says its length, the strict walk finds no
// fault and ends at its end, and the reader has the media type and the parameters again.
func checkAppendContentType(t testing.TB, media string, params ...param) (wsp.ContentType, wsp.Code) {
	t.Helper()
	ps := parameters(params)
	ct, c := appended(t, media, func(d []byte) ([]byte, wsp.Code) { return wsp.AppendContentType(d, media, ps...) })
	made, code := wsp.MakeContentType(media, ps...)
	if code != c || !bytes.Equal(ct, made) {
		t.Fatalf("%q: %x, %v by MakeContentType, %x, %v by AppendContentType", media, made, code, ct, c)
	}
	if c != 0 {
		return nil, c
	}
	if n := wsp.SizeContentType(media, ps...); n != len(ct) {
		t.Fatalf("%q %+v: size %d, but %x", media, params, n, ct)
	}
	for _, tail := range tails {
		b := append(bytes.Clone(ct), tail...)
		for _, inPart := range []bool{false, true} {
			r := wsp.Recorder{Strict: true}
			if n := wsp.CheckContentType(b, 0, len(b), inPart, 0, &r); n != len(ct) || r.Count != 0 {
				t.Fatalf("%q %+v: %x followed by %.8x: ends at %d with %+v", media, params, ct, tail, n, r.First)
			}
		}
	}
	if plain := wsp.PlainContentTypeEnd(ct, 0); plain != 0 && plain != len(ct) {
		t.Fatalf("%q %+v: %x: plain to %d", media, params, ct, plain)
	}
	readsAs(t, ct, media, params)
	return ct, 0
}

// readsAs fails unless ct reads as the media type and the parameters.
func readsAs(t testing.TB, ct wsp.ContentType, media string, params []param) {
	t.Helper()
	if code, ok := ct.Code(); ok {
		if !strings.EqualFold(wsp.MediaName(code), media) || !ct.Is(media) {
			t.Fatalf("%x: reads as %q, want %q", ct, ct, media)
		}
	} else if string(ct.Media()) != media || !ct.Is(media) {
		t.Fatalf("%x: reads as %q, want %q", ct, ct.Media(), media)
	}
	cur := ct.ParamCursor()
	for _, want := range params {
		if !cur.Next() {
			t.Fatalf("%x: ends before parameter %+v", ct, want)
		}
		got := cur.Param()
		if !strings.EqualFold(got.Name(), want.name) || !sameParameter(got, want) {
			t.Fatalf("%x: parameter %s with %x, want %+v", ct, got.Name(), got.Raw(), want)
		}
	}
	if cur.Next() {
		t.Fatalf("%x: a parameter %x more", ct, cur.Param().Raw())
	}
}

// sameParameter reports whether p has the value of want.
func sameParameter(p wsp.Param, want param) bool {
	code, known := p.Code()
	if want.number {
		if known && code == 0 {
			v, ok := p.Quality()
			return ok && uint64(v) == want.v
		}
		v, ok := p.Uint()
		return ok && v == want.v
	}
	text, ok := p.Text()
	switch {
	case known && code == 0x09 && len(p.Raw()) == 1: // the media type, by its number
		return strings.EqualFold(wsp.MediaName(uint32(p.Raw()[0]&0x7F)), want.text)
	case known && code == 0x02 && len(p.Raw()) == 1: // the version, in its octet
		return string(p.AppendValue(nil)) == want.text
	}
	return ok && text.Equal(want.text)
}

// WSP 5: the table of content types. Rows that are legal and not canonical have what is written in their place.
func TestAppendContentTypeTable(t *testing.T) {
	const smil = "61 70 70 6C 69 63 61 74 69 6F 6E 2F 73 6D 69 6C 00"
	written := map[string]bool{}
	for _, row := range []struct {
		octets, instead string
		media           string
		params          []param
	}{
		{"83", "", "text/plain", nil},
		{"BE", "", "application/vnd.wap.mms-message", nil},
		{"01 83", "83", "text/plain", nil},
		{smil, "", "application/smil", nil},
		{"03 83 81 EA", "", "text/plain", []param{withNumber("charset", 106)}},
		{"03 83 81 83", "", "text/plain", []param{withNumber("charset", 3)}},
		{"05 83 81 02 03 E8", "", "text/plain", []param{withNumber("charset", 1000)}},
		{"05 83 81 02 03 F7", "", "text/plain", []param{withNumber("charset", 1015)}},
		{"03 83 81 80", "", "text/plain", []param{withNumber("charset", 0)}},
		{"08 83 85 61 2E 74 78 74 00", "", "text/plain", []param{withText("name", "a.txt")}},
		{"08 83 97 61 2E 74 78 74 00", "08 83 85 61 2E 74 78 74 00", "text/plain", []param{withText("name", "a.txt")}},
		{"0B 83 97 22 61 20 62 2E 74 78 74 00", "0A 83 85 61 20 62 2E 74 78 74 00", "text/plain", []param{withText("name", "a b.txt")}},
		{"03 83 97 00", "03 83 85 00", "text/plain", []param{withText("name", "")}},
		{"18 B3 89 " + smil + " 8A 3C 30 3E 00", "", "application/vnd.wap.multipart.related", []param{withText("type", "application/smil"), withText("start", "<0>")}},
		{"19 B3 99 22 3C 30 3E 00 89 " + smil, "18 B3 8A 3C 30 3E 00 89 " + smil, "application/vnd.wap.multipart.related", []param{withText("start", "<0>"), withText("type", "application/smil")}},
		{"03 B3 89 83", "", "application/vnd.wap.multipart.related", []param{withText("type", "text/plain")}},
		{"03 02 03 12", "", "application/vnd.omaloc-supl-init", nil},
		{"10 9E 78 2D 77 00 02 02 80 78 2D 74 00 61 62 63 00", "", "image/jpeg", []param{withNumber("x-w", 640), withText("x-t", "abc")}},
		{"03 83 80 51", "", "text/plain", []param{withNumber("q", 800)}},
		{"04 83 80 83 31", "", "text/plain", []param{withNumber("q", 333)}},
		{"09 B6 91 81 92 36 43 34 44 00", "", "application/vnd.wap.connectivity-wbxml", []param{withNumber("SEC", 1), withText("MAC", "6C4D")}},
		{"1D 61 70 70 6C 69 63 61 74 69 6F 6E 2F 78 2D 66 6F 6F 00 96 03 01 11 70 94 04 66 2D 04 80", "", "application/x-foo",
			[]param{withNumber("size", 70000), withNumber("modification-date", 1714226304)}},
		{"1F 22 61 70 70 6C 69 63 61 74 69 6F 6E 2F 76 6E 64 2E 6F 6D 61 2E 64 72 6D 2E 6D 65 73 73 61 67 65 00 81 EA", "03 C8 81 EA",
			"application/vnd.oma.drm.message", []param{withNumber("charset", 106)}},
	} {
		from, want := hexOf(t, row.octets), hexOf(t, row.octets)
		if row.instead != "" {
			want = hexOf(t, row.instead)
		}
		readsAs(t, from, row.media, row.params)
		ct, c := checkAppendContentType(t, row.media, row.params...)
		assert.Zero(t, c, row.octets)
		assert.Equal(t, want, []byte(ct), "%s: % x", row.octets, []byte(ct))
		written[string(from)] = true
	}
	n := 0
	for name, v := range testdata.Vectors() {
		if v.File == "wsp-examples.txt" && strings.HasPrefix(name, "wsp/5-") {
			n++
			assert.True(t, written[string(v.Octets)], "%s is not written", name)
		}
	}
	assert.Equal(t, len(written), n)
}

// Every media type that has a number, by name in another letter case, alone and with a parameter.
func TestAppendContentTypeNumbers(t *testing.T) {
	n := 0
	for code := range uint32(0x400) {
		name := wsp.MediaName(code)
		if name == "" {
			continue
		}
		n++
		want, general := wsp.AppendInteger(nil, uint64(code)), wsp.AppendInteger([]byte{0}, uint64(code))
		if code == 0x5A { // late, and sent as text
			want = []byte(name + "\x00")
			general = []byte("\x00" + name + "\x00")
		} else if code > 0x7F {
			want = append([]byte{byte(len(want))}, want...)
		}
		general = append(general, 0x81, 0xEA)
		general[0] = byte(len(general) - 1)
		for _, media := range []string{name, strings.ToUpper(name)} {
			if code == 0x5A && media != name {
				continue
			}
			ct, c := checkAppendContentType(t, media)
			assert.Zero(t, c, media)
			assert.Equal(t, want, []byte(ct), media)
			ct, c = checkAppendContentType(t, media, withNumber("charset", 106))
			assert.Zero(t, c, media)
			assert.Equal(t, general, []byte(ct), media)
		}
	}
	assert.Greater(t, n, 120)
}

// Media types as text, and those that no text can hold.
func TestAppendContentTypeMedia(t *testing.T) {
	for _, row := range []struct {
		media, want string
		code        wsp.Code
	}{
		{"audio/amr", `"audio/amr" 00`, 0},
		{"Application/SMIL+xml", `"Application/SMIL+xml" 00`, 0},
		{"application/octet-stream", `"application/octet-stream" 00`, 0},
		{"x", "78 00", 0},
		{"image/jpeg2", `"image/jpeg2" 00`, 0},
		{"a b/c d", `"a b/c d" 00`, 0},
		{"x-wap-unknown/0x0999", `"x-wap-unknown/0x0999" 00`, 0},
		{"text/žluť", `"text/žluť" 00`, 0},
		{"a\t/b", "61 09 2F 62 00", 0},
		{"a\r\n /b", "61 0D 0A 20 2F 62 00", 0},
		{"text/directory;profile=vCard", "03 02 03 09", 0}, // the name of a number, semicolon and all
		// An octet of 80 or above in the second place, and the first would be a length: in the general form it is none.
		{"!\x80", "03 21 80 00", 0},
		{"xž/y", "06 78 C5 BE 2F 79 00", 0},
		{"xž" + strings.Repeat("y", 150), "1F 81 1A 78 C5 BE " + strings.Repeat("79 ", 150) + "00", 0}, // more octets than 78 is
		{"", "", wsp.Truncated},
		{" text/plain", "", wsp.MediaTypeSpace},
		{"text/x ", "", wsp.MediaTypeSpace},
		{"text/x\t", "", wsp.MediaTypeSpace},
		{"\ttext/x", "", wsp.MediaTypeSpace},
		{"text/x\r\n ", "", wsp.MediaTypeSpace},
		{" ", "", wsp.MediaTypeSpace},
		{"text/plain; charset=utf-8", "", wsp.MediaTypeText},
		{"text/plain;", "", wsp.MediaTypeText},
		{";", "", wsp.MediaTypeText},
		{`"text/x"`, "", wsp.ValueKind},
		{"žluť/x", "", wsp.ValueKind},
		{"\x80", "", wsp.ValueKind},
		{"\x7Fx/y", "", wsp.TextControl},
		{"text/x\x00", "", wsp.TextControl},
		{"text/x\r\ny", "", wsp.TextControl},
		{"\x1Ftext", "", wsp.TextControl},
		{"\x00", "", wsp.TextControl},
	} {
		ct, c := checkAppendContentType(t, row.media)
		assert.Equal(t, row.code, c, "%q: got %v", row.media, c)
		if row.code == 0 {
			assert.Equal(t, hexOf(t, row.want), []byte(ct), "%q: % x", row.media, []byte(ct))
			_, c = checkAppendContentType(t, row.media, withText("name", "a"), withNumber("x", 1<<20))
			assert.Zero(t, c, row.media)
		} else {
			_, c = checkAppendContentType(t, row.media, withText("name", "a"))
			assert.Equal(t, row.code, c, row.media)
		}
	}
}

// Value-lengths at every length at which they grow.
func TestAppendContentTypeLengths(t *testing.T) {
	for _, n := range []int{27, 28, 29, 30, 124, 125, 126, 16380, 16381, 16382, 40000} {
		name := strings.Repeat("n", n-2)
		ct, c := checkAppendContentType(t, "text/plain", withText("name", name))
		require.Zero(t, c)
		want := wsp.AppendValueLength(nil, uint32(n+1))
		want = append(append(append(want, 0x83, 0x85), name...), 0)
		assert.True(t, bytes.Equal(want, ct), "%d: %.8x", n, []byte(ct))
	}
}

func TestAppendContentTypeRefusals(t *testing.T) {
	for _, p := range []param{withText("", "a"), withText("a b", "c"), withText("name", "a\x00b"), withText("q", "0.5"), withNumber("q", 1000)} {
		for i := range 3 {
			params := []param{withText("name", "first"), withNumber("size", 3), withText("x", "last")}
			params[i] = p
			_, c := checkAppendContentType(t, "text/plain", params...)
			assert.NotZero(t, c, "%+v in place %d", p, i)
		}
	}
	ct, c := wsp.MakeContentType("text/x", wsp.TextParameter("", ""))
	assert.Nil(t, ct, "an empty one would read as application/octet-stream")
	assert.Equal(t, wsp.TokenSeparator, c)
}
