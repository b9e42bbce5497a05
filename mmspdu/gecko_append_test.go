package mmspdu_test

import (
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
)

// A geckoWriter makes of the value that a vector states, not of its octets, a header to be written.
type geckoWriter func(v any) (f mmspdu.Field, t mmspdu.Type, value mmspdu.Value)

// geckoNumber writes an enumeration in its own type.
func geckoNumber[T interface {
	~uint8
	mmspdu.Value
}](f mmspdu.Field) geckoWriter {
	return func(v any) (mmspdu.Field, mmspdu.Type, mmspdu.Value) {
		n, ok := v.(float64)
		if !ok {
			return f, 0, nil
		}
		return f, mmspdu.TypeSendReq, T(n)
	}
}

// geckoMap writes what a vector states field by field.
func geckoMap(f mmspdu.Field, value func(m map[string]any) mmspdu.Value) geckoWriter {
	return func(v any) (mmspdu.Field, mmspdu.Type, mmspdu.Value) {
		m, _ := v.(map[string]any)
		t := mmspdu.TypeSendReq
		if n, ok := m["message_type"].(float64); ok {
			t = mmspdu.Type(n)
		}
		return f, t, value(m)
	}
}

// geckoDelValue writes the value under key, in Del form if a Status-count is stated.
func geckoDelValue(key string) func(m map[string]any) mmspdu.Value {
	return func(m map[string]any) mmspdu.Value {
		value := mmspdu.String(m[key].(string))
		if n, ok := m["statusCount"].(float64); ok {
			return mmspdu.Del{Count: uint64(n), Value: value}
		}
		return value
	}
}

// geckoAddressText is an address as it is written: "num", "alphanum" and "email" have no name of their type.
func geckoAddressText(m map[string]any) string {
	switch name := m["type"].(string); name {
	case "num", "alphanum", "email":
		return m["address"].(string)
	default:
		return m["address"].(string) + "/TYPE=" + name
	}
}

var geckoWriters = map[string]geckoWriter{
	"BooleanValue": func(v any) (mmspdu.Field, mmspdu.Type, mmspdu.Value) {
		if v == true {
			return mmspdu.FieldStored, mmspdu.TypeNotificationInd, mmspdu.Yes
		}
		return mmspdu.FieldStored, mmspdu.TypeNotificationInd, mmspdu.No
	},
	"CancelStatusValue":             geckoNumber[mmspdu.CancelStatus](mmspdu.FieldCancelStatus),
	"ContentClassValue":             geckoNumber[mmspdu.ContentClass](mmspdu.FieldContentClass),
	"MmStateValue":                  geckoNumber[mmspdu.MMState](mmspdu.FieldMMState),
	"PriorityValue":                 geckoNumber[mmspdu.Priority](mmspdu.FieldPriority),
	"ReadStatusValue":               geckoNumber[mmspdu.ReadStatus](mmspdu.FieldReadStatus),
	"RecommendedRetrievalModeValue": geckoNumber[mmspdu.RetrievalMode](mmspdu.FieldRecommendedRetrievalMode),
	"ReplyChargingValue":            geckoNumber[mmspdu.ReplyCharging](mmspdu.FieldReplyCharging),
	"SenderVisibilityValue":         geckoNumber[mmspdu.SenderVisibility](mmspdu.FieldSenderVisibility),
	"StatusValue":                   geckoNumber[mmspdu.Status](mmspdu.FieldStatus),
	"MessageTypeValue":              geckoNumber[mmspdu.Type](mmspdu.FieldMessageType),
	"RetrieveStatusValue":           geckoNumber[mmspdu.RetrieveStatus](mmspdu.FieldRetrieveStatus),
	"MessageClassValue": func(v any) (mmspdu.Field, mmspdu.Type, mmspdu.Value) {
		return mmspdu.FieldMessageClass, 0, mmspdu.String(v.(string))
	},
	"EncodedStringValue": func(v any) (mmspdu.Field, mmspdu.Type, mmspdu.Value) {
		return mmspdu.FieldSubject, 0, mmspdu.String(v.(string))
	},
	"Address": geckoMap(mmspdu.FieldTo, func(m map[string]any) mmspdu.Value { return mmspdu.String(geckoAddressText(m)) }),
	"FromValue": geckoMap(mmspdu.FieldFrom, func(m map[string]any) mmspdu.Value {
		if m == nil {
			return mmspdu.From{Insert: true}
		}
		return mmspdu.String(geckoAddressText(m))
	}),
	"ContentLocationValue": geckoMap(mmspdu.FieldContentLocation, geckoDelValue("uri")),
	"ResponseText":         geckoMap(mmspdu.FieldResponseText, geckoDelValue("text")),
	"MmFlagsValue": geckoMap(mmspdu.FieldMMFlags, func(m map[string]any) mmspdu.Value {
		return mmspdu.Flags{Token: mmspdu.FlagToken(m["type"].(float64)), Keyword: mmspdu.EncodedText(m["text"].(string))}
	}),
	"ElementDescriptorValue": geckoMap(mmspdu.FieldElementDescriptor, func(m map[string]any) mmspdu.Value {
		media := ""
		if m["params"] != nil {
			media = "*/*" // the only number in the vectors, 0
		}
		e, _ := mmspdu.MakeElement(m["contentReference"].(string), media)
		return e
	}),
	"ExpiryValue": geckoMap(mmspdu.FieldExpiry, func(m map[string]any) mmspdu.Value {
		if n, ok := m["relative"].(float64); ok {
			return mmspdu.Time{Relative: true, Seconds: uint64(n)}
		}
		return mmspdu.Time{Seconds: uint64(m["absolute"].(float64))}
	}),
	"PreviouslySentByValue": geckoMap(mmspdu.FieldPreviouslySentBy, func(m map[string]any) mmspdu.Value {
		text := geckoAddressText(m["originator"].(map[string]any))
		return mmspdu.PreviouslySentBy{
			Count: uint64(m["forwardedCount"].(float64)), Address: mmspdu.Address{Text: mmspdu.EncodedText(text)},
		}
	}),
	"PreviouslySentDateValue": geckoMap(mmspdu.FieldPreviouslySentDate, func(m map[string]any) mmspdu.Value {
		return mmspdu.PreviouslySentDate{
			Count: uint64(m["forwardedCount"].(float64)), Date: mmspdu.Date(m["timestamp"].(float64)),
		}
	}),
}

// geckoNotWritten are the vectors whose octets we do not write for the value that they state.
var geckoNotWritten = []struct {
	name, section string
	vectors       int
	match         func(v *geckoVector) bool
}{
	{"an octet below 80 is no status", "MMS 4.4, 12.2 D32b", 128, func(v *geckoVector) bool {
		return v.Decode == "RetrieveStatusValue" && geckoFirst(v) < 0x80
	}},
	{"a reserved status is stated as the one that it is treated like, not as it came", "MMS 5", 63, func(v *geckoVector) bool {
		return v.Decode == "RetrieveStatusValue" && geckoFirst(v) >= 0x80 && v.Value != float64(geckoFirst(v))
	}},
	{"a text that us-ascii can say is written without a charset", "MMS 4.3", 1, func(v *geckoVector) bool {
		return v.Decode == "EncodedStringValue" && v.Value == "Mozilla"
	}},
	{"the seconds of a relative time are a Long-integer, which every peer reads", "MMS 4.9", 2, func(v *geckoVector) bool {
		return v.Decode+v.Encode == "ExpiryValue" && v.Hex == "028180"
	}},
	{"an octet that is not assigned is stated as no value", "MMS 5", 1, func(v *geckoVector) bool { return v.Hex == "a7ff" }},
}

func geckoFirst(v *geckoVector) byte {
	b, _ := hex.DecodeString(v.Hex[:2])
	return b[0]
}

// What Firefox OS writes for a value, or reads as that value, is what we write for it, wherever its octets are canonical.
func TestGeckoVectorsAreWritten(t *testing.T) {
	var vectors []geckoVector
	require.NoError(t, json.Unmarshal(corpustest.Read(t, "pdu/gecko/mms_vectors.json"), &vectors))
	used := make([]int, len(geckoNotWritten))
	same, headers := 0, 0
	for i := range vectors {
		v := &vectors[i]
		if v.Error != "" || v.Resolve != nil {
			continue
		}
		want, err := hex.DecodeString(v.Hex)
		require.NoError(t, err)
		name := v.Decode + v.Encode
		write := geckoWriters[name]
		var got []byte
		if write == nil {
			headers++
			got = geckoWriteHeaders(t, v)
		} else {
			f, typ, value := write(v.Value)
			b, c := mmspdu.AppendField(nil, typ, f, value)
			if c == 0 {
				got = b[1:]
			}
		}
		if string(got) == string(want) {
			same++
			continue
		}
		rule := -1
		for j := range geckoNotWritten {
			if geckoNotWritten[j].match(v) {
				rule = j
			}
		}
		if rule < 0 {
			t.Errorf("%s %v: written as %x, the vector has %s", name, v.Value, got, v.Hex)
			continue
		}
		used[rule]++
	}
	for i, r := range geckoNotWritten {
		assert.Equal(t, r.vectors, used[i], "%s (%s)", r.name, r.section)
		t.Logf("%4d not: %s (%s)", used[i], r.name, r.section)
	}
	assert.Greater(t, same, 200)
	t.Logf("%d values are written with the octets of the vectors, %d of them as headers of a message", same, headers)
}

// geckoWriteHeaders builds what a vector states of headers through a Message and returns their octets.
func geckoWriteHeaders(t *testing.T, v *geckoVector) []byte {
	values, ok := v.Value.(map[string]any)
	if !ok {
		return nil
	}
	m := new(mmspdu.Message)
	m.Lax = true
	// The one vector in another order than that of chapter 6 is a Content-Type in front of the type.
	late := v.Decode == "parseHeaders" && values["x-mms-mms-version"] != nil
	for _, f := range []mmspdu.Field{
		mmspdu.FieldMessageType, mmspdu.FieldTransactionID, mmspdu.FieldMMSVersion, mmspdu.FieldTo, mmspdu.FieldStored, mmspdu.FieldContentType,
	} {
		for name, x := range values {
			if !strings.EqualFold(name, f.String()) {
				continue
			}
			list, many := x.([]any)
			if !many {
				list = []any{x}
			}
			for _, x := range list {
				require.NoError(t, m.Add(f, geckoHeaderValue(f, x)), name)
			}
		}
	}
	if text, ok := values["a"].(string); ok {
		require.NoError(t, m.AddApplication("A", text))
	}
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	if late {
		// Parsing stops at the Content-Type, and the type behind it is not stated.
		assert.Equal(t, "\x8D\x93\x84\xB3", string(b))
		b = append(b, 0x8C, 0x80)
	}
	return b
}

func geckoHeaderValue(f mmspdu.Field, x any) mmspdu.Value {
	switch x := x.(type) {
	case map[string]any:
		return mmspdu.String(geckoAddressText(x))
	case bool:
		return map[bool]mmspdu.YesNo{true: mmspdu.Yes, false: mmspdu.No}[x]
	case float64:
		return mmspdu.Octet(byte(x) | 0x80)
	case string:
		if f == mmspdu.FieldContentType {
			return mmspdu.Raw("\xB3") // the only one in the vectors, multipart.related
		}
		return mmspdu.String(x)
	}
	return nil
}

// geckoFieldOf has the fields whose values the productions of the vectors are.
var geckoFieldOf = map[string]mmspdu.Field{
	"BooleanValue": mmspdu.FieldStored, "CancelStatusValue": mmspdu.FieldCancelStatus, "ContentClassValue": mmspdu.FieldContentClass,
	"MmStateValue": mmspdu.FieldMMState, "PriorityValue": mmspdu.FieldPriority, "ReadStatusValue": mmspdu.FieldReadStatus,
	"RecommendedRetrievalModeValue": mmspdu.FieldRecommendedRetrievalMode, "ReplyChargingValue": mmspdu.FieldReplyCharging,
	"SenderVisibilityValue": mmspdu.FieldSenderVisibility, "StatusValue": mmspdu.FieldStatus,
	"RetrieveStatusValue": mmspdu.FieldRetrieveStatus, "MessageClassValue": mmspdu.FieldMessageClass,
	"EncodedStringValue": mmspdu.FieldSubject, "Address": mmspdu.FieldTo, "FromValue": mmspdu.FieldFrom,
	"ContentLocationValue": mmspdu.FieldContentLocation, "ResponseText": mmspdu.FieldResponseText,
	"MmFlagsValue": mmspdu.FieldMMFlags, "ElementDescriptorValue": mmspdu.FieldElementDescriptor,
	"ExpiryValue": mmspdu.FieldExpiry, "PreviouslySentByValue": mmspdu.FieldPreviouslySentBy,
	"PreviouslySentDateValue": mmspdu.FieldPreviouslySentDate,
}

// What is read of the octets of a vector, also of one that Firefox OS refuses, is written with the same octets if they are
// canonical, and else says the same.
func TestGeckoVectorsAreWrittenAsTheyAreRead(t *testing.T) {
	var vectors []geckoVector
	require.NoError(t, json.Unmarshal(corpustest.Read(t, "pdu/gecko/mms_vectors.json"), &vectors))
	strict, refused, same := 0, 0, 0
	var others []string
	for i := range vectors {
		v := &vectors[i]
		if v.Resolve != nil {
			continue
		}
		b, err := hex.DecodeString(v.Hex)
		require.NoError(t, err)
		typ := byte(mmspdu.TypeSendReq)
		if m, ok := v.Value.(map[string]any); ok && m["message_type"] != nil {
			typ = byte(m["message_type"].(float64))
		}
		name := v.Decode + v.Encode
		switch f, ok := geckoFieldOf[name]; {
		case ok:
			b = append([]byte{0x8C, typ, 0x80 | byte(f)}, b...)
		case name == "MessageTypeValue":
			b = append([]byte{0x8C}, b...)
		default: // headers
			b = append([]byte{0x8C, typ}, b...)
		}
		applied, canonical := malleable(t, b)
		switch {
		case !applied:
			refused++
			continue
		case canonical:
			same++
		default:
			others = append(others, name+" "+v.Hex)
		}
		strict++
	}
	assert.Equal(t, []string{
		"EncodedStringValue 140203f7fffe4d006f007a0069006c006c00610000", // one octet ends a text in utf-16
		"ExpiryValue 028180", "ExpiryValue 028180", // a Short-integer
	}, others)
	assert.Equal(t, 1712, same)
	t.Logf("%d vectors are read strictly, %d of them written with the same octets; %d are not read", strict, same, refused)
}
