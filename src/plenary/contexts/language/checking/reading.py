"""Reads pairs of texts out of files: tables with a head, JSON Lines, or plain text."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from plenary.contexts.language.checking.chinese import HAN

LONGEST = 200_000
"""Characters of one side; a longer text is to be cut."""
_CHUNK = 1 << 20
_TABLES = frozenset({".csv", ".tsv"})
_NOT_READ = frozenset(
    {".xlsx", ".xls", ".ods", ".docx", ".doc", ".wps", ".et", ".pdf", ".ofd", ".zip"}
)


class Unreadable(Exception):
    """A file that cannot be read, with the sentence that says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as it stands in a file, and where."""

    zh: str
    en: str
    profile: str
    on: dt.date | None
    number: int


def rows(path: str, *, as_table: bool, profile: str, on: dt.date | None) -> Iterator[Row]:
    """Give the pairs of a file, or with ``-`` of standard input, one after another.

    ``Unreadable`` where there is no such file, where it is no text, or where a row says nothing.
    """
    suffix = Path(path).suffix.lower()
    if suffix in _NOT_READ:
        raise Unreadable(
            f"不读 {suffix} 文件，请另存为 CSV（UTF-8）或文本。",
            f"{suffix} files are not read; save it as CSV (UTF-8) or as text.",
        )
    raw = _opened(path)
    with raw, io.TextIOWrapper(raw, encoding=_encoding(raw), newline="") as text:
        lines = _without_nul(text)
        if as_table or suffix in _TABLES:
            found = _of_table(lines, "\t" if suffix == ".tsv" else ",", profile, on)
        elif suffix in {".jsonl", ".ndjson"}:
            found = _of_json_lines(lines, profile, on)
        else:
            found = _of_text(lines, profile, on)
        number = 0
        for number, row in enumerate(found, start=1):  # noqa: B007 - counted
            _refuse_long(row)
            yield row
        if not number:
            raise Unreadable("文件是空的。", "The file is empty.")


def _opened(path: str) -> IO[bytes]:
    if path == "-":
        return io.BytesIO(sys.stdin.buffer.read())
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise Unreadable("没有这个文件。", "There is no such file.") from None
    except IsADirectoryError:
        raise Unreadable("这是文件夹，不是文件。", "This is a folder, not a file.") from None
    except OSError as error:
        raise Unreadable(
            f"打不开：{error.strerror}。", f"It cannot be opened: {error.strerror}."
        ) from None


def _encoding(raw: IO[bytes]) -> str:
    """Give the encoding by its mark, else UTF-8 where all of it is that, else GB18030."""
    head = raw.read(4)
    raw.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(raw, encoding):
            return encoding
    raise Unreadable(
        "既不是 UTF-8 也不是 GB18030 文本。", "It is text neither in UTF-8 nor in GB18030."
    )


def _decodes(raw: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := raw.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        raw.seek(0)
    return True


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise Unreadable("这不是文本文件。", "This is not a text file.")
        yield line


def _of_table(
    lines: Iterator[str], delimiter: str, profile: str, on: dt.date | None
) -> Iterator[Row]:
    csv.field_size_limit(LONGEST * 4)
    table = csv.reader(lines, delimiter=delimiter)
    try:
        head = [name.strip().lower() for name in next(table, [])]
        if not {"zh", "en"} <= set(head):
            raise Unreadable(
                "表头要有 zh 和 en 两列（还可以有 profile 和 on）。",
                "The head needs the columns zh and en (profile and on may be there too).",
            )
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            named = dict(zip(head, cells, strict=False))
            yield _row(named, profile, on, table.line_num)
    except csv.Error as error:
        raise Unreadable(
            f"第 {table.line_num} 行不合 CSV 格式：{error}。",
            f"Line {table.line_num} is not CSV: {error}.",
        ) from None


def _of_json_lines(lines: Iterator[str], profile: str, on: dt.date | None) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            named = json.loads(line)
        except ValueError:
            named = None
        if not isinstance(named, dict) or not {"zh", "en"} & set(named):
            raise Unreadable(
                f"第 {number} 行不是含 zh 和 en 的 JSON 对象。",
                f"Line {number} is not a JSON object with zh and en.",
            )
        yield _row(named, profile, on, number)


def _of_text(lines: Iterator[str], profile: str, on: dt.date | None) -> Iterator[Row]:
    """A line with a tab is a pair; else a line of Chinese and the line of English under it."""
    waiting: tuple[str, int] | None = None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if "\t" in text:
            zh, _tab, en = text.partition("\t")
            yield Row(zh.strip(), en.strip(), profile, on, number)
        elif HAN.search(text):
            if waiting:
                yield Row(waiting[0], "", profile, on, waiting[1])
            waiting = (text, number)
        elif text:
            zh, at = waiting or ("", number)
            waiting = None
            yield Row(zh, text, profile, on, at)
    if waiting:
        yield Row(waiting[0], "", profile, on, waiting[1])


def _row(named: dict[str, Any], profile: str, on: dt.date | None, number: int) -> Row:
    day = str(named.get("on") or "").strip()
    try:
        set_on = dt.date.fromisoformat(day) if day else on
    except ValueError:
        raise Unreadable(
            f"第 {number} 行的日期“{day}”要写成 2026-11-26 的样子。",
            f"Line {number}: the date {day!r} is to be written like 2026-11-26.",
        ) from None
    return Row(
        zh=str(named.get("zh") or ""),
        en=str(named.get("en") or ""),
        profile=str(named.get("profile") or "").strip() or profile,
        on=set_on,
        number=number,
    )


def _refuse_long(row: Row) -> None:
    if max(len(row.zh), len(row.en)) > LONGEST:
        raise Unreadable(
            f"第 {row.number} 行超过 {LONGEST:,} 个字符，请分段。",
            f"Line {row.number} is longer than {LONGEST:,} characters; cut it into parts.",
        )
