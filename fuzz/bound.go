package fuzz

import (
	"runtime/metrics"
	"testing"
)

// What a target may do for an input, unless it says otherwise.
const (
	// stepsBase and stepsPerOctet bound what it walks: headers, parameters, parts, faults, findings, each as often as it
	// is looked at. A list that grows with the square of the input is over them from some hundred octets on, a cursor
	// that never ends is over them at once.
	stepsBase, stepsPerOctet = 1_000, 10
	// bytesBase and bytesPerOctet bound what it allocates, the target itself included. The base is so much because the
	// count lags behind: what is allocated from a span of small objects counts when the span is full or a garbage
	// collection comes, and so what others had before may count here (350 KiB were seen). What it is there to find is
	// memory by a number of the wire, which is many times that.
	bytesBase, bytesPerOctet = 2 << 20, 4 << 10
)

// Work is what a fuzz target did for one input. It is made by [Watch].
type Work struct {
	t            testing.TB
	n            int
	steps, most  int
	begin, bytes uint64
	heap         [1]metrics.Sample
}

// Watch begins to count the work of t for an input of n octets. Its end is [Work.Done], which is to be deferred.
func Watch(t testing.TB, n int) *Work {
	w := &Work{t: t, n: n, most: stepsBase + stepsPerOctet*n, bytes: bytesBase + bytesPerOctet*uint64(n)}
	w.heap[0].Name = "/gc/heap/allocs:bytes"
	w.begin = w.allocated()
	return w
}

func (w *Work) allocated() uint64 {
	metrics.Read(w.heap[:])
	return w.heap[0].Value.Uint64()
}

// Times allows k times the steps and the memory, to a target that makes k times the work of its input.
func (w *Work) Times(k int) *Work {
	w.most *= k
	w.bytes *= uint64(k)
	return w
}

// Step counts n things that were walked. It ends the test at once when they are too many for the input.
func (w *Work) Step(n int) {
	if w.steps += n; w.steps > w.most {
		w.t.Helper()
		w.t.Fatalf("%d steps for %d octets, bound is %d", w.steps, w.n, w.most)
	}
}

// Done fails the test if more was allocated than the input is good for. It does not end it: a panic on its way goes on.
func (w *Work) Done() {
	if bytes := w.allocated() - w.begin; bytes > w.bytes {
		w.t.Helper()
		w.t.Errorf("%d octets allocated for %d octets, bound is %d", bytes, w.n, w.bytes)
	}
}
