package fuzz

import (
	"bytes"
	"strconv"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/testdata"
)

// HostileShapes returns messages that are made to cost much: many of something that is small, or broken, or deep. The octets
// are the same on every machine.
func HostileShapes() []Shape {
	mixed := maker.Mixed()
	var list []Shape
	for _, x := range []struct {
		name  string
		parts int
		b     []byte
	}{
		{"pdu=retrieve/shape=entries-tiny", 10000, retrieve().With(mixed, tinyParts(10000)...).Octets()},
		{"pdu=retrieve/shape=entries-lie", 1, retrieve().WithMultipart(mixed, lyingEntries()).Octets()},
		{"pdu=retrieve/shape=nested", 2015, retrieve().WithMultipart(mixed, deepParts(15, 2000)).Octets()},
		{"pdu=retrieve/shape=parameters", 1, ManyParameters(4000)},
		{"pdu=retrieve/shape=headers", 0, ManyHeaders(100000)},
		{"pdu=retrieve/shape=text-open", 0, openText(60000)},
		{"pdu=retrieve/shape=names-open", 1000, retrieve().With(mixed, openNames(1000)...).Octets()},
		{"pdu=retrieve/shape=faults-many", 0, ManyFaults(5000)},
		{"pdu=mbox-view/shape=faults-all", len(faulty()), allFaults()},
	} {
		list = append(list, NewShape(x.name, x.parts, x.b))
	}
	return list
}

func retrieve(fields ...maker.Field) maker.PDU {
	return maker.New(maker.RetrieveConf, "T1", 0x92, fields...)
}

// ManyHeaders is an M-Retrieve.conf with n short recipients.
func ManyHeaders(n int) []byte {
	fields := make([]maker.Field, n)
	for i := range fields {
		fields[i] = maker.H(maker.To, maker.Plain("1"))
	}
	return retrieve(fields...).Octets()
}

// ManyParameters is an M-Retrieve.conf with one part, whose Content-Type has n parameters, each with a name of its own.
func ManyParameters(n int) []byte {
	params := make([]maker.Param, n)
	for i := range params {
		params[i] = maker.X("p"+strconv.Itoa(i), maker.Text("v"))
	}
	return retrieve().With(maker.Mixed(), maker.Part{Type: maker.Type("text/plain", params...)}).Octets()
}

// ManyFaults is an M-Retrieve.conf with n subjects whose Value-length says that there is more behind the text, each followed by a
// transaction id that is no text: many more faults than a wsp.Faults keeps.
func ManyFaults(n int) []byte {
	pair := []byte{0x96, 0x07, 0xEA, 0x7F, 0x80, 0x01, 0x02, 0x03, 0x00, 0x98, 0x80, 0x00}
	return append(retrieve().Octets(), bytes.Repeat(pair, n)...)
}

// ManyParts is an M-Retrieve.conf with n parts of one octet.
func ManyParts(n int) []byte { return retrieve().With(maker.Mixed(), tinyParts(n)...).Octets() }

// LongText is an M-Retrieve.conf whose Subject has n octets.
func LongText(n int) []byte {
	return retrieve(maker.H(maker.Subject, maker.Plain(string(bytes.Repeat([]byte{'a'}, n))))).Octets()
}

// LongPart is an M-Retrieve.conf with one part: text of n octets.
func LongPart(n int) []byte {
	text := bytes.Repeat([]byte("All work and no play. "), n/22+1)[:n]
	return retrieve().With(maker.Mixed(), maker.Attached(maker.PlainText(), "text.txt", text)).Octets()
}

func tinyParts(n int) []maker.Part {
	parts := make([]maker.Part, n)
	for i := range parts {
		parts[i] = maker.Part{Type: maker.Type("text/plain"), Data: []byte{'x'}}
	}
	return parts
}

// lyingEntries says that it has as many parts as an uintvar can, and has one.
func lyingEntries() *maker.Multipart {
	lie := maker.Parts(tinyParts(1)...)
	lie.Entries = maker.Lie(0xFFFFFFFF)
	return lie
}

// deepParts is n parts inside so many multiparts.
func deepParts(levels, n int) *maker.Multipart {
	deep := maker.Parts(tinyParts(n)...)
	for range levels {
		deep = maker.Parts(maker.Part{Type: maker.Mixed(), Parts: deep})
	}
	return deep
}

// openText ends in a Subject of n octets without the NUL.
func openText(n int) []byte {
	return append(append(retrieve().Octets(), 0x96), bytes.Repeat([]byte{'a'}, n)...)
}

// openNames are parts whose headers end in a Content-Location without the NUL.
func openNames(n int) []maker.Part {
	parts := make([]maker.Part, n)
	for i := range parts {
		open := append([]byte{0x8E}, "image-"+strconv.Itoa(i)+".jpg"...)
		parts[i] = maker.Part{Type: maker.Type("image/jpeg"), Headers: []maker.Field{maker.RawField(open...)}, Data: []byte{'x'}}
	}
	return parts
}

// faulty returns the vectors that are PDUs with faults.
func faulty() (list [][]byte) {
	for _, v := range testdata.Vectors() {
		if v.Kind == testdata.KindPDU && v.Lenient == testdata.OK && v.Strict != testdata.OK && len(v.Octets) < kilo {
			list = append(list, v.Octets)
		}
	}
	return list
}

// allFaults is an M-Mbox-View.conf whose descriptions are all PDUs of testdata/vectors that have faults.
func allFaults() []byte {
	var parts []maker.Part
	for _, b := range faulty() {
		parts = append(parts, maker.Part{Type: maker.Type("application/vnd.wap.mms-message"), Data: b})
	}
	return maker.New(maker.MboxViewConf, "T1", 0x92).With(maker.Mixed(), parts...).Octets()
}
