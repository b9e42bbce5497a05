package wsp

import "strconv"

// ContentEncoding is the value of a Content-Encoding header (WSP 8.1): what the data of a part were packed with.
type ContentEncoding uint8

// The content encodings.
const (
	ContentEncodingNone     ContentEncoding = iota // no header, or "identity"
	ContentEncodingGzip                            // octet 80 or "gzip"
	ContentEncodingCompress                        // octet 81 or "compress"
	ContentEncodingDeflate                         // octet 82 or "deflate"
	ContentEncodingUnknown                         // anything else
)

var contentEncodingNames = [...]string{"identity", "gzip", "compress", "deflate", "unknown"}

// String returns the name of e.
func (e ContentEncoding) String() string {
	if int(e) < len(contentEncodingNames) {
		return contentEncodingNames[e]
	}
	return "content-encoding-" + strconv.Itoa(int(e))
}

const codeContentEncoding = 0x0B

// ContentEncoding returns the Content-Encoding of p, that of the first such header.
func (p *Part) ContentEncoding() ContentEncoding {
	if p.isPlain {
		return ContentEncodingNone // plain parts have no such header
	}
	c := p.HeaderCursor()
	for c.Next() {
		if h := c.Header(); h.code == codeContentEncoding || h.code < 0 && h.nameText().EqualFold("content-encoding") {
			return contentEncoding(h.Raw())
		}
	}
	return ContentEncodingNone
}

func contentEncoding(v []byte) ContentEncoding {
	switch {
	case len(v) == 0:
		return ContentEncodingUnknown
	case v[0] >= 0x80 && v[0] <= 0x82:
		return ContentEncodingGzip + ContentEncoding(v[0]-0x80)
	case v[0] >= 0x80 || v[0] < 0x20:
		return ContentEncodingUnknown
	}
	name := trimSpace(TextString(v).Bytes())
	if hasPrefixFold(name, "x-") {
		name = name[2:]
	}
	for e := ContentEncodingNone; e < ContentEncodingUnknown; e++ {
		if equalFold(name, contentEncodingNames[e]) {
			return e
		}
	}
	return ContentEncodingUnknown
}
