package scan

// rulesPSH are the rows of notifications (threats.md 7).
var rulesPSH = [...]Rule{
	{
		ID: ruleFingerprint, Class: ClassThreat,
		Name:    "MMS fingerprint",
		Summary: "A notification tells the phone to fetch the message from a host that is not the operator's.",
		Why: "Phones fetch by themselves what a notification announces. Whoever owns the host learns the number's address, " +
			"the model and the software of the phone without the person seeing anything, and can choose an attack that fits. " +
			"A maker of spyware sold exactly this.",
		Where: "X-Mms-Content-Location of M-Notification.ind, M-Delivery.ind and M-Read-Orig.ind, after letter case, user name, " +
			"port, final dot, percent-escapes and every form of an IP address are made one.",
		Remedy: "Do not let the phone fetch it: answer the notification as rejected or deferred, and keep the address.",
		Benign: "Roaming partners and virtual operators have hosts of their own: they belong into the list. Without a list the " +
			"rule is silent. A relative location names no host and is no finding.",
		Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Grades: "Medium where the site trusts its ingress; medium, with confidence medium, for a location without a scheme that " +
			"may be read as a host.",
		Text:  "the phone is told to fetch from {text}, which is not one of the operator's hosts ({0})",
		Args:  [4]Arg{{"doubt", ArgHost}},
		Basis: BasisKnowledge,
		Refs: []Ref{spec("OMA-TS-MMS_ENC 1.3, M-Notification.ind"), cwe("CWE-918"), cwe("CWE-200"), attack("T1664"),
			source("Android MmsService, MmsHttpClient.execute: GETs the message URL with User-Agent and the UA profile",
				"https://github.com/LineageOS/android_packages_services_Mms/blob/12ab8688c3f8e22a5975c080117dcb8e5656e0e3/src/com/android/mms/service/MmsHttpClient.java")},
	},
}
