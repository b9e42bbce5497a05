package wsp_test

import (
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/wsp"
)

// registries are the tables of names and numbers; first is the number that a name is found under where several have it.
var registries = [...]struct {
	name   string
	nameOf func(uint32) string
	numOf  func(string) (uint32, bool)
}{
	{"media types", wsp.MediaName, wsp.MediaCode},
	{"languages", wsp.LanguageName, wsp.LanguageCode},
	{"applications", wsp.ApplicationName, wsp.ApplicationID},
	{"headers", func(n uint32) string { return wsp.HeaderName(uint8(n)) }, func(s string) (uint32, bool) {
		n, ok := wsp.HeaderCode(s)
		return uint32(n), ok
	}},
	{"charsets", func(n uint32) string { return wsp.Charset(n).String() }, func(s string) (uint32, bool) {
		n, ok := wsp.CharsetByName([]byte(s))
		return uint32(n), ok
	}},
}

// FuzzNames: two octets as a number of every registry, the rest as a name. A number that has a name is found by it in any
// letter case, or another of the same name is; and what a name finds has a name.
func FuzzNames(f *testing.F) {
	for n := range 0x100 {
		fuzz.Add(f, []byte{0, byte(n)})
		fuzz.Add(f, []byte{byte(n), byte(n)})
	}
	for _, s := range []string{"mms.ua", "GZIP", "x-gzip", "compress", " deflate ", "identity", "base64", "Content-ID", "en", "utf-8", "text/plain", ""} {
		for n := range byte(4) {
			fuzz.Add(f, append([]byte{n << 1, 0x80 + n}, s...))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		if len(b) < 2 {
			return
		}
		n, name := uint32(b[0])<<8|uint32(b[1]), string(b[2:])
		for _, x := range registries {
			w.Step(1)
			s := x.nameOf(n)
			if s != "" && !strings.Contains(s, "unknown") {
				if got, ok := x.numOf(strings.ToUpper(s)); ok && x.nameOf(got) != s {
					t.Errorf("%s: %#x is %q, which is %#x", x.name, n, s, got)
				}
			}
			if got, ok := x.numOf(name); ok && x.nameOf(got) == "" {
				t.Errorf("%s: %q is %#x, which has no name", x.name, name, got)
			}
		}
		numbered(t, b[0], b[1])
		encodings(t, b[0], b[1:])
	})
}

// numbered checks what has numbers of one octet.
func numbered(t *testing.T, high, low uint8) {
	t.Helper()
	if http, text := wsp.ReplyStatus(low); (http == 0) != (text == "") {
		t.Errorf("Reply %#x is %d %q", low, http, text)
	} else if octet, ok := wsp.ReplyOctet(http); ok != (http != 0) || ok && octet > low {
		t.Errorf("Reply %#x is %d, which is %#x", low, http, octet)
	}
	if _, ok := wsp.ReplyOctet(int(high)<<8 | int(low)); ok && high > 2 {
		t.Errorf("HTTP %d has an octet", int(high)<<8|int(low))
	}
	if extended := wsp.PDUTypeName(low) == "extended Get" || wsp.PDUTypeName(low) == "extended Post"; extended != (low&0xD0 == 0x50) {
		t.Errorf("PDU type %#x is %q", low, wsp.PDUTypeName(low))
	}
	code := wsp.Code(low)
	known := false
	for c := range wsp.Codes() {
		known = known || c == code
	}
	if info := code.Info(); known != (info.Section != "") || code.Error() != info.Text || code.String() != info.Name {
		t.Errorf("fault %d: %+v", low, info)
	}
	f := wsp.Field(high)<<8 | wsp.Field(low)
	if f.String() == "" && f.Space() > 0 && f.Space() < wsp.FieldStructure {
		t.Errorf("field %#x has no name", uint16(f))
	}
	for _, s := range []string{wsp.TransferEncoding(low).String(), wsp.ContentEncoding(low).String()} {
		if s == "" {
			t.Errorf("encoding %d has no name", low)
		}
	}
	if v := wsp.Version(low | 0x80); v.String() != "" {
		made, ok := wsp.MakeVersion(v.Major(), v.Minor())
		if ok && made != v || ok != (v.Major() > 0) {
			t.Errorf("version %v is made as %v, %v", v, made, ok)
		}
	}
}

// encodings checks what a part says that its data are packed with, in a header with the value v, and with a plain one.
func encodings(t *testing.T, kind uint8, v []byte) {
	t.Helper()
	name := "content-encoding"
	if kind&2 != 0 {
		name = "Content-Transfer-Encoding"
	}
	head := append([]byte(name), 0)
	if kind&4 != 0 {
		head = []byte{0x8B}
	}
	entry := append(append(append([]byte{1}, byte(min(1+len(head)+len(v)+1, 0x7F)), 3, 0x83), head...), v...)
	entry = append(append(entry, 0), "b0x"...)
	m := wsp.OpenMultipart(entry, wsp.Span{End: uint32(len(entry))}, wsp.Bounds{Parts: 4, Depth: 2, Fields: 8})
	for p := range m.Parts() {
		e, transfer := p.ContentEncoding(), p.TransferEncoding()
		if e.String() == "" || transfer.String() == "" {
			t.Errorf("%x: packed with %d, sent as %d", entry, e, transfer)
		}
		out, complete := p.AppendDecoded(nil, 2)
		if len(out) > 2 || complete && transfer == wsp.TransferNone && len(out) != len(p.Data()) {
			t.Errorf("%x: %x, %v", entry, out, complete)
		}
		switch {
		case wsp.ParseTransferEncoding([]byte(transfer.String())) != transfer && transfer != wsp.TransferNone:
			t.Errorf("%v by its name is another", transfer)
		case len(v) > 0 && e > wsp.ContentEncodingUnknown:
			t.Errorf("%x: encoding %d", v, e)
		}
	}
}
