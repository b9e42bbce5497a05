package fuzz_test

import (
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// yardsticks times, on the same octets and in the same run, what a figure is to be held against: the bare walk over headers
// and parts that adds up the octets of the headers (touch), a copy of all octets, and the reference decoder (slow).
func yardsticks(b *testing.B, x *fuzz.Shape) {
	b.Helper()
	out := make([]fuzz.Extent, x.Parts+64)
	if n, _ := fuzz.Touch(x.Octets, out); n >= 0 {
		b.Run(x.Name+"/op=touch", func(b *testing.B) { loop(b, x.Octets, func(o []byte) int { return touchOnce(o, out) }) })
	}
	dst := make([]byte, len(x.Octets))
	b.Run(x.Name+"/op=copy", func(b *testing.B) { loop(b, x.Octets, func(o []byte) int { return copyOnce(dst, o) }) })
	b.Run(x.Name+"/op=slow", func(b *testing.B) {
		d := reference.New()
		loop(b, x.Octets, func(o []byte) int { return slowOnce(d, o) })
	})
}

// BenchmarkParse is all reading of well-formed messages: parsing alone (parse), with a list of the faults (diagnose), parsing and
// reading what a gateway routes, bills and scans by (read), and the rules on a PDU that was parsed (validate).
func BenchmarkParse(b *testing.B) {
	for _, x := range fuzz.Shapes() {
		yardsticks(b, &x)
		timeReading(b, &x)
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
		b.Run(x.Name+"/op=validate/mode=lenient", func(b *testing.B) {
			p, err := unlimited(mmspdu.Lenient).Parse(x.Octets)
			if err != nil {
				b.Fatal(err)
			}
			found := make([]mmspdu.Diagnostic, 0, 64)
			loop(b, x.Octets, func([]byte) int { return validateOnce(found, &p) })
		})
	}
}

// timeReading is the operation that counts, by one goroutine and by two, and on a message that lacks its last octet.
func timeReading(b *testing.B, x *fuzz.Shape) {
	b.Helper()
	d := unlimited(mmspdu.Lenient)
	b.Run(x.Name+"/op=read/mode=lenient", func(b *testing.B) {
		loop(b, x.Octets, func(o []byte) int { return readOnce(d, o) })
	})
	b.Run(x.Name+"/op=read/mode=lenient/goroutines=2", func(b *testing.B) {
		loops(b, 2, x.Octets, func() func([]byte) int {
			d := unlimited(mmspdu.Lenient)
			return func(o []byte) int { return readOnce(d, o) }
		})
	})
	b.Run(x.Name+"/fault=truncated/op=read/mode=lenient", func(b *testing.B) {
		loop(b, x.Octets[:len(x.Octets)-1], func(o []byte) int { return readOnce(d, o) })
	})
}

// BenchmarkCaptured is reading messages of the corpus.
func BenchmarkCaptured(b *testing.B) {
	for _, x := range []struct {
		pdu, file string
		parts     int
	}{
		{"pdu=notification", "mmsd/ni-mms-1-3-con-271.mms", 0},
		{"pdu=send", "python-messaging/iPhone.mms", 2},
		{"pdu=retrieve", "python-messaging/TOMSLOT.MMS", 8},
	} {
		shape := fuzz.NewShape(x.pdu, x.parts, corpustest.Read(b, "pdu/"+x.file))
		yardsticks(b, &shape)
		timeReading(b, &shape)
	}
}

// BenchmarkHostile is what an attacker can make of the same number of octets, within the default limits and without any.
func BenchmarkHostile(b *testing.B) {
	for _, x := range fuzz.HostileShapes() {
		yardsticks(b, &x)
		for _, limits := range []struct {
			name string
			d    *mmspdu.Decoder
		}{{"default", new(mmspdu.Decoder)}, {"none", unlimited(mmspdu.Lenient)}} {
			b.Run(x.Name+"/op=read/mode=lenient/limits="+limits.name, func(b *testing.B) {
				loop(b, x.Octets, func(o []byte) int { return readOnce(limits.d, o) })
			})
		}
		b.Run(x.Name+"/op=diagnose/mode=lenient/limits=none", func(b *testing.B) {
			d, fs := unlimited(mmspdu.Lenient), new(wsp.Faults)
			loop(b, x.Octets, func(o []byte) int { return diagnoseOnce(d, fs, o) })
		})
	}
}
