package wsp_test

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/wsp"
)

// slowReassembler does what a Reassembler does the obvious way: a list of sets in the order of their last segments, which is
// searched from end to end, and sums that are made anew each time.
type slowReassembler struct {
	sets, parts, octets, datagram int // the limits
	list                          []*slowSet
	seen, dropped                 uint64
}

type slowSet struct {
	first   wsp.Segment // of any number, without its payload: what all of them have in common
	last    uint64
	payload map[uint8]string
}

func (r *slowReassembler) held() (n int) {
	for _, s := range r.list {
		n += s.held()
	}
	return n
}

func (s *slowSet) held() int { return 256 + 64*len(s.payload) + s.octets() }

func (s *slowSet) octets() (n int) {
	for _, p := range s.payload {
		n += len(p)
	}
	return n
}

func (r *slowReassembler) find(s wsp.Segment) int {
	for i, x := range r.list {
		a, b := x.first.Concatenation, s.Concatenation
		if x.first.From == s.From && x.first.To == s.To && x.first.Ports == s.Ports && a.Reference == b.Reference &&
			a.Bits == b.Bits && a.Total == b.Total {
			return i
		}
	}
	return -1
}

func (r *slowReassembler) cut(i int) { r.list = append(r.list[:i:i], r.list[i+1:]...) }

func (r *slowReassembler) add(s wsp.Segment) (string, bool) {
	r.seen++
	c := s.Concatenation
	alone := c.Bits == 0 || c.Sequence == 0 || c.Sequence > c.Total || c.Total == 1
	i := -1
	if !alone {
		i = r.find(s)
	}
	if !alone && int(c.Total) > r.parts || len(s.Payload) > r.datagram {
		r.dropped++
		if i >= 0 {
			r.cut(i)
		}
		return "", false
	}
	if alone {
		return string(s.Payload), true
	}
	set := &slowSet{first: s, payload: map[uint8]string{}}
	if i >= 0 {
		set = r.list[i]
		r.cut(i)
	}
	set.payload[c.Sequence] = string(s.Payload)
	set.last = r.seen
	if set.octets() > r.datagram {
		r.dropped++
		return "", false
	}
	if len(set.payload) == int(c.Total) {
		all := ""
		for n := range c.Total {
			all += set.payload[n+1]
		}
		return all, true
	}
	r.list = append(r.list, set)
	for len(r.list) > r.sets || r.held() > r.octets {
		r.list = r.list[1:]
		r.dropped++
	}
	return "", false
}

func (r *slowReassembler) forget(seen uint64) (n int) {
	for i := len(r.list) - 1; i >= 0; i-- {
		if r.list[i].last <= seen {
			r.cut(i)
			n++
		}
	}
	return n
}

// segmentChoices reads a fuzz input as a stream of choices, which are all 0 behind its end.
type segmentChoices struct{ b []byte }

func (c *segmentChoices) pick(n int) int {
	if len(c.b) == 0 {
		return 0
	}
	v := int(c.b[0]) % n
	c.b = c.b[1:]
	return v
}

// FuzzReassemble: a Reassembler returns the datagrams that a slow and obvious one does, holds as much, drops and forgets as
// much, and stays inside its limits, whatever segments come, in whatever order, in a buffer that is used again.
func FuzzReassemble(f *testing.F) {
	fuzz.Add(f, []byte("\x00\x00\x00\x00\x00\x00\x01\x01\x00\x05\x00\x00\x01\x01\x01\x05"))
	fuzz.Add(f, []byte("\x02\x01\x03\x02\x00\x07\x02\x02\x00\xFF\x00\x07\x02\x00\x00\xFF\x00\x07\x02\x01\x00\xFF"))
	fuzz.Add(f, []byte("\x01\x00\x02\x01\x00\x00\x01\x01\x00\x50\x00\x01\x01\x01\x00\x50\x06\x00\x00\x02\x01\x01\x00\x50\x07\x01"))
	fuzz.Add(f, bytes.Repeat([]byte("\x00\x01\x02\x03\x04\x05\x06"), 50))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 2000 {
			return
		}
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		in := segmentChoices{b}
		slow := slowReassembler{
			sets: 1 + in.pick(6), parts: 2 + in.pick(5), octets: []int{500, 1000, 3000, 1 << 30}[in.pick(4)],
			datagram: []int{300, 100, 1 << 20}[in.pick(3)],
		}
		var fast wsp.Reassembler
		fast.Limits = wsp.ReassemblyLimits{Sets: slow.sets, Parts: slow.parts, Octets: slow.octets, Datagram: slow.datagram}
		buf := make([]byte, 256)
		for step := 0; len(in.b) > 0; step++ {
			w.Step(1 + fast.Open())
			switch op := in.pick(16); op {
			case 15:
				seen := slow.seen - min(slow.seen, uint64(in.pick(20)))
				if x, y := fast.Forget(seen), slow.forget(seen); x != y {
					t.Fatalf("%x: step %d: %d sets forgotten, want %d", b, step, x, y)
				}
			default:
				s := pickSegment(&in, op, buf, byte(step))
				want, wok := slow.add(s)
				d, ok := fast.Add(s)
				if ok != wok || string(d.Payload) != want {
					t.Fatalf("%x: step %d: %q %v, want %q %v", b, step, d.Payload, ok, want, wok)
				}
				if ok && (d.From != s.From || d.To != s.To || d.Ports != s.Ports) {
					t.Fatalf("%x: step %d: %v of %v", b, step, d, s)
				}
				for i := range buf {
					buf[i] = 0xEE
				}
				if string(d.Payload) != want {
					t.Fatalf("%x: step %d: the datagram lies in the caller's buffer", b, step)
				}
			}
			if fast.Open() != len(slow.list) || fast.Held() != slow.held() || fast.Dropped() != slow.dropped ||
				fast.Seen() != slow.seen {
				t.Fatalf("%x: step %d: %d sets of %d octets, %d dropped, %d seen, want %d of %d, %d, %d", b, step,
					fast.Open(), fast.Held(), fast.Dropped(), fast.Seen(), len(slow.list), slow.held(), slow.dropped, slow.seen)
			}
			if fast.Open() > slow.sets || fast.Held() > slow.octets {
				t.Fatalf("%x: step %d: %d sets of %d octets are held", b, step, fast.Open(), fast.Held())
			}
		}
	})
}

// pickSegment makes a segment out of choices; op says whether something rare is to be in it.
func pickSegment(in *segmentChoices, op int, buf []byte, fill byte) wsp.Segment {
	s := wsp.Segment{Ports: wsp.PushPorts(), Concatenation: wsp.Concatenation{Bits: 8}}
	s.Concatenation.Reference = uint16(in.pick(8))
	s.Concatenation.Total = uint8(1 + in.pick(6))
	s.Concatenation.Sequence = uint8(1 + in.pick(int(s.Concatenation.Total)))
	s.From, _ = wsp.ParseSMSAddress([]string{"1", "+1"}[in.pick(2)])
	s.Payload = buf[:in.pick(256)]
	for i := range s.Payload {
		s.Payload[i] = fill
	}
	switch op {
	case 9:
		s.To = s.From
	case 10:
		s.Ports.Destination++
	case 11:
		s.Concatenation.Bits = 16
	case 12:
		s.Concatenation.Sequence = uint8(in.pick(256))
	case 13:
		s.Concatenation.Total = uint8(in.pick(256))
	case 14:
		s.Concatenation = wsp.Concatenation{}
	}
	return s
}
