"""What governance counts, and how figures are prefilled."""

import datetime as dt

import pytest

from plenary.contexts.governance import measures, services
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.figures import prefill
from plenary.contexts.governance.services import MeasureGiven
from plenary.kernel.measures import registry
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
BEFORE = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
Q3 = Period(dt.date(2025, 7, 1), dt.date(2025, 9, 30))


def test_every_measure_is_declared_with_both_names():
    for measure in measures.MEASURES:
        assert registry.get(measure.key) is measure
        assert measure.name_zh
        assert measure.counted_en


def test_closed_tasks_are_counted_by_period_and_lead_unit(commerce):
    factories.closed_task(lead_unit_id=commerce.pk)
    factories.closed_task(due_on=dt.date(2025, 6, 1))
    factories.open_task()

    assert measures.tasks_closed(*YEAR, None) == 2
    assert measures.tasks_closed(*YEAR, [commerce.pk]) == 1
    assert measures.tasks_closed(*BEFORE, None) == 0
    assert measures.tasks_on_time(*YEAR, None) == 1


def test_meetings_fates_and_entries_are_counted():
    meeting = factories.meeting(held_on=dt.date(2025, 5, 8))
    factories.meeting(is_held=False, held_on=dt.date(2025, 8, 1))
    directive, _open = factories.directive(meeting), factories.directive(meeting)
    decision = factories.decision(meeting)
    services.no_action(actor=SYSTEM, kind="directive", matter_id=directive.pk, reason="x")
    services.no_action(actor=SYSTEM, kind="decision", matter_id=decision.pk, reason="x")
    task = factories.open_task()
    factories.report(task, next_zh="y")

    assert measures.meetings_held(*YEAR, None) == 1
    assert measures.meetings_held(*YEAR, [meeting.body_id]) == 1
    assert measures.directives_fated(*YEAR, None) == 2
    assert measures.directives_fated(*YEAR, [0]) == 0
    assert measures.entries_reported(*YEAR, [task.lead_unit_id]) == 1
    assert measures.fields_typed(*YEAR, None) == 2


def test_a_bound_measure_prefills_the_form_and_costs_no_typing(commerce, liaison):
    factories.closed_task()
    task = factories.open_task(
        lead_unit_id=commerce.pk,
        measures=(MeasureGiven("governance.tasks_closed", 3), MeasureGiven("nobody.knows")),
    )
    known = prefill(task, commerce.pk)

    entry = services.report_progress(
        actor=liaison,
        task_id=task.pk,
        unit_id=commerce.pk,
        given=services.ProgressGiven(**known.texts),
    )

    assert known.period == Q3
    assert known.texts == {"done_zh": "办结任务1项。", "done_en": "Tasks closed: 1."}
    assert known.last is None
    assert entry.fields_typed == 0
    (figure,) = entry.figures.all()
    assert (figure.measure, figure.value) == ("governance.tasks_closed", 1)
    assert figure.passage.quote == "办结任务：1\nTasks closed: 1"
    assert prefill(task, commerce.pk).last == entry


def test_a_task_without_measures_prefills_nothing(commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)

    assert prefill(task, commerce.pk, Q3).texts == {}
