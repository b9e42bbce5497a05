package wsp

import "slices"

// Segment is what a [Reassembler] takes: the payload of one SMS, borrowed, and what says where it belongs. [TPDU.Segment],
// [UserData.Segment] and [CDMAData.Segment] make one.
type Segment struct {
	From, To      SMSAddress // sender; and whatever else keeps datagrams apart: to a gateway, the recipient
	Ports         Ports
	Concatenation Concatenation // zero for a datagram in one piece
	Payload       []byte

	portsFirst bool // only the first segment has ports
}

// Datagram is what a [Reassembler] returns.
type Datagram struct {
	From, To SMSAddress // as its segments had them
	Ports    Ports
	Payload  []byte // valid until the next call of Add
}

// Reassembler puts datagrams together from segments in any order (WSP 15.2). Segments belong together that have sender,
// recipient, reference and its width, total and ports in common; one that comes again replaces the earlier one. The zero value
// is ready. A Reassembler belongs to one goroutine.
//
// It copies what it keeps, so that the caller's buffer may be used again. What it holds is bounded by Limits: when one is
// reached, the set that has waited longest for a segment is dropped. An Add takes time by the segments and octets of its own
// set, and of those that it drops, not by the number of sets.
//
// References come again after 256 or 65,536 datagrams of a sender, so that old sets must be forgotten, or the rest of a lost
// datagram is put to a new one. A Reassembler has no clock; it counts the segments that it saw. A gateway with a clock
// remembers Seen at intervals, and once a minute, say, forgets what has had no segment since ten minutes ago:
//
//	marks = append(marks, r.Seen())
//	if len(marks) > 10 {
//		r.Forget(marks[0])
//		marks = marks[1:]
//	}
//
// A sender can push out the sets of others by opening many; a gateway that minds keeps a Reassembler for each group of
// senders that may do so to each other.
type Reassembler struct {
	Limits ReassemblyLimits

	sets           map[setKey]*segmentSet
	oldest, newest *segmentSet // in the order of their last segments
	held           int
	seen, dropped  uint64
	out            []byte // of the last datagram
}

// setKey is what the segments of a datagram have in common.
type setKey struct {
	from, to  SMSAddress
	ports     Ports
	reference uint16
	bits      uint8
	total     uint8
	cdma      bool
}

// segmentSet is a datagram of which segments are missing.
type segmentSet struct {
	key          setKey
	older, newer *segmentSet
	last         uint64 // number of the last segment that came
	parts        []segmentPart
	octets       int   // of all payloads
	ports        Ports // of the first segment
}

type segmentPart struct {
	sequence uint8
	payload  []byte
}

// Add takes a segment; ok says that it completes a datagram, which may be the segment itself. A segment of a datagram with more
// segments or octets than the limits allow is dropped, with what is held of that datagram.
func (a *Reassembler) Add(s Segment) (d Datagram, ok bool) {
	limits := a.Limits.effective()
	a.seen++
	c := s.Concatenation
	if c.Bits == 0 || !c.valid() {
		c = Concatenation{Total: 1, Sequence: 1}
	}
	if int(c.Total) > limits.Parts || len(s.Payload) > limits.Datagram {
		a.dropped++
		if set := a.sets[s.key(c)]; set != nil {
			a.remove(set)
		}
		return Datagram{}, false
	}
	if c.Total == 1 {
		a.out = append(a.out[:0], s.Payload...)
		return Datagram{s.From, s.To, s.Ports, a.out}, true
	}

	set := a.open(s.key(c))
	if c.Sequence == 1 {
		set.ports = s.Ports
	}
	a.put(set, c.Sequence, s.Payload)
	switch {
	case set.octets > limits.Datagram:
		a.drop(set)
	case len(set.parts) == int(c.Total):
		a.remove(set)
		a.out = a.out[:0]
		for i := range set.parts {
			a.out = append(a.out, set.parts[i].payload...)
		}
		return Datagram{s.From, s.To, set.ports, a.out}, true
	}
	for len(a.sets) > limits.Sets || a.held > limits.Octets {
		a.drop(a.oldest)
	}
	return Datagram{}, false
}

func (s *Segment) key(c Concatenation) setKey {
	k := setKey{from: s.From, to: s.To, reference: c.Reference, bits: c.Bits, total: c.Total, cdma: s.portsFirst}
	if !s.portsFirst {
		k.ports = s.Ports
	}
	return k
}

// open returns the set with this key, a new one if there is none, and makes it the newest.
func (a *Reassembler) open(k setKey) *segmentSet {
	set := a.sets[k]
	if set == nil {
		set = &segmentSet{key: k}
		if a.sets == nil {
			a.sets = map[setKey]*segmentSet{}
		}
		a.sets[k] = set
		a.held += setOctets
	} else {
		a.unlink(set)
	}
	set.last = a.seen
	set.older, set.newer = a.newest, nil
	if a.newest != nil {
		a.newest.newer = set
	} else {
		a.oldest = set
	}
	a.newest = set
	return set
}

// put puts a copy of the payload in its place.
func (a *Reassembler) put(set *segmentSet, sequence uint8, payload []byte) {
	i, found := slices.BinarySearchFunc(set.parts, sequence, func(p segmentPart, sequence uint8) int {
		return int(p.sequence) - int(sequence)
	})
	grown := len(payload)
	if found {
		grown -= len(set.parts[i].payload)
	} else {
		set.parts = slices.Insert(set.parts, i, segmentPart{sequence: sequence})
		a.held += partOctets
	}
	set.parts[i].payload = append([]byte(nil), payload...) // not into the old one, whose capacity nobody counts
	set.octets += grown
	a.held += grown
}

func (a *Reassembler) unlink(set *segmentSet) {
	if set.older != nil {
		set.older.newer = set.newer
	} else {
		a.oldest = set.newer
	}
	if set.newer != nil {
		set.newer.older = set.older
	} else {
		a.newest = set.older
	}
}

func (a *Reassembler) remove(set *segmentSet) {
	a.unlink(set)
	delete(a.sets, set.key)
	a.held -= setOctets + partOctets*len(set.parts) + set.octets
}

func (a *Reassembler) drop(set *segmentSet) {
	a.remove(set)
	a.dropped++
}

// Seen returns how many segments Add took.
func (a *Reassembler) Seen() uint64 { return a.seen }

// Forget drops the sets that have had no segment after the first seen ones that Add took, and returns how many they were.
// They do not count as [Reassembler.Dropped].
func (a *Reassembler) Forget(seen uint64) (sets int) {
	for a.oldest != nil && a.oldest.last <= seen {
		a.remove(a.oldest)
		sets++
	}
	return sets
}

// Reset forgets everything, and keeps Limits and the memory of the last datagram.
func (a *Reassembler) Reset() { *a = Reassembler{Limits: a.Limits, out: a.out[:0]} }

// Open returns how many datagrams have segments missing.
func (a *Reassembler) Open() int { return len(a.sets) }

// Held returns how many octets are held, counted as [ReassemblyLimits] counts them.
func (a *Reassembler) Held() int { return a.held }

// Dropped returns how often a limit cost a set, or a segment of which nothing else was held.
func (a *Reassembler) Dropped() uint64 { return a.dropped }
