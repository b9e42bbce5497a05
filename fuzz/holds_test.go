package fuzz_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The functions of this file compare what the library reads with what the maker put in.

// strictly reads m without a fault.
func strictly(t *testing.T, name string, m maker.Made) {
	t.Helper()
	d := mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := d.Parse(m.Octets)
	if assert.NoError(t, err, "%s\n% x", name, m.Octets[:min(len(m.Octets), 400)]) {
		holds(t, name, &p, m)
	}
}

// spanOf is a span of the maker as the library writes it.
func spanOf(s maker.Span) wsp.Span { return wsp.Span{Start: s.Start, End: s.End} }

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
	assert.Equal(t, spanOf(m.Trailing).Len(), p.Trailing().Len(), "%s: what trails", name)
	if !ok {
		single(t, name, p, m)
		return
	}
	assert.Equal(t, m.Declared, int64(mp.Declared()), name)
	i = 0
	for q := range p.AllParts() {
		if !assert.Less(t, i, len(m.Parts), "%s: more parts than were made", name) {
			return
		}
		part(t, name, i, &q, m.Parts[i])
		i++
	}
	assert.Len(t, m.Parts, i, "%s: fewer parts than were made", name)
}

// single compares a body that is no multipart: one part of the PDU's own content type.
func single(t *testing.T, name string, p *mmspdu.PDU, m maker.Made) {
	t.Helper()
	if m.Body.Start == m.Body.End {
		assert.Empty(t, p.Body(), name)
		return
	}
	assert.Equal(t, spanOf(m.Body), p.BodySpan(), name)
	n := 0
	for q := range p.AllParts() {
		assert.Equal(t, spanOf(m.Body), q.DataSpan(), name)
		media(t, name, q.ContentType(), *m.Fields[len(m.Fields)-1].Value.Type)
		n++
	}
	assert.Equal(t, 1, n, "%s: the body is one part", name)
}

// part compares part number i.
func part(t *testing.T, name string, i int, q *wsp.Part, w maker.MadePart) {
	t.Helper()
	assert.Equal(t, spanOf(w.Data), q.DataSpan(), "%s: part %d", name, i)
	assert.Equal(t, w.Depth, q.Depth(), "%s: part %d", name, i)
	assert.Equal(t, w.Truncated, q.Truncated(), "%s: part %d", name, i)
	assert.Equal(t, w.ID, q.ContentID().String(), "%s: part %d", name, i)
	assert.Equal(t, w.Location, q.Location().String(), "%s: part %d", name, i)
	assert.Equal(t, w.Name, q.Name().String(), "%s: part %d", name, i)
	assert.Equal(t, w.Filename, q.Filename().String(), "%s: part %d", name, i)
	media(t, name, q.ContentType(), w.Type)
	if w.Truncated {
		return // its headers may be cut as well
	}
	n := 0
	for h := range q.Headers() {
		if !assert.Less(t, n, len(w.Fields), "%s: part %d: more headers than were made", name, i) {
			return
		}
		partHeader(t, name, h, w.Fields[n])
		n++
	}
	assert.Len(t, w.Fields, n, "%s: part %d: fewer headers than were made", name, i)
}

// partHeader compares one header of a part.
func partHeader(t *testing.T, name string, h wsp.Header, f maker.MadeField) {
	t.Helper()
	assert.Equal(t, spanOf(f.Span), h.Span(), name)
	assert.Equal(t, spanOf(f.At), h.ValueSpan(), name)
	code, ok := h.Code()
	assert.Equal(t, f.Code >= 0, ok, name)
	if ok {
		assert.Equal(t, f.Code, int(code), name)
	} else {
		assert.Equal(t, f.Name, h.Name(), name)
	}
	switch f.Value.Kind {
	case maker.KindInteger:
		n, ok := h.Uint()
		assert.True(t, ok && n == f.Value.Number, "%s: %s", name, h.Name())
	case maker.KindText:
		text, ok := h.Text()
		want := f.Value.Text
		if f.Code == int(maker.PartID) {
			text = wsp.StripID(text)
		}
		assert.True(t, ok, "%s: %s", name, h.Name())
		assert.Equal(t, want, text.String(), "%s: %s", name, h.Name())
	}
}

// media compares a content type and its parameters.
func media(t *testing.T, name string, ct wsp.ContentType, w maker.Media) {
	t.Helper()
	assert.Equal(t, strings.ToLower(w.Name), strings.ToLower(string(ct.AppendMedia(nil))), name)
	assert.True(t, ct.Is(string(ct.AppendMedia(nil))) || strings.Contains(w.Name, "unknown"), "%s: %s", name, w.Name)
	assert.Equal(t, w.Multipart() || w.Name != strings.ToLower(w.Name) && ct.Multipart(), ct.Multipart(), "%s: %s", name, w.Name)
	params(t, name, ct.ParamCursor(), w.Params)
}

// params compares parameters one by one.
func params(t *testing.T, name string, c wsp.ParamCursor, want []maker.Param) {
	t.Helper()
	i := 0
	for c.Next() {
		p := c.Param()
		if !assert.Less(t, i, len(want), "%s: more parameters than were made", name) {
			return
		}
		w := want[i]
		i++
		assert.Equal(t, w.Value.Octets, p.Raw(), "%s: parameter %d", name, i)
		code, ok := p.Code()
		if assert.Equal(t, w.Code >= 0, ok, "%s: parameter %d", name, i); ok {
			assert.Equal(t, w.Code, int(code), "%s: parameter %d", name, i)
		} else {
			assert.Equal(t, w.Name, p.Name(), "%s: parameter %d", name, i)
		}
		switch w.Value.Kind {
		case maker.KindText:
			text, ok := p.Text()
			assert.True(t, ok && text.String() == w.Value.Text, "%s: parameter %d: %q is %q", name, i, w.Value.Text, text.String())
		case maker.KindInteger:
			n, ok := p.Uint()
			assert.True(t, ok && n == w.Value.Number, "%s: parameter %d: %d is %d", name, i, w.Value.Number, n)
		}
	}
	assert.Len(t, want, i, "%s: fewer parameters than were made", name)
}

// header compares one header with what the maker put in.
func header(t *testing.T, name string, h mmspdu.Header, f maker.MadeField) {
	t.Helper()
	assert.Equal(t, spanOf(f.Span), h.Span(), name)
	assert.Equal(t, spanOf(f.At), h.ValueSpan(), name)
	code, ok := h.Field()
	if f.Code >= 0 {
		assert.True(t, ok && int(code) == f.Code, "%s: %s", name, h.Name())
	} else {
		assert.Equal(t, f.Name, h.Name(), name)
	}
	v := f.Value
	kind := v.Kind
	if kind == maker.KindDel {
		n, ok := h.Del()
		assert.True(t, ok && n == v.Count, "%s: %s", name, h.Name())
		kind = v.Inner
	}
	right := true
	switch kind {
	case maker.KindText, maker.KindEncoded:
		text, ok := h.Text()
		assert.True(t, ok, "%s: %s", name, h.Name())
		assert.Equal(t, v.Text, text.String(), "%s: %s", name, h.Name())
		right = uint16(text.Charset()) == v.Charset
	case maker.KindOctet:
		if uint8(code) == maker.Attributes {
			a, ok := h.Attribute()
			right = ok && uint64(a)|0x80 == v.Number
			break
		}
		o, ok := h.Octet()
		right = ok && uint64(o) == v.Number
	case maker.KindInteger:
		n, ok := h.Uint()
		right = ok && n == v.Number
	case maker.KindTime:
		x, ok := h.Time()
		right = ok && x == mmspdu.Time{Relative: v.Token == 0x81, Seconds: v.Number}
	case maker.KindFrom:
		x, ok := h.From()
		right = ok && x.Insert == (v.Token == 0x81) && textIs(x.Address.Text, v)
	case maker.KindFlags:
		x, ok := h.Flags()
		right = ok && byte(x.Token) == v.Token && textIs(x.Keyword, v)
	case maker.KindTotal:
		x, ok := h.Total()
		right = ok && x == mmspdu.Total{Token: mmspdu.TotalToken(v.Token), Number: v.Number}
	case maker.KindPreviousBy:
		x, ok := h.PreviouslySentBy()
		right = ok && x.Count == v.Count && textIs(x.Address.Text, v)
	case maker.KindPreviousAt:
		x, ok := h.PreviouslySentDate()
		right = ok && x == mmspdu.PreviouslySentDate{Count: v.Count, Date: mmspdu.Date(v.Number)}
	case maker.KindElement:
		x, ok := h.Element()
		typ, has := x.Type()
		right = ok && textIs(x.Reference, v) && has == (v.Type != nil) && (!has || typ.Is(v.Type.Name))
	case maker.KindContentType:
		ct, ok := h.ContentType()
		right = ok
		media(t, name, ct, *v.Type)
	}
	assert.True(t, right, "%s: %s is not what was made: %+v", name, h.Name(), v)
}

// textIs tells whether a text and its charset are those of v.
func textIs(x wsp.Text, v maker.Value) bool {
	return x.String() == v.Text && uint16(x.Charset()) == v.Charset
}
