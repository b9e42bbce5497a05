package mmspdu_test

import (
	"bytes"
	"encoding"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

var (
	_ encoding.BinaryAppender    = (*mmspdu.Message)(nil)
	_ encoding.BinaryMarshaler   = (*mmspdu.Message)(nil)
	_ encoding.BinaryUnmarshaler = (*mmspdu.Message)(nil)
)

// lossless says what is lost when the PDU b is made a Message and written again, under the default limits and under low
// ones; ok is false for what is no PDU.
func lossless(t testing.TB, name string, b []byte) (ok bool) {
	t.Helper()
	for _, limits := range []mmspdu.Limits{{}, {Headers: 48, Fields: 5, Parts: 2, Depth: 1}} {
		d := mmspdu.Decoder{Limits: limits}
		p, err := d.Parse(b)
		if err != nil {
			continue
		}
		ok = true
		m := p.Message()
		if m.Size() != len(b) {
			t.Errorf("%s: Size is %d, not %d", name, m.Size(), len(b))
		}
		got, err := m.AppendBinary([]byte("before"))
		if err != nil || string(got) != "before"+string(b) {
			t.Errorf("%s: %v\n got %x\nwant %x", name, err, got, b)
		}
	}
	return ok
}

func TestMessageIsLossless(t *testing.T) {
	n := 0
	for name, b := range testdata.Messages() {
		if lossless(t, name, b) {
			n++
		}
		if push, ok := wsp.ParsePush(b); ok && lossless(t, name, push.Data()) {
			n++
		}
	}
	for name, v := range testdata.Vectors() {
		if v.Kind != testdata.KindPDU && v.Kind != testdata.KindPush {
			continue
		}
		b := v.Octets
		if v.Kind == testdata.KindPush && v.Data[0] >= 0 {
			b = b[v.Data[0]:v.Data[1]]
		}
		if lossless(t, name, b) {
			n++
		}
	}
	assert.Greater(t, n, 150)
	for _, typ := range maker.Types() {
		for _, v := range maker.Variants(typ) {
			require.True(t, lossless(t, maker.TypeName(typ), v.PDU.Octets()))
		}
	}
}

func TestMessageIsLosslessOnTheCorpus(t *testing.T) {
	n := 0
	for _, name := range corpusFiles(t) {
		b := corpustest.Read(t, name)
		if lossless(t, name, b) {
			n++
		}
		if push, ok := wsp.ParsePush(b); ok && lossless(t, name, push.Data()) {
			n++
		}
	}
	assert.Greater(t, n, 150)
	t.Log(n, "PDUs of the corpus are written as they were read")
}

// Every prefix of a message, and every message with an octet changed, is written as it was read.
func TestMessageIsLosslessWhateverIsBroken(t *testing.T) {
	for _, typ := range maker.Types() {
		whole := maker.Full(typ).Octets()
		for n := range whole {
			lossless(t, "prefix", whole[:n])
			broken := bytes.Clone(whole)
			broken[n] ^= 0x80
			lossless(t, "broken", broken)
		}
	}
}

func TestMessageOwnsItsOctets(t *testing.T) {
	b := maker.Full(maker.RetrieveConf).Octets()
	want := bytes.Clone(b)
	p, err := mmspdu.Parse(b)
	require.NoError(t, err)
	m := p.Message()
	clear(b)
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, want, got)
	clear(got)
	again, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, want, again)
}

func TestUnmarshalBinary(t *testing.T) {
	var m mmspdu.Message
	m.Lax = true
	err := m.UnmarshalBinary([]byte("<html>"))
	assert.ErrorIs(t, err, mmspdu.ErrNotMMS)
	assert.Zero(t, m.Type())
	b := maker.Minimal(maker.SendReq).Octets()
	require.NoError(t, m.UnmarshalBinary(b))
	assert.True(t, m.Lax, "the option is the caller's")
	assert.Equal(t, mmspdu.TypeSendReq, m.Type())
	p, err := m.PDU()
	require.NoError(t, err)
	assert.Equal(t, b, p.Octets())
}

func TestMessageSet(t *testing.T) {
	m := mmspdu.NewMessage(mmspdu.TypeSendConf, mmspdu.Version12)
	require.NoError(t, m.Set(mmspdu.FieldMessageID, mmspdu.String("a1b2c3@mmsc.example")))
	require.NoError(t, m.AddApplication("X-Test", "1"))
	require.NoError(t, m.Set(mmspdu.FieldResponseStatus, mmspdu.ResponseStatusOk))
	require.NoError(t, m.Set(mmspdu.FieldTransactionID, mmspdu.String("S-77")))
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8C\x81\x98S-77\x00\x8D\x92\x92\x80\x8Ba1b2c3@mmsc.example\x00X-Test\x001\x00", string(b),
		"headers stand where chapter 6 has them")

	require.NoError(t, m.Set(mmspdu.FieldTransactionID, mmspdu.String("T")))
	require.NoError(t, m.Add(mmspdu.FieldResponseText, mmspdu.String("a")))
	require.NoError(t, m.Add(mmspdu.FieldResponseText, mmspdu.String("b")))
	require.NoError(t, m.Set(mmspdu.FieldResponseText, mmspdu.String("Žluť")))
	assert.Equal(t, 1, m.Drop(mmspdu.FieldMessageID))
	assert.Zero(t, m.Drop(mmspdu.FieldMessageID))
	require.NoError(t, m.Set(mmspdu.FieldResponseStatus, mmspdu.ResponseStatusPermanentFailure))
	b, err = m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8C\x81\x98T\x00\x8D\x92\x92\xE0\x93\x09\xEA\x7FŽluť\x00X-Test\x001\x00", string(b))
}

func TestMessageRefusesValues(t *testing.T) {
	m := mmspdu.NewMessage(mmspdu.TypeSendReq, mmspdu.Version12)
	before, _ := m.AppendBinary(nil)
	for _, c := range []struct {
		f    mmspdu.Field
		v    mmspdu.Value
		code wsp.Code
	}{
		{mmspdu.FieldTransactionID, mmspdu.String("a\x00b"), wsp.TextControl},
		{mmspdu.FieldTransactionID, mmspdu.Number(3), wsp.ValueKind},
		{mmspdu.FieldDate, mmspdu.String("today"), wsp.ValueKind},
		{mmspdu.FieldSubject, mmspdu.String("a\nb"), wsp.TextControl},
		{mmspdu.FieldPriority, mmspdu.Yes, wsp.ValueKind},
		{mmspdu.FieldPriority, mmspdu.Octet(0x10), wsp.ValueKind},
		{mmspdu.FieldStatus, mmspdu.ResponseStatusOk, wsp.ValueKind},
		{mmspdu.FieldExpiry, mmspdu.Number(1), wsp.ValueKind},
		{mmspdu.FieldMessageClass, mmspdu.String("no token"), wsp.TokenSeparator},
		{mmspdu.FieldSubject, mmspdu.TextIn(wsp.CharsetISO8859_1, "Ž"), wsp.ValueKind},
		{mmspdu.FieldTransactionID, mmspdu.TextIn(wsp.CharsetUTF8, "a"), wsp.ValueKind},
		{mmspdu.FieldMMFlags, mmspdu.Flags{Token: 0x85}, wsp.TokenUnknown},
		{mmspdu.FieldResponseStatus, mmspdu.Del{Count: 1, Value: mmspdu.ResponseStatusOk}, wsp.DelForm},
		{mmspdu.FieldSubject, mmspdu.Raw("a\x00b"), wsp.ValueSurplus},
		{mmspdu.FieldSubject, mmspdu.Raw("open"), wsp.ValueSurplus},
		{mmspdu.FieldSubject, mmspdu.Raw("\x05ab"), wsp.ValueSurplus},
		{mmspdu.FieldSubject, mmspdu.Raw(nil), wsp.Truncated},
		{mmspdu.FieldSubject, nil, wsp.HeaderOctet},
		{0x80, mmspdu.Raw("\x80"), wsp.HeaderOctet},
	} {
		for _, set := range []func(mmspdu.Field, mmspdu.Value) error{m.Set, m.Add} {
			err := set(c.f, c.v)
			assert.ErrorIs(t, err, c.code, "%v = %v", c.f, c.v)
		}
	}
	assert.Error(t, m.AddApplication("two words", ""))
	assert.Error(t, m.AddApplication("X", "\x01"))
	after, _ := m.AppendBinary(nil)
	assert.Equal(t, before, after, "what is refused leaves no trace")
}

// What the specification forbids is refused by the name of its rule, and written if it must be.
func TestMessageForbidden(t *testing.T) {
	m := mmspdu.NewMessage(mmspdu.TypeSendReq, mmspdu.Version12)
	require.NoError(t, m.Set(mmspdu.FieldFrom, mmspdu.From{Insert: true}))
	require.NoError(t, m.Set(mmspdu.FieldTransactionID, mmspdu.String("t")))
	require.NoError(t, m.SetBody(wsp.ContentType{0x83}, []byte("Hi")))
	dst := []byte("before")
	got, err := m.AppendBinary(dst)
	var forbidden *mmspdu.RuleError
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, "before", string(got))
	require.Len(t, forbidden.Diagnostics, 1)
	assert.Equal(t, mmspdu.V14, forbidden.Diagnostics[0].Rule)
	assert.Contains(t, err.Error(), "V14")

	m.Lax = true
	got, err = m.AppendBinary(dst)
	require.NoError(t, err)
	assert.Equal(t, len(dst)+m.Size(), len(got))

	m.Lax = false
	require.NoError(t, m.Set(mmspdu.FieldTo, mmspdu.String("+15550100456/TYPE=PLMN")))
	_, err = m.AppendBinary(nil)
	require.NoError(t, err)
	require.NoError(t, m.Set(mmspdu.FieldStatus, mmspdu.StatusExpired))
	_, err = m.AppendBinary(nil)
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, mmspdu.V08, forbidden.Diagnostics[0].Rule)
}

// A message that was broken when it came can be changed without being mended; a new mistake is refused all the same.
func TestMessageToleratesWhatItWasReadWith(t *testing.T) {
	const broken = "\x8D\x92\x8C\x84\x96\xC5\xBD\x00\x86no\x00\x84\xA3\x02\x01\x01\x83a" // order, Quote, octet, no Date, nEntries
	var m mmspdu.Message
	require.NoError(t, m.UnmarshalBinary([]byte(broken)))
	require.NoError(t, m.Set(mmspdu.FieldPriority, mmspdu.PriorityHigh))
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8D\x92\x8C\x84\x96\xC5\xBD\x00\x8F\x82\x86no\x00\x84\xA3\x02\x01\x01\x83a", string(got))
	require.NoError(t, m.Set(mmspdu.FieldStore, mmspdu.Yes))
	_, err = m.MarshalBinary()
	var forbidden *mmspdu.RuleError
	require.True(t, errors.As(err, &forbidden))
	assert.Equal(t, mmspdu.V08, forbidden.Diagnostics[0].Rule)
}

func part(t *testing.T, media, name, data string) *mmspdu.MessagePart {
	t.Helper()
	p, err := mmspdu.NewAttachment(media, name, []byte(data))
	require.NoError(t, err)
	return p
}

func contentType(t *testing.T, media string, params ...wsp.Parameter) wsp.ContentType {
	t.Helper()
	ct, c := wsp.MakeContentType(media, params...)
	require.Zero(t, c)
	return ct
}

func TestMessageParts(t *testing.T) {
	m := mmspdu.NewMessage(mmspdu.TypeRetrieveConf, mmspdu.Version12)
	require.NoError(t, m.Set(mmspdu.FieldDate, mmspdu.Date(1714226304)))
	require.NoError(t, m.Set(mmspdu.FieldMessageID, mmspdu.String("id")))
	text, image := part(t, "text/plain", "t.txt", "Ahoj"), part(t, "image/jpeg", "p.jpg", "\xFF\xD8\xFF\xD9")
	inner := mmspdu.NewMultipartPart(contentType(t, "application/vnd.wap.multipart.alternative"), nil, text)
	require.NoError(t, m.SetMultipart(contentType(t, "application/vnd.wap.multipart.mixed"), inner))
	require.True(t, m.AddPart(image))
	require.True(t, inner.AddPart(part(t, "text/html", "t.html", "<p>Ahoj")))
	assert.False(t, inner.AddPart(inner), "no part holds itself")
	assert.False(t, text.AddPart(image), "a text holds no parts")
	read := func() []string {
		p, err := m.PDU()
		require.NoError(t, err)
		assert.Zero(t, p.Faults())
		var names []string
		for x := range p.AllParts() {
			names = append(names, x.ContentType().String()+" "+x.BestName().String())
		}
		return names
	}
	assert.Equal(t, []string{"application/vnd.wap.multipart.alternative ", "text/plain t.txt", "text/html t.html", "image/jpeg p.jpg"}, read())
	assert.True(t, m.DropPart(text))
	assert.False(t, m.DropPart(text))
	assert.Equal(t, []string{"application/vnd.wap.multipart.alternative ", "text/html t.html", "image/jpeg p.jpg"}, read())
	image.SetData([]byte("data"))
	image.SetContentType(contentType(t, "image/gif"))
	image.SetHeaders(nil)
	assert.Equal(t, []string{"application/vnd.wap.multipart.alternative ", "text/html t.html", "image/gif "}, read())
	inner.SetData([]byte{0})
	assert.Equal(t, []string{"application/vnd.wap.multipart.alternative ", "image/gif "}, read())
	assert.Equal(t, 1, m.Drop(mmspdu.FieldContentType))
	_, err := m.MarshalBinary()
	var forbidden *mmspdu.RuleError
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, mmspdu.V21, forbidden.Diagnostics[0].Rule)
}

// A part that was read and is changed deep inside: only the lengths around it change, and lies elsewhere stay.
func TestMessageChangesOnlyTheLengthsAround(t *testing.T) {
	// nEntries 3 is a lie, the lengths of the second part are padded, the first holds a nested multipart.
	const read = "\x8C\x84\x8D\x92\x85\x01\x01\x8Bm\x00\x84\xA3\x03" +
		"\x01\x06\xA3" + "\x01\x01\x02\x83ax" +
		"\x80\x01\x80\x01\x83b"
	var m mmspdu.Message
	require.NoError(t, m.UnmarshalBinary([]byte(read)))
	var parts []*mmspdu.MessagePart
	for p := range m.Parts() {
		parts = append(parts, p)
	}
	require.Len(t, parts, 2)
	for p := range parts[0].Parts() {
		assert.Equal(t, "ax", string(p.Data()))
		p.SetData([]byte("other"))
	}
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8C\x84\x8D\x92\x85\x01\x01\x8Bm\x00\x84\xA3\x03"+
		"\x01\x09\xA3"+"\x01\x01\x05\x83other"+
		"\x80\x01\x80\x01\x83b", string(got))
}

// Found by fuzzing: a count that lies stayed where one part had gone and another had come.
func TestMessageCountsPartsAnew(t *testing.T) {
	const read = "\x8C\x84\x8D\x92\x85\x01\x01\x8Bm\x00\x84\xA3\x07" + "\x01\x01\x83a"
	var m mmspdu.Message
	require.NoError(t, m.UnmarshalBinary([]byte(read)))
	for p := range m.Parts() {
		require.True(t, m.DropPart(p))
	}
	require.True(t, m.AddPart(mmspdu.NewPart(wsp.ContentType{0x83}, nil, []byte("b"))))
	got, err := m.MarshalBinary()
	require.NoError(t, err)
	assert.Equal(t, "\x8C\x84\x8D\x92\x85\x01\x01\x8Bm\x00\x84\xA3\x01"+"\x01\x01\x83b", string(got))
}
