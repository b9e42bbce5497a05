// Command peers compares mmsguard with other decoders on the same messages: what they answer, and then how long they take.
//
//	go run .                                          tshark, if there is one
//	go run . -peer 'mmscan=/path/to/mmscan decode -format json'
//	go run . -runs 10 DIR...                          with every message below these folders, too
//
// A peer is timed only on messages that it answers as we do, in the type, the transaction id, the number of parts and where the
// data of each end; where it does not, both answers are printed. The start of a process is timed by itself and taken off: a
// batch of all messages against one of a single message.
//
// # Plug-ins
//
// A plug-in is a command that takes the paths of messages as its last arguments and prints, for each that it could read, a
// JSON object with these keys of "mmscan decode -format json" (examples/mmscan/JSON.md); others are passed over:
//
//	source   the path, as it was given
//	type     "m-retrieve-conf"
//	headers  a list; of the one with the name "X-Mms-Transaction-Id" the value is compared
//	parts    a list; of each the offset dataEnd is compared
package main
