package zip_test

import (
	stdzip "archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/zip"
)

// pack makes an archive of members whose data is their name, stored or deflated in turn.
func pack(t testing.TB, comment string, members ...string) []byte {
	var b bytes.Buffer
	w := stdzip.NewWriter(&b)
	for i, name := range members {
		f, err := w.CreateHeader(&stdzip.FileHeader{Name: name, Method: uint16(i % 2 * 8), Comment: "c" + name, Extra: []byte{0x99, 0x99, 1, 0, 7}})
		require.NoError(t, err)
		_, err = f.Write([]byte(strings.Repeat(name, 10)))
		require.NoError(t, err)
	}
	require.NoError(t, w.SetComment(comment))
	require.NoError(t, w.Close())
	return b.Bytes()
}

// names walks b and returns the names of its members.
func names(b []byte) ([]string, media.Outcome, bool) {
	var s []string
	w, ok := zip.Open(b, media.Whole(b))
	for ok && w.Next() {
		s = append(s, string(w.Entry().Name.In(b)))
	}
	return s, w.Outcome(), ok
}

func TestWalk(t *testing.T) {
	want := []string{"META-INF/MANIFEST.MF", "classes.dex", "AndroidManifest.xml"}
	plain := pack(t, "", want...)
	for name, b := range map[string][]byte{
		"plain":       plain,
		"comment":     pack(t, "a comment", want...),
		"longest":     pack(t, strings.Repeat("c", 65535), want...),
		"comment PK":  pack(t, "PK\x05\x06 is in the comment, and is too short for a record", want...),
		"prefix":      append([]byte("#!/bin/sh\nexec java -jar\n"), plain...),
		"trailing":    append(bytes.Clone(plain), "trailing octets"...),
		"prefix GIF":  append([]byte("GIF89a"), pack(t, "x", want...)...),
		"with Zip64":  zip64(plain),
		"signature":   inFront(plain, "PK\x05\x05\x01\x00x"),
		"Zip64 moved": append([]byte("12345"), zip64(plain)...),
	} {
		t.Run(name, func(t *testing.T) {
			got, out, ok := names(b)
			assert.True(t, ok)
			assert.Equal(t, want, got)
			assert.Equal(t, media.Outcome{}, out)
			w, _ := zip.Open(b, media.Whole(b))
			for w.Next() {
				e := w.Entry()
				local, ok := zip.LocalName(b, e.Local)
				require.True(t, ok, "local header of %s at %d", e.Name.In(b), e.Local)
				assert.Equal(t, e.Name.In(b), local.In(b))
				assert.Equal(t, "c"+string(e.Name.In(b)), string(e.Comment.In(b)))
				assert.Equal(t, "\x99\x99\x01\x00\x07", string(e.Extra.In(b)))
				assert.EqualValues(t, e.Index%2*8, e.Method)
				assert.EqualValues(t, 10*e.Name.Len(), e.Size)
				assert.EqualValues(t, 20, e.Needed)
				assert.False(t, e.Encrypted())
			}
		})
	}
}

// zip64 gives an archive without comment a Zip64 end record, and the old one its sentinels.
func zip64(b []byte) []byte {
	le := binary.LittleEndian
	end := b[len(b)-22:]
	count, size, off := uint64(le.Uint16(end[10:])), uint64(le.Uint32(end[12:])), uint64(le.Uint32(end[16:]))
	out := bytes.Clone(b[:len(b)-22])
	at := len(out)
	out = append(out, "PK\x06\x06"...)
	out = le.AppendUint64(out, 44)
	out = append(out, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	out = le.AppendUint64(out, count)
	out = le.AppendUint64(out, count)
	out = le.AppendUint64(out, size)
	out = le.AppendUint64(out, off)
	out = append(out, "PK\x06\x07\x00\x00\x00\x00"...)
	out = le.AppendUint64(out, uint64(at))
	out = append(out, 1, 0, 0, 0)
	return append(out, "PK\x05\x06\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x00"...)
}

// inFront puts octets between the directory and the end record; the size of the directory includes them.
func inFront(b []byte, s string) []byte {
	out := append(bytes.Clone(b[:len(b)-22]), s...)
	out = append(out, b[len(b)-22:]...)
	n := binary.LittleEndian.Uint32(out[len(out)-10:])
	binary.LittleEndian.PutUint32(out[len(out)-10:], n+uint32(len(s)))
	return out
}

func TestExtra64(t *testing.T) {
	b := pack(t, "", "big")
	at := bytes.LastIndex(b, []byte("PK\x01\x02"))
	le := binary.LittleEndian
	h := bytes.Clone(b[at : len(b)-22])
	le.PutUint32(h[20:], 0xFFFFFFFF)
	le.PutUint32(h[24:], 0xFFFFFFFF)
	le.PutUint32(h[42:], 0xFFFFFFFF)
	x := []byte{1, 0, 24, 0}
	x = le.AppendUint64(x, 1<<40)
	x = le.AppendUint64(x, 1<<39)
	x = le.AppendUint64(x, 0)
	head, tail := h[:46+3], h[46+3+5:] // the name is kept, the extra field replaced
	le.PutUint16(head[30:], uint16(len(x)))
	dir := append(append(bytes.Clone(head), x...), tail...)
	out := append(bytes.Clone(b[:at]), dir...)
	out = append(out, b[len(b)-22:]...)
	le.PutUint32(out[len(out)-10:], uint32(len(dir)))
	w, ok := zip.Open(out, media.Whole(out))
	require.True(t, ok)
	require.True(t, w.Next())
	e := w.Entry()
	assert.Equal(t, uint64(1<<40), e.Size)
	assert.Equal(t, uint64(1<<39), e.Packed)
	assert.EqualValues(t, 0, e.Local)
	require.False(t, w.Next())
	assert.Equal(t, media.Outcome{}, w.Outcome())
	// The extra field that should tell is not there.
	out[at+46+3] = 2
	w, _ = zip.Open(out, media.Whole(out))
	require.True(t, w.Next())
	assert.Equal(t, uint64(0xFFFFFFFF), w.Entry().Size)
	assert.Equal(t, media.Malformed, w.Outcome().Status)
}

// No prefix of an archive passes for the archive.
func TestTruncated(t *testing.T) {
	b := pack(t, "comment", "a", "bb", "ccc")
	for n := range b {
		_, out, ok := names(b[:n:n])
		require.False(t, ok && out.Status == media.Complete, "cut to %d", n)
	}
}

func TestLies(t *testing.T) {
	le := binary.LittleEndian
	all := []string{"a", "b", "c"}
	cases := []struct {
		name   string
		lie    func(end []byte)
		want   []string
		status media.Status
	}{
		{"count too large", func(e []byte) { e[10] = 4 }, all, media.Malformed},
		{"count too small", func(e []byte) { e[10] = 1 }, all, media.Malformed},
		{"size 0", func(e []byte) { le.PutUint32(e[12:], 0) }, all, media.Malformed},
		{"size huge", func(e []byte) { le.PutUint32(e[12:], 0xFFFFFFF0) }, all, media.Malformed},
		{"offset huge", func(e []byte) { le.PutUint32(e[16:], 0xFFFFFFF0) }, all, media.Complete},
		{"offset elsewhere", func(e []byte) { le.PutUint32(e[16:], 1) }, all, media.Complete},
		{"both", func(e []byte) { le.PutUint32(e[12:], 1); le.PutUint32(e[16:], 1) }, nil, media.Truncated | media.Malformed},
		{"sentinels without Zip64", func(e []byte) { le.PutUint32(e[16:], 0xFFFFFFFF) }, all, media.Complete},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := pack(t, "", all...)
			c.lie(b[len(b)-22:])
			got, out, ok := names(b)
			assert.True(t, ok)
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.status, out.Status)
		})
	}
	t.Run("entry longer than the directory", func(t *testing.T) {
		b := pack(t, "", all...)
		at := bytes.LastIndex(b, []byte("PK\x01\x02"))
		le.PutUint16(b[at+28:], 0xFFFF)
		got, out, _ := names(b)
		assert.Equal(t, all[:2], got)
		assert.Equal(t, media.Truncated|media.Malformed, out.Status)
	})
}

// An archive with two directories, one where the offset says and one where the size says, is walked through both.
func TestTwoDirectories(t *testing.T) {
	le := binary.LittleEndian
	innocent, hidden := pack(t, "", "photo.jpg"), pack(t, "", "classes.dex")
	dir := func(b []byte) []byte { return b[le.Uint32(b[len(b)-6:]) : len(b)-22] }
	b := bytes.Clone(hidden[:len(hidden)-22])
	b = append(b, dir(innocent)...)
	b = append(b, hidden[len(hidden)-22:]...)
	le.PutUint32(b[len(b)-10:], uint32(len(dir(innocent))))
	got, out, ok := names(b)
	assert.True(t, ok)
	assert.Equal(t, []string{"classes.dex", "photo.jpg", "photo.jpg"}, got)
	assert.True(t, out.Status.Has(media.Malformed))
}

func TestBudget(t *testing.T) {
	h := make([]byte, 46)
	copy(h, "PK\x01\x02")
	b := bytes.Repeat(h, zip.MaxMembers+1)
	le := binary.LittleEndian
	end := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	le.PutUint16(end[10:], 1)
	le.PutUint32(end[12:], uint32(len(b)))
	b = append(b, end...)
	got, out, ok := names(b)
	assert.True(t, ok)
	assert.Len(t, got, zip.MaxMembers)
	assert.True(t, out.Status.Has(media.Budget))
}

func TestEmpty(t *testing.T) {
	b := pack(t, "")
	got, out, ok := names(b)
	assert.True(t, ok)
	assert.Empty(t, got)
	assert.Equal(t, media.Complete, out.Status)
	_, _, ok = names(nil)
	assert.False(t, ok)
}

func TestAllocations(t *testing.T) {
	b := pack(t, "comment", "a", "b", "c")
	if n := testing.AllocsPerRun(100, func() { visit(b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func visit(b []byte) int {
	n := 0
	w, ok := zip.Open(b, media.Whole(b))
	for ok && w.Next() {
		n += w.Entry().Name.Len()
	}
	return n
}

func BenchmarkWalk(b *testing.B) {
	var many []string
	for i := range 1000 {
		many = append(many, fmt.Sprintf("res/drawable/%d.png", i))
	}
	for _, x := range []struct {
		name string
		in   []byte
	}{
		{"parts=3", pack(b, "", "a", "b", "c")},
		{"parts=1000", pack(b, "", many...)},
		{"shape=comment/parts=3", pack(b, strings.Repeat("c", 65535), "a", "b", "c")},
		{"shape=zeros/parts=0", make([]byte, 100<<10)},
	} {
		b.Run("media=zip/"+x.name+"/size="+fuzz.SizeName(len(x.in))+"/op=walk", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(x.in)))
			for b.Loop() {
				visit(x.in)
			}
		})
	}
}
