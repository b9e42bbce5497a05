package scan

// rulesMIS are the rows of types that disagree with the content (threats.md 4).
var rulesMIS = [...]Rule{
	{
		ID: ruleDiffers, Class: ClassThreat,
		Name:    "declared type differs from content",
		Summary: "A part is declared as one type and is another.",
		Why: "What checks a message goes by the type, what shows it often goes by the content. Between the two, content " +
			"passes that would otherwise be stopped.",
		Where:  "The Content-Type of every part, against the octets that a handset shows.",
		Remedy: "Correct the type, or do not deliver a part whose content is of another kind altogether.",
		Benign: "Phones and gateways mislabel formats of one kind, HEIC as JPEG for example: that is only info. Known names of " +
			"one format, and containers that hold sound or pictures, are no difference.",
		Severity: SeverityMedium, Confidence: ConfidenceHigh,
		Grades: "Info within one kind (image, audio, video, text, document …); low where the content is only known by its look.",
		Text:   "declared as {declared}, but the octets are {0}",
		Args:   [4]Arg{{"detected", ArgFormat}},
		Basis:  BasisBuilt,
		Refs:   []Ref{cwe("CWE-351"), cwe("CWE-436")},
	},
	{
		ID: ruleDisguise, Class: ClassThreat,
		Name:    "program disguised as media",
		Summary: "A part is a program or an installer and is declared, or named, as a picture, a sound, a video or a text.",
		Why: "A picture may be opened without a thought; a program may not. The Beselo worm sent its installer as " +
			"beauty.jpg, sex.mp3 and love.rm, and people opened it.",
		Where:    "The Content-Type and the names of every part, against its octets.",
		Remedy:   "Do not deliver the part. Tell the sender if the sender is known: their device may be infected.",
		Benign:   "None. Scripts and shortcuts that are sent as plain text, to be read, do not count.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:  "declared as {declared} and named {name}, but it is a program or a package: {0}",
		Args:  [4]Arg{{"detected", ArgFormat}},
		Basis: BasisBuilt,
		Refs: []Ref{cwe("CWE-434"), cwe("CWE-351"), attack("T1036.008"),
			source("F-Secure: Worm:SymbOS/Beselo", "https://www.f-secure.com/v-descs/worm_symbos_beselo.shtml")},
	},
}
