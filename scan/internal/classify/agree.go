package classify

import "bytes"

// Agreement is how a declared media type stands to what the octets are (MMS-MIS-0001).
type Agreement uint8

const (
	Undecided   Agreement = iota // one of the two is not known
	Same                         // the media type of the format
	Alias                        // another name of it, a name of what it is made of, or a type that says nothing
	SameFamily                   // another format of the same family
	CrossFamily                  // a format of another family
)

// String returns the name of a.
func (a Agreement) String() string {
	switch a {
	case Undecided:
		return "unknown"
	case Same:
		return "same"
	case Alias:
		return "alias"
	case SameFamily:
		return "same-family"
	case CrossFamily:
		return "cross-family"
	}
	return "unknown"
}

// Agree compares a declared media type, in any letter case and with or without parameters, with format f.
func Agree(declared []byte, f Format) Agreement {
	if f == Unknown || f == Empty || f >= formats {
		return Undecided
	}
	d := bare(declared)
	switch {
	case len(d) == 0:
		return Undecided
	case is(d, f.Media()):
		return Same
	case isAny(d):
		return Alias
	}
	g := group(d)
	switch {
	case g != Unknown && g == group([]byte(f.Media())):
		return Alias
	case parent(g, d, f):
		return Alias
	}
	fam, own := declaredFamily(d, g), f.Family()
	switch {
	case fam == NoFamily:
		return Undecided
	case fam == own, sound(fam) && sound(own) && either(f):
		return SameFamily
	}
	return CrossFamily
}

// DeclaredFamily returns the family of a declared media type, NoFamily if it is not known or says nothing.
func DeclaredFamily(declared []byte) Family {
	d := bare(declared)
	if len(d) == 0 || isAny(d) {
		return NoFamily
	}
	return declaredFamily(d, group(d))
}

// bare returns the media type without parameters and white space.
func bare(declared []byte) []byte {
	if i := bytes.IndexByte(declared, ';'); i >= 0 {
		declared = declared[:i]
	}
	return bytes.TrimSpace(declared)
}

// isAny reports whether a media type says nothing about the octets.
func isAny(d []byte) bool {
	for _, s := range &anyTypes {
		if is(d, s) {
			return true
		}
	}
	return false
}

// parent reports whether the declared type d, of group g, names what f is made of.
func parent(g Format, d []byte, f Format) bool {
	switch g {
	case XML:
		switch f {
		case SVG, SMIL, HTML, WML, XMP, Plist, MobileConfig:
			return true
		}
	case PlainText:
		return f.Family() == Text || f == IMelody || f == SVG || f == Mail
	case Zip:
		r := Result{N: 1, Formats: [4]Match{{f, Sure}}}
		return r.zip()
	case CFB:
		switch f {
		case Word, Excel, PowerPoint, Outlook, Visio, Publisher, CFBEncrypted, MSI:
			return true
		}
	case SMIL:
		return f == XML
	case WBXML:
		switch f {
		case WBXMLSI, WBXMLSL, WBXMLCO, WBXMLProv, WBXMLEMN:
			return true
		}
	case Unknown:
		// image/*, as an application may declare.
		if n := len(d); n > 2 && d[n-1] == '*' && d[n-2] == '/' {
			return declaredFamily(d, g) == f.Family()
		}
	}
	return false
}

// sound reports whether a family may be what a container of sound and pictures is declared as.
func sound(f Family) bool { return f == Audio || f == Video }

// either reports whether f is a container that holds sound or pictures or both.
func either(f Format) bool {
	switch f {
	case MP4, M4V, M4A, ThreeGP, ThreeG2, MOV, MKV, WebM, ASF, Ogg, OggVorbis, Opus, OggVideo, RealMedia, MPEGPS, MPEGTS, AVI, DCF2:
		return true
	}
	return false
}

func declaredFamily(d []byte, g Format) Family {
	if g != Unknown {
		return g.Family()
	}
	i := bytes.IndexByte(d, '/')
	if i < 0 {
		return NoFamily
	}
	switch top := d[:i]; {
	case is(top, "image"):
		return Image
	case is(top, "audio"):
		return Audio
	case is(top, "video"):
		return Video
	case is(top, "text"):
		return Text
	case is(top, "font"):
		return Font
	case is(top, "message"):
		return Doc
	}
	return NoFamily
}

// group returns the format that stands for all names of a media type, Unknown if the type is in no table.
func group(d []byte) Format {
	for i := range aliases {
		if is(d, aliases[i].media) {
			return aliases[i].format
		}
	}
	for f := Unknown + 1; f < formats; f++ {
		if is(d, rows[f].media) {
			return f
		}
	}
	return Unknown
}

var anyTypes = [...]string{
	"application/octet-stream", "*/*", "*", "application/*", "binary/octet-stream", "application/x-octet-stream",
	"application/unknown", "application/x-unknown", "application/force-download", "application/x-download",
}

// aliases lists the names under which a format travels, those of rows included where several formats share a group.
var aliases = [...]struct {
	media  string
	format Format
}{
	{"image/jpg", JPEG}, {"image/pjpeg", JPEG}, {"image/x-jpeg", JPEG}, {"image/x-jpg", JPEG}, {"image/jpe", JPEG},
	{"image/jfif", JPEG}, {"image/x-citrix-jpeg", JPEG}, {"image/x-citrix-pjpeg", JPEG},
	{"image/x-png", PNG}, {"image/apng", PNG}, {"image/vnd.mozilla.apng", PNG}, {"image/x-citrix-png", PNG},
	{"image/x-gif", GIF}, {"image/x-citrix-gif", GIF},
	{"image/x-webp", WebP},
	{"image/heif", HEIC}, {"image/heic-sequence", HEIC}, {"image/heif-sequence", HEIC},
	{"image/avif-sequence", AVIF},
	{"image/x-ms-bmp", BMP}, {"image/x-bmp", BMP}, {"image/x-windows-bmp", BMP}, {"image/x-bitmap", BMP},
	{"image/x-wbmp", WBMP}, {"image/wbmp", WBMP}, {"image/vnd.wap.bmp", WBMP},
	{"image/svg", SVG}, {"image/svg-xml", SVG}, {"image/x-svg", SVG}, {"application/svg+xml", SVG},
	{"image/tif", TIFF}, {"image/x-tiff", TIFF}, {"image/x-tif", TIFF}, {"image/x-adobe-dng", TIFF}, {"image/dng", TIFF},
	{"image/x-dng", TIFF}, {"image/x-canon-cr2", TIFF}, {"image/x-nikon-nef", TIFF}, {"image/x-sony-arw", TIFF},
	{"image/tiff-fx", TIFF},
	{"image/x-icon", ICO}, {"image/ico", ICO}, {"image/icon", ICO},
	{"image/photoshop", PSD}, {"image/x-photoshop", PSD}, {"application/x-photoshop", PSD}, {"image/psd", PSD},
	{"image/jpx", JP2}, {"image/jpm", JP2}, {"image/jpeg2000", JP2}, {"image/x-jp2", JP2},
	{"image/x-wmf", WMF}, {"application/x-wmf", WMF}, {"image/x-emf", EMF}, {"application/x-msmetafile", WMF},
	{"image/x-portable-bitmap", PNM}, {"image/x-portable-graymap", PNM}, {"image/x-portable-pixmap", PNM},
	{"image/x.djvu", DjVu}, {"image/x-djvu", DjVu},

	// One container, under the names of its uses: sound only, or with pictures.
	{"video/mp4", MP4}, {"audio/mp4", MP4}, {"application/mp4", MP4}, {"audio/m4a", MP4}, {"audio/x-m4a", MP4},
	{"video/x-m4v", MP4}, {"video/m4v", MP4}, {"video/3gpp", MP4}, {"audio/3gpp", MP4}, {"video/3gp", MP4},
	{"audio/3gp", MP4}, {"video/3gpp2", MP4}, {"audio/3gpp2", MP4}, {"video/3gp2", MP4}, {"video/quicktime", MP4},
	{"video/mov", MP4}, {"audio/x-m4b", MP4}, {"audio/mp4a-latm", MP4}, {"video/mpeg4", MP4}, {"video/mp4v-es", MP4},
	{"audio/mpeg4-generic", MP4}, {"video/x-mp4", MP4}, {"audio/x-mp4", MP4}, {"video/vnd.3gp", MP4}, {"audio/m4b", MP4},
	{"video/matroska", MKV}, {"audio/x-matroska", MKV}, {"audio/matroska", MKV}, {"video/mkv", MKV},
	{"audio/webm", WebM},
	{"video/avi", AVI}, {"video/msvideo", AVI}, {"video/vnd.avi", AVI},
	{"video/x-ms-wmv", ASF}, {"audio/x-ms-wma", ASF}, {"video/x-ms-wm", ASF}, {"application/vnd.ms-asf", ASF},
	{"audio/wma", ASF}, {"video/wmv", ASF}, {"video/x-ms-wmx", ASF},
	{"video/mpg", MPEGPS}, {"video/x-mpeg", MPEGPS}, {"video/mp2p", MPEGPS}, {"video/mp1s", MPEGPS},
	{"video/mp2t", MPEGTS}, {"video/vnd.dlna.mpeg-tts", MPEGTS},
	{"audio/x-pn-realaudio", RealMedia}, {"application/vnd.rn-realmedia", RealMedia}, {"video/vnd.rn-realvideo", RealMedia},
	{"audio/vnd.rn-realaudio", RealMedia}, {"audio/x-realaudio", RealMedia},

	{"audio/x-amr", AMR}, {"audio/amr-nb", AMR}, {"audio/amr-wb", AMR}, {"audio/amr-wb+", AMR}, {"audio/amr_nb", AMR},
	{"audio/x-amr-wb", AMR}, {"audio/awb", AMR},
	{"audio/x-aac", AAC}, {"audio/aacp", AAC}, {"audio/x-hx-aac-adts", AAC}, {"audio/vnd.dlna.adts", AAC}, {"audio/adts", AAC},
	{"audio/mp3", MP3}, {"audio/x-mp3", MP3}, {"audio/mpg", MP3}, {"audio/x-mpeg", MP3}, {"audio/mpeg3", MP3},
	{"audio/x-mpeg-3", MP3}, {"audio/mpa", MP3}, {"audio/x-mpg", MP3}, {"audio/x-mpegaudio", MP3}, {"audio/mp2", MP3},
	{"audio/x-midi", MIDI}, {"audio/mid", MIDI}, {"audio/sp-midi", MIDI}, {"audio/x-mid", MIDI}, {"audio/midi-clip", MIDI},
	{"application/x-midi", MIDI}, {"application/midi", MIDI}, {"audio/rmid", MIDI}, {"x-music/x-midi", MIDI},
	{"audio/xmf", XMF}, {"audio/x-xmf", XMF}, {"audio/xmf0", XMF}, {"audio/xmf1", XMF}, {"application/x-xmf", XMF},
	{"audio/x-imelody", IMelody}, {"text/x-imelody", IMelody}, {"text/imelody", IMelody}, {"audio/imy", IMelody},
	{"application/x-imelody", IMelody}, {"audio/x-imy", IMelody},
	{"application/ogg", Ogg}, {"audio/ogg", Ogg}, {"video/ogg", Ogg}, {"audio/x-ogg", Ogg}, {"audio/vorbis", Ogg},
	{"audio/opus", Ogg}, {"audio/speex", Ogg}, {"application/x-ogg", Ogg}, {"audio/x-vorbis+ogg", Ogg}, {"audio/x-opus", Ogg},
	{"audio/qcelp", QCELP}, {"audio/vnd.qcelp", QCELP}, {"audio/x-qcp", QCELP}, {"audio/qcp", QCELP}, {"audio/x-qcelp", QCELP},
	{"audio/evrc-qcp", QCELP}, {"audio/smv-qcp", QCELP},
	{"audio/evrc", EVRC}, {"audio/evrc0", EVRC}, {"audio/evrc1", EVRC}, {"audio/evrcb", EVRC}, {"audio/evrcwb", EVRC},
	{"audio/x-evrc", EVRC},
	{"application/x-smaf", SMAF}, {"audio/x-mmf", SMAF}, {"audio/mmf", SMAF}, {"audio/smaf", SMAF}, {"application/vnd.yamaha.smaf-audio", SMAF},
	{"application/vnd.smaf", SMAF}, {"audio/x-smaf", SMAF},
	{"audio/x-flac", FLAC},
	{"audio/wav", WAV}, {"audio/wave", WAV}, {"audio/vnd.wave", WAV}, {"audio/x-pn-wav", WAV},
	{"audio/aiff", AIFF}, {"audio/x-aifc", AIFF},
	{"audio/x-ac3", AC3}, {"audio/ac3", AC3}, {"audio/eac3", AC3}, {"audio/x-eac3", AC3},
	{"audio/au", AU}, {"audio/x-au", AU}, {"audio/snd", AU},
	{"audio/x-caf", CAF}, {"audio/caf", CAF},

	{"text/vcard", VCard}, {"text/x-vcard", VCard}, {"text/directory", VCard}, {"application/vcard", VCard},
	{"application/x-vcard", VCard},
	{"text/calendar", ICalendar}, {"text/x-vcalendar", ICalendar}, {"text/vcalendar", ICalendar}, {"application/ics", ICalendar},
	{"application/vcalendar", ICalendar}, {"text/x-vcal", ICalendar}, {"text/x-ical", ICalendar},
	{"text/vnote", VNote}, {"application/x-vnote", VNote},
	{"application/smil+xml", SMIL}, {"text/smil", SMIL}, {"application/x-smil", SMIL}, {"text/x-smil", SMIL},
	{"application/xml", XML}, {"text/xml-external-parsed-entity", XML},
	{"application/xhtml+xml", HTML}, {"application/vnd.wap.xhtml+xml", HTML}, {"text/xhtml", HTML},
	{"text/wml", WML},
	{"audio/x-mpegurl", M3U}, {"audio/mpegurl", M3U}, {"application/x-mpegurl", M3U},

	{"application/x-pdf", PDF}, {"text/pdf", PDF},
	{"application/eps", PostScript}, {"image/x-eps", PostScript}, {"application/ps", PostScript},
	{"text/rtf", RTF}, {"text/richtext", RTF}, {"application/x-rtf", RTF},
	{"application/doc", Word}, {"application/vnd.msword", Word}, {"application/x-msword", Word}, {"application/word", Word},
	{"application/excel", Excel}, {"application/x-excel", Excel}, {"application/x-msexcel", Excel}, {"application/xls", Excel},
	{"application/mspowerpoint", PowerPoint}, {"application/powerpoint", PowerPoint}, {"application/x-mspowerpoint", PowerPoint},
	{"application/x-cfb", CFB}, {"application/msonenote", OneNote}, {"application/ms-tnef", TNEF},

	{"application/x-zip-compressed", Zip}, {"application/x-zip", Zip}, {"multipart/x-zip", Zip},
	{"application/x-rar-compressed", RAR4}, {"application/x-rar", RAR4}, {"application/rar", RAR4}, {"application/vnd.rar", RAR4},
	{"application/x-gzip", Gzip}, {"application/x-gzip-compressed", Gzip}, {"application/x-tgz", Gzip},
	{"application/bzip2", Bzip2}, {"application/x-bzip", Bzip2},
	{"application/x-zstd", Zstd}, {"application/x-compressed", Compress}, {"application/x-z", Compress},
	{"application/x-lha", LHA}, {"application/x-lzh", LHA}, {"application/x-arj-compressed", ARJ}, {"application/x-ace", ACE},
	{"application/x-gtar", Tar}, {"application/x-ustar", Tar},
	{"application/x-cab-compressed", CAB}, {"application/cab", CAB}, {"application/x-cab", CAB},
	{"application/x-cd-image", ISO9660}, {"application/x-diskcopy", DMG},

	{"application/x-msdownload", PE}, {"application/x-dosexec", PE}, {"application/x-msdos-program", PE},
	{"application/x-ms-dos-executable", PE}, {"application/exe", PE}, {"application/x-exe", PE}, {"application/x-msi", MSI},
	{"application/x-executable", ELF}, {"application/x-sharedlib", ELF}, {"application/x-object", ELF}, {"application/x-elf", ELF},
	{"application/x-android-package", APK}, {"application/x-java-archive", JAR}, {"application/jar", JAR},
	{"application/x-java-jar", JAR}, {"application/x-jar", JAR}, {"application/java", JavaClass}, {"application/x-java-class", JavaClass},
	{"application/x-java-vm", JavaClass}, {"text/x-jad", JAD},
	{"application/vnd.symbian.install", SIS}, {"application/x-symbian-install", SIS}, {"x-epoc/x-sisx-app", SIS}, {"application/sis", SIS},
	{"application/x-shockwave-flash", SWF}, {"application/javascript", Script}, {"text/javascript", Script},
	{"application/x-javascript", Script}, {"text/vbscript", Script}, {"application/x-sh", Script}, {"text/x-shellscript", Script},
	{"application/x-ms-shortcut", LNK}, {"application/x-apple-aspen-config", MobileConfig}, {"application/x-chrome-extension", CRX},

	{"application/x-font-ttf", TTF}, {"application/font-sfnt", TTF}, {"font/sfnt", TTF}, {"application/x-font-otf", OTF},
	{"application/vnd.ms-opentype", OTF}, {"application/font-woff", WOFF}, {"application/x-font-woff", WOFF}, {"application/font-woff2", WOFF2},
	{"application/vnd.wap.wbxml", WBXML}, {"application/x-sqlite3", SQLite}, {"application/pkcs7-signature", PKCS7},
	{"application/x-pkcs7-mime", PKCS7},
}
