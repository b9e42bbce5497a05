package scan

// Class tells threats from leaks. Each has its own scale of severity, and they are weighed apart: a leak never blocks a
// message, it is stripped from it.
type Class uint8

// The classes.
const (
	ClassNone   Class = iota
	ClassThreat       // it can harm whoever receives, relays or stores the message
	ClassLeak         // it gives away something about a person
)

var classNames = [...]string{ClassNone: "none", ClassThreat: "threat", ClassLeak: "leak"}

// String returns "threat", "leak" or "none".
func (c Class) String() string { return nameOf(classNames[:], int(c)) }

// Severity says how bad a finding is, on the scale of its class. The zero Severity is none: it stands for "as the rule
// says" where a severity is asked for, and is below all others.
type Severity uint8

// The severities. For a threat: info is a fact, low an anomaly that only scores, medium is abusive or suspicious, high
// is executable content or a field that no legal encoder emits, critical the exact precondition of an exploit. For a
// leak: info concerns no person, low is a weak profile, medium links or profiles, high identifies a person or a device,
// critical is an exact position, removed content or a secret that can be used at once.
const (
	SeverityNone Severity = iota
	SeverityInfo
	SeverityLow
	SeverityMedium
	SeverityHigh
	SeverityCritical
)

var severityNames = [...]string{
	SeverityNone: "none", SeverityInfo: "info", SeverityLow: "low",
	SeverityMedium: "medium", SeverityHigh: "high", SeverityCritical: "critical",
}

// String returns "none", "info", "low", "medium", "high" or "critical".
func (s Severity) String() string { return nameOf(severityNames[:], int(s)) }

// ParseSeverity reads a severity by its name.
func ParseSeverity(s string) (Severity, bool) {
	i, ok := indexOf(severityNames[:], s)
	return Severity(i), ok
}

// Confidence says how sure a finding is that it means what its rule says. Only findings of high confidence may block.
type Confidence uint8

// The confidences. The zero Confidence is none: it stands for "as the rule says".
const (
	ConfidenceNone   Confidence = iota
	ConfidenceLow               // seen in honest messages too: it only scores
	ConfidenceMedium            // honest senders have been known to do it
	ConfidenceHigh              // no honest sender does it
)

var confidenceNames = [...]string{
	ConfidenceNone: "none", ConfidenceLow: "low", ConfidenceMedium: "medium", ConfidenceHigh: "high",
}

// String returns "none", "low", "medium" or "high".
func (c Confidence) String() string { return nameOf(confidenceNames[:], int(c)) }

// ParseConfidence reads a confidence by its name.
func ParseConfidence(s string) (Confidence, bool) {
	i, ok := indexOf(confidenceNames[:], s)
	return Confidence(i), ok
}

// Verdict is what a report comes to. Verdicts are ordered: the worst finding decides.
type Verdict uint8

// The verdicts, from best to worst.
const (
	VerdictClean        Verdict = iota // nothing found that matters
	VerdictLeak                        // it gives something away, and threatens nothing
	VerdictNotInspected                // something could not be looked at, and what was looked at threatens nothing
	VerdictSuspicious                  // a threat that must not block alone
	VerdictMalicious                   // a threat that may block
)

var verdictNames = [...]string{
	VerdictClean: "clean", VerdictLeak: "leak", VerdictNotInspected: "not-inspected",
	VerdictSuspicious: "suspicious", VerdictMalicious: "malicious",
}

// String returns "clean", "leak", "not-inspected", "suspicious" or "malicious".
func (v Verdict) String() string { return nameOf(verdictNames[:], int(v)) }

// VerdictOf returns the verdict that one finding alone brings about. It is the one place where findings turn into
// verdicts:
//
//	threat    critical or high, confidence high    malicious
//	threat    critical or high, lower confidence   suspicious
//	threat    medium, confidence high or medium    suspicious
//	threat    medium, confidence low               clean: it only scores
//	threat    low or info                          clean
//	leak      low and above                        leak
//	leak      info                                 clean
//
// So what honest senders are known to do never makes a message malicious by itself. A finding that says that something
// was not inspected makes it not-inspected besides, whatever its severity: see [Rule.Uninspected].
func VerdictOf(c Class, s Severity, conf Confidence) Verdict {
	switch c {
	case ClassThreat:
		switch {
		case s >= SeverityHigh && conf >= ConfidenceHigh:
			return VerdictMalicious
		case s >= SeverityHigh, s == SeverityMedium && conf >= ConfidenceMedium:
			return VerdictSuspicious
		}
	case ClassLeak:
		if s >= SeverityLow {
			return VerdictLeak
		}
	}
	return VerdictClean
}

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return "unknown"
}

func indexOf(names []string, s string) (int, bool) {
	for i, n := range names {
		if n == s {
			return i, true
		}
	}
	return 0, false
}
