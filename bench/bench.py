"""``make bench``: figures of each part; ``BENCH="web --sizes 10000"`` chooses, ``BENCH="web --help"`` explains."""

from __future__ import annotations

import sys

import checker_speed
import deadline
import listing
import portal_speed
import reader_speed
import reminders
import terms_speed
import web_speed

PARTS = {
    "reader": reader_speed.main,
    "checker": checker_speed.main,
    "terms": terms_speed.main,
    "list": listing.main,
    "web": web_speed.main,
    "portal": portal_speed.main,
    "deadline": deadline.main,
    "reminders": reminders.main,
}
LONG = ("portal", "deadline", "reminders")
"""What takes a quarter of an hour or more, and is done only by its name."""


def main(argv: list[str]) -> int:
    """Measure one part, or all but the long ones where none is named."""
    if argv and argv[0] in PARTS:
        return PARTS[argv[0]](argv[1:])
    if argv:
        print(f"usage: bench.py [{' | '.join(PARTS)}] [--help]")
        return 2
    return max(part([]) for name, part in PARTS.items() if name not in LONG)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
