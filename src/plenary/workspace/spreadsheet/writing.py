"""Writes the directory as rows of the same sheets that are read."""

from __future__ import annotations

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
