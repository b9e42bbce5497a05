package mmspdu_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/wsp"
)

// A source is one origin of expected values: the keys of its files and what they stand for. Indexes in a key are written
// as [].
type source struct {
	folder string
	keys   map[string]getter
	open   func(name string, b []byte) *reading // nil: read
}

// A getter returns what was decoded for a key, in the shape of the value that the source states: nil, bool, float64 or
// string. i are the indexes in the key.
type getter func(r *reading, i []int, want any) any

// later is what a getter returns for a value that no layer of this module reaches yet.
type later string

// sourceException is a value that its source states wrongly.
type sourceException struct{ file, key, section, why string }

// statedValue is one leaf of a file of expected values.
type statedValue struct {
	key  string // with its indexes
	kind string // without them
	i    []int
	want any
}

// flatten lists the leaves of v in the order of their keys.
func flatten(v any, at statedValue, dst []statedValue) []statedValue {
	inner := func(key, kind string, i []int, v any) {
		dst = flatten(v, statedValue{key: key, kind: kind, i: i}, dst)
	}
	dot := at.key
	if dot != "" {
		dot += "."
	}
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if n, err := strconv.Atoi(k); err == nil {
				inner(dot+k, at.kind+"[]", append(slices.Clone(at.i), n), v[k])
				continue
			}
			inner(dot+k, strings.TrimPrefix(at.kind+"."+k, "."), at.i, v[k])
		}
		if len(v) > 0 {
			return dst
		}
	case []any:
		for n, x := range v {
			inner(at.key+"["+strconv.Itoa(n)+"]", at.kind+"[]", append(slices.Clone(at.i), n), x)
		}
		if len(v) > 0 {
			return dst
		}
	}
	at.want = v
	return append(dst, at)
}

// statedValues reads a file of expected values.
func statedValues(t testing.TB, name string) []statedValue {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal(corpustest.Read(t, name), &v), name)
	return flatten(v, statedValue{}, nil)
}

// expectationFiles returns all files of expected values below pdu/.
func expectationFiles(t testing.TB) []string {
	t.Helper()
	root := corpustest.Root(t)
	names, err := filepath.Glob(filepath.Join(root, "pdu", "*", "*.expected.json"))
	require.NoError(t, err)
	deeper, err := filepath.Glob(filepath.Join(root, "pdu", "*", "*", "*.expected.json"))
	require.NoError(t, err)
	require.Empty(t, deeper, "a folder that this test does not know")
	for i := range names {
		names[i], err = filepath.Rel(root, names[i])
		require.NoError(t, err)
		names[i] = filepath.ToSlash(names[i])
	}
	require.NotEmpty(t, names)
	return names
}

// Every value that a source of the corpus states is what we decode, or stands in the table of exceptions.
func TestExpectedValues(t *testing.T) {
	values, left := 0, map[later][]string{}
	used := map[sourceException]bool{}
	names := expectationFiles(t)
	for _, name := range names {
		src := sourceOf(name)
		require.NotNil(t, src, "no adapter for the folder of %s", name)
		data := strings.TrimSuffix(name, ".expected.json")
		file := strings.TrimPrefix(data, "pdu/")
		b := corpustest.Read(t, data)
		open := src.open
		if open == nil {
			open = func(_ string, b []byte) *reading { return read(b) }
		}
		r := open(file, b)
		stated := 0
		for _, v := range statedValues(t, name) {
			if v.key == "_from" || v.key == "_note" {
				continue
			}
			stated++
			get := src.keys[v.kind]
			if !assert.NotNil(t, get, "%s: no adapter understands %q", name, v.key) {
				continue
			}
			got := get(r, v.i, v.want)
			if why, ok := got.(later); ok {
				left[why] = append(left[why], file+" "+v.key)
				continue
			}
			values++
			if reflect.DeepEqual(v.want, got) {
				continue
			}
			x := exceptionFor(file, v.key)
			if x == nil {
				t.Errorf("%s: %s is %#v, the source says %#v", file, v.key, got, v.want)
				continue
			}
			used[*x] = true
		}
		assert.NotZero(t, stated, "%s states nothing", name)
	}
	for _, x := range sourceExceptions {
		assert.True(t, used[x], "an exception that is not used: %v", x)
		assert.True(t, x.section != "" && x.why != "", "an exception without a reason: %v", x)
	}
	t.Logf("%d files, %d values, %d exceptions", len(names), values, len(sourceExceptions))
	for why, keys := range left {
		t.Logf("%d values left for %s: %s", len(keys), why, strings.Join(keys, ", "))
	}
}

func sourceOf(name string) *source {
	for i := range sources {
		if strings.HasPrefix(name, "pdu/"+sources[i].folder+"/") {
			return &sources[i]
		}
	}
	return nil
}

func exceptionFor(file, key string) *sourceException {
	for i := range sourceExceptions {
		if x := &sourceExceptions[i]; x.file == file && x.key == key {
			return x
		}
	}
	return nil
}

// The list of the corpus agrees with what we decode: type of PDU, size, and whether it is a push.
func TestExpectedManifest(t *testing.T) {
	root := corpustest.Root(t)
	rows, types := strings.Split(strings.TrimSpace(string(corpustest.Read(t, "pdu/MANIFEST.tsv"))), "\n"), 0
	header := strings.Split(rows[0], "\t")
	file, kind, size := slices.Index(header, "file"), slices.Index(header, "pdu_type"), slices.Index(header, "size")
	require.True(t, file >= 0 && kind >= 0 && size >= 0, "columns %q", header)
	for _, row := range rows[1:] {
		cells := strings.Split(row, "\t")
		st, err := os.Stat(filepath.Join(root, "pdu", filepath.FromSlash(cells[file])))
		require.NoError(t, err)
		assert.Equal(t, cells[size], strconv.FormatInt(st.Size(), 10), cells[file])
		got := cells[kind]
		switch {
		case strings.HasPrefix(cells[kind], "m-"):
			r := readFile(t, cells[file])
			got = r.pdu.Type().String()
		case cells[kind] == "mms-unknown-type-ff":
			r := readFile(t, cells[file])
			got = "mms-unknown-type-" + strings.ToLower(strings.TrimPrefix(r.pdu.Type().String(), "m-unknown-0x"))
		case cells[kind] == "wsp-push":
			if _, ok := wsp.ParsePush(corpustest.Read(t, "pdu/"+cells[file])); !ok {
				got = "no push"
			}
		default:
			continue
		}
		types++
		if x := exceptionIn(manifestExceptions, cells[file]); x != nil {
			assert.NotEqual(t, cells[kind], got, "an exception that is not used: %v", *x)
			continue
		}
		assert.Equal(t, cells[kind], got, cells[file])
	}
	t.Logf("%d rows, %d types, %d exceptions", len(rows)-1, types, len(manifestExceptions))
}

func exceptionIn(table []sourceException, file string) *sourceException {
	for i := range table {
		if table[i].file == file {
			return &table[i]
		}
	}
	return nil
}
