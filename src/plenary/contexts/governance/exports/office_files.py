"""Turns a .docx into a .pdf where LibreOffice is installed; where it is not, the file stays as it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from plenary.readout.sandbox import clean_environment
from plenary.shared.slots import parser_slot

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90
PATIENCE = 60.0
"""Seconds that a job waits until one of the slots for strangers' files is free."""


def pdf_of_docx(docx: Path) -> Path | None:
    """Give the .pdf beside a .docx; none where no LibreOffice is found or it does not manage it.

    It runs with a profile of its own below the file's folder, without macros of anybody, and is ended
    after ``SECONDS``. Raises ``Busy`` where no slot for strangers' files comes free.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return None
    folder = docx.parent
    profile = folder / "profile"
    command = [
        program,
        *("--headless", "--norestore", f"-env:UserInstallation=file://{profile}"),
        *("--convert-to", "pdf", "--outdir", str(folder), str(docx)),
    ]
    with parser_slot(patience=PATIENCE) as slot:
        try:
            subprocess.run(  # noqa: S603 - a program of the system, no shell, names of our own making
                command,
                capture_output=True,
                timeout=SECONDS,
                env={**clean_environment(), "HOME": str(folder)},
                pass_fds=[slot],
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError):
            return None
    made = docx.with_suffix(".pdf")
    return made if made.exists() else None
