package maker

import (
	"unicode/utf16"
)

// MIBenums of the charsets that Encoded writes by itself.
const (
	ASCII = 3
	UTF8  = 106
	UCS2  = 1000
	UTF16 = 1015
)

// CharsetSample is a text in one charset: what the octets must become.
type CharsetSample struct {
	Charset uint16 // MIBenum
	Name    string // IANA, lower case
	Octets  string
	Text    string // UTF-8
}

// charsetSamples holds a text for every charset that MMS meets in practice (WSP 9.2). The octets come from two independent
// converters, iconv and Python's codecs, which agreed.
var charsetSamples = [...]CharsetSample{
	{3, "us-ascii", "\x48\x65\x6C\x6C\x6F", "Hello"},
	{4, "iso-8859-1", "\xC9\x74\xE9\x20\xE0\x20\x6C\x61\x20\x70\x6C\x61\x67\x65", "Été à la plage"},
	{5, "iso-8859-2", "\x50\xF8\xED\x6C\x69\xB9\x20\xBE\x6C\x75\xBB\x6F\x75\xE8\x6B\xFD\x20\x6B\xF9\xF2", "Příliš žluťoučký kůň"},
	{6, "iso-8859-3", "\xC6\x75\x20\x76\x69\x20\xFE\x61\x74\x61\x73", "Ĉu vi ŝatas"},
	{7, "iso-8859-4", "\xD3\x65\x6B\x61\x76\x61\x20\xFE\x64\x65\x6E\x73", "Ķekava ūdens"},
	{8, "iso-8859-5", "\xBF\xE0\xD8\xD2\xD5\xE2", "Привет"},
	{9, "iso-8859-6", "\xE5\xD1\xCD\xC8\xC7", "مرحبا"},
	{10, "iso-8859-7", "\xCA\xE1\xEB\xE7\xEC\xDD\xF1\xE1", "Καλημέρα"},
	{11, "iso-8859-8", "\xF9\xEC\xE5\xED", "שלום"},
	{12, "iso-8859-9", "\x47\xFC\x6E\x61\x79\x64\xFD\x6E\x20\xDD\x73\x74\x61\x6E\x62\x75\x6C", "Günaydın İstanbul"},
	{13, "iso-8859-10", "\xDE\xF3\x72\xF0\x75\x72\x20\xBF", "Þórður ŋ"},
	{17, "shift_jis", "\x8E\xCA\x90\x5E\x82\xF0\x91\x97\x82\xE8\x82\xDC\x82\xB7", "写真を送ります"},
	{18, "euc-jp", "\xBC\xCC\xBF\xBF\xA4\xF2\xC1\xF7\xA4\xEA\xA4\xDE\xA4\xB9", "写真を送ります"},
	{36, "ks_c_5601-1987", "\xBE\xC8\xB3\xE7\x20\x8C\x63", "안녕 똠"},
	{38, "euc-kr", "\xBE\xC8\xB3\xE7\xC7\xCF\xBC\xBC\xBF\xE4", "안녕하세요"},
	{39, "iso-2022-jp", "\x1B\x24\x42\x3C\x4C\x3F\x3F\x24\x72\x41\x77\x24\x6A\x24\x5E\x24\x39\x1B\x28\x42", "写真を送ります"},
	{106, "utf-8", "\xC5\xBD\x6C\x75\xC5\xA5\x20\xE7\x85\xA7\xE7\x89\x87\x20\xF0\x9F\x98\x80", "Žluť 照片 😀"},
	{109, "iso-8859-13", "\x41\xE8\x69\xFB\x20\x6C\x61\x62\x61\x69", "Ačiū labai"},
	{110, "iso-8859-14", "\xD0\x79\x6E\x20\x61\x20\xFE\x64", "Ŵyn a ŷd"},
	{111, "iso-8859-15", "\x31\x30\x20\xA4\x20\x64\xE9\x6A\xE0", "10 € déjà"},
	{112, "iso-8859-16", "\x42\x75\x6E\xE3\x20\x7A\x69\x75\x61\x2C\x20\xFE\x61\x72\xE3", "Bună ziua, țară"},
	{113, "gbk", "\xD5\xD5\xC6\xAC\xB0\x6C\xBD\x6F\xC4\xE3", "照片發給你"},
	{114, "gb18030", "\xD5\xD5\xC6\xAC\x94\x39\xFC\x36", "照片😀"},
	{1000, "iso-10646-ucs-2", "\x01\x7D\x00\x6C\x00\x75\x01\x65\x00\x20\x71\x67\x72\x47", "Žluť 照片"},
	{1013, "utf-16be", "\x71\x67\x72\x47\xD8\x3D\xDE\x00", "照片😀"},
	{1014, "utf-16le", "\x67\x71\x47\x72\x3D\xD8\x00\xDE", "照片😀"},
	{1015, "utf-16", "\xFE\xFF\x71\x67\x72\x47\xD8\x3D\xDE\x00", "照片😀"},
	{2024, "windows-31j", "\x87\x40\x94\xD4\x90\xFC", "①番線"},
	{2025, "gb2312", "\xD5\xD5\xC6\xAC\xB7\xA2\xB8\xF8\xC4\xE3", "照片发给你"},
	{2026, "big5", "\xB7\xD3\xA4\xF9\xB6\xC7\xB5\xB9\xA7\x41", "照片傳給你"},
	{2084, "koi8-r", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет"},
	{2088, "koi8-u", "\xEB\xC9\xA7\xD7", "Київ"},
	{2101, "big5-hkscs", "\xB7\xD3\xA4\xF9", "照片"},
	{2109, "windows-874", "\xCA\xC7\xD1\xCA\xB4\xD5", "สวัสดี"},
	{2250, "windows-1250", "\x8E\x6C\x75\x9D\x6F\x75\xE8\x6B\xFD\x20\x96\x20\x6B\xF9\xF2", "Žluťoučký – kůň"},
	{2251, "windows-1251", "\xC2\xF1\xF2\xF0\xE5\xF7\xE0\x20\xE2\x20\xEF\xFF\xF2\xFC", "Встреча в пять"},
	{2252, "windows-1252", "\x31\x30\x20\x80\x20\x96\x20\x93\x64\xE9\x6A\xE0\x94", "10 € – “déjà”"},
	{2253, "windows-1253", "\xCA\xE1\xEB\xE7\xEC\xDD\xF1\xE1", "Καλημέρα"},
	{2254, "windows-1254", "\x47\xFC\x6E\x61\x79\x64\xFD\x6E", "Günaydın"},
	{2255, "windows-1255", "\xF9\xEC\xE5\xED", "שלום"},
	{2256, "windows-1256", "\xE3\xD1\xCD\xC8\xC7", "مرحبا"},
	{2257, "windows-1257", "\x41\xE8\x69\xFB", "Ačiū"},
	{2258, "windows-1258", "\x63\x68\xE0\x6F\x20\xF0\xEA\x6D", "chào đêm"},
	{2259, "tis-620", "\xCA\xC7\xD1\xCA\xB4\xD5", "สวัสดี"},
}

// CharsetSamples returns a text in every charset that MMS meets in practice, by rising MIBenum.
func CharsetSamples() []CharsetSample { return append([]CharsetSample(nil), charsetSamples[:]...) }

// SampleOf returns the sample of the charset with this IANA name, and the UTF-8 one for an unknown name.
func SampleOf(name string) CharsetSample {
	found := CharsetSample{Charset: UTF8, Name: "utf-8", Octets: "?", Text: "?"}
	for _, s := range charsetSamples {
		if s.Name == name {
			return s
		}
		if s.Charset == UTF8 {
			found = s
		}
	}
	return found
}

// wide tells whether a charset has units of 16 bits, so that its text may hold zero octets.
func wide(charset uint16) bool {
	return charset == UCS2 || charset >= 1013 && charset <= UTF16
}

// encodeText writes s in the charset: UTF-16 units big-endian for the wide ones (with a byte order mark for UTF-16),
// else the octets of s as they are.
func encodeText(charset uint16, s string) []byte {
	if !wide(charset) {
		return []byte(s)
	}
	var b []byte
	if charset == UTF16 {
		b = append(b, 0xFE, 0xFF)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if charset == 1014 {
			u = u<<8 | u>>8
		}
		b = append(b, byte(u>>8), byte(u))
	}
	return b
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
