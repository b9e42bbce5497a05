package mmspdu

import (
	"iter"
	"strconv"

	"github.com/mmsguard/mmsguard/wsp"
)

// Rule is the number of a rule of validation. Rules never change their meaning.
type Rule uint8

// The rules of chapter 13, and one for what only Android asks.
const (
	V01 Rule = iota + 1 // no X-Mms-Message-Type (MMS 13)
	V02                 // the first headers are not in their order (MMS 13)
	V03                 // unknown message type (MMS 13)
	V04                 // no X-Mms-MMS-Version (MMS 13)
	V05                 // unknown version (MMS 13)
	V06                 // mandatory header missing (MMS 13)
	V07                 // conditional rule broken (MMS 13)
	V08                 // header that the PDU does not have (MMS 13)
	V09                 // single header more than once (MMS 13)
	V10                 // header newer than the version (MMS 13)
	V11                 // value against its grammar (MMS 13)
	V12                 // enumeration octet unassigned (MMS 13)
	V13                 // obsolete status (MMS 13)
	V14                 // no recipient (MMS 13)
	V15                 // Insert-address-token towards the client (MMS 13)
	V16                 // absolute Expiry in a notification (MMS 13)
	V17                 // class Auto asks for a report (MMS 13)
	V18                 // header without the one it belongs to (MMS 13)
	V19                 // forwarding chain does not add up (MMS 13)
	V20                 // body or leftovers where there are none (MMS 13)
	V21                 // Content-Type missing (MMS 13)
	V22                 // start or type of multipart.related (MMS 13)
	V23                 // presentation in the wrong place (MMS 13)
	V24                 // references of the presentation (MMS 13)
	V25                 // parts of the same name (MMS 13)
	V26                 // lengths and numbers of parts (MMS 13)
	V27                 // longer form than needed (MMS 13)
	V28                 // Quote missing or needless (MMS 13)
	V29                 // text against its charset (MMS 13)
	V30                 // address against its grammar (MMS 13)
	V31                 // form of an identifier (MMS 13)
	V32                 // Del form or plain form in the wrong place (MMS 13)
	V33                 // claim far from the real size (MMS 13)
	V34                 // text part without charset (MMS 13)
	V35                 // part without a name (MMS 13)
	V36                 // Content-Transfer-Encoding (MMS 13)
	V37                 // limit reached (MMS 13)
	V38                 // MMBox header without X-Mms-Store (MMS 13)
	V39                 // code page shift, or a name that is no token (MMS 13)
	V40                 // unknown header (MMS 13)
	A01                 // header missing without which Android drops the PDU (MMS 12.5)
	ruleEnd
)

// ruleTable has the conditions in the words of MMS 13.
var ruleTable = [ruleEnd]string{
	V01: "no X-Mms-Message-Type",
	V02: "Message-Type, Transaction-Id (if any), Version are not the first headers in this order",
	V03: "unknown message type octet (outside 0x80–0x97)",
	V04: "no X-Mms-MMS-Version (W for M-Mbox-Descr)",
	V05: "version octet outside 0x90–0x93; E if bit 7 is clear",
	V06: "a header marked M in chapter 6 is missing",
	V07: "a conditional rule of chapter 6 is broken (Message-ID missing after Ok, …)",
	V08: "a header that chapter 6 does not list for this PDU",
	V09: "a single-valued header more than once",
	V10: "header newer than the declared version",
	V11: "value cannot be decoded by its grammar; W if it could be by a deviation rule of chapter 12",
	V12: "enumeration octet unassigned or reserved",
	V13: "obsolete Response-Status 129–135 with version ≥ 1.1",
	V14: "M-Send.req / M-Forward.req without To, Cc and Bcc",
	V15: "Insert-address-token in an R→C PDU (not in M-Mbox-Descr)",
	V16: "absolute Expiry in M-Notification.ind",
	V17: "class Auto together with Delivery-Report = Yes or Read-Report = Yes",
	V18: "Reply-Charging-Deadline or -Size without Reply-Charging; Recommended-Retrieval-Mode-Text without -Mode",
	V19: "Previously-Sent-By/-Date counts do not pair, or do not start at 1 without gaps",
	V20: "Content-Type and body in a PDU type without body; octets left over that are not a header (W when they are all 00)",
	V21: "Content-Type missing in a PDU with mandatory body",
	V22: "multipart.related without start/type, or start does not match any part",
	V23: "multipart.related without a SMIL root; multipart.mixed with SMIL",
	V24: "SMIL src that resolves to no part; part that nothing refers to (I)",
	V25: "duplicate Content-ID or Content-Location among parts",
	V26: "part lengths exceed the data; W: trailing octets after the last part; W: nEntries mismatch (I when nEntries is 0)",
	V27: "non-minimal uintvar, Long-integer with leading zero octet, Value-length in 0x1F form for ≤ 30",
	V28: "Text-string first octet ≥ 0x80 without Quote; Quote where none is needed (I)",
	V29: "non-ascii octets in a string without charset; bytes invalid for the declared charset",
	V30: "address does not match chapter 9",
	V31: "identifiers with angle brackets or spaces; I: Transaction-Id longer than 40 octets",
	V32: "Del form outside delete .conf, plain form inside them when more than one MM is reported",
	V33: "Content-Class/Message-Size claim far from the real size (advisory)",
	V34: "text part without charset and with octets ≥ 0x80",
	V35: "part without Content-ID and Content-Location",
	V36: "Content-Transfer-Encoding other than binary/7bit/8bit",
	V37: "nesting deeper or parts more numerous than the configured limits",
	V38: "MM-State/MM-Flags in M-Send.req without Store = Yes",
	V39: "code-page shift or application header with a non-token name",
	V40: "unknown well-known header (kept raw)",
	A01: "a header is missing without which Android-derived receivers drop the PDU",
}

// String is the id of the rule: "V06", or "A01" for the one of ProfileAndroid.
func (r Rule) String() string {
	letter, n := "V", int(r)
	if r >= A01 {
		letter, n = "A", int(r-A01)+1
	}
	if n < 10 {
		letter += "0"
	}
	return letter + strconv.Itoa(n)
}

// Text is the condition of the rule in the words of MMS 13.
func (r Rule) Text() string {
	if r < ruleEnd {
		return ruleTable[r]
	}
	return ""
}

// Rules ranges over all rules in the order of their numbers.
func Rules() iter.Seq[Rule] {
	return func(yield func(Rule) bool) {
		for r := V01; r < ruleEnd; r++ {
			if !yield(r) {
				return
			}
		}
	}
}

// check is one condition of a rule: what is seen, how much it weighs, where it
// stands.
type check uint8

const (
	checkNoType check = iota + 1
	checkOrder
	checkTypeUnknown
	checkNoVersion
	checkNoVersionInside
	checkVersionUnknown
	checkVersionOctet
	checkMandatory
	checkAccepted
	checkDelivered
	checkStored
	checkNotStored
	checkListed
	checkUploadLocation
	checkUploadContent
	checkChargingSide
	checkFlagToken
	checkDelLocation
	checkUnlisted
	checkRepeated
	checkTotalRepeated
	checkNewer
	checkUndecodable
	checkDeviation
	checkUnassigned
	checkObsolete
	checkNoRecipient
	checkInsert
	checkAbsolute
	checkAuto
	checkNoCharging
	checkNoMode
	checkChainGap
	checkChainPair
	checkBodiless
	checkLeftover
	checkLeftZeros
	checkNoContentType
	checkNoStart
	checkStartNowhere
	checkNoPresentation
	checkMixedPresentation
	checkReference
	checkUnreferenced
	checkSameID
	checkSameLocation
	checkLengths
	checkEntries
	checkNoEntries
	checkPadded
	checkLengthForm
	checkUnquoted
	checkQuoted
	checkNoCharset
	checkCharset
	checkAddress
	checkIdentifier
	checkLongTransaction
	checkDelForm
	checkPlainForm
	checkSizeClaim
	checkClassClaim
	checkPartCharset
	checkUnnamed
	checkTransfer
	checkLimit
	checkSize
	checkNoStore
	checkShift
	checkName
	checkUnknown
	checkAndroid
	checkEnd
)

type checkRow struct {
	rule     Rule
	severity Severity
	section  string // "" for the table of the PDU's type in chapter 6
	text     string // for those that come from a fault, the fault has the words
}

var checkTable = [checkEnd]checkRow{
	checkNoType:            {V01, SeverityError, "MMS 2.1", "there is none that can be read"},
	checkOrder:             {V02, SeverityWarning, "MMS 2.2", "Message-Type, Transaction-Id and Version come first, in this order"},
	checkTypeUnknown:       {V03, SeverityError, "MMS 3.1", "type is not assigned"},
	checkNoVersion:         {V04, SeverityError, "MMS 3.3", "missing"},
	checkNoVersionInside:   {V04, SeverityWarning, "MMS 6.20", "missing; some writers of descriptions leave it out"},
	checkVersionUnknown:    {V05, SeverityWarning, "MMS 3.3", "none of the versions 1.0 to 1.3"},
	checkVersionOctet:      {V05, SeverityError, "MMS 3.3", "no version octet: bit 7 is clear"},
	checkMandatory:         {V06, SeverityError, "", "mandatory header is missing"},
	checkAccepted:          {V07, SeverityWarning, "", "missing or empty although the message was accepted"},
	checkDelivered:         {V07, SeverityWarning, "MMS 6.5", "missing although a message is delivered"},
	checkStored:            {V07, SeverityWarning, "", "missing although the message was stored"},
	checkNotStored:         {V07, SeverityWarning, "", "names a stored message although none was stored"},
	checkListed:            {V07, SeverityWarning, "MMS 6.20", "missing in the description of a listing"},
	checkUploadLocation:    {V07, SeverityWarning, "MMS 6.20", "has no place in an upload"},
	checkUploadContent:     {V07, SeverityWarning, "MMS 6.20", "missing: an upload has content"},
	checkChargingSide:      {V07, SeverityWarning, "MMS 4.21", "value is for the other direction"},
	checkFlagToken:         {V07, SeverityWarning, "MMS 4.16", "token is not for this PDU"},
	checkDelLocation:       {V07, SeverityWarning, "", "error without the X-Mms-Content-Location of the same Status-count"},
	checkUnlisted:          {V08, SeverityWarning, "", "this type of PDU does not have it"},
	checkRepeated:          {V09, SeverityWarning, "", "again, although one is all there can be"},
	checkTotalRepeated:     {V09, SeverityWarning, "MMS 4.17", "again with the same token"},
	checkNewer:             {V10, SeverityInfo, "", "newer than the version that the PDU declares"},
	checkUndecodable:       {V11, SeverityError, "", ""},
	checkDeviation:         {V11, SeverityWarning, "", ""},
	checkUnassigned:        {V12, SeverityWarning, "MMS 5", "value is not assigned"},
	checkObsolete:          {V13, SeverityInfo, "MMS 5", "value is obsolete since version 1.1"},
	checkNoRecipient:       {V14, SeverityError, "", "no recipient: neither To, Cc nor Bcc"},
	checkInsert:            {V15, SeverityWarning, "MMS 4.7", "Insert-address-token from the proxy-relay"},
	checkAbsolute:          {V16, SeverityWarning, "MMS 4.9", "absolute in a notification"},
	checkAuto:              {V17, SeverityWarning, "MMS 7", "asks for a report on an automatic message"},
	checkNoCharging:        {V18, SeverityWarning, "MMS 4.21", "without X-Mms-Reply-Charging"},
	checkNoMode:            {V18, SeverityWarning, "MMS 6.3", "without X-Mms-Recommended-Retrieval-Mode"},
	checkChainGap:          {V19, SeverityWarning, "MMS 4.15", "Forwarded-count does not follow: from 1, without gaps"},
	checkChainPair:         {V19, SeverityWarning, "MMS 4.15", "step without its counterpart"},
	checkBodiless:          {V20, SeverityError, "MMS 2.2", "this type of PDU has no body"},
	checkLeftover:          {V20, SeverityError, "", ""},
	checkLeftZeros:         {V20, SeverityWarning, "", ""},
	checkNoContentType:     {V21, SeverityError, "", "missing, and with it the body"},
	checkNoStart:           {V22, SeverityWarning, "MMS 8.2", "multipart.related without start or type"},
	checkStartNowhere:      {V22, SeverityWarning, "MMS 8.2", "start matches no part"},
	checkNoPresentation:    {V23, SeverityWarning, "MMS 8.1", "root of multipart.related is no SMIL"},
	checkMixedPresentation: {V23, SeverityWarning, "MMS 8.1", "SMIL in multipart.mixed"},
	checkReference:         {V24, SeverityWarning, "MMS 8.3", "src resolves to no part"},
	checkUnreferenced:      {V24, SeverityInfo, "MMS 8.3", "the presentation does not refer to the part"},
	checkSameID:            {V25, SeverityWarning, "MMS 8.4", "same Content-ID as an earlier part"},
	checkSameLocation:      {V25, SeverityWarning, "MMS 8.4", "same Content-Location as an earlier part"},
	checkLengths:           {V26, SeverityError, "", ""},
	checkEntries:           {V26, SeverityWarning, "", ""},
	checkNoEntries:         {V26, SeverityInfo, "WSP 11.2", "nEntries is 0 although there are entries"},
	checkPadded:            {V27, SeverityWarning, "", ""},
	checkLengthForm:        {V27, SeverityWarning, "WSP 2.3", "Value-length of up to 30 in the long form"},
	checkUnquoted:          {V28, SeverityWarning, "", ""},
	checkQuoted:            {V28, SeverityInfo, "", ""},
	checkNoCharset:         {V29, SeverityWarning, "MMS 4.3", "8-bit octets in a text without charset"},
	checkCharset:           {V29, SeverityWarning, "MMS 4.3", "octets that the declared charset does not have"},
	checkAddress:           {V30, SeverityWarning, "MMS 9", "no address of any form"},
	checkIdentifier:        {V31, SeverityWarning, "MMS 4.11", "identifier with angle brackets or spaces"},
	checkLongTransaction:   {V31, SeverityInfo, "MMS 4.11", "longer than 40 octets"},
	checkDelForm:           {V32, SeverityWarning, "", ""},
	checkPlainForm:         {V32, SeverityWarning, "MMS 4.14", "plain form, although several messages are reported"},
	checkSizeClaim:         {V33, SeverityWarning, "MMS 4.13", "far from the size of the body"},
	checkClassClaim:        {V33, SeverityWarning, "MMS 5", "body is far larger than the class allows"},
	checkPartCharset:       {V34, SeverityWarning, "MMS 8.4", "text without charset has 8-bit octets"},
	checkUnnamed:           {V35, SeverityInfo, "MMS 8.4", "part has neither Content-ID nor Content-Location"},
	checkTransfer:          {V36, SeverityWarning, "MMS 12.4", "Content-Transfer-Encoding changes the data"},
	checkLimit:             {V37, SeverityError, "", ""},
	checkSize:              {V37, SeverityError, "MMS 15", "larger than the limit"},
	checkNoStore:           {V38, SeverityWarning, "MMS 6.1", "means nothing without X-Mms-Store = Yes"},
	checkShift:             {V39, SeverityWarning, "", ""},
	checkName:              {V39, SeverityWarning, "", ""},
	checkUnknown:           {V40, SeverityInfo, "MMS 2.3", "header that version 1.3 does not assign"},
	checkAndroid:           {A01, SeverityError, "MMS 12.5", "missing; Android drops the PDU"},
}

func (c check) row() checkRow {
	if c < checkEnd {
		return checkTable[c]
	}
	return checkRow{}
}

func (c check) diagnostic(t Type, f wsp.Field, part int32, s wsp.Span) Diagnostic {
	row := c.row()
	return Diagnostic{Rule: row.rule, Severity: row.severity, Type: t, check: c, Field: f, Part: part, Span: s}
}
