package main

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func layerKinds(m *message) string {
	var kinds []string
	for _, l := range m.layers {
		kinds = append(kinds, l.kind)
	}
	return strings.Join(kinds, " ")
}

// TestTextForms reads the same octets in every way in which people write them.
func TestTextForms(t *testing.T) {
	atRoot(t)
	pdu, err := os.ReadFile(messages + "notification.mms")
	require.NoError(t, err)
	digits := hex.EncodeToString(pdu)
	lines := func(s string, n int, end string) string {
		var b strings.Builder
		for len(s) > n {
			b.WriteString(s[:n] + end)
			s = s[n:]
		}
		return b.String() + s + end
	}
	std, url := base64.StdEncoding.EncodeToString(pdu), base64.RawURLEncoding.EncodeToString(pdu)
	for _, c := range []struct{ text, kinds string }{
		{digits, "hex"},
		{strings.ToUpper(digits), "hex"},
		{"\xEF\xBB\xBF \r\n" + digits + "\r\n\r\n", "hex"},
		{lines(digits, 2, " "), "hex"},
		{lines(digits, 2, ":"), "hex"},
		{lines(digits, 2, ", "), "hex"},
		{lines(digits, 32, "\r\n"), "hex"},
		{"0x" + digits, "hex"},
		{"0X" + strings.ReplaceAll(lines(digits, 2, ","), ",", ",0x")[:len(digits)/2*5-3], "hex"},
		{`\x` + strings.ReplaceAll(strings.TrimSuffix(lines(digits, 2, ","), ","), ",", `\x`), "hex"},
		{std, "base64"},
		{lines(std, 76, "\r\n"), "base64"},
		{strings.TrimRight(std, "="), "base64"},
		{url, "base64"},
		{base64.StdEncoding.EncodeToString([]byte(digits)), "base64 hex"},
		{hex.EncodeToString([]byte(std)), "hex base64"},
		{hex.EncodeToString([]byte(hex.EncodeToString([]byte(std)))), "hex hex base64"},
	} {
		m := recognise("x", []byte(c.text))
		if assert.NotNil(t, m.pdu, c.text) {
			assert.Equal(t, c.kinds, layerKinds(m), c.text)
			assert.Equal(t, pdu, m.octets, c.text)
			assert.Empty(t, m.faults, c.text)
		}
	}
	m := recognise("x", []byte("\xEF\xBB\xBF \r\n"+digits+"\r\n\r\n"))
	assert.EqualValues(t, 6, m.layers[0].span.Start)
	assert.EqualValues(t, 6+len(digits), m.layers[0].span.End)
}

// TestNoTextForm keeps what stands for no message as it is.
func TestNoTextForm(t *testing.T) {
	atRoot(t)
	pdu, err := os.ReadFile(messages + "notification.mms")
	require.NoError(t, err)
	digits := hex.EncodeToString(pdu)
	deep := digits
	for range maxLayers {
		deep = hex.EncodeToString([]byte(deep))
	}
	for _, text := range []string{
		"", " ", "=", "0x", "cafe", "hello world", "deadbeefdeadbeef", digits[:len(digits)-1] + "g", "the digits: " + digits, deep,
		base64.StdEncoding.EncodeToString([]byte("hello world, this is no message")),
	} {
		m := recognise("x", []byte(text))
		assert.Nil(t, m.pdu, text)
		assert.Error(t, m.err, text)
		assert.Empty(t, m.layers, text)
		assert.Equal(t, []byte(text), m.octets, text)
	}
}

// TestPushBeforePDU: whatever its transaction id and however long its headers, a push is read as one.
func TestPushBeforePDU(t *testing.T) {
	atRoot(t)
	pdu, err := os.ReadFile(messages + "notification.mms")
	require.NoError(t, err)
	for _, more := range []string{"", "\x8d\x90", "\x8d\x90\x89\x80", "x-a\x00b\x00", strings.Repeat("x-a\x00b\x00", 30)} {
		headers := "\xbe\xaf\x84" + more
		for tid := -1; tid < 256; tid++ {
			push := "\x06" + string(shortest(uint32(len(headers)))) + headers + string(pdu)
			if tid >= 0 {
				push = string([]byte{byte(tid)}) + push
			}
			what := fmt.Sprintf("tid %d, headers %q", tid, headers)
			m := recognise("x", []byte(push))
			require.NotNil(t, m.pdu, what)
			require.Equal(t, layerPush, layerKinds(m), what)
			require.Empty(t, m.faults, what)
			status, stdout, _ := mmscan(t, push, "scan", "-format", "jsonl", "-")
			require.Equal(t, exitOK, status)
			require.Contains(t, stdout, `"verdict":"clean"`, what)
			require.Contains(t, stdout, `"findings":[]`, what)
		}
	}
}

// TestMediaIsNoPDU: a media file is not taken for a message because some of its octets pass for headers.
func TestMediaIsNoPDU(t *testing.T) {
	for name, octets := range map[string]string{
		"JPEG": "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x8c\x84\x98x\x00", "PNG": "\x89PNG\r\n\x1a\n\x00\x8c\x84\x98x\x00",
		"PDF": "%PDF-1.4\n\x00x\x00\x8c\x84\x98x\x00\x8d\x90",
	} {
		assert.Nil(t, recognise("x", []byte(octets)).pdu, name)
	}
}
