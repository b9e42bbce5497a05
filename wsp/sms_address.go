package wsp

// SMSAddress is an address of an SMS (WSP 15.4; 3GPP TS 23.040 9.1.2.5): a value with octets of its own, so that it can be
// compared and kept. The zero SMSAddress is none.
type SMSAddress struct {
	octets [maxAddressOctets]byte // semi-octets, the low one first
	digits uint8                  // semi-octets that count
	kind   uint8                  // type of address
}

// maxAddressOctets is how many octets of semi-octets an address has at most.
const maxAddressOctets = 10

// Types of address: type of number in bits 6-4, numbering plan in bits 3-0.
const (
	addressUnknown       = 0x81
	addressInternational = 0x91
	addressAlphanumeric  = 0xD0
)

// IsZero reports whether a is no address.
func (a SMSAddress) IsZero() bool { return a == SMSAddress{} }

// Type returns the octet of the type of address: 91 for an international number, D0 for a text.
func (a SMSAddress) Type() uint8 { return a.kind }

// Alphanumeric reports whether a is a text.
func (a SMSAddress) Alphanumeric() bool { return a.kind&0x70 == addressAlphanumeric&0x70 }

// Len returns the number of semi-octets of a, 0 to 20: its digits, or four bits of a text each.
func (a SMSAddress) Len() int { return int(a.digits) }

// AppendOctets appends the semi-octets of a as they are on the wire.
func (a SMSAddress) AppendOctets(dst []byte) []byte { return append(dst, a.octets[:(a.digits+1)/2]...) }

// semiOctets is what semi-octets stand for; F fills the last octet of an odd number.
const semiOctets = "0123456789*#abcF"

func (a *SMSAddress) semiOctet(i int) byte { return a.octets[i/2] >> (4 * (i & 1)) & 0x0F }

// AppendText appends the digits of a number, with "+" in front if it is an international one, or the text of an alphanumeric
// address as UTF-8. It may hold anything that a sender puts there, line breaks among it.
func (a SMSAddress) AppendText(dst []byte) []byte {
	if a.Alphanumeric() {
		return appendSeptets(dst, a.octets[:], int(a.digits)*4/7)
	}
	if a.kind&0x70 == addressInternational&0x70 {
		dst = append(dst, '+')
	}
	for i := range int(a.digits) {
		dst = append(dst, semiOctets[a.semiOctet(i)])
	}
	return dst
}

// String returns what AppendText appends; allocates.
func (a SMSAddress) String() string { return string(a.AppendText(nil)) }

// ParseSMSAddress returns the address that text stands for: a number if it has only digits, * and #, an international one if
// "+" stands in front of them, else an alphanumeric one. It refuses, with AddressForm, what no address holds: nothing, more
// than 20 digits, more than 11 letters or one that GSM does not have.
func ParseSMSAddress(text string) (SMSAddress, Code) {
	a := SMSAddress{kind: addressUnknown}
	digits := text
	if len(text) > 1 && text[0] == '+' {
		a.kind, digits = addressInternational, text[1:]
	}
	for i := range len(digits) {
		v := semiOctetOf(digits[i])
		if v > 0x0B {
			return alphanumericAddress(text)
		}
		if i >= 2*maxAddressOctets {
			return SMSAddress{}, AddressForm
		}
		a.octets[i/2] |= v << (4 * (i & 1))
	}
	if len(digits) == 0 {
		return SMSAddress{}, AddressForm
	}
	if len(digits)%2 != 0 {
		a.octets[len(digits)/2] |= 0xF0
	}
	a.digits = uint8(len(digits))
	return a, 0
}

func semiOctetOf(c byte) byte {
	for i := range len(semiOctets) {
		if semiOctets[i] == c {
			return byte(i)
		}
	}
	return 0xFF
}

func alphanumericAddress(text string) (SMSAddress, Code) {
	a := SMSAddress{kind: addressAlphanumeric}
	n, ok := packSeptets(a.octets[:], text)
	if !ok {
		return SMSAddress{}, AddressForm
	}
	a.digits = uint8((n*7 + 3) / 4)
	return a, 0
}

// addressAt reads the address at b[i:end], digits counted in front, reports its faults and returns the offset behind it, or -1
// if it runs past end.
func addressAt(b []byte, i, end int, r *Recorder) (a SMSAddress, next int) {
	if end-i < 2 || (int(b[i])+1)/2 > end-i-2 {
		r.Report(Truncated, StructureAddress, i, end)
		return SMSAddress{}, -1
	}
	next = i + 2 + (int(b[i])+1)/2
	return makeAddress(b[i], b[i+1], b[i+2:next], i, r), next
}

// serviceCentreAt is addressAt for the address of the service centre, whose octets are counted.
func serviceCentreAt(b []byte, i, end int, r *Recorder) (a SMSAddress, next int) {
	if end-i < 1 || int(b[i]) > end-i-1 {
		r.Report(Truncated, StructureAddress, i, end)
		return SMSAddress{}, -1
	}
	n := int(b[i])
	next = i + 1 + n
	if n == 0 {
		return SMSAddress{}, next
	}
	digits := 2 * (n - 1)
	if digits > 0 && b[next-1] >= 0xF0 {
		digits--
	}
	return makeAddress(uint8(min(digits, 0xFF)), b[i+1], b[i+2:next], i, r), next
}

// makeAddress returns the address of these semi-octets, which lie behind two octets at i. What has more of them than an
// address has, is cut.
func makeAddress(digits, kind uint8, octets []byte, i int, r *Recorder) SMSAddress {
	a := SMSAddress{kind: kind, digits: min(digits, 2*maxAddressOctets)}
	copy(a.octets[:(a.digits+1)/2], octets)
	if digits > a.digits || !a.wellFormed() {
		r.Report(AddressForm, StructureAddress, i, i+2+len(octets))
	}
	return a
}

// wellFormed reports whether a has the type of an address and, unless it is a text, digits, filled up with F if they are odd.
func (a *SMSAddress) wellFormed() bool {
	if a.Alphanumeric() {
		return a.kind >= 0x80
	}
	for j := range int(a.digits) {
		if a.semiOctet(j) == 0x0F {
			return false
		}
	}
	return a.kind >= 0x80 && (a.digits%2 == 0 || a.semiOctet(int(a.digits)) == 0x0F)
}

// appendAddress appends a as addressAt reads it.
func appendAddress(dst []byte, a SMSAddress) []byte {
	kind := a.kind
	if a.IsZero() {
		kind = addressUnknown
	}
	return a.AppendOctets(append(dst, a.digits, kind))
}

// appendServiceCentre appends a as serviceCentreAt reads it: one octet 00 for none.
func appendServiceCentre(dst []byte, a SMSAddress) []byte {
	if a.IsZero() {
		return append(dst, 0)
	}
	return a.AppendOctets(append(dst, 1+(a.digits+1)/2, a.kind))
}
