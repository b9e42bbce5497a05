package mmspdu_test

import (
	"testing"

	"github.com/mmsguard/mmsguard/fuzz"
	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
	"github.com/mmsguard/mmsguard/wsp"
)

// answerOctets is how many octets of an input say what is decided and with what.
const answerOctets = 4

// answerOf reads a decision and what goes with it from the first octets of an input: the decision; what the caller gives;
// the charset, by its place among the samples; the version and the octet of the status.
func answerOf(b []byte) mmspdu.Answer {
	a := mmspdu.Answer{Decision: mmspdu.Decision(b[0] & 0x3F)}
	given := b[1]
	samples := maker.CharsetSamples()
	if i := int(b[2]); i < 2*len(samples) {
		a.Charset = wsp.Charset(samples[i/2].Charset)
		a.Text = samples[i/2].Text
		if i%2 != 0 {
			a.Text = "two\r\nlines " + a.Text
		}
	} else if i&1 != 0 {
		a.Charset = wsp.Charset(i)
		a.Text = "\x01\xFF\U0001F6AB"
	}
	if given&1 != 0 {
		a.MessageID = "a1b2c3@mmsc.example"
	}
	if given&2 != 0 {
		a.ContentLocation = "http://mmsc.example/b/9"
	}
	if given&4 != 0 {
		a.Date = 1714226304
	}
	if given&8 != 0 {
		a.From, a.To = "+15550100456/TYPE=PLMN", "zoe@example.org"
	}
	if given&16 != 0 {
		a.Subject = "Upozornění"
	}
	if given&32 != 0 {
		a.ReportAllowed = mmspdu.No
	}
	if given&64 != 0 {
		a.Each = []mmspdu.Decision{mmspdu.DecisionNotFound, 0, mmspdu.DecisionTryLater}[:b[0]>>6]
	}
	if b[3] < 0x10 {
		a.Version = mmspdu.Version10 + mmspdu.Version(b[3]&3)
	} else if given&128 != 0 {
		a.Status = b[3]
	}
	return a
}

// grownRequests are generated messages of every type, each with one of the decisions that there are rows for, and with all
// sorts of things given.
func grownRequests(yield func([]byte) bool) {
	i := 0
	for r := range mmspdu.Answers() {
		if r.Received == 0 {
			continue
		}
		for b := range fuzz.Choices(12, 200) {
			i++
			g := maker.GrowType(maker.NewSource(b), byte(r.Received))
			head := []byte{byte(r.Decision), byte(i * 37), byte(i * 5), []byte{0x20, 0, 3, 0xE4}[i%4]}
			if len(g.Made.Octets) < 2048 && !yield(append(head, g.Made.Octets...)) {
				return
			}
		}
	}
}

// FuzzAnswer: an input is four octets that say what is decided, and the PDU received. There is an answer that keeps the
// laws, or an error; and what was written for people to read makes no difference to it.
func FuzzAnswer(f *testing.F) {
	fuzz.Gather(f, 300, func(add func(...[]byte)) {
		for b := range fuzz.Of(f, testdata.KindPDU) {
			p, err := mmspdu.Parse(b)
			if err != nil || len(b) >= 1024 {
				continue
			}
			i := 0
			for r := range mmspdu.Answers() {
				if r.Received != p.Type() && (r.Received != 0 || p.Type().Known()) {
					continue
				}
				if i++; i%12 == len(b)%12 { // one in twelve, others for each PDU
					add(append([]byte{byte(r.Decision), 0x3F, byte(r.Status), 0x20}, b...))
				}
			}
		}
	})
	fuzz.From(f, 1000, grownRequests)
	// The last header but one ends in front of Subject, and not in front of what stands there when that is taken out.
	fuzz.AddTexts(f, "\x0C\x95u\x00\x8C\x94\x98\x00\x8D\x939\x00\xD0\x96\x83\x00\x83\\\x006")
	fuzz.AddTexts(f, "\x80\x40\xFF\xFF"+deleteReq, "\x40\x40\xFF\xFF"+deleteReq)
	f.Fuzz(func(t *testing.T, b []byte) {
		w := fuzz.Watch(t, len(b))
		defer w.Done()
		if len(b) < answerOctets {
			return
		}
		a := answerOf(b)
		p, err := mmspdu.Parse(b[answerOctets:])
		if err != nil {
			if _, err := p.Answer(a); err == nil {
				t.Fatalf("%x: answered although it is no PDU", b)
			}
			return
		}
		out, err := answered(t, &p, a)
		untold(t, &p, a, out, err)
	})
}
