package wsp_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// vectorBounds are wide enough for every vector of a multipart.
var vectorBounds = wsp.Bounds{Parts: 256, Depth: 8, Fields: 1024}

// TestVectors runs the vectors of testdata that are WSP by themselves. Those that are whole PDUs or lie in a push are run by
// package mmspdu.
func TestVectors(t *testing.T) {
	ran := 0
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		run := vectorRunners[v.Kind]
		if run == nil {
			continue
		}
		ran++
		t.Run(name, func(t *testing.T) { run(t, v) })
	}
	assert.Greater(t, ran, 100, "vectors are missing")
}

var vectorRunners = map[testdata.Kind]func(*testing.T, testdata.Vector){
	testdata.KindUintvar: number(func(b []byte) (string, int, wsp.Code) {
		v, n, c := wsp.ConsumeUintvar(b)
		return strconv.FormatUint(uint64(v), 10), n, c
	}),
	testdata.KindLength: number(func(b []byte) (string, int, wsp.Code) {
		v, n, c := wsp.ConsumeValueLength(b)
		return strconv.FormatUint(uint64(v), 10), n, c
	}),
	testdata.KindInteger: number(func(b []byte) (string, int, wsp.Code) {
		v, n, c := wsp.ConsumeInteger(b)
		return strconv.FormatUint(v, 10), n, c
	}),
	testdata.KindDate: number(func(b []byte) (string, int, wsp.Code) {
		v, n, c := wsp.ConsumeLongInteger(b)
		return strconv.FormatUint(v, 10), n, c
	}),
	testdata.KindQ: number(func(b []byte) (string, int, wsp.Code) {
		v, n, c := wsp.ConsumeQ(b)
		return strconv.FormatFloat(float64(v)/1000, 'f', -1, 64), n, c
	}),
	testdata.KindVersion: number(func(b []byte) (string, int, wsp.Code) {
		v, text, n, c := wsp.ConsumeVersion(b)
		if v == 0 {
			return text.String(), n, c
		}
		return v.String(), n, c
	}),
	testdata.KindText:        text(wsp.ConsumeText, wsp.CheckText),
	testdata.KindTextValue:   text(wsp.ConsumeTextValue, wsp.CheckTextValue),
	testdata.KindContentType: runContentType,
	testdata.KindHeaders:     runHeaders,
	testdata.KindMultipart: func(t *testing.T, v testdata.Vector) {
		runMultipart(t, v, 0, func(*wsp.Recorder) {})
	},
	testdata.KindEntity: func(t *testing.T, v testdata.Vector) {
		var quiet wsp.Recorder
		n := wsp.CheckContentType(v.Octets, 0, len(v.Octets), false, 0, &quiet)
		runMultipart(t, v, n, func(r *wsp.Recorder) { wsp.CheckContentType(v.Octets, 0, len(v.Octets), false, 0, r) })
	},
}

// number runs a primitive, whose function reports one fault at most.
func number(consume func([]byte) (string, int, wsp.Code)) func(*testing.T, testdata.Vector) {
	return func(t *testing.T, v testdata.Vector) {
		value, n, c := consume(v.Octets)
		var faults []wsp.Fault
		if c != 0 {
			end := n
			if n == 0 {
				end = len(v.Octets)
			}
			faults = append(faults, wsp.Fault{Code: c, Span: wsp.Span{End: uint32(end)}})
		}
		if v.Lenient == testdata.Faulty {
			assert.Zero(t, n, "octets used of what has no value")
			require.NotEmpty(t, v.Faults)
			assert.Equal(t, v.Faults[0].Code, c.String())
			return
		}
		sameFaults(t, v, faults)
		if v.Used >= 0 {
			assert.Equal(t, v.Used, n, "octets used")
		}
		if v.HasValue {
			assert.Equal(t, v.Value, value)
		}
	}
}

// text runs a production of text, first as a value, then as a walk, which says where the faults are.
func text(
	consume func([]byte) (wsp.Text, int, wsp.Code), check func([]byte, int, int, wsp.Field, *wsp.Recorder) int,
) func(*testing.T, testdata.Vector) {
	return func(t *testing.T, v testdata.Vector) {
		value, n, c := consume(v.Octets)
		if len(v.Octets) == 0 {
			assert.Zero(t, n)
			return
		}
		var fs wsp.Faults
		r := wsp.Recorder{Faults: &fs}
		assert.Equal(t, n, check(v.Octets, 0, len(v.Octets), 0, &r), "the walk and the value end apart")
		assert.Equal(t, r.First.Code, c)
		sameFaults(t, v, list(&fs))
		if v.Used >= 0 {
			assert.Equal(t, v.Used, n, "octets used")
		}
		if v.HasValue {
			assert.Equal(t, v.Value, value.String())
		}
	}
}

// sameFaults checks the faults reported against those of the vector.
func sameFaults(t *testing.T, v testdata.Vector, got []wsp.Fault) {
	t.Helper()
	left := append([]wsp.Fault(nil), got...)
	for _, want := range v.Faults {
		found := false
		for i, g := range left {
			if g.Code.String() == want.Code && (want.Start < 0 || g.Span == wsp.Span{Start: uint32(want.Start), End: uint32(want.End)}) {
				left = append(left[:i], left[i+1:]...)
				found = true
				break
			}
		}
		assert.True(t, found, "no fault %v among %s", want, describe(got))
	}
	if !v.More {
		assert.Empty(t, describe(left), "faults that the vector does not have")
	}
}

func describe(fs []wsp.Fault) string {
	s := ""
	for _, f := range fs {
		s += fmt.Sprintf("%s(%s) %d..%d; ", f.Code, f.Field, f.Span.Start, f.Span.End)
	}
	return s
}

func list(fs *wsp.Faults) []wsp.Fault {
	var out []wsp.Fault
	for f := range fs.All() {
		out = append(out, f)
	}
	return out
}

func runContentType(t *testing.T, v testdata.Vector) {
	b := v.Octets
	var fs wsp.Faults
	n := wsp.CheckContentType(b, 0, len(b), false, 0, &wsp.Recorder{Faults: &fs})
	sameFaults(t, v, list(&fs))
	if v.Used >= 0 {
		assert.Equal(t, v.Used, n, "octets used")
	}
	ct := wsp.ContentType(b[:n])
	if v.HasValue {
		assert.Equal(t, v.Value, ct.String())
		assert.True(t, ct.Is(v.Value))
	}
	if plain := wsp.PlainContentTypeEnd(b, 0); plain != 0 {
		assert.Equal(t, n, plain, "the short way and the long way end apart")
		assert.Zero(t, fs.Len(), "the short way took a value with faults")
	}
	if len(v.Params) == 0 {
		return
	}
	var got, want []string
	for p := range ct.Params() {
		got = append(got, p.Name()+" = "+string(p.AppendValue(nil)))
		if _, ok := p.Quality(); ok {
			_, text := p.Text()
			assert.False(t, text, "a quality is no text, though its octet may look like one")
		}
	}
	for i, p := range v.Params {
		if p.Value == "?" && i < len(got) {
			want = append(want, got[i])
			continue
		}
		want = append(want, p.Name+" = "+p.Value)
	}
	assert.Equal(t, want, got)
}

func runHeaders(t *testing.T, v testdata.Vector) {
	b := v.Octets
	var fs wsp.Faults
	wsp.CheckHeaders(b, 0, len(b), vectorBounds.Fields, &wsp.Recorder{Faults: &fs})
	sameFaults(t, v, list(&fs))
	// A part with an empty Content-Type in front gives the same headers to a cursor.
	part := append([]byte{1, byte(1 + len(b)), 0, 0x83}, b...)
	if len(b) > 100 {
		return
	}
	m := wsp.OpenMultipart(part, wsp.Span{End: uint32(len(part))}, vectorBounds)
	for p := range m.Parts() {
		got := map[string][]string{}
		for h := range p.Headers() {
			text, _ := h.Text()
			got[h.Name()] = append(got[h.Name()], text.String())
			if n, ok := h.Uint(); ok {
				got[h.Name()] = append(got[h.Name()], strconv.FormatUint(n, 10))
			}
		}
		for _, f := range v.Fields {
			assert.Contains(t, got[f.Name], f.Value, f.Name)
		}
	}
}

func runMultipart(t *testing.T, v testdata.Vector, start int, before func(*wsp.Recorder)) {
	b := v.Octets
	var fs wsp.Faults
	r := wsp.Recorder{Faults: &fs}
	before(&r)
	s := wsp.Span{Start: uint32(start), End: uint32(len(b))}
	m := wsp.CheckMultipart(b, s, vectorBounds, &r).Over(b)
	sameFaults(t, v, list(&fs))
	if v.Entries >= 0 {
		assert.EqualValues(t, v.Entries, m.Declared(), "nEntries")
	}
	n := 0
	for p := range m.AllParts() {
		if n < len(v.PartList) {
			want := v.PartList[n]
			assert.Equal(t, want.Media, p.ContentType().String())
			assert.Equal(t, wsp.Span{Start: uint32(want.Start), End: uint32(want.End)}, p.DataSpan())
		}
		n++
	}
	if v.Parts >= 0 {
		assert.Equal(t, v.Parts, n, "parts")
	}
	quick := 0
	for range wsp.OpenMultipart(b, s, vectorBounds).AllParts() {
		quick++
	}
	assert.Equal(t, n, quick, "parts of a walk that does not check")
}
