package wsp

import (
	"bytes"
	"encoding/base64"
	"io"
	"math"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
)

func TestParseTransferEncoding(t *testing.T) {
	for value, want := range map[string]TransferEncoding{
		"": TransferNone, " \t": TransferNone, `""`: TransferNone,
		"7bit": Transfer7Bit, "8BIT": Transfer8Bit, "binary": TransferBinary, "Base64": TransferBase64, " base64 ": TransferBase64,
		"\tBASE64\r\n": TransferBase64, `"base64"`: TransferBase64, "base64\x00": TransferBase64,
		"Quoted-Printable": TransferQuotedPrintable,
		"base":             TransferUnknown, "base64x": TransferUnknown, "x-uuencode": TransferUnknown, "none": TransferUnknown,
		"unknown": TransferUnknown, "quoted_printable": TransferUnknown, "base64; x=y": TransferUnknown,
	} {
		assert.Equal(t, want, ParseTransferEncoding([]byte(value)), "%q", value)
	}
	for e := Transfer7Bit; e < TransferUnknown; e++ {
		assert.Equal(t, e, ParseTransferEncoding([]byte(e.String())))
	}
	assert.Equal(t, "unknown", TransferEncoding(200).String())
}

func TestTransferDecoded(t *testing.T) {
	for _, test := range []struct {
		name     string
		encoding TransferEncoding
		src      string
		want     string
	}{
		{"none", TransferNone, "QUJD", "QUJD"},
		{"7bit", Transfer7Bit, "a=20b", "a=20b"},
		{"unknown", TransferUnknown, "\x00\xFF", "\x00\xFF"},
		{"base64", TransferBase64, "QUJD", "ABC"},
		{"base64, empty", TransferBase64, "", ""},
		{"base64, one octet", TransferBase64, "QQ==", "A"},
		{"base64, two octets", TransferBase64, "QUI=", "AB"},
		{"base64, no padding, one octet", TransferBase64, "QQ", "A"},
		{"base64, no padding, two octets", TransferBase64, "QUI", "AB"},
		{"base64, half of the padding", TransferBase64, "QQ=", "A"},
		{"base64, too much padding", TransferBase64, "QUI=====", "AB"},
		{"base64, a digit too few for an octet", TransferBase64, "QUJDR", "ABC"},
		{"base64, a lone digit and padding", TransferBase64, "Q===", ""},
		{"base64, nothing but padding", TransferBase64, "====", ""},
		{"base64, lines", TransferBase64, "QUJD\r\nREVG\r\nRw==\r\n", "ABCDEFG"},
		{"base64, white space inside a group", TransferBase64, "Q U\tJ\n D", "ABC"},
		{"base64, octets outside the alphabet", TransferBase64, "*Q!U\x00J\xFFD-_", "ABC"},
		{"base64, octets after padding", TransferBase64, "QQ==Qg==", "AB"},
		{"base64, octets after padding, other alignment", TransferBase64, "QUI=REVG", "ABDEF"},
		{"base64, both ends of the alphabet", TransferBase64, "AAA////+++++", "\x00\x00\x3F\xFF\xFF\xFE\xFB\xEF\xBE"},
		{"qp", TransferQuotedPrintable, "a=3Db", "a=b"},
		{"qp, empty", TransferQuotedPrintable, "", ""},
		{"qp, lower case", TransferQuotedPrintable, "=c3=bc=C3=bC", "üü"},
		{"qp, soft line breaks", TransferQuotedPrintable, "a=\r\nb=\nc=\rd", "abcd"},
		{"qp, soft line break with padding of a transport", TransferQuotedPrintable, "a= \t\r\nb", "ab"},
		{"qp, soft line break at the end", TransferQuotedPrintable, "ab=", "ab"},
		{"qp, soft line break at the end with padding", TransferQuotedPrintable, "ab= ", "ab"},
		{"qp, hard line breaks", TransferQuotedPrintable, "a\r\nb\n", "a\r\nb\n"},
		{"qp, no hexadecimal", TransferQuotedPrintable, "a=GG=4", "a=GG=4"},
		{"qp, half an escape", TransferQuotedPrintable, "=4G=41", "=4GA"},
		{"qp, equals signs", TransferQuotedPrintable, "===41", "==A"},
		{"qp, space after an equals sign", TransferQuotedPrintable, "a= b", "a= b"},
		{"qp, white space at the end of a line", TransferQuotedPrintable, "a \r\nb", "a \r\nb"},
		{"qp, 8-bit octets", TransferQuotedPrintable, "\xFC=FC", "\xFC\xFC"},
		{"qp, NUL", TransferQuotedPrintable, "=00a", "\x00a"},
	} {
		src := []byte(test.src)
		got, complete := test.encoding.AppendDecoded([]byte("dst:"), src, -1)
		assert.Equal(t, "dst:"+test.want, string(got), test.name)
		assert.True(t, complete, test.name)
		for limit := range len(test.want) + 2 {
			got, complete = test.encoding.AppendDecoded(nil, src, limit)
			assert.Equal(t, test.want[:min(limit, len(test.want))], string(got), "%s, limit %d", test.name, limit)
			assert.Equal(t, limit >= len(test.want), complete, "%s, limit %d", test.name, limit)
		}
	}
}

func TestTransferTruncations(t *testing.T) {
	plain := []byte("One; two, drei – 四, \x00\x01\xFE\xFF and a long line that will be wrapped by the writer of the encoding. =")
	for encoding, src := range map[TransferEncoding][]byte{
		TransferBase64:          []byte(base64.StdEncoding.EncodeToString(plain)),
		TransferQuotedPrintable: quoted(t, plain),
	} {
		for n := range len(src) + 1 {
			got, complete := encoding.AppendDecoded(nil, src[:n], -1)
			assert.True(t, complete)
			// Of an escape that is cut, its first octets are left as they are.
			assert.True(t, bytes.HasPrefix(plain, bytes.TrimRight(got, "=0123456789ABCDEF")), "%v %d: %q", encoding, n, got)
		}
		got, _ := encoding.AppendDecoded(nil, src, -1)
		assert.Equal(t, plain, got, encoding)
	}
}

// Growth is bounded by what src can stand for, not by the limit.
func TestTransferGrowth(t *testing.T) {
	for _, encoding := range []TransferEncoding{TransferNone, TransferBase64, TransferQuotedPrintable} {
		got, _ := encoding.AppendDecoded(nil, []byte("QUJD"), math.MaxInt)
		assert.LessOrEqual(t, cap(got), 16, encoding)
		got, _ = encoding.AppendDecoded(nil, bytes.Repeat([]byte("QUJD"), 1<<16), 10)
		assert.LessOrEqual(t, cap(got), 32, encoding)
		assert.Len(t, got, 10, encoding)
	}
}

func TestTransferNoAllocation(t *testing.T) {
	dst := make([]byte, 0, 4096)
	src := bytes.Repeat([]byte("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=\r\n"), 16)
	for _, encoding := range []TransferEncoding{TransferNone, TransferBase64, TransferQuotedPrintable} {
		n := testing.AllocsPerRun(100, func() {
			if got, ok := encoding.AppendDecoded(dst, src, -1); len(got) == 0 || !ok {
				t.Error("nothing decoded")
			}
			if ParseTransferEncoding(src[:4]) != TransferUnknown {
				t.Error("a name was found in data")
			}
		})
		if n != 0 {
			t.Errorf("%v: %v allocations, want 0", encoding, n)
		}
	}
}

func quoted(t testing.TB, plain []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := quotedprintable.NewWriter(&buf)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func FuzzTransfer(f *testing.F) {
	fuzz.AddTexts(f, "QUJD\r\nREVG", "QQ==Qg==", "a=3Db=\r\nc= \td", "=", "====", "=\r", "a=4", "Q*Q==")
	f.Fuzz(func(t *testing.T, src []byte) {
		w := fuzz.Watch(t, len(src))
		defer w.Done()
		for encoding := range TransferUnknown + 1 {
			checkTransfer(t, encoding, src)
		}
		lines := strings.Join([]string{base64.StdEncoding.EncodeToString(src), base64.RawStdEncoding.EncodeToString(src)}, "\r\n")
		if got, ok := TransferBase64.AppendDecoded(nil, []byte(lines), -1); !ok || !bytes.Equal(got, append(bytes.Clone(src), src...)) {
			t.Errorf("base64 of %q twice: %q", src, got)
		}
		if got, ok := TransferQuotedPrintable.AppendDecoded(nil, quoted(t, src), -1); !ok || !bytes.Equal(got, asLines(t, src)) {
			t.Errorf("quoted-printable of %q: %q", src, got)
		}
		if want, err := base64.StdEncoding.Strict().DecodeString(string(src)); err == nil {
			if got, _ := TransferBase64.AppendDecoded(nil, src, -1); !bytes.Equal(got, want) {
				t.Errorf("base64 %q: %q, want %q", src, got, want)
			}
		}
	})
}

// asLines returns what the standard library's reader makes of what its writer wrote: lines end in CR LF.
func asLines(t *testing.T, plain []byte) []byte {
	t.Helper()
	b, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(quoted(t, plain))))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// checkTransfer holds AppendDecoded to its bounds: its limit cuts a whole output and changes nothing before the cut.
func checkTransfer(t *testing.T, encoding TransferEncoding, src []byte) {
	t.Helper()
	whole, complete := encoding.AppendDecoded(nil, src, -1)
	if !complete {
		t.Errorf("%v: incomplete without a limit", encoding)
	}
	bound := len(src)
	if encoding == TransferBase64 {
		bound = len(src)/4*3 + len(src)%4*3/4
	}
	if len(whole) > bound {
		t.Errorf("%v: %d octets from %d", encoding, len(whole), len(src))
	}
	for _, limit := range []int{0, 1, len(whole) / 2, len(whole) - 1, len(whole), len(whole) + 1} {
		if limit < 0 {
			continue
		}
		got, complete := encoding.AppendDecoded([]byte("dst"), src, limit)
		if want := "dst" + string(whole[:min(limit, len(whole))]); string(got) != want || complete != (limit >= len(whole)) {
			t.Errorf("%v, limit %d: %q %v, want %q", encoding, limit, got, complete, want)
		}
	}
}

func BenchmarkTransfer(b *testing.B) {
	plain := bytes.Repeat([]byte("The quick brown fox\xFF\x00"), 1<<10)
	for encoding, src := range map[TransferEncoding][]byte{
		TransferBase64:          []byte(base64.StdEncoding.EncodeToString(plain)),
		TransferQuotedPrintable: quoted(b, plain),
	} {
		dst := make([]byte, 0, len(src))
		b.Run("encoding="+encoding.String()+"/op=decode", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				decodeOnce(dst, src, encoding)
			}
		})
	}
}

func decodeOnce(dst, src []byte, encoding TransferEncoding) { encoding.AppendDecoded(dst, src, -1) }
