"""Turns a .docx into a .pdf where LibreOffice is installed; where it is not, the file stays as it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from plenary.readout.sandbox import clean_environment

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90


def pdf_of_docx(docx: Path) -> Path | None:
    """Give the .pdf beside a .docx; none where no LibreOffice is found or it does not manage it.

    It runs with a profile of its own below the file's folder, without macros of anybody, and is ended
    after ``SECONDS``.
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
    try:
        subprocess.run(  # noqa: S603 - a program of the system, no shell, names of our own making
            command,
            capture_output=True,
            timeout=SECONDS,
            env={**clean_environment(), "HOME": str(folder)},
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    made = docx.with_suffix(".pdf")
    return made if made.exists() else None
