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
