package mmspdu

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/wsp"
)

func address(s string) Address { return Address{wsp.MakeText([]byte(s), wsp.CharsetUnspecified)} }

var addressCases = []struct {
	text  string
	kind  AddressKind
	value string
	typ   string // "-" for none
	valid bool
}{
	// the examples of MMS 9
	{"+15550100123/TYPE=PLMN", AddressPhone, "+15550100123", "PLMN", true},
	{"10.1.2.3/TYPE=IPv4", AddressIPv4, "10.1.2.3", "IPv4", true},
	{"FE80:0000:0000:0000:0202:B3FF:FE1E:8329/TYPE=IPv6", AddressIPv6, "FE80:0000:0000:0000:0202:B3FF:FE1E:8329", "IPv6", true},
	{"bob@example.org", AddressEmail, "bob@example.org", "-", true},
	{"bob@[IPv6:fe80::1]", AddressEmail, "bob@[IPv6:fe80::1]", "-", true},
	{"bob@[a,b]", AddressEmail, "bob@[a,b]", "-", false},
	{"bob@[a;b]", AddressEmail, "bob@[a;b]", "-", false},
	{"Bob <bob@example.org>", AddressEmail, "Bob <bob@example.org>", "-", true},
	{"12345", AddressShortCode, "12345", "-", true},
	{"*100", AddressShortCode, "*100", "-", true},
	{"Bank", AddressAlphanumeric, "Bank", "-", true},
	// the case of the type, and where it stands
	{"+1/type=plmn", AddressPhone, "+1", "plmn", true},
	{"10.1.2.3/TYPE=IPV4", AddressIPv4, "10.1.2.3", "IPV4", true},
	{"a/TYPE=b@example.org/TYPE=x_1", AddressOther, "a/TYPE=b@example.org", "x_1", false},
	{"a/b@example.org", AddressEmail, "a/b@example.org", "-", true},
	{"+1/TYP=PLMN", AddressAlphanumeric, "+1/TYP=PLMN", "-", false},
	{"+1/TYPE", AddressAlphanumeric, "+1/TYPE", "-", false},
	{"+1/TYPE=", AddressOther, "+1", "", false},
	{"/TYPE=PLMN", AddressPhone, "", "PLMN", false},
	{"+15550100123/TYPE=PLNM", AddressOther, "+15550100123", "PLNM", true},
	{"a%2Fb/TYPE=x", AddressOther, "a%2Fb", "x", true},
	{"a%/TYPE=x", AddressOther, "a%", "x", true},
	{"a b/TYPE=x", AddressOther, "a b", "x", false},
	{"a/TYPE=x!", AddressOther, "a", "x!", false},
	// telephone numbers
	{"+1-555.0100/TYPE=PLMN", AddressPhone, "+1-555.0100", "PLMN", true},
	{"++1/TYPE=PLMN", AddressPhone, "++1", "PLMN", false},
	{"+1 555/TYPE=PLMN", AddressPhone, "+1 555", "PLMN", false},
	{"+/TYPE=PLMN", AddressPhone, "+", "PLMN", false},
	{"1a/TYPE=PLMN", AddressPhone, "1a", "PLMN", false},
	{"+15550100123", AddressPhone, "+15550100123", "-", true},
	{"15550100123", AddressPhone, "15550100123", "-", true},
	{"555-0100", AddressPhone, "555-0100", "-", false},
	// service numbers and names
	{"12345678", AddressShortCode, "12345678", "-", true},
	{"123456789", AddressPhone, "123456789", "-", true},
	{"#123", AddressShortCode, "#123", "-", true},
	{"1*23", AddressShortCode, "1*23", "-", false},
	{"*+123", AddressPhone, "*+123", "-", false},
	{"Bank1", AddressAlphanumeric, "Bank1", "-", true},
	{"My Bank", AddressAlphanumeric, "My Bank", "-", false},
	{"My_Bank", AddressAlphanumeric, "My_Bank", "-", false},
	{"", AddressOther, "", "-", false},
	// IPv4
	{"0.0.0.255/TYPE=IPv4", AddressIPv4, "0.0.0.255", "IPv4", true},
	{"1.2.3.256/TYPE=IPv4", AddressIPv4, "1.2.3.256", "IPv4", false},
	{"1.2.3.00/TYPE=IPv4", AddressIPv4, "1.2.3.00", "IPv4", false},
	{"1.2.3/TYPE=IPv4", AddressIPv4, "1.2.3", "IPv4", false},
	{"1.2.3.4.5/TYPE=IPv4", AddressIPv4, "1.2.3.4.5", "IPv4", false},
	{"1.2.3./TYPE=IPv4", AddressIPv4, "1.2.3.", "IPv4", false},
	{"1..3.4/TYPE=IPv4", AddressIPv4, "1..3.4", "IPv4", false},
	{"1.2.3.1234/TYPE=IPv4", AddressIPv4, "1.2.3.1234", "IPv4", false},
	{"1.2.3.a/TYPE=IPv4", AddressIPv4, "1.2.3.a", "IPv4", false},
	// IPv6
	{"1:2:3:4:5:6:7:8/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7:8", "IPv6", true},
	{"::/TYPE=IPv6", AddressIPv6, "::", "IPv6", true},
	{"::8/TYPE=IPv6", AddressIPv6, "::8", "IPv6", true},
	{"1::/TYPE=IPv6", AddressIPv6, "1::", "IPv6", true},
	{"1::8/TYPE=IPv6", AddressIPv6, "1::8", "IPv6", true},
	{"1:2:3:4:5:6:7::/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7::", "IPv6", true},
	{"1:2:3:4:5:6:7:8::/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7:8::", "IPv6", false},
	{"::ffff:10.1.2.3/TYPE=IPv6", AddressIPv6, "::ffff:10.1.2.3", "IPv6", true},
	{"1:2:3:4:5:6:10.1.2.3/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:10.1.2.3", "IPv6", true},
	{"1:2:3:4:5:6:7:10.1.2.3/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7:10.1.2.3", "IPv6", false},
	{"::10.1.2/TYPE=IPv6", AddressIPv6, "::10.1.2", "IPv6", false},
	{"1:2:3:4:5:6:7/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7", "IPv6", false},
	{"1:2:3:4:5:6:7:8:9/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7:8:9", "IPv6", false},
	{"1::3::8/TYPE=IPv6", AddressIPv6, "1::3::8", "IPv6", false},
	{"::1::/TYPE=IPv6", AddressIPv6, "::1::", "IPv6", false},
	{":1:2:3:4:5:6:7/TYPE=IPv6", AddressIPv6, ":1:2:3:4:5:6:7", "IPv6", false},
	{"1:2:3:4:5:6:7:/TYPE=IPv6", AddressIPv6, "1:2:3:4:5:6:7:", "IPv6", false},
	{":/TYPE=IPv6", AddressIPv6, ":", "IPv6", false},
	{":::/TYPE=IPv6", AddressIPv6, ":::", "IPv6", false},
	{"12345::/TYPE=IPv6", AddressIPv6, "12345::", "IPv6", false},
	{"g::/TYPE=IPv6", AddressIPv6, "g::", "IPv6", false},
	// e-mail
	{"a.b+c@example.org", AddressEmail, "a.b+c@example.org", "-", true},
	{"a@b", AddressEmail, "a@b", "-", true},
	{`"a b"@example.org`, AddressEmail, `"a b"@example.org`, "-", true},
	{"a@[10.1.2.3]", AddressEmail, "a@[10.1.2.3]", "-", true},
	{`"Doe, Bob" <bob@example.org>`, AddressEmail, `"Doe, Bob" <bob@example.org>`, "-", true},
	{"Zoë <zoe@example.org>", AddressEmail, "Zoë <zoe@example.org>", "-", true},
	{"<bob@example.org>", AddressEmail, "<bob@example.org>", "-", true},
	{"@", AddressEmail, "@", "-", false},
	{"@@@@@", AddressEmail, "@@@@@", "-", false},
	{"a@", AddressEmail, "a@", "-", false},
	{"@b", AddressEmail, "@b", "-", false},
	{"a@b@c", AddressEmail, "a@b@c", "-", false},
	{".a@b", AddressEmail, ".a@b", "-", false},
	{"a..b@c", AddressEmail, "a..b@c", "-", false},
	{"a.@c", AddressEmail, "a.@c", "-", false},
	{"a@b.", AddressEmail, "a@b.", "-", false},
	{"a b@c", AddressEmail, "a b@c", "-", false},
	{"a@[b", AddressEmail, "a@[b", "-", false},
	{"a@[[b]", AddressEmail, "a@[[b]", "-", false},
	{"a@[b]]", AddressEmail, "a@[b]]", "-", false},
	{"a@[b\\c]", AddressEmail, "a@[b\\c]", "-", false},
	{`"a@b`, AddressEmail, `"a@b`, "-", false},
	{"é@b", AddressEmail, "é@b", "-", false},
	{"Bob <bob@example.org", AddressEmail, "Bob <bob@example.org", "-", false},
	{"Doe, Bob <bob@example.org>", AddressEmail, "Doe, Bob <bob@example.org>", "-", false},
	{"a@example.org, b@example.org", AddressEmail, "a@example.org, b@example.org", "-", false},
}

func TestAddress(t *testing.T) {
	for _, c := range addressCases {
		a := address(c.text)
		assert.Equal(t, c.kind, a.Kind(), c.text)
		assert.Equal(t, c.value, string(a.Value()), c.text)
		if c.typ == "-" {
			assert.Nil(t, a.TypeName(), c.text)
		} else {
			assert.NotNil(t, a.TypeName(), c.text)
			assert.Equal(t, c.typ, string(a.TypeName()), c.text)
		}
		assert.Equal(t, c.valid, a.Valid(), c.text)
		assert.Equal(t, c.text, a.String())
		assert.Equal(t, c.text, string(a.AppendUTF8(nil)))
		assert.Equal(t, c.kind == AddressEmail, a.Mailbox() != nil, c.text)
	}
}

func TestAddressMailbox(t *testing.T) {
	for text, want := range map[string]string{
		"bob@example.org":                  "bob@example.org",
		"Bob <bob@example.org>":            "bob@example.org",
		"Bob < bob@example.org >":          "bob@example.org",
		`"a <x@y>" <bob@example.org>`:      "bob@example.org",
		"<bob@example.org> remark":         "bob@example.org",
		" bob@example.org ":                "bob@example.org",
		"Bob <bob@example.org":             "Bob <bob@example.org",
		"bob@example.org/TYPE=PLMN/a@b.cd": "bob@example.org/TYPE=PLMN/a@b.cd",
	} {
		a := address(text)
		if a.Kind() == AddressEmail {
			assert.Equal(t, want, string(a.Mailbox()), text)
		} else {
			assert.Nil(t, a.Mailbox(), text)
		}
	}
}

func TestAddressWide(t *testing.T) {
	// "1/TYPE=PLMN" in UTF-16, big-endian: the octet 2F is there, but as half of a character.
	var b []byte
	for _, c := range []byte("1/TYPE=PLMN") {
		b = append(b, 0, c)
	}
	a := Address{wsp.MakeText(b, wsp.CharsetUTF16BE)}
	assert.Equal(t, AddressOther, a.Kind())
	assert.Equal(t, b, a.Value())
	assert.Nil(t, a.TypeName())
	assert.False(t, a.Valid())
	assert.Equal(t, "1/TYPE=PLMN", a.String())
	assert.Equal(t, [][]byte{b}, slices.Collect(a.Split()))
	assert.Equal(t, AddressPhone, address(a.String()).Kind())
}

func TestAddressSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"":                               nil,
		" ; , ":                          nil,
		"+1/TYPE=PLMN":                   {"+1/TYPE=PLMN"},
		"+1/TYPE=PLMN,+2/TYPE=PLMN":      {"+1/TYPE=PLMN", "+2/TYPE=PLMN"},
		"a@b.cd; c@d.ef,":                {"a@b.cd", "c@d.ef"},
		`"Doe, Bob" <b@c.de>, x@y.zz`:    {`"Doe, Bob" <b@c.de>`, "x@y.zz"},
		`"a\",b" <b@c.de>;x`:             {`"a\",b" <b@c.de>`, "x"},
		"Bob <b,c@d.ef>;x":               {"Bob <b,c@d.ef>", "x"},
		`"never closed, x`:               {`"never closed`, "x"},
		"<never closed, x":               {"<never closed", "x"},
		`<a, "b, c" , <d>, "e`:           {`<a, "b, c" , <d>`, `"e`},
		"a >, b":                         {"a >", "b"},
		"a@example.org\r\n ,b@example.o": {"a@example.org", "b@example.o"},
	} {
		var got []string
		for item := range address(text).Split() {
			got = append(got, string(item))
		}
		assert.Equal(t, want, got, text)
	}
}

// TestAddressSplitStops asks no more of a list than its reader wants.
func TestAddressSplitStops(t *testing.T) {
	n := 0
	for range address("a,b,c").Split() {
		n++
		break
	}
	assert.Equal(t, 1, n)
}

func TestAddressAllocatesNothing(t *testing.T) {
	long := address(strings.Repeat(`"\"/type=<,`, 1000) + "@b.cd/TYPE=PLMN")
	list := []Address{long}
	for _, c := range addressCases {
		list = append(list, address(c.text))
	}
	sum := 0
	n := testing.AllocsPerRun(10, func() {
		for _, a := range list {
			sum += int(a.Kind()) + len(a.Value()) + len(a.TypeName()) + len(a.Mailbox())
			if a.Valid() {
				sum++
			}
			for item := range a.Split() {
				sum += len(item)
			}
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzAddress(f *testing.F) {
	for _, c := range addressCases {
		fuzz.AddTexts(f, c.text)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		for _, cs := range []wsp.Charset{wsp.CharsetUnspecified, wsp.CharsetUTF8, wsp.CharsetUTF16} {
			a := Address{wsp.MakeText(b, cs)}
			value, name := a.Value(), a.TypeName()
			if name == nil {
				require.Equal(t, b, value)
			} else {
				require.Equal(t, len(b), len(value)+len(typeMark)+len(name))
				require.True(t, bytes.HasPrefix(b, value) && bytes.HasSuffix(b, name))
			}
			if a.Valid() {
				require.NotEmpty(t, value)
				items := slices.Collect(a.Split())
				w.Step(len(items))
				require.Len(t, items, 1, "a legal address is one item")
				require.Equal(t, trimSpace(b), items[0])
			}
			if m := a.Mailbox(); m != nil {
				require.Equal(t, AddressEmail, a.Kind())
				require.True(t, bytes.Contains(b, m))
			}
			rest := b
			for item := range a.Split() {
				w.Step(1)
				i := bytes.Index(rest, item)
				require.GreaterOrEqual(t, i, 0, "items come in order and do not overlap")
				rest = rest[i+len(item):]
			}
			require.True(t, utf8.Valid(a.AppendUTF8(nil)))
		}
		require.Equal(t, before, b)
	})
}
