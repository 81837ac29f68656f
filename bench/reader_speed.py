"""How fast the reader is: readouts a second on one core, a megabyte in one sentence, many files at once."""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import markdown

from plenary.readout import read

TEXTS = Path(__file__).resolve().parent.parent / "tests" / "readouts"
ROUND_SECONDS = 2.0
ROUNDS = 3
COPIES = 200
MEGABYTE = 1_000_000
CLAUSES = {
    "zh": ("会议强调，", "要推动友城合作提质增效，办好第{n}场重大活动，"),
    "en": ("The committee asked that ", "the bureau strengthen its work with partner city {n}, "),
}


def main(argv: list[str]) -> int:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="bench.py reader")
    parser.add_argument("folder", nargs="?", type=Path, help="other texts than the tests' own")
    folder = parser.parse_args(argv).folder
    files = sorted((folder or TEXTS).rglob("*.txt"))
    if not files:
        print(f"no .txt below {folder}")
        return 2
    print(f"\nReader, {len(files)} texts, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(markdown.table(["texts on one core", "texts", "characters", "a second"], _texts(files)))
    print()
    print(
        markdown.table(
            ["1 MB in one sentence", "seconds", "MB of memory", "directives"],
            [_long_sentence(lang) for lang in CLAUSES],
        )
    )
    print()
    print(markdown.table(["files in one call", "files", "seconds", "a second"], _many(files)))
    return 0


def _texts(files: list[Path]) -> list[list[object]]:
    texts = [file.read_text(encoding="utf-8") for file in files]
    drafts = [read(text) for text in texts]
    rows = []
    for lang in ("zh", "en"):
        mine = [text for text, draft in zip(texts, drafts, strict=True) if draft.lang == lang]
        if mine:
            length = round(statistics.mean(len(text) for text in mine))
            rows.append([lang, len(mine), length, _rate(mine)])
    found = sum(len(draft.directives) for draft in drafts)
    rows.append([f"all ({found} directives found)", len(texts), None, _rate(texts)])
    return rows


def _rate(texts: list[str]) -> float:
    """Give the median of several rounds, each as many whole passes as fit into its time."""
    return statistics.median(_round(texts) for _ in range(ROUNDS))


def _round(texts: list[str]) -> float:
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < ROUND_SECONDS:
        for text in texts:
            read(text)
        count += len(texts)
    return count / spent


def _long_sentence(lang: str) -> list[object]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        seconds, megabytes, directives = alone.submit(read_a_megabyte, lang).result()
    return [lang, seconds, megabytes, directives]


def read_a_megabyte(lang: str) -> tuple[float, float, int]:
    """Read one sentence of a megabyte in UTF-8: seconds of processor, peak memory, directives."""
    head, clause = CLAUSES[lang]
    pieces, size = [head], 0
    while size < MEGABYTE:
        pieces.append(clause.format(n=len(pieces)))
        size += len(pieces[-1].encode())
    start = time.process_time()
    draft = read("".join(pieces)[:-2] + ("。" if lang == "zh" else "."))
    spent = time.process_time() - start
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(draft.directives)


def _many(files: list[Path]) -> list[list[object]]:
    """Time the command over copies of the texts, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for n in range(COPIES):
            copy = Path(folder) / f"{n}.txt"
            shutil.copyfile(files[n % len(files)], copy)
            copies.append(str(copy))
        command = [sys.executable, "-m", "plenary", "readout", "--format", "json", *copies]
        start = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent = time.perf_counter() - start
    return [["plenary readout --format json", COPIES, spent, COPIES / spent]]
