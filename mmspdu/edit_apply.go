package mmspdu

import (
	"math"

	"github.com/mmsguard/mmsguard/internal/splice"
	"github.com/mmsguard/mmsguard/wsp"
)

// Size returns how many octets Append appends for the buffer of the PDU.
func (e *Edit) Size() int {
	e.compile()
	return len(e.src) + e.editState.list.Delta()
}

// Append appends src with all changes to dst. src is the buffer of the PDU, or a copy of it: octets around the PDU, such as a
// push, are kept. With an error dst is as it was: [ErrSource] if src has another length, [ErrSize] for a result of 4 GiB and
// more, [ErrAmbiguous].
func (e *Edit) Append(dst, src []byte) ([]byte, error) {
	e.compile()
	switch {
	case len(src) != len(e.src):
		return dst, &Error{Kind: ErrSource, Fault: wsp.Fault{Field: wsp.StructureMessage}}
	case uint64(e.Size()) > math.MaxUint32:
		return dst, &Error{Kind: ErrSize, Fault: wsp.Fault{Field: wsp.StructureMessage}}
	}
	start := len(dst)
	dst, ok := e.editState.list.Append(dst, src)
	if !ok {
		return dst, &Error{Kind: ErrSource, Fault: wsp.Fault{Field: wsp.StructureMessage}}
	}
	if err := e.verify(dst[start:]); err != nil {
		return dst[:start], err
	}
	return dst, nil
}

// Overwrite makes the changes in b, which is the buffer of the PDU or a copy of it, in place. It refuses, and changes
// nothing, with [ErrLength] if one of them changes a length, and else as Append does.
func (e *Edit) Overwrite(b []byte) error {
	e.compile()
	if len(b) != len(e.src) {
		return &Error{Kind: ErrSource, Fault: wsp.Fault{Field: wsp.StructureMessage}}
	}
	l := &e.editState.list
	var undo splice.List
	for i := range l.Len() {
		x := l.At(i)
		if x.Delta() != 0 {
			return &Error{Kind: ErrLength, Fault: wsp.Fault{Span: wsp.Span{Start: x.Start, End: x.End}}}
		}
		undo.Add(splice.Edit{Start: x.Start, End: x.End, New: append([]byte(nil), b[x.Start:x.End]...)})
	}
	l.Overwrite(b)
	if err := e.verify(b); err != nil {
		undo.Overwrite(b)
		return err
	}
	return nil
}

// verify reads the edited buffer b again, if there is a reason to.
func (s *editState) verify(b []byte) error {
	switch {
	case s.clash:
		return &Error{Kind: ErrAmbiguous, Fault: wsp.Fault{Field: wsp.StructureMultipart, Span: s.p.Span()}}
	case !s.doubt:
		return nil
	}
	return checkShape(b, s.p.Span().Start, max(1, s.p.entries.MaxDepth()), &s.outer.shape)
}
