"""The command ``plenary readout``: reads files into drafts and gives them out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from plenary.readout.command_line import Parser, UsageError, complain, explained
from plenary.readout.draft import Lang
from plenary.readout.errors import ReadoutError
from plenary.readout.formats import FORMATS, FiledDraft, render
from plenary.readout.formats.table import printable
from plenary.readout.many import outcomes
from plenary.readout.outcomes import Outcome, Source
from plenary.readout.output import write_file, write_standard_output
from plenary.readout.refusals import refusal
from plenary.readout.user_language import user_language

FAILED = 2
INTERRUPTED = 130

_USAGE = {
    "en": (
        "usage: plenary readout FILE...|- [--format table|json|markdown|xlsx] "
        "[--lang auto|zh|en] [--output FILE]"
    ),
    "zh": (
        "用法：plenary readout 文件...|- [--format table|json|markdown|xlsx] "
        "[--lang auto|zh|en] [--output 文件]"
    ),
}
_HELP = {
    "en": """
Read published readouts (.txt, .md, .html, .docx, .pdf; Chinese or English) into drafts.

  FILE            a file to read; several are read on all cores and answered in this order
  -               read standard input
  --format        table (for the terminal, the default), json (several files: JSON Lines,
                  one object to a line), markdown, or xlsx
  --lang          the text's language; auto (the default) decides it from the text
  --output FILE   write there instead of to standard output
  --help          show this

Exit code 2 where a file could not be read; the others are still given out.""",
    "zh": """
把公开的会议通稿（.txt、.md、.html、.docx、.pdf，中文或英文）读成结构化草稿。

  文件            要读取的文件；多个文件用全部处理器核心读取，按给出的顺序输出
  -               读取标准输入
  --format        table（终端表格，默认）、json（多个文件时为 JSON Lines，每行一个对象）、
                  markdown 或 xlsx
  --lang          文字的语言；auto（默认）由文字本身判断
  --output 文件   写入文件，而不是标准输出
  --help          显示本说明

有文件不能读取时退出码为 2，其余文件照常输出。""",
}


def main(argv: Sequence[str]) -> int:
    """Run the command with its arguments; give its exit code."""
    lang = user_language(os.environ)
    try:
        return _run(_parser().parse_intermixed_args(argv), lang)
    except UsageError as error:
        colon = ": " if lang == "en" else "："
        complain(f"plenary readout{colon}{explained(error, lang)}\n{_USAGE[lang]}")
        return FAILED
    except ReadoutError as error:
        complain(f"plenary readout: {error.sentence(lang)}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="plenary readout", add_help=False, allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--lang", choices=("auto", "zh", "en"), default="auto")
    parser.add_argument("--output", type=Path)
    parser.add_argument("-h", "--help", action="store_true")
    return parser


def _run(asked: argparse.Namespace, lang: Lang) -> int:
    if asked.help:
        write_standard_output([f"{_USAGE[lang]}\n{_HELP[lang]}\n".encode()])
        return 0
    if not asked.files:
        raise UsageError("name a file, or - for standard input")
    if asked.format == "xlsx" and asked.output is None and sys.stdout.isatty():
        raise refusal("xlsx-to-terminal")
    sources = [Source.named(name) for name in asked.files]
    with closing(outcomes(sources, asked.lang)) as found:
        good = _Good(found, lang)
        pieces = render(asked.format, good, lang=lang, several=len(sources) > 1)
        if asked.output is None:
            write_standard_output(pieces)
        else:
            write_file(asked.output, pieces)
    return FAILED if good.has_failures else 0


class _Good:
    """The drafts among the outcomes, in order; what failed is told on standard error as it passes."""

    def __init__(self, found: Iterator[Outcome], lang: Lang) -> None:
        self._found = found
        self._lang = lang
        self.has_failures = False

    def __iter__(self) -> Iterator[FiledDraft]:
        for outcome in self._found:
            for note in outcome.notes:
                self._tell(outcome, note.zh if self._lang == "zh" else note.en)
            if outcome.error is not None:
                self.has_failures = True
                self._tell(outcome, outcome.error.sentence(self._lang))
            if outcome.draft is not None:
                yield FiledDraft(outcome.source.id, outcome.draft)

    def _tell(self, outcome: Outcome, sentence: str) -> None:
        complain(f"{printable(outcome.source.name)}: {sentence}")
