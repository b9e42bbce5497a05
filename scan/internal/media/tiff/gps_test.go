package tiff_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/scan/internal/media/tiff"
)

func TestPosition(t *testing.T) {
	o := builders["MM"]
	r := func(tag uint16, v ...uint32) field { return o.rationals(tag, v...) }
	north, east := text(1, "N"), text(3, "E")
	lon := r(4, 10, 1, 0, 1, 0, 1)
	signed := r(2, 0xFFFFFFF6, 1, 30, 1, 0, 1) // -10
	signed.typ = tiff.SRational
	cases := []struct {
		name       string
		gps        directory
		state      tiff.State
		lat, lon   int32
		latS, lonS tiff.State
	}{
		{"triplets", directory{north, r(2, 60, 1, 10, 1, 10272, 1000), east, r(4, 24, 1, 56, 1, 762, 100)}, tiff.Located, 60169520, 24935450, tiff.Located, tiff.Located},
		{"south and west", directory{text(1, "S"), r(2, 60, 1, 10, 1, 10272, 1000), text(3, "W"), r(4, 24, 1, 56, 1, 762, 100)}, tiff.Located, -60169520, -24935450, tiff.Located, tiff.Located},
		{"reference behind the value", directory{r(2, 1, 1), lon, text(1, "s"), text(3, "w")}, tiff.Located, -1000000, -10000000, tiff.Located, tiff.Located},
		{"no reference", directory{r(2, 60, 1, 0, 1, 0, 1), lon}, tiff.Located, 60000000, 10000000, tiff.Located, tiff.Located},
		{"decimal degrees in one", directory{north, r(2, 601695200, 10000000), east, lon}, tiff.Located, 60169520, 10000000, tiff.Located, tiff.Located},
		{"decimal minutes", directory{north, r(2, 60, 1, 101712, 10000, 0, 1), east, lon}, tiff.Located, 60169520, 10000000, tiff.Located, tiff.Located},
		{"seconds 0/0", directory{north, r(2, 60, 1, 30, 1, 0, 0), east, lon}, tiff.Located, 60500000, 10000000, tiff.Located, tiff.Located},
		{"rounded up", directory{north, r(2, 1, 3), east, r(4, 2, 3)}, tiff.Located, 333333, 666667, tiff.Located, tiff.Located},
		{"largest numbers", directory{north, r(2, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF), east, lon}, tiff.Located, 2016944, 10000000, tiff.Located, tiff.Located},
		{"zero", directory{north, r(2, 0, 1, 0, 1, 0, 1), east, r(4, 0, 1, 0, 1, 0, 1)}, tiff.Zero, 0, 0, tiff.Zero, tiff.Zero},
		{"on the equator", directory{north, r(2, 0, 1, 0, 1, 0, 1), east, lon}, tiff.Located, 0, 10000000, tiff.Zero, tiff.Located},
		{"0/0", directory{north, r(2, 0, 0, 0, 0, 0, 0), east, r(4, 0, 0, 0, 0, 0, 0)}, tiff.NoNumber, 0, 0, tiff.NoNumber, tiff.NoNumber},
		{"5/0", directory{north, r(2, 5, 0, 0, 1, 0, 1), east, lon}, tiff.NoNumber, 0, 10000000, tiff.NoNumber, tiff.Located},
		{"out of range", directory{north, r(2, 91, 1, 0, 1, 0, 1), east, lon}, tiff.OutOfRange, 0, 10000000, tiff.OutOfRange, tiff.Located},
		{"the poles are in range", directory{north, r(2, 90, 1, 0, 1, 0, 1), east, r(4, 180, 1, 0, 1, 0, 1)}, tiff.Located, 90000000, 180000000, tiff.Located, tiff.Located},
		{"just beyond", directory{north, r(2, 90, 1, 0, 1, 1, 1), east, r(4, 180, 1, 0, 1, 1, 1)}, tiff.OutOfRange, 0, 0, tiff.OutOfRange, tiff.OutOfRange},
		{"no value", directory{north, r(2), east, lon}, tiff.Empty, 0, 10000000, tiff.Empty, tiff.Located},
		{"half", directory{north, r(2, 1, 1)}, tiff.Absent, 1000000, 0, tiff.Located, tiff.Absent},
		{"references only", directory{north, east}, tiff.Absent, 0, 0, tiff.Absent, tiff.Absent},
		{"version only", directory{{tag: 0, typ: tiff.Byte, data: []byte{2, 2, 0, 0}}}, tiff.Absent, 0, 0, tiff.Absent, tiff.Absent},
		{"text", directory{north, text(2, "52,50,34.0118"), east, text(4, "11 deg 10' 58.28360\"")}, tiff.Located, 52842781, 11182857, tiff.Located, tiff.Located},
		{"text with decimal commas", directory{north, text(2, "52,00000,50,00000,34,01180"), east, text(4, "11,00000,10,00000,58,28360")}, tiff.Located, 52842781, 11182857, tiff.Located, tiff.Located},
		{"decimal text", directory{text(2, "52.5 S"), text(4, "-11.25")}, tiff.Located, -52500000, -11250000, tiff.Located, tiff.Located},
		{"text without a number", directory{text(2, "unknown"), lon}, tiff.Empty, 0, 10000000, tiff.Empty, tiff.Located},
		{"long text", directory{text(2, "00000000000000000000000000000000000001.0000000000000000000000009"), lon}, tiff.Located, 1000000, 10000000, tiff.Located, tiff.Located},
		{"huge text", directory{text(2, "99999999999999999999999999999999999999"), lon}, tiff.OutOfRange, 0, 10000000, tiff.OutOfRange, tiff.Located},
		{"whole numbers", directory{o.shorts(2, 52, 30, 0), o.longs(4, 11)}, tiff.Located, 52500000, 11000000, tiff.Located, tiff.Located},
		{"signed", directory{signed, lon}, tiff.Located, -10500000, 10000000, tiff.Located, tiff.Located},
		{"repeated: the first place counts", directory{r(2, 1, 1), r(2, 2, 1), lon}, tiff.Located, 1000000, 10000000, tiff.Located, tiff.Located},
		{"repeated, after an empty one", directory{r(2), r(2, 2, 1), lon}, tiff.Located, 2000000, 10000000, tiff.Located, tiff.Located},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := position(o.build(directory{pointer(0x8825, c.gps)}))
			assert.Equal(t, c.state, p.State())
			assert.Equal(t, c.latS, p.Lat.State)
			assert.Equal(t, c.lonS, p.Lon.State)
			assert.Equal(t, c.lat, p.Lat.Micro)
			assert.Equal(t, c.lon, p.Lon.Micro)
		})
	}
	t.Run("in the thumbnail's directory", func(t *testing.T) {
		p := position(o.build(directory{pointer(0x8825, directory{north, r(2, 0, 0)})}, directory{pointer(0x8825, directory{r(2, 1, 1), r(4, 2, 1)})}))
		assert.Equal(t, tiff.Located, p.State())
		assert.EqualValues(t, 1000000, p.Lat.Micro)
	})
	t.Run("a second directory does not hide the first", func(t *testing.T) {
		p := position(o.build(directory{pointer(0x8825, directory{r(2, 1, 1), r(4, 2, 1)})}, directory{pointer(0x8825, directory{north, r(2, 0, 0)})}))
		assert.Equal(t, tiff.Located, p.State())
	})
}
