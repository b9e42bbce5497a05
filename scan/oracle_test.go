package scan

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	goexif "github.com/dsoprea/go-exif/v3"
	exifcommon "github.com/dsoprea/go-exif/v3/common"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/jpeg"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGoExifAgrees asks go-exif about the same blocks. It is an oracle for benign files only: 26 hostile octets make it
// ask for 4 GiB, beyond recover (leaks.md 7). So it sees no file that is hostile or broken on purpose, and no block that
// our own walker does not call complete and small.
func TestGoExifAgrees(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "media")
	skip := append(lines(t, filepath.Join(root, "NOT-BENIGN.txt")), lines(t, filepath.Join(root, "CUT.txt"))...)
	mapping, err := exifcommon.NewIfdMappingWithStandard()
	require.NoError(t, err)
	index := goexif.NewTagIndex()
	require.NoError(t, goexif.LoadStandardTags(index))
	var s Scanner
	blocks, values := 0, 0
	mediaFiles(t, func(name string, a Attachment) {
		if slices.Contains(skip, name) || !strings.HasPrefix(string(a.Data), "\xFF\xD8") {
			return
		}
		all := media.Whole(a.Data)
		w := jpeg.Open(a.Data, all)
		for w.Next() {
			g := w.Segment()
			if g.Kind != jpeg.Exif || g.Cut || g.Data.Len() > 64<<10 || !admitted(a.Data, g.Data) {
				continue
			}
			block := g.Data.In(a.Data)
			truth, err := goExif(mapping, index, bytes.Clone(block))
			if err != nil {
				continue // it loses all tags over one that it does not like
			}
			blocks++
			// The block by itself, as a TIFF file: a second Exif segment must not answer for the first.
			r, err := s.ScanParts(context.Background(), Envelope{}, file("image/tiff", name, block))
			require.NoError(t, err)
			var serials []string
			for _, f := range r.Findings {
				if v, ok := r.Value(f); ok && f.Rule == ruleSerial {
					serials = append(serials, v)
				}
			}
			var want []string
			for _, key := range []string{"IFD/Exif BodySerialNumber", "IFD/Exif LensSerialNumber"} {
				if v := truth[key]; meansSomething([]byte(v)) {
					want = append(want, v)
				}
			}
			assert.ElementsMatch(t, want, serials, name)
			named := truth["IFD Make"] + truth["IFD Model"] + truth["IFD1 Make"] + truth["IFD1 Model"] + truth["IFD UniqueCameraModel"]
			assert.Equal(t, named != "", r.Has(ruleDevice), "%s: %q", name, named)
			// go-exif skips tags of the wrong type, such as a position in text (leaks.md 7.3).
			if r.Has(rulePosition) && name != "bep-imagemeta/geodegrees_as_string.jpg" {
				assert.NotEmpty(t, truth["IFD/GPSInfo GPSLatitude"], name)
				assert.NotEmpty(t, truth["IFD/GPSInfo GPSLongitude"], name)
			}
			values += len(serials) + len(named)
		}
	})
	require.Greater(t, blocks, 50)
	require.NotZero(t, values)
	t.Logf("%d blocks", blocks)
}

// admitted reports whether a block may be shown to go-exif: all of it was walked, without a fault and without a budget's
// end.
func admitted(b []byte, block media.Span) bool {
	w := tiff.Open(b, block)
	tags := 0
	for w.Next() {
		tags++
		if e := w.Entry(); e.Cut || e.Count*uint64(max(1, e.Type.Size())) > uint64(block.Len()) {
			return false
		}
	}
	return w.Valid() && w.Outcome().Status == media.Complete && tags <= 512
}

// goExif lists the texts of a block by directory and name, as go-exif reads them.
func goExif(mapping *exifcommon.IfdMapping, index *goexif.TagIndex, block []byte) (out map[string]string, err error) {
	_, tree, err := goexif.Collect(mapping, index, block)
	if err != nil {
		return nil, err
	}
	out = map[string]string{}
	for _, ifd := range tree.Ifds {
		for _, e := range ifd.Entries() {
			if e.UnitCount() > 1024 {
				continue
			}
			if v, err := e.FormatFirst(); err == nil {
				out[ifd.IfdIdentity().UnindexedString()+indexOfIfd(ifd)+" "+e.TagName()] += strings.Trim(v, " \x00")
			}
		}
	}
	return out, nil
}

// indexOfIfd tells IFD1, the thumbnail's directory, from IFD0.
func indexOfIfd(ifd *goexif.Ifd) string {
	if ifd.IfdIdentity().Index() == 1 {
		return "1"
	}
	return ""
}
