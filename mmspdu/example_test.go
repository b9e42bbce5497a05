package mmspdu_test

import (
	"errors"
	"fmt"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

func ExampleParse() {
	p, err := mmspdu.Parse(testdata.Message("notification.mms"))
	if err != nil {
		fmt.Println(err)
		return
	}
	from, _ := p.From()
	size, _ := p.MessageSize()
	expiry, _ := p.Expiry()
	where, _ := p.ContentLocation()
	fmt.Println(p.Type(), from.Address, size, expiry.Duration())
	fmt.Println(where)
	// Output:
	// m-notification-ind +15550100123/TYPE=PLMN 78216 48h0m0s
	// http://mmsc.example.org/r/20240427-0118
}

func ExamplePDU_AllParts() {
	p, _ := mmspdu.Parse(testdata.Message("nested-alternative.mms"))
	for part := range p.AllParts() {
		fmt.Printf("%d %*s%s %q\n", part.Index(), 2*part.Depth(), "", part.ContentType(), part.BestName())
	}
	// Output:
	// 0 application/vnd.wap.multipart.alternative "alt"
	// 1   text/plain ""
	// 2   text/html ""
	// 3 image/jpeg "lunch.jpg"
}

func ExampleDecoder_Diagnose() {
	b := []byte("\x8C\x82\x98T1\x00\x8D\x92\x89\x81\x96\x00\x8E\x80") // From without Value-length, a size of one octet
	var d mmspdu.Decoder
	var faults wsp.Faults
	p, err := d.Diagnose(b, &faults)
	from, _ := p.From()
	fmt.Println(err, from.Insert)
	for f := range faults.All() {
		fmt.Printf("%s\n", mmspdu.AppendFault(nil, f))
	}
	d.Mode = mmspdu.Strict
	_, err = d.Parse(b)
	fmt.Println(errors.Is(err, wsp.LengthMissing))
	// Output:
	// <nil> true
	// From: octet that is no Value-length where one is due at octets 9..10 (WSP 2.3)
	// X-Mms-Message-Size: first octet is of no kind that is allowed here at octets 13..14 (WSP 3)
	// true
}

// A gateway that does not let a message through answers in the place of the relay, and of the sender.
func ExamplePDU_Answer() {
	sent, _ := mmspdu.Parse([]byte("\x8C\x80\x98S-77\x00\x8D\x92\x89\x01\x81\x97bob@example.org\x00\x84\x83body"))
	conf, err := sent.Answer(mmspdu.Answer{Decision: mmspdu.DecisionReject})
	if err != nil {
		fmt.Println(err)
		return
	}
	octets, _ := conf.MarshalBinary()
	fmt.Printf("%q\n", octets)

	retrieved, _ := mmspdu.Parse(testdata.Message("holiday-photo.mms"))
	standIn, err := retrieved.Answer(mmspdu.Answer{
		Decision: mmspdu.DecisionReplace, Text: "Zpráva pro vás byla zadržena.", Charset: wsp.CharsetISO8859_2,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, _ := standIn.PDU()
	for part := range p.AllParts() {
		fmt.Printf("%v %v %q\n", part.ContentType(), part.ContentType().Charset(), part.Data())
	}

	_, err = retrieved.Answer(mmspdu.Answer{Decision: mmspdu.DecisionPartial})
	fmt.Println(errors.Is(err, mmspdu.ErrNoAnswer), err)
	// Output:
	// "\x8c\x81\x98S-77\x00\x8d\x92\x92\xe5\x93Message not sent: its content is not accepted\x00"
	// text/plain iso-8859-2 "Zpr\xe1va pro v\xe1s byla zadr\xbeena."
	// true no answer partial to m-retrieve-conf: the decision is none for PDUs of this type
}

func ExampleParse_notMMS() {
	_, err := mmspdu.Parse([]byte("<html><body>502 Bad Gateway</body></html>"))
	fmt.Println(errors.Is(err, mmspdu.ErrNotMMS), err)
	// Output:
	// true not an MMS PDU: looks like an HTML page
}

func ExampleMessage() {
	m := mmspdu.NewMessage(mmspdu.TypeSendReq, mmspdu.Version12)
	for _, err := range []error{
		m.Set(mmspdu.FieldTransactionID, mmspdu.String("S-77")),
		m.Set(mmspdu.FieldFrom, mmspdu.From{Insert: true}),
		m.Add(mmspdu.FieldTo, mmspdu.String("+15550100456/TYPE=PLMN")),
		m.Set(mmspdu.FieldSubject, mmspdu.String("Žluť")),
	} {
		if err != nil {
			fmt.Println(err)
		}
	}
	text, _ := mmspdu.NewAttachment("text/plain", "t.txt", []byte("Ahoj"))
	mixed, _ := wsp.MakeContentType("application/vnd.wap.multipart.mixed")
	_ = m.SetMultipart(mixed, text)
	octets, err := m.MarshalBinary()
	fmt.Println(len(octets), err)

	m.Drop(mmspdu.FieldTo)
	_, err = m.MarshalBinary()
	fmt.Println(err)
	// Output:
	// 85 <nil>
	// V14 error, octets 0..26: To: no recipient: neither To, Cc nor Bcc (MMS 6.1)
}

// A gateway takes the position out of the way of strangers: it drops a part and says so in the subject. All else is as it was.
func ExampleEdit() {
	octets := testdata.Message("holiday-photo.mms")
	p, _ := mmspdu.Parse(octets)
	e := mmspdu.NewEdit(&p)
	for part := range p.AllParts() {
		if part.ContentType().Is("image/jpeg") {
			if err := e.DropPart(&part); err != nil {
				fmt.Println(err)
			}
		}
	}
	if err := e.Set(mmspdu.FieldSubject, mmspdu.String("(picture removed)")); err != nil {
		fmt.Println(err)
	}
	out, err := e.Append(nil, octets)
	fmt.Println(len(octets) > len(out), err)
	p, _ = mmspdu.Parse(out)
	for part := range p.AllParts() {
		fmt.Println(part.ContentType())
	}
	fmt.Println(p.Faults())
	// Output:
	// true <nil>
	// application/smil
	// text/plain
	// 0
}
