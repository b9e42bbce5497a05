package maker

// counted are the kinds of values that begin with a Value-length.
var counted = [...]Kind{KindTime, KindFrom, KindFlags, KindTotal, KindPreviousBy, KindPreviousAt, KindElement}

// hasLength says yes to values with a Value-length, whatever their kind.
func hasLength(f Field) bool {
	return ofKind(counted[:]...)(f) || ofKind(KindDel)(f) && f.Value.Octets[0] > 0 ||
		ofKind(KindEncoded)(f) && f.Value.Octets[0] > 0 && f.Value.Octets[0] < 0x20
}

// isLong says yes to numbers.
func isLong(f Field) bool { return ofKind(KindInteger)(f) }

// encodedFields are those with a text that may have a charset, in PDUs of all types.
var encodedFields = [...]byte{Subject, RetrieveText, StoreStatusText, StatusText, RecommendedRetrievalModeText}

// isText says yes to them.
func isText(f Field) bool { return is(encodedFields[:]...)(f) }

// tokened says yes to values that begin with a token.
func tokened(f Field) bool { return ofKind(KindTime, KindFrom, KindFlags, KindTotal)(f) }

// valueBreakers lie in lengths, numbers and tokens of header values.
var valueBreakers = [...]Breaker{
	{"value-length-padded", "uintvar-padded", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, hasLength)
		if !ok {
			return told{}, false
		}
		_, in := inside(p.Fields[i].Value.Octets)
		length := Cat([]byte{0x1F}, PaddedUintvar(uint32(len(in)), 1+s.Pick(2)))
		return p.put(i, Cat(length, in), 0, len(length))
	}},
	{"value-length-overflow", "uintvar-overflow", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, hasLength)
		if !ok {
			return told{}, false
		}
		_, in := inside(p.Fields[i].Value.Octets)
		length := []byte{0x1F, 0x9F, 0xFF, 0xFF, 0xFF, 0x7F}
		if s.Flip() {
			length = []byte{0x1F, 0x81, 0x80, 0x80, 0x80, 0x80, 0x01}
		}
		return p.put(i, Cat(length, in), 0, toEnd)
	}},
	{"value-length-huge", "length-overrun", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, hasLength)
		if !ok {
			return told{}, false
		}
		_, in := inside(p.Fields[i].Value.Octets)
		return p.put(i, Cat([]byte{0x1F, 0x8F, 0xFF, 0xFF, 0xFF, 0x7F}, in), 0, toEnd)
	}},
	{"value-length-plus", "length-overrun", "", func(s *Source, p PDU) (told, bool) {
		i := len(p.Fields) - 1
		if p.bodied() || i == 0 || !hasLength(p.Fields[i]) {
			return told{}, false
		}
		_, in := inside(p.Fields[i].Value.Octets)
		return p.put(i, Cat([]byte{0x1F}, Uintvar(uint32(len(in)+1+s.Pick(100))), in), 0, toEnd)
	}},
	{"value-length-missing", "length-missing", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(counted[:]...))
		if !ok {
			return told{}, false
		}
		if s.Flip() {
			return p.put(i, []byte{0x80}, 0, 1)
		}
		return p.put(i, []byte("x\x00"), 0, 2)
	}},
	{"value-length-minus", "length-overrun", "", func(s *Source, p PDU) (told, bool) {
		// The inner length stays as it was, so that it goes beyond the outer one.
		i, ok := choose(s, p, func(f Field) bool {
			v := f.Value
			return ofKind(KindFrom, KindFlags)(f) && v.Octets[0] > 3 && v.Octets[0] < 0x1F && v.Octets[2] > 1 && v.Octets[2] < 0x1F
		})
		if !ok {
			return told{}, false
		}
		b := p.Fields[i].Value.Octets
		return p.put(i, Sized(b[1:len(b)-1]), 2, len(b)-1)
	}},
	{"value-surplus", "value-surplus", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(counted[:]...))
		if !ok {
			return told{}, false
		}
		_, in := inside(p.Fields[i].Value.Octets)
		b := Sized(in, []byte{1 + byte(s.Pick(0x1E))})
		return p.put(i, b, len(b)-1, len(b))
	}},
	{"value-empty", "truncated", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(counted[:]...))
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{0}, 0, 1)
	}},
	{"value-cut", "truncated", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindTime, KindFrom, KindFlags, KindTotal, KindPreviousBy, KindPreviousAt))
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{1, 0x80}, 2, 2)
	}},
	{"del-cut", "truncated", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindDel))
		if !ok {
			return told{}, false
		}
		b := [...][]byte{{1, 0x81}, {2, 1, 5}}[s.Pick(2)]
		return p.put(i, b, 0, len(b))
	}},
	{"del-surplus", "value-surplus", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindDel))
		if !ok {
			return told{}, false
		}
		_, in := inside(p.Fields[i].Value.Octets)
		b := Sized(in, []byte{1})
		return p.put(i, b, len(b)-1, len(b))
	}},
	{"del-of-no-status", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, func(f Field) bool { return ofKind(KindDel)(f) && f.Code == int(ResponseStatus) })
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{3, 0x81, 'x', 0}, 2, 4)
	}},
	{"charset-as-text", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isText)
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{3, 'x', 'y', 0}, 1, 2)
	}},
	{"charset-too-large", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isText)
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{6, 3, 1, 0, byte(s.Pick(256)), 'x', 0}, 1, 2)
	}},
	{"element-of-octets", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindElement))
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{3, 2, 'x', 0}, 1, 4)
	}},
	{"element-param-of-octets", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindElement))
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{5, 'x', 0, 0x82, 1, 5}, 4, 6)
	}},
	{"element-param-valueless", "param-valueless", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, ofKind(KindElement))
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{3, 'x', 0, 0x82}, 4, 4)
	}},
	{"header-cut", "truncated", "", func(s *Source, p PDU) (told, bool) {
		p.Trailing = []byte{0x80 | byte(s.Pick(128))}
		return told{p, trail}, !p.bodied()
	}},
	{"integer-empty", "integer-empty", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isLong)
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{0}, 0, 1)
	}},
	{"integer-padded", "integer-padded", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isLong)
		if !ok {
			return told{}, false
		}
		b := LongInteger(p.Fields[i].Value.Number)
		b = LongIntegerN(p.Fields[i].Value.Number, len(b)+s.Pick(20))
		return p.put(i, b, 0, len(b))
	}},
	{"integer-long", "integer-long", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isLong)
		if !ok {
			return told{}, false
		}
		b := Sized([]byte{1 + byte(s.Pick(255))}, make([]byte, 8+s.Pick(21)))
		return p.put(i, b, 0, len(b))
	}},
	{"integer-short", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(Date, MessageSize, ReplyChargingSize))
		if !ok {
			return told{}, false
		}
		return p.put(i, ShortInteger(byte(s.Pick(128))), 0, 1)
	}},
	{"octet-as-text", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, func(f Field) bool { return ofKind(KindOctet)(f) && f.Code != int(MMSVersion) })
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte("x\x00"), 0, 2)
	}},
	{"text-as-octets", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, func(f Field) bool { return ofKind(KindText)(f) && f.Code != int(ContentLocation) })
		if !ok {
			return told{}, false
		}
		return p.put(i, []byte{2, 'x', 0}, 0, 3)
	}},
	{"token-unknown", "token-unknown", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, tokened)
		if !ok {
			return told{}, false
		}
		length, in := inside(p.Fields[i].Value.Octets)
		b := Cat(length, in)
		b[len(length)] = [...]byte{0x83, 0xFF, 0x7F, 0x01}[s.Pick(4)]
		return p.put(i, b, len(length), len(length)+1)
	}},
	{"del-form-misplaced", "del-form", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(ContentLocation, ResponseStatus))
		if !ok || p.typ() == DeleteConf || p.typ() == MboxDeleteConf {
			return told{}, false
		}
		for j := range i { // the first of them is the one that is named
			if is(ContentLocation, ResponseStatus)(p.Fields[j]) && p.Fields[j].Value.Octets[0] < 0x20 && p.Fields[j].Value.Octets[0] > 0 {
				return told{}, false
			}
		}
		b := Del(s.Number(), p.Fields[i].Value).Octets
		return p.put(i, b, 0, len(b))
	}},
}
