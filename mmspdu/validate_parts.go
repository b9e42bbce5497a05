package mmspdu

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/mmsguard/mmsguard/wsp"
)

// partRules are those on the body and its parts: V22, V25 to V27, V29, V33 to V36.
func (v *validator) partRules() {
	v.claimRules()
	if m, ok := v.p.Multipart(); ok {
		ct, _ := v.p.ContentType()
		h, _ := v.p.Get(FieldContentType)
		v.relatedRules(ct, m, func(c check) { v.sayHeader(c, h) })
		v.emptyEntries(m, v.part)
	}
	for i := range v.parts {
		part := &v.parts[i]
		v.partForm(part)
		v.partText(part)
		if m, ok := part.Multipart(); ok {
			v.relatedRules(part.ContentType(), m, func(c check) {
				v.sayPart(c, wsp.FieldHeader|codeContentType, part, part.ContentTypeSpan())
			})
			v.emptyEntries(m, int32(part.Index()))
		}
	}
	v.nameRules()
}

// The WSP headers of parts that rules name (MMS 8.4).
const (
	codeContentType     = 0x11
	codeContentLocation = 0x0E
	codeContentID       = 0x40
)

// far is by which factor a claim must miss the real size to be worth a word: the
// sizes are counted in other ways on other networks, and classes are advice.
const far = 2

// claimRules are V33.
func (v *validator) claimRules() {
	p := v.p
	if _, ok := p.ContentType(); !ok {
		return
	}
	body := p.BodySpan()
	size := uint64(body.Len())
	if claim, ok := p.MessageSize(); ok && (claim/far > size || size/far > claim) {
		h, _ := p.Get(FieldMessageSize)
		v.sayHeader(checkSizeClaim, h)
	}
	if class, ok := p.ContentClass(); ok && class.Known() && size/far > uint64(class.Size()) {
		h, _ := p.Get(FieldContentClass)
		v.sayHeader(checkClassClaim, h)
	}
}

func isRelated(ct wsp.ContentType) bool {
	return ct.Is("application/vnd.wap.multipart.related") || ct.Is("multipart/related")
}

// relatedRules are V22.
func (v *validator) relatedRules(ct wsp.ContentType, m wsp.Multipart, say func(check)) {
	if !isRelated(ct) || hasDescriptions(v.p.Type()) {
		return
	}
	start, hasStart := ct.Start()
	if _, hasType := ct.RootType(); !hasStart || !hasType {
		say(checkNoStart)
	}
	if !hasStart {
		return
	}
	want := bareID(start)
	c := m.Cursor()
	for c.Next() {
		part := c.Part()
		if bytes.Equal(bareID(part.ContentIDRaw()), want) || bytes.Equal(part.Location().Bytes(), want) {
			return
		}
	}
	say(checkStartNowhere)
}

// bareID takes quotation marks and angle brackets off (MMS 8.2).
func bareID(t wsp.Text) []byte {
	b := bytes.Trim(t.Bytes(), `"`)
	return wsp.StripID(wsp.MakeText(b, t.Charset())).Bytes()
}

// emptyEntries is the part of V26 that is no fault: WSP lets nEntries be 0 where
// the entries follow all the same, but MMS readers see an empty message.
func (v *validator) emptyEntries(m wsp.Multipart, part int32) {
	span := m.Span()
	c := m.Cursor()
	if m.Declared() != 0 || !c.Next() {
		return
	}
	if v.part >= 0 {
		part = v.part
	}
	s := wsp.Span{Start: span.Start, End: span.Start + 1}
	v.out = append(v.out, checkNoEntries.diagnostic(v.p.Type(), wsp.StructureEntries, part, s))
}

// partForm is V27 for the Content-Type and the headers of a part.
func (v *validator) partForm(part *wsp.Part) {
	if _, single := v.p.Multipart(); !single {
		return // the Content-Type is the PDU's own
	}
	if isLongLength(part.ContentType()) {
		v.sayPart(checkLengthForm, wsp.FieldHeader|codeContentType, part, part.ContentTypeSpan())
	}
	c := part.HeaderCursor()
	for c.Next() {
		h := c.Header()
		if isLongLength(h.Raw()) {
			v.sayPart(checkLengthForm, partField(h), part, h.Span())
		}
	}
}

func partField(h wsp.Header) wsp.Field {
	if code, ok := h.Code(); ok {
		return wsp.FieldHeader | wsp.Field(code)
	}
	return wsp.FieldText
}

// partText is V34 and V36, and V29 for the names that a part goes by, which are
// texts without charset all of them.
func (v *validator) partText(part *wsp.Part) {
	ct := part.ContentType()
	transfer := part.TransferEncoding()
	if ct.HasPrefix("text/") && ct.Charset() == wsp.CharsetUnspecified && hasHigh(part.Data()) {
		v.sayPart(checkPartCharset, wsp.FieldHeader|codeContentType, part, part.DataSpan())
	}
	switch transfer {
	case wsp.TransferNone, wsp.Transfer7Bit, wsp.Transfer8Bit, wsp.TransferBinary:
	default:
		v.sayPart(checkTransfer, wsp.FieldText, part, transferSpan(part))
	}
	for _, t := range [...]wsp.Text{part.Name(), part.Filename(), part.Location(), part.ContentIDRaw()} {
		if hasHigh(t.Bytes()) {
			v.sayPart(checkNoCharset, 0, part, part.HeadersSpan())
			break
		}
	}
}

// transferSpan is where the Content-Transfer-Encoding of a part stands.
func transferSpan(part *wsp.Part) wsp.Span {
	c := part.HeaderCursor()
	for c.Next() {
		if h := c.Header(); h.Is("Content-Transfer-Encoding") {
			return h.Span()
		}
	}
	return part.HeadersSpan()
}

// nameRules are V25 and V35.
func (v *validator) nameRules() {
	if _, ok := v.p.Multipart(); !ok || hasDescriptions(v.p.Type()) {
		return
	}
	ids, locations := make([][]byte, len(v.parts)), make([][]byte, len(v.parts))
	for i := range v.parts {
		part := &v.parts[i]
		ids[i], locations[i] = part.ContentID().Bytes(), part.Location().Bytes()
		if len(ids[i]) == 0 && len(locations[i]) == 0 && !part.ContentType().Multipart() {
			v.sayPart(checkUnnamed, 0, part, part.HeadersSpan())
		}
	}
	v.sameNames(checkSameID, wsp.FieldHeader|codeContentID, ids)
	v.sameNames(checkSameLocation, wsp.FieldHeader|codeContentLocation, locations)
}

// sameNames names each part whose name an earlier one has. It sorts, so that many
// long names cost no more than reading them a few times.
func (v *validator) sameNames(c check, f wsp.Field, names [][]byte) {
	order := make([]int, 0, len(names))
	for i, name := range names {
		if len(name) > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(bytes.Compare(names[i], names[j]), cmp.Compare(i, j)) })
	for k := 1; k < len(order); k++ {
		if bytes.Equal(names[order[k-1]], names[order[k]]) {
			part := &v.parts[order[k]]
			v.sayPart(c, f, part, part.HeadersSpan())
		}
	}
}
