package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
)

func TestEdit(t *testing.T) {
	atRoot(t)
	in := messages + "holiday-photo.mms"
	before, err := os.ReadFile(in)
	require.NoError(t, err)
	status, out, stderr := mmscan(t, "", "edit", "-set", "subject=Žluť", "-set", "X-Mms-Priority=high", "-set", "Date=2026-11-25T12:00:00Z",
		"-set", "From=insert", "-add", "to=bob@example.org", "-set", "X-Mms-Expiry=+3600", "-add", "X-Test=1", "-drop", "message-id", in)
	require.Equal(t, exitOK, status, stderr)
	p, err := mmspdu.Parse([]byte(out))
	require.NoError(t, err)
	assert.Zero(t, p.Faults())
	subject, _ := p.Subject()
	priority, _ := p.Priority()
	date, _ := p.Date()
	from, _ := p.From()
	expiry, _ := p.Expiry()
	assert.Equal(t, "Žluť", subject.String())
	assert.Equal(t, mmspdu.PriorityHigh, priority)
	assert.Equal(t, mmspdu.Date(1795608000), date)
	assert.True(t, from.Insert)
	assert.Equal(t, mmspdu.Time{Relative: true, Seconds: 3600}, expiry)
	assert.False(t, p.Has(mmspdu.FieldMessageID))
	assert.Contains(t, out, "X-Test\x001\x00")
	old, err := mmspdu.Parse(before)
	require.NoError(t, err)
	assert.Equal(t, old.Body(), p.Body(), "the body is as it was")

	parts := 0
	for range old.AllParts() {
		parts++
	}
	status, out, stderr = mmscan(t, "", "edit", "-drop-part", "0", in)
	require.Equal(t, exitOK, status, stderr)
	p, err = mmspdu.Parse([]byte(out))
	require.NoError(t, err)
	assert.Zero(t, p.Faults())
	for range p.AllParts() {
		parts--
	}
	assert.Equal(t, 1, parts, "one part less")
}

// The layers around a PDU stay.
func TestEditPush(t *testing.T) {
	atRoot(t)
	in := messages + "notification.push"
	status, out, stderr := mmscan(t, "", "edit", "-set", "X-Mms-Content-Location=http://mmsc.example/blocked", in)
	require.Equal(t, exitOK, status, stderr)
	m := recognise("", []byte(out))
	require.NotNil(t, m.pdu)
	require.Len(t, m.layers, 1)
	assert.Empty(t, m.faults)
	url, _ := m.pdu.ContentLocation()
	assert.Equal(t, "http://mmsc.example/blocked", url.String())
}

func TestEditRefuses(t *testing.T) {
	atRoot(t)
	in := messages + "text-only.mms"
	for args, why := range map[string]string{
		in:                                         "nothing to change",
		"-drop Subject " + in + " " + in:           "one PATH",
		"-set Subject " + in:                       "NAME=VALUE",
		"-set Date=today " + in:                    "a time",
		"-set X-Mms-Message-Size=big " + in:        "a number",
		"-set X-Mms-Priority=urgent " + in:         "X-Mms-Priority",
		"-drop X-Mms-Store " + in:                  "no header X-Mms-Store",
		"-drop X-None " + in:                       "no header X-None",
		"-drop-part 99 " + in:                      "no part 99",
		"-drop-part first " + in:                   "number of a part",
		"-set Subject=a go.mod":                    "not an MMS PDU",
		"-set Subject=hex:zz " + in:                "hex",
		"-set Content-Type=text;plain " + in:       "parameters",
		"-set Subject=hex:6162 " + in:              "octets left over",
		"-drop Content-Type " + in:                 "no header Content-Type",
		"-set Content-Type=image/gif go.mod":       "not an MMS PDU",
		"-set Subject=a -o no/such/folder/x " + in: "no such file",
	} {
		status, out, stderr := mmscan(t, "", append([]string{"edit"}, strings.Fields(args)...)...)
		assert.Equal(t, exitFailed, status, args)
		assert.Empty(t, out, args)
		assert.Contains(t, strings.ToLower(stderr), strings.ToLower(why), args)
	}
}
