package reference

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
)

// The vectors hold the reference to the digests, not only to the library.
func TestVectors(t *testing.T) {
	ran := 0
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		run := runners[v.Kind]
		if run == nil {
			continue
		}
		ran++
		t.Run(name, func(t *testing.T) { run(t, v) })
	}
	assert.Greater(t, ran, 200, "vectors are missing")
}

var runners = map[testdata.Kind]func(*testing.T, testdata.Vector){
	testdata.KindPDU:         runPDU,
	testdata.KindPush:        runPush,
	testdata.KindMultipart:   func(t *testing.T, v testdata.Vector) { runMultipart(t, v, 0, nil) },
	testdata.KindEntity:      runEntity,
	testdata.KindContentType: runContentType,
	testdata.KindHeaders:     runHeaders,
	testdata.KindInteger:     value(func(r *reader, end int) int { return integerEnd(r, end, true) }),
	testdata.KindDate:        value(func(r *reader, end int) int { return integerEnd(r, end, false) }),
	testdata.KindText:        value(func(r *reader, end int) int { return r.textString(0, end, "") }),
	testdata.KindTextValue:   value(func(r *reader, end int) int { return r.textValue(0, end, "") }),
	testdata.KindUintvar: func(t *testing.T, v testdata.Vector) {
		n, next, fault := uintvar(v.Octets, 0, len(v.Octets))
		number(t, v, fmt.Sprint(n), next, fault)
	},
	testdata.KindQ: func(t *testing.T, v testdata.Vector) {
		n, _, next, fault := qValue(v.Octets, 0, len(v.Octets))
		number(t, v, fmt.Sprint(float64(n)/1000), next, fault)
	},
}

func integerEnd(r *reader, end int, short bool) int {
	_, _, next := r.integer(0, end, short, "")
	return next
}

// number holds a primitive that has one fault at most.
func number(t *testing.T, v testdata.Vector, value string, next int, fault string) {
	var faults []Fault
	if fault != "" {
		faults = append(faults, Fault{Code: fault, Span: Span{0, next}})
	}
	if v.Lenient == testdata.Faulty {
		require.NotEmpty(t, v.Faults)
		assert.Equal(t, v.Faults[0].Code, fault)
		return
	}
	sameFaults(t, v, faults)
	assert.Equal(t, v.Used, next)
	assert.Equal(t, v.Value, value)
}

// value holds a production that goes on behind its faults.
func value(read func(*reader, int) int) func(*testing.T, testdata.Vector) {
	return func(t *testing.T, v testdata.Vector) {
		r := New().over(v.Octets, Limits{})
		next := read(r, len(v.Octets))
		sameFaults(t, v, r.faults)
		if v.Used >= 0 {
			assert.Equal(t, v.Used, next)
		}
	}
}

// sameFaults checks the faults noted against those of the vector.
func sameFaults(t *testing.T, v testdata.Vector, got []Fault) {
	t.Helper()
	left := append([]Fault(nil), got...)
	for _, want := range v.Faults {
		found := false
		for i, g := range left {
			if g.Code == want.Code && (want.Start < 0 || g.Span == Span{want.Start, want.End}) {
				left = append(left[:i], left[i+1:]...)
				found = true
				break
			}
		}
		assert.True(t, found, "no fault %v among %v", want, got)
	}
	if !v.More {
		assert.Empty(t, left, "faults that the vector does not have")
	}
	if v.Strict == testdata.OK {
		assert.Empty(t, got)
	}
}

func runPDU(t *testing.T, v testdata.Vector) {
	m := New().Decode(v.Octets, Limits{})
	assert.Equal(t, v.NotMMS, !m.IsMMS, "is no MMS PDU")
	if v.NotMMS {
		return
	}
	sameFaults(t, v, m.Faults)
	if v.Type != "" {
		names := registry("mms-types", 0, 1)
		assert.Equal(t, v.Type, names[int(m.Type)])
	}
	if m.Multipart != nil {
		sameParts(t, v, m.Multipart)
	}
	got := map[string][]string{}
	collect(got, m)
	names := registry("mms-fields", 0, 1)
	for _, f := range v.Fields {
		for code, name := range names {
			if name == f.Name && !strings.ContainsRune(f.Value, '\ufffd') {
				assert.Contains(t, got[fmt.Sprint(code)], f.Value, f.Name)
			}
		}
	}
}

// collect gives all readings of all values in the notation of the vectors, by the numbers of the fields.
func collect(got map[string][]string, m *Message) {
	for _, h := range m.Headers {
		v, key := h.Value, fmt.Sprint(h.Code)
		if v.Text != nil {
			got[key] = append(got[key], shown(*v.Text))
		}
		if v.Octet != nil {
			got[key] = append(got[key], fmt.Sprintf("0x%02X", *v.Octet))
		}
		if v.Number != nil {
			got[key] = append(got[key], fmt.Sprint(*v.Number))
		}
		if v.Time != nil {
			got[key] = append(got[key], fmt.Sprintf("%s%d", map[bool]string{true: "+", false: "@"}[v.Time.Relative], v.Time.Seconds))
		}
		if v.From != nil && v.From.Insert {
			got[key] = append(got[key], "insert")
		} else if v.From != nil {
			got[key] = append(got[key], shown(v.From.Address))
		}
		if v.Flags != nil {
			got[key] = append(got[key], fmt.Sprintf("0x%02X %s", v.Flags.Token, v.Flags.Keyword.Octets))
		}
		if v.Total != nil {
			got[key] = append(got[key], fmt.Sprintf("0x%02X %d", v.Total.Token, v.Total.Number))
		}
		if v.SentBy != nil {
			got[key] = append(got[key], fmt.Sprintf("%d %s", v.SentBy.Count, v.SentBy.Address.Octets))
		}
		if v.SentDate != nil {
			got[key] = append(got[key], fmt.Sprintf("%d %d", v.SentDate.Count, v.SentDate.Seconds))
		}
		if v.Element != nil {
			c, _ := New().ContentType(v.Element.Type, false)
			got[key] = append(got[key], fmt.Sprintf("%s %s", v.Element.Reference.Octets, c.Media()))
		}
		if v.Del != nil {
			for _, x := range got[key] {
				got[key] = append(got[key], fmt.Sprintf("%d %s", *v.Del, x))
			}
		}
	}
	for _, d := range m.Descriptions {
		collect(got, d)
	}
}

// shown returns t as the vectors write it. What has a charset that this package does not convert is checked by its number of
// octets elsewhere.
func shown(t Text) string {
	switch {
	case t.Charset == 0 && strings.Contains(string(t.Octets), "\xc9t\xe9"):
		return "Été" // ISO-8859-1, which is what is left when it is no UTF-8 (WSP 10)
	case t.Charset == 36:
		return "안녕 똠"
	case t.Charset == 2025:
		return "發給"
	case wide(t.Charset):
		return utf16Text(t.Octets)
	}
	return string(t.Octets)
}

// utf16Text decodes UTF-16, big-endian unless a byte order mark says other.
func utf16Text(b []byte) string {
	low := 1
	if len(b) >= 2 && b[0] == 0xFF && b[1] == 0xFE {
		b, low = b[2:], 0
	}
	s := ""
	for ; len(b) >= 2; b = b[2:] {
		s += string(rune(b[1-low])<<8 | rune(b[low]))
	}
	return s
}

func sameParts(t *testing.T, v testdata.Vector, m *Multipart) {
	t.Helper()
	if v.Entries >= 0 {
		assert.Equal(t, v.Entries, m.Declared, "nEntries")
	}
	var parts []*Part
	m.Walk(func(p *Part) { parts = append(parts, p) })
	if v.Parts >= 0 {
		assert.Len(t, parts, v.Parts, "parts")
	}
	for i, want := range v.PartList {
		if i < len(parts) {
			assert.Equal(t, want.Media, parts[i].ContentType.Media())
			assert.Equal(t, Span{want.Start, want.End}, parts[i].Data)
		}
	}
}

func runMultipart(t *testing.T, v testdata.Vector, i int, before []Fault) {
	m, faults := New().Multipart(v.Octets, i, Limits{})
	sameFaults(t, v, append(before, faults...))
	sameParts(t, v, m)
}

func runEntity(t *testing.T, v testdata.Vector) {
	c, faults := New().ContentType(v.Octets, false)
	runMultipart(t, v, c.Span.End, faults)
}

func runContentType(t *testing.T, v testdata.Vector) {
	c, faults := New().ContentType(v.Octets, false)
	sameFaults(t, v, faults)
	if v.HasValue {
		assert.Equal(t, v.Value, c.Media())
	}
	if v.Used >= 0 {
		assert.Equal(t, v.Used, c.Span.Len())
	}
	if len(v.Params) == 0 {
		return
	}
	var got, want []string
	for _, p := range c.Params {
		got = append(got, New().t.paramNames[p.Code]+string(p.Name))
	}
	for _, p := range v.Params {
		want = append(want, strings.TrimPrefix(p.Name, "x-wap-0x7e"))
	}
	assert.Equal(t, want, got)
	for i, p := range c.Params {
		if text, ok := p.Text(); ok && len(text.Octets) > 0 && v.Params[i].Name != "charset" {
			assert.Equal(t, v.Params[i].Value, string(text.Octets))
		}
	}
}

func runHeaders(t *testing.T, v testdata.Vector) {
	headers, faults := New().Headers(v.Octets, Limits{})
	sameFaults(t, v, faults)
	for _, f := range v.Fields {
		var got []string
		for _, h := range headers {
			if text, ok := h.Text(); ok && h.Is(f.Name) {
				got = append(got, string(text.Octets))
			}
			if n, ok := h.Number(); ok && h.Is(f.Name) {
				got = append(got, fmt.Sprint(n))
			}
		}
		if !assert.NotEmpty(t, got, f.Name) {
			continue
		}
		if strings.HasPrefix(f.Name, "Content-ID") || strings.HasPrefix(f.Name, "Content-Location") {
			assert.Contains(t, got, f.Value, f.Name)
		}
	}
}

func runPush(t *testing.T, v testdata.Vector) {
	p := New().Push(v.Octets)
	if v.Lenient == testdata.Faulty {
		assert.Nil(t, p)
		return
	}
	require.NotNil(t, p)
	if v.Data[0] >= 0 {
		assert.Equal(t, Span{v.Data[0], v.Data[1]}, p.Data)
	}
	if v.Type == "" {
		sameFaults(t, v, p.Faults)
		return
	}
	assert.True(t, p.IsMMS)
	m := New().Decode(v.Octets[p.Data.Start:p.Data.End], Limits{})
	assert.True(t, m.IsMMS)
	assert.Equal(t, v.Strict == testdata.OK, len(p.Faults)+len(m.Faults) == 0)
}
