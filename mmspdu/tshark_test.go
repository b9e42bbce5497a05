package mmspdu_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// tsharkPath finds tshark 4.0, whose differences the table of exceptions lists; where there is none the test is skipped,
// or fails if MMSGUARD_MUST holds "tshark".
func tsharkPath(t *testing.T) string {
	t.Helper()
	path, version := tshark.Need(t)
	if !strings.Contains(version, " 4.0.") && !slices.Contains(strings.Split(os.Getenv("MMSGUARD_MUST"), ","), "tshark") {
		t.Skipf("SKIPPED: NO TSHARK 4.0, this is %s", version)
	}
	return path
}

// A tsharkFrame is one packet: a push as it is, a PDU in a Reply of connectionless WSP.
type tsharkFrame struct {
	name  string
	b     []byte // the packet
	start int    // where the PDU begins that the frame was made for; a push says so itself
	push  bool
}

// cutFrame is what is left of inputs that no packet of a capture can hold: their numbers are our limits' matter.
const cutFrame = 2 << 10

func frameOf(name string, b []byte) tsharkFrame {
	if len(b) > tshark.MaxFrame {
		b = b[:cutFrame]
	}
	if p, ok := wsp.ParsePush(b); ok {
		if _, hasTID := p.TID(); hasTID {
			return tsharkFrame{name, b, 0, true}
		}
	}
	return tsharkFrame{name, tshark.Wrap(b), len(tshark.Head), false}
}

// tsharkFrames returns the messages of testdata and, where it is there, of the corpus. Short messages carry headers of the
// carrier below: those are for a later layer.
func tsharkFrames(t *testing.T) (frames []tsharkFrame, left int, corpus bool) {
	t.Helper()
	for name, b := range testdata.Messages() {
		if filepath.Ext(name) != ".txt" { // other forms of messages that are there as octets
			frames = append(frames, frameOf("testdata/"+name, b))
		}
	}
	for name, v := range testdata.Vectors() { // of all types of PDU, which no message from the field has
		if v.Strict == testdata.OK && (v.Kind == testdata.KindPDU || v.Kind == testdata.KindPush) {
			frames = append(frames, frameOf("vector "+name, v.Octets))
		}
	}
	t.Run("corpus", func(t *testing.T) {
		for _, name := range corpusFiles(t) {
			switch ext := filepath.Ext(name); {
			case ext == ".smsdeliver", ext == ".ud", strings.HasSuffix(name, "with_udh.bin"), strings.HasSuffix(name, "port_udh.bin"):
				left++
			default:
				frames = append(frames, frameOf(strings.TrimPrefix(name, "pdu/"), corpustest.Read(t, name)))
			}
		}
		corpus = true
	})
	return frames, left, corpus
}

// askTshark writes one capture and returns what tshark prints about it.
func askTshark(t *testing.T, frames []tsharkFrame, args ...string) []byte {
	t.Helper()
	path := tsharkPath(t)
	packets := make([][]byte, len(frames))
	for i, f := range frames {
		packets[i] = f.b
	}
	file := filepath.Join(t.TempDir(), "messages.pcap")
	require.NoError(t, os.WriteFile(file, tshark.Capture(packets), 0o600))
	cmd := tshark.Command(path, file, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return out
}

// runTshark returns the layers of each frame.
func runTshark(t *testing.T, frames []tsharkFrame) []tree {
	t.Helper()
	out := askTshark(t, frames, "-T", "json", "-x", "--no-duplicate-keys")
	var packets []struct {
		Source struct {
			Layers tree `json:"layers"`
		} `json:"_source"`
	}
	require.NoError(t, json.Unmarshal(out, &packets))
	require.Len(t, packets, len(frames))
	layers := make([]tree, len(packets))
	for i := range packets {
		layers[i] = packets[i].Source.Layers
	}
	return layers
}

// A comparison collects what was compared and what differs.
type comparison struct {
	counts      map[string]int
	differences []difference
	file        string
	b           []byte
	situation   situation
	swallowed   wsp.Span
}

// A difference is one place where we and tshark say different things, "" for nothing.
type difference struct {
	file, where, ours, theirs string
	span                      wsp.Span
	octets                    []byte // those at span
	situation
}

// A situation is what the reasons for differences go by.
type situation struct {
	malformed bool // tshark calls the frame malformed, and so do we
	noType    bool // the PDU does not begin with its type
	swallowed bool // tshark has taken the place for a part of what comes before it
	beyond    bool // a part behind entry number nEntries
	cut       bool // tshark goes beyond the frame
	empty     bool // a part has no data
	named     bool // the type of the multipart is a text
	del       bool // a PDU with Del forms
}

func (c *comparison) same(kind, where string, span wsp.Span, ours, theirs string) {
	c.counts[kind]++
	if ours != theirs {
		s := c.situation
		s.swallowed = s.swallowed || c.swallowed.Len() > 0 && c.swallowed.Contains(span)
		c.differences = append(c.differences, difference{c.file, where, ours, theirs, span, span.In(c.b), s})
	}
}

// Truth against an independent decoder: type, version, every field and every part.
func TestTshark(t *testing.T) {
	tsharkPath(t)
	frames, left, corpus := tsharkFrames(t)
	layers := runTshark(t, frames)
	c := comparison{counts: map[string]int{}}
	for i, f := range frames {
		c.file, c.b = f.name, f.b
		c.frame(f, layers[i])
	}
	used := make([]int, len(tsharkRules))
	for _, d := range c.differences {
		rule := slices.IndexFunc(tsharkRules, func(r tsharkRule) bool { return r.match(&d) })
		if rule < 0 {
			t.Errorf("%s: %s: we %q, tshark %q, octets %x", d.file, d.where, d.ours, d.theirs, d.octets[:min(len(d.octets), 60)])
			continue
		}
		used[rule]++
	}
	for i, r := range tsharkRules {
		assert.False(t, corpus && used[i] == 0, "an exception that is not used: %s (%s)", r.why, r.section)
		t.Logf("%4d differences: %s (%s)", used[i], r.why, r.section)
	}
	kinds := make([]string, 0, len(c.counts))
	total := 0
	for kind, n := range c.counts {
		kinds = append(kinds, fmt.Sprintf("%d %s", n, kind))
		total += n
	}
	slices.Sort(kinds)
	t.Logf("%d frames, %d left for the SMS layer; %d comparisons: %s; %d differences", len(frames), left, total,
		strings.Join(kinds, ", "), len(c.differences))
}

// frame compares one frame.
func (c *comparison) frame(f tsharkFrame, layers tree) {
	var d mmspdu.Decoder
	s := wsp.Span{Start: uint32(f.start), End: uint32(len(f.b))}
	if f.push {
		p, _ := wsp.ParsePush(f.b)
		c.push(p, layers.sub("wsp"))
		if !p.IsMMS() {
			c.same("pushes of something else", "mmse", s, "", layers.sub("mmse").text("mmse.message_type"))
			return
		}
		s = p.DataSpan()
	}
	p, _ := d.ParseSpan(f.b, s)
	strict := mmspdu.Decoder{Mode: mmspdu.Strict}
	_, err := strict.ParseSpan(f.b, s)
	c.situation = situation{malformed: layers["_ws.malformed"] != nil && err != nil, noType: s.Len() == 0 || f.b[s.Start] != 0x8C}
	c.situation.del = p.Type() == mmspdu.TypeMboxDeleteConf || p.Type() == mmspdu.TypeDeleteConf
	for q := range p.Parts() {
		c.situation.empty = c.situation.empty || q.DataSpan().Len() == 0
	}
	ct, ok := p.ContentType()
	_, number := ct.Code()
	c.situation.named = ok && !number
	c.swallowed = wsp.Span{}
	if layers["_ws.malformed"] != nil {
		c.same("malformed messages", "malformed", s, fmt.Sprint(err != nil), "true")
	}
	c.pdu(&p, layers.sub("mmse"))
}

// push compares the layer of the push.
func (c *comparison) push(p wsp.Push, layer tree) {
	whole := p.Span()
	c.same("push values", "push PDU type", whole, fmt.Sprintf("0x%02x", p.PDUType()), layer.text("wsp.pdu_type"))
	c.same("push values", "push HeadersLen", whole, strconv.Itoa(p.HeadersSpan().Len()), layer.text("wsp.headers_length"))
	c.same("push values", "push Content-Type", whole, p.ContentType().String(), layer.text("wsp.header.content_type"))
	c.wspHeaders("push header", p.HeaderCursor(), layer.sub("wsp.headers"))
}

// pdu compares one PDU with the layer that tshark makes of it.
func (c *comparison) pdu(p *mmspdu.PDU, layer tree) {
	theirs := layer.items("mmse.")
	cur := p.HeaderCursor()
	for cur.Next() {
		h := cur.Header()
		if f, ok := h.Field(); ok && f == mmspdu.FieldContentType {
			ct, _ := h.ContentType()
			c.contentType("Content-Type", ct, h.ValueSpan(), layer)
			continue
		}
		name, value := tsharkName(h), tsharkValue(h)
		for len(theirs) > 0 && theirs[0].span.Start < h.Span().Start {
			c.same("headers", "extra header", theirs[0].span, "", theirs[0].String())
			theirs = theirs[1:]
		}
		if len(theirs) == 0 || theirs[0].span.Start != h.Span().Start {
			c.same("headers", "missing header", h.Span(), name+": "+value, "")
			continue
		}
		x := theirs[0]
		theirs = theirs[1:]
		if name == "mmse.ffheader" && x.span.End > h.Span().End {
			c.swallowed = x.span
		}
		c.same("headers", "name", h.Span(), name, x.base())
		c.same("headers", "span of "+name, h.Span(), fmt.Sprint(h.Span()), fmt.Sprint(x.span))
		c.same("headers", "value of "+name, h.Span(), value, x.value())
	}
	for _, x := range theirs {
		c.same("headers", "extra header", x.span, "", x.String())
	}
	c.body(p, layer)
}

// body compares the parts of the outer multipart; tshark shows what is nested in them as octets.
func (c *comparison) body(p *mmspdu.PDU, layer tree) {
	theirs := layer.sub("wsp.post.data").sub("Multipart body").items("wsp.multipart")
	m, ok := p.Multipart()
	if !ok {
		return
	}
	n := uint32(0)
	for q := range m.Parts() {
		n++
		c.situation.beyond = n > m.Declared()
		where := fmt.Sprintf("part %d", q.Index())
		for len(theirs) > 0 && theirs[0].span.Start < q.Span().Start {
			c.same("parts", "extra part", theirs[0].span, "", fmt.Sprint(theirs[0].span))
			theirs = theirs[1:]
		}
		if len(theirs) == 0 || theirs[0].span.Start != q.Span().Start {
			c.same("parts", "missing part", q.Span(), where, "")
			continue
		}
		x := theirs[0]
		theirs = theirs[1:]
		c.situation.cut = int(x.span.End) > len(c.b)
		c.same("parts", "span of part", q.Span(), fmt.Sprint(q.Span()), fmt.Sprint(x.span))
		c.contentType("part Content-Type", q.ContentType(), q.ContentTypeSpan(), x.inner)
		c.wspHeaders("part header", q.HeaderCursor(), x.inner.sub("wsp.headers"))
		if data, ok := x.inner.data(); ok {
			c.same("parts", "data of part", q.DataSpan(), fmt.Sprint(q.DataSpan()), fmt.Sprint(data))
		}
		if inner := x.inner.sub("mmse"); inner != nil {
			if d, ok := p.Description(q); ok {
				c.pdu(&d, inner)
			}
		}
	}
	for _, x := range theirs {
		c.same("parts", "extra part", x.span, "", fmt.Sprint(x.span))
	}
}

// contentType compares a Content-type-value and its parameters.
func (c *comparison) contentType(where string, ct wsp.ContentType, span wsp.Span, layer tree) {
	x, ok := layer.first("wsp.header.content_type")
	if !ok {
		c.same("content types", "missing "+where, span, ct.String(), "")
		return
	}
	c.same("content types", where, span, ct.String(), x.text)
	c.same("content types", "span of "+where, span, fmt.Sprint(span), fmt.Sprint(x.span))
	c.params(where+" parameter", ct.ParamCursor(), x.inner)
}

// params compares parameters by the octets of their values.
func (c *comparison) params(where string, cur wsp.ParamCursor, inner tree) {
	theirs := inner.items("wsp.parameter.", "wsp.untype.")
	// Under the key of a parameter "type" stand the numbers of all parameters.
	theirs = slices.DeleteFunc(theirs, func(x item) bool { return x.key == "wsp.parameter.type" })
	for cur.Next() {
		p := cur.Param()
		span := c.spanOf(p.Raw())
		name, value := tsharkParam(p)
		if len(theirs) == 0 {
			c.same("parameters", "missing "+where, span, name+"="+value, "")
			continue
		}
		x := theirs[0]
		theirs = theirs[1:]
		c.same("parameters", "name of "+where, span, name, x.key)
		if name == "wsp.parameter.charset" {
			x.text = strings.ToLower(x.text)
		}
		c.same("parameters", where+" "+name, span, value, x.text)
	}
	for _, x := range theirs {
		c.same("parameters", "extra "+where, x.span, "", x.String())
	}
}

// spanOf returns where the octets v, a view of the frame, are in it.
func (c *comparison) spanOf(v []byte) wsp.Span {
	if len(v) == 0 {
		return wsp.Span{}
	}
	at := uint32(reflect.ValueOf(v).Pointer() - reflect.ValueOf(c.b).Pointer())
	return wsp.Span{Start: at, End: at + uint32(len(v))}
}

// wspHeaders compares the headers of a part or a push.
func (c *comparison) wspHeaders(where string, cur wsp.HeaderCursor, layer tree) {
	theirs := layer.items("wsp.header.", "wsp.header_text_value")
	theirs = slices.DeleteFunc(theirs, func(x item) bool { return x.key == "wsp.header.name_string" })
	for cur.Next() {
		h := cur.Header()
		if len(theirs) == 0 || theirs[0].span.Start != h.Span().Start {
			c.same(where+"s", "missing "+where, h.Span(), h.Name(), "")
			continue
		}
		x := theirs[0]
		theirs = theirs[1:]
		name, value := tsharkWSP(h)
		c.same(where+"s", "name of "+where, h.Span(), name, x.key)
		c.same(where+"s", "span of "+where, h.Span(), fmt.Sprint(h.Span()), fmt.Sprint(x.span))
		c.same(where+"s", where+" "+h.Name(), h.Span(), value, x.text)
	}
	for _, x := range theirs {
		c.same(where+"s", "extra "+where, x.span, "", x.String())
	}
}
