package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
)

// An answer has the id of the transaction as it came, also one that nobody should have chosen so. Who chooses it is held to
// the rules.
func TestCopiedIdentifiers(t *testing.T) {
	for _, id := range []string{"<1@mmsc.example>", "two words", "žluť-1", "a\tb"} {
		conf := mmspdu.NewMessage(mmspdu.TypeSendConf, mmspdu.Version12)
		require.NoError(t, conf.Set(mmspdu.FieldTransactionID, mmspdu.String(id)))
		require.NoError(t, conf.Set(mmspdu.FieldResponseStatus, mmspdu.ResponseStatusPermanentFailure))
		b, err := conf.MarshalBinary()
		require.NoError(t, err)
		p, err := mmspdu.Parse(b)
		require.NoError(t, err)
		got, _ := p.TransactionID()
		assert.Equal(t, id, string(got.Bytes()))
		assert.NotEmpty(t, p.Validate(nil, mmspdu.ProfileOMA), "whoever judges it still hears of it")

		require.NoError(t, conf.Set(mmspdu.FieldMessageID, mmspdu.String(id)))
		_, err = conf.MarshalBinary()
		assert.Error(t, err, "its Message-ID is the relay's own")

		cancel := mmspdu.NewMessage(mmspdu.TypeCancelReq, mmspdu.Version13)
		require.NoError(t, cancel.Set(mmspdu.FieldTransactionID, mmspdu.String(id)))
		require.NoError(t, cancel.Set(mmspdu.FieldCancelID, mmspdu.String("1")))
		_, err = cancel.MarshalBinary()
		assert.Error(t, err, "the id of a request is its writer's own")
		require.NoError(t, cancel.Set(mmspdu.FieldTransactionID, mmspdu.String("1")))
		require.NoError(t, cancel.Set(mmspdu.FieldCancelID, mmspdu.String(id)))
		assert.NoError(t, cancel.Check(), "what it cancels has the id that it has")
	}
}
