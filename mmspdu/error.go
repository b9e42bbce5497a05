package mmspdu

import (
	"errors"
	"strconv"

	"github.com/mmsguard/mmsguard/wsp"
)

// ErrNotMMS is what errors.Is finds in the error for octets that are no MMS PDU: no header walk reaches an
// X-Mms-Message-Type.
var ErrNotMMS = errors.New("not an MMS PDU")

// ErrSize is what errors.Is finds in the error for a message above Limits.Message or of 4 GiB and more.
var ErrSize = errors.New("message larger than the limit")

// Error is why a PDU was not read, changed or written. Errors.Is finds the kind, such as [ErrNotMMS] or [ErrSize], or the
// [wsp.Code] of a fault: one that a strict Decoder met, or that it would meet in what was to be written.
type Error struct {
	Kind  error     // ErrNotMMS, ErrSize, one of the errors of an Edit, or nil for a fault of the grammar
	Fault wsp.Fault // the first fault, if there was one
	Looks Lookalike // with ErrNotMMS, what the octets look like instead
}

// Error says what is wrong, where, and which section of the specification says so.
func (e *Error) Error() string {
	switch e.Kind {
	case ErrNotMMS:
		return "not an MMS PDU: looks like " + e.Looks.String()
	case ErrSize:
		return e.Kind.Error() + " (MMS 15)"
	case nil:
		return string(AppendFault(nil, e.Fault))
	}
	dst := append([]byte(e.Kind.Error()), " at octets "...)
	dst = strconv.AppendUint(dst, uint64(e.Fault.Span.Start), 10)
	dst = append(dst, ".."...)
	return string(strconv.AppendUint(dst, uint64(e.Fault.Span.End), 10))
}

// Is makes errors.Is find the kind of e and the code of its fault.
func (e *Error) Is(target error) bool {
	if target == e.Kind && e.Kind != nil {
		return true
	}
	c, ok := target.(wsp.Code)
	return ok && c == e.Fault.Code && c != 0
}

// AppendFault appends f as a sentence: field, meaning, octets and section.
func AppendFault(dst []byte, f wsp.Fault) []byte {
	if name := FaultField(f.Field); name != "" {
		dst = append(dst, name...)
		dst = append(dst, ": "...)
	}
	info := f.Code.Info()
	dst = append(dst, info.Text...)
	dst = append(dst, " at octets "...)
	dst = strconv.AppendUint(dst, uint64(f.Span.Start), 10)
	dst = append(dst, ".."...)
	dst = strconv.AppendUint(dst, uint64(f.Span.End), 10)
	dst = append(dst, " ("...)
	dst = append(dst, info.Section...)
	return append(dst, ')')
}

// FaultField names the field of a fault: an MMS header by its own name, everything else as wsp names it.
func FaultField(f wsp.Field) string {
	if f.Space() == wsp.FieldPDU {
		return Field(f.Number()).String()
	}
	return f.String()
}
