"""The page and type of a report in each language, as figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING

from plenary.contexts.governance import profiles

Language = Literal["zh", "en"]
Font = tuple[str, str]
"""The western and the Chinese font of a text."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins in millimetres, sizes and lines in points."""

    top: float
    right: float
    bottom: float
    left: float
    footer: float
    size: float
    line: float
    is_exact: bool
    after: float
    indents: bool
    """Chinese: the first line goes in by two characters and pages are numbered outside."""
    title: Font
    title_size: float
    title_line: float
    title_alignment: Any
    gap: float
    body: Font
    note: Font
    level_1: Font
    level_2: Font
    larger: tuple[float, float, float]
    before: tuple[float, float, float]
    is_bold: bool
    number: Font
    number_size: float
    odd: Any
    western_lang: str
    substitutes: Mapping[str, str] = field(default_factory=dict)

    @property
    def line_rule(self) -> Any:
        """Give the rule by which a line's height is set."""
        return WD_LINE_SPACING.EXACTLY if self.is_exact else WD_LINE_SPACING.MULTIPLE


CHINESE = Layout(
    top=37,
    right=26,
    bottom=35,
    left=28,
    footer=25,
    size=16,
    line=28,
    is_exact=True,
    after=0,
    indents=True,
    title=("Times New Roman", "方正小标宋简体"),
    title_size=22,
    title_line=36,
    title_alignment=WD_ALIGN_PARAGRAPH.CENTER,
    gap=14,
    body=("Times New Roman", "仿宋"),
    note=("Times New Roman", "楷体"),
    level_1=("Times New Roman", "黑体"),
    level_2=("Times New Roman", "楷体"),
    larger=(0, 0, 0),
    before=(0, 0, 0),
    is_bold=False,
    number=("Times New Roman", "宋体"),
    number_size=14,
    odd=WD_ALIGN_PARAGRAPH.RIGHT,
    western_lang="en-GB",
    substitutes={
        "方正小标宋简体": "FZXiaoBiaoSong-B05S,Noto Serif CJK SC,SimSun",
        "仿宋": "FangSong,FangSong_GB2312,STFangsong,FandolFang,Noto Serif CJK SC",
        "楷体": "KaiTi,KaiTi_GB2312,STKaiti,FandolKai,Noto Serif CJK SC",
        "黑体": "SimHei,STHeiti,Noto Sans CJK SC",
        "宋体": "SimSun,STSong,Noto Serif CJK SC",
    },
)

ENGLISH = Layout(
    top=25,
    right=25,
    bottom=25,
    left=25,
    footer=12,
    size=11,
    line=1.25,
    is_exact=False,
    after=6,
    indents=False,
    title=("Liberation Sans", "Noto Sans CJK SC"),
    title_size=20,
    title_line=26,
    title_alignment=WD_ALIGN_PARAGRAPH.LEFT,
    gap=6,
    body=("Liberation Serif", "Noto Serif CJK SC"),
    note=("Liberation Sans", "Noto Sans CJK SC"),
    level_1=("Liberation Sans", "Noto Sans CJK SC"),
    level_2=("Liberation Sans", "Noto Sans CJK SC"),
    larger=(3, 0, 0),
    before=(14, 10, 0),
    is_bold=True,
    number=("Liberation Sans", "Noto Sans CJK SC"),
    number_size=9,
    odd=WD_ALIGN_PARAGRAPH.CENTER,
    western_lang="en-GB",
    substitutes={
        "Liberation Serif": "Times New Roman,Georgia",
        "Liberation Sans": "Arial,Helvetica",
    },
)

CHINESE_PLAIN = replace(
    ENGLISH,
    line=1.5,
    title=("Liberation Sans", "Noto Sans CJK SC"),
    substitutes={
        **ENGLISH.substitutes,
        "Noto Serif CJK SC": "SimSun,STSong",
        "Noto Sans CJK SC": "SimHei,STHeiti",
    },
)
"""Chinese outside the practice of Chinese offices: no indents, no mark in red, numbers as in English."""


def is_official(lang: str) -> bool:
    """Say whether a paper in a language follows the layout of Chinese official documents."""
    return lang == "zh" and profiles.current().papers.is_official


def layout_of(lang: str) -> Layout:
    """Give the page and type of papers in a language in the practice in force."""
    if lang == "en":
        return ENGLISH
    return CHINESE if is_official(lang) else CHINESE_PLAIN
