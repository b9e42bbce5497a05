package fuzz_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
)

var update = flag.Bool("update", false, "write the files that are printed from the registries anew")

const dictionaryFile = "oss-fuzz/mms.dict"

// TestDictionary holds the dictionary for libFuzzer to the registries: it is printed from them.
func TestDictionary(t *testing.T) {
	want := dictionary(t)
	if *update {
		require.NoError(t, os.WriteFile(dictionaryFile, want, 0o644))
	}
	got, err := os.ReadFile(dictionaryFile)
	require.NoError(t, err)
	if !bytes.Equal(want, got) {
		t.Errorf("%s is not what the registries say: go test ./fuzz -run TestDictionary -update", dictionaryFile)
	}
}

// Every line is an entry as libFuzzer and AFL read it, of at most 64 octets, which is all that libFuzzer takes.
func TestDictionaryForm(t *testing.T) {
	entry := regexp.MustCompile(`^[a-z][a-z0-9_]*="((?:[ !#-\[\]-~]|\\x[0-9a-f]{2})+)"$`)
	n := 0
	for line := range strings.Lines(string(dictionary(t))) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		m := entry.FindStringSubmatch(line)
		if !assert.NotNil(t, m, line) {
			continue
		}
		octets := len(m[1]) - 3*strings.Count(m[1], `\x`)
		assert.LessOrEqual(t, octets, 64, line)
		n++
	}
	assert.Greater(t, n, 900)
}

// words are the entries of a dictionary.
type words struct {
	out  bytes.Buffer
	have map[string]bool
}

func (w *words) section(title string) { fmt.Fprintf(&w.out, "\n# %s\n", title) }

// add writes an entry, unless it is there or too long.
func (w *words) add(name string, octets ...byte) {
	if w.have[string(octets)] || len(octets) == 0 || len(octets) > 64 {
		return
	}
	w.have[string(octets)] = true
	name = strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(name), "_"), "_")
	if name == "" || name[0] < 'a' {
		name = "x" + name
	}
	fmt.Fprintf(&w.out, "%s=\"", name)
	for _, o := range octets {
		if o < 0x20 || o > 0x7E || o == '"' || o == '\\' {
			fmt.Fprintf(&w.out, `\x%02x`, o)
		} else {
			w.out.WriteByte(o)
		}
	}
	w.out.WriteString("\"\n")
}

// text adds a text with the NUL at its end.
func (w *words) text(name, s string) { w.add(name, append([]byte(s), 0)...) }

// number is an Integer-value (WSP 8.4.2.3).
func number(n int) []byte {
	if n < 0x80 {
		return []byte{byte(n) | 0x80}
	}
	b := []byte{0}
	for shift := 24; shift >= 0; shift -= 8 {
		if o := byte(n >> shift); o != 0 || len(b) > 1 {
			b = append(b, o)
		}
	}
	b[0] = byte(len(b) - 1)
	return b
}

// magics are first octets that no file of testdata/media has.
var magics = []string{
	"PK\x03\x04", "PK\x05\x06", "MZ", "\x7FELF", "dex\n035\x00", "II*\x00", "MM\x00*", "Exif\x00\x00", "http://ns.adobe.com/xap/1.0/\x00", "\x1F\x8B\x08",
	"RIFF", "WEBPVP8X", "ftypheic", "moov", "BM", "<svg", "<smil", "#!AMR", "#!/", "MThd", "\xFF\xD9", "\xFF\xE1", "AndroidManifest.xml",
}

// dictionary prints all that a mutator is not likely to hit upon by itself.
func dictionary(t *testing.T) []byte {
	t.Helper()
	w := words{have: map[string]bool{}}
	w.out.WriteString("# Words of OMA MMS and WSP for libFuzzer and AFL, printed from testdata/assigned and testdata/media by\n" +
		"# go test ./fuzz -run TestDictionary -update\n")
	rows := func(name string) [][]string {
		t.Helper()
		all, err := testdata.Assigned(name)
		require.NoError(t, err)
		require.NotEmpty(t, all)
		return all
	}
	octet := func(s string) byte {
		t.Helper()
		v, err := strconv.ParseUint(s, 0, 8)
		require.NoError(t, err)
		return byte(v)
	}
	code := func(s string) int {
		t.Helper()
		v, err := strconv.ParseInt(s, 0, 32)
		require.NoError(t, err)
		return int(v)
	}

	w.section("PDU types, in their header field")
	for _, r := range rows("mms-types") {
		w.add(r[1], 0x8C, octet(r[0]))
	}
	w.section("header fields of MMS, and their values that have an octet")
	fields := map[string]byte{}
	for _, r := range rows("mms-fields") {
		fields[r[1]] = octet(r[0]) | 0x80
		w.add(r[1], octet(r[0])|0x80)
	}
	for _, r := range rows("mms-values") {
		if f, ok := fields[r[0]]; ok && strings.HasPrefix(r[1], "0x") {
			if v, err := strconv.ParseUint(r[1], 0, 8); err == nil {
				w.add(r[0]+" "+r[2], f, byte(v))
			}
		}
	}
	w.section("media types, by number and by name")
	for _, r := range rows("wsp-media") {
		w.add(r[1], number(code(r[0]))...)
	}
	for _, r := range rows("wsp-media") {
		w.text(r[1], r[1])
	}
	w.section("headers of WSP, by number and by name")
	for _, r := range rows("wsp-headers") {
		w.add(r[1], octet(r[0])|0x80)
	}
	for _, r := range rows("wsp-headers") {
		w.text(r[1], r[1])
	}
	w.section("parameters, by number and by name")
	for _, r := range rows("wsp-params") {
		w.add(r[1], octet(r[0])|0x80)
	}
	for _, r := range rows("wsp-params") {
		w.text(r[1], r[1])
	}
	w.section("charsets, by number in the parameter and by name")
	for _, r := range rows("wsp-charsets") {
		w.add(r[1], append([]byte{0x81}, number(code(r[0]))...)...)
	}
	for _, r := range rows("wsp-charsets") {
		w.text(r[1], r[1])
	}
	w.section("application ids of a push")
	for _, r := range rows("wsp-applications") {
		w.add(r[1], append([]byte{0xAF}, number(code(r[0]))...)...)
		w.text(r[1], r[1])
	}
	w.section("WSP PDUs, after a transaction id")
	for _, r := range rows("wsp-pdu-types") {
		if !strings.Contains(r[0], "-") { // no row of a range
			w.add(r[1], 1, octet(r[0]))
		}
	}
	w.section("forms of values")
	for _, v := range []struct {
		name   string
		octets []byte
	}{
		{"length quote", []byte{0x1F}}, {"length quote of a long length", []byte{0x1F, 0x8F, 0xFF, 0xFF, 0xFF, 0x7F}},
		{"quote in front of a text", []byte{0x7F, 0x80}}, {"padded uintvar", []byte{0x80, 0x80, 0x80, 0x80, 0x01}},
		{"largest uintvar", []byte{0x8F, 0xFF, 0xFF, 0xFF, 0x7F}}, {"longest integer", []byte{0x1E}},
		{"integer of eight octets", []byte{8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}}, {"relative time", []byte{3, 0x81, 1, 60}},
		{"absolute time", []byte{6, 0x80, 4, 0x66, 0x2D, 0x07, 0x40}}, {"insert address", []byte{1, 0x81}}, {"utf 8 text", []byte{4, 0xEA, 'a', 'b', 0}},
		{"ports of a push", []byte{6, 5, 4, 0x0B, 0x84, 0x23, 0xF0}}, {"first of two segments", []byte{5, 0, 3, 1, 2, 1}},
	} {
		w.add(v.name, v.octets...)
	}
	for _, s := range []string{"/TYPE=PLMN", "/TYPE=IPv4", "/TYPE=IPv6", "=?utf-8?B?", "=?utf-8?Q?", "utf-8''", "base64", "quoted-printable", "<smil>", "cid:", "../"} {
		w.add("text "+s, []byte(s)...)
	}
	w.section("first octets of attachments")
	for name, b := range testdata.Media() {
		w.add(path.Ext(name), b[:min(8, len(b))]...)
	}
	for _, s := range magics {
		w.add("magic "+s, []byte(s)...)
	}
	return w.out.Bytes()
}
