package scan

// rulesINS are the rows of what could not be inspected. They are the frame's own: no other catalogue has them.
var rulesINS = [...]Rule{
	{
		ID: ruleNotInspected, Class: ClassThreat,
		Name:    "not inspected",
		Summary: "Something in the message was not looked at.",
		Why: "What was not looked at may hold anything. A message is not clean because the scanner stopped early, and " +
			"those who send dangerous messages know where scanners stop.",
		Where: "The message, a part, or what a part contains.",
		Remedy: "Treat the message as unknown: hold it, or raise the limit that the reason names if the sender is known to " +
			"send such messages.",
		Benign: "Very large messages from known senders, and files of a kind that this scanner does not read. A policy can " +
			"make an exception for each reason.",
		Severity: SeverityInfo, Confidence: ConfidenceHigh,
		Grades:      "Always info: the verdict becomes not-inspected instead, unless something worse was found.",
		Text:        "not inspected ({0})",
		Args:        [4]Arg{{"reason", ArgReason}},
		Basis:       BasisFrame,
		Refs:        []Ref{cwe("CWE-693")},
		Uninspected: true,
	},
	{
		ID: ruleEngine, Class: ClassThreat,
		Name:     "found by an external engine",
		Summary:  "The external scanner that the operator connected recognised the content.",
		Why:      "Another program, a virus scanner for example, knows this content by name and calls it dangerous.",
		Where:    "Any part, before and after its transfer encoding is undone.",
		Remedy:   "Do not deliver the part. Look the name up in the documentation of the engine.",
		Benign:   "As the engine has them. Mute this rule to let the engine only be counted.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:  "the external engine calls this {0}",
		Args:  [4]Arg{{"engine-name", ArgEngine}},
		Basis: BasisFrame,
	},
}
