package maker

import "slices"

// bodyBreakers keep the grammar and break what values and parts must say (MMS 13).
var bodyBreakers = [...]Breaker{
	{"entries-none", "", "V26", func(_ *Source, p PDU) (told, bool) {
		if p.Parts == nil || len(p.Parts.Parts) == 0 {
			return told{}, false
		}
		p.Parts.Entries = Lie(0)
		return told{pdu: p}, true
	}},
	{"length-long", "", "V27", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, func(f Field) bool { return hasLength(f) && len(LongForm(f.Value).Octets) > len(f.Value.Octets) })
		if ok {
			p.Fields[i].Value = LongForm(p.Fields[i].Value)
		}
		return told{pdu: p}, ok
	}},
	{"charset-lie", "", "V29", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isText)
		if ok {
			x := [...]struct {
				charset uint16
				octets  string
			}{{UTF8, "a\xC3("}, {ASCII, "a\xFFb"}, {UTF8, "\xC0\xAF"}, {17, "a\xFF"}}[s.Pick(4)]
			p.Fields[i].Value = EncodedOctets(x.charset, []byte(x.octets), "")
		}
		return told{pdu: p}, ok
	}},
	{"charset-none", "", "V29", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(Subject, RetrieveText, StoreStatusText, StatusText, MessageID, TransactionID))
		if ok {
			p.Fields[i].Value = Text("ž")
		}
		return told{pdu: p}, ok
	}},
	{"address-of-no-form", "", "V30", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(To, Cc, Bcc))
		if ok {
			p.Fields[i].Value = Plain([...]string{"", "a b", "1.2.3/TYPE=IPv4", "x/TYPE=PLMN", "+1(2)3/TYPE=PLMN"}[s.Pick(5)])
		}
		return told{pdu: p}, ok
	}},
	{"id-with-brackets", "", "V31", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(MessageID, TransactionID, ReplyChargingID, ReplaceID, CancelID))
		if ok {
			p.Fields[i].Value = Text([...]string{"<a>", "a b"}[s.Pick(2)])
		}
		return told{pdu: p}, ok
	}},
	{"size-claim", "", "V33", func(_ *Source, p PDU) (told, bool) {
		ok := p.typ() == MboxDescr && p.bodied()
		p.set(MessageSize, Long(1<<40))
		return told{pdu: p}, ok
	}},
	{"class-claim", "", "V33", func(_ *Source, p PDU) (told, bool) {
		ok := p.carries(ContentClass) && p.Parts != nil
		if ok {
			p.Parts.Parts = append(p.Parts.Parts, Part{Type: Type("image/jpeg"), Headers: []Field{ID("large")}, Data: make([]byte, 70_000)})
			p.set(ContentClass, Octet(0x80))
		}
		return told{pdu: p}, ok
	}},
	{"start-dropped", "", "V22", func(_ *Source, p PDU) (told, bool) {
		return p.relatedTo(Type("application/vnd.wap.multipart.related"), "a.smil", "x.txt")
	}},
	{"start-nowhere", "", "V22", func(_ *Source, p PDU) (told, bool) {
		return p.relatedTo(Related("elsewhere"), "a.smil", "x.txt")
	}},
	{"presentation-missing", "", "V23", func(_ *Source, p PDU) (told, bool) {
		t, ok := p.relatedTo(Related("x.txt"), "a.smil", "x.txt")
		if ok {
			t.pdu.Parts.Parts = t.pdu.Parts.Parts[1:]
		}
		return t, ok
	}},
	{"presentation-in-mixed", "", "V23", func(_ *Source, p PDU) (told, bool) {
		return p.relatedTo(Mixed(), "a.smil", "x.txt")
	}},
	{"reference-nowhere", "", "V24", func(_ *Source, p PDU) (told, bool) {
		return p.relatedTo(Related("a.smil"), "a.smil", "y.txt")
	}},
	{"name-repeated", "", "V25", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil || holdsDescriptions(p.typ()) {
			return told{}, false
		}
		h := [...]Field{ID("twice"), Location("twice")}[s.Pick(2)]
		twin := Part{Type: PlainText(), Headers: []Field{h}, Data: []byte("x")}
		p.Parts.Parts = append(p.Parts.Parts, twin, twin)
		return told{pdu: p}, true
	}},
	{"charset-of-part-missing", "", "V34", func(_ *Source, p PDU) (told, bool) {
		return p.onePart(Part{Type: Type("text/plain"), Headers: []Field{ID("x")}, Data: []byte("ž")})
	}},
	{"name-of-part-missing", "", "V35", func(_ *Source, p PDU) (told, bool) {
		t, ok := p.onePart(Part{Type: PlainText(), Data: []byte("x")})
		return t, ok && !holdsDescriptions(p.typ())
	}},
	{"transfer-encoding", "", "V36", func(s *Source, p PDU) (told, bool) {
		name := [...]string{"base64", "Quoted-Printable", "x-own"}[s.Pick(3)]
		h := []Field{ID("x"), App("content-transfer-encoding", name)}
		return p.onePart(Part{Type: PlainText(), Headers: h, Data: []byte("eA==")})
	}},
}

// onePart adds a part to a multipart.
func (p PDU) onePart(part Part) (told, bool) {
	if p.Parts == nil {
		return told{}, false
	}
	p.Parts.Parts = append(p.Parts.Parts, part)
	return told{pdu: p}, true
}

// relatedTo gives the PDU a body of the type with two parts: a presentation, which shows x.txt, and a text of a name.
func (p PDU) relatedTo(m Media, presentation, text string) (told, bool) {
	if !p.bodied() || holdsDescriptions(p.typ()) {
		return told{}, false
	}
	p.Fields = slices.Clone(p.Fields[:len(p.Fields)-1])
	p.Body = nil
	smil := Part{
		Type: Type("application/smil"), Headers: []Field{ID(presentation)},
		Data: []byte(`<smil><body><text src="cid:x.txt"/></body></smil>`),
	}
	return told{pdu: p.With(m, smil, Part{Type: PlainText(), Headers: []Field{ID(text)}, Data: []byte("x")})}, true
}
