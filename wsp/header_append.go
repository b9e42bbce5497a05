package wsp

// AppendHeader appends the well-known header with the number code and a value in octets, as the other functions of this
// package append it (WSP 4). It refuses, with HeaderOctet, a code above 7F, and with Truncated an empty value.
func AppendHeader(dst []byte, code uint8, value []byte) ([]byte, Code) {
	switch {
	case code > 0x7F:
		return dst, HeaderOctet
	case len(value) == 0:
		return dst, Truncated
	}
	return append(append(dst, code|0x80), value...), 0
}

// AppendApplicationHeader appends an application header (WSP 4): a name that is a token, and a text.
func AppendApplicationHeader[T Chars](dst []byte, name string, text T) ([]byte, Code) {
	start := len(dst)
	dst, c := AppendToken(dst, name)
	if c != 0 {
		return dst, c
	}
	if dst, c = AppendText(dst, text); c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

// SizeApplicationHeader returns how many octets [AppendApplicationHeader] appends, if it does not refuse.
func SizeApplicationHeader[T Chars](name string, text T) int { return SizeToken(name) + SizeText(text) }

// kindOfHeader returns the kind of value of a well-known header.
func kindOfHeader(code uint8) headerKind {
	if int(code) < len(wellKnownHeaders) {
		return wellKnownHeaders[code].kind
	}
	return headerOther
}

// AppendTextHeader appends a well-known header whose value is a text (WSP 8.1): the form of text that the header has.
// Content-ID is written as it is given, angle brackets included; see [AppendContentID]. A quotation mark in front is written
// too, for it belongs to an Etag, though readers take it off.
//
// It refuses, with ValueKind, headers whose values have a structure or are numbers, and texts as [AppendText], [AppendQuoted]
// or [AppendToken] does, whichever form the header has.
func AppendTextHeader[T Chars](dst []byte, code uint8, text T) ([]byte, Code) {
	start := len(dst)
	dst = append(dst, code|0x80)
	var c Code
	switch kindOfHeader(code) {
	case headerText:
		dst, c = AppendText(dst, text)
	case headerQuoted:
		dst, c = AppendQuoted(dst, text)
	case headerToken:
		dst, c = AppendToken(dst, text)
	case headerVersion:
		if v, ok := versionOf(text); ok {
			return AppendVersion(dst, v) // one that fits must be sent so (WSP 2.6)
		}
		dst, c = appendSomeText(dst, text)
	case headerAppID:
		dst, c = appendSomeText(dst, text)
	default:
		c = ValueKind
	}
	if c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

// appendSomeText is AppendText where the empty text would be an integer of no octets.
func appendSomeText[T Chars](dst []byte, text T) ([]byte, Code) {
	if len(text) == 0 {
		return dst, ValueKind
	}
	return AppendText(dst, text)
}

// AppendNumberHeader appends a well-known header whose value is a number (WSP 8.1): an integer, seconds of a date, an octet
// without bit 7 of an enumeration. It refuses, with ValueKind, other headers and numbers too large for theirs.
func AppendNumberHeader(dst []byte, code uint8, v uint64) ([]byte, Code) {
	start := len(dst)
	dst = append(dst, code|0x80)
	var c Code
	switch kindOfHeader(code) {
	case headerInteger, headerDelta, headerAppID:
		dst = AppendInteger(dst, v)
	case headerDate:
		dst = AppendLongInteger(dst, v)
	case headerShort, headerToken, headerVersion:
		dst, c = AppendShortInteger(dst, uint8(min(v, 0xFF)))
	default:
		c = ValueKind
	}
	if c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

// AppendContentID appends the header Content-ID (WSP 12): id between angle brackets, in a Quoted-string. An id that has its
// brackets keeps them.
func AppendContentID[T Chars](dst []byte, id T) ([]byte, Code) {
	if badChar(id) >= 0 {
		return dst, TextControl
	}
	dst = append(dst, codeContentID|0x80, '"')
	bracketed := len(id) > 1 && id[0] == '<' && id[len(id)-1] == '>'
	if !bracketed {
		dst = append(dst, '<')
	}
	dst = append(dst, id...)
	if !bracketed {
		dst = append(dst, '>')
	}
	return append(dst, 0), 0
}

// AppendContentLocation appends the header Content-Location (WSP 12).
func AppendContentLocation[T Chars](dst []byte, location T) ([]byte, Code) {
	if len(location) > 0 && location[0] == '"' {
		return dst, TokenSeparator // would be taken off
	}
	return AppendTextHeader(dst, codeContentLocation, location)
}

// Octets of Content-Disposition (WSP 8.2).
const (
	DispositionFormData   = 0x80
	DispositionAttachment = 0x81
	DispositionInline     = 0x82
)

// AppendContentDisposition appends the header Content-Disposition under its old number, which is the one that peers know
// (WSP 8.2, 12): one of the octets above, and parameters. Many relays mishandle it: write it only for a reason.
func AppendContentDisposition(dst []byte, disposition uint8, params ...Parameter) ([]byte, Code) {
	if disposition < DispositionFormData || disposition > DispositionInline {
		return dst, TokenUnknown
	}
	start := len(dst)
	dst = append(dst, codeContentDisposition|0x80, disposition)
	for i := range params {
		var c Code
		if dst, c = AppendParameter(dst, params[i]); c != 0 {
			return dst[:start], c
		}
	}
	return PrefixValueLength(dst, start+1), 0
}

// Numbers of the headers below (WSP 8.1).
const (
	codeAccept         = 0x00
	codeAcceptLanguage = 0x03
	codeContentRange   = 0x10
	codeAcceptCharset  = 0x3B
	codePushFlag       = 0x34
)

// AppendAccept appends the header Accept with one media range (WSP 8.2), which may have the parameter q.
func AppendAccept(dst []byte, media string, params ...Parameter) ([]byte, Code) {
	start := len(dst)
	dst, c := AppendContentType(append(dst, codeAccept|0x80), media, params...)
	if c != 0 {
		return dst[:start], c
	}
	return dst, 0
}

// AppendAcceptCharset appends the header Accept-Charset (WSP 8.2) for one character set, [CharsetUnspecified] being "*", and
// a quality in thousandths; 1000 is the default and not written.
func AppendAcceptCharset(dst []byte, cs Charset, thousandths int) ([]byte, Code) {
	return appendAccepted(dst, codeAcceptCharset, uint64(cs), thousandths)
}

// AppendAcceptLanguage appends the header Accept-Language (WSP 8.2) for one language by its assigned number
// ([LanguageCode]), 0 being any, and a quality in thousandths; 1000 is the default and not written.
func AppendAcceptLanguage(dst []byte, language uint32, thousandths int) ([]byte, Code) {
	return appendAccepted(dst, codeAcceptLanguage, uint64(language), thousandths)
}

func appendAccepted(dst []byte, code uint8, v uint64, thousandths int) ([]byte, Code) {
	start := len(dst)
	dst = append(dst, code|0x80)
	if thousandths == 1000 && v <= 0x7F { // Constrained-encoding
		return AppendInteger(dst, v), 0
	}
	dst = AppendInteger(dst, v)
	if thousandths != 1000 {
		var c Code
		if dst, c = AppendQ(dst, thousandths); c != 0 {
			return dst[:start], c
		}
	}
	return PrefixValueLength(dst, start+1), 0
}

// AppendContentRange appends the header Content-Range under its old number (WSP 8.2): the first octet and the length of the
// whole entity.
func AppendContentRange(dst []byte, first, length uint32) []byte {
	start := len(dst) + 1
	dst = AppendUintvar(append(dst, codeContentRange|0x80), first)
	return PrefixValueLength(AppendUintvar(dst, length), start)
}

// AppendApplicationID appends the header X-Wap-Application-Id with an assigned number (WSP 14): 4 is mms.ua.
func AppendApplicationID(dst []byte, id uint32) []byte {
	return AppendInteger(append(dst, codeApplicationID|0x80), uint64(id))
}

// AppendPushFlag appends the header Push-Flag (WSP 8.1): initiator authenticated, content trusted, last push.
func AppendPushFlag(dst []byte, authenticated, trusted, last bool) []byte {
	flag := byte(0x80)
	for i, set := range [...]bool{authenticated, trusted, last} {
		if set {
			flag |= 1 << i
		}
	}
	return append(dst, codePushFlag|0x80, flag)
}

// AppendShift appends what switches to a header code page, 1 to 255 (WSP 4): nothing that MMS knows. 0 is no page.
func AppendShift(dst []byte, page uint8) ([]byte, Code) {
	switch {
	case page == 0:
		return dst, HeaderOctet
	case page < 0x20:
		return append(dst, page), 0
	}
	return append(dst, 0x7F, page), 0
}
