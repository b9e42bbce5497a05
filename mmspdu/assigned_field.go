package mmspdu

import "iter"

// Field is the assigned number of an MMS header, 0x01 to 0x3F; the octet on
// the wire is the number with bit 7 set (MMS 4.1). The zero Field is no header.
type Field uint8

// The headers.
const (
	FieldBcc                          Field = 0x01 // one address (MMS 4.6)
	FieldCc                           Field = 0x02 // one address (MMS 4.6)
	FieldContentLocation              Field = 0x03 // where the message is (MMS 4.12, 4.14)
	FieldContentType                  Field = 0x04 // the last header; the body follows (MMS 4.23)
	FieldDate                         Field = 0x05 // seconds since 1970 (MMS 4.8)
	FieldDeliveryReport               Field = 0x06 // is one wanted (MMS 4.5)
	FieldDeliveryTime                 Field = 0x07 // earliest delivery (MMS 4.9)
	FieldExpiry                       Field = 0x08 // when the message lapses (MMS 4.9)
	FieldFrom                         Field = 0x09 // address of the sender, or a request to insert it (MMS 4.7)
	FieldMessageClass                 Field = 0x0A // Personal, Advertisement … or a name (MMS 4.10)
	FieldMessageID                    Field = 0x0B // identifier of the message (MMS 4.11)
	FieldMessageType                  Field = 0x0C // type of the PDU (MMS 3.1)
	FieldMMSVersion                   Field = 0x0D // X-Mms-MMS-Version (MMS 3.3)
	FieldMessageSize                  Field = 0x0E // octets, often approximate (MMS 4.13)
	FieldPriority                     Field = 0x0F // Low, Normal, High (MMS 5)
	FieldReadReport                   Field = 0x10 // is one wanted; Read-Reply in 1.0 (MMS 4.5)
	FieldReportAllowed                Field = 0x11 // may a report be sent (MMS 4.5)
	FieldResponseStatus               Field = 0x12 // result of a request (MMS 5, 4.14)
	FieldResponseText                 Field = 0x13 // words for the result (MMS 4.24, 4.14)
	FieldSenderVisibility             Field = 0x14 // Hide, Show (MMS 5)
	FieldStatus                       Field = 0x15 // what became of the message (MMS 5)
	FieldSubject                      Field = 0x16 // subject of the message (MMS 4.3)
	FieldTo                           Field = 0x17 // one address (MMS 4.6)
	FieldTransactionID                Field = 0x18 // ties request and answer (MMS 4.11)
	FieldRetrieveStatus               Field = 0x19 // result of a retrieval (MMS 5)
	FieldRetrieveText                 Field = 0x1A // words for the result (MMS 4.24)
	FieldReadStatus                   Field = 0x1B // read, or deleted unread (MMS 5)
	FieldReplyCharging                Field = 0x1C // who pays for a reply (MMS 4.21)
	FieldReplyChargingDeadline        Field = 0x1D // until when (MMS 4.9, 4.21)
	FieldReplyChargingID              Field = 0x1E // Message-ID of the original (MMS 4.21)
	FieldReplyChargingSize            Field = 0x1F // octets at most (MMS 4.13, 4.21)
	FieldPreviouslySentBy             Field = 0x20 // one forwarding step: who (MMS 4.15)
	FieldPreviouslySentDate           Field = 0x21 // one forwarding step: when (MMS 4.15)
	FieldStore                        Field = 0x22 // store in the MMBox as well (MMS 4.5)
	FieldMMState                      Field = 0x23 // Draft, Sent, New … (MMS 5)
	FieldMMFlags                      Field = 0x24 // one keyword (MMS 4.16)
	FieldStoreStatus                  Field = 0x25 // result of storing (MMS 5)
	FieldStoreStatusText              Field = 0x26 // words for the result (MMS 4.24)
	FieldStored                       Field = 0x27 // already in the MMBox (MMS 4.5)
	FieldAttributes                   Field = 0x28 // name of a header that is asked for (MMS 4.19)
	FieldTotals                       Field = 0x29 // are totals wanted (MMS 4.5)
	FieldMboxTotals                   Field = 0x2A // messages or octets in the MMBox (MMS 4.17)
	FieldQuotas                       Field = 0x2B // are quotas wanted (MMS 4.5)
	FieldMboxQuotas                   Field = 0x2C // messages or octets allowed there (MMS 4.17)
	FieldMessageCount                 Field = 0x2D // number of descriptions (MMS 4.18)
	FieldContent                      Field = 0x2E // only a name in Attributes (MMS 4.19)
	FieldStart                        Field = 0x2F // first message of a listing (MMS 4.18)
	FieldAdditionalHeaders            Field = 0x30 // only a name in Attributes (MMS 4.19)
	FieldDistributionIndicator        Field = 0x31 // may it be passed on (MMS 4.5)
	FieldElementDescriptor            Field = 0x32 // one element of the message (MMS 4.20)
	FieldLimit                        Field = 0x33 // messages in a listing at most (MMS 4.18)
	FieldRecommendedRetrievalMode     Field = 0x34 // X-Mms-Recommended-Retrieval-Mode: Manual (MMS 5)
	FieldRecommendedRetrievalModeText Field = 0x35 // X-Mms-Recommended-Retrieval-Mode-Text: why (MMS 4.24)
	FieldStatusText                   Field = 0x36 // words for the status (MMS 4.24)
	FieldApplicID                     Field = 0x37 // application the message is for (MMS 4.22)
	FieldReplyApplicID                Field = 0x38 // application a reply is for (MMS 4.22)
	FieldAuxApplicInfo                Field = 0x39 // more for the application (MMS 4.22)
	FieldContentClass                 Field = 0x3A // text, image-basic … (MMS 5)
	FieldDRMContent                   Field = 0x3B // is any of it DRM-protected (MMS 4.5)
	FieldAdaptationAllowed            Field = 0x3C // may it be adapted (MMS 4.5)
	FieldReplaceID                    Field = 0x3D // message that this one replaces (MMS 4.11)
	FieldCancelID                     Field = 0x3E // message to cancel (MMS 4.11)
	FieldCancelStatus                 Field = 0x3F // result of the cancellation (MMS 5)
)

// fieldKind is the grammar of a header's value (MMS 4.1).
type fieldKind uint8

const (
	kindNone         fieldKind = iota // no grammar of its own: kept raw (MMS 4.19)
	kindText                          // Text-string (MMS 4.2)
	kindURI                           // Uri-value; Del form in delete .conf (MMS 4.12, 4.14)
	kindEncoded                       // Encoded-string-value (MMS 4.3)
	kindAddress                       // Encoded-string-value with an address (MMS 4.6)
	kindYesNo                         // Yes or No (MMS 4.5)
	kindOctet                         // any other enumeration of one octet (MMS 5)
	kindType                          // type of the PDU (MMS 3.1)
	kindVersion                       // Version-value (MMS 3.3)
	kindLong                          // Long-integer (MMS 4.4)
	kindDate                          // Date-value, a Long-integer (MMS 4.8)
	kindInteger                       // Integer-value (MMS 4.4)
	kindTime                          // absolute or relative (MMS 4.9)
	kindFrom                          // address or Insert-address-token (MMS 4.7)
	kindContentType                   // Content-type-value (MMS 4.23)
	kindClass                         // class octet or Token-text (MMS 4.10)
	kindStatusDel                     // status octet, or its Del form (MMS 4.14)
	kindEncodedDel                    // Encoded-string-value, or its Del form (MMS 4.14)
	kindPreviousBy                    // Forwarded-count and address (MMS 4.15)
	kindPreviousDate                  // Forwarded-count and Date-value (MMS 4.15)
	kindFlags                         // token and keyword (MMS 4.16)
	kindTotal                         // token and Integer-value (MMS 4.17)
	kindAttribute                     // name of a header (MMS 4.19)
	kindElement                       // reference and parameters (MMS 4.20)
)

type fieldRow struct {
	name    string
	kind    fieldKind
	since   Version
	repeats bool
}

// fieldTable is the table of MMS 4.1; its index is the header's code.
var fieldTable = [0x40]fieldRow{
	FieldBcc:                          {"Bcc", kindAddress, Version10, true},
	FieldCc:                           {"Cc", kindAddress, Version10, true},
	FieldContentLocation:              {"X-Mms-Content-Location", kindURI, Version10, true},
	FieldContentType:                  {"Content-Type", kindContentType, Version10, false},
	FieldDate:                         {"Date", kindDate, Version10, false},
	FieldDeliveryReport:               {"X-Mms-Delivery-Report", kindYesNo, Version10, false},
	FieldDeliveryTime:                 {"X-Mms-Delivery-Time", kindTime, Version10, false},
	FieldExpiry:                       {"X-Mms-Expiry", kindTime, Version10, false},
	FieldFrom:                         {"From", kindFrom, Version10, false},
	FieldMessageClass:                 {"X-Mms-Message-Class", kindClass, Version10, false},
	FieldMessageID:                    {"Message-ID", kindText, Version10, false},
	FieldMessageType:                  {"X-Mms-Message-Type", kindType, Version10, false},
	FieldMMSVersion:                   {"X-Mms-MMS-Version", kindVersion, Version10, false},
	FieldMessageSize:                  {"X-Mms-Message-Size", kindLong, Version10, false},
	FieldPriority:                     {"X-Mms-Priority", kindOctet, Version10, false},
	FieldReadReport:                   {"X-Mms-Read-Report", kindYesNo, Version10, false},
	FieldReportAllowed:                {"X-Mms-Report-Allowed", kindYesNo, Version10, false},
	FieldResponseStatus:               {"X-Mms-Response-Status", kindStatusDel, Version10, true},
	FieldResponseText:                 {"X-Mms-Response-Text", kindEncodedDel, Version10, true},
	FieldSenderVisibility:             {"X-Mms-Sender-Visibility", kindOctet, Version10, false},
	FieldStatus:                       {"X-Mms-Status", kindOctet, Version10, false},
	FieldSubject:                      {"Subject", kindEncoded, Version10, false},
	FieldTo:                           {"To", kindAddress, Version10, true},
	FieldTransactionID:                {"X-Mms-Transaction-Id", kindText, Version10, false},
	FieldRetrieveStatus:               {"X-Mms-Retrieve-Status", kindOctet, Version11, false},
	FieldRetrieveText:                 {"X-Mms-Retrieve-Text", kindEncoded, Version11, false},
	FieldReadStatus:                   {"X-Mms-Read-Status", kindOctet, Version11, false},
	FieldReplyCharging:                {"X-Mms-Reply-Charging", kindOctet, Version11, false},
	FieldReplyChargingDeadline:        {"X-Mms-Reply-Charging-Deadline", kindTime, Version11, false},
	FieldReplyChargingID:              {"X-Mms-Reply-Charging-ID", kindText, Version11, false},
	FieldReplyChargingSize:            {"X-Mms-Reply-Charging-Size", kindLong, Version11, false},
	FieldPreviouslySentBy:             {"X-Mms-Previously-Sent-By", kindPreviousBy, Version11, true},
	FieldPreviouslySentDate:           {"X-Mms-Previously-Sent-Date", kindPreviousDate, Version11, true},
	FieldStore:                        {"X-Mms-Store", kindYesNo, Version12, false},
	FieldMMState:                      {"X-Mms-MM-State", kindOctet, Version12, true},
	FieldMMFlags:                      {"X-Mms-MM-Flags", kindFlags, Version12, true},
	FieldStoreStatus:                  {"X-Mms-Store-Status", kindOctet, Version12, false},
	FieldStoreStatusText:              {"X-Mms-Store-Status-Text", kindEncoded, Version12, false},
	FieldStored:                       {"X-Mms-Stored", kindYesNo, Version12, false},
	FieldAttributes:                   {"X-Mms-Attributes", kindAttribute, Version12, true},
	FieldTotals:                       {"X-Mms-Totals", kindYesNo, Version12, false},
	FieldMboxTotals:                   {"X-Mms-Mbox-Totals", kindTotal, Version12, true},
	FieldQuotas:                       {"X-Mms-Quotas", kindYesNo, Version12, false},
	FieldMboxQuotas:                   {"X-Mms-Mbox-Quotas", kindTotal, Version12, true},
	FieldMessageCount:                 {"X-Mms-Message-Count", kindInteger, Version12, false},
	FieldContent:                      {"Content", kindNone, Version12, false},
	FieldStart:                        {"X-Mms-Start", kindInteger, Version12, false},
	FieldAdditionalHeaders:            {"Additional-headers", kindNone, Version12, false},
	FieldDistributionIndicator:        {"X-Mms-Distribution-Indicator", kindYesNo, Version12, false},
	FieldElementDescriptor:            {"X-Mms-Element-Descriptor", kindElement, Version12, true},
	FieldLimit:                        {"X-Mms-Limit", kindInteger, Version12, false},
	FieldRecommendedRetrievalMode:     {"X-Mms-Recommended-Retrieval-Mode", kindOctet, Version13, false},
	FieldRecommendedRetrievalModeText: {"X-Mms-Recommended-Retrieval-Mode-Text", kindEncoded, Version13, false},
	FieldStatusText:                   {"X-Mms-Status-Text", kindEncoded, Version13, false},
	FieldApplicID:                     {"X-Mms-Applic-ID", kindText, Version13, false},
	FieldReplyApplicID:                {"X-Mms-Reply-Applic-ID", kindText, Version13, false},
	FieldAuxApplicInfo:                {"X-Mms-Aux-Applic-Info", kindText, Version13, false},
	FieldContentClass:                 {"X-Mms-Content-Class", kindOctet, Version13, false},
	FieldDRMContent:                   {"X-Mms-DRM-Content", kindYesNo, Version13, false},
	FieldAdaptationAllowed:            {"X-Mms-Adaptation-Allowed", kindYesNo, Version13, false},
	FieldReplaceID:                    {"X-Mms-Replace-ID", kindText, Version13, false},
	FieldCancelID:                     {"X-Mms-Cancel-ID", kindText, Version13, false},
	FieldCancelStatus:                 {"X-Mms-Cancel-Status", kindOctet, Version13, false},
}

// fieldAliases are the other names in use, by version or by project (MMS 4.1).
var fieldAliases = [...]struct {
	name  string
	field Field
}{
	{"X-Mms-Read-Reply", FieldReadReport},
	{"X-Mms-Message-ID", FieldMessageID},
}

// row answers with the zero row for a code that 1.3 does not assign.
func (f Field) row() fieldRow {
	if int(f) < len(fieldTable) {
		return fieldTable[f]
	}
	return fieldRow{}
}

// Known reports whether 1.3 assigns f (MMS 4.1). Content and Additional-headers
// are known, although they are only names in X-Mms-Attributes.
func (f Field) Known() bool { return f.row().name != "" }

// String is the header's name (MMS 4.1), "X-Mms-Transaction-Id"; of a code that
// 1.3 does not assign it is "unknown-0x40" and allocates.
func (f Field) String() string {
	if s := f.row().name; s != "" {
		return s
	}
	return "unknown-" + hexOctet(uint8(f))
}

// Repeats reports whether some type of PDU may have the header more than once
// (MMS 4.1); what one type may have is in FieldsOf.
func (f Field) Repeats() bool { return f.row().repeats }

// Since is the version that brought the header (MMS 4.1), 0 when it is unknown.
// A type of PDU may have got it later: see FieldsOf.
func (f Field) Since() Version { return f.row().since }

// Fields ranges over the assigned headers in the order of their codes (MMS 4.1).
func Fields() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for f := FieldBcc; f <= FieldCancelStatus; f++ {
			if !yield(f) {
				return
			}
		}
	}
}

// FieldByName finds the header of a name, whatever its letter case, also by
// the other names that are in use: X-Mms-Read-Reply and X-Mms-Message-ID (MMS 4.1).
func FieldByName(name string) (Field, bool) {
	for f := range Fields() {
		if equalFold(name, fieldTable[f].name) {
			return f, true
		}
	}
	for i := range fieldAliases {
		if equalFold(name, fieldAliases[i].name) {
			return fieldAliases[i].field, true
		}
	}
	return 0, false
}

// equalFold compares without regard to the case of the 26 letters: names on
// the wire are us-ascii, and no other letter may be taken for one of them.
func equalFold[A, B string | []byte](a A, b B) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i < len(a); i++ {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

// lower is the small letter of an us-ascii letter, and any other octet itself.
func lower(c byte) byte {
	if c-'A' < 26 {
		return c | 0x20
	}
	return c
}
