// Package classify says what the octets of an attachment are, whatever its name and type say: by the first octets and a
// few fixed places further on (threats.md §17). It never inflates or decodes, allocates nothing, does a bounded amount of
// work in a fixed order, and so answers the same on every machine.
package classify

// Format is a file format that this package tells from others. The numbers may change from version to version.
type Format uint16

// Family is what kind of thing a format is, for the comparison with a declared type (MMS-MIS-0001).
type Family uint8

const (
	NoFamily Family = iota
	Image
	Audio
	Video
	Text
	Archive
	Exec // executables, installers, scripts, shortcuts: what runs or installs
	Doc
	Font
	Other
)

var familyNames = [...]string{"unknown", "image", "audio", "video", "text", "archive", "exec", "doc", "font", "other"}

// String returns the name of f.
func (f Family) String() string {
	if int(f) < len(familyNames) {
		return familyNames[f]
	}
	return "unknown"
}

// Class is the number of the rule MMS-MAL-nnnn whose byte condition a format is; 0 is none.
type Class uint8

const (
	NoClass     Class = 0
	ClassPE     Class = 1 // Windows PE, DOS
	ClassELF    Class = 2
	ClassMachO  Class = 3
	ClassDEX    Class = 4 // DEX, ODEX, VDEX, CDEX, ARSC, AXML
	ClassAPK    Class = 5
	ClassJAR    Class = 7
	ClassJAD    Class = 8
	ClassJava   Class = 9
	ClassSIS    Class = 10
	ClassSISX   Class = 11
	ClassCAB    Class = 12
	ClassMSI    Class = 13
	ClassIPA    Class = 14
	ClassConfig Class = 15 // iOS configuration profile
	ClassCRX    Class = 16 // browser extension
	ClassScript Class = 17
	ClassHTA    Class = 18
	ClassLNK    Class = 19
	ClassURL    Class = 20 // internet shortcuts and their like
	ClassNote   Class = 21 // OneNote
	ClassMacro  Class = 23 // OOXML with macros
	ClassDisk   Class = 27 // disk image
	ClassCHM    Class = 28
	ClassFlash  Class = 29
	ClassReg    Class = 33 // registry and setup text
	ClassDRM    Class = 34
	ClassMail   Class = 36
)

// Confidence says how much of a format was seen.
type Confidence uint8

const (
	Guess  Confidence = iota + 1 // two octets, or the look of a text
	Likely                       // a signature
	Sure                         // a signature, and what must stand elsewhere if it is one
)

// String returns the name of c.
func (c Confidence) String() string {
	switch c {
	case Guess:
		return "guess"
	case Likely:
		return "likely"
	case Sure:
		return "sure"
	}
	return "none"
}

// row is what there is to say about a format.
type row struct {
	media  string // its media type, in lower case
	name   string // its name, for people
	family Family
	class  Class
}

func (f Format) row() *row {
	if f >= formats {
		f = Unknown
	}
	return &rows[f]
}

// Media returns the media type of f, in lower case, or application/octet-stream for Unknown.
func (f Format) Media() string { return f.row().media }

// Name returns the name of f for people.
func (f Format) Name() string { return f.row().name }

// String returns the name of f for people.
func (f Format) String() string { return f.row().name }

// Family returns the family of f.
func (f Format) Family() Family { return f.row().family }

// Class returns the MAL class of f, or NoClass.
func (f Format) Class() Class { return f.row().class }
