package mmspdu_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A triad is how one kind of value is written, measured and read. key makes of a value what is compared: texts borrow, and
// two that are the same may lie in two places.
type triad[T any] struct {
	append  func([]byte, T) ([]byte, wsp.Code)
	size    func(T) int
	consume func([]byte) (T, int, wsp.Code)
	key     func(T) string
}

// A triadCase is a value, and its canonical octets or the code that it is refused with.
type triadCase[T any] struct {
	name string
	v    T
	want string
	code wsp.Code
}

// laws checks all that is promised of one value; want may be "" where only the laws matter. It returns the octets.
func (x triad[T]) laws(t *testing.T, name string, v T, want string, code wsp.Code) []byte {
	t.Helper()
	const before = "before"
	dst := append(make([]byte, 0, 1<<10), before...)
	got, c := x.append(dst, v)
	require.Equal(t, code, c, "%s: %v", name, c)
	require.Equal(t, before, string(got[:len(before)]), name)
	if code != 0 {
		assert.Len(t, got, len(before), "%s: what is refused leaves nothing", name)
		return nil
	}
	b := got[len(before):]
	if want != "" {
		require.Equal(t, fmt.Sprintf("%x", want), fmt.Sprintf("%x", b), name)
	}
	require.Equal(t, len(b), x.size(v), "%s: Size", name)

	// Exactly as much room as Size says is room enough.
	exact := append(make([]byte, 0, len(before)+len(b)), before...)
	fits, _ := x.append(exact, v)
	require.Equal(t, string(got), string(fits), name)
	require.Same(t, &exact[0], &fits[0], "%s: written elsewhere, though there was room", name)

	back, n, c := x.consume(b[:len(b):len(b)])
	require.Zero(t, c, "%s: %v in %x", name, c, b)
	require.Equal(t, len(b), n, "%s: %x", name, b)
	require.Equal(t, x.key(v), x.key(back), "%s: %x", name, b)

	// What follows is no part of it, whatever it is.
	for _, junk := range []string{"\x00", "\x81\x80", "A\x00", "\x7F\xC5", "\x1F\xFF", strings.Repeat("\x81", 40)} {
		back, n, c = x.consume(append(append([]byte(nil), b...), junk...))
		require.Zero(t, c, "%s: %x with %x behind", name, b, junk)
		require.Equal(t, len(b), n, "%s: %x with %x behind", name, b, junk)
		require.Equal(t, x.key(v), x.key(back), name)
	}
	// A beginning of it is never the whole of something.
	for k := range b {
		_, n, c := x.consume(b[:k:k])
		require.NotZero(t, c, "%s: %x of %x reads as a whole", name, b[:k], b)
		require.LessOrEqual(t, n, k, name)
	}
	return b
}

func (x triad[T]) run(t *testing.T, cases []triadCase[T]) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { x.laws(t, c.name, c.v, c.want, c.code) })
	}
	_, n, c := x.consume(nil)
	assert.Zero(t, n)
	assert.NotZero(t, c)
}

// total makes a triad of an Append that refuses nothing.
func total[T any](f func([]byte, T) []byte) func([]byte, T) ([]byte, wsp.Code) {
	return func(dst []byte, v T) ([]byte, wsp.Code) { return f(dst, v), 0 }
}

func textKey(t wsp.Text) string {
	return fmt.Sprintf("%d %x", uint16(t.Charset()), t.Bytes())
}

func plainText(s string) wsp.Text { return wsp.MakeText([]byte(s), wsp.CharsetUnspecified) }

func inUTF8(s string) wsp.Text { return wsp.MakeText([]byte(s), wsp.CharsetUTF8) }

var (
	encodedTriad = triad[wsp.Text]{mmspdu.AppendEncoded, mmspdu.SizeEncoded, mmspdu.ConsumeEncoded, textKey}
	fromTriad    = triad[mmspdu.From]{mmspdu.AppendFrom, mmspdu.SizeFrom, mmspdu.ConsumeFrom, func(v mmspdu.From) string {
		return fmt.Sprint(v.Insert, textKey(v.Address.Text))
	}}
	timeTriad = triad[mmspdu.Time]{total(mmspdu.AppendTime), mmspdu.SizeTime, mmspdu.ConsumeTime, func(v mmspdu.Time) string {
		return fmt.Sprint(v)
	}}
	flagsTriad = triad[mmspdu.Flags]{mmspdu.AppendFlags, mmspdu.SizeFlags, mmspdu.ConsumeFlags, func(v mmspdu.Flags) string {
		return fmt.Sprint(uint8(v.Token), textKey(v.Keyword))
	}}
	totalTriad = triad[mmspdu.Total]{mmspdu.AppendTotal, mmspdu.SizeTotal, mmspdu.ConsumeTotal, func(v mmspdu.Total) string {
		return fmt.Sprint(uint8(v.Token), v.Number)
	}}
	byTriad = triad[mmspdu.PreviouslySentBy]{
		mmspdu.AppendPreviouslySentBy, mmspdu.SizePreviouslySentBy, mmspdu.ConsumePreviouslySentBy,
		func(v mmspdu.PreviouslySentBy) string { return fmt.Sprint(v.Count, textKey(v.Address.Text)) },
	}
	dateTriad = triad[mmspdu.PreviouslySentDate]{
		total(mmspdu.AppendPreviouslySentDate), mmspdu.SizePreviouslySentDate, mmspdu.ConsumePreviouslySentDate,
		func(v mmspdu.PreviouslySentDate) string { return fmt.Sprint(v.Count, uint64(v.Date)) },
	}
	elementTriad = triad[mmspdu.Element]{mmspdu.AppendElement, mmspdu.SizeElement, mmspdu.ConsumeElement, elementKey}
)

func elementKey(v mmspdu.Element) string {
	ct, ok := v.Type()
	return fmt.Sprintf("%s %x %v", textKey(v.Reference), []byte(ct), ok)
}

// letters is a text of n letters.
func letters(n int) string { return strings.Repeat("abcdefghij", n/10+1)[:n] }

func TestEncodedTriad(t *testing.T) {
	encodedTriad.run(t, []triadCase[wsp.Text]{
		{"empty", plainText(""), "\x00", 0},
		{"ascii", plainText("Hi"), "Hi\x00", 0},
		{"SP in front", plainText(" Hi"), " Hi\x00", 0},
		{"HT inside", plainText("a\tb"), "a\tb\x00", 0},
		{"a folded line", plainText("a\r\n b"), "a\r\n b\x00", 0},
		{"Quote", plainText("\xC5\xBD"), "\x7F\xC5\xBD\x00", 0},
		{"Quote before 80 and FF", plainText("\x80"), "\x7F\x80\x00", 0},
		{"FF", plainText("\xFF\xFE"), "\x7F\xFF\xFE\x00", 0},
		{"quotation mark", plainText(`"a"`), "\"a\"\x00", 0},
		{"30 octets", plainText(letters(30)), letters(30) + "\x00", 0},
		{"long", plainText(letters(300)), letters(300) + "\x00", 0},
		{"empty in utf-8", inUTF8(""), "\x02\xEA\x00", 0},
		{"utf-8", inUTF8("Zoë"), "\x06\xEAZo\xC3\xAB\x00", 0},
		{"utf-8 with Quote", inUTF8("Ž"), "\x05\xEA\x7F\xC5\xBD\x00", 0},
		{"HT in front needs a charset", inUTF8("\ta"), "\x04\xEA\ta\x00", 0},
		{"a fold in front needs a charset", inUTF8("\r\n a"), "\x06\xEA\r\n a\x00", 0},
		{"us-ascii said", wsp.MakeText([]byte("a"), wsp.CharsetASCII), "\x03\x83a\x00", 0},
		{"charset 127", wsp.MakeText([]byte("a"), 127), "\x03\xFFa\x00", 0},
		{"charset 128", wsp.MakeText([]byte("a"), 128), "\x04\x01\x80a\x00", 0},
		{"big5", wsp.MakeText([]byte("\xB7\xD3"), wsp.CharsetBig5), "\x07\x02\x07\xEA\x7F\xB7\xD3\x00", 0},
		{"charset 65535", wsp.MakeText([]byte("a"), 0xFFFF), "\x05\x02\xFF\xFFa\x00", 0},
		{"Value-length 30", inUTF8(letters(28)), "\x1E\xEA" + letters(28) + "\x00", 0},
		{"Value-length 31", inUTF8(letters(29)), "\x1F\x1F\xEA" + letters(29) + "\x00", 0},
		{"Value-length 30 with Quote", inUTF8("\xC3" + letters(26)), "\x1E\xEA\x7F\xC3" + letters(26) + "\x00", 0},
		{"Value-length 31 with Quote", inUTF8("\xC3" + letters(27)), "\x1F\x1F\xEA\x7F\xC3" + letters(27) + "\x00", 0},
		{"Value-length 127", inUTF8(letters(125)), "\x1F\x7F\xEA" + letters(125) + "\x00", 0},
		{"Value-length 128", inUTF8(letters(126)), "\x1F\x81\x00\xEA" + letters(126) + "\x00", 0},
		{"Value-length 16383", inUTF8(letters(16381)), "\x1F\xFF\x7F\xEA" + letters(16381) + "\x00", 0},
		{"Value-length 16384", inUTF8(letters(16382)), "\x1F\x81\x80\x00\xEA" + letters(16382) + "\x00", 0},

		{"NUL", plainText("a\x00b"), "", wsp.TextControl},
		{"NUL at the end", plainText("a\x00"), "", wsp.TextControl},
		{"only NUL", inUTF8("\x00"), "", wsp.TextControl},
		{"NUL in utf-8", inUTF8("a\x00b"), "", wsp.TextControl},
		{"LF", plainText("a\nb"), "", wsp.TextControl},
		{"CR at the end", inUTF8("a\r"), "", wsp.TextControl},
		{"DEL", plainText("a\x7Fb"), "", wsp.TextControl},
		{"ESC", wsp.MakeText([]byte("\x1B$B<"), wsp.CharsetISO2022JP), "", wsp.TextControl},
		{"7F in front", plainText("\x7Fa"), "", wsp.TextControl},
		{"7F in front of 8 bits would be a Quote", plainText("\x7F\xC5\xBD"), "", wsp.TextControl},
		{"7F in front of 8 bits in utf-8", inUTF8("\x7F\xC5\xBD"), "", wsp.TextControl},
		{"HT in front would be a length", plainText("\t\xEAabcdefg"), "", wsp.TextControl},
		{"CR in front would be a length", plainText("\r\n \xEAabcdefghij"), "", wsp.TextControl},
	})
}

// EncodedText chooses the form that MMS 4.3 asks of writers.
func TestEncodedText(t *testing.T) {
	for _, c := range []struct {
		s    string
		want wsp.Charset
	}{
		{"", 0}, {"Hi", 0}, {"a\tb", 0}, {" a", 0}, {"Ž", wsp.CharsetUTF8}, {"aŽ", wsp.CharsetUTF8}, {"\ta", wsp.CharsetUTF8},
		{"\r\n a", wsp.CharsetUTF8}, {"\xFF", wsp.CharsetUTF8},
	} {
		got := mmspdu.EncodedText(c.s)
		assert.Equal(t, c.want, got.Charset(), "%q", c.s)
		encodedTriad.laws(t, c.s, got, "", 0)
		assert.Equal(t, c.s, string(got.Bytes()))
	}
}

// TestTypeCutOff: the octet of X-Mms-Message-Type behind a Content-Type, and nothing behind that, is no type.
func TestTypeCutOff(t *testing.T) {
	for _, tail := range []string{"", "\x8C", "\x8C\x84"} {
		b := []byte("\x98t\x00\x8D\x92\x84\x83" + tail)
		p, _ := mmspdu.Parse(b[:len(b):len(b)])
		assert.Equal(t, tail == "\x8C\x84", p.Type() == mmspdu.TypeRetrieveConf, "%q", tail)
	}
}

// TestNameCutOff: an application header whose name has no end, or no value behind it, is none, also where the walk looks ahead for
// the type of a PDU that begins with what a delete .conf has otherwise.
func TestNameCutOff(t *testing.T) {
	for _, head := range []string{"\x8C\x82\x98t\x00\x8D\x92", "\x98t\x00\x8D\x92\x93\x04\x81\xEAa\x00"} {
		for _, tail := range []string{"X-Name", "X-Name\x00"} {
			b := []byte(head + tail)
			p, _ := mmspdu.Parse(b[:len(b):len(b)])
			assert.Equal(t, wsp.Span{Start: uint32(len(head)), End: uint32(len(b))}, p.Trailing(), "%q", b)
		}
	}
}

// TestElementSurplus: what follows the parameters of an Element-Descriptor and begins no Parameter-name is no parameter.
func TestElementSurplus(t *testing.T) {
	for value, want := range map[string]bool{"\x05a\x00\x82\x9E\x00": true, "\x08a\x00\x00\x7F\x00\x82\x9E\x00": false, "\x07a\x00\x7F\x00\x81\x82\x9E": false} {
		p, err := mmspdu.Parse([]byte("\x8C\x84\x8D\x92\xB2" + value))
		require.NoError(t, err)
		h, ok := p.Get(mmspdu.FieldElementDescriptor)
		require.True(t, ok)
		e, ok := h.Element()
		require.True(t, ok, "%q", value)
		_, ok = e.Type()
		assert.Equal(t, want, ok, "%q", value)
	}
}

// TestWideTextEnd: a text in UTF-16 whose last character has an octet 0 in it keeps that; only a whole character of zeros ends it.
func TestWideTextEnd(t *testing.T) {
	for value, want := range map[string]string{
		"\x05\x02\x03\xF6A\x00": "A", "\x06\x02\x03\xF6A\x00\x00": "A", "\x07\x02\x03\xF6A\x00\x00\x00": "A",
		"\x05\x02\x03\xF5\x00A": "A", "\x05\x02\x03\xF5\x01\x00": "Ā", "\x07\x02\x03\xF5\x01\x00\x00\x00": "Ā",
	} {
		p, err := mmspdu.Parse([]byte("\x8C\x82\x98t\x00\x8D\x92\x96" + value))
		require.NoError(t, err)
		s, ok := p.Subject()
		assert.True(t, ok, "%q", value)
		assert.Equal(t, want, s.String(), "%q", value)
	}
}

func TestFromTriad(t *testing.T) {
	of := func(x wsp.Text) mmspdu.From { return mmspdu.From{Address: mmspdu.Address{Text: x}} }
	fromTriad.run(t, []triadCase[mmspdu.From]{
		{"insert", mmspdu.From{Insert: true}, "\x01\x81", 0},
		{"empty", of(plainText("")), "\x02\x80\x00", 0},
		{"plain", of(plainText("+1/TYPE=PLMN")), "\x0E\x80+1/TYPE=PLMN\x00", 0},
		{"Quote", of(plainText("\xC5")), "\x04\x80\x7F\xC5\x00", 0},
		{"utf-8", of(inUTF8("Zoë <z@x>")), "\x0E\x80\x0C\xEAZo\xC3\xAB <z@x>\x00", 0},
		{"ucs-2", of(wsp.MakeText([]byte("\x01\x7D"), wsp.CharsetUCS2)), "\x09\x80\x07\x02\x03\xE8\x01\x7D\x00\x00", 0},
		{"Value-length 30", of(plainText(letters(28))), "\x1E\x80" + letters(28) + "\x00", 0},
		{"Value-length 31", of(plainText(letters(29))), "\x1F\x1F\x80" + letters(29) + "\x00", 0},
		{"Value-length 30 around 28", of(inUTF8(letters(26))), "\x1E\x80\x1C\xEA" + letters(26) + "\x00", 0},
		{"Value-length 33 around 30", of(inUTF8(letters(28))), "\x1F\x20\x80\x1E\xEA" + letters(28) + "\x00", 0},
		{"Value-length 34 around 31", of(inUTF8(letters(29))), "\x1F\x22\x80\x1F\x1F\xEA" + letters(29) + "\x00", 0},
		{"control", of(plainText("a\nb")), "", wsp.TextControl},
		{"NUL", of(inUTF8("a\x00")), "", wsp.TextControl},
	})
	b, c := mmspdu.AppendFrom(nil, mmspdu.From{Insert: true, Address: mmspdu.Address{Text: plainText("ignored")}})
	assert.Zero(t, c)
	assert.Equal(t, "\x01\x81", string(b), "the wish and an address cannot both be said")
}

func TestTimeTriad(t *testing.T) {
	timeTriad.run(t, []triadCase[mmspdu.Time]{
		{"absolute", mmspdu.Time{Seconds: 0x662D1000}, "\x06\x80\x04\x66\x2D\x10\x00", 0},
		{"relative", mmspdu.Time{Relative: true, Seconds: 172800}, "\x05\x81\x03\x02\xA3\x00", 0},
		{"zero is an octet", mmspdu.Time{Relative: true}, "\x03\x81\x01\x00", 0},
		{"below 128 as well", mmspdu.Time{Relative: true, Seconds: 60}, "\x03\x81\x01\x3C", 0},
		{"80", mmspdu.Time{Seconds: 0x80}, "\x03\x80\x01\x80", 0},
		{"beyond 2106", mmspdu.Time{Seconds: 1 << 32}, "\x07\x80\x05\x01\x00\x00\x00\x00", 0},
		{"the most", mmspdu.Time{Seconds: 1<<64 - 1}, "\x0A\x80\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 0},
	})
}

func TestFlagsTriad(t *testing.T) {
	of := func(token mmspdu.FlagToken, x wsp.Text) mmspdu.Flags { return mmspdu.Flags{Token: token, Keyword: x} }
	flagsTriad.run(t, []triadCase[mmspdu.Flags]{
		{"add", of(mmspdu.FlagTokenAdd, plainText("fwd")), "\x05\x80fwd\x00", 0},
		{"remove nothing", of(mmspdu.FlagTokenRemove, plainText("")), "\x02\x81\x00", 0},
		{"filter", of(mmspdu.FlagTokenFilter, inUTF8("Ž")), "\x07\x82\x05\xEA\x7F\xC5\xBD\x00", 0},
		{"Value-length 30", of(mmspdu.FlagTokenAdd, plainText(letters(28))), "\x1E\x80" + letters(28) + "\x00", 0},
		{"Value-length 31", of(mmspdu.FlagTokenAdd, plainText(letters(29))), "\x1F\x1F\x80" + letters(29) + "\x00", 0},
		{"no token", of(0, plainText("a")), "", wsp.TokenUnknown},
		{"token 83", of(0x83, plainText("a")), "", wsp.TokenUnknown},
		{"control", of(mmspdu.FlagTokenAdd, plainText("\x01")), "", wsp.TextControl},
	})
}

func TestTotalTriad(t *testing.T) {
	totalTriad.run(t, []triadCase[mmspdu.Total]{
		{"messages", mmspdu.Total{Token: mmspdu.TotalTokenMessage, Number: 12}, "\x02\x80\x8C", 0},
		{"octets", mmspdu.Total{Token: mmspdu.TotalTokenSize, Number: 100000}, "\x05\x81\x03\x01\x86\xA0", 0},
		{"zero", mmspdu.Total{Token: mmspdu.TotalTokenSize}, "\x02\x81\x80", 0},
		{"127", mmspdu.Total{Token: mmspdu.TotalTokenSize, Number: 127}, "\x02\x81\xFF", 0},
		{"128", mmspdu.Total{Token: mmspdu.TotalTokenSize, Number: 128}, "\x03\x81\x01\x80", 0},
		{"the most", mmspdu.Total{Token: 0x80, Number: 1<<64 - 1}, "\x0A\x80\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 0},
		{"no token", mmspdu.Total{Token: 0x82}, "", wsp.TokenUnknown},
	})
}

func TestPreviouslySentTriads(t *testing.T) {
	by := func(count uint64, x wsp.Text) mmspdu.PreviouslySentBy {
		return mmspdu.PreviouslySentBy{Count: count, Address: mmspdu.Address{Text: x}}
	}
	byTriad.run(t, []triadCase[mmspdu.PreviouslySentBy]{
		{"first", by(1, plainText("a@b")), "\x05\x81a@b\x00", 0},
		{"none", by(0, plainText("")), "\x02\x80\x00", 0},
		{"128", by(128, inUTF8("Ž")), "\x08\x01\x80\x05\xEA\x7F\xC5\xBD\x00", 0},
		{"the most", by(1<<64-1, plainText("a")), "\x0B\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFa\x00", 0},
		{"Value-length 30", by(1, plainText(letters(28))), "\x1E\x81" + letters(28) + "\x00", 0},
		{"Value-length 31", by(1, plainText(letters(29))), "\x1F\x1F\x81" + letters(29) + "\x00", 0},
		{"control", by(1, plainText("a\x00b")), "", wsp.TextControl},
	})
	at := func(count uint64, d mmspdu.Date) mmspdu.PreviouslySentDate {
		return mmspdu.PreviouslySentDate{Count: count, Date: d}
	}
	dateTriad.run(t, []triadCase[mmspdu.PreviouslySentDate]{
		{"first", at(1, 0x662D0000), "\x06\x81\x04\x66\x2D\x00\x00", 0},
		{"zero", at(0, 0), "\x03\x80\x01\x00", 0},
		{"the most", at(1<<64-1, 1<<64-1),
			"\x12\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 0},
	})
}
