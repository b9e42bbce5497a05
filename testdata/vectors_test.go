package testdata

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVectorsAreReadable(t *testing.T) {
	seen := map[string]string{}
	count := map[Kind]int{}
	for name, v := range Vectors() {
		require.NoError(t, v.Err)
		assert.NotContains(t, seen, name, "%s:%d: the name is taken", v.File, v.Line)
		seen[name] = v.File
		count[v.Kind]++
		assert.Equal(t, "CC0-1.0", v.Licence, name)
	}
	assert.GreaterOrEqual(t, len(seen), 240)
	for _, k := range kinds {
		assert.NotZero(t, count[k], "no vector of kind %s", k)
	}
}

// Every deviation of chapter 12 of the digest of MMS that shows in octets has a vector.
func TestVectorsShowEveryDeviation(t *testing.T) {
	shown := map[string]bool{}
	for _, v := range Vectors() {
		for _, id := range v.IDs {
			shown[id] = true
		}
	}
	for _, id := range strings.Fields(`
		D01 D02 D03 D04 D05 D06 D07 D08 D09 D10 D11 D12 D12a D13 D14 D15 D16 D16b D16c D16d D17 D18 D19 D20 D21 D21b D21c
		D22 D22b D23 D24 D25 D25b D26 D26b D27 D28 D29 D30 D31 D32 D32b D33 D33b D34 D35 D36 D37 D38 D39 D40 D41 D42 D43
		D44 D45 D46 D47 D48 D49 D49b D50 D51 D52`) {
		assert.True(t, shown[id], "no vector shows %s", id)
	}
}

const sample = `# A comment before the first vector.

name:    group/case
kind:    multipart
section: WSP 11
ids:     D21 V26
expect:  strict=fault lenient=ok
fault:   entries-missing octets 0..1
fault:   more
entries: 2
part:    text/plain octets 4..6
field:   Subject = a = b
field:   Bcc =
param:   charset = utf-8
value:
used:    6
data:    1..6
rules:   V26
note:    why

02 01 02 83 # one entry
"Hi"        # its data
name: next
expect: strict=ok lenient=ok

8C85 00*3 "#" # text may hold the sign of comments
`

func TestParseVectors(t *testing.T) {
	vs := ParseVectors("sample.txt", sample)
	require.Len(t, vs, 2)
	assert.Equal(t, Vector{
		Name: "group/case", File: "sample.txt", Line: 3, Source: "synthetic", Licence: "CC0-1.0", Section: "WSP 11",
		IDs: []string{"D21", "V26"}, Note: "why", Kind: KindMultipart, Octets: []byte("\x02\x01\x02\x83Hi"),
		Strict: Faulty, Lenient: OK, Faults: []Fault{{"entries-missing", 0, 1}}, More: true,
		Entries: 2, Parts: 1, PartList: []PartInfo{{"text/plain", 4, 6}},
		Fields: []Pair{{"Subject", "a = b"}, {"Bcc", ""}}, Params: []Pair{{"charset", "utf-8"}},
		HasValue: true, Used: 6, Data: [2]int{1, 6}, Rules: []string{"V26"},
	}, vs[0])
	assert.Equal(t, Vector{
		Name: "next", File: "sample.txt", Line: 23, Source: "synthetic", Licence: "CC0-1.0", Kind: KindPDU,
		Octets: []byte("\x8c\x85\x00\x00\x00#"), Strict: OK, Lenient: OK,
		Entries: -1, Parts: -1, Used: -1, Data: [2]int{-1, -1},
	}, vs[1])
}

func TestParseVectorsRefuses(t *testing.T) {
	const good = "name: n\nexpect: strict=ok lenient=ok\n"
	for _, c := range []struct{ why, text string }{
		{"octets before a name", "8c 85\n"},
		{"no name", "name:\nexpect: strict=ok lenient=ok\n\n00\n"},
		{"no expectation", "name: n\n\n00\n"},
		{"one mode only", "name: n\nexpect: strict=ok\n\n00\n"},
		{"unknown verdict", "name: n\nexpect: strict=yes lenient=ok\n\n00\n"},
		{"unknown mode", "name: n\nexpect: severe=ok lenient=ok\n\n00\n"},
		{"strict and not lenient", "name: n\nexpect: strict=ok lenient=fault\n\n00\n"},
		{"strict in spite of a fault", good + "fault: truncated\n\n00\n"},
		{"a fault without a name", "name: n\nexpect: strict=fault lenient=ok\n\n00\n"},
		{"a fault outside", "name: n\nexpect: strict=fault lenient=ok\nfault: truncated octets 0..2\n\n00\n"},
		{"a part outside", good + "part: text/plain octets 0..2\n\n00\n"},
		{"a part without a place", good + "part: text/plain\n\n00\n"},
		{"a span the wrong way round", good + "data: 2..1\n\n00 00\n"},
		{"unknown key", good + "colour: red\n\n00\n"},
		{"unknown kind", good + "kind: letter\n\n00\n"},
		{"no head line", good + "colour\n\n00\n"},
		{"no number", good + "parts: some\n\n00\n"},
		{"no pair", good + "field: Subject\n\n00\n"},
		{"half an octet", good + "\n8c 8\n"},
		{"no octet", good + "\n8c xx\n"},
		{"text without end", good + "\n\"Hi\n"},
		{"no such file", good + "\n@media/none.jpg\n"},
		{"no such folder", good + "\n@etc/passwd\n"},
		{"octets without number", good + "\n00*x\n"},
	} {
		vs := ParseVectors("bad.txt", c.text)
		if assert.NotEmpty(t, vs, c.why) {
			assert.Error(t, vs[len(vs)-1].Err, c.why)
		}
	}
}

func TestOctetsOfFiles(t *testing.T) {
	b, err := Octets("@messages/notification.mms # all of it")
	require.NoError(t, err)
	assert.Equal(t, Message("notification.mms"), b)
	b, err = Octets("@media/slide-1.jpg")
	require.NoError(t, err)
	assert.Equal(t, Attachment("slide-1.jpg"), b)
}
