package scan

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lines reads a list of the corpus: one entry a line, # for comments.
func lines(t *testing.T, name string) (out []string) {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	for l := range strings.Lines(string(b)) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			out = append(out, l)
		}
	}
	require.NotEmpty(t, out)
	return out
}

// TestRealMessagesAreHarmless: no PDU of a real phone or server is called suspicious, and all of each is inspected.
func TestRealMessagesAreHarmless(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "pdu")
	var s Scanner
	names := lines(t, filepath.Join(root, "REAL.txt"))
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		r := scanned(t, &s, b)
		assert.NotZero(t, r.Type, name)
		assert.True(t, r.Complete, "%s%s", name, listing(r))
		assert.LessOrEqual(t, r.Verdict, VerdictLeak, "%s%s", name, listing(r))
	}
	t.Logf("%d real messages", len(names))
}

// declaredTypes are the types under which phones send files with these extensions.
var declaredTypes = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".heic": "image/heic",
	".heif": "image/heif", ".avif": "image/avif", ".tif": "image/tiff", ".tiff": "image/tiff", ".bmp": "image/bmp", ".svg": "image/svg+xml",
	".mp4": "video/mp4", ".3gp": "video/3gpp", ".3g2": "video/3gpp2", ".mov": "video/quicktime", ".m4a": "audio/mp4", ".mp3": "audio/mpeg",
	".amr": "audio/amr", ".aac": "audio/aac", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/opus", ".wav": "audio/wav",
	".flac": "audio/flac", ".mid": "audio/midi", ".midi": "audio/midi", ".vcf": "text/vcard", ".vcard": "text/vcard", ".ics": "text/calendar",
	".pdf": "application/pdf", ".txt": "text/plain", ".html": "text/html", ".rtf": "application/rtf", ".zip": "application/zip",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".doc": "application/msword",
	".odt": "application/vnd.oasis.opendocument.text", ".smil": "application/smil",
}

// mediaFiles calls f for every media file of the corpus, as a phone would send it.
func mediaFiles(t *testing.T, f func(name string, a Attachment)) {
	t.Helper()
	root := filepath.Join(corpustest.Root(t), "media")
	n := 0
	require.NoError(t, filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, p)
		if err != nil || !strings.Contains(name, string(filepath.Separator)) || strings.HasPrefix(name, "exiftool-json") {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		n++
		f(filepath.ToSlash(name), Attachment{Type: declaredTypes[strings.ToLower(filepath.Ext(name))], Name: filepath.Base(name), Data: b})
		return nil
	}))
	require.Greater(t, n, 400)
}

// threatsInMedia are the benign files of the corpus that have a threat of severity medium or above, with the reason.
var threatsInMedia = map[string]string{
	"exiftool/LNK.lnk": "a Windows shortcut under its own name: MMS-NAM-0010 is right",
}

// TestBenignMediaIsHarmless: no file of the media corpus but those that are hostile or broken on purpose has a threat of
// severity medium or above, unless the table says why.
func TestBenignMediaIsHarmless(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "media")
	skip := lines(t, filepath.Join(root, "NOT-BENIGN.txt"))
	used := map[string]bool{}
	var s Scanner
	files, medium := 0, 0
	mediaFiles(t, func(name string, a Attachment) {
		if slices.Contains(skip, name) {
			return
		}
		files++
		r, err := s.ScanParts(context.Background(), Envelope{}, []Attachment{a})
		require.NoError(t, err)
		if r.Worst(ClassThreat) < SeverityMedium {
			return
		}
		medium++
		if why := threatsInMedia[name]; why != "" {
			used[name] = true
			return
		}
		t.Errorf("%s%s", name, listing(r))
	})
	for name := range threatsInMedia {
		assert.True(t, used[name], "the exception for %s is not used", name)
	}
	t.Logf("%d files, %d with a threat of severity medium or above", files, medium)
}

// TestExpectedLeaks: in JPEG and TIFF files, whose Exif data these rules read, exactly the leaks that the corpus states are
// found.
func TestExpectedLeaks(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "media")
	elsewhere := map[string]string{
		"synthetic/jpeg-mpf-second-image-with-gps.jpg": "in the second image of the file (MPF): not read by these rules yet",
		"synthetic/jpeg-xmp-location.jpg":              "the serial number is in XMP: not read by these rules yet",
	}
	want := map[string][]string{}
	for _, l := range lines(t, filepath.Join(root, "EXPECTED-synthetic.tsv"))[1:] {
		name, ids, _ := strings.Cut(l, "\t")
		if ext := filepath.Ext(name); ext == ".jpg" || ext == ".tif" || ext == ".tiff" || ext == ".dng" {
			want[name] = strings.Fields(ids)
		}
	}
	require.Greater(t, len(want), 10)
	var s Scanner
	mediaFiles(t, func(name string, a Attachment) {
		ids, ok := want[name]
		if !ok {
			return
		}
		delete(want, name)
		r, err := s.ScanParts(context.Background(), Envelope{}, []Attachment{a})
		require.NoError(t, err)
		for id, rule := range map[string]RuleID{"GPS-001": rulePosition, "SER-001": ruleSerial, "DEV-001": ruleDevice} {
			if elsewhere[name] != "" {
				continue
			}
			assert.Equal(t, slices.Contains(ids, id), r.Has(rule), "%s %s", name, id)
		}
	})
	assert.Empty(t, want, "the files are there")
}

// unlikeExiftool are the files on which these rules and exiftool differ, with the reason.
var unlikeExiftool = map[string]string{
	"bep-imagemeta/2007-07-13-17-02-30-sep-2007-07-13-17-02-30a.jpg": "exiftool gives the file up as no JPEG; make and model are there",
	"bep-imagemeta/2011-08-07-19-22-57-sep-2011-08-07-19-22-57a.jpg": "exiftool gives the file up as no JPEG; make and model are there",
	"bep-imagemeta/huge_tag_exif.jpg":                                "exiftool gives the file up as no JPEG; position, make and model are there",
	"bep-imagemeta/max_uint32_exif.jpg":                              "exiftool gives the file up as no JPEG; position, make and model are there",
	"bep-imagemeta/geodegrees_as_string.jpg": "the text is 52,00000,50,00000,34,01180: three numbers with decimal commas, 52°50'34.0118\"; exiftool takes " +
		"the commas for separators",
	"exiv2/issue_1920_poc.tiff": "exiftool gives up a directory that is cut; the make stands in front of the cut",
	"exiv2/issue_2385_poc.tiff": "exiftool gives up a directory that is cut; the make stands in front of the cut",
}

// TestExiftoolAgrees compares position, make, model and standard serial numbers with what exiftool reports from the same
// directories, in every JPEG and TIFF file of the corpus.
func TestExiftoolAgrees(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "media")
	cut := lines(t, filepath.Join(root, "CUT.txt"))
	used := map[string]bool{}
	counts := map[string]int{}
	var s Scanner
	mediaFiles(t, func(name string, a Attachment) {
		truth := exiftool(t, root, name)
		switch truth["File:FileType"] {
		case "JPEG", "TIFF", "DNG", "CR2":
		default:
			return
		}
		if slices.Contains(cut, name) {
			return
		}
		r, err := s.ScanParts(context.Background(), Envelope{}, []Attachment{a})
		require.NoError(t, err)
		counts["files"]++
		differ := func(format string, args ...any) {
			if unlikeExiftool[name] != "" {
				used[name] = true
				return
			}
			t.Errorf("%s: %s", name, fmt.Sprintf(format, args...))
		}
		lat, okLat := degrees(truth["GPS:GPSLatitude"])
		lon, okLon := degrees(truth["GPS:GPSLongitude"])
		located := okLat && okLon && (lat != 0 || lon != 0)
		if located != r.Has(rulePosition) {
			differ("position %v, %v; found %v", truth["GPS:GPSLatitude"], truth["GPS:GPSLongitude"], r.Has(rulePosition))
		}
		named := tagText(truth["IFD0:Make"]) + tagText(truth["IFD0:Model"]) + tagText(truth["IFD1:Make"]) + tagText(truth["IFD1:Model"]) + tagText(truth["IFD0:UniqueCameraModel"])
		if (named != "") != r.Has(ruleDevice) {
			differ("device %q; found %v", named, r.Has(ruleDevice))
		}
		var serials []string
		for _, key := range []string{"ExifIFD:SerialNumber", "ExifIFD:LensSerialNumber", "IFD0:CameraSerialNumber"} {
			if v := tagText(truth[key]); meansSomething([]byte(v)) {
				serials = append(serials, v)
			}
		}
		var found []string
		for _, f := range r.Findings {
			v, ok := r.Value(f)
			switch f.Rule {
			case ruleSerial:
				found = append(found, v)
				counts["serials"]++
			case ruleDevice:
				counts["devices"]++
				require.True(t, ok, name)
			case rulePosition:
				counts["positions"]++
				require.True(t, ok, name)
				a, b, _ := strings.Cut(v, ", ")
				x, errX := strconv.ParseFloat(a, 64)
				y, errY := strconv.ParseFloat(b, 64)
				require.NoError(t, errX)
				require.NoError(t, errY)
				if located && (math.Abs(math.Abs(x)-math.Abs(lat)) > 0.00002 || math.Abs(math.Abs(y)-math.Abs(lon)) > 0.00002) {
					differ("position %v, %v; found %s", lat, lon, v)
				}
			}
		}
		slices.Sort(serials)
		slices.Sort(found)
		if !slices.Equal(serials, found) {
			differ("serials %q; found %q", serials, found)
		}
	})
	for name := range maps.Keys(unlikeExiftool) {
		assert.True(t, used[name], "the exception for %s is not used", name)
	}
	require.Greater(t, counts["positions"], 20)
	t.Log(counts)
}

// exiftool returns what exiftool said of a file of the corpus; nil if it was not asked.
func exiftool(t *testing.T, root, name string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "exiftool-json", strings.ReplaceAll(name, "/", "__")+".json"))
	if err != nil {
		return nil
	}
	var list []map[string]any
	require.NoError(t, json.Unmarshal(b, &list), name)
	require.NotEmpty(t, list, name)
	return list[0]
}

func degrees(v any) (float64, bool) {
	x, ok := v.(float64)
	return x, ok
}

func tagText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
