package wsp_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/wsp"
)

func TestContentEncoding(t *testing.T) {
	for header, want := range map[string]wsp.ContentEncoding{
		"":                                wsp.ContentEncodingNone,
		"\x8B\x80":                        wsp.ContentEncodingGzip,
		"\x8B\x81":                        wsp.ContentEncodingCompress,
		"\x8B\x82":                        wsp.ContentEncodingDeflate,
		"\x8B\x83":                        wsp.ContentEncodingUnknown,
		"\x8Bgzip\x00":                    wsp.ContentEncodingGzip,
		"\x8B X-GZIP\x00":                 wsp.ContentEncodingGzip,
		"\x8Bidentity\x00":                wsp.ContentEncodingNone,
		"\x8Bbr\x00":                      wsp.ContentEncodingUnknown,
		"\x8B\x01\x80":                    wsp.ContentEncodingUnknown,
		"Content-Encoding\x00deflate\x00": wsp.ContentEncodingDeflate,
		"\xC0\"<a>\x00\x8B\x80":           wsp.ContentEncodingGzip,
		"\x8B\x80\x8B\x82":                wsp.ContentEncodingGzip, // the first one counts
		"\x8C\x80":                        wsp.ContentEncodingNone,
	} {
		b := append([]byte{1, byte(1 + len(header)), 0, 0x83}, header...)
		m := wsp.OpenMultipart(b, wsp.Span{End: uint32(len(b))}, vectorBounds)
		for p := range m.Parts() {
			assert.Equal(t, want, p.ContentEncoding(), "%q", header)
		}
	}
	assert.Equal(t, "gzip", wsp.ContentEncodingGzip.String())
}
