package mmspdu_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/mmsguard/mmsguard/internal/corpustest"
	"github.com/mmsguard/mmsguard/mmspdu"
)

// Every file of the corpus, hostile or not, keeps the laws.
func TestHostileCorpus(t *testing.T) {
	var l laws
	for _, name := range corpusFiles(t) {
		b := corpustest.Read(t, name)
		before := string(b)
		assert.Empty(t, l.check(b[:len(b):len(b)]), name)
		if p, err := mmspdu.Parse(b); err == nil {
			askEverything(reflect.ValueOf(p), 3)
		}
		assert.True(t, before == string(b), "%s was changed", name)
	}
}
