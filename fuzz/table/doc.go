// Command table reads what "go test -bench" prints and writes tables for people: medians, and how they compare with the
// yardsticks of the same run.
//
//	go test -run '^$' -bench . -benchmem -count 10 ./... | tee bench.txt | go run ./fuzz/table
//	go run ./fuzz/table -only 'Reading|Writing' bench.txt
//
// It ends with status 1 where the run failed, where there is no figure, and where the name of a benchmark does not have the
// keys of keys.go in their order; so with -benchtime 1x it is a check that all benchmarks run and are named alike. To
// compare two runs use benchstat, which pivots by the same keys:
//
//	benchstat -filter '.name:Parse' -row /pdu,/parts,/size -col /op bench.txt
package main
