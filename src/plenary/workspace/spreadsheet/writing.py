"""Writes the directory as rows of the same sheets that are read; and a small example of one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from plenary.workspace.spreadsheet.organisations import FIELDS, KINDS
from plenary.workspace.spreadsheet.posts import KEPT
from plenary.workspace.spreadsheet.present import OrganisationNow, Present

Cells = dict[str, Any]
LIST_SIGNS = set(";；\n")


def rows_of(present: Present) -> dict[str, list[Cells]]:
    """Give the rows of each sheet; bodies and units are named by their codes."""
    codes = {one.pk: one.code for one in present.organisations}
    rows: dict[str, list[Cells]] = {
        sheet: [_organisation(one, codes) for one in present.organisations if one.kind == kind]
        for sheet, kind in KINDS.items()
    }
    rows["posts"] = [
        {"organisation": codes[post.organisation_id], **{key: getattr(post, key) for key in KEPT}}
        for post in present.posts
    ]
    rows["holders"] = _holders(present, codes)
    if present.sees_accounts:
        rows["accounts"] = _accounts(present, codes)
    return rows


def _organisation(one: OrganisationNow, codes: dict[int, str]) -> Cells:
    names = sorted(name for name in one.other_names if LIST_SIGNS.isdisjoint(name))
    return {
        "code": one.code,
        "parent": codes.get(one.parent_id or 0, ""),
        **{key: one.values[key] for key in FIELDS},
        "former_names": "; ".join(names),
        "member_units": "; ".join(sorted(codes[pk] for pk in one.members)),
    }


def _holders(present: Present, codes: dict[int, str]) -> list[Cells]:
    posts = {post.pk: post for post in present.posts}
    persons = {person.pk: person for person in present.persons}
    rows: list[Cells] = []
    for holding in present.holdings:
        post, person = posts[holding.post_id], persons[holding.person_id]
        rows.append(
            {
                "organisation": codes[post.organisation_id],
                "post": post.title_zh or post.title_en,
                "name_zh": person.name_zh,
                "name_en": person.name_en,
                "since_on": holding.since_on,
                "until_on": holding.until_on,
            }
        )
    return rows


def _accounts(present: Present, codes: dict[int, str]) -> list[Cells]:
    posts = {post.pk: post for post in present.posts}
    rows: list[Cells] = []
    for account in present.accounts:
        if not account.is_active:
            continue
        who = {"email": account.email, "name": account.name, "language": account.language}
        for role, unit, post_id in sorted(account.grants, key=str) or [("", None, None)]:
            post = posts.get(post_id or 0)
            rows.append(
                {
                    **who,
                    "role": role,
                    "unit": codes.get(unit or 0, ""),
                    "organisation": codes[post.organisation_id] if post else "",
                    "post": (post.title_zh or post.title_en) if post else "",
                }
            )
    return rows


EXAMPLE: dict[str, list[Cells]] = {
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
"""A small directory without real persons, to be looked at and overwritten."""
