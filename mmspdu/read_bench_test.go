package mmspdu_test

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
)

// readNotification is what a gateway asks of a notification: parse, then nine fields. It returns a sum so that nothing is
// optimised away.
func readNotification(b []byte) int {
	p, err := mmspdu.Parse(b)
	if err != nil {
		return -1
	}
	n := int(p.Type())
	if v, ok := p.Version(); ok {
		n += int(v)
	}
	if t, ok := p.TransactionID(); ok {
		n += t.Len()
	}
	if f, ok := p.From(); ok {
		n += f.Address.Text.Len()
	}
	if t, ok := p.Subject(); ok {
		n += t.Len()
	}
	if c, ok := p.MessageClass(); ok {
		n += int(c)
	}
	if v, ok := p.MessageSize(); ok {
		n += int(v)
	}
	if e, ok := p.Expiry(); ok {
		n += int(e.Seconds)
	}
	if t, ok := p.ContentLocation(); ok {
		n += t.Len()
	}
	return n
}

// readParts parses a message and reads type, id, name, location and data of every part.
func readParts(d *mmspdu.Decoder, b []byte) int {
	p, err := d.Parse(b)
	if err != nil {
		return -1
	}
	n := 0
	c := p.PartCursor()
	for c.Next() {
		part := c.Part()
		n += len(part.ContentType()) + part.ContentID().Len() + part.Name().Len() + part.Location().Len() + len(part.Data())
	}
	return n
}

var sink int

func corpusPDU(b *testing.B, name string) []byte {
	return corpustest.Read(b, "pdu/"+name)
}

// tenParts is an M-Retrieve.conf of about 1 MiB in ten parts.
func tenParts() []byte {
	b := []byte("\x8C\x84\x98T1\x00\x8D\x92\x85\x04\x66\x2D\x04\x80\x89\x18\x80+15550100123/TYPE=PLMN\x00\x96Holiday\x00\x84\xA3\x0A")
	for i := range 10 {
		id := byte('0' + i)
		headers := []byte("\x0B\x9E\x85img" + string(id) + ".jpg\x00\xC0\x22<img" + string(id) + ">\x00\x8Eimg" + string(id) + ".jpg\x00")
		b = append(b, byte(len(headers)), 0x86, 0xA0, 0x00)
		b = append(b, headers...)
		b = append(b, bytes.Repeat([]byte{0x55, 0xAA, 0x00, 0xFF}, 0x6<<14/4+0x20<<7/4)...)
	}
	return b
}

func BenchmarkRead(b *testing.B) {
	b.Run("pdu=notification/op=touch", func(b *testing.B) { benchTouch(b, corpusPDU(b, "mmsd/ni-mms-1-3-con-271.mms")) })
	b.Run("pdu=notification/op=read", func(b *testing.B) {
		pdu := corpusPDU(b, "mmsd/ni-mms-1-3-con-271.mms")
		b.ReportAllocs()
		for b.Loop() {
			sink += readNotification(pdu)
		}
	})
	b.Run("pdu=notification/op=read/fault=truncated", func(b *testing.B) {
		pdu := corpusPDU(b, "mmsd/ni-mms-1-3-con-271.mms")
		b.ReportAllocs()
		for b.Loop() {
			sink += readNotification(pdu[:len(pdu)-1]) // the last text has no End-of-string
		}
	})
	for _, x := range []struct{ name, file string }{
		{"send-req/size=214k", "python-messaging/iPhone.mms"},
		{"retrieve-conf/size=44k", "python-messaging/TOMSLOT.MMS"},
		{"retrieve-conf/size=1M/parts=10", ""},
	} {
		pdu := tenParts()
		if x.file != "" {
			pdu = corpusPDU(b, x.file)
		}
		b.Run("pdu="+x.name+"/op=touch", func(b *testing.B) { benchTouch(b, pdu) })
		b.Run("pdu="+x.name+"/op=read", func(b *testing.B) {
			var d mmspdu.Decoder
			b.ReportAllocs()
			for b.Loop() {
				sink += readParts(&d, pdu)
			}
		})
		b.Run("pdu="+x.name+"/op=read/fault=truncated", func(b *testing.B) {
			var d mmspdu.Decoder
			b.ReportAllocs()
			for b.Loop() {
				sink += readParts(&d, pdu[:len(pdu)-1]) // the last part is one octet short
			}
		})
	}
}

func benchTouch(b *testing.B, pdu []byte) {
	out := make([]fuzz.Extent, 1<<10)
	if n, _ := fuzz.Touch(pdu, out); n < 0 {
		b.Fatal("the yardstick cannot walk this input")
	}
	b.ReportAllocs()
	for b.Loop() {
		n, sum := fuzz.Touch(pdu, out)
		sink += n + int(sum)
	}
}

// manyParts is a message of n empty parts, manyHeaders one of n To headers.
func manyParts(n int) []byte {
	b := []byte("\x8C\x84\x8D\x92\x85\x01\x01\x84\xA3")
	b = append(b, 0x80|byte(n>>14), 0x80|byte(n>>7)&0xFF, byte(n&0x7F))
	for range n {
		b = append(b, 1, 0, 0x83)
	}
	return b
}

func manyHeaders(n int) []byte {
	b := []byte("\x8C\x80\x98t\x00\x8D\x92")
	for range n {
		b = append(b, 0x97, '1', 0)
	}
	return b
}

func BenchmarkMany(b *testing.B) {
	d := mmspdu.Decoder{Limits: mmspdu.Limits{Headers: -1, Fields: -1, Parts: -1}}
	for _, n := range []int{1000, 10000, 100000} {
		parts, headers := manyParts(n), manyHeaders(n)
		each := func(name, unit string, pdu []byte, op func(*mmspdu.Decoder, []byte) int) {
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					sink += op(&d, pdu)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/"+unit)
			})
		}
		each("parts="+itoa(n)+"/op=parse", "part", parts, parseOnly)
		each("parts="+itoa(n)+"/op=read", "part", parts, readParts)
		each("headers="+itoa(n)+"/op=parse", "header", headers, parseOnly)
		each("headers="+itoa(n)+"/op=read", "header", headers, readHeaders)
	}
}

func parseOnly(d *mmspdu.Decoder, b []byte) int {
	p, err := d.Parse(b)
	if err != nil {
		return -1
	}
	return int(p.Type())
}

func readHeaders(d *mmspdu.Decoder, b []byte) int {
	p, err := d.Parse(b)
	if err != nil {
		return -1
	}
	n := 0
	c := p.HeaderCursor()
	for c.Next() {
		h := c.Header()
		n += len(h.Raw())
	}
	return n
}

func itoa(n int) string {
	s := ""
	for ; n > 0; n /= 10 {
		s = string(rune('0'+n%10)) + s
	}
	return s
}
