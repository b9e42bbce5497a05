package mmspdu_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// FuzzConsume: the first octet chooses a production, the rest is read as it. What is read ends inside, whatever is wrong
// with it. What is read without a fault and written again has the size that was foretold and says the same.
func FuzzConsume(f *testing.F) {
	n := 0
	for _, typ := range maker.Types() {
		for _, v := range maker.Variants(typ) {
			for i, kind := range productionKinds {
				if kind == v.Value.Kind {
					fuzz.Add(f, append([]byte{byte(i)}, v.Value.Octets...))
					n++
				}
			}
		}
	}
	if n < 500 {
		f.Fatalf("%d seeds", n)
	}
	for i := range productionKinds {
		fuzz.AddTexts(f, string(rune(i)), string(rune(i))+"\x00", string(rune(i))+"\x02\x90\x80", string(rune(i))+"\x1F\x80\x01\x81", string(rune(i))+"x")
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		if len(b) == 0 {
			return
		}
		all := productions()
		all[int(b[0])%len(all)](t, b[1:])
	})
}

// productionKinds are the kinds that the maker has of each production.
var productionKinds = [...]maker.Kind{
	maker.KindEncoded, maker.KindFrom, maker.KindTime, maker.KindFlags, maker.KindTotal, maker.KindPreviousBy, maker.KindPreviousAt,
	maker.KindElement, maker.KindDel,
}

func productions() []func(*testing.T, []byte) {
	return []func(*testing.T, []byte){
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumeEncoded, mmspdu.AppendEncoded, mmspdu.SizeEncoded, textWords)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumeFrom, mmspdu.AppendFrom, mmspdu.SizeFrom, fromKey)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumeTime, certain(mmspdu.AppendTime), mmspdu.SizeTime, timeKey)
			timesAgree(t, b)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumeFlags, mmspdu.AppendFlags, mmspdu.SizeFlags, flagsKey)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumeTotal, mmspdu.AppendTotal, mmspdu.SizeTotal, totalKey)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumePreviouslySentBy, mmspdu.AppendPreviouslySentBy, mmspdu.SizePreviouslySentBy, byKey)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumePreviouslySentDate, certain(mmspdu.AppendPreviouslySentDate), mmspdu.SizePreviouslySentDate, sentDateKey)
		},
		func(t *testing.T, b []byte) {
			consumes(t, b, mmspdu.ConsumeElement, mmspdu.AppendElement, mmspdu.SizeElement, elementWords)
		},
		dels,
	}
}

// certain is an Append that refuses nothing.
func certain[T any](f func([]byte, T) []byte) func([]byte, T) ([]byte, wsp.Code) {
	return func(dst []byte, v T) ([]byte, wsp.Code) { return f(dst, v), 0 }
}

// consumes checks the law of FuzzConsume for one production; key says what a value says.
func consumes[T any](t *testing.T, b []byte, consume func([]byte) (T, int, wsp.Code), appendTo func([]byte, T) ([]byte, wsp.Code),
	size func(T) int, key func(T) string,
) {
	t.Helper()
	v, n, c := consume(b)
	if n < 0 || n > len(b) || n == 0 && c == 0 {
		t.Fatalf("%x: %d octets read, %v", b, n, c)
	}
	if c != 0 {
		return
	}
	if _, m, c := consume(b[:n]); m != n || c != 0 {
		t.Fatalf("%x: read alone, %d octets, %v", b[:n], m, c)
	}
	got, c := appendTo([]byte("dst"), v)
	if c != 0 {
		if string(got) != "dst" {
			t.Fatalf("%x: refused, and %x written", b[:n], got)
		}
		return
	}
	got = got[len("dst"):]
	again, m, c := consume(append(bytes.Clone(got), 0x80, 0x81))
	if c != 0 || m != len(got) || m != size(v) || key(again) != key(v) {
		t.Fatalf("%x: %s\nwritten again %x, of which %d are read, size %d, %v: %s", b[:n], key(v), got, m, size(v), c, key(again))
	}
	if m > n+2 { // a short number of seconds becomes a long one (MMS 4.9), and what ends a text of two-octet characters as well
		t.Fatalf("%x: written again in more octets: %x", b[:n], got)
	}
}

// timesAgree checks that a relative time is as far from now as it says.
func timesAgree(t *testing.T, b []byte) {
	t.Helper()
	v, n, _ := mmspdu.ConsumeTime(b)
	now := time.Unix(1714226304, 0)
	if d := v.At(now).Sub(now); n > 0 && v.Relative && v.Seconds < 1<<31 && d != v.Duration() {
		t.Fatalf("%+v is %v from now, not %v", v, d, v.Duration())
	}
	if !v.Relative && v.Duration() != 0 {
		t.Fatalf("%+v lasts %v", v, v.Duration())
	}
}

// dels checks the law for the Del forms of the three fields that have one.
func dels(t *testing.T, b []byte) {
	t.Helper()
	type del struct {
		count uint64
		plain string
	}
	for _, f := range []mmspdu.Field{mmspdu.FieldContentLocation, mmspdu.FieldResponseStatus, mmspdu.FieldResponseText} {
		consumes(t, b, func(b []byte) (del, int, wsp.Code) {
			count, plain, n, c := mmspdu.ConsumeDel(f, b)
			return del{count, string(plain)}, n, c
		}, func(dst []byte, v del) ([]byte, wsp.Code) { return mmspdu.AppendDel(dst, v.count, []byte(v.plain)), 0 },
			func(v del) int { return mmspdu.SizeDel(v.count, []byte(v.plain)) },
			func(v del) string { return fmt.Sprintf("%d %x", v.count, v.plain) })
	}
}
