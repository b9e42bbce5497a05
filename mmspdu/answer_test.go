package mmspdu_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// TestAnswerTable holds every row to the registries: its reply has the status field, the octet is assigned there, and so
// is the one for older peers, in the version that they speak.
func TestAnswerTable(t *testing.T) {
	seen := map[[2]uint8]bool{}
	for r := range mmspdu.Answers() {
		name := r.Received.String() + " " + r.Decision.String()
		key := [2]uint8{uint8(r.Received), uint8(r.Decision)}
		assert.False(t, seen[key], "%s: two rows", name)
		seen[key] = true
		_, ok := mmspdu.DecisionByName(r.Decision.String())
		assert.True(t, ok, name)
		assert.True(t, r.Received == 0 || r.Received.Known(), name)
		assert.True(t, r.Reply.Known(), name)
		for i := range r.Text {
			assert.True(t, r.Text[i] >= 0x20 && r.Text[i] < 0x7F, "%s: a default text is us-ascii", name)
		}
		assert.NotEmpty(t, r.Section())
		assert.Equal(t, r.If == mmspdu.ConditionNone, r.If.String() == "", name)
		if r.Field == 0 {
			assert.Zero(t, r.Status|r.Older, name)
			continue
		}
		carried := slices.ContainsFunc(slices.Collect(mmspdu.FieldsOf(r.Reply)), func(u mmspdu.FieldUse) bool { return u.Field == r.Field })
		assert.True(t, carried, "%s: %v has no %v", name, r.Reply, r.Field)
		for _, octet := range []uint8{r.Status, r.Older} {
			_, known := r.Field.ValueName(octet)
			assert.True(t, known || octet == 0, "%s: %v has no %#x", name, r.Field, octet)
		}
		if r.Older != 0 {
			assert.Equal(t, mmspdu.Version10, sinceOf(r.Field, r.Older), name)
			assert.Greater(t, sinceOf(r.Field, r.Status), mmspdu.Version10, name)
		}
	}
}

// sinceOf is the version that brought an octet of a status field.
func sinceOf(f mmspdu.Field, octet uint8) mmspdu.Version {
	switch f {
	case mmspdu.FieldResponseStatus:
		return mmspdu.ResponseStatus(octet).Since()
	case mmspdu.FieldRetrieveStatus:
		return mmspdu.RetrieveStatus(octet).Since()
	case mmspdu.FieldStoreStatus:
		return mmspdu.StoreStatus(octet).Since()
	case mmspdu.FieldStatus:
		return mmspdu.Status(octet).Since()
	}
	return f.Since()
}

// TestAnswerTableIsComplete: every request has an answer that accepts and one that refuses, every result that is assigned can
// be said, and the pairs are those of MMS 7.
func TestAnswerTableIsComplete(t *testing.T) {
	accepts, refuses := map[mmspdu.Type]mmspdu.Type{}, map[mmspdu.Type]bool{}
	said := map[mmspdu.Field]map[uint8]bool{}
	for r := range mmspdu.Answers() {
		if said[r.Field] == nil {
			said[r.Field] = map[uint8]bool{}
		}
		said[r.Field][r.Status], said[r.Field][r.Older] = true, true
		switch {
		case r.Decision == mmspdu.DecisionAccept || r.Decision == mmspdu.DecisionReport:
			accepts[r.Received] = r.Reply
		case r.Status > 0x80 && r.Reply != mmspdu.TypeDeliveryInd:
			refuses[r.Received] = true
		}
	}
	for octet := range 0x100 {
		for f, octets := range said {
			if _, ok := f.ValueName(uint8(octet)); ok && f != 0 {
				assert.True(t, octets[uint8(octet)], "%v = %#x cannot be said", f, octet)
			}
		}
	}
	for typ := range mmspdu.Types() {
		if typ == mmspdu.TypeNotificationInd || strings.HasSuffix(typ.String(), "-req") {
			assert.Contains(t, accepts, typ)
			assert.True(t, refuses[typ], "%v cannot be refused", typ)
		}
	}
	assert.Equal(t, map[mmspdu.Type]mmspdu.Type{
		mmspdu.TypeSendReq: mmspdu.TypeSendConf, mmspdu.TypeNotificationInd: mmspdu.TypeNotifyRespInd,
		mmspdu.TypeNotifyRespInd: mmspdu.TypeDeliveryInd, mmspdu.TypeRetrieveConf: mmspdu.TypeAcknowledgeInd,
		mmspdu.TypeAcknowledgeInd: mmspdu.TypeDeliveryInd, mmspdu.TypeReadRecInd: mmspdu.TypeReadOrigInd,
		mmspdu.TypeForwardReq: mmspdu.TypeForwardConf, mmspdu.TypeMboxStoreReq: mmspdu.TypeMboxStoreConf,
		mmspdu.TypeMboxViewReq: mmspdu.TypeMboxViewConf, mmspdu.TypeMboxUploadReq: mmspdu.TypeMboxUploadConf,
		mmspdu.TypeMboxDeleteReq: mmspdu.TypeMboxDeleteConf, mmspdu.TypeDeleteReq: mmspdu.TypeDeleteConf,
		mmspdu.TypeCancelReq: mmspdu.TypeCancelConf,
	}, accepts)
	assert.True(t, refuses[0])
}

func TestDecisions(t *testing.T) {
	n := 0
	for d := range mmspdu.Decisions() {
		got, ok := mmspdu.DecisionByName(strings.ToUpper(d.String()))
		assert.True(t, ok)
		assert.Equal(t, d, got)
		n++
	}
	assert.Equal(t, 32, n)
	for _, name := range []string{"", "none", "rejec", "reject "} {
		_, ok := mmspdu.DecisionByName(name)
		assert.False(t, ok)
	}
	assert.Equal(t, "none", mmspdu.Decision(0).String())
	assert.Equal(t, "none", mmspdu.Decision(200).String())
	assert.Empty(t, mmspdu.AnswerCondition(200).String())
}

// full is an Answer with everything in it.
func full(d mmspdu.Decision) mmspdu.Answer {
	return mmspdu.Answer{
		Decision: d, Text: "Nezvedená příloha", Charset: wsp.CharsetISO8859_2, MessageID: "a1b2c3@mmsc.example",
		ContentLocation: "http://mmsc.example/b/9", Date: 1714226304, From: "+15550100456/TYPE=PLMN", To: "zoe@example.org",
		Subject: "Zpráva", ReportAllowed: mmspdu.No,
	}
}

// asking returns a PDU of this type, minimal or full, that asks for everything it can ask for.
func asking(t *testing.T, typ mmspdu.Type, version mmspdu.Version, rich bool) mmspdu.PDU {
	t.Helper()
	base := uint8(typ)
	if typ == 0 { // one that is not assigned
		base = maker.SendReq
	}
	made := maker.Minimal(base)
	if rich {
		made = maker.Full(base)
	}
	var m mmspdu.Message
	require.NoError(t, m.UnmarshalBinary(made.Octets()))
	m.Lax = true
	set := func(f mmspdu.Field, v mmspdu.Value) { require.NoError(t, m.Set(f, v)) }
	set(mmspdu.FieldMMSVersion, version)
	if typ == 0 {
		set(mmspdu.FieldMessageType, mmspdu.Octet(0x98))
		set(mmspdu.FieldTransactionID, mmspdu.String("U1"))
	}
	for use := range mmspdu.FieldsOf(typ) {
		switch f := use.Field; f {
		case mmspdu.FieldDeliveryReport, mmspdu.FieldReadReport, mmspdu.FieldReportAllowed, mmspdu.FieldStore:
			set(f, mmspdu.Yes)
		case mmspdu.FieldMessageClass:
			set(f, mmspdu.MessageClassPersonal)
		case mmspdu.FieldRetrieveStatus:
			if m.Has(f) {
				set(f, mmspdu.RetrieveStatusOk)
			}
		case mmspdu.FieldStatus:
			set(f, mmspdu.StatusRetrieved)
		case mmspdu.FieldTransactionID:
			if !m.Has(f) {
				set(f, mmspdu.String("T1"))
			}
		case mmspdu.FieldMessageID:
			if typ == mmspdu.TypeRetrieveConf && !m.Has(f) {
				set(f, mmspdu.String("20240427.0118@mmsc.example.org"))
			}
		case mmspdu.FieldFrom:
			if typ == mmspdu.TypeRetrieveConf && !m.Has(f) {
				set(f, mmspdu.String("bob@example.org"))
			}
		}
	}
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	p, err := mmspdu.Parse(b)
	require.NoError(t, err)
	return p
}

// TestAnswerEveryRow builds the answer of every row, to PDUs of every version that have all there is or only what they
// must, with all that a caller can give and with the least.
func TestAnswerEveryRow(t *testing.T) {
	n := 0
	for r := range mmspdu.Answers() {
		for _, rich := range []bool{false, true} {
			for _, v := range []mmspdu.Version{mmspdu.Version10, mmspdu.Version11, mmspdu.Version12, mmspdu.Version13, 0x94, 0x9F, 0x80} {
				typ := r.Received
				p := asking(t, typ, v, rich)
				lean := mmspdu.Answer{Decision: r.Decision}
				whole := full(r.Decision)
				lean.MessageID, lean.ContentLocation, lean.Date, lean.From, lean.To =
					whole.MessageID, whole.ContentLocation, whole.Date, whole.From, whole.To
				for _, a := range []mmspdu.Answer{lean, whole} {
					b, err := answered(t, &p, a)
					if v == mmspdu.Version10 || v == 0x9F || v == 0x80 {
						if r.Reply == mmspdu.TypeDeliveryInd && r.Older == 0 && sinceOf(r.Field, r.Status) > mmspdu.Version10 && typ == mmspdu.TypeSendReq {
							assert.ErrorIs(t, err, mmspdu.ErrOtherVersion)
							continue
						}
					}
					require.NoError(t, err)
					untold(t, &p, a, b, nil)
					n++
				}
			}
		}
	}
	assert.Greater(t, n, 3000)
}

// A request may name as many messages as there may be fields: each result is in the answer, and the work grows with them.
func TestAnswerManyDeletions(t *testing.T) {
	const n = 1000
	each := make([]mmspdu.Decision, n)
	for i := range each {
		each[i] = mmspdu.DecisionAccept
	}
	each[n-1] = mmspdu.DecisionNotFound
	p, err := mmspdu.Parse([]byte("\x8C\x91\x98D\x00\x8D\x92" + strings.Repeat("\x83b\x00", n)))
	require.NoError(t, err)
	b, err := answered(t, &p, mmspdu.Answer{Each: each})
	require.NoError(t, err)
	q, err := mmspdu.Parse(b)
	require.NoError(t, err)
	statuses := 0
	for h := range q.All(mmspdu.FieldResponseStatus) {
		statuses++
		count, ok := h.Del()
		octet, _ := h.Octet()
		assert.True(t, ok)
		assert.EqualValues(t, statuses, count)
		assert.Equal(t, statuses == n, octet != 0x80)
	}
	assert.Equal(t, n, statuses)
	h, _ := q.Get(mmspdu.FieldContentLocation)
	count, _ := h.Del()
	assert.EqualValues(t, n, count)

	each[0] = mmspdu.DecisionDeny
	for i := range 30 {
		each[i] = mmspdu.DecisionDeny
	}
	_, err = answered(t, &p, mmspdu.Answer{Each: each})
	var forbidden *mmspdu.RuleError
	require.ErrorAs(t, err, &forbidden, "more fields than a reader takes by default")
	assert.Equal(t, mmspdu.V37, forbidden.Diagnostics[0].Rule)
}

func BenchmarkAnswer(b *testing.B) {
	for _, c := range []struct {
		name, received string
		answer         mmspdu.Answer
	}{
		{"pdu=notification/op=reject", notification, mmspdu.Answer{Decision: mmspdu.DecisionReject}},
		{"pdu=send/op=reject", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject}},
		{"pdu=retrieve/op=replace", retrieveConf, mmspdu.Answer{Decision: mmspdu.DecisionReplace}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.received)))
			received := []byte(c.received)
			var dst []byte
			for b.Loop() {
				dst = answerOnce(dst[:0], received, c.answer)
			}
			if len(dst) == 0 {
				b.Fatal("no answer")
			}
		})
	}
}

// answerOnce is what a gateway does with a PDU that it does not let through: parse, answer, write.
func answerOnce(dst, received []byte, a mmspdu.Answer) []byte {
	p, err := mmspdu.Parse(received)
	if err != nil {
		return dst
	}
	m, err := p.Answer(a)
	if err != nil {
		return dst
	}
	dst, _ = m.AppendBinary(dst)
	return dst
}
