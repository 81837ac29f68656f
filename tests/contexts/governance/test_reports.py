"""Drafting, editing, freezing and correcting reports."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import report_triggers
from plenary.contexts.governance.models import Report, Statement, StatementSource, TaskList
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services.report_drafting import (
    draft_report,
    preview_redraft,
    redraft,
)
from plenary.contexts.governance.services.report_editing import (
    acknowledge_no_source,
    add_statement,
    edit_statement,
    move_statement,
    remove_statement,
    rename_report,
    restore_statement,
)
from plenary.contexts.governance.services.report_freezing import correct_report, freeze_report
from plenary.kernel.audit.recording import history
from plenary.kernel.measures.models import Figure, HandMeasure
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance.report_factories import (
    NOW,
    half_year,
    passage,
    progress,
    task_list,
)
from tests.factories import grant_role, unit, unit_user, user

DONE = {"quarter": 1, "done_zh": "举办推介会3场。", "done_en": "Held 3 promotion meetings."}


@pytest.fixture(autouse=True)
def _the_fifth_of_july():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(db):
    return grant_role(user(name="Editor"), "editor").actor


@pytest.fixture
def leader(db):
    return grant_role(user(name="Leader"), "leader").actor


@pytest.fixture
def report(db):
    return half_year(task_list(2, entries=[DONE]))


def kinds(report):
    return [(each.item_number, str(each.kind)) for each in reports.statements_of(report)]


def find(report, key):
    return next(each for each in reports.statements_of(report) if each.key.startswith(key))


def rows():
    return Report.objects.count(), Statement.objects.count(), StatementSource.objects.count()


def freeze(report, actor, **fields):
    report.refresh_from_db()
    return freeze_report(
        actor=actor,
        report_id=report.pk,
        **{"seen_version": report.version, "reason": "经主任会议审定", **fields},
    )


# Drafting


def test_a_report_is_drafted_task_by_task_in_the_lists_order(office):
    made = half_year(task_list(2, entries=[DONE]), actor=office)

    assert made.title_zh == "关于2025年重点任务清单上半年落实情况的报告"
    assert made.title_en == "Progress report on the 2025 list of key tasks: the first half of 2025"
    assert kinds(made) == [
        (None, "overview"), (1, "task"), (1, "progress"), (2, "task"), (2, "progress"),
    ]  # fmt: skip


def test_every_drafted_statement_holds_its_sources(report):
    statements = reports.statements_of(report)

    assert all(each.sources.all() for each in statements)
    heading, told = find(report, "task:"), find(report, "progress:")
    assert [s.kind for s in heading.sources.all()] == ["basis", "state"]
    assert "第1项重点任务" in heading.sources.all()[0].passage.quote
    assert [s.kind for s in told.sources.all()] == ["progress"]
    assert "举办推介会3场" in told.sources.all()[0].passage.quote


def test_the_state_of_the_work_is_kept_and_each_line_can_be_cited(report):
    source = find(report, "overview").sources.get()
    document = source.passage.document

    assert document.subject_type == "governance.report"
    assert document.subject_id == report.pk
    assert document.text[source.passage.start : source.passage.end] == source.passage.quote


def test_a_task_without_entries_is_a_gap(db):
    made = half_year(task_list(1))

    assert find(made, "gap:").text_zh == "本期无进展材料。"
    assert find(made, "gap:").text_en == "No evidence for this period."
    assert find(made, "overview:gaps").text_en == "1 task has no evidence for this period: item 1."


def test_entries_outside_the_period_are_left_out(db):
    of = task_list(1, entries=[DONE])

    made = draft_report(actor=SYSTEM, list_id=of.pk, period_key="quarter-2025-04")

    assert find(made, "gap:")


def test_a_later_entry_of_the_same_period_takes_the_place_of_the_earlier(db):
    of = task_list(1, entries=[DONE])
    task = of.entries.get().task
    progress(task, quarter=1, done_zh="举办推介会4场。", passage=passage("更正"))

    assert find(half_year(of), "progress:").text_zh == "举办推介会4场。"


def test_a_language_that_the_unit_did_not_write_stays_empty(db):
    made = half_year(task_list(1, entries=[{"done_zh": "举办推介会3场。"}]))

    assert find(made, "progress:").text_en == ""


def test_a_task_in_two_lists_is_told_from_the_same_entry(db):
    first = task_list(1, entries=[DONE])
    second = TaskList.objects.create(
        body=first.body, name_zh="另一清单", starts_on=first.starts_on, ends_on=first.ends_on
    )
    second.entries.create(task=first.entries.get().task, number=7)

    one, other = find(half_year(first), "progress:"), find(half_year(second), "progress:")

    assert one.text_zh == other.text_zh
    assert one.sources.get().passage == other.sources.get().passage
    assert (one.item_number, other.item_number) == (1, 7)


def test_drafting_is_recorded(report):
    assert history(report).get().action == "governance.report.drafted"


def test_a_leader_may_draft_and_an_editor_may_not(leader, editor):
    of = task_list(1)

    assert half_year(of, actor=leader)
    with pytest.raises(Forbidden):
        draft_report(actor=editor, list_id=of.pk, period_key="year-2025-01")


@pytest.mark.parametrize("key", ["half-2026-01", "nonsense", ""])
def test_a_period_that_the_list_has_not_is_refused(office, key):
    of = task_list(1)
    before = rows()

    with pytest.raises(Refused, match="no such period"):
        draft_report(actor=office, list_id=of.pk, period_key=key)

    assert rows() == before


def test_a_second_draft_of_a_period_is_refused(office, report):
    before = rows()

    with pytest.raises(Refused, match="already"):
        draft_report(actor=office, list_id=report.task_list_id, period_key="half-2025-01")

    assert rows() == before


def test_a_list_without_tasks_is_refused_and_leaves_nothing(office):
    of = task_list(0)

    with pytest.raises(Refused, match="no tasks"):
        half_year(of, actor=office)

    assert rows() == (0, 0, 0)


def test_a_list_that_is_not_there_answers_not_found(office):
    with pytest.raises(NotFound):
        draft_report(actor=office, list_id=1, period_key="half-2025-01")


def test_drafting_takes_the_same_number_of_queries_for_one_and_fifty_tasks(db):
    few, many = task_list(1, entries=[DONE]), task_list(50, entries=[DONE])

    with CaptureQueriesContext(
        connection,
    ) as one:
        half_year(few)
    with CaptureQueriesContext(connection) as fifty:
        half_year(many)

    assert len(fifty) - len(one) <= 3  # SQLite inserts many rows in several statements


# Drafting again


def test_new_progress_changes_what_nobody_has_touched(office, report):
    told = find(report, "progress:")
    progress(told.task, quarter=2, done_zh="签约2家。", done_en="Signed 2 firms.")

    changes = redraft(actor=office, report_id=report.pk, seen_version=1, task_id=told.task_id)

    assert find(report, "progress:").text_zh == "一是举办推介会3场；二是签约2家。"
    assert [c.key for c in changes if c.fate == "changed"] == [told.key]
    assert len(find(report, "progress:").sources.all()) == 2


def test_an_edited_statement_is_kept_and_its_new_draft_waits(office, report):
    told = find(report, "progress:")
    edit_statement(
        actor=office, statement_id=told.pk, seen_version=1, text_zh="已办3场。", text_en=""
    )
    progress(told.task, quarter=2, done_zh="签约2家。")
    preview = preview_redraft(actor=office, report_id=report.pk, task_id=told.task_id)
    report.refresh_from_db()

    redraft(actor=office, report_id=report.pk, seen_version=report.version, task_id=told.task_id)

    kept = find(report, "progress:")
    assert kept.text_zh == "已办3场。"
    assert next(c for c in preview if c.key == told.key).fate == "kept"
    restored = restore_statement(actor=office, statement_id=kept.pk, seen_version=kept.version)
    assert restored.text_zh == "一是举办推介会3场；二是签约2家。"


def test_a_gap_that_is_closed_goes_and_progress_comes_in_its_place(office):
    made = half_year(task_list(2), actor=office)
    progress(find(made, "gap:").task, quarter=2, done_zh="签约2家。")

    redraft(actor=office, report_id=made.pk, seen_version=1)

    assert kinds(made) == [
        (None, "overview"), (None, "overview"), (1, "task"), (1, "progress"), (2, "task"),
        (2, "gap"),
    ]  # fmt: skip
    assert [each.order for each in reports.statements_of(made)] == [1, 2, 3, 4, 5, 6]


def test_a_preview_changes_nothing(office, report):
    progress(find(report, "progress:").task, quarter=2, done_zh="签约2家。")
    before = list(Statement.objects.values())

    preview = preview_redraft(actor=office, report_id=report.pk)

    assert "changed" in {change.fate for change in preview}
    assert list(Statement.objects.values()) == before


def test_a_stale_redraft_is_refused(office, report):
    with pytest.raises(Stale):
        redraft(actor=office, report_id=report.pk, seen_version=0)


# Editing


def test_an_edited_statement_keeps_its_sources(editor, report):
    told = find(report, "progress:")

    edited = edit_statement(
        actor=editor,
        statement_id=told.pk,
        seen_version=told.version,
        text_zh="办会3场。",
        text_en="Three meetings.",
    )

    assert (edited.text_zh, edited.is_edited) == ("办会3场。", True)
    assert edited.sources.count() == 1
    assert history(edited).get().after["note"]["sources"]


def test_sources_may_be_let_go_and_the_statement_says_so(editor, report):
    told = find(report, "progress:")

    edit_statement(
        actor=editor,
        statement_id=told.pk,
        seen_version=1,
        text_zh=told.text_zh,
        text_en=told.text_en,
        keeps_sources=False,
    )

    assert reports.unanswered(reports.statements_of(report)) == [told]


def test_a_passage_may_be_cited_besides(editor, report):
    told, other = find(report, "progress:"), passage("会议纪要")

    edited = edit_statement(
        actor=editor,
        statement_id=told.pk,
        seen_version=1,
        text_zh="办会3场。",
        text_en="",
        cites=[other.pk],
    )

    assert [s.kind for s in edited.sources.all()] == ["progress", "cited"]


def test_a_stale_edit_says_what_changed_and_writes_nothing(editor, report):
    told = find(report, "progress:")
    edit_statement(actor=editor, statement_id=told.pk, seen_version=1, text_zh="甲", text_en="A")

    with pytest.raises(Stale) as refusal:
        edit_statement(actor=editor, statement_id=told.pk, seen_version=1, text_zh="乙", text_en="")

    assert refusal.value.changes["text_zh"] == ("举办推介会3场。", "甲")
    told.refresh_from_db()
    assert told.text_zh == "甲"


@pytest.mark.parametrize(
    ("zh", "en", "sentence"), [("", "  ", "at least one"), ("机密★1年", "", "secrecy marking")]
)
def test_an_edit_without_text_or_with_a_secrecy_marking_is_refused(
    editor, report, zh, en, sentence
):
    told = find(report, "progress:")

    with pytest.raises(Refused, match=sentence):
        edit_statement(actor=editor, statement_id=told.pk, seen_version=1, text_zh=zh, text_en=en)

    assert find(report, "progress:").text_zh == "举办推介会3场。"


def test_a_passage_that_is_not_there_cannot_be_cited(editor, report):
    told = find(report, "progress:")

    with pytest.raises(Refused, match="passages"):
        edit_statement(
            actor=editor,
            statement_id=told.pk,
            seen_version=1,
            text_zh="甲",
            text_en="",
            cites=[0],
        )


def test_a_leader_and_a_verifier_read_but_do_not_edit(leader, verifier, report):
    told = find(report, "progress:")

    for reader in (leader, verifier):
        with pytest.raises(Forbidden):
            edit_statement(
                actor=reader, statement_id=told.pk, seen_version=1, text_zh="甲", text_en=""
            )


def test_an_added_statement_stands_at_the_end_of_its_item(editor, report):
    cited = passage("会议纪要")

    added = add_statement(
        actor=editor,
        report_id=report.pk,
        item_number=1,
        text_zh="已形成机制。",
        text_en="",
        cites=[cited.pk],
    )

    assert kinds(report)[1:4] == [(1, "task"), (1, "progress"), (1, "added")]
    assert added.task == find(report, "progress:").task


def test_an_added_statement_needs_a_source_or_the_mark(editor, report):
    before = rows()

    with pytest.raises(Refused, match="Cite a passage"):
        add_statement(actor=editor, report_id=report.pk, item_number=None, text_zh="甲", text_en="")

    assert rows() == before


def test_an_added_statement_may_be_marked_without_source(editor, report):
    added = add_statement(
        actor=editor,
        report_id=report.pk,
        item_number=None,
        text_zh="总体平稳。",
        text_en="",
        is_without_source=True,
    )

    assert reports.unanswered(reports.statements_of(report)) == []
    assert kinds(report)[1] == (None, "added")
    with pytest.raises(Refused, match="added by hand"):
        restore_statement(actor=editor, statement_id=added.pk, seen_version=added.version)


def test_nothing_is_added_to_an_item_that_the_report_has_not(editor, report):
    with pytest.raises(Refused, match="no such item"):
        add_statement(
            actor=editor,
            report_id=report.pk,
            item_number=99,
            text_zh="甲",
            text_en="",
            is_without_source=True,
        )


def test_a_statement_moves_within_its_item_and_not_beyond(editor, report):
    added = add_statement(
        actor=editor,
        report_id=report.pk,
        item_number=1,
        text_zh="甲",
        text_en="",
        is_without_source=True,
    )

    moved = move_statement(actor=editor, statement_id=added.pk, seen_version=added.version, by=-1)

    assert kinds(report)[1:4] == [(1, "task"), (1, "added"), (1, "progress")]
    with pytest.raises(Refused, match="end of its item"):
        move_statement(actor=editor, statement_id=added.pk, seen_version=moved.version, by=-1)


def test_a_tasks_heading_is_neither_moved_nor_removed(editor, report):
    heading = find(report, "task:")

    with pytest.raises(Refused, match="heading"):
        move_statement(actor=editor, statement_id=heading.pk, seen_version=1, by=1)
    with pytest.raises(Refused, match="heading"):
        remove_statement(actor=editor, statement_id=heading.pk, seen_version=1)


def test_a_removed_statement_comes_back_with_the_next_draft(office, report):
    told = find(report, "progress:")
    changed = remove_statement(actor=office, statement_id=told.pk, seen_version=1)
    assert (1, "progress") not in kinds(report)

    redraft(actor=office, report_id=report.pk, seen_version=changed.version)

    assert kinds(report)[1:3] == [(1, "task"), (1, "progress")]


def test_the_mark_without_source_is_refused_where_there_is_a_source(editor, report):
    told = find(report, "progress:")

    with pytest.raises(Refused, match="has a source"):
        acknowledge_no_source(actor=editor, statement_id=told.pk, seen_version=1)


def test_a_draft_can_be_named_anew_and_not_without_a_name(editor, report):
    named = rename_report(
        actor=editor, report_id=report.pk, seen_version=1, title_zh="半年报", title_en="Half-year"
    )
    assert named.title_zh == "半年报"

    with pytest.raises(Refused) as refusal:
        rename_report(
            actor=editor, report_id=report.pk, seen_version=2, title_zh="", title_en="Half-year"
        )
    assert list(refusal.value.fields) == ["title_zh"]


# Freezing


def test_a_frozen_report_is_numbered_and_carries_its_digest(office, report):
    frozen = freeze(report, office)

    assert (frozen.number, frozen.frozen_by, frozen.freeze_reason) == (
        1,
        "Office",
        "经主任会议审定",
    )
    assert len(frozen.digest) == len(hashlib.sha256(b"").hexdigest())
    frozen.refresh_from_db()
    assert reports.is_intact(frozen, reports.statements_of(frozen))


def test_freezing_needs_a_reason_the_office_and_the_present_version(office, editor, report):
    with pytest.raises(Refused, match="Say why"):
        freeze(report, office, reason=" ")
    with pytest.raises(Forbidden):
        freeze(report, editor)
    with pytest.raises(Stale):
        freeze(report, office, seen_version=0)

    report.refresh_from_db()
    assert report.state == "draft"


def test_freezing_is_refused_until_somebody_answers_for_a_missing_source(office, report):
    told = find(report, "progress:")
    edited = edit_statement(
        actor=office,
        statement_id=told.pk,
        seen_version=1,
        text_zh="甲",
        text_en="",
        keeps_sources=False,
    )
    with pytest.raises(Refused, match="1 statement has no source"):
        freeze(report, office)

    acknowledge_no_source(actor=office, statement_id=told.pk, seen_version=edited.version)

    assert freeze(report, office).number == 1


def test_who_has_edited_it_cannot_freeze_it_as_public(office, report):
    told = find(report, "progress:")
    edit_statement(actor=office, statement_id=told.pk, seen_version=1, text_zh="甲", text_en="A")

    with pytest.raises(Refused, match="somebody else"):
        freeze(report, office, release="public")

    other = grant_role(user(name="Other"), "office").actor
    assert freeze(report, other, release="public").release == "public"


@pytest.mark.parametrize("way", ["edited", "named", "removed"])
def test_a_correction_does_not_give_a_second_pair_of_eyes(office, report, way):
    other = grant_role(user(name="Other"), "office").actor
    statement = find(report, "progress:")
    if way == "edited":
        edit_statement(
            actor=office,
            statement_id=statement.pk,
            seen_version=1,
            text_zh="改写。",
            text_en="New.",
        )
    elif way == "named":
        rename_report(
            actor=office, report_id=report.pk, seen_version=1, title_zh="半年报", title_en="Half"
        )
    else:
        remove_statement(actor=office, statement_id=statement.pk, seen_version=1)
    freeze(report, office)
    corrected = correct_report(actor=office, report_id=report.pk, reason="公开")

    with pytest.raises(Refused, match="somebody else must freeze it"):
        freeze(corrected, office, release="public")
    assert freeze(corrected, other, release="public").release == "public"

    again = correct_report(actor=other, report_id=corrected.pk, reason="改一字")
    assert freeze(again, office, release="public").number == 3


def test_a_frozen_report_refuses_every_change(office, report):
    told = find(report, "progress:")
    frozen = freeze(report, office)
    change = {"actor": office, "statement_id": told.pk, "seen_version": 1}
    attempts = [
        lambda: edit_statement(**change, text_zh="甲", text_en=""),
        lambda: remove_statement(**change),
        lambda: move_statement(**change, by=1),
        lambda: restore_statement(**change),
        lambda: acknowledge_no_source(**change),
        lambda: add_statement(
            actor=office, report_id=frozen.pk, item_number=1, text_zh="甲", text_en=""
        ),
        lambda: redraft(actor=office, report_id=frozen.pk, seen_version=frozen.version),
        lambda: preview_redraft(actor=office, report_id=frozen.pk),
        lambda: rename_report(
            actor=office,
            report_id=frozen.pk,
            seen_version=frozen.version,
            title_zh="甲",
            title_en="A",
        ),
        lambda: freeze(report, office),
    ]

    for attempt in attempts:
        with pytest.raises(Refused, match="frozen"):
            attempt()

    assert reports.is_intact(frozen, reports.statements_of(frozen))


@pytest.mark.parametrize("model", [Report, Statement, StatementSource])
def test_the_database_itself_refuses_to_change_what_is_frozen(office, report, model):
    freeze(report, office)
    column = {"title_zh": "甲"} if model is Report else {"order": 999}

    with pytest.raises(DatabaseError, match="frozen report"), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk).update(**column)


def test_the_triggers_stand_after_all_migrations(db):
    assert report_triggers.missing(connection) == []


def test_what_is_taken_away_behind_the_services_shows_in_the_digest(office, report):
    frozen = freeze(report, office)
    StatementSource.objects.filter(statement__report=frozen).first().delete()

    assert not reports.is_intact(frozen, reports.statements_of(frozen))


# Correcting


def test_a_correction_begins_with_the_frozen_statements_and_becomes_the_next_version(
    office, report
):
    frozen = freeze(report, office)
    correction = correct_report(actor=office, report_id=frozen.pk, reason="数字有误")
    told = find(correction, "progress:")
    edit_statement(actor=office, statement_id=told.pk, seen_version=1, text_zh="4场", text_en="4")

    second = freeze(correction, office)

    assert (second.number, second.corrects) == (2, frozen)
    changed = reports.difference(frozen, second)
    assert [(c.fate, c.key) for c in changed if c.fate != "same"] == [("changed", told.key)]
    assert reports.is_intact(frozen, reports.statements_of(frozen))


def test_a_draft_is_not_corrected_and_a_correction_says_why(office, report):
    with pytest.raises(Refused, match="Only a frozen"):
        correct_report(actor=office, report_id=report.pk, reason="数字有误")
    frozen = freeze(report, office)
    with pytest.raises(Refused, match="Say why"):
        correct_report(actor=office, report_id=frozen.pk, reason="")
    correct_report(actor=office, report_id=frozen.pk, reason="数字有误")
    with pytest.raises(Refused, match="already"):
        correct_report(actor=office, report_id=frozen.pk, reason="再次更正")


# Who sees what


@pytest.mark.parametrize(
    ("role", "draft", "internal", "on_request", "public"),
    [
        ("leader", True, True, True, True),
        ("office", True, True, True, True),
        ("verifier", True, True, True, True),
        ("editor", True, True, True, True),
        ("translator", True, True, True, True),
        ("unit", False, False, True, True),
        ("protocol", False, False, False, True),
        ("counter", False, False, False, True),
        ("administrator", False, False, False, True),
    ],
)
def test_who_sees_which_report(office, role, draft, internal, on_request, public):
    account = unit_user(unit()) if role == "unit" else grant_role(user(), role)
    of = task_list(1)
    seen = {"draft": half_year(of)}
    for key, release in (
        ("quarter-2025-01", "internal"),
        ("quarter-2025-04", "on_request"),
        ("year-2025-01", "public"),
    ):
        seen[release] = freeze(
            draft_report(actor=SYSTEM, list_id=of.pk, period_key=key), office, release=release
        )

    visible = set(reports.visible_to(account.actor))

    wanted = {"draft": draft, "internal": internal, "on_request": on_request, "public": public}
    assert {name: each in visible for name, each in seen.items()} == wanted


def test_the_length_of_the_chinese_text_is_counted_without_spaces(db):
    made = [Statement(text_zh="办 会\n3场。"), Statement(text_en="Nothing Chinese")]

    assert reports.characters(made) == 5


# Figures


@pytest.fixture
def shops(db):
    """A measure kept by hand, with one quarter's figure."""
    HandMeasure.objects.create(
        key="refund.shops",
        name_zh="新增离境退税商店",
        name_en="New tax refund shops",
        counted_zh="家",
        counted_en="shops",
    )
    Figure.objects.create(
        measure="refund.shops",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2025, 3, 31),
        value=4,
        reported_at=NOW,
    )
    of = task_list(1, entries=[DONE])
    of.entries.get().task.measures.create(measure="refund.shops", target=10)
    return of


def test_a_bound_measure_gives_its_figure_over_the_reports_period(shops):
    figure = find(half_year(shops), "figure:")

    assert figure.text_zh == "2025年1月1日至2025年6月30日，新增离境退税商店累计4家，目标10家。"
    assert "新增离境退税商店" in figure.sources.get().passage.quote


def test_a_figure_that_a_unit_handed_in_is_cited_where_it_says_the_same(shops):
    entry = shops.entries.get().task.progress.get()
    entry.figures.create(
        measure="refund.shops", name_zh="新增", name_en="New", value=4, passage=passage("新增4家")
    )

    figure = find(half_year(shops), "figure:")

    assert [source.kind for source in figure.sources.all()] == ["figure", "state"]


def test_a_figure_that_nobody_counts_stands_as_it_was_handed_in(db):
    of = task_list(1, entries=[DONE])
    task = of.entries.get().task
    task.measures.create(measure="unknown.key")
    task.progress.get().figures.create(
        measure="unknown.key", name_zh="接待团组", name_en="Groups", value=7, passage=passage("7")
    )

    figure = find(half_year(of), "figure:")

    assert figure.text_zh == "2025年1月1日至2025年3月31日，接待团组累计7。"


def test_a_measure_without_any_figure_is_not_told(db):
    of = task_list(1, entries=[DONE])
    of.entries.get().task.measures.create(measure="unknown.key")

    assert not half_year(of).statements.filter(kind="figure").exists()
