package mmspdu

import "bytes"

// The functions of this file see the first octets b of an input that has size
// octets in all, size >= len(b).

// uintvarAt reads the uintvar at b[i:] and where it ends; -1 if there is none, or
// none of up to 31 bits, which is more than any input here is asked for.
func uintvarAt(b []byte, i int) (v, next int) {
	for v < 1<<24 && i < len(b) {
		v = v<<7 | int(b[i]&0x7F)
		i++
		if b[i-1] < 0x80 {
			return v, i
		}
	}
	return 0, -1
}

// isMediaAt reports whether a Content-type-value may begin at b[i:]: an assigned
// number, or a text with a slash in it (WSP 5).
func isMediaAt(b []byte, i int) bool {
	if i < len(b) && b[i] > 0 && b[i] <= 31 { // the general form
		i++
		if b[i-1] == 31 {
			_, i = uintvarAt(b, i)
		}
		if i >= 0 && i+1 < len(b) && b[i] > 0 && b[i] <= 2 { // a number of more than 7 bits
			return true
		}
	}
	if i < 0 || i >= len(b) {
		return false
	}
	if b[i] >= 0x80 {
		return true
	}
	n := bytes.IndexByte(b[i:], 0)
	if n < 0 {
		return false
	}
	slash := bytes.IndexByte(b[i:i+n], '/')
	return slash > 0 && slash < n-1 && all(b[i:i+slash], isFieldChar)
}

// isPush takes a Push or ConfirmedPush PDU with TID, as it comes in datagrams,
// or without (WSP 13.3).
func isPush(b []byte, size int) bool {
	for typeAt := 1; typeAt >= 0; typeAt-- {
		if typeAt >= len(b) || b[typeAt] != 6 && b[typeAt] != 7 {
			continue
		}
		headers, i := uintvarAt(b, typeAt+1)
		if i > 0 && headers > 0 && headers <= size-i && isMediaAt(b, i) {
			return true
		}
	}
	return false
}

// isUserData takes a user data header whose elements fill it, one of which
// addresses a port or numbers a segment (WSP 15.1).
func isUserData(b []byte, size int) bool {
	end := int(b[0]) + 1
	if end > len(b) || end >= size {
		return false
	}
	known := false
	i := 1
	for i+1 < end {
		id, n := b[i], int(b[i+1])
		known = known || id == 0x00 && n == 3 || id == 0x08 && n == 4 || id == 0x05 && n == 4 || id == 0x04 && n == 2
		i += 2 + n
	}
	return known && i == end
}

// isTPDU takes an SMS-DELIVER or SMS-SUBMIT, with the address of the service
// centre before it or without (WSP 15.4, 3GPP TS 23.040 9.2.2).
func isTPDU(b []byte, size int) bool {
	if size > len(b) {
		return false // no SMS is as long
	}
	if isBareTPDU(b) {
		return true
	}
	// One octet of length, then the type of the number and its digits.
	n := int(b[0])
	if n > 12 || n == 1 || n+1 >= len(b) || n > 0 && b[1] < 0x80 {
		return false
	}
	return isBareTPDU(b[n+1:])
}

func isBareTPDU(b []byte) bool {
	var i int
	switch {
	case len(b) < 2:
		return false
	case b[0]&3 == 0: // SMS-DELIVER
		i = 1
	case b[0]&3 == 1: // SMS-SUBMIT: a message reference comes first
		i = 2
	default:
		return false
	}
	i = addressEnd(b, i)
	if i < 0 || len(b)-i < 3 {
		return false
	}
	coding := b[i+1]
	i += 2
	switch {
	case b[0]&3 == 0:
		if len(b)-i < 8 || !isTimestamp(b[i:i+7]) {
			return false
		}
		i += 7
	case b[0]&0x18 == 0x10: // a relative period of validity
		i++
	case b[0]&0x18 != 0: // an enhanced or absolute one
		i += 7
	}
	if i >= len(b) {
		return false
	}
	n, rest := int(b[i]), len(b)-i-1
	if n == 0 {
		return false
	}
	if isOctetCoding(coding) {
		return n == rest
	}
	return n == rest || (n*7+7)/8 == rest
}

// addressEnd is where the address at b[i:] ends: digits, type, semi-octets.
func addressEnd(b []byte, i int) int {
	if len(b)-i < 2 || b[i] > 20 || b[i+1] < 0x80 {
		return -1
	}
	n := 2 + (int(b[i])+1)/2
	if n > len(b)-i {
		return -1
	}
	return i + n
}

// isTimestamp takes seven octets of two decimal digits; the zone's sign may sit
// in the last. What the digits say is not asked: test tools write them unswapped.
func isTimestamp(b []byte) bool {
	for _, c := range b[:6] {
		if c&15 > 9 || c>>4 > 9 {
			return false
		}
	}
	return true
}

// isOctetCoding reports whether the data coding scheme says 8-bit data (WSP 15.1).
func isOctetCoding(c byte) bool { return c&0xCC == 0x04 || c&0xF4 == 0xF4 }

// isMultipart takes nEntries in one octet and a first entry that fits, with a
// Content-Type; the second must fit as well, and the last one end where the
// input does, as far as that can be seen (WSP 11.2).
func isMultipart(b []byte, size int) bool {
	entries, i := int(b[0]), 1
	if entries == 0 || entries > 0x7F {
		return false
	}
	seen := 0
	for seen < min(entries, 2) && i < len(b) {
		headers, j := uintvarAt(b, i)
		if j < 0 {
			return false
		}
		data, j := uintvarAt(b, j)
		if j < 0 || headers == 0 || headers > size-j || data > size-j-headers || !isMediaAt(b, j) {
			return false
		}
		i = j + headers + data
		seen++
	}
	return seen > 0 && (seen == entries) == (i == size)
}
