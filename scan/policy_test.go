package scan

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDecide(t *testing.T) {
	pe := message(named("image/jpeg", "a.jpg", peFile()))                                                             // high, confidence high
	odd := message(named("audio/amr", "a.amr", pngFile()))                                                            // medium, confidence high
	climb := message(entry(contentType("image/png"), location("../a.png"), pngFile()))                                // high, confidence medium
	leak := message(named("image/jpeg", "a.jpg", photo(exif([]tag{{number: tagMake, text: "F"}}, nil, paris()), 16))) // critical and medium
	clean := message(named("text/plain", "a.txt", []byte("hi")))
	unknown := []byte("\x01\x02 nothing")
	notice := notification(0x82, "http://192.0.2.1/x")

	usual := Policy{Reject: SeverityCritical, Quarantine: SeverityHigh, Replace: SeverityMedium, NotInspected: ActionDefer, Strip: SeverityHigh}
	for _, x := range []struct {
		name   string
		b      []byte
		p      Policy
		want   Action
		rules  []RuleID // that decided
		strips []RuleID
	}{
		{"the zero policy only reports", pe, Policy{}, ActionAllow, nil, nil},
		{"clean", clean, usual, ActionAllow, nil, nil},
		{"high", pe, usual, ActionQuarantine, []RuleID{rulePE, ruleDisguise}, nil},
		{"medium", odd, usual, ActionReplace, []RuleID{ruleDiffers}, nil},
		{"what honest senders do decides nothing", climb, usual, ActionAllow, nil, nil},
		{"unless it is asked for", climb, Policy{Reject: SeverityHigh, Confidence: ConfidenceMedium}, ActionReject, []RuleID{ruleTraversal}, nil},
		{"the hardest of two thresholds", pe, Policy{Reject: SeverityHigh, Defer: SeverityLow}, ActionReject, []RuleID{rulePE, ruleDisguise}, nil},
		{"leaks are stripped by severity", leak, usual, ActionStrip, []RuleID{rulePosition}, []RuleID{rulePosition}},
		{"leaks never hold a message back", leak, Policy{Reject: SeverityInfo, Confidence: ConfidenceLow}, ActionAllow, nil, nil},
		{"leaks by name", leak, Policy{StripRules: RulesOf(ruleDevice)}, ActionStrip, []RuleID{ruleDevice}, []RuleID{ruleDevice}},
		{"a rule switched off", pe, Policy{Reject: SeverityHigh, Rules: []RulePolicy{{Rule: rulePE, Off: true}}}, ActionReject, []RuleID{ruleDisguise}, nil},
		{"all of them off", pe, Policy{Reject: SeverityHigh, Rules: []RulePolicy{{Rule: rulePE, Off: true}, {Rule: ruleDisguise, Off: true}}},
			ActionAllow, nil, nil},
		{"another severity", odd, Policy{Reject: SeverityHigh, Rules: []RulePolicy{{Rule: ruleDiffers, Severity: SeverityHigh}}},
			ActionReject, []RuleID{ruleDiffers}, nil},
		{"a lower severity", pe, Policy{Reject: SeverityHigh, Rules: []RulePolicy{{Rule: rulePE, Severity: SeverityLow}, {Rule: ruleDisguise, Severity: SeverityLow}}},
			ActionAllow, nil, nil},
		{"another confidence", climb, Policy{Reject: SeverityHigh, Rules: []RulePolicy{{Rule: ruleTraversal, Confidence: ConfidenceHigh}}},
			ActionReject, []RuleID{ruleTraversal}, nil},
		{"an action of its own", odd, Policy{Rules: []RulePolicy{{Rule: ruleDiffers, Action: ActionQuarantine}}}, ActionQuarantine, []RuleID{ruleDiffers}, nil},
		{"not inspected", unknown, usual, ActionDefer, []RuleID{ruleNotInspected}, nil},
		{"not inspected, for a reason that is allowed", unknown, Policy{NotInspected: ActionReject, Reasons: []ReasonPolicy{{ReasonUnreadable, ActionAllow}}},
			ActionAllow, nil, nil},
		{"not inspected, for a reason that is not", unknown, Policy{Reasons: []ReasonPolicy{{ReasonUnreadable, ActionReject}}},
			ActionReject, []RuleID{ruleNotInspected}, nil},
		{"a notification is rejected", notice, Policy{Reject: SeverityHigh}, ActionReject, []RuleID{ruleFingerprint}, nil},
		{"a notification cannot be replaced", notice, Policy{Replace: SeverityHigh}, ActionDefer, []RuleID{ruleFingerprint}, nil},
		{"nor kept apart", notice, Policy{Quarantine: SeverityHigh}, ActionDefer, []RuleID{ruleFingerprint}, nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := Scanner{Site: ownHosts}
			r := scanned(t, &s, x.b)
			d := Decide(r, x.p)
			assert.Equal(t, x.want.String(), d.Action.String(), "%s", listing(r))
			assert.Equal(t, x.rules, ids(d.Findings))
			assert.Equal(t, x.strips, ids(d.Strip))
		})
	}
}

func ids(list []Finding) (out []RuleID) {
	for _, f := range list {
		out = append(out, f.Rule)
	}
	return out
}
