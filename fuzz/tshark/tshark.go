// Package tshark gives MMS PDUs to Wireshark's decoder: it writes captures and runs tshark over them. What tshark says, and
// where it is wrong, is the business of who asks.
package tshark

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// MaxFrame is how many octets tshark takes in one frame of a capture.
const MaxFrame = 256 << 10

// Head is a Reply of connectionless WSP (WSP 13.3) whose data are an MMS PDU; in a frame the PDU comes behind it.
const Head = "\x01\x04\x20\x01\xBE"

// user0 is a link type that has no meaning but what a preference gives it: the dissector of connectionless WSP.
const (
	user0      = 147
	preference = `uat:user_dlts:"User 0 (DLT=147)","wsp-cl","0","","0",""`
)

// Wrap returns the frame of a PDU.
func Wrap(pdu []byte) []byte { return append([]byte(Head), pdu...) }

// Capture returns a pcap file with these frames, a second apart.
func Capture(frames [][]byte) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, 0xA1B2C3D4)
	b = le.AppendUint16(le.AppendUint16(b, 2), 4)
	b = le.AppendUint32(le.AppendUint32(append(b, make([]byte, 8)...), MaxFrame), user0)
	for i, f := range frames {
		for _, v := range []int{1714226304 + i, 0, len(f), len(f)} {
			b = le.AppendUint32(b, uint32(v))
		}
		b = append(b, f...)
	}
	return b
}

// Find returns the path of tshark and the first line of its version.
func Find() (path, version string, err error) {
	path, err = exec.LookPath("tshark")
	if err != nil {
		return "", "", err
	}
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		return "", "", fmt.Errorf("%s --version: %w", path, err)
	}
	version, _, _ = strings.Cut(string(out), "\n")
	return path, strings.TrimSpace(version), nil
}

// Need is [Find] for tests. Where there is no tshark it skips the test, saying so; if MMSGUARD_MUST, a list separated by
// commas, holds "tshark", it fails the test instead.
func Need(t testing.TB) (path, version string) {
	t.Helper()
	path, version, err := Find()
	if err != nil {
		if slices.Contains(strings.Split(os.Getenv("MMSGUARD_MUST"), ","), "tshark") {
			t.Fatalf("MMSGUARD_MUST holds tshark, and there is none: %v", err)
		}
		t.Skipf("SKIPPED: NO TSHARK: %v", err)
	}
	return path, version
}

// Command is a call of tshark on a file that Capture has made; args say what is asked. Whoever calls it may own settings of
// Wireshark: they are not read.
func Command(path, capture string, args ...string) *exec.Cmd {
	cmd := exec.Command(path, append([]string{"-r", capture, "-n", "-o", preference}, args...)...)
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8", "HOME="+filepath.Dir(capture), "XDG_CONFIG_HOME="+filepath.Dir(capture))
	return cmd
}
