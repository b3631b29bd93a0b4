"""Lets `python -m qa_lint` run the command."""

import sys

from qa_lint.cli import main

sys.exit(main())
