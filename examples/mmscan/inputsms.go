package main

import "github.com/mmsguard/mmsguard/wsp"

// parseSMS reads m.octets as an SMS that carries a push in one piece, whole or only its user data. Whatever could be something
// else is: there must be no fault, the port of pushes, and a push with a PDU that fills the rest. An SMS that is one of several
// segments holds only a piece of a message, which the others are needed for.
func (m *message) parseSMS() bool {
	if len(m.octets) > maxSMS {
		return false
	}
	whole := wsp.Span{End: uint32(len(m.octets))}
	for _, centre := range [...]bool{false, true} {
		var r wsp.Recorder
		t, ok := wsp.CheckTPDU(m.octets, whole, centre, &r)
		if !ok || r.Count > 0 || !t.OctetData() {
			continue
		}
		kind := layerDeliver
		if t.Submit() {
			kind = layerSubmit
		}
		if m.userData(t.UserData(), layer{kind: kind, span: t.Span(), sms: t}) {
			return true
		}
	}
	var r wsp.Recorder
	u, ok := wsp.CheckUserData(m.octets, whole, &r)
	return ok && r.Count == 0 && m.userData(u)
}

// maxSMS is more octets than any SMS has, with the address of its service centre.
const maxSMS = 256

// userData looks for a push in u.
func (m *message) userData(u wsp.UserData, outer ...layer) bool {
	ports, ok := u.Ports()
	if c, cut := u.Concatenation(); !ok || !ports.IsPush() || cut && c.Total > 1 || u.PayloadSpan().End != uint32(len(m.octets)) {
		return false
	}
	return m.pushAt(u.PayloadSpan(), append(outer, layer{kind: layerUserData, span: u.Span(), data: u})...)
}
