package tshark

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCapture(t *testing.T) {
	const file = "\xD4\xC3\xB2\xA1\x02\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x04\x00\x93\x00\x00\x00"
	assert.Equal(t, file, string(Capture(nil)))
	const frame = "\x80\x04\x2D\x66\x00\x00\x00\x00\x06\x00\x00\x00\x06\x00\x00\x00" + Head + "\x8C"
	assert.Equal(t, file+frame, string(Capture([][]byte{Wrap([]byte{0x8C})})))
}

func TestCommand(t *testing.T) {
	path, version := Need(t)
	assert.Contains(t, version, "TShark")
	capture := filepath.Join(t.TempDir(), "a.pcap")
	require.NoError(t, os.WriteFile(capture, Capture([][]byte{Wrap([]byte("\x8C\x81\x98t\x00\x8D\x92\x92\x80"))}), 0o600))
	out, err := Command(path, capture, "-T", "fields", "-e", "mmse.message_type", "-e", "mmse.transaction_id").Output()
	require.NoError(t, err)
	assert.Equal(t, "0x81\tt\n", string(out))
}
