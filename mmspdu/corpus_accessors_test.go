package mmspdu_test

import (
	"reflect"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// textAccessors are the accessors of PDU that give a text.
var textAccessors = []func(*mmspdu.PDU) (wsp.Text, bool){
	(*mmspdu.PDU).ApplicID, (*mmspdu.PDU).AuxApplicInfo, (*mmspdu.PDU).CancelID, (*mmspdu.PDU).ContentLocation,
	(*mmspdu.PDU).MessageClassText, (*mmspdu.PDU).MessageID, (*mmspdu.PDU).RecommendedRetrievalModeText,
	(*mmspdu.PDU).ReplaceID, (*mmspdu.PDU).ReplyApplicID, (*mmspdu.PDU).ReplyChargingID, (*mmspdu.PDU).ResponseText,
	(*mmspdu.PDU).RetrieveText, (*mmspdu.PDU).StatusText, (*mmspdu.PDU).StoreStatusText, (*mmspdu.PDU).Subject,
	(*mmspdu.PDU).TransactionID,
}

// otherAccessors are those that give one value of another kind.
var otherAccessors = []func(*mmspdu.PDU){
	one((*mmspdu.PDU).AdaptationAllowed), one((*mmspdu.PDU).CancelStatus), one((*mmspdu.PDU).ContentClass),
	one((*mmspdu.PDU).ContentType), one((*mmspdu.PDU).DRMContent), one((*mmspdu.PDU).Date),
	one((*mmspdu.PDU).DeliveryReport), one((*mmspdu.PDU).DeliveryTime), one((*mmspdu.PDU).DistributionIndicator),
	one((*mmspdu.PDU).Expiry), one((*mmspdu.PDU).From), one((*mmspdu.PDU).Limit), one((*mmspdu.PDU).MMState),
	one((*mmspdu.PDU).MessageClass), one((*mmspdu.PDU).MessageCount), one((*mmspdu.PDU).MessageSize),
	one((*mmspdu.PDU).Multipart), one((*mmspdu.PDU).Priority), one((*mmspdu.PDU).Quotas), one((*mmspdu.PDU).ReadReport),
	one((*mmspdu.PDU).ReadStatus), one((*mmspdu.PDU).RecommendedRetrievalMode), one((*mmspdu.PDU).ReplyCharging),
	one((*mmspdu.PDU).ReplyChargingDeadline), one((*mmspdu.PDU).ReplyChargingSize), one((*mmspdu.PDU).ReportAllowed),
	one((*mmspdu.PDU).ResponseStatus), one((*mmspdu.PDU).RetrieveStatus), one((*mmspdu.PDU).Root),
	one((*mmspdu.PDU).SenderVisibility), one((*mmspdu.PDU).Start), one((*mmspdu.PDU).Status), one((*mmspdu.PDU).Store),
	one((*mmspdu.PDU).StoreStatus), one((*mmspdu.PDU).Stored), one((*mmspdu.PDU).Totals), one((*mmspdu.PDU).Version),
	plain((*mmspdu.PDU).Body), plain((*mmspdu.PDU).Buffer), plain((*mmspdu.PDU).Octets), plain((*mmspdu.PDU).Type),
}

func one[T any](f func(*mmspdu.PDU) (T, bool)) func(*mmspdu.PDU) {
	return func(p *mmspdu.PDU) { _, _ = f(p) }
}

func plain[T any](f func(*mmspdu.PDU) T) func(*mmspdu.PDU) {
	return func(p *mmspdu.PDU) { _ = f(p) }
}

// askPDU reads all that a PDU can be asked for. It allocates nothing but what dst may need.
func askPDU(p *mmspdu.PDU, dst []byte) []byte {
	c := p.HeaderCursor()
	for c.Next() {
		dst = askHeader(c.Header(), dst)
	}
	parts := p.PartCursor()
	for parts.Next() {
		q := parts.Part()
		dst = askPart(&q, dst)
	}
	for _, f := range textAccessors {
		if t, ok := f(p); ok {
			dst = t.AppendUTF8(dst[:0])
		}
	}
	for _, f := range otherAccessors {
		f(p)
	}
	return dst
}

func askHeader(h mmspdu.Header, dst []byte) []byte {
	if t, ok := h.Text(); ok {
		dst = t.AppendUTF8(dst[:0])
	}
	if f, ok := h.From(); ok {
		dst = f.Address.AppendUTF8(dst[:0])
	}
	if a, ok := h.Address(); ok {
		dst = a.AppendUTF8(dst[:0])
		_, _, _, _, _ = a.Kind(), a.Value(), a.TypeName(), a.Mailbox(), a.Valid()
	}
	if ct, ok := h.ContentType(); ok {
		dst = askContentType(ct, dst)
	}
	if e, ok := h.Element(); ok {
		if ct, ok := e.Type(); ok {
			dst = askContentType(ct, dst)
		}
	}
	_, _ = h.Octet()
	_, _ = h.Uint()
	if d, ok := h.Date(); ok {
		_ = d.Time()
	}
	if t, ok := h.Time(); ok {
		_ = t.Duration()
	}
	_, _ = h.Del()
	_, _ = h.Flags()
	_, _ = h.Total()
	_, _ = h.PreviouslySentBy()
	_, _ = h.PreviouslySentDate()
	_, _ = h.Attribute()
	return dst
}

func askContentType(ct wsp.ContentType, dst []byte) []byte {
	_, _ = ct.Code()
	_, _, _, _ = ct.Media(), ct.Is("image/jpeg"), ct.HasPrefix("image/"), ct.Multipart()
	_ = ct.Charset()
	_, _ = ct.Name()
	_, _ = ct.Filename()
	_, _ = ct.Start()
	_, _ = ct.RootType()
	c := ct.ParamCursor()
	for c.Next() {
		p := c.Param()
		_, _ = p.Code()
		_, _ = p.Uint()
		_, _ = p.Quality()
		_ = p.Charset()
		dst = p.AppendValue(dst[:0])
	}
	return ct.AppendMedia(dst[:0])
}

func askPart(q *wsp.Part, dst []byte) []byte {
	dst = askContentType(q.ContentType(), dst)
	dst = q.BestName().AppendUTF8(dst[:0])
	_, _, _ = q.ContentID(), q.Location(), q.Filename()
	_, _, _ = q.Data(), q.Truncated(), q.TransferEncoding()
	_, _ = q.Disposition()
	_, _ = q.Multipart()
	c := q.HeaderCursor()
	for c.Next() {
		h := c.Header()
		_, _ = h.Text()
		_, _ = h.Uint()
		_ = h.Is("Content-ID")
	}
	return dst
}

// askEverything calls every method without arguments of v, and of what they return, some levels deep: no accessor can be
// forgotten, and none may panic.
func askEverything(v reflect.Value, levels int) (calls int) {
	typ := v.Type()
	if levels == 0 || !strings.HasPrefix(typ.PkgPath(), "github.com/mmsguard/") {
		return 0
	}
	pointer := reflect.New(typ)
	pointer.Elem().Set(v)
	for i := range pointer.NumMethod() {
		m := pointer.Method(i)
		if m.Type().NumIn() != 0 {
			continue
		}
		calls++
		for _, out := range m.Call(nil) {
			switch {
			case !out.Type().CanSeq() || out.Kind() != reflect.Func:
				calls += askEverything(out, levels-1)
			default:
				items := 0
				for item := range out.Seq() {
					calls += askEverything(item, levels-1)
					if items++; items == 8 {
						break
					}
				}
			}
		}
	}
	return calls
}
