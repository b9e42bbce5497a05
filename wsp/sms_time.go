package wsp

import "time"

// SMSTime is a time as an SMS has it, in the order of the wire (3GPP TS 23.040 9.2.3.11): year, month, day, hour, minute,
// second and zone, each two digits with the low one first.
type SMSTime [7]byte

// Time returns t in UTC; ok is false where the digits are no time. Years 90 to 99 are of the last century.
func (t SMSTime) Time() (utc time.Time, ok bool) {
	var v [7]int
	for i, o := range t {
		if i == 6 {
			o &^= 0x08 // the sign of the zone
		}
		low, high := int(o&0x0F), int(o>>4)
		if low > 9 || high > 9 {
			return time.Time{}, false
		}
		v[i] = 10*low + high
	}
	year := 2000 + v[0]
	if v[0] >= 90 {
		year = 1900 + v[0]
	}
	utc = time.Date(year, time.Month(v[1]), v[2], v[3], v[4], v[5], 0, time.UTC)
	if int(utc.Month()) != v[1] || utc.Day() != v[2] || v[3] > 23 || v[4] > 59 || v[5] > 59 {
		return time.Time{}, false
	}
	zone := time.Duration(v[6]) * 15 * time.Minute
	if t[6]&0x08 != 0 {
		zone = -zone
	}
	return utc.Add(-zone), true
}

// MakeSMSTime returns t in its zone, which is cut to quarters of an hour, to the second. Only the last two digits of the year
// are kept.
func MakeSMSTime(t time.Time) SMSTime {
	_, offset := t.Zone()
	quarters := offset / 900
	t = t.In(time.FixedZone("", 900*quarters))
	v := [7]int{t.Year() % 100, int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), max(quarters, -quarters) % 80}
	var s SMSTime
	for i, n := range v {
		s[i] = byte(n/10 | n%10<<4)
	}
	if quarters < 0 {
		s[6] |= 0x08
	}
	return s
}
