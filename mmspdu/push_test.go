package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// TestPush: a PDU whose type was counted to the headers of its push is read, with a fault; strict refuses it; one that is
// where it belongs has none.
func TestPush(t *testing.T) {
	const pdu = "\x98T1\x00\x8D\x92\x96Hi\x00"
	for name, c := range map[string]struct {
		push  string
		fault bool
	}{
		"in its place": {"\x01\x06\x03\xBE\xAF\x84\x8C\x82" + pdu, false},
		"misplaced":    {"\x01\x06\x05\xBE\xAF\x84\x8C\x82" + pdu, true},
	} {
		t.Run(name, func(t *testing.T) {
			push, ok := wsp.ParsePush([]byte(c.push))
			require.True(t, ok)
			var d mmspdu.Decoder
			var fs wsp.Faults
			for _, read := range []func() (mmspdu.PDU, error){
				func() (mmspdu.PDU, error) { return d.ParsePush(push) },
				func() (mmspdu.PDU, error) { return d.DiagnosePush(push, &fs) },
			} {
				p, err := read()
				require.NoError(t, err)
				assert.Equal(t, mmspdu.TypeNotificationInd, p.Type())
				assert.Equal(t, c.fault, p.Faults() == 1)
				subject, _ := p.Subject()
				assert.Equal(t, "Hi", subject.String())
				assert.Equal(t, wsp.Span{Start: 6, End: uint32(len(c.push))}, p.Span())
			}
			assert.Equal(t, c.fault, fs.Len() == 1)
			d.Mode = mmspdu.Strict
			_, err := d.ParsePush(push)
			_, err2 := d.DiagnosePush(push, &fs)
			if c.fault {
				assert.ErrorIs(t, err, wsp.HeadersOverrun)
				assert.ErrorIs(t, err2, wsp.HeadersOverrun)
			} else {
				assert.NoError(t, err)
				assert.NoError(t, err2)
			}
		})
	}
	// Data that begin with another field, behind headers that end in something else, are left where they are.
	push, ok := wsp.ParsePush([]byte("\x01\x06\x05\xBE\xAF\x84\x8D\x82" + pdu))
	require.True(t, ok)
	_, err := new(mmspdu.Decoder).ParsePush(push)
	assert.ErrorIs(t, err, mmspdu.ErrNotMMS)
}
