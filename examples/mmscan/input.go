package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// maxLayers is how many layers are taken off an input, one inside the other.
const maxLayers = 4

// typeHeader is the octet with which a PDU should begin.
const typeHeader = 0x80 | byte(mmspdu.FieldMessageType)

// The kinds of layers.
const (
	layerHex    = "hex"
	layerBase64 = "base64"
	layerPush   = "wsp-push"

	layerDeliver  = "sms-deliver"
	layerSubmit   = "sms-submit"
	layerUserData = "sms-user-data"
)

// layer is something that a PDU is wrapped in.
type layer struct {
	kind string
	// span is the extent of the layer. That of a text counts in the file, all others in message.octets.
	span wsp.Span
	push wsp.Push     // of layerPush
	sms  wsp.TPDU     // of layerDeliver and layerSubmit
	data wsp.UserData // of layerUserData
}

// message is an input and what it was recognised as.
type message struct {
	source string
	octets []byte      // what all spans count in: the file, or what its text stands for
	layers []layer     // from outside in
	pdu    *mmspdu.PDU // nil: none was found
	faults []wsp.Fault // of all layers and of the PDU
	more   int         // faults beyond those
	err    error       // why there is no PDU
}

// recognise takes the layers off file, as long as a PDU comes to light in the end. If none does, the message has the
// octets of the file and no layers.
func recognise(source string, file []byte) *message {
	m := &message{source: source, octets: file}
	if m.err = m.parse(); m.err == nil {
		return m
	}
	if text := m.readText(file); text != nil {
		return text
	}
	return m
}

// readText tries file as text that stands for octets.
func (m *message) readText(file []byte) *message {
	layers := []layer(nil)
	for octets := file; len(layers) < maxLayers; {
		found := false
		for _, form := range textForms {
			decoded, span, ok := form.decode(octets)
			if !ok {
				continue
			}
			try := &message{source: m.source, octets: decoded, layers: append(layers[:len(layers):len(layers)], layer{kind: form.kind, span: span})}
			if try.parse() == nil {
				return try
			}
			if !found { // the stricter form is the one to go on with
				octets, layers, found = decoded, try.layers, true
			}
		}
		if !found {
			return nil
		}
	}
	return nil
}

// parse finds the PDU in m.octets: in a push, or bare.
func (m *message) parse() error {
	if m.parsePush() || m.parseSMS() {
		return nil
	}
	var d mmspdu.Decoder
	var faults wsp.Faults
	pdu, err := d.Diagnose(m.octets, &faults)
	if err != nil {
		return err
	}
	looks := mmspdu.LookalikeOf(m.octets)
	if looks >= mmspdu.LookalikeJPEG && m.octets[0] != typeHeader && faults.Len() > 0 {
		// A media file may hold octets that pass for headers.
		return &mmspdu.Error{Kind: mmspdu.ErrNotMMS, Fault: faults.At(0), Looks: looks}
	}
	m.take(pdu, &faults)
	return nil
}

// parsePush reads m.octets as a push. It is tried first: a PDU does not begin like a push, but the transaction id of a
// push may look like the first header of a PDU.
func (m *message) parsePush() bool {
	if uint64(len(m.octets)) > 1<<32-1 {
		return false
	}
	return m.pushAt(wsp.Span{End: uint32(len(m.octets))})
}

// pushAt reads the octets of s as a push, the last layer around a PDU, inside others that were found.
func (m *message) pushAt(s wsp.Span, outer ...layer) bool {
	var pushFaults, faults wsp.Faults
	push, ok := wsp.CheckPush(m.octets, s, &wsp.Recorder{Faults: &pushFaults})
	if !ok || !push.IsMMS() {
		return false
	}
	var d mmspdu.Decoder
	pdu, err := d.DiagnosePush(push, &faults)
	if err != nil {
		return false
	}
	m.layers = append(append(m.layers, outer...), layer{kind: layerPush, span: push.Span(), push: push})
	m.take(pdu, &pushFaults, &faults)
	return true
}

// take notes the PDU that was found.
func (m *message) take(pdu mmspdu.PDU, faults ...*wsp.Faults) {
	m.pdu, m.err = &pdu, nil
	for _, fs := range faults {
		for f := range fs.All() {
			m.faults = append(m.faults, f)
		}
		m.more += int(fs.More())
	}
}

// textForms are the ways to write octets as text, the stricter one first.
var textForms = [...]struct {
	kind   string
	decode func([]byte) ([]byte, wsp.Span, bool)
}{
	{layerHex, decodeHex},
	{layerBase64, decodeBase64},
}

// decodeHex reads pairs of hexadecimal digits with white space, commas and colons between them, each pair with 0x or \x
// before it or not.
func decodeHex(text []byte) (octets []byte, span wsp.Span, ok bool) {
	body, span := trimText(text)
	if !only(body, "0123456789abcdefABCDEF, \t\r\n:\\xX") {
		return nil, span, false
	}
	digits := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case isBlank(c) || c == ',' || c == ':':
		case (c == '0' || c == '\\') && len(digits)%2 == 0 && i+1 < len(body) && body[i+1]|0x20 == 'x':
			i++
		default:
			digits = append(digits, c)
		}
	}
	octets = make([]byte, hex.DecodedLen(len(digits)))
	_, err := hex.Decode(octets, digits)
	return octets, span, err == nil && len(octets) > 0
}

// decodeBase64 reads base64 of both alphabets, with or without padding and line ends.
func decodeBase64(text []byte) (octets []byte, span wsp.Span, ok bool) {
	body, span := trimText(text)
	if !only(body, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \t\r\n") {
		return nil, span, false
	}
	digits := make([]byte, 0, len(body))
	for _, c := range body {
		switch {
		case isBlank(c):
		case c == '-':
			digits = append(digits, '+')
		case c == '_':
			digits = append(digits, '/')
		default:
			digits = append(digits, c)
		}
	}
	digits = bytes.TrimRight(digits, "=")
	octets = make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
	n, err := base64.RawStdEncoding.Decode(octets, digits)
	return octets[:n], span, err == nil && n > 0
}

// only reports whether text has no other characters than those of set. Most files that are no text fail at once.
func only(text []byte, set string) bool {
	for _, c := range text {
		if strings.IndexByte(set, c) < 0 {
			return false
		}
	}
	return true
}

// trimText takes white space and a byte order mark off text and says where the rest stands.
func trimText(text []byte) ([]byte, wsp.Span) {
	body := bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	body = bytes.TrimLeft(body, " \t\r\n")
	start := len(text) - len(body)
	body = bytes.TrimRight(body, " \t\r\n")
	return body, wsp.Span{Start: uint32(start), End: uint32(start + len(body))}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
