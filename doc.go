// Package mmsguard is documentation only: the library is in three packages below it, which import one way.
//
// [github.com/mmsguard/mmsguard/wsp] says what the octets are: the WSP encoding (WAP-230) of integers, texts, content
// types, parameters, headers and multiparts, the layer of WSP PDUs, and the SMS that carry a push.
//
// [github.com/mmsguard/mmsguard/mmspdu] says what they mean: the protocol data units of OMA MMS 1.0 to 1.3. It also builds,
// edits and answers them.
//
// [github.com/mmsguard/mmsguard/scan] says what to think of them: rules that find threats to the receiver and leaks of
// the sender, a report, and a policy that turns a report into a decision.
//
// A gateway that only reads imports mmspdu. A gateway that judges imports scan, which takes a whole message, a PDU that
// was parsed before, or a list of plain attachments.
//
//	pdu, err := mmspdu.Parse(octets) // a view of octets: nothing is copied
//	...
//	var scanner scan.Scanner // zero value: every rule, documented limits; one per goroutine
//	report, err := scanner.ScanPDU(ctx, pdu)
//
// The README has an example that runs, ARCHITECTURE.md the layout of the house and the reasons for it, RULES.md every
// rule with what it means and what to do about it.
package mmsguard
