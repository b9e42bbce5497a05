// Makemessages writes testdata/messages: every message of maker.All into its file, and nothing else. Run it from the
// root of the repository:
//
//	go run ./fuzz/makemessages
//
// It is deterministic; a test compares the files with what it would write.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/mmsguard/mmsguard/fuzz/maker"
)

func main() {
	if err := write(filepath.Join("testdata", "messages")); err != nil {
		fmt.Fprintln(os.Stderr, "makemessages:", err)
		os.Exit(1)
	}
}

// write brings the folder in line with maker.All: files that no message has are removed.
func write(dir string) error {
	if _, err := os.Stat("go.mod"); err != nil {
		return fmt.Errorf("not in the root of the repository: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	ours := map[string]bool{}
	for _, m := range maker.All() {
		ours[m.Name] = true
		if err := os.WriteFile(filepath.Join(dir, m.Name), m.Octets, 0o644); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !ours[e.Name()] {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
