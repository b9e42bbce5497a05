package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
)

// once is as little timing as there can be.
var once = timing{runs: 1, least: 1}

func TestMain(m *testing.M) {
	if os.Getenv("PEERS_PIPE") != "" {
		servePipe(os.Getenv("PEERS_PIPE"))
		return
	}
	os.Exit(m.Run())
}

// servePipe is a plug-in for -pipe, which this program is when it is called by itself. It is made of our own decoder; if it is to
// be wrong, it is wrong about every message whose transaction id begins with B, and reads none that begins with C.
func servePipe(how string) {
	for {
		var head [4]byte
		if _, err := io.ReadFull(os.Stdin, head[:]); err != nil {
			return
		}
		b := make([]byte, binary.BigEndian.Uint32(head[:]))
		if _, err := io.ReadFull(os.Stdin, b); err != nil {
			return
		}
		a := ours(b)
		if how == "wrong" && strings.HasPrefix(a.transaction, "B") {
			a.typ = "m-send-req"
		}
		if how == "wrong" && strings.HasPrefix(a.transaction, "C") {
			fmt.Println("{}")
			continue
		}
		fmt.Printf(`{"type":%q,"headers":[{"name":"X-Mms-Transaction-Id","value":%q}],"parts":[`, a.typ, a.transaction)
		for i, p := range a.parts {
			fmt.Printf(`%s{"dataStart":%d,"dataEnd":%d}`, strings.Repeat(",", min(i, 1)), p.start, p.end)
		}
		fmt.Println("]}")
	}
}

func mustMessages(t *testing.T, grown int) []message {
	t.Helper()
	t.Setenv("MMSGUARD_CORPUS", "")
	list, err := messages(grown, nil)
	require.NoError(t, err)
	require.Greater(t, len(list), 60+grown)
	return list
}

// tshark reads nearly all of the messages as we do, and is timed; what it reads otherwise is printed.
func TestTshark(t *testing.T) {
	path, version := tshark.Need(t)
	list := mustMessages(t, 0)
	var out bytes.Buffer
	require.NoError(t, compare(&out, list, []peer{shark{path}}, once, version))
	t.Log(out.String())
	assert.Less(t, strings.Count(out.String(), "\n  tshark: "), len(list)/5)
	assert.Contains(t, out.String(), "testdata/hidden-second-part.mms: parts\n")
	assert.Contains(t, out.String(), "| tshark | ")
}

// mmscan is a plug-in like any other, and agrees with the library that it is made of.
func TestPlugin(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "mmscan")
	build := exec.Command("go", "build", "-o", bin, "./examples/mmscan")
	build.Dir = filepath.Join("..", "..") // whose go.mod has what it needs
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	p, err := parsePlugin("mmscan="+bin+" decode -format json", false)
	require.NoError(t, err)
	var printed bytes.Buffer
	r, err := compareOne(&printed, mustMessages(t, 200), p, once)
	require.NoError(t, err)
	assert.Equal(t, r.asked, r.agreed, printed.String())
	assert.Positive(t, r.us)
}

// recorded is a plug-in that notes what it is timed on.
type recorded struct {
	plugin
	timed [][]message
}

func (r *recorded) batch(list []message, dir string) (func() (time.Duration, error), int, error) {
	r.timed = append(r.timed, list)
	return r.plugin.batch(list, dir)
}

// A decoder that answers wrongly is not timed where it does, and the answers are printed beside each other.
func TestWrongDecoder(t *testing.T) {
	conf := func(id string) message { return message{id, []byte("\x8C\x81\x98" + id + "\x00\x8D\x92\x92\x80")} }
	list := []message{conf("A1"), conf("B2"), conf("A3"), conf("C4"), conf("A5")}
	for _, how := range []string{"right", "wrong"} {
		t.Setenv("PEERS_PIPE", how)
		p, err := parsePlugin(how+"="+os.Args[0], true)
		require.NoError(t, err)
		r := &recorded{plugin: p}
		var out bytes.Buffer
		require.NoError(t, compare(&out, list, []peer{r}, once))
		if how == "right" {
			assert.Contains(t, out.String(), "right agrees on 5 of 5 messages\n")
			assert.NotContains(t, out.String(), "mmsguard: ")
			assert.Len(t, r.timed[len(r.timed)-1], 5)
			continue
		}
		assert.Contains(t, out.String(), "B2: type\n  mmsguard: m-send-conf, transaction \"B2\"\n  wrong: m-send-req, transaction \"B2\"\n")
		assert.Contains(t, out.String(), "C4: type, transaction\n  mmsguard: m-send-conf, transaction \"C4\"\n  wrong: nothing\n")
		assert.Contains(t, out.String(), "wrong agrees on 3 of 5 messages, not on transaction in 1, not on type in 2\n")
		assert.NotContains(t, out.String(), "A1: ")
		for _, batch := range r.timed {
			for _, m := range batch {
				assert.Equal(t, byte('A'), m.name[0], "timed on %s", m.name)
			}
		}
		require.NotEmpty(t, r.timed)
	}

	// One that knows none of the messages is not timed at all; nor one that does not run.
	t.Setenv("PEERS_PIPE", "wrong")
	p, err := parsePlugin("wrong="+os.Args[0], true)
	require.NoError(t, err)
	r := &recorded{plugin: p}
	var out bytes.Buffer
	require.NoError(t, compare(&out, []message{conf("B1"), conf("C1")}, []peer{r}, once))
	assert.Contains(t, out.String(), "| wrong | 0 of 2 | not timed |")
	assert.Empty(t, r.timed)
	p, err = parsePlugin("none=./no-such-command", false)
	require.NoError(t, err)
	assert.Error(t, compare(io.Discard, list, []peer{p}, once))
	_, err = parsePlugin("no command", false)
	assert.Error(t, err)
}

// What is compared, and how a plug-in says it.
func TestReadObjects(t *testing.T) {
	all := map[string]answer{}
	require.NoError(t, readObjects([]byte(`
{"source":"a","type":"m-send-req","headers":[{"name":"From","value":{"insert":true}},{"name":"Subject","value":"s"},
 {"name":"Subject","value":"later"},{"name":"X-Mms-Transaction-Id","value":7},{"name":"Date","value":{"seconds":1}}],
 "parts":[{"dataStart":3,"dataEnd":9,"parts":[{"dataStart":5,"dataEnd":8}]}],"size":9}
{"source":"b","type":"m-send-req","headers":[{"name":"From","value":{"address":"+1","type":"PLMN"}}],"parts":[]}`), false, all))
	a := answer{typ: "m-send-req", from: inserted, subject: "s", parts: []place{{3, 9}}}
	assert.True(t, a.equal(all["a"]), "%v", all["a"])
	assert.True(t, answer{typ: "m-send-req", from: "+1/TYPE=PLMN"}.equal(all["b"]), "%v", all["b"])
	assert.Equal(t, []string{"from", "subject", "parts"}, all["a"].differs(all["b"]))
	assert.Error(t, readObjects([]byte(`{"type":`), true, all))
}

// slowPeer takes 100 ms to start, and 2 ms for a message; it starts a process for each 10.
type slowPeer struct{ plugin }

func (slowPeer) batch(list []message, _ string) (func() (time.Duration, error), int, error) {
	starts := (len(list) + 9) / 10
	return func() (time.Duration, error) {
		return time.Duration(starts)*100*time.Millisecond + time.Duration(len(list))*2*time.Millisecond, nil
	}, starts, nil
}

// The start of processes is no part of what a message takes.
func TestStartIsTakenOff(t *testing.T) {
	list := make([]message, 25)
	for i := range list {
		list[i] = message{"m", []byte("\x8C\x81\x98t\x00\x8D\x92\x92\x80")}
	}
	got, err := timing{runs: 3, least: 1}.time(slowPeer{}, list, "")
	require.NoError(t, err)
	assert.Equal(t, 2*time.Millisecond, got.each)
	assert.Equal(t, 102*time.Millisecond, got.start)
	assert.Positive(t, got.us)
}

func TestDigits(t *testing.T) {
	assert.Equal(t, []string{"1.23 µs", "12.3 µs", "123 ns", "1.00 s", "999 ms", "0s"},
		[]string{digits(1234), digits(12345), digits(123), digits(time.Second), digits(999 * time.Millisecond), digits(0)})
}
