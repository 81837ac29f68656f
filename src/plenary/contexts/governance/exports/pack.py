"""The evaluation pack for a superior office: a frozen report in every form, its sources and its figures, as one ZIP."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from plenary.contexts.governance.exports.docx import docx_of
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.paper import paper_of
from plenary.contexts.governance.exports.pdf import pdf_of
from plenary.contexts.governance.exports.xlsx import safe, xlsx_of
from plenary.contexts.governance.models import Report, Statement
from plenary.contexts.governance.selectors.report_pack import FigureTold
from plenary.contexts.governance.selectors.reports import contents

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SOURCES = ("statement", "item", "kind", "source", "document", "place", "quote")
FIGURES = (
    *("item", "measure", "name_zh", "name_en", "value", "counted"),
    *("starts_on", "ends_on", "query", "records"),
)
READ_ME = """报告评估材料 / Evaluation pack

report.zh.* report.en.*  报告各格式 / the report in every form
sources.csv              每句话的来源，逐条列出 / the source of every sentence
figures.csv              数据、统计期及其查询 / the figures, their periods and the queries behind them
report.json              定稿内容，校验码据此计算 / the frozen content, over which its digest is taken
manifest.json            各文件的 SHA-256 / SHA-256 of each file
"""


def pack_of(
    report: Report, statements: Sequence[Statement], figures: Sequence[FigureTold]
) -> bytes:
    """Give the pack; the same frozen report gives the same bytes of every file in it."""
    files: dict[str, bytes] = {"README.txt": READ_ME.encode()}
    for lang in LANGUAGES:
        paper = paper_of(report, statements, lang)
        files[f"report.{lang}.docx"] = docx_of(paper)
        files[f"report.{lang}.pdf"] = pdf_of(paper)
        files[f"report.{lang}.xlsx"] = xlsx_of(paper)
    files["sources.csv"] = _csv(SOURCES, _sources(statements))
    files["figures.csv"] = _csv(FIGURES, _figures(figures))
    files["report.json"] = _json(contents(report, statements))
    files["manifest.json"] = _json(
        {
            "report": report.pk,
            "version": report.number,
            "digest": report.digest,
            "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        }
    )
    return _zip(report, files)


def _sources(statements: Iterable[Statement]) -> Iterable[Sequence[Any]]:
    for statement in statements:
        words = statement.text_zh or statement.text_en
        listed = list(statement.sources.all())
        if not listed:
            yield (statement.order, statement.item_number or "", statement.kind, "", "", "", words)
        for source in listed:
            passage = source.passage
            yield (
                statement.order,
                statement.item_number or "",
                statement.kind,
                source.kind,
                f"{passage.document_id} {passage.document}",
                f"{passage.sheet} {passage.row}"
                if passage.row
                else f"{passage.start}–{passage.end}",
                passage.quote,
            )


def _figures(figures: Iterable[FigureTold]) -> Iterable[Sequence[Any]]:
    for one in figures:
        yield (
            *(one.item, one.measure, one.name_zh, one.name_en, one.value, one.counted),
            *(one.starts_on.isoformat(), one.ends_on.isoformat(), one.query, one.records),
        )


def _csv(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write CSV with the mark that spreadsheets need to see Chinese; no cell starts a formula."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(heading)
    writer.writerows([safe(str(cell)) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _zip(report: Report, files: dict[str, bytes]) -> bytes:
    moment = (report.frozen_at or report.as_of).timetuple()[:6]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()
