package reference

import "fmt"

// Span is a range of octets, half open.
type Span struct{ Start, End int }

// Fault is one departure from the grammar: the name of its code, what it is about, where.
type Fault struct {
	Code  string
	Field string // "mms 09", "wsp 40", "parameter 17" (numbers in hexadecimal), "text", "nEntries", "HeadersLen", "DataLen", "multipart", "headers"
	Span
}

func (f Fault) String() string { return fmt.Sprintf("%s (%s) %d..%d", f.Code, f.Field, f.Start, f.End) }

// Limits bound a walk. All are stated; there are no defaults.
type Limits struct{ Message, Headers, Fields, Parts, Depth int }

// Message is what was read of a PDU.
type Message struct {
	TooLarge     bool // more octets than Limits.Message: nothing was read
	Type         int  // octet of X-Mms-Message-Type; 0: no PDU
	Headers      []Header
	HeadersEnd   int
	HasBody      bool
	ContentType  Content // the last one; of the body, if there is one
	Multipart    *Multipart
	Single       *Part // a body that is no multipart and not empty
	Descriptions []*Message
	Faults       []Fault // in the order in which they were met
}

// Header is a header of a PDU or a part.
type Header struct {
	Code   int    // -1: Name
	Name   string // as it is written, without Quote
	Span          // name and value
	Value  Span
	Says   string // of a header of a PDU: its value in words
	Octets []byte
}

// Content is a Content-type-value.
type Content struct {
	Span
	Code   int    // number of the media type; -1: Media
	Media  string // text as it is written, without what MIME puts behind it
	Params []Param
}

// Param is a parameter.
type Param struct {
	Code int // -1: Name
	Name string
	Raw  string // the octets of the value
}

// Multipart is nEntries and entries.
type Multipart struct {
	Span
	Declared int64
	Parts    []*Part
	Trailing Span
}

// Part is an entry.
type Part struct {
	Span             // the entry, its lengths included
	Depth    int     // multiparts around that of the part
	Type     Content // empty where HeadersLen is 0
	Headers  []Header
	Data     Span
	Cut      bool // it says that it is longer than what is there
	Multi    bool // it is a multipart by its type
	Nested   *Multipart
	TooDeep  bool
	HeadStop int // end of what HeadersLen counts
}
