package mmspdu

import (
	"iter"
	"strconv"
)

// Version is the octet of X-Mms-MMS-Version as it stands on the wire: bit 7
// set, the major number in bits 6 to 4, the minor number in bits 3 to 0, where
// 15 says that there is no minor number (MMS 3.3). The zero Version is no version.
type Version uint8

// The versions of the specification.
const (
	Version10 Version = 0x90 // WAP-209, 2002 (MMS 3.3)
	Version11 Version = 0x91 // OMA-WAP-MMS-ENC-V1_1 (MMS 3.3)
	Version12 Version = 0x92 // OMA-MMS-ENC-V1_2 (MMS 3.3)
	Version13 Version = 0x93 // OMA-TS-MMS_ENC-V1_3 (MMS 3.3)
)

// noMinor is the minor number of a version that has none (MMS 3.3).
const noMinor = 15

// Major is the major number, 1 to 7; 0 is none that the grammar allows (MMS 3.3).
func (v Version) Major() uint8 { return uint8(v) >> 4 & 7 }

// Minor is the minor number, 0 to 14, or 15 when the version has none (MMS 3.3).
func (v Version) Minor() uint8 { return uint8(v) & 15 }

// Known reports whether v is one of the four published versions, 1.0 to 1.3 (MMS 3.3).
func (v Version) Known() bool { return v >= Version10 && v <= Version13 }

// String is "1.2", or "1" when there is no minor number (MMS 3.3).
func (v Version) String() string {
	switch v {
	case Version10:
		return "1.0"
	case Version11:
		return "1.1"
	case Version12:
		return "1.2"
	case Version13:
		return "1.3"
	}
	major := strconv.Itoa(int(v.Major()))
	if v.Minor() == noMinor {
		return major
	}
	return major + "." + strconv.Itoa(int(v.Minor()))
}

// Type is the octet of X-Mms-Message-Type as it stands on the wire, 0x80 to
// 0x97 for the types of 1.3 (MMS 3.1). The zero Type is no type.
type Type uint8

// The PDU types.
const (
	TypeSendReq         Type = 0x80 // submit a message (MMS 6.1)
	TypeSendConf        Type = 0x81 // result of M-Send.req (MMS 6.2)
	TypeNotificationInd Type = 0x82 // announce a message waiting (MMS 6.3)
	TypeNotifyRespInd   Type = 0x83 // answer to the announcement (MMS 6.4)
	TypeRetrieveConf    Type = 0x84 // deliver the message (MMS 6.5)
	TypeAcknowledgeInd  Type = 0x85 // confirm a deferred retrieval (MMS 6.6)
	TypeDeliveryInd     Type = 0x86 // delivery report (MMS 6.7)
	TypeReadRecInd      Type = 0x87 // read report from the reader (MMS 6.8)
	TypeReadOrigInd     Type = 0x88 // read report to the originator (MMS 6.9)
	TypeForwardReq      Type = 0x89 // forward without retrieving (MMS 6.10)
	TypeForwardConf     Type = 0x8A // result of M-Forward.req (MMS 6.11)
	TypeMboxStoreReq    Type = 0x8B // store in the MMBox (MMS 6.12)
	TypeMboxStoreConf   Type = 0x8C // result of M-Mbox-Store.req (MMS 6.13)
	TypeMboxViewReq     Type = 0x8D // list the MMBox (MMS 6.14)
	TypeMboxViewConf    Type = 0x8E // the listing (MMS 6.15)
	TypeMboxUploadReq   Type = 0x8F // upload a message into the MMBox (MMS 6.16)
	TypeMboxUploadConf  Type = 0x90 // result of M-Mbox-Upload.req (MMS 6.17)
	TypeMboxDeleteReq   Type = 0x91 // delete from the MMBox (MMS 6.18)
	TypeMboxDeleteConf  Type = 0x92 // result of M-Mbox-Delete.req (MMS 6.19)
	TypeMboxDescr       Type = 0x93 // description of one stored message (MMS 6.20)
	TypeDeleteReq       Type = 0x94 // delete waiting messages (MMS 6.21)
	TypeDeleteConf      Type = 0x95 // result of M-Delete.req (MMS 6.22)
	TypeCancelReq       Type = 0x96 // cancel a message delivered or announced (MMS 6.23)
	TypeCancelConf      Type = 0x97 // result of M-Cancel.req (MMS 6.24)
)

// Direction says which side sends a PDU (MMS 3.1).
type Direction uint8

// The directions.
const (
	DirectionNone     Direction = iota // the type is unknown
	DirectionToRelay                   // from the client to the proxy-relay (MMS 3.1)
	DirectionToClient                  // from the proxy-relay to the client (MMS 3.1)
	DirectionInside                    // never sent alone: inside other PDUs (MMS 3.1)
)

// String is "to relay", "to client", "inside" or "none".
func (d Direction) String() string {
	switch d {
	case DirectionToRelay:
		return "to relay"
	case DirectionToClient:
		return "to client"
	case DirectionInside:
		return "inside"
	}
	return "none"
}

type typeRow struct {
	name      string
	since     Version
	direction Direction
	push      bool
	body      bool
}

// typeTable is the table of MMS 3.1; its index is the type's octet less 0x80.
var typeTable = [24]typeRow{
	{"m-send-req", Version10, DirectionToRelay, false, true},
	{"m-send-conf", Version10, DirectionToClient, false, false},
	{"m-notification-ind", Version10, DirectionToClient, true, false},
	{"m-notifyresp-ind", Version10, DirectionToRelay, false, false},
	{"m-retrieve-conf", Version10, DirectionToClient, false, true},
	{"m-acknowledge-ind", Version10, DirectionToRelay, false, false},
	{"m-delivery-ind", Version10, DirectionToClient, true, false},
	{"m-read-rec-ind", Version11, DirectionToRelay, false, false},
	{"m-read-orig-ind", Version11, DirectionToClient, true, false},
	{"m-forward-req", Version11, DirectionToRelay, false, false},
	{"m-forward-conf", Version11, DirectionToClient, false, false},
	{"m-mbox-store-req", Version12, DirectionToRelay, false, false},
	{"m-mbox-store-conf", Version12, DirectionToClient, false, false},
	{"m-mbox-view-req", Version12, DirectionToRelay, false, false},
	{"m-mbox-view-conf", Version12, DirectionToClient, false, true},
	{"m-mbox-upload-req", Version12, DirectionToRelay, false, true},
	{"m-mbox-upload-conf", Version12, DirectionToClient, false, false},
	{"m-mbox-delete-req", Version12, DirectionToRelay, false, false},
	{"m-mbox-delete-conf", Version12, DirectionToClient, false, false},
	{"m-mbox-descr", Version12, DirectionInside, false, true},
	{"m-delete-req", Version13, DirectionToRelay, false, false},
	{"m-delete-conf", Version13, DirectionToClient, false, false},
	{"m-cancel-req", Version13, DirectionToClient, true, false},
	{"m-cancel-conf", Version13, DirectionToRelay, false, false},
}

// row answers with the zero row for a type that 1.3 does not assign.
func (t Type) row() typeRow {
	if i := t - TypeSendReq; int(i) < len(typeTable) {
		return typeTable[i]
	}
	return typeRow{}
}

// Known reports whether 1.3 assigns t (MMS 3.1).
func (t Type) Known() bool { return t >= TypeSendReq && t <= TypeCancelConf }

// String is the wire constant of MMS 3.1, "m-send-req"; of a type that 1.3 does
// not assign it is "m-unknown-0x98" and allocates.
func (t Type) String() string {
	if s := t.row().name; s != "" {
		return s
	}
	return "m-unknown-" + hexOctet(uint8(t))
}

// Direction says who sends PDUs of this type (MMS 3.1).
func (t Type) Direction() Direction { return t.row().direction }

// Pushed reports whether the proxy-relay sends PDUs of this type unasked, by
// WAP Push (MMS 3.1, 10).
func (t Type) Pushed() bool { return t.row().push }

// Since is the version that brought the type (MMS 3.1), 0 when it is unknown.
func (t Type) Since() Version { return t.row().since }

// HasBody reports whether PDUs of this type carry a Content-Type and a body
// (MMS 2.2): M-Send.req, M-Retrieve.conf, M-Mbox-View.conf, M-Mbox-Upload.req and
// M-Mbox-Descr.
func (t Type) HasBody() bool { return t.row().body }

// Types ranges over the assigned types in the order of their octets (MMS 3.1).
func Types() iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for t := TypeSendReq; t <= TypeCancelConf; t++ {
			if !yield(t) {
				return
			}
		}
	}
}

// hexOctet is "0x8C". It allocates, for names of what has no name.
func hexOctet(b uint8) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{'0', 'x', digits[b>>4], digits[b&15]})
}
