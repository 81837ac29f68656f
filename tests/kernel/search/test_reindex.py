import io

import pytest
from django.core.management import call_command

from plenary.kernel.people.models import Person
from plenary.kernel.search import registry, selectors, services
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
