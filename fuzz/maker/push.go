package maker

import (
	"encoding/base64"
	"encoding/hex"
)

// Push puts a PDU into a WSP push of connectionless mode: TID, 06, HeadersLen, content type, headers (WSP 13.5).
func Push(tid byte, m Media, headers []Field, pdu Made) Made {
	head := m.octets()
	typeLen := len(head)
	for _, h := range headers {
		head = append(head, h.octets()...)
	}
	front := Cat([]byte{tid, 0x06}, Uintvar(uint32(len(head))))
	made := pdu.Inside(Cat(front, head))
	made.Push = fieldsAt(headers, uint32(len(front)+typeLen))
	return made
}

// PushMMS is Push as relays do it: the content type by its number, and the application id of MMS.
func PushMMS(tid byte, pdu Made) Made {
	return Push(tid, Type("application/vnd.wap.mms-message"), []Field{H(PushApplicationID, Integer(4))}, pdu)
}

// UserData cuts a datagram into SMS user data with headers: ports 2948 and 9200, and concatenation by an 8-bit reference if
// it takes more than one (WSP 15.1). Each is at most 140 octets.
func UserData(reference byte, datagram []byte) [][]byte {
	ports := []byte{0x05, 0x04, 0x0B, 0x84, 0x23, 0xF0}
	if len(datagram) <= 133 {
		return [][]byte{Cat([]byte{6}, ports, datagram)}
	}
	total := (len(datagram) + 127) / 128
	var out [][]byte
	for i := range total {
		chunk := datagram[i*128 : min(len(datagram), (i+1)*128)]
		out = append(out, Cat([]byte{11, 0x00, 0x03, reference, byte(total), byte(i + 1)}, ports, chunk))
	}
	return out
}

// UserDataWide is UserData with a 16-bit reference, and the concatenation element in front of the ports.
func UserDataWide(reference uint16, datagram []byte) [][]byte {
	total := (len(datagram) + 126) / 127
	var out [][]byte
	for i := range total {
		chunk := datagram[i*127 : min(len(datagram), (i+1)*127)]
		out = append(out, Cat(
			[]byte{12, 0x08, 0x04, byte(reference >> 8), byte(reference), byte(total), byte(i + 1)},
			[]byte{0x05, 0x04, 0x0B, 0x84, 0x23, 0xF0}, chunk))
	}
	return out
}

// Deliver puts one user data into an SMS-DELIVER TPDU from +1 555 0100 001, 8-bit data, 2024-04-27 15:58:24 (WSP 16.2).
func Deliver(userData []byte) []byte {
	return Cat([]byte{
		0x44, 0x0B, 0x91, 0x51, 0x55, 0x10, 0x00, 0x00, 0xF1, 0x00, 0x04,
		0x42, 0x40, 0x72, 0x51, 0x85, 0x42, 0x00, byte(len(userData)),
	}, userData)
}

// HexText writes octets as people paste them: 32 to a line, lower case.
func HexText(b []byte) []byte { return lines(hex.EncodeToString(b), 64) }

// Base64Text writes octets in base64, 76 characters to a line.
func Base64Text(b []byte) []byte { return lines(base64.StdEncoding.EncodeToString(b), 76) }

func lines(s string, width int) []byte {
	var out []byte
	for len(s) > 0 {
		n := min(width, len(s))
		out = append(append(out, s[:n]...), '\n')
		s = s[n:]
	}
	return out
}
