package reference

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mmsguard/mmsguard/testdata"
)

// Decoder has the registries. It is made by New and may be used by several goroutines.
type Decoder struct {
	fields  map[int]string // header fields of MMS → how their value is written (MMS 4.1)
	headers map[int]string // headers of WSP → the same (WSP 8.1)
	params  map[int]string // parameters of WSP → the same (WSP 7.2)
	media   map[int]string // media types (WSP 6)
	bodies  map[int]bool   // PDU types → whether they have a body (MMS 3.1)
}

// New reads the registries.
func New() (*Decoder, error) {
	d := &Decoder{bodies: map[int]bool{}}
	for _, r := range []struct {
		name   string
		column int
		into   *map[int]string
	}{
		{"mms-fields", 3, &d.fields}, {"wsp-headers", 2, &d.headers}, {"wsp-params", 2, &d.params}, {"wsp-media", 1, &d.media},
	} {
		rows, err := testdata.Assigned(r.name)
		if err != nil {
			return nil, err
		}
		*r.into = map[int]string{}
		for _, row := range rows {
			n, err := strconv.ParseUint(row[0], 0, 32)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.name, err)
			}
			(*r.into)[int(n)] = row[r.column]
		}
	}
	rows, err := testdata.Assigned("mms-types")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		n, err := strconv.ParseUint(row[0], 0, 8)
		if err != nil {
			return nil, fmt.Errorf("mms-types: %w", err)
		}
		d.bodies[int(n)] = row[5] != "none"
	}
	return d, nil
}

// The kinds of values of MMS header fields.
const (
	octetField    = "octet"
	classField    = "class"
	textField     = "text"
	encodedField  = "encoded"
	longField     = "long"
	integerField  = "integer"
	contentField  = "content"
	locationField = "location"
	statusField   = "status"
	replyField    = "reply"
	fromField     = "from"
	timeField     = "time"
	flagsField    = "flags"
	totalField    = "total"
	byField       = "by"
	whenField     = "when"
	elementField  = "element"
	unknownField  = "unknown"
)

// field returns the kind of the value of an MMS header field.
func (d *Decoder) field(code int) string {
	grammar, known := d.fields[code]
	del := strings.Contains(grammar, "Del form")
	switch {
	case !known, strings.HasPrefix(grammar, "none"):
		return unknownField
	case grammar == "Content-type-value (WSP)":
		return contentField
	case grammar == "Text-string":
		return textField
	case grammar == "Integer-value":
		return integerField
	case strings.HasSuffix(grammar, "Long-integer"):
		return longField
	case strings.HasPrefix(grammar, "Uri-value"):
		return locationField
	case strings.HasPrefix(grammar, "Encoded-string-value") && del:
		return replyField
	case strings.HasPrefix(grammar, "Encoded-string-value"):
		return encodedField
	case del:
		return statusField
	case strings.HasPrefix(grammar, "class octet"):
		return classField
	case strings.HasPrefix(grammar, "Value-length (Address-present"):
		return fromField
	case strings.HasPrefix(grammar, "Value-length (Absolute"):
		return timeField
	case strings.HasPrefix(grammar, "Value-length (Add/"):
		return flagsField
	case strings.HasPrefix(grammar, "Value-length (Message/"):
		return totalField
	case grammar == "Value-length Integer-value Encoded-string-value":
		return byField
	case grammar == "Value-length Integer-value Date-value":
		return whenField
	case strings.HasPrefix(grammar, "Value-length Text-string"):
		return elementField
	}
	return octetField // Yes/No, enumerations, version, field name: one octet of 80 or above
}

// header returns how the value of a WSP header is written; "" for one that the first octet alone delimits.
func (d *Decoder) header(code int) string {
	switch g := d.headers[code]; {
	case g == "Text-string", g == "Uri-value":
		return "text"
	case g == "Quoted-string", g == "Content-type-value", g == "Date-value":
		return g
	case g == "Integer-value", g == "Delta-seconds-value":
		return "Integer-value"
	case strings.HasPrefix(g, "Short-integer"), g == "Well-known-method (Short-integer)":
		return "Short-integer"
	case strings.HasPrefix(g, "Value-length Disposition"), strings.HasPrefix(g, "as 0x2E"):
		return "disposition"
	}
	return ""
}

func (d *Decoder) knownParam(code int) bool { return d.params[code] != "" }

// textParam tells whether a well-known parameter is a text by the registry.
func (d *Decoder) textParam(code int) bool {
	return d.params[code] == "Text-string" || d.params[code] == "Text-value"
}
