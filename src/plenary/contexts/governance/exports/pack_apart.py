"""Sets a meeting pack in a process of its own, with limits of memory and time: papers are strangers' files.

A server calls ``set_apart``; ``python -m plenary.contexts.governance.exports.pack_apart`` is the process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import typst

from plenary.readout.sandbox import limit, run_apart
from plenary.shared.slots import parser_slot

TEMPLATE = Path(__file__).parent / "meeting_pack.typ"
WHOLE, ONE = "pack.typ", "one.typ"
"""The programs in the folder: the pack, and a single paper to see whether it can be bound."""
SECONDS = 120
MEGABYTES = 1500
PATIENCE = 60.0
"""Seconds that a job waits until one of the slots for strangers' files is free."""


class NotSet(Exception):
    """The pack could not be set within its limits."""


@dataclass(frozen=True, slots=True)
class SetPack:
    """The pack as .pdf, and the names of the files in the folder that could not be bound into it."""

    pdf: bytes
    apart: list[str]


def set_apart(folder: Path, pack: dict[str, Any], fonts: Path | None) -> SetPack:
    """Give the pack; the papers' files lie in the folder, under the names that the pack gives.

    Raises ``NotSet`` where the child runs out of time or memory or falls over, and ``Busy`` where no
    slot comes free.
    """
    (folder / WHOLE).write_bytes(TEMPLATE.read_bytes())
    (folder / ONE).write_text("#image(sys.inputs.file)", encoding="utf-8")
    told = json.dumps(pack, ensure_ascii=False).encode()
    with parser_slot(patience=PATIENCE) as slot:
        try:
            ended = run_apart(
                __spec__.name,
                str(folder),
                str(fonts or ""),
                data=told,
                seconds=SECONDS * 2,
                held=[slot],
            )
        except subprocess.TimeoutExpired as error:
            raise NotSet from error
    head, _line, pdf = ended.stdout.partition(b"\n")
    if ended.returncode or not pdf.startswith(b"%PDF-"):
        raise NotSet(ended.stderr[-500:].decode(errors="replace"))
    return SetPack(pdf, json.loads(head))


def _bind(folder: Path, pack: dict[str, Any], fonts: typst.Fonts) -> SetPack:
    """Set the pack with every paper that can be bound; those that cannot are left out and named."""
    apart = [one["file"] for one in pack["papers"] if not _is_readable(folder, one, fonts)]
    bound = [one for one in pack["papers"] if one["file"] not in apart]
    whole = json.dumps({**pack, "papers": _marked(bound)}, ensure_ascii=False)
    return SetPack(_compile(folder / WHOLE, {"pack": whole}, fonts), apart)


def _is_readable(folder: Path, paper: dict[str, Any], fonts: typst.Fonts) -> bool:
    """Say whether a paper can be bound; of a .pdf note the sizes of its pages."""
    if paper["kind"] == "text":
        return True
    try:
        if paper["kind"] == "pdf":
            with pypdfium2.PdfDocument(folder / paper["file"]) as document:
                paper["pages"] = [document.get_page_size(n) for n in range(len(document))]
        _compile(folder / ONE, {"file": paper["file"]}, fonts)
    except (pypdfium2.PdfiumError, typst.TypstError):
        return False
    return True


def _marked(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let only the first paper of an item carry the item's own bookmark."""
    before = ""
    marked = []
    for paper in papers:
        marked.append({**paper, "item": "" if paper["item"] == before else paper["item"]})
        before = paper["item"]
    return marked


def _compile(program: Path, values: dict[str, str], fonts: typst.Fonts) -> bytes:
    made = typst.compile(program, font_paths=fonts, sys_inputs=values, format="pdf")
    if not isinstance(made, bytes):  # pragma: no cover - one output is asked for
        raise TypeError(type(made))
    return made


def main(argv: list[str]) -> int:
    """Read the pack as JSON on standard input; answer with a line of what is apart, and the .pdf."""
    folder, font_folder = argv
    paths = [font_folder] if font_folder else []
    fonts = typst.Fonts(include_system_fonts=not paths, font_paths=paths)
    limit(SECONDS, MEGABYTES)
    made = _bind(Path(folder), json.load(sys.stdin.buffer), fonts)
    sys.stdout.buffer.write(json.dumps(made.apart).encode() + b"\n" + made.pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
