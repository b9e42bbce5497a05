package mmspdu

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"github.com/mmsguard/mmsguard/wsp"
)

// The bounds on how far a presentation is read. What lies beyond them is neither
// checked nor held against parts that nothing before refers to.
const (
	smilOctets = 64 << 10
	smilTokens = 4096
	smilDepth  = 32
)

// smilRules are V23 and V24, for the presentation of the message itself.
func (v *validator) smilRules() {
	m, ok := v.p.Multipart()
	if !ok || hasDescriptions(v.p.Type()) {
		return
	}
	ct, _ := v.p.ContentType()
	h, _ := v.p.Get(FieldContentType)
	root, ok := v.p.Root()
	related := isRelated(ct)
	if !ok || !isSMIL(root.ContentType()) {
		if related {
			v.sayHeader(checkNoPresentation, h)
		}
		if root, ok = firstSMIL(m); !ok {
			return
		}
	}
	if ct.Is("application/vnd.wap.multipart.mixed") || ct.Is("multipart/mixed") {
		v.sayPart(checkMixedPresentation, wsp.FieldHeader|codeContentType, &root, root.ContentTypeSpan())
	}
	s := readSMIL(&root)
	if !s.smil && related {
		v.sayPart(checkNoPresentation, 0, &root, root.DataSpan())
	}
	v.referenceRules(&root, s)
}

func firstSMIL(m wsp.Multipart) (wsp.Part, bool) {
	c := m.Cursor()
	for c.Next() {
		if part := c.Part(); isSMIL(part.ContentType()) {
			return part, true
		}
	}
	return wsp.Part{}, false
}

// partLabels is what a presentation may call a part (MMS 8.3).
type partLabels struct {
	id, location, name, filename string
	used                         bool
}

// referenceRules are V24.
func (v *validator) referenceRules(root *wsp.Part, s smil) {
	labels := make([]partLabels, len(v.parts))
	for i := range v.parts {
		part := &v.parts[i]
		labels[i] = partLabels{
			id: part.ContentID().String(), location: part.Location().String(),
			name: part.Name().String(), filename: part.Filename().String(),
		}
	}
	for _, ref := range s.references {
		if !resolve(labels, ref.src) {
			v.sayPart(checkReference, 0, root, ref.span)
		}
	}
	if !s.complete {
		return
	}
	for i := range v.parts {
		part := &v.parts[i]
		ct := part.ContentType()
		if part.Depth() == 0 && part.Index() != root.Index() && !labels[i].used && !isSMIL(ct) && !ct.Multipart() {
			v.sayPart(checkUnreferenced, 0, part, part.Span())
		}
	}
}

// resolve finds the parts that a src means and marks them as used: by Content-ID
// for cid:, else by the first of Content-Location, name, filename and Content-ID
// that any part has (MMS 8.3).
func resolve(labels []partLabels, src string) bool {
	if len(src) >= 5 && equalFold(src[:5], "data:") {
		return true // it brings its own octets
	}
	if len(src) >= 4 && equalFold(src[:4], "cid:") {
		id := src[4:]
		return use(labels, id, (*partLabels).byID) || use(labels, unescape(id), (*partLabels).byID)
	}
	src = strings.TrimSpace(src)
	if src == "" {
		return false
	}
	for _, by := range [...]func(*partLabels) string{
		(*partLabels).byLocation, (*partLabels).byName, (*partLabels).byFilename, (*partLabels).byID,
	} {
		if use(labels, src, by) {
			return true
		}
	}
	return false
}

func (l *partLabels) byID() string       { return l.id }
func (l *partLabels) byLocation() string { return l.location }
func (l *partLabels) byName() string     { return l.name }
func (l *partLabels) byFilename() string { return l.filename }

func use(labels []partLabels, want string, by func(*partLabels) string) bool {
	found := false
	for i := range labels {
		if by(&labels[i]) == want && want != "" {
			labels[i].used, found = true, true
		}
	}
	return found
}

// unescape decodes %HH where it fits, and takes angle brackets off.
func unescape(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && len(s)-i > 2 && isHex(s[i+1]) && isHex(s[i+2]) {
			c = hexValue(s[i+1])<<4 | hexValue(s[i+2])
			i += 2
		}
		b = append(b, c)
	}
	return wsp.StripID(wsp.MakeText(b, wsp.CharsetUTF8)).String()
}

// hexValue is the value of a hex digit.
func hexValue(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return lower(c) - 'a' + 10
}

// smil is what the rules need of a presentation.
type smil struct {
	smil       bool // its first element is smil
	complete   bool // it was read to its end
	references []reference
}

// reference is a src and where its element stands.
type reference struct {
	src  string
	span wsp.Span
}

// readSMIL reads the elements of a presentation and their src.
func readSMIL(part *wsp.Part) (s smil) {
	text, whole := smilText(part)
	place := part.DataSpan()
	// Where the text is the data, offsets in it are octets.
	same := bytes.HasPrefix(part.Data(), text)
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	depth, first := 0, true
	for range smilTokens {
		start := d.InputOffset()
		token, err := d.RawToken()
		if err != nil {
			s.complete = whole && err == io.EOF
			return s
		}
		switch e := token.(type) {
		case xml.StartElement:
			if first {
				s.smil = equalFold(e.Name.Local, "smil")
				first = false
			}
			if depth++; depth > smilDepth {
				return s
			}
			span := place
			if same {
				span = wsp.Span{Start: place.Start + uint32(start), End: place.Start + uint32(d.InputOffset())}
			}
			for _, a := range e.Attr {
				if a.Name.Space == "" && equalFold(a.Name.Local, "src") {
					s.references = append(s.references, reference{a.Value, span})
				}
			}
		case xml.EndElement:
			depth--
		}
	}
	return s
}

// smilText is the presentation in UTF-8, as much of it as is read.
func smilText(part *wsp.Part) (text []byte, whole bool) {
	data := part.Data()
	whole = true
	if t := part.TransferEncoding(); t == wsp.TransferBase64 || t == wsp.TransferQuotedPrintable {
		data, whole = part.AppendDecoded(nil, smilOctets)
	}
	if len(data) > smilOctets {
		data, whole = data[:smilOctets], false
	}
	text, _ = part.ContentType().Charset().AppendUTF8(nil, data)
	return text, whole
}
