package scan

import (
	"bytes"
	"context"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/wsp"
)

// part is the part that is being scanned, in one of its views.
type part struct {
	index    int32
	nameView uint16          // the view that the spans of its names count in
	view     uint16          // the view that is looked at
	buf      []byte          // all octets of that view
	span     wsp.Span        // its octets there
	data     []byte          // those octets
	raw      bool            // there is a decoded view besides: this one is not what a handset shows
	result   classify.Result // what the octets are
	format   classify.Format // the best of it
}

// message judges the PDU p.
func (s *Scanner) message(ctx context.Context, p mmspdu.PDU) (*Report, error) {
	s.pdu = p
	s.report.Type = p.Type()
	if s.spend(p.HeadersSpan().Len()) {
		s.checkRepeats()
		s.checkNotification()
		s.checkBcc()
		if ct, ok := p.ContentType(); ok {
			s.checkStart(ct, MessagePart, p.HeadersSpan())
		}
		s.runChecks(nil)
	}
	c := p.PartCursor()
	for c.Next() {
		if ctx.Err() != nil {
			break
		}
		q := c.Part()
		s.wspPart(ctx, q, 0)
		if d, ok := p.Description(q); ok && !s.description(ctx, &d, q.Depth()+1) {
			break
		}
	}
	s.checkFaults()
	return s.end(ctx)
}

// description judges the parts of a message that lies, with its description, in a part of a mailbox listing. Their numbers
// go on from that of the part, and it is their parent. False means that there are as many parts as the limit allows.
func (s *Scanner) description(ctx context.Context, d *mmspdu.PDU, base int) bool {
	if base < len(s.outer) {
		s.outer[base] = int32(len(s.report.Parts)) - 1
	}
	c := d.PartCursor()
	for c.Next() {
		if len(s.report.Parts) >= s.limits.Parts {
			s.leave(ReasonParts, MessagePart, 0, d.Span())
			return false
		}
		s.wspPart(ctx, c.Part(), base)
	}
	return true
}

// wspPart judges one entry of a multipart, or the body of a PDU that has none. base is how deep the PDU lies in another.
func (s *Scanner) wspPart(ctx context.Context, q wsp.Part, base int) {
	index := int32(len(s.report.Parts))
	depth := base + q.Depth()
	ct := q.ContentType()
	_, multi := q.Multipart()
	info := PartInfo{
		Parent: s.parent(depth), Depth: depth, Span: q.Span(), Data: q.DataSpan(), Multipart: multi, declared: ct,
		name: q.BestName(),
	}
	if !s.spend(q.HeadersSpan().Len()) {
		s.report.Parts = append(s.report.Parts, info)
		return
	}
	s.report.Parts = append(s.report.Parts, info)
	p := &s.part
	*p = part{index: index, buf: s.report.octets, span: q.DataSpan(), data: q.Data()}
	if multi {
		if d := depth + 1; d < len(s.outer) {
			s.outer[d] = index
		}
		s.checkStart(ct, index, q.HeadersSpan())
		*p = part{index: index}
	} else {
		s.content(ctx, p, q.TransferEncoding(), q.ContentEncoding())
	}
	// Most senders give one name under all headers: once is enough, and the first counts most.
	names := [...]wsp.Text{q.Name(), q.Filename(), q.Location(), q.ContentID()}
	for i, t := range names {
		again := false
		for _, u := range names[:i] {
			again = again || bytes.Equal(t.Bytes(), u.Bytes())
		}
		if !again {
			s.textName(p, NameOfType+NameSource(i), t, q.HeadersSpan())
		}
	}
}

// parent returns the part that the next part at depth is in.
func (s *Scanner) parent(depth int) int32 {
	if depth == 0 || depth >= len(s.outer) {
		return MessagePart
	}
	return s.outer[depth]
}

// checkStart judges the start parameter of a multipart, which names one of its parts.
func (s *Scanner) checkStart(ct wsp.ContentType, index int32, block wsp.Span) {
	t, _ := ct.Start()
	s.part = part{index: index}
	s.textName(&s.part, NameOfStart, wsp.StripID(t), block)
}

// textName judges one name that stands in the headers block of view 0.
func (s *Scanner) textName(p *part, source NameSource, t wsp.Text, block wsp.Span) {
	if t.IsZero() {
		return
	}
	n := partName{source: source, block: block}
	s.name = s.name[:0]
	s.decode(&n, t)
	s.checkName(p, &n)
}

// plain judges one part of a message without a PDU, whose octets are view number v.
func (s *Scanner) plain(ctx context.Context, a *Attachment, v uint16) {
	index := int32(len(s.report.Parts))
	whole := wsp.Span{End: uint32(len(a.Data))}
	best := a.Name
	for _, n := range [...]string{a.Location, a.ID} {
		if best == "" {
			best = n
		}
	}
	s.report.Parts = append(s.report.Parts, PartInfo{
		Parent: MessagePart, View: v, Span: whole, Data: whole, declaredText: a.Type, nameText: best,
	})
	p := &s.part
	*p = part{index: index, nameView: v, view: v, buf: a.Data, span: whole, data: a.Data}
	s.content(ctx, p, a.Encoding, wsp.ContentEncodingNone)
	s.plainName(p, NameOfDisposition, a.Name)
	if a.Location != a.Name {
		s.plainName(p, NameOfLocation, a.Location)
	}
	if a.ID != a.Name && a.ID != a.Location {
		s.plainName(p, NameOfID, a.ID)
	}
}

// plainName judges one name that has no octets in any view.
func (s *Scanner) plainName(p *part, source NameSource, name string) {
	if name == "" {
		return
	}
	n := partName{source: source}
	s.name = append(s.name[:0], name...)
	s.decode(&n, wsp.MakeText(s.name, wsp.CharsetUnspecified))
	s.checkName(p, &n)
}

// content judges the octets of p, and, where encodings stand between them and what a handset shows, those behind each.
func (s *Scanner) content(ctx context.Context, p *part, transfer wsp.TransferEncoding, packed wsp.ContentEncoding) {
	coded := transfer == wsp.TransferBase64 || transfer == wsp.TransferQuotedPrintable
	p.raw = coded || isPacked(p.data, packed)
	s.look(ctx, p)
	if coded {
		if !s.decodeTransfer(p, transfer) {
			return
		}
		p.raw = isPacked(p.data, packed)
		s.look(ctx, p)
	}
	if packed != wsp.ContentEncodingNone && s.unpack(p, packed) {
		p.raw = false
		s.look(ctx, p)
	}
}

// decodeTransfer makes the view of p behind its transfer encoding the one that is looked at.
func (s *Scanner) decodeTransfer(p *part, enc wsp.TransferEncoding) bool {
	r := &s.report
	if !s.spend(len(p.data)) {
		return false
	}
	from := len(r.decoded)
	out, complete := enc.AppendDecoded(r.decoded, p.data, max(0, s.limits.Decoded-from))
	r.decoded = out
	return s.step(p, ViewDecoded, from, complete)
}

// step makes the octets of Report.decoded from offset from on a view of p, and the one that is looked at. Where they are
// not all of them, the report says so.
func (s *Scanner) step(p *part, kind ViewKind, from int, complete bool) bool {
	out := s.report.decoded
	number, ok := s.view(View{
		Kind: kind, Parent: p.view, Part: p.index, Span: p.span, owned: wsp.Span{Start: uint32(from), End: uint32(len(out))},
	})
	if !ok {
		return false
	}
	if !complete {
		s.leave(ReasonDecoded, p.index, number, wsp.Span{Start: uint32(len(out) - from), End: uint32(len(out) - from)})
	}
	p.view = number
	p.data = out[from:len(out):len(out)]
	p.buf = p.data
	p.span = wsp.Span{End: uint32(len(p.data))}
	return true
}

// look judges one view of p.
func (s *Scanner) look(ctx context.Context, p *part) {
	if !s.spend(min(len(p.data), classifyWork)) {
		return
	}
	p.result = classify.Classify(p.data)
	p.format = p.result.Best()
	s.report.Parts[p.index].format = p.format
	s.checkExecutable(p)
	s.checkType(p)
	s.checkMedia(p)
	s.runChecks(p)
	s.runEngine(ctx, p)
}

// classifyWork is what classifying a part is charged: about what it reads of the head, the tail and the directory of an
// archive.
const classifyWork = 4096
