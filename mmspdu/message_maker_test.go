package mmspdu_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A madeMessage is a PDU of the maker and the Message that was built of what the maker says it put into it.
type madeMessage struct {
	name string
	pdu  maker.PDU
	m    *mmspdu.Message
}

// buildMade builds every PDU of the maker: for each of the 24 types one with every field that it may carry, one with the
// mandatory ones, and one for every legal value of every field.
func buildMade(t *testing.T, b *builder) (all []madeMessage) {
	t.Helper()
	build := func(name string, p maker.PDU) {
		m, err := b.message(p)
		require.NoError(t, err, name)
		all = append(all, madeMessage{name, p, m})
	}
	for _, typ := range maker.Types() {
		build(maker.TypeName(typ)+"/full", maker.Full(typ))
		build(maker.TypeName(typ)+"/minimal", maker.Minimal(typ))
		for _, v := range maker.Variants(typ) {
			build(fmt.Sprintf("%s/%v=%.30x", maker.TypeName(typ), mmspdu.Field(v.Field), v.Value.Octets), v.PDU)
		}
	}
	return all
}

// Two writers, one answer: a message that is built value by value has the octets that the maker writes, wherever these are
// canonical; strict reading accepts it, and everything that was put in is read from it.
func TestMadeMessagesAreBuilt(t *testing.T) {
	b := builder{inOrder, map[string]int{}}
	all := buildMade(t, &b)
	same, other := 0, map[string]int{}
	for _, x := range all {
		want := x.pdu.Make()
		reason := ""
		for _, h := range x.pdu.Fields {
			reason += whyNotCanonical(mmspdu.Field(h.Code), h.Value)
		}
		x.m.Lax = true
		got, err := x.m.MarshalBinary()
		require.NoError(t, err, x.name)
		require.Equal(t, len(got), x.m.Size(), x.name)
		if reason == "" {
			same++
			require.Equal(t, fmt.Sprintf("%x", want.Octets), fmt.Sprintf("%x", got), x.name)
		} else {
			other[reason]++
			require.NotEqual(t, want.Octets, got, "%s: %s", x.name, reason)
		}
		strict := mmspdu.Decoder{Mode: mmspdu.Strict}
		p, err := strict.Parse(got)
		require.NoError(t, err, x.name)
		require.Zero(t, p.Faults(), x.name)
		checkMadeValues(t, x, &p)
		checkAccessors(t, &p)
		checkMadeParts(t, x.name, want, &p)
	}
	require.Len(t, all, 2191)
	assert.Equal(t, 2191-12-5-28, same)
	assert.Equal(t, map[string]int{
		"Delta-seconds as Short-integer":                      12,
		"Long-integer below 128 where the Short-integer does": 5,
		"Value-length of up to 30 in the long form":           28,
	}, other)
	t.Logf("%d of %d PDUs of the maker are written octet for octet; the others for %v; octets taken over: %v",
		same, len(all), other, b.raw)
}

// checkMadeValues compares the headers with what the maker says it put in.
func checkMadeValues(t *testing.T, x madeMessage, p *mmspdu.PDU) {
	t.Helper()
	i := 0
	for h := range p.Headers() {
		require.Less(t, i, len(x.pdu.Fields), x.name)
		made := x.pdu.Fields[i]
		i++
		f, ok := h.Field()
		require.True(t, ok, x.name)
		require.Equal(t, mmspdu.Field(made.Code), f, x.name)
		require.Equal(t, madeKey(f, made.Value), headerKey(h), "%s: %v", x.name, f)
	}
	require.Equal(t, len(x.pdu.Fields), i, x.name)
}

// checkMadeParts compares the parts: their places where the octets are the same, and what they are called.
func checkMadeParts(t *testing.T, name string, want maker.Made, p *mmspdu.PDU) {
	t.Helper()
	m, ok := p.Multipart()
	if want.Declared < 0 {
		require.False(t, ok, name)
		require.Equal(t, want.Body.In(want.Octets), p.Body(), name)
		return
	}
	require.Equal(t, want.Declared, int64(m.Declared()), name)
	i := 0
	for part := range m.AllParts() {
		require.Less(t, i, len(want.Parts), name)
		x := want.Parts[i]
		i++
		require.Equal(t, x.Depth, part.Depth(), name)
		require.Equal(t, x.Data.In(want.Octets), part.Data(), name)
		require.Equal(t, x.Headers.In(want.Octets), part.HeadersSpan().In(p.Octets()), name)
		require.True(t, part.ContentType().Is(x.Type.Name), name)
		require.Equal(t, []string{x.ID, x.Location, x.Name, x.Filename}, []string{
			part.ContentID().String(), part.Location().String(), part.Name().String(), part.Filename().String(),
		}, name)
	}
	require.Equal(t, len(want.Parts), i, name)
}

// Set and Add, in whatever order they come, give the order of chapter 6.
func TestMadeMessagesAreBuiltInAnyOrder(t *testing.T) {
	for _, typ := range maker.Types() {
		want := maker.Full(typ)
		fields := want.Fields
		for turn := range 7 {
			shuffled := slices.Clone(fields)
			if turn > 0 {
				// Repeated fields keep their order among themselves; so does the Content-Type, which brings the body.
				slices.SortStableFunc(shuffled, func(a, b maker.Field) int {
					return (a.Code*37%64^turn*9)%64 - (b.Code*37%64^turn*9)%64
				})
			}
			p := want
			p.Fields = shuffled
			// The type decides about Del forms and the place of everything, so it comes first, as NewMessage has it.
			i := slices.IndexFunc(p.Fields, func(f maker.Field) bool { return f.Code == int(maker.MessageType) })
			p.Fields = slices.Concat(p.Fields[i:i+1], p.Fields[:i], p.Fields[i+1:])
			b := builder{(*mmspdu.Message).Add, map[string]int{}}
			m, err := b.message(p)
			require.NoError(t, err)
			m.Lax = true
			got, err := m.MarshalBinary()
			require.NoError(t, err)
			require.Equal(t, fmt.Sprintf("%x", want.Octets()), fmt.Sprintf("%x", got), "%s, turn %d", maker.TypeName(typ), turn)
		}
	}
}

// madeObjections is all that the rules have to say against the full and minimal PDUs of the maker, which are legal by their
// grammar and by the tables of chapter 6, and why they say it.
var madeObjections = map[string]struct {
	rule mmspdu.Rule
	why  string
}{
	"X-Mms-Delivery-Report: asks for a report on an automatic message": {mmspdu.V17, "the full one has class Auto and every field"},
	"X-Mms-Read-Report: asks for a report on an automatic message":     {mmspdu.V17, "the full one has class Auto and every field"},
	"8-bit octets in a text without charset":                           {mmspdu.V29, "a part has a Content-Location in UTF-8"},
	"X-Mms-Content-Location: names a stored message although none was stored": {
		mmspdu.V07, "the full one has every field, and a status that is an error"},
	"Message-ID: missing or empty although the message was accepted":                  {mmspdu.V07, "the minimal one says Ok and has no more"},
	"X-Mms-Content-Location: missing although the message was stored":                 {mmspdu.V07, "the minimal one says Success and has no more"},
	"X-Mms-MM-Flags: token is not for this PDU":                                       {mmspdu.V07, "the full one has two tokens"},
	"X-Mms-Content-Location: missing in the description of a listing":                 {mmspdu.V07, "one description is minimal"},
	"Message-ID: missing in the description of a listing":                             {mmspdu.V07, "one description is minimal"},
	"X-Mms-MMS-Version: missing; some writers of descriptions leave it out":           {mmspdu.V04, "the minimal description has no more than its type"},
	"X-Mms-Content-Location: has no place in an upload":                               {mmspdu.V07, "the description in it is full"},
	"X-Mms-Reply-Charging-Deadline: without X-Mms-Reply-Charging":                     {mmspdu.V18, "a variant"},
	"X-Mms-Reply-Charging-Size: without X-Mms-Reply-Charging":                         {mmspdu.V18, "a variant"},
	"X-Mms-Recommended-Retrieval-Mode-Text: without X-Mms-Recommended-Retrieval-Mode": {mmspdu.V18, "a variant"},
	"X-Mms-Previously-Sent-By: Forwarded-count does not follow: from 1, without gaps": {mmspdu.V19, "a variant of 2 or 128"},
	"X-Mms-Previously-Sent-Date: Forwarded-count does not follow: from 1, without gaps": {
		mmspdu.V19, "a variant of 2 or 128"},
	"X-Mms-Previously-Sent-By: step without its counterpart":          {mmspdu.V19, "a variant has one of the two"},
	"X-Mms-Previously-Sent-Date: step without its counterpart":        {mmspdu.V19, "a variant has one of the two"},
	"X-Mms-MM-Flags: means nothing without X-Mms-Store = Yes":         {mmspdu.V38, "a variant"},
	"X-Mms-MM-State: means nothing without X-Mms-Store = Yes":         {mmspdu.V38, "a variant"},
	"Message-ID: missing although a message is delivered":             {mmspdu.V07, "a variant with Retrieve-Status Ok"},
	"Message-ID: 8-bit octets in a text without charset":              {mmspdu.V29, "an identifier in UTF-8"},
	"X-Mms-Replace-ID: 8-bit octets in a text without charset":        {mmspdu.V29, "an identifier in UTF-8"},
	"X-Mms-Reply-Charging-ID: 8-bit octets in a text without charset": {mmspdu.V29, "an identifier in UTF-8"},
	"X-Mms-Transaction-Id: 8-bit octets in a text without charset":    {mmspdu.V29, "an identifier in UTF-8"},
	"X-Mms-Transaction-Id: Message-Type, Transaction-Id and Version come first, in this order": {
		mmspdu.V02, "the maker puts an optional field behind the mandatory ones"},
}

// What is forbidden is refused with the rules that PDU.Validate names, in their severity, and written if it must be; of what
// is not forbidden nothing is refused.
func TestMadeMessagesAreHeldAgainstTheRules(t *testing.T) {
	b := builder{inOrder, map[string]int{}}
	used := map[string]int{}
	clean := 0
	for _, x := range buildMade(t, &b) {
		octets := x.pdu.Octets()
		got, err := x.m.AppendBinary([]byte("d"))
		found := ruleErrors(err)
		require.Equal(t, found == nil, err == nil, "%s: %v", x.name, err)
		for _, d := range found {
			used[d.Message()]++
			o, ok := madeObjections[d.Message()]
			require.True(t, ok, "%s: %v", x.name, d)
			require.Equal(t, o.rule, d.Rule, "%s: %v", x.name, d)
			require.Equal(t, mmspdu.SeverityWarning, d.Severity, "%s: %v", x.name, d)
		}
		if err != nil {
			require.Equal(t, "d", string(got), x.name)
			x.m.Lax = true
			got, err = x.m.AppendBinary([]byte("d"))
			require.NoError(t, err, x.name)
		} else {
			clean++
		}
		require.Len(t, got, 1+x.m.Size(), x.name)
		if !slices.ContainsFunc(x.pdu.Fields, func(h maker.Field) bool { return whyNotCanonical(mmspdu.Field(h.Code), h.Value) != "" }) {
			require.Equal(t, octets, got[1:], x.name)
		}
	}
	for message, o := range madeObjections {
		assert.NotZero(t, used[message], "nothing is refused for: %s (%s)", message, o.why)
	}
	assert.Greater(t, clean, 700)
	t.Logf("%d of 2191 are written without being lax", clean)
}

// One part of the maker has a header under a number that we do not write. With the number that we do write it says the same.
func TestContentDispositionUnderItsOlderNumber(t *testing.T) {
	block, c := wsp.AppendContentDisposition(nil, wsp.DispositionAttachment, wsp.TextParameter("filename", "my photo.jpg"),
		wsp.NumberParameter("creation-date", 1714226304), wsp.NumberParameter("size", 4))
	require.Zero(t, c)
	m := mmspdu.NewMessage(mmspdu.TypeRetrieveConf, mmspdu.Version12)
	require.NoError(t, m.SetMultipart(wsp.ContentType{0xA3}, mmspdu.NewPart(wsp.ContentType{0x9E}, block, nil)))
	m.Lax = true
	b, err := m.MarshalBinary()
	require.NoError(t, err)
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := strict.Parse(b)
	require.NoError(t, err)
	var made maker.Value
	for _, h := range maker.FullParts()[1].Headers {
		if h.Code == int(maker.PartDisposition) {
			made = h.Value
		}
	}
	for part := range p.AllParts() {
		octet, _ := part.Disposition()
		assert.Equal(t, made.Token, octet)
		var got, want []string
		cur := part.DispositionParams()
		for cur.Next() {
			x := cur.Param()
			got = append(got, x.Name()+"="+string(x.AppendValue(nil)))
		}
		for _, q := range made.Params {
			x := madeParameter(q)
			if q.Value.Kind == maker.KindInteger {
				x.Text = fmt.Sprint(x.Number)
			}
			want = append(want, x.Name+"="+x.Text)
		}
		assert.Equal(t, want, got)
	}
}

// ruleErrors returns what a RuleError has to say.
func ruleErrors(err error) []mmspdu.Diagnostic {
	var forbidden *mmspdu.RuleError
	if errors.As(err, &forbidden) {
		return forbidden.Diagnostics
	}
	return nil
}
