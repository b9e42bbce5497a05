package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
)

func TestReply(t *testing.T) {
	atRoot(t)
	for args, want := range map[string]struct {
		typ    mmspdu.Type
		f      mmspdu.Field
		status uint8
	}{
		"-to send-request.mms -status reject":                          {mmspdu.TypeSendConf, mmspdu.FieldResponseStatus, 0xE5},
		"-to send-request.mms -status accept -message-id a@b":          {mmspdu.TypeSendConf, mmspdu.FieldResponseStatus, 0x80},
		"-to send-request.mms -status error-permanent-lack-of-prepaid": {mmspdu.TypeSendConf, mmspdu.FieldResponseStatus, 0xEB},
		"-to send-request.mms -status 0xC0 -text no":                   {mmspdu.TypeSendConf, mmspdu.FieldResponseStatus, 0xC0},
		"-status 0xE8 send-request.mms":                                {mmspdu.TypeSendConf, mmspdu.FieldResponseStatus, 0xE8},
		"-to notification.mms -status defer":                           {mmspdu.TypeNotifyRespInd, mmspdu.FieldStatus, 0x83},
		"-to notification.push -status Retrieved":                      {mmspdu.TypeNotifyRespInd, mmspdu.FieldStatus, 0x81},
		"-to holiday-photo.mms -status replace -charset utf-8 -text Ž": {mmspdu.TypeRetrieveConf, mmspdu.FieldRetrieveStatus, 0x80},
		"-to holiday-photo.mms -status accept":                         {mmspdu.TypeAcknowledgeInd, 0, 0},
		"-to send-request.mms -status retrieved -message-id a@b -recipient +15550100456/TYPE=PLMN -date 2026-11-25T12:00:00Z": {mmspdu.TypeDeliveryInd, mmspdu.FieldStatus, 0x81},
	} {
		fields := strings.Fields(args)
		for i, s := range fields {
			if strings.HasSuffix(s, ".mms") || strings.HasSuffix(s, ".push") {
				fields[i] = messages + s
			}
		}
		status, out, stderr := mmscan(t, "", append([]string{"reply"}, fields...)...)
		require.Equal(t, exitOK, status, "%s: %s", args, stderr)
		strict := mmspdu.Decoder{Mode: mmspdu.Strict}
		p, err := strict.Parse([]byte(out))
		require.NoError(t, err, args)
		assert.Equal(t, want.typ, p.Type(), args)
		if want.f != 0 {
			h, _ := p.Get(want.f)
			o, _ := h.Octet()
			assert.Equal(t, want.status, o, args)
		}
	}
}

func TestReplyRefuses(t *testing.T) {
	atRoot(t)
	in := messages + "send-request.mms"
	for args, why := range map[string]string{
		"-to " + in:                                        "nothing decided",
		"-status reject":                                   "no message to answer",
		"-to " + in + " -status reject " + in:              "one message",
		"-status reject " + in + " " + in:                  "one PATH",
		"-to " + in + " -status nonsense":                  "there are accept, reject",
		"-to " + in + " -status reject -charset x":         "no such character set",
		"-to " + in + " -status reject -date today":        "a time as",
		"-to " + in + " -status reject -date +5":           "a moment",
		"-to go.mod -status reject":                        "not an MMS PDU",
		"-to " + messages + "send-conf.mms -status accept": "never answered",
		"-to no-such-file -status accept":                  "no such file",
	} {
		status, out, stderr := mmscan(t, "", append([]string{"reply"}, strings.Fields(args)...)...)
		assert.Equal(t, exitFailed, status, args)
		assert.Empty(t, out, args)
		assert.Contains(t, stderr, why, args)
	}
}
