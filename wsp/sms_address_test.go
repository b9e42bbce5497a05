package wsp_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/wsp"
)

func TestSMSAddress(t *testing.T) {
	for _, c := range []struct {
		text   string
		kind   uint8
		digits int
		octets string
	}{
		{"+15550100001", 0x91, 11, "51 55 10 00 00 F1"},
		{"+447785016005", 0x91, 12, "44 77 58 10 06 50"},
		{"12345", 0x81, 5, "21 43 F5"},
		{"*100#", 0x81, 5, "1A 00 FB"},
		{"+12345678901234567890", 0x91, 20, "21 43 65 87 09 21 43 65 87 09"},
		{"hello", 0xD0, 9, "E8 32 9B FD 06"},
		{"CELCOM MMS", 0xD0, 18, "C3 22 73 F8 6C 82 9A CD 29"},
		{"12345678901", 0x81, 11, "21 43 65 87 09 F1"},
		{"Hello World", 0xD0, 20, "C8 32 9B FD 06 5D DF 72 36 19"},
		{"€uro", 0xD0, 9, "9B 72 5D FE 06"},
		{"a@[]", 0xD0, 11, "61 C0 86 B7 F1 01"},
		{"Ää", 0xD0, 4, "DB 3D"},
		{"+", 0xD0, 2, "2B"},
		{"123abc", 0xD0, 11, "31 D9 2C 2C 1E 03"},
	} {
		a, code := wsp.ParseSMSAddress(c.text)
		require.Zero(t, code, c.text)
		assert.Equal(t, c.text, a.String())
		assert.Equal(t, c.kind, a.Type(), c.text)
		assert.Equal(t, c.digits, a.Len(), c.text)
		assert.Equal(t, octetLine(t, c.octets), a.AppendOctets(nil), c.text)
		assert.Equal(t, c.kind == 0xD0, a.Alphanumeric(), c.text)
		// It is read again from a TPDU.
		b := writeTPDU(t, wsp.TPDUFields{Address: a, DCS: 4})
		var r wsp.Recorder
		p, ok := wsp.CheckTPDU(b, wholeOf(b), false, &r)
		require.True(t, ok && r.Count == 0, c.text)
		assert.Equal(t, a, p.Address(), c.text)
	}
	for _, text := range []string{
		"", "123456789012345678901", "+123456789012345678901", "twelve chars", "日本", "a\xFF", "a\x1B", "€€€€€€",
	} {
		a, code := wsp.ParseSMSAddress(text)
		assert.Equal(t, wsp.AddressForm, code, text)
		assert.True(t, a.IsZero())
	}
	assert.Equal(t, "", wsp.SMSAddress{}.String())
}

func TestSMSTime(t *testing.T) {
	zone := func(quarters int) *time.Location { return time.FixedZone("", quarters*900) }
	for _, c := range []struct {
		at     time.Time
		octets string
	}{
		{time.Date(2024, 4, 27, 15, 58, 24, 0, time.UTC), "42 40 72 51 85 42 00"},
		{time.Date(2014, 10, 22, 12, 2, 48, 0, zone(32)), "41 01 22 21 20 84 23"},
		{time.Date(1999, 12, 31, 23, 59, 59, 0, zone(-14)), "99 21 13 32 95 95 49"},
		{time.Date(2089, 1, 1, 0, 0, 0, 0, zone(-48)), "98 10 10 00 00 00 8C"},
	} {
		s := wsp.MakeSMSTime(c.at)
		assert.Equal(t, octetLine(t, c.octets), s[:], c.at)
		at, ok := s.Time()
		assert.True(t, ok && at.Equal(c.at), "%v, not %v", at, c.at)
	}
	// A zone with odd minutes, and a time as no table of days has one.
	at, ok := wsp.MakeSMSTime(time.Date(2024, 2, 29, 0, 0, 0, 999, time.FixedZone("", 60*60+20))).Time()
	assert.True(t, ok && at.Equal(time.Date(2024, 2, 28, 22, 59, 40, 0, time.UTC)), at)
	for _, s := range []string{
		"42 F0 72 51 85 42 00", "42 31 72 51 85 42 00", "42 20 03 51 85 42 00", "42 40 72 42 85 42 00", "42 40 72 51 06 42 00",
		"42 40 72 51 85 06 00", "42 40 72 51 85 42 A0", "00 00 00 00 00 00 00", "42 40 72 51 85 42 F0",
	} {
		var st wsp.SMSTime
		copy(st[:], octetLine(t, s))
		_, ok := st.Time()
		assert.False(t, ok, s)
	}
}

func TestCDMA(t *testing.T) {
	push := vectorOctets(t, "wsp/16.1-push")
	ports := "23 F0 0B 84 "
	for _, c := range []struct {
		name, octets    string
		total, sequence uint8
		payload         string
		code            wsp.Code
	}{
		{"in one piece", `00 01 00 ` + ports + `"hi"`, 1, 1, "hi", 0},
		{"ports twice", `00 01 00 ` + ports + ports + `"hi"`, 1, 1, "hi", 0},
		{"ports twice and no payload", `00 01 00 ` + ports + ports, 1, 1, "", 0},
		{"two pairs of ports", `00 01 00 ` + ports + `23 F0 0B 85 "hi"`, 1, 1, "\x23\xF0\x0B\x85hi", 0},
		{"second of two", `00 02 01 ` + ports, 2, 2, "\x23\xF0\x0B\x84", 0},
		{"last of 255", `00 FF FE`, 255, 255, "", 0},
		{"no payload", `00 01 00 ` + ports, 1, 1, "", 0},
		{"another type", `01 01 00 ` + ports, 0, 0, "", wsp.TokenUnknown},
		{"number above the total", `00 02 02`, 0, 0, "", wsp.SegmentNumber},
		{"total 0", `00 00 00 ` + ports, 0, 0, "", wsp.SegmentNumber},
		{"ports cut", `00 01 00 23 F0 0B`, 0, 0, "", wsp.Truncated},
		{"cut", `00 01`, 0, 0, "", wsp.Truncated},
	} {
		b := octetLine(t, c.octets)
		var r wsp.Recorder
		d, ok := wsp.CheckCDMA(b, wholeOf(b), &r)
		assert.Equal(t, c.code == 0, ok, c.name)
		assert.Equal(t, c.code, r.First.Code, c.name)
		if !ok {
			continue
		}
		total, sequence := d.Segments()
		assert.Equal(t, [2]uint8{c.total, c.sequence}, [2]uint8{total, sequence}, c.name)
		assert.Equal(t, c.payload, string(d.Payload()), c.name)
		p, ok := d.Ports()
		assert.Equal(t, sequence == 1, ok && p == wsp.PushPorts(), c.name)
	}

	// Its segments go through the same Reassembler, in any order; ports come with the first.
	from := smsAddress(t, "+15550100001")
	first := joined(octetLine(t, "00 02 00 "+ports), push[:40])
	second := joined(octetLine(t, "00 02 01"), push[40:])
	for _, order := range [][2][]byte{{first, second}, {second, first}} {
		var again wsp.Reassembler
		// A segment of GSM, which has all else in common, is none of them.
		gsm := wsp.Concatenation{Reference: 0x1234, Bits: 16, Total: 2, Sequence: 1}
		_, ok := again.Add(wsp.Segment{From: from, Concatenation: gsm})
		require.False(t, ok)
		for i, b := range order {
			d, ok := wsp.ParseCDMA(b)
			require.True(t, ok)
			datagram, complete := again.Add(d.Segment(from, 0x1234))
			require.Equal(t, i == 1, complete)
			if complete {
				assert.Equal(t, wsp.Datagram{From: from, Ports: wsp.PushPorts(), Payload: push}, datagram)
			}
		}
		assert.Equal(t, 1, again.Open())
	}
}
