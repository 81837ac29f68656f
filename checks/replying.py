"""Reads the answers that another calendar's library wrote to our invitations: ``replying.py DIR``, prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from plenary.contexts.governance.ical.replies import Unreadable, read_reply

ANSWERS = ("ACCEPTED", "DECLINED", "TENTATIVE")


def main(folder: Path) -> int:
    """Print how many were read, and those of which not what they say was read."""
    faults, read = [], 0
    for file in sorted(folder.glob("*.reply")):
        asked = file.with_suffix(".ics").read_text(encoding="utf-8").replace("\r\n ", "")
        try:
            reply = read_reply(file.read_bytes())
        except Unreadable as error:
            faults.append(f"{file.name}: {error.code}")
            continue
        read += 1
        told = (f"UID:{reply.uid}", f"SEQUENCE:{reply.sequence}", f"mailto:{reply.attendee}")
        faults += [f"{file.name}: {one} was not asked" for one in told if one not in asked]
        if reply.answer not in ANSWERS:
            faults.append(f"{file.name}: {reply.answer}")
    sys.stdout.write(json.dumps({"faults": faults, "read": read}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
