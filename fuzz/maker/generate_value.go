package maker

import (
	"strconv"
	"strings"
)

func containsAny(s, chars string) bool { return strings.ContainsAny(s, chars) }

// enumerated chooses an octet of an enumeration, rarely one that is not assigned; what it must not be here is left out.
func (g *gen) enumerated(f byte) Value {
	n := &g.number
	switch {
	case f == Store && g.typ == SendReq && n[MMState]+n[MMFlags] > 0:
		return Yes() // without it they mean nothing (MMS 6.1)
	case f == StoreStatus && (g.typ == SendConf || g.typ == ForwardConf) && n[ContentLocation] > 0:
		return Octet(0x80)
	}
	octets := Enumerated(f)
	switch {
	case f == ReplyCharging:
		octets = nil
		for _, v := range legalOctets(g.typ, f, Enumerated(f)) {
			octets = append(octets, v.Octets[0])
		}
	case f == ResponseStatus && (g.typ == SendConf || g.typ == ForwardConf) && n[MessageID] == 0,
		f == StoreStatus && (g.typ == MboxStoreConf || g.typ == MboxUploadConf) && n[ContentLocation] == 0,
		f == RetrieveStatus && g.typ == RetrieveConf && n[MessageID] == 0:
		octets = octets[1:] // the first is Ok, after which a reference would follow
	case (f == DeliveryReport || f == ReadReport) && n[MessageClass] > 0:
		octets = octets[1:] // the class may be Auto, which wants no reports (MMS 7)
	}
	if g.s.Rarely(16) {
		g.trips("V12", true)
		return Octet(0xFF)
	}
	o := octets[g.s.Pick(len(octets))]
	g.trips("V13", f == ResponseStatus && o > 0x80 && o < 0x88 && g.version >= 0x91 && g.version <= 0x93)
	return Octet(o)
}

// value makes the value number i of a field.
func (g *gen) value(f byte, i int) Value {
	s := g.s
	if f == MessageClass && s.Rarely(3) {
		t := "x-" + s.Token()
		return Value{Octets: TokenText(t), Kind: KindText, Text: t}
	}
	if Enumerated(f) != nil {
		return g.enumerated(f)
	}
	switch f {
	case Bcc, Cc, To:
		return g.address()
	case From:
		if (toServer(g.typ) || g.typ == MboxDescr) && !s.Flip() {
			return Insert()
		}
		return Address(g.long(g.address()))
	case ContentLocation, ApplicID, ReplyApplicID, AuxApplicInfo:
		return g.uncharted(Text(s.Text()))
	case MessageID, TransactionID, ReplyChargingID, ReplaceID, CancelID:
		return g.uncharted(Text("T" + s.Text()))
	case Date, MessageSize, ReplyChargingSize:
		return Long(s.Number())
	case DeliveryTime, ReplyChargingDeadline, Expiry:
		return g.time(f)
	case Subject, RetrieveText, StoreStatusText, StatusText, RecommendedRetrievalModeText, ResponseText:
		return g.encoded()
	case PreviouslySentBy:
		return PreviousBy(uint64(i)+1, g.long(g.address()))
	case PreviouslySentDate:
		return PreviousAt(uint64(i)+1, s.Number())
	case MMFlags:
		return g.flags()
	case Attributes:
		return Octet(0x81 + byte(s.Pick(0x3F)))
	case MboxTotals, MboxQuotas:
		return Total(0x80+byte(i), s.Number())
	case MessageCount, Start, Limit:
		return g.integer()
	}
	return g.element()
}

// uncharted is v, a text without charset.
func (g *gen) uncharted(v Value) Value {
	g.trips("V29", v.Charset == 0 && !isASCII(v.Text))
	return v
}

// integer makes an Integer-value, a small one perhaps in the long form, which is legal.
func (g *gen) integer() Value {
	n := g.s.Number()
	if g.s.Flip() {
		return Long(n)
	}
	return Integer(n)
}

// time makes an absolute time where the field may have one, or a relative one, whose number may be short.
func (g *gen) time(f byte) Value {
	absolute := g.s.Flip() && (g.typ != NotificationInd || f != Expiry)
	n := g.s.Number()
	switch {
	case absolute:
		return Absolute(n)
	case n < 0x80 && g.s.Flip():
		return Value{Octets: Sized([]byte{0x81, 0x80 | byte(n)}), Kind: KindTime, Token: 0x81, Number: n}
	}
	return Relative(n)
}

// flags makes a value of X-Mms-MM-Flags with a token that the PDU may have (MMS 4.16).
func (g *gen) flags() Value {
	token := 0x80 + byte(g.s.Pick(3))
	switch {
	case g.typ == MboxViewReq, g.typ == MboxViewConf, g.typ == MboxDescr && g.container == MboxViewConf:
		token = 0x82
	case g.typ != RetrieveConf && g.typ != MboxDescr && token == 0x82:
		token = 0x81
	}
	return Flags(token, g.long(g.encoded()))
}

// element makes a value of X-Mms-Element-Descriptor: reference, type, and parameters that nobody knows.
func (g *gen) element() Value {
	s := g.s
	ref := "e" + s.Text()
	v := Value{Kind: KindElement, Text: ref}
	octets := TextString(ref)
	switch s.Pick(4) {
	case 1:
		v.Type = &Media{Name: "image/jpeg"}
		octets = Cat(octets, []byte{0x82}, v.Type.constrained())
	case 2:
		v.Type = &Media{Name: "x-a/" + strings.ToLower(s.Token())}
		octets = Cat(octets, TokenText("Type"), v.Type.constrained())
	case 3:
		octets = Cat(octets, []byte{0x83, 0x80 | byte(s.Pick(128))}, TokenText("x-p"), TextString(s.Text()))
	}
	v.Octets = Sized(octets)
	return g.uncharted(v)
}

// encoded makes an Encoded-string-value: without charset, or in one of those that are met (MMS 4.3).
func (g *gen) encoded() Value {
	s := g.s
	switch s.Pick(8) {
	case 1, 2:
		return Encoded(UTF8, s.Text())
	case 3:
		return EncodedSample(textSample(s))
	case 4:
		return Encoded([...]uint16{UCS2, UTF16, 1013, 1014}[s.Pick(4)], s.Text())
	case 5: // the number of the charset in the long form, or none in particular
		t := s.Text()
		if s.Flip() {
			return Value{Octets: Sized([]byte{1, UTF8}, TextString(t)), Kind: KindEncoded, Charset: UTF8, Text: t}
		}
		return g.uncharted(Value{Octets: Sized([]byte{0x80}, TextString(t)), Kind: KindEncoded, Text: t})
	case 6:
		return Encoded(ASCII, s.ASCII())
	case 7: // one octet ends a text of two-octet characters as well
		t := s.ASCII()
		return Value{Octets: Sized(IntegerValue(UCS2), encodeText(UCS2, t), []byte{0}), Kind: KindEncoded, Charset: UCS2, Text: t}
	}
	return g.uncharted(Plain(s.Text()))
}

// textSample chooses a text in any charset in which a text can be written.
func textSample(s *Source) CharsetSample {
	x := charsetSamples[s.Pick(len(charsetSamples))]
	if x.Name == "iso-2022-jp" { // it shifts by ESC, and TEXT has no control characters
		x = charsetSamples[0]
	}
	return x
}

// address makes a value with an address of any kind of MMS 9.
func (g *gen) address() Value {
	s := g.s
	digits := strconv.FormatUint(s.Number(), 10)
	switch s.Pick(8) {
	case 1:
		return Plain(digits + "@example.org")
	case 2:
		return Plain(digits)
	case 3:
		return Encoded(UTF8, "Žluť <z"+digits+"@example.org>")
	case 4:
		return Encoded(UCS2, "漢 <z"+digits+"@example.org>")
	case 5:
		return Plain("x" + digits + "/TYPE=X_" + digits)
	case 6:
		all := addresses()
		return all[s.Pick(len(all))]
	}
	return Plain("+" + digits + "/TYPE=PLMN")
}
