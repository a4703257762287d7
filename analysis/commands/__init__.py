"""One file per command of the command line: options in, exit status out."""
