package maker

import (
	"archive/zip"
	"bytes"
	"time"
)

// The attachments of this file are recognised by their first octets or by the names inside, as dangerous kinds of file. They
// hold no code: headers, and zeros behind them.

// APK is a ZIP with the two members that make an Android package, both empty, and the manifest of a signed archive.
func APK() []byte {
	return Zip(
		Member{Name: "META-INF/MANIFEST.MF", Data: []byte("Manifest-Version: 1.0\r\n\r\n")},
		Member{Name: "AndroidManifest.xml"},
		Member{Name: "classes.dex"},
		Member{Name: "resources.arsc"},
	)
}

// Member is a file in a ZIP; it is stored, not deflated.
type Member struct {
	Name string
	Data []byte
}

// Zip writes an archive whose times are all the same.
func Zip(members ...Member) []byte {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.Name, Method: zip.Store, Modified: time.Date(2024, 4, 27, 13, 58, 24, 0, time.UTC)}
		// Neither can fail: they write to memory, and the names are ours.
		if f, err := w.CreateHeader(h); err == nil {
			_, _ = f.Write(m.Data)
		}
	}
	_ = w.Close()
	return buf.Bytes()
}

// ELF is the header of a 64-bit shared object for ARM, and nothing behind it.
func ELF() []byte {
	return padded(64, 0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0xB7, 0, 1)
}

// PE is a DOS header whose field 3C leads to the header of a Windows program for i386, and zeros.
func PE() []byte {
	b := padded(512, 'M', 'Z')
	b[0x3C] = 0x80
	copy(b[0x80:], []byte{'P', 'E', 0, 0, 0x4C, 0x01})
	return b
}

// DEX is the header of an Android executable of version 035, its size and header size filled in.
func DEX() []byte {
	b := padded(112, 'd', 'e', 'x', '\n', '0', '3', '5', 0)
	b[0x20], b[0x24] = 112, 112
	copy(b[0x28:], []byte{0x78, 0x56, 0x34, 0x12})
	return b
}

// SIS is the header of a Symbian installation file up to release 8: three UIDs and their checksum field.
func SIS() []byte {
	return padded(1024, 0x42, 0x4D, 0x45, 0x53, 0x6D, 0x00, 0x00, 0x10, 0x19, 0x04, 0x00, 0x10)
}

func padded(n int, head ...byte) []byte {
	b := make([]byte, n)
	copy(b, head)
	return b
}
