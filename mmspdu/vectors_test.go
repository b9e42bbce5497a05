package mmspdu_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// TestVectors runs the vectors of testdata that are PDUs, bare or in a push.
func TestVectors(t *testing.T) {
	ran := 0
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		switch v.Kind {
		case testdata.KindPDU:
			ran++
			t.Run(name, func(t *testing.T) { runPDU(t, v, wsp.Span{End: uint32(len(v.Octets))}) })
		case testdata.KindPush:
			ran++
			t.Run(name, func(t *testing.T) { runPush(t, v) })
		}
	}
	assert.Greater(t, ran, 100, "vectors are missing")
}

func runPush(t *testing.T, v testdata.Vector) {
	var fs wsp.Faults
	b := v.Octets
	push, ok := wsp.CheckPush(b, wsp.Span{End: uint32(len(b))}, &wsp.Recorder{Faults: &fs})
	if v.Lenient == testdata.Faulty {
		assert.False(t, ok)
		return
	}
	require.True(t, ok, "no push")
	if v.Data[0] >= 0 {
		assert.Equal(t, wsp.Span{Start: uint32(v.Data[0]), End: uint32(v.Data[1])}, push.DataSpan())
	}
	if v.HasValue {
		assert.Equal(t, v.Value, push.ContentType().String())
	}
	if v.Type == "" {
		sameFaults(t, v, list(&fs))
		return
	}
	assert.True(t, push.IsMMS())
	outer := list(&fs)
	runPDU(t, v, push.DataSpan(), outer...)
}

func runPDU(t *testing.T, v testdata.Vector, s wsp.Span, outer ...wsp.Fault) {
	b := v.Octets
	var fs wsp.Faults
	lenient := mmspdu.Decoder{}
	p, err := lenient.DiagnoseSpan(b, s, &fs)
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	_, serr := strict.ParseSpan(b, s)
	if v.NotMMS {
		assert.ErrorIs(t, err, mmspdu.ErrNotMMS)
		assert.Error(t, serr)
		return
	}
	require.NoError(t, err, "lenient")
	faults := append(outer, list(&fs)...)
	sameFaults(t, v, faults)
	switch v.Strict {
	case testdata.OK:
		assert.NoError(t, serr, "strict")
	case testdata.Faulty:
		if len(outer) > 0 {
			break
		}
		var e *mmspdu.Error
		if assert.ErrorAs(t, serr, &e, "strict") && assert.NotEmpty(t, faults) {
			assert.Equal(t, faults[0], e.Fault, "strict stops at the first fault of lenient")
			assert.True(t, errors.Is(serr, faults[0].Code))
			assert.Contains(t, serr.Error(), faults[0].Code.Info().Section)
		}
	}
	if v.Type != "" {
		assert.Equal(t, v.Type, p.Type().String())
	}
	if m, ok := p.Multipart(); ok && v.Entries >= 0 {
		assert.EqualValues(t, v.Entries, m.Declared(), "nEntries")
	}
	var parts []wsp.Part
	if m, ok := p.Multipart(); ok {
		for part := range m.AllParts() {
			parts = append(parts, part)
		}
	}
	if v.Parts >= 0 {
		assert.Len(t, parts, v.Parts, "parts")
	}
	for i, want := range v.PartList {
		if i < len(parts) {
			assert.Equal(t, want.Media, parts[i].ContentType().String())
			assert.Equal(t, wsp.Span{Start: uint32(want.Start), End: uint32(want.End)}, parts[i].DataSpan())
		}
	}
	sameFields(t, v, &p)
	if v.Params != nil {
		ct, ok := p.ContentType()
		require.True(t, ok)
		var got, want []string
		for q := range ct.Params() {
			got = append(got, q.Name()+" = "+string(q.AppendValue(nil)))
		}
		for _, q := range v.Params {
			want = append(want, q.Name+" = "+q.Value)
		}
		assert.Equal(t, want, got)
	}
}

// sameFields checks the fields that the vector states, of the PDU or of the descriptions and parts in it.
func sameFields(t *testing.T, v testdata.Vector, p *mmspdu.PDU) {
	t.Helper()
	got := map[string][]string{}
	collect := func(p *mmspdu.PDU) {
		for h := range p.Headers() {
			name := strings.ToLower(h.Name())
			got[name] = append(got[name], fieldValues(h)...)
		}
	}
	collect(p)
	for d := range p.Descriptions() {
		collect(&d)
	}
	for part := range p.AllParts() {
		for h := range part.Headers() {
			name := strings.ToLower(h.Name())
			text, _ := h.Text()
			got[name] = append(got[name], text.String())
		}
		got["content-id"] = append(got["content-id"], part.ContentID().String(), "<"+part.ContentID().String()+">")
	}
	for _, f := range v.Fields {
		assert.Contains(t, got[strings.ToLower(f.Name)], f.Value, f.Name)
	}
}

// fieldValues gives all readings of a value in the notation of the vectors.
func fieldValues(h mmspdu.Header) []string {
	var out []string
	if x, ok := h.Text(); ok {
		out = append(out, x.String())
	}
	if o, ok := h.Octet(); ok {
		out = append(out, fmt.Sprintf("0x%02X", o))
	}
	if n, ok := h.Uint(); ok {
		out = append(out, strconv.FormatUint(n, 10))
	}
	if x, ok := h.Time(); ok {
		sign := "@"
		if x.Relative {
			sign = "+"
		}
		out = append(out, sign+strconv.FormatUint(x.Seconds, 10))
	}
	if x, ok := h.From(); ok {
		if x.Insert {
			return append(out, "insert")
		}
		out = append(out, x.Address.String())
	}
	if x, ok := h.Flags(); ok {
		out = append(out, fmt.Sprintf("0x%02X %s", uint8(x.Token), x.Keyword))
	}
	if x, ok := h.Total(); ok {
		out = append(out, fmt.Sprintf("0x%02X %d", uint8(x.Token), x.Number))
	}
	if x, ok := h.PreviouslySentBy(); ok {
		out = append(out, fmt.Sprintf("%d %s", x.Count, x.Address.String()))
	}
	if x, ok := h.PreviouslySentDate(); ok {
		out = append(out, fmt.Sprintf("%d %d", x.Count, x.Date))
	}
	if x, ok := h.Element(); ok {
		ct, _ := x.Type()
		out = append(out, x.Reference.String(), x.Reference.String()+" "+ct.String())
	}
	if n, ok := h.Del(); ok {
		for _, x := range out {
			out = append(out, fmt.Sprintf("%d %s", n, x))
		}
	}
	return out
}

// sameFaults checks the faults reported against those of the vector.
func sameFaults(t *testing.T, v testdata.Vector, got []wsp.Fault) {
	t.Helper()
	left := append([]wsp.Fault(nil), got...)
	for _, want := range v.Faults {
		found := false
		for i, g := range left {
			if g.Code.String() == want.Code && (want.Start < 0 || g.Span == wsp.Span{Start: uint32(want.Start), End: uint32(want.End)}) {
				left = append(left[:i], left[i+1:]...)
				found = true
				break
			}
		}
		assert.True(t, found, "no fault %v among:\n%s", want, describe(got))
	}
	if !v.More {
		assert.Empty(t, describe(left), "faults that the vector does not have")
	}
}

func describe(fs []wsp.Fault) string {
	s := ""
	for _, f := range fs {
		s += fmt.Sprintf("%s: %s\n", f.Code.Info().Name, mmspdu.AppendFault(nil, f))
	}
	return s
}

func list(fs *wsp.Faults) []wsp.Fault {
	var out []wsp.Fault
	for f := range fs.All() {
		out = append(out, f)
	}
	return out
}
