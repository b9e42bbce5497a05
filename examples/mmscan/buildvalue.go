package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

var (
	errName  = errors.New("no header of this name: it needs a code or nameRaw")
	errValue = errors.New("no raw, and no value that can be written")
)

// appendTo writes a header of a PDU whose type has this name.
func (h *builtHeader) appendTo(dst []byte, typ string) ([]byte, error) {
	f, known := mmspdu.FieldByName(h.Name)
	if h.Code != nil {
		f, known = mmspdu.Field(*h.Code), true
	}
	if h.Raw != nil || h.NameRaw != nil || !known {
		return h.append(dst, uint8(f), known)
	}
	v, err := pduValueOf(f, h.Value, h.Charset)
	if err != nil {
		return nil, err
	}
	var t mmspdu.Type
	if o, ok := mmspdu.FieldMessageType.OctetByName(typ); ok {
		t = mmspdu.Type(o)
	}
	dst, c := mmspdu.AppendField(dst, t, f, v)
	if c != 0 {
		return nil, c
	}
	return dst, nil
}

// append writes a header in octets, or one with a name in text. code is its number if it is known.
func (h *builtHeader) append(dst []byte, code uint8, known bool) ([]byte, error) {
	text, isText := h.Value.(string)
	switch {
	case h.NameRaw != nil:
		name, err := hexOctets(*h.NameRaw)
		if err != nil {
			return nil, err
		}
		dst = append(dst, name...)
	case known:
		dst = append(dst, code|0x80)
	case h.Raw == nil && isText:
		dst, c := wsp.AppendApplicationHeader(dst, h.Name, text)
		if c != 0 {
			return nil, c
		}
		return dst, nil
	default:
		return nil, errName
	}
	if h.Raw == nil {
		return nil, errValue
	}
	raw, err := hexOctets(*h.Raw)
	return append(dst, raw...), err
}

// appendPart writes a header of a part.
func (h *builtHeader) appendPart(dst []byte) ([]byte, error) {
	code, known := wsp.HeaderCode(h.Name)
	if h.Code != nil {
		code, known = *h.Code, true
	}
	if h.Raw != nil || h.NameRaw != nil || !known {
		return h.append(dst, code, known)
	}
	c := wsp.ValueKind
	switch v := h.Value.(type) {
	case string:
		dst, c = wsp.AppendTextHeader(dst, code, v)
	case json.Number:
		n, err := strconv.ParseUint(v.String(), 10, 64)
		if err != nil {
			return nil, errValue
		}
		dst, c = wsp.AppendNumberHeader(dst, code, n)
	case map[string]any:
		i := slices.Index(dispositionNames[:], textOf(v, "disposition"))
		if i < 0 {
			return nil, errValue
		}
		params, _ := v["parameters"].(map[string]any)
		dst, c = wsp.AppendContentDisposition(dst, 0x80+uint8(i), parametersOf(params, "")...)
	}
	if c != 0 {
		return nil, c
	}
	return dst, nil
}

// head writes the Content-Type and the headers of a part. Where the Content-Type is given by its name the part was written by
// hand, and contentId and contentLocation become headers.
func (p *builtPart) head() ([]byte, error) {
	var dst []byte
	byHand := p.ContentTypeRaw == nil
	if !byHand {
		raw, err := hexOctets(*p.ContentTypeRaw)
		if err != nil {
			return nil, err
		}
		dst = raw
	} else {
		params := make(map[string]any, len(p.Parameters))
		for name, value := range p.Parameters {
			params[name] = value
		}
		ct, c := wsp.MakeContentType(p.ContentType, parametersOf(params, p.Charset)...)
		if c != 0 {
			return nil, fmt.Errorf("Content-Type: %w", c)
		}
		dst = ct
	}
	for i := range p.Headers {
		var err error
		if dst, err = p.Headers[i].appendPart(dst); err != nil {
			return nil, fmt.Errorf("header %s: %w", printable(p.Headers[i].Name), err)
		}
	}
	if byHand && len(p.Headers) == 0 {
		var c wsp.Code
		if p.ContentID != "" {
			dst, c = wsp.AppendContentID(dst, p.ContentID)
		}
		if p.ContentLocation != "" && c == 0 {
			dst, c = wsp.AppendContentLocation(dst, p.ContentLocation)
		}
		if c != 0 {
			return nil, c
		}
	}
	return p.HeadersTrailing.append(dst)
}

// parametersOf returns parameters in the order of their names; charset, if it is not "", is one of them.
func parametersOf(all map[string]any, charset string) []wsp.Parameter {
	var out []wsp.Parameter
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := fmt.Sprint(all[name])
		if strings.EqualFold(name, "charset") {
			charset = text
			continue
		}
		out = append(out, wsp.TextParameter(name, text))
	}
	if cs, ok := wsp.CharsetByName([]byte(charset)); ok {
		out = append(out, wsp.CharsetParameter(cs))
	} else if charset != "" {
		out = append(out, wsp.TextParameter("charset", charset))
	}
	return out
}

func textOf(v map[string]any, key string) string {
	s, _ := v[key].(string)
	return s
}

func numberOf(v map[string]any, key string) uint64 {
	s, _ := v[key].(json.Number)
	n, _ := strconv.ParseUint(s.String(), 10, 64)
	return n
}

// pduValueOf makes a value of the JSON that decode writes for one.
func pduValueOf(f mmspdu.Field, value any, charset string) (mmspdu.Value, error) {
	switch v := value.(type) {
	case string:
		return namedValue(f, v, charset), nil
	case json.Number:
		n, err := strconv.ParseUint(v.String(), 10, 64)
		return mmspdu.Number(n), err
	case map[string]any:
		return objectValue(f, v, charset)
	}
	return nil, errValue
}

// namedValue makes a value of the name of an octet, or of a text.
func namedValue(f mmspdu.Field, s, charset string) mmspdu.Value {
	if f == mmspdu.FieldAttributes {
		if asked, ok := mmspdu.FieldByName(s); ok {
			return asked
		}
	}
	if o, ok := f.OctetByName(s); ok {
		return mmspdu.Octet(o)
	}
	if digits, ok := strings.CutPrefix(s, "unknown-0x"); ok {
		if o, err := strconv.ParseUint(digits, 16, 8); err == nil {
			return mmspdu.Octet(o)
		}
	}
	return textValue(s, charset)
}

// textValue makes a text in a charset by its name, or in the one that is best if it has none.
func textValue(s, charset string) mmspdu.Value {
	if cs, ok := wsp.CharsetByName([]byte(charset)); ok && cs != wsp.CharsetUnspecified {
		return mmspdu.TextIn(cs, s)
	}
	return mmspdu.String(s)
}

// textOctets is textValue for values that hold a text.
func textOctets(s, charset string) (wsp.Text, error) {
	cs, ok := wsp.CharsetByName([]byte(charset))
	if !ok || cs == wsp.CharsetUnspecified {
		return mmspdu.EncodedText(s), nil
	}
	b, ok := cs.AppendEncoded(nil, []byte(s))
	if !ok {
		return wsp.Text{}, fmt.Errorf("%v lacks a character of the text", cs)
	}
	return wsp.MakeText(b, cs), nil
}

func objectValue(f mmspdu.Field, v map[string]any, charset string) (mmspdu.Value, error) {
	has := func(key string) bool { _, ok := v[key]; return ok }
	address := textOf(v, "address")
	if t := textOf(v, "type"); t != "" && has("address") {
		address += "/TYPE=" + t
	}
	when := mmspdu.Time{Relative: v["relative"] == true, Seconds: numberOf(v, "seconds")}
	switch {
	case v["insert"] == true:
		return mmspdu.From{Insert: true}, nil
	case has("count") && has("value"):
		inner, err := pduValueOf(f, v["value"], charset)
		return mmspdu.Del{Count: numberOf(v, "count"), Value: inner}, err
	case has("count") && has("address"):
		t, err := textOctets(address, charset)
		return mmspdu.PreviouslySentBy{Count: numberOf(v, "count"), Address: mmspdu.Address{Text: t}}, err
	case has("count"):
		return mmspdu.PreviouslySentDate{Count: numberOf(v, "count"), Date: mmspdu.Date(when.Seconds)}, nil
	case has("address"):
		return textValue(address, charset), nil
	case has("seconds") && f == mmspdu.FieldDate:
		return mmspdu.Date(when.Seconds), nil
	case has("seconds"):
		return when, nil
	case has("keyword"):
		t, err := textOctets(textOf(v, "keyword"), charset)
		return mmspdu.Flags{Token: token(textOf(v, "token"), mmspdu.FlagTokenAdd, mmspdu.FlagTokenRemove, mmspdu.FlagTokenFilter), Keyword: t}, err
	case has("number"):
		return mmspdu.Total{Token: token(textOf(v, "token"), mmspdu.TotalTokenMessage, mmspdu.TotalTokenSize), Number: numberOf(v, "number")}, nil
	case has("reference"):
		e, c := mmspdu.MakeElement(textOf(v, "reference"), textOf(v, "type"))
		if c != 0 {
			return nil, c
		}
		return e, nil
	case has("contentType"):
		params, _ := v["parameters"].(map[string]any)
		ct, c := wsp.MakeContentType(textOf(v, "contentType"), parametersOf(params, textOf(v, "charset"))...)
		if c != 0 {
			return nil, c
		}
		return mmspdu.Raw(ct), nil
	}
	return nil, errValue
}

// token returns the one of all that is named name; 0 if none is.
func token[T interface {
	comparable
	String() string
}](name string, all ...T) (none T) {
	for _, t := range all {
		if strings.EqualFold(t.String(), name) {
			return t
		}
	}
	return none
}
