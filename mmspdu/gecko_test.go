package mmspdu_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A geckoVector is one of Firefox OS's: octets, and the value or the error that its decoder makes of them; or a value, and
// the octets that its encoder writes; or an address, and the type that it takes it for.
type geckoVector struct {
	Decode, Encode string
	Hex            string
	Error          string
	Value          any
	Resolve        *string `json:"resolve_address_type"`
}

// A geckoReading is what we make of the octets: the value in the shape that the vectors use, nil for none; what strict
// reading stops at; and whether the value is one that the specification assigns.
type geckoReading struct {
	value    any
	stop     wsp.Code
	assigned bool
}

// A geckoReader reads b as its production.
type geckoReader func(v *geckoVector, b []byte) geckoReading

// A geckoRule is one reason why we differ: for which vectors, and what we make of them instead.
type geckoRule struct {
	name, section string
	vectors       int // how many there are
	match         func(v *geckoVector, r geckoReading) bool
}

// geckoPDU reads octets as the headers of a PDU of type typ and says what strict reading stops at.
func geckoPDU(typ mmspdu.Type, headers []byte) (mmspdu.PDU, wsp.Code) {
	b := append([]byte{0x8C, byte(typ)}, headers...)
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	stop := wsp.Code(0)
	var e *mmspdu.Error
	if _, err := strict.Parse(b); errors.As(err, &e) {
		stop = e.Fault.Code
	}
	p, _ := mmspdu.Parse(b)
	return p, stop
}

// geckoField makes a reader of the value of one field, in an m-send-req or, where the vector names one, another type.
func geckoField(f mmspdu.Field, value func(h mmspdu.Header) any) geckoReader {
	return func(v *geckoVector, b []byte) geckoReading {
		typ := mmspdu.TypeSendReq
		if m, ok := v.Value.(map[string]any); ok && m["message_type"] != nil {
			typ = mmspdu.Type(m["message_type"].(float64))
		}
		p, stop := geckoPDU(typ, append([]byte{0x80 | byte(f)}, b...))
		h, ok := p.Get(f)
		if !ok {
			return geckoReading{stop: stop}
		}
		got := value(h)
		if m, ok := got.(map[string]any); ok && typ != mmspdu.TypeSendReq || f == mmspdu.FieldResponseText || f == mmspdu.FieldContentLocation {
			m["message_type"] = float64(typ)
		}
		return geckoReading{got, stop, true}
	}
}

// geckoOctet makes a reader of an enumeration.
func geckoOctet[T interface{ Known() bool }](f mmspdu.Field, get func(*mmspdu.PDU) (T, bool)) geckoReader {
	return func(v *geckoVector, b []byte) geckoReading {
		p, stop := geckoPDU(mmspdu.TypeSendReq, append([]byte{0x80 | byte(f)}, b...))
		value, ok := get(&p)
		h, has := p.Get(f)
		if !ok || !has {
			return geckoReading{stop: stop}
		}
		o, _ := h.Octet()
		r := geckoReading{float64(o), stop, value.Known()}
		switch v.Value.(type) {
		case bool:
			r.value = any(value) == any(mmspdu.Yes)
		case string:
			r.value = strings.ToLower(fmt.Sprint(value))
		}
		return r
	}
}

func geckoText(t wsp.Text, ok bool) any {
	if !ok {
		return nil
	}
	return t.String()
}

// geckoAddressOf gives an address as the vectors do: "num" and "alphanum" for those without a type in the text.
func geckoAddressOf(a mmspdu.Address) any {
	name := string(a.TypeName())
	if name == "" {
		switch a.Kind() {
		case mmspdu.AddressPhone, mmspdu.AddressShortCode:
			name = "num"
		case mmspdu.AddressEmail:
			name = "email"
		case mmspdu.AddressAlphanumeric:
			name = "alphanum"
		}
	}
	return map[string]any{"address": string(a.Value()), "type": name}
}

// geckoAddress fails where the address is not valid: its form is for validation, not for reading (MMS 13, V30).
func geckoAddress(_ *geckoVector, b []byte) geckoReading {
	p, stop := geckoPDU(mmspdu.TypeSendReq, append([]byte{0x97}, b...))
	for a := range p.To() {
		return geckoReading{geckoAddressOf(a), stop, a.Valid()}
	}
	return geckoReading{stop: stop}
}

func geckoFrom(h mmspdu.Header) any {
	f, ok := h.From()
	if !ok || f.Insert {
		return nil
	}
	return geckoAddressOf(f.Address)
}

// geckoFields gives all headers by their names.
func geckoFields(p *mmspdu.PDU) map[string]any {
	all := map[string]any{}
	for h := range p.Headers() {
		var value any
		switch f, _ := h.Field(); f {
		case mmspdu.FieldTo:
			a, _ := h.Address()
			list, _ := all["to"].([]any)
			value = append(list, geckoAddressOf(a))
		case mmspdu.FieldMMSVersion:
			o, _ := h.Octet()
			value = float64(o & 0x7F)
		case mmspdu.FieldStored:
			o, _ := h.Octet()
			value = o == uint8(mmspdu.Yes)
		case mmspdu.FieldContentType:
			ct, _ := h.ContentType()
			value = ct.String()
		default:
			if o, ok := h.Octet(); ok {
				value = float64(o)
			} else {
				value = geckoText(h.Text())
			}
		}
		all[strings.ToLower(h.Name())] = value
	}
	return all
}

// geckoHeaders reads octets as headers, behind a type of PDU where they have none. A body of no parts is put behind a
// Content-Type that ends them.
func geckoHeaders(_ *geckoVector, b []byte) geckoReading {
	if bytes.HasSuffix(b, []byte{0x84, 0xB3}) {
		b = append(b, 0)
	}
	hasType := bytes.Contains(b, []byte{0x8C, 0x80})
	if !hasType {
		b = append([]byte{0x8C, 0x80}, b...)
	}
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := strict.Parse(b)
	var e *mmspdu.Error
	if errors.As(err, &e) {
		return geckoReading{stop: e.Fault.Code}
	}
	all := geckoFields(&p)
	if !hasType {
		delete(all, "x-mms-message-type")
	}
	stored, ok := p.Stored()
	return geckoReading{all, 0, !ok || stored.Known()}
}

var geckoReaders = map[string]geckoReader{
	"BooleanValue":                  geckoOctet(mmspdu.FieldDeliveryReport, (*mmspdu.PDU).DeliveryReport),
	"CancelStatusValue":             geckoOctet(mmspdu.FieldCancelStatus, (*mmspdu.PDU).CancelStatus),
	"ContentClassValue":             geckoOctet(mmspdu.FieldContentClass, (*mmspdu.PDU).ContentClass),
	"MmStateValue":                  geckoOctet(mmspdu.FieldMMState, (*mmspdu.PDU).MMState),
	"PriorityValue":                 geckoOctet(mmspdu.FieldPriority, (*mmspdu.PDU).Priority),
	"ReadStatusValue":               geckoOctet(mmspdu.FieldReadStatus, (*mmspdu.PDU).ReadStatus),
	"RecommendedRetrievalModeValue": geckoOctet(mmspdu.FieldRecommendedRetrievalMode, (*mmspdu.PDU).RecommendedRetrievalMode),
	"ReplyChargingValue":            geckoOctet(mmspdu.FieldReplyCharging, (*mmspdu.PDU).ReplyCharging),
	"SenderVisibilityValue":         geckoOctet(mmspdu.FieldSenderVisibility, (*mmspdu.PDU).SenderVisibility),
	"StatusValue":                   geckoOctet(mmspdu.FieldStatus, (*mmspdu.PDU).Status),
	"MessageTypeValue": func(_ *geckoVector, b []byte) geckoReading {
		strict := mmspdu.Decoder{Mode: mmspdu.Strict}
		p, err := strict.Parse(append([]byte{0x8C}, b...))
		var e *mmspdu.Error
		if errors.As(err, &e) {
			return geckoReading{stop: e.Fault.Code}
		}
		return geckoReading{float64(p.Type()), 0, p.Type().Known()}
	},
	// What gecko makes of a reserved status, as far as it changes it, is what MMS 5 treats it like.
	"RetrieveStatusValue": func(v *geckoVector, b []byte) geckoReading {
		p, stop := geckoPDU(mmspdu.TypeRetrieveConf, append([]byte{0x99}, b...))
		s, ok := p.RetrieveStatus()
		switch {
		case !ok:
			return geckoReading{stop: stop}
		case v.Value != float64(s):
			s = s.Effective()
		}
		return geckoReading{float64(s), stop, true}
	},
	"MessageClassValue": func(_ *geckoVector, b []byte) geckoReading {
		p, stop := geckoPDU(mmspdu.TypeSendReq, append([]byte{0x8A}, b...))
		if c, ok := p.MessageClass(); ok {
			return geckoReading{strings.ToLower(c.String()), stop, true}
		}
		return geckoReading{geckoText(p.MessageClassText()), stop, true}
	},
	"MmFlagsValue": geckoField(mmspdu.FieldMMFlags, func(h mmspdu.Header) any {
		f, ok := h.Flags()
		if !ok {
			return nil
		}
		return map[string]any{"type": float64(f.Token), "text": f.Keyword.String()}
	}),
	"Address":       geckoAddress,
	"HeaderField":   geckoHeaders,
	"MmsHeader":     geckoHeaders,
	"parseHeaders":  geckoHeaders,
	"encodeHeaders": geckoHeaders,
	"ContentLocationValue": geckoField(mmspdu.FieldContentLocation, func(h mmspdu.Header) any {
		return geckoDel(h, "uri")
	}),
	"ResponseText": geckoField(mmspdu.FieldResponseText, func(h mmspdu.Header) any { return geckoDel(h, "text") }),
	"ElementDescriptorValue": geckoField(mmspdu.FieldElementDescriptor, func(h mmspdu.Header) any {
		e, ok := h.Element()
		if !ok {
			return nil
		}
		got := map[string]any{"contentReference": e.Reference.String()}
		if ct, ok := e.Type(); ok {
			code, _ := ct.Code()
			got["params"] = map[string]any{"type": float64(code)}
		}
		return got
	}),
	"EncodedStringValue": geckoField(mmspdu.FieldSubject, func(h mmspdu.Header) any { return geckoText(h.Text()) }),
	"ExpiryValue": geckoField(mmspdu.FieldExpiry, func(h mmspdu.Header) any {
		v, ok := h.Time()
		switch {
		case !ok:
			return nil
		case v.Relative:
			return map[string]any{"relative": float64(v.Seconds)}
		}
		return map[string]any{"absolute": float64(v.Seconds)}
	}),
	"PreviouslySentByValue": geckoField(mmspdu.FieldPreviouslySentBy, func(h mmspdu.Header) any {
		by, _ := h.PreviouslySentBy()
		return map[string]any{"forwardedCount": float64(by.Count), "originator": geckoAddressOf(by.Address)}
	}),
	"PreviouslySentDateValue": geckoField(mmspdu.FieldPreviouslySentDate, func(h mmspdu.Header) any {
		d, _ := h.PreviouslySentDate()
		return map[string]any{"forwardedCount": float64(d.Count), "timestamp": float64(d.Date)}
	}),
	"FromValue": geckoField(mmspdu.FieldFrom, geckoFrom),
}

func geckoDel(h mmspdu.Header, key string) any {
	got := map[string]any{key: geckoText(h.Text())}
	if n, ok := h.Del(); ok {
		got["statusCount"] = float64(n)
	}
	return got
}

// sameGecko compares what we read with what a vector states. Names of headers have either letter case; a lone string may
// stand for an address with its type.
func sameGecko(want, got any) bool {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return false
		}
		n := 0
		for k, x := range w {
			if k == "_note" {
				continue
			}
			n++
			y, has := g[strings.ToLower(k)]
			if !has {
				y, has = g[k]
			}
			if list, ok := y.([]any); ok && len(list) == 1 {
				if s, ok := x.(string); ok {
					a := list[0].(map[string]any)
					y = fmt.Sprintf("%s/TYPE=%s", a["address"], a["type"])
					x = s
				}
			}
			if !has || !sameGecko(x, y) {
				return false
			}
		}
		return n == len(g)
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return false
		}
		for i := range w {
			if !sameGecko(w[i], g[i]) {
				return false
			}
		}
		return true
	case float64:
		g, ok := got.(float64)
		return ok && math.Abs(g-w) < 1e-9
	}
	return want == got
}

func TestGeckoVectors(t *testing.T) {
	var vectors []geckoVector
	require.NoError(t, json.Unmarshal(corpustest.Read(t, "pdu/gecko/mms_vectors.json"), &vectors))
	require.Len(t, vectors, 3518)
	values, errs, resolved := 0, 0, 0
	used := make([]int, len(geckoRules))
	for i := range vectors {
		v := &vectors[i]
		var r geckoReading
		if v.Resolve != nil {
			resolved++
			r = geckoResolve(*v.Resolve)
		} else {
			b, err := hex.DecodeString(v.Hex)
			require.NoError(t, err)
			read := geckoReaders[v.Decode+v.Encode]
			if !assert.NotNil(t, read, "no reader for %s", v.Decode+v.Encode) {
				continue
			}
			r = read(v, b)
			if v.Error != "" {
				errs++
			} else {
				values++
			}
		}
		if v.Error != "" && r.stop != 0 || v.Error == "" && r.stop == 0 && r.assigned && sameGecko(v.Value, r.value) {
			continue
		}
		rule := -1
		for j := range geckoRules {
			if geckoRules[j].match(v, r) {
				rule = j
				break
			}
		}
		if rule < 0 {
			t.Errorf("%s %s: %v %v; we read %+v", v.Decode+v.Encode, v.Hex, v.Value, v.Error, r)
			continue
		}
		used[rule]++
	}
	for i, r := range geckoRules {
		assert.Equal(t, r.vectors, used[i], "%s (%s)", r.name, r.section)
		t.Logf("%4d: %s (%s)", used[i], r.name, r.section)
	}
	t.Logf("%d vectors: %d values, %d errors, %d types of address", len(vectors), values, errs, resolved)
}

// geckoResolve says what an address that is typed in is taken for. Gecko has no name for short codes: they are numbers.
func geckoResolve(text string) geckoReading {
	a := mmspdu.Address{Text: wsp.MakeText([]byte(text), wsp.CharsetUnspecified)}
	name := map[mmspdu.AddressKind]string{
		mmspdu.AddressPhone: "PLMN", mmspdu.AddressShortCode: "PLMN", mmspdu.AddressIPv4: "IPv4", mmspdu.AddressIPv6: "IPv6",
		mmspdu.AddressEmail: "email", mmspdu.AddressAlphanumeric: "alphanum", mmspdu.AddressOther: "Others",
	}[a.Kind()]
	return geckoReading{name, 0, true}
}

// geckoRules are all reasons why we read a vector in another way than Firefox OS.
var geckoRules = []geckoRule{
	{"an octet that is not assigned is kept, and not known", "MMS 5, 12.2 D32, V12", 1347, func(v *geckoVector, r geckoReading) bool {
		o, _ := r.value.(float64)
		return v.Error != "" && r.stop == 0 && !r.assigned && o >= 0x80 && v.Hex == fmt.Sprintf("%02x", int(o))
	}},
	{"an octet that is not assigned is kept in its header", "MMS 5, 12.2 D32, V12", 1, func(v *geckoVector, r geckoReading) bool {
		return v.Decode == "MmsHeader" && v.Hex == "a7ff" && v.Value == nil && r.stop == 0 && !r.assigned
	}},
	{"an octet below 80 is no status", "MMS 4.4, 12.2 D32b", 128, func(v *geckoVector, r geckoReading) bool {
		return v.Decode == "RetrieveStatusValue" && v.Hex < "80" && r.stop == wsp.ValueKind && r.value == nil
	}},
	{"what is no address is read, and not valid", "MMS 13 V30", 15, func(v *geckoVector, r geckoReading) bool {
		return v.Decode == "Address" && v.Error != "" && r.stop == 0 && !r.assigned && r.value != nil
	}},
	{"a short code has letters and digits only", "MMS 9", 2, func(v *geckoVector, r geckoReading) bool {
		m, _ := v.Value.(map[string]any)
		a, _ := m["address"].(string)
		return v.Decode+v.Encode == "Address" && strings.Contains(a, "_") && r.stop == 0 && !r.assigned && sameGecko(v.Value, r.value)
	}},
	{"an address is what its type says, not what a composer would send it to", "MMS 9", 5, func(v *geckoVector, r geckoReading) bool {
		return v.Resolve != nil && (r.value == "alphanum" || r.value == "PLMN") && v.Value != "email" && v.Value != "Others"
	}},
	{"the type counts wherever it stands", "MMS 2.2, 12.1 D01", 1, func(v *geckoVector, r geckoReading) bool {
		m, _ := r.value.(map[string]any)
		return v.Decode == "parseHeaders" && r.stop == 0 && m["x-mms-message-type"] == 128.0 && m["content-type"] != nil
	}},
}
