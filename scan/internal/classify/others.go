package classify

import "github.com/h2non/filetype/matchers"

// others asks the matchers of filetype about what our own table does not know, in this order. They get the first 4 KiB,
// and none of them decides about what runs: MAL classes have the exact conditions of our table.
//
// What is called here reads fixed places only. Never call Match, which goes by the order of a map; Heif, which copies
// every brand of an ftyp box; Docx, Xlsx, Pptx and Zst, whose 32-bit sums index out of range on 32-bit machines. Eot
// expects the octets of the version in the wrong order.
func others(r *Result, b []byte) {
	h := b[:min(len(b), 4096)]
	f := Unknown
	switch {
	case matchers.Dwg(h):
		f = DWG
	case matchers.Jxr(h):
		f = JXR
	case matchers.Psd(h):
		f = PSD
	case matchers.Gif(h):
		f = GIF
	case matchers.Webp(h):
		f = WebP
	case matchers.Midi(h):
		f = MIDI
	case matchers.Ogg(h):
		f = Ogg
	case matchers.M4a(h):
		f = M4A
	case matchers.Mpeg(h):
		f = MPEGVideo
	case matchers.Z(h):
		f = Compress
	case matchers.Bmp(h):
		f = BMP
	default:
		return
	}
	r.add(f, Guess)
}
