package maker

import "bytes"

// plainText says yes to texts of which the first character is one of ASCII.
func plainText(f Field) bool {
	b := f.Value.Octets
	return ofKind(KindText, KindEncoded)(f) && len(b) > 1 && b[0] >= 0x20 && b[0] < 0x7F
}

// textBreakers lie in texts, names and content types of the headers.
var textBreakers = [...]Breaker{
	{"text-unquoted", "text-unquoted", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, plainText)
		if !ok {
			return told{}, false
		}
		return p.put(i, Cat([]byte("ž"), p.Fields[i].Value.Octets), 0, 1)
	}},
	{"encoded-unquoted", "text-unquoted", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, isText)
		if !ok {
			return told{}, false
		}
		return p.put(i, Sized([]byte{0x80 | UTF8}, TokenText("ž")), 2, 3)
	}},
	{"text-quoted", "text-quoted", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, plainText)
		if !ok {
			return told{}, false
		}
		return p.put(i, Cat([]byte{0x7F}, p.Fields[i].Value.Octets), 0, 1)
	}},
	{"text-unterminated", "text-unterminated", "", func(s *Source, p PDU) (told, bool) {
		i := len(p.Fields) - 1
		if i == 0 || !plainText(p.Fields[i]) {
			return told{}, false
		}
		b := p.Fields[i].Value.Octets
		return p.put(i, b[:len(b)-1], 0, toEnd)
	}},
	{"inner-text-unterminated", "text-unterminated", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(From))
		if !ok {
			return told{}, false
		}
		b := Sized([]byte{0x80}, []byte("bob@example.org"))
		return p.put(i, b, 2, len(b))
	}},
	{"text-control", "text-control", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, plainText)
		if !ok {
			return told{}, false
		}
		b := p.Fields[i].Value.Octets
		return p.put(i, Cat(b[:1], []byte{[...]byte{1, 7, 0x0A, 0x1F, 0x7F, 0x0D}[s.Pick(6)]}, []byte("x"), b[1:]), 1, 2)
	}},
	{"name-no-token", "token-separator", "", func(s *Source, p PDU) (told, bool) {
		sep := "@/ :;\"(){}=?,"[s.Pick(13)]
		i := p.add(App("X"+string(rune(sep))+"Y", "1"))
		return told{p, func(m Made) Span { at := m.Fields[i].Span.Start + 1; return Span{at, at + 1} }}, true
	}},
	{"class-no-token", "token-separator", "", func(s *Source, p PDU) (told, bool) {
		i, ok := choose(s, p, is(MessageClass))
		if !ok {
			return told{}, false
		}
		return p.put(i, TokenText("my class"), 2, 3)
	}},
	{"type-length-form", "length-form", "", func(s *Source, p PDU) (told, bool) {
		params := Cat([]byte{p.someMedia(), 0x85}, TextString(long(30+s.Pick(60))))
		return p.contentType(Cat([]byte{byte(len(params))}, params), 0, 1)
	}},
	{"type-surplus", "value-surplus", "", func(s *Source, p PDU) (told, bool) {
		return p.contentType([]byte{2, p.someMedia(), 0}, 2, 3)
	}},
	{"type-param-valueless", "param-valueless", "", func(s *Source, p PDU) (told, bool) {
		return p.contentType([]byte{2, p.someMedia(), 0x80 | byte(s.Pick(0x1E))}, 2, 3)
	}},
	{"type-text-params", "media-type-text", "", func(s *Source, p PDU) (told, bool) {
		b := TokenText(p.mediaText() + "; charset=utf-8")
		return p.contentType(b, bytes.IndexByte(b, ';'), len(b)-1)
	}},
	{"type-text-space", "media-type-space", "", func(s *Source, p PDU) (told, bool) {
		b := TokenText(" " + p.mediaText())
		if s.Flip() {
			b = TokenText(p.mediaText() + " ")
		}
		return p.contentType(b, 0, len(b)-1)
	}},
	{"type-length-huge", "length-overrun", "", func(s *Source, p PDU) (told, bool) {
		return p.contentType([]byte{0x1F, 0x8F, 0xFF, 0xFF, 0xFF, 0x7F, p.someMedia()}, 0, toEnd)
	}},
	{"page-shift", "code-page-shift", "", func(s *Source, p PDU) (told, bool) {
		p.Trailing = [...][]byte{{0x7F, 2}, {1}, {0x1F, 0x41}}[s.Pick(3)]
		return told{p, trail}, !p.bodied()
	}},
	{"page-shift-inside", "code-page-shift", "", func(s *Source, p PDU) (told, bool) {
		i := p.add(RawField(0x7F, byte(s.Pick(256))))
		return told{p, func(m Made) Span { return Span{m.Fields[i].Span.Start, m.PDU.End} }}, true
	}},
	{"header-octet", "header-octet", "", func(s *Source, p PDU) (told, bool) {
		p.Trailing = []byte{0, 1 + byte(s.Pick(255))}
		return told{p, trail}, !p.bodied()
	}},
	{"trailing-zeros", "trailing-octets", "", func(s *Source, p PDU) (told, bool) {
		p.Trailing = make([]byte, 1+s.Pick(100))
		return told{p, trail}, !p.bodied()
	}},
}

// contentType gives the Content-Type of a body other octets.
func (p PDU) contentType(octets []byte, from, to int) (told, bool) {
	if !p.bodied() {
		return told{}, false
	}
	return p.put(len(p.Fields)-1, octets, from, to)
}

// someMedia is a media type that keeps the body what it is, and mediaText one in text.
func (p PDU) someMedia() byte {
	if p.Parts != nil {
		return 0xA3
	}
	return 0x83
}

func (p PDU) mediaText() string {
	if p.Parts != nil {
		return "multipart/mixed"
	}
	return "text/plain"
}
