package mmspdu

import "github.com/mmsguard/mmsguard/wsp"

// Mode says what a Decoder does about octets that break the grammar.
type Mode uint8

const (
	Lenient Mode = iota // read what a handset would read and record every fault
	Strict              // stop at the first fault
)

// Decoder reads PDUs. The zero value is ready: lenient, with the default limits. It keeps no state between calls.
type Decoder struct {
	Mode   Mode
	Limits Limits
}

// Parse reads the PDU b, leniently and with the default limits.
func Parse(b []byte) (p PDU, err error) { // small enough to be inlined, so that the PDU need not be copied to the caller
	err = (*Decoder)(nil).parse(&p.layout, b, 0, len(b), nil)
	p.b = b
	return p, err
}

// Parse reads the PDU b. Nothing is allocated unless err is not nil; then err is an *[Error] and the PDU is what was read
// so far.
func (d *Decoder) Parse(b []byte) (p PDU, err error) {
	err = d.parse(&p.layout, b, 0, len(b), nil)
	p.b = b
	return p, err
}

// ParseSpan reads the PDU at b[s]; its spans count from the start of b. A span outside b is [ErrSize].
func (d *Decoder) ParseSpan(b []byte, s wsp.Span) (p PDU, err error) {
	if s.Start > s.End || uint64(s.End) > uint64(len(b)) {
		return PDU{}, &Error{Kind: ErrSize}
	}
	err = d.parse(&p.layout, b, int(s.Start), int(s.End), nil)
	p.b = b[:s.End:s.End]
	return p, err
}

// Diagnose is Parse that also lists the faults in fs, which it resets first.
func (d *Decoder) Diagnose(b []byte, fs *wsp.Faults) (p PDU, err error) {
	fs.Reset()
	err = d.parse(&p.layout, b, 0, len(b), fs)
	p.b = b
	return p, err
}

// DiagnoseSpan is ParseSpan that also lists the faults in fs, which it resets first.
func (d *Decoder) DiagnoseSpan(b []byte, s wsp.Span, fs *wsp.Faults) (p PDU, err error) {
	fs.Reset()
	if s.Start > s.End || uint64(s.End) > uint64(len(b)) {
		return PDU{}, &Error{Kind: ErrSize}
	}
	err = d.parse(&p.layout, b, int(s.Start), int(s.End), fs)
	p.b = b[:s.End:s.End]
	return p, err
}

// parse fills p from b[start:end]; a nil Decoder is the zero one.
func (d *Decoder) parse(p *layout, b []byte, start, end int, fs *wsp.Faults) error {
	if d == nil {
		d = &Decoder{}
	}
	if uint64(end-start) > uint64(effective(d.Limits.Message, DefaultMessage)) || uint64(len(b)) > 1<<32-1 {
		return &Error{Kind: ErrSize, Fault: wsp.Fault{Field: wsp.StructureMessage}}
	}
	r := wsp.Recorder{Faults: fs, Strict: d.Mode == Strict}
	w := walker{p: p, b: b[:end:end], limits: &d.Limits, headersEnd: end, r: &r}
	if limit := effective(d.Limits.Headers, DefaultHeaders); limit < end-start {
		w.headersEnd = start + limit
	}
	w.message(start)
	if hasDescriptions(p.typ) && p.body && !r.Stopped() {
		w.descriptions()
	}
	switch {
	case p.typ == 0:
		return &Error{Kind: ErrNotMMS, Fault: r.First, Looks: LookalikeOf(b[start:end])}
	case r.Stopped():
		return &Error{Fault: r.First}
	}
	return nil
}
