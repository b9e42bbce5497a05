package mmspdu

import "bytes"

// lookalikeMarkup goes by the name of the first element, or of the document type
// if no element is in sight. b begins with "<".
func lookalikeMarkup(b []byte) Lookalike {
	looks := LookalikeText
	for len(b) > 1 && b[0] == '<' {
		end := ">"
		switch {
		case bytes.HasPrefix(b, []byte("<!--")):
			end = "-->"
		case b[1] == '?':
			end, looks = "?>", LookalikeXML
		case b[1] == '!':
			if foldPrefix(b, "<!DOCTYPE ") {
				looks = lookalikeElement(bytes.TrimLeft(b[len("<!DOCTYPE "):], " \t\r\n"))
			}
		default:
			return lookalikeElement(b[1:])
		}
		i := bytes.Index(b, []byte(end))
		if i < 0 {
			break
		}
		b = bytes.TrimLeft(b[i+len(end):], " \t\r\n\f")
	}
	return looks
}

// htmlNames are the elements that pages without a proper beginning begin with.
var htmlNames = [...]string{
	"html", "head", "body", "title", "meta", "link", "script", "style", "center", "div", "span", "table", "form", "font",
	"h1", "h2", "h3", "h4", "hr", "br", "p", "a", "b", "pre", "iframe", "img",
}

// lookalikeElement goes by the element's name at the start of b.
func lookalikeElement(b []byte) Lookalike {
	n := 0
	for n < len(b) && isNameChar(b[n]) {
		n++
	}
	if n == 0 || !isAlpha(b[0]) {
		return LookalikeText
	}
	name := b[:n]
	local := name[bytes.IndexByte(name, ':')+1:]
	if equalFold(local, "smil") {
		return LookalikeSMIL
	}
	if string(local) == "Envelope" {
		return LookalikeSOAP
	}
	for _, html := range htmlNames {
		if equalFold(name, html) {
			return LookalikeHTML
		}
	}
	if n == len(b) || isSpace(b[n]) || b[n] == '>' || b[n] == '/' {
		return LookalikeXML
	}
	return LookalikeText
}

func isNameChar(c byte) bool { return isTypeChar(c) || c == '-' || c == '.' || c == ':' }

// isHTTP takes a status line, or a request line of HTTP/1.
func isHTTP(b []byte) bool {
	if bytes.HasPrefix(b, []byte("HTTP/")) {
		return len(b) > 5 && isDigit(b[5])
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	n := bytes.IndexByte(line, ' ')
	if n < 3 || n > 8 {
		return false
	}
	for _, c := range line[:n] {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	i := bytes.LastIndexByte(line, ' ')
	return i > n && bytes.HasPrefix(line[i+1:], []byte("HTTP/"))
}

// mimeNames are header fields of which one at least is in every message.
var mimeNames = [...]string{
	"MIME-Version", "Content-Type", "From", "To", "Date", "Subject", "Message-ID", "Received", "Return-Path",
	"X-Mms-Message-Type", "X-Mms-3GPP-MMS-Version",
}

// isMIME takes two header fields in a row of which one has a common name; a
// boundary or a line of a mailbox file may stand before them.
func isMIME(b []byte) bool {
	common := false
	for fields, first := 0, true; len(b) > 0; first = false {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		line = bytes.TrimRight(line, "\r")
		switch {
		case first && (bytes.HasPrefix(line, []byte("--")) || bytes.HasPrefix(line, []byte("From "))):
			continue
		case !first && len(line) > 0 && isSpace(line[0]):
			continue // a folded field
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || !all(name, isFieldChar) {
			return false
		}
		for _, known := range mimeNames {
			common = common || equalFold(name, known)
		}
		if fields++; fields >= 2 {
			return common
		}
	}
	return false
}

func isFieldChar(c byte) bool { return isAlnum(c) || c == '-' || c == '_' }

// textCodeLen is how many digits or letters hex and base64 text must have: a
// telephone number or a word is neither.
const textCodeLen = 16

// isHexText takes pairs of hex digits with white space between, one of which at
// least is a letter.
func isHexText(b []byte) bool {
	digits, letters := 0, 0
	for _, c := range b {
		switch {
		case isDigit(c):
			digits++
		case isHex(c):
			letters++
		case !isSpace(c):
			return false
		}
	}
	return letters > 0 && digits+letters >= textCodeLen
}

// isBase64Text takes lines of base64 whose letters are not all of one kind.
func isBase64Text(b []byte, cut bool) bool {
	var n, pad, small, capital, rest int
	for _, c := range b {
		switch {
		case c == '\r' || c == '\n':
			continue
		case c == '=':
			pad++
		case pad > 0:
			return false
		case c-'a' < 26:
			small++
		case c-'A' < 26:
			capital++
		case isDigit(c) || c == '+' || c == '/':
			rest++
		default:
			return false
		}
		n++
	}
	return n >= textCodeLen && (cut || n%4 == 0) && pad <= 2 && small > 0 && capital > 0 && rest+pad > 0
}
