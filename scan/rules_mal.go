package scan

const (
	malWhere = "The octets of every part, before and after its transfer encoding is undone, whatever its type and name say."
	malFix   = "Do not deliver the part: replace it by a notice, or keep the message apart."
	malNone  = "None between persons. Let known senders of applications pass by a policy for this rule."
)

// rulesMAL are the rows of executables and packages (threats.md 3).
var rulesMAL = [...]Rule{
	{
		ID: rulePE, Class: ClassThreat,
		Name:    "Windows program",
		Summary: "A part is a program for Windows or Windows CE.",
		Why: "A program that comes with a message is how computers and older phones are taken over: opening it hands the " +
			"device to whoever sent it.",
		Where: malWhere, Remedy: malFix, Benign: malNone + " Texts that begin with the letters MZ are told apart by the header " +
			"that a program has.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Grades: "Medium for a DOS program without a Windows header.",
		Text:   "this is a program: {0}",
		Args:   [4]Arg{{"format", ArgFormat}},
		Basis:  BasisBuilt,
		Refs: []Ref{spec("Microsoft PE/COFF specification"), cwe("CWE-434"), attack("T1204.002"),
			source("Gmail: file types you cannot attach", "https://support.google.com/mail/answer/6590")},
	},
	{
		ID: ruleELF, Class: ClassThreat,
		Name:    "Linux or Android program",
		Summary: "A part is a program or a library in the format of Linux and Android (ELF).",
		Why: "Phones run this format. It has no use in a message but to be run, by the person or by another part that " +
			"loads it.",
		Where: malWhere, Remedy: malFix, Benign: malNone,
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:  "this is a program: {0}",
		Args:  [4]Arg{{"format", ArgFormat}},
		Basis: BasisBuilt,
		Refs:  []Ref{spec("System V ABI, ELF header"), cwe("CWE-434"), attack("T1204.002")},
	},
	{
		ID: ruleDEX, Class: ClassThreat,
		Name:    "Android code or resources",
		Summary: "A part is compiled code or compiled resources of an Android application.",
		Why: "It is a piece of an application without the application around it: code for another program to load, past " +
			"the checks that installing would make.",
		Where: malWhere, Remedy: malFix, Benign: malNone + " The short signatures of resource tables count only where their " +
			"length field fits the part.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:  "this is Android code or resources: {0}",
		Args:  [4]Arg{{"format", ArgFormat}},
		Basis: BasisBuilt,
		Refs:  []Ref{spec("Android: Dalvik executable format"), cwe("CWE-434"), attack("T1407")},
	},
	{
		ID: ruleAPK, Class: ClassThreat,
		Name:    "Android application",
		Summary: "A part is an Android application package.",
		Why: "Banking trojans such as FluBot and Roaming Mantis come as an application that a message asks people to " +
			"install. Once installed it reads their messages and their bank codes.",
		Where:  malWhere + " Of a ZIP archive the directory decides, wherever in the part it stands.",
		Remedy: malFix, Benign: malNone,
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:  "this is an Android application",
		Args:  [4]Arg{{"format", ArgFormat}},
		Basis: BasisBuilt,
		Refs: []Ref{spec("Android: application package"), cwe("CWE-434"), attack("T1660"),
			source("Gmail: file types you cannot attach", "https://support.google.com/mail/answer/6590")},
	},
	{
		ID: ruleSIS, Class: ClassThreat,
		Name:    "Symbian installer",
		Summary: "A part is an installation file for Symbian phones.",
		Why: "The worms that spread by MMS, Commwarrior, Cabir and Beselo, are files of this kind. They still circulate " +
			"from old phones.",
		Where: malWhere, Remedy: malFix, Benign: malNone,
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:  "this is a Symbian installer",
		Args:  [4]Arg{{"format", ArgFormat}},
		Basis: BasisBuilt,
		Refs: []Ref{spec("Symbian OS: SIS file format"), cwe("CWE-434"), attack("T1660"),
			source("F-Secure: Worm:SymbOS/Beselo", "https://www.f-secure.com/v-descs/worm_symbos_beselo.shtml")},
	},
}
