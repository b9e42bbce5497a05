package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// faultRules says what the faults of the grammar come to. Which rule a fault
// falls under is the fault table's to know; here is only what depends on where
// it happened.
func (v *validator) faultRules() {
	for f := range v.faults.All() {
		if f.Field == field(byte(FieldMMSVersion)) && f.Code == wsp.ValueKind || v.inDescription(f.Span) {
			continue // said by V05; said of the description
		}
		d := v.faultCheck(f).diagnostic(v.p.Type(), f.Field, v.partAt(f.Span), f.Span)
		d.Code = f.Code
		v.out = append(v.out, d)
	}
}

// faultCheck finds the check of a fault.
func (v *validator) faultCheck(f wsp.Fault) check {
	inHeaders := v.p.HeadersSpan().Contains(f.Span)
	switch rule := f.Code.Info().V; {
	case f.Code == wsp.TrailingOctets && f.Field == wsp.StructureMultipart:
		return checkEntries
	case f.Code == wsp.TokenSeparator && f.Field == wsp.FieldText && inHeaders:
		return checkName
	case rule == "V11" && f.Field.Space() == wsp.FieldStructure:
		return checkLengths
	case rule == "V20":
		if left := f.Span.In(v.p.b); len(bytes.Trim(left, "\x00")) == 0 {
			return checkLeftZeros
		}
		return checkLeftover
	case rule == "V26" && (f.Code == wsp.DataTruncated || f.Code == wsp.HeadersOverrun):
		return checkLengths
	case rule == "V26":
		return checkEntries
	case rule == "V27":
		return checkPadded
	case rule == "V28" && f.Code == wsp.TextQuoted:
		return checkQuoted
	case rule == "V28":
		return checkUnquoted
	case rule == "V32":
		return checkDelForm
	case rule == "V37":
		return checkLimit
	case rule == "V39":
		return checkShift
	case v.decodable(f):
		return checkDeviation
	}
	return checkUndecodable
}

// decodable reports whether the value that a fault is in can be read in spite of
// it, as a deviation rule of MMS 12 has it. For a header of the PDU its accessor
// knows; in headers of parts it depends on the fault.
func (v *validator) decodable(f wsp.Fault) bool {
	if v.p.HeadersSpan().Contains(f.Span) {
		for _, h := range v.headers {
			if h.Span().Contains(f.Span) && headerField(h) == f.Field {
				return readable(h)
			}
		}
	}
	switch f.Code {
	case wsp.Truncated, wsp.UintvarOverflow, wsp.IntegerLong, wsp.ValueKind, wsp.TokenUnknown, wsp.LengthMissing:
		return false
	}
	return true
}

// readable reports whether the accessor for the header's kind of value answers.
func readable(h Header) (ok bool) {
	switch h.kind() {
	case kindText, kindURI, kindEncoded, kindAddress, kindEncodedDel:
		_, ok = h.Text()
	case kindClass:
		if _, ok = h.Octet(); !ok {
			_, ok = h.Text()
		}
	case kindYesNo, kindOctet, kindType, kindVersion, kindAttribute, kindStatusDel:
		_, ok = h.Octet()
	case kindLong, kindDate, kindInteger:
		_, ok = h.Uint()
	case kindTime:
		_, ok = h.Time()
	case kindFrom:
		_, ok = h.From()
	case kindFlags:
		_, ok = h.Flags()
	case kindTotal:
		_, ok = h.Total()
	case kindPreviousBy:
		_, ok = h.PreviouslySentBy()
	case kindPreviousDate:
		_, ok = h.PreviouslySentDate()
	case kindElement:
		_, ok = h.Element()
	case kindContentType:
		ct, _ := h.ContentType()
		_, number := ct.Code()
		ok = number || len(ct.Media()) > 0
	default: // an application header, or one without a grammar of its own
		raw := h.Raw()
		ok = len(raw) > 0 && raw[0] >= 0x20
	}
	return ok
}

// partAt is the number of the innermost part that a span lies in, or else what
// the PDU itself goes by.
func (v *validator) partAt(s wsp.Span) int32 {
	if v.part >= 0 || v.p.HeadersSpan().Contains(s) {
		return v.part
	}
	part := v.part
	for i := range v.parts {
		if v.parts[i].Span().Contains(s) {
			part = int32(v.parts[i].Index())
		}
	}
	return part
}

// inDescription reports whether a span lies in a description, which is held
// against the rules by itself.
func (v *validator) inDescription(s wsp.Span) bool {
	for i := range v.inner {
		inner := v.inner[i].Span()
		if inner.Contains(s) {
			return true
		}
	}
	return false
}
