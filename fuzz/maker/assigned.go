package maker

// Octets of X-Mms-Message-Type (MMS 3.1).
const (
	SendReq         byte = 0x80
	SendConf        byte = 0x81
	NotificationInd byte = 0x82
	NotifyRespInd   byte = 0x83
	RetrieveConf    byte = 0x84
	AcknowledgeInd  byte = 0x85
	DeliveryInd     byte = 0x86
	ReadRecInd      byte = 0x87
	ReadOrigInd     byte = 0x88
	ForwardReq      byte = 0x89
	ForwardConf     byte = 0x8A
	MboxStoreReq    byte = 0x8B
	MboxStoreConf   byte = 0x8C
	MboxViewReq     byte = 0x8D
	MboxViewConf    byte = 0x8E
	MboxUploadReq   byte = 0x8F
	MboxUploadConf  byte = 0x90
	MboxDeleteReq   byte = 0x91
	MboxDeleteConf  byte = 0x92
	MboxDescr       byte = 0x93
	DeleteReq       byte = 0x94
	DeleteConf      byte = 0x95
	CancelReq       byte = 0x96
	CancelConf      byte = 0x97
)

// Numbers of the header fields of MMS (MMS 4.1).
const (
	Bcc                          byte = 0x01
	Cc                           byte = 0x02
	ContentLocation              byte = 0x03
	ContentType                  byte = 0x04
	Date                         byte = 0x05
	DeliveryReport               byte = 0x06
	DeliveryTime                 byte = 0x07
	Expiry                       byte = 0x08
	From                         byte = 0x09
	MessageClass                 byte = 0x0A
	MessageID                    byte = 0x0B
	MessageType                  byte = 0x0C
	MMSVersion                   byte = 0x0D
	MessageSize                  byte = 0x0E
	Priority                     byte = 0x0F
	ReadReport                   byte = 0x10
	ReportAllowed                byte = 0x11
	ResponseStatus               byte = 0x12
	ResponseText                 byte = 0x13
	SenderVisibility             byte = 0x14
	Status                       byte = 0x15
	Subject                      byte = 0x16
	To                           byte = 0x17
	TransactionID                byte = 0x18
	RetrieveStatus               byte = 0x19
	RetrieveText                 byte = 0x1A
	ReadStatus                   byte = 0x1B
	ReplyCharging                byte = 0x1C
	ReplyChargingDeadline        byte = 0x1D
	ReplyChargingID              byte = 0x1E
	ReplyChargingSize            byte = 0x1F
	PreviouslySentBy             byte = 0x20
	PreviouslySentDate           byte = 0x21
	Store                        byte = 0x22
	MMState                      byte = 0x23
	MMFlags                      byte = 0x24
	StoreStatus                  byte = 0x25
	StoreStatusText              byte = 0x26
	Stored                       byte = 0x27
	Attributes                   byte = 0x28
	Totals                       byte = 0x29
	MboxTotals                   byte = 0x2A
	Quotas                       byte = 0x2B
	MboxQuotas                   byte = 0x2C
	MessageCount                 byte = 0x2D
	ContentField                 byte = 0x2E
	Start                        byte = 0x2F
	AdditionalHeaders            byte = 0x30
	DistributionIndicator        byte = 0x31
	ElementDescriptor            byte = 0x32
	Limit                        byte = 0x33
	RecommendedRetrievalMode     byte = 0x34
	RecommendedRetrievalModeText byte = 0x35
	StatusText                   byte = 0x36
	ApplicID                     byte = 0x37
	ReplyApplicID                byte = 0x38
	AuxApplicInfo                byte = 0x39
	ContentClass                 byte = 0x3A
	DRMContent                   byte = 0x3B
	AdaptationAllowed            byte = 0x3C
	ReplaceID                    byte = 0x3D
	CancelID                     byte = 0x3E
	CancelStatus                 byte = 0x3F
)

// Numbers of the WSP headers that parts and pushes have (WSP 8.1).
const (
	PartLocation       byte = 0x0E
	PartLength         byte = 0x0D
	PartLanguage       byte = 0x0C
	PartDispositionOld byte = 0x2E
	PartID             byte = 0x40
	PartDisposition    byte = 0x45
	PushDate           byte = 0x12
	PushApplicationID  byte = 0x2F
	PushContentURI     byte = 0x30
	PushInitiatorURI   byte = 0x31
	PushFlag           byte = 0x34
	PushEncoding       byte = 0x43
)

// fieldNames are the names of the header fields by number (MMS 4.1); two of them are no headers but names of them.
var fieldNames = [...]string{
	0x01: "Bcc",
	0x02: "Cc",
	0x03: "X-Mms-Content-Location",
	0x04: "Content-Type",
	0x05: "Date",
	0x06: "X-Mms-Delivery-Report",
	0x07: "X-Mms-Delivery-Time",
	0x08: "X-Mms-Expiry",
	0x09: "From",
	0x0A: "X-Mms-Message-Class",
	0x0B: "Message-ID",
	0x0C: "X-Mms-Message-Type",
	0x0D: "X-Mms-MMS-Version",
	0x0E: "X-Mms-Message-Size",
	0x0F: "X-Mms-Priority",
	0x10: "X-Mms-Read-Report",
	0x11: "X-Mms-Report-Allowed",
	0x12: "X-Mms-Response-Status",
	0x13: "X-Mms-Response-Text",
	0x14: "X-Mms-Sender-Visibility",
	0x15: "X-Mms-Status",
	0x16: "Subject",
	0x17: "To",
	0x18: "X-Mms-Transaction-Id",
	0x19: "X-Mms-Retrieve-Status",
	0x1A: "X-Mms-Retrieve-Text",
	0x1B: "X-Mms-Read-Status",
	0x1C: "X-Mms-Reply-Charging",
	0x1D: "X-Mms-Reply-Charging-Deadline",
	0x1E: "X-Mms-Reply-Charging-ID",
	0x1F: "X-Mms-Reply-Charging-Size",
	0x20: "X-Mms-Previously-Sent-By",
	0x21: "X-Mms-Previously-Sent-Date",
	0x22: "X-Mms-Store",
	0x23: "X-Mms-MM-State",
	0x24: "X-Mms-MM-Flags",
	0x25: "X-Mms-Store-Status",
	0x26: "X-Mms-Store-Status-Text",
	0x27: "X-Mms-Stored",
	0x28: "X-Mms-Attributes",
	0x29: "X-Mms-Totals",
	0x2A: "X-Mms-Mbox-Totals",
	0x2B: "X-Mms-Quotas",
	0x2C: "X-Mms-Mbox-Quotas",
	0x2D: "X-Mms-Message-Count",
	0x2E: "Content",
	0x2F: "X-Mms-Start",
	0x30: "Additional-headers",
	0x31: "X-Mms-Distribution-Indicator",
	0x32: "X-Mms-Element-Descriptor",
	0x33: "X-Mms-Limit",
	0x34: "X-Mms-Recommended-Retrieval-Mode",
	0x35: "X-Mms-Recommended-Retrieval-Mode-Text",
	0x36: "X-Mms-Status-Text",
	0x37: "X-Mms-Applic-ID",
	0x38: "X-Mms-Reply-Applic-ID",
	0x39: "X-Mms-Aux-Applic-Info",
	0x3A: "X-Mms-Content-Class",
	0x3B: "X-Mms-DRM-Content",
	0x3C: "X-Mms-Adaptation-Allowed",
	0x3D: "X-Mms-Replace-ID",
	0x3E: "X-Mms-Cancel-ID",
	0x3F: "X-Mms-Cancel-Status",
}

// FieldName returns the name of a header field of MMS, and "" for an unassigned number.
func FieldName(code byte) string {
	if int(code) >= len(fieldNames) {
		return ""
	}
	return fieldNames[code]
}

// typeNames are the names of the PDU types from octet 80 on (MMS 3.1).
var typeNames = [...]string{
	"m-send-req",
	"m-send-conf",
	"m-notification-ind",
	"m-notifyresp-ind",
	"m-retrieve-conf",
	"m-acknowledge-ind",
	"m-delivery-ind",
	"m-read-rec-ind",
	"m-read-orig-ind",
	"m-forward-req",
	"m-forward-conf",
	"m-mbox-store-req",
	"m-mbox-store-conf",
	"m-mbox-view-req",
	"m-mbox-view-conf",
	"m-mbox-upload-req",
	"m-mbox-upload-conf",
	"m-mbox-delete-req",
	"m-mbox-delete-conf",
	"m-mbox-descr",
	"m-delete-req",
	"m-delete-conf",
	"m-cancel-req",
	"m-cancel-conf",
}

// TypeName returns the name of a PDU type, such as "m-send-req", and "" for an unassigned octet.
func TypeName(octet byte) string {
	if octet < 0x80 || int(octet-0x80) >= len(typeNames) {
		return ""
	}
	return typeNames[octet-0x80]
}

// Carried is one row of the tables of MMS 6: a field that a PDU may have.
type Carried struct {
	Field   byte
	Need    byte // 'M' mandatory, 'O' optional, 'C' conditional
	Repeats bool
	Since   byte // version octet: 90 is 1.0; 91 also stands for "after 1.0"
}

// carried are the tables of MMS 6.1 to 6.24 from octet 80 on, in their order, which is a good order to write.
var carried = [...][]Carried{
	{ // M-Send.req
		{MessageType, 'M', false, 0x90},
		{TransactionID, 'M', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{Date, 'O', false, 0x90},
		{From, 'M', false, 0x90},
		{To, 'O', true, 0x90},
		{Cc, 'O', true, 0x90},
		{Bcc, 'O', true, 0x90},
		{Subject, 'O', false, 0x90},
		{MessageClass, 'O', false, 0x90},
		{Expiry, 'O', false, 0x90},
		{DeliveryTime, 'O', false, 0x90},
		{Priority, 'O', false, 0x90},
		{SenderVisibility, 'O', false, 0x90},
		{DeliveryReport, 'O', false, 0x90},
		{ReadReport, 'O', false, 0x90},
		{ReplyCharging, 'O', false, 0x91},
		{ReplyChargingDeadline, 'O', false, 0x91},
		{ReplyChargingSize, 'O', false, 0x91},
		{ReplyChargingID, 'O', false, 0x91},
		{Store, 'O', false, 0x92},
		{MMState, 'O', false, 0x92},
		{MMFlags, 'O', true, 0x92},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
		{ContentClass, 'O', false, 0x93},
		{DRMContent, 'O', false, 0x93},
		{AdaptationAllowed, 'O', false, 0x93},
		{ContentType, 'M', false, 0x90},
	},
	{ // M-Send.conf
		{MessageType, 'M', false, 0x90},
		{TransactionID, 'M', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{ResponseStatus, 'M', false, 0x90},
		{ResponseText, 'O', false, 0x90},
		{MessageID, 'O', false, 0x90},
		{ContentLocation, 'O', false, 0x92},
		{StoreStatus, 'O', false, 0x92},
		{StoreStatusText, 'O', false, 0x92},
	},
	{ // M-Notification.ind
		{MessageType, 'M', false, 0x90},
		{TransactionID, 'M', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{From, 'O', false, 0x90},
		{Subject, 'O', false, 0x90},
		{DeliveryReport, 'O', false, 0x91},
		{Stored, 'O', false, 0x92},
		{MessageClass, 'M', false, 0x90},
		{Priority, 'O', false, 0x91},
		{MessageSize, 'M', false, 0x90},
		{Expiry, 'M', false, 0x90},
		{ReplyCharging, 'O', false, 0x91},
		{ReplyChargingDeadline, 'O', false, 0x91},
		{ReplyChargingSize, 'O', false, 0x91},
		{ReplyChargingID, 'O', false, 0x91},
		{DistributionIndicator, 'O', false, 0x92},
		{ElementDescriptor, 'O', true, 0x92},
		{RecommendedRetrievalMode, 'O', false, 0x93},
		{RecommendedRetrievalModeText, 'O', false, 0x93},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
		{ContentClass, 'O', false, 0x93},
		{DRMContent, 'O', false, 0x93},
		{ReplaceID, 'O', false, 0x93},
		{ContentLocation, 'M', false, 0x90},
	},
	{ // M-NotifyResp.ind
		{MessageType, 'M', false, 0x90},
		{TransactionID, 'M', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{Status, 'M', false, 0x90},
		{ReportAllowed, 'O', false, 0x90},
	},
	{ // M-Retrieve.conf
		{MessageType, 'M', false, 0x90},
		{TransactionID, 'C', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{MessageID, 'C', false, 0x90},
		{Date, 'M', false, 0x90},
		{From, 'O', false, 0x90},
		{To, 'O', true, 0x90},
		{Cc, 'O', true, 0x90},
		{Subject, 'O', false, 0x90},
		{MessageClass, 'O', false, 0x90},
		{Priority, 'O', false, 0x90},
		{DeliveryReport, 'O', false, 0x90},
		{ReadReport, 'O', false, 0x90},
		{PreviouslySentBy, 'O', true, 0x91},
		{PreviouslySentDate, 'O', true, 0x91},
		{ReplyCharging, 'O', false, 0x91},
		{ReplyChargingID, 'O', false, 0x91},
		{ReplyChargingDeadline, 'O', false, 0x91},
		{ReplyChargingSize, 'O', false, 0x91},
		{RetrieveStatus, 'O', false, 0x91},
		{RetrieveText, 'O', false, 0x91},
		{MMState, 'O', false, 0x92},
		{MMFlags, 'O', true, 0x92},
		{DistributionIndicator, 'O', false, 0x92},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
		{ContentClass, 'O', false, 0x93},
		{DRMContent, 'O', false, 0x93},
		{ReplaceID, 'O', false, 0x93},
		{ContentType, 'M', false, 0x90},
	},
	{ // M-Acknowledge.ind
		{MessageType, 'M', false, 0x90},
		{TransactionID, 'M', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{ReportAllowed, 'O', false, 0x90},
	},
	{ // M-Delivery.ind
		{MessageType, 'M', false, 0x90},
		{MMSVersion, 'M', false, 0x90},
		{MessageID, 'M', false, 0x90},
		{To, 'M', false, 0x90},
		{Date, 'M', false, 0x90},
		{Status, 'M', false, 0x90},
		{StatusText, 'O', false, 0x93},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
	},
	{ // M-Read-Rec.ind
		{MessageType, 'M', false, 0x91},
		{MMSVersion, 'M', false, 0x91},
		{MessageID, 'M', false, 0x91},
		{To, 'M', false, 0x91},
		{From, 'M', false, 0x91},
		{Date, 'O', false, 0x91},
		{ReadStatus, 'M', false, 0x91},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
	},
	{ // M-Read-Orig.ind
		{MessageType, 'M', false, 0x91},
		{MMSVersion, 'M', false, 0x91},
		{MessageID, 'M', false, 0x91},
		{To, 'M', false, 0x91},
		{From, 'M', false, 0x91},
		{Date, 'M', false, 0x91},
		{ReadStatus, 'M', false, 0x91},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
	},
	{ // M-Forward.req
		{MessageType, 'M', false, 0x91},
		{TransactionID, 'M', false, 0x91},
		{MMSVersion, 'M', false, 0x91},
		{Date, 'O', false, 0x91},
		{From, 'M', false, 0x91},
		{To, 'O', true, 0x91},
		{Cc, 'O', true, 0x91},
		{Bcc, 'O', true, 0x91},
		{Expiry, 'O', false, 0x91},
		{DeliveryTime, 'O', false, 0x91},
		{ReportAllowed, 'O', false, 0x91},
		{DeliveryReport, 'O', false, 0x91},
		{ReadReport, 'O', false, 0x91},
		{Store, 'O', false, 0x92},
		{MMState, 'O', false, 0x92},
		{MMFlags, 'O', true, 0x92},
		{ReplyCharging, 'O', false, 0x93},
		{ReplyChargingDeadline, 'O', false, 0x93},
		{ReplyChargingSize, 'O', false, 0x93},
		{ContentLocation, 'M', false, 0x91},
	},
	{ // M-Forward.conf
		{MessageType, 'M', false, 0x91},
		{TransactionID, 'M', false, 0x91},
		{MMSVersion, 'M', false, 0x91},
		{ResponseStatus, 'M', false, 0x91},
		{ResponseText, 'O', false, 0x91},
		{MessageID, 'O', false, 0x91},
		{ContentLocation, 'O', false, 0x92},
		{StoreStatus, 'O', false, 0x92},
		{StoreStatusText, 'O', false, 0x92},
	},
	{ // M-Mbox-Store.req
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ContentLocation, 'M', false, 0x92},
		{MMState, 'O', false, 0x92},
		{MMFlags, 'O', true, 0x92},
	},
	{ // M-Mbox-Store.conf
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ContentLocation, 'C', false, 0x92},
		{StoreStatus, 'M', false, 0x92},
		{StoreStatusText, 'O', false, 0x92},
	},
	{ // M-Mbox-View.req
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ContentLocation, 'O', true, 0x92},
		{MMState, 'O', true, 0x92},
		{MMFlags, 'O', true, 0x92},
		{Start, 'O', false, 0x92},
		{Limit, 'O', false, 0x92},
		{Attributes, 'O', true, 0x92},
		{Totals, 'O', false, 0x92},
		{Quotas, 'O', false, 0x92},
	},
	{ // M-Mbox-View.conf
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ResponseStatus, 'M', false, 0x92},
		{ResponseText, 'O', false, 0x92},
		{ContentLocation, 'O', true, 0x92},
		{MMState, 'O', true, 0x92},
		{MMFlags, 'O', true, 0x92},
		{Start, 'O', false, 0x92},
		{Limit, 'O', false, 0x92},
		{Attributes, 'O', true, 0x92},
		{MboxTotals, 'O', true, 0x92},
		{MboxQuotas, 'O', true, 0x92},
		{MessageCount, 'O', false, 0x92},
		{ContentType, 'M', false, 0x92},
	},
	{ // M-Mbox-Upload.req
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{MMState, 'O', false, 0x92},
		{MMFlags, 'O', true, 0x92},
		{ContentType, 'M', false, 0x92},
	},
	{ // M-Mbox-Upload.conf
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ContentLocation, 'C', false, 0x92},
		{StoreStatus, 'M', false, 0x92},
		{StoreStatusText, 'O', false, 0x92},
	},
	{ // M-Mbox-Delete.req
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ContentLocation, 'M', true, 0x92},
	},
	{ // M-Mbox-Delete.conf
		{MessageType, 'M', false, 0x92},
		{TransactionID, 'M', false, 0x92},
		{MMSVersion, 'M', false, 0x92},
		{ContentLocation, 'C', true, 0x92},
		{ResponseStatus, 'M', true, 0x92},
		{ResponseText, 'O', true, 0x92},
	},
	{ // M-Mbox-Descr
		{MessageType, 'M', false, 0x92},
		{MMSVersion, 'O', false, 0x92},
		{ContentLocation, 'C', false, 0x92},
		{MessageID, 'C', false, 0x92},
		{MMState, 'O', false, 0x92},
		{MMFlags, 'O', true, 0x92},
		{Date, 'O', false, 0x92},
		{From, 'O', false, 0x92},
		{To, 'O', true, 0x92},
		{Cc, 'O', true, 0x92},
		{Bcc, 'O', true, 0x92},
		{MessageClass, 'O', false, 0x92},
		{Subject, 'O', false, 0x92},
		{Priority, 'O', false, 0x92},
		{DeliveryTime, 'O', false, 0x92},
		{Expiry, 'O', false, 0x92},
		{DeliveryReport, 'O', false, 0x92},
		{ReadReport, 'O', false, 0x92},
		{MessageSize, 'O', false, 0x92},
		{ReplyCharging, 'O', false, 0x92},
		{ReplyChargingID, 'O', false, 0x92},
		{ReplyChargingDeadline, 'O', false, 0x92},
		{ReplyChargingSize, 'O', false, 0x92},
		{PreviouslySentBy, 'O', true, 0x92},
		{PreviouslySentDate, 'O', true, 0x92},
		{ApplicID, 'O', false, 0x93},
		{ReplyApplicID, 'O', false, 0x93},
		{AuxApplicInfo, 'O', false, 0x93},
		{ContentClass, 'O', false, 0x93},
		{DRMContent, 'O', false, 0x93},
		{ReplaceID, 'O', false, 0x93},
		{ContentType, 'C', false, 0x92},
	},
	{ // M-Delete.req
		{MessageType, 'M', false, 0x93},
		{TransactionID, 'M', false, 0x93},
		{MMSVersion, 'M', false, 0x93},
		{ContentLocation, 'M', true, 0x93},
	},
	{ // M-Delete.conf
		{MessageType, 'M', false, 0x93},
		{TransactionID, 'M', false, 0x93},
		{MMSVersion, 'M', false, 0x93},
		{ContentLocation, 'C', true, 0x93},
		{ResponseStatus, 'M', true, 0x93},
		{ResponseText, 'O', true, 0x93},
	},
	{ // M-Cancel.req
		{MessageType, 'M', false, 0x93},
		{TransactionID, 'M', false, 0x93},
		{MMSVersion, 'M', false, 0x93},
		{CancelID, 'M', false, 0x93},
	},
	{ // M-Cancel.conf
		{MessageType, 'M', false, 0x93},
		{TransactionID, 'M', false, 0x93},
		{MMSVersion, 'M', false, 0x93},
		{CancelStatus, 'M', false, 0x93},
	},
}

// Carries returns the fields that a PDU of this type may have, in a good order to write; nil for an unassigned type.
func Carries(octet byte) []Carried {
	if octet < 0x80 || int(octet-0x80) >= len(carried) {
		return nil
	}
	return append([]Carried(nil), carried[octet-0x80]...)
}

// Enumerated returns the octets that are assigned to an enumerated field (MMS 5), nil if the field is of another kind.
func Enumerated(field byte) []byte {
	switch field {
	case MessageClass, ReplyCharging:
		return run(0x80, 0x83)
	case Priority:
		return run(0x80, 0x82)
	case SenderVisibility, ReadStatus, CancelStatus, DeliveryReport, ReadReport, ReportAllowed, Store, Stored, Totals,
		Quotas, DistributionIndicator, DRMContent, AdaptationAllowed:
		return run(0x80, 0x81)
	case Status, ContentClass:
		return run(0x80, 0x87)
	case MMState:
		return run(0x80, 0x84)
	case RecommendedRetrievalMode:
		return run(0x80, 0x80)
	case ResponseStatus:
		return Cat(run(0x80, 0x88), run(0xC0, 0xC4), run(0xE0, 0xEB))
	case RetrieveStatus:
		return Cat(run(0x80, 0x80), run(0xC0, 0xC2), run(0xE0, 0xE3))
	case StoreStatus:
		return Cat(run(0x80, 0x80), run(0xC0, 0xC1), run(0xE0, 0xE4))
	case MessageType:
		return run(0x80, 0x97)
	case MMSVersion:
		return run(0x90, 0x93)
	}
	return nil
}

// run returns the octets from first to last.
func run(first, last byte) []byte {
	var b []byte
	for o := int(first); o <= int(last); o++ {
		b = append(b, byte(o))
	}
	return b
}

// mediaNames are the well-known media types by number (WSP 6.1).
var mediaNames = [...]string{
	0x00: "*/*",
	0x01: "text/*",
	0x02: "text/html",
	0x03: "text/plain",
	0x04: "text/x-hdml",
	0x05: "text/x-ttml",
	0x06: "text/x-vCalendar",
	0x07: "text/x-vCard",
	0x08: "text/vnd.wap.wml",
	0x09: "text/vnd.wap.wmlscript",
	0x0A: "text/vnd.wap.wta-event",
	0x0B: "multipart/*",
	0x0C: "multipart/mixed",
	0x0D: "multipart/form-data",
	0x0E: "multipart/byteranges",
	0x0F: "multipart/alternative",
	0x10: "application/*",
	0x11: "application/java-vm",
	0x12: "application/x-www-form-urlencoded",
	0x13: "application/x-hdmlc",
	0x14: "application/vnd.wap.wmlc",
	0x15: "application/vnd.wap.wmlscriptc",
	0x16: "application/vnd.wap.wta-eventc",
	0x17: "application/vnd.wap.uaprof",
	0x18: "application/vnd.wap.wtls-ca-certificate",
	0x19: "application/vnd.wap.wtls-user-certificate",
	0x1A: "application/x-x509-ca-cert",
	0x1B: "application/x-x509-user-cert",
	0x1C: "image/*",
	0x1D: "image/gif",
	0x1E: "image/jpeg",
	0x1F: "image/tiff",
	0x20: "image/png",
	0x21: "image/vnd.wap.wbmp",
	0x22: "application/vnd.wap.multipart.*",
	0x23: "application/vnd.wap.multipart.mixed",
	0x24: "application/vnd.wap.multipart.form-data",
	0x25: "application/vnd.wap.multipart.byteranges",
	0x26: "application/vnd.wap.multipart.alternative",
	0x27: "application/xml",
	0x28: "text/xml",
	0x29: "application/vnd.wap.wbxml",
	0x2A: "application/x-x968-cross-cert",
	0x2B: "application/x-x968-ca-cert",
	0x2C: "application/x-x968-user-cert",
	0x2D: "text/vnd.wap.si",
	0x2E: "application/vnd.wap.sic",
	0x2F: "text/vnd.wap.sl",
	0x30: "application/vnd.wap.slc",
	0x31: "text/vnd.wap.co",
	0x32: "application/vnd.wap.coc",
	0x33: "application/vnd.wap.multipart.related",
	0x34: "application/vnd.wap.sia",
	0x35: "text/vnd.wap.connectivity-xml",
	0x36: "application/vnd.wap.connectivity-wbxml",
	0x37: "application/pkcs7-mime",
	0x38: "application/vnd.wap.hashed-certificate",
	0x39: "application/vnd.wap.signed-certificate",
	0x3A: "application/vnd.wap.cert-response",
	0x3B: "application/xhtml+xml",
	0x3C: "application/wml+xml",
	0x3D: "text/css",
	0x3E: "application/vnd.wap.mms-message",
	0x3F: "application/vnd.wap.rollover-certificate",
	0x40: "application/vnd.wap.locc+wbxml",
	0x41: "application/vnd.wap.loc+xml",
	0x42: "application/vnd.syncml.dm+wbxml",
	0x43: "application/vnd.syncml.dm+xml",
	0x44: "application/vnd.syncml.notification",
	0x45: "application/vnd.wap.xhtml+xml",
	0x46: "application/vnd.wv.csp.cir",
	0x47: "application/vnd.oma.dd+xml",
	0x48: "application/vnd.oma.drm.message",
	0x49: "application/vnd.oma.drm.content",
	0x4A: "application/vnd.oma.drm.rights+xml",
	0x4B: "application/vnd.oma.drm.rights+wbxml",
	0x4C: "application/vnd.wv.csp+xml",
	0x4D: "application/vnd.wv.csp+wbxml",
	0x4E: "application/vnd.syncml.ds.notification",
	0x4F: "audio/*",
	0x50: "video/*",
	0x51: "application/vnd.oma.dd2+xml",
	0x52: "application/mikey",
	0x53: "application/vnd.oma.dcd",
	0x54: "application/vnd.oma.dcdc",
	0x55: "text/x-vMessage",
	0x56: "application/vnd.omads-email+wbxml",
	0x57: "text/x-vBookmark",
	0x58: "application/vnd.syncml.dm.notification",
	0x5A: "application/octet-stream",
}

// mediaCode returns the number of a media type that is written as one; a name with wildcards has one too. The number of
// application/octet-stream is late and little known: it is written as text (WSP 5).
func mediaCode(name string) (byte, bool) {
	for i, n := range mediaNames {
		if n == name && i != 0x5A {
			return byte(i), true
		}
	}
	return 0, false
}
