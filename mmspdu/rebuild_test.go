package mmspdu_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The functions of this file write a PDU that was read anew, from the values that its accessors give, every header and every
// part. None of its octets is taken over, but for what no type of value is for, which is counted.

// typedValue is the value of a header as a Value of its own type; Raw for a header that has no grammar.
func typedValue(h mmspdu.Header) mmspdu.Value {
	f, _ := h.Field()
	plain := plainValue(h, f)
	if n, ok := h.Del(); ok {
		return mmspdu.Del{Count: n, Value: plain}
	}
	return plain
}

func plainValue(h mmspdu.Header, f mmspdu.Field) mmspdu.Value {
	switch f {
	case mmspdu.FieldBcc, mmspdu.FieldCc, mmspdu.FieldTo:
		if a, ok := h.Address(); ok {
			return a
		}
	case mmspdu.FieldSubject, mmspdu.FieldResponseText, mmspdu.FieldRetrieveText, mmspdu.FieldStoreStatusText,
		mmspdu.FieldStatusText, mmspdu.FieldRecommendedRetrievalModeText:
		if t, ok := h.Text(); ok {
			return mmspdu.TextValue(t)
		}
	}
	if o, ok := h.Octet(); ok {
		return octetValue(f, o)
	}
	if d, ok := h.Date(); ok {
		return d
	}
	if n, ok := h.Uint(); ok {
		return mmspdu.Number(n)
	}
	if v, ok := h.Time(); ok {
		return v
	}
	if v, ok := h.From(); ok {
		return v
	}
	if v, ok := h.Flags(); ok {
		return v
	}
	if v, ok := h.Total(); ok {
		return v
	}
	if v, ok := h.PreviouslySentBy(); ok {
		return v
	}
	if v, ok := h.PreviouslySentDate(); ok {
		return v
	}
	if v, ok := h.Element(); ok {
		return v
	}
	if t, ok := h.Text(); ok && f.Known() && f != mmspdu.FieldContent && f != mmspdu.FieldAdditionalHeaders {
		return mmspdu.String(t.Bytes())
	}
	return mmspdu.Raw(h.Raw())
}

// A rebuilder counts what it could not write from values.
type rebuilder struct {
	b       []byte // the PDU
	refused int    // values that the Append functions refuse although strict reading takes them
	types   int    // Content-Types that cannot be written from their names
	headers int    // headers of parts without a function of their own
}

// message writes p, whose first header is its type, anew.
func (r *rebuilder) message(p *mmspdu.PDU) (*mmspdu.Message, error) {
	m := new(mmspdu.Message)
	m.Lax = true
	body, hasBody := p.ContentType()
	for h := range p.Headers() {
		f, ok := h.Field()
		if hasBody && ok && f == mmspdu.FieldContentType && h.Span().End == p.HeadersSpan().End {
			return m, r.body(m, p, body)
		}
		if !ok {
			text, _ := h.Text()
			if err := m.AddApplication(string(h.NameText().Bytes()), string(text.Bytes())); err != nil {
				return nil, err
			}
			continue
		}
		err := m.AddLast(f, typedValue(h))
		if err != nil {
			r.refused++
			err = m.AddLast(f, mmspdu.Raw(h.Raw()))
		}
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (r *rebuilder) body(m *mmspdu.Message, p *mmspdu.PDU, ct wsp.ContentType) error {
	multi, ok := p.Multipart()
	if !ok {
		return m.SetBody(r.contentType(ct), p.Body())
	}
	return m.SetMultipart(r.contentType(ct), r.parts(multi)...)
}

func (r *rebuilder) parts(m wsp.Multipart) (parts []*mmspdu.MessagePart) {
	for p := range m.Parts() {
		ct, block := r.contentType(p.ContentType()), r.block(&p)
		if inner, ok := p.Multipart(); ok {
			parts = append(parts, mmspdu.NewMultipartPart(ct, block, r.parts(inner)...))
		} else {
			parts = append(parts, mmspdu.NewPart(ct, block, p.Data()))
		}
	}
	return parts
}

// contentType writes a Content-type-value from its names.
func (r *rebuilder) contentType(ct wsp.ContentType) wsp.ContentType {
	media := string(ct.Media())
	if _, number := ct.Code(); number {
		media = ct.String()
	}
	params, ok := parameters(ct.ParamCursor())
	out, c := wsp.MakeContentType(media, params...)
	if !ok || c != 0 || strings.HasPrefix(media, "x-wap-unknown/") {
		r.types++
		return ct
	}
	return out
}

// parameters gives parameters by their names; ok is false where one has none.
func parameters(cur wsp.ParamCursor) (params []wsp.Parameter, ok bool) {
	for cur.Next() {
		p := cur.Param()
		name := p.Name()
		code, number := p.Code()
		if number && wsp.ParamName(uint8(min(code, 0xFF))) == "" {
			return nil, false
		}
		switch q, isQ := p.Quality(); {
		case isQ:
			params = append(params, wsp.NumberParameter(name, uint64(q)))
			continue
		case strings.EqualFold(name, "q"):
			return nil, false // no quality, or an integer under that name
		}
		if v, ok := p.Uint(); ok {
			if media := string(p.AppendValue(nil)); p.Is("type") && strings.Contains(media, "/") {
				params = append(params, wsp.TextParameter(name, media))
			} else {
				params = append(params, wsp.NumberParameter(name, v))
			}
			continue
		}
		text, ok := p.Text()
		if !ok {
			return nil, false
		}
		params = append(params, wsp.TextParameter(name, string(text.Bytes())))
	}
	return params, true
}

// block writes the headers of a part.
func (r *rebuilder) block(p *wsp.Part) (block []byte) {
	for h := range p.Headers() {
		out, c := r.partHeader(block, p, h)
		if c != 0 {
			r.headers++
			out = append(block, h.Span().In(r.b)...)
		}
		block = out
	}
	return block
}

func (r *rebuilder) partHeader(dst []byte, p *wsp.Part, h wsp.Header) ([]byte, wsp.Code) {
	text, isText := h.Text()
	code, ok := h.Code()
	if text.Len() > 0 && text.Bytes()[0] == '"' && code != 0x40 {
		return dst, wsp.QuotedClosed // a quotation mark in front is taken off once more: it is no text of its own
	}
	if !ok {
		return wsp.AppendApplicationHeader(dst, h.Name(), text.Bytes())
	}
	switch {
	case code == 0x2E:
		octet, _ := p.Disposition()
		params, ok := parameters(p.DispositionParams())
		if ok && octet != 0 {
			return wsp.AppendContentDisposition(dst, octet, params...)
		}
	case isText:
		return wsp.AppendTextHeader(dst, code, text.Bytes())
	}
	if n, ok := h.Uint(); ok {
		return wsp.AppendNumberHeader(dst, code, n)
	}
	return dst, wsp.ValueKind
}

// pduKeys puts all that a PDU says into words: two PDUs with the same words say the same.
func pduKeys(p *mmspdu.PDU) (keys []string) {
	for h := range p.Headers() {
		key := headerKey(h)
		f, ok := h.Field()
		switch {
		case !ok:
			key = string(h.NameText().Bytes()) + ": " + key
		case f == mmspdu.FieldContentType:
			ct, _ := h.ContentType()
			key = typeKey(ct)
		case f == mmspdu.FieldMessageClass: // a class by its name is the class (D27)
			if t, ok := h.Text(); ok {
				if class, ok := mmspdu.MessageClassByName(t.Bytes()); ok {
					key = octetKey(uint8(class))
				}
			}
		}
		keys = append(keys, fmt.Sprintf("%v %v %s", ok, f, key))
	}
	for part := range p.AllParts() {
		key := fmt.Sprintf("part %d %s", part.Depth(), typeKey(part.ContentType()))
		for h := range part.Headers() {
			key += "; " + partHeaderKey(&part, h)
		}
		if !part.ContentType().Multipart() {
			key += fmt.Sprintf("; %x", part.Data())
		}
		keys = append(keys, key)
	}
	return append(keys, fmt.Sprintf("trailing %d", p.Trailing().Len()))
}

// typeKey is a media type and its parameters, whose names are the same in either letter case.
func typeKey(ct wsp.ContentType) string {
	return ct.String() + parameterKeys(ct.ParamCursor())
}

func parameterKeys(cur wsp.ParamCursor) (key string) {
	for cur.Next() {
		p := cur.Param()
		key += fmt.Sprintf("; %s=%q", strings.ToLower(p.Name()), p.AppendValue(nil))
	}
	return key
}

func partHeaderKey(p *wsp.Part, h wsp.Header) string {
	key := strings.ToLower(h.Name()) + ": "
	if t, ok := h.Text(); ok {
		return key + fmt.Sprintf("%x", t.Bytes())
	}
	if code, ok := h.Code(); ok && code == 0x2E { // a Value-length may pass for the length of an integer
		octet, text := p.Disposition()
		return key + fmt.Sprintf("%x %x", octet, text.Bytes()) + parameterKeys(p.DispositionParams())
	}
	if n, ok := h.Uint(); ok {
		return key + fmt.Sprint(n)
	}
	return key + fmt.Sprintf("%x", h.Raw())
}

func failDifferent(t testing.TB, b, got []byte, want, have []string) {
	t.Helper()
	for i := range max(len(want), len(have)) {
		w, h := "", ""
		if i < len(want) {
			w = want[i]
		}
		if i < len(have) {
			h = have[i]
		}
		if w != h {
			t.Fatalf("written anew it says something else:\n%x\n%x\nwas %s\n is %s", b, got, w, h)
		}
	}
}
