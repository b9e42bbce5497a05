//go:build !gofuzz_libfuzzer

package fuzz

// libFuzzer says that targets are built into programs for libFuzzer, which bring their seeds in files: see oss-fuzz/build.sh.
const libFuzzer = false
