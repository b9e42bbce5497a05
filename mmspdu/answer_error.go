package mmspdu

import "errors"

// AnswerError is why a PDU is not answered as it was decided. Errors.Is finds the reason: one of those below, [ErrNotMMS], or
// what [Message.Set] and [Message.Check] say of a value that the caller gave.
type AnswerError struct {
	Type     Type // of the PDU received
	Decision Decision
	Reason   error
	Field    Field // the field of the reply that cannot be written; 0 if it is not about one
}

// The reasons.
var (
	ErrNeverAnswered = errors.New("PDUs of this type are never answered")
	ErrNoAnswer      = errors.New("the decision is none for PDUs of this type")
	ErrTransactionID = errors.New("there is no X-Mms-Transaction-Id that an answer could copy")
	ErrNotAsked      = errors.New("it asks for no such answer")
	ErrNotAllowed    = errors.New("it forbids such a report")
	ErrOtherVersion  = errors.New("its version has no such answer")
	ErrAnswerLacks   = errors.New("neither it nor the caller has a value that could be written")
	ErrEach          = errors.New("there is not one decision for each message")
)

// Error says which answer to what there is not, and why.
func (e *AnswerError) Error() string {
	s := "no answer " + e.Decision.String() + " to " + e.Type.String() + ": "
	if e.Field != 0 {
		s += e.Field.String() + ": "
	}
	return s + e.Reason.Error()
}

// Unwrap returns the reason.
func (e *AnswerError) Unwrap() error { return e.Reason }
