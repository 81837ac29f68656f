"""How fast the checker is: a form's field, a sign, and 20,000 terms against a text of 100 kB."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import markdown

TERMS = 20_000
BYTES = 100_000
CHARACTERS = 500
ROUNDS = 40
GOAL_TEXT_MS = 50
GOAL_FIELD_MS = 10
ZH = (
    "石景山区委外事工作委员会召开全体会议，学习有关会议精神，审议通过年度工作报告和工作要点，"
    "听取国际交往中心功能建设情况汇报，研究部署下一阶段重点任务。"
)
EN = (
    "The Foreign Affairs Committee of the CPC Shijingshan District Committee held a plenary meeting,"
    " reviewed the annual work report and the key priorities, and heard a report on improving Beijing's"
    " role as the center for international exchanges. "
)


def main(argv: list[str]) -> int:
    """Measure and print a table in Markdown."""
    if argv:
        print("usage: bench.py checker")
        return 2
    print(f"\nChecker, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    rows = [*_field(), *_terms(), ["start of the command, nothing loaded", *_start(), "–"]]
    print(markdown.table(["what", "p50 ms", "p95 ms", "cpu ms", "goal ms"], rows))
    return 0


def _field() -> list[list[object]]:
    from plenary.contexts.language.checking.engine import check

    check(ZH, EN)
    zh, en = (ZH * 20)[:CHARACTERS], (EN * 20)[:CHARACTERS]
    fields = [(f"{zh[n:]}{zh[:n]}", f"{en} Part {n}") for n in range(ROUNDS)]
    signs = [
        (f"请勿在{n}号电梯内吸烟", f"Please Do Not Smoke in Elevator {n}") for n in range(ROUNDS)
    ]
    return [
        ["field of 500 characters on each side", *_measured(
            [lambda f=f: check(*f, profile="government-text") for f in fields]), GOAL_FIELD_MS],
        ["sign", *_measured(
            [lambda s=s: check(*s, profile="public-information") for s in signs]), "–"],
    ]  # fmt: skip


def _terms() -> list[list[object]]:
    from plenary.contexts.language.checking.terms import Term, TermIndex

    chance = random.Random(20)
    characters = [chr(code) for code in range(0x4E00, 0x5600)]
    words = EN.replace(",", "").replace(".", "").lower().split()
    index = TermIndex.build(
        Term("".join(chance.choices(characters, k=chance.randint(2, 6))),
             f"{' '.join(chance.choices(words, k=2))} {n}", "preferred") for n in range(TERMS)
    )  # fmt: skip
    zh = "".join(chance.choices(characters, k=BYTES // 3))
    en = " ".join(chance.choices(words, k=BYTES // 4))[:BYTES]
    asked: list[tuple[str, Callable[[], object]]] = [
        ("20,000 terms against 100 kB of Chinese", lambda: list(index.in_chinese(zh))),
        ("20,000 terms against 100 kB of English", lambda: list(index.in_english(en))),
    ]
    return [[name, *_measured([call] * ROUNDS), GOAL_TEXT_MS] for name, call in asked]


def _measured(calls: list[Callable[[], object]]) -> list[object]:
    walls, cpus = [], []
    for call in calls:
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    p95 = statistics.quantiles(walls, n=20)[-1]
    return [f"{statistics.median(walls):.1f}", f"{p95:.1f}", f"{statistics.median(cpus):.1f}"]


def _start() -> list[object]:
    command = [sys.executable, "-m", "plenary", "check", "-"]

    def run() -> None:
        subprocess.run(command, input="推\tPush\n".encode(), check=True, capture_output=True)

    return [*_measured([run] * 5)[:2], "–"]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
