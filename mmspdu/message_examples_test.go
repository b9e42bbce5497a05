package mmspdu_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// An exampleField is a header of a worked example.
type exampleField struct {
	f mmspdu.Field
	v mmspdu.Value
}

// An example is a worked example of the digests, value by value.
type example struct {
	vector  string
	typ     mmspdu.Type
	version mmspdu.Version
	id      string // X-Mms-Transaction-Id; "" for none
	fields  []exampleField
	body    func(t *testing.T, m *mmspdu.Message)
}

// Values that occur in several examples.
const (
	examplePhone  = mmspdu.String("+15550100456/TYPE=PLMN")
	exampleID     = mmspdu.String("a1b2c3@mmsc.example")
	exampleSMIL   = `<smil><head><layout><root-layout/></layout></head><body><par dur="5s"><text src="t.txt"/><img src="cid:img1"/></par></body></smil>`
	exampleWanted = mmspdu.String("http://mmsc.example/m?i=1234")
)

func fromText(x wsp.Text) mmspdu.From { return mmspdu.From{Address: mmspdu.Address{Text: x}} }

var examples = []example{
	{"mms/11.1-notification-ind", mmspdu.TypeNotificationInd, mmspdu.Version12, "T1234", []exampleField{
		{mmspdu.FieldFrom, fromText(mmspdu.EncodedText("+15550100123/TYPE=PLMN"))},
		{mmspdu.FieldMessageClass, mmspdu.MessageClassPersonal},
		{mmspdu.FieldMessageSize, mmspdu.Number(32000)},
		{mmspdu.FieldExpiry, mmspdu.Time{Relative: true, Seconds: 48 * 3600}},
		{mmspdu.FieldContentLocation, exampleWanted},
	}, nil},
	{"mms/11.2-notifyresp-ind", mmspdu.TypeNotifyRespInd, mmspdu.Version12, "T1234", []exampleField{
		{mmspdu.FieldStatus, mmspdu.StatusDeferred},
		{mmspdu.FieldReportAllowed, mmspdu.No},
	}, nil},
	{"mms/11.3-send-req", mmspdu.TypeSendReq, mmspdu.Version12, "S-77", []exampleField{
		{mmspdu.FieldFrom, mmspdu.From{Insert: true}},
		{mmspdu.FieldTo, examplePhone},
		{mmspdu.FieldTo, mmspdu.String("bob@example.org")},
		{mmspdu.FieldSubject, mmspdu.String("Žluť")},
		{mmspdu.FieldMessageClass, mmspdu.MessageClassPersonal},
		{mmspdu.FieldPriority, mmspdu.PriorityNormal},
		{mmspdu.FieldDeliveryReport, mmspdu.Yes},
		{mmspdu.FieldReadReport, mmspdu.No},
	}, exampleSend},
	{"mms/11.4-send-conf", mmspdu.TypeSendConf, mmspdu.Version12, "S-77", []exampleField{
		{mmspdu.FieldResponseStatus, mmspdu.ResponseStatusOk},
		{mmspdu.FieldMessageID, exampleID},
	}, nil},
	{"mms/11.5-retrieve-conf", mmspdu.TypeRetrieveConf, mmspdu.Version12, "R9", []exampleField{
		{mmspdu.FieldMessageID, exampleID},
		{mmspdu.FieldDate, mmspdu.Date(1714226304)},
		{mmspdu.FieldFrom, mmspdu.String("Zoë <zoe@example.org>")},
		{mmspdu.FieldTo, examplePhone},
		{mmspdu.FieldSubject, mmspdu.String("Zpráva o průběhu výstavby — část 1")},
		{mmspdu.FieldMessageClass, mmspdu.MessageClassPersonal},
		{mmspdu.FieldPriority, mmspdu.PriorityNormal},
		{mmspdu.FieldDeliveryReport, mmspdu.No},
		{mmspdu.FieldReadReport, mmspdu.Yes},
		{mmspdu.FieldPreviouslySentBy, mmspdu.PreviouslySentBy{
			Count: 1, Address: mmspdu.Address{Text: mmspdu.EncodedText("+15550100789/TYPE=PLMN")},
		}},
		{mmspdu.FieldPreviouslySentDate, mmspdu.PreviouslySentDate{Count: 1, Date: 0x662D0000}},
		{mmspdu.FieldRetrieveStatus, mmspdu.RetrieveStatusOk},
	}, func(t *testing.T, m *mmspdu.Message) {
		text := mmspdu.NewPart(contentType(t, "text/plain", wsp.CharsetParameter(wsp.CharsetUTF8)), nil, []byte("Děkuji"))
		require.NoError(t, m.SetMultipart(contentType(t, "application/vnd.wap.multipart.mixed"), text))
	}},
	{"mms/11.6-retrieve-conf-error", mmspdu.TypeRetrieveConf, mmspdu.Version12, "", []exampleField{
		{mmspdu.FieldDate, mmspdu.Date(1714226304)},
		{mmspdu.FieldRetrieveStatus, mmspdu.RetrieveStatusPermanentMessageNotFound},
		{mmspdu.FieldRetrieveText, mmspdu.String("4504 gone")},
	}, func(t *testing.T, m *mmspdu.Message) {
		require.NoError(t, m.SetBody(contentType(t, "text/plain"), []byte("Message not found")))
	}},
	{"mms/11.7-acknowledge-ind", mmspdu.TypeAcknowledgeInd, mmspdu.Version12, "R9", []exampleField{
		{mmspdu.FieldReportAllowed, mmspdu.Yes},
	}, nil},
	{"mms/11.7-delivery-ind", mmspdu.TypeDeliveryInd, mmspdu.Version12, "", []exampleField{
		{mmspdu.FieldMessageID, exampleID},
		{mmspdu.FieldTo, examplePhone},
		{mmspdu.FieldDate, mmspdu.Date(1714226432)},
		{mmspdu.FieldStatus, mmspdu.StatusRetrieved},
	}, nil},
	{"mms/11.7-read-rec-ind", mmspdu.TypeReadRecInd, mmspdu.Version12, "", []exampleField{
		{mmspdu.FieldMessageID, exampleID},
		{mmspdu.FieldTo, mmspdu.String("zoe@example.org")},
		{mmspdu.FieldFrom, mmspdu.From{Insert: true}},
		{mmspdu.FieldDate, mmspdu.Date(1714226688)},
		{mmspdu.FieldReadStatus, mmspdu.ReadStatusRead},
	}, nil},
	{"mms/11.8-forward-req", mmspdu.TypeForwardReq, mmspdu.Version12, "F5", []exampleField{
		{mmspdu.FieldFrom, mmspdu.From{Insert: true}},
		{mmspdu.FieldTo, mmspdu.String("bob@example.org")},
		{mmspdu.FieldDeliveryTime, mmspdu.Time{Seconds: 1714229248}},
		{mmspdu.FieldContentLocation, exampleWanted},
		{mmspdu.FieldReportAllowed, mmspdu.Yes},
		{mmspdu.FieldStore, mmspdu.Yes},
		{mmspdu.FieldMMState, mmspdu.MMStateForwarded},
		{mmspdu.FieldMMFlags, mmspdu.Flags{Token: mmspdu.FlagTokenAdd, Keyword: mmspdu.EncodedText("fwd")}},
	}, nil},
	{"mms/11.9-mbox-view-req", mmspdu.TypeMboxViewReq, mmspdu.Version12, "V1", []exampleField{
		{mmspdu.FieldMMState, mmspdu.MMStateNew},
		{mmspdu.FieldMMState, mmspdu.MMStateDraft},
		{mmspdu.FieldMMFlags, mmspdu.Flags{Token: mmspdu.FlagTokenFilter, Keyword: mmspdu.EncodedText("work")}},
		{mmspdu.FieldStart, mmspdu.Number(0)},
		{mmspdu.FieldLimit, mmspdu.Number(10)},
		{mmspdu.FieldAttributes, mmspdu.FieldFrom},
		{mmspdu.FieldAttributes, mmspdu.FieldSubject},
		{mmspdu.FieldAttributes, mmspdu.FieldContent},
		{mmspdu.FieldTotals, mmspdu.Yes},
		{mmspdu.FieldQuotas, mmspdu.Yes},
	}, nil},
	{"mms/11.9-mbox-view-conf", mmspdu.TypeMboxViewConf, mmspdu.Version12, "V1", []exampleField{
		{mmspdu.FieldResponseStatus, mmspdu.ResponseStatusOk},
		{mmspdu.FieldMboxTotals, mmspdu.Total{Token: mmspdu.TotalTokenMessage, Number: 12}},
		{mmspdu.FieldMboxTotals, mmspdu.Total{Token: mmspdu.TotalTokenSize, Number: 100000}},
		{mmspdu.FieldMboxQuotas, mmspdu.Total{Token: mmspdu.TotalTokenSize, Number: 1000000}},
		{mmspdu.FieldMessageCount, mmspdu.Number(1)},
	}, exampleListing},
	{"mms/11.10-mbox-delete-conf", mmspdu.TypeMboxDeleteConf, mmspdu.Version13, "D1", []exampleField{
		{mmspdu.FieldContentLocation, mmspdu.Del{Count: 1, Value: mmspdu.String("http://mmsc.example/b/9")}},
		{mmspdu.FieldResponseStatus, mmspdu.Del{Count: 1, Value: mmspdu.ResponseStatusOk}},
		{mmspdu.FieldContentLocation, mmspdu.Del{Count: 2, Value: mmspdu.String("http://mmsc.example/b/10")}},
		{mmspdu.FieldResponseStatus, mmspdu.Del{Count: 2, Value: mmspdu.ResponseStatusPermanentMessageNotFound}},
		{mmspdu.FieldResponseText, mmspdu.Del{Count: 2, Value: mmspdu.String("gone")}},
	}, nil},
	{"mms/11.11-notification-ind-1.3", mmspdu.TypeNotificationInd, mmspdu.Version13, "N13", []exampleField{
		{mmspdu.FieldMessageClass, mmspdu.String("x-news")},
		{mmspdu.FieldMessageSize, mmspdu.Number(200)},
		{mmspdu.FieldExpiry, mmspdu.Time{Relative: true, Seconds: 3600}},
		{mmspdu.FieldContentLocation, mmspdu.String("http://mmsc.example/n13")},
		{mmspdu.FieldDistributionIndicator, mmspdu.No},
		{mmspdu.FieldElementDescriptor, nil}, // below: image/gif as text, though it has a number
		{mmspdu.FieldElementDescriptor, nil},
		{mmspdu.FieldRecommendedRetrievalMode, mmspdu.RetrievalModeManual},
		{mmspdu.FieldRecommendedRetrievalModeText, mmspdu.String("roaming")},
		{mmspdu.FieldApplicID, mmspdu.String("com.example.chess")},
		{mmspdu.FieldAuxApplicInfo, mmspdu.String("s=17")},
		{mmspdu.FieldContentClass, mmspdu.ContentClassImageRich},
		{mmspdu.FieldDRMContent, mmspdu.No},
		{mmspdu.FieldReplaceID, mmspdu.String("old@mmsc.example")},
	}, nil},
	{"mms/11.12-cancel-req", mmspdu.TypeCancelReq, mmspdu.Version13, "C1", []exampleField{
		{mmspdu.FieldCancelID, mmspdu.String("vas-0042")},
	}, nil},
	{"mms/11.12-cancel-conf", mmspdu.TypeCancelConf, mmspdu.Version13, "C1", []exampleField{
		{mmspdu.FieldCancelStatus, mmspdu.CancelStatusReceived},
	}, nil},
}

// exampleSend is the body of 11.3.
func exampleSend(t *testing.T, m *mmspdu.Message) {
	headers := func(id, location string) []byte {
		b, c := wsp.AppendContentID(nil, id)
		require.Zero(t, c)
		if location != "" {
			b, c = wsp.AppendContentLocation(b, location)
			require.Zero(t, c)
		}
		return b
	}
	charset := wsp.CharsetParameter(wsp.CharsetUTF8)
	image, c := wsp.AppendContentDisposition(headers("img1", ""), wsp.DispositionAttachment)
	require.Zero(t, c)
	require.NoError(t, m.SetMultipart(
		contentType(t, "application/vnd.wap.multipart.related", wsp.TextParameter("type", "application/smil"), wsp.TextParameter("start", "<smil>")),
		mmspdu.NewPart(contentType(t, "application/smil", charset), headers("smil", "s.smil"), []byte(exampleSMIL)),
		mmspdu.NewPart(contentType(t, "text/plain", wsp.TextParameter("name", "t.txt"), charset), headers("txt", "t.txt"), []byte("Ahoj")),
		mmspdu.NewPart(contentType(t, "image/jpeg"), image, []byte("\xFF\xD8\xFF\xD9")),
	))
}

// exampleListing is the body of the second 11.9: one description, a PDU of its own.
func exampleListing(t *testing.T, m *mmspdu.Message) {
	d := mmspdu.NewMessage(mmspdu.TypeMboxDescr, mmspdu.Version12)
	for _, h := range []exampleField{
		{mmspdu.FieldContentLocation, mmspdu.String("http://mmsc.example/b/9")},
		{mmspdu.FieldMessageID, mmspdu.String("m9@mmsc.example")},
		{mmspdu.FieldMMState, mmspdu.MMStateNew},
		{mmspdu.FieldFrom, mmspdu.String("a@example.org")},
		{mmspdu.FieldSubject, mmspdu.String("Hi")},
	} {
		require.NoError(t, d.Set(h.f, h.v))
	}
	octets, err := d.MarshalBinary()
	require.NoError(t, err)
	require.NoError(t, m.SetMultipart(contentType(t, "application/vnd.wap.multipart.mixed"),
		mmspdu.NewPart(contentType(t, "application/vnd.wap.mms-message"), nil, octets)))
}

// exampleElements are the descriptors of 11.11. The example has the first type as text, though there is a number for it.
func exampleElements(t *testing.T) []mmspdu.Value {
	second, c := mmspdu.MakeElement("<p2>", "text/plain")
	require.Zero(t, c)
	first, n, c := mmspdu.ConsumeElement([]byte("\x10<p1>\x00\x82image/gif\x00"))
	require.Zero(t, c)
	require.Equal(t, 17, n)
	return []mmspdu.Value{first, second}
}

func (x example) build(t *testing.T, add func(*mmspdu.Message, mmspdu.Field, mmspdu.Value) error) []byte {
	t.Helper()
	m := mmspdu.NewMessage(x.typ, x.version)
	if x.id != "" {
		require.NoError(t, m.Set(mmspdu.FieldTransactionID, mmspdu.String(x.id)))
	}
	elements := exampleElements(t)
	for _, h := range x.fields {
		if h.v == nil {
			h.v, elements = elements[0], elements[1:]
		}
		require.NoError(t, add(m, h.f, h.v), "%s: %v", x.vector, h.f)
	}
	if x.body != nil {
		x.body(t, m)
	}
	require.NoError(t, m.Check(), x.vector)
	b, err := m.MarshalBinary()
	require.NoError(t, err, x.vector)
	return b
}

// The worked examples of MMS 11, value by value, are the octets that the digest prints. Three of them have another order than
// that of chapter 6, which AddLast gives them.
func TestExamplesAreBuilt(t *testing.T) {
	vectors := map[string]testdata.Vector{}
	printed := 0
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		vectors[name] = v
		if v.File == "mms-examples.txt" {
			printed++
		}
	}
	require.Len(t, examples, printed, "every example that is printed")
	var reordered []string
	for _, x := range examples {
		want := vectors[x.vector].Octets
		require.NotEmpty(t, want, x.vector)
		got := x.build(t, inOrder)
		require.Equal(t, fmt.Sprintf("%x", want), fmt.Sprintf("%x", got), x.vector)
		sorted := x.build(t, (*mmspdu.Message).Add)
		require.Len(t, sorted, len(want))
		if string(sorted) != string(want) {
			reordered = append(reordered, x.vector)
		}
	}
	assert.Equal(t, []string{
		"mms/11.8-forward-req", "mms/11.10-mbox-delete-conf", "mms/11.11-notification-ind-1.3",
	}, reordered)
}

// The nested multipart of WSP 16.7 as the body of a message: from its Content-Type on, the octets that the digest prints.
func TestNestedExampleIsBuilt(t *testing.T) {
	m := mmspdu.NewMessage(mmspdu.TypeRetrieveConf, mmspdu.Version12)
	require.NoError(t, m.Set(mmspdu.FieldDate, mmspdu.Date(1714226304)))
	require.NoError(t, m.Set(mmspdu.FieldMessageID, exampleID))
	head, err := m.AppendBinary(nil)
	require.Error(t, err, "no body yet")
	require.Empty(t, head)
	charset := wsp.CharsetParameter(wsp.CharsetUTF8)
	id, c := wsp.AppendContentID(nil, "a")
	require.Zero(t, c)
	image, c := wsp.AppendContentLocation(nil, "x.gif")
	require.Zero(t, c)
	// The example has disposition and filename under their newer numbers, which we do not write by name.
	name, c := wsp.AppendText(append([]byte{}, wsp.DispositionAttachment, 0x98), "x.gif")
	require.Zero(t, c)
	image, c = wsp.AppendHeader(image, 0x45, wsp.PrefixValueLength(name, 0))
	require.Zero(t, c)
	alternative := mmspdu.NewMultipartPart(contentType(t, "application/vnd.wap.multipart.alternative"), id,
		mmspdu.NewPart(contentType(t, "text/plain", charset), nil, []byte("Hi")))
	require.NoError(t, m.SetMultipart(contentType(t, "application/vnd.wap.multipart.related",
		wsp.TextParameter("start", "<a>"), wsp.TextParameter("type", "application/vnd.wap.multipart.alternative")), alternative))
	require.True(t, alternative.AddPart(mmspdu.NewPart(contentType(t, "text/html", charset), nil, []byte("<b>Hi</b>"))))
	require.True(t, m.AddPart(mmspdu.NewPart(contentType(t, "image/gif"), image, []byte("GIF89a"))))
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	for vector, v := range testdata.Vectors() {
		if vector == "wsp/16.7-nested-multipart" {
			assert.Equal(t, fmt.Sprintf("%x", v.Octets), fmt.Sprintf("%x", b[len(b)-len(v.Octets):]))
			assert.Equal(t, byte(0x84), b[len(b)-len(v.Octets)-1])
			return
		}
	}
	t.Fatal("the vector is gone")
}
