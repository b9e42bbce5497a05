package fuzz_test

import (
	"math"
	"runtime"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The bodies of the benchmarks of this folder. Each is a function by itself: the allocation tests call the same ones, and a
// call inside a b.Loop is only then what a caller would pay.

// unlimited reads what the default limits would end.
func unlimited(mode mmspdu.Mode) *mmspdu.Decoder {
	return &mmspdu.Decoder{Mode: mode, Limits: mmspdu.Limits{Headers: -1, Fields: -1, Parts: -1, Depth: -1}}
}

func parseOnce(d *mmspdu.Decoder, b []byte) int {
	p, err := d.Parse(b)
	if err != nil {
		return -1
	}
	return int(p.Type()) + p.Faults()
}

func diagnoseOnce(d *mmspdu.Decoder, fs *wsp.Faults, b []byte) int {
	p, err := d.Diagnose(b, fs)
	if err != nil {
		return -1
	}
	return int(p.Type()) + fs.Len()
}

// readOnce is what a gateway does: parse, read the fields by which it routes and bills, and of every part type, id, name,
// location and data. It returns a sum so that nothing is optimised away.
func readOnce(d *mmspdu.Decoder, b []byte) int {
	p, err := d.Parse(b)
	if err != nil {
		return -1
	}
	return readFields(&p) + readParts(&p)
}

func readFields(p *mmspdu.PDU) int {
	n := int(p.Type())
	version, _ := p.Version()
	id, _ := p.TransactionID()
	from, _ := p.From()
	subject, _ := p.Subject()
	class, _ := p.MessageClass()
	size, _ := p.MessageSize()
	expiry, _ := p.Expiry()
	location, _ := p.ContentLocation()
	n += int(version) + id.Len() + from.Address.Text.Len() + subject.Len() + int(class) + int(size) + int(expiry.Seconds) + location.Len()
	to := p.Cursor(mmspdu.FieldTo)
	for to.Next() {
		n++
	}
	return n
}

func readParts(p *mmspdu.PDU) int {
	n := 0
	c := p.PartCursor()
	for c.Next() {
		part := c.Part()
		n += len(part.ContentType()) + part.ContentID().Len() + part.Name().Len() + part.Location().Len() + len(part.Data())
	}
	return n
}

func validateOnce(dst []mmspdu.Diagnostic, p *mmspdu.PDU) int {
	return len(p.Validate(dst[:0], mmspdu.ProfileOMA))
}

func touchOnce(b []byte, out []fuzz.Extent) int {
	n, sum := fuzz.Touch(b, out)
	return n + int(sum)
}

func copyOnce(dst, src []byte) int { return copy(dst, src) }

// slowOnce is the reference decoder, without limits.
func slowOnce(d *reference.Decoder, b []byte) int {
	const none = math.MaxInt32
	m := d.Decode(b, reference.Limits{Message: none, Headers: none, Fields: none, Parts: none, Depth: wsp.MaxDepth})
	return int(m.Type) + len(m.Faults)
}

// total takes what is computed, so that nothing is optimised away.
var total int

// loop times f, which is given b, and says how many octets went by.
func loop(b *testing.B, octets []byte, f func([]byte) int) {
	b.Helper()
	b.ReportAllocs()
	b.SetBytes(int64(len(octets)))
	n := 0
	for b.Loop() {
		n += f(octets)
	}
	total += n
}

// loops is loop on so many goroutines at once; a body is made for each.
func loops(b *testing.B, goroutines int, octets []byte, newBody func() func([]byte) int) {
	b.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(goroutines))
	b.ReportAllocs()
	b.SetBytes(int64(len(octets)))
	b.RunParallel(func(pb *testing.PB) {
		f, n := newBody(), 0
		for pb.Next() {
			n += f(octets)
		}
		if n < 0 {
			b.Error("not read")
		}
	})
}
