"""The columns of a table of terms, with their headings in both languages."""

from __future__ import annotations

import re

from plenary.contexts.language.exchange.entry import PROFILES

_NOT_IN_A_HEADING = re.compile(r"[\s_*＊:：()（）\[\]【】/\-–·,，.。]+")

COLUMNS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "code": ("Code", "代码", ("id", "编号")),
    "name_zh": (
        "Chinese",
        "中文",
        ("zh", "term zh", "中文术语", "中文名称", "中文首选", "chinese term"),
    ),
    "name_en": (
        "English",
        "英文",
        ("en", "term en", "英文术语", "英文名称", "英文首选", "译文", "english term"),
    ),
    "accepted_zh": ("Also accepted in Chinese", "中文可用名称", ("accepted zh",)),
    "accepted_en": ("Also accepted in English", "英文可用名称", ("accepted en",)),
    "forbidden_zh": ("Forbidden in Chinese", "中文禁用名称", ("forbidden zh",)),
    "forbidden_en": ("Forbidden in English", "英文禁用名称", ("forbidden en",)),
    "profile": ("Kind of text", "文本类型", ("适用范围",)),
    "domain": ("Domain", "领域", ("kind", "subject", "类别")),
    "definition_zh": ("Definition in Chinese", "中文释义", ("释义", "定义")),
    "definition_en": ("Definition in English", "英文释义", ("definition",)),
    "note": ("Remark", "备注", ("note", "notes", "说明")),
    "source": ("Source", "来源", ("出处",)),
    "source_on": ("Date of the source", "出处日期", ("source date",)),
    "valid_from": ("Valid from", "生效日期", ("from",)),
    "valid_to": ("Valid to", "失效日期", ("to", "until")),
    "state": ("State", "状态", ("status",)),
    "revision": ("Revision", "修订", ("修订号",)),
    "approved_by": ("Approved by", "审定人", ("批准人",)),
    "approved_on": ("Approved on", "审定日期", ("批准日期",)),
}
"""Key to its heading in English, in Chinese, and others under which it is found."""

PROFILE_WORDS: dict[str, tuple[str, str]] = {
    "": ("any text", "各类文本"),
    "organisation": ("names of organisations", "机构名称"),
    "place-name-sign": ("place-name signs", "地名标志"),
    "road-sign": ("road signs", "道路交通标志"),
    "metro": ("metro", "轨道交通"),
    "public-information": ("public information", "公共信息标识"),
    "government-text": ("government texts", "政务文本"),
}
"""How a cell may name the kind of text; an export writes its key."""


def plain(words: str) -> str:
    """Give words as headings are compared: small letters, no blanks, no brackets."""
    return _NOT_IN_A_HEADING.sub("", words).lower()


HEADINGS: dict[str, str] = {
    plain(word): key for key, (en, zh, also) in COLUMNS.items() for word in (key, en, zh, *also)
}
PROFILE_OF: dict[str, str] = {
    plain(word): key
    for key in PROFILES
    for word in (key, key.replace("-", "_"), *PROFILE_WORDS[key])
}
