package mmspdu

import "iter"

// Need says whether a PDU must have a header (MMS 1).
type Need uint8

// The needs.
const (
	NeedNone        Need = iota // chapter 6 does not list the header for the type
	NeedOptional                // O: it may be absent (MMS 6)
	NeedConditional             // C: it is there under a condition (MMS 6)
	NeedMandatory               // M: it must be there (MMS 6)
)

// String is the letter of chapter 6: "M", "C", "O", or "-".
func (n Need) String() string {
	switch n {
	case NeedOptional:
		return "O"
	case NeedConditional:
		return "C"
	case NeedMandatory:
		return "M"
	}
	return "-"
}

// FieldUse is one row of a table of chapter 6: what a type of PDU does with a
// header. Since is the version that brought the header to the type; where the
// digest only says that 1.0 did not have it, Since is 1.1, the first it can be.
type FieldUse struct {
	Field   Field
	Need    Need
	Repeats bool // more than one is legal
	Since   Version
}

const (
	one  = false
	many = true
)

// pduTable holds the tables of chapter 6; its index is the type's octet less
// 0x80, and the order of the rows is a good order to write.
var pduTable = [24][]FieldUse{
	TypeSendReq - TypeSendReq: { // MMS 6.1
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldTransactionID, NeedMandatory, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldDate, NeedOptional, one, Version10},
		{FieldFrom, NeedMandatory, one, Version10},
		{FieldTo, NeedOptional, many, Version10},
		{FieldCc, NeedOptional, many, Version10},
		{FieldBcc, NeedOptional, many, Version10},
		{FieldSubject, NeedOptional, one, Version10},
		{FieldMessageClass, NeedOptional, one, Version10},
		{FieldExpiry, NeedOptional, one, Version10},
		{FieldDeliveryTime, NeedOptional, one, Version10},
		{FieldPriority, NeedOptional, one, Version10},
		{FieldSenderVisibility, NeedOptional, one, Version10},
		{FieldDeliveryReport, NeedOptional, one, Version10},
		{FieldReadReport, NeedOptional, one, Version10},
		{FieldReplyCharging, NeedOptional, one, Version11},
		{FieldReplyChargingDeadline, NeedOptional, one, Version11},
		{FieldReplyChargingSize, NeedOptional, one, Version11},
		{FieldReplyChargingID, NeedOptional, one, Version11},
		{FieldStore, NeedOptional, one, Version12},
		{FieldMMState, NeedOptional, one, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
		{FieldContentClass, NeedOptional, one, Version13},
		{FieldDRMContent, NeedOptional, one, Version13},
		{FieldAdaptationAllowed, NeedOptional, one, Version13},
		{FieldContentType, NeedMandatory, one, Version10},
	},
	TypeSendConf - TypeSendReq: { // MMS 6.2
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldTransactionID, NeedMandatory, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldResponseStatus, NeedMandatory, one, Version10},
		{FieldResponseText, NeedOptional, one, Version10},
		{FieldMessageID, NeedOptional, one, Version10},
		{FieldContentLocation, NeedOptional, one, Version12},
		{FieldStoreStatus, NeedOptional, one, Version12},
		{FieldStoreStatusText, NeedOptional, one, Version12},
	},
	TypeNotificationInd - TypeSendReq: { // MMS 6.3
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldTransactionID, NeedMandatory, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldFrom, NeedOptional, one, Version10},
		{FieldSubject, NeedOptional, one, Version10},
		{FieldDeliveryReport, NeedOptional, one, Version11},
		{FieldStored, NeedOptional, one, Version12},
		{FieldMessageClass, NeedMandatory, one, Version10},
		{FieldPriority, NeedOptional, one, Version11},
		{FieldMessageSize, NeedMandatory, one, Version10},
		{FieldExpiry, NeedMandatory, one, Version10},
		{FieldReplyCharging, NeedOptional, one, Version11},
		{FieldReplyChargingDeadline, NeedOptional, one, Version11},
		{FieldReplyChargingSize, NeedOptional, one, Version11},
		{FieldReplyChargingID, NeedOptional, one, Version11},
		{FieldDistributionIndicator, NeedOptional, one, Version12},
		{FieldElementDescriptor, NeedOptional, many, Version12},
		{FieldRecommendedRetrievalMode, NeedOptional, one, Version13},
		{FieldRecommendedRetrievalModeText, NeedOptional, one, Version13},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
		{FieldContentClass, NeedOptional, one, Version13},
		{FieldDRMContent, NeedOptional, one, Version13},
		{FieldReplaceID, NeedOptional, one, Version13},
		{FieldContentLocation, NeedMandatory, one, Version10},
	},
	TypeNotifyRespInd - TypeSendReq: { // MMS 6.4
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldTransactionID, NeedMandatory, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldStatus, NeedMandatory, one, Version10},
		{FieldReportAllowed, NeedOptional, one, Version10},
	},
	TypeRetrieveConf - TypeSendReq: { // MMS 6.5
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldTransactionID, NeedConditional, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldMessageID, NeedConditional, one, Version10},
		{FieldDate, NeedMandatory, one, Version10},
		{FieldFrom, NeedOptional, one, Version10},
		{FieldTo, NeedOptional, many, Version10},
		{FieldCc, NeedOptional, many, Version10},
		{FieldSubject, NeedOptional, one, Version10},
		{FieldMessageClass, NeedOptional, one, Version10},
		{FieldPriority, NeedOptional, one, Version10},
		{FieldDeliveryReport, NeedOptional, one, Version10},
		{FieldReadReport, NeedOptional, one, Version10},
		{FieldPreviouslySentBy, NeedOptional, many, Version11},
		{FieldPreviouslySentDate, NeedOptional, many, Version11},
		{FieldReplyCharging, NeedOptional, one, Version11},
		{FieldReplyChargingID, NeedOptional, one, Version11},
		{FieldReplyChargingDeadline, NeedOptional, one, Version11},
		{FieldReplyChargingSize, NeedOptional, one, Version11},
		{FieldRetrieveStatus, NeedOptional, one, Version11},
		{FieldRetrieveText, NeedOptional, one, Version11},
		{FieldMMState, NeedOptional, one, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldDistributionIndicator, NeedOptional, one, Version12},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
		{FieldContentClass, NeedOptional, one, Version13},
		{FieldDRMContent, NeedOptional, one, Version13},
		{FieldReplaceID, NeedOptional, one, Version13},
		{FieldContentType, NeedMandatory, one, Version10},
	},
	TypeAcknowledgeInd - TypeSendReq: { // MMS 6.6
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldTransactionID, NeedMandatory, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldReportAllowed, NeedOptional, one, Version10},
	},
	TypeDeliveryInd - TypeSendReq: { // MMS 6.7
		{FieldMessageType, NeedMandatory, one, Version10},
		{FieldMMSVersion, NeedMandatory, one, Version10},
		{FieldMessageID, NeedMandatory, one, Version10},
		{FieldTo, NeedMandatory, one, Version10},
		{FieldDate, NeedMandatory, one, Version10},
		{FieldStatus, NeedMandatory, one, Version10},
		{FieldStatusText, NeedOptional, one, Version13},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
	},
	TypeReadRecInd - TypeSendReq: { // MMS 6.8
		{FieldMessageType, NeedMandatory, one, Version11},
		{FieldMMSVersion, NeedMandatory, one, Version11},
		{FieldMessageID, NeedMandatory, one, Version11},
		{FieldTo, NeedMandatory, one, Version11},
		{FieldFrom, NeedMandatory, one, Version11},
		{FieldDate, NeedOptional, one, Version11},
		{FieldReadStatus, NeedMandatory, one, Version11},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
	},
	TypeReadOrigInd - TypeSendReq: { // MMS 6.9
		{FieldMessageType, NeedMandatory, one, Version11},
		{FieldMMSVersion, NeedMandatory, one, Version11},
		{FieldMessageID, NeedMandatory, one, Version11},
		{FieldTo, NeedMandatory, one, Version11},
		{FieldFrom, NeedMandatory, one, Version11},
		{FieldDate, NeedMandatory, one, Version11},
		{FieldReadStatus, NeedMandatory, one, Version11},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
	},
	TypeForwardReq - TypeSendReq: { // MMS 6.10
		{FieldMessageType, NeedMandatory, one, Version11},
		{FieldTransactionID, NeedMandatory, one, Version11},
		{FieldMMSVersion, NeedMandatory, one, Version11},
		{FieldDate, NeedOptional, one, Version11},
		{FieldFrom, NeedMandatory, one, Version11},
		{FieldTo, NeedOptional, many, Version11},
		{FieldCc, NeedOptional, many, Version11},
		{FieldBcc, NeedOptional, many, Version11},
		{FieldExpiry, NeedOptional, one, Version11},
		{FieldDeliveryTime, NeedOptional, one, Version11},
		{FieldReportAllowed, NeedOptional, one, Version11},
		{FieldDeliveryReport, NeedOptional, one, Version11},
		{FieldReadReport, NeedOptional, one, Version11},
		{FieldStore, NeedOptional, one, Version12},
		{FieldMMState, NeedOptional, one, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldReplyCharging, NeedOptional, one, Version13},
		{FieldReplyChargingDeadline, NeedOptional, one, Version13},
		{FieldReplyChargingSize, NeedOptional, one, Version13},
		{FieldContentLocation, NeedMandatory, one, Version11},
	},
	TypeForwardConf - TypeSendReq: { // MMS 6.11
		{FieldMessageType, NeedMandatory, one, Version11},
		{FieldTransactionID, NeedMandatory, one, Version11},
		{FieldMMSVersion, NeedMandatory, one, Version11},
		{FieldResponseStatus, NeedMandatory, one, Version11},
		{FieldResponseText, NeedOptional, one, Version11},
		{FieldMessageID, NeedOptional, one, Version11},
		{FieldContentLocation, NeedOptional, one, Version12},
		{FieldStoreStatus, NeedOptional, one, Version12},
		{FieldStoreStatusText, NeedOptional, one, Version12},
	},
	TypeMboxStoreReq - TypeSendReq: { // MMS 6.12
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldContentLocation, NeedMandatory, one, Version12},
		{FieldMMState, NeedOptional, one, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
	},
	TypeMboxStoreConf - TypeSendReq: { // MMS 6.13
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldContentLocation, NeedConditional, one, Version12},
		{FieldStoreStatus, NeedMandatory, one, Version12},
		{FieldStoreStatusText, NeedOptional, one, Version12},
	},
	TypeMboxViewReq - TypeSendReq: { // MMS 6.14
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldContentLocation, NeedOptional, many, Version12},
		{FieldMMState, NeedOptional, many, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldStart, NeedOptional, one, Version12},
		{FieldLimit, NeedOptional, one, Version12},
		{FieldAttributes, NeedOptional, many, Version12},
		{FieldTotals, NeedOptional, one, Version12},
		{FieldQuotas, NeedOptional, one, Version12},
	},
	TypeMboxViewConf - TypeSendReq: { // MMS 6.15
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldResponseStatus, NeedMandatory, one, Version12},
		{FieldResponseText, NeedOptional, one, Version12},
		{FieldContentLocation, NeedOptional, many, Version12},
		{FieldMMState, NeedOptional, many, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldStart, NeedOptional, one, Version12},
		{FieldLimit, NeedOptional, one, Version12},
		{FieldAttributes, NeedOptional, many, Version12},
		{FieldMboxTotals, NeedOptional, many, Version12},
		{FieldMboxQuotas, NeedOptional, many, Version12},
		{FieldMessageCount, NeedOptional, one, Version12},
		{FieldContentType, NeedMandatory, one, Version12},
	},
	TypeMboxUploadReq - TypeSendReq: { // MMS 6.16
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldMMState, NeedOptional, one, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldContentType, NeedMandatory, one, Version12},
	},
	TypeMboxUploadConf - TypeSendReq: { // MMS 6.17
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldContentLocation, NeedConditional, one, Version12},
		{FieldStoreStatus, NeedMandatory, one, Version12},
		{FieldStoreStatusText, NeedOptional, one, Version12},
	},
	TypeMboxDeleteReq - TypeSendReq: { // MMS 6.18
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldContentLocation, NeedMandatory, many, Version12},
	},
	TypeMboxDeleteConf - TypeSendReq: { // MMS 6.19
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldTransactionID, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedMandatory, one, Version12},
		{FieldContentLocation, NeedConditional, many, Version12},
		{FieldResponseStatus, NeedMandatory, many, Version12},
		{FieldResponseText, NeedOptional, many, Version12},
	},
	TypeMboxDescr - TypeSendReq: { // MMS 6.20
		{FieldMessageType, NeedMandatory, one, Version12},
		{FieldMMSVersion, NeedOptional, one, Version12},
		{FieldContentLocation, NeedConditional, one, Version12},
		{FieldMessageID, NeedConditional, one, Version12},
		{FieldMMState, NeedOptional, one, Version12},
		{FieldMMFlags, NeedOptional, many, Version12},
		{FieldDate, NeedOptional, one, Version12},
		{FieldFrom, NeedOptional, one, Version12},
		{FieldTo, NeedOptional, many, Version12},
		{FieldCc, NeedOptional, many, Version12},
		{FieldBcc, NeedOptional, many, Version12},
		{FieldMessageClass, NeedOptional, one, Version12},
		{FieldSubject, NeedOptional, one, Version12},
		{FieldPriority, NeedOptional, one, Version12},
		{FieldDeliveryTime, NeedOptional, one, Version12},
		{FieldExpiry, NeedOptional, one, Version12},
		{FieldDeliveryReport, NeedOptional, one, Version12},
		{FieldReadReport, NeedOptional, one, Version12},
		{FieldMessageSize, NeedOptional, one, Version12},
		{FieldReplyCharging, NeedOptional, one, Version12},
		{FieldReplyChargingID, NeedOptional, one, Version12},
		{FieldReplyChargingDeadline, NeedOptional, one, Version12},
		{FieldReplyChargingSize, NeedOptional, one, Version12},
		{FieldPreviouslySentBy, NeedOptional, many, Version12},
		{FieldPreviouslySentDate, NeedOptional, many, Version12},
		{FieldApplicID, NeedOptional, one, Version13},
		{FieldReplyApplicID, NeedOptional, one, Version13},
		{FieldAuxApplicInfo, NeedOptional, one, Version13},
		{FieldContentClass, NeedOptional, one, Version13},
		{FieldDRMContent, NeedOptional, one, Version13},
		{FieldReplaceID, NeedOptional, one, Version13},
		{FieldContentType, NeedConditional, one, Version12},
	},
	TypeDeleteReq - TypeSendReq: { // MMS 6.21
		{FieldMessageType, NeedMandatory, one, Version13},
		{FieldTransactionID, NeedMandatory, one, Version13},
		{FieldMMSVersion, NeedMandatory, one, Version13},
		{FieldContentLocation, NeedMandatory, many, Version13},
	},
	TypeDeleteConf - TypeSendReq: { // MMS 6.22
		{FieldMessageType, NeedMandatory, one, Version13},
		{FieldTransactionID, NeedMandatory, one, Version13},
		{FieldMMSVersion, NeedMandatory, one, Version13},
		{FieldContentLocation, NeedConditional, many, Version13},
		{FieldResponseStatus, NeedMandatory, many, Version13},
		{FieldResponseText, NeedOptional, many, Version13},
	},
	TypeCancelReq - TypeSendReq: { // MMS 6.23
		{FieldMessageType, NeedMandatory, one, Version13},
		{FieldTransactionID, NeedMandatory, one, Version13},
		{FieldMMSVersion, NeedMandatory, one, Version13},
		{FieldCancelID, NeedMandatory, one, Version13},
	},
	TypeCancelConf - TypeSendReq: { // MMS 6.24
		{FieldMessageType, NeedMandatory, one, Version13},
		{FieldTransactionID, NeedMandatory, one, Version13},
		{FieldMMSVersion, NeedMandatory, one, Version13},
		{FieldCancelStatus, NeedMandatory, one, Version13},
	},
}

// need is the row of a header for a type; its Need is NeedNone when chapter 6
// does not list the header, or when the type is unknown.
func need(t Type, f Field) FieldUse {
	if i := t - TypeSendReq; int(i) < len(pduTable) {
		for _, use := range pduTable[i] {
			if use.Field == f {
				return use
			}
		}
	}
	return FieldUse{}
}

// FieldsOf ranges over the headers that chapter 6 lists for a type of PDU, in
// a good order to write; over none when the type is unknown.
func FieldsOf(t Type) iter.Seq[FieldUse] {
	return func(yield func(FieldUse) bool) {
		i := t - TypeSendReq
		if int(i) >= len(pduTable) {
			return
		}
		for _, use := range pduTable[i] {
			if !yield(use) {
				return
			}
		}
	}
}
