//go:build gofuzz_libfuzzer

package fuzz

const libFuzzer = true
