package mmspdu

import (
	"bytes"
	"unicode/utf8"
)

// Lookalike says what octets that are no MMS PDU look like instead, for an
// error message that tells its reader where the mistake was made: the carrier
// was not taken off, a gateway answered with a page, a file was mixed up. It
// goes by a few first octets and judges nothing.
type Lookalike uint8

// What octets can look like.
const (
	LookalikeNone      Lookalike = iota // nothing that is known here
	LookalikeEmpty                      // no octets
	LookalikeZeros                      // octets of 00 (MMS 12.4, D23)
	LookalikeText                       // text without a form of its own (MMS 12.4, D23)
	LookalikeHTML                       // a page (MMS 12.4, D23)
	LookalikeXML                        // any other XML
	LookalikeSOAP                       // an envelope as MM7 uses it
	LookalikeSMIL                       // a presentation (MMS 8.3)
	LookalikeJSON                       // an object
	LookalikeHTTP                       // request or response with its head (MMS 10)
	LookalikeMIME                       // header fields as in e-mail or MM4
	LookalikeVCard                      // an address card
	LookalikeVCalendar                  // a calendar entry
	LookalikeHex                        // octets written in hex digits
	LookalikeBase64                     // octets written in base64
	LookalikePush                       // WSP push, with TID or without (WSP 13.5)
	LookalikeUserData                   // SMS user data with its header (WSP 15.1)
	LookalikeTPDU                       // an SMS as modems hand it over (WSP 15.4)
	LookalikeMultipart                  // a WSP multipart, the body of a PDU (WSP 11)
	LookalikeJPEG                       // picture
	LookalikePNG                        // picture
	LookalikeGIF                        // picture
	LookalikeWebP                       // picture
	LookalikeMP4                        // MP4, 3GP and their kin
	LookalikePDF                        // document
	LookalikeZIP                        // archive, also APK and office documents
	LookalikeGzip                       // compressed octets
	LookalikeAMR                        // speech
	LookalikeMP3                        // music with an ID3 tag
	LookalikeMIDI                       // music
	lookalikeEnd
)

// lookalikeWords completes the sentence "it looks like …".
var lookalikeWords = [lookalikeEnd]string{
	LookalikeNone:      "nothing known",
	LookalikeEmpty:     "nothing: it has no octets",
	LookalikeZeros:     "zeros",
	LookalikeText:      "plain text",
	LookalikeHTML:      "an HTML page",
	LookalikeXML:       "an XML document",
	LookalikeSOAP:      "a SOAP envelope",
	LookalikeSMIL:      "a SMIL presentation",
	LookalikeJSON:      "a JSON object",
	LookalikeHTTP:      "an HTTP message with its head",
	LookalikeMIME:      "an e-mail or MIME message",
	LookalikeVCard:     "a vCard",
	LookalikeVCalendar: "a vCalendar",
	LookalikeHex:       "hex text",
	LookalikeBase64:    "base64 text",
	LookalikePush:      "a WSP push",
	LookalikeUserData:  "SMS user data with its header",
	LookalikeTPDU:      "an SMS TPDU",
	LookalikeMultipart: "a WSP multipart without the headers of a PDU",
	LookalikeJPEG:      "a JPEG picture",
	LookalikePNG:       "a PNG picture",
	LookalikeGIF:       "a GIF picture",
	LookalikeWebP:      "a WebP picture",
	LookalikeMP4:       "an MP4 or 3GP file",
	LookalikePDF:       "a PDF document",
	LookalikeZIP:       "a ZIP archive",
	LookalikeGzip:      "gzip data",
	LookalikeAMR:       "an AMR recording",
	LookalikeMP3:       "an MP3 file",
	LookalikeMIDI:      "a MIDI file",
}

// String gives words that complete "looks like": "an HTML page".
func (l Lookalike) String() string {
	if l < lookalikeEnd {
		return lookalikeWords[l]
	}
	return lookalikeWords[LookalikeNone]
}

// magics are the first octets of files. At is where they stand.
var magics = [...]struct {
	octets string
	at     int
	looks  Lookalike
}{
	{"\xFF\xD8\xFF", 0, LookalikeJPEG},
	{"\x89PNG\r\n\x1A\n", 0, LookalikePNG},
	{"GIF87a", 0, LookalikeGIF},
	{"GIF89a", 0, LookalikeGIF},
	{"WEBP", 8, LookalikeWebP},
	{"ftyp", 4, LookalikeMP4},
	{"%PDF-", 0, LookalikePDF},
	{"PK\x03\x04", 0, LookalikeZIP},
	{"PK\x05\x06", 0, LookalikeZIP},
	{"\x1F\x8B\x08", 0, LookalikeGzip},
	{"#!AMR", 0, LookalikeAMR},
	{"ID3\x02", 0, LookalikeMP3},
	{"ID3\x03", 0, LookalikeMP3},
	{"ID3\x04", 0, LookalikeMP3},
	{"MThd\x00\x00\x00\x06", 0, LookalikeMIDI},
}

// lookalikeWindow is how many octets are looked at.
const lookalikeWindow = 512

// LookalikeOf says what b looks like, if it is no MMS PDU. It reads no more than
// the first 512 octets, and of b beyond them only how many there are.
func LookalikeOf(b []byte) Lookalike {
	head := b[:min(len(b), lookalikeWindow)]
	if len(b) == 0 {
		return LookalikeEmpty
	}
	if len(bytes.TrimLeft(head, "\x00")) == 0 {
		return LookalikeZeros
	}
	for i := range magics {
		m := &magics[i]
		if len(head) >= m.at && bytes.HasPrefix(head[m.at:], []byte(m.octets)) {
			if m.looks == LookalikeWebP && !bytes.HasPrefix(head, []byte("RIFF")) {
				continue
			}
			return m.looks
		}
	}
	// Behind a head in text, octets of any kind may follow.
	if isHTTP(head) {
		return LookalikeHTTP
	}
	if isMIME(head) {
		return LookalikeMIME
	}
	if isText(head, len(b) > len(head)) {
		return lookalikeText(head, len(b) > len(head))
	}
	// The more a form asks of the octets the earlier it is tried.
	switch {
	case isUserData(head, len(b)):
		return LookalikeUserData
	case isTPDU(head, len(b)):
		return LookalikeTPDU
	case isPush(head, len(b)):
		return LookalikePush
	case isMultipart(head, len(b)):
		return LookalikeMultipart
	}
	return LookalikeNone
}

const byteOrderMark = "\xEF\xBB\xBF"

// isText takes UTF-8, or us-ascii with some octets of an 8-bit charset, without
// control characters but those of lines. Cut says that the text goes on behind
// b, so that its last character may be half.
func isText(b []byte, cut bool) bool {
	high := 0
	for _, c := range b {
		if c < 0x20 && !isSpace(c) && c != '\f' || c == 0x7F {
			return false
		}
		if c >= 0x80 {
			high++
		}
	}
	if high <= len(b)/8 {
		return true
	}
	for n := 0; cut && n < utf8.UTFMax && len(b) > 0; n++ {
		if r, size := utf8.DecodeLastRune(b); r != utf8.RuneError || size != 1 {
			break
		}
		b = b[:len(b)-1]
	}
	return utf8.Valid(b)
}

// lookalikeText tells forms of text apart.
func lookalikeText(b []byte, cut bool) Lookalike {
	b = bytes.TrimPrefix(b, []byte(byteOrderMark))
	b = bytes.TrimLeft(b, " \t\r\n\f")
	switch {
	case len(b) == 0:
		return LookalikeText
	case b[0] == '<':
		return lookalikeMarkup(b)
	case b[0] == '{':
		if rest := bytes.TrimLeft(b[1:], " \t\r\n"); len(rest) > 0 && (rest[0] == '"' || rest[0] == '}') {
			return LookalikeJSON
		}
	case foldPrefix(b, "BEGIN:VCARD"):
		return LookalikeVCard
	case foldPrefix(b, "BEGIN:VCALENDAR"):
		return LookalikeVCalendar
	case isHexText(b):
		return LookalikeHex
	case isBase64Text(b, cut):
		return LookalikeBase64
	}
	return LookalikeText
}

// foldPrefix reports whether b begins with prefix, in whatever letter case.
func foldPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && equalFold(b[:len(prefix)], prefix)
}
