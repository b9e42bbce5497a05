package mmspdu

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
)

// notification is the PDU of MMS 11.1.
const notification = "\x8C\x82\x98T1234\x00\x8D\x92\x89\x18\x80+15550100123/TYPE=PLMN\x00\x8A\x80\x8E\x02\x7D\x00" +
	"\x88\x05\x81\x03\x02\xA3\x00\x83http://mmsc.example/m?i=1234\x00"

const (
	pushHead = "\x01\x06\x03\xBE\xAF\x84"
	userHead = "\x06\x05\x04\x0B\x84\x23\xF0"
	// an SMS-DELIVER from +1 555 0100 123 4, 8-bit data, 2024-04-27 15:58:24, without its last two fields
	deliver = "\x44\x0B\x91\x51\x55\x10\x00\x21\xF3\x00\x04\x42\x40\x72\x51\x85\x42\x80"
	centre  = "\x07\x91\x51\x55\x10\x00\x00\xF1"
	// an SMS-SUBMIT with a relative period of validity
	submit = "\x51\x00\x0B\x91\x51\x55\x10\x00\x21\xF3\x00\x04\xA7"
)

// coded is deliver with another data coding.
func coded(scheme string) string {
	return strings.Replace(deliver, "\x00\x04\x42", "\x00"+scheme+"\x42", 1)
}

// counted puts the length of s in front of it.
func counted(s string) string { return string([]byte{byte(len(s))}) + s }

var lookalikeCases = []struct {
	name, octets string
	want         Lookalike
}{
	{"nil", "", LookalikeEmpty},
	{"one zero", "\x00", LookalikeZeros},
	{"16 zeros", strings.Repeat("\x00", 16), LookalikeZeros},
	{"zeros, then something", strings.Repeat("\x00", 16) + "\x01", LookalikeNone},
	{"zeros as far as anybody looks", strings.Repeat("\x00", 512) + "\x8C\x80", LookalikeZeros},

	{"the sample of MMS 12.4", "This is not a valid MMS PDU", LookalikeText},
	{"white space", " \r\n\t", LookalikeText},
	{"UTF-8", "Žluťoučký kůň", LookalikeText},
	{"UTF-8 cut in the middle of a character", strings.Repeat("ů", 255) + "a" + "ů and so on", LookalikeText},
	{"ISO 8859-1 with one accent", "Message non livr\xE9, r\xE9essayez", LookalikeText},
	{"8-bit octets without sense", "\x8C\x82\x98\xFF", LookalikeNone},
	{"text with a control character", "hello\x01", LookalikeNone},

	{"HTML with doctype", "<!DOCTYPE html>\n<html><head>", LookalikeHTML},
	{"HTML with a comment, in capitals", "\r\n<!-- x --><HTML>", LookalikeHTML},
	{"HTML in XML", "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C'>\n<html xmlns='x'>", LookalikeHTML},
	{"HTML without a beginning", "<h1>404 Not Found</h1>", LookalikeHTML},
	{"HTML behind a byte order mark", "\xEF\xBB\xBF<html>", LookalikeHTML},
	{"only a doctype", "<!DOCTYPE html>", LookalikeHTML},
	{"no HTML: another name", "<htmlx>", LookalikeXML},
	{"no HTML: a word in brackets", "<3 you", LookalikeText},
	{"no HTML: an address", "<bob@example.org>", LookalikeText},
	{"SMIL", "<smil><head>", LookalikeSMIL},
	{"SMIL in XML", "<?xml version=\"1.0\"?>\n<!DOCTYPE smil PUBLIC \"-//W3C//DTD SMIL 2.0//EN\">\n<smil xmlns=\"x\">", LookalikeSMIL},
	{"no SMIL: text about it", "smil is XML", LookalikeText},
	{"SOAP", "<?xml version=\"1.0\"?><env:Envelope xmlns:env=\"x\">", LookalikeSOAP},
	{"no SOAP: letter case counts", "<envelope>", LookalikeXML},
	{"XML", "<?xml version=\"1.0\"?><ns:a b='c'/>", LookalikeXML},
	{"XML, prolog only", "<?xml version=\"1.0\"?>", LookalikeXML},
	{"JSON", "{\"error\": 404}", LookalikeJSON},
	{"JSON without members", "{}", LookalikeJSON},
	{"no JSON", "{error}", LookalikeText},

	{"HTTP response with a PDU", "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.wap.mms-message\r\n\r\n" + notification, LookalikeHTTP},
	{"HTTP response with a page", "HTTP/1.0 502 Bad Gateway\r\n\r\n<html>", LookalikeHTTP},
	{"HTTP request", "POST /mms HTTP/1.1\r\nHost: mmsc.example\r\n", LookalikeHTTP},
	{"no HTTP: no version", "POST /mms\r\nHost: mmsc.example\r\n", LookalikeText},
	{"no HTTP: the word alone", "HTTP/", LookalikeText},
	{"MIME", "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", LookalikeMIME},
	{"MM4", "X-Mms-3GPP-MMS-Version: 6.3.0\r\nX-Mms-Message-Type: MM4_forward.REQ\r\n", LookalikeMIME},
	{"a part of MIME", "--x\r\nContent-Type: text/plain\r\nContent-ID: <a>\r\n\r\n", LookalikeMIME},
	{"a mailbox file", "From a@b.cd Sat Apr 27\nReceived: by x\n\tfor y\nTo: z\n", LookalikeMIME},
	{"MIME with a part in binary", "Content-Type: image/jpeg\r\nMIME-Version: 1.0\r\n\r\n\xFF\xD8\xFF", LookalikeMIME},
	{"no MIME: one field", "Subject: hello\r\n\r\nand on", LookalikeText},
	{"no MIME: no common field", "Milk: two\nBread: one\n", LookalikeText},
	{"vCard", "BEGIN:VCARD\r\nVERSION:2.1\r\n", LookalikeVCard},
	{"vCalendar", "begin:vcalendar\r\n", LookalikeVCalendar},
	{"no vCard", "BEGIN: VCARD", LookalikeText},

	{"hex", hex.EncodeToString([]byte(notification)), LookalikeHex},
	{"hex in lines", "8C 82 98 54\n31 32 33 34 00", LookalikeHex},
	{"no hex: digits only", "15550100123155501001", LookalikeText},
	{"no hex: a word of few letters", "deadbeef", LookalikeText},
	{"no hex: one other letter", "8C8298543132333400g", LookalikeText},
	{"base64", base64.StdEncoding.EncodeToString([]byte(notification)), LookalikeBase64},
	{"base64 in lines", "jIKYVDEyMzQAjZKJ\r\nGIA=\r\n", LookalikeBase64},
	{"base64 beyond the window", strings.Repeat("jIKYVDEyMzQ0jZKJ", 50), LookalikeBase64},
	{"no base64: a long word", "internationalization", LookalikeText},
	{"no base64: wrong length", "jIKYVDEyMzQAjZKJG", LookalikeText},
	{"no base64: padding inside", "jIKYVDEyMzQA=ZKJjIKY", LookalikeText},
	{"no base64: words", "See You At 8 Oclock Bob", LookalikeText},

	{"push with TID", pushHead + notification, LookalikePush},
	{"push without TID", pushHead[1:] + notification, LookalikePush},
	{"push with a text type", "\x01\x06\x21application/vnd.wap.mms-message\x00\xAF\x84" + notification, LookalikePush},
	{"push of provisioning", "\x00\x06\x05\x03\x02\x03\x0A\x80\x01\x02\x03", LookalikePush},
	{"no push: a reply", "\x01\x04\x20\x01\xBE" + notification, LookalikeNone},
	{"no push: headers beyond the end", "\x01\x06\x7F\xBE\xAF\x84", LookalikeNone},
	{"no push: no Content-Type", "\x01\x06\x03\x40\xAF\x84" + notification, LookalikeNone},
	{"push with a number of two octets", "\x01\x06\x04\x03\x02\x03\x0A\x00" + notification, LookalikePush},
	{"no push: a number of no octets", "\x01\x06\x03\x01\x00\x84" + notification, LookalikeNone},
	{"no push: a number of three octets", "\x01\x06\x05\x04\x03\x01\x03\x0A" + notification, LookalikeNone},
	{"user data", userHead + pushHead + notification, LookalikeUserData},
	{"user data in segments", "\x0B\x05\x04\x0B\x84\x23\xF0\x00\x03\x07\x02\x01" + pushHead, LookalikeUserData},
	{"no user data: elements do not fill the header", "\x07\x05\x04\x0B\x84\x23\xF0" + notification, LookalikeNone},
	{"no user data: no known element", "\x06\x70\x04\x0B\x84\x23\xF0" + notification, LookalikeNone},
	{"no user data: nothing behind the header", userHead, LookalikeNone},
	{"SMS-DELIVER", deliver + counted(userHead+pushHead+notification), LookalikeTPDU},
	{"SMS-DELIVER with the centre", centre + deliver + counted(userHead+pushHead+notification), LookalikeTPDU},
	{"SMS-DELIVER without a centre's address", "\x00" + deliver + counted("\x01\x02\x03"), LookalikeTPDU},
	{"SMS-SUBMIT", submit + counted(userHead+pushHead), LookalikeTPDU},
	{"SMS-SUBMIT of 7-bit text", "\x01\x00\x0B\x91\x51\x55\x10\x00\x21\xF3\x00\x00\x05\xC8\x32\x9B\xFD\x06", LookalikeTPDU},
	{"SMS-DELIVER of 8 septets", coded("\x00") + "\x08" + "1234567", LookalikeTPDU},
	{"SMS-DELIVER of 8 septets with a class", coded("\xF0") + "\x08" + "1234567", LookalikeTPDU},
	{"no TPDU: 8 septets are no octets", coded("\x04") + "\x08" + "1234567", LookalikeNone},
	{"no TPDU: 8 septets are no octets with a class", coded("\xF4") + "\x08" + "1234567", LookalikeNone},
	{"no TPDU: 8 septets are no octets with another class", coded("\xF7") + "\x08" + "1234567", LookalikeNone},
	{"no TPDU: one octet too few", deliver + "\x04\x01\x02\x03", LookalikeNone},
	{"no TPDU: a time that is no decimal", strings.Replace(deliver, "\x42\x40", "\x42\x4A", 1) + counted("\x01\x02\x03"), LookalikeNone},
	{"no TPDU: a status report", "\x46" + deliver[1:] + counted("\x01\x02\x03"), LookalikeNone},
	{"multipart of one", "\x01\x04\x07\x03\x83\x81\xEA123\x00\x0267", LookalikeMultipart},
	{"multipart of two", "\x02\x01\x01\x83a\x01\x01\x9E\xFF", LookalikeMultipart},
	{"multipart of three", "\x03\x01\x01\x83a\x01\x01\x9E\xFF\x01\x00\x9E", LookalikeMultipart},
	{"multipart beyond the window", "\x01\x01\x88\x00\x9E" + strings.Repeat("\xFF", 1024), LookalikeMultipart},
	{"no multipart: part beyond the end", "\x01\x04\x08\x03\x83\x81\xEA1234567", LookalikeNone},
	{"no multipart: more behind the last part", "\x01\x04\x06\x03\x83\x81\xEA1234567", LookalikeNone},
	{"no multipart: a second that does not fit", "\x03\x01\x01\x83a\x01\x0A\x9E\xFF\x01\x00\x9E", LookalikeNone},
	{"no multipart: no entries", "\x00\x01\x01\x83a", LookalikeNone},

	{"JPEG", "\xFF\xD8\xFF\xE0\x00\x10JFIF", LookalikeJPEG},
	{"no JPEG", "\xFF\xD8\x00", LookalikeNone},
	{"PNG", "\x89PNG\r\n\x1A\n\x00", LookalikePNG},
	{"no PNG: line ends were changed", "\x89PNG\n\x1A\n\x00", LookalikeNone},
	{"GIF87a", "GIF87a\x01\x00", LookalikeGIF},
	{"GIF89a", "GIF89a\x01\x00", LookalikeGIF},
	{"no GIF", "GIF88a", LookalikeText},
	{"WebP", "RIFF\x10\x00\x00\x00WEBPVP8 ", LookalikeWebP},
	{"no WebP: WAVE", "RIFF\x10\x00\x00\x00WAVEfmt ", LookalikeNone},
	{"no WebP: no RIFF", "\x01\x02\x03\x04\x10\x00\x00\x00WEBP", LookalikeNone},
	{"MP4", "\x00\x00\x00\x18ftyp3gp5", LookalikeMP4},
	{"no MP4", "\x00\x00\x00\x18moov", LookalikeNone},
	{"PDF", "%PDF-1.4\n", LookalikePDF},
	{"no PDF", "%PDF", LookalikeText},
	{"ZIP", "PK\x03\x04\x14\x00", LookalikeZIP},
	{"empty ZIP", "PK\x05\x06\x00", LookalikeZIP},
	{"no ZIP", "PK\x01\x02\x00", LookalikeNone},
	{"gzip", "\x1F\x8B\x08\x00", LookalikeGzip},
	{"no gzip", "\x1F\x8B\x07\x00", LookalikeNone},
	{"AMR", "#!AMR\n\x3C", LookalikeAMR},
	{"AMR-WB", "#!AMR-WB\n", LookalikeAMR},
	{"no AMR: a script", "#!/bin/sh\n", LookalikeText},
	{"MP3", "ID3\x03\x00\x00", LookalikeMP3},
	{"no MP3: text", "ID3 tags", LookalikeText},
	{"MIDI", "MThd\x00\x00\x00\x06\x00\x01", LookalikeMIDI},
	{"no MIDI", "MThd", LookalikeText},

	{"a PDU", notification, LookalikeNone},
	{"a PDU cut short", notification[:5], LookalikeNone},
}

func TestLookalike(t *testing.T) {
	seen := [lookalikeEnd]bool{}
	for _, c := range lookalikeCases {
		got := LookalikeOf([]byte(c.octets))
		assert.Equal(t, c.want, got, "%s: %v", c.name, got)
		seen[c.want] = true
	}
	for l, ok := range seen {
		assert.True(t, ok, "no case for %v", Lookalike(l))
	}
}

func TestLookalikeWords(t *testing.T) {
	words := map[string]bool{}
	for l := range lookalikeEnd {
		s := l.String()
		assert.NotEmpty(t, s)
		assert.False(t, words[s], s)
		words[s] = true
	}
	assert.Equal(t, LookalikeNone.String(), lookalikeEnd.String())
}

func TestLookalikeAllocatesNothing(t *testing.T) {
	var inputs [][]byte
	for _, c := range lookalikeCases {
		inputs = append(inputs, []byte(c.octets))
	}
	sum := 0
	n := testing.AllocsPerRun(10, func() {
		for _, b := range inputs {
			sum += int(LookalikeOf(b))
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzLookalike(f *testing.F) {
	for _, c := range lookalikeCases {
		fuzz.AddTexts(f, c.octets)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		got := LookalikeOf(b)
		require.Less(t, got, lookalikeEnd)
		require.Equal(t, before, b)
		require.Equal(t, len(b) == 0, got == LookalikeEmpty)
		// What stands behind the window changes nothing, only how much stands there.
		if len(b) > lookalikeWindow {
			for i := lookalikeWindow; i < len(b); i++ {
				b[i] ^= 0xFF
			}
			require.Equal(t, got, LookalikeOf(b))
		}
		require.Equal(t, got, LookalikeOf(b[:len(b):len(b)]))
	})
}
