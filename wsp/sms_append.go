package wsp

// code says why there is no element for p.
func (p Ports) code() Code {
	switch {
	case p.Bits == 0 && p != Ports{}, p.Bits != 0 && p.Bits != 8 && p.Bits != 16:
		return ValueKind
	case p.Bits == 8 && (p.Destination > 0xFF || p.Originator > 0xFF):
		return ValueKind
	}
	return 0
}

// code says why there is no element for c.
func (c Concatenation) code() Code {
	switch {
	case c == Concatenation{}:
		return 0
	case c.Bits != 8 && c.Bits != 16, c.Bits == 8 && c.Reference > 0xFF:
		return ValueKind
	case !c.valid():
		return SegmentNumber
	}
	return 0
}

// AppendUserDataHeader appends a user data header with its length (WSP 15.1): the element of the concatenation, if there is
// one, and that of the ports, if there are any. It refuses, with ValueKind, numbers that do not fit their widths, and with
// SegmentNumber a segment that cannot be.
func AppendUserDataHeader(dst []byte, p Ports, c Concatenation) ([]byte, Code) {
	if k := p.code(); k != 0 {
		return dst, k
	}
	if k := c.code(); k != 0 {
		return dst, k
	}
	dst = append(dst, byte(SizeUserDataHeader(p, c)-1))
	switch c.Bits {
	case 8:
		dst = append(dst, elementConcat8, sizeConcat8, byte(c.Reference), c.Total, c.Sequence)
	case 16:
		dst = append(dst, elementConcat16, sizeConcat16, byte(c.Reference>>8), byte(c.Reference), c.Total, c.Sequence)
	}
	switch p.Bits {
	case 8:
		dst = append(dst, elementPorts8, sizePorts8, byte(p.Destination), byte(p.Originator))
	case 16:
		dst = append(dst, elementPorts16, sizePorts16, byte(p.Destination>>8), byte(p.Destination), byte(p.Originator>>8),
			byte(p.Originator))
	}
	return dst, 0
}

// SizeUserDataHeader returns how many octets [AppendUserDataHeader] appends, if it does not refuse: 1 to 13.
func SizeUserDataHeader(p Ports, c Concatenation) int {
	n := 1
	switch c.Bits {
	case 8:
		n += 2 + sizeConcat8
	case 16:
		n += 2 + sizeConcat16
	}
	switch p.Bits {
	case 8:
		n += 2 + sizePorts8
	case 16:
		n += 2 + sizePorts16
	}
	return n
}

// TPDUFields is what an SMS is written from (WSP 15.4): octets that are borrowed until it is written.
type TPDUFields struct {
	Centre        bool       // an address of the service centre goes in front, also if it is none
	ServiceCentre SMSAddress // that address
	First         uint8      // first octet: SMSDeliver or SMSSubmit, and flags
	Reference     uint8      // message reference of a SUBMIT
	Address       SMSAddress // whom a DELIVER is from, or whom a SUBMIT is for
	PID, DCS      uint8      // TP-PID, and TP-DCS: SMSDataCoding for WAP datagrams
	Timestamp     SMSTime    // of a DELIVER
	Validity      []byte     // of a SUBMIT: 0, 1 or 7 octets, as First says
	UserData      []byte     // header, if First says so, and payload; at most 140 octets
}

// Fields returns what t is written from. Where t has no fault and no septets, [AppendTPDU] writes the octets of t again.
func (t TPDU) Fields() TPDUFields {
	f := TPDUFields{
		Centre: t.message > t.start, ServiceCentre: t.centre, First: t.First(), Address: t.address,
		PID: t.PID(), DCS: t.DCS(), Validity: t.Validity(), UserData: t.data.Span().In(t.b),
	}
	f.Reference, _ = t.Reference()
	f.Timestamp, _ = t.Timestamp()
	return f
}

// validitySize returns how many octets TP-VP has with this first octet.
func validitySize(first uint8) int {
	switch {
	case first&smsType != SMSSubmit || first&smsValidity == 0:
		return 0
	case first&smsValidity == SMSValidityRelative:
		return 1
	}
	return len(SMSTime{})
}

// code says why f cannot be written.
func (f *TPDUFields) code() Code {
	submit, n := f.First&smsType == SMSSubmit, validitySize(f.First)
	switch {
	case f.First&smsType > SMSSubmit:
		return TokenUnknown
	case submit && f.Timestamp != SMSTime{}, !submit && f.Reference != 0, len(f.Validity) > n,
		!f.Centre && !f.ServiceCentre.IsZero():
		return ForeignField
	case len(f.Validity) < n:
		return Truncated
	case !f.Address.IsZero() && !f.Address.wellFormed(),
		!f.ServiceCentre.IsZero() && !f.ServiceCentre.wellFormed():
		return AddressForm
	case len(f.UserData) > maxUserData:
		return UserDataLength
	case len(f.UserData) > 0 && isSeptets(f.DCS):
		return ValueKind
	case f.First&SMSHeader == 0:
		return 0
	case len(f.UserData) == 0:
		return Truncated
	case int(f.UserData[0])+1 > len(f.UserData):
		return UDHOverrun
	}
	return 0
}

// AppendTPDU appends the SMS of these fields (WSP 15.4). It refuses what a reader would not find again, with the code that one
// would report: TokenUnknown for another type than DELIVER and SUBMIT; ForeignField and Truncated for what the other one has,
// and for a Validity that is not as First says; AddressForm; UserDataLength for more than 140 octets; Truncated and UDHOverrun
// for user data that are to have a header and have not; and, with ValueKind, user data in letters of seven bits.
func AppendTPDU(dst []byte, f *TPDUFields) ([]byte, Code) {
	if c := f.code(); c != 0 {
		return dst, c
	}
	if f.Centre {
		dst = appendServiceCentre(dst, f.ServiceCentre)
	}
	dst = append(dst, f.First)
	if f.First&smsType == SMSSubmit {
		dst = append(dst, f.Reference)
	}
	dst = append(appendAddress(dst, f.Address), f.PID, f.DCS)
	if f.First&smsType == SMSDeliver {
		dst = append(dst, f.Timestamp[:]...)
	}
	dst = append(append(dst, f.Validity...), byte(len(f.UserData)))
	return append(dst, f.UserData...), 0
}

// SizeTPDU returns how many octets [AppendTPDU] appends, if it does not refuse.
func SizeTPDU(f *TPDUFields) int {
	n := 1 + 2 + int(f.Address.digits+1)/2 + 2 + 1 + len(f.UserData)
	if f.Centre {
		n++
		if !f.ServiceCentre.IsZero() {
			n += 1 + int(f.ServiceCentre.digits+1)/2
		}
	}
	if f.First&smsType == SMSSubmit {
		return n + 1 + len(f.Validity)
	}
	return n + len(SMSTime{})
}
