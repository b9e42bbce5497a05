package reference

import "bytes"

// uintvar = 1*5 OCTET: 7 bits each, most significant first, bit 7 set on every octet but the last (WSP 2.2). At most 5
// octets and 32 bits; minimal, so that it does not begin with 80.
//
// It returns the number, the offset behind it and the fault. There is no number where the fault is "truncated" or
// "uintvar-overflow"; next is then the offset where it began.
func uintvar(b []byte, i, end int) (number, next int, fault string) {
	n := 0
	for j := i; j < end; j++ {
		if j-i == 5 {
			return 0, i, "uintvar-overflow"
		}
		n = n*128 + int(b[j]&0x7F)
		if b[j] >= 0x80 {
			continue
		}
		if n > 0xFFFFFFFF {
			return 0, i, "uintvar-overflow"
		}
		if b[i] == 0x80 {
			return n, j + 1, "uintvar-padded"
		}
		return n, j + 1, ""
	}
	// Open: five octets that go on are too many, whatever follows or does not.
	if end-i >= 5 {
		return 0, i, "uintvar-overflow"
	}
	return 0, i, "truncated"
}

// Value-length = Short-length | Length-quote Length (WSP 2.3): 00-1E is the length, 1F says that a uintvar follows. The
// caller has seen that the first octet is one of these.
//
// It returns where the octets that are counted begin and end; both are at most end.
func (r *reader) valueLength(i, end int, field string) (start, stop int) {
	length, start := int(r.b[i]), i+1
	if length == 0x1F {
		n, next, fault := uintvar(r.b, start, end)
		switch fault {
		case "truncated", "uintvar-overflow":
			r.fault(fault, field, i, end)
			return end, end
		case "uintvar-padded":
			r.fault(fault, field, i, next)
		}
		length, start = n, next
	}
	if length > end-start {
		r.fault("length-overrun", field, i, end)
		return start, end
	}
	return start, start + length
}

// Short-integer = OCTET: 80-FF, the number in the low 7 bits (WSP 2.1).
//
// Long-integer = Short-length Multi-octet-integer: 1 to 30 octets, big-endian, not beginning with 00 unless that is all of it.
//
// Integer-value = Short-integer | Long-integer (WSP 2.4). short is false where the grammar wants a Long-integer.
//
// It returns the number, whether there is one, and the offset behind the value. A value of another kind is passed over by the
// field-value rule. More than 64 significant bits are no number.
func (r *reader) integer(i, end int, short bool, field string) (number uint64, ok bool, next int) {
	o := r.b[i]
	if o >= 0x80 {
		if !short {
			r.fault("value-kind", field, i, i+1) // D26: accepted
		}
		return uint64(o & 0x7F), true, i + 1
	}
	if o > 0x1E {
		r.fault("value-kind", field, i, i+1)
		return 0, false, r.fieldValue(i, end, field)
	}
	next = i + 1 + int(o)
	if next > end {
		r.fault("truncated", field, i, end)
		return 0, false, end
	}
	octets := r.b[i+1 : next]
	if len(octets) == 0 {
		r.fault("integer-empty", field, i, next) // D25: zero
		return 0, true, next
	}
	significant := bytes.TrimLeft(octets, "\x00")
	if len(significant) > 8 {
		r.fault("integer-long", field, i, next)
		return 0, false, next
	}
	if octets[0] == 0 && len(octets) > 1 {
		r.fault("integer-padded", field, i, next)
	}
	for _, o := range significant {
		number = number<<8 + uint64(o)
	}
	return number, true, next
}

// Text is a text without Quote, quotation marks and End-of-string.
type Text struct {
	Octets  []byte
	Charset int // MIBenum; 0 is none
}

// Text-string = [ Quote ] *TEXT End-of-string (WSP 2.5): up to the first 00. Quote (7F) if and only if the first octet of
// the text is 80-FF.
//
// It returns the offset behind the text.
func (r *reader) textString(i, end int, field string) (next int) {
	switch {
	case r.b[i] >= 0x80:
		r.fault("text-unquoted", field, i, i+1)
		return r.text(i, i, end, field)
	case r.b[i] == 0x7F:
		if i+1 >= end || r.b[i+1] < 0x80 {
			r.fault("text-quoted", field, i, i+1)
		}
		return r.text(i, i+1, end, field)
	}
	return r.text(i, i, end, field)
}

// TEXT = any OCTET except control characters (00-1F, 7F), but including linear white space, [CRLF] 1*( SP | HT ) (WSP 2.1).
//
// text reads *TEXT End-of-string at i; the value that it belongs to began at start. Open: of several control characters the
// first is a fault.
func (r *reader) text(start, i, end int, field string) (next int) {
	control := false
	for ; i < end; i++ {
		switch o := r.b[i]; {
		case o == 0:
			return i + 1
		case o == '\t', o >= 0x20 && o != 0x7F:
		case o == '\r' && i+2 < end && r.b[i+1] == '\n' && (r.b[i+2] == ' ' || r.b[i+2] == '\t'):
			i += 2
		case !control:
			control = true
			r.fault("text-control", field, i, i+1)
		}
	}
	r.fault("text-unterminated", field, start, end) // D44: the rest
	return end
}

// Quoted-string = 22 *TEXT End-of-string: there is no closing quotation mark (WSP 2.5).
func (r *reader) quotedString(i, end int, field string) (next int) {
	next = r.text(i, i+1, end, field)
	last := len(bytes.TrimSuffix(r.b[i:next], []byte{0})) - 1
	if last > 0 && r.b[i+last] == '"' {
		r.fault("quoted-closed", field, i+last, i+last+1)
	}
	return next
}

// Token-text = Token End-of-string (WSP 2.1).
func (r *reader) tokenText(i, end int, field string) (next int) {
	next = r.textString(i, end, field)
	r.token(i, next, field)
	return next
}

// token = 1*<any CHAR except CTLs or separators> (RFC 2616, 2.2). Open: of several characters that no token has, the first
// is a fault; an empty token is none.
func (r *reader) token(i, end int, field string) {
	for ; i < end; i++ {
		if o := r.b[i]; o != 0 && (o <= 0x20 || o >= 0x7F || bytes.IndexByte([]byte("()<>@,;:\\\"/[]?={}"), o) >= 0) {
			r.fault("token-separator", field, i, i+1)
			return
		}
	}
}

// Text-value = No-value | Token-text | Quoted-string; No-value = 00 (WSP 2.1).
func (r *reader) textValue(i, end int, field string) (next int) {
	switch r.b[i] {
	case 0:
		return i + 1
	case '"':
		return r.quotedString(i, end, field)
	}
	return r.tokenText(i, end, field)
}

// plainText returns the text of the octets v of a Text-string.
func plainText(v []byte) Text {
	v = bytes.TrimSuffix(v, []byte{0})
	return Text{Octets: bytes.TrimPrefix(v, []byte{0x7F})}
}

// quotedText returns the text of the octets v of a Text-string, Token-text or Quoted-string: parameters and WSP headers are
// read alike, whichever of them the grammar has (WSP 7.2, 12).
func quotedText(v []byte) Text {
	t := bytes.TrimSuffix(v, []byte{0})
	if len(t) > 0 && t[0] == '"' {
		return Text{Octets: bytes.TrimSuffix(t[1:], []byte{'"'})}
	}
	return plainText(v)
}

// Q-value = 1*2 OCTET: a uintvar, 1-100 hundredths plus one, 101-1099 thousandths plus 100 (WSP 2.7).
func qValue(b []byte, i, end int) (thousandths int, ok bool, next int, fault string) {
	n, next, fault := uintvar(b, i, end)
	switch {
	case next == i:
		return 0, false, i, fault
	case n == 0 || n >= 1100 || next-i > 2:
		return 0, false, i, "value-kind"
	case n <= 100:
		return (n - 1) * 10, true, next, fault
	}
	return n - 100, true, next, fault
}

// extent is the field-value rule (WSP 3): a value ends where its first octet says. 00-1E that many octets follow; 1F a
// uintvar follows, then that many; 20-7F text up to and including the next 00; 80-FF this octet only. A value that runs past
// end is cut there, and the fault says so.
func extent(b []byte, i, end int) (next int, fault string) {
	switch o := b[i]; {
	case o >= 0x80:
		return i + 1, ""
	case o >= 0x20:
		for j := i; j < end; j++ {
			if b[j] == 0 {
				return j + 1, ""
			}
		}
		return end, "text-unterminated"
	case o == 0x1F:
		n, start, fault := uintvar(b, i+1, end)
		if start == i+1 {
			return end, fault
		}
		if n > end-start {
			return end, "length-overrun"
		}
		return start + n, fault
	default:
		if int(o) > end-i-1 {
			return end, "length-overrun"
		}
		return i + 1 + int(o), ""
	}
}

// fieldValue reads any value by the field-value rule.
func (r *reader) fieldValue(i, end int, field string) (next int) {
	if o := r.b[i]; o >= 0x20 && o < 0x80 {
		return r.textString(i, end, field)
	}
	next, fault := extent(r.b, i, end)
	if fault != "" {
		r.fault(fault, field, i, next)
	}
	return next
}
