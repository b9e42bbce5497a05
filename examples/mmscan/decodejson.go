package main

import "github.com/mmsguard/mmsguard/wsp"

// decodeSchema names what the types of this file make. JSON.md describes it; a change that a reader would not survive
// makes it v2.
const decodeSchema = "mmsguard.decode/v1"

// extent is a half-open range of octets.
type extent struct {
	Start uint32 `json:"start"`
	End   uint32 `json:"end"`
}

func newExtent(s wsp.Span) extent { return extent{s.Start, s.End} }

type decodedMessage struct {
	Schema     string         `json:"schema"`
	Source     string         `json:"source"`
	Size       int            `json:"size"`
	Layers     []decodedLayer `json:"layers"`
	decodedPDU                // of the message
	Faults     []decodedFault `json:"faults"`
	MoreFaults int            `json:"moreFaults,omitempty"`
}

type decodedLayer struct {
	Kind string `json:"kind"`
	extent
	Raw         string            `json:"raw,omitempty"`
	TID         *uint8            `json:"tid,omitempty"`
	PDU         string            `json:"pdu,omitempty"`
	ContentType *contentTypeValue `json:"contentType,omitempty"`
	Headers     []decodedHeader   `json:"headers,omitempty"`
	Address     string            `json:"address,omitempty"`
	Time        string            `json:"time,omitempty"`
	Destination *uint16           `json:"destination,omitempty"`
	Originator  *uint16           `json:"originator,omitempty"`
}

type decodedPDU struct {
	Type    string `json:"type"`
	Version string `json:"version,omitempty"`
	extent
	Headers   []decodedHeader   `json:"headers"`
	Multipart *decodedMultipart `json:"multipart,omitempty"`
	Parts     []decodedPart     `json:"parts"`
	Trailing  *decodedOctets    `json:"trailing,omitempty"`
}

type decodedHeader struct {
	Name    string `json:"name"`
	NameRaw string `json:"nameRaw,omitempty"`
	Code    *uint8 `json:"code,omitempty"`
	extent
	Value   any    `json:"value"`
	Charset string `json:"charset,omitempty"`
	Raw     string `json:"raw"`
}

type decodedMultipart struct {
	extent
	Declared uint32         `json:"declared"` // nEntries
	Raw      *string        `json:"raw,omitempty"`
	Trailing *decodedOctets `json:"trailing,omitempty"`
}

type decodedPart struct {
	Index int `json:"index"`
	extent
	DataStart        uint32            `json:"dataStart"`
	DataEnd          uint32            `json:"dataEnd"`
	LengthsRaw       string            `json:"lengthsRaw,omitempty"`
	ContentType      string            `json:"contentType"`
	ContentTypeRaw   *string           `json:"contentTypeRaw,omitempty"`
	Charset          string            `json:"charset,omitempty"`
	Parameters       map[string]string `json:"parameters"`
	Headers          []decodedHeader   `json:"headers"`
	HeadersTrailing  *decodedOctets    `json:"headersTrailing,omitempty"`
	ContentID        string            `json:"contentId,omitempty"`
	ContentLocation  string            `json:"contentLocation,omitempty"`
	Filename         string            `json:"filename,omitempty"`
	TransferEncoding string            `json:"transferEncoding,omitempty"`
	Truncated        bool              `json:"truncated,omitempty"`
	Size             int               `json:"size"`
	SHA256           string            `json:"sha256"`
	Data             *string           `json:"data,omitempty"`
	Multipart        *decodedMultipart `json:"multipart,omitempty"`
	Parts            []decodedPart     `json:"parts"`
	PDU              *decodedPDU       `json:"pdu,omitempty"`

	octets []byte // the data, for text output
}

// decodedOctets are octets that belong to nothing.
type decodedOctets struct {
	extent
	Data *string `json:"data,omitempty"`
}

type decodedFault struct {
	Code    string `json:"code"`
	Field   string `json:"field"`
	Section string `json:"section"`
	extent
	Message string `json:"message"`
}
