package classify

import (
	"bytes"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/scan/internal/media"
	"github.com/mmsguard/mmsguard/scan/internal/media/zip"
)

// checkResult holds a classification to its laws.
func checkResult(t *testing.T, b []byte) Result {
	t.Helper()
	before := bytes.Clone(b)
	r := Classify(b)
	if r.N < 0 || r.N > len(r.Formats) || r.More && r.N != len(r.Formats) {
		t.Fatalf("%+v", r)
	}
	for i, m := range r.Formats {
		if i >= r.N {
			if m != (Match{}) {
				t.Fatalf("a format behind the last: %+v", r)
			}
			continue
		}
		if m.Format == Unknown || m.Format >= formats || m.Confidence < Guess || m.Confidence > Sure {
			t.Fatalf("%+v", r)
		}
		if i > 0 && m.Confidence > r.Formats[i-1].Confidence {
			t.Fatalf("not best first: %+v", r)
		}
		for _, o := range r.Formats[:i] {
			if o.Format == m.Format {
				t.Fatalf("twice: %+v", r)
			}
		}
	}
	if again := Classify(bytes.Clone(b)); again != r {
		t.Fatalf("%+v, then %+v", r, again)
	}
	if !bytes.Equal(before, b) {
		t.Fatal("the input was changed")
	}
	return r
}

func FuzzClassify(f *testing.F) {
	fuzz.Gather(f, 50, func(add func(...[]byte)) {
		for _, s := range table17() {
			if len(s.data) < 4096 {
				add(s.data)
			}
		}
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		watch := fuzz.Watch(t, len(b))
		defer watch.Done()
		r := checkResult(t, b)
		// What a sound archive holds does not depend on what stands in front of it.
		w, ok := zip.Open(b, media.Whole(b))
		for ok && w.Next() {
			watch.Step(1)
		}
		if ok && w.Outcome() == (media.Outcome{}) && int(w.End().Span.End) == len(b) && w.End().Comment.Len() == 0 && r.Has(APK) {
			if found := Classify(append([]byte("GIF89a"), b...)); !found.Has(APK) {
				t.Fatalf("behind other octets: %+v", found)
			}
		}
		// A declared type agrees with the format's own.
		if f := r.Best(); f != Unknown && f != Empty {
			if a := Agree([]byte(f.Media()), f); a != Same {
				t.Fatalf("%v is %v to itself", f, a)
			}
		}
	})
}

// FuzzAgree reads declared types and names.
func FuzzAgree(f *testing.F) {
	fuzz.AddTexts(f, "image/jpeg; name=a.jpg", "*/*", "C:\\x\\invoice.pdf .exe. ")
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		before := bytes.Clone(b)
		upper := bytes.ToUpper(b)
		for _, f := range []Format{JPEG, MP4, SVG, APK, PlainText, Unknown, formats} {
			a := Agree(b, f)
			if a > CrossFamily || f == Unknown && a != Undecided {
				t.Fatalf("%v", a)
			}
			if len(upper) == len(b) && isASCII(b) && Agree(upper, f) != a {
				t.Fatalf("letter case matters to %q", b)
			}
		}
		prev, last := Extensions(b)
		for _, e := range [][]byte{prev, last} {
			if bytes.ContainsAny(e, "./\\") || !bytes.Contains(b, e) {
				t.Fatalf("extension %q of %q", e, b)
			}
			if IsDangerous(e) && IsMedia(e) {
				t.Fatalf("%q is both", e)
			}
		}
		if ExtensionFamily(b) != FamilyOf(last) {
			t.Fatal("two families of one name")
		}
		if !bytes.Equal(before, b) {
			t.Fatal("the input was changed")
		}
	})
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
