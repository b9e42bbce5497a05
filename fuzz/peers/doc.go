// Command peers compares mmsguard with other decoders on the same messages: what they answer, and then how long they take.
//
//	go run .                                          tshark, if there is one
//	go run . -peer 'mmscan=/path/to/mmscan decode -format json'
//	go run . -pipe 'mine=/path/to/mine' -runs 20
//	go run . DIR...                                   with every message below these folders, too
//
// The messages are those of testdata/messages, one of each PDU type with all its fields, some that are generated, and those below
// the folder pdu of MMSGUARD_CORPUS, if that is set.
//
// A peer is timed only on messages that it answers as we do: in the type, the transaction id, From, Subject, and the number,
// place and size of the parts of the first level. Where it does not, both answers are printed. What is timed is the time that
// the process keeps a processor busy, with its reading of files and its printing of answers. The start of the process is timed
// by itself and taken off: one message against a batch of many. Ours is timed in the same run, on the same messages, for the
// same answers as text in memory.
//
// # Plug-ins
//
// A plug-in is a command that prints JSON objects, one behind the other, with these keys of "mmscan decode -format json"
// (examples/mmscan/JSON.md); others are passed over:
//
//	source   the path, as it was given (-peer only)
//	type     "m-retrieve-conf"
//	headers  a list; of each the name and the value. Those with the names X-Mms-Transaction-Id, From and Subject are compared: the
//	         first and last are strings, From is an object with address and type ("PLMN"), or with insert true
//	parts    a list; of each the offsets dataStart and dataEnd
//
// After -peer it is called with the paths of messages as its last arguments, many at once, and prints an object for each that it
// could read. After -pipe it is called once, without arguments of ours, and reads messages from standard input, each behind its
// number of octets as four octets, the highest first; it prints an object for each in their order, {} if it could not read it.
package main
