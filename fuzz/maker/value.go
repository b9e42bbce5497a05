package maker

import "slices"

// Kind says how a Value is built and which of its fields a reader must find.
type Kind uint8

// The kinds of values.
const (
	KindRaw         Kind = iota // octets without meaning: only the extent counts
	KindOctet                   // one octet 80-FF: Number is the octet
	KindInteger                 // Number
	KindText                    // Text, no charset
	KindEncoded                 // Text, Charset (0: none stated)
	KindTime                    // Token (80 absolute, 81 relative), Number in seconds
	KindFrom                    // Token (80 address present, 81 insert), Text, Charset
	KindFlags                   // Token (80 add, 81 remove, 82 filter), Text, Charset
	KindTotal                   // Token (80 messages, 81 octets), Number
	KindPreviousBy              // Count, Text, Charset
	KindPreviousAt              // Count, Number in seconds
	KindElement                 // Text (reference), Type
	KindDel                     // Count, and the inner value's own fields; Inner says its kind
	KindContentType             // Type
	KindDisposition             // Token (80 form-data, 81 attachment, 82 inline; 0: Text), Params
)

// Value is the octets of one header or parameter value, and what a reader must find in them: the fields that its Kind names.
type Value struct {
	Octets  []byte
	Kind    Kind
	Inner   Kind   // of a Del form
	Token   byte   // the octet that chooses a form
	Count   uint64 // Status-count or Forwarded-count
	Number  uint64 // octet, integer, seconds
	Charset uint16 // MIBenum stated, 0 none
	Text    string // as UTF-8
	Type    *Media
	Params  []Param
}

// Raw is a value that a reader need not understand.
func Raw(octets ...byte) Value { return Value{Octets: octets} }

// Octet is an enumeration: one octet 80-FF.
func Octet(b byte) Value { return Value{Octets: []byte{b}, Kind: KindOctet, Number: uint64(b)} }

// Yes and No are the values of the Yes/No fields.
func Yes() Value { return Octet(0x80) }

// No is the other one.
func No() Value { return Octet(0x81) }

// Long is a Long-integer, such as a date or a size.
func Long(v uint64) Value { return Value{Octets: LongInteger(v), Kind: KindInteger, Number: v} }

// Integer is an Integer-value: short below 128, else long.
func Integer(v uint64) Value { return Value{Octets: IntegerValue(v), Kind: KindInteger, Number: v} }

// Text is a Text-string.
func Text(s string) Value { return Value{Octets: TextString(s), Kind: KindText, Text: s} }

// Quoted is a Quoted-string.
func Quoted(s string) Value { return Value{Octets: QuotedString(s), Kind: KindText, Text: s} }

// Plain is an Encoded-string-value in its first form: a Text-string without charset.
func Plain(s string) Value { return Value{Octets: TextString(s), Kind: KindEncoded, Text: s} }

// Encoded is an Encoded-string-value in its second form: Value-length, charset, Text-string. The text is written in
// UTF-8, UCS-2, UTF-16 or US-ASCII by the charset; see EncodedSample for the others.
func Encoded(charset uint16, s string) Value {
	return EncodedOctets(charset, encodeText(charset, s), s)
}

// EncodedSample is Encoded with a text of the table of charsets.
func EncodedSample(s CharsetSample) Value { return EncodedOctets(s.Charset, []byte(s.Octets), s.Text) }

// EncodedOctets is Encoded with the octets of the text given, to be read as text.
func EncodedOctets(charset uint16, octets []byte, text string) Value {
	var quote []byte
	end := []byte{0}
	if wide(charset) {
		end = []byte{0, 0}
	} else if len(octets) > 0 && octets[0] >= 0x80 {
		quote = []byte{0x7F}
	}
	return Value{
		Octets: Sized(IntegerValue(uint64(charset)), quote, octets, end),
		Kind:   KindEncoded, Charset: charset, Text: text,
	}
}

// Auto is an Encoded-string-value as a good encoder writes it: plain for ASCII, else UTF-8 with its charset.
func Auto(s string) Value {
	if isASCII(s) {
		return Plain(s)
	}
	return Encoded(UTF8, s)
}

// Address is a From value with an address (token 80); e is an Encoded-string-value.
func Address(e Value) Value {
	e.Octets = Sized([]byte{0x80}, e.Octets)
	e.Kind, e.Token = KindFrom, 0x80
	return e
}

// Insert is the From value that asks the relay to insert the address (token 81).
func Insert() Value { return Value{Octets: []byte{1, 0x81}, Kind: KindFrom, Token: 0x81} }

// Absolute is a point in time, in seconds since 1970.
func Absolute(seconds uint64) Value {
	return Value{Octets: Sized([]byte{0x80}, LongInteger(seconds)), Kind: KindTime, Token: 0x80, Number: seconds}
}

// Relative is a span of time in seconds.
func Relative(seconds uint64) Value {
	return Value{Octets: Sized([]byte{0x81}, LongInteger(seconds)), Kind: KindTime, Token: 0x81, Number: seconds}
}

// Flags is an MM-Flags value: token 80 add, 81 remove, 82 filter; e is an Encoded-string-value.
func Flags(token byte, e Value) Value {
	e.Octets = Sized([]byte{token}, e.Octets)
	e.Kind, e.Token = KindFlags, token
	return e
}

// Total is a Mbox-Totals or Mbox-Quotas value: token 80 messages, 81 octets.
func Total(token byte, n uint64) Value {
	return Value{Octets: Sized([]byte{token}, IntegerValue(n)), Kind: KindTotal, Token: token, Number: n}
}

// PreviousBy is a Previously-Sent-By value; e is an Encoded-string-value.
func PreviousBy(count uint64, e Value) Value {
	e.Octets = Sized(IntegerValue(count), e.Octets)
	e.Kind, e.Count = KindPreviousBy, count
	return e
}

// PreviousAt is a Previously-Sent-Date value.
func PreviousAt(count, seconds uint64) Value {
	return Value{
		Octets: Sized(IntegerValue(count), LongInteger(seconds)),
		Kind:   KindPreviousAt, Count: count, Number: seconds,
	}
}

// Element is an Element-Descriptor value: a reference and, if t is not nil, the type of the element. The number of that
// parameter is 02, from a table of its own (MMS 4.20).
func Element(ref string, t *Media) Value {
	v := Value{Kind: KindElement, Text: ref, Type: t}
	var param []byte
	if t != nil {
		param = Cat([]byte{0x82}, t.constrained())
	}
	v.Octets = Sized(TextString(ref), param)
	return v
}

// Del is the form that a field has in the delete confirmations: Value-length, Status-count, value (MMS 4.14).
func Del(count uint64, inner Value) Value {
	v := inner
	v.Octets = Sized(IntegerValue(count), inner.Octets)
	v.Kind, v.Inner, v.Count = KindDel, inner.Kind, count
	return v
}

// Disposition is a Content-Disposition value: token 80 form-data, 81 attachment, 82 inline.
func Disposition(token byte, params ...Param) Value {
	b := []byte{token}
	for _, p := range params {
		b = append(b, p.octets()...)
	}
	return Value{Octets: Sized(b), Kind: KindDisposition, Token: token, Params: params}
}

// LongForm rewrites a value that begins with a one-octet Value-length with the 1F form: legal, not canonical. Other values
// stay as they are.
func LongForm(v Value) Value {
	if len(v.Octets) == 0 || v.Octets[0] > 30 || int(v.Octets[0]) != len(v.Octets)-1 ||
		v.Kind == KindInteger || v.Kind == KindText {
		return v
	}
	v.Octets = SizedLong(v.Octets[1:])
	return v
}

// WithOctets is v on other octets: for deviations that a reader must understand all the same.
func (v Value) WithOctets(octets ...byte) Value {
	v.Octets = slices.Clone(octets)
	return v
}
