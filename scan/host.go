package scan

// HostDoubt says why the host of a link is not taken for one of the operator's own.
type HostDoubt uint8

// The doubts.
const (
	HostOwn      HostDoubt = iota // it is one of the operator's own: no doubt
	HostForeign                   // the name of another host
	HostAddress                   // an IP address, in whatever form, that is not one of the operator's
	HostUserinfo                  // another host, behind a user name that may be read as the host
	HostUnclear                   // written so that two readers may take different hosts from it
	HostMissing                   // it names no host
)

var hostDoubtNames = [...]string{
	HostOwn: "own", HostForeign: "foreign", HostAddress: "address", HostUserinfo: "userinfo", HostUnclear: "unclear",
	HostMissing: "missing",
}

// String returns the stable name of d, such as "foreign".
func (d HostDoubt) String() string { return nameOf(hostDoubtNames[:], int(d)) }

// maxHost is the longest name that DNS has, in octets.
const maxHost = 253

// hostOf finds the host in an absolute URL: url[start:end] as it is written, without user name, port and the brackets
// of an IPv6 address. unclear is true where readers of URLs are known to disagree: white space, controls and
// backslashes, a number of slashes other than two, several @, a port that is no number. A URL without a scheme names no
// host unless it looks like one, which is unclear too.
func hostOf(url []byte) (start, end int, userinfo, unclear bool) {
	for _, c := range url {
		if c <= ' ' || c == 0x7F || c == '\\' {
			unclear = true
			break
		}
	}
	i := schemeEnd(url)
	if i == 0 {
		return bareHost(url)
	}
	slashes := 0
	for i < len(url) && (url[i] == '/' || url[i] == '\\') {
		i++
		slashes++
	}
	unclear = unclear || slashes != 2
	start, end = i, i
	for end < len(url) && url[end] != '/' && url[end] != '?' && url[end] != '#' && url[end] != '\\' {
		if url[end] == '@' {
			unclear = unclear || userinfo
			userinfo = true
			start = end + 1
		}
		end++
	}
	if start < end && url[start] == '[' {
		for j := start + 1; j < end; j++ {
			if url[j] == ']' {
				return start + 1, j, userinfo, unclear || !isPort(url[j+1:end])
			}
		}
		return start, end, userinfo, true
	}
	for j := start; j < end; j++ {
		if url[j] == ':' {
			unclear = unclear || !isPort(url[j:end])
			end = j
		}
	}
	return start, end, userinfo, unclear
}

// schemeEnd returns the offset behind "scheme:", 0 if url does not begin with one. "host:80/x" begins with none.
func schemeEnd(url []byte) int {
	for i, c := range url {
		switch {
		case isLetter(c), i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 0 && (i+1 == len(url) || !isDigit(url[i+1])):
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// bareHost looks for a host in a URL without a scheme: behind two slashes, or in a first segment with a dot or a colon,
// which some readers complete to a URL.
func bareHost(url []byte) (start, end int, userinfo, unclear bool) {
	for start < len(url) && (url[start] == '/' || url[start] == '\\') {
		start++
	}
	dot := start > 1
	for end = start; end < len(url) && url[end] != '/' && url[end] != '?' && url[end] != '#'; end++ {
		dot = dot || start == 0 && (url[end] == '.' || url[end] == ':')
	}
	if !dot {
		return 0, 0, false, false
	}
	return start, end, false, true
}

// isPort reports whether b is nothing, or a colon and digits.
func isPort(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if b[0] != ':' || len(b) > 6 {
		return false
	}
	for _, c := range b[1:] {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c-'0' < 10 }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// hostName is a host in one form: a name in small letters without a dot at its end, or an address.
type hostName struct {
	name    [maxHost]byte
	n       int
	address bool
	ip      [16]byte
}

// set brings b into that form: one percent-decoding, small letters, no dot at the end; an IPv4 address in any of the
// forms that inet_aton reads, or an IPv6 address, becomes an address. ok is false for what is neither.
func (h *hostName) set(b []byte) (ok bool) {
	h.n, h.address = 0, false
	if h.ip, h.address = parseIPv6(b); h.address {
		return true
	}
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c == '%' {
			if i+2 >= len(b) || unhex(b[i+1]) < 0 || unhex(b[i+2]) < 0 {
				return false
			}
			c = byte(unhex(b[i+1])<<4 | unhex(b[i+2]))
			i += 2
		}
		if h.n == len(h.name) || c <= ' ' || c == '%' || c == '/' || c == '\\' || c == '?' || c == '#' || c == '@' ||
			c == ':' || c == 0x7F {
			return false
		}
		h.name[h.n] = lower(c)
		h.n++
	}
	if h.n > 0 && h.name[h.n-1] == '.' {
		h.n--
	}
	if h.n == 0 || h.name[h.n-1] == '.' {
		return false
	}
	if v, is := parseIPv4(h.name[:h.n]); is {
		h.ip, h.address = mapped(v), true
	}
	return true
}

// is reports whether h is what an entry of the operator's list names: the same host, or, for an entry that begins with
// a dot, a host below it.
func (h *hostName) is(entry string) bool {
	if len(entry) > 2 && entry[0] == '[' && entry[len(entry)-1] == ']' {
		entry = entry[1 : len(entry)-1]
	}
	if ip, ok := parseIPv6(entry); ok {
		return h.address && ip == h.ip
	}
	if v, ok := parseIPv4(entry); ok {
		return h.address && mapped(v) == h.ip
	}
	if n := len(entry); n > 1 && entry[n-1] == '.' {
		entry = entry[:n-1]
	}
	from := 0
	if entry != "" && entry[0] == '.' {
		from = h.n - len(entry)
	}
	if h.address || entry == "" || from < 0 || from > 0 && entry[0] != '.' || h.n-from != len(entry) {
		return false
	}
	if entry[0] == '.' && from == 0 {
		return false
	}
	for i := range len(entry) {
		if lower(entry[i]) != h.name[from+i] {
			return false
		}
	}
	return true
}

func mapped(v uint32) [16]byte {
	return [16]byte{10: 0xFF, 11: 0xFF, 12: byte(v >> 24), 13: byte(v >> 16), 14: byte(v >> 8), 15: byte(v)}
}

// parseIPv4 reads the forms of inet_aton, as phones and browsers do: one to four numbers, decimal, octal or hexadecimal,
// the last of which fills what is left.
func parseIPv4[T string | []byte](b T) (v uint32, ok bool) {
	var part [4]uint64
	n, i := 0, 0
	for {
		if n == 4 {
			return 0, false
		}
		x, used := number(b[i:])
		if used == 0 {
			return 0, false
		}
		part[n] = x
		n++
		i += used
		if i == len(b) {
			break
		}
		if b[i] != '.' {
			return 0, false
		}
		i++
	}
	last := part[n-1]
	if last >= 1<<(8*(5-n)) {
		return 0, false
	}
	v = uint32(last)
	for k := range n - 1 {
		if part[k] > 255 {
			return 0, false
		}
		v |= uint32(part[k]) << (24 - 8*k)
	}
	return v, true
}

// number reads one number of an IPv4 address; used is 0 if there is none or if it is above 32 bits.
func number[T string | []byte](b T) (v uint64, used int) {
	base := uint64(10)
	switch {
	case len(b) > 1 && b[0] == '0' && lower(b[1]) == 'x':
		base, used = 16, 2
	case len(b) > 1 && b[0] == '0' && isDigit(b[1]):
		base, used = 8, 1
	}
	digits := used
	for ; used < len(b); used++ {
		d := unhex(b[used])
		if d < 0 || uint64(d) >= base {
			break
		}
		if v = v*base + uint64(d); v > 1<<32-1 {
			return 0, 0
		}
	}
	if used == digits && base != 16 { // "0x" alone reads as 0 in some places
		return 0, 0
	}
	return v, used
}

// parseIPv6 reads an IPv6 address without brackets and without a zone.
func parseIPv6[T string | []byte](b T) (ip [16]byte, ok bool) {
	gap, n, i := -1, 0, 0
	if len(b) < 2 || len(b) > 45 {
		return ip, false
	}
	if b[0] == ':' {
		if b[1] != ':' {
			return ip, false
		}
		gap, i = 0, 2
	}
	for i < len(b) {
		if n == 16 {
			return ip, false
		}
		if v, is := parseIPv4(b[i:]); is && n <= 12 && dots(b[i:]) == 3 {
			ip[n], ip[n+1], ip[n+2], ip[n+3] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
			n += 4
			break
		}
		v, used := 0, 0
		for ; i < len(b) && used < 4 && unhex(b[i]) >= 0; i, used = i+1, used+1 {
			v = v<<4 | unhex(b[i])
		}
		if used == 0 {
			return ip, false
		}
		ip[n], ip[n+1] = byte(v>>8), byte(v)
		n += 2
		if i == len(b) {
			break
		}
		if b[i] != ':' || i+1 == len(b) {
			return ip, false
		}
		i++
		if b[i] == ':' {
			if gap >= 0 {
				return ip, false
			}
			gap = n
			i++
		}
	}
	if gap < 0 {
		return ip, n == 16
	}
	if n == 16 {
		return ip, false
	}
	copy(ip[16-(n-gap):], ip[gap:n])
	clear(ip[gap : 16-(n-gap)])
	return ip, true
}

func dots[T string | []byte](b T) (n int) {
	for i := range len(b) {
		if b[i] == '.' {
			n++
		}
	}
	return n
}

// unhex returns the value of a hexadecimal digit, -1 for any other octet.
func unhex(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
