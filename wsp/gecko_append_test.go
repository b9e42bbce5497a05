package wsp_test

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/wsp"
)

// A geckoWriter writes the value that a vector states; ok is false where there is nothing to write it with.
type geckoWriter func(v any) (b []byte, ok bool)

// geckoText gives the octets of a text of the vectors, one for each character.
func geckoText(v any) []byte {
	s, _ := v.(string)
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}

// geckoUint gives a number of the vectors: above six octets it is the list of them.
func geckoUint(v any) (n uint64, ok bool) {
	switch v := v.(type) {
	case float64:
		return uint64(v), v >= 0 && v == math.Trunc(v)
	case []any:
		for _, o := range v {
			n = n<<8 | uint64(o.(float64))
		}
		return n, true
	}
	return 0, false
}

func geckoInteger(write func([]byte, uint64) []byte) geckoWriter {
	return func(v any) ([]byte, bool) {
		n, ok := geckoUint(v)
		return write(nil, n), ok
	}
}

func geckoString(write func([]byte, []byte) ([]byte, wsp.Code)) geckoWriter {
	return func(v any) ([]byte, bool) {
		b, c := write(nil, geckoText(v))
		return b, c == 0
	}
}

// geckoChar writes a text of the character of a vector and one in front of it, and gives the octets of that character.
func geckoChar(write func([]byte, []byte) ([]byte, wsp.Code)) geckoWriter {
	return func(v any) ([]byte, bool) {
		b, c := write(nil, append([]byte("a"), geckoText(v)...))
		if c != 0 || len(b) < 2 {
			return nil, false
		}
		return b[1 : len(b)-1], true
	}
}

// geckoParam writes one parameter.
func geckoParam(v any) ([]byte, bool) {
	m, _ := v.(map[string]any)
	for name, x := range m { // there is one
		b, c := wsp.AppendParameter(nil, geckoParameter(name, x))
		return b, c == 0
	}
	return nil, false
}

func geckoParameter(name string, x any) wsp.Parameter {
	switch x := x.(type) {
	case float64:
		if name == "q" {
			return wsp.NumberParameter(name, uint64(math.Round(x*1000)))
		}
		return wsp.NumberParameter(name, uint64(x))
	case string:
		return wsp.TextParameter(name, string(geckoText(x)))
	}
	return wsp.TextParameter(name, "")
}

// geckoCharset writes the value of a parameter charset.
func geckoCharset(v any) ([]byte, bool) {
	m, _ := v.(map[string]any)
	cs, ok := wsp.CharsetByName(geckoText(m["charset"]))
	if !ok || m["q"] != nil {
		return nil, false
	}
	b, c := wsp.AppendParameter(nil, wsp.CharsetParameter(cs))
	return b[1:], c == 0
}

var geckoWriters = map[string]geckoWriter{
	"ShortInteger": geckoInteger(func(dst []byte, v uint64) []byte {
		dst, _ = wsp.AppendShortInteger(dst, uint8(v))
		return dst
	}),
	"LongInteger":  geckoInteger(wsp.AppendLongInteger),
	"IntegerValue": geckoInteger(wsp.AppendInteger),
	"DateValue": func(v any) ([]byte, bool) {
		m, _ := v.(map[string]any)
		return geckoInteger(wsp.AppendLongInteger)(m["unix"])
	},
	"UintVar": func(v any) ([]byte, bool) {
		n, ok := geckoUint(v)
		return wsp.AppendUintvar(nil, uint32(n)), ok && n <= math.MaxUint32
	},
	"ValueLength": geckoInteger(func(dst []byte, v uint64) []byte { return wsp.AppendValueLength(dst, uint32(v)) }),
	"QValue": func(v any) ([]byte, bool) {
		q, _ := v.(float64)
		b, c := wsp.AppendQ(nil, int(math.Round(q*1000)))
		return b, c == 0
	},
	"VersionValue": func(v any) ([]byte, bool) {
		n, _ := v.(float64)
		b, c := wsp.AppendVersion(nil, wsp.Version(0x80|uint8(n)))
		return b, c == 0
	},
	"NoValue": func(any) ([]byte, bool) {
		b, c := wsp.AppendParameter(nil, wsp.TextParameter("secure", ""))
		return b[1:], c == 0
	},
	"TextString":          geckoString(wsp.AppendText[[]byte]),
	"NullTerminatedTexts": geckoString(wsp.AppendText[[]byte]),
	"UriValue":            geckoString(wsp.AppendText[[]byte]),
	"TextValue":           geckoString(wsp.AppendTextValue[[]byte]),
	"TokenText":           geckoString(wsp.AppendToken[[]byte]),
	"QuotedString":        geckoString(wsp.AppendQuoted[[]byte]),
	"Text":                geckoChar(wsp.AppendText[[]byte]),
	"URIC":                geckoChar(wsp.AppendText[[]byte]),
	"Token":               geckoChar(wsp.AppendToken[[]byte]),
	"TypedParameter":      geckoParam,
	"UntypedParameter":    geckoParam,
	"WellKnownCharset":    geckoCharset,
	"AcceptCharsetValue":  geckoCharset,
	"TypeValue": func(v any) ([]byte, bool) {
		b, c := wsp.AppendContentType(nil, v.(string))
		return b, c == 0
	},
	"ContentTypeValue": func(v any) ([]byte, bool) {
		m, _ := v.(map[string]any)
		var params []wsp.Parameter
		list, _ := m["params"].(map[string]any)
		for _, name := range []string{"start", "a", "b", "q"} { // all that there are, in the order of their octets
			if x, ok := list[name]; ok {
				params = append(params, geckoParameter(name, x))
			}
		}
		b, c := wsp.AppendContentType(nil, m["media"].(string), params...)
		return b, c == 0 && len(params) == len(list)
	},
	"ApplicationIdValue": func(v any) ([]byte, bool) {
		if v == "x-wap-application:mms.ua" {
			return wsp.AppendApplicationID(nil, 4)[1:], true
		}
		b, c := wsp.AppendTextHeader(nil, 0x2F, geckoText(v))
		return b[min(1, len(b)):], c == 0
	},
	"WspHeader": func(v any) ([]byte, bool) {
		m, _ := v.(map[string]any)
		var b []byte
		c := wsp.ValueKind
		switch flag := m["push-flag"].(type) {
		case float64:
			b, c = wsp.AppendNumberHeader(nil, 0x34, uint64(flag))
		case nil:
			if text, ok := m["a"].(string); ok {
				b, c = wsp.AppendApplicationHeader(nil, "A", text)
			}
		}
		return b, c == 0
	},
	"WspHeaders": func(v any) ([]byte, bool) {
		m, _ := v.(map[string]any)
		b, c := wsp.AppendNumberHeader(nil, 0x05, uint64(m["age"].(float64)))
		return wsp.AppendApplicationID(b, 4), c == 0
	},
}

// geckoNotWritten are the vectors whose octets we do not write for the value that they state. Those above count first.
var geckoNotWritten = []struct {
	name, section string
	vectors       int
	match         func(v *geckoVector) bool
}{
	{"a uintvar of more than 32 bits", "WSP 2.2", 8, func(v *geckoVector) bool {
		n, _ := geckoUint(v.Value)
		return strings.HasPrefix(v.Decode+v.Encode, "UintVar") && n > math.MaxUint32
	}},
	{"octets follow the value, or pad it", "WSP 2.2, 2.3", 34, func(v *geckoVector) bool {
		return v.Decode == "UintVar" || v.Decode == "ValueLength"
	}},
	{"a version as text, where an octet does", "WSP 2.6", 112, func(v *geckoVector) bool {
		return v.Decode == "VersionValue" && len(v.Hex) > 2
	}},
	{"a number below 128 as Long-integer", "WSP 2.4", 23, func(v *geckoVector) bool {
		return len(v.Hex) == 4 && v.Hex < "0180" && v.Hex[:2] == "01"
	}},
	{"a value that belongs to no header, an octet that is no uintvar", "WSP 3", 6, func(v *geckoVector) bool {
		return v.Decode == "skipValue" || v.Decode == "Octet"
	}},
	{"the number of a parameter as Long-integer", "WSP 7.1", 6, func(v *geckoVector) bool {
		return v.Decode == "TypedParameter" || strings.HasPrefix(v.Hex, "0ebe01")
	}},
	{"a name that is stated in lower case", "WSP 5, 7.1", 5, func(v *geckoVector) bool {
		return v.Decode == "UntypedParameter" || v.Decode == "TypeValue" && v.Value == "a" || v.Decode == "ContentTypeValue" && v.Hex == "4100"
	}},
	{"a folded line that is stated as a space", "WSP 2.1", 3, func(v *geckoVector) bool { return strings.Contains(v.Hex, "0d0a20") }},
	{"a charset in general form where its number does, or that has no number", "WSP 8.2", 5, func(v *geckoVector) bool {
		return v.Decode == "AcceptCharsetValue"
	}},
	{"no token, an octet that no token has, an application without a name", "WSP 2.1, 8.1", 3, func(v *geckoVector) bool {
		return v.Decode == "TokenText" && v.Hex == "00" || v.Decode == "Token" && v.Hex == "7f" || v.Decode == "ApplicationIdValue" && v.Hex == "00"
	}},
	{"a Constrained-encoding that stands for nothing", "WSP 2.1", 2, func(v *geckoVector) bool {
		return v.Decode == "ConstrainedEncoding"
	}},
	{"a Push-Flag that is no Short-integer, a header without a value", "WSP 8.1", 5, func(v *geckoVector) bool {
		return v.Decode == "WspHeader" && v.Hex != "b480" && v.Hex != "41004200"
	}},
}

// What Firefox OS writes for a value, or reads as that value, is what we write for it, wherever its octets are canonical.
func TestGeckoVectorsAreWritten(t *testing.T) {
	var vectors []geckoVector
	require.NoError(t, json.Unmarshal(corpustest.Read(t, "pdu/gecko/wsp_vectors.json"), &vectors))
	used := make([]int, len(geckoNotWritten))
	same := 0
	for i := range vectors {
		v := &vectors[i]
		if v.Error != "" {
			continue
		}
		name := v.Decode + v.Encode
		var got []byte
		ok := false
		if write := geckoWriters[name]; write != nil {
			got, ok = write(v.Value)
		}
		if ok && hex.EncodeToString(got) == v.Hex {
			same++
			continue
		}
		rule := -1
		for j := range geckoNotWritten {
			if rule < 0 && geckoNotWritten[j].match(v) {
				rule = j
			}
		}
		if rule < 0 {
			t.Errorf("%s %v: written as %x (%v), the vector has %s", name, v.Value, got, ok, v.Hex)
			continue
		}
		used[rule]++
	}
	for i, r := range geckoNotWritten {
		assert.Equal(t, r.vectors, used[i], "%s (%s)", r.name, r.section)
		t.Logf("%4d not: %s (%s)", used[i], r.name, r.section)
	}
	assert.Equal(t, 1245, same)
	t.Logf("%d values are written with the octets of the vectors", same)
}
