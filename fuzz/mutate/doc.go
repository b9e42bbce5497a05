// Command mutate asks whether the tests would notice. It breaks the code of wsp and mmspdu in one place at a time, by an
// operator on its syntax tree, and runs the tests against what is broken; where all of them pass, it fuzzes. A mutant that
// survives shows a line that nothing holds to anything: a test is missing, or the line is not needed.
//
//	go run ./fuzz/mutate -n 200 -seed 1
//	go run ./fuzz/mutate -list | head
//	go run ./fuzz/mutate -only wsp/uintvar.go:31
//
// Which mutants are drawn depends on the seed and the code alone. Each verdict is written to the file of -out as it falls, a
// line each, and a later run with the same -out goes on where it ended.
//
// Mutants that nothing can tell from the code are listed in equivalent.txt with the reason. They are left out; an entry
// that is no mutant of the code any more is an error.
//
// No file of the tree is changed: the broken one is laid over it for the build alone.
package main
