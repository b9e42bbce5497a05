package mmspdu_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// realFiles returns the names in REAL.txt: bare PDUs of phones, operators and conformance suites.
func realFiles(t testing.TB) []string {
	t.Helper()
	var names []string
	for line := range strings.Lines(string(corpustest.Read(t, "pdu/REAL.txt"))) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			names = append(names, "pdu/"+line)
		}
	}
	require.NotEmpty(t, names)
	return names
}

// realDeviations are all departures from the grammar in the files of REAL.txt, as those who published them or the digests
// describe them.
var realDeviations = map[string]struct {
	code wsp.Code
	why  string
}{
	"pdu/literals/iphone_ios16_text.mms": {wsp.TrailingOctets, "the publisher's changes left one octet behind the last part (codecs 1.2)"},
	"pdu/mmsd/rc-mms-1-3-con-211.mms":    {wsp.TextUnquoted, "the subject begins with a byte order mark, EF, and has no Quote (MMS 4.3, codecs 1.4)"},
}

func TestRealPDUsParseLeniently(t *testing.T) {
	var l laws
	files, faults := realFiles(t), 0
	for _, name := range files {
		b := corpustest.Read(t, name)
		before := strings.Clone(string(b))
		require.Empty(t, l.check(b), name)
		var fs wsp.Faults
		d := mmspdu.Decoder{}
		p, err := d.Diagnose(b, &fs)
		require.NoError(t, err, name)
		assert.True(t, p.Type().Known(), name)
		var codes []wsp.Code
		for f := range fs.All() {
			codes = append(codes, f.Code)
		}
		var want []wsp.Code
		if dev := realDeviations[name]; dev.code != 0 {
			want = []wsp.Code{dev.code}
			faults++
		}
		assert.Equal(t, want, codes, "%s: %s", name, realDeviations[name].why)
		for q := range p.AllParts() {
			assert.False(t, q.Truncated(), "%s: part %d", name, q.Index())
		}
		askEverything(reflect.ValueOf(p), 4)
		assert.Equal(t, before, string(b), "%s was changed", name)
	}
	for name := range realDeviations {
		assert.Contains(t, files, name, "an exception that no file uses")
	}
	t.Logf("%d real PDUs read without an error; %d of them depart from the grammar", len(files), faults)
}

// Two decoders and two readers at once see what one sees (codecs 2.1: static fields that threads shared).
func TestRealPDUsInParallel(t *testing.T) {
	var d mmspdu.Decoder
	type seen struct{ start, root string }
	look := func(b []byte) seen {
		p, err := d.Parse(b)
		if err != nil {
			return seen{start: err.Error()}
		}
		ct, _ := p.ContentType()
		start, _ := ct.Start()
		root, _ := p.Root()
		return seen{start.String(), root.ContentIDRaw().String()}
	}
	var inputs [][]byte
	var want []seen
	for _, name := range realFiles(t) {
		b := corpustest.Read(t, name)
		inputs, want = append(inputs, b), append(want, look(b))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, b := range inputs {
				assert.Equal(t, want[i], look(b))
			}
		})
	}
	wg.Wait()
}
