package mmspdu

import (
	"iter"
	"slices"

	"github.com/mmsguard/mmsguard/wsp"
)

// MessagePart is one part of a [Message], or one that is to become so. It belongs to the goroutine of its message.
type MessagePart struct {
	root *Message // nil while it belongs to none

	// HeadersLen and DataLen as they were read; they count while the lengths are what they were.
	lengths             []byte
	readHead, readInner int
	cut                 bool // they say more than there was: true of a last part only

	contentType wsp.ContentType
	headers     []byte // the header block behind it
	content
}

// NewPart returns a part of type ct, as [wsp.MakeContentType] makes it, with a block of headers as the Append functions of wsp
// write it, and its data. It copies all three.
func NewPart(ct wsp.ContentType, headers, data []byte) *MessagePart {
	return &MessagePart{
		contentType: slices.Clone(ct), headers: slices.Clone(headers), content: content{data: slices.Clone(data)},
	}
}

// NewMultipartPart returns a part that holds parts, none of which belongs to another message; ct is the type of the multipart.
func NewMultipartPart(ct wsp.ContentType, headers []byte, parts ...*MessagePart) *MessagePart {
	p := NewPart(ct, headers, nil)
	p.multi = &multipart{parts: partsOf(parts)}
	return p
}

// partsOf returns a list of its own of parts, without those that are nil.
func partsOf(parts []*MessagePart) []*MessagePart {
	return slices.DeleteFunc(slices.Clone(parts), func(p *MessagePart) bool { return p == nil })
}

// NewAttachment returns a part as MMS 8.4 advises to write it: the name on its Content-Type, in its Content-Location and as
// Content-ID, since old handsets look only at one of them. name is not empty; it becomes the id as it is, so a reference
// to it from a presentation is "cid:" and the name, or the name. Text has the charset utf-8 stated.
func NewAttachment(media, name string, data []byte) (*MessagePart, error) {
	params := []wsp.Parameter{wsp.TextParameter("name", name)}
	if len(media) > 5 && equalFold(media[:5], "text/") {
		params = append(params, wsp.CharsetParameter(wsp.CharsetUTF8))
	}
	ct, c := wsp.MakeContentType(media, params...)
	var headers []byte
	if c == 0 {
		headers, c = wsp.AppendContentID(nil, name)
	}
	if c == 0 {
		headers, c = wsp.AppendContentLocation(headers, name)
	}
	if c != 0 {
		return nil, &Error{Fault: wsp.Fault{Code: c, Field: wsp.StructureHeaders}}
	}
	return &MessagePart{contentType: ct, headers: headers, content: content{data: slices.Clone(data)}}, nil
}

// touch notes that p is no longer what was read.
func (p *MessagePart) touch() {
	if p.root != nil {
		p.root.state = messageChanged
	}
}

// ContentType returns the Content-type-value of p; it is empty where an entry was read that has none.
func (p *MessagePart) ContentType() wsp.ContentType { return p.contentType }

// SetContentType gives p another type.
func (p *MessagePart) SetContentType(ct wsp.ContentType) {
	p.contentType = slices.Clone(ct)
	p.touch()
}

// Headers returns the header block of p behind its Content-Type.
func (p *MessagePart) Headers() []byte { return p.headers }

// SetHeaders gives p another header block, as the Append functions of wsp write it.
func (p *MessagePart) SetHeaders(block []byte) {
	p.headers = slices.Clone(block)
	p.touch()
}

// Data returns the data of a part that holds no parts.
func (p *MessagePart) Data() []byte { return p.data }

// SetData gives p other data; parts in it are gone.
func (p *MessagePart) SetData(data []byte) {
	p.content.belong(nil)
	p.content = content{data: slices.Clone(data)}
	p.touch()
}

// Parts iterates over the parts in p, not over those nested in them.
func (p *MessagePart) Parts() iter.Seq[*MessagePart] { return p.all() }

// AddPart adds a part to the multipart that p is, behind the others; it reports false if p is none, if it lies in q,
// and if q belongs to a message already.
func (p *MessagePart) AddPart(q *MessagePart) bool { return p.add(p.root, q) }

func (c *content) all() iter.Seq[*MessagePart] {
	return func(yield func(*MessagePart) bool) {
		if c.multi == nil {
			return
		}
		for _, p := range c.multi.parts {
			if !yield(p) {
				return
			}
		}
	}
}

func (c *content) add(root *Message, p *MessagePart) bool {
	if c.multi == nil || p == nil || p.root != nil || p.holds(c) {
		return false
	}
	c.multi.parts, c.multi.count = append(c.multi.parts, p), nil
	p.belong(root)
	p.touch()
	return true
}

// holds reports whether c is the content of p or of a part in it.
func (p *MessagePart) holds(c *content) bool {
	if &p.content == c {
		return true
	}
	for q := range p.all() {
		if q.holds(c) {
			return true
		}
	}
	return false
}

// drop takes p out of the tree.
func (c *content) drop(p *MessagePart) bool {
	if c.multi == nil {
		return false
	}
	if i := slices.Index(c.multi.parts, p); i >= 0 {
		// In a list of its own: somebody may be ranging over the one that there was.
		c.multi.parts, c.multi.count = slices.Concat(c.multi.parts[:i], c.multi.parts[i+1:]), nil
		p.belong(nil)
		return true
	}
	for _, q := range c.multi.parts {
		if q.drop(p) {
			return true
		}
	}
	return false
}

// belong makes p and what is nested in it parts of root.
func (p *MessagePart) belong(root *Message) {
	p.root = root
	p.content.belong(root)
}

func (c *content) belong(root *Message) {
	for p := range c.all() {
		p.belong(root)
	}
}
