package scan

import "iter"

// Rule is a row of the rule table: all that is known of a rule but for the check itself. Rows are read-only.
type Rule struct {
	ID      RuleID
	Class   Class  // threat or leak
	Name    string // a few words, for a heading
	Summary string // what was found, one sentence
	Why     string // why it matters, for people who are no engineers
	Where   string // where in a message it is looked for
	Remedy  string // what to do about it
	Benign  string // when it is a false alarm, and what is done about that

	Severity   Severity   // what a finding usually has; a check may lower or raise it, as Grades says
	Confidence Confidence // likewise
	Grades     string     // when a finding has another severity or confidence; empty if never

	// Text is the message of one finding. {0} to {3} stand for its Args, {declared}, {detected} and {name} for those of
	// its part, {octets} for the length of its span and {text} for the octets of its span made printable.
	Text string
	Args [4]Arg // what the Args of a finding mean

	Basis   Basis    // what the rule rests on
	Refs    []Ref    // where to read on
	Aliases []string // ids of the same rule in other catalogues

	// Uninspected marks a rule whose findings say that something was not looked at: the report is then not complete.
	Uninspected bool

	value valueKind // how a finding's value is read from the octets, on request
}

// Family returns the family of r.
func (r *Rule) Family() Family { return r.ID.Family() }

// Confirmed reports whether the rule rests on more than one source: a condition that was run or read in a public
// source, or one that a second public source, named among its Refs, confirms.
func (r *Rule) Confirmed() bool {
	if r.Basis != BasisKnowledge {
		return true
	}
	for i := range r.Refs {
		if r.Refs[i].Kind == RefSource {
			return true
		}
	}
	return false
}

// Arg is the meaning of one of the four numbers of a finding.
type Arg struct {
	Name string // its key in the evidence, such as "declared-octets"; empty if the number is not used
	Kind ArgKind
}

// ArgKind says how the number of an Arg is to be read.
type ArgKind uint8

// The kinds of Arg.
const (
	ArgNumber ArgKind = iota // a count
	ArgOctets                // a number of octets
	ArgOffset                // an offset in the finding's view
	ArgFormat                // a format of the classifier: its media type in evidence, its name in messages
	ArgField                 // a wsp.Field: printed as the name of the header
	ArgFault                 // a fault of the decoder: printed as its name
	ArgReason                // a Reason
	ArgSource                // a NameSource
	ArgHost                  // a HostDoubt
	ArgEngine                // a name that the external engine gave: printed as it is
)

// Basis is the provenance of a rule's condition, the tag of the catalogue.
type Basis byte

// The bases.
const (
	BasisRun       Basis = 'R' // implemented and run on samples and benign files
	BasisBuilt     Basis = 'B' // the sample was built and run through other tools
	BasisSource    Basis = 'S' // read in a public source
	BasisKnowledge Basis = 'K' // general knowledge; high severity only where a second source confirms it
	BasisFrame     Basis = 'F' // the scanner's own
)

// String says in words what the rule rests on.
func (b Basis) String() string {
	switch b {
	case BasisRun:
		return "run on samples and benign files"
	case BasisBuilt:
		return "sample built and compared with other tools"
	case BasisSource:
		return "read in a public source"
	case BasisKnowledge:
		return "general knowledge"
	case BasisFrame:
		return "the scanner's own"
	}
	return "unknown"
}

// RefKind is the kind of a reference.
type RefKind uint8

// The kinds of reference.
const (
	RefSpec   RefKind = iota // section of a specification
	RefCWE                   // weakness, "CWE-434"
	RefCVE                   // vulnerability, "CVE-2015-1538"
	RefATTACK                // technique of MITRE ATT&CK, "T1660"
	RefSource                // public source that was read for this rule
)

var refKindNames = [...]string{
	RefSpec: "specification", RefCWE: "CWE", RefCVE: "CVE", RefATTACK: "ATT&CK", RefSource: "source",
}

// String returns "specification", "CWE", "CVE", "ATT&CK" or "source".
func (k RefKind) String() string { return nameOf(refKindNames[:], int(k)) }

// Ref is one reference of a rule.
type Ref struct {
	Kind RefKind
	ID   string // number, section or title
	URL  string // where it is; empty where the ID says it
}

func spec(section string) Ref      { return Ref{RefSpec, section, ""} }
func cwe(id string) Ref            { return Ref{RefCWE, id, ""} }
func attack(id string) Ref         { return Ref{RefATTACK, id, ""} }
func source(title, url string) Ref { return Ref{RefSource, title, url} }

// ruleTable holds the rows by family, each family's in the order of their numbers. A new family of rules is a new file
// with its rows, a line here, and its checks in the list of checks.
var ruleTable = [familyEnd][]Rule{
	FamilyINS: rulesINS[:],
	FamilyMAL: rulesMAL[:],
	FamilyMIS: rulesMIS[:],
	FamilyPRT: rulesPRT[:],
	FamilyPSH: rulesPSH[:],
	FamilyNAM: rulesNAM[:],
	FamilyGPS: rulesGPS[:],
	FamilyDEV: rulesDEV[:],
	FamilySER: rulesSER[:],
	FamilyMSG: rulesMSG[:],
}

// Rules iterates over the rows of all rules, threats before leaks, each family's in the order of their numbers.
func Rules() iter.Seq[Rule] {
	return func(yield func(Rule) bool) {
		for f := range ruleTable {
			for i := range ruleTable[f] {
				if !yield(ruleTable[f][i]) {
					return
				}
			}
		}
	}
}

// RuleByID returns the row of a rule. ok is false if no row has that id; the rows of a caller's own checks are found by
// [Report.Rule].
func RuleByID(id RuleID) (r Rule, ok bool) {
	if p := findRule(id); p != nil {
		return *p, true
	}
	return Rule{}, false
}

func findRule(id RuleID) *Rule {
	f := id.Family()
	if f >= familyEnd {
		return nil
	}
	rows := ruleTable[f]
	for i := range rows {
		if rows[i].ID == id {
			return &rows[i]
		}
	}
	return nil
}
