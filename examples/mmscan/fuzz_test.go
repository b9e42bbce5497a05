package main

import (
	"bytes"
	"context"
	"encoding/json"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
)

// FuzzCommands holds for any input: what is written is harmless on a terminal, JSON is JSON and valid by its schema, and
// the octets of a message can be written again from its decode object.
func FuzzCommands(f *testing.F) {
	fuzz.Seed(f, 550, testdata.KindPDU, testdata.KindPush, testdata.KindSMS)
	fuzz.Gather(f, 10, func(add func(...[]byte)) {
		for _, text := range nasty {
			add(hostileMessage(text))
		}
	})
	schemas := readSchemas(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b)).Times(8) // output is longer than input, and is read again
		defer w.Done()
		m := recognise("x", b)
		if m.pdu != nil {
			if err := checkRebuild(m); err != nil {
				t.Fatal(err)
			}
		}
		// One command for each input, by its octets, makes four times as many inputs.
		all := [...]string{"scan -pii", "scan -pii -format jsonl", "decode", "decode -data -format json"}
		for _, args := range all[crc32.ChecksumIEEE(b)%4:][:1] {
			var out, errs bytes.Buffer
			c := console{stdin: bytes.NewReader(b), stdout: &out, stderr: &errs}
			status := run(context.Background(), append(strings.Fields(args), "-"), &c)
			if failed := status == exitFailed; failed != (strings.HasPrefix(args, "decode") && m.pdu == nil) {
				t.Fatalf("%s: exit status %d: %s", args, status, errs.String())
			}
			harmless(t, args, out.String())
			harmless(t, args, errs.String())
			if !strings.Contains(args, "json") || out.Len() == 0 {
				continue
			}
			if !json.Valid(out.Bytes()) {
				t.Fatalf("%s: no JSON: %q", args, out.String())
			}
			if err := schemas.check(out.Bytes()); err != nil {
				t.Fatalf("%s: %v", args, err)
			}
		}
	})
}
