package mmspdu_test

import (
	"fmt"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// What stands in this file makes of what the maker says it put into a PDU, never of the octets that it wrote, a Message.

// octetValue gives an enumerated value its own type.
func octetValue(f mmspdu.Field, o uint8) mmspdu.Value {
	switch f {
	case mmspdu.FieldMessageType:
		return mmspdu.Type(o)
	case mmspdu.FieldMMSVersion:
		return mmspdu.Version(o)
	case mmspdu.FieldMessageClass:
		return mmspdu.MessageClass(o)
	case mmspdu.FieldAttributes:
		return mmspdu.Field(o & 0x7F)
	case mmspdu.FieldPriority:
		return mmspdu.Priority(o)
	case mmspdu.FieldSenderVisibility:
		return mmspdu.SenderVisibility(o)
	case mmspdu.FieldStatus:
		return mmspdu.Status(o)
	case mmspdu.FieldResponseStatus:
		return mmspdu.ResponseStatus(o)
	case mmspdu.FieldRetrieveStatus:
		return mmspdu.RetrieveStatus(o)
	case mmspdu.FieldStoreStatus:
		return mmspdu.StoreStatus(o)
	case mmspdu.FieldReadStatus:
		return mmspdu.ReadStatus(o)
	case mmspdu.FieldReplyCharging:
		return mmspdu.ReplyCharging(o)
	case mmspdu.FieldMMState:
		return mmspdu.MMState(o)
	case mmspdu.FieldRecommendedRetrievalMode:
		return mmspdu.RetrievalMode(o)
	case mmspdu.FieldContentClass:
		return mmspdu.ContentClass(o)
	case mmspdu.FieldCancelStatus:
		return mmspdu.CancelStatus(o)
	}
	return mmspdu.YesNo(o)
}

// madeText is the text of a made value, in its charset.
func madeText(v maker.Value) wsp.Text {
	cs := wsp.Charset(v.Charset)
	if cs == wsp.CharsetUnspecified {
		return wsp.MakeText([]byte(v.Text), cs)
	}
	b, _ := cs.AppendEncoded(nil, []byte(v.Text))
	return wsp.MakeText(b, cs)
}

// madeValue is a made value of the field f as one of ours.
func madeValue(f mmspdu.Field, v maker.Value) mmspdu.Value {
	switch v.Kind {
	case maker.KindOctet:
		return octetValue(f, uint8(v.Number))
	case maker.KindInteger:
		if f == mmspdu.FieldDate {
			return mmspdu.Date(v.Number)
		}
		return mmspdu.Number(v.Number)
	case maker.KindText:
		return mmspdu.String(v.Text)
	case maker.KindEncoded:
		if v.Charset == 0 {
			return mmspdu.String(v.Text)
		}
		return mmspdu.TextIn(wsp.Charset(v.Charset), v.Text)
	case maker.KindTime:
		return mmspdu.Time{Relative: v.Token == 0x81, Seconds: v.Number}
	case maker.KindFrom:
		return mmspdu.From{Insert: v.Token == 0x81, Address: mmspdu.Address{Text: madeText(v)}}
	case maker.KindFlags:
		return mmspdu.Flags{Token: mmspdu.FlagToken(v.Token), Keyword: madeText(v)}
	case maker.KindTotal:
		return mmspdu.Total{Token: mmspdu.TotalToken(v.Token), Number: v.Number}
	case maker.KindPreviousBy:
		return mmspdu.PreviouslySentBy{Count: v.Count, Address: mmspdu.Address{Text: madeText(v)}}
	case maker.KindPreviousAt:
		return mmspdu.PreviouslySentDate{Count: v.Count, Date: mmspdu.Date(v.Number)}
	case maker.KindElement:
		media := ""
		if v.Type != nil {
			media = v.Type.Name
		}
		e, _ := mmspdu.MakeElement(v.Text, media)
		return e
	case maker.KindDel:
		inner := v
		inner.Kind = v.Inner
		return mmspdu.Del{Count: v.Count, Value: madeValue(f, inner)}
	}
	return nil
}

// madeKey is what a header with a made value must say.
func madeKey(f mmspdu.Field, v maker.Value) string {
	switch v.Kind {
	case maker.KindOctet:
		return octetKey(uint8(v.Number))
	case maker.KindInteger:
		return numberKey(v.Number)
	case maker.KindText, maker.KindEncoded:
		return textWords(madeText(v))
	case maker.KindTime:
		return timeKey(mmspdu.Time{Relative: v.Token == 0x81, Seconds: v.Number})
	case maker.KindFrom:
		return fromKey(mmspdu.From{Insert: v.Token == 0x81, Address: mmspdu.Address{Text: madeText(v)}})
	case maker.KindFlags:
		return flagsKey(mmspdu.Flags{Token: mmspdu.FlagToken(v.Token), Keyword: madeText(v)})
	case maker.KindTotal:
		return totalKey(mmspdu.Total{Token: mmspdu.TotalToken(v.Token), Number: v.Number})
	case maker.KindPreviousBy:
		return byKey(mmspdu.PreviouslySentBy{Count: v.Count, Address: mmspdu.Address{Text: madeText(v)}})
	case maker.KindPreviousAt:
		return sentDateKey(mmspdu.PreviouslySentDate{Count: v.Count, Date: mmspdu.Date(v.Number)})
	case maker.KindElement:
		return elementWords(madeValue(f, v).(mmspdu.Element))
	case maker.KindDel:
		inner := v
		inner.Kind = v.Inner
		return delKey(v.Count, madeKey(f, inner))
	case maker.KindContentType:
		ct, _ := madeContentType(*v.Type)
		return "content " + string(ct.AppendText(nil))
	}
	return ""
}

// A notCanonical is a form that the maker writes and we do not, though it says the same.
type notCanonical struct {
	why   string
	match func(f mmspdu.Field, v maker.Value) bool
}

// notCanonicals are the forms of header values.
var notCanonicals = []notCanonical{
	{"Value-length of up to 30 in the long form", func(_ mmspdu.Field, v maker.Value) bool {
		b := v.Octets
		if v.Kind == maker.KindDel {
			b = b[1+len(maker.IntegerValue(v.Count)):] // none of the made ones is longer than 30 octets
		}
		return len(b) > 2 && b[0] == 0x1F && b[1] <= 30
	}},
	{"Delta-seconds as Short-integer", func(_ mmspdu.Field, v maker.Value) bool {
		return v.Kind == maker.KindTime && len(v.Octets) == 3
	}},
	{"Long-integer below 128 where the Short-integer does", func(f mmspdu.Field, v maker.Value) bool {
		short := f == mmspdu.FieldMessageCount || f == mmspdu.FieldStart || f == mmspdu.FieldLimit
		return short && v.Number < 0x80 && len(v.Octets) > 1
	}},
}

// whyNotCanonical is "" for the canonical form.
func whyNotCanonical(f mmspdu.Field, v maker.Value) string {
	for _, x := range notCanonicals {
		if x.match(f, v) {
			return x.why
		}
	}
	return ""
}

// A builder builds messages from what the maker says, and counts what it had to write as octets.
type builder struct {
	add func(*mmspdu.Message, mmspdu.Field, mmspdu.Value) error
	raw map[string]int // by reason
}

// inOrder adds every header behind the others.
func inOrder(m *mmspdu.Message, f mmspdu.Field, v mmspdu.Value) error { return m.AddLast(f, v) }

// message builds p.
func (b *builder) message(p maker.PDU) (*mmspdu.Message, error) {
	m := new(mmspdu.Message)
	m.Lax = true
	for _, h := range p.Fields {
		f := mmspdu.Field(h.Code)
		var err error
		switch {
		case h.Code < 0:
			err = m.AddApplication(h.Name, h.Value.Text)
		case f == mmspdu.FieldContentType:
			err = b.body(m, *h.Value.Type, p)
		default:
			err = b.add(m, f, madeValue(f, h.Value))
		}
		if err != nil {
			return nil, fmt.Errorf("%v: %w", f, err)
		}
	}
	m.Lax = false
	return m, nil
}

func (b *builder) body(m *mmspdu.Message, media maker.Media, p maker.PDU) error {
	ct, c := madeContentType(media)
	if c != 0 {
		return c
	}
	if p.Parts == nil {
		return m.SetBody(ct, p.Body)
	}
	parts, err := b.parts(p.Parts)
	if err != nil {
		return err
	}
	return m.SetMultipart(ct, parts...)
}

func madeContentType(m maker.Media) (wsp.ContentType, wsp.Code) {
	var params []wsp.Parameter
	for _, p := range m.Params {
		params = append(params, madeParameter(p))
	}
	return wsp.MakeContentType(m.Name, params...)
}

func madeParameter(p maker.Param) wsp.Parameter {
	name := p.Name
	if p.Code >= 0 {
		name = wsp.ParamName(uint8(p.Code))
	}
	switch p.Value.Kind {
	case maker.KindContentType:
		return wsp.TextParameter(name, p.Value.Type.Name)
	case maker.KindInteger:
		return wsp.NumberParameter(name, p.Value.Number)
	}
	return wsp.TextParameter(name, p.Value.Text)
}

func (b *builder) parts(m *maker.Multipart) ([]*mmspdu.MessagePart, error) {
	var out []*mmspdu.MessagePart
	for _, p := range m.Parts {
		ct, c := madeContentType(p.Type)
		if c != 0 {
			return nil, c
		}
		var block []byte
		for _, h := range p.Headers {
			if block, c = b.partHeader(block, h); c != 0 {
				return nil, c
			}
		}
		if p.Parts == nil {
			out = append(out, mmspdu.NewPart(ct, block, p.Data))
			continue
		}
		nested, err := b.parts(p.Parts)
		if err != nil {
			return nil, err
		}
		out = append(out, mmspdu.NewMultipartPart(ct, block, nested...))
	}
	return out, nil
}

// partHeader appends a header of a part.
func (b *builder) partHeader(dst []byte, h maker.Field) ([]byte, wsp.Code) {
	v := h.Value
	switch {
	case h.Code < 0:
		return wsp.AppendApplicationHeader(dst, h.Name, v.Text)
	case h.Code == int(maker.PartID):
		return wsp.AppendContentID(dst, v.Text)
	case h.Code == int(maker.PartLocation):
		return wsp.AppendContentLocation(dst, v.Text)
	case h.Code == int(maker.PartDispositionOld):
		var params []wsp.Parameter
		for _, p := range v.Params {
			params = append(params, madeParameter(p))
		}
		return wsp.AppendContentDisposition(dst, v.Token, params...)
	case h.Code == int(maker.PartDisposition):
		b.raw["Content-Disposition and filename under their newer numbers"]++
		return wsp.AppendHeader(dst, uint8(h.Code), v.Octets)
	case v.Kind == maker.KindInteger:
		return wsp.AppendHeader(dst, uint8(h.Code), wsp.AppendInteger(nil, v.Number))
	}
	return dst, wsp.ValueKind
}
