package mmspdu

import (
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/wsp"
)

// TestOctetFields: the mask of the walk is what the table of fields says.
func TestOctetFields(t *testing.T) {
	for code := range fieldTable {
		want := false
		switch fieldTable[code].kind {
		case kindYesNo, kindOctet, kindType, kindVersion, kindInteger, kindClass, kindStatusDel, kindAttribute:
			want = true
		}
		if got := uint64(octetFields)>>code&1 != 0; got != want {
			t.Errorf("field 0x%02X: %v, want %v", code, got, want)
		}
	}
}

// TestPlainValues: a value that is plain ends where the production ends and has no fault.
func TestPlainValues(t *testing.T) {
	for o := byte(0x80); o >= 0x80; o++ {
		for _, v := range []string{
			"\x80", "\x00", "\x01\x00", "\x02\x01\x00", "\x05\x81\x03\x02\xA3\x00", "\x06\x80\x04\x66\x2D\x04\x80", "text\x00",
			"\x09\xEA\x7F\xC5\xBDlu\xC5\xA5\x00", "\x06\x80abcd\x00", "\x0A\x80\x08\xEAabcdef\x00", "\x1F\x05\xEAabc\x00", "\x83",
			"\x03\x83\x81\xEA", "\x05\x80ab\x00c", "\x04\xEAab\x00", "\x7Fx\x00", "\x04\x81\x02\x00\x01",
			"\x1F\xE8" + strings.Repeat("a", 29) + "\x00",   // Length-quote and a uintvar that goes on
			"\x85\xEA" + strings.Repeat("a", 0x83) + "\x00", // no Short-length
		} {
			b := append([]byte(v), 0x8F, 0x80)
			end := plainValueEnd(b, o, 0)
			if end == 0 {
				continue
			}
			r := &wsp.Recorder{}
			w := walker{p: &layout{}, b: b, limits: &Limits{}, headersEnd: len(b), r: r}
			if full := w.value(o, 0); full != end || r.Count != 0 {
				t.Errorf("%02X %q: plain to %d, the production to %d with %d faults", o, v, end, full, r.Count)
			}
		}
		if o == 0xFF {
			break
		}
	}
}
