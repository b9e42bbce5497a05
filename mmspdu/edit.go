package mmspdu

import (
	"bytes"
	"errors"
	"slices"

	"github.com/mmsguard/mmsguard/internal/splice"
	"github.com/mmsguard/mmsguard/wsp"
)

// What errors.Is finds in the errors of an [Edit].
var (
	ErrNoPart      = errors.New("no part of this PDU")
	ErrNoMultipart = errors.New("no multipart")
	ErrNoBody      = errors.New("no body")
	ErrSource      = errors.New("other octets than those that were parsed")
	ErrLength      = errors.New("the edit changes a length")
	ErrAmbiguous   = errors.New("the edited octets would be read as something else")
)

// Edit is a list of changes to one PDU, made on its octets: what no change touches stays bit for bit as it is. Headers can be
// set, added and dropped, parts replaced, dropped and added, at any depth; every HeadersLen, DataLen and nEntries around a
// change is made right, and so is the X-Mms-Message-Size of the PDU whose body changes, by the difference. Lengths that lie and
// have no change in them go on lying.
//
// Nothing is written before Append or Overwrite, which may be used any number of times. Where a PDU has faults they read again
// what they have written, and refuse with [ErrAmbiguous] if broken octets beside a change swallow it or are read otherwise
// than before. So it is when the type of the PDU or a Content-Type changes, or a [Raw] is put in.
//
// An Edit belongs to one goroutine. It keeps p's octets, and data and entries that it is given, without a copy, until it is
// no longer used.
type Edit struct {
	*editState
	pdu *pduEdit // the PDU whose headers are edited
}

// editState is what the Edits of a PDU and of the descriptions in it share.
type editState struct {
	src   []byte // the buffer of the PDU
	p     PDU
	outer pduEdit
	body  multiEdit  // of outer
	parts []partEdit // those of p depth first, then those of descriptions
	list  splice.List
	ready bool // list is up to date
	clash bool // parts overlap, which those that were read cannot
	// doubt says that what is written is to be read again: there are faults beside the changes, or a change is of a kind
	// that readers of headers and parts go by. Everything else that is put in has been checked by itself.
	doubt bool
}

// pduEdit is what happens to one PDU, or to a description inside it.
type pduEdit struct {
	p       *PDU
	headers headerList // nil: as they are
	size    []byte     // X-Mms-Message-Size as it is to be, nil: as it is
	sizeSet bool       // somebody says so
	multi   *multiEdit // nil: the body is no multipart
	single  int        // of a body that is no multipart, its place in parts; -1 none
	bodySet bool       // the whole body is body
	body    []byte
	shape   shape // what it is to be
}

// multiEdit is what happens to one multipart.
type multiEdit struct {
	start, counted uint32 // nEntries
	trail          uint32 // behind the last entry
	first, last    int    // parts of its level, chained by next; -1: none
	live           int    // parts that stay
	dropped        bool
	added          []wsp.Entry
	delta          int // what changes inside
}

// partEdit is a part and what happens to it.
type partEdit struct {
	start, hdr, ct, data, end uint32
	next                      int        // on its level; -1: the last
	in                        *multiEdit // the level; nil for a body that is no multipart
	multi                     *multiEdit // if it holds parts
	pdu                       *pduEdit   // if the description in it is edited
	cut                       bool
	drop, replaced, typeSet   bool
	replacement               []byte
	contentType               wsp.ContentType // if typeSet
	headers                   splice.List
	lengths                   []byte // HeadersLen and DataLen as they are to be, nil: as they are
}

// NewEdit returns an Edit of p without changes yet.
func NewEdit(p *PDU) *Edit {
	e := new(Edit)
	e.Reset(p)
	return e
}

// Reset makes e an Edit of p without changes yet. It keeps the memory of e, so that an Edit in use again allocates little. Edits
// of descriptions that e gave out are no longer good.
func (e *Edit) Reset(p *PDU) {
	if e.editState == nil {
		e.editState = new(editState)
	}
	s := e.editState
	clear(s.parts)
	s.list.Reset()
	*s = editState{src: p.Buffer(), p: *p, doubt: p.faults > 0 || p.inDoubt(), parts: s.parts[:0], list: s.list}
	if p.multi {
		s.parts = slices.Grow(s.parts, p.entries.MaxParts())
	}
	s.outer.p = &s.p
	s.outer.read(s, &s.body)
	e.pdu = &s.outer
}

// inDoubt reports whether p has a Content-Type in text whose second octet is 80 or above. It is a text, and no fault, while fewer
// octets follow than its first octet counts; then it is a Value-length (deviation D17).
func (p *PDU) inDoubt() bool {
	c := p.Cursor(FieldContentType)
	for c.Next() {
		if v := c.Header().Raw(); len(v) > 1 && v[0] >= 0x20 && v[0] < 0x80 && v[1] >= 0x80 {
			return true
		}
	}
	return false
}

// read notes the parts of the PDU; those of its outermost multipart lie in body.
func (e *pduEdit) read(s *editState, body *multiEdit) {
	e.single = -1
	if m, ok := e.p.Multipart(); ok {
		body.read(m, s.src)
		e.multi = body
	}
	var levels [wsp.MaxDepth + 1]*multiEdit
	levels[0] = e.multi
	c := e.p.PartCursor()
	for c.Next() {
		part := c.Part()
		x := partEdit{
			start: part.Span().Start, hdr: part.HeadersSpan().Start, ct: part.ContentTypeSpan().End,
			data: part.DataSpan().Start, end: part.DataSpan().End, next: -1, cut: part.Truncated(),
		}
		at := len(s.parts)
		if e.multi == nil {
			e.single = at
		} else {
			level := levels[part.Depth()]
			x.in = level
			level.append(s, at)
			if inner, ok := part.Multipart(); ok {
				x.multi = new(multiEdit)
				x.multi.read(inner, s.src)
				levels[part.Depth()+1] = x.multi
			}
		}
		s.parts = append(s.parts, x)
	}
}

func (m *multiEdit) read(from wsp.Multipart, src []byte) {
	span := from.Span()
	_, n, _ := wsp.ConsumeUintvar(span.In(src))
	*m = multiEdit{start: span.Start, counted: span.Start + uint32(n), trail: from.Trailing().Start, first: -1, last: -1}
}

// append chains the part at to the level.
func (m *multiEdit) append(s *editState, at int) {
	if m.first < 0 {
		m.first = at
	} else {
		s.parts[m.last].next = at
	}
	m.last = at
	m.live++
}

// Set gives the field f the value v: in the place of the first one that is there, the others being dropped, or else where
// chapter 6 has it. The error is an *[Error] with the code that a strict reader would report for such a value. A Content-Type
// is set with a [Raw]; setting X-Mms-Message-Size ends its being kept right.
func (e *Edit) Set(f Field, v Value) error {
	e.watch(f, v)
	return e.changed(f, e.list().set(e.pdu.p.Type(), f, v))
}

// Add adds a field f with the value v behind those that are there, or else where chapter 6 has it. The error is that of Set.
func (e *Edit) Add(f Field, v Value) error {
	e.watch(f, v)
	return e.changed(f, e.list().add(e.pdu.p.Type(), f, v))
}

// watch notes changes that readers of the rest go by.
func (e *Edit) watch(f Field, v Value) {
	if _, raw := v.(Raw); raw || f == FieldMessageType {
		e.doubt = true
	}
}

// AddApplication adds an application header (MMS 2.1): a name that is a token, and a text.
func (e *Edit) AddApplication(name, text string) error {
	return e.changed(0, e.list().addApplication(name, text))
}

// Drop takes all fields f out and returns how many there were. The Content-Type of a body stays: it goes with the body only,
// and a PDU without one is another PDU.
func (e *Edit) Drop(f Field) int {
	l := e.list()
	if f == FieldContentType && l.endsWithBody() {
		return 0
	}
	n := l.drop(0, f)
	if n > 0 {
		e.watch(f, nil)
		_ = e.changed(f, nil)
	}
	return n
}

// DropApplication takes all application headers of a name out, in any letter case, and returns how many there were.
func (e *Edit) DropApplication(name string) int {
	l := e.list()
	n := len(*l)
	*l = slices.DeleteFunc(*l, func(h headerOctets) bool {
		return h.code < 0 && equalFold(wsp.PlainString(h.octets[:bytes.IndexByte(h.octets, 0)+1]).Bytes(), name)
	})
	if n -= len(*l); n > 0 {
		_ = e.changed(0, nil)
	}
	return n
}

// DropHeader takes the header h of the PDU out, such as an application header; it reports false if it is not there, or
// is the Content-Type of a body.
func (e *Edit) DropHeader(h Header) bool {
	l := e.list()
	i := slices.IndexFunc(*l, func(x headerOctets) bool { return x.at == h.Span() })
	if i < 0 || i == len(*l)-1 && l.endsWithBody() {
		return false
	}
	f := Field(h.code & 0x7F)
	if h.code < 0 {
		f = 0
	}
	*l = slices.Delete(*l, i, i+1)
	e.watch(f, nil)
	return e.changed(f, nil) == nil
}

// list returns the headers, to be changed.
func (e *Edit) list() *headerList {
	if e.pdu.headers == nil {
		c := e.pdu.p.HeaderCursor()
		for c.Next() {
			h := c.Header()
			e.pdu.headers = append(e.pdu.headers, headerOctets{octets: h.Span().In(e.src), code: h.code, at: h.Span()})
		}
	}
	return &e.pdu.headers
}

func (e *Edit) changed(f Field, err error) error {
	if err == nil {
		e.ready = false
		if f == FieldMessageSize {
			e.pdu.sizeSet = true
		}
	}
	return err
}

// part finds a part of the PDU, or of a description in it that is edited.
func (e *Edit) part(p *wsp.Part) (*partEdit, error) {
	s := p.Span()
	if i := p.Index(); i < len(e.parts) && e.parts[i].is(s) {
		return &e.parts[i], nil
	}
	for i := range e.parts {
		if e.parts[i].is(s) {
			return &e.parts[i], nil
		}
	}
	return nil, &Error{Kind: ErrNoPart, Fault: wsp.Fault{Span: s}}
}

// entry is part for what only an entry of a multipart has.
func (e *Edit) entry(p *wsp.Part) (*partEdit, error) {
	x, err := e.part(p)
	if err == nil && x.in == nil {
		err = &Error{Kind: ErrNoMultipart, Fault: wsp.Fault{Span: p.Span()}}
	}
	return x, err
}

func (x *partEdit) is(s wsp.Span) bool { return x.start == s.Start && x.end == s.End }

// SetData replaces the data of a part, or a body that is no multipart. Parts in it, and what was done to them, are gone.
func (e *Edit) SetData(part *wsp.Part, data []byte) error {
	x, err := e.part(part)
	if err != nil {
		return err
	}
	x.replaced, x.replacement = true, data
	return e.changed(0, nil)
}

// SetBody replaces the Content-Type of the PDU and its whole body, of whatever kind they were; what was done to parts is gone. ct
// is a Content-type-value, as [wsp.MakeContentType] makes it; if it is that of a multipart, data is one, as
// [wsp.AppendMultipart] makes it. [ErrNoBody] if the PDU has no body.
func (e *Edit) SetBody(ct wsp.ContentType, data []byte) error {
	l := e.list()
	if !l.endsWithBody() {
		return &Error{Kind: ErrNoBody, Fault: wsp.Fault{Span: e.pdu.p.Span()}}
	}
	h, err := makeHeader(l.typ(), FieldContentType, Raw(ct))
	if err != nil {
		return err
	}
	(*l)[len(*l)-1] = h
	e.pdu.bodySet, e.pdu.body, e.doubt = true, data, true
	return e.changed(0, nil)
}

// SetContentType replaces the Content-Type of a part of a multipart; ct is a Content-type-value, as [wsp.MakeContentType]
// makes it. An Edit that changes parts of a multipart and gives it another type is refused when it is applied, with
// [ErrAmbiguous]: no reader would find them.
func (e *Edit) SetContentType(part *wsp.Part, ct wsp.ContentType) error {
	var r wsp.Recorder
	if end := wsp.CheckContentType(ct, 0, len(ct), true, 0, &r); r.Count > 0 || end != len(ct) {
		return &Error{Fault: r.First}
	}
	x, err := e.entry(part)
	if err != nil {
		return err
	}
	x.typeSet, x.contentType, e.doubt = true, ct, true
	return e.changed(0, nil)
}

// DropPartHeader takes the header h of a part out. [ErrAmbiguous] if it is gone already.
func (e *Edit) DropPartHeader(part *wsp.Part, h wsp.Header) error {
	return e.header(part, h.Span(), nil)
}

// AddPartHeaders adds headers to a part, behind its Content-Type: a block as the Append functions of wsp write it.
func (e *Edit) AddPartHeaders(part *wsp.Part, block []byte) error {
	var r wsp.Recorder
	if wsp.CheckHeaders(block, 0, len(block), len(block), &r); r.Count > 0 {
		return &Error{Fault: r.First}
	}
	end := part.ContentTypeSpan().End
	return e.header(part, wsp.Span{Start: end, End: end}, block)
}

// header replaces the octets s of the headers of a part behind its Content-Type.
func (e *Edit) header(part *wsp.Part, s wsp.Span, octets []byte) error {
	x, err := e.entry(part)
	switch {
	case err != nil:
		return err
	case s.Start < x.ct || s.End > x.data || !x.headers.Add(splice.Edit{Start: s.Start, End: s.End, New: octets}):
		return &Error{Kind: ErrAmbiguous, Fault: wsp.Fault{Span: s}}
	}
	return e.changed(0, nil)
}

// DropPart takes a part of a multipart out, and with it what it holds and what was done to that.
func (e *Edit) DropPart(part *wsp.Part) error {
	x, err := e.entry(part)
	if err != nil {
		return err
	}
	if !x.drop {
		x.drop, x.in.dropped = true, true
		x.in.live--
	}
	return e.changed(0, nil)
}

// AddPart adds an entry behind the others of the multipart that is in part, or of the body if part is nil. It must have a
// Content-Type, and its Content-Type and headers be without a fault.
func (e *Edit) AddPart(part *wsp.Part, entry wsp.Entry) error {
	m := e.pdu.multi
	if part != nil {
		x, err := e.part(part)
		if err != nil {
			return err
		}
		m = x.multi
	}
	if m == nil {
		return &Error{Kind: ErrNoMultipart, Fault: wsp.Fault{Field: wsp.StructureMultipart}}
	}
	var r wsp.Recorder
	end := wsp.CheckContentType(entry.ContentType, 0, len(entry.ContentType), true, wsp.StructureHeaders, &r)
	wsp.CheckHeaders(entry.Headers, 0, len(entry.Headers), len(entry.Headers), &r)
	if r.Count > 0 || end != len(entry.ContentType) {
		return &Error{Fault: r.First}
	}
	m.added = append(m.added, entry)
	return e.changed(0, nil)
}

// Description returns an Edit of the M-Mbox-Descr PDU in part, a part of the PDU (MMS 8.5). The two are one: either writes
// the changes of both. ok is false if the part holds none.
func (e *Edit) Description(part *wsp.Part) (d *Edit, ok bool) {
	x, err := e.part(part)
	if err != nil {
		return nil, false
	}
	if x.pdu == nil {
		inner, ok := e.p.Description(*part)
		if !ok {
			return nil, false
		}
		e.doubt = e.doubt || inner.inDoubt()
		pe := &pduEdit{p: &inner}
		x.pdu = pe // before the list of parts moves
		pe.read(e.editState, new(multiEdit))
	}
	return &Edit{e.editState, e.partPDU(part)}, true
}

// partPDU returns the edit of the description in part.
func (e *Edit) partPDU(part *wsp.Part) *pduEdit {
	x, _ := e.part(part)
	return x.pdu
}
