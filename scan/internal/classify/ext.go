package classify

import "bytes"

// Extension returns what follows the last dot in the last component of a file name, without the dot and without the
// dots and spaces at the end that Windows drops; empty if there is none. It is in the letters of the name.
func Extension(name []byte) []byte {
	_, last := Extensions(name)
	return last
}

// Extensions returns the last two extensions of a file name, as Extension does: of invoice.pdf.exe, pdf and exe.
func Extensions(name []byte) (previous, last []byte) {
	if i := bytes.LastIndexAny(name, "/\\"); i >= 0 {
		name = name[i+1:]
	}
	name = bytes.TrimRight(name, ". ")
	i := bytes.LastIndexByte(name, '.')
	if i < 0 {
		return nil, nil
	}
	last, name = name[i+1:], bytes.TrimRight(name[:i], ". ")
	if i = bytes.LastIndexByte(name, '.'); i < 0 {
		return nil, last
	}
	return name[i+1:], last
}

// ExtensionFamily returns the family that the extension of a file name promises, NoFamily if there is none or it is not
// known. Letter case does not matter.
func ExtensionFamily(name []byte) Family {
	f, _ := lookup(Extension(name))
	return f
}

// FamilyOf returns the family of an extension given without its dot.
func FamilyOf(ext []byte) Family {
	f, _ := lookup(ext)
	return f
}

// IsMedia reports whether an extension, given without its dot, is one of media or documents: what a person expects to
// receive (MMS-NAM-0004).
func IsMedia(ext []byte) bool {
	switch FamilyOf(ext) {
	case Image, Audio, Video, Text, Doc:
		return !IsDangerous(ext)
	}
	return false
}

// IsDangerous reports whether an extension, given without its dot, is in the list of MMS-NAM-0010: what runs, installs
// or mounts when it is opened.
func IsDangerous(ext []byte) bool {
	_, d := lookup(ext)
	return d
}

const maxExtension = 12

// lookup finds ext in the table, which is in order.
func lookup(ext []byte) (Family, bool) {
	if len(ext) == 0 || len(ext) > maxExtension {
		return NoFamily, false
	}
	var low [maxExtension]byte
	for i, c := range ext {
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	key := low[:len(ext)]
	lo, hi := 0, len(extensions)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if extensions[m].ext < string(key) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(extensions) && extensions[lo].ext == string(key) {
		return extensions[lo].family, extensions[lo].dangerous
	}
	return NoFamily, false
}
