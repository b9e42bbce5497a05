package reference

// What WSP has by itself, for octets that are no PDU. The faults are in the order of the walk.

func (d *Decoder) over(b []byte, limits Limits) *reader {
	return &reader{t: d.t, b: b, limits: limits.effective()}
}

// Multipart reads the multipart that begins at b[i] and goes to the end of b (WSP 11).
func (d *Decoder) Multipart(b []byte, i int, limits Limits) (*Multipart, []Fault) {
	r := d.over(b, limits)
	m := r.multipart(i, len(b), 0)
	return m, r.faults
}

// ContentType reads the Content-type-value at the start of b; inPart says that b is the headers of an entry (WSP 5).
func (d *Decoder) ContentType(b []byte, inPart bool) (ContentType, []Fault) {
	r := d.over(b, Limits{})
	c := r.contentType(0, len(b), inPart, "wsp 0x11")
	return c, r.faults
}

// Headers reads the header block b (WSP 4).
func (d *Decoder) Headers(b []byte, limits Limits) ([]Header, []Fault) {
	r := d.over(b, limits)
	h := r.headers(0, len(b))
	return h, r.faults
}
