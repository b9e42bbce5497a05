package reference

import (
	"fmt"
	"strings"
)

// Content-type-value (WSP 5):
//
//	Content-type-value   = Constrained-media | Content-general-form
//	Constrained-media    = Short-integer | Extension-media       ; a text
//	Content-general-form = Value-length Media-type
//	Media-type           = ( Well-known-media | Extension-media ) *( Parameter )
//
// inPart says that it stands in front of the headers of a part, which are not to be taken for parameters when its length is
// not to be believed.
func (w *walk) contentType(i, end int, inPart bool, field string) Content {
	if i >= end {
		w.fault("truncated", field, i, end)
		return Content{Span: Span{i, end}, Code: -1}
	}
	overrun := "length-overrun"
	if inPart {
		overrun = "content-type-overrun"
	}
	o := int(w.b[i])
	switch {
	case o >= 0x80:
		return Content{Span: Span{i, i + 1}, Code: o - 0x80}
	case o >= 0x20:
		// Deviation D17: a length above 30 in one octet. It is taken for one if a well-known media type stands behind it
		// and it fits; what is a text of one letter is none.
		if i+1 < end && w.b[i+1] >= 0x80 && i+1+o <= end {
			w.fault("length-form", field, i, i+1)
			c := w.general(i, i+1, i+1+o, end, true, inPart, field)
			// Where it ended before its length, and nothing shows that it is no text, it is taken for one.
			if z := w.nul(i, c.End); c.End < i+1+o && (z < 0 || z == c.End-1) {
				text := string(w.b[i:c.End])
				if z >= 0 {
					text = string(w.b[i:z])
				}
				return Content{Span: c.Span, Code: -1, Media: mediaOf(text), Params: mimeParams(text)}
			}
			return c
		}
		if inPart && w.nul(i, end) < 0 {
			w.fault("content-type-overrun", field, i, end)
			return Content{Span: Span{i, end}, Code: -1, Media: mediaOf(string(w.b[i:end])), Params: mimeParams(string(w.b[i:end]))}
		}
		next := w.text(i, end, field)
		return w.mediaText(Content{Span: Span{i, next}}, i, next, field)
	}
	if o == 0x1F {
		if _, n, _ := w.uintvar(i+1, end); n == 0 { // no length: what stands behind the Length-quote is taken for the inside
			w.valueLength(i, end, field, overrun)
			return w.described(Content{Span: Span{i, end}, Code: -1}, i+1, end)
		}
	}
	start, stop, believed := w.valueLength(i, end, field, overrun)
	return w.general(i, start, stop, end, believed, inPart, field)
}

// general walks Media-type at b[start:stop]. Where the length is not believed, or what stands inside does not end with it, the
// walk goes on to end as long as parameters may be meant (deviation D17).
func (w *walk) general(i, start, stop, end int, believed, inPart bool, field string) Content {
	c := Content{Span: Span{Start: i}, Code: -1}
	fits := func() bool {
		return start >= stop || w.b[start] < 0x20 || w.b[start] >= 0x80 || w.nul(start, stop) >= 0
	}
	if !fits() && stop < end {
		w.fault("length-overrun", field, i, stop)
		believed, stop = false, end
	}
	if !fits() {
		w.fault("text-unterminated", field, start, stop)
		c.End = stop
		return w.described(c, start, stop)
	}
	j := start
	switch {
	case start >= stop:
		w.fault("truncated", field, start, stop)
		j = stop
	case w.b[start] >= 0x80:
		j = start + 1
	case w.b[start] >= 0x20:
		j = w.text(start, stop, field)
		w.mediaText(c, start, j, field)
	default:
		j = w.integer(start, stop, false, field)
	}
	for j < stop {
		if !believed && !w.mayBeParam(w.b[j], inPart) {
			break
		}
		p := w.paramAt(j, stop)
		if p.code == "" {
			w.param(j, p)
			j = p.next
			continue
		}
		if p.code == "value-kind" {
			if believed {
				w.fault("value-surplus", field, j, stop)
				j = stop
			}
			break
		}
		if stop < end && p.code != "param-valueless" && (p.number < 0 || w.d.knownParam(p.number)) {
			w.fault("length-overrun", field, i, stop)
			believed, stop = false, end
			continue
		}
		at := field
		if w.d.knownParam(p.number) {
			at = fmt.Sprintf("parameter %02x", p.number)
		}
		w.fault(p.code, at, j, stop)
		j = stop
	}
	c.End = j
	return w.described(c, start, j)
}

// mayBeParam tells whether a parameter may begin with octet o where no length says that one is there.
func (w *walk) mayBeParam(o byte, inPart bool) bool {
	if o < 0x80 {
		return !inPart && o > 0x20 && o < 0x7F
	}
	header := o == 0x8E || o == 0x8B || o == 0x8C || o == 0x8D // Content-Location, -Encoding, -Language, -Length
	return w.d.knownParam(int(o)-0x80) && (!inPart || !header)
}

// mediaText reports what a media type in text should not have, and notes it.
func (w *walk) mediaText(c Content, i, next int, field string) Content {
	end := next
	if end > i && w.b[end-1] == 0 {
		end--
	}
	text := string(w.b[i:end])
	if k := strings.IndexByte(text, ';'); k >= 0 {
		w.fault("media-type-text", field, i+k, end)
	}
	if strings.HasPrefix(text, " ") || strings.HasSuffix(text, " ") {
		w.fault("media-type-space", field, i, end)
	}
	c.Code, c.Media, c.Params = -1, mediaOf(text), mimeParams(text)
	return c
}

// described notes the media type and the parameters of a general form, whose inside is b[start:stop], without a further word
// about them.
func (w *walk) described(c Content, start, stop int) Content {
	quiet := &walk{d: w.d, b: w.b, limits: w.limits}
	if start >= stop {
		return c
	}
	j := start
	switch o := w.b[start]; {
	case o >= 0x80:
		c.Code, j = int(o)-0x80, start+1
	case o >= 0x20:
		end := stop
		j = stop
		if z := w.nul(start, stop); z >= 0 {
			end, j = z, z+1
		}
		c.Media, c.Params = mediaOf(string(w.b[start:end])), mimeParams(string(w.b[start:end]))
	default:
		if n, ok := number(w.b[start:min(start+1+int(o), stop)]); ok && n <= 1<<24 {
			c.Code = int(n)
		}
		j = min(start+1+int(o), stop)
	}
	for j < stop {
		p := quiet.paramAt(j, stop)
		if p.code == "value-kind" {
			break
		}
		q := Param{Code: p.number, Raw: string(w.b[p.value:p.next])}
		if p.number < 0 {
			q.Name = strings.TrimSuffix(string(w.b[j:p.value]), "\x00")
		}
		c.Params = append(c.Params, q)
		j = p.next
	}
	return c
}

// mediaOf is a media type without what MIME puts behind it and without white space (deviations D16, D47).
func mediaOf(text string) string {
	text, _, _ = strings.Cut(text, ";")
	return strings.Trim(text, " \t")
}

// mimeParams are the parameters that stand inside a media type (deviation D16).
func mimeParams(text string) (list []Param) {
	_, rest, _ := strings.Cut(text, ";")
	for item := range strings.SplitSeq(rest, ";") {
		item = strings.Trim(item, " \t")
		if item == "" {
			continue
		}
		name, value, _ := strings.Cut(item, "=")
		list = append(list, Param{Code: -1, Name: strings.Trim(name, " \t"), Raw: strings.Trim(value, " \t")})
	}
	return list
}

// multipart tells whether a type announces a binary multipart (WSP 11.1): the application/vnd.wap.multipart types and their
// names in MIME, all of them.
func (w *walk) multipart(c Content) bool {
	name := c.Media
	if c.Code >= 0 {
		name = w.d.media[c.Code]
	}
	name = lower(name)
	return strings.HasPrefix(name, "multipart/") || strings.HasPrefix(name, "application/vnd.wap.multipart.")
}

// lower changes the letters of ASCII alone.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
