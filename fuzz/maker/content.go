package maker

import (
	"slices"
	"strings"
)

// Numbers of the well-known parameters (WSP 7.2).
const (
	ParamQ           = 0x00
	ParamCharset     = 0x01
	ParamType        = 0x03 // of a multipart, as a number
	ParamName        = 0x05
	ParamFilename    = 0x06
	ParamRootType    = 0x09 // of multipart.related
	ParamStart       = 0x0A
	ParamStartInfo   = 0x0B
	ParamCreated     = 0x13
	ParamModified    = 0x14
	ParamRead        = 0x15
	ParamSize        = 0x16
	ParamNameNew     = 0x17
	ParamFilenameNew = 0x18
	ParamStartNew    = 0x19
)

// Param is a parameter: a well-known number, or a name if Code is -1.
type Param struct {
	Code  int
	Name  string
	Value Value
}

func (p Param) octets() []byte {
	if p.Code < 0 {
		return Cat(TokenText(p.Name), p.Value.Octets)
	}
	if p.Code > 0x7F {
		return Cat(LongInteger(uint64(p.Code)), p.Value.Octets)
	}
	return Cat(ShortInteger(byte(p.Code)), p.Value.Octets)
}

// P is a parameter with a number, well-known or not.
func P(code int, v Value) Param { return Param{Code: code, Value: v} }

// X is a parameter with a name.
func X(name string, v Value) Param { return Param{Code: -1, Name: name, Value: v} }

// Charset is the charset parameter by MIBenum; 0 stands for "*", which is the octet 80.
func Charset(mib uint16) Param {
	return P(ParamCharset, Value{Octets: IntegerValue(uint64(mib)), Kind: KindInteger, Number: uint64(mib)})
}

// Name is the name parameter with the old number, which all peers know.
func Name(s string) Param { return P(ParamName, Text(s)) }

// Filename is the filename parameter with the newer number, as a Text-value.
func Filename(s string) Param {
	return P(ParamFilenameNew, Value{Octets: TextValue(s), Kind: KindText, Text: s})
}

// RootType is the type parameter of multipart.related.
func RootType(m Media) Param {
	return P(ParamRootType, Value{Octets: m.constrained(), Kind: KindContentType, Type: &m})
}

// RootStart is the start parameter of multipart.related; id is without its angle brackets.
func RootStart(id string) Param { return P(ParamStart, Text("<"+id+">")) }

// Media is a Content-type-value. Octets, if not nil, are written in place of what Name and Params say, which then are
// only what a reader must find.
type Media struct {
	Name   string // as it is written; media types compare without regard to case
	Params []Param
	Octets []byte
	Long   bool // general form and media type as text even where less would do
}

// Type is a content type by name, written by its number where it has one, and its parameters.
func Type(name string, params ...Param) Media { return Media{Name: name, Params: params} }

// TextType is a content type whose name is written as text even if it has a number.
func TextType(name string, params ...Param) Media {
	return Media{Name: name, Params: params, Long: true}
}

// octets writes the value: constrained if it has no parameters, else in the general form (WSP 5).
func (m Media) octets() []byte {
	if m.Octets != nil {
		return m.Octets
	}
	if len(m.Params) == 0 {
		return m.constrained()
	}
	b := m.constrained()
	for _, p := range m.Params {
		b = append(b, p.octets()...)
	}
	return Sized(b)
}

// constrained writes the media type alone.
func (m Media) constrained() []byte {
	if code, ok := mediaCode(m.Name); ok && !m.Long {
		return ShortInteger(code)
	}
	return TokenText(m.Name)
}

// Multipart tells whether a reader takes the data of this type for a binary multipart (MMS 8.1).
func (m Media) Multipart() bool {
	return strings.HasPrefix(m.Name, "multipart/") || strings.HasPrefix(m.Name, "application/vnd.wap.multipart.")
}

// paramText returns the text of the first parameter that has one of these numbers, or this name.
func paramText(params []Param, name string, codes ...int) string {
	for _, p := range params {
		if p.Value.Kind == KindText && (p.Code < 0 && strings.EqualFold(p.Name, name) || slices.Contains(codes, p.Code)) {
			return p.Value.Text
		}
	}
	return ""
}

// Mixed, Related and Alternative are the multiparts of MMS.
func Mixed() Media { return Type("application/vnd.wap.multipart.mixed") }

// Alternative is for parts that say the same, in rising preference.
func Alternative() Media { return Type("application/vnd.wap.multipart.alternative") }

// Related is for a presentation and what it shows; start is the Content-ID of the presentation without brackets.
func Related(start string) Media {
	return Type("application/vnd.wap.multipart.related", RootType(Type("application/smil")), RootStart(start))
}

// PlainText is text/plain in UTF-8.
func PlainText(params ...Param) Media { return Type("text/plain", append(params, Charset(UTF8))...) }
