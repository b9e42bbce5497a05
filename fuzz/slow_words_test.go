package fuzz_test

import (
	"fmt"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// valueWords puts what the library says of a header's value into the words of the reference decoder.
func valueWords(h mmspdu.Header) string {
	if _, ok := h.Field(); !ok {
		return ""
	}
	if n, ok := h.Del(); ok {
		return fmt.Sprintf("del %d: %s", n, plainWords(h))
	}
	return plainWords(h)
}

func encodedWords(t wsp.Text) string { return fmt.Sprintf("text %d %x", t.Charset(), t.Bytes()) }

func plainWords(h mmspdu.Header) string {
	if o, ok := h.Octet(); ok {
		return fmt.Sprintf("octet %02X", o)
	}
	if n, ok := h.Uint(); ok {
		return fmt.Sprintf("number %d", n)
	}
	if v, ok := h.Time(); ok {
		return fmt.Sprintf("time %v %d", v.Relative, v.Seconds)
	}
	if v, ok := h.From(); ok {
		if v.Insert {
			return "from insert"
		}
		return "from " + encodedWords(v.Address.Text)
	}
	if v, ok := h.Flags(); ok {
		return fmt.Sprintf("flags %02X %s", uint8(v.Token), encodedWords(v.Keyword))
	}
	if v, ok := h.Total(); ok {
		return fmt.Sprintf("total %02X %d", uint8(v.Token), v.Number)
	}
	if v, ok := h.PreviouslySentBy(); ok {
		return fmt.Sprintf("by %d %s", v.Count, encodedWords(v.Address.Text))
	}
	if v, ok := h.PreviouslySentDate(); ok {
		return fmt.Sprintf("date %d %d", v.Count, uint64(v.Date))
	}
	if v, ok := h.Element(); ok {
		words := fmt.Sprintf("element %x", v.Reference.Bytes())
		if ct, ok := v.Type(); ok {
			words += fmt.Sprintf(" %x", []byte(ct))
		}
		return words
	}
	if f, _ := h.Field(); !f.Known() || f == mmspdu.FieldContent || f == mmspdu.FieldAdditionalHeaders {
		return "" // without a grammar of their own; the reference decoder takes their values for nothing
	}
	if t, ok := h.Text(); ok {
		return encodedWords(t)
	}
	return ""
}
