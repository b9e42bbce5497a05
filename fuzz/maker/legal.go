package maker

// Legal returns values that a field may legally have in a PDU of this type: every enumerated one, and of the others the
// forms and the edges. The first is a plain choice. It is nil for Content-Type (see ContentTypes) and for the two names
// that are no headers.
func Legal(typ, field byte) []Value {
	if octets := Enumerated(field); octets != nil {
		return legalOctets(typ, field, octets)
	}
	switch field {
	case Bcc, Cc, To:
		return addresses()
	case From:
		return legalFrom(typ)
	case ContentLocation:
		uris := []Value{Text("http://mmsc.example.org/r/1"), Text("http://192.0.2.1:8080/m?i=1234&k=%C5%BD"), Text("r/1"), Text("")}
		return delIf(typ, uris)
	case Date:
		return []Value{Long(1714226304), Long(0), Long(1), Long(4294967295), Long(4294967296)}
	case DeliveryTime, ReplyChargingDeadline, Expiry:
		times := []Value{Relative(172800), Relative(0), Relative(4294967295),
			{Octets: []byte{2, 0x81, 0xBC}, Kind: KindTime, Token: 0x81, Number: 60}, LongForm(Relative(3600))}
		if typ != NotificationInd || field != Expiry {
			times = append(times, Absolute(1714829184), Absolute(4294967296))
		}
		return times
	case MessageID, TransactionID, ReplyChargingID, ReplaceID, CancelID:
		return []Value{Text("20240427.0118@mmsc.example.org"), Text("T"), Text("žluť-1"), Text(long(200))}
	case ApplicID, ReplyApplicID, AuxApplicInfo:
		return []Value{Text("org.example.chess"), Text("urn:example:game"), Text("")}
	case MessageSize, ReplyChargingSize:
		return []Value{Long(78216), Long(0), Long(255), Long(256), Long(1 << 32)}
	case ResponseText:
		return delIf(typ, texts())
	case Subject, RetrieveText, StoreStatusText, StatusText, RecommendedRetrievalModeText:
		return texts()
	case PreviouslySentBy:
		return []Value{PreviousBy(1, Plain(carol)), PreviousBy(2, Encoded(UTF8, "Dáša <dave@example.org>")),
			PreviousBy(128, Plain(erin))}
	case PreviouslySentDate:
		return []Value{PreviousAt(1, 1714053504), PreviousAt(2, 1714139904), PreviousAt(128, 0)}
	case MMFlags:
		return []Value{Flags(flagsToken(typ), Plain("family")), Flags(0x80, Encoded(UTF8, "práce")), Flags(0x81, Plain("")),
			Flags(0x82, Plain("work"))}
	case Attributes:
		var names []Value
		for _, f := range Carries(MboxDescr) {
			names = append(names, Octet(0x80|f.Field))
		}
		return append(names, Octet(0x80|ContentField), Octet(0x80|AdditionalHeaders))
	case MboxTotals, MboxQuotas:
		return []Value{Total(0x80, 12), Total(0x81, 912345), Total(0x80, 0), Total(0x81, 1<<32)}
	case MessageCount, Start, Limit:
		return []Value{Integer(3), Integer(0), Integer(127), Integer(128), Integer(65536),
			{Octets: LongInteger(5), Kind: KindInteger, Number: 5}}
	case ElementDescriptor:
		return []Value{Element("<smil>", &Media{Name: "application/smil"}), Element("photo.jpg", &Media{Name: "image/jpeg"}),
			Element("<text>", nil), Element("<"+long(40)+">", &Media{Name: "video/3gpp"})}
	}
	return nil
}

// legalOctets leaves out of an enumeration what a PDU of this type must not say, and adds the text form of classes.
func legalOctets(typ, field byte, octets []byte) []Value {
	var out []Value
	for _, o := range octets {
		if field == MessageType && o != typ ||
			field == ReplyCharging && toServer(typ) != (o < 0x82) && typ != MboxDescr {
			continue
		}
		out = append(out, Octet(o))
	}
	switch field {
	case MessageClass:
		out = append(out, Value{Octets: TokenText("x-news"), Kind: KindText, Text: "x-news"})
	case ResponseStatus:
		return delIf(typ, out)
	}
	return out
}

// delIf puts values into the Del form in the confirmations that have it; the first value stays plain too, for one status
// may go for all.
func delIf(typ byte, values []Value) []Value {
	if typ != MboxDeleteConf && typ != DeleteConf {
		return values
	}
	out := make([]Value, 0, len(values)+1)
	for i, v := range values {
		out = append(out, Del(uint64(i+1), v))
	}
	return append(out, values[0])
}

// toServer tells whether PDUs of this type go from the client to the relay (MMS 3.1).
func toServer(typ byte) bool {
	switch typ {
	case SendReq, NotifyRespInd, AcknowledgeInd, ReadRecInd, ForwardReq, MboxStoreReq, MboxViewReq, MboxUploadReq,
		MboxDeleteReq, DeleteReq, CancelConf:
		return true
	}
	return false
}

// flagsToken is the token that MM-Flags has by nature in a PDU: add in requests, filter in what lists.
func flagsToken(typ byte) byte {
	switch typ {
	case MboxViewReq, MboxViewConf, MboxDescr, RetrieveConf:
		return 0x82
	}
	return 0x80
}

// legalFrom leaves the insert-address token to the PDUs that go to the relay, and to descriptions.
func legalFrom(typ byte) []Value {
	var out []Value
	for _, a := range addresses() {
		out = append(out, Address(a))
	}
	if toServer(typ) || typ == MboxDescr {
		out = append([]Value{Insert()}, out...)
	}
	return out
}

// addresses are of all kinds of MMS 9, in both forms of an Encoded-string-value.
func addresses() []Value {
	return []Value{
		Plain(bob), Plain("bob@example.org"), Plain("Bob <bob@example.org>"), Encoded(UTF8, "Zoë <zoe@example.org>"),
		Plain("192.0.2.7/TYPE=IPv4"), Plain("2001:0DB8:0000:0000:0202:B3FF:FE1E:8329/TYPE=IPv6"), Plain("12345"), Plain("*100"),
		Plain("Bank"), Plain("a%2Fb/TYPE=X_1"), Plain("+1-555-010-0456/TYPE=PLMN"), Encoded(UCS2, "Žluť <z@example.org>"),
		Encoded(UTF8, bob),
	}
}

// texts are Encoded-string-values: plain, in every charset, empty, long, with and without Quote.
func texts() []Value {
	out := []Value{
		Plain("Greetings from the bridge"), Plain(""), Plain("=?utf-8?B?xb1sdcWl?="), Plain(long(300)), Encoded(UTF8, ""),
		Encoded(UTF8, long(200)+" ž"), Encoded(ASCII, "plain"), LongForm(Encoded(UTF8, "Žluť")),
	}
	for _, s := range charsetSamples {
		if s.Name != "iso-2022-jp" { // it shifts by ESC, and TEXT has no control characters
			out = append(out, EncodedSample(s))
		}
	}
	return out
}

// long is a text of n letters.
func long(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(i%26)
	}
	return string(b)
}

// ContentTypes returns content types of all forms: every well-known number, names in text, numbers above 127, and
// parameters of every kind.
func ContentTypes() []Media {
	date := func(code int, seconds uint64) Param { return P(code, Long(seconds)) }
	out := []Media{
		Type("text/plain", Charset(UTF8)), Type("text/plain", Charset(0)), Type("text/plain", Charset(UCS2), Name("a.txt")),
		Type("text/plain", P(ParamCharset, Text("utf-8"))),
		Type("application/x-foo"), Type("audio/amr", Name("voice.amr")), TextType("image/jpeg"), TextType("IMAGE/JPEG"),
		Type("image/jpeg", P(ParamNameNew, Value{Octets: QuotedString("a b.jpg"), Kind: KindText, Text: "a b.jpg"})),
		Type("image/jpeg", P(ParamNameNew, Value{Octets: TextValue(""), Kind: KindText})),
		Type("image/jpeg", P(ParamFilename, Text("ž.jpg")), date(ParamCreated, 1714226304), date(ParamModified, 1714226305),
			date(ParamRead, 1714226306), P(ParamSize, Integer(70000))),
		Type("image/jpeg", X("x-w", Integer(640)), X("x-t", Value{Octets: TextValue("a b"), Kind: KindText, Text: "a b"}),
			X("x-n", Value{Octets: []byte{0}, Kind: KindText})),
		Type("image/jpeg", P(0x7E, Value{Octets: []byte{3, 1, 2, 3}})),
		Type("text/plain", P(ParamQ, Value{Octets: QValue(800)}), P(ParamQ, Value{Octets: QValue(333)})),
		Type("text/plain", P(0x02, Value{Octets: VersionValue(1, 2)}), P(0x07, Value{Octets: ShortInteger(0x0E)}),
			P(0x08, Value{Octets: ShortInteger(7)}), P(0x10, Value{Octets: []byte{0}}), P(0x0E, Integer(3600))),
		Related("smil"), Type("application/vnd.wap.multipart.related",
			P(ParamType, Value{Octets: ShortInteger(3)}), P(ParamStartNew, Quoted("<0>")), P(ParamStartInfo, Text("x"))),
		{Name: "application/vnd.omaloc-supl-init", Octets: []byte{3, 2, 3, 0x12}},
		{Name: "text/plain", Octets: []byte{1, 0x83}},
		{Name: "text/plain", Params: []Param{Charset(UTF8)}, Octets: []byte{0x1F, 3, 0x83, 0x81, 0xEA}},
	}
	for i, name := range mediaNames {
		if name != "" {
			out = append(out, Media{Name: name, Octets: ShortInteger(byte(i))})
		}
	}
	return out
}
