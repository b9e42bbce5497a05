package main

import (
	"flag"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden reports anew")

const goldens = "testdata/golden"

// inText are the messages whose text reports are kept too; the JSON reports of all are.
var inText = []string{
	"holiday-photo.mms", "mailbox-view.mms", "nested-alternative.mms", "notification-push-base64.txt", "old-encoder.mms",
	"hidden-second-part.mms",
}

// golden is a report: the file that holds it, and the command line that makes it.
type golden struct{ file, args string }

func goldenReports(t *testing.T) []golden {
	t.Helper()
	all := []golden{
		{"scan.txt", "scan " + messages},
		{"scan-media.txt", "scan -pii testdata/media"},
		{"notification-off-net.mms.scan-mmsc.txt", "scan -mmsc mmsc.example.org " + messages + "notification-off-net.mms"},
		{"holiday-photo.mms.scan-pii.json", "scan -pii -format json " + messages + "holiday-photo.mms"},
		{"text-only.mms.decode-data.json", "decode -data -format json " + messages + "text-only.mms"},
	}
	entries, err := os.ReadDir(messages)
	require.NoError(t, err)
	for _, e := range entries {
		name := e.Name()
		all = append(all,
			golden{name + ".decode.json", "decode -format json " + messages + name},
			golden{name + ".scan.json", "scan -format json " + messages + name})
		if slices.Contains(inText, name) {
			all = append(all, golden{name + ".decode.txt", "decode " + messages + name})
		}
	}
	return all
}

// TestGolden compares the reports of all messages with those in testdata/golden, which -update writes.
func TestGolden(t *testing.T) {
	atRoot(t)
	reports := goldenReports(t)
	assert.GreaterOrEqual(t, len(reports), 2*20)
	var names []string
	for _, g := range reports {
		names = append(names, g.file)
		status, stdout, stderr := mmscan(t, "", strings.Fields(g.args)...)
		require.Equal(t, exitOK, status, "%s: %s", g.args, stderr)
		require.Empty(t, stderr, g.args)
		file := filepath.Join(goldens, g.file)
		if *update {
			require.NoError(t, os.MkdirAll(goldens, 0o755))
			require.NoError(t, os.WriteFile(file, []byte(stdout), 0o644))
			continue
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err, "go test ./examples/mmscan -run TestGolden -update writes it")
		if stdout == string(want) {
			continue
		}
		got, wanted := strings.Split(stdout, "\n"), strings.Split(string(want), "\n")
		line := 0
		for line < min(len(got), len(wanted))-1 && got[line] == wanted[line] {
			line++
		}
		t.Errorf("%s: line %d of mmscan %s:\n got %s\nwant %s", g.file, line+1, g.args, got[line], wanted[line])
	}
	entries, err := os.ReadDir(goldens)
	require.NoError(t, err)
	for _, e := range entries {
		assert.Contains(t, names, e.Name(), "%s belongs to no message", path.Join(goldens, e.Name()))
	}
}

// TestDeterministic: the same input gives the same report.
func TestDeterministic(t *testing.T) {
	atRoot(t)
	for _, args := range []string{"scan", "scan -format jsonl", "decode -format json"} {
		args := append(strings.Fields(args), messages)
		_, first, _ := mmscan(t, "", args...)
		_, second, _ := mmscan(t, "", args...)
		assert.Equal(t, first, second)
	}
}

// TestOneLineForCleanMessages: what is clean takes no room.
func TestOneLineForCleanMessages(t *testing.T) {
	atRoot(t)
	_, stdout, _ := mmscan(t, "", "scan", messages)
	lines := strings.Split(stdout, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "clean ") {
			assert.Contains(t, line, messages)
			assert.False(t, strings.HasPrefix(lines[i+1], " "), lines[i+1])
		}
	}
	_, stdout, _ = mmscan(t, "", "scan", messages+"text-only.mms")
	assert.Equal(t, "clean          testdata/messages/text-only.mms  m-retrieve-conf\n1 message: 1 clean\n", stdout)
}
