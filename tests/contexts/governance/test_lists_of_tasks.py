"""The list of tasks, the board, what units owe and the home: right, and at a fixed price."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import api, services
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.selectors import (
    duties,
    home,
    listed,
    lists,
    meetings,
    plans,
    requirements,
)
from plenary.contexts.governance.selectors.board import board
from plenary.contexts.governance.selectors.listed import finding, listing
from plenary.contexts.governance.selectors.meeting_page import meeting_page
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.contexts.governance.selectors.tasks import Filters
from plenary.contexts.governance.services import (
    AttendeeGiven,
    BasisGiven,
    MeasureGiven,
    MilestoneGiven,
)
from plenary.kernel.documents.models import Passage
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import person, post, unit, unit_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def titles(actor, filters=None, **options):
    return [row.title_zh for row in listing(actor, filters or Filters(), **options).rows]


def queries(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


@pytest.fixture
def some(office, commerce):
    """Three tasks that differ in all that a list is narrowed by."""
    helping = unit()
    theme = Theme.objects.get(key="refund")
    refund = factories.open_task(
        title_zh="离境退税",
        title_en="Tax refund",
        lead_unit_id=commerce.pk,
        supporting_unit_ids=(helping.pk,),
        theme_id=theme.pk,
        due_on=dt.date(2025, 12, 31),
    )
    late = factories.open_task(title_zh="双语标识", due_on=dt.date(2025, 6, 1))
    draft = factories.draft_task(title_zh="干部培训", due_on=dt.date(2025, 9, 30))
    task_list = factories.task_list()
    for task in (draft, refund):
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
    return {
        "refund": refund,
        "late": late,
        "draft": draft,
        "helping": helping,
        "theme": theme,
        "list": task_list,
    }


def test_a_list_is_narrowed_by_everything_it_offers(office, commerce, some):
    cases = [
        (Filters(), ["双语标识", "干部培训", "离境退税"]),
        (Filters(unit=commerce.pk), ["离境退税"]),
        (Filters(with_unit=some["helping"].pk), ["离境退税"]),
        (Filters(light="red"), ["双语标识"]),
        (Filters(theme=some["theme"].pk), ["离境退税"]),
        (Filters(state="draft"), ["干部培训"]),
        (Filters(task_list=some["list"].pk), ["干部培训", "离境退税"]),
        (Filters(words="退税"), ["离境退税"]),
        (Filters(words="tax REFUND"), ["离境退税"]),
        (Filters(words="tax 标识"), []),
        (Filters(due_from=dt.date(2025, 9, 30)), ["干部培训", "离境退税"]),
        (Filters(due_to=dt.date(2025, 9, 30)), ["双语标识", "干部培训"]),
        (Filters(light="red", state="draft"), []),
    ]
    for filters, expected in cases:
        assert titles(office, filters) == expected, filters


def test_a_list_is_sorted_by_date_number_light_and_news(office, some):
    factories.report(some["late"])

    assert titles(office, sort="-due")[0] == "离境退税"
    assert titles(office, sort="light") == ["双语标识", "离境退税", "干部培训"]
    assert titles(office, Filters(task_list=some["list"].pk), sort="number") == [
        "干部培训",
        "离境退税",
    ]
    assert set(titles(office, sort="updated")) == {"双语标识", "干部培训", "离境退税"}
    assert titles(office, sort="number")[0] == "双语标识"


def test_a_row_says_all_that_a_list_shows(office, some):
    row = listing(office, Filters(words="退税")).rows[0]

    assert (row.number, row.lead_unit_zh, row.lead_unit_en) == (2, "区商务局", "Commerce Bureau")
    assert (row.theme_zh, row.theme_en) == ("离境退税", "Departure tax refund")
    assert (row.light, row.light_rule, row.is_overridden) == ("green", "on_track", False)


def test_the_newest_report_comes_first_and_silence_last(office, some):
    factories.report(some["refund"])

    assert titles(office, sort="updated")[0] == "离境退税"


def test_a_long_list_comes_in_pages(office):
    for n in range(5):
        factories.draft_task(title_zh=f"任务{n}", due_on=dt.date(2025, 8, 1 + n))

    first = listing(office, Filters(), size=2)
    last = listing(office, Filters(), size=2, page=3)

    assert ([row.title_zh for row in first.rows], first.has_next) == (["任务0", "任务1"], True)
    assert ([row.title_zh for row in last.rows], last.has_next) == (["任务4"], False)
    assert (first.count, first.is_count_exact) == (5, True)


def test_counting_stops_where_nobody_reads_on(office, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED_TO", 2)
    monkeypatch.setattr(listed, "COUNTED_TO", 2)
    for _ in range(3):
        factories.draft_task()

    page = listing(office, Filters())

    assert (page.count, page.is_count_exact) == (2, False)


@pytest.mark.parametrize("sort", ["due", "-due", "light", "updated"])
def test_each_order_of_the_list_has_its_index(office, sort):
    found = finding.sought(office, Filters()).first(sort, 11)
    index = {"due": "task_due", "-due": "task_due", "light": "task_severity"}
    with connection.cursor() as cursor:
        if (
            connection.vendor == "postgresql"
        ):  # which would sort a handful rather than read an index
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        assert index.get(sort, "task_last_told") in found.values("pk")[:10].explain()


def grown(make, calls):
    """Measure each call with one record of a kind, then with twelve."""
    make()
    before = [queries(call) for call in calls]
    for _ in range(11):
        make()
    return before, [queries(call) for call in calls]


def test_lists_cost_the_same_for_one_and_twelve_tasks(office, commerce, liaison, verifier):
    task_list = factories.task_list()
    member = unit_user(unit()).actor
    theme = Theme.objects.first()

    def make():
        task = factories.reported_task(lead_unit_id=commerce.pk, theme_id=theme.pk)
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
        factories.open_task(
            lead_unit_id=commerce.pk, due_on=dt.date(2025, 6, 1), supporting_unit_ids=(unit().pk,)
        )
        services.override_light(
            actor=office, task_id=task.pk, seen_version=None, light="yellow", reason="x"
        )

    before, after = grown(
        make,
        [
            lambda: listing(office, Filters(task_list=task_list.pk), sort="number"),
            lambda: listing(liaison, Filters(), sort="light"),
            lambda: listing(member, Filters()),
            lambda: board(office),
            lambda: board(office, task_list.pk),
            lambda: duties.duties_of(liaison),
            lambda: home.home_of(office),
            lambda: home.home_of(liaison),
            lambda: home.home_of(verifier),
            lambda: list(lists.listing(office)),
            lambda: list(lists.listing(liaison)),
            lambda: lists.lacking(task_list),
        ],
    )

    assert after == before
    assert before[0] == 3


def test_pages_cost_the_same_however_much_hangs_on_them(office, commerce):
    meeting = factories.meeting()
    document = factories.document(text="会议强调。" * 100)
    held = factories.draft_task(lead_unit_id=commerce.pk)
    services.open_task(actor=office, task_id=held.pk, seen_version=None)
    services.bind_measures(
        actor=office,
        task_id=held.pk,
        seen_version=None,
        measures=[MeasureGiven("governance.tasks_closed", 5)],
    )
    attendees = []

    def make():
        start = document.passages.count() * 5
        passage = Passage.objects.create(
            document=document, start=start, end=start + 5, quote="会议强调。"
        )
        directive = factories.directive(meeting, passage_id=passage.pk)
        services.cover(actor=office, kind="directive", matter_id=directive.pk, task_id=held.pk)
        services.add_agenda_item(actor=office, meeting_id=meeting.pk, kind="hear", text_zh="听取")
        factories.decision(meeting, passage_id=passage.pk)
        attendees.append(AttendeeGiven(person().pk, (post().pk,)))
        services.record_attendance(actor=office, meeting_id=meeting.pk, attendees=attendees)
        factories.requirement(meeting_id=meeting.pk)
        services.assign_duty(actor=office, task_id=held.pk, role="supporting", unit_id=unit().pk)
        factories.add_step(held, MilestoneGiven(dt.date(2025, 9, 1), "一"))
        factories.report(held)
        plan = factories.plan()
        services.add_priority(actor=office, plan_id=plan.pk, text_zh="甲")

    before, after = grown(
        make,
        [
            lambda: task_page(office, held.pk),
            lambda: meeting_page(office, meeting.pk),
            lambda: list(meetings.listing(office)),
            lambda: list(plans.listing(office)),
            lambda: list(requirements.listing(office)),
            lambda: meetings.unfated(meeting),
        ],
    )

    assert after == before
    assert before[0] <= 20


def test_the_board_counts_by_theme_unit_and_light(office, commerce, some):
    whole = board(office)
    of_list = board(office, some["list"].pk)

    assert [(row.name_en, row.counts) for row in whole.themes] == [
        ("Departure tax refund", {"green": 1}),
        ("", {"red": 1}),
    ]
    assert {row.name_en: row.total for row in whole.units}["Commerce Bureau"] == 1
    assert (whole.total, whole.counts["red"], whole.counts["none"]) == (2, 1, 0)
    assert (of_list.total, of_list.counts["none"]) == (2, 1)


def test_a_unit_is_told_what_to_sign_and_what_to_report(commerce, liaison, the_first_of_july):
    the_first_of_july.move_to(dt.datetime(2025, 5, 8, 4, 0, tzinfo=dt.UTC))
    old = factories.open_task(lead_unit_id=commerce.pk)
    the_first_of_july.move_to(dt.datetime(2025, 6, 30, 23, 0, tzinfo=dt.UTC))  # 1 July in Beijing
    new = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 6, 1))
    the_first_of_july.move_to(dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC))
    factories.draft_task(lead_unit_id=commerce.pk)
    services.sign_for(actor=liaison, duty_id=new.duties.get().pk)

    owed = duties.duties_of(liaison)

    assert [duty.task for duty in owed.to_sign] == [old]
    assert [(duty.task, period.ends_on) for duty, period in owed.to_report] == [
        (old, dt.date(2025, 6, 30))
    ]
    assert [duty.task for duty in owed.late] == [new]
    assert len(owed.under_way) == 2
    assert len(owed) == 2
    factories.report(old)
    assert duties.duties_of(liaison).to_report == []


def test_a_duty_with_a_date_of_its_own_is_late_by_itself(
    office, commerce, liaison, the_first_of_july
):
    task = factories.open_task()
    services.assign_duty(
        actor=office,
        task_id=task.pk,
        role="supporting",
        unit_id=commerce.pk,
        due_on=dt.date(2025, 7, 1),
    )

    assert not duties.duties_of(liaison).late
    the_first_of_july.move_to(dt.datetime(2025, 7, 2, 4, 0, tzinfo=dt.UTC))
    assert [duty.task for duty in duties.duties_of(liaison).late] == [task]


def test_the_office_owes_nothing_as_a_unit(office):
    assert len(duties.duties_of(office)) == 0


def test_the_home_says_what_is_red_and_why_and_what_waits(office, verifier, commerce, liaison):
    late = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 6, 1))
    reported = factories.reported_task(lead_unit_id=commerce.pk)
    directive = factories.directive()

    of_office, of_unit = home.home_of(office), home.home_of(liaison)

    (red,) = of_office.red
    assert (red.pk, red.lead_unit_en, red.light.word_en) == (late.pk, "Commerce Bureau", "Late")
    assert red.light.sentence_en == "It is 30 days past its due date, 1 June 2025."
    assert [line.pk for line in of_office.to_verify] == [reported.pk]
    assert [line.pk for line in home.home_of(verifier).to_verify] == [reported.pk]
    assert [(line.pk, line.unfated) for line in of_office.unfated] == [(directive.meeting_id, 1)]
    assert of_unit.unfated == []
    assert of_unit.to_verify == []
    assert [duty.task.pk for duty in of_unit.late] == [late.pk]
    assert {duty.task.pk for duty in of_unit.to_sign} == {late.pk, reported.pk}


def test_the_home_says_what_has_changed_this_week(office, commerce, liaison, the_first_of_july):
    task = factories.open_task(lead_unit_id=commerce.pk)
    the_first_of_july.move_to(dt.datetime(2025, 7, 20, tzinfo=dt.UTC))
    factories.report(task)
    meeting = factories.meeting()

    of_office, of_unit = home.home_of(office).changed, home.home_of(liaison).changed

    assert [(change.action, change.title_zh) for change in of_office] == [
        ("governance.meeting.created", meeting.title_zh),
        ("governance.progress.reported", task.title_zh),
    ]
    assert [change.url for change in of_unit] == [task.get_absolute_url()]


def test_a_verifier_is_not_shown_their_own_units_work(commerce):
    factories.reported_task(lead_unit_id=commerce.pk)
    insider = unit_user(commerce)
    insider.access["roles"].append("verifier")

    assert home.home_of(insider.actor).to_verify == []


def test_the_task_page_shows_the_chain_back_to_the_passage(office):
    directive = factories.directive()
    priority = services.add_priority(actor=office, plan_id=factories.plan().pk, text_zh="甲")
    task = factories.draft_task(
        bases=[
            BasisGiven("directive", directive.pk),
            BasisGiven("priority", priority.pk),
            BasisGiven("passage", factories.passage().pk),
        ]
    )

    page = task_page(office, task.pk)

    assert [link.kind for link in page.chain] == ["directive", "priority", "passage"]
    first = page.chain[0]
    assert (first.record, first.meeting) == (directive, directive.meeting)
    assert first.passage == directive.passage
    assert page.may == {"edit"}


def test_the_task_page_opens_what_each_may_do(office, verifier, commerce, liaison):
    task = factories.open_task(lead_unit_id=commerce.pk)
    assert task_page(liaison, task.pk).may == {"report", "sign", "complete"}
    assert task_page(liaison, task.pk).report_units == [commerce]
    factories.report(task, says_done=True)
    assert task_page(verifier, task.pk).may == {"verify"}
    services.verify_task(
        actor=verifier, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )

    assert task_page(office, task.pk).may == {"reopen"}
    assert task_page(liaison, task.pk).may == frozenset()


def test_the_task_page_shows_the_offices_reason_beside_the_rules(office):
    task = factories.open_task()
    services.override_light(
        actor=office, task_id=task.pk, seen_version=None, light="red", reason="上级关注"
    )

    page = task_page(office, task.pk)

    assert (page.shown.word_en, page.shown.sentence_en) == ("Late", "上级关注")
    assert page.light.word_en == "On track"


def test_the_task_page_names_who_holds_the_accountable_post(office):
    accountable, holder = post(), person(name_zh="王五")
    accountable.holdings.create(person=holder)
    accountable.holdings.create(person=person(), until_on=dt.date(2024, 1, 1))

    page = task_page(office, factories.draft_task(accountable_post_id=accountable.pk).pk)

    assert [line.holders for line in page.duties if line.duty.post] == [["王五"]]


def test_the_task_page_shows_the_years_figure_and_the_target(office):
    task = factories.open_task(measures=(MeasureGiven("governance.tasks_closed", 5),))
    factories.closed_task()

    (figure,) = task_page(office, task.pk).figures

    assert (figure.value, figure.target, figure.counted_zh) == (1, 5, "项")


def test_the_meeting_page_opens_closing_once_everything_has_a_fate(office, actor_of):
    directive = factories.directive()
    pk = directive.meeting_id
    assert meeting_page(office, pk).may == {"edit"}
    assert meeting_page(actor_of("leader"), pk).may == frozenset()
    task = services.give_task(
        actor=office, kind="directive", matter_id=directive.pk, given=factories.given()
    )

    assert meeting_page(office, pk).may == {"edit"}
    services.open_task(actor=office, task_id=task.pk, seen_version=None)
    page = meeting_page(office, pk)

    assert page.may == {"edit", "close"}
    assert page.directives[0].tasks == [task]
    services.close_meeting(actor=office, meeting_id=pk, seen_version=None)
    assert meeting_page(office, pk).may == {"reopen"}


def test_the_door_makes_a_task_in_force_and_says_how_it_stands(office):
    given = factories.given()
    basis = [BasisGiven("passage", factories.passage().pk)]

    pk = api.ask_for_task(actor=SYSTEM, bases=basis, given=given)
    draft = api.ask_for_task(actor=SYSTEM, bases=basis, given=given, is_in_force=False)

    state = api.task_state(office, pk)
    assert (state.state, state.light, state.url) == ("open", "green", f"{state.url}")
    assert api.task_state(office, draft).state == "draft"
    assert api.task_line(office, pk).title_zh == given.title_zh
    assert list(api.light_words()) == ["green", "yellow", "red", "done", "made_good", "none"]
    assert api.profile().key == "cn-district"
    assert all(hasattr(api, name) for name in api.__all__)


def test_who_may_read_only_what_is_public_sees_the_public_part_of_the_chain(office, actor_of):
    public, inner = factories.meeting(release="public"), factories.meeting()
    bases = [
        BasisGiven("directive", factories.directive(public).pk),
        BasisGiven("decision", factories.decision(inner).pk),
        BasisGiven("passage", factories.passage().pk),
        BasisGiven("passage", factories.passage(document=factories.document(release="public")).pk),
        BasisGiven("requirement", factories.requirement().pk),
    ]
    task = factories.open_task(bases=bases, release="public")

    assert len(task_page(office, task.pk).chain) == 5
    seen = task_page(actor_of("counter"), task.pk).chain
    assert [(link.kind, link.meeting) for link in seen] == [
        ("directive", public),
        ("passage", None),
    ]


def test_the_meeting_page_shows_the_tasks_of_decisions_too(office):
    decision = factories.decision()
    task = services.give_task(
        actor=office, kind="decision", matter_id=decision.pk, given=factories.given()
    )

    page = meeting_page(office, decision.meeting_id)

    assert [(one.record, one.tasks) for one in page.decisions] == [(decision, [task])]
