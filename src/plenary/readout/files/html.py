"""Finds the article in a web page full of navigation, and gives it as plain text in the page's order."""

from __future__ import annotations

import html
import logging
import re

from plenary.readout.draft import Note
from plenary.readout.files.blocks import Block, blocks_of, squeeze
from plenary.readout.refusals import refusal

ARTICLE_NOTE = Note(
    "article-from-page",
    "正文取自含有导航等内容的网页，页面的其他部分已略去。",
    "The article was taken out of a page with navigation; the rest of the page was left out.",
)

_CHROME = re.compile(
    r"字体|字号|[大中小]|默认|打印本页|打印|关闭窗口|关闭|分享到|分享|收藏|扫一扫|微信|微博|朗读|繁体|"
    r"font\s*size|big|middle|small|medium|large|print|share|close|\W",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_CONTAINER = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|"
    r"option|tr|td|th|tbody|thead|tfoot|html|head|body)\b)([a-z]{1,12})",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|主办单位|Copyright|All rights reserved", re.IGNORECASE
)
_SENTENCE = re.compile(r"[。！？；]|[a-z)”’\"][.!?](?:\s|$)")
_TRAIL = re.compile(r"(?:您)?(?:的)?(?:当前|现在|所在)[^：:]{0,6}[：:]|首页|home\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\W{0,3}(?:(?:信息|稿件|文章)?来源|供稿|发布时间|发布日期|source\b|date\b)", re.IGNORECASE
)

HEADLINE_REACH = 80
META_REACH = 6
TAIL_REACH = 3
LONGEST_FOR_TRAFILATURA = 1_000_000
DEEPEST = 2_000
MOSTLY_LINKS = 0.5
SOME_LINKS = 0.3
SHORTEST_HEADLINE = 4
SHORTEST_PART = 8
LONGEST_META = 100
LONGEST_LINKS = 200
LONGEST_CHROME = 60


def article_of(page: str) -> tuple[str, tuple[Note, ...]]:
    """Give the headline, the date and source lines and the paragraphs of a page, in its order.

    Each stands on a line of its own, with an empty line between. Refused where the page holds no text.
    """
    _require_shallow(page)
    blocks, titles = blocks_of(page)
    if not blocks:
        raise refusal("no-text")
    chosen = _article(blocks, titles, _main_lines(page))
    notes = (ARTICLE_NOTE,) if len(chosen) < len(blocks) else ()
    return "\n\n".join(block.text for block in chosen) + "\n", notes


def text_beside(page: str) -> str:
    """Give all that is written on a page, its title and menus with it, in no form but for a search."""
    return html.unescape(_TAG.sub("", page))


def _require_shallow(page: str) -> None:
    """Refuse elements nested thousands deep, over which a parser takes time without end."""
    depth = 0
    raw = ""
    for found in _CONTAINER.finditer(page):
        is_end, tag = bool(found.group(1)), found.group(2).lower()
        if raw:
            raw = "" if is_end and tag == raw else raw
        elif tag in {"script", "style"}:
            raw = "" if is_end else tag
        else:
            depth = max(depth - 1, 0) if is_end else depth + 1
        if depth > DEEPEST:
            raise refusal("broken-html")


def _main_lines(page: str) -> set[str]:
    """Give the lines that trafilatura takes for the article, squeezed; none for an outsized page."""
    if len(page) > LONGEST_FOR_TRAFILATURA:
        return set()
    import trafilatura  # noqa: PLC0415 - it takes a third of a second to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True)
    return {squeeze(line) for line in (text or "").splitlines()}


def _article(blocks: list[Block], titles: list[str], main: set[str]) -> list[Block]:
    start, end = _densest(blocks, main)
    start = _reach_up(blocks, titles, start)
    end = _reach_down(blocks, end)
    kept = [block for block in blocks[start:end] if not _is_chrome(block)]
    return kept or [block for block in blocks if not _is_chrome(block)] or blocks


def _densest(blocks: list[Block], main: set[str]) -> tuple[int, int]:
    """Find the run of blocks that has the most prose and the least of anything else."""
    best, best_range = 0, (0, len(blocks))
    total, start = 0, 0
    for index, block in enumerate(blocks):
        total += _weight(block, main)
        if total <= 0:
            total, start = 0, index + 1
        elif total > best:
            best, best_range = total, (start, index + 1)
    return best_range


def _weight(block: Block, main: set[str]) -> int:
    """Count for a block its prose, and half as much again where trafilatura takes it for the article."""
    key = squeeze(block.text)
    if block.link_share > MOSTLY_LINKS or _IMPRINT.search(block.text):
        return -len(key) - 10
    weight = len(key) if _SENTENCE.search(block.text) else -len(key) // 4 - 10
    return weight + len(key) // 2 if key in main else weight


def _reach_up(blocks: list[Block], titles: list[str], start: int) -> int:
    """Move the start to the headline, or else over the few lines without links above it."""
    headlines = [
        index
        for index in range(max(0, start - HEADLINE_REACH), min(start + META_REACH, len(blocks)))
        if _is_headline(blocks[index], titles)
    ]
    if headlines:
        return _top_of_run(headlines)
    highest = max(0, start - META_REACH)
    while start > highest and _may_head(blocks[start - 1]):
        start -= 1
    return start


def _may_head(block: Block) -> bool:
    return block.link_share < SOME_LINKS and not _TRAIL.match(block.text)


def _top_of_run(indexes: list[int]) -> int:
    """Give the first of the last unbroken run: a headline may stand in two blocks."""
    top = indexes[-1]
    while top - 1 in indexes:
        top -= 1
    return top


def _reach_down(blocks: list[Block], end: int) -> int:
    """Move the end over a source line below the article."""
    for index in range(min(end + TAIL_REACH, len(blocks)) - 1, end - 1, -1):
        if _is_tail(blocks[index]):
            return index + 1
    return end


def _is_headline(block: Block, titles: list[str]) -> bool:
    key = squeeze(block.text)
    if len(key) < SHORTEST_HEADLINE or block.link_share > MOSTLY_LINKS:
        return False
    return any(key == title or (len(key) >= SHORTEST_PART and key in title) for title in titles)


def _is_tail(block: Block) -> bool:
    return len(block.text) < LONGEST_META and _TAIL.match(block.text) is not None


def _is_chrome(block: Block) -> bool:
    if block.link_share > MOSTLY_LINKS and len(block.text) < LONGEST_LINKS:
        return True
    return len(block.text) < LONGEST_CHROME and not _CHROME.sub("", block.text)
