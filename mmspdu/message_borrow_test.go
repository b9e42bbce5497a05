package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A Message keeps nothing of what it is handed: everything is overwritten afterwards, and it is as it was.
func TestMessageKeepsNothing(t *testing.T) {
	var lent [][]byte
	lend := func(s string) []byte {
		b := []byte(s)
		lent = append(lent, b)
		return b
	}
	text := func(s string, cs wsp.Charset) wsp.Text { return wsp.MakeText(lend(s), cs) }
	address := func(s string) mmspdu.Address {
		return mmspdu.Address{Text: text(s, wsp.CharsetUnspecified)}
	}
	element, n, c := mmspdu.ConsumeElement(lend("\x07<p1>\x00\x82\x9D"))
	require.Zero(t, c)
	require.Equal(t, 8, n)

	m := mmspdu.NewMessage(mmspdu.TypeSendReq, mmspdu.Version12)
	m.Lax = true
	values := []exampleField{
		{mmspdu.FieldTo, address("to@example.org")},
		{mmspdu.FieldFrom, mmspdu.From{Address: address("from@example.org")}},
		{mmspdu.FieldSubject, mmspdu.TextValue(text("\x01\x7D", wsp.CharsetUCS2))},
		{mmspdu.FieldMMFlags, mmspdu.Flags{Token: mmspdu.FlagTokenAdd, Keyword: text("work", wsp.CharsetUTF8)}},
		{mmspdu.FieldPreviouslySentBy, mmspdu.PreviouslySentBy{Count: 1, Address: address("by@example.org")}},
		{mmspdu.FieldElementDescriptor, element},
		{0x55, mmspdu.Raw(lend("raw\x00"))},
	}
	for _, h := range values {
		require.NoError(t, m.Set(h.f, h.v))
		require.NoError(t, m.Add(h.f, h.v))
		require.NoError(t, m.AddLast(h.f, h.v))
	}
	ct := func(s string) wsp.ContentType { return lend(s) }
	part := mmspdu.NewPart(ct("\x83"), lend("\x8Ea\x00"), lend("data"))
	changed := mmspdu.NewPart(nil, nil, nil)
	changed.SetContentType(ct("\x9E"))
	changed.SetHeaders(lend("\x8Eb\x00"))
	changed.SetData(lend("other data"))
	attached, err := mmspdu.NewAttachment("image/gif", "c.gif", lend("GIF89a"))
	require.NoError(t, err)
	inner := mmspdu.NewMultipartPart(ct("\xA6"), lend("\xC0\"<i>\x00"), part)
	list := []*mmspdu.MessagePart{inner, changed, attached}
	require.NoError(t, m.SetMultipart(ct("\xA3"), list...))
	clear(list)

	want, err := m.MarshalBinary()
	require.NoError(t, err)
	kept := string(want)
	for _, b := range lent {
		for i := range b {
			b[i] = 0xEE
		}
	}
	for i := range want {
		want[i] = 0xEE // what it has written is not its own any more
	}
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, kept, string(got))

	body := lend("body")
	require.NoError(t, m.SetBody(ct("\x83"), body))
	clear(body)
	assert.Equal(t, "body", string(m.Body()))
}

// TextValue has memory of its own, so that it may be kept.
func TestTextValueOwnsItsText(t *testing.T) {
	b := []byte("Hi")
	v := mmspdu.TextValue(wsp.MakeText(b, wsp.CharsetUTF8))
	b[0] = 'X'
	got, c := mmspdu.AppendField(nil, 0, mmspdu.FieldSubject, v)
	assert.Zero(t, c)
	assert.Equal(t, "\x96\x04\xEAHi\x00", string(got))
}

// What a Message hands out cannot be appended to in its memory: it ends at its capacity.
func TestMessageHandsOutNoRoom(t *testing.T) {
	m := unmarshalled(t, twoParts)
	want, err := m.MarshalBinary()
	require.NoError(t, err)
	ct, ok := m.ContentType()
	require.True(t, ok)
	_ = append(ct, 0xEE)
	for p := range m.Parts() {
		_ = append(p.ContentType(), 0xEE)
		_ = append(p.Headers(), 0xEE)
		_ = append(p.Data(), 0xEE)
	}
	single := unmarshalled(t, "\x8C\x84\x8D\x92\x8Bm\x00\x85\x01\x01\x84\x83Hi")
	_ = append(single.Body(), 0xEE)
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, want, got)

	// A view of it is a copy.
	p, err := m.PDU()
	require.NoError(t, err)
	before := string(p.Octets())
	require.NoError(t, m.Set(mmspdu.FieldMessageID, mmspdu.String("another")))
	ownParts(m)[0].SetData([]byte("other"))
	assert.Equal(t, before, string(p.Octets()))
	clear(p.Octets())
	_, err = m.MarshalBinary()
	require.NoError(t, err)
}

// Check moves what it has found right into one piece of memory. Nothing of it changes by that, nor do parts share what one of
// them could change.
func TestCheckedMessageIsAsItWas(t *testing.T) {
	m := bigSendReq(t)
	deep := mmspdu.NewPart(wsp.ContentType{0x83}, []byte("\x8Ed\x00"), []byte("deep"))
	outer := mmspdu.NewMultipartPart(wsp.ContentType{0xA6}, []byte("\xC0\"<o>\x00"), deep, mmspdu.NewPart(wsp.ContentType{0x82}, nil, nil))
	require.True(t, m.AddPart(outer))
	before := func() (all []string) {
		for _, p := range append(ownParts(m), deep) {
			all = append(all, string(p.ContentType()), string(p.Headers()), string(p.Data()))
		}
		return all
	}
	want := before()
	m.Lax = true
	octets, err := m.MarshalBinary()
	require.NoError(t, err)
	m.Lax = false
	require.NoError(t, m.Check())
	assert.Equal(t, want, before())
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	require.Equal(t, string(octets), string(got))
	clear(got)

	// Whatever is appended to what it hands out, and whatever is changed, stays where it is.
	for _, p := range append(ownParts(m), deep) {
		_ = append(p.Data(), 0xEE)
		_ = append(p.Headers(), 0xEE)
		_ = append(p.ContentType(), 0xEE)
	}
	deep.SetData([]byte("deeper"))
	require.NoError(t, m.Set(mmspdu.FieldTransactionID, mmspdu.String("another")))
	require.NoError(t, m.Check())
	require.True(t, m.DropPart(outer))
	require.NoError(t, m.Check())
	other := unmarshalled(t, twoParts)
	require.True(t, other.AddPart(outer))
	got, err = other.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, twoParts[:12]+"\x03"+twoParts[13:]+"\x07\x10\xA6\xC0\"<o>\x00\x02\x04\x06\x83\x8Ed\x00deeper\x01\x00\x82", string(got))
	first, err := m.MarshalBinary()
	require.NoError(t, err)
	fresh := bigSendReq(t)
	require.NoError(t, fresh.Set(mmspdu.FieldTransactionID, mmspdu.String("another")))
	second, err := fresh.MarshalBinary()
	require.NoError(t, err)
	assert.True(t, string(first) == string(second))
}
