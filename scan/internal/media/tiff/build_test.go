package tiff_test

import (
	"encoding/binary"

	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
)

// order writes numbers in one of the two orders.
type order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// field is an entry to be built: octets, or directories that it points to.
type field struct {
	tag  uint16
	typ  tiff.Type
	data []byte
	subs []directory
}

type directory []field

// builder makes TIFF structures: all directories first, then the values that do not fit into entries.
type builder struct {
	order
	big bool
}

func (o builder) num(n int, v uint64) []byte {
	switch n {
	case 2:
		return o.AppendUint16(nil, uint16(v))
	case 4:
		return o.AppendUint32(nil, uint32(v))
	}
	return o.AppendUint64(nil, v)
}

func (o builder) shorts(tag uint16, v ...uint16) field {
	var b []byte
	for _, x := range v {
		b = o.AppendUint16(b, x)
	}
	return field{tag: tag, typ: tiff.Short, data: b}
}

func (o builder) longs(tag uint16, v ...uint32) field {
	var b []byte
	for _, x := range v {
		b = o.AppendUint32(b, x)
	}
	return field{tag: tag, typ: tiff.Long, data: b}
}

func (o builder) rationals(tag uint16, v ...uint32) field {
	f := o.longs(tag, v...)
	f.typ = tiff.Rational
	return f
}

func text(tag uint16, s string) field {
	return field{tag: tag, typ: tiff.ASCII, data: []byte(s + "\x00")}
}

func pointer(tag uint16, d ...directory) field { return field{tag: tag, typ: tiff.Long, subs: d} }

// build returns the structure whose directories are chained in order.
func (o builder) build(chain ...directory) []byte {
	word, count, head := 4, 2, 8
	if o.big {
		word, count, head = 8, 8, 16
	}
	// First give every directory and every value its place, breadth first.
	var all []directory
	place := map[*field]int{} // index of the first directory of a pointer, or octet of a value
	all = append(all, chain...)
	for i := 0; i < len(all); i++ {
		for j := range all[i] {
			if f := &all[i][j]; f.subs != nil {
				place[f] = len(all)
				all = append(all, f.subs...)
			}
		}
	}
	at, dirs := head, make([]int, len(all))
	for i, d := range all {
		dirs[i] = at
		at += count + len(d)*(4+2*word) + word
	}
	var values []byte
	for _, d := range all {
		for j := range d {
			f := &d[j]
			if f.subs != nil {
				p := place[f]
				f.data = nil
				for k := range f.subs {
					f.data = append(f.data, o.num(word, uint64(dirs[p+k]))...)
				}
				if o.big {
					f.typ = tiff.Long8
				}
			}
			if len(f.data) > word {
				place[f] = at + len(values)
				values = append(values, f.data...)
				values = append(values, make([]byte, len(f.data)&1)...)
			}
		}
	}
	b := []byte("II")
	if o.Uint16([]byte{0, 1}) == 1 {
		b = []byte("MM")
	}
	if o.big {
		b = append(b, o.num(2, 43)...)
		b = append(b, o.num(2, 8)...)
		b = append(b, o.num(2, 0)...)
	} else {
		b = append(b, o.num(2, 42)...)
	}
	b = append(b, o.num(word, uint64(head))...)
	for i, d := range all {
		b = append(b, o.num(count, uint64(len(d)))...)
		for j := range d {
			f := &d[j]
			b = append(b, o.num(2, uint64(f.tag))...)
			b = append(b, o.num(2, uint64(f.typ))...)
			b = append(b, o.num(word, uint64(len(f.data)/f.typ.Size()))...)
			v := f.data
			if len(v) > word {
				v = o.num(word, uint64(place[f]))
			}
			b = append(b, v...)
			b = append(b, make([]byte, word-len(v))...)
		}
		next := 0
		if i+1 < len(chain) {
			next = dirs[i+1]
		}
		b = append(b, o.num(word, uint64(next))...)
	}
	return append(b, values...)
}

// builders are all the forms in which a structure is written.
var builders = map[string]builder{
	"II": {binary.LittleEndian, false}, "MM": {binary.BigEndian, false},
	"II+": {binary.LittleEndian, true}, "MM+": {binary.BigEndian, true},
}

// phone is what a telephone writes into a photo.
func phone(o builder) []byte {
	thumb := directory{o.shorts(0x0103, 6), o.longs(0x0201, 8), o.longs(0x0202, 4)}
	interop := directory{text(0x0001, "R98"), {tag: 0x0002, typ: tiff.Undefined, data: []byte("0100")}}
	exif := directory{
		text(0x9003, "2024:06:01 12:00:00"), pointer(0xA005, interop), text(0xA431, "SN0123456789"), text(0xA434, "Lens 5 mm  "),
	}
	gps := directory{
		{tag: 0, typ: tiff.Byte, data: []byte{2, 3, 0, 0}}, text(1, "N"), o.rationals(2, 60, 1, 10, 1, 10272, 1000),
		text(3, "W"), o.rationals(4, 24, 1, 56, 1, 762, 100),
	}
	sub := directory{o.longs(0x0100, 16)}
	return o.build(directory{
		text(0x010F, "ACME"), text(0x0110, "Phone X1"), o.shorts(0x0112, 6), pointer(0x014A, sub, sub[:1:1]), pointer(0x8769, exif), pointer(0x8825, gps),
	}, thumb)
}
