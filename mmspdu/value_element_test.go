package mmspdu_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

func element(t *testing.T, reference, media string) mmspdu.Element {
	t.Helper()
	e, c := mmspdu.MakeElement(reference, media)
	require.Zero(t, c)
	return e
}

func TestElementTriad(t *testing.T) {
	read := func(octets string) mmspdu.Element {
		e, _, _ := mmspdu.ConsumeElement([]byte(octets))
		return e
	}
	elementTriad.run(t, []triadCase[mmspdu.Element]{
		{"a text for a type", element(t, "<p1>", "image/gif"), "\x07<p1>\x00\x82\x9D", 0},
		{"no type", element(t, "<p1>", ""), "\x05<p1>\x00", 0},
		{"a type in text", element(t, "a", "image/x-a"), "\x0D" + "a\x00\x82image/x-a\x00", 0},
		{"empty", element(t, "", "text/plain"), "\x03\x00\x82\x83", 0},
		{"Quote", element(t, "Ž", ""), "\x04\x7F\xC5\xBD\x00", 0},
		{"Value-length 30", element(t, letters(29), ""), "\x1E" + letters(29) + "\x00", 0},
		{"Value-length 31", element(t, letters(30), ""), "\x1F\x1F" + letters(30) + "\x00", 0},
		// Numbers above 7F are Long-integers, which a Constrained-encoding has not.
		{"a number above 7F", element(t, "a", "application/vnd.omaloc-supl-init"),
			"\x1F\x24a\x00\x82application/vnd.omaloc-supl-init\x00", 0},
		{"as it was read", read("\x0D<p>\x00type\x00a/b\x00"), "\x0D<p>\x00type\x00a/b\x00", 0},

		{"control", element(t, "a\nb", ""), "", wsp.TextControl},
		{"NUL, and what would be a parameter", element(t, "a\x00\x82img", ""), "", wsp.TextControl},
		{"HT in front", element(t, "\ta", ""), "", wsp.TextControl},
		{"7F in front of 8 bits", element(t, "\x7F\xC5", ""), "", wsp.TextControl},
		{"a charset", mmspdu.Element{Reference: inUTF8("a")}, "", wsp.ValueKind},
		{"a parameter that is cut", read("\x04a\x00\x82"), "", wsp.ParamValueless},
		{"a parameter of another kind", read("\x06a\x00\x82\x02\x83\x83"), "", wsp.ValueKind},
	})
	for _, media := range []string{" a/b", "a/b;c=d", "a\x00b", "\xC5"} {
		e, c := mmspdu.MakeElement("a", media)
		assert.NotZero(t, c, "%q", media)
		assert.Zero(t, e, "%q", media)
	}
}

type delValue struct {
	count uint64
	plain string
}

// delTriad is the triad of the Del form of f.
func delTriad(f mmspdu.Field) triad[delValue] {
	return triad[delValue]{
		func(dst []byte, v delValue) ([]byte, wsp.Code) {
			return mmspdu.AppendDel(dst, v.count, []byte(v.plain)), 0
		},
		func(v delValue) int { return mmspdu.SizeDel(v.count, []byte(v.plain)) },
		func(b []byte) (delValue, int, wsp.Code) {
			count, plain, n, c := mmspdu.ConsumeDel(f, b)
			return delValue{count, string(plain)}, n, c
		},
		func(v delValue) string { return fmt.Sprintf("%d %x", v.count, v.plain) },
	}
}

func TestDelTriad(t *testing.T) {
	delTriad(mmspdu.FieldContentLocation).run(t, []triadCase[delValue]{
		{"uri", delValue{1, "http://x\x00"}, "\x0A\x81http://x\x00", 0},
		{"empty", delValue{2, "\x00"}, "\x02\x82\x00", 0},
		{"Quote", delValue{2, "\x7F\xC5\x00"}, "\x04\x82\x7F\xC5\x00", 0},
		{"127", delValue{127, "a\x00"}, "\x03\xFFa\x00", 0},
		{"128", delValue{128, "a\x00"}, "\x04\x01\x80a\x00", 0},
		{"the most", delValue{1<<64 - 1, "a\x00"}, "\x0B\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFa\x00", 0},
		{"Value-length 30", delValue{1, letters(28) + "\x00"}, "\x1E\x81" + letters(28) + "\x00", 0},
		{"Value-length 31", delValue{1, letters(29) + "\x00"}, "\x1F\x1F\x81" + letters(29) + "\x00", 0},
	})
	delTriad(mmspdu.FieldResponseStatus).run(t, []triadCase[delValue]{
		{"status", delValue{1, "\x80"}, "\x02\x81\x80", 0},
		{"status of 300", delValue{300, "\xE4"}, "\x04\x02\x01\x2C\xE4", 0},
	})
	delTriad(mmspdu.FieldResponseText).run(t, []triadCase[delValue]{
		{"plain", delValue{2, "gone\x00"}, "\x06\x82gone\x00", 0},
		{"with a charset", delValue{2, "\x05\xEA\x7F\xC5\xBD\x00"}, "\x07\x82\x05\xEA\x7F\xC5\xBD\x00", 0},
	})
	for _, c := range []struct {
		f    mmspdu.Field
		b    string
		code wsp.Code
	}{
		{mmspdu.FieldSubject, "\x02\x81\x80", wsp.DelForm},
		{mmspdu.FieldContentLocation, "a\x00", wsp.LengthMissing},
		{mmspdu.FieldResponseStatus, "\x80", wsp.LengthMissing},
		{mmspdu.FieldContentLocation, "\x00", wsp.Truncated}, // an empty Uri-value, and no Del form
		{mmspdu.FieldResponseText, "\x00", wsp.Truncated},
		{mmspdu.FieldResponseStatus, "\x01\x81", wsp.Truncated},
		{mmspdu.FieldResponseStatus, "\x02\x81\x03", wsp.ValueKind},
		{mmspdu.FieldContentLocation, "\x03a\x00b", wsp.ValueKind},
	} {
		_, _, n, got := mmspdu.ConsumeDel(c.f, []byte(c.b))
		assert.Equal(t, c.code, got, "%v %x", c.f, c.b)
		if got == wsp.DelForm || got == wsp.LengthMissing || len(c.b) < 3 {
			assert.Zero(t, n, "%v %x", c.f, c.b)
		}
	}
}

// Where a Consume reads nothing it says why.
func TestConsumeNeverSaysNothing(t *testing.T) {
	consume := func(name string, b []byte, n int, c wsp.Code) {
		if n == 0 && c == 0 || n > len(b) || n < 0 {
			t.Errorf("%s: %x: n is %d, %v", name, b, n, c)
		}
	}
	all := func(b []byte) {
		_, n, c := mmspdu.ConsumeEncoded(b)
		consume("encoded", b, n, c)
		_, n, c = mmspdu.ConsumeFrom(b)
		consume("from", b, n, c)
		_, n, c = mmspdu.ConsumeTime(b)
		consume("time", b, n, c)
		_, n, c = mmspdu.ConsumeFlags(b)
		consume("flags", b, n, c)
		_, n, c = mmspdu.ConsumeTotal(b)
		consume("total", b, n, c)
		_, n, c = mmspdu.ConsumePreviouslySentBy(b)
		consume("by", b, n, c)
		_, n, c = mmspdu.ConsumePreviouslySentDate(b)
		consume("date", b, n, c)
		_, n, c = mmspdu.ConsumeElement(b)
		consume("element", b, n, c)
		for _, f := range []mmspdu.Field{mmspdu.FieldContentLocation, mmspdu.FieldResponseStatus, mmspdu.FieldResponseText, mmspdu.FieldTo} {
			_, _, n, c = mmspdu.ConsumeDel(f, b)
			consume("del "+f.String(), b, n, c)
		}
	}
	// The octets at which the grammar takes other ways, in all values of up to four of them.
	ways := []byte{0, 1, 2, 3, 9, 0x1E, 0x1F, 0x20, 'a', 0x7F, 0x80, 0x81, 0x82, 0x83, 0xEA, 0xFF}
	var b [4]byte
	for i := range len(ways) * len(ways) * len(ways) * len(ways) {
		n := i
		for k := range b {
			b[k] = ways[n%len(ways)]
			n /= len(ways)
		}
		for k := range len(b) + 1 {
			all(b[:k])
		}
	}
}
