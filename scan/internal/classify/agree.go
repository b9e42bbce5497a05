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
	case MP4, M4V, M4A, ThreeGP, ThreeG2, MOV, MKV, WebM, ASF, Ogg, OggVorbis, Opus, OggVideo, RealMedia, RealAudio, MPEGPS, MPEGTS, AVI, DCF2:
		return true
	}
	return false
}

// declaredFamily goes by the top level of image, audio and video, else by the group: text/javascript is no text.
func declaredFamily(d []byte, g Format) Family {
	top := d[:max(0, bytes.IndexByte(d, '/'))]
	switch {
	case is(top, "image"):
		return Image
	case is(top, "audio"):
		return Audio
	case is(top, "video"):
		return Video
	case g != Unknown:
		return g.Family()
	case is(top, "text"):
		return Text
	case is(top, "font"):
		return Font
	case is(top, "message"):
		return Doc
	}
	return NoFamily
}

// maxType is longer than any media type in the table.
const maxType = 96

// group returns the format that stands for all names of a media type, Unknown if the type is in no table.
func group(d []byte) Format {
	if len(d) == 0 || len(d) > maxType {
		return Unknown
	}
	var low [maxType]byte
	for i, c := range d {
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	key := low[:len(d)]
	lo, hi := 0, len(aliases)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if aliases[m].media < string(key) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(aliases) && aliases[lo].media == string(key) {
		return aliases[lo].group
	}
	return Unknown
}

var anyTypes = [...]string{
	"application/octet-stream", "*/*", "*", "application/*", "binary/octet-stream", "application/x-octet-stream",
	"application/unknown", "application/x-unknown", "application/force-download", "application/x-download",
}
