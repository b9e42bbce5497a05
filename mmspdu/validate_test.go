package mmspdu

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

func TestRules(t *testing.T) {
	seen := [checkEnd]bool{}
	for _, c := range ruleCases() {
		find := func(s string) []Diagnostic {
			b := pduOf(t, s)
			p, err := Parse(b)
			var found []Diagnostic
			if c.check == checkSize {
				assert.Equal(t, len(b) > DefaultMessage, err != nil)
				var d Decoder
				found = d.Validate(nil, b, ProfileAndroid)
			} else {
				found = p.Validate(nil, ProfileAndroid)
			}
			for _, d := range found {
				assert.Less(t, int(d.Part), 256)
				assert.True(t, wsp.Span{End: uint32(len(b))}.Contains(d.Span), d)
			}
			return found
		}
		is := func(d Diagnostic) bool { return d.check == c.check && d.Field == c.field }
		tripped := find(c.trips)
		i := slices.IndexFunc(tripped, is)
		require.GreaterOrEqual(t, i, 0, "%v: silent on %q; said %v", c.check.row(), c.trips, tripped)
		row := c.check.row()
		assert.Equal(t, row.rule, tripped[i].Rule)
		assert.Equal(t, row.severity, tripped[i].Severity)

		missed := find(c.near)
		assert.False(t, slices.ContainsFunc(missed, is), "%v: speaks up about %q: %v", row, c.near, missed)
		seen[c.check] = true
	}
	rules := [ruleEnd]bool{}
	for c := checkNoType; c < checkEnd; c++ {
		assert.True(t, seen[c], "no case for %v", c.row())
		rules[c.row().rule] = true
	}
	n := 0
	for r := range Rules() {
		assert.True(t, rules[r], "no check for %v", r)
		n++
	}
	assert.Equal(t, 41, n, "40 rules of MMS 13 and one of MMS 12.5")
}

// TestRulesSilent holds that what the cases are made of is without a fault: so a
// near-miss shows nothing but its rule's patience.
func TestRulesSilent(t *testing.T) {
	for _, s := range []string{
		aSend + aText, aSendConf, aNotify, aRetrieve + aText, aDelivery, aForward, aView + mixed + "00",
		aView + mixed + entry("be", descr), aDelete + `92 80`,
		aRetrieve + related + entry(smilPart, smilDoc) + entry(textPart, `"Hi"`),
		aRetrieve + mixed + entry(imagePart, "ff"),
	} {
		p, err := Parse(pduOf(t, s))
		require.NoError(t, err)
		assert.Empty(t, p.Validate(nil, ProfileAndroid), s)
	}
}

func TestAssignedRules(t *testing.T) {
	rows := assigned(t, "mms-rules")
	require.Len(t, rows, int(V40))
	severities := map[string]Severity{"E": SeverityError, "W": SeverityWarning, "I": SeverityInfo}
	main := map[Rule]Severity{}
	for i, row := range rows {
		r := V01 + Rule(i)
		assert.Equal(t, row[0], r.String())
		assert.Equal(t, row[2], r.Text())
		main[r] = severities[row[1]]
	}
	assert.Equal(t, "A01", A01.String())
	assert.NotEmpty(t, A01.Text())
	main[A01] = SeverityError
	assert.Empty(t, ruleEnd.Text())

	// A check weighs as much as its rule says, or as one of the letters in its words.
	usual := map[Rule]bool{}
	for c := checkNoType; c < checkEnd; c++ {
		row := c.row()
		if row.severity == main[row.rule] {
			usual[row.rule] = true
			continue
		}
		letter := map[Severity]string{SeverityError: "E", SeverityWarning: "W", SeverityInfo: "I"}[row.severity]
		words := strings.FieldsFunc(row.rule.Text(), func(r rune) bool { return !isAlnum(byte(min(r, 127))) })
		assert.Contains(t, words, letter, "%v", row)
	}
	for r := range Rules() {
		assert.True(t, usual[r], r)
	}
}

func TestAssignedAndroid(t *testing.T) {
	want := map[Type][]Field{}
	for _, row := range assigned(t, "mms-android") {
		f, ok := FieldByName(row[2])
		require.True(t, ok, row[2])
		assert.Equal(t, octetOf(t, row[1]), uint8(f))
		typ := Type(octetOf(t, row[0]))
		want[typ] = append(want[typ], f)
	}
	for i, fields := range androidTable {
		assert.ElementsMatch(t, want[TypeSendReq+Type(i)], fields, TypeSendReq+Type(i))
		delete(want, TypeSendReq+Type(i))
	}
	assert.Empty(t, want)
}

func ExamplePDU_Validate() {
	pdu, err := Parse([]byte("\x8C\x83\x98T1\x00\x8D\x92\x95\x88\x96Hi\x00"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range pdu.Validate(nil, ProfileOMA) {
		fmt.Println(d)
	}
	// Output:
	// V12 warning, octets 8..10: X-Mms-Status: value is not assigned (MMS 5)
	// V08 warning, octets 10..14: Subject: this type of PDU does not have it (MMS 6.4)
}

// TestDiagnostic looks at one diagnostic of each kind in full.
func TestDiagnostic(t *testing.T) {
	b := octets(t, `8c 85 8d 90`)
	p, err := Parse(b)
	require.NoError(t, err)
	kept := []Diagnostic{{Rule: V40}}
	got := p.Validate(kept, ProfileOMA)
	require.Len(t, got, 2)
	assert.Equal(t, kept[0], got[0])
	d := got[1]
	assert.Equal(t, Diagnostic{
		Rule: V06, Severity: SeverityError, Type: TypeAcknowledgeInd, check: checkMandatory,
		Field: pduField(FieldTransactionID), Part: -1, Span: wsp.Span{End: 4},
	}, d)
	assert.Equal(t, "X-Mms-Transaction-Id: mandatory header is missing", d.Message())
	assert.Equal(t, "MMS 6.6", d.Section())
	assert.Equal(t, "V06 error, octets 0..4: X-Mms-Transaction-Id: mandatory header is missing (MMS 6.6)", d.String())

	// A fault has the words and the section of the fault table.
	b = octets(t, `8c 85 98 "T1" 8d 90`)
	p, err = Parse(b)
	require.NoError(t, err)
	i := slices.IndexFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.Code == wsp.TextUnterminated })
	require.GreaterOrEqual(t, i, 0)
	d = p.Validate(nil, ProfileOMA)[i]
	assert.Equal(t, V11, d.Rule)
	assert.Equal(t, wsp.Span{Start: 3, End: 7}, d.Span)
	assert.Equal(t, wsp.TextUnterminated.Info().Section, d.Section())
	assert.Contains(t, d.Message(), wsp.TextUnterminated.Info().Text)
}

// TestFaultWeights has V11 weigh a fault by whether the value can be read all the
// same: for every grammar of a value, once so and once not.
func TestFaultWeights(t *testing.T) {
	for _, c := range []struct {
		field     Field
		deviation string // "" where every fault makes the value unreadable
		broken    string // "" where none does
	}{
		{FieldMessageID, `8b "a"`, `8b 01 80`},                          // Text-string
		{FieldContentLocation, `83 "a"`, `83 1f`},                       // Uri-value
		{FieldSubject, `96 02 ea "a"`, `96 1f 80`},                      // Encoded-string
		{FieldTo, `97 "a@b"`, `97 01`},                                  // address
		{FieldResponseText, `93 "a"`, `93 1f`},                          // or Del form
		{FieldMessageClass, `8a "x news" 00`, `8a 01 80`},               // class
		{FieldDeliveryReport, ``, `86 "yes" 00`},                        // Yes/No
		{FieldStatus, ``, `95 01 80`},                                   // other octet
		{FieldResponseStatus, ``, `92 "ok" 00`},                         // or Del form
		{FieldAttributes, ``, `a8 "From" 00`},                           // name of a field
		{FieldMessageSize, `8e 84`, `8e 09 01 02 03 04 05 06 07 08 09`}, // Long-integer
		{FieldDate, `85 00`, `85 "now" 00`},                             // date
		{FieldMessageCount, `ad 00`, `ad "one" 00`},                     // Integer-value
		{FieldExpiry, `88 04 81 01 3c 00`, `88 81`},                     // time
		{FieldFrom, `89 "a@b" 00`, `89 83`},                             // From
		{FieldMMFlags, `a4 04 80 "a" 00 00`, `a4 80`},                   // flags
		{FieldMboxTotals, `aa 03 80 8c 00`, `aa 80`},                    // totals
		{FieldPreviouslySentBy, `a0 04 81 "a" 00 00`, `a0 81`},          // forwarder
		{FieldPreviouslySentDate, `a1 04 81 01 01 00`, `a1 81`},         // its date
		{FieldElementDescriptor, `b2 04 "a" 00 82`, `b2 "a" 00`},        // element
		{FieldContentType, `84 0a 83 81 ea`, `84 00`},                   // media type
	} {
		for weight, s := range map[Severity]string{SeverityWarning: c.deviation, SeverityError: c.broken} {
			if s == "" {
				continue
			}
			p, err := Parse(octets(t, aNotify+s))
			require.NoError(t, err)
			got := p.Validate(nil, ProfileOMA)
			found := slices.ContainsFunc(got, func(d Diagnostic) bool {
				return d.Rule == V11 && d.Severity == weight && d.Field == pduField(c.field)
			})
			assert.True(t, found, "%v: no %v about %s in %v", c.field, weight, s, got)
		}
	}
}

// TestFaultsInside has the faults of a description told once, and of it.
func TestFaultsInside(t *testing.T) {
	b := pduOf(t, aView+mixed+entry("be", descr+` 96 7f "u" 00`)+entry(`9e 8e 81`, "ff"))
	p, err := Parse(b)
	require.NoError(t, err)
	var inside, outside int
	for _, d := range p.Validate(nil, ProfileOMA) {
		switch {
		case d.Type == TypeMboxDescr && d.Part == 0 && d.Rule == V28:
			inside++
		case d.Type == TypeMboxViewConf && d.Part == 1 && d.Rule == V11:
			outside++
		default:
			assert.Fail(t, d.String())
		}
	}
	assert.Equal(t, 1, inside)
	assert.Equal(t, 1, outside)
}

// TestDiagnosticPlaces asks where diagnostics about parts and descriptions lie.
func TestDiagnosticPlaces(t *testing.T) {
	b := pduOf(t, aRetrieve+related+entry(smilPart, `"<smil><img src='a'/></smil>"`)+entry(textPart, `"Hi"`))
	p, err := Parse(b)
	require.NoError(t, err)
	i := slices.IndexFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.check == checkReference })
	require.GreaterOrEqual(t, i, 0)
	d := p.Validate(nil, ProfileOMA)[i]
	assert.Equal(t, `<img src='a'/>`, string(d.Span.In(b)), "the element")
	assert.Equal(t, int32(0), d.Part)
	assert.Contains(t, d.String(), ", part 0: src resolves to no part (MMS 8.3)")

	inner := `8c 93 8d 93 83 "http://mmsc.example/b/9" 00 8b "m9@mmsc.example" 00 8f 83`
	b = pduOf(t, aView+mixed+entry("be", descr)+entry("be", inner))
	p, err = Parse(b)
	require.NoError(t, err)
	got := p.Validate(nil, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, V12, got[0].Rule)
	assert.Equal(t, TypeMboxDescr, got[0].Type)
	assert.Equal(t, int32(1), got[0].Part)
	assert.Equal(t, []byte{0x8F, 0x83}, got[0].Span.In(b))

	// The same description by itself, of which nothing says that it is in a listing.
	for d := range p.Descriptions() {
		for _, x := range d.Validate(nil, ProfileOMA) {
			assert.Equal(t, int32(-1), x.Part)
			assert.Equal(t, got[0].Span, x.Span)
		}
	}
}

// TestValidateLimits has V37 go by the limits of the Decoder, and keeps absence
// out of what was not read to its end.
func TestValidateLimits(t *testing.T) {
	b := pduOf(t, aRetrieve+mixed+entry(imagePart, "ff")+entry(`9e c0 22 "<a>" 00`, "fe"))
	d := Decoder{Mode: Strict, Limits: Limits{Parts: 1}}
	got := d.Validate(nil, b, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, V37, got[0].Rule)
	d.Limits.Parts = 2
	assert.Empty(t, d.Validate(nil, b, ProfileOMA))

	d.Limits.Fields = 1
	for _, x := range d.Validate(nil, b, ProfileAndroid) {
		assert.Equal(t, V37, x.Rule, x)
	}
	d.Limits = Limits{Message: 10}
	got = d.Validate(nil, b, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, checkSize, got[0].check)

	var none PDU
	got = none.Validate(nil, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, V01, got[0].Rule)
}

// TestSMILBounds has presentations that go beyond what is read of them: nothing
// is said of parts that the rest may refer to.
func TestSMILBounds(t *testing.T) {
	img := `<img src='img1'/>`
	for name, text := range map[string]string{
		"octets": `<smil>` + strings.Repeat(" ", smilOctets) + img + `</smil>`,
		"tokens": `<smil>` + strings.Repeat("<a/>", smilTokens/2) + img + `</smil>`,
		"depth":  strings.Repeat("<smil>", smilDepth+1) + img,
		"syntax": `<smil><a <b` + img,
	} {
		parts := entry(smilPart, `"`+text+`"`) + entry(imagePart, "ff")
		p, err := Parse(pduOf(t, aRetrieve+related+parts))
		require.NoError(t, err)
		for _, d := range p.Validate(nil, ProfileOMA) {
			assert.NotEqual(t, V24, d.Rule, "%s: %v", name, d)
		}
	}
	// Just inside the bounds it is read.
	text := `<smil>` + strings.Repeat("<a/>", smilTokens/2-4) + `</smil>`
	p, err := Parse(pduOf(t, aRetrieve+related+entry(smilPart, `"`+text+`"`)+entry(imagePart, "ff")))
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.check == checkUnreferenced }))
}

// TestSMILForms reads presentations in the forms that occur: encoded, in another
// charset, with a declaration of it.
func TestSMILForms(t *testing.T) {
	for name, part := range map[string]string{
		"base64":           entry(`13 "application/smil" 00 81 ea c0 22 "<smil>" 00 "Content-Transfer-Encoding" 00 "base64" 00`, `"PHNtaWw+PGltZyBzcmM9J3gnLz48L3NtaWw+"`),
		"byte order mark":  entry(smilPart, `ef bb bf "<smil><img src='x'/></smil>"`),
		"latin-1 declared": entry(`13 "application/smil" 00 81 84 c0 22 "<smil>" 00`, `"<?xml version='1.0' encoding='iso-8859-1'?><smil t='" e9 "'><img src='x'/></smil>"`),
		"no quotes":        entry(smilPart, `"<smil><img src=x></smil>"`),
	} {
		b := pduOf(t, aRetrieve+related+part)
		p, err := Parse(b)
		require.NoError(t, err)
		i := slices.IndexFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.check == checkReference })
		assert.GreaterOrEqual(t, i, 0, name)
	}
}

func TestValidateVectors(t *testing.T) {
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		if v.Kind != testdata.KindPDU {
			continue
		}
		p, _ := Parse(v.Octets)
		got := p.Validate(nil, ProfileAndroid)
		for _, want := range v.Rules {
			if want[0] == 'V' {
				ok := slices.ContainsFunc(got, func(d Diagnostic) bool { return d.Rule.String() == want })
				assert.True(t, ok, "%s: no %s in %v", name, want, got)
			}
		}
		if strings.HasPrefix(name, "mms/11.") {
			for _, d := range got {
				assert.Less(t, d.Severity, SeverityWarning, "%s: %v", name, d)
			}
		}
	}
}
