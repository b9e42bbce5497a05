package scan

const namWhere = "The name, filename, Content-Location, Content-ID and start of every part, as sent and after one RFC 2047 and " +
	"one percent-decoding."

// rulesNAM are the rows of names (threats.md 8).
var rulesNAM = [...]Rule{
	{
		ID: ruleTraversal, Class: ClassThreat,
		Name:    "path traversal in a name",
		Summary: "The name of a part climbs out of the folder that it is meant for.",
		Why: "Programs that save attachments join the name to a folder. With \"..\" in it the file lands elsewhere, over " +
			"settings or programs.",
		Where:  namWhere + " Full-width and over-long forms of the dot and the slash count, and names that are encoded twice.",
		Remedy: "Do not use the name: give the part one of your own, and do not save it under this one.",
		Benign: "Dots inside a name, such as a..b, are no component. Relative links in a Content-Location may climb: " +
			"confidence is medium there.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Grades: "Confidence medium for Content-Location, Content-ID and start.",
		Text:   "the {0} of the part climbs out of its folder: {text}",
		Args:   [4]Arg{{"source", ArgSource}},
		Basis:  BasisSource,
		Refs: []Ref{cwe("CWE-22"), cwe("CWE-23"),
			source("GHSA-gm8q-m8mv-jj5m", "https://github.com/advisories/GHSA-gm8q-m8mv-jj5m")},
	},
	{
		ID: ruleBidi, Class: ClassThreat,
		Name:    "direction override in a name",
		Summary: "The name of a part holds characters that turn its letters around on the screen.",
		Why: "With such a character in the middle, a name that ends in gpj.apk is shown as one that ends in kpa.jpg. People " +
			"see the name of a picture and open a program.",
		Where:  namWhere,
		Remedy: "Take the characters out of the name before it is shown, or do not deliver the part.",
		Benign: "Arabic and Hebrew names need no overrides. Embeddings, which some systems put in front of a path by " +
			"themselves, have confidence medium; isolates, and marks that touch a dot, are medium.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Grades: "Embeddings (U+202A–202C): confidence medium. Isolates, and marks next to a dot: severity and confidence medium.",
		Text:   "the {0} of the part holds characters that turn it around: {text}",
		Args:   [4]Arg{{"source", ArgSource}, {"control", ArgNumber}},
		Basis:  BasisKnowledge,
		Refs: []Ref{cwe("CWE-451"), attack("T1036.002"),
			source("MITRE ATT&CK DET0527: right-to-left override masquerading", "https://attack.mitre.org/detectionstrategies/DET0527"),
			source("Cortex XDR: Unicode RTL override character, severity high",
				"https://docs-cortex.paloaltonetworks.com/r/Cortex-XDR/Cortex-XDR-Analytics-Alert-Reference-by-data-source/Unicode-RTL-Override-Character")},
	},
	{
		ID: ruleDouble, Class: ClassThreat,
		Name:     "double extension",
		Summary:  "The name of a part ends like a picture or a document, and then once more like a program.",
		Why:      "Many programs hide the last ending. What is shown is invoice.pdf; what is opened is invoice.pdf.exe.",
		Where:    namWhere,
		Remedy:   "Do not deliver the part.",
		Benign:   "Endings such as .tar.gz and .min.js do not begin with one of media or documents.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Grades: "Medium for endings that only one list calls dangerous; severity and confidence medium in an id or a URL.",
		Text:   "the {0} of the part ends twice, and the second time as a program: {text}",
		Args:   [4]Arg{{"source", ArgSource}},
		Basis:  BasisBuilt,
		Refs:   []Ref{cwe("CWE-451"), attack("T1036.007")},
	},
	{
		ID: ruleDangerous, Class: ClassThreat,
		Name:    "dangerous extension",
		Summary: "The name of a part ends like that of a program, an installer, a script or a disk image.",
		Why: "What a file does when it is opened goes by the end of its name. Mail services refuse these endings, as there is " +
			"no honest reason to send them.",
		Where:  namWhere,
		Remedy: "Do not deliver the part.",
		Benign: "A picture, sound or video under such a name does not run: medium. Ids and URLs that end like a name, such as " +
			"example.com, are medium with confidence medium.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Grades: "Medium if the content is a picture, sound or video, and for endings that only one list calls dangerous.",
		Text:   "the {0} of the part ends like that of a program: {text}",
		Args:   [4]Arg{{"source", ArgSource}},
		Basis:  BasisKnowledge,
		Refs: []Ref{cwe("CWE-434"), attack("T1204.002"),
			source("Gmail: file types you cannot attach", "https://support.google.com/mail/answer/6590"),
			source("University of Cambridge: attachment blocks, after Outlook's list", "http://www.ucs.cam.ac.uk/email/scanner/filename.html"),
			source("SFS Group: mail policy", "https://www.sfs.com/ch/en/mailpolicy/")},
	},
}
