"""The demo, loaded through the services."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from plenary.config.demo import going, loading
from plenary.config.demo.texts import story_of
from plenary.contexts.governance.models import (
    Directive,
    Duty,
    DutyAsk,
    Extension,
    Instruction,
    Meeting,
    Milestone,
    Priority,
    Progress,
    Sheet,
    Task,
    TaskList,
)
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.recording import record
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.lasting import lasting


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests."""
    with lasting(django_db_blocker):
        assert not loading.is_loaded()
        loading.load()
        yield


@pytest.fixture
def demo(loaded_once, db):
    """The demo in the database."""


def test_the_demo_is_one_chain_from_the_readout_to_the_closing(demo):
    meeting = Meeting.objects.get(state="held")
    tasks = Task.objects.all()

    assert {text.document.lang for text in meeting.texts.all()} == {"en", "zh"}
    assert meeting.attendances.get(is_chair=True).person.name_en == "Chang Wei"
    assert len(tasks) == len(story_of("cn-district").tasks) == 40
    for task in tasks:
        passage = task.bases.exclude(directive=None).get().directive.passage
        assert passage.document.text[passage.start : passage.end] == passage.quote
    assert set(tasks.values_list("shown_light", flat=True)) == {
        "green",
        "yellow",
        "red",
        "done",
        "made_good",
    }
    assert TaskList.objects.get().state == "adopted"
    assert not Progress.objects.exclude(passage__quote__gt="").exists()


def test_nothing_of_the_demo_happens_before_the_readout_was_published_or_out_of_turn(demo):
    published = Meeting.objects.get(state="held").published_on
    days = [TaskList.objects.get().adopted_on]
    days += [timezone.localdate(at) for at in Task.objects.values_list("made_at", flat=True)]
    signed = Duty.objects.exclude(signed_at=None).values_list("signed_at", flat=True)
    days += [timezone.localdate(at) for at in signed]
    reported = Progress.objects.values_list("reported_at", flat=True)
    days += [timezone.localdate(at) for at in reported]
    days += list(Milestone.objects.exclude(done_on=None).values_list("done_on", flat=True))
    days += list(Milestone.objects.values_list("due_on", flat=True))
    days += list(Task.objects.values_list("due_on", flat=True))

    assert published == dt.date(2025, 5, 8)
    assert len(signed) > 40
    assert len(reported) > 70
    assert min(days) > published
    assert max(timezone.localdate(at) for at in (*signed, *reported)) <= loading.DAY
    for task in Task.objects.filter(state="closed"):
        assert task.reported_at <= task.closed_at
    moments = list(AuditRow.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert Priority.objects.filter(bases=None).count() == 1
    assert timezone.localdate(moments[-1]) <= loading.DAY


def test_the_demos_two_texts_agree_clause_by_clause(demo):
    sides = Directive.objects.order_by("number").values_list("text_zh", "text_en")

    assert len(sides) == 24
    assert all(zh and en for zh, en in sides)
    assert ("提升国际消费空间", "upgrade international consumption spaces") in sides


def test_only_the_readouts_persons_have_names_and_no_account_has_a_password(demo):
    assert set(Person.objects.values_list("name_en", flat=True)) == {
        "Chang Wei",
        "Wan Long",
        "Zhang Lijun",
    }
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert all(user.is_illustrative for user in User.objects.all())


def test_the_demo_leaves_its_trail_and_is_loaded_once(demo):
    assert loading.is_loaded()
    assert loading.holds_other_work()
    assert AuditRow.objects.filter(action="governance.task.accepted").count() == sum(
        1 for task in story_of("cn-district").tasks if task.get("closed")
    )


def test_the_clock_says_what_it_is_told_and_the_demos_day_otherwise(settings):
    settings.DEMO_DAY = loading.DAY
    assert clock.today() == loading.DAY

    with clock.at(loading.ADOPTED_ON, hour=9):
        assert clock.today() == loading.ADOPTED_ON

    settings.DEMO_DAY = None
    assert clock.today() > loading.DAY


def test_the_demos_clock_goes_on_and_never_back(demo, settings, monkeypatch, tmp_path):
    monkeypatch.setattr(
        going, "environment", lambda: SimpleNamespace(demo_clock=tmp_path / "clock")
    )
    settings.DEMO_DAY = loading.DAY
    zone = timezone.get_current_timezone()
    evening = dt.datetime(2026, 11, 27, 23, 58, tzinfo=zone)

    with time_machine.travel(evening, tick=False) as now:
        shift = going.keep_going()
        assert timezone.localtime(clock.now()).isoformat()[:16] == "2025-07-15T23:58"
        assert float((tmp_path / "clock").read_text()) == shift.total_seconds()
        now.shift(dt.timedelta(minutes=4))
        assert timezone.localtime(clock.now()).isoformat()[:16] == "2025-07-16T00:02"
        now.move_to(evening + dt.timedelta(hours=10))
        assert going.keep_going() == shift - dt.timedelta(days=1), "nothing was recorded since"
        settings.DEMO_SHIFT = shift
        record(actor=SYSTEM, action="demo.worked", subject=Organisation.objects.first())
        now.shift(-dt.timedelta(hours=1))
        going.keep_going()
        assert timezone.localtime(clock.now()).isoformat()[:16] == "2025-07-17T08:58"


@pytest.mark.usefixtures("demo")
def test_one_act_of_each_kind_is_under_way():
    second = User.objects.get(email="second@demo.invalid").actor

    assert Extension.objects.get().state == "endorsed"
    assert DutyAsk.objects.get().state == "open"
    assert Instruction.objects.get().state == "routed"
    assert set(Sheet.objects.values_list("kind", flat=True)) == {
        "slip",
        "circular",
        "card",
        "handover",
    }
    assert sorted(line.kind for line in waiting_for(second)) == [
        "extension",
        "help",
        "instruction",
        "slip",
        "topic",
        "transfer",
    ]
