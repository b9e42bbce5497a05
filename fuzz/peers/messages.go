package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
)

// messages returns those of testdata, one of each type with all its fields, so many that are generated, the same in every run,
// those of the corpus, and all below the folders. What is no PDU to us is left out: most decoders take whatever they are given
// for one.
func messages(grown int, dirs []string) (list []message, err error) {
	add := func(name string, b []byte) {
		if _, err := mmspdu.Parse(b); err == nil {
			list = append(list, message{name, b})
		}
	}
	for name, b := range testdata.Messages() {
		if filepath.Ext(name) == ".mms" {
			add("testdata/"+name, b)
		}
	}
	for _, typ := range maker.Types() {
		add("full/"+maker.TypeName(typ), maker.Full(typ).Octets())
	}
	n := 0
	for b := range fuzz.Choices(grown, 600) { // each type in turn
		add(fmt.Sprintf("grown/%03d", n), maker.Grow(maker.NewSource(b)).Made.Octets)
		n++
	}
	if dir := os.Getenv("MMSGUARD_CORPUS"); dir != "" {
		dirs = append([]string{filepath.Join(dir, "pdu")}, dirs...)
	}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name, err := filepath.Rel(dir, path)
			add(filepath.ToSlash(name), b)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}
