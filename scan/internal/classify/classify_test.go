package classify

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// checkSamples classifies samples, and returns how many are right.
func checkSamples(t *testing.T, all []sample) int {
	t.Helper()
	right := 0
	seen := map[string]bool{}
	for _, s := range all {
		require.False(t, seen[s.name], s.name)
		seen[s.name] = true
		r := checkResult(t, s.data)
		if r.Best() != s.want || s.also != Unknown && !r.Has(s.also) {
			t.Errorf("%s: %v, want %v %v", s.name, r.Formats[:r.N], s.want, s.also)
			continue
		}
		right++
		if s.also == Unknown && r.Polyglot() {
			t.Errorf("%s: taken for a polyglot: %v", s.name, r.Formats[:r.N])
		}
	}
	return right
}

// TestTable17 classifies a sample of every row of threats.md §17.
func TestTable17(t *testing.T) {
	all := table17()
	assert.Len(t, all, 135, "the table has 135 rows")
	t.Logf("%d of %d rows right", checkSamples(t, all), len(all))
}

// TestMoreSamples classifies what that table does not list.
func TestMoreSamples(t *testing.T) {
	all := moreSamples()
	t.Logf("%d of %d samples right", checkSamples(t, all), len(all))
}

// TestPrefixes holds every prefix of every sample to the laws.
func TestPrefixes(t *testing.T) {
	for _, s := range append(table17(), moreSamples()...) {
		step := 1 + len(s.data)/512
		for n := 0; n < len(s.data); n += step {
			checkResult(t, s.data[:n:n])
		}
	}
}

// TestClasses trips the byte condition of every MAL class that is a format, and near-misses it.
func TestClasses(t *testing.T) {
	all := append(table17(), moreSamples()...)
	byName := func(name string) []byte {
		i := slices.IndexFunc(all, func(s sample) bool { return s.name == name })
		require.GreaterOrEqual(t, i, 0, name)
		return slices.Clone(all[i].data)
	}
	trips := map[string]Class{
		"PE": ClassPE, "\"MZ\" only, 62 B": ClassPE, "ELF aarch64 .so": ClassELF, "Mach-O fat": ClassMachO, "Mach-O 64": ClassMachO,
		"DEX": ClassDEX, "ODEX": ClassDEX, "VDEX": ClassDEX, "CDEX": ClassDEX, "ARSC": ClassDEX, "AXML": ClassDEX,
		"APK, manifest first": ClassAPK, "APK, manifest last (60 res first)": ClassAPK, "APK that was cut": ClassAPK, "JAR": ClassJAR,
		"JAD": ClassJAD, "Java class": ClassJava, "SIS (EPOC R6)": ClassSIS, "SIS (EPOC R3 to R5)": ClassSIS, "SISX": ClassSISX,
		"CAB": ClassCAB, "MSI (OLE)": ClassMSI, "IPA": ClassIPA, "iOS profile": ClassConfig, "CRX": ClassCRX, "shell script": ClassScript,
		"HTA": ClassHTA, "LNK": ClassLNK, ".url": ClassURL, "OneNote": ClassNote, "DOCM (macro)": ClassMacro, "ISO 9660": ClassDisk,
		"CHM": ClassCHM, "SWF": ClassFlash, "REGEDIT4": ClassReg, "OMA DCF v1": ClassDRM, "mail": ClassMail,
		"GIF and APK": ClassAPK, "DOCX and APK": ClassAPK, "GIF+ZIP (GIFAR)": ClassJAR, "DEX+ZIP (Janus)": ClassDEX,
	}
	for name, want := range trips {
		r := Classify(byName(name))
		c, f := r.Class()
		assert.Equal(t, want, c, name)
		assert.Equal(t, want, f.Class(), name)
	}
	misses := map[string]struct {
		name string
		edit func(b []byte) []byte
		bad  Class
	}{
		"PE header outside":      {"PE", func(b []byte) []byte { return patch(patch(b, 0x3C, l32(0xFFFFFFF0)), 0, "MZ is text"[:2]) }, ClassELF},
		"ELF of class 3":         {"ELF aarch64 .so", func(b []byte) []byte { b[4] = 3; return b }, ClassELF},
		"ELF of data 0":          {"ELF aarch64 .so", func(b []byte) []byte { b[5] = 0; return b }, ClassELF},
		"ELF of version 0":       {"ELF aarch64 .so", func(b []byte) []byte { b[6] = 0; return b }, ClassELF},
		"DEX without version":    {"DEX", func(b []byte) []byte { return patch(b, 4, "abc") }, ClassDEX},
		"AXML larger than it is": {"AXML", func(b []byte) []byte { return patch(b, 4, l32(301)) }, ClassDEX},
		"ARSC larger than it is": {"ARSC", func(b []byte) []byte { return patch(b, 4, l32(201)) }, ClassDEX},
		"fat with 43 parts":      {"Mach-O fat", func(b []byte) []byte { return patch(b, 4, b32(43)) }, ClassMachO},
		"fat, not aligned":       {"Mach-O fat", func(b []byte) []byte { return patch(b, 16, b32(0x4001)) }, ClassMachO},
		"SIS of another UID":     {"SIS (EPOC R6)", func(b []byte) []byte { return patch(b, 8, l32(0x10000418)) }, ClassSIS},
		"SIS of another kind":    {"SIS (EPOC R6)", func(b []byte) []byte { return patch(b, 4, l32(0x10003A11)) }, ClassSIS},
		"SWF of version 0":       {"SWF", func(b []byte) []byte { b[3] = 0; return b }, ClassFlash},
		"APK's name with a tail": {"ZIP whose member is only named like an APK's", func(b []byte) []byte { return b }, ClassAPK},
		"class of version 81":    {"Java class", func(b []byte) []byte { return patch(b, 6, b16(81)) }, ClassJava},
		"JAR without a class":    {"JAR", func([]byte) []byte { return zipFile("META-INF/MANIFEST.MF=", "a/B.klass=") }, ClassJAR},
	}
	for name, m := range misses {
		r := Classify(m.edit(byName(m.name)))
		for _, f := range r.Formats[:r.N] {
			assert.NotEqual(t, m.bad, f.Format.Class(), name)
		}
	}
	t.Run("MZ and a pointer that leads nowhere is DOS, not PE", func(t *testing.T) {
		r := Classify(patch(pe(), 0x3C, l32(0xFFFFFFF0)))
		assert.Equal(t, DOS, r.Best())
		r = Classify(pe()[:0x80+23])
		assert.Equal(t, DOS, r.Best(), "the header must be inside")
		r = Classify(pe()[:0x80+24])
		assert.Equal(t, PE, r.Best())
	})
	t.Run("a name in the local headers alone is not in the archive", func(t *testing.T) {
		b := zipFile("classes.dex=")
		copy(b[strings.LastIndex(string(b), "classes.dex"):], "classes.txt")
		r := Classify(b)
		assert.Equal(t, Zip, r.Best())
	})
}

func TestWBMP(t *testing.T) {
	b := wbmpFile(16, 16)
	best := func(b []byte) Match { r := Classify(b); return r.Formats[0] }
	assert.Equal(t, Match{WBMP, Likely}, best(b))
	assert.Equal(t, Match{WBMP, Guess}, best(append(b, 0, 0)))
	assert.Equal(t, Match{WBMP, Guess}, best(b[:len(b)-2]))
	assert.Equal(t, Match{}, best(append(b, 0, 0, 0)))
	assert.Equal(t, Match{}, best(b[:len(b)-3]))
	assert.Equal(t, Match{}, best([]byte{0, 0, 0, 16, 1, 1, 1}))
}

// TestRows holds the table of formats to its shape.
func TestRows(t *testing.T) {
	for f := range formats {
		r := rows[f]
		if assert.NotEmpty(t, r.name, "format %d", f) && assert.Contains(t, r.media, "/", r.name) {
			assert.Equal(t, strings.ToLower(r.media), r.media)
			assert.LessOrEqual(t, len(r.media), maxType)
			if f != Unknown && f != Empty {
				assert.NotEqual(t, NoFamily, r.family, r.name)
			}
		}
		assert.Equal(t, r.name, f.String())
	}
	assert.Equal(t, Unknown.Name(), Format(65535).Name(), "a number beyond the table")
	for i := NoFamily; i <= Other; i++ {
		assert.Equal(t, familyNames[i], i.String())
	}
	assert.Equal(t, "unknown", Family(200).String())
}

// TestResult enters more formats than fit.
func TestResult(t *testing.T) {
	var r Result
	for i, f := range []Format{PNG, GIF, BMP, TIFF} {
		r.add(f, Confidence(1+i%2))
	}
	assert.Equal(t, [4]Match{{GIF, Likely}, {TIFF, Likely}, {PNG, Guess}, {BMP, Guess}}, r.Formats)
	assert.False(t, r.More)
	r.add(PDF, Guess)
	assert.True(t, r.More)
	assert.False(t, r.Has(PDF), "no place for what is less certain")
	r.add(APK, Sure)
	r.add(APK, Sure)
	assert.Equal(t, [4]Match{{APK, Sure}, {GIF, Likely}, {TIFF, Likely}, {PNG, Guess}}, r.Formats)
	assert.True(t, r.Polyglot())
}

// TestTexts classifies texts that begin like something else.
func TestTexts(t *testing.T) {
	for _, s := range []string{
		"The wide road leads to town", "Now moov it", "Can ftyp be a word?", "Dry mdat to you", "MP+ is a word", "MP+7 too", "MPCK is one",
		"cdex is a CD ripper", "vdex is none", "FWS is an acronym of something", "CWS is an acronym of something else", "ZWS as well",
		"P1 2 people came along", "P6 is a chip", "P3 12 apples", "x^2 + y^2 = z^2", "0707010101 is my number", "070707 1234", "QM\r\nis here now",
		"QG\tis here too, and more", "MMMD is four letters", "ab-lhx- and more of that here", "ab-lh5- and more of that here.", "true enough to tell",
		"typ1 is a spelling", "xar! he said", "bplist is a list", "qoif qoif qoif qoif", "KDMV was a station", "FLIF is a word", "ISc( is open",
		"AC-3 is a sound", "BMW drives", "BZh is a cat's", "Cr24 is chromium", "DDS is a dentist", "FORM over function", "GIFT for you", "IDs are cards",
		"III is three", "II*", "MAC address", "MMS is what this is", "MZ", "OTTO found Anna", "PK is a name", "RIFF raff", "Rar! said the lion",
		"SIT! dog", "StuffIt is a verb", "ZOO is open", "caffeine", "icns", "wOFF with you", "wvpk", "ttcf", "conectiv", "{\\r} is a macro",
		"%PDA-1.4", "%! is what he said", "#!AMR is a name", "--\nregards", "--boundary\nnothing follows", "[Shelley] was a poet",
		"<3", "<3 you <b", "1 < 2 and 3 > 2", "begin: vcard", "BEGIN:VTODO", "Set the table (please)", "From: me", "From: me\nTo: you",
		"@echo", "MIDlet-Name: but no more", "Windows registry", "REGEDIT", "#EXT", "param(1)", "a", "\n", "\xEF\xBB\xBFBOM", "From here to there",
		"~ 0MIE", "!<arch>", ".snd", "8BPS", "7z", "BPG", "XMF_", "ID3 is a tag", "LZIP", "AT&T", "NES", "]", "K", "N", "V", "e\u0301",
	} {
		r := checkResult(t, []byte(s))
		if best := r.Best(); best != PlainText || r.Polyglot() {
			t.Errorf("%q: %v", s, r.Formats[:r.N])
		}
	}
}
