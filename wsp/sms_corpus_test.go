package wsp_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/wsp"
)

// corpusRows returns the files of the corpus of these types, by the MANIFEST.
func corpusRows(t *testing.T, types ...string) (names []string) {
	t.Helper()
	for line := range strings.Lines(string(corpustest.Read(t, "pdu/MANIFEST.tsv"))) {
		if cells := strings.Split(line, "\t"); len(cells) > 4 && slices.Contains(types, cells[3]) {
			names = append(names, cells[0])
		}
	}
	return names
}

var segmentName = regexp.MustCompile(`_(part|seg)[0-9]+\.[a-z]+$|\.[a-z]+$`)

// corpusDatagram is the octets of the file that holds what the SMS of a group carry; nil if there is no such file.
func corpusDatagram(t *testing.T, group string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(corpustest.Root(t), "pdu", group+".push"))
	if err != nil {
		return nil
	}
	return b
}

// TestCorpusSMS reads every SMS of the corpus, from phones and modems all over the world, without a fault; writes it again,
// octet for octet; and puts the datagrams together that it has all segments of.
func TestCorpusSMS(t *testing.T) {
	groups := map[string][]wsp.Segment{}
	names := corpusRows(t, "sms-deliver", "sms-user-data")
	for _, name := range names {
		b := corpustest.Read(t, "pdu/"+name)
		var s wsp.Segment
		r := wsp.Recorder{Strict: true}
		if strings.HasSuffix(name, ".ud") {
			u, ok := wsp.CheckUserData(b, wholeOf(b), &r)
			require.True(t, ok && r.Count == 0, "%s: %v", name, r.First)
			s = u.Segment(wsp.SMSAddress{})
		} else {
			p, ok := wsp.ParseTPDU(b)
			require.True(t, ok, name)
			_, centre := p.ServiceCentre()
			p, ok = wsp.CheckTPDU(b, wholeOf(b), centre, &r)
			require.True(t, ok && r.Count == 0, "%s: %v", name, r.First)
			assert.Equal(t, b, writeTPDU(t, p.Fields()), name)
			assert.True(t, p.OctetData(), name)
			assert.NotEmpty(t, p.Address().String(), name)
			s = p.Segment()
			corpusExpected(t, name, p)
			corpusCut(t, name, p.UserData())
		}
		assert.True(t, s.Ports.IsPush(), name)
		group := segmentName.ReplaceAllString(name, "")
		if strings.HasSuffix(name, "celcom_my_part1.smsdeliver") {
			group = "sms-pushes/celcom_my_part1"
		}
		groups[group] = append(groups[group], s)
	}
	require.GreaterOrEqual(t, len(names), 30)

	joined, alone := 0, 0
	for group, segments := range groups {
		var again wsp.Reassembler
		slices.Reverse(segments)
		got := complete(&again, segments...)
		want := corpusDatagram(t, group)
		if want == nil { // the corpus has the SMS only
			require.Len(t, got, 1, group)
			want = []byte(got[0])
		}
		if len(got) == 0 { // one segment of two
			require.Len(t, segments, 1, group)
			assert.Equal(t, string(want), string(segments[0].Payload), group)
			alone++
			continue
		}
		require.Len(t, got, 1, group)
		assert.Equal(t, string(want), got[0], group)
		joined++
	}
	assert.GreaterOrEqual(t, joined, 18, "%v", slices.Sorted(maps.Keys(groups)))
	assert.Equal(t, 3, alone)
}

// corpusExpected compares an SMS with what the source of the file says of it.
func corpusExpected(t *testing.T, name string, p wsp.TPDU) {
	t.Helper()
	var want struct {
		Date       time.Time `json:"date"`
		SMSCSender string    `json:"smsc_sender"`
		Reference  uint16    `json:"concat_ref"`
	}
	for _, file := range []string{name, segmentName.ReplaceAllString(name, "") + ".push"} {
		text, err := os.ReadFile(filepath.Join(corpustest.Root(t), "pdu", file+".expected.json"))
		if err != nil {
			continue
		}
		if json.Unmarshal(text, &want) != nil {
			continue // other fields of the same names
		}
	}
	if want.SMSCSender != "" {
		assert.Equal(t, "+"+want.SMSCSender, p.Address().String(), name)
		stamp, _ := p.Timestamp()
		at, ok := stamp.Time()
		assert.True(t, ok && at.Equal(want.Date), "%s: %v", name, at)
	}
	if want.Reference != 0 {
		c, ok := p.UserData().Concatenation()
		assert.True(t, ok && c.Reference == want.Reference, name)
	}
}

// corpusCut writes the user data again, if the header has its elements in the order that we write them in.
func corpusCut(t *testing.T, name string, u wsp.UserData) {
	t.Helper()
	ports, _ := u.Ports()
	concat, _ := u.Concatenation()
	h, c := wsp.AppendUserDataHeader(nil, ports, concat)
	require.Zero(t, c)
	got := u.HeaderSpan().In(u.Buffer())
	assert.Len(t, h, len(got), name)
	if len(h) == 7 || got[1] != 0x05 {
		assert.Equal(t, h, got, name)
	}
}

// TestCorpusPDUs reads every push of the corpus as a PDU: what has no fault is written again octet for octet, and a push is
// what CheckPush makes of it.
func TestCorpusPDUs(t *testing.T) {
	pushes, clean := 0, 0
	for _, name := range corpusRows(t, "wsp-push") {
		b := corpustest.Read(t, "pdu/"+name)
		samePush(t, b, name)
		var r wsp.Recorder
		p, ok := wsp.CheckPDU(b, wholeOf(b), true, &r)
		require.True(t, ok, name)
		tiled(t, b, p, ok)
		pushes++
		if r.Count == 0 {
			clean++
			assert.Equal(t, b, writePDU(t, p.Fields()), name)
		}
	}
	assert.GreaterOrEqual(t, pushes, 40)
	assert.GreaterOrEqual(t, clean, 40)
}
