package classify

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
)

// manifestTypes says what the corpus's MANIFEST means by the type with which a row begins.
var manifestTypes = map[string][]Format{
	"JPEG": {JPEG}, "PNG": {PNG, APNG}, "GIF": {GIF}, "WEBP": {WebP}, "Extended WEBP": {WebP}, "BMP": {BMP}, "SVG": {SVG},
	"HEIC": {HEIC}, "HEIF": {HEIF, HEIC}, "AVIF": {AVIF}, "JP2": {JP2}, "JXL": {JXL}, "JXL Codestream": {JXL},
	"TIFF": {TIFF}, "BTF": {BigTIFF}, "DNG": {DNG}, "CR2": {CR2}, "CR3": {CR3}, "NEF": {TIFF}, "EXIF": {TIFF, ExifBlock},
	"MP4": {MP4}, "MOV": {MOV}, "3GP": {ThreeGP}, "3G2": {ThreeG2}, "M4A": {M4A}, "MKV": {MKV}, "AVI": {AVI}, "WMV": {ASF},
	"M2TS": {MPEGTS}, "MP3": {MP3}, "OGG": {OggVorbis, OggFLAC}, "OPUS": {Opus}, "FLAC": {FLAC}, "WAV": {WAV}, "AIFF": {AIFF},
	"MPC": {Musepack}, "PDF": {PDF}, "EPS": {PostScript}, "RTF": {RTF}, "DOC": {Word}, "XLS": {Excel}, "PPT": {PowerPoint},
	"ODT": {ODT}, "ODS": {ODS}, "EPUB": {EPUB}, "NUMBERS": {IWork}, "HTML": {HTML}, "XMP": {XMP}, "AAE": {Plist},
	"VCard": {VCard, VCard21}, "ICS": {ICalendar, VCalendar}, "ICC": {ICC}, "MIE": {MIE}, "VRD": {EIPVRD}, "LNK": {LNK},
	"GZIP": {Gzip},
}

// manifestNames says what a file is by its name, where the MANIFEST says no more than text, ZIP or nothing.
var manifestNames = map[string][]Format{
	".aac": {AAC}, ".amr": {AMR}, ".mid": {MIDI}, ".docx": {DOCX}, ".xlsx": {XLSX}, ".pptx": {PPTX}, ".zip": {Zip}, ".rar": {RAR5},
	".tnef": {TNEF}, ".css": {PlainText}, ".txt": {PlainText}, ".html": {HTML}, ".ics": {ICalendar}, ".eml": {Mail},
	".smil": {SMIL}, ".raw": {GPMF}, ".jpg": {JPEG}, ".tiff": {TIFF},
}

// corpusExceptions lists the files that are something else than the MANIFEST, or their name, says, with the reason.
var corpusExceptions = map[string]struct {
	is     Format
	reason string
}{
	"exiv2/issue_1815_poc.jpg":                {Unknown, notJPEG},
	"exiv2/issue_ghsa_9jh3_fcc3_g6hv_poc.jpg": {Unknown, notJPEG},
	"exiv2/issue_2352_poc.jpg":                {TIFF, "a TIFF header under the name of a JPEG"},
	"libheif/avif32-mini.heif":                {AVIF, "mini HEIF with brand avif, which exiftool calls MP4"},
	"libheif/lightning_mini.heif":             {HEIC, "mini HEIF with brand heic, which exiftool calls MP4"},
	"libheif/simple_osm_tile_meta.avif":       {AVIF, "mini HEIF with brand avif, which exiftool calls MP4"},
	"exiv2/issue_2340_poc.mp4":                {MOV, "a QuickTime box pnot under the name of MP4"},
	"exiv2/issue_2376_poc.mp4":                {MOV, "brand qt under the name of MP4"},
	"synthetic/aac-adts-id3.aac":              {AAC, "ADTS behind an ID3 tag, which exiftool calls MP3"},
	"tika/testAACid3.aac":                     {AAC, "ADTS behind an ID3 tag, which exiftool calls MP3"},
	"tika/testAMR-WB.amr":                     {AMRWB, "AMR-WB under the name of AMR"},
}

const notJPEG = "FF D8 and no marker behind it: no decoder takes it"

// TestCorpus classifies every file of the media corpus as its MANIFEST says.
func TestCorpus(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "media")
	manifest, err := os.ReadFile(filepath.Join(root, "MANIFEST.tsv"))
	require.NoError(t, err)
	n, used := 0, map[string]bool{}
	for line := range strings.Lines(string(manifest)) {
		cols := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		name := cols[0]
		if name == "file" {
			continue
		}
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		require.NoError(t, err)
		kind, _, _ := strings.Cut(cols[len(cols)-1], ";")
		want := manifestTypes[kind]
		switch kind {
		case "?", "TXT", "ZIP":
			want = manifestNames[filepath.Ext(name)]
		}
		if want == nil {
			t.Errorf("%s: nothing is known of type %q", name, kind)
			continue
		}
		n++
		r := checkResult(t, b)
		for k := 0; k < len(b); k += 1 + len(b)/8 {
			checkResult(t, b[:k:k])
		}
		e, except := corpusExceptions[name]
		switch right := slices.Contains(want, r.Best()); {
		case right && except:
			t.Errorf("%s: the exception is not needed", name)
		case except:
			used[name] = true
			if r.Best() != e.is {
				t.Errorf("%s: %v, the exception says %v", name, r.Formats[:r.N], e.is)
			}
		case !right:
			t.Errorf("%s: %v, want %v (%s)", name, r.Formats[:r.N], want, kind)
		}
	}
	for name := range corpusExceptions {
		if !used[name] {
			t.Errorf("%s: the exception is not used", name)
		}
	}
	t.Logf("%d of %d files are what the MANIFEST says, %d are excepted", n-len(used), n, len(used))
}
