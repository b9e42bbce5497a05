package mmspdu

import (
	"bytes"
	"math"
	"time"

	"github.com/mmsguard/mmsguard/wsp"
)

// Date is a Date-value: seconds since 1970-01-01T00:00:00Z (MMS 4.8).
type Date uint64

// maxDate is the last second of the year 9999, the last that every format of dates can write.
const maxDate = 253402300799

// Time returns d as a time in UTC; dates after the year 9999 are that year's last second.
func (d Date) Time() time.Time { return time.Unix(int64(min(uint64(d), maxDate)), 0).UTC() }

// Time is the value of Expiry, Delivery-Time or Reply-Charging-Deadline (MMS 4.9).
type Time struct {
	Relative bool   // counts from the moment of receipt
	Seconds  uint64 // relative: from now; absolute: since 1970-01-01T00:00:00Z
}

// At returns the moment of t, now being the time that a relative one counts from.
func (t Time) At(now time.Time) time.Time {
	if !t.Relative {
		return Date(t.Seconds).Time()
	}
	return now.Add(t.Duration())
}

// Duration returns a relative time as a duration, at most that of Go's type; 0 for an absolute one.
func (t Time) Duration() time.Duration {
	if !t.Relative {
		return 0
	}
	return time.Duration(min(t.Seconds, math.MaxInt64/uint64(time.Second))) * time.Second
}

// From is the value of From (MMS 4.7): an address, or the sender's wish that the relay insert it.
type From struct {
	Insert  bool
	Address Address
}

// Flags is the value of X-Mms-MM-Flags (MMS 4.16): a keyword and what to do with it.
type Flags struct {
	Token   FlagToken
	Keyword wsp.Text
}

// Total is the value of X-Mms-Mbox-Totals or -Quotas (MMS 4.17): a number of messages or octets.
type Total struct {
	Token  TotalToken
	Number uint64
}

// PreviouslySentBy is one step of a forwarding chain (MMS 4.15); Count 1 is the first forwarder.
type PreviouslySentBy struct {
	Count   uint64
	Address Address
}

// PreviouslySentDate is when a step of a forwarding chain was made (MMS 4.15).
type PreviouslySentDate struct {
	Count uint64 // pairs it with the PreviouslySentBy of the same Count
	Date  Date
}

// Element is the value of X-Mms-Element-Descriptor (MMS 4.20).
type Element struct {
	Reference wsp.Text // Content-ID or Content-Location
	params    []byte
}

// Type returns the parameter Type of the element: its media type.
func (e Element) Type() (wsp.ContentType, bool) {
	for b := e.params; len(b) > 0; {
		if b[0] < 0x20 || b[0] == 0x7F {
			break // no Parameter-name: what is left is surplus
		}
		n, _ := wsp.ConsumeValue(b)
		name, rest := b[:n], b[n:]
		if len(rest) == 0 {
			break
		}
		n, _ = wsp.ConsumeValue(rest)
		if name[0] == 0x82 || wsp.PlainString(name).EqualFold("type") {
			return wsp.ContentType(rest[:n:n]), true
		}
		b = rest[n:]
	}
	return nil, false
}

func firstOctet(v []byte) (uint8, bool) {
	if len(v) != 1 || v[0] < 0x80 {
		return 0, false
	}
	return v[0], true
}

func integer(v []byte) (n uint64, ok bool) {
	if len(v) > 1 && len(v) <= 9 && int(v[0]) == len(v)-1 {
		for _, o := range v[1:] {
			n = n<<8 | uint64(o)
		}
		return n, true
	}
	return oddInteger(v)
}

func oddInteger(v []byte) (uint64, bool) {
	if len(v) == 0 || v[0] > 0x1E && v[0] < 0x80 {
		return 0, false
	}
	if v[0] >= 0x80 {
		return uint64(v[0] & 0x7F), true // Short-integer, also where a Long-integer is due (deviation D26)
	}
	n, used, c := wsp.ConsumeLongInteger(v)
	return n, used != 0 && c != wsp.IntegerLong
}

// plainText reads a Text-string (MMS 4.2).
func plainText(v []byte) (wsp.Text, bool) {
	if len(v) == 0 || v[0] != 0 && v[0] < 0x20 {
		return wsp.Text{}, false
	}
	return wsp.PlainString(v), true
}

// encodedText reads an Encoded-string-value (MMS 4.3).
func encodedText(v []byte) (wsp.Text, bool) {
	if len(v) == 0 {
		return wsp.Text{}, false
	}
	if v[0] == 0 || v[0] >= 0x20 {
		return wsp.PlainString(v), true
	}
	inner, ok := inside(v)
	if !ok {
		return wsp.Text{}, false
	}
	cs, n, _ := charsetOf(inner)
	text := inner[n:]
	if !isWide(cs) {
		if len(text) > 0 && text[len(text)-1] == 0 {
			text = text[:len(text)-1]
		}
		if len(text) > 0 && text[0] == 0x7F {
			text = text[1:]
		}
		return wsp.MakeText(text, cs), true
	}
	return wsp.MakeText(wideText(text), cs), true
}

// wideText takes Quote and terminator off a text in a charset of 16 or 32 bits. Terminators of one and of two octets
// occur, and a leading 7F may be a Quote or half a character (MMS 4.3).
func wideText(t []byte) []byte {
	if n := len(t); n >= 2 && t[0] == 0x7F {
		switch bom := n >= 3 && (t[1] == 0xFE && t[2] == 0xFF || t[1] == 0xFF && t[2] == 0xFE); {
		case bom:
			t = t[1:]
		case t[1] >= 0x80:
			zeros := t[n-1] == 0 && t[n-2] == 0
			if odd := n%2 != 0; odd == zeros {
				t = t[1:]
			}
		}
	}
	n := len(t)
	switch {
	case n%2 != 0:
		t = t[:n-1]
	case n >= 2 && t[n-1] == 0 && t[n-2] == 0:
		t = t[:n-2]
	}
	return t
}

// inside returns the octets that the Value-length of v counts, cut at the end of v.
func inside(v []byte) ([]byte, bool) {
	if len(v) > 1 && v[0] < 0x1F {
		return v[1:len(v):len(v)], true
	}
	return longInside(v)
}

func longInside(v []byte) ([]byte, bool) {
	_, n, _ := wsp.ConsumeValueLength(v)
	if n == 0 || n >= len(v) {
		return nil, false
	}
	return v[n:len(v):len(v)], true
}

// countedValue splits Value-length Integer-value rest.
func countedValue(v []byte) (count uint64, rest []byte, ok bool) {
	in, ok := inside(v)
	if !ok {
		return 0, nil, false
	}
	count, n, c := wsp.ConsumeInteger(in)
	if n == 0 || c == wsp.IntegerLong || n >= len(in) {
		return 0, nil, false
	}
	return count, in[n:], true
}

func timeValue(v []byte) (t Time, ok bool) {
	in, ok := inside(v)
	if !ok || v[0] >= 0x20 || len(in) < 2 || in[0] != 0x80 && in[0] != 0x81 {
		return Time{}, false
	}
	n, ok := integer(in[1:])
	return Time{in[0] == 0x81, n}, ok
}

func fromValue(v []byte) (From, bool) {
	if len(v) > 2 && v[0] < 0x1F && v[1] == 0x80 && v[2] >= 0x20 && v[2] < 0x7F {
		t := v[2:]
		if end := bytes.IndexByte(t, 0); end >= 0 {
			t = t[:end]
		}
		return From{Address: Address{wsp.MakeText(t, 0)}}, true
	}
	return oddFrom(v)
}

// oddFrom reads every form of From.
func oddFrom(v []byte) (From, bool) {
	switch {
	case len(v) == 0:
		return From{}, false
	case v[0] == 0x81:
		return From{Insert: true}, true // token without Value-length (deviation D05)
	case v[0] >= 0x80:
		return From{}, false
	case v[0] >= 0x20: // address without Value-length and token (deviation D05)
		return From{Address: Address{wsp.PlainString(v)}}, true
	}
	in, ok := inside(v)
	switch {
	case !ok:
		return From{}, false
	case in[0] == 0x81:
		return From{Insert: true}, true
	case in[0] == 0x80:
		in = in[1:]
	}
	t, ok := innerText(in)
	return From{Address: Address{t}}, ok
}

// innerText reads the Encoded-string-value at the start of in, the inside of a Value-length. It ends by its own length or NUL,
// which may come before the end of in.
func innerText(in []byte) (wsp.Text, bool) {
	if len(in) > 0 && in[0] > 0 && in[0] < 0x20 {
		n, _ := wsp.ConsumeValue(in)
		in = in[:n]
	}
	t, ok := encodedText(in)
	return cutAtNUL(t), ok
}

// cutAtNUL ends a text without charset at its first NUL, where octets follow inside the Value-length (deviation D05).
func cutAtNUL(t wsp.Text) wsp.Text {
	if i := bytes.IndexByte(t.Bytes(), 0); i >= 0 && !isWide(t.Charset()) {
		return wsp.MakeText(t.Bytes()[:i], t.Charset())
	}
	return t
}

func flagsValue(v []byte) (Flags, bool) {
	in, ok := inside(v)
	if !ok || v[0] >= 0x20 || len(in) < 2 || in[0] < 0x80 {
		return Flags{}, false
	}
	t, ok := innerText(in[1:])
	return Flags{FlagToken(in[0]), t}, ok
}

func totalValue(v []byte) (Total, bool) {
	in, ok := inside(v)
	if !ok || v[0] >= 0x20 || len(in) < 2 || in[0] < 0x80 {
		return Total{}, false
	}
	n, ok := integer(in[1:])
	return Total{TotalToken(in[0]), n}, ok
}

func previousBy(v []byte) (PreviouslySentBy, bool) {
	if len(v) == 0 || v[0] >= 0x20 {
		return PreviouslySentBy{}, false
	}
	count, rest, ok := countedValue(v)
	if !ok {
		return PreviouslySentBy{}, false
	}
	t, ok := innerText(rest)
	return PreviouslySentBy{count, Address{t}}, ok
}

func previousDate(v []byte) (PreviouslySentDate, bool) {
	if len(v) == 0 || v[0] >= 0x20 {
		return PreviouslySentDate{}, false
	}
	count, rest, ok := countedValue(v)
	if !ok {
		return PreviouslySentDate{}, false
	}
	n, ok := integer(rest)
	return PreviouslySentDate{count, Date(n)}, ok
}

func elementValue(v []byte) (Element, bool) {
	in, ok := inside(v)
	if !ok || v[0] >= 0x20 || in[0] != 0 && in[0] < 0x20 {
		return Element{}, false
	}
	n, _ := wsp.ConsumeValue(in)
	if in[0] >= 0x80 {
		for n = 1; n < len(in) && in[n-1] != 0; n++ {
		}
	}
	return Element{wsp.PlainString(in[:n]), in[n:]}, true
}
