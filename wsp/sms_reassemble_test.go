package wsp_test

import (
	"bytes"
	"math/rand"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/wsp"
)

// segmentsOf cuts a datagram as one sender does.
func segmentsOf(t testing.TB, from string, reference uint16, bits uint8, datagram []byte) (all []wsp.Segment) {
	t.Helper()
	cut, c := wsp.CutSegments(datagram, wsp.PushPorts(), reference, bits)
	require.Zero(t, c)
	for i := range cut.Len() {
		u, ok := wsp.ParseUserData(cut.AppendUserData(nil, i))
		require.True(t, ok)
		all = append(all, u.Segment(smsAddress(t, from)))
	}
	return all
}

func patterned(n int, salt byte) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i>>3) ^ byte(i*5) ^ salt
	}
	return b
}

// complete adds segments and returns the datagrams that come of it, as copies.
func complete(r *wsp.Reassembler, segments ...wsp.Segment) (all []string) {
	for _, s := range segments {
		if d, ok := r.Add(s); ok {
			all = append(all, string(d.Payload))
		}
	}
	return all
}

func TestReassembleShuffled(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	var r wsp.Reassembler
	for n := range 100 {
		datagram := patterned(n*325, byte(n))
		segments := segmentsOf(t, "+15550100001", uint16(n), 8, datagram)
		random.Shuffle(len(segments), func(i, j int) { segments[i], segments[j] = segments[j], segments[i] })
		got := complete(&r, segments...)
		require.Len(t, got, 1)
		require.Equal(t, string(datagram), got[0])
	}
	assert.Zero(t, r.Open())
	assert.Zero(t, r.Held())
	assert.Zero(t, r.Dropped())
}

// TestReassembleWhole: a segment without a Concatenation is a datagram, whatever its other numbers say.
func TestReassembleWhole(t *testing.T) {
	var r wsp.Reassembler
	for _, c := range []wsp.Concatenation{{}, {Total: 2, Sequence: 1}, {Bits: 8, Total: 1, Sequence: 1}} {
		d, ok := r.Add(wsp.Segment{Concatenation: c, Payload: []byte("x")})
		assert.True(t, ok, "%v", c)
		assert.Equal(t, "x", string(d.Payload), "%v", c)
	}
}

func TestReassembleDuplicates(t *testing.T) {
	var r wsp.Reassembler
	datagram := patterned(500, 0)
	s := segmentsOf(t, "+15550100001", 7, 16, datagram)
	require.Len(t, s, 4)
	other := s[1]
	other.Payload = []byte("not what it was")
	assert.Equal(t, []string{string(datagram)}, complete(&r, s[0], other, s[0], s[3], s[1], s[3], s[2]), "the later one counts")
	// A segment that comes again behind the last one begins a set of its own.
	assert.Empty(t, complete(&r, s[2]))
	assert.Equal(t, 1, r.Open())
	assert.Equal(t, 1, r.Forget(r.Seen()))
	assert.Zero(t, r.Held())
}

func TestReassembleMissing(t *testing.T) {
	var r wsp.Reassembler
	s := segmentsOf(t, "+15550100001", 7, 8, patterned(500, 0))
	for i := range s {
		assert.Empty(t, complete(&r, slices.Delete(slices.Clone(s), i, i+1)...), "without segment %d", i+1)
		assert.Equal(t, 1, r.Open())
		assert.Equal(t, 1, r.Forget(r.Seen()))
	}
}

// Two datagrams belong to one set only if everything that keys it is the same.
func TestReassembleKeys(t *testing.T) {
	datagram := patterned(200, 0)
	base := segmentsOf(t, "+15550100001", 7, 8, datagram)
	for name, change := range map[string]func(s *wsp.Segment){
		"sender":          func(s *wsp.Segment) { s.From = smsAddress(t, "+15550100002") },
		"type of sender":  func(s *wsp.Segment) { s.From = smsAddress(t, "15550100001") },
		"recipient":       func(s *wsp.Segment) { s.To = smsAddress(t, "+15550100002") },
		"reference":       func(s *wsp.Segment) { s.Concatenation.Reference = 8 },
		"width":           func(s *wsp.Segment) { s.Concatenation.Bits = 16 },
		"total":           func(s *wsp.Segment) { s.Concatenation.Total = 3 },
		"destination":     func(s *wsp.Segment) { s.Ports.Destination = wsp.PortPushSecure },
		"originator":      func(s *wsp.Segment) { s.Ports.Originator = 1 },
		"width of ports":  func(s *wsp.Segment) { s.Ports.Bits = 8 },
		"no ports at all": func(s *wsp.Segment) { s.Ports = wsp.Ports{} },
	} {
		t.Run(name, func(t *testing.T) {
			var r wsp.Reassembler
			other := slices.Clone(base)
			for i := range other {
				change(&other[i])
			}
			assert.Empty(t, complete(&r, base[0], other[1]))
			assert.Equal(t, 2, r.Open())
			assert.Equal(t, []string{string(datagram)}, complete(&r, base[1]), "interleaved")
			if name != "total" {
				assert.Equal(t, []string{string(datagram)}, complete(&r, other[0]), "interleaved")
			}
		})
	}
}

// Datagrams of many senders, segment by segment in turn.
func TestReassembleInterleaved(t *testing.T) {
	var r wsp.Reassembler
	const senders = 300
	var turns [][]wsp.Segment
	for i := range senders {
		from := string([]byte{'+', '1', '5', '5', '5', '0' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10)})
		turns = append(turns, segmentsOf(t, from, 7, 8, patterned(400, byte(i))))
	}
	var got []string
	for turn := range 4 {
		for i := range turns {
			got = append(got, complete(&r, turns[i][(turn+i)%4])...)
		}
	}
	require.Len(t, got, senders)
	for i := range got {
		assert.Equal(t, string(patterned(400, byte(i))), got[i])
	}
}

// What cannot be a segment is a datagram by itself, and so is the only one of one.
func TestReassembleSingle(t *testing.T) {
	for name, c := range map[string]wsp.Concatenation{
		"none":               {},
		"one of one":         {Reference: 7, Bits: 8, Total: 1, Sequence: 1},
		"total 0":            {Reference: 7, Bits: 8, Total: 0, Sequence: 1},
		"sequence 0":         {Reference: 7, Bits: 16, Total: 2, Sequence: 0},
		"sequence too large": {Reference: 7, Bits: 16, Total: 2, Sequence: 3},
	} {
		var r wsp.Reassembler
		s := wsp.Segment{From: smsAddress(t, "12345"), Ports: wsp.PushPorts(), Concatenation: c, Payload: []byte("hi")}
		d, ok := r.Add(s)
		assert.True(t, ok, name)
		assert.Equal(t, wsp.Datagram{From: s.From, Ports: s.Ports, Payload: []byte("hi")}, d, name)
		assert.Zero(t, r.Open()+r.Held(), name)
		assert.EqualValues(t, 1, r.Seen())
	}
}

// The caller's buffer may be used again, and the datagram that is returned until the next call.
func TestReassembleCopies(t *testing.T) {
	var r wsp.Reassembler
	datagram := patterned(300, 0)
	buf := make([]byte, 140)
	var d wsp.Datagram
	for _, s := range segmentsOf(t, "+15550100001", 7, 8, datagram) {
		s.Payload = buf[:copy(buf, s.Payload)]
		d, _ = r.Add(s)
		clear(buf)
	}
	assert.Equal(t, datagram, d.Payload)
	d, _ = r.Add(wsp.Segment{Payload: buf[:3]})
	buf[0] = 1
	assert.Equal(t, []byte{0, 0, 0}, d.Payload)
}

// TestReassembleLimits: when a limit is reached the set that waited longest goes.
func TestReassembleLimits(t *testing.T) {
	datagrams := make([][]wsp.Segment, 4)
	for i := range datagrams {
		datagrams[i] = segmentsOf(t, "+15550100001", uint16(i), 8, patterned(300, byte(i)))
	}
	t.Run("sets", func(t *testing.T) {
		r := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Sets: 2}}
		complete(&r, datagrams[0][0], datagrams[1][0], datagrams[0][1], datagrams[2][0])
		assert.Equal(t, 2, r.Open())
		assert.EqualValues(t, 1, r.Dropped())
		assert.Len(t, complete(&r, datagrams[0][2]), 1, "it had a segment after the other")
		assert.Empty(t, complete(&r, datagrams[1][1], datagrams[1][2]), "its first segment is lost")
	})
	t.Run("octets", func(t *testing.T) {
		one := 256 + 64 + 128
		r := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Octets: 3 * one}}
		complete(&r, datagrams[0][0], datagrams[1][0], datagrams[2][0])
		assert.Equal(t, 3*one, r.Held())
		complete(&r, datagrams[2][1])
		assert.Equal(t, 2*one+64+128, r.Held())
		assert.Equal(t, 2, r.Open())
		assert.EqualValues(t, 1, r.Dropped())
	})
	t.Run("octets, less than a segment", func(t *testing.T) {
		r := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Octets: 100}}
		assert.Empty(t, complete(&r, datagrams[0]...))
		assert.Zero(t, r.Open()+r.Held())
		assert.EqualValues(t, 3, r.Dropped())
	})
	t.Run("parts", func(t *testing.T) {
		r := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Parts: 2}}
		assert.Empty(t, complete(&r, datagrams[0]...))
		assert.Zero(t, r.Open())
		assert.EqualValues(t, 3, r.Dropped())
		assert.Len(t, complete(&r, segmentsOf(t, "+15550100001", 1, 8, patterned(200, 0))...), 1)
	})
	t.Run("datagram", func(t *testing.T) {
		r := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Datagram: 299}}
		assert.Empty(t, complete(&r, datagrams[0]...))
		assert.Zero(t, r.Open()+r.Held())
		assert.EqualValues(t, 1, r.Dropped())
		exact := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Datagram: 300}}
		assert.Len(t, complete(&exact, datagrams[0]...), 1)
		_, ok := r.Add(wsp.Segment{Payload: make([]byte, 299)})
		assert.True(t, ok)
		_, ok = r.Add(wsp.Segment{Payload: make([]byte, 300)})
		assert.False(t, ok)
		assert.EqualValues(t, 2, r.Dropped())
		// A segment that is too long by itself costs its set.
		complete(&r, datagrams[1][0])
		long := datagrams[1][1]
		long.Payload = make([]byte, 300)
		complete(&r, long)
		assert.Zero(t, r.Open())
		assert.EqualValues(t, 3, r.Dropped())
	})
	t.Run("none", func(t *testing.T) {
		r := wsp.Reassembler{Limits: wsp.ReassemblyLimits{Sets: -1, Parts: -1, Octets: -1, Datagram: -1}}
		for i := range 3000 {
			complete(&r, segmentsOf(t, "+15550100001", uint16(i), 16, make([]byte, 600))[0])
		}
		assert.Equal(t, 3000, r.Open())
		assert.Greater(t, r.Held(), wsp.DefaultReassemblyOctets)
		assert.Zero(t, r.Dropped())
	})
}

// TestReassembleForget ties the age of sets to the count of segments.
func TestReassembleForget(t *testing.T) {
	var r wsp.Reassembler
	a, b := segmentsOf(t, "+15550100001", 1, 8, patterned(300, 1)), segmentsOf(t, "+15550100001", 2, 8, patterned(300, 2))
	complete(&r, a[0], b[0])
	mark := r.Seen()
	assert.EqualValues(t, 2, mark)
	complete(&r, a[1])
	assert.Equal(t, 1, r.Forget(mark), "the set that had no segment since")
	assert.Zero(t, r.Forget(mark))
	assert.Equal(t, []string{string(patterned(300, 1))}, complete(&r, a[2]))
	assert.Empty(t, complete(&r, b[1], b[2]))
	assert.Zero(t, r.Dropped())
	r.Limits.Sets = 5
	r.Reset()
	assert.Zero(t, r.Open()+r.Held())
	assert.Zero(t, r.Seen())
	assert.Equal(t, 5, r.Limits.Sets)
	assert.Zero(t, r.Forget(1<<64-1))
}

// heap returns the octets that are in use behind a collection.
func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// TestReassembleAbandoned begins 100,000 datagrams and ends none: what is held stays bounded, by the heap and not only by a
// counter, for segments that fill an SMS, that are empty, and for sets that have all segments but one.
func TestReassembleAbandoned(t *testing.T) {
	const abandoned = 100_000
	senders := [...]wsp.SMSAddress{smsAddress(t, "+15550100001"), smsAddress(t, "+15550100002")}
	for _, c := range []struct {
		name          string
		total, octets int
		segments      int // of each datagram that come
	}{
		{"first segment alone", 2, 128, 1}, {"empty segment", 255, 0, 1}, {"one octet each", 255, 1, 5},
		{"all but one", 3, 128, 2}, {"long segments", 255, 3_000, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := heap()
			var r wsp.Reassembler
			payload := make([]byte, c.octets)
			peak := 0
			for i := range abandoned {
				from := senders[i>>16]
				for j := range c.segments {
					s := wsp.Segment{From: from, Ports: wsp.PushPorts(), Payload: payload}
					s.Concatenation = wsp.Concatenation{Reference: uint16(i), Bits: 16, Total: uint8(c.total), Sequence: uint8(j + 1)}
					if _, ok := r.Add(s); ok {
						t.Fatal("a datagram of which segments are missing")
					}
				}
				if i%25_000 == 24_999 {
					peak = max(peak, heap()-before)
				}
				if r.Open() > wsp.DefaultReassemblySets || r.Held() > wsp.DefaultReassemblyOctets {
					t.Fatalf("%d sets, %d octets", r.Open(), r.Held())
				}
			}
			peak = max(peak, heap()-before)
			t.Logf("%d sets open, %d octets held, %d of heap, %d dropped", r.Open(), r.Held(), peak, r.Dropped())
			assert.Less(t, peak, wsp.DefaultReassemblyOctets*5/4)
			assert.Equal(t, abandoned, int(r.Dropped())+r.Open())
			runtime.KeepAlive(&r)
		})
	}
}

// TestReassembleWork: an Add does not take longer because many sets are open. It is counted in allocations, which are those
// of the segment's own set.
func TestReassembleWork(t *testing.T) {
	var r wsp.Reassembler
	r.Limits = wsp.ReassemblyLimits{Sets: -1, Octets: -1}
	s := segmentsOf(t, "+15550100001", 1, 16, patterned(254, 0))
	few := testing.AllocsPerRun(100, func() { r.Add(s[0]); r.Add(s[1]) })
	for i := range 50_000 {
		s[0].Concatenation.Reference = uint16(i + 2)
		r.Add(s[0])
	}
	s[0].Concatenation.Reference = 1
	many := testing.AllocsPerRun(100, func() { r.Add(s[0]); r.Add(s[1]) })
	if many > few || few > 8 {
		t.Errorf("%v allocations with few sets, %v with many", few, many)
	}
	single := testing.AllocsPerRun(100, func() {
		if d, ok := r.Add(wsp.Segment{Payload: s[0].Payload}); !ok || !bytes.Equal(d.Payload, s[0].Payload) {
			t.Fail()
		}
	})
	if single != 0 {
		t.Errorf("%v allocations for a datagram in one piece", single)
	}
}
