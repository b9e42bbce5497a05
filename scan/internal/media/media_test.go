package media

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSpan(t *testing.T) {
	b := []byte("0123456789")
	s := Span{2, 5}
	assert.Equal(t, 3, s.Len())
	assert.Equal(t, "234", string(s.In(b)))
	assert.Equal(t, 3, cap(s.In(b)), "nothing beyond the span can be reached")
	assert.Equal(t, Span{0, 10}, Whole(b))
	assert.Equal(t, Span{2, 10}, Span{2, 99}.Within(b))
	assert.Equal(t, Span{10, 10}, Span{50, 99}.Within(b))
	assert.Equal(t, Span{4, 4}, Span{9, 4}.Within(b))
	assert.True(t, Span{}.IsZero())
}

func TestOutcome(t *testing.T) {
	var o Outcome
	assert.Equal(t, "complete", o.Status.String())
	o.Note(Malformed, 7)
	o.Note(Budget, 3)
	assert.Equal(t, Outcome{Malformed | Budget, 7}, o)
	assert.Equal(t, "malformed+budget", o.Status.String())
	assert.True(t, o.Status.Has(Budget))
	assert.False(t, o.Status.Has(Truncated|Budget))
	names := map[string]bool{}
	for s := range Status(8) {
		names[s.String()] = true
	}
	assert.Len(t, names, 8)
}
