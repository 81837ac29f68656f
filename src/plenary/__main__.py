"""Lets ``python -m plenary`` run the command."""

import sys

from plenary.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
