package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// valueRules are those on the values of single headers: V27 to V31.
func (v *validator) valueRules() {
	for _, h := range v.headers {
		if hasLongLength(h) {
			v.sayHeader(checkLengthForm, h)
		}
		text, isText := headerText(h)
		if isText {
			if c := textCheck(text); c != 0 {
				v.say(c, headerField(h), h.ValueSpan())
			}
		}
		f, _ := h.Field()
		switch f {
		case FieldMessageID, FieldTransactionID, FieldReplyChargingID, FieldReplaceID, FieldCancelID:
			v.identifierRules(f, h, text)
		}
		if a, ok := headerAddress(h); ok && !validText(a) {
			v.sayHeader(checkAddress, h)
		}
	}
}

// longTransaction is how many octets a Transaction-Id has in practice (MMS 4.11).
const longTransaction = 40

func (v *validator) identifierRules(f Field, h Header, text wsp.Text) {
	if bytes.ContainsAny(text.Bytes(), "<> \t\r\n") {
		v.sayHeader(checkIdentifier, h)
	}
	if f == FieldTransactionID && text.Len() > longTransaction {
		v.sayHeader(checkLongTransaction, h)
	}
}

// hasLongLength reports whether a Value-length of the header, outer or inner,
// has the long form though the short one would do.
func hasLongLength(h Header) bool {
	raw := h.Raw()
	if isLongLength(raw) {
		return true
	}
	switch h.kind() {
	case kindFrom, kindFlags:
		in, ok := inside(raw)
		return ok && raw[0] < 0x20 && len(in) > 1 && isLongLength(in[1:])
	case kindPreviousBy:
		_, rest, ok := countedValue(raw)
		return ok && raw[0] < 0x20 && isLongLength(rest)
	case kindEncodedDel:
		_, inner, ok := h.del()
		return ok && isLongLength(inner)
	}
	return false
}

// longestShort is the largest Value-length that fits into one octet (WSP 2.3).
const longestShort = 30

func isLongLength(value []byte) bool {
	if len(value) < 2 || value[0] != longestShort+1 {
		return false
	}
	n, used, _ := wsp.ConsumeUintvar(value[1:])
	return used > 0 && n <= longestShort
}

// headerText is the text in a header's value, whatever is around it.
func headerText(h Header) (wsp.Text, bool) {
	if _, ok := h.Field(); !ok {
		raw := h.Raw()
		return wsp.PlainString(raw), len(raw) > 0 && raw[0] >= 0x20
	}
	if a, ok := headerAddress(h); ok {
		return a.Text, true
	}
	if flags, ok := h.Flags(); ok {
		return flags.Keyword, true
	}
	if e, ok := h.Element(); ok {
		return e.Reference, true
	}
	if h.kind() == kindNone {
		return wsp.Text{}, false
	}
	return h.Text()
}

// headerAddress is the address in a header's value.
func headerAddress(h Header) (a Address, ok bool) {
	switch h.kind() {
	case kindAddress:
		a, ok = h.Address()
	case kindFrom:
		from, has := h.From()
		a, ok = from.Address, has && !from.Insert
	case kindPreviousBy:
		by, has := h.PreviouslySentBy()
		a, ok = by.Address, has
	}
	return a, ok
}

// validText is Valid for an address in any charset.
func validText(a Address) bool {
	if isWide(a.Text.Charset()) {
		a.Text = wsp.MakeText(a.AppendUTF8(nil), wsp.CharsetUTF8)
	}
	return a.Valid()
}

// textCheck finds what V29 has to say about a text, 0 for nothing.
func textCheck(t wsp.Text) check {
	switch cs := t.Charset(); {
	case cs == wsp.CharsetUnspecified && hasHigh(t.Bytes()):
		return checkNoCharset
	case !cs.Valid(t.Bytes()):
		return checkCharset
	}
	return 0
}

// hasHigh reports whether b has an octet above us-ascii.
func hasHigh(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return true
		}
	}
	return false
}
