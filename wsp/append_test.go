package wsp_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// hexOf reads octets as vectors have them: `81 "text" 00`.
func hexOf(t testing.TB, s string) []byte {
	t.Helper()
	b, err := testdata.Octets(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	if b == nil {
		b = []byte{}
	}
	return b
}

// appended calls an Append function on slices of every kind and holds it to what all of them owe: the same octets each time,
// behind what was there, which stays; nothing beyond the capacity; no new memory where there is room; nothing at all when it
// refuses. It returns the octets, nil where they are refused.
func appended(t testing.TB, name string, f func([]byte) ([]byte, wsp.Code)) ([]byte, wsp.Code) {
	t.Helper()
	const before = "before"
	alone, c := f(nil)
	if c != 0 && len(alone) != 0 {
		t.Fatalf("%s: %v, but appended %x", name, c, alone)
	}
	tight, c1 := f([]byte(before)[:len(before):len(before)])
	room := bytes.Repeat([]byte{'#'}, len(before)+len(alone)+16)
	limit := len(before) + len(alone)
	dst := append(room[:0:limit], before...)
	roomy, c2 := f(dst)
	if c1 != c || c2 != c {
		t.Fatalf("%s: %v, then %v, then %v", name, c, c1, c2)
	}
	want := before + string(alone)
	if string(tight) != want || string(roomy) != want || string(dst) != before {
		t.Fatalf("%s: %x alone, %q without room, %q with room", name, alone, tight, roomy)
	}
	if strings.Trim(string(room[limit:]), "#") != "" {
		t.Fatalf("%s: wrote beyond the capacity", name)
	}
	if len(roomy) > 0 && &roomy[0] != &room[0] && c == 0 {
		t.Fatalf("%s: moved although there was room", name)
	}
	if c != 0 {
		return nil, c
	}
	return alone, 0
}

// sure makes one of those of a function that never refuses.
func sure(f func([]byte) []byte) func([]byte) ([]byte, wsp.Code) {
	return func(dst []byte) ([]byte, wsp.Code) { return f(dst), 0 }
}

type primitive struct {
	name string
	want string // octets, "" where they are refused
	code wsp.Code
	size int // as Size says; -1 where there is no such function
	f    func([]byte) ([]byte, wsp.Code)
}

func runPrimitives(t *testing.T, table []primitive) {
	t.Helper()
	for _, p := range table {
		got, c := appended(t, p.name, p.f)
		assert.Equal(t, p.code, c, "%s: got %v", p.name, c)
		if p.code == 0 {
			assert.Equal(t, hexOf(t, p.want), got, "%s: % x", p.name, got)
			if p.size >= 0 {
				assert.Equal(t, p.size, len(got), "%s: Size", p.name)
			}
		}
	}
}

func aUintvar(v uint32, want string) primitive {
	return primitive{"uintvar " + want, want, 0, wsp.SizeUintvar(v), sure(func(d []byte) []byte { return wsp.AppendUintvar(d, v) })}
}

func aLength(v uint32, want string) primitive {
	return primitive{"length " + want, want, 0, wsp.SizeValueLength(v), sure(func(d []byte) []byte { return wsp.AppendValueLength(d, v) })}
}

func aLong(v uint64, want string) primitive {
	return primitive{"long " + want, want, 0, wsp.SizeLongInteger(v), sure(func(d []byte) []byte { return wsp.AppendLongInteger(d, v) })}
}

func anInteger(v uint64, want string) primitive {
	return primitive{"integer " + want, want, 0, wsp.SizeInteger(v), sure(func(d []byte) []byte { return wsp.AppendInteger(d, v) })}
}

func aQuality(v int, want string, c wsp.Code) primitive {
	return primitive{"q " + want, want, c, wsp.SizeQ(v), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendQ(d, v) }}
}

func aShort(v uint8, want string, c wsp.Code) primitive {
	return primitive{"short " + want, want, c, -1, func(d []byte) ([]byte, wsp.Code) { return wsp.AppendShortInteger(d, v) }}
}

func aVersion(v wsp.Version, want string, c wsp.Code) primitive {
	return primitive{"version " + want, want, c, -1, func(d []byte) ([]byte, wsp.Code) { return wsp.AppendVersion(d, v) }}
}

// WSP 2.2 to 2.4, 2.6, 2.7, 16.8: the tables, and every edge between two lengths.
func TestAppendNumbers(t *testing.T) {
	runPrimitives(t, []primitive{
		aUintvar(0, "00"), aUintvar(1, "01"), aUintvar(127, "7F"), aUintvar(128, "81 00"), aUintvar(135, "81 07"), aUintvar(300, "82 2C"),
		aUintvar(16383, "FF 7F"), aUintvar(16384, "81 80 00"), aUintvar(34725, "82 8F 25"), aUintvar(2097151, "FF FF 7F"),
		aUintvar(2097152, "81 80 80 00"), aUintvar(268435455, "FF FF FF 7F"), aUintvar(268435456, "81 80 80 80 00"),
		aUintvar(1<<31, "88 80 80 80 00"), aUintvar(4294967295, "8F FF FF FF 7F"),
		aLength(0, "00"), aLength(29, "1D"), aLength(30, "1E"), aLength(31, "1F 1F"), aLength(34, "1F 22"),
		aLength(127, "1F 7F"), aLength(128, "1F 81 00"), aLength(16383, "1F FF 7F"), aLength(16384, "1F 81 80 00"),
		aLength(4294967295, "1F 8F FF FF FF 7F"),
		aShort(0, "80", 0), aShort(1, "81", 0), aShort(127, "FF", 0), aShort(128, "", wsp.ValueKind), aShort(255, "", wsp.ValueKind),
		aLong(0, "01 00"), aLong(1, "01 01"), aLong(0x82, "01 82"), aLong(255, "01 FF"), aLong(256, "02 01 00"), aLong(1000, "02 03 E8"),
		aLong(0xFFFF, "02 FF FF"), aLong(0x10000, "03 01 00 00"), aLong(1714226304, "04 66 2D 04 80"), aLong(1<<32-1, "04 FF FF FF FF"),
		aLong(1<<32, "05 01 00 00 00 00"), aLong(1<<40, "06 01 00 00 00 00 00"), aLong(1<<48, "07 01 00 00 00 00 00 00"),
		aLong(1<<56-1, "07 FF FF FF FF FF FF FF"), aLong(1<<56, "08 01 00 00 00 00 00 00 00"), aLong(1<<64-1, "08 FF FF FF FF FF FF FF FF"),
		anInteger(0, "80"), anInteger(5, "85"), anInteger(127, "FF"), anInteger(128, "01 80"), anInteger(0x82, "01 82"), anInteger(1000, "02 03 E8"),
		anInteger(1<<64-1, "08 FF FF FF FF FF FF FF FF"),
		aQuality(0, "01", 0), aQuality(10, "02", 0), aQuality(100, "0B", 0), aQuality(700, "47", 0), aQuality(800, "51", 0), aQuality(990, "64", 0),
		aQuality(333, "83 31", 0), aQuality(1, "65", 0), aQuality(27, "7F", 0), aQuality(28, "81 00", 0), aQuality(999, "88 4B", 0),
		aQuality(-1, "", wsp.ValueKind), aQuality(1000, "", wsp.ValueKind), aQuality(1<<31-1, "", wsp.ValueKind),
		aVersion(0x92, "92", 0), aVersion(0x9F, "9F", 0), aVersion(0xFE, "FE", 0), aVersion(0x12, "", wsp.ValueKind), aVersion(0, "", wsp.ValueKind),
	})
}

// WSP 2.6.
func TestMakeVersion(t *testing.T) {
	for _, c := range []struct {
		major, minor int
		want         wsp.Version
		text         string
	}{
		{1, 2, 0x92, "1.2"}, {1, 10, 0x9A, "1.10"}, {1, -1, 0x9F, "1"}, {1, 0, 0x90, "1.0"}, {7, 14, 0xFE, "7.14"}, {7, -1, 0xFF, "7"},
		{0, 1, 0, ""}, {8, 0, 0, ""}, {1, 15, 0, ""}, {1, -2, 0, ""}, {-1, 0, 0, ""}, {1 << 30, 0, 0, ""},
	} {
		v, ok := wsp.MakeVersion(c.major, c.minor)
		assert.Equal(t, c.want, v, "%d.%d", c.major, c.minor)
		assert.Equal(t, c.text != "", ok, "%d.%d", c.major, c.minor)
		if ok {
			assert.Equal(t, []int{c.major, c.minor}, []int{v.Major(), v.Minor()})
			assert.Equal(t, c.text, v.String())
		}
	}
}

// What goes in front moves what is there, at every length at which it grows, with and without room.
func TestPrefixValueLength(t *testing.T) {
	const before = "before"
	for _, n := range []int{0, 1, 29, 30, 31, 32, 126, 127, 128, 129, 16383, 16384, 2097151, 2097152} {
		value := make([]byte, n)
		for i := range value {
			value[i] = byte(i * 7)
		}
		want := slices.Concat([]byte(before), wsp.AppendValueLength(nil, uint32(n)), value)
		for _, room := range []int{0, 1, 8} {
			b := slices.Concat([]byte(before), value, bytes.Repeat([]byte{'#'}, room))[:len(before)+n]
			b = b[: len(b) : len(b)+room]
			got := wsp.PrefixValueLength(b, len(before))
			require.True(t, bytes.Equal(want, got), "%d octets, room for %d", n, room)
			if moved := &got[0] != &b[0]; moved != (room < wsp.SizeValueLength(uint32(n))) {
				t.Errorf("%d octets, room for %d: moved is %v", n, room, moved)
			}
		}
	}
	assert.Equal(t, []byte{0}, wsp.PrefixValueLength(nil, 0))
}

// textForms runs one text through the four forms, from a string and from octets.
func textForms(s string, text, token, quoted, value string) []primitive {
	codes := map[string]wsp.Code{"!control": wsp.TextControl, "!separator": wsp.TokenSeparator, "!closed": wsp.QuotedClosed}
	form := func(name, want string, size int, f, g func([]byte) ([]byte, wsp.Code)) []primitive {
		c := codes[want]
		return []primitive{{name + " " + s, want, c, size, f}, {name + " of octets " + s, want, c, size, g}}
	}
	b := []byte(s)
	return slices.Concat(
		form("text", text, wsp.SizeText(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendText(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendText(d, b) }),
		form("token", token, wsp.SizeToken(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendToken(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendToken(d, b) }),
		form("quoted", quoted, wsp.SizeQuoted(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendQuoted(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendQuoted(d, b) }),
		form("text-value", value, wsp.SizeTextValue(s), func(d []byte) ([]byte, wsp.Code) { return wsp.AppendTextValue(d, s) },
			func(d []byte) ([]byte, wsp.Code) { return wsp.AppendTextValue(d, b) }))
}

// WSP 2.1, 2.5, 16.8.
func TestAppendTexts(t *testing.T) {
	runPrimitives(t, slices.Concat(
		textForms("", "00", "!separator", "22 00", "00"),
		textForms("abc", `"abc" 00`, `"abc" 00`, `22 "abc" 00`, `"abc" 00`),
		textForms("a b", `"a b" 00`, "!separator", "22 61 20 62 00", "22 61 20 62 00"),
		textForms("a b.jpg", `"a b.jpg" 00`, "!separator", `22 "a b.jpg" 00`, `22 "a b.jpg" 00`),
		textForms("<smil>", `"<smil>" 00`, "!separator", `22 "<smil>" 00`, `22 "<smil>" 00`),
		textForms("Ž", "7F C5 BD 00", "!separator", "22 C5 BD 00", "22 C5 BD 00"),
		textForms("aŽ", "61 C5 BD 00", "!separator", "22 61 C5 BD 00", "22 61 C5 BD 00"),
		textForms("\x80", "7F 80 00", "!separator", "22 80 00", "22 80 00"),
		textForms("\xFF\xFF", "7F FF FF 00", "!separator", "22 FF FF 00", "22 FF FF 00"),
		textForms("!#$%&'*+-.^_`|~09AZaz", "21 23 24 25 26 27 2A 2B 2D 2E 5E 5F 60 7C 7E 30 39 41 5A 61 7A 00",
			"21 23 24 25 26 27 2A 2B 2D 2E 5E 5F 60 7C 7E 30 39 41 5A 61 7A 00",
			"22 21 23 24 25 26 27 2A 2B 2D 2E 5E 5F 60 7C 7E 30 39 41 5A 61 7A 00",
			"21 23 24 25 26 27 2A 2B 2D 2E 5E 5F 60 7C 7E 30 39 41 5A 61 7A 00"),
		// The quotation mark: a Text-string keeps it on the wire, a Quoted-string cannot end in it.
		textForms(`"`, "22 00", "!separator", "!closed", "!closed"),
		textForms(`"a`, "22 61 00", "!separator", "22 22 61 00", "22 22 61 00"),
		textForms(`a"`, "61 22 00", "!separator", "!closed", "!closed"),
		textForms(`a"b`, "61 22 62 00", "!separator", "22 61 22 62 00", "22 61 22 62 00"),
		// White space is TEXT; in front it would be a length.
		textForms(" ", "20 00", "!separator", "22 20 00", "22 20 00"),
		textForms("a\tb", "61 09 62 00", "!separator", "22 61 09 62 00", "22 61 09 62 00"),
		textForms("\ta", "!control", "!separator", "22 09 61 00", "22 09 61 00"),
		textForms("a\r\n b", "61 0D 0A 20 62 00", "!separator", "22 61 0D 0A 20 62 00", "22 61 0D 0A 20 62 00"),
		textForms("a\r\n\t", "61 0D 0A 09 00", "!separator", "22 61 0D 0A 09 00", "22 61 0D 0A 09 00"),
		textForms("\r\n a", "!control", "!separator", "22 0D 0A 20 61 00", "22 0D 0A 20 61 00"),
		textForms("a\r\n", "!control", "!separator", "!control", "!control"),
		textForms("a\r\nb", "!control", "!separator", "!control", "!control"),
		textForms("a\r \n", "!control", "!separator", "!control", "!control"),
		textForms("a\n b", "!control", "!separator", "!control", "!control"),
		textForms("a\x00", "!control", "!separator", "!control", "!control"),
		textForms("\x00", "!control", "!separator", "!control", "!control"),
		textForms("\x7F", "!control", "!separator", "!control", "!control"),
		textForms("\x7FŽ", "!control", "!separator", "!control", "!control"),
		textForms("a\x1F", "!control", "!separator", "!control", "!control"),
		textForms("a\x1B$B", "!control", "!separator", "!control", "!control"),
	))
}

// Every octet by itself, against the grammar of WSP 2.1 written another way.
func TestAppendTextOctets(t *testing.T) {
	for o := range 256 {
		s := string([]byte{byte(o)})
		control := o < 0x20 || o == 0x7F
		_, c := wsp.AppendText(nil, s)
		assert.Equal(t, control, c != 0, "text %02x", o)
		_, c = wsp.AppendText(nil, "a"+s)
		assert.Equal(t, control && o != '\t', c != 0, "text 61 %02x", o)
		_, c = wsp.AppendToken(nil, s)
		assert.Equal(t, control || o >= 0x80 || strings.Contains("()<>@,;:\\\"/[]?={} ", s), c != 0, "token %02x", o)
		_, c = wsp.AppendQuoted(nil, s)
		assert.Equal(t, control && o != '\t' || o == '"', c != 0, "quoted %02x", o)
	}
}

// The vectors of the primitives: what reads without a fault and is canonical is written so again.
func TestAppendVectorsOfPrimitives(t *testing.T) {
	longer := map[string]bool{ // than it need be, and legal
		"wsp/2.4-integer-0": true, "wsp/2.4-integer-5": true, "wsp/2.5-text-value-empty-quoted": true,
	}
	ran := 0
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		b := v.Octets
		var got []byte
		var used int
		var c wsp.Code
		switch v.Kind {
		case testdata.KindUintvar:
			var x uint32
			x, used, c = wsp.ConsumeUintvar(b)
			got = wsp.AppendUintvar(nil, x)
		case testdata.KindLength:
			var x uint32
			x, used, c = wsp.ConsumeValueLength(b)
			got = wsp.AppendValueLength(nil, x)
		case testdata.KindInteger:
			var x uint64
			x, used, c = wsp.ConsumeInteger(b)
			got = wsp.AppendInteger(nil, x)
		case testdata.KindDate:
			var x uint64
			x, used, c = wsp.ConsumeLongInteger(b)
			got = wsp.AppendLongInteger(nil, x)
		case testdata.KindQ:
			var x int
			x, used, c = wsp.ConsumeQ(b)
			got, _ = wsp.AppendQ(nil, x)
		case testdata.KindVersion:
			var x wsp.Version
			if x, _, used, c = wsp.ConsumeVersion(b); x == 0 {
				continue // in text
			}
			got, _ = wsp.AppendVersion(nil, x)
		case testdata.KindText:
			var x wsp.Text
			x, used, c = wsp.ConsumeText(b)
			got, _ = wsp.AppendText(nil, x.Bytes())
		case testdata.KindTextValue:
			var x wsp.Text
			x, used, c = wsp.ConsumeTextValue(b)
			got, _ = wsp.AppendTextValue(nil, x.Bytes())
		default:
			continue
		}
		if c != 0 || used == 0 {
			continue
		}
		ran++
		if strings.HasPrefix(name, "wsp/2.") || strings.HasPrefix(name, "wsp/16.") {
			assert.Equal(t, longer[name], !bytes.Equal(got, b[:used]), "%s: % x became % x", name, b[:used], got)
		}
		if len(got) > used {
			t.Errorf("%s: % x became % x, which is longer", name, b[:used], got)
		}
	}
	assert.Greater(t, ran, 30, "vectors are missing")
}
