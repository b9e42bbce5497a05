package wsp_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/wsp"
)

// WSP 11.1: the lengths at every length at which they grow, and what is refused.
func TestAppendMultipart(t *testing.T) {
	id := []byte("\xC0\"<a>\x00")
	for _, row := range []struct {
		name    string
		entries []wsp.Entry
		want    string
		code    wsp.Code
	}{
		{"none", nil, "00", 0},
		{"one without data", []wsp.Entry{{ContentType: wsp.ContentType{0x83}}}, "01 01 00 83", 0},
		{"headers and data", []wsp.Entry{{ContentType: wsp.ContentType{0x9D}, Headers: id, Data: []byte("GIF")}}, `01 07 03 9D C0 22 "<a>" 00 "GIF"`, 0},
		{"two", []wsp.Entry{{ContentType: wsp.ContentType{0x83}, Data: []byte("Hi")}, {ContentType: wsp.ContentType{3, 0x83, 0x81, 0xEA}, Data: []byte("Ho")}},
			`02 01 02 83 "Hi" 04 02 03 83 81 EA "Ho"`, 0},
		{"an empty one in it", []wsp.Entry{{ContentType: wsp.ContentType{0xA3}, Data: []byte{0}}}, "01 01 01 A3 00", 0},
		{"no type", []wsp.Entry{{Data: []byte("Hi")}}, "", wsp.HeadersEmpty},
		{"no type, but headers", []wsp.Entry{{Headers: id}}, "", wsp.HeadersEmpty},
		{"the second has no type", []wsp.Entry{{ContentType: wsp.ContentType{0x83}, Data: []byte("Hi")}, {}}, "", wsp.HeadersEmpty},
	} {
		got, c := appended(t, row.name, func(d []byte) ([]byte, wsp.Code) { return wsp.AppendMultipart(d, row.entries...) })
		assert.Equal(t, row.code, c, "%s: got %v", row.name, c)
		if row.code == 0 {
			assert.Equal(t, hexOf(t, row.want), got, "%s: % x", row.name, got)
			assert.Equal(t, wsp.SizeMultipart(row.entries...), len(got), "%s: size", row.name)
			assert.True(t, rewriteMultipart(t, got), row.name)
		}
	}
	for _, n := range []int{0, 1, 126, 127, 128, 16383, 16384, 2097151, 2097152} {
		e := wsp.Entry{ContentType: wsp.ContentType{0x83}, Data: bytes.Repeat([]byte{0xFF}, n)}
		if n > 2 { // as many octets of headers
			e.Headers = append(append([]byte{0x8E}, bytes.Repeat([]byte{'x'}, n-3)...), 0)
		}
		headers := 1 + len(e.Headers)
		got, c := appended(t, "entry", func(d []byte) ([]byte, wsp.Code) { return wsp.AppendEntry(d, &e) })
		require.Zero(t, c)
		want := wsp.AppendUintvar(wsp.AppendUintvar(nil, uint32(headers)), uint32(n))
		want = append(append(append(want, 0x83), e.Headers...), e.Data...)
		assert.True(t, bytes.Equal(want, got), "%d octets", n)
		assert.Equal(t, wsp.SizeEntry(&e), len(got), "%d octets: size", n)
		assert.True(t, rewriteMultipart(t, append([]byte{1}, got...)), "%d octets", n)
	}
	many := make([]wsp.Entry, 200)
	for i := range many {
		many[i] = wsp.Entry{ContentType: wsp.ContentType{0x83}, Data: []byte{byte(i)}}
	}
	got, c := wsp.AppendMultipart(nil, many...)
	require.Zero(t, c)
	assert.Equal(t, []byte{0x81, 0x48}, got[:2])
	assert.True(t, rewriteMultipart(t, got))
}
