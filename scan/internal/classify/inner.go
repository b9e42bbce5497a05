package classify

import (
	"bytes"

	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/zip"
)

// inner adds what stands at fixed places behind the first octets.
func inner(r *Result, b []byte) {
	box(r, b)
	symbian(r, b)
	lha(r, b)
	if has(b, 7, "**ACE**") {
		r.add(ACE, Sure)
	}
	if has(b, 36, "acsp") && len(b) >= 128 && b[0] < 0x10 {
		r.add(ICC, Sure)
	}
	if has(b, 257, "ustar\x00") || has(b, 257, "ustar ") {
		r.add(Tar, Sure)
	}
	if has(b, 34, "LP") {
		switch le32(b, 8) {
		case 0x10000, 0x20001, 0x20002:
			r.add(EOT, Sure)
		}
	}
	if has(b, 128, "DICM") {
		r.add(DICOM, Sure)
	}
	pdf(r, b)
	disk(r, b)
}

// pdf looks for the head of a PDF in the first 1,024 octets, where readers take it from (MMS-MIS-0006).
func pdf(r *Result, b []byte) {
	if b[0] == '%' && r.Has(PDF) {
		r.Formats[0].Confidence = Sure
		return
	}
	h := b[1:min(len(b), 1024+5)]
	i := bytes.Index(h, []byte("%PDF-"))
	if i < 0 {
		return
	}
	if v := i + 6; v+3 > len(b) || b[v]-'0' > 9 || b[v+1] != '.' {
		return
	}
	if r.N > 0 {
		r.add(PDF, Guess)
	} else {
		r.add(PDF, Likely)
	}
}

// disk is for the volume descriptors of optical discs (ECMA-119, ECMA-167), from sector 16.
func disk(r *Result, b []byte) {
	if len(b) < 0x8806 {
		return
	}
	for _, at := range [3]int{0x8001, 0x8801, 0x9001} {
		switch {
		case has(b, at, "CD001"):
			r.add(ISO9660, Sure)
		case has(b, at, "NSR02"), has(b, at, "NSR03"):
			r.add(UDF, Sure)
		}
	}
}

// tail adds what is known by the last octets.
func tail(r *Result, b []byte) {
	if n := len(b); n >= 512 {
		switch {
		case has(b, n-512, "koly\x00\x00\x00\x04"):
			r.add(DMG, Sure)
		case has(b, n-512, "conectix"):
			r.add(VHD, Sure)
		}
	}
	if !r.zip() && bytes.Contains(b[max(0, len(b)-tailWindow):], []byte("PK\x05\x06")) {
		if e, ok := zip.FindEnd(b, media.Whole(b)); ok && !e.Cut {
			archive(r, b)
		}
	}
}

// tailWindow is how much of the end is searched for the end record of an archive when the head is none: that record,
// and a comment of some length. A comment may be 65,535 octets long; to search those takes as long as to walk a photo,
// and is for a rule to decide, which calls zip.FindEnd.
const tailWindow = 1024

// zip reports whether a format that is ZIP inside was found.
func (r *Result) zip() bool {
	for _, m := range r.Formats[:r.N] {
		switch f := m.Format; f {
		case Zip, APK, JAR, IPA, PKPass, XPI, CRX, DOCX, XLSX, PPTX, VSDX, DOCM, XLSM, PPTM, OOXML, ODT, ODS, ODP, ODF, EPUB, IWork:
			return true
		}
	}
	return false
}

// What the members of an archive say.
const (
	hasManifest = 1 << iota // AndroidManifest.xml
	hasDex                  // classes.dex
	hasJarManifest
	hasClass
	hasPayload // Payload/*.app/Info.plist
	hasPass
	hasWebManifest
	hasRSA
	hasTypes // [Content_Types].xml
	hasWord
	hasXL
	hasPPT
	hasVisio
	hasMacro
	hasMimetype
	hasODF
	hasIWork
)

// archive names a ZIP archive by its members: those of its central directory, or of its local headers if it was cut.
func archive(r *Result, b []byte) {
	seen, kind := 0, media.Span{}
	w, ok := zip.Open(b, media.Whole(b))
	for ok && w.Next() {
		e := w.Entry()
		m := member(e.Name.In(b))
		seen |= m
		if m == hasMimetype {
			kind, _ = zip.LocalName(b, e.Local)
		}
	}
	c := Sure
	if w.End().Count == 0 || w.Outcome().Status != media.Complete && seen == 0 {
		c = Likely
	}
	if !ok {
		seen, kind = locals(b)
		c = Likely
	}
	r.members(seen, c, b, kind)
}

// members adds the formats that the members make; kind is the name of the member that says so, in its local header.
func (r *Result) members(seen int, c Confidence, b []byte, kind media.Span) {
	n := r.N
	all := func(m int) bool { return seen&m == m }
	if seen&(hasManifest|hasDex) != 0 {
		r.add(APK, c)
	}
	switch {
	case all(hasJarManifest | hasClass):
		if !r.Has(APK) {
			r.add(JAR, c)
		}
	case all(hasPayload):
		r.add(IPA, c)
	case all(hasPass | hasWebManifest):
		r.add(PKPass, c)
	case all(hasRSA):
		r.add(XPI, c)
	}
	if all(hasTypes) {
		macro := seen&hasMacro != 0
		switch {
		case all(hasWord):
			r.add(pick(macro, DOCM, DOCX), c)
		case all(hasXL):
			r.add(pick(macro, XLSM, XLSX), c)
		case all(hasPPT):
			r.add(pick(macro, PPTM, PPTX), c)
		case all(hasVisio):
			r.add(VSDX, c)
		case r.N == n:
			r.add(OOXML, c)
		}
	}
	if all(hasIWork) {
		r.add(IWork, c)
	}
	if f := mimetype(b, kind); f != Unknown {
		r.add(f, c)
	} else if all(hasMimetype|hasODF) && r.N == n {
		r.add(ODF, c)
	}
	if r.N == n {
		r.add(Zip, c)
	}
}

// ends reports whether b ends in s.
func ends(b []byte, s string) bool { return len(b) >= len(s) && string(b[len(b)-len(s):]) == s }

func pick(cond bool, yes, no Format) Format {
	if cond {
		return yes
	}
	return no
}

// member says what the name of a member tells.
func member(name []byte) int {
	switch string(name) {
	case "AndroidManifest.xml":
		return hasManifest
	case "classes.dex":
		return hasDex
	case "META-INF/MANIFEST.MF":
		return hasJarManifest
	case "META-INF/mozilla.rsa":
		return hasRSA
	case "pass.json":
		return hasPass
	case "manifest.json":
		return hasWebManifest
	case "[Content_Types].xml":
		return hasTypes
	case "mimetype":
		return hasMimetype
	case "content.xml":
		return hasODF
	case "Index/Document.iwa", "index.apxl", "Index.zip", "index.xml":
		return hasIWork
	}
	seen := 0
	switch {
	case has(name, 0, "word/"):
		seen = hasWord
	case has(name, 0, "xl/"):
		seen = hasXL
		if has(name, 3, "macrosheets/") {
			seen |= hasMacro
		}
	case has(name, 0, "ppt/"):
		seen = hasPPT
	case has(name, 0, "visio/"):
		seen = hasVisio
	case has(name, 0, "Payload/") && ends(name, ".app/Info.plist"):
		return hasPayload
	}
	if ends(name, "vbaProject.bin") {
		seen |= hasMacro
	}
	if ends(name, ".class") {
		seen |= hasClass
	}
	return seen
}

// mimetype reads the media type that ODF and EPUB keep in a member that is not compressed; name is that of the member.
func mimetype(b []byte, name media.Span) Format {
	if string(name.In(b)) != "mimetype" {
		return Unknown
	}
	local := b[name.Start-30:]
	extra := le16(local, 28)
	if le16(local, 8) != 0 || extra > len(b)-int(name.End) {
		return Unknown
	}
	t := b[int(name.End)+extra:]
	const odf = "application/vnd.oasis.opendocument."
	switch {
	case has(t, 0, "application/epub+zip"):
		return EPUB
	case has(t, 0, odf+"text"):
		return ODT
	case has(t, 0, odf+"spreadsheet"):
		return ODS
	case has(t, 0, odf+"presentation"):
		return ODP
	case has(t, 0, odf):
		return ODF
	}
	return Unknown
}

// maxLocals is how many members are looked at where there is no central directory.
const maxLocals = 256

// locals reads the names in the local headers of an archive that was cut.
func locals(b []byte) (seen int, kind media.Span) {
	p := uint64(0)
	if !has(b, 0, "PK\x03\x04") {
		p = 4 // the marker of a spanned archive
	}
	for range maxLocals {
		name, ok := zip.LocalName(b, p)
		if !ok {
			return seen, kind
		}
		m := member(name.In(b))
		seen |= m
		if m == hasMimetype {
			kind = name
		}
		size := uint64(le32(b, int(p)+18))
		flags := le16(b, int(p)+6)
		p = uint64(name.End) + uint64(le16(b, int(p)+28)) + size
		if flags&8 != 0 {
			// The size follows the data: look for the next header.
			if p > uint64(len(b)) {
				return seen, kind
			}
			i := bytes.Index(b[p:min(uint64(len(b)), p+1<<20)], []byte("PK\x03\x04"))
			if i < 0 {
				return seen, kind
			}
			p += uint64(i)
		}
	}
	return seen, kind
}
