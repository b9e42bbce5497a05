package maker

import "slices"

// Breaker tells one lie in a message that is legal without it.
type Breaker struct {
	Name string // what is broken, in a few words with hyphens
	Code string // the name of the fault that must follow; "" if the grammar stays whole
	Rule string // the rule of validation that must follow; "" if the fault says which
	lie  func(s *Source, p PDU) (told, bool)
}

// Broken is a message with one lie in it.
type Broken struct {
	Octets []byte
	At     Span // where the fault must be
	Exact  bool // false: At is not known
}

// Breakers are all lies that there are, in a fixed order.
func Breakers() []Breaker {
	return slices.Concat(valueBreakers[:], textBreakers[:], partBreakers[:], limitBreakers[:], ruleBreakers[:], bodyBreakers[:])
}

// Break tells the lie in g; ok is false where there is no place for it, or where its rule has something to say already.
func (b Breaker) Break(s *Source, g Grown) (out Broken, ok bool) {
	if b.Rule != "" && slices.Contains(g.Rules, b.Rule) {
		return out, false
	}
	p := g.PDU
	p.Fields = slices.Clone(p.Fields)
	if p.Parts != nil {
		mp := *p.Parts
		mp.Parts, mp.Entries = slices.Clone(mp.Parts), nil
		p.Parts = &mp
	}
	t, ok := b.lie(s, p)
	if !ok {
		return out, false
	}
	m := t.pdu.Make()
	out.Octets = m.Octets
	if t.at != nil {
		out.At, out.Exact = t.at(m), true
	}
	return out, true
}

// told is a PDU with a lie, and where the fault is in what is made of it.
type told struct {
	pdu PDU
	at  func(m Made) Span
}

// toEnd stands for the end of all octets in inValue.
const toEnd = -1

// inValue is a place in the value of field number i.
func inValue(i, from, to int) func(Made) Span {
	return func(m Made) Span {
		start := m.Fields[i].At.Start
		end := start + uint32(to)
		if to == toEnd {
			end = m.PDU.End
		}
		return Span{start + uint32(from), end}
	}
}

// trail is the place of what trails the PDU.
func trail(m Made) Span { return m.Trailing }

// choose picks one of the fields for which yes says so, the type of the PDU never.
func choose(s *Source, p PDU, yes func(Field) bool) (i int, ok bool) {
	var all []int
	for i, f := range p.Fields {
		if i > 0 && f.Octets == nil && yes(f) {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	return all[s.Pick(len(all))], true
}

// ofKind says yes to known fields with values of these kinds; a class in text is none of them.
func ofKind(kinds ...Kind) func(Field) bool {
	return func(f Field) bool {
		return f.Code >= 0 && f.Code < 0x40 && f.Code != int(MessageClass) && slices.Contains(kinds, f.Value.Kind)
	}
}

// is says yes to the fields with these numbers.
func is(codes ...byte) func(Field) bool {
	return func(f Field) bool { return f.Code >= 0 && slices.Contains(codes, byte(f.Code)) }
}

// put gives field i other octets, and says that a fault lies from one place to another in them.
func (p PDU) put(i int, octets []byte, from, to int) (told, bool) {
	p.Fields[i].Value.Octets = octets
	return told{p, inValue(i, from, to)}, true
}

// inside splits a value into its Value-length and what that counts.
func inside(v []byte) (length, octets []byte) {
	n := 1
	if v[0] == 0x1F {
		for n = 2; v[n-1] >= 0x80; n++ {
		}
	}
	return v[:n], v[n:]
}

// drop takes all fields away for which yes says so, and tells whether there were any.
func (p *PDU) drop(yes func(Field) bool) bool {
	n := len(p.Fields)
	p.Fields = slices.DeleteFunc(p.Fields, yes)
	return len(p.Fields) < n
}

// has tells whether there is a field with this number.
func (p PDU) has(code byte) bool { return slices.ContainsFunc(p.Fields, is(code)) }

// typ is the type of the PDU.
func (p PDU) typ() byte { return byte(p.Fields[0].Value.Number) }

// bodied tells whether the last field is the Content-Type of a body.
func (p PDU) bodied() bool { return p.Fields[len(p.Fields)-1].Code == int(ContentType) }

// add puts fields behind all others but Content-Type, and returns the number of the first.
func (p *PDU) add(f ...Field) int {
	i := len(p.Fields)
	if p.bodied() {
		i--
	}
	p.Fields = slices.Insert(p.Fields, i, f...)
	return i
}

// set gives the field with this number a value, which is added if there is none.
func (p *PDU) set(code byte, v Value) {
	for i, f := range p.Fields {
		if f.Code == int(code) {
			p.Fields[i].Value = v
			return
		}
	}
	p.add(H(code, v))
}

// carries tells whether PDUs of its type may have the field.
func (p PDU) carries(code byte) bool {
	return slices.ContainsFunc(Carries(p.typ()), func(c Carried) bool { return c.Field == code })
}
