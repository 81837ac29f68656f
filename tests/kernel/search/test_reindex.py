import datetime as dt
import io

import pytest
from django.core.management import call_command

from plenary.kernel.jobs.working import WorkerProcess
from plenary.kernel.people.models import Person
from plenary.kernel.search import jobs, rebuilding, registry, selectors, services
from plenary.kernel.search.models import Entry
from plenary.shared.actor import SYSTEM
from tests import factories
from tests.kernel.search.factories import indexed

pytestmark = pytest.mark.django_db


@pytest.fixture
def people_are_indexed(monkeypatch):
    monkeypatch.setattr(registry, "_indexers", {})
    registry.register(
        Person,
        lambda person: services.index_record(subject=person, title_zh=person.name_zh, url="/"),
    )


@pytest.mark.usefixtures("people_are_indexed")
def test_reindexing_finds_what_was_never_indexed_and_forgets_what_is_gone():
    person = factories.person(name_zh="王小友")
    gone = indexed(title_zh="李小友")
    gone.delete()
    unit = indexed(subject=factories.unit(), title_zh="小友处")

    call_command("reindex", verbosity=0, stdout=io.StringIO())

    hits = selectors.find(SYSTEM, "小友").hits
    assert {(hit.subject_type, hit.subject_id) for hit in hits} == {
        ("people.person", person.pk),
        ("organisations.organisation", unit.pk),
    }
    assert Entry.objects.count() == 2
    assert rebuilding.is_current()


@pytest.mark.usefixtures("people_are_indexed")
def test_an_index_of_an_older_form_is_made_anew_by_the_worker_in_turns(monkeypatch, settings):
    backend = "django_tasks_db.DatabaseBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": ["default"]}}
    people = [factories.person(name_zh=f"王小友{number}") for number in range(3)]
    gone = indexed(subject=people[2], title_zh="李小友")
    people.pop().delete()
    monkeypatch.setattr(jobs, "TURN", -1.0)
    monkeypatch.setattr(jobs, "LIMIT", 1)
    process = WorkerProcess(queues=["default"], lease=dt.timedelta(seconds=60))

    assert jobs.see_to_index.call()
    assert not jobs.see_to_index.call(), "it waits already"
    assert not rebuilding.is_current()
    assert process.run_ready() == 3, "a record a turn; the last one finds no more"

    assert rebuilding.is_current()
    assert not jobs.see_to_index.call()
    found = {hit.subject_id for hit in selectors.find(SYSTEM, "小友").hits}
    assert found == {one.pk for one in people}
    assert not Entry.objects.filter(subject_id=gone.pk, subject_type="people.person").exists()

    monkeypatch.setattr(rebuilding, "FORM", rebuilding.FORM + 1)
    assert jobs.see_to_index.call(), "the next version writes it otherwise"
    assert jobs.rebuild_index.call(rebuilding.FORM - 1) == "", "an older turn is left alone"


def test_what_is_saved_while_the_index_is_made_anew_stays_as_it_was_saved(monkeypatch):
    first, second = (factories.person(name_zh=f"王小友{number}") for number in range(2))

    def index(person):
        services.index_record(subject=person, title_zh=person.name_zh, url="/")
        if person == first:
            Person.objects.filter(pk=second.pk).update(name_zh="李大友")
            services.index_record(subject=second, title_zh="李大友", url="/")

    monkeypatch.setattr(registry, "_indexers", {})
    registry.register(Person, index)

    rebuilding.rebuild_all()

    assert [hit.subject_id for hit in selectors.find(SYSTEM, "李大友").hits] == [second.pk]
