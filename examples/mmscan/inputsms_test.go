package main

import (
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
)

func kinds(m *message) (out []string) {
	for _, l := range m.layers {
		out = append(out, l.kind)
	}
	return out
}

func TestSMSLayers(t *testing.T) {
	push := maker.PushMMS(1, maker.Minimal(maker.DeliveryInd).Make()).Octets
	segments := maker.UserData(7, push)
	require.Len(t, segments, 1)
	deliver := maker.Deliver(segments[0])
	centre := append([]byte{0x07, 0x91, 0x51, 0x55, 0x10, 0x00, 0x00, 0xF1}, deliver...)
	long := maker.UserData(7, maker.PushMMS(1, maker.Full(maker.NotificationInd).Make()).Octets)
	require.Greater(t, len(long), 1)
	for _, c := range []struct {
		name  string
		b     []byte
		kinds []string
	}{
		{"push", push, []string{layerPush}},
		{"user data", segments[0], []string{layerUserData, layerPush}},
		{"TPDU", deliver, []string{layerDeliver, layerUserData, layerPush}},
		{"with a service centre", centre, []string{layerDeliver, layerUserData, layerPush}},
		{"as text", []byte(hex.EncodeToString(centre)), []string{layerHex, layerDeliver, layerUserData, layerPush}},
		{"one of several segments", long[0], nil},
		{"one octet short", deliver[:len(deliver)-1], nil},
		{"one octet too much", append(deliver[:len(deliver):len(deliver)], 0), nil},
	} {
		m := recognise("", c.b)
		if c.kinds == nil {
			for _, l := range m.layers {
				assert.NotContains(t, []string{layerDeliver, layerUserData}, l.kind, c.name)
			}
			continue
		}
		require.NotNil(t, m.pdu, c.name)
		assert.Equal(t, c.kinds, kinds(m), c.name)
		assert.Equal(t, mmspdu.TypeDeliveryInd, m.pdu.Type(), c.name)
		assert.NoError(t, checkRebuild(m), c.name)
		status, out, stderr := mmscan(t, string(c.b), "decode", "-")
		assert.Equal(t, exitOK, status, stderr)
		assert.Equal(t, len(c.kinds) > 2, strings.Contains(out, "+15550100001"), "%s\n%s", c.name, out)
		status, _, stderr = mmscan(t, string(c.b), "scan", "-")
		assert.Equal(t, exitOK, status, stderr)
	}
	_, out, _ := mmscan(t, string(deliver), "decode", "-format", "json", "-")
	var object struct{ Layers []decodedLayer }
	require.NoError(t, json.Unmarshal([]byte(out), &object))
	assert.Equal(t, "2024-04-27T15:58:24Z", object.Layers[0].Time)
	assert.EqualValues(t, 2948, *object.Layers[1].Destination)
	assert.EqualValues(t, 9200, *object.Layers[1].Originator)

	status, _, stderr := mmscan(t, string(deliver), "edit", "-set", "X-Mms-Status=Expired", "-")
	assert.Equal(t, exitFailed, status)
	assert.Contains(t, stderr, "inside an SMS")
	status, out, stderr = mmscan(t, string(segments[0]), "edit", "-set", "X-Mms-Status=Expired", "-")
	require.Equal(t, exitOK, status, stderr)
	assert.Equal(t, []string{layerUserData, layerPush}, kinds(recognise("", []byte(out))))
}

// The single SMS of the corpus are read down to the PDU that the file with the push by itself has.
func TestSMSLayersOfTheCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpustest.Root(t), "pdu", "sms-pushes", "*"))
	require.NoError(t, err)
	n := 0
	for _, path := range files {
		name := "pdu/sms-pushes/" + filepath.Base(path)
		push, isDeliver := strings.CutSuffix(name, ".smsdeliver")
		if !isDeliver {
			continue
		}
		m := recognise(path, corpustest.Read(t, name))
		if m.pdu == nil || len(m.layers) < 3 {
			continue // one of several segments
		}
		if !slices.Contains(files, strings.TrimSuffix(path, ".smsdeliver")+".push") {
			continue
		}
		n++
		want := recognise(path, corpustest.Read(t, push+".push"))
		require.NotNil(t, want.pdu, name)
		assert.Equal(t, want.pdu.Octets(), m.pdu.Octets(), name)
		assert.NoError(t, checkRebuild(m), name)
	}
	assert.Greater(t, n, 3)
	t.Log(n, "SMS of the corpus hold a PDU in one piece")
}
