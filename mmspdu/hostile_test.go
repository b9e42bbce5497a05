package mmspdu_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// Every file of the corpus, hostile or not, and every message of testdata keeps the laws, as it is and cut anywhere.
// MMSGUARD_EXHAUSTIVE=1 takes all prefixes and all substitutions of one octet, else it is a sample with a fixed seed.

// hostileInputs returns the octets of all files of the corpus and, corpus or not, of testdata/messages, by name.
func hostileInputs(t testing.TB) map[string][]byte {
	t.Helper()
	inputs := map[string][]byte{}
	for name, b := range testdata.Messages() {
		inputs["testdata/"+name] = b
	}
	return inputs
}

// addCorpus adds the files of the corpus.
func addCorpus(t testing.TB, inputs map[string][]byte) {
	t.Helper()
	for _, name := range corpusFiles(t) {
		inputs[name] = corpustest.Read(t, name)
	}
}

// forHostileInputs calls f for each input, in a subtest for those of this repository and one for those of the corpus, which
// may be absent.
func forHostileInputs(t *testing.T, f func(t *testing.T, name string, b []byte)) {
	t.Run("messages", func(t *testing.T) {
		for name, b := range hostileInputs(t) {
			f(t, name, b[:len(b):len(b)])
		}
	})
	t.Run("corpus", func(t *testing.T) {
		inputs := map[string][]byte{}
		addCorpus(t, inputs)
		for name, b := range inputs {
			f(t, name, b[:len(b):len(b)])
		}
	})
}

func TestHostile(t *testing.T) {
	var l laws
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		before := string(b)
		assert.Empty(t, l.check(b), name)
		if p, err := mmspdu.Parse(b); err == nil {
			askEverything(reflect.ValueOf(p), 3)
		}
		assert.True(t, before == string(b), "%s was changed", name)
	})
}

// Every prefix keeps the laws.
func TestHostilePrefixes(t *testing.T) {
	l := laws{validateEvery: 16}
	n := 0
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		before := string(b)
		for _, end := range someOf(len(b), 128, 64) {
			n++
			if law := l.check(b[:end:end]); law != "" {
				t.Errorf("%s: first %d octets: %s", name, end, law)
				break
			}
		}
		assert.True(t, before == string(b), "%s was changed", name)
	})
	t.Logf("%d prefixes", n)
}

// someOf returns the numbers below size, all of them in an exhaustive run, else the first ones, the last ones and some in
// between.
func someOf(size, first, random int) []int {
	var all []int
	if corpusExhaustive() || size <= first+random {
		for i := range size {
			all = append(all, i)
		}
		return all
	}
	r := rand.New(rand.NewPCG(uint64(size), 1))
	for i := range first {
		all = append(all, i)
	}
	for range random {
		all = append(all, first+r.IntN(size-first))
	}
	return append(all, size-3, size-2, size-1)
}

// Every substitution of one octet keeps the laws.
func TestHostileSubstitutions(t *testing.T) {
	l := laws{validateEvery: 16}
	n := 0
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		if len(b) >= 1<<10 {
			return
		}
		before := string(b)
		forSubstitutions(b, 240, func(at int) bool {
			n++
			if law := l.check(b); law != "" {
				t.Errorf("%s: octet %d is %02X: %s", name, at, b[at], law)
				return false
			}
			return true
		})
		assert.True(t, before == string(b), "%s was changed", name)
	})
	t.Logf("%d substitutions", n)
}

// forSubstitutions calls f for b with one octet changed, for all of them in an exhaustive run, else for a sample.
func forSubstitutions(b []byte, sample int, f func(at int) bool) {
	put := func(at int, o byte) bool {
		was := b[at]
		b[at] = o
		more := f(at)
		b[at] = was
		return more
	}
	if !corpusExhaustive() && len(b)*255 > sample {
		r := rand.New(rand.NewPCG(uint64(len(b)), 2))
		for range sample {
			at := r.IntN(len(b))
			if !put(at, b[at]+byte(1+r.IntN(255))) {
				return
			}
		}
		return
	}
	for at := range b {
		for d := 1; d < 256; d++ {
			if !put(at, b[at]+byte(d)) {
				return
			}
		}
	}
}

// Reading one input allocates less than 1 MiB in all, whatever its numbers say: leniently, strictly, with a list of faults,
// and every accessor.
func TestHostileAllocations(t *testing.T) {
	r := reader{scratch: make([]byte, 0, 1<<20)}
	most, where := uint64(0), ""
	note := func(name string, n uint64) {
		if n > most {
			most, where = n, name
		}
	}
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		n := allocated(func() { r.read(b) })
		note(name, n)
		assert.Less(t, n, uint64(1<<20), name)
		// What a batch allocates bounds what each of its inputs does.
		ends := someOf(len(b), 50, 30)
		for len(ends) > 0 {
			batch := ends[:min(len(ends), 128)]
			ends = ends[len(batch):]
			n := allocated(func() {
				for _, end := range batch {
					r.read(b[:end:end])
				}
			})
			if n > 1<<20 {
				t.Errorf("%s: %d octets for %d prefixes from %d", name, n, len(batch), batch[0])
			}
		}
		if len(b) >= 1<<10 {
			return
		}
		count := 0
		var before uint64
		forSubstitutions(b, 64, func(at int) bool {
			if count%128 == 0 {
				before = totalAlloc()
			}
			r.read(b)
			count++
			if count%128 == 0 || count == 64 {
				if n := totalAlloc() - before; n > 1<<20 {
					t.Errorf("%s: %d octets for substitutions up to octet %d", name, n, at)
					return false
				}
			}
			return true
		})
	})
	t.Logf("the most is %d octets, for %s", most, where)
}

// reader reads an input in every way and keeps its memory, so that what is allocated is the decoder's.
type reader struct {
	faults  wsp.Faults
	scratch []byte
}

func (r *reader) read(b []byte) {
	lenient, strict := mmspdu.Decoder{}, mmspdu.Decoder{Mode: mmspdu.Strict}
	if p, err := lenient.Parse(b); err == nil {
		r.scratch = askPDU(&p, r.scratch)
	}
	if p, err := strict.Parse(b); err == nil {
		r.scratch = askPDU(&p, r.scratch)
	}
	_, _ = lenient.Diagnose(b, &r.faults)
	if p, ok := wsp.ParsePush(b); ok {
		if q, err := lenient.ParseSpan(b, p.DataSpan()); err == nil {
			r.scratch = askPDU(&q, r.scratch)
		}
	}
}

func allocated(f func()) uint64 {
	before := totalAlloc()
	f()
	return totalAlloc() - before
}

func totalAlloc() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Raising the limits makes long lists readable, every element once.
func TestHostileLimitsRaised(t *testing.T) {
	unlimited := mmspdu.Decoder{Limits: mmspdu.Limits{Message: -1, Headers: -1, Fields: -1, Parts: -1, Depth: -1}}
	for name, want := range map[string]struct{ headers, parts int }{
		"headers_100000_to":              {100000, 0},
		"parts_100000_empty":             {0, 100000},
		"aosp_part_count_2g_empty_parts": {0, 200},
		"nest_alternative_20000":         {0, wsp.MaxDepth},
		"nest_mixed_20000":               {0, wsp.MaxDepth},
	} {
		b := corpustest.Read(t, "pdu/hostile/"+name+".bin")
		p, err := unlimited.Parse(b)
		if !assert.NoError(t, err, name) {
			continue
		}
		to, parts := 0, 0
		for range p.To() {
			to++
		}
		for range p.AllParts() {
			parts++
		}
		assert.Equal(t, want.headers, to, name)
		assert.Equal(t, want.parts, parts, name)
	}
}

// Lowering a limit ends the walk with a limit fault or changes nothing.
func TestHostileLimitsLowered(t *testing.T) {
	var fs wsp.Faults
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		whole, err := mmspdu.Parse(b)
		if err != nil {
			return
		}
		for _, limits := range []mmspdu.Limits{
			{Fields: 1}, {Fields: 5}, {Headers: 20}, {Headers: 100}, {Parts: 1}, {Depth: 1}, {Message: len(b)}, {Message: max(len(b)-1, 1)},
		} {
			d := mmspdu.Decoder{Limits: limits}
			p, err := d.Diagnose(b, &fs)
			limit := errors.Is(err, mmspdu.ErrSize) || errors.Is(err, mmspdu.ErrNotMMS)
			for f := range fs.All() {
				limit = limit || f.Code.Limit()
			}
			if !limit && !slices.Equal(spansOf(&p), spansOf(&whole)) {
				t.Errorf("%s: %+v changes the view and no fault says so", name, limits)
			}
		}
	})
}

// spansOf lists where everything in p is.
func spansOf(p *mmspdu.PDU) []wsp.Span {
	all := []wsp.Span{p.Span(), p.HeadersSpan(), p.BodySpan(), p.Trailing()}
	for h := range p.Headers() {
		all = append(all, h.Span(), h.ValueSpan())
	}
	for q := range p.AllParts() {
		all = append(all, q.Span(), q.HeadersSpan(), q.ContentTypeSpan(), q.DataSpan())
	}
	return all
}

// Errors say where and what, at a finite length, for whatever octets.
func TestHostileErrors(t *testing.T) {
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		for _, end := range []int{len(b), len(b) / 2, len(b) / 3, min(3, len(b))} {
			_, err := strict.Parse(b[:end:end])
			if err == nil {
				continue
			}
			text := err.Error()
			assert.True(t, len(text) > 10 && len(text) < 200 && !strings.ContainsAny(text, "\x00\r\n"), "%s: %q", name, text)
		}
	})
}

// corpusExhaustive says that MMSGUARD_EXHAUSTIVE asks for all inputs instead of a sample.
func corpusExhaustive() bool { return os.Getenv("MMSGUARD_EXHAUSTIVE") == "1" }
