package wsp_test

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// choices reads octets as a stream of small decisions; when they run dry, all that is left is zero.
type choices []byte

func (c *choices) octet() byte {
	if len(*c) == 0 {
		return 0
	}
	o := (*c)[0]
	*c = (*c)[1:]
	return o
}

func (c *choices) pick(n int) int { return int(c.octet()) % n }

// number is of as many octets as the first choice says.
func (c *choices) number() (v uint64) {
	for range c.pick(9) {
		v = v<<8 | uint64(c.octet())
	}
	return v
}

var someTexts = []string{
	"", "a", "a.txt", "a b.txt", "<smil>", "Ž", "aŽ", `"a`, `a"`, `"a"`, "\ta", "a\r\n b", "a\x00b", "\x7Fa", "1.2", "1.15", "utf-8", "text/plain",
	"application/smil", "application/vnd.wap.multipart.mixed", "application/vnd.wap.multipart.related", "application/vnd.omaloc-supl-init",
	"application/octet-stream", "text/x; a=b", " x", "x ", "x\t", "!\x80", "xž/y", "multipart/mixed", "audio/amr", "*/*",
}

// text is one of those above, or octets of the stream.
func (c *choices) text() string {
	if n := c.pick(64); n < len(someTexts) {
		return someTexts[n]
	}
	n := min(c.pick(48), len(*c))
	s := string((*c)[:n])
	*c = (*c)[n:]
	return s
}

func (c *choices) param() param {
	name := wsp.ParamName(uint8(c.pick(0x20)))
	if name == "" {
		name = []string{"x-w", "Name", "name*", ""}[c.pick(4)]
	}
	if c.pick(2) == 0 {
		return withText(name, c.text())
	}
	return withNumber(name, c.number())
}

func (c *choices) params(most int) (all []param) {
	for range c.pick(most + 1) {
		all = append(all, c.param())
	}
	return all
}

// FuzzAppendInteger: what is written reads as it was, and what reads without a fault is written again, unless it is longer
// than it need be.
func FuzzAppendInteger(f *testing.F) {
	fuzz.Seed(f, 20, testdata.KindUintvar, testdata.KindLength, testdata.KindInteger, testdata.KindDate, testdata.KindQ, testdata.KindVersion)
	fuzz.Add(f, []byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		var wide [8]byte
		copy(wide[:], b)
		writeNumbers(t, binary.LittleEndian.Uint64(wide[:]))
		rewriteNumbers(t, b)
		start := min(len(b), int(wide[0]))
		prefixed := wsp.PrefixValueLength(bytes.Clone(b), start)
		if n, used, c := wsp.ConsumeValueLength(prefixed[start:]); c != 0 || int(n) != len(b)-start ||
			!bytes.Equal(prefixed[start+used:], b[start:]) || !bytes.Equal(prefixed[:start], b[:start]) {
			t.Fatalf("%x: prefixed at %d: %x", b, start, prefixed)
		}
	})
}

func writeNumbers(t *testing.T, v uint64) {
	b, _ := appended(t, "uintvar", sure(func(d []byte) []byte { return wsp.AppendUintvar(d, uint32(v)) }))
	if got, n, c := wsp.ConsumeUintvar(b); got != uint32(v) || n != len(b) || c != 0 || n != wsp.SizeUintvar(uint32(v)) {
		t.Fatalf("%d: uintvar %x", uint32(v), b)
	}
	b, _ = appended(t, "length", sure(func(d []byte) []byte { return wsp.AppendValueLength(d, uint32(v)) }))
	if got, n, c := wsp.ConsumeValueLength(b); got != uint32(v) || n != len(b) || c != 0 || n != wsp.SizeValueLength(uint32(v)) {
		t.Fatalf("%d: value-length %x", uint32(v), b)
	}
	b, _ = appended(t, "long", sure(func(d []byte) []byte { return wsp.AppendLongInteger(d, v) }))
	if got, n, c := wsp.ConsumeLongInteger(b); got != v || n != len(b) || c != 0 || n != wsp.SizeLongInteger(v) {
		t.Fatalf("%d: Long-integer %x", v, b)
	}
	b, _ = appended(t, "integer", sure(func(d []byte) []byte { return wsp.AppendInteger(d, v) }))
	if got, n, c := wsp.ConsumeInteger(b); got != v || n != len(b) || c != 0 || n != wsp.SizeInteger(v) {
		t.Fatalf("%d: Integer-value %x", v, b)
	}
	b, c := appended(t, "short", func(d []byte) ([]byte, wsp.Code) { return wsp.AppendShortInteger(d, uint8(v)) })
	if got, n, _ := wsp.ConsumeShortInteger(b); (c != 0) != (v&0x80 != 0) || c == 0 && (got != uint8(v) || n != 1) {
		t.Fatalf("%d: Short-integer %x, %v", v, b, c)
	}
	q := int(int16(v))
	b, c = appended(t, "q", func(d []byte) ([]byte, wsp.Code) { return wsp.AppendQ(d, q) })
	if got, n, _ := wsp.ConsumeQ(b); (c != 0) != (q < 0 || q > 999) || c == 0 && (got != q || n != len(b) || n != wsp.SizeQ(q)) {
		t.Fatalf("%d: Q-value %x, %v", q, b, c)
	}
	b, c = appended(t, "version", func(d []byte) ([]byte, wsp.Code) { return wsp.AppendVersion(d, wsp.Version(v)) })
	if got, _, n, _ := wsp.ConsumeVersion(b); (c != 0) != (v&0x80 == 0) || c == 0 && (got != wsp.Version(v) || n != 1) {
		t.Fatalf("%x: Version-value %x, %v", uint8(v), b, c)
	}
	if made, ok := wsp.MakeVersion(wsp.Version(v).Major(), wsp.Version(v).Minor()); ok != (v>>4&7 != 0) || ok && made != wsp.Version(v|0x80) {
		t.Fatalf("%x: made %x", uint8(v), made)
	}
}

func rewriteNumbers(t *testing.T, b []byte) {
	same := func(name string, got []byte, n int, longer bool) {
		if longer == bytes.Equal(got, b[:n]) {
			t.Fatalf("%s %x: written again as %x", name, b[:n], got)
		}
	}
	if v, n, c := wsp.ConsumeUintvar(b); n != 0 {
		same("uintvar", wsp.AppendUintvar(nil, v), n, c == wsp.UintvarPadded)
	}
	if v, n, c := wsp.ConsumeValueLength(b); n != 0 {
		same("value-length", wsp.AppendValueLength(nil, v), n, c == wsp.UintvarPadded || b[0] == 0x1F && v <= 30)
	}
	if v, n, c := wsp.ConsumeLongInteger(b); n != 0 && c != wsp.IntegerLong {
		same("Long-integer", wsp.AppendLongInteger(nil, v), n, c != 0)
	}
	if v, n, c := wsp.ConsumeInteger(b); n != 0 && c != wsp.IntegerLong {
		same("Integer-value", wsp.AppendInteger(nil, v), n, c != 0 || b[0] < 0x80 && v <= 0x7F)
	}
	if q, n, c := wsp.ConsumeQ(b); n != 0 {
		got, code := wsp.AppendQ(nil, q)
		v, _, _ := wsp.ConsumeUintvar(b)
		same("Q-value", got, n, c == wsp.UintvarPadded || v > 100 && q%10 == 0)
		if code != 0 {
			t.Fatalf("Q-value %x: %v", b[:n], code)
		}
	}
}

// text is TEXT of WSP 2.1, once more.
var textRule = regexp.MustCompile(`(?s)^(?:[^\x00-\x1F\x7F]|\t|\r\n[ \t])*$`)

var tokenRule = regexp.MustCompile("^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+$")

// FuzzAppendText: the four forms of text, refused where the grammar says so, and read as they were given; and what reads
// without a fault is written again, unless it has quotation marks that it need not have.
func FuzzAppendText(f *testing.F) {
	fuzz.Seed(f, 8, testdata.KindText, testdata.KindTextValue)
	fuzz.AddTexts(f, someTexts...)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		writeTexts(t, string(b))
		rewriteTexts(t, b)
	})
}

func writeTexts(t *testing.T, s string) {
	isText, isToken := textRule.MatchString(s), tokenRule.MatchString(s)
	marked := len(s) > 0 && s[0] == '"'
	closed := len(s) > 0 && s[len(s)-1] == '"'
	for _, form := range []struct {
		name          string
		may           bool
		size          int
		f, g          func([]byte) ([]byte, wsp.Code)
		consume       func([]byte) (wsp.Text, int, wsp.Code)
		plain, differ bool
	}{
		{"text", isText && (s == "" || s[0] >= 0x20), wsp.SizeText(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendText(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendText(d, []byte(s)) }, wsp.ConsumeText, true, marked},
		{"token", isToken, wsp.SizeToken(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendToken(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendToken(d, []byte(s)) }, wsp.ConsumeTextValue, true, false},
		{"quoted", isText && !closed, wsp.SizeQuoted(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendQuoted(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendQuoted(d, []byte(s)) }, wsp.ConsumeTextValue, false, false},
		{"text-value", isText && !closed, wsp.SizeTextValue(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendTextValue(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendTextValue(d, []byte(s)) }, wsp.ConsumeTextValue, false, false},
	} {
		got, c := appended(t, form.name, form.f)
		if of, c2 := appended(t, form.name, form.g); c2 != c || !bytes.Equal(of, got) {
			t.Fatalf("%s %q: %x, %v of a string, %x, %v of octets", form.name, s, got, c, of, c2)
		}
		if form.may != (c == 0) {
			t.Fatalf("%s %q: %x, %v", form.name, s, got, c)
		}
		if c != 0 {
			continue
		}
		text, n, c := form.consume(append(bytes.Clone(got), "tail\x00"...))
		if n != len(got) || n != form.size || c != 0 && !form.differ {
			t.Fatalf("%s %q: %x, of which %d are read, with %v; size %d", form.name, s, got, n, c, form.size)
		}
		if !form.differ && !text.Equal(s) {
			t.Fatalf("%s %q: %x, which reads as %q", form.name, s, got, text.Bytes())
		}
		if form.plain && !wsp.PlainString(got).Equal(s) {
			t.Fatalf("%s %q: %x, which is plainly %q", form.name, s, got, wsp.PlainString(got).Bytes())
		}
	}
}

func rewriteTexts(t *testing.T, b []byte) {
	if len(b) == 0 {
		return
	}
	if text, n, c := wsp.ConsumeText(b); c == 0 && b[0] != '"' && b[0] >= 0x20 {
		if got, c := wsp.AppendText(nil, text.Bytes()); c != 0 || !bytes.Equal(got, b[:n]) {
			t.Fatalf("text %x: written again as %x, %v", b[:n], got, c)
		}
	}
	if text, n, c := wsp.ConsumeTextValue(b); c == 0 {
		got, code := wsp.AppendTextValue(nil, text.Bytes())
		needless := b[0] == '"' && (text.IsZero() || tokenRule.Match(text.Bytes()))
		if code != 0 || needless == bytes.Equal(got, b[:n]) {
			t.Fatalf("text-value %x: written again as %x, %v", b[:n], got, code)
		}
	}
}

// FuzzAppendContentType: a Content-type-value of any media type and parameters reads as it was meant, whatever follows; and one
// that reads without a fault is written again (see longerThanNeeded).
func FuzzAppendContentType(f *testing.F) {
	fuzz.Seed(f, 30, testdata.KindContentType)
	for i := range someTexts {
		fuzz.Add(f, []byte{byte(i), 2, 5, 0, byte(i), 1, 1, 1, 1, 106})
	}
	fuzz.Add(f, []byte("\t\x7F\xFF\x81E6C4\x92\x00")) // a media type behind a Quote
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		rewriteContentType(t, b)
		c := choices(b)
		media := c.text()
		params := c.params(6)
		w.Step(len(params))
		checkAppendContentType(t, media, params...)
		if code := uint32(c.number()); wsp.MediaName(code) != "" {
			if _, c := checkAppendContentType(t, wsp.MediaName(code)); c != 0 {
				t.Fatalf("%q: %v", wsp.MediaName(code), c)
			}
		}
	})
}
