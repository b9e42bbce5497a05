package mmspdu_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// What is added to a message whose last header was cut goes in front of that one: behind it, it would be a part of it.
func TestAddToAMessageThatIsCut(t *testing.T) {
	for _, c := range []struct{ name, read, want string }{
		{"a text", "\x8C\x82\x8D\x92\x98T1", "\x8C\x82\x8D\x92\x8F\x82\x98T1"},
		{"a text without Quote", "\x8C\x82\x8D\x92\x96\xC5\xBD", "\x8C\x82\x8D\x92\x8F\x82\x96\xC5\xBD"},
		{"one octet of a text without Quote", "\x8C\x82\x8D\x92\x96\xC5", "\x8C\x82\x8D\x92\x8F\x82\x96\xC5"},
		{"a Value-length", "\x8C\x82\x8D\x92\x88\x05\x81\x03", "\x8C\x82\x8D\x92\x8F\x82\x88\x05\x81\x03"},
		{"half a Value-length", "\x8C\x82\x8D\x92\x96\x1F", "\x8C\x82\x8D\x92\x8F\x82\x96\x1F"},
		{"an integer", "\x8C\x82\x8D\x92\x8E\x04\x01", "\x8C\x82\x8D\x92\x8F\x82\x8E\x04\x01"},
		{"an application header", "\x8C\x82\x8D\x92X-A\x00b", "\x8C\x82\x8D\x92\x8F\x82X-A\x00b"},
		{"a name", "\x8C\x82\x8D\x92X-A", "\x8C\x82\x8D\x92\x8F\x82X-A"},
		{"a name without a value", "\x8C\x82\x8D\x92\x98", "\x8C\x82\x8D\x92\x8F\x82\x98"},
		{"an octet that begins no header", "\x8C\x82\x8D\x92\x01\x02", "\x8C\x82\x8D\x92\x8F\x82\x01\x02"},
		{"a Content-Type that lies", "\x8C\x82\x8D\x92\x84\x02\x83\x85a\x00", "\x8C\x82\x8D\x92\x8F\x82\x84\x02\x83\x85a\x00"},
	} {
		m := unmarshalled(t, c.read)
		m.Lax = true
		require.NoError(t, m.Add(mmspdu.FieldPriority, mmspdu.PriorityHigh), c.name)
		got, err := m.MarshalBinary()
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, string(got), c.name)
		p, err := mmspdu.Parse(got)
		require.NoError(t, err, c.name)
		priority, ok := p.Priority()
		assert.True(t, ok && priority == mmspdu.PriorityHigh, c.name)
	}
}

// A Raw is one value whatever follows it, and else refused.
func TestRawIsOneValue(t *testing.T) {
	for _, c := range []struct {
		f    mmspdu.Field
		v    string
		code wsp.Code
	}{
		{mmspdu.FieldSubject, "a\x00", 0},
		{mmspdu.FieldSubject, "\x00", 0},
		{mmspdu.FieldSubject, "\xC5\xBD\x00", 0}, // a reader takes it for a text without Quote
		{mmspdu.FieldSubject, "\xC5\xBD", wsp.ValueSurplus},
		{mmspdu.FieldSubject, "\xC5", wsp.ValueSurplus},
		{mmspdu.FieldTo, "\xC5", wsp.ValueSurplus},
		{mmspdu.FieldContentLocation, "\x80", wsp.ValueSurplus},
		{mmspdu.FieldResponseText, "\x80", wsp.ValueSurplus},
		{mmspdu.FieldMessageID, "\xFF", wsp.ValueSurplus},
		{mmspdu.FieldMessageClass, "\xC5", 0},
		{mmspdu.FieldDate, "\x81", 0},
		{mmspdu.FieldDate, "\x00", 0},
		{mmspdu.FieldDate, "\x02\x01", wsp.ValueSurplus},
		{mmspdu.FieldFrom, "\x1F\x03abc", 0},
		{mmspdu.FieldFrom, "\x1F", wsp.ValueSurplus},
		{mmspdu.FieldFrom, "\x1F\x80", wsp.ValueSurplus},
		{mmspdu.FieldFrom, "\x1F\x80\x01a", 0},
		{0x55, "\x80", 0},
		{0x55, "\x80\x80", wsp.ValueSurplus},
		{0x55, "x\x00", 0},
		{0x55, "x", wsp.ValueSurplus},
		{mmspdu.FieldContentType, "\x83", 0},
		{mmspdu.FieldContentType, "a/b\x00", 0},
		{mmspdu.FieldContentType, "a/b", wsp.ValueSurplus},
		{mmspdu.FieldContentType, "\x03\x83\x81\xEA", 0},
		{mmspdu.FieldContentType, "\x04\x83\x81\xEA", wsp.ValueSurplus},             // longer than there is
		{mmspdu.FieldContentType, "\x02\x83\x85a\x00", wsp.ValueSurplus},            // shorter: it goes on as long as parameters come
		{mmspdu.FieldContentType, "\x04\x83\x85ab", wsp.ValueSurplus},               // a text that looks for its end
		{mmspdu.FieldContentType, "\x20\xC5" + letters(5), wsp.ValueSurplus},        // text or Value-length
		{mmspdu.FieldContentType, "!\xC5a\x00", wsp.ValueSurplus},                   // so is this, if 33 octets follow
		{mmspdu.FieldContentType, "\x05\x83\x81\xEA\x81\xEA\x00", wsp.ValueSurplus}, // two values
	} {
		got, code := mmspdu.AppendField([]byte("d"), mmspdu.TypeSendReq, c.f, mmspdu.Raw(c.v))
		assert.Equal(t, c.code, code, "%v %x", c.f, c.v)
		want := []byte{'d'}
		if code == 0 {
			want = append(append(want, byte(c.f)|0x80), c.v...)
		}
		assert.Equal(t, want, got, "%v %x", c.f, c.v)
	}
	_, code := mmspdu.AppendField(nil, mmspdu.TypeMboxViewReq, mmspdu.FieldAttributes, mmspdu.Field(0x85))
	assert.Equal(t, wsp.ValueKind, code, "85 is no field")
}
