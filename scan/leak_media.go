package scan

import (
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/jpeg"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
	"github.com/mmsguard/mmsguard/wsp"
)

// The rules about what media give away.
const (
	rulePosition = RuleID(FamilyGPS)<<8 | 1 // MMS-LEAK-GPS-001
	ruleSerial   = RuleID(FamilySER)<<8 | 1 // MMS-LEAK-SER-001
	ruleDevice   = RuleID(FamilyDEV)<<8 | 1 // MMS-LEAK-DEV-001
)

// checkMedia looks for metadata in every format that p has: of a file that is two things at once, either may be read.
func (s *Scanner) checkMedia(p *part) {
	for i := range p.result.N {
		switch p.result.Formats[i].Format {
		case classify.JPEG:
			s.checkJPEG(p)
		case classify.TIFF, classify.BigTIFF, classify.DNG, classify.CR2, classify.ExifBlock:
			s.checkExif(p, p.span)
		}
	}
}

// checkJPEG goes through the segments of a JPEG file in front of its coded data.
func (s *Scanner) checkJPEG(p *part) {
	w := jpeg.Open(p.buf, media.Span(p.span))
	for w.Next() {
		g := w.Segment()
		if !s.spend(int(min(g.Span.Len(), segmentWork))) {
			return
		}
		if g.Kind == jpeg.Exif {
			s.checkExif(p, wsp.Span(g.Data))
		}
	}
	s.checkOutcome(p, w.Outcome(), p.span)
}

// segmentWork is what passing over a segment is charged at most: its octets are not read.
const segmentWork = 64

// checkExif goes through the directories of the TIFF structure at block, in the view that p is looked at in.
func (s *Scanner) checkExif(p *part, block wsp.Span) {
	var (
		where  tiff.Position
		device wsp.Span
		names  uint32
	)
	w := tiff.Open(p.buf, media.Span(block))
	for w.Next() {
		e := w.Entry()
		if !s.spend(int(min(uint64(e.Span.Len())+uint64(e.Value.Len()), entryWork))) {
			return
		}
		switch e.Kind {
		case tiff.GPS:
			where.Take(p.buf, e)
			continue
		case tiff.Interop:
			continue
		}
		switch e.Tag {
		case tagMake, tagModel, tagCameraModel:
			if t := e.Text(p.buf); t.Len() > 0 && (e.Kind == tiff.Main || e.Kind == tiff.Next) {
				if names == 0 {
					device = wsp.Span(t)
				}
				names++
			}
		case tagBodySerial, tagLensSerial, tagCameraSerial:
			if t := wsp.Span(e.Text(p.buf)); meansSomething(t.In(p.buf)) {
				s.add(Finding{
					Rule: ruleSerial, Severity: SeverityHigh, Confidence: ConfidenceHigh, Part: p.index, View: p.view, Span: t,
					Args: [4]uint32{uint32(e.Tag)},
				})
			}
		}
	}
	if where.State() == tiff.Located {
		s.add(Finding{
			Rule: rulePosition, Severity: SeverityCritical, Confidence: ConfidenceHigh, Part: p.index, View: p.view,
			Span: wsp.Span(where.Lat.Value), Args: [4]uint32{block.Start, block.End, where.Lon.Value.Start},
		})
	}
	if names > 0 {
		s.add(Finding{
			Rule: ruleDevice, Severity: SeverityMedium, Confidence: ConfidenceHigh, Part: p.index, View: p.view, Span: device,
			Args: [4]uint32{block.Start, block.End, names},
		})
	}
	s.checkOutcome(p, w.Outcome(), block)
}

// entryWork is what one entry of a directory is charged at most.
const entryWork = 256

// checkOutcome says so if a walker could not vouch for what it did not yield.
func (s *Scanner) checkOutcome(p *part, o media.Outcome, walked wsp.Span) {
	if o.Status.Has(media.Budget) {
		s.leave(ReasonContainer, p.index, p.view, wsp.Span{Start: min(o.At, walked.End), End: walked.End})
	}
}

// The tags that these rules look at (leaks.md 2.1).
const (
	tagMake         = 0x010F
	tagModel        = 0x0110
	tagBodySerial   = 0xA431
	tagLensSerial   = 0xA435
	tagCameraModel  = 0xC614
	tagCameraSerial = 0xC62F
)

// meansSomething reports whether a text has a letter or a digit other than 0: writers fill what they do not know with
// blanks, dashes and zeros.
func meansSomething(b []byte) bool {
	for _, c := range b {
		if isLetter(c) || c >= '1' && c <= '9' || c >= 0x80 {
			return true
		}
	}
	return false
}
