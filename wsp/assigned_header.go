package wsp

// headerKind says which production the value of a well-known header is, in the words of WSP 8.1.
type headerKind uint8

const (
	headerOther       headerKind = iota // anything structured: read by the field-value rule
	headerContentType                   // Content-type-value
	headerText                          // Text-string or Uri-value
	headerQuoted                        // Quoted-string
	headerToken                         // assigned octet or Token-text
	headerDisposition                   // Content-disposition-value
	headerInteger                       // Integer-value
	headerDelta                         // Delta-seconds-value
	headerShort                         // Short-integer
	headerDate                          // Date-value
	headerVersion                       // Encoding-version-value
	headerAppID                         // Uri-value or Integer-value
)

type headerRow struct {
	name       string
	kind       headerKind
	enc        string // encoding version that assigned it
	deprecated bool   // kept for peers of older encoding versions (W11)
}

// HeaderName returns the name of the well-known header with the number code on code page 1 ("Content-ID"), and "" for a
// number that is not assigned (WSP 8.1). code is the field number without bit 7.
func HeaderName(code uint8) string {
	if int(code) < len(wellKnownHeaders) {
		return wellKnownHeaders[code].name
	}
	return ""
}

// HeaderCode returns the number of the well-known header name, in any letter case (WSP 8.1). Of two numbers with one name
// it is the newer one.
func HeaderCode(name string) (uint8, bool) {
	for i := len(wellKnownHeaders) - 1; i >= 0; i-- {
		if nameIs(name, wellKnownHeaders[i].name) {
			return uint8(i), true
		}
	}
	return 0, false
}

// wellKnownHeaders is WSP 8.1, by number: code page 1.
var wellKnownHeaders = [0x4B]headerRow{
	0x00: {"Accept", headerOther, "1.1", false},
	0x01: {"Accept-Charset", headerOther, "1.1", true},
	0x02: {"Accept-Encoding", headerToken, "1.1", true},
	0x03: {"Accept-Language", headerOther, "1.1", false},
	0x04: {"Accept-Ranges", headerToken, "1.1", false},
	0x05: {"Age", headerDelta, "1.1", false},
	0x06: {"Allow", headerShort, "1.1", false},
	0x07: {"Authorization", headerOther, "1.1", false},
	0x08: {"Cache-Control", headerOther, "1.1", true},
	0x09: {"Connection", headerToken, "1.1", false},
	0x0A: {"Content-Base", headerText, "1.1", true},
	0x0B: {"Content-Encoding", headerToken, "1.1", false},
	0x0C: {"Content-Language", headerOther, "1.1", false},
	0x0D: {"Content-Length", headerInteger, "1.1", false},
	0x0E: {"Content-Location", headerText, "1.1", false},
	0x0F: {"Content-MD5", headerOther, "1.1", false},
	0x10: {"Content-Range", headerOther, "1.1", true},
	0x11: {"Content-Type", headerContentType, "1.1", false},
	0x12: {"Date", headerDate, "1.1", false},
	0x13: {"Etag", headerText, "1.1", false},
	0x14: {"Expires", headerDate, "1.1", false},
	0x15: {"From", headerText, "1.1", false},
	0x16: {"Host", headerText, "1.1", false},
	0x17: {"If-Modified-Since", headerDate, "1.1", false},
	0x18: {"If-Match", headerText, "1.1", false},
	0x19: {"If-None-Match", headerText, "1.1", false},
	0x1A: {"If-Range", headerOther, "1.1", false},
	0x1B: {"If-Unmodified-Since", headerDate, "1.1", false},
	0x1C: {"Location", headerText, "1.1", false},
	0x1D: {"Last-Modified", headerDate, "1.1", false},
	0x1E: {"Max-Forwards", headerInteger, "1.1", false},
	0x1F: {"Pragma", headerOther, "1.1", false},
	0x20: {"Proxy-Authenticate", headerOther, "1.1", false},
	0x21: {"Proxy-Authorization", headerOther, "1.1", false},
	0x22: {"Public", headerToken, "1.1", false},
	0x23: {"Range", headerOther, "1.1", false},
	0x24: {"Referer", headerText, "1.1", false},
	0x25: {"Retry-After", headerOther, "1.1", false},
	0x26: {"Server", headerText, "1.1", false},
	0x27: {"Transfer-Encoding", headerToken, "1.1", false},
	0x28: {"Upgrade", headerText, "1.1", false},
	0x29: {"User-Agent", headerText, "1.1", false},
	0x2A: {"Vary", headerOther, "1.1", false},
	0x2B: {"Via", headerText, "1.1", false},
	0x2C: {"Warning", headerOther, "1.1", false},
	0x2D: {"WWW-Authenticate", headerOther, "1.1", false},
	0x2E: {"Content-Disposition", headerDisposition, "1.1", true},
	0x2F: {"X-Wap-Application-Id", headerAppID, "1.2", false},
	0x30: {"X-Wap-Content-URI", headerText, "1.2", false},
	0x31: {"X-Wap-Initiator-URI", headerText, "1.2", false},
	0x32: {"Accept-Application", headerAppID, "1.2", false},
	0x33: {"Bearer-Indication", headerInteger, "1.2", false},
	0x34: {"Push-Flag", headerShort, "1.2", false},
	0x35: {"Profile", headerText, "1.2", false},
	0x36: {"Profile-Diff", headerOther, "1.2", false},
	0x37: {"Profile-Warning", headerOther, "1.2", true},
	0x38: {"Expect", headerOther, "1.3", true},
	0x39: {"TE", headerOther, "1.3", false},
	0x3A: {"Trailer", headerOther, "1.3", false},
	0x3B: {"Accept-Charset", headerOther, "1.3", false},
	0x3C: {"Accept-Encoding", headerOther, "1.3", false},
	0x3D: {"Cache-Control", headerOther, "1.3", true},
	0x3E: {"Content-Range", headerOther, "1.3", false},
	0x3F: {"X-Wap-Tod", headerDate, "1.3", false},
	0x40: {"Content-ID", headerQuoted, "1.3", false},
	0x41: {"Set-Cookie", headerOther, "1.3", false},
	0x42: {"Cookie", headerOther, "1.3", false},
	0x43: {"Encoding-Version", headerVersion, "1.3", false},
	0x44: {"Profile-Warning", headerOther, "1.4", false},
	0x45: {"Content-Disposition", headerDisposition, "1.4", false},
	0x46: {"X-WAP-Security", headerOther, "1.4", false},
	0x47: {"Cache-Control", headerOther, "1.4", false},
	0x48: {"Expect", headerOther, "1.5", false},
	0x49: {"X-Wap-Loc-Invocation", headerOther, "1.5", false},
	0x4A: {"X-Wap-Loc-Delivery", headerOther, "1.5", false},
}
