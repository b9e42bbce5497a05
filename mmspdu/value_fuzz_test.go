package mmspdu_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// wild chooses any value of any type, whatever is in it; key says what a header must say that has taken it.
func (c *choices) wild(depth int) chosen {
	text := func() wsp.Text {
		cs := choiceCharsets[c.pick(len(choiceCharsets))]
		if c.pick(8) == 7 {
			cs = wsp.Charset(c.number())
		}
		return wsp.MakeText(c.octets(40), cs)
	}
	withText := func(v mmspdu.Value, x wsp.Text) chosen {
		return chosen{v, func(f mmspdu.Field) string {
			if f == mmspdu.FieldFrom {
				return fromKey(fromText(x))
			}
			return textWords(x)
		}}
	}
	switch c.pick(16) {
	case 0:
		s := string(c.octets(40))
		if c.pick(4) == 3 {
			s = [...]string{"personal", "AUTO", "Advertisement", "x-news"}[c.pick(4)]
		}
		return chosen{mmspdu.String(s), func(f mmspdu.Field) string { return stringKey(f, s) }}
	case 1:
		n := c.number()
		return chosen{mmspdu.Number(n), always(numberKey(n))}
	case 2:
		return chosen{mmspdu.Raw(c.octets(40)), nil}
	case 3:
		n := c.number()
		if depth == 0 {
			return chosen{mmspdu.Del{Count: n}, always("")}
		}
		inner := c.wild(depth - 1)
		return chosen{mmspdu.Del{Count: n, Value: inner.v}, func(f mmspdu.Field) string {
			if inner.key == nil {
				return "" // a Raw inside is looked at like everything else
			}
			return delKey(n, inner.key(f))
		}}
	case 4:
		x := text()
		return withText(mmspdu.TextValue(x), x)
	case 5:
		cs, s := choiceCharsets[c.pick(len(choiceCharsets))], string(c.octets(40))
		b, _ := cs.AppendEncoded(nil, []byte(s))
		return withText(mmspdu.TextIn(cs, s), wsp.MakeText(b, cs))
	case 6:
		x := text()
		return withText(mmspdu.Address{Text: x}, x)
	case 7:
		v := mmspdu.From{Insert: c.flip(), Address: mmspdu.Address{Text: text()}}
		return chosen{v, always(fromKey(v))}
	case 8:
		v := mmspdu.Time{Relative: c.flip(), Seconds: c.number()}
		return chosen{v, always(timeKey(v))}
	case 9:
		v := mmspdu.Flags{Token: mmspdu.FlagToken(c.pick(256)), Keyword: text()}
		return chosen{v, always(flagsKey(v))}
	case 10:
		v := mmspdu.Total{Token: mmspdu.TotalToken(c.pick(256)), Number: c.number()}
		return chosen{v, always(totalKey(v))}
	case 11:
		v := mmspdu.PreviouslySentBy{Count: c.number(), Address: mmspdu.Address{Text: text()}}
		return chosen{v, always(byKey(v))}
	case 12:
		v := mmspdu.PreviouslySentDate{Count: c.number(), Date: mmspdu.Date(c.number())}
		return chosen{v, always(sentDateKey(v))}
	case 13:
		v, _, _ := mmspdu.ConsumeElement(c.octets(40))
		if c.flip() {
			v.Reference = text()
		}
		return chosen{v, always(elementWords(v))}
	case 14:
		f := mmspdu.Field(c.pick(256))
		return chosen{f, always(octetKey(uint8(f) | 0x80))}
	}
	o := uint8(c.pick(256))
	owners := [...]mmspdu.Field{
		mmspdu.FieldDeliveryReport, mmspdu.FieldMessageType, mmspdu.FieldMMSVersion, mmspdu.FieldMessageClass, mmspdu.FieldPriority,
		mmspdu.FieldSenderVisibility, mmspdu.FieldStatus, mmspdu.FieldResponseStatus, mmspdu.FieldRetrieveStatus,
		mmspdu.FieldStoreStatus, mmspdu.FieldReadStatus, mmspdu.FieldReplyCharging, mmspdu.FieldMMState,
		mmspdu.FieldRecommendedRetrievalMode, mmspdu.FieldContentClass, mmspdu.FieldCancelStatus,
	}
	if c.flip() {
		return chosen{mmspdu.Octet(o), always(octetKey(o))}
	}
	if d := c.pick(len(owners) + 1); d < len(owners) {
		return chosen{octetValue(owners[d], o), always(octetKey(o))}
	}
	return chosen{mmspdu.Date(o), always(numberKey(uint64(o)))}
}

// stringKey is what a header must say that was given s.
func stringKey(f mmspdu.Field, s string) string {
	class, named := mmspdu.MessageClassByName([]byte(s))
	switch f {
	case mmspdu.FieldFrom:
		return fromKey(fromText(mmspdu.EncodedText(s)))
	case mmspdu.FieldMessageClass:
		if named {
			return octetKey(uint8(class))
		}
	case mmspdu.FieldBcc, mmspdu.FieldCc, mmspdu.FieldTo, mmspdu.FieldSubject, mmspdu.FieldResponseText, mmspdu.FieldRetrieveText,
		mmspdu.FieldStoreStatusText, mmspdu.FieldStatusText, mmspdu.FieldRecommendedRetrievalModeText:
		return textWords(mmspdu.EncodedText(s))
	}
	return textWords(plainText(s))
}

// hasGrammar reports whether f has a grammar of its own for which there are types of values.
func hasGrammar(f mmspdu.Field) bool {
	return f.Known() && f != mmspdu.FieldContentType && f != mmspdu.FieldContent && f != mmspdu.FieldAdditionalHeaders
}

// FuzzFieldValue: any value of any type, for any field of any PDU: it is refused with a code, and nothing is written, or strict
// reading finds exactly it, and the header behind it. What the grammar of the field has is not refused.
func FuzzFieldValue(f *testing.F) {
	fuzz.Gather(f, 1000, func(add func(...[]byte)) {
		tails := [...]string{"", "\x05abcde\x00\x01\x02\x03", "\x03\x7F\xC5\xBD\x01\x01\x80\xFF"}
		for field := range mmspdu.Fields() {
			for kind := range byte(16) {
				seed := []byte{byte(field), 0x80 + (kind+byte(field))%24, 0, kind} // any value
				add(append(seed, tails[int(kind)%len(tails)]...))
			}
			for _, tail := range tails {
				add(append([]byte{byte(field), 0x80 + byte(field)%24, 1}, tail...)) // one of its grammar
			}
		}
		for _, field := range []byte{0, 0x40, 0x7F, 0x80, 0xFF} {
			add([]byte{field, 0x84, 0, 2, 2, 'a', 0})
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		fieldValue(t, b)
	})
}

// fieldValue checks the law of FuzzFieldValue and says whether the value was taken.
func fieldValue(t testing.TB, b []byte) bool {
	t.Helper()
	c := choices(b)
	f, typ := mmspdu.Field(c.pick(256)), mmspdu.Type(0x80|c.pick(256))
	legal := c.flip() && hasGrammar(f)
	var x chosen
	if legal {
		x = c.legal(typ, f)
	} else {
		x = c.wild(2)
	}
	got, code := mmspdu.AppendField([]byte("dst"), typ, f, x.v)
	if !strings.HasPrefix(string(got), "dst") {
		t.Fatalf("%v %T: what was there is gone", f, x.v)
	}
	if code != 0 {
		if len(got) != len("dst") {
			t.Fatalf("%v %T: refused (%v), but %x is written", f, x.v, code, got)
		}
		if legal {
			t.Fatalf("%v of %v, %T: %+v is refused: %v", f, typ, x.v, x.v, code)
		}
		return false
	}
	header := got[len("dst"):]
	if f > 0x7F || len(header) < 2 || header[0] != byte(f)|0x80 {
		t.Fatalf("%v %T: %x", f, x.v, header)
	}
	mode := mmspdu.Strict
	if x.key == nil {
		mode = mmspdu.Lenient // a Raw may be anything, as long as it is one value
	}
	const next = "\x8F\x82"
	pdu := bytes.Join([][]byte{{0x8C, byte(typ)}, header, []byte(next)}, nil)
	d := mmspdu.Decoder{Mode: mode}
	p, err := d.Parse(pdu)
	if err != nil && f != mmspdu.FieldContentType {
		t.Fatalf("%v of %v, %T: %x: %v", f, typ, x.v, pdu, err)
	}
	cur := p.HeaderCursor()
	cur.Next()
	if !cur.Next() {
		t.Fatalf("%v of %v, %T: %x is no header", f, typ, x.v, header)
	}
	h := cur.Header()
	if s := h.Span(); s != (wsp.Span{Start: 2, End: uint32(2 + len(header))}) {
		t.Fatalf("%v of %v, %T: %x is read at %v", f, typ, x.v, header, s)
	}
	if x.key != nil {
		if want, have := x.key(f), headerKey(h); want != "" && want != have {
			t.Fatalf("%v of %v, %T: %x\nwas %s\n is %s", f, typ, x.v, header, want, have)
		}
	}
	if ends := f == mmspdu.FieldContentType && (typ.HasBody() || !typ.Known()); !ends {
		if !cur.Next() || string(cur.Header().Span().In(pdu)) != next {
			t.Fatalf("%v of %v, %T: %x takes in what follows", f, typ, x.v, header)
		}
	}
	return true
}

// Enough values are taken, and enough refused, for the law to say something.
func TestFieldValuesAreTakenAndRefused(t *testing.T) {
	taken, refused := 0, 0
	for field := range 0x80 {
		for typ := range 24 {
			for kind := range 16 {
				for _, tail := range []string{"", "\x03abc\x00\x00\x01", "\x01\x04\x02\xC5\xBD", "\x02\x80\x81\x82"} {
					for legal := range byte(2) {
						if fieldValue(t, append([]byte{byte(field), byte(0x80 + typ), legal, byte(kind)}, tail...)) {
							taken++
						} else {
							refused++
						}
					}
				}
			}
		}
	}
	assert.Greater(t, taken, 50000)
	assert.Greater(t, refused, 50000)
	t.Log(taken, "taken,", refused, "refused")
}
