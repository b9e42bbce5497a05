package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// maxFile is how many octets are read of one file: more than the default limit of a message, so that what is too large
// is reported as that, and few enough to hold in memory.
const maxFile = 64 << 20

var errTooLarge = errors.New("larger than 64 MiB")

// stdinPath is the PATH that stands for standard input.
const stdinPath = "-"

// source is one input by name.
type source struct {
	path string
	err  error // why there is nothing to read
}

// expand returns the files that the paths stand for: a folder stands for all files below it, in the order of their
// names. What cannot be listed is in the result with its error.
func expand(paths []string) []source {
	var all []source
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == stdinPath:
			all = append(all, source{path: path})
		case err != nil:
			all = append(all, source{path, plainError(err)})
		case info.IsDir():
			all = appendFolder(all, path)
		default:
			all = append(all, source{path: path})
		}
	}
	return all
}

// appendFolder appends the regular files below dir. A link counts as the file that it leads to; one to a folder is
// passed over, so that no link leads in circles.
func appendFolder(all []source, dir string) []source {
	// The error is that of the last call, which returns none.
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			all = append(all, source{path, plainError(err)})
			return nil
		}
		mode := d.Type()
		if mode&fs.ModeSymlink != 0 {
			info, err := os.Stat(path)
			if err != nil {
				all = append(all, source{path, plainError(err)})
				return nil
			}
			mode = info.Mode()
		}
		if mode.IsRegular() {
			all = append(all, source{path: path})
		}
		return nil
	})
	return all
}

// read returns the octets of s.
func (c *console) read(s source) ([]byte, error) {
	if s.err != nil {
		return nil, s.err
	}
	in := c.stdin
	if s.path != stdinPath {
		f, err := os.Open(s.path)
		if err != nil {
			return nil, plainError(err)
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err == nil && len(b) > maxFile {
		err = errTooLarge
	}
	return b, plainError(err)
}

// plainError takes the name of the file off err, which is printed beside it.
func plainError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return cmp.Or(p.Err, err)
	}
	return err
}

// title is how the input at path is called in reports.
func title(path string) string {
	if path == stdinPath {
		return "standard input"
	}
	return path
}
