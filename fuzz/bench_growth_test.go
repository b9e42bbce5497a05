package fuzz_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
)

// BenchmarkGrowth times one operation on messages of growing size and prints how well a straight line fits: the slope in
// nanoseconds a piece, r2 (1 is a line), and the exponent of the power that fits best (1 is linear, 2 square). The
// figures are for people: nothing fails by them.
func BenchmarkGrowth(b *testing.B) {
	d := unlimited(mmspdu.Lenient)
	read := func(o []byte) int { return readOnce(d, o) }
	for _, x := range []struct {
		over  string
		sizes []int
		make  func(n int) []byte
	}{
		{"parts", []int{500, 1000, 2000, 4000, 8000, 16000}, func(n int) []byte { return fuzz.Retrieve(n, n*100) }},
		{"octets", []int{1 << 18, 1 << 19, 1 << 20, 1 << 21, 1 << 22}, func(n int) []byte { return fuzz.Retrieve(100, n) }},
		{"headers", []int{1000, 2000, 4000, 8000, 16000, 32000}, manyRecipients},
		{"parameters", []int{500, 1000, 2000, 4000, 8000}, manyParameters},
		{"faults", []int{500, 1000, 2000, 4000, 8000}, manyFaults},
	} {
		b.Run("over="+x.over+"/op=read", func(b *testing.B) {
			inputs := make([][]byte, len(x.sizes))
			for i, n := range x.sizes {
				inputs[i] = x.make(n)
			}
			var at fit
			for b.Loop() {
				at = fit{}
				for i, n := range x.sizes {
					at.add(float64(n), least(inputs[i], read))
				}
			}
			slope, r2 := at.line()
			b.ReportMetric(slope, "ns/piece")
			b.ReportMetric(r2, "r2")
			b.ReportMetric(at.exponent(), "exponent")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// least is the shortest of some runs of f, in nanoseconds: what disturbs a run only makes it longer.
func least(octets []byte, f func([]byte) int) float64 {
	best := math.Inf(1)
	for range 9 {
		start := time.Now()
		total += f(octets)
		best = min(best, float64(time.Since(start).Nanoseconds()))
	}
	return best
}

func manyRecipients(n int) []byte {
	fields := make([]maker.Field, n)
	for i := range fields {
		fields[i] = maker.H(maker.To, maker.Plain("+15550100123/TYPE=PLMN"))
	}
	return maker.New(maker.RetrieveConf, "T1", 0x92, fields...).Octets()
}

func manyParameters(n int) []byte {
	params := make([]maker.Param, n)
	for i := range params {
		params[i] = maker.X("x-parameter", maker.Text("v"))
	}
	return maker.New(maker.RetrieveConf, "T1", 0x92).With(maker.Mixed(), maker.Part{Type: maker.Type("text/plain", params...)}).Octets()
}

// manyFaults is many subjects whose Value-length says too little.
func manyFaults(n int) []byte {
	fields := make([]maker.Field, n)
	for i := range fields {
		fields[i] = maker.RawField(0x96, 0x05, 0xEA, 'a', 0x00, 'b', 0x00)
	}
	return maker.New(maker.RetrieveConf, "T1", 0x92, fields...).Octets()
}

// A fit is a set of points, and the line that lies nearest to them by least squares.
type fit struct{ x, y []float64 }

func (f *fit) add(x, y float64) { f.x, f.y = append(f.x, x), append(f.y, y) }

func (f *fit) line() (slope, r2 float64) {
	var sx, sy, sxx, sxy, syy float64
	n := float64(len(f.x))
	for i, x := range f.x {
		y := f.y[i]
		sx, sy, sxx, sxy, syy = sx+x, sy+y, sxx+x*x, sxy+x*y, syy+y*y
	}
	cov, varX, varY := n*sxy-sx*sy, n*sxx-sx*sx, n*syy-sy*sy
	return cov / varX, cov * cov / (varX * varY)
}

// exponent is the slope of the line through the logarithms.
func (f *fit) exponent() float64 {
	var logs fit
	for i, x := range f.x {
		logs.add(math.Log(x), math.Log(f.y[i]))
	}
	slope, _ := logs.line()
	return slope
}

func TestFit(t *testing.T) {
	var line, square fit
	for _, x := range []float64{1, 2, 4, 8, 16} {
		line.add(x, 3*x)
		square.add(x, 3*x*x)
	}
	slope, r2 := line.line()
	assert.InDelta(t, 3, slope, 1e-9)
	assert.InDelta(t, 1, r2, 1e-9)
	assert.InDelta(t, 1, line.exponent(), 1e-9)
	assert.InDelta(t, 2, square.exponent(), 1e-9)
	_, r2 = square.line()
	assert.Less(t, r2, 0.97)
}
