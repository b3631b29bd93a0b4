"""Lets `python -m qa_lint` run the command."""

import sys

from qa_lint.cli import main

if __name__ == "__main__":  # and not in a process that a run starts
    sys.exit(main())
