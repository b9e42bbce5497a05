package mmspdu_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A plan is a message that was built by choices, and the list of what must be read from it.
type plan struct {
	m       *mmspdu.Message
	headers []string // "field: key", in the order of the octets
	parts   []string // "depth type headers data", depth first
	body    []byte   // of a body that is no multipart
	names   []string // of parts that were made as attachments, by their number; else ""
}

// plannedHeader is a header that is to stand in a message.
type plannedHeader struct {
	f mmspdu.Field
	x chosen
}

// build builds a message by choices: of any type, with any fields that it may have by their grammar, put in in any order and
// by any of the ways that there are, with parts that are added, changed, moved and dropped.
func build(c *choices) (p plan, err error) {
	t := mmspdu.TypeSendReq + mmspdu.Type(c.pick(24))
	return buildType(c, t, 0)
}

func buildType(c *choices, t mmspdu.Type, depth int) (p plan, err error) {
	version := mmspdu.Version(0x90 + c.pick(4))
	p.m = mmspdu.NewMessage(t, version)
	p.m.Lax = true
	groups := chooseHeaders(c, t)
	last := c.flip() // in the order in which they come, not in that of chapter 6
	order := slices.Clone(groups)
	if n := len(order); n > 0 {
		k := c.pick(n)
		order = slices.Concat(order[k:], order[:k])
		if c.flip() {
			slices.Reverse(order)
		}
	}
	for _, group := range order {
		if err := p.give(c, group, last); err != nil {
			return p, err
		}
	}
	p.expect(t, version, groups, order, last)
	if err := p.extra(c); err != nil {
		return p, err
	}
	return p, p.chooseBody(c, t, depth)
}

// chooseHeaders chooses which fields of chapter 6 a message has, and their values; a group is the headers of one field.
func chooseHeaders(c *choices, t mmspdu.Type) (groups [][]plannedHeader) {
	for use := range mmspdu.FieldsOf(t) {
		if use.Field == mmspdu.FieldMessageType || use.Field == mmspdu.FieldMMSVersion || use.Field == mmspdu.FieldContentType {
			continue
		}
		n := 0
		if use.Need == mmspdu.NeedMandatory && c.pick(8) != 7 || c.pick(3) == 2 {
			n = 1
			if use.Repeats {
				n += c.pick(3)
			}
		}
		var group []plannedHeader
		for range n {
			group = append(group, plannedHeader{use.Field, c.legal(t, use.Field)})
		}
		if n > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// give puts the headers of one field in.
func (p *plan) give(c *choices, group []plannedHeader, last bool) error {
	f := group[0].f
	if !last && c.pick(4) == 3 { // something that is gone afterwards
		if err := p.m.Add(f, group[0].x.v); err != nil {
			return err
		}
		if c.flip() {
			if p.m.Drop(f) != 1 {
				return errors.New("not dropped")
			}
		}
	}
	for i, h := range group {
		add := p.m.Add
		if last {
			add = p.m.AddLast
		} else if i == 0 {
			add = p.m.Set
		}
		if err := add(f, h.x.v); err != nil {
			return fmt.Errorf("%v, %T %+v: %w", f, h.x.v, h.x.v, err)
		}
	}
	return nil
}

// expect notes the headers in the order in which they must stand.
func (p *plan) expect(t mmspdu.Type, version mmspdu.Version, groups, order [][]plannedHeader, last bool) {
	note := func(f mmspdu.Field, key string) { p.headers = append(p.headers, fmt.Sprintf("%v: %s", f, key)) }
	noteAll := func(groups [][]plannedHeader, want func(f mmspdu.Field) bool) {
		for _, group := range groups {
			for _, h := range group {
				if want(h.f) {
					note(h.f, h.x.key(h.f))
				}
			}
		}
	}
	note(mmspdu.FieldMessageType, octetKey(uint8(t)))
	isID := func(f mmspdu.Field) bool { return f == mmspdu.FieldTransactionID }
	if last {
		note(mmspdu.FieldMMSVersion, octetKey(uint8(version)))
		noteAll(order, func(mmspdu.Field) bool { return true })
		return
	}
	noteAll(groups, isID)
	note(mmspdu.FieldMMSVersion, octetKey(uint8(version)))
	noteAll(groups, func(f mmspdu.Field) bool { return !isID(f) })
}

// extra adds headers that chapter 6 does not list: they come behind the others.
func (p *plan) extra(c *choices) error {
	for range c.pick(3) {
		f := mmspdu.Field(0x40 + c.pick(0x40))
		raw := [...]string{"\x80", "\x00", "text\x00", "\x03abc", "\x1F\x03abc", "\x02\x00\x00"}[c.pick(6)]
		if p.m.Has(f) {
			continue
		}
		if err := p.m.Set(f, mmspdu.Raw(raw)); err != nil {
			return err
		}
		key := fmt.Sprintf("raw %x", raw)
		switch raw {
		case "\x00":
			key = textWords(plainText(""))
		case "text\x00":
			key = textWords(plainText("text"))
		}
		p.headers = append(p.headers, fmt.Sprintf("%v: %s", f, key))
	}
	for range c.pick(3) {
		name, text := c.token(), string(c.text8(false))
		if err := p.m.AddApplication(name, text); err != nil {
			return fmt.Errorf("%q %q: %w", name, text, err)
		}
		p.headers = append(p.headers, name+": "+textWords(plainText(text)))
	}
	return nil
}

// mostNested is how deep parts are nested: not as deep as any limit.
const mostNested = 4

func (p *plan) chooseBody(c *choices, t mmspdu.Type, depth int) error {
	if !t.HasBody() || c.pick(6) == 5 {
		return nil
	}
	descriptions := t == mmspdu.TypeMboxViewConf || t == mmspdu.TypeMboxUploadReq
	ct, multi := c.contentType(0)
	data := c.octets(60)
	if t == mmspdu.TypeMboxUploadReq && c.flip() {
		ct, multi = wsp.ContentType{0xBE}, false
	}
	if descriptions && !multi && ct.Is("application/vnd.wap.mms-message") {
		d, err := c.description(depth)
		if err != nil {
			return err
		}
		data = d
	}
	p.headers = append(p.headers, "Content-Type: content "+string(ct.AppendText(nil)))
	if c.flip() { // another one first
		other := mmspdu.NewPart(wsp.ContentType{0x83}, nil, nil)
		if err := p.m.SetMultipart(wsp.ContentType{0xA3}, other); err != nil {
			return err
		}
	}
	if !multi {
		p.body = data
		return p.m.SetBody(ct, data)
	}
	var parts []*mmspdu.MessagePart
	for range c.pick(4) {
		part, err := p.part(c, descriptions, depth, 0)
		if err != nil {
			return err
		}
		parts = append(parts, part)
	}
	early := c.pick(len(parts) + 1)
	if err := p.m.SetMultipart(ct, parts[:early]...); err != nil {
		return err
	}
	gone := mmspdu.NewPart(wsp.ContentType{0x83}, nil, []byte("gone"))
	if c.flip() && !p.m.AddPart(gone) {
		return errors.New("not added")
	}
	for _, part := range parts[early:] {
		if !p.m.AddPart(part) {
			return errors.New("not added")
		}
	}
	p.m.DropPart(gone)
	return nil
}

// description builds an M-Mbox-Descr and returns its octets.
func (c *choices) description(depth int) ([]byte, error) {
	if depth > 1 {
		return []byte("\x8C\x93"), nil
	}
	d, err := buildType(c, mmspdu.TypeMboxDescr, depth+1)
	if err != nil {
		return nil, err
	}
	return d.m.MarshalBinary()
}

// contentType chooses a Content-type-value of a part or a body.
func (c *choices) contentType(level int) (ct wsp.ContentType, multi bool) {
	media := [...]string{
		"text/plain", "image/jpeg", "application/smil", "image/x", "application/octet-stream", "application/vnd.omaloc-supl-init",
		"application/vnd.wap.mms-message", "audio/AMR", "a\xC5", "application/vnd.wap.multipart.related",
		"application/vnd.wap.multipart.mixed", "application/vnd.wap.multipart.alternative", "Multipart/X",
	}[c.pick(13)]
	if level == 0 && c.flip() || level > 0 && c.pick(4) == 3 {
		media = "application/vnd.wap.multipart.related"
	}
	if level >= mostNested && strings.Contains(strings.ToLower(media), "multipart") {
		media = "text/html"
	}
	var params []wsp.Parameter
	for range c.pick(3) {
		params = append(params, c.parameter())
	}
	ct, code := wsp.MakeContentType(media, params...)
	if code != 0 { // a text that a parameter cannot hold
		ct, _ = wsp.MakeContentType(media)
	}
	return ct, ct.Multipart()
}

func (c *choices) parameter() wsp.Parameter {
	names := [...]string{
		"charset", "name", "filename", "type", "start", "start-info", "size", "creation-date", "q", "level", "padding", "comment", "x-mine",
	}
	name := names[c.pick(len(names))]
	switch {
	case name == "charset" || name == "size" || name == "creation-date" || c.pick(4) == 3:
		return wsp.NumberParameter(name, c.number())
	case name == "type":
		return wsp.TextParameter(name, [...]string{"application/smil", "text/plain", "x/y"}[c.pick(3)])
	}
	return wsp.TextParameter(name, string(c.text8(false)))
}

// partHeaders chooses a block of headers.
func (c *choices) partHeaders() (block []byte) {
	for range c.pick(4) {
		out, code := block, wsp.Code(0)
		switch c.pick(6) {
		case 0:
			out, code = wsp.AppendContentID(block, c.text8(false))
		case 1:
			out, code = wsp.AppendContentLocation(block, c.text8(false))
		case 2:
			out, code = wsp.AppendContentDisposition(block, uint8(0x80+c.pick(3)), c.parameter())
		case 3:
			out, code = wsp.AppendApplicationHeader(block, c.token(), c.text8(false))
		case 4:
			out, code = wsp.AppendNumberHeader(block, 0x0D, c.number()) // Content-Length
		default:
			out, code = wsp.AppendTextHeader(block, uint8(c.pick(0x4B)), c.text8(false))
		}
		if code == 0 {
			block = out
		}
	}
	return block
}

// part chooses a part, level levels deep, and notes it and what is nested in it.
func (p *plan) part(c *choices, descriptions bool, depth, level int) (*mmspdu.MessagePart, error) {
	ct, multi := c.contentType(level)
	block, data := c.partHeaders(), c.octets(60)
	if descriptions && ct.Is("application/vnd.wap.mms-message") {
		d, err := c.description(depth)
		if err != nil {
			return nil, err
		}
		data = d
	}
	at := len(p.parts)
	p.parts, p.names = append(p.parts, ""), append(p.names, "")
	if name := string(c.text8(false)); !multi && c.flip() && name != "" {
		media := [...]string{"image/jpeg", "text/plain", "TEXT/x", "x/y"}[c.pick(4)]
		if part, err := mmspdu.NewAttachment(media, name, data); err == nil {
			p.names[at] = name
			p.parts[at] = words(level, part.ContentType(), part.Headers(), data)
			return part, nil
		}
	}
	if !multi {
		p.parts[at] = words(level, ct, block, data)
		if c.flip() {
			return mmspdu.NewPart(ct, block, data), nil
		}
		part := mmspdu.NewMultipartPart(wsp.ContentType{0xA3}, nil, mmspdu.NewPart(wsp.ContentType{0x83}, nil, nil))
		part.SetContentType(ct)
		part.SetHeaders(block)
		part.SetData(data)
		return part, nil
	}
	p.parts[at] = words(level, ct, block, nil)
	part := mmspdu.NewMultipartPart(ct, nil)
	part.SetHeaders(block)
	for range c.pick(4) {
		inner, err := p.part(c, descriptions, depth, level+1)
		if err != nil {
			return nil, err
		}
		if !part.AddPart(inner) {
			return nil, errors.New("not added")
		}
	}
	return part, nil
}
