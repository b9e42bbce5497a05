package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// atRoot makes the folder of go.mod the working folder, so that paths are those of the README.
func atRoot(t testing.TB) {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
}

// mmscan runs the program.
func mmscan(t testing.TB, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	c := console{stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs}
	status = run(context.Background(), args, &c)
	return status, out.String(), errs.String()
}

// file writes a file into a new folder and returns its path.
func file(t testing.TB, name string, octets []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, octets, 0o600))
	return path
}

const messages = "testdata/messages/"

func TestExitStatus(t *testing.T) {
	atRoot(t)
	photo, apk, bare := messages+"holiday-photo.mms", messages+"apk-as-jpg.mms", messages+"text-only.mms"
	for _, c := range []struct {
		args string
		want int
	}{
		{"scan " + apk, exitOK},
		{"scan " + photo, exitOK},
		{"scan -fail-on none -fail-on-leak none " + apk + " " + photo, exitOK},
		{"scan -fail-on high " + apk, exitFound},
		{"scan -fail-on low " + apk, exitFound},
		{"scan -fail-on critical " + apk, exitOK},
		{"scan -fail-on low " + photo, exitOK},
		{"scan -fail-on-leak low " + photo, exitFound},
		{"scan -fail-on-leak critical " + photo, exitFound},
		{"scan -fail-on-leak critical " + apk, exitOK},
		{"scan -fail-on low -fail-on-leak low " + bare, exitOK},
		{"scan -format jsonl -fail-on high " + bare + " " + apk + " " + bare, exitFound},
		{"scan no-such-file", exitFailed},
		{"scan -fail-on high " + apk + " no-such-file", exitFailed},
		{"decode " + apk, exitOK},
		{"decode -format json -data " + apk, exitOK},
		{"decode go.mod", exitFailed},
		{"decode no-such-file", exitFailed},
		{"version", exitOK},
		{"help", exitOK},
		{"scan -h", exitOK},
		{"", exitFailed},
		{"scna " + apk, exitFailed},
		{"scan", exitFailed},
		{"decode", exitFailed},
		{"version 2", exitFailed},
		{"scan -format xml " + apk, exitFailed},
		{"decode -format jsonl " + apk, exitFailed},
		{"scan -fail-on severe " + apk, exitFailed},
		{"scan -fail-on-leak info " + apk, exitFailed},
		{"scan -no-such-flag " + apk, exitFailed},
	} {
		status, _, stderr := mmscan(t, "", strings.Fields(c.args)...)
		assert.Equal(t, c.want, status, "mmscan %s\n%s", c.args, stderr)
		if c.want == exitFailed {
			assert.NotEmpty(t, stderr, "mmscan %s", c.args)
		}
	}
}

// TestUnreadable asks that what can be read is done, before and behind what cannot.
func TestUnreadable(t *testing.T) {
	atRoot(t)
	a, b := messages+"text-only.mms", messages+"apk-as-jpg.mms"
	for _, command := range []string{"scan", "decode"} {
		status, stdout, stderr := mmscan(t, "", command, a, "no-such-file", b)
		assert.Equal(t, exitFailed, status)
		assert.Contains(t, stdout, a)
		assert.Contains(t, stdout, b)
		assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
		assert.Contains(t, stderr, "mmscan: no-such-file: ")
	}
	_, stdout, _ := mmscan(t, "", "scan", a, "no-such-file", b)
	assert.Contains(t, stdout, "2 messages:")
	assert.Contains(t, stdout, "1 input could not be read")
}

// TestNoMessage asks decode to say what an input is instead.
func TestNoMessage(t *testing.T) {
	atRoot(t)
	for path, looks := range map[string]string{
		"testdata/media/holiday.jpg":                                     "a JPEG picture",
		"testdata/media/contact.vcf":                                     "a vCard",
		"testdata/media/clip.mp4":                                        "an MP4 or 3GP file",
		file(t, "page", []byte("<html><body>Bad gateway</body></html>")): "an HTML page",
		file(t, "empty", nil):                                            "nothing",
	} {
		status, stdout, stderr := mmscan(t, "", "decode", path)
		assert.Equal(t, exitFailed, status, path)
		assert.Empty(t, stdout, path)
		assert.Contains(t, stderr, "looks like "+looks, path)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	octets, err := os.ReadFile("../../" + messages + "text-only.mms")
	require.NoError(t, err)
	for _, name := range []string{"b.mms", "a/z.mms", "a/b/c.mms", "c", ".hidden/m.mms"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, octets, 0o600))
	}
	if err := os.Symlink(dir, filepath.Join(dir, "circle")); err == nil {
		require.NoError(t, os.Symlink(filepath.Join(dir, "c"), filepath.Join(dir, "link")))
	} else {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "link"), octets, 0o600)) // where links are not allowed
	}
	var got []string
	for _, s := range expand([]string{dir}) {
		require.NoError(t, s.err)
		name, err := filepath.Rel(dir, s.path)
		require.NoError(t, err)
		got = append(got, filepath.ToSlash(name))
	}
	assert.Equal(t, []string{".hidden/m.mms", "a/b/c.mms", "a/z.mms", "b.mms", "c", "link"}, got)

	status, stdout, stderr := mmscan(t, "", "scan", dir)
	assert.Equal(t, exitOK, status, stderr)
	assert.Contains(t, stdout, "6 messages: 6 clean")
	empty := t.TempDir()
	status, stdout, _ = mmscan(t, "", "scan", empty)
	assert.Equal(t, exitOK, status)
	assert.Contains(t, stdout, "0 messages: none")
}

func TestStandardInput(t *testing.T) {
	atRoot(t)
	octets, err := os.ReadFile(messages + "apk-as-jpg.mms")
	require.NoError(t, err)
	status, stdout, stderr := mmscan(t, string(octets), "scan", "-fail-on", "high", "-")
	assert.Equal(t, exitFound, status, stderr)
	assert.Contains(t, stdout, "MALICIOUS      standard input")
	_, stdout, _ = mmscan(t, string(octets), "decode", "-format", "json", "-")
	assert.Contains(t, stdout, `"source": "-"`)
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestOutputFails(t *testing.T) {
	atRoot(t)
	for _, args := range []string{"scan", "scan -format json", "decode", "decode -format json"} {
		var errs bytes.Buffer
		c := console{stdin: strings.NewReader(""), stdout: brokenPipe{}, stderr: &errs}
		status := run(context.Background(), append(strings.Fields(args), messages+"text-only.mms"), &c)
		assert.Equal(t, exitFailed, status, args)
		assert.Contains(t, errs.String(), "standard output", args)
	}
}

func TestTooLarge(t *testing.T) {
	path := file(t, "large", nil)
	require.NoError(t, os.Truncate(path, maxFile+1))
	status, _, stderr := mmscan(t, "", "scan", path)
	assert.Equal(t, exitFailed, status)
	assert.Contains(t, stderr, errTooLarge.Error())
}

// TestOwnHosts asks for MMS-PSH-0001 where the operator's hosts are named, and only there.
func TestOwnHosts(t *testing.T) {
	atRoot(t)
	foreign, own := messages+"notification-off-net.mms", messages+"notification.mms"
	for _, c := range []struct {
		hosts, path string
		want        bool
	}{
		{"", foreign, false},
		{"mmsc.example.org", foreign, true},
		{"mmsc.example.org", own, false},
		{"a.example, .example.org", own, false},
		{"a.example,b.example", own, true},
		{"a.example,b.example", messages + "notification.push", true},
		{"a.example", messages + "notification-push-hex.txt", true},
		{" , ", foreign, false},
	} {
		_, stdout, stderr := mmscan(t, "", "scan", "-format", "jsonl", "-mmsc", c.hosts, c.path)
		assert.Empty(t, stderr)
		assert.Equal(t, c.want, strings.Contains(stdout, "MMS-PSH-0001"), "-mmsc %q %s", c.hosts, c.path)
	}
}

// TestValuesHidden looks for what holiday-photo.mms and bcc-delivered.mms give away in all forms of output.
func TestValuesHidden(t *testing.T) {
	atRoot(t)
	for path, value := range map[string]string{
		messages + "holiday-photo.mms": "50.08648, 14.41144",
		messages + "bcc-delivered.mms": "erin@example.org",
	} {
		for _, format := range []string{"text", "json", "jsonl"} {
			_, stdout, _ := mmscan(t, "", "scan", "-format", format, path)
			assert.False(t, strings.Contains(stdout, value), "%s %s", format, path)
			_, stdout, _ = mmscan(t, "", "scan", "-pii", "-format", format, path)
			assert.True(t, strings.Contains(stdout, value), "%s %s", format, path)
		}
	}
}
