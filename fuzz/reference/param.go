package reference

import "strings"

// Param is one parameter of a Content-Type or Content-Disposition.
type Param struct {
	Span   Span
	Code   int    // of a well-known parameter; -1 if it is untyped
	Name   []byte // of an untyped one
	Value  Span
	Raw    []byte // the octets of the value
	Inline bool   // written into the text of the media type (D16): Raw is text and there are no spans

	t *tables
}

// Parameter = Typed-parameter | Untyped-parameter; Typed-parameter = Well-known-parameter-token Typed-value;
// Well-known-parameter-token = Integer-value; Untyped-parameter = Token-text Untyped-value (WSP 7.1).
//
// parameter delimits the parameter at i. The fault is "no parameter" where none begins; else it says that the parameter runs
// into end.
func (r *reader) parameter(i, end int) (p Param, fault string) {
	b := r.b
	p = Param{Span: Span{i, end}, Code: -1, Value: Span{end, end}, t: r.t}
	switch o := b[i]; {
	case o >= 0x80:
		p.Code, p.Value.Start = int(o&0x7F), i+1
	case o >= 0x20 && o < 0x7F:
		next, unterminated := extent(b, i, end)
		if unterminated != "" {
			p.Name = b[i:end]
			return p, unterminated
		}
		p.Name, p.Value.Start = b[i:next-1], next
	case o > 0 && o < 0x1F: // legal by grammar, never seen
		n, ok, next := r.quiet().integer(i, end, false, "")
		if !ok || n > 1<<30 {
			return p, "no parameter"
		}
		p.Code, p.Value.Start = int(n), next
	default:
		return p, "no parameter"
	}
	if p.Value.Start >= end {
		return p, "param-valueless"
	}
	p.Value.End, fault = r.parameterExtent(p.Code, p.Value.Start, end)
	p.Span.End = p.Value.End
	p.Raw = b[p.Value.Start:p.Value.End]
	return p, fault
}

// parameterExtent returns where the value at i of the parameter with this code ends. It is the field-value rule, except that
// Q-value is a bare uintvar, and a text whose first octet is 80 or above must be known to be one (WSP 3).
func (r *reader) parameterExtent(code, i, end int) (next int, fault string) {
	b := r.b
	if code == 0 && b[i] != 0 { // a 00 there is No-value (WSP 7.1)
		_, next, fault = uintvar(b, i, end)
		if next == i {
			return end, fault
		}
		return next, "" // a padded one is for the value to say
	}
	if b[i] >= 0x80 && r.t.textual(code) {
		for j := i; j < end; j++ {
			if b[j] == 0 {
				return j + 1, ""
			}
		}
		return i + 1, "" // Open: without End-of-string it is one octet
	}
	next, fault = extent(b, i, end)
	if fault == "uintvar-padded" {
		fault = ""
	}
	return next, fault
}

// textual reports whether a well-known parameter is a text by the registry.
func (t *tables) textual(code int) bool {
	return t.wspParams[code] == "Text-string" || t.wspParams[code] == "Text-value"
}

// Typed-value = Compact-value | Text-value: the type of the registry or a text. Untyped-value = Integer-value | Text-value
// (WSP 7.1).
//
// parameterValue notes the faults of name and value of a parameter that ends where it should.
func (r *reader) parameterValue(p Param) {
	i, end := p.Value.Start, p.Value.End
	o := r.b[i]
	if p.Code < 0 {
		r.tokenText(p.Span.Start, i, "text")
		r.untypedValue(i, end, "text")
		return
	}
	grammar, field := r.t.wspParams[p.Code], paramField(p.Code)
	if grammar == "" {
		return // unknown: by the field-value rule
	}
	isText := o >= 0x20 && o < 0x80
	switch {
	case grammar == "Q-value":
		if o == 0 {
			return
		}
		if _, ok, next, fault := qValue(r.b, i, end); !ok {
			r.fault(fault, field, i, i+1)
		} else if fault != "" {
			r.fault(fault, field, i, next)
		}
	case grammar == "Untyped-value":
		r.untypedValue(i, end, field)
	case r.t.textual(p.Code):
		switch {
		case o != 0 && !isText && !(o >= 0x80 && end-i > 1):
			r.fault("value-kind", field, i, end)
		case grammar == "Text-string":
			r.textString(i, end, field)
		default:
			r.textValue(i, end, field)
		}
	case o == '"':
		r.quotedString(i, end, field)
	case isText:
		r.textString(i, end, field) // Open: a text in place of a compact value need not be a token
	case grammar == "No-value":
		if o != 0 {
			r.fault("value-kind", field, i, end)
		}
	case o == 0: // no value; for integers a zero of length 0
		r.integer(i, end, true, field)
	case o == 0x1F:
		r.fault("value-kind", field, i, end)
	case grammar == "Well-known-charset", grammar == "Integer-value", grammar == "Delta-seconds-value":
		r.integer(i, end, true, field)
	case grammar == "Date-value": // Long-integer
		if o >= 0x80 {
			r.fault("value-kind", field, i, end)
			return
		}
		r.integer(i, end, true, field)
	default: // Version-value, Constrained-encoding, Field-name and Short-integer have no integer but the short one
		if o < 0x80 {
			r.fault("value-kind", field, i, end)
		}
	}
}

// Untyped-value = Integer-value | Text-value: 80-FF Short-integer; 01-1E Long-integer; 00 No-value; 22 Quoted-string; else
// Token-text (WSP 7.1).
func (r *reader) untypedValue(i, end int, field string) {
	switch o := r.b[i]; {
	case o == 0 || o >= 0x80:
	case o == 0x1F:
		r.fault("value-kind", field, i, end)
	case o < 0x1F:
		r.integer(i, end, true, field)
	default:
		r.textValue(i, end, field)
	}
}

// Is reports whether p has this name, letters in either case.
func (p Param) Is(name string) bool {
	if p.Code >= 0 {
		return p.t.paramNames[p.Code] == name
	}
	return foldASCII(p.Name) == foldASCII([]byte(name))
}

func foldASCII(b []byte) string {
	return strings.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}, latin(b))
}

// latin returns b with every octet as one character, so that no two are taken for the same.
func latin(b []byte) string {
	s := make([]rune, len(b))
	for i, o := range b {
		s[i] = rune(o)
	}
	return string(s)
}

// Text returns the value of p if it is a text, or none.
func (p Param) Text() (Text, bool) {
	v := p.Raw
	switch {
	case p.Inline:
		return quotedText(v), true
	case len(v) == 0 || v[0] == 0:
		return Text{}, true
	case p.Code == 0: // its values 20-64 look like text (WSP 7.1)
		return Text{}, false
	case v[0] >= 0x20 && v[0] < 0x80 || v[0] >= 0x80 && len(v) > 1:
		return quotedText(v), true
	}
	return Text{}, false
}

// Number returns the value of p if it is an integer. A 00 is a zero where an integer is due, else No-value.
func (p Param) Number() (uint64, bool) {
	v := p.Raw
	if p.Inline || len(v) == 0 || p.Code == 0 || v[0] >= 0x80 && len(v) > 1 || v[0] >= 0x20 && v[0] < 0x80 {
		return 0, false
	}
	if v[0] == 0 && (p.Code < 0 || p.t.textual(p.Code)) {
		return 0, false
	}
	quiet := &reader{b: v}
	n, ok, _ := quiet.integer(0, len(v), true, "")
	return n, ok
}

// Quality returns the value of parameter q in thousandths.
func (p Param) Quality() (thousandths int, ok bool) {
	if p.Code != 0 || len(p.Raw) == 0 {
		return 0, false
	}
	q, ok, _, _ := qValue(p.Raw, 0, len(p.Raw))
	return q, ok
}
