package reference

import (
	"bytes"
	"strings"
)

// Value is what the value of a header is read as. What it is not is nil; all is nil where it cannot be read.
type Value struct {
	Text     *Text   // Text-string, Encoded-string-value, Uri-value, Message-Class in text; inside a Del form, what is counted
	Octet    *byte   // enumeration, version, Attributes; inside a Del form, the status
	Number   *uint64 // Long-integer, Integer-value
	Del      *uint64 // Status-count of a Del form
	Time     *Time
	From     *From
	Flags    *Flags
	Total    *Total
	SentBy   *SentBy
	SentDate *SentDate
	Element  *Element

	delForm bool // it has the shape of a Del form
}

// The values of more than one member (MMS 4.7, 4.9, 4.15 to 4.17, 4.20).
type (
	Time struct { // Expiry, Delivery-Time, Reply-Charging-Deadline
		Relative bool
		Seconds  uint64
	}
	From struct { // From
		Insert  bool
		Address Text
	}
	Flags struct { // MM-Flags
		Token   byte
		Keyword Text
	}
	Total struct { // Mbox-Totals, Mbox-Quotas
		Token  byte
		Number uint64
	}
	SentBy struct { // Previously-Sent-By
		Count   uint64
		Address Text
	}
	SentDate struct { // Previously-Sent-Date
		Count   uint64
		Seconds uint64
	}
	Element struct { // Element-Descriptor
		Reference Text
		Type      []byte // octets of the media type; nil if there is none
	}
)

func ptr[T any](v T) *T { return &v }

// mmsValue reads the value at i of the header with octet o, in a PDU of type typ: its extent first, by the field-value rule,
// then what is inside (MMS 2.3).
func (r *reader) mmsValue(o byte, i, end int, typ byte) (v Value, next int) {
	grammar, field := r.t.mmsFields[int(o&0x7F)], mmsField(o)
	first := r.b[i]
	next, _ = extent(r.b, i, end)
	switch {
	case strings.HasPrefix(grammar, "Text-string"), strings.HasPrefix(grammar, "Uri-value"),
		strings.HasPrefix(grammar, "Encoded-string-value"):
		if first >= 0x20 { // to the NUL, also of what begins with 80 or above (D09)
			next = end
			if n := bytes.IndexByte(r.b[i:end], 0); n >= 0 {
				next = i + n + 1
			}
		}
	}
	switch {
	case grammar == "", strings.HasPrefix(grammar, "none"): // unknown, or a name only (MMS 4.19)
		r.fieldValue(i, end, field)
		if first < 0x80 && (first >= 0x20 || first == 0) {
			v.Text = ptr(plainText(r.b[i:next]))
		}
	case grammar == "Text-string":
		v.Text = r.mmsText(i, next, field)
	case strings.HasPrefix(grammar, "Uri-value"):
		if first > 0 && first < 0x20 {
			v = r.delValue(i, next, field, "uri")
		} else {
			v.Text = r.mmsText(i, next, field)
		}
	case grammar == "status octet; Del form in delete .conf PDUs":
		if first < 0x20 {
			v = r.delValue(i, next, field, "status")
		} else {
			v.Octet = r.octet(i, next, field)
		}
	case strings.HasPrefix(grammar, "Encoded-string-value; Del form"):
		if first > 0 && first < 0x20 && delType(typ) {
			v = r.delValue(i, next, field, "encoded")
		} else {
			v.Text = r.encodedString(i, next, field)
		}
	case strings.HasPrefix(grammar, "Encoded-string-value"):
		v.Text = r.encodedString(i, next, field)
	case grammar == "class octet / Token-text":
		if first >= 0x80 { // Open: any such octet is a class, and none begins a text (MMS 2.3)
			v.Octet = ptr(first)
		} else if v.Text = r.mmsText(i, next, field); first >= 0x20 {
			r.token(i, next, field)
		}
	case strings.Contains(grammar, "octet"), strings.HasPrefix(grammar, "Short-integer"):
		v.Octet = r.octet(i, next, field)
	case strings.Contains(grammar, "Long-integer"):
		v.Number = r.mmsInteger(i, next, false, field)
	case grammar == "Integer-value":
		v.Number = r.mmsInteger(i, next, true, field)
	default:
		r.countedValue(&v, grammar, i, next, field)
	}
	return v, next
}

// One octet of 80 or above (MMS 4.4, 5). Anything else is passed over by the first-octet rule (D32b).
func (r *reader) octet(i, end int, field string) *byte {
	if r.b[i] < 0x80 {
		r.fault("value-kind", field, i, end)
		return nil
	}
	return ptr(r.b[i])
}

func (r *reader) mmsInteger(i, end int, short bool, field string) *uint64 {
	n, ok, _ := r.integer(i, end, short, field)
	if !ok {
		return nil
	}
	return &n
}

// Text-string = [Quote] *TEXT End-of-string (MMS 4.2).
func (r *reader) mmsText(i, end int, field string) *Text {
	if o := r.b[i]; o > 0 && o < 0x20 {
		r.fault("value-kind", field, i, end)
		return nil
	}
	r.textString(i, end, field)
	return ptr(plainText(r.b[i:end]))
}

// Encoded-string-value = Text-string | Value-length Char-set Text-string; Char-set = Integer-value (MMS 4.3). A lone 00 is the
// empty string; 20-7F begins the first form, and so does what is 80 or above (D09).
func (r *reader) encodedString(i, end int, field string) *Text {
	if o := r.b[i]; o == 0 || o >= 0x20 {
		return ptr(plainText(r.b[i:r.textString(i, end, field)]))
	}
	j, stop := r.valueLength(i, end, field)
	if j >= stop {
		r.fault("truncated", field, i, stop)
		return nil
	}
	charset, j := r.charset(j, stop, field)
	octets := r.b[j:stop]
	if wide(charset) {
		if len(octets) == 0 || octets[len(octets)-1] != 0 {
			r.fault("text-unterminated", field, j, stop)
		}
		return &Text{wideText(octets), charset}
	}
	if len(octets) == 0 { // D08
		r.fault("text-unterminated", field, j, stop)
		return &Text{nil, charset}
	}
	// The text is bounded by Value-length, not by the first NUL. Open: but what follows the first NUL is a surplus.
	if next := r.textString(j, stop, field); next < stop {
		r.fault("value-surplus", field, next, stop)
	}
	t := plainText(octets) // drop one trailing 00 and one leading 7F
	t.Charset = charset
	return &t
}

// Char-set = Integer-value, the MIBenum (MMS 4.3). Open: where a text character stands there is none, and the text begins; any
// other octet that begins no number below 65,536 is taken for a MIBenum by itself.
func (r *reader) charset(i, stop int, field string) (charset, next int) {
	o := r.b[i]
	if o >= 0x20 && o < 0x80 {
		r.fault("value-kind", field, i, i+1)
		return 0, i
	}
	quiet := r.quiet()
	n, _, next := quiet.integer(i, stop, true, field)
	if n > 0xFFFF || o == 0x1F || i+1+int(o) > stop && o < 0x80 {
		r.fault("value-kind", field, i, i+1)
		return int(o), i + 1
	}
	r.faults = append(r.faults, quiet.faults...)
	return int(n), next
}

// wide reports whether texts in the charset have octets 00 inside: UCS-2, UCS-4, UTF-16 and UTF-32 (WSP 9.2).
func wide(charset int) bool {
	switch charset {
	case 1000, 1001, 1013, 1014, 1015, 1017, 1018, 1019:
		return true
	}
	return false
}

// wideText takes Quote and terminator off (MMS 4.3). Open: the rules for 16 bits are also those for 32.
func wideText(t []byte) []byte {
	n := len(t)
	zeros := n >= 2 && t[n-1] == 0 && t[n-2] == 0
	if n >= 2 && t[0] == 0x7F {
		mark := bytes.HasPrefix(t[1:], []byte{0xFE, 0xFF}) || bytes.HasPrefix(t[1:], []byte{0xFF, 0xFE})
		odd := n%2 == 1
		if mark || t[1] >= 0x80 && (odd && zeros || !odd && !zeros) {
			t = t[1:]
		}
	}
	n = len(t)
	zeros = n >= 2 && t[n-1] == 0 && t[n-2] == 0
	switch {
	case n%2 == 1:
		return t[:n-1]
	case zeros:
		return t[:n-2]
	}
	return t
}

// The Del forms: Value-length Status-count-value, then Content-location-value, Response-status-value or Response-text-value;
// Status-count-value = Integer-value (MMS 4.14).
func (r *reader) delValue(i, end int, field, kind string) Value {
	v := Value{delForm: true}
	j, stop := r.valueLength(i, end, field)
	if j >= stop {
		r.fault("truncated", field, i, stop)
		return v
	}
	n, ok, j := r.integer(j, stop, true, field)
	if j >= stop {
		r.fault("truncated", field, i, stop)
		return v
	}
	o := r.b[j]
	inner := Value{}
	next := j + 1
	switch kind {
	case "status":
		if o < 0x80 {
			r.fault("value-kind", field, j, stop)
			next = stop
		} else {
			inner.Octet = ptr(o)
		}
	case "uri":
		next = r.textString(j, stop, field)
		if o == 0 || o >= 0x20 {
			inner.Text = ptr(plainText(r.b[j:next]))
		}
	case "encoded":
		next, inner.Text = r.encodedInside(j, stop, field)
	}
	if next < stop {
		r.fault("value-surplus", field, next, stop)
	}
	if !ok {
		return v
	}
	inner.Del, inner.delForm = &n, true
	return inner
}

// encodedInside reads an Encoded-string-value that is not the last thing in its enclosing value for sure.
func (r *reader) encodedInside(i, stop int, field string) (next int, t *Text) {
	if i >= stop {
		r.fault("truncated", field, i, stop)
		return stop, nil
	}
	next = stop
	if o := r.b[i]; o == 0 || o >= 0x20 {
		next = stop
		if n := bytes.IndexByte(r.b[i:stop], 0); n >= 0 {
			next = i + n + 1
		}
	} else {
		next, _ = extent(r.b, i, stop)
	}
	t = r.encodedString(i, next, field)
	if t != nil && !wide(t.Charset) {
		t.Octets, _, _ = bytes.Cut(t.Octets, []byte{0})
	}
	return next, t
}
