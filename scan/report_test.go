package scan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/wsp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWorstFindingsAreKept: of a flood of findings the worst stay, whatever their order, and the others are counted.
func TestWorstFindingsAreKept(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var all []Finding
	for i := range 1000 {
		all = append(all, Finding{
			Rule: ruleUintvar, Class: ClassThreat, Severity: Severity(1 + rnd.IntN(5)), Confidence: Confidence(1 + rnd.IntN(3)),
			Part: int32(rnd.IntN(9)), Span: wsp.Span{Start: uint32(i), End: uint32(i + 1)},
		})
	}
	worst := slices.Clone(all)
	slices.SortFunc(worst, compareFindings)
	for _, most := range []int{0, 1, 2, 3, 100, 256, 999, 1000, 1001} {
		var h findings
		h.reset(most)
		for _, f := range all {
			h.add(f)
		}
		slices.SortFunc(h.list, compareFindings)
		n := min(most, len(all))
		assert.Equal(t, worst[:n], append([]Finding{}, h.list...), "most %d", most)
		assert.EqualValues(t, len(all)-n, h.more)
	}
}

// TestWhatWasNotInspectedStays: the finding that says that the report is not complete is not the one that makes room.
func TestWhatWasNotInspectedStays(t *testing.T) {
	var entries [][]byte
	for i := range 20 {
		entries = append(entries, named("image/jpeg", fmt.Sprintf("%d.jpg", i), photo(exif(nil, nil, paris()), 16)))
	}
	s := Scanner{Limits: Limits{Findings: 5, Parts: 12}}
	r := scanned(t, &s, message(entries...))
	require.Len(t, r.Findings, 5)
	assert.Equal(t, ruleNotInspected, r.Findings[0].Rule)
	assert.EqualValues(t, 8, r.More)
	assert.Equal(t, VerdictNotInspected, r.Verdict)
}

func TestReportsAreOrdered(t *testing.T) {
	b := message(named("image/jpeg", "a.jpg", photo(exif(nil, nil, paris()), 16)), named("audio/amr", "b.amr", pngFile()),
		named("image/png", "run.exe", elfFile()))
	var s Scanner
	r := scanned(t, &s, b)
	require.NotEmpty(t, r.Findings)
	for i := 1; i < len(r.Findings); i++ {
		assert.Less(t, compareFindings(r.Findings[i-1], r.Findings[i]), 0, "no two are equal")
	}
	assert.Equal(t, VerdictMalicious, r.Findings[0].rank())
	assert.Equal(t, SeverityHigh, r.Worst(ClassThreat))
	assert.Equal(t, SeverityCritical, r.Worst(ClassLeak))
	assert.Equal(t, SeverityNone, r.Worst(ClassNone))
}

// TestClonesKeep: a clone says the same after the scanner and the caller have gone on to other octets.
func TestClonesKeep(t *testing.T) {
	b := message(named("image/jpeg", "a\x01.jpg", photo(exif([]tag{{number: tagMake, text: "Fictor"}}, nil, paris()), 16)),
		entry(contentType("image/gif", nameParam("b.gif")), encoding("base64"), []byte("TVqQAAMAAAAEAAAA//8=")))
	var s Scanner
	r := scanned(t, &s, b)
	say := func(r *Report) string {
		var w strings.Builder
		for _, f := range r.Findings {
			v, ok := r.Value(f)
			fmt.Fprintln(&w, f, r.Message(f), v, ok)
			for d := range r.Evidence(f) {
				fmt.Fprintln(&w, d)
			}
		}
		for i := range r.Parts {
			fmt.Fprintln(&w, r.Parts[i].Declared(), r.Parts[i].Detected(), r.Parts[i].Filename(), r.Parts[i].Size())
		}
		for i := range r.Views {
			fmt.Fprintln(&w, r.ViewName(i), r.Octets(i))
		}
		return w.String()
	}
	want := say(r)
	require.NotEmpty(t, r.Findings)
	kept := r.Clone()
	for i := range b {
		b[i] = 0xAA
	}
	scanned(t, &s, message(named("text/plain", "other.txt", slices.Repeat([]byte("other "), 100))))
	assert.Equal(t, want, say(kept))
	again := kept.Clone()
	kept.Forget()
	assert.Equal(t, want, say(again))

	assert.Equal(t, len(again.Findings), len(kept.Findings))
	for i, f := range kept.Findings {
		_, ok := kept.Value(f)
		assert.False(t, ok, "the value is gone")
		assert.NotEmpty(t, kept.Message(f))
		assert.Equal(t, again.Parts[max(0, f.Part)].Filename(), kept.Parts[max(0, f.Part)].Filename(), i)
	}
	assert.Nil(t, kept.Octets(0))
}

// TestFindingsHoldNoText: what a log of findings gives away is numbers.
func TestFindingsHoldNoText(t *testing.T) {
	var s Scanner
	r := scanned(t, &s, message(named("image/jpeg", "a.jpg", photo(exif([]tag{{number: tagMake, text: "Fictor"}, {number: tagModel, text: "P5"}},
		[]tag{{number: tagBodySerial, text: "SN0042117"}}, paris()), 16))))
	require.Equal(t, []string{"MMS-LEAK-GPS-001", "MMS-LEAK-SER-001", "MMS-LEAK-DEV-001"}, rulesIn(r))
	for i, want := range []string{"48.85837, 2.29448", "SN0042117", "Fictor P5"} {
		f := r.Findings[i]
		v, ok := r.Value(f)
		assert.True(t, ok)
		assert.Equal(t, want, v)
		assert.NotContains(t, r.Message(f), want)
		assert.NotContains(t, fmt.Sprint(f), want)
		for d := range r.Evidence(f) {
			assert.NotContains(t, d.Text, want)
		}
	}
}

func TestValuesOfBlindRecipients(t *testing.T) {
	var s Scanner
	r := scanned(t, &s, retrieve([][]byte{textField(0x81, "+15550177/TYPE=PLMN"), textField(0x81, "erin@example.org")}))
	require.Len(t, r.Findings, 2)
	for i, want := range []string{"+15550177/TYPE=PLMN", "erin@example.org"} {
		v, ok := r.Value(r.Findings[i])
		assert.True(t, ok)
		assert.Equal(t, want, v)
	}
	r, err := s.ScanParts(context.Background(), Envelope{Delivered: true, Bcc: []string{"erin@example.org"}}, nil)
	require.NoError(t, err)
	require.Len(t, r.Findings, 1)
	_, ok := r.Value(r.Findings[0])
	assert.False(t, ok, "an envelope is the caller's: its number is in the evidence")
}

func TestPositionsAreRounded(t *testing.T) {
	for _, x := range []struct {
		micro int32
		want  string
	}{{0, "0.00000"}, {4, "0.00000"}, {5, "0.00001"}, {-5, "-0.00001"}, {48858370, "48.85837"}, {-180000000, "-180.00000"}, {99999996, "100.00000"}} {
		assert.Equal(t, x.want, string(appendDegrees(nil, x.micro)))
	}
}

func TestAppendPrintable(t *testing.T) {
	for _, x := range []struct{ in, want string }{
		{"photo.jpg", "photo.jpg"},
		{"a\r\nb", `a\x0d\x0ab`},
		{"\x1b[31mred", `\x1b[31mred`},
		{"a\u202Eb", `a\u{202e}b`},
		{"a\u200Bb", `a\u{200b}b`},
		{"日本 é", "日本 é"},
		{"\xff\xfe", `\xff\xfe`},
		{`back\slash`, `back\\slash`},
		{"\x00", `\x00`},
		{"abcdefgh", "abcdefgh"},
		{"abcdefghijkl", "abcdefghij…"},
	} {
		limit := 0
		if strings.HasPrefix(x.in, "abc") {
			limit = 10
		}
		assert.Equal(t, x.want, string(AppendPrintable(nil, []byte(x.in), limit)))
	}
}

// TestUnknownRules: a report says something about findings that no row knows, and never fails.
func TestUnknownRules(t *testing.T) {
	var r Report
	f := Finding{Rule: MakeRuleID(FamilyEXP, 99), Part: 7, View: 9}
	assert.Equal(t, "MMS-EXP-0099", r.Message(f))
	_, ok := r.Value(f)
	assert.False(t, ok)
	for range r.Evidence(f) {
		t.Error("no evidence")
	}
	_, ok = r.Rule(f.Rule)
	assert.False(t, ok)
	f.Rule = ruleDiffers
	assert.NotEmpty(t, r.Message(f))
}
