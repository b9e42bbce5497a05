package classify

import (
	"bytes"
	"unicode/utf8"
)

// window is how much of a text is looked at, in characters; lookahead is how far comments are skipped and two named
// words searched for.
const (
	window    = 512
	lookahead = 4096
)

// text decides last: what has no signature and no control characters is a text, and its first words say which.
func text(r *Result, b []byte) {
	if wbmp(r, b); r.N > 0 && r.Formats[0].Confidence > Guess {
		return
	}
	var low [window]byte // the first characters, in small letters, what is not ASCII as 0xFF
	n, kind := decode(&low, b)
	if kind == Unknown {
		return
	}
	t := low[:n]
	full := t
	if kind != UTF16Text {
		full = b[:min(len(b), lookahead)]
		if has(full, 0, "\xEF\xBB\xBF") {
			full = full[3:]
		}
	}
	if f, c := words(t, full); f != Unknown {
		r.add(f, c)
		return
	}
	r.add(kind, Guess)
}

// decode fills low with the first characters of b, and says what kind of text they are: UTF-8, UTF-16 or of some 8-bit
// charset; Unknown if b is no text.
func decode(low *[window]byte, b []byte) (int, Format) {
	switch {
	case has(b, 0, "\xFF\xFE"):
		return decode16(low, b[2:], 0)
	case has(b, 0, "\xFE\xFF"):
		return decode16(low, b[2:], 1)
	case has(b, 0, "\xEF\xBB\xBF"):
		b = b[3:]
	case len(b) >= 4 && len(b)%2 == 0 && b[0] == 0 && b[1] >= 0x20 && b[1] < 0x7F && b[2] < 8:
		return decode16(low, b, 1)
	case len(b) >= 4 && len(b)%2 == 0 && b[1] == 0 && b[0] >= 0x20 && b[0] < 0x7F && b[3] < 8:
		return decode16(low, b, 0)
	}
	n, kind := 0, PlainText
	for n < window && n < len(b) {
		c := b[n]
		if c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B || c == 0x7F {
			return 0, Unknown
		}
		if c-'A' < 26 {
			c += 'a' - 'A'
		} else if c >= 0x80 {
			c = 0xFF
		}
		low[n] = c
		n++
	}
	if !validUTF8(b[:n], n < len(b)) {
		kind = LegacyText
	}
	return n, kind
}

// decode16 is decode for UTF-16; hi is the place of the high octet.
func decode16(low *[window]byte, b []byte, be int) (int, Format) {
	n := 0
	for n < window && 2*n+1 < len(b) {
		h, c := b[2*n+1], b[2*n]
		if be == 1 {
			h, c = c, h
		}
		switch {
		case h != 0:
			c = 0xFF
		case c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B || c == 0x7F:
			return 0, Unknown
		case c-'A' < 26:
			c += 'a' - 'A'
		case c >= 0x80:
			c = 0xFF
		}
		low[n] = c
		n++
	}
	if n == 0 {
		return 0, Unknown
	}
	return n, UTF16Text
}

// validUTF8 reports whether b is UTF-8; cut says that it may end within a character.
func validUTF8(b []byte, cut bool) bool {
	if utf8.Valid(b) {
		return true
	}
	if !cut {
		return false
	}
	for i := 1; i < 4 && i < len(b); i++ {
		if p := b[:len(b)-i]; utf8.RuneStart(b[len(b)-i]) {
			return !utf8.FullRune(b[len(b)-i:]) && utf8.Valid(p)
		}
	}
	return false
}

// words says what the first words of a text make it. t is in small letters; full is the text as it is, and longer.
func words(t, full []byte) (Format, Confidence) {
	t = bytes.TrimLeft(t, " \t\r\n\v\f")
	if len(t) == 0 {
		return Unknown, 0
	}
	switch t[0] {
	case 'b':
		if f := begin(t); f != Unknown {
			return f, Likely
		}
	case '<':
		return markup(t, full)
	case '#':
		switch {
		case has(t, 0, "#extm3u"):
			return M3U, Likely
		case has(t, 0, "#!/"), has(t, 0, "#! /"), has(t, 0, "#@~^"):
			return Script, Likely
		}
	case '[':
		switch {
		case has(t, 0, "[internetshortcut]"), has(t, 0, "[{000214a0"):
			return URLFile, Likely
		case has(t, 0, "[shell]"):
			return URLFile, Likely
		case has(t, 0, "[desktop entry]"):
			return DesktopFile, Likely
		case has(t, 0, "[version]") && contains(t, "[defaultinstall"):
			return INF, Likely
		}
	case '@':
		if has(t, 0, "@echo off") {
			return Script, Likely
		}
	case '-':
		if has(t, 0, "--") && drm1(t) {
			return DRM1, Likely
		}
	case '/':
		if has(t, 0, "/* xpm */") {
			return XPM, Likely
		}
	case 'm':
		if f := jad(full); f != Unknown {
			return f, Likely
		}
	case 'p':
		if has(t, 0, "push graphic-context") {
			return MVG, Likely
		}
	case 'r':
		if has(t, 0, "regedit4") {
			return RegFile, Likely
		}
	case 'w':
		if has(t, 0, "windows registry editor version") {
			return RegFile, Likely
		}
	case 'v':
		if has(t, 0, "viewbox 0 0") {
			return MVG, Likely
		}
	}
	return phrases(t, full)
}

// begin is for the formats of lines, whose first line is BEGIN:name.
func begin(t []byte) Format {
	if !has(t, 0, "begin:") {
		return Unknown
	}
	switch {
	case has(t, 6, "vcard"):
		if contains(t, "version:2.1") {
			return VCard21
		}
		return VCard
	case has(t, 6, "vcalendar"):
		if contains(t, "version:1.0") {
			return VCalendar
		}
		return ICalendar
	case has(t, 6, "vnote"):
		return VNote
	case has(t, 6, "vbkm"):
		return VBookmark
	case has(t, 6, "imelody"):
		return IMelody
	}
	return Unknown
}

// markup is for texts whose first character is <.
func markup(t, full []byte) (Format, Confidence) {
	xml := has(t, 0, "<?xml")
	name := root(full)
	switch {
	case is(name, "svg"), is(name, "svg:svg"):
		return SVG, Sure
	case is(name, "smil"):
		return SMIL, Sure
	case is(name, "html"):
		if contains(t, "<hta:application") {
			return HTA, Sure
		}
		return HTML, Likely
	case is(name, "wml"):
		return WML, Likely
	case is(name, "x:xmpmeta"), is(name, "x:xapmeta"), has(t, 0, "<?xpacket"):
		return XMP, Likely
	case is(name, "plist"):
		if bytes.Contains(full, []byte("PayloadType")) && bytes.Contains(full, []byte("Configuration")) {
			return MobileConfig, Likely
		}
		return Plist, Likely
	case is(name, "job"), is(name, "package") && contains(t, "<script"):
		return Script, Likely
	case is(name, "hta:application"):
		return HTA, Sure
	}
	switch {
	case has(t, 0, "<!doctype html"):
		return HTML, Likely
	case has(t, 0, "<!doctype smil"):
		return SMIL, Likely
	case has(t, 0, "<!doctype wml"):
		return WML, Likely
	case has(t, 0, "<!doctype svg"):
		return SVG, Likely
	}
	if !xml && isHTMLTag(name) {
		return HTML, Likely
	}
	if xml {
		return XML, Likely
	}
	if f, c := phrases(t, full); f != Unknown {
		return f, c
	}
	if len(name) > 0 && bytes.Contains(full, []byte("xmlns")) {
		return XML, Guess
	}
	return Unknown, 0
}

var htmlTags = [...]string{
	"head", "body", "script", "meta", "title", "table", "div", "iframe", "form", "style", "link", "img", "br", "p", "a",
	"h1", "h2", "h3", "font", "span", "center", "ul", "ol", "b", "i", "base", "frameset", "object", "embed",
}

func isHTMLTag(name []byte) bool {
	for _, s := range &htmlTags {
		if is(name, s) {
			return true
		}
	}
	return false
}

// root returns the name of the first element, past declarations, comments and processing instructions.
func root(b []byte) []byte {
	for range 16 {
		i := bytes.IndexByte(b, '<')
		if i < 0 || i+1 >= len(b) {
			return nil
		}
		b = b[i+1:]
		end := ">"
		switch {
		case has(b, 0, "!--"):
			end = "-->"
		case b[0] == '?':
			end = "?>"
		case b[0] == '!':
			if s, e := bytes.IndexByte(b, '['), bytes.IndexByte(b, '>'); s >= 0 && s < e {
				end = "]" // an internal subset, which holds angle brackets
			}
		default:
			n := 0
			for n < len(b) && n < 32 && b[n] > 0x20 && b[n] != '>' && b[n] != '/' && b[n] != '<' {
				n++
			}
			return b[:n]
		}
		i = bytes.Index(b, []byte(end))
		if i < 0 {
			return nil
		}
		b = b[i+len(end):]
	}
	return nil
}

// phrases is for what may stand anywhere in the first characters.
func phrases(t, full []byte) (Format, Confidence) {
	if f := mail(t); f != Unknown {
		return f, Likely
	}
	if bytes.IndexByte(t, '<') >= 0 {
		for _, s := range &htmlStarts {
			if contains(t, s) {
				return HTML, Guess
			}
		}
	}
	if contains(t, "+adw-html") || contains(t, "+adw-script") { // in UTF-7
		return HTML, Guess
	}
	if contains(t, "midlet-") {
		if f := jad(full); f != Unknown {
			return f, Likely
		}
	}
	if bytes.IndexByte(t, '(') >= 0 && (contains(t, "createobject(") && contains(t, "set ") ||
		contains(t, "new activexobject(") || contains(t, "param(") && contains(t, "invoke-")) {
		return Script, Guess
	}
	return Unknown, 0
}

var htmlStarts = [...]string{"<html", "<!doctype html", "<script", "<iframe", "<body"}

// jad is for the descriptor of a MIDlet (MMS-MAL-0008).
func jad(full []byte) Format {
	if bytes.Contains(full, []byte("MIDlet-Name:")) && bytes.Contains(full, []byte("MIDlet-Jar-URL:")) {
		return JAD
	}
	return Unknown
}

var mailFields = [...]string{
	"return-path:", "received:", "from:", "to:", "subject:", "date:", "message-id:", "mime-version:", "delivered-to:",
	"content-type:", "x-mailer:", "reply-to:",
}

// mail is for a mail message: two of its first lines are fields that mail has.
func mail(t []byte) Format {
	n := 0
	for _, s := range &mailFields {
		if has(t, 0, s) {
			n += 2
		}
	}
	if n == 0 {
		return Unknown
	}
	for _, s := range &mailFields {
		if i := bytes.Index(t, []byte(s)); i > 0 && t[i-1] == '\n' {
			n++
		}
	}
	switch {
	case n < 4:
		return Unknown
	case contains(t, "multipart/related") && contains(t, "text/html"):
		return MHTML
	}
	return Mail
}

// drm1 is for an OMA DRM v1 message: a boundary line, and in the next lines a Content-Type.
func drm1(t []byte) bool {
	i := bytes.IndexByte(t, '\n')
	return i > 2 && i < 80 && contains(t[i:], "\ncontent-type:")
}

func contains(t []byte, s string) bool { return bytes.Contains(t, []byte(s)) }

// is reports whether name is s, letter case aside; s is in small letters.
func is(name []byte, s string) bool {
	if len(name) != len(s) {
		return false
	}
	for i, c := range name {
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		if c != s[i] {
			return false
		}
	}
	return true
}
