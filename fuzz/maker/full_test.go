package maker

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// honest returns every PDU that the maker writes without a lie, by a name.
func honest() map[string]Made {
	out := map[string]Made{}
	for _, typ := range Types() {
		out[TypeName(typ)+"/full"] = Full(typ).Make()
		out[TypeName(typ)+"/minimal"] = Minimal(typ).Make()
		for _, v := range Variants(typ) {
			octets := v.Value.Octets[:min(24, len(v.Value.Octets))]
			out[fmt.Sprintf("%s/%s=%x", TypeName(typ), FieldName(v.Field), octets)] = v.PDU.Make()
		}
	}
	for _, p := range ContentVariants() {
		m := p.Make()
		f := m.Fields[len(m.Fields)-1]
		out[fmt.Sprintf("content/%x/%x", f.At.In(m.Octets), head(m.Octets[m.Body.Start:], 40))] = m
	}
	return out
}

func TestFullHasEveryField(t *testing.T) {
	require.Len(t, Types(), 24)
	for _, typ := range Types() {
		m := Full(typ).Make()
		count := map[int]int{}
		for _, f := range m.Fields {
			count[f.Code]++
		}
		for _, c := range Carries(typ) {
			want := 1
			if c.Repeats && len(Legal(typ, c.Field)) > 1 {
				want = 2
			}
			assert.Equal(t, want, count[int(c.Field)], "%s: %s", TypeName(typ), FieldName(c.Field))
		}
		assert.Len(t, count, len(Carries(typ)), TypeName(typ))
		assert.Equal(t, typ, m.Type)
		checkMade(t, TypeName(typ)+"/full", m)
	}
}

// Every field that any PDU carries has values to choose from, and they are of the kind that the field has.
func TestLegalValues(t *testing.T) {
	for _, typ := range Types() {
		for _, c := range Carries(typ) {
			if c.Field == ContentType {
				continue
			}
			values := Legal(typ, c.Field)
			require.NotEmpty(t, values, "%s: %s", TypeName(typ), FieldName(c.Field))
			for _, v := range values {
				assert.NotEmpty(t, v.Octets, FieldName(c.Field))
				assert.NotEqual(t, KindRaw, v.Kind, FieldName(c.Field))
			}
		}
	}
}
