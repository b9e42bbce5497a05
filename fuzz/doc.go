// Package fuzz is what the fuzz targets and benchmarks of all packages share: the seeds that every target starts from, the
// bounds that its work is held to, and yardsticks. A target itself stands beside what it tests; those that need several
// packages stand here. README.md lists them all and says how to run them.
//
// A target looks like this:
//
//	func FuzzThing(f *testing.F) {
//		fuzz.Seed(f, 20, testdata.KindPDU)
//		f.Fuzz(func(t *testing.T, b []byte) {
//			w := fuzz.Watch(t, len(b))
//			defer w.Done()
//			for x := range thing.Of(b) {
//				w.Step(1)
//				// the law
//			}
//		})
//	}
//
// It takes exactly one []byte, so that an entry of its corpus is an input as it is; it takes its seeds from this package
// alone, so that they reach OSS-Fuzz too; and it is watched, so that a loop without an end, or memory by a number on the
// wire, is a failure and not a hang. The tests of the house hold every target to this.
//
// Nothing here imports what it tests: maker and reference write and read octets by themselves, so that they can disagree.
package fuzz
