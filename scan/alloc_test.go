package scan

import (
	"context"
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
)

// TestCleanMessagesCostNoAllocation counts what a warm Scanner allocates on messages in which nothing is found.
func TestCleanMessagesCostNoAllocation(t *testing.T) {
	s := Scanner{Site: Site{MMSC: []string{".example.net", "10.0.0.9", "2001:db8::7"}}}
	messages := map[string][]byte{
		"photos":          photoMessage(),
		"notification":    notification(0x82, "http://mmsc.example.net/mms?id=1"),
		"ipv6":            notification(0x82, "http://[2001:DB8::7]:8080/mms?id=1"),
		"8-bit name":      message(named("image/png", "café.png", pngFile())),
		"percent":         message(named("image/png", "my%20cat.png", pngFile())),
		"base64":          message(entry(contentType("text/plain"), encoding("base64"), []byte("SGVsbG8sIHdvcmxkIQ=="))),
		"nested":          message(entry([]byte{0xA6}, nil, append([]byte{1}, named("text/plain", "a.txt", []byte("hi"))...))),
		"acknowledge.mms": testdata.Message("acknowledge.mms"),
		"voice-note.mms":  testdata.Message("voice-note.mms"),
		"receipt-pdf.mms": testdata.Message("receipt-pdf.mms"),
		"slideshow.mms":   testdata.Message("slideshow.mms"),
		"video-mp4.mms":   testdata.Message("video-mp4.mms"),
	}
	for name, b := range messages {
		if v := scanOnce(&s, b); v != VerdictClean {
			t.Errorf("%s: verdict %v", name, v)
		}
		if n := testing.AllocsPerRun(20, func() { scanOnce(&s, b) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// TestPartsCostNoAllocation does the same for a message without a PDU, and for a PDU that was parsed before.
func TestPartsCostNoAllocation(t *testing.T) {
	var s Scanner
	parts := []Attachment{
		{Type: "image/jpeg", Name: "a.jpg", Data: photo(nil, 4096)},
		{Type: "text/plain; charset=utf-8", Name: "a.txt", ID: "<a@b>", Data: []byte("hello")},
	}
	env := Envelope{From: "+15550100", To: []string{"+15550101"}, Delivered: true}
	if n := testing.AllocsPerRun(20, func() {
		if r, _ := s.ScanParts(context.Background(), env, parts); r.Verdict != VerdictClean {
			t.Error("not clean")
		}
	}); n != 0 {
		t.Errorf("parts: %v allocations", n)
	}
	p, err := mmspdu.Parse(photoMessage())
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(20, func() {
		if r, _ := s.ScanPDU(context.Background(), p); r.Verdict != VerdictClean {
			t.Error("not clean")
		}
	}); n != 0 {
		t.Errorf("PDU: %v allocations", n)
	}
}

// TestFindingsCostNoAllocation holds that only what is asked of a report allocates, and Decide on what it allows.
func TestFindingsCostNoAllocation(t *testing.T) {
	var s Scanner
	b := message(named("image/jpeg", "../a.jpg", photo(exif([]tag{{number: tagMake, text: "Fictor"}}, nil, paris()), 4096)))
	buf := make([]byte, 0, 1024)
	if n := testing.AllocsPerRun(20, func() {
		r, _ := s.Scan(context.Background(), b)
		if d := Decide(r, Policy{}); d.Action != ActionAllow {
			t.Error("the zero policy only reports")
		}
		for _, f := range r.Findings {
			r.AppendMessage(buf, f)
			r.AppendValue(buf, f)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
