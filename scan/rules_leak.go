package scan

// rulesGPS are the rows of positions (leaks.md 1.1).
var rulesGPS = [...]Rule{
	{
		ID: rulePosition, Class: ClassLeak,
		Name:    "position of a photo",
		Summary: "A photo says exactly where it was taken.",
		Why: "Whoever gets the photo, or finds it later, can read the place off it to within metres: the home, the school, the " +
			"place where a person can be found.",
		Where: "The GPS directory of the Exif data of JPEG and TIFF files.",
		Remedy: "Take the position out of the photo before it is sent (the picture stays as it is), and switch off \"save " +
			"location\" in the camera.",
		Benign: "A directory without a place, with 0/0 values or with zeros is no finding; nor are tags of the same number in other " +
			"directories. A photo of a public place may be meant to say where it is.",
		Severity: SeverityCritical, Confidence: ConfidenceHigh,
		Text:    "{name} says exactly where it was taken",
		Args:    [4]Arg{{"block-start", ArgOffset}, {"block-end", ArgOffset}, {"longitude-start", ArgOffset}},
		Basis:   BasisRun,
		Refs:    []Ref{spec("Exif 2.32, 4.6.6"), cwe("CWE-1230"), cwe("CWE-359"), attack("T1430")},
		Aliases: []string{"MMS-PRV-0001"},
		value:   valuePosition,
	},
}

// rulesDEV are the rows of devices (leaks.md 1.2).
var rulesDEV = [...]Rule{
	{
		ID: ruleDevice, Class: ClassLeak,
		Name:    "make and model of the camera",
		Summary: "A photo names the phone or camera that took it.",
		Why: "It tells a stranger what a person owns, links photos that come from one device, and helps to choose an attack " +
			"that fits the phone.",
		Where:    "The main directories of the Exif data of JPEG and TIFF files.",
		Remedy:   "Take make and model out of the photo before it is sent.",
		Benign:   "Nearly every photo has them; a popular model says little.",
		Severity: SeverityMedium, Confidence: ConfidenceHigh,
		Text:  "{name} names the device that took it",
		Args:  [4]Arg{{"block-start", ArgOffset}, {"block-end", ArgOffset}, {"tags", ArgNumber}},
		Basis: BasisRun,
		Refs:  []Ref{spec("Exif 2.32, 4.6.4"), cwe("CWE-1230"), cwe("CWE-200")},
		value: valueDevice,
	},
}

// rulesSER are the rows of serial numbers (leaks.md 1.2).
var rulesSER = [...]Rule{
	{
		ID: ruleSerial, Class: ClassLeak,
		Name:    "serial number of camera or lens",
		Summary: "A photo holds the serial number of the camera or of the lens.",
		Why: "The number is the same in every photo of that camera. Photos that were published without a name can be tied to " +
			"one person by it, and so can a stolen or registered device.",
		Where:    "The standard serial number tags of the Exif data of JPEG and TIFF files.",
		Remedy:   "Take the serial numbers out of the photo before it is sent.",
		Benign:   "Blanks, dashes and zeros stand for a number that the writer did not know and are no finding.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Text:    "{name} holds a serial number of the camera or lens",
		Args:    [4]Arg{{"tag", ArgNumber}},
		Basis:   BasisRun,
		Refs:    []Ref{spec("Exif 2.32, 4.6.5"), cwe("CWE-1230"), cwe("CWE-359")},
		Aliases: []string{"MMS-PRV-0002"},
		value:   valueText,
	},
}

// rulesMSG are the rows of the message itself (leaks.md 1.7).
var rulesMSG = [...]Rule{
	{
		ID: ruleBcc, Class: ClassLeak,
		Name:    "blind recipients shown to recipients",
		Summary: "A delivered message names recipients who were to stay hidden (Bcc).",
		Why: "Everyone who gets the message can see who else got it in secret. The sender promised those people that nobody " +
			"would.",
		Where:  "Bcc in every PDU that goes to a client but the listing of one's own mailbox; the envelope of a delivered message.",
		Remedy: "Take the header out before the message is delivered, and have the server repaired that left it in.",
		Benign: "Legal in what a client sends, and in the listing of its own mailbox. An empty header names nobody and is no " +
			"finding.",
		Severity: SeverityCritical, Confidence: ConfidenceHigh,
		Text:  "the message names a blind recipient",
		Args:  [4]Arg{{"number", ArgNumber}},
		Basis: BasisKnowledge,
		Refs: []Ref{spec("OMA-TS-MMS_ENC 1.3, M-Retrieve.conf: no Bcc"), cwe("CWE-359"),
			source("Microsoft Exchange: the BCC property is removed when a message is delivered",
				"https://learn.microsoft.com/en-us/previous-versions/exchange-server/exchange-10/ms527351(v=exchg.10)")},
		Aliases: []string{"MMS-PRT-0013"},
		value:   valueBcc,
	},
}
