package mmspdu

import (
	"iter"
	"strconv"
)

// AnswerRow is one row of the table of answers: what a PDU that was received is answered with when something was decided on
// it (MMS 7).
type AnswerRow struct {
	Received Type // 0 stands for every type that 1.3 does not assign
	Decision Decision
	Reply    Type  // of the answer
	Field    Field // that tells the result; 0 if the reply has none
	// Status is the octet of Field; 0 where the reply has that of the PDU received.
	Status uint8
	// Older is for a peer of a version before Status: where it has another octet for the same, that one, else 0. From 1.1
	// on, an octet of the ranges C0 to FF goes as it is even so: to whom it is new, its range says enough (MMS 5).
	Older uint8
	If    AnswerCondition // without which the PDU is not answered so
	Text  string          // for people, us-ascii; "" if the status says enough
	Note  string          // what it needs, or why; for developers
}

// AnswerCondition is what a PDU has to say before it is answered so.
type AnswerCondition uint8

// The conditions.
const (
	ConditionNone           AnswerCondition = iota
	ConditionDelivered                      // a message is delivered, and a Transaction-Id asks to confirm that (MMS 6.5)
	ConditionDeliveryReport                 // a delivery report is asked for, on no automatic message (MMS 4.5, 7)
	ConditionReadReport                     // a message is delivered, and a read report on it asked for as above (MMS 4.5, 7)
	ConditionReportAllowed                  // reports are not forbidden (MMS 7)
)

var conditionTexts = [...]string{
	ConditionNone:           "",
	ConditionDelivered:      "Retrieve-Status, if any, is Ok, and there is a Transaction-Id",
	ConditionDeliveryReport: "Delivery-Report = Yes, class not Auto",
	ConditionReadReport:     "Retrieve-Status, if any, is Ok, Read-Report = Yes, class not Auto",
	ConditionReportAllowed:  "Report-Allowed is not No",
}

// String says the condition in terms of header fields; "" for none.
func (c AnswerCondition) String() string {
	if int(c) < len(conditionTexts) {
		return conditionTexts[c]
	}
	return ""
}

// Section names the section of the digest that has the reply's fields, "MMS 6.2". It allocates.
func (r AnswerRow) Section() string { return "MMS 6." + strconv.Itoa(int(r.Reply-TypeSendReq)+1) }

// The texts that several rows have. They are short, for some phones show two lines, and name no sender, no file and no rule.
const (
	textNotSent      = "Message not sent"
	textNotAccepted  = "Message not sent: its content is not accepted"
	textDenied       = "Message not sent: service denied"
	textCorrupt      = "Message not sent: it is damaged"
	textUnresolved   = "Message not sent: no such address"
	textNotFound     = "Message not sent: it is not there any more"
	textUnknownYet   = "Message not sent: the address is not known now, please try again later"
	textNotThereYet  = "Message not sent: it is not there yet, please try again later"
	textTryLater     = "Message not sent: please try again later"
	textNetwork      = "Message not sent: network problem, please try again later"
	textNoPrepaid    = "Message not sent: not enough credit"
	textPartial      = "Message not sent to all recipients"
	textHiding       = "Message not sent: your number cannot be hidden"
	textLimits       = "Message not sent: it is more than the paid reply allows"
	textCharging     = "Message not sent: paid replies are not accepted"
	textForwarding   = "Message not sent: it may not be forwarded"
	textUnsupported  = "This is not supported"
	textNotListed    = "Messages not listed"
	textNotStored    = "Message not stored"
	textNotDeleted   = "Message not deleted"
	textWasBlocked   = "A message for you was not delivered: its content is not allowed."
	textWasDenied    = "A message for you was not delivered: service denied."
	textWasBroken    = "A message for you could not be delivered."
	textIsGone       = "A message for you is not there any more."
	textComesLater   = "A message for you cannot be delivered now. Please try again later."
	noteMessageID    = "needs Answer.MessageID"
	noteLocation     = "needs Answer.ContentLocation, where the message is now"
	noteTo           = "needs Answer.MessageID, Answer.Date, and Answer.To unless there is one recipient"
	noteNoContent    = "the field has no status for content"
	noteAndroidAgain = "Android sends the whole message again"
)

// The rows below are spelled by these, one for each pair of types.

func onSend(d Decision, s, older ResponseStatus, text, note string) AnswerRow {
	return AnswerRow{TypeSendReq, d, TypeSendConf, FieldResponseStatus, uint8(s), uint8(older), ConditionNone, text, note}
}

func onForward(d Decision, s ResponseStatus, text, note string) AnswerRow {
	return AnswerRow{TypeForwardReq, d, TypeForwardConf, FieldResponseStatus, uint8(s), 0, ConditionNone, text, note}
}

func onNotification(d Decision, s Status, note string) AnswerRow {
	return AnswerRow{TypeNotificationInd, d, TypeNotifyRespInd, FieldStatus, uint8(s), 0, ConditionNone, "", note}
}

func onRetrieve(d Decision, s RetrieveStatus, text, note string) AnswerRow {
	return AnswerRow{TypeRetrieveConf, d, TypeRetrieveConf, FieldRetrieveStatus, uint8(s), 0, ConditionNone, text, note}
}

func onView(d Decision, s ResponseStatus, text, note string) AnswerRow {
	return AnswerRow{TypeMboxViewReq, d, TypeMboxViewConf, FieldResponseStatus, uint8(s), 0, ConditionNone, text, note}
}

func onDelete(t, reply Type, d Decision, s ResponseStatus, text, note string) AnswerRow {
	return AnswerRow{t, d, reply, FieldResponseStatus, uint8(s), 0, ConditionNone, text, note}
}

func onStore(t, reply Type, d Decision, s StoreStatus, text, note string) AnswerRow {
	return AnswerRow{t, d, reply, FieldStoreStatus, uint8(s), 0, ConditionNone, text, note}
}

func delivery(t Type, d Decision, s, older Status, c AnswerCondition, note string) AnswerRow {
	return AnswerRow{t, d, TypeDeliveryInd, FieldStatus, uint8(s), uint8(older), c, "", note}
}

func unsupported(t Type, note string) AnswerRow {
	return AnswerRow{t, DecisionUnsupported, TypeSendConf, FieldResponseStatus, uint8(ResponseStatusUnsupportedMessage), 0, ConditionNone, textUnsupported, note}
}

func unrecognised(t Type, note string) AnswerRow {
	return AnswerRow{t, DecisionUnrecognised, TypeNotifyRespInd, FieldStatus, uint8(StatusUnrecognised), 0, ConditionNone, "", note}
}

// noteOldRelay is why another request than M-Send.req is answered by M-Send.conf.
const noteOldRelay = "M-Send.conf, as a relay answers that does not know the type (MMS 3.2)"

// answerTable is the one table of answers. ANSWERS.md is drawn from it. What it says of Android is what the Messaging app of
// AOSP does: of M-Send.conf it takes C0, C3 and C4 for a reason to send again, of M-Retrieve.conf it keeps what says Ok, asks
// again after any transient status, and drops the rest.
var answerTable = [...]AnswerRow{
	onSend(DecisionAccept, ResponseStatusOk, 0, "", noteMessageID),
	onSend(DecisionReject, ResponseStatusPermanentContentNotAccepted, ResponseStatusContentNotAccepted, textNotAccepted, ""),
	onSend(DecisionDeny, ResponseStatusPermanentServiceDenied, ResponseStatusServiceDenied, textDenied, ""),
	onSend(DecisionCorrupt, ResponseStatusPermanentMessageFormatCorrupt, ResponseStatusMessageFormatCorrupt, textCorrupt, ""),
	onSend(DecisionUnresolved, ResponseStatusPermanentSendingAddressUnresolved, ResponseStatusSendingAddressUnresolved, textUnresolved, ""),
	onSend(DecisionNotFound, ResponseStatusPermanentMessageNotFound, ResponseStatusMessageNotFound, textNotFound, "the message that a reply is charged to"),
	unsupported(TypeSendReq, ""),
	onSend(DecisionFail, ResponseStatusPermanentFailure, ResponseStatusUnspecified, textNotSent, ""),
	onSend(DecisionTryLater, ResponseStatusTransientFailure, ResponseStatusUnspecified, textTryLater, noteAndroidAgain),
	onSend(DecisionNetwork, ResponseStatusTransientNetworkProblem, ResponseStatusNetworkProblem, textNetwork, noteAndroidAgain),
	onSend(DecisionUnresolvedYet, ResponseStatusTransientSendingAddressUnresolved, ResponseStatusSendingAddressUnresolved, textUnknownYet, ""),
	onSend(DecisionNotFoundYet, ResponseStatusTransientMessageNotFound, ResponseStatusMessageNotFound, textNotThereYet, ""),
	onSend(DecisionPartial, ResponseStatusTransientPartialSuccess, ResponseStatusUnspecified, textPartial, noteAndroidAgain+", to all"),
	onSend(DecisionNoPrepaid, ResponseStatusPermanentLackOfPrepaid, ResponseStatusServiceDenied, textNoPrepaid, ""),
	onSend(DecisionHidingUnsupported, ResponseStatusPermanentAddressHidingNotSupported, ResponseStatusServiceDenied, textHiding, ""),
	onSend(DecisionChargingLimits, ResponseStatusPermanentReplyChargingLimitations, ResponseStatusServiceDenied, textLimits, ""),
	onSend(DecisionChargingRefused, ResponseStatusPermanentReplyChargingNotAccepted, ResponseStatusServiceDenied, textCharging, ""),
	onSend(DecisionChargingForwarding, ResponseStatusPermanentReplyChargingForwarding, ResponseStatusServiceDenied, textForwarding, ""),
	onSend(DecisionChargingUnsupported, ResponseStatusPermanentReplyChargingNotSupported, ResponseStatusServiceDenied, textCharging, ""),
	delivery(TypeSendReq, DecisionRetrieved, StatusRetrieved, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeSendReq, DecisionExpired, StatusExpired, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeSendReq, DecisionRejected, StatusRejected, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeSendReq, DecisionIndeterminate, StatusIndeterminate, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeSendReq, DecisionForwarded, StatusForwarded, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeSendReq, DecisionUnreachable, StatusUnreachable, StatusExpired, ConditionDeliveryReport, noteTo),

	onNotification(DecisionAccept, StatusRetrieved, "once the message was retrieved"),
	onNotification(DecisionDefer, StatusDeferred, ""),
	onNotification(DecisionReject, StatusRejected, ""),
	onNotification(DecisionDeny, StatusRejected, ""),
	onNotification(DecisionCorrupt, StatusUnrecognised, ""),
	unrecognised(TypeNotificationInd, ""),
	onNotification(DecisionFail, StatusRejected, ""),
	onNotification(DecisionTryLater, StatusDeferred, ""),
	onNotification(DecisionNetwork, StatusDeferred, ""),

	delivery(TypeNotifyRespInd, DecisionReport, 0, 0, ConditionReportAllowed, "Retrieved or Rejected, as the client says; needs Answer.MessageID, Answer.To and Answer.Date"),

	{TypeRetrieveConf, DecisionAccept, TypeAcknowledgeInd, 0, 0, 0, ConditionDelivered, "", "after a deferred retrieval; after an immediate one answer the notification"},
	onRetrieve(DecisionReplace, RetrieveStatusOk, textWasBlocked, "stands in as a message like any other: shown, confirmed, not asked for again"),
	onRetrieve(DecisionReject, RetrieveStatusPermanentContentUnsupported, textWasBlocked, "stands in; Android shows nothing and does not confirm"),
	onRetrieve(DecisionDeny, RetrieveStatusPermanentServiceDenied, textWasDenied, "stands in"),
	onRetrieve(DecisionCorrupt, RetrieveStatusPermanentFailure, textWasBroken, "stands in; "+noteNoContent+" that is damaged"),
	onRetrieve(DecisionNotFound, RetrieveStatusPermanentMessageNotFound, textIsGone, "stands in"),
	onRetrieve(DecisionFail, RetrieveStatusPermanentFailure, textWasBroken, "stands in"),
	onRetrieve(DecisionTryLater, RetrieveStatusTransientFailure, textComesLater, "stands in; phones ask again by themselves: never for what is blocked"),
	onRetrieve(DecisionNetwork, RetrieveStatusTransientNetworkProblem, textComesLater, "stands in; as for try-later"),
	onRetrieve(DecisionNotFoundYet, RetrieveStatusTransientMessageNotFound, textComesLater, "stands in; as for try-later"),
	{TypeRetrieveConf, DecisionRead, TypeReadRecInd, FieldReadStatus, uint8(ReadStatusRead), 0, ConditionReadReport, "", "Answer.From is the reader, else the relay inserts it"},
	{TypeRetrieveConf, DecisionDeletedUnread, TypeReadRecInd, FieldReadStatus, uint8(ReadStatusDeletedUnread), 0, ConditionReadReport, "", "Answer.From is the reader, else the relay inserts it"},

	delivery(TypeAcknowledgeInd, DecisionReport, StatusRetrieved, 0, ConditionReportAllowed, "needs Answer.MessageID, Answer.To and Answer.Date"),

	{TypeReadRecInd, DecisionReport, TypeReadOrigInd, FieldReadStatus, 0, 0, ConditionNone, "", "the status that the reader says; needs Answer.From where the relay is to insert it, Answer.Date where there is none"},

	onForward(DecisionAccept, ResponseStatusOk, "", noteMessageID),
	onForward(DecisionReject, ResponseStatusPermanentContentNotAccepted, textNotAccepted, ""),
	onForward(DecisionDeny, ResponseStatusPermanentServiceDenied, textDenied, ""),
	onForward(DecisionCorrupt, ResponseStatusPermanentMessageFormatCorrupt, textCorrupt, ""),
	onForward(DecisionUnresolved, ResponseStatusPermanentSendingAddressUnresolved, textUnresolved, ""),
	onForward(DecisionNotFound, ResponseStatusPermanentMessageNotFound, textNotFound, ""),
	unsupported(TypeForwardReq, noteOldRelay),
	onForward(DecisionFail, ResponseStatusPermanentFailure, textNotSent, ""),
	onForward(DecisionTryLater, ResponseStatusTransientFailure, textTryLater, ""),
	onForward(DecisionNetwork, ResponseStatusTransientNetworkProblem, textNetwork, ""),
	onForward(DecisionUnresolvedYet, ResponseStatusTransientSendingAddressUnresolved, textUnknownYet, ""),
	onForward(DecisionNotFoundYet, ResponseStatusTransientMessageNotFound, textNotThereYet, ""),
	onForward(DecisionPartial, ResponseStatusTransientPartialSuccess, textPartial, ""),
	onForward(DecisionNoPrepaid, ResponseStatusPermanentLackOfPrepaid, textNoPrepaid, ""),
	onForward(DecisionHidingUnsupported, ResponseStatusPermanentAddressHidingNotSupported, textHiding, ""),
	onForward(DecisionChargingLimits, ResponseStatusPermanentReplyChargingLimitations, textLimits, ""),
	onForward(DecisionChargingRefused, ResponseStatusPermanentReplyChargingNotAccepted, textCharging, ""),
	onForward(DecisionChargingForwarding, ResponseStatusPermanentReplyChargingForwarding, textForwarding, ""),
	onForward(DecisionChargingUnsupported, ResponseStatusPermanentReplyChargingNotSupported, textCharging, ""),
	delivery(TypeForwardReq, DecisionRetrieved, StatusRetrieved, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeForwardReq, DecisionExpired, StatusExpired, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeForwardReq, DecisionRejected, StatusRejected, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeForwardReq, DecisionIndeterminate, StatusIndeterminate, 0, ConditionDeliveryReport, noteTo),
	delivery(TypeForwardReq, DecisionUnreachable, StatusUnreachable, StatusExpired, ConditionDeliveryReport, noteTo),
	delivery(TypeForwardReq, DecisionForwarded, StatusForwarded, 0, ConditionReportAllowed, "to the first sender; needs Answer.MessageID, that sender's, Answer.Date, and Answer.To, who forwards"),

	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionAccept, StoreStatusSuccess, "", noteLocation),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionReject, StoreStatusPermanentServiceDenied, textNotStored, noteNoContent),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionDeny, StoreStatusPermanentServiceDenied, textNotStored, ""),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionCorrupt, StoreStatusPermanentMessageFormatCorrupt, textNotStored, ""),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionNotFound, StoreStatusPermanentMessageNotFound, textNotStored, ""),
	unsupported(TypeMboxStoreReq, noteOldRelay),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionFail, StoreStatusPermanentFailure, textNotStored, ""),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionTryLater, StoreStatusTransientFailure, textNotStored, ""),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionNetwork, StoreStatusTransientNetworkProblem, textNotStored, ""),
	onStore(TypeMboxStoreReq, TypeMboxStoreConf, DecisionMailboxFull, StoreStatusPermanentMMBoxFull, textNotStored, ""),

	onView(DecisionAccept, ResponseStatusOk, "", "an empty listing: add its parts and Message-Count"),
	onView(DecisionReject, ResponseStatusPermanentServiceDenied, textNotListed, ""),
	onView(DecisionDeny, ResponseStatusPermanentServiceDenied, textNotListed, ""),
	onView(DecisionCorrupt, ResponseStatusPermanentMessageFormatCorrupt, textNotListed, ""),
	onView(DecisionNotFound, ResponseStatusPermanentMessageNotFound, textNotListed, ""),
	unsupported(TypeMboxViewReq, noteOldRelay),
	onView(DecisionFail, ResponseStatusPermanentFailure, textNotListed, ""),
	onView(DecisionTryLater, ResponseStatusTransientFailure, textNotListed, ""),
	onView(DecisionNetwork, ResponseStatusTransientNetworkProblem, textNotListed, ""),
	onView(DecisionNotFoundYet, ResponseStatusTransientMessageNotFound, textNotListed, ""),

	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionAccept, StoreStatusSuccess, "", noteLocation),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionReject, StoreStatusPermanentServiceDenied, textNotStored, noteNoContent),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionDeny, StoreStatusPermanentServiceDenied, textNotStored, ""),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionCorrupt, StoreStatusPermanentMessageFormatCorrupt, textNotStored, ""),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionNotFound, StoreStatusPermanentMessageNotFound, textNotStored, ""),
	unsupported(TypeMboxUploadReq, noteOldRelay),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionFail, StoreStatusPermanentFailure, textNotStored, ""),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionTryLater, StoreStatusTransientFailure, textNotStored, ""),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionNetwork, StoreStatusTransientNetworkProblem, textNotStored, ""),
	onStore(TypeMboxUploadReq, TypeMboxUploadConf, DecisionMailboxFull, StoreStatusPermanentMMBoxFull, textNotStored, ""),

	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionAccept, ResponseStatusOk, "", "Answer.Each decides on each message"),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionReject, ResponseStatusPermanentServiceDenied, textNotDeleted, ""),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionDeny, ResponseStatusPermanentServiceDenied, textNotDeleted, ""),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionCorrupt, ResponseStatusPermanentMessageFormatCorrupt, textNotDeleted, ""),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionNotFound, ResponseStatusPermanentMessageNotFound, textNotDeleted, ""),
	unsupported(TypeMboxDeleteReq, noteOldRelay),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionFail, ResponseStatusPermanentFailure, textNotDeleted, ""),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionTryLater, ResponseStatusTransientFailure, textNotDeleted, ""),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionNetwork, ResponseStatusTransientNetworkProblem, textNotDeleted, ""),
	onDelete(TypeMboxDeleteReq, TypeMboxDeleteConf, DecisionNotFoundYet, ResponseStatusTransientMessageNotFound, textNotDeleted, ""),

	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionAccept, ResponseStatusOk, "", "Answer.Each decides on each message"),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionReject, ResponseStatusPermanentServiceDenied, textNotDeleted, ""),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionDeny, ResponseStatusPermanentServiceDenied, textNotDeleted, ""),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionCorrupt, ResponseStatusPermanentMessageFormatCorrupt, textNotDeleted, ""),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionNotFound, ResponseStatusPermanentMessageNotFound, textNotDeleted, ""),
	unsupported(TypeDeleteReq, noteOldRelay),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionFail, ResponseStatusPermanentFailure, textNotDeleted, ""),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionTryLater, ResponseStatusTransientFailure, textNotDeleted, ""),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionNetwork, ResponseStatusTransientNetworkProblem, textNotDeleted, ""),
	onDelete(TypeDeleteReq, TypeDeleteConf, DecisionNotFoundYet, ResponseStatusTransientMessageNotFound, textNotDeleted, ""),

	{TypeCancelReq, DecisionAccept, TypeCancelConf, FieldCancelStatus, uint8(CancelStatusReceived), 0, ConditionNone, "", "received; it does not say that anything was cancelled"},
	{TypeCancelReq, DecisionCorrupt, TypeCancelConf, FieldCancelStatus, uint8(CancelStatusCorrupted), 0, ConditionNone, "", "the only refusal there is"},
	unrecognised(TypeCancelReq, "M-NotifyResp.ind, as a client answers that does not know the type (MMS 3.2)"),

	unsupported(0, "from the relay's side (MMS 3.2)"),
	unrecognised(0, "from the client's side; it may also keep silent (MMS 3.2)"),
}

// Answers ranges over the table of answers, in the order of the types received.
func Answers() iter.Seq[AnswerRow] {
	return func(yield func(AnswerRow) bool) {
		for i := range answerTable {
			if !yield(answerTable[i]) {
				return
			}
		}
	}
}

// findAnswer finds the row for a type and a decision. answered reports whether the type has rows at all.
func findAnswer(t Type, d Decision) (row AnswerRow, ok, answered bool) {
	if !t.Known() {
		t = 0
	}
	for i := range answerTable {
		if r := &answerTable[i]; r.Received == t {
			answered = true
			if r.Decision == d {
				return *r, true, true
			}
		}
	}
	return AnswerRow{}, false, answered
}
