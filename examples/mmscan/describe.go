package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// maxListed is how many headers of a block, and how many parameters of a value, are listed: as many as the decoder
// follows. A block of headers may be as long as a message, and each would take a hundred times its octets here.
const maxListed = mmspdu.DefaultFields

// describer turns views of octets into what is written of them.
type describer struct {
	octets []byte
	data   bool // with the octets of the parts
}

// describe returns all that is known of m, which has a PDU.
func describe(m *message, data bool) decodedMessage {
	d := describer{m.octets, data}
	out := decodedMessage{
		Schema: decodeSchema, Source: m.source, Size: len(m.octets), Layers: []decodedLayer{},
		decodedPDU: d.pdu(m.pdu, true), Faults: []decodedFault{}, MoreFaults: m.more,
	}
	for i, l := range m.layers {
		inner := m.pdu.Span().Start
		if i+1 < len(m.layers) {
			inner = m.layers[i+1].span.Start
		}
		out.Layers = append(out.Layers, d.layer(l, inner))
	}
	for _, f := range m.faults {
		info := f.Code.Info()
		out.Faults = append(out.Faults, decodedFault{
			info.Name, mmspdu.FaultField(f.Field), info.Section, newExtent(f.Span), info.Text,
		})
	}
	return out
}

// layer describes l, inside which the next one, or the PDU, begins at inner. A push with a wrong length takes that for its own
// headers.
func (d *describer) layer(l layer, inner uint32) decodedLayer {
	out := decodedLayer{Kind: l.kind, extent: newExtent(l.span)}
	switch l.kind {
	case layerHex, layerBase64:
		return out
	case layerPush:
		inner = min(inner, l.push.DataSpan().Start)
		out.PDU = wsp.PDUTypeName(l.push.PDUType())
		if tid, ok := l.push.TID(); ok {
			out.TID = &tid
		}
		ct := newContentType(l.push.ContentType())
		out.ContentType = &ct
		out.Headers, _ = d.headers(l.push.HeaderCursor(), nil)
	case layerDeliver, layerSubmit:
		out.Address = l.sms.Address().String()
		if stamp, ok := l.sms.Timestamp(); ok {
			if t, ok := stamp.Time(); ok {
				out.Time = t.Format(time.RFC3339)
			}
		}
	case layerUserData:
		if p, ok := l.data.Ports(); ok {
			out.Destination, out.Originator = &p.Destination, &p.Originator
		}
	}
	out.Raw = hex.EncodeToString(d.octets[l.span.Start:inner])
	return out
}

// pdu describes p. The descriptions of a mailbox in it are PDUs too; those inside of these are not looked for.
func (d *describer) pdu(p *mmspdu.PDU, outer bool) decodedPDU {
	out := decodedPDU{
		Type: p.Type().String(), extent: newExtent(p.Span()), Headers: []decodedHeader{}, Parts: []decodedPart{},
		Trailing: d.rest(p.Trailing()),
	}
	if v, ok := p.Version(); ok {
		out.Version = v.String()
	}
	for h := range p.Headers() {
		x := decodedHeader{
			Name: h.Name(), extent: newExtent(h.Span()), Value: pduValue(h), Charset: pduCharset(h),
			Raw: hex.EncodeToString(h.Raw()),
		}
		f, ok := h.Field()
		d.name(&x, uint8(f), ok, h.ValueSpan())
		out.Headers = append(out.Headers, x)
	}
	tree := partTree{describer: d}
	if outer {
		tree.pdu = p
	}
	for part := range p.AllParts() {
		tree.flat = append(tree.flat, part)
	}
	if m, ok := p.Multipart(); ok {
		out.Multipart, out.Parts = tree.multipart(m, 0)
		out.Trailing = nil
		return out
	}
	for i := range tree.flat {
		x := tree.part(&tree.flat[i])
		x.Start, x.ContentTypeRaw = x.DataStart, nil // the header Content-Type has it
		out.Parts = append(out.Parts, x)
	}
	return out
}

// name fills in how the name of a header is written: as a number, or in octets of its own.
func (d *describer) name(x *decodedHeader, code uint8, ok bool, value wsp.Span) {
	if ok {
		x.Code = &code
		return
	}
	x.NameRaw = hex.EncodeToString(d.octets[x.Start:value.Start])
}

// headers describes a header block and says where its last header ends. part is the part that it belongs to, nil for a
// push.
func (d *describer) headers(c wsp.HeaderCursor, part *wsp.Part) (out []decodedHeader, end uint32) {
	out = []decodedHeader{}
	disposed := false
	for len(out) < maxListed && c.Next() {
		h := c.Header()
		x := decodedHeader{
			Name: h.Name(), extent: newExtent(h.Span()), Value: wspValue(h), Raw: hex.EncodeToString(h.Raw()),
		}
		code, ok := h.Code()
		d.name(&x, code, ok, h.ValueSpan())
		if part != nil && !disposed && h.Is("Content-Disposition") {
			x.Value, disposed = newDisposition(part), true
		}
		out = append(out, x)
		end = x.End
	}
	return out, end
}

// partTree puts the parts of a PDU, which come depth first, into the shape of its multiparts.
type partTree struct {
	*describer
	pdu  *mmspdu.PDU // whose parts may hold descriptions; nil: none do
	flat []wsp.Part
	next int
}

// multipart describes m, which is depth levels deep, and its parts, the first of which is the next one.
func (t *partTree) multipart(m wsp.Multipart, depth int) (*decodedMultipart, []decodedPart) {
	span := m.Span()
	_, n, _ := wsp.ConsumeUintvar(span.In(t.octets))
	end := span.Start + uint32(n)
	out := &decodedMultipart{extent: newExtent(span), Declared: m.Declared()}
	if count := t.octets[span.Start:end]; !bytes.Equal(count, shortest(m.Declared())) {
		raw := hex.EncodeToString(count)
		out.Raw = &raw
	}
	parts := []decodedPart{}
	for t.next < len(t.flat) && t.flat[t.next].Depth() == depth {
		p := &t.flat[t.next]
		t.next++
		x := t.part(p)
		if inner, ok := p.Multipart(); ok {
			x.Multipart, x.Parts = t.multipart(inner, depth+1)
			x.Data = nil
		}
		parts = append(parts, x)
		end = x.End
	}
	// Where a limit ended the walk there are entries among these octets.
	out.Trailing = t.rest(wsp.Span{Start: end, End: span.End})
	return out, parts
}

// part describes p without the parts in it.
func (t *partTree) part(p *wsp.Part) decodedPart {
	data, block := p.Data(), p.HeadersSpan()
	sum := sha256.Sum256(data)
	ct := newContentType(p.ContentType())
	ctRaw := hex.EncodeToString(p.ContentType())
	out := decodedPart{
		Index: p.Index(), extent: newExtent(p.Span()), DataStart: p.DataSpan().Start, DataEnd: p.DataSpan().End,
		ContentType: ct.ContentType, ContentTypeRaw: &ctRaw,
		Charset: ct.Charset, Parameters: ct.Parameters,
		ContentID: p.ContentID().String(), ContentLocation: p.Location().String(), Filename: p.BestName().String(),
		Truncated: p.Truncated(), Size: len(data), SHA256: hex.EncodeToString(sum[:]), Parts: []decodedPart{},
		octets: data,
	}
	if e := p.TransferEncoding(); e != wsp.TransferNone {
		out.TransferEncoding = e.String()
	}
	lengths := shortest(uint32(block.Len()), uint32(len(data)))
	if raw := t.octets[out.Start:block.Start]; !bytes.Equal(raw, lengths) {
		out.LengthsRaw = hex.EncodeToString(raw)
	}
	end := uint32(0)
	out.Headers, end = t.headers(p.HeaderCursor(), p)
	out.HeadersTrailing = t.rest(wsp.Span{Start: max(end, p.ContentTypeSpan().End), End: block.End})
	if t.pdu != nil {
		if inner, ok := t.pdu.Description(*p); ok {
			x := t.describer.pdu(&inner, false)
			out.PDU = &x
			return out
		}
	}
	out.Data = t.base64(data)
	return out
}

// rest describes octets that belong to nothing; nil if there are none.
func (d *describer) rest(s wsp.Span) *decodedOctets {
	if s.Len() <= 0 {
		return nil
	}
	return &decodedOctets{newExtent(s), d.base64(s.In(d.octets))}
}

func (d *describer) base64(b []byte) *string {
	if !d.data {
		return nil
	}
	s := base64.StdEncoding.EncodeToString(b)
	return &s
}

// shortest returns numbers as uintvars without padding, which is how they are taken to be written unless it is said
// otherwise.
func shortest(numbers ...uint32) []byte {
	var out []byte
	for _, n := range numbers {
		shift := 0
		for n>>shift > 0x7F && shift < 28 {
			shift += 7
		}
		for ; shift > 0; shift -= 7 {
			out = append(out, 0x80|byte(n>>shift&0x7F))
		}
		out = append(out, byte(n&0x7F))
	}
	return out
}
