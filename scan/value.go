package scan

import (
	"bytes"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
	"github.com/mmsguard/mmsguard/wsp"
)

// valueKind says how the value that a finding is about is read.
type valueKind uint8

const (
	valueNone     valueKind = iota
	valueText               // the octets of the span
	valuePosition           // the position in the TIFF structure between the first two Args
	valueDevice             // make and model there
	valueBcc                // an address of a PDU, or of an envelope
)

// AppendValue appends the value that f is about, such as "48.85837, 2.29448" for a position. This is what the message
// gives away: do not log it. It is the sender's text and may hold anything; ok is false for a finding without a value,
// and when the octets are gone. It is read from the octets anew.
func (r *Report) AppendValue(dst []byte, f Finding) (out []byte, ok bool) {
	row := r.rule(f.Rule)
	b := r.Octets(int(f.View))
	if row == nil || row.value != valueNone && len(b) == 0 {
		return dst, false
	}
	switch row.value {
	case valueText:
		return appendText(dst, f.Span.In(b))
	case valuePosition:
		return appendPosition(dst, b, wsp.Span{Start: f.Args[0], End: f.Args[1]})
	case valueDevice:
		return appendDevice(dst, b, wsp.Span{Start: f.Args[0], End: f.Args[1]})
	case valueBcc:
		p, err := mmspdu.Parse(b)
		if err != nil {
			return dst, false
		}
		c := p.Cursor(mmspdu.FieldBcc)
		for c.Next() {
			if h := c.Header(); h.ValueSpan() == f.Span {
				a, ok := h.Address()
				return a.AppendUTF8(dst), ok
			}
		}
	}
	return dst, false
}

// Value is AppendValue as a string; it allocates.
func (r *Report) Value(f Finding) (string, bool) {
	b, ok := r.AppendValue(nil, f)
	return string(b), ok
}

func appendText(dst, b []byte) ([]byte, bool) {
	b = bytes.Trim(b, " \x00")
	return wsp.MakeText(b, wsp.CharsetUnspecified).AppendUTF8(dst), len(b) > 0
}

func appendPosition(dst, b []byte, block wsp.Span) ([]byte, bool) {
	if block.In(b) == nil {
		return dst, false
	}
	var p tiff.Position
	w := tiff.Open(b, media.Span(block))
	for w.Next() {
		p.Take(b, w.Entry())
	}
	if p.State() != tiff.Located {
		return dst, false
	}
	dst = appendDegrees(dst, p.Lat.Micro)
	dst = append(dst, ", "...)
	return appendDegrees(dst, p.Lon.Micro), true
}

// appendDegrees appends millionths of a degree as degrees with five decimals, which tell a metre.
func appendDegrees(dst []byte, micro int32) []byte {
	v := int64(micro)
	if v < 0 {
		dst = append(dst, '-')
		v = -v
	}
	v = (v + 5) / 10
	const unit = 100_000
	var digits [8]byte
	n := len(digits)
	for i, x := 0, v; i < 5; i, x = i+1, x/10 {
		n--
		digits[n] = byte('0' + x%10)
	}
	n--
	digits[n] = '.'
	whole := v / unit
	var front [3]byte
	m := len(front)
	for {
		m--
		front[m] = byte('0' + whole%10)
		if whole /= 10; whole == 0 || m == 0 {
			break
		}
	}
	dst = append(dst, front[m:]...)
	return append(dst, digits[n:]...)
}

func appendDevice(dst, b []byte, block wsp.Span) ([]byte, bool) {
	if block.In(b) == nil {
		return dst, false
	}
	var maker, model wsp.Span
	w := tiff.Open(b, media.Span(block))
	for w.Next() {
		e := w.Entry()
		if e.Kind != tiff.Main && e.Kind != tiff.Next {
			continue
		}
		t := wsp.Span(e.Text(b))
		switch {
		case t.Len() <= 0:
		case e.Tag == tagMake && maker.IsZero():
			maker = t
		case (e.Tag == tagModel || e.Tag == tagCameraModel) && model.IsZero():
			model = t
		}
	}
	from := len(dst)
	dst, _ = appendText(dst, maker.In(b))
	name := model.In(b)
	if len(dst) > from && len(name) > 0 {
		if maker := dst[from:]; len(name) >= len(maker) && bytes.EqualFold(name[:len(maker)], maker) {
			dst = dst[:from]
		} else {
			dst = append(dst, ' ')
		}
	}
	dst, _ = appendText(dst, name)
	return dst, len(dst) > from
}
