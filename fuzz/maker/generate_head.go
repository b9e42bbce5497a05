package maker

import (
	"strconv"
	"strings"
)

// name makes a text that names a part: a plain one, of any letters, or empty.
func (g *gen) name(ext string) string {
	s := g.s
	if g.benign || s.Flip() {
		return "p" + strconv.Itoa(s.Pick(100)) + ext
	}
	return unmarked(s.Text())
}

// unmarked is a text without quotation marks, which readers take off the texts of parts.
func unmarked(t string) string { return strings.ReplaceAll(t, `"`, "'") }

// textValue is a Text-value (WSP 2.5): nothing, a token, or a Quoted-string.
func textValue(t string) Value { return Value{Octets: TextValue(t), Kind: KindText, Text: t} }

// params makes parameters of a content type or a disposition: those that MMS knows under their old and new numbers, others,
// and such as nobody knows (WSP 7). Names that must look honest have the extension.
func (g *gen) params(ext string) []Param {
	s := g.s
	if g.benign {
		if s.Flip() {
			return []Param{Name(g.name(ext))}
		}
		return nil
	}
	var out []Param
	for range max(0, s.Pick(5)-2) {
		out = append(out, g.param())
	}
	return out
}

func (g *gen) param() Param {
	s := g.s
	switch s.Pick(14) {
	case 1:
		return P(ParamNameNew, textValue(g.name(".jpg")))
	case 2:
		return X("Name", textValue(g.name(".jpg")))
	case 3:
		return P(ParamFilename+(ParamFilenameNew-ParamFilename)*s.Pick(2), textValue(s.Token()))
	case 4:
		return P(ParamCreated+s.Pick(3), Long(s.Number()))
	case 5:
		return P(ParamSize, g.integer())
	case 6:
		return P(ParamQ, Value{Octets: QValue(uint32(s.Pick(1000)))})
	case 7:
		return P(0x02, Value{Octets: VersionValue(1+byte(s.Pick(7)), byte(s.Pick(16)))})
	case 8:
		return X("x-"+s.Token(), g.untyped())
	case 9:
		return P(0x1E+s.Pick(0x61), g.raw()) // no number of ours
	case 10:
		return P(0x80+s.Pick(0x1000), g.raw()) // a number of more than seven bits
	case 11:
		return P([...]int{0x08, 0x11, 0x07}[s.Pick(3)], Value{Octets: ShortInteger(byte(s.Pick(128)))})
	case 12:
		return P([...]int{0x04, 0x0E}[s.Pick(2)], g.integer())
	case 13:
		return P([...]int{0x0C, 0x0D, 0x0F, 0x10, 0x12, 0x1A, 0x1B}[s.Pick(7)], textValue(""))
	}
	return Name(g.name(".jpg"))
}

// untyped is an Untyped-value: Integer-value or Text-value.
func (g *gen) untyped() Value {
	if g.s.Flip() {
		return g.integer()
	}
	return textValue(unmarked(g.s.Text()))
}

// headers makes the headers of a part, each name of the part but once, in any order. A part that has an extension is given
// one by which a presentation can refer to it.
func (g *gen) headers(ext string) []Field {
	s := g.s
	var out []Field
	g.serial++
	id := "p" + strconv.Itoa(g.serial)
	ways := s.Pick(4)
	if ways != 1 {
		out = append(out, g.contentID(id))
	}
	if ways != 0 {
		t := id + ext
		if !g.benign && s.Rarely(4) {
			t = id + unmarked(strings.Map(noMarkup, s.Text()))
		}
		out = append(out, g.location(t))
	}
	if s.Rarely(3) {
		out = append(out, g.disposition(id+ext))
	}
	for range max(0, s.Pick(5)-2) {
		if !g.benign {
			out = append(out, g.other())
		}
	}
	if !g.benign && s.Rarely(8) {
		name := [...]string{"8bit", "base64", "binary", "7bit", "x-own"}[s.Pick(5)]
		out = append(out, App("Content-Transfer-Encoding", name))
	}
	if ext != "" && !g.benign && s.Rarely(32) {
		out = nil // without a name
	}
	shuffle(s, out)
	return out
}

// noMarkup takes out what has a meaning in a presentation, white space around which would be cut off included.
func noMarkup(r rune) rune {
	if strings.ContainsRune("<>&\"'% \t\r\n\u00A0", r) {
		return -1
	}
	return r
}

func (g *gen) contentID(id string) Field {
	if g.benign {
		return ID(id)
	}
	switch g.s.Pick(4) {
	case 1: // no angle brackets
		return H(PartID, Value{Octets: QuotedString(id), Kind: KindText, Text: id})
	case 2:
		return App("Content-Id", "<"+id+">")
	case 3:
		id += "ž"
	}
	return ID(id)
}

func (g *gen) location(t string) Field {
	if g.s.Rarely(4) {
		return App("content-location", t)
	}
	return Location(t)
}

// disposition makes a Content-Disposition under either number (WSP 8.2).
func (g *gen) disposition(name string) Field {
	s := g.s
	var params []Param
	if s.Flip() {
		params = append(params, [...]Param{Filename(name), P(ParamFilename, Text(name)), X("Filename", textValue(name))}[s.Pick(3)])
	}
	if !g.benign {
		params = append(params, g.params("")...)
	}
	v := Disposition(0x80+byte(s.Pick(3)), params...)
	if s.Rarely(4) {
		t := s.Token()
		v = Value{Octets: Sized(TokenText(t), paramOctets(params)), Kind: KindDisposition, Text: t, Params: params}
	}
	code := PartDisposition
	if s.Flip() {
		code = PartDispositionOld
	}
	return H(code, g.long(v))
}

// other makes a header that parts seldom have: assigned or not, with a number or a name.
func (g *gen) other() Field {
	s := g.s
	switch s.Pick(8) {
	case 1:
		return H(PartLanguage, Raw(0x80|byte(s.Pick(128))))
	case 2:
		return H([...]byte{PartLength, 0x05, 0x1E}[s.Pick(3)], g.integer())
	case 3:
		return H([...]byte{PushDate, 0x14, 0x1D}[s.Pick(3)], Long(s.Number()))
	case 4:
		return H(0x06, Raw(0x80|byte(s.Pick(128))))
	case 5:
		return H([...]byte{0x0A, 0x13, 0x1C, 0x24}[s.Pick(4)], Text(unmarked(s.Text())))
	case 6:
		f := H(0x4B+byte(s.Pick(0x35)), g.raw())
		f.Value = g.long(f.Value)
		return f
	case 7:
		return H(0x0F, Raw(Sized(s.Octets(16))...))
	}
	return App("X-"+s.Token(), unmarked(s.Text()))
}
