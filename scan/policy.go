package scan

// Action is what is to become of a message.
type Action uint8

// The actions, from mildest to hardest: of several that apply, the hardest is taken.
const (
	ActionAllow      Action = iota // deliver it, or fetch what a notification announces
	ActionStrip                    // deliver it without the leaks that the policy names
	ActionDefer                    // leave it at the server: do not fetch what a notification announces
	ActionReplace                  // deliver a notice in place of what is dangerous
	ActionQuarantine               // keep it apart for a person to look at
	ActionReject                   // refuse it
)

var actionNames = [...]string{
	ActionAllow: "allow", ActionStrip: "strip", ActionDefer: "defer", ActionReplace: "replace",
	ActionQuarantine: "quarantine", ActionReject: "reject",
}

// String returns "allow", "strip", "defer", "replace", "quarantine" or "reject".
func (a Action) String() string { return nameOf(actionNames[:], int(a)) }

// ParseAction reads an action by its name.
func ParseAction(s string) (Action, bool) {
	i, ok := indexOf(actionNames[:], s)
	return Action(i), ok
}

// Policy says what to do about what was found. The zero Policy only reports: it allows everything.
//
// Threats decide by their severity, if they have the confidence asked for. Leaks never hold a message back: they are
// stripped or left. The rows under Rules go before everything else.
type Policy struct {
	// The lowest severity of a threat that brings about each action; SeverityNone never does.
	Defer, Replace, Quarantine, Reject Severity
	// Confidence that a threat needs to decide. Zero means high: what honest senders have been known to do decides
	// nothing.
	Confidence Confidence
	// NotInspected is the action for what could not be inspected.
	NotInspected Action
	// Reasons makes exceptions from NotInspected.
	Reasons []ReasonPolicy
	// Strip is the lowest severity of a leak that is stripped; SeverityNone strips none by severity.
	Strip Severity
	// StripRules are leaks that are stripped whatever their severity.
	StripRules RuleSet
	// Rules makes exceptions for single rules.
	Rules []RulePolicy
}

// RulePolicy is an exception for one rule.
type RulePolicy struct {
	Rule       RuleID
	Off        bool       // findings of this rule decide nothing
	Severity   Severity   // the severity that its findings have instead of their own; none leaves it
	Confidence Confidence // the confidence that they have instead of their own; none leaves it
	Action     Action     // at least this action, whatever the severity; allow leaves it to the thresholds
}

// ReasonPolicy is an exception for one reason why something was not inspected.
type ReasonPolicy struct {
	Reason Reason
	Action Action
}

// Decision is what a policy makes of a report.
type Decision struct {
	Action Action
	// Findings are those of the report that asked for Action; empty for ActionAllow.
	Findings []Finding
	// Strip holds the leaks to be stripped from what is still delivered, with ActionStrip and with any harder action.
	Strip []Finding
}

// Decide weighs r by p. It allocates only when something decides. Of an M-Notification.ind nothing can be replaced or
// kept apart, as it carries no content: both become ActionDefer, which keeps the content off the phone.
func Decide(r *Report, p Policy) Decision {
	var d Decision
	notice := r.Type == typeNotification
	for _, f := range r.Findings {
		a, strip := p.weigh(r, f)
		if strip {
			d.Strip = append(d.Strip, f)
		}
		if notice && (a == ActionReplace || a == ActionQuarantine) {
			a = ActionDefer
		}
		switch {
		case a == ActionAllow || a < d.Action:
		case a > d.Action:
			d.Action = a
			d.Findings = append(d.Findings[:0], f)
		default:
			d.Findings = append(d.Findings, f)
		}
	}
	return d
}

// weigh returns the action that f asks for, and whether it is a leak to strip.
func (p *Policy) weigh(r *Report, f Finding) (a Action, strip bool) {
	severity, confidence, least := f.Severity, f.Confidence, ActionAllow
	for i := range p.Rules {
		x := &p.Rules[i]
		if x.Rule != f.Rule {
			continue
		}
		if x.Off {
			return ActionAllow, false
		}
		if x.Severity != SeverityNone {
			severity = x.Severity
		}
		if x.Confidence != ConfidenceNone {
			confidence = x.Confidence
		}
		least = max(least, x.Action)
	}
	switch {
	case f.Class == ClassLeak:
		strip = p.StripRules.Has(f.Rule) || reaches(severity, p.Strip)
		if strip {
			a = ActionStrip
		}
	case f.Class == ClassThreat && confidence >= p.confidence():
		for _, t := range [...]struct {
			at Severity
			do Action
		}{{p.Defer, ActionDefer}, {p.Replace, ActionReplace}, {p.Quarantine, ActionQuarantine}, {p.Reject, ActionReject}} {
			if reaches(severity, t.at) {
				a = max(a, t.do)
			}
		}
	}
	if row := r.rule(f.Rule); row != nil && row.Uninspected {
		a = max(a, p.uninspected(Reason(f.Args[0])))
	}
	return max(a, least), strip
}

func reaches(s, threshold Severity) bool { return threshold != SeverityNone && s >= threshold }

func (p *Policy) confidence() Confidence {
	if p.Confidence == ConfidenceNone {
		return ConfidenceHigh
	}
	return p.Confidence
}

func (p *Policy) uninspected(r Reason) Action {
	for i := range p.Reasons {
		if p.Reasons[i].Reason == r {
			return p.Reasons[i].Action
		}
	}
	return p.NotInspected
}
