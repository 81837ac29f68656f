"""A small directory without real persons for each practice, to be looked at and overwritten."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from plenary.workspace.spreadsheet.writing import Cells

CHINESE: dict[str, list[Cells]] = {
    "bodies": [
        {
            "code": "fac",
            "name_zh": "区委外事工作委员会",
            "name_en": "Foreign Affairs Committee",
            "short_zh": "外事委",
            "level": "own",
            "order": 1,
            "member_units": "fao; commerce; culture",
        }
    ],
    "units": [
        {
            "code": "fao",
            "name_zh": "区政府外事办公室",
            "name_en": "Foreign Affairs Office",
            "short_zh": "区外办",
            "short_en": "Affairs Office",
            "level": "own",
            "duties_zh": "组织落实委员会议定事项；接待来访团组；审核外语标识。",
            "duties_en": "Follows up the committee's decisions; receives delegations; checks signs.",
            "order": 1,
        },
        {
            "code": "commerce",
            "name_zh": "区商务局",
            "name_en": "Commerce Bureau",
            "level": "own",
            "duties_zh": "外资外贸；离境退税商店。",
            "duties_en": "Foreign trade and investment; tax refund shops.",
            "order": 2,
        },
        {
            "code": "culture",
            "name_zh": "区文化和旅游局",
            "name_en": "Culture and Tourism Bureau",
            "level": "own",
            "order": 3,
            "founded_on": dt.date(2019, 3, 1),
            "former_names": "区旅游发展委员会",
        },
        {
            "code": "culture-markets",
            "parent": "culture",
            "name_zh": "市场管理科",
            "name_en": "Markets Section",
            "level": "subordinate",
            "order": 1,
        },
    ],
    "posts": [
        {
            "organisation": "fac",
            "title_zh": "主任",
            "title_en": "Chair",
            "order": 1,
            "is_leader": True,
        },
        {
            "organisation": "fao",
            "title_zh": "主任",
            "title_en": "Director",
            "order": 1,
            "is_leader": True,
        },
        {"organisation": "commerce", "title_zh": "局长", "title_en": "Director", "order": 1},
    ],
    "holders": [
        {
            "organisation": "fao",
            "post": "主任",
            "name_zh": "张某",
            "name_en": "Zhang Mou",
            "since_on": dt.date(2024, 1, 8),
        },
        {
            "organisation": "commerce",
            "post": "局长",
            "name_zh": "李某",
            "name_en": "Li Mou",
            "since_on": dt.date(2022, 6, 1),
            "until_on": dt.date(2025, 2, 28),
        },
    ],
    "accounts": [
        {
            "email": "office@example.org",
            "name": "张某",
            "language": "zh-hans",
            "role": "office",
        },
        {
            "email": "commerce@example.org",
            "name": "李某",
            "language": "zh-hans",
            "role": "unit",
            "unit": "commerce",
        },
        {
            "email": "chair@example.org",
            "name": "Chair",
            "language": "en",
            "role": "leader",
            "organisation": "fac",
            "post": "主任",
        },
    ],
}
COUNCIL: dict[str, list[Cells]] = {
    "bodies": [
        {
            "code": "irc",
            "name_en": "International Relations Committee",
            "level": "own",
            "order": 1,
            "member_units": "iro; economy; culture",
        }
    ],
    "units": [
        {
            "code": "iro",
            "name_en": "International Relations Office",
            "short_en": "IRO",
            "level": "own",
            "duties_en": "Follows up the committee's decisions; receives delegations.",
            "order": 1,
        },
        {
            "code": "economy",
            "name_en": "Economic Development Department",
            "level": "own",
            "duties_en": "Trade and investment; help for companies from abroad.",
            "order": 2,
        },
        {
            "code": "culture",
            "name_en": "Culture and Tourism Department",
            "level": "own",
            "order": 3,
            "founded_on": dt.date(2019, 3, 1),
            "former_names": "Leisure Department",
        },
        {
            "code": "culture-venues",
            "parent": "culture",
            "name_en": "Venues Team",
            "level": "subordinate",
            "order": 1,
        },
    ],
    "posts": [
        {"organisation": "irc", "title_en": "Chair", "order": 1, "is_leader": True},
        {"organisation": "iro", "title_en": "Head of Office", "order": 1, "is_leader": True},
        {"organisation": "economy", "title_en": "Director", "order": 1},
    ],
    "holders": [
        {
            "organisation": "iro",
            "post": "Head of Office",
            "name_en": "Alex Example",
            "since_on": dt.date(2024, 1, 8),
        },
        {
            "organisation": "economy",
            "post": "Director",
            "name_en": "Sam Sample",
            "since_on": dt.date(2022, 6, 1),
            "until_on": dt.date(2025, 2, 28),
        },
    ],
    "accounts": [
        {
            "email": "office@example.org",
            "name": "Alex Example",
            "language": "en",
            "role": "office",
        },
        {
            "email": "economy@example.org",
            "name": "Sam Sample",
            "language": "en",
            "role": "unit",
            "unit": "economy",
        },
        {
            "email": "chair@example.org",
            "name": "Chair",
            "language": "en",
            "role": "leader",
            "organisation": "irc",
            "post": "Chair",
        },
    ],
}


def example() -> dict[str, list[Cells]]:
    """Give the example of the practice in force."""
    return CHINESE if settings.PROFILE == "cn-district" else COUNCIL
