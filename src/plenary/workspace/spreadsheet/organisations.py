"""Plans the sheets of bodies and units: who is meant, where it hangs, what would change."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from plenary.workspace.spreadsheet.columns import SHEETS
from plenary.workspace.spreadsheet.names import Index, NearNames, folded, is_same
from plenary.workspace.spreadsheet.plan import Change, Line, OrganisationStep, Ref, line_for
from plenary.workspace.spreadsheet.present import OrganisationNow, Present
from plenary.workspace.spreadsheet.rows import Row, sheet_name

KINDS = {"bodies": "body", "units": "unit"}
FIELDS = (
    "level",
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "duties_zh",
    "duties_en",
    "order",
    "founded_on",
    "dissolved_on",
)
NAMES = ("name_zh", "name_en")
CALLED = (*NAMES, "short_zh", "short_en")


class OrganisationPlan:
    """The two sheets together, for they share codes and one tree."""

    def __init__(self, present: Present, rows: list[Row]) -> None:
        self.rows = rows
        self.lines: list[Line] = []
        self._row_of = {row.key: row for row in rows}
        self._now = {one.pk: one for one in present.organisations}
        self._by_code = {one.code: one for one in present.organisations}
        self._by_name = Index()
        for one in present.organisations:
            self._by_name.add(one.pk, "", (one.values[name] for name in NAMES))
        self._meant: dict[str, OrganisationNow | None] = {}
        self._taken: dict[Ref, Row] = {}
        self._parents: dict[Ref, Ref | None] = {o.pk: o.parent_id for o in present.organisations}
        self.index = Index()

    def make(self) -> None:
        """Plan every row."""
        for row in self.rows:
            self._recognise(row)
        self._index()
        for row in self.rows:
            self._hang(row)
        circles = self._in_circles()
        near = NearNames(self._all_names())
        for row in self.rows:
            if self.ref(row) in circles:
                row.refuse("parent", _("It would stand below itself."))
            self.lines.append(self._line(row, near))

    def ref(self, row: Row) -> Ref:
        """Give the id of whom a row means, or the row's own key."""
        meant = self._meant.get(row.key)
        return meant.pk if meant else row.key

    def depth(self, ref: Ref) -> int:
        """Say how far below the root something hangs in the end."""
        count, above = 0, self._parents.get(ref)
        while above is not None and count <= len(self._parents):
            count, above = count + 1, self._parents.get(above)
        return count

    def look_up(self, row: Row, column: str) -> Ref | None:
        """Give whom a cell means; the row is refused where that is nobody, or more than one."""
        words = row.text(column)
        if not words:
            return None
        found = self.index.find(words)
        if len(found) == 1:
            return found[0]
        sentence = (
            _("More than one body or unit is called “%(words)s”. Write its code.")
            if found
            else _("No body or unit has the code or name “%(words)s”, here or in this file.")
        )
        row.refuse(column, sentence % {"words": words})
        return None

    def title(self, ref: Ref) -> str:
        """Give a name to show: of what is there, or of the row that makes it."""
        if isinstance(ref, int):
            values = self._now[ref].values
            return str(values["name_zh"] or values["name_en"])
        row = self._row_of[ref]
        return row.text("name_zh") or row.text("name_en") or row.text("code")

    def kind(self, ref: Ref) -> str:
        """Say whether it is a body or a unit."""
        return self._now[ref].kind if isinstance(ref, int) else KINDS[ref.split(":")[0]]

    def _recognise(self, row: Row) -> None:
        meant = self._named(row)
        self._meant[row.key] = meant
        if meant and meant.kind != KINDS[row.sheet]:
            row.refuse(
                "code",
                _("This is in the directory as a unit, not as a body.")
                if meant.kind == "unit"
                else _("This is in the directory as a body, not as a unit."),
            )
        if not meant and not (row.text("name_zh") or row.text("name_en")):
            row.refuse("name_zh", _("A body or unit needs a name in Chinese or English."))
        for key in self._identities(row, meant):
            other = self._taken.setdefault(key, row)
            if other is not row:
                row.refuse(
                    "code" if row.text("code") else "name_zh",
                    _("This stands in row %(number)d of sheet “%(sheet)s” already.")
                    % {"number": other.number, "sheet": sheet_name(SHEETS[other.sheet])},
                )
                break

    def _named(self, row: Row) -> OrganisationNow | None:
        """Give who is in the directory under the row's code or, without a code, its name."""
        if code := row.text("code"):
            return self._by_code.get(code)
        for column in NAMES:
            words = row.text(column)
            found = [self._now[pk] for pk in self._by_name.find(words) if isinstance(pk, int)]
            same_kind = [one for one in found if one.kind == KINDS[row.sheet]]
            if len(same_kind) > 1:
                row.refuse(
                    column,
                    _("More than one body or unit is called “%(words)s”. Write its code.")
                    % {"words": words},
                )
            if same_kind:
                return same_kind[0]
        return None

    @staticmethod
    def _identities(row: Row, meant: OrganisationNow | None) -> list[Ref]:
        if meant:
            return [meant.pk]
        if code := row.text("code"):
            return [f"code {code}"]
        names = (folded(row.text(column)) for column in NAMES)
        return [f"{row.sheet} name {name}" for name in names if name]

    def _index(self) -> None:
        """Let everybody be found as they will be called."""
        by_pk = {meant.pk: row for row in self.rows if (meant := self._meant[row.key])}
        for one in self._now.values():
            row = by_pk.get(one.pk)
            after = {**one.values, **(row.cells if row else {})}
            before = {one.values[name] for name in NAMES}
            self.index.add(
                one.pk, one.code, (after[name] for name in CALLED), one.other_names | before
            )
        for row in self.rows:
            if not self._meant[row.key]:
                names = (row.text(name) for name in CALLED)
                self.index.add(row.key, row.text("code"), names, row.cells.get("former_names", ()))

    def _hang(self, row: Row) -> None:
        parent = self.look_up(row, "parent")
        if parent is not None or self.ref(row) not in self._parents:
            self._parents[self.ref(row)] = parent

    def _in_circles(self) -> set[Ref]:
        """Give everything that would stand above itself."""
        state: dict[Ref, int] = {}
        circles: set[Ref] = set()
        for start in self._parents:
            way: list[Ref] = []
            at: Ref | None = start
            while at is not None and at not in state:
                state[at] = 1
                way.append(at)
                at = self._parents.get(at)
            if at is not None and state.get(at) == 1:
                circles.update(way[way.index(at) :])
            state.update(dict.fromkeys(way, 2))
        return circles

    def _all_names(self) -> list[str]:
        now = [str(one.values[name]) for one in self._now.values() for name in NAMES]
        return now + [row.text(name) for row in self.rows for name in NAMES]

    def _line(self, row: Row, near: NearNames) -> Line:
        now = self._meant[row.key]
        line = line_for(row, row.text("name_zh") or row.text("name_en") or row.text("code"))
        if now and line.title == row.text("code"):
            line.title = self.title(now.pk)
        line.is_new = now is None
        before: dict[str, Any] = now.values if now else {}
        given = {key: row.cells[key] for key in FIELDS if key in row.cells}
        fields = {k: value for k, value in given.items() if not is_same(before.get(k), value)}
        line.changes = [Change(key, before.get(key), value) for key, value in fields.items()]
        _refuse_early_end(row, {**before, **given})
        parent = self._parents[self.ref(row)]
        is_moved = parent != (now.parent_id if now else None)
        if is_moved:
            line.changes.append(
                Change(
                    "parent",
                    self.title(now.parent_id) if now and now.parent_id else None,
                    self.title(parent) if parent is not None else None,
                )
            )
        names = self._names_to_keep(row, now, line)
        members = self._members_to_seat(row, now, line)
        if now is None:
            line.changes = [change for change in line.changes if change.column not in NAMES]
            self._doubt_new(row, line, near)
        line.step = OrganisationStep(
            ref=self.ref(row),
            version=now.version if now else 0,
            kind=KINDS[row.sheet],
            code=now.code if now else row.text("code"),
            parent=parent,
            is_moved=is_moved and now is not None,
            fields=tuple(fields.items()),
            names_to_keep=names,
            members_to_seat=members,
        )
        return line

    @staticmethod
    def _names_to_keep(row: Row, now: OrganisationNow | None, line: Line) -> tuple[str, ...]:
        wanted = row.cells.get("former_names", ())
        known = (now.other_names | {now.values[name] for name in NAMES}) if now else frozenset()
        new = tuple(name for name in wanted if name not in known)
        if new:
            line.changes.append(Change("former_names", None, "; ".join(new)))
        return new

    def _members_to_seat(
        self, row: Row, now: OrganisationNow | None, line: Line
    ) -> tuple[Ref, ...]:
        seats: list[Ref] = []
        for words in row.cells.get("member_units", ()):
            found = self.index.find(words)
            if len(found) != 1 or self.kind(found[0]) != "unit":
                row.refuse(
                    "member_units",
                    _("“%(words)s” is not the code or name of one unit.") % {"words": words},
                )
            elif found[0] not in seats and not (now and found[0] in now.members):
                seats.append(found[0])
        if seats:
            titles = "; ".join(self.title(ref) for ref in seats)
            line.changes.append(Change("member_units", None, titles))
        return tuple(seats)

    def _doubt_new(self, row: Row, line: Line, near: NearNames) -> None:
        for column in NAMES:
            name = row.text(column)
            same = [r for r in self._by_name.find(name) if isinstance(r, int)] if name else []
            if same:
                line.doubts.append(
                    _("“%(name)s” is in the directory already, under the code %(code)s.")
                    % {"name": name, "code": self._now[same[0]].code}
                )
            elif other := near.near(name):
                line.doubts.append(
                    _("Nearly the same name: “%(other)s”. Is it another one?") % {"other": other}
                )


def _refuse_early_end(row: Row, after: dict[str, Any]) -> None:
    begins, ends = after.get("founded_on"), after.get("dissolved_on")
    if begins and ends and ends < begins:
        row.refuse("dissolved_on", _("The end lies before the beginning."))
