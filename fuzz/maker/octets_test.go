package maker

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
)

// The primitives write what the tables of the digest of WSP say.
func TestPrimitives(t *testing.T) {
	for _, c := range []struct {
		name string
		want string
		got  []byte
	}{
		{"uintvar 0", "00", Uintvar(0)},
		{"uintvar 127", "7F", Uintvar(127)},
		{"uintvar 128", "81 00", Uintvar(128)},
		{"uintvar 34725", "82 8F 25", Uintvar(34725)},
		{"uintvar 16383", "FF 7F", Uintvar(16383)},
		{"uintvar 16384", "81 80 00", Uintvar(16384)},
		{"uintvar 4294967295", "8F FF FF FF 7F", Uintvar(4294967295)},
		{"padded uintvar", "80 7F", PaddedUintvar(127, 1)},
		{"value-length 30", "1E", ValueLength(30)},
		{"value-length 31", "1F 1F", ValueLength(31)},
		{"value-length 135", "1F 81 07", ValueLength(135)},
		{"sized", "02 41 42", Sized([]byte{0x41}, []byte{0x42})},
		{"sized long", "1F 02 41 42", SizedLong([]byte("AB"))},
		{"short-integer", "EA", ShortInteger(106)},
		{"long-integer 0", "01 00", LongInteger(0)},
		{"long-integer 1000", "02 03 E8", LongInteger(1000)},
		{"long-integer date", "04 66 2D 04 80", LongInteger(1714226304)},
		{"long-integer padded", "04 00 00 03 E8", LongIntegerN(1000, 4)},
		{"integer-value 127", "FF", IntegerValue(127)},
		{"integer-value 128", "01 80", IntegerValue(128)},
		{"text-string", `"a" 00`, TextString("a")},
		{"text-string empty", "00", TextString("")},
		{"text-string with quote", "7F C5 BD 00", TextString("Ž")},
		{"quoted-string", `22 "a b" 00`, QuotedString("a b")},
		{"text-value token", `"a.txt" 00`, TextValue("a.txt")},
		{"text-value quoted", `22 "a b.txt" 00`, TextValue("a b.txt")},
		{"text-value with brackets", `22 "<0>" 00`, TextValue("<0>")},
		{"text-value none", "00", TextValue("")},
		{"version 1.2", "92", VersionValue(1, 2)},
		{"version 1", "9F", VersionValue(1, 15)},
		{"q 0.8", "51", QValue(800)},
		{"q 0.333", "83 31", QValue(333)},
		{"q 0.99", "64", QValue(990)},
		{"encoded ucs-2", "06 02 03 E8 00 41 00", Sized([]byte{0x02, 0x03, 0xE8}, encodeText(UCS2, "A"), []byte{0})},
		{"encoded utf-8 with quote", "09 EA 7F C5 BD 6C 75 C5 A5 00", Encoded(UTF8, "Žluť").Octets},
		{"insert address", "01 81", Insert().Octets},
		{"relative", "05 81 03 02 A3 00", Relative(172800).Octets},
		{"absolute", "06 80 04 66 2D 10 00", Absolute(1714229248).Octets},
		{"total", "05 81 03 01 86 A0", Total(0x81, 100000).Octets},
		{"del", "02 81 80", Del(1, Octet(0x80)).Octets},
	} {
		want, err := testdata.Octets(c.want)
		require.NoError(t, err, c.name)
		assert.Equal(t, want, c.got, c.name)
	}
}

// example is the vector of a worked example.
func example(t *testing.T, name string) testdata.Vector {
	t.Helper()
	for n, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		if n == name {
			return v
		}
	}
	t.Fatalf("no vector %s", name)
	return testdata.Vector{}
}

// The maker writes the worked examples of the digests, octet for octet.
func TestWorkedExamples(t *testing.T) {
	const jan, uri = "+15550100123/TYPE=PLMN", "http://mmsc.example/m?i=1234"
	utf8 := func(s string) Value { return Encoded(UTF8, s) }
	notification := New(NotificationInd, "T1234", 0x92, H(From, Address(Plain(jan))), H(MessageClass, Octet(0x80)),
		H(MessageSize, Long(32000)), H(Expiry, Relative(172800)), H(ContentLocation, Text(uri)))
	smil := `<smil><head><layout><root-layout/></layout></head><body><par dur="5s"><text src="t.txt"/>` +
		`<img src="cid:img1"/></par></body></smil>`
	for name, p := range map[string]PDU{
		"mms/11.1-notification-ind": notification,
		"mms/11.2-notifyresp-ind":   New(NotifyRespInd, "T1234", 0x92, H(Status, Octet(0x83)), H(ReportAllowed, No())),
		"mms/11.3-send-req": New(SendReq, "S-77", 0x92, H(From, Insert()), H(To, Plain(bob)), H(To, Plain("bob@example.org")),
			H(Subject, utf8("Žluť")), H(MessageClass, Octet(0x80)), H(Priority, Octet(0x81)), H(DeliveryReport, Yes()),
			H(ReadReport, No())).With(Related("smil"),
			Part{Type: Type("application/smil", Charset(UTF8)), Headers: []Field{ID("smil"), Location("s.smil")},
				Data: []byte(smil)},
			Part{Type: Type("text/plain", Name("t.txt"), Charset(UTF8)), Headers: []Field{ID("txt"), Location("t.txt")},
				Data: []byte("Ahoj")},
			Part{Type: Type("image/jpeg"), Headers: []Field{ID("img1"), H(PartDispositionOld, Disposition(0x81))},
				Data: []byte(tinyJPEG)}),
		"mms/11.5-retrieve-conf": New(RetrieveConf, "R9", 0x92, H(MessageID, Text("a1b2c3@mmsc.example")), H(Date, Long(1714226304)),
			H(From, Address(utf8("Zoë <zoe@example.org>"))), H(To, Plain(bob)),
			H(Subject, utf8("Zpráva o průběhu výstavby — část 1")), H(MessageClass, Octet(0x80)), H(Priority, Octet(0x81)),
			H(DeliveryReport, No()), H(ReadReport, Yes()), H(PreviouslySentBy, PreviousBy(1, Plain(carol))),
			H(PreviouslySentDate, PreviousAt(1, 0x662D0000)), H(RetrieveStatus, Octet(0x80))).
			With(Mixed(), Part{Type: PlainText(), Data: []byte("Děkuji")}),
		"mms/11.6-retrieve-conf-error": New(RetrieveConf, "", 0x92, H(Date, Long(1714226304)), H(RetrieveStatus, Octet(0xE2)),
			H(RetrieveText, Plain("4504 gone"))).WithBody(Type("text/plain"), []byte("Message not found")),
		"mms/11.8-forward-req": New(ForwardReq, "F5", 0x92, H(From, Insert()), H(To, Plain("bob@example.org")),
			H(DeliveryTime, Absolute(1714229248)), H(ContentLocation, Text(uri)), H(ReportAllowed, Yes()), H(Store, Yes()),
			H(MMState, Octet(0x84)), H(MMFlags, Flags(0x80, Plain("fwd")))),
		"mms/11.9-mbox-view-conf": New(MboxViewConf, "V1", 0x92, H(ResponseStatus, Octet(0x80)), H(MboxTotals, Total(0x80, 12)),
			H(MboxTotals, Total(0x81, 100000)), H(MboxQuotas, Total(0x81, 1000000)), H(MessageCount, Integer(1))).
			With(Mixed(), Part{Type: Type("application/vnd.wap.mms-message"), Data: New(MboxDescr, "", 0x92,
				H(ContentLocation, Text("http://mmsc.example/b/9")), H(MessageID, Text("m9@mmsc.example")),
				H(MMState, Octet(0x82)), H(From, Address(Plain("a@example.org"))), H(Subject, Plain("Hi"))).Octets()}),
		"mms/11.10-mbox-delete-conf": New(MboxDeleteConf, "D1", 0x93, H(ContentLocation, Del(1, Text("http://mmsc.example/b/9"))),
			H(ResponseStatus, Del(1, Octet(0x80))), H(ContentLocation, Del(2, Text("http://mmsc.example/b/10"))),
			H(ResponseStatus, Del(2, Octet(0xE4))), H(ResponseText, Del(2, Plain("gone")))),
		"mms/11.11-notification-ind-1.3": New(NotificationInd, "N13", 0x93,
			H(MessageClass, Value{Octets: TokenText("x-news")}), H(MessageSize, Long(200)), H(Expiry, Relative(3600)),
			H(ContentLocation, Text("http://mmsc.example/n13")), H(DistributionIndicator, No()),
			H(ElementDescriptor, Element("<p1>", &Media{Name: "image/gif", Long: true})),
			H(ElementDescriptor, Element("<p2>", &Media{Name: "text/plain"})), H(RecommendedRetrievalMode, Octet(0x80)),
			H(RecommendedRetrievalModeText, Plain("roaming")), H(ApplicID, Text("com.example.chess")),
			H(AuxApplicInfo, Text("s=17")), H(ContentClass, Octet(0x82)), H(DRMContent, No()),
			H(ReplaceID, Text("old@mmsc.example"))),
		"mms/11.12-cancel-req": New(CancelReq, "C1", 0x93, H(CancelID, Text("vas-0042"))),
	} {
		v := example(t, name)
		m := p.Make()
		assert.Equal(t, v.Octets, m.Octets, name)
		assert.Equal(t, v.Type, TypeName(m.Type), name)
		var parts []testdata.PartInfo
		for _, p := range m.Parts {
			parts = append(parts, testdata.PartInfo{Media: p.Type.Name, Start: int(p.Data.Start), End: int(p.Data.End)})
		}
		assert.Equal(t, v.PartList, parts, name)
	}

	push := PushMMS(1, notification.Make())
	v := example(t, "wsp/16.1-push")
	assert.Equal(t, v.Octets, push.Octets)
	assert.Equal(t, Span{uint32(v.Data[0]), uint32(v.Data[1])}, push.PDU)
	checkMade(t, v.Name, push)
	ud := UserData(0, push.Octets)
	require.Len(t, ud, 1)
	assert.Equal(t, example(t, "wsp/16.2-sms-deliver").Octets, Deliver(ud[0]))

	const longURI = "http://mmsc.example/retrieve/20240427/AbCdEfGhIjKlMnOpQrStUvWxYz?i=1234567890"
	notification.Fields[len(notification.Fields)-1] = H(ContentLocation, Text(longURI))
	push = Push(1, TextType("application/vnd.wap.mms-message"), []Field{H(PushApplicationID, Integer(4))}, notification.Make())
	ud = UserData(0xA7, push.Octets)
	require.Len(t, ud, 2)
	assert.Equal(t, example(t, "wsp/16.3-segment-1").Octets, ud[0])
	assert.Equal(t, example(t, "wsp/16.3-segment-2").Octets, ud[1])
	checkMade(t, "wsp/16.3", push)
}

// A wide reference leaves 127 octets to each segment, and nothing is lost.
func TestUserDataWide(t *testing.T) {
	datagram := []byte(long(300))
	var all []byte
	for i, ud := range UserDataWide(0x1234, datagram) {
		assert.LessOrEqual(t, len(ud), 140)
		assert.Equal(t, []byte{12, 8, 4, 0x12, 0x34, 3, byte(i + 1), 5, 4, 0x0B, 0x84, 0x23, 0xF0}, ud[:13])
		all = append(all, ud[13:]...)
	}
	assert.Equal(t, datagram, all)
}

func TestTextForms(t *testing.T) {
	assert.Equal(t, "8c82\n", string(HexText([]byte{0x8C, 0x82})))
	assert.Equal(t, "jII=\n", string(Base64Text([]byte{0x8C, 0x82})))
	assert.Empty(t, HexText(nil))
}
