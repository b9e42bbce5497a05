package mmspdu_test

import (
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// sink takes what is computed, so that nothing is optimised away.
var sink int

// accessAll calls every accessor of a PDU that is no iterator, and steps through everything with cursors.
func accessAll(p *mmspdu.PDU) int {
	n := int(p.Type()) + p.Faults() + len(p.Octets()) + len(p.Body()) + p.Trailing().Len()
	text := func(t wsp.Text, ok bool) { n += t.Len() }
	text(p.TransactionID())
	text(p.MessageID())
	text(p.Subject())
	text(p.ContentLocation())
	text(p.MessageClassText())
	text(p.StatusText())
	text(p.ResponseText())
	text(p.RetrieveText())
	text(p.StoreStatusText())
	text(p.ReplyChargingID())
	text(p.RecommendedRetrievalModeText())
	text(p.ApplicID())
	text(p.ReplyApplicID())
	text(p.AuxApplicInfo())
	text(p.ReplaceID())
	text(p.CancelID())
	number := func(v uint64, ok bool) { n += int(v & 0xFF) }
	number(p.MessageSize())
	number(p.ReplyChargingSize())
	number(p.MessageCount())
	number(p.Start())
	number(p.Limit())
	time := func(v mmspdu.Time, ok bool) { n += int(v.Duration()) + int(v.Seconds&0xFF) }
	time(p.Expiry())
	time(p.DeliveryTime())
	time(p.ReplyChargingDeadline())
	yes := func(v mmspdu.YesNo, ok bool) { n += int(v) }
	yes(p.DeliveryReport())
	yes(p.ReadReport())
	yes(p.ReportAllowed())
	yes(p.Store())
	yes(p.Stored())
	yes(p.Totals())
	yes(p.Quotas())
	yes(p.DistributionIndicator())
	yes(p.DRMContent())
	yes(p.AdaptationAllowed())
	version, _ := p.Version()
	class, _ := p.MessageClass()
	date, _ := p.Date()
	n += int(version) + int(class) + date.Time().Second()
	priority, _ := p.Priority()
	visibility, _ := p.SenderVisibility()
	status, _ := p.Status()
	read, _ := p.ReadStatus()
	response, _ := p.ResponseStatus()
	retrieve, _ := p.RetrieveStatus()
	store, _ := p.StoreStatus()
	charging, _ := p.ReplyCharging()
	state, _ := p.MMState()
	mode, _ := p.RecommendedRetrievalMode()
	content, _ := p.ContentClass()
	cancel, _ := p.CancelStatus()
	n += int(priority) + int(visibility) + int(status) + int(read) + int(response) + int(retrieve) + int(store) +
		int(charging) + int(state) + int(mode) + int(content) + int(cancel)
	if from, ok := p.From(); ok {
		n += len(from.Address.Value())
	}
	if ct, ok := p.ContentType(); ok {
		n += accessContentType(ct)
	}
	if root, ok := p.Root(); ok {
		n += root.Index()
	}
	c := p.HeaderCursor()
	for c.Next() {
		n += accessHeader(c.Header())
	}
	to := p.Cursor(mmspdu.FieldTo)
	for to.Next() {
		a, _ := to.Header().Address()
		n += len(a.Value()) + int(a.Kind())
	}
	parts := p.PartCursor()
	for parts.Next() {
		part := parts.Part()
		n += accessContentType(part.ContentType()) + part.ContentID().Len() + part.Name().Len() + part.Location().Len() +
			part.Filename().Len() + part.BestName().Len() + len(part.Data()) + int(part.TransferEncoding())
		h := part.HeaderCursor()
		for h.Next() {
			x := h.Header()
			t, _ := x.Text()
			n += t.Len() + x.Span().Len()
		}
	}
	return n
}

func accessHeader(h mmspdu.Header) int {
	t, _ := h.Text()
	o, _ := h.Octet()
	v, _ := h.Uint()
	d, _ := h.Date()
	e, _ := h.Time()
	count, _ := h.Del()
	total, _ := h.Total()
	flags, _ := h.Flags()
	by, _ := h.PreviouslySentBy()
	when, _ := h.PreviouslySentDate()
	element, _ := h.Element()
	ct, _ := element.Type()
	return t.Len() + int(o) + int(v&0xFF) + int(d&0xFF) + int(e.Seconds&0xFF) + int(count&0xFF) + int(total.Number&0xFF) +
		flags.Keyword.Len() + by.Address.Text.Len() + int(when.Date&0xFF) + element.Reference.Len() + len(ct)
}

func accessContentType(ct wsp.ContentType) int {
	n := int(ct.Charset())
	if ct.Is("image/jpeg") || ct.HasPrefix("text/") || ct.Multipart() {
		n++
	}
	name, _ := ct.Name()
	start, _ := ct.Start()
	root, _ := ct.RootType()
	n += name.Len() + start.Len() + len(root) + len(ct.Media())
	c := ct.ParamCursor()
	for c.Next() {
		p := c.Param()
		t, _ := p.Text()
		v, _ := p.Uint()
		n += t.Len() + int(v&0xFF)
	}
	return n
}

// TestAllocations: Parse, Diagnose and every accessor allocate nothing, on any message that is a PDU.
func TestAllocations(t *testing.T) {
	var d mmspdu.Decoder
	var fs wsp.Faults
	for name, b := range testdata.Messages() {
		if _, err := d.Diagnose(b, &fs); err != nil {
			continue
		}
		if n := testing.AllocsPerRun(10, func() {
			p, _ := d.Parse(b)
			sink += accessAll(&p)
		}); n != 0 {
			t.Errorf("%s: Parse and accessors allocate %v times", name, n)
		}
		if n := testing.AllocsPerRun(10, func() {
			p, _ := d.Diagnose(b, &fs)
			sink += p.Faults()
		}); n != 0 {
			t.Errorf("%s: Diagnose allocates %v times", name, n)
		}
	}
}

// TestNoEscape: the caller's buffer stays on its stack where no iterator is ranged over.
func TestNoEscape(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() {
		var buf [512]byte
		k := copy(buf[:], "\x8C\x84\x98T1\x00\x8D\x92\x85\x04\x66\x2D\x04\x80\x89\x18\x80+15550100123/TYPE=PLMN\x00\x96Hi\x00\x84\xA3\x01"+
			"\x0C\x04\x83\xC0\"<a>\x00\x8Ea.t\x00Ahoj")
		var fs wsp.Faults
		var d mmspdu.Decoder
		p, err := d.Diagnose(buf[:k], &fs)
		if err != nil {
			sink++
		}
		sink += accessAll(&p) + fs.Len()
		var r wsp.Recorder
		push, _ := wsp.CheckPush(buf[:k], wsp.Span{End: uint32(k)}, &r)
		v, _, _ := wsp.ConsumeUintvar(buf[2:])
		text, _, _ := wsp.ConsumeText(buf[3:])
		sink += int(v) + text.Len() + push.DataSpan().Len()
	}); n != 0 {
		t.Errorf("the buffer escapes: %v allocations", n)
	}
}
