package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCommand names what a report of a problem should name.
func versionCommand(args []string, c *console) int {
	if len(args) > 0 {
		fmt.Fprint(c.stderr, usage)
		return exitFailed
	}
	version := "(unknown)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	fmt.Fprintf(c.stdout, "mmscan %s\n%s %s/%s\nschemas %s %s\n",
		version, runtime.Version(), runtime.GOOS, runtime.GOARCH, decodeSchema, scanSchema)
	return exitOK
}
