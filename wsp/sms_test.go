package wsp_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

func octetLine(t testing.TB, s string) []byte {
	t.Helper()
	b, err := testdata.Octets(s)
	require.NoError(t, err)
	return b
}

func smsAddress(t testing.TB, s string) wsp.SMSAddress {
	t.Helper()
	a, c := wsp.ParseSMSAddress(s)
	require.Zero(t, c, s)
	return a
}

func writeTPDU(t testing.TB, f wsp.TPDUFields) []byte {
	t.Helper()
	return wroteAll(t, wsp.SizeTPDU(&f), func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendTPDU(dst, &f) })
}

// deliver162 is what example 16.2 of WSP is written from.
func deliver162(t testing.TB) wsp.TPDUFields {
	push := vectorOctets(t, "wsp/16.1-push")
	segments, c := wsp.CutSegments(push, wsp.PushPorts(), 0, 8)
	require.Zero(t, c)
	require.Equal(t, 1, segments.Len())
	return wsp.TPDUFields{
		First: wsp.SMSDeliver | wsp.SMSNoMore | wsp.SMSHeader, Address: smsAddress(t, "+15550100001"), DCS: wsp.SMSDataCoding,
		Timestamp: wsp.MakeSMSTime(time.Date(2024, 4, 27, 15, 58, 24, 0, time.UTC)), UserData: segments.AppendUserData(nil, 0),
	}
}

// TestSMSExample162 reads and writes example 16.2 of WSP, octet for octet, down to the MMS PDU.
func TestSMSExample162(t *testing.T) {
	want := vectorOctets(t, "wsp/16.2-sms-deliver")
	assert.Equal(t, want, writeTPDU(t, deliver162(t)))

	r := wsp.Recorder{Strict: true}
	p, ok := wsp.CheckTPDU(want, wholeOf(want), false, &r)
	require.True(t, ok && r.Count == 0)
	assert.False(t, p.Submit())
	assert.Equal(t, "+15550100001", p.Address().String())
	assert.EqualValues(t, 0x44, p.First())
	assert.EqualValues(t, 0, p.PID())
	assert.EqualValues(t, 4, p.DCS())
	assert.True(t, p.OctetData())
	stamp, ok := p.Timestamp()
	require.True(t, ok)
	at, ok := stamp.Time()
	assert.True(t, ok && at.Equal(time.Date(2024, 4, 27, 15, 58, 24, 0, time.UTC)))
	_, ok = p.Reference()
	assert.False(t, ok)
	assert.Empty(t, p.Validity())
	_, ok = p.ServiceCentre()
	assert.False(t, ok)
	u := p.UserData()
	assert.Equal(t, wsp.Span{Start: 0x13, End: 0x70}, u.Span())
	assert.Equal(t, wsp.Span{Start: 0x13, End: 0x1A}, u.HeaderSpan())
	ports, ok := u.Ports()
	assert.True(t, ok && ports == wsp.PushPorts() && ports.IsPush())
	_, ok = u.Concatenation()
	assert.False(t, ok)
	push, ok := wsp.ParsePush(u.Payload())
	require.True(t, ok && push.IsMMS())
	assert.Equal(t, want[0x20:], push.Data())
	assert.Equal(t, plainSMS(p.Fields()), plainSMS(deliver162(t)))

	// With the address of the service centre in front.
	f := deliver162(t)
	f.Centre, f.ServiceCentre = true, smsAddress(t, "+447785016005")
	b := writeTPDU(t, f)
	assert.Equal(t, joined(octetLine(t, "07 91 44 77 58 10 06 50"), want), b)
	p, ok = wsp.ParseTPDU(b)
	require.True(t, ok)
	centre, ok := p.ServiceCentre()
	assert.True(t, ok && centre.String() == "+447785016005")
	assert.Equal(t, wsp.Span{Start: 8, End: 120}, p.TPDUSpan())
	assert.Equal(t, b, writeTPDU(t, p.Fields()))

	// With the octet that says there is none.
	f.ServiceCentre = wsp.SMSAddress{}
	b = writeTPDU(t, f)
	assert.Equal(t, joined([]byte{0}, want), b)
	p, ok = wsp.ParseTPDU(b)
	require.True(t, ok)
	_, ok = p.ServiceCentre()
	assert.False(t, ok)
	assert.Equal(t, "+15550100001", p.Address().String())
	assert.Equal(t, b, writeTPDU(t, p.Fields()))
}

func plainSMS(f wsp.TPDUFields) wsp.TPDUFields {
	f.Validity, f.UserData = append([]byte{}, f.Validity...), append([]byte{}, f.UserData...)
	return f
}

// TestSMSExample163 cuts the datagram of example 16.3 of WSP into the segments that are there, and puts it together again.
func TestSMSExample163(t *testing.T) {
	first, second := vectorOctets(t, "wsp/16.3-segment-1"), vectorOctets(t, "wsp/16.3-segment-2")
	datagram := exampleOctets(t, "16.3")
	require.Len(t, datagram, 166)
	segments, c := wsp.CutSegments(datagram, wsp.PushPorts(), 0xA7, 8)
	require.Zero(t, c)
	require.Equal(t, 2, segments.Len())
	assert.Equal(t, first, segments.AppendUserData(nil, 0))
	assert.Equal(t, second, segments.AppendUserData([]byte{}, 1))
	assert.Equal(t, len(first), segments.SizeUserData(0))
	assert.Equal(t, len(second), segments.SizeUserData(1))

	var again wsp.Reassembler
	from := smsAddress(t, "+15550100001")
	for i, b := range [][]byte{second, first} {
		r := wsp.Recorder{Strict: true}
		u, ok := wsp.CheckUserData(b, wholeOf(b), &r)
		require.True(t, ok && r.Count == 0)
		concat, ok := u.Concatenation()
		assert.True(t, ok && concat == wsp.Concatenation{Reference: 0xA7, Bits: 8, Total: 2, Sequence: uint8(2 - i)})
		d, complete := again.Add(u.Segment(from))
		require.Equal(t, i == 1, complete)
		if complete {
			assert.Equal(t, wsp.Datagram{From: from, Ports: wsp.PushPorts(), Payload: datagram}, d)
			push, ok := wsp.ParsePush(d.Payload)
			assert.True(t, ok && push.IsMMS())
		}
	}
}

// TestUserDataElements steps through the elements of a header.
func TestUserDataElements(t *testing.T) {
	b := octetLine(t, `0D 70 00 05 04 0B 84 23 F0 24 03 01 02 03 "hi"`)
	u, ok := wsp.ParseUserData(b)
	require.True(t, ok && u.HasHeader())
	at := uint32(1)
	var ids []uint8
	for e := range u.Elements() {
		assert.Equal(t, at, e.Span().Start)
		assert.Equal(t, len(e.Data())+2, e.Span().Len())
		at = e.Span().End
		ids = append(ids, e.ID())
	}
	assert.Equal(t, u.HeaderSpan().End, at)
	assert.Equal(t, []uint8{0x70, 0x05, 0x24}, ids)
	assert.Zero(t, wsp.Element{}.ID())
	assert.Empty(t, wsp.Element{}.Data())
	c := wsp.UserData{}.ElementCursor()
	assert.False(t, c.Next())
	for range u.Elements() {
		break // and no further
	}
}

func TestAppendUserDataHeader(t *testing.T) {
	concat := func(reference uint16, bits, total, sequence uint8) wsp.Concatenation {
		return wsp.Concatenation{Reference: reference, Bits: bits, Total: total, Sequence: sequence}
	}
	for _, c := range []struct {
		ports  wsp.Ports
		concat wsp.Concatenation
		want   string
		code   wsp.Code
	}{
		{wsp.PushPorts(), wsp.Concatenation{}, "06 05 04 0B 84 23 F0", 0},
		{wsp.PushPorts(), concat(0xA7, 8, 2, 1), "0B 00 03 A7 02 01 05 04 0B 84 23 F0", 0},
		{wsp.PushPorts(), concat(0x01A7, 16, 255, 255), "0C 08 04 01 A7 FF FF 05 04 0B 84 23 F0", 0},
		{wsp.Ports{}, concat(0, 8, 1, 1), "05 00 03 00 01 01", 0},
		{wsp.Ports{}, wsp.Concatenation{}, "00", 0},
		{wsp.Ports{Destination: 240, Originator: 255, Bits: 8}, wsp.Concatenation{}, "04 04 02 F0 FF", 0},
		{wsp.Ports{Bits: 16}, wsp.Concatenation{}, "06 05 04 00 00 00 00", 0},
		{wsp.Ports{Destination: 256, Bits: 8}, wsp.Concatenation{}, "", wsp.ValueKind},
		{wsp.Ports{Originator: 256, Bits: 8}, wsp.Concatenation{}, "", wsp.ValueKind},
		{wsp.Ports{Destination: 2948}, wsp.Concatenation{}, "", wsp.ValueKind},
		{wsp.Ports{Destination: 2948, Bits: 32}, wsp.Concatenation{}, "", wsp.ValueKind},
		{wsp.Ports{}, concat(256, 8, 2, 1), "", wsp.ValueKind},
		{wsp.Ports{}, concat(1, 0, 2, 1), "", wsp.ValueKind},
		{wsp.Ports{}, concat(1, 32, 2, 1), "", wsp.ValueKind},
		{wsp.Ports{}, concat(1, 8, 2, 3), "", wsp.SegmentNumber},
		{wsp.Ports{}, concat(1, 8, 2, 0), "", wsp.SegmentNumber},
		{wsp.Ports{}, concat(1, 16, 0, 0), "", wsp.SegmentNumber},
	} {
		name := fmt.Sprint(c.ports, c.concat)
		put := func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendUserDataHeader(dst, c.ports, c.concat) }
		if c.code != 0 {
			refusedAs(t, c.code, put)
			continue
		}
		b := wroteAll(t, wsp.SizeUserDataHeader(c.ports, c.concat), put)
		assert.Equal(t, octetLine(t, c.want), b, name)
		r := wsp.Recorder{}
		u, ok := wsp.CheckUserData(b, wholeOf(b), &r)
		require.True(t, ok && r.Count == 0, name)
		ports, _ := u.Ports()
		cc, _ := u.Concatenation()
		assert.Equal(t, c.ports, ports, name)
		assert.Equal(t, c.concat, cc, name)
	}
}

// TestCutSegments looks at the edges: what a segment holds with each header, and how many there may be.
func TestCutSegments(t *testing.T) {
	ports8 := wsp.Ports{Destination: 240, Originator: 240, Bits: 8}
	for _, c := range []struct {
		octets int
		ports  wsp.Ports
		bits   uint8
		want   int // segments, 0 for too many
	}{
		{0, wsp.PushPorts(), 8, 1}, {133, wsp.PushPorts(), 8, 1}, {134, wsp.PushPorts(), 8, 2}, {256, wsp.PushPorts(), 8, 2},
		{257, wsp.PushPorts(), 8, 3}, {133, wsp.PushPorts(), 16, 1}, {254, wsp.PushPorts(), 16, 2}, {255, wsp.PushPorts(), 16, 3},
		{255 * 128, wsp.PushPorts(), 8, 255}, {255*128 + 1, wsp.PushPorts(), 8, 0},
		{255 * 127, wsp.PushPorts(), 16, 255}, {255*127 + 1, wsp.PushPorts(), 16, 0},
		{139, wsp.Ports{}, 8, 1}, {140, wsp.Ports{}, 8, 2}, {135, ports8, 8, 1}, {136, ports8, 8, 2},
		{1 << 20, wsp.PushPorts(), 16, 0},
	} {
		name := fmt.Sprint(c)
		datagram := make([]byte, c.octets)
		for i := range datagram {
			datagram[i] = byte(i * 7)
		}
		segments, code := wsp.CutSegments(datagram, c.ports, 0x7F, c.bits)
		if c.want == 0 {
			assert.Equal(t, wsp.LimitParts, code, name)
			assert.Zero(t, segments.Len())
			continue
		}
		require.Zero(t, code, name)
		require.Equal(t, c.want, segments.Len(), name)
		var joined []byte
		for i := range segments.Len() {
			b := segments.AppendUserData(nil, i)
			assert.LessOrEqual(t, len(b), 140, name)
			assert.Equal(t, len(b), segments.SizeUserData(i), name)
			r := wsp.Recorder{Strict: true}
			u, ok := wsp.CheckUserData(b, wholeOf(b), &r)
			require.True(t, ok && r.Count == 0, name)
			concat, cut := u.Concatenation()
			assert.Equal(t, c.want > 1, cut, name)
			if cut {
				assert.Equal(t, wsp.Concatenation{Reference: 0x7F, Bits: c.bits, Total: uint8(c.want), Sequence: uint8(i + 1)}, concat)
			}
			assert.Equal(t, segments.Payload(i), u.Payload(), name)
			joined = append(joined, u.Payload()...)
		}
		assert.True(t, bytes.Equal(datagram, joined), name)
	}
	for name, f := range map[string]func() (wsp.Segments, wsp.Code){
		"bits 0":         func() (wsp.Segments, wsp.Code) { return wsp.CutSegments(nil, wsp.PushPorts(), 1, 0) },
		"bits 7":         func() (wsp.Segments, wsp.Code) { return wsp.CutSegments(nil, wsp.PushPorts(), 1, 7) },
		"wide reference": func() (wsp.Segments, wsp.Code) { return wsp.CutSegments(nil, wsp.PushPorts(), 256, 8) },
		"wide port": func() (wsp.Segments, wsp.Code) {
			return wsp.CutSegments(nil, wsp.Ports{Destination: 256, Bits: 8}, 1, 8)
		},
	} {
		_, c := f()
		assert.Equal(t, wsp.ValueKind, c, name)
	}
}

func TestSMSAllocations(t *testing.T) {
	b := vectorOctets(t, "wsp/16.2-sms-deliver")
	dst := make([]byte, 0, 256)
	datagram := make([]byte, 300)
	var faults wsp.Faults
	n := testing.AllocsPerRun(100, func() {
		r := wsp.Recorder{Faults: &faults}
		p, _ := wsp.CheckTPDU(b, wsp.Span{End: uint32(len(b))}, false, &r)
		if q, ok := wsp.ParseTPDU(b); !ok || q.Address() != p.Address() {
			t.Fail()
		}
		c := p.UserData().ElementCursor()
		for c.Next() {
			if len(c.Element().Data()) == 0 {
				t.Fail()
			}
		}
		if len(p.Address().AppendText(dst[:0])) != 12 {
			t.Fail()
		}
		stamp, _ := p.Timestamp()
		if _, ok := stamp.Time(); !ok {
			t.Fail()
		}
		f := p.Fields()
		if out, c := wsp.AppendTPDU(dst[:0], &f); c != 0 || len(out) != len(b) {
			t.Fail()
		}
		segments, _ := wsp.CutSegments(datagram, wsp.PushPorts(), 1, 8)
		for i := range segments.Len() {
			if len(segments.AppendUserData(dst[:0], i)) != segments.SizeUserData(i) {
				t.Fail()
			}
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}
