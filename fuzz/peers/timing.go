package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/mmsguard/mmsguard/mmspdu"
)

// A peer is another decoder.
type peer interface {
	name() string
	fits(m message) bool
	// answers asks for the answer to each message.
	answers(list []message, dir string) ([]answer, error)
	// batch prepares a call, or a few, that read all messages, and says how many processes are started in it. What it returns
	// says for how long they kept a processor busy. Both may write to dir.
	batch(list []message, dir string) (timed func() (time.Duration, error), starts int, err error)
}

// timing says how to time: so many runs, of batches that take at least so many times as long as one message.
type timing struct{ runs, least int }

// times are medians.
type times struct {
	each  time.Duration // a message
	us    time.Duration // the same by us
	start time.Duration // of a process that reads one message
}

// maxBatch is how many octets a batch has at most.
const maxBatch = 256 << 20

// time times batches of one message and of all, again and again, and ours on the same. With k processes for n messages,
// many = k × start + n × each, and one = start + each.
func (how timing) time(p peer, agreed []message, dir string) (t times, err error) {
	small, _, err := p.batch(agreed[:1], dir)
	if err != nil {
		return t, err
	}
	one, err := repeat(how.runs, small)
	if err != nil {
		return t, err
	}
	all, many, starts := slices.Clone(agreed), []time.Duration(nil), 0
	for {
		timed, n, err := p.batch(all, dir)
		if err != nil {
			return t, err
		}
		first, err := timed()
		if err != nil {
			return t, err
		}
		if first < median(one)*time.Duration(how.least*n) && octets(all)*2 <= maxBatch && how.least > 1 {
			all = append(all, all...)
			continue
		}
		starts = n
		if many, err = repeat(how.runs, timed); err != nil {
			return t, err
		}
		break
	}
	t.start = median(one)
	t.each = (median(many) - t.start*time.Duration(starts)) / time.Duration(max(len(all)-starts, 1))
	t.us = median(ourTimes(agreed, how.runs))
	return t, nil
}

func octets(list []message) (n int) {
	for _, m := range list {
		n += len(m.octets)
	}
	return n
}

func repeat(runs int, timed func() (time.Duration, error)) (list []time.Duration, err error) {
	for range max(runs, 1) {
		t, err := timed()
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// ourTimes is what a message takes us, in many runs that are each short, so that most are not disturbed.
func ourTimes(all []message, runs int) (list []time.Duration) {
	var r reader
	text, part, n := func(mmspdu.Field, []byte) {}, func(place) {}, 0
	for range 100 * max(runs, 1) {
		const rounds = 10
		start := time.Now()
		for range rounds {
			for i := range all {
				typ, _ := r.read(all[i].octets, text, part)
				n += int(typ)
			}
		}
		list = append(list, time.Since(start)/time.Duration(rounds*len(all)))
	}
	if n == 0 {
		return []time.Duration{0} // nothing was read
	}
	return list
}

func median(list []time.Duration) time.Duration {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}

// digits rounds to three digits.
func digits(d time.Duration) string {
	for _, u := range []struct {
		unit time.Duration
		name string
	}{{time.Second, "s"}, {time.Millisecond, "ms"}, {time.Microsecond, "µs"}, {1, "ns"}} {
		if v := float64(d) / float64(u.unit); v >= 1 {
			return fmt.Sprintf("%.*f %s", 2-min(2, len(fmt.Sprintf("%.0f", v))-1), v, u.name)
		}
	}
	return d.String()
}
