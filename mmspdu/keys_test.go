package mmspdu_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The functions of this file put values into words that can be compared: what was asked to be written, what a header says,
// and what the accessor of a PDU says that is named after it.

func octetKey(o uint8) string { return fmt.Sprintf("octet %02X", o) }

func numberKey(n uint64) string { return fmt.Sprintf("number %d", n) }

func textWords(t wsp.Text) string { return "text " + textKey(t) }

func timeKey(v mmspdu.Time) string { return fmt.Sprintf("time %v %d", v.Relative, v.Seconds) }

func fromKey(v mmspdu.From) string {
	if v.Insert {
		return "from insert"
	}
	return "from " + textKey(v.Address.Text)
}

func flagsKey(v mmspdu.Flags) string {
	return fmt.Sprintf("flags %02X %s", uint8(v.Token), textKey(v.Keyword))
}

func totalKey(v mmspdu.Total) string { return fmt.Sprintf("total %02X %d", uint8(v.Token), v.Number) }

func byKey(v mmspdu.PreviouslySentBy) string {
	return fmt.Sprintf("by %d %s", v.Count, textKey(v.Address.Text))
}

func sentDateKey(v mmspdu.PreviouslySentDate) string {
	return fmt.Sprintf("date %d %d", v.Count, uint64(v.Date))
}

func elementWords(v mmspdu.Element) string { return "element " + elementKey(v) }

func delKey(count uint64, plain string) string { return fmt.Sprintf("del %d: %s", count, plain) }

// headerKey is what a header says.
func headerKey(h mmspdu.Header) string {
	if n, ok := h.Del(); ok {
		return delKey(n, plainKey(h))
	}
	return plainKey(h)
}

func plainKey(h mmspdu.Header) string {
	if o, ok := h.Octet(); ok {
		return octetKey(o)
	}
	if n, ok := h.Uint(); ok {
		return numberKey(n)
	}
	if v, ok := h.Time(); ok {
		return timeKey(v)
	}
	if v, ok := h.From(); ok {
		return fromKey(v)
	}
	if v, ok := h.Flags(); ok {
		return flagsKey(v)
	}
	if v, ok := h.Total(); ok {
		return totalKey(v)
	}
	if v, ok := h.PreviouslySentBy(); ok {
		return byKey(v)
	}
	if v, ok := h.PreviouslySentDate(); ok {
		return sentDateKey(v)
	}
	if v, ok := h.Element(); ok {
		return elementWords(v)
	}
	if ct, ok := h.ContentType(); ok {
		return "content " + string(ct.AppendText(nil))
	}
	if t, ok := h.Text(); ok {
		return textWords(t)
	}
	return fmt.Sprintf("raw %x", h.Raw())
}

// keysOf makes a list of what an iterator gives.
func keysOf[T any](all iter.Seq[T], key func(T) string) (keys []string) {
	for v := range all {
		keys = append(keys, key(v))
	}
	return keys
}

func keyOf[T any](key func(T) string) func(T, bool) []string {
	return func(v T, ok bool) []string {
		if !ok {
			return nil
		}
		return []string{key(v)}
	}
}

func enumKey[T ~uint8](v T, ok bool) []string { return keyOf(octetKey)(uint8(v), ok) }

func addressKey(a mmspdu.Address) string { return textWords(a.Text) }

// accessorKeys is what the accessor says that is named after f: the first value, or all of a field that has an iterator. ok is
// false for a field that has none.
func accessorKeys(p *mmspdu.PDU, f mmspdu.Field) (keys []string, ok bool) {
	text, number, time := keyOf(textWords), keyOf(numberKey), keyOf(timeKey)
	switch f {
	case mmspdu.FieldBcc:
		return keysOf(p.Bcc(), addressKey), true
	case mmspdu.FieldCc:
		return keysOf(p.Cc(), addressKey), true
	case mmspdu.FieldTo:
		return keysOf(p.To(), addressKey), true
	case mmspdu.FieldContentLocation:
		return text(p.ContentLocation()), true
	case mmspdu.FieldContentType:
		return keyOf(func(ct wsp.ContentType) string { return "content " + string(ct.AppendText(nil)) })(p.ContentType()), true
	case mmspdu.FieldDate:
		return keyOf(func(d mmspdu.Date) string { return numberKey(uint64(d)) })(p.Date()), true
	case mmspdu.FieldDeliveryReport:
		return enumKey(p.DeliveryReport()), true
	case mmspdu.FieldDeliveryTime:
		return time(p.DeliveryTime()), true
	case mmspdu.FieldExpiry:
		return time(p.Expiry()), true
	case mmspdu.FieldFrom:
		return keyOf(fromKey)(p.From()), true
	case mmspdu.FieldMessageClass:
		if t, ok := p.MessageClassText(); ok {
			return []string{textWords(t)}, true
		}
		return enumKey(p.MessageClass()), true
	case mmspdu.FieldMessageID:
		return text(p.MessageID()), true
	case mmspdu.FieldMessageType:
		return enumKey(p.Type(), p.Type() != 0), true
	case mmspdu.FieldMMSVersion:
		return enumKey(p.Version()), true
	case mmspdu.FieldMessageSize:
		return number(p.MessageSize()), true
	case mmspdu.FieldPriority:
		return enumKey(p.Priority()), true
	case mmspdu.FieldReadReport:
		return enumKey(p.ReadReport()), true
	case mmspdu.FieldReportAllowed:
		return enumKey(p.ReportAllowed()), true
	case mmspdu.FieldResponseStatus:
		return enumKey(p.ResponseStatus()), true
	case mmspdu.FieldResponseText:
		return text(p.ResponseText()), true
	case mmspdu.FieldSenderVisibility:
		return enumKey(p.SenderVisibility()), true
	case mmspdu.FieldStatus:
		return enumKey(p.Status()), true
	case mmspdu.FieldSubject:
		return text(p.Subject()), true
	case mmspdu.FieldTransactionID:
		return text(p.TransactionID()), true
	case mmspdu.FieldRetrieveStatus:
		return enumKey(p.RetrieveStatus()), true
	case mmspdu.FieldRetrieveText:
		return text(p.RetrieveText()), true
	case mmspdu.FieldReadStatus:
		return enumKey(p.ReadStatus()), true
	case mmspdu.FieldReplyCharging:
		return enumKey(p.ReplyCharging()), true
	case mmspdu.FieldReplyChargingDeadline:
		return time(p.ReplyChargingDeadline()), true
	case mmspdu.FieldReplyChargingID:
		return text(p.ReplyChargingID()), true
	case mmspdu.FieldReplyChargingSize:
		return number(p.ReplyChargingSize()), true
	case mmspdu.FieldPreviouslySentBy:
		return keysOf(p.PreviouslySentBy(), byKey), true
	case mmspdu.FieldPreviouslySentDate:
		return keysOf(p.PreviouslySentDates(), sentDateKey), true
	case mmspdu.FieldStore:
		return enumKey(p.Store()), true
	case mmspdu.FieldMMState:
		return keysOf(p.MMStates(), func(s mmspdu.MMState) string { return octetKey(uint8(s)) }), true
	case mmspdu.FieldMMFlags:
		return keysOf(p.MMFlags(), flagsKey), true
	case mmspdu.FieldStoreStatus:
		return enumKey(p.StoreStatus()), true
	case mmspdu.FieldStoreStatusText:
		return text(p.StoreStatusText()), true
	}
	return laterAccessorKeys(p, f)
}

// laterAccessorKeys is accessorKeys for the fields from 27 on.
func laterAccessorKeys(p *mmspdu.PDU, f mmspdu.Field) (keys []string, ok bool) {
	text, number := keyOf(textWords), keyOf(numberKey)
	switch f {
	case mmspdu.FieldStored:
		return enumKey(p.Stored()), true
	case mmspdu.FieldAttributes:
		return keysOf(p.Attributes(), func(f mmspdu.Field) string { return octetKey(uint8(f) | 0x80) }), true
	case mmspdu.FieldTotals:
		return enumKey(p.Totals()), true
	case mmspdu.FieldMboxTotals:
		return keysOf(p.MboxTotals(), totalKey), true
	case mmspdu.FieldQuotas:
		return enumKey(p.Quotas()), true
	case mmspdu.FieldMboxQuotas:
		return keysOf(p.MboxQuotas(), totalKey), true
	case mmspdu.FieldMessageCount:
		return number(p.MessageCount()), true
	case mmspdu.FieldStart:
		return number(p.Start()), true
	case mmspdu.FieldLimit:
		return number(p.Limit()), true
	case mmspdu.FieldDistributionIndicator:
		return enumKey(p.DistributionIndicator()), true
	case mmspdu.FieldElementDescriptor:
		return keysOf(p.ElementDescriptors(), elementWords), true
	case mmspdu.FieldRecommendedRetrievalMode:
		return enumKey(p.RecommendedRetrievalMode()), true
	case mmspdu.FieldRecommendedRetrievalModeText:
		return text(p.RecommendedRetrievalModeText()), true
	case mmspdu.FieldStatusText:
		return text(p.StatusText()), true
	case mmspdu.FieldApplicID:
		return text(p.ApplicID()), true
	case mmspdu.FieldReplyApplicID:
		return text(p.ReplyApplicID()), true
	case mmspdu.FieldAuxApplicInfo:
		return text(p.AuxApplicInfo()), true
	case mmspdu.FieldContentClass:
		return enumKey(p.ContentClass()), true
	case mmspdu.FieldDRMContent:
		return enumKey(p.DRMContent()), true
	case mmspdu.FieldAdaptationAllowed:
		return enumKey(p.AdaptationAllowed()), true
	case mmspdu.FieldReplaceID:
		return text(p.ReplaceID()), true
	case mmspdu.FieldCancelID:
		return text(p.CancelID()), true
	case mmspdu.FieldCancelStatus:
		return enumKey(p.CancelStatus()), true
	}
	return nil, false
}

// checkAccessors fails where an accessor says something else than the headers of its field.
func checkAccessors(t testing.TB, p *mmspdu.PDU) {
	t.Helper()
	for f := range mmspdu.Fields() {
		got, ok := accessorKeys(p, f)
		if !ok {
			if f != mmspdu.FieldContent && f != mmspdu.FieldAdditionalHeaders {
				t.Fatalf("%v has no accessor", f)
			}
			continue
		}
		var want []string
		for h := range p.All(f) {
			want = append(want, plainKey(h))
		}
		if f == mmspdu.FieldContentType {
			if _, body := p.ContentType(); !body {
				want = nil
			}
		}
		if len(got) < len(want) {
			want = want[:1] // the accessor of a field without an iterator gives the first
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v: the accessor says %q, the headers %q\n%x", f, got, want, p.Octets())
		}
	}
}

func TestAccessorKeysKnowEveryField(t *testing.T) {
	p := parsed(t, nested)
	n := 0
	for f := range mmspdu.Fields() {
		if _, ok := accessorKeys(p, f); ok {
			n++
		}
	}
	assert.Equal(t, 61, n, "all fields but Content and Additional-headers, which are names only")
	checkAccessors(t, p)
}
