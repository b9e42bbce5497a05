// Command mmscan says what is dangerous in MMS messages and what they leak, and shows what they are made of.
//
//	mmscan scan [-format text|json|jsonl] [-fail-on SEVERITY] [-fail-on-leak SEVERITY] [-mmsc HOST,…] [-pii] PATH…
//	mmscan decode [-format text|json] [-data] PATH…
//	mmscan build [-o FILE] FILE.json
//	mmscan edit [-set NAME=VALUE] [-add NAME=VALUE] [-drop NAME] [-drop-part N] [-o FILE] PATH
//	mmscan reply -to PATH -status WHAT [-text TEXT] [-charset NAME] [-message-id ID] [-o FILE]
//	mmscan version
//
// A PATH is a file, a folder, all files below which are taken in the order of their names, or - for standard input. MMS
// PDUs, WSP pushes that carry one, SMS that carry a push in one piece, and all of these as hexadecimal or base64 text are
// recognised by their octets. Anything else is scanned as one plain file.
//
// The exit status is 0; 1 when a threat is as severe as -fail-on or a leak as -fail-on-leak; 2 for a wrong command line
// and when an input could not be read, after all others were done. JSON.md describes what -format json writes.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// The exit statuses.
const (
	exitOK     = 0
	exitFound  = 1 // what -fail-on or -fail-on-leak asks for was found
	exitFailed = 2 // an input could not be read, the output not written, or the command line is wrong
)

const usage = `usage:
  mmscan scan [-format text|json|jsonl] [-fail-on SEVERITY] [-fail-on-leak SEVERITY] [-mmsc HOST,…] [-pii] PATH…
  mmscan decode [-format text|json] [-data] PATH…
  mmscan build [-o FILE] FILE.json
  mmscan edit [-set NAME=VALUE] [-add NAME=VALUE] [-drop NAME] [-drop-part N] [-o FILE] PATH
  mmscan reply -to PATH -status WHAT [-text TEXT] [-charset NAME] [-message-id ID] [-o FILE]
  mmscan version
A PATH is a file, a folder or - for standard input. SEVERITY is none, low, medium, high or critical.
"mmscan COMMAND -h" explains the flags.
`

// console is the world outside: what a command reads and writes, and what it knows of its terminal.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	colour         bool // stdout is a terminal that wants colours
	progress       bool // stderr is a terminal, and stdout is none
}

func main() {
	out := bufio.NewWriterSize(os.Stdout, 64<<10)
	c := console{
		stdin: os.Stdin, stdout: out, stderr: os.Stderr,
		colour:   isTerminal(os.Stdout) && wantsColour(os.Getenv),
		progress: isTerminal(os.Stderr) && !isTerminal(os.Stdout),
	}
	status := run(context.Background(), os.Args[1:], &c)
	if err := out.Flush(); err != nil {
		c.complain("standard output", err)
		status = exitFailed
	}
	os.Exit(status)
}

// run is the whole program but for its exit.
func run(ctx context.Context, args []string, c *console) int {
	if len(args) == 0 {
		fmt.Fprint(c.stderr, usage)
		return exitFailed
	}
	switch name, args := args[0], args[1:]; name {
	case "scan":
		return scanCommand(ctx, args, c)
	case "decode":
		return decodeCommand(args, c)
	case "build":
		return buildCommand(args, c)
	case "edit":
		return editCommand(args, c)
	case "reply":
		return replyCommand(args, c)
	case "version":
		return versionCommand(args, c)
	case "help", "-h", "-help", "--help":
		fmt.Fprint(c.stdout, usage)
		return exitOK
	default:
		fmt.Fprintf(c.stderr, "mmscan: no command %s\n%s", printable(name), usage)
		return exitFailed
	}
}

// parseFlags parses the arguments of a command, which needs at least one PATH. When done is true the command ends there
// with the status.
func parseFlags(f *flag.FlagSet, args []string, c *console, check func() error) (status int, done bool) {
	f.SetOutput(io.Discard) // what was mistyped is not repeated raw
	err := f.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(c.stdout, usage, "flags of ", f.Name(), ":\n")
		f.SetOutput(c.stdout)
		f.PrintDefaults()
		return exitOK, true
	}
	if err == nil {
		err = check()
	}
	if err == nil && f.NArg() == 0 {
		err = errors.New("no PATH")
	}
	if err != nil {
		fmt.Fprintf(c.stderr, "mmscan %s: %s\n%s", f.Name(), printable(err.Error()), usage)
		return exitFailed, true
	}
	return exitOK, false
}

// complain reports what could not be read or written.
func (c *console) complain(source string, err error) {
	fmt.Fprintf(c.stderr, "mmscan: %s: %s\n", printable(source), printable(err.Error()))
}
