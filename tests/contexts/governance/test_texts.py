"""Which side of a text is the source, and when the other is out of date."""

import pytest

from plenary.contexts.governance import services
from plenary.kernel.text.models import TextState
from plenary.kernel.text.selectors import state_of
from tests.contexts.governance import factories

pytestmark = pytest.mark.django_db


def source_of(record, field):
    return TextState.objects.get(
        subject_type=record._meta.label_lower, subject_id=record.pk, field=field
    ).source_side


def test_the_side_that_was_written_is_the_source():
    assert source_of(factories.meeting(title_zh="", title_en="Plenary"), "title") == "en"
    assert source_of(factories.meeting(title_zh="会议", title_en="Plenary"), "title") == "zh"


def test_a_changed_source_leaves_the_other_side_out_of_date(office):
    task = factories.draft_task(title_zh="退税", title_en="Refund")
    assert state_of(task, "title") == "draft"

    changed = services.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes={"title_zh": "离境退税"}
    )

    assert state_of(changed, "title") == "outdated"
    assert source_of(task, "title") == "zh"


def test_a_source_that_is_emptied_gives_way_to_the_other_side(office):
    task = factories.draft_task(title_zh="退税", title_en="Refund")

    services.edit_task(actor=office, task_id=task.pk, seen_version=None, changes={"title_zh": ""})

    assert source_of(task, "title") == "en"


def test_a_field_without_a_text_has_no_state():
    task = factories.draft_task()

    assert not TextState.objects.filter(subject_id=task.pk, field="success").exists()
