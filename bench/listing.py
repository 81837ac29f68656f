"""Measures how long a list of 5,000 rows takes from the file to the record: read, planned, confirmed."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import cluster
import markdown
import words
import xlsxwriter

ROWS = 5_000
UNITS = 90


def measured() -> dict[str, Any]:
    """Bring a list in, as the pages do, and give the seconds of each step."""
    from plenary.contexts.governance import services
    from plenary.contexts.governance.selectors.list_imports import plan_of
    from plenary.kernel.documents.spreadsheets import Upload
    from plenary.kernel.organisations.models import Organisation
    from plenary.shared.actor import SYSTEM

    units = [_unit(number) for number in range(UNITS)]
    body = Organisation.objects.create(
        code="list-body", kind="body", name_zh="清单委员会", name_en="List Committee", path="/lb/"
    )
    file = Upload("2025.xlsx", workbook(units))
    begun = time.perf_counter()
    found = services.start_list_import(actor=SYSTEM, file=file, body_id=body.pk)
    read = time.perf_counter()
    plan = plan_of(found)
    planned = time.perf_counter()
    made = services.confirm_list_import(
        actor=SYSTEM, import_id=found.pk, seen_version=found.version, seen_digest=plan.digest
    )
    done = time.perf_counter()
    return {
        "rows": made.entries.count(),
        "read": read - begun,
        "planned": planned - read,
        "confirmed": done - planned,
        "whole": done - begun,
    }


def workbook(units: list[str]) -> bytes:
    """Give a list's file of ``ROWS`` rows."""
    draw = random.Random(7)
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("清单")
    heads = ("序号", "重点任务", "Task", "牵头单位", "配合单位", "完成时限", "工作目标", "备注")
    dues = ("6月底前", "第三季度", "全年", "2025年12月31日")
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head)
    for number in range(1, ROWS + 1):
        zh, en = words.title(draw, number)
        cells = (
            str(number),
            f"{zh}（{number}）",
            en,
            draw.choice(units),
            "、".join(draw.sample(units, 2)),
            draw.choice(dues),
            f"完成{number % 9 + 1}项",
            "",
        )
        for at, cell in enumerate(cells):
            sheet.write_string(number, at, cell)
    book.close()
    return data.getvalue()


def _unit(number: int) -> str:
    from plenary.kernel.organisations.models import Organisation

    name = f"第{number + 1}工作局"
    Organisation.objects.create(
        code=f"list-{number}", kind="unit", name_zh=name, path=f"/l{number}/"
    )
    return name


def main(_argv: list[str]) -> int:
    """Measure on SQLite and on PostgreSQL, each in a process of its own, and print a table."""
    rows = [("SQLite", *_apart(""))]
    with cluster.server() as url:
        address, _is_new = cluster.create(url, "plenary_bench_list")
        try:
            rows.append(("PostgreSQL", *_apart(address)))
        finally:
            cluster.drop(url, "plenary_bench_list")
    print(f"\nA list of {ROWS:,} rows, seconds (goal: 20)\n")
    print(markdown.table(("database", "read", "planned", "confirmed", "whole"), rows))
    return 0


def _apart(address: str) -> list[float]:
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as home:
        paths = (str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))
        environment = {
            **os.environ,
            "PLENARY_HOME": home,
            "DJANGO_SETTINGS_MODULE": "uncounted",
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        }
        environment.pop("DATABASE_URL", None)
        if address:
            environment["DATABASE_URL"] = address
        command = [sys.executable, __file__, "--here"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        return [float(one) for one in done.stdout.split()[-4:]]


def _here() -> None:
    import django

    django.setup()
    from plenary.config import preparation

    preparation.prepare()
    found = measured()
    print(*(found[key] for key in ("read", "planned", "confirmed", "whole")))


if __name__ == "__main__":
    _here()
