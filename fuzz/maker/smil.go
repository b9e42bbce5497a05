package maker

import (
	"fmt"
	"strings"
)

// Slide is one page of a presentation: the names of what it shows, as src attributes; "" for none.
type Slide struct{ Image, Text, Audio, Video string }

// SMIL writes a presentation as phones do: an image region above a text region, five seconds a slide.
func SMIL(slides ...Slide) []byte {
	var b strings.Builder
	b.WriteString(`<smil><head><layout><root-layout width="320px" height="480px"/>` +
		`<region id="Image" width="320px" height="320px" left="0px" top="0px" fit="meet"/>` +
		`<region id="Text" width="320px" height="160px" left="0px" top="320px" fit="scroll"/></layout></head><body>`)
	for _, s := range slides {
		b.WriteString(`<par dur="5000ms">`)
		for _, e := range [...]struct{ tag, src, region string }{
			{"img", s.Image, ` region="Image"`}, {"video", s.Video, ` region="Image"`},
			{"text", s.Text, ` region="Text"`}, {"audio", s.Audio, ""},
		} {
			if e.src != "" {
				fmt.Fprintf(&b, `<%s src="%s"%s/>`, e.tag, e.src, e.region)
			}
		}
		b.WriteString(`</par>`)
	}
	b.WriteString(`</body></smil>`)
	return []byte(b.String())
}

// Presentation is the SMIL part of a message, with the id "smil".
func Presentation(slides ...Slide) Part {
	return Part{
		Type:    Type("application/smil", Charset(UTF8), Name("smil.xml")),
		Headers: []Field{ID("smil"), Location("smil.xml")},
		Data:    SMIL(slides...),
	}
}
