package scan

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verdictRows is the table of verdicts as RULES.md prints it and as the test below reads it.
var verdictRows = []struct {
	class                   Class
	severities, confidences string
	verdict                 Verdict
}{
	{ClassThreat, "critical, high", "high", VerdictMalicious},
	{ClassThreat, "critical, high", "medium, low", VerdictSuspicious},
	{ClassThreat, "medium", "high, medium", VerdictSuspicious},
	{ClassThreat, "medium", "low", VerdictClean},
	{ClassThreat, "low, info", "high, medium, low", VerdictClean},
	{ClassLeak, "critical, high, medium, low", "high, medium, low", VerdictLeak},
	{ClassLeak, "info", "high, medium, low", VerdictClean},
}

func TestVerdictOf(t *testing.T) {
	cases := 0
	for _, row := range verdictRows {
		for s := SeverityInfo; s <= SeverityCritical; s++ {
			for c := ConfidenceLow; c <= ConfidenceHigh; c++ {
				if !in(row.severities, s) || !in(row.confidences, c) {
					continue
				}
				cases++
				assert.Equal(t, row.verdict, VerdictOf(row.class, s, c), "%v %v %v", row.class, s, c)
			}
		}
	}
	assert.Equal(t, 2*5*3, cases, "the table covers every combination, each once")
	assert.Equal(t, VerdictClean, VerdictOf(ClassNone, SeverityCritical, ConfidenceHigh))
	assert.Equal(t, VerdictClean, VerdictOf(ClassThreat, SeverityNone, ConfidenceNone))
}

// in reports whether the list holds the name of v as a whole word.
func in(list string, v fmt.Stringer) bool {
	for _, w := range splitList(list) {
		if w == v.String() {
			return true
		}
	}
	return false
}

func splitList(s string) (out []string) {
	from := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ',' {
			out = append(out, s[from:i])
			from = i + 2
		}
	}
	return out
}

func TestVerdictsAreOrdered(t *testing.T) {
	order := []Verdict{VerdictClean, VerdictLeak, VerdictNotInspected, VerdictSuspicious, VerdictMalicious}
	for i, v := range order {
		assert.EqualValues(t, i, v)
	}
}

func TestNamesOfScales(t *testing.T) {
	for s := SeverityNone; s <= SeverityCritical; s++ {
		got, ok := ParseSeverity(s.String())
		assert.True(t, ok)
		assert.Equal(t, s, got)
	}
	for c := ConfidenceNone; c <= ConfidenceHigh; c++ {
		got, ok := ParseConfidence(c.String())
		assert.True(t, ok)
		assert.Equal(t, c, got)
	}
	for a := ActionAllow; a <= ActionReject; a++ {
		got, ok := ParseAction(a.String())
		assert.True(t, ok)
		assert.Equal(t, a, got)
	}
	_, ok := ParseSeverity("grave")
	assert.False(t, ok)
	// A number that has no name must not bring the program down.
	for _, s := range []fmt.Stringer{Severity(99), Confidence(99), Class(99), Verdict(99), Action(99), Reason(99), ViewKind(99),
		NameSource(99), HostDoubt(99), RefKind(99), Family(99), Basis(99)} {
		require.NotPanics(t, func() { _ = s.String() })
	}
}

func TestRuleIDs(t *testing.T) {
	for _, x := range []struct {
		id   RuleID
		want string
	}{
		{ruleDiffers, "MMS-MIS-0001"},
		{ruleSIS, "MMS-MAL-0010"},
		{MakeRuleID(FamilyEXP, 41), "MMS-EXP-0041"},
		{MakeRuleID(FamilyUSR, 127), "MMS-USR-0127"},
		{rulePosition, "MMS-LEAK-GPS-001"},
		{ruleBcc, "MMS-LEAK-MSG-002"},
		{ruleNotInspected, "MMS-INS-0001"},
	} {
		assert.Equal(t, x.want, x.id.String())
		got, ok := ParseRuleID(x.want)
		assert.True(t, ok, x.want)
		assert.Equal(t, x.id, got)
		b, err := x.id.MarshalText()
		require.NoError(t, err)
		var back RuleID
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, x.id, back)
	}
	for _, alias := range []struct {
		name string
		id   RuleID
	}{{"MMS-PRV-0001", rulePosition}, {"MMS-PRV-0002", ruleSerial}, {"mms-prt-0013", ruleBcc}, {"mms-mis-0001", ruleDiffers}} {
		got, ok := ParseRuleID(alias.name)
		assert.True(t, ok, alias.name)
		assert.Equal(t, alias.id, got, alias.name)
	}
	for _, bad := range []string{"", "MMS", "MMS-MIS", "MMS-MIS-1", "MMS-MIS-0000", "MMS-MIS-0128", "MMS-MIS-00001", "MMS-GPS-0001",
		"MMS-LEAK-MIS-001", "MMS-LEAK-GPS-0001", "MMS-XYZ-0001", "MMS-MIS-+001", "MIS-0001"} {
		_, ok := ParseRuleID(bad)
		assert.False(t, ok, bad)
		var id RuleID
		assert.ErrorIs(t, id.UnmarshalText([]byte(bad)), ErrRuleID)
	}
	assert.Zero(t, MakeRuleID(FamilyNone, 1))
	assert.Zero(t, MakeRuleID(familyEnd, 1))
	assert.Zero(t, MakeRuleID(FamilyMIS, 128))
}

func TestRuleSets(t *testing.T) {
	s := RulesOf(ruleDiffers, rulePosition, MakeRuleID(FamilyUSR, 127))
	assert.True(t, s.Has(ruleDiffers))
	assert.True(t, s.Has(MakeRuleID(FamilyUSR, 127)))
	assert.False(t, s.Has(ruleDisguise))
	assert.False(t, s.Has(RuleID(0xFFFF)))
	s.Remove(ruleDiffers)
	assert.False(t, s.Has(ruleDiffers))
	s.AddFamily(FamilyMIS)
	assert.True(t, s.Has(ruleDisguise))
	s.Add(RuleID(0xFFFF))
	assert.False(t, s.Has(RuleID(0xFFFF)))
	var none RuleSet
	assert.Equal(t, none, RulesOf())
}
