package maker

import (
	"encoding/base64"
	"slices"
)

// dangerous are messages that a gateway should stop; none of them holds a line of code.
func dangerous() []Message {
	one := func(transaction string, p Part) PDU {
		return delivered(transaction, H(Subject, Plain("Look!"))).With(Mixed(), p)
	}
	return []Message{
		message("apk-as-jpg.mms", "an Android package, empty, that calls itself a picture",
			one("X1", Attached(Type("image/jpeg"), "photo_of_you.jpg", APK()))),
		message("sis-as-jpg.mms", "a Symbian package, header only, under the name of an old worm's picture",
			one("X2", Attached(Type("image/jpeg"), "beauty.jpg", SIS()))),
		message("elf-as-png.mms", "a shared object, header only, declared as a picture",
			one("X3", Attached(Type("image/png"), "chart.png", ELF()))),
		message("pe-as-gif.mms", "a Windows program, headers only, declared as a picture",
			one("X4", Attached(Type("image/gif"), "funny.gif", PE()))),
		message("dex-as-audio.mms", "an Android executable, header only, declared as a voice note",
			one("X5", Attached(Type("audio/amr"), "voice.amr", DEX()))),
		message("double-extension.mms", "a name with two extensions, of which the first is to be believed",
			one("X6", Attached(Type("application/octet-stream"), "invoice.pdf.exe", PE()))),
		message("rtlo-name.mms", "a name that an override turns round: shown, it ends in .jpg",
			one("X7", Part{Type: Type("application/octet-stream", P(ParamNameNew, Value{
				Octets: QuotedString("photo\u202Egpj.apk"), Kind: KindText, Text: "photo\u202Egpj.apk",
			})), Headers: []Field{ID("p1")}, Data: APK()})),
		message("path-traversal.mms", "names that climb out of the folder where attachments are saved",
			one("X8", Part{Type: Type("image/jpeg", Name("..\\..\\..\\startup.jpg")), Data: media("slide-1.jpg"),
				Headers: []Field{ID("p1"), Location("../../../data/data/org.example.app/files/p.jpg"),
					H(PartDisposition, Disposition(0x81, Filename("../../p.jpg")))}})),
		message("hidden-second-part.mms", "nEntries says one, and a package follows the one",
			delivered("X9").WithMultipart(Mixed(), &Multipart{Entries: Lie(1), Parts: []Part{
				{Type: PlainText(), Data: []byte("Nothing to see here.")},
				Attached(Type("application/vnd.android.package-archive"), "update.apk", APK()),
			}})),
		message("duplicate-from.mms", "two senders: some phones show the first, some the last",
			delivered("X10", H(From, Address(Plain("bank@example.org"))), H(Subject, Plain("Your account"))).
				With(Mixed(), Part{Type: PlainText(), Data: []byte("Please call +1 555 0100 199 at once.")})),
		message("base64-part.mms", "a program in base64, which some phones decode before they look",
			one("X11", Part{Type: Type("image/jpeg", Name("photo.jpg")), Headers: []Field{ID("photo.jpg"),
				App("Content-Transfer-Encoding", "base64")}, Data: base64Lines(PE())})),
	}
}

// deviant are messages with broken structure.
func deviant() []Message {
	return []Message{
		message("entries-missing.mms", "nEntries says five, one is there",
			delivered("B1").WithMultipart(Mixed(), &Multipart{Entries: Lie(5), Parts: []Part{
				{Type: PlainText(), Data: []byte("Only me.")}}})),
		message("trailing-octets.mms", "octets that are no entry follow the last part",
			delivered("B2").WithMultipart(Mixed(), &Multipart{
				Parts:    []Part{{Type: PlainText(), Data: []byte("The end.")}},
				Trailing: []byte("\r\n--boundary--\r\n")})),
		message("data-overrun.mms", "the download broke off: DataLen goes beyond the end",
			delivered("B3").With(Related("smil"), Presentation(Slide{Image: "slide-1.jpg"}),
				Part{Type: Type("image/jpeg"), Headers: []Field{ID("slide-1.jpg"), Location("slide-1.jpg")},
					Data: head(media("slide-1.jpg"), 5000), DataLen: Lie(uint32(len(media("slide-1.jpg"))))})),
		message("nested-alternative.mms", "a text and the same as HTML inside, beside a picture",
			delivered("B4").With(Type("application/vnd.wap.multipart.related", RootStart("alt")),
				Part{Type: Alternative(), Headers: []Field{ID("alt")}, Parts: Parts(
					Part{Type: PlainText(), Data: []byte("Hi Bob,\nsee the picture.")},
					Part{Type: Type("text/html", Charset(UTF8)),
						Data: []byte(`<html><body><p>Hi Bob,</p><p>see the <img src="cid:lunch"/>.</p></body></html>`)},
				)},
				Part{Type: Type("image/jpeg"), Headers: []Field{ID("lunch"), Location("lunch.jpg"),
					H(PartDispositionOld, Disposition(0x82, P(ParamFilename, Text("lunch.jpg"))))}, Data: media("lunch.jpg")})),
		message("old-encoder.mms", "what old gateways write: headers out of order, names in text, text without charset",
			PDU{Fields: []Field{
				H(Date, Long(sent)), H(MMSVersion, Octet(v10)), H(MessageType, Octet(RetrieveConf)),
				H(From, Address(Plain("+15550100123"))), H(TransactionID, Text("4711")),
				App("X-Gateway", "mmsgw/0.9"), H(To, Plain("+15550100456")), H(Subject, Plain("Hello")),
			}}.With(TextType("multipart/mixed"),
				Part{Type: TextType("text/plain"), Headers: []Field{App("Content-ID", "<t1>")}, Data: []byte("Hello world")},
				Part{Type: TextType("image/jpeg", X("name", Quoted("my picture.jpg"))),
					Headers: []Field{Location("my picture.jpg")}, Data: media("slide-2.jpg")})),
	}
}

// charsets are texts in other charsets than UTF-8.
func charsets() []Message {
	text := func(name string) PDU {
		s := SampleOf(name)
		return delivered("C-"+name, H(Subject, EncodedSample(s))).With(Mixed(), Part{
			Type: Type("text/plain", Charset(s.Charset)), Headers: []Field{Location("text.txt")}, Data: []byte(s.Octets)})
	}
	return []Message{
		message("text-ucs-2.mms", "subject and text in UCS-2, big-endian, without mark", text("iso-10646-ucs-2")),
		message("text-big5.mms", "subject and text in Big5", text("big5")),
		message("text-shift-jis.mms", "subject and text in Shift_JIS", text("shift_jis")),
		message("text-windows-1251.mms", "subject and text in windows-1251", text("windows-1251")),
	}
}

// mailbox is a view of a mailbox in the network.
func mailbox() []Message {
	describe := func(id string, fields ...Field) Part {
		p := New(MboxDescr, "", v12, slices.Concat([]Field{
			H(ContentLocation, Text("http://mmsc.example.org/box/"+id)), H(MessageID, Text(id+"@mmsc.example.org")),
		}, fields)...)
		return Part{Type: Type("application/vnd.wap.mms-message"), Data: p.Octets()}
	}
	return []Message{
		message("mailbox-view.mms", "a view of the mailbox: three descriptions, one with its content",
			New(MboxViewConf, "V1", v12, H(ResponseStatus, Octet(0x80)), H(MMState, Octet(0x82)), H(Start, Integer(0)),
				H(Limit, Integer(10)), H(Attributes, Octet(0x89)), H(Attributes, Octet(0x96)), H(Attributes, Octet(0xAE)),
				H(MboxTotals, Total(0x80, 12)), H(MboxTotals, Total(0x81, 912345)), H(MboxQuotas, Total(0x81, 5000000)),
				H(MessageCount, Integer(3))).
				With(Mixed(),
					describe("9", H(MMState, Octet(0x82)), H(From, Address(Plain(jana))), H(Subject, Plain("Hi"))),
					describe("10", H(MMState, Octet(0x83)), H(MMFlags, Flags(0x82, Plain("family"))), H(Date, Long(sent)),
						H(From, Address(Plain(erin))), H(Subject, Encoded(UTF8, "Fotky z výletu")), H(MessageSize, Long(81234))),
					withContent(describe("11", H(MMState, Octet(0x82)), H(From, Address(Plain(carol)))),
						Part{Type: PlainText(), Data: []byte("Call me back, please.")}))),
	}
}

// withContent appends the content of a stored message to its description.
func withContent(description Part, parts ...Part) Part {
	description.Data = Cat(description.Data, PDU{}.With(Mixed(), parts...).Octets())
	return description
}

// wrapped are messages with the layers that brought them.
func wrapped() []Message {
	var out []Message
	for _, m := range plain() {
		if m.Name != "notification.mms" {
			continue
		}
		push := PushMMS(0x01, m.Made)
		out = append(out,
			Message{Name: "notification.push", Story: "the notification in a WSP push", Made: push, Octets: push.Octets},
			Message{Name: "notification-push-hex.txt", Story: "the push as hexadecimal text", Made: push,
				Octets: HexText(push.Octets)},
			Message{Name: "notification-push-base64.txt", Story: "the push as base64 text", Made: push,
				Octets: Base64Text(push.Octets)})
	}
	return out
}

func base64Lines(b []byte) []byte {
	var out []byte
	s := base64.StdEncoding.EncodeToString(b)
	for len(s) > 0 {
		n := min(76, len(s))
		out = append(append(out, s[:n]...), "\r\n"...)
		s = s[n:]
	}
	return out
}

func head(b []byte, n int) []byte { return b[:min(n, len(b))] }
