package scan

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample is a message, octets or parts, and what a rule is expected to say of it.
type sample struct {
	name   string
	octets []byte
	env    Envelope
	parts  []Attachment
	site   Site
	limits Limits
	engine Engine

	severity   Severity // of the finding that the sample trips; none: as the row says
	confidence Confidence
	part       int32  // of that finding, plus one: 0 is the message
	text       string // a piece of its message
}

func (x *sample) scanner() *Scanner {
	return &Scanner{Site: x.site, Limits: x.limits, Engine: x.engine}
}

func (x *sample) scan(t testing.TB, s *Scanner) *Report {
	t.Helper()
	if x.parts != nil || x.octets == nil {
		r, err := s.ScanParts(context.Background(), x.env, x.parts)
		require.NoError(t, err)
		return r
	}
	r, err := s.Scan(context.Background(), x.octets)
	require.NoError(t, err)
	return r
}

func file(media, name string, data []byte) []Attachment {
	return []Attachment{{Type: media, Name: name, Data: data}}
}

type fakeEngine struct {
	found string
	err   error
}

func (e fakeEngine) Inspect(context.Context, []byte, string, string) (string, error) {
	return e.found, e.err
}

var ownHosts = Site{MMSC: []string{"mmsc.example.net", ".mms.example.org", "10.0.0.9"}}

// ruleSamples holds, for every rule, samples that trip it and near-misses that do not.
var ruleSamples = []struct {
	rule          RuleID
	trips, spares []sample
}{
	{
		rule: ruleNotInspected,
		trips: []sample{
			{name: "neither a PDU nor a file", octets: []byte("\x01\x02\x03 nothing that anyone knows"), text: "unreadable"},
			{name: "headers that lead nowhere", octets: append(retrieve([][]byte{{0x1F}}), "and what follows them"...), text: "structure"},
			{name: "more parts than the limit", octets: message(named("image/png", "a.png", pngFile()), named("image/png", "b.png", pngFile())),
				limits: Limits{Parts: 1}, text: "parts-limit"},
			{name: "the engine fails", parts: file("image/png", "a.png", pngFile()), engine: fakeEngine{err: errors.New("down")},
				part: 1, text: "engine"},
		},
		spares: []sample{
			{name: "as many parts as the limit", octets: message(named("image/png", "a.png", pngFile())), limits: Limits{Parts: 1}},
			{name: "a picture by itself", octets: pngFile()},
		},
	},
	{
		rule: ruleEngine,
		trips: []sample{{name: "the engine names it", parts: file("image/png", "a.png", pngFile()),
			engine: fakeEngine{found: "Test.Sample\n1"}, part: 1, text: `Test.Sample\x0a1`}},
		spares: []sample{{name: "the engine finds nothing", parts: file("image/png", "a.png", pngFile()), engine: fakeEngine{}}},
	},
	{
		rule: rulePE,
		trips: []sample{
			{name: "headers of a program", octets: message(named("application/octet-stream", "a.bin", peFile())), part: 1},
			{name: "behind base64", octets: message(entry(contentType("image/jpeg", nameParam("a.jpg")), encoding("base64"),
				[]byte(base64.StdEncoding.EncodeToString(peFile())))), part: 1},
			{name: "a DOS program", parts: file("", "a", append([]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"), make([]byte, 600)...)),
				severity: SeverityMedium, confidence: ConfidenceMedium, part: 1},
		},
		spares: []sample{
			{name: "a text that begins with MZ", octets: message(named("text/plain", "a.txt", []byte("MZ is how such files begin, they say.")))},
			{name: "a pointer to no PE header", parts: file("text/plain", "a.txt", slices.Concat([]byte("MZ"), []byte(strings.Repeat("text ", 60))))},
		},
	},
	{
		rule:   ruleELF,
		trips:  []sample{{name: "header", octets: message(named("application/octet-stream", "a", elfFile())), part: 1}},
		spares: []sample{{name: "no class that exists", parts: file("", "a", append([]byte("\x7FELF\x07\x07\x07"), make([]byte, 57)...))}},
	},
	{
		rule:   ruleDEX,
		trips:  []sample{{name: "header", octets: message(named("application/octet-stream", "a", dexFile())), part: 1}},
		spares: []sample{{name: "a text about it", parts: file("text/plain", "a.txt", []byte("dex\nis what such files begin with"))}},
	},
	{
		rule: ruleAPK,
		trips: []sample{
			{name: "both members", octets: message(named("application/octet-stream", "a", apkFile())), part: 1},
			{name: "last of many members", parts: file("", "a", zipOf("res/a.png", "res/b.png", "res/c.png", "AndroidManifest.xml")), part: 1},
		},
		spares: []sample{
			{name: "an archive of photos", parts: file("application/zip", "photos.zip", zipOf("a.jpg", "b.jpg"))},
			{name: "the name in a folder", parts: file("application/zip", "a.zip", zipOf("docs/AndroidManifest.xml.txt"))},
		},
	},
	{
		rule:   ruleSIS,
		trips:  []sample{{name: "header", octets: message(named("image/jpeg", "beauty.jpg", sisFile())), part: 1}},
		spares: []sample{{name: "one UID of the two", parts: file("", "a", append([]byte{0, 0, 0, 0, 0x6D, 0, 0, 0x10, 1, 2, 3, 4}, make([]byte, 60)...))}},
	},
	{
		rule: ruleDiffers,
		trips: []sample{
			{name: "PNG as JPEG", octets: message(named("image/jpeg", "a.jpg", pngFile())), severity: SeverityInfo, part: 1, text: "PNG"},
			{name: "PNG as audio", octets: message(named("audio/amr", "a.amr", pngFile())), part: 1},
			{name: "text as JPEG", parts: file("image/jpeg", "a.jpg", []byte("I am no picture, just a line of text.\n")),
				severity: SeverityLow, confidence: ConfidenceLow, part: 1},
		},
		spares: []sample{
			{name: "another name of the same", parts: file("image/pjpeg", "a.jpg", photo(nil, 64))},
			{name: "a type that says nothing", parts: file("application/octet-stream", "a.png", pngFile())},
			{name: "base64, which is text", octets: message(entry(contentType("image/png"), encoding("base64"),
				[]byte(base64.StdEncoding.EncodeToString(pngFile()))))},
			{name: "text", parts: file("text/plain; charset=utf-8", "a.txt", []byte("Hello there, how are you?"))},
		},
	},
	{
		rule: ruleDisguise,
		trips: []sample{
			{name: "installer as a picture", octets: message(named("image/jpeg", "beauty.jpg", sisFile())), part: 1},
			{name: "by its name alone", parts: file("application/octet-stream", "love.mp3", elfFile()), part: 1},
			{name: "application declared as text", parts: file("text/plain", "a", apkFile()), part: 1},
		},
		spares: []sample{
			{name: "declared as what it is", parts: file("application/vnd.symbian.install", "a.sis", sisFile())},
			{name: "a script to be read", parts: file("text/plain", "a.txt", []byte("#!/bin/sh\necho hello\n"))},
		},
	},
	{
		rule: ruleTraversal,
		trips: []sample{
			{name: "slashes", octets: message(named("image/png", "../../x.png", pngFile())), part: 1, text: "../../x.png"},
			{name: "backslashes", parts: file("image/png", `..\..\x.png`, pngFile()), part: 1},
			{name: "percent", parts: file("image/png", "%2e%2e%2fx.png", pngFile()), part: 1},
			{name: "percent twice", parts: file("image/png", "%252e%252e%252fx.png", pngFile()), part: 1},
			{name: "over-long", parts: file("image/png", "%c0%ae%c0%ae%c0%afx.png", pngFile()), part: 1},
			{name: "full width", parts: file("image/png", "．．／x.png", pngFile()), part: 1},
			{name: "encoded word", parts: file("image/png", "=?utf-8?B?Li4vLi4veC5wbmc=?=", pngFile()), part: 1},
			{name: "a link that climbs", octets: message(entry(contentType("image/png"), location("../a.png"), pngFile())),
				confidence: ConfidenceMedium, part: 1},
			{name: "start", octets: retrieveRelated("../x"), confidence: ConfidenceMedium},
		},
		spares: []sample{
			{name: "dots inside", parts: file("image/png", "a..b.png", pngFile())},
			{name: "three dots", parts: file("image/png", ".../wait.png", pngFile())},
			{name: "a folder", parts: file("image/png", "a/b.png", pngFile())},
			{name: "an ellipsis", parts: file("image/png", "well….png", pngFile())},
		},
	},
	{
		rule: ruleBidi,
		trips: []sample{
			{name: "override", octets: message(named("image/jpeg", "photo\u202Egpj.exe", photo(nil, 64))), part: 1, text: `\u{202e}`},
			{name: "percent", parts: file("image/png", "photo%E2%80%AEgnp.apk", pngFile()), part: 1},
			{name: "embedding", parts: file("image/png", "\u202Ac.png", pngFile()), confidence: ConfidenceMedium, part: 1},
			{name: "isolate", parts: file("image/png", "a\u2067b.png", pngFile()), severity: SeverityMedium, confidence: ConfidenceMedium, part: 1},
			{name: "mark at the dot", parts: file("image/png", "a\u200F.png", pngFile()), severity: SeverityMedium, confidence: ConfidenceMedium, part: 1},
		},
		spares: []sample{
			{name: "Hebrew", parts: file("image/png", "תמונה.png", pngFile())},
			{name: "Arabic with a mark inside", parts: file("image/png", "صو\u200Fرة 1.png", pngFile())},
		},
	},
	{
		rule: ruleDouble,
		trips: []sample{
			{name: "document and program", octets: message(named("application/octet-stream", "invoice.pdf.exe", []byte("x"))), part: 1},
			{name: "with blanks between", parts: file("", "photo.jpg        .scr", []byte("x")), part: 1},
			{name: "in an id", octets: message(entry(contentType("image/png"), contentID("a.jpg.apk@x"), pngFile())),
				severity: SeverityMedium, confidence: ConfidenceMedium, part: 1},
		},
		spares: []sample{
			{name: "archives", parts: file("", "a.tar.gz", []byte("x"))},
			{name: "not media first", parts: file("", "setup.v2.exe", []byte("x"))},
			{name: "media last", parts: file("image/png", "exe.png", pngFile())},
		},
	},
	{
		rule: ruleDangerous,
		trips: []sample{
			{name: "application", octets: message(named("application/octet-stream", "update.apk", []byte("x"))), part: 1, text: "update.apk"},
			{name: "letter case", parts: file("", "RUN.EXE", []byte("x")), part: 1},
			{name: "dot and blank at the end", parts: file("", "run.exe. ", []byte("x")), part: 1},
			{name: "behind a NUL", parts: file("", "run.apk%00.jpg", []byte("x")), part: 1},
			{name: "filename", octets: message(entry(contentType("text/plain"), filename("run.cmd"), []byte("x"))), part: 1},
			{name: "a picture under such a name", parts: file("image/png", "x.apk", pngFile()), severity: SeverityMedium, part: 1},
			{name: "only one list has it", parts: file("", "x.desktop", []byte("x")), severity: SeverityMedium, part: 1},
			{name: "an id", octets: message(entry(contentType("text/plain"), contentID("run.apk"), []byte("x"))),
				severity: SeverityMedium, confidence: ConfidenceMedium, part: 1},
		},
		spares: []sample{
			{name: "an id at a host", octets: message(entry(contentType("text/plain"), contentID("0001@example.com"), []byte("x")))},
			{name: "a host without a path", octets: message(entry(contentType("text/plain"), location("http://www.example.com"), []byte("x")))},
			{name: "no stem", parts: file("", ".exe", []byte("x"))},
			{name: "the word in the name", parts: file("image/png", "my exe photo.png", pngFile())},
		},
	},
	{
		rule: ruleFingerprint,
		trips: []sample{
			{name: "an address", octets: notification(0x82, "http://192.0.2.1/x"), site: ownHosts, text: "192.0.2.1"},
			{name: "another host", octets: notification(0x82, "http://mmsc.example.com/x"), site: ownHosts, text: "foreign"},
			{name: "a name that ends like ours", octets: notification(0x82, "http://evilmms.example.org/x"), site: ownHosts},
			{name: "our name as the user", octets: notification(0x82, "http://mmsc.example.net@192.0.2.1/x"), site: ownHosts, text: "userinfo"},
			{name: "a backslash", octets: notification(0x82, `http://192.0.2.1\@mmsc.example.net/x`), site: ownHosts, text: "unclear"},
			{name: "delivery report", octets: notification(0x86, "http://192.0.2.1/x"), site: ownHosts},
			{name: "trusted ingress", octets: notification(0x82, "http://192.0.2.1/x"), site: Site{MMSC: ownHosts.MMSC, Trusted: true},
				severity: SeverityMedium},
			{name: "no scheme", octets: notification(0x82, "evil.example.com/x"), site: ownHosts, severity: SeverityMedium, confidence: ConfidenceMedium},
			{name: "a second location", octets: slices.Concat(notification(0x82, "http://mmsc.example.net/x"), textField(0x83, "http://192.0.2.1/x")),
				site: ownHosts},
		},
		spares: []sample{
			{name: "our host", octets: notification(0x82, "http://MMSC.Example.NET.:8080/mms?id=1"), site: ownHosts},
			{name: "below our name", octets: notification(0x82, "https://a.mms.example.org/x"), site: ownHosts},
			{name: "our address in another form", octets: notification(0x82, "http://0x0A000009/x"), site: ownHosts},
			{name: "no list", octets: notification(0x82, "http://192.0.2.1/x")},
			{name: "a path alone", octets: notification(0x82, "/mms/1234"), site: ownHosts},
			{name: "not a notification", octets: slices.Concat([]byte{0x8C, 0x81}, textField(0x98, "t"), []byte{0x8D, 0x92, 0x92, 0x80},
				textField(0x83, "http://192.0.2.1/x")), site: ownHosts},
		},
	},
	{
		rule: ruleTrailing,
		trips: []sample{
			{name: "octets behind the last part", octets: append(message(named("text/plain", "a.txt", []byte("hi"))), "0123456789ABCDEF"...)},
			{name: "a program behind it", octets: append(message(named("text/plain", "a.txt", []byte("hi"))), peFile()...),
				severity: SeverityHigh, confidence: ConfidenceHigh},
			{name: "one more part than counted", octets: multipart(0x84, nil, 1, named("text/plain", "a.txt", []byte("hi")), named("text/plain", "b.txt", []byte("ho"))),
				severity: SeverityHigh, confidence: ConfidenceMedium, part: 2},
			{name: "one more part, a program", octets: multipart(0x84, nil, 1, named("text/plain", "a.txt", []byte("hi")), named("text/plain", "b.txt", elfFile())),
				severity: SeverityHigh, confidence: ConfidenceHigh, part: 2},
			{name: "a few octets", octets: append(message(named("text/plain", "a.txt", []byte("hi"))), 0xA2), severity: SeverityLow, confidence: ConfidenceLow},
		},
		spares: []sample{
			{name: "two zeros", octets: append(message(named("text/plain", "a.txt", []byte("hi"))), 0, 0)},
			{name: "a count of 0", octets: multipart(0x84, nil, 0, named("text/plain", "a.txt", []byte("hi")))},
		},
	},
	{
		rule: ruleEntries,
		trips: []sample{
			{name: "five for one", octets: multipart(0x84, nil, 5, named("text/plain", "a.txt", []byte("hi")))},
			{name: "cut", octets: cut(multipart(0x84, nil, 2, named("text/plain", "a.txt", []byte("hi, this is cut"))), 4), severity: SeverityLow},
		},
		spares: []sample{{name: "as many as there are", octets: message(named("text/plain", "a.txt", []byte("hi")))}},
	},
	{
		rule: ruleDataLen,
		trips: []sample{
			{name: "two gigabytes", octets: multipart(0x84, nil, 1, []byte{1, 0x87, 0xFF, 0xFF, 0xFF, 0x7F, 0x83, 'x'}),
				severity: SeverityHigh, confidence: ConfidenceHigh, part: 1, text: "2147483647 octets, and 1"},
			{name: "much more than there is", octets: multipart(0x84, nil, 1, []byte{1, 100, 0x83, 'x', 'y'}), part: 1},
			{name: "cut", octets: cut(message(named("text/plain", "a.txt", []byte("hi, this is cut"))), 4), severity: SeverityLow, part: 1},
		},
		spares: []sample{{name: "exact", octets: message(named("text/plain", "a.txt", []byte("hi")))}},
	},
	{
		rule: ruleHeadersLen,
		trips: []sample{
			{name: "shorter than the type", octets: multipart(0x84, nil, 1, slices.Concat([]byte{3, 2}, contentType("text/plain"), []byte("hi"))), part: 1},
			{name: "none at all", octets: multipart(0x84, nil, 1, []byte{0, 2, 'h', 'i'}), severity: SeverityLow, part: 1},
		},
		spares: []sample{{name: "exact", octets: message(entry(contentType("text/plain"), location("a.txt"), []byte("hi")))}},
	},
	{
		rule: ruleUintvar,
		trips: []sample{
			{name: "six octets", octets: multipart(0x84, nil, 1, slices.Concat([]byte{1, 0x81, 0x80, 0x80, 0x80, 0x80, 0x02, 0x83}, []byte("hi")))},
			{name: "padded", octets: multipart(0x84, nil, 1, []byte{1, 0x80, 0x02, 0x83, 'h', 'i'}), severity: SeverityLow, confidence: ConfidenceLow, part: 1},
		},
		spares: []sample{{name: "two octets for a number that needs them", octets: message(named("text/plain", "a.txt", []byte(strings.Repeat("hi ", 60))))}},
	},
	{
		rule: ruleValueLength,
		trips: []sample{
			{name: "a date longer than it says", octets: retrieve([][]byte{{0x88, 7, 0x81, 2, 1, 0x51, 0, 0, 0}}, named("text/plain", "a.txt", []byte("hi")))},
			{name: "a sender longer than it says", octets: retrieve([][]byte{{0x89, 2, 0x80, '+', 'a', 0, 'b', 0}}, named("text/plain", "a.txt", []byte("hi"))),
				confidence: ConfidenceLow},
			{name: "no length", octets: retrieve([][]byte{append([]byte{0x89}, text("+15550100")...)}, named("text/plain", "a.txt", []byte("hi"))), severity: SeverityLow},
		},
		spares: []sample{{name: "the long form for a short value", octets: retrieve([][]byte{{0x89, 31, 6, 0x80, '+', '1', '5', '5', 0}},
			named("text/plain", "a.txt", []byte("hi")))}},
	},
	{
		rule: ruleRepeated,
		trips: []sample{
			{name: "two senders", octets: retrieve([][]byte{from("+15550100"), from("+15550199")}, named("text/plain", "a.txt", []byte("hi"))),
				severity: SeverityHigh, confidence: ConfidenceHigh, text: "From occurs 2 times"},
			{name: "two subjects", octets: retrieve([][]byte{textField(0x96, "one"), textField(0x96, "two")}, named("text/plain", "a.txt", []byte("hi")))},
			{name: "two equal senders", octets: retrieve([][]byte{from("+15550100"), from("+15550100")}, named("text/plain", "a.txt", []byte("hi"))),
				severity: SeverityLow, confidence: ConfidenceLow},
		},
		spares: []sample{{name: "two recipients", octets: retrieve([][]byte{from("+15550100"), textField(0x97, "+1"), textField(0x97, "+2")},
			named("text/plain", "a.txt", []byte("hi")))}},
	},
	{
		rule: rulePosition,
		trips: []sample{
			{name: "JPEG", octets: message(named("image/jpeg", "IMG_1.jpg", photo(exif(nil, nil, paris()), 64))), part: 1, text: "IMG_1.jpg"},
			{name: "TIFF", parts: file("image/tiff", "a.tif", exif([]tag{{number: 0x0100, longs: []uint32{1}}}, nil, paris())), part: 1},
			{name: "behind base64", octets: message(entry(contentType("image/jpeg"), encoding("base64"),
				[]byte(base64.StdEncoding.EncodeToString(photo(exif(nil, nil, paris()), 64))))), part: 1},
			{name: "a file by itself", octets: photo(exif(nil, nil, paris()), 64), part: 1},
		},
		spares: []sample{
			{name: "a directory with its version only", parts: file("image/jpeg", "a.jpg", photo(exif(nil, nil, []tag{{number: 0, longs: []uint32{2}}}), 64))},
			{name: "no fix", parts: file("image/jpeg", "a.jpg", photo(exif(nil, nil, []tag{{number: 2, ratios: []uint32{0, 0, 0, 0, 0, 0}},
				{number: 4, ratios: []uint32{0, 0, 0, 0, 0, 0}}}), 64))},
			{name: "the same numbers in another directory", parts: file("image/jpeg", "a.jpg", photo(exif(paris(), nil, nil), 64))},
		},
	},
	{
		rule: ruleDevice,
		trips: []sample{{name: "make and model", octets: message(named("image/jpeg", "a.jpg",
			photo(exif([]tag{{number: tagMake, text: "Fictor"}, {number: tagModel, text: "Fictor P5"}}, nil, nil), 64))), part: 1}},
		spares: []sample{
			{name: "empty", parts: file("image/jpeg", "a.jpg", photo(exif([]tag{{number: tagMake, text: "   "}}, nil, nil), 64))},
			{name: "in the Exif directory", parts: file("image/jpeg", "a.jpg", photo(exif(nil, []tag{{number: tagMake, text: "Fictor"}}, nil), 64))},
		},
	},
	{
		rule: ruleSerial,
		trips: []sample{
			{name: "body", octets: message(named("image/jpeg", "a.jpg", photo(exif(nil, []tag{{number: tagBodySerial, text: "SN0042117"}}, nil), 64))), part: 1},
			{name: "lens", parts: file("image/jpeg", "a.jpg", photo(exif(nil, []tag{{number: tagLensSerial, text: "L-981"}}, nil), 64)), part: 1},
		},
		spares: []sample{
			{name: "zeros", parts: file("image/jpeg", "a.jpg", photo(exif(nil, []tag{{number: tagBodySerial, text: "0000000000"}}, nil), 64))},
			{name: "blank", parts: file("image/jpeg", "a.jpg", photo(exif(nil, []tag{{number: tagBodySerial, text: "     "}}, nil), 64))},
		},
	},
	{
		rule: ruleBcc,
		trips: []sample{
			{name: "delivered", octets: retrieve([][]byte{textField(0x81, "+15550177/TYPE=PLMN")}, named("text/plain", "a.txt", []byte("hi")))},
			{name: "delivered, no PDU", env: Envelope{Delivered: true, Bcc: []string{"x@example.org"}}, parts: file("text/plain", "a.txt", []byte("hi"))},
		},
		spares: []sample{
			{name: "sent", octets: multipart(0x80, [][]byte{textField(0x81, "+15550177/TYPE=PLMN")}, 1, named("text/plain", "a.txt", []byte("hi")))},
			{name: "empty", octets: retrieve([][]byte{{0x81, 0}}, named("text/plain", "a.txt", []byte("hi")))},
			{name: "not delivered yet", env: Envelope{Bcc: []string{"x@example.org"}}, parts: file("text/plain", "a.txt", []byte("hi"))},
		},
	},
}

func cut(b []byte, n int) []byte { return b[:len(b)-n] }

// retrieveRelated is a message whose multipart names its root as start.
func retrieveRelated(start string) []byte {
	return slices.Concat([]byte{0x8C, 0x84}, textField(0x98, "t1"), []byte{0x8D, 0x92, 0x84},
		lengthOf(slices.Concat([]byte{0xB3}, startParam(start))), []byte{1}, named("text/plain", "a.txt", []byte("hi")))
}

func TestSamplesTripTheirRules(t *testing.T) {
	for _, x := range ruleSamples {
		row, ok := RuleByID(x.rule)
		require.True(t, ok)
		for _, y := range x.trips {
			t.Run(row.ID.String()+"/"+y.name, func(t *testing.T) {
				r := y.scan(t, y.scanner())
				i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Rule == x.rule })
				require.GreaterOrEqual(t, i, 0, "found instead: %s", listing(r))
				f := r.Findings[i]
				want := row.Severity
				if y.severity != SeverityNone {
					want = y.severity
				}
				assert.Equal(t, want.String(), f.Severity.String())
				conf := row.Confidence
				if y.confidence != ConfidenceNone {
					conf = y.confidence
				}
				assert.Equal(t, conf.String(), f.Confidence.String())
				assert.Equal(t, row.Class, f.Class)
				assert.Equal(t, y.part-1, f.Part)
				assert.Contains(t, r.Message(f), y.text)
				assert.GreaterOrEqual(t, r.Verdict, VerdictOf(f.Class, f.Severity, f.Confidence))
				assert.Equal(t, !row.Uninspected, r.Complete)
			})
		}
	}
}

func TestNearMissesDoNot(t *testing.T) {
	for _, x := range ruleSamples {
		for _, y := range x.spares {
			t.Run(x.rule.String()+"/"+y.name, func(t *testing.T) {
				r := y.scan(t, y.scanner())
				assert.False(t, r.Has(x.rule), "%s", listing(r))
			})
		}
	}
}

// TestEveryRuleHasSamples is the wall: a row without a sample that trips it, or without a near-miss, is no rule.
func TestEveryRuleHasSamples(t *testing.T) {
	rows := 0
	for row := range Rules() {
		rows++
		i := slices.IndexFunc(ruleSamples, func(x struct {
			rule          RuleID
			trips, spares []sample
		}) bool {
			return x.rule == row.ID
		})
		if assert.GreaterOrEqual(t, i, 0, "%s has no samples", row.ID) {
			assert.NotEmpty(t, ruleSamples[i].trips, "%s has no sample that trips it", row.ID)
			assert.NotEmpty(t, ruleSamples[i].spares, "%s has no near-miss", row.ID)
		}
	}
	assert.Equal(t, rows, len(ruleSamples))
}

func listing(r *Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString("\n" + f.Rule.String() + " " + f.Severity.String() + " " + r.Message(f))
	}
	return b.String()
}
