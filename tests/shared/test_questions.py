"""Questions whose SQL is written once."""

import datetime as dt

import pytest
from django.db.models import Exists, OuterRef

from plenary.contexts.governance.models import Task
from plenary.shared.questions import MANY, Question
from tests.contexts.governance import factories as made


@pytest.mark.django_db
def test_a_question_is_written_once_and_asked_with_what_is_given(django_assert_num_queries):
    kept, other = made.draft_task(), made.draft_task(title_zh="另一项")
    Task.objects.filter(pk=kept.pk).update(light_facts={"days": 3})
    written = []

    def write(*ids):
        written.append(ids)
        found = Task.objects.select_related("lead_unit").filter(pk__in=ids).order_by("pk")
        return found.annotate(is_late=Exists(Task.objects.filter(pk=OuterRef("pk"), light="red")))

    def titled(title):
        return Task.objects.filter(title_zh=title).values_list("pk", "light_facts", "made_at")

    asked, named = Question(write), Question(titled)
    with pytest.raises(TypeError, match="date"):
        named.rows(dt.date(2026, 1, 1))
    assert asked.records() == []
    assert asked.first(-5) is None

    with django_assert_num_queries(3):
        found = [asked.first(kept.pk), asked.first(other.pk), *asked.records(other.pk, kept.pk)]
        units = [one.lead_unit for one in found]
    assert found == [kept, other, kept, other]
    assert units == [kept.lead_unit, other.lead_unit, kept.lead_unit, other.lead_unit]
    assert (found[0].light_facts, found[0].is_late) == ({"days": 3}, False)
    assert (found[0].made_at, found[0].due_on) == (kept.made_at, kept.due_on)
    assert [len(ids) for ids in written] == [0, 1, 2]

    assert [list(row) for row in named.rows("另一项")] == [[other.pk, {}, other.made_at]]
    assert named.rows("'; %s") == []

    held_in = Question(lambda title: Task.objects.filter(title_zh__contains=title))
    with pytest.raises(TypeError, match="otherwise than as it is"):
        held_in.rows("另")
    seen = Question(lambda pk, version: Task.objects.filter(pk=pk, version=version))
    assert [seen.first(kept.pk, kept.version + n) for n in (0, 1)] == [kept, None]

    every = [kept.pk, *range(-MANY, 0)]
    assert asked.records(*every) == asked.records(*every) == [kept]
    assert len(written) == 5
