package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// In a delete .conf a text with a charset is read as a Del form, the charset as its Status-count: 106 for utf-8. So it is
// refused unless it stands in a Del form itself.
func TestPlainTextWithCharsetIsNoDelForm(t *testing.T) {
	for _, typ := range []mmspdu.Type{mmspdu.TypeMboxDeleteConf, mmspdu.TypeDeleteConf} {
		m := mmspdu.NewMessage(typ, mmspdu.Version13)
		for _, v := range []mmspdu.Value{
			mmspdu.TextIn(wsp.CharsetUTF8, "gone"), mmspdu.String("pryč"), mmspdu.TextIn(wsp.CharsetUCS2, "gone"),
		} {
			assert.ErrorIs(t, m.Set(mmspdu.FieldResponseText, v), wsp.DelForm)
			require.NoError(t, m.Set(mmspdu.FieldResponseText, mmspdu.Del{Count: 1, Value: v}))
		}
		require.NoError(t, m.Set(mmspdu.FieldResponseText, mmspdu.String("gone")))
	}
	m := mmspdu.NewMessage(mmspdu.TypeSendConf, mmspdu.Version13)
	require.NoError(t, m.Set(mmspdu.FieldResponseText, mmspdu.TextIn(wsp.CharsetUTF8, "gone")))
}

// A Del form whose Status-count cannot be read has no value: it is not a text with the count as its charset.
func TestDelFormWithoutCountIsNoText(t *testing.T) {
	p, err := mmspdu.Parse([]byte("\x8C\x92\x98T\x00\x8D\x92\x93\x0C\x09\x01\x00\x00\x00\x00\x00\x00\x00\x00a\x00"))
	require.NoError(t, err)
	_, ok := p.ResponseText()
	assert.False(t, ok)
}
