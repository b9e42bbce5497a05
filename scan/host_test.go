package scan

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestHosts reads hosts as the readers do that do not agree with each other: whoever writes a notification chooses among
// all of these forms.
func TestHosts(t *testing.T) {
	site := Site{MMSC: []string{"mmsc.example.net", ".mms.example.org", "10.0.0.9", "[2001:db8::7]"}}
	for _, x := range []struct {
		url  string
		want HostDoubt
		host string // what the finding points at
	}{
		{"http://mmsc.example.net/x", HostOwn, "mmsc.example.net"},
		{"HTTP://MMSC.EXAMPLE.NET/x", HostOwn, "MMSC.EXAMPLE.NET"},
		{"https://mmsc.example.net:8080", HostOwn, "mmsc.example.net"},
		{"http://mmsc.example.net./x", HostOwn, "mmsc.example.net."},
		{"http://mmsc%2Eexample.net/x", HostOwn, "mmsc%2Eexample.net"},
		{"http://%6dmsc.example.net/x", HostOwn, "%6dmsc.example.net"},
		{"http://user:pass@mmsc.example.net/x", HostOwn, "mmsc.example.net"},
		{"http://mmsc.example.net?x", HostOwn, "mmsc.example.net"},
		{"http://mmsc.example.net#x", HostOwn, "mmsc.example.net"},
		{"http://a.mms.example.org/", HostOwn, "a.mms.example.org"},
		{"http://a.b.mms.example.org/", HostOwn, "a.b.mms.example.org"},
		{"http://10.0.0.9/x", HostOwn, "10.0.0.9"},
		{"http://167772169/x", HostOwn, "167772169"},
		{"http://0xA000009/x", HostOwn, "0xA000009"},
		{"http://012.0.0.011/x", HostOwn, "012.0.0.011"},
		{"http://10.9/x", HostOwn, "10.9"},
		{"http://[::ffff:10.0.0.9]/x", HostOwn, "::ffff:10.0.0.9"},
		{"http://[2001:DB8:0:0:0:0:0:7]:80/x", HostOwn, "2001:DB8:0:0:0:0:0:7"},

		{"http://evil.example/x", HostForeign, "evil.example"},
		{"http://mmsc.example.net.evil.example/x", HostForeign, "mmsc.example.net.evil.example"},
		{"http://xmmsc.example.net/x", HostForeign, "xmmsc.example.net"},
		{"http://mms.example.org/", HostForeign, "mms.example.org"}, // the entry says below it
		{"http://evilmms.example.org/", HostForeign, "evilmms.example.org"},
		{"http://mmsc.example.nét/x", HostForeign, "mmsc.example.nét"},
		{"ftp://evil.example/x", HostForeign, "evil.example"},

		{"http://192.0.2.1/x", HostAddress, "192.0.2.1"},
		{"http://3221225985/x", HostAddress, "3221225985"},
		{"http://0300.0.02.01/x", HostAddress, "0300.0.02.01"},
		{"http://[2001:db8::8]/x", HostAddress, "2001:db8::8"},

		{"http://mmsc.example.net@evil.example/x", HostUserinfo, "evil.example"},
		{"http://mmsc.example.net:80@evil.example/x", HostUserinfo, "evil.example"},

		{`http://evil.example\@mmsc.example.net/x`, HostUnclear, "evil.example"},
		{"http://a@b@mmsc.example.net/x", HostUnclear, "mmsc.example.net"},
		{"http:/mmsc.example.net/x", HostUnclear, "mmsc.example.net"},
		{"http:///mmsc.example.net/x", HostUnclear, "mmsc.example.net"},
		{"http:mmsc.example.net/x", HostUnclear, "mmsc.example.net"},
		{"http:192.0.2.1/x", HostUnclear, "http:192.0.2.1"},
		{"http:3232235521/x", HostUnclear, "http:3232235521"},
		{"http://mmsc.example\t.net/x", HostUnclear, "mmsc.example\t.net"},
		{"http://mmsc.example.net:8o/x", HostUnclear, "mmsc.example.net"},
		{"http://mmsc.example.net%2F.evil.example/x", HostUnclear, "mmsc.example.net%2F.evil.example"},
		{"http://mmsc.example.net%00/x", HostUnclear, "mmsc.example.net%00"},
		{"http://%zz/x", HostUnclear, "%zz"},
		{"http://../x", HostUnclear, ".."},
		{"http://[::1/x", HostUnclear, "[::1"},
		{"http://[2001:db8::7]x/", HostUnclear, "2001:db8::7"},
		{"http:///", HostUnclear, "http:///"},
		{"evil.example/x", HostUnclear, "evil.example"},
		{"//evil.example/x", HostUnclear, "evil.example"},
		{"mmsc.example.net:80/x", HostUnclear, "mmsc.example.net:80"},

		{"/mms/1234", HostMissing, "/mms/1234"},
		{"1234", HostMissing, "1234"},
		{"", HostMissing, ""},
	} {
		var h hostName
		d, start, end := site.judge(&h, []byte(x.url))
		assert.Equal(t, x.want.String(), d.String(), x.url)
		assert.Equal(t, x.host, x.url[start:end], x.url)
	}
}

func TestAddressForms(t *testing.T) {
	for _, x := range []struct {
		s    string
		want uint32
		ok   bool
	}{
		{"1.2.3.4", 0x01020304, true},
		{"1.2.3", 0x01020003, true},
		{"1.2", 0x01000002, true},
		{"255.255.255.255", 0xFFFFFFFF, true},
		{"4294967295", 0xFFFFFFFF, true},
		{"0x7f.1", 0x7F000001, true},
		{"017700000001", 0x7F000001, true},
		{"4294967296", 0, false},
		{"256.1.1.1", 0, false},
		{"1.2.65536", 0, false},
		{"1.2.3.4.5", 0, false},
		{"1..2", 0, false},
		{"1.2.", 0, false},
		{"089", 0, false},
		{"0x1g", 0, false},
		{"", 0, false},
		{"a", 0, false},
	} {
		v, ok := parseIPv4(x.s)
		assert.Equal(t, x.ok, ok, x.s)
		assert.Equal(t, x.want, v, x.s)
	}
	for _, x := range []struct {
		s    string
		want [16]byte
		ok   bool
	}{
		{"::", [16]byte{}, true},
		{"::1", [16]byte{15: 1}, true},
		{"1::", [16]byte{1: 1}, true},
		{"1:2:3:4:5:6:7:8", [16]byte{1: 1, 3: 2, 5: 3, 7: 4, 9: 5, 11: 6, 13: 7, 15: 8}, true},
		{"2001:db8::7", [16]byte{0: 0x20, 1: 1, 2: 0x0D, 3: 0xB8, 15: 7}, true},
		{"1:2::7:8", [16]byte{1: 1, 3: 2, 13: 7, 15: 8}, true},
		{"::1.2.3.4", [16]byte{12: 1, 13: 2, 14: 3, 15: 4}, true},
		{"1:2:3:4:5:6:1.2.3.4", [16]byte{1: 1, 3: 2, 5: 3, 7: 4, 9: 5, 11: 6, 12: 1, 13: 2, 14: 3, 15: 4}, true},
		{"1:2:3:4:5:6:7:8:9", [16]byte{}, false},
		{"1:2:3:4:5:6:7", [16]byte{}, false},
		{"1::2::3", [16]byte{}, false},
		{":1", [16]byte{}, false},
		{"1:", [16]byte{}, false},
		{"12345::", [16]byte{}, false},
		{"fe80::1%eth0", [16]byte{}, false},
		{"1:2:3:4:5:6:7::8", [16]byte{}, false},
		{"", [16]byte{}, false},
	} {
		v, ok := parseIPv6(x.s)
		assert.Equal(t, x.ok, ok, x.s)
		if ok {
			assert.Equal(t, x.want, v, x.s)
		}
	}
}
