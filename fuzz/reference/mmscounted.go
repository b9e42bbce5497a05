package reference

import "strings"

// integerInside reads an integer that the Value-length around it may have left out.
func (r *reader) integerInside(i, stop int, short bool, field string) (number uint64, ok bool, next int) {
	if i >= stop {
		r.fault("truncated", field, i, stop)
		return 0, false, stop
	}
	return r.integer(i, stop, short, field)
}

// token notes a token octet that the grammar does not have: it has 80 to last.
func (r *reader) tokenOctet(i int, last byte, field string) {
	if o := r.b[i]; o < 0x80 || o > last {
		r.fault("token-unknown", field, i, i+1)
	}
}

// countedValue reads a value that begins with Value-length.
func (r *reader) countedValue(v *Value, grammar string, i, end int, field string) {
	b := r.b
	if b[i] >= 0x20 { // D05: the first-octet extent; From text as address, Symbian's token as such
		r.fault("length-missing", field, i, end)
		if field == "mms 0x09" {
			switch {
			case b[i] == 0x81:
				v.From = &From{Insert: true}
			case b[i] < 0x80:
				v.From = &From{Address: plainText(b[i:end])}
			}
		}
		return
	}
	j, stop := r.valueLength(i, end, field)
	if j >= stop {
		r.fault("truncated", field, i, stop)
		return
	}
	token := b[j]
	next := j + 1
	switch {
	case strings.Contains(grammar, "Address-present"):
		// From-value = Value-length ( Address-present-token Encoded-string-value | Insert-address-token ) (MMS 4.7)
		r.tokenOctet(j, 0x81, field)
		switch {
		case token == 0x80:
			var t *Text
			if next, t = r.encodedInside(next, stop, field); t != nil {
				v.From = &From{Address: *t}
			}
		case token == 0x81:
			v.From = &From{Insert: true}
		default: // Open: without a token, the address follows (D05)
			if _, t := r.quiet().encodedInside(j, stop, field); t != nil {
				v.From = &From{Address: *t}
			}
		}
	case strings.Contains(grammar, "Absolute"):
		// Value-length ( Absolute-token Date-value | Relative-token Delta-seconds-value ) (MMS 4.9)
		r.tokenOctet(j, 0x81, field)
		var n uint64
		var ok bool
		if n, ok, next = r.integerInside(next, stop, token != 0x80, field); ok && (token == 0x80 || token == 0x81) {
			v.Time = &Time{token == 0x81, n}
		}
	case strings.Contains(grammar, "Add/Remove/Filter"):
		// Value-length ( Add-token | Remove-token | Filter-token ) Encoded-string-value (MMS 4.16)
		r.tokenOctet(j, 0x82, field)
		var t *Text
		if next, t = r.encodedInside(next, stop, field); t != nil && token >= 0x80 {
			v.Flags = &Flags{token, *t}
		}
	case strings.Contains(grammar, "Message/Size"):
		// Value-length ( Message-token | Size-token ) Integer-value (MMS 4.17)
		r.tokenOctet(j, 0x81, field)
		var n uint64
		var ok bool
		if n, ok, next = r.integerInside(next, stop, true, field); ok && token >= 0x80 {
			v.Total = &Total{token, n}
		}
	case strings.HasPrefix(grammar, "Value-length Integer-value"):
		// Value-length Forwarded-count-value ( Encoded-string-value | Date-value ) (MMS 4.15)
		count, counted, at := r.integer(j, stop, true, field)
		if strings.HasSuffix(grammar, "Date-value") {
			var n uint64
			var ok bool
			if n, ok, next = r.integerInside(at, stop, false, field); ok && counted {
				v.SentDate = &SentDate{count, n}
			}
			break
		}
		var t *Text
		if next, t = r.encodedInside(at, stop, field); t != nil && counted {
			v.SentBy = &SentBy{count, *t}
		}
	default:
		next = r.element(v, j, stop, field)
	}
	if next < stop {
		r.fault("value-surplus", field, next, stop)
	}
}

// Element-Descriptor-value = Value-length Content-Reference-value *( Parameter ); Content-Reference-value = Text-string;
// Parameter = Parameter-name Parameter-value; Parameter-name = Short-integer | Text-string;
// Parameter-value = Constrained-encoding | Text-string (MMS 4.20).
func (r *reader) element(v *Value, i, stop int, field string) (next int) {
	b := r.b
	if o := b[i]; o > 0 && o < 0x20 {
		r.fault("value-kind", field, i, stop)
		return stop
	}
	next = r.textString(i, stop, field)
	v.Element = &Element{Reference: plainText(b[i:next])}
	for next < stop {
		name := next
		switch o := b[name]; {
		case o >= 0x80:
			next++
		case o >= 0x20 && o < 0x7F:
			next = r.textString(name, stop, field)
		default:
			return next
		}
		value := next
		if value >= stop {
			r.fault("param-valueless", field, value, stop)
			return stop
		}
		next, _ = extent(b, value, stop)
		switch o := b[value]; {
		case o >= 0x80:
		case o >= 0x20 || o == 0:
			next = r.textString(value, stop, field)
		default:
			r.fault("value-kind", field, value, next)
		}
		isType := b[name] == 0x82 || b[name] < 0x80 && foldASCII(plainText(b[name:value]).Octets) == "type"
		if isType && v.Element.Type == nil {
			v.Element.Type = b[value:next]
		}
	}
	return next
}
