package fuzz

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/testdata"
)

const (
	// seedMost is how long a seed may be that nobody wrote as one: each runs in every go test, and is mutated over and over.
	seedMost = 4 << 10
	// captureMost is how long a captured message may be, which is somebody's own choice.
	captureMost = 64 << 10
	// grownSeeds is how many generated messages are seeds: four of each type.
	grownSeeds = 96
)

// Target is what seeds are added to: a *testing.F.
type Target interface {
	testing.TB
	Add(args ...any)
}

// Seed adds to f all that there is of the kinds, see [Of], and fails f where that is less than least: a target that runs
// without its seeds looks the same as one that has them.
func Seed(f Target, least int, kinds ...testdata.Kind) {
	f.Helper()
	From(f, least, Of(f, kinds...))
}

// Add adds seeds of a target's own.
func Add(f Target, seeds ...[]byte) {
	f.Helper()
	Gather(f, len(seeds), func(add func(...[]byte)) { add(seeds...) })
}

// AddTexts is [Add] for seeds that are texts.
func AddTexts(f Target, seeds ...string) {
	f.Helper()
	for _, s := range seeds {
		Add(f, []byte(s))
	}
}

// From adds what the sources have, and fails f where that is less than least.
func From(f Target, least int, sources ...iter.Seq[[]byte]) {
	f.Helper()
	Gather(f, least, func(add func(...[]byte)) {
		for _, source := range sources {
			for b := range source {
				add(b)
			}
		}
	})
}

// Gather adds what gather adds, and fails f where that is less than least. Where FUZZ_CORPUS_DIR names a folder, each seed is
// also written there as a file, since OSS-Fuzz builds a target without what it adds by itself. Such a build runs all of a
// target again for each input; gather is not called in it, and is the place for seeds that take some making.
func Gather(f Target, least int, gather func(add func(seeds ...[]byte))) {
	f.Helper()
	if libFuzzer {
		return
	}
	dir := os.Getenv("FUZZ_CORPUS_DIR")
	n := 0
	gather(func(seeds ...[]byte) {
		f.Helper()
		n += len(seeds)
		for _, b := range seeds {
			f.Add(b)
			if dir == "" {
				continue
			}
			name := fmt.Sprintf("%x", sha256.Sum256(b))[:32]
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
				f.Fatal(err)
			}
		}
	})
	if n < least {
		f.Fatalf("%d seeds, want at least %d", n, least)
	}
}

// Of iterates over all octets of the kinds, once each: the vectors; messages of testdata and what the maker makes and
// generates, legal and with one lie; where there is a corpus (see corpustest), its PDUs, pushes and SMS; and where
// MMSGUARD_CAPTURES names a folder, every file below it, for each kind that is a whole message. What is longer than 4 KiB is
// left out, of captured messages what is longer than 64 KiB. What cannot be read fails t.
func Of(t testing.TB, kinds ...testdata.Kind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		t.Helper()
		seen := map[string]bool{}
		for _, kind := range kinds {
			for _, source := range []iter.Seq[[]byte]{vectors(t, kind), messages(kind), made(kind), corpus(t, kind), captures(t, kind)} {
				for b := range source {
					if seen[string(b)] {
						continue
					}
					seen[string(b)] = true
					if !yield(b) {
						return
					}
				}
			}
		}
	}
}

func vectors(t testing.TB, kind testdata.Kind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, v := range testdata.Vectors() {
			if v.Err != nil {
				t.Fatal(v.Err)
			}
			if v.Kind == kind && len(v.Octets) <= seedMost && !yield(v.Octets) {
				return
			}
		}
	}
}

// kindOf tells by the name of a file what its octets are; "" if it is no message.
func kindOf(name string) testdata.Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mms", ".bin", "": // the corpus has some that are named after their type
		return testdata.KindPDU
	case ".push":
		return testdata.KindPush
	case ".smsdeliver":
		return testdata.KindSMS
	case ".ud":
		return testdata.KindUserData
	}
	return ""
}

func messages(kind testdata.Kind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for name, b := range testdata.Messages() {
			if kindOf(name) == kind && len(b) <= seedMost && !yield(b) {
				return
			}
		}
	}
}

// made are messages of the maker, of every type with all fields and with the least, and some that are generated.
func made(kind testdata.Kind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var all []maker.Made
		switch kind {
		case testdata.KindPDU, testdata.KindPush, testdata.KindMultipart:
		default:
			return
		}
		for _, typ := range maker.Types() {
			all = append(all, maker.Full(typ).Make(), maker.Minimal(typ).Make())
		}
		if kind != testdata.KindPush {
			for _, p := range maker.ContentVariants() {
				all = append(all, p.Make())
			}
			for b := range Choices(grownSeeds, 300) {
				all = append(all, maker.Grow(maker.NewSource(b)).Made)
			}
			all = append(all, broken()...)
		}
		for _, m := range all {
			b := m.Octets
			switch {
			case kind == testdata.KindPush:
				b = maker.PushMMS(1, m).Octets
			case kind == testdata.KindMultipart && m.Declared < 0:
				continue
			case kind == testdata.KindMultipart:
				b = m.Body.In(b)
			}
			if len(b) <= seedMost && !yield(b) {
				return
			}
		}
	}
}

// broken are messages with one lie each, of every sort of lie.
func broken() []maker.Made {
	var all []maker.Made
	for _, lie := range maker.Breakers() {
		for b := range Choices(4*grownSeeds, 100) {
			if x, ok := lie.Break(maker.NewSource(b), maker.Grow(maker.NewSource(b))); ok && len(x.Octets) <= seedMost {
				all = append(all, maker.Made{Octets: x.Octets, Declared: -1})
				break
			}
		}
	}
	return all
}

// Choices are n inputs for targets that read octets as a stream of choices, up to most octets long: the same on every run,
// and as different as chance makes them. The first octet counts up.
func Choices(n, most int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := range n {
			r := rand.New(rand.NewPCG(uint64(i), 4))
			b := make([]byte, 1+r.IntN(most))
			for j := range b {
				b[j] = byte(r.Uint32())
			}
			b[0] = byte(i)
			if !yield(b) {
				return
			}
		}
	}
}

func corpus(t testing.TB, kind testdata.Kind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if root, ok := corpustest.Find(t); ok {
			files(t, filepath.Join(root, "pdu"), seedMost, func(name string, b []byte) bool { return kindOf(name) != kind || yield(b) })
		}
	}
}

func captures(t testing.TB, kind testdata.Kind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		dir := os.Getenv("MMSGUARD_CAPTURES")
		switch kind {
		case testdata.KindPDU, testdata.KindPush, testdata.KindSMS:
		default:
			dir = ""
		}
		if dir != "" {
			files(t, dir, captureMost, func(_ string, b []byte) bool { return yield(b) })
		}
	}
}

// files reads all files below dir that are not longer than most.
func files(t testing.TB, dir string, most int64, yield func(name string, b []byte) bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		if info, err := d.Info(); err != nil || info.Size() > most {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil && !yield(path, b) {
			return fs.SkipAll
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
