package wsp_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// put appends one header to a block.
type put = func([]byte) ([]byte, wsp.Code)

func textHeader(code uint8, s string) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendTextHeader(d, code, s) }
}

func numberHeader(code uint8, v uint64) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendNumberHeader(d, code, v) }
}

func appHeader(name, s string) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendApplicationHeader(d, name, s) }
}

func rawHeader(code uint8, value ...byte) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendHeader(d, code, value) }
}

func idHeader(id string) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendContentID(d, id) }
}

func locationHeader(s string) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendContentLocation(d, s) }
}

func disposition(octet uint8, params ...param) put {
	return func(d []byte) ([]byte, wsp.Code) {
		return wsp.AppendContentDisposition(d, octet, parameters(params)...)
	}
}

func accept(media string, params ...param) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendAccept(d, media, parameters(params)...) }
}

func acceptCharset(cs wsp.Charset, q int) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendAcceptCharset(d, cs, q) }
}

func acceptLanguage(l uint32, q int) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendAcceptLanguage(d, l, q) }
}

func contentRange(first, length uint32) put {
	return sure(func(d []byte) []byte { return wsp.AppendContentRange(d, first, length) })
}

func appID(id uint32) put {
	return sure(func(d []byte) []byte { return wsp.AppendApplicationID(d, id) })
}

func pushFlag(authenticated, trusted, last bool) put {
	return sure(func(d []byte) []byte { return wsp.AppendPushFlag(d, authenticated, trusted, last) })
}

func shift(page uint8) put {
	return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendShift(d, page) }
}

const (
	contentLocation = 0x0E
	contentType11   = 0x11
	etag            = 0x13
	encodingVersion = 0x43
	contentID       = 0x40
)

// WSP 4, 8, 12, 14, 16.
func TestAppendHeaders(t *testing.T) {
	for _, row := range []struct {
		name string
		put  put
		want string
		code wsp.Code
	}{
		{"accept", accept("application/vnd.wap.mms-message"), "80 BE", 0},
		{"accept all", accept("*/*"), "80 80", 0},
		{"accept q", accept("text/plain", withNumber("q", 800)), "80 03 83 80 51", 0},
		{"accept text", accept("audio/amr"), `80 "audio/amr" 00`, 0},
		{"accept registered", accept("application/vnd.omaloc-supl-init"), "80 03 02 03 12", 0},
		{"accept nothing", accept(""), "", wsp.Truncated},
		{"accept bad parameter", accept("text/plain", withNumber("q", 1000)), "", wsp.ValueKind},
		{"charset", acceptCharset(wsp.CharsetUTF8, 1000), "BB EA", 0},
		{"charset any", acceptCharset(0, 1000), "BB 80", 0},
		{"charset q", acceptCharset(wsp.CharsetUTF8, 333), "BB 03 EA 83 31", 0},
		{"charset any q", acceptCharset(0, 0), "BB 02 80 01", 0},
		{"charset long", acceptCharset(wsp.CharsetUCS2, 1000), "BB 03 02 03 E8", 0},
		{"charset long q", acceptCharset(wsp.CharsetUCS2, 500), "BB 04 02 03 E8 33", 0},
		{"charset 128", acceptCharset(128, 1000), "BB 02 01 80", 0},
		{"charset bad q", acceptCharset(wsp.CharsetUTF8, 1001), "", wsp.ValueKind},
		{"charset negative q", acceptCharset(wsp.CharsetUTF8, -1), "", wsp.ValueKind},
		{"language", acceptLanguage(0x19, 1000), "83 99", 0},
		{"language q", acceptLanguage(0x19, 700), "83 02 99 47", 0},
		{"language sv", acceptLanguage(0x70, 1000), "83 F0", 0},
		{"language fo", acceptLanguage(0x82, 1000), "83 02 01 82", 0},
		{"language any", acceptLanguage(0, 1000), "83 80", 0},
		{"language bad q", acceptLanguage(0x82, 2000), "", wsp.ValueKind},
		{"range", contentRange(0, 1025), "90 03 00 88 01", 0},
		{"range none", contentRange(0, 0), "90 02 00 00", 0},
		{"range large", contentRange(1<<32-1, 1<<32-1), "90 0A 8F FF FF FF 7F 8F FF FF FF 7F", 0},
		{"application", appID(4), "AF 84", 0},
		{"application any", appID(0), "AF 80", 0},
		{"application registered", appID(0x8000), "AF 02 80 00", 0},
		{"application text", textHeader(0x2F, "x-wap-application:mms.ua"), `AF "x-wap-application:mms.ua" 00`, 0},
		{"application no text", textHeader(0x2F, ""), "", wsp.ValueKind},
		{"push flag", pushFlag(true, true, true), "B4 87", 0},
		{"push flag none", pushFlag(false, false, false), "B4 80", 0},
		{"push flag authenticated", pushFlag(true, false, false), "B4 81", 0},
		{"push flag trusted", pushFlag(false, true, false), "B4 82", 0},
		{"push flag last", pushFlag(false, false, true), "B4 84", 0},
		{"shift", shift(64), "7F 40", 0},
		{"short-cut shift", shift(16), "10", 0},
		{"shift 1", shift(1), "01", 0},
		{"shift 1F", shift(0x1F), "1F", 0},
		{"shift 20", shift(0x20), "7F 20", 0},
		{"shift FF", shift(0xFF), "7F FF", 0},
		{"shift 0", shift(0), "", wsp.HeaderOctet},
		{"date", numberHeader(0x12, 0x353F4511), "92 04 35 3F 45 11", 0},
		{"date 0", numberHeader(0x12, 0), "92 01 00", 0},
		{"length", numberHeader(0x0D, 42), "8D AA", 0},
		{"length long", numberHeader(0x0D, 1<<40), "8D 06 01 00 00 00 00 00", 0},
		{"age", numberHeader(0x05, 128), "85 01 80", 0},
		{"encoding version", textHeader(encodingVersion, "1.5"), "C3 95", 0},
		{"encoding version 1.15", textHeader(encodingVersion, "1.15"), `C3 "1.15" 00`, 0},
		{"encoding version none", textHeader(encodingVersion, ""), "", wsp.ValueKind},
		{"encoding version octet", numberHeader(encodingVersion, 0x15), "C3 95", 0},
		{"encoding version too large", numberHeader(encodingVersion, 0x95), "", wsp.ValueKind},
		{"content-encoding gzip", numberHeader(0x0B, 0), "8B 80", 0},
		{"content-encoding text", textHeader(0x0B, "br"), "8B 62 72 00", 0},
		{"content-encoding no token", textHeader(0x0B, "a b"), "", wsp.TokenSeparator},
		{"content-encoding large", numberHeader(0x0B, 1<<40), "", wsp.ValueKind},
		{"user-agent", textHeader(0x29, "Example/1.0"), `A9 "Example/1.0" 00`, 0},
		{"user-agent 8-bit", textHeader(0x29, "Ž"), "A9 7F C5 BD 00", 0},
		{"user-agent empty", textHeader(0x29, ""), "A9 00", 0},
		{"user-agent control", textHeader(0x29, "a\nb"), "", wsp.TextControl},
		{"etag", textHeader(etag, `"x"`), "93 22 78 22 00", 0},
		{"number for text", numberHeader(0x29, 5), "", wsp.ValueKind},
		{"text for number", textHeader(0x0D, "5"), "", wsp.ValueKind},
		{"text for date", textHeader(0x12, "5"), "", wsp.ValueKind},
		{"text for structure", textHeader(0x2E, "inline"), "", wsp.ValueKind},
		{"text for content type", textHeader(contentType11, "text/plain"), "", wsp.ValueKind},
		{"text for no header", textHeader(0x4B, "x"), "", wsp.ValueKind},
		{"number for no header", numberHeader(0x7F, 1), "", wsp.ValueKind},
		{"text above 7F", textHeader(0xA9, "x"), "", wsp.ValueKind},
		{"number above 7F", numberHeader(0x8D, 1), "", wsp.ValueKind},
		{"id", idHeader("a"), "C0 22 3C 61 3E 00", 0},
		{"id in brackets", idHeader("<a>"), "C0 22 3C 61 3E 00", 0},
		{"id empty", idHeader(""), "C0 22 3C 3E 00", 0},
		{"id of one bracket", idHeader("<"), "C0 22 3C 3C 3E 00", 0},
		{"id with one bracket", idHeader("a>"), "C0 22 3C 61 3E 3E 00", 0},
		{"id that ends in a mark", idHeader(`a"`), `C0 22 3C 61 22 3E 00`, 0},
		{"id that begins with one", idHeader(`"a`), `C0 22 3C 22 61 3E 00`, 0},
		{"id 8-bit", idHeader("Ž"), "C0 22 3C C5 BD 3E 00", 0},
		{"id control", idHeader("a\x00"), "", wsp.TextControl},
		{"id as it is", textHeader(contentID, "a"), "C0 22 61 00", 0},
		{"id as it is, empty", textHeader(contentID, ""), "C0 22 00", 0},
		{"id as it is, closed", textHeader(contentID, `a"`), "", wsp.QuotedClosed},
		{"location", locationHeader("x.gif"), `8E "x.gif" 00`, 0},
		{"location 8-bit", locationHeader("Ž"), "8E 7F C5 BD 00", 0},
		{"location empty", locationHeader(""), "8E 00", 0},
		{"location mark", locationHeader(`"a`), "", wsp.TokenSeparator},
		{"location tab", locationHeader("\ta"), "", wsp.TextControl},
		{"form-data", disposition(wsp.DispositionFormData, withText("name", "a")), "AE 04 80 85 61 00", 0},
		{"attachment", disposition(wsp.DispositionAttachment), "AE 01 81", 0},
		{"inline", disposition(wsp.DispositionInline), "AE 01 82", 0},
		{"filename", disposition(wsp.DispositionAttachment, withText("filename", "x.gif")), `AE 08 81 86 "x.gif" 00`, 0},
		{"filename of 26", disposition(wsp.DispositionAttachment, withText("filename", strings.Repeat("x", 26))), "AE 1D 81 86 78*26 00", 0},
		{"filename of 28", disposition(wsp.DispositionAttachment, withText("filename", strings.Repeat("x", 28))), "AE 1F 1F 81 86 78*28 00", 0},
		{"disposition 7F", disposition(0x7F), "", wsp.TokenUnknown},
		{"disposition 83", disposition(0x83), "", wsp.TokenUnknown},
		{"disposition bad parameter", disposition(0x81, withText("filename", "a"), withText("", "")), "", wsp.TokenSeparator},
		{"application header", appHeader("x-op", "42"), "78 2D 6F 70 00 34 32 00", 0},
		{"application header empty", appHeader("x-op", ""), "78 2D 6F 70 00 00", 0},
		{"application header 8-bit", appHeader("x-op", "Ž"), "78 2D 6F 70 00 7F C5 BD 00", 0},
		{"application header no name", appHeader("", "x"), "", wsp.TokenSeparator},
		{"application header bad name", appHeader("x op", "x"), "", wsp.TokenSeparator},
		{"application header bad text", appHeader("x-op", "\x01"), "", wsp.TextControl},
		{"raw", rawHeader(0x3F, 1, 5), "BF 01 05", 0},
		{"raw no value", rawHeader(0x3F), "", wsp.Truncated},
		{"raw above 7F", rawHeader(0x80, 0x80), "", wsp.HeaderOctet},
	} {
		got, c := appended(t, row.name, row.put)
		assert.Equal(t, row.code, c, "%s: got %v", row.name, c)
		if row.code != 0 {
			continue
		}
		assert.Equal(t, hexOf(t, row.want), got, "%s: % x", row.name, got)
		block := append(bytes.Clone(got), "\x8Ea\x00"...)
		r := wsp.Recorder{}
		wsp.CheckHeaders(block, 0, len(block), 2, &r)
		if strings.Contains(row.name, "shift") {
			assert.Equal(t, wsp.CodePageShift, r.First.Code, row.name)
			continue
		}
		assert.Zero(t, r.Count, "%s: %+v", row.name, r.First)
		part := onePart(t, block)
		cur := part.HeaderCursor()
		require.True(t, cur.Next(), row.name)
		assert.Equal(t, len(got), cur.Header().Span().Len(), row.name)
	}
	assert.Equal(t, 10, wsp.SizeApplicationHeader("x-op", "Žx"))
}

// onePart returns a text/plain part with these headers.
func onePart(t testing.TB, headers []byte) wsp.Part {
	t.Helper()
	body, c := wsp.AppendMultipart(nil, wsp.Entry{ContentType: wsp.ContentType{0x83}, Headers: headers})
	require.Zero(t, c)
	cur := wsp.OpenMultipart(body, wsp.Span{End: uint32(len(body))}, vectorBounds).Cursor()
	require.True(t, cur.Next())
	return cur.Part()
}

// What names a part is read again as it was given.
func TestAppendPartNames(t *testing.T) {
	for _, s := range []string{"a", "", "<", ">", "<>", "<<a>>", "a>", "<a", `a"`, `"a"`, "Ž", "a b", "\ta", strings.Repeat("x", 200)} {
		b, c := wsp.AppendContentID(nil, s)
		require.Zero(t, c, s)
		p := onePart(t, b)
		want := s
		if len(s) > 1 && s[0] == '<' && s[len(s)-1] == '>' {
			want = s[1 : len(s)-1]
		}
		assert.Equal(t, want, string(p.ContentID().Bytes()), s)
		if b, c = wsp.AppendContentLocation(nil, s); c == 0 {
			p = onePart(t, b)
			assert.Equal(t, s, string(p.Location().Bytes()))
		}
		if b, c = wsp.AppendContentDisposition(nil, wsp.DispositionInline, wsp.TextParameter("filename", s)); c == 0 {
			p = onePart(t, b)
			octet, _ := p.Disposition()
			assert.EqualValues(t, wsp.DispositionInline, octet)
			assert.Equal(t, s, string(p.Filename().Bytes()))
		}
	}
}

// WSP 16: the header blocks of the worked examples, and the body of 16.7.
func TestAppendWorkedExamples(t *testing.T) {
	block := func(puts ...put) (b []byte) {
		for _, f := range puts {
			var c wsp.Code
			b, c = f(b)
			require.Zero(t, c)
		}
		return b
	}
	typed := func(media string, params ...param) put {
		return func(d []byte) ([]byte, wsp.Code) { return wsp.AppendContentType(d, media, parameters(params)...) }
	}
	const mms = "application/vnd.wap.mms-message"
	inner := block(func(d []byte) ([]byte, wsp.Code) {
		return wsp.AppendMultipart(d,
			wsp.Entry{ContentType: block(typed("text/plain", withNumber("charset", 106))), Data: []byte("Hi")},
			wsp.Entry{ContentType: block(typed("text/html", withNumber("charset", 106))), Data: []byte("<b>Hi</b>")})
	})
	// 16.7 has its Content-Disposition under the newer number, with the newer filename; that is written by hand.
	newer := append([]byte{0xC5}, block(disposition(wsp.DispositionAttachment, withText("filename", "x.gif")))[1:]...)
	newer[3] = 0x98
	for name, c := range map[string]struct {
		at   int
		want []byte
	}{
		"wsp/16.1-push":                         {2, block(sure(func(d []byte) []byte { return wsp.AppendUintvar(d, 3) }), typed(mms), appID(4))},
		"wsp/16.4-push-of-a-service-indication": {3, block(typed("application/vnd.wap.sic"), appID(2), pushFlag(true, true, true), textHeader(encodingVersion, "1.5"), appHeader("x-op", "42"))},
		"wsp/16.5-get":                          {31, block(accept(mms), accept("*/*"), acceptCharset(106, 1000), acceptLanguage(0x19, 1000), textHeader(0x29, "Example/1.0"))},
		"wsp/16.5-post":                         {24, block(typed(mms))},
		"wsp/16.6-reply":                        {4, block(typed(mms), numberHeader(0x0D, 42))},
		"wsp/16.8-language":                     {0, block(rawHeader(0x0C, wsp.AppendInteger(nil, 0x82)...))},
		"wsp/16.8-accept-language-q":            {0, block(acceptLanguage(0x19, 700))},
		"wsp/16.8-accept-language-twice":        {0, block(acceptLanguage(0x19, 1000), acceptLanguage(0x70, 1000))},
		"wsp/16.8-date-header":                  {0, block(numberHeader(0x12, 893338897))},
		"wsp/16.8-content-range":                {0, block(contentRange(0, 1025))},
		"wsp/16.8-shift":                        {0, block(shift(64))},
		"wsp/16.8-short-cut-shift":              {0, block(shift(16))},
		"wsp/16.8-any-charset":                  {0, block(typed("text/plain", withNumber("charset", 0)))},
		"wsp/16.7-nested-multipart": {0, block(
			typed("application/vnd.wap.multipart.related", withText("start", "<a>"), withText("type", "application/vnd.wap.multipart.alternative")),
			func(d []byte) ([]byte, wsp.Code) {
				return wsp.AppendMultipart(d,
					wsp.Entry{ContentType: block(typed("application/vnd.wap.multipart.alternative")), Headers: block(idHeader("a")), Data: inner},
					wsp.Entry{ContentType: block(typed("image/gif")), Headers: append(block(locationHeader("x.gif")), newer...), Data: []byte("GIF89a")})
			})},
	} {
		found := false
		for n, v := range testdata.Vectors() {
			if n == name {
				found = true
				require.GreaterOrEqual(t, len(v.Octets), c.at+len(c.want), name)
				assert.Equal(t, v.Octets[c.at:c.at+len(c.want)], c.want, "%s: % x", name, c.want)
			}
		}
		assert.True(t, found, name)
	}
	// 16.3: the Content-Type in text, which is legal and not canonical.
	long := append([]byte(mms), 0)
	assert.True(t, wsp.ContentType(long).Is(mms))
}
