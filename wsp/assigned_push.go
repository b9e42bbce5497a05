package wsp

// PDUTypeName returns the name of the WSP PDU type octet ("Push"), and "" for one that is reserved or not assigned
// (WSP 13.2).
func PDUTypeName(octet uint8) string {
	switch octet & 0xF0 {
	case 0x50:
		return "extended Get"
	case 0x70:
		return "extended Post"
	}
	return numberName(pduTypes[:], uint32(octet))
}

// ReplyStatus returns the HTTP status that the status octet of a Reply stands for, and its text; 0 and "" for an octet
// that is not assigned (WSP 13.4).
func ReplyStatus(octet uint8) (http int, text string) {
	for i := range replyStatuses {
		if replyStatuses[i].octet == octet {
			return int(replyStatuses[i].http), replyStatuses[i].text
		}
	}
	return 0, ""
}

// ApplicationName returns the push application id with the assigned number id ("x-wap-application:mms.ua"), and "" for a
// number that is not assigned (WSP 14). Number 0 is "*", any application.
func ApplicationName(id uint32) string { return numberName(applicationIDs[:], id) }

// ApplicationID returns the lowest number assigned to the push application id name, in any letter case. A short name,
// "mms.ua", stands for x-wap-application:mms.ua (WSP 14).
func ApplicationID(name string) (uint32, bool) {
	const prefix = "x-wap-application:"
	if id, ok := numberOf(applicationIDs[:], name); ok {
		return id, true
	}
	for i := range applicationIDs {
		if long := applicationIDs[i].name; len(long) > len(prefix) && long[:len(prefix)] == prefix && nameIs(name, long[len(prefix):]) {
			return applicationIDs[i].number, true
		}
	}
	return 0, false
}

// pduTypes is WSP 13.2 but for the extended methods, which are ranges.
var pduTypes = [...]numberRow{
	{0x01, "Connect"},
	{0x02, "ConnectReply"},
	{0x03, "Redirect"},
	{0x04, "Reply"},
	{0x05, "Disconnect"},
	{0x06, "Push"},
	{0x07, "ConfirmedPush"},
	{0x08, "Suspend"},
	{0x09, "Resume"},
	{0x40, "Get"},
	{0x41, "Options"},
	{0x42, "Head"},
	{0x43, "Delete"},
	{0x44, "Trace"},
	{0x60, "Post"},
	{0x61, "Put"},
	{0x80, "DataFragment"},
}

type statusRow struct {
	octet uint8
	http  uint16
	text  string
}

// replyStatuses is WSP 13.4.
var replyStatuses = [...]statusRow{
	{0x10, 100, "Continue"},
	{0x11, 101, "Switching Protocols"},
	{0x20, 200, "OK"},
	{0x21, 201, "Created"},
	{0x22, 202, "Accepted"},
	{0x23, 203, "Non-Authoritative Information"},
	{0x24, 204, "No Content"},
	{0x25, 205, "Reset Content"},
	{0x26, 206, "Partial Content"},
	{0x30, 300, "Multiple Choices"},
	{0x31, 301, "Moved Permanently"},
	{0x32, 302, "Moved Temporarily"},
	{0x33, 303, "See Other"},
	{0x34, 304, "Not Modified"},
	{0x35, 305, "Use Proxy"},
	{0x37, 307, "Temporary Redirect"},
	{0x40, 400, "Bad Request"},
	{0x41, 401, "Unauthorised"},
	{0x42, 402, "Payment Required"},
	{0x43, 403, "Forbidden"},
	{0x44, 404, "Not Found"},
	{0x45, 405, "Method Not Allowed"},
	{0x46, 406, "Not Acceptable"},
	{0x47, 407, "Proxy Authentication Required"},
	{0x48, 408, "Request Timeout"},
	{0x49, 409, "Conflict"},
	{0x4A, 410, "Gone"},
	{0x4B, 411, "Length Required"},
	{0x4C, 412, "Precondition Failed"},
	{0x4D, 413, "Request Entity Too Large"},
	{0x4E, 414, "Request-URI Too Large"},
	{0x4F, 415, "Unsupported Media Type"},
	{0x50, 416, "Requested Range Not Satisfiable"},
	{0x51, 417, "Expectation Failed"},
	{0x60, 500, "Internal Server Error"},
	{0x61, 501, "Not Implemented"},
	{0x62, 502, "Bad Gateway"},
	{0x63, 503, "Service Unavailable"},
	{0x64, 504, "Gateway Timeout"},
	{0x65, 505, "WSP/HTTP Version Not Supported"},
}

// applicationIDs is WSP 14; from 0x8000 on in the spelling of its source.
var applicationIDs = [...]numberRow{
	{0x00, "*"},
	{0x01, "x-wap-application:push.sia"},
	{0x02, "x-wap-application:wml.ua"},
	{0x03, "x-wap-application:wta.ua"},
	{0x04, "x-wap-application:mms.ua"},
	{0x05, "x-wap-application:push.syncml"},
	{0x06, "x-wap-application:loc.ua"},
	{0x07, "x-wap-application:syncml.dm"},
	{0x08, "x-wap-application:drm.ua"},
	{0x09, "x-wap-application:emn.ua"},
	{0x0A, "x-wap-application:wv.ua"},
	{0x10, "x-oma-application:ulp.ua"},
	{0x11, "x-oma-application:dlota.ua"},
	{0x12, "x-oma-application:java-ams"},
	{0x13, "x-oma-application:bcast.ua"},
	{0x14, "x-oma-application:dpe.ua"},
	{0x15, "x-oma-application:cpm:ua"},
	{0x16, "x-oma-application:evvm.ua"},
	{0x8000, "x-wap-microsoft:localcontent.ua"},
	{0x8001, "x-wap-microsoft:IMclient.ua"},
	{0x8002, "x-wap-docomo:imode.mail.ua"},
	{0x8003, "x-wap-docomo:imode.mr.ua"},
	{0x8004, "x-wap-docomo:imode.mf.ua"},
	{0x8005, "x-motorola:location.ua"},
	{0x8006, "x-motorola:now.ua"},
	{0x8007, "x-motorola:otaprov.ua"},
	{0x8008, "x-motorola:browser.ua"},
	{0x8009, "x-motorola:splash.ua"},
	{0x800B, "x-wap-nai:mvsw.command"},
	{0x8010, "x-wap-openvawe:iota.ua"},
	{0x9000, "x-wap-docomo:imode.mail2.ua"},
	{0x9001, "x-oma-nec:otaprov.ua"},
	{0x9002, "x-oma-nokia:call.ua"},
	{0x9003, "x-oma-coremobility:sqa.ua"},
	{0x9004, "x-oma-docomo:doja.jam.ua"},
	{0x9010, "x-oma-nokia:sip.ua"},
	{0x9011, "x-oma-vodafone:otaprov.ua"},
	{0x9012, "x-hutchison:ad.ua"},
	{0x9013, "x-oma-nokia:voip.ua"},
	{0x9014, "x-oma-docomo:voice.ua"},
	{0x9015, "x-oma-docomo:browser.ctl"},
	{0x9016, "x-oma-docomo:dan.ua"},
	{0x9017, "x-oma-nokia:vs.ua"},
	{0x9018, "x-oma-nokia:voip.ext1.ua"},
	{0x9019, "x-wap-vodafone:casting.ua"},
	{0x901A, "x-oma-docomo:imode.data.ua"},
	{0x901B, "x-oma-snapin:otaprov.ctl"},
	{0x901C, "x-oma-nokia:vrs.ua"},
	{0x901D, "x-oma-nokia:vrpg.ua"},
	{0x901E, "x-oma-motorola:screen3.ua"},
	{0x901F, "x-oma-docomo:device.ctl"},
	{0x9020, "x-oma-nokia:msc.ua"},
	{0x9021, "x-3gpp2:lcs.ua"},
	{0x9022, "x-wap-vodafone:dcd.ua"},
	{0x9023, "x-3gpp:mbms.service.announcement.ua"},
	{0x9024, "x-oma-vodafone:dltmtbl.ua"},
	{0x9025, "x-oma-vodafone:dvcctl.ua"},
	{0x9026, "x-oma-cmcc:mail.ua"},
	{0x9027, "x-oma-nokia:vmb.ua"},
	{0x9028, "x-oma-nokia:ldapss.ua"},
	{0x9029, "x-hutchison:al.ua"},
	{0x902A, "x-oma-nokia:uma.ua"},
	{0x902B, "x-oma-nokia:news.ua"},
	{0x902C, "x-oma-docomo:pf"},
	{0x902D, "x-oma-docomo:ub"},
	{0x902E, "x-oma-nokia:nat.traversal.ua"},
	{0x902F, "x-oma-intromobile:intropad.ua"},
	{0x9030, "x-oma-docomo:uin.ua"},
	{0x9031, "x-oma-nokia:iptv.ua"},
	{0x9032, "x-hutchison:il.ua"},
	{0x9033, "x-oma-nokia:voip.general.ua"},
	{0x9034, "x-microsoft:drm.meter"},
	{0x9035, "x-microsoft:drm.license"},
	{0x9036, "x-oma-docomo:ic.ctl"},
	{0x9037, "x-oma-slingmedia:SPM.ua"},
	{0x9038, "x-cibenix:odp.ua"},
	{0x9039, "x-oma-motorola:voip.ua"},
	{0x903A, "x-oma-motorola:ims"},
	{0x903B, "x-oma-docomo:imode.remote.ctl"},
	{0x903C, "x-oma-docomo:device.ctl.um"},
	{0x903D, "x-microsoft:playready.drm.initiator"},
	{0x903E, "x-microsoft:playready.drm"},
	{0x903F, "x-oma-sbm:ms.mexa.ua"},
	{0x9040, "urn:oma:drms:org-LGE:L650V"},
	{0x9041, "x-oma-docomo:um"},
	{0x9042, "x-oma-docomo:uin.um"},
	{0x9043, "urn:oma:drms:org-LGE:KU450"},
	{0x9044, "x-wap-microsoft:cfgmgr.ua"},
	{0x9045, "x-3gpp:mbms.download.delivery.ua"},
	{0x9046, "x-oma-docomo:star.ctl"},
	{0x9047, "urn:oma:drms:org-LGE:KU380"},
	{0x9048, "x-oma-docomo:pf2"},
	{0x9049, "x-oma-motorola:blogcentral.ua"},
	{0x904A, "x-oma-docomo:imode.agent.ua"},
	{0x904B, "x-wap-application:push.sia"},
	{0x904C, "x-oma-nokia:destination.network.ua"},
	{0x904D, "x-oma-sbm:mid2.ua"},
	{0x904E, "x-carrieriq:avm.ctl"},
	{0x904F, "x-oma-sbm:ms.xml.ua"},
	{0x9050, "urn:dvb:ipdc:notification:2008"},
	{0x9051, "x-oma-docomo:imode.mvch.ua"},
	{0x9052, "x-oma-motorola:webui.ua"},
	{0x9053, "x-oma-sbm:cid.ua"},
	{0x9054, "x-oma-nokia:vcc.v1.ua"},
	{0x9055, "x-oma-docomo:open.ctl"},
	{0x9056, "x-oma-docomo:sp.mail.ua"},
	{0x9057, "x-essoy-application:push.erace"},
	{0x9058, "x-oma-docomo:open.fu"},
	{0x9059, "x-samsung:osp.ua"},
	{0x905A, "x-oma-docomo:imode.mchara.ua"},
	{0x905B, "x-oma-application:scidm.ua"},
	{0x905C, "x-oma-docomo:xmd.mail.ua"},
	{0x905D, "x-oma-application:pal.ua"},
	{0x905E, "x-oma-docomo:imode.relation.ua"},
	{0x905F, "x-oma-docomo:xmd.storage.ua"},
	{0x9060, "x-oma-docomo:xmd.lcsapp.ua"},
	{0x9061, "x-oma-docomo:xmd.info.ua"},
	{0x9062, "x-oma-docomo:xmd.agent.ua"},
	{0x9063, "x-oma-docomo:xmd.sab.ua"},
	{0x9064, "x-oma-docomo:xmd.am.ua"},
	{0x9065, "x-oma-application:push.scws"},
	{0x9066, "x-oma-docomo:xmd.disastermessageapp.ua"},
	{0x9067, "x-innopath:wamp.notification"},
	{0x9068, "x-wap-docomo:interp.ctl"},
	{0x9069, "x-oma-kddi:apps.ua"},
	{0x906A, "x-oma-kddi:push.ua"},
	{0x906B, "x-oma-docomo:xmd.emdm.ua"},
	{0x906C, "x-oma-docomo:xmd.lac.ua"},
	{0x906D, "x-oma-docomo:xmd.osv.ua"},
	{0x906E, "x-oma-docomo:xmd.dcs.ua"},
	{0x906F, "x-oma-docomo:xmd.wipe.ua"},
	{0x9070, "x-oma-docomo:xmd.vdapp.ua"},
	{0x9071, "x-wap-3gpp:gba.andsf"},
}
