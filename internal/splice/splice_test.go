package splice_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/internal/splice"
)

func list(t *testing.T, edits ...splice.Edit) *splice.List {
	t.Helper()
	var l splice.List
	for _, e := range edits {
		require.True(t, l.Add(e), "%v", e)
	}
	return &l
}

func edit(start, end uint32, octets string) splice.Edit {
	return splice.Edit{Start: start, End: end, New: []byte(octets)}
}

func TestAppend(t *testing.T) {
	const src = "0123456789"
	for _, c := range []struct {
		name  string
		edits []splice.Edit
		want  string
	}{
		{"none", nil, src},
		{"replace", []splice.Edit{edit(2, 4, "ab")}, "01ab456789"},
		{"longer", []splice.Edit{edit(2, 4, "abc")}, "01abc456789"},
		{"drop", []splice.Edit{edit(0, 10, "")}, ""},
		{"insert at both ends", []splice.Edit{edit(10, 10, "z"), edit(0, 0, "a")}, "a0123456789z"},
		{"in any order", []splice.Edit{edit(8, 9, ""), edit(1, 2, "b"), edit(4, 4, "+")}, "0b23+45679"},
		{"side by side", []splice.Edit{edit(2, 4, "a"), edit(4, 6, "b")}, "01ab6789"},
		{"two insertions keep their order", []splice.Edit{edit(5, 5, "a"), edit(5, 5, "b")}, "01234ab56789"},
		{"insertion before and behind a replacement", []splice.Edit{edit(4, 6, "X"), edit(4, 4, "a"), edit(6, 6, "b")}, "0123aXb6789"},
		{"insertion, then a replacement at its place", []splice.Edit{edit(4, 4, "a"), edit(4, 6, "X")}, "0123aX6789"},
	} {
		l := list(t, c.edits...)
		got, ok := l.Append([]byte("dst"), []byte(src))
		assert.True(t, ok, c.name)
		assert.Equal(t, "dst"+c.want, string(got), c.name)
		assert.Equal(t, len(c.want)-len(src), l.Delta(), c.name)
	}
}

func TestOverlap(t *testing.T) {
	for _, c := range [][2]splice.Edit{
		{edit(2, 5, ""), edit(4, 6, "")},
		{edit(4, 6, ""), edit(2, 5, "")},
		{edit(2, 5, ""), edit(2, 5, "")},
		{edit(2, 6, ""), edit(3, 4, "")},
		{edit(3, 4, ""), edit(2, 6, "")},
		{edit(2, 6, ""), edit(4, 4, "x")},
		{edit(4, 4, "x"), edit(2, 6, "")},
		{edit(2, 6, ""), edit(2, 3, "")},
	} {
		l := list(t, c[0])
		assert.False(t, l.Add(c[1]), "%v and %v", c[0], c[1])
		assert.Equal(t, 1, l.Len())
		assert.Equal(t, c[0].Delta(), l.Delta())
	}
	var l splice.List
	assert.False(t, l.Add(edit(3, 2, "")))
}

func TestOutside(t *testing.T) {
	l := list(t, edit(2, 5, "abc"))
	got, ok := l.Append([]byte("x"), []byte("0123"))
	assert.False(t, ok)
	assert.Equal(t, "x", string(got))
	b := []byte("0123")
	assert.False(t, l.Overwrite(b))
	assert.Equal(t, "0123", string(b))
}

func TestOverwrite(t *testing.T) {
	b := []byte("0123456789")
	assert.True(t, list(t, edit(1, 3, "ab"), edit(5, 6, "c")).Overwrite(b))
	assert.Equal(t, "0ab34c6789", string(b))
	assert.False(t, list(t, edit(1, 3, "xy"), edit(5, 6, "")).Overwrite(b))
	assert.Equal(t, "0ab34c6789", string(b), "nothing is changed when one length changes")
}

func TestSetNewAndReset(t *testing.T) {
	l := list(t, edit(1, 2, "abc"))
	l.SetNew(0, []byte("d"))
	got, _ := l.Append(nil, []byte("012"))
	assert.Equal(t, "0d2", string(got))
	assert.Zero(t, l.Delta())
	l.Reset()
	assert.Zero(t, l.Len())
	assert.True(t, l.Add(edit(1, 2, "")))
}

// FuzzSplice holds List to the definition, octet by octet: each octet of the source that lies in no span is there once, in
// order, and each edit's octets stand where its span was.
func FuzzSplice(f *testing.F) {
	fuzz.Add(f, []byte{2, 2, 1, 5, 0, 3, 5, 3, 0})
	fuzz.Add(f, []byte{0, 0, 0, 0, 0, 0, 255, 1, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		src := bytes.Repeat([]byte("0123456789abcdef"), 4)
		var l splice.List
		owner := make([]int, len(src)) // 0: nobody, else number of the edit
		type kept struct{ splice.Edit }
		var all []kept
		for n := 1; len(b) >= 3; n, b = n+1, b[3:] {
			w.Step(1)
			start := uint32(b[0]) % 65
			e := splice.Edit{Start: start, End: min(start+uint32(b[1])%8, 64), New: bytes.Repeat([]byte{'A' + byte(n%26)}, int(b[2])%5)}
			free := true
			for i := e.Start; i < e.End; i++ {
				free = free && owner[i] == 0
			}
			for _, k := range all {
				free = free && !(k.Start == k.End && e.Start < k.Start && k.Start < e.End) && !(e.Start == e.End && k.Start < e.Start && e.Start < k.End)
			}
			if l.Add(e) != free {
				t.Fatalf("%v: added %v", e, !free)
			}
			if free {
				all = append(all, kept{e})
				for i := e.Start; i < e.End; i++ {
					owner[i] = n
				}
			}
		}
		var want []byte
		for i := uint32(0); i <= 64; i++ {
			for _, k := range all {
				if k.Start == i && k.End == i {
					want = append(want, k.New...)
				}
			}
			for _, k := range all {
				if k.Start == i && k.End > i {
					want = append(want, k.New...)
				}
			}
			if i < 64 && owner[i] == 0 {
				want = append(want, src[i])
			}
		}
		got, ok := l.Append(nil, src)
		if !ok || !bytes.Equal(got, want) || len(got) != len(src)+l.Delta() {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}
