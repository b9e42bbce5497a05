package wsp_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/wsp"
)

// A geckoVector is one of Firefox OS's: octets, and the value or the error that its decoder makes of them; or a value, and
// the octets that its encoder writes.
type geckoVector struct {
	Decode, Encode string
	Hex            string
	Error          string
	Value          any
}

// A geckoReader reads b as its production and gives the value in the shape that the vectors use, nil for none, and what
// strict reading would stop at, 0 for nothing.
type geckoReader func(b []byte) (value any, stop wsp.Code)

// A geckoRule is one reason why we differ: for which vectors, and what we make of them instead.
type geckoRule struct {
	name, section string
	vectors       int // how many there are
	match         func(v *geckoVector, got any, stop wsp.Code) bool
}

func latin1(b []byte) string {
	r := make([]rune, len(b))
	for i, o := range b {
		r[i] = rune(o)
	}
	return string(r)
}

// headerOf reads a value as that of one header, in a push that holds nothing else.
func headerOf(name []byte, b []byte, f func(p wsp.Push, h wsp.Header) any) (any, wsp.Code) {
	block := append(append([]byte{0xBE}, name...), b...)
	push := append([]byte{0x00, wsp.PDUPush, byte(len(block))}, block...)
	var r wsp.Recorder
	p, ok := wsp.CheckPush(push, wsp.Span{End: uint32(len(push))}, &r)
	if !ok {
		return nil, wsp.Truncated
	}
	for h := range p.Headers() {
		return f(p, h), r.First.Code
	}
	return nil, r.First.Code
}

func headerText(_ wsp.Push, h wsp.Header) any {
	t, ok := h.Text()
	if !ok {
		return nil
	}
	return latin1(t.Bytes())
}

func headerUint(_ wsp.Push, h wsp.Header) any {
	v, ok := h.Uint()
	if !ok {
		return nil
	}
	return float64(v)
}

// paramOf reads octets as the parameters of text/plain and gives the first.
func paramOf(params []byte, f func(p wsp.Param) any) (any, wsp.Code) {
	inner := append([]byte{0x83}, params...)
	ct := append([]byte{byte(len(inner))}, inner...)
	if len(inner) > 30 {
		ct = append([]byte{0x1F, byte(len(inner))}, inner...)
	}
	var r wsp.Recorder
	if next := wsp.CheckContentType(ct, 0, len(ct), false, 0, &r); next != len(ct) && r.Count == 0 {
		return nil, wsp.ValueSurplus
	}
	for p := range wsp.ContentType(ct).Params() {
		return f(p), r.First.Code
	}
	return nil, r.First.Code
}

// plainParam gives {name: value}.
func plainParam(p wsp.Param) any {
	value := any(nil)
	if q, ok := p.Quality(); ok {
		value = float64(q) / 1000
	} else if v, ok := p.Uint(); ok {
		value = float64(v)
	} else if t, ok := p.Text(); ok && len(p.Raw()) > 1 {
		value = latin1(t.Bytes())
	}
	return map[string]any{strings.ToLower(p.Name()): value}
}

func octetList(b []byte) any {
	list := make([]any, len(b))
	for i, o := range b {
		list[i] = float64(o)
	}
	return list
}

// integer gives an integer as the vectors do: above six octets as the list of them.
func integer(v uint64, b []byte) any {
	if len(b) > 7 && b[0] == 7 {
		if fmt.Sprintf("%x", b[1:8]) == fmt.Sprintf("%014x", v) {
			return octetList(b[1:8])
		}
	}
	return float64(v)
}

// character reads one octet inside a text.
func character(read func([]byte) (wsp.Text, int, wsp.Code)) geckoReader {
	return func(b []byte) (any, wsp.Code) {
		t, _, c := read(append(append([]byte("a"), b...), 0))
		if t.Len() < 2 {
			return nil, wsp.Truncated // End-of-string is no character
		}
		return latin1(t.Bytes()[1:]), c
	}
}

func wholeText(read func([]byte) (wsp.Text, int, wsp.Code)) geckoReader {
	return func(b []byte) (any, wsp.Code) {
		t, n, c := read(b)
		if n != len(b) {
			return nil, wsp.ValueSurplus
		}
		return latin1(t.Bytes()), c
	}
}

// emptyIsNil is for productions in which a lone 00 is No-value.
func emptyIsNil(f geckoReader) geckoReader {
	return func(b []byte) (any, wsp.Code) {
		v, c := f(b)
		if v == "" {
			v = nil
		}
		return v, c
	}
}

func charset(value []byte) (any, wsp.Code) {
	return paramOf(append([]byte{0x81}, value...), func(p wsp.Param) any {
		if t, ok := p.Text(); ok && len(p.Raw()) > 1 && p.Raw()[0] >= 0x20 {
			return map[string]any{"charset": latin1(t.Bytes())}
		}
		return map[string]any{"charset": p.Charset().String()}
	})
}

func contentType(b []byte) (any, wsp.Code) {
	var r wsp.Recorder
	next := wsp.CheckContentType(b, 0, len(b), false, 0, &r)
	ct, params := wsp.ContentType(b[:next]), any(nil)
	for p := range ct.Params() {
		if params == nil {
			params = map[string]any{}
		}
		for k, v := range plainParam(p).(map[string]any) {
			params.(map[string]any)[k] = v
		}
	}
	return map[string]any{"media": ct.String(), "params": params}, r.First.Code
}

var geckoReaders = map[string]geckoReader{
	"Octet": func(b []byte) (any, wsp.Code) {
		v, _, c := wsp.ConsumeUintvar(b)
		return float64(v), c
	},
	"ShortInteger": func(b []byte) (any, wsp.Code) {
		v, _, c := wsp.ConsumeShortInteger(b)
		return float64(v), c
	},
	"LongInteger": func(b []byte) (any, wsp.Code) {
		v, _, c := wsp.ConsumeLongInteger(b)
		return integer(v, b), c
	},
	"IntegerValue": func(b []byte) (any, wsp.Code) {
		v, _, c := wsp.ConsumeInteger(b)
		return integer(v, b), c
	},
	"UintVar": func(b []byte) (any, wsp.Code) {
		v, n, c := wsp.ConsumeUintvar(b)
		if n == 0 {
			return nil, c
		}
		return float64(v), c
	},
	"ValueLength": func(b []byte) (any, wsp.Code) {
		v, _, c := wsp.ConsumeValueLength(b)
		return float64(v), c
	},
	"NoValue": func(b []byte) (any, wsp.Code) {
		return paramOf(append([]byte{0x90}, b...), func(p wsp.Param) any { return nil }) // secure
	},
	"DateValue": func(b []byte) (any, wsp.Code) {
		return headerOf([]byte{0x92}, b, func(_ wsp.Push, h wsp.Header) any {
			return map[string]any{"unix": headerUint(wsp.Push{}, h)}
		})
	},
	"QValue": func(b []byte) (any, wsp.Code) {
		v, _, c := wsp.ConsumeQ(b)
		return float64(v) / 1000, c
	},
	"VersionValue": func(b []byte) (any, wsp.Code) {
		return paramOf(append([]byte{0x82}, b...), func(p wsp.Param) any { // level
			text := string(p.AppendValue(nil))
			for v := wsp.Version(0x90); v != 0; v++ {
				if v.String() == text {
					return float64(v & 0x7F)
				}
			}
			return text
		})
	},
	"UriValue":            wholeText(wsp.ConsumeText),
	"NullTerminatedTexts": wholeText(wsp.ConsumeText),
	"TextString":          wholeText(wsp.ConsumeText),
	"TokenText":           wholeText(wsp.ConsumeTextValue),
	"TextValue":           emptyIsNil(wholeText(wsp.ConsumeTextValue)),
	"Text":                character(wsp.ConsumeText),
	"Token":               character(wsp.ConsumeTextValue),
	"URIC":                character(wsp.ConsumeText),
	"QuotedString": func(b []byte) (any, wsp.Code) {
		return headerOf([]byte{0xC0}, b, headerText) // Content-ID
	},
	"TypeValue": func(b []byte) (any, wsp.Code) {
		return paramOf(append([]byte{0x89}, b...), func(p wsp.Param) any { return strings.ToLower(string(p.AppendValue(nil))) })
	},
	"ConstrainedEncoding": func(b []byte) (any, wsp.Code) {
		return paramOf(append([]byte{0x89}, b...), func(p wsp.Param) any {
			if v, ok := p.Uint(); ok {
				return float64(v)
			}
			t, _ := p.Text()
			return latin1(t.Bytes())
		})
	},
	"WellKnownCharset": charset,
	// A header of its own outside MMS and push; its parts are those of a charset parameter and a quality (WSP 8.2).
	"AcceptCharsetValue": func(b []byte) (any, wsp.Code) {
		n, c := wsp.ConsumeValue(b)
		if n != len(b) || c != 0 || b[0] >= 0x20 {
			v, stop := charset(b)
			return v, max(c, stop)
		}
		_, used, _ := wsp.ConsumeValueLength(b)
		end, _ := wsp.ConsumeValue(b[used:])
		v, stop := charset(b[used : used+end])
		if rest := b[used+end:]; len(rest) > 0 {
			q, _, qstop := wsp.ConsumeQ(rest)
			v.(map[string]any)["q"] = float64(q) / 1000
			stop = max(stop, qstop)
		}
		return v, stop
	},
	"TypedParameter":   func(b []byte) (any, wsp.Code) { return paramOf(b, plainParam) },
	"UntypedParameter": func(b []byte) (any, wsp.Code) { return paramOf(b, plainParam) },
	"ContentTypeValue": contentType,
	"ApplicationIdValue": func(b []byte) (any, wsp.Code) {
		return headerOf([]byte{0xAF}, b, func(p wsp.Push, _ wsp.Header) any {
			id, text, ok := p.ApplicationID()
			switch {
			case !ok:
				return nil
			case id != 0:
				return wsp.ApplicationName(id)
			}
			return latin1(text.Bytes())
		})
	},
	"WspHeader": func(b []byte) (any, wsp.Code) {
		return headerOf(nil, b, func(p wsp.Push, h wsp.Header) any {
			value := headerText(p, h)
			if value == nil {
				value = headerUint(p, h)
			}
			if value == "" {
				value = nil
			}
			return map[string]any{strings.ToLower(h.Name()): value}
		})
	},
	"WspHeaders": func(b []byte) (any, wsp.Code) {
		all := map[string]any{}
		_, c := headerOf(nil, b, func(p wsp.Push, _ wsp.Header) any {
			for h := range p.Headers() {
				value := headerUint(p, h)
				if h.Is("X-Wap-Application-Id") {
					id, _, _ := p.ApplicationID()
					value = wsp.ApplicationName(id)
				}
				all[strings.ToLower(h.Name())] = value
			}
			return nil
		})
		return all, c
	},
	"skipValue": func(b []byte) (any, wsp.Code) {
		n, c := wsp.ConsumeValue(b)
		if n != len(b) {
			return "not all of it", wsp.ValueSurplus
		}
		switch {
		case b[0] >= 0x80:
			return float64(b[0] & 0x7F), c
		case b[0] >= 0x20:
			return latin1(wsp.TextString(b).Bytes()), c
		}
		_, used, _ := wsp.ConsumeValueLength(b)
		if used == len(b) {
			return nil, c
		}
		return octetList(b[used:]), c
	},
}

// sameValue compares what we read with what a vector states: names of charsets and media types in either letter case,
// qualities and such to the last digit.
func sameValue(want, got any) bool {
	switch w := want.(type) {
	case float64:
		g, ok := got.(float64)
		return ok && math.Abs(g-w) < 1e-9
	case string:
		g, ok := got.(string)
		return ok && (g == w || strings.EqualFold(g, w) && len(w) > 1)
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return false
		}
		for k, x := range g { // what the vector does not mention must be absent
			if _, has := w[k]; !has && x != nil {
				return false
			}
		}
		for k, x := range w {
			if y, has := g[k]; !has && x != nil || !sameValue(x, y) {
				return false
			}
		}
		return true
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return false
		}
		for i := range w {
			if !sameValue(w[i], g[i]) {
				return false
			}
		}
		return true
	}
	return want == got
}

func TestGeckoVectors(t *testing.T) {
	var vectors []geckoVector
	require.NoError(t, json.Unmarshal(corpustest.Read(t, "pdu/gecko/wsp_vectors.json"), &vectors))
	require.Len(t, vectors, 2480)
	values, errs, later := 0, 0, 0
	used := make([]int, len(geckoRules))
	for i := range vectors {
		v := &vectors[i]
		if v.Encode != "" && v.Error != "" {
			later++ // a value that its encoder refuses: for the Append functions
			continue
		}
		b, err := hex.DecodeString(v.Hex)
		require.NoError(t, err)
		read := geckoReaders[v.Decode+v.Encode]
		if !assert.NotNil(t, read, "no reader for %s", v.Decode+v.Encode) {
			continue
		}
		got, stop := read(b)
		if v.Error != "" {
			errs++
		} else {
			values++
		}
		if v.Error != "" && stop != 0 || v.Error == "" && stop == 0 && sameValue(v.Value, got) {
			continue
		}
		rule := -1
		for j := range geckoRules {
			if geckoRules[j].match(v, got, stop) {
				rule = j
				break
			}
		}
		if rule < 0 {
			t.Errorf("%s %s: %v %v; we read %v, strict: %v", v.Decode+v.Encode, v.Hex, v.Value, v.Error, got, stop)
			continue
		}
		used[rule]++
	}
	for i, r := range geckoRules {
		assert.Equal(t, r.vectors, used[i], "%s (%s)", r.name, r.section)
		t.Logf("%4d: %s (%s)", used[i], r.name, r.section)
	}
	t.Logf("%d vectors: %d values, %d errors, %d left for the Append functions", len(vectors), values, errs, later)
}

// geckoRules are all reasons why we read a vector in another way than Firefox OS.
var geckoRules = []geckoRule{
	{"a uintvar has 32 bits at most", "WSP 2.2, 19", 8, func(v *geckoVector, _ any, stop wsp.Code) bool {
		want, _ := v.Value.(float64)
		return v.Decode+v.Encode == "UintVar" && want > math.MaxUint32 && stop == wsp.UintvarOverflow
	}},
	{"a padded uintvar is read, with a fault", "WSP 2.2, D49", 2, func(v *geckoVector, got any, stop wsp.Code) bool {
		return v.Decode == "UintVar" && stop == wsp.UintvarPadded && sameValue(v.Value, got)
	}},
	{"a number that is not assigned is kept", "WSP 6.2, 9.1, 18 W10", 5, func(v *geckoVector, got any, stop wsp.Code) bool {
		numbers := " ApplicationIdValue AcceptCharsetValue ContentTypeValue TypeValue WellKnownCharset "
		return v.Error != "" && stop == 0 && (v.Hex == "ff" || v.Hex == "d9") && strings.Contains(numbers, " "+v.Decode+" ")
	}},
	{"HT is linear white space", "WSP 19", 2, func(v *geckoVector, got any, stop wsp.Code) bool {
		return v.Error != "" && v.Hex == "09" && stop == 0 && got == "\t"
	}},
	{"folded white space stays as it is", "WSP 10", 3, func(v *geckoVector, got any, stop wsp.Code) bool {
		text, _ := got.(string)
		want, _ := v.Value.(string)
		return stop == 0 && strings.HasPrefix(strings.ReplaceAll(text, "\r\n \t \t \t", " "), want) && strings.Contains(text, "\r\n ")
	}},
	{"7F is a control character, so in no token", "WSP 2.1", 1, func(v *geckoVector, _ any, stop wsp.Code) bool {
		return v.Decode == "Token" && v.Hex == "7f" && stop == wsp.TextControl
	}},
	{"a Uri-value is a Text-string: its characters are a should", "WSP 2.1", 140, func(v *geckoVector, got any, stop wsp.Code) bool {
		b, _ := hex.DecodeString(v.Hex)
		return v.Decode == "URIC" && v.Error != "" && stop == 0 && b[0] >= 0x20 && b[0] != 0x7F && got == latin1(b)
	}},
	{"No-value and the empty text are the same octet", "WSP 2.5", 1, func(v *geckoVector, got any, stop wsp.Code) bool {
		return v.Encode == "TextValue" && v.Hex == "00" && v.Value == "" && got == nil && stop == 0
	}},
	{"text where a header has a number is read, with a fault", "WSP 8.2, 18 W13", 3, func(v *geckoVector, got any, stop wsp.Code) bool {
		return v.Decode == "WspHeader" && stop == wsp.ValueKind && v.Value != nil && sameValue(v.Value, got)
	}},
	{"what its reader drops without a word is a fault", "WSP 7.1, 18 W13", 3, func(v *geckoVector, _ any, stop wsp.Code) bool {
		return v.Error == "" && v.Value == nil && stop == wsp.ValueKind
	}},
}
