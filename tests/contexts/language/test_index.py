"""The checker asks the approved terms of the database, in every process, as they stand now."""

import dataclasses
import datetime as dt

import pytest

from plenary.contexts.language.api import index_in_force, load_shipped_terms
from plenary.contexts.language.checking.engine import check, shipped_index
from plenary.contexts.language.checking.terms import shipped_terms
from plenary.contexts.language.models import Term, TermBase
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
    assert found.named("友谊广场") == tuple(
        dataclasses.replace(term, zh="友谊广场") for term in found.named(ZH)
    )
    assert found.named("友宜广场") == ()
    assert found.named(ZH)[0].valid_from == dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("zh", "on", "accused"),
    [
        ("请到友宜广场集合。", "2021-01-01", ["友宜广场"]),
        ("请到友宜广场集合。", "2019-01-01", []),
        ("请到友宜广场北站集合。", "2021-01-01", []),
    ],
)
def test_a_forbidden_chinese_name_is_found_unless_it_is_a_part_of_another(zh, on, accused):
    made.approved(
        name_zh=ZH,
        name_en=EN,
        valid_from="2020-01-01",
        names=(made.forbidden("友宜广场", side="zh"),),
    )
    made.approved(name_zh="友宜广场北站", name_en="Youyi Square North Station")

    day = dt.date.fromisoformat(on)
    verdict = check(zh, f"Please gather at {EN}.", on=day, terms=index_in_force())

    found = [one for one in verdict.findings if one.rule == "terms.forbidden-chinese"]
    assert [zh[one.start : one.end] for one in found] == accused
    assert {(one.side, one.proposal, one.is_proof) for one in found} <= {("zh", ZH, True)}


def test_a_forbidden_chinese_name_is_not_found_where_two_other_words_meet():
    made.approved(name_zh="开放时间", name_en="Hours", names=(made.forbidden("日期", side="zh"),))
    terms = index_in_force()

    rules = [
        {one.rule for one in check(zh, "Hours", terms=terms).findings}
        for zh in ("日期请见公告。", "开放日期间照常接待。")
    ]

    assert ["terms.forbidden-chinese" in found for found in rules] == [True, False]


@pytest.mark.parametrize(
    ("later", "sentence"),
    [
        ("Friendship Plaza", "was not the rendering at that time: Friendship Plaza."),
        ("", "was not the rendering at that time."),
    ],
)
def test_a_rendering_of_another_time_is_told_with_the_right_one_where_there_is_one(later, sentence):
    made.approved(name_zh=ZH, name_en=EN, valid_to="2020-01-01")
    if later:
        made.approved(name_zh=ZH, name_en=later, valid_from="2020-01-02")

    found = check(ZH, EN, on=dt.date(2025, 7, 1), terms=index_in_force()).findings

    assert [one.reason_en for one in found if one.rule.startswith("terms.expired")] == [
        f"“{EN}” {sentence}"
    ]


def test_an_accepted_chinese_name_asks_for_every_english_one():
    made.approved(
        name_zh=ZH,
        name_en=EN,
        names=(
            made.accepted("友谊园", side="zh"),
            made.accepted("Amity Green"),
            made.forbidden("Friend Yard"),
        ),
    )

    terms = index_in_force()

    rules = [
        {one.rule for one in check("友谊园今日开放。", en, terms=terms).findings}
        for en in ("Amity Green opens today.", "Friend Yard opens today.")
    ]
    assert "terms.missing" not in rules[0]
    assert "terms.forbidden" in rules[1]


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


def test_what_is_shipped_as_forbidden_everywhere_stays_so_where_an_entry_is_for_one_kind_of_text():
    load_shipped_terms()

    def rules(en, profile):
        zh = "中国共产党石景山区委员会召开会议。"
        found = check(zh, en, profile=profile, terms=index_in_force()).findings
        return {one.rule for one in found}

    for profile in ("", "organisation", "government-text", "public-information"):
        assert "terms.forbidden" in rules("The CCP met.", profile), profile
    holding = Term.objects.filter(name_zh="中国共产党", state="approved")
    for term in holding:
        deciding.retire_term(actor=SYSTEM, term_id=term.pk, seen_version=None, reason="Lifted")
    assert "terms.forbidden" not in rules("The CCP met.", "government-text")
