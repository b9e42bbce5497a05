package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
)

// rebuilt decodes a message with -data and builds it again.
func rebuilt(t testing.TB, path string) []byte {
	t.Helper()
	status, object, stderr := mmscan(t, "", "decode", "-format", "json", "-data", path)
	require.Equal(t, exitOK, status, stderr)
	status, out, stderr := mmscan(t, object, "build", "-")
	require.Equal(t, exitOK, status, "%s: %s", path, stderr)
	return []byte(out)
}

func TestBuild(t *testing.T) {
	atRoot(t)
	for _, s := range expand([]string{messages}) {
		b, err := os.ReadFile(s.path)
		require.NoError(t, err)
		assert.Equal(t, recognise(s.path, b).octets, rebuilt(t, s.path), s.path)
	}
}

func TestBuildCorpus(t *testing.T) {
	corpusMessages(t, func(path string, m *message) { assert.True(t, bytes.Equal(m.octets, rebuilt(t, path)), path) })
}

// strip takes the octets out of an object, wherever values stand for them.
func strip(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			strip(x)
		}
	case map[string]any:
		if v["value"] != nil {
			delete(v, "raw")
			delete(v, "nameRaw")
			delete(v, "code")
		}
		if v["sha256"] != nil {
			delete(v, "contentTypeRaw")
			delete(v, "lengthsRaw")
		}
		delete(v, "declared")
		for _, x := range v {
			strip(x)
		}
	}
}

// forget takes the offsets, and what the octets of nested PDUs have in them, out of an object.
func forget(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			forget(x)
		}
	case map[string]any:
		for _, key := range []string{"start", "end", "dataStart", "dataEnd", "size", "sha256", "raw"} {
			delete(v, key)
		}
		for _, x := range v {
			forget(x)
		}
	}
}

// A person may write values instead of octets: all that the maker puts into a PDU comes out of its values alone.
func TestBuildFromValues(t *testing.T) {
	for _, typ := range maker.Types() {
		for name, b := range map[string][]byte{"minimal": maker.Minimal(typ).Octets(), "full": maker.Full(typ).Octets()} {
			_, object, _ := mmscan(t, string(b), "decode", "-format", "json", "-data", "-")
			var v, w map[string]any
			require.NoError(t, json.Unmarshal([]byte(object), &v))
			strip(v)
			stripped, err := json.Marshal(v)
			require.NoError(t, err)
			status, out, stderr := mmscan(t, string(stripped), "build", "-")
			require.Equal(t, exitOK, status, "%s %s: %s\n%s", maker.TypeName(typ), name, stderr, stripped)
			// The order of parameters, and which of two numbers a name had, are not in the values.
			_, again, _ := mmscan(t, out, "decode", "-format", "json", "-data", "-")
			require.NoError(t, json.Unmarshal([]byte(again), &w))
			strip(w)
			forget(v)
			forget(w)
			assert.Equal(t, v, w, "%s %s", maker.TypeName(typ), name)
			if name == "minimal" && typ != maker.SendReq && typ != maker.RetrieveConf {
				assert.Equal(t, string(b), out, "%s %s", maker.TypeName(typ), name)
			}
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	const begin = `{"schema":"mmsguard.decode/v1",`
	for object, why := range map[string]string{
		"":                                  "no object",
		"{}":                                "no object of mmsguard.decode/v1",
		`{"schema":"mmsguard.scan/v1"}`:     "no object of mmsguard.decode/v1",
		`{"schema":"mmsguard.decode/v1"}{}`: "more than one",
		begin + `"headers":[{"name":"Subject","code":22,"raw":"0"}]}`:                      "hex",
		begin + `"headers":[{"name":"Subject"}]}`:                                          "no raw",
		begin + `"headers":[{"name":"no such","value":null}]}`:                             "no header of this name",
		begin + `"headers":[{"name":"Date","value":"today"}]}`:                             "Date",
		begin + `"parts":[{"contentType":"text/plain"}]}`:                                  "-data",
		begin + `"multipart":{},"parts":[{"data":""}]}`:                                    "Content-Type",
		begin + `"multipart":{},"parts":[{"contentType":"a/b","data":"?"}]}`:               "base64",
		begin + `"multipart":{"raw":"x"},"parts":[]}`:                                      "hex",
		begin + `"layers":[{"kind":"wsp-push","raw":"x"}]}`:                                "hex",
		begin + `"headers":[{"name":"X-Mms-Expiry","value":{"no":"such"}}]}`:               "no value",
		begin + `"headers":[{"name":"Subject","value":"Ž","charset":"iso-8859-1"}]}`:       "Subject",
		begin + `"headers":[{"name":"X-Mms-Response-Status","value":"unknown-0x10"}]}`:     "Response-Status",
		begin + `"headers":[{"name":"X-Mms-MM-Flags","value":{"keyword":"","token":""}}]}`: "MM-Flags",
	} {
		status, out, stderr := mmscan(t, object, "build", "-")
		assert.Equal(t, exitFailed, status, object)
		assert.Empty(t, out, object)
		assert.Contains(t, stderr, why, object)
	}
	status, _, stderr := mmscan(t, "", "build", "a", "b")
	assert.Equal(t, exitFailed, status)
	assert.Contains(t, stderr, "one PATH")
}

func TestBuildToAFile(t *testing.T) {
	b := maker.Minimal(maker.NotifyRespInd).Octets()
	_, object, _ := mmscan(t, string(b), "decode", "-format", "json", "-data", "-")
	out := filepath.Join(t.TempDir(), "out.mms")
	status, stdout, stderr := mmscan(t, object, "build", "-o", out, "-")
	require.Equal(t, exitOK, status, stderr)
	assert.Empty(t, stdout)
	got, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.Equal(t, b, got)
	status, _, stderr = mmscan(t, object, "build", "-o", filepath.Join(out, "below"), "-")
	assert.Equal(t, exitFailed, status)
	assert.NotEmpty(t, stderr)
}
