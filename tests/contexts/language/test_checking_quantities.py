"""Amounts in every way that the two sides write them: 万 and 亿, million and billion, spans, telephone numbers."""

import csv
from pathlib import Path

import pytest

from plenary.contexts.language.checking import chinese, phones, quantities
from plenary.contexts.language.checking.engine import check

PAIRS = Path(__file__).parent / "pairs" / "amounts.csv"


def rows(is_right):
    with PAIRS.open(encoding="utf-8") as lines:
        found = [(r["zh"], r["en"]) for r in csv.DictReader(lines) if r["is_right"] == is_right]
    assert len(found) > 40
    return found


def proofs_of_numbers(zh, en):
    found = check(zh, en, profile="government-text").findings
    return {f.rule: f.proposal for f in found if f.is_proof and f.rule.startswith("numbers.")}


def test_an_amount_told_in_another_way_is_never_accused():
    assert [pair for pair in rows("yes") if proofs_of_numbers(*pair)] == []


def test_another_amount_is_proved_by_a_digit_a_zero_or_a_unit():
    assert [pair for pair in rows("") if not proofs_of_numbers(*pair)] == []


@pytest.mark.parametrize(
    ("zh", "en", "proposal"),
    [
        ("1050000人次", "1.06 million visits", "1.05 million"),
        ("12345678元", "12345687 yuan", "12.345678 million"),
        ("3.2亿人", "32 million people", "320 million"),
        ("5.8万人", "85,000 people", "58,000"),
    ],
)
def test_the_right_amount_is_proposed_as_english_writes_it(zh, en, proposal):
    assert proofs_of_numbers(zh, en) == {"numbers.mismatch": proposal}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三亿五千万", 350_000_000),
        ("二万亿", 2_000_000_000_000),
        ("三万五", 35_000),
        ("一万零五", 10_005),
        ("十五万", 150_000),
        ("亿" * 200, None),
        ("", None),
    ],
)
def test_numerals_are_read_up_to_trillions(text, number):
    assert chinese.number(text) == number


def test_the_first_number_of_a_span_may_share_the_scale_of_the_second():
    assert [n.values for n in quantities.of_chinese("3至5万人")] == [(3, 30_000), (50_000,)]
    assert [n.values for n in quantities.of_english("3 to 5 million")] == [(3, 3e6), (5e6,)]


def test_only_what_is_no_amount_is_left_out_as_a_telephone_number():
    zh, en = phones.blank_out("电话85116600，预算12345678元", "Tel. +86-10-85116600, 12345687 yuan")

    assert ("85116600" in zh, "85116600" in en) == (False, False)
    assert ("12345678" in zh, "12345687" in en) == (True, True)


@pytest.mark.parametrize("digits", ["9" * 400, "1" * 5_000 + "万", "1,000" * 900])
def test_digits_without_end_are_read_without_harm(digits):
    assert check(f"共{digits}人", f"{digits} people and 2 million").state in {"fault", "person"}
