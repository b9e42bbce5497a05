package scan

import (
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/wsp"
)

// ViewKind says how the octets of a view came to be.
type ViewKind uint8

// The kinds of view.
const (
	ViewMessage ViewKind = iota // a PDU as it was handed in, or nothing when a message has none
	ViewFile                    // octets that are no PDU, taken as one plain part
	ViewPart                    // a plain part of a message without a PDU
	ViewDecoded                 // a part after its transfer encoding was undone
	ViewMember                  // a member of a container
	ViewStream                  // an inflated or otherwise unpacked stream
)

var viewKindNames = [...]string{
	ViewMessage: "message", ViewFile: "file", ViewPart: "part", ViewDecoded: "decoded", ViewMember: "member",
	ViewStream: "stream",
}

// String returns "message", "file", "part", "decoded", "member" or "stream".
func (k ViewKind) String() string { return nameOf(viewKindNames[:], int(k)) }

// View is one buffer of octets that spans count in. View 0 is the outermost one, what was handed in; its number is its
// place in Report.Views. What has no octets of its own there is a view made from its parent.
type View struct {
	Kind   ViewKind
	Parent uint16   // the view it was made from; 0 for view 0
	Part   int32    // the part it belongs to, MessagePart for a message
	Span   wsp.Span // the octets of the parent that it was made from

	data  []byte   // its octets, if the caller has them
	owned wsp.Span // its octets in Report.decoded, if the caller has not
}

// PartInfo is what is known of one part, whether or not a rule had something to say.
type PartInfo struct {
	Parent    int32    // the multipart or mailbox description it is in, MessagePart at the top
	Depth     int      // 0 at the top
	View      uint16   // the view that Span and Data count in
	Span      wsp.Span // the whole entry, with its lengths and headers
	Data      wsp.Span // its data
	Multipart bool     // it is a multipart itself; its parts follow

	declared     wsp.ContentType
	declaredText string
	name         wsp.Text
	nameText     string
	format       classify.Format
}

// Size returns the number of octets of the part as they travel, before any transfer encoding is undone.
func (p *PartInfo) Size() int { return p.Data.Len() }

// AppendDeclared appends the media type that the message gives the part, in small letters and without parameters:
// "image/jpeg". Nothing is appended where it gives none.
func (p *PartInfo) AppendDeclared(dst []byte) []byte {
	if p.declared == nil {
		return appendMedia(dst, p.declaredText)
	}
	from := len(dst)
	dst = p.declared.AppendMedia(dst)
	return appendMedia(dst[:from], dst[from:])
}

// Declared is AppendDeclared as a string; it allocates.
func (p *PartInfo) Declared() string { return string(p.AppendDeclared(nil)) }

// Detected returns the media type that the octets of the part have, after any transfer encoding was undone; "" for a
// multipart and for octets that are nothing we know.
func (p *PartInfo) Detected() string {
	if p.Multipart {
		return ""
	}
	return p.format.Media()
}

// AppendFilename appends the name under which a reader would store the part, in UTF-8 as it stands: the first of name,
// filename, Content-Location and Content-ID. It is the sender's text and may hold anything.
func (p *PartInfo) AppendFilename(dst []byte) []byte {
	if p.nameText != "" {
		return append(dst, p.nameText...)
	}
	return p.name.AppendUTF8(dst)
}

// Filename is AppendFilename as a string; it allocates.
func (p *PartInfo) Filename() string { return string(p.AppendFilename(nil)) }

// appendMedia appends a media type without its parameters, blanks and controls, in small letters. s may lie where it
// appends to.
func appendMedia[T string | []byte](dst []byte, s T) []byte {
	for i := 0; i < len(s) && s[i] != ';'; i++ {
		if c := s[i]; c > ' ' && c != 0x7F {
			dst = append(dst, lower(c))
		}
	}
	return dst
}

// lower returns the small form of an ASCII letter, and any other octet as it is.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}
