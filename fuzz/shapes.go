package fuzz

import (
	"fmt"
	"strconv"

	"github.com/mmsguard/mmsguard/fuzz/maker"
)

// A Shape is a message for benchmarks. Its name is the first keys of a benchmark's name, such as
// "pdu=retrieve/parts=3/size=200k", in the form that benchstat can pivot by; table/keys.go has all keys and their order.
type Shape struct {
	Name   string
	Parts  int // on all levels
	Octets []byte
}

// The units of sizes in names.
const (
	kilo = 1 << 10
	mega = 1 << 20
)

// Shapes returns well-formed messages, from the smallest to one of 8 MiB, with up to 1,000 parts. The octets are the same
// on every machine.
func Shapes() []Shape {
	list := []Shape{
		NewShape("pdu=notification", 0, smallNotification()),
		NewShape("pdu=notification", 0, fullNotification()),
	}
	for _, x := range []struct{ parts, size int }{
		{1, 30 * kilo}, {3, 200 * kilo}, {10, mega}, {100, mega}, {1000, mega}, {10, 8 * mega},
	} {
		list = append(list, NewShape("pdu=retrieve", x.parts, Retrieve(x.parts, x.size)))
	}
	return list
}

// NewShape names a message: the first keys are given, parts and size follow.
func NewShape(pdu string, parts int, b []byte) Shape {
	return Shape{fmt.Sprintf("%s/parts=%d/size=%s", pdu, parts, SizeName(len(b))), parts, b}
}

// SizeName rounds a number of octets to what a reader of a table can take in: "139", "200k", "8M".
func SizeName(n int) string {
	switch {
	case n >= mega-mega/20:
		return strconv.Itoa((n+mega/2)/mega) + "M"
	case n >= kilo:
		return strconv.Itoa((n+kilo/2)/kilo) + "k"
	}
	return strconv.Itoa(n)
}

// smallNotification is an M-Notification.ind with what is mandatory.
func smallNotification() []byte {
	return maker.New(maker.NotificationInd, "7", 0x90,
		maker.H(maker.MessageClass, maker.Octet(0x80)),
		maker.H(maker.MessageSize, maker.Long(30000)),
		maker.H(maker.Expiry, maker.Relative(86400)),
		maker.H(maker.ContentLocation, maker.Text("http://mmsc.example/7"))).Octets()
}

// fullNotification has the nine fields that relays send.
func fullNotification() []byte {
	return maker.New(maker.NotificationInd, "T2024-0427-155824", 0x92,
		maker.H(maker.From, maker.Address(maker.Plain("+15550100123/TYPE=PLMN"))),
		maker.H(maker.Subject, maker.Encoded(maker.UTF8, "Žluťoučký kůň")),
		maker.H(maker.MessageClass, maker.Octet(0x80)),
		maker.H(maker.MessageSize, maker.Long(212000)),
		maker.H(maker.Expiry, maker.Relative(604800)),
		maker.H(maker.ContentLocation, maker.Text("http://mmsc.example.net/servlets/mms?id=2024042715"))).Octets()
}

// Retrieve is a well-formed M-Retrieve.conf with so many pictures and about so many octets in all. The data are no pictures:
// nothing in them looks like the beginning of anything.
func Retrieve(parts, size int) []byte {
	head := []maker.Field{
		maker.H(maker.Date, maker.Long(1714226304)),
		maker.H(maker.From, maker.Address(maker.Plain("+15550100123/TYPE=PLMN"))),
		maker.H(maker.To, maker.Plain("+15550100456/TYPE=PLMN")),
		maker.H(maker.Subject, maker.Encoded(maker.UTF8, "Dovolená")),
		maker.H(maker.MessageClass, maker.Octet(0x80)),
		maker.H(maker.MessageID, maker.Text("a1b2c3d4@mmsc.example")),
	}
	const headers = 70 // octets of one part's headers, about
	list := make([]maker.Part, 0, parts)
	for i := range parts {
		data := make([]byte, max(size/max(parts, 1)-headers, 0))
		for k := range data {
			data[k] = byte(k*31+i) | 1
		}
		list = append(list, maker.Attached(maker.Type("image/jpeg"), "img"+strconv.Itoa(i+1)+".jpg", data))
	}
	return maker.New(maker.RetrieveConf, "T1", 0x92, head...).With(maker.Mixed(), list...).Octets()
}
