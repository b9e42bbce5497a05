package wsp

import "math"

// ReassemblyLimits bound what a [Reassembler] holds. In each, zero means the default and a negative number no limit.
type ReassemblyLimits struct {
	Sets     int // datagrams of which some segments are missing; default 1,024
	Parts    int // segments of a datagram; default 255, which no datagram has more of
	Octets   int // octets held in all: payloads, and 256 for each set and 64 for each segment; default 1 MiB
	Datagram int // octets of a datagram; default 64 KiB
}

// The defaults of ReassemblyLimits.
const (
	DefaultReassemblySets     = 1024
	DefaultReassemblyParts    = 255
	DefaultReassemblyOctets   = 1 << 20
	DefaultReassemblyDatagram = 64 << 10
)

// What a set and a segment are counted for, beside the payload: no less than they take.
const (
	setOctets  = 256
	partOctets = 64
)

// effective returns l with its defaults in place.
func (l ReassemblyLimits) effective() ReassemblyLimits {
	return ReassemblyLimits{
		Sets:     limitOr(l.Sets, DefaultReassemblySets),
		Parts:    min(limitOr(l.Parts, DefaultReassemblyParts), DefaultReassemblyParts),
		Octets:   limitOr(l.Octets, DefaultReassemblyOctets),
		Datagram: limitOr(l.Datagram, DefaultReassemblyDatagram),
	}
}

func limitOr(limit, standard int) int {
	switch {
	case limit == 0:
		return standard
	case limit < 0:
		return math.MaxInt
	}
	return limit
}
