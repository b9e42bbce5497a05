package wsp_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/wsp"
)

// WSP 7: every well-known parameter with values of every kind, and the same names where no number will do.
func TestAppendParameter(t *testing.T) {
	for _, row := range []struct {
		param
		want string
		code wsp.Code
	}{
		// q is a uintvar and nothing else.
		{withNumber("q", 0), "80 01", 0},
		{withNumber("Q", 800), "80 51", 0},
		{withNumber("q", 333), "80 83 31", 0},
		{withNumber("q", 999), "80 88 4B", 0},
		{withNumber("q", 1000), "", wsp.ValueKind},
		{withNumber("q", 1<<32+5), "", wsp.ValueKind},
		{withNumber("q", 1<<64-1), "", wsp.ValueKind},
		{withText("q", "0.8"), "", wsp.ValueKind},
		{withText("q", ""), "", wsp.ValueKind},
		// charset: a number, or a text in its place.
		{withNumber("charset", 0), "81 80", 0},
		{withNumber("charset", 106), "81 EA", 0},
		{withNumber("charset", 127), "81 FF", 0},
		{withNumber("charset", 128), "81 01 80", 0},
		{withNumber("charset", 1<<64-1), "81 08 FF FF FF FF FF FF FF FF", 0},
		{withText("charset", "utf-8"), `81 "utf-8" 00`, 0},
		{withText("charset", "utf 8"), `81 22 "utf 8" 00`, 0},
		{withText("charset", `"utf-8`), `81 22 22 "utf-8" 00`, 0},
		{withText("charset", `"utf-8"`), "", wsp.QuotedClosed},
		{withText("charset", "žluť"), `81 22 C5 BE "lu" C5 A5 00`, 0},
		{withText("charset", ""), "", wsp.IntegerEmpty},
		{withText("charset", "\x01"), "", wsp.TextControl},
		// level: a version that fits is an octet.
		{withNumber("level", 0x12), "82 92", 0},
		{withNumber("level", 0x7F), "82 FF", 0},
		{withNumber("level", 0x80), "", wsp.ValueKind},
		{withNumber("level", 0x192), "", wsp.ValueKind},
		{withText("level", "1.2"), "82 92", 0},
		{withText("level", "1"), "82 9F", 0},
		{withText("level", "1.10"), "82 9A", 0},
		{withText("level", "7.14"), "82 FE", 0},
		{withText("level", "1.15"), `82 "1.15" 00`, 0},
		{withText("level", "8.0"), `82 "8.0" 00`, 0},
		{withText("level", "0.1"), `82 "0.1" 00`, 0},
		{withText("level", "1.02"), `82 "1.02" 00`, 0},
		{withText("level", "1."), `82 "1." 00`, 0},
		{withText("level", "1.a"), `82 "1.a" 00`, 0},
		{withText("level", "x"), `82 "x" 00`, 0},
		{withText("level", "1 2"), `82 22 "1 2" 00`, 0},
		{withText("level", ""), "", wsp.IntegerEmpty},
		// type: a number under 03, a media type under 09.
		{withNumber("type", 3), "83 83", 0},
		{withNumber("type", 0x312), "83 02 03 12", 0},
		{withText("type", "text/plain"), "89 83", 0},
		{withText("TYPE", "Text/Plain"), "89 83", 0},
		{withText("type", "application/smil"), `89 "application/smil" 00`, 0},
		{withText("type", "application/octet-stream"), `89 "application/octet-stream" 00`, 0},
		{withText("type", "application/vnd.omaloc-supl-init"), `89 "application/vnd.omaloc-supl-init" 00`, 0}, // no room for 0312
		{withText("type", "text/plain;a=b"), "", wsp.MediaTypeText},
		{withText("type", "text/directory;profile=vCard"), "", wsp.MediaTypeText},
		{withText("type", " x"), "", wsp.MediaTypeSpace},
		{withText("type", `"x`), "", wsp.ValueKind},
		{withText("type", "!\x80"), "", wsp.LengthForm},
		{withText("type", ""), "", wsp.Truncated},
		// uaprof: untyped.
		{withNumber("uaprof", 5), "84 85", 0},
		{withText("uaprof", "http://x/y"), `84 22 "http://x/y" 00`, 0},
		{withText("uaprof", ""), "84 00", 0},
		// name, filename, start, start-info, comment, domain, path: the old number, and the new one for what begins as a
		// Text-string cannot begin.
		{withText("name", "a b.txt"), `85 "a b.txt" 00`, 0},
		{withText("name", "Ž"), "85 7F C5 BD 00", 0},
		{withText("name", ""), "85 00", 0},
		{withText("name", `a"`), "85 61 22 00", 0},
		{withText("name", `"a`), "97 22 22 61 00", 0},
		{withText("name", `"a"`), "", wsp.QuotedClosed},
		{withText("name", `"`), "", wsp.QuotedClosed},
		{withText("name", "\ta"), "97 22 09 61 00", 0},
		{withText("name", "\r\n a"), "97 22 0D 0A 20 61 00", 0},
		{withText("name", "\x1Fa"), "", wsp.TextControl},
		{withText("name", "\x7Fa"), "", wsp.TextControl},
		{withText("name", "a\x00b"), "", wsp.TextControl},
		{withText("filename", "a b.txt"), `86 "a b.txt" 00`, 0},
		{withText("filename", `"a`), "98 22 22 61 00", 0},
		{withText("start", "<smil>"), `8A "<smil>" 00`, 0},
		{withText("start", `"<smil>`), `99 22 22 "<smil>" 00`, 0},
		{withText("start-info", "x"), "8B 78 00", 0},
		{withText("start-info", `"x`), "9A 22 22 78 00", 0},
		{withText("comment", "x"), "8C 78 00", 0},
		{withText("comment", `"x`), "9B 22 22 78 00", 0},
		{withText("domain", "x"), "8D 78 00", 0},
		{withText("domain", `"x`), "9C 22 22 78 00", 0},
		{withText("path", "/"), "8F 2F 00", 0},
		{withText("path", `"x`), "9D 22 22 78 00", 0},
		{withNumber("name", 5), `"name" 00 85`, 0}, // has no number that takes one
		// differences: a header by number or by name.
		{withNumber("differences", 0x0E), "87 8E", 0},
		{withText("differences", "Content-ID"), `87 "Content-ID" 00`, 0},
		{withText("differences", "a b"), `87 22 "a b" 00`, 0},
		{withText("differences", ""), "", wsp.IntegerEmpty},
		{withNumber("differences", 128), `"differences" 00 01 80`, 0},
		// padding and SEC: 7 bits; max-age and size: any.
		{withNumber("padding", 7), "88 87", 0},
		{withNumber("padding", 128), `"padding" 00 01 80`, 0},
		{withText("padding", "x"), "88 78 00", 0},
		{withText("padding", ""), "", wsp.IntegerEmpty},
		{withNumber("max-age", 3600), "8E 02 0E 10", 0},
		{withText("max-age", "forever"), `8E "forever" 00`, 0},
		{withText("secure", ""), "90 00", 0},
		{withText("secure", "x"), `"secure" 00 78 00`, 0},
		{withNumber("secure", 0), `"secure" 00 80`, 0},
		{withNumber("SEC", 1), "91 81", 0},
		{withNumber("sec", 128), `"sec" 00 01 80`, 0},
		{withText("MAC", "6C4D"), `92 "6C4D" 00`, 0},
		{withText("mac", "a/b"), `92 22 "a/b" 00`, 0},
		{withText("MAC", ""), "92 00", 0},
		{withNumber("MAC", 5), `"MAC" 00 85`, 0},
		{withNumber("size", 0), "96 80", 0},
		{withNumber("size", 70000), "96 03 01 11 70", 0},
		{withText("size", "big"), `96 "big" 00`, 0},
		{withText("size", ""), "", wsp.IntegerEmpty},
		// Dates are Long-integers whatever they are.
		{withNumber("creation-date", 0), "93 01 00", 0},
		{withNumber("Modification-Date", 5), "94 01 05", 0},
		{withNumber("read-date", 1714226304), "95 04 66 2D 04 80", 0},
		{withText("read-date", "Sat, 27 Apr 2024"), `95 22 "Sat, 27 Apr 2024" 00`, 0},
		{withText("read-date", ""), "", wsp.IntegerEmpty},
		// Without a number: the name, and an Untyped-value.
		{withNumber("x-w", 640), `"x-w" 00 02 02 80`, 0},
		{withNumber("x-w", 0), `"x-w" 00 80`, 0},
		{withText("x-t", "abc"), `"x-t" 00 "abc" 00`, 0},
		{withText("x-t", "a b"), `"x-t" 00 22 "a b" 00`, 0},
		{withText("x-t", "Ž"), `"x-t" 00 22 C5 BD 00`, 0},
		{withText("x-t", `"a`), `"x-t" 00 22 22 61 00`, 0},
		{withText("x-t", `a"`), "", wsp.QuotedClosed},
		{withText("x-t", ""), `"x-t" 00 00`, 0},
		{withText("x-t", "\n"), "", wsp.TextControl},
		{withText("name*", "utf-8''a"), `"name*" 00 "utf-8''a" 00`, 0},
		{withText("", "x"), "", wsp.TokenSeparator},
		{withText("x t", "x"), "", wsp.TokenSeparator},
		{withText("x\x00", "x"), "", wsp.TokenSeparator},
		{withText("ž", "x"), "", wsp.TokenSeparator},
		{withText("x-wap-0x7e", "x"), `"x-wap-0x7e" 00 78 00`, 0},
	} {
		p := row.parameter()
		got, c := appended(t, row.name, func(d []byte) ([]byte, wsp.Code) { return wsp.AppendParameter(d, p) })
		assert.Equal(t, row.code, c, "%+v: got %v", row.param, c)
		_, c = checkAppendContentType(t, "text/plain", row.param)
		assert.Equal(t, row.code, c, "%+v in a Content-Type", row.param)
		if row.code == 0 {
			assert.Equal(t, hexOf(t, row.want), got, "%+v: % x", row.param, got)
			assert.Equal(t, wsp.SizeParameter(p), len(got), "%+v: size", row.param)
		}
	}
	assert.Equal(t, wsp.NumberParameter("charset", 1000), wsp.CharsetParameter(wsp.CharsetUCS2))
}
