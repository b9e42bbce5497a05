package reference

import "fmt"

// place is where a parameter lies.
type place struct {
	number      int // -1: its name is a text
	value, next int
	code        string // why it has no end of its own; "value-kind": no parameter begins here
}

// Parameter (WSP 7.1):
//
//	Parameter         = Typed-parameter | Untyped-parameter
//	Typed-parameter   = Well-known-parameter-token Typed-value    ; the token is an Integer-value
//	Untyped-parameter = Token-text Untyped-value
func (w *walk) paramAt(i, end int) place {
	p := place{number: -1}
	switch o := int(w.b[i]); {
	case o >= 0x80:
		p.number, p.value = o-0x80, i+1
	case o >= 0x20 && o < 0x7F:
		z := w.nul(i, end)
		if z < 0 {
			return place{number: -1, value: end, next: end, code: "text-unterminated"}
		}
		p.value = z + 1
	case o > 0 && o < 0x1F && i+1+o <= end:
		n, ok := number(w.b[i : i+1+o])
		if !ok || n > 1<<30 {
			return place{number: -1, code: "value-kind"}
		}
		p.number, p.value = int(n), i+1+o
	default:
		return place{number: -1, code: "value-kind"}
	}
	if p.value >= end {
		p.next, p.code = end, "param-valueless"
		return p
	}
	o := w.b[p.value]
	if p.number == 0 && o != 0 { // q is a uintvar, whatever it looks like
		_, n, code := w.uintvar(p.value, end)
		p.next = p.value + n
		if n == 0 {
			p.next, p.code = end, code
		}
		return p
	}
	if o >= 0x80 && p.number >= 0 && w.d.textParam(p.number) { // deviation D09: a text without Quote
		if z := w.nul(p.value, end); z >= 0 {
			p.next = z + 1
			return p
		}
	}
	p.next, p.code = w.extent(p.value, end)
	if p.code == "uintvar-padded" {
		p.code = ""
	}
	return p
}

// param walks the value of a parameter that paramAt has delimited:
//
//	Typed-value = Compact-value | Text-value     ; a text may stand for any compact value
func (w *walk) param(i int, p place) {
	v, end := p.value, p.next
	if p.number < 0 {
		name := w.text(i, v, "text")
		w.token(i, name, "text")
		w.untyped(v, end, "text")
		return
	}
	field := fmt.Sprintf("parameter %02x", p.number)
	o := w.b[v]
	text := o == 0 || o >= 0x20 && o < 0x80 || o >= 0x80 && end-v > 1
	switch grammar := w.d.params[p.number]; {
	case grammar == "": // not assigned
	case grammar == "Q-value":
		w.quality(v, end, field)
	case grammar == "Text-string" && text:
		w.text(v, end, field)
	case grammar == "Text-value" && text:
		w.textValue(v, end, field)
	case grammar == "Text-string", grammar == "Text-value":
		w.fault("value-kind", field, v, end)
	case grammar == "Untyped-value":
		w.untyped(v, end, field)
	case o == '"':
		w.quoted(v, end, field)
	case o >= 0x20 && o < 0x80: // such texts are media types and names more often than tokens
		w.text(v, end, field)
	case grammar == "No-value":
		if o != 0 {
			w.fault("value-kind", field, v, end)
		}
	case o == 0x1F:
		w.fault("value-kind", field, v, end)
	case grammar == "Date-value" && o >= 0x80:
		w.fault("value-kind", field, v, end)
	case o > 0 && o < 0x20 && (grammar == "Version-value" || grammar == "Constrained-encoding" || grammar == "Short-integer" || grammar == "Field-name"):
		w.fault("value-kind", field, v, end)
	default:
		w.integer(v, end, true, field)
	}
}

// Untyped-value = Integer-value | Text-value
func (w *walk) untyped(v, end int, field string) {
	switch o := w.b[v]; {
	case o == 0 || o >= 0x80:
	case o == 0x1F:
		w.fault("value-kind", field, v, end)
	case o < 0x1F:
		w.integer(v, end, true, field)
	default:
		w.textValue(v, end, field)
	}
}

// Q-value = 1*2 OCTET   ; a uintvar: 1-100 hundredths and one, 101-1099 thousandths and 100 (WSP 2.7)
func (w *walk) quality(v, end int, field string) {
	if w.b[v] == 0 {
		return // No-value
	}
	q, n, code := w.uintvar(v, end)
	switch {
	case n == 0:
		w.fault(code, field, v, v+1)
	case q == 0 || q >= 1100 || n > 2:
		w.fault("value-kind", field, v, v+1)
	case code != "":
		w.fault(code, field, v, v+n)
	}
}

// number is what an Integer-value says; ok is false for none and for one of more than 64 bits.
func number(v []byte) (n uint64, ok bool) {
	if len(v) == 0 {
		return 0, false
	}
	o := int(v[0])
	switch {
	case o >= 0x80:
		return uint64(o - 0x80), true
	case o > 30 || o > len(v)-1:
		return 0, false
	}
	digits := v[1 : 1+o]
	for len(digits) > 8 && digits[0] == 0 {
		digits = digits[1:]
	}
	if len(digits) > 8 {
		return 0, false
	}
	for _, d := range digits {
		n = n*256 + uint64(d)
	}
	return n, true
}
