package testdata

import (
	"embed"
	"io/fs"
	"iter"
	"path"
)

//go:embed messages
var messages embed.FS

//go:embed media
var media embed.FS

// Messages iterates over the files of testdata/messages in the order of their names: MMS PDUs (.mms), WSP pushes (.push),
// and pushes written as text (.txt, hexadecimal or base64). Each has a new copy of its octets.
func Messages() iter.Seq2[string, []byte] { return files(messages, "messages") }

// Message returns a new copy of the octets of one file of testdata/messages, and nil if there is no such file.
func Message(name string) []byte { return file(messages, "messages", name) }

// Media iterates over the attachments of testdata/media, from which the messages are made, in the order of their names.
func Media() iter.Seq2[string, []byte] { return files(media, "media") }

// Attachment returns a new copy of the octets of one file of testdata/media, and nil if there is no such file.
func Attachment(name string) []byte { return file(media, "media", name) }

func files(fsys embed.FS, dir string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			return
		}
		for _, e := range entries {
			if !e.IsDir() && !yield(e.Name(), file(fsys, dir, e.Name())) {
				return
			}
		}
	}
}

func file(fsys embed.FS, dir, name string) []byte {
	b, err := fsys.ReadFile(path.Join(dir, name))
	if err != nil {
		return nil
	}
	return b
}
