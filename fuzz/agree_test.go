package fuzz_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// The library reads strictly what the maker writes, which shares no code with it, and finds in it what the maker put in.
func TestStrictReadsTheMaker(t *testing.T) {
	for _, typ := range maker.Types() {
		name := maker.TypeName(typ)
		strictly(t, name+" full", maker.Full(typ).Make())
		strictly(t, name+" minimal", maker.Minimal(typ).Make())
		for _, v := range maker.Variants(typ) {
			strictly(t, name+" "+maker.FieldName(v.Field), v.PDU.Make())
		}
	}
	for _, p := range maker.ContentVariants() {
		strictly(t, "content", p.Make())
	}
}

// The messages are read leniently, strictly only where they do not lie, and hold what the maker says.
func TestMessagesHoldWhatWasPutIn(t *testing.T) {
	lies := map[string]wsp.Code{
		"entries-missing.mms":    wsp.EntriesMissing,
		"hidden-second-part.mms": wsp.EntriesSurplus,
		"trailing-octets.mms":    wsp.TrailingOctets,
		"data-overrun.mms":       wsp.DataTruncated,
	}
	for _, m := range maker.All() {
		made := m.Made
		if !strings.HasSuffix(m.Name, ".mms") {
			p, ok := wsp.ParsePush(made.Octets)
			if assert.True(t, ok && p.IsMMS(), m.Name) {
				assert.Equal(t, wsp.Span{Start: made.PDU.Start, End: made.PDU.End}, p.DataSpan(), m.Name)
			}
			continue
		}
		code, lie := lies[m.Name]
		if !lie {
			strictly(t, m.Name, made)
			continue
		}
		strict := mmspdu.Decoder{Mode: mmspdu.Strict}
		_, err := strict.Parse(made.Octets)
		assert.ErrorIs(t, err, code, m.Name)
		p, err := mmspdu.Parse(made.Octets)
		if assert.NoError(t, err, m.Name) {
			holds(t, m.Name, &p, made)
		}
	}
}

// strictly reads m without a fault.
func strictly(t *testing.T, name string, m maker.Made) {
	t.Helper()
	d := mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := d.Parse(m.Octets)
	if assert.NoError(t, err, "%s\n% x", name, m.Octets[:min(len(m.Octets), 400)]) {
		holds(t, name, &p, m)
	}
}

// holds compares every header and every part of p with what the maker put in.
func holds(t *testing.T, name string, p *mmspdu.PDU, m maker.Made) {
	t.Helper()
	assert.Equal(t, m.Type, byte(p.Type()), name)
	i := 0
	for h := range p.Headers() {
		if !assert.Less(t, i, len(m.Fields), "%s: more headers than were made", name) {
			return
		}
		header(t, name, h, m.Fields[i])
		i++
	}
	assert.Len(t, m.Fields, i, "%s: fewer headers than were made", name)
	mp, ok := p.Multipart()
	assert.Equal(t, m.Declared >= 0, ok, "%s: a multipart or not", name)
	if !ok {
		return
	}
	assert.Equal(t, m.Declared, int64(mp.Declared()), name)
	i = 0
	for q := range p.AllParts() {
		if !assert.Less(t, i, len(m.Parts), "%s: more parts than were made", name) {
			return
		}
		w := m.Parts[i]
		assert.Equal(t, wsp.Span{Start: w.Data.Start, End: w.Data.End}, q.DataSpan(), "%s: part %d", name, i)
		assert.Equal(t, w.Depth, q.Depth(), "%s: part %d", name, i)
		assert.Equal(t, w.Truncated, q.Truncated(), "%s: part %d", name, i)
		assert.Equal(t, strings.ToLower(w.Type.Name), strings.ToLower(string(q.ContentType().AppendMedia(nil))), "%s: part %d", name, i)
		assert.Equal(t, w.ID, q.ContentID().String(), "%s: part %d", name, i)
		assert.Equal(t, w.Location, q.Location().String(), "%s: part %d", name, i)
		assert.Equal(t, w.Name, q.Name().String(), "%s: part %d", name, i)
		assert.Equal(t, w.Filename, q.Filename().String(), "%s: part %d", name, i)
		i++
	}
	assert.Len(t, m.Parts, i, "%s: fewer parts than were made", name)
}

// header compares one header with what the maker put in.
func header(t *testing.T, name string, h mmspdu.Header, f maker.MadeField) {
	t.Helper()
	assert.Equal(t, wsp.Span{Start: f.Span.Start, End: f.Span.End}, h.Span(), name)
	assert.Equal(t, wsp.Span{Start: f.At.Start, End: f.At.End}, h.ValueSpan(), name)
	v := f.Value
	switch v.Kind {
	case maker.KindText, maker.KindEncoded:
		text, ok := h.Text()
		assert.True(t, ok, "%s: %s", name, h.Name())
		assert.Equal(t, v.Text, text.String(), "%s: %s", name, h.Name())
	case maker.KindOctet:
		if code, _ := h.Field(); uint8(code) == maker.Attributes {
			a, ok := h.Attribute()
			assert.True(t, ok && uint64(a)|0x80 == v.Number, "%s: %s", name, h.Name())
			return
		}
		o, ok := h.Octet()
		assert.True(t, ok && uint64(o) == v.Number, "%s: %s", name, h.Name())
	case maker.KindTime:
		x, ok := h.Time()
		assert.True(t, ok, "%s: %s", name, h.Name())
		assert.Equal(t, mmspdu.Time{Relative: v.Token == 0x81, Seconds: v.Number}, x, "%s: %s", name, h.Name())
	case maker.KindFrom:
		x, ok := h.From()
		assert.True(t, ok && x.Insert == (v.Token == 0x81), "%s: %s", name, h.Name())
		assert.Equal(t, v.Text, x.Address.Text.String(), "%s: %s", name, h.Name())
	case maker.KindDel:
		n, ok := h.Del()
		assert.True(t, ok && n == v.Count, "%s: %s", name, h.Name())
	}
}

// Every charset that is met in practice becomes the text that two other converters made of it.
func TestCharsetSamples(t *testing.T) {
	for _, s := range maker.CharsetSamples() {
		got, ok := wsp.Charset(s.Charset).AppendUTF8(nil, []byte(s.Octets))
		assert.True(t, ok, s.Name)
		assert.Equal(t, s.Text, string(got), s.Name)
		byName, ok := wsp.CharsetByName([]byte(s.Name))
		assert.True(t, ok && uint16(byName) == s.Charset, s.Name)
	}
}

// Every fault has a vector that shows it.
func TestVectorsShowEveryFault(t *testing.T) {
	shown := map[string]bool{}
	for _, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		for _, f := range v.Faults {
			shown[f.Code] = true
		}
	}
	for c := range wsp.Codes() {
		assert.True(t, shown[c.String()], "no vector shows %s", c)
		delete(shown, c.String())
	}
	assert.Empty(t, shown, "vectors name faults that there are none of")
}

// Octets that are no PDU are told apart from broken ones.
func TestNotMMS(t *testing.T) {
	for name, v := range testdata.Vectors() {
		if v.NotMMS {
			_, err := mmspdu.Parse(v.Octets)
			assert.True(t, errors.Is(err, mmspdu.ErrNotMMS), name)
		}
	}
}
