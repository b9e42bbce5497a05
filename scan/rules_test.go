package scan

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite RULES.md from the rule table")

// TestRULES holds RULES.md to the rows: go test ./scan -run RULES -update rewrites it.
func TestRULES(t *testing.T) {
	want := renderRules()
	if *update {
		require.NoError(t, os.WriteFile("../RULES.md", want, 0o644))
	}
	got, err := os.ReadFile("../RULES.md")
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "RULES.md is not what the rows say: go test ./scan -run RULES -update")
}

func renderRules() []byte {
	var b bytes.Buffer
	b.WriteString(`# Rules

What mmsguard looks for in a message, and what it says about it. This page is drawn from the rule table in ` + "`scan/`" + `;
do not edit it (` + "`go test ./scan -run RULES -update`" + ` writes it). An id is never given to another rule.

Threats can harm whoever relays or receives a message; leaks give something away about a person. Each has a severity of its
own scale, and a confidence: what honest senders have been known to do is of lower confidence. The verdict of a message
follows from its findings:

| class | severity | confidence | verdict |
|---|---|---|---|
`)
	for _, row := range verdictRows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.class, row.severities, row.confidences, row.verdict)
	}
	b.WriteString(`
The worst finding decides: malicious, suspicious, not-inspected, leak, clean. A finding of a rule that is marked as
"uninspected" makes the message not-inspected at least: clean cannot be said of what was not looked at.

| id | name | class | severity | confidence |
|---|---|---|---|---|
`)
	for r := range Rules() {
		id := r.ID.String()
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s |\n", id, strings.ToLower(id), r.Name, r.Class, r.Severity, r.Confidence)
	}
	last := FamilyNone
	for r := range Rules() {
		if r.Family() != last {
			last = r.Family()
			title := last.Title()
			fmt.Fprintf(&b, "\n## %s: %s\n", last, title)
		}
		fmt.Fprintf(&b, "\n### %s\n\n**%s%s** (%s, %s, confidence %s). %s\n\n", r.ID, strings.ToUpper(r.Name[:1]), r.Name[1:], r.Class, r.Severity, r.Confidence, r.Summary)
		item := func(what, text string) {
			if text != "" {
				fmt.Fprintf(&b, "- **%s.** %s\n", what, text)
			}
		}
		item("Why it matters", r.Why)
		item("Where", r.Where)
		item("What to do", r.Remedy)
		item("False alarms", r.Benign)
		item("Other grades", r.Grades)
		var evidence []string
		for _, a := range r.Args {
			if a.Name != "" {
				evidence = append(evidence, "`"+a.Name+"`")
			}
		}
		item("Evidence", strings.Join(append([]string{"part, view, span"}, evidence...), ", "))
		if r.value != valueNone {
			item("Value", "on request only: it is what the message gives away")
		}
		item("Rests on", r.Basis.String())
		var refs []string
		for _, ref := range r.Refs {
			text := ref.ID
			if ref.Kind == RefATTACK {
				text = "ATT&CK " + text
			}
			if ref.URL != "" {
				text = "[" + text + "](" + ref.URL + ")"
			}
			refs = append(refs, text)
		}
		item("References", strings.Join(refs, "; "))
		item("Also known as", strings.Join(r.Aliases, ", "))
		if r.Uninspected {
			item("Uninspected", "the report is not complete")
		}
	}
	return b.Bytes()
}

// TestEveryRowIsWhole holds each row to what it promises to whoever reads it.
func TestEveryRowIsWhole(t *testing.T) {
	slot := regexp.MustCompile(`\{[^}]*\}`)
	forms := map[RefKind]*regexp.Regexp{
		RefCWE: regexp.MustCompile(`^CWE-\d+$`), RefCVE: regexp.MustCompile(`^CVE-\d{4}-\d{4,}$`),
		RefATTACK: regexp.MustCompile(`^T\d{4}(\.\d{3})?$`),
	}
	var last RuleID
	aliases := map[string]bool{}
	for r := range Rules() {
		t.Run(r.ID.String(), func(t *testing.T) {
			assert.Greater(t, r.ID, last, "rows stand in the order of their ids, each once")
			last = r.ID
			assert.Equal(t, r.ID.Family().Class(), r.Class)
			assert.Equal(t, r.ID, MakeRuleID(r.ID.Family(), r.ID.Number()))
			assert.NotZero(t, r.Severity)
			assert.NotZero(t, r.Confidence)
			for what, s := range map[string]string{"name": r.Name, "text": r.Text, "summary": r.Summary, "why": r.Why, "where": r.Where, "remedy": r.Remedy, "benign": r.Benign} {
				assert.NotEmpty(t, s, what)
				assert.Equal(t, strings.TrimSpace(s), s, what)
				assert.False(t, strings.Contains(s, "  "), "%s: two blanks", what)
				if what != "name" && what != "text" {
					assert.True(t, strings.HasSuffix(s, "."), "%s is a sentence", what)
					assert.True(t, unicode.IsUpper(rune(s[0])), "%s is a sentence", what)
				}
			}
			assert.False(t, strings.HasSuffix(r.Text, "."), "a message has no full stop")
			for _, s := range slot.FindAllString(r.Text, -1) {
				switch s {
				case "{0}", "{1}", "{2}", "{3}":
					assert.NotEmpty(t, r.Args[s[1]-'0'].Name, "%s stands for nothing", s)
				case "{declared}", "{detected}", "{name}", "{octets}":
				case "{text}":
					assert.Equal(t, ClassThreat, r.Class, "what a leak gives away is not in its message")
				default:
					t.Errorf("%s stands for nothing", s)
				}
			}
			for _, ref := range r.Refs {
				if form := forms[ref.Kind]; form != nil {
					assert.Regexp(t, form, ref.ID)
				}
				assert.Equal(t, ref.Kind == RefSource, ref.URL != "", "a source has an address: %s", ref.ID)
			}
			if r.Basis != BasisFrame {
				assert.NotEmpty(t, r.Refs)
			}
			for _, a := range r.Aliases {
				assert.False(t, aliases[a], "%s is the alias of two rules", a)
				aliases[a] = true
				id, ok := ParseRuleID(a)
				assert.True(t, ok)
				assert.Equal(t, r.ID, id)
			}
		})
	}
}

// TestKnowledgeAloneIsNeverHigh: a threat that rests on general knowledge is high or critical only where a second public
// source, named in its row, confirms it.
func TestKnowledgeAloneIsNeverHigh(t *testing.T) {
	for r := range Rules() {
		if r.Class == ClassThreat && r.Severity >= SeverityHigh {
			assert.True(t, r.Confirmed(), "%s", r.ID)
		}
	}
}

func TestRuleByID(t *testing.T) {
	r, ok := RuleByID(rulePosition)
	assert.True(t, ok)
	assert.Equal(t, "MMS-LEAK-GPS-001", r.ID.String())
	_, ok = RuleByID(MakeRuleID(FamilyEXP, 99))
	assert.False(t, ok)
	_, ok = RuleByID(RuleID(0xFFFF))
	assert.False(t, ok)
}
