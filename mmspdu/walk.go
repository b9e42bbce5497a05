package mmspdu

import (
	"bytes"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/wsp"
)

// walker is one walk over a PDU: it finds every field and part and reports every fault.
type walker struct {
	p          *layout
	b          []byte // up to the end of the PDU
	limits     *Limits
	headersEnd int   // Limits.Headers
	fields     int   // that Limits.Fields still allows
	ahead      int16 // what typeBehind found; 0: not asked, -1: none
	del        wsp.Span
	delField   wsp.Field
	r          *wsp.Recorder
}

// message walks the PDU that begins at i (MMS 2.3).
func (w *walker) message(i int) {
	p := w.p
	p.start, p.end = uint32(i), uint32(len(w.b))
	w.headers(i)
	p.faults = w.r.Count
	if p.typ == 0 || w.r.Stopped() {
		return
	}
	if !w.del.IsZero() && !hasDelForms(p.typ) && w.r.Report(wsp.DelForm, w.delField, int(w.del.Start), int(w.del.End)) {
		return
	}
	if p.body {
		w.content()
	}
	p.faults = w.r.Count
}

// hasDelForms reports whether the fields of t have the shape of MMS 4.14.
func hasDelForms(t Type) bool { return t == TypeMboxDeleteConf || t == TypeDeleteConf }

// endsHeaders reports whether Content-Type is the last header of t: so it is in PDUs with a body and in those that nobody
// knows. In the others it is a header like any other, and what follows is read as headers.
func endsHeaders(t Type) bool { return t.HasBody() || !t.Known() }

// headers walks the header block that begins at i. A value that is as the grammar has it is passed over here; whatever
// else it may be is for value to say.
func (w *walker) headers(i int) {
	b, p := w.b, w.p
	fields, limit := effective(w.limits.Fields, DefaultFields), w.headersEnd
	for i < len(b) {
		o, v := b[i], i+1
		next, stop := 0, false
		if o >= 0x80 && v < len(b) {
			if b[v] >= 0x80 && o < 0xC0 && uint64(octetFields)>>(o&0x3F)&1 != 0 {
				next = v + 1
			} else if next = plainValueEnd(b, o, v); next == 0 {
				w.fields = fields
				next = w.value(o, v)
				stop = w.r.Stopped()
			}
			if o == 0x80|byte(FieldMessageType) && p.typ == 0 && b[v] >= 0x80 {
				p.typ = Type(b[v])
			}
		} else {
			if next = w.oddHeader(i); next < 0 {
				break
			}
			stop = w.r.Stopped()
		}
		if next > limit {
			w.r.Report(wsp.LimitHeaders, wsp.StructureHeaders, i, len(b))
			break
		}
		if fields--; fields < 0 {
			w.r.Report(wsp.LimitFields, wsp.StructureHeaders, i, len(b))
			break
		}
		start := i
		i = next
		if o >= 0x80 && o < 0xC0 {
			p.index(o, start, next)
			if o == 0x80|byte(FieldContentType) && w.lastHeader(start, next) {
				break
			}
		}
		if stop {
			break
		}
	}
	p.headersEnd = uint32(i)
	p.bodyStart = uint32(i)
}

// octetFields has bit n set where the value of field n may be one octet of 80 or above, by its kind.
const octetFields = 1<<FieldDeliveryReport | 1<<FieldMessageClass | 1<<FieldMessageType | 1<<FieldMMSVersion |
	1<<FieldPriority | 1<<FieldReadReport | 1<<FieldReportAllowed | 1<<FieldResponseStatus | 1<<FieldSenderVisibility |
	1<<FieldStatus | 1<<FieldRetrieveStatus | 1<<FieldReadStatus | 1<<FieldReplyCharging | 1<<FieldStore | 1<<FieldMMState |
	1<<FieldStoreStatus | 1<<FieldStored | 1<<FieldAttributes | 1<<FieldTotals | 1<<FieldMessageCount | 1<<FieldQuotas |
	1<<FieldStart | 1<<FieldDistributionIndicator | 1<<FieldLimit | 1<<FieldRecommendedRetrievalMode | 1<<FieldContentClass |
	1<<FieldDRMContent | 1<<FieldAdaptationAllowed | 1<<FieldCancelStatus

// plainValueEnd returns the end of the value at b[v] of the header with octet o, if it is short and in every way as the
// grammar has it; else 0. It saves the common case the walk of the production. Values of one octet are taken before.
func plainValueEnd(b []byte, o byte, v int) int {
	c := b[v]
	if o >= 0xC0 {
		return 0
	}
	stop := v + 1 + int(c) // where a Value-length or Short-length of c ends
	switch fieldTable[o&0x3F].kind {
	case kindLong, kindDate:
		if c-1 < 8 && stop <= len(b) && (b[v+1] != 0 || c == 1) {
			return stop
		}
	case kindText, kindURI:
		if c >= 0x20 && c < 0x7F {
			return wsp.PlainTextEnd(b, v)
		}
	case kindContentType:
		return wsp.PlainContentTypeEnd(b, v)
	case kindEncoded, kindAddress, kindEncodedDel:
		if c >= 0x20 && c < 0x7F {
			return wsp.PlainTextEnd(b, v)
		}
		if c > 0x1F || o == 0x80|byte(FieldResponseText) {
			return 0
		}
		in := v + 1
		if c == 0x1F {
			if in >= len(b) || b[in] >= 0x80 {
				return 0
			}
			in++
			stop = in + int(b[v+1])
		}
		if stop-in >= 3 && stop <= len(b) && b[in] >= 0x80 && plainEncoded(b[in+1:stop]) {
			return stop
		}
	case kindFrom:
		if c-3 < 0x1F-3 && stop <= len(b) && b[v+1] == 0x80 {
			in := b[v+2 : stop]
			if in[0] >= 0x20 && in[0] < 0x7F {
				if wsp.PlainTextEnd(in, 0) == len(in) {
					return stop
				}
			} else if n := int(in[0]); n == len(in)-1 && n > 2 && n < 0x1F && in[1] >= 0x80 && plainEncoded(in[2:]) {
				return stop
			}
		}
	case kindTime:
		if c-3 < 8 && stop <= len(b) && b[v+1]&0xFE == 0x80 && int(b[v+2]) == int(c)-2 && (b[v+3] != 0 || c == 3) {
			return stop
		}
	}
	return 0
}

// plainEncoded reports whether t is a Text-string in a charset of 8 bits, as the grammar has it, and nothing else.
func plainEncoded(t []byte) bool {
	if t[0] == 0x7F && t[1] >= 0x80 {
		t = t[1:]
	} else if t[0] >= 0x7F {
		return false
	}
	return wsp.PlainTextEnd(t, 0) == len(t)
}

// delForms reports whether the fields of the PDU have the shape of MMS 4.14, at the header that begins at i. Its type may come
// behind that header (deviation D01).
func (w *walker) delForms(i int) bool {
	if w.p.typ != 0 {
		return hasDelForms(w.p.typ)
	}
	if w.ahead == 0 {
		w.ahead = w.typeBehind(i)
	}
	return w.ahead > 0 && hasDelForms(Type(w.ahead))
}

// typeBehind returns the type that the walk, which is at the header that begins at i, is going to meet, or -1.
func (w *walker) typeBehind(i int) int16 {
	b := w.b
	for fields := w.fields; i < len(b) && (b[i] >= 0x80 || b[i] >= 0x20 && b[i] < 0x7F); fields-- {
		h := headerAt(b, i)
		next := int(h.end)
		follows := next+1 < len(b) && b[next] == 0x80|byte(FieldMessageType) && b[next+1] >= 0x80
		switch {
		case h.code == int16(FieldMessageType) && int(h.value) < len(b) && b[h.value] >= 0x80:
			return int16(b[h.value])
		case next > w.headersEnd, fields <= 0, h.code == int16(FieldContentType) && !follows:
			return -1
		}
		i = next
	}
	return -1
}

// lastHeader decides whether the Content-Type at b[i:next] ends the headers, and notes the body if it does.
func (w *walker) lastHeader(i, next int) bool {
	p, b := w.p, w.b
	if p.typ == 0 && next+1 < len(b) && b[next] == 0x80|byte(FieldMessageType) && b[next+1] >= 0x80 {
		return false // deviation D01: the type that decides comes right behind
	}
	if p.typ != 0 && !endsHeaders(p.typ) {
		return false
	}
	p.body = true
	p.contentType = wsp.Span{Start: uint32(i + 1), End: uint32(next)}
	if next < len(b) {
		p.entries = wsp.SingleEntry(p.contentType, wsp.Span{Start: uint32(next), End: uint32(len(b))})
	}
	return true
}

func field(o byte) wsp.Field { return wsp.FieldPDU | wsp.Field(o&0x7F) }

// oddHeader walks what begins at i and is no well-known header with a value. It returns -1 where the headers end.
func (w *walker) oddHeader(i int) int {
	b := w.b
	switch o := b[i]; {
	case o >= 0x80:
		w.r.Report(wsp.Truncated, field(o), i, len(b))
		return -1
	case o >= 0x20 && o < 0x7F:
		return w.applicationHeader(i)
	case o == 0:
		c := wsp.HeaderOctet
		if len(bytes.Trim(b[i:], "\x00")) == 0 {
			c = wsp.TrailingOctets // deviation D52
		}
		w.r.Report(c, wsp.StructureHeaders, i, len(b))
	default:
		w.r.Report(wsp.CodePageShift, wsp.StructureHeaders, i, len(b)) // deviation D37
	}
	return -1
}

// applicationHeader walks Token-text and its Text-string.
func (w *walker) applicationHeader(i int) int {
	b := w.b
	v := wsp.CheckText(b, i, len(b), wsp.FieldText, w.r)
	if v >= len(b) {
		if b[len(b)-1] == 0 {
			w.r.Report(wsp.Truncated, wsp.FieldText, i, len(b))
		}
		return -1
	}
	if k := wsp.TokenEnd(b, i, v-1); k < v-1 {
		w.r.Report(wsp.TokenSeparator, wsp.FieldText, k, k+1)
	}
	next := applicationValueEnd(b, v)
	if c := b[v]; c != 0 && c < 0x20 || c >= 0x80 && next == v+1 {
		w.r.Report(wsp.ValueKind, wsp.FieldText, v, next)
		return next
	}
	wsp.CheckText(b, v, next, wsp.FieldText, w.r)
	return next
}

// applicationValueEnd returns the end of the value at v. An octet of 80 or above begins a text without Quote if what
// comes up to the NUL is UTF-8 (deviation D09); else it is a value of its own, and the next octet a header.
func applicationValueEnd(b []byte, v int) int {
	if b[v] >= 0x80 {
		if j := bytes.IndexByte(b[v:], 0); j > 0 && utf8.Valid(b[v:v+j]) {
			return v + j + 1
		}
	}
	n, _ := wsp.ConsumeValue(b[v:])
	return v + n
}

// content walks the body, whose media type the Content-Type header gave (MMS 2.4, 8).
func (w *walker) content() {
	p := w.p
	if wsp.ContentType(w.b[p.contentType.Start:p.contentType.End]).Multipart() {
		p.multi = true
		p.entries = wsp.CheckMultipart(w.b, wsp.Span{Start: p.bodyStart, End: p.end}, w.limits.bounds(), w.r)
	}
}

const mediaMessage = "application/vnd.wap.mms-message"

// hasDescriptions reports whether PDUs of type t carry M-Mbox-Descr PDUs (MMS 8.5).
func hasDescriptions(t Type) bool { return t == TypeMboxViewConf || t == TypeMboxUploadReq }

// descriptions walks the M-Mbox-Descr PDUs in the body. They are not searched for further ones.
func (w *walker) descriptions() {
	for c := w.p.entries.CursorAll(w.b); c.Next() && !w.r.Stopped(); {
		part := c.Part()
		if !part.ContentType().Is(mediaMessage) {
			continue
		}
		s := part.DataSpan()
		var inner layout
		sub := walker{
			p: &inner, b: w.b[:s.End], limits: w.limits, r: w.r,
			headersEnd: int(min(uint64(s.Start)+uint64(w.headersEnd-int(w.p.start)), uint64(s.End))),
		}
		sub.message(int(s.Start))
		if inner.typ == 0 {
			w.r.Report(wsp.Truncated, field(byte(FieldMessageType)), int(s.Start), int(s.End))
		}
	}
	w.p.faults = w.r.Count
}
