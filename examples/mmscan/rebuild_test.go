package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
)

// The types below are JSON.md once more: what a program that writes messages needs of a decode object. They know nothing
// of the types that wrote it.

type wantPDU struct {
	Start, End int
	Headers    []wantHeader
	Multipart  *wantMultipart
	Parts      []wantPart
	Trailing   *wantOctets
}

type wantHeader struct {
	Code         *int
	NameRaw, Raw string
	Start, End   int
}

type wantMultipart struct {
	Start, End int
	Declared   uint32
	Raw        *string
	Trailing   *wantOctets
}

type wantPart struct {
	Start, End, DataStart, DataEnd int
	LengthsRaw, ContentTypeRaw     string
	Headers                        []wantHeader
	HeadersTrailing                *wantOctets
	Data                           *string
	Multipart                      *wantMultipart
	Parts                          []wantPart
	PDU                            *wantPDU
}

type wantOctets struct {
	Start, End int
	Data       *string
}

// rebuilder writes the octets that a decode object describes. It also checks each span: it must begin where what came
// before it ended.
type rebuilder struct {
	out []byte
	err error
}

// rebuild returns the octets of a message from its decode object with -data.
func rebuild(object []byte) ([]byte, error) {
	var m struct {
		wantPDU
		Size   int
		Layers []struct {
			Kind, Raw  string
			Start, End int
		}
	}
	if err := json.Unmarshal(object, &m); err != nil {
		return nil, err
	}
	var r rebuilder
	for _, l := range m.Layers {
		if l.Raw != "" {
			r.at("layer", l.Start)
			r.hex(l.Raw)
		}
	}
	r.pdu(&m.wantPDU)
	r.at("size", m.Size)
	for _, l := range m.Layers {
		if l.Raw != "" {
			r.at("layer", l.End)
		}
	}
	return r.out, r.err
}

func (r *rebuilder) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

func (r *rebuilder) at(what string, offset int) {
	if offset != len(r.out) {
		r.fail("%s at %d, not %d", what, offset, len(r.out))
	}
}

func (r *rebuilder) hex(s string) {
	b, err := hex.DecodeString(s)
	if err != nil || s != strings.ToLower(s) {
		r.fail("hex %q", s)
	}
	r.out = append(r.out, b...)
}

func (r *rebuilder) base64(what string, s *string) {
	if s == nil {
		r.fail("%s: no data", what)
		return
	}
	b, err := base64.StdEncoding.DecodeString(*s)
	if err != nil {
		r.fail("%s: %v", what, err)
	}
	r.out = append(r.out, b...)
}

func (r *rebuilder) pdu(p *wantPDU) {
	r.at("PDU", p.Start)
	r.headers(p.Headers)
	if p.Multipart != nil {
		r.multipart(p.Multipart, p.Parts)
	} else {
		for i := range p.Parts {
			r.at("body", p.Parts[i].Start)
			r.part(&p.Parts[i])
		}
	}
	r.rest(p.Trailing)
	r.at("end of PDU", p.End)
}

func (r *rebuilder) headers(list []wantHeader) {
	for _, h := range list {
		r.at("header", h.Start)
		if h.Code != nil {
			r.out = append(r.out, 0x80|byte(*h.Code))
		} else {
			r.hex(h.NameRaw)
		}
		r.hex(h.Raw)
		r.at("end of header", h.End)
	}
}

func (r *rebuilder) multipart(m *wantMultipart, parts []wantPart) {
	r.at("multipart", m.Start)
	if m.Raw != nil {
		r.hex(*m.Raw)
	} else {
		r.out = append(r.out, shortest(m.Declared)...)
	}
	for i := range parts {
		p := &parts[i]
		r.at("part", p.Start)
		var block rebuilder // the headers have to be known before their length
		block.hex(p.ContentTypeRaw)
		size := len(block.out)
		for _, h := range p.Headers {
			size += h.End - h.Start
		}
		if p.HeadersTrailing != nil {
			size += p.HeadersTrailing.End - p.HeadersTrailing.Start
		}
		if p.LengthsRaw != "" {
			r.hex(p.LengthsRaw)
		} else {
			r.out = append(r.out, shortest(uint32(size), uint32(p.DataEnd-p.DataStart))...)
		}
		r.hex(p.ContentTypeRaw)
		r.headers(p.Headers)
		r.rest(p.HeadersTrailing)
		r.part(p)
		r.at("end of part", p.End)
	}
	r.rest(m.Trailing)
	r.at("end of multipart", m.End)
}

// part writes the data of p.
func (r *rebuilder) part(p *wantPart) {
	r.at("data", p.DataStart)
	switch {
	case p.Multipart != nil:
		r.multipart(p.Multipart, p.Parts)
	case p.PDU != nil:
		r.pdu(p.PDU)
	default:
		r.base64("part", p.Data)
	}
	r.at("end of data", p.DataEnd)
}

func (r *rebuilder) rest(o *wantOctets) {
	if o == nil {
		return
	}
	r.at("trailing octets", o.Start)
	r.base64("trailing octets", o.Data)
	r.at("end of trailing octets", o.End)
}

// checkRebuild checks that the decode object of m has all of its octets, in order, each once.
func checkRebuild(m *message) error {
	var b bytes.Buffer
	if err := writeJSON(&b, describe(m, true), false); err != nil {
		return err
	}
	got, err := rebuild(b.Bytes())
	if err == nil && !bytes.Equal(got, m.octets) {
		err = errors.New("other octets")
	}
	return err
}

// TestRebuild holds JSON.md to its word: the octets of every message can be written again from its decode object, and the
// spans in it tile the message.
func TestRebuild(t *testing.T) {
	atRoot(t)
	for _, s := range expand([]string{messages}) {
		b, err := os.ReadFile(s.path)
		require.NoError(t, err)
		m := recognise(s.path, b)
		require.NotNil(t, m.pdu, s.path)
		assert.NoError(t, checkRebuild(m), s.path)
	}
}

// corpusMessages calls do with every file of the corpus that a PDU is found in.
func corpusMessages(t *testing.T, do func(path string, m *message)) {
	t.Helper()
	n := 0
	require.NoError(t, filepath.WalkDir(corpustest.Root(t), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if m := recognise(path, b); m.pdu != nil {
			n++
			do(path, m)
		}
		return nil
	}))
	assert.Greater(t, n, 150)
	t.Log(n, "messages of the corpus")
}

func TestRebuildCorpus(t *testing.T) {
	corpusMessages(t, func(path string, m *message) { assert.NoError(t, checkRebuild(m), path) })
}
