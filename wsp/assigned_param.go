package wsp

// paramKind says which production the value of a well-known parameter is, in the words of WSP 7.2. Every one but
// paramQ may also be a Text-value (WSP 7.1).
type paramKind uint8

const (
	paramUntyped     paramKind = iota // Untyped-value: Integer-value or Text-value
	paramQ                            // Q-value
	paramCharset                      // Well-known-charset
	paramVersion                      // Version-value
	paramInteger                      // Integer-value
	paramText                         // Text-string
	paramTextValue                    // Text-value
	paramConstrained                  // Constrained-encoding
	paramFieldName                    // Field-name
	paramShort                        // Short-integer
	paramDelta                        // Delta-seconds-value
	paramNoValue                      // No-value
	paramDate                         // Date-value
)

type paramRow struct {
	name       string
	kind       paramKind
	enc        string // encoding version that assigned it
	deprecated bool   // a later number has the same name; MMS sends the old one nevertheless (W11)
}

// ParamName returns the name of the well-known parameter with the assigned number code ("charset"), and "" for a number
// that is not assigned (WSP 7.2). Two numbers may have one name: an old one and the one that replaced it.
func ParamName(code uint8) string {
	if int(code) < len(wellKnownParams) {
		return wellKnownParams[code].name
	}
	return ""
}

// wellKnownParams is WSP 7.2, by number.
var wellKnownParams = [0x1E]paramRow{
	0x00: {"q", paramQ, "1.1", false},
	0x01: {"charset", paramCharset, "1.1", false},
	0x02: {"level", paramVersion, "1.1", false},
	0x03: {"type", paramInteger, "1.1", false},
	0x04: {"uaprof", paramUntyped, "1.1", false},
	0x05: {"name", paramText, "1.1", true},
	0x06: {"filename", paramText, "1.1", true},
	0x07: {"differences", paramFieldName, "1.1", false},
	0x08: {"padding", paramShort, "1.1", false},
	0x09: {"type", paramConstrained, "1.2", false},
	0x0A: {"start", paramText, "1.2", true},
	0x0B: {"start-info", paramText, "1.2", true},
	0x0C: {"comment", paramText, "1.3", true},
	0x0D: {"domain", paramText, "1.3", true},
	0x0E: {"max-age", paramDelta, "1.3", false},
	0x0F: {"path", paramText, "1.3", true},
	0x10: {"secure", paramNoValue, "1.3", false},
	0x11: {"SEC", paramShort, "1.4", false},
	0x12: {"MAC", paramTextValue, "1.4", false},
	0x13: {"creation-date", paramDate, "1.4", false},
	0x14: {"modification-date", paramDate, "1.4", false},
	0x15: {"read-date", paramDate, "1.4", false},
	0x16: {"size", paramInteger, "1.4", false},
	0x17: {"name", paramTextValue, "1.4", false},
	0x18: {"filename", paramTextValue, "1.4", false},
	0x19: {"start", paramTextValue, "1.4", false},
	0x1A: {"start-info", paramTextValue, "1.4", false},
	0x1B: {"comment", paramTextValue, "1.4", false},
	0x1C: {"domain", paramTextValue, "1.4", false},
	0x1D: {"path", paramTextValue, "1.4", false},
}
