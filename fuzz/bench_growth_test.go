package fuzz_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/reference"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan"
	"github.com/mmsguard/mmsguard/wsp"
)

// BenchmarkGrowth times one operation on messages of growing size and prints how well a straight line fits: its slope in
// nanoseconds a piece and its intercept, r2 (1 is a line), and the exponent of the power that fits best (1 is linear, 2
// square, 0 does not grow, and then r2 says nothing). A point is the shortest of all runs. The figures are for people:
// nothing fails by them.
func BenchmarkGrowth(b *testing.B) {
	d, fs, slow := unlimited(mmspdu.Lenient), new(wsp.Faults), reference.New()
	s := scan.Scanner{Limits: scan.Limits{Headers: -1, Fields: -1, Parts: -1, Views: -1}}
	room := make([]byte, 0, 8<<20)
	read := func(o []byte) int { return readOnce(d, o) }
	for _, x := range []struct {
		over  string // what grows; a piece is one of them
		op    string
		sizes []int
		make  func(n int) []byte
		body  func([]byte) int
	}{
		{"parts", "read", doubled(500, 6), func(n int) []byte { return fuzz.Retrieve(n, n*100) }, read},
		{"parts", "slow", doubled(500, 4), func(n int) []byte { return fuzz.Retrieve(n, n*100) }, func(o []byte) int { return slowOnce(slow, o) }},
		{"parts", "scan", doubled(500, 4), func(n int) []byte { return fuzz.Retrieve(n, n*100) }, func(o []byte) int { return scanOnce(&s, o) }},
		{"octets", "read", doubled(1<<18, 5), func(n int) []byte { return fuzz.Retrieve(10, n) }, read},
		{"octets", "scan", doubled(1<<18, 5), fuzz.LongPart, func(o []byte) int { return scanOnce(&s, o) }},
		{"octets", "rewrite", doubled(1<<18, 5), func(n int) []byte { return fuzz.Retrieve(10, n) }, func(o []byte) int { return rewriteOnce(d, room, o) }},
		{"headers", "read", doubled(1000, 6), fuzz.ManyHeaders, read},
		{"parameters", "read", doubled(500, 5), fuzz.ManyParameters, read},
		{"text", "read", doubled(1<<12, 6), fuzz.LongText, read},
		{"faults", "diagnose", doubled(500, 5), func(n int) []byte { return fuzz.ManyFaults(n / 2) }, func(o []byte) int { return diagnoseOnce(d, fs, o) }},
	} {
		b.Run("over="+x.over+"/op="+x.op, func(b *testing.B) {
			at := fit{x: make([]float64, len(x.sizes)), y: make([]float64, len(x.sizes))}
			inputs := make([][]byte, len(x.sizes))
			for i, n := range x.sizes {
				inputs[i], at.x[i], at.y[i] = x.make(n), float64(n), math.Inf(1)
			}
			for b.Loop() {
				for i := range inputs {
					at.y[i] = min(at.y[i], took(inputs[i], x.body))
				}
			}
			slope, intercept, r2 := at.line()
			b.ReportMetric(slope, "ns/piece")
			b.ReportMetric(intercept, "ns-at-0")
			b.ReportMetric(r2, "r2")
			b.ReportMetric(at.exponent(), "exponent")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// doubled is n numbers, each twice the one before.
func doubled(first, n int) (list []int) {
	for i := range n {
		list = append(list, first<<i)
	}
	return list
}

// took is how long f took, in nanoseconds.
func took(octets []byte, f func([]byte) int) float64 {
	start := time.Now()
	total += f(octets)
	return float64(time.Since(start).Nanoseconds())
}

func scanOnce(s *scan.Scanner, b []byte) int {
	r, err := s.Scan(context.Background(), b)
	if err != nil {
		return -1
	}
	return len(r.Findings)
}

// rewriteOnce reads a message, changes one header, and writes all of it.
func rewriteOnce(d *mmspdu.Decoder, dst, b []byte) int {
	p, err := d.Parse(b)
	if err != nil {
		return -1
	}
	e := mmspdu.NewEdit(&p)
	if e.Set(mmspdu.FieldSubject, mmspdu.String("Holiday")) != nil {
		return -1
	}
	out, err := e.Append(dst[:0], b)
	if err != nil {
		return -1
	}
	return len(out)
}

// A fit is a set of points, and the line that lies nearest to them by least squares.
type fit struct{ x, y []float64 }

func (f *fit) add(x, y float64) { f.x, f.y = append(f.x, x), append(f.y, y) }

func (f *fit) line() (slope, intercept, r2 float64) {
	var sx, sy, sxx, sxy, syy float64
	n := float64(len(f.x))
	for i, x := range f.x {
		y := f.y[i]
		sx, sy, sxx, sxy, syy = sx+x, sy+y, sxx+x*x, sxy+x*y, syy+y*y
	}
	cov, varX, varY := n*sxy-sx*sy, n*sxx-sx*sx, n*syy-sy*sy
	slope = cov / varX
	if varY == 0 {
		return slope, sy / n, 1
	}
	return slope, (sy - slope*sx) / n, cov * cov / (varX * varY)
}

// exponent is the slope of the line through the logarithms.
func (f *fit) exponent() float64 {
	var logs fit
	for i, x := range f.x {
		logs.add(math.Log(x), math.Log(f.y[i]))
	}
	slope, _, _ := logs.line()
	return slope
}

func TestFit(t *testing.T) {
	var line, raised, square fit
	for _, x := range []float64{1, 2, 4, 8, 16} {
		line.add(x, 3*x)
		raised.add(x, 3*x+7)
		square.add(x, 3*x*x)
	}
	slope, intercept, r2 := line.line()
	assert.InDelta(t, 3, slope, 1e-9)
	assert.InDelta(t, 0, intercept, 1e-9)
	assert.InDelta(t, 1, r2, 1e-9)
	assert.InDelta(t, 1, line.exponent(), 1e-9)
	assert.InDelta(t, 2, square.exponent(), 1e-9)
	slope, intercept, _ = raised.line()
	assert.InDelta(t, 3, slope, 1e-9)
	assert.InDelta(t, 7, intercept, 1e-9)
	_, _, r2 = square.line()
	assert.Less(t, r2, 0.97)
}
