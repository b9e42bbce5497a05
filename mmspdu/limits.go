package mmspdu

import (
	"math"

	"github.com/mmsguard/mmsguard/wsp"
)

// Limits bound what a Decoder reads of one message. In each, zero means the default and a negative number no limit.
type Limits struct {
	Message int // octets of the PDU; default 16 MiB. More is an error; 4 GiB and more always is.
	Headers int // octets of the PDU's headers; default 64 KiB
	Fields  int // headers of the PDU, and headers of each part; default 1,024
	Parts   int // parts on all levels; default 256
	Depth   int // multiparts inside each other, and descriptions; default 8, never more than wsp.MaxDepth
}

// The defaults of Limits.
const (
	DefaultMessage = 16 << 20
	DefaultHeaders = 64 << 10
	DefaultFields  = 1024
	DefaultParts   = 256
	DefaultDepth   = 8
)

// What an answer copies of the PDU that it answers ([PDU.Answer]): ids have about 40 octets in practice (MMS 4.11), and no
// e-mail address has more than 254. A group that is larger does without the rest.
const (
	maxAnswerID        = 1024 // octets of a Transaction-Id or Message-ID
	maxAnswerAddress   = 254  // octets of an address
	maxAnswerAddresses = 100  // recipients in a message that stands in for another
)

func effective(limit, standard int) int {
	switch {
	case limit == 0:
		return standard
	case limit < 0:
		return math.MaxInt32
	}
	return limit
}

func (l *Limits) bounds() wsp.Bounds {
	return wsp.Bounds{
		Parts:  effective(l.Parts, DefaultParts),
		Depth:  min(effective(l.Depth, DefaultDepth), wsp.MaxDepth),
		Fields: effective(l.Fields, DefaultFields),
	}
}
