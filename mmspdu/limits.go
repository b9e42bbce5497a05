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
