"""The command ``plenary check``: checks the English of Chinese texts in files."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plenary.contexts.language.checking import register
from plenary.contexts.language.checking.engine import check, shipped_index
from plenary.contexts.language.checking.findings import Side
from plenary.contexts.language.checking.output import FORMATS, Checked, render
from plenary.contexts.language.checking.reading import Unreadable, rows
from plenary.contexts.language.checking.terms import PROFILES, TermIndex
from plenary.readout.command_line import Parser, UsageError, complain, explained
from plenary.readout.errors import ReadoutError
from plenary.readout.output import write_standard_output
from plenary.readout.user_language import user_language

FAILED = 2
FAULTS = 1
INTERRUPTED = 130

_USAGE = {
    "en": "usage: plenary check FILE...|- [--pairs FILE.csv] [--format text|table|json|jsonl]"
    " [--profile NAME] [--on DATE] [--shipped] [--strict] | --rules",
    "zh": "用法：plenary check 文件...|- [--pairs 文件.csv] [--format text|table|json|jsonl]"
    " [--profile 名称] [--on 日期] [--shipped] [--strict] | --rules",
}
_HELP = {
    "en": """
Check the English of Chinese texts: names, signs, terms, pinyin, spelling.

  FILE            .csv or .tsv with the columns zh, en and, if wanted, profile and on; .jsonl with
                  the same names; or plain text: a line "Chinese TAB English", or a line of
                  Chinese with its English under it. UTF-8, UTF-16 or GB18030
  -               read plain text from standard input
  --pairs FILE    read FILE as a table whatever its name is
  --format        text (the default), table, json, or jsonl (one object a row)
  --profile       {profiles};
                  holds for rows that name none
  --on DATE       the day on which the text was set, like 2026-11-26
  --shipped       check by the terms that Plenary brings along, also where an installation is there
  --strict        exit code 1 where a fault is found
  --rules         give the register of the rules as CSV: what each proves, of which kinds of text, since
                  and until when, and where it stands
  --help          show this

Verdicts: pass (an approved pair), fault (with proof), person (nobody has judged it yet).
Where an installation is there (PLENARY_HOME or DATABASE_URL), its own approved terms are asked; which
terms were asked is said on standard error. Exit code 2 where a file could not be read.""",
    "zh": """
检查中文的英文译写：名称、标志、术语、拼音、拼写。

  文件            .csv 或 .tsv，表头为 zh、en，还可以有 profile、on；.jsonl 用同样的名字；或文本：
                  一行“中文 TAB 英文”，或一行中文下面一行英文。编码 UTF-8、UTF-16 或 GB18030
  -               从标准输入读文本
  --pairs 文件    不论文件名，按表格读
  --format        text（默认）、table、json 或 jsonl（每行一个对象）
  --profile       {profiles}；
                  用于没有写明的行
  --on 日期       文字设置的日期，写成 2026-11-26
  --shipped       有安装好的系统时，也按随附的术语检查
  --strict        发现错误时退出码为 1
  --rules         以 CSV 列出全部规则：认定什么、适用于哪类文字、何时起止、依据何在
  --help          显示本说明

结论：pass 通过（核定译法），fault 有错（有依据），person 需人工判断。
有安装好的系统（PLENARY_HOME 或 DATABASE_URL）时，按其核定术语检查；用的是哪一套，在标准错误输出中说明。
有文件不能读取时退出码为 2。""",
}


@dataclass(frozen=True, slots=True)
class Base:
    """The term base of an installation, and how many names it holds."""

    index: TermIndex
    names: int


class NoDatabase(Exception):
    """There should be an installation, and its database cannot be asked."""


Office = Callable[[], Base | None]

_ASKED = {
    "en": (
        "Checked by the office's own term base ({names} names).",
        "Checked by the terms that Plenary brings along.",
        "The installation's database cannot be asked; checked by the terms that Plenary brings along.",
    ),
    "zh": (
        "按本单位术语库检查（{names} 条译名）。",
        "按随附术语检查。",
        "无法查询系统的数据库，改按随附术语检查。",
    ),
}


class _Run:
    """One run over some files; what cannot be read is told as it passes."""

    def __init__(self, asked: argparse.Namespace, lang: Side, terms: TermIndex) -> None:
        self._asked = asked
        self._lang = lang
        self._terms = terms
        self.has_failures = False
        self.has_faults = False

    def __iter__(self) -> Iterator[Checked]:
        named = [(name, True) for name in self._asked.pairs]
        for name, as_table in [*named, *((name, False) for name in self._asked.files)]:
            try:
                yield from self._of(name, as_table=as_table)
            except Unreadable as error:
                self.has_failures = True
                complain(f"{name}: {error.zh if self._lang == 'zh' else error.en}")

    def _of(self, name: str, *, as_table: bool) -> Iterator[Checked]:
        asked = self._asked
        for row in rows(name, as_table=as_table, profile=asked.profile, on=asked.on):
            verdict = check(row.zh, row.en, profile=row.profile, on=row.on, terms=self._terms)
            self.has_faults = self.has_faults or verdict.state == "fault"
            yield Checked(name, row, verdict)


def main(argv: Sequence[str], *, office: Office = lambda: None) -> int:
    """Run the command with its arguments; give its exit code.

    ``office`` gives the term base of the installation, ``NoDatabase`` where it cannot be asked.
    """
    lang = user_language(os.environ)
    try:
        return _run(_parser().parse_intermixed_args(argv), lang, office)
    except UsageError as error:
        colon = ": " if lang == "en" else "："
        complain(f"plenary check{colon}{explained(error, lang)}\n{_USAGE[lang]}")
        return FAILED
    except ReadoutError as error:
        complain(f"plenary check: {error.sentence(lang)}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(asked: argparse.Namespace, lang: Side, office: Office) -> int:
    if asked.help:
        profiles = ", ".join(name for name in PROFILES if name)
        write_standard_output(
            [f"{_USAGE[lang]}\n{_HELP[lang].format(profiles=profiles)}\n".encode()]
        )
        return 0
    if asked.rules:
        write_standard_output(line.encode() for line in register.as_csv())
        return 0
    if not asked.files and not asked.pairs:
        raise UsageError("name a file, or - for standard input")
    run = _Run(asked, lang, _terms(office if not asked.shipped else lambda: None, lang))
    write_standard_output(render(asked.format, run, lang))
    if run.has_failures:
        return FAILED
    return FAULTS if asked.strict and run.has_faults else 0


def _terms(office: Office, lang: Side) -> TermIndex:
    """Give the terms to check by, and say which they are."""
    own, shipped, unasked = _ASKED[lang]
    try:
        base = office()
    except NoDatabase:
        complain(unasked)
        return shipped_index()
    complain(own.format(names=base.names) if base else shipped)
    return base.index if base else shipped_index()


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="plenary check", add_help=False, allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--pairs", action="append", default=[])
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--profile", type=_profile, default="")
    parser.add_argument("--on", type=dt.date.fromisoformat, default=None)
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    return parser


def _profile(name: str) -> str:
    plain = name.strip().lower().replace("_", "-")
    if plain not in {*PROFILES, "general"}:
        raise argparse.ArgumentTypeError(f"there is no profile {name!r}")
    return plain
