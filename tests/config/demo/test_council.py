"""The council's demo: the same chain, walked by each role in its own words and by its own rules."""

import os
import re

import pytest
from django.conf import settings as the_settings
from django.test import Client, override_settings

from plenary.config.commands import demo as command
from plenary.config.demo import loading, texts
from plenary.config.environment import Environment
from plenary.contexts.governance.api import name_shipped
from plenary.contexts.governance.models import (
    Directive,
    Extension,
    Instruction,
    Meeting,
    Notice,
    Report,
    Sheet,
    Task,
    TaskList,
)
from plenary.contexts.governance.services import draft_notices
from plenary.kernel.accounts.models import User
from plenary.kernel.calendar.services import load_calendar
from plenary.kernel.people.models import Person
from plenary.kernel.text.overlays import write_overlays
from tests.contexts.governance.test_council import EN, catalogue, forget_words, words_shown
from tests.lasting import lasting

pytestmark = pytest.mark.once
OTHER_LIGHTS = re.compile(
    r"\b(?:red|yellow|green|on track|needs attention|late, made good)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The council's demo, loaded once for all tests, in a process that speaks the council's words."""
    folder = tmp_path_factory.mktemp("practices")
    write_overlays(catalogue(), folder)
    words = [folder / "city-council", *the_settings.LOCALE_PATHS[-1:]]
    place = {"PROFILE": "city-council", "CALENDAR": "GB-ENG", "TIME_ZONE": "Europe/London"}
    with override_settings(**place, LOCALE_PATHS=words, DEMO=True, DEMO_DAY=loading.DAY):
        forget_words()
        with lasting(django_db_blocker):
            load_calendar(calendar="GB-ENG")
            name_shipped()
            assert not loading.is_loaded()
            loading.load()
            yield
    forget_words()


@pytest.fixture(autouse=True)
def council(loaded_once, db):
    """The demo in the database."""


def signed_in(key):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{key}@demo.invalid"))
    return client


def test_it_is_one_chain_from_the_summary_record_to_the_report():
    meeting = Meeting.objects.get(state="held")
    tasks = Task.objects.all()

    assert [one.document.lang for one in meeting.texts.all()] == ["en"]
    assert Directive.objects.count() == 18
    assert len(tasks) == len(texts.story_of("city-council").tasks)
    for task in tasks:
        passage = task.bases.exclude(directive=None).get().directive.passage
        assert passage.document.text[passage.start : passage.end] == passage.quote
    assert not tasks.exclude(title_zh="").exists(), "one language is enough"
    assert set(tasks.values_list("shown_light", flat=True)) == {
        "green",
        "yellow",
        "red",
        "done",
        "made_good",
    }
    assert TaskList.objects.get().state == "adopted"
    assert set(Report.objects.values_list("state", flat=True)) == {"draft", "frozen"}
    assert Sheet.objects.count() == 4
    assert (Extension.objects.get().state, Instruction.objects.get().state) == (
        *("endorsed", "routed"),
    )
    assert not Person.objects.exists(), "everybody in it stands for a function"


def test_each_role_walks_it_in_the_councils_words_and_sees_no_rule_of_the_other_practice():
    late = Task.objects.filter(shown_light="red").order_by("pk")[0]
    meeting = Meeting.objects.get(state="held")
    draft_notices(on=loading.DAY)
    board = ["/board/", "/board/charts/", "/tasks/", f"/tasks/{late.pk}/", "/lists/", "/meetings/"]
    walks = {
        "leader": ["/", *board, *(one.get_absolute_url() for one in Sheet.objects.all())],
        "office": [
            *("/", f"/meetings/{meeting.pk}/", f"/tasks/{late.pk}/light/", "/coverage/"),
            *(
                "/notices/",
                "/notices/ladder/",
                "/reports/",
                "/plans/",
                "/topics/",
                "/waiting/",
                "/readings/",
            ),
            *(one.get_absolute_url() for one in Report.objects.all()),
            *(TaskList.objects.get().get_absolute_url(), "/directory/", "/terms/"),
        ],
        "harbour": ["/", "/duties/", "/opinions/"],
        "verifier": ["/"],
        "administrator": ["/accounts/all/"],
    }
    found = []
    for key, addresses in walks.items():
        client = signed_in(key)
        for address in addresses:
            page = client.get(address, follow=True)
            assert page.status_code == 200, (key, address)
            shown = words_shown(page.content.decode()).replace("leader@", "")
            found += [
                (key, address, shown[max(0, word.start() - 40) : word.end() + 30].split())
                for pattern in (EN, OTHER_LIGHTS)
                for word in pattern.finditer(shown)
            ]

    assert not found, found[:10]


def test_the_rule_of_the_council_is_shown_in_its_words():
    office = signed_in("office")
    late = Task.objects.filter(shown_light="red").order_by("pk")[0]
    form = words_shown(office.get(f"/tasks/{late.pk}/light/").content.decode())
    board = words_shown(office.get("/board/").content.decode())

    for word in ("In progress", "At risk", "Overdue", "Complete", "Completed late"):
        assert word in form
    assert "At risk" in board
    frozen = Report.objects.get(state="frozen").get_absolute_url()
    assert "in one language only" not in words_shown(office.get(frozen).content.decode())
    for side in ("", "?side=both"):
        report = words_shown(office.get(frozen + side).content.decode())
        assert "Chinese: not translated yet" not in report, "English alone is asked for"
    assert "the city, its council and everything that they do are invented" in board
    assert Notice.objects.count() == 0


def test_the_portal_speaks_to_the_world_in_the_language_of_the_place():
    front = Client(headers={"accept-language": "en"}).get("/portal/en/", follow=True)
    shown = words_shown(front.content.decode())

    assert "One counter for residents from abroad" in shown
    assert "its council and all pages are invented" in shown
    assert not EN.search(shown), EN.search(shown)


def test_the_command_lays_each_practices_demo_at_a_place_of_its_own(monkeypatch):
    for name in ("PLENARY_PROFILE", "PLENARY_HOME", "PLENARY_CALENDAR"):
        monkeypatch.setenv(name, "")  # so that the end of the test takes away what is set here
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLENARY_TIME_ZONE", "Pacific/Auckland")

    command.choose("city-council")

    found = Environment()
    assert (found.profile, found.calendar) == ("city-council", "GB-ENG")
    assert found.time_zone == "Pacific/Auckland", "what was set is kept"
    assert os.environ["PLENARY_HOME"] == "var/city-council"
