package zip_test

import (
	stdzip "archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/zip"
)

// check holds a walk over b to the laws of a walker, and to archive/zip: whatever member that one lists, this one does. It
// returns how many there are.
func check(t *testing.T, b []byte) (n int) {
	t.Helper()
	before := bytes.Clone(b)
	w, ok := zip.Open(b, media.Whole(b))
	if !ok && w.Next() {
		t.Fatal("members without an end record")
	}
	inside := func(s media.Span) {
		t.Helper()
		if s.Start > s.End || int(s.End) > len(b) {
			t.Fatalf("span %v is not inside %d octets", s, len(b))
		}
	}
	end := w.End()
	inside(end.Span)
	inside(end.Dir)
	inside(end.Second)
	inside(end.Comment)
	seen := map[string]bool{}
	for ok && w.Next() {
		e := *w.Entry()
		for _, s := range []media.Span{e.Span, e.Name, e.Extra, e.Comment} {
			inside(s)
		}
		if e.Index != n || e.Span.Len() < 46 || e.Comment.End != e.Span.End {
			t.Fatalf("entry %+v", e)
		}
		if n++; n > zip.MaxMembers || n > len(b)/23 {
			t.Fatal("more members than there is room for")
		}
		seen[string(e.Name.In(b))] = true
		if s, ok := zip.LocalName(b, e.Local); ok {
			inside(s)
		}
	}
	if ok && w.Next() || int(w.Outcome().At) > len(b) {
		t.Fatalf("outcome %+v", w.Outcome())
	}
	if !bytes.Equal(before, b) {
		t.Fatal("the input was changed")
	}
	r, err := stdzip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil && !errors.Is(err, stdzip.ErrInsecurePath) {
		return n
	}
	if !ok {
		t.Fatal("archive/zip finds an archive")
	}
	for _, f := range r.File {
		if !seen[f.Name] {
			t.Fatalf("archive/zip lists %q, which the walk has not; outcome %+v", f.Name, w.Outcome())
		}
	}
	return n
}

func FuzzWalk(f *testing.F) {
	fuzz.Gather(f, 4, func(add func(...[]byte)) {
		two := pack(f, "", "a", "b")
		add(pack(f, "comment", "a", "b"), append([]byte("prefix"), two...), zip64(bytes.Clone(two)), pack(f, ""))
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		w.Step(check(t, b))
	})
}

func TestCorpus(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "media")
	n := 0
	require.NoError(t, filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		check(t, b)
		for k := 0; k < len(b); k += 1 + len(b)/8 {
			check(t, b[:k:k])
		}
		if _, _, ok := names(b); ok {
			n++
		}
		return nil
	}))
	t.Logf("%d archives", n)
}
