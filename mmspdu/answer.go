package mmspdu

import (
	"strings"
	"unicode"

	"github.com/mmsguard/mmsguard/wsp"
)

// Answer is a decision on a PDU, and what the answer cannot have from the PDU itself. All but Decision may be left out. Texts
// are UTF-8; octets that are not become U+FFFD.
type Answer struct {
	Decision Decision
	// Each decides on each message that an M-Mbox-Delete.req or M-Delete.req names, in their order; where it has the zero
	// Decision, and where it is empty, Decision counts.
	Each []Decision

	// Status is another octet than the table's for the same field; 0 is the table's.
	Status uint8
	// Text is for people, in place of the table's: in the text that goes with the status, where its line breaks become
	// spaces, and as the text of a message that stands in.
	Text string
	// Charset is what whoever gets the answer reads. Text that it lacks a character of, and all text where it is 0, is in
	// utf-8, or plain if it is us-ascii.
	Charset wsp.Charset
	// Version is what whoever gets the answer is known to speak, 1.0 to 1.3; 0 if only the PDU tells.
	Version Version

	// MessageID is what the relay named a message that it accepted. In a report and in a message that stands in it counts
	// where the PDU has none.
	MessageID string
	// ContentLocation is where a message is stored now.
	ContentLocation string
	// StoreStatus is the result of storing a message that was also to be sent. 0 is Success with a ContentLocation, and
	// without one, if X-Mms-Store asked for it, service denied; transient failure if sending has failed so.
	StoreStatus StoreStatus
	// Date is that of a delivery report, and counts in other PDUs where the received one has none; 0 is none.
	Date Date
	// From is the reader, for read reports, and To the recipient, for delivery reports.
	From, To string
	// Subject is that of a message that stands in.
	Subject string
	// ReportAllowed says, in M-NotifyResp.ind and M-Acknowledge.ind, whether a report may go to the sender; 0 says nothing,
	// which means yes.
	ReportAllowed YesNo
}

// Answer returns the PDU that answers p, by the table of [Answers]: what goes back to whoever sent p, and for the decisions
// on reports what goes to the sender of the message that p is about. An M-Retrieve.conf is for accept confirmed, for read and
// deleted-unread reported on, and for all other decisions replaced: the answer stands in for it, with a text in place of its
// content, and goes to the recipient.
//
// The answer has the Transaction-Id of p, octet for octet, and the lower of the version of p and 1.3, raised to the first that
// has such PDUs at all: whoever sends an M-Mbox-Store.req speaks 1.2. A p without a version is answered as 1.0, which
// everybody understands. Of what p says otherwise an answer repeats only what it must: in a report the Message-ID and the
// addresses, in a delete .conf the X-Mms-Content-Location of what was not deleted, in a message that stands in the Message-ID,
// the addresses and the date, and of addresses not the names beside them. All that is written anew, in canonical form;
// identifiers of more than 1,024 octets and addresses of more than 254 are as if they were not there, and a message that
// stands in has at most 100 recipients.
//
// A p of another major version is answered as unsupported or unrecognised whatever was decided against it, and not at all if
// it was decided for it (MMS 3.3); Answer.Version lifts that.
//
// A message that stands in with an error status is no message to phones: Android shows nothing, confirms nothing, and asks
// again by itself if the status is a transient one. One that says Ok is shown and confirmed, so that its sender may be
// told that the message was delivered. That choice is the one between reject and replace. Versions before 1.1 have no status
// here, and 1.1 none for Ok: unless p has one all the same, the text alone says it.
//
// The answer was held against the rules: it is read strictly without a fault, and Validate finds nothing above information in
// it, but for the form of identifiers that it copied. Fields may be added to it. The error is an *[AnswerError]. It allocates.
func (p *PDU) Answer(a Answer) (*Message, error) {
	w := answerWriter{p: p, a: &a}
	if err := w.write(); err != nil {
		return nil, &AnswerError{p.Type(), a.Decision, err, w.field}
	}
	return w.m, nil
}

// answerWriter writes one answer.
type answerWriter struct {
	p       *PDU
	a       *Answer
	row     AnswerRow
	status  uint8 // the octet to write, 0 for none
	version Version
	m       *Message
	field   Field // the one being written, for the error
}

func (w *answerWriter) write() error {
	if w.p.Type() == 0 {
		return ErrNotMMS
	}
	d := w.a.Decision
	if d == 0 && len(w.a.Each) > 0 {
		d = w.a.Each[0]
	}
	row, err := w.find(d)
	if err != nil {
		return err
	}
	w.row = row
	if err := w.settleVersion(); err != nil {
		return err
	}
	if err := w.settleStatus(); err != nil {
		return err
	}
	w.m = NewMessage(w.row.Reply, w.version)
	if err := w.transaction(); err != nil {
		return err
	}
	if err := w.condition(); err != nil {
		return err
	}
	switch w.row.Reply {
	case TypeDeliveryInd, TypeReadRecInd, TypeReadOrigInd:
		err = w.report()
	case TypeRetrieveConf:
		err = w.standIn()
	case TypeMboxDeleteConf, TypeDeleteConf:
		err = w.deleted()
	default:
		err = w.confirm()
	}
	if err != nil {
		return err
	}
	w.field = 0
	return w.m.Check()
}

// find finds the row for a decision.
func (w *answerWriter) find(d Decision) (AnswerRow, error) {
	row, ok, answered := findAnswer(w.p.Type(), d)
	switch {
	case ok:
		return row, nil
	case !answered:
		return row, ErrNeverAnswered
	}
	return row, ErrNoAnswer
}

// settleVersion finds the version of the answer, and the row for a peer of another major version (MMS 3.3).
func (w *answerWriter) settleVersion() error {
	v := w.a.Version
	if v != 0 && !v.Known() {
		w.field = FieldMMSVersion
		return ErrAnswerLacks
	}
	if v == 0 {
		v, _ = w.p.Version()
	}
	switch {
	case v.Major() == 0 || v == Version10|noMinor:
		v = Version10
	case v.Major() != 1:
		if v = Version13; !w.unknown() {
			return ErrOtherVersion
		}
	}
	w.version = max(min(v, Version13), w.p.Type().Since(), w.row.Reply.Since())
	return nil
}

// unknown puts the row for a PDU that is not understood in the place of one that decides against it.
func (w *answerWriter) unknown() bool {
	switch d := w.row.Decision; {
	case d == DecisionUnsupported || d == DecisionUnrecognised:
		return true
	case d == DecisionAccept || d == DecisionPartial || d >= DecisionReport:
		return false
	}
	for _, d := range [...]Decision{DecisionUnsupported, DecisionUnrecognised} {
		if row, err := w.find(d); err == nil {
			w.row = row
			return true
		}
	}
	return false
}

// settleStatus finds the octet for the result.
func (w *answerWriter) settleStatus() error {
	w.field = w.row.Field
	switch {
	case w.row.Field == 0:
		return nil
	case w.a.Status != 0:
		w.status = w.a.Status
		return nil
	case w.row.Status == 0:
		h, _ := w.p.Get(w.row.Field)
		w.status, _ = h.Octet()
		if _, known := w.row.Field.ValueName(w.status); !known {
			return ErrAnswerLacks
		}
		return nil
	}
	w.status = w.octetFor(w.row)
	if w.status == 0 && need(w.row.Reply, w.row.Field).Need == NeedMandatory {
		return ErrOtherVersion
	}
	return nil
}

// octetFor returns the octet of a row for the version of the answer. A status of retrieval also goes where the message that is
// replaced has one, whatever its version: relays call themselves 1.0 and send fields of 1.2 (MMS 3.3).
func (w *answerWriter) octetFor(row AnswerRow) uint8 {
	since := octetRow(row.Field, row.Status).since
	if row.Field == FieldRetrieveStatus && w.p.Has(FieldRetrieveStatus) {
		return row.Status
	}
	if since > w.version && (w.version == Version10 || row.Status < firstTransient) {
		return row.Older
	}
	return row.Status
}

// transaction copies the Transaction-Id, where the answer has one.
func (w *answerWriter) transaction() error {
	w.field = FieldTransactionID
	use := need(w.row.Reply, FieldTransactionID).Need
	if use == NeedNone {
		return nil
	}
	id, ok := w.p.TransactionID()
	if ok {
		ok = id.Len() <= maxAnswerID && w.m.Set(FieldTransactionID, String(id.Bytes())) == nil
	}
	switch {
	case ok || use == NeedConditional:
		return nil
	case w.row.If == ConditionDelivered && !w.p.Has(FieldTransactionID):
		return ErrNotAsked
	}
	return ErrTransactionID
}

// condition says whether p wants such an answer.
func (w *answerWriter) condition() error {
	w.field = 0
	p := w.p
	class, _ := p.MessageClass()
	auto := class == MessageClassAuto
	status, ok := p.RetrieveStatus()
	delivered := !ok || status.Class() == StatusClassOk
	switch w.row.If {
	case ConditionDelivered:
		if !delivered {
			return ErrNotAsked
		}
	case ConditionDeliveryReport:
		if asked, _ := p.DeliveryReport(); asked != Yes || auto {
			return ErrNotAsked
		}
	case ConditionReadReport:
		if asked, _ := p.ReadReport(); asked != Yes || auto || !delivered {
			return ErrNotAsked
		}
	case ConditionReportAllowed:
		if allowed, ok := p.ReportAllowed(); ok && allowed != Yes {
			return ErrNotAllowed
		}
	}
	return nil
}

// set sets a field, and remembers which one for the error.
func (w *answerWriter) set(f Field, v Value) error {
	w.field = f
	return w.m.Set(f, v)
}

// setStatus writes the result, and the text that goes with it.
func (w *answerWriter) setStatus() error {
	if w.status == 0 {
		return nil
	}
	if err := w.set(w.row.Field, Octet(w.status)); err != nil {
		return err
	}
	return w.setText(textField(w.row.Field), w.text())
}

// textField returns the field for the words of a status field; 0 if there is none.
func textField(status Field) Field {
	switch status {
	case FieldResponseStatus:
		return FieldResponseText
	case FieldRetrieveStatus:
		return FieldRetrieveText
	case FieldStoreStatus:
		return FieldStoreStatusText
	case FieldStatus:
		return FieldStatusText
	}
	return 0
}

// text returns the caller's text, or else that of the row.
func (w *answerWriter) text() string {
	if w.a.Text != "" {
		return w.a.Text
	}
	return w.row.Text
}

// setText writes a text for people, if the reply has the field and its version knows it.
func (w *answerWriter) setText(f Field, s string) error {
	use := need(w.row.Reply, f)
	if s == "" || f == 0 || use.Need == NeedNone || use.Since > w.version {
		return nil
	}
	return w.set(f, w.textValue(s))
}

// textValue returns s, on one line, as a value in the caller's charset or else in utf-8.
func (w *answerWriter) textValue(s string) Value {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), unicode.IsControl), " ")
	if w.a.Charset != wsp.CharsetUnspecified && !isASCII(s) {
		v := TextIn(w.a.Charset, s)
		if _, c := v.appendValue(nil, FieldSubject, 0); c == 0 {
			return v
		}
	}
	return String(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
