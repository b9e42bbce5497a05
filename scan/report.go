package scan

import (
	"slices"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// Report is what one scan found. It belongs to the Scanner that returned it and is good until that Scanner's next call,
// and, where it makes text from octets, while the caller's input is unchanged; Clone keeps it for longer.
type Report struct {
	Verdict  Verdict
	Complete bool        // nothing was left uninspected; without it "clean" cannot be said
	Type     mmspdu.Type // type of the PDU; zero for a message without one
	Findings []Finding   // from worst to least; at most Limits.Findings
	More     uint32      // findings beyond those, none of them worse
	Parts    []PartInfo  // depth first
	Views    []View      // view 0 first
	Stats    Stats

	octets  []byte // view 0
	decoded []byte // octets of the views that have their own
	named   []string
	checks  []Check
}

// Stats counts what a scan did. It is the same for the same input, options and limits.
type Stats struct {
	Octets  int // octets handed in
	Work    int // octets examined, views of all kinds together
	Decoded int // octets that transfer decoding gave
	Faults  int // departures from the grammar that the decoder recorded
}

// Octets returns the octets of view number v: the caller's own, or the Scanner's where the view has its own. nil if
// there is no such view or if the report was told to forget.
func (r *Report) Octets(v int) []byte {
	if v < 0 || v >= len(r.Views) {
		return nil
	}
	w := &r.Views[v]
	if w.data != nil {
		return w.data
	}
	return w.owned.In(r.decoded)
}

// ViewName names view number v by the part it holds; "" for the message itself. It allocates.
func (r *Report) ViewName(v int) string {
	if v < 0 || v >= len(r.Views) || r.Views[v].Part < 0 || int(r.Views[v].Part) >= len(r.Parts) {
		return ""
	}
	return r.Parts[r.Views[v].Part].Filename()
}

// part returns the part that f is about, nil for the message.
func (r *Report) part(f Finding) *PartInfo {
	if f.Part < 0 || int(f.Part) >= len(r.Parts) {
		return nil
	}
	return &r.Parts[f.Part]
}

// Rule returns the row of a rule that a finding of this report names: of the rule table, or of the caller's own checks.
func (r *Report) Rule(id RuleID) (Rule, bool) {
	if p := r.rule(id); p != nil {
		return *p, true
	}
	return Rule{}, false
}

func (r *Report) rule(id RuleID) *Rule {
	if p := findRule(id); p != nil {
		return p
	}
	for i := range r.checks {
		if r.checks[i].Rule.ID == id {
			return &r.checks[i].Rule
		}
	}
	return nil
}

// Worst returns the highest severity that findings of class c have; SeverityNone if there are none.
func (r *Report) Worst(c Class) Severity {
	worst := SeverityNone
	for i := range r.Findings {
		if r.Findings[i].Class == c {
			worst = max(worst, r.Findings[i].Severity)
		}
	}
	return worst
}

// Has reports whether rule id has a finding in r.
func (r *Report) Has(id RuleID) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule == id })
}

// Clone returns a copy of r that belongs to the caller, with a copy of the octets it points into. It allocates as much
// as the message has octets; see Forget.
func (r *Report) Clone() *Report {
	c := *r
	c.Findings = slices.Clone(r.Findings)
	c.Parts = slices.Clone(r.Parts)
	c.Views = slices.Clone(r.Views)
	c.octets = slices.Clone(r.octets)
	c.decoded = slices.Clone(r.decoded)
	c.named = slices.Clone(r.named)
	c.checks = slices.Clone(r.checks)
	for i := range c.Views {
		if v := &c.Views[i]; v.data != nil {
			if i == 0 {
				v.data = c.octets
			} else {
				v.data = slices.Clone(v.data)
			}
		}
	}
	for i := range c.Parts {
		c.Parts[i].own()
	}
	return &c
}

// Forget lets go of the octets of the message. What was found stays, with the type and the name of each part; values,
// and texts taken from the octets, are gone. A report that goes into a log or a queue should forget. It allocates.
func (r *Report) Forget() {
	r.octets, r.decoded = nil, nil
	for i := range r.Views {
		r.Views[i].data = nil
	}
	for i := range r.Parts {
		r.Parts[i].own()
	}
}

// own makes p independent of the caller's octets.
func (p *PartInfo) own() {
	p.declaredText, p.declared = p.Declared(), nil
	p.nameText = p.Filename()
	p.name = wsp.Text{}
}
