package mmspdu

import (
	"iter"

	"github.com/mmsguard/mmsguard/wsp"
)

// The accessors answer from the first occurrence of a field (deviation D30); ok is false if it is absent or its value cannot
// be read. Fields that may be repeated have an iterator.

// Version returns X-Mms-MMS-Version (MMS 3.3).
func (p *PDU) Version() (Version, bool) {
	o, ok := firstOctet(p.value(FieldMMSVersion))
	return Version(o), ok
}

// TransactionID returns X-Mms-Transaction-Id (MMS 4.11).
func (p *PDU) TransactionID() (wsp.Text, bool) { return plainText(p.value(FieldTransactionID)) }

// MessageID returns Message-ID, with angle brackets if it was sent so (MMS 4.11).
func (p *PDU) MessageID() (wsp.Text, bool) { return plainText(p.value(FieldMessageID)) }

// Subject returns Subject (MMS 4.3).
func (p *PDU) Subject() (wsp.Text, bool) { return encodedText(p.value(FieldSubject)) }

// Date returns Date (MMS 4.8).
func (p *PDU) Date() (Date, bool) {
	v, ok := integer(p.value(FieldDate))
	return Date(v), ok
}

// From returns From (MMS 4.7).
func (p *PDU) From() (From, bool) { return fromValue(p.value(FieldFrom)) }

// To iterates over the addresses of To (MMS 4.6).
func (p *PDU) To() iter.Seq[Address] {
	return func(yield func(Address) bool) {
		c := p.Cursor(FieldTo)
		for c.Next() {
			if v, ok := c.Header().Address(); ok && !yield(v) {
				return
			}
		}
	}
}

// Cc iterates over the addresses of Cc (MMS 4.6).
func (p *PDU) Cc() iter.Seq[Address] {
	return func(yield func(Address) bool) {
		c := p.Cursor(FieldCc)
		for c.Next() {
			if v, ok := c.Header().Address(); ok && !yield(v) {
				return
			}
		}
	}
}

// Bcc iterates over the addresses of Bcc (MMS 4.6).
func (p *PDU) Bcc() iter.Seq[Address] {
	return func(yield func(Address) bool) {
		c := p.Cursor(FieldBcc)
		for c.Next() {
			if v, ok := c.Header().Address(); ok && !yield(v) {
				return
			}
		}
	}
}

// ContentLocation returns X-Mms-Content-Location, a stranger's URL (MMS 4.12); of a Del form, its URL.
func (p *PDU) ContentLocation() (wsp.Text, bool) {
	v := p.value(FieldContentLocation)
	if len(v) > 1 && v[0] < 0x20 {
		_, rest, ok := countedValue(v)
		if !ok {
			return wsp.Text{}, false
		}
		return delText(kindURI, rest)
	}
	return plainText(v)
}

// MessageClass returns X-Mms-Message-Class (MMS 4.10), also where it is a class's name in text (deviation D27). For any
// other text see MessageClassText.
func (p *PDU) MessageClass() (MessageClass, bool) {
	v := p.value(FieldMessageClass)
	if o, ok := firstOctet(v); ok {
		return MessageClass(o), true
	}
	t, ok := plainText(v)
	if !ok {
		return 0, false
	}
	return MessageClassByName(t.Bytes())
}

// MessageClassText returns an X-Mms-Message-Class that is written as text (MMS 4.10).
func (p *PDU) MessageClassText() (wsp.Text, bool) {
	v := p.value(FieldMessageClass)
	if len(v) > 0 && v[0] >= 0x80 && len(v) == 1 {
		return wsp.Text{}, false
	}
	return plainText(v)
}

// MessageSize returns X-Mms-Message-Size in octets: a claim that bounds nothing (MMS 4.13).
func (p *PDU) MessageSize() (uint64, bool) { return integer(p.value(FieldMessageSize)) }

// Expiry returns X-Mms-Expiry (MMS 4.9).
func (p *PDU) Expiry() (Time, bool) { return timeValue(p.value(FieldExpiry)) }

// DeliveryTime returns X-Mms-Delivery-Time (MMS 4.9).
func (p *PDU) DeliveryTime() (Time, bool) { return timeValue(p.value(FieldDeliveryTime)) }

// Priority returns X-Mms-Priority (MMS 5).
func (p *PDU) Priority() (Priority, bool) {
	o, ok := firstOctet(p.value(FieldPriority))
	return Priority(o), ok
}

// SenderVisibility returns X-Mms-Sender-Visibility (MMS 5).
func (p *PDU) SenderVisibility() (SenderVisibility, bool) {
	o, ok := firstOctet(p.value(FieldSenderVisibility))
	return SenderVisibility(o), ok
}

// DeliveryReport returns X-Mms-Delivery-Report (MMS 4.5).
func (p *PDU) DeliveryReport() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldDeliveryReport))
	return YesNo(o), ok
}

// ReadReport returns X-Mms-Read-Report (MMS 4.5).
func (p *PDU) ReadReport() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldReadReport))
	return YesNo(o), ok
}

// ReportAllowed returns X-Mms-Report-Allowed; absent means yes (MMS 4.5).
func (p *PDU) ReportAllowed() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldReportAllowed))
	return YesNo(o), ok
}

// Status returns X-Mms-Status (MMS 5).
func (p *PDU) Status() (Status, bool) {
	o, ok := firstOctet(p.value(FieldStatus))
	return Status(o), ok
}

// StatusText returns X-Mms-Status-Text (MMS 4.24).
func (p *PDU) StatusText() (wsp.Text, bool) { return encodedText(p.value(FieldStatusText)) }

// ReadStatus returns X-Mms-Read-Status (MMS 5).
func (p *PDU) ReadStatus() (ReadStatus, bool) {
	o, ok := firstOctet(p.value(FieldReadStatus))
	return ReadStatus(o), ok
}

// ResponseStatus returns X-Mms-Response-Status (MMS 5); of a Del form, its status.
func (p *PDU) ResponseStatus() (ResponseStatus, bool) {
	h, ok := p.Get(FieldResponseStatus)
	if !ok {
		return 0, false
	}
	o, ok := h.Octet()
	return ResponseStatus(o), ok
}

// ResponseText returns X-Mms-Response-Text (MMS 4.24); of a Del form, its text.
func (p *PDU) ResponseText() (wsp.Text, bool) {
	h, ok := p.Get(FieldResponseText)
	if !ok {
		return wsp.Text{}, false
	}
	return h.Text()
}

// RetrieveStatus returns X-Mms-Retrieve-Status; absent means success (MMS 5).
func (p *PDU) RetrieveStatus() (RetrieveStatus, bool) {
	o, ok := firstOctet(p.value(FieldRetrieveStatus))
	return RetrieveStatus(o), ok
}

// RetrieveText returns X-Mms-Retrieve-Text (MMS 4.24).
func (p *PDU) RetrieveText() (wsp.Text, bool) { return encodedText(p.value(FieldRetrieveText)) }

// StoreStatus returns X-Mms-Store-Status (MMS 5).
func (p *PDU) StoreStatus() (StoreStatus, bool) {
	o, ok := firstOctet(p.value(FieldStoreStatus))
	return StoreStatus(o), ok
}

// StoreStatusText returns X-Mms-Store-Status-Text (MMS 4.24).
func (p *PDU) StoreStatusText() (wsp.Text, bool) { return encodedText(p.value(FieldStoreStatusText)) }

// ReplyCharging returns X-Mms-Reply-Charging (MMS 4.21).
func (p *PDU) ReplyCharging() (ReplyCharging, bool) {
	o, ok := firstOctet(p.value(FieldReplyCharging))
	return ReplyCharging(o), ok
}

// ReplyChargingDeadline returns X-Mms-Reply-Charging-Deadline (MMS 4.21).
func (p *PDU) ReplyChargingDeadline() (Time, bool) {
	return timeValue(p.value(FieldReplyChargingDeadline))
}

// ReplyChargingID returns X-Mms-Reply-Charging-ID (MMS 4.21).
func (p *PDU) ReplyChargingID() (wsp.Text, bool) { return plainText(p.value(FieldReplyChargingID)) }

// ReplyChargingSize returns X-Mms-Reply-Charging-Size in octets (MMS 4.21).
func (p *PDU) ReplyChargingSize() (uint64, bool) { return integer(p.value(FieldReplyChargingSize)) }

// PreviouslySentBy iterates over the senders of a forwarding chain (MMS 4.15).
func (p *PDU) PreviouslySentBy() iter.Seq[PreviouslySentBy] {
	return func(yield func(PreviouslySentBy) bool) {
		c := p.Cursor(FieldPreviouslySentBy)
		for c.Next() {
			if v, ok := c.Header().PreviouslySentBy(); ok && !yield(v) {
				return
			}
		}
	}
}

// PreviouslySentDates iterates over the dates of a forwarding chain (MMS 4.15).
func (p *PDU) PreviouslySentDates() iter.Seq[PreviouslySentDate] {
	return func(yield func(PreviouslySentDate) bool) {
		c := p.Cursor(FieldPreviouslySentDate)
		for c.Next() {
			if v, ok := c.Header().PreviouslySentDate(); ok && !yield(v) {
				return
			}
		}
	}
}

// Store returns X-Mms-Store (MMS 4.5).
func (p *PDU) Store() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldStore))
	return YesNo(o), ok
}

// Stored returns X-Mms-Stored (MMS 4.5).
func (p *PDU) Stored() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldStored))
	return YesNo(o), ok
}

// MMState returns the first X-Mms-MM-State (MMS 5).
func (p *PDU) MMState() (MMState, bool) {
	o, ok := firstOctet(p.value(FieldMMState))
	return MMState(o), ok
}

// MMStates iterates over all X-Mms-MM-State (MMS 5).
func (p *PDU) MMStates() iter.Seq[MMState] {
	return func(yield func(MMState) bool) {
		c := p.Cursor(FieldMMState)
		for c.Next() {
			if o, ok := c.Header().Octet(); ok && !yield(MMState(o)) {
				return
			}
		}
	}
}

// MMFlags iterates over the keywords of X-Mms-MM-Flags (MMS 4.16).
func (p *PDU) MMFlags() iter.Seq[Flags] {
	return func(yield func(Flags) bool) {
		c := p.Cursor(FieldMMFlags)
		for c.Next() {
			if v, ok := c.Header().Flags(); ok && !yield(v) {
				return
			}
		}
	}
}

// Attributes iterates over the fields of X-Mms-Attributes (MMS 4.19).
func (p *PDU) Attributes() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		c := p.Cursor(FieldAttributes)
		for c.Next() {
			if v, ok := c.Header().Attribute(); ok && !yield(v) {
				return
			}
		}
	}
}

// Totals returns X-Mms-Totals (MMS 4.5).
func (p *PDU) Totals() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldTotals))
	return YesNo(o), ok
}

// Quotas returns X-Mms-Quotas (MMS 4.5).
func (p *PDU) Quotas() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldQuotas))
	return YesNo(o), ok
}

// MboxTotals iterates over X-Mms-Mbox-Totals (MMS 4.17).
func (p *PDU) MboxTotals() iter.Seq[Total] {
	return func(yield func(Total) bool) {
		c := p.Cursor(FieldMboxTotals)
		for c.Next() {
			if v, ok := c.Header().Total(); ok && !yield(v) {
				return
			}
		}
	}
}

// MboxQuotas iterates over X-Mms-Mbox-Quotas (MMS 4.17).
func (p *PDU) MboxQuotas() iter.Seq[Total] {
	return func(yield func(Total) bool) {
		c := p.Cursor(FieldMboxQuotas)
		for c.Next() {
			if v, ok := c.Header().Total(); ok && !yield(v) {
				return
			}
		}
	}
}

// MessageCount returns X-Mms-Message-Count (MMS 4.18).
func (p *PDU) MessageCount() (uint64, bool) { return integer(p.value(FieldMessageCount)) }

// Start returns X-Mms-Start (MMS 4.18).
func (p *PDU) Start() (uint64, bool) { return integer(p.value(FieldStart)) }

// Limit returns X-Mms-Limit (MMS 4.18).
func (p *PDU) Limit() (uint64, bool) { return integer(p.value(FieldLimit)) }

// DistributionIndicator returns X-Mms-Distribution-Indicator (MMS 4.5).
func (p *PDU) DistributionIndicator() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldDistributionIndicator))
	return YesNo(o), ok
}

// ElementDescriptors iterates over X-Mms-Element-Descriptor (MMS 4.20).
func (p *PDU) ElementDescriptors() iter.Seq[Element] {
	return func(yield func(Element) bool) {
		c := p.Cursor(FieldElementDescriptor)
		for c.Next() {
			if v, ok := c.Header().Element(); ok && !yield(v) {
				return
			}
		}
	}
}

// RecommendedRetrievalMode returns X-Mms-Recommended-Retrieval-Mode (MMS 5).
func (p *PDU) RecommendedRetrievalMode() (RetrievalMode, bool) {
	o, ok := firstOctet(p.value(FieldRecommendedRetrievalMode))
	return RetrievalMode(o), ok
}

// RecommendedRetrievalModeText returns X-Mms-Recommended-Retrieval-Mode-Text (MMS 4.24).
func (p *PDU) RecommendedRetrievalModeText() (wsp.Text, bool) {
	return encodedText(p.value(FieldRecommendedRetrievalModeText))
}

// ApplicID returns X-Mms-Applic-ID (MMS 4.22).
func (p *PDU) ApplicID() (wsp.Text, bool) { return plainText(p.value(FieldApplicID)) }

// ReplyApplicID returns X-Mms-Reply-Applic-ID (MMS 4.22).
func (p *PDU) ReplyApplicID() (wsp.Text, bool) { return plainText(p.value(FieldReplyApplicID)) }

// AuxApplicInfo returns X-Mms-Aux-Applic-Info (MMS 4.22).
func (p *PDU) AuxApplicInfo() (wsp.Text, bool) { return plainText(p.value(FieldAuxApplicInfo)) }

// ContentClass returns X-Mms-Content-Class (MMS 5).
func (p *PDU) ContentClass() (ContentClass, bool) {
	o, ok := firstOctet(p.value(FieldContentClass))
	return ContentClass(o), ok
}

// DRMContent returns X-Mms-DRM-Content (MMS 4.5).
func (p *PDU) DRMContent() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldDRMContent))
	return YesNo(o), ok
}

// AdaptationAllowed returns X-Mms-Adaptation-Allowed; absent means yes (MMS 4.5).
func (p *PDU) AdaptationAllowed() (YesNo, bool) {
	o, ok := firstOctet(p.value(FieldAdaptationAllowed))
	return YesNo(o), ok
}

// ReplaceID returns X-Mms-Replace-ID (MMS 4.11).
func (p *PDU) ReplaceID() (wsp.Text, bool) { return plainText(p.value(FieldReplaceID)) }

// CancelID returns X-Mms-Cancel-ID (MMS 4.11).
func (p *PDU) CancelID() (wsp.Text, bool) { return plainText(p.value(FieldCancelID)) }

// CancelStatus returns X-Mms-Cancel-Status (MMS 5).
func (p *PDU) CancelStatus() (CancelStatus, bool) {
	o, ok := firstOctet(p.value(FieldCancelStatus))
	return CancelStatus(o), ok
}
