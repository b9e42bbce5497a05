package mmsguard_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan"
)

func Example() {
	octets, _ := os.ReadFile("testdata/messages/holiday-photo.mms") // no octets are no message: Parse says so
	pdu, err := mmspdu.Parse(octets)                                // a view of octets: nothing is copied
	if err != nil {
		log.Fatal(err)
	}
	for part := range pdu.AllParts() {
		fmt.Println(part.ContentType(), part.BestName(), len(part.Data()))
	}
	report, _ := new(scan.Scanner).ScanPDU(context.Background(), pdu) // its zero value runs every rule
	for _, f := range report.Findings {
		fmt.Println(f.Severity, f.Rule, report.Message(f))
	}
	// Output:
	// application/smil smil.xml 372
	// image/jpeg IMG_0427.jpg 69569
	// text/plain text.txt 31
	// critical MMS-LEAK-GPS-001 IMG_0427.jpg says exactly where it was taken
	// high MMS-LEAK-SER-001 IMG_0427.jpg holds a serial number of the camera or lens
	// high MMS-LEAK-SER-001 IMG_0427.jpg holds a serial number of the camera or lens
	// medium MMS-LEAK-DEV-001 IMG_0427.jpg names the device that took it
}
