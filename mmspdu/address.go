package mmspdu

import (
	"bytes"
	"iter"

	"github.com/mmsguard/mmsguard/wsp"
)

// Address is the text of one address, as it stands in To, Cc, Bcc, From and
// X-Mms-Previously-Sent-By (MMS 9). It borrows the PDU's octets.
//
// The methods read octets, so they see an address in any charset that contains
// us-ascii. A text in a charset of 16 or 32 bits is AddressOther, and its Value
// is the whole of it; take AppendUTF8 first to look into it.
type Address struct{ Text wsp.Text }

// AddressKind is the form of an address (MMS 9).
type AddressKind uint8

// The forms.
const (
	AddressOther        AddressKind = iota // empty, or a type of another name (MMS 9)
	AddressPhone                           // a telephone number (MMS 9)
	AddressEmail                           // user@host, Name <user@host> (MMS 9)
	AddressIPv4                            // with /TYPE=IPv4 (MMS 9)
	AddressIPv6                            // with /TYPE=IPv6 (MMS 9)
	AddressShortCode                       // a service's number, 12345 or *100 (MMS 9)
	AddressAlphanumeric                    // a service's name (MMS 9)
)

// String is the kind in words: "phone", "e-mail".
func (k AddressKind) String() string {
	switch k {
	case AddressPhone:
		return "phone"
	case AddressEmail:
		return "e-mail"
	case AddressIPv4:
		return "IPv4"
	case AddressIPv6:
		return "IPv6"
	case AddressShortCode:
		return "short code"
	case AddressAlphanumeric:
		return "alphanumeric"
	}
	return "other"
}

// typeMark divides an address from the name of its type (MMS 9).
const typeMark = "/TYPE="

// shortCodeDigits is how many digits a number without type and without plus
// sign may have to count as a service's: telephone numbers that networks give
// out to people are longer.
const shortCodeDigits = 8

// mark is where the last "/TYPE=" stands in the text, in whatever letter case,
// -1 when there is none. An e-mail address may have slashes before it.
func (a Address) mark() int {
	b := a.Text.Bytes()
	if isWide(a.Text.Charset()) {
		return -1
	}
	for end := len(b); ; {
		i := bytes.LastIndexByte(b[:end], '/')
		if i < 0 {
			return -1
		}
		if len(b)-i >= len(typeMark) && equalFold(b[i:i+len(typeMark)], typeMark) {
			return i
		}
		end = i
	}
}

// Value is what precedes the last "/TYPE=", or the whole text (MMS 9).
func (a Address) Value() []byte {
	b := a.Text.Bytes()
	if i := a.mark(); i >= 0 {
		return b[:i:i]
	}
	return b
}

// TypeName is what follows the last "/TYPE=", nil when there is none (MMS 9).
func (a Address) TypeName() []byte {
	if i := a.mark(); i >= 0 {
		return a.Text.Bytes()[i+len(typeMark):]
	}
	return nil
}

// Kind is the form of the address, by its type or, without one, by its
// characters (MMS 9). It does not say that the address is right: see Valid.
func (a Address) Kind() AddressKind {
	if a.Text.IsZero() || isWide(a.Text.Charset()) {
		return AddressOther
	}
	if name := a.TypeName(); name != nil {
		return kindOfType(name)
	}
	b := a.Text.Bytes()
	if bytes.IndexByte(b, '@') >= 0 {
		return AddressEmail
	}
	digits, code := 0, true
	for i, c := range b {
		switch {
		case isDigit(c):
			digits++
		case i == 0 && (c == '*' || c == '#'):
		case c == '+' || c == '-' || c == '.' || c == '*' || c == '#':
			code = code && c != '+' && c != '-' && c != '.'
		default:
			return AddressAlphanumeric
		}
	}
	if code && digits <= shortCodeDigits {
		return AddressShortCode
	}
	return AddressPhone
}

func kindOfType(name []byte) AddressKind {
	switch {
	case equalFold(name, "PLMN"):
		return AddressPhone
	case equalFold(name, "IPv4"):
		return AddressIPv4
	case equalFold(name, "IPv6"):
		return AddressIPv6
	}
	return AddressOther
}

// Mailbox is user@host of an e-mail address: what its angle brackets hold, or
// all of it when it has none; nil when the address is no e-mail (MMS 9).
func (a Address) Mailbox() []byte {
	if a.Kind() != AddressEmail {
		return nil
	}
	b := a.Text.Bytes()
	if i := bytes.LastIndexByte(b, '<'); i >= 0 {
		if n := bytes.IndexByte(b[i:], '>'); n >= 0 {
			b = b[i+1 : i+n : i+n]
		}
	}
	return trimSpace(b)
}

// AppendUTF8 appends the whole text in UTF-8 (WSP 10).
func (a Address) AppendUTF8(dst []byte) []byte { return a.Text.AppendUTF8(dst) }

// String is the whole text in UTF-8; allocates.
func (a Address) String() string { return a.Text.String() }

// Split ranges over the addresses of a text that lists several, divided by
// comma or semicolon (MMS 12.2, D29), without the white space around them. A
// divider inside quotation marks or angle brackets divides nothing. A legal
// address is its own only item, so Split may be used on any.
func (a Address) Split() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		b := a.Text.Bytes()
		if isWide(a.Text.Charset()) {
			if len(b) > 0 {
				yield(b)
			}
			return
		}
		var s splitter
		for len(b) > 0 {
			n := s.next(b)
			item := trimSpace(b[:n:n])
			if len(item) > 0 && !yield(item) {
				return
			}
			if n == len(b) {
				return
			}
			b = b[n+1:]
		}
	}
}

// splitter finds the dividers of a list. A quotation mark or angle bracket that
// is never closed protects nothing, else one could hide the rest; that it is
// not closed is looked up once, so that the work stays linear.
type splitter struct{ unclosedQuote, unclosedAngle bool }

// next is where the first address of b ends.
func (s *splitter) next(b []byte) int {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case ',', ';':
			return i
		case '"':
			if s.unclosedQuote {
				continue
			}
			n := quotedLen(b[i:])
			s.unclosedQuote = n == 0
			i += max(n-1, 0)
		case '<':
			if s.unclosedAngle {
				continue
			}
			n := bytes.IndexByte(b[i:], '>')
			s.unclosedAngle = n < 0
			i += max(n, 0)
		}
	}
	return len(b)
}

// quotedLen is the length of the quoted-string at the start of b, with its
// marks and backslashes (RFC 2822 3.2.5), or 0 when it is not closed.
func quotedLen(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[: len(b)-1 : len(b)-1]
	}
	return b
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func isDigit(c byte) bool { return c-'0' < 10 }

func isAlpha(c byte) bool { return lower(c)-'a' < 26 }

func isHex(c byte) bool { return isDigit(c) || lower(c)-'a' < 6 }
