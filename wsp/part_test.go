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

// TestEmptyContentType: a part without a Content-Type is application/octet-stream, however that is asked.
func TestEmptyContentType(t *testing.T) {
	var c wsp.ContentType
	assert.True(t, c.Is("application/octet-stream"))
	assert.True(t, c.HasPrefix("application/"))
	assert.True(t, c.HasPrefix("APPLICATION/octet-"))
	assert.False(t, c.HasPrefix("image/"))
}
