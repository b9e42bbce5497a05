package scan

import (
	"bytes"
	"encoding/base64"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Each test here is an attack on the scanner itself, with the bound that it must respect: in octets examined, never in
// seconds.

// TestAttackDesynchronisedSender: a value that is longer than it says makes the rest of the headers unreadable, so that a
// scanner would see no parts, where a handset that reads to the end of the text sees them all. It must not be called
// clean.
func TestAttackDesynchronisedSender(t *testing.T) {
	var s Scanner
	b := retrieve([][]byte{{0x89, 2, 0x80, '+', '1', '5', '5', '5', 0}}, named("image/jpeg", "a.jpg", elfFile()))
	r := scanned(t, &s, b)
	if !r.Has(ruleELF) {
		assert.False(t, r.Complete, "%s", listing(r))
		assert.GreaterOrEqual(t, r.Verdict, VerdictNotInspected)
	}
}

// TestAttackRepeatedName: names that repeat one piece, in every header of a part, once made the search for their place
// quadratic.
func TestAttackRepeatedName(t *testing.T) {
	long := string(bytes.Repeat([]byte("../"), 20_000))
	b := message(entry(contentType("text/plain", nameParam(long)), slices.Concat(location(long[:30_000]), filename(long[:45_000]), contentID(long[:15_000])), []byte("x")))
	var s Scanner
	r := scanned(t, &s, b)
	assert.True(t, r.Has(ruleTraversal))
	assert.LessOrEqual(t, r.Stats.Work, 16*len(b))
}

// TestAttackManyParts: a hundred thousand empty parts cost as much work each as a few do.
func TestAttackManyParts(t *testing.T) {
	scan := func(n int) *Report {
		s := Scanner{Limits: Limits{Parts: -1}}
		return scanned(t, &s, multipart(0x84, nil, uint32(n), bytes.Repeat([]byte{1, 0, 0x83}, n)))
	}
	few, many := scan(100), scan(100_000)
	assert.Len(t, many.Parts, 100_000)
	assert.True(t, many.Complete)
	assert.LessOrEqual(t, many.Stats.Work, 1001*few.Stats.Work)
}

// TestAttackBase64Flood: parts that are decoded share one budget.
func TestAttackBase64Flood(t *testing.T) {
	part := entry(contentType("image/jpeg"), encoding("base64"), []byte(base64.StdEncoding.EncodeToString(make([]byte, 30_000))))
	s := Scanner{Limits: Limits{Decoded: 100_000}}
	r := scanned(t, &s, message(slices.Repeat([][]byte{part}, 20)...))
	assert.LessOrEqual(t, r.Stats.Decoded, 100_000)
	assert.False(t, r.Complete)
	assert.Equal(t, VerdictNotInspected, r.Verdict)
}

// TestAttackSelfPointingExif: directories that point at themselves, which cost other readers minutes, end with the budget
// of the walker, and say so.
func TestAttackSelfPointingExif(t *testing.T) {
	var tags []tag
	for range 2000 {
		tags = append(tags, tag{number: 0x8769, longs: []uint32{8}})
	}
	block := exif(tags, nil, nil)
	var s Scanner
	r := scanned(t, &s, message(named("image/jpeg", "a.jpg", photo(block, 64))))
	assert.LessOrEqual(t, r.Stats.Work, 4*len(block)+10_000)
	assert.False(t, r.Complete)
}

// TestAttackFloodHidesFinding: harmless faults by the hundred do not push a program out of the report.
func TestAttackFloodHidesFinding(t *testing.T) {
	var headers [][]byte
	for range 500 {
		headers = append(headers, textField(0x97, "\xE9")) // a text that needs no Quote in a lenient reader
	}
	entries := slices.Repeat([][]byte{named("audio/amr", "x.amr", pngFile())}, 100)
	entries = append(entries, named("image/jpeg", "beauty.jpg", sisFile()))
	s := Scanner{Limits: Limits{Findings: 4}}
	r := scanned(t, &s, retrieve(headers, entries...))
	assert.Equal(t, VerdictMalicious, r.Verdict)
	assert.Equal(t, []string{"MMS-MAL-0010", "MMS-MIS-0002"}, rulesIn(r)[:2])
	assert.Positive(t, r.More)
}
