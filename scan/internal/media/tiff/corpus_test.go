package tiff_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/jpeg"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
)

// files calls do with every file of a folder of the corpus, by its name in it.
func files(t testing.TB, folder string, do func(name string, b []byte)) {
	t.Helper()
	root := filepath.Join(corpustest.Root(t), folder)
	n := 0
	require.NoError(t, filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "exiftool-json" {
				return filepath.SkipDir
			}
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		n++
		do(filepath.ToSlash(rel), b)
		return err
	}))
	require.NotZero(t, n)
}

// blocks returns the TIFF structures of a file: its Exif segments, or all of it.
func blocks(b []byte) []media.Span {
	w := jpeg.Open(b, media.Whole(b))
	if !w.Valid() {
		return []media.Span{media.Whole(b)}
	}
	var s []media.Span
	for w.Next() {
		if w.Segment().Kind == jpeg.Exif {
			s = append(s, w.Segment().Data)
		}
	}
	return s
}

// TestCorpusLaws walks every file, and every hostile one, as it is, within other octets, and cut at some places, or at
// many if MMSGUARD_EXHAUSTIVE is 1.
func TestCorpusLaws(t *testing.T) {
	cuts := 16
	if os.Getenv("MMSGUARD_EXHAUSTIVE") == "1" {
		cuts = 4096
	}
	for _, folder := range []string{"media", "exif-crashers"} {
		files(t, folder, func(_ string, b []byte) {
			for _, s := range blocks(b) {
				in := s.In(b)
				all := checkWalk(t, in)
				_, out := walk(in, media.Whole(in))
				checkShift(t, in, all, out)
				step := 1 + len(in)/cuts
				for n := 0; n < len(in); n += step {
					cut := in[:n:n]
					checkWalk(t, cut)
				}
			}
		})
	}
}

// exifToolWrong lists the files in whose values exiftool 12.57 and this walker differ, with the reason.
var exifToolWrong = map[string]string{
	"bep-imagemeta/2007-07-13-17-02-30-sep-2007-07-13-17-02-30a.jpg": cutJPEG,
	"bep-imagemeta/2011-08-07-19-22-57-sep-2011-08-07-19-22-57a.jpg": cutJPEG,
	"bep-imagemeta/FailedHash-NoDate-sep-remembory.jpg":              cutJPEG,
	"bep-imagemeta/huge_tag_exif.jpg":                                cutJPEG,
	"bep-imagemeta/max_uint32_exif.jpg":                              cutJPEG,
	"bep-imagemeta/geodegrees_as_string.jpg":                         "exiftool takes the decimal commas of 52,00000,50,00000,34,01180 for separators",
	"exiv2/issue_1881_coverage.jpg":                                  "its make holds the octet FF, which exiftool's JSON shows as a question mark",
	"exiv2/issue_1920_poc.tiff":                                      cutIFD,
	"exiv2/issue_2385_poc.tiff":                                      cutIFD,
}

const (
	cutJPEG = "exiftool reads no Exif of a JPEG that is cut or broken behind it (leaks.md 2.2)"
	cutIFD  = "exiftool reads nothing of a directory that is cut; this walker reads the entries that are there"
)

// values is what one file says, as text.
type values map[string]string

// ours reads the values with this walker; of several, the last one, as exiftool's JSON does.
func ours(b []byte) values {
	v := values{}
	for _, s := range blocks(b) {
		var p tiff.Position
		w := tiff.Open(b, s)
		for w.Next() {
			e := w.Entry()
			p.Take(b, e)
			if t := string(e.Text(b).In(b)); t != "" {
				switch e.Key() {
				case tiff.KeyMake:
					v["make"] = t
				case tiff.KeyModel:
					v["model"] = t
				case tiff.KeyBodySerial:
					v["serial"] = t
				}
			}
		}
		for name, c := range map[string]tiff.Coordinate{"latitude": p.Lat, "longitude": p.Lon} {
			if c.State >= tiff.Zero {
				v[name] = fmt.Sprint(max(c.Micro, -c.Micro))
			}
			if c.Ref != 0 && c.State >= tiff.Zero {
				v[name+" reference"] = string(c.Ref)
			}
		}
	}
	return v
}

// theirs reads the same values from exiftool's JSON; ok is false if exiftool does not take the file for JPEG or TIFF.
func theirs(t *testing.T, name string) (v values, ok bool) {
	path := filepath.Join(corpustest.Root(t), "media", "exiftool-json", strings.ReplaceAll(name, "/", "__")+".json")
	js, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	var all []map[string]any
	d := json.NewDecoder(bytes.NewReader(js))
	d.UseNumber()
	require.NoError(t, d.Decode(&all), name)
	m := all[0]
	switch m["File:FileType"] {
	case "JPEG", "TIFF", "DNG", "CR2", "NEF", "BTF", "EXIF":
	case nil:
		if ext := filepath.Ext(name); ext != ".jpg" && ext != ".tif" && ext != ".tiff" {
			return nil, false
		}
	default:
		return nil, false
	}
	v = values{}
	for key, tag := range map[string]string{"make": "IFD0:Make", "model": "IFD0:Model", "serial": "ExifIFD:SerialNumber"} {
		if s := strings.TrimSpace(fmt.Sprint(m[tag])); m[tag] != nil && s != "" {
			v[key] = s
		}
	}
	for _, key := range []string{"Latitude", "Longitude"} {
		if n, isNumber := m["GPS:GPS"+key].(json.Number); isNumber {
			f, err := n.Float64()
			require.NoError(t, err)
			v[strings.ToLower(key)] = fmt.Sprint(int(math.Round(f * 1e6)))
			if r, _ := m["GPS:GPS"+key+"Ref"].(string); r != "" {
				v[strings.ToLower(key)+" reference"] = r[:1]
			}
		}
	}
	return v, true
}

// TestCorpusTruth compares position, make, model and serial of every JPEG and TIFF file with what exiftool reads.
func TestCorpusTruth(t *testing.T) {
	used := map[string]bool{}
	compared, differ, nfiles := 0, 0, 0
	files(t, "media", func(name string, b []byte) {
		want, ok := theirs(t, name)
		if !ok {
			return
		}
		nfiles++
		got := ours(b)
		for _, key := range []string{"make", "model", "serial", "latitude", "longitude", "latitude reference", "longitude reference"} {
			if got[key] == "" && want[key] == "" {
				continue
			}
			compared++
			if !sameValue(key, got[key], want[key]) {
				if exifToolWrong[name] == "" {
					t.Errorf("%s %s: %q, exiftool %q", name, key, got[key], want[key])
				}
				used[name] = true
				differ++
			}
		}
	})
	for id := range exifToolWrong {
		if !used[id] {
			t.Errorf("the exception is not needed: %s", id)
		}
	}
	t.Logf("%d values of %d files agree with exiftool, %d of %d excepted files do not", compared-differ, nfiles, differ, len(used))
}

func sameValue(key, got, want string) bool {
	if key != "latitude" && key != "longitude" {
		return got == want
	}
	var g, w int
	if _, err := fmt.Sscan(got, &g); err != nil {
		return false
	}
	if _, err := fmt.Sscan(want, &w); err != nil {
		return false
	}
	return g-w <= 1 && w-g <= 1
}

// BenchmarkCorpus reads what rules read of every JPEG of the corpus that has an Exif segment: one operation is one file.
func BenchmarkCorpus(b *testing.B) {
	var photos [][]byte
	files(b, "media", func(_ string, in []byte) {
		w := jpeg.Open(in, media.Whole(in))
		for w.Next() {
			if w.Segment().Kind == jpeg.Exif {
				photos = append(photos, in)
				return
			}
		}
	})
	b.Run("media=jpeg/shape=corpus/op=exif", func(b *testing.B) {
		b.ReportAllocs()
		i := 0
		for b.Loop() {
			exifOnce(photos[i%len(photos)])
			i++
		}
	})
}

func exifOnce(b []byte) (p tiff.Position) {
	w := jpeg.Open(b, media.Whole(b))
	for w.Next() {
		if s := w.Segment(); s.Kind == jpeg.Exif {
			v := tiff.Open(b, s.Data)
			for v.Next() {
				p.Take(b, v.Entry())
			}
		}
	}
	return p
}
