// Package scan judges MMS messages: what in them threatens whoever relays or receives them, and what they give away about
// people.
//
// # What it does
//
// A [Scanner] takes a message, a PDU or a list of plain parts, runs every rule of the table on it and returns a [Report]:
// a verdict, the findings from worst to least, and what is known of each part. [Decide] weighs a report by a [Policy]. The
// rules and all that is said about them are rows of one table: see [Rules] and RULES.md.
//
// # Words
//
// An octet is eight bits. A view is a buffer of octets that spans count in: view 0 is what was handed in, and what has no
// octets of its own there, such as a part after its transfer encoding was undone, is a further [View]. A part is an entry
// of a multipart, on any level, numbered depth first from 0. A threat is a finding about harm, a leak one about privacy:
// each has its own scale, and leaks never hold a message back. A borrowed value is good while the input is unchanged and
// until the Scanner's next call; an owned one has its own memory.
//
// # Verdicts
//
// [VerdictOf] says in one table what a finding does to a message. What honest senders have been known to do is of lower
// confidence, and never makes a message malicious by itself. A report that is not [Report.Complete] says what was not
// looked at; "clean" cannot be said of it.
//
// # Borrowing
//
// A Report belongs to the Scanner that made it, until its next call; [Report.Clone] keeps it. A [Finding] has no pointers
// and holds no personal data: values are read from the octets on request, by [Report.AppendValue].
//
// # Limits
//
// [Limits] counts octets, entries and depth, and never time: a verdict is the same on every machine. A limit that ends
// gives a finding of rule MMS-INS-0001 and leaves what was found before it.
//
// # Iterators and allocation
//
// A clean message costs a warm Scanner no allocation. Texts, evidence and iterators allocate; they are for the edge.
//
// # Concurrency
//
// A Scanner belongs to one goroutine at a time; it starts none. Reports may be read by several at once.
//
// # Security considerations
//
// Names, types and addresses are the sender's text: what this package prints of them in messages is escaped, what
// AppendFilename and AppendValue return is not. A message that is called clean has none of the structures that the rules
// know; it may still hold what no rule knows.
package scan
