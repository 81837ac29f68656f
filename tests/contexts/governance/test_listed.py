"""Whatever way a page of tasks is found, it is what each reader sees, in order, and counted so."""

import datetime as dt
from itertools import count

import pytest

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.models import (
    AgendaItem,
    Basis,
    Decision,
    Duty,
    ListEntry,
    Opening,
    Paper,
    Task,
)
from plenary.contexts.governance.selectors import listed, tasks
from plenary.contexts.governance.selectors.listed import finding, listing
from plenary.contexts.governance.selectors.tasks import Filters
from plenary.kernel.documents.models import Passage
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

NOW = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
OWN = ("自己", "两处", "下级", "自己公开", "自己委员会")
PUBLIC = ("自己公开", "公开", "公开文件", "印出", "决定放开", "任务放开")
COMMITTEE = ("委员会", "自己委员会")
ALL = Filters()
ALL_COUNTED = 1000


class House:
    """Tasks of each kind, some held by the class of a paper, and what each reader sees of them."""

    def __init__(self, own):
        self.numbers = count(1)
        self.meeting = factories.meeting()
        self.list = factories.task_list()
        below = unit(parent=own)
        self.task("自己", own)
        self.task("两处", own, below)
        self.task("下级", below)
        self.task("自己公开", own, release="public")
        self.task("草稿", own, release="public", state="draft")
        self.task("他人", unit())
        self.task("公开", release="public")
        self.rests("内部", "internal")
        self.rests("委员会", "committee")
        self.rests("自己委员会", "committee", own)
        self.rests("公开文件", "public")
        self.rests("印出", "internal")
        self.print_out("印出")
        self.opens("concerned", decision=self.rests("决定放开", "concerned"))
        self.opens("internal", decision=self.rests("放开不够", "concerned"))
        self.rests("任务放开", "concerned")
        self.opens("concerned", task=Task.objects.get(title_zh="任务放开"))
        for n, title in enumerate(("两处", "公开", "委员会", "草稿"), start=1):
            task = Task.objects.get(title_zh=title)
            ListEntry.objects.create(task_list=self.list, task=task, number=5 - n)
        every = set(Task.objects.values_list("title_zh", flat=True))
        by_role = {"office": every, "verifier": every - {*COMMITTEE}, "protocol": {*PUBLIC}}
        self.seen = [(grant_role(user(), role).actor, titles) for role, titles in by_role.items()]
        self.seen.append((unit_user(own).actor, {*OWN, *PUBLIC}))
        self.seen.append((unit_user(unit()).actor, {*PUBLIC}))
        self.seen.append((user().actor, set()))

    def task(self, title, *units, state="open", release="internal"):
        n = next(self.numbers)
        found = Task.objects.create(
            title_zh=title,
            state=state,
            release=release,
            due_on=dt.date(2025, 6, 1) + dt.timedelta(days=n * 29 % 90) if n % 5 else None,
            shown_light=("red", "green", "yellow")[n % 3],
            last_progress_on=dt.date(2025, 5, n % 28 + 1) if n % 4 else None,
            made_at=NOW,
        )
        for one in units:
            for role in ("responsible", "supporting"):
                Duty.objects.create(task=found, unit=one, role=role, assigned_at=NOW)
        return found

    def rests(self, title, access, *units):
        n = next(self.numbers)
        what = {"meeting": self.meeting, "number": n, "text_zh": "同意。"}
        item = AgendaItem.objects.create(kind="approve", **what)
        Paper.objects.create(meeting=self.meeting, item=item, title_zh="方案", access=access)
        decided = Decision.objects.create(kind="adopted", item=item, **what)
        task = self.task(title, *units, release="public")
        Basis.objects.create(task=task, decision=decided)
        return decided

    def print_out(self, title):
        document = factories.document(text="会议同意。", release="public")
        passage = Passage.objects.create(document=document, start=0, end=5, quote="会议同意。")
        Decision.objects.filter(bases__task__title_zh=title).update(passage=passage)

    def opens(self, access, **what):
        Opening.objects.create(access=access, reason="已公开", opened_at=NOW, **what)


@pytest.fixture
def house(commerce):
    return House(commerce)


def test_each_reader_has_the_same_list_however_it_is_found(house, monkeypatch):
    in_list = Filters(task_list=house.list.pk)
    cases = [(ALL, "due"), (ALL, "-due"), (ALL, "light"), (ALL, "updated"), (in_list, "number")]
    cases += [(Filters(**one), "due") for one in ({"light": "red"}, {"words": "公开"})]
    cases.append((Filters(state=tasks.LOOSE), "due"))

    for counted_to, many in ((ALL_COUNTED, 10_000), (8, 10_000), (5, 1), (1, 10_000)):
        monkeypatch.setattr(finding, "COUNTED_TO", counted_to)
        monkeypatch.setattr(listed, "COUNTED_TO", counted_to)
        monkeypatch.setattr(finding, "MANY", many)
        # Nothing but the page's order is at stake for those who see everything: once is enough.
        for actor, titles in house.seen if counted_to == ALL_COUNTED else house.seen[2:5]:
            for filters, sort in cases:
                size, pages = (6, (1, 2, 3)) if sort == "-due" else (20, (1,))
                everything = Task.objects.filter(title_zh__in=titles)
                plain = finding.Sought((tasks.narrowed(everything, filters),), filters, 0)
                expected = [one.pk for one in plain.first(sort, 0)]
                found = [listing(actor, filters, sort=sort, page=n, size=size) for n in pages]
                said = (actor.roles, counted_to, filters, sort)
                assert [row.pk for one in found for row in one.rows] == expected, said
                assert [one.has_next for one in found] == [
                    len(expected) > size * n for n in pages
                ], said
                shown = (min(len(expected), counted_to), len(expected) <= counted_to)
                assert (found[0].count, found[0].is_count_exact) == shown, said


def test_a_unit_with_very_many_parts_is_counted_by_those_it_signed_for_and_not_by_drafts(
    house, commerce, monkeypatch
):
    actor, titles = house.seen[3]
    for module, name, number in (
        (finding, "MANY", 1),
        (finding, "COUNTED_TO", len(titles)),
        (listed, "COUNTED_TO", len(titles)),
    ):
        monkeypatch.setattr(module, name, number)
    parts = len(titles) * len(DutyRole) * len(actor.unit_ids) // 2 + 1

    for n in range(parts):
        house.task(f"草稿{n}", commerce, state="draft")
    Duty.objects.exclude(task__state="draft").update(state="signed", signed_at=NOW)
    found = listing(actor, ALL)
    assert (found.count, found.is_count_exact) == (len(titles), True)

    Task.objects.filter(title_zh__startswith="草稿").update(state="open")
    Duty.objects.update(state="signed", signed_at=NOW)
    found = listing(actor, ALL)
    assert (found.count, found.is_count_exact) == (len(titles), False)
    assert not finding.sought(actor, Filters(words="两处")).count > 1


def test_a_page_costs_the_same_for_one_and_fifty(house, monkeypatch, django_assert_num_queries):
    *readers, nobody = (actor for actor, _titles in house.seen)

    def cost_as_ever(of_unit=5):
        for actor, queries in zip(readers, (3, 3, 3, of_unit, 5), strict=True):
            with django_assert_num_queries(queries):
                listing(actor, ALL)
        with django_assert_num_queries(0):
            listing(nobody, ALL)

    cost_as_ever()
    for n in range(50):
        house.task(f"任务{n}", release="public")
    cost_as_ever()
    monkeypatch.setattr(finding, "COUNTED_TO", 2)
    cost_as_ever()
    monkeypatch.setattr(finding, "MANY", 1)
    cost_as_ever(of_unit=6)
