package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
	"github.com/mmsguard/mmsguard/internal/corpustest"
)

// facts are what a decoder says of a PDU: the values of each field in their order. A field of a part is named
// "part 0/…", counted on its own level.
type facts map[string][]string

func (f facts) add(key, value string) { f[key] = append(f[key], value) }

// TestTshark compares what decode says with what Wireshark's decoder says, for all PDUs of the corpus and of
// testdata/messages, field by field, as far as tshark has a name for the field.
func TestTshark(t *testing.T) {
	path, _ := tshark.Need(t)
	atRoot(t)
	var names []string
	var pdus [][]byte
	var ours []facts
	add := func(name, path string) {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		m := recognise(path, b)
		if m.pdu == nil || len(m.pdu.Octets()) > tshark.MaxFrame-len(tshark.Head) {
			return
		}
		names, pdus = append(names, name), append(pdus, m.pdu.Octets())
		ours = append(ours, ourFacts(t, m))
	}
	for _, s := range expand([]string{messages}) {
		add(filepath.ToSlash(s.path), s.path)
	}
	root := corpustest.Root(t)
	require.NoError(t, filepath.WalkDir(filepath.Join(root, "pdu"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			name, _ := filepath.Rel(root, path)
			add(filepath.ToSlash(name), path)
		}
		return err
	}))
	theirs := runTshark(t, path, pdus)
	require.Len(t, theirs, len(ours))
	used := make([]int, len(tsharkExceptions))
	fields := 0
	for i := range ours {
		for _, key := range slices.Sorted(maps.Keys(union(ours[i], theirs[i]))) {
			fields++
			a, b := ours[i][key], theirs[i][key]
			if slices.Equal(a, b) || b == nil && strings.HasSuffix(key, "/data") {
				continue // data that tshark has a decoder for it shows in other ways
			}
			n := slices.IndexFunc(tsharkExceptions, func(e tsharkException) bool {
				return e.covers(names[i], key, b == nil && len(theirs[i][givenUp]) > 0)
			})
			if n < 0 {
				t.Errorf("%s: %s\n mmscan %.200q\n tshark %.200q", names[i], key, a, b)
				continue
			}
			used[n]++
		}
	}
	differ := 0
	for i, e := range tsharkExceptions {
		assert.Positive(t, used[i], "nobody needs the exception %+v", e)
		differ += used[i]
	}
	t.Logf("%d PDUs, %d fields compared, %d differ by %d exceptions", len(ours), fields, differ, len(tsharkExceptions))
}

func union(a, b facts) map[string]bool {
	keys := map[string]bool{}
	for k := range a {
		keys[k] = true
	}
	for k := range b {
		keys[k] = true
	}
	delete(keys, givenUp)
	return keys
}

// givenUp stands among the layers of a frame that tshark did not read to its end.
const givenUp = "_ws.malformed"

// runTshark returns what tshark says of each PDU.
func runTshark(t *testing.T, path string, pdus [][]byte) []facts {
	t.Helper()
	frames := make([][]byte, len(pdus))
	for i, p := range pdus {
		frames[i] = tshark.Wrap(p)
	}
	cmd := tshark.Command(path, file(t, "pdus.pcap", tshark.Capture(frames)),
		"-T", "json", "--no-duplicate-keys", "-J", "mmse wsp media data data-text-lines")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = append(cmd.Env, "LC_ALL=C")
	require.NoError(t, cmd.Run(), stderr.String())
	var answers []struct {
		Source struct{ Layers map[string]any } `json:"_source"`
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &answers))
	var all []facts
	for _, f := range answers {
		x := facts{}
		mmse, _ := f.Source.Layers["mmse"].(map[string]any)
		theirPDU(x, "", mmse)
		if f.Source.Layers[givenUp] != nil {
			x.add(givenUp, "")
		}
		all = append(all, x)
	}
	return all
}

// The names of fields that both sides are brought to: octets of enumerations as they are, times as seconds, texts as
// skeleton makes them.
var (
	sharkOctets = []string{"message_type", "delivery_report", "message_class.id", "priority", "read_report", "report_allowed",
		"response_status", "sender_visibility", "status", "retrieve_status", "read_status", "reply_charging"}
	sharkTexts = []string{"transaction_id", "mms_version", "bcc", "cc", "content_location", "from", "message_class.str", "message_id",
		"response_text", "subject", "to", "retrieve_text", "reply_charging_id"}
	sharkNumbers = []string{"message_size", "reply_charging_size"}
	sharkTimes   = []string{"date", "delivery_time.abs", "expiry.abs", "reply_charging_deadline.abs"}
	sharkSpans   = []string{"delivery_time.rel", "expiry.rel", "reply_charging_deadline.rel"}
	wspTexts     = []string{"header.content_type", "parameter.charset", "parameter.name", "parameter.filename", "parameter.start",
		"parameter.upart.type", "header.content_id", "header.content_location", "header.content_disposition"}
)

func theirPDU(f facts, at string, mmse map[string]any) {
	for _, name := range sharkOctets {
		for _, v := range stringsOf(mmse["mmse."+name]) {
			n, err := strconv.ParseUint(v, 0, 8)
			if err != nil {
				f.add(at+name, "?"+v)
				continue
			}
			f.add(at+name, strconv.FormatUint(n, 16))
		}
	}
	for _, name := range sharkTexts {
		for _, v := range stringsOf(mmse["mmse."+name]) {
			f.add(at+name, skeleton(v))
		}
	}
	for _, v := range stringsOf(mmse["mmse.ffheader"]) {
		name, _, _ := strings.Cut(v, ": ")
		f.add(at+"ffheader", skeleton(name))
	}
	for _, name := range sharkNumbers {
		for _, v := range stringsOf(mmse["mmse."+name]) {
			f.add(at+name, v)
		}
	}
	for _, name := range sharkTimes {
		for _, v := range stringsOf(mmse["mmse."+name]) {
			if when, err := time.Parse("Jan _2, 2006 15:04:05.000000000 MST", v); err == nil {
				v = strconv.FormatInt(when.Unix(), 10)
			}
			f.add(at+name, v)
		}
	}
	for _, name := range sharkSpans {
		for _, v := range stringsOf(mmse["mmse."+name]) {
			f.add(at+name, strings.TrimSuffix(v, ".000000000"))
		}
	}
	for _, tree := range treesOf(mmse["mmse.previously_sent_by_tree"]) {
		f.add(at+"previously_sent_by", strings.Join(stringsOf(tree["mmse.previously_sent_by.forward_count"]), " ")+" "+
			skeleton(strings.Join(stringsOf(tree["mmse.previously_sent_by.address"]), " ")))
	}
	for _, tree := range treesOf(mmse["mmse.previously_sent_date_tree"]) {
		f.add(at+"previously_sent_date", strings.Join(stringsOf(tree["mmse.previously_sent_date.forward_count"]), " "))
	}
	theirWSP(f, at, mmse)
	for _, post := range treesOf(mmse["wsp.post.data"]) {
		for _, body := range treesOf(post["Multipart body"]) {
			for i, part := range treesOf(body["wsp.multipart_tree"]) {
				theirPart(f, fmt.Sprintf("%spart %d/", at, i), part)
			}
		}
	}
}

func theirPart(f facts, at string, part map[string]any) {
	theirWSP(f, at, part)
	for _, headers := range treesOf(part["wsp.headers"]) {
		theirWSP(f, at, headers)
	}
	for _, inner := range treesOf(part["mmse"]) {
		theirPDU(f, at, inner)
	}
	for _, media := range treesOf(part["media"]) {
		for _, v := range stringsOf(media["media.type"]) {
			f.add(at+"data", strings.ReplaceAll(v, ":", ""))
		}
	}
}

// theirWSP takes a Content-Type with its parameters, or the headers of a part.
func theirWSP(f facts, at string, tree map[string]any) {
	for _, name := range wspTexts {
		for _, v := range stringsOf(tree["wsp."+name]) {
			switch name {
			case "header.content_type", "parameter.charset":
				v = strings.ToLower(v)
				if n := 0; v != "" {
					if _, err := fmt.Sscanf(v, "<unknown media type identifier 0x%x>", &n); err == nil {
						v = fmt.Sprintf("x-wap-unknown/0x%04x", n)
					}
				}
			default:
				v = strings.Trim(v, "\"") // it adds what closes a Quoted-string
			}
			f.add(at+name, skeleton(v))
		}
	}
	for _, name := range []string{"wsp.header.content_type_tree", "wsp.header.content_disposition_tree"} {
		for _, inner := range treesOf(tree[name]) {
			theirWSP(f, at, inner)
		}
	}
}

// stringsOf returns what v holds, one string or several.
func stringsOf(v any) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, x := range v {
			list = append(list, stringsOf(x)...)
		}
	}
	return list
}

// treesOf returns what v holds, one object or several.
func treesOf(v any) (list []map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		return []map[string]any{v}
	case []any:
		for _, x := range v {
			list = append(list, treesOf(x)...)
		}
	}
	return list
}

// skeleton replaces what is not ASCII, which tshark does not decode.
func skeleton(s string) string {
	var b strings.Builder
	other := false
	for _, r := range strings.ReplaceAll(s, "\x7f", "") { // it shows the Quote too
		if r < 0x80 {
			b.WriteRune(r)
		} else if !other {
			b.WriteByte('?')
		}
		other = r >= 0x80
	}
	return b.String()
}

// ourFacts reads the decode object of m, as any program would.
func ourFacts(t *testing.T, m *message) facts {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, writeJSON(&b, describe(m, true), false))
	var object map[string]any
	d := json.NewDecoder(&b)
	d.UseNumber()
	require.NoError(t, d.Decode(&object))
	f := facts{}
	ourPDU(f, "", object, m.octets)
	return f
}

// ourNames are the names that tshark has for headers, by the number of the header.
var ourNames = map[string]string{
	"1": "bcc", "2": "cc", "3": "content_location", "5": "date", "6": "delivery_report", "7": "delivery_time", "8": "expiry", "9": "from",
	"10": "message_class", "11": "message_id", "12": "message_type", "13": "mms_version", "14": "message_size", "15": "priority",
	"16": "read_report", "17": "report_allowed", "18": "response_status", "19": "response_text", "20": "sender_visibility", "21": "status",
	"22": "subject", "23": "to", "24": "transaction_id", "25": "retrieve_status", "26": "retrieve_text", "27": "read_status",
	"28": "reply_charging", "29": "reply_charging_deadline", "30": "reply_charging_id", "31": "reply_charging_size",
	"32": "previously_sent_by", "33": "previously_sent_date",
}

func ourPDU(f facts, at string, pdu map[string]any, octets []byte) {
	for _, h := range treesOf(pdu["headers"]) {
		code, known := h["code"].(json.Number)
		name := ourNames[string(code)]
		object, _ := h["value"].(map[string]any)
		raw, _ := h["raw"].(string)
		text := fmt.Sprint(h["value"])
		switch {
		case !known:
			f.add(at+"ffheader", skeleton(fmt.Sprint(h["name"])))
		case h["value"] == nil:
		case code == "4":
			ourContentType(f, at, object)
		case name == "message_class" && len(raw) == 2:
			f.add(at+"message_class.id", raw)
		case name == "message_class":
			f.add(at+"message_class.str", skeleton(text))
		case slices.Contains(sharkOctets, name):
			f.add(at+name, strings.TrimLeft(raw, "0"))
		case name == "date":
			f.add(at+name, fmt.Sprint(object["seconds"]))
		case name == "delivery_time" || name == "expiry" || name == "reply_charging_deadline":
			kind := ".abs"
			if object["relative"] == true {
				kind = ".rel"
			}
			f.add(at+name+kind, fmt.Sprint(object["seconds"]))
		case name == "previously_sent_by":
			f.add(at+name, fmt.Sprint(object["count"], " ", skeleton(ourAddress(object))))
		case name == "previously_sent_date":
			f.add(at+name, fmt.Sprint(object["count"]))
		case name == "from" && object["insert"] == true:
			f.add(at+name, "<insert address>")
		case name == "from" || name == "to" || name == "cc" || name == "bcc":
			f.add(at+name, skeleton(ourAddress(object)))
		case name != "":
			f.add(at+name, skeleton(text))
		}
	}
	if pdu["multipart"] == nil {
		return
	}
	for i, part := range treesOf(pdu["parts"]) {
		ourPart(f, fmt.Sprintf("%spart %d/", at, i), part, octets)
	}
}

func ourAddress(object map[string]any) string {
	s := fmt.Sprint(object["address"])
	if object["type"] != nil {
		s += "/TYPE=" + fmt.Sprint(object["type"])
	}
	return s
}

func ourContentType(f facts, at string, object map[string]any) {
	if media := fmt.Sprint(object["contentType"]); media != "" {
		f.add(at+"header.content_type", skeleton(strings.ToLower(media)))
	}
	ourParameters(f, at, object["parameters"])
}

func ourParameters(f facts, at string, v any) {
	parameters, _ := v.(map[string]any)
	for _, name := range []string{"charset", "name", "filename", "start", "type"} {
		if x, ok := parameters[name].(string); ok && x != "*" {
			if name == "charset" {
				x = strings.ToLower(x)
			}
			if name == "type" {
				name = "upart.type"
			}
			f.add(at+"parameter."+name, skeleton(x))
		}
	}
}

func ourPart(f facts, at string, part map[string]any, octets []byte) {
	ourContentType(f, at, part)
	for _, h := range treesOf(part["headers"]) {
		switch fmt.Sprint(h["code"]) {
		case "64":
			if h["value"] == nil {
				continue
			}
			f.add(at+"header.content_id", skeleton(fmt.Sprint(h["value"])))
		case "14":
			f.add(at+"header.content_location", skeleton(fmt.Sprint(h["value"])))
		case "46", "69":
			value, _ := h["value"].(map[string]any)
			f.add(at+"header.content_disposition", fmt.Sprint(value["disposition"]))
			ourParameters(f, at, value["parameters"])
		}
	}
	if inner, ok := part["pdu"].(map[string]any); ok {
		ourPDU(f, at, inner, octets)
	}
	start, _ := strconv.Atoi(fmt.Sprint(part["dataStart"]))
	end, _ := strconv.Atoi(fmt.Sprint(part["dataEnd"]))
	f.add(at+"data", hex.EncodeToString(octets[start:end]))
}
