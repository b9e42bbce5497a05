package scan

// Site is what only the operator knows. A rule that needs something of it is silent where it is empty.
type Site struct {
	// MMSC names the hosts from which the operator's own messages are fetched (MMS-PSH-0001): "mmsc.example.net" for
	// one host, ".example.net" for all hosts below that name, or an IP address. Letter case, a port and the form of an
	// address make no difference.
	MMSC []string
	// Trusted says that what is scanned comes from inside the operator's network, so that an unknown host in a
	// notification is a matter to look into (medium) and not an attack (high).
	Trusted bool
}

// judge compares the host of url with the operator's own. host is where in url it stands.
func (s *Site) judge(h *hostName, url []byte) (d HostDoubt, start, end int) {
	start, end, userinfo, unclear := hostOf(url)
	if start == end {
		if unclear {
			return HostUnclear, 0, len(url)
		}
		return HostMissing, 0, len(url)
	}
	if !h.set(url[start:end]) {
		return HostUnclear, start, end
	}
	for _, entry := range s.MMSC {
		if h.is(entry) {
			if unclear {
				return HostUnclear, start, end
			}
			return HostOwn, start, end
		}
	}
	switch {
	case unclear:
		return HostUnclear, start, end
	case userinfo:
		return HostUserinfo, start, end
	case h.address:
		return HostAddress, start, end
	}
	return HostForeign, start, end
}
