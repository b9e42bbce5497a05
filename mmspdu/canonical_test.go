package mmspdu_test

import (
	"bytes"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The functions of this file say by the octets alone whether a PDU that strict reading takes is in the canonical form of
// MMS 14. They share nothing with the functions that write it.

// uintvarOf reads a uintvar of as few octets as it takes.
func uintvarOf(b []byte) (v, n int, ok bool) {
	for n < len(b) && n < 5 {
		v = v<<7 | int(b[n]&0x7F)
		n++
		if b[n-1] < 0x80 {
			return v, n, n == 1 || b[0] != 0x80
		}
	}
	return 0, 0, false
}

// insideOf returns what the canonical Value-length of v counts, which is all of it.
func insideOf(v []byte) (in []byte, ok bool) {
	if len(v) == 0 {
		return nil, false
	}
	if v[0] <= 30 {
		return v[1:], int(v[0]) == len(v)-1
	}
	if v[0] != 0x1F {
		return nil, false
	}
	size, n, ok := uintvarOf(v[1:])
	return v[1+n:], ok && size > 30 && size == len(v)-1-n
}

// longOf cuts a Long-integer of as few octets as it takes off v.
func longOf(v []byte) (rest []byte, ok bool) {
	if len(v) < 2 || v[0] == 0 || v[0] > 8 || len(v) <= int(v[0]) || v[1] == 0 && v[0] > 1 {
		return nil, false
	}
	return v[1+v[0]:], true
}

// integerOf cuts an Integer-value off v: short where it can be.
func integerOf(v []byte) (rest []byte, ok bool) {
	if len(v) > 0 && v[0] >= 0x80 {
		return v[1:], true
	}
	rest, ok = longOf(v)
	return rest, ok && (v[0] > 1 || v[1] >= 0x80)
}

// textOf reports whether v is a Text-string and nothing else.
func textOf(v []byte) bool {
	if len(v) > 0 && v[0] == 0x7F {
		v = v[1:]
		if len(v) == 0 || v[0] < 0x80 {
			return false
		}
	} else if len(v) > 0 && v[0] >= 0x80 || len(v) > 1 && v[0] < 0x20 {
		return false
	}
	return bytes.IndexByte(v, 0) == len(v)-1
}

func wideCharset(cs int) bool {
	switch cs {
	case 1000, 1001, 1013, 1014, 1015, 1017, 1018, 1019:
		return true
	}
	return false
}

// encodedOf reports whether v is an Encoded-string-value as a writer has it who keeps its charset.
func encodedOf(v []byte) bool {
	if len(v) == 0 || v[0] == 0 || v[0] >= 0x20 {
		return textOf(v)
	}
	in, ok := insideOf(v)
	if !ok || len(in) == 0 {
		return false
	}
	text, ok := integerOf(in)
	if !ok {
		return false
	}
	cs := int(in[0] & 0x7F)
	if in[0] < 0x80 {
		cs = 0
		for _, o := range in[1 : len(in)-len(text)] {
			cs = cs<<8 | int(o)
		}
	}
	switch {
	case cs == 0: // no charset at all is said without one
		return false
	case !wideCharset(cs):
		if len(text) > 0 && text[0] == 0x7F {
			text = text[1:]
		}
		return bytes.IndexByte(text, 0) == len(text)-1
	}
	marked := bytes.HasPrefix(text, []byte("\x7F\xFE\xFF")) || bytes.HasPrefix(text, []byte("\x7F\xFF\xFE"))
	return len(text)%2 == 0 && bytes.HasSuffix(text, []byte{0, 0}) && !marked
}

// canonicalValue reports whether the value of a header is canonical.
func canonicalValue(h mmspdu.Header) bool {
	v := h.Raw()
	f, ok := h.Field()
	if !ok {
		return textOf(v)
	}
	if _, ok := h.Del(); ok {
		in, ok := insideOf(v)
		plain, counted := integerOf(in)
		return ok && counted && (f == mmspdu.FieldResponseStatus || f == mmspdu.FieldResponseText && encodedOf(plain) || textOf(plain))
	}
	switch f {
	case mmspdu.FieldBcc, mmspdu.FieldCc, mmspdu.FieldTo, mmspdu.FieldSubject, mmspdu.FieldResponseText, mmspdu.FieldRetrieveText,
		mmspdu.FieldStoreStatusText, mmspdu.FieldStatusText, mmspdu.FieldRecommendedRetrievalModeText:
		return encodedOf(v)
	case mmspdu.FieldMessageClass:
		t, isText := h.Text()
		_, named := mmspdu.MessageClassByName(t.Bytes())
		return !isText || t.Len() > 0 && !named
	case mmspdu.FieldMessageCount, mmspdu.FieldStart, mmspdu.FieldLimit:
		rest, ok := integerOf(v)
		return ok && len(rest) == 0
	case mmspdu.FieldDate, mmspdu.FieldMessageSize, mmspdu.FieldReplyChargingSize:
		rest, ok := longOf(v)
		return ok && len(rest) == 0
	case mmspdu.FieldFrom, mmspdu.FieldDeliveryTime, mmspdu.FieldExpiry, mmspdu.FieldReplyChargingDeadline, mmspdu.FieldMMFlags,
		mmspdu.FieldMboxTotals, mmspdu.FieldMboxQuotas, mmspdu.FieldPreviouslySentBy, mmspdu.FieldPreviouslySentDate,
		mmspdu.FieldElementDescriptor:
		in, ok := insideOf(v)
		return ok && canonicalInside(f, in)
	}
	return true // an octet, or a text that strict reading has looked at
}

func canonicalInside(f mmspdu.Field, in []byte) bool {
	switch f {
	case mmspdu.FieldFrom:
		return len(in) == 1 || encodedOf(in[1:])
	case mmspdu.FieldMMFlags:
		return encodedOf(in[1:])
	case mmspdu.FieldDeliveryTime, mmspdu.FieldExpiry, mmspdu.FieldReplyChargingDeadline:
		rest, ok := longOf(in[1:])
		return ok && len(rest) == 0
	case mmspdu.FieldMboxTotals, mmspdu.FieldMboxQuotas:
		rest, ok := integerOf(in[1:])
		return ok && len(rest) == 0
	case mmspdu.FieldPreviouslySentBy:
		rest, ok := integerOf(in)
		return ok && encodedOf(rest)
	case mmspdu.FieldPreviouslySentDate:
		rest, ok := integerOf(in)
		if ok {
			rest, ok = longOf(rest)
		}
		return ok && len(rest) == 0
	}
	return true // an element keeps its parameters
}

// canonicalType reports whether a Content-type-value is canonical; it may say no of parameters that are rare.
func canonicalType(ct wsp.ContentType) bool {
	if len(ct) == 0 {
		return false
	}
	if len(ct) == 1 {
		return canonicalMediaCode(ct)
	}
	if ct[0] >= 0x20 {
		return bytes.IndexByte(ct, 0) == len(ct)-1 && canonicalMediaText(ct[:len(ct)-1])
	}
	in, ok := insideOf(ct)
	if !ok || len(in) < 2 {
		return false
	}
	var rest []byte
	if in[0] >= 0x20 && in[0] < 0x80 {
		end := bytes.IndexByte(in, 0)
		if end < 0 || !canonicalMediaText(in[:end]) {
			return false
		}
		rest = in[end+1:]
	} else {
		rest, ok = integerOf(in)
		if !ok || !canonicalMediaCode(ct) {
			return false
		}
		if len(rest) == 0 {
			return in[0] < 0x80 // a number above 7F needs the general form
		}
	}
	if len(rest) == 0 {
		return false
	}
	for len(rest) > 0 {
		if rest, ok = canonicalParameter(rest); !ok {
			return false
		}
	}
	return true
}

// canonicalMediaCode reports whether a number is the one that its name is written with.
func canonicalMediaCode(ct wsp.ContentType) bool {
	code, ok := ct.Code()
	name := ct.String()
	again, known := wsp.MediaCode(name)
	return ok && known && again == code && name != "application/octet-stream"
}

// canonicalMediaText reports whether a media type is written as text.
func canonicalMediaText(media []byte) bool {
	_, numbered := wsp.MediaCode(string(media))
	if numbered && string(bytes.ToLower(media)) != "application/octet-stream" || len(media) == 0 || media[0] == '"' || media[0] <= ' ' || media[len(media)-1] == ' ' {
		return false
	}
	for _, o := range media {
		if o < 0x20 || o >= 0x7F {
			return false
		}
	}
	return true
}

// canonicalParameter cuts one parameter off b: charset, name, filename, type, start, size or a date under its number.
func canonicalParameter(b []byte) (rest []byte, ok bool) {
	if len(b) < 2 {
		return nil, false
	}
	v := b[1:]
	switch b[0] {
	case 0x81, 0x96:
		return integerOf(v)
	case 0x93, 0x94, 0x95:
		return longOf(v)
	case 0x85, 0x86, 0x8A, 0x89:
		end := bytes.IndexByte(v, 0) + 1
		if b[0] == 0x89 && v[0] >= 0x80 {
			return v[1:], canonicalMediaCode(wsp.ContentType(v[:1]))
		}
		if end == 0 || !textOf(v[:end]) || v[0] == '"' || b[0] == 0x89 && !canonicalMediaText(v[:end-1]) {
			return nil, false
		}
		return v[end:], true
	}
	return nil, false
}

// canonicalPart reports whether Content-Type and headers of a part are canonical.
func canonicalPart(p *wsp.Part) bool {
	if !canonicalType(p.ContentType()) {
		return false
	}
	dispositions := 0
	for h := range p.Headers() {
		v := h.Raw()
		switch code, ok := h.Code(); {
		case !ok:
			// A quotation mark in front is taken off by the readers of parts.
			if t, _ := h.Text(); !textOf(v) || v[0] == '"' || strings.HasPrefix(t.String(), `"`) {
				return false
			}
		case code == 0x40:
			if v[0] != '"' || bytes.IndexByte(v, 0) != len(v)-1 {
				return false
			}
		case code == 0x0E:
			if !textOf(v) || v[0] == '"' {
				return false
			}
		case code == 0x2E:
			dispositions++
			in, ok := insideOf(v)
			if !ok || len(in) == 0 || in[0] < 0x80 || in[0] > 0x82 || dispositions > 1 {
				return false
			}
			for in = in[1:]; len(in) > 0; {
				if in, ok = canonicalParameter(in); !ok {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// canonicalPDU reports whether a PDU that strict reading takes is written in canonical form throughout.
func canonicalPDU(p *mmspdu.PDU) bool {
	for h := range p.Headers() {
		if f, ok := h.Field(); ok && f == mmspdu.FieldContentType {
			if ct, _ := h.ContentType(); !canonicalType(ct) {
				return false
			}
			continue
		}
		if !canonicalValue(h) {
			return false
		}
	}
	m, ok := p.Multipart()
	return !ok || canonicalMultipart(m)
}

func canonicalMultipart(m wsp.Multipart) bool {
	n := uint32(0)
	for p := range m.Parts() {
		n++
		if !canonicalPart(&p) {
			return false
		}
		if inner, ok := p.Multipart(); ok && !canonicalMultipart(inner) {
			return false
		}
	}
	return n == m.Declared() && m.Span().Len() > 0
}
