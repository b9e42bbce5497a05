package wsp_test

import (
	"fmt"

	"github.com/mmsguard/mmsguard/wsp"
)

// A notification is read from the SMS of a modem, whatever order they come in.
func ExampleReassembler() {
	var r wsp.Reassembler
	for _, sms := range []string{
		"\x44\x04\x91\x21\x43\x00\x04\x42\x40\x72\x51\x85\x42\x00\x15" +
			"\x0B\x00\x03\xA7\x02\x02\x05\x04\x0B\x84\x23\xF0\x98T1\x00\x8D\x92\x8A\x80\x00",
		"\x40\x04\x91\x21\x43\x00\x04\x42\x40\x72\x51\x85\x42\x00\x14" +
			"\x0B\x00\x03\xA7\x02\x01\x05\x04\x0B\x84\x23\xF0\x01\x06\x03\xBE\xAF\x84\x8C\x82",
	} {
		tpdu, ok := wsp.ParseTPDU([]byte(sms))
		if !ok || !tpdu.OctetData() {
			continue
		}
		datagram, complete := r.Add(tpdu.Segment())
		if !complete {
			continue
		}
		push, ok := wsp.ParsePush(datagram.Payload)
		fmt.Println(datagram.From, datagram.Ports.IsPush(), ok && push.IsMMS())
		fmt.Printf("%q\n", push.Data())
	}
	// Output:
	// +1234 true true
	// "\x8c\x82\x98T1\x00\x8d\x92\x8a\x80\x00"
}

// A notification is pushed to a phone by SMS.
func ExampleCutSegments() {
	pdu := make([]byte, 200) // of package mmspdu
	sender, _ := wsp.ParseSMSAddress("+15550100001")
	segments, _ := wsp.CutSegments(wsp.AppendPush(nil, 1, pdu), wsp.PushPorts(), 0xA7, 8)
	for i := range segments.Len() {
		sms, fault := wsp.AppendTPDU(nil, &wsp.TPDUFields{
			First: wsp.SMSDeliver | wsp.SMSHeader, Address: sender, DCS: wsp.SMSDataCoding,
			UserData: segments.AppendUserData(nil, i),
		})
		fmt.Println(len(sms), fault == 0)
	}
	// Output:
	// 159 true
	// 109 true
}

// A gateway answers a Get.
func ExampleAppendPDU() {
	get, _ := wsp.ParsePDU([]byte("\x02\x40\x17http://mmsc.example/m/1\x80\xBE"), true)
	uri, _ := get.URI()
	tid, _ := get.TID()
	contentType, _ := wsp.MakeContentType("application/vnd.wap.mms-message")
	status, _ := wsp.ReplyOctet(404)
	reply, fault := wsp.AppendPDU(nil, &wsp.PDUFields{
		Type: wsp.PDUReply, Connectionless: true, TID: tid, Status: status, ContentType: contentType, Data: []byte("…"),
	})
	fmt.Printf("%s: % X %v\n", uri, reply, fault == 0)
	// Output:
	// http://mmsc.example/m/1: 02 04 44 01 BE E2 80 A6 true
}
