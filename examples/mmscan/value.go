package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// pduValue returns the value of a header of a PDU, nil if it cannot be read.
func pduValue(h mmspdu.Header) any {
	if count, ok := h.Del(); ok {
		return delValue{count, plainValue(h)}
	}
	return plainValue(h)
}

func plainValue(h mmspdu.Header) any {
	if v, ok := h.From(); ok {
		return newFrom(v)
	}
	if v, ok := h.Address(); ok {
		return newAddress(v)
	}
	if v, ok := h.Time(); ok {
		return newTime(v)
	}
	if v, ok := h.Date(); ok {
		return newTime(mmspdu.Time{Seconds: uint64(v)})
	}
	if v, ok := h.ContentType(); ok {
		return newContentType(v)
	}
	if v, ok := h.Attribute(); ok {
		return nameValue(v.String())
	}
	if v, ok := h.PreviouslySentBy(); ok {
		return previousByValue{v.Count, newAddress(v.Address)}
	}
	if v, ok := h.PreviouslySentDate(); ok {
		return previousDateValue{v.Count, newTime(mmspdu.Time{Seconds: uint64(v.Date)})}
	}
	if v, ok := h.Flags(); ok {
		return flagsValue{v.Token.String(), v.Keyword.String()}
	}
	if v, ok := h.Total(); ok {
		return totalValue{v.Token.String(), v.Number}
	}
	if v, ok := h.Element(); ok {
		return newElement(v)
	}
	if v, ok := h.Octet(); ok {
		f, _ := h.Field()
		return octetName(f, v)
	}
	if v, ok := h.Uint(); ok {
		return v
	}
	if v, ok := h.Text(); ok {
		return v.String()
	}
	return nil
}

// pduCharset returns the character set that is stated in the value of h.
func pduCharset(h mmspdu.Header) string {
	t, _ := h.Text()
	if v, ok := h.From(); ok {
		t = v.Address.Text
	}
	if v, ok := h.PreviouslySentBy(); ok {
		t = v.Address.Text
	}
	if v, ok := h.Flags(); ok {
		t = v.Keyword
	}
	if t.Charset() == wsp.CharsetUnspecified {
		return ""
	}
	return t.Charset().String()
}

// octetName names an enumerated value, "unknown-0x9F" if it is not assigned.
func octetName(f mmspdu.Field, octet uint8) nameValue {
	switch f {
	case mmspdu.FieldMessageType:
		return nameValue(mmspdu.Type(octet).String())
	case mmspdu.FieldMMSVersion:
		return nameValue(mmspdu.Version(octet).String())
	}
	if name, ok := f.ValueName(octet); ok {
		return nameValue(name)
	}
	return nameValue(fmt.Sprintf("unknown-0x%02X", octet))
}

// integerHeaders are the WSP headers whose value is an integer. That of others looks the same and is none.
var integerHeaders = [...]string{
	"Age", "Bearer-Indication", "Content-Length", "Date", "Expires", "If-Modified-Since", "If-Unmodified-Since",
	"Last-Modified", "Max-Forwards", "Push-Flag", "X-Wap-Application-Id", "X-Wap-Tod",
}

// wspValue returns the value of a header of a part or a push, nil if it is none that this program explains.
func wspValue(h wsp.Header) any {
	if v, ok := h.Text(); ok {
		return v.String()
	}
	v, ok := h.Uint()
	if !ok || !slices.ContainsFunc(integerHeaders[:], h.Is) {
		return nil
	}
	if h.Is("X-Wap-Application-Id") && v <= math.MaxUint32 {
		if name := wsp.ApplicationName(uint32(v)); name != "" {
			return nameValue(name)
		}
	}
	return v
}

// valueText writes a value for people.
func valueText(v any) string {
	switch v := v.(type) {
	case nil:
		return "(unreadable)"
	case nameValue:
		return string(v)
	case string:
		return quote(v)
	}
	return fmt.Sprint(v)
}

// quote is printable between quotation marks.
func quote(text string) string { return `"` + printable(text) + `"` }
