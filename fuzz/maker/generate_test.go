package maker

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// grown are n messages of this type, the same on every run.
func grown(typ byte, n int) []Grown {
	var out []Grown
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(typ), uint64(i)))
		b := make([]byte, 100+r.IntN(900))
		for j := range b {
			b[j] = byte(r.Uint32())
		}
		out = append(out, GrowType(NewSource(b), typ))
	}
	return out
}

// Run dry, the generator makes a message of every type with what is mandatory and hardly more.
func TestGrowDry(t *testing.T) {
	for _, typ := range Types() {
		g := GrowType(NewSource(nil), typ)
		checkMade(t, TypeName(typ), g.Made)
		assert.Empty(t, g.Rules, TypeName(typ))
		for _, c := range Carries(typ) {
			if c.Need == 'O' && c.Field != To && c.Field != MMSVersion && c.Field != StoreStatus {
				assert.False(t, g.PDU.has(c.Field), "%s: %s", TypeName(typ), FieldName(c.Field))
			}
			if c.Need == 'M' {
				assert.True(t, g.PDU.has(c.Field), "%s: %s", TypeName(typ), FieldName(c.Field))
			}
		}
	}
}

// Every field that a PDU may carry is generated, again where it may repeat, in other places than its own, and with every
// kind of value that it has.
func TestGrowHasEveryField(t *testing.T) {
	for _, typ := range Types() {
		seen, twice, moved := map[int]bool{}, map[int]bool{}, map[int]bool{}
		unknown, named := false, false
		for _, g := range grown(typ, 60) {
			checkMade(t, TypeName(typ), g.Made)
			here, last := map[int]bool{}, -1
			for _, f := range g.Made.Fields {
				twice[f.Code] = twice[f.Code] || here[f.Code]
				moved[f.Code] = moved[f.Code] || f.Code < last
				here[f.Code], seen[f.Code], last = true, true, f.Code
				unknown, named = unknown || f.Code >= 0x40, named || f.Code < 0
			}
		}
		for _, c := range Carries(typ) {
			assert.True(t, seen[int(c.Field)], "%s: no %s", TypeName(typ), FieldName(c.Field))
			assert.Equal(t, c.Repeats, twice[int(c.Field)], "%s: %s twice", TypeName(typ), FieldName(c.Field))
		}
		assert.True(t, unknown && named, "%s: fields that MMS does not have", TypeName(typ))
		assert.NotEmpty(t, moved, "%s: all messages have one order", TypeName(typ))
	}
}

// The generated parts are of all sorts: nested as deep as readers go, with every header, of every kind of media, and none.
func TestGrowHasEveryPart(t *testing.T) {
	deepest, none, single, dangerous := 0, 0, 0, 0
	headers, params := map[int]bool{}, map[int]bool{}
	types := map[string]bool{}
	for _, g := range grown(RetrieveConf, 1500) {
		if g.Made.Declared < 0 {
			single++
			continue
		}
		if len(g.Made.Parts) == 0 {
			none++
		}
		for _, p := range g.Made.Parts {
			deepest = max(deepest, p.Depth)
			types[p.Type.Name] = true
			for _, f := range p.Fields {
				headers[f.Code] = true
			}
			for _, x := range p.Type.Params {
				params[x.Code] = true
			}
			if string(p.Data.In(g.Made.Octets)) == string(ELF()) {
				dangerous++
			}
		}
	}
	assert.GreaterOrEqual(t, deepest, 5)
	assert.Positive(t, none, "empty multiparts")
	assert.Positive(t, single, "bodies that are no multipart")
	assert.Positive(t, dangerous, "attachments that look like programs")
	for _, code := range []int{-1, int(PartID), int(PartLocation), int(PartDisposition), int(PartDispositionOld), int(PartLanguage)} {
		assert.True(t, headers[code], "part header %x", code)
	}
	for _, code := range []int{-1, ParamCharset, ParamName, ParamNameNew, ParamFilename, ParamSize, ParamCreated, ParamQ, ParamRootType, ParamStart, ParamStartNew} {
		assert.True(t, params[code], "parameter %x", code)
	}
	for _, x := range stubs {
		assert.True(t, types[x.media], x.media)
	}
	assert.Greater(t, len(types), 100)
}

// A benign message has attachments too, and nothing of what is dangerous.
func TestGrowBenign(t *testing.T) {
	types, parts := map[byte]bool{}, map[string]bool{}
	for i := range 600 {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		b := make([]byte, 300)
		for j := range b {
			b[j] = byte(r.Uint32())
		}
		g := GrowBenign(NewSource(b))
		types[g.Made.Type] = true
		for _, p := range g.Made.Parts {
			parts[p.Type.Name] = true
		}
	}
	assert.Len(t, types, 24)
	for _, x := range stubs {
		assert.True(t, parts[x.media], x.media)
	}
	assert.False(t, parts["application/vnd.omaloc-supl-init"])
}

// One octet that is changed changes one decision: what was decided before it stays.
func TestSourceIsAStream(t *testing.T) {
	s := NewSource([]byte{5, 0x81, 0, 3, 'a', 'b', 'c', 1, 0, 2, 9, 9})
	assert.Equal(t, 2, s.Pick(3))
	assert.Equal(t, 0x8100%300, s.Pick(300))
	assert.Equal(t, []byte("abc"), s.Octets(10))
	assert.True(t, s.Flip())
	assert.False(t, s.Rarely(2))
	assert.EqualValues(t, 0x0909, s.Number())
	assert.True(t, s.Dry())
	assert.Zero(t, s.Pick(7))
	assert.Zero(t, s.Number())
	assert.Empty(t, s.Octets(7))
	assert.Empty(t, s.Text())
	assert.Equal(t, "a", s.Token())
	assert.False(t, s.Flip() || s.Rarely(1000))
	order := []int{1, 2, 3}
	shuffle(s, order)
	assert.Equal(t, []int{1, 2, 3}, order)
}
