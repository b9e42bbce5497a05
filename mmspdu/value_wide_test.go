package mmspdu_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// wideCharsets have octets of 00 inside their texts.
var wideCharsets = []wsp.Charset{
	wsp.CharsetUCS2, wsp.CharsetUCS4, wsp.CharsetUTF16BE, wsp.CharsetUTF16LE, wsp.CharsetUTF16,
	wsp.CharsetUTF32, wsp.CharsetUTF32BE, wsp.CharsetUTF32LE,
}

// The readers' rule of MMS 4.3: a leading 7F may be a Quote or half a character, terminators of one and two octets occur.
func TestWideTextIsReadByTheRule(t *testing.T) {
	for _, c := range []struct{ name, octets, want string }{
		{"two octets end it", "\x01\x7D\x00\x00", "\x01\x7D"},
		{"one octet ends it", "\x01\x7D\x00", "\x01\x7D"},
		{"nothing ends it", "\x01\x7D\x00A", "\x01\x7D\x00A"},
		{"NULs at the end are the text's but for two", "\x00A\x00\x00\x00\x00", "\x00A\x00\x00"},
		{"empty", "\x00\x00", ""},
		{"empty with one octet", "\x00", ""},
		{"a byte order mark behind 7F: Quote", "\x7F\xFE\xFF\x00A\x00\x00", "\xFE\xFF\x00A"},
		{"the other byte order mark", "\x7F\xFF\xFEA\x00\x00", "\xFF\xFEA\x00"},
		{"odd and two zeros: Quote", "\x7F\x80\x01\x00\x00", "\x80\x01"},
		{"even and not two zeros: Quote", "\x7F\x80\x01\x00", "\x80\x01"},
		{"even and two zeros: a character", "\x7F\x80\x00\x00", "\x7F\x80"},
		{"odd and not two zeros: a character", "\x7F\x80\x00A\x00", "\x7F\x80\x00A"},
		{"7F and an octet below 80: a character", "\x7F\x01\x00\x00", "\x7F\x01"},
	} {
		inside := "\x02\x03\xE8" + c.octets
		b := append([]byte{byte(len(inside))}, inside...)
		x, n, code := mmspdu.ConsumeEncoded(b)
		assert.Equal(t, len(b), n, c.name)
		assert.Equal(t, c.want, string(x.Bytes()), c.name)
		if strings.HasSuffix(c.octets, "\x00") {
			assert.Zero(t, code, c.name)
			// What was read can be written, if perhaps with other octets, and is read again.
			encodedTriad.laws(t, c.name, x, "", 0)
		} else {
			assert.Equal(t, wsp.TextUnterminated, code, c.name)
		}
	}
}

// Every text of up to three characters in which the rule could go wrong, and those that end in half a character: what is
// written reads as it was, and what would not is refused, for one of two reasons.
func TestWideTextsAreWrittenOrRefused(t *testing.T) {
	units := []string{
		"\x00\x00", "\x00A", "A\x00", "\x7F\x00", "\x7F\x01", "\x7F\x7F", "\x7F\x80", "\x7F\xFE", "\x7F\xFF", "\xFE\xFF", "\xFF\xFE",
		"\xFF\x00", "\x80\x7F", "\x00\x7F", "\xFE\x00", "\xD8\x3D", "\xDE\x00", "\x7F", "\x00", "\xFF",
	}
	texts := []string{""}
	for _, a := range units {
		texts = append(texts, a)
		for _, b := range units {
			texts = append(texts, a+b)
			for _, c := range units {
				texts = append(texts, a+b+c)
			}
		}
	}
	written, refused := 0, 0
	for _, cs := range wideCharsets {
		for _, s := range texts {
			x := wsp.MakeText([]byte(s), cs)
			half := len(s)%2 != 0
			marked := strings.HasPrefix(s, "\x7F\xFE\xFF") || strings.HasPrefix(s, "\x7F\xFF\xFE")
			if half || marked {
				refused++
				got, c := mmspdu.AppendEncoded([]byte("d"), x)
				if c != wsp.ValueKind || string(got) != "d" {
					t.Fatalf("%v %x: %v, %x", cs, s, c, got)
				}
				continue
			}
			written++
			b, c := mmspdu.AppendEncoded(nil, x)
			back, n, code := mmspdu.ConsumeEncoded(b)
			if c != 0 || code != 0 || n != len(b) || mmspdu.SizeEncoded(x) != n || textKey(back) != textKey(x) {
				t.Fatalf("%v %x: written as %x (%v), read as %x (%v)", cs, s, b, c, back.Bytes(), code)
			}
			if len(s) > 4 || cs != wsp.CharsetUCS2 {
				continue
			}
			encodedTriad.laws(t, s, x, "", 0)
			flagsTriad.laws(t, s, mmspdu.Flags{Token: mmspdu.FlagTokenAdd, Keyword: x}, "", 0)
			fromTriad.laws(t, s, mmspdu.From{Address: mmspdu.Address{Text: x}}, "", 0)
			byTriad.laws(t, s, mmspdu.PreviouslySentBy{Count: 1, Address: mmspdu.Address{Text: x}}, "", 0)
		}
	}
	assert.Greater(t, written, 20000)
	assert.Greater(t, refused, 20000)
}

// A text in every charset that MMS meets comes back as it was, by TextIn and by its octets.
func TestTextsInEveryCharset(t *testing.T) {
	wrote := 0
	for _, s := range maker.CharsetSamples() {
		cs := wsp.Charset(s.Charset)
		x := wsp.MakeText([]byte(s.Octets), cs)
		if cs == wsp.CharsetISO2022JP {
			encodedTriad.laws(t, s.Name, x, "", wsp.TextControl) // it shifts by ESC
			continue
		}
		b := encodedTriad.laws(t, s.Name, x, "", 0)
		require.Equal(t, string(maker.EncodedSample(s).Octets), string(b), s.Name)
		back, _, _ := mmspdu.ConsumeEncoded(b)
		require.Equal(t, s.Text, back.String(), s.Name)

		in, c := mmspdu.AppendField(nil, mmspdu.TypeSendReq, mmspdu.FieldSubject, mmspdu.TextIn(cs, s.Text))
		require.Zero(t, c, s.Name)
		back, _, c = mmspdu.ConsumeEncoded(in[1:])
		require.Zero(t, c, s.Name)
		require.Equal(t, cs, back.Charset())
		require.Equal(t, s.Text, back.String(), s.Name)
		wrote++
	}
	assert.Greater(t, wrote, 40)
	for _, c := range []struct {
		cs wsp.Charset
		s  string
	}{
		{0, "a"}, {wsp.CharsetASCII, "é"}, {wsp.CharsetISO8859_1, "€"}, {wsp.CharsetBig5, "😀"}, {9999, "a"}, {wsp.CharsetUTF8, "\xFF"},
		{wsp.CharsetUTF16BE, "a\xFF"}, {wsp.CharsetISO2022JP, "写真"}, {wsp.CharsetUTF8, "a\nb"}, {wsp.CharsetUCS2, "翾\uFF41"},
	} {
		got, code := mmspdu.AppendField([]byte("d"), mmspdu.TypeSendReq, mmspdu.FieldSubject, mmspdu.TextIn(c.cs, c.s))
		assert.NotZero(t, code, "%v %q", c.cs, c.s)
		assert.Equal(t, "d", string(got))
	}
}
