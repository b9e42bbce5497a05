package mmspdu_test

import (
	"bytes"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The functions of this file choose values by the octets of a fuzz input, and say what must be read from them. Run dry they
// choose the plainest, so that one octet changed changes one choice.

// A chosen is a value and, by the field that it is given to, what its header must say.
type chosen struct {
	v   mmspdu.Value
	key func(f mmspdu.Field) string
}

func always(key string) func(mmspdu.Field) string {
	return func(mmspdu.Field) string { return key }
}

func (c *choices) flip() bool { return c.pick(2) == 1 }

func (c *choices) octets(most int) []byte {
	n := min(c.pick(most+1), len(*c))
	b := bytes.Clone((*c)[:n])
	*c = (*c)[n:]
	return b
}

// number chooses among all lengths that an integer can have, and their edges.
func (c *choices) number() uint64 {
	n := uint64(0)
	switch width := c.pick(12); {
	case width == 9:
		return 0x7F + uint64(c.pick(3))
	case width == 10:
		return 1<<(8*uint(1+c.pick(7))) - uint64(c.pick(2))
	case width == 11:
		return 1<<64 - 1
	default:
		for range width {
			n = n<<8 | uint64(c.pick(256))
		}
	}
	return n
}

// textLengths are those at which a Value-length gets longer, and less by what stands beside the text in it. Longer ones would
// soon be more than the limit on headers.
var textLengths = [...]int{26, 27, 28, 29, 30, 31, 32, 124, 125, 126, 127, 128, 300}

// text8 chooses the octets of a text in a charset of 8 bits: none of them is a control character, or HT in front.
func (c *choices) text8(tabFirst bool) []byte {
	b := c.octets(24)
	if c.pick(6) == 5 {
		n := textLengths[c.pick(len(textLengths))]
		b = bytes.Repeat(append(b, 'x'), n)[:n]
	}
	for i, o := range b {
		switch {
		case o == '\t' && (i > 0 || tabFirst):
		case o < 0x20 || o == 0x7F:
			b[i] = 'a' + o%26
		}
	}
	return b
}

var choiceCharsets = [...]wsp.Charset{
	0, wsp.CharsetUTF8, 0, wsp.CharsetASCII, wsp.CharsetUCS2, wsp.CharsetISO8859_1, wsp.CharsetUTF16, wsp.CharsetBig5, 127, 128, 0xFFFF,
	wsp.CharsetUTF16BE, wsp.CharsetUTF16LE, wsp.CharsetUCS4, wsp.CharsetUTF32, wsp.CharsetUTF32BE, wsp.CharsetUTF32LE,
}

// text chooses a text that can be written.
func (c *choices) text() wsp.Text {
	cs := choiceCharsets[c.pick(len(choiceCharsets))]
	if !wideCharset(int(cs)) {
		return wsp.MakeText(c.text8(cs != 0), cs)
	}
	b := c.octets(24)
	b = b[:len(b)&^1]
	if bytes.HasPrefix(b, []byte("\x7F\xFE\xFF")) || bytes.HasPrefix(b, []byte("\x7F\xFF\xFE")) {
		b = b[2:]
	}
	return wsp.MakeText(b, cs)
}

func (c *choices) token() string {
	const chars = "abcXYZ019-._~!#$%&'*+^`|"
	b := []byte{chars[c.pick(len(chars))]}
	for range c.pick(8) {
		b = append(b, chars[c.pick(len(chars))])
	}
	return string(b)
}

// octet chooses an enumerated value, one of the first most of the time.
func (c *choices) octet() uint8 {
	if c.pick(4) < 3 {
		return 0x80 + uint8(c.pick(4))
	}
	return 0x80 | uint8(c.pick(128))
}

// encoded chooses a value of text with a charset in one of the types that can hold it.
func (c *choices) encoded(address bool) chosen {
	x := c.text()
	key := func(f mmspdu.Field) string {
		if f == mmspdu.FieldFrom {
			return fromKey(fromText(x))
		}
		return textWords(x)
	}
	how := c.pick(4)
	switch same := mmspdu.EncodedText(string(x.Bytes())); {
	case how == 1 && same.Charset() == x.Charset():
		return chosen{mmspdu.String(x.Bytes()), key}
	case how == 2 && address:
		return chosen{mmspdu.Address{Text: x}, key}
	}
	return chosen{mmspdu.TextValue(x), key}
}

// legal chooses a value that f may have in a PDU of type t by its grammar.
func (c *choices) legal(t mmspdu.Type, f mmspdu.Field) chosen {
	del := t == mmspdu.TypeMboxDeleteConf || t == mmspdu.TypeDeleteConf
	switch f {
	case mmspdu.FieldContentLocation, mmspdu.FieldResponseStatus, mmspdu.FieldResponseText:
		x := c.plain(f)
		// A text with a charset would be read as a Del form where there are any.
		needs := f == mmspdu.FieldResponseText && !strings.HasPrefix(x.key(f), "text 0 ")
		if del && (needs || c.flip()) {
			n := c.number()
			return chosen{mmspdu.Del{Count: n, Value: x.v}, always(delKey(n, x.key(f)))}
		}
		return x
	}
	return c.plain(f)
}

func (c *choices) plain(f mmspdu.Field) chosen {
	switch f {
	case mmspdu.FieldBcc, mmspdu.FieldCc, mmspdu.FieldTo:
		return c.encoded(true)
	case mmspdu.FieldSubject, mmspdu.FieldResponseText, mmspdu.FieldRetrieveText, mmspdu.FieldStoreStatusText,
		mmspdu.FieldStatusText, mmspdu.FieldRecommendedRetrievalModeText:
		return c.encoded(false)
	case mmspdu.FieldFrom:
		switch c.pick(3) {
		case 0:
			return chosen{mmspdu.From{Insert: true}, always("from insert")}
		case 1:
			v := fromText(c.text())
			return chosen{v, always(fromKey(v))}
		}
		return c.encoded(true)
	case mmspdu.FieldContentLocation, mmspdu.FieldMessageID, mmspdu.FieldTransactionID, mmspdu.FieldReplyChargingID,
		mmspdu.FieldReplaceID, mmspdu.FieldCancelID, mmspdu.FieldApplicID, mmspdu.FieldReplyApplicID, mmspdu.FieldAuxApplicInfo:
		b := c.text8(false)
		return chosen{mmspdu.String(b), always(textWords(wsp.MakeText(b, 0)))}
	case mmspdu.FieldMessageClass:
		if c.flip() {
			return c.class()
		}
	case mmspdu.FieldDate:
		n := c.number()
		return chosen{mmspdu.Date(n), always(numberKey(n))}
	case mmspdu.FieldMessageSize, mmspdu.FieldReplyChargingSize, mmspdu.FieldMessageCount, mmspdu.FieldStart, mmspdu.FieldLimit:
		n := c.number()
		return chosen{mmspdu.Number(n), always(numberKey(n))}
	case mmspdu.FieldDeliveryTime, mmspdu.FieldExpiry, mmspdu.FieldReplyChargingDeadline:
		v := mmspdu.Time{Relative: c.flip(), Seconds: c.number()}
		return chosen{v, always(timeKey(v))}
	case mmspdu.FieldMMFlags:
		v := mmspdu.Flags{Token: mmspdu.FlagToken(0x80 + c.pick(3)), Keyword: c.text()}
		return chosen{v, always(flagsKey(v))}
	case mmspdu.FieldMboxTotals, mmspdu.FieldMboxQuotas:
		v := mmspdu.Total{Token: mmspdu.TotalToken(0x80 + c.pick(2)), Number: c.number()}
		return chosen{v, always(totalKey(v))}
	case mmspdu.FieldPreviouslySentBy:
		v := mmspdu.PreviouslySentBy{Count: c.number(), Address: mmspdu.Address{Text: c.text()}}
		return chosen{v, always(byKey(v))}
	case mmspdu.FieldPreviouslySentDate:
		v := mmspdu.PreviouslySentDate{Count: c.number(), Date: mmspdu.Date(c.number())}
		return chosen{v, always(sentDateKey(v))}
	case mmspdu.FieldElementDescriptor:
		media := [...]string{"", "image/jpeg", "application/smil", "application/vnd.omaloc-supl-init", "x/y"}[c.pick(5)]
		v, code := mmspdu.MakeElement(string(c.text8(false)), media)
		if code != 0 {
			v = mmspdu.Element{} // the caller finds that it is empty
		}
		return chosen{v, always(elementWords(v))}
	}
	o := c.octet()
	if c.flip() {
		return chosen{mmspdu.Octet(o), always(octetKey(o))}
	}
	return chosen{octetValue(f, o), always(octetKey(o))}
}

// class chooses a class by its name, or one of the sender's own.
func (c *choices) class() chosen {
	name := [...]string{"Personal", "auto", "INFORMATIONAL", ""}[c.pick(4)]
	if name == "" {
		name = c.token()
	}
	if class, ok := mmspdu.MessageClassByName([]byte(name)); ok {
		return chosen{mmspdu.String(name), always(octetKey(uint8(class)))}
	}
	return chosen{mmspdu.String(name), always(textWords(plainText(name)))}
}
