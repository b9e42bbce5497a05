package reference

// mmsValue walks the value of an MMS header field, at v, and returns its end. Whatever is wrong inside, the extent is that of
// the field-value rule (MMS 2.3), but for texts, which go to the next 00, and for Content-Type.
func (w *walk) mmsValue(m *Message, code, v, end int, del **Fault) int {
	field := mmsField(code)
	o := w.b[v]
	isText := o == 0 || o >= 0x20
	notThisKind := func() int {
		next, _ := w.extent(v, end)
		w.fault("value-kind", field, v, next)
		return next
	}
	deletes := m.Type == mboxDeleteConf || m.Type == deleteConf
	switch w.d.field(code) {
	case unknownField:
		return w.value(v, end, field)
	case octetField:
		if o >= 0x80 {
			return v + 1
		}
		return notThisKind()
	case classField: // Class-identifier | Token-text (MMS 4.10)
		switch {
		case o >= 0x80:
			return v + 1
		case !isText:
			return notThisKind()
		}
		next := w.text(v, end, field)
		w.tokenUpTo(v, next, field)
		return next
	case textField:
		if !isText {
			return notThisKind()
		}
		return w.text(v, end, field)
	case encodedField:
		return w.encoded(v, end, field)
	case longField:
		return w.integer(v, end, false, field)
	case integerField:
		return w.integer(v, end, true, field)
	case contentField:
		m.ContentType = w.contentType(v, end, false, field)
		return m.ContentType.End
	case locationField:
		if isText {
			return w.text(v, end, field)
		}
	case statusField:
		if o >= 0x80 {
			return v + 1
		}
		if o >= 0x20 {
			return notThisKind()
		}
	case replyField:
		if isText || !deletes {
			return w.encoded(v, end, field)
		}
	default:
		return w.counted(w.d.field(code), v, end, field)
	}
	return w.del(w.d.field(code), v, end, field, del)
}

// tokenUpTo is token that an End-of-string ends.
func (w *walk) tokenUpTo(i, end int, field string) {
	if z := w.nul(i, end); z >= 0 {
		end = z
	}
	w.token(i, end, field)
}

// Encoded-string-value (MMS 4.3):
//
//	Encoded-string-value = Text-string | Value-length Char-set Text-string
//	Char-set             = Integer-value
func (w *walk) encoded(v, end int, field string) int {
	if o := w.b[v]; o == 0 || o >= 0x20 {
		return w.text(v, end, field)
	}
	i, stop, _ := w.valueLength(v, end, field, "length-overrun")
	if i >= stop {
		w.fault("truncated", field, v, stop)
		return stop
	}
	charset, n := w.charset(i, stop, field)
	i += n
	switch {
	case i >= stop:
		w.fault("text-unterminated", field, i, stop)
	case wide(charset):
		if w.b[stop-1] != 0 {
			w.fault("text-unterminated", field, i, stop)
		}
	default:
		if next := w.text(i, stop, field); next < stop {
			w.fault("value-surplus", field, next, stop)
		}
	}
	return stop
}

// charset reads a Char-set, and how many octets it takes. A text where it should be takes none; of an octet that can be neither
// the number is taken.
func (w *walk) charset(i, stop int, field string) (mib uint64, n int) {
	o := w.b[i]
	if o >= 0x20 && o < 0x80 {
		w.fault("value-kind", field, i, i+1)
		return 0, 0
	}
	if o >= 0x80 {
		return uint64(o) - 0x80, 1
	}
	q := w.quiet()
	if int(o) <= 30 && i+1+int(o) <= stop {
		next := q.integer(i, stop, true, field)
		mib, ok := number(w.b[i:next])
		if !ok || mib <= 0xFFFF {
			w.faults = append(w.faults, q.faults...)
			return mib, next - i
		}
	}
	w.fault("value-kind", field, i, i+1)
	return uint64(o), 1
}

// wide tells whether texts in a charset have octets 00 inside: UCS-2, UCS-4, UTF-16 and UTF-32.
func wide(mib uint64) bool {
	switch mib {
	case 1000, 1001, 1013, 1014, 1015, 1017, 1018, 1019:
		return true
	}
	return false
}

// counted walks a value that begins with Value-length (MMS 4.7, 4.9, 4.15 to 4.17, 4.20):
//
//	From-value                 = Value-length ( 80 Encoded-string-value | 81 )
//	Expiry-value               = Value-length ( 80 Date-value | 81 Delta-seconds-value )
//	MM-flags-value             = Value-length ( 80 | 81 | 82 ) Encoded-string-value
//	Mbox-totals-value          = Value-length ( 80 | 81 ) Integer-value
//	Previously-sent-by-value   = Value-length Integer-value Encoded-string-value
//	Previously-sent-date-value = Value-length Integer-value Date-value
//	Element-Descriptor-value   = Value-length Text-string *( Parameter )
func (w *walk) counted(kind string, v, end int, field string) int {
	if w.b[v] >= 0x20 { // deviation D05
		next, _ := w.extent(v, end)
		w.fault("length-missing", field, v, next)
		return next
	}
	i, stop, _ := w.valueLength(v, end, field, "length-overrun")
	if i >= stop {
		w.fault("truncated", field, v, stop)
		return stop
	}
	o := w.b[i]
	token := func(last byte) {
		if o < 0x80 || o > last {
			w.fault("token-unknown", field, i, i+1)
		}
		i++
	}
	integer := func(short bool) {
		if i >= stop {
			w.fault("truncated", field, i, stop)
			return
		}
		i = w.integer(i, stop, short, field)
	}
	encoded := func() {
		if i >= stop {
			w.fault("truncated", field, i, stop)
			return
		}
		i = w.encoded(i, stop, field)
	}
	switch kind {
	case fromField:
		if token(0x81); o == 0x80 {
			encoded()
		}
	case timeField:
		token(0x81)
		integer(o != 0x80)
	case flagsField:
		token(0x82)
		encoded()
	case totalField:
		token(0x81)
		integer(true)
	case byField:
		integer(true)
		encoded()
	case whenField:
		integer(true)
		integer(false)
	case elementField:
		i = w.element(i, stop, field)
	}
	if i < stop {
		w.fault("value-surplus", field, i, stop)
	}
	return stop
}

// element walks Content-Reference-value *( Parameter ), whose parameters are MMS's own (MMS 4.20):
//
//	Parameter = ( Short-integer | Text-string ) ( Constrained-encoding | Text-string )
func (w *walk) element(i, stop int, field string) int {
	if o := w.b[i]; o != 0 && o < 0x20 {
		w.fault("value-kind", field, i, stop)
		return stop
	}
	i = w.text(i, stop, field)
	for i < stop {
		switch o := w.b[i]; {
		case o >= 0x80:
			i++
		case o >= 0x20 && o != 0x7F:
			i = w.text(i, stop, field)
		default:
			return i
		}
		if i >= stop {
			w.fault("param-valueless", field, i, stop)
			return stop
		}
		switch o := w.b[i]; {
		case o >= 0x80:
			i++
		case o == 0 || o >= 0x20:
			i = w.text(i, stop, field)
		default:
			next, _ := w.extent(i, stop)
			w.fault("value-kind", field, i, next)
			i = next
		}
	}
	return i
}

// del walks a Del form (MMS 4.14):
//
//	Content-location-Del-value = Value-length Status-count-value Content-location-value
//	Response-status-Del-value  = Value-length Status-count-value Response-status-value
//	Response-text-Del-value    = Value-length Status-count-value Response-text-value
//	Status-count-value         = Integer-value
//
// The first one is noted: in a PDU that has none it is a fault, once the type of the PDU is known.
func (w *walk) del(kind string, v, end int, field string, noted **Fault) int {
	i, stop, _ := w.valueLength(v, end, field, "length-overrun")
	if *noted == nil {
		*noted = &Fault{"del-form", field, Span{v, stop}}
	}
	if i < stop {
		i = w.integer(i, stop, true, field)
	}
	if i >= stop {
		w.fault("truncated", field, v, stop)
		return stop
	}
	switch kind {
	case statusField:
		if w.b[i] < 0x80 {
			w.fault("value-kind", field, i, stop)
			return stop
		}
		i++
	case locationField:
		i = w.text(i, stop, field)
	default:
		i = w.encoded(i, stop, field)
	}
	if i < stop {
		w.fault("value-surplus", field, i, stop)
	}
	return stop
}

// says is filled in by words.go.
func (w *walk) says(int, Header) string { return "" }
