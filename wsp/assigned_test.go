package wsp

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/ianaindex"
)

func assignedRows(t *testing.T, name string) [][]string {
	t.Helper()
	rows, err := testdata.Assigned(name)
	require.NoError(t, err)
	require.NotEmpty(t, rows)
	return rows
}

func assignedNumber(t *testing.T, s string) uint32 {
	t.Helper()
	n, err := strconv.ParseUint(s, 0, 32)
	require.NoError(t, err)
	return uint32(n)
}

// requireSorted holds the tables to what numberName's search needs.
func requireSorted(t *testing.T, rows []numberRow) {
	t.Helper()
	for i := 1; i < len(rows); i++ {
		require.Less(t, rows[i-1].number, rows[i].number)
	}
}

func TestAssignedFilesAreKnown(t *testing.T) {
	names, err := testdata.AssignedNames()
	require.NoError(t, err)
	var ours []string
	for _, name := range names {
		if strings.HasPrefix(name, "wsp-") {
			ours = append(ours, name)
		}
	}
	assert.Equal(t, []string{"wsp-applications", "wsp-charsets", "wsp-headers", "wsp-languages", "wsp-media", "wsp-params",
		"wsp-pdu-types", "wsp-status"}, ours, "every registry here has a test below")
}

func TestAssignedMedia(t *testing.T) {
	requireSorted(t, registeredMedia[:])
	seen := map[uint32]bool{}
	for _, row := range assignedRows(t, "wsp-media") {
		code, name, enc := assignedNumber(t, row[0]), row[1], row[2]
		seen[code] = true
		assert.Equal(t, name, MediaName(code), row)
		if code < uint32(len(wellKnownMedia)) {
			assert.Equal(t, enc, wellKnownMedia[code].enc, row)
		}
		for _, spelling := range []string{name, strings.ToUpper(name), strings.ToLower(name)} {
			got, ok := MediaCode(spelling)
			assert.True(t, ok, spelling)
			assert.Equal(t, code, got, spelling)
			got, ok = mediaCode([]byte(spelling))
			assert.True(t, ok, spelling)
			assert.Equal(t, code, got, spelling)
		}
		_, ok := MediaCode(name + "x")
		assert.False(t, ok, row)
	}
	for code := range uint32(1 << 16) {
		if !seen[code] {
			assert.Empty(t, MediaName(code), code)
		}
	}
	assert.Empty(t, MediaName(1<<32-1))
	_, ok := MediaCode("")
	assert.False(t, ok, "the empty row 0x59 is no name")
}

func TestAssignedParams(t *testing.T) {
	kinds := map[string]paramKind{
		"Q-value": paramQ, "Well-known-charset": paramCharset, "Version-value": paramVersion, "Integer-value": paramInteger,
		"Text-string": paramText, "Text-value": paramTextValue, "Constrained-encoding": paramConstrained,
		"Field-name": paramFieldName, "Short-integer": paramShort, "Delta-seconds-value": paramDelta,
		"No-value": paramNoValue, "Date-value": paramDate, "Untyped-value": paramUntyped,
	}
	seen := map[uint8]bool{}
	for _, row := range assignedRows(t, "wsp-params") {
		code := uint8(assignedNumber(t, row[0]))
		seen[code] = true
		require.Contains(t, kinds, row[2])
		assert.Equal(t, paramRow{row[1], kinds[row[2]], row[3], row[4] == "deprecated"}, wellKnownParams[code], row)
		assert.Equal(t, row[1], ParamName(code))
	}
	for code := range 256 {
		if !seen[uint8(code)] {
			assert.Empty(t, ParamName(uint8(code)), code)
		}
	}
	for code, row := range wellKnownParams {
		if !row.deprecated {
			continue
		}
		twin := slices.IndexFunc(wellKnownParams[code+1:], func(r paramRow) bool { return r.name == row.name })
		require.GreaterOrEqual(t, twin, 0, "a deprecated number has a newer one: %s", row.name)
		assert.Equal(t, paramTextValue, wellKnownParams[code+1+twin].kind, "W11: %s", row.name)
	}
}

// headerKindOf reads the value column of WSP 8.1.
func headerKindOf(value string) headerKind {
	switch value {
	case "Content-type-value":
		return headerContentType
	case "Text-string", "Uri-value":
		return headerText
	case "Quoted-string":
		return headerQuoted
	case "Integer-value":
		return headerInteger
	case "Delta-seconds-value":
		return headerDelta
	case "Date-value":
		return headerDate
	case "Uri-value or Integer-value", "128 any, or Uri-value or Integer-value":
		return headerAppID
	case "Value-length Disposition *(Parameter)", "as 0x2E, with Text-value parameters":
		return headerDisposition
	case "Version-value, or Value-length Code-page [Version-value]":
		return headerVersion
	case "Well-known-method (Short-integer)":
		return headerShort
	}
	switch {
	case strings.HasPrefix(value, "Short-integer:"):
		return headerShort
	case strings.Contains(value, "Value-length"), strings.Contains(value, "Integer-value"):
		return headerOther
	case strings.HasSuffix(value, "or Token-text"):
		return headerToken
	}
	return headerOther
}

func TestAssignedHeaders(t *testing.T) {
	rows := assignedRows(t, "wsp-headers")
	newest := map[string]uint8{}
	for _, row := range rows {
		code := uint8(assignedNumber(t, row[0]))
		newest[row[1]] = code
		assert.Equal(t, headerRow{row[1], headerKindOf(row[2]), row[3], row[4] == "deprecated"}, wellKnownHeaders[code], row)
		assert.Equal(t, row[1], HeaderName(code))
	}
	assert.Len(t, rows, len(wellKnownHeaders), "the numbers have no gap")
	for code := len(wellKnownHeaders); code < 256; code++ {
		assert.Empty(t, HeaderName(uint8(code)), code)
	}
	for name, code := range newest {
		for _, spelling := range []string{name, strings.ToUpper(name), strings.ToLower(name)} {
			got, ok := HeaderCode(spelling)
			assert.True(t, ok, spelling)
			assert.Equal(t, code, got, spelling)
		}
	}
	for _, name := range []string{"", "Content", "Content-Transfer-Encoding", "Content-IDs"} {
		_, ok := HeaderCode(name)
		assert.False(t, ok, name)
	}
}

func TestAssignedLanguages(t *testing.T) {
	seen := map[uint32]bool{}
	for _, row := range assignedRows(t, "wsp-languages") {
		code, name := assignedNumber(t, row[0]), row[1]
		seen[code] = true
		assert.Equal(t, name, LanguageName(code), row)
		got, ok := LanguageCode(strings.ToUpper(name))
		assert.True(t, ok, row)
		assert.Equal(t, code, got, row)
		for _, word := range []string{"formerly ", "now "} {
			if other, found := strings.CutPrefix(row[2], word); found {
				got, ok = LanguageCode(other)
				assert.True(t, ok, row)
				assert.Equal(t, code, got, row)
			}
		}
	}
	for code := range uint32(1 << 10) {
		if !seen[code] {
			assert.Empty(t, LanguageName(code), code)
		}
	}
	for _, name := range []string{"", "e", "en-GB", "po", "xx"} {
		_, ok := LanguageCode(name)
		assert.False(t, ok, name)
	}
}

func TestAssignedApplications(t *testing.T) {
	requireSorted(t, applicationIDs[:])
	lowest := map[string]uint32{}
	seen := map[uint32]bool{}
	for _, row := range assignedRows(t, "wsp-applications") {
		id, name := assignedNumber(t, row[0]), row[1]
		seen[id] = true
		assert.Equal(t, name, ApplicationName(id), row)
		if _, ok := lowest[name]; !ok {
			lowest[name] = id
		}
	}
	for id := range uint32(1 << 16) {
		if !seen[id] {
			assert.Empty(t, ApplicationName(id), id)
		}
	}
	for name, id := range lowest {
		spellings := []string{name, strings.ToUpper(name)}
		if short, ok := strings.CutPrefix(name, "x-wap-application:"); ok {
			spellings = append(spellings, short)
		}
		for _, spelling := range spellings {
			got, ok := ApplicationID(spelling)
			assert.True(t, ok, spelling)
			assert.Equal(t, id, got, spelling)
		}
	}
	for _, name := range []string{"", "x-wap-application:", "call.ua", "x-wap-application:x"} {
		_, ok := ApplicationID(name)
		assert.False(t, ok, name)
	}
}

func TestAssignedCharsets(t *testing.T) {
	requireSorted(t, charsetNames[:])
	seen := map[uint32]bool{}
	for _, row := range assignedRows(t, "wsp-charsets") {
		number, name := assignedNumber(t, row[0]), row[1]
		seen[number] = true
		c := Charset(number)
		assert.Equal(t, strings.ToLower(name), c.String(), row)
		for _, spelling := range []string{name, strings.ToUpper(name), strings.ReplaceAll(name, "-", "_"), strings.NewReplacer("-", "", "_", "").Replace(name), ` "` + name + `" `} {
			got, ok := CharsetByName([]byte(spelling))
			assert.True(t, ok, spelling)
			assert.Equal(t, c, got, spelling)
		}
	}
	assert.Len(t, charsetNames, len(seen))
	for number := range 1 << 16 {
		if c := Charset(number); !seen[uint32(number)] {
			if number != 0 {
				assert.Equal(t, "mib-"+strconv.Itoa(number), c.String())
			}
			assert.False(t, c.Supported(), number)
		}
	}
	for _, row := range charsetAliases {
		got, ok := CharsetByName([]byte(row.name))
		assert.True(t, ok, row)
		assert.Equal(t, row.charset, got, row)
		assert.Equal(t, strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(row.name)), row.name, "an alias is written as it is compared")
	}
}

// What IANA calls the decoders that are used is what the table calls the numbers that use them.
func TestAssignedCharsetsAgainstIndex(t *testing.T) {
	for _, row := range charsetNames {
		c := Charset(row.number)
		m, e := charmapOf(c), encodingOf(c)
		if m == nil && e == nil {
			continue
		}
		if m != nil {
			e = m
		}
		index, err := ianaindex.IANA.Encoding(row.name)
		require.NoError(t, err, row.name)
		if index == nil || index == e {
			continue
		}
		// Two names for one set, or the superset that is sent under the name of the standard.
		superset := map[Charset]Charset{
			CharsetWindows31J: CharsetShiftJIS, CharsetGB2312: CharsetGBK, CharsetKSC5601: CharsetEUCKR, CharsetTIS620: CharsetWindows874,
			CharsetISO8859_6E: CharsetISO8859_6, CharsetISO8859_6I: CharsetISO8859_6,
			CharsetISO8859_8E: CharsetISO8859_8, CharsetISO8859_8I: CharsetISO8859_8,
		}
		other, ok := superset[c]
		require.True(t, ok, row.name)
		assert.True(t, charmapOf(other) == charmapOf(c) && encodingOf(other) == encodingOf(c), row.name)
	}
}

func TestAssignedPDUTypes(t *testing.T) {
	requireSorted(t, pduTypes[:])
	seen := map[int]bool{}
	for _, row := range assignedRows(t, "wsp-pdu-types") {
		first, last, ranged := strings.Cut(row[0], "-")
		if !ranged {
			last = first
		}
		for octet := assignedNumber(t, first); octet <= assignedNumber(t, last); octet++ {
			seen[int(octet)] = true
			want := row[1]
			switch {
			case want == "reserved":
				want = ""
			case ranged:
				like := strings.TrimSuffix(strings.TrimPrefix(want, "extended methods, "), "-like")
				want = "extended " + like
			}
			assert.Equal(t, want, PDUTypeName(uint8(octet)), row)
		}
	}
	for octet := range 256 {
		if !seen[octet] {
			assert.Empty(t, PDUTypeName(uint8(octet)), octet)
		}
	}
}

func TestAssignedReplyStatus(t *testing.T) {
	seen := map[int]bool{}
	for _, row := range assignedRows(t, "wsp-status") {
		octet := uint8(assignedNumber(t, row[0]))
		seen[int(octet)] = true
		http, text := ReplyStatus(octet)
		assert.Equal(t, row[1], strconv.Itoa(http), row)
		assert.Equal(t, row[2], text, row)
		if octet>>4 == 4 || octet>>4 == 5 {
			assert.Equal(t, 400+int(octet)-0x40, http, "WSP 13.4, the pattern")
		} else {
			hundreds := map[uint8]int{1: 100, 2: 200, 3: 300, 6: 500}
			assert.Equal(t, hundreds[octet>>4]+int(octet&0x0F), http, "WSP 13.4, the pattern")
		}
	}
	for octet := range 256 {
		if !seen[octet] {
			http, text := ReplyStatus(uint8(octet))
			assert.Zero(t, http, octet)
			assert.Empty(t, text, octet)
		}
	}
	assert.Len(t, replyStatuses, len(seen))
}

func TestAssignedNoAllocation(t *testing.T) {
	name, charset := []byte("Application/VND.oma.bcast.provisioningtrigger"), []byte("Big5_HKSCS")
	n := testing.AllocsPerRun(100, func() {
		if _, ok := mediaCode(name); !ok {
			t.Error("media type not found")
		}
		if _, ok := CharsetByName(charset); !ok {
			t.Error("character set not found")
		}
		if MediaName(0x031E) == "" || ApplicationName(0x9071) == "" || Charset(2260).String() == "" {
			t.Error("number not found")
		}
	})
	if n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
