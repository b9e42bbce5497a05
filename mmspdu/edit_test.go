package mmspdu_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

func parsed(t testing.TB, b string) *mmspdu.PDU {
	t.Helper()
	p, err := mmspdu.Parse([]byte(b))
	require.NoError(t, err)
	return &p
}

// edited applies what change does to the PDU b.
func edited(t testing.TB, b string, change func(*mmspdu.Edit, []wsp.Part)) string {
	t.Helper()
	p := parsed(t, b)
	var parts []wsp.Part
	for x := range p.AllParts() {
		parts = append(parts, x)
	}
	e := mmspdu.NewEdit(p)
	change(e, parts)
	got, err := e.Append([]byte("before"), []byte(b))
	require.NoError(t, err)
	assert.Equal(t, len(got)-len("before"), e.Size())
	again, err := e.Append(nil, []byte(b))
	require.NoError(t, err)
	require.Equal(t, "before"+string(again), string(got), "applied twice, the same")
	return string(again)
}

const (
	head   = "\x8C\x84\x98T\x00\x8D\x92\x85\x01\x01\x96Hi\x00"
	mixed  = "\x84\xA3"
	nested = head + mixed + "\x02" +
		"\x01\x0A\xA6" + "\x02" + "\x01\x02\x83ab" + "\x01\x01\x83c" +
		"\x04\x02\x83\x8EX\x00" + "de"
)

func TestEditHeaders(t *testing.T) {
	const b = "\x8C\x82\x98T\x00\x8D\x92\x81x\x00\x8A\x80\x81y\x00X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83u\x00"
	for _, c := range []struct {
		name   string
		change func(e *mmspdu.Edit) error
		want   string
	}{
		{"nothing", func(*mmspdu.Edit) error { return nil }, b},
		{"set, longer", func(e *mmspdu.Edit) error { return e.Set(mmspdu.FieldTransactionID, mmspdu.String("T12")) },
			"\x8C\x82\x98T12\x00\x8D\x92\x81x\x00\x8A\x80\x81y\x00X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83u\x00"},
		{"set one of two", func(e *mmspdu.Edit) error { return e.Set(mmspdu.FieldBcc, mmspdu.String("z")) },
			"\x8C\x82\x98T\x00\x8D\x92\x81z\x00\x8A\x80X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83u\x00"},
		{"set twice, the last counts", func(e *mmspdu.Edit) error {
			_ = e.Set(mmspdu.FieldSubject, mmspdu.String("a"))
			return e.Set(mmspdu.FieldSubject, mmspdu.String("b"))
		}, "\x8C\x82\x98T\x00\x8D\x92\x96b\x00\x81x\x00\x8A\x80\x81y\x00X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83u\x00"},
		{"add behind its like", func(e *mmspdu.Edit) error { return e.Add(mmspdu.FieldBcc, mmspdu.String("z")) },
			"\x8C\x82\x98T\x00\x8D\x92\x81x\x00\x8A\x80\x81y\x00\x81z\x00X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83u\x00"},
		{"drop", func(e *mmspdu.Edit) error {
			assert.Equal(t, 2, e.Drop(mmspdu.FieldBcc))
			assert.Zero(t, e.Drop(mmspdu.FieldBcc))
			return nil
		}, "\x8C\x82\x98T\x00\x8D\x92\x8A\x80X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83u\x00"},
		{"application header", func(e *mmspdu.Edit) error { return e.AddApplication("X-B", "2") }, b + "X-B\x002\x00"},
		{"first and last", func(e *mmspdu.Edit) error {
			_ = e.Set(mmspdu.FieldMessageType, mmspdu.TypeDeliveryInd)
			return e.Set(mmspdu.FieldContentLocation, mmspdu.String(""))
		}, "\x8C\x86\x98T\x00\x8D\x92\x81x\x00\x8A\x80\x81y\x00X-A\x001\x00\x8E\x02\x7D\x00\x88\x03\x81\x01\x05\x83\x00"},
	} {
		got := edited(t, b, func(e *mmspdu.Edit, _ []wsp.Part) { require.NoError(t, c.change(e), c.name) })
		assert.Equal(t, c.want, got, c.name)
	}
	e := mmspdu.NewEdit(parsed(t, b))
	assert.ErrorIs(t, e.Set(mmspdu.FieldSubject, mmspdu.String("\x00")), wsp.TextControl)
	assert.ErrorIs(t, e.Add(mmspdu.FieldSubject, mmspdu.Yes), wsp.ValueKind)
	assert.Error(t, e.AddApplication("", ""))
	for h := range parsed(t, b).Headers() {
		if h.Name() == "X-A" {
			assert.True(t, e.DropHeader(h))
			assert.False(t, e.DropHeader(h))
		}
	}
	got, err := e.Append(nil, []byte(b))
	require.NoError(t, err)
	assert.NotContains(t, string(got), "X-A")
	require.NoError(t, e.AddApplication("X-B", "1"))
	require.NoError(t, e.AddApplication("X-C", "2"))
	require.NoError(t, e.AddApplication("x-b", "3"))
	assert.Zero(t, e.DropApplication("X-A"))
	assert.Equal(t, 2, e.DropApplication("X-b"))
	got, err = e.Append(nil, []byte(b))
	require.NoError(t, err)
	assert.Contains(t, string(got), "X-C\x002\x00")
	assert.NotContains(t, strings.ToLower(string(got)), "x-b")
}

func TestEditParts(t *testing.T) {
	ct := wsp.ContentType("\x9E")
	for _, c := range []struct {
		name   string
		change func(e *mmspdu.Edit, parts []wsp.Part) error
		want   string
	}{
		{"drop the first, and what it holds", func(e *mmspdu.Edit, parts []wsp.Part) error {
			_ = e.SetData(&parts[1], []byte("lost"))
			return e.DropPart(&parts[0])
		}, head + mixed + "\x01" + "\x04\x02\x83\x8EX\x00de"},
		{"drop a nested one", func(e *mmspdu.Edit, parts []wsp.Part) error { return e.DropPart(&parts[1]) },
			head + mixed + "\x02" + "\x01\x05\xA6" + "\x01" + "\x01\x01\x83c" + "\x04\x02\x83\x8EX\x00de"},
		{"drop all", func(e *mmspdu.Edit, parts []wsp.Part) error {
			_ = e.DropPart(&parts[0])
			_ = e.DropPart(&parts[3])
			return e.DropPart(&parts[3])
		}, head + mixed + "\x00"},
		{"replace nested data, beyond a length of one octet", func(e *mmspdu.Edit, parts []wsp.Part) error {
			return e.SetData(&parts[2], bytes.Repeat([]byte{'x'}, 200))
		}, head + mixed + "\x02" + "\x01\x81\x52\xA6" + "\x02" + "\x01\x02\x83ab" + "\x01\x81\x48\x83" +
			string(bytes.Repeat([]byte{'x'}, 200)) + "\x04\x02\x83\x8EX\x00de"},
		{"add to both levels", func(e *mmspdu.Edit, parts []wsp.Part) error {
			_ = e.AddPart(nil, wsp.Entry{ContentType: ct, Data: []byte("outer")})
			return e.AddPart(&parts[0], wsp.Entry{ContentType: ct, Headers: []byte("\x8EY\x00"), Data: []byte("in")})
		}, head + mixed + "\x03" + "\x01\x12\xA6" + "\x03" + "\x01\x02\x83ab" + "\x01\x01\x83c" + "\x04\x02\x9E\x8EY\x00in" +
			"\x04\x02\x83\x8EX\x00de" + "\x01\x05\x9Eouter"},
		{"headers of a part", func(e *mmspdu.Edit, parts []wsp.Part) error {
			for h := range parts[3].Headers() {
				require.NoError(t, e.DropPartHeader(&parts[3], h))
				assert.ErrorIs(t, e.DropPartHeader(&parts[3], h), mmspdu.ErrAmbiguous)
			}
			require.NoError(t, e.AddPartHeaders(&parts[3], []byte("\xC0\"<i>\x00")))
			require.NoError(t, e.AddPartHeaders(&parts[1], []byte("\x8EZ\x00")))
			require.NoError(t, e.SetContentType(&parts[3], wsp.ContentType("\x83"))) // the last one counts
			return e.SetContentType(&parts[3], ct)
		}, head + mixed + "\x02" + "\x01\x0D\xA6" + "\x02" + "\x04\x02\x83\x8EZ\x00ab" + "\x01\x01\x83c" +
			"\x07\x02\x9E\xC0\"<i>\x00de"},
		{"replace a multipart by data", func(e *mmspdu.Edit, parts []wsp.Part) error {
			require.NoError(t, e.DropPart(&parts[2]))
			require.NoError(t, e.SetContentType(&parts[0], ct))
			return e.SetData(&parts[0], []byte("x"))
		}, head + mixed + "\x02" + "\x01\x01\x9Ex" + "\x04\x02\x83\x8EX\x00de"},
		{"a header and a part", func(e *mmspdu.Edit, parts []wsp.Part) error {
			require.NoError(t, e.Set(mmspdu.FieldSubject, mmspdu.String("")))
			require.NoError(t, e.Add(mmspdu.FieldTo, mmspdu.String("a@b")))
			return e.DropPart(&parts[0])
		}, "\x8C\x84\x98T\x00\x8D\x92\x85\x01\x01\x97a@b\x00\x96\x00" + mixed + "\x01" + "\x04\x02\x83\x8EX\x00de"},
		{"the whole body", func(e *mmspdu.Edit, parts []wsp.Part) error {
			_ = e.DropPart(&parts[0])
			return e.SetBody(wsp.ContentType("\x83"), []byte("blocked"))
		}, head + "\x84\x83blocked"},
	} {
		got := edited(t, nested, func(e *mmspdu.Edit, parts []wsp.Part) { require.NoError(t, c.change(e, parts), c.name) })
		assert.Equal(t, c.want, got, c.name)
	}
}

func TestEditOfABodyThatIsNoMultipart(t *testing.T) {
	const b = head + "\x84\x83text"
	got := edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) {
		require.Len(t, parts, 1)
		assert.ErrorIs(t, e.DropPart(&parts[0]), mmspdu.ErrNoMultipart)
		assert.ErrorIs(t, e.AddPart(nil, wsp.Entry{}), mmspdu.ErrNoMultipart)
		assert.ErrorIs(t, e.SetContentType(&parts[0], wsp.ContentType("\x9E")), mmspdu.ErrNoMultipart)
		assert.Zero(t, e.Drop(mmspdu.FieldContentType), "the Content-Type of a body stays")
		require.NoError(t, e.SetData(&parts[0], []byte("other text")))
		require.NoError(t, e.Set(mmspdu.FieldContentType, mmspdu.Raw("\x03\x83\x81\xEA")))
	})
	assert.Equal(t, head+"\x84\x03\x83\x81\xEAother text", got)
	e := mmspdu.NewEdit(parsed(t, "\x8C\x85\x98R\x00\x8D\x92"))
	assert.ErrorIs(t, e.SetBody(wsp.ContentType("\x83"), nil), mmspdu.ErrNoBody)
	assert.ErrorIs(t, e.AddPart(nil, wsp.Entry{}), mmspdu.ErrNoMultipart)
}

// X-Mms-Message-Size follows the body, unless it is set.
func TestEditMessageSize(t *testing.T) {
	const b = "\x8C\x84\x8D\x92\x8E\x01\x64\x85\x01\x01" + mixed + "\x01" + "\x01\x05\x83abcde"
	got := edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) {
		require.NoError(t, e.SetData(&parts[0], bytes.Repeat([]byte{'x'}, 300)))
	})
	assert.Equal(t, "\x8C\x84\x8D\x92\x8E\x02\x01\x8C\x85\x01\x01"+mixed+"\x01\x01\x82\x2C\x83", got[:len(got)-300], "100 + 295 + 1")
	got = edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) {
		require.NoError(t, e.Set(mmspdu.FieldMessageSize, mmspdu.Number(7)))
		require.NoError(t, e.SetData(&parts[0], nil))
	})
	assert.Equal(t, "\x8C\x84\x8D\x92\x8E\x01\x07\x85\x01\x01"+mixed+"\x01"+"\x01\x00\x83", got)
	got = edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) {
		e.Drop(mmspdu.FieldMessageSize)
		require.NoError(t, e.DropPart(&parts[0]))
	})
	assert.Equal(t, "\x8C\x84\x8D\x92\x85\x01\x01"+mixed+"\x00", got)
	got = edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) {
		require.NoError(t, e.Set(mmspdu.FieldSubject, mmspdu.String("x")))
		require.NoError(t, e.SetData(&parts[0], []byte("abc")))
	})
	assert.Equal(t, "\x8C\x84\x8D\x92\x96x\x00\x8E\x01\x62\x85\x01\x01"+mixed+"\x01"+"\x01\x03\x83abc", got)
	lie := strings.Replace(b, mixed+"\x01", mixed+"\x07", 1)
	got = edited(t, lie, func(e *mmspdu.Edit, parts []wsp.Part) { require.NoError(t, e.SetData(&parts[0], []byte("abc"))) })
	assert.Equal(t, "\x8C\x84\x8D\x92\x8E\x01\x62\x85\x01\x01"+mixed+"\x07"+"\x01\x03\x83abc", got,
		"what is read again, since nEntries lies, has the new size")
}

// A description in a listing is a PDU with headers and parts of its own.
func TestEditDescription(t *testing.T) {
	b := string(maker.Full(maker.MboxViewConf).Octets())
	p := parsed(t, b)
	e := mmspdu.NewEdit(p)
	var host wsp.Part
	for x := range p.AllParts() {
		host = x
		break
	}
	d, ok := e.Description(&host)
	require.True(t, ok)
	require.NoError(t, d.Set(mmspdu.FieldSubject, mmspdu.String("changed")))
	inner, _ := p.Description(host)
	for x := range inner.AllParts() {
		require.NoError(t, d.SetData(&x, []byte("other data, and longer than before")))
		require.NoError(t, d.AddPart(nil, wsp.Entry{ContentType: wsp.ContentType("\x83"), Data: []byte("more")}))
	}
	require.NoError(t, e.Set(mmspdu.FieldMessageCount, mmspdu.Number(200)))
	got, err := d.Append(nil, []byte(b))
	require.NoError(t, err)
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	q, err := strict.Parse(got)
	require.NoError(t, err)
	n := 0
	for x := range q.Descriptions() {
		if n++; n > 1 {
			continue
		}
		subject, _ := x.Subject()
		assert.Equal(t, "changed", subject.String())
		was, _ := inner.MessageSize()
		is, _ := x.MessageSize()
		assert.Equal(t, uint64(x.BodySpan().Len()-inner.BodySpan().Len()), is-was)
		var data []string
		for y := range x.AllParts() {
			data = append(data, string(y.Data()))
		}
		assert.Equal(t, []string{"other data, and longer than before", "more"}, data)
	}
	assert.Equal(t, 2, n)
}

// What lies around the PDU in its buffer stays.
func TestEditInAPush(t *testing.T) {
	push := maker.PushMMS(1, maker.Full(maker.NotificationInd).Make())
	v, ok := wsp.ParsePush(push.Octets)
	require.True(t, ok)
	var d mmspdu.Decoder
	p, err := d.ParsePush(v)
	require.NoError(t, err)
	e := mmspdu.NewEdit(&p)
	require.NoError(t, e.Set(mmspdu.FieldContentLocation, mmspdu.String("http://mmsc.example/blocked")))
	got, err := e.Append(nil, push.Octets)
	require.NoError(t, err)
	assert.Equal(t, push.Octets[:push.PDU.Start], got[:push.PDU.Start])
	again, ok := wsp.ParsePush(got)
	require.True(t, ok)
	q, err := d.ParsePush(again)
	require.NoError(t, err)
	url, _ := q.ContentLocation()
	assert.Equal(t, "http://mmsc.example/blocked", url.String())
}

func TestOverwrite(t *testing.T) {
	b := []byte(nested)
	p := parsed(t, nested)
	e := mmspdu.NewEdit(p)
	require.NoError(t, e.Set(mmspdu.FieldSubject, mmspdu.String("Yo")))
	for x := range p.AllParts() {
		if x.Index() == 2 {
			require.NoError(t, e.SetData(&x, []byte("C")))
		}
	}
	require.NoError(t, e.Overwrite(b))
	want, err := e.Append(nil, []byte(nested))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(b))
	require.NoError(t, e.Set(mmspdu.FieldSubject, mmspdu.String("Longer")))
	assert.ErrorIs(t, e.Overwrite(b), mmspdu.ErrLength)
	assert.Equal(t, string(want), string(b), "nothing is changed when a length changes")
	assert.ErrorIs(t, e.Overwrite(b[:4]), mmspdu.ErrSource)
	_, err = e.Append(nil, b[:4])
	assert.ErrorIs(t, err, mmspdu.ErrSource)
}

// Lengths that lie and have no change in them go on lying; those around a change are made right.
func TestEditAmongLies(t *testing.T) {
	// nEntries says 7, the first part has padded lengths, the last says that it is longer than it is.
	const b = head + mixed + "\x07" + "\x80\x01\x80\x02\x83ab" + "\x01\x01\x83c" + "\x01\x40\x83d"
	got := edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) { require.NoError(t, e.SetData(&parts[1], []byte("CC"))) })
	assert.Equal(t, head+mixed+"\x07"+"\x80\x01\x80\x02\x83ab"+"\x01\x02\x83CC"+"\x01\x40\x83d", got)
	got = edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) { require.NoError(t, e.DropPart(&parts[0])) })
	assert.Equal(t, head+mixed+"\x02"+"\x01\x01\x83c"+"\x01\x40\x83d", got)
	got = edited(t, b, func(e *mmspdu.Edit, _ []wsp.Part) {
		require.NoError(t, e.AddPart(nil, wsp.Entry{ContentType: wsp.ContentType("\x83"), Data: []byte("new")}))
	})
	assert.Equal(t, head+mixed+"\x04"+"\x80\x01\x80\x02\x83ab"+"\x01\x01\x83c"+"\x01\x01\x83d"+"\x01\x03\x83new", got,
		"the part that said too much would have swallowed the new one")
}

func TestEditRefusesForeignParts(t *testing.T) {
	other := parsed(t, nested+"x")
	e := mmspdu.NewEdit(parsed(t, head+mixed+"\x01\x01\x01\x83a"))
	for x := range other.AllParts() {
		assert.ErrorIs(t, e.DropPart(&x), mmspdu.ErrNoPart)
		assert.ErrorIs(t, e.SetData(&x, nil), mmspdu.ErrNoPart)
		assert.ErrorIs(t, e.AddPart(&x, wsp.Entry{ContentType: wsp.ContentType("\x83")}), mmspdu.ErrNoPart)
		_, ok := e.Description(&x)
		assert.False(t, ok)
	}
}

// Headers of a part without a Content-Type would be taken for that.
func TestEditOfAPartWithoutType(t *testing.T) {
	const b = head + mixed + "\x01" + "\x00\x01a"
	for _, typed := range []bool{false, true} {
		p := parsed(t, b)
		e := mmspdu.NewEdit(p)
		m := p.Message()
		for part := range p.AllParts() {
			require.NoError(t, e.AddPartHeaders(&part, []byte("\x8EX\x00")))
			if typed {
				require.NoError(t, e.SetContentType(&part, wsp.ContentType("\x83")))
			}
		}
		for part := range m.Parts() {
			part.SetHeaders([]byte("\x8EX\x00"))
			if typed {
				part.SetContentType(wsp.ContentType("\x83"))
			}
		}
		got, err := e.Append(nil, []byte(b))
		if !typed {
			assert.ErrorIs(t, err, mmspdu.ErrAmbiguous)
			assert.ErrorIs(t, m.Check(), mmspdu.ErrAmbiguous)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, head+mixed+"\x01"+"\x04\x01\x83\x8EX\x00a", string(got))
		owned, err := m.AppendBinary(nil)
		require.NoError(t, err)
		assert.Equal(t, string(got), string(owned))
	}
}

// Found by fuzzing: the type of a part that has none, set twice, was there twice.
func TestEditSetsAMissingTypeOnce(t *testing.T) {
	const b = head + mixed + "\x01" + "\x00\x01a"
	got := edited(t, b, func(e *mmspdu.Edit, parts []wsp.Part) {
		require.NoError(t, e.SetContentType(&parts[0], wsp.ContentType("\x03\x83\x81\xEA")))
		require.NoError(t, e.SetContentType(&parts[0], wsp.ContentType("\x83")))
	})
	assert.Equal(t, head+mixed+"\x01"+"\x01\x01\x83a", got)
}
