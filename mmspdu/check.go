package mmspdu

import (
	"bytes"

	"github.com/mmsguard/mmsguard/wsp"
)

// The methods of walker in this file walk one header value, report its faults and return the offset behind it. The extent
// is always that of [valueEnd], whatever is wrong inside.

// notAnOctet walks a value whose first octet should have been 80 or above (deviation D32b).
func (w *walker) notAnOctet(o byte, v int) int {
	n, _ := wsp.ConsumeValue(w.b[v:])
	w.r.Report(wsp.ValueKind, field(o), v, v+n)
	return v + n
}

// text walks a Text-string (MMS 4.2).
func (w *walker) text(o byte, v int) int {
	if c := w.b[v]; c != 0 && c < 0x20 {
		return w.notAnOctet(o, v)
	}
	return wsp.CheckText(w.b, v, len(w.b), field(o), w.r)
}

// value walks any value.
func (w *walker) value(o byte, v int) int {
	b, f := w.b, field(o)
	c := b[v]
	kind := kindNone
	if o < 0xC0 {
		kind = fieldTable[o&0x3F].kind
	}
	switch kind {
	case kindNone:
		return wsp.CheckValue(b, v, len(b), f, w.r)
	case kindYesNo, kindOctet, kindVersion, kindAttribute, kindType:
		if c >= 0x80 {
			return v + 1
		}
		return w.notAnOctet(o, v)
	case kindText:
		return w.text(o, v)
	case kindEncoded, kindAddress:
		if c >= 0x20 || c == 0 {
			return wsp.CheckText(b, v, len(b), f, w.r)
		}
		return w.encodedLong(v, len(b), f)
	case kindLong, kindDate:
		return wsp.CheckInteger(b, v, len(b), false, f, w.r)
	case kindInteger:
		return wsp.CheckInteger(b, v, len(b), true, f, w.r)
	case kindContentType:
		return wsp.CheckContentType(b, v, len(b), false, f, w.r)
	case kindClass:
		if c >= 0x80 {
			return v + 1
		}
		next := w.text(o, v)
		if c >= 0x20 {
			if k := wsp.TokenEnd(b, v, next); k < next && b[k] != 0 {
				w.r.Report(wsp.TokenSeparator, f, k, k+1)
			}
		}
		return next
	case kindURI:
		if c != 0 && c < 0x20 {
			return w.delForm(kind, v, f)
		}
		return wsp.CheckText(b, v, len(b), f, w.r)
	case kindStatusDel:
		if c >= 0x80 {
			return v + 1
		}
		if c >= 0x20 {
			return w.notAnOctet(o, v)
		}
		return w.delForm(kind, v, f)
	case kindEncodedDel:
		switch {
		case c == 0 || c >= 0x20:
			return wsp.CheckText(b, v, len(b), f, w.r)
		case w.delForms(v - 1):
			return w.delForm(kind, v, f)
		}
		return w.encodedLong(v, len(b), f)
	}
	return w.counted(kind, v, f)
}

// counted walks a value that begins with Value-length.
func (w *walker) counted(kind fieldKind, v int, f wsp.Field) int {
	b, r := w.b, w.r
	if b[v] >= 0x20 { // deviation D05
		n, _ := wsp.ConsumeValue(b[v:])
		r.Report(wsp.LengthMissing, f, v, v+n)
		return v + n
	}
	i, stop := wsp.CheckLength(b, v, len(b), f, r)
	if i >= stop {
		r.Report(wsp.Truncated, f, v, stop)
		return stop
	}
	switch kind {
	case kindFrom:
		i = w.token(i, 0x81, f)
		if b[i-1] == 0x80 {
			i = w.encodedIn(i, stop, f)
		}
	case kindTime:
		i = w.token(i, 0x81, f)
		i = w.integerIn(i, stop, b[i-1] != 0x80, f)
	case kindFlags:
		i = w.token(i, 0x82, f)
		i = w.encodedIn(i, stop, f)
	case kindTotal:
		i = w.token(i, 0x81, f)
		i = w.integerIn(i, stop, true, f)
	case kindPreviousBy:
		i = w.integerIn(i, stop, true, f)
		i = w.encodedIn(i, stop, f)
	case kindPreviousDate:
		i = w.integerIn(i, stop, true, f)
		i = w.integerIn(i, stop, false, f)
	case kindElement:
		i = w.element(i, stop, f)
	}
	if i < stop {
		r.Report(wsp.ValueSurplus, f, i, stop)
	}
	return stop
}

// delForm walks Value-length Status-count-value and the plain value (MMS 4.14).
func (w *walker) delForm(kind fieldKind, v int, f wsp.Field) int {
	b, r := w.b, w.r
	i, stop := wsp.CheckLength(b, v, len(b), f, r)
	if w.del.IsZero() {
		w.del, w.delField = wsp.Span{Start: uint32(v), End: uint32(stop)}, f
	}
	if i >= stop {
		r.Report(wsp.Truncated, f, v, stop)
		return stop
	}
	i = w.integerIn(i, stop, true, f)
	switch {
	case i >= stop:
		r.Report(wsp.Truncated, f, v, stop)
		return stop
	case kind == kindStatusDel:
		if b[i] < 0x80 {
			r.Report(wsp.ValueKind, f, i, stop)
			return stop
		}
		i++
	case kind == kindURI:
		i = wsp.CheckText(b, i, stop, f, r)
	default:
		i = w.encodedIn(i, stop, f)
	}
	if i < stop {
		r.Report(wsp.ValueSurplus, f, i, stop)
	}
	return stop
}

// token walks one token octet of 80 to last.
func (w *walker) token(i int, last byte, f wsp.Field) int {
	if o := w.b[i]; o < 0x80 || o > last {
		w.r.Report(wsp.TokenUnknown, f, i, i+1)
	}
	return i + 1
}

func (w *walker) integerIn(i, stop int, short bool, f wsp.Field) int {
	if i >= stop {
		w.r.Report(wsp.Truncated, f, i, stop)
		return stop
	}
	return wsp.CheckInteger(w.b, i, stop, short, f, w.r)
}

// encodedIn walks an Encoded-string-value that must end by stop.
func (w *walker) encodedIn(i, stop int, f wsp.Field) int {
	switch {
	case i >= stop:
		w.r.Report(wsp.Truncated, f, i, stop)
		return stop
	case w.b[i] == 0 || w.b[i] >= 0x20:
		return wsp.CheckText(w.b, i, stop, f, w.r)
	}
	return w.encodedLong(i, stop, f)
}

// encodedLong walks Value-length Char-set Text-string (MMS 4.3).
func (w *walker) encodedLong(v, end int, f wsp.Field) int {
	b, r := w.b, w.r
	i, stop := wsp.CheckLength(b, v, end, f, r)
	if i >= stop {
		r.Report(wsp.Truncated, f, v, stop)
		return stop
	}
	cs, text, c := charsetOf(b[i:stop])
	if c != 0 {
		r.Report(c, f, i, max(i+text, i+1))
	}
	i += text
	switch {
	case i >= stop: // deviation D08
		r.Report(wsp.TextUnterminated, f, i, stop)
	case isWide(cs):
		if b[stop-1] != 0 {
			r.Report(wsp.TextUnterminated, f, i, stop)
		}
	default:
		if next := wsp.CheckText(b, i, stop, f, r); next < stop {
			r.Report(wsp.ValueSurplus, f, next, stop)
		}
	}
	return stop
}

// charsetOf reads the Char-set at the start of v, the inside of an Encoded-string-value, and returns how many octets it
// takes. Where there is none (a text character comes first) it takes none; an octet that only lacks bit 7 counts as the
// charset that it means.
func charsetOf(v []byte) (cs wsp.Charset, n int, c wsp.Code) {
	if v[0] >= 0x20 && v[0] < 0x80 {
		return 0, 0, wsp.ValueKind
	}
	m, n, c := wsp.ConsumeInteger(v)
	if n == 0 || m > 0xFFFF {
		return wsp.Charset(v[0]), 1, wsp.ValueKind
	}
	return wsp.Charset(m), n, c
}

// isWide reports whether texts in cs have octets of 00 inside, so that the value's length ends them.
func isWide(cs wsp.Charset) bool {
	return cs == 1000 || cs == 1001 || cs >= 1013 && cs <= 1015 || cs >= 1017 && cs <= 1019
}

// element walks Content-Reference-value *(Parameter), whose parameters are MMS's own (MMS 4.20).
func (w *walker) element(i, stop int, f wsp.Field) int {
	b, r := w.b, w.r
	if c := b[i]; c != 0 && c < 0x20 {
		r.Report(wsp.ValueKind, f, i, stop)
		return stop
	}
	i = wsp.CheckText(b, i, stop, f, r)
	for i < stop {
		switch c := b[i]; {
		case c >= 0x80:
			i++
		case c >= 0x20 && c < 0x7F:
			i = wsp.CheckText(b, i, stop, f, r)
		default:
			return i
		}
		if i >= stop {
			r.Report(wsp.ParamValueless, f, i, stop)
			return stop
		}
		switch c := b[i]; {
		case c >= 0x80:
			i++
		case c >= 0x20 || c == 0:
			i = wsp.CheckText(b, i, stop, f, r)
		default:
			n, _ := wsp.ConsumeValue(b[i:stop])
			r.Report(wsp.ValueKind, f, i, i+n)
			i += n
		}
	}
	return i
}

// valueEnd returns the end of the value at v of the header with octet o, 80 or above, as the walk delimits it.
func valueEnd(b []byte, o byte, v int) int {
	kind := kindNone
	if o < 0xC0 {
		kind = fieldTable[o&0x3F].kind
	}
	c := b[v]
	switch kind {
	case kindContentType:
		if end := wsp.PlainContentTypeEnd(b, v); end != 0 {
			return end
		}
		var r wsp.Recorder
		return wsp.CheckContentType(b, v, len(b), false, 0, &r)
	case kindText, kindURI, kindEncoded, kindAddress, kindEncodedDel:
		if c >= 0x20 || c == 0 {
			j := bytes.IndexByte(b[v:], 0)
			if j < 0 {
				return len(b)
			}
			return v + j + 1
		}
	}
	n, _ := wsp.ConsumeValue(b[v:])
	return v + n
}
