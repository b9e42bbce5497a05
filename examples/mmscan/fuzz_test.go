package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/testdata"
)

// FuzzCommands holds for any input: what is written is harmless on a terminal, JSON is JSON and valid by its schema, and
// the octets of a message can be written again from its decode object.
func FuzzCommands(f *testing.F) {
	for _, b := range testdata.Messages() {
		if len(b) < 4<<10 {
			f.Add(b)
		}
	}
	for _, text := range nasty {
		f.Add(hostileMessage(text))
	}
	schemas := readSchemas(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		m := recognise("x", b)
		if m.pdu != nil {
			if err := checkRebuild(m); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range []string{"scan -pii", "scan -pii -format jsonl", "decode", "decode -data -format json"} {
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
