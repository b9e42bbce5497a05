package mmspdu

import (
	"bytes"
	"iter"

	"github.com/mmsguard/mmsguard/wsp"
)

// Header is one header of a PDU: a field, or an application header with a name in text. The methods that interpret the
// value return ok false where the value is not of that kind.
type Header struct {
	b []byte
	headerSpan
}

// headerSpan is where a header lies. It has no pointers, so that a cursor which keeps one keeps nothing of the caller's.
type headerSpan struct {
	start, value, end uint32
	code              int16 // -1: application header
	typ               Type
}

// Field returns the number of the field, 0x00 to 0x7F, known or not; ok is false for an application header.
func (h Header) Field() (f Field, ok bool) { return Field(h.code & 0x7F), h.code >= 0 }

// Name returns the name of the header. It allocates unless the field is known.
func (h Header) Name() string {
	if h.code < 0 {
		return h.NameText().String()
	}
	return Field(h.code).String()
}

// NameText returns the name of an application header.
func (h Header) NameText() wsp.Text {
	if h.code >= 0 {
		return wsp.Text{}
	}
	return wsp.PlainString(h.b[h.start:h.value])
}

// Span returns the extent of name and value.
func (h Header) Span() wsp.Span { return wsp.Span{Start: h.start, End: h.end} }

// ValueSpan returns the extent of the value.
func (h Header) ValueSpan() wsp.Span { return wsp.Span{Start: h.value, End: h.end} }

// Raw returns the octets of the value as they are on the wire.
func (h Header) Raw() []byte { return h.b[h.value:h.end:h.end] }

func (h Header) kind() fieldKind {
	if h.code < 0 || h.code >= int16(len(fieldTable)) {
		return kindNone
	}
	return fieldTable[h.code].kind
}

// Text returns the value of a header of text: Text-string, Encoded-string-value, Uri-value, a Message-Class in text, an
// address as it is written; inside a Del form, the text behind its Status-count.
func (h Header) Text() (wsp.Text, bool) {
	v := h.Raw()
	if _, inner, ok := h.del(); ok {
		return delText(h.kind(), inner)
	}
	if h.kind() == kindEncodedDel && hasDelForms(h.typ) && len(v) > 1 && v[0] < 0x20 {
		return wsp.Text{}, false // a Del form without its count is no text with a charset
	}
	switch h.kind() {
	case kindText, kindURI:
		return plainText(v)
	case kindEncoded, kindAddress, kindEncodedDel:
		return encodedText(v)
	case kindClass, kindNone:
		if len(v) > 0 && (v[0] >= 0x20 && v[0] < 0x80 || len(v) > 1 && v[0] >= 0x80 || len(v) == 1 && v[0] == 0) {
			return plainText(v)
		}
	}
	return wsp.Text{}, false
}

// delText reads the text at the start of in, which follows the Status-count of a Del form.
func delText(kind fieldKind, in []byte) (wsp.Text, bool) {
	switch kind {
	case kindURI:
		t, ok := plainText(in)
		return cutAtNUL(t), ok
	case kindEncodedDel:
		return innerText(in)
	}
	return wsp.Text{}, false
}

// Octet returns the value of a header of one octet: an enumeration or a version; inside a Del form, the status.
func (h Header) Octet() (o uint8, ok bool) {
	v := h.Raw()
	if _, inner, ok := h.del(); ok {
		v = inner[:1] // what follows a status is a surplus
	}
	switch h.kind() {
	case kindYesNo, kindOctet, kindType, kindVersion, kindAttribute, kindStatusDel, kindClass:
		return firstOctet(v)
	}
	return 0, false
}

// Uint returns the value of a header that is a number.
func (h Header) Uint() (uint64, bool) {
	switch h.kind() {
	case kindLong, kindDate, kindInteger:
		return integer(h.Raw())
	}
	return 0, false
}

// Date returns the value of Date.
func (h Header) Date() (Date, bool) {
	if h.kind() != kindDate {
		return 0, false
	}
	v, ok := integer(h.Raw())
	return Date(v), ok
}

// Time returns the value of Expiry, Delivery-Time or Reply-Charging-Deadline.
func (h Header) Time() (Time, bool) {
	if h.kind() != kindTime {
		return Time{}, false
	}
	return timeValue(h.Raw())
}

// From returns the value of From.
func (h Header) From() (From, bool) {
	if h.kind() != kindFrom {
		return From{}, false
	}
	return fromValue(h.Raw())
}

// Address returns the value of To, Cc or Bcc.
func (h Header) Address() (Address, bool) {
	if h.kind() != kindAddress {
		return Address{}, false
	}
	t, ok := encodedText(h.Raw())
	return Address{t}, ok
}

// Del returns the Status-count of a value in Del form (MMS 4.14).
func (h Header) Del() (count uint64, ok bool) {
	count, _, ok = h.del()
	return count, ok
}

// del returns Status-count and the plain value of a Del form.
func (h Header) del() (count uint64, inner []byte, ok bool) {
	v := h.Raw()
	switch h.kind() {
	case kindURI, kindStatusDel:
	case kindEncodedDel:
		if !hasDelForms(h.typ) {
			return 0, nil, false
		}
	default:
		return 0, nil, false
	}
	if len(v) < 2 || v[0] >= 0x20 {
		return 0, nil, false
	}
	return countedValue(v)
}

// Flags returns the value of X-Mms-MM-Flags.
func (h Header) Flags() (Flags, bool) {
	if h.kind() != kindFlags {
		return Flags{}, false
	}
	return flagsValue(h.Raw())
}

// Total returns the value of X-Mms-Mbox-Totals or X-Mms-Mbox-Quotas.
func (h Header) Total() (Total, bool) {
	if h.kind() != kindTotal {
		return Total{}, false
	}
	return totalValue(h.Raw())
}

// PreviouslySentBy returns the value of X-Mms-Previously-Sent-By.
func (h Header) PreviouslySentBy() (PreviouslySentBy, bool) {
	if h.kind() != kindPreviousBy {
		return PreviouslySentBy{}, false
	}
	return previousBy(h.Raw())
}

// PreviouslySentDate returns the value of X-Mms-Previously-Sent-Date.
func (h Header) PreviouslySentDate() (PreviouslySentDate, bool) {
	if h.kind() != kindPreviousDate {
		return PreviouslySentDate{}, false
	}
	return previousDate(h.Raw())
}

// Element returns the value of X-Mms-Element-Descriptor.
func (h Header) Element() (Element, bool) {
	if h.kind() != kindElement {
		return Element{}, false
	}
	return elementValue(h.Raw())
}

// ContentType returns the value of Content-Type.
func (h Header) ContentType() (wsp.ContentType, bool) {
	if h.kind() != kindContentType || h.value == h.end {
		return nil, false
	}
	return wsp.ContentType(h.Raw()), true
}

// Attribute returns the value of X-Mms-Attributes: the field whose value is asked for.
func (h Header) Attribute() (Field, bool) {
	if h.kind() != kindAttribute {
		return 0, false
	}
	o, ok := firstOctet(h.Raw())
	return Field(o & 0x7F), ok
}

// HeaderCursor steps through headers without allocating:
//
//	c := p.HeaderCursor()
//	for c.Next() { h := c.Header() }
type HeaderCursor struct {
	b      []byte
	i, end uint32
	only   int16 // -1: all headers
	typ    Type
	h      headerSpan
}

// Next advances to the next header and reports whether there is one.
func (c *HeaderCursor) Next() bool {
	for c.i < c.end {
		c.h = headerAt(c.b, int(c.i))
		c.h.typ = c.typ
		c.i = c.h.end
		if c.only < 0 || c.only == c.h.code {
			return true
		}
	}
	return false
}

// headerAt delimits the header at b[i], which the walk has passed over before.
func headerAt(b []byte, i int) headerSpan {
	h := headerSpan{start: uint32(i), value: uint32(i + 1), code: -1}
	o := b[i]
	if o >= 0x80 {
		h.code = int16(o & 0x7F)
		if i+1 < len(b) {
			h.end = uint32(valueEnd(b, o, i+1))
		} else {
			h.end = uint32(len(b))
		}
		return h
	}
	j := bytes.IndexByte(b[i:], 0)
	if j < 0 || i+j+1 >= len(b) {
		h.value, h.end = uint32(len(b)), uint32(len(b))
		return h
	}
	h.value = uint32(i + j + 1)
	h.end = uint32(applicationValueEnd(b, i+j+1))
	return h
}

// Header returns the header that the cursor stands on.
func (c *HeaderCursor) Header() Header { return Header{c.b, c.h} }

func (c HeaderCursor) all() iter.Seq[Header] {
	return func(yield func(Header) bool) {
		c := c // each range begins anew
		for c.Next() {
			if !yield(c.Header()) {
				return
			}
		}
	}
}
