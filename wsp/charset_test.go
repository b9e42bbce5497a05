package wsp

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func octets(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return b
}

// charsetSamples are texts as a writer of the language sends them, octets from independent converters.
var charsetSamples = []struct {
	charset Charset
	octets  string
	text    string
}{
	{CharsetASCII, "48 65 6C 6C 6F 2C 20 4D 4D 53 21", "Hello, MMS!"},
	{CharsetUTF8, "47 72 C3 BC C3 9F 65 20 E2 80 93 20 E4 BD A0 E5 A5 BD 20 F0 9F 98 80", "Grüße – 你好 😀"},
	{CharsetISO8859_1, "47 72 FC DF 65 2C 20 E7 61 20 76 61 3F 20 FF", "Grüße, ça va? ÿ"},
	{CharsetISO8859_2, "50 F8 ED 6C 69 B9 20 BE 6C 75 BB 6F 75 E8 6B FD 20 6B F9 F2", "Příliš žluťoučký kůň"},
	{CharsetISO8859_3, "A1 61 F5 61 72 20 C5 20 FE", "Ħaġar Ċ ŝ"},
	{CharsetISO8859_4, "C0 E8 FE 20 F3 20 BF", "Āčū ķ ŋ"},
	{CharsetISO8859_5, "BF E0 D8 D2 D5 E2 2C 20 A9", "Привет, Љ"},
	{CharsetISO8859_6, "E5 D1 CD C8 C7", "مرحبا"},
	{CharsetISO8859_6E, "E6 D5", "نص"},
	{CharsetISO8859_6I, "D3 E4 C7 E5", "سلام"},
	{CharsetISO8859_7, "CA E1 EB E7 EC DD F1 E1", "Καλημέρα"},
	{CharsetISO8859_8, "F9 EC E5 ED", "שלום"},
	{CharsetISO8859_8E, "E0 F8 F5", "ארץ"},
	{CharsetISO8859_8I, "F2 E1 F8 E9 FA", "עברית"},
	{CharsetISO8859_9, "DD 79 69 20 67 FC 6E 6C 65 72 2C 20 FD FE FD 6B", "İyi günler, ışık"},
	{CharsetISO8859_10, "DE F2 F0 BF 20 C6 BA", "Þōðŋ Æš"},
	{CharsetISO8859_13, "C0 FE 75 6F 6C 61 73 20 A5 EB E6 B4", "Ąžuolas „ėę“"},
	{CharsetISO8859_14, "44 F0 72 20 A1 20 B8", "Dŵr Ḃ ẁ"},
	{CharsetISO8859_15, "35 20 A4 20 BC 75 76 72 65 20 A6 B8", "5 € Œuvre Šž"},
	{CharsetISO8859_16, "DE 61 72 E3 20 BA 69 20 A5 E3 B5", "Țară și „ă”"},
	{CharsetShiftJIS, "82 B1 82 F1 82 C9 82 BF 82 CD 81 41 90 A2 8A 45 81 42 95 5C B1 B2 B3", "こんにちは、世界。表ｱｲｳ"},
	{CharsetEUCJP, "C6 FC CB DC B8 EC A5 C6 A5 B9 A5 C8", "日本語テスト"},
	{CharsetISO2022JP, "1B 24 42 37 6F 4C 3E 1B 28 42 3A 20 1B 24 42 46 7C 4B 5C 38 6C 1B 28 42 20 6F 6B", "件名: 日本語 ok"},
	{CharsetWindows31J, "87 40 FB FC FA B1 81 60", "①髙﨑～"},
	{CharsetKSC5601, "BE C8 B3 E7 C7 CF BC BC BF E4 20 8C 63 B9 E6 B0 A2 C7 CF", "안녕하세요 똠방각하"},
	{CharsetEUCKR, "BE C8 B3 E7 C7 CF BC BC BF E4", "안녕하세요"},
	{CharsetGB2312, "C4 E3 BA C3 A3 AC CA C0 BD E7", "你好，世界"},
	{CharsetGBK, "B6 CC D0 C5 D6 EC E9 46 BB F9 87 D6", "短信朱镕基囍"},
	{CharsetGB18030, "B2 CA D0 C5 94 39 FC 36", "彩信😀"},
	{CharsetHZGB2312, "47 42 3A 20 7E 7B 56 50 4E 44 7E 7D 7E 7E 6F 6B", "GB: 中文~ok"},
	{CharsetBig5, "C1 63 C5 E9 A4 A4 A4 E5 B3 5C A5 5C BB 5C", "繁體中文許功蓋"},
	{CharsetBig5HKSCS, "AD BB B4 E4 9D EF B8 66 BB 79", "香港嘅粵語"},
	{CharsetMacintosh, "43 72 8F 6D 65 20 62 72 9E 6C 8E 65 20 AA 20 BD", "Crème brûlée ™ Ω"},
	{CharsetKOI8R, "F0 D2 C9 D7 C5 D4 2C 20 CD C9 D2", "Привет, мир"},
	{CharsetKOI8U, "EB C9 A7 D7 20 AD 20 A4 20 A7", "Київ ґ є ї"},
	{CharsetWindows874, "CA C7 D1 CA B4 D5 20 80 20 93 94", "สวัสดี € “”"},
	{CharsetTIS620, "C0 D2 C9 D2 E4 B7 C2", "ภาษาไทย"},
	{CharsetWindows1250, "8E 6C 75 74 FD 20 6B F9 F2 20 96 20 84 A3 F3 64 9F 93", "Žlutý kůň – „Łódź“"},
	{CharsetWindows1251, "CF F0 E8 E2 E5 F2 2C 20 A8 EB EA E0 20 B9 20 35", "Привет, Ёлка № 5"},
	{CharsetWindows1252, "93 47 72 FC DF 65 94 20 96 20 35 20 80 20 85", "“Grüße” – 5 € …"},
	{CharsetWindows1253, "CA E1 EB E7 EC DD F1 E1 20 A2 20 80", "Καλημέρα Ά €"},
	{CharsetWindows1254, "DD 73 74 61 6E 62 75 6C 20 FD F0 FE 20 80", "İstanbul ığş €"},
	{CharsetWindows1255, "F9 C8 D1 EC E5 C9 ED 20 A4", "\u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD ₪"},
	{CharsetWindows1256, "81 C7 98 D3 CA C7 E4 20 90 8D", "پاکستان گچ"},
	{CharsetWindows1257, "C0 FE 75 6F 6C 61 73 20 93 EB 94", "Ąžuolas “ė”"},
	{CharsetWindows1258, "D0 F4 CC 6E 67 20 FE", "\u0110\u00F4\u0300ng \u20AB"}, // tones are characters of their own
	{CharsetUCS2, "00 4D 00 4D 00 53 00 20 01 7E 00 20 04 16 00 20 6F 22", "MMS ž Ж 漢"},
	{CharsetUCS4, "00 00 00 41 00 00 04 36 00 00 6F 22 00 01 F6 00", "Aж漢😀"},
	{CharsetUTF16BE, "00 47 00 72 00 FC 00 DF 00 65 00 20 D8 3D DE 00", "Grüße 😀"},
	{CharsetUTF16LE, "47 00 72 00 FC 00 DF 00 65 00 20 00 3D D8 00 DE", "Grüße 😀"},
	{CharsetUTF16, "FF FE 42 00 4F 00 4D 00 20 00 3D D8 00 DE", "BOM 😀"},
	{CharsetUTF32, "00 00 04 36 00 01 F6 00", "ж😀"},
	{CharsetUTF32BE, "00 00 04 36 00 01 F6 00", "ж😀"},
	{CharsetUTF32LE, "36 04 00 00 00 F6 01 00", "ж😀"},
}

func TestCharsetSamples(t *testing.T) {
	sampled := map[Charset]bool{}
	for _, sample := range charsetSamples {
		c, src := sample.charset, octets(t, sample.octets)
		sampled[c] = true
		assert.True(t, c.Supported(), c)
		assert.True(t, c.Valid(src), "%v %s", c, sample.text)
		got, ok := c.AppendUTF8([]byte("dst:"), src)
		assert.True(t, ok, c)
		assert.Equal(t, "dst:"+sample.text, string(got), c)
		byName, ok := CharsetByName([]byte(c.String()))
		assert.True(t, ok, c)
		assert.Equal(t, c, byName)
	}
	for _, row := range charsetNames {
		c := Charset(row.number)
		assert.Equal(t, c.Supported(), sampled[c], "%v: supported and sampled, or neither", c)
	}
}

// Whatever is cut off, what is left before the cut reads as before; only the last character may differ.
func TestCharsetTruncations(t *testing.T) {
	for _, sample := range charsetSamples {
		src := octets(t, sample.octets)
		for n := range src {
			got, ok := sample.charset.AppendUTF8(nil, src[:n])
			require.True(t, utf8.Valid(got), "%v %d", sample.charset, n)
			require.LessOrEqual(t, len(got), 3*n, "%v %d", sample.charset, n)
			require.Equal(t, ok, sample.charset.Valid(src[:n]), "%v %d", sample.charset, n)
			if ok {
				require.True(t, strings.HasPrefix(sample.text, string(got)), "%v %d: %q", sample.charset, n, got)
			}
			// Of a character of at most 4 octets, each that is left may be a U+FFFD of its own.
			require.LessOrEqual(t, utf8.RuneCount(got), utf8.RuneCountInString(sample.text)+2, "%v %d", sample.charset, n)
		}
	}
}

func TestCharsetReplaced(t *testing.T) {
	for _, test := range []struct {
		name    string
		charset Charset
		octets  string
		text    string
	}{
		{"utf-8, lone continuation", CharsetUTF8, "41 80 42", "A\uFFFDB"},
		{"utf-8, surrogate", CharsetUTF8, "ED A0 80", "\uFFFD\uFFFD\uFFFD"},
		{"utf-8, overlong slash", CharsetUTF8, "C0 AF", "\uFFFD\uFFFD"},
		{"utf-8, above the last", CharsetUTF8, "F4 90 80 80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"utf-8, cut", CharsetUTF8, "41 E2 82", "A\uFFFD\uFFFD"},
		{"utf-16, high half at the end", CharsetUTF16, "00 41 D8 3D", "A\uFFFD"},
		{"utf-16, high half before a character", CharsetUTF16, "D8 3D 00 41", "\uFFFDA"},
		{"utf-16, low half", CharsetUTF16, "DE 00 00 41", "\uFFFDA"},
		{"utf-16, two high halves and a low one", CharsetUTF16BE, "D8 3D D8 3D DE 00", "\uFFFD😀"},
		{"utf-16, odd octet", CharsetUTF16LE, "41 00 42", "A\uFFFD"},
		{"utf-16, pair cut in an octet", CharsetUTF16BE, "D8 3D DE", "\uFFFD\uFFFD"},
		{"utf-32, surrogate", CharsetUTF32, "00 00 D8 00", "\uFFFD"},
		{"utf-32, above the last", CharsetUTF32, "00 11 00 00 00 00 00 41", "\uFFFDA"},
		{"utf-32, sign bit", CharsetUTF32, "FF FF FF FF", "\uFFFD"},
		{"utf-32, cut", CharsetUTF32LE, "41 00 00 00 42 00", "A\uFFFD"},
		{"iso-8859-3, hole", CharsetISO8859_3, "41 A5", "A\uFFFD"},
		{"iso-8859-7, hole", CharsetISO8859_7, "D2", "\uFFFD"},
		{"windows-1253, hole", CharsetWindows1253, "AA 41", "\uFFFDA"},
		{"tis-620, hole", CharsetTIS620, "FC", "\uFFFD"},
		{"shift_jis, lead octet at the end", CharsetShiftJIS, "41 82", "A\uFFFD"},
		{"euc-kr, lead octet before a space", CharsetEUCKR, "BE 20 42", "\uFFFD B"},
		{"gbk, octet FF", CharsetGBK, "FF 41", "\uFFFDA"},
		{"gb18030, a U+FFFD of its own", CharsetGB18030, "84 31 A4 37", "\uFFFD"},
	} {
		src := octets(t, test.octets)
		got, ok := test.charset.AppendUTF8(nil, src)
		assert.Equal(t, test.text, string(got), test.name)
		assert.False(t, ok, test.name)
		assert.False(t, test.charset.Valid(src), test.name)
	}
}

func TestCharsetGuess(t *testing.T) {
	const mib1234 = Charset(1234)
	for _, test := range []struct {
		name    string
		charset Charset
		octets  string
		text    string
		ok      bool
	}{
		{"unspecified, ASCII", CharsetUnspecified, "41 42", "AB", true},
		{"unspecified, empty", CharsetUnspecified, "", "", true},
		{"unspecified, UTF-8", CharsetUnspecified, "C5 BD", "Ž", false},
		{"unspecified, UTF-8 with a mark", CharsetUnspecified, "EF BB BF 41", "A", false},
		{"unspecified, Latin-1", CharsetUnspecified, "47 72 FC DF 65", "Grüße", false},
		{"unspecified, windows-1252", CharsetUnspecified, "93 61 94 20 80", "“a” €", false},
		{"unspecified, octets that windows-1252 has not", CharsetUnspecified, "81 8D 8F 90 9D", "\u0081\u008D\u008F\u0090\u009D", false},
		{"us-ascii, UTF-8", CharsetASCII, "E4 BD A0", "你", false},
		{"us-ascii, Latin-1", CharsetASCII, "E9 74 E9", "été", false},
		{"iso-8859-1, windows-1252", CharsetISO8859_1, "35 20 80", "5 €", false},
		{"not supported, ASCII", CharsetUTF7, "41 2B 41 47 45 2D", "A+AGE-", false},
		{"not supported, UTF-8", CharsetISO2022KR, "C3 A9", "é", false},
		{"not assigned, Latin-1", mib1234, "E9", "é", false},
	} {
		got, ok := test.charset.AppendUTF8(nil, octets(t, test.octets))
		assert.Equal(t, test.text, string(got), test.name)
		assert.Equal(t, test.ok, ok, test.name)
	}
	assert.True(t, CharsetUnspecified.Valid([]byte{0xFF}), "nothing was stated")
	assert.True(t, CharsetUTF7.Valid([]byte{0xFF}), "nothing is known")
	assert.False(t, CharsetASCII.Valid([]byte("Ž")))
	assert.False(t, CharsetISO8859_1.Valid([]byte{0x80}))
	assert.Equal(t, "mib-1234", mib1234.String())
	assert.Equal(t, "*", CharsetUnspecified.String())
}

// WSP 10, rule 3.
func TestCharsetByteOrderMark(t *testing.T) {
	for _, test := range []struct {
		charset Charset
		octets  string
		text    string
		ok      bool
	}{
		{CharsetUTF8, "EF BB BF C5 BD", "Ž", true},
		{CharsetUTF8, "C5 BD EF BB BF", "Ž\uFEFF", true},
		{CharsetUTF8, "EF BB BF", "", true},
		{CharsetUTF8, "EF BB", "\uFFFD\uFFFD", false},
		{CharsetUTF16, "FE FF 01 7D", "Ž", true},
		{CharsetUTF16, "FF FE 7D 01", "Ž", true},
		{CharsetUTF16, "01 7D", "Ž", true},
		{CharsetUTF16, "FF FE", "", true},
		{CharsetUCS2, "FE FF 01 7D", "Ž", true},
		{CharsetUCS2, "FF FE 7D 01", "Ž", true},
		{CharsetUTF16BE, "FF FE 7D 01", "Ž", true},
		{CharsetUTF16LE, "FE FF 01 7D", "Ž", true},
		{CharsetUTF16LE, "7D 01", "Ž", true},
		{CharsetUTF32, "00 00 FE FF 00 00 01 7D", "Ž", true},
		{CharsetUTF32, "FF FE 00 00 7D 01 00 00", "Ž", true},
		{CharsetUCS4, "FF FE 00 00 7D 01 00 00", "Ž", true},
		{CharsetUTF32LE, "00 00 FE FF 00 00 01 7D", "Ž", true},
		{CharsetUTF16, "EF BB BF 41 C5 BD", "AŽ", false},
		{CharsetUTF32, "EF BB BF 41 C5 BD", "AŽ", false},
		{CharsetUTF16, "EF BB BF FF 00 41", "\uEFBB\uBFFFA", true},
	} {
		src := octets(t, test.octets)
		got, ok := test.charset.AppendUTF8(nil, src)
		assert.Equal(t, test.text, string(got), "%v %s", test.charset, test.octets)
		assert.Equal(t, test.ok, ok, "%v %s", test.charset, test.octets)
		assert.Equal(t, test.ok, test.charset.Valid(src), "%v %s", test.charset, test.octets)
	}
}

// asciiPrefix is copied undecoded in every set that does not shift.
func TestCharsetsAreASCIIBelow80(t *testing.T) {
	for _, sample := range charsetSamples {
		c := sample.charset
		if charmapOf(c) == nil && (encodingOf(c) == nil || c.shifts()) {
			continue
		}
		for octet := range byte(0x80) {
			var got []byte
			if m := charmapOf(c); m != nil {
				got = utf8.AppendRune(nil, m.DecodeByte(octet))
			} else {
				var err error
				got, err = encodingOf(c).NewDecoder().Bytes([]byte{octet})
				require.NoError(t, err)
			}
			assert.Equal(t, []byte{octet}, got, c)
		}
	}
}

func TestCharsetByName(t *testing.T) {
	for name, want := range map[string]Charset{
		"utf-8": CharsetUTF8, "UTF8": CharsetUTF8, "Utf_8": CharsetUTF8, `"utf-8"`: CharsetUTF8, "'utf8'": CharsetUTF8, " utf-8\t": CharsetUTF8, `"utf-8`: CharsetUTF8,
		"ASCII": CharsetASCII, "US-ASCII": CharsetASCII, "iso646-us": CharsetASCII, "ANSI_X3.4-1968": CharsetASCII,
		"latin1": CharsetISO8859_1, "ISO8859-1": CharsetISO8859_1, "iso_8859_1": CharsetISO8859_1, "latin2": CharsetISO8859_2, "latin5": CharsetISO8859_9,
		"cp932": CharsetWindows31J, "Shift-JIS": CharsetShiftJIS, "x-sjis": CharsetShiftJIS, "euc_jp": CharsetEUCJP, "EUC-KR": CharsetEUCKR,
		"gb2312": CharsetGB2312, "GB_2312-80": 57, "GBK": CharsetGBK, "big5": CharsetBig5, "cp1251": CharsetWindows1251, "WINDOWS-1251": CharsetWindows1251,
		"koi8-r": CharsetKOI8R, "ucs-2": CharsetUCS2, "utf16": CharsetUTF16, "UTF-16LE": CharsetUTF16LE, "iso-10646-ucs-2": CharsetUCS2, "*": CharsetUnspecified,
		"macintosh": CharsetMacintosh, "tis-620": CharsetTIS620, "iso-8859-11": CharsetTIS620, "NF_Z_62-010_(1973)": 46,
	} {
		got, ok := CharsetByName([]byte(name))
		assert.True(t, ok, name)
		assert.Equal(t, want, got, name)
	}
	for _, name := range []string{"", "-", `""`, "utf-88", "utf", "x", "utf\x008", strings.Repeat("u", 1000), strings.Repeat("-", 1000) + "utf"} {
		_, ok := CharsetByName([]byte(name))
		assert.False(t, ok, "%q", name)
	}
}

func TestCharsetNameMax(t *testing.T) {
	for _, row := range charsetNames {
		assert.Less(t, len(row.name), charsetNameMax)
	}
}

func TestCharsetNoAllocation(t *testing.T) {
	dst := make([]byte, 0, 256)
	for _, sample := range charsetSamples {
		c, src := sample.charset, octets(t, sample.octets)
		if encodingOf(c) != nil {
			src = []byte("only ASCII, no decoder")
			if c.shifts() {
				continue
			}
		}
		n := testing.AllocsPerRun(100, func() {
			got, _ := c.AppendUTF8(dst, src)
			if len(got) == 0 || !c.Valid(src) {
				t.Error("sample does not decode")
			}
		})
		if n != 0 {
			t.Errorf("%v: %v allocations, want 0", c, n)
		}
	}
}

func TestCharsetLong(t *testing.T) {
	for _, sample := range charsetSamples {
		src := bytes.Repeat(octets(t, sample.octets), 400)
		if sample.charset == CharsetUTF16 {
			continue // only the first mark is one
		}
		got, ok := sample.charset.AppendUTF8(nil, src)
		assert.True(t, ok, sample.charset)
		assert.Equal(t, strings.Repeat(sample.text, 400), string(got), sample.charset)
		assert.True(t, sample.charset.Valid(src), sample.charset)
		if encodingOf(sample.charset) != nil {
			assert.False(t, sample.charset.Valid(append(src, 0xFF)), "%v: no set of East Asia has FF", sample.charset)
		}
	}
}

func BenchmarkCharset(b *testing.B) {
	for _, sample := range charsetSamples {
		switch sample.charset {
		case CharsetUTF8, CharsetISO8859_1, CharsetUTF16BE, CharsetWindows1251, CharsetShiftJIS:
		default:
			continue
		}
		src := octets(b, sample.octets)
		dst := make([]byte, 0, 256)
		b.Run("charset="+sample.charset.String()+"/op=decode", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				appendOnce(dst, src, sample.charset)
			}
		})
	}
}

func appendOnce(dst, src []byte, c Charset) { c.AppendUTF8(dst, src) }

func BenchmarkCharsetByName(b *testing.B) {
	for _, name := range []string{"utf-8", "iso-8859-1", "windows-1251", "no-such-name"} {
		b.Run("charset="+name+"/op=find", func(b *testing.B) {
			b.ReportAllocs()
			key := []byte(name)
			for b.Loop() {
				CharsetByName(key)
			}
		})
	}
}
