package wsp

// Parameter is a parameter to be written (WSP 7): its name, and a text or a number. Where its name has a number that takes
// such a value, [AppendParameter] writes the number: of two the older one, which is the one that MMS peers understand.
//
// One that is not made by [NumberParameter] or [CharsetParameter] has a text, whatever its Number.
type Parameter struct {
	Name   string
	Text   string // the value, if it is a text; "" is No-value, or an empty Text-string
	Number uint64 // the value, if it is a number
	number bool
}

// TextParameter returns a parameter with a text. That of type is a media type; that of level a version, "1.2".
func TextParameter(name, text string) Parameter { return Parameter{Name: name, Text: text} }

// NumberParameter returns a parameter with a number: an integer, seconds since 1970 of a date, thousandths of q, the octet of
// level without bit 7.
func NumberParameter(name string, v uint64) Parameter {
	return Parameter{Name: name, Number: v, number: true}
}

// CharsetParameter returns the parameter charset.
func CharsetParameter(cs Charset) Parameter { return NumberParameter("charset", uint64(cs)) }

// takesNone reports whether a value of kind k may be No-value, which for most kinds would be an integer of no octets.
func (k paramKind) takesNone() bool {
	return k == paramTextValue || k == paramUntyped || k == paramNoValue
}

// wellKnown returns the number and the kind that p is written with; ok is false for one that is written with its name.
func (p *Parameter) wellKnown() (code int, kind paramKind, ok bool) {
	for i := range wellKnownParams {
		row := &wellKnownParams[i]
		if !nameIs(p.Name, row.name) {
			continue
		}
		switch k := row.kind; {
		case k == paramNoValue && (p.number || p.Text != ""):
		case p.number && (k == paramText || k == paramTextValue):
		case k == paramText && p.Text != "" && (p.Text[0] == '"' || p.Text[0] < 0x20): // only a Quoted-string can begin so
		case !p.number && i == paramCodeType: // 0x09 is for texts
		case p.number && (k == paramFieldName || k == paramConstrained || k == paramShort) && p.Number > 0x7F:
		default:
			return i, k, true
		}
	}
	return 0, paramUntyped, false
}

// AppendParameter appends p (WSP 7.1). It refuses a name that is no token (TokenSeparator); a number that its kind cannot hold,
// and a text as q (ValueKind); no text where there must be one (IntegerEmpty); a media type as type that [AppendContentType]
// refuses; and what [AppendText] or [AppendTextValue] refuses.
func AppendParameter(dst []byte, p Parameter) ([]byte, Code) {
	start := len(dst)
	code, kind, ok := p.wellKnown()
	var c Code
	if ok {
		dst = append(dst, byte(code)|0x80)
	} else if dst, c = AppendToken(dst, p.Name); c != 0 {
		return dst, c
	}
	if dst, c = p.appendValue(dst, kind); c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

func (p *Parameter) appendValue(dst []byte, kind paramKind) ([]byte, Code) {
	if !p.number {
		switch {
		case kind == paramConstrained:
			return appendConstrained(dst, p.Text)
		case kind == paramText:
			return AppendText(dst, p.Text)
		case kind == paramQ:
			return dst, ValueKind
		case kind == paramVersion:
			if v, ok := versionOf(p.Text); ok {
				return AppendVersion(dst, v) // one that fits must be sent so (WSP 2.6)
			}
		}
		if p.Text == "" && !kind.takesNone() {
			return dst, IntegerEmpty
		}
		return AppendTextValue(dst, p.Text) // also in place of the compact form: Typed-value
	}
	switch kind {
	case paramQ:
		return AppendQ(dst, int(min(p.Number, 1000)))
	case paramDate:
		return AppendLongInteger(dst, p.Number), 0
	case paramVersion, paramShort, paramFieldName, paramConstrained:
		return AppendShortInteger(dst, uint8(min(p.Number, 0xFF)))
	}
	return AppendInteger(dst, p.Number), 0
}

// SizeParameter returns how many octets [AppendParameter] appends for p, if it does not refuse it.
func SizeParameter(p Parameter) int {
	code, kind, ok := p.wellKnown()
	n := 1
	if !ok {
		n = SizeToken(p.Name)
	}
	switch {
	case ok && code == paramCodeQ:
		return n + SizeQ(int(min(p.Number, 1000)))
	case p.number && kind == paramDate:
		return n + SizeLongInteger(p.Number)
	case p.number:
		return n + SizeInteger(p.Number)
	case kind == paramConstrained:
		return n + sizeConstrained(p.Text)
	case kind == paramText:
		return n + SizeText(p.Text)
	case kind == paramVersion:
		if _, ok := versionOf(p.Text); ok {
			return n + 1
		}
	}
	return n + SizeTextValue(p.Text)
}
