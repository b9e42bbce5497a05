package mmspdu

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
)

func assigned(t *testing.T, name string) [][]string {
	t.Helper()
	rows, err := testdata.Assigned(name)
	require.NoError(t, err)
	return rows
}

func octetOf(t *testing.T, s string) uint8 {
	t.Helper()
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "0x"), 16, 8)
	require.NoError(t, err)
	return uint8(v)
}

func versionOf(t *testing.T, s string) Version {
	t.Helper()
	switch s {
	case "1.0":
		return Version10
	case "1.1", ">1.0":
		return Version11
	case "1.2":
		return Version12
	case "1.3":
		return Version13
	}
	require.Fail(t, "no such version", s)
	return 0
}

func TestAssignedTypes(t *testing.T) {
	rows := assigned(t, "mms-types")
	seen := [256]bool{}
	for _, row := range rows {
		require.Len(t, row, 6)
		typ := Type(octetOf(t, row[0]))
		seen[typ] = true
		assert.True(t, typ.Known(), row[1])
		assert.Equal(t, row[1], typ.String())
		assert.Equal(t, versionOf(t, row[2]), typ.Since(), row[1])
		direction, push := DirectionInside, false
		switch row[3] {
		case "C>R":
			direction = DirectionToRelay
		case "R>C":
			direction = DirectionToClient
		case "R>C (push)":
			direction, push = DirectionToClient, true
		default:
			require.Equal(t, "inside other PDUs", row[3])
		}
		assert.Equal(t, direction, typ.Direction(), row[1])
		assert.Equal(t, push, typ.Pushed(), row[1])
		assert.Equal(t, row[5] != "none", typ.HasBody(), row[1])

		wantID := NeedNone
		switch row[4] {
		case "yes":
			wantID = NeedMandatory
		case "optional":
			wantID = NeedConditional
		default:
			require.Equal(t, "no", row[4])
		}
		assert.Equal(t, wantID, need(typ, FieldTransactionID).Need, row[1])
	}
	for i := range seen {
		assert.Equal(t, seen[i], Type(i).Known(), "0x%02X", i)
	}
	n := 0
	for typ := range Types() {
		assert.True(t, seen[typ])
		n++
	}
	assert.Equal(t, len(rows), n)

	assert.Equal(t, "m-unknown-0x98", Type(0x98).String())
	assert.Equal(t, "m-unknown-0x00", Type(0).String())
	assert.Equal(t, DirectionNone, Type(0x98).Direction())
	assert.False(t, Type(0x98).HasBody())
}

func TestVersion(t *testing.T) {
	for _, c := range []struct {
		v     Version
		text  string
		major uint8
		minor uint8
		known bool
	}{
		{0x90, "1.0", 1, 0, true},
		{0x91, "1.1", 1, 1, true},
		{0x92, "1.2", 1, 2, true},
		{0x93, "1.3", 1, 3, true},
		{0x94, "1.4", 1, 4, false},
		{0x9F, "1", 1, 15, false},
		{0xA0, "2.0", 2, 0, false},
		{0xFE, "7.14", 7, 14, false},
	} {
		assert.Equal(t, c.text, c.v.String())
		assert.Equal(t, c.major, c.v.Major(), c.text)
		assert.Equal(t, c.minor, c.v.Minor(), c.text)
		assert.Equal(t, c.known, c.v.Known(), c.text)
	}
}

// kindOfText holds the grammars of the registry's value column.
var kindOfText = map[string]fieldKind{
	"Encoded-string-value (address)":                                 kindAddress,
	"Uri-value; Del form in delete .conf PDUs (4.14)":                kindURI,
	"Content-type-value (WSP)":                                       kindContentType,
	"Date-value = Long-integer":                                      kindDate,
	"Yes/No octet":                                                   kindYesNo,
	"Value-length (Absolute Date / Relative Delta)":                  kindTime,
	"Value-length (Address-present Encoded-string / Insert-address)": kindFrom,
	"class octet / Token-text":                                       kindClass,
	"Text-string":                                                    kindText,
	"octet 128..151":                                                 kindType,
	"Short-integer (Version-value)":                                  kindVersion,
	"Long-integer":                                                   kindLong,
	"octet 128..130":                                                 kindOctet,
	"status octet; Del form in delete .conf PDUs":                    kindStatusDel,
	"Encoded-string-value; Del form in delete .conf PDUs":            kindEncodedDel,
	"Hide/Show octet":                                                kindOctet,
	"status octet":                                                   kindOctet,
	"Encoded-string-value":                                           kindEncoded,
	"octet 128/129":                                                  kindOctet,
	"octet 128..131":                                                 kindOctet,
	"Value-length Integer-value Encoded-string-value":                kindPreviousBy,
	"Value-length Integer-value Date-value":                          kindPreviousDate,
	"octet 128..132":                                                 kindOctet,
	"Value-length (Add/Remove/Filter) Encoded-string-value":          kindFlags,
	"field-name octet":                                               kindAttribute,
	"Value-length (Message/Size) Integer-value":                      kindTotal,
	"Integer-value":                                                  kindInteger,
	"none: used only as a name in Attributes":                        kindNone,
	"Value-length Text-string *(Parameter)":                          kindElement,
	"octet 128 (Manual)":                                             kindOctet,
	"octet 128..135":                                                 kindOctet,
}

func TestAssignedFields(t *testing.T) {
	rows := assigned(t, "mms-fields")
	seen := [256]bool{}
	for _, row := range rows {
		require.Len(t, row, 6)
		f := Field(octetOf(t, row[0]))
		seen[f] = true
		assert.True(t, f.Known(), row[1])
		assert.Equal(t, row[1], f.String())
		assert.Equal(t, versionOf(t, row[2]), f.Since(), row[1])
		kind, ok := kindOfText[row[3]]
		require.True(t, ok, row[3])
		assert.Equal(t, kind, fieldTable[f].kind, row[1])
		assert.Equal(t, row[4] == "yes", f.Repeats(), row[1])
		for _, name := range []string{row[1], strings.ToLower(row[1]), strings.ToUpper(row[1])} {
			got, ok := FieldByName(name)
			assert.True(t, ok, name)
			assert.Equal(t, f, got, name)
		}
		checkUsers(t, f, row[5])
	}
	for i := range seen {
		assert.Equal(t, seen[i], Field(i).Known(), "0x%02X", i)
	}
	n := 0
	for f := range Fields() {
		assert.True(t, seen[f])
		n++
	}
	assert.Equal(t, len(rows), n)
	assert.Equal(t, "unknown-0x40", Field(0x40).String())
	assert.Equal(t, "unknown-0x00", Field(0).String())
}

// checkUsers compares the registry's own list of PDUs, "M: 82; o: 80 89 93",
// with the tables of chapter 6.
func checkUsers(t *testing.T, f Field, list string) {
	t.Helper()
	want := map[Type]Need{}
	if list != "(name only)" {
		for group := range strings.SplitSeq(list, "; ") {
			letter, types, _ := strings.Cut(group, ": ")
			n := map[string]Need{"M": NeedMandatory, "C": NeedConditional, "o": NeedOptional}[letter]
			require.NotZero(t, n, group)
			except, all := strings.CutPrefix(types, "all")
			if !all {
				for s := range strings.FieldsSeq(types) {
					want[Type(octetOf(t, s))] = n
				}
				continue
			}
			for typ := range Types() {
				want[typ] = n
			}
			for s := range strings.FieldsSeq(strings.TrimPrefix(except, " except")) {
				delete(want, Type(octetOf(t, s)))
			}
		}
	}
	for typ := range Types() {
		assert.Equal(t, want[typ], need(typ, f).Need, "%v in %v", f, typ)
	}
}

func TestFieldByOtherNames(t *testing.T) {
	for name, want := range map[string]Field{
		"X-Mms-Read-Reply":     FieldReadReport,
		"X-Mms-Message-ID":     FieldMessageID,
		"X-Mms-Transaction-ID": FieldTransactionID,
		"message-id":           FieldMessageID,
	} {
		got, ok := FieldByName(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, got, name)
	}
	// The Kelvin sign and the long s fold to k and s in Unicode, but not here.
	for _, name := range []string{"", "X-Mms-", "X-Mms-Transaction-Id ", "Sub\u017fect", "\u017fubject"} {
		_, ok := FieldByName(name)
		assert.False(t, ok, name)
	}
}

type named interface {
	Known() bool
	String() string
}

// valueTypes makes a value of each enumeration of chapter 5 from its octet.
var valueTypes = map[string]func(uint8) named{
	"X-Mms-Message-Class":               func(b uint8) named { return MessageClass(b) },
	"X-Mms-Priority":                    func(b uint8) named { return Priority(b) },
	"X-Mms-Sender-Visibility":           func(b uint8) named { return SenderVisibility(b) },
	"X-Mms-Status":                      func(b uint8) named { return Status(b) },
	"X-Mms-Response-Status":             func(b uint8) named { return ResponseStatus(b) },
	"X-Mms-Retrieve-Status":             func(b uint8) named { return RetrieveStatus(b) },
	"X-Mms-Store-Status":                func(b uint8) named { return StoreStatus(b) },
	"X-Mms-Read-Status":                 func(b uint8) named { return ReadStatus(b) },
	"X-Mms-Reply-Charging":              func(b uint8) named { return ReplyCharging(b) },
	"X-Mms-MM-State":                    func(b uint8) named { return MMState(b) },
	"X-Mms-MM-Flags token":              func(b uint8) named { return FlagToken(b) },
	"X-Mms-Mbox-Totals / -Quotas token": func(b uint8) named { return TotalToken(b) },
	"X-Mms-Recommended-Retrieval-Mode":  func(b uint8) named { return RetrievalMode(b) },
	"X-Mms-Content-Class":               func(b uint8) named { return ContentClass(b) },
	"X-Mms-Cancel-Status":               func(b uint8) named { return CancelStatus(b) },
	"From token":                        func(b uint8) named { return FromToken(b) },
	"Expiry, Delivery-Time, Reply-Charging-Deadline token": func(b uint8) named { return TimeToken(b) },
	"Yes/No fields": func(b uint8) named { return YesNo(b) },
}

func TestAssignedValues(t *testing.T) {
	want := map[string]map[uint8][]string{}
	for _, row := range assigned(t, "mms-values") {
		require.Len(t, row, 5)
		if want[row[0]] == nil {
			want[row[0]] = map[uint8][]string{}
		}
		want[row[0]][octetOf(t, row[1])] = row
	}
	require.Len(t, want, len(valueTypes))
	for field, make := range valueTypes {
		require.NotEmpty(t, want[field], field)
		f, isField := FieldByName(field)
		for i := range 256 {
			b := uint8(i)
			v := make(b)
			row := want[field][b]
			assert.Equal(t, row != nil, v.Known(), "%s 0x%02X", field, b)
			if row == nil {
				assert.Equal(t, "unknown-"+hexOctet(b), v.String(), field)
				row = []string{field, "", "", "", ""}
			} else {
				assert.Equal(t, row[2], v.String(), field)
			}
			if isField {
				name, ok := f.ValueName(b)
				assert.Equal(t, v.Known(), ok, "%s 0x%02X", field, b)
				assert.Equal(t, row[2], name)
			}
			if s, ok := v.(interface{ Since() Version }); ok {
				since := Version(0)
				if row[3] != "" {
					since = versionOf(t, row[3])
				}
				assert.Equal(t, since, s.Since(), "%s 0x%02X", field, b)
			} else {
				assert.Empty(t, row[3], field)
			}
			if s, ok := v.(interface{ Obsolete() bool }); ok {
				assert.Equal(t, row[4] == "1.1", s.Obsolete(), "%s 0x%02X", field, b)
			} else {
				assert.Empty(t, row[4], field)
			}
		}
	}
	for f := range Fields() {
		if fieldTable[f].kind == kindYesNo {
			name, ok := f.ValueName(0x81)
			assert.True(t, ok, f)
			assert.Equal(t, "No", name)
		}
	}
}

func TestEffectiveStatus(t *testing.T) {
	for i := range 256 {
		b := uint8(i)
		fallback, class := uint8(224), StatusClassPermanent
		if i >= 192 && i <= 223 {
			fallback, class = 192, StatusClassTransient
		}
		if i == 128 {
			class = StatusClassOk
		}
		check := func(known bool, effective uint8, got, ofEffective StatusClass) {
			if known {
				assert.Equal(t, b, effective)
			} else {
				assert.Equal(t, fallback, effective, "0x%02X", b)
			}
			assert.Equal(t, class, got, "0x%02X", b)
			assert.Equal(t, got, ofEffective, "0x%02X", b)
		}
		r, g, s := ResponseStatus(b), RetrieveStatus(b), StoreStatus(b)
		check(r.Known(), uint8(r.Effective()), r.Class(), r.Effective().Class())
		check(g.Known(), uint8(g.Effective()), g.Class(), g.Effective().Class())
		check(s.Known(), uint8(s.Effective()), s.Class(), s.Effective().Class())
	}
}

func TestWords(t *testing.T) {
	words := func(list ...interface{ String() string }) (s []string) {
		for _, x := range list {
			s = append(s, x.String())
		}
		return s
	}
	assert.Equal(t, []string{"-", "O", "C", "M"}, words(NeedNone, NeedOptional, NeedConditional, NeedMandatory))
	assert.Equal(t, []string{"none", "to relay", "to client", "inside"},
		words(DirectionNone, DirectionToRelay, DirectionToClient, DirectionInside))
	assert.Equal(t, []string{"ok", "transient", "permanent"},
		words(StatusClassOk, StatusClassTransient, StatusClassPermanent))
	assert.Equal(t, []string{"info", "warning", "error"}, words(SeverityInfo, SeverityWarning, SeverityError))
	assert.Equal(t, []string{"other", "phone", "e-mail", "IPv4", "IPv6", "short code", "alphanumeric"},
		words(AddressOther, AddressPhone, AddressEmail, AddressIPv4, AddressIPv6, AddressShortCode, AddressAlphanumeric))
}

func TestMessageClassByName(t *testing.T) {
	for _, c := range []struct {
		name string
		want MessageClass
		ok   bool
	}{
		{"Personal", MessageClassPersonal, true},
		{"personal", MessageClassPersonal, true},
		{"ADVERTISEMENT", MessageClassAdvertisement, true},
		{"Informational", MessageClassInformational, true},
		{"auto", MessageClassAuto, true},
		{"", 0, false},
		{"x-news", 0, false},
		{"Personal ", 0, false},
		{"Persona", 0, false},
	} {
		got, ok := MessageClassByName([]byte(c.name))
		assert.Equal(t, c.ok, ok, c.name)
		assert.Equal(t, c.want, got, c.name)
	}
}

func TestContentClassSize(t *testing.T) {
	kB := map[ContentClass]uint32{
		ContentClassText: 30, ContentClassImageBasic: 30,
		ContentClassImageRich: 100, ContentClassVideoBasic: 100, ContentClassContentBasic: 100,
		ContentClassVideoRich: 300, ContentClassMegapixel: 300, ContentClassContentRich: 300,
	}
	for i := range 256 {
		c := ContentClass(i)
		assert.Equal(t, kB[c]*1024, c.Size(), c.String())
		assert.Equal(t, c.Known(), c.Size() > 0, c.String())
	}
}

func TestAssignedPDUFields(t *testing.T) {
	want := map[Type][]FieldUse{}
	for _, row := range assigned(t, "mms-pdu-fields") {
		require.Len(t, row, 5)
		f := Field(octetOf(t, row[1]))
		assert.Equal(t, row[2], f.String())
		letter, repeats := strings.CutSuffix(row[3], "+")
		n := map[string]Need{"M": NeedMandatory, "C": NeedConditional, "O": NeedOptional}[letter]
		require.NotZero(t, n, row)
		typ := Type(octetOf(t, row[0]))
		want[typ] = append(want[typ], FieldUse{f, n, repeats, versionOf(t, row[4])})
	}
	for typ := range Types() {
		var got []FieldUse
		for use := range FieldsOf(typ) {
			got = append(got, use)
			assert.Equal(t, use, need(typ, use.Field), "%v in %v", use.Field, typ)
			if use.Repeats {
				assert.True(t, use.Field.Repeats(), use.Field)
			}
			assert.GreaterOrEqual(t, use.Since, use.Field.Since(), "%v in %v", use.Field, typ)
			assert.GreaterOrEqual(t, use.Since, typ.Since(), "%v in %v", use.Field, typ)
		}
		assert.Equal(t, want[typ], got, typ)
		assert.Equal(t, typ.HasBody(), need(typ, FieldContentType).Need != NeedNone, typ)
	}
	assert.Equal(t, FieldUse{}, need(0x98, FieldTo))
	assert.Equal(t, FieldUse{}, need(TypeSendConf, FieldTo))
	for range FieldsOf(0x98) {
		assert.Fail(t, "an unknown type has no table")
	}
}
