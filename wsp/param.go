package wsp

import (
	"bytes"
	"iter"
	"strconv"
)

// Param is one parameter of a Content-Type or Content-Disposition (WSP 7).
type Param struct {
	code int32 // -1: name in text
	name []byte
	raw  []byte // the value as on the wire; for textual ones, the text
	text bool   // from inside a media type text: raw is plain text
}

// Code returns the number of a well-known parameter; ok is false for one whose name is text.
func (p Param) Code() (code uint32, ok bool) { return uint32(p.code), p.code >= 0 }

// Name returns the name of p, "charset"; "x-wap-0x7e" for a number that is not assigned. It allocates unless p is well-known.
func (p Param) Name() string {
	if p.code < 0 {
		return MakeText(p.name, 0).String()
	}
	if p.code < int32(len(wellKnownParams)) {
		return wellKnownParams[p.code].name
	}
	return "x-wap-0x" + strconv.FormatInt(int64(p.code), 16)
}

// Is reports whether p is named name, letters in either case.
func (p Param) Is(name string) bool {
	if p.code < 0 {
		return equalFold(p.name, name)
	}
	return p.code < int32(len(wellKnownParams)) && wellKnownParams[p.code].name == name
}

// Raw returns the octets of the value as they are on the wire.
func (p Param) Raw() []byte { return p.raw }

// Text returns the value of p if it is a text or absent. That of parameter q never is one.
func (p Param) Text() (Text, bool) {
	switch {
	case p.text:
		return TextString(p.raw), true
	case len(p.raw) == 0 || p.raw[0] == 0:
		return Text{}, true
	case p.code == paramCodeQ, p.raw[0] < 0x20 || p.raw[0] >= 0x80 && len(p.raw) == 1:
		return Text{}, false
	}
	return TextString(p.raw), true // also 8-bit text that should have been quoted
}

// Uint returns the value of p if it is an integer.
func (p Param) Uint() (uint64, bool) {
	if p.text || len(p.raw) == 0 || p.code == paramCodeQ {
		return 0, false
	}
	if p.raw[0] >= 0x80 && len(p.raw) > 1 {
		return 0, false
	}
	if p.raw[0] == 0 && (p.code < 0 || textKind(p.code)) {
		return 0, false // No-value
	}
	v, n, c := ConsumeInteger(p.raw)
	return v, n != 0 && c != IntegerLong
}

// Quality returns the value of parameter q in thousandths.
func (p Param) Quality() (thousandths int, ok bool) {
	if p.code != paramCodeQ {
		return 0, false
	}
	v, n, _ := ConsumeQ(p.raw)
	return v, n != 0
}

// Charset returns the value of a charset parameter; 0 is "*", unknown or none.
func (p Param) Charset() Charset {
	if v, ok := p.Uint(); ok {
		if v > 0xFFFF {
			return 0
		}
		return Charset(v)
	}
	if t, ok := p.Text(); ok {
		c, _ := CharsetByName(t.Bytes())
		return c
	}
	return 0
}

// AppendValue appends the value of p as text: a name where the value is a number with one, else the number or the text.
func (p Param) AppendValue(dst []byte) []byte {
	if q, ok := p.Quality(); ok {
		return appendThousandths(dst, q)
	}
	v, ok := p.Uint()
	if !ok {
		if t, ok := p.Text(); ok {
			return t.AppendUTF8(dst)
		}
		return appendHex(dst, p.raw)
	}
	kind := paramUntyped
	if p.code >= 0 && p.code < int32(len(wellKnownParams)) {
		kind = wellKnownParams[p.code].kind
	}
	switch {
	case kind == paramCharset:
		if v == 0 {
			return append(dst, '*')
		}
		if v <= 0xFFFF {
			return append(dst, Charset(v).String()...)
		}
	case (kind == paramConstrained || p.code == paramCodeType) && v <= 0xFFFF:
		if s := mediaName(uint32(v)); s != "" {
			return append(dst, s...)
		}
	case kind == paramVersion && len(p.raw) == 1:
		return Version(p.raw[0]).AppendText(dst)
	}
	return strconv.AppendUint(dst, v, 10)
}

func appendThousandths(dst []byte, q int) []byte {
	dst = append(dst, '0', '.')
	dst = append(dst, '0'+byte(q/100))
	if q%100 != 0 {
		dst = append(dst, '0'+byte(q/10%10))
	}
	if q%10 != 0 {
		dst = append(dst, '0'+byte(q%10))
	}
	return dst
}

func appendHex(dst, b []byte) []byte {
	for _, c := range b {
		dst = append(dst, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
	}
	return dst
}

// Numbers of parameters that the code asks for by name (WSP 7.2).
const (
	paramCodeQ        = 0x00
	paramCodeCharset  = 0x01
	paramCodeType     = 0x03
	paramCodeTypeRoot = 0x09
)

// A paramSpan is where a parameter lies; code is that of Param.
type paramSpan struct {
	code        int32
	value, next int
}

// paramAt delimits the parameter at b[i:end], i < end (WSP 7.1). With a code other than 0 it has no end of its own:
// ValueKind says that no parameter begins at i; the others, that it runs into end.
func paramAt(b []byte, i, end int) (p paramSpan, c Code) {
	p.code = -1
	switch t := b[i]; {
	case t >= 0x80:
		p.code, p.value = int32(t&0x7F), i+1
	case t >= 0x20 && t < 0x7F:
		j := bytes.IndexByte(b[i:end], 0)
		if j < 0 {
			p.value, p.next = end, end
			return p, TextUnterminated
		}
		p.value = i + j + 1
	case t > 0 && t < 0x1F:
		v, n, c := ConsumeLongInteger(b[i:end])
		if n == 0 || c == IntegerLong || v > 1<<30 {
			return p, ValueKind
		}
		p.code, p.value = int32(v), i+n
	default:
		return p, ValueKind
	}
	if p.value >= end {
		p.next = end
		return p, ParamValueless
	}
	v := b[p.value:end]
	if p.code == paramCodeQ && v[0] != 0 {
		_, n, c := ConsumeUintvar(v)
		if n == 0 {
			p.next = end
			return p, c
		}
		p.next = p.value + n
		return p, 0
	}
	if v[0] >= 0x80 && textKind(p.code) {
		if j := bytes.IndexByte(v, 0); j > 0 {
			p.next = p.value + j + 1
			return p, 0
		}
	}
	n, c := ConsumeValue(v)
	p.next = p.value + n
	if c == UintvarPadded {
		c = 0
	}
	return p, c
}

// overruns reports whether p, which has the code c in octets that its Value-length counts, is known to end behind them.
func (p paramSpan) overruns(c Code) bool {
	return c != ValueKind && c != ParamValueless && p.code < int32(len(wellKnownParams))
}

// textKind reports whether the value of well-known parameter code is text by the registry.
func textKind(code int32) bool {
	if code < 0 || code >= int32(len(wellKnownParams)) {
		return false
	}
	k := wellKnownParams[code].kind
	return k == paramText || k == paramTextValue
}

// checkParam reports the faults inside the parameter p of b, which paramAt has delimited without a code.
func checkParam(b []byte, i int, p paramSpan, r *Recorder) {
	if p.code < 0 {
		name := CheckText(b, i, p.value, FieldText, r)
		checkToken(b, i, name, FieldText, r)
		checkUntyped(b, p, FieldText, r)
		return
	}
	if p.code >= int32(len(wellKnownParams)) {
		return
	}
	f := FieldParameter | Field(p.code)
	v := b[p.value]
	switch kind := wellKnownParams[p.code].kind; {
	case kind == paramQ:
		if v == 0 {
			return
		}
		if _, n, c := ConsumeQ(b[p.value:p.next]); c != 0 {
			r.Report(c, f, p.value, p.value+max(n, 1))
		}
	case kind == paramText:
		if v == 0 || v >= 0x20 && v < 0x80 || p.next-p.value > 1 && v >= 0x80 {
			CheckText(b, p.value, p.next, f, r)
		} else {
			r.Report(ValueKind, f, p.value, p.next)
		}
	case kind == paramTextValue:
		if v == 0 || v >= 0x20 && v < 0x80 || p.next-p.value > 1 && v >= 0x80 {
			CheckTextValue(b, p.value, p.next, f, r)
		} else {
			r.Report(ValueKind, f, p.value, p.next)
		}
	case kind == paramUntyped:
		checkUntyped(b, p, f, r)
	case v == '"':
		checkQuoted(b, p.value, p.next, f, r)
	case v >= 0x20 && v < 0x80: // a text in place of the compact form is legal: Typed-value
		CheckText(b, p.value, p.next, f, r)
	case kind == paramNoValue:
		if v != 0 {
			r.Report(ValueKind, f, p.value, p.next)
		}
	case v == 0x1F, kind == paramDate && v >= 0x80,
		v < 0x80 && v != 0 && (kind == paramVersion || kind == paramConstrained || kind == paramShort || kind == paramFieldName):
		r.Report(ValueKind, f, p.value, p.next)
	default:
		CheckInteger(b, p.value, p.next, true, f, r)
	}
}

func checkUntyped(b []byte, p paramSpan, f Field, r *Recorder) {
	switch v := b[p.value]; {
	case v == 0 || v >= 0x80:
	case v == 0x1F:
		r.Report(ValueKind, f, p.value, p.next)
	case v < 0x1F:
		CheckInteger(b, p.value, p.next, true, f, r)
	default:
		CheckTextValue(b, p.value, p.next, f, r)
	}
}

// ParamCursor steps through parameters without allocating:
//
//	c := ct.ParamCursor()
//	for c.Next() { p := c.Param() }
type ParamCursor struct {
	text []byte // a media type text from its first ';', with parameters inside (deviation D16)
	b    []byte // parameters
	stop int    // where the Value-length ends in b; one that runs past it ends all belief in it, as in the walk
	i    int    // in text, and then, counted on, in b
	// The parameter, in text or b.
	inText      bool
	code        int32
	name, value Span
}

// Next advances to the next parameter and reports whether there is one.
func (c *ParamCursor) Next() bool {
	if c.i < len(c.text) && c.nextText() {
		return true
	}
	i := c.i - len(c.text)
	if i >= len(c.b) {
		return false
	}
	if i >= c.stop {
		c.stop = len(c.b)
	}
	p, code := paramAt(c.b, i, c.stop)
	if code != 0 && c.stop < len(c.b) && p.overruns(code) {
		c.stop = len(c.b)
		p, code = paramAt(c.b, i, c.stop)
	}
	if code == ValueKind {
		c.i = len(c.text) + len(c.b)
		return false
	}
	c.inText, c.code, c.name, c.value = false, p.code, Span{}, span(p.value, p.next)
	if p.code < 0 {
		end := p.value
		if end > i && c.b[end-1] == 0 {
			end--
		}
		c.name = span(i, end)
	}
	c.i = len(c.text) + p.next
	return true
}

// nextText takes the next "; name=value" of text.
func (c *ParamCursor) nextText() bool {
	for c.i < len(c.text) {
		start := c.i + 1
		end := bytes.IndexByte(c.text[start:], ';')
		if end < 0 {
			end = len(c.text)
		} else {
			end += start
		}
		c.i = end
		item := trimSpan(c.text, start, end)
		if item.Len() == 0 {
			continue
		}
		c.inText, c.code, c.name, c.value = true, -1, item, Span{item.End, item.End}
		if eq := bytes.IndexByte(item.In(c.text), '='); eq >= 0 {
			c.name = trimSpan(c.text, int(item.Start), int(item.Start)+eq)
			c.value = trimSpan(c.text, int(item.Start)+eq+1, int(item.End))
		}
		return true
	}
	return false
}

// trimSpan returns the extent of b[start:end] without spaces and tabs at both ends.
func trimSpan(b []byte, start, end int) Span {
	for start < end && (b[start] == ' ' || b[start] == '\t') {
		start++
	}
	for end > start && (b[end-1] == ' ' || b[end-1] == '\t') {
		end--
	}
	return span(start, end)
}

// Param returns the parameter that the cursor stands on.
func (c *ParamCursor) Param() Param {
	b := c.b
	if c.inText {
		b = c.text
	}
	return Param{code: c.code, name: c.name.In(b), raw: c.value.In(b), text: c.inText}
}

func (c ParamCursor) all() iter.Seq[Param] {
	return func(yield func(Param) bool) {
		c := c // each range begins anew
		for c.Next() {
			if !yield(c.Param()) {
				return
			}
		}
	}
}
