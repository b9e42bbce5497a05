package fuzz_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/testdata"
)

// The two decoders agree on all vectors, whatever they are vectors of, on the messages, and on what the maker writes.
func TestSlowAgrees(t *testing.T) {
	for name, v := range testdata.Vectors() {
		if d := slow(v.Octets); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	for name, b := range testdata.Messages() {
		if d := slow(b); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	for _, typ := range maker.Types() {
		for _, m := range []maker.Made{maker.Full(typ).Make(), maker.Minimal(typ).Make()} {
			if d := slow(m.Octets); d != "" {
				t.Errorf("%s: %s", maker.TypeName(typ), d)
			}
		}
		for _, v := range maker.Variants(typ) {
			if d := slow(v.PDU.Make().Octets); d != "" {
				t.Errorf("%s: %s", maker.TypeName(typ), d)
			}
		}
	}
}

// The two decoders agree on all files of the corpus, on every beginning of the smaller ones, and where an octet of them is
// another one.
func TestSlowAgreesOnTheCorpus(t *testing.T) {
	root := filepath.Join(corpustest.Root(t), "pdu")
	files, compared, bad := 0, 0, 0
	hold := func(name string, b []byte) {
		compared++
		if d := slow(b); d != "" {
			if bad++; bad < 10 {
				t.Errorf("%s: %s", name, d)
			}
		}
	}
	require.NoError(t, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		hold(path, b)
		step := 1 + len(b)/10 // about so many of each kind
		for i := 0; i < len(b); i += step {
			hold(path, b[:i:i])
			c := bytes.Clone(b)
			for _, o := range []byte{0x00, 0x01, 0x1F, 0x22, 0x7F, 0x80, 0xFF, b[i] ^ 0x80, b[i] + 1} {
				c[i] = o
				hold(path, c)
			}
		}
		return nil
	}))
	t.Logf("%d files, %d messages", files, compared)
	require.Greater(t, files, 100)
	require.Zero(t, bad)
}
