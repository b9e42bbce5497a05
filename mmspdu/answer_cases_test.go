package mmspdu_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// Received PDUs, short and complete.
const (
	sendReq      = "\x8C\x80\x98S-77\x00\x8D\x92\x89\x01\x81\x97bob@example.org\x00\x96Subject here\x00\x86\x80\x84\x83body text"
	notification = "\x8C\x82\x98T1234\x00\x8D\x92\x8A\x80\x8E\x02\x7D\x00\x88\x05\x81\x03\x02\xA3\x00\x83http://mmsc.example/m\x00"
	retrieveConf = "\x8C\x84\x98R9\x00\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x85\x04\x66\x2D\x04\x80\x89\x11\x80zoe@example.org\x00" +
		"\x97+15550100456/TYPE=PLMN\x00\x96You won\x00\x90\x80\x84\xA3\x01\x01\x04\x83Call"
	readRec   = "\x8C\x87\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x97zoe@example.org\x00\x89\x01\x81\x9B\x80"
	deleteReq = "\x8C\x94\x98D1\x00\x8D\x93\x83http://mmsc.example/b/9\x00\x83http://mmsc.example/b/10\x00"
	cancelReq = "\x8C\x96\x98C1\x00\x8D\x93\xBEvas-0042\x00"
)

func TestAnswerOctets(t *testing.T) {
	for _, c := range []struct {
		name, received string
		answer         mmspdu.Answer
		want           string
	}{
		{"sent (MMS 11.4)", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept, MessageID: "a1b2c3@mmsc.example"},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\x80\x8Ba1b2c3@mmsc.example\x00"},
		{"blocked", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\xE5\x93Message not sent: its content is not accepted\x00"},
		{"blocked, in words of the operator", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject, Text: "Nechceme\r\n\tžluť", Charset: wsp.CharsetISO8859_2},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\xE5\x93\x0F\x85Nechceme \xBElu\xBB\x00"},
		{"in words that the charset lacks", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject, Text: "Žluť", Charset: wsp.CharsetISO8859_1},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\xE5\x93\x09\xEA\x7FŽluť\x00"},
		{"a peer of 1.0", strings.Replace(sendReq, "\x8D\x92", "\x8D\x90", 1), mmspdu.Answer{Decision: mmspdu.DecisionReject},
			"\x8C\x81\x98S-77\x00\x8D\x90\x92\x87\x93Message not sent: its content is not accepted\x00"},
		{"a peer of 1.7", strings.Replace(sendReq, "\x8D\x92", "\x8D\x97", 1), mmspdu.Answer{Decision: mmspdu.DecisionNoPrepaid},
			"\x8C\x81\x98S-77\x00\x8D\x93\x92\xEB\x93Message not sent: not enough credit\x00"},
		{"a peer of 2.0, refused", strings.Replace(sendReq, "\x8D\x92", "\x8D\xA0", 1), mmspdu.Answer{Decision: mmspdu.DecisionReject},
			"\x8C\x81\x98S-77\x00\x8D\x93\x92\x88\x93This is not supported\x00"},
		{"a peer of 2.0 that is known to speak 1.1", strings.Replace(sendReq, "\x8D\x92", "\x8D\xA0", 1), mmspdu.Answer{Decision: mmspdu.DecisionReject, Version: mmspdu.Version11},
			"\x8C\x81\x98S-77\x00\x8D\x91\x92\xE5\x93Message not sent: its content is not accepted\x00"},
		{"another status", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject, Status: uint8(mmspdu.ResponseStatusUnsupportedMessage)},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\x88\x93Message not sent: its content is not accepted\x00"},
		{"stored too", sendReq[:len(sendReq)-11] + "\xA2\x80\x84\x83body text",
			mmspdu.Answer{Decision: mmspdu.DecisionAccept, MessageID: "1", ContentLocation: "http://mmsc.example/b/9"},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\x80\x8B1\x00\x83http://mmsc.example/b/9\x00\xA5\x80"},
		{"not stored, of 1.1", strings.Replace(sendReq, "\x8D\x92", "\x8D\x91\xA2\x80", 1), mmspdu.Answer{Decision: mmspdu.DecisionAccept, MessageID: "1", ContentLocation: "b"},
			"\x8C\x81\x98S-77\x00\x8D\x91\x92\x80\x8B1\x00"},
		{"not stored", sendReq[:len(sendReq)-11] + "\xA2\x80\x84\x83body text", mmspdu.Answer{Decision: mmspdu.DecisionAccept, MessageID: "1"},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\x80\x8B1\x00\xA5\xE1"},
		{"neither sent nor stored for now", sendReq[:len(sendReq)-11] + "\xA2\x80\x84\x83body text", mmspdu.Answer{Decision: mmspdu.DecisionTryLater, MessageID: "1"},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\xC0\x93Message not sent: please try again later\x00\xA5\xC0"},
		{"sent to some", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionPartial, MessageID: "1"},
			"\x8C\x81\x98S-77\x00\x8D\x92\x92\xC4\x93Message not sent to all recipients\x00\x8B1\x00"},
		{"delivered (MMS 11.7)", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "a1b2c3@mmsc.example", Date: 1714226432, To: "+15550100456/TYPE=PLMN"},
			"\x8C\x86\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x97+15550100456/TYPE=PLMN\x00\x85\x04\x66\x2D\x05\x00\x95\x81"},
		{"unreachable, of 1.1", strings.Replace(sendReq, "\x8D\x92", "\x8D\x91", 1), mmspdu.Answer{Decision: mmspdu.DecisionUnreachable, MessageID: "1", Date: 1},
			"\x8C\x86\x8D\x91\x8B1\x00\x97bob@example.org\x00\x85\x01\x01\x95\x80"},
		{"deferred (MMS 11.2)", notification, mmspdu.Answer{Decision: mmspdu.DecisionDefer, ReportAllowed: mmspdu.No},
			"\x8C\x83\x98T1234\x00\x8D\x92\x95\x83\x91\x81"},
		{"acknowledged (MMS 11.7)", retrieveConf, mmspdu.Answer{Decision: mmspdu.DecisionAccept, ReportAllowed: mmspdu.Yes},
			"\x8C\x85\x98R9\x00\x8D\x92\x91\x80"},
		{"read (MMS 11.7)", retrieveConf, mmspdu.Answer{Decision: mmspdu.DecisionRead, Date: 1714226688},
			"\x8C\x87\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x97zoe@example.org\x00\x89\x01\x81\x85\x04\x66\x2D\x06\x00\x9B\x80"},
		{"read, passed on", readRec, mmspdu.Answer{Decision: mmspdu.DecisionReport, Date: 1714226688, From: "+15550100456/TYPE=PLMN"},
			"\x8C\x88\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x97zoe@example.org\x00\x89\x18\x80+15550100456/TYPE=PLMN\x00\x85\x04\x66\x2D\x06\x00\x9B\x80"},
		{"read, by whom its client says", strings.Replace(readRec, "\x89\x01\x81", "\x89\x07\x8012345\x00\x85\x01\x09", 1), mmspdu.Answer{Decision: mmspdu.DecisionReport, Date: 1},
			"\x8C\x88\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x97zoe@example.org\x00\x89\x07\x8012345\x00\x85\x01\x09\x9B\x80"},
		{"retrieved, says the client", "\x8C\x83\x98T\x00\x8D\x92\x95\x81\x91\x80", mmspdu.Answer{Decision: mmspdu.DecisionReport, MessageID: "1", Date: 1, To: "12345"},
			"\x8C\x86\x8D\x92\x8B1\x00\x9712345\x00\x85\x01\x01\x95\x81"},
		{"rejected, says the client", "\x8C\x83\x98T\x00\x8D\x93\x95\x82", mmspdu.Answer{Decision: mmspdu.DecisionReport, MessageID: "1", Date: 1, To: "12345", Text: "Ne"},
			"\x8C\x86\x8D\x93\x8B1\x00\x9712345\x00\x85\x01\x01\x95\x82\xB6Ne\x00"},
		{"forwarded by whom the first sender sent it to", "\x8C\x89\x98T\x00\x8D\x92\x89\x01\x81\x97bob@example.org\x00\x83a\x00",
			mmspdu.Answer{Decision: mmspdu.DecisionForwarded, MessageID: "1", Date: 1, To: "12345"},
			"\x8C\x86\x8D\x92\x8B1\x00\x9712345\x00\x85\x01\x01\x95\x86"},
		{"replaced", retrieveConf, mmspdu.Answer{Decision: mmspdu.DecisionReplace, Text: "Ne", Subject: "Upozornění"},
			"\x8C\x84\x98R9\x00\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x85\x04\x66\x2D\x04\x80\x89\x11\x80zoe@example.org\x00" +
				"\x97+15550100456/TYPE=PLMN\x00\x96\x0E\xEAUpozornění\x00\x99\x80\x84\xA3\x01\x25\x02" +
				"\x0D\x83\x85text.txt\x00\x81\x83\xC0\"<text.txt>\x00\x8Etext.txt\x00Ne"},
		{"replaced, of 1.0 and without an id", "\x8C\x84\x8D\x90\x85\x01\x09\x84\xA3\x00", mmspdu.Answer{Decision: mmspdu.DecisionReplace, Text: "Ne"},
			"\x8C\x84\x8D\x90\x85\x01\x09\x84\xA3\x01\x25\x02\x0D\x83\x85text.txt\x00\x81\x83\xC0\"<text.txt>\x00\x8Etext.txt\x00Ne"},
		{"blocked for its recipient, who reads iso-8859-2", retrieveConf, mmspdu.Answer{Decision: mmspdu.DecisionReject, Text: "Žluť", Charset: wsp.CharsetISO8859_2},
			"\x8C\x84\x98R9\x00\x8D\x92\x8Ba1b2c3@mmsc.example\x00\x85\x04\x66\x2D\x04\x80\x89\x11\x80zoe@example.org\x00" +
				"\x97+15550100456/TYPE=PLMN\x00\x99\xE3\x9A\x07\x85\x7F\xAElu\xBB\x00\x84\xA3\x01\x25\x04" +
				"\x0D\x83\x85text.txt\x00\x81\x85\xC0\"<text.txt>\x00\x8Etext.txt\x00\xAElu\xBB"},
		{"nothing to list", "\x8C\x8D\x98V1\x00\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionAccept},
			"\x8C\x8E\x98V1\x00\x8D\x92\x92\x80\x84\xA3\x00"},
		{"stored", "\x8C\x8B\x98V1\x00\x8D\x92\x83a\x00", mmspdu.Answer{Decision: mmspdu.DecisionAccept, ContentLocation: "b"},
			"\x8C\x8C\x98V1\x00\x8D\x92\x83b\x00\xA5\x80"},
		{"no room", "\x8C\x8B\x98V1\x00\x8D\x90\x83a\x00", mmspdu.Answer{Decision: mmspdu.DecisionMailboxFull},
			"\x8C\x8C\x98V1\x00\x8D\x92\xA5\xE4\xA6Message not stored\x00"},
		{"deleted", deleteReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept},
			"\x8C\x95\x98D1\x00\x8D\x93\x92\x80"},
		{"deleted but one (MMS 4.14)", deleteReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept, Each: []mmspdu.Decision{0, mmspdu.DecisionNotFound}, Text: "gone"},
			"\x8C\x95\x98D1\x00\x8D\x93\x83\x1A\x82http://mmsc.example/b/10\x00\x92\x02\x81\x80\x92\x02\x82\xE4\x93\x06\x82gone\x00"},
		{"deleted but one, without words", deleteReq, mmspdu.Answer{Each: []mmspdu.Decision{mmspdu.DecisionTryLater, mmspdu.DecisionAccept}},
			"\x8C\x95\x98D1\x00\x8D\x93\x83\x19\x81http://mmsc.example/b/9\x00\x92\x02\x81\xC0\x92\x02\x82\x80"},
		{"nothing named to delete, in words with a charset", "\x8C\x94\x98D1\x00\x8D\x93", mmspdu.Answer{Decision: mmspdu.DecisionCorrupt, Text: "co to je č"},
			"\x8C\x95\x98D1\x00\x8D\x93\x92\xE2"},
		{"none deleted, each for the same reason", deleteReq, mmspdu.Answer{Each: []mmspdu.Decision{mmspdu.DecisionNotFound, mmspdu.DecisionNotFound}},
			"\x8C\x95\x98D1\x00\x8D\x93\x92\xE4\x93Message not deleted\x00"},
		{"none deleted, in words with a charset", deleteReq, mmspdu.Answer{Decision: mmspdu.DecisionDeny, Text: "pryč"},
			"\x8C\x95\x98D1\x00\x8D\x93\x83\x19\x81http://mmsc.example/b/9\x00\x83\x1A\x82http://mmsc.example/b/10\x00" +
				"\x92\x02\x81\xE1\x92\x02\x82\xE1\x93\x09\x81\x07\xEApryč\x00\x93\x09\x82\x07\xEApryč\x00"},
		{"canceled (MMS 11.12)", cancelReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept}, "\x8C\x97\x98C1\x00\x8D\x93\xBF\x80"},
		{"not understood by a client", cancelReq, mmspdu.Answer{Decision: mmspdu.DecisionUnrecognised}, "\x8C\x83\x98C1\x00\x8D\x93\x95\x84"},
		{"of no type", "\x8C\x98\x98U\x00\x8D\x93", mmspdu.Answer{Decision: mmspdu.DecisionUnsupported},
			"\x8C\x81\x98U\x00\x8D\x93\x92\x88\x93This is not supported\x00"},
		{"of no type and version 2.0", "\x8C\x98\x98U\x00\x8D\xA0", mmspdu.Answer{Decision: mmspdu.DecisionUnrecognised},
			"\x8C\x83\x98U\x00\x8D\x93\x95\x84"},
		{"a transaction id without End-of-string", "\x8C\x8D\x8D\x92\x98V1", mmspdu.Answer{Decision: mmspdu.DecisionDeny},
			"\x8C\x8E\x98V1\x00\x8D\x92\x92\xE1\x93Messages not listed\x00\x84\xA3\x00"},
		{"a transaction id that lacks its Quote, and no version", "\x8C\x8D\x98\xC5\xBD <1>\x00", mmspdu.Answer{Decision: mmspdu.DecisionDeny},
			"\x8C\x8E\x98\x7F\xC5\xBD <1>\x00\x8D\x92\x92\xE1\x93Messages not listed\x00\x84\xA3\x00"},
		{"an empty transaction id", "\x8C\x8D\x98\x00\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionDeny, Text: "\x01\x02"},
			"\x8C\x8E\x98\x00\x8D\x92\x92\xE1\x93\x00\x84\xA3\x00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := mmspdu.Parse([]byte(c.received))
			require.NoError(t, err)
			b, err := answered(t, &p, c.answer)
			require.NoError(t, err)
			assert.Equal(t, c.want, string(b), "%q", b)
			untold(t, &p, c.answer, b, nil)
		})
	}
}

func TestNoAnswer(t *testing.T) {
	const noAck = "\x8C\x84\x8D\x92\x8Bid\x00\x85\x01\x01\x84\xA3\x00"
	const failed = "\x8C\x84\x98R9\x00\x8D\x92\x85\x01\x01\x90\x80\x89\x08\x80a@b.cd\x00\x99\xE2\x84\x83gone"
	with := func(s, field string) string { return strings.Replace(s, "\x8D\x92", "\x8D\x92"+field, 1) }
	for _, c := range []struct {
		name, received string
		answer         mmspdu.Answer
		want           error
		field          mmspdu.Field
	}{
		{"no decision", sendReq, mmspdu.Answer{}, mmspdu.ErrNoAnswer, 0},
		{"a decision for others", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionDefer}, mmspdu.ErrNoAnswer, 0},
		{"an answer", "\x8C\x81\x98S\x00\x8D\x92\x92\x80", mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrNeverAnswered, 0},
		{"a report", "\x8C\x86\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrNeverAnswered, 0},
		{"no transaction", "\x8C\x80\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionReject}, mmspdu.ErrTransactionID, mmspdu.FieldTransactionID},
		{"a transaction of control characters", "\x8C\x80\x98a\x07b\x00\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionReject}, mmspdu.ErrTransactionID, mmspdu.FieldTransactionID},
		{"a transaction that is no text", "\x8C\x80\x98\x02\x41\x41\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionReject}, mmspdu.ErrTransactionID, mmspdu.FieldTransactionID},
		{"a transaction of 1,025 octets", "\x8C\x80\x98" + strings.Repeat("a", 1025) + "\x00\x8D\x92", mmspdu.Answer{Decision: mmspdu.DecisionReject}, mmspdu.ErrTransactionID, mmspdu.FieldTransactionID},
		{"accepted under no id", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrAnswerLacks, mmspdu.FieldMessageID},
		{"stored nowhere", "\x8C\x8B\x98V1\x00\x8D\x92\x83a\x00", mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrAnswerLacks, mmspdu.FieldContentLocation},
		{"accepted, of version 2.0", strings.Replace(sendReq, "\x8D\x92", "\x8D\xA0", 1), mmspdu.Answer{Decision: mmspdu.DecisionAccept, MessageID: "1"}, mmspdu.ErrOtherVersion, 0},
		{"accepted for some, of version 2.0", strings.Replace(sendReq, "\x8D\x92", "\x8D\xA0", 1), mmspdu.Answer{Decision: mmspdu.DecisionPartial, MessageID: "1"}, mmspdu.ErrOtherVersion, 0},
		{"retrieved, of version 2.0", strings.Replace(notification, "\x8D\x92", "\x8D\xA0", 1), mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrOtherVersion, 0},
		{"blocked, but of version 2.0", strings.Replace(retrieveConf, "\x8D\x92", "\x8D\xA0", 1), mmspdu.Answer{Decision: mmspdu.DecisionReject}, mmspdu.ErrOtherVersion, 0},
		{"forwarded, of 1.0", strings.Replace(sendReq, "\x8D\x92", "\x8D\x90", 1), mmspdu.Answer{Decision: mmspdu.DecisionForwarded, MessageID: "1", Date: 1}, mmspdu.ErrOtherVersion, mmspdu.FieldStatus},
		{"a version that there is not", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject, Version: 0x94}, mmspdu.ErrAnswerLacks, mmspdu.FieldMMSVersion},
		{"nobody asks for a confirmation", noAck, mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrNotAsked, mmspdu.FieldTransactionID},
		{"nothing to confirm", failed, mmspdu.Answer{Decision: mmspdu.DecisionAccept}, mmspdu.ErrNotAsked, 0},
		{"nothing to read", failed, mmspdu.Answer{Decision: mmspdu.DecisionRead, MessageID: "1"}, mmspdu.ErrNotAsked, 0},
		{"no read report asked for", strings.Replace(retrieveConf, "\x90\x80", "\x90\x81", 1), mmspdu.Answer{Decision: mmspdu.DecisionRead}, mmspdu.ErrNotAsked, 0},
		{"an automatic message asks for one", strings.Replace(retrieveConf, "\x90\x80", "\x90\x80\x8A\x83", 1), mmspdu.Answer{Decision: mmspdu.DecisionRead}, mmspdu.ErrNotAsked, 0},
		{"nobody to report to", "\x8C\x84\x8D\x92\x8Bid\x00\x85\x01\x01\x90\x80\x84\xA3\x00", mmspdu.Answer{Decision: mmspdu.DecisionRead}, mmspdu.ErrAnswerLacks, mmspdu.FieldTo},
		{"a delivery report on an automatic message", with(sendReq, "\x8A\x83"), mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "1", Date: 1}, mmspdu.ErrNotAsked, 0},
		{"a delivery report on the open recipient or the hidden one", with(sendReq, "\x81carol@example.org\x00"), mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "1", Date: 1}, mmspdu.ErrAnswerLacks, mmspdu.FieldTo},
		{"a report on a message whose id is empty", strings.Replace(readRec, "a1b2c3@mmsc.example", "", 1), mmspdu.Answer{Decision: mmspdu.DecisionReport, Date: 1, From: "1"}, mmspdu.ErrAnswerLacks, mmspdu.FieldMessageID},
		{"no delivery report asked for", strings.Replace(sendReq, "\x86\x80", "", 1), mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "1", Date: 1}, mmspdu.ErrNotAsked, 0},
		{"a delivery report on which of two", with(sendReq, "\x82carol@example.org\x00"), mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "1", Date: 1}, mmspdu.ErrAnswerLacks, mmspdu.FieldTo},
		{"a delivery report without a date", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "1"}, mmspdu.ErrAnswerLacks, mmspdu.FieldDate},
		{"a delivery report without an id", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, Date: 1}, mmspdu.ErrAnswerLacks, mmspdu.FieldMessageID},
		{"the recipient wants no report", "\x8C\x83\x98T\x00\x8D\x92\x95\x81\x91\x81", mmspdu.Answer{Decision: mmspdu.DecisionReport, MessageID: "1", Date: 1, To: "1"}, mmspdu.ErrNotAllowed, 0},
		{"nor after a deferral", "\x8C\x85\x98T\x00\x8D\x92\x91\x81", mmspdu.Answer{Decision: mmspdu.DecisionReport, MessageID: "1", Date: 1, To: "1"}, mmspdu.ErrNotAllowed, 0},
		{"a deferral is no end", "\x8C\x83\x98T\x00\x8D\x92\x95\x83", mmspdu.Answer{Decision: mmspdu.DecisionReport, MessageID: "1", Date: 1, To: "1"}, mmspdu.ErrNotAsked, mmspdu.FieldStatus},
		{"a status of the client's own", "\x8C\x83\x98T\x00\x8D\x92\x95\x99", mmspdu.Answer{Decision: mmspdu.DecisionReport, MessageID: "1", Date: 1, To: "1"}, mmspdu.ErrAnswerLacks, mmspdu.FieldStatus},
		{"the first sender wants no report", "\x8C\x89\x98T\x00\x8D\x92\x89\x01\x81\x97bob@example.org\x00\x83a\x00\x91\x81", mmspdu.Answer{Decision: mmspdu.DecisionForwarded, MessageID: "1", Date: 1, To: "1"}, mmspdu.ErrNotAllowed, 0},
		{"a reader whom nobody knows", readRec, mmspdu.Answer{Decision: mmspdu.DecisionReport, Date: 1}, mmspdu.ErrAnswerLacks, mmspdu.FieldFrom},
		{"read when", readRec, mmspdu.Answer{Decision: mmspdu.DecisionReport, From: "1"}, mmspdu.ErrAnswerLacks, mmspdu.FieldDate},
		{"a message without an id", "\x8C\x84\x8D\x92\x85\x01\x01\x84\xA3\x00", mmspdu.Answer{Decision: mmspdu.DecisionReplace}, mmspdu.ErrAnswerLacks, mmspdu.FieldMessageID},
		{"a message without a date", "\x8C\x84\x8D\x92\x8B1\x00\x84\xA3\x00", mmspdu.Answer{Decision: mmspdu.DecisionReject}, mmspdu.ErrAnswerLacks, mmspdu.FieldDate},
		{"its sender is not known to its relay", strings.Replace(retrieveConf, "\x89\x11\x80zoe@example.org\x00", "\x89\x01\x81", 1), mmspdu.Answer{Decision: mmspdu.DecisionRead}, mmspdu.ErrAnswerLacks, mmspdu.FieldTo},
		{"read, to be told to whom", strings.Replace(readRec, "zoe@", "zoe ", 1), mmspdu.Answer{Decision: mmspdu.DecisionReport, Date: 1, From: "1"}, mmspdu.ErrAnswerLacks, mmspdu.FieldTo},
		{"what was not deleted has a location that cannot be named", "\x8C\x94\x98D\x00\x8D\x93\x83a\x07\x00\x83b\x00", mmspdu.Answer{Each: []mmspdu.Decision{mmspdu.DecisionDeny, mmspdu.DecisionAccept}}, wsp.TextControl, mmspdu.FieldContentLocation},
		{"one decision too few", deleteReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept, Each: []mmspdu.Decision{mmspdu.DecisionDeny}}, mmspdu.ErrEach, mmspdu.FieldResponseStatus},
		{"one decision too many", deleteReq, mmspdu.Answer{Decision: mmspdu.DecisionAccept, Each: make([]mmspdu.Decision, 3)}, mmspdu.ErrEach, mmspdu.FieldResponseStatus},
		{"one decision missing", deleteReq, mmspdu.Answer{Each: []mmspdu.Decision{mmspdu.DecisionDeny, 0}}, mmspdu.ErrEach, mmspdu.FieldResponseStatus},
		{"one of two deletions is not supported", deleteReq, mmspdu.Answer{Each: []mmspdu.Decision{mmspdu.DecisionDeny, mmspdu.DecisionUnsupported}}, mmspdu.ErrNoAnswer, mmspdu.FieldResponseStatus},
		{"one of two deletions is deferred", deleteReq, mmspdu.Answer{Each: []mmspdu.Decision{mmspdu.DecisionDeny, mmspdu.DecisionDefer}}, mmspdu.ErrNoAnswer, mmspdu.FieldResponseStatus},
		{"a status that is none", sendReq, mmspdu.Answer{Decision: mmspdu.DecisionReject, Status: 5}, wsp.ValueKind, mmspdu.FieldResponseStatus},
		{"a location that is none", "\x8C\x8B\x98V1\x00\x8D\x92\x83a\x00", mmspdu.Answer{Decision: mmspdu.DecisionAccept, ContentLocation: "a\x00b"}, wsp.TextControl, mmspdu.FieldContentLocation},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := mmspdu.Parse([]byte(c.received))
			require.NoError(t, err)
			_, err = answered(t, &p, c.answer)
			require.ErrorIs(t, err, c.want)
			var e *mmspdu.AnswerError
			require.ErrorAs(t, err, &e)
			assert.Equal(t, c.field, e.Field)
			untold(t, &p, c.answer, nil, err)
		})
	}
	var none mmspdu.PDU
	_, err := none.Answer(mmspdu.Answer{Decision: mmspdu.DecisionAccept})
	require.ErrorIs(t, err, mmspdu.ErrNotMMS)

	p, _ := mmspdu.Parse([]byte(sendReq))
	_, err = p.Answer(mmspdu.Answer{Decision: mmspdu.DecisionReject, Status: 0x99})
	var forbidden *mmspdu.RuleError
	require.ErrorAs(t, err, &forbidden, "what the caller gives is held against the rules")
	assert.Equal(t, mmspdu.V12, forbidden.Diagnostics[0].Rule)
	_, err = p.Answer(mmspdu.Answer{Decision: mmspdu.DecisionRetrieved, MessageID: "1", Date: 1, To: "two words"})
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, mmspdu.V30, forbidden.Diagnostics[0].Rule)
	_, err = p.Answer(mmspdu.Answer{Decision: mmspdu.DecisionAccept})
	assert.Equal(t, "no answer accept to m-send-req: Message-ID: neither it nor the caller has a value that could be written", err.Error())
}
