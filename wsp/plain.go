package wsp

// The functions of this file recognise what nearly all parts are: short, and in every way as the grammar has it. They save
// the walk of each production; whatever they do not recognise is for that walk.

// plainFields is how many headers a plain part may have: Content-ID, Content-Location, Content-Disposition.
const plainFields = 3

// plain reads Content-Type and headers of p if all of them are plain, and reports whether they are.
func (p *Part) plain() bool {
	p.multi, p.name, p.id, p.loc, p.disp = false, Span{}, Span{}, Span{}, Span{}
	if p.hdr == p.data {
		return false
	}
	b := p.b[:p.data]
	i := p.hdr
	if o := b[i]; o >= 0x80 {
		i++
		p.multi = multipartCode(uint32(o & 0x7F))
	} else if i = p.plainContentType(b, i); i == 0 {
		return false
	}
	p.ct = i
	for int(i)+1 < len(b) {
		v := i + 1
		next := uint32(0)
		switch c := b[v]; b[i] {
		case 0x80 | codeContentID:
			if c == '"' {
				next = uint32(PlainTextEnd(b, int(v)))
				if next != 0 && b[next-2] == '"' && next-2 != v || !p.id.IsZero() {
					return false
				}
				p.id = Span{v, next}
			}
		case 0x80 | codeContentLocation:
			if c > 0x20 && c < 0x7F {
				next = uint32(PlainTextEnd(b, int(v)))
				if !p.loc.IsZero() {
					return false
				}
				p.loc = Span{v, next}
			}
		case 0x80 | codeContentDisposition, 0x80 | codeDisposition14:
			if next = plainDisposition(b, v); !p.disp.IsZero() {
				return false
			}
			p.disp = Span{v, next}
		}
		if next == 0 {
			return false
		}
		i = next
	}
	return int(i) == len(b)
}

// plainDisposition returns the offset behind the Content-disposition-value at b[v]: an assigned one, with or without a filename
// as Text-string; else 0.
func plainDisposition(b []byte, v uint32) uint32 {
	start, stop := plainLength(b, v)
	if start >= stop || b[start] < 0x80 || b[start] > 0x82 {
		return 0
	}
	i := start + 1
	if i == stop {
		return stop
	}
	if i+1 < stop && b[i] == 0x86 && b[i+1] >= 0x20 && b[i+1] < 0x7F && b[i+1] != '"' &&
		PlainTextEnd(b[:stop], int(i+1)) == int(stop) {
		return stop
	}
	return 0
}

// plainLength reads the Value-length at b[i], of one octet or of 1F and one; stop is 0 where there is none or b ends before.
func plainLength(b []byte, i uint32) (start, stop uint32) {
	o := uint32(b[i])
	start = i + 1
	if o == 0x1F && int(start) < len(b) {
		o = uint32(b[start])
		start++
		if o >= 0x80 {
			return start, 0
		}
	} else if o > 0x1E {
		return start, 0
	}
	if stop = start + o; int(stop) > len(b) {
		return start, 0
	}
	return start, stop
}

// PlainContentTypeEnd returns the offset behind the Content-type-value at b[v] if it is short and in every way as the grammar
// has it; else 0.
func PlainContentTypeEnd(b []byte, v int) int {
	if b[v] >= 0x80 {
		return v + 1
	}
	var p Part
	return int(p.plainContentType(b, uint32(v)))
}

// plainContentType reads a Content-type-value in text or short general form, with the parameters that parts have. It returns
// the offset behind it, or 0.
func (p *Part) plainContentType(b []byte, i uint32) uint32 {
	o := b[i]
	if o >= 0x20 {
		next := plainMediaText(b, i)
		if next != 0 {
			p.multi = multipartText(b[i : next-1])
		}
		return next
	}
	start, stop := plainLength(b, i)
	if start >= stop {
		return 0
	}
	b = b[:stop]
	i = start
	if o := b[i]; o >= 0x80 {
		i++
		p.multi = multipartCode(uint32(o & 0x7F))
	} else {
		if o < 0x20 {
			return 0
		}
		if i = plainMediaText(b, i); i == 0 {
			return 0
		}
		p.multi = multipartText(b[start : i-1])
	}
	for int(i)+1 < len(b) {
		v := i + 1
		c := b[v]
		next := uint32(0)
		switch b[i] {
		case 0x80 | paramCodeCharset, 0x80 | paramCodeType, 0x80 | paramCodeTypeRoot:
			if c >= 0x80 {
				next = v + 1
			} else if c == 2 && b[i] == 0x80|paramCodeCharset && int(v)+2 < len(b) && b[v+1] != 0 {
				next = v + 3
			} else if c > 0x20 && c < 0x7F && c != '"' {
				next = uint32(PlainTextEnd(b, int(v)))
			}
		case 0x85, 0x86, 0x8A: // name, filename, start as Text-string
			if c >= 0x20 && c < 0x7F && c != '"' {
				next = uint32(PlainTextEnd(b, int(v)))
				if b[i] == 0x85 && p.name.IsZero() && next != 0 {
					p.name = Span{v, next - 1}
				}
			}
		}
		if next == 0 {
			return 0
		}
		i = next
	}
	if i != stop {
		return 0
	}
	return stop
}

// plainMediaText returns the offset behind the media type text at b[i], or 0.
func plainMediaText(b []byte, i uint32) uint32 {
	next := uint32(PlainTextEnd(b, int(i)))
	if next < 2 || b[i] == ' ' || b[next-2] == ' ' {
		return 0
	}
	for _, c := range b[i:next] {
		if c == ';' || c >= 0x80 {
			return 0
		}
	}
	return next
}
