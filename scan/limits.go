package scan

import "github.com/mmsguard/mmsguard/mmspdu"

// Limits bounds what one scan may cost. Every limit is a count, so a verdict is the same on every machine. Zero means
// the default, a negative number none. A limit that ends leaves a finding that says so ([Report.Complete] is false);
// what was found before it stays.
type Limits struct {
	Message  int // octets of a message, default 16 MiB
	Headers  int // octets of the headers of a PDU, default 64 KiB
	Fields   int // header fields of a PDU, default 1,024
	Parts    int // parts of a message, default 256
	Depth    int // depth to which multiparts nest, default 8
	Findings int // findings kept, the worst ones, default 256
	Views    int // views, default 1,024
	Work     int // octets examined, views of all kinds together, default 64 MiB
	Decoded  int // octets that transfer decoding and inflating may give, default 32 MiB
}

// The defaults of Limits.
const (
	DefaultMessage  = 16 << 20
	DefaultHeaders  = 64 << 10
	DefaultFields   = 1024
	DefaultParts    = 256
	DefaultDepth    = 8
	DefaultFindings = 256
	DefaultViews    = 1024
	DefaultWork     = 64 << 20
	DefaultDecoded  = 32 << 20
)

// maxViews is what the View of a finding can tell apart.
const maxViews = 1 << 16

// maxInput is what a Span can count, less one octet.
const maxInput = 1<<32 - 1

// keepDecoded is how much memory for decoded octets a Scanner keeps from one message to the next.
const keepDecoded = 4 << 20

// resolved returns l with every default filled in and "none" as the highest number that can be counted.
func (l Limits) resolved() Limits {
	const none = int(^uint(0) >> 1)
	set := func(v *int, def, most int) {
		switch {
		case *v == 0:
			*v = def
		case *v < 0:
			*v = none
		}
		*v = min(*v, most)
	}
	set(&l.Message, DefaultMessage, none)
	set(&l.Headers, DefaultHeaders, none)
	set(&l.Fields, DefaultFields, none)
	set(&l.Parts, DefaultParts, none)
	set(&l.Depth, DefaultDepth, none)
	set(&l.Findings, DefaultFindings, none)
	set(&l.Views, DefaultViews, maxViews)
	set(&l.Work, DefaultWork, none)
	set(&l.Decoded, DefaultDecoded, none)
	return l
}

// decoder is where the decoder's share of the limits is handed on: it has the same convention for zero and none.
func (l Limits) decoder() mmspdu.Decoder {
	return mmspdu.Decoder{Limits: mmspdu.Limits{
		Message: l.Message, Headers: l.Headers, Fields: l.Fields, Parts: l.Parts, Depth: l.Depth,
	}}
}

// Reason says why something was not inspected.
type Reason uint8

// The reasons.
const (
	ReasonNone       Reason = iota
	ReasonUnreadable        // it is neither an MMS PDU nor a media file that we know
	ReasonSize              // larger than Limits.Message, or 4 GiB and more
	ReasonHeaders           // more octets of headers than Limits.Headers
	ReasonFields            // more header fields than Limits.Fields
	ReasonParts             // more parts than Limits.Parts
	ReasonDepth             // multiparts nested deeper than Limits.Depth
	ReasonViews             // more views than Limits.Views
	ReasonWork              // Limits.Work octets were examined
	ReasonDecoded           // Limits.Decoded octets were decoded
	ReasonStructure         // octets in the structure of the message that nobody can make sense of
	ReasonFaults            // more faults of the decoder than are weighed
	ReasonContainer         // a container whose structure could not be followed to its end
	ReasonEngine            // the external engine failed
	ReasonCancelled         // the caller's context ended
	reasonEnd
)

var reasonNames = [reasonEnd]string{
	ReasonNone: "none", ReasonUnreadable: "unreadable", ReasonSize: "size-limit", ReasonHeaders: "headers-limit",
	ReasonFields: "fields-limit", ReasonParts: "parts-limit", ReasonDepth: "depth-limit", ReasonViews: "views-limit",
	ReasonWork: "work-limit", ReasonDecoded: "decoded-limit", ReasonStructure: "structure", ReasonFaults: "faults-limit",
	ReasonContainer: "container", ReasonEngine: "engine", ReasonCancelled: "cancelled",
}

// String returns the stable name of r, such as "work-limit".
func (r Reason) String() string { return nameOf(reasonNames[:], int(r)) }

// once reports whether r concerns the message as a whole, so that one finding says it all.
func (r Reason) once() bool {
	switch r {
	case ReasonStructure, ReasonContainer, ReasonEngine:
		return false
	}
	return true
}
