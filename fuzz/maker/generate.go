package maker

import (
	"maps"
	"slices"
)

// Grown is a message that was generated: legal in every octet of its grammar, whatever it says.
type Grown struct {
	PDU    PDU
	Made   Made
	Inside []Made // the M-Mbox-Descr PDUs in it (MMS 8.5); their spans count in Made.Octets
	// Rules are the rules of validation (MMS 13) that have something to say about it, sorted: its grammar is legal, but it has
	// text without a charset, a form that is longer than needed, and the like. There are no others.
	Rules []string
}

// Grow makes a message of any type, with any fields that it may have, in any order, with any values, and any parts.
func Grow(s *Source) Grown { return GrowType(s, Types()[s.Pick(24)]) }

// GrowType makes a message of this type.
func GrowType(s *Source, typ byte) Grown {
	g := gen{s: s, typ: typ, parts: 24, data: 40_000, rules: map[string]bool{}}
	return g.grow()
}

// GrowBenign makes a message of any type in which a scanner finds nothing that threatens: parts are what they say that they
// are, and have the names of such.
func GrowBenign(s *Source) Grown {
	g := gen{s: s, typ: Types()[s.Pick(24)], parts: 24, data: 40_000, rules: map[string]bool{}, benign: true}
	return g.grow()
}

// gen is one message that is being generated.
type gen struct {
	s         *Source
	typ       byte
	version   byte // 0: none
	container byte // the type of the PDU around a description, else 0
	benign    bool
	rules     map[string]bool
	parts     int // how many may still be made
	data      int // how many octets of attachments may still be taken
	serial    int
	inside    []PDU
	number    [0x40]int // how often each field is to occur
}

func (g *gen) grow() Grown {
	p := g.pdu()
	out := Grown{PDU: p, Made: p.Make()}
	if holdsDescriptions(g.typ) {
		out.Inside = g.descriptions(out.Made)
	}
	g.judge(g.typ, out.Made)
	for _, m := range out.Inside {
		g.judge(MboxDescr, m)
	}
	out.Rules = slices.Sorted(maps.Keys(g.rules))
	return out
}

// holdsDescriptions tells whether PDUs of this type carry M-Mbox-Descr PDUs (MMS 8.5).
func holdsDescriptions(typ byte) bool { return typ == MboxViewConf || typ == MboxUploadReq }

const mmsMessage = "application/vnd.wap.mms-message"

// descriptions moves what was made of the descriptions to where they lie in m.
func (g *gen) descriptions(m Made) []Made {
	var at []Span
	if m.Declared < 0 {
		at = []Span{m.Body}
	}
	for _, p := range m.Parts {
		if p.Type.Name == mmsMessage {
			at = append(at, p.Data)
		}
	}
	out := make([]Made, 0, len(at))
	for i, s := range at {
		out = append(out, g.inside[i].Make().Inside(m.Octets[:s.Start]))
	}
	return out
}

// trips notes that a rule of validation will have something to say.
func (g *gen) trips(rule string, yes bool) {
	if yes {
		g.rules[rule] = true
	}
}

// pdu makes the PDU.
func (g *gen) pdu() PDU {
	g.choose()
	g.settle()
	p := PDU{Fields: g.head()}
	rest := g.fields()
	body := g.body()
	for i := range rest {
		if rest[i].Code == int(MessageSize) && g.number[ContentType] > 0 {
			rest[i].Value = Long(uint64(body.bodySize()))
		}
	}
	shuffle(g.s, rest)
	p.Fields = slices.Concat(p.Fields, rest, body.Fields)
	p.Parts, p.Body = body.Parts, body.Body
	for _, c := range Carries(g.typ) {
		known := g.version >= 0x90 && g.version <= 0x93
		g.trips("V10", known && g.number[c.Field] > 0 && c.Since > g.version)
	}
	return p
}

// bodySize is how many octets follow the headers.
func (p PDU) bodySize() uint32 {
	m := p.Make()
	return m.Body.End - m.Body.Start
}

// choose decides which fields the PDU has.
func (g *gen) choose() {
	for _, c := range Carries(g.typ) {
		n := 0
		switch {
		case c.Need == 'M', c.Need == 'C' && !g.s.Rarely(3), c.Need == 'O' && g.s.Flip():
			n = 1
			if c.Repeats {
				n += g.s.Pick(3)
			}
		}
		g.number[c.Field] = n
	}
}

// settle adds and removes fields until those that belong together are together (MMS 6).
func (g *gen) settle() {
	n := &g.number
	needs := func(yes bool, f byte) {
		if yes && n[f] == 0 {
			n[f] = 1
		}
	}
	switch g.typ {
	case SendReq, ForwardReq:
		needs(n[To]+n[Cc]+n[Bcc] == 0, To)
		needs(g.typ == SendReq && n[MMState]+n[MMFlags] > 0, Store)
	case SendConf, ForwardConf:
		needs(n[ContentLocation] > 0, StoreStatus)
	case MboxDescr:
		needs(!g.s.Rarely(4), MMSVersion)
		needs(g.container == MboxViewConf, ContentLocation)
		needs(g.container == MboxViewConf, MessageID)
		if g.container == MboxUploadReq {
			n[ContentType], n[ContentLocation] = 1, 0
		}
	case RetrieveConf:
		needs(n[MessageID] == 0, RetrieveStatus)
	}
	needs(n[ReplyChargingDeadline]+n[ReplyChargingSize] > 0, ReplyCharging)
	needs(n[RecommendedRetrievalModeText] > 0, RecommendedRetrievalMode)
	chain := max(n[PreviouslySentBy], n[PreviouslySentDate])
	n[PreviouslySentBy], n[PreviouslySentDate] = chain, chain
	n[MboxTotals], n[MboxQuotas] = min(n[MboxTotals], 2), min(n[MboxQuotas], 2)
}

// head makes the fields that come first (MMS 2.2).
func (g *gen) head() []Field {
	out := []Field{H(MessageType, Octet(g.typ))}
	if g.number[TransactionID] > 0 {
		out = append(out, g.field(TransactionID, 0))
	}
	if g.number[MMSVersion] > 0 {
		g.version = 0x93 - byte(g.s.Pick(4))
		if g.s.Rarely(16) {
			g.version = [...]byte{0x94, 0x9F, 0xA0, 0x80, 0xFF}[g.s.Pick(5)]
			g.trips("V05", true)
		}
		out = append(out, H(MMSVersion, Octet(g.version)))
	}
	g.trips("V04", g.version == 0)
	return out
}

// fields makes all other fields but Content-Type, and some that MMS does not know.
func (g *gen) fields() []Field {
	var out []Field
	if g.typ == MboxDeleteConf || g.typ == DeleteConf {
		out = g.results()
		g.number[ContentLocation], g.number[ResponseStatus], g.number[ResponseText] = 0, 0, 0
	}
	for _, c := range Carries(g.typ) {
		switch c.Field {
		case MessageType, TransactionID, MMSVersion, ContentType:
			continue
		}
		for i := range g.number[c.Field] {
			out = append(out, g.field(c.Field, i))
		}
	}
	for range max(0, g.s.Pick(5)-2) {
		out = append(out, g.foreign())
	}
	return out
}

// results makes the fields of a deletion's outcome: one status for all, or for each message its own, in the Del form that a
// Status-count pairs with its X-Mms-Content-Location (MMS 4.14).
func (g *gen) results() []Field {
	statuses := g.number[ResponseStatus]
	locations := g.number[ContentLocation]
	texts := g.number[ResponseText]
	several := statuses > 1 || locations > 1
	first := g.s.Number() >> 8
	var out []Field
	add := func(f byte, count uint64, v Value) {
		if several || g.s.Flip() || v.Charset != 0 || v.Kind == KindEncoded && v.Octets[0] != 0 && v.Octets[0] < 0x20 {
			v = g.long(Del(count, v))
		}
		out = append(out, H(f, v))
	}
	for i := range max(statuses, locations, texts) {
		count := first + uint64(i)
		failed := false
		if i < statuses {
			v := g.enumerated(ResponseStatus)
			failed = v.Number != 0x80
			add(ResponseStatus, count, v)
		}
		if i < locations || failed && statuses > 1 {
			add(ContentLocation, count, g.value(ContentLocation, i))
		}
		if i < texts {
			add(ResponseText, count, g.long(g.value(ResponseText, i)))
		}
	}
	return out
}

// field makes the occurrence number i of a field.
func (g *gen) field(f byte, i int) Field {
	v := g.long(g.value(f, i))
	switch f {
	case MessageID, TransactionID, ReplyChargingID, ReplaceID, CancelID:
		g.trips("V31", containsAny(v.Text, "<> \t\r\n") || f == TransactionID && len(v.Text) > 40)
	}
	return H(f, v)
}

// foreign makes a field that MMS does not have: an application header, or a number that is not assigned.
func (g *gen) foreign() Field {
	if g.s.Flip() {
		f := H(byte(0x40+g.s.Pick(0x40)), g.raw())
		f.Value = g.long(f.Value)
		g.trips("V40", true)
		return f
	}
	f := App(g.s.Token(), g.s.Text())
	f.Value = g.uncharted(f.Value)
	return f
}

// raw makes a value of which only the extent is known (WSP 3).
func (g *gen) raw() Value {
	switch g.s.Pick(4) {
	case 1:
		return Raw(Sized(g.s.Octets(24))...)
	case 2:
		return Raw(TextString(g.s.Text())...)
	case 3:
		return Raw(Sized(slices.Concat(g.s.Octets(8), []byte(long(edges[g.s.Pick(len(edges))]))))...)
	}
	return Raw(0x80 | byte(g.s.Pick(128)))
}

// long gives a value that has a short Value-length, once in a while, a long one.
func (g *gen) long(v Value) Value {
	if !g.s.Rarely(16) || len(v.Octets) < 2 || v.Octets[0] >= 0x1F {
		return v
	}
	w := LongForm(v)
	g.trips("V27", len(w.Octets) != len(v.Octets))
	return w
}
