package mmspdu

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// octets reads octets as the vectors write them: hex digits and "text".
func octets(t testing.TB, s string) []byte {
	t.Helper()
	b, err := testdata.Octets(s)
	require.NoError(t, err, s)
	return b
}

// entry marks headers and data of one entry of a multipart for pduOf, which puts
// their number and lengths before them.
func entry(headers, data string) string { return "\x00" + headers + "\x00" + data }

func appendLength(b []byte, n int) []byte {
	for shift := 28; shift > 0; shift -= 7 {
		if n>>shift != 0 {
			b = append(b, byte(n>>shift)|0x80)
		}
	}
	return append(b, byte(n&0x7F))
}

// pduOf makes a PDU of annotated octets and the entries behind them.
func pduOf(t testing.TB, s string) []byte {
	t.Helper()
	fields := strings.Split(s, "\x00")
	b := octets(t, fields[0])
	if len(fields) == 1 {
		return b
	}
	b = append(b, byte(len(fields)/2))
	for i := 1; i < len(fields); i += 2 {
		headers, data := octets(t, fields[i]), octets(t, fields[i+1])
		b = appendLength(appendLength(b, len(headers)), len(data))
		b = append(append(b, headers...), data...)
	}
	return b
}

// The PDUs that the cases are made of; each of them is without a diagnostic.
const (
	aSend     = `8c 80 98 "S1" 00 8d 93 89 01 81 97 "+15550100456/TYPE=PLMN" 00 `
	aSendConf = `8c 81 98 "S1" 00 8d 93 92 80 8b "m1@mmsc.example" 00 `
	aNotify   = `8c 82 98 "T1" 00 8d 93 8a 80 8e 01 c8 88 03 81 01 3c 83 "http://mmsc.example/1" 00 `
	aRetrieve = `8c 84 98 "R1" 00 8d 93 8b "m1@mmsc.example" 00 85 04 66 2d 04 80 `
	aDelivery = `8c 86 8d 93 8b "m1@mmsc.example" 00 97 "+15550100456/TYPE=PLMN" 00 85 04 66 2d 05 00 95 81 `
	aForward  = `8c 89 98 "F1" 00 8d 93 89 01 81 97 "bob@example.org" 00 83 "http://mmsc.example/1" 00 `
	aView     = `8c 8e 98 "V1" 00 8d 93 92 80 `
	anUpload  = `8c 8f 98 "U1" 00 8d 93 `
	aDelete   = `8c 92 98 "D1" 00 8d 93 `
	aText     = `84 83 "Hi"`
	mixed     = `84 a3 `
	related   = `84 1b b3 89 "application/smil" 00 8a "<smil>" 00 `
	textPart  = `0a 83 85 "t.txt" 00 81 ea c0 22 "<txt>" 00 8e "t.txt" 00`
	smilPart  = `13 "application/smil" 00 81 ea c0 22 "<smil>" 00 8e "s.smil" 00`
	imagePart = `9e c0 22 "<img1>" 00`
	smilDoc   = `"<smil><body><par><text src='t.txt'/></par></body></smil>"`
	descr     = `8c 93 8d 93 83 "http://mmsc.example/b/9" 00 8b "m9@mmsc.example" 00`
)

type ruleCase struct {
	check check
	field wsp.Field
	trips string
	near  string
}

func pduField(f Field) wsp.Field { return field(byte(f)) }

const partType = wsp.FieldHeader | 0x11 // Content-Type: WSP's number, not what the code calls by that name

// ruleCases has for every check a PDU that it speaks up about and one that is as
// like it as can be and gives it nothing to say.
func ruleCases() []ruleCase {
	message := entry(smilPart, smilDoc) + entry(textPart, `"Hi"`)
	return []ruleCase{
		{checkNoType, pduField(FieldMessageType), `98 "T1" 00 8d 93`, `98 "T1" 00 8d 93 8c 85`},
		{checkOrder, pduField(FieldTransactionID), `8c 85 8d 93 98 "T1" 00`, `8c 85 98 "T1" 00 8d 93`},
		{checkOrder, pduField(FieldMMSVersion), `8c 85 98 "T1" 00 91 80 8d 93`, `8c 85 98 "T1" 00 8d 93 91 80`},
		{checkOrder, pduField(FieldMessageType), `"X-A" 00 "b" 00 ` + aDelivery, aDelivery + `"X-A" 00 "b" 00`},
		{checkTypeUnknown, pduField(FieldMessageType), `8c 98 8d 93`, `8c 97 98 "C1" 00 8d 93 bf 80`},
		{checkNoVersion, pduField(FieldMMSVersion), `8c 85 98 "T1" 00`, `8c 85 98 "T1" 00 8d 93`},
		{checkNoVersionInside, pduField(FieldMMSVersion), `8c 93 a3 82`, `8c 93 8d 93 a3 82`},
		{checkVersionUnknown, pduField(FieldMMSVersion), `8c 85 98 "T1" 00 8d 94`, `8c 85 98 "T1" 00 8d 90`},
		{checkVersionOctet, pduField(FieldMMSVersion), `8c 85 98 "T1" 00 8d 00`, `8c 85 98 "T1" 00 8d 80`},
		{checkMandatory, pduField(FieldTransactionID), `8c 85 8d 93`, `8c 85 98 00 8d 93`},
		{checkMandatory, pduField(FieldStatus), `8c 83 98 "T1" 00 8d 93`, `8c 83 98 "T1" 00 8d 93 95 83`},
		{
			checkAccepted, pduField(FieldMessageID),
			`8c 81 98 "S1" 00 8d 93 92 80`, `8c 81 98 "S1" 00 8d 93 92 e0`,
		},
		{checkAccepted, pduField(FieldMessageID), `8c 8a 98 "S1" 00 8d 93 92 80 8b 00`, `8c 8a 98 "S1" 00 8d 93 92 80 8b "a" 00`},
		{
			checkDelivered, pduField(FieldMessageID),
			`8c 84 8d 93 85 01 01 99 80 ` + aText, `8c 84 8d 93 85 01 01 99 e2 ` + aText,
		},
		{checkDelivered, pduField(FieldMessageID), `8c 84 8d 91 85 01 01 ` + aText, `8c 84 8d 90 85 01 01 ` + aText},
		{
			checkStored, pduField(FieldContentLocation),
			`8c 8c 98 "S1" 00 8d 93 a5 80`, `8c 8c 98 "S1" 00 8d 93 a5 e4`,
		},
		{
			checkNotStored, pduField(FieldContentLocation),
			aSendConf + `83 "http://mmsc.example/1" 00 a5 e4`, aSendConf + `83 "http://mmsc.example/1" 00 a5 80`,
		},
		{
			checkListed, pduField(FieldMessageID),
			aView + mixed + entry("be", `8c 93 8d 93 83 "http://mmsc.example/b/9" 00`), aView + mixed + entry("be", descr),
		},
		{checkUploadLocation, pduField(FieldContentLocation), anUpload + `84 be ` + descr, anUpload + `84 be 8c 93 8b "a" 00 84 83 "Hi"`},
		{checkUploadContent, pduField(FieldContentType), anUpload + `84 be 8c 93`, anUpload + `84 be 8c 93 84 83 "Hi"`},
		{checkChargingSide, pduField(FieldReplyCharging), aSend + `9c 82 ` + aText, aSend + `9c 81 ` + aText},
		{checkChargingSide, pduField(FieldReplyCharging), aNotify + `9c 81`, aNotify + `9c 82`},
		{checkFlagToken, pduField(FieldMMFlags), aForward + `a4 03 82 "a" 00`, aForward + `a4 03 80 "a" 00`},
		{checkFlagToken, pduField(FieldMMFlags), aView + `a4 03 80 "a" 00 ` + mixed + "00", aView + `a4 03 82 "a" 00 ` + mixed + "00"},
		{
			checkFlagToken, pduField(FieldMMFlags),
			aView + mixed + entry("be", descr+` a4 03 81 "a" 00`), aView + mixed + entry("be", descr+` a4 03 82 "a" 00`),
		},
		{
			checkDelLocation, pduField(FieldResponseStatus),
			aDelete + `83 03 81 "a" 00 92 02 81 e4 92 02 82 e4`, aDelete + `83 03 81 "a" 00 92 02 81 e4 92 02 82 80`,
		},
		{checkUnlisted, pduField(FieldSubject), aSendConf + `96 "Hi" 00`, aNotify + `96 "Hi" 00`},
		{checkUnlisted, pduField(FieldContent), aNotify + `ae 80`, aNotify},
		{checkRepeated, pduField(FieldSubject), aNotify + `96 "a" 00 96 "b" 00`, aSend + `97 "a@b.cd" 00 ` + aText},
		{checkRepeated, pduField(FieldTo), aDelivery + `97 "a@b.cd" 00`, aDelivery},
		{
			checkTotalRepeated, pduField(FieldMboxTotals),
			aView + `aa 02 80 8c aa 02 80 8d ` + mixed + "00", aView + `aa 02 80 8c aa 02 81 8d ac 02 80 8c ` + mixed + "00",
		},
		{checkNewer, pduField(FieldStored), strings.Replace(aNotify, "8d 93", "8d 91", 1) + "a7 80", strings.Replace(aNotify, "8d 93", "8d 92", 1) + "a7 80"},
		{checkNewer, pduField(FieldPriority), strings.Replace(aNotify, "8d 93", "8d 90", 1) + "8f 80", strings.Replace(aRetrieve, "8d 93", "8d 90", 1) + "8f 80 " + aText},
		{checkUndecodable, pduField(FieldPriority), aNotify + `8f "high" 00`, aNotify + `8f 82`},
		{checkUndecodable, pduField(FieldDate), aForward + `85 09 01 02 03 04 05 06 07 08 09`, aForward + `85 08 01 02 03 04 05 06 07 08`},
		{checkUndecodable, pduField(FieldDeliveryTime), aForward + `87 02 82 81`, aForward + `87 03 81 01 81`},
		{checkDeviation, pduField(FieldFrom), aNotify + `89 "+15550100123/TYPE=PLMN" 00`, aNotify + `89 18 80 "+15550100123/TYPE=PLMN" 00`},
		{checkDeviation, pduField(FieldMessageSize), strings.Replace(aNotify, "8e 01 c8", "8e c8", 1), aNotify},
		{checkDeviation, wsp.FieldHeader | 0x40, aRetrieve + mixed + entry(`9e c0 "<a>" 00`, "ff"), aRetrieve + mixed + entry(`9e c0 22 "<a>" 00`, "ff")},
		{checkUnassigned, pduField(FieldPriority), aNotify + `8f 83`, aNotify + `8f 82`},
		{checkUnassigned, pduField(FieldMessageClass), strings.Replace(aNotify, "8a 80", "8a 84", 1), strings.Replace(aNotify, "8a 80", `8a "x-news" 00`, 1)},
		{checkUnassigned, pduField(FieldResponseStatus), aDelete + `92 02 81 c5`, aDelete + `92 02 81 c4`},
		{checkUnassigned, pduField(FieldAttributes), `8c 8d 98 "V1" 00 8d 93 a8 c0`, `8c 8d 98 "V1" 00 8d 93 a8 b0`},
		{checkObsolete, pduField(FieldResponseStatus), `8c 81 98 "S1" 00 8d 91 92 87`, `8c 81 98 "S1" 00 8d 90 92 87`},
		{checkObsolete, pduField(FieldResponseStatus), `8c 81 98 "S1" 00 8d 91 92 81`, `8c 81 98 "S1" 00 8d 91 92 88`},
		{checkNoRecipient, pduField(FieldTo), `8c 80 98 "S1" 00 8d 93 89 01 81 ` + aText, `8c 80 98 "S1" 00 8d 93 89 01 81 81 "a@b.cd" 00 ` + aText},
		{checkInsert, pduField(FieldFrom), aNotify + `89 01 81`, aForward},
		{checkInsert, pduField(FieldFrom), aRetrieve + `89 01 81 ` + aText, descr + ` 89 01 81`},
		{checkAbsolute, pduField(FieldExpiry), strings.Replace(aNotify, "88 03 81", "88 03 80", 1), aForward + `88 03 80 01 3c`},
		{checkAuto, pduField(FieldDeliveryReport), aSend + `8a 83 86 80 ` + aText, aSend + `8a 83 86 81 ` + aText},
		{checkAuto, pduField(FieldReadReport), aSend + `8a "AUTO" 00 90 80 ` + aText, aSend + `8a 82 90 80 ` + aText},
		{checkNoCharging, pduField(FieldReplyChargingDeadline), aNotify + `9d 03 81 01 3c`, aNotify + `9c 82 9d 03 81 01 3c`},
		{checkNoCharging, pduField(FieldReplyChargingSize), aNotify + `9f 01 3c`, aNotify + `9e "a" 00`},
		{checkNoMode, pduField(FieldRecommendedRetrievalModeText), aNotify + `b5 "why" 00`, aNotify + `b4 80 b5 "why" 00`},
		{
			checkChainGap, pduField(FieldPreviouslySentBy),
			aRetrieve + `a0 03 80 "a" 00 a1 03 80 01 01 ` + aText, aRetrieve + `a0 03 81 "a" 00 a1 03 81 01 01 ` + aText,
		},
		{
			checkChainGap, pduField(FieldPreviouslySentDate),
			aRetrieve + `a0 03 81 "a" 00 a1 03 81 01 01 a1 03 81 01 02 ` + aText,
			aRetrieve + `a0 03 82 "a" 00 a0 03 81 "b" 00 a1 03 81 01 01 a1 03 82 01 02 ` + aText,
		},
		{
			checkChainPair, pduField(FieldPreviouslySentBy),
			aRetrieve + `a0 03 81 "a" 00 a0 03 82 "b" 00 a1 03 81 01 01 ` + aText,
			aRetrieve + `a0 03 81 "a" 00 a0 03 82 "b" 00 a1 03 82 01 01 a1 03 81 01 01 ` + aText,
		},
		{checkChainPair, pduField(FieldPreviouslySentDate), aRetrieve + `a1 03 81 01 01 ` + aText, aRetrieve + aText},
		{checkBodiless, pduField(FieldContentType), aNotify + `84 a3`, aRetrieve + `84 a3 00`},
		{checkLeftover, wsp.StructureHeaders, aNotify + `00 01`, aNotify},
		{checkLeftZeros, wsp.StructureHeaders, aNotify + `00 00`, aNotify + `00 01`},
		{checkNoContentType, pduField(FieldContentType), aRetrieve, aRetrieve + `84 83`},
		{checkNoStart, pduField(FieldContentType), aRetrieve + `84 b3` + message, aRetrieve + related + message},
		{
			checkNoStart, pduField(FieldContentType),
			aRetrieve + `84 09 b3 8a "<smil>" 00` + message, aRetrieve + `84 11 99 "application/vnd.wap.multipart.related" 00` + message,
		},
		{
			checkNoStart, partType,
			aRetrieve + mixed + entry(`b3 c0 22 "<r>" 00`, `01 01 02 83 "Hi"`),
			aRetrieve + mixed + entry(`0a b3 89 83 8a "<txt>" 00 c0 22 "<r>" 00`, `01 0a 02 83 c0 22 "<txt>" 00 "Hi"`),
		},
		{
			checkStartNowhere, pduField(FieldContentType),
			strings.Replace(aRetrieve+related+message, "8a \"<smil>\"", "8a \"<smi1>\"", 1), aRetrieve + related + message,
		},
		{
			checkNoPresentation, pduField(FieldContentType),
			aRetrieve + `84 0a b3 89 83 8a "<txt>" 00` + entry(textPart, `"Hi"`), aRetrieve + related + message,
		},
		{
			checkNoPresentation, 0,
			aRetrieve + related + entry(smilPart, `"<html/>"`), aRetrieve + related + entry(smilPart, `"<?xml version='1.0'?><SMIL/>"`),
		},
		{checkMixedPresentation, partType, aRetrieve + mixed + message, aRetrieve + `84 a6` + message},
		{
			checkReference, 0,
			aRetrieve + related + entry(smilPart, `"<smil><img src='cid:img2'/><text src='t.txt'/></smil>"`) + entry(textPart, `"Hi"`) + entry(imagePart, "ff"),
			aRetrieve + related + entry(smilPart, `"<smil><img src='CID:%69mg1'/><text src='t.txt'/></smil>"`) + entry(textPart, `"Hi"`) + entry(imagePart, "ff"),
		},
		{
			checkReference, 0,
			aRetrieve + related + entry(smilPart, `"<smil><img src='http://a.example/1.jpg'/></smil>"`),
			aRetrieve + related + entry(smilPart, `"<smil><img src='data:image/gif;base64,R0lG'/></smil>"`),
		},
		{
			checkReference, 0,
			aRetrieve + related + entry(smilPart, `"<smil><img src=''/></smil>"`),
			aRetrieve + related + entry(smilPart, `"<smil><a href='http://a.example/'/></smil>"`),
		},
		{
			checkUnreferenced, 0,
			aRetrieve + related + entry(smilPart, smilDoc) + entry(textPart, `"Hi"`) + entry(imagePart, "ff"),
			aRetrieve + related + entry(smilPart, `"<smil><img src='img1'/><text src='t.txt'/></smil>"`) + entry(textPart, `"Hi"`) + entry(imagePart, "ff"),
		},
		{
			checkSameID, wsp.FieldHeader | 0x40, // Content-ID
			aRetrieve + mixed + entry(imagePart, "ff") + entry(imagePart, "fe"),
			aRetrieve + mixed + entry(imagePart, "ff") + entry(`9e c0 22 "<img2>" 00`, "fe"),
		},
		{
			checkSameLocation, wsp.FieldHeader | 0x0E, // Content-Location
			aRetrieve + mixed + entry(`9e 8e "a" 00`, "ff") + entry(`9e c0 22 "<a>" 00 8e "a" 00`, "fe"),
			aRetrieve + mixed + entry(`9e 8e "a" 00`, "ff") + entry(`9e c0 22 "<a>" 00 8e "A" 00`, "fe"),
		},
		{checkLengths, wsp.StructureDataLen, aRetrieve + mixed + `01 01 03 83 "Hi"`, aRetrieve + mixed + `01 01 02 83 "Hi"`},
		{checkLengths, wsp.StructureHeadersLen, aRetrieve + mixed + `01 05 00 83 "Hi"`, aRetrieve + mixed + `01 01 02 83 "Hi"`},
		{checkEntries, wsp.StructureEntries, aRetrieve + mixed + `02 01 02 83 "Hi"`, aRetrieve + mixed + `01 01 02 83 "Hi"`},
		{checkEntries, wsp.StructureEntries, aRetrieve + mixed + `01 01 02 83 "Hi" 01 02 83 "Hi"`, aRetrieve + mixed + `02 01 02 83 "Hi" 01 02 83 "Hi"`},
		{checkEntries, wsp.StructureMultipart, aRetrieve + mixed + `01 01 02 83 "Hi" 00 00`, aRetrieve + mixed + `01 01 04 83 "Hi" 00 00`},
		{checkNoEntries, wsp.StructureEntries, aRetrieve + mixed + `00 01 02 83 "Hi"`, aRetrieve + mixed + `00`},
		{checkPadded, wsp.StructureDataLen, aRetrieve + mixed + `01 01 80 02 83 "Hi"`, aRetrieve + mixed + `01 01 02 83 "Hi"`},
		{checkPadded, pduField(FieldMessageSize), strings.Replace(aNotify, "8e 01 c8", "8e 02 00 c8", 1), strings.Replace(aNotify, "8e 01 c8", "8e 01 00", 1)},
		{checkLengthForm, pduField(FieldExpiry), strings.Replace(aNotify, "88 03", "88 1f 03", 1), aNotify},
		{checkLengthForm, pduField(FieldFrom), aNotify + `89 0b 80 1f 08 ea "a@b.cd" 00`, aNotify + `89 0a 80 08 ea "a@b.cd" 00`},
		{
			checkLengthForm, pduField(FieldSubject),
			aNotify + `96 1f 1e ea "0123456789012345678901234567" 00`, aNotify + `96 1f 1f ea "01234567890123456789012345678" 00`,
		},
		{checkLengthForm, partType, aRetrieve + mixed + entry(`1f 03 83 81 ea c0 22 "<a>" 00`, `"Hi"`), aRetrieve + mixed + entry(`03 83 81 ea c0 22 "<a>" 00`, `"Hi"`)},
		{
			checkLengthForm, wsp.FieldHeader | 0x2E, // Content-Disposition
			aRetrieve + mixed + entry(`9e 8e "a" 00 ae 1f 01 81`, "ff"), aRetrieve + mixed + entry(`9e 8e "a" 00 ae 01 81`, "ff"),
		},
		{checkUnquoted, pduField(FieldSubject), aNotify + `96 "ů" 00`, aNotify + `96 7f "ů" 00`},
		{checkQuoted, pduField(FieldSubject), aNotify + `96 7f "u" 00`, aNotify + `96 "u" 00`},
		{checkNoCharset, pduField(FieldSubject), aNotify + `96 "Ahoj, světe" 00`, aNotify + `96 0e ea "Ahoj, světe" 00`},
		{checkNoCharset, wsp.FieldText, aNotify + `"X-A" 00 "svět" 00`, aNotify + `"X-A" 00 "svet" 00`},
		{checkNoCharset, 0, aRetrieve + mixed + entry(`9e 8e "svět.jpg" 00`, "ff"), aRetrieve + mixed + entry(`9e 8e "svet.jpg" 00`, "ff")},
		{checkCharset, pduField(FieldSubject), aNotify + `96 06 ea "a" e9 "bc" 00`, aNotify + `96 06 84 "a" e9 "bc" 00`},
		{checkCharset, pduField(FieldSubject), aNotify + `96 05 83 "ab" e9 00`, aNotify + `96 05 83 "abe" 00`},
		{checkAddress, pduField(FieldTo), aDelivery[:len(aDelivery)-len(`85 04 66 2d 05 00 95 81 `)] + `97 "a b" 00 85 01 01 95 81`, aDelivery},
		{checkAddress, pduField(FieldFrom), aNotify + `89 0b 80 "1@2/TYPE=3" 00 `, aNotify + `89 0b 80 "1.2/TYPE=3" 00 `},
		{
			checkAddress, pduField(FieldFrom), // in UCS-2
			aNotify + `89 0c 80 0a 02 03 e8 00 40 00 40 00 00`, aNotify + `89 0c 80 0a 02 03 e8 00 31 00 32 00 00`,
		},
		{checkIdentifier, pduField(FieldMessageID), strings.Replace(aSendConf, `"m1@mmsc.example"`, `"<m1@mmsc.example>"`, 1), aSendConf},
		{checkIdentifier, pduField(FieldReplaceID), aNotify + `bd "a b" 00`, aNotify + `bd "a_b" 00`},
		{
			checkLongTransaction, pduField(FieldTransactionID),
			`8c 85 98 "` + strings.Repeat("1", 41) + `" 00 8d 93`, `8c 85 98 "` + strings.Repeat("1", 40) + `" 00 8d 93`,
		},
		{checkDelForm, pduField(FieldResponseStatus), `8c 81 98 "S1" 00 8d 93 92 02 81 e0`, aDelete + `92 02 81 e0`},
		{
			checkPlainForm, pduField(FieldResponseStatus),
			aDelete + `83 03 81 "a" 00 83 03 82 "b" 00 92 e4`, aDelete + `83 "a" 00 92 e4`,
		},
		{checkSizeClaim, pduField(FieldMessageSize), `8c 93 8d 93 8e 01 28 ` + aText, `8c 93 8d 93 8e 01 05 ` + aText},
		{checkSizeClaim, pduField(FieldMessageSize), `8c 93 8d 93 8e 01 02 84 83 "` + strings.Repeat("a", 6) + `"`, `8c 93 8d 93 8e 01 02 84 83 "` + strings.Repeat("a", 5) + `"`},
		{
			checkClassClaim, pduField(FieldContentClass),
			aRetrieve + "ba 81 " + mixed + entry(`9e c0 22 "<a>" 00`, "ff*62000"), aRetrieve + "ba 82 " + mixed + entry(`9e c0 22 "<a>" 00`, "ff*62000"),
		},
		{checkPartCharset, partType, aRetrieve + mixed + entry(`83 c0 22 "<a>" 00`, `"ů"`), aRetrieve + mixed + entry(`03 83 81 ea c0 22 "<a>" 00`, `"ů"`)},
		{checkPartCharset, partType, aRetrieve + `84 83 "ů"`, aRetrieve + `84 9e "ů"`},
		{checkUnnamed, 0, aRetrieve + mixed + entry(`9e`, "ff"), aRetrieve + mixed + entry(`9e 8e "a" 00`, "ff")},
		{
			checkTransfer, wsp.FieldText,
			aRetrieve + mixed + entry(`9e 8e "a" 00 "Content-Transfer-Encoding" 00 "base64" 00`, `"/w=="`),
			aRetrieve + mixed + entry(`9e 8e "a" 00 "Content-Transfer-Encoding" 00 "Binary" 00`, `ff`),
		},
		{
			checkLimit, wsp.StructureMultipart,
			aRetrieve + mixed + `82 01 ` + strings.Repeat("01 00 9e ", 257), aRetrieve + mixed + `82 00 ` + strings.Repeat("01 00 9e ", 256),
		},
		{checkSize, wsp.StructureMessage, aRetrieve + "84 9e " + strings.Repeat("00*1048576 ", 16), aRetrieve + "84 9e " + strings.Repeat("00*1048576 ", 15)},
		{checkNoStore, pduField(FieldMMState), aSend + `a3 81 ` + aText, aSend + `a2 80 a3 81 ` + aText},
		{checkNoStore, pduField(FieldMMFlags), aSend + `a2 81 a4 03 80 "a" 00 ` + aText, aForward + `a4 03 80 "a" 00`},
		{checkShift, wsp.StructureHeaders, aNotify + `7f 02`, aNotify},
		{checkName, wsp.FieldText, aNotify + `"X A" 00 "b" 00`, aNotify + `"X-A" 00 "b" 00`},
		{checkUnknown, pduField(0x40), aNotify + `c0 80`, aNotify + `bb 80`},
		{checkUnknown, pduField(0), aNotify + `80 80`, aNotify},
		{checkAndroid, pduField(FieldMessageSize), strings.Replace(aNotify, "8e 01 c8", "", 1), aNotify},
		{checkAndroid, pduField(FieldMMSVersion), `8c 85 98 "T1" 00`, `8c 85 98 "T1" 00 8d 93`},
	}
}

func TestRules(t *testing.T) {
	seen := [checkEnd]bool{}
	for _, c := range ruleCases() {
		find := func(s string) []Diagnostic {
			b := pduOf(t, s)
			p, err := Parse(b)
			var found []Diagnostic
			if c.check == checkSize {
				assert.Equal(t, len(b) > DefaultMessage, err != nil)
				var d Decoder
				found = d.Validate(nil, b, ProfileAndroid)
			} else {
				found = p.Validate(nil, ProfileAndroid)
			}
			for _, d := range found {
				assert.Less(t, int(d.Part), 256)
				assert.True(t, wsp.Span{End: uint32(len(b))}.Contains(d.Span), d)
			}
			return found
		}
		is := func(d Diagnostic) bool { return d.check == c.check && d.Field == c.field }
		tripped := find(c.trips)
		i := slices.IndexFunc(tripped, is)
		require.GreaterOrEqual(t, i, 0, "%v: silent on %q; said %v", c.check.row(), c.trips, tripped)
		row := c.check.row()
		assert.Equal(t, row.rule, tripped[i].Rule)
		assert.Equal(t, row.severity, tripped[i].Severity)

		missed := find(c.near)
		assert.False(t, slices.ContainsFunc(missed, is), "%v: speaks up about %q: %v", row, c.near, missed)
		seen[c.check] = true
	}
	rules := [ruleEnd]bool{}
	for c := checkNoType; c < checkEnd; c++ {
		assert.True(t, seen[c], "no case for %v", c.row())
		rules[c.row().rule] = true
	}
	n := 0
	for r := range Rules() {
		assert.True(t, rules[r], "no check for %v", r)
		n++
	}
	assert.Equal(t, 41, n, "40 rules of MMS 13 and one of MMS 12.5")
}

// TestRulesSilent holds that what the cases are made of is without a fault: so a
// near-miss shows nothing but its rule's patience.
func TestRulesSilent(t *testing.T) {
	for _, s := range []string{
		aSend + aText, aSendConf, aNotify, aRetrieve + aText, aDelivery, aForward, aView + mixed + "00",
		aView + mixed + entry("be", descr), aDelete + `92 80`,
		aRetrieve + related + entry(smilPart, smilDoc) + entry(textPart, `"Hi"`),
		aRetrieve + mixed + entry(imagePart, "ff"),
	} {
		p, err := Parse(pduOf(t, s))
		require.NoError(t, err)
		assert.Empty(t, p.Validate(nil, ProfileAndroid), s)
	}
}

func TestAssignedRules(t *testing.T) {
	rows := assigned(t, "mms-rules")
	require.Len(t, rows, int(V40))
	severities := map[string]Severity{"E": SeverityError, "W": SeverityWarning, "I": SeverityInfo}
	main := map[Rule]Severity{}
	for i, row := range rows {
		r := V01 + Rule(i)
		assert.Equal(t, row[0], r.String())
		assert.Equal(t, row[2], r.Text())
		main[r] = severities[row[1]]
	}
	assert.Equal(t, "A01", A01.String())
	assert.NotEmpty(t, A01.Text())
	main[A01] = SeverityError
	assert.Empty(t, ruleEnd.Text())

	// A check weighs as much as its rule says, or as one of the letters in its words.
	usual := map[Rule]bool{}
	for c := checkNoType; c < checkEnd; c++ {
		row := c.row()
		if row.severity == main[row.rule] {
			usual[row.rule] = true
			continue
		}
		letter := map[Severity]string{SeverityError: "E", SeverityWarning: "W", SeverityInfo: "I"}[row.severity]
		words := strings.FieldsFunc(row.rule.Text(), func(r rune) bool { return !isAlnum(byte(min(r, 127))) })
		assert.Contains(t, words, letter, "%v", row)
	}
	for r := range Rules() {
		assert.True(t, usual[r], r)
	}
}

func TestAssignedAndroid(t *testing.T) {
	want := map[Type][]Field{}
	for _, row := range assigned(t, "mms-android") {
		f, ok := FieldByName(row[2])
		require.True(t, ok, row[2])
		assert.Equal(t, octetOf(t, row[1]), uint8(f))
		typ := Type(octetOf(t, row[0]))
		want[typ] = append(want[typ], f)
	}
	for i, fields := range androidTable {
		assert.ElementsMatch(t, want[TypeSendReq+Type(i)], fields, TypeSendReq+Type(i))
		delete(want, TypeSendReq+Type(i))
	}
	assert.Empty(t, want)
}

func ExamplePDU_Validate() {
	pdu, err := Parse([]byte("\x8C\x83\x98T1\x00\x8D\x92\x95\x88\x96Hi\x00"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range pdu.Validate(nil, ProfileOMA) {
		fmt.Println(d)
	}
	// Output:
	// V12 warning, octets 8..10: X-Mms-Status: value is not assigned (MMS 5)
	// V08 warning, octets 10..14: Subject: this type of PDU does not have it (MMS 6.4)
}

// TestDiagnostic looks at one diagnostic of each kind in full.
func TestDiagnostic(t *testing.T) {
	b := octets(t, `8c 85 8d 90`)
	p, err := Parse(b)
	require.NoError(t, err)
	kept := []Diagnostic{{Rule: V40}}
	got := p.Validate(kept, ProfileOMA)
	require.Len(t, got, 2)
	assert.Equal(t, kept[0], got[0])
	d := got[1]
	assert.Equal(t, Diagnostic{
		Rule: V06, Severity: SeverityError, Type: TypeAcknowledgeInd, check: checkMandatory,
		Field: pduField(FieldTransactionID), Part: -1, Span: wsp.Span{End: 4},
	}, d)
	assert.Equal(t, "X-Mms-Transaction-Id: mandatory header is missing", d.Message())
	assert.Equal(t, "MMS 6.6", d.Section())
	assert.Equal(t, "V06 error, octets 0..4: X-Mms-Transaction-Id: mandatory header is missing (MMS 6.6)", d.String())

	// A fault has the words and the section of the fault table.
	b = octets(t, `8c 85 98 "T1" 8d 90`)
	p, err = Parse(b)
	require.NoError(t, err)
	i := slices.IndexFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.Code == wsp.TextUnterminated })
	require.GreaterOrEqual(t, i, 0)
	d = p.Validate(nil, ProfileOMA)[i]
	assert.Equal(t, V11, d.Rule)
	assert.Equal(t, wsp.Span{Start: 3, End: 7}, d.Span)
	assert.Equal(t, wsp.TextUnterminated.Info().Section, d.Section())
	assert.Contains(t, d.Message(), wsp.TextUnterminated.Info().Text)
}

// TestFaultWeights has V11 weigh a fault by whether the value can be read all the
// same: for every grammar of a value, once so and once not.
func TestFaultWeights(t *testing.T) {
	for _, c := range []struct {
		field     Field
		deviation string // "" where every fault makes the value unreadable
		broken    string // "" where none does
	}{
		{FieldMessageID, `8b "a"`, `8b 01 80`},                          // Text-string
		{FieldContentLocation, `83 "a"`, `83 1f`},                       // Uri-value
		{FieldSubject, `96 02 ea "a"`, `96 1f 80`},                      // Encoded-string
		{FieldTo, `97 "a@b"`, `97 01`},                                  // address
		{FieldResponseText, `93 "a"`, `93 1f`},                          // or Del form
		{FieldMessageClass, `8a "x news" 00`, `8a 01 80`},               // class
		{FieldDeliveryReport, ``, `86 "yes" 00`},                        // Yes/No
		{FieldStatus, ``, `95 01 80`},                                   // other octet
		{FieldResponseStatus, ``, `92 "ok" 00`},                         // or Del form
		{FieldAttributes, ``, `a8 "From" 00`},                           // name of a field
		{FieldMessageSize, `8e 84`, `8e 09 01 02 03 04 05 06 07 08 09`}, // Long-integer
		{FieldDate, `85 00`, `85 "now" 00`},                             // date
		{FieldMessageCount, `ad 00`, `ad "one" 00`},                     // Integer-value
		{FieldExpiry, `88 04 81 01 3c 00`, `88 81`},                     // time
		{FieldFrom, `89 "a@b" 00`, `89 83`},                             // From
		{FieldMMFlags, `a4 04 80 "a" 00 00`, `a4 80`},                   // flags
		{FieldMboxTotals, `aa 03 80 8c 00`, `aa 80`},                    // totals
		{FieldPreviouslySentBy, `a0 04 81 "a" 00 00`, `a0 81`},          // forwarder
		{FieldPreviouslySentDate, `a1 04 81 01 01 00`, `a1 81`},         // its date
		{FieldElementDescriptor, `b2 04 "a" 00 82`, `b2 "a" 00`},        // element
		{FieldContentType, `84 0a 83 81 ea`, `84 00`},                   // media type
	} {
		for weight, s := range map[Severity]string{SeverityWarning: c.deviation, SeverityError: c.broken} {
			if s == "" {
				continue
			}
			p, err := Parse(octets(t, aNotify+s))
			require.NoError(t, err)
			got := p.Validate(nil, ProfileOMA)
			found := slices.ContainsFunc(got, func(d Diagnostic) bool {
				return d.Rule == V11 && d.Severity == weight && d.Field == pduField(c.field)
			})
			assert.True(t, found, "%v: no %v about %s in %v", c.field, weight, s, got)
		}
	}
}

// TestFaultsInside has the faults of a description told once, and of it.
func TestFaultsInside(t *testing.T) {
	b := pduOf(t, aView+mixed+entry("be", descr+` 96 7f "u" 00`)+entry(`9e 8e 81`, "ff"))
	p, err := Parse(b)
	require.NoError(t, err)
	var inside, outside int
	for _, d := range p.Validate(nil, ProfileOMA) {
		switch {
		case d.Type == TypeMboxDescr && d.Part == 0 && d.Rule == V28:
			inside++
		case d.Type == TypeMboxViewConf && d.Part == 1 && d.Rule == V11:
			outside++
		default:
			assert.Fail(t, d.String())
		}
	}
	assert.Equal(t, 1, inside)
	assert.Equal(t, 1, outside)
}

// TestDiagnosticPlaces asks where diagnostics about parts and descriptions lie.
func TestDiagnosticPlaces(t *testing.T) {
	b := pduOf(t, aRetrieve+related+entry(smilPart, `"<smil><img src='a'/></smil>"`)+entry(textPart, `"Hi"`))
	p, err := Parse(b)
	require.NoError(t, err)
	i := slices.IndexFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.check == checkReference })
	require.GreaterOrEqual(t, i, 0)
	d := p.Validate(nil, ProfileOMA)[i]
	assert.Equal(t, `<img src='a'/>`, string(d.Span.In(b)), "the element")
	assert.Equal(t, int32(0), d.Part)
	assert.Contains(t, d.String(), ", part 0: src resolves to no part (MMS 8.3)")

	inner := `8c 93 8d 93 83 "http://mmsc.example/b/9" 00 8b "m9@mmsc.example" 00 8f 83`
	b = pduOf(t, aView+mixed+entry("be", descr)+entry("be", inner))
	p, err = Parse(b)
	require.NoError(t, err)
	got := p.Validate(nil, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, V12, got[0].Rule)
	assert.Equal(t, TypeMboxDescr, got[0].Type)
	assert.Equal(t, int32(1), got[0].Part)
	assert.Equal(t, []byte{0x8F, 0x83}, got[0].Span.In(b))

	// The same description by itself, of which nothing says that it is in a listing.
	for d := range p.Descriptions() {
		for _, x := range d.Validate(nil, ProfileOMA) {
			assert.Equal(t, int32(-1), x.Part)
			assert.Equal(t, got[0].Span, x.Span)
		}
	}
}

// TestValidateLimits has V37 go by the limits of the Decoder, and keeps absence
// out of what was not read to its end.
func TestValidateLimits(t *testing.T) {
	b := pduOf(t, aRetrieve+mixed+entry(imagePart, "ff")+entry(`9e c0 22 "<a>" 00`, "fe"))
	d := Decoder{Mode: Strict, Limits: Limits{Parts: 1}}
	got := d.Validate(nil, b, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, V37, got[0].Rule)
	d.Limits.Parts = 2
	assert.Empty(t, d.Validate(nil, b, ProfileOMA))

	d.Limits.Fields = 1
	for _, x := range d.Validate(nil, b, ProfileAndroid) {
		assert.Equal(t, V37, x.Rule, x)
	}
	d.Limits = Limits{Message: 10}
	got = d.Validate(nil, b, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, checkSize, got[0].check)

	var none PDU
	got = none.Validate(nil, ProfileOMA)
	require.Len(t, got, 1)
	assert.Equal(t, V01, got[0].Rule)
}

// TestSMILBounds has presentations that go beyond what is read of them: nothing
// is said of parts that the rest may refer to.
func TestSMILBounds(t *testing.T) {
	img := `<img src='img1'/>`
	for name, text := range map[string]string{
		"octets": `<smil>` + strings.Repeat(" ", smilOctets) + img + `</smil>`,
		"tokens": `<smil>` + strings.Repeat("<a/>", smilTokens/2) + img + `</smil>`,
		"depth":  strings.Repeat("<smil>", smilDepth+1) + img,
		"syntax": `<smil><a <b` + img,
	} {
		parts := entry(smilPart, `"`+text+`"`) + entry(imagePart, "ff")
		p, err := Parse(pduOf(t, aRetrieve+related+parts))
		require.NoError(t, err)
		for _, d := range p.Validate(nil, ProfileOMA) {
			assert.NotEqual(t, V24, d.Rule, "%s: %v", name, d)
		}
	}
	// Just inside the bounds it is read.
	text := `<smil>` + strings.Repeat("<a/>", smilTokens/2-4) + `</smil>`
	p, err := Parse(pduOf(t, aRetrieve+related+entry(smilPart, `"`+text+`"`)+entry(imagePart, "ff")))
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.check == checkUnreferenced }))
}

// TestSMILForms reads presentations in the forms that occur: encoded, in another
// charset, with a declaration of it.
func TestSMILForms(t *testing.T) {
	for name, part := range map[string]string{
		"base64":           entry(`13 "application/smil" 00 81 ea c0 22 "<smil>" 00 "Content-Transfer-Encoding" 00 "base64" 00`, `"PHNtaWw+PGltZyBzcmM9J3gnLz48L3NtaWw+"`),
		"byte order mark":  entry(smilPart, `ef bb bf "<smil><img src='x'/></smil>"`),
		"latin-1 declared": entry(`13 "application/smil" 00 81 84 c0 22 "<smil>" 00`, `"<?xml version='1.0' encoding='iso-8859-1'?><smil t='" e9 "'><img src='x'/></smil>"`),
		"no quotes":        entry(smilPart, `"<smil><img src=x></smil>"`),
	} {
		b := pduOf(t, aRetrieve+related+part)
		p, err := Parse(b)
		require.NoError(t, err)
		i := slices.IndexFunc(p.Validate(nil, ProfileOMA), func(d Diagnostic) bool { return d.check == checkReference })
		assert.GreaterOrEqual(t, i, 0, name)
	}
}

func TestValidateVectors(t *testing.T) {
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		if v.Kind != testdata.KindPDU {
			continue
		}
		p, _ := Parse(v.Octets)
		got := p.Validate(nil, ProfileAndroid)
		for _, want := range v.Rules {
			if want[0] == 'V' {
				ok := slices.ContainsFunc(got, func(d Diagnostic) bool { return d.Rule.String() == want })
				assert.True(t, ok, "%s: no %s in %v", name, want, got)
			}
		}
		if strings.HasPrefix(name, "mms/11.") {
			for _, d := range got {
				assert.Less(t, d.Severity, SeverityWarning, "%s: %v", name, d)
			}
		}
	}
}

func FuzzValidate(f *testing.F) {
	fuzz.Seed(f, 500, testdata.KindPDU)
	fuzz.Gather(f, 100, func(add func(...[]byte)) {
		for _, c := range ruleCases() {
			if c.check != checkSize {
				add(pduOf(f, c.trips), pduOf(f, c.near))
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		var faults wsp.Faults
		var d Decoder
		p, err := d.Diagnose(b, &faults)
		got := p.Validate(nil, ProfileAndroid)
		w.Step(faults.Len() + len(got))
		require.Equal(t, got, p.Validate(nil, ProfileAndroid), "the same input, the same diagnostics")
		require.Equal(t, before, b)
		whole := wsp.Span{End: uint32(len(b))}
		parts := 0
		c := p.PartCursor()
		for c.Next() {
			w.Step(1)
			parts++
		}
		fromFaults := 0
		for i, x := range got {
			require.True(t, whole.Contains(x.Span), "%v", x)
			require.True(t, x.Part >= -1 && int(x.Part) < parts, "%v of %d parts", x, parts)
			require.NotEmpty(t, x.Message())
			require.NotEmpty(t, x.Section())
			require.False(t, i > 0 && got[i-1].Span.Start > x.Span.Start, "in the order of the octets")
			if x.Code != 0 {
				fromFaults++
			}
		}
		// What has no Message-Type has one diagnostic; else every fault has one, but for what V05 says
		// and for what is told of a description, once by its own walk.
		if p.Type() == 0 {
			require.Error(t, err)
			require.Len(t, got, 1)
		} else if !hasDescriptions(p.Type()) && faults.More() == 0 {
			require.LessOrEqual(t, fromFaults, faults.Len())
			require.GreaterOrEqual(t, fromFaults, faults.Len()-countOf(&p, FieldMMSVersion))
		}
		// ProfileOMA says the same but for A01.
		oma := p.Validate(nil, ProfileOMA)
		rest := slices.DeleteFunc(got, func(x Diagnostic) bool { return x.Rule == A01 })
		require.Equal(t, len(oma), len(rest))
		for i := range oma {
			require.Equal(t, oma[i], rest[i])
		}
	})
}

func countOf(p *PDU, f Field) (n int) {
	c := p.Cursor(f)
	for c.Next() {
		n++
	}
	return n
}
