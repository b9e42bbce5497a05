package mmspdu_test

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// TestAppendAllocations: what is appended into room costs nothing; nor does reading a value, nor measuring it.
func TestAppendAllocations(t *testing.T) {
	dst := make([]byte, 0, 512)
	ascii := wsp.MakeText([]byte("Bob <bob@example.org>"), wsp.CharsetUnspecified)
	long := wsp.MakeText(bytes.Repeat([]byte("Ž"), 100), wsp.CharsetUTF8)
	wide := wsp.MakeText([]byte("\x01\x7D\x00l"), wsp.CharsetUCS2)
	element, _ := mmspdu.MakeElement("<p1>", "image/gif")
	uri := []byte("http://x\x00")
	none := func(name string, f func()) {
		t.Helper()
		if n := testing.AllocsPerRun(20, f); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
	for _, x := range []struct {
		name string
		text wsp.Text
	}{{"ascii", ascii}, {"long", long}, {"wide", wide}} {
		none("encoded "+x.name, func() {
			b, _ := mmspdu.AppendEncoded(dst, x.text)
			v, n, _ := mmspdu.ConsumeEncoded(b)
			sink += v.Len() + n + mmspdu.SizeEncoded(x.text)
		})
		none("from "+x.name, func() {
			from := mmspdu.From{Address: mmspdu.Address{Text: x.text}}
			b, _ := mmspdu.AppendFrom(dst, from)
			v, n, _ := mmspdu.ConsumeFrom(b)
			sink += v.Address.Text.Len() + n + mmspdu.SizeFrom(from)
		})
		none("flags "+x.name, func() {
			flags := mmspdu.Flags{Token: mmspdu.FlagTokenAdd, Keyword: x.text}
			b, _ := mmspdu.AppendFlags(dst, flags)
			v, n, _ := mmspdu.ConsumeFlags(b)
			sink += v.Keyword.Len() + n + mmspdu.SizeFlags(flags)
		})
		none("previously sent by "+x.name, func() {
			by := mmspdu.PreviouslySentBy{Count: 300, Address: mmspdu.Address{Text: x.text}}
			b, _ := mmspdu.AppendPreviouslySentBy(dst, by)
			v, n, _ := mmspdu.ConsumePreviouslySentBy(b)
			sink += v.Address.Text.Len() + n + mmspdu.SizePreviouslySentBy(by)
		})
	}
	none("time", func() {
		b := mmspdu.AppendTime(dst, mmspdu.Time{Seconds: 1714229248})
		v, n, _ := mmspdu.ConsumeTime(b)
		sink += int(v.Seconds&1) + n + mmspdu.SizeTime(v)
	})
	none("total", func() {
		b, _ := mmspdu.AppendTotal(dst, mmspdu.Total{Token: mmspdu.TotalTokenSize, Number: 100000})
		v, n, _ := mmspdu.ConsumeTotal(b)
		sink += n + mmspdu.SizeTotal(v)
	})
	none("previously sent date", func() {
		b := mmspdu.AppendPreviouslySentDate(dst, mmspdu.PreviouslySentDate{Count: 1, Date: 1714229248})
		v, n, _ := mmspdu.ConsumePreviouslySentDate(b)
		sink += n + mmspdu.SizePreviouslySentDate(v)
	})
	none("element", func() {
		b, _ := mmspdu.AppendElement(dst, element)
		v, n, _ := mmspdu.ConsumeElement(b)
		sink += n + mmspdu.SizeElement(v)
	})
	none("del", func() {
		b := mmspdu.AppendDel(dst, 2, uri)
		_, plain, n, _ := mmspdu.ConsumeDel(mmspdu.FieldContentLocation, b)
		sink += n + len(plain) + mmspdu.SizeDel(2, uri)
	})
	none("a refusal", func() {
		b, c := mmspdu.AppendEncoded(dst, wsp.MakeText([]byte("\x7F\xC5"), wsp.CharsetUTF8))
		sink += len(b) + int(c)
	})
}

// TestMessageWriteAllocations: a message that was built and held against the rules, or that was read and not changed, is
// written without allocating, and measured as well.
func TestMessageWriteAllocations(t *testing.T) {
	built := bigSendReq(t)
	lax := bigSendReq(t)
	lax.Lax = true
	if err := lax.Set(mmspdu.FieldStatus, mmspdu.StatusExpired); err != nil {
		t.Fatal(err)
	}
	nested := mmspdu.NewMultipartPart(wsp.ContentType{0xA6}, nil, mmspdu.NewPart(wsp.ContentType{0x83}, nil, []byte("deep")))
	deep := bigSendReq(t)
	if !deep.AddPart(nested) || deep.Check() != nil {
		t.Fatal("nesting is forbidden")
	}
	dst := make([]byte, 0, deep.Size()+100)
	for _, x := range []struct {
		name string
		m    *mmspdu.Message
	}{{"built", built}, {"read", readMessage(t, built)}, {"lax", lax}, {"nested", deep}, {"nested and read", readMessage(t, deep)}} {
		want := x.m.Size()
		if n := writeOnce(x.m, dst); n != want {
			t.Fatalf("%s: %d octets, Size says %d", x.name, n, want)
		}
		if n := testing.AllocsPerRun(20, func() { sink += writeOnce(x.m, dst) }); n != 0 {
			t.Errorf("%s: AppendBinary allocates %v times", x.name, n)
		}
		if n := testing.AllocsPerRun(20, func() { sink += x.m.Size() }); n != 0 {
			t.Errorf("%s: Size allocates %v times", x.name, n)
		}
		// Without room it allocates once.
		if n := testing.AllocsPerRun(5, func() {
			b, _ := x.m.MarshalBinary()
			sink += len(b)
		}); n > 1 {
			t.Errorf("%s: MarshalBinary allocates %v times", x.name, n)
		}
	}
}
