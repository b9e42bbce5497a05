package wsp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/wsp"
)

// TestTPDUSubmit writes and reads SMS-SUBMITs with each kind of validity period.
func TestTPDUSubmit(t *testing.T) {
	for _, c := range []struct {
		first    uint8
		validity string
	}{
		{0, ""}, {wsp.SMSValidityRelative, "AA"}, {wsp.SMSValidityAbsolute, "42 40 72 51 85 42 00"},
		{wsp.SMSValidityEnhanced, "01 3C 00 00 00 00 00"},
	} {
		f := wsp.TPDUFields{
			Centre: true, First: wsp.SMSSubmit | wsp.SMSUnique | wsp.SMSReport | wsp.SMSReply | wsp.SMSHeader | c.first,
			Reference: 0x2A, Address: smsAddress(t, "+15550100123"), PID: 0x40, DCS: 0xF5, Validity: octetLine(t, c.validity),
			UserData: octetLine(t, `06 05 04 0B 84 23 F0 "hi"`),
		}
		b := writeTPDU(t, f)
		r := wsp.Recorder{Strict: true}
		p, ok := wsp.CheckTPDU(b, wholeOf(b), true, &r)
		require.True(t, ok && r.Count == 0)
		assert.Equal(t, plainSMS(f), plainSMS(p.Fields()))
		assert.True(t, p.Submit() && p.OctetData())
		reference, ok := p.Reference()
		assert.True(t, ok && reference == 0x2A)
		_, ok = p.Timestamp()
		assert.False(t, ok)
		assert.EqualValues(t, 0x40, p.PID())
		s := p.Segment()
		assert.True(t, s.From.IsZero())
		assert.Equal(t, f.Address, s.To)
		assert.Equal(t, "hi", string(s.Payload))
	}
}

// TestTPDUWithoutAddress: found by fuzzing, no address is written with a type, because every address has one.
func TestTPDUWithoutAddress(t *testing.T) {
	b := octetLine(t, "21 30 00 00 30 30 00")
	var r wsp.Recorder
	p, ok := wsp.CheckTPDU(b, wholeOf(b), false, &r)
	require.True(t, ok && p.Address().IsZero())
	assert.Equal(t, wsp.AddressForm, r.First.Code)
	again := writeTPDU(t, p.Fields())
	assert.Equal(t, octetLine(t, "21 30 00 81 30 30 00"), again)
	r = wsp.Recorder{}
	p, ok = wsp.CheckTPDU(again, wholeOf(again), false, &r)
	require.True(t, ok && r.Count == 0)
	assert.Equal(t, again, writeTPDU(t, p.Fields()))
}

func TestAppendTPDURefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		want wsp.Code
		set  func(f *wsp.TPDUFields)
	}{
		{"status report", wsp.TokenUnknown, func(f *wsp.TPDUFields) { f.First = 0x02 }},
		{"reserved type", wsp.TokenUnknown, func(f *wsp.TPDUFields) { f.First = 0x03 }},
		{"validity of a deliver", wsp.ForeignField, func(f *wsp.TPDUFields) { f.Validity = []byte{1} }},
		{"reference of a deliver", wsp.ForeignField, func(f *wsp.TPDUFields) { f.Reference = 1 }},
		{"timestamp of a submit", wsp.ForeignField, func(f *wsp.TPDUFields) { f.First |= wsp.SMSSubmit }},
		{"service centre that is not to be there", wsp.ForeignField, func(f *wsp.TPDUFields) { f.ServiceCentre = f.Address }},
		{"no validity", wsp.Truncated, func(f *wsp.TPDUFields) {
			f.First, f.Timestamp = wsp.SMSSubmit|wsp.SMSValidityRelative, wsp.SMSTime{}
		}},
		{"longer validity", wsp.ForeignField, func(f *wsp.TPDUFields) {
			f.First, f.Timestamp, f.Validity = wsp.SMSSubmit|wsp.SMSValidityRelative, wsp.SMSTime{}, []byte{1, 2}
		}},
		{"141 octets", wsp.UserDataLength, func(f *wsp.TPDUFields) { f.UserData = make([]byte, 141) }},
		{"letters", wsp.ValueKind, func(f *wsp.TPDUFields) { f.DCS = 0 }},
		{"letters with a class", wsp.ValueKind, func(f *wsp.TPDUFields) { f.DCS = 0xF1 }},
		{"no header", wsp.Truncated, func(f *wsp.TPDUFields) { f.UserData = nil }},
		{"longer header", wsp.UDHOverrun, func(f *wsp.TPDUFields) { f.UserData = []byte{2, 0} }},
		{"address of no type", wsp.AddressForm, func(f *wsp.TPDUFields) {
			f.Address = faultyAddress(t, "04 02 01 21 00 04 42 40 72 51 85 42 00 00")
		}},
		{"service centre with a digit F", wsp.AddressForm, func(f *wsp.TPDUFields) {
			f.Centre, f.ServiceCentre = true, faultyAddress(t, "04 04 81 2F 43 00 04 42 40 72 51 85 42 00 00")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := deliver162(t)
			c.set(&f)
			refusedAs(t, c.want, func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendTPDU(dst, &f) })
		})
	}
}

// TestSMSAddressType: the type of an address has its highest bit set; every other one has a fault.
func TestSMSAddressType(t *testing.T) {
	for _, kind := range []string{"00", "01", "7F", "50"} {
		faultyAddress(t, "04 02 "+kind+" 21 00 04 42 40 72 51 85 42 00 00")
	}
	for _, kind := range []string{"80", "81", "91", "FF"} {
		b := octetLine(t, "04 02 "+kind+" 21 00 04 42 40 72 51 85 42 00 00")
		var r wsp.Recorder
		p, ok := wsp.CheckTPDU(b, wholeOf(b), false, &r)
		require.True(t, ok, kind)
		assert.Zero(t, r.Count, kind)
		assert.Equal(t, "12", strings.TrimPrefix(p.Address().String(), "+"), kind)
	}
}

func faultyAddress(t testing.TB, s string) wsp.SMSAddress {
	t.Helper()
	b := octetLine(t, s)
	var r wsp.Recorder
	p, ok := wsp.CheckTPDU(b, wholeOf(b), false, &r)
	require.True(t, ok)
	require.Equal(t, wsp.AddressForm, r.First.Code)
	return p.Address()
}

// TestTPDUCoding holds the data codings to the tables of 3GPP TS 23.038: what is 8-bit data, and what is counted in septets.
func TestTPDUCoding(t *testing.T) {
	for dcs := range 256 {
		b := octetLine(t, "04 02 81 21 00 FF 42 40 72 51 85 42 00 08 00*8")
		b[5] = byte(dcs)
		p, ok := wsp.ParseTPDU(b)
		require.True(t, ok)
		octets, septets := false, true
		switch {
		case dcs < 0x80:
			octets = dcs&0x0C == 0x04 && dcs&0x20 == 0
			septets = dcs&0x20 == 0 && (dcs&0x0C == 0 || dcs&0x0C == 0x0C)
		case dcs >= 0xE0 && dcs < 0xF0:
			septets = false
		case dcs >= 0xF0:
			octets, septets = dcs&4 != 0, dcs&4 == 0
		}
		assert.Equal(t, octets, p.OctetData(), "%02x", dcs)
		assert.Equal(t, septets, p.UserData().Span().Len() == 7, "%02x", dcs)
	}
}

// TestSMSTruncated cuts the examples everywhere.
func TestSMSTruncated(t *testing.T) {
	for _, name := range []string{"wsp/16.2-sms-deliver", "wsp/15.4-submit"} {
		full := vectorOctets(t, name)
		for n := range full {
			b := full[:n:n]
			var r wsp.Recorder
			p, ok := wsp.CheckTPDU(b, wholeOf(b), false, &r)
			require.NotZero(t, r.Count, "%s cut to %d", name, n)
			assert.Equal(t, n > 18 || name == "wsp/15.4-submit" && n > 13, ok, "%s cut to %d", name, n)
			if ok {
				require.Equal(t, n, int(p.UserData().Span().End))
			}
			_, _ = wsp.ParseTPDU(b)
		}
	}
	for _, name := range []string{"wsp/16.3-segment-1", "wsp/16.3-segment-2"} {
		full := vectorOctets(t, name)
		for n := range full {
			b := full[:n:n]
			var r wsp.Recorder
			u, ok := wsp.CheckUserData(b, wholeOf(b), &r)
			require.Equal(t, n > 0, ok)
			assert.Equal(t, n < 12, r.Count != 0, "%s cut to %d", name, n)
			_, cut := u.Concatenation()
			_, ports := u.Ports()
			assert.Equal(t, n >= 12, cut && ports)
			assert.Len(t, u.Payload(), max(0, n-12))
		}
	}
}

// TestSMSTrailing puts octets behind a whole SMS: they are no user data.
func TestSMSTrailing(t *testing.T) {
	full := vectorOctets(t, "wsp/16.2-sms-deliver")
	b := append(full[:len(full):len(full)], "\r\n"...)
	var r wsp.Recorder
	p, ok := wsp.CheckTPDU(b, wholeOf(b), false, &r)
	require.True(t, ok)
	n := uint32(len(full))
	assert.Equal(t, wsp.Fault{Code: wsp.TrailingOctets, Field: wsp.StructureTPDU, Span: wsp.Span{Start: n, End: n + 2}}, r.First)
	assert.Equal(t, n, p.UserData().Span().End)
	assert.Len(t, p.Buffer(), len(b))
	assert.Len(t, p.UserData().Buffer(), len(full))
	_ = append(p.UserData().Payload(), 'x')
	assert.Equal(t, byte('\r'), b[n], "appending to the view wrote into the input")
}

// TestSMSNothing: what is none gives views that find nothing.
func TestSMSNothing(t *testing.T) {
	var r wsp.Recorder
	for _, s := range []wsp.Span{{Start: 0, End: 9}, {Start: 2, End: 1}, {Start: 7, End: 7}} {
		_, ok := wsp.CheckTPDU([]byte("\x04\x02"), s, true, &r)
		assert.False(t, ok)
		_, ok = wsp.CheckUserData([]byte("\x04\x02"), s, &r)
		assert.False(t, ok)
		_, ok = wsp.CheckCDMA([]byte("\x04\x02"), s, &r)
		assert.False(t, ok)
	}
	_, ok := wsp.ParseTPDU(nil)
	assert.False(t, ok)
	_, ok = wsp.ParseUserData(nil)
	assert.False(t, ok)
	var p wsp.TPDU
	_, stamp := p.Timestamp()
	_, reference := p.Reference()
	_, ports := p.UserData().Ports()
	assert.False(t, stamp || reference || ports || p.OctetData() || p.Submit())
	assert.Empty(t, p.Validity())
	assert.Empty(t, p.Buffer())
	assert.Zero(t, p.DCS())
	assert.Empty(t, p.UserData().Payload())
	assert.Zero(t, wsp.CDMAData{}.PayloadSpan())
}

// TestParseTPDU: of two ways to read octets, the one with fewer faults.
func TestParseTPDU(t *testing.T) {
	bare := vectorOctets(t, "wsp/16.2-sms-deliver")
	for _, c := range []struct {
		name, centre string
		octets       []byte
		address      string
	}{
		{"bare", "", bare, "+15550100001"},
		{"no centre", "", joined([]byte{0}, bare), "+15550100001"},
		{"centre", "+8613800100500", joined(octetLine(t, "08 91 68 31 08 10 00 05 F0"), bare), "+15550100001"},
		{"as many faults in both", "", octetLine(t, "00 04 04 11 22 33 04 04 00*6 02 01 58"), "1122"},
		{"bare and cut", "", bare[:100], "+15550100001"},
		{"centre and cut", "+8613800100500", joined(octetLine(t, "08 91 68 31 08 10 00 05 F0"), bare[:100]), "+15550100001"},
	} {
		p, ok := wsp.ParseTPDU(c.octets)
		require.True(t, ok, c.name)
		centre, _ := p.ServiceCentre()
		assert.Equal(t, c.centre, centre.String(), c.name)
		assert.Equal(t, c.address, p.Address().String(), c.name)
	}
}
