package scan_test

import (
	"context"
	"fmt"

	"github.com/mmsguard/mmsguard/scan"
	"github.com/mmsguard/mmsguard/testdata"
)

// A message is scanned, its findings are printed, and a policy says what to do about it.
func Example() {
	s := scan.Scanner{Site: scan.Site{MMSC: []string{"mmsc.example.org"}}}
	r, err := s.Scan(context.Background(), testdata.Message("elf-as-png.mms"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Verdict)
	for _, f := range r.Findings {
		fmt.Println(f.Severity, f.Rule, r.Message(f))
	}
	d := scan.Decide(r, scan.Policy{Quarantine: scan.SeverityHigh})
	fmt.Println(d.Action)
	// Output:
	// malicious
	// high MMS-MAL-0002 this is a program: ELF
	// high MMS-MIS-0002 declared as image/png and named chart.png, but it is a program or a package: ELF
	// quarantine
}

// What a message gives away is not in its findings: it is read from the octets, and only on request.
func ExampleReport_AppendValue() {
	var s scan.Scanner
	r, _ := s.Scan(context.Background(), testdata.Message("holiday-photo.mms"))
	for _, f := range r.Findings {
		value, _ := r.AppendValue(nil, f)
		fmt.Printf("%s: %s: %s\n", f.Rule, r.Message(f), value)
	}
	// Output:
	// MMS-LEAK-GPS-001: IMG_0427.jpg says exactly where it was taken: 50.08648, 14.41144
	// MMS-LEAK-SER-001: IMG_0427.jpg holds a serial number of the camera or lens: FX5-0042117
	// MMS-LEAK-SER-001: IMG_0427.jpg holds a serial number of the camera or lens: L-000981
	// MMS-LEAK-DEV-001: IMG_0427.jpg names the device that took it: Fictor P5
}

// A message without a PDU, from MM4, MM7 or a backup, is a list of plain parts.
func ExampleScanner_ScanParts() {
	var s scan.Scanner
	r, _ := s.ScanParts(context.Background(), scan.Envelope{From: "+15550100", Delivered: true}, []scan.Attachment{
		{Type: "text/plain", Name: "hello.txt", Data: []byte("Hello!")},
		{Type: "image/png", Name: "../../startup.png", Data: []byte("\x89PNG\r\n\x1a\n")},
	})
	fmt.Println(r.Verdict, r.Message(r.Findings[0]))
	// Output:
	// malicious the filename of the part climbs out of its folder: ../../startup.png
}

// A policy can also make exceptions: here one rule is switched off, and positions are stripped.
func ExampleDecide() {
	var s scan.Scanner
	r, _ := s.Scan(context.Background(), testdata.Message("holiday-photo.mms"))
	position, _ := scan.ParseRuleID("MMS-LEAK-GPS-001")
	d := scan.Decide(r, scan.Policy{Reject: scan.SeverityCritical, StripRules: scan.RulesOf(position)})
	fmt.Println(d.Action, len(d.Strip))
	// Output:
	// strip 1
}

// Rules of the caller's own run beside those of the table.
func ExampleCheck() {
	own := scan.Rule{
		ID: scan.MakeRuleID(scan.FamilyUSR, 1), Class: scan.ClassThreat, Severity: scan.SeverityMedium, Confidence: scan.ConfidenceHigh,
		Name: "large part", Text: "a part of {octets} octets",
	}
	s := scan.Scanner{Checks: []scan.Check{{Rule: own, Run: func(x *scan.Subject) {
		if _, ok := x.Part(); ok && len(x.Octets()) > 50_000 {
			_, span := x.View()
			x.Found(span, [4]uint32{})
		}
	}}}}
	r, _ := s.Scan(context.Background(), testdata.Message("holiday-photo-clean.mms"))
	fmt.Println(r.Verdict, r.Findings[0].Rule, r.Message(r.Findings[0]))
	// Output:
	// suspicious MMS-USR-0001 a part of 66673 octets
}
