"""The checker asks the approved terms of the database, in every process, as they stand now."""

import datetime as dt

import pytest

from plenary.contexts.language.api import index_in_force, load_shipped_terms
from plenary.contexts.language.checking.engine import check, shipped_index
from plenary.contexts.language.checking.terms import shipped_terms
from plenary.contexts.language.models import TermBase
from plenary.contexts.language.services import deciding
from plenary.shared.actor import SYSTEM
from tests.contexts.language import factories as made

pytestmark = pytest.mark.django_db

ZH, EN = "国际友谊广场", "International Friendship Plaza"


def test_without_a_term_base_the_shipped_terms_are_asked():
    assert index_in_force() is shipped_index()


def test_a_term_counts_from_its_approval_to_its_retirement():
    proposal = made.proposal(name_zh=ZH, name_en=EN)
    assert check(ZH, EN, terms=index_in_force()).state != "pass"

    term = deciding.approve_term(actor=SYSTEM, term_id=proposal.pk, seen_version=1)
    assert check(ZH, EN, terms=index_in_force()).state == "pass"

    deciding.retire_term(actor=SYSTEM, term_id=term.pk, seen_version=None, reason="Gone")
    assert check(ZH, EN, terms=index_in_force()).state != "pass"


def test_every_name_of_an_entry_is_asked_with_its_standing():
    made.approved(
        name_zh=ZH,
        name_en=EN,
        profile="road-sign",
        valid_from="2020-01-01",
        names=(
            made.accepted("Friendship Square"),
            made.forbidden("Friend Place"),
            made.accepted("友谊广场", side="zh"),
            made.forbidden("友宜广场", side="zh"),
        ),
    )

    found = index_in_force()

    assert {(t.en, t.status) for t in found.named(ZH)} == {
        (EN, "preferred"),
        ("Friendship Square", "accepted"),
        ("Friend Place", "forbidden"),
    }
    assert [t.en for t in found.named("友谊广场")] == [EN]
    assert found.named("友宜广场") == ()
    assert found.named(ZH)[0].valid_from == dt.date(2020, 1, 1)


def test_the_index_costs_one_query_while_nothing_changes(django_assert_num_queries):
    made.approved(name_zh=ZH, name_en=EN)
    first = index_in_force()

    with django_assert_num_queries(1):
        assert index_in_force() is first
    TermBase.objects.update(version=99)
    assert index_in_force() is not first


def test_the_loaded_terms_ask_all_that_the_shipped_ones_do():
    load_shipped_terms()

    asked = {(t.zh, t.en) for t in index_in_force().terms}

    assert {(t.zh, t.en) for t in shipped_terms()} <= asked
