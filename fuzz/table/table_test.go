package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const sample = `goos: linux
goarch: amd64
pkg: example.org/fuzz
cpu: A Processor
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=touch-8  	 1000	 100.0 ns/op	 2000 MB/s	 0 B/op	 0 allocs/op
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=touch-8  	 1000	 300.0 ns/op	 2000 MB/s	 0 B/op	 0 allocs/op
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=touch-8  	 1000	 200.0 ns/op	 2000 MB/s	 0 B/op	 0 allocs/op
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=read/mode=lenient-8  	 1000	 900.0 ns/op	 2000 MB/s	 0 B/op	 0 allocs/op
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=read/mode=lenient-8  	 1000	 700.0 ns/op	 2000 MB/s	 0 B/op	 0 allocs/op
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=slow-8
    some_test.go:1: logged
BenchmarkParse/pdu=retrieve/parts=3/size=200k/op=slow-8  	 1000	 80000 ns/op	 2000 MB/s	 0 B/op	 7 allocs/op
BenchmarkCaptured/pdu=send/size=9/op=touch-8  	 1000	 5.0 ns/op
BenchmarkGrowth/over=parts/op=read-8  	 10	 1.004 exponent	 12.50 ns-at-0	 77.04 ns/piece	 0.9995 r2
BenchmarkGrowth/over=parts/op=slow-8  	 10	 1.340 exponent	 -0.5 ns-at-0	 770.4 ns/piece	 0.9400 r2
BenchmarkEdit/pdu=retrieve/parts=10/size=1M/op=copy-8  	 10	 20000 ns/op
BenchmarkEdit/pdu=retrieve/parts=10/size=1M/op=drop-8  	 10	 25000 ns/op	 16 B/op	 1 allocs/op
PASS
`

func TestTables(t *testing.T) {
	var out strings.Builder
	require.NoError(t, tables(&out, strings.NewReader(sample), "", nil))
	assert.Contains(t, out.String(), "| retrieve, 3 parts, 200 KiB | 200 ns | 800 ns | 4.00 | – | – | 80.0 µs | 100 | – | 0 |\n")
	assert.Contains(t, out.String(), "| over parts: read | 77.0 | 12.5 | 0.9995 | 1.00 |\n")
	assert.Contains(t, out.String(), "| over parts: slow | 770 | -0.50 | 0.9400 | 1.34 |\n", "a yardstick that is in no column")
	assert.Contains(t, out.String(), "| retrieve, 10 parts, 1 MiB: drop | 20.0 µs | 25.0 µs | 1.25 | 1 |\n")
	assert.NotContains(t, out.String(), ": copy |", "a yardstick is no row")
	assert.NotContains(t, out.String(), "Scanning", "what was not run")
	assert.NotContains(t, out.String(), "validate", "what was not run of an input that is in another table")
	assert.Contains(t, out.String(), "8 benchmarks, medians of 1. go1.")
	assert.Contains(t, out.String(), "linux, amd64, A Processor, 8 processors")

	out.Reset()
	require.NoError(t, tables(&out, strings.NewReader(sample), "^Growth$", nil))
	assert.NotContains(t, out.String(), "Reading")
	assert.Contains(t, out.String(), "### Growth")
}

func TestTablesFail(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":      "PASS\n",
		"a failure":    sample + "--- FAIL: TestX\nFAIL\n",
		"no key":       "BenchmarkX/small/op=read-2 1 5 ns/op\n",
		"unknown key":  "BenchmarkX/msg=photos/op=read-2 1 5 ns/op\n",
		"order":        "BenchmarkX/size=1k/pdu=send/op=read-2 1 5 ns/op\n",
		"twice":        "BenchmarkX/pdu=send/pdu=send/op=read-2 1 5 ns/op\n",
		"no operation": "BenchmarkX/pdu=send-2 1 5 ns/op\n",
		"no number":    "BenchmarkX/op=read-2 1 x ns/op\n",
	} {
		var out strings.Builder
		assert.Error(t, tables(&out, strings.NewReader(in), "", nil), name)
	}
	assert.Error(t, tables(new(strings.Builder), strings.NewReader(sample), "(", nil))
	assert.Error(t, tables(new(strings.Builder), nil, "", []string{"no such file"}))
}

func TestSpread(t *testing.T) {
	var x run
	for _, v := range []string{"90", "100", "100", "110", "100"} {
		require.NoError(t, x.line(strings.Fields("BenchmarkX/op=read-2 1 "+v+" ns/op")))
	}
	m, ok := x.median(name{bench: "X", how: "op=read"}, "ns/op")
	assert.True(t, ok)
	assert.InDelta(t, 100, m, 0)
	require.NoError(t, x.line(strings.Fields("BenchmarkX/op=read-2 1 200 ns/op")))
	middle, worst := x.spread()
	assert.InDelta(t, 0.1, middle, 1e-9)
	assert.InDelta(t, 0.1, worst, 1e-9)
	assert.Equal(t, 6, x.times())
}

func TestWords(t *testing.T) {
	assert.Equal(t, "notification, 139 octets", words("pdu=notification/parts=0/size=139"))
	assert.Equal(t, "retrieve, photos, 1 part, 8 MiB", words("pdu=retrieve/shape=photos/parts=1/size=8M"))
	assert.Equal(t, "fault truncated, read, lenient, 2 goroutines", words("fault=truncated/op=read/mode=lenient/goroutines=2"))
	assert.Equal(t, []string{"1.23 s", "12.3 ms", "123 µs"}, []string{duration(1.23e9), duration(12.3e6), duration(123e3)})
	assert.Equal(t, []string{"0", "-9980", "0.02", "999 ns"}, []string{digits(0), digits(-9980), digits(0.0249), duration(999)})
}
