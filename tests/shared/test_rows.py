"""The same fields of many rows, written in one go."""

import datetime as dt

import pytest

from plenary.contexts.governance.models import Task
from plenary.shared.rows import update_rows
from tests.contexts.governance import factories as made

NAMES = ["title_zh", "due_on", "light_facts", "lead_unit"]


@pytest.mark.django_db
def test_each_row_gets_its_own_values_and_keeps_what_was_not_named():
    one, other = made.draft_task(), made.draft_task()
    kept = other.title_en
    one.title_zh, one.due_on, one.light_facts = (
        "办好“三件”实事",
        dt.date(2026, 5, 1),
        {"days": 3, "说明": "迟"},
    )
    other.title_zh, other.due_on, other.title_en = "O'Neill; 50 %s", None, "not named"

    update_rows([one, other], NAMES)

    found = Task.objects.in_bulk([one.pk, other.pk])
    assert [getattr(found[one.pk], name) for name in NAMES] == [
        getattr(one, name) for name in NAMES
    ]
    assert found[other.pk].title_zh == "O'Neill; 50 %s"
    assert found[other.pk].due_on is None
    assert found[other.pk].title_en == kept


@pytest.mark.django_db
def test_many_rows_take_one_query_and_none_takes_none(django_assert_num_queries):
    rows = [made.draft_task() for _ in range(3)]
    with django_assert_num_queries(1):
        update_rows(rows, ["title_zh"])
    with django_assert_num_queries(0):
        update_rows([], ["title_zh"])
    gone = Task(pk=10**9, title_zh="x")

    update_rows([gone], ["title_zh"])

    assert not Task.objects.filter(pk=gone.pk).exists()
