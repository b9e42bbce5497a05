package mmspdu_test

import (
	"strconv"
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// dropPart makes an Edit of p that drops a part, and appends what comes out to dst.
func dropPart(e *mmspdu.Edit, dst []byte, p *mmspdu.PDU, part *wsp.Part) []byte {
	e.Reset(p)
	if e.DropPart(part) != nil {
		return nil
	}
	out, err := e.Append(dst, p.Buffer())
	if err != nil {
		return nil
	}
	return out
}

// setSubject makes an Edit of p that sets one header, and appends what comes out to dst.
func setSubject(e *mmspdu.Edit, dst []byte, p *mmspdu.PDU) []byte {
	e.Reset(p)
	if e.Set(mmspdu.FieldSubject, mmspdu.String("Holiday")) != nil {
		return nil
	}
	out, err := e.Append(dst, p.Buffer())
	if err != nil {
		return nil
	}
	return out
}

// BenchmarkEdit drops one part of ten from a message that was read, or sets a header of it, and writes it, beside a copy of as
// many octets.
func BenchmarkEdit(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"200k", 20 << 10}, {"1M", 102400}} {
		pdu := partsOf(10, size.bytes)
		dst := make([]byte, 0, len(pdu)+100)
		want := len(pdu) * 9 / 10
		b.Run("pdu=retrieve/parts=10/size="+size.name+"/op=copy", func(b *testing.B) {
			b.SetBytes(int64(want))
			for b.Loop() {
				sink += len(append(dst, pdu[:want]...))
			}
		})
		b.Run("pdu=retrieve/parts=10/size="+size.name+"/op=drop", func(b *testing.B) {
			b.SetBytes(int64(want))
			b.ReportAllocs()
			p, part := fifthPart(pdu)
			var e mmspdu.Edit
			for b.Loop() {
				out := dropPart(&e, dst, &p, &part)
				if out == nil {
					b.Fatal("not edited")
				}
				sink += len(out)
			}
		})
		b.Run("pdu=retrieve/parts=10/size="+size.name+"/op=set", func(b *testing.B) {
			b.SetBytes(int64(len(pdu)))
			b.ReportAllocs()
			p, _ := fifthPart(pdu)
			var e mmspdu.Edit
			for b.Loop() {
				out := setSubject(&e, dst, &p)
				if out == nil {
					b.Fatal("not edited")
				}
				sink += len(out)
			}
		})
	}
}

// fifthPart reads a message of ten parts.
func fifthPart(b []byte) (p mmspdu.PDU, part wsp.Part) {
	p, _ = mmspdu.Parse(b)
	c := p.PartCursor()
	for c.Next() {
		if part = c.Part(); part.Index() == 4 {
			break
		}
	}
	return p, part
}

// partsOf is an M-Retrieve.conf of n parts of so many octets each.
func partsOf(n, size int) []byte {
	m := mmspdu.NewMessage(mmspdu.TypeRetrieveConf, mmspdu.Version12)
	_ = m.Set(mmspdu.FieldDate, mmspdu.Date(1714226304))
	_ = m.Set(mmspdu.FieldMessageID, mmspdu.String("a1b2c3@mmsc.example"))
	_ = m.Set(mmspdu.FieldFrom, mmspdu.String("+15550100123/TYPE=PLMN"))
	parts := make([]*mmspdu.MessagePart, 0, n)
	for i := range n {
		data := make([]byte, size)
		for j := range data {
			data[j] = byte(j*31 + i)
		}
		p, _ := mmspdu.NewAttachment("image/jpeg", "img"+strconv.Itoa(i+1)+".jpg", data)
		parts = append(parts, p)
	}
	_ = m.SetMultipart([]byte{0xA3}, parts...)
	b, _ := m.MarshalBinary()
	return b
}
