package scan

import (
	"bytes"
	"context"
	"io"
	"testing"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packWith packs data through the writer that open makes.
func packWith(t testing.TB, data []byte, open func(io.Writer) (io.WriteCloser, error)) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	require.NoError(t, err)
	_, err = w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func gzipped(t testing.TB, data []byte) []byte {
	return packWith(t, data, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil })
}

// encoded is a message of one part that claims to be a picture, packed as the header says.
func encoded(header string, data []byte) []byte {
	return message(entry(contentType("image/jpeg", nameParam("a.jpg")), []byte(header), data))
}

// TestUnpack: what a part was packed with is undone, and what comes out is judged in a view of its own.
func TestUnpack(t *testing.T) {
	elf := append([]byte("\x7FELF\x02\x01\x01"), make([]byte, 57)...)
	for name, b := range map[string][]byte{
		"gzip":         encoded("\x8B\x80", gzipped(t, elf)),
		"gzip in text": encoded("\x8Bgzip\x00", gzipped(t, elf)),
		"zlib":         encoded("\x8B\x82", packWith(t, elf, func(w io.Writer) (io.WriteCloser, error) { return zlib.NewWriter(w), nil })),
		"bare deflate": encoded("\x8B\x82", packWith(t, elf, func(w io.Writer) (io.WriteCloser, error) {
			return flate.NewWriter(w, flate.BestCompression)
		})),
	} {
		t.Run(name, func(t *testing.T) {
			var s Scanner
			for range 2 { // the second time with the decompressors of the first
				r, err := s.Scan(context.Background(), b)
				require.NoError(t, err)
				assert.Equal(t, VerdictMalicious, r.Verdict)
				assert.True(t, r.Complete)
				found := false
				for _, f := range r.Findings {
					if f.Rule.String() == "MMS-MAL-0002" {
						found = true
						assert.Equal(t, ViewStream, r.Views[f.View].Kind)
						assert.LessOrEqual(t, int(f.Span.End), len(elf))
					}
				}
				assert.True(t, found, "the program inside was not found")
			}
		})
	}
}

// TestUnpackClean: a picture that was packed is as clean as before.
func TestUnpackClean(t *testing.T) {
	var s Scanner
	r, err := s.Scan(context.Background(), encoded("\x8B\x80", gzipped(t, photo(nil, 4<<10))))
	require.NoError(t, err)
	assert.Equal(t, VerdictClean, r.Verdict)
	assert.Empty(t, r.Findings)
}

// TestUnpackNotAll: a stream that breaks, one that never ends, and a packing that nobody can undo are not called clean.
func TestUnpackNotAll(t *testing.T) {
	whole := gzipped(t, photo(nil, 4<<10))
	bomb := gzipped(t, make([]byte, 64<<20))
	for name, b := range map[string][]byte{
		"cut":     encoded("\x8B\x80", whole[:len(whole)/2]),
		"changed": encoded("\x8B\x80", append(bytes.Clone(whole[:len(whole)-6]), make([]byte, 6)...)),
		"bomb":    encoded("\x8B\x80", bomb),
		"lie":     encoded("\x8B\x80", photo(nil, 1<<10)),
		"unknown": encoded("\x8Bbr\x00", photo(nil, 1<<10)),
	} {
		t.Run(name, func(t *testing.T) {
			s := Scanner{Limits: Limits{Decoded: 1 << 20}}
			r, err := s.Scan(context.Background(), b)
			require.NoError(t, err)
			assert.False(t, r.Complete)
			assert.Equal(t, VerdictNotInspected, r.Verdict)
			assert.LessOrEqual(t, r.Stats.Decoded, 1<<20)
		})
	}
}

// TestUnpackAllocations: once the decompressor is there, unpacking costs no allocation.
func TestUnpackAllocations(t *testing.T) {
	b := encoded("\x8B\x80", gzipped(t, photo(nil, 4<<10)))
	var s Scanner
	scanOnce(&s, b)
	if n := testing.AllocsPerRun(20, func() { scanOnce(&s, b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
