package wsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/wsp"
)

// A media type is read as it was written whatever follows it: a text whose second octet is 80 or above would be taken for a
// Value-length and what it counts, if as many octets followed.
func TestContentTypeIsOneValueWhateverFollows(t *testing.T) {
	for _, c := range []struct{ media, want string }{
		{"c\x81x", "\x04c\x81x\x00"},
		{"!\xC5", "\x03!\xC5\x00"},
		{"ab\xC5", "ab\xC5\x00"},
		{"image/x", "image/x\x00"},
	} {
		ct, code := wsp.MakeContentType(c.media)
		require.Zero(t, code, "%q", c.media)
		assert.Equal(t, c.want, string(ct), "%q", c.media)
		assert.Equal(t, len(ct), wsp.SizeContentType(c.media), "%q", c.media)
		for _, inPart := range []bool{false, true} {
			b := append([]byte(ct), strings.Repeat("\x81\x80", 200)...)
			var r wsp.Recorder
			assert.Equal(t, len(ct), wsp.CheckContentType(b, 0, len(b), inPart, 0, &r), "%q", c.media)
			assert.Zero(t, r.Count, "%q", c.media)
			assert.Equal(t, c.media, string(ct.Media()))
		}
	}
}
