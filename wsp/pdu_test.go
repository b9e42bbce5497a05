package wsp_test

import (
	"bytes"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// joined returns parts in one slice of its own.
func joined(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// wroteAll returns what f appends, which must be the same behind other octets, and no more than want said it would be.
func wroteAll(t testing.TB, size int, f func(dst []byte) ([]byte, wsp.Code)) []byte {
	t.Helper()
	b, c := f(nil)
	require.Zero(t, c)
	require.Equal(t, size, len(b), "the size is another")
	behind, c := f([]byte("before"))
	require.Zero(t, c)
	require.Equal(t, "before"+string(b), string(behind), "what is appended depends on what is there")
	return b
}

// refusedAs holds f to the code, and to leaving dst as it was.
func refusedAs(t testing.TB, want wsp.Code, f func(dst []byte) ([]byte, wsp.Code)) {
	t.Helper()
	room := make([]byte, 6, 64)
	copy(room, "before")
	b, c := f(room)
	assert.Equal(t, want, c)
	assert.Equal(t, "before", string(b))
}

func writePDU(t testing.TB, f wsp.PDUFields) []byte {
	t.Helper()
	return wroteAll(t, wsp.SizePDU(&f), func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendPDU(dst, &f) })
}

func headerBlock(t testing.TB, puts ...func([]byte) ([]byte, wsp.Code)) []byte {
	t.Helper()
	var b []byte
	for _, put := range puts {
		var c wsp.Code
		b, c = put(b)
		require.Zero(t, c)
	}
	return b
}

func mediaOf(t testing.TB, media string) wsp.ContentType {
	t.Helper()
	ct, c := wsp.MakeContentType(media)
	require.Zero(t, c)
	return ct
}

// The worked examples of WSP 16 that are PDUs: what they are written from, and the octets.
func pduExamples(t testing.TB) map[string]wsp.PDUFields {
	mms := mediaOf(t, "application/vnd.wap.mms-message")
	text := append([]byte("application/vnd.wap.mms-message"), 0)
	push := vectorOctets(t, "wsp/16.1-push")
	long := joined(vectorOctets(t, "wsp/16.3-segment-1")[12:], vectorOctets(t, "wsp/16.3-segment-2")[12:])
	appID := func(id uint32) func([]byte) ([]byte, wsp.Code) {
		return func(b []byte) ([]byte, wsp.Code) { return wsp.AppendApplicationID(b, id), 0 }
	}
	return map[string]wsp.PDUFields{
		"wsp/16.1-push": {
			Type: wsp.PDUPush, Connectionless: true, TID: 1,
			ContentType: mms, Headers: headerBlock(t, appID(4)), Data: push[6:],
		},
		"16.3": {
			Type: wsp.PDUPush, Connectionless: true, TID: 1,
			ContentType: text, Headers: headerBlock(t, appID(4)), Data: long[37:],
		},
		"wsp/16.4-push-of-a-service-indication": {
			Type: wsp.PDUPush, Connectionless: true, TID: 4,
			ContentType: mediaOf(t, "application/vnd.wap.sic"),
			Headers: headerBlock(t, appID(2),
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendPushFlag(b, true, true, true), 0 },
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendNumberHeader(b, 0x43, 0x15) },
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendApplicationHeader(b, "x-op", "42") }),
			Data: vectorOctets(t, "wsp/16.4-push-of-a-service-indication")[18:],
		},
		"wsp/16.5-get": {
			Type: wsp.PDUGet, Connectionless: true, TID: 2, URI: []byte("http://mmsc.example/m?i=1234"),
			Headers: headerBlock(t,
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendAccept(b, "application/vnd.wap.mms-message") },
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendAccept(b, "*/*") },
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendAcceptCharset(b, wsp.CharsetUTF8, 1000) },
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendAcceptLanguage(b, 0x19, 1000) },
				func(b []byte) ([]byte, wsp.Code) { return wsp.AppendTextHeader(b, 0x29, "Example/1.0") }),
		},
		"wsp/16.5-post": {
			Type: wsp.PDUPost, Connectionless: true, TID: 3, URI: []byte("http://mmsc.example/"), ContentType: mms,
			Data: []byte("\x8C\x83\x98T1234\x00\x8D\x92\x95\x83\x91\x81"),
		},
		"wsp/16.6-reply": {
			Type: wsp.PDUReply, Connectionless: true, TID: 2, ContentType: mms,
			Headers: headerBlock(t, func(b []byte) ([]byte, wsp.Code) { return wsp.AppendNumberHeader(b, 0x0D, 42) }),
			Data:    vectorOctets(t, "wsp/16.6-reply")[7:],
		},
	}
}

func exampleOctets(t testing.TB, name string) []byte {
	if name == "16.3" {
		return joined(vectorOctets(t, "wsp/16.3-segment-1")[12:], vectorOctets(t, "wsp/16.3-segment-2")[12:])
	}
	return vectorOctets(t, name)
}

// plainPDU returns f without nil: what is empty is all the same.
func plainPDU(f wsp.PDUFields) wsp.PDUFields {
	for _, b := range []*[]byte{&f.URI, &f.Capabilities, (*[]byte)(&f.ContentType), &f.Headers, &f.Data} {
		*b = append([]byte{}, *b...)
	}
	return f
}

// TestPDUExamples reads and writes the worked examples, octet for octet.
func TestPDUExamples(t *testing.T) {
	for name, fields := range pduExamples(t) {
		t.Run(name, func(t *testing.T) {
			want := exampleOctets(t, name)
			assert.Equal(t, want, writePDU(t, fields))

			r := wsp.Recorder{Strict: true}
			p, ok := wsp.CheckPDU(want, wholeOf(want), true, &r)
			require.True(t, ok && r.Count == 0)
			if fields.Type == wsp.PDUReply {
				fields.Status = wsp.ReplyOK
			}
			got := p.Fields()
			assert.Equal(t, plainPDU(fields), plainPDU(got))
			assert.True(t, p.IsMMS() || name == "wsp/16.5-get" || fields.ContentType.Is("application/vnd.wap.sic"))

			// Without the TID it is the PDU of a transaction.
			fields.Connectionless, fields.TID = false, 0
			bare := writePDU(t, fields)
			assert.Equal(t, want[1:], bare)
			p, ok = wsp.ParsePDU(bare, false)
			require.True(t, ok)
			_, ok = p.TID()
			assert.False(t, ok)
			assert.Equal(t, string(fields.Data), string(p.Data()))
		})
	}
}

func TestPDUExampleFields(t *testing.T) {
	get, ok := wsp.ParsePDU(vectorOctets(t, "wsp/16.5-get"), true)
	require.True(t, ok)
	uri, ok := get.URI()
	assert.True(t, ok && uri.Equal("http://mmsc.example/m?i=1234"))
	assert.Equal(t, wsp.Span{Start: 3, End: 31}, get.URISpan())
	assert.Equal(t, wsp.Span{Start: 31, End: 52}, get.HeadersSpan())
	tid, ok := get.TID()
	assert.True(t, ok && tid == 2)
	var names []string
	for h := range get.Headers() {
		names = append(names, h.Name())
	}
	assert.Equal(t, []string{"Accept", "Accept", "Accept-Charset", "Accept-Language", "User-Agent"}, names)
	_, ok = get.Status()
	assert.False(t, ok)
	_, ok = get.SessionID()
	assert.False(t, ok)
	_, ok = get.Push()
	assert.False(t, ok)
	assert.Empty(t, get.ContentType())

	reply, ok := wsp.ParsePDU(vectorOctets(t, "wsp/16.6-reply"), true)
	require.True(t, ok)
	status, ok := reply.Status()
	http, text := wsp.ReplyStatus(status)
	assert.True(t, ok && http == 200 && text == "OK")
	assert.True(t, reply.ContentType().Is("application/vnd.wap.mms-message"))
	assert.Equal(t, wsp.Span{Start: 7, End: 49}, reply.DataSpan())
	_, ok = reply.URI()
	assert.False(t, ok)
	assert.True(t, reply.URISpan().IsZero() && reply.CapabilitiesSpan().IsZero())
}

// TestPDUSession reads and writes the PDUs of sessions.
func TestPDUSession(t *testing.T) {
	for _, c := range []struct {
		name, octets string
		fields       wsp.PDUFields
	}{
		{"Connect", "01 10 04 04 03 80 82 00 A9 41 2F 00", wsp.PDUFields{
			Type: wsp.PDUConnect, Version: 0x10, Capabilities: []byte("\x03\x80\x82\x00"), Headers: []byte("\xA9A/\x00")}},
		{"ConnectReply", "02 82 2C 00 02 8D 82", wsp.PDUFields{
			Type: wsp.PDUConnectReply, SessionID: 300, Headers: []byte("\x8D\x82")}},
		{"Redirect", "03 80 82 0B 84 C0 00 02 01", wsp.PDUFields{
			Type: wsp.PDURedirect, Flags: 0x80, Data: []byte("\x82\x0B\x84\xC0\x00\x02\x01")}},
		{"Disconnect", "05 8F FF FF FF 7F", wsp.PDUFields{Type: wsp.PDUDisconnect, SessionID: 1<<32 - 1}},
		{"Suspend", "08 00", wsp.PDUFields{Type: wsp.PDUSuspend}},
		{"Resume", "09 07 00 A9 78 00", wsp.PDUFields{Type: wsp.PDUResume, SessionID: 7, Headers: []byte("\xA9x\x00")}},
		{"DataFragment", "80 02 8D 82 68 69", wsp.PDUFields{
			Type: wsp.PDUDataFragment, Headers: []byte("\x8D\x82"), Data: []byte("hi")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, err := testdata.Octets(c.octets)
			require.NoError(t, err)
			assert.Equal(t, want, writePDU(t, c.fields))
			var r wsp.Recorder
			p, ok := wsp.CheckPDU(want, wholeOf(want), false, &r)
			require.True(t, ok)
			assert.Zero(t, r.First)
			assert.Equal(t, want, writePDU(t, p.Fields()))
			assert.Equal(t, c.name, wsp.PDUTypeName(p.Type()))
			id, ok := p.SessionID()
			assert.Equal(t, c.fields.SessionID, id)
			assert.Equal(t, c.fields.SessionID != 0 || c.fields.Type == wsp.PDUSuspend, ok)
			version, _ := p.Version()
			flags, _ := p.Flags()
			assert.Equal(t, [2]uint8{c.fields.Version, c.fields.Flags}, [2]uint8{version, flags})
			assert.Equal(t, string(c.fields.Capabilities), string(p.CapabilitiesSpan().In(want)))
			assert.Equal(t, string(c.fields.Data), string(p.Data()))
			fields := c.fields
			fields.Connectionless = true
			refusedAs(t, wsp.SessionOnly, func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendPDU(dst, &fields) })
		})
	}
}

// TestPDUTypes holds the layouts to the table of types.
func TestPDUTypes(t *testing.T) {
	for kind := range 256 {
		var r wsp.Recorder
		p, ok := wsp.CheckPDU([]byte{0, byte(kind), 0, 0}, wsp.Span{End: 4}, true, &r)
		require.True(t, ok)
		assert.Equal(t, uint8(kind), p.Type())
		assert.Equal(t, wsp.PDUTypeName(uint8(kind)) == "", r.First.Code == wsp.ReservedType, "%02x", kind)
		_, c := wsp.AppendPDU(nil, &wsp.PDUFields{Type: uint8(kind), ContentType: wsp.ContentType{0x83}})
		assert.Equal(t, wsp.PDUTypeName(uint8(kind)) == "", c == wsp.ReservedType, "%02x", kind)
	}
}

func TestAppendPDURefuses(t *testing.T) {
	plain := wsp.ContentType{0x83}
	for _, c := range []struct {
		name string
		want wsp.Code
		f    wsp.PDUFields
	}{
		{"type 00", wsp.ReservedType, wsp.PDUFields{ContentType: plain}},
		{"reserved type", wsp.ReservedType, wsp.PDUFields{Type: 0x45}},
		{"push without Content-Type", wsp.HeadersEmpty, wsp.PDUFields{Type: wsp.PDUPush}},
		{"confirmed push without Content-Type", wsp.HeadersEmpty, wsp.PDUFields{Type: wsp.PDUConfirmedPush, Data: []byte("x")}},
		{"post of data without Content-Type", wsp.HeadersEmpty, wsp.PDUFields{Type: wsp.PDUPost, Data: []byte("x")}},
		{"reply of headers without Content-Type", wsp.HeadersEmpty, wsp.PDUFields{Type: wsp.PDUReply, Headers: []byte("\x8D\x82")}},
		{"get with data", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUGet, Data: []byte("x")}},
		{"get with Content-Type", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUGet, ContentType: plain}},
		{"push with URI", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUPush, ContentType: plain, URI: []byte("/")}},
		{"push with Status", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUPush, ContentType: plain, Status: 0x20}},
		{"TID without connectionless mode", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUGet, TID: 1}},
		{"reply with Version", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUReply, Version: 0x10}},
		{"reply with Flags", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUReply, Flags: 0x10}},
		{"get with SessionID", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUGet, SessionID: 1}},
		{"suspend with headers", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUSuspend, Headers: []byte("\x8D\x82")}},
		{"resume with capabilities", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUResume, Capabilities: []byte("\x02\x80\x00")}},
		{"post with capabilities", wsp.ForeignField, wsp.PDUFields{Type: wsp.PDUPost, Capabilities: []byte("\x02\x80\x00")}},
		{"line break in the URI", wsp.TextControl, wsp.PDUFields{Type: wsp.PDUGet, URI: []byte("/\r\nX:")}},
		{"NUL in the URI", wsp.TextControl, wsp.PDUFields{Type: wsp.PDUPut, URI: []byte("/\x00")}},
		{"Status without hundreds", wsp.TokenUnknown, wsp.PDUFields{Type: wsp.PDUReply, Status: 200}},
		{"connect in connectionless mode", wsp.SessionOnly, wsp.PDUFields{Type: wsp.PDUConnect, Connectionless: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			refusedAs(t, c.want, func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendPDU(dst, &c.f) })
		})
	}
	for name, f := range map[string]wsp.PDUFields{
		"empty reply": {Type: wsp.PDUReply, Status: 0x24},
		"empty post":  {Type: wsp.PDUPost, URI: []byte("/")},
		"empty get":   {Type: wsp.PDUGet},
	} {
		b := writePDU(t, f)
		var r wsp.Recorder
		_, ok := wsp.CheckPDU(b, wholeOf(b), false, &r)
		assert.True(t, ok && r.Count == 0, name)
	}
}

// TestAppendPush writes example 16.1 the short way.
func TestAppendPush(t *testing.T) {
	want := vectorOctets(t, "wsp/16.1-push")
	assert.Equal(t, want, wsp.AppendPush(nil, 1, want[6:]))
	assert.Equal(t, len(want), wsp.SizePush(want[6:]))
	p, ok := wsp.ParsePush(wsp.AppendPush([]byte{}, 0xFF, nil))
	require.True(t, ok)
	id, _, ok := p.ApplicationID()
	assert.True(t, ok && id == 4 && p.IsMMS())
}

// TestReplyOctet goes the way of ReplyStatus back.
func TestReplyOctet(t *testing.T) {
	there := 0
	for octet := range 256 {
		http, _ := wsp.ReplyStatus(uint8(octet))
		if http == 0 {
			continue
		}
		there++
		back, ok := wsp.ReplyOctet(http)
		assert.True(t, ok && int(back) == octet, http)
	}
	assert.Equal(t, 40, there)
	for _, http := range []int{0, -1, 99, 306, 426, 599, 0x20} {
		_, ok := wsp.ReplyOctet(http)
		assert.False(t, ok, http)
	}
	octet, _ := wsp.ReplyOctet(200)
	assert.EqualValues(t, wsp.ReplyOK, octet)
}

// TestPDUTruncated cuts the examples everywhere: a whole PDU never comes out of it without a fault that was none before.
func TestPDUTruncated(t *testing.T) {
	for name := range pduExamples(t) {
		whole := exampleOctets(t, name)
		full, _ := wsp.ParsePDU(whole, true)
		for n := range whole {
			b := whole[:n:n]
			var fs wsp.Faults
			p, ok := wsp.CheckPDU(b, wsp.Span{End: uint32(n)}, true, &wsp.Recorder{Faults: &fs})
			require.Equal(t, n >= 2, ok, "%s cut to %d", name, n)
			tiled(t, b, p, ok)
			switch {
			case n < int(full.HeadersSpan().End) && full.Type() != wsp.PDUGet || n < int(full.URISpan().End):
				assert.NotZero(t, fs.Len(), "%s cut to %d", name, n)
			case full.Type() != wsp.PDUGet:
				assert.Zero(t, fs.Len(), "%s cut to %d: data have no length", name, n)
			}
		}
	}
}

// tiled holds the spans of a PDU to tiling its octets.
func tiled(t testing.TB, b []byte, p wsp.PDU, ok bool) {
	t.Helper()
	if !ok {
		return
	}
	pre, h, d := p.PrefixSpan(), p.HeadersSpan(), p.DataSpan()
	require.True(t, pre.Start == 0 && pre.End <= h.Start && h.Start <= h.End && h.End == d.Start && d.Start <= d.End &&
		int(d.End) == len(b), "%x: %v %v %v", b, pre, h, d)
	middle := wsp.Span{Start: pre.End, End: h.Start}
	if s := p.URISpan(); !s.IsZero() {
		require.Equal(t, middle, s)
	} else if s := p.CapabilitiesSpan(); !s.IsZero() {
		require.Equal(t, middle, s)
	} else {
		require.Zero(t, middle.Len())
	}
	require.LessOrEqual(t, len(p.ContentType()), h.Len())
	require.Equal(t, wholeOf(b), p.Span())
}

// TestPDUTrailing puts octets behind: they are data, or a fault.
func TestPDUTrailing(t *testing.T) {
	for name := range pduExamples(t) {
		b := append(exampleOctets(t, name), 0x00, 0xFF)
		var r wsp.Recorder
		p, ok := wsp.CheckPDU(b, wholeOf(b), true, &r)
		require.True(t, ok)
		if p.Type() == wsp.PDUGet {
			assert.Equal(t, wsp.HeaderOctet, r.First.Code, name)
			continue
		}
		assert.Zero(t, r.Count, name)
		assert.Equal(t, []byte{0x00, 0xFF}, p.Data()[len(p.Data())-2:], name)
	}
}

// TestPDUPush holds a PDU that is a push to what CheckPush makes of it.
func TestPDUPush(t *testing.T) {
	for name, v := range testdata.Vectors() {
		if v.Kind != testdata.KindPush && v.Kind != testdata.KindWSP {
			continue
		}
		samePush(t, v.Octets, name)
	}
}

// samePush compares CheckPDU with CheckPush for a datagram with a TID.
func samePush(t testing.TB, b []byte, name string) {
	t.Helper()
	var fs, pfs wsp.Faults
	push, ok := wsp.CheckPush(b, wholeOf(b), &wsp.Recorder{Faults: &fs})
	if _, tid := push.TID(); ok && !tid {
		return // found without a TID
	}
	p, pok := wsp.CheckPDU(b, wholeOf(b), true, &wsp.Recorder{Faults: &pfs})
	got, gok := p.Push()
	require.Equal(t, ok, pok && gok, name)
	if !ok {
		return
	}
	require.Equal(t, push, got, name)
	require.Equal(t, list(&fs), list(&pfs), name)
	require.Equal(t, push.IsMMS(), p.IsMMS(), name)
	require.Equal(t, push.ContentType(), p.ContentType(), name)
}

// A span outside the buffer, and the zero PDU, find nothing.
func TestPDUNothing(t *testing.T) {
	var r wsp.Recorder
	for _, s := range []wsp.Span{{Start: 1, End: 5}, {Start: 3, End: 2}, {Start: 4, End: 4}} {
		_, ok := wsp.CheckPDU([]byte("\x01\x06"), s, true, &r)
		assert.False(t, ok)
	}
	_, ok := wsp.ParsePDU(nil, false)
	assert.False(t, ok)
	var p wsp.PDU
	_, tid := p.TID()
	_, uri := p.URI()
	_, push := p.Push()
	assert.False(t, tid || uri || push || p.IsMMS())
	assert.Empty(t, p.Data())
	assert.Empty(t, p.Buffer())
	for range p.Headers() {
		assert.Fail(t, "a header of nothing")
	}
}

// A PDU inside other octets has spans that count from their start.
func TestPDUInside(t *testing.T) {
	b := joined([]byte("abc"), vectorOctets(t, "wsp/16.5-post"), []byte("xyz"))
	var r wsp.Recorder
	p, ok := wsp.CheckPDU(b, wsp.Span{Start: 3, End: uint32(len(b) - 3)}, true, &r)
	require.True(t, ok && r.Count == 0)
	assert.Equal(t, wsp.Span{Start: 28, End: 43}, p.DataSpan())
	assert.Equal(t, p.Data(), p.DataSpan().In(b))
	assert.Len(t, p.Buffer(), len(b)-3)
	data := append(p.Data(), '!')
	assert.Equal(t, "xyz", string(b[len(b)-3:]), "appending to the view wrote into the input")
	assert.Len(t, data, 16)
}

func TestPDUAllocations(t *testing.T) {
	b, reply := vectorOctets(t, "wsp/16.5-get"), vectorOctets(t, "wsp/16.6-reply")
	dst := make([]byte, 0, 256)
	var faults wsp.Faults
	n := testing.AllocsPerRun(100, func() {
		for _, b := range [...][]byte{b, reply} {
			r := wsp.Recorder{Faults: &faults}
			p, _ := wsp.CheckPDU(b, wsp.Span{End: uint32(len(b))}, true, &r)
			uri, _ := p.URI()
			c := p.HeaderCursor()
			for c.Next() {
				_, _ = c.Header().Uint()
			}
			if uri.Len()+len(p.Data())+len(p.ContentType()) == 0 || p.IsMMS() == (p.Type() == wsp.PDUGet) {
				t.Fail()
			}
			f := p.Fields()
			if out, c := wsp.AppendPDU(dst[:0], &f); c != 0 || len(out) != wsp.SizePDU(&f) {
				t.Fail()
			}
			if len(wsp.AppendPush(dst[:0], 1, p.Data())) != wsp.SizePush(p.Data()) {
				t.Fail()
			}
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestPDUOf4GiB: a field of 4 GiB is refused, and so is an input, unread. It takes that memory: MMSGUARD_EXHAUSTIVE=1 runs it.
func TestPDUOf4GiB(t *testing.T) {
	if strconv.IntSize == 32 || os.Getenv("MMSGUARD_EXHAUSTIVE") != "1" {
		t.Skip("no slice is as long, or is not to be")
	}
	var size uint64 = 1 << 32
	huge := make([]byte, size)
	for want, f := range map[wsp.Code]wsp.PDUFields{
		wsp.URIOverrun:     {Type: wsp.PDUGet, URI: huge},
		wsp.HeadersOverrun: {Type: wsp.PDUPush, ContentType: huge},
		wsp.DataTruncated:  {Type: wsp.PDURedirect, Data: huge},
	} {
		refusedAs(t, want, func(dst []byte) ([]byte, wsp.Code) { return wsp.AppendPDU(dst, &f) })
	}
	_, push := wsp.ParsePush(huge)
	_, pdu := wsp.ParsePDU(huge, true)
	_, tpdu := wsp.ParseTPDU(huge)
	_, data := wsp.ParseUserData(huge)
	_, cdma := wsp.ParseCDMA(huge)
	assert.False(t, push || pdu || tpdu || data || cdma)
}
