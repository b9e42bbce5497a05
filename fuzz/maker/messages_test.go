package maker

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
)

// What is committed is what the maker makes, and nothing else: golden files elsewhere rest on these octets.
func TestCommittedMessagesAreTheMade(t *testing.T) {
	made := map[string][]byte{}
	for _, m := range All() {
		require.NotContains(t, made, m.Name, "two messages of one name")
		made[m.Name] = m.Octets
		assert.NotEmpty(t, m.Story, m.Name)
	}
	require.GreaterOrEqual(t, len(made), 24)
	for name, octets := range testdata.Messages() {
		want, ok := made[name]
		if assert.True(t, ok, "%s: no message has this name; run go run ./fuzz/makemessages", name) {
			assert.True(t, bytes.Equal(want, octets), "%s differs; run go run ./fuzz/makemessages", name)
		}
		delete(made, name)
	}
	for name := range made {
		t.Errorf("%s is not committed; run go run ./fuzz/makemessages", name)
	}
}

// Nobody's number and nobody's host: 555 01xx, the documentation network, example domains.
func TestMessagesHarmNobody(t *testing.T) {
	phone := regexp.MustCompile(`\+?\d[\d ]{6,}/TYPE|\+1[ \d]+`)
	reserved := regexp.MustCompile(`^\+1 ?555 ?010\d|^\+1 ?555 ?01\d\d`)
	link := regexp.MustCompile(`https?://[^\x00-\x20"]+`)
	for _, m := range All() {
		head := m.Made.Octets[:m.Made.Body.Start]
		for _, n := range phone.FindAllString(string(head), -1) {
			assert.Regexp(t, reserved, n, m.Name)
		}
		for _, l := range link.FindAllString(string(head), -1) {
			u, err := url.Parse(l)
			require.NoError(t, err, m.Name)
			host := u.Hostname()
			assert.True(t, strings.HasSuffix(host, "example.org") || strings.HasPrefix(host, "192.0.2."), "%s: %s", m.Name, l)
		}
	}
}

// The oracle must be right about itself: headers lie without a gap from the first octet to the body, parts inside it,
// and every span holds the octets that were put there.
func TestMadeSaysWhereThingsAre(t *testing.T) {
	for _, m := range All() {
		checkMade(t, m.Name, m.Made)
	}
}

func checkMade(t *testing.T, name string, m Made) {
	t.Helper()
	pos := m.PDU.Start
	for _, f := range m.Fields {
		assert.Equal(t, pos, f.Span.Start, "%s: gap before a header", name)
		if f.At.Start > f.Span.Start {
			assert.Equal(t, f.Value.Octets, f.At.In(m.Octets), name)
		}
		assert.Equal(t, f.Span.End, f.At.End, name)
		pos = f.Span.End
	}
	assert.Equal(t, pos, m.Body.Start, "%s: gap before the body", name)
	assert.LessOrEqual(t, int(m.PDU.End), len(m.Octets), name)
	last := map[int]uint32{}
	for i, p := range m.Parts {
		assert.GreaterOrEqual(t, p.Start, last[p.Depth], "%s: part %d overlaps the one before", name, i)
		last[p.Depth] = p.End
		assert.True(t, m.Body.Start < p.Start && p.Start < p.Headers.Start && p.Headers.Start <= p.Data.Start &&
			p.Data.End == p.End && p.End <= m.Body.End, "%s: part %d: %+v", name, i, p)
		if !p.Truncated {
			assert.Equal(t, p.Headers.End, p.Data.Start, "%s: part %d", name, i)
		}
		octets := p.Type.octets()
		assert.Equal(t, octets, m.Octets[p.Headers.Start:][:len(octets)], "%s: part %d", name, i)
		for _, f := range p.Fields {
			assert.Equal(t, f.Value.Octets, f.At.In(m.Octets), "%s: part %d", name, i)
			assert.LessOrEqual(t, f.Span.End, p.Headers.End, "%s: part %d", name, i)
		}
	}
}
