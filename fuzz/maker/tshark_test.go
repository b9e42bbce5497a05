package maker

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
)

// tsharkErrs are well-formed PDUs that tshark 4.0 calls malformed, by a piece of their names, with the reason.
var tsharkErrs = map[string]string{
	"m-delete-conf/":      "it reads the Del forms of MMS 4.14 as plain ones and loses its place",
	"m-mbox-delete-conf/": "it reads the Del forms of MMS 4.14 as plain ones and loses its place",
	"Status=84":           "it takes an octet 84 in the last value for the name of Content-Type",
	"content/a3/010706b4": "it decodes the data of the part, which are not of the type application/vnd.wap.sia",
	"content/a3/010706b7": "it decodes the data of the part, which are not of the type application/pkcs7-mime",
	"content/a3/010706be": "it decodes the data of the part, which are not of the type application/vnd.wap.mms-message",
}

// tsharkShows are the lies of our messages that tshark calls malformed, rightly.
var tsharkShows = map[string]string{
	"data-overrun.mms":    "DataLen goes beyond the end",
	"entries-missing.mms": "nEntries says more than there are",
}

// Another decoder, written by other people from the same specification, must find nothing malformed in what the maker
// writes, and the type and transaction id that the maker put in.
func TestTshark(t *testing.T) {
	path, _ := tshark.Need(t)
	all := honest()
	for _, m := range All() {
		if len(m.Made.Push) == 0 {
			all[m.Name] = m.Made
		}
	}
	names := slices.Sorted(maps.Keys(all))
	capture := filepath.Join(t.TempDir(), "made.pcap")
	frames := make([][]byte, len(names))
	for i, name := range names {
		frames[i] = tshark.Wrap(all[name].Octets)
	}
	require.NoError(t, os.WriteFile(capture, tshark.Capture(frames), 0o600))
	cmd := tshark.Command(path, capture,
		"-T", "fields", "-e", "frame.number", "-e", "_ws.malformed", "-e", "mmse.message_type", "-e", "mmse.transaction_id")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	require.Len(t, lines, len(names))
	used := map[string]bool{}
	for i, line := range lines {
		name, fields := names[i], strings.Split(line, "\t")
		require.Len(t, fields, 4, line)
		require.Equal(t, strconv.Itoa(i+1), fields[0])
		malformed := fields[1] != ""
		if why, lie := tsharkShows[name]; lie {
			assert.True(t, malformed, "%s: tshark does not see that %s", name, why)
			continue
		}
		if exempt(name, malformed, used) {
			continue
		}
		assert.False(t, malformed, "%s: malformed\n% x", name, head(all[name].Octets, 400))
		checkHead(t, name, all[name], fields[2], fields[3])
	}
	for piece := range tsharkErrs {
		assert.True(t, used[piece], "nothing that tshark calls malformed needs the exception for %s", piece)
	}
}

// exempt tells whether name has an exception, and marks one that is needed.
func exempt(name string, malformed bool, used map[string]bool) bool {
	for piece := range tsharkErrs {
		if strings.Contains(name, piece) {
			used[piece] = used[piece] || malformed
			return malformed
		}
	}
	return false
}

// checkHead compares type and transaction id, where it is ASCII and not empty.
func checkHead(t *testing.T, name string, m Made, typ, transaction string) {
	t.Helper()
	if !strings.HasPrefix(name, "m-") {
		return // a message of ours may begin as tshark does not expect
	}
	first, _, _ := strings.Cut(typ, ",") // descriptions inside have theirs
	n, err := strconv.ParseUint(first, 0, 8)
	require.NoError(t, err, name)
	assert.Equal(t, m.Type, byte(n), name)
	for _, f := range m.Fields {
		if f.Code == int(TransactionID) && isASCII(f.Value.Text) {
			assert.Equal(t, f.Value.Text, transaction, name)
		}
	}
}
