package mmspdu_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// answered answers p, holds the answer to the laws of PDU.Answer, and returns its octets; nil where there is none.
func answered(t testing.TB, p *mmspdu.PDU, a mmspdu.Answer) ([]byte, error) {
	t.Helper()
	before := bytes.Clone(p.Octets())
	m, err := p.Answer(a)
	if !bytes.Equal(before, p.Octets()) {
		t.Fatalf("%x: the PDU was changed", before)
	}
	if err != nil {
		var e *mmspdu.AnswerError
		if m != nil || !errors.As(err, &e) || e.Reason == nil || e.Type != p.Type() || err.Error() == "" {
			t.Fatalf("%x: %v: %T, %v", before, a.Decision, err, err)
		}
		return nil, err
	}
	out, err := m.AppendBinary([]byte("before"))
	if err != nil {
		t.Fatalf("%x: %v: built, but not written: %v", before, a.Decision, err)
	}
	b := out[len("before"):]
	if m.Size() != len(b) {
		t.Fatalf("%x: %v: Size is %d, not %d", before, a.Decision, m.Size(), len(b))
	}
	again, err := p.Answer(a)
	if err != nil {
		t.Fatalf("%x: %v: not built again: %v", before, a.Decision, err)
	}
	if c, _ := again.MarshalBinary(); !bytes.Equal(b, c) {
		t.Fatalf("%x: %v: built twice, two answers\n%x\n%x", before, a.Decision, b, c)
	}
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	q, err := strict.Parse(b)
	if err != nil {
		t.Fatalf("%x: %v: %x is not read: %v", before, a.Decision, b, err)
	}
	replyOfTable(t, p, &q, a)
	for _, d := range q.Validate(nil, mmspdu.ProfileAndroid) {
		if d.Severity > mmspdu.SeverityInfo && !ofCopiedID(d) {
			t.Fatalf("%x: %v: %x: %v", before, a.Decision, b, d)
		}
	}
	sameIDs(t, p, &q, a)
	return b, nil
}

// replyOfTable: the answer is of the type that the table says, its status is the one of a row for that type.
func replyOfTable(t testing.TB, p, q *mmspdu.PDU, a mmspdu.Answer) {
	t.Helper()
	typ := p.Type()
	if !typ.Known() {
		typ = 0
	}
	d := a.Decision
	if d == 0 && len(a.Each) > 0 {
		d = a.Each[0]
	}
	v, _ := p.Version()
	other := a.Version == 0 && v.Major() > 1
	for r := range mmspdu.Answers() {
		if r.Received != typ || r.Reply != q.Type() || r.Decision != d &&
			!(other && (r.Decision == mmspdu.DecisionUnsupported || r.Decision == mmspdu.DecisionUnrecognised)) {
			continue
		}
		h, ok := q.Get(r.Field)
		octet, _ := h.Octet()
		if !ok || octet == r.Status || octet == r.Older || r.Status == 0 || a.Status != 0 || len(a.Each) > 0 {
			return
		}
	}
	t.Fatalf("%v to %v is %v %x: no such row", d, p.Type(), q.Type(), q.Octets())
}

// ofCopiedID: the form of an identifier is its maker's.
func ofCopiedID(d mmspdu.Diagnostic) bool {
	id := d.Field == wsp.FieldPDU|wsp.Field(mmspdu.FieldTransactionID) || d.Field == wsp.FieldPDU|wsp.Field(mmspdu.FieldMessageID)
	return id && (d.Rule == mmspdu.V29 || d.Rule == mmspdu.V31)
}

// sameIDs: the Transaction-Id is the one received, and a Message-ID is that or the caller's.
func sameIDs(t testing.TB, p, q *mmspdu.PDU, a mmspdu.Answer) {
	t.Helper()
	if got, ok := q.TransactionID(); ok {
		if want, ok := p.TransactionID(); !ok || !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Fatalf("%x: transaction %q became %q", p.Octets(), want.Bytes(), got.Bytes())
		}
	}
	if got, ok := q.MessageID(); ok && string(got.Bytes()) != a.MessageID {
		if want, ok := p.MessageID(); !ok || !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Fatalf("%x: message %q became %q", p.Octets(), want.Bytes(), got.Bytes())
		}
	}
}

// sameHeaders reports whether p and q have the same headers, but for Subject and Content-Type.
func sameHeaders(p, q *mmspdu.PDU) bool {
	var headers [2][][]byte
	for i, x := range []*mmspdu.PDU{p, q} {
		for h := range x.Headers() {
			if f, ok := h.Field(); !ok || f != mmspdu.FieldSubject && f != mmspdu.FieldContentType {
				headers[i] = append(headers[i], h.Span().In(x.Buffer()))
			}
		}
	}
	return slices.EqualFunc(headers[0], headers[1], bytes.Equal)
}

// untold: what a sender wrote for people makes no difference to the answer. other is p with another subject, other parts,
// other names beside its addresses.
func untold(t testing.TB, p *mmspdu.PDU, a mmspdu.Answer, answer []byte, answerErr error) {
	t.Helper()
	m := p.Message()
	m.Lax = true
	had := m.Drop(mmspdu.FieldSubject)
	if had > 0 {
		if err := m.Set(mmspdu.FieldSubject, mmspdu.String("Another subject")); err != nil {
			t.Fatal(err)
		}
	}
	if ct, ok := p.ContentType(); ok {
		ct = bytes.Clone(ct)
		if err := m.SetBody(ct, []byte("\x00another body")); err != nil && had == 0 {
			return // a Content-Type that cannot be written again
		}
	}
	b, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	q, err := mmspdu.Parse(b)
	if err != nil || q.Type() != p.Type() || !sameHeaders(p, &q) {
		return // where one header ends may depend on what follows it
	}
	other, err := q.Answer(a)
	if (err == nil) != (answerErr == nil) {
		t.Fatalf("%x: %v: answered: %v; with another subject and body: %v", p.Octets(), a.Decision, answerErr, err)
	}
	if err != nil {
		return
	}
	if c, _ := other.MarshalBinary(); !bytes.Equal(answer, c) {
		t.Fatalf("%x: %v: the answer tells subject or body\n%x\n%x", p.Octets(), a.Decision, answer, c)
	}
}
