package wsp

import (
	"iter"
	"strconv"
)

// Code names one way in which octets break the grammar. Zero means "no fault". Codes never change their meaning.
type Code uint8

// The faults. Each is one row of the fault table below: name, meaning, section, and the ids of the digests.
const (
	Truncated          Code = iota + 1 // the data end inside a value
	UintvarPadded                      // uintvar that begins with octet 80
	UintvarOverflow                    // uintvar of more than 5 octets or 32 bits
	LengthOverrun                      // Value-length beyond the enclosing structure, or value beyond its Value-length
	LengthMissing                      // octet 20-FF where a Value-length is due
	LengthForm                         // Value-length above 30 in one octet
	ValueSurplus                       // octets left over inside a Value-length
	IntegerEmpty                       // Long-integer of no octets
	IntegerPadded                      // Long-integer that begins with 00
	IntegerLong                        // Long-integer of more than 64 significant bits
	ValueKind                          // first octet is of no kind that the grammar allows here
	TokenUnknown                       // token octet that the production does not have
	TextUnquoted                       // text begins with an octet of 80 or above and has no Quote
	TextQuoted                         // Quote where none is needed
	TextUnterminated                   // text without End-of-string
	TextControl                        // control character in a text
	QuotedClosed                       // Quoted-string with a closing quotation mark
	TokenSeparator                     // token with a character that no token has
	ParamValueless                     // parameter without its value
	MediaTypeText                      // parameters written inside the text of a media type
	MediaTypeSpace                     // white space around the text of a media type
	HeaderOctet                        // octet that begins no header
	CodePageShift                      // code page shift
	TrailingOctets                     // octets after the last header or entry
	EntriesMissing                     // nEntries says more than there are
	EntriesSurplus                     // nEntries says less than there are
	DataTruncated                      // DataLen beyond the end of the data
	HeadersOverrun                     // HeadersLen beyond the end of the data
	HeadersEmpty                       // HeadersLen of zero: no Content-Type
	ContentTypeOverrun                 // Content-Type beyond HeadersLen
	ContentIDBare                      // Content-ID that is no Quoted-string
	DispositionBare                    // Content-Disposition without Value-length
	DelForm                            // Del form in a PDU that has none
	LimitFields                        // more header fields than the limit
	LimitHeaders                       // more octets of headers than the limit
	LimitParts                         // more parts than the limit
	LimitDepth                         // multipart nested deeper than the limit
	ReservedType                       // type of a WSP PDU that is reserved
	SessionOnly                        // WSP PDU that connectionless mode does not have
	ForeignField                       // field that a WSP PDU or SMS of this type does not have
	URIOverrun                         // URILen or CapabilitiesLen beyond the end of the PDU
	UDHOverrun                         // user data header longer than the user data
	ElementOverrun                     // element beyond the end of the user data header
	ElementLength                      // element of another length than its kind has
	SegmentNumber                      // segment that there cannot be: number 0, or above the total
	AddressForm                        // SMS address with a length, a type or digits that none has
	UserDataLength                     // TP-UDL beyond the end of the SMS, or more than an SMS holds
	codeEnd
)

// CodeInfo is what the fault table says of a Code.
type CodeInfo struct {
	Name    string // stable name, such as "uintvar-padded"
	Text    string // what is wrong, in a few words
	Section string // where the grammar is, "WSP 2.2" or "MMS 2.3"
	W, D, V string // ids in the digests: validation rule W.., deviation D.., validation rule V..; empty where there is none
}

var codeTable = [codeEnd]CodeInfo{
	0:                  {Name: "none", Text: "no fault"},
	Truncated:          {"truncated", "the data end inside the value", "WSP 2.2", "W01", "", "V11"},
	UintvarPadded:      {"uintvar-padded", "uintvar begins with octet 80", "WSP 2.2", "W01", "D49", "V27"},
	UintvarOverflow:    {"uintvar-overflow", "uintvar of more than 5 octets or 32 bits", "WSP 2.2", "W01", "D49b", "V11"},
	LengthOverrun:      {"length-overrun", "Value-length and value do not fit each other", "WSP 2.3", "W04", "D17", "V11"},
	LengthMissing:      {"length-missing", "octet that is no Value-length where one is due", "WSP 2.3", "W04", "D05", "V11"},
	LengthForm:         {"length-form", "Value-length above 30 in one octet", "WSP 2.3", "W04", "D17", "V11"},
	ValueSurplus:       {"value-surplus", "octets left over inside the Value-length", "WSP 2.3", "W05", "", "V11"},
	IntegerEmpty:       {"integer-empty", "Long-integer of no octets", "WSP 2.4", "W02", "D25", "V11"},
	IntegerPadded:      {"integer-padded", "Long-integer begins with octet 00", "WSP 2.4", "W02", "", "V27"},
	IntegerLong:        {"integer-long", "Long-integer of more than 64 significant bits", "WSP 2.4", "W02", "D25b", "V11"},
	ValueKind:          {"value-kind", "first octet is of no kind that is allowed here", "WSP 3", "W13", "D32b", "V11"},
	TokenUnknown:       {"token-unknown", "token octet that this value does not have", "MMS 4", "", "", "V11"},
	TextUnquoted:       {"text-unquoted", "text begins with an 8-bit octet and has no Quote", "WSP 2.5", "W06", "D09", "V28"},
	TextQuoted:         {"text-quoted", "Quote where none is needed", "WSP 2.5", "W06", "", "V28"},
	TextUnterminated:   {"text-unterminated", "text without End-of-string", "WSP 2.5", "W07", "D44", "V11"},
	TextControl:        {"text-control", "control character in a text", "WSP 2.1", "W08", "", "V11"},
	QuotedClosed:       {"quoted-closed", "Quoted-string with a closing quotation mark", "WSP 2.5", "W09", "D12", "V11"},
	TokenSeparator:     {"token-separator", "token with a character that tokens do not have", "WSP 2.1", "W09", "D13", "V11"},
	ParamValueless:     {"param-valueless", "parameter without its value", "WSP 7.1", "W13", "D15", "V11"},
	MediaTypeText:      {"media-type-text", "parameters inside the text of a media type", "WSP 5", "W13", "D16", "V11"},
	MediaTypeSpace:     {"media-type-space", "white space around a media type", "WSP 5", "W13", "D47", "V11"},
	HeaderOctet:        {"header-octet", "octet that begins no header", "WSP 4", "W14", "", "V20"},
	CodePageShift:      {"code-page-shift", "code page shift", "WSP 4", "W14", "D37", "V39"},
	TrailingOctets:     {"trailing-octets", "octets after the last header or entry", "WSP 11.2", "W15", "D52", "V20"},
	EntriesMissing:     {"entries-missing", "nEntries says more than there are", "WSP 11.2", "W15", "D21", "V26"},
	EntriesSurplus:     {"entries-surplus", "nEntries says less than there are", "WSP 11.2", "W15", "D21", "V26"},
	DataTruncated:      {"data-truncated", "DataLen beyond the end of the data", "WSP 11.2", "W15", "D21c", "V26"},
	HeadersOverrun:     {"headers-overrun", "HeadersLen beyond the end of the data", "WSP 11.2", "W15", "D18", "V26"},
	HeadersEmpty:       {"headers-empty", "HeadersLen of zero, so no Content-Type", "WSP 11.2", "W15", "D50", "V26"},
	ContentTypeOverrun: {"content-type-overrun", "Content-Type beyond HeadersLen", "WSP 11.2", "W15", "D50", "V26"},
	ContentIDBare:      {"content-id-bare", "Content-ID that is no Quoted-string", "WSP 12", "W16", "D12", "V11"},
	DispositionBare:    {"disposition-bare", "Content-Disposition without Value-length", "WSP 12", "W13", "D19", "V11"},
	DelForm:            {"del-form", "Del form in a PDU that has none", "MMS 4.14", "", "", "V32"},
	LimitFields:        {"limit-fields", "more header fields than the limit", "MMS 15", "", "", "V37"},
	LimitHeaders:       {"limit-headers", "more octets of headers than the limit", "MMS 15", "", "", "V37"},
	LimitParts:         {"limit-parts", "more parts than the limit", "MMS 15", "", "", "V37"},
	LimitDepth:         {"limit-depth", "nested deeper than the limit", "MMS 15", "", "", "V37"},
	ReservedType:       {"reserved-type", "reserved type of a WSP PDU", "WSP 13.2", "W17", "", ""},
	SessionOnly:        {"session-only", "WSP PDU that connectionless mode does not have", "WSP 13.1", "W17", "", ""},
	ForeignField:       {"foreign-field", "field that a PDU of this type does not have", "WSP 13.3", "W17", "", ""},
	URIOverrun:         {"uri-overrun", "URILen or CapabilitiesLen beyond the end of the PDU", "WSP 13.3", "W17", "", ""},
	UDHOverrun:         {"udh-overrun", "user data header longer than the user data", "WSP 15.1", "W18", "", ""},
	ElementOverrun:     {"element-overrun", "element beyond the end of the user data header", "WSP 15.1", "W18", "", ""},
	ElementLength:      {"element-length", "element of another length than its kind has", "WSP 15.1", "W18", "", ""},
	SegmentNumber:      {"segment-number", "segment number 0 or above the total", "WSP 15.2", "W18", "", ""},
	AddressForm:        {"address-form", "length, type or digits that no SMS address has", "WSP 15.4", "", "", ""},
	UserDataLength:     {"user-data-length", "TP-UDL beyond the end or above 140 octets", "WSP 15.1", "W18", "", ""},
}

// Info returns the row of c in the fault table.
func (c Code) Info() CodeInfo {
	if int(c) >= len(codeTable) {
		return CodeInfo{Name: "unknown-" + strconv.Itoa(int(c)), Text: "unknown fault"}
	}
	return codeTable[c]
}

// String returns the stable name of c.
func (c Code) String() string { return c.Info().Name }

// Error makes a Code a target for errors.Is: errors.Is(err, wsp.UintvarPadded).
func (c Code) Error() string { return c.Info().Text }

// Limit reports whether c says that a limit was reached, so that octets were left unread.
func (c Code) Limit() bool { return c >= LimitFields && c <= LimitDepth }

// Codes returns all codes in order.
func Codes() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for c := Truncated; c < codeEnd; c++ {
			if !yield(c) {
				return
			}
		}
	}
}

// Field says which field a fault is about: a name space in the high octet, a number in the low one.
type Field uint16

// The name spaces of Field. Zero is "no field".
const (
	FieldPDU       Field = 0x0100 // header of the PDU that carries the WSP values; the number is its own
	FieldHeader    Field = 0x0200 // WSP header, number of WSP 8.1
	FieldParameter Field = 0x0300 // parameter, number of WSP 7.2
	FieldStructure Field = 0x0400 // no header: one of the Structure constants
	FieldText      Field = 0x0500 // header or parameter with a name in text
)

// The fields of FieldStructure.
const (
	StructureEntries         = FieldStructure | iota + 1 // nEntries of a multipart
	StructureHeadersLen                                  // HeadersLen of an entry or a WSP PDU
	StructureDataLen                                     // DataLen of an entry
	StructureMultipart                                   // a multipart as a whole
	StructureHeaders                                     // a block of headers
	StructureMessage                                     // the message as a whole
	StructurePDU                                         // a WSP PDU as a whole
	StructureStatus                                      // Status of a Reply
	StructureSessionID                                   // ServerSessionId of a WSP PDU
	StructureURILen                                      // URILen of a WSP PDU
	StructureURI                                         // URI of a WSP PDU
	StructureCapabilitiesLen                             // CapabilitiesLen of a WSP PDU
	StructureUserData                                    // TP-UD of an SMS
	StructureElement                                     // element of a user data header
	StructureTPDU                                        // an SMS as a whole
	StructureAddress                                     // address in an SMS
)

// Space returns the name space of f.
func (f Field) Space() Field { return f & 0xFF00 }

// Number returns the number of f inside its name space.
func (f Field) Number() uint8 { return uint8(f) }

// String names f; headers of the carrying PDU have only their number here.
func (f Field) String() string {
	switch f.Space() {
	case FieldPDU:
		return "header 0x" + strconv.FormatUint(uint64(f.Number()), 16)
	case FieldHeader:
		if s := HeaderName(f.Number()); s != "" {
			return s
		}
		return "header 0x" + strconv.FormatUint(uint64(f.Number()), 16)
	case FieldParameter:
		if s := ParamName(f.Number()); s != "" {
			return "parameter " + s
		}
		return "parameter 0x" + strconv.FormatUint(uint64(f.Number()), 16)
	case FieldText:
		return "text header"
	}
	switch f {
	case StructureEntries:
		return "nEntries"
	case StructureHeadersLen:
		return "HeadersLen"
	case StructureDataLen:
		return "DataLen"
	case StructureMultipart:
		return "multipart"
	case StructureHeaders:
		return "headers"
	case StructureMessage:
		return "message"
	case StructurePDU:
		return "WSP PDU"
	case StructureStatus:
		return "Status"
	case StructureSessionID:
		return "ServerSessionId"
	case StructureURILen:
		return "URILen"
	case StructureURI:
		return "URI"
	case StructureCapabilitiesLen:
		return "CapabilitiesLen"
	case StructureUserData:
		return "user data"
	case StructureElement:
		return "user data element"
	case StructureTPDU:
		return "SMS"
	case StructureAddress:
		return "SMS address"
	}
	return ""
}

// Fault is one departure from the grammar: what, in which field, where. It is comparable and has no pointers.
type Fault struct {
	Code  Code
	Field Field
	Span  Span
}

// Faults is a caller-owned list of faults. The zero value is ready and keeps the first 256; Reset empties it and keeps
// its memory, so that a list in use again allocates nothing.
type Faults struct {
	list []Fault
	more uint32
	// Max is the number of faults kept; zero means 256. Faults beyond it are only counted.
	Max int
}

// Reset empties f.
func (f *Faults) Reset() { f.list, f.more = f.list[:0], 0 }

// Len returns the number of faults kept.
func (f *Faults) Len() int { return len(f.list) }

// At returns the fault number i, 0 ≤ i < Len.
func (f *Faults) At(i int) Fault { return f.list[i] }

// More returns the number of faults that were counted and not kept.
func (f *Faults) More() uint32 { return f.more }

// All iterates over the faults kept, in the order of the walk.
func (f *Faults) All() iter.Seq[Fault] {
	return func(yield func(Fault) bool) {
		for _, x := range f.list {
			if !yield(x) {
				return
			}
		}
	}
}

// Add appends x, or counts it when the list is full.
func (f *Faults) Add(x Fault) {
	limit := f.Max
	if limit == 0 {
		limit = 256
	}
	if len(f.list) >= limit {
		f.more++
		return
	}
	f.list = append(f.list, x)
}

// Recorder receives the faults of a walk. A walk that is Strict ends at the first fault.
type Recorder struct {
	Faults *Faults // nil: faults are counted, not kept
	First  Fault   // the first fault
	Count  uint32  // number of faults
	Strict bool
}

// Report records a fault and tells whether the walk must stop.
func (r *Recorder) Report(c Code, f Field, start, end int) bool {
	x := Fault{c, f, span(start, end)}
	if r.Count == 0 {
		r.First = x
	}
	r.Count++
	if r.Faults != nil {
		r.Faults.Add(x)
	}
	return r.Strict
}

// Stopped reports whether a strict walk has met its fault.
func (r *Recorder) Stopped() bool { return r.Strict && r.Count != 0 }
