package classify

import "github.com/h2non/filetype/matchers"

// others asks the matchers of filetype about what our own table does not know, in this order. They get the first 4 KiB.
//
// What is called here reads fixed places only. Never call Match, which goes by the order of a map; Heif, which copies
// every brand of an ftyp box; Docx, Xlsx, Pptx and Zst, whose 32-bit sums index out of range on 32-bit machines.
func others(r *Result, b []byte) {
	h := b[:min(len(b), 4096)]
	f := Unknown
	switch {
	case matchers.Eot(h):
		f = EOT
	case matchers.Dwg(h):
		f = DWG
	case matchers.Jxr(h):
		f = JXR
	case matchers.Wmv(h):
		f = ASF
	case matchers.Mpeg(h):
		f = MPEGVideo
	case matchers.Swf(h) && h[3] < 0x20:
		f = SWF
	case matchers.Woff(h):
		f = WOFF
	case matchers.Woff2(h):
		f = WOFF2
	case matchers.Z(h):
		f = Compress
	case matchers.Cab(h):
		f = CAB
	default:
		return
	}
	r.add(f, Guess)
}
