package wsp_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/wsp"
)

// TestPartNumbers: the parts of a multipart in a multipart are numbered depth first, whichever way they are come to.
func TestPartNumbers(t *testing.T) {
	leaf := "\x01\x01\x83x"                                // text/plain, one octet
	inner := "\x02" + leaf + leaf                          // two of them
	outer := "\x03" + leaf + "\x01\x09\xA3" + inner + leaf // the second is multipart/mixed
	b := []byte(outer)
	m := wsp.OpenMultipart(b, wsp.Span{End: uint32(len(b))}, vectorBounds)
	var all, nested []int
	for p := range m.AllParts() {
		all = append(all, p.Index())
	}
	require.Equal(t, []int{0, 1, 2, 3, 4}, all)
	for p := range m.Parts() {
		if in, ok := p.Multipart(); ok {
			for q := range in.Parts() {
				nested = append(nested, q.Index())
			}
		}
	}
	assert.Equal(t, []int{2, 3}, nested)
}

// TestVersionText: of the texts that look like a version, those that are one go as one octet, and the others as the texts that they are.
func TestVersionText(t *testing.T) {
	const encodingVersion = 0x43
	for text, octet := range map[string]byte{"1.0": 0x90, "1.9": 0x99, "1.14": 0x9E, "7": 0xFF} {
		b, c := wsp.AppendTextHeader(nil, encodingVersion, text)
		assert.Zero(t, c, text)
		assert.Equal(t, []byte{0x80 | encodingVersion, octet}, b, text)
	}
	for _, text := range []string{"1/0", "1:0", "1x2", "1.x", "1.15", "1/12", "1.22", "0.1", "8.1"} {
		b, c := wsp.AppendTextHeader(nil, encodingVersion, text)
		assert.Zero(t, c, text)
		assert.Equal(t, append([]byte{0x80 | encodingVersion}, text+"\x00"...), b, text)
	}
}

// TestConsumeVersion: a Version-value is a Short-integer or a text; an octet that begins neither is no value.
func TestConsumeVersion(t *testing.T) {
	v, _, n, c := wsp.ConsumeVersion([]byte("\x94"))
	assert.Equal(t, []any{wsp.Version(0x94), 1, wsp.Code(0)}, []any{v, n, c})
	v, text, n, c := wsp.ConsumeVersion([]byte("1.15\x00x"))
	assert.Equal(t, []any{wsp.Version(0), "1.15", 5, wsp.Code(0)}, []any{v, text.String(), n, c})
	for _, o := range []byte{0x01, 0x05, 0x1E, 0x1F} {
		_, _, n, c = wsp.ConsumeVersion([]byte{o, 'a', 0})
		assert.Equal(t, []any{0, wsp.ValueKind}, []any{n, c}, "%02X", o)
	}
	_, _, _, c = wsp.ConsumeVersion(nil)
	assert.Equal(t, wsp.Truncated, c)
}

// TestHalfEscapes: an encoded-word without its last "=" is none, and an escape with one digit stands for itself.
func TestHalfEscapes(t *testing.T) {
	for _, s := range []string{"=?utf-8?Q?a?<", "=?utf-8?Q?a?;b", "=?utf-8?Q?a?>", "=?utf-8?Q?a?"} {
		assert.Equal(t, s, string(wsp.AppendDecodedWords(nil, []byte(s))))
	}
	for _, s := range []string{"%g4", "%4g", "%4", "%"} {
		out, ok := wsp.AppendExtValue(nil, []byte("utf-8''"+s))
		assert.False(t, ok, s)
		assert.Equal(t, s, string(out))
	}
	out, ok := wsp.AppendExtValue(nil, []byte("utf-8''%41"))
	assert.True(t, ok)
	assert.Equal(t, "A", string(out))
}

// TestEmptyContentType: a part without a Content-Type is application/octet-stream, however that is asked.
func TestEmptyContentType(t *testing.T) {
	var c wsp.ContentType
	assert.True(t, c.Is("application/octet-stream"))
	assert.True(t, c.HasPrefix("application/"))
	assert.True(t, c.HasPrefix("APPLICATION/octet-"))
	assert.False(t, c.HasPrefix("image/"))
}
