"""How fast the term base is: loading, looking up, the checker's index, the memory, a large TBX."""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable

import markdown

TERMS, SEGMENTS, ENTRIES = 20_000, 100_000, 200_000
LOOK_UPS = 200
_ZH = (
    "国际 交往 中心 功能 建设 领导 小组 全体 会议 外事 工作 友好 城市 交流 离境 退税 商店 服务 贸易 园区 部署 重点 任务 推进"
    " 落实 责任 单位 区委 政府 开放 合作 文化 旅游 体育 赛事 语言 环境 标识 规范 培训 干部 接待 外宾 企业 投资 项目 签约 展览"
    " 活动 安全 保障 督办 年度 报告 总结 计划 方案 北京 冬奥 科幻 大会 街道 社区 车站 医院 学校 公园 广场 道路"
)
_EN = (
    "international exchange centre function build lead group plenary meeting foreign affairs work sister city visit departure"
    " tax refund shop service trade park arrange key task promote carry out responsible unit district committee government open"
    " cooperation culture tourism sport event language environment sign standard train official receive guest enterprise invest"
    " project sign exhibition activity security support supervise annual report summary plan scheme winter science fiction"
    " convention subdistrict community station hospital school square road the of and in to a for with on by from at all new"
)
ZH, EN = _ZH.split(), _EN.split()


def main(argv: list[str]) -> int:
    """Measure on SQLite in a folder of its own, or on ``DATABASE_URL``, and print tables."""
    parser = argparse.ArgumentParser(prog="bench.py terms")
    parser.add_argument("--terms", type=int, default=TERMS)
    parser.add_argument("--segments", type=int, default=SEGMENTS)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    sizes = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("PLENARY_HOME", home)
        os.environ.setdefault("PLENARY_UPLOAD_MEGABYTES", "200")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.dev")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        load = os.getloadavg()[0]
        print(f"\nTerm base, {os.cpu_count()} cores, load {load:.1f}\n")
        print(markdown.table(["once", "of", "seconds"], _once(sizes.terms)), "\n", flush=True)
        rows = _searches() + _memory(sizes.segments)
        print(markdown.table(["look-up", "among", "p50 ms", "p95 ms"], rows), "\n", flush=True)
        print(markdown.table(["TBX", "entries", "MB", "seconds"], _tbx(sizes.entries)))
    return 0


def _once(amount: int) -> list[list[object]]:
    from plenary.contexts.language.exchange.entry import Entry
    from plenary.contexts.language.selectors import index
    from plenary.contexts.language.services.loading import load_terms
    from plenary.shared.actor import SYSTEM

    rng = random.Random(1)
    entries = [
        Entry(code=f"b-{n}", name_zh=f"{_zh(rng, 4)}{n}", name_en=f"{_en(rng, 4)} {n}")
        for n in range(amount)
    ]
    loaded = _seconds(lambda: load_terms(actor=SYSTEM, entries=entries))
    made = _seconds(index.index_in_force)
    return [["load terms", amount, loaded], ["make the checker's index", amount, made]]


def _searches() -> list[list[object]]:
    from plenary.contexts.language.models import Term
    from plenary.contexts.language.selectors.terms import Filters, listing
    from plenary.shared.actor import NOBODY

    amount = Term.objects.count()
    rows: list[list[object]] = []
    for label, words in (("two characters", ZH), ("an English word", EN)):
        asked = [words[n % len(words)] for n in range(LOOK_UPS)]
        times = [_seconds(lambda q=q: list(listing(NOBODY, Filters(q=q))[:50])) for q in asked]
        rows.append([f"terms, {label}", amount, *_spread(times)])
    return rows


def _memory(amount: int) -> list[list[object]]:
    from plenary.contexts.language.models import Segment
    from plenary.contexts.language.selectors.memory import proposals
    from plenary.contexts.language.services.memory import Reviewed, remember
    from plenary.kernel.organisations.models import Organisation
    from plenary.shared.actor import SYSTEM

    home = Organisation.objects.create(kind="unit", code="bench", name_zh="外办", name_en="Office")
    rng = random.Random(2)
    for start in range(0, amount, 1000):
        remember(
            Reviewed(
                "organisations.organisation",
                home.pk,
                f"text{n}",
                f"{_zh(rng, 9)}{n % 977}。",
                f"{_en(rng, 14)} {n % 977}.",
            )
            for n in range(start, start + 1000)
        )
    kept = Segment.objects.count()
    some = list(Segment.objects.order_by("pk")[:: max(1, kept // LOOK_UPS)])
    rows: list[list[object]] = []
    for side in ("zh", "en"):
        asked = [getattr(one, side)[3:] for one in some]
        times = [_seconds(lambda q=q, s=side: proposals(SYSTEM, q, s)) for q in asked]
        rows.append([f"memory, {side}", kept, *_spread(times)])
    return rows


def _tbx(amount: int) -> list[list[object]]:
    from plenary.contexts.language.exchange.entry import Entry
    from plenary.contexts.language.exchange.status import Status
    from plenary.contexts.language.exchange.tbx_writing import pieces_of_tbx
    from plenary.contexts.language.services import importing, reading
    from plenary.shared.actor import SYSTEM

    rng = random.Random(3)
    entries = (
        (Entry(name_zh=f"{_zh(rng, 2)}{n}", name_en=f"{_en(rng, 2)} {n}"), Status())
        for n in range(amount)
    )
    data = "".join(pieces_of_tbx(entries, title="Bench", source="bench")).encode()
    made = reading.start_import(actor=SYSTEM, name="bench.tbx", data=data)
    read = _seconds(lambda: reading.read_import(import_id=made.pk))
    made.refresh_from_db()
    size = round(len(data) / 1_000_000)
    rows: list[list[object]] = [[f"read and compared: {made.state}", made.read, size, read]]
    importing.confirm_import(actor=SYSTEM, import_id=made.pk, seen_version=None)
    done = _seconds(lambda: importing.bring_in(import_id=made.pk))
    return [*rows, ["brought in", made.read, size, done]]


def _zh(rng: random.Random, words: int) -> str:
    return "".join(rng.choice(ZH) for _ in range(rng.randint(2, words)))


def _en(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(EN) for _ in range(rng.randint(2, words)))


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return round(time.perf_counter() - start, 4)


def _spread(times: list[float]) -> list[object]:
    ordered = sorted(1000 * one for one in times)
    return [
        round(statistics.median(ordered), 1),
        round(ordered[int(len(ordered) * 0.95)], 1),
    ]
