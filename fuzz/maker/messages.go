package maker

import (
	"cmp"
	"slices"

	"github.com/mmsguard/mmsguard/testdata"
)

// Message is a file of testdata/messages.
type Message struct {
	Name   string // of the file; it tells the story
	Story  string // what it is, in a line
	Made   Made
	Octets []byte // of the file: Made.Octets, or the text that stands for them
}

// All returns every message of testdata/messages, sorted by name.
func All() []Message {
	all := slices.Concat(plain(), reports(), retrieved(), dangerous(), deviant(), charsets(), mailbox(), wrapped())
	slices.SortFunc(all, func(a, b Message) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

func message(name, story string, p PDU) Message {
	made := p.Make()
	return Message{Name: name, Story: story, Made: made, Octets: made.Octets}
}

// The people, hosts and times of the messages. 2024-04-27T13:58:24Z.
const (
	sent   = 1714226304
	hour   = 3600
	day    = 86400
	jana   = "+15550100123/TYPE=PLMN"
	bob    = "+15550100456/TYPE=PLMN"
	carol  = "+15550100789/TYPE=PLMN"
	dave   = "+15550100150/TYPE=PLMN"
	erin   = "erin@example.org"
	mmsc   = "http://mmsc.example.org/r/"
	v10    = 0x90
	v11    = 0x91
	v12    = 0x92
	v13    = 0x93
	sender = "20240427135824.0118@mmsc.example.org"
)

func media(name string) []byte { return testdata.Attachment(name) }

// delivered begins an M-Retrieve.conf from Jana to Bob.
func delivered(transaction string, fields ...Field) PDU {
	return New(RetrieveConf, transaction, v12, slices.Concat([]Field{
		H(MessageID, Text(sender)), H(Date, Long(sent)), H(From, Address(Plain(jana))), H(To, Plain(bob)),
	}, fields)...)
}

// plain are notifications and what is sent around a message.
func plain() []Message {
	notification := New(NotificationInd, "T240427a", v12,
		H(From, Address(Plain(jana))), H(Subject, Plain("Greetings from the bridge")),
		H(MessageClass, Octet(0x80)), H(MessageSize, Long(78216)), H(Expiry, Relative(2*day)),
		H(ContentLocation, Text(mmsc+"20240427-0118")))
	return []Message{
		message("notification.mms", "a message waits at the relay", notification),
		message("notification-off-net.mms", "the address to fetch is not the operator's: whoever runs it learns the phone",
			New(NotificationInd, "T1", v12, H(From, Address(Plain("+15550100199/TYPE=PLMN"))),
				H(MessageClass, Octet(0x80)), H(MessageSize, Long(1024)), H(Expiry, Relative(day)),
				H(ContentLocation, Text("http://192.0.2.66/c?m=8f3a61c0d2")))),
		message("notification-absolute-expiry.mms", "expiry as a point in time, which a notification should not have",
			New(NotificationInd, "T240427b", v11, H(From, Address(Plain(bob))), H(MessageClass, Octet(0x80)),
				H(MessageSize, Long(30000)), H(Expiry, Absolute(sent+7*day)),
				H(ContentLocation, Text(mmsc+"20240427-0119")))),
		message("notification-elements.mms", "version 1.3 with descriptions of the elements and a hint to ask first",
			New(NotificationInd, "T240427c", v13, H(From, Address(Encoded(UTF8, "Zoë <zoe@example.org>"))),
				H(Subject, Encoded(UTF8, "Žluťoučký kůň")), H(DeliveryReport, No()), H(Stored, No()),
				H(MessageClass, Value{Octets: TokenText("x-news"), Kind: KindText, Text: "x-news"}),
				H(Priority, Octet(0x82)), H(MessageSize, Long(286000)), H(Expiry, Relative(12*hour)),
				H(DistributionIndicator, No()),
				H(ElementDescriptor, Element("<smil>", &Media{Name: "application/smil"})),
				H(ElementDescriptor, Element("<photo>", &Media{Name: "image/jpeg"})),
				H(ElementDescriptor, Element("<text>", &Media{Name: "text/plain"})),
				H(RecommendedRetrievalMode, Octet(0x80)), H(RecommendedRetrievalModeText, Plain("You are roaming")),
				H(ContentClass, Octet(0x82)), H(DRMContent, No()), H(ReplaceID, Text("old-0117@mmsc.example.org")),
				H(ContentLocation, Text(mmsc+"20240427-0120")))),
		message("notifyresp-deferred.mms", "not now", New(NotifyRespInd, "T240427a", v12,
			H(Status, Octet(0x83)), H(ReportAllowed, No()))),
		message("acknowledge.mms", "fetched after all", New(AcknowledgeInd, "T240427a", v12, H(ReportAllowed, Yes()))),
		message("send-request.mms", "a picture and a text on their way to the relay, as version 1.2 phones write them",
			New(SendReq, "S-0815", v12, H(Date, Long(sent)), H(From, Insert()), H(To, Plain(bob)),
				H(Subject, Plain("Lunch?")), H(MessageClass, Octet(0x80)), H(Expiry, Relative(7*day)),
				H(Priority, Octet(0x81)), H(DeliveryReport, Yes()), H(ReadReport, No())).
				With(Related("smil"),
					Presentation(Slide{Image: "lunch.jpg", Text: "text.txt"}),
					Attached(Type("image/jpeg"), "lunch.jpg", media("lunch.jpg")),
					Attached(PlainText(), "text.txt", []byte("Cafe Orange at half past eleven? Everybody comes.")))),
		message("send-conf.mms", "the relay has it", New(SendConf, "S-0815", v12, H(ResponseStatus, Octet(0x80)),
			H(ResponseText, Plain("Ok")), H(MessageID, Text(sender)))),
		message("send-conf-refused.mms", "the relay refuses it", New(SendConf, "S-0816", v13,
			H(ResponseStatus, Octet(0xEB)), H(ResponseText, Encoded(UTF8, "Nedostatečný kredit")))),
	}
}

func reports() []Message {
	return []Message{
		message("delivery-report.mms", "the message has arrived", New(DeliveryInd, "", v12,
			H(MessageID, Text(sender)), H(To, Plain(bob)), H(Date, Long(sent+95)), H(Status, Octet(0x81)))),
		message("read-report-rec.mms", "the reader's phone says that it was read", New(ReadRecInd, "", v12,
			H(MessageID, Text(sender)), H(To, Plain(jana)), H(From, Insert()), H(Date, Long(sent+600)),
			H(ReadStatus, Octet(0x80)))),
		message("read-report-orig.mms", "the relay tells the sender that it was deleted unread", New(ReadOrigInd, "", v12,
			H(MessageID, Text(sender)), H(To, Plain(jana)), H(From, Address(Plain(bob))), H(Date, Long(sent+900)),
			H(ReadStatus, Octet(0x81)))),
	}
}

// retrieved are messages as they arrive: media of all kinds.
func retrieved() []Message {
	return []Message{
		message("holiday-photo.mms", "a photo that says where it was taken, with which camera, and whose",
			delivered("R1", H(Subject, Plain("Greetings from the bridge")), H(MessageClass, Octet(0x80)),
				H(Priority, Octet(0x81)), H(DeliveryReport, No()), H(ReadReport, No())).
				With(Related("smil"), Presentation(Slide{Image: "cid:IMG_0427.jpg", Text: "cid:text.txt"}),
					Part{Type: Type("image/jpeg", Name("IMG_0427.jpg")), Data: media("holiday.jpg"),
						Headers: []Field{ID("IMG_0427.jpg"), Location("IMG_0427.jpg")}},
					Attached(PlainText(), "text.txt", []byte("We are having a wonderful time.")))),
		message("holiday-photo-clean.mms", "the same photo without a trace",
			delivered("R2", H(Subject, Plain("Greetings from the bridge")), H(MessageClass, Octet(0x80))).
				With(Related("smil"), Presentation(Slide{Image: "photo.jpg", Text: "text.txt"}),
					Attached(Type("image/jpeg"), "photo.jpg", media("holiday-clean.jpg")),
					Attached(PlainText(), "text.txt", []byte("We are having a wonderful time.")))),
		message("receipt-pdf.mms", "a receipt as PDF, with its author", delivered("R3", H(Subject, Plain("Receipt 118"))).
			With(Mixed(), Attached(TextType("application/pdf"), "receipt.pdf", media("receipt.pdf")))),
		message("voice-note.mms", "seven seconds of voice in AMR", delivered("R4").
			With(Related("smil"), Presentation(Slide{Audio: "voice.amr"}),
				Attached(Type("audio/amr"), "voice.amr", media("voice.amr")))),
		message("contact-vcard.mms", "a business card with address and birthday", delivered("R5").
			With(Mixed(), Attached(Type("text/x-vCard", Charset(UTF8)), "contact.vcf", media("contact.vcf")))),
		message("calendar-entry.mms", "an appointment", delivered("R6").
			With(Mixed(), Attached(Type("text/x-vCalendar"), "lunch.vcs", media("lunch.vcs")))),
		message("video-3gp.mms", "a video of H.263 and AMR that says where it was taken", delivered("R7",
			H(Subject, Plain("Bridge"))).
			With(Related("smil"), Presentation(Slide{Video: "bridge.3gp"}),
				Attached(Type("video/3gpp"), "bridge.3gp", media("bridge.3gp")))),
		message("video-mp4.mms", "a video of H.264 and AAC", delivered("R8").
			With(Mixed(), Part{Type: Type("video/mp4"), Headers: []Field{Location("clip.mp4")}, Data: media("clip.mp4")})),
		message("slideshow.mms", "two pictures and two texts, in Czech and in Chinese", delivered("R9",
			H(Subject, Encoded(UTF8, "Výlet 郊遊"))).
			With(Related("smil"),
				Attached(Type("image/jpeg"), "slide-1.jpg", media("slide-1.jpg")),
				Attached(PlainText(), "text-1.txt", []byte("Ráno jsme vyrazili k přehradě. Žluťoučký kůň zůstal doma.")),
				Attached(Type("image/jpeg"), "slide-2.jpg", media("slide-2.jpg")),
				Attached(PlainText(), "text-2.txt", []byte("下午我們到了湖邊，天氣很好。")),
				Presentation(Slide{Image: "slide-1.jpg", Text: "text-1.txt"}, Slide{Image: "slide-2.jpg", Text: "text-2.txt"}))),
		message("stickers.mms", "a PNG, an animated GIF and a WBMP", delivered("R10").
			With(Mixed(), Attached(Type("image/png"), "sticker.png", media("sticker.png")),
				Attached(Type("image/gif"), "bounce.gif", media("bounce.gif")),
				Attached(Type("image/vnd.wap.wbmp"), "logo.wbmp", media("logo.wbmp")))),
		message("text-only.mms", "one text, and nothing else", delivered("R11").
			With(Mixed(), Part{Type: PlainText(), Data: []byte("See you at six 👋")})),
		message("group-message.mms", "to four people, two of them in copy", New(RetrieveConf, "R12", v12,
			H(MessageID, Text("20240427140102.0121@mmsc.example.org")), H(Date, Long(sent+158)),
			H(From, Address(Plain(carol))), H(To, Plain(jana)), H(To, Plain(bob)), H(Cc, Plain(dave)),
			H(Cc, Encoded(UTF8, "Erin Nováková <erin@example.org>"))).
			With(Related("smil"), Presentation(Slide{Image: "lunch.jpg", Text: "text.txt"}),
				Attached(PlainText(), "text.txt", []byte("Table for five at Cafe Orange, Sunday.")),
				Attached(Type("image/jpeg"), "lunch.jpg", media("lunch.jpg")))),
		message("bcc-delivered.mms", "the relay forgot to remove the blind copies", delivered("R13",
			H(Bcc, Plain(carol)), H(Bcc, Plain(erin)), H(Subject, Plain("Offer"))).
			With(Mixed(), Part{Type: PlainText(), Data: []byte("Our best price is 1,190. Please do not pass it on.")})),
		message("forwarded-chain.mms", "forwarded twice, with everyone who did it", delivered("R14",
			H(PreviouslySentBy, PreviousBy(1, Plain(carol))), H(PreviouslySentDate, PreviousAt(1, sent-2*day)),
			H(PreviouslySentBy, PreviousBy(2, Encoded(UTF8, "Dáša <dave@example.org>"))),
			H(PreviouslySentDate, PreviousAt(2, sent-day)), H(Subject, Plain("Fwd: Fwd: look at this"))).
			With(Mixed(), Attached(Type("image/gif"), "bounce.gif", media("bounce.gif")))),
		message("retrieve-error.mms", "it is gone: an error status and a text in place of the message",
			New(RetrieveConf, "", v12, H(Date, Long(sent+9*day)), H(RetrieveStatus, Octet(0xE2)),
				H(RetrieveText, Plain("4504 Message not found"))).
				WithBody(Type("text/plain"), []byte("The message has expired and is no longer available."))),
	}
}
