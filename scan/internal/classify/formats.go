package classify

// The formats. Image, audio, video, text, documents, archives, what runs, OMA and WAP, fonts, others.
const (
	Unknown Format = iota
	Empty
	JPEG
	PNG
	APNG
	MNG
	GIF
	WebP
	HEIC
	HEICSequence
	HEIF
	HEIFSequence
	AVIF
	BMP
	WBMP
	SVG
	TIFF
	BigTIFF
	DNG
	CR2
	CR3
	ORF
	RW2
	RAF
	ExifBlock
	Qmage
	JP2
	J2K
	JXL
	JXR
	PSD
	ICO
	CUR
	DjVu
	PNM
	XPM
	WMF
	EMF
	MVG
	ICNS
	QOI
	FLIF
	BPG
	EXR
	DDS
	DWG
	DICOM
	MIE
	EIPVRD
	MP4
	M4V
	ThreeGP
	ThreeG2
	MOV
	MKV
	WebM
	AVI
	ASF
	FLV
	MPEGPS
	MPEGTS
	MPEGVideo
	OggVideo
	RealMedia
	H264
	AMR
	AMRWB
	AMRMulti
	AMRWBMulti
	AMRWBPlus
	AAC
	LATM
	M4A
	MP3
	MIDI
	RMIDI
	XMF
	DLS
	SoundFont
	IMelody
	Ogg
	OggVorbis
	Opus
	Speex
	OggFLAC
	QCELP
	EVRCQCP
	SMV
	QLCM
	EVRC
	EVRCB
	EVRCWB
	SMAF
	FLAC
	APE
	Musepack
	WavPack
	AC3
	EAC3
	CAF
	WAV
	AIFF
	AU
	RealAudio
	GPMF
	VCard21
	VCard
	VCalendar
	ICalendar
	VNote
	VBookmark
	SMIL
	XML
	XMP
	HTML
	WML
	PlainText
	UTF16Text
	LegacyText
	M3U
	CSS
	Plist
	BPlist
	PDF
	PostScript
	EPS
	RTF
	CFB
	Word
	Excel
	PowerPoint
	Outlook
	Visio
	Publisher
	CFBEncrypted
	DOCX
	XLSX
	PPTX
	VSDX
	DOCM
	XLSM
	PPTM
	OOXML
	ODT
	ODS
	ODP
	ODF
	EPUB
	IWork
	OneNote
	TNEF
	Mail
	MHTML
	Zip
	RAR4
	RAR5
	SevenZip
	Gzip
	Bzip2
	XZ
	LZMA
	Zstd
	LZ4
	Lzip
	Compress
	Zlib
	Tar
	Cpio
	Ar
	ACE
	ARJ
	LHA
	Zoo
	StuffIt
	CAB
	InstallShieldCAB
	ISO9660
	UDF
	DMG
	VHD
	VHDX
	VMDK
	WIM
	XAR
	PKPass
	PE
	DOS
	ELF
	MachO
	MachOFat
	DEX
	ODEX
	CDEX
	VDEX
	ARSC
	AXML
	APK
	JAR
	JAD
	JavaClass
	SIS
	SISX
	MSI
	IPA
	MobileConfig
	CRX
	XPI
	Script
	HTA
	LNK
	URLFile
	DesktopFile
	CHM
	SWF
	RegFile
	INF
	Wasm
	DEB
	RPM
	NES
	DRM1
	DCF1
	DCF2
	WBXMLSI
	WBXMLSL
	WBXMLCO
	WBXMLProv
	WBXMLEMN
	WBXML
	TTF
	OTF
	TTC
	WOFF
	WOFF2
	EOT
	Type1
	Access
	SQLite
	ICC
	PKCS7
	PGP
	formats
)

var rows = [formats]row{
	Unknown:          {"application/octet-stream", "unknown", NoFamily, NoClass},
	Empty:            {"application/x-empty", "empty", NoFamily, NoClass},
	JPEG:             {"image/jpeg", "JPEG", Image, NoClass},
	PNG:              {"image/png", "PNG", Image, NoClass},
	APNG:             {"image/apng", "animated PNG", Image, NoClass},
	MNG:              {"video/x-mng", "MNG", Image, NoClass},
	GIF:              {"image/gif", "GIF", Image, NoClass},
	WebP:             {"image/webp", "WebP", Image, NoClass},
	HEIC:             {"image/heic", "HEIC", Image, NoClass},
	HEICSequence:     {"image/heic-sequence", "HEIC sequence", Image, NoClass},
	HEIF:             {"image/heif", "HEIF", Image, NoClass},
	HEIFSequence:     {"image/heif-sequence", "HEIF sequence", Image, NoClass},
	AVIF:             {"image/avif", "AVIF", Image, NoClass},
	BMP:              {"image/bmp", "BMP", Image, NoClass},
	WBMP:             {"image/vnd.wap.wbmp", "WBMP", Image, NoClass},
	SVG:              {"image/svg+xml", "SVG", Image, NoClass},
	TIFF:             {"image/tiff", "TIFF", Image, NoClass},
	BigTIFF:          {"image/tiff", "BigTIFF", Image, NoClass},
	DNG:              {"image/x-adobe-dng", "DNG", Image, NoClass},
	CR2:              {"image/x-canon-cr2", "Canon CR2", Image, NoClass},
	CR3:              {"image/x-canon-cr3", "Canon CR3", Image, NoClass},
	ORF:              {"image/x-olympus-orf", "Olympus ORF", Image, NoClass},
	RW2:              {"image/x-panasonic-rw2", "Panasonic RW2", Image, NoClass},
	RAF:              {"image/x-fuji-raf", "Fujifilm RAF", Image, NoClass},
	ExifBlock:        {"application/x-exif", "bare Exif block", Image, NoClass},
	Qmage:            {"image/x-qmage", "Samsung Qmage", Image, NoClass},
	JP2:              {"image/jp2", "JPEG 2000", Image, NoClass},
	J2K:              {"image/x-jp2-codestream", "JPEG 2000 codestream", Image, NoClass},
	JXL:              {"image/jxl", "JPEG XL", Image, NoClass},
	JXR:              {"image/vnd.ms-photo", "JPEG XR", Image, NoClass},
	PSD:              {"image/vnd.adobe.photoshop", "Photoshop", Image, NoClass},
	ICO:              {"image/vnd.microsoft.icon", "Windows icon", Image, NoClass},
	CUR:              {"image/x-win-bitmap", "Windows cursor", Image, NoClass},
	DjVu:             {"image/vnd.djvu", "DjVu", Image, NoClass},
	PNM:              {"image/x-portable-anymap", "Netpbm", Image, NoClass},
	XPM:              {"image/x-xpixmap", "XPM", Image, NoClass},
	WMF:              {"image/wmf", "Windows metafile", Image, NoClass},
	EMF:              {"image/emf", "Windows enhanced metafile", Image, NoClass},
	MVG:              {"image/x-mvg", "ImageMagick vector graphics", Image, NoClass},
	ICNS:             {"image/x-icns", "Apple icons", Image, NoClass},
	QOI:              {"image/qoi", "QOI", Image, NoClass},
	FLIF:             {"image/flif", "FLIF", Image, NoClass},
	BPG:              {"image/bpg", "BPG", Image, NoClass},
	EXR:              {"image/x-exr", "OpenEXR", Image, NoClass},
	DDS:              {"image/vnd.ms-dds", "DirectDraw surface", Image, NoClass},
	DWG:              {"image/vnd.dwg", "AutoCAD drawing", Image, NoClass},
	DICOM:            {"application/dicom", "DICOM", Image, NoClass},
	MIE:              {"application/x-mie", "MIE metadata", Image, NoClass},
	EIPVRD:           {"application/x-canon-vrd", "Canon VRD", Image, NoClass},
	MP4:              {"video/mp4", "MP4", Video, NoClass},
	M4V:              {"video/x-m4v", "M4V", Video, NoClass},
	ThreeGP:          {"video/3gpp", "3GP", Video, NoClass},
	ThreeG2:          {"video/3gpp2", "3G2", Video, NoClass},
	MOV:              {"video/quicktime", "QuickTime", Video, NoClass},
	MKV:              {"video/x-matroska", "Matroska", Video, NoClass},
	WebM:             {"video/webm", "WebM", Video, NoClass},
	AVI:              {"video/x-msvideo", "AVI", Video, NoClass},
	ASF:              {"video/x-ms-asf", "ASF (WMA, WMV)", Video, NoClass},
	FLV:              {"video/x-flv", "Flash video", Video, NoClass},
	MPEGPS:           {"video/mpeg", "MPEG program stream", Video, NoClass},
	MPEGTS:           {"video/mp2t", "MPEG transport stream", Video, NoClass},
	MPEGVideo:        {"video/mpeg", "MPEG video", Video, NoClass},
	OggVideo:         {"video/ogg", "Ogg Theora", Video, NoClass},
	RealMedia:        {"application/vnd.rn-realmedia", "RealMedia", Video, NoClass},
	H264:             {"video/h264", "H.264 stream", Video, NoClass},
	AMR:              {"audio/amr", "AMR", Audio, NoClass},
	AMRWB:            {"audio/amr-wb", "AMR-WB", Audio, NoClass},
	AMRMulti:         {"audio/amr", "AMR multichannel", Audio, NoClass},
	AMRWBMulti:       {"audio/amr-wb", "AMR-WB multichannel", Audio, NoClass},
	AMRWBPlus:        {"audio/amr-wb+", "AMR-WB+", Audio, NoClass},
	AAC:              {"audio/aac", "AAC ADTS", Audio, NoClass},
	LATM:             {"audio/mp4a-latm", "AAC LATM", Audio, NoClass},
	M4A:              {"audio/mp4", "M4A", Audio, NoClass},
	MP3:              {"audio/mpeg", "MPEG audio", Audio, NoClass},
	MIDI:             {"audio/midi", "MIDI", Audio, NoClass},
	RMIDI:            {"audio/midi", "RIFF MIDI", Audio, NoClass},
	XMF:              {"audio/mobile-xmf", "XMF", Audio, NoClass},
	DLS:              {"audio/dls", "DLS", Audio, NoClass},
	SoundFont:        {"audio/x-sfbk", "SoundFont", Audio, NoClass},
	IMelody:          {"audio/imelody", "iMelody", Audio, NoClass},
	Ogg:              {"audio/ogg", "Ogg", Audio, NoClass},
	OggVorbis:        {"audio/ogg", "Ogg Vorbis", Audio, NoClass},
	Opus:             {"audio/opus", "Ogg Opus", Audio, NoClass},
	Speex:            {"audio/speex", "Ogg Speex", Audio, NoClass},
	OggFLAC:          {"audio/ogg", "Ogg FLAC", Audio, NoClass},
	QCELP:            {"audio/qcelp", "QCELP", Audio, NoClass},
	EVRCQCP:          {"audio/evrc-qcp", "EVRC in QCP", Audio, NoClass},
	SMV:              {"audio/smv-qcp", "SMV in QCP", Audio, NoClass},
	QLCM:             {"audio/vnd.qcelp", "QCP with an unknown codec", Audio, NoClass},
	EVRC:             {"audio/evrc", "EVRC", Audio, NoClass},
	EVRCB:            {"audio/evrcb", "EVRC-B", Audio, NoClass},
	EVRCWB:           {"audio/evrcwb", "EVRC-WB", Audio, NoClass},
	SMAF:             {"application/vnd.smaf", "SMAF", Audio, NoClass},
	FLAC:             {"audio/flac", "FLAC", Audio, NoClass},
	APE:              {"audio/x-ape", "Monkey's Audio", Audio, NoClass},
	Musepack:         {"audio/x-musepack", "Musepack", Audio, NoClass},
	WavPack:          {"audio/x-wavpack", "WavPack", Audio, NoClass},
	AC3:              {"audio/ac3", "AC-3", Audio, NoClass},
	EAC3:             {"audio/eac3", "E-AC-3", Audio, NoClass},
	CAF:              {"audio/x-caf", "Core Audio", Audio, NoClass},
	WAV:              {"audio/x-wav", "WAVE", Audio, NoClass},
	AIFF:             {"audio/x-aiff", "AIFF", Audio, NoClass},
	AU:               {"audio/basic", "Sun audio", Audio, NoClass},
	RealAudio:        {"audio/vnd.rn-realaudio", "RealAudio", Audio, NoClass},
	GPMF:             {"application/x-gpmf", "GoPro metadata", Other, NoClass},
	VCard21:          {"text/x-vcard", "vCard 2.1", Text, NoClass},
	VCard:            {"text/vcard", "vCard", Text, NoClass},
	VCalendar:        {"text/x-vcalendar", "vCalendar 1.0", Text, NoClass},
	ICalendar:        {"text/calendar", "iCalendar", Text, NoClass},
	VNote:            {"text/x-vnote", "vNote", Text, NoClass},
	VBookmark:        {"text/x-vbookmark", "vBookmark", Text, NoClass},
	SMIL:             {"application/smil", "SMIL", Text, NoClass},
	XML:              {"text/xml", "XML", Text, NoClass},
	XMP:              {"application/rdf+xml", "XMP", Text, NoClass},
	HTML:             {"text/html", "HTML", Text, NoClass},
	WML:              {"text/vnd.wap.wml", "WML", Text, NoClass},
	PlainText:        {"text/plain", "text", Text, NoClass},
	UTF16Text:        {"text/plain", "UTF-16 text", Text, NoClass},
	LegacyText:       {"text/plain", "8-bit text", Text, NoClass},
	M3U:              {"application/vnd.apple.mpegurl", "M3U playlist", Text, NoClass},
	CSS:              {"text/css", "CSS", Text, NoClass},
	Plist:            {"application/x-plist", "Apple property list", Other, NoClass},
	BPlist:           {"application/x-bplist", "Apple binary property list", Other, NoClass},
	PDF:              {"application/pdf", "PDF", Doc, NoClass},
	PostScript:       {"application/postscript", "PostScript", Doc, NoClass},
	EPS:              {"application/postscript", "EPS with a preview", Doc, NoClass},
	RTF:              {"application/rtf", "RTF", Doc, NoClass},
	CFB:              {"application/x-ole-storage", "OLE compound file", Doc, NoClass},
	Word:             {"application/msword", "Word", Doc, NoClass},
	Excel:            {"application/vnd.ms-excel", "Excel", Doc, NoClass},
	PowerPoint:       {"application/vnd.ms-powerpoint", "PowerPoint", Doc, NoClass},
	Outlook:          {"application/vnd.ms-outlook", "Outlook message", Doc, NoClass},
	Visio:            {"application/vnd.visio", "Visio", Doc, NoClass},
	Publisher:        {"application/vnd.ms-publisher", "Publisher", Doc, NoClass},
	CFBEncrypted:     {"application/x-ole-storage", "encrypted Office document", Doc, NoClass},
	DOCX:             {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (OOXML)", Doc, NoClass},
	XLSX:             {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (OOXML)", Doc, NoClass},
	PPTX:             {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint (OOXML)", Doc, NoClass},
	VSDX:             {"application/vnd.ms-visio.drawing", "Visio (OOXML)", Doc, NoClass},
	DOCM:             {"application/vnd.ms-word.document.macroenabled.12", "Word with macros", Doc, ClassMacro},
	XLSM:             {"application/vnd.ms-excel.sheet.macroenabled.12", "Excel with macros", Doc, ClassMacro},
	PPTM:             {"application/vnd.ms-powerpoint.presentation.macroenabled.12", "PowerPoint with macros", Doc, ClassMacro},
	OOXML:            {"application/x-ooxml", "OOXML", Doc, NoClass},
	ODT:              {"application/vnd.oasis.opendocument.text", "OpenDocument text", Doc, NoClass},
	ODS:              {"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet", Doc, NoClass},
	ODP:              {"application/vnd.oasis.opendocument.presentation", "OpenDocument presentation", Doc, NoClass},
	ODF:              {"application/vnd.oasis.opendocument", "OpenDocument", Doc, NoClass},
	EPUB:             {"application/epub+zip", "EPUB", Doc, NoClass},
	IWork:            {"application/x-iwork", "Apple iWork", Doc, NoClass},
	OneNote:          {"application/onenote", "OneNote", Doc, ClassNote},
	TNEF:             {"application/vnd.ms-tnef", "TNEF", Doc, ClassMail},
	Mail:             {"message/rfc822", "mail message", Doc, ClassMail},
	MHTML:            {"multipart/related", "MHTML", Doc, ClassMail},
	Zip:              {"application/zip", "ZIP", Archive, NoClass},
	RAR4:             {"application/vnd.rar", "RAR 4", Archive, NoClass},
	RAR5:             {"application/vnd.rar", "RAR 5", Archive, NoClass},
	SevenZip:         {"application/x-7z-compressed", "7-Zip", Archive, NoClass},
	Gzip:             {"application/gzip", "gzip", Archive, NoClass},
	Bzip2:            {"application/x-bzip2", "bzip2", Archive, NoClass},
	XZ:               {"application/x-xz", "xz", Archive, NoClass},
	LZMA:             {"application/x-lzma", "LZMA", Archive, NoClass},
	Zstd:             {"application/zstd", "Zstandard", Archive, NoClass},
	LZ4:              {"application/x-lz4", "LZ4", Archive, NoClass},
	Lzip:             {"application/x-lzip", "lzip", Archive, NoClass},
	Compress:         {"application/x-compress", "compress", Archive, NoClass},
	Zlib:             {"application/zlib", "zlib", Archive, NoClass},
	Tar:              {"application/x-tar", "tar", Archive, NoClass},
	Cpio:             {"application/x-cpio", "cpio", Archive, NoClass},
	Ar:               {"application/x-archive", "ar", Archive, NoClass},
	ACE:              {"application/x-ace-compressed", "ACE", Archive, NoClass},
	ARJ:              {"application/x-arj", "ARJ", Archive, NoClass},
	LHA:              {"application/x-lzh-compressed", "LHA", Archive, NoClass},
	Zoo:              {"application/x-zoo", "Zoo", Archive, NoClass},
	StuffIt:          {"application/x-stuffit", "StuffIt", Archive, NoClass},
	CAB:              {"application/vnd.ms-cab-compressed", "Cabinet", Archive, ClassCAB},
	InstallShieldCAB: {"application/x-installshield", "InstallShield cabinet", Archive, ClassCAB},
	ISO9660:          {"application/x-iso9660-image", "ISO 9660 image", Archive, ClassDisk},
	UDF:              {"application/x-udf-image", "UDF image", Archive, ClassDisk},
	DMG:              {"application/x-apple-diskimage", "Apple disk image", Archive, ClassDisk},
	VHD:              {"application/x-vhd", "VHD disk image", Archive, ClassDisk},
	VHDX:             {"application/x-vhdx", "VHDX disk image", Archive, ClassDisk},
	VMDK:             {"application/x-vmdk", "VMDK disk image", Archive, ClassDisk},
	WIM:              {"application/x-ms-wim", "Windows image", Archive, ClassDisk},
	XAR:              {"application/x-xar", "XAR (macOS package)", Archive, ClassDisk},
	PKPass:           {"application/vnd.apple.pkpass", "Wallet pass", Archive, NoClass},
	PE:               {"application/vnd.microsoft.portable-executable", "Windows PE", Exec, ClassPE},
	DOS:              {"application/x-dosexec", "DOS executable", Exec, ClassPE},
	ELF:              {"application/x-elf", "ELF", Exec, ClassELF},
	MachO:            {"application/x-mach-binary", "Mach-O", Exec, ClassMachO},
	MachOFat:         {"application/x-mach-binary", "Mach-O universal", Exec, ClassMachO},
	DEX:              {"application/vnd.android.dex", "DEX", Exec, ClassDEX},
	ODEX:             {"application/vnd.android.dey", "ODEX", Exec, ClassDEX},
	CDEX:             {"application/vnd.android.cdex", "CDEX", Exec, ClassDEX},
	VDEX:             {"application/vnd.android.vdex", "VDEX", Exec, ClassDEX},
	ARSC:             {"application/vnd.android.arsc", "Android resource table", Exec, ClassDEX},
	AXML:             {"application/vnd.android.axml", "Android binary XML", Exec, ClassDEX},
	APK:              {"application/vnd.android.package-archive", "APK", Exec, ClassAPK},
	JAR:              {"application/java-archive", "JAR", Exec, ClassJAR},
	JAD:              {"text/vnd.sun.j2me.app-descriptor", "JAD", Exec, ClassJAD},
	JavaClass:        {"application/java-vm", "Java class", Exec, ClassJava},
	SIS:              {"application/vnd.symbian.install", "Symbian SIS", Exec, ClassSIS},
	SISX:             {"x-epoc/x-sisx-app", "Symbian SISX", Exec, ClassSISX},
	MSI:              {"application/x-msi", "Windows Installer", Exec, ClassMSI},
	IPA:              {"application/x-ios-app", "IPA", Exec, ClassIPA},
	MobileConfig:     {"application/x-apple-aspen-config", "iOS configuration profile", Exec, ClassConfig},
	CRX:              {"application/x-google-chrome-extension", "Chrome extension", Exec, ClassCRX},
	XPI:              {"application/x-xpinstall", "Mozilla extension", Exec, ClassCRX},
	Script:           {"text/x-script", "script", Exec, ClassScript},
	HTA:              {"application/hta", "HTML application", Exec, ClassHTA},
	LNK:              {"application/x-ms-shortcut", "Windows shortcut", Exec, ClassLNK},
	URLFile:          {"application/x-mswinurl", "internet shortcut", Exec, ClassURL},
	DesktopFile:      {"application/x-desktop", "desktop entry", Exec, ClassURL},
	CHM:              {"application/vnd.ms-htmlhelp", "Windows help", Exec, ClassCHM},
	SWF:              {"application/vnd.adobe.flash.movie", "Flash", Exec, ClassFlash},
	RegFile:          {"text/x-ms-regedit", "registry text", Exec, ClassReg},
	INF:              {"application/x-setupscript", "setup text", Exec, ClassReg},
	Wasm:             {"application/wasm", "WebAssembly", Exec, NoClass},
	DEB:              {"application/vnd.debian.binary-package", "Debian package", Exec, NoClass},
	RPM:              {"application/x-rpm", "RPM package", Exec, NoClass},
	NES:              {"application/x-nintendo-nes-rom", "NES program", Exec, NoClass},
	DRM1:             {"application/vnd.oma.drm.message", "OMA DRM v1 message", Other, ClassDRM},
	DCF1:             {"application/vnd.oma.drm.content", "OMA DCF v1", Other, ClassDRM},
	DCF2:             {"application/vnd.oma.drm.dcf", "OMA DCF v2", Other, ClassDRM},
	WBXMLSI:          {"application/vnd.wap.sic", "WAP service indication", Other, NoClass},
	WBXMLSL:          {"application/vnd.wap.slc", "WAP service loading", Other, NoClass},
	WBXMLCO:          {"application/vnd.wap.coc", "WAP cache operation", Other, NoClass},
	WBXMLProv:        {"application/vnd.wap.connectivity-wbxml", "OMA client provisioning", Other, NoClass},
	WBXMLEMN:         {"application/vnd.wap.emn+wbxml", "e-mail notification", Other, NoClass},
	WBXML:            {"application/vnd.wap.wbxml", "WBXML", Other, NoClass},
	TTF:              {"font/ttf", "TrueType", Font, NoClass},
	OTF:              {"font/otf", "OpenType", Font, NoClass},
	TTC:              {"font/collection", "font collection", Font, NoClass},
	WOFF:             {"font/woff", "WOFF", Font, NoClass},
	WOFF2:            {"font/woff2", "WOFF2", Font, NoClass},
	EOT:              {"application/vnd.ms-fontobject", "EOT", Font, NoClass},
	Type1:            {"application/x-font-type1", "Type 1 font", Font, NoClass},
	Access:           {"application/x-msaccess", "Access database", Other, NoClass},
	SQLite:           {"application/vnd.sqlite3", "SQLite", Other, NoClass},
	ICC:              {"application/vnd.iccprofile", "ICC profile", Other, NoClass},
	PKCS7:            {"application/pkcs7-mime", "CMS (PKCS #7)", Other, NoClass},
	PGP:              {"application/pgp-encrypted", "OpenPGP", Other, NoClass},
}
