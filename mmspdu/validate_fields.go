package mmspdu

import (
	"slices"
)

// fieldRules are those on which headers a PDU has and how they go together.
func (v *validator) fieldRules() {
	v.orderRules()
	v.presenceRules()
	for _, h := range v.headers {
		if f, ok := h.Field(); ok {
			v.listRules(f, h)
		}
	}
	v.statusRules()
	v.togetherRules()
	v.chainRules()
	v.delRules()
}

// orderRules are V02, V03, V04 and V05.
func (v *validator) orderRules() {
	p := v.p
	want := make([]Field, 0, 3)
	for _, f := range [...]Field{FieldMessageType, FieldTransactionID, FieldMMSVersion} {
		if p.Has(f) {
			want = append(want, f)
		}
	}
	for i, f := range want {
		if got, ok := v.headers[i].Field(); !ok || got != f {
			h, _ := p.Get(f)
			v.sayHeader(checkOrder, h)
			break
		}
	}
	if h, ok := p.Get(FieldMessageType); ok && !p.Type().Known() {
		v.sayHeader(checkTypeUnknown, h)
	}
	h, ok := p.Get(FieldMMSVersion)
	version, legal := p.Version()
	switch {
	case !ok && p.Type() == TypeMboxDescr:
		v.sayMissing(checkNoVersionInside, FieldMMSVersion)
	case !ok:
		v.sayMissing(checkNoVersion, FieldMMSVersion)
	case !legal:
		v.sayHeader(checkVersionOctet, h)
	case !version.Known():
		v.sayHeader(checkVersionUnknown, h)
	}
}

// presenceRules are V06, V14 and V21.
func (v *validator) presenceRules() {
	p := v.p
	for use := range FieldsOf(p.Type()) {
		if use.Need != NeedMandatory || p.Has(use.Field) {
			continue
		}
		switch use.Field {
		case FieldMessageType, FieldMMSVersion: // V01, V04
		case FieldContentType:
			v.sayMissing(checkNoContentType, use.Field)
		default:
			v.sayMissing(checkMandatory, use.Field)
		}
	}
	if t := p.Type(); t == TypeSendReq || t == TypeForwardReq {
		if !p.Has(FieldTo) && !p.Has(FieldCc) && !p.Has(FieldBcc) {
			v.sayMissing(checkNoRecipient, FieldTo)
		}
	}
}

// listRules are those on one header by its number: V08, V09, V10, V12, V20, V40.
func (v *validator) listRules(f Field, h Header) {
	p := v.p
	first, _ := p.Get(f)
	isFirst := first.Span() == h.Span()
	use := need(p.Type(), f)
	since, repeats := f.Since(), f.Repeats()
	if use.Need != NeedNone {
		since, repeats = use.Since, use.Repeats
	}
	version, _ := p.Version()
	switch {
	case !f.Known():
		v.sayHeader(checkUnknown, h)
		return
	case !isFirst:
		if !repeats {
			v.sayHeader(checkRepeated, h)
		}
	case !p.Type().Known() || use.Need != NeedNone:
	case f == FieldContentType:
		v.sayHeader(checkBodiless, h)
	default:
		v.sayHeader(checkUnlisted, h)
	}
	if isFirst && version.Known() && since > version {
		v.sayHeader(checkNewer, h)
	}
	v.octetRules(f, h, version)
}

// octetRules are V12 and V13.
func (v *validator) octetRules(f Field, h Header, version Version) {
	octet, ok := h.Octet()
	if !ok || f == FieldMessageType || f == FieldMMSVersion {
		return
	}
	if f == FieldAttributes {
		if asked, ok := h.Attribute(); ok && !asked.Known() {
			v.sayHeader(checkUnassigned, h)
		}
		return
	}
	if _, known := f.ValueName(octet); !known {
		v.sayHeader(checkUnassigned, h)
	}
	if f == FieldResponseStatus && ResponseStatus(octet).Obsolete() && version.Known() && version >= Version11 {
		v.sayHeader(checkObsolete, h)
	}
}

// statusRules are those of V07 that tie headers to a result or to the PDU around.
func (v *validator) statusRules() {
	p := v.p
	id, hasID := p.MessageID()
	stored := false
	if s, ok := p.StoreStatus(); ok && s.Class() == StatusClassOk {
		stored = true
	}
	switch p.Type() {
	case TypeSendConf, TypeForwardConf:
		if s, ok := p.ResponseStatus(); ok && s == ResponseStatusOk && (!hasID || id.IsZero()) {
			v.sayMissing(checkAccepted, FieldMessageID)
		}
		if h, ok := p.Get(FieldContentLocation); ok && !stored {
			v.sayHeader(checkNotStored, h)
		}
	case TypeMboxStoreConf, TypeMboxUploadConf:
		if stored && !p.Has(FieldContentLocation) {
			v.sayMissing(checkStored, FieldContentLocation)
		}
	case TypeRetrieveConf:
		s, ok := p.RetrieveStatus()
		version, _ := p.Version()
		if (!ok || s.Class() == StatusClassOk) && version != Version10 && !hasID {
			v.sayMissing(checkDelivered, FieldMessageID)
		}
	case TypeMboxDescr:
		v.descriptionRules()
	}
}

// descriptionRules are those of V07 for a description inside another PDU.
func (v *validator) descriptionRules() {
	p := v.p
	switch v.container {
	case TypeMboxViewConf:
		for _, f := range [...]Field{FieldContentLocation, FieldMessageID} {
			if !p.Has(f) {
				v.sayMissing(checkListed, f)
			}
		}
	case TypeMboxUploadReq:
		if h, ok := p.Get(FieldContentLocation); ok {
			v.sayHeader(checkUploadLocation, h)
		}
		if !p.Has(FieldContentType) {
			v.sayMissing(checkUploadContent, FieldContentType)
		}
	}
}

// togetherRules are those on headers that belong together or exclude each other:
// V07 for values of one direction, V09 for totals, V15 to V18, V38.
func (v *validator) togetherRules() {
	p := v.p
	t := p.Type()
	if from, ok := p.From(); ok && from.Insert && t.Direction() == DirectionToClient {
		h, _ := p.Get(FieldFrom)
		v.sayHeader(checkInsert, h)
	}
	if at, ok := p.Expiry(); ok && !at.Relative && t == TypeNotificationInd {
		h, _ := p.Get(FieldExpiry)
		v.sayHeader(checkAbsolute, h)
	}
	if class, ok := p.MessageClass(); ok && class == MessageClassAuto {
		for _, f := range [...]Field{FieldDeliveryReport, FieldReadReport} {
			h, ok := p.Get(f)
			if octet, _ := h.Octet(); ok && YesNo(octet) == Yes {
				v.sayHeader(checkAuto, h)
			}
		}
	}
	v.chargingRules()
	if h, ok := p.Get(FieldRecommendedRetrievalModeText); ok && !p.Has(FieldRecommendedRetrievalMode) {
		v.sayHeader(checkNoMode, h)
	}
	if store, ok := p.Store(); t == TypeSendReq && (!ok || store != Yes) {
		for _, f := range [...]Field{FieldMMState, FieldMMFlags} {
			if h, ok := p.Get(f); ok {
				v.sayHeader(checkNoStore, h)
			}
		}
	}
	v.tokenRules()
}

// chargingRules are those on reply-charging: V18, and V07 for the direction.
func (v *validator) chargingRules() {
	p := v.p
	h, ok := p.Get(FieldReplyCharging)
	if !ok {
		for _, f := range [...]Field{FieldReplyChargingDeadline, FieldReplyChargingSize} {
			if h, ok := p.Get(f); ok {
				v.sayHeader(checkNoCharging, h)
			}
		}
		return
	}
	value, ok := p.ReplyCharging()
	if !ok || !value.Known() {
		return
	}
	requested := value < ReplyChargingAccepted
	if d := p.Type().Direction(); d == DirectionToRelay && !requested || d == DirectionToClient && requested {
		v.sayHeader(checkChargingSide, h)
	}
}

// tokenRules are those on the tokens of X-Mms-MM-Flags, which are for requests
// that change a message or for selections (MMS 4.16), and of totals and quotas,
// of which there is at most one for each token (MMS 4.17).
func (v *validator) tokenRules() {
	seen := [0x40][2]bool{}
	for _, h := range v.headers {
		f, _ := h.Field()
		if flags, ok := h.Flags(); ok && flags.Token.Known() {
			filter := flags.Token == FlagTokenFilter
			switch v.p.Type() {
			case TypeSendReq, TypeForwardReq, TypeMboxStoreReq, TypeMboxUploadReq:
				if filter {
					v.sayHeader(checkFlagToken, h)
				}
			case TypeMboxViewReq, TypeMboxViewConf:
				if !filter {
					v.sayHeader(checkFlagToken, h)
				}
			case TypeMboxDescr:
				if !filter && v.container == TypeMboxViewConf {
					v.sayHeader(checkFlagToken, h)
				}
			}
		}
		if total, ok := h.Total(); ok && total.Token.Known() {
			again := &seen[f][total.Token-TotalTokenMessage]
			if *again {
				v.sayHeader(checkTotalRepeated, h)
			}
			*again = true
		}
	}
}

// step is one header of a forwarding chain.
type step struct {
	count uint64
	h     Header
}

// chainRules are V19: the steps are numbered from 1 without gaps, and each has
// an address and a date (MMS 4.15).
func (v *validator) chainRules() {
	var by, date []step
	for _, h := range v.headers {
		if s, ok := h.PreviouslySentBy(); ok {
			by = append(by, step{s.Count, h})
		}
		if s, ok := h.PreviouslySentDate(); ok {
			date = append(date, step{s.Count, h})
		}
	}
	v.chainGap(by)
	v.chainGap(date)
	v.chainPairs(by, date)
	v.chainPairs(date, by)
}

// chainGap sorts the steps and names the first that does not follow.
func (v *validator) chainGap(steps []step) {
	slices.SortStableFunc(steps, byCount)
	for i, s := range steps {
		if s.count != uint64(i)+1 {
			v.sayHeader(checkChainGap, s.h)
			return
		}
	}
}

// chainPairs names the first of some sorted steps that has no counterpart.
func (v *validator) chainPairs(steps, others []step) {
	for _, s := range steps {
		if _, ok := slices.BinarySearchFunc(others, s, byCount); !ok {
			v.sayHeader(checkChainPair, s.h)
			return
		}
	}
}

func byCount(a, b step) int {
	switch {
	case a.count < b.count:
		return -1
	case a.count > b.count:
		return 1
	}
	return 0
}

// delRules are V32 and, for delete .conf, V07: several results are told apart by
// their Status-count, which only the Del form has (MMS 4.14).
func (v *validator) delRules() {
	if !hasDelForms(v.p.Type()) {
		return
	}
	statuses := v.count[FieldResponseStatus]
	several := statuses > 1 || v.count[FieldContentLocation] > 1
	if !several {
		return
	}
	var located []uint64
	for _, h := range v.headers {
		f, _ := h.Field()
		if f != FieldContentLocation && f != FieldResponseStatus && f != FieldResponseText {
			continue
		}
		count, ok := h.Del()
		switch raw := h.Raw(); {
		case ok && f == FieldContentLocation:
			located = append(located, count)
		case !ok && len(raw) > 0 && (raw[0] == 0 || raw[0] >= 0x20):
			v.sayHeader(checkPlainForm, h)
		}
	}
	slices.Sort(located)
	for _, h := range v.headers {
		if f, _ := h.Field(); f != FieldResponseStatus || statuses < 2 {
			continue
		}
		count, isDel := h.Del()
		octet, ok := h.Octet()
		if !isDel || !ok || ResponseStatus(octet).Class() == StatusClassOk {
			continue
		}
		if _, found := slices.BinarySearch(located, count); !found {
			v.sayHeader(checkDelLocation, h)
		}
	}
}
