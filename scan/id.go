package scan

import (
	"errors"
	"strconv"
	"strings"
)

// Family is a group of rules: the letters in the middle of their ids.
type Family uint8

// The families. Those up to FamilyUSR hold threats, those after it leaks. A family never changes its letters.
const (
	FamilyNone Family = iota
	FamilyINS         // what could not be inspected, and what an external engine found: the frame's own
	FamilyEXP         // exploit structures in media, documents and fonts
	FamilyMAL         // executables, packages and active documents
	FamilyMIS         // declared type and content disagree; several formats in one
	FamilyBOM         // resource exhaustion
	FamilyPRT         // anomalies of the PDU and of its multipart
	FamilyPSH         // abuse of notifications and WAP push
	FamilyNAM         // names, paths and extensions
	FamilyURL         // links
	FamilyTXT         // text and its encoding
	FamilySML         // SMIL, SVG, HTML and WML
	FamilyPIM         // vCard, vCalendar and vNote
	FamilyGWY         // content aimed at the gateway, the transcoder or the scanner
	FamilyTST         // test strings
	FamilyABU         // abuse that needs the caller's lists or memory
	FamilyUSR         // rules of the caller's own
	FamilyGPS         // position
	FamilyDEV         // device
	FamilySER         // serial numbers and identifiers that link
	FamilyOWN         // people and organisations
	FamilyTIM         // times
	FamilyTHM         // hidden pictures
	FamilyTRL         // data after the end, and slack
	FamilySOF         // software
	FamilyDOC         // hidden content of documents
	FamilyCON         // contact data
	FamilyCOM         // free text
	FamilyAIP         // data of generated pictures
	FamilyC2P         // provenance
	FamilyNET         // paths and hosts
	FamilyFNM         // file names
	FamilyMSG         // the message itself
	FamilyFIN         // money, secrets and identities in text
	FamilyOPQ         // opaque to us
	familyEnd
)

var families = [familyEnd]struct{ tag, title string }{
	FamilyNone: {"", "no family"},
	FamilyINS:  {"INS", "not inspected"},
	FamilyEXP:  {"EXP", "exploit structure"},
	FamilyMAL:  {"MAL", "executable or active content"},
	FamilyMIS:  {"MIS", "type mismatch"},
	FamilyBOM:  {"BOM", "resource exhaustion"},
	FamilyPRT:  {"PRT", "message anomaly"},
	FamilyPSH:  {"PSH", "notification abuse"},
	FamilyNAM:  {"NAM", "name of a part"},
	FamilyURL:  {"URL", "link"},
	FamilyTXT:  {"TXT", "text"},
	FamilySML:  {"SML", "markup"},
	FamilyPIM:  {"PIM", "card or calendar"},
	FamilyGWY:  {"GWY", "aimed at the gateway"},
	FamilyTST:  {"TST", "test string"},
	FamilyABU:  {"ABU", "abuse"},
	FamilyUSR:  {"USR", "own rule"},
	FamilyGPS:  {"GPS", "position"},
	FamilyDEV:  {"DEV", "device"},
	FamilySER:  {"SER", "serial number or linking identifier"},
	FamilyOWN:  {"OWN", "person or organisation"},
	FamilyTIM:  {"TIM", "time"},
	FamilyTHM:  {"THM", "hidden picture"},
	FamilyTRL:  {"TRL", "appended or slack data"},
	FamilySOF:  {"SOF", "software"},
	FamilyDOC:  {"DOC", "hidden document content"},
	FamilyCON:  {"CON", "contact data"},
	FamilyCOM:  {"COM", "free text"},
	FamilyAIP:  {"AIP", "generated picture"},
	FamilyC2P:  {"C2P", "provenance"},
	FamilyNET:  {"NET", "path or host"},
	FamilyFNM:  {"FNM", "file name"},
	FamilyMSG:  {"MSG", "message header"},
	FamilyFIN:  {"FIN", "financial or secret text"},
	FamilyOPQ:  {"OPQ", "opaque content"},
}

// String returns the letters of f, such as "MIS" or "GPS"; "" for a family that does not exist.
func (f Family) String() string {
	if f >= familyEnd {
		return ""
	}
	return families[f].tag
}

// Title says in a few words what the rules of f are about.
func (f Family) Title() string {
	if f >= familyEnd {
		return families[FamilyNone].title
	}
	return families[f].title
}

// Class tells whether the rules of f are about threats or about leaks.
func (f Family) Class() Class {
	switch {
	case f == FamilyNone || f >= familyEnd:
		return ClassNone
	case f <= FamilyUSR:
		return ClassThreat
	}
	return ClassLeak
}

// RuleID is the stable id of a rule: its family in the high octet, its number, 1 to 127, in the low one. An id is never
// given to another rule and never changes. Zero is no rule.
type RuleID uint16

// MaxRuleNumber is the highest number that a rule has inside its family.
const MaxRuleNumber = 127

// MakeRuleID returns the id of rule number n of family f; zero when there is no such family or number.
func MakeRuleID(f Family, n int) RuleID {
	if f == FamilyNone || f >= familyEnd || n < 1 || n > MaxRuleNumber {
		return 0
	}
	return RuleID(f)<<8 | RuleID(n)
}

// Family returns the family of id.
func (id RuleID) Family() Family { return Family(id >> 8) }

// Number returns the number of id inside its family.
func (id RuleID) Number() int { return int(id & 0xFF) }

// AppendText appends the id as it is written everywhere: MMS-MIS-0001 for threats, MMS-LEAK-GPS-001 for leaks. The
// error is always nil.
func (id RuleID) AppendText(dst []byte) ([]byte, error) {
	f, n := id.Family(), id.Number()
	dst = append(dst, "MMS-"...)
	digits := 1000
	if f.Class() == ClassLeak {
		dst = append(dst, "LEAK-"...)
		digits = 100
	}
	dst = append(dst, f.String()...)
	dst = append(dst, '-')
	for ; digits > 1 && n < digits; digits /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10), nil
}

// MarshalText is AppendText into a new slice.
func (id RuleID) MarshalText() ([]byte, error) { return id.AppendText(nil) }

// String is AppendText as a string; it allocates.
func (id RuleID) String() string {
	b, _ := id.AppendText(make([]byte, 0, len("MMS-LEAK-GPS-001")))
	return string(b)
}

// ErrRuleID is the error for a text that is no id of a rule.
var ErrRuleID = errors.New("scan: not the id of a rule")

// UnmarshalText reads an id as ParseRuleID does; the error is ErrRuleID.
func (id *RuleID) UnmarshalText(b []byte) error {
	v, ok := ParseRuleID(string(b))
	if !ok {
		return ErrRuleID
	}
	*id = v
	return nil
}

// ParseRuleID reads an id in the form that String writes, in any letter case. The ids by which other catalogues know a
// rule of ours (the aliases in its row, such as MMS-PRV-0001) give that rule's id. ok is false for anything else; a
// well-formed id that no row has is read as it stands.
func ParseRuleID(s string) (id RuleID, ok bool) {
	up := strings.ToUpper(s)
	for r := range Rules() {
		for _, a := range r.Aliases {
			if a == up {
				return r.ID, true
			}
		}
	}
	rest, found := strings.CutPrefix(up, "MMS-")
	if !found {
		return 0, false
	}
	class, digits := ClassThreat, 4
	if r, leak := strings.CutPrefix(rest, "LEAK-"); leak {
		rest, class, digits = r, ClassLeak, 3
	}
	tag, number, found := strings.Cut(rest, "-")
	if !found || len(number) != digits {
		return 0, false
	}
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil {
		return 0, false
	}
	for f := FamilyNone + 1; f < familyEnd; f++ {
		if families[f].tag == tag && f.Class() == class {
			id = MakeRuleID(f, int(n))
			return id, id != 0
		}
	}
	return 0, false
}

// RuleSet is a set of rules. The zero value is empty; sets are values and compare with ==.
type RuleSet struct{ bits [familyEnd][2]uint64 }

// RulesOf returns the set of the given rules; ids of no family are left out.
func RulesOf(ids ...RuleID) RuleSet {
	var s RuleSet
	for _, id := range ids {
		s.Add(id)
	}
	return s
}

// Add puts id into s.
func (s *RuleSet) Add(id RuleID) {
	if f, n := id.Family(), id.Number(); f < familyEnd && n <= MaxRuleNumber {
		s.bits[f][n>>6] |= 1 << (n & 63)
	}
}

// Remove takes id out of s.
func (s *RuleSet) Remove(id RuleID) {
	if f, n := id.Family(), id.Number(); f < familyEnd && n <= MaxRuleNumber {
		s.bits[f][n>>6] &^= 1 << (n & 63)
	}
}

// AddFamily puts every rule of f, present and future, into s.
func (s *RuleSet) AddFamily(f Family) {
	if f < familyEnd {
		s.bits[f] = [2]uint64{^uint64(0), ^uint64(0)}
	}
}

// Has reports whether id is in s.
func (s *RuleSet) Has(id RuleID) bool {
	f, n := id.Family(), id.Number()
	return f < familyEnd && n <= MaxRuleNumber && s.bits[f][n>>6]>>(n&63)&1 != 0
}
