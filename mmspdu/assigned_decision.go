package mmspdu

import "iter"

// Decision is what becomes of a PDU that was received, in the words of the status that tells it: what [PDU.Answer] makes an
// answer of. The zero Decision is none. The numbers are for memory only: keep names.
type Decision uint8

// The decisions. Which of them a type of PDU can be answered with, and how, is in [Answers].
const (
	DecisionAccept              Decision = iota + 1 // done, taken, retrieved (MMS 7)
	DecisionDefer                                   // it is left at the relay for now (MMS 5, X-Mms-Status)
	DecisionReject                                  // its content is not accepted, or its user does not want it (MMS 5)
	DecisionReplace                                 // something else is delivered in its place, as if that were it (MMS 6.5)
	DecisionDeny                                    // the service is not for this user (MMS 5)
	DecisionCorrupt                                 // it cannot be read (MMS 5)
	DecisionUnresolved                              // nobody has the address (MMS 5)
	DecisionNotFound                                // the message that it names is not there (MMS 5)
	DecisionUnsupported                             // the relay does not know such PDUs (MMS 3.2)
	DecisionUnrecognised                            // the client does not know such PDUs (MMS 3.2)
	DecisionFail                                    // it will never work, for whatever reason (MMS 5)
	DecisionTryLater                                // it may work later, whatever the reason: overload (MMS 5)
	DecisionNetwork                                 // it may work later: the network is in the way (MMS 5)
	DecisionUnresolvedYet                           // it may work later: the address is not known now (MMS 5)
	DecisionNotFoundYet                             // it may work later: the message is not there now (MMS 5)
	DecisionPartial                                 // done for some of the recipients (MMS 5)
	DecisionMailboxFull                             // the MMBox has no room (MMS 5)
	DecisionNoPrepaid                               // the credit is used up (MMS 5)
	DecisionHidingUnsupported                       // the sender cannot be hidden (MMS 5)
	DecisionChargingLimits                          // the reply does not keep the limits of the charged original (MMS 5)
	DecisionChargingRefused                         // replies are not paid for in this case (MMS 5)
	DecisionChargingForwarding                      // a message whose reply is paid for is not forwarded (MMS 5)
	DecisionChargingUnsupported                     // replies are never paid for (MMS 5)
	DecisionReport                                  // what the client says is passed on to the sender as a report (MMS 7)
	DecisionRetrieved                               // delivery report: the recipient has it (MMS 5)
	DecisionExpired                                 // delivery report: it lapsed (MMS 5)
	DecisionRejected                                // delivery report: the recipient refused it (MMS 5)
	DecisionIndeterminate                           // delivery report: nobody knows (MMS 5)
	DecisionForwarded                               // delivery report: passed on unread (MMS 5)
	DecisionUnreachable                             // delivery report: no such recipient (MMS 5)
	DecisionRead                                    // read report: it was read (MMS 5)
	DecisionDeletedUnread                           // read report: it was deleted without being read (MMS 5)
)

// decisionNames has the names that settings and logs use.
var decisionNames = [...]string{
	DecisionAccept:              "accept",
	DecisionDefer:               "defer",
	DecisionReject:              "reject",
	DecisionReplace:             "replace",
	DecisionDeny:                "deny",
	DecisionCorrupt:             "corrupt",
	DecisionUnresolved:          "unresolved",
	DecisionNotFound:            "not-found",
	DecisionUnsupported:         "unsupported",
	DecisionUnrecognised:        "unrecognised",
	DecisionFail:                "fail",
	DecisionTryLater:            "try-later",
	DecisionNetwork:             "network",
	DecisionUnresolvedYet:       "unresolved-yet",
	DecisionNotFoundYet:         "not-found-yet",
	DecisionPartial:             "partial",
	DecisionMailboxFull:         "mailbox-full",
	DecisionNoPrepaid:           "no-prepaid",
	DecisionHidingUnsupported:   "hiding-unsupported",
	DecisionChargingLimits:      "charging-limits",
	DecisionChargingRefused:     "charging-refused",
	DecisionChargingForwarding:  "charging-forwarding",
	DecisionChargingUnsupported: "charging-unsupported",
	DecisionReport:              "report",
	DecisionRetrieved:           "retrieved",
	DecisionExpired:             "expired",
	DecisionRejected:            "rejected",
	DecisionIndeterminate:       "indeterminate",
	DecisionForwarded:           "forwarded",
	DecisionUnreachable:         "unreachable",
	DecisionRead:                "read",
	DecisionDeletedUnread:       "deleted-unread",
}

// String is the name: "reject", "try-later"; "none" for the zero Decision and for any other that there is not.
func (d Decision) String() string {
	if d == 0 || int(d) >= len(decisionNames) {
		return "none"
	}
	return decisionNames[d]
}

// DecisionByName finds the decision of a name, whatever its letter case.
func DecisionByName(name string) (Decision, bool) {
	for d := range Decisions() {
		if equalFold(name, decisionNames[d]) {
			return d, true
		}
	}
	return 0, false
}

// Decisions ranges over all decisions.
func Decisions() iter.Seq[Decision] {
	return func(yield func(Decision) bool) {
		for d := DecisionAccept; int(d) < len(decisionNames); d++ {
			if !yield(d) {
				return
			}
		}
	}
}
