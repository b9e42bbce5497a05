package wsp

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
)

// checkEncoded writes a text in a character set and reads it again, and reports whether it was written.
func checkEncoded(t testing.TB, c Charset, src []byte) bool {
	t.Helper()
	const before = "before"
	kept := bytes.Clone(src)
	got, ok := c.AppendEncoded(nil, src)
	if !ok && len(got) != 0 {
		t.Errorf("%v: %q is refused, but %x appended", c, src, got)
	}
	if ok && !utf8.Valid(src) {
		t.Errorf("%v: %q is no UTF-8, but became %x", c, src, got)
	}
	tight, ok1 := c.AppendEncoded([]byte(before)[:len(before):len(before)], src)
	room := bytes.Repeat([]byte{'#'}, len(before)+len(got)+32)
	limit := len(before) + len(got)
	dst := append(room[:0:limit], before...)
	roomy, ok2 := c.AppendEncoded(dst, src)
	if ok1 != ok || ok2 != ok || string(tight) != before+string(got) || string(roomy) != before+string(got) || string(dst) != before {
		t.Errorf("%v: %q: %x %v alone, %x %v without room, %x %v with room", c, src, got, ok, tight, ok1, roomy, ok2)
	}
	if strings.Trim(string(room[limit:]), "#") != "" {
		t.Errorf("%v: %q: wrote beyond the capacity", c, src)
	}
	if !bytes.Equal(kept, src) {
		t.Errorf("%v: the input was written to", c)
	}
	if !ok {
		return false
	}
	back, valid := c.AppendUTF8(nil, got)
	if !valid || !c.Valid(got) || !bytes.Equal(back, cutUTF8Mark(src)) {
		t.Errorf("%v: %q became %x, which reads as %q (%v)", c, src, got, back, valid)
	}
	return true
}

// What the samples say is written again. Octets are the same but for the mark of UTF-16, where ours is big-endian.
func TestAppendEncodedSamples(t *testing.T) {
	for _, sample := range charsetSamples {
		c := sample.charset
		assert.True(t, checkEncoded(t, c, []byte(sample.text)), "%v: %s", c, sample.text)
		got, _ := c.AppendEncoded(nil, []byte(sample.text))
		want := octets(t, sample.octets)
		switch c {
		case CharsetUTF16:
			want, _ = CharsetUTF16BE.AppendEncoded([]byte{0xFE, 0xFF}, []byte(sample.text))
		case CharsetWindows31J: // rows FA to FC are read, and written as ED and EE, which say the same
			want = octets(t, "87 40 EE E0 ED 95 81 60")
		case CharsetUTF32:
			want, _ = CharsetUTF32BE.AppendEncoded([]byte{0, 0, 0xFE, 0xFF}, []byte(sample.text))
		}
		assert.Equal(t, want, got, "%v: % x", c, got)
		marked := append([]byte(utf8Mark), sample.text...)
		again, ok := c.AppendEncoded(nil, marked)
		assert.True(t, ok, c)
		assert.Equal(t, got, again, "%v: a mark in front is not written", c)
		for _, other := range charsetSamples {
			checkEncoded(t, c, []byte(other.text))
		}
	}
	for _, row := range charsetNames {
		c := Charset(row.number)
		_, ok := c.AppendEncoded(nil, []byte("a"))
		assert.Equal(t, c.Supported(), ok, c)
	}
}

func TestAppendEncoded(t *testing.T) {
	for _, test := range []struct {
		name    string
		charset Charset
		text    string
		octets  string // "!" where it is refused
	}{
		{"empty", CharsetASCII, "", ""},
		{"a mark alone", CharsetUTF8, "\uFEFF", ""},
		{"utf-8", CharsetUTF8, "Ž", "C5 BD"},
		{"utf-8, two marks", CharsetUTF8, "\uFEFF\uFEFFa", "!"},
		{"utf-8, mark inside", CharsetUTF8, "a\uFEFF", "61 EF BB BF"},
		{"utf-8, U+FFFD of its own", CharsetUTF8, "\uFFFD", "EF BF BD"},
		{"no utf-8", CharsetUTF8, "a\xFF", "!"},
		{"utf-8, surrogate", CharsetUTF16BE, "\xED\xA0\x80", "!"},
		{"utf-8, overlong", CharsetASCII, "\xC0\x80", "!"},
		{"us-ascii", CharsetASCII, "a\x7F", "61 7F"},
		{"us-ascii, more", CharsetASCII, "é", "!"},
		{"unspecified", CharsetUnspecified, "a", "!"},
		{"not supported", CharsetUTF7, "a", "!"},
		{"not assigned", 1234, "a", "!"},
		{"iso-8859-1", CharsetISO8859_1, "\u00A0ÿ", "A0 FF"},
		{"iso-8859-1, C1", CharsetISO8859_1, "\u0080", "!"},
		{"iso-8859-1, euro", CharsetISO8859_1, "€", "!"},
		{"windows-1252, euro", CharsetWindows1252, "€", "80"},
		{"iso-8859-2, C1", CharsetISO8859_2, "\u0080", "!"},
		{"iso-8859-7, hole", CharsetISO8859_7, "\uFFFD", "!"},
		{"windows-1251, not there", CharsetWindows1251, "aé", "!"},
		{"utf-16", CharsetUTF16, "Ž", "FE FF 01 7D"},
		{"utf-16, empty", CharsetUTF16, "", "FE FF"},
		{"utf-16, two marks", CharsetUTF16, "\uFEFF\uFEFFa", "FE FF FE FF 00 61"},
		{"utf-16, U+FFFE", CharsetUTF16, "\uFFFEa", "FE FF FF FE 00 61"},
		{"utf-16be, two marks", CharsetUTF16BE, "\uFEFF\uFEFFa", "!"},
		{"utf-16be, mark inside", CharsetUTF16BE, "a\uFEFF", "00 61 FE FF"},
		{"utf-16be, U+FFFE", CharsetUTF16BE, "\uFFFEa", "!"},
		{"utf-16be, looks like utf-8 with a mark", CharsetUTF16BE, "\uEFBB\uBF61", "!"},
		{"utf-16be, does not quite", CharsetUTF16BE, "\uEFBB\uBFFF", "EF BB BF FF"},
		{"utf-16le, two marks", CharsetUTF16LE, "\uFEFF\uFEFFa", "!"},
		{"utf-16le, U+FFFE", CharsetUTF16LE, "\uFFFEa", "!"},
		{"utf-16le, pair", CharsetUTF16LE, "😀", "3D D8 00 DE"},
		{"ucs-2, pair", CharsetUCS2, "😀", "D8 3D DE 00"},
		{"ucs-2, last of the plane", CharsetUCS2, "\uFFFF\U00010000", "FF FF D8 00 DC 00"},
		{"ucs-2, U+FFFD of its own", CharsetUCS2, "\uFFFD", "FF FD"},
		{"ucs-2, two marks", CharsetUCS2, "\uFEFF\uFEFF", "!"},
		{"utf-32", CharsetUTF32, "a", "00 00 FE FF 00 00 00 61"},
		{"utf-32be, U+FFFE", CharsetUTF32BE, "\uFFFE", "00 00 FF FE"},
		{"utf-32le, two marks", CharsetUTF32LE, "\uFEFF\uFEFF", "!"},
		{"utf-32le, last", CharsetUTF32LE, "\U0010FFFF", "FF FF 10 00"},
		{"ucs-4, two marks", CharsetUCS4, "\uFEFF\uFEFF", "!"},
		{"gb18030, mark inside", CharsetGB18030, "\uFEFF\uFEFF", "84 31 95 33"},
		{"gb18030, private use that its decoder reads as another", CharsetGB18030, "a\uE000", "!"},
		{"gb18030, U+FFFD", CharsetGB18030, "\uFFFD", "!"},
		{"iso-2022-jp", CharsetISO2022JP, "件", "1B 24 42 37 6F 1B 28 42"},
		{"iso-2022-jp, escape sequences in the text", CharsetISO2022JP, "\x1B$B!!\x1B(B", "!"},
		{"iso-2022-jp, not there", CharsetISO2022JP, "Ž", "!"},
		{"hz, closed at the end", CharsetHZGB2312, "中", "7E 7B 56 50 7E 7D"},
		{"hz, closed before a tilde", CharsetHZGB2312, "中~中", "7E 7B 56 50 7E 7D 7E 7E 7E 7B 56 50 7E 7D"},
		{"hz, tildes", CharsetHZGB2312, "~{~}~\n", "7E 7E 7B 7E 7E 7D 7E 7E 0A"},
		{"hz, not there", CharsetHZGB2312, "a~Ž", "!"},
		{"shift_jis, yen", CharsetShiftJIS, "¥", "!"},
		{"big5, twins", CharsetBig5, "香港包晴╭═", "AD BB B4 E4 A5 5D B4 B8 A2 7E A2 A4"},
		{"big5-hkscs, twins", CharsetBig5HKSCS, "a嘅b", "61 9D EF 62"},
		{"gbk, euro", CharsetGBK, "€", "80"},
		{"big5, two characters that one code reads as", CharsetBig5, "Ê\u0304", "!"},
	} {
		got, ok := test.charset.AppendEncoded([]byte{}, []byte(test.text))
		checkEncoded(t, test.charset, []byte(test.text))
		assert.Equal(t, test.octets != "!", ok, test.name)
		if ok {
			assert.Equal(t, octets(t, test.octets), got, "%s: % x", test.name, got)
		}
	}
}

// Every character by itself: a set of one octet writes exactly those that it reads, a set that writes a character reads it.
// MMSGUARD_EXHAUSTIVE=1 takes all planes.
func TestAppendEncodedCharacters(t *testing.T) {
	for _, c := range supportedCharsets() {
		last := rune(0x10FFF)
		if os.Getenv("MMSGUARD_EXHAUSTIVE") == "1" {
			last = utf8.MaxRune
		}
		var got, back, src []byte
		n := 0
		for r := rune(0); r <= last; r++ {
			if !utf8.ValidRune(r) || r == 0xFEFF {
				continue
			}
			src = utf8.AppendRune(src[:0], r)
			var ok bool
			if got, ok = c.AppendEncoded(got[:0], src); !ok {
				continue
			}
			n++
			if back, ok = c.AppendUTF8(back[:0], got); !ok || !bytes.Equal(back, src) {
				t.Fatalf("%v: %U became %x, which reads as %q", c, r, got, back)
			}
		}
		want := n
		if charmapOf(c) != nil || c == CharsetISO8859_1 {
			want = 0
			for o := range 256 {
				if c.Valid([]byte{byte(o)}) {
					want++
				}
			}
		}
		assert.Equal(t, want, n, "%v: characters", c)
	}
}

// Plain Big5, the standard's levels 1 and 2 and its symbols, is written as it is read, but for the numbers that it has twice.
func TestAppendEncodedPlainBig5(t *testing.T) {
	n := 0
	for high := 0xA1; high <= 0xF9; high++ {
		for low := 0x40; low <= 0xFE; low++ {
			src := []byte{byte(high), byte(low)}
			text, ok := CharsetBig5.AppendUTF8(nil, src)
			if code := high<<8 | low; !ok || code > 0xC67E && code < 0xC940 || code > 0xF9D5 || code == 0xA2CC || code == 0xA2CE {
				continue
			}
			n++
			if got, ok := CharsetBig5.AppendEncoded(nil, text); !ok || !bytes.Equal(got, src) {
				t.Errorf("%s: read from %x, written as %x", text, src, got)
			}
		}
	}
	assert.Greater(t, n, 13000)
	for i, twin := range big5Twins {
		assert.True(t, i == 0 || big5Twins[i-1].added < twin.added, "%x: sorted", twin.added)
		added, _ := CharsetBig5.AppendUTF8(nil, []byte{byte(twin.added >> 8), byte(twin.added)})
		plain, _ := CharsetBig5.AppendUTF8(nil, []byte{byte(twin.plain >> 8), byte(twin.plain)})
		assert.Equal(t, added, plain, "%x", twin.added)
	}
}

// It is linear, also where each character changes the state.
func TestAppendEncodedLong(t *testing.T) {
	for _, sample := range charsetSamples {
		assert.True(t, checkEncoded(t, sample.charset, bytes.Repeat([]byte(sample.text), 400)), sample.charset)
	}
	for _, text := range []string{"~", "中~", "~中", "中\n"} {
		assert.True(t, checkEncoded(t, CharsetHZGB2312, []byte(strings.Repeat(text, 3000))), text)
	}
	assert.True(t, checkEncoded(t, CharsetISO2022JP, []byte(strings.Repeat("件a", 3000))))
}

func TestAppendEncodedNoAllocation(t *testing.T) {
	for _, sample := range charsetSamples {
		c := sample.charset
		if encodingOf(c) != nil {
			continue
		}
		for _, times := range []int{1, 300} {
			src := bytes.Repeat([]byte(sample.text), times)
			want, _ := c.AppendEncoded(nil, src)
			dst := make([]byte, 0, len(want)) // and not an octet more
			if n := testing.AllocsPerRun(20, func() { c.AppendEncoded(dst, src) }); n != 0 {
				t.Errorf("%v: %v allocations for %d octets, want 0", c, n, len(src))
			}
		}
		if n := testing.AllocsPerRun(20, func() {
			var dst, src [256]byte
			k := copy(src[:], sample.text)
			c.AppendEncoded(dst[:0], src[:k])
		}); n != 0 {
			t.Errorf("%v: buffers of the caller move to the heap", c)
		}
	}
}

// FuzzEncodeCharset: in every character set, what is written reads as it was; and what reads as stated is written, as octets
// that read the same.
func FuzzEncodeCharset(f *testing.F) {
	for _, sample := range charsetSamples {
		fuzz.Add(f, []byte(sample.text), octets(f, sample.octets))
	}
	fuzz.AddTexts(f, "\uFEFF\uFEFFa", "\uFFFEa", "\uFFFD", "a\uE000", "\x1B$B!!\x1B(B", "中~中", "~{VP", "Ê\u0304", "\uEFBB\uBF61")
	f.Fuzz(func(t *testing.T, src []byte) {
		w := fuzz.Watch(t, len(src))
		defer w.Done()
		for _, c := range append([]Charset{CharsetUnspecified, CharsetUTF7}, supportedCharsets()...) {
			if ok := checkEncoded(t, c, src); ok && !c.Supported() {
				t.Errorf("%v is not supported, but %q was written", c, src)
			}
			text, valid := c.AppendUTF8(nil, src)
			written := checkEncoded(t, c, text)
			// Sets of one octet to a character, and Unicode, lack nothing that they have read.
			complete := charmapOf(c) != nil || encodingOf(c) == nil && c.Supported()
			if valid && complete && !written && !bytes.HasPrefix(text, []byte(utf8Mark)) && !bytes.HasPrefix(text, []byte("\uFFFE")) &&
				!bytes.HasPrefix(src, []byte(utf8Mark)) {
				t.Errorf("%v: %x reads as %q, which is refused", c, src, text)
			}
		}
	})
}
