package mmspdu_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A tree is one node of tshark's JSON: for each key its text or its tree, under key_raw its octets and their place, under
// key_tree what is below it; lists where a key occurs more than once.
type tree map[string]any

// An item is one occurrence of a key.
type item struct {
	key, text string
	span      wsp.Span
	inner     tree
}

func (x item) String() string { return x.key + ": " + x.text }

// sub returns the tree under a key, nil if there is none.
func (n tree) sub(key string) tree {
	m, _ := n[key].(map[string]any)
	return m
}

func (n tree) text(key string) string {
	s, _ := n[key].(string)
	return s
}

// occurrences returns all values of a key.
func occurrences(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

// raws returns the places of all occurrences of a key.
func (n tree) raws(key string) (spans []wsp.Span) {
	list, _ := n[key+"_raw"].([]any)
	if len(list) > 0 {
		if _, one := list[0].(string); one {
			list = []any{list}
		}
	}
	for _, v := range list {
		if r, ok := v.([]any); ok && len(r) > 2 {
			at, _ := r[1].(float64)
			size, _ := r[2].(float64)
			spans = append(spans, wsp.Span{Start: uint32(at), End: uint32(at + size)})
		}
	}
	return spans
}

// items returns the occurrences of all keys with one of the prefixes that have a place, in the order of their places.
func (n tree) items(prefixes ...string) (all []item) {
	for key := range n {
		if strings.HasSuffix(key, "_raw") || strings.HasSuffix(key, "_tree") ||
			!slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
			continue
		}
		texts, inner := occurrences(n[key]), occurrences(n[key+"_tree"])
		spans := n.raws(key)
		for i, s := range spans {
			x := item{key: key, span: s}
			if i < len(texts) {
				x.text, _ = texts[i].(string)
			}
			if len(inner) == len(spans) {
				x.inner, _ = inner[i].(map[string]any)
			}
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(a, b item) int { return int(a.span.Start) - int(b.span.Start) })
	return all
}

func (n tree) first(key string) (item, bool) {
	all := n.items(key)
	all = slices.DeleteFunc(all, func(x item) bool { return x.key != key })
	if len(all) == 0 {
		return item{}, false
	}
	return all[0], true
}

// data returns the place of the data of a part: of what dissected them.
func (n tree) data() (wsp.Span, bool) {
	for key := range n {
		if name, ok := strings.CutSuffix(key, "_raw"); ok && !strings.HasPrefix(name, "wsp.") {
			if spans := n.raws(name); len(spans) == 1 {
				return spans[0], true
			}
		}
	}
	return wsp.Span{}, false
}

// base is the name of a field without what tshark adds for the form of its value.
func (x item) base() string {
	for _, suffix := range []string{".abs", ".rel", ".id", ".str", ".uint", ".string", ".bytes"} {
		if name, ok := strings.CutSuffix(x.key, suffix); ok && name != "mmse.reply_charging" {
			return name
		}
	}
	return x.key
}

// value is the value of a field, octets as numbers, chains with their count.
func (x item) value() string {
	if v, err := strconv.ParseUint(x.text, 0, 64); err == nil && strings.HasPrefix(x.text, "0x") {
		return strconv.FormatUint(v, 10)
	}
	for _, key := range []string{"mmse.previously_sent_by.forward_count", "mmse.previously_sent_date.forward_count"} {
		if n := x.inner.text(key); n != "" {
			return n + " " + x.text
		}
	}
	if strings.HasSuffix(x.key, ".bytes") {
		return "octets"
	}
	return x.text
}

// tsharkFields are tshark's names of the fields that it has names for in its JSON.
var tsharkFields = [...]string{
	1: "bcc", "cc", "content_location", "content_type", "date", "delivery_report", "delivery_time", "expiry", "from",
	"message_class", "message_id", "message_type", "mms_version", "message_size", "priority", "read_report", "report_allowed",
	"response_status", "response_text", "sender_visibility", "status", "subject", "to", "transaction_id", "retrieve_status",
	"retrieve_text", "read_status", "reply_charging", "reply_charging_deadline", "reply_charging_id", "reply_charging_size",
	"previously_sent_by", "previously_sent_date",
}

func tsharkName(h mmspdu.Header) string {
	f, ok := h.Field()
	switch {
	case !ok:
		return "mmse.ffheader"
	case int(f) < len(tsharkFields) && f > 0:
		return "mmse." + tsharkFields[f]
	}
	return "mmse.header"
}

// tsharkText writes octets as tshark does, which takes all text for us-ascii.
func tsharkText(b []byte) string {
	var s strings.Builder
	for _, o := range b {
		if o >= 0x80 {
			s.WriteRune('\uFFFD')
			continue
		}
		s.WriteByte(o)
	}
	return s.String()
}

func tsharkTime(seconds uint64) string {
	return mmspdu.Date(seconds).Time().Format("Jan _2, 2006 15:04:05.000000000 ") + time.UTC.String()
}

// tsharkValue writes the value of a header as tshark does.
func tsharkValue(h mmspdu.Header) string {
	f, ok := h.Field()
	if !ok {
		return tsharkText(h.NameText().Bytes()) // only the name is shown
	}
	if v, ok := h.From(); ok {
		if v.Insert {
			return "<insert address>"
		}
		return tsharkText(v.Address.Text.Bytes())
	}
	if v, ok := h.Time(); ok {
		if v.Relative {
			return fmt.Sprintf("%d.000000000", v.Seconds)
		}
		return tsharkTime(v.Seconds)
	}
	if v, ok := h.Date(); ok {
		return tsharkTime(uint64(v))
	}
	if v, ok := h.PreviouslySentBy(); ok {
		return fmt.Sprint(v.Count, " ", tsharkText(v.Address.Text.Bytes()))
	}
	if v, ok := h.PreviouslySentDate(); ok {
		return fmt.Sprint(v.Count, " ", tsharkTime(uint64(v.Date)))
	}
	if f == mmspdu.FieldMMSVersion {
		o, _ := h.Octet()
		return mmspdu.Version(o).String()
	}
	if tsharkName(h) == "mmse.header" && h.ValueSpan().Len() == 1 {
		return strconv.Itoa(int(h.Raw()[0]))
	}
	if o, ok := h.Octet(); ok {
		return strconv.Itoa(int(o))
	}
	if v, ok := h.Uint(); ok {
		return strconv.FormatUint(v, 10)
	}
	if v, ok := h.Text(); ok {
		return tsharkText(v.Bytes())
	}
	return "octets"
}

// tsharkParam gives the key and the text of a parameter as tshark does.
func tsharkParam(p wsp.Param) (key, value string) {
	text, _ := p.Text()
	code, known := p.Code()
	if !known {
		if _, ok := p.Uint(); ok {
			return "wsp.untype.int", string(p.AppendValue(nil))
		}
		return "wsp.untype.text", tsharkText(text.Bytes())
	}
	switch code {
	case 0x01:
		return "wsp.parameter.charset", strings.ToLower(p.Charset().String())
	case 0x03:
		return "wsp.parameter.upart.type.value", string(p.AppendValue(nil))
	case 0x09:
		return "wsp.parameter.upart.type", string(p.AppendValue(nil))
	}
	value = tsharkText(text.Bytes())
	if p.Raw()[0] == '"' {
		value = `"` + value + `"`
	}
	return "wsp.parameter." + strings.ToLower(p.Name()), value
}

// tsharkWSP gives the key and the text of a WSP header as tshark does.
func tsharkWSP(h wsp.Header) (key, value string) {
	text, _ := h.Text()
	value = tsharkText(text.Bytes())
	if _, known := h.Code(); !known {
		return "wsp.header_text_value", value
	}
	switch name := h.Name(); name {
	case "Content-ID":
		value = `"` + value + `"`
	case "Content-Disposition":
		_, n, _ := wsp.ConsumeValueLength(h.Raw())
		value = map[byte]string{0x80: "form-data", 0x81: "attachment", 0x82: "inline"}[h.Raw()[n]]
	case "X-Wap-Application-Id":
		if v, ok := h.Uint(); ok {
			value = wsp.ApplicationName(uint32(v))
		}
	case "X-Wap-Initiator-URI":
		return "wsp.header.initiator_uri", value
	case "Push-Flag":
		v, _ := h.Uint()
		for i, flag := range []string{" (Initiator URI authenticated)", " (Content trusted)", " (Last push message)"} {
			if v>>i&1 != 0 {
				value += flag
			}
		}
		return "wsp.header.push_flag", value
	case "Encoding-Version":
		value = wsp.Version(h.Raw()[0]).String()
	case "Accept-Charset":
		v, _ := h.Uint()
		value = strings.ToUpper(wsp.Charset(v).String())
	case "Content-Language":
		v, _ := h.Uint()
		value = "Abkhazian (" + wsp.LanguageName(uint32(v)) + ")" // the only one that occurs
	}
	if v, ok := h.Uint(); ok && value == "" {
		value = strconv.FormatUint(v, 10)
	}
	return "wsp.header." + strings.ToLower(strings.ReplaceAll(h.Name(), "-", "_")), value
}

// A tsharkRule is one reason why tshark says something else.
type tsharkRule struct {
	why, section string
	match        func(d *difference) bool
}

// tsharkRules are all reasons why tshark 4.0 says something else than we.
var tsharkRules = []tsharkRule{
	{"the first two octets are the message type to tshark, whatever they are, and all that follows is shifted", "MMS 2.2, 12.1 D01",
		func(d *difference) bool { return d.noType }},
	{"tshark gives up a malformed message", "MMS 2.3", func(d *difference) bool { return d.malformed && d.theirs == "" }},
	{"tshark reads any value of an application header as a text to its NUL, and loses what lies in between", "MMS 2.3, codecs 2.1",
		func(d *difference) bool { return d.swallowed || d.where == "span of mmse.ffheader" }},
	{"tshark stops at nEntries", "WSP 11.1, 11.2", func(d *difference) bool { return d.beyond && d.theirs == "" }},
	{"tshark shows the Quote in front of a text with a charset", "MMS 4.3, 12.2 D12a", func(d *difference) bool {
		return d.theirs == "\x7f"+d.ours
	}},
	{"tshark takes a charset for one octet", "MMS 4.3, 12.2 D07", func(d *difference) bool {
		return strings.HasPrefix(d.where, "value of ") && len(d.octets) > 3 && d.octets[1] < 0x1F && d.octets[2] > 0 && d.octets[2] < 0x1F
	}},
	{"tshark shows Long-integers of up to four octets", "WSP 2.4, MMS 12.2 D25b", func(d *difference) bool {
		return (d.where == "value of mmse.date" || d.where == "value of mmse.message_size") && d.octets[1] > 4
	}},
	{"tshark has no name for the media type", "WSP 5, 6.1", func(d *difference) bool {
		return strings.HasPrefix(d.theirs, "<Unknown media type identifier ")
	}},
	{"a part that goes beyond the data has what there is", "WSP 11.2, MMS 12.4 D21c", func(d *difference) bool {
		return d.where == "span of part" && d.cut
	}},
	{"tshark takes a part without data for the end", "WSP 11.1", func(d *difference) bool {
		return d.empty && (d.theirs == "" || d.where == "malformed")
	}},
	{"tshark sees a multipart only under its number", "MMS 8.1, 12.3 D16b", func(d *difference) bool { return d.named && d.theirs == "" }},
	{"tshark reads Delta-seconds as a Long-integer only", "MMS 4.4, 12.2 D26b", func(d *difference) bool {
		return d.where == "value of mmse.expiry" && len(d.octets) == 4 && d.octets[3] >= 0x80
	}},
	{"tshark does not know the Del forms and is lost in them", "MMS 4.14, 11.10", func(d *difference) bool { return d.del }},
	{"a HeadersLen of 0 leaves no Content-Type, one that is too short ends it", "WSP 11.2, MMS 12.4 D50", func(d *difference) bool {
		return strings.HasSuffix(d.where, "part Content-Type") && (d.file == "found-by-fuzzing/mms_engine_2.bin" || d.file == "found-by-fuzzing/mmsd_tng_0.bin")
	}},
	{"a charset of no octets is none, and tshark leaves it out", "WSP 2.4, 7.1", func(d *difference) bool {
		return d.file == "hostile/aosp_charset_empty_text.bin" && d.ours == "wsp.parameter.charset=*"
	}},
	{"a uintvar of more than five octets is an error", "WSP 2.2, MMS 12.4 D49b", func(d *difference) bool {
		return d.where == "extra part" && (d.file == "hostile/nuntium_datalen_int64_negative.bin" || d.file == "hostile/uintvar_10_octets_zero_padded.bin")
	}},
	{"Content-Type ends the headers only where there is a body", "MMS 2.4, codecs 2.6", func(d *difference) bool {
		return d.file == "hostile/sem_content_type_not_last.bin"
	}},
}
