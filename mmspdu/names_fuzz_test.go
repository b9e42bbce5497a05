package mmspdu_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// named is an octet as a value of a type with names.
type named interface {
	fmt.Stringer
	Known() bool
}

// enumerations are the types of octets and the fields whose values they are.
var enumerations = [...]struct {
	f  mmspdu.Field
	of func(o uint8) named
}{
	{mmspdu.FieldMessageType, func(o uint8) named { return mmspdu.Type(o) }},
	{mmspdu.FieldMMSVersion, func(o uint8) named { return mmspdu.Version(o) }},
	{mmspdu.FieldDeliveryReport, func(o uint8) named { return mmspdu.YesNo(o) }},
	{mmspdu.FieldMessageClass, func(o uint8) named { return mmspdu.MessageClass(o) }},
	{mmspdu.FieldPriority, func(o uint8) named { return mmspdu.Priority(o) }},
	{mmspdu.FieldSenderVisibility, func(o uint8) named { return mmspdu.SenderVisibility(o) }},
	{mmspdu.FieldStatus, func(o uint8) named { return mmspdu.Status(o) }},
	{mmspdu.FieldResponseStatus, func(o uint8) named { return mmspdu.ResponseStatus(o) }},
	{mmspdu.FieldRetrieveStatus, func(o uint8) named { return mmspdu.RetrieveStatus(o) }},
	{mmspdu.FieldStoreStatus, func(o uint8) named { return mmspdu.StoreStatus(o) }},
	{mmspdu.FieldReadStatus, func(o uint8) named { return mmspdu.ReadStatus(o) }},
	{mmspdu.FieldReplyCharging, func(o uint8) named { return mmspdu.ReplyCharging(o) }},
	{mmspdu.FieldMMState, func(o uint8) named { return mmspdu.MMState(o) }},
	{mmspdu.FieldRecommendedRetrievalMode, func(o uint8) named { return mmspdu.RetrievalMode(o) }},
	{mmspdu.FieldContentClass, func(o uint8) named { return mmspdu.ContentClass(o) }},
	{mmspdu.FieldCancelStatus, func(o uint8) named { return mmspdu.CancelStatus(o) }},
}

// tokens are the types of octets that choose a form of a value, and the last octet of each.
var tokens = [...]struct {
	last uint8
	of   func(o uint8) named
}{
	{0x82, func(o uint8) named { return mmspdu.FlagToken(o) }},
	{0x81, func(o uint8) named { return mmspdu.TotalToken(o) }},
	{0x81, func(o uint8) named { return mmspdu.FromToken(o) }},
	{0x81, func(o uint8) named { return mmspdu.TimeToken(o) }},
}

// FuzzNames: the first octet as a value of every enumeration, the rest as a name. What has a name is known, and found by it in
// any letter case; what has none is not, and is printed all the same; and what a name finds has that name.
func FuzzNames(f *testing.F) {
	for o := range 0x100 {
		fuzz.Add(f, []byte{byte(o)})
	}
	for field := range mmspdu.Fields() {
		fuzz.Add(f, append([]byte{byte(field) | 0x80}, field.String()...))
	}
	for d := range mmspdu.Decisions() {
		fuzz.Add(f, append([]byte{byte(d)}, strings.ToUpper(d.String())...))
	}
	fuzz.AddTexts(f, "\x80X-Mms-Read-Reply", "\x80m-send-req", "\x80yes", "\xE0Ok")
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		if len(b) == 0 {
			return
		}
		o, name := b[0], string(b[1:])
		for _, x := range enumerations {
			w.Step(1)
			enumerated(t, x.f, x.of(o), o, name)
		}
		for _, x := range tokens {
			if v := x.of(o); v.Known() != (o >= 0x80 && o <= x.last) || v.String() == "" {
				t.Errorf("%T %#x is %q, known: %v", v, o, v, v.Known())
			}
		}
		statusNames(t, o)
		field := mmspdu.Field(o & 0x7F)
		if got, ok := mmspdu.FieldByName(strings.ToUpper(field.String())); ok != field.Known() || ok && got != field {
			t.Errorf("%v by its name is %v", field, got)
		}
		if got, ok := mmspdu.FieldByName(name); ok && !got.Known() {
			t.Errorf("%q is the field %v", name, got)
		}
		if got, ok := mmspdu.DecisionByName(name); ok && !strings.EqualFold(got.String(), name) {
			t.Errorf("%q is the decision %v", name, got)
		}
		otherNames(t, o)
	})
}

// enumerated checks an octet o, a name, and v, what the octet is as a value of f.
func enumerated(t *testing.T, f mmspdu.Field, v named, o uint8, name string) {
	t.Helper()
	s, ok := f.ValueName(o)
	if ok != v.Known() || v.String() == "" || ok && s != v.String() {
		t.Errorf("%v %#x is %q, %v; %T is %q, %v", f, o, s, ok, v, v, v.Known())
	}
	if ok {
		again, found := f.OctetByName(strings.ToUpper(s))
		if same, _ := f.ValueName(again); !found || same != s {
			t.Errorf("%v %#x is %q, which is %#x", f, o, s, again)
		}
	}
	if got, found := f.OctetByName(name); found {
		if same, _ := f.ValueName(got); !strings.EqualFold(same, name) {
			t.Errorf("%v %q is %#x, which is %q", f, name, got, same)
		}
	}
}

// statusNames checks what statuses say besides: which unknown ones are treated like which known ones.
func statusNames(t *testing.T, o uint8) {
	t.Helper()
	response, retrieve, store := mmspdu.ResponseStatus(o), mmspdu.RetrieveStatus(o), mmspdu.StoreStatus(o)
	for _, x := range [...]struct {
		v         named
		effective named
		same      bool
		since     mmspdu.Version
	}{
		{response, response.Effective(), response.Class() == response.Effective().Class(), response.Since()},
		{retrieve, retrieve.Effective(), retrieve.Class() == retrieve.Effective().Class(), retrieve.Since()},
		{store, store.Effective(), store.Class() == store.Effective().Class(), store.Since()},
	} {
		if !x.effective.Known() || !x.same || x.v.Known() && x.effective != x.v {
			t.Errorf("%T %v is treated like %v", x.v, x.v, x.effective)
		}
		if x.since.Known() != x.v.Known() {
			t.Errorf("%T %v is of version %v", x.v, x.v, x.since)
		}
	}
	if status := mmspdu.Status(o); status.Since().Known() != status.Known() {
		t.Errorf("Status %v is of version %v", status, status.Since())
	}
	if c := response.Class(); c.String() == "" || (c == mmspdu.StatusClassOk) != (response.Effective() == mmspdu.ResponseStatusOk) {
		t.Errorf("%v is of class %v", response, c)
	}
}

// otherNames checks what is numbered from 0 and only printed.
func otherNames(t *testing.T, o uint8) {
	t.Helper()
	typ := mmspdu.Type(o)
	n := 0
	for x := range mmspdu.Types() {
		if x == typ {
			n++
		}
	}
	if (n == 1) != typ.Known() || (typ.Direction() == mmspdu.DirectionNone) == typ.Known() ||
		typ.Pushed() && typ.Direction() != mmspdu.DirectionToClient || typ.Direction().String() == "" {
		t.Errorf("%v goes %v", typ, typ.Direction())
	}
	rule := mmspdu.Rule(o)
	known := false
	for r := range mmspdu.Rules() {
		known = known || r == rule
	}
	if (rule.Text() != "") != known {
		t.Errorf("rule %v says %q", rule, rule.Text())
	}
	if version := mmspdu.Version(o); version.Known() != (version.Major() == 1 && version.Minor() < 4 && o >= 0x80) {
		t.Errorf("%v is known: %v", version, version.Known())
	}
	for _, s := range []fmt.Stringer{mmspdu.StatusClass(o), mmspdu.Need(o), mmspdu.AddressKind(o), mmspdu.Severity(o), mmspdu.Decision(o)} {
		if s.String() == "" && mmspdu.Decision(o) != 0 {
			t.Errorf("%T %d has no name", s, o)
		}
	}
	for r := range mmspdu.Answers() {
		if (r.If.String() == "") != (r.If == mmspdu.ConditionNone) || !strings.HasPrefix(r.Section(), "MMS 6.") {
			t.Errorf("%+v: %q, %s", r, r.If, r.Section())
		}
	}
	if c := wsp.Code(o); c.Error() == "" || !strings.Contains(string(mmspdu.AppendFault(nil, wsp.Fault{Code: c})), c.Error()) {
		t.Errorf("fault %d has no words", o)
	}
}
