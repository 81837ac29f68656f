"""The terms that Plenary brings along."""

import datetime as dt

import pytest
from django.core.management import call_command

from plenary.contexts.language.api import load_shipped_terms
from plenary.contexts.language.checking.terms import Term as Pair
from plenary.contexts.language.checking.terms import shipped_terms
from plenary.contexts.language.models import Term, TermBase
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.services import deciding, loading
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.language import factories as made
from tests.contexts.language.refusals import refused

pytestmark = pytest.mark.django_db


def test_the_shipped_terms_are_loaded_once(capsys):
    first = load_shipped_terms()
    version = TermBase.objects.get().version

    assert first == Term.objects.filter(state="approved").count() > 0
    assert load_shipped_terms() == 0
    assert TermBase.objects.get().version == version
    call_command("load_terms")
    assert "0 terms loaded" in capsys.readouterr().out


def test_every_shipped_name_that_is_not_only_forbidden_is_kept():
    load_shipped_terms()
    kept = {
        (term.name_zh, name)
        for term in Term.objects.prefetch_related("designations")
        for name in (term.name_en, *(d.text for d in term.designations.all()))
    }

    wanted = {(pair.zh, pair.en) for pair in shipped_terms() if pair.status != "forbidden"}
    assert wanted <= kept


def test_what_an_office_has_retired_does_not_come_back(office):
    load_shipped_terms()
    term = Term.objects.order_by("pk").first()
    deciding.retire_term(actor=office, term_id=term.pk, seen_version=1, reason="Not ours")

    assert load_shipped_terms() == 0
    assert Term.objects.filter(code=term.code, state="approved").count() == 0


def test_only_plenary_itself_loads(office):
    with refused(Forbidden):
        loading.load_shipped_terms(actor=office)


def test_a_wrong_entry_loads_nothing():
    with refused(Refused, "either language"):
        loading.load_terms(actor=SYSTEM, entries=[made.entry(), made.entry(name_zh="", name_en="")])


def test_pairs_of_one_name_kind_and_time_make_one_entry():
    old = {"valid_to": dt.date(2020, 12, 31)}
    pairs = [
        Pair("地铁站", "Subway Station", "accepted", "metro"),
        Pair("地铁站", "Metro Station", "preferred", "metro", source="S"),
        Pair("地铁站", "Subway", "preferred", "metro", **old),
        Pair("地铁站", "Underground Iron", "forbidden", ""),
        Pair("独", "Alone", "forbidden", ""),
    ]

    entries = sorted(loading.entries_of(pairs), key=lambda one: one.valid_to)

    assert [one.name_en for one in entries] == ["Metro Station", "Subway"]
    assert {name.text for name in entries[0].names} == {"Subway Station", "Underground Iron"}
    assert entries[1].valid_to == "2020-12-31"


def test_many_terms_are_loaded_at_once_with_an_audit_row_each():
    entries = [made.entry(code=f"bulk-{n}") for n in range(2000)]

    assert loading.load_terms(actor=SYSTEM, entries=entries) == 2000

    assert AuditRow.objects.filter(action="language.term.loaded").count() == 2000
    one = Term.objects.get(code="bulk-7")
    assert selectors.entry_of(one) == entries[7].tidy()
