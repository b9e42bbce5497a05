// Package reference is a second decoder of MMS PDUs and of the WSP below them, to hold the fast one against.
//
// It is written from the specification digests and is to be read beside them: one function for each production, in the order
// of the digest, with the grammar above it. It recurses, allocates and takes its time; nothing in it is clever. It shares no
// code with the library and no tables but the registries of testdata. Sections named "WSP" and "MMS" are those of the
// digests.
//
// A reader that is lenient goes on behind every departure from the grammar and notes it; a strict one would have stopped at
// the first that is noted. So one list of faults, in the order of the walk, says what both must say.
//
// Where the digests leave open what a reader makes of broken octets, somebody has to decide, and both decoders must decide
// alike. Such a decision is marked "Open:" where it is made.
package reference

// Span is a half-open range of octets, counted from the first octet that was handed in.
type Span struct{ Start, End int }

// Len returns the number of octets of s.
func (s Span) Len() int { return s.End - s.Start }

// Fault is one departure from the grammar.
type Fault struct {
	Code  string // stable name, such as "uintvar-padded"
	Field string // "mms 0x16", "wsp 0x40", "parameter 0x01", "text", or the name of a length or structure
	Span  Span
}

// Limits bound what is read. In each, zero is the default and a negative number no limit (MMS 15).
type Limits struct {
	Message int // octets of the PDU; default 16 MiB
	Headers int // octets of its headers; default 64 KiB
	Fields  int // headers of the PDU, and of each part; default 1,024
	Parts   int // parts of all levels; default 256
	Depth   int // multiparts inside each other; default 8, 16 at most
}

const noLimit = 1<<31 - 1

func limit(given, standard int) int {
	switch {
	case given == 0:
		return standard
	case given < 0:
		return noLimit
	}
	return given
}

// effective returns l with every number said.
func (l Limits) effective() Limits {
	return Limits{
		Message: limit(l.Message, 16<<20),
		Headers: limit(l.Headers, 64<<10),
		Fields:  limit(l.Fields, 1024),
		Parts:   limit(l.Parts, 256),
		Depth:   min(limit(l.Depth, 8), 16),
	}
}

// reader reads octets and notes the faults.
type reader struct {
	t      *tables
	b      []byte
	limits Limits // effective
	parts  int    // given out so far, of all levels
	faults []Fault
}

func (r *reader) fault(code, field string, start, end int) {
	r.faults = append(r.faults, Fault{code, field, Span{start, end}})
}

// quiet returns a reader of the same octets that notes its faults elsewhere.
func (r *reader) quiet() *reader { return &reader{t: r.t, b: r.b, limits: r.limits, parts: r.parts} }
