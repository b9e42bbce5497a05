package classify

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAgree(t *testing.T) {
	cases := []struct {
		declared string
		format   Format
		want     Agreement
	}{
		{"image/jpeg", JPEG, Same}, {"IMAGE/JPEG; name=\"a.jpg\"", JPEG, Same}, {" image/jpeg ", JPEG, Same},
		{"image/jpg", JPEG, Alias}, {"image/pjpeg", JPEG, Alias}, {"image/x-png", PNG, Alias}, {"image/png", APNG, Alias},
		{"image/jpeg", PNG, SameFamily}, {"image/jpeg", HEIC, SameFamily}, {"image/heif", HEIC, Alias}, {"image/heic", AVIF, SameFamily},
		{"image/jpeg", APK, CrossFamily}, {"image/jpeg", SIS, CrossFamily}, {"audio/mpeg", SIS, CrossFamily}, {"image/jpeg", MP4, CrossFamily},
		{"image/jpeg", PlainText, CrossFamily}, {"text/plain", PE, CrossFamily}, {"image/tiff", DNG, Alias}, {"image/tiff", BigTIFF, Same},
		{"image/vnd.wap.wbmp", WBMP, Same}, {"image/svg+xml", SVG, Same}, {"text/xml", SVG, Alias}, {"application/xml", SMIL, Alias},

		{"audio/3gpp", ThreeGP, Alias}, {"video/3gpp", ThreeGP, Same}, {"video/3gpp", MP4, Alias}, {"audio/mp4", MOV, Alias},
		{"audio/mp4", M4A, Same}, {"video/quicktime", MP4, Alias}, {"audio/amr", ThreeGP, SameFamily}, {"audio/amr", AMRWB, Alias},
		{"audio/amr-wb", AMRWB, Same}, {"audio/amr-wb", AMR, Alias}, {"audio/mp3", MP3, Alias}, {"audio/mpeg", AAC, SameFamily},
		{"audio/mid", MIDI, Alias}, {"audio/sp-midi", MIDI, Alias}, {"application/ogg", OggVorbis, Alias}, {"audio/ogg", Opus, Alias},
		{"video/ogg", OggVorbis, Alias}, {"audio/webm", WebM, Alias}, {"video/mp4", WAV, CrossFamily}, {"audio/wav", WAV, Alias},
		{"audio/qcelp", EVRCQCP, Alias}, {"audio/evrc", EVRCB, Alias}, {"application/x-smaf", SMAF, Alias}, {"audio/imelody", IMelody, Same},
		{"text/x-imelody", IMelody, Alias}, {"text/plain", IMelody, Alias}, {"audio/ogg", JPEG, CrossFamily},

		{"text/x-vcard", VCard21, Same}, {"text/vcard", VCard21, Alias}, {"text/directory", VCard, Alias}, {"text/x-vCard", VCard, Alias},
		{"text/plain", VCard, Alias}, {"text/calendar", VCalendar, Alias}, {"text/x-vcalendar", ICalendar, Alias},
		{"application/smil", SMIL, Same}, {"application/smil+xml", SMIL, Alias}, {"text/xml", SMIL, Alias}, {"text/plain", SMIL, Alias},
		{"application/smil", XML, Alias}, {"application/smil", PlainText, SameFamily}, {"text/html", HTML, Same}, {"text/plain", HTML, Alias},
		{"application/vnd.wap.xhtml+xml", HTML, Alias}, {"text/html", PlainText, SameFamily}, {"text/plain", UTF16Text, Same},
		{"text/javascript", PlainText, CrossFamily}, {"text/x-unheard-of", PlainText, SameFamily}, {"text/plain", Script, CrossFamily},

		{"application/pdf", PDF, Same}, {"application/pdf", Word, SameFamily}, {"application/zip", DOCX, Alias}, {"application/zip", APK, Alias},
		{"application/x-zip-compressed", Zip, Alias}, {"application/vnd.rar", RAR5, Same}, {"application/x-rar-compressed", RAR5, Alias},
		{"application/x-ole-storage", Word, Alias}, {"application/msword", DOCX, SameFamily}, {"application/vnd.ms-excel", Excel, Same},
		{"application/java-archive", JAR, Same}, {"application/java-archive", APK, SameFamily}, {"application/vnd.android.package-archive", APK, Same},
		{"application/vnd.wap.wbxml", WBXMLSI, Alias}, {"font/sfnt", TTF, Alias},

		{"application/octet-stream", PE, Alias}, {"*/*", JPEG, Alias}, {"*", JPEG, Alias}, {"application/*", APK, Alias},
		{"image/*", PNG, Alias}, {"image/*", APK, CrossFamily}, {"application/x-unheard-of", JPEG, Undecided},
		{"", JPEG, Undecided}, {";", JPEG, Undecided}, {"jpeg", JPEG, Undecided}, {"image/jpeg", Unknown, Undecided},
		{"image/jpeg", Empty, Undecided}, {"image/x-unheard-of", JPEG, SameFamily}, {"image/x-unheard-of", ELF, CrossFamily},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, Agree([]byte(c.declared), c.format), "%q and %v", c.declared, c.format)
	}
	for declared, want := range map[string]Family{
		"image/jpeg": Image, "audio/mp4; x=y": Audio, "video/ogg": Video, "text/plain": Text, "application/pdf": Doc, "*/*": NoFamily,
		"application/x-unheard-of": NoFamily, "text/javascript": Exec, "application/zip": Archive, "application/smil": Text,
		"application/vnd.oma.drm.message": Other, "message/rfc822": Doc, "font/x-unheard-of": Font, "": NoFamily,
	} {
		assert.Equal(t, want, DeclaredFamily([]byte(declared)), declared)
	}
}

// TestTables holds the tables that are searched by halves to their order, and the aliases to the formats.
func TestTables(t *testing.T) {
	for i := 1; i < len(aliases); i++ {
		assert.Less(t, aliases[i-1].media, aliases[i].media)
	}
	for i := 1; i < len(extensions); i++ {
		assert.Less(t, extensions[i-1].ext, extensions[i].ext)
		assert.LessOrEqual(t, len(extensions[i].ext), maxExtension)
	}
	for f := Unknown + 1; f < formats; f++ {
		assert.NotEqual(t, Unknown, group([]byte(f.Media())), "%s is not among the aliases", f.Media())
		assert.Equal(t, Same, agreeOrEmpty(f), f.Name())
	}
	// A group is one family, but for the containers of sound and pictures.
	for _, a := range aliases {
		for f := Unknown + 1; f < formats; f++ {
			if rows[f].media == a.media && f != Empty {
				assert.True(t, f.Family() == a.group.Family() || either(f), "%s is %v, its group %v", a.media, f.Family(), a.group.Family())
			}
		}
	}
}

func agreeOrEmpty(f Format) Agreement {
	if f == Empty {
		return Same
	}
	return Agree([]byte(f.Media()), f)
}

// The list of MMS-NAM-0010, as threats.md has it.
var dangerous = []string{
	"apk", "apkm", "xapk", "aab", "sis", "sisx", "jar", "jad", "cod", "alx", "cab", "xap", "ipa", "deb", "exe", "dll", "scr", "pif",
	"com", "cpl", "msi", "msp", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "url", "scf", "reg", "chm",
	"iso", "img", "vhd", "vhdx", "one", "application", "gadget", "jnlp", "mobileconfig", "pkg", "dmg", "app", "desktop", "sh", "elf", "so", "dex",
}

func TestExtensions(t *testing.T) {
	n := 0
	for _, e := range extensions {
		if e.dangerous {
			n++
			assert.True(t, slices.Contains(dangerous, e.ext), e.ext)
		}
		assert.NotEqual(t, NoFamily, e.family)
	}
	assert.Equal(t, len(dangerous), n)
	cases := []struct {
		name, prev, last string
		family           Family
		danger, media    bool
	}{
		{"photo.jpg", "", "jpg", Image, false, true}, {"PHOTO.JPG", "", "JPG", Image, false, true}, {"beauty.jpg.SIS", "jpg", "SIS", Exec, true, false},
		{"invoice.pdf.exe", "pdf", "exe", Exec, true, false}, {"a.tar.gz", "tar", "gz", Archive, false, false},
		{"x.min.js", "min", "js", Exec, true, false}, {"noext", "", "", NoFamily, false, false}, {".htaccess", "", "htaccess", NoFamily, false, false},
		{"a.", "", "", NoFamily, false, false}, {"a.exe. ", "", "exe", Exec, true, false}, {"a.jpg .exe...", "jpg", "exe", Exec, true, false},
		{"dir.apk/photo.jpg", "", "jpg", Image, false, true}, {"C:\\x.y\\z", "", "", NoFamily, false, false},
		{"a.verylongextension", "", "verylongextension", NoFamily, false, false}, {"song.AMR", "", "AMR", Audio, false, true},
		{"clip.3gp", "", "3gp", Video, false, true}, {"card.vcf", "", "vcf", Text, false, true}, {"d.docx", "", "docx", Doc, false, true},
		{"s.mobileconfig", "", "mobileconfig", Exec, true, false}, {"disk.iso", "", "iso", Archive, true, false}, {"n.one", "", "one", Doc, true, false},
		{"", "", "", NoFamily, false, false},
	}
	for _, c := range cases {
		prev, last := Extensions([]byte(c.name))
		assert.Equal(t, c.prev, string(prev), c.name)
		assert.Equal(t, c.last, string(last), c.name)
		assert.Equal(t, c.last, string(Extension([]byte(c.name))), c.name)
		assert.Equal(t, c.family, ExtensionFamily([]byte(c.name)), c.name)
		assert.Equal(t, c.danger, IsDangerous(last), c.name)
		assert.Equal(t, c.media, IsMedia(last), c.name)
	}
}
