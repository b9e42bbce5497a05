package wsp

// mediaToWrite returns the number that a media type is written with; ok is false for one that is written as text: also
// application/octet-stream, whose number few peers know (WSP 6.1).
func mediaToWrite(media string) (code uint32, ok bool) {
	code, ok = MediaCode(media)
	return code, ok && code != codeOctetStream
}

const codeOctetStream = 0x5A

// mediaTextCode says why a media type cannot be written as text.
func mediaTextCode(media string) Code {
	switch {
	case media == "":
		return Truncated
	case isSpace(media[0]) || isSpace(media[len(media)-1]): // readers take it off
		return MediaTypeSpace
	case media[0] == '"' || media[0] >= 0x80:
		return ValueKind
	}
	for i := range len(media) {
		if media[i] == ';' {
			return MediaTypeText
		}
	}
	return textCode(media)
}

func isSpace(o byte) bool { return o == ' ' || o == '\t' }

// looksLong reports whether the text of a media type, in the constrained form, passes for a Value-length of one octet and a
// well-known media type (deviation D17).
func looksLong(media string) bool { return len(media) > 1 && media[1] >= 0x80 }

// appendMedia appends a media type; constrained says that only a number of 7 bits will do, not a Long-integer.
func appendMedia(dst []byte, media string, constrained bool) ([]byte, Code) {
	code, ok := mediaToWrite(media)
	if ok && (code <= 0x7F || !constrained) {
		return AppendInteger(dst, uint64(code)), 0
	}
	if c := mediaTextCode(media); c != 0 {
		return dst, c
	}
	if constrained && looksLong(media) {
		return dst, LengthForm
	}
	return append(append(dst, media...), 0), 0
}

func sizeMedia(media string, constrained bool) int {
	code, ok := mediaToWrite(media)
	if ok && (code <= 0x7F || !constrained) {
		return SizeInteger(uint64(code))
	}
	return len(media) + 1
}

// appendConstrained appends a Constrained-encoding (WSP 2.1): a media type by its number or as text.
func appendConstrained(dst []byte, media string) ([]byte, Code) { return appendMedia(dst, media, true) }

func sizeConstrained(media string) int { return sizeMedia(media, true) }

// generalForm reports whether a Content-type-value needs a Value-length (WSP 5).
func generalForm(media string, params []Parameter) bool {
	code, ok := mediaToWrite(media)
	return len(params) > 0 || ok && code > 0x7F || !ok && looksLong(media)
}

// AppendContentType appends the Content-type-value of a media type and its parameters (WSP 5): the constrained form where it
// does, well-known numbers where there are any. It refuses a media type that is empty (Truncated), has parameters inside
// (MediaTypeText), white space around it (MediaTypeSpace) or control characters (TextControl), or begins with a quotation
// mark or an octet of 80 or above (ValueKind); and what [AppendParameter] refuses.
func AppendContentType(dst []byte, media string, params ...Parameter) ([]byte, Code) {
	start := len(dst)
	general := generalForm(media, params)
	dst, c := appendMedia(dst, media, !general)
	for i := range params {
		if c != 0 {
			break
		}
		dst, c = AppendParameter(dst, params[i])
	}
	if c != 0 {
		return dst[:start], c
	}
	if general {
		dst = PrefixValueLength(dst, start)
	}
	return dst, 0
}

// SizeContentType returns how many octets [AppendContentType] appends, if it does not refuse.
func SizeContentType(media string, params ...Parameter) int {
	general := generalForm(media, params)
	n := sizeMedia(media, !general)
	for i := range params {
		n += SizeParameter(params[i])
	}
	if general {
		n += SizeValueLength(uint32(n))
	}
	return n
}

// MakeContentType returns a Content-type-value in octets of its own, as [AppendContentType] writes it; allocates.
func MakeContentType(media string, params ...Parameter) (ContentType, Code) {
	ct, c := AppendContentType(nil, media, params...)
	if c != 0 {
		return nil, c
	}
	return ContentType(ct), 0
}
