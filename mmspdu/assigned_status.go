package mmspdu

// StatusClass is what a result comes to (MMS 5).
type StatusClass uint8

// The classes.
const (
	StatusClassOk        StatusClass = iota // it was done (MMS 5)
	StatusClassTransient                    // trying again may help (MMS 5)
	StatusClassPermanent                    // trying again will not help (MMS 5)
)

// String is "ok", "transient" or "permanent".
func (c StatusClass) String() string {
	switch c {
	case StatusClassOk:
		return "ok"
	case StatusClassTransient:
		return "transient"
	}
	return "permanent"
}

// statusTables holds one of the three tables of results by its three ranges:
// from 0x80, from 0xC0 and from 0xE0.
type statusTables struct {
	plain, transient, permanent []valueRow
}

func (s *statusTables) row(octet uint8) valueRow {
	switch {
	case octet >= firstPermanent:
		return valueOf(s.permanent, firstPermanent, octet)
	case octet >= firstTransient:
		return valueOf(s.transient, firstTransient, octet)
	}
	return valueOf(s.plain, firstValue, octet)
}

// effective is the value that an unassigned one is treated like (MMS 5).
func (s *statusTables) effective(octet uint8) uint8 {
	switch {
	case s.row(octet).name != "":
		return octet
	case octet >= firstTransient && octet < firstPermanent:
		return firstTransient
	}
	return firstPermanent
}

// classOf goes by the ranges. The errors of 1.0 (0x81 to 0x88) do not say
// whether they last: they count as permanent, as an unknown error does.
func classOf(octet uint8) StatusClass {
	switch {
	case octet == firstValue:
		return StatusClassOk
	case octet >= firstTransient && octet < firstPermanent:
		return StatusClassTransient
	}
	return StatusClassPermanent
}

// ResponseStatus is the value of X-Mms-Response-Status (MMS 5). The same number
// means another thing in RetrieveStatus and in StoreStatus.
type ResponseStatus uint8

// The results of a request.
const (
	ResponseStatusOk                                 ResponseStatus = 0x80 // (MMS 5)
	ResponseStatusUnspecified                        ResponseStatus = 0x81 // obsolete from 1.1 (MMS 5)
	ResponseStatusServiceDenied                      ResponseStatus = 0x82 // obsolete from 1.1 (MMS 5)
	ResponseStatusMessageFormatCorrupt               ResponseStatus = 0x83 // obsolete from 1.1 (MMS 5)
	ResponseStatusSendingAddressUnresolved           ResponseStatus = 0x84 // obsolete from 1.1 (MMS 5)
	ResponseStatusMessageNotFound                    ResponseStatus = 0x85 // obsolete from 1.1 (MMS 5)
	ResponseStatusNetworkProblem                     ResponseStatus = 0x86 // obsolete from 1.1 (MMS 5)
	ResponseStatusContentNotAccepted                 ResponseStatus = 0x87 // obsolete from 1.1 (MMS 5)
	ResponseStatusUnsupportedMessage                 ResponseStatus = 0x88 // (MMS 5, 3.2)
	ResponseStatusTransientFailure                   ResponseStatus = 0xC0 // (MMS 5)
	ResponseStatusTransientSendingAddressUnresolved  ResponseStatus = 0xC1 // (MMS 5)
	ResponseStatusTransientMessageNotFound           ResponseStatus = 0xC2 // (MMS 5)
	ResponseStatusTransientNetworkProblem            ResponseStatus = 0xC3 // (MMS 5)
	ResponseStatusTransientPartialSuccess            ResponseStatus = 0xC4 // (MMS 5)
	ResponseStatusPermanentFailure                   ResponseStatus = 0xE0 // (MMS 5)
	ResponseStatusPermanentServiceDenied             ResponseStatus = 0xE1 // (MMS 5)
	ResponseStatusPermanentMessageFormatCorrupt      ResponseStatus = 0xE2 // (MMS 5)
	ResponseStatusPermanentSendingAddressUnresolved  ResponseStatus = 0xE3 // (MMS 5)
	ResponseStatusPermanentMessageNotFound           ResponseStatus = 0xE4 // (MMS 5)
	ResponseStatusPermanentContentNotAccepted        ResponseStatus = 0xE5 // (MMS 5)
	ResponseStatusPermanentReplyChargingLimitations  ResponseStatus = 0xE6 // not met (MMS 5)
	ResponseStatusPermanentReplyChargingNotAccepted  ResponseStatus = 0xE7 // the request (MMS 5, 16)
	ResponseStatusPermanentReplyChargingForwarding   ResponseStatus = 0xE8 // denied (MMS 5)
	ResponseStatusPermanentReplyChargingNotSupported ResponseStatus = 0xE9 // (MMS 5)
	ResponseStatusPermanentAddressHidingNotSupported ResponseStatus = 0xEA // (MMS 5)
	ResponseStatusPermanentLackOfPrepaid             ResponseStatus = 0xEB // (MMS 5)
)

var responseStatusTables = statusTables{
	plain: []valueRow{
		{"Ok", Version10},
		{"Error-unspecified", Version10},
		{"Error-service-denied", Version10},
		{"Error-message-format-corrupt", Version10},
		{"Error-sending-address-unresolved", Version10},
		{"Error-message-not-found", Version10},
		{"Error-network-problem", Version10},
		{"Error-content-not-accepted", Version10},
		{"Error-unsupported-message", Version10},
	},
	transient: []valueRow{
		{"Error-transient-failure", Version11},
		{"Error-transient-sending-address-unresolved", Version11},
		{"Error-transient-message-not-found", Version11},
		{"Error-transient-network-problem", Version11},
		{"Error-transient-partial-success", Version12},
	},
	permanent: []valueRow{
		{"Error-permanent-failure", Version11},
		{"Error-permanent-service-denied", Version11},
		{"Error-permanent-message-format-corrupt", Version11},
		{"Error-permanent-sending-address-unresolved", Version11},
		{"Error-permanent-message-not-found", Version11},
		{"Error-permanent-content-not-accepted", Version11},
		{"Error-permanent-reply-charging-limitations-not-met", Version11},
		{"Error-permanent-reply-charging-request-not-accepted", Version11},
		{"Error-permanent-reply-charging-forwarding-denied", Version11},
		{"Error-permanent-reply-charging-not-supported", Version11},
		{"Error-permanent-address-hiding-not-supported", Version12},
		{"Error-permanent-lack-of-prepaid", Version13},
	},
}

// Known reports whether the value is assigned (MMS 5).
func (v ResponseStatus) Known() bool { return responseStatusTables.row(uint8(v)).name != "" }

// String is the name in MMS 5.
func (v ResponseStatus) String() string {
	return valueName(responseStatusTables.row(uint8(v)), uint8(v))
}

// Since is the version that brought the value (MMS 5), 0 when it is unknown.
func (v ResponseStatus) Since() Version { return responseStatusTables.row(uint8(v)).since }

// Obsolete reports whether 1.1 withdrew the value: 0x81 to 0x87 (MMS 5).
func (v ResponseStatus) Obsolete() bool {
	return v >= ResponseStatusUnspecified && v <= ResponseStatusContentNotAccepted
}

// Class is what the result comes to, also for values that are not assigned (MMS 5).
func (v ResponseStatus) Class() StatusClass { return classOf(uint8(v)) }

// Effective is the value that v is treated like: itself when it is assigned,
// else the general failure of its range (MMS 5).
func (v ResponseStatus) Effective() ResponseStatus {
	return ResponseStatus(responseStatusTables.effective(uint8(v)))
}

// RetrieveStatus is the value of X-Mms-Retrieve-Status (MMS 5).
type RetrieveStatus uint8

// The results of a retrieval.
const (
	RetrieveStatusOk                          RetrieveStatus = 0x80 // (MMS 5)
	RetrieveStatusTransientFailure            RetrieveStatus = 0xC0 // (MMS 5)
	RetrieveStatusTransientMessageNotFound    RetrieveStatus = 0xC1 // (MMS 5)
	RetrieveStatusTransientNetworkProblem     RetrieveStatus = 0xC2 // (MMS 5)
	RetrieveStatusPermanentFailure            RetrieveStatus = 0xE0 // (MMS 5)
	RetrieveStatusPermanentServiceDenied      RetrieveStatus = 0xE1 // (MMS 5)
	RetrieveStatusPermanentMessageNotFound    RetrieveStatus = 0xE2 // (MMS 5)
	RetrieveStatusPermanentContentUnsupported RetrieveStatus = 0xE3 // (MMS 5)
)

var retrieveStatusTables = statusTables{
	plain: []valueRow{
		{"Ok", Version12},
	},
	transient: []valueRow{
		{"Error-transient-failure", Version11},
		{"Error-transient-message-not-found", Version11},
		{"Error-transient-network-problem", Version11},
	},
	permanent: []valueRow{
		{"Error-permanent-failure", Version11},
		{"Error-permanent-service-denied", Version11},
		{"Error-permanent-message-not-found", Version11},
		{"Error-permanent-content-unsupported", Version11},
	},
}

// Known reports whether the value is assigned (MMS 5).
func (v RetrieveStatus) Known() bool { return retrieveStatusTables.row(uint8(v)).name != "" }

// String is the name in MMS 5.
func (v RetrieveStatus) String() string {
	return valueName(retrieveStatusTables.row(uint8(v)), uint8(v))
}

// Since is the version that brought the value (MMS 5), 0 when it is unknown.
func (v RetrieveStatus) Since() Version { return retrieveStatusTables.row(uint8(v)).since }

// Class is what the result comes to, also for values that are not assigned (MMS 5).
func (v RetrieveStatus) Class() StatusClass { return classOf(uint8(v)) }

// Effective is the value that v is treated like: itself when it is assigned,
// else the general failure of its range (MMS 5).
func (v RetrieveStatus) Effective() RetrieveStatus {
	return RetrieveStatus(retrieveStatusTables.effective(uint8(v)))
}

// StoreStatus is the value of X-Mms-Store-Status (MMS 5).
type StoreStatus uint8

// The results of storing a message.
const (
	StoreStatusSuccess                       StoreStatus = 0x80 // (MMS 5)
	StoreStatusTransientFailure              StoreStatus = 0xC0 // (MMS 5)
	StoreStatusTransientNetworkProblem       StoreStatus = 0xC1 // (MMS 5)
	StoreStatusPermanentFailure              StoreStatus = 0xE0 // (MMS 5)
	StoreStatusPermanentServiceDenied        StoreStatus = 0xE1 // (MMS 5)
	StoreStatusPermanentMessageFormatCorrupt StoreStatus = 0xE2 // (MMS 5)
	StoreStatusPermanentMessageNotFound      StoreStatus = 0xE3 // (MMS 5)
	StoreStatusPermanentMMBoxFull            StoreStatus = 0xE4 // (MMS 5)
)

var storeStatusTables = statusTables{
	plain: []valueRow{
		{"Success", Version12},
	},
	transient: []valueRow{
		{"Error-transient-failure", Version12},
		{"Error-transient-network-problem", Version12},
	},
	permanent: []valueRow{
		{"Error-permanent-failure", Version12},
		{"Error-permanent-service-denied", Version12},
		{"Error-permanent-message-format-corrupt", Version12},
		{"Error-permanent-message-not-found", Version12},
		{"Error-permanent-mmbox-full", Version12},
	},
}

// Known reports whether the value is assigned (MMS 5).
func (v StoreStatus) Known() bool { return storeStatusTables.row(uint8(v)).name != "" }

// String is the name in MMS 5.
func (v StoreStatus) String() string {
	return valueName(storeStatusTables.row(uint8(v)), uint8(v))
}

// Since is the version that brought the value (MMS 5), 0 when it is unknown.
func (v StoreStatus) Since() Version { return storeStatusTables.row(uint8(v)).since }

// Class is what the result comes to, also for values that are not assigned (MMS 5).
func (v StoreStatus) Class() StatusClass { return classOf(uint8(v)) }

// Effective is the value that v is treated like: itself when it is assigned,
// else the general failure of its range (MMS 5).
func (v StoreStatus) Effective() StoreStatus {
	return StoreStatus(storeStatusTables.effective(uint8(v)))
}
