// Package reference is a second decoder of MMS PDUs: recursive, allocating and slow. It says of any octets what the library
// must say of them: whether they are a PDU, every fault with its code, field and span, every header and part.
//
// It is written to be read beside the specification. Each production is a function that has the grammar above it, and walks
// octet by octet; there is no way around a production for octets that look plain, no table of bits, nothing that is kept
// from one walk for the next. It imports nothing of the library. Its numbers come from the transcribed registries of
// testdata.
//
// Sections named "WSP" and "MMS" are those of the digests. Where they leave open how a lenient reader goes on behind a
// fault, a comment says what is decided.
package reference
