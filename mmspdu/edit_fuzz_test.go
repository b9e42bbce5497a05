package mmspdu_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// choices answers small questions from octets; run dry it answers 0.
type choices []byte

func (c *choices) pick(n int) int {
	if len(*c) == 0 {
		return 0
	}
	v := int((*c)[0]) % n
	*c = (*c)[1:]
	return v
}

// twins is a PDU that is changed twice, on its octets and as a Message: two programs, one answer.
type twins struct {
	e      *mmspdu.Edit
	m      *mmspdu.Message
	parts  []wsp.Part
	owned  []*mmspdu.MessagePart
	blocks map[*mmspdu.MessagePart][2][]byte // headers added, and those that were there
	closed bool                              // a multipart got another type: what else was asked of its parts, no reader finds
}

func newTwins(p *mmspdu.PDU) *twins { return twinsOf(p, mmspdu.NewEdit(p)) }

// twinsOf is newTwins with an Edit that there is.
func twinsOf(p *mmspdu.PDU, e *mmspdu.Edit) *twins {
	x := &twins{e: e, m: p.Message(), blocks: map[*mmspdu.MessagePart][2][]byte{}}
	x.m.Lax = true
	if _, ok := p.Multipart(); ok {
		for part := range p.AllParts() {
			x.parts = append(x.parts, part)
		}
		for part := range x.m.Parts() {
			x.collect(part)
		}
	}
	return x
}

// fixSize sets the size of a message that states one: an Edit would keep it right.
func (x *twins) fixSize(p *mmspdu.PDU) {
	if p.Has(mmspdu.FieldMessageSize) {
		_ = x.e.Set(mmspdu.FieldMessageSize, mmspdu.Number(1))
		_ = x.m.Set(mmspdu.FieldMessageSize, mmspdu.Number(1))
	}
}

func (x *twins) collect(p *mmspdu.MessagePart) {
	x.owned = append(x.owned, p)
	for q := range p.Parts() {
		x.collect(q)
	}
}

// editValues are what headers are set to.
var editValues = [...]struct {
	f mmspdu.Field
	v mmspdu.Value
}{
	{mmspdu.FieldSubject, mmspdu.String("Žluť")},
	{mmspdu.FieldSubject, mmspdu.String("")},
	{mmspdu.FieldTransactionID, mmspdu.String("T12345")},
	{mmspdu.FieldTo, mmspdu.String("+15550100456/TYPE=PLMN")},
	{mmspdu.FieldFrom, mmspdu.From{Insert: true}},
	{mmspdu.FieldDate, mmspdu.Date(1714226304)},
	{mmspdu.FieldExpiry, mmspdu.Time{Relative: true, Seconds: 3600}},
	{mmspdu.FieldPriority, mmspdu.PriorityHigh},
	{mmspdu.FieldMMSVersion, mmspdu.Version13},
	{mmspdu.FieldMessageSize, mmspdu.Number(300)},
	{0x55, mmspdu.Raw("\x02ab")},
}

// editData are what parts are filled with: of one octet in their length, and of two.
var editData = [...]string{"", "x", "some data", string(make([]byte, 127)), string(make([]byte, 128)), "\x01\x01\x01\x83y"}

var editTypes = [...]string{"\x83", "\x9E", "\x03\x83\x81\xEA", "image/x\x00", "\x0A\x83\x85a.txt\x00\x81\xEA"}

var editBlocks = [...]string{"\x8EX\x00", "\xC0\"<id>\x00", "X-A\x001\x00", "\xAE\x01\x81"}

// change makes one change to both; it reports an answer in which they differ.
func (x *twins) change(c *choices) string {
	what := c.pick(10)
	header := editValues[c.pick(len(editValues))]
	switch what {
	case 0:
		return agree(x.e.Set(header.f, header.v), x.m.Set(header.f, header.v))
	case 1:
		return agree(x.e.Add(header.f, header.v), x.m.Add(header.f, header.v))
	case 2:
		if x.e.Drop(header.f) != x.m.Drop(header.f) {
			return "other headers dropped"
		}
		return ""
	case 3:
		return agree(x.e.AddApplication("X-New", "1"), x.m.AddApplication("X-New", "1"))
	}
	if len(x.parts) == 0 {
		return ""
	}
	i := c.pick(len(x.parts))
	part, owned := &x.parts[i], x.owned[i]
	data := []byte(editData[c.pick(len(editData))])
	ct := wsp.ContentType(editTypes[c.pick(len(editTypes))])
	block := []byte(editBlocks[c.pick(len(editBlocks))])
	switch what {
	case 4:
		if x.e.SetData(part, data) != nil {
			return "data refused"
		}
		owned.SetData(data)
	case 5:
		if x.e.DropPart(part) != nil {
			return "part not dropped"
		}
		x.m.DropPart(owned)
	case 6:
		if x.e.SetContentType(part, ct) == nil {
			owned.SetContentType(ct)
			_, multi := part.Multipart()
			x.closed = x.closed || multi && !ct.Multipart()
		}
	case 7:
		if x.e.AddPartHeaders(part, block) != nil {
			return "headers refused"
		}
		b, ok := x.blocks[owned]
		if !ok {
			b[1] = owned.Headers()
		}
		b[0] = append(b[0], block...)
		x.blocks[owned] = b
		owned.SetHeaders(append(bytes.Clone(b[0]), b[1]...))
	case 8:
		if x.e.AddPart(part, wsp.Entry{ContentType: ct, Headers: block, Data: data}) == nil {
			owned.AddPart(mmspdu.NewPart(ct, block, data))
		}
	default:
		if x.e.AddPart(nil, wsp.Entry{ContentType: ct, Headers: block, Data: data}) != nil || !x.m.AddPart(mmspdu.NewPart(ct, block, data)) {
			return "part refused"
		}
	}
	return ""
}

func agree(a, b error) string {
	if (a == nil) != (b == nil) {
		return "one is refused, the other not"
	}
	return ""
}

// opsAndPDU takes an input apart: the number of choices in its first octet, the choices, and the PDU b that they are about.
func opsAndPDU(input []byte) (ops choices, b []byte, p mmspdu.PDU, ok bool) {
	if len(input) == 0 || int(input[0]) >= len(input) {
		return nil, nil, p, false
	}
	n := 1 + int(input[0])
	ops, b = choices(input[1:n]), input[n:]
	p, err := mmspdu.Parse(b)
	return ops, b, p, err == nil
}

// FuzzEdit: what an Edit writes is what the same changes make of a Message; it parses, has what was asked (the Edit itself
// compares), and a PDU without a fault is never refused; applied twice it is the same; Size is what is appended; Overwrite
// is Append where no length changes, and else changes nothing.
func FuzzEdit(f *testing.F) {
	fuzz.Gather(f, 500, func(seed func(...[]byte)) {
		add := func(ops string, b []byte) { seed(append(append([]byte{byte(len(ops))}, ops...), b...)) }
		for i, typ := range maker.Types() {
			ops := []byte{0, byte(i), 1, byte(i + 1), 2, byte(i + 2), 4, 0, byte(i), byte(i), 0, 0, 5, 0, byte(i + 1), 9, 0, 0, 1, 1, 1}
			add(string(ops), maker.Full(typ).Octets())
			add("\x04\x00\x01\x04\x08\x00\x00\x02\x02\x02", maker.Full(typ).Octets())
			add("\x03", maker.Minimal(typ).Octets())
		}
		add("\x05\x00\x01", []byte(nested))
		// A part is added to a multipart, which then becomes a text: refused, although nothing is wrong with the PDU.
		add("\x08\x00\x04\x01\x02\x04\x00\x03\x06", []byte("\x8C\x84\x8D\x90\x85\x04f-\x04\x80\x84\xA3\x01\x07\x01\x8D\xC0\"<a>\x00\x00"))
		for b := range fuzz.Of(f, testdata.KindPDU) {
			if len(b) <= 1024 {
				add("\x08\x00\x04\x01\x02\x04\x00\x03\x01", b)
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		ops, b, p, ok := opsAndPDU(b)
		if !ok {
			return
		}
		kept := bytes.Clone(b)
		x := newTwins(&p)
		x.fixSize(&p)
		w.Step(len(x.parts))
		for len(ops) > 0 {
			w.Step(1)
			if differ := x.change(&ops); differ != "" {
				t.Fatalf("%x: %s", b, differ)
			}
		}
		got, err := x.e.Append([]byte("dst"), b)
		if err != nil {
			if !errors.Is(err, mmspdu.ErrAmbiguous) || p.Faults() == 0 && !doubtfulType(&p) && !x.closed || string(got) != "dst" {
				t.Fatalf("%x: %v, %d faults", b, err, p.Faults())
			}
			if err := x.e.Overwrite(bytes.Clone(b)); err == nil {
				t.Fatalf("%x: overwritten, but not appended", b)
			}
			return
		}
		got = got[len("dst"):]
		want, err := x.m.AppendBinary(nil)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%x: %v\n edit %x\nowned %x", b, err, got, want)
		}
		if err := x.m.Check(); errors.Is(err, mmspdu.ErrAmbiguous) {
			t.Fatalf("%x: %v\n edit %x", b, err, got)
		}
		again, err := x.e.Append(nil, b)
		if err != nil || !bytes.Equal(again, got) || x.e.Size() != len(got) || x.m.Size() != len(got) {
			t.Fatalf("%x: applied twice, two results", b)
		}
		over := bytes.Clone(b)
		switch err := x.e.Overwrite(over); {
		case err == nil && !bytes.Equal(over, got):
			t.Fatalf("%x: overwritten %x, appended %x", b, over, got)
		case err != nil && !bytes.Equal(over, b):
			t.Fatalf("%x: refused (%v), and written to", b, err)
		}
		if !bytes.Equal(kept, b) {
			t.Fatal("the input was changed")
		}
	})
}

// FuzzDescription is FuzzEdit for a description inside a PDU: what its Edit writes is what the outer message becomes when
// the same changes are made of a message of the description's own.
func FuzzDescription(f *testing.F) {
	fuzz.Gather(f, 20, func(add func(...[]byte)) {
		for _, typ := range []byte{maker.MboxViewConf, maker.MboxUploadReq} {
			for i := range byte(10) {
				ops := []byte{5, i, i, i, 1, 0, 1, i, 4, 0, 1, 2, 3, 4, 5, i, i, 8, i, i, 1, 9, 1, 2, 3}
				add(append(append([]byte{byte(len(ops))}, ops...), maker.Full(typ).Octets()...))
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		ops, b, p, ok := opsAndPDU(b)
		if !ok {
			return
		}
		outer := newTwins(&p)
		outer.fixSize(&p)
		for i := range outer.parts {
			w.Step(1)
			d, ok := outer.e.Description(&outer.parts[i])
			if !ok {
				continue
			}
			inner, _ := p.Description(outer.parts[i])
			x := twinsOf(&inner, d)
			x.fixSize(&inner)
			for n := ops.pick(6); n > 0; n-- {
				if differ := x.change(&ops); differ != "" {
					t.Fatalf("%x: %s", b, differ)
				}
			}
			octets, err := x.m.AppendBinary(nil)
			if err != nil {
				t.Fatal(err)
			}
			outer.closed = outer.closed || x.closed
			if !bytes.Equal(octets, inner.Octets()) { // lengths that lie are kept where nothing changes
				outer.owned[i].SetData(octets)
			}
		}
		got, err := outer.e.Append(nil, b)
		if err != nil {
			if !errors.Is(err, mmspdu.ErrAmbiguous) || p.Faults() == 0 && !doubtfulType(&p) && !outer.closed {
				t.Fatalf("%x: %v, %d faults", b, err, p.Faults())
			}
			return
		}
		want, err := outer.m.AppendBinary(nil)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%x: %v\n edit %x\nowned %x", b, err, got, want)
		}
	})
}
