package scan

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
)

// photoMessage is a clean delivered message of about 200 KiB: a SMIL presentation, a text, two photos and a small one,
// with Exif data that give nothing away.
func photoMessage() []byte {
	plainExif := exif([]tag{{number: 0x0112, longs: []uint32{1}}}, []tag{{number: 0x9000, text: "0232"}}, nil)
	smil := []byte(`<smil><head><layout><region id="Image" height="100%" width="100%"/></layout></head>` +
		`<body><par dur="5000ms"><img src="IMG_0001.jpg" region="Image"/><text src="text.txt"/></par></body></smil>`)
	return message(
		named("application/smil", "smil.xml", smil),
		named("text/plain", "text.txt", []byte("Greetings from the lake! See you on Sunday.")),
		entry(contentType("image/jpeg", nameParam("IMG_0001.jpg")), slices.Concat(contentID("IMG_0001.jpg"), location("IMG_0001.jpg")),
			photo(plainExif, 98<<10)),
		entry(contentType("image/jpeg", nameParam("IMG_0002.jpg")), slices.Concat(contentID("IMG_0002.jpg"), location("IMG_0002.jpg")),
			photo(plainExif, 96<<10)),
		named("image/jpeg", "small.jpg", photo(nil, 4<<10)),
	)
}

// scanOnce is what the benchmarks time and what the allocation tests count.
func scanOnce(s *Scanner, b []byte) Verdict {
	r, err := s.Scan(context.Background(), b)
	if err != nil || !r.Complete {
		return VerdictNotInspected
	}
	return r.Verdict
}

// indexOnce is the yardstick: the fastest look at every octet that there is. It finds what does not occur.
func indexOnce(b []byte) int {
	n := 0
	for len(b) > 0 {
		i := bytes.IndexByte(b, 0xF7)
		if i < 0 {
			return n
		}
		n++
		b = b[i+1:]
	}
	return n
}

// BenchmarkScan is a warm scanner on clean messages, on one that leaks, and on hostile ones, within the default limits.
func BenchmarkScan(b *testing.B) {
	photos, leaks := photoMessage(), message(named("image/jpeg", "a.jpg", photo(exif([]tag{{number: tagMake, text: "Fictor"}},
		[]tag{{number: tagBodySerial, text: "SN1"}}, paris()), 96<<10)))
	// The yardstick must run through: without the octet that it looks for.
	plain := bytes.ReplaceAll(photos, []byte{0xF7}, []byte{0xF6})
	var s Scanner
	scan := func(m []byte) int { return int(scanOnce(&s, m)) }
	type input struct {
		name string
		b    []byte
		f    func([]byte) int
	}
	photoShape := fuzz.NewShape("pdu=retrieve/shape=photos", 5, photos)
	inputs := []input{{photoShape.Name + "/op=index", plain, indexOnce}}
	for _, x := range append([]fuzz.Shape{
		photoShape,
		fuzz.NewShape("pdu=notification", 0, notification(0x82, "http://mmsc.example.net/mms?id=1")),
		fuzz.NewShape("pdu=retrieve/shape=text", 1, message(named("text/plain", "a.txt", []byte("hi")))),
		fuzz.NewShape("pdu=retrieve/shape=leaks", 1, leaks),
		fuzz.NewShape("pdu=retrieve", 10, fuzz.Retrieve(10, 8<<20)),
	}, fuzz.HostileShapes()...) {
		inputs = append(inputs, input{x.Name + "/op=scan", x.Octets, scan})
	}
	for _, c := range inputs {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.b)))
			n := 0
			for b.Loop() {
				n += c.f(c.b)
			}
			if n < 0 {
				b.Fatal("unreachable")
			}
		})
	}
}
