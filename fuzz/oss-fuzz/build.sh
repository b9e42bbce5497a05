#!/usr/bin/env bash
# Builds every fuzz target of the module for OSS-Fuzz and ClusterFuzzLite, each with its seeds and the dictionary. It runs in
# their builder, in a checkout that is thrown away: it moves files about. dry-run tries it without them.
set -euo pipefail
cd "${MMSGUARD_SRC:-$SRC/mmsguard}"

# The one list of (package, target); house_fuzz_test.go holds it to the targets that there are.
targets='
examples/mmscan FuzzCommands
fuzz FuzzBearer
fuzz FuzzBenign
fuzz FuzzBroken
fuzz FuzzGrown
fuzz FuzzSlow
fuzz FuzzWSPSlow
internal/splice FuzzSplice
mmspdu FuzzAddress
mmspdu FuzzAnswer
mmspdu FuzzBuild
mmspdu FuzzConsume
mmspdu FuzzDescription
mmspdu FuzzEdit
mmspdu FuzzFieldValue
mmspdu FuzzLookalike
mmspdu FuzzMalleable
mmspdu FuzzMessage
mmspdu FuzzModes
mmspdu FuzzNames
mmspdu FuzzParse
mmspdu FuzzStrip
mmspdu FuzzValidate
scan FuzzHost
scan FuzzName
scan FuzzScan
scan/internal/classify FuzzAgree
scan/internal/classify FuzzClassify
scan/internal/media/jpeg FuzzWalk
scan/internal/media/tiff FuzzWalk
scan/internal/media/zip FuzzWalk
wsp FuzzAppendContentType
wsp FuzzAppendHeaders
wsp FuzzAppendInteger
wsp FuzzAppendMultipart
wsp FuzzAppendText
wsp FuzzCharset
wsp FuzzContentType
wsp FuzzEncodeCharset
wsp FuzzEncodedWords
wsp FuzzHeaders
wsp FuzzInteger
wsp FuzzMultipart
wsp FuzzNames
wsp FuzzPDU
wsp FuzzPush
wsp FuzzReassemble
wsp FuzzTPDU
wsp FuzzText
wsp FuzzTransfer
wsp FuzzUintvar
wsp FuzzUserData
wsp FuzzValue
'
module=$(go list -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The builder lays a file of its own over one of the standard library, which Go refuses in a toolchain that it downloaded.
case $(go env GOROOT) in
"$(go env GOMODCACHE)"/*)
  cp -r "$(go env GOROOT)" "$work/goroot"
  chmod -R u+w "$work/goroot"
  export GOROOT=$work/goroot PATH=$work/goroot/bin:$PATH GOTOOLCHAIN=local
  ;;
esac

each() { # each FUNCTION: calls it with package, target and the name of what is built
  local pkg target
  while read -r pkg target; do
    [ -z "$pkg" ] || "$1" "$pkg" "$target" "${pkg//\//_}_$target"
  done <<<"$targets"
}

# The builder ignores the seeds that a target adds by itself; package fuzz writes them to files.
seeds() {
  local pkg=$1 target=$2 name=$3 binary=$work/${1//\//_}.test dir=$work/seeds/$3
  [ -e "$binary" ] || go test -c -o "$binary" "./$pkg"
  mkdir -p "$dir"
  (cd "$pkg" && FUZZ_CORPUS_DIR=$dir "$binary" -test.run "^$target\$" >"$work/log") || { cat "$work/log"; return 1; }
  (cd "$dir" && find . -type f | sort | zip -q -X -@ "$OUT/${name}_seed_corpus.zip")
  cp fuzz/oss-fuzz/mms.dict "$OUT/$name.dict"
}

# The builder makes test files part of their package. For that those of "package x_test" get a folder and a package of their
# own, below what they may import; and so does all of a program, which nothing can import.
stage() { # stage FOLDER FILE…: moves the files there
  local dir=$1 file
  shift
  mkdir -p "$dir"
  for file; do
    sed 's/^package [a-z_]*$/package libfuzzer/' "$file" >"$dir/$(basename "$file")"
    rm "$file"
  done
  printf '// Package libfuzzer is built for libFuzzer.\npackage libfuzzer\n' >"$dir/doc_libfuzzer.go"
}

staged=' '
prepare() {
  local pkg=$1 files
  case $staged in *" $pkg "*) return ;; esac
  staged+="$pkg "
  if [ "$(go list -f '{{.Name}}' "./$pkg")" = main ]; then
    mapfile -t files < <(ls "$pkg"/*.go)
    mkdir -p "$pkg/libfuzzer"
    go list -f '{{range .EmbedPatterns}}{{.}}{{"\n"}}{{end}}{{range .TestEmbedPatterns}}{{.}}{{"\n"}}{{end}}' "./$pkg" | sed '/^$/d' |
      while IFS= read -r name; do cp -r "$pkg/$name" "$pkg/libfuzzer/"; done
  else
    mapfile -t files < <(go list -f '{{range .XTestGoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}' "./$pkg" | sed '/^$/d')
  fi
  [ ${#files[@]} -eq 0 ] || stage "$pkg/libfuzzer" "${files[@]}"
}

compile() {
  local pkg=$1 target=$2 name=$3
  if grep -qs "^func $target(" "$pkg"/libfuzzer/*_test.go; then pkg+=/libfuzzer; fi
  echo "-- $pkg $target"
  compile_native_go_fuzzer_v2 "$module/$pkg" "$target" "$name"
  [ -e "$OUT/$name" ] || { echo "$name was not built"; return 1; } # of some mistakes it only talks
}

each seeds
each prepare
each compile
