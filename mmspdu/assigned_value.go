package mmspdu

// The enumerations of chapter 5. Each has its own type, because one octet
// means different things in different headers; a value is the octet as it
// stands on the wire, so that one which no table has can be kept and written
// again.

// valueRow is a row of a table of chapter 5. Its since is 0 where the digest
// gives no version of the value's own: then the header's counts.
type valueRow struct {
	name  string
	since Version
}

// firstValue is the octet of the first value in every table (MMS 4.4).
const firstValue = 0x80

// The reserved ranges of the three tables of results (MMS 5).
const (
	firstTransient = 0xC0
	firstPermanent = 0xE0
)

// valueOf finds an octet in a table that starts at first; the row is zero when
// it is not there.
func valueOf(table []valueRow, first, octet uint8) valueRow {
	if i := int(octet) - int(first); i >= 0 && i < len(table) {
		return table[i]
	}
	return valueRow{}
}

// valueName allocates only for an octet that no table has.
func valueName(row valueRow, octet uint8) string {
	if row.name != "" {
		return row.name
	}
	return "unknown-" + hexOctet(octet)
}

// YesNo is the value of the headers that ask or tell whether (MMS 4.5).
type YesNo uint8

// The two answers.
const (
	Yes YesNo = 0x80 // (MMS 4.5)
	No  YesNo = 0x81 // (MMS 4.5)
)

var yesNoTable = [...]valueRow{{name: "Yes"}, {name: "No"}}

// Known reports whether v is Yes or No (MMS 4.5).
func (v YesNo) Known() bool { return valueOf(yesNoTable[:], firstValue, uint8(v)).name != "" }

// String is "Yes" or "No" (MMS 4.5).
func (v YesNo) String() string {
	return valueName(valueOf(yesNoTable[:], firstValue, uint8(v)), uint8(v))
}

// MessageClass is the value of X-Mms-Message-Class, when it is an octet (MMS 4.10).
type MessageClass uint8

// The classes.
const (
	MessageClassPersonal      MessageClass = 0x80 // the default (MMS 5)
	MessageClassAdvertisement MessageClass = 0x81 // (MMS 5)
	MessageClassInformational MessageClass = 0x82 // (MMS 5)
	MessageClassAuto          MessageClass = 0x83 // a report or another automatic message (MMS 5, 7)
)

var messageClassTable = [...]valueRow{
	{name: "Personal"}, {name: "Advertisement"}, {name: "Informational"}, {name: "Auto"},
}

// Known reports whether the class is assigned (MMS 5).
func (v MessageClass) Known() bool {
	return valueOf(messageClassTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v MessageClass) String() string {
	return valueName(valueOf(messageClassTable[:], firstValue, uint8(v)), uint8(v))
}

// MessageClassByName is the class of a name in whatever letter case, for a
// header that has its class as text (MMS 12.2, D27); false when the text is a
// class of its sender's own.
func MessageClassByName(name []byte) (MessageClass, bool) {
	for i := range messageClassTable {
		if equalFold(name, messageClassTable[i].name) {
			return MessageClassPersonal + MessageClass(i), true
		}
	}
	return 0, false
}

// Priority is the value of X-Mms-Priority (MMS 5).
type Priority uint8

// The priorities.
const (
	PriorityLow    Priority = 0x80 // (MMS 5)
	PriorityNormal Priority = 0x81 // the default (MMS 5)
	PriorityHigh   Priority = 0x82 // (MMS 5)
)

var priorityTable = [...]valueRow{{name: "Low"}, {name: "Normal"}, {name: "High"}}

// Known reports whether the priority is assigned (MMS 5).
func (v Priority) Known() bool { return valueOf(priorityTable[:], firstValue, uint8(v)).name != "" }

// String is the name in MMS 5.
func (v Priority) String() string {
	return valueName(valueOf(priorityTable[:], firstValue, uint8(v)), uint8(v))
}

// SenderVisibility is the value of X-Mms-Sender-Visibility (MMS 5).
type SenderVisibility uint8

// The two values.
const (
	SenderVisibilityHide SenderVisibility = 0x80 // (MMS 5)
	SenderVisibilityShow SenderVisibility = 0x81 // the default (MMS 5)
)

var senderVisibilityTable = [...]valueRow{{name: "Hide"}, {name: "Show"}}

// Known reports whether the value is assigned (MMS 5).
func (v SenderVisibility) Known() bool {
	return valueOf(senderVisibilityTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v SenderVisibility) String() string {
	return valueName(valueOf(senderVisibilityTable[:], firstValue, uint8(v)), uint8(v))
}

// Status is the value of X-Mms-Status: what became of a message (MMS 5).
type Status uint8

// The statuses.
const (
	StatusExpired       Status = 0x80 // lapsed undelivered (MMS 5)
	StatusRetrieved     Status = 0x81 // delivered (MMS 5)
	StatusRejected      Status = 0x82 // refused by the recipient (MMS 5)
	StatusDeferred      Status = 0x83 // to be retrieved later (MMS 5)
	StatusUnrecognised  Status = 0x84 // the PDU was not understood (MMS 5)
	StatusIndeterminate Status = 0x85 // nobody knows, since 1.1 (MMS 5)
	StatusForwarded     Status = 0x86 // passed on unread, since 1.1 (MMS 5)
	StatusUnreachable   Status = 0x87 // no such recipient, since 1.2 (MMS 5)
)

var statusTable = [...]valueRow{
	{"Expired", Version10},
	{"Retrieved", Version10},
	{"Rejected", Version10},
	{"Deferred", Version10},
	{"Unrecognised", Version10},
	{"Indeterminate", Version11},
	{"Forwarded", Version11},
	{"Unreachable", Version12},
}

// Known reports whether the status is assigned (MMS 5).
func (v Status) Known() bool { return valueOf(statusTable[:], firstValue, uint8(v)).name != "" }

// String is the name in MMS 5.
func (v Status) String() string {
	return valueName(valueOf(statusTable[:], firstValue, uint8(v)), uint8(v))
}

// Since is the version that brought the status (MMS 5), 0 when it is unknown.
func (v Status) Since() Version { return valueOf(statusTable[:], firstValue, uint8(v)).since }

// ReadStatus is the value of X-Mms-Read-Status (MMS 5).
type ReadStatus uint8

// The two values.
const (
	ReadStatusRead          ReadStatus = 0x80 // (MMS 5)
	ReadStatusDeletedUnread ReadStatus = 0x81 // (MMS 5)
)

var readStatusTable = [...]valueRow{{name: "Read"}, {name: "Deleted without being read"}}

// Known reports whether the value is assigned (MMS 5).
func (v ReadStatus) Known() bool {
	return valueOf(readStatusTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v ReadStatus) String() string {
	return valueName(valueOf(readStatusTable[:], firstValue, uint8(v)), uint8(v))
}

// ReplyCharging is the value of X-Mms-Reply-Charging (MMS 4.21).
type ReplyCharging uint8

// The values.
const (
	ReplyChargingRequested         ReplyCharging = 0x80 // by the originator (MMS 4.21)
	ReplyChargingRequestedTextOnly ReplyCharging = 0x81 // by the originator (MMS 4.21)
	ReplyChargingAccepted          ReplyCharging = 0x82 // by the proxy-relay (MMS 4.21)
	ReplyChargingAcceptedTextOnly  ReplyCharging = 0x83 // by the proxy-relay (MMS 4.21)
)

var replyChargingTable = [...]valueRow{
	{name: "Requested"}, {name: "Requested text only"}, {name: "Accepted"}, {name: "Accepted text only"},
}

// Known reports whether the value is assigned (MMS 5).
func (v ReplyCharging) Known() bool {
	return valueOf(replyChargingTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v ReplyCharging) String() string {
	return valueName(valueOf(replyChargingTable[:], firstValue, uint8(v)), uint8(v))
}

// MMState is the value of X-Mms-MM-State: the state of a stored message (MMS 5).
type MMState uint8

// The states.
const (
	MMStateDraft     MMState = 0x80 // (MMS 5)
	MMStateSent      MMState = 0x81 // (MMS 5)
	MMStateNew       MMState = 0x82 // (MMS 5)
	MMStateRetrieved MMState = 0x83 // (MMS 5)
	MMStateForwarded MMState = 0x84 // (MMS 5)
)

var mmStateTable = [...]valueRow{
	{name: "Draft"}, {name: "Sent"}, {name: "New"}, {name: "Retrieved"}, {name: "Forwarded"},
}

// Known reports whether the state is assigned (MMS 5).
func (v MMState) Known() bool { return valueOf(mmStateTable[:], firstValue, uint8(v)).name != "" }

// String is the name in MMS 5.
func (v MMState) String() string {
	return valueName(valueOf(mmStateTable[:], firstValue, uint8(v)), uint8(v))
}

// FlagToken says what an X-Mms-MM-Flags does with its keyword (MMS 4.16).
type FlagToken uint8

// The tokens.
const (
	FlagTokenAdd    FlagToken = 0x80 // (MMS 4.16)
	FlagTokenRemove FlagToken = 0x81 // (MMS 4.16)
	FlagTokenFilter FlagToken = 0x82 // select by it (MMS 4.16)
)

var flagTokenTable = [...]valueRow{{name: "Add"}, {name: "Remove"}, {name: "Filter"}}

// Known reports whether the token is assigned (MMS 5).
func (v FlagToken) Known() bool { return valueOf(flagTokenTable[:], firstValue, uint8(v)).name != "" }

// String is the name in MMS 5.
func (v FlagToken) String() string {
	return valueName(valueOf(flagTokenTable[:], firstValue, uint8(v)), uint8(v))
}

// TotalToken says what an X-Mms-Mbox-Totals or X-Mms-Mbox-Quotas counts (MMS 4.17).
type TotalToken uint8

// The tokens.
const (
	TotalTokenMessage TotalToken = 0x80 // messages (MMS 4.17)
	TotalTokenSize    TotalToken = 0x81 // octets (MMS 4.17)
)

var totalTokenTable = [...]valueRow{{name: "Message"}, {name: "Size"}}

// Known reports whether the token is assigned (MMS 5).
func (v TotalToken) Known() bool {
	return valueOf(totalTokenTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v TotalToken) String() string {
	return valueName(valueOf(totalTokenTable[:], firstValue, uint8(v)), uint8(v))
}

// RetrievalMode is the value of X-Mms-Recommended-Retrieval-Mode (MMS 5).
type RetrievalMode uint8

// RetrievalModeManual asks that the user decides (MMS 5).
const RetrievalModeManual RetrievalMode = 0x80

var retrievalModeTable = [...]valueRow{{name: "Manual"}}

// Known reports whether the mode is assigned (MMS 5).
func (v RetrievalMode) Known() bool {
	return valueOf(retrievalModeTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v RetrievalMode) String() string {
	return valueName(valueOf(retrievalModeTable[:], firstValue, uint8(v)), uint8(v))
}

// ContentClass is the value of X-Mms-Content-Class (MMS 5).
type ContentClass uint8

// The classes, each with the size that the conformance document allows.
const (
	ContentClassText         ContentClass = 0x80 // 30 kB (MMS 5)
	ContentClassImageBasic   ContentClass = 0x81 // 30 kB (MMS 5)
	ContentClassImageRich    ContentClass = 0x82 // 100 kB (MMS 5)
	ContentClassVideoBasic   ContentClass = 0x83 // 100 kB (MMS 5)
	ContentClassVideoRich    ContentClass = 0x84 // 300 kB (MMS 5)
	ContentClassMegapixel    ContentClass = 0x85 // 300 kB (MMS 5)
	ContentClassContentBasic ContentClass = 0x86 // 100 kB (MMS 5)
	ContentClassContentRich  ContentClass = 0x87 // 300 kB (MMS 5)
)

var contentClassTable = [...]valueRow{
	{name: "text"}, {name: "image-basic"}, {name: "image-rich"}, {name: "video-basic"},
	{name: "video-rich"}, {name: "megapixel"}, {name: "content-basic"}, {name: "content-rich"},
}

// contentClassSize is in units of 1,024 octets; the digest only says "kB", and
// the larger reading suits what is only advice (MMS 5).
var contentClassSize = [...]uint16{30, 30, 100, 100, 300, 300, 100, 300}

// Known reports whether the class is assigned (MMS 5).
func (v ContentClass) Known() bool {
	return valueOf(contentClassTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v ContentClass) String() string {
	return valueName(valueOf(contentClassTable[:], firstValue, uint8(v)), uint8(v))
}

// Size is how many octets a message of the class may have by the conformance
// document, 0 for an unknown class. It is advice: networks accept more (MMS 5).
func (v ContentClass) Size() uint32 {
	if i := int(v) - firstValue; i >= 0 && i < len(contentClassSize) {
		return uint32(contentClassSize[i]) << 10
	}
	return 0
}

// CancelStatus is the value of X-Mms-Cancel-Status (MMS 5).
type CancelStatus uint8

// The two values.
const (
	CancelStatusReceived  CancelStatus = 0x80 // (MMS 5)
	CancelStatusCorrupted CancelStatus = 0x81 // (MMS 5)
)

var cancelStatusTable = [...]valueRow{
	{name: "Cancel Request successfully received"}, {name: "Cancel Request corrupted"},
}

// Known reports whether the value is assigned (MMS 5).
func (v CancelStatus) Known() bool {
	return valueOf(cancelStatusTable[:], firstValue, uint8(v)).name != ""
}

// String is the name in MMS 5.
func (v CancelStatus) String() string {
	return valueName(valueOf(cancelStatusTable[:], firstValue, uint8(v)), uint8(v))
}

// FromToken opens the value of From (MMS 4.7).
type FromToken uint8

// The tokens.
const (
	FromTokenAddressPresent FromToken = 0x80 // an address follows (MMS 4.7)
	FromTokenInsertAddress  FromToken = 0x81 // the proxy-relay is to insert it (MMS 4.7)
)

var fromTokenTable = [...]valueRow{{name: "Address-present"}, {name: "Insert-address"}}

// Known reports whether the token is assigned (MMS 5).
func (v FromToken) Known() bool { return valueOf(fromTokenTable[:], firstValue, uint8(v)).name != "" }

// String is the name in MMS 5.
func (v FromToken) String() string {
	return valueName(valueOf(fromTokenTable[:], firstValue, uint8(v)), uint8(v))
}

// TimeToken opens the value of X-Mms-Expiry, X-Mms-Delivery-Time and
// X-Mms-Reply-Charging-Deadline (MMS 4.9).
type TimeToken uint8

// The tokens.
const (
	TimeTokenAbsolute TimeToken = 0x80 // seconds since 1970 follow (MMS 4.9)
	TimeTokenRelative TimeToken = 0x81 // seconds from now follow (MMS 4.9)
)

var timeTokenTable = [...]valueRow{{name: "Absolute"}, {name: "Relative"}}

// Known reports whether the token is assigned (MMS 5).
func (v TimeToken) Known() bool { return valueOf(timeTokenTable[:], firstValue, uint8(v)).name != "" }

// String is the name in MMS 5.
func (v TimeToken) String() string {
	return valueName(valueOf(timeTokenTable[:], firstValue, uint8(v)), uint8(v))
}
