package maker

import "slices"

// topPart is the number that part number k of the outermost level has in Made.Parts.
func topPart(m Made, k int) MadePart {
	for _, p := range m.Parts {
		if p.Depth == 0 {
			if k == 0 {
				return p
			}
			k--
		}
	}
	return MadePart{}
}

// lengthsOf is the place of HeadersLen and DataLen of part number k.
func lengthsOf(k int) func(Made) Span {
	return func(m Made) Span { p := topPart(m, k); return Span{p.Start, p.Headers.Start} }
}

// countOf is the place of nEntries.
func countOf(m Made) Span {
	return Span{m.Body.Start, m.Body.Start + uint32(len(Uintvar(uint32(m.Declared))))}
}

// somePart picks a part of the outermost level.
func (p PDU) somePart(s *Source) (k int, ok bool) {
	if p.Parts == nil || len(p.Parts.Parts) == 0 {
		return 0, false
	}
	return s.Pick(len(p.Parts.Parts)), true
}

// partHeader adds a header to some part; from and to say where in it the fault is, to toEnd meaning the end of the headers.
func (p PDU) partHeader(s *Source, f Field, from, to int) (told, bool) {
	k, ok := p.somePart(s)
	if !ok {
		return told{}, false
	}
	part := &p.Parts.Parts[k]
	part.Headers = append(part.Headers[:len(part.Headers):len(part.Headers)], f)
	return told{p, func(m Made) Span {
		q := topPart(m, k)
		h := q.Fields[len(q.Fields)-1].Span
		end := h.Start + uint32(to)
		if to == toEnd {
			end = q.Headers.End
		}
		return Span{h.Start + uint32(from), end}
	}}, true
}

// partType gives some part other octets for its content type; it becomes one of plain text.
func (p PDU) partType(s *Source, octets []byte, from, to int) (told, bool) {
	k, ok := p.somePart(s)
	if !ok {
		return told{}, false
	}
	part := &p.Parts.Parts[k]
	part.Type, part.Parts = Media{Name: "text/plain", Octets: octets}, nil
	return told{p, func(m Made) Span {
		at := topPart(m, k).Headers.Start
		return Span{at + uint32(from), at + uint32(to)}
	}}, true
}

// partLengths writes other octets in place of the lengths of some part, which are its true ones otherwise.
func (p PDU) partLengths(s *Source, lie func(headers, data uint32) []byte) (k int, ok bool) {
	k, ok = p.somePart(s)
	if ok {
		q := topPart(p.Make(), k)
		p.Parts.Parts[k].Lengths = lie(q.Headers.End-q.Headers.Start, q.Data.End-q.Data.Start)
	}
	return k, ok
}

// last picks the last part of the outermost level, and the sizes that its headers and its data have.
func (p PDU) last() (k int, headers, data uint32, ok bool) {
	if p.Parts == nil || len(p.Parts.Parts) == 0 || len(p.Parts.Trailing) > 0 {
		return 0, 0, 0, false
	}
	k = len(p.Parts.Parts) - 1
	q := topPart(p.Make(), k)
	return k, q.Headers.End - q.Headers.Start, q.Data.End - q.Data.Start, true
}

// beyond is a length that is longer than n, by a little or by all that there is.
func beyond(s *Source, n uint32) *uint32 {
	if s.Rarely(4) {
		return Lie(1<<32 - 1)
	}
	return Lie(n + 1 + uint32(s.Pick(1000)))
}

// partBreakers lie in multiparts and in the headers of their parts.
var partBreakers = [...]Breaker{
	{"trailing-octets", "trailing-octets", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil {
			return told{}, false
		}
		p.Parts.Trailing = [...][]byte{{0}, {0xFF}, {0x7F, 1}, {0, 0}, {2, 0, 0x83}}[s.Pick(5)]
		return told{p, trail}, true
	}},
	{"entries-more", "entries-missing", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil {
			return told{}, false
		}
		p.Parts.Entries = beyond(s, uint32(len(p.Parts.Parts)))
		return told{p, countOf}, true
	}},
	{"entries-fewer", "entries-surplus", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil || len(p.Parts.Parts) < 2 {
			return told{}, false
		}
		p.Parts.Entries = Lie(1 + uint32(s.Pick(len(p.Parts.Parts)-1)))
		return told{p, countOf}, true
	}},
	{"entries-padded", "uintvar-padded", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil {
			return told{}, false
		}
		p.Parts.Count = PaddedUintvar(uint32(len(p.Parts.Parts)), 1+s.Pick(4))
		n := uint32(len(p.Parts.Count))
		return told{p, func(m Made) Span { return Span{m.Body.Start, m.Body.Start + n} }}, true
	}},
	{"entries-overflow", "uintvar-overflow", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil {
			return told{}, false
		}
		p.Parts.Count = [...][]byte{{0x90, 0x80, 0x80, 0x80, 0}, {0x81, 0x80, 0x80, 0x80, 0x80, 0}}[s.Pick(2)]
		return told{p, func(m Made) Span { return Span{m.Body.Start, m.Body.Start} }}, true
	}},
	{"headers-len-padded", "uintvar-padded", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.partLengths(s, func(h, d uint32) []byte { return Cat(PaddedUintvar(h, 1), Uintvar(d)) })
		return told{p, lengthsOf(k)}, ok
	}},
	{"data-len-padded", "uintvar-padded", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.partLengths(s, func(h, d uint32) []byte { return Cat(Uintvar(h), PaddedUintvar(d, 1+s.Pick(2))) })
		return told{p, lengthsOf(k)}, ok
	}},
	{"headers-len-overflow", "uintvar-overflow", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.partLengths(s, func(_, d uint32) []byte { return Cat([]byte{0x90, 0x80, 0x80, 0x80, 0}, Uintvar(d)) })
		return told{p, func(m Made) Span { return Span{topPart(m, k).Start, m.Body.End} }}, ok
	}},
	{"data-len-overflow", "uintvar-overflow", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.partLengths(s, func(h, _ uint32) []byte { return Cat(Uintvar(h), []byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF}) })
		return told{p, func(m Made) Span { return Span{topPart(m, k).Start, m.Body.End} }}, ok
	}},
	{"data-len-plus", "data-truncated", "", func(s *Source, p PDU) (told, bool) {
		k, _, data, ok := p.last()
		if ok {
			p.Parts.Parts[k].DataLen = beyond(s, data)
		}
		return told{p, lengthsOf(k)}, ok
	}},
	{"headers-len-plus", "headers-overrun", "", func(s *Source, p PDU) (told, bool) {
		k, headers, data, ok := p.last()
		if ok {
			p.Parts.Parts[k].HeadersLen = beyond(s, headers+data)
		}
		return told{p, lengthsOf(k)}, ok
	}},
	{"headers-len-zero", "headers-empty", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.somePart(s)
		if ok {
			p.Parts.Parts[k] = Part{NoType: true, Data: []byte("x")}
		}
		return told{p, lengthsOf(k)}, ok
	}},
	{"headers-len-minus", "content-type-overrun", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.somePart(s)
		if !ok {
			return told{}, false
		}
		data := s.Octets(20)
		n := uint32(1 + s.Pick(3)) // of the four octets that the type has
		p.Parts.Parts[k] = Part{
			Type: Media{Name: "text/plain", Octets: []byte{3, 0x83, 0x81, 0xEA}}, Data: data,
			HeadersLen: Lie(n), DataLen: Lie(4 - n + uint32(len(data))),
		}
		return told{p, func(m Made) Span { at := topPart(m, k).Headers.Start; return Span{at, at + n} }}, true
	}},
	{"id-bare", "content-id-bare", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartID, Text("<bare>")), 1, 8)
	}},
	{"id-closed", "quoted-closed", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartID, Quoted(`<a>"`)), 5, 6)
	}},
	{"id-number", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartID, Raw(0x85)), 1, 2)
	}},
	{"disposition-bare", "disposition-bare", "", func(s *Source, p PDU) (told, bool) {
		code := [...]byte{PartDisposition, PartDispositionOld}[s.Pick(2)]
		return p.partHeader(s, H(code, Raw(0x81)), 1, 2)
	}},
	{"disposition-unknown", "token-unknown", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartDisposition, Raw(1, 0x83+byte(s.Pick(0x7D)))), 2, 3)
	}},
	{"disposition-empty", "truncated", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartDisposition, Raw(0)), 1, 2)
	}},
	{"disposition-surplus", "value-surplus", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartDisposition, Raw(3, 0x81, 0, 0)), 3, 5)
	}},
	{"disposition-valueless", "param-valueless", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartDisposition, Raw(2, 0x81, 0x98)), 3, 4)
	}},
	{"location-quoted", "text-quoted", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartLocation, Raw(0x7F, 'a', 0)), 1, 2)
	}},
	{"location-unquoted", "text-unquoted", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartLocation, Raw(TokenText("ž")...)), 1, 2)
	}},
	{"location-control", "text-control", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartLocation, Raw('a', 1+byte(s.Pick(8)), 'b', 0)), 2, 3)
	}},
	{"location-unterminated", "text-unterminated", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartLocation, Raw('a')), 0, 2)
	}},
	{"length-padded", "integer-padded", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, H(PartLength, Raw(LongIntegerN(uint64(s.Pick(256)), 2+s.Pick(6))...)), 1, toEnd)
	}},
	{"part-header-octet", "header-octet", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, RawField(0, byte(s.Pick(256))), 0, toEnd)
	}},
	{"part-page-shift", "code-page-shift", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, RawField([...]byte{0x7F, 1, 0x1F}[s.Pick(3)], byte(s.Pick(256))), 0, toEnd)
	}},
	{"part-header-cut", "truncated", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, RawField(0x80|byte(s.Pick(128))), 0, 1)
	}},
	{"part-name-no-token", "token-separator", "", func(s *Source, p PDU) (told, bool) {
		return p.partHeader(s, App("X Y", "1"), 1, 2)
	}},
	{"part-type-closed", "quoted-closed", "", func(s *Source, p PDU) (told, bool) {
		return p.partType(s, []byte("\x06\x83\x97\"a\"\x00"), 5, 6)
	}},
	{"part-type-param-token", "token-separator", "", func(s *Source, p PDU) (told, bool) {
		return p.partType(s, []byte("\x06\x83\x97a b\x00"), 4, 5)
	}},
	{"part-type-length-form", "length-form", "", func(s *Source, p PDU) (told, bool) {
		in := Cat([]byte{0x83, 0x85}, TextString(long(40+s.Pick(40))))
		return p.partType(s, Cat([]byte{byte(len(in))}, in), 0, 1)
	}},
	{"part-type-date-short", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		return p.partType(s, []byte{3, 0x83, 0x93, 0x85}, 3, 4)
	}},
	{"part-type-quality", "value-kind", "", func(s *Source, p PDU) (told, bool) {
		return p.partType(s, []byte{4, 0x83, 0x80, 0x88, 0x4C + byte(s.Pick(0x30))}, 3, 4)
	}},
	{"part-type-empty", "truncated", "", func(s *Source, p PDU) (told, bool) {
		return p.partType(s, []byte{0}, 1, 1)
	}},
}

// limitBreakers have more of something than readers take by default.
var limitBreakers = [...]Breaker{
	{"too-many-fields", "limit-fields", "", func(s *Source, p PDU) (told, bool) {
		p.add(slices.Repeat([]Field{App("a", "")}, 1025+s.Pick(100))...)
		return told{p, func(m Made) Span { return Span{m.Fields[1024].Span.Start, m.PDU.End} }}, true
	}},
	{"too-long-headers", "limit-headers", "", func(s *Source, p PDU) (told, bool) {
		i := p.add(App("a", long(66000+s.Pick(100))))
		return told{p, func(m Made) Span { return Span{m.Fields[i].Span.Start, m.PDU.End} }}, true
	}},
	{"too-many-parts", "limit-parts", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil {
			return told{}, false
		}
		p.Parts.Parts = slices.Repeat([]Part{{Type: Type("text/plain")}}, 257+s.Pick(100))
		return told{p, func(m Made) Span { return Span{m.Parts[256].Start, m.Body.End} }}, true
	}},
	{"too-many-part-fields", "limit-fields", "", func(s *Source, p PDU) (told, bool) {
		k, ok := p.somePart(s)
		if !ok {
			return told{}, false
		}
		p.Parts.Parts[k].Headers = slices.Repeat([]Field{App("a", "")}, 1025+s.Pick(100))
		return told{p, func(m Made) Span { q := topPart(m, k); return Span{q.Fields[1024].Span.Start, q.Headers.End} }}, true
	}},
	{"too-deep", "limit-depth", "", func(s *Source, p PDU) (told, bool) {
		if p.Parts == nil {
			return told{}, false
		}
		part := Part{Type: Type("text/plain"), Data: []byte("x")}
		for range 8 + s.Pick(12) {
			part = Part{Type: Mixed(), Parts: Parts(part)}
		}
		p.Parts.Parts = append(p.Parts.Parts, part)
		return told{p, func(m Made) Span {
			for i := len(m.Parts) - 1; ; i-- {
				if m.Parts[i].Depth == 7 {
					return m.Parts[i].Data
				}
			}
		}}, true
	}},
}
