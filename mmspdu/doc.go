// Package mmspdu reads, writes, edits and answers the PDUs of OMA MMS encapsulation, versions 1.0 to 1.3: all 24 types, all
// header fields, bodies and the descriptions inside MMBox PDUs.
//
// # What it does
//
// [Parse] walks all of a PDU once: every header, every value inside it, every part and its headers, nested multiparts
// too. What comes back is a [PDU], a view of the caller's octets, whose accessors answer or find nothing; they never fail.
// Nothing is allocated unless Parse returns an error.
//
// # Writing
//
// There are three ways to write. The Append functions write one value each, canonically, into the caller's buffer; each has a
// Size and a Consume beside it. A [Message] owns a whole PDU: it is built header by header and part by part, or made from a
// [PDU], and what was read and not changed is written with the same octets. An [Edit] is a list of changes to a PDU that is
// made on its octets, with every length around a change made right and nothing else touched; it is the one for a gateway
// that passes messages on.
//
// What is written obeys the grammar: a value that its field cannot hold is refused with the code that a strict reader would
// report. A Message is also held against the rules of Validate before it is written ([RuleError]), unless it is Lax.
//
// # Words
//
// An octet is eight bits. A field is a header with an assigned number; an application header has a name in text. The
// octet of a field or an enumerated value is its number with bit 7 set, and that is what the constants hold. A span counts
// octets from the start of the buffer that was parsed. Borrowed values are views of that buffer, owned ones have their own
// memory; functions that allocate say so.
//
// # Specifications
//
// Sections named "MMS" are those of the project's digest of OMA-TS-MMS_ENC 1.0 to 1.3, those named "WSP" of its digest of
// WAP-230; where sources disagree, MMS chapter 16 decides.
//
// # Strict and lenient
//
// A [Decoder] in [Strict] mode stops at the first fault: octets that break the grammar. In [Lenient] mode, the default, it
// reads what a handset would read, and [Decoder.Diagnose] lists every departure. Whatever strict accepts, lenient accepts
// with no fault and an equal view. What a PDU must contain, in which order, and what its values mean is no matter of
// grammar: [PDU.Validate] judges that.
//
// Lenient reading fails only on what is no MMS PDU ([ErrNotMMS]) and on size ([ErrSize]).
//
// # Answers
//
// [PDU.Answer] turns a PDU and a [Decision] on it into the PDU that answers it: a refused M-Send.req into an M-Send.conf, a
// blocked M-Retrieve.conf into one that stands in for it. Which, with which status, is one table: [Answers], and drawn from
// it the page ANSWERS.md beside this file.
//
// # Borrowing
//
// Views are good while the input is unchanged; [PDU.Clone] makes a copy to keep. Slices that are given out end at their
// own capacity.
//
// # Limits
//
// [Limits] bound a message by counts of octets, fields, parts and depth. A limit that is reached ends that part of the
// walk and is reported as a fault whose code answers true to [wsp.Code.Limit].
//
// # Iterators and allocation
//
// Range over iterators directly. Cursors do the same without moving the caller's buffer to the heap.
//
// # Concurrency
//
// A Decoder and a PDU may be used by several goroutines at once; a cursor, a Message and an Edit belong to one.
//
// # Security considerations
//
// Texts, names and addresses are the sender's: they may hold control characters, paths and lies. Content-Location is a
// stranger's URL. Size fields are claims and bound nothing.
package mmspdu
