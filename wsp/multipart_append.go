package wsp

// Entry is what one entry of a multipart is written from (WSP 11.1): octets that are borrowed until it is written.
type Entry struct {
	ContentType ContentType // as AppendContentType writes it; an entry must have one
	Headers     []byte      // the header block behind it, as the functions for headers write it
	Data        []byte      // octets behind the headers
}

// AppendMultipart appends a multipart of these entries (WSP 11.1): their number, and each with its lengths. It refuses, with
// HeadersEmpty, an entry without a Content-Type, and with HeadersOverrun or DataTruncated what has 4 GiB or more.
func AppendMultipart(dst []byte, entries ...Entry) ([]byte, Code) {
	start := len(dst)
	dst = AppendUintvar(dst, uint32(len(entries)))
	for i := range entries {
		var c Code
		if dst, c = AppendEntry(dst, &entries[i]); c != 0 {
			return dst[:start], c
		}
	}
	return dst, 0
}

// SizeMultipart returns how many octets [AppendMultipart] appends, if it does not refuse.
func SizeMultipart(entries ...Entry) int {
	n := SizeUintvar(uint32(len(entries)))
	for i := range entries {
		n += SizeEntry(&entries[i])
	}
	return n
}

// AppendEntry appends one entry, as [AppendMultipart] does.
func AppendEntry(dst []byte, e *Entry) ([]byte, Code) {
	headers := uint64(len(e.ContentType)) + uint64(len(e.Headers))
	switch {
	case len(e.ContentType) == 0:
		return dst, HeadersEmpty
	case headers > 1<<32-1:
		return dst, HeadersOverrun
	case uint64(len(e.Data)) > 1<<32-1:
		return dst, DataTruncated
	}
	dst = AppendUintvar(dst, uint32(headers))
	dst = AppendUintvar(dst, uint32(len(e.Data)))
	dst = append(dst, e.ContentType...)
	dst = append(dst, e.Headers...)
	return append(dst, e.Data...), 0
}

// SizeEntry returns how many octets [AppendEntry] appends, if it does not refuse.
func SizeEntry(e *Entry) int {
	headers := len(e.ContentType) + len(e.Headers)
	return SizeUintvar(uint32(headers)) + SizeUintvar(uint32(len(e.Data))) + headers + len(e.Data)
}
