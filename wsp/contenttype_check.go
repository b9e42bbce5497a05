package wsp

import "bytes"

// CheckContentType walks the Content-type-value at b[i:end], reports its faults and returns the offset behind it.
//
// A Value-length that does not fit its parameters is passed over and the parameters delimit themselves (deviation D17);
// inPart says that header names, not the body, follow the value.
func CheckContentType(b []byte, i, end int, inPart bool, f Field, r *Recorder) (next int) {
	if i >= end {
		r.Report(Truncated, f, i, end)
		return end
	}
	overrun := LengthOverrun
	if inPart {
		overrun = ContentTypeOverrun
	}
	switch o := b[i]; {
	case o >= 0x80:
		return i + 1
	case o >= 0x20:
		if stop := i + 1 + int(o); i+1 < end && b[i+1] >= 0x80 && stop <= end {
			r.Report(LengthForm, f, i, i+1)
			return checkGeneral(b, i, i+1, stop, stop, false, inPart, f, r) // no further: ContentType knows it by its length
		}
		if inPart && bytes.IndexByte(b[i:end], 0) < 0 {
			r.Report(ContentTypeOverrun, f, i, end)
			return end
		}
		next = CheckText(b, i, end, f, r)
		checkMediaText(b, i, next, f, r)
		return next
	}
	length, n, c := ConsumeValueLength(b[i:end])
	if n == 0 {
		r.Report(c, f, i, end)
		return end
	}
	if c != 0 {
		r.Report(c, f, i, i+n)
	}
	start := i + n
	if uint64(length) > uint64(end-start) {
		r.Report(overrun, f, i, end)
		return checkGeneral(b, i, start, end, end, true, inPart, f, r)
	}
	return checkGeneral(b, i, start, start+int(length), end, false, inPart, f, r)
}

// checkGeneral walks Media-type *(Parameter) at b[start:stop]. loose means that stop is not to be believed: the walk
// ends where no parameter begins. A parameter that runs past stop makes the walk loose, up to end.
func checkGeneral(b []byte, i, start, stop, end int, loose, inPart bool, f Field, r *Recorder) int {
	j, fits := checkMedia(b, start, stop, f, r)
	if !fits && stop < end {
		r.Report(LengthOverrun, f, i, stop)
		loose, stop = true, end
		j, fits = checkMedia(b, start, stop, f, r)
	}
	if !fits {
		r.Report(TextUnterminated, f, start, stop) // the text took all, so that no parameter is left to be read
	}
	for j < stop {
		if loose && !plausibleParam(b[j], inPart) {
			return j
		}
		p, c := paramAt(b, j, stop)
		switch {
		case c == 0:
			checkParam(b, j, p, r)
			j = p.next
		case c == ValueKind:
			if loose {
				return j
			}
			r.Report(ValueSurplus, f, j, stop)
			return stop
		case stop < end && p.overruns(c):
			r.Report(LengthOverrun, f, i, stop)
			loose, stop = true, end
		default:
			pf := f
			if p.code >= 0 && p.code < int32(len(wellKnownParams)) {
				pf = FieldParameter | Field(p.code)
			}
			r.Report(c, pf, j, stop)
			return stop
		}
	}
	return j
}

// checkMedia walks the media type at b[i:stop]; fits is false when a text has no End-of-string before stop.
func checkMedia(b []byte, i, stop int, f Field, r *Recorder) (next int, fits bool) {
	if i >= stop {
		r.Report(Truncated, f, i, stop)
		return stop, true
	}
	switch o := b[i]; {
	case o >= 0x80:
		return i + 1, true
	case o >= 0x20:
		if bytes.IndexByte(b[i:stop], 0) < 0 {
			return stop, false
		}
		next = CheckText(b, i, stop, f, r)
		checkMediaText(b, i, next, f, r)
		return next, true
	}
	return CheckInteger(b, i, stop, false, f, r), true
}

func checkMediaText(b []byte, i, next int, f Field, r *Recorder) {
	end := next
	if end > i && b[end-1] == 0 {
		end--
	}
	if j := bytes.IndexByte(b[i:end], ';'); j >= 0 {
		r.Report(MediaTypeText, f, i+j, end)
	}
	if end > i && (b[i] == ' ' || b[end-1] == ' ') {
		r.Report(MediaTypeSpace, f, i, end)
	}
}

// plausibleParam reports whether octet o may begin a parameter where no length says that one is there. In a part,
// the octets of headers that parts have are taken for headers.
func plausibleParam(o byte, inPart bool) bool {
	if o < 0x80 {
		return o >= 0x21 && o < 0x7F && !inPart
	}
	return o < 0x80+byte(len(wellKnownParams)) && (!inPart || o != 0x8E && o != 0x8B && o != 0x8C && o != 0x8D)
}

// contentTypeEnd returns what [CheckContentType] returns for the Content-type-value of a part, i < end.
func contentTypeEnd(b []byte, i, end int) int {
	o := b[i]
	switch {
	case o >= 0x80:
		return i + 1
	case o < 0x1F && int(o) < end-i && o > 0:
		if stop := i + 1 + int(o); paramsFit(b, i+1, stop) {
			return stop
		}
	}
	var r Recorder
	return CheckContentType(b, i, end, true, 0, &r)
}

// paramsFit reports whether media type and parameters fill b[i:stop] exactly.
func paramsFit(b []byte, i, stop int) bool {
	if o := b[i]; o >= 0x80 {
		i++
	} else {
		n, c := ConsumeValue(b[i:stop])
		if c != 0 {
			return false
		}
		i += n
	}
	for i < stop {
		p, c := paramAt(b, i, stop)
		if c != 0 {
			return false
		}
		i = p.next
	}
	return true
}
