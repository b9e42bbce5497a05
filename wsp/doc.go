// Package wsp reads and writes the WSP encoding (WAP-230) as MMS and WAP Push use it: integers, texts, charsets, content
// types, parameters, header blocks and binary multiparts; and the layers that carry an MMS PDU, which are the PDUs of WSP and
// the SMS below them.
//
// # Words
//
// An octet is eight bits. A [Span] is a half-open range of octets; every span counts from the first octet of the buffer
// that was handed in, also inside nested structures. A borrowed value ([Text], [ContentType], [Header], [Part],
// [Multipart], [Push], [PDU], [TPDU], [UserData]) is a view of the caller's octets; nothing in this package copies them
// unless a name says Append or String. An entry is one element of a multipart; a part is what a reader makes of it. A datagram
// is what WSP sends in one piece; a segment is what one SMS carries of it.
//
// # Specifications
//
// Sections named "WSP" are those of the project's digest of WAP-230-WSP, chapters 2 to 18: primitives (2), the
// field-value rule (3), header blocks (4), Content-type-value (5), parameters (7), headers (8), charsets (9, 10),
// multipart (11), part headers (12), the PDU layer (13), push application ids (14) and the SMS bearer (15). Where sources
// disagree, chapter 19 decides. Of an SMS, 3GPP TS 23.040 and 23.038 say what the digest does not.
//
// # Layers
//
// A notification comes to a phone as MMS PDU in WSP push in user data in SMS. Each layer has a door of its own: [CheckTPDU] or
// [ParseTPDU] for a whole SMS, [CheckUserData] for what is in it, [CheckPDU] and [CheckPush] for a datagram; [CheckCDMA] where
// the network is one of CDMA. A [Reassembler] puts a datagram together that needs several SMS. The way down is [AppendPush] or
// [AppendPDU], [CutSegments], [AppendTPDU].
//
// # Strict and lenient
//
// There is one walk. Octets that break the grammar become a [Fault]; a caller that is strict stops at the first one, a
// lenient caller reads on as a handset would. What is legal but not canonical, such as a long length form for a short
// value, is no fault.
//
// # Borrowing
//
// A borrowed value is good while the input is unchanged. Slices that it returns end at their own capacity, so appending
// to one never writes into the input.
//
// # Limits
//
// Lengths are compared with the octets that are left before anything is read. Nothing is allocated by a number on the
// wire. Multiparts nest at most [MaxDepth] deep; the caller's limits on parts and fields end a walk with a limit fault. A
// [Reassembler] holds what its [ReassemblyLimits] allow.
//
// # Iterators and allocation
//
// Cursors ([PartCursor], [HeaderCursor], [ParamCursor], [ElementCursor]) allocate nothing and keep the caller's buffer where
// it is. Make one before its loop: as the variable of a for clause it is copied every turn.
// Iterators are for the edge: range over them directly; ranging may move a stack buffer to the heap.
//
// # Concurrency
//
// Values may be read by several goroutines at once; cursors and a [Reassembler] belong to one.
package wsp
