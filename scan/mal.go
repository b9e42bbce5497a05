package scan

import "github.com/mmsguard/mmsguard/scan/internal/classify"

// The rules about executables and packages.
const (
	rulePE  = RuleID(FamilyMAL)<<8 | 1  // MMS-MAL-0001
	ruleELF = RuleID(FamilyMAL)<<8 | 2  // MMS-MAL-0002
	ruleDEX = RuleID(FamilyMAL)<<8 | 4  // MMS-MAL-0004
	ruleAPK = RuleID(FamilyMAL)<<8 | 5  // MMS-MAL-0005
	ruleSIS = RuleID(FamilyMAL)<<8 | 10 // MMS-MAL-0010
)

// classRules are the rules for which the format of the octets decides alone, by the class of the format.
var classRules = [...]RuleID{
	classify.ClassPE: rulePE, classify.ClassELF: ruleELF, classify.ClassDEX: ruleDEX, classify.ClassAPK: ruleAPK,
	classify.ClassSIS: ruleSIS,
}

// checkExecutable reports every format of p that runs or installs.
func (s *Scanner) checkExecutable(p *part) {
	for i := range p.result.N {
		m := p.result.Formats[i]
		c := m.Format.Class()
		if int(c) >= len(classRules) || classRules[c] == 0 {
			continue
		}
		x := Finding{
			Rule: classRules[c], Severity: SeverityHigh, Confidence: ConfidenceHigh, Part: p.index, View: p.view,
			Span: p.span, Args: [4]uint32{uint32(m.Format)},
		}
		switch {
		case m.Format == classify.DOS:
			// "MZ" alone also begins texts.
			x.Severity, x.Confidence = SeverityMedium, ConfidenceMedium
		case m.Confidence == classify.Guess:
			x.Severity, x.Confidence = SeverityMedium, ConfidenceLow
		case m.Confidence == classify.Likely:
			x.Confidence = ConfidenceMedium
		}
		s.add(x)
	}
}

// runs reports whether a class is one of programs, installers and what starts them, and text whether it is made of text
// that a person may send to be read.
func runs(c classify.Class) (yes, text bool) {
	switch c {
	case classify.ClassPE, classify.ClassELF, classify.ClassMachO, classify.ClassDEX, classify.ClassAPK,
		classify.ClassJAR, classify.ClassJava, classify.ClassSIS, classify.ClassSISX, classify.ClassCAB,
		classify.ClassMSI, classify.ClassIPA, classify.ClassCRX, classify.ClassLNK, classify.ClassDisk,
		classify.ClassCHM, classify.ClassFlash:
		return true, false
	case classify.ClassJAD, classify.ClassConfig, classify.ClassScript, classify.ClassHTA, classify.ClassURL,
		classify.ClassReg:
		return true, true
	}
	return false, false
}
