package mmspdu

import (
	"slices"
	"strings"

	"github.com/mmsguard/mmsguard/wsp"
)

// confirm writes what stands in a confirmation besides the Transaction-Id.
func (w *answerWriter) confirm() error {
	if err := w.setStatus(); err != nil {
		return err
	}
	switch w.row.Reply {
	case TypeNotifyRespInd, TypeAcknowledgeInd:
		if w.a.ReportAllowed != 0 {
			return w.set(FieldReportAllowed, w.a.ReportAllowed)
		}
	case TypeSendConf, TypeForwardConf:
		return w.sent()
	case TypeMboxStoreConf, TypeMboxUploadConf:
		if w.status == uint8(StoreStatusSuccess) {
			return w.setOwn(FieldContentLocation, w.a.ContentLocation)
		}
	case TypeMboxViewConf:
		w.field = FieldContentType
		ct, _ := wsp.MakeContentType(mediaMixed)
		return w.m.SetMultipart(ct) // also with an error: Content-Type is mandatory (MMS 6.15)
	}
	return nil
}

const mediaMixed = "application/vnd.wap.multipart.mixed"

// setOwn writes a value that only the caller can have.
func (w *answerWriter) setOwn(f Field, s string) error {
	w.field = f
	if s == "" {
		return ErrAnswerLacks
	}
	return w.set(f, String(s))
}

// sent writes what M-Send.conf and M-Forward.conf say of a message that was sent on or stored (MMS 6.2, 6.11).
func (w *answerWriter) sent() error {
	status := ResponseStatus(w.status)
	if status == ResponseStatusOk || status == ResponseStatusTransientPartialSuccess && w.a.MessageID != "" {
		if err := w.setOwn(FieldMessageID, w.a.MessageID); err != nil {
			return err
		}
	}
	if t := w.p.Type(); t != TypeSendReq && t != TypeForwardReq || w.version < Version12 {
		return nil
	}
	stored := w.a.StoreStatus
	switch asked, _ := w.p.Store(); {
	case stored != 0:
	case w.a.ContentLocation != "":
		stored = StoreStatusSuccess
	case asked != Yes:
		return nil
	case status.Class() == StatusClassTransient:
		stored = StoreStatusTransientFailure
	default:
		stored = StoreStatusPermanentServiceDenied
	}
	if err := w.set(FieldStoreStatus, stored); err != nil || w.a.ContentLocation == "" {
		return err
	}
	return w.set(FieldContentLocation, String(w.a.ContentLocation))
}

// deleted writes the results of an M-Mbox-Delete.req or M-Delete.req: one for all, or the Del form for each (MMS 4.14, 6.19).
func (w *answerWriter) deleted() error {
	results, err := w.results()
	if err != nil {
		return err
	}
	text := w.textValue(w.text())
	_, c := text.appendValue(nil, FieldResponseText, w.row.Reply)
	plain := c == 0 // the charset of another one would be read as a Status-count
	if len(results) == 0 || plain && !slices.ContainsFunc(results, func(r result) bool { return r.status != results[0].status }) {
		if len(results) > 0 {
			w.status = results[0].status
		}
		if err := w.set(FieldResponseStatus, Octet(w.status)); err != nil || !plain {
			return err
		}
		return w.setText(FieldResponseText, w.text())
	}
	for i, r := range results {
		if err := w.add(FieldResponseStatus, Del{uint64(i) + 1, Octet(r.status)}); err != nil {
			return err
		}
		if ResponseStatus(r.status).Class() == StatusClassOk {
			continue
		}
		if err := w.add(FieldContentLocation, Del{uint64(i) + 1, r.location}); err != nil {
			return err
		}
		if w.a.Text == "" {
			continue // the texts of the table would only make a long answer longer
		}
		if err := w.add(FieldResponseText, Del{uint64(i) + 1, text}); err != nil {
			return err
		}
	}
	return nil
}

// add adds a field, and remembers which one for the error.
func (w *answerWriter) add(f Field, v Value) error {
	w.field = f
	return w.m.Add(f, v)
}

// result is what became of one message that was to be deleted.
type result struct {
	location Value // nil if it cannot be read
	status   uint8
}

// results finds the result for each message that the request names.
func (w *answerWriter) results() (results []result, err error) {
	w.field = FieldResponseStatus
	for h := range w.p.All(FieldContentLocation) {
		r := result{status: w.status}
		if t, ok := h.Text(); ok {
			r.location = String(t.Bytes())
		}
		if i := len(results); i < len(w.a.Each) && w.a.Each[i] != 0 {
			row, err := w.find(w.a.Each[i])
			switch {
			case err != nil:
				return nil, err
			case row.Reply != w.row.Reply:
				return nil, ErrNoAnswer // it is one to all of the request
			}
			r.status = w.octetFor(row)
			if w.a.Decision == 0 && i == 0 {
				w.row = row // whose text goes with it
			}
		} else if w.a.Decision == 0 {
			return nil, ErrEach
		}
		results = append(results, r)
	}
	if len(w.a.Each) > 0 && len(w.a.Each) != len(results) {
		return nil, ErrEach
	}
	return results, nil
}

// standIn writes the M-Retrieve.conf that the recipient gets in place of the one received (MMS 6.5, 7). Whatever the sender
// wrote for people to read stays away, for that may be the attack; so does what asks for reports, for they would say that
// the message itself was read.
func (w *answerWriter) standIn() error {
	ok := RetrieveStatus(w.status).Class() == StatusClassOk // and where there is no status, in 1.0, it makes no difference
	if ok {
		if err := w.set(FieldRetrieveStatus, Octet(w.status)); err != nil {
			return err
		}
	} else if err := w.setStatus(); err != nil {
		return err
	}
	if err := w.setMessageID(); err != nil && ok && w.version != Version10 {
		return err
	}
	if err := w.setDate(); err != nil {
		return err
	}
	from, _ := w.p.From()
	if s, ok := cleanAddress(from.Address); ok {
		if err := w.set(FieldFrom, s); err != nil {
			return err
		}
	}
	n := 0
	for _, f := range [...]Field{FieldTo, FieldCc} {
		for h := range w.p.All(f) {
			a, _ := h.Address()
			s, ok := cleanAddress(a)
			if n++; !ok || n > maxAnswerAddresses {
				continue
			}
			if err := w.add(f, s); err != nil {
				return err
			}
		}
	}
	if err := w.setText(FieldSubject, w.a.Subject); err != nil {
		return err
	}
	return w.setNotice()
}

// setNotice writes the body of a message that stands in: one text in a multipart, which every phone shows (MMS 8.1, 8.4).
func (w *answerWriter) setNotice() error {
	w.field = FieldContentType
	text, cs := strings.ToValidUTF8(w.text(), "\uFFFD"), w.a.Charset
	if cs == wsp.CharsetUnspecified {
		cs = wsp.CharsetASCII
	}
	data, ok := cs.AppendEncoded(nil, []byte(text))
	if !ok {
		cs, data = wsp.CharsetUTF8, []byte(text)
	}
	const name = "text.txt"
	ct, c := wsp.MakeContentType("text/plain", wsp.TextParameter("name", name), wsp.CharsetParameter(cs))
	headers, _ := wsp.AppendContentID(nil, name)
	headers, _ = wsp.AppendContentLocation(headers, name)
	mixed, _ := wsp.MakeContentType(mediaMixed)
	if c != 0 {
		return &Error{Fault: wsp.Fault{Code: c, Field: wsp.StructureHeaders}}
	}
	return w.m.SetMultipart(mixed, NewPart(ct, headers, data))
}
