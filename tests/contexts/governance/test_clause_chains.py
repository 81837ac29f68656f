"""The chain of a clause: what hangs together is drawn, what is missing shows as missing, each to whom it is open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, Directive, StatementSource
from plenary.contexts.governance.selectors.clauses.chain import chain_of
from plenary.contexts.governance.services import BasisGiven
from plenary.shared import clock
from plenary.shared.errors import NotFound
from plenary.shared.web.flows import APART, BETWEEN, LINE, WIDTH, Box, broken, flow
from tests.contexts.governance import factories, report_factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def reported():
    """A requirement that a clause of ours carries on, and a report on one of the tasks that rest on it."""
    listed = report_factories.task_list(1, entries=({"quarter": 1, "done_zh": "已办展。"},))
    told = listed.entries.get().task
    required = factories.requirement(text_zh="要办好国际会展", passage_id=factories.passage().pk)
    Basis.objects.create(task=told, requirement=required)
    silent = factories.open_task(
        title_zh="建馆", bases=[BasisGiven("requirement", required.pk)], due_on=told.due_on
    )
    report_factories.half_year(listed)
    return required, Directive.objects.get(bases__task=told), told, silent


def test_a_requirement_is_followed_through_our_clause_to_the_sentences_of_a_report(
    reported, office
):
    required, clause, told, silent = reported

    chain = chain_of(office, "requirement", required.pk)

    assert chain.passage == required.passage
    assert chain.carriers == [("directive", clause)]
    assert set(chain.tasks) == {told, silent}
    assert chain.carried == {told.pk: [("directive", clause.pk)]}
    assert "已办展" in " ".join(one.text_zh for one in chain.sentences[told.pk])
    assert silent.pk not in chain.sentences
    assert chain_of(office, "directive", clause.pk).tasks == [told]


def test_the_page_draws_the_chain_and_names_what_is_missing_in_both_languages(reported, signed_in):
    required, clause, told, silent = reported
    client = signed_in(grant_role(user(), "office"))
    address = f"/chains/requirement/{required.pk}/"

    shown = client.get(address).content.decode()
    StatementSource.objects.all().delete()
    chinese = client.get(address, headers={"accept-language": "zh-hans"}).content.decode()

    assert 'role="img"' in shown
    assert "no sentence in a report yet" in shown
    for one in (told, silent):
        assert f'href="/tasks/{one.pk}/"' in shown
    assert f"#directive-{clause.pk}" in shown
    assert "报告，无佐证" in chinese
    assert address in client.get(required.get_absolute_url()).content.decode()
    of = clause.meeting.get_absolute_url()
    assert f"/chains/directive/{clause.pk}/" in client.get(of).content.decode()


def test_a_clause_without_a_task_says_so_or_why_none_is_needed(office, signed_in):
    meeting = factories.meeting()
    bare, settled = factories.directive(meeting), factories.directive(meeting)
    services.no_action(actor=office, kind="directive", matter_id=settled.pk, reason="仅作提示")
    client = signed_in(grant_role(user(), "office"))

    def shown(kind, pk):
        return client.get(f"/chains/{kind}/{pk}/").content.decode()

    assert "no task yet" in shown("directive", bare.pk)
    assert "仅作提示" in shown("directive", settled.pk)
    assert "no task yet" not in shown("directive", settled.pk)
    assert "no passage kept" in shown("requirement", factories.requirement().pk)
    priority = services.add_priority(
        actor=office, plan_id=factories.plan().pk, text_zh="办展", passage_id=bare.passage_id
    )
    assert "no task yet" in shown("priority", priority.pk)
    assert "no task yet" in shown("decision", factories.decision(meeting).pk)
    linked = client.get("/coverage/directives/").content.decode()
    assert f"/chains/directive/{bare.pk}/" in linked


def test_what_one_may_not_see_is_not_there(reported, signed_in, office):
    required, clause, told, silent = reported
    lead = unit_user(silent.lead_unit)

    own = chain_of(lead.actor, "requirement", required.pk)

    assert own.tasks == [silent]
    assert own.carriers == []
    assert own.sentences == {}
    page = signed_in(lead).get(f"/chains/requirement/{required.pk}/").content.decode()
    assert "kept, but not open to you" in page
    assert required.passage.quote not in page
    stranger = unit_user(unit()).actor
    for actor, kind, pk in (
        (stranger, "requirement", required.pk),
        (stranger, "directive", clause.pk),
        (office, "directive", 987654),
        (office, "task", told.pk),
    ):
        with pytest.raises(NotFound):
            chain_of(actor, kind, pk)


def test_a_chain_takes_as_many_queries_for_thirty_tasks_as_for_two(reported, office, monkeypatch):
    required, *_rest = reported

    def queries():
        with CaptureQueriesContext(connection) as seen:
            chain_of(office, "requirement", required.pk)
        return len(seen)

    before = queries()
    for number in range(5):
        factories.open_task(title_zh=f"{number}", bases=[BasisGiven("requirement", required.pk)])
    assert queries() == before
    monkeypatch.setattr("plenary.contexts.governance.selectors.clauses.chain.MOST_TASKS", 3)
    cut = chain_of(office, "requirement", required.pk)
    assert (len(cut.tasks), cut.is_cut) == (3, True)


def test_boxes_stand_in_columns_beside_what_they_lead_to_and_never_over_one_another():
    first, *rest = (Box(key, "Step", "word " * 20) for key in "abcde")
    drawn = flow(
        [[first], [], rest[:2], rest[2:]], [("a", "b"), ("a", "c"), ("b", "d"), ("b", "e")]
    )

    a, b, c, d, e = drawn.boxes
    assert [one.number for one in drawn.boxes] == [1, 2, 3, 4, 5]
    assert (a.leads_to, b.leads_to, c.leads_to) == ([2, 3], [4, 5], [])
    assert b.x - a.x == WIDTH + BETWEEN
    assert e.y == d.y + d.height + APART
    assert c.y >= b.y + b.height + APART
    assert abs(b.middle - (d.middle + e.middle) / 2) <= 1
    assert drawn.width == d.x + WIDTH
    assert drawn.height == max(c.y + c.height, e.y + e.height)
    assert len(drawn.lines) == 4
    assert a.height > LINE * len(a.lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Write the handbook", ["Write the", "handbook"]),
        ("办好重大国际活动", ["办好重大国", "际活动"]),
        ("Internationalisation", ["Internatio", "nalisation"]),
        ("one two three four five six seven", ["one two", "three four", "five six…"]),
        ("", []),
    ],
)
def test_text_is_broken_between_words_and_a_chinese_character_is_two_letters_wide(text, lines):
    assert broken(text, units=10, most=3) == lines


@pytest.mark.parametrize(
    ("ends_on", "day"), [("2025-09-30", "2025-07-01"), ("2025-03-31", "2025-03-31")]
)
def test_the_chain_of_a_task_tells_progress_until_no_day_to_come(signed_in, ends_on, day):
    listed = report_factories.task_list(1, entries=({"quarter": 1, "done_zh": "已办。"},))
    task = listed.entries.get().task
    task.progress.update(ends_on=ends_on, reported_at=clock.now())
    client = signed_in(grant_role(user(), "office"))

    page = client.get(task.get_absolute_url(), headers={"accept-language": "zh-hans"})

    chain = page.content.decode().partition('<ol class="chain">')[2].partition("</ol>")[0]
    assert f"截至{day}" in chain
