package fuzz_test

import (
	"errors"
	"fmt"
	"slices"
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

// A text may begin with any character, a space too, in every field of every PDU: it is the first octet that tells a text from
// other values. Folded texts go past the short way that the walk has for what is plain.
func TestTextsBeginWithAnyCharacter(t *testing.T) {
	texts := 0
	for _, typ := range maker.Types() {
		done := map[byte]bool{}
		for _, v := range maker.Variants(typ) {
			write := maker.Plain
			switch {
			case v.Value.Kind == maker.KindText && maker.Enumerated(v.Field) == nil:
				write = maker.Text
			case v.Value.Kind != maker.KindEncoded || v.Value.Charset != 0:
				continue
			}
			if done[v.Field] {
				continue
			}
			done[v.Field] = true
			i := slices.IndexFunc(v.PDU.Fields, func(f maker.Field) bool { return f.Code == int(v.Field) })
			require.GreaterOrEqual(t, i, 0)
			for c := byte(' '); c <= '~'; c++ {
				if c == '"' { // begins a Quoted-string
					continue
				}
				for _, rest := range []string{"a", "a\r\n b"} {
					texts++
					value := write(string(rune(c)) + rest)
					p := v.PDU
					p.Fields = slices.Clone(p.Fields)
					p.Fields[i].Value = value
					strictly(t, fmt.Sprintf("%s %s %q", maker.TypeName(typ), maker.FieldName(v.Field), value.Text), p.Make())
				}
			}
		}
	}
	assert.Greater(t, texts, 1000)
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
