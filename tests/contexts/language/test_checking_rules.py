"""Every rule of the tables is proved on a pair, and the whole is measured on pairs of our own."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from plenary.contexts.language.checking import tables
from plenary.contexts.language.checking.engine import check
from plenary.contexts.language.checking.findings import rulebook

PAIRS = Path(__file__).parent / "pairs"
OF_A_TERM_BASE = {"terms.forbidden-chinese"}
"""What no shipped term can show: proved in ``test_index`` on a term base of its own."""


@cache
def rows(name):
    with (PAIRS / f"{name}.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def verdict(row, column="en"):
    on = dt.date.fromisoformat(row["on"]) if row["on"] else None
    return check(row["zh"], row[column], profile=row["profile"], on=on)


@pytest.mark.parametrize("row", rows("rules"), ids=lambda row: row["rule"])
def test_a_rule_finds_what_it_is_for(row):
    assert row["rule"] in {finding.rule for finding in verdict(row).findings}


def test_no_rule_stands_in_the_tables_without_a_pair_that_it_finds():
    found = {row["rule"] for row in rows("rules")}
    found |= {f.rule for row in rows("wrong") for f in verdict(row, "wrong_en").findings}
    found |= {f.rule for row in rows("right") for f in verdict(row).findings}
    known = {*rulebook(), *(row["id"] for row in tables.rows("patterns"))}

    assert sorted(known - found - OF_A_TERM_BASE) == []


def test_faults_are_found_and_named():
    found = [row for row in rows("wrong") if verdict(row, "wrong_en").state == "fault"]
    named = [
        row
        for row in found
        if row["kind"] in {f.kind for f in verdict(row, "wrong_en").findings if f.is_proof}
    ]

    assert len(rows("wrong")) > 290
    assert len(found) / len(rows("wrong")) >= 0.94
    assert len(named) / len(rows("wrong")) >= 0.85


def test_hardly_a_right_pair_is_accused():
    right = [(row, "en") for row in rows("right")]
    right += [(row, "right_en") for row in rows("wrong")]
    accused = [row for row, column in right if verdict(row, column).state == "fault"]

    assert len(right) > 900
    assert len(accused) / len(right) <= 0.01


def test_every_finding_names_its_rule_kind_place_reason_and_source():
    told = [
        (row["wrong_en"], row["zh"], finding)
        for row in rows("wrong")
        for finding in verdict(row, "wrong_en").findings
    ]

    for en, zh, finding in told:
        side = en if finding.side == "en" else zh
        assert 0 <= finding.start <= finding.end <= len(side)
        assert finding.rule
        assert finding.kind
        assert finding.source
        assert finding.reason_zh
        assert finding.reason_en
        assert "{" not in finding.reason_zh + finding.reason_en


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("共三人", "hundred " * 200),
        ("二" * 400 + "个", "Room 5"),
        ("共" + "二" * 5000 + "人参加", "Room 5"),
        ("1个", "5" * 5000 + "th"),
        ("1个", "5" * 5000 + " Floor"),
        ("9" * 5000 + "个", "8" * 5000),
    ],
    ids=["hundreds", "long numeral", "longest numeral", "ordinal", "bare ordinal", "digits"],
)
def test_a_number_beyond_all_counting_is_read_without_failing(zh, en):
    assert check(zh, en).state != "pass"
