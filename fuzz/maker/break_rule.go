package maker

import "slices"

// ruleBreakers keep the grammar and break what a PDU must have, in which order and how often (MMS 13).
var ruleBreakers = [...]Breaker{
	{"type-dropped", "", "V01", func(_ *Source, p PDU) (told, bool) {
		// A body that begins like a type would be taken for one (deviation D01).
		return told{pdu: p}, p.drop(is(MessageType)) && (len(p.Body) == 0 || p.Body[0] != 0x80|MessageType)
	}},
	{"version-before-type", "", "V02", func(_ *Source, p PDU) (told, bool) {
		i := slices.IndexFunc(p.Fields, is(MMSVersion))
		if i < 0 {
			return told{}, false
		}
		v := p.Fields[i]
		p.Fields = slices.Insert(slices.Delete(p.Fields, i, i+1), 0, v)
		return told{pdu: p}, true
	}},
	{"transaction-behind-version", "", "V02", func(_ *Source, p PDU) (told, bool) {
		if len(p.Fields) < 3 || !is(TransactionID)(p.Fields[1]) {
			return told{}, false
		}
		p.Fields[1], p.Fields[2] = p.Fields[2], p.Fields[1]
		return told{pdu: p}, true
	}},
	{"type-unknown", "", "V03", func(s *Source, p PDU) (told, bool) {
		if p.typ() == DeleteConf || p.typ() == MboxDeleteConf {
			return told{}, false // its Del forms are for its type alone
		}
		p.Fields[0].Value = Octet(0x98 + byte(s.Pick(0x68)))
		return told{pdu: p}, true
	}},
	{"version-dropped", "", "V04", func(_ *Source, p PDU) (told, bool) { return told{pdu: p}, p.drop(is(MMSVersion)) }},
	{"version-unknown", "", "V05", func(s *Source, p PDU) (told, bool) {
		p.set(MMSVersion, Octet(0x94+byte(s.Pick(0x6C))))
		return told{pdu: p}, p.typ() != MboxDescr
	}},
	{"mandatory-dropped", "", "V06", func(s *Source, p PDU) (told, bool) {
		code, ok := mandatory(s, p)
		return told{pdu: p}, ok && p.drop(is(code))
	}},
	{"android-dropped", "", "A01", func(s *Source, p PDU) (told, bool) {
		if p.typ() > ReadOrigInd {
			return told{}, false // Android has no rule for the others
		}
		code, ok := mandatory(s, p)
		return told{pdu: p}, ok && code != From && p.drop(is(code)) || ok && p.typ() != SendReq && code == From && p.drop(is(code))
	}},
	{"id-of-accepted-dropped", "", "V07", func(_ *Source, p PDU) (told, bool) {
		switch p.typ() {
		case SendConf, ForwardConf:
			p.set(ResponseStatus, Octet(0x80))
		case RetrieveConf:
			p.set(MMSVersion, Octet(0x93))
			p.drop(is(RetrieveStatus))
		default:
			return told{}, false
		}
		return told{pdu: p}, p.drop(is(MessageID))
	}},
	{"location-of-stored-dropped", "", "V07", func(_ *Source, p PDU) (told, bool) {
		if p.typ() != MboxStoreConf && p.typ() != MboxUploadConf {
			return told{}, false
		}
		p.set(StoreStatus, Octet(0x80))
		return told{pdu: p}, p.drop(is(ContentLocation))
	}},
	{"location-of-unstored", "", "V07", func(_ *Source, p PDU) (told, bool) {
		if p.typ() != SendConf && p.typ() != ForwardConf {
			return told{}, false
		}
		p.drop(is(StoreStatus))
		p.set(ContentLocation, Text("x"))
		return told{pdu: p}, true
	}},
	{"charging-of-other-side", "", "V07", func(_ *Source, p PDU) (told, bool) {
		octet := byte(0x82)
		if !toServer(p.typ()) {
			octet = 0x80
		}
		p.set(ReplyCharging, Octet(octet))
		return told{pdu: p}, p.carries(ReplyCharging) && p.typ() != MboxDescr
	}},
	{"flag-of-other-side", "", "V07", func(_ *Source, p PDU) (told, bool) {
		switch p.typ() {
		case SendReq, ForwardReq, MboxStoreReq, MboxUploadReq:
			p.set(MMFlags, Flags(0x82, Plain("x")))
		case MboxViewReq, MboxViewConf:
			p.set(MMFlags, Flags(0x80, Plain("x")))
		default:
			return told{}, false
		}
		return told{pdu: p}, true
	}},
	{"field-of-others", "", "V08", func(s *Source, p PDU) (told, bool) {
		f := [...]Field{
			H(Priority, Octet(0x80)), H(CancelStatus, Octet(0x80)), H(Start, Integer(1)), H(Status, Octet(0x81)),
			H(ReplaceID, Text("x")), H(Subject, Plain("x")),
		}[s.Pick(6)]
		p.add(f)
		return told{pdu: p}, !p.carries(byte(f.Code))
	}},
	{"single-repeated", "", "V09", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, func(f Field) bool {
			return slices.ContainsFunc(Carries(p.typ()), func(c Carried) bool {
				return int(c.Field) == f.Code && !c.Repeats && c.Field != ContentType
			})
		})
		if ok {
			p.add(p.Fields[i])
		}
		return told{pdu: p}, ok
	}},
	{"total-repeated", "", "V09", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindTotal))
		if ok {
			p.add(p.Fields[i])
		}
		return told{pdu: p}, ok
	}},
	{"version-too-old", "", "V10", func(_ *Source, p PDU) (told, bool) {
		newer := slices.ContainsFunc(p.Fields, func(f Field) bool {
			return slices.ContainsFunc(Carries(p.typ()), func(c Carried) bool { return int(c.Field) == f.Code && c.Since > 0x90 })
		})
		p.set(MMSVersion, Octet(0x90))
		return told{pdu: p}, newer && p.Fields[0].Code == int(MessageType)
	}},
	{"value-unassigned", "", "V12", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, func(f Field) bool {
			return ofKind(KindOctet)(f) && f.Code != int(MMSVersion) && f.Code != int(Attributes)
		})
		if ok {
			p.Fields[i].Value = Octet(0xFE)
		}
		return told{pdu: p}, ok
	}},
	{"status-obsolete", "", "V13", func(s *Source, p PDU) (told, bool) {
		p.set(MMSVersion, Octet(0x92))
		p.set(ResponseStatus, Octet(0x81+byte(s.Pick(7))))
		return told{pdu: p}, p.carries(ResponseStatus) && p.typ() != DeleteConf && p.typ() != MboxDeleteConf
	}},
	{"recipients-dropped", "", "V14", func(_ *Source, p PDU) (told, bool) {
		return told{pdu: p}, (p.typ() == SendReq || p.typ() == ForwardReq) && p.drop(is(To, Cc, Bcc))
	}},
	{"insert-from-relay", "", "V15", func(_ *Source, p PDU) (told, bool) {
		p.set(From, Insert())
		return told{pdu: p}, p.carries(From) && !toServer(p.typ()) && p.typ() != MboxDescr
	}},
	{"expiry-absolute", "", "V16", func(s *Source, p PDU) (told, bool) {
		p.set(Expiry, Absolute(s.Number()))
		return told{pdu: p}, p.typ() == NotificationInd
	}},
	{"auto-wants-report", "", "V17", func(s *Source, p PDU) (told, bool) {
		code := [...]byte{DeliveryReport, ReadReport}[s.Pick(2)]
		ok := p.carries(MessageClass) && p.carries(code)
		p.set(MessageClass, Octet(0x83))
		p.set(code, Yes())
		return told{pdu: p}, ok
	}},
	{"charging-dropped", "", "V18", func(_ *Source, p PDU) (told, bool) {
		return told{pdu: p}, p.drop(is(ReplyCharging)) && (p.has(ReplyChargingDeadline) || p.has(ReplyChargingSize))
	}},
	{"mode-dropped", "", "V18", func(_ *Source, p PDU) (told, bool) {
		return told{pdu: p}, p.drop(is(RecommendedRetrievalMode)) && p.has(RecommendedRetrievalModeText)
	}},
	{"step-dropped", "", "V19", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(PreviouslySentBy, PreviouslySentDate))
		if ok {
			p.Fields = slices.Delete(p.Fields, i, i+1)
		}
		return told{pdu: p}, ok
	}},
	{"step-skipped", "", "V19", func(_ *Source, p PDU) (told, bool) {
		ok := p.drop(is(PreviouslySentBy, PreviouslySentDate))
		p.add(H(PreviouslySentBy, PreviousBy(2, Plain(carol))), H(PreviouslySentDate, PreviousAt(2, 0)))
		return told{pdu: p}, ok
	}},
	{"body-where-none-is", "", "V20", func(_ *Source, p PDU) (told, bool) {
		ok := !p.bodied() && p.typ() != MboxDescr
		p.Fields = append(p.Fields, contentType(Type("text/plain")))
		return told{pdu: p}, ok
	}},
	{"body-dropped", "", "V21", func(_ *Source, p PDU) (told, bool) {
		ok := p.bodied() && p.typ() != MboxDescr
		p.drop(is(ContentType))
		p.Parts, p.Body = nil, nil
		return told{pdu: p}, ok
	}},
	{"header-behind-type", "", "V21", func(_ *Source, p PDU) (told, bool) {
		// What stands behind Content-Type is no header any more: the body begins there, and the type has to come in time.
		ok := p.bodied() && p.typ() != MboxDescr
		p.Fields = p.Fields[:len(p.Fields)-1]
		p.Parts, p.Body = nil, nil
		p.Fields = append(p.Fields, App("Content-Type", "text/plain"))
		return told{pdu: p}, ok
	}},
	{"plain-among-results", "", "V32", func(s *Source, p PDU) (told, bool) {
		n := 0
		for _, f := range p.Fields {
			if is(ResponseStatus)(f) && f.Value.Kind == KindDel {
				n++
			}
		}
		i, ok := choose(s, p, is(ResponseStatus))
		if !ok || n < 2 {
			return told{}, false
		}
		p.Fields[i].Value = Octet(0x80)
		return told{pdu: p}, true
	}},
	{"failed-without-location", "", "V07", func(_ *Source, p PDU) (told, bool) {
		if p.typ() != DeleteConf && p.typ() != MboxDeleteConf {
			return told{}, false
		}
		p.drop(is(ContentLocation, ResponseStatus, ResponseText))
		p.add(H(ResponseStatus, Del(1, Octet(0x80))), H(ResponseStatus, Del(2, Octet(0xE4))))
		return told{pdu: p}, true
	}},
	{"store-dropped", "", "V38", func(_ *Source, p PDU) (told, bool) {
		return told{pdu: p}, p.typ() == SendReq && p.drop(is(Store)) && (p.has(MMState) || p.has(MMFlags))
	}},
	{"number-unassigned", "", "V40", func(s *Source, p PDU) (told, bool) {
		p.add(H(0x40+byte(s.Pick(0x40)), Raw(0x80)))
		return told{pdu: p}, true
	}},
}

// mandatory picks a field that must be there, among those for which no other rule speaks.
func mandatory(s *Source, p PDU) (byte, bool) {
	var all []byte
	for _, c := range Carries(p.typ()) {
		switch c.Field {
		case MessageType, MMSVersion, ContentType:
			continue
		}
		if c.Need == 'M' {
			all = append(all, c.Field)
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	return all[s.Pick(len(all))], true
}
