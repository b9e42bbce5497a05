package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func mustMessages(t *testing.T) []message {
	t.Helper()
	list, err := messages(nil)
	require.NoError(t, err)
	require.Greater(t, len(list), 60)
	return list
}

// tshark reads nearly all of the messages as we do, and is timed; what it reads otherwise is printed.
func TestTshark(t *testing.T) {
	s, version, ok := findShark()
	if !ok {
		if strings.Contains(","+os.Getenv("MMSGUARD_MUST")+",", ",tshark,") {
			t.Fatal("tshark must be here and is not")
		}
		t.Skip("SKIPPED: NO TSHARK")
	}
	list := mustMessages(t)
	var out bytes.Buffer
	require.NoError(t, compare(&out, list, []peer{s}, 1, version))
	t.Log(out.String())
	assert.Less(t, strings.Count(out.String(), "\n  tshark: "), len(list)/5)
	assert.Contains(t, out.String(), "| tshark | ")
	assert.NotContains(t, out.String(), "not timed")
}

// mmscan is a plug-in like any other, and agrees with the library that it is made of.
func TestPlugin(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "mmscan")
	build := exec.Command("go", "build", "-o", bin, "github.com/mmsguard/mmsguard/examples/mmscan")
	build.Dir = "../.." // whose go.mod has what it needs
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	p, err := parsePlugin("mmscan=" + bin + " decode -format json")
	require.NoError(t, err)
	var printed bytes.Buffer
	r, err := compareOne(&printed, mustMessages(t), p, 1)
	require.NoError(t, err)
	assert.Equal(t, r.asked, r.agreed, printed.String())
	assert.Positive(t, r.us)
}

// A decoder that answers wrongly is not timed where it does, and the answers are printed beside each other.
func TestWrongDecoder(t *testing.T) {
	script := filepath.Join(t.TempDir(), "wrong.sh")
	require.NoError(t, os.WriteFile(script, []byte(`for f in "$@"; do
case $f in
*00000.mms) printf '{"source":"%s","type":"m-unheard-of"}\n' "$f" ;;
*00001.mms) ;;
*00002.mms) printf '{"source":"%s","type":"m-send-conf","headers":[{"name":"X-Mms-Transaction-Id","value":"t"}]}\n' "$f" ;;
*) exit 3 ;;
esac
done
`), 0o755))
	p, err := parsePlugin("wrong=sh " + script)
	require.NoError(t, err)
	conf := []byte("\x8C\x81\x98t\x00\x8D\x92\x92\x80")
	var printed bytes.Buffer
	r, err := compareOne(&printed, []message{{"a", conf}, {"b", conf}, {"c", conf}}, p, 1)
	require.NoError(t, err)
	assert.Equal(t, 1, r.agreed)
	assert.Zero(t, r.each)
	assert.Contains(t, printed.String(), "a\n  mmsguard: m-send-conf, transaction \"t\", parts to []\n  wrong: m-unheard-of")
	assert.Contains(t, printed.String(), "b\n  mmsguard: m-send-conf, transaction \"t\", parts to []\n  wrong: nothing")
	assert.NotContains(t, printed.String(), "c\n  mmsguard")

	_, err = parsePlugin("no command")
	assert.Error(t, err)
}
