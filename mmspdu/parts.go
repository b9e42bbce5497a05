package mmspdu

import (
	"iter"

	"github.com/mmsguard/mmsguard/wsp"
)

// Multipart returns the multipart that the body is; ok is false where the body is anything else or absent (MMS 8.1).
func (p *PDU) Multipart() (m wsp.Multipart, ok bool) { return p.entries.Over(p.b), p.multi }

// PartCursor returns a cursor over all parts of all levels, depth first. A body that is no multipart and not
// empty is one part.
func (p *PDU) PartCursor() wsp.PartCursor { return p.entries.CursorAll(p.b) }

// Parts iterates over the parts of the body, not over those nested in them. A body that is no multipart and not
// empty is one part.
func (p *PDU) Parts() iter.Seq[wsp.Part] {
	return func(yield func(wsp.Part) bool) {
		c := p.PartCursor()
		for c.Next() {
			if q := c.Part(); q.Depth() == 0 && !yield(q) {
				return
			}
		}
	}
}

// AllParts iterates over all parts of all levels, depth first. A body that is no multipart and not
// empty is one part.
func (p *PDU) AllParts() iter.Seq[wsp.Part] {
	return func(yield func(wsp.Part) bool) {
		c := p.PartCursor()
		for c.Next() {
			if !yield(c.Part()) {
				return
			}
		}
	}
}

// Root returns the presentation of a multipart/related (MMS 8.2): the part whose Content-ID, else Content-Location, is the
// start parameter; without one, the first part, or the first SMIL part if that is none.
func (p *PDU) Root() (root wsp.Part, ok bool) {
	if !p.multi {
		return wsp.Part{}, false
	}
	ct, _ := p.ContentType()
	start, _ := ct.Start()
	start = wsp.StripID(start)
	var first, located, smil wsp.Part
	var haveFirst, haveLocated, haveSMIL bool
	c := p.entries.Over(p.b).Cursor()
	for c.Next() {
		part := c.Part()
		if !haveFirst {
			first, haveFirst = part, true
		}
		if !haveSMIL && isSMIL(part.ContentType()) {
			smil, haveSMIL = part, true
		}
		if start.IsZero() {
			continue
		}
		if string(part.ContentID().Bytes()) == string(start.Bytes()) {
			return part, true
		}
		if !haveLocated && string(part.Location().Bytes()) == string(start.Bytes()) {
			located, haveLocated = part, true
		}
	}
	switch {
	case haveLocated:
		return located, true
	case haveSMIL && !isSMIL(first.ContentType()):
		return smil, true
	}
	return first, haveFirst
}

func isSMIL(ct wsp.ContentType) bool {
	return ct.Is("application/smil") || ct.Is("application/smil+xml")
}

// Descriptions iterates over the M-Mbox-Descr PDUs in the body of an M-Mbox-View.conf or M-Mbox-Upload.req (MMS 8.5). Their
// spans count in the same buffer as those of p.
func (p *PDU) Descriptions() iter.Seq[PDU] {
	return func(yield func(PDU) bool) {
		c := p.PartCursor()
		for c.Next() {
			if d, ok := p.Description(c.Part()); ok && !yield(d) {
				return
			}
		}
	}
}

// Description returns the M-Mbox-Descr PDU in part, a part of p; ok is false if it holds none (MMS 8.5). It is read under the
// default limits, whatever those of the Decoder of p were.
func (p *PDU) Description(part wsp.Part) (d PDU, ok bool) {
	if !hasDescriptions(p.typ) || !part.ContentType().Is(mediaMessage) {
		return PDU{}, false
	}
	s := part.DataSpan()
	var standard Limits
	w := walker{p: &d.layout, b: p.b[:s.End], limits: &standard, headersEnd: int(s.End), r: &wsp.Recorder{}}
	w.message(int(s.Start))
	d.b = p.b[:s.End:s.End]
	return d, d.typ != 0
}
