package mmspdu_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// truncatedPart says that the one part is what there is of it, and that nothing was made up.
func truncatedPart(t *testing.T, r *reading) {
	parts := r.parts()
	require.Len(t, parts, 1)
	assert.True(t, parts[0].Truncated())
	assert.Equal(t, "AB", string(parts[0].Data()))
}

func plainPart(t *testing.T, r *reading) {
	ct, ok := r.pdu.ContentType()
	if !ok {
		h, _ := r.pdu.Get(mmspdu.FieldContentType)
		ct, ok = h.ContentType()
	}
	assert.True(t, ok && ct.Is("text/plain"), "%x", []byte(ct))
}

func addressAt(t *testing.T, r *reading) { assert.Equal(t, "@", r.from()) }

func noExpiry(t *testing.T, r *reading) {
	_, ok := r.pdu.Expiry()
	assert.False(t, ok)
}

// limited says that a limit ended the walk and that the view so far is there.
func limited(c wsp.Code) func(*testing.T, *reading) {
	return func(t *testing.T, r *reading) {
		assert.True(t, c.Limit() && r.has(c), "%v", c)
		assert.LessOrEqual(t, len(r.parts()), mmspdu.DefaultParts)
		assert.LessOrEqual(t, len(r.to()), mmspdu.DefaultFields)
	}
}

// retrieveNested is a retrieved message with a multipart/related in which only start says which part is the root.
const retrieveNested = retrieved + "84 04 B3 8A 6200 02 05 01 83 C0 226200 31 05 01 83 C0 226300 32"

var rowsAOSP = []peerRow{
	{section: "2.1", name: "aosp_from_vlen40", files: []string{"hostile/aosp_from_vlen40.bin"}, stop: wsp.LengthMissing, see: addressAt},
	{section: "2.1", name: "aosp_expiry_vlen", files: []string{"hostile/aosp_expiry_vlen.bin"}, stop: wsp.LengthMissing, see: noExpiry},
	{section: "2.1", name: "aosp_ct_index_83", files: []string{"hostile/aosp_ct_index_83.bin"}, clean: true,
		see: func(t *testing.T, r *reading) {
			h, _ := r.pdu.Get(mmspdu.FieldContentType)
			ct, ok := h.ContentType()
			assert.True(t, ok && ct.Is("application/vnd.oma.dcd"))
		}},
	{section: "2.1", name: "aosp_ct_index_127", files: []string{"hostile/aosp_ct_index_127.bin"}, clean: true,
		see: func(t *testing.T, r *reading) {
			h, _ := r.pdu.Get(mmspdu.FieldContentType)
			ct, _ := h.ContentType()
			code, ok := ct.Code()
			assert.True(t, ok && code == 0x7F)
			assert.Equal(t, "x-wap-unknown/0x007f", ct.String())
		}},
	{section: "2.1", name: "aosp_ct_param_len_2g", files: []string{"hostile/aosp_ct_param_len_2g.bin"}, stop: wsp.LengthOverrun, see: plainPart},
	{section: "2.1", name: "aosp_ct_param_len_2m_quadratic", files: []string{"hostile/aosp_ct_param_len_2m_quadratic.bin"}, stop: wsp.LengthOverrun, see: plainPart},
	{section: "2.1", name: "aosp_part_len_2g", files: []string{"hostile/aosp_part_len_2g.bin"}, stop: wsp.DataTruncated, see: truncatedPart},
	{section: "2.1", name: "aosp_part_len_16m", files: []string{"hostile/aosp_part_len_16m.bin"}, stop: wsp.DataTruncated, see: truncatedPart},
	{section: "2.1", name: "aosp_part_len_negative", files: []string{"hostile/aosp_part_len_negative.bin"}, stop: wsp.DataTruncated, see: truncatedPart},
	{section: "2.1", name: "aosp_content_disposition_len", files: []string{"hostile/aosp_content_disposition_len.bin"}, stop: wsp.LengthOverrun,
		see: func(t *testing.T, r *reading) {
			parts := r.parts()
			require.Len(t, parts, 1)
			assert.Equal(t, "A", string(parts[0].Data()))
			assert.True(t, parts[0].ContentType().Is("text/plain"))
		}},
	{section: "2.1", name: "aosp_alternative_bad_child", files: []string{"hostile/aosp_alternative_bad_child.bin"}, stop: wsp.Truncated,
		see: func(t *testing.T, r *reading) { assert.Len(t, r.parts(), 1) }},
	{section: "2.1", name: "aosp_alternative_no_child", files: []string{"hostile/aosp_alternative_no_child.bin"}, clean: true,
		see: func(t *testing.T, r *reading) {
			parts := r.parts()
			require.Len(t, parts, 1)
			inner, ok := parts[0].Multipart()
			assert.True(t, ok && inner.Declared() == 0)
		}},
	{section: "2.1", name: "aosp_charset_empty_text", files: []string{"hostile/aosp_charset_empty_text.bin"}, stop: wsp.IntegerEmpty,
		see: func(t *testing.T, r *reading) {
			h, _ := r.pdu.Get(mmspdu.FieldContentType)
			ct, _ := h.ContentType()
			assert.True(t, ct.Is("text/plain"))
			assert.Equal(t, wsp.CharsetUnspecified, ct.Charset())
		}},
	{section: "2.1", name: "aosp_part_header_empty_name", files: []string{"hostile/aosp_part_header_empty_name.bin"}, stop: wsp.Truncated,
		see: func(t *testing.T, r *reading) {
			parts := r.parts()
			require.Len(t, parts, 1)
			assert.Equal(t, "\x00", string(parts[0].Data()))
		}},
	{section: "2.1", name: "nest_alternative_20000", files: []string{"hostile/nest_alternative_200.bin", "hostile/nest_alternative_20000.bin"}, stop: wsp.LimitDepth,
		see: func(t *testing.T, r *reading) { assert.Len(t, r.parts(), mmspdu.DefaultDepth) }},
	{section: "2.1", name: "parts_100000_empty", files: []string{"hostile/parts_100000_empty.bin"}, stop: wsp.LimitParts, see: limited(wsp.LimitParts)},
	{section: "2.1", name: "sem_subject_utf16_mib1015", files: []string{"hostile/sem_subject_utf16_mib1015.bin"}, clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "Hi", r.subject()) }},
	{section: "2.1", name: "sem_text_header_value_binary", files: []string{"hostile/sem_text_header_value_binary.bin"}, stop: wsp.ValueKind,
		see: func(t *testing.T, r *reading) {
			_, has := r.pdu.ContentType()
			assert.False(t, has || r.pdu.Has(mmspdu.FieldContentType))
			assert.Equal(t, "http://a/", r.location())
		}},
	{section: "2.1", name: "root by start, not by another message's", octets: retrieveNested, clean: true,
		see: func(t *testing.T, r *reading) { // see also TestRealPDUsInParallel
			root, ok := r.pdu.Root()
			require.True(t, ok)
			assert.Equal(t, "b", root.ContentID().String())
		}},
	{section: "2.1", name: "charset *", octets: retrieved + "84 03 838180 41", clean: true,
		see: func(t *testing.T, r *reading) {
			ct, _ := r.pdu.ContentType()
			assert.Equal(t, wsp.CharsetUnspecified, ct.Charset())
			assert.Equal(t, "text/plain; charset=*", string(ct.AppendText(nil)))
		}},
}

func TestRowsAOSP(t *testing.T) { runRows(t, rowsAOSP) }

var rowsNuntium = []peerRow{
	{section: "2.2", name: "nuntium_expiry_token", files: []string{"hostile/nuntium_expiry_token.bin"}, stop: wsp.TokenUnknown, see: noExpiry},
	{section: "2.2", name: "nuntium_tid_eof", files: []string{"hostile/nuntium_tid_eof.bin"}, stop: wsp.Truncated},
	{section: "2.2", name: "nuntium_from_eof", files: []string{"hostile/nuntium_from_eof.bin"}, stop: wsp.Truncated,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "no sender", r.from()) }},
	{section: "2.2", name: "nuntium_uintvar_eof", files: []string{"hostile/nuntium_uintvar_eof.bin"}, stop: wsp.UintvarOverflow,
		see: func(t *testing.T, r *reading) { assert.Empty(t, r.parts()) }},
	{section: "2.2", name: "nuntium_hdrlen_past_end", files: []string{"hostile/nuntium_hdrlen_past_end.bin"}, stop: wsp.HeadersOverrun,
		see: func(t *testing.T, r *reading) {
			parts := r.parts()
			require.Len(t, parts, 1)
			assert.True(t, parts[0].Truncated() && parts[0].ContentType().Is("text/plain") && len(parts[0].Data()) == 0)
		}},
	{section: "2.2", name: "nuntium_datalen_int64_negative", files: []string{"hostile/nuntium_datalen_int64_negative.bin"},
		see: func(t *testing.T, r *reading) {
			assert.True(t, r.has(wsp.UintvarOverflow))
			assert.Empty(t, r.parts())
		}},
	{section: "2.2", name: "aosp_part_len", files: []string{"hostile/aosp_part_len_16m.bin", "hostile/aosp_part_len_2g.bin"}, stop: wsp.DataTruncated, see: truncatedPart},
	{section: "2.2", name: "part_count_2g", files: []string{"hostile/aosp_part_count_2g.bin"}, stop: wsp.EntriesMissing,
		see: func(t *testing.T, r *reading) {
			m, ok := r.pdu.Multipart()
			assert.True(t, ok && m.Declared() == 1<<31-1)
			assert.Empty(t, r.parts())
		}},
	{section: "2.2", name: "any m-send-req", octets: "8C80 983100 8D90 890181 972B3100 84A3 01 01 01 83 41", clean: true,
		see: func(t *testing.T, r *reading) { assert.Len(t, r.parts(), 1) }},
	{section: "2.2", name: "notification with Content-Type", octets: "8C82 84A3 983100 8D90 8908802B313233343500 8E0101 8803810101 83687474703A2F2F612F00",
		see: wholeNotification},
	{section: "2.2", name: "m-send-conf with Content-Type", octets: "8C81 84A3 983100 8D90 9280",
		see: func(t *testing.T, r *reading) {
			status, ok := r.pdu.ResponseStatus()
			assert.True(t, ok && status == mmspdu.ResponseStatusOk)
		}},
	{section: "2.2", name: "muditaos_missing_content", files: []string{"sms-pushes/muditaos_missing_content.push"}, notMMS: true,
		see: func(t *testing.T, r *reading) {
			_, ok := wsp.ParsePush(r.b)
			assert.False(t, ok)
		}},
	{section: "2.2", name: "parts_100000_empty", files: []string{"hostile/parts_100000_empty.bin"}, stop: wsp.LimitParts, see: limited(wsp.LimitParts)},
	{section: "2.2", name: "real: class in text", files: []string{"mmsd/rc-mms-1-3-con-282.mms"}, clean: true,
		see: func(t *testing.T, r *reading) {
			class, ok := r.pdu.MessageClassText()
			assert.True(t, ok)
			assert.Equal(t, "NewMessageClass", class.String())
		}},
	{section: "2.2", name: "real: charset 1015", files: []string{"mmsd/rc-mms-1-3-con-214.mms"}, clean: true,
		see: func(t *testing.T, r *reading) {
			parts := r.parts()
			require.Len(t, parts, 1)
			assert.Equal(t, wsp.CharsetUTF16, parts[0].ContentType().Charset())
			text, ok := wsp.CharsetUTF16.AppendUTF8(nil, parts[0].Data())
			assert.True(t, ok && bytes.Contains(text, []byte("~ (tilde)")), "%q", text)
		}},
	{section: "2.2", name: "expiry longer than its length", octets: "8C82 983100 8D90 88048103012C", stop: wsp.Truncated, see: noExpiry},
}

func TestRowsNuntium(t *testing.T) { runRows(t, rowsNuntium) }

var rowsC = []peerRow{
	{section: "2.3", name: "mmsd_tng_1", files: []string{"found-by-fuzzing/mmsd_tng_1.bin"}, notMMS: true},
	{section: "2.3", name: "mmsd_tng_1, From", octets: "8C82 8940", stop: wsp.LengthMissing, see: addressAt},
	{section: "2.3", name: "mmsd_tng_1, Expiry", octets: "8C82 8820", stop: wsp.LengthMissing, see: noExpiry},
	{section: "2.3", name: "text_1m_no_nul", files: []string{"hostile/text_1m_no_nul.bin"}, stop: wsp.TextUnterminated, see: limited(wsp.LimitHeaders)},
	{section: "2.3", name: "mmsd_tng_2", files: []string{"found-by-fuzzing/mmsd_tng_2.bin"}, notMMS: true},
	{section: "2.3", name: "mmsd_tng_3", files: []string{"found-by-fuzzing/mmsd_tng_3.bin"}, stop: wsp.Truncated,
		see: func(t *testing.T, r *reading) {
			_, has := r.pdu.ContentType()
			assert.False(t, has)
		}},
	{section: "2.3", name: "mmsd_tng_0", files: []string{"found-by-fuzzing/mmsd_tng_0.bin"}, stop: wsp.IntegerEmpty,
		see: func(t *testing.T, r *reading) {
			assert.True(t, r.has(wsp.ContentTypeOverrun))
			assert.Len(t, r.parts(), 1)
		}},
	{section: "2.3", name: "mms_engine_0", files: []string{"found-by-fuzzing/mms_engine_0.bin"}, stop: wsp.ValueSurplus},
	{section: "2.3", name: "mms_engine_1", files: []string{"found-by-fuzzing/mms_engine_1.bin"}, stop: wsp.TextUnterminated},
	{section: "2.3", name: "mms_engine_2", files: []string{"found-by-fuzzing/mms_engine_2.bin"}, stop: wsp.HeadersEmpty,
		see: func(t *testing.T, r *reading) {
			parts := r.parts()
			require.NotEmpty(t, parts)
			assert.True(t, parts[0].ContentType().Is("application/octet-stream"))
		}},
	{section: "2.3", name: "mms_engine_3", files: []string{"found-by-fuzzing/mms_engine_3.bin"}, stop: wsp.Truncated},
	{section: "2.3", name: "mms_engine_5", files: []string{"found-by-fuzzing/mms_engine_5.bin"}, stop: wsp.Truncated},
	{section: "2.3", name: "mms_engine_4", files: []string{"found-by-fuzzing/mms_engine_4.bin"}, stop: wsp.Truncated,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "no sender", r.from()) }},
	{section: "2.3", name: "mms_engine_6", files: []string{"found-by-fuzzing/mms_engine_6.bin"}, notMMS: true},
	{section: "2.3", name: "one octet after the end", stop: wsp.LimitParts, files: []string{"hostile/parts_100000_empty.bin"}},
	{section: "2.3", name: "part_count_2g_empty_parts", stop: wsp.EntriesMissing, files: []string{"hostile/aosp_part_count_2g_empty_parts.bin"},
		see: func(t *testing.T, r *reading) { assert.Len(t, r.parts(), 200) }},
	{section: "2.3", name: "delivery, acknowledge and read reports", octets: "8C86 8D90 8B3100 972B3100 850101 9581", clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, mmspdu.TypeDeliveryInd, r.pdu.Type()) }},
	{section: "2.3", name: "acknowledge", octets: "8C85 983100 8D90 9180", clean: true},
	{section: "2.3", name: "read report, to the relay", octets: "8C87 8D90 8B3100 972B3100 890181 9B80", clean: true},
	{section: "2.3", name: "read report, to the originator", octets: "8C88 8D90 8B3100 972B3100 8903803100 850101 9B80", clean: true},
	{section: "2.3", name: "part header that it does not know", octets: retrieved + "84A3 01 0A 01 83 582D4100623100 8D81 41", clean: true,
		see: func(t *testing.T, r *reading) { assert.Len(t, r.parts(), 1) }},
}

func TestRowsC(t *testing.T) { runRows(t, rowsC) }

// The rest of 2.4, by peers.
var rowsOthers = []peerRow{
	{section: "2.4", name: "pymsg: text_1m_no_nul", files: []string{"hostile/text_1m_no_nul.bin"}, stop: wsp.TextUnterminated},
	{section: "2.4", name: "pymsg: garbage", files: []string{"mmsd-tng-chan_modemmanager/garbage.bin"}, notMMS: true},
	{section: "2.4", name: "pymsg: a push of something else", octets: "01 06 03 AE AF 82 02056A00", notMMS: true,
		see: func(t *testing.T, r *reading) {
			p, ok := wsp.ParsePush(r.b)
			assert.True(t, ok && !p.IsMMS() && p.ContentType().Is("application/vnd.wap.sic"))
		}},
	{section: "2.4", name: "mbuni: aosp_part_len_negative", files: []string{"hostile/aosp_part_len_negative.bin"}, stop: wsp.DataTruncated, see: truncatedPart},
	{section: "2.4", name: "mbuni: nests of 20000", stop: wsp.LimitDepth, files: []string{"hostile/nest_alternative_20000.bin", "hostile/nest_mixed_20000.bin"}},
	{section: "2.4", name: "mbuni: a name without a value", octets: "8C8298", stop: wsp.Truncated},
	{section: "2.4", name: "ffos: parameter loops", stop: wsp.LengthOverrun, see: plainPart,
		files: []string{"hostile/aosp_ct_param_len_2g.bin", "hostile/aosp_ct_param_len_2m_quadratic.bin"}},
	{section: "2.4", name: "ffos: headers_100000_to", files: []string{"hostile/headers_100000_to.bin"}, stop: wsp.LimitFields,
		see: func(t *testing.T, r *reading) {
			limited(wsp.LimitFields)(t, r)
			d := mmspdu.Decoder{Limits: mmspdu.Limits{Fields: -1, Headers: -1}}
			p, err := d.Parse(r.b)
			require.NoError(t, err)
			n := 0
			for range p.To() {
				n++
			}
			assert.Equal(t, 100000, n)
		}},
	{section: "2.4", name: "php: From of an iPhone", files: []string{"python-messaging/iPhone.mms"}, clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "insert", r.from()) }},
	{section: "2.4", name: "gammu: oversized payload", octets: retrieved + "84A3 01 01 87FFFFFF7F 83 4142", stop: wsp.DataTruncated, see: truncatedPart},
	{section: "2.4", name: "android-sms-gateway: lengths against the rest", octets: "8C82 983100 8D90 961EEA41", stop: wsp.LengthOverrun},
	{section: "2.4", name: "android-sms-gateway: type is kept", octets: "8C82 983100 8D90", clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, mmspdu.TypeNotificationInd, r.pdu.Type()) }},
	{section: "2.4", name: "android-sms-gateway: charset 106 by name", octets: retrieved + "84 03 8381EA 41", clean: true,
		see: func(t *testing.T, r *reading) {
			ct, _ := r.pdu.ContentType()
			assert.Equal(t, "utf-8", ct.Charset().String())
		}},
	{section: "2.4", name: "android-sms-gateway: no guessing against the charset", octets: "8C82 983100 8D90 960784 7F C3A6C3A900", clean: true,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "Ã¦Ã©", r.subject()) }},
	{section: "2.4", name: "mm1_codec: numbers 10 to 14", octets: "8C81 983100 8D90 9080 9181 9280 936F6B00 9480", clean: true,
		see: func(t *testing.T, r *reading) {
			report, _ := r.pdu.ReadReport()
			allowed, _ := r.pdu.ReportAllowed()
			status, _ := r.pdu.ResponseStatus()
			text, _ := r.pdu.ResponseText()
			visibility, _ := r.pdu.SenderVisibility()
			assert.Equal(t, "Yes No Ok ok Hide", fmt.Sprint(report, allowed, status, text, visibility))
		}},
	{section: "2.4", name: "danascape: value-lengths that are wrong", stop: wsp.ValueSurplus, files: []string{
		"aosp/danascape_emoji_subject.bin", "aosp/danascape_malformed_content_type.bin", "aosp/danascape_minimal_retrieve_conf.bin",
		"aosp/danascape_minimal_send_req.bin", "aosp/danascape_missing_version.bin"},
		see: func(t *testing.T, r *reading) { assert.Equal(t, "+1234567890", r.from()) }},
	{section: "2.4", name: "MuditaOS: a push is no PDU and no text", octets: "00 06 03 BE AF 84 8C82 983100 8D90",
		see: func(t *testing.T, r *reading) {
			assert.True(t, r.pushed)
			_, err := mmspdu.Parse(r.b)
			var e *mmspdu.Error
			require.ErrorAs(t, err, &e)
			assert.ErrorIs(t, err, mmspdu.ErrNotMMS)
			assert.Equal(t, mmspdu.LookalikePush, e.Looks)
		}},
}

func TestRowsOthers(t *testing.T) { runRows(t, rowsOthers) }

func noPush(t *testing.T, r *reading) {
	_, ok := wsp.ParsePush(r.b)
	assert.False(t, ok)
}

// otherPush says that a push of something else is seen for what it is, its data left alone.
func otherPush(media string) func(*testing.T, *reading) {
	return func(t *testing.T, r *reading) {
		p, ok := wsp.ParsePush(r.b)
		require.True(t, ok)
		assert.False(t, p.IsMMS())
		assert.True(t, p.ContentType().Is(media))
		assert.Equal(t, uint32(len(r.b)), p.DataSpan().End)
	}
}

var wbxmlFiles = []string{"hostile/ws_wbxml_strtbl_wrap.bin", "hostile/ws_wbxml_opaque_wrap.bin", "hostile/ws_wbxml_depth_50000.bin"}

var rowsCVE = []peerRow{
	{section: "2.5", name: "CVE-2016-6512", files: []string{"hostile/ws_guintvar_overflow.bin"}, stop: wsp.UintvarOverflow,
		see: func(t *testing.T, r *reading) { assert.Equal(t, "no subject", r.subject()) }},
	{section: "2.5", name: "CVE-2016-6512, zero padded", files: []string{"hostile/uintvar_10_octets_zero_padded.bin"}, stop: wsp.UintvarOverflow},
	{section: "2.5", name: "CVE-2018-19622", stop: wsp.LengthOverrun, files: []string{
		"hostile/ws_mmse_vlen_wrap_expiry.bin", "hostile/ws_mmse_vlen_wrap_ffheader_mm_flags.bin", "hostile/ws_mmse_vlen_wrap_from.bin",
		"hostile/ws_mmse_vlen_wrap_previously_sent_by.bin", "hostile/ws_mmse_vlen_wrap_subject.bin"}},
	{section: "2.5", name: "CVE-2018-19622, a text field", stop: wsp.ValueKind, files: []string{"hostile/ws_mmse_vlen_wrap_unknown_b7.bin"}},
	{section: "2.5", name: "CVE-2017-6471", files: []string{"hostile/ws_wsp_connect_capability.bin"}, notMMS: true, see: noPush},
	{section: "2.5", name: "WBXML lengths and depths", files: wbxmlFiles, notMMS: true, see: otherPush("application/vnd.wap.sic")},
	{section: "2.5", name: "CVE-2009-2999", notMMS: true, see: noPush,
		files: []string{"hostile/ws_wsp_push_hlen_wrap.bin", "sms-pushes/muditaos_missing_content.push"}},
	{section: "2.5", name: "CVE-2016-7988 to -7990: provisioning is seen", notMMS: true, files: []string{"mmsd/wsp_push5.bin"},
		see: otherPush("application/vnd.wap.connectivity-wbxml")},
	{section: "2.5", name: "Arcsoft: very long texts", stop: wsp.TextUnterminated, files: []string{"hostile/text_1m_no_nul.bin"}},
	{section: "2.5", name: "Arcsoft: very many headers", stop: wsp.LimitFields, files: []string{"hostile/headers_100000_to.bin"}},
}

// Rows of 2.5 without a case, and why.
var rowsOfOthers = map[string]string{
	"CVE-2004-0507":           "its trigger was not published; the laws of TestHostile hold for every input of this package",
	"CVE-2021-22207":          "MS-WSP is another protocol",
	"CVE-2015-3839, -3840":    "an application injects them: no PDU",
	"CVE-2017-0780":           "an attachment: for scan",
	"CVE-2015-1538 to -3829":  "an attachment: for scan",
	"CVE-2020-8899 and so on": "an attachment: for scan",
}

func TestRowsCVE(t *testing.T) {
	runRows(t, rowsCVE)
	for name, why := range rowsOfOthers {
		t.Logf("no case for %s: %s", name, why)
	}
}

// All lengths beyond the end are refused by strict reading and read by lenient reading as what is there (codecs 2.4: 20
// inputs of truncated and oversized lengths).
func TestRowsLengths(t *testing.T) {
	var l laws
	seed := corpustest.Read(t, "pdu/hostile/trunc_all_prefixes_seed.bin")
	whole := read(seed)
	require.NoError(t, whole.strict())
	for n := range len(seed) {
		r := read(seed[:n:n])
		assert.Empty(t, l.check(r.b), "first %d octets", n)
		if n < 2 {
			assert.ErrorIs(t, r.err, mmspdu.ErrNotMMS)
			continue
		}
		assert.NoError(t, r.err)
		complete := false
		for h := range whole.pdu.Headers() {
			complete = complete || int(h.Span().End) == n
		}
		assert.Equal(t, complete, r.strict() == nil, "first %d octets", n)
	}
}

// The conclusions of codecs 2.6.
func TestRowsConclusions(t *testing.T) {
	runRows(t, []peerRow{
		{section: "2.6", name: "1: uintvars of six octets", octets: "8C82 983100 8D90 961F818080808000 41", stop: wsp.UintvarOverflow},
		{section: "2.6", name: "1: uintvars of 33 bits", octets: "8C82 983100 8D90 961F9080808000 41", stop: wsp.UintvarOverflow},
		{section: "2.6", name: "2: no allocation by a number", octets: retrieved + "84A3 8FFFFFFF7F", stop: wsp.EntriesMissing},
		{section: "2.6", name: "3: depth 3 is real", files: []string{"hostile/nest_related_3.bin"}, clean: true,
			see: func(t *testing.T, r *reading) {
				parts := r.parts()
				require.Len(t, parts, 4)
				assert.Equal(t, 3, parts[3].Depth())
				assert.Equal(t, "a", string(parts[3].Data()))
			}},
		{section: "2.6", name: "4: 96 00", octets: "8C82 983100 8D90 9600", clean: true},
		{section: "2.6", name: "4: value-length below 32 with a charset inside", octets: "8C82 983100 8D90 9602EA00", clean: true,
			see: func(t *testing.T, r *reading) { assert.Empty(t, r.subject()) }},
		{section: "2.6", name: "5: From ends before its value", files: []string{"hostile/sem_from_value_longer_than_text.bin"}, stop: wsp.ValueSurplus,
			see: func(t *testing.T, r *reading) { assert.Equal(t, "+123456", r.from()) }},
		{section: "2.6", name: "5: Expiry ends before its value", octets: "8C82 983100 8D90 880581 02012C 00 8A80", stop: wsp.ValueSurplus,
			see: func(t *testing.T, r *reading) {
				expiry, ok := r.pdu.Expiry()
				assert.True(t, ok && expiry.Relative && expiry.Seconds == 300)
				class, ok := r.pdu.MessageClass()
				assert.True(t, ok && class == mmspdu.MessageClassPersonal)
			}},
		{section: "2.6", name: "6: Content-Type ends only PDUs with a body", files: []string{"hostile/sem_content_type_not_last.bin"},
			see: func(t *testing.T, r *reading) {
				status, ok := r.pdu.ResponseStatus()
				assert.True(t, ok && status == mmspdu.ResponseStatusOk)
			}},
		{section: "2.6", name: "7: duplicates are kept, subject", files: []string{"hostile/sem_duplicate_subject.bin"}, clean: true,
			see: func(t *testing.T, r *reading) {
				assert.Equal(t, "one", r.subject())
				assert.True(t, r.pdu.Repeated(mmspdu.FieldSubject))
				var all []string
				for h := range r.pdu.All(mmspdu.FieldSubject) {
					text, _ := h.Text()
					all = append(all, text.String())
				}
				assert.Equal(t, []string{"one", "two"}, all)
			}},
		{section: "2.6", name: "7: duplicates are kept, location", files: []string{"hostile/sem_duplicate_content_location.bin"}, clean: true,
			see: func(t *testing.T, r *reading) {
				assert.Equal(t, "http://good/", r.location())
				assert.True(t, r.pdu.Repeated(mmspdu.FieldContentLocation))
			}},
		{section: "2.6", name: "8: error values have finite texts", files: []string{"hostile/nuntium_expiry_token.bin"},
			see: func(t *testing.T, r *reading) {
				d := mmspdu.Decoder{Mode: mmspdu.Strict}
				_, err := d.Parse(r.b)
				text := fmt.Sprintf("%v %+v", err, errors.Unwrap(err))
				assert.True(t, strings.HasPrefix(text, "X-Mms-Expiry: ") && len(text) < 200, text)
			}},
		{section: "", name: "dates and numbers: 2^32 seconds", files: []string{"hostile/sem_date_2106.bin"}, clean: true,
			see: func(t *testing.T, r *reading) {
				date, ok := r.pdu.Date()
				assert.True(t, ok && date == 1<<32)
			}},
		{section: "", name: "dates and numbers: 30 octets", files: []string{"hostile/sem_longint_30_octets.bin"}, stop: wsp.IntegerLong,
			see: func(t *testing.T, r *reading) {
				_, ok := r.pdu.Date()
				assert.False(t, ok)
			}},
		{section: "", name: "dates and numbers: 9 octets with zeros", files: []string{"hostile/sem_longint_9_octets.bin"}, stop: wsp.IntegerPadded,
			see: func(t *testing.T, r *reading) {
				size, ok := r.pdu.MessageSize()
				assert.True(t, ok && size == 5)
			}},
		{section: "", name: "type in third place", files: []string{"hostile/sem_type_not_first.bin"}, clean: true,
			see: func(t *testing.T, r *reading) { assert.Equal(t, mmspdu.TypeSendConf, r.pdu.Type()) }},
		{section: "", name: "application header", files: []string{"hostile/sem_text_header_unknown.bin"}, clean: true,
			see: func(t *testing.T, r *reading) {
				for h := range r.pdu.Headers() {
					if _, ok := h.Field(); !ok {
						text, _ := h.Text()
						assert.Equal(t, "X-Unrec: Yes", h.Name()+": "+text.String())
						return
					}
				}
				t.Error("the application header is not there")
			}},
	})
}
