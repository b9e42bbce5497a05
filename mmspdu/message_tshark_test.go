package mmspdu_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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
	seen := map[string]bool{} // a value of a field in one type is enough: tshark reads all types alike
	for _, x := range buildMade(t, &b) {
		if _, value, ok := strings.Cut(x.name, "="); ok {
			field, _, _ := strings.Cut(x.name[strings.Index(x.name, "/"):], "=")
			if seen[field+value] && !tsharkConfuses(x.name) {
				continue
			}
			seen[field+value] = true
		}
		x.m.Lax = true
		octets, err := x.m.MarshalBinary()
		require.NoError(t, err)
		frames = append(frames, tsharkFrame{x.name, append([]byte(reply), octets...), len(reply), false})
	}
	used := make([]int, len(tsharkConfused))
	for i, layers := range runTshark(t, frames) {
		f := frames[i]
		malformed := layers["_ws.malformed"] != nil
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
		layer := layers.sub("mmse")
		typ, err := strconv.ParseUint(layer.text("mmse.message_type"), 0, 8)
		require.NoError(t, err, f.name)
		assert.Equal(t, p.Type(), mmspdu.Type(typ), f.name)
		if tid, ok := p.TransactionID(); ok && tid.Len() == len([]rune(tid.String())) {
			assert.Equal(t, tid.String(), layer.text("mmse.transaction_id"), f.name)
		}
	}
	for k, x := range tsharkConfused {
		assert.NotZero(t, used[k], "nothing needs the exception for %s: %s", x.piece, x.why)
	}
	assert.Greater(t, len(frames), 300)
	t.Logf("%d frames; called malformed for a known reason: %v", len(frames), used)
}
