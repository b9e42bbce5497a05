package mmspdu_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzBuild: octets are choices, and a message is built of them, of any type and with anything in it that its grammar has:
// strict reading accepts it without a fault and finds the very values that were chosen, as do the accessors; read and written
// again it is the same; built again it is the same; Size is what is appended; Check says what PDU.Validate says.
func FuzzBuild(f *testing.F) {
	fuzz.Gather(f, 140, func(add func(...[]byte)) {
		for b := range fuzz.Choices(48, 400) {
			add(b)
		}
		for i, typ := range maker.Types() {
			add([]byte{byte(i)}, append([]byte{byte(i)}, maker.Full(typ).Octets()...),
				append([]byte{byte(i), 3}, bytes.Repeat([]byte{2, 1, 0, 5}, 100)...),
				append([]byte{byte(i), 2}, bytes.Repeat([]byte{1, 9, 3, 7, 11}, 100)...))
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		buildAndRead(t, b)
	})
}

// buildAndRead checks the law of FuzzBuild and returns the octets of the message.
func buildAndRead(t testing.TB, b []byte) []byte {
	t.Helper()
	c := choices(bytes.Clone(b))
	p, err := build(&c)
	if err != nil {
		t.Fatal(err)
	}
	octets, err := p.m.MarshalBinary()
	if err != nil || len(octets) != p.m.Size() {
		t.Fatalf("%x: %v; Size %d", octets, err, p.m.Size())
	}
	c = choices(bytes.Clone(b))
	twin, err := build(&c)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := twin.m.MarshalBinary(); err != nil || !bytes.Equal(octets, again) {
		t.Fatalf("built twice:\n%x\n%x, %v", octets, again, err)
	}
	var fs wsp.Faults
	strict, lenient := mmspdu.Decoder{Mode: mmspdu.Strict}, mmspdu.Decoder{}
	q, err := strict.Parse(octets)
	if _, lerr := lenient.Diagnose(octets, &fs); err != nil || lerr != nil || fs.Len() > 0 || q.Faults() > 0 {
		t.Fatalf("%x: %v\n%s", octets, err, describe(list(&fs)))
	}
	p.check(t, &q)
	checkAccessors(t, &q)
	if back, err := q.Message().MarshalBinary(); err != nil || !bytes.Equal(back, octets) {
		t.Fatalf("read and written again:\n%x\n%x, %v", octets, back, err)
	}
	checkRules(t, p.m, &q)
	return octets
}

// check compares what is read with what was chosen.
func (p *plan) check(t testing.TB, q *mmspdu.PDU) {
	t.Helper()
	var headers []string
	for h := range q.Headers() {
		name := string(h.NameText().Bytes())
		if f, ok := h.Field(); ok {
			name = f.String()
		}
		headers = append(headers, name+": "+headerKey(h))
	}
	failDifferent(t, q.Octets(), nil, p.headers, headers)
	var parts []string
	if m, ok := q.Multipart(); ok {
		for part := range m.AllParts() {
			parts = append(parts, partWords(q, &part))
		}
	} else if !bytes.Equal(q.Body(), p.body) {
		t.Fatalf("%x: the body is %x, not %x", q.Octets(), q.Body(), p.body)
	}
	failDifferent(t, q.Octets(), nil, p.parts, parts)
	for part := range q.AllParts() {
		if part.Index() >= len(p.names) || p.names[part.Index()] == "" {
			continue
		}
		name := p.names[part.Index()]
		id := name
		if len(id) > 1 && id[0] == '<' && id[len(id)-1] == '>' {
			id = id[1 : len(id)-1] // it has its brackets
		}
		if !part.Name().Equal(name) || !part.Location().Equal(name) || !part.ContentID().Equal(id) {
			t.Fatalf("%x: attachment %q is called %q, %q, %q", q.Octets(), name, part.Name(), part.Location(), part.ContentID())
		}
	}
}

// copiedIDs are the identifiers that an answer or a report copies from elsewhere.
var copiedIDs = map[string]string{
	"m-send-conf": "X-Mms-Transaction-Id", "m-notifyresp-ind": "X-Mms-Transaction-Id", "m-acknowledge-ind": "X-Mms-Transaction-Id",
	"m-forward-conf": "X-Mms-Transaction-Id", "m-mbox-store-conf": "X-Mms-Transaction-Id", "m-mbox-view-conf": "X-Mms-Transaction-Id",
	"m-mbox-upload-conf": "X-Mms-Transaction-Id", "m-mbox-delete-conf": "X-Mms-Transaction-Id",
	"m-delete-conf": "X-Mms-Transaction-Id", "m-cancel-conf": "X-Mms-Transaction-Id", "m-cancel-req": "X-Mms-Cancel-ID",
	"m-retrieve-conf": "X-Mms-Transaction-Id Message-ID", "m-delivery-ind": "Message-ID", "m-read-rec-ind": "Message-ID",
	"m-read-orig-ind": "Message-ID",
}

// writersChoice reports whether a diagnostic is about what a writer may have its reasons for: the content, and the form of an
// identifier that it has to copy.
func writersChoice(d mmspdu.Diagnostic) bool {
	switch d.Rule {
	case mmspdu.V23, mmspdu.V24, mmspdu.V33:
		return true
	case mmspdu.V29, mmspdu.V31:
		return slices.Contains(strings.Fields(copiedIDs[d.Type.String()]), mmspdu.FaultField(d.Field))
	}
	return false
}

// checkRules compares what Check says with what PDU.Validate says: errors first, and all but information and what is the writer's choice.
func checkRules(t testing.TB, m *mmspdu.Message, q *mmspdu.PDU) {
	t.Helper()
	var want []string
	found := q.Validate(nil, mmspdu.ProfileOMA)
	for _, severity := range []mmspdu.Severity{mmspdu.SeverityError, mmspdu.SeverityWarning} {
		for _, d := range found {
			if d.Severity == severity && !writersChoice(d) {
				want = append(want, d.String())
			}
		}
	}
	m.Lax = false
	_, werr := m.AppendBinary(nil)
	err := m.Check()
	var have []string
	for _, d := range ruleErrors(err) {
		have = append(have, d.String())
	}
	if !slices.Equal(want, have) || (err == nil) != (len(want) == 0) || (err == nil) != (werr == nil) {
		t.Fatalf("%x: Validate says %q, Check %q (%v), AppendBinary %v", q.Octets(), want, have, err, werr)
	}
	m.Lax = true
	if after, err := m.MarshalBinary(); err != nil || !bytes.Equal(after, q.Octets()) {
		t.Fatalf("%x: after Check it is written as %x, %v", q.Octets(), after, err)
	}
}

// The choices reach every field of every type, every kind of body, and messages that nothing is said against.
func TestBuiltMessagesAreOfAllKinds(t *testing.T) {
	seen := map[string]int{}
	for i := range 24 {
		for k := range 300 {
			b := []byte{byte(i)}
			x := uint32(k*24+i) + 1
			for range 40 + k {
				x ^= x << 13
				x ^= x >> 17
				x ^= x << 5
				b = append(b, byte(x>>7))
			}
			octets := buildAndRead(t, b)
			p, err := mmspdu.Parse(octets)
			if err != nil {
				t.Fatal(err)
			}
			for use := range mmspdu.FieldsOf(p.Type()) {
				if p.Has(use.Field) {
					seen["fields "+p.Type().String()+" "+use.Field.String()]++
				}
			}
			for part := range p.AllParts() {
				seen[fmt.Sprint("depth ", part.Depth())]++
			}
			for range p.Descriptions() {
				seen["descriptions"]++
			}
		}
	}
	missing := 0
	for typ := range mmspdu.Types() {
		for use := range mmspdu.FieldsOf(typ) {
			if seen["fields "+typ.String()+" "+use.Field.String()] == 0 {
				missing++
				t.Errorf("no %v was built with %v", typ, use.Field)
			}
		}
	}
	assert.Zero(t, missing)
	for _, kind := range []string{"depth 0", "depth 1", "depth 2", "depth 3", "descriptions"} {
		assert.NotZero(t, seen[kind], kind)
	}
}
