"""Plans the sheet of holders: which person, which post, and what of the time in it is new."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plenary.workspace.spreadsheet.names import NearNames, folded, is_same
from plenary.workspace.spreadsheet.organisations import OrganisationPlan
from plenary.workspace.spreadsheet.plan import Change, HolderStep, Line, Ref, line_for
from plenary.workspace.spreadsheet.posts import PostPlan
from plenary.workspace.spreadsheet.present import HoldingNow, PersonNow, Present
from plenary.workspace.spreadsheet.rows import Row


@dataclass(frozen=True, slots=True)
class Who:
    """The person that a row means, with the names after; ``now`` is none for a new one."""

    ref: Ref
    now: PersonNow | None
    name_zh: str
    name_en: str


class HolderPlan:
    """Who holds which post, as it is and as it will be."""

    def __init__(
        self, present: Present, rows: list[Row], tree: OrganisationPlan, posts: PostPlan
    ) -> None:
        self.rows = rows
        self.lines: list[Line] = []
        self._tree, self._posts = tree, posts
        self._persons = {person.pk: person for person in present.persons}
        self._by_zh: defaultdict[str, list[PersonNow]] = defaultdict(list)
        self._by_en: defaultdict[str, list[PersonNow]] = defaultdict(list)
        for person in present.persons:
            self._by_zh[folded(person.name_zh)].append(person)
            self._by_en[folded(person.name_en)].append(person)
        self._held: defaultdict[Ref, list[HoldingNow]] = defaultdict(list)
        for holding in present.holdings:
            self._held[holding.post_id].append(holding)
        self._new: dict[tuple[str, str], Who] = {}
        self._used: set[int] = set()
        self._asked: dict[tuple[Ref, Ref, dt.date | None, dt.date | None], int] = {}
        names = [name for p in present.persons for name in (p.name_zh, p.name_en)]
        self._near = NearNames(names)

    def make(self) -> None:
        """Plan every row."""
        for row in self.rows:
            self.lines.append(self._line(row))

    def _line(self, row: Row) -> Line:
        line = line_for(row, row.text("name_zh") or row.text("name_en"))
        self._refuse_gaps(row)
        organisation = self._tree.look_up(row, "organisation")
        if organisation is None or row.faults:
            return line
        posts = self._posts.find(organisation, row.text("post"))
        if not posts:
            row.refuse(
                "post",
                _("%(organisation)s has no post “%(title)s”, here or in this file.")
                % {"organisation": self._tree.title(organisation), "title": row.text("post")},
            )
            return line
        line.title = f"{line.title} – {self._tree.title(organisation)} {row.text('post')}"
        who = self._who(row, posts)
        if who is None:
            return line
        self._compare(row, line, posts, who)
        return line

    @staticmethod
    def _refuse_gaps(row: Row) -> None:
        if not row.text("organisation"):
            row.refuse("organisation", _("Say to which body or unit the post belongs."))
        if not row.text("post"):
            row.refuse("post", _("Say which post it is."))
        if not (row.text("name_zh") or row.text("name_en")):
            row.refuse("name_zh", _("A person needs a name in Chinese or English."))
        since, until = row.cells.get("since_on"), row.cells.get("until_on")
        if since and until and until < since:
            row.refuse("until_on", _("The end lies before the beginning."))

    def _free(self, posts: list[Ref]) -> list[HoldingNow]:
        """Give the times in these posts that no row has told of yet."""
        return [h for post in posts for h in self._held[post] if h.pk not in self._used]

    def _who(self, row: Row, posts: list[Ref]) -> Who | None:
        """Give the person meant; who holds the post goes before a namesake elsewhere."""
        namesakes = self._namesakes(row)
        if len(namesakes) > 1:
            here = {h.person_id for h in self._free(posts)}
            holding = [person for person in namesakes if person.pk in here]
            if not holding:
                row.refuse(
                    "name_zh" if row.text("name_zh") else "name_en",
                    _("Several persons bear this name. Appoint the right one on the post's page."),
                )
                return None
            namesakes = holding[:1]
        zh, en = row.text("name_zh"), row.text("name_en")
        if namesakes:
            now = namesakes[0]
            zh = now.name_zh if not zh or is_same(zh, now.name_zh) else zh
            en = now.name_en if not en or is_same(en, now.name_en) else en
            return Who(now.pk, now, zh, en)
        key = (folded(zh), "") if zh else ("", folded(en))
        return self._new.setdefault(key, Who(row.key, None, zh, en))

    def _namesakes(self, row: Row) -> list[PersonNow]:
        zh, en = folded(row.text("name_zh")), folded(row.text("name_en"))
        if zh and self._by_zh.get(zh):
            found = self._by_zh[zh]
            both = [person for person in found if en and folded(person.name_en) == en]
            return both or found
        english = self._by_en.get(en, []) if en else []
        return [person for person in english if not (zh and person.name_zh)]

    def _compare(self, row: Row, line: Line, posts: list[Ref], who: Who) -> None:
        since, until = row.cells.get("since_on"), row.cells.get("until_on")
        asked = self._asked.setdefault((posts[0], who.ref, since, until), row.number)
        holding = self._holding(posts, who, since, until)
        post = holding.post_id if holding else posts[0]
        if asked != row.number and holding is None:
            row.refuse("", _("This stands in row %(number)d already.") % {"number": asked})
            return
        line.is_new = holding is None
        if holding:
            self._used.add(holding.pk)
            since, until = since or holding.since_on, until or holding.until_on
        before = (holding.since_on, holding.until_on) if holding else (None, None)
        if since and until and until < since:
            row.refuse("until_on", _("The end lies before the beginning."))
        line.changes = [
            Change(column, was, will)
            for column, was, will in zip(
                ("since_on", "until_on"), before, (since, until), strict=True
            )
            if was != will
        ]
        rename = self._rename(line, who)
        if holding is None:
            self._doubt(row, line, posts, who)
        line.step = HolderStep(
            holding=holding.pk if holding else None,
            version=holding.version if holding else 0,
            post=post,
            person=who.ref,
            since_on=since,
            until_on=until,
            person_version=who.now.version if who.now and rename else 0,
            rename=rename,
        )

    def _holding(
        self, posts: list[Ref], who: Who, since: dt.date | None, until: dt.date | None
    ) -> HoldingNow | None:
        """Give the time in the post that a row tells of: the same, else the one that is open."""
        free = [h for h in self._free(posts) if who.now and h.person_id == who.now.pk]

        def fits(holding: HoldingNow) -> bool:
            return (not since or holding.since_on in {since, None}) and holding.until_on == until

        same = [h for h in free if h.since_on == since and h.until_on == until]
        fitting = [h for h in free if fits(h)]
        still_open = [h for h in free if h.until_on is None]
        told = [h for h in free if since and h.since_on == since]
        return next(iter([*same, *fitting, *told, *still_open]), None)

    @staticmethod
    def _rename(line: Line, who: Who) -> tuple[str, str] | None:
        if who.now is None:
            return (who.name_zh, who.name_en)
        names = (who.name_zh, who.name_en)
        was = (who.now.name_zh, who.now.name_en)
        if names == was:
            return None
        line.changes += [
            Change(column, before, after)
            for column, before, after in zip(("name_zh", "name_en"), was, names, strict=True)
            if before != after
        ]
        return names

    def _doubt(self, row: Row, line: Line, posts: list[Ref], who: Who) -> None:
        if len(posts) > 1:
            line.doubts.append(_("There are several posts of this title; the first is taken."))
        if who.now is None:
            for name in (who.name_zh, who.name_en):
                if other := self._near.near(name):
                    line.doubts.append(
                        _("Nearly the same name: “%(other)s”. Is it another one?")
                        % {"other": other}
                    )
        others = [
            self._persons[h.person_id]
            for h in self._held[posts[0]]
            if h.until_on is None and h.person_id != who.ref
        ]
        if others and not row.cells.get("until_on"):
            names = ", ".join(person.name_zh or person.name_en for person in others)
            line.doubts.append(
                _("%(names)s holds this post too, and goes on holding it unless a row ends it.")
                % {"names": names}
            )
