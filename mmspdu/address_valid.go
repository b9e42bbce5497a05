package mmspdu

import (
	"bytes"
	"strings"
)

// Valid reports whether the address matches the grammar of MMS 9. Beyond it,
// the numbers of an IPv4 address must be below 256 and have no leading zero:
// with one, readers do not agree on the base. Names of types and "/TYPE=" may
// be in any letter case, and IPv6 in the short forms of RFC 4291.
func (a Address) Valid() bool {
	if isWide(a.Text.Charset()) {
		return false
	}
	value, name := a.Value(), a.TypeName()
	if name == nil {
		return validEmail(value) || validShortCode(value) || all(value, isAlnum)
	}
	switch kindOfType(name) {
	case AddressPhone:
		return validPhone(value)
	case AddressIPv4:
		return validIPv4(value)
	case AddressIPv6:
		return validIPv6(value)
	}
	return all(name, isTypeChar) && all(value, isSafe)
}

// all reports whether b has one octet or more, all of the class.
func all(b []byte, class func(byte) bool) bool {
	for _, c := range b {
		if !class(c) {
			return false
		}
	}
	return len(b) > 0
}

func isAlnum(c byte) bool { return isAlpha(c) || isDigit(c) }

func isTypeChar(c byte) bool { return isAlnum(c) || c == '_' }

func isPhoneChar(c byte) bool { return isDigit(c) || c == '-' || c == '.' }

func isSafe(c byte) bool {
	return isAlnum(c) || c == '+' || c == '-' || c == '.' || c == '%' || c == '_'
}

func validPhone(b []byte) bool {
	if len(b) > 0 && b[0] == '+' {
		b = b[1:]
	}
	return all(b, isPhoneChar)
}

func validShortCode(b []byte) bool {
	if len(b) > 0 && (b[0] == '+' || b[0] == '*' || b[0] == '#') {
		b = b[1:]
	}
	return all(b, isDigit)
}

func validIPv4(b []byte) bool {
	for i := range 4 {
		n := bytes.IndexByte(b, '.')
		if i == 3 && n < 0 {
			return validIPv4Number(b)
		}
		if i == 3 || n < 0 || !validIPv4Number(b[:n]) {
			return false
		}
		b = b[n+1:]
	}
	return false
}

func validIPv4Number(b []byte) bool {
	if len(b) == 0 || len(b) > 3 || len(b) > 1 && b[0] == '0' {
		return false
	}
	v := 0
	for _, c := range b {
		if !isDigit(c) {
			return false
		}
		v = v*10 + int(c-'0')
	}
	return v < 256
}

// validIPv6 takes eight groups, or fewer with one "::", the last two perhaps
// written as an IPv4 address (RFC 4291 2.2).
func validIPv6(b []byte) bool {
	const groups = 8
	seen, short := 0, false
	if bytes.HasPrefix(b, []byte("::")) {
		short, b = true, b[2:]
		if len(b) == 0 {
			return true
		}
	}
	for {
		n := 0
		for n < len(b) && n < 5 && isHex(b[n]) {
			n++
		}
		if n < len(b) && b[n] == '.' {
			seen += 2
			if !validIPv4(b) {
				return false
			}
			break
		}
		if n == 0 || n > 4 {
			return false
		}
		seen++
		b = b[n:]
		if len(b) == 0 {
			break
		}
		if b[0] != ':' {
			return false
		}
		b = b[1:]
		if len(b) > 0 && b[0] == ':' {
			if short {
				return false
			}
			short, b = true, b[1:]
			if len(b) == 0 {
				break
			}
		}
	}
	if short {
		return seen < groups
	}
	return seen == groups
}

// validEmail takes an RFC 2822 mailbox: an addr-spec, or a name and an
// addr-spec in angle brackets. Octets above 7F may stand in the name, which the
// charset form of the header is for, but not in the addr-spec.
func validEmail(b []byte) bool {
	b = trimSpace(b)
	n := len(b)
	if n == 0 || b[n-1] != '>' {
		return validAddrSpec(b)
	}
	i := bytes.LastIndexByte(b, '<')
	return i >= 0 && validName(b[:i]) && validAddrSpec(trimSpace(b[i+1:n-1]))
}

// validName takes a display name, which may be empty: quoted strings and words
// without the characters that RFC 2822 keeps for itself; dots are common there.
func validName(b []byte) bool {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case '"':
			n := quotedLen(b[i:])
			if n == 0 {
				return false
			}
			i += n - 1
		case '(', ')', '<', '>', '[', ']', ':', ';', '@', '\\', ',':
			return false
		default:
			if c < 0x20 && c != '\t' || c == 0x7F {
				return false
			}
		}
	}
	return true
}

// validAddrSpec takes local-part "@" domain (RFC 2822 3.4.1).
func validAddrSpec(b []byte) bool {
	at := 0
	if len(b) > 0 && b[0] == '"' {
		at = quotedLen(b)
		if at == 0 || !all(b[:at], isQuotedChar) {
			return false
		}
	} else {
		at = dotAtomLen(b)
	}
	if at == 0 || at >= len(b) || b[at] != '@' {
		return false
	}
	domain := b[at+1:]
	if n := len(domain); n > 2 && domain[0] == '[' && domain[n-1] == ']' {
		return all(domain[1:n-1], isLiteralChar)
	}
	n := dotAtomLen(domain)
	return n > 0 && n == len(domain)
}

// dotAtomLen is the length of the dot-atom at the start of b (RFC 2822 3.2.4),
// or 0 when there is none.
func dotAtomLen(b []byte) int {
	for i := 0; ; {
		start := i
		for i < len(b) && isAtomChar(b[i]) {
			i++
		}
		if i == start {
			return 0
		}
		if i == len(b) || b[i] != '.' {
			return i
		}
		i++
	}
}

func isAtomChar(c byte) bool {
	return isAlnum(c) || c < 0x80 && strings.IndexByte("!#$%&'*+-/=?^_`{|}~", c) >= 0
}

func isQuotedChar(c byte) bool { return c >= 0x20 && c < 0x7F || c == '\t' }

// isLiteralChar takes the characters of a domain-literal (RFC 2822 3.4.1) but for the dividers of lists, which no address of
// the Internet has there (RFC 5321 4.1.3): who splits a list at each of them must not cut a legal address.
func isLiteralChar(c byte) bool {
	return c > 0x20 && c < 0x7F && c != '[' && c != ']' && c != '\\' && c != ',' && c != ';'
}
