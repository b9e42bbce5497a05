package scan

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func scanned(t testing.TB, s *Scanner, b []byte) *Report {
	t.Helper()
	r, err := s.Scan(context.Background(), b)
	require.NoError(t, err)
	return r
}

// rulesIn lists the rules of a report, from worst to least.
func rulesIn(r *Report) (out []string) {
	for _, f := range r.Findings {
		out = append(out, f.Rule.String())
	}
	return out
}

func TestVerdictsOfMessages(t *testing.T) {
	gps := photo(exif(nil, nil, paris()), 64)
	for _, x := range []struct {
		name    string
		b       []byte
		verdict Verdict
		whole   bool
	}{
		{"clean", message(named("text/plain", "a.txt", []byte("hi"))), VerdictClean, true},
		{"leak", message(named("image/jpeg", "a.jpg", gps)), VerdictLeak, true},
		{"suspicious", message(named("audio/amr", "a.amr", pngFile())), VerdictSuspicious, true},
		{"malicious", message(named("image/jpeg", "a.jpg", elfFile())), VerdictMalicious, true},
		{"malicious before leak", message(named("image/jpeg", "a.jpg", gps), named("image/jpeg", "b.jpg", elfFile())), VerdictMalicious, true},
		{"neither a PDU nor a file", []byte("\x03\x02\x01 nothing"), VerdictNotInspected, false},
		{"nothing", nil, VerdictNotInspected, false},
		{"not inspected before leak", append(retrieve([][]byte{textField(0x81, "+1555"), {0x1F}}), "what nobody reads"...), VerdictNotInspected, false},
		{"a text that may be a message", []byte("8C82985400"), VerdictNotInspected, false},
		{"a photo", photo(nil, 64), VerdictClean, true},
		{"a program", peFile(), VerdictMalicious, true},
	} {
		t.Run(x.name, func(t *testing.T) {
			var s Scanner
			r := scanned(t, &s, x.b)
			assert.Equal(t, x.verdict.String(), r.Verdict.String(), "%s", listing(r))
			assert.Equal(t, x.whole, r.Complete)
		})
	}
}

// TestPhotoThatReadsAsPDU: a header walk over a media file may come by an octet that stands for a message type. The file
// is then looked at as a file, and the report says that it may be read otherwise.
func TestPhotoThatReadsAsPDU(t *testing.T) {
	b := slices.Concat(pngFile()[:33], []byte("\x00\x00\x00\x06tEXt\x8C\x84\x98a\x00\x8D"), pngFile()[33:], elfFile())
	p, err := mmspdu.Parse(b)
	if err != nil {
		t.Skip("the decoder does not take this for a PDU")
	}
	require.NotZero(t, p.Type())
	var s Scanner
	r := scanned(t, &s, b)
	assert.Zero(t, r.Type)
	assert.Equal(t, "image/png", r.Parts[0].Detected())
	assert.False(t, r.Complete)
}

func TestPushIsOpened(t *testing.T) {
	pdu := notification(0x82, "http://192.0.2.1/x")
	head := slices.Concat(text("application/vnd.wap.mms-message"), []byte{0xAF, 0x84})
	b := slices.Concat([]byte{0x01, 0x06}, uintvar(uint32(len(head))), head, pdu)
	s := Scanner{Site: ownHosts}
	r := scanned(t, &s, b)
	assert.Equal(t, mmspdu.TypeNotificationInd, r.Type)
	require.Equal(t, []string{"MMS-PSH-0001"}, rulesIn(r))
	f := r.Findings[0]
	assert.Equal(t, "192.0.2.1", string(f.Span.In(b)), "spans count from the push, the outermost buffer")
	assert.Equal(t, "192.0.2.1", string(f.Span.In(r.Octets(0))))
}

func TestViewsOfADecodedPart(t *testing.T) {
	inner := peFile()
	coded := []byte(base64.StdEncoding.EncodeToString(inner))
	b := message(named("text/plain", "a.txt", []byte("hi")), entry(contentType("image/jpeg", nameParam("p.jpg")), encoding("base64"), coded))
	var s Scanner
	r := scanned(t, &s, b)
	require.Len(t, r.Views, 2)
	assert.Equal(t, ViewMessage, r.Views[0].Kind)
	assert.Equal(t, b, r.Octets(0))
	v := r.Views[1]
	assert.Equal(t, ViewDecoded, v.Kind)
	assert.EqualValues(t, 0, v.Parent)
	assert.EqualValues(t, 1, v.Part)
	assert.Equal(t, coded, v.Span.In(b))
	assert.Equal(t, inner, r.Octets(1))
	assert.Equal(t, "p.jpg", r.ViewName(1))
	assert.Empty(t, r.ViewName(0))
	assert.Nil(t, r.Octets(2))
	assert.Nil(t, r.Octets(-1))
	require.True(t, r.Has(rulePE))
	for _, f := range r.Findings {
		if f.Rule == rulePE {
			assert.EqualValues(t, 1, f.View)
			assert.Equal(t, inner, f.Span.In(r.Octets(int(f.View))))
		}
	}
	require.Len(t, r.Parts, 2)
	assert.Equal(t, "image/jpeg", r.Parts[1].Declared())
	assert.Equal(t, "application/vnd.microsoft.portable-executable", r.Parts[1].Detected())
	assert.Equal(t, "p.jpg", r.Parts[1].Filename())
	assert.Equal(t, len(coded), r.Parts[1].Size())
	assert.Equal(t, coded, r.Parts[1].Data.In(b))
}

func TestNestedParts(t *testing.T) {
	inner := slices.Concat([]byte{2}, named("text/plain", "a.txt", []byte("hi")), named("image/png", "b.png", elfFile()))
	b := message(named("text/plain", "x.txt", []byte("first")), entry([]byte{0xA6}, nil, inner), named("text/plain", "y.txt", []byte("last")))
	var s Scanner
	r := scanned(t, &s, b)
	require.Len(t, r.Parts, 5)
	for i, want := range []struct {
		parent int32
		depth  int
		multi  bool
	}{{-1, 0, false}, {-1, 0, true}, {1, 1, false}, {1, 1, false}, {-1, 0, false}} {
		p := r.Parts[i]
		assert.Equal(t, want.parent, p.Parent, i)
		assert.Equal(t, want.depth, p.Depth, i)
		assert.Equal(t, want.multi, p.Multipart, i)
	}
	assert.Equal(t, "application/vnd.wap.multipart.alternative", r.Parts[1].Declared())
	assert.Empty(t, r.Parts[1].Detected())
	require.True(t, r.Has(ruleELF))
	assert.EqualValues(t, 3, r.Findings[0].Part)
}

func TestScanPDUAndScanAgree(t *testing.T) {
	for name, b := range testdata.Messages() {
		p, err := mmspdu.Parse(b)
		if err != nil {
			continue
		}
		s := Scanner{Site: ownHosts}
		want := scanned(t, &s, b).Clone()
		got, err := s.ScanPDU(context.Background(), p)
		require.NoError(t, err)
		assert.Equal(t, want.Verdict, got.Verdict, name)
		assert.Equal(t, want.Findings, got.Findings, name)
	}
}

func TestScanParts(t *testing.T) {
	data := photo(exif(nil, nil, paris()), 64)
	var s Scanner
	r, err := s.ScanParts(context.Background(), Envelope{From: "a@example.org"}, []Attachment{
		{Type: "Text/Plain; charset=UTF-8", ID: "<1@x>", Data: []byte("hello")},
		{Type: "image/jpeg", Name: "IMG_1.jpg", Location: "cid:2", Data: data},
		{Type: "image/jpeg", Name: "IMG_2.jpg", Encoding: wsp.TransferBase64, Data: []byte(base64.StdEncoding.EncodeToString(data))},
		{},
	})
	require.NoError(t, err)
	assert.Equal(t, VerdictLeak, r.Verdict)
	assert.True(t, r.Complete)
	assert.Zero(t, r.Type)
	require.Len(t, r.Parts, 4)
	assert.Equal(t, "text/plain", r.Parts[0].Declared())
	assert.Equal(t, "<1@x>", r.Parts[0].Filename())
	assert.Equal(t, "IMG_1.jpg", r.Parts[1].Filename())
	require.Len(t, r.Views, 6)
	assert.Empty(t, r.Octets(0))
	assert.Equal(t, ViewPart, r.Views[2].Kind)
	assert.Equal(t, data, r.Octets(2))
	assert.Equal(t, ViewDecoded, r.Views[4].Kind)
	assert.EqualValues(t, 3, r.Views[4].Parent)
	assert.Equal(t, data, r.Octets(4))
	require.Equal(t, []string{"MMS-LEAK-GPS-001", "MMS-LEAK-GPS-001"}, rulesIn(r))
	assert.EqualValues(t, 1, r.Findings[0].Part)
	assert.EqualValues(t, 2, r.Findings[0].View)
	for _, f := range r.Findings {
		v, ok := r.Value(f)
		assert.True(t, ok)
		assert.Equal(t, "48.85837, 2.29448", v)
	}
}

func TestMutedRulesAreSilent(t *testing.T) {
	b := message(named("image/jpeg", "beauty.jpg", sisFile()))
	var s Scanner
	all := scanned(t, &s, b).Clone()
	require.True(t, all.Has(ruleSIS))
	s.Mute = RulesOf(ruleSIS, ruleDisguise)
	r := scanned(t, &s, b)
	assert.False(t, r.Has(ruleSIS))
	assert.Equal(t, VerdictClean, r.Verdict)
	// Muting what says so does not make the report complete.
	s.Mute = RulesOf(ruleNotInspected)
	r = scanned(t, &s, []byte("\x01\x02 nothing"))
	assert.Empty(t, r.Findings)
	assert.False(t, r.Complete)
	assert.Equal(t, VerdictNotInspected, r.Verdict)
}

func TestCallersChecks(t *testing.T) {
	id := MakeRuleID(FamilyUSR, 1)
	row := Rule{
		ID: id, Class: ClassThreat, Name: "own word", Text: "the word stands at {0}: {text}", Severity: SeverityHigh, Confidence: ConfidenceHigh,
		Args: [4]Arg{{"at", ArgOffset}},
	}
	var messages, parts int
	s := Scanner{Checks: []Check{
		{Rule: row, Run: func(x *Subject) {
			if _, ok := x.Part(); !ok {
				messages++
				if p, ok := x.PDU(); ok {
					assert.Equal(t, mmspdu.TypeRetrieveConf, p.Type())
				} else {
					e, ok := x.Envelope()
					assert.True(t, ok)
					assert.Equal(t, "me", e.From)
				}
				return
			}
			parts++
			if !x.Spend(len(x.Octets())) {
				return
			}
			_, span := x.View()
			if i := strings.Index(string(x.Octets()), "forbidden"); i >= 0 {
				at := span.Start + uint32(i)
				x.Found(wsp.Span{Start: at, End: at + 9}, [4]uint32{at})
			}
		}},
		{Rule: Rule{ID: rulePosition}, Run: func(*Subject) { t.Error("the rules of the table are not the caller's") }},
		{Rule: row},
	}}
	b := message(named("text/plain", "a.txt", []byte("this is forbidden")))
	r := scanned(t, &s, b)
	assert.Equal(t, VerdictMalicious, r.Verdict)
	require.Equal(t, []string{"MMS-USR-0001"}, rulesIn(r))
	f := r.Findings[0]
	assert.Equal(t, "forbidden", string(f.Span.In(b)))
	assert.Contains(t, r.Message(f), ": forbidden")
	got, ok := r.Rule(id)
	assert.True(t, ok)
	assert.Equal(t, "own word", got.Name)
	_, ok = RuleByID(id)
	assert.False(t, ok)
	assert.Equal(t, 1, messages)
	assert.Equal(t, 1, parts)

	kept := r.Clone()
	_, err := s.ScanParts(context.Background(), Envelope{From: "me"}, file("text/plain", "a.txt", []byte("fine")))
	require.NoError(t, err)
	assert.Equal(t, 2, messages)
	assert.Contains(t, kept.Message(kept.Findings[0]), "forbidden")
}

type watcher struct {
	limits []Reason
	done   []Verdict
}

func (w *watcher) Limit(r Reason) { w.limits = append(w.limits, r) }
func (w *watcher) Done(r *Report) { w.done = append(w.done, r.Verdict) }

func TestObserver(t *testing.T) {
	var w watcher
	s := Scanner{Observer: &w, Limits: Limits{Parts: 1}}
	scanned(t, &s, message(named("text/plain", "a.txt", []byte("hi")), named("text/plain", "b.txt", []byte("ho"))))
	scanned(t, &s, message(named("text/plain", "a.txt", []byte("hi"))))
	assert.Equal(t, []Reason{ReasonParts}, w.limits)
	assert.Equal(t, []Verdict{VerdictNotInspected, VerdictClean}, w.done)
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var s Scanner
	b := message(named("image/jpeg", "a.jpg", elfFile()))
	r, err := s.Scan(ctx, b)
	assert.ErrorIs(t, err, context.Canceled)
	assert.False(t, r.Complete)
	assert.Equal(t, VerdictNotInspected, r.Verdict)
	r, err = s.ScanParts(ctx, Envelope{}, file("image/jpeg", "a.jpg", elfFile()))
	assert.ErrorIs(t, err, context.Canceled)
	assert.False(t, r.Complete)
	// The scanner is as good as new.
	assert.Equal(t, VerdictMalicious, scanned(t, &s, b).Verdict)
}

// TestEvidenceOfNames: a name is where the finding says it is, even if the same octets stand elsewhere in the headers.
func TestEvidenceOfNames(t *testing.T) {
	b := message(entry(contentType("text/plain", nameParam("run.exe.txt")), filename("run.exe"), []byte("run.exe")))
	var s Scanner
	r := scanned(t, &s, b)
	require.Equal(t, []string{"MMS-NAM-0010"}, rulesIn(r))
	f := r.Findings[0]
	assert.Equal(t, "run.exe", string(f.Span.In(b)))
	assert.Equal(t, byte(0), b[f.Span.End], "the filename, not the name that begins like it")
	assert.Contains(t, r.Message(f), "filename")
	var data []Datum
	for d := range r.Evidence(f) {
		data = append(data, d)
	}
	assert.Equal(t, []Datum{{"source", uint32(NameOfDisposition), "filename"}}, data)
}

// TestPushOfAnyTransaction: the transaction id of a push, which may look like the header of a PDU, changes nothing.
func TestPushOfAnyTransaction(t *testing.T) {
	pdu := notification(0x82, "http://mmsc.example/m1")
	var s Scanner
	for tid := range 256 {
		for _, head := range []string{"\x06\x03\xBE\xAF\x84", "\x06\x01\xBE", "\x07\x03\xBE\xAF\x84"} {
			r, err := s.Scan(context.Background(), append(append([]byte{byte(tid)}, head...), pdu...))
			require.NoError(t, err)
			require.Equal(t, mmspdu.TypeNotificationInd, r.Type, "%02X %q", tid, head)
			require.Equal(t, VerdictClean, r.Verdict, "%02X %q", tid, head)
			require.Zero(t, r.Stats.Faults, "%02X %q", tid, head)
		}
	}
}
