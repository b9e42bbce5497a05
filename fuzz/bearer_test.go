package fuzz_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzBearer: a generated message goes by a push with any headers, cut into SMS of any kind, and comes back from them in any
// order as it was, and what the layers say of it is what was said to them. The maker's own layers are read alike.
func FuzzBearer(f *testing.F) {
	fuzz.Add(f, nil)
	fuzz.From(f, 300, fuzz.Choices(300, 400))
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(8) // an octet may stand for a whole attachment, which goes in 300 SMS
		defer w.Done()
		s := maker.NewSource(b)
		typ := maker.Types()[s.Pick(24)]
		tid, reference, wide := byte(s.Pick(256)), uint16(s.Pick(1<<16)), s.Flip()
		how := byte(s.Pick(256))
		number := "+1555" + string(rune('0'+s.Pick(10))) + "00456"
		if s.Rarely(4) {
			number = [...]string{"Bank", "a{€}^b", "İ", "A.B-C_D"}[s.Pick(4)]
		}
		order := s.Pick(256)
		g := maker.GrowType(s, typ).Made
		push := pushed(t, how, tid, g.Octets)
		if made := maker.PushMMS(tid, g); how&7 == 0 && !bytes.Equal(push, made.Octets) {
			t.Fatalf("the usual push is %x, the maker's %x", push, made.Octets)
		}
		bits := uint8(8)
		if wide {
			bits = 16
		}
		reference &= 1<<bits - 1
		segments, c := wsp.CutSegments(push, wsp.PushPorts(), reference, bits)
		if c != 0 {
			if c != wsp.LimitParts || len(push) < 255*127 {
				t.Fatalf("%d octets are not cut: %v", len(push), c)
			}
			return
		}
		made := maker.UserData(byte(reference), push)
		if wide && len(push) > 133 {
			made = maker.UserDataWide(reference, push)
		}
		if len(made) != segments.Len() {
			t.Fatalf("%d octets in %d segments, the maker's %d", len(push), segments.Len(), len(made))
		}
		whole := carried(t, how, number, order, segments, made)
		p, ok := wsp.ParsePush(whole)
		if !ok || !p.IsMMS() || !bytes.Equal(p.Data(), g.Octets) || p.PDUType() != wsp.PDUPush || p.Span().Len() != len(whole) {
			t.Fatalf("came as %x\nwas %x", whole, push)
		}
		if got, ok := p.TID(); !ok || got != tid {
			t.Fatalf("transaction %d became %d", tid, got)
		}
		d := mmspdu.Decoder{Mode: mmspdu.Strict}
		q, err := d.ParsePush(p)
		if err != nil || byte(q.Type()) != g.Type || q.Span() != p.DataSpan() {
			t.Fatalf("%v, read as %v", err, q.Type())
		}
		misplaced(t, &d, push, g.Octets)
	})
}

// pushed puts a PDU into a push: the usual one, or one with headers of its own; both are read without a fault.
func pushed(t *testing.T, how, tid byte, pdu []byte) []byte {
	t.Helper()
	b := wsp.AppendPush(nil, tid, pdu)
	if wsp.SizePush(pdu) != len(b) {
		t.Fatalf("a push of %d octets, size %d", len(b), wsp.SizePush(pdu))
	}
	if how&7 != 0 {
		headers := wsp.AppendApplicationID(nil, 4)
		headers = wsp.AppendPushFlag(headers, how&1 != 0, how&2 != 0, how&4 != 0)
		headers, c := wsp.AppendHeader(headers, 0x43, []byte{0x93})
		headers, c2 := wsp.AppendApplicationHeader(headers, "X-A", "1")
		if c != 0 || c2 != 0 || wsp.SizeApplicationHeader("X-A", "1") != 6 {
			t.Fatalf("%v, %v", c, c2)
		}
		x := wsp.PDUFields{
			Type: wsp.PDUPush, Connectionless: true, TID: tid, ContentType: wsp.ContentType{0xBE}, Headers: headers, Data: pdu,
		}
		if how&64 != 0 {
			x.ContentType = wsp.ContentType{0x80} // which says nothing: the application does
		}
		if b, c = wsp.AppendPDU(nil, &x); c != 0 || wsp.SizePDU(&x) != len(b) {
			t.Fatalf("%x: %v", b, c)
		}
	}
	var r wsp.Recorder
	p, ok := wsp.CheckPush(b, wsp.Span{End: uint32(len(b))}, &r)
	if id, _, has := p.ApplicationID(); !ok || r.Count != 0 || !has || id != 4 {
		t.Fatalf("%x: %v, application %d", b, r.First, id)
	}
	return b
}

// carried puts each segment into an SMS, reads it, and puts what came together again; the user data are those of the maker.
func carried(t *testing.T, how byte, number string, order int, segments wsp.Segments, made [][]byte) []byte {
	t.Helper()
	address, c := wsp.ParseSMSAddress(number)
	if c == wsp.AddressForm && number == "İ" { // not a letter that SMS have
		address, c = wsp.ParseSMSAddress("1")
	} else if address.String() != number || address.Alphanumeric() == (number[0] == '+') {
		t.Fatalf("%s is %v", number, address)
	}
	centre, c2 := wsp.ParseSMSAddress("+15550100000")
	if c != 0 || c2 != 0 {
		t.Fatalf("%v, %v", c, c2)
	}
	sent := time.Date(2024, 4, 27, 15, 58, 24, 0, time.FixedZone("", (int(how)-128)*900))
	sms := wsp.TPDUFields{
		First: wsp.SMSDeliver | wsp.SMSHeader, Address: address, DCS: wsp.SMSDataCoding,
		Timestamp: wsp.MakeSMSTime(sent),
	}
	if how&8 != 0 {
		sms.First, sms.Timestamp, sms.Reference = wsp.SMSSubmit|wsp.SMSHeader, wsp.SMSTime{}, how
		if how&32 != 0 {
			sms.First, sms.Validity = sms.First|wsp.SMSValidityRelative, []byte{how}
		}
	}
	if how&16 != 0 {
		sms.Centre, sms.ServiceCentre = true, centre
	}
	var again wsp.Reassembler
	var whole []byte
	for i := range segments.Len() {
		j := (i + order) % segments.Len()
		ud := segments.AppendUserData(nil, j)
		if !bytes.Equal(ud, made[j]) || segments.SizeUserData(j) != len(ud) {
			t.Fatalf("segment %d is %x, the maker's %x", j, ud, made[j])
		}
		sms.UserData = ud
		b, c := wsp.AppendTPDU(nil, &sms)
		if c != 0 || wsp.SizeTPDU(&sms) != len(b) {
			t.Fatalf("%x: %v", b, c)
		}
		var r wsp.Recorder
		x, ok := wsp.CheckTPDU(b, wsp.Span{End: uint32(len(b))}, how&16 != 0, &r)
		if !ok || r.Count != 0 || !x.OctetData() || x.Span().Len() != len(b) || !bytes.Equal(x.Buffer(), b) {
			t.Fatalf("%x: %v", b, r.First)
		}
		if sc, has := x.ServiceCentre(); has != (how&16 != 0) || has && sc != centre {
			t.Fatalf("%x: service centre %v", b, sc)
		}
		if at, has := x.Timestamp(); has && time.Duration(int(how)-128).Abs() < 80 {
			if utc, ok := at.Time(); !ok || !utc.Equal(sent) {
				t.Fatalf("%x: sent at %v", b, utc)
			}
		}
		fields := x.Fields()
		if same, c := wsp.AppendTPDU(nil, &fields); c != 0 || !bytes.Equal(same, b) {
			t.Fatalf("%x: written again as %x, %v", b, same, c)
		}
		data := x.UserData()
		ports, has := data.Ports()
		if !has || !ports.IsPush() || !data.HasHeader() || !bytes.Equal(data.Payload(), segments.Payload(j)) || data.Span().Len() != len(ud) {
			t.Fatalf("%x: %+v", b, ports)
		}
		for e := range data.Elements() {
			if len(e.Data()) != e.Span().Len()-2 || e.ID() > 8 {
				t.Fatalf("%x: element %d", b, e.ID())
			}
		}
		d, complete := again.Add(x.Segment())
		if complete != (i == segments.Len()-1) {
			t.Fatalf("segment %d of %d: complete %v", i, segments.Len(), complete)
		}
		whole = d.Payload
	}
	if again.Open() != 0 || again.Forget(again.Seen()) != 0 {
		t.Fatal("segments are left")
	}
	whole = bytes.Clone(whole)
	again.Reset()
	return whole
}

// misplaced moves the type of the PDU to the headers of the push, as some gateways count: strictly that is a fault, and else
// it is read all the same (see mmspdu.Decoder.ParsePush).
func misplaced(t *testing.T, strict *mmspdu.Decoder, push, pdu []byte) {
	t.Helper()
	b := bytes.Clone(push)
	b[2] += 2
	p, ok := wsp.ParsePush(b)
	if !ok || len(pdu) < 4 || pdu[2] != 0x98 || b[2] > 0x7F {
		return
	}
	var faults wsp.Faults
	q, err := new(mmspdu.Decoder).DiagnosePush(p, &faults)
	if err != nil || !bytes.Equal(q.Octets(), pdu) || faults.Len() != 1 || faults.At(0).Code != wsp.HeadersOverrun {
		t.Fatalf("%x: %v, %d faults", b, err, faults.Len())
	}
	if same, err := new(mmspdu.Decoder).ParsePush(p); err != nil || same.Span() != q.Span() || same.Faults() != q.Faults() {
		t.Fatalf("%x: %v, %d faults", b, err, same.Faults())
	}
	if _, err := strict.ParsePush(p); err == nil {
		t.Fatalf("%x: read strictly", b)
	}
}
