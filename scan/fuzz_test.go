package scan

import (
	"bytes"
	"context"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// fuzzLimits are small, so that the fuzzer comes to the end of every budget.
var fuzzLimits = Limits{Message: 1 << 20, Parts: 64, Depth: 5, Findings: -1, Views: 80, Work: 1 << 20, Decoded: 1 << 16}

// FuzzScan holds the laws of a scan: it ends within its budget, its spans lie inside their views, the same input gives
// the same report, muting one of its rules removes exactly its findings, a clone says the same, and the input stays as it was.
func FuzzScan(f *testing.F) {
	fuzz.Seed(f, 500, testdata.KindPDU)
	fuzz.Gather(f, 100, func(add func(...[]byte)) {
		for _, x := range ruleSamples {
			for _, y := range slices.Concat(x.trips, x.spares) {
				if y.octets != nil {
					add(y.octets)
				}
				for _, p := range y.parts {
					add(p.Data)
				}
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		scans := []func(*Scanner) *Report{
			func(s *Scanner) *Report { r, _ := s.Scan(context.Background(), b); return r },
			func(s *Scanner) *Report {
				name, _, _ := strings.Cut(string(b[:min(len(b), 64)]), "\n")
				r, _ := s.ScanParts(context.Background(), Envelope{Delivered: len(b)%2 == 0, Bcc: []string{name}}, []Attachment{
					{Type: "image/jpeg", Name: name, Data: b}, {Type: name, ID: name, Encoding: wsp.TransferBase64, Data: b},
					{Location: name, Encoding: wsp.TransferQuotedPrintable, Data: b},
				})
				return r
			},
		}
		for _, scan := range scans {
			s := Scanner{Site: ownHosts, Limits: fuzzLimits}
			r := scan(&s)
			w.Step(len(r.Findings) + len(r.Parts) + len(r.Views))
			checkReport(t, r, s.limits)
			first := r.Clone()
			if second := scan(&s); !sameReport(first, second) {
				t.Fatalf("the same input, two reports:\n%s\n%s", listing(first), listing(second))
			}
			checkReport(t, first, s.limits)
			if len(first.Findings) == 0 {
				continue
			}
			mute := first.Findings[len(b)%len(first.Findings)].Rule
			s.Mute = RulesOf(mute)
			want := slices.DeleteFunc(slices.Clone(first.Findings), func(y Finding) bool { return y.Rule == mute })
			if got := scan(&s); !slices.Equal(got.Findings, want) {
				t.Fatalf("muting %s:\n%s\nof\n%s", mute, listing(got), listing(first))
			}
		}
		if !bytes.Equal(b, before) {
			t.Fatal("the input was changed")
		}
	})
}

// checkReport holds what is true of every report.
func checkReport(t *testing.T, r *Report, limits Limits) {
	t.Helper()
	if r.Stats.Work > limits.Work || len(r.Views) > limits.Views || len(r.Parts) > limits.Parts || r.Stats.Decoded > limits.Decoded {
		t.Fatalf("over the limits: %+v, %d views, %d parts", r.Stats, len(r.Views), len(r.Parts))
	}
	if r.More != 0 {
		t.Fatalf("%d findings were dropped without a limit", r.More)
	}
	for i := range r.Parts {
		p := &r.Parts[i]
		n := uint32(len(r.Octets(int(p.View))))
		if p.Span.Start > p.Span.End || p.Span.End > n || !p.Span.Contains(p.Data) && r.Parts[i].Depth > 0 || p.Data.End > n || p.Parent >= int32(i) {
			t.Fatalf("part %d of %d: %+v", i, n, p)
		}
		for _, c := range p.Declared() {
			if unicode.IsUpper(c) && c < 0x80 {
				t.Fatalf("declared type %q", p.Declared())
			}
		}
		p.Filename()
	}
	for i, v := range r.Views {
		if i > 0 && int(v.Parent) >= i || v.Span.In(r.Octets(int(v.Parent))) == nil && v.Span.Len() > 0 {
			t.Fatalf("view %d: %+v", i, v)
		}
		r.ViewName(i)
	}
	complete, verdict := true, VerdictClean
	for _, x := range r.Findings {
		n := uint32(len(r.Octets(int(x.View))))
		if int(x.View) >= len(r.Views) || x.Part < MessagePart || int(x.Part) >= len(r.Parts) || x.Span.Start > x.Span.End || x.Span.End > n {
			t.Fatalf("%s outside its view of %d octets: %+v", x.Rule, n, x)
		}
		row, ok := r.Rule(x.Rule)
		if !ok || row.Class != x.Class || x.Severity == SeverityNone || x.Confidence == ConfidenceNone {
			t.Fatalf("not what its row says: %+v", x)
		}
		for _, c := range r.Message(x) {
			if c != ' ' && !unicode.IsPrint(c) {
				t.Fatalf("%q is not printable", r.Message(x))
			}
		}
		for range r.Evidence(x) {
		}
		r.Value(x)
		complete = complete && !row.Uninspected
		verdict = max(verdict, VerdictOf(x.Class, x.Severity, x.Confidence))
	}
	if !complete {
		verdict = max(verdict, VerdictNotInspected)
	}
	if r.Complete != complete || r.Verdict != verdict {
		t.Fatalf("verdict %s complete %v, of findings %s %v", r.Verdict, r.Complete, verdict, complete)
	}
}

func sameReport(a, b *Report) bool {
	if a.Verdict != b.Verdict || a.Complete != b.Complete || a.Type != b.Type || a.More != b.More || a.Stats != b.Stats ||
		!slices.Equal(a.Findings, b.Findings) || len(a.Parts) != len(b.Parts) || len(a.Views) != len(b.Views) {
		return false
	}
	for i := range a.Views {
		if !bytes.Equal(a.Octets(i), b.Octets(i)) {
			return false
		}
	}
	for i := range a.Parts {
		x, y := &a.Parts[i], &b.Parts[i]
		if x.Declared() != y.Declared() || x.Filename() != y.Filename() || x.Detected() != y.Detected() || x.Span != y.Span {
			return false
		}
	}
	return reflect.DeepEqual(a.named, b.named) || len(a.named)+len(b.named) == 0
}

// FuzzName: what the quick look lets pass trips no rule about names, and a plain ".." is found wherever it stands.
func FuzzName(f *testing.F) {
	fuzz.AddTexts(f, "a.jpg", "../x", `..\x`, "%2e%2e/", "．．／", "\xc0\xae\xc0\xae/", "a\u202Egpj.exe", "x.apk", "=?utf-8?B?Li4v?=", "‥/x")
	f.Fuzz(func(t *testing.T, name []byte) {
		w := fuzz.Watch(t, len(name))
		defer w.Done()
		var s Scanner
		s.begin(nil)
		var n partName
		s.decode(&n, wsp.MakeText(name, wsp.CharsetUnspecified))
		if !bytes.Equal(n.sent, name) {
			t.Fatal("the octets that were sent are kept")
		}
		slow := false
		for part := range bytes.FieldsFuncSeq(name, func(c rune) bool { return c == '/' || c == '\\' }) {
			w.Step(1)
			slow = slow || string(part) == ".."
		}
		if slow && !hasTraversal(name) {
			t.Fatalf("%q climbs", name)
		}
		if harmless(name) && (hasTraversal(name) || bidiIn(name) != bidiNone) {
			t.Fatalf("%q is not harmless", name)
		}
		if _, ext := cutExtension(base(name, NameOfDisposition)); harmless(name) && classify.IsDangerous(ext) {
			t.Fatalf("%q ends like a program", name)
		}
		hasTraversal(n.read)
		bidiIn(n.read)
	})
}

// FuzzHost: a URL is taken for the operator's own only if another reader of URLs finds the same host in it.
func FuzzHost(f *testing.F) {
	fuzz.AddTexts(f,
		"http://mmsc.example.net/x", "http://a@mmsc.example.net:80/", "http://10.0.0.9", "http://[::1]/", `http://x\@mmsc.example.net/`,
		"http://mmsc.example.net@x/", "http:///mmsc.example.net", "//mmsc.example.net", "http://mmsc%2eexample.net", "http://167772169/",
	)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		var h hostName
		d, start, end := ownHosts.judge(&h, b)
		if start < 0 || end < start || end > len(b) {
			t.Fatalf("host at %d..%d of %d", start, end, len(b))
		}
		if d != HostOwn {
			return
		}
		u, err := url.Parse(string(b))
		if err != nil {
			t.Skip("this reader refuses it")
		}
		name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
		v4, isV4 := parseIPv4(name)
		v6, isV6 := parseIPv6(name)
		switch {
		case name == "mmsc.example.net", strings.HasSuffix(name, ".mms.example.org"):
		case isV4 && v4 == 10<<24|9, isV6 && v6 == mapped(10<<24|9):
		default:
			t.Fatalf("%q is read as host %q by others", b, name)
		}
	})
}
