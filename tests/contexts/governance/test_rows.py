"""Rows asked for together are the records that Django would give, in one question."""

import datetime as dt

import pytest
from django.db import models

from plenary.contexts.governance.models import Duty, Milestone, Task
from plenary.contexts.governance.selectors.rows import _conversion, fetch, want, want_ids
from plenary.shared import clock
from tests.contexts.governance.page_records import task as draft_task

pytestmark = pytest.mark.django_db


def values(record):
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def test_each_kind_of_column_comes_as_django_gives_it(django_assert_num_queries):
    task = draft_task(title_zh="“引号”与\t制表")
    Task.objects.filter(pk=task.pk).update(light_facts={"days": 3, "on": "日"})
    duty = task.duties.get()
    Duty.objects.filter(pk=duty.pk).update(signed_at=clock.now())
    Milestone.objects.create(task=task, number=1, title_zh="初稿", due_on=dt.date(2027, 3, 31))

    tasks = want_ids(Task, [task.pk, None])
    duties = want(Duty, "task_id", [task.pk])
    steps = want(Milestone, "task_id", [task.pk], without=("title_zh",))
    with django_assert_num_queries(1):
        fetch(tasks, duties, steps)

    assert values(tasks.by_id()[task.pk]) == values(Task.objects.get(pk=task.pk))
    assert values(duties.by_id()[duty.pk]) == values(Duty.objects.get(pk=duty.pk))
    assert steps.found[0].get_deferred_fields() == {"title_zh"}
    assert steps.found[0].title_zh == Milestone.objects.get(task=task).title_zh


def test_nothing_wanted_asks_nothing(django_assert_num_queries):
    none = want_ids(Task, [None])
    with django_assert_num_queries(0):
        fetch(none)

    assert none.found == []


def test_a_column_that_json_would_change_is_refused():
    with pytest.raises(TypeError):
        _conversion(models.DecimalField(max_digits=9, decimal_places=2))
