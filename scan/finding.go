package scan

import (
	"cmp"

	"github.com/mmsguard/mmsguard/wsp"
)

// Finding is one thing that one rule has to say about one place. It holds no octets and no pointers, so that a log of
// findings gives away nothing; its text, its evidence and its value are made on request by the [Report] it came in.
type Finding struct {
	Rule       RuleID
	Class      Class
	Severity   Severity
	Confidence Confidence
	View       uint16    // the view that Span counts in
	Part       int32     // depth-first index of the part, from 0; MessagePart for the message itself
	Span       wsp.Span  // the octets it is about
	Args       [4]uint32 // numbers; what they mean is in the rule's row
}

// MessagePart is the Part of findings about the message itself.
const MessagePart int32 = -1

// compareFindings orders findings from worst to least, then by place, then by rule. It is a total order, so that a
// report does not depend on the order in which checks run.
func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(b.rank(), a.rank()),
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(b.Confidence, a.Confidence),
		cmp.Compare(a.Class, b.Class),
		cmp.Compare(a.Part, b.Part),
		cmp.Compare(a.View, b.View),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Args[0], b.Args[0]),
		cmp.Compare(a.Args[1], b.Args[1]),
		cmp.Compare(a.Args[2], b.Args[2]),
		cmp.Compare(a.Args[3], b.Args[3]),
	)
}

// rank is the verdict that f brings about. What could not be inspected ranks as such: it must not be the finding that
// makes room for another.
func (f Finding) rank() Verdict {
	v := VerdictOf(f.Class, f.Severity, f.Confidence)
	if v < VerdictNotInspected {
		if r := findRule(f.Rule); r != nil && r.Uninspected {
			return VerdictNotInspected
		}
	}
	return v
}

// findings keeps the worst so many of the findings that are put in: a heap with the least of them on top.
type findings struct {
	list []Finding
	most int
	more uint32
}

func (h *findings) reset(most int) { h.list, h.most, h.more = h.list[:0], most, 0 }

func (h *findings) add(f Finding) {
	if len(h.list) < h.most {
		h.list = append(h.list, f)
		if len(h.list) == h.most {
			for i := len(h.list)/2 - 1; i >= 0; i-- {
				h.down(i)
			}
		}
		return
	}
	h.more++
	if h.most > 0 && compareFindings(f, h.list[0]) < 0 {
		h.list[0] = f
		h.down(0)
	}
}

// down restores the heap below i, where no finding is less than both of its two followers.
func (h *findings) down(i int) {
	for {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h.list); c++ {
			if compareFindings(h.list[c], h.list[least]) > 0 {
				least = c
			}
		}
		if least == i {
			return
		}
		h.list[i], h.list[least] = h.list[least], h.list[i]
		i = least
	}
}
