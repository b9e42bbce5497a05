// Package maker writes MMS PDUs, WSP multiparts, WSP pushes and SMS user data, octet by octet and by itself: it imports
// nothing of the library but the attachments in testdata, so that it can disagree with the library. Beside the octets it
// says what it put into them (Made), which makes it an oracle for whatever reads them.
//
// # How it is layered
//
//   - octets.go: the primitives of WSP, each a function that returns octets.
//   - value.go: header values. A Value is the octets of one value and what a reader must find in them.
//   - content.go, part.go: content types with their parameters, parts, and multiparts that nest.
//   - pdu.go: a PDU is a list of Fields and a body; Make writes it and gives the Made.
//   - assigned.go: field numbers, enumerations, and which PDU may carry which field.
//   - push.go: the layers around a PDU: WSP push, SMS user data, hexadecimal and base64 text.
//   - stubs.go: attachments that look dangerous and are empty.
//   - messages*.go: the messages of testdata/messages (All).
//   - legal.go, full.go: the legal values of every field (Legal); each PDU type with every field it may carry (Full), with
//     only the mandatory ones (Minimal), and with one value of one field (Variants).
//   - source.go, generate*.go: a message of any type by the octets of a fuzz input (Grow), with what a reader must find in it
//     and which rules of validation have something to say about it.
//   - break*.go: one named lie at a time in such a message (Breakers), and the fault or the rule that must follow.
//
// Lies are part of the job: counts and lengths can be overridden (Multipart.Entries, Part.HeadersLen, Part.DataLen), a
// Value can hold any octets (Raw), and a Field any name (RawField). Made then tells what is really there.
//
// Everything is deterministic. Sections named in comments are those of the specification digests of WSP (WAP-230) and
// of MMS encapsulation (OMA-TS-MMS_ENC).
package maker
