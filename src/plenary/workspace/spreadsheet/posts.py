"""Plans the sheet of posts, and finds the post that a later sheet means."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from plenary.workspace.spreadsheet.names import folded, is_same
from plenary.workspace.spreadsheet.organisations import OrganisationPlan
from plenary.workspace.spreadsheet.plan import Change, Line, PostStep, Ref, line_for
from plenary.workspace.spreadsheet.present import PostNow, Present
from plenary.workspace.spreadsheet.rows import Row

TITLES = ("title_zh", "title_en")
KEPT = ("title_zh", "title_en", "order", "is_leader", "abolished_on")


class PostPlan:
    """The posts of every body and unit, as they are and as they will be."""

    def __init__(self, present: Present, rows: list[Row], tree: OrganisationPlan) -> None:
        self.rows = rows
        self.lines: list[Line] = []
        self._tree = tree
        self._now: defaultdict[Ref, list[PostNow]] = defaultdict(list)
        self._found: defaultdict[tuple[Ref, str], list[Ref]] = defaultdict(list)
        self._titled: defaultdict[str, list[Ref]] = defaultdict(list)
        for post in present.posts:
            self._now[post.organisation_id].append(post)
            for title in (post.title_zh, post.title_en):
                self._let_be_found(post.organisation_id, title, post.pk)
        self._organisation_of: dict[Ref, Ref] = {p.pk: p.organisation_id for p in present.posts}
        self._meant: set[int] = set()
        self._made: dict[tuple[Ref, str], Row] = {}

    def make(self) -> None:
        """Plan every row."""
        for row in self.rows:
            self.lines.append(self._line(row))

    def find(self, organisation: Ref, title: str) -> list[Ref]:
        """Give the posts of this title in a body or unit."""
        return self._found.get((organisation, folded(title)), [])

    def anywhere(self, title: str) -> list[Ref]:
        """Give the posts of this title in the whole directory."""
        return list(dict.fromkeys(self._titled.get(folded(title), [])))

    def organisation_of(self, post: Ref) -> Ref:
        """Give where a post belongs."""
        return self._organisation_of[post]

    def _let_be_found(self, organisation: Ref, title: str, ref: Ref) -> None:
        found = self._found[organisation, folded(title)]
        if title and ref not in found:
            found.append(ref)
            self._titled[folded(title)].append(ref)

    def _line(self, row: Row) -> Line:
        line = line_for(row, row.text("title_zh") or row.text("title_en"))
        if not row.text("organisation") and not row.faults:
            row.refuse("organisation", _("Say to which body or unit the post belongs."))
        if not line.title:
            row.refuse("title_zh", _("A post needs a title in Chinese or English."))
        organisation = self._tree.look_up(row, "organisation")
        if organisation is None or row.faults:
            return line
        line.title = f"{self._tree.title(organisation)} {line.title}"
        now = self._recognise(row, organisation)
        if now is None and not self._is_first(row, organisation):
            return line
        ref: Ref = now.pk if now else row.key
        self._organisation_of[ref] = organisation
        for title in TITLES:
            self._let_be_found(organisation, row.text(title), ref)
        self._compare(row, line, now, organisation)
        return line

    def _recognise(self, row: Row, organisation: Ref) -> PostNow | None:
        """Give the next post of this title that no row has meant yet."""
        free = [post for post in self._now[organisation] if post.pk not in self._meant]
        zh, en = (folded(row.text(title)) for title in TITLES)
        same = [
            post
            for post in free
            if (zh and folded(post.title_zh) == zh)
            or (en and folded(post.title_en) == en and not (zh and post.title_zh))
        ]
        if not same:
            return None
        given = [(key, row.cells[key]) for key in KEPT if key in row.cells]
        best = max(same, key=lambda post: (sum(getattr(post, k) == v for k, v in given), -post.pk))
        self._meant.add(best.pk)
        return best

    def _is_first(self, row: Row, organisation: Ref) -> bool:
        for title in TITLES:
            if not row.text(title):
                continue
            other = self._made.setdefault((organisation, folded(row.text(title))), row)
            if other is not row and title == next(t for t in TITLES if row.text(t)):
                row.refuse(
                    title,
                    _("This post stands in row %(number)d already.") % {"number": other.number},
                )
                return False
        return True

    def _compare(self, row: Row, line: Line, now: PostNow | None, organisation: Ref) -> None:
        blank: dict[str, Any] = {
            "title_zh": "",
            "title_en": "",
            "order": 0,
            "is_leader": False,
            "abolished_on": None,
        }
        before = {key: getattr(now, key) for key in KEPT} if now else blank
        given = {key: row.cells[key] for key in KEPT if key in row.cells}
        after = before | {k: value for k, value in given.items() if not is_same(before[k], value)}
        line.is_new = now is None
        line.changes = [
            Change(key, before[key] if now else None, after[key])
            for key in KEPT
            if before[key] != after[key] and (now or key not in TITLES)
        ]
        line.step = PostStep(
            ref=now.pk if now else row.key,
            version=now.version if now else 0,
            organisation=organisation,
            **after,
        )
