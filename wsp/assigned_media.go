package wsp

// numberRow is one row of a registry whose numbers have gaps; such tables are sorted by number.
type numberRow struct {
	number uint32
	name   string
}

// numberName returns the name of number in rows, and "" for a number that has no row.
func numberName(rows []numberRow, number uint32) string {
	lo, hi := 0, len(rows)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if rows[mid].number < number {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(rows) && rows[lo].number == number {
		return rows[lo].name
	}
	return ""
}

// numberOf returns the lowest number in rows whose name is name, in any letter case.
func numberOf[T string | []byte](rows []numberRow, name T) (uint32, bool) {
	for i := range rows {
		if nameIs(name, rows[i].name) {
			return rows[i].number, true
		}
	}
	return 0, false
}

// nameIs reports whether a is the assigned name b, in any letter case. It compares from the end, because assigned names
// share their beginnings ("application/vnd.wap.…", "x-oma-docomo:…") and differ in their ends.
func nameIs[T string | []byte](a T, b string) bool {
	if len(a) != len(b) || len(b) == 0 {
		return false
	}
	for i := len(b) - 1; i >= 0; i-- {
		if a[i] != b[i] && asciiLower(a[i]) != asciiLower(b[i]) {
			return false
		}
	}
	return true
}

// asciiLower returns c in lower case; octets outside A to Z stay as they are, whatever a locale may say.
func asciiLower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}

type mediaRow struct{ name, enc string }

// MediaName returns the media type with the assigned number code, as the registry spells it ("text/x-vCard"), and "" for
// a number that is not assigned (WSP 6.1, 6.2).
func MediaName(code uint32) string { return mediaName(code) }

func mediaName(code uint32) string {
	if code < uint32(len(wellKnownMedia)) {
		return wellKnownMedia[code].name
	}
	return numberName(registeredMedia[:], code)
}

// MediaCode returns the number assigned to the media type name, in any letter case; name has no parameters. Number 0x5A,
// application/octet-stream, is known to few peers: whoever writes sends that type as text (WSP 6.1).
func MediaCode(name string) (uint32, bool) { return mediaNumber(name) }

func mediaCode(name []byte) (uint32, bool) { return mediaNumber(name) }

func mediaNumber[T string | []byte](name T) (uint32, bool) {
	for i := range wellKnownMedia {
		if nameIs(name, wellKnownMedia[i].name) {
			return uint32(i), true
		}
	}
	return numberOf(registeredMedia[:], name)
}

// wellKnownMedia is WSP 6.1, by number. 0x59 is left empty in the registry.
var wellKnownMedia = [0x5B]mediaRow{
	0x00: {"*/*", "1.1"},
	0x01: {"text/*", "1.1"},
	0x02: {"text/html", "1.1"},
	0x03: {"text/plain", "1.1"},
	0x04: {"text/x-hdml", "1.1"},
	0x05: {"text/x-ttml", "1.1"},
	0x06: {"text/x-vCalendar", "1.1"},
	0x07: {"text/x-vCard", "1.1"},
	0x08: {"text/vnd.wap.wml", "1.1"},
	0x09: {"text/vnd.wap.wmlscript", "1.1"},
	0x0A: {"text/vnd.wap.wta-event", "1.1"},
	0x0B: {"multipart/*", "1.1"},
	0x0C: {"multipart/mixed", "1.1"},
	0x0D: {"multipart/form-data", "1.1"},
	0x0E: {"multipart/byteranges", "1.1"},
	0x0F: {"multipart/alternative", "1.1"},
	0x10: {"application/*", "1.1"},
	0x11: {"application/java-vm", "1.1"},
	0x12: {"application/x-www-form-urlencoded", "1.1"},
	0x13: {"application/x-hdmlc", "1.1"},
	0x14: {"application/vnd.wap.wmlc", "1.1"},
	0x15: {"application/vnd.wap.wmlscriptc", "1.1"},
	0x16: {"application/vnd.wap.wta-eventc", "1.1"},
	0x17: {"application/vnd.wap.uaprof", "1.1"},
	0x18: {"application/vnd.wap.wtls-ca-certificate", "1.1"},
	0x19: {"application/vnd.wap.wtls-user-certificate", "1.1"},
	0x1A: {"application/x-x509-ca-cert", "1.1"},
	0x1B: {"application/x-x509-user-cert", "1.1"},
	0x1C: {"image/*", "1.1"},
	0x1D: {"image/gif", "1.1"},
	0x1E: {"image/jpeg", "1.1"},
	0x1F: {"image/tiff", "1.1"},
	0x20: {"image/png", "1.1"},
	0x21: {"image/vnd.wap.wbmp", "1.1"},
	0x22: {"application/vnd.wap.multipart.*", "1.1"},
	0x23: {"application/vnd.wap.multipart.mixed", "1.1"},
	0x24: {"application/vnd.wap.multipart.form-data", "1.1"},
	0x25: {"application/vnd.wap.multipart.byteranges", "1.1"},
	0x26: {"application/vnd.wap.multipart.alternative", "1.1"},
	0x27: {"application/xml", "1.1"},
	0x28: {"text/xml", "1.1"},
	0x29: {"application/vnd.wap.wbxml", "1.1"},
	0x2A: {"application/x-x968-cross-cert", "1.1"},
	0x2B: {"application/x-x968-ca-cert", "1.1"},
	0x2C: {"application/x-x968-user-cert", "1.1"},
	0x2D: {"text/vnd.wap.si", "1.1"},
	0x2E: {"application/vnd.wap.sic", "1.2"},
	0x2F: {"text/vnd.wap.sl", "1.2"},
	0x30: {"application/vnd.wap.slc", "1.2"},
	0x31: {"text/vnd.wap.co", "1.2"},
	0x32: {"application/vnd.wap.coc", "1.2"},
	0x33: {"application/vnd.wap.multipart.related", "1.2"},
	0x34: {"application/vnd.wap.sia", "1.2"},
	0x35: {"text/vnd.wap.connectivity-xml", "1.3"},
	0x36: {"application/vnd.wap.connectivity-wbxml", "1.3"},
	0x37: {"application/pkcs7-mime", "1.4"},
	0x38: {"application/vnd.wap.hashed-certificate", "1.4"},
	0x39: {"application/vnd.wap.signed-certificate", "1.4"},
	0x3A: {"application/vnd.wap.cert-response", "1.4"},
	0x3B: {"application/xhtml+xml", "1.4"},
	0x3C: {"application/wml+xml", "1.4"},
	0x3D: {"text/css", "1.4"},
	0x3E: {"application/vnd.wap.mms-message", "1.4"},
	0x3F: {"application/vnd.wap.rollover-certificate", "1.4"},
	0x40: {"application/vnd.wap.locc+wbxml", "1.5"},
	0x41: {"application/vnd.wap.loc+xml", "1.5"},
	0x42: {"application/vnd.syncml.dm+wbxml", "1.5"},
	0x43: {"application/vnd.syncml.dm+xml", "1.5"},
	0x44: {"application/vnd.syncml.notification", "1.5"},
	0x45: {"application/vnd.wap.xhtml+xml", "1.5"},
	0x46: {"application/vnd.wv.csp.cir", "1.5"},
	0x47: {"application/vnd.oma.dd+xml", "1.5"},
	0x48: {"application/vnd.oma.drm.message", "1.5"},
	0x49: {"application/vnd.oma.drm.content", "1.5"},
	0x4A: {"application/vnd.oma.drm.rights+xml", "1.5"},
	0x4B: {"application/vnd.oma.drm.rights+wbxml", "1.5"},
	0x4C: {"application/vnd.wv.csp+xml", "1.5"},
	0x4D: {"application/vnd.wv.csp+wbxml", "1.5"},
	0x4E: {"application/vnd.syncml.ds.notification", "1.5"},
	0x4F: {"audio/*", "1.6"},
	0x50: {"video/*", "1.6"},
	0x51: {"application/vnd.oma.dd2+xml", "later"},
	0x52: {"application/mikey", "later"},
	0x53: {"application/vnd.oma.dcd", "later"},
	0x54: {"application/vnd.oma.dcdc", "later"},
	0x55: {"text/x-vMessage", "later"},
	0x56: {"application/vnd.omads-email+wbxml", "later"},
	0x57: {"text/x-vBookmark", "later"},
	0x58: {"application/vnd.syncml.dm.notification", "later"},
	0x5A: {"application/octet-stream", "later"},
}

// registeredMedia is WSP 6.2: numbers of two octets, sent as Long-integer.
var registeredMedia = [...]numberRow{
	{0x0201, "application/vnd.uplanet.cacheop-wbxml"},
	{0x0202, "application/vnd.uplanet.signal"},
	{0x0203, "application/vnd.uplanet.alert-wbxml"},
	{0x0204, "application/vnd.uplanet.list-wbxml"},
	{0x0205, "application/vnd.uplanet.listcmd-wbxml"},
	{0x0206, "application/vnd.uplanet.channel-wbxml"},
	{0x0207, "application/vnd.uplanet.provisioning-status-uri"},
	{0x0208, "x-wap.multipart/vnd.uplanet.header-set"},
	{0x0209, "application/vnd.uplanet.bearer-choice-wbxml"},
	{0x020A, "application/vnd.phonecom.mmc-wbxml"},
	{0x020B, "application/vnd.nokia.syncset+wbxml"},
	{0x020C, "image/x-up-wpng"},
	{0x0300, "application/iota.mmc-wbxml"},
	{0x0301, "application/iota.mmc-xml"},
	{0x0302, "application/vnd.syncml+xml"},
	{0x0303, "application/vnd.syncml+wbxml"},
	{0x0304, "text/vnd.wap.emn+xml"},
	{0x0305, "text/calendar"},
	{0x0306, "application/vnd.omads-email+xml"},
	{0x0307, "application/vnd.omads-file+xml"},
	{0x0308, "application/vnd.omads-folder+xml"},
	{0x0309, "text/directory;profile=vCard"},
	{0x030A, "application/vnd.wap.emn+wbxml"},
	{0x030B, "application/vnd.nokia.ipdc-purchase-response"},
	{0x030C, "application/vnd.motorola.screen3+xml"},
	{0x030D, "application/vnd.motorola.screen3+gzip"},
	{0x030E, "application/vnd.cmcc.setting+wbxml"},
	{0x030F, "application/vnd.cmcc.bombing+wbxml"},
	{0x0310, "application/vnd.docomo.pf"},
	{0x0311, "application/vnd.docomo.ub"},
	{0x0312, "application/vnd.omaloc-supl-init"},
	{0x0313, "application/vnd.oma.group-usage-list+xml"},
	{0x0314, "application/oma-directory+xml"},
	{0x0315, "application/vnd.docomo.pf2"},
	{0x0316, "application/vnd.oma.drm.roap-trigger+wbxml"},
	{0x0317, "application/vnd.sbm.mid2"},
	{0x0318, "application/vnd.wmf.bootstrap"},
	{0x0319, "application/vnc.cmcc.dcd+xml"},
	{0x031A, "application/vnd.sbm.cid"},
	{0x031B, "application/vnd.oma.bcast.provisioningtrigger"},
	{0x031C, "application/vnd.docomo.dm"},
	{0x031D, "application/vnd.oma.scidm.messages+xml"},
	{0x031E, "application/vnd.innopath.wamp.notification"},
}
