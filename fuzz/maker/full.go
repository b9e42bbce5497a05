package maker

// Types returns the octets of all PDU types.
func Types() []byte { return run(SendReq, CancelConf) }

// Full returns a PDU of this type with every field that it may carry (MMS 6), those that may repeat twice, and with a body
// if it has one. It is meant to be read strictly without a fault.
func Full(typ byte) PDU {
	var p PDU
	for _, c := range Carries(typ) {
		if c.Field == ContentType {
			continue
		}
		values := Legal(typ, c.Field)
		p.Fields = append(p.Fields, H(c.Field, pick(values, int(typ))))
		if c.Repeats && len(values) > 1 {
			p.Fields[len(p.Fields)-1].Value = values[0]
			p.Fields = append(p.Fields, H(c.Field, values[1]))
		}
	}
	return body(typ, p)
}

// pick takes the first value, or, of an enumeration, another one for each seed.
func pick(values []Value, seed int) Value {
	if values[0].Kind == KindOctet {
		return values[seed%len(values)]
	}
	return values[0]
}

// Minimal returns a PDU of this type with nothing but its mandatory fields.
func Minimal(typ byte) PDU {
	var p PDU
	for _, c := range Carries(typ) {
		if c.Need == 'M' && c.Field != ContentType {
			p.Fields = append(p.Fields, H(c.Field, Legal(typ, c.Field)[0]))
		}
	}
	if typ == SendReq || typ == ForwardReq { // one recipient of any kind is mandatory
		p.Fields = append(p.Fields, H(To, Plain(bob)))
	}
	return body(typ, p)
}

// Variant is a minimal PDU with one value of one field.
type Variant struct {
	Field byte
	Value Value
	PDU   PDU
}

// Variants returns, for every field that a PDU of this type may carry and for every legal value, the minimal PDU with that
// value.
func Variants(typ byte) []Variant {
	var out []Variant
	for _, c := range Carries(typ) {
		for _, v := range Legal(typ, c.Field) {
			p := Minimal(typ)
			p.Fields = put(p.Fields, H(c.Field, v))
			out = append(out, Variant{Field: c.Field, Value: v, PDU: p})
		}
	}
	return out
}

// put replaces the field of this number, or else puts it in front of Content-Type, or at the end.
func put(fields []Field, f Field) []Field {
	out := make([]Field, 0, len(fields)+1)
	done := false
	for _, g := range fields {
		switch {
		case g.Code == f.Code && !done:
			g, done = f, true
		case g.Code == int(ContentType) && !done:
			out, done = append(out, f), true
		}
		out = append(out, g)
	}
	if !done {
		out = append(out, f)
	}
	return out
}

// body gives a PDU the body that its type has (MMS 2.4, 8.5).
func body(typ byte, p PDU) PDU {
	switch typ {
	case SendReq, RetrieveConf:
		return p.With(Related("smil"), FullParts()...)
	case MboxDescr:
		return p.With(Mixed(), Part{Type: PlainText(), Data: []byte("Stored.")})
	case MboxViewConf:
		return p.With(Mixed(),
			Part{Type: Type("application/vnd.wap.mms-message"), Data: Full(MboxDescr).Octets()},
			Part{Type: Type("application/vnd.wap.mms-message"), Data: Minimal(MboxDescr).Octets()})
	case MboxUploadReq:
		return p.WithBody(Type("application/vnd.wap.mms-message"), Full(MboxDescr).Octets())
	}
	return p
}

// FullParts are parts with everything that part headers and content types can say, and one that nests.
func FullParts() []Part {
	return []Part{
		Presentation(Slide{Image: "photo.jpg", Text: "cid:text"}),
		{
			Type: Type("image/jpeg", Name("photo.jpg"), P(ParamSize, Integer(uint64(len(tinyJPEG))))),
			Headers: []Field{
				ID("photo"), Location("photo.jpg"),
				H(PartDisposition, Disposition(0x81, Filename("my photo.jpg"), P(ParamCreated, Long(1714226304)),
					P(ParamSize, Integer(uint64(len(tinyJPEG)))))),
				H(PartLength, Integer(uint64(len(tinyJPEG)))),
			},
			Data: []byte(tinyJPEG),
		},
		{Type: Type("application/x-foo"), Data: []byte{0}},
		{
			Type: Type("application/vnd.wap.multipart.alternative"),
			Headers: []Field{
				ID("alternatives"), H(PartDispositionOld, Disposition(0x82, P(ParamFilename, Text("text")))),
			},
			Parts: Parts(
				Part{
					Type:    Type("text/plain", Charset(UTF8), Name("text.txt")),
					Headers: []Field{ID("text"), Location("žluť.txt"), H(PartLanguage, Integer(0x13))},
					Data:    []byte("Žluťoučký kůň"),
				},
				Part{
					Type:    Type("text/html", Charset(UTF8)),
					Headers: []Field{App("Content-Transfer-Encoding", "8bit"), App("X-Example", "value")},
					Data:    []byte("<p>Žluťoučký kůň</p>"),
				},
			),
		},
	}
}

// tinyJPEG is a start and an end of image.
const tinyJPEG = "\xFF\xD8\xFF\xD9"

// ContentVariants returns, for every content type of ContentTypes, a message with a part of that type, and one whose body
// is of that type.
func ContentVariants() []PDU {
	var out []PDU
	for _, m := range ContentTypes() {
		p := Minimal(RetrieveConf).withoutBody()
		if m.Multipart() {
			out = append(out,
				p.With(Mixed(), Part{Type: m, Headers: []Field{ID("a")}, Parts: Parts()}), p.WithMultipart(m, Parts()))
			continue
		}
		data := []byte("octets")
		out = append(out, p.With(Mixed(), Part{Type: m, Headers: []Field{ID("a")}, Data: data}), p.WithBody(m, data))
	}
	return out
}

// withoutBody takes the Content-Type and what follows it away.
func (p PDU) withoutBody() PDU {
	return PDU{Fields: p.Fields[:len(p.Fields)-1]}
}
