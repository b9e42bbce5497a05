package mmspdu_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
	"github.com/mmsguard/mmsguard/mmspdu"
)

// tsharkConfused are well-formed PDUs that tshark 4.0 calls malformed, by a piece of their names: the exceptions that
// fuzz/maker has for the octets of the maker, as far as they are for values that we build.
var tsharkConfused = []struct{ piece, why string }{
	{"m-delete-conf/", "it reads the Del forms of MMS 4.14 as plain ones and loses its place"},
	{"m-mbox-delete-conf/", "it reads the Del forms of MMS 4.14 as plain ones and loses its place"},
	{"Status=84", "it takes an octet 84 in the last value for the name of Content-Type"},
}

func tsharkConfuses(name string) bool {
	return slices.ContainsFunc(tsharkConfused, func(x struct{ piece, why string }) bool { return strings.Contains(name, x.piece) })
}

// Another decoder finds nothing malformed in what a Message writes, and the type and transaction id that it was built with.
func TestTsharkReadsWhatMessagesWrite(t *testing.T) {
	tsharkPath(t)
	b := builder{inOrder, map[string]int{}}
	var frames []tsharkFrame
	for _, x := range buildMade(t, &b) {
		x.m.Lax = true
		octets, err := x.m.MarshalBinary()
		require.NoError(t, err)
		frames = append(frames, tsharkFrame{x.name, tshark.Wrap(octets), len(tshark.Head), false})
	}
	used := make([]int, len(tsharkConfused))
	out := askTshark(t, frames, "-n", "-T", "fields", "-e", "_ws.malformed", "-e", "mmse.message_type", "-e", "mmse.transaction_id")
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	require.Len(t, lines, len(frames))
	for i, line := range lines {
		f := frames[i]
		fields := strings.Split(line, "\t")
		require.Len(t, fields, 3, line)
		malformed := fields[0] != ""
		for k, x := range tsharkConfused {
			if strings.Contains(f.name, x.piece) && malformed {
				used[k]++
			}
		}
		if tsharkConfuses(f.name) {
			continue
		}
		assert.False(t, malformed, "%s: malformed\n%x", f.name, f.b)
		p, err := mmspdu.Parse(f.b[f.start:])
		require.NoError(t, err)
		first, _, _ := strings.Cut(fields[1], ",") // descriptions inside have theirs
		typ, err := strconv.ParseUint(first, 0, 8)
		require.NoError(t, err, f.name)
		assert.Equal(t, p.Type(), mmspdu.Type(typ), f.name)
		if tid, ok := p.TransactionID(); ok && tid.Len() == len([]rune(tid.String())) {
			assert.Equal(t, tid.String(), fields[2], f.name)
		}
	}
	for k, x := range tsharkConfused {
		assert.NotZero(t, used[k], "nothing needs the exception for %s: %s", x.piece, x.why)
	}
	assert.Len(t, frames, 2191)
	t.Logf("%d frames; called malformed for a known reason: %v", len(frames), used)
}
