package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// twoParts is an M-Retrieve.conf of two texts.
const twoParts = "\x8C\x84\x8D\x92\x8Bm\x00\x85\x01\x01\x84\xA3\x02\x01\x01\x83a\x01\x01\x83b"

func unmarshalled(t testing.TB, b string) *mmspdu.Message {
	t.Helper()
	m := new(mmspdu.Message)
	require.NoError(t, m.UnmarshalBinary([]byte(b)))
	return m
}

func ownParts(m *mmspdu.Message) (parts []*mmspdu.MessagePart) {
	for p := range m.Parts() {
		parts = append(parts, p)
	}
	return parts
}

// What is done to a part of a message that was unmarshalled is held against the rules, like everything else.
func TestUnmarshalledPartsBelongToTheMessage(t *testing.T) {
	m := unmarshalled(t, twoParts)
	ownParts(m)[1].SetContentType(wsp.ContentType("a/b;c=d\x00"))
	_, err := m.MarshalBinary()
	var forbidden *mmspdu.RuleError
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, mmspdu.V11, forbidden.Diagnostics[0].Rule)

	// Parts that m had before it was filled anew are nobody's.
	old := ownParts(m)
	require.NoError(t, m.UnmarshalBinary([]byte(twoParts)))
	other := unmarshalled(t, twoParts)
	require.True(t, other.AddPart(old[0]))
	old[0].SetData([]byte("A"))
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, twoParts, string(got))
}

// A Message that nobody has filled is no PDU.
func TestZeroMessageIsForbidden(t *testing.T) {
	var m mmspdu.Message
	got, err := m.AppendBinary([]byte("d"))
	var forbidden *mmspdu.RuleError
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, mmspdu.V01, forbidden.Diagnostics[0].Rule)
	assert.Equal(t, "d", string(got))
	assert.Zero(t, m.Type())
	_, ok := m.ContentType()
	assert.False(t, ok)
	assert.Empty(t, ownParts(&m))
	assert.False(t, m.AddPart(mmspdu.NewPart(wsp.ContentType{0x83}, nil, nil)))
	assert.False(t, m.DropPart(nil))
	assert.Zero(t, m.Drop(mmspdu.FieldTo))

	// It can be built from nothing, in any order.
	for _, h := range []struct {
		f mmspdu.Field
		v mmspdu.Value
	}{
		{mmspdu.FieldCancelStatus, mmspdu.CancelStatusReceived},
		{mmspdu.FieldMMSVersion, mmspdu.Version13},
		{mmspdu.FieldTransactionID, mmspdu.String("C1")},
		{mmspdu.FieldMessageType, mmspdu.TypeCancelConf},
	} {
		require.NoError(t, m.Set(h.f, h.v))
	}
	got, err = m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8C\x97\x98C1\x00\x8D\x93\xBF\x80", string(got))
}

// All parts can be dropped while they are ranged over.
func TestDropPartsInALoop(t *testing.T) {
	m := unmarshalled(t, twoParts)
	n := 0
	for p := range m.Parts() {
		require.NotNil(t, p)
		require.True(t, m.DropPart(p))
		n++
	}
	assert.Equal(t, 2, n)
	assert.Empty(t, ownParts(m))
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, twoParts[:12]+"\x00", string(got))
}

// A part belongs to one message: where it belongs already it is not added.
func TestPartsBelongOnce(t *testing.T) {
	a, b := unmarshalled(t, twoParts), unmarshalled(t, twoParts)
	p := mmspdu.NewPart(wsp.ContentType{0x83}, nil, []byte("c"))
	require.True(t, a.AddPart(p))
	assert.False(t, a.AddPart(p), "twice")
	assert.False(t, b.AddPart(p), "in two messages")
	require.True(t, a.DropPart(p))
	assert.True(t, b.AddPart(p), "moved")

	inner := mmspdu.NewMultipartPart(wsp.ContentType{0xA3}, nil, nil, mmspdu.NewPart(wsp.ContentType{0x83}, nil, []byte("d")), nil)
	require.True(t, a.AddPart(inner))
	var nested *mmspdu.MessagePart
	for q := range inner.Parts() {
		nested = q
	}
	assert.False(t, b.AddPart(nested), "it lies in a part of a")
	inner.SetData([]byte{0})
	assert.True(t, b.AddPart(nested), "it lies nowhere")
	require.NoError(t, b.SetMultipart(wsp.ContentType{0xA3}, nil, ownParts(b)[0], nil))
	got, err := b.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, twoParts[:12]+"\x01\x01\x01\x83a", string(got))
	assert.True(t, a.AddPart(nested), "b has another body now")
	assert.Equal(t, 1, b.Drop(mmspdu.FieldContentType))
	assert.Empty(t, ownParts(b))
}

// Octets behind the last header belong to nothing, not to the body that is dropped or that never was.
func TestDropContentTypeWithoutABody(t *testing.T) {
	const b = "\x8C\x81\x98T\x00\x8D\x92\x92\x80\x84\x83\x8Bm\x00\x00\x00"
	m := unmarshalled(t, b)
	assert.Equal(t, 1, m.Drop(mmspdu.FieldContentType))
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8C\x81\x98T\x00\x8D\x92\x92\x80\x8Bm\x00\x00\x00", string(got))
}

// Behind a second Content-Type there would be another body: adding one is setting it.
func TestAddContentTypeSetsIt(t *testing.T) {
	m := unmarshalled(t, "\x8C\x84\x8D\x92\x8Bm\x00\x85\x01\x01\x84\x83Hi")
	for _, add := range []func(mmspdu.Field, mmspdu.Value) error{m.Add, m.AddLast, m.Set} {
		require.NoError(t, m.Set(mmspdu.FieldContentType, mmspdu.Raw("\x83")))
		require.NoError(t, add(mmspdu.FieldContentType, mmspdu.Raw("\x82")))
		got, err := m.MarshalBinary()
		require.NoError(t, err)
		assert.Equal(t, "\x8C\x84\x8D\x92\x8Bm\x00\x85\x01\x01\x84\x82Hi", string(got))
	}
}

// manyParts is a message of n empty parts, manyHeaders one of n To headers.
func manyParts(n int) []byte {
	b := []byte("\x8C\x84\x8D\x92\x85\x01\x01\x84\xA3")
	b = wsp.AppendUintvar(b, uint32(n))
	for range n {
		b = append(b, 1, 0, 0x83)
	}
	return b
}

func manyHeaders(n int) []byte {
	b := []byte("\x8C\x80\x98t\x00\x8D\x92")
	for range n {
		b = append(b, 0x97, '1', 0)
	}
	return b
}

// A message that a limit cut is written as it was. Changed, it is not: what the limit hid might be what was changed.
func TestMessageCutByALimit(t *testing.T) {
	for i, b := range [][]byte{manyParts(300), append(manyHeaders(2000), "\x84\x83x"...)} {
		name := []string{"parts", "headers"}[i]
		m := unmarshalled(t, string(b))
		assert.NoError(t, m.Check(), name)
		got, err := m.MarshalBinary()
		require.NoError(t, err, name)
		require.True(t, string(got) == string(b), name)
		require.NoError(t, m.Set(mmspdu.FieldSubject, mmspdu.String("s")), name)
		_, err = m.MarshalBinary()
		assert.ErrorIs(t, err, mmspdu.ErrAmbiguous, name)

		d := mmspdu.Decoder{Limits: mmspdu.Limits{Fields: -1, Headers: -1, Parts: -1}}
		p, err := d.Parse(b)
		require.NoError(t, err, name)
		m = p.Message()
		require.NoError(t, m.Set(mmspdu.FieldSubject, mmspdu.String("s")), name)
		m.Lax = true // the limit is a rule as well: V37
		got, err = m.MarshalBinary()
		require.NoError(t, err, name)
		assert.Len(t, got, len(b)+len("\x96s\x00"), name)
	}
}

// A part that says it is longer than what there is stays as it is while nothing comes behind it; then its lengths are made
// true, for it would take in what has come.
func TestAddPartBehindOneThatIsCut(t *testing.T) {
	const head = "\x8C\x84\x8D\x92\x8Bm\x00\x85\x01\x01\x84\xA3"
	for _, c := range []struct{ name, read, want string }{
		{"data", "\x01\x01\x7F\x83ab", "\x02\x01\x02\x83ab\x01\x01\x83c"},
		{"headers", "\x01\x7F\x01\x83", "\x02\x01\x00\x83\x01\x01\x83c"},
		{"inside a part", "\x01\x01\x06\xA6\x01\x01\x7F\x83ab", "\x02\x01\x06\xA6\x01\x01\x7F\x83ab\x01\x01\x83c"},
	} {
		m := unmarshalled(t, head+c.read)
		require.NoError(t, m.Set(mmspdu.FieldMessageID, mmspdu.String("n")), c.name)
		got, err := m.MarshalBinary()
		require.NoError(t, err, c.name)
		assert.Equal(t, "\x8C\x84\x8D\x92\x8Bn\x00\x85\x01\x01\x84\xA3"+c.read, string(got), "%s: nothing behind it", c.name)
		require.True(t, m.AddPart(mmspdu.NewPart(wsp.ContentType{0x83}, nil, []byte("c"))), c.name)
		got, err = m.MarshalBinary()
		require.NoError(t, err, c.name)
		assert.Equal(t, "\x8C\x84\x8D\x92\x8Bn\x00\x85\x01\x01\x84\xA3"+c.want, string(got), c.name)
		p, err := mmspdu.Parse(got)
		require.NoError(t, err, c.name)
		n := 0
		for part := range p.Parts() {
			if n++; n == 2 {
				assert.Equal(t, "c", string(part.Data()), c.name)
			}
		}
		assert.Equal(t, 2, n, c.name)
	}
}

// A Content-Type in text whose second octet is 80 or above is a text while fewer octets follow than its first is: no fault.
// When a change would make them more, it is refused, for what was a text would be a Value-length.
func TestChangeBehindATypeInDoubt(t *testing.T) {
	const read = "\x8C\x89\x84(\x80abcdefghij\x00\x97bob@example.org\x00"
	p := parsed(t, read)
	assert.Zero(t, p.Faults())
	m := p.Message()
	require.NoError(t, m.Set(mmspdu.FieldTo, mmspdu.String("b")))
	_, err := m.MarshalBinary()
	assert.NotErrorIs(t, err, mmspdu.ErrAmbiguous, "fewer octets than before")
	require.NoError(t, m.Set(mmspdu.FieldTo, mmspdu.String("bob@example.org, alice@example.org, carol@example.org")))
	got, err := m.AppendBinary([]byte("d"))
	assert.ErrorIs(t, err, mmspdu.ErrAmbiguous)
	assert.Equal(t, "d", string(got))
}

// An Edit reads again what it has written where a Content-Type is in doubt, of the PDU or of a description in it.
func TestEditBehindATypeInDoubt(t *testing.T) {
	const inner = "\x8C\x93\x8D\x92\x8Bi\x00\x83u\x00\x97bob@example.org\x00\x84(\x80abcdefghij\x00body"
	long := mmspdu.String("bob@example.org, alice@example.org, carol@example.org")

	const bare = "\x8C\x89\x84(\x80abcdefghij\x00\x97bob@example.org\x00"
	e := mmspdu.NewEdit(parsed(t, bare))
	require.NoError(t, e.Set(mmspdu.FieldTo, long))
	got, err := e.Append([]byte("d"), []byte(bare))
	assert.ErrorIs(t, err, mmspdu.ErrAmbiguous)
	assert.Equal(t, "d", string(got))

	outer := "\x8C\x8E\x98T\x00\x8D\x92\x92\x80\x84\xA3\x01\x01" + string(rune(len(inner))) + "\xBE" + inner
	p := parsed(t, outer)
	require.Zero(t, p.Faults())
	for part := range p.AllParts() {
		e := mmspdu.NewEdit(p)
		d, ok := e.Description(&part)
		require.True(t, ok)
		descr, ok := p.Description(part)
		require.True(t, ok)
		for body := range descr.AllParts() {
			require.NoError(t, d.SetData(&body, make([]byte, 100)))
		}
		_, err := e.Append(nil, []byte(outer))
		assert.ErrorIs(t, err, mmspdu.ErrAmbiguous)
	}
}
