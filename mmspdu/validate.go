package mmspdu

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"github.com/mmsguard/mmsguard/wsp"
)

// Profile says whose rules a PDU is held against.
type Profile uint8

// The profiles.
const (
	ProfileOMA     Profile = iota // the rules V01 to V40 (MMS 13)
	ProfileAndroid                // those, and A01: the headers without which Android drops a PDU (MMS 12.5)
)

// Severity says how much a diagnostic weighs (MMS 13).
type Severity uint8

// The severities, in rising order.
const (
	SeverityInfo    Severity = iota // I: worth knowing (MMS 13)
	SeverityWarning                 // W: a deviation that readers tolerate (MMS 13)
	SeverityError                   // E: breaks a rule that breaks peers (MMS 13)
)

// String is "info", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case SeverityError:
		return "error"
	case SeverityWarning:
		return "warning"
	}
	return "info"
}

// Diagnostic is one thing that a rule has to say about a PDU. It is comparable
// and has no pointers.
type Diagnostic struct {
	Rule     Rule
	Severity Severity
	Type     Type     // of the PDU that it is about, which may be a description inside another
	Code     wsp.Code // the fault of the grammar behind it; 0 if the grammar is kept
	check    check
	Field    wsp.Field // the field it is about; 0 for the PDU as a whole
	Part     int32     // number of the part, depth first; -1 for headers and body of the PDU
	Span     wsp.Span  // the octets; for something missing, those among which it is missed
}

// Message says what is wrong, in which field; allocates.
func (d Diagnostic) Message() string {
	text := d.check.row().text
	if d.Code != 0 {
		text = d.Code.Info().Text
	}
	if name := FaultField(d.Field); name != "" {
		return name + ": " + text
	}
	return text
}

// Section names the section of the digests that says how it should be, "MMS 6.3".
func (d Diagnostic) Section() string {
	if d.Code != 0 {
		return d.Code.Info().Section
	}
	if s := d.check.row().section; s != "" {
		return s
	}
	if d.Type.Known() {
		return "MMS 6." + strconv.Itoa(int(d.Type-TypeSendReq)+1)
	}
	return "MMS 6"
}

// String is one line with everything; allocates.
func (d Diagnostic) String() string {
	s := d.Rule.String() + " " + d.Severity.String() + ", octets " + strconv.Itoa(int(d.Span.Start)) + ".." +
		strconv.Itoa(int(d.Span.End))
	if d.Part >= 0 {
		s += ", part " + strconv.Itoa(int(d.Part))
	}
	return s + ": " + d.Message() + " (" + d.Section() + ")"
}

// Validate appends to dst what the rules of the profile have to say about p, in
// the order of the octets. It reads the octets again, leniently and with the
// default limits. What it says of an M-Mbox-Descr inside p bears the number of
// the part that the description lies in.
//
// Validate is for tools: it allocates. The diagnostics are bounded by the limits
// on fields and parts; of the faults of the grammar, the first 256 are judged.
func (p *PDU) Validate(dst []Diagnostic, profile Profile) []Diagnostic {
	var d Decoder
	return d.validateSpan(dst, p.b, p.Span(), profile)
}

// Validate appends to dst what the rules of the profile have to say about the
// PDU b, like [PDU.Validate], but with the limits of d, whose Mode has no effect.
func (d *Decoder) Validate(dst []Diagnostic, b []byte, profile Profile) []Diagnostic {
	if uint64(len(b)) > 1<<32-1 {
		return append(dst, checkSize.diagnostic(0, wsp.StructureMessage, -1, wsp.Span{}))
	}
	return d.validateSpan(dst, b, wsp.Span{End: uint32(len(b))}, profile)
}

func (d *Decoder) validateSpan(dst []Diagnostic, b []byte, s wsp.Span, profile Profile) []Diagnostic {
	v := validator{decoder: Decoder{Limits: d.Limits}, profile: profile, part: -1, out: dst}
	v.pdu(b, s)
	slices.SortStableFunc(v.out[len(dst):], func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Rule, b.Rule))
	})
	return v.out
}

// validator holds one PDU against the rules.
type validator struct {
	decoder   Decoder
	profile   Profile
	container Type  // the PDU around a description, 0 for one that stands alone
	part      int32 // the part that a description lies in, else -1

	p       *PDU
	faults  wsp.Faults
	headers []Header
	parts   []wsp.Part
	inner   []PDU     // the descriptions
	in      []int32   // the parts that they lie in
	count   [0x80]int // headers of each field
	out     []Diagnostic
}

// pdu holds the PDU at b[s] against all rules.
func (v *validator) pdu(b []byte, s wsp.Span) {
	p, err := v.decoder.DiagnoseSpan(b, s, &v.faults)
	v.p = &p
	switch {
	case errors.Is(err, ErrSize):
		v.say(checkSize, wsp.StructureMessage, s)
		return
	case p.Type() == 0:
		v.say(checkNoType, field(byte(FieldMessageType)), s)
		return
	}
	c := p.HeaderCursor()
	for c.Next() {
		h := c.Header()
		if f, ok := h.Field(); ok {
			v.count[f]++
		}
		v.headers = append(v.headers, h)
	}
	parts := p.PartCursor()
	for parts.Next() {
		part := parts.Part()
		v.parts = append(v.parts, part)
		// What a description has inside again is no listing, whatever it says.
		if d, ok := p.Description(part); ok && v.container == 0 {
			v.inner, v.in = append(v.inner, d), append(v.in, int32(part.Index()))
		}
	}
	v.faultRules()
	v.fieldRules()
	v.valueRules()
	v.partRules()
	v.smilRules()
	if v.profile == ProfileAndroid {
		v.androidRules()
	}
	for i := range v.inner {
		w := validator{decoder: v.decoder, profile: v.profile, container: p.Type(), part: v.in[i], out: v.out}
		w.pdu(p.b, v.inner[i].Span())
		v.out = w.out
	}
}

// say appends a diagnostic about the PDU.
func (v *validator) say(c check, f wsp.Field, s wsp.Span) {
	v.out = append(v.out, c.diagnostic(v.p.Type(), f, v.part, s))
}

// sayHeader appends a diagnostic about a header.
func (v *validator) sayHeader(c check, h Header) { v.say(c, headerField(h), h.Span()) }

// sayMissing appends a diagnostic about a header that is not there, unless a
// limit ended the headers before it could come.
func (v *validator) sayMissing(c check, f Field) {
	for x := range v.faults.All() {
		if x.Code.Limit() && x.Field == wsp.StructureHeaders && x.Span.Start <= v.p.HeadersSpan().End {
			return
		}
	}
	v.say(c, field(byte(f)), v.p.HeadersSpan())
}

// sayPart appends a diagnostic about a part. In a description all parts are
// those of the part around it.
func (v *validator) sayPart(c check, f wsp.Field, part *wsp.Part, s wsp.Span) {
	n := int32(part.Index())
	if v.part >= 0 {
		n = v.part
	}
	v.out = append(v.out, c.diagnostic(v.p.Type(), f, n, s))
}

func headerField(h Header) wsp.Field {
	if f, ok := h.Field(); ok {
		return field(byte(f))
	}
	return wsp.FieldText
}
