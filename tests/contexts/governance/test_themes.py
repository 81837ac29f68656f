"""Themes: kept by the office, offered while in use, each with what hangs on it as far as one sees it."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services as governance
from plenary.contexts.governance.forms.task_parts import EditTaskForm
from plenary.contexts.governance.models import Duty, Task, TaskMeasure, Theme
from plenary.contexts.governance.selectors.themes import offered
from plenary.contexts.governance.selectors.themes.overview import overview
from plenary.contexts.governance.selectors.themes.page import theme_page
from plenary.contexts.governance.services import themes as services
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories, report_factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


def added(**fields):
    return services.add_theme(actor=SYSTEM, **{"name_zh": "人文交流", **fields})


def in_order():
    return list(Theme.objects.filter(retired_on=None).values_list("pk", flat=True))


def actions():
    rows = AuditRow.objects.filter(action__startswith="governance.theme.").order_by("pk")
    return [row.action.rpartition(".")[2] for row in rows]


def test_the_office_adds_renames_moves_retires_and_takes_up_again(office):
    before = in_order()
    made = services.add_theme(
        actor=office, name_zh=" 人文交流 ", name_en="People to people", words="友城\n\n 友城 \n青年"
    )
    assert (made.key, made.words) == ("people-to-people", "友城\n青年")
    assert in_order() == [*before, made.pk]

    services.edit_theme(
        actor=office, theme_id=made.pk, seen_version=1, changes={"name_en": "Exchange of people"}
    )
    services.move_theme(actor=office, theme_id=made.pk, seen_version=2, to="up")
    assert in_order() == [*before[:-1], made.pk, before[-1]]
    made.refresh_from_db()
    assert (made.key, made.name_en) == ("people-to-people", "Exchange of people")
    services.retire_theme(actor=office, theme_id=made.pk, seen_version=made.version)
    assert made.pk not in in_order()
    services.restore_theme(actor=office, theme_id=made.pk, seen_version=None)
    assert made.pk in in_order()
    assert actions() == ["added", "edited", "moved", "moved", "retired", "restored"]
    services.move_theme(actor=office, theme_id=before[0], seen_version=None, to="up")
    assert len(actions()) == 6


def test_two_who_keep_themes_at_once_wait_in_one_line_and_make_no_twins(office):
    made = added(name_en="People to people")
    for work in (
        lambda: services.add_theme(actor=office, name_zh="青年"),
        lambda: services.move_theme(actor=office, theme_id=made.pk, seen_version=None, to="up"),
    ):
        with CaptureQueriesContext(connection) as asked:
            work()
        first = next(one["sql"] for one in asked if 'FROM "governance_theme"' in one["sql"])
        assert "WHERE" not in first
        order = first.partition("ORDER BY")[2].removesuffix(" FOR UPDATE")
        assert order in {" 1 ASC", ' "governance_theme"."id" ASC'}
        assert first.endswith("FOR UPDATE") == connection.features.has_select_for_update
    for names in ({"name_zh": "人文交流"}, {"name_en": "PEOPLE to people"}):
        with refused(Refused, "has this name already"):
            services.add_theme(actor=office, **names)
        with pytest.raises(IntegrityError), transaction.atomic():
            Theme.objects.create(key="twin", **names)
    Theme.objects.create(key="gone", name_zh="人文交流", retired_on=dt.date(2025, 1, 1))


def test_another_theme_of_the_same_english_name_has_a_key_of_its_own(office):
    first = added(name_en="People")
    services.retire_theme(actor=office, theme_id=first.pk, seen_version=None)
    assert added(name_zh="往来", name_en="People").key == "people-2"
    assert added(name_zh="只有中文").key == "theme"
    with refused(Refused, "has this name already"):
        services.restore_theme(actor=office, theme_id=first.pk, seen_version=None)


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"name_zh": " "}, "at least one"),
        ({"name_zh": "机密★"}, "secre"),
        ({"words": "秘密★一年"}, "secre"),
        ({"name_zh": "国际传播"}, "has this name already"),
        ({"words": "字" * 5001}, "too many"),
    ],
)
def test_a_theme_without_a_name_of_its_own_or_with_a_secret_is_refused(fields, match):
    with refused(Refused, match):
        added(**fields)


def test_what_stands_already_and_what_is_not_ones_to_do_is_refused(office, actor_of, monkeypatch):
    made = added()
    for actor in (*map(actor_of, ("leader", "verifier", "editor")), unit_user(unit()).actor):
        with refused(Forbidden):
            services.add_theme(actor=actor, name_zh="别的")
        with refused(Forbidden):
            services.retire_theme(actor=actor, theme_id=made.pk, seen_version=None)
    with refused(Stale):
        services.retire_theme(actor=office, theme_id=made.pk, seen_version=9)
    with refused(NotFound):
        services.retire_theme(actor=office, theme_id=987654, seen_version=None)
    with refused(Refused, "in use"):
        services.restore_theme(actor=office, theme_id=made.pk, seen_version=None)
    services.retire_theme(actor=office, theme_id=made.pk, seen_version=None)
    with refused(Refused, "already"):
        services.retire_theme(actor=office, theme_id=made.pk, seen_version=None)
    with refused(Refused, "no place"):
        services.move_theme(actor=office, theme_id=made.pk, seen_version=None, to="up")
    monkeypatch.setattr(services.keeping, "MOST", Theme.objects.filter(retired_on=None).count())
    with refused(Refused, "Retire one first"):
        added(name_zh="又一个")


def test_a_retired_theme_is_offered_only_where_it_is_held(office):
    made = added()
    held = factories.draft_task(theme_id=made.pk)
    services.retire_theme(actor=office, theme_id=made.pk, seen_version=None)

    def choices(theme):
        form = EditTaskForm(None, actor=office, held=None, seen=1, initial={"theme": theme})
        return str(form["theme"])

    assert made not in offered()
    assert made.name_zh in choices(held.theme_id)
    assert made.name_zh not in choices(None)
    given = {"theme": made.pk, "title_zh": "甲", "seen_version": 1}
    assert "theme" in EditTaskForm(given, actor=office, held=None, seen=1).errors


@pytest.fixture
def work():
    """A theme with a reported task of one unit, an open task of another, and a measure."""
    listed = report_factories.task_list(1, entries=({"quarter": 1, "done_zh": "已办展。"},))
    told = listed.entries.get().task
    made = Theme.objects.get(name_zh="国际传播")
    Task.objects.filter(pk=told.pk).update(theme=made)
    Duty.objects.create(
        task=told, unit_id=told.lead_unit_id, role="lead", assigned_at=report_factories.NOW
    )
    TaskMeasure.objects.create(task=told, measure="governance.meetings_held")
    other = factories.open_task(theme_id=made.pk)
    factories.draft_task(theme_id=made.pk)
    return made, told, other, report_factories.half_year(listed)


def test_nothing_new_comes_under_a_retired_theme_whatever_the_way(office):
    old = added()
    directive = factories.directive(theme_id=old.pk)
    task, draft = factories.open_task(theme_id=old.pk), factories.draft_task()
    other, plan = factories.directive(), factories.plan()
    services.retire_theme(actor=office, theme_id=old.pk, seen_version=None)
    edit = {"actor": office, "seen_version": None, "changes": {"theme_id": old.pk}}
    for attempt in (
        lambda: factories.draft_task(theme_id=old.pk),
        lambda: governance.edit_task(task_id=draft.pk, **edit),
        lambda: factories.directive(theme_id=old.pk),
        lambda: governance.edit_directive(directive_id=other.pk, **edit),
        lambda: governance.add_priority(
            actor=office, plan_id=plan.pk, text_zh="一项", theme_id=old.pk
        ),
    ):
        with pytest.raises(Refused) as caught:
            attempt()
        assert "retired" in str(caught.value.fields["theme"])

    kept = {"title_en": "Better words"}
    changed = governance.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes=kept, reason="译文"
    )
    assert changed.theme_id == old.pk, "what stands under it stays"
    made = governance.make_task(
        actor=office,
        basis=governance.BasisGiven("directive", directive.pk),
        given=governance.TaskGiven(title_zh="办理", theme_id=old.pk),
    )
    assert made.theme_id == old.pk, "a task of a clause that stands under it may too"


def test_each_sees_of_a_theme_what_they_see_elsewhere(work, office):
    made, told, other, report = work

    def of(actor):
        line = next(line for line in overview(actor) if line.theme == made)
        return line.total, line.load.tasks, line.load.units, line.report

    assert of(office) == (2, 2, 2, report)
    assert of(unit_user(told.lead_unit).actor) == (1, 1, 1, None)
    assert of(unit_user(unit()).actor) == (0, 0, 0, None)
    full, own = theme_page(office, made.pk), theme_page(unit_user(other.lead_unit).actor, made.pk)
    assert {row.pk for row in full.listing.rows} >= {told.pk, other.pk}
    assert [row.pk for row in own.listing.rows] == [other.pk]
    assert [one.tasks for one in full.measures] == [1]
    assert (full.reports, own.reports, own.measures, own.meetings) == ([report], [], [], [])
    assert full.meetings == [told.bases.get().directive.meeting]
    with pytest.raises(NotFound):
        theme_page(office, 987654)


def test_both_pages_cost_the_same_however_much_there_is(work, office):
    made, *_rest = work

    def queries(ask, *args):
        with CaptureQueriesContext(connection) as seen:
            ask(office, *args)
        return len(seen)

    before = queries(overview), queries(theme_page, made.pk)
    added()
    copies = [Task.objects.latest("pk") for _ in range(20)]
    for one in copies:
        one.pk, one.state = None, "open"
    Task.objects.bulk_create(copies)

    assert before[0] == 5
    assert (queries(overview), queries(theme_page, made.pk)) == before


def test_the_office_keeps_themes_on_their_pages(work, client):
    made, told, _other, _report = work
    client.force_login(grant_role(user(), "office"))
    assert client.post("/themes/new/", {"name_zh": "", "name_en": ""}).status_code == 422
    client.post("/themes/new/", {"name_zh": "人文交流", "name_en": "People", "words": "友城"})
    new = Theme.objects.get(key="people")
    listed = client.get("/themes/").content.decode()
    assert f'href="/themes/{new.pk}/"' in listed
    assert f"/themes/{new.pk}/up/" in listed
    assert 'href="/themes/" aria-current' in listed
    client.post(f"/themes/{new.pk}/edit/", {"name_zh": "民间", "words": "", "seen_version": 1})
    new.refresh_from_db()
    assert (new.name_zh, new.version) == ("民间", 2)
    assert client.post(f"/themes/{new.pk}/up/", {"seen_version": 2}).status_code == 302
    assert client.post(f"/themes/{new.pk}/retire/", {"seen_version": 2}).status_code == 409
    client.post(f"/themes/{new.pk}/retire/", {"seen_version": 3})
    client.post(f"/themes/{new.pk}/retire/", {"seen_version": 4})
    again = client.get("/themes/").content.decode()
    assert "retired already" in again
    assert f'href="/themes/{new.pk}/"' in again
    assert "Take it up again" in client.get(f"/themes/{new.pk}/").content.decode()
    page = client.get(f"/themes/{made.pk}/", headers={"accept-language": "zh-hans"})
    assert "亮灯情况" in page.content.decode()
    assert f'href="/tasks/{told.pk}/"' in page.content.decode()

    client.force_login(unit_user(told.lead_unit))
    theirs = client.get("/themes/").content.decode()
    assert "/themes/new/" not in theirs
    assert f'href="/themes/{new.pk}/"' not in theirs
    assert client.get("/themes/new/").status_code == 403
    assert client.post(f"/themes/{made.pk}/retire/", {"seen_version": 1}).status_code == 403
