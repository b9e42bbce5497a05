package classify

import "bytes"

// speech is for the speech codecs that begin with a line (RFC 4867, RFC 4788, RFC 4352).
func speech(r *Result, b []byte) {
	switch {
	case has(b, 0, "#!AMR\n"):
		r.add(AMR, Sure)
	case has(b, 0, "#!AMR-WB\n"):
		r.add(AMRWB, Sure)
	case has(b, 0, "#!AMR-WB_MC1.0\n"):
		r.add(AMRWBMulti, Sure)
	case has(b, 0, "#!AMR_MC1.0\n"):
		r.add(AMRMulti, Sure)
	case has(b, 0, "#!EVRC\n"):
		r.add(EVRC, Sure)
	case has(b, 0, "#!EVRC-B\n"):
		r.add(EVRCB, Sure)
	case has(b, 0, "#!EVRC-WB\n"):
		r.add(EVRCWB, Sure)
	}
}

// id3 looks behind an ID3v2 tag for what it is the tag of.
func id3(r *Result, b []byte) {
	if len(b) < 10 || b[3] > 9 || b[4] == 0xFF || (b[6]|b[7]|b[8]|b[9])&0x80 != 0 {
		if len(b) < 10 {
			r.add(MP3, Guess)
		}
		return
	}
	n := 10 + (int(b[6])<<21 | int(b[7])<<14 | int(b[8])<<7 | int(b[9]))
	if b[5]&0x10 != 0 {
		n += 10
	}
	if n >= len(b) {
		r.add(MP3, Likely)
		return
	}
	var in Result
	rest := b[n:]
	for i := 0; i < 4096 && len(rest) > 0 && rest[0] == 0; i++ { // padding that the size forgot
		rest = rest[1:]
	}
	if len(rest) > 0 {
		switch rest[0] {
		case 0xFF:
			frames(&in, rest)
		case 'f':
			if has(rest, 0, "fLaC") {
				in.add(FLAC, Likely)
			}
		case 'M':
			bigM(&in, rest)
		case 'O':
			if has(rest, 0, "OggS") {
				ogg(&in, rest)
			}
		}
	}
	if f := in.Best(); f.Family() == Audio {
		r.add(f, Likely)
		return
	}
	r.add(MP3, Likely)
}

// frames is for bare MPEG audio and ADTS frames: a valid header, and another one where it says.
func frames(r *Result, b []byte) {
	size, f := frame(b)
	if f == Unknown {
		return
	}
	if size > 0 && size < len(b) {
		if _, g := frame(b[size:]); g == f {
			r.add(f, Sure)
			return
		}
	}
	// One frame alone, or one of free format, which does not say how long it is. FF FE is more often the start of a text.
	if b[1] != 0xFE && (f == AAC || size == 0 || size+4 > len(b) || rest(b[size:])) {
		r.add(f, Guess)
	}
}

// rest reports whether b is what may follow the last frame of a file.
func rest(b []byte) bool { return has(b, 0, "TAG") || has(b, 0, "APETAGEX") || has(b, 0, "ID3") }

var (
	mp3Rates = [16]int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, -1}
	mp2Rates = [16]int{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, -1}
	mp1Rates = [16]int{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, -1}
	lsfRates = [16]int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, -1}
	lsf1     = [16]int{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, -1}
	mpaFreqs = [4][3]int{{11025, 12000, 8000}, {}, {22050, 24000, 16000}, {44100, 48000, 32000}}
)

// frame returns the length of the frame at b, 0 if it does not say, and the format; Unknown if there is no frame.
func frame(b []byte) (int, Format) {
	if len(b) < 4 || b[0] != 0xFF || b[1]&0xE0 != 0xE0 {
		return 0, Unknown
	}
	version, layer := b[1]>>3&3, b[1]>>1&3
	if layer == 0 { // ADTS (ISO 13818-7)
		if b[1]&0xF0 != 0xF0 || len(b) < 7 || b[2]>>2&15 > 12 {
			return 0, Unknown
		}
		n := int(b[3]&3)<<11 | int(b[4])<<3 | int(b[5])>>5
		if n < 7 {
			return 0, Unknown
		}
		return n, AAC
	}
	rate, freq := b[2]>>4, b[2]>>2&3
	if version == 1 || rate == 15 || freq == 3 {
		return 0, Unknown
	}
	hz, pad := mpaFreqs[version][freq], int(b[2]>>1&1)
	switch {
	case rate == 0:
		return 0, MP3
	case layer == 3 && version == 3:
		return (12*1000*mp1Rates[rate]/hz + pad) * 4, MP3
	case layer == 3:
		return (12*1000*lsf1[rate]/hz + pad) * 4, MP3
	case layer == 2 && version == 3:
		return 144*1000*mp2Rates[rate]/hz + pad, MP3
	case layer == 2:
		return 144*1000*lsfRates[rate]/hz + pad, MP3
	case version == 3:
		return 144*1000*mp3Rates[rate]/hz + pad, MP3
	}
	return 72*1000*lsfRates[rate]/hz + pad, MP3
}

// latm is for AAC in LOAS frames: a sync word of 11 bits, and another one where the length of 13 bits says.
func latm(r *Result, b []byte) {
	if len(b) < 3 || b[0] != 0x56 || b[1]&0xE0 != 0xE0 {
		return
	}
	n := 3 + (int(b[1]&0x1F)<<8 | int(b[2]))
	if len(b)-n >= 2 && b[n] == 0x56 && b[n+1]&0xE0 == 0xE0 {
		r.add(LATM, Sure)
	}
}

// ac3 tells AC-3 from E-AC-3 by the bit stream identification (ETSI TS 102 366).
func ac3(r *Result, b []byte) {
	if len(b) < 6 || b[1] != 0x77 {
		return
	}
	switch id := b[5] >> 3; {
	case id <= 10 && b[4]>>6 != 3 && b[4]&0x3F < 38:
		r.add(AC3, Likely)
	case id > 10 && id <= 16:
		r.add(EAC3, Likely)
	}
}

// The codec of a QCP file (RFC 3625), a GUID.
const (
	guidQCELP1 = "\x41\x6D\x7F\x5E\x15\xB1\xD0\x11\xBA\x91\x00\x80\x5F\xB4\xB9\x7E"
	guidQCELP2 = "\x42\x6D\x7F\x5E\x15\xB1\xD0\x11\xBA\x91\x00\x80\x5F\xB4\xB9\x7E"
	guidEVRC   = "\x8D\xD4\x89\xE6\x76\x90\xB5\x46\x91\xEF\x73\x6A\x51\x00\xCE\xB4"
	guidSMV    = "\x75\x2B\x7C\x8D\x97\xA7\x49\xED\x98\x5E\xD5\x3C\x8C\xC7\x5F\x84"
)

// riff tells the forms of a RIFF file apart.
func riff(r *Result, b []byte) {
	if len(b) < 12 {
		return
	}
	switch string(b[8:12]) {
	case "WEBP":
		r.add(WebP, Sure)
	case "WAVE":
		r.add(WAV, Sure)
	case "AVI ", "AVIX":
		r.add(AVI, Sure)
	case "RMID":
		r.add(RMIDI, Sure)
	case "DLS ":
		r.add(DLS, Sure)
	case "sfbk":
		r.add(SoundFont, Sure)
	case "ACON":
		r.add(CUR, Sure)
	case "QLCM":
		r.add(qlcm(b), Likely)
	}
}

// qlcm names the codec of a QCP file by the GUID behind the two octets of the version; some descriptions put it two
// octets further on.
func qlcm(b []byte) Format {
	for _, at := range [2]int{22, 24} {
		switch {
		case has(b, at, guidQCELP1), has(b, at, guidQCELP2):
			return QCELP
		case has(b, at, guidEVRC):
			return EVRCQCP
		case has(b, at, guidSMV):
			return SMV
		}
	}
	return QLCM
}

// ogg names the codec of the first stream by the start of its first packet.
func ogg(r *Result, b []byte) {
	if len(b) < 28 {
		r.add(Ogg, Likely)
		return
	}
	p := 27 + int(b[26])
	switch {
	case has(b, p, "\x01vorbis"):
		r.add(OggVorbis, Sure)
	case has(b, p, "OpusHead"):
		r.add(Opus, Sure)
	case has(b, p, "Speex   "):
		r.add(Speex, Sure)
	case has(b, p, "\x7FFLAC"):
		r.add(OggFLAC, Sure)
	case has(b, p, "\x80theora"), has(b, p, "fishead\x00"), has(b, p, "BBCD\x00"), has(b, p, "\x01video"):
		r.add(OggVideo, Sure)
	default:
		r.add(Ogg, Likely)
	}
}

// ebml tells WebM from Matroska by the DocType in the head.
func ebml(r *Result, b []byte) {
	h := b[:min(len(b), 256)]
	for p := 4; ; {
		i := bytes.Index(h[p:], []byte("\x42\x82"))
		if i < 0 {
			break
		}
		p += i + 2
		switch {
		case has(h, p, "\x84webm"):
			r.add(WebM, Sure)
			return
		case has(h, p, "\x88matroska"):
			r.add(MKV, Sure)
			return
		}
	}
	r.add(MKV, Guess)
}
