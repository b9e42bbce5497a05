package maker

import (
	"strconv"
	"strings"

	"github.com/mmsguard/mmsguard/testdata"
)

// body makes the Content-Type and what follows it, for PDUs that have them.
func (g *gen) body() PDU {
	var p PDU
	switch {
	case g.number[ContentType] == 0:
		return p
	case g.typ == MboxUploadReq && !g.s.Flip():
		return p.WithBody(Type(mmsMessage), g.describe())
	case !holdsDescriptions(g.typ) && g.s.Rarely(6):
		m, data := g.content()
		return p.WithBody(g.longType(m), data)
	}
	m, parts := g.multipart(0)
	return p.WithMultipart(g.longType(m), parts)
}

// describe makes an M-Mbox-Descr.
func (g *gen) describe() []byte {
	inner := gen{s: g.s, typ: MboxDescr, container: g.typ, parts: 3, data: 2000, rules: g.rules, benign: g.benign}
	p := inner.pdu()
	g.inside = append(g.inside, p)
	return p.Octets()
}

// longType gives a content type with parameters, once in a while, a long Value-length, or one to a type alone.
func (g *gen) longType(m Media) Media {
	if !g.s.Rarely(12) {
		return m
	}
	b := m.octets()
	switch {
	case len(b) == 1, b[0] >= 0x20:
		m.Octets = Sized(b)
		if g.s.Flip() {
			m.Octets = SizedLong(b)
			g.trips("V27", len(b) <= 30)
		}
	case b[0] < 0x1F:
		m.Octets = SizedLong(b[1:])
		g.trips("V27", true)
	}
	return m
}

// multiparts are the types that a reader takes for a binary multipart, in all ways to write them, but for related.
var multiparts = [...]Media{
	{Name: "application/vnd.wap.multipart.mixed"}, {Name: "application/vnd.wap.multipart.alternative"},
	{Name: "multipart/mixed"}, {Name: "multipart/alternative", Long: true}, {Name: "application/vnd.wap.multipart.form-data"},
	{Name: "Multipart/Mixed", Long: true}, {Name: "application/vnd.wap.multipart.*"}, {Name: "multipart/x-own"},
	{Name: "APPLICATION/vnd.wap.multipart.mixed", Long: true}, {Name: "multipart/byteranges"}, {Name: "multipart/*"},
}

// multipart makes a multipart with its parts, which may be multiparts again as deep as readers follow by default.
func (g *gen) multipart(depth int) (Media, *Multipart) {
	s := g.s
	related := !g.listing() && s.Rarely(3)
	n := s.Pick(5)
	if depth == 0 {
		n = max(n, 1-s.Pick(8)/7)
	}
	var parts []Part
	for range min(n, g.parts) {
		g.parts--
		parts = append(parts, g.part(depth))
	}
	m := multiparts[s.Pick(len(multiparts))]
	if !related && s.Rarely(3) {
		m.Params = g.params("")
	}
	if related {
		m, parts = g.related(parts, depth)
	}
	out := Parts(parts...)
	if len(parts) > 0 && !g.benign && s.Rarely(24) {
		out.Entries = Lie(0) // legal from encoding version 1.4 (WSP 11.2)
		g.trips("V26", true)
	}
	return m, out
}

// listing tells whether parts are descriptions, so that the rules on presentations do not hold.
func (g *gen) listing() bool { return holdsDescriptions(g.typ) }

// related puts a presentation before the parts, or among them, that shows all of them.
func (g *gen) related(parts []Part, depth int) (Media, []Part) {
	s := g.s
	g.serial++
	id := "smil" + strconv.Itoa(g.serial)
	var b strings.Builder
	b.WriteString("<smil><body>")
	for _, p := range parts {
		if p.Parts == nil {
			src := reference(p)
			g.trips("V24", src == nowhere && depth == 0)
			b.WriteString(`<par><ref src="` + src + `"/></par>`)
		}
	}
	b.WriteString("</body></smil>")
	smil := Part{Type: Type("application/smil"), Headers: []Field{ID(id)}, Data: []byte(b.String())}
	at := s.Pick(len(parts) + 1)
	parts = append(parts[:at:at], append([]Part{smil}, parts[at:]...)...)
	m := Type("application/vnd.wap.multipart.related")
	if s.Rarely(4) {
		m = Type("Multipart/Related")
	}
	start := RootStart(id)
	if s.Flip() {
		start = P(ParamStartNew, Quoted("<"+id+">"))
	}
	root := RootType(Type("application/smil"))
	if s.Flip() {
		root = X("type", Value{Octets: QuotedString("application/smil"), Kind: KindText, Text: "application/smil"})
	}
	m.Params = []Param{root, start}
	if s.Flip() {
		m.Params = []Param{start, root, P(ParamStartInfo, Text("x"))}
	}
	return m, parts
}

// nowhere is a reference to no part.
const nowhere = "nowhere"

// reference is how a presentation refers to a part, if it has a name.
func reference(p Part) string {
	for _, h := range p.Headers {
		if h.is(PartID, "Content-ID") {
			return "cid:" + strings.Trim(h.Value.Text, "<>")
		}
	}
	for _, h := range p.Headers {
		if h.is(PartLocation, "Content-Location") {
			return h.Value.Text
		}
	}
	return nowhere
}

// part makes a part of a multipart that lies depth levels deep.
func (g *gen) part(depth int) Part {
	s := g.s
	kind := s.Pick(8)
	switch {
	case g.listing() && (depth > 0 || kind < 5):
		return Part{Type: g.longType(Type(mmsMessage)), Headers: g.headers(""), Data: g.describe()}
	case kind >= 6 && depth < 7 && g.parts > 0:
		m, parts := g.multipart(depth + 1)
		return Part{Type: g.longType(m), Headers: g.headers(""), Parts: parts}
	}
	m, data := g.content()
	return Part{Type: g.longType(m), Headers: g.headers(extension(m.Name)), Data: data}
}

// stub is an attachment of testdata with the type that it has.
type stub struct{ file, media string }

var stubs = [...]stub{
	{"bounce.gif", "image/gif"}, {"sticker.png", "image/png"}, {"slide-1.jpg", "image/jpeg"}, {"logo.wbmp", "image/vnd.wap.wbmp"},
	{"contact.vcf", "text/x-vCard"}, {"lunch.vcs", "text/x-vCalendar"}, {"voice.amr", "audio/amr"}, {"clip.mp4", "video/mp4"},
	{"receipt.pdf", "application/pdf"}, {"slide-2.jpg", "image/jpeg"},
}

// extension is what the names of a media type end with.
func extension(media string) string {
	for _, x := range stubs {
		if strings.EqualFold(x.media, media) {
			return x.file[strings.IndexByte(x.file, '.'):]
		}
	}
	return ".txt"
}

// content makes data that are no multipart, and their type.
func (g *gen) content() (m Media, data []byte) {
	s := g.s
	kind := s.Pick(7)
	if g.benign {
		kind %= 3
	}
	switch kind {
	case 1:
		if x := stubs[s.Pick(len(stubs))]; g.data > 0 {
			data = testdata.Attachment(x.file)
			g.data -= len(data)
			m = Type(x.media, g.params(extension(x.media))...)
			if strings.HasPrefix(x.media, "text/") {
				m.Params = append(m.Params, Charset(UTF8))
			}
			return m, data
		}
	case 2:
		x := textSample(s)
		return Type("text/plain", append(g.params(".txt"), Charset(x.Charset))...), []byte(x.Octets)
	case 3: // any type that has a number
		code := s.Pick(0x80)
		name := "x-wap-unknown/0x00" + strconv.FormatUint(uint64(code), 16)
		if code < len(mediaNames) && mediaNames[code] != "" {
			name = mediaNames[code]
		}
		m = Media{Name: name, Octets: ShortInteger(byte(code))}
		if m.Multipart() || name == mmsMessage {
			m = Type("application/x-own", g.params("")...)
		}
		return m, s.Octets(40)
	case 4: // a number of more than seven bits
		m = Media{Name: "application/vnd.omaloc-supl-init", Params: g.params("")}
		m.Octets = Sized([]byte{2, 3, 0x12}, paramOctets(m.Params))
		return m, s.Octets(40)
	case 5:
		return TextType("x-"+strings.ToLower(s.Token())+"/"+s.Token(), g.params("")...), s.Octets(200)
	case 6:
		stub := [...]func() []byte{APK, ELF, PE, DEX, SIS}[s.Pick(5)]
		return Type("image/jpeg", g.params("")...), stub()
	}
	text := s.Text()
	if g.benign {
		text = "Hello, " + plainWords(text)
	}
	return Type("text/plain", append(g.params(".txt"), Charset(UTF8))...), []byte(text)
}

func paramOctets(params []Param) []byte {
	var b []byte
	for _, p := range params {
		b = append(b, p.octets()...)
	}
	return b
}

// plainWords keeps the letters, digits and spaces of a text.
func plainWords(text string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0 {
			return r
		}
		return -1
	}, text)
}

// judge notes what the rules have to say about the parts of a PDU, and about the body if it is none (MMS 13).
func (g *gen) judge(typ byte, m Made) {
	parts := m.Parts
	if m.Declared < 0 && m.Body.End > m.Body.Start {
		t := *m.Fields[len(m.Fields)-1].Value.Type
		parts = []MadePart{{Data: m.Body, Type: t, Name: paramText(t.Params, "name", ParamName, ParamNameNew), Declared: -1}}
	}
	for _, p := range parts {
		g.trips("V29", !isASCII(p.Name+p.Filename+p.Location+p.ID))
		g.trips("V34", strings.HasPrefix(p.Type.Name, "text/") && !p.Type.charset() && !isASCII(string(p.Data.In(m.Octets))))
		g.trips("V35", m.Declared >= 0 && p.ID == "" && p.Location == "" && p.Declared < 0 && !holdsDescriptions(typ))
		for _, h := range p.Fields {
			g.trips("V36", h.Code < 0 && h.Name == "Content-Transfer-Encoding" && (h.Value.Text == "base64" || h.Value.Text == "x-own"))
		}
	}
}

// charset tells whether m says a charset that a reader knows.
func (m Media) charset() bool {
	for _, p := range m.Params {
		if p.Code == ParamCharset {
			return p.Value.Number != 0 || p.Value.Text == "utf-8"
		}
	}
	return false
}
