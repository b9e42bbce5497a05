package reference

// walk is one walk over octets.
type walk struct {
	d      *Decoder
	b      []byte
	limits Limits
	parts  int
	faults []Fault
}

func (w *walk) fault(code, field string, start, end int) {
	w.faults = append(w.faults, Fault{code, field, Span{start, end}})
}

// nul returns the place of the first 00 in b[i:end], or -1.
func (w *walk) nul(i, end int) int {
	for ; i < end; i++ {
		if w.b[i] == 0 {
			return i
		}
	}
	return -1
}

// uintvar (WSP 2.2):
//
//	uintvar = 1*5 OCTET   ; bit 7 set on every octet except the last; at most 32 bits; minimal
//
// n is 0 where there is none: code says why. One that is padded is read, with a code.
func (w *walk) uintvar(i, end int) (v uint64, n int, code string) {
	for n < 5 {
		if i+n >= end {
			return 0, 0, "truncated"
		}
		o := w.b[i+n]
		n++
		v = v*128 + uint64(o%128)
		if o >= 0x80 {
			continue
		}
		if v >= 1<<32 {
			return 0, 0, "uintvar-overflow"
		}
		if n > 1 && w.b[i] == 0x80 {
			code = "uintvar-padded"
		}
		return v, n, code
	}
	return 0, 0, "uintvar-overflow"
}

// Value-length (WSP 2.3):
//
//	Value-length = Short-length | Length-quote Length   ; 00-1E, or 1F and a uintvar
//
// valueLength returns where the octets that it counts begin and end; both are cut at end. That a length does not fit is said
// with overrun, and then they go to end.
func (w *walk) valueLength(i, end int, field string, overrun string) (start, stop int, believed bool) {
	length, n := uint64(w.b[i]), 1
	if w.b[i] == 0x1F {
		v, used, code := w.uintvar(i+1, end)
		if used == 0 {
			w.fault(code, field, i, end)
			return end, end, false
		}
		length, n = v, 1+used
		if code != "" {
			w.fault(code, field, i, i+n)
		}
	}
	start = i + n
	if length > uint64(end-start) {
		w.fault(overrun, field, i, end)
		return start, end, false
	}
	return start, start + int(length), true
}

// Long-integer (WSP 2.4):
//
//	Long-integer = Short-length Multi-octet-integer   ; 1-30 octets, the first not 00 unless the value is 0
//
// Integer-value is that, or, where short says so, one octet of 80 and above. What is neither is passed over by its first octet.
func (w *walk) integer(i, end int, short bool, field string) int {
	o := int(w.b[i])
	switch {
	case o >= 0x80 && short:
		return i + 1
	case o > 30:
		w.fault("value-kind", field, i, i+1)
		return w.value(i, end, field)
	case o > end-i-1:
		w.fault("truncated", field, i, end)
		return end
	case o == 0:
		w.fault("integer-empty", field, i, i+1)
		return i + 1
	}
	digits := w.b[i+1 : i+1+o]
	padded := o > 1 && digits[0] == 0
	for len(digits) > 8 && digits[0] == 0 {
		digits = digits[1:]
	}
	switch {
	case len(digits) > 8:
		w.fault("integer-long", field, i, i+1+o)
	case padded:
		w.fault("integer-padded", field, i, i+1+o)
	}
	return i + 1 + o
}

// extent is the field-value rule (WSP 3): 00-1E that many octets follow, 1F a uintvar and that many, 20-7F text up to the
// next 00, 80-FF this octet. A value that runs past end is cut there.
func (w *walk) extent(i, end int) (next int, code string) {
	o := int(w.b[i])
	switch {
	case o >= 0x80:
		return i + 1, ""
	case o >= 0x20:
		if z := w.nul(i, end); z >= 0 {
			return z + 1, ""
		}
		return end, "text-unterminated"
	case o < 0x1F:
		if i+1+o > end {
			return end, "length-overrun"
		}
		return i + 1 + o, ""
	}
	length, n, code := w.uintvar(i+1, end)
	switch {
	case n == 0:
		return end, code
	case length > uint64(end-i-1-n):
		return end, "length-overrun"
	}
	return i + 1 + n + int(length), code
}

// value walks a value of which nothing is known (WSP 3).
func (w *walk) value(i, end int, field string) int {
	if o := w.b[i]; o >= 0x20 && o < 0x80 {
		return w.text(i, end, field)
	}
	next, code := w.extent(i, end)
	if code != "" {
		w.fault(code, field, i, next)
	}
	return next
}

// Text-string (WSP 2.5):
//
//	Text-string = [ Quote ] *TEXT End-of-string   ; Quote if and only if the first octet of the text is 80-FF
func (w *walk) text(i, end int, field string) int {
	from := i
	switch {
	case w.b[i] == 0x7F:
		from = i + 1
		if from >= end || w.b[from] < 0x80 {
			w.fault("text-quoted", field, i, from)
		}
	case w.b[i] >= 0x80:
		w.fault("text-unquoted", field, i, i+1)
	}
	return w.textRest(i, from, end, field)
}

// textRest walks the *TEXT End-of-string at from of what began at start:
//
//	TEXT = any OCTET except control characters (00-1F, 7F), but HT, and CR LF before SP or HT
//
// Of several control characters the first is reported.
func (w *walk) textRest(start, from, end int, field string) int {
	seen := false
	for i := from; i < end; i++ {
		o := w.b[i]
		switch {
		case o == 0:
			return i + 1
		case o == '\r' && i+2 < end && w.b[i+1] == '\n' && (w.b[i+2] == ' ' || w.b[i+2] == '\t'):
			i += 2
		case o == '\t' || o >= 0x20 && o != 0x7F:
		case !seen:
			seen = true
			w.fault("text-control", field, i, i+1)
		}
	}
	w.fault("text-unterminated", field, start, end)
	return end
}

// Quoted-string (WSP 2.5):
//
//	Quoted-string = 22 *TEXT End-of-string   ; no quotation mark behind
func (w *walk) quoted(i, end int, field string) int {
	next := w.textRest(i, i+1, end, field)
	last := next - 1
	if last > i && w.b[last] == 0 {
		last--
	}
	if last > i && w.b[last] == '"' {
		w.fault("quoted-closed", field, last, last+1)
	}
	return next
}

// Text-value (WSP 2.5):
//
//	Text-value = No-value | Token-text | Quoted-string
func (w *walk) textValue(i, end int, field string) int {
	switch w.b[i] {
	case 0:
		return i + 1
	case '"':
		return w.quoted(i, end, field)
	}
	next := w.text(i, end, field)
	w.token(i, next, field)
	return next
}

// token reports the first octet of b[i:end] that no HTTP token has, an End-of-string apart.
func (w *walk) token(i, end int, field string) {
	for ; i < end; i++ {
		if o := w.b[i]; o != 0 && !tokenOctet(o) {
			w.fault("token-separator", field, i, i+1)
			return
		}
	}
}

func tokenOctet(o byte) bool {
	if o <= 0x20 || o >= 0x7F {
		return false
	}
	for _, separator := range []byte("()<>@,;:\\\"/[]?={}") {
		if o == separator {
			return false
		}
	}
	return true
}
