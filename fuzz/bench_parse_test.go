package fuzz_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// yardsticks times, on the same octets and in the same run, what a figure is to be held against: the bare walk over headers
// and parts that adds up the octets of the headers (touch), and a copy of all octets.
func yardsticks(b *testing.B, x *fuzz.Shape) {
	b.Helper()
	out := make([]fuzz.Extent, x.Parts+64)
	if n, _ := fuzz.Touch(x.Octets, out); n >= 0 {
		b.Run(x.Name+"/op=touch", func(b *testing.B) { loop(b, x.Octets, func(o []byte) int { return touchOnce(o, out) }) })
	}
	dst := make([]byte, len(x.Octets))
	b.Run(x.Name+"/op=copy", func(b *testing.B) { loop(b, x.Octets, func(o []byte) int { return copyOnce(dst, o) }) })
}

// BenchmarkParse is parsing alone, in each mode.
func BenchmarkParse(b *testing.B) {
	for _, x := range fuzz.Shapes() {
		yardsticks(b, &x)
		for _, mode := range []struct {
			name string
			d    *mmspdu.Decoder
		}{{"lenient", unlimited(mmspdu.Lenient)}, {"strict", unlimited(mmspdu.Strict)}} {
			b.Run(x.Name+"/op=parse/mode="+mode.name, func(b *testing.B) {
				loop(b, x.Octets, func(o []byte) int { return parseOnce(mode.d, o) })
			})
		}
		b.Run(x.Name+"/op=diagnose/mode=lenient", func(b *testing.B) {
			d, fs := unlimited(mmspdu.Lenient), new(wsp.Faults)
			loop(b, x.Octets, func(o []byte) int { return diagnoseOnce(d, fs, o) })
		})
	}
}

// BenchmarkRead is what a gateway pays for: parsing, and reading what it routes, bills and scans by.
func BenchmarkRead(b *testing.B) {
	for _, x := range fuzz.Shapes() {
		timeReading(b, &x)
	}
}

func timeReading(b *testing.B, x *fuzz.Shape) {
	b.Helper()
	yardsticks(b, x)
	for _, goroutines := range []int{1, 2} {
		b.Run(x.Name+"/op=read/goroutines="+strconv.Itoa(goroutines), func(b *testing.B) {
			loops(b, goroutines, x.Octets, func() func([]byte) int {
				d := unlimited(mmspdu.Lenient)
				return func(o []byte) int { return readOnce(d, o) }
			})
		})
	}
	b.Run(x.Name+"/op=read/fault=truncated", func(b *testing.B) {
		d := unlimited(mmspdu.Lenient)
		loop(b, x.Octets[:len(x.Octets)-1], func(o []byte) int { return readOnce(d, o) })
	})
}

// BenchmarkCaptured is BenchmarkRead on messages of the corpus, of which others have published figures.
func BenchmarkCaptured(b *testing.B) {
	for _, x := range []struct{ name, file string }{
		{"pdu=notification/parts=0/size=121", "mmsd/ni-mms-1-3-con-271.mms"},
		{"pdu=send/parts=2/size=214k", "python-messaging/iPhone.mms"},
		{"pdu=retrieve/parts=8/size=44k", "python-messaging/TOMSLOT.MMS"},
	} {
		timeReading(b, &fuzz.Shape{Name: x.name, Parts: 8, Octets: corpustest.Read(b, "pdu/"+x.file)})
	}
}

// BenchmarkValidate is the table of rules, on a PDU that was parsed.
func BenchmarkValidate(b *testing.B) {
	for _, x := range fuzz.Shapes() {
		p, err := unlimited(mmspdu.Lenient).Parse(x.Octets)
		if err != nil {
			b.Fatal(err)
		}
		found := make([]mmspdu.Diagnostic, 0, 64)
		b.Run(x.Name+"/op=validate", func(b *testing.B) {
			loop(b, x.Octets, func([]byte) int { return validateOnce(found, &p) })
		})
	}
}

// BenchmarkHostile is what an attacker can make of the same number of octets.
func BenchmarkHostile(b *testing.B) {
	for _, x := range fuzz.HostileShapes() {
		yardsticks(b, &x)
		b.Run(x.Name+"/op=read/mode=lenient", func(b *testing.B) {
			d := unlimited(mmspdu.Lenient)
			loop(b, x.Octets, func(o []byte) int { return readOnce(d, o) })
		})
		b.Run(x.Name+"/op=read/limits=default", func(b *testing.B) {
			d := new(mmspdu.Decoder)
			loop(b, x.Octets, func(o []byte) int { return readOnce(d, o) })
		})
		b.Run(x.Name+"/op=diagnose/mode=lenient", func(b *testing.B) {
			d, fs := unlimited(mmspdu.Lenient), new(wsp.Faults)
			loop(b, x.Octets, func(o []byte) int { return diagnoseOnce(d, fs, o) })
		})
	}
}

// Parsing and reading allocate nothing, on well-formed messages of any size and on hostile ones.
func TestBenchmarkBodiesAllocateNothing(t *testing.T) {
	fs := new(wsp.Faults)
	for _, d := range []*mmspdu.Decoder{unlimited(mmspdu.Lenient), new(mmspdu.Decoder)} {
		for _, x := range append(fuzz.Shapes(), fuzz.HostileShapes()...) {
			for op, f := range map[string]func() int{
				"parse":    func() int { return parseOnce(d, x.Octets) },
				"diagnose": func() int { return diagnoseOnce(d, fs, x.Octets) },
				"read":     func() int { return readOnce(d, x.Octets) },
			} {
				if n := testing.AllocsPerRun(3, func() { total += f() }); n != 0 {
					t.Errorf("%s: %s allocates %v times", x.Name, op, n)
				}
			}
		}
	}
}

// The shapes are what their names say: read strictly without a fault, with so many parts.
func TestShapes(t *testing.T) {
	for _, x := range fuzz.Shapes() {
		p, err := unlimited(mmspdu.Strict).Parse(x.Octets)
		assert.NoError(t, err, x.Name)
		n := 0
		for range p.AllParts() {
			n++
		}
		assert.Equal(t, x.Parts, n, x.Name)
		walked, _ := fuzz.Touch(x.Octets, make([]fuzz.Extent, x.Parts+64))
		assert.GreaterOrEqual(t, walked, x.Parts, x.Name)
	}
	for _, x := range fuzz.HostileShapes() {
		_, err := unlimited(mmspdu.Lenient).Parse(x.Octets)
		assert.NoError(t, err, x.Name)
	}
}
