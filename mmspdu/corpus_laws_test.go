package mmspdu_test

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// corpusFiles returns the names of the corpus' files of octets below pdu/, sorted, as corpustest.Read takes them.
func corpusFiles(t testing.TB) []string {
	t.Helper()
	root := corpustest.Root(t)
	var names []string
	err := filepath.WalkDir(filepath.Join(root, "pdu"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		switch filepath.Ext(name) {
		case ".json", ".tsv", ".txt":
		default:
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// laws checks what must hold of every input, whatever it is. It keeps its memory between inputs.
type laws struct {
	broken  string // the first law that did not hold
	b       []byte
	base    uintptr
	faults  wsp.Faults
	scratch []byte
	first   [0x80]wsp.Span
	times   [0x80]int
	// Every so many inputs are validated too; 0 means all.
	validateEvery int
	inputs        int
	diagnostics   []mmspdu.Diagnostic
}

func (l *laws) fail(format string, args ...any) {
	if l.broken == "" {
		l.broken = fmt.Sprintf(format, args...)
	}
}

// check reads b in every way and returns the first law that does not hold, "" if all do.
func (l *laws) check(b []byte) string {
	l.broken, l.b, l.base = "", b, reflect.ValueOf(b).Pointer()
	whole := wsp.Span{End: uint32(len(b))}
	l.pdu(whole)
	if p, ok := wsp.ParsePush(b); ok {
		l.push(p)
		if s := p.DataSpan(); s.Len() > 0 {
			l.pdu(s)
		}
		l.pushed(p)
	}
	return l.broken
}

// pushed says that the PDU in a push is read as any other, but that its type may stand in front of the data.
func (l *laws) pushed(push wsp.Push) {
	lenient, strict := mmspdu.Decoder{}, mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := lenient.DiagnosePush(push, &l.faults)
	again, err2 := lenient.ParsePush(push)
	if !reflect.DeepEqual(again, p) || !reflect.DeepEqual(err, err2) {
		l.fail("DiagnosePush and ParsePush differ")
	}
	if n := l.faults.Len() + int(l.faults.More()); n != p.Faults() {
		l.fail("%d faults of a push listed, %d counted", n, p.Faults())
	}
	for i := range l.faults.Len() {
		l.inside("fault of a push", l.faults.At(i).Span, p.Span())
	}
	if s := p.Span(); s.End != push.DataSpan().End || s.Start != push.DataSpan().Start && s.Start+2 != push.DataSpan().Start {
		l.fail("PDU at %v in a push with data at %v", s, push.DataSpan())
	}
	if _, serr := strict.ParsePush(push); (serr == nil) != (err == nil && p.Faults() == 0) {
		l.fail("strict says %v of a push with %d faults", serr, p.Faults())
	}
}

// pdu reads the PDU at s leniently and strictly.
func (l *laws) pdu(s wsp.Span) {
	lenient, strict := mmspdu.Decoder{}, mmspdu.Decoder{Mode: mmspdu.Strict}
	p, err := lenient.DiagnoseSpan(l.b, s, &l.faults)
	if err != nil && !errors.Is(err, mmspdu.ErrNotMMS) {
		l.fail("lenient reading failed with %v", err)
	}
	if (err == nil) != (p.Type() != 0) {
		l.fail("type %v with error %v", p.Type(), err)
	}
	if again, err2 := lenient.ParseSpan(l.b, s); !reflect.DeepEqual(again, p) || !reflect.DeepEqual(err2, err) {
		l.fail("Diagnose and Parse differ")
	}
	if n := l.faults.Len() + int(l.faults.More()); n != p.Faults() {
		l.fail("%d faults listed, %d counted", n, p.Faults())
	}
	for i := range l.faults.Len() {
		f := l.faults.At(i)
		l.inside("fault "+f.Code.String(), f.Span, s)
		if f.Code == 0 || f.Code.Info().Section == "" {
			l.fail("fault without a row: %d", f.Code)
		}
	}
	sp, serr := strict.ParseSpan(l.b, s)
	switch {
	case serr == nil:
		if err != nil || p.Faults() != 0 || !reflect.DeepEqual(sp, p) {
			l.fail("strict accepts what lenient reads with %d faults, error %v", p.Faults(), err)
		}
	case err == nil && p.Faults() == 0:
		l.fail("strict refuses (%v) what lenient reads without a fault", serr)
	default:
		var e *mmspdu.Error
		if !errors.As(serr, &e) || e.Error() == "" {
			l.fail("strict fails with %#v", serr)
		} else if l.faults.Len() > 0 && e.Fault != l.faults.At(0) {
			l.fail("strict stops at %v, the first fault is %v", e.Fault, l.faults.At(0))
		}
	}
	l.headers(&p)
	l.body(&p)
	l.scratch = askPDU(&p, l.scratch[:0])
	if l.inputs++; l.validateEvery == 0 || l.inputs%l.validateEvery == 0 {
		l.validate(&p)
	}
	for d := range p.Descriptions() {
		l.headers(&d)
		l.body(&d)
		l.scratch = askPDU(&d, l.scratch[:0])
	}
}

// validate says that validation names places in the PDU, and that it is not silent where there are faults.
func (l *laws) validate(p *mmspdu.PDU) {
	l.diagnostics = p.Validate(l.diagnostics[:0], mmspdu.ProfileAndroid)
	code := wsp.Code(0)
	for _, d := range l.diagnostics {
		l.inside("diagnostic "+d.Rule.String(), d.Span, p.Span())
		code = max(code, d.Code)
		if d.Rule == 0 || d.Message() == "" || d.Section() == "" {
			l.fail("diagnostic without a row: %+v", d)
		}
	}
	if p.Type() != 0 && (p.Faults() == 0 && code != 0 || p.Faults() != 0 && len(l.diagnostics) == 0) {
		l.fail("%d faults; validation has %d diagnostics and the fault %v", p.Faults(), len(l.diagnostics), code)
	}
}

func (l *laws) inside(what string, s, outer wsp.Span) {
	if s.Start > s.End || !outer.Contains(s) {
		l.fail("%s at %v, outside %v", what, s, outer)
	}
}

// alias says that v is a view of the input that cannot grow into what follows it.
func (l *laws) alias(what string, v []byte) {
	if cap(v) != len(v) {
		l.fail("%s: %d octets with room for %d", what, len(v), cap(v))
	}
	if len(v) == 0 {
		return
	}
	if at := reflect.ValueOf(v).Pointer(); at < l.base || at+uintptr(len(v)) > l.base+uintptr(len(l.b)) {
		l.fail("%s: octets that are not the input's", what)
	}
}

func (l *laws) text(what string, t wsp.Text) {
	l.alias(what, t.Bytes())
	l.scratch = t.AppendUTF8(l.scratch[:0])
	if !utf8.Valid(l.scratch) || len(l.scratch) > 4*t.Len()+3 {
		l.fail("%s: %d octets become %d, valid %v", what, t.Len(), len(l.scratch), utf8.Valid(l.scratch))
	}
}

// headers says that the headers tile their block and that the index agrees with them.
func (l *laws) headers(p *mmspdu.PDU) {
	block := p.HeadersSpan()
	l.inside("headers", block, p.Span())
	l.inside("trailing octets", p.Trailing(), p.Span())
	clear(l.times[:])
	at, n := block.Start, 0
	for c := p.HeaderCursor(); c.Next(); n++ {
		h := c.Header()
		s, v := h.Span(), h.ValueSpan()
		if s.Start != at || s.End <= s.Start || s.End > block.End {
			l.fail("header %d at %v, the one before ends at %d, the block at %d", n, s, at, block.End)
			return
		}
		at = s.End
		l.inside("value", v, s)
		if v.End != s.End {
			l.fail("value %v of header %v", v, s)
		}
		l.alias("value", h.Raw())
		l.header(h)
		if f, ok := h.Field(); ok {
			if l.times[f] == 0 {
				l.first[f] = s
			}
			l.times[f]++
		} else {
			l.text("name", h.NameText())
		}
	}
	if at != block.End {
		l.fail("headers end at %d, their block at %d", at, block.End)
	}
	for f := range mmspdu.Field(0x80) {
		seen := l.times[f] != 0
		if f > 0x40 && !seen && f != 0x7F {
			continue
		}
		h, ok := p.Get(f)
		if p.Has(f) != seen || ok != seen || ok && h.Span() != l.first[f] {
			l.fail("field %v: has %v, get %v at %v; in the walk %d times, first at %v", f, p.Has(f), ok, h.Span(), l.times[f], l.first[f])
		}
		if f < 0x40 && p.Repeated(f) != (l.times[f] > 1) {
			l.fail("field %v: repeated %v, %d times", f, p.Repeated(f), l.times[f])
		}
		n := 0
		for c := p.Cursor(f); c.Next(); n++ {
		}
		if n != l.times[f] {
			l.fail("field %v: its cursor sees %d of %d", f, n, l.times[f])
		}
	}
}

func (l *laws) header(h mmspdu.Header) {
	if h.Name() == "" && len(h.NameText().Bytes()) != 0 {
		l.fail("header without a name at %v", h.Span())
	}
	if t, ok := h.Text(); ok {
		l.text("text", t)
	}
	if f, ok := h.From(); ok {
		l.text("From", f.Address.Text)
	}
	if a, ok := h.Address(); ok {
		l.text("address", a.Text)
		l.alias("address value", a.Value())
		l.alias("address type", a.TypeName())
		l.alias("mailbox", a.Mailbox())
	}
	if f, ok := h.Flags(); ok {
		l.text("keyword", f.Keyword)
	}
	if e, ok := h.Element(); ok {
		l.text("reference", e.Reference)
		if ct, ok := e.Type(); ok {
			l.contentType(ct)
		}
	}
	if by, ok := h.PreviouslySentBy(); ok {
		l.text("forwarder", by.Address.Text)
	}
	if ct, ok := h.ContentType(); ok {
		l.contentType(ct)
	}
}

func (l *laws) contentType(ct wsp.ContentType) {
	l.alias("Content-Type", ct)
	l.alias("media type", ct.Media())
	n := 0
	for c := ct.ParamCursor(); c.Next(); n++ {
		p := c.Param()
		l.alias("parameter", p.Raw())
		if t, ok := p.Text(); ok {
			l.text("parameter", t)
		}
		if n > len(ct) {
			l.fail("more parameters than octets")
			return
		}
	}
	l.scratch = ct.AppendText(l.scratch[:0])
}

// body says that the parts are in order, inside each other or apart, and inside the body.
func (l *laws) body(p *mmspdu.PDU) {
	body := p.BodySpan()
	l.inside("body", body, p.Span())
	if p.BodySpan().Start < p.HeadersSpan().End {
		l.fail("body %v overlaps the headers %v", body, p.HeadersSpan())
	}
	_, multi := p.Multipart()
	var outer [wsp.MaxDepth + 1]wsp.Span
	var next [wsp.MaxDepth + 1]uint32
	outer[0], next[0] = body, body.Start
	depth, n := 0, 0
	for c := p.PartCursor(); c.Next(); n++ {
		q := c.Part()
		s, hs, ct, data := q.Span(), q.HeadersSpan(), q.ContentTypeSpan(), q.DataSpan()
		if q.Index() != n || q.Depth() > depth+1 || q.Depth() >= wsp.MaxDepth || n >= mmspdu.DefaultParts {
			l.fail("part %d has index %d and depth %d below %d", n, q.Index(), q.Depth(), depth)
			return
		}
		if multi {
			depth = q.Depth()
			l.inside("part", s, outer[depth])
			if s.Start < next[depth] {
				l.fail("part %d at %v, the one before ends at %d", n, s, next[depth])
			}
			next[depth], outer[depth+1], next[depth+1] = s.End, data, data.Start
		}
		l.inside("part headers", hs, s)
		l.inside("part Content-Type", ct, hs)
		l.inside("part data", data, s)
		if data.Start < hs.End {
			l.fail("part %d: data %v overlap headers %v", n, data, hs)
		}
		l.alias("part data", q.Data())
		l.part(&q)
	}
	if multi || n > 1 {
		return
	}
	if _, has := p.ContentType(); (has && body.Len() > 0) != (n == 1) {
		l.fail("%d parts, body %v %v", n, has, body)
	}
}

func (l *laws) part(q *wsp.Part) {
	l.contentType(q.ContentType())
	l.text("Content-ID", q.ContentIDRaw())
	l.text("Content-ID", q.ContentID())
	l.text("Content-Location", q.Location())
	l.text("name", q.Name())
	l.text("filename", q.Filename())
	l.text("best name", q.BestName())
	_, disposition := q.Disposition()
	l.text("disposition", disposition)
	l.wspHeaders(q.HeaderCursor(), wsp.Span{Start: q.ContentTypeSpan().End, End: q.HeadersSpan().End})
	if m, ok := q.Multipart(); ok {
		l.inside("nested multipart", m.Span(), q.DataSpan())
		l.inside("nested trailing octets", m.Trailing(), m.Span())
	}
	const limit = 4096
	out, complete := q.AppendDecoded(l.scratch[:0], limit)
	if l.scratch = out; len(out) > limit || complete && len(out) > q.DataSpan().Len() {
		l.fail("%d octets decode to %d, complete %v", q.DataSpan().Len(), len(out), complete)
	}
}

func (l *laws) wspHeaders(c wsp.HeaderCursor, block wsp.Span) {
	for at := block.Start; c.Next(); {
		h := c.Header()
		s, v := h.Span(), h.ValueSpan()
		if s.Start != at || s.End <= s.Start || s.End > block.End {
			l.fail("WSP header at %v, the one before ends at %d, the block is %v", s, at, block)
			return
		}
		at = s.End
		l.inside("WSP value", v, s)
		l.alias("WSP value", h.Raw())
		if t, ok := h.Text(); ok {
			l.text("WSP text", t)
		}
		_, _ = h.Uint()
		_ = h.Name()
	}
}

func (l *laws) push(p wsp.Push) {
	whole := wsp.Span{End: uint32(len(l.b))}
	l.inside("push", p.Span(), whole)
	l.inside("push headers", p.HeadersSpan(), p.Span())
	l.inside("push data", p.DataSpan(), p.Span())
	l.contentType(p.ContentType())
	l.alias("push data", p.Data())
	ct := uint32(len(p.ContentType()))
	l.wspHeaders(p.HeaderCursor(), wsp.Span{Start: p.HeadersSpan().Start + ct, End: p.HeadersSpan().End})
	if _, id, ok := p.ApplicationID(); ok {
		l.text("application id", id)
	}
	_, _ = p.IsMMS(), p.PDUType()
}
