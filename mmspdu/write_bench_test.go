package mmspdu_test

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// writeOnce is what a gateway does with a message that is ready: write it into a buffer that has room.
func writeOnce(m *mmspdu.Message, dst []byte) int {
	b, err := m.AppendBinary(dst[:0])
	if err != nil {
		return -1
	}
	return len(b)
}

// copyOnce is the least that writing the same octets can cost.
func copyOnce(dst, src []byte) int { return copy(dst[:len(src)], src) }

// content is what a message is built of.
type content struct{ smil, text, picture []byte }

func bigContent() content {
	return content{
		smil:    maker.SMIL(maker.Slide{Image: "cid:one.jpg", Text: "cid:text.txt"}, maker.Slide{Image: "cid:two.jpg"}),
		text:    []byte("Žluťoučký kůň příšerně úpěl ďábelské ódy."),
		picture: append(bytes.Repeat([]byte("\xFF\xD8\xFF\xE0picture!"), 100<<10/12), 0xFF, 0xD9),
	}
}

// bigSendReq is an M-Send.req of about 200 KiB, built and held against the rules: a presentation, a text, two pictures.
func bigSendReq(tb testing.TB) *mmspdu.Message {
	tb.Helper()
	m, err := buildSendReq(bigContent())
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// buildOnce is what a sender does: build a message, have it held against the rules, and write it.
func buildOnce(dst []byte, x content) int {
	m, err := buildSendReq(x)
	if err != nil {
		return -1
	}
	return writeOnce(m, dst)
}

func buildSendReq(x content) (*mmspdu.Message, error) {
	m := mmspdu.NewMessage(mmspdu.TypeSendReq, mmspdu.Version12)
	headers := []struct {
		f mmspdu.Field
		v mmspdu.Value
	}{
		{mmspdu.FieldTransactionID, mmspdu.String("S-0815")},
		{mmspdu.FieldDate, mmspdu.Date(1714226304)},
		{mmspdu.FieldFrom, mmspdu.From{Insert: true}},
		{mmspdu.FieldTo, mmspdu.String("+15550100456/TYPE=PLMN")},
		{mmspdu.FieldTo, mmspdu.String("bob@example.org")},
		{mmspdu.FieldSubject, mmspdu.String("Žluťoučký kůň")},
		{mmspdu.FieldMessageClass, mmspdu.MessageClassPersonal},
		{mmspdu.FieldExpiry, mmspdu.Time{Relative: true, Seconds: 7 * 86400}},
		{mmspdu.FieldPriority, mmspdu.PriorityNormal},
		{mmspdu.FieldDeliveryReport, mmspdu.Yes},
	}
	for _, h := range headers {
		if err := m.Add(h.f, h.v); err != nil {
			return nil, err
		}
	}
	var parts []*mmspdu.MessagePart
	for _, x := range []struct {
		media, name string
		data        []byte
	}{
		{"application/smil", "smil", x.smil},
		{"text/plain", "text.txt", x.text},
		{"image/jpeg", "one.jpg", x.picture},
		{"image/jpeg", "two.jpg", x.picture},
	} {
		p, err := mmspdu.NewAttachment(x.media, x.name, x.data)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	ct, c := wsp.MakeContentType("application/vnd.wap.multipart.related",
		wsp.TextParameter("type", "application/smil"), wsp.TextParameter("start", "<smil>"))
	if c != 0 {
		return nil, c
	}
	if err := m.SetMultipart(ct, parts...); err != nil {
		return nil, err
	}
	return m, m.Check()
}

// readMessage is m written and read again.
func readMessage(tb testing.TB, m *mmspdu.Message) *mmspdu.Message {
	tb.Helper()
	b, err := m.MarshalBinary()
	if err != nil {
		tb.Fatal(err)
	}
	back := new(mmspdu.Message)
	if err := back.UnmarshalBinary(b); err != nil {
		tb.Fatal(err)
	}
	return back
}

// BenchmarkAppend holds the building and the writing of a message against the copying of its octets, into the same room, in the same run.
func BenchmarkAppend(b *testing.B) {
	built := bigSendReq(b)
	octets, err := built.MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	dst := make([]byte, len(octets))
	const name = "pdu=send/parts=4/size=200k/"
	b.Run(name+"op=copy", func(b *testing.B) {
		b.SetBytes(int64(len(octets)))
		b.ReportAllocs()
		for b.Loop() {
			sink += copyOnce(dst, octets)
		}
	})
	for _, x := range []struct {
		state string
		m     *mmspdu.Message
	}{{"built", built}, {"read", readMessage(b, built)}} {
		b.Run(name+"op=append/state="+x.state, func(b *testing.B) {
			b.SetBytes(int64(len(octets)))
			b.ReportAllocs()
			for b.Loop() {
				sink += writeOnce(x.m, dst)
			}
		})
	}
	b.Run(name+"op=build", func(b *testing.B) {
		b.SetBytes(int64(len(octets)))
		b.ReportAllocs()
		x := bigContent()
		for b.Loop() {
			sink += buildOnce(dst, x)
		}
	})
}
