package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// report writes a delivery report or a read report (MMS 6.7 to 6.9).
func (w *answerWriter) report() error {
	var err error
	switch w.row.Reply {
	case TypeDeliveryInd:
		err = w.delivery()
	case TypeReadRecInd:
		err = w.readByUs()
	default:
		err = w.readByThem()
	}
	if err != nil {
		return err
	}
	if err := w.setMessageID(); err != nil {
		return err
	}
	return w.setStatus()
}

// delivery writes what is special in M-Delivery.ind.
func (w *answerWriter) delivery() error {
	if w.p.Type() == TypeNotifyRespInd && w.status != uint8(StatusRetrieved) && w.status != uint8(StatusRejected) {
		w.field = FieldStatus
		return ErrNotAsked // it is not decided yet what becomes of the message
	}
	if err := w.setOwnDate(); err != nil {
		return err
	}
	if w.a.To != "" {
		return w.setOwn(FieldTo, w.a.To)
	}
	w.field = FieldTo
	var only Address
	n := 0
	for h := range w.p.Headers() {
		if f, _ := h.Field(); f == FieldTo || f == FieldCc || f == FieldBcc {
			only, _ = h.Address()
			n++
		}
	}
	if n != 1 {
		return ErrAnswerLacks
	}
	return w.setAddress(FieldTo, only)
}

// readByUs writes what is special in M-Read-Rec.ind, which the client sends on a message that it has.
func (w *answerWriter) readByUs() error {
	from, _ := w.p.From()
	if err := w.setAddress(FieldTo, from.Address); err != nil {
		return err
	}
	if w.a.Date != 0 {
		if err := w.set(FieldDate, w.a.Date); err != nil {
			return err
		}
	}
	if w.a.From != "" {
		return w.setOwn(FieldFrom, w.a.From)
	}
	return w.set(FieldFrom, From{Insert: true})
}

// readByThem writes what is special in M-Read-Orig.ind, with which the relay passes an M-Read-Rec.ind on.
func (w *answerWriter) readByThem() error {
	to, _ := w.p.Get(FieldTo)
	a, _ := to.Address()
	if err := w.setAddress(FieldTo, a); err != nil {
		return err
	}
	if err := w.setDate(); err != nil {
		return err
	}
	if w.a.From != "" {
		return w.setOwn(FieldFrom, w.a.From) // the relay knows better than the client who it is
	}
	from, _ := w.p.From()
	return w.setAddress(FieldFrom, from.Address)
}

// setAddress writes an address of the PDU received. That of an Insert-address-token is empty, and so none.
func (w *answerWriter) setAddress(f Field, a Address) error {
	w.field = f
	s, ok := cleanAddress(a)
	if !ok {
		return ErrAnswerLacks
	}
	return w.set(f, s)
}

// setMessageID writes the Message-ID of the PDU received, or else the caller's.
func (w *answerWriter) setMessageID() error {
	id, ok := w.p.MessageID()
	if ok && !id.IsZero() && id.Len() <= maxAnswerID && w.set(FieldMessageID, String(id.Bytes())) == nil {
		return nil
	}
	return w.setOwn(FieldMessageID, w.a.MessageID)
}

// setDate writes the Date of the PDU received, or else the caller's.
func (w *answerWriter) setDate() error {
	if d, ok := w.p.Date(); ok && d <= maxDate {
		return w.set(FieldDate, d)
	}
	return w.setOwnDate()
}

func (w *answerWriter) setOwnDate() error {
	w.field = FieldDate
	if w.a.Date == 0 {
		return ErrAnswerLacks
	}
	return w.set(FieldDate, w.a.Date)
}

// cleanAddress returns an address that a stranger wrote as it may be repeated: valid, in us-ascii, without the name beside it
// or any other words, telephone numbers without separators and with their type (MMS 9).
func cleanAddress(a Address) (String, bool) {
	if a.Text.Len() > 4*maxAnswerAddress { // before it is decoded
		return "", false
	}
	b := a.AppendUTF8(nil)
	a = Address{wsp.MakeText(b, wsp.CharsetUTF8)}
	if !a.Valid() {
		return "", false
	}
	switch a.Kind() {
	case AddressEmail:
		b = a.Mailbox()
	case AddressPhone:
		number := bytes.Clone(a.Value())
		number = bytes.ReplaceAll(bytes.ReplaceAll(number, []byte("-"), nil), []byte("."), nil)
		b = append(number, typeMark+"PLMN"...)
	}
	for _, c := range b {
		if c <= ' ' || c >= 0x7F || c == '"' {
			return "", false
		}
	}
	clean := Address{wsp.MakeText(b, wsp.CharsetASCII)}
	return String(b), len(b) <= maxAnswerAddress && clean.Valid()
}
