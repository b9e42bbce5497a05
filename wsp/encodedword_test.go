package wsp

import (
	"bytes"
	"mime"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
)

var encodedWords = []struct{ name, src, want string }{
	{"nothing", "", ""},
	{"plain", "a=b?c", "a=b?c"},
	{"base64", "=?utf-8?B?w7w=?=", "ü"},
	{"base64, no padding", "=?utf-8?B?w7w?=", "ü"},
	{"base64, empty", "=?utf-8?B??=", ""},
	{"q, empty", "a =?utf-8?Q??= b", "a  b"},
	{"q", "=?UTF-8?Q?Gr=C3=BC=c3=9fe?=", "Grüße"},
	{"q, underscore", "=?us-ascii?q?a_b?=", "a b"},
	{"q, begins with an escape", "=?utf-8?Q?=41?=", "A"},
	{"q, spaces", "=?utf-8?q?a b?=", "a b"},
	{"q, 8-bit octets", "=?utf-8?q?\xC3\xBC?=", "ü"},
	{"latin-1", "=?ISO-8859-1?Q?Andr=E9?= <a@b>", "André <a@b>"},
	{"iso-2022-jp", "=?ISO-2022-JP?B?GyRCN29MPhsoQg==?=", "件名"},
	{"koi8-r", "=?koi8-r?B?8NLJ18XU?=", "Привет"},
	{"language", "=?utf-8*de?Q?=C3=BC?=", "ü"},
	{"beside text", "(=?utf-8?Q?=C3=BC?=).jpg", "(ü).jpg"},
	{"RFC 2047, 8: one", "(=?ISO-8859-1?Q?a?=)", "(a)"},
	{"RFC 2047, 8: word and text", "(=?ISO-8859-1?Q?a?= b)", "(a b)"},
	{"RFC 2047, 8: two words", "(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"},
	{"RFC 2047, 8: two spaces", "(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)"},
	{"RFC 2047, 8: folded", "(=?ISO-8859-1?Q?a?=\r\n   =?ISO-8859-1?Q?b?=)", "(ab)"},
	{"RFC 2047, 8: a space of its own", "(=?ISO-8859-1?Q?a_b?=)", "(a b)"},
	{"RFC 2047, 8: two character sets", "(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"},
	{"words without space between", "=?utf-8?Q?a?==?utf-8?B?Yg==?=", "ab"},
	{"a character in halves, no padding", "=?utf-8?B?ww?=\r\n =?utf-8?Q?=BC?=", "ü"},
	{"a character in halves", "=?utf-8?B?ww==?=\r\n =?utf-8?Q?=BC?=", "ü"},
	{"halves, two character sets", "=?utf-8?Q?=C3?= =?latin1?Q?=BC?=", "\uFFFD¼"},
	{"space before text stays", "=?utf-8?Q?a?= \t b =?utf-8?Q?c?= ", "a \t b c "},
	{"space before a broken word stays", "=?utf-8?Q?a?= =?utf-8?Q?=X?=", "a =?utf-8?Q?=X?="},
	{"space after a broken word stays", "=?x?Q?a?= =?utf-8?Q?b?=", "=?x?Q?a?= b"},
	{"unknown character set", "=?no-such?Q?a?=", "=?no-such?Q?a?="},
	{"unsupported character set", "=?utf-7?Q?a?=", "=?utf-7?Q?a?="},
	{"no character set", "=??Q?a?=", "=??Q?a?="},
	{"any character set", "=?*?Q?a?=", "=?*?Q?a?="},
	{"unknown encoding", "=?utf-8?X?a?=", "=?utf-8?X?a?="},
	{"encoding of two letters", "=?utf-8?QQ?a?=", "=?utf-8?QQ?a?="},
	{"no end", "=?utf-8?Q?a", "=?utf-8?Q?a"},
	{"half an end", "=?utf-8?Q?a?", "=?utf-8?Q?a?"},
	{"no text", "=?utf-8?Q?", "=?utf-8?Q?"},
	{"no encoding", "=?utf-8?=", "=?utf-8?="},
	{"broken escape", "=?utf-8?Q?=4?=", "=?utf-8?Q?=4?="},
	{"control character", "=?utf-8?Q?a\nb?=", "=?utf-8?Q?a\nb?="},
	{"base64, other octets", "=?utf-8?B?w7*w=?=", "=?utf-8?B?w7*w=?="},
	{"base64, padding inside", "=?utf-8?B?ww==vA==?=", "=?utf-8?B?ww==vA==?="},
	{"base64, a lone digit", "=?utf-8?B?w?=", "=?utf-8?B?w?="},
	{"a word after a beginning", "=?=?utf-8?Q?a?=", "=?a"},
	{"invalid for its character set", "=?utf-8?Q?=FF?=", "\uFFFD"},
	{"octets outside words", "\xFF =?utf-8?Q?a?=", "\xFF a"},
}

func TestEncodedWords(t *testing.T) {
	for _, test := range encodedWords {
		assert.Equal(t, "dst:"+test.want, string(AppendDecodedWords([]byte("dst:"), []byte(test.src))), test.name)
	}
}

// A word that is cut is no word: what is left of it stays as it is.
func TestEncodedWordTruncations(t *testing.T) {
	const src = "=?utf-8?B?w7zDvA==?="
	for n := range len(src) {
		assert.Equal(t, src[:n], string(AppendDecodedWords(nil, []byte(src[:n]))))
	}
}

func TestEncodedWordsNoAllocation(t *testing.T) {
	dst := make([]byte, 0, 64)
	src := []byte("a name without encoded-words")
	if n := testing.AllocsPerRun(100, func() { AppendDecodedWords(dst, src) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func TestExtValue(t *testing.T) {
	for _, test := range []struct {
		name, src, want string
		ok              bool
	}{
		{"RFC 8187, 3.2.3, pound", "iso-8859-1'en'%A3%20rates", "£ rates", true},
		{"RFC 8187, 3.2.3, pound and euro", "UTF-8''%c2%a3%20and%20%e2%82%ac%20rates", "£ and € rates", true},
		{"RFC 2231, 4", "us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", "This is ***fun***", true},
		{"empty", "utf-8''", "", true},
		{"apostrophe in the text", "utf-8''a'b", "a'b", true},
		{"no character set, ASCII", "''a", "a", true},
		{"no character set, 8-bit", "''%C3%BC", "ü", false},
		{"no form", "a%20b", "a b", false},
		{"one apostrophe", "utf-8'a", "utf-8'a", false},
		{"unknown character set", "no-such''%FC", "ü", false},
		{"unsupported character set", "utf-7''a", "a", false},
		{"broken escape", "utf-8''100%", "100%", false},
		{"half an escape", "utf-8''%4", "%4", false},
		{"no hexadecimal", "utf-8''%GG%41", "%GGA", false},
		{"invalid for its character set", "utf-8''%FF", "\uFFFD", false},
		{"nothing", "", "", false},
	} {
		got, ok := AppendExtValue([]byte("dst:"), []byte(test.src))
		assert.Equal(t, "dst:"+test.want, string(got), test.name)
		assert.Equal(t, test.ok, ok, test.name)
	}
	const src = "utf-8'de'%C3%BC"
	for n := range len(src) {
		got, ok := AppendExtValue(nil, []byte(src[:n]))
		assert.True(t, utf8.Valid(got), n)
		assert.Equal(t, n == len("utf-8'de'"), ok, src[:n])
	}
}

func FuzzEncodedWords(f *testing.F) {
	for _, test := range encodedWords {
		fuzz.AddTexts(f, test.src)
	}
	fuzz.AddTexts(f, "iso-8859-1'en'%A3%20rates")
	f.Fuzz(func(t *testing.T, src []byte) {
		w := fuzz.Watch(t, len(src))
		defer w.Done()
		got := AppendDecodedWords(nil, src)
		if len(got) > 3*len(src) {
			t.Errorf("%d octets from %d", len(got), len(src))
		}
		if utf8.Valid(src) && !utf8.Valid(got) {
			t.Errorf("%q became %q", src, got)
		}
		if !bytes.Contains(src, []byte("=?")) && !bytes.Equal(got, src) {
			t.Errorf("%q without a word became %q", src, got)
		}
		if again := AppendDecodedWords([]byte("dst"), src); string(again) != "dst"+string(got) {
			t.Errorf("%q after other octets, %q alone", again, got)
		}
		value, _ := AppendExtValue(nil, src)
		if !utf8.Valid(value) || len(value) > 3*len(src) {
			t.Errorf("%q became %q", src, value)
		}
		if utf8.Valid(src) {
			checkEncoders(t, string(src))
		}
	})
}

// checkEncoders compares with the standard library's writers.
func checkEncoders(t *testing.T, plain string) {
	t.Helper()
	text := strings.TrimPrefix(plain, utf8Mark)
	for _, encoder := range []mime.WordEncoder{mime.BEncoding, mime.QEncoding} {
		src := encoder.Encode("utf-8", plain)
		if src == plain {
			continue // it needed no encoding
		}
		if got := AppendDecodedWords(nil, []byte(src)); string(got) != text {
			t.Errorf("%q: %q, want %q", src, got, text)
		}
	}
	src := "utf-8'en'" + url.PathEscape(plain)
	if got, ok := AppendExtValue(nil, []byte(src)); !ok || string(got) != text {
		t.Errorf("%q: %q, want %q", src, got, text)
	}
}

func BenchmarkEncodedWords(b *testing.B) {
	src := []byte("=?utf-8?Q?Gr=C3=BC=c3=9fe?= =?utf-8?B?w7w=?=.jpg")
	dst := make([]byte, 0, 256)
	b.Run("encoding=words/op=decode", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			decodeWordsOnce(dst, src)
		}
	})
}

func decodeWordsOnce(dst, src []byte) { AppendDecodedWords(dst, src) }

// TestDecodedWordsAllocations: with room in dst, words in the charsets of the standard library cost no allocation.
func TestDecodedWordsAllocations(t *testing.T) {
	dst := make([]byte, 0, 256)
	src := []byte("=?utf-8?B?w7w=?= =?utf-8?Q?=C3=BC?= and =?iso-8859-1?Q?caf=E9?=")
	if n := testing.AllocsPerRun(10, func() { dst = AppendDecodedWords(dst[:0], src) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
