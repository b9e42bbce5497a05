package scan

import (
	"bytes"
	"io"
	"slices"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"

	"github.com/mmsguard/mmsguard/wsp"
)

// unpacker keeps the decompressors of a Scanner: they are made when first needed and used again.
type unpacker struct {
	src     bytes.Reader
	gzip    *gzip.Reader
	zlib    io.ReadCloser
	deflate io.ReadCloser
}

// open returns a reader of what data were packed with; nil where that cannot be undone.
func (u *unpacker) open(data []byte, enc wsp.ContentEncoding) io.Reader {
	u.src.Reset(data)
	var err error
	switch {
	case enc == wsp.ContentEncodingGzip:
		if u.gzip == nil {
			u.gzip = new(gzip.Reader)
		}
		if err = u.gzip.Reset(&u.src); err == nil {
			return u.gzip
		}
	case enc == wsp.ContentEncodingDeflate && isZlib(data):
		if u.zlib == nil {
			u.zlib, err = zlib.NewReader(&u.src)
		} else {
			err = u.zlib.(zlib.Resetter).Reset(&u.src, nil)
		}
		if err == nil {
			return u.zlib
		}
	case enc == wsp.ContentEncodingDeflate:
		// Some encoders leave out the two octets of zlib that "deflate" stands for.
		if u.deflate == nil {
			u.deflate = flate.NewReader(&u.src)
		} else {
			err = u.deflate.(flate.Resetter).Reset(&u.src, nil)
		}
		if err == nil {
			return u.deflate
		}
	}
	return nil
}

// isPacked reports whether data look like what enc makes. Where they do not, a handset that ignores the header shows them as
// they are.
func isPacked(data []byte, enc wsp.ContentEncoding) bool {
	switch enc {
	case wsp.ContentEncodingGzip:
		return len(data) >= 2 && data[0] == 0x1F && data[1] == 0x8B
	case wsp.ContentEncodingDeflate:
		return true
	}
	return false
}

// isZlib reports whether data begin with the header of RFC 1950.
func isZlib(data []byte) bool {
	return len(data) >= 2 && data[0]&0x0F == 8 && (int(data[0])<<8|int(data[1]))%31 == 0
}

// unpackStep is how many octets are unpacked between two looks at the budget.
const unpackStep = 32 << 10

// unpack makes the view of p behind its content encoding the one that is looked at. What was unpacked before the stream
// broke or the budget ended is looked at, and the report says that it is not all.
func (s *Scanner) unpack(p *part, enc wsp.ContentEncoding) bool {
	r := &s.report
	in := s.unpacker.open(p.data, enc)
	if in == nil {
		s.leave(ReasonContainer, p.index, p.view, p.span)
		return false
	}
	from := len(r.decoded)
	broken, complete := false, true
	for {
		room := min(unpackStep, s.limits.Decoded-len(r.decoded))
		if room <= 0 {
			var one [1]byte
			n, _ := in.Read(one[:])
			complete = n == 0
			break
		}
		r.decoded = slices.Grow(r.decoded, room)
		n, err := in.Read(r.decoded[len(r.decoded) : len(r.decoded)+room])
		r.decoded = r.decoded[:len(r.decoded)+n]
		if !s.spend(n) || err != nil {
			broken = err != nil && err != io.EOF
			break
		}
	}
	parent, packed := p.view, p.span
	ok := s.step(p, ViewStream, from, complete)
	if broken {
		s.leave(ReasonContainer, p.index, parent, packed)
	}
	return ok
}
