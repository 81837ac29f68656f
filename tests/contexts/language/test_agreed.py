"""Names that are agreed on: what a text calls otherwise, and what it may."""

import datetime as dt

import pytest

from plenary.contexts.language.checking.agreed import Name, Part, drifting
from plenary.contexts.language.checking.terms import Term, TermIndex

DAY = dt.date(2026, 11, 27)
OFFICE = Term("区外事办公室", "District Foreign Affairs Office", "preferred", domain="body")
OTHER = Term("区外事办公室", "District Office of Foreign Affairs", "accepted", domain="body")
WORD = Term("发展", "development", "preferred", domain="government_term")
TERMS = TermIndex.build([OFFICE, OTHER, WORD])
BUREAU = Name(
    (("石景山区商务局", "Shijingshan District Commerce Bureau"), ("区商务局", "Commerce Bureau"))
)


def found(zh, en, *more, names=(), terms=TERMS):
    parts = [Part("title", zh, en), *(Part("body", *pair) for pair in more)]
    drifts = drifting(parts, terms=terms, names=names, on=DAY)
    return [(one.field, one.side, one.name, one.wanted, one.instead) for one in drifts]


def test_a_text_that_keeps_to_the_agreed_names_is_asked_nothing():
    kept = [
        ("区外事办公室开放窗口", "The District Foreign Affairs Office opens a counter"),
        ("区外事办公室开放窗口", "The district foreign affairs office opens a counter"),
        ("区外事办公室的窗口", "Counter of the District Office of Foreign Affairs"),
        ("区商务局通知", "Notice of the Commerce Bureau"),
        ("推动发展", "Making progress"),
        ("", "The Office for External Matters"),
        ("区外事办公室", ""),
    ]
    for zh, en in kept:
        assert found(zh, en, names=[BUREAU]) == [], (zh, en)


@pytest.mark.parametrize(
    ("en", "instead"),
    [
        ("The Foreign Affairs Bureau of the District opens", "Foreign Affairs Bureau"),
        ("The District Foreign Office opens a counter", "District Foreign Office"),
        ("A counter opens", ""),
        ("Mr. Li of the office opens a counter.", ""),
    ],
)
def test_an_agreed_name_that_is_called_otherwise_is_told_with_what_stands_in_its_place(en, instead):
    said = found("区外事办公室开放窗口", en)
    assert said == [("title", "en", "区外事办公室", "District Foreign Affairs Office", instead)]


def test_a_records_name_counts_as_an_agreed_one_in_either_direction():
    asked = ("title", "en", "区商务局", "Commerce Bureau")
    assert found("区商务局通知", "Notice of the Trade Bureau", names=[BUREAU])[0][:4] == asked
    back = ("title", "zh", "Commerce Bureau", "石景山区商务局", "")
    assert found("区里通知", "Notice of the Commerce Bureau", names=[BUREAU]) == [back]
    assert found("区里通知", "Notice of commerce bureaux", names=[BUREAU]) == []


def test_a_name_within_a_longer_one_is_asked_nothing_of_its_own():
    longer = Name((("北京市石景山区商务局办公室", "Office of the Commerce Bureau"),))
    text = ("北京市石景山区商务局办公室通知", "Notice of the Office of the Commerce Bureau")
    assert found(*text, names=[BUREAU, longer]) == []


def test_a_name_given_up_is_told_in_both_languages_also_where_they_agree_on_it():
    renamed = Name((("区商务局", "Commerce Bureau"),), former=("区商业局", "Trade Bureau"))
    assert found("区商务局通知", "Notice of the Trade Bureau", names=[renamed]) == [
        ("title", "en", "区商务局", "Commerce Bureau", "Trade Bureau")
    ]
    assert found("区商业局通知", "Notice of the Commerce Bureau", names=[renamed]) == [
        ("title", "zh", "Commerce Bureau", "区商务局", "区商业局")
    ]
    assert found("区商业局通知", "Notice of the Trade Bureau", names=[renamed]) == [
        ("title", "zh", "区商业局", "区商务局", "区商业局"),
        ("title", "en", "Trade Bureau", "Commerce Bureau", "Trade Bureau"),
    ]


def test_two_agreed_names_of_one_thing_in_one_text_are_told_with_both_places():
    drifts = drifting(
        [
            Part("title", "区外事办公室开放窗口", "District Foreign Affairs Office Opens Counter"),
            Part("body", "区外事办公室说明。", "The District Office of Foreign Affairs explains."),
        ],
        terms=TERMS,
        on=DAY,
    )
    assert [(one.field, one.elsewhere, one.instead, one.wanted) for one in drifts] == [
        ("body", "title", "District Office of Foreign Affairs", "District Foreign Affairs Office")
    ]


def test_a_record_may_be_called_by_its_full_and_by_its_short_name_in_one_text():
    whole = ("石景山区商务局通知", "Notice of the Shijingshan District Commerce Bureau")
    short = ("石景山区商务局说明。", "The Commerce Bureau explains.")
    assert found(*whole, short, names=[BUREAU]) == []


def test_a_name_and_nearly_the_same_name_in_one_text_are_two_names():
    zh = "区外事办公室开放窗口。区外事办公室说明。"
    twice = (
        "The District Foreign Affairs Office opens. The District Foreign Affair Office explains."
    )
    (drift,) = found(zh, twice)
    assert drift[3:] == ("District Foreign Affairs Office", "District Foreign Affair Office")
    once = "The District Foreign Affairs Office opens a counter. The Office explains."
    assert found(zh, once) == []
