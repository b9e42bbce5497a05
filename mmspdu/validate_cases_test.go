package mmspdu

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

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
			aRetrieve + related + entry(smilPart, `"<smil><img src='date:'/></smil>"`),
			aRetrieve + related + entry(smilPart, `"<smil><img src='data:'/></smil>"`),
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
