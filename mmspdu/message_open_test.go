package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A PDU that ends inside its last header: what is set later must not become a part of that header.
func TestMessageOpenEnd(t *testing.T) {
	for _, last := range []string{"\x89a", "\x96Hi", "\x96\xC5\xBD", "\x96\x09\xEAHi", "\x85\x04\x66", "\x89\x1F", "\x89\x1F\x85", "X-App\x00Hi"} {
		read := "\x8C\x84\x8D\x92\x8Bid\x00" + last
		var m mmspdu.Message
		require.NoError(t, m.UnmarshalBinary([]byte(read)))
		m.Lax = true
		require.NoError(t, m.Set(mmspdu.FieldMessageClass, mmspdu.MessageClassAuto))
		require.NoError(t, m.Add(mmspdu.FieldCc, mmspdu.String("bob@example.org")))
		require.NoError(t, m.AddApplication("X-Other", "1"))
		p, err := m.PDU()
		require.NoError(t, err)
		assert.True(t, p.Has(mmspdu.FieldMessageClass) && p.Has(mmspdu.FieldCc), "%q", last)
		assert.Contains(t, string(p.Octets()), last)
		before, _ := m.MarshalBinary()

		err = m.SetBody(wsp.ContentType{0x83}, []byte("Hi"))
		if err != nil {
			assert.ErrorIs(t, err, wsp.Truncated, "%q", last)
			after, _ := m.MarshalBinary()
			assert.Equal(t, before, after)
			continue
		}
		p, err = m.PDU()
		require.NoError(t, err)
		assert.Equal(t, "Hi", string(p.Body()), "%q", last)
	}
}

func TestRawRefusesOpenText(t *testing.T) {
	m := mmspdu.NewMessage(mmspdu.TypeSendReq, mmspdu.Version12)
	for _, v := range []mmspdu.Raw{{0xC5, 0xBD}, {0x1F, 0x85}, {0x1F}, []byte("\x09\xEAHi")} {
		assert.ErrorIs(t, m.Set(mmspdu.FieldSubject, v), wsp.ValueSurplus, "%x", []byte(v))
	}
	require.NoError(t, m.Set(mmspdu.FieldSubject, mmspdu.Raw("\xC5\xBD\x00")))
	require.NoError(t, m.Set(0x45, mmspdu.Raw{0xC5}))
}
