package classify

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	stdpng "image/png"
	"io"
	"strings"
	"unicode/utf16"
)

// sample is a file built in code: headers and filler, no code that runs and nothing that exploits anything.
type sample struct {
	name string // the row of threats.md §17, where it is one
	want Format
	data []byte
	also Format // a second format that must be found too
}

var le, be = binary.LittleEndian, binary.BigEndian

// filler returns n octets that look like nothing.
func filler(n int) []byte {
	b := make([]byte, n)
	x := uint32(2463534242)
	for i := range b {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		b[i] = byte(x >> 8)
	}
	return b
}

// head returns s followed by filler up to n octets.
func sampleHead(s string, n int) []byte { return append([]byte(s), filler(max(0, n-len(s)))...) }

// zeros returns s followed by zeros up to n octets.
func zeros(s string, n int) []byte { return append([]byte(s), make([]byte, max(0, n-len(s)))...) }

// patch returns b with s written at octet at.
func patch(b []byte, at int, s string) []byte {
	copy(b[at:], s)
	return b
}

func l16(v uint16) string { return string(le.AppendUint16(nil, v)) }
func l32(v uint32) string { return string(le.AppendUint32(nil, v)) }
func b16(v uint16) string { return string(be.AppendUint16(nil, v)) }
func b32(v uint32) string { return string(be.AppendUint32(nil, v)) }

// boxes

func isoBox(kind, data string) string { return b32(uint32(len(data)+8)) + kind + data }

func ftyp(brands ...string) string {
	return isoBox("ftyp", brands[0]+"\x00\x00\x00\x00"+strings.Join(brands[1:], ""))
}

func movie(brands ...string) []byte {
	return sampleHead(ftyp(brands...)+isoBox("free", "")+"\x00\x00\x40\x00mdat", 800)
}

func heif(brands ...string) []byte {
	return sampleHead(ftyp(brands...)+isoBox("meta", "\x00\x00\x00\x00"+isoBox("hdlr", "\x00\x00\x00\x00\x00\x00\x00\x00pict"+strings.Repeat("\x00", 13))), 700)
}

func riffFile(form, data string) []byte {
	return []byte("RIFF" + l32(uint32(len(data)+4)) + form + data)
}

func chunkRIFF(id, data string) string { return id + l32(uint32(len(data))) + data }

func qcp(guid string) []byte {
	format := "\x01\x00" + guid + "\x02\x00" + zeroText("Codec", 80) + strings.Repeat("\x00", 48)
	return riffFile("QLCM", chunkRIFF("fmt ", format)+chunkRIFF("vrat", strings.Repeat("\x00", 8))+chunkRIFF("data", string(filler(200))))
}

func zeroText(s string, n int) string { return string(zeros(s, n)) }

func picture() image.Image {
	m := image.NewPaletted(image.Rect(0, 0, 16, 12), color.Palette{color.White, color.Black, color.RGBA{200, 30, 40, 255}})
	for i := range m.Pix {
		m.Pix[i] = uint8(i % 3)
	}
	return m
}

func encode(f func(io.Writer) error) []byte {
	var b bytes.Buffer
	if err := f(&b); err != nil {
		return nil
	}
	return b.Bytes()
}

func jpegFile() []byte {
	return encode(func(w io.Writer) error { return jpeg.Encode(w, picture(), nil) })
}
func pngFile() []byte { return encode(func(w io.Writer) error { return stdpng.Encode(w, picture()) }) }
func gifFile() []byte {
	return encode(func(w io.Writer) error { return gif.Encode(w, picture(), nil) })
}

// apng puts an animation control chunk behind the header chunk.
func apng() []byte {
	b := pngFile()
	const ihdr = 8 + 25
	actl := "\x00\x00\x00\x08acTL\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00"
	return append(append(bytes.Clone(b[:ihdr]), actl...), b[ihdr:]...)
}

// zipFile makes an archive of stored members, in order; a member is a name, or a name, an equals sign and its data.
func zipFile(members ...string) []byte {
	return encode(func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, m := range members {
			name, data, _ := strings.Cut(m, "=")
			f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				return err
			}
			if _, err := f.Write([]byte(data)); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

// stored makes an archive whose local headers state the sizes, as ODF and EPUB ask for.
func stored(members ...string) []byte {
	return encode(func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, m := range members {
			name, data, _ := strings.Cut(m, "=")
			f, err := z.CreateRaw(&zip.FileHeader{
				Name: name, Method: zip.Store, CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
			})
			if err != nil {
				return err
			}
			if _, err := f.Write([]byte(data)); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

func resources(n int) (s []string) {
	for i := range n {
		s = append(s, "res/drawable/icon"+string(rune('A'+i%26))+strings.Repeat("x", i/26)+".png=PNG")
	}
	return s
}

func ooxml(main string, more ...string) []byte {
	return zipFile(append([]string{"[Content_Types].xml=<Types/>", "_rels/.rels=<R/>", main + "=<d/>"}, more...)...)
}

// cfb makes a compound file of three sectors: the allocation table and two directory sectors.
func cfb(clsid string, streams ...string) []byte {
	b := make([]byte, 512*4)
	copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	copy(b[24:], "\x3E\x00\x03\x00\xFE\xFF\x09\x00\x06\x00")
	le.PutUint32(b[44:], 1)          // sectors of the table
	le.PutUint32(b[48:], 1)          // first directory sector
	le.PutUint32(b[56:], 4096)       // mini stream cutoff
	le.PutUint32(b[60:], 0xFFFFFFFE) // no mini table
	le.PutUint32(b[68:], 0xFFFFFFFE) // no more table sectors
	for i := 76; i < 512; i += 4 {
		le.PutUint32(b[i:], 0xFFFFFFFF)
	}
	le.PutUint32(b[76:], 0) // the table is in sector 0
	for i := 512; i < 1024; i += 4 {
		le.PutUint32(b[i:], 0xFFFFFFFF)
	}
	le.PutUint32(b[512:], 0xFFFFFFFD)
	le.PutUint32(b[516:], 2)
	le.PutUint32(b[520:], 0xFFFFFFFE)
	for i, name := range append([]string{"Root Entry"}, streams...) {
		e := b[1024+128*i:]
		for j, r := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*j:], r)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66] = 2
		if i == 0 {
			e[66] = 5
			copy(e[80:], clsid)
		}
	}
	return b
}

func utf16Text(s string, order binary.AppendByteOrder, bom bool) []byte {
	var b []byte
	if bom {
		b = order.AppendUint16(b, 0xFEFF)
	}
	for _, r := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, r)
	}
	return b
}

func mp3Frames(n int) []byte {
	var b []byte
	for range n { // MPEG-1 layer III, 128 kbit/s, 44,100 Hz: 417 octets
		b = append(b, "\xFF\xFB\x90\x64"...)
		b = append(b, bytes.Repeat([]byte{0x55}, 413)...)
	}
	return b
}

func adts(n int) []byte {
	var b []byte
	for range n { // AAC LC, 44,100 Hz, stereo, 64 octets
		b = append(b, 0xFF, 0xF1, 0x50, 0x80, 64>>3, 64<<5&0xFF|0x1F, 0xFC)
		b = append(b, filler(57)...)
	}
	return b
}

func tagged(data []byte) []byte {
	tag := "TIT2\x00\x00\x00\x05\x00\x00\x00song"
	return append([]byte("ID3\x03\x00\x00\x00\x00\x00"+string(rune(len(tag)))+tag), data...)
}

func oggPage(packet string) []byte {
	return append([]byte("OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x01\x02\x03\x04\x00\x00\x00\x00\x01\x02\x03\x04\x01"+string([]byte{byte(len(packet))})+packet), filler(200)...)
}

func ebmlFile(doctype string) []byte {
	h := "\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82" + string([]byte{0x80 | byte(len(doctype))}) + doctype
	return sampleHead("\x1A\x45\xDF\xA3"+string([]byte{0x80 | byte(len(h))})+h+"\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 500)
}

// tiffFile is a TIFF with one directory of SHORT and BYTE entries.
func tiffFile(o binary.AppendByteOrder, tags ...uint16) []byte {
	b := []byte("II*\x00")
	if o == binary.AppendByteOrder(be) {
		b = []byte("MM\x00*")
	}
	b = o.AppendUint32(b, 8)
	b = o.AppendUint16(b, uint16(len(tags)))
	for _, t := range tags {
		b = o.AppendUint16(b, t)
		b = o.AppendUint16(b, 1)
		b = o.AppendUint32(b, 4)
		b = append(b, 1, 4, 0, 0)
	}
	b = o.AppendUint32(b, 0)
	return append(b, filler(100)...)
}

func pe() []byte {
	b := zeros("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF", 512)
	patch(b, 0x3C, l32(0x80))
	return patch(b, 0x80, "PE\x00\x00\x64\x86")
}

func elfFile() []byte {
	return zeros("\x7FELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\xB7\x00\x01\x00\x00\x00", 64)
}

func dexFile() []byte {
	b := zeros("dex\n035\x00", 112)
	patch(b, 32, l32(112))
	patch(b, 36, l32(0x70))
	return patch(b, 40, "\x78\x56\x34\x12")
}

func dmg() []byte {
	b := encode(func(w io.Writer) error {
		z := zlib.NewWriter(w)
		_, _ = z.Write(filler(900))
		return z.Close()
	})
	return append(b, zeros("koly\x00\x00\x00\x04\x00\x00\x02\x00", 512)...)
}

func iso() []byte {
	b := make([]byte, 18*2048)
	patch(b, 16*2048, "\x01CD001\x01\x00")
	return patch(b, 17*2048, "\xFFCD001\x01")
}

func dcf() []byte {
	const t, u = "image/jpeg", "cid:photo@example.com"
	return append([]byte("\x01"+string([]byte{byte(len(t)), byte(len(u))})+t+u+"\x12\x34"+"Encryption-Method: AES128CBC\r\n"), filler(300)...)
}

func tarFile() []byte {
	return encode(func(w io.Writer) error {
		z := tar.NewWriter(w)
		if err := z.WriteHeader(&tar.Header{Name: "a.txt", Size: 2, Mode: 0o644, Format: tar.FormatUSTAR}); err != nil {
			return err
		}
		if _, err := z.Write([]byte("hi")); err != nil {
			return err
		}
		return z.Close()
	})
}

func jp2() []byte {
	return sampleHead("\x00\x00\x00\x0CjP  \r\n\x87\n"+ftyp("jp2 ", "jp2 ")+isoBox("jp2h", isoBox("ihdr", strings.Repeat("\x00", 14))), 300)
}

func wbmpFile(w, h int) []byte {
	b := []byte{0, 0}
	for _, v := range []int{w, h} {
		if v > 127 {
			b = append(b, byte(v>>7)|0x80)
		}
		b = append(b, byte(v&0x7F))
	}
	return append(b, filler((w+7)/8*h)...)
}

func jpegWithComment(s string) []byte {
	b := jpegFile()
	com := "\xFF\xFE" + b16(uint16(len(s)+2)) + s
	return append(append(bytes.Clone(b[:2]), com...), b[2:]...)
}

const (
	svgBody  = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>`
	smilBody = "<smil><head><layout><root-layout width=\"160\" height=\"140\"/></layout></head><body><par dur=\"5s\"><img src=\"a.jpg\"/></par></body></smil>"
	vcardEnd = "N:Doe;Jane\r\nFN:Jane Doe\r\nTEL;CELL:+15550100\r\nEND:VCARD\r\n"
	sentence = "Dear Sir, the quick brown fox jumps over the lazy dog, \xc3\xa4nd then some more of it.\n"
	msiClass = "\x84\x10\x0C\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46"
	wordCLS  = "\x06\x09\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46"
)

// table17 returns a sample for every row of the table in threats.md §17, in its order.
func table17() []sample {
	midi := "MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x60MTrk\x00\x00\x00\x04\x00\xFF\x2F\x00"
	return []sample{
		{name: "JPEG", want: JPEG, data: jpegFile()},
		{name: "PNG", want: PNG, data: pngFile()},
		{name: "APNG", want: APNG, data: apng()},
		{name: "GIF", want: GIF, data: gifFile()},
		{name: "WebP VP8L", want: WebP, data: riffFile("WEBP", chunkRIFF("VP8L", "\x2F\x0F\xC0\x02\x00"+string(filler(41))))},
		{name: "WebP VP8", want: WebP, data: riffFile("WEBP", chunkRIFF("VP8 ", "\x30\x01\x00\x9D\x01\x2A\x10\x00\x0C\x00"+string(filler(40))))},
		{name: "WebP animated", want: WebP, data: riffFile("WEBP", chunkRIFF("VP8X", "\x02\x00\x00\x00\x0F\x00\x00\x0B\x00\x00")+chunkRIFF("ANIM", "\xFF\xFF\xFF\xFF\x00\x00"))},
		{name: "HEIC (major heic)", want: HEIC, data: heif("heic", "mif1", "heic")},
		{name: "HEIC (major mif1)", want: HEIC, data: heif("mif1", "mif1", "heic")},
		{name: "HEIC sequence (hevc)", want: HEICSequence, data: heif("hevc", "msf1", "hevc")},
		{name: "AVIF", want: AVIF, data: heif("avif", "mif1", "avif", "miaf")},
		{name: "AVIF (major mif1)", want: AVIF, data: heif("mif1", "mif1", "miaf", "avif")},
		{name: "BMP", want: BMP, data: sampleHead("BM"+l32(600)+"\x00\x00\x00\x00"+l32(54)+l32(40)+l32(10)+l32(10)+"\x01\x00\x18\x00"+l32(0), 600)},
		{name: "WBMP", want: WBMP, data: wbmpFile(16, 16)},
		{name: "SVG (xml decl)", want: SVG, data: []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + svgBody)},
		{name: "SVG (bare)", want: SVG, data: []byte(svgBody)},
		{name: "SVG (1.2 kB comment first)", want: SVG, data: []byte("<!-- " + strings.Repeat("comment ", 150) + "-->\n" + svgBody)},
		{name: "MP4 isom", want: MP4, data: movie("isom", "isom", "iso2", "avc1", "mp41")},
		{name: "MP4 mp42", want: MP4, data: movie("mp42", "mp42", "isom")},
		{name: "MP4, mdat first, no ftyp", want: MOV, data: []byte(isoBox("mdat", string(filler(400))) + isoBox("moov", isoBox("mvhd", string(make([]byte, 100)))))},
		{name: "3GP", want: ThreeGP, data: movie("3gp5", "3gp5", "isom")},
		{name: "3G2", want: ThreeG2, data: movie("3g2a", "3g2a", "3gp5")},
		{name: "3G2 (KDDI)", want: ThreeG2, data: movie("KDDI", "3g2a")},
		{name: "MOV", want: MOV, data: movie("qt  ", "qt  ")},
		{name: "MKV", want: MKV, data: ebmlFile("matroska")},
		{name: "WebM", want: WebM, data: ebmlFile("webm")},
		{name: "AMR-NB", want: AMR, data: sampleHead("#!AMR\n\x3C", 400)},
		{name: "AMR-WB (.awb)", want: AMRWB, data: sampleHead("#!AMR-WB\n\x44", 400)},
		{name: "AMR multichannel", want: AMRMulti, data: sampleHead("#!AMR_MC1.0\n\x00\x00\x00\x02", 400)},
		{name: "AAC ADTS", want: AAC, data: adts(6)},
		{name: "M4A", want: M4A, data: movie("M4A ", "M4A ", "mp42", "isom")},
		{name: "M4A ALAC", want: M4A, data: movie("M4A ", "M4A ", "mp42", "isom", "\x00\x00\x00\x00")},
		{name: "MP3 + ID3", want: MP3, data: tagged(mp3Frames(2))},
		{name: "MP3 bare frames", want: MP3, data: mp3Frames(3)},
		{name: "MIDI", want: MIDI, data: []byte(midi)},
		{name: "iMelody", want: IMelody, data: []byte("BEGIN:IMELODY\r\nVERSION:1.2\r\nFORMAT:CLASS1.0\r\nMELODY:&c4d4e4\r\nEND:IMELODY\r\n")},
		{name: "Ogg Vorbis", want: OggVorbis, data: oggPage("\x01vorbis\x00\x00\x00\x00\x02\x44\xAC\x00\x00" + strings.Repeat("\x00", 13))},
		{name: "Opus", want: Opus, data: oggPage("OpusHead\x01\x02\x38\x01\x80\xBB\x00\x00\x00\x00\x00")},
		{name: "QCELP (.qcp)", want: QCELP, data: qcp("\x41\x6D\x7F\x5E\x15\xB1\xD0\x11\xBA\x91\x00\x80\x5F\xB4\xB9\x7E")},
		{name: "EVRC in QCP", want: EVRCQCP, data: qcp("\x8D\xD4\x89\xE6\x76\x90\xB5\x46\x91\xEF\x73\x6A\x51\x00\xCE\xB4")},
		{name: "EVRC RFC 4788", want: EVRC, data: sampleHead("#!EVRC\n\x04", 300)},
		{name: "SMAF/MMF", want: SMAF, data: sampleHead("MMMD"+b32(292)+"CNTI\x00\x00\x00\x05\x00\x01\x00\x00\x00", 300)},
		{name: "FLAC", want: FLAC, data: sampleHead("fLaC\x80\x00\x00\x22\x10\x00\x10\x00", 300)},
		{name: "Monkey's Audio", want: APE, data: sampleHead("MAC "+l16(3990)+"\x00\x00"+l32(52)+l32(24), 300)},
		{name: "AC-3", want: AC3, data: sampleHead("\x0B\x77\x12\x34\x14\x40\x2F\x84", 400)},
		{name: "E-AC-3", want: EAC3, data: sampleHead("\x0B\x77\x00\xBF\x34\x86\xFF\xE0", 400)},
		{name: "CAF", want: CAF, data: sampleHead("caff\x00\x01\x00\x00desc\x00\x00\x00\x00\x00\x00\x00\x20", 300)},
		{name: "vCard 2.1", want: VCard21, data: []byte("BEGIN:VCARD\r\nVERSION:2.1\r\n" + vcardEnd)},
		{name: "vCard with UTF-8 BOM", want: VCard, data: []byte("\xEF\xBB\xBFBEGIN:VCARD\r\nVERSION:3.0\r\n" + vcardEnd)},
		{name: "vCalendar 1.0", want: VCalendar, data: []byte("BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")},
		{name: "iCalendar 2.0", want: ICalendar, data: []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nEND:VCALENDAR\r\n")},
		{name: "vNote", want: VNote, data: []byte("BEGIN:VNOTE\r\nVERSION:1.1\r\nBODY:remember\r\nEND:VNOTE\r\n")},
		{name: "SMIL (bare)", want: SMIL, data: []byte(smilBody)},
		{name: "SMIL (xml+doctype)", want: SMIL, data: []byte("<?xml version=\"1.0\"?>\n<!DOCTYPE smil PUBLIC \"-//W3C//DTD SMIL 2.0//EN\" \"http://www.w3.org/2001/SMIL20/SMIL20.dtd\">\n" + smilBody)},
		{name: "text UTF-8", want: PlainText, data: []byte(sentence)},
		{name: "text UTF-16LE BOM", want: UTF16Text, data: utf16Text("Hello, how are you today?", le, true)},
		{name: "text UCS-2BE no BOM", want: UTF16Text, data: utf16Text("Hello, how are you today?", be, false)},
		{name: "text GBK", want: LegacyText, data: []byte("\xC4\xE3\xBA\xC3\xA3\xAC\xD5\xE2\xCA\xC7\xD2\xBB\xB8\xF6\xB2\xE2\xCA\xD4\xA1\xA3\n")},
		{name: "PDF", want: PDF, data: []byte("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")},
		{name: "PDF at offset 100", want: PDF, data: append(filler(100), "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"...)},
		{name: "DOC (OLE)", want: Word, data: cfb(wordCLS, "1Table", "WordDocument", "\x05SummaryInformation")},
		{name: "DOCX", want: DOCX, data: ooxml("word/document.xml", "word/styles.xml=")},
		{name: "DOCX, parts reordered", want: DOCX, data: zipFile("docProps/app.xml=", "customXml/item1.xml=", "word/document.xml=<d/>", "_rels/.rels=", "[Content_Types].xml=<Types/>")},
		{name: "DOCM (macro)", want: DOCM, data: ooxml("word/document.xml", "word/vbaProject.bin=")},
		{name: "XLSX", want: XLSX, data: ooxml("xl/workbook.xml")},
		{name: "PPTX", want: PPTX, data: ooxml("ppt/presentation.xml")},
		{name: "RTF", want: RTF, data: []byte(`{\rtf1\ansi\deff0 {\fonttbl {\f0 Courier;}} Hello.}`)},
		{name: "RTF with short {\\rt header", want: RTF, data: []byte(`{\rt Hello, this is read as RTF all the same.}`)},
		{name: "ZIP", want: Zip, data: zipFile("a.txt=hello", "b/c.txt=x")},
		{name: "ZIP, spanned marker first", want: Zip, data: append([]byte("PK\x07\x08"), zipFile("a.txt=hello")...)},
		{name: "APK, manifest first", want: APK, data: zipFile("AndroidManifest.xml=", "classes.dex=", "resources.arsc=")},
		{name: "APK, META-INF first", want: APK, data: zipFile("META-INF/MANIFEST.MF=", "AndroidManifest.xml=", "classes.dex=")},
		{name: "APK, manifest last (60 res first)", want: APK, data: zipFile(append(resources(60), "AndroidManifest.xml=")...)},
		{name: "JAR", want: JAR, data: zipFile("META-INF/MANIFEST.MF=Manifest-Version: 1.0", "a/B.class=")},
		{name: "JAR, class first", want: JAR, data: zipFile("a/B.class=", "META-INF/MANIFEST.MF=Manifest-Version: 1.0")},
		{name: "JAD", want: JAD, data: []byte("MIDlet-Name: Game\nMIDlet-Version: 1.0\nMIDlet-Vendor: X\nMIDlet-Jar-URL: http://example.com/g.jar\nMIDlet-Jar-Size: 100\n")},
		{name: "IPA", want: IPA, data: zipFile("Payload/=", "Payload/App.app/=", "Payload/App.app/Info.plist=", "Payload/App.app/App=")},
		{name: "PKPass", want: PKPass, data: zipFile("pass.json={}", "manifest.json={}", "signature=", "icon.png=")},
		{name: "SIS (EPOC R6)", want: SIS, data: sampleHead(l32(0x10001234)+l32(0x10003A12)+l32(0x10000419)+l32(0xABCD), 300)},
		{name: "SISX", want: SISX, data: sampleHead(l32(0x10201A7A)+l32(0)+l32(0x20001234)+l32(0xABCD), 300)},
		{name: "DEX", want: DEX, data: dexFile()},
		{name: "ODEX", want: ODEX, data: zeros("dey\n036\x00"+l32(40)+l32(112), 200)},
		{name: "CDEX", want: CDEX, data: zeros("cdex001\x00", 200)},
		{name: "VDEX", want: VDEX, data: zeros("vdex021\x00", 200)},
		{name: "AXML", want: AXML, data: sampleHead("\x03\x00\x08\x00"+l32(300)+"\x01\x00\x1C\x00", 300)},
		{name: "ELF aarch64 .so", want: ELF, data: elfFile()},
		{name: "PE", want: PE, data: pe()},
		{name: "\"MZ\" only, 62 B", want: DOS, data: zeros("MZ\x90\x00\x03", 62)},
		{name: "Mach-O 64", want: MachO, data: zeros("\xCF\xFA\xED\xFE\x0C\x00\x00\x01\x00\x00\x00\x00\x02\x00\x00\x00", 300)},
		{name: "Mach-O fat", want: MachOFat, data: zeros("\xCA\xFE\xBA\xBE\x00\x00\x00\x02\x01\x00\x00\x07\x00\x00\x00\x03"+b32(0x4000)+b32(100)+b32(14)+"\x01\x00\x00\x0C\x00\x00\x00\x00"+b32(0x8000)+b32(100)+b32(14), 400)},
		{name: "Java class", want: JavaClass, data: zeros("\xCA\xFE\xBA\xBE\x00\x00\x00\x34\x00\x10", 100)},
		{name: "OMA DRM v1 .dm", want: DRM1, data: []byte("--boundary1\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: binary\r\n\r\n\xFF\xD8\xFF\xE0\r\n--boundary1--\r\n")},
		{name: "OMA DCF v1", want: DCF1, data: dcf()},
		{name: "OMA DCF v2 (odcf)", want: DCF2, data: movie("odcf", "odcf")},
		{name: "DNG", want: DNG, data: tiffFile(le, 0x00FE, 0x0100, 0xC612, 0xC613)},
		{name: "TIFF BE", want: TIFF, data: tiffFile(be, 0x00FE, 0x0100, 0x0101)},
		{name: "BigTIFF", want: BigTIFF, data: zeros("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x01\x03\x00\x01\x00\x00\x00\x00\x00\x00\x00\x10", 100)},
		{name: "Qmage QG", want: Qmage, data: sampleHead("QG\x01\x00\x00\x03\x10\x00\x10\x00\x00\x00", 300)},
		{name: "JP2", want: JP2, data: jp2()},
		{name: "J2K codestream", want: J2K, data: sampleHead("\xFF\x4F\xFF\x51\x00\x2F\x00\x00\x00\x00\x00\x10", 300)},
		{name: "JXL codestream", want: JXL, data: sampleHead("\xFF\x0A\xFA\x1F\x01\x91\x08\x06", 300)},
		{name: "JXL container", want: JXL, data: sampleHead("\x00\x00\x00\x0CJXL \r\n\x87\n"+ftyp("jxl ", "jxl "), 300)},
		{name: "PSD", want: PSD, data: sampleHead("8BPS\x00\x01\x00\x00\x00\x00\x00\x00\x00\x03"+b32(10)+b32(10)+"\x00\x08\x00\x03", 300)},
		{name: "SWF", want: SWF, data: sampleHead("FWS\x09"+l32(300)+"\x78\x00", 300)},
		{name: "RAR4", want: RAR4, data: sampleHead("Rar!\x1A\x07\x00\xCF\x90\x73\x00\x00\x0D", 300)},
		{name: "RAR5", want: RAR5, data: sampleHead("Rar!\x1A\x07\x01\x00\x33\x92\xB5\xE5", 300)},
		{name: "7z", want: SevenZip, data: sampleHead("7z\xBC\xAF\x27\x1C\x00\x04", 300)},
		{name: "gzip", want: Gzip, data: encode(func(w io.Writer) error { z := gzip.NewWriter(w); _, _ = z.Write([]byte("hello")); return z.Close() })},
		{name: "zstd", want: Zstd, data: sampleHead("\x28\xB5\x2F\xFD\x24\x05", 100)},
		{name: "xz", want: XZ, data: sampleHead("\xFD7zXZ\x00\x00\x04\xE6\xD6\xB4\x46", 100)},
		{name: "ACE", want: ACE, data: sampleHead("\x3F\x1A\x31\x00\x00\x00\x90**ACE**\x14\x14\x02\x00", 200)},
		{name: "ARJ (stub header)", want: ARJ, data: zeros("\x60\xEA"+l16(0x2B)+"\x1E\x0B\x01\x00\x10\x00\x02", 100)},
		{name: "WBXML SI", want: WBXMLSI, data: []byte("\x02\x05\x6A\x00\x45\xC6\x0C\x03example.com/a\x00\x07\x01\x03Hello\x00\x01\x01")},
		{name: "WBXML OMA CP", want: WBXMLProv, data: []byte("\x03\x0B\x6A\x00\x45\xC6\x56\x01\x87\x07\x06\x03name\x00\x01\x01\x01")},
		{name: "HTML doctype", want: HTML, data: []byte("<!DOCTYPE html>\n<html><head><title>t</title></head><body>x</body></html>")},
		{name: "HTML after text", want: HTML, data: []byte("some words first\n<html><body><b>x</b></body></html>")},
		{name: "HTML UTF-16", want: HTML, data: utf16Text("<html><body>Hello there</body></html>", le, true)},
		{name: "HTML UTF-7", want: HTML, data: []byte("+ADw-html+AD4APA-body+AD4-hello+ADw-/body+AD4APA-/html+AD4-")},
		{name: "XML", want: XML, data: []byte("<?xml version=\"1.0\"?>\n<note><to>you</to></note>")},
		{name: "LNK", want: LNK, data: zeros("\x4C\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46\x81", 76)},
		{name: ".url", want: URLFile, data: []byte("[InternetShortcut]\r\nURL=http://example.com/\r\n")},
		{name: "CAB", want: CAB, data: zeros("MSCF\x00\x00\x00\x00"+l32(100)+l32(0)+l32(44)+l32(0)+"\x03\x01", 100)},
		{name: "MSI (OLE)", want: MSI, data: cfb(msiClass, "\x05SummaryInformation")},
		{name: "DMG (UDIF)", want: DMG, data: dmg()},
		{name: "ISO 9660", want: ISO9660, data: iso()},
		{name: "OneNote", want: OneNote, data: zeros("\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D\xAE\xB1\x53\x78\xD0\x29\x96\xD3", 1024)},
		{name: "CRX", want: CRX, data: append([]byte("Cr24\x03\x00\x00\x00\x04\x00\x00\x00ABCD"), zipFile("manifest.json={}")...)},
		{name: "CHM", want: CHM, data: sampleHead("ITSF\x03\x00\x00\x00\x60\x00\x00\x00\x01\x00\x00\x00", 200)},
		{name: "MVG", want: MVG, data: []byte("push graphic-context\nviewbox 0 0 64 48\nfill 'red'\npop graphic-context\n")},
		{name: "DjVu", want: DjVu, data: sampleHead("AT&TFORM"+b32(200)+"DJVUINFO", 220)},
		{name: "EPS", want: PostScript, data: []byte("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")},
		{name: "M3U8", want: M3U, data: []byte("#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9.0,\nhttp://example.com/a.ts\n")},
		{name: "DEX+ZIP (Janus)", want: DEX, data: append(dexFile(), zipFile("AndroidManifest.xml=", "classes.dex=")...), also: APK},
		{name: "GIF+ZIP (GIFAR)", want: GIF, data: append(gifFile(), zipFile("META-INF/MANIFEST.MF=", "X.class=")...), also: JAR},
		{name: "JPEG with %PDF- in COM", want: JPEG, data: jpegWithComment("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"), also: PDF},
	}
}
