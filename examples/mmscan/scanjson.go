package main

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/mmsguard/mmsguard/scan"
)

// scanSchema names what the types of this file make. JSON.md describes it; a change that a reader would not survive
// makes it v2.
const scanSchema = "mmsguard.scan/v1"

type scannedMessage struct {
	Schema       string           `json:"schema"`
	Source       string           `json:"source"`
	Size         int              `json:"size"`
	SHA256       string           `json:"sha256"`
	Type         string           `json:"type,omitempty"`
	Verdict      string           `json:"verdict"`
	Complete     bool             `json:"complete"`
	Views        []scannedView    `json:"views"`
	Parts        []scannedPart    `json:"parts"`
	Findings     []scannedFinding `json:"findings"`
	MoreFindings uint32           `json:"moreFindings,omitempty"`
}

type scannedView struct {
	ID     int    `json:"id"`
	Parent int    `json:"parent"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	extent
}

type scannedPart struct {
	Index    int    `json:"index"`
	Declared string `json:"declared"`
	Detected string `json:"detected"`
	Filename string `json:"filename"`
	Size     int    `json:"size"`
}

type scannedFinding struct {
	Rule       string `json:"rule"`
	Name       string `json:"name"`
	Class      string `json:"class"`
	Severity   string `json:"severity"`
	Category   string `json:"category"`
	Confidence string `json:"confidence"`
	Part       int32  `json:"part"`
	View       uint16 `json:"view"`
	extent
	Message  string         `json:"message"`
	Evidence map[string]any `json:"evidence"`
	Remedy   string         `json:"remedy"`
	Refs     []scannedRef   `json:"refs"`
}

type scannedRef struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	URL  string `json:"url,omitempty"`
}

// scanJSON writes one object a message.
type scanJSON struct {
	console     *console
	pii, indent bool
}

func (s *scanJSON) message(m *message, r *scan.Report) error {
	return writeJSON(s.console.stdout, newScanned(m, r, s.pii), s.indent)
}

func (*scanJSON) unreadable() {}
func (*scanJSON) end() error  { return nil }

func newScanned(m *message, r *scan.Report, pii bool) scannedMessage {
	sum := sha256.Sum256(m.octets)
	out := scannedMessage{
		Schema: scanSchema, Source: m.source, Size: len(m.octets), SHA256: hex.EncodeToString(sum[:]),
		Verdict: r.Verdict.String(), Complete: r.Complete,
		Views: []scannedView{}, Parts: []scannedPart{}, Findings: []scannedFinding{}, MoreFindings: r.More,
	}
	if r.Type != 0 {
		out.Type = r.Type.String()
	}
	for i, v := range r.Views {
		x := scannedView{ID: i, Parent: int(v.Parent), Kind: v.Kind.String(), Name: r.ViewName(i), extent: newExtent(v.Span)}
		if i == 0 {
			x.End = uint32(len(r.Octets(0)))
		}
		out.Views = append(out.Views, x)
	}
	for i := range r.Parts {
		p := &r.Parts[i]
		out.Parts = append(out.Parts, scannedPart{i, p.Declared(), p.Detected(), p.Filename(), p.Size()})
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, newScannedFinding(r, f, pii))
	}
	return out
}

func newScannedFinding(r *scan.Report, f scan.Finding, pii bool) scannedFinding {
	row, _ := r.Rule(f.Rule)
	out := scannedFinding{
		Rule: f.Rule.String(), Name: row.Name, Class: f.Class.String(), Severity: f.Severity.String(),
		Category: f.Rule.Family().Title(), Confidence: f.Confidence.String(),
		Part: f.Part, View: f.View, extent: newExtent(f.Span), Message: r.Message(f),
		Evidence: map[string]any{}, Remedy: row.Remedy, Refs: []scannedRef{},
	}
	for d := range r.Evidence(f) {
		if out.Evidence[d.Name] = d.Number; d.Text != "" {
			out.Evidence[d.Name] = d.Text
		}
	}
	if pii {
		if value, ok := r.Value(f); ok {
			out.Evidence["value"] = value
		}
	}
	for _, ref := range row.Refs {
		out.Refs = append(out.Refs, scannedRef{ref.Kind.String(), ref.ID, ref.URL})
	}
	return out
}
