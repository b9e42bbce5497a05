package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// The functions of this file write the values that MMS adds to those of WSP, and read them one at a time. An Append writes
// the canonical form (MMS 14) and allocates only to grow dst; what no such value can hold it refuses with the code that a
// strict reader would report, and dst is as it was. A Size is how many octets the Append writes, if it does not refuse. A
// Consume reads the value at the start of b as the header walk does: n is where it ends, 0 where there is none that can be
// read; c is its first fault.

// consume walks the value of f at the start of b, and returns where it ends and its first fault.
func consume(f Field, t Type, b []byte) (n int, c wsp.Code) {
	if len(b) == 0 {
		return 0, wsp.Truncated
	}
	var r wsp.Recorder
	w := walker{p: &layout{typ: t}, b: b, ahead: -1, r: &r} // no header lies behind the value
	n = w.value(0x80|byte(f), 0)
	return n, r.First.Code
}

// checked returns dst with the value of f that was appended to it from start on, unless a strict reader would not take it.
func checked(dst []byte, start int, f Field) ([]byte, wsp.Code) {
	n, c := consume(f, 0, dst[start:])
	if c == 0 && n != len(dst)-start {
		c = wsp.ValueSurplus
	}
	if c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

// AppendEncoded appends t as an Encoded-string-value (MMS 4.3): without a charset as a Text-string, which cannot begin with
// white space other than SP; else with its charset and the octets as they are. It refuses control characters in charsets of 8
// bits, and in those of 16 and 32 bits a text that its reader would cut otherwise: half a character at the end, a byte order
// mark behind an octet 7F. [EncodedText] chooses a charset for a text.
func AppendEncoded(dst []byte, t wsp.Text) ([]byte, wsp.Code) {
	start := len(dst)
	if b := t.Bytes(); !isWide(t.Charset()) && len(b) > 0 {
		// A reader takes these for what they are not, and finds no fault: 7F in front for Quote, white space without a
		// charset for a length, NUL for the end.
		if b[0] == quote || b[0] < 0x20 && t.Charset() == wsp.CharsetUnspecified || bytes.IndexByte(b, 0) >= 0 {
			return dst, wsp.TextControl
		}
	}
	dst = appendEncoded(dst, t)
	dst, c := checked(dst, start, FieldSubject)
	if c == 0 && isWide(t.Charset()) {
		if back, ok := encodedText(dst[start:]); !ok || string(back.Bytes()) != string(t.Bytes()) {
			return dst[:start], wsp.ValueKind
		}
	}
	return dst, c
}

// appendEncoded is AppendEncoded of a text that can be written.
func appendEncoded(dst []byte, t wsp.Text) []byte {
	b, cs := t.Bytes(), t.Charset()
	size := sizeEncodedInside(t)
	if cs == wsp.CharsetUnspecified {
		return appendQuotedText(dst, b, false)
	}
	dst = wsp.AppendValueLength(dst, uint32(size))
	dst = wsp.AppendInteger(dst, uint64(cs))
	return appendQuotedText(dst, b, isWide(cs))
}

// appendQuotedText appends Quote, if one is needed, b and the End-of-string of a charset.
func appendQuotedText(dst, b []byte, wide bool) []byte {
	if wide {
		return append(append(dst, b...), 0, 0)
	}
	if len(b) > 0 && b[0] >= 0x80 {
		dst = append(dst, quote)
	}
	return append(append(dst, b...), 0)
}

// quote says that a text begins with an octet of 80 or above (MMS 4.2).
const quote = 0x7F

// sizeEncodedInside returns how many octets of t stand behind its Value-length, or in all if it has none.
func sizeEncodedInside(t wsp.Text) int {
	b, cs := t.Bytes(), t.Charset()
	n := len(b) + 1
	switch {
	case isWide(cs):
		n++
	case len(b) > 0 && b[0] >= 0x80:
		n++
	}
	if cs != wsp.CharsetUnspecified {
		n += wsp.SizeInteger(uint64(cs))
	}
	return n
}

// SizeEncoded returns how many octets [AppendEncoded] appends for t.
func SizeEncoded(t wsp.Text) int {
	n := sizeEncodedInside(t)
	if t.Charset() != wsp.CharsetUnspecified {
		n += wsp.SizeValueLength(uint32(n))
	}
	return n
}

// ConsumeEncoded reads an Encoded-string-value (MMS 4.3).
func ConsumeEncoded(b []byte) (t wsp.Text, n int, c wsp.Code) {
	return consumed(FieldSubject, b, encodedText)
}

// consumed reads the value of f at the start of b with read.
func consumed[T any](f Field, b []byte, read func([]byte) (T, bool)) (v T, n int, c wsp.Code) {
	n, c = consume(f, 0, b)
	v, ok := read(b[:n:n])
	return v, found(n, ok), fault(c, ok)
}

// found is 0 where no value could be read, and fault then says so.
func found(n int, ok bool) int {
	if !ok {
		return 0
	}
	return n
}

func fault(c wsp.Code, ok bool) wsp.Code {
	if !ok && c == 0 {
		return wsp.ValueKind
	}
	return c
}

// EncodedText returns a text to be written: s as it is when it is us-ascii, else in utf-8 with that charset (MMS 4.3).
func EncodedText(s string) wsp.Text {
	for i := range len(s) {
		if s[i] >= 0x80 || i == 0 && s[i] < 0x20 {
			return wsp.MakeText([]byte(s), wsp.CharsetUTF8)
		}
	}
	return wsp.MakeText([]byte(s), wsp.CharsetUnspecified)
}

// AppendFrom appends the value of From (MMS 4.7). Of one with Insert the Address is not written: the two exclude each other.
func AppendFrom(dst []byte, v From) ([]byte, wsp.Code) {
	start := len(dst)
	if v.Insert {
		return append(dst, 1, byte(FromTokenInsertAddress)), 0
	}
	dst = append(dst, byte(FromTokenAddressPresent))
	dst, c := AppendEncoded(dst, v.Address.Text)
	if c != 0 {
		return dst[:start], c
	}
	return wsp.PrefixValueLength(dst, start), 0
}

// SizeFrom returns how many octets [AppendFrom] appends for v.
func SizeFrom(v From) int {
	if v.Insert {
		return 2
	}
	return sized(1 + SizeEncoded(v.Address.Text))
}

// sized returns the size of a value of n octets with its Value-length.
func sized(n int) int { return wsp.SizeValueLength(uint32(n)) + n }

// ConsumeFrom reads the value of From (MMS 4.7).
func ConsumeFrom(b []byte) (v From, n int, c wsp.Code) { return consumed(FieldFrom, b, fromValue) }

// AppendTime appends the value of Expiry, Delivery-Time or Reply-Charging-Deadline (MMS 4.9). The seconds are a
// Long-integer in both forms, which every peer reads.
func AppendTime(dst []byte, v Time) []byte {
	token := byte(TimeTokenAbsolute)
	if v.Relative {
		token = byte(TimeTokenRelative)
	}
	dst = append(dst, byte(1+wsp.SizeLongInteger(v.Seconds)), token)
	return wsp.AppendLongInteger(dst, v.Seconds)
}

// SizeTime returns how many octets [AppendTime] appends for v.
func SizeTime(v Time) int { return 2 + wsp.SizeLongInteger(v.Seconds) }

// ConsumeTime reads the value of Expiry, Delivery-Time or Reply-Charging-Deadline (MMS 4.9).
func ConsumeTime(b []byte) (v Time, n int, c wsp.Code) { return consumed(FieldExpiry, b, timeValue) }

// AppendFlags appends the value of X-Mms-MM-Flags (MMS 4.16); TokenUnknown for a token that is none of the three.
func AppendFlags(dst []byte, v Flags) ([]byte, wsp.Code) {
	start := len(dst)
	if !v.Token.Known() {
		return dst, wsp.TokenUnknown
	}
	dst, c := AppendEncoded(append(dst, byte(v.Token)), v.Keyword)
	if c != 0 {
		return dst[:start], c
	}
	return wsp.PrefixValueLength(dst, start), 0
}

// SizeFlags returns how many octets [AppendFlags] appends for v.
func SizeFlags(v Flags) int { return sized(1 + SizeEncoded(v.Keyword)) }

// ConsumeFlags reads the value of X-Mms-MM-Flags (MMS 4.16).
func ConsumeFlags(b []byte) (v Flags, n int, c wsp.Code) {
	return consumed(FieldMMFlags, b, flagsValue)
}

// AppendTotal appends the value of X-Mms-Mbox-Totals or -Quotas (MMS 4.17); TokenUnknown for a token that is neither.
func AppendTotal(dst []byte, v Total) ([]byte, wsp.Code) {
	if !v.Token.Known() {
		return dst, wsp.TokenUnknown
	}
	dst = append(dst, byte(1+wsp.SizeInteger(v.Number)), byte(v.Token))
	return wsp.AppendInteger(dst, v.Number), 0
}

// SizeTotal returns how many octets [AppendTotal] appends for v.
func SizeTotal(v Total) int { return 2 + wsp.SizeInteger(v.Number) }

// ConsumeTotal reads the value of X-Mms-Mbox-Totals or -Quotas (MMS 4.17).
func ConsumeTotal(b []byte) (v Total, n int, c wsp.Code) {
	return consumed(FieldMboxTotals, b, totalValue)
}

// AppendPreviouslySentBy appends the value of X-Mms-Previously-Sent-By (MMS 4.15).
func AppendPreviouslySentBy(dst []byte, v PreviouslySentBy) ([]byte, wsp.Code) {
	start := len(dst)
	dst, c := AppendEncoded(wsp.AppendInteger(dst, v.Count), v.Address.Text)
	if c != 0 {
		return dst[:start], c
	}
	return wsp.PrefixValueLength(dst, start), 0
}

// SizePreviouslySentBy returns how many octets [AppendPreviouslySentBy] appends for v.
func SizePreviouslySentBy(v PreviouslySentBy) int {
	return sized(wsp.SizeInteger(v.Count) + SizeEncoded(v.Address.Text))
}

// ConsumePreviouslySentBy reads the value of X-Mms-Previously-Sent-By (MMS 4.15).
func ConsumePreviouslySentBy(b []byte) (v PreviouslySentBy, n int, c wsp.Code) {
	return consumed(FieldPreviouslySentBy, b, previousBy)
}

// AppendPreviouslySentDate appends the value of X-Mms-Previously-Sent-Date (MMS 4.15).
func AppendPreviouslySentDate(dst []byte, v PreviouslySentDate) []byte {
	dst = append(dst, byte(wsp.SizeInteger(v.Count)+wsp.SizeLongInteger(uint64(v.Date))))
	return wsp.AppendLongInteger(wsp.AppendInteger(dst, v.Count), uint64(v.Date))
}

// SizePreviouslySentDate returns how many octets [AppendPreviouslySentDate] appends for v.
func SizePreviouslySentDate(v PreviouslySentDate) int {
	return 1 + wsp.SizeInteger(v.Count) + wsp.SizeLongInteger(uint64(v.Date))
}

// ConsumePreviouslySentDate reads the value of X-Mms-Previously-Sent-Date (MMS 4.15).
func ConsumePreviouslySentDate(b []byte) (v PreviouslySentDate, n int, c wsp.Code) {
	return consumed(FieldPreviouslySentDate, b, previousDate)
}

// MakeElement returns an Element (MMS 4.20): the Content-ID or Content-Location of a part, and its media type, which may be
// "". The Content-ID has its angle brackets. It allocates.
func MakeElement(reference, media string) (Element, wsp.Code) {
	e := Element{Reference: wsp.MakeText([]byte(reference), 0)}
	if media == "" {
		return e, 0
	}
	// The value is a Constrained-encoding, like that of the WSP parameter with the same name and another number.
	params, c := wsp.AppendParameter(nil, wsp.TextParameter("type", media))
	if c != 0 {
		return Element{}, c
	}
	params[0] = elementType | 0x80
	e.params = params
	return e, 0
}

// elementType is the number of the parameter Type of an element (MMS 4.20).
const elementType = 0x02

// AppendElement appends the value of X-Mms-Element-Descriptor (MMS 4.20). It refuses a reference with a charset, for which the
// value has no place.
func AppendElement(dst []byte, v Element) ([]byte, wsp.Code) {
	start := len(dst)
	if v.Reference.Charset() != wsp.CharsetUnspecified {
		return dst, wsp.ValueKind
	}
	dst, c := wsp.AppendText(dst, v.Reference.Bytes())
	if c != 0 {
		return dst, c
	}
	dst = append(dst, v.params...)
	return checked(wsp.PrefixValueLength(dst, start), start, FieldElementDescriptor)
}

// SizeElement returns how many octets [AppendElement] appends for v.
func SizeElement(v Element) int {
	return sized(wsp.SizeText(v.Reference.Bytes()) + len(v.params))
}

// ConsumeElement reads the value of X-Mms-Element-Descriptor (MMS 4.20).
func ConsumeElement(b []byte) (v Element, n int, c wsp.Code) {
	return consumed(FieldElementDescriptor, b, elementValue)
}

// AppendDel appends a value in Del form (MMS 4.14): Status-count and the plain value, a Uri-value, a status octet or an
// Encoded-string-value as the other functions append it.
func AppendDel(dst []byte, count uint64, plain []byte) []byte {
	start := len(dst)
	return wsp.PrefixValueLength(append(wsp.AppendInteger(dst, count), plain...), start)
}

// SizeDel returns how many octets [AppendDel] appends.
func SizeDel(count uint64, plain []byte) int { return sized(wsp.SizeInteger(count) + len(plain)) }

// ConsumeDel reads the Del form of one of the three fields that have it (MMS 4.14): Status-count and the plain value.
func ConsumeDel(f Field, b []byte) (count uint64, plain []byte, n int, c wsp.Code) {
	switch f {
	case FieldContentLocation, FieldResponseStatus, FieldResponseText:
	default:
		return 0, nil, 0, wsp.DelForm
	}
	switch {
	case len(b) == 0 || b[0] == 0: // 00 is an empty text as well, but no Del form
		return 0, nil, 0, wsp.Truncated
	case b[0] >= 0x20:
		return 0, nil, 0, wsp.LengthMissing
	}
	n, c = consume(f, TypeDeleteConf, b)
	count, plain, ok := countedValue(b[:n:n])
	return count, plain, found(n, ok), fault(c, ok)
}
