package wsp_test

import (
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/wsp"
)

var appendSink int

// TestAppendAllocations: no Append function allocates where dst has room, nor does its Size.
func TestAppendAllocations(t *testing.T) {
	dst := make([]byte, 3, 4096)
	text, long := []byte("a b.txt"), strings.Repeat("žluť ", 100)
	octets := []byte(long)
	ct := wsp.ContentType{0x83}
	headers := []byte("\x8Ea\x00")
	version, _ := wsp.MakeVersion(1, 2)
	name, number := wsp.TextParameter("name", "a b.txt"), wsp.NumberParameter("size", 70000)
	entry := wsp.Entry{ContentType: ct, Headers: headers, Data: octets}
	n := 0
	put := func(b []byte, c wsp.Code) {
		if c != 0 {
			t.Fatalf("refused: %v", c)
		}
		n += len(b)
	}
	for fn, f := range map[string]func(){
		"Uintvar":           func() { n += len(wsp.AppendUintvar(dst, 1<<31)) + wsp.SizeUintvar(1<<31) },
		"ValueLength":       func() { n += len(wsp.AppendValueLength(dst, 1<<31)) + wsp.SizeValueLength(1<<31) },
		"PrefixValueLength": func() { n += len(wsp.PrefixValueLength(dst[:2000], 3)) },
		"ShortInteger":      func() { put(wsp.AppendShortInteger(dst, 5)) },
		"LongInteger":       func() { n += len(wsp.AppendLongInteger(dst, 1<<63)) + wsp.SizeLongInteger(1<<63) },
		"Integer":           func() { n += len(wsp.AppendInteger(dst, 1<<63)) + wsp.SizeInteger(1<<63) },
		"Q":                 func() { put(wsp.AppendQ(dst, 333)); n += wsp.SizeQ(333) },
		"Version":           func() { put(wsp.AppendVersion(dst, version)); n += len(version.AppendText(dst)) },
		"Text":              func() { put(wsp.AppendText(dst, long)); n += wsp.SizeText(long) },
		"Text octets":       func() { put(wsp.AppendText(dst, octets)); n += wsp.SizeText(octets) },
		"Token":             func() { put(wsp.AppendToken(dst, "abc")); n += wsp.SizeToken("abc") },
		"Token octets":      func() { put(wsp.AppendToken(dst, text[:1])); n += wsp.SizeToken(text) },
		"Quoted":            func() { put(wsp.AppendQuoted(dst, long)); n += wsp.SizeQuoted(long) },
		"Quoted octets":     func() { put(wsp.AppendQuoted(dst, octets)); n += wsp.SizeQuoted(octets) },
		"TextValue":         func() { put(wsp.AppendTextValue(dst, long)); n += wsp.SizeTextValue(long) },
		"TextValue octets":  func() { put(wsp.AppendTextValue(dst, octets)); n += wsp.SizeTextValue(octets) },
		"Parameter":         func() { put(wsp.AppendParameter(dst, name)); n += wsp.SizeParameter(name) },
		"Parameter level":   func() { put(wsp.AppendParameter(dst, wsp.TextParameter("level", "1.2"))) },
		"Parameter untyped": func() { put(wsp.AppendParameter(dst, wsp.TextParameter("x-foo", long))) },
		"ContentType":       func() { put(wsp.AppendContentType(dst, "text/plain")); n += wsp.SizeContentType("text/plain") },
		"ContentType text":  func() { put(wsp.AppendContentType(dst, "application/x-foo")) },
		"ContentType parameters": func() {
			put(wsp.AppendContentType(dst, "image/jpeg", wsp.CharsetParameter(106), name, number, wsp.TextParameter("x", "y"), wsp.TextParameter("type", "text/plain")))
			n += wsp.SizeContentType("image/jpeg", wsp.CharsetParameter(106), name, number)
		},
		"ContentType long": func() { put(wsp.AppendContentType(dst, "image/jpeg", wsp.TextParameter("name", long))) },
		"Header":           func() { put(wsp.AppendHeader(dst, 0x3F, text)) },
		"ApplicationHeader": func() {
			put(wsp.AppendApplicationHeader(dst, "x-op", "42"))
			put(wsp.AppendApplicationHeader(dst, "x-op", text))
			n += wsp.SizeApplicationHeader("x-op", text)
		},
		"TextHeader": func() {
			put(wsp.AppendTextHeader(dst, 0x29, long))
			put(wsp.AppendTextHeader(dst, encodingVersion, "1.5"))
		},
		"TextHeader octets": func() {
			put(wsp.AppendTextHeader(dst, contentID, text))
			put(wsp.AppendTextHeader(dst, 0x0B, text[:1]))
		},
		"NumberHeader":       func() { put(wsp.AppendNumberHeader(dst, 0x0D, 1<<40)) },
		"ContentID":          func() { put(wsp.AppendContentID(dst, "a")); put(wsp.AppendContentID(dst, text)) },
		"ContentLocation":    func() { put(wsp.AppendContentLocation(dst, "a")); put(wsp.AppendContentLocation(dst, text)) },
		"ContentDisposition": func() { put(wsp.AppendContentDisposition(dst, wsp.DispositionInline, name)) },
		"Accept":             func() { put(wsp.AppendAccept(dst, "text/plain", wsp.NumberParameter("q", 800))) },
		"AcceptCharset":      func() { put(wsp.AppendAcceptCharset(dst, wsp.CharsetUCS2, 333)) },
		"AcceptLanguage":     func() { put(wsp.AppendAcceptLanguage(dst, 0x82, 333)) },
		"ContentRange":       func() { n += len(wsp.AppendContentRange(dst, 0, 1<<31)) },
		"ApplicationID":      func() { n += len(wsp.AppendApplicationID(dst, 0x8000)) },
		"PushFlag":           func() { n += len(wsp.AppendPushFlag(dst, true, false, true)) },
		"Shift":              func() { put(wsp.AppendShift(dst, 64)) },
		"Entry":              func() { put(wsp.AppendEntry(dst, &entry)); n += wsp.SizeEntry(&entry) },
		"Multipart": func() {
			put(wsp.AppendMultipart(dst, entry, wsp.Entry{ContentType: ct, Data: text}, entry))
			n += wsp.SizeMultipart(entry, wsp.Entry{ContentType: ct, Data: text})
		},
		"refused": func() {
			_, c := wsp.AppendContentType(dst, "image/jpeg", name, wsp.TextParameter("x", "a\x00"))
			n += int(c)
		},
	} {
		if allocs := testing.AllocsPerRun(20, f); allocs != 0 {
			t.Errorf("%s: %v allocations, want 0", fn, allocs)
		}
	}
	appendSink += n
}

// TestAppendNoEscape: a message is put together in a buffer on the stack of the caller.
func TestAppendNoEscape(t *testing.T) {
	if n := testing.AllocsPerRun(20, func() {
		var types, headers, body [256]byte
		ct, c := wsp.AppendContentType(types[:0], "text/plain", wsp.CharsetParameter(wsp.CharsetUTF8), wsp.TextParameter("name", "a b.txt"))
		h, c1 := wsp.AppendContentID(headers[:0], "a")
		h, c2 := wsp.AppendContentLocation(h, "a.txt")
		b, c3 := wsp.AppendMultipart(body[:0], wsp.Entry{ContentType: ct, Headers: h, Data: types[:3]}, wsp.Entry{ContentType: ct})
		appendSink += len(b) + int(c+c1+c2+c3)
	}); n != 0 {
		t.Errorf("a buffer escapes: %v allocations", n)
	}
}
