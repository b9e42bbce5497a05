package wsp_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

func wholeOf(b []byte) wsp.Span { return wsp.Span{End: uint32(len(b))} }

// vectorOctets returns the octets of a vector.
func vectorOctets(t testing.TB, name string) []byte {
	t.Helper()
	for n, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		if n == name {
			return append([]byte(nil), v.Octets...)
		}
	}
	require.Fail(t, "no vector "+name)
	return nil
}

// A bearing is what a layer below MMS says of some octets: whether they are of it, where what it carries lies, and its
// fields.
type bearing struct {
	ok     bool
	data   wsp.Span
	fields map[string]string
}

var bearers = map[testdata.Kind]func(b []byte, r *wsp.Recorder) bearing{
	testdata.KindPush: func(b []byte, r *wsp.Recorder) bearing {
		p, ok := wsp.CheckPush(b, wholeOf(b), r)
		return bearing{ok: ok, data: p.DataSpan()}
	},
	testdata.KindWSP: func(b []byte, r *wsp.Recorder) bearing {
		p, ok := wsp.CheckPDU(b, wholeOf(b), true, r)
		return bearing{ok: ok, data: p.DataSpan()}
	},
	testdata.KindUserData: func(b []byte, r *wsp.Recorder) bearing {
		u, ok := wsp.CheckUserData(b, wholeOf(b), r)
		return bearing{ok, u.PayloadSpan(), userDataFields(u)}
	},
	testdata.KindSMS: func(b []byte, r *wsp.Recorder) bearing {
		p, ok := wsp.CheckTPDU(b, wholeOf(b), false, r)
		x := bearing{ok, p.UserData().PayloadSpan(), userDataFields(p.UserData())}
		x.fields["Address"] = p.Address().String()
		var quiet wsp.Recorder
		if push, ok := wsp.CheckPush(b, x.data, &quiet); ok {
			x.data = push.DataSpan()
		}
		return x
	},
}

func userDataFields(u wsp.UserData) map[string]string {
	fields := map[string]string{}
	if p, ok := u.Ports(); ok {
		fields["Destination-Port"] = strconv.Itoa(int(p.Destination))
		fields["Originator-Port"] = strconv.Itoa(int(p.Originator))
	}
	if c, ok := u.Concatenation(); ok {
		fields["Reference"] = strconv.Itoa(int(c.Reference))
		fields["Total"] = strconv.Itoa(int(c.Total))
		fields["Sequence"] = strconv.Itoa(int(c.Sequence))
	}
	return fields
}

// TestBearerVectors runs the vectors of the layers below MMS, leniently and strictly.
func TestBearerVectors(t *testing.T) {
	ran := 0
	for name, v := range testdata.Vectors() {
		require.NoError(t, v.Err)
		check := bearers[v.Kind]
		if check == nil {
			continue
		}
		ran++
		t.Run(name, func(t *testing.T) {
			var fs wsp.Faults
			got := check(v.Octets, &wsp.Recorder{Faults: &fs})
			if v.Kind != testdata.KindPush { // whose vectors tell of the PDU inside
				sameFaults(t, v, list(&fs))
				assert.Equal(t, v.Lenient == testdata.OK, got.ok)
				strict := wsp.Recorder{Strict: true}
				ok := check(v.Octets, &strict).ok && strict.Count == 0
				assert.Equal(t, v.Strict == testdata.OK, ok, "strict")
				if fs.Len() > 0 {
					assert.Equal(t, fs.At(0), strict.First)
				}
			}
			if v.Data[0] >= 0 && got.ok {
				assert.Equal(t, wsp.Span{Start: uint32(v.Data[0]), End: uint32(v.Data[1])}, got.data)
			}
			for _, f := range v.Fields {
				if v.Kind == testdata.KindUserData || v.Kind == testdata.KindSMS {
					assert.Equal(t, f.Value, got.fields[f.Name], f.Name)
				}
			}
		})
	}
	assert.Greater(t, ran, 55, "vectors are missing")
}
