package wsp_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// Here what was read is written again. The octets are the same, or there is a reason why they are not (longerThanNeeded):
// that function knows the grammar, and nothing of how the code writes it.

// again returns the media type and the parameters that ct reads as; ok is false for numbers that have no name and values of no
// kind that can be given to AppendParameter.
func again(ct wsp.ContentType) (media string, params []param, ok bool) {
	media = string(ct.Media())
	if code, known := ct.Code(); known {
		if media = wsp.MediaName(code); media == "" {
			return "", nil, false
		}
	} else if media == "" { // a number too large for a media type
		return "", nil, false
	}
	for p := range ct.Params() {
		q, ok := paramAgain(p)
		if !ok {
			return "", nil, false
		}
		params = append(params, q)
	}
	return media, params, true
}

func paramAgain(p wsp.Param) (param, bool) {
	code, known := p.Code()
	raw, name := p.Raw(), p.Name()
	if len(raw) == 0 || known && (code > 0xFF || wsp.ParamName(uint8(code)) == "") {
		return param{}, false
	}
	text, isText := p.Text()
	switch {
	case known && code == 0x00:
		v, ok := p.Quality()
		return withNumber(name, uint64(v)), ok
	case known && code == 0x09 && raw[0] >= 0x80:
		media := wsp.MediaName(uint32(raw[0] & 0x7F))
		return withText(name, media), media != ""
	case raw[0] == 0:
		return withText(name, ""), true
	}
	if v, ok := p.Uint(); ok {
		return withNumber(name, v), true
	}
	return withText(name, string(text.Bytes())), isText
}

// longerThanNeeded says why ct, which reads without a fault, is not what an encoder writes; "" if it is.
func longerThanNeeded(ct wsp.ContentType) string {
	rest := []byte(ct)
	general := rest[0] < 0x20
	if general {
		length, n, _ := wsp.ConsumeValueLength(rest)
		if n > 1 && length <= 30 {
			return "Value-length in the long form"
		}
		rest = rest[n:]
	}
	var head int
	if code, known := ct.Code(); known {
		head = len(wsp.AppendInteger(nil, uint64(code)))
		if !bytes.HasPrefix(rest, wsp.AppendInteger(nil, uint64(code))) {
			return "media type as a Long-integer"
		}
		if code == 0x5A || general && len(rest) == head && code <= 0x7F {
			return "number of application/octet-stream, or general form of one octet"
		}
	} else if len(ct.Media()) == 0 {
		return "media type without a name"
	} else {
		media := string(ct.Media())
		head = len(media) + 1
		if media[0] == 0x7F {
			return "media type behind a Quote, which none needs: none begins with an octet of 80 or above"
		}
		if code, ok := wsp.MediaCode(media); ok && code != 0x5A {
			return "media type in text that has a number"
		}
		ambiguous := len(media) > 1 && media[1] >= 0x80 // passes for a Value-length and a well-known media type
		if general && len(rest) == head && !ambiguous {
			return "general form of a text"
		}
		if !general && ambiguous {
			return "text that passes for a length"
		}
		if media[0] == '"' || media != strings.Trim(media, " \t") || len(rest) < head {
			return "media type that no encoder writes"
		}
	}
	for p := range ct.Params() {
		if why := paramLonger(p); why != "" {
			return why
		}
		if _, known := p.Code(); known {
			head += 1 + len(p.Raw())
		} else {
			head += len(p.Name()) + 1 + len(p.Raw())
		}
	}
	if head != len(rest) {
		return "parameter number as a Long-integer"
	}
	return ""
}

var octetVersion = regexp.MustCompile(`^[1-7](\.([0-9]|1[0-4]))?$`)

func paramLonger(p wsp.Param) string {
	raw := p.Raw()
	code, known := p.Code()
	text, isText := p.Text()
	token := tokenRule.Match(text.Bytes())
	v, isNumber := p.Uint()
	if !known {
		for code := range uint8(0x80) {
			if name := wsp.ParamName(code); name != "" && strings.EqualFold(name, p.Name()) && numberTakes(code, p) {
				return "name that has a number"
			}
		}
	}
	switch {
	case known && code == 0x00:
		q, _ := p.Quality()
		if u, _, _ := wsp.ConsumeUintvar(raw); raw[0] == 0 || u > 100 && q%10 == 0 {
			return "quality of three decimals that are two"
		}
		return ""
	case known && code >= 0x17 && raw[0] != 0 && !strings.ContainsAny(string(text.Bytes()[:min(1, text.Len())]), "\"\t\r"),
		known && code >= 0x17 && text.IsZero():
		return "newer number where the older does"
	case known && (code == 0x05 || code == 0x06 || code >= 0x0A && code <= 0x0D || code == 0x0F):
		if raw[0] == '"' {
			return "Quoted-string where a Text-string is due"
		}
		return ""
	case known && code == 0x09 && raw[0] >= 0x80:
		if code := raw[0] & 0x7F; code == 0x5A {
			return "number of application/octet-stream"
		}
		return ""
	case known && code == 0x09:
		media := string(text.Bytes())
		if n, ok := wsp.MediaCode(media); ok && n <= 0x7F && n != 0x5A {
			return "root type in text that has a number"
		}
		if raw[0] == '"' || raw[0] == 0x7F || strings.Contains(media, ";") || media != strings.Trim(media, " \t") || len(media) > 1 && media[1] >= 0x80 {
			return "root type that no encoder writes"
		}
		return ""
	case known && code == 0x03 && raw[0] >= 0x20 && raw[0] < 0x80:
		return "text under the number for numbers"
	case known && code == 0x10 && raw[0] != 0:
		return "secure with a value"
	case raw[0] == 0:
		return ""
	case isNumber:
		date := known && code >= 0x13 && code <= 0x15
		if raw[0] < 0x80 && v <= 0x7F && !date {
			return "Short-integer in the long form"
		}
	case !isText:
		return "value of no kind"
	case known && code == 0x02 && octetVersion.Match(text.Bytes()):
		return "version in text that fits an octet"
	case raw[0] == '"' && (token || text.IsZero()), raw[0] != '"' && !token:
		return "text that is not the Text-value it could be"
	}
	return ""
}

// numberTakes reports whether the parameter with this number can have the value of p, whose name is a text.
func numberTakes(code uint8, p wsp.Param) bool {
	v, isNumber := p.Uint()
	switch {
	case code == 0x05, code == 0x06, code >= 0x0A && code <= 0x0D, code == 0x0F, code == 0x12, code >= 0x17:
		return !isNumber
	case code == 0x07, code == 0x08, code == 0x09, code == 0x11:
		return !isNumber || v <= 0x7F
	case code == 0x10:
		return p.Raw()[0] == 0
	}
	return true
}

// rewriteContentType writes again the Content-type-value at the start of b, if it reads without a fault. It reports whether
// it came out the same.
func rewriteContentType(t testing.TB, b []byte) bool {
	t.Helper()
	if len(b) == 0 {
		return false
	}
	r := wsp.Recorder{Strict: true}
	n := wsp.CheckContentType(b, 0, len(b), false, 0, &r)
	if r.Count != 0 {
		return false
	}
	ct := wsp.ContentType(b[:n:n])
	why := longerThanNeeded(ct)
	media, params, ok := again(ct)
	if !ok {
		return false
	}
	got, c := checkAppendContentType(t, media, params...)
	if c != 0 {
		if why == "" {
			t.Fatalf("%x: %q %+v is refused with %v", []byte(ct), media, params, c)
		}
		return false
	}
	if same := bytes.Equal(got, ct); same != (why == "") {
		t.Fatalf("%x (%s): written again as %x", []byte(ct), why, []byte(got))
	}
	media2, params2, ok := again(got)
	twice, c := wsp.AppendContentType(nil, media2, parameters(params2)...)
	if !ok || c != 0 || !bytes.Equal(twice, got) {
		t.Fatalf("%x became %x and then %x, %v", []byte(ct), []byte(got), twice, c)
	}
	return why == ""
}

// rewriteMultipart writes again the multipart b and all that is nested in it, level by level, if it reads without a fault and
// says how many entries it has.
func rewriteMultipart(t testing.TB, b []byte) bool {
	t.Helper()
	whole := wsp.Span{End: uint32(len(b))}
	r := wsp.Recorder{Strict: true}
	m := wsp.CheckMultipart(b, whole, vectorBounds, &r).Over(b)
	if r.Count != 0 {
		return false
	}
	var entries []wsp.Entry
	cur := m.Cursor()
	for cur.Next() {
		p := cur.Part()
		entries = append(entries, wsp.Entry{
			ContentType: p.ContentType(), Headers: wsp.Span{Start: p.ContentTypeSpan().End, End: p.DataSpan().Start}.In(b), Data: p.Data(),
		})
		if _, ok := p.Multipart(); ok {
			rewriteMultipart(t, p.Data())
		}
	}
	got, c := wsp.AppendMultipart(nil, entries...)
	silent := m.Declared() == 0 && len(entries) > 0 // nEntries 0 is legal, and says nothing
	if c != 0 || len(got) != wsp.SizeMultipart(entries...) || silent == bytes.Equal(got, b) {
		t.Fatalf("%x: written again as %x, %v", b, got, c)
	}
	return !silent
}

// One case for each reason, and what is written instead.
func TestAppendAgainReasons(t *testing.T) {
	for _, row := range []struct{ octets, why, instead string }{
		{"83", "", "83"},
		{"04 21 80 61 00", "", "04 21 80 61 00"},
		{"1F 01 83", "Value-length in the long form", "83"},
		{"02 01 03", "media type as a Long-integer", "83"},
		{"01 83", "number of application/octet-stream, or general form of one octet", "83"},
		{"DA", "number of application/octet-stream, or general form of one octet", `"application/octet-stream" 00`},
		{`"text/plain" 00`, "media type in text that has a number", "83"},
		{"03 78 79 00", "general form of a text", "78 79 00"},
		{"02 78 00", "general form of a text", "78 00"},
		{`07 9E "name" 00 00`, "name that has a number", "03 9E 85 00"},
		{`07 9E "name" 00 9E`, "", `07 9E "name" 00 9E`},                         // a number, which 85 does not take; found by fuzzing
		{"30 9E 30*26 00", "text that passes for a length", "1D 30 9E 30*26 00"}, // found by fuzzing
		{"04 83 80 88 10", "quality of three decimals that are two", "03 83 80 5F"},
		{`05 83 97 "ab" 00`, "newer number where the older does", `05 83 85 "ab" 00`},
		{`05 83 85 22 "a" 00`, "Quoted-string where a Text-string is due", `04 83 85 "a" 00`},
		{`0D 83 89 "text/html" 00`, "root type in text that has a number", "03 83 89 82"},
		{"03 83 89 DA", "number of application/octet-stream", `1B 83 89 "application/octet-stream" 00`},
		{`04 83 83 "x" 00`, "text under the number for numbers", `04 83 89 "x" 00`},
		{`04 83 90 "x" 00`, "secure with a value", `0A 83 "secure" 00 "x" 00`},
		{"04 83 96 01 05", "Short-integer in the long form", "03 83 96 85"},
		{`06 83 82 "1.2" 00`, "version in text that fits an octet", "03 83 82 92"},
		{`05 83 92 22 "a" 00`, "text that is not the Text-value it could be", `04 83 92 "a" 00`},
		{`06 83 81 "a b" 00`, "text that is not the Text-value it could be", `07 83 81 22 "a b" 00`},
		{`07 83 "size" 00 85`, "name that has a number", "03 83 96 85"},
		{"04 83 01 01 83", "parameter number as a Long-integer", "03 83 81 83"},
	} {
		ct := wsp.ContentType(hexOf(t, row.octets))
		assert.Equal(t, row.why, longerThanNeeded(ct), row.octets)
		assert.Equal(t, row.why == "", rewriteContentType(t, ct), row.octets)
		media, params, ok := again(ct)
		require.True(t, ok, row.octets)
		got, c := checkAppendContentType(t, media, params...)
		assert.Zero(t, c, row.octets)
		assert.Equal(t, hexOf(t, row.instead), []byte(got), "%s: % x", row.octets, []byte(got))
	}
}

// What has no name cannot be written by name. The first was found by fuzzing.
func TestAppendAgainNameless(t *testing.T) {
	for _, s := range []string{"05 04 30 30 30 30", "03 02 01 83", "DB", "03 83 FE 85", "03 83 89 DF", `05 83 7F 61 00 85`} {
		b := hexOf(t, s)
		assert.False(t, rewriteContentType(t, b), s)
	}
	_, _, ok := again(hexOf(t, "05 04 30 30 30 30"))
	assert.False(t, ok)
	assert.Equal(t, "media type without a name", longerThanNeeded(hexOf(t, "05 04 30 30 30 30")))
}

// The vectors and the messages of testdata.
func TestAppendAgain(t *testing.T) {
	types, same := 0, 0
	try := func(b []byte) {
		types++
		if rewriteContentType(t, b) {
			same++
		}
	}
	for _, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		switch v.Kind {
		case testdata.KindContentType:
			try(v.Octets)
		case testdata.KindMultipart:
			rewriteMultipart(t, v.Octets)
		}
	}
	assert.Greater(t, same, 20)
	multiparts := 0
	for _, b := range testdata.Messages() {
		// A message is a multipart from some octet on: every octet is tried.
		for i := range b {
			if len(b)-i > 2 && len(b)-i < 1<<16 && b[i] < 8 && rewriteMultipart(t, b[i:]) {
				multiparts++
				for p := range wsp.OpenMultipart(b[i:], wsp.Span{End: uint32(len(b) - i)}, vectorBounds).AllParts() {
					try(p.ContentType())
				}
			}
		}
	}
	assert.Greater(t, multiparts, 10)
	t.Logf("%d of %d content types are written as they were, and %d multiparts", same, types, multiparts)
}
