package fuzz_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// Every PDU of the maker goes by SMS, however long it is: pushed, cut, written into SMS that come in the wrong order, read
// from these, put together, and it is what it was.
func TestByTheBearerAndBack(t *testing.T) {
	sender, c := wsp.ParseSMSAddress("+15550100001")
	require.Zero(t, c)
	sms := wsp.TPDUFields{
		First: wsp.SMSDeliver | wsp.SMSHeader, Address: sender, DCS: wsp.SMSDataCoding,
		Timestamp: wsp.MakeSMSTime(time.Date(2024, 4, 27, 15, 58, 24, 0, time.UTC)),
	}
	var again wsp.Reassembler
	for i, typ := range maker.Types() {
		for _, p := range []maker.PDU{maker.Full(typ), maker.Minimal(typ)} {
			pdu := p.Make().Octets
			segments, c := wsp.CutSegments(wsp.AppendPush(nil, uint8(i), pdu), wsp.PushPorts(), uint16(i), 8)
			require.Zero(t, c)
			var got wsp.Datagram
			for j := range segments.Len() {
				sms.UserData = segments.AppendUserData(nil, segments.Len()-1-j)
				b, c := wsp.AppendTPDU(nil, &sms)
				require.Zero(t, c)
				tpdu, ok := wsp.ParseTPDU(b)
				require.True(t, ok)
				d, complete := again.Add(tpdu.Segment())
				require.Equal(t, j == segments.Len()-1, complete)
				got = d
			}
			push, ok := wsp.ParsePush(got.Payload)
			require.True(t, ok && push.IsMMS())
			require.Equal(t, pdu, push.Data(), maker.TypeName(typ))
			read, err := new(mmspdu.Decoder).ParsePush(push)
			require.NoError(t, err)
			assert.EqualValues(t, typ, read.Type())
		}
	}
}

var partOfName = regexp.MustCompile(`_part[0-9]+$`)

// The SMS of the corpus are read down to the MMS PDU.
func TestCorpusSMSDownToThePDU(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpustest.Root(t), "pdu", "sms-pushes", "*.smsdeliver"))
	require.NoError(t, err)
	var again wsp.Reassembler
	notifications := 0
	for _, file := range files { // parts of one datagram have names in their order
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		tpdu, ok := wsp.ParseTPDU(b)
		require.True(t, ok, file)
		d, complete := again.Add(tpdu.Segment())
		if !complete {
			continue
		}
		push, ok := wsp.ParsePush(d.Payload)
		require.True(t, ok, file)
		if !push.IsMMS() {
			assert.Contains(t, file, "python-messaging_3", "a service indication")
			continue
		}
		pdu, err := new(mmspdu.Decoder).ParsePush(push)
		require.NoError(t, err, file)
		require.Equal(t, mmspdu.TypeNotificationInd, pdu.Type(), file)
		location, ok := pdu.ContentLocation()
		assert.True(t, ok && strings.HasPrefix(location.String(), "http://"), file)
		_, ok = pdu.TransactionID()
		assert.True(t, ok, file)
		name := partOfName.ReplaceAllString(strings.TrimSuffix(file, ".smsdeliver"), "")
		if whole, err := os.ReadFile(name + ".push"); err == nil {
			assert.Equal(t, whole, d.Payload, file)
		}
		notifications++
	}
	assert.GreaterOrEqual(t, notifications, 11)
	assert.Equal(t, 1, again.Open(), "Celcom's, of which the corpus has the first part only")
}
