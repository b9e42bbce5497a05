package classify

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/mmsguard/mmsguard/fuzz"
)

// inputs are what benchmarks and the allocation test classify.
func inputs() map[string][]byte {
	m := map[string][]byte{
		"random":   filler(600),
		"zeros":    make([]byte, 1<<20),
		"ftyp=1MB": zeros("\x00\x10\x00\x00ftypmif1\x00\x00\x00\x00mif1mif1", 1<<20),
		"ftyp=2GB": zeros("\x7F\xFF\xFF\xFFftypmif1\x00\x00\x00\x00mif1mif1", 1<<20),
		"text=4KB": []byte(strings.Repeat(sentence, 50)),
		"PK=900KB": bytes.Repeat([]byte("PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00a"), 30000),
		"JPEG=1MB": append(jpegFile(), filler(1<<20)...),
		"apk=1000": zipFile(append(resources(1000), "classes.dex=")...),
		"xml=deep": []byte("<?xml version='1.0'?>" + strings.Repeat("<!-- x -->", 1000) + "<a/>"),
	}
	for _, s := range table17() {
		m["row="+strings.ReplaceAll(s.name, " ", "_")] = s.data
	}
	return m
}

func TestAllocations(t *testing.T) {
	for name, b := range inputs() {
		if n := testing.AllocsPerRun(10, func() { classifyOnce(b) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func classifyOnce(b []byte) (Agreement, Class) {
	r := Classify(b)
	c, _ := r.Class()
	return Agree([]byte("image/jpeg"), r.Best()), c
}

func BenchmarkClassify(b *testing.B) {
	all := inputs()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !strings.HasPrefix(name, "row=") {
			benchmark(b, name, all[name])
		}
	}
	for _, s := range table17() {
		switch s.name {
		case "JPEG", "PNG", "MP4 isom", "AMR-NB", "vCard 2.1", "SMIL (bare)", "text UTF-8", "PDF", "ZIP", "DOCX", "APK, manifest first", "PE", "WBMP":
			benchmark(b, s.name, s.data)
		}
	}
}

// benchmark times one input; its name is made a word, so that it can be the value of a key.
func benchmark(b *testing.B, name string, in []byte) {
	word := strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
	b.Run("media="+word+"/size="+fuzz.SizeName(len(in))+"/op=classify", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			classifyOnce(in)
		}
	})
}
