package mmspdu_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// asText makes a getter of an accessor that gives a text.
func asText(f func(*mmspdu.PDU) (wsp.Text, bool)) getter {
	return func(r *reading, _ []int, _ any) any {
		if t, ok := f(&r.pdu); ok {
			return t.String()
		}
		return nil
	}
}

// asName makes a getter of an accessor that gives a value with a name; in lower case for those who write it so.
func asName[T fmt.Stringer](f func(*mmspdu.PDU) (T, bool)) getter {
	return func(r *reading, _ []int, want any) any {
		v, ok := f(&r.pdu)
		if !ok {
			return nil
		}
		if s, _ := want.(string); s == strings.ToLower(s) {
			return strings.ToLower(v.String())
		}
		return v.String()
	}
}

// asBool makes a getter of a Yes/No field.
func asBool(f func(*mmspdu.PDU) (mmspdu.YesNo, bool)) getter {
	return func(r *reading, _ []int, _ any) any {
		if v, ok := f(&r.pdu); ok {
			return v == mmspdu.Yes
		}
		return nil
	}
}

// asNumber gives a number as the source writes it, in digits or as a number.
func asNumber(v uint64, want any) any {
	if _, ok := want.(string); ok {
		return strconv.FormatUint(v, 10)
	}
	return float64(v)
}

func getType(r *reading, _ []int, want any) any {
	s, _ := want.(string)
	switch {
	case r.err != nil:
		if p, ok := wsp.ParsePush(r.b); ok {
			return "push " + p.ContentType().String()
		}
		return nil
	case strings.HasPrefix(s, "m-"):
		return r.pdu.Type().String()
	}
	return strings.TrimPrefix(r.pdu.Type().String(), "m-")
}

func getClass(r *reading, i []int, want any) any {
	if v, ok := r.pdu.MessageClass(); ok {
		return v.String()
	}
	return asText((*mmspdu.PDU).MessageClassText)(r, i, want)
}

// getDate gives the date in the zone and the form that the source uses: "2011-06-03T16:01:31+0200" of mmsd, whose older
// comments drop the plus sign, RFC 3339 of others, or seconds.
func getDate(r *reading, _ []int, want any) any {
	d, ok := r.pdu.Date()
	if !ok {
		return nil
	}
	s, ok := want.(string)
	const form = "2006-01-02T15:04:05"
	switch {
	case !ok:
		return float64(d)
	case len(s) < len(form) || strings.HasSuffix(s, "Z"):
		return d.Time().Format(time.RFC3339)
	}
	zone := s[len(form):]
	at, err := time.Parse("-0700", "+"+strings.TrimPrefix(zone, "+"))
	if err != nil {
		return d.Time().Format(time.RFC3339)
	}
	return d.Time().In(at.Location()).Format(form) + zone
}

func getExpiry(r *reading, _ []int, _ any) any {
	v, ok := r.pdu.Expiry()
	switch {
	case !ok:
		return nil
	case v.Relative:
		return fmt.Sprint("in ", v.Seconds, " s")
	}
	return mmspdu.Date(v.Seconds).Time().Format(time.RFC3339)
}

func getRelativeExpiry(r *reading, _ []int, _ any) any {
	if v, ok := r.pdu.Expiry(); ok && v.Relative {
		return float64(v.Seconds)
	}
	return nil
}

func getSize(r *reading, _ []int, want any) any {
	if v, ok := r.pdu.MessageSize(); ok {
		return asNumber(v, want)
	}
	return nil
}

// getFrom gives the address; "" stands for none with those who say so, "<not inserted>" for the Insert-address-token.
func getFrom(r *reading, _ []int, want any) any {
	f, ok := r.pdu.From()
	switch {
	case !ok && want == "":
		return ""
	case !ok:
		return nil
	case f.Insert:
		return "<not inserted>"
	}
	return f.Address.String()
}

func getToList(r *reading, _ []int, _ any) any {
	if to := r.to(); len(to) > 0 {
		return strings.Join(to, ",")
	}
	return nil
}

func getTo(r *reading, i []int, _ any) any {
	if to := r.to(); i[0] < len(to) {
		return to[i[0]]
	}
	return nil
}

func getContentType(r *reading, _ []int, _ any) any {
	if p, ok := wsp.ParsePush(r.b); ok {
		return p.ContentType().String()
	}
	if ct, ok := r.pdu.ContentType(); ok {
		return ct.String()
	}
	return nil
}

// ofPart makes a getter of what one part says.
func ofPart(f func(q *wsp.Part, want any) any) getter {
	return func(r *reading, i []int, want any) any {
		if parts := r.parts(); i[0] < len(parts) {
			return f(&parts[i[0]], want)
		}
		return nil
	}
}

func partType(q *wsp.Part, want any) any {
	if s, _ := want.(string); strings.Contains(s, ";") {
		return strings.ReplaceAll(string(q.ContentType().AppendText(nil)), "; ", ";")
	}
	return q.ContentType().String()
}

// partID gives the Content-ID as it is written, with or without angle brackets.
func partID(q *wsp.Part, _ any) any { return q.ContentIDRaw().String() }

func partData(q *wsp.Part, _ any) any { return string(q.Data()) }

func partName(q *wsp.Part, _ any) any { return q.Name().String() }

func partCharset(q *wsp.Part, _ any) any { return q.ContentType().Charset().String() }

// getReject says whether the octets are refused: as a push, as MMS, or by strict reading.
func getReject(r *reading, _ []int, want any) any {
	strict := r.strict()
	switch _, ok := wsp.ParsePush(r.b); {
	case ok && !r.pushed, r.err != nil, strict != nil:
		return want
	case r.wrongPort:
		return later("the SMS layer")
	}
	return "accepted"
}

// getWarning says whether reading the octets leaves a word: an error, a fault, or a warning of validation.
func getWarning(r *reading, _ []int, want any) any {
	if r.err != nil || r.faults.Len() > 0 {
		return want
	}
	for _, d := range r.pdu.Validate(nil, mmspdu.ProfileOMA) {
		if d.Severity >= mmspdu.SeverityWarning {
			return want
		}
	}
	return "accepted without a word"
}

// hostileClasses are what the inputs of hostile/ aim at.
var hostileClasses = " alloc bounds count cpu depth eof exception index int int32 int64 loop32 null ok semantic stack text uintvar "

func getHostileClass(_ *reading, _ []int, want any) any {
	if s, _ := want.(string); s != "" && strings.Contains(hostileClasses, " "+s+" ") {
		return want
	}
	return nil
}

func smsLayer(*reading, []int, any) any { return later("the SMS layer") }

func inPush(f func(p wsp.Push) any) getter {
	return func(r *reading, _ []int, _ any) any {
		if p, ok := wsp.ParsePush(r.b); ok {
			return f(p)
		}
		return nil
	}
}

func pushNumber(name string) func(p wsp.Push) any {
	return func(p wsp.Push) any {
		for h := range p.Headers() {
			if v, ok := h.Uint(); ok && h.Is(name) {
				return float64(v)
			}
		}
		return nil
	}
}

// withoutUDH takes the user data header off the two files of one source that have one; the ports in it are for a later layer.
func withoutUDH(name string, b []byte) *reading {
	if !strings.HasSuffix(name, "_udh.bin") || strings.HasSuffix(name, "no_udh.bin") {
		return read(b)
	}
	r := read(b[1+int(b[0]):])
	r.wrongPort = strings.Contains(name, "wrong_port")
	return r
}

var sources = []source{
	{folder: "mmsd", keys: map[string]getter{
		"Class": getClass, "Date": getDate, "Expiry": getExpiry, "From": getFrom, "Location": asText((*mmspdu.PDU).ContentLocation),
		"MMS message type": getType, "MMS transaction id": asText((*mmspdu.PDU).TransactionID),
		"MMS version": asName((*mmspdu.PDU).Version), "Msg-Id": asText((*mmspdu.PDU).MessageID), "Size": getSize,
		"Overall message size": func(r *reading, _ []int, want any) any { return asNumber(uint64(len(r.b)), want) },
		"Priority":             asName((*mmspdu.PDU).Priority), "Response-Status": asName((*mmspdu.PDU).ResponseStatus),
		"Subject": asText((*mmspdu.PDU).Subject), "To": getToList,
		"attachments[].Content-id": ofPart(partID), "attachments[].Content-type": ofPart(partType),
		"attachments[].Length": ofPart(func(q *wsp.Part, _ any) any { return float64(q.DataSpan().Len()) }),
		"attachments[].Offset": ofPart(func(q *wsp.Part, _ any) any { return float64(q.DataSpan().Start) }),

		"encode_of.content_type": getContentType, "encode_of.delivery_report": asBool((*mmspdu.PDU).DeliveryReport),
		"encode_of.status": asName((*mmspdu.PDU).Status), "encode_of.to": getToList,
		"encode_of.transaction_id": asText((*mmspdu.PDU).TransactionID), "encode_of.type": getType,
		"encode_of.version": asName((*mmspdu.PDU).Version),
	}},
	{folder: "python-messaging", keys: map[string]getter{
		"content_type": getContentType, "headers.Content-Type[]": func(r *reading, i []int, want any) any {
			ct, _ := r.pdu.ContentType()
			if i[0] == 0 {
				return ct.String()
			}
			for range ct.Params() {
				return "with parameters"
			}
			return map[string]any{}
		},
		"headers.Content-Type[].Start": func(r *reading, _ []int, _ any) any {
			ct, _ := r.pdu.ContentType()
			start, _ := ct.Start()
			return start.String()
		},
		"headers.Content-Type[].Type": func(r *reading, _ []int, _ any) any {
			ct, _ := r.pdu.ContentType()
			root, _ := ct.RootType()
			return root.String()
		},
		"headers.Date": getDate, "headers.Delivery-Report": asBool((*mmspdu.PDU).DeliveryReport), "headers.From": getFrom,
		"headers.MMS-Version": asName((*mmspdu.PDU).Version), "headers.Message-Class": getClass, "headers.Message-Type": getType,
		"headers.Priority": asName((*mmspdu.PDU).Priority), "headers.Read-Reply": asBool((*mmspdu.PDU).ReadReport),
		"headers.Sender-Visibility": asName((*mmspdu.PDU).SenderVisibility), "headers.Subject": asText((*mmspdu.PDU).Subject),
		"headers.To": getToList, "headers.Transaction-Id": asText((*mmspdu.PDU).TransactionID),
		"n_parts":              func(r *reading, _ []int, _ any) any { return float64(len(r.parts())) },
		"parts[].content_type": ofPart(partType), "parts[].content_type_parameters.Charset": ofPart(partCharset),
		"parts[].content_type_parameters.Name": ofPart(partName), "parts[].content_type_parameters.name": ofPart(partName),
		"parts[].data": ofPart(partData), "parts[].data.latin1": ofPart(func(q *wsp.Part, _ any) any {
			text, _ := wsp.CharsetISO8859_1.AppendUTF8(nil, q.Data())
			return string(text)
		}),
		"encode_of.Message-Type": getType, "encode_of.Status": asName((*mmspdu.PDU).Status),
		"encode_of.Transaction-Id": asText((*mmspdu.PDU).TransactionID),
	}},
	{folder: "nuntium", keys: map[string]getter{
		"class": getClass, "expiry_relative_s": getRelativeExpiry, "from": getFrom, "location": asText((*mmspdu.PDU).ContentLocation),
		"message_id": asText((*mmspdu.PDU).MessageID), "response_status": asName((*mmspdu.PDU).ResponseStatus), "size": getSize,
		"to[]": getTo, "transaction_id": asText((*mmspdu.PDU).TransactionID), "version": asName((*mmspdu.PDU).Version),
		"decode": func(r *reading, _ []int, _ any) any {
			if errors.Is(r.err, mmspdu.ErrNotMMS) {
				return "error"
			}
			return nil
		},
	}},
	{folder: "aosp", keys: map[string]getter{"result": getReject}, open: func(name string, b []byte) *reading {
		if strings.Contains(name, "/parts_") { // the body alone: put the head of a message before it
			b = append([]byte{0x8C, 0x84, 0x84, 0xA3}, b...)
		}
		return read(b)
	}},
	{folder: "literals", keys: map[string]getter{
		"from": getFrom, "subject": asText((*mmspdu.PDU).Subject), "to[]": getTo,
		"parts": func(r *reading, _ []int, _ any) any { return float64(len(r.parts())) },
	}},
	{folder: "mmsd-tng-chan_modemmanager", open: withoutUDH, keys: map[string]getter{
		"class": getClass, "date": getDate, "expiry_relative_s": getRelativeExpiry, "from": getFrom,
		"location": asText((*mmspdu.PDU).ContentLocation), "parts[].content_id": ofPart(partID),
		"parts[].content_type": ofPart(partType), "parts[].data": ofPart(partData), "result": getReject, "size": getSize,
		"transaction_id": asText((*mmspdu.PDU).TransactionID), "type": getType, "version": asName((*mmspdu.PDU).Version),
	}},
	{folder: "sms-pushes", keys: map[string]getter{
		"application_id": inPush(func(p wsp.Push) any {
			id, _, _ := p.ApplicationID()
			return float64(id)
		}),
		"body_length":   inPush(func(p wsp.Push) any { return float64(p.DataSpan().Len()) }),
		"header_length": inPush(func(p wsp.Push) any { return float64(p.HeadersSpan().Len()) }),
		"is_mms":        inPush(func(p wsp.Push) any { return p.IsMMS() }), "content_length": inPush(pushNumber("Content-Length")),
		"content_type": getContentType, "class": getClass, "expiry_relative_s": getRelativeExpiry, "from": getFrom,
		"location": asText((*mmspdu.PDU).ContentLocation), "result": getReject, "size": getSize,
		"subject": asText((*mmspdu.PDU).Subject), "transaction_id": asText((*mmspdu.PDU).TransactionID), "type": getType,
		"version": asName((*mmspdu.PDU).Version), "concat_ref": smsLayer, "date": smsLayer, "smsc_sender": smsLayer,
	}},
	{folder: "hostile", keys: map[string]getter{"class": getHostileClass, "result": getWarning}},
	{folder: "found-by-fuzzing", keys: map[string]getter{"result": getWarning}},
}

// nuntium's expiry vectors: what it reads, we read without a fault; what it refuses, strict refuses.
func TestExpectedExpiryVectors(t *testing.T) {
	var vectors []struct {
		Name, Hex, Expect string
		Offset            int
	}
	require.NoError(t, json.Unmarshal(corpustest.Read(t, "pdu/nuntium/expiry_vectors.json"), &vectors))
	require.NotEmpty(t, vectors)
	for _, v := range vectors {
		b, err := hex.DecodeString(v.Hex)
		require.NoError(t, err)
		r := read(append([]byte{0x8C, 0x82}, b[v.Offset:]...))
		_, ok := r.pdu.Expiry()
		switch v.Expect {
		case "ok":
			assert.NoError(t, r.strict(), v.Name)
			assert.True(t, ok, v.Name)
		case "error":
			assert.Error(t, r.strict(), v.Name)
		default:
			t.Errorf("%s: expects %q", v.Name, v.Expect)
		}
	}
	t.Logf("%d vectors", len(vectors))
}

var manifestExceptions = []sourceException{
	{"sms-pushes/muditaos_missing_content.push", "pdu_type", "WSP 18, W17", "HeadersLen goes beyond the datagram"},
}

const (
	timeOfRun  = "the source adds the time of its own run to a relative time"
	plusLost   = "the older comments of the source drop the plus sign, as its own note says"
	inventedID = "the message has no transaction id; the reader of the source puts one in"
	legal      = "there is nothing wrong with it: "
)

// sourceExceptions are all values that their sources state wrongly.
var sourceExceptions = []sourceException{
	{"aosp/unknown_constrained_media.bin", "result", "WSP 6.1", legal + "media type 0x53 is assigned, the table of the source ends before it"},

	{"mmsd/mms_m_notify_ind_1.mms", "Expiry", "MMS 4.9", timeOfRun},
	{"mmsd/mms_m_notify_ind_2.mms", "Expiry", "MMS 4.9", timeOfRun},
	{"mmsd/ni-mms-1-3-con-271.mms", "Expiry", "MMS 4.9", timeOfRun},
	{"mmsd/ni-mms-1-3-con-272.mms", "Expiry", "MMS 4.9", timeOfRun},
	{"mmsd/mms_m_retrieve_conf_1.mms", "From", "MMS 9", plusLost},
	{"mmsd/mms_m_retrieve_conf_2.mms", "From", "MMS 9", plusLost},
	{"mmsd/mms_m_retrieve_conf_2.mms", "To", "MMS 9", plusLost},
	{"mmsd/mms_m_retrieve_conf_3.mms", "From", "MMS 9", plusLost},
	{"mmsd/mms_m_retrieve_conf_3.mms", "To", "MMS 9", plusLost},
	{"mmsd/ni-mms-1-3-con-271.mms", "Location", "MMS 12.2, D45", "a space stands before the URL: the string is kept"},
	{"mmsd/rc-mms-1-3-con-216.mms", "Overall message size", "MMS 2.1", "a digit too many: the PDU has 11,444 octets"},
	{"mmsd/rc-mms-1-3-con-228.mms", "Date", "MMS 4.8", "the zone in the comment lacks a digit"},

	{"python-messaging/BTMMS.MMS", "headers.Transaction-Id", "MMS 6.5", inventedID},
	{"python-messaging/SIMPLE.MMS", "headers.Transaction-Id", "MMS 6.5", inventedID},
	{"python-messaging/TOMSLOT.MMS", "headers.Transaction-Id", "MMS 6.5", inventedID},

	{"sms-pushes/muditaos_app_id_missing.push", "result", "WSP 13.5", "the content type says what it is; the application id may be missing, as the source's own note says"},
	{"sms-pushes/muditaos_app_id_not_mms.push", "result", "WSP 13.5", "the content type goes before the application id"},
	{"sms-pushes/muditaos_type_not_notification.push", "result", "MMS 3.1", "m-send-conf is a type; the source reads notifications only"},

	{"hostile/aosp_alternative_no_child.bin", "result", "WSP 11.2", legal + "an empty multipart"},
	{"hostile/sem_content_location_before_rest.bin", "result", "MMS 2.2", legal + "the order is insignificant"},
	{"hostile/sem_filename_traversal.bin", "result", "MMS 15", "its grammar is right; what a name may be is for scan"},
	{"hostile/sem_subject_utf16_mib1015.bin", "result", "MMS 4.3", legal + "a text in UTF-16"},
	{"hostile/sem_text_header_unknown.bin", "result", "MMS 2.1", legal + "an application header"},
	{"hostile/trunc_all_prefixes_seed.bin", "result", "MMS 6.3", legal + "the seed that is truncated elsewhere"},
}
