package mmspdu

import (
	"slices"

	"github.com/mmsguard/mmsguard/wsp"
)

// Value is what a header can be given by [Message] and [Edit]: a [String], a [Number], a [Raw], a value in [Del] form, one of
// the enumerations of MMS 5, or one of the types that the accessors of a [PDU] return: [Date], [Time], [From], [Address],
// [Flags], [Total], [PreviouslySentBy], [PreviouslySentDate], [Element], and [Field] for X-Mms-Attributes. A value that the
// grammar of the field does not have is refused.
type Value interface {
	// appendValue appends the value of f in a PDU of type t; what it refuses, it refuses with a code.
	appendValue(dst []byte, f Field, t Type) ([]byte, wsp.Code)
}

// String is a text in UTF-8, for every field that has one: it is written as the field's grammar has it, us-ascii plain and
// other text of people with the charset utf-8 (MMS 4.3). An address goes to To, Cc, Bcc and From, a media type nowhere: see
// [Message.SetBody]. A String that names a class of MMS 5 becomes that class's octet.
type String string

// Number is a number, for every field that has one.
type Number uint64

// Raw is a value in octets: exactly one, whatever is inside, by the extent that readers give to it (MMS 2.3). It is for
// fields that are not assigned, for what was read elsewhere, and for tests.
type Raw []byte

// Del is a value of X-Mms-Content-Location, X-Mms-Response-Status or X-Mms-Response-Text in Del form, for M-Mbox-Delete.conf
// and M-Delete.conf (MMS 4.14).
type Del struct {
	Count uint64 // Status-count: 1 for the first message
	Value Value  // the plain value
}

// TextIn returns the text s, UTF-8, as a value in the charset cs (MMS 4.3), for the fields of text that have charsets. It
// is refused where cs lacks a character of s.
func TextIn(cs wsp.Charset, s string) Value {
	b, ok := cs.AppendEncoded(nil, []byte(s))
	if !ok {
		return encodedValue{code: wsp.ValueKind}
	}
	return encodedValue{text: wsp.MakeText(b, cs)}
}

// TextValue returns t, with its charset and octets as they are, as a value for the fields of text that have charsets
// (MMS 4.3).
func TextValue(t wsp.Text) Value {
	return encodedValue{text: wsp.MakeText(slices.Clone(t.Bytes()), t.Charset())}
}

type encodedValue struct {
	text wsp.Text
	code wsp.Code
}

func (v encodedValue) appendValue(dst []byte, f Field, t Type) ([]byte, wsp.Code) {
	switch k := f.row().kind; {
	case v.code != 0:
		return dst, v.code
	case k == kindEncodedDel && hasDelForms(t) && v.text.Charset() != wsp.CharsetUnspecified:
		return dst, wsp.DelForm // its charset would be read as a Status-count (MMS 4.14): only a Del can hold it
	case k == kindFrom:
		return AppendFrom(dst, From{Address: Address{v.text}})
	case k == kindEncoded || k == kindAddress || k == kindEncodedDel:
		return AppendEncoded(dst, v.text)
	}
	return dst, wsp.ValueKind
}

func (v String) appendValue(dst []byte, f Field, t Type) ([]byte, wsp.Code) {
	switch f.row().kind {
	case kindText, kindURI:
		return wsp.AppendText(dst, v)
	case kindClass:
		if class, ok := MessageClassByName([]byte(v)); ok {
			return append(dst, byte(class)), 0
		}
		return wsp.AppendToken(dst, v)
	}
	return encodedValue{text: EncodedText(string(v))}.appendValue(dst, f, t)
}

func (v Number) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	switch f.row().kind {
	case kindLong, kindDate:
		return wsp.AppendLongInteger(dst, uint64(v)), 0
	case kindInteger:
		return wsp.AppendInteger(dst, uint64(v)), 0
	}
	return dst, wsp.ValueKind
}

func (v Raw) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	switch {
	case len(v) == 0:
		return dst, wsp.Truncated
	case !endsByItself(v, byte(f)|0x80):
		return dst, wsp.ValueSurplus
	}
	return append(dst, v...), 0
}

// lureLen is longer than what a Value-length of one octet can count.
const lureLen = 0x80

// endsByItself reports whether v is exactly one value of the header with octet o, 80 or above, whatever follows it. A text
// without End-of-string is none, nor is a value that is shorter than its Value-length, nor a Content-Type whose Value-length
// lies, which goes on as long as parameters seem to come.
func endsByItself(v []byte, o byte) bool {
	// What every open value takes for more of itself: the parameter charset, again and again, and no NUL.
	b := append(make([]byte, 0, len(v)+lureLen), v...)
	for range lureLen / 2 {
		b = append(b, 0x81, 0x80)
	}
	return valueEnd(b, o, 0) == len(v)
}

func (v Del) appendValue(dst []byte, f Field, t Type) ([]byte, wsp.Code) {
	start := len(dst)
	if !hasDelForms(t) || v.Value == nil {
		return dst, wsp.DelForm
	}
	switch f {
	case FieldContentLocation, FieldResponseStatus, FieldResponseText:
	default:
		return dst, wsp.DelForm
	}
	dst = wsp.AppendInteger(dst, v.Count)
	dst, c := v.Value.appendValue(dst, f, 0)
	if c != 0 {
		return dst[:start], c
	}
	return wsp.PrefixValueLength(dst, start), 0
}

// appendOctet appends an enumerated value, for the fields of one octet.
func appendOctet(dst []byte, f Field, octet uint8, kinds ...fieldKind) ([]byte, wsp.Code) {
	if octet < firstValue || !slices.Contains(kinds, f.row().kind) {
		return dst, wsp.ValueKind
	}
	return append(dst, octet), 0
}

func (v YesNo) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOctet(dst, f, uint8(v), kindYesNo)
}

func (v MessageClass) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOctet(dst, f, uint8(v), kindClass)
}

func (v Type) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOctet(dst, f, uint8(v), kindType)
}

func (v Version) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOctet(dst, f, uint8(v), kindVersion)
}

// Octet is an enumerated value of any field that has them, also one that is not assigned.
type Octet uint8

func (v Octet) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOctet(dst, f, uint8(v), kindYesNo, kindOctet, kindType, kindVersion, kindAttribute, kindStatusDel, kindClass)
}

// appendValue makes a Value of a Field: the name of a header, for X-Mms-Attributes.
func (v Field) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if v > 0x7F {
		return dst, wsp.ValueKind
	}
	return appendOctet(dst, f, uint8(v)|0x80, kindAttribute)
}

// appendOwn appends a value of the enumeration that belongs to the field own.
func appendOwn(dst []byte, f, own Field, octet uint8) ([]byte, wsp.Code) {
	if f != own {
		return dst, wsp.ValueKind
	}
	return appendOctet(dst, f, octet, kindOctet, kindStatusDel)
}

func (v Priority) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldPriority, uint8(v))
}

func (v SenderVisibility) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldSenderVisibility, uint8(v))
}

func (v Status) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldStatus, uint8(v))
}

func (v ResponseStatus) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldResponseStatus, uint8(v))
}

func (v RetrieveStatus) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldRetrieveStatus, uint8(v))
}

func (v StoreStatus) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldStoreStatus, uint8(v))
}

func (v ReadStatus) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldReadStatus, uint8(v))
}

func (v ReplyCharging) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldReplyCharging, uint8(v))
}

func (v MMState) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldMMState, uint8(v))
}

func (v RetrievalMode) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldRecommendedRetrievalMode, uint8(v))
}

func (v ContentClass) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldContentClass, uint8(v))
}

func (v CancelStatus) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	return appendOwn(dst, f, FieldCancelStatus, uint8(v))
}

func (v Date) appendValue(dst []byte, f Field, t Type) ([]byte, wsp.Code) {
	if f.row().kind != kindDate {
		return dst, wsp.ValueKind
	}
	return Number(v).appendValue(dst, f, t)
}

func (v Time) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindTime {
		return dst, wsp.ValueKind
	}
	return AppendTime(dst, v), 0
}

func (v From) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindFrom {
		return dst, wsp.ValueKind
	}
	return AppendFrom(dst, v)
}

func (v Address) appendValue(dst []byte, f Field, t Type) ([]byte, wsp.Code) {
	if k := f.row().kind; k != kindAddress && k != kindFrom {
		return dst, wsp.ValueKind
	}
	return encodedValue{text: v.Text}.appendValue(dst, f, t)
}

func (v Flags) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindFlags {
		return dst, wsp.ValueKind
	}
	return AppendFlags(dst, v)
}

func (v Total) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindTotal {
		return dst, wsp.ValueKind
	}
	return AppendTotal(dst, v)
}

func (v PreviouslySentBy) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindPreviousBy {
		return dst, wsp.ValueKind
	}
	return AppendPreviouslySentBy(dst, v)
}

func (v PreviouslySentDate) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindPreviousDate {
		return dst, wsp.ValueKind
	}
	return AppendPreviouslySentDate(dst, v), 0
}

func (v Element) appendValue(dst []byte, f Field, _ Type) ([]byte, wsp.Code) {
	if f.row().kind != kindElement {
		return dst, wsp.ValueKind
	}
	return AppendElement(dst, v)
}

// AppendField appends a header of a PDU of type t: name and value (MMS 2.1). It refuses, with the code that a strict reader
// would report, a number that is no field and a value that the field's grammar does not have or cannot hold; dst is then as
// it was. A [Raw] is written whatever is inside it.
func AppendField(dst []byte, t Type, f Field, v Value) ([]byte, wsp.Code) {
	start := len(dst)
	if f > 0x7F || v == nil {
		return dst, wsp.HeaderOctet
	}
	dst = append(dst, byte(f)|0x80)
	dst, c := v.appendValue(dst, f, t)
	if _, raw := v.(Raw); c == 0 && !raw {
		var n int
		if n, c = consume(f, t, dst[start+1:]); c == 0 && n != len(dst)-start-1 {
			c = wsp.ValueSurplus
		}
	}
	if c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

// AppendApplicationField appends an application header (MMS 2.1): a name that is a token, and a text.
func AppendApplicationField(dst []byte, name, text string) ([]byte, wsp.Code) {
	return wsp.AppendApplicationHeader(dst, name, text)
}
