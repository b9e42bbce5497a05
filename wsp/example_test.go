package wsp_test

import (
	"fmt"

	"github.com/mmsguard/mmsguard/wsp"
)

func ExampleConsumeUintvar() {
	v, n, fault := wsp.ConsumeUintvar([]byte{0x82, 0x8F, 0x25, 0x00})
	fmt.Println(v, n, fault == 0)
	v, n, fault = wsp.ConsumeUintvar([]byte{0x80, 0x7F}) // as an Android encoder writes 127
	fmt.Println(v, n, fault)
	// Output:
	// 34725 3 true
	// 127 2 uintvar begins with octet 80
}

func ExampleContentType() {
	ct := wsp.ContentType("\x0B\x83\x97\"a b.txt\x00")
	name, _ := ct.Name()
	fmt.Println(ct.Is("text/plain"), name)
	fmt.Printf("%s\n", ct.AppendText(nil))
	// Output:
	// true a b.txt
	// text/plain; name="a b.txt"
}

func ExampleCheckMultipart() {
	// Says five entries, has one; the Content-ID lacks its quotation mark.
	b := []byte("\x05\x09\x04\x03\x83\x81\xEA\xC0<a>\x00Ahoj")
	var faults wsp.Faults
	entries := wsp.CheckMultipart(b, wsp.Span{End: uint32(len(b))},
		wsp.Bounds{Parts: 256, Depth: 8, Fields: 1024}, &wsp.Recorder{Faults: &faults})
	for part := range entries.Over(b).Parts() {
		fmt.Printf("%s %s %q at %v\n", part.ContentType(), part.ContentID(), part.Data(), part.DataSpan())
	}
	for f := range faults.All() {
		fmt.Println(f.Code.Info().Name, f.Field, f.Span)
	}
	// Output:
	// text/plain a "Ahoj" at {12 16}
	// content-id-bare Content-ID {8 12}
	// entries-missing nEntries {0 1}
}

func ExampleParsePush() {
	push, ok := wsp.ParsePush([]byte("\x01\x06\x03\xBE\xAF\x84\x8C\x82\x98T1\x00\x8D\x92"))
	id, _, _ := push.ApplicationID()
	fmt.Println(ok, push.IsMMS(), wsp.ApplicationName(id), push.DataSpan())
	// Output:
	// true true x-wap-application:mms.ua {6 14}
}
