package reference

import (
	"fmt"
	"strconv"

	"github.com/mmsguard/mmsguard/testdata"
)

// Decoder is the reference decoder. All that it knows are the registries; several goroutines may use it at once.
type Decoder struct{ t *tables }

// New returns a Decoder with the registries of testdata/assigned.
func New() *Decoder {
	return &Decoder{&tables{
		mmsFields:  registry("mms-fields", 0, 3),
		mmsBodies:  registry("mms-types", 0, 5),
		wspHeaders: registry("wsp-headers", 0, 2),
		wspNames:   registry("wsp-headers", 0, 1),
		wspParams:  registry("wsp-params", 0, 2),
		paramNames: registry("wsp-params", 0, 1),
		wspMedia:   registry("wsp-media", 0, 1),
	}}
}

// tables are columns of the registries by number: what is assigned, and the grammar of its values in the words of the digests.
type tables struct {
	mmsFields  map[int]string // value (MMS 4.1)
	mmsBodies  map[int]string // body, by octet of the type (MMS 3.1)
	wspHeaders map[int]string // value (WSP 8.1)
	wspNames   map[int]string // name (WSP 8.1)
	wspParams  map[int]string // value (WSP 7.2)
	paramNames map[int]string // name (WSP 7.2)
	wspMedia   map[int]string // media type (WSP 6)
}

// registry returns a column of a registry by the number in another.
func registry(name string, key, value int) map[int]string {
	rows, _ := testdata.Assigned(name) // the vectors are red without it
	column := map[int]string{}
	for _, row := range rows {
		if n, err := strconv.ParseInt(row[key], 0, 32); err == nil {
			column[int(n)] = row[value]
		}
	}
	return column
}

func mmsField(octet byte) string { return fmt.Sprintf("mms 0x%02X", octet&0x7F) }
func wspField(code int) string   { return fmt.Sprintf("wsp 0x%02X", code) }
func paramField(code int) string { return fmt.Sprintf("parameter 0x%02X", code) }
