package scan

import (
	"encoding/binary"
	"slices"
)

// The messages and files of these tests are built here, octet by octet: headers only, without code, so that nothing in
// them can be run.

// field is one header of a PDU: the octet of its name and its value.
func field(name byte, value ...byte) []byte { return append([]byte{name}, value...) }

// text is a Text-string.
func text(s string) []byte {
	b := append([]byte(s), 0)
	if len(s) > 0 && (s[0] >= 0x80 || s[0] == '"') {
		b = slices.Insert(b, 0, 0x7F)
	}
	return b
}

func textField(name byte, s string) []byte { return field(name, text(s)...) }

func uintvar(v uint32) []byte {
	b := []byte{byte(v & 0x7F)}
	for v >>= 7; v > 0; v >>= 7 {
		b = slices.Insert(b, 0, byte(v&0x7F|0x80))
	}
	return b
}

// lengthOf puts a Value-length in front of b.
func lengthOf(b []byte) []byte {
	if len(b) <= 30 {
		return append([]byte{byte(len(b))}, b...)
	}
	return slices.Concat([]byte{31}, uintvar(uint32(len(b))), b)
}

// address is an Encoded-string-value in From.
func from(s string) []byte { return field(0x89, lengthOf(append([]byte{0x80}, text(s)...))...) }

// contentType is a Content-type-value with its parameters.
func contentType(media string, params ...[]byte) []byte {
	return lengthOf(slices.Concat(append([][]byte{text(media)}, params...)...))
}

func nameParam(s string) []byte  { return append([]byte{0x85}, text(s)...) }
func startParam(s string) []byte { return append([]byte{0x8A}, text(s)...) }

// entry is one entry of a multipart.
func entry(ct []byte, headers []byte, data []byte) []byte {
	return slices.Concat(uintvar(uint32(len(ct)+len(headers))), uintvar(uint32(len(data))), ct, headers, data)
}

func named(media, name string, data []byte) []byte {
	return entry(contentType(media, nameParam(name)), nil, data)
}

func contentID(s string) []byte {
	return slices.Concat([]byte{0xC0, '"'}, []byte("<"+s+">"), []byte{0})
}

func location(s string) []byte { return append([]byte{0x8E}, text(s)...) }

func filename(s string) []byte {
	return append([]byte{0xAE}, lengthOf(slices.Concat([]byte{0x81, 0x86}, text(s)))...)
}

func encoding(s string) []byte { return slices.Concat(text("Content-Transfer-Encoding"), text(s)) }

// retrieve is an M-Retrieve.conf with the headers and the entries given; mixed.
func retrieve(headers [][]byte, entries ...[]byte) []byte {
	return multipart(0x84, headers, uint32(len(entries)), entries...)
}

func multipart(typ byte, headers [][]byte, n uint32, entries ...[]byte) []byte {
	head := [][]byte{{0x8C, typ}, textField(0x98, "t1"), {0x8D, 0x92}}
	head = append(head, headers...)
	head = append(head, []byte{0x84, 0xA3}, uintvar(n))
	return slices.Concat(append(head, entries...)...)
}

// message is a delivered message of the ordinary headers and the entries given.
func message(entries ...[]byte) []byte {
	return retrieve([][]byte{{0x85, 4, 0x65, 0, 0, 0}, from("+15550100/TYPE=PLMN"), textField(0x97, "+15550101/TYPE=PLMN")}, entries...)
}

// notification is an M-Notification.ind that points at url.
func notification(typ byte, url string) []byte {
	return slices.Concat([]byte{0x8C, typ}, textField(0x98, "t1"), []byte{0x8D, 0x92, 0x8A, 0x80, 0x8E, 1, 1, 0x88, 5, 0x81, 3, 1, 0x51, 0x80},
		textField(0x83, url))
}

// tag is one entry of a TIFF directory: a text, or numbers of four octets.
type tag struct {
	number uint16
	text   string
	longs  []uint32
	ratios []uint32
}

// directory writes a little-endian TIFF directory at off: the directory, then the values that do not fit in it.
func directory(off uint32, tags ...tag) []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(len(tags)))
	at := off + 2 + 12*uint32(len(tags)) + 4
	var values []byte
	for _, t := range tags {
		typ, count, value := uint16(4), uint32(len(t.longs)), []byte(nil)
		switch {
		case t.text != "":
			typ, value = 2, append([]byte(t.text), 0)
			count = uint32(len(value))
		case t.ratios != nil:
			typ, count = 5, uint32(len(t.ratios)/2)
			for _, v := range t.ratios {
				value = binary.LittleEndian.AppendUint32(value, v)
			}
		default:
			for _, v := range t.longs {
				value = binary.LittleEndian.AppendUint32(value, v)
			}
		}
		b = binary.LittleEndian.AppendUint16(b, t.number)
		b = binary.LittleEndian.AppendUint16(b, typ)
		b = binary.LittleEndian.AppendUint32(b, count)
		if len(value) <= 4 {
			b = append(b, append(value, 0, 0, 0, 0)[:4]...)
			continue
		}
		b = binary.LittleEndian.AppendUint32(b, at+uint32(len(values)))
		values = append(values, value...)
	}
	return append(append(b, 0, 0, 0, 0), values...)
}

// exif is a TIFF block with the tags of IFD0 and, where there are any, those of the Exif and the GPS directory.
func exif(main, sub, gps []tag) []byte {
	head := []byte{'I', 'I', 42, 0, 8, 0, 0, 0}
	pointers := []tag{{number: 0x8769, longs: []uint32{0}}, {number: 0x8825, longs: []uint32{0}}}
	used := 0
	if sub != nil {
		used++
	}
	if gps != nil {
		used++
	}
	size := uint32(len(directory(8, append(slices.Clone(main), pointers[:used]...)...)))
	all, tail := slices.Clone(main), []byte(nil)
	for i, tags := range [][]tag{sub, gps} {
		if tags == nil {
			continue
		}
		at := 8 + size + uint32(len(tail))
		all = append(all, tag{number: []uint16{0x8769, 0x8825}[i], longs: []uint32{at}})
		tail = append(tail, directory(at, tags...)...)
	}
	return slices.Concat(head, directory(8, all...), tail)
}

// paris is a GPS directory with 48.85837 N, 2.29448 E, the example of the documentation.
func paris() []tag {
	return []tag{
		{number: 1, text: "N"}, {number: 2, ratios: []uint32{48, 1, 51, 1, 30132, 1000}},
		{number: 3, text: "E"}, {number: 4, ratios: []uint32{2, 1, 17, 1, 40128, 1000}},
	}
}

// photo is a JPEG file: an Exif segment if there is a block, the segments that every file has, and n octets of coded
// data.
func photo(block []byte, n int) []byte {
	segment := func(marker byte, data []byte) []byte {
		return append([]byte{0xFF, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}, data...)
	}
	b := []byte{0xFF, 0xD8}
	b = append(b, segment(0xE0, []byte("JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"))...)
	if block != nil {
		b = append(b, segment(0xE1, append([]byte("Exif\x00\x00"), block...))...)
	}
	b = append(b, segment(0xDB, make([]byte, 65))...)
	b = append(b, segment(0xC0, []byte{8, 0, 16, 0, 16, 1, 1, 0x11, 0})...)
	b = append(b, segment(0xC4, append([]byte{0}, make([]byte, 28)...))...)
	b = append(b, segment(0xDA, []byte{1, 1, 0, 0, 63, 0})...)
	x := uint32(1)
	for range n { // as it is in coded data, an FF in some 256 octets, followed by 00
		x = x*1664525 + 1013904223
		c := byte(x >> 24)
		if b = append(b, c); c == 0xFF {
			b = append(b, 0)
		}
	}
	return append(b, 0xFF, 0xD9)
}

// zipOf is a ZIP archive of empty, stored members.
func zipOf(names ...string) []byte {
	var b, dir []byte
	le16, le32 := binary.LittleEndian.AppendUint16, binary.LittleEndian.AppendUint32
	for _, n := range names {
		at := uint32(len(b))
		b = append(b, "PK\x03\x04"...)
		b = append(b, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0)
		b = le32(le32(le32(b, 0), 0), 0)
		b = append(le16(le16(b, uint16(len(n))), 0), n...)
		dir = append(dir, "PK\x01\x02"...)
		dir = append(dir, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0)
		dir = le32(le32(le32(dir, 0), 0), 0)
		dir = le16(le16(le16(le16(le16(dir, uint16(len(n))), 0), 0), 0), 0)
		dir = append(le32(le32(dir, 0), at), n...)
	}
	start := uint32(len(b))
	b = append(b, dir...)
	b = append(b, "PK\x05\x06\x00\x00\x00\x00"...)
	b = le16(le16(b, uint16(len(names))), uint16(len(names)))
	b = le32(le32(b, uint32(len(dir))), start)
	return le16(b, 0)
}

// peFile is the headers of a Windows program, with nothing in it.
func peFile() []byte {
	b := make([]byte, 512)
	copy(b, "MZ")
	b[0x3C] = 0x80
	copy(b[0x80:], "PE\x00\x00\x4c\x01")
	return b
}

func elfFile() []byte {
	b := make([]byte, 64)
	copy(b, "\x7FELF\x02\x01\x01")
	b[16], b[18], b[20] = 3, 0xB7, 1
	return b
}

func dexFile() []byte {
	b := make([]byte, 112)
	copy(b, "dex\n035\x00")
	binary.LittleEndian.PutUint32(b[32:], 112)
	binary.LittleEndian.PutUint32(b[36:], 112)
	binary.LittleEndian.PutUint32(b[40:], 0x12345678)
	return b
}

func sisFile() []byte {
	b := make([]byte, 256)
	copy(b[4:], "\x6D\x00\x00\x10\x19\x04\x00\x10")
	return b
}

func apkFile() []byte { return zipOf("META-INF/CERT.SF", "classes.dex", "AndroidManifest.xml") }

func pngFile() []byte {
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0DIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55"),
		[]byte("\x00\x00\x00\x00IEND\xae\x42\x60\x82"))
}
