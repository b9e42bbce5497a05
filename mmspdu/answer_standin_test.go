package mmspdu_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// notice is what a recipient reads in a message that stands in: its one part.
func notice(t *testing.T, b []byte) (text string, cs wsp.Charset) {
	t.Helper()
	p, err := mmspdu.Parse(b)
	require.NoError(t, err)
	n := 0
	for part := range p.AllParts() {
		n++
		ct := part.ContentType()
		assert.True(t, ct.Is("text/plain"))
		cs = ct.Charset()
		out, ok := cs.AppendUTF8(nil, part.Data())
		assert.True(t, ok)
		text = string(out)
		assert.Equal(t, "text.txt", part.BestName().String())
	}
	require.Equal(t, 1, n)
	return text, cs
}

// Every charset that a recipient may read: the notice is in it, or in utf-8 where it cannot be, and so is what goes with the
// status.
func TestStandInCharsets(t *testing.T) {
	p, err := mmspdu.Parse([]byte(retrieveConf))
	require.NoError(t, err)
	native := 0
	for _, s := range maker.CharsetSamples() {
		cs := wsp.Charset(s.Charset)
		for _, text := range []string{s.Text, s.Text + "\r\n" + s.Text, "plain", s.Text + " \U0001F6AB"} {
			a := mmspdu.Answer{Decision: mmspdu.DecisionReject, Text: text, Charset: cs}
			b, err := answered(t, &p, a)
			require.NoError(t, err)
			got, in := notice(t, b)
			assert.Equal(t, text, got, s.Name)
			_, can := cs.AppendEncoded(nil, []byte(text))
			if can {
				native++
				assert.Equal(t, cs, in, s.Name)
			} else {
				assert.Equal(t, wsp.CharsetUTF8, in, s.Name)
			}
			q, err := mmspdu.Parse(b)
			require.NoError(t, err)
			words, ok := q.RetrieveText()
			assert.True(t, ok)
			assert.Equal(t, strings.ReplaceAll(text, "\r\n", " "), words.String(), s.Name)
		}
	}
	assert.Greater(t, native, 80)

	for _, c := range []struct {
		text string
		want string
		cs   wsp.Charset
	}{
		{"plain", "plain", wsp.CharsetASCII}, {"Žluť", "Žluť", wsp.CharsetUTF8}, {"a\xFFb", "a\uFFFDb", wsp.CharsetUTF8},
		{"", "A message for you was not delivered: its content is not allowed.", wsp.CharsetASCII},
	} {
		b, err := answered(t, &p, mmspdu.Answer{Decision: mmspdu.DecisionReplace, Text: c.text})
		require.NoError(t, err)
		got, cs := notice(t, b)
		assert.Equal(t, c.want, got)
		assert.Equal(t, c.cs, cs)
	}
}

// The status of a message that stands in goes by the version: 1.1 brought the field, 1.2 the value Ok. It never has a text
// beside Ok.
func TestStandInVersions(t *testing.T) {
	for _, c := range []struct {
		v               mmspdu.Version
		replace, reject string
	}{
		{mmspdu.Version10, "", ""}, {mmspdu.Version11, "", "\x99\xE3\x9A"},
		{mmspdu.Version12, "\x99\x80\x84", "\x99\xE3\x9A"}, {mmspdu.Version13, "\x99\x80\x84", "\x99\xE3\x9A"},
	} {
		p, err := mmspdu.Parse([]byte(strings.Replace(retrieveConf, "\x8D\x92", string([]byte{0x8D, byte(c.v)}), 1)))
		require.NoError(t, err)
		for d, want := range map[mmspdu.Decision]string{mmspdu.DecisionReplace: c.replace, mmspdu.DecisionReject: c.reject} {
			b, err := answered(t, &p, mmspdu.Answer{Decision: d})
			require.NoError(t, err)
			if want == "" {
				assert.NotContains(t, string(b), "\x99")
				assert.NotContains(t, string(b), "\x9A")
			} else {
				assert.Contains(t, string(b), want, "%v %v", c.v, d)
			}
		}
	}
	// A relay that calls itself 1.0 and sends the field anyway: its phones know it.
	p, err := mmspdu.Parse([]byte(strings.Replace(retrieveConf, "\x8D\x92", "\x8D\x90\x99\x80", 1)))
	require.NoError(t, err)
	b, err := answered(t, &p, mmspdu.Answer{Decision: mmspdu.DecisionReplace})
	require.NoError(t, err)
	assert.Contains(t, string(b), "\x99\x80\x84")
	b, err = answered(t, &p, mmspdu.Answer{Decision: mmspdu.DecisionReject})
	require.NoError(t, err)
	assert.Contains(t, string(b), "\x99\xE3\x84", "but no words that its version does not have")
}

// What stands in tells nothing that the sender wrote, whatever it was written in: not beside an address, not in place of one.
func TestStandInRepeatsNoWords(t *testing.T) {
	const bait = "CALL"
	long := strings.Repeat("a", 300)
	for _, c := range []struct{ address, want string }{
		{"+1-555.010-0456/TYPE=PLMN", "+15550100456/TYPE=PLMN"},
		{"+15550100456/type=plmn", "+15550100456/TYPE=PLMN"},
		{"+15550100456", "+15550100456/TYPE=PLMN"},
		{"12345", "12345"},
		{"Bank", "Bank"},
		{"bob@example.org", "bob@example.org"},
		{"CALL 0900 <bob@example.org>", "bob@example.org"},
		{"\"CALL me\"@example.org", ""},
		{"\"CALL\"@example.org", ""},
		{"CALL 0900 123", ""},
		{"bob@example.org, CALL", ""},
		{"<CALL>", ""},
		{"CALL%20me/TYPE=X Y", ""},
		{"-./TYPE=PLMN", ""},
		{"", ""},
		{long, ""},
		{long + "@example.org", ""},
		{strings.Repeat(long, 5), ""},
	} {
		for _, form := range []maker.Value{maker.Plain(c.address), maker.Encoded(maker.UTF8, c.address), maker.Encoded(maker.UCS2, c.address)} {
			made := maker.New(maker.RetrieveConf, "T", 0x92, maker.H(maker.MessageID, maker.Text("id")), maker.H(maker.Date, maker.Long(1)),
				maker.H(maker.From, maker.Address(form)), maker.H(maker.To, form), maker.H(maker.Cc, form),
				maker.H(maker.Subject, maker.Plain(bait))).With(maker.Mixed(), maker.Attached(maker.PlainText(), bait+".txt", []byte(bait)))
			p, err := mmspdu.Parse(made.Octets())
			require.NoError(t, err)
			b, err := answered(t, &p, mmspdu.Answer{Decision: mmspdu.DecisionReplace})
			require.NoError(t, err)
			assert.NotContains(t, string(b), bait, "%q", c.address)
			q, err := mmspdu.Parse(b)
			require.NoError(t, err)
			from, ok := q.From()
			assert.Equal(t, c.want != "", ok, "%q", c.address)
			assert.Equal(t, c.want, from.Address.String())
			var to, cc []string
			for a := range q.To() {
				to = append(to, a.String())
			}
			for a := range q.Cc() {
				cc = append(cc, a.String())
			}
			if c.want != "" {
				assert.Equal(t, []string{c.want}, to)
			}
			assert.Equal(t, to, cc)
		}
	}
}

// The identifiers and the date come from the PDU if they can be repeated, else from the caller; of many recipients a hundred.
func TestStandInBounds(t *testing.T) {
	many := []maker.Field{maker.H(maker.MessageID, maker.Text(strings.Repeat("m", 1025))), maker.H(maker.Date, maker.Long(1<<40))}
	for i := range 300 {
		many = append(many, maker.H(maker.To, maker.Plain(fmt.Sprintf("u%d@example.org", i))))
	}
	p, err := mmspdu.Parse(maker.New(maker.RetrieveConf, strings.Repeat("t", 1025), 0x92, many...).With(maker.Mixed()).Octets())
	require.NoError(t, err)
	_, err = answered(t, &p, mmspdu.Answer{Decision: mmspdu.DecisionReplace})
	require.ErrorIs(t, err, mmspdu.ErrAnswerLacks)
	b, err := answered(t, &p, mmspdu.Answer{Decision: mmspdu.DecisionReplace, MessageID: "own", Date: 1714226304})
	require.NoError(t, err)
	q, err := mmspdu.Parse(b)
	require.NoError(t, err)
	assert.False(t, q.Has(mmspdu.FieldTransactionID), "without an id it asks for no confirmation")
	id, _ := q.MessageID()
	assert.Equal(t, "own", id.String())
	date, _ := q.Date()
	assert.EqualValues(t, 1714226304, date)
	n := 0
	for range q.To() {
		n++
	}
	assert.Equal(t, 100, n)
}

// Whatever is hostile is answered by the laws, or not at all.
func TestHostileAnswers(t *testing.T) {
	decisions, built := 0, 0
	forHostileInputs(t, func(t *testing.T, name string, b []byte) {
		p, err := mmspdu.Parse(b)
		if err != nil {
			return
		}
		for d := range mmspdu.Decisions() {
			a := full(d)
			out, err := answered(t, &p, a)
			untold(t, &p, a, out, err)
			if decisions++; err == nil {
				built++
			}
		}
	})
	assert.Greater(t, built, 100)
	t.Logf("%d decisions, %d answers", decisions, built)
}
