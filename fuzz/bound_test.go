package fuzz_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
)

var sink []byte

// Too much work fails, and so much as is allowed does not.
func TestWorkIsBound(t *testing.T) {
	const n = 1000
	for _, c := range []struct {
		name         string
		fatal, fails bool
		body         func(w *fuzz.Work)
	}{
		{"nothing", false, false, func(w *fuzz.Work) {}},
		{"a walk in proportion", false, false, func(w *fuzz.Work) {
			for range 10 * n {
				w.Step(1)
			}
		}},
		{"a loop without an end", true, false, func(w *fuzz.Work) {
			for {
				w.Step(1)
			}
		}},
		{"a list that grows with the square", true, false, func(w *fuzz.Work) { w.Step(n * n) }},
		{"as much, by a target that may", false, false, func(w *fuzz.Work) { w.Times(100).Step(n * n) }},
		{"memory in proportion", false, false, func(w *fuzz.Work) { sink = make([]byte, 3000*n) }},
		{"memory by a number on the wire", false, true, func(w *fuzz.Work) { sink = make([]byte, 64<<20) }},
		{"the same in small pieces", false, true, func(w *fuzz.Work) {
			for range 64 << 10 {
				sink = make([]byte, 1000)
			}
		}},
	} {
		f := new(fake).run(func(f *fake) {
			w := fuzz.Watch(f, n)
			defer w.Done()
			c.body(w)
		})
		assert.Equal(t, c.fatal, f.fatal != "", "%s: %s", c.name, f.fatal)
		assert.Equal(t, c.fails, f.soft != "", "%s: %s", c.name, f.soft)
	}
	assert.NotNil(t, sink)
}

// A panic inside is not hidden by what Done has to say.
func TestPanicIsKept(t *testing.T) {
	f := new(fake)
	assert.PanicsWithValue(t, "mine", func() {
		w := fuzz.Watch(f, 0)
		defer w.Done()
		sink = make([]byte, 64<<20)
		panic("mine")
	})
	assert.NotEmpty(t, f.soft)
}
