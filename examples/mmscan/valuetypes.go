package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The types in this file are the values of headers that are more than a text or a number. Their JSON is described in
// JSON.md; their String is what a person reads.

// nameValue is the name of an enumerated value.
type nameValue string

type timeValue struct {
	Relative bool   `json:"relative"`
	Seconds  uint64 `json:"seconds"`
	Time     string `json:"time,omitempty"`
}

// lastSecond is that of the year 9999, the last that RFC 3339 can write.
const lastSecond = 253402300799

func newTime(t mmspdu.Time) timeValue {
	v := timeValue{Relative: t.Relative, Seconds: t.Seconds}
	if !t.Relative && t.Seconds <= lastSecond {
		v.Time = mmspdu.Date(t.Seconds).Time().Format(time.RFC3339)
	}
	return v
}

func (v timeValue) String() string {
	switch {
	case v.Time != "":
		return v.Time
	case v.Relative:
		return "in " + strconv.FormatUint(v.Seconds, 10) + " s"
	}
	return strconv.FormatUint(v.Seconds, 10) + " s after 1970"
}

type addressValue struct {
	Address string `json:"address"`
	Kind    string `json:"kind"`
	Type    string `json:"type,omitempty"`
	Mailbox string `json:"mailbox,omitempty"`
}

func newAddress(a mmspdu.Address) addressValue {
	utf8 := func(b []byte) string { return wsp.MakeText(b, a.Text.Charset()).String() }
	return addressValue{
		Address: utf8(a.Value()), Kind: a.Kind().String(), Type: utf8(a.TypeName()), Mailbox: utf8(a.Mailbox()),
	}
}

func (v addressValue) String() string {
	if v.Type == "" {
		return quote(v.Address)
	}
	return quote(v.Address) + " (" + printable(v.Type) + ")"
}

type fromValue struct {
	Insert bool `json:"insert"`
	*addressValue
}

func newFrom(f mmspdu.From) fromValue {
	if f.Insert {
		return fromValue{Insert: true}
	}
	a := newAddress(f.Address)
	return fromValue{addressValue: &a}
}

func (v fromValue) String() string {
	if v.Insert {
		return "(the relay inserts it)"
	}
	return v.addressValue.String()
}

type previousByValue struct {
	Count uint64 `json:"count"`
	addressValue
}

func (v previousByValue) String() string { return fmt.Sprintf("%d: %v", v.Count, v.addressValue) }

type previousDateValue struct {
	Count uint64 `json:"count"`
	timeValue
}

func (v previousDateValue) String() string { return fmt.Sprintf("%d: %v", v.Count, v.timeValue) }

type flagsValue struct {
	Token   string `json:"token"`
	Keyword string `json:"keyword"`
}

func (v flagsValue) String() string { return v.Token + " " + quote(v.Keyword) }

type totalValue struct {
	Token  string `json:"token"`
	Number uint64 `json:"number"`
}

func (v totalValue) String() string { return strconv.FormatUint(v.Number, 10) + " (" + v.Token + ")" }

type elementValue struct {
	Reference string `json:"reference"`
	Type      string `json:"type,omitempty"`
}

func newElement(e mmspdu.Element) elementValue {
	v := elementValue{Reference: e.Reference.String()}
	if t, ok := e.Type(); ok {
		v.Type = t.String()
	}
	return v
}

func (v elementValue) String() string {
	if v.Type == "" {
		return quote(v.Reference)
	}
	return quote(v.Reference) + " of type " + printable(v.Type)
}

// delValue is a value in Del form (MMS 4.14): a count and the plain value.
type delValue struct {
	Count uint64 `json:"count"`
	Value any    `json:"value"`
}

func (v delValue) String() string { return fmt.Sprintf("%d: %s", v.Count, valueText(v.Value)) }

type contentTypeValue struct {
	ContentType string            `json:"contentType"`
	Charset     string            `json:"charset,omitempty"`
	Parameters  map[string]string `json:"parameters"`
}

func newContentType(ct wsp.ContentType) contentTypeValue {
	v := contentTypeValue{ContentType: ct.String(), Parameters: parameters(ct.ParamCursor())}
	if cs := ct.Charset(); cs != wsp.CharsetUnspecified {
		v.Charset = cs.String()
	}
	return v
}

func (v contentTypeValue) String() string {
	return printable(v.ContentType) + parameterText(v.Parameters)
}

type dispositionValue struct {
	Disposition string            `json:"disposition"`
	Parameters  map[string]string `json:"parameters"`
}

func (v dispositionValue) String() string {
	return printable(v.Disposition) + parameterText(v.Parameters)
}

// The octets of Content-Disposition (WSP 8.2).
var dispositionNames = [...]string{"form-data", "attachment", "inline"}

// newDisposition returns the Content-Disposition of p.
func newDisposition(p *wsp.Part) dispositionValue {
	octet, text := p.Disposition()
	v := dispositionValue{Disposition: text.String(), Parameters: parameters(p.DispositionParams())}
	if octet != 0 {
		v.Disposition = fmt.Sprintf("unknown-0x%02X", octet)
		if i := int(octet) - 0x80; i < len(dispositionNames) {
			v.Disposition = dispositionNames[i]
		}
	}
	return v
}

// parameters returns the values by name; of two with one name the first, which is the one that readers take.
func parameters(c wsp.ParamCursor) map[string]string {
	all := map[string]string{}
	for len(all) < maxListed && c.Next() {
		p := c.Param()
		if _, ok := all[p.Name()]; !ok {
			all[p.Name()] = string(p.AppendValue(nil))
		}
	}
	return all
}

func parameterText(all map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&b, "; %s=%s", printable(name), printable(all[name]))
	}
	return b.String()
}
