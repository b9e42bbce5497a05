package jpeg_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/jpeg"
)

// files calls do with every file of the media corpus.
func files(t testing.TB, do func(name string, b []byte)) {
	t.Helper()
	root := filepath.Join(corpustest.Root(t), "media")
	require.NoError(t, filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		do(filepath.ToSlash(rel), b)
		return err
	}))
}

// cutWrong lists the files that CUT.txt and this walker judge differently, with the reason.
var cutWrong = map[string]string{
	"bep-imagemeta/2007-07-13-17-02-30-sep-2007-07-13-17-02-30a.jpg": inThumbnail,
	"bep-imagemeta/2011-08-07-19-22-57-sep-2011-08-07-19-22-57a.jpg": inThumbnail,
	"bep-imagemeta/huge_tag_exif.jpg":                                inThumbnail,
	"bep-imagemeta/max_uint32_exif.jpg":                              inThumbnail,
	"exiv2/issue_1815_poc.jpg":                                       noScan,
	"exiv2/issue_ghsa_9jh3_fcc3_g6hv_poc.jpg":                        noScan,
	"exiv2/issue_ghsa_mvc4_g5pv_4qqq_poc.jpg":                        noScan,
	"exiv2/table.jpg":                                                noScan,
}

const (
	inThumbnail = "the EOI that CUT.txt saw is the one of the thumbnail inside the Exif segment"
	noScan      = "there is an EOI and no scan at all: nothing coded was cut off"
)

// TestCorpus walks every file of the corpus, whatever it is, whole and cut, and compares the JPEGs whose end is missing
// with the list in CUT.txt, which was made without any walker of ours.
func TestCorpus(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(corpustest.Root(t), "media", "CUT.txt"))
	require.NoError(t, err)
	cut := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		if !strings.HasPrefix(line, "#") {
			cut[strings.TrimSpace(line)] = true
		}
	}
	n, trailers := 0, 0
	files(t, func(name string, b []byte) {
		for k := 0; k < len(b); k += 1 + len(b)/16 {
			checkWalk(t, b[:k:k])
		}
		checkWalk(t, b)
		w := jpeg.Open(b, media.Whole(b))
		if !w.Valid() {
			return
		}
		n++
		for w.Next() || w.WalkOn() {
		}
		_, ok := w.End()
		if (ok == cut[name]) != (cutWrong[name] != "") {
			t.Errorf("%s: end found %v, in CUT.txt %v, exception %q; %+v", name, ok, cut[name], cutWrong[name], w.Outcome())
		}
		delete(cut, name)
		if w.Trailer().Len() > 0 {
			trailers++
		}
	})
	for name := range cut {
		t.Errorf("%s is in CUT.txt, and is no JPEG here", name)
	}
	t.Logf("%d JPEGs, %d with a trailer", n, trailers)
}

func BenchmarkWalk(b *testing.B) {
	run := func(name string, in []byte) {
		name = "media=jpeg/shape=" + name + "/size=" + fuzz.SizeName(len(in))
		b.Run(name+"/op=heads", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				heads(in)
			}
		})
		b.Run(name+"/op=whole", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				whole(in)
			}
		})
		b.Run(name+"/op=index", func(b *testing.B) {
			zeros := make([]byte, len(in))
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				bytes.IndexByte(zeros, 1)
			}
		})
	}
	run("small", photo())
	files(b, func(name string, in []byte) {
		switch name {
		case "exif-samples/67-0_length_string.jpg", "exif-samples/33-type_error.jpg", "bep-imagemeta/sunrise.jpg":
			run(strings.TrimSuffix(filepath.Base(name), ".jpg"), in)
		}
	})
}
