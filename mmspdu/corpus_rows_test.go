package mmspdu_test

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// A peerRow is one row of the tables of peers' defects (codecs 1.4 and 2): what some reader got wrong or died of. Its
// inputs are files of the corpus or, where the row has no file, octets that are built from it.
type peerRow struct {
	section, name string
	files         []string // of the corpus, below pdu/
	octets        string   // in hexadecimal digits
	notMMS        bool     // no header walk reaches a message type
	stop          wsp.Code // what strict reading stops at; 0: nothing, or not said by the row
	clean         bool     // strict reading accepts
	see           func(*testing.T, *reading)
}

// A reading is what lenient reading makes of one input. A push is taken off first.
type reading struct {
	b      []byte
	push   wsp.Push
	pushed bool
	// wrongPort says that only the layer below, taken off already, tells that this is nothing for MMS.
	wrongPort bool
	pdu       mmspdu.PDU
	err       error
	faults    wsp.Faults
}

func read(b []byte) *reading {
	r := &reading{b: b[:len(b):len(b)]}
	var d mmspdu.Decoder
	if p, ok := wsp.ParsePush(r.b); ok && p.IsMMS() {
		r.push, r.pushed = p, true
		r.pdu, r.err = d.DiagnosePush(p, &r.faults)
		return r
	}
	r.pdu, r.err = d.Diagnose(r.b, &r.faults)
	return r
}

// readFile reads a file of the corpus.
func readFile(t testing.TB, name string) *reading { return read(corpustest.Read(t, "pdu/"+name)) }

// strict returns what a strict reading of the same octets says.
func (r *reading) strict() error {
	d := mmspdu.Decoder{Mode: mmspdu.Strict}
	if r.pushed {
		rec := wsp.Recorder{Strict: true}
		if _, ok := wsp.CheckPush(r.b, wsp.Span{End: uint32(len(r.b))}, &rec); !ok || rec.Stopped() {
			return rec.First.Code
		}
		_, err := d.ParsePush(r.push)
		return err
	}
	_, err := d.Parse(r.b)
	return err
}

func (r *reading) has(c wsp.Code) bool {
	for f := range r.faults.All() {
		if f.Code == c {
			return true
		}
	}
	return false
}

// parts returns the parts of all levels.
func (r *reading) parts() (all []wsp.Part) {
	for q := range r.pdu.AllParts() {
		all = append(all, q)
	}
	return all
}

func (r *reading) to() (all []string) {
	for a := range r.pdu.To() {
		all = append(all, a.String())
	}
	return all
}

func (r *reading) subject() string {
	t, ok := r.pdu.Subject()
	if !ok {
		return "no subject"
	}
	return t.String()
}

func (r *reading) from() string {
	f, ok := r.pdu.From()
	switch {
	case !ok:
		return "no sender"
	case f.Insert:
		return "insert"
	}
	return f.Address.String()
}

func (r *reading) location() string {
	t, ok := r.pdu.ContentLocation()
	if !ok {
		return "no location"
	}
	return t.String()
}

func mustHex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	require.NoError(t, err)
	return b
}

// wholeNotification says that a notification was read to its end: nothing of it may hide behind any header.
func wholeNotification(t *testing.T, r *reading) {
	assert.Equal(t, mmspdu.TypeNotificationInd, r.pdu.Type())
	assert.NotEqual(t, "no sender", r.from())
	assert.NotEqual(t, "no location", r.location())
	size, ok := r.pdu.MessageSize()
	assert.True(t, ok && size > 0, "size")
	expiry, ok := r.pdu.Expiry()
	assert.True(t, ok && expiry.Relative && expiry.Seconds > 0, "expiry")
	assert.Equal(t, r.pdu.Span().End, r.pdu.HeadersSpan().End, "headers end early")
}

// retrieved is how the inputs that are built here begin where they are retrieved messages: type, version and date.
const retrieved = "8C84 8D90 8504386D4380 "

var rows14 = []peerRow{
	{section: "1.4", name: "Content-Location before the rest", octets: "8C82 983100 8D90 83687474703A2F2F612F00 8908802B313233343500 8A80 8E0101 8803810101",
		clean: true, see: wholeNotification},
	{section: "1.4", name: "Content-Location before the rest, real", clean: true, see: wholeNotification, files: []string{
		"sms-pushes/muditaos_valid_play.push", "sms-pushes/muditaos_valid_tmobile.push", "sms-pushes/muditaos_valid_tmobile2.push",
		"sms-pushes/cgphone_1.push", "sms-pushes/cgphone_2.push", "sms-pushes/cgphone_3.push", "sms-pushes/gsm_python_cmcc.push",
		"sms-pushes/vb_cmcc.push", "sms-pushes/semasim_free_mobile_fr.push", "hostile/sem_content_location_before_rest.bin",
	}},
	{section: "1.4", name: "96 00 is an empty subject, alone", octets: "8C82 983100 8D90 9600", clean: true,
		see: func(t *testing.T, r *reading) { assert.Empty(t, r.subject()) }},
	{section: "1.4", name: "96 00 is an empty subject, with headers behind it", clean: true,
		octets: "8C82 983100 8D90 9600 8908802B313233343500 8A80 8E0101 8803810101 83687474703A2F2F612F00",
		see: func(t *testing.T, r *reading) {
			assert.Empty(t, r.subject())
			wholeNotification(t, r)
		}},
	{section: "1.4", name: "96 00 in the Proximus notification", files: []string{"sms-pushes/gammu_mms-298.push"}, stop: wsp.HeadersOverrun,
		see: func(t *testing.T, r *reading) { // its HeadersLen counts the message type to the push
			assert.Empty(t, r.subject())
			assert.Equal(t, "+32476493211/TYPE=PLMN", r.from())
			assert.Equal(t, "http://mts/?id=81343974", r.location())
			wholeNotification(t, r)
			assert.Equal(t, 1, r.faults.Len())
			assert.NoError(t, read(r.pdu.Octets()).strict(), "the PDU itself")
		}},
	{section: "1.4", name: "96 00 at the end", files: []string{"sms-pushes/muditaos_valid_tmobile.push", "sms-pushes/muditaos_valid_tmobile2.push"},
		clean: true, see: func(t *testing.T, r *reading) { assert.Empty(t, r.subject()) }},
	{section: "1.4", name: "From with a length inside keeps its digits", files: []string{"sms-pushes/python_gammu_2010.push"}, stop: wsp.ValueKind,
		see: func(t *testing.T, r *reading) {
			assert.Equal(t, "33707520030/TYPE=PLMN", r.from())
			wholeNotification(t, r)
		}},
	{section: "1.4", name: "group of two", octets: retrieved + "972B3100 972B3200 84A3 00", clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, []string{"+1", "+2"}, r.to()) }},
	{section: "1.4", name: "group of four", octets: retrieved + "972B3100 972B3200 972B3300 972B3400 84A3 00", clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, []string{"+1", "+2", "+3", "+4"}, r.to()) }},
	{section: "1.4", name: "group of two, real", files: []string{"mmsd/sr-mms-related-multi-to.mms"}, clean: true,
		see: func(t *testing.T, r *reading) {
			assert.Equal(t, []string{"+33612345678/TYPE=PLMN", "+33612345679/TYPE=PLMN"}, r.to())
		}},
	{section: "1.4", name: "group of three, real", files: []string{"mmsd/mms_m_retrieve_conf_2.mms"}, clean: true,
		see: func(t *testing.T, r *reading) { assert.Len(t, r.to(), 3) }},
	{section: "1.4", name: "group of five, real", files: []string{"literals/iphone_ios16_text.mms"}, stop: wsp.TrailingOctets,
		see: func(t *testing.T, r *reading) { assert.Len(t, r.to(), 5) }},
	{section: "1.4", name: "byte order mark before the subject", files: []string{"mmsd/rc-mms-1-3-con-211.mms"}, stop: wsp.TextUnquoted,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "Shõrt Téxt - ¥üëäÿ", r.subject()) }},
	{section: "1.4", name: "subject in UTF-16, charset 1015", files: []string{"hostile/sem_subject_utf16_mib1015.bin"}, clean: true,
		see: func(t *testing.T, r *reading) {
			assert.Equal(t, "Hi", r.subject())
			s, _ := r.pdu.Subject()
			assert.Equal(t, wsp.CharsetUTF16, s.Charset())
			assert.Equal(t, "http://a/", r.location())
		}},
	{section: "1.4", name: "status 83 of 1.0 with a text in Cyrillic", octets: "8C81 983100 8D90 9283 9307 EA7F D09AD0B000", clean: true,
		see: func(t *testing.T, r *reading) {
			status, ok := r.pdu.ResponseStatus()
			assert.True(t, ok && status == mmspdu.ResponseStatusMessageFormatCorrupt)
			text, _ := r.pdu.ResponseText()
			assert.Equal(t, "Ка", text.String())
		}},
	{section: "1.4", name: "a path for a name is the sender's text", files: []string{"hostile/sem_filename_traversal.bin"}, clean: true,
		see: func(t *testing.T, r *reading) {
			// Whole and unchanged: what to think of it is not for a decoder to say.
			assert.Equal(t, "../../../../etc/cron.d/x", r.parts()[0].BestName().String())
		}},
	{section: "1.4", name: "line break in subject and location", files: []string{"hostile/sem_crlf_in_text.bin"}, stop: wsp.TextControl,
		see: func(t *testing.T, r *reading) {
			assert.Equal(t, "a\r\nBcc: x@y", r.subject())
			n := 0
			for f := range r.faults.All() {
				if f.Code == wsp.TextControl {
					n++
				}
			}
			assert.Equal(t, 2, n, "each of the two texts has its fault")
		}},
}

func TestRowsAcceptedWrongly(t *testing.T) { runRows(t, rows14) }

func runRows(t *testing.T, rows []peerRow) {
	var l laws
	inputs := 0
	for _, row := range rows {
		t.Run(row.section+" "+row.name, func(t *testing.T) {
			all := make([]*reading, 0, len(row.files)+1)
			for _, name := range row.files {
				all = append(all, readFile(t, name))
			}
			if row.octets != "" {
				all = append(all, read(mustHex(t, row.octets)))
			}
			require.NotEmpty(t, all)
			for i, r := range all {
				inputs++
				name := row.octets
				if i < len(row.files) {
					name = row.files[i]
				}
				assert.Empty(t, l.check(r.b), name)
				assert.Equal(t, row.notMMS, errors.Is(r.err, mmspdu.ErrNotMMS), "%s: %v", name, r.err)
				strict := r.strict()
				if row.clean {
					assert.NoError(t, strict, name)
				}
				if row.stop != 0 {
					assert.ErrorIs(t, strict, row.stop, name)
				}
				if row.see != nil {
					row.see(t, r)
				}
			}
		})
	}
	t.Logf("%d rows, %d inputs", len(rows), inputs)
}
