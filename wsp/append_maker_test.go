package wsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/wsp"
)

// The maker shares no code with the library. Where its forms are canonical, both write the same octets.
func TestAppendAsTheMaker(t *testing.T) {
	for shift := range 64 {
		for _, v := range []uint64{1<<shift - 1, 1 << shift, 1<<shift + 1, 0x0102030405060708 >> shift} {
			assert.Equal(t, maker.Uintvar(uint32(v)), wsp.AppendUintvar(nil, uint32(v)), "%d", v)
			assert.Equal(t, maker.LongInteger(v), wsp.AppendLongInteger(nil, v), "%d", v)
			assert.Equal(t, maker.IntegerValue(v), wsp.AppendInteger(nil, v), "%d", v)
			if n := int(v); n >= 0 && v < 1<<31 {
				assert.Equal(t, maker.ValueLength(n), wsp.AppendValueLength(nil, uint32(v)), "%d", v)
			}
		}
	}
	for v := range 128 {
		got, c := wsp.AppendShortInteger(nil, byte(v))
		assert.Zero(t, c)
		assert.Equal(t, maker.ShortInteger(byte(v)), got)
	}
	for q := range 1000 {
		got, c := wsp.AppendQ(nil, q)
		assert.Zero(t, c)
		assert.Equal(t, maker.QValue(uint32(q)), got, "%d", q)
	}
	for major := 1; major <= 7; major++ {
		for minor := -1; minor <= 14; minor++ {
			v, ok := wsp.MakeVersion(major, minor)
			got, c := wsp.AppendVersion(nil, v)
			assert.True(t, ok && c == 0)
			assert.Equal(t, maker.VersionValue(byte(major), byte(minor&15)), got)
		}
	}
	for n := range 300 {
		want := maker.Sized(make([]byte, n))
		assert.Equal(t, want, wsp.PrefixValueLength(make([]byte, n), 0), "%d", n)
	}
	for _, s := range someTexts {
		if got, c := wsp.AppendText(nil, s); c == 0 {
			assert.Equal(t, maker.TextString(s), got, "%q", s)
		}
		if got, c := wsp.AppendToken(nil, s); c == 0 {
			assert.Equal(t, maker.TokenText(s), got, "%q", s)
		}
		if got, c := wsp.AppendQuoted(nil, s); c == 0 {
			assert.Equal(t, maker.QuotedString(s), got, "%q", s)
		}
		if got, c := wsp.AppendTextValue(nil, s); c == 0 {
			assert.Equal(t, maker.TextValue(s), got, "%q", s)
		}
	}
}

// mediaOctets is how the maker writes a Content-type-value.
func mediaOctets(m maker.Media) []byte {
	p := maker.PDU{}.WithBody(m, nil).Make()
	return p.Fields[0].At.In(p.Octets)
}

// asParam is a parameter of the maker; ok is false for a value that it does not say.
func asParam(p maker.Param) (param, bool) {
	name := p.Name
	if p.Code >= 0 {
		if name = wsp.ParamName(uint8(p.Code)); name == "" {
			return param{}, false
		}
	}
	switch v := p.Value; v.Kind {
	case maker.KindInteger:
		return withNumber(name, v.Number), true
	case maker.KindText:
		return withText(name, v.Text), true
	case maker.KindContentType:
		return withText(name, v.Type.Name), true
	case maker.KindRaw:
		switch p.Code {
		case 0x00:
			q, _, _ := wsp.ConsumeQ(v.Octets)
			return withNumber(name, uint64(q)), true
		case 0x10:
			return withText(name, ""), true
		}
		n, used, _ := wsp.ConsumeInteger(v.Octets)
		return withNumber(name, n), used == len(v.Octets)
	}
	return param{}, false
}

// asParams is all of them.
func asParams(list []maker.Param) (all []param, ok bool) {
	for _, p := range list {
		q, ok := asParam(p)
		if !ok {
			return nil, false
		}
		all = append(all, q)
	}
	return all, true
}

// ContentTypes of the maker: all its forms, of which those that are not canonical are counted by their reasons.
func TestAppendContentTypesOfTheMaker(t *testing.T) {
	reasons := map[string]int{}
	for _, m := range maker.ContentTypes() {
		want := mediaOctets(m)
		params, ok := asParams(m.Params)
		if !ok {
			reasons["parameter without a name"]++
			continue
		}
		got, c := checkAppendContentType(t, m.Name, params...)
		require.Zero(t, c, "%+v", m)
		if why := longerThanNeeded(want); why != "" {
			reasons[why]++
			assert.NotEqual(t, want, []byte(got), why)
			continue
		}
		reasons[""]++
		assert.Equal(t, want, []byte(got), "%+v", m)
	}
	assert.Equal(t, map[string]int{
		"":                                     101,
		"parameter without a name":             1,
		"Value-length in the long form":        1,
		"newer number where the older does":    3,
		"media type in text that has a number": 2,
		"number of application/octet-stream, or general form of one octet": 2,
	}, reasons)
}

// asHeader appends a header of a part as the maker has it; ok is false for what is written another way.
func asHeader(d []byte, h maker.MadeField) ([]byte, bool) {
	var c wsp.Code
	switch {
	case h.Code < 0:
		d, c = wsp.AppendApplicationHeader(d, h.Name, h.Value.Text)
	case h.Code == contentID:
		d, c = wsp.AppendContentID(d, h.Value.Text)
	case h.Code == contentLocation:
		d, c = wsp.AppendContentLocation(d, h.Value.Text)
	case h.Code == int(maker.PartDispositionOld) && h.Value.Kind == maker.KindDisposition:
		params, ok := asParams(h.Value.Params)
		if !ok {
			return d, false
		}
		d, c = wsp.AppendContentDisposition(d, h.Value.Token, parameters(params)...)
	default:
		d, c = wsp.AppendHeader(d, uint8(h.Code), h.Value.Octets)
	}
	return d, c == 0
}

// Every body that the maker writes without a lie, from what it says is in there.
func TestAppendMultipartsOfTheMaker(t *testing.T) {
	var pdus []maker.PDU
	for _, typ := range maker.Types() {
		pdus = append(pdus, maker.Full(typ))
		for _, v := range maker.Variants(typ) {
			pdus = append(pdus, v.PDU)
		}
	}
	pdus = append(pdus, maker.ContentVariants()...)
	var mades []maker.Made
	for _, p := range pdus {
		mades = append(mades, p.Make())
	}
	for _, m := range maker.All() {
		mades = append(mades, m.Made)
	}
	same, other, parts := 0, 0, 0
	for _, m := range mades {
		r := wsp.Recorder{Strict: true}
		body := wsp.Span(m.Body)
		if m.Declared < 0 || m.Declared == 0 && len(m.Parts) > 0 {
			continue
		}
		if wsp.CheckMultipart(m.Octets, body, vectorBounds, &r); r.Count != 0 {
			continue // it lies
		}
		got, ok := asMultipart(t, m, m.Parts, 0)
		if !ok {
			other++
			continue
		}
		same++
		parts += len(m.Parts)
		assert.Equal(t, body.In(m.Octets), got)
	}
	t.Logf("%d bodies of %d parts are written the same; %d have forms that are not canonical", same, parts, other)
	assert.Greater(t, same, 100)
	assert.Less(t, other, same)
}

// asMultipart writes the parts of one level, and what they hold. ok is false for forms that are not canonical.
func asMultipart(t *testing.T, m maker.Made, list []maker.MadePart, depth int) (body []byte, ok bool) {
	t.Helper()
	var entries []wsp.Entry
	for i, p := range list {
		if p.Depth != depth {
			continue
		}
		params, ok := asParams(p.Type.Params)
		if !ok || longerThanNeeded(mediaOctets(p.Type)) != "" {
			return nil, false
		}
		ct, c := wsp.MakeContentType(p.Type.Name, parameters(params)...)
		require.Zero(t, c)
		e := wsp.Entry{ContentType: ct, Data: p.Data.In(m.Octets)}
		for _, h := range p.Fields {
			before := len(e.Headers)
			if e.Headers, ok = asHeader(e.Headers, h); !ok {
				return nil, false
			}
			if want := wsp.Span(h.Span).In(m.Octets); string(e.Headers[before:]) != string(want) {
				if strings.Contains(string(want), "\x98") || h.Value.Kind == maker.KindRaw { // the newer filename, or raw octets
					return nil, false
				}
				t.Errorf("header %d %s: %x, want %x", h.Code, h.Name, e.Headers[before:], want)
			}
		}
		if p.Declared >= 0 {
			end := i + 1
			for end < len(list) && list[end].Depth > depth {
				end++
			}
			if e.Data, ok = asMultipart(t, m, list[i+1:end], depth+1); !ok {
				return nil, false
			}
		}
		entries = append(entries, e)
	}
	body, c := wsp.AppendMultipart(nil, entries...)
	require.Zero(t, c)
	return body, true
}
