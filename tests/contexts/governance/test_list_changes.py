"""An adopted list changes by a recorded decision or instruction alone, and shows it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ListChange, ListEntry, Task
from plenary.contexts.governance.selectors import list_changes as selectors
from plenary.contexts.governance.services import GroundGiven
from plenary.contexts.governance.services.report_drafting import draft_report
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
WORD = GroundGiven(instruction="主任批示：纳入清单", instructed_on=dt.date(2025, 6, 3))


@pytest.fixture
def committee():
    return body()


@pytest.fixture
def adopted(committee):
    """An adopted list of two tasks."""
    made = factories.task_list(body_id=committee.pk)
    for n in (1, 2):
        task = factories.draft_task(title_zh=f"任务{n}", title_en=f"Task {n}")
        services.add_task_to_list(actor=SYSTEM, list_id=made.pk, task_id=task.pk)
    return services.adopt_list(actor=SYSTEM, list_id=made.pk, seen_version=None, owed="待补")


@pytest.fixture
def decision(committee):
    return factories.decision(factories.meeting(body_id=committee.pk))


def add(actor, adopted, task, ground=WORD, **fields):
    return services.add_by_decision(
        actor=actor, list_id=adopted.pk, task_id=task.pk, ground=ground, **fields
    )


def strike(actor, adopted, task, ground=WORD, **fields):
    return services.strike_item(
        actor=actor, list_id=adopted.pk, task_id=task.pk, ground=ground, **fields
    )


def reword(actor, adopted, task, ground=WORD, **titles):
    return services.reword_item(
        actor=actor, list_id=adopted.pk, task_id=task.pk, ground=ground, titles=titles
    )


def first(adopted):
    return adopted.entries.get(number=1).task


def test_an_item_is_added_by_a_decision_and_comes_into_force(office, adopted, decision):
    task = factories.draft_task(title_zh="新任务")

    entry = add(office, adopted, task, GroundGiven(decision_id=decision.pk))

    task.refresh_from_db()
    assert (entry.number, task.state) == (3, "open")
    change = ListChange.objects.get()
    assert (change.kind, change.number, change.decision) == ("added", 3, decision)
    row = AuditRow.objects.get(action="governance.task_list.item_added")
    assert row.after["note"]["decision"] == decision.pk


def test_a_struck_item_leaves_its_number_unused(office, adopted):
    last = adopted.entries.get(number=2).task

    strike(office, adopted, last)
    entry = add(office, adopted, factories.draft_task())

    assert list(adopted.entries.values_list("number", flat=True)) == [1, 3]
    assert entry.number == 3
    last.refresh_from_db()
    assert last.state == "open"
    assert ListChange.objects.get(kind="struck").title_zh == "任务2"


def test_a_struck_item_may_be_added_again(office, adopted):
    task = first(adopted)
    strike(office, adopted, task)

    assert add(office, adopted, task).number == 3


def test_an_item_is_worded_anew_and_the_former_words_are_kept(office, adopted):
    task = first(adopted)

    change = reword(office, adopted, task, title_zh="任务一（修订）", title_en="Task 1")

    task.refresh_from_db()
    assert task.title_zh == "任务一（修订）"
    assert (change.title_zh, change.new_zh) == ("任务1", "任务一（修订）")
    row = AuditRow.objects.get(action="governance.task.edited")
    assert row.after["note"]["reason"] == WORD.instruction


def test_the_words_of_an_adopted_item_change_nowhere_else(office, adopted):
    task = first(adopted)

    with refused(Refused, "stands in an adopted list"):
        services.edit_task(
            actor=office,
            task_id=task.pk,
            seen_version=None,
            changes={"title_zh": "别的话"},
            reason="改",
        )
    services.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"success_zh": "三项", "title_zh": "任务1"},
        reason="补充",
    )


def test_a_missing_side_may_be_written_without_a_decision(office, adopted):
    task = factories.draft_task(title_zh="只有中文")
    add(office, adopted, task)

    services.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"title_en": "Chinese only"},
        reason="译文",
    )

    task.refresh_from_db()
    assert task.title_en == "Chinese only"


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (GroundGiven(), "Name the decision"),
        (GroundGiven(decision_id=1, instruction="批示"), "one of the two"),
        (GroundGiven(instruction="批示"), "which day"),
        (GroundGiven(instruction="机密★ 批示", instructed_on=dt.date(2025, 1, 1)), ""),
    ],
)
def test_without_a_ground_nothing_changes(office, adopted, ground, words):
    task, other = first(adopted), factories.open_task()

    for change in (
        lambda: add(office, adopted, other, ground),
        lambda: strike(office, adopted, task, ground),
        lambda: reword(office, adopted, task, ground, title_zh="别的话"),
    ):
        with refused(Refused, words):
            change()

    assert not ListChange.objects.exists()
    assert adopted.entries.count() == 2


def test_what_cannot_be_is_refused_and_leaves_nothing_behind(office, adopted, committee):
    task = first(adopted)
    postponed = factories.decision(factories.meeting(body_id=committee.pk), kind="postponed")
    draft, other = factories.task_list(), factories.open_task()
    closed, unled = factories.closed_task(), factories.draft_task(lead_unit_id=None)

    with refused(Refused, "postponed or withdrew"):
        strike(office, adopted, task, GroundGiven(decision_id=postponed.pk))
    with refused(NotFound):
        strike(office, adopted, task, GroundGiven(decision_id=987654))
    with refused(Refused, "stands in this list already"):
        add(office, adopted, task)
    with refused(Refused, "no lead unit"):
        add(office, adopted, unled)
    with refused(Refused, "is closed"):
        add(office, adopted, closed)
    with refused(Refused, "does not stand"):
        strike(office, adopted, other)
    with refused(Refused, "same as before"):
        reword(office, adopted, task, title_zh="任务1")
    with refused(Refused, "at least one"):
        reword(office, adopted, task, title_zh=" ", title_en="")
    with refused(Refused, "is a draft"):
        add(office, draft, task)

    assert not ListChange.objects.exists()


def test_only_the_office_changes_lists(adopted, actor_of):
    for role in ("leader", "verifier", "editor", "translator"):
        with refused(Forbidden):
            strike(actor_of(role), adopted, first(adopted))
    with refused(NotFound):
        strike(actor_of("administrator"), adopted, first(adopted))


def test_who_sees_a_task_sees_its_changes_and_no_others(office, adopted):
    lead = unit()
    mine = factories.draft_task(lead_unit_id=lead.pk)
    add(office, adopted, mine)
    strike(office, adopted, first(adopted))

    seen = selectors.of_list(unit_user(lead).actor, adopted)

    assert [change.task for change in seen] == [mine]
    assert selectors.of_list(office, adopted).count() == 2
    assert not selectors.visible_to(user().actor).exists()


@pytest.fixture
def desk(client):
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


def test_the_pages_change_the_list_and_show_it(desk, adopted, decision):
    address = adopted.get_absolute_url()
    task, other = first(adopted), adopted.entries.get(number=2).task
    new = factories.draft_task(title_zh="新任务")
    version = {"seen_version": adopted.version}
    assert "decision" in desk.get(f"{address}add/").content.decode()

    desk.post(f"{address}add/", {"task": new.pk, "decision": decision.pk})
    version["seen_version"] += 1
    answer = desk.post(f"{address}strike/{task.pk}/", {"decision": decision.pk, **version})
    version["seen_version"] += 1
    desk.post(
        f"{address}reword/{other.pk}/",
        {
            "title_zh": "任务二（修订）",
            "instruction": "主任批示",
            "instructed_on": "2025-06-03",
            **version,
        },
    )

    assert answer["Location"] == address
    shown = desk.get(address).content.decode()
    assert "<del>" in shown
    assert "Struck" in shown
    assert "Added" in shown
    history = desk.get(f"{address}changes/").content.decode()
    assert "主任批示" in history
    assert f"#decision-{decision.pk}" in history
    assert "任务二（修订）" in history
    assert list(ListEntry.objects.filter(task_list=adopted).values_list("number", flat=True)) == [
        2,
        3,
    ]


def test_a_form_without_a_ground_is_shown_again(desk, adopted):
    address = f"{adopted.get_absolute_url()}strike/{first(adopted).pk}/"

    answer = desk.post(address, {"seen_version": adopted.version})
    late = desk.post(
        address, {"seen_version": 99, "instruction": "批示", "instructed_on": "2025-06-03"}
    )

    assert answer.status_code == 422
    assert "Name the decision" in answer.content.decode()
    assert late.status_code == 409
    assert desk.get(f"{adopted.get_absolute_url()}strike/987654/").status_code == 404


def test_the_pages_are_for_those_who_may(client, adopted):
    address = adopted.get_absolute_url()
    client.force_login(grant_role(user(), "leader"))
    assert client.get(f"{address}changes/").status_code == 200
    assert client.get(f"{address}strike/{first(adopted).pk}/").status_code == 403
    client.force_login(unit_user(unit()))
    assert client.get(f"{address}changes/").status_code == 404


def test_the_history_takes_the_same_queries_for_one_change_and_forty(
    desk, office, adopted, decision
):
    address = f"{adopted.get_absolute_url()}changes/"

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    add(office, adopted, factories.open_task(), GroundGiven(decision_id=decision.pk))
    queries()
    one = queries()
    for _n in range(39):
        add(office, adopted, factories.open_task(), GroundGiven(decision_id=decision.pk))
    assert queries() == one


def test_a_task_in_two_lists_is_asked_for_and_reported_once(office, committee, the_first_of_july):
    """Its unit writes one entry for the period, and the reports of both lists are carried by it."""
    lead = unit()
    task = factories.draft_task(lead_unit_id=lead.pk, title_zh="两个清单中的任务")
    made = []
    for _n in range(2):
        task_list = factories.task_list(body_id=committee.pk)
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
        made.append(
            services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")
        )
    factories.report(task, done_zh="签约三项")

    reports = [
        draft_report(actor=office, list_id=one.pk, period_key="quarter-2025-07") for one in made
    ]

    for report in reports:
        carried = report.statements.filter(kind="progress", task=task)
        assert [each.text_zh for each in carried] == [each.text_zh for each in carried.distinct()]
        assert carried.count() == 1
    passages = {
        source.passage_id
        for report in reports
        for each in report.statements.filter(kind="progress")
        for source in each.sources.filter(kind="progress")
    }
    assert len(passages) == 1


def test_what_a_leader_or_an_internal_meeting_said_is_shown_to_those_who_may_read_it(
    client, office, adopted, decision
):
    told, decided = first(adopted), adopted.entries.get(number=2).task
    for task in (told, decided):
        services.edit_task(
            actor=SYSTEM, task_id=task.pk, seen_version=None, changes={"release": "public"}
        )
    reword(office, adopted, told, title_zh="任务一", title_en="Item one")
    ground = GroundGiven(decision_id=decision.pk)
    reword(office, adopted, decided, ground, title_zh="任务二", title_en="Item two")
    address = f"/lists/{adopted.pk}/changes/"

    client.force_login(unit_user(unit()))
    outside = client.get(address).content.decode()
    client.force_login(grant_role(user(), "leader"))
    inside = client.get(address).content.decode()

    for words in (WORD.instruction, decision.text_zh):
        assert words not in outside
        assert words in inside
    assert "Item one" in outside


def test_a_change_is_shown_in_the_language_in_which_it_was_made(client, office, adopted):
    task = first(adopted)
    kept = task.title_zh
    made = reword(office, adopted, task, title_zh=kept, title_en="Other words")
    ListChange.objects.create(
        **{name: getattr(made, name) for name in ("task_list", "task", "number", "made_at")},
        **{name: getattr(made, name) for name in ("instruction", "instructed_on", "made_by")},
        kind="success",
        was_zh="–",
        was_en="–",
        new_en="It is open.",
    )
    client.force_login(grant_role(user(), "office"))
    client.cookies["plenary_language"] = "zh-hans"

    shown = client.get(f"/lists/{adopted.pk}/changes/").content.decode()

    assert f">{kept}</del>" not in shown
    assert ">Other words</a></ins>" in shown
    assert ">It is open.</ins>" in shown


def test_a_task_under_way_shows_the_lists_rhythm_at_once(office, the_first_of_july):
    task = factories.open_task()
    january = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    Task.objects.filter(pk=task.pk).update(made_at=january)
    task.duties.update(assigned_at=january)
    the_first_of_july.move_to(dt.datetime(2025, 8, 1, 4, tzinfo=dt.UTC))
    services.recompute_open_lights()
    task.refresh_from_db()
    quarterly, year = task.light_rule, factories.task_list(cadence="year")
    services.add_task_to_list(actor=office, list_id=year.pk, task_id=task.pk)
    on = GroundGiven(instruction="按年报告", instructed_on=dt.date(2025, 7, 1))
    ground = {"actor": office, "list_id": year.pk, "task_id": task.pk, "ground": on}
    seen = []
    for act in (
        lambda: services.adopt_list(actor=office, list_id=year.pk, seen_version=None, owed="待补"),
        lambda: services.strike_item(**ground),
        lambda: services.add_by_decision(**ground),
    ):
        act()
        task.refresh_from_db()
        seen.append(task.light_rule)
        assert services.recompute_open_lights() == 0

    assert seen == ["on_track", quarterly, "on_track"]
    assert quarterly != "on_track"
