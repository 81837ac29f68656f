"""The light rules, branch by branch, and their sentences."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from plenary.contexts.governance.enums import Light
from plenary.contexts.governance.lights import (
    SENTENCES,
    Step,
    TaskFacts,
    explain,
    light_of,
    plain,
)
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.profiles import CITY_COUNCIL, CN_DISTRICT, PROFILES, current

TODAY = dt.date(2025, 7, 20)
YEAR_END = dt.date(2025, 12, 31)
SECOND_QUARTER = Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30))
FINE = TaskFacts(
    state="open",
    due_on=YEAR_END,
    days_left=164,
    opened_on=dt.date(2025, 5, 8),
    period=SECOND_QUARTER,
    reported_until=SECOND_QUARTER.ends_on,
)


def days_ago(number):
    return TODAY - dt.timedelta(days=number)


def ruled(profile=CN_DISTRICT, today=TODAY, **facts):
    return light_of(replace(FINE, **facts), profile, today)


CASES = [
    ("a draft has no light", {"state": "draft"}, "none", "draft"),
    ("all dates kept", {}, "green", "on_track"),
    ("without any date", {"due_on": None, "days_left": None}, "green", "on_track"),
    ("due today is not late", {"due_on": TODAY, "days_left": 0}, "yellow", "due_soon"),
    ("due yesterday", {"due_on": days_ago(1), "days_left": -1}, "red", "overdue"),
    ("due in 30 days", {"days_left": 30}, "yellow", "due_soon"),
    ("due in 31 days", {"days_left": 31}, "green", "on_track"),
    ("a step due today", {"steps": (Step(1, TODAY),)}, "green", "on_track"),
    ("a step in its grace", {"steps": (Step(1, days_ago(7)),)}, "yellow", "milestone_late"),
    ("a step past its grace", {"steps": (Step(1, days_ago(8)),)}, "red", "milestone_overdue"),
    (
        "the oldest of two late steps rules",
        {"steps": (Step(2, days_ago(1)), Step(1, days_ago(9)))},
        "red",
        "milestone_overdue",
    ),
    (
        "a late step made good",
        {"steps": (Step(1, days_ago(40), days_ago(20)),)},
        "made_good",
        "milestones_made_good",
    ),
    (
        "one late step made good, another still late",
        {"steps": (Step(1, days_ago(40), days_ago(20)), Step(2, days_ago(3)))},
        "yellow",
        "milestone_late",
    ),
    ("a step done in time", {"steps": (Step(1, TODAY, days_ago(1)),)}, "green", "on_track"),
    ("help asked", {"asks_help": True}, "yellow", "help_asked"),
    ("silence after the grace", {"reported_until": None}, "yellow", "no_progress"),
    (
        "an older period reported",
        {"reported_until": dt.date(2025, 3, 31)},
        "yellow",
        "no_progress",
    ),
    (
        "a task younger than the period",
        {"reported_until": None, "opened_on": dt.date(2025, 7, 2)},
        "green",
        "on_track",
    ),
    ("no period known", {"reported_until": None, "period": None}, "green", "on_track"),
    (
        "no day of opening known",
        {"reported_until": None, "opened_on": None},
        "yellow",
        "no_progress",
    ),
    ("reported in time", {"state": "reported", "done_on": TODAY}, "green", "reported"),
    ("reported without a day", {"state": "reported"}, "green", "reported"),
    (
        "reported after its date",
        {"state": "reported", "done_on": TODAY, "due_on": days_ago(3)},
        "yellow",
        "reported_late",
    ),
    (
        "reported without a due date",
        {"state": "reported", "done_on": TODAY, "due_on": None},
        "green",
        "reported",
    ),
    (
        "closed in time",
        {"state": "closed", "done_on": TODAY, "due_on": TODAY},
        "done",
        "closed_on_time",
    ),
    (
        "closed late",
        {"state": "closed", "done_on": TODAY, "due_on": days_ago(1)},
        "made_good",
        "closed_late",
    ),
    ("replaced", {"state": "replaced", "due_on": days_ago(9)}, "none", "replaced"),
    ("ended", {"state": "ended", "due_on": days_ago(9)}, "none", "ended"),
    ("closed undated", {"state": "closed", "due_on": None}, "done", "closed_undated"),
]


@pytest.mark.parametrize(
    ("facts", "light", "rule"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_rule_gives_its_light(facts, light, rule):
    ruling = ruled(**facts)

    assert (ruling.light, ruling.rule) == (light, rule)


def test_silence_within_the_grace_after_a_period_is_no_silence():
    assert ruled(reported_until=None, today=dt.date(2025, 7, 10)).rule == "on_track"
    assert ruled(reported_until=None, today=dt.date(2025, 7, 11)).rule == "no_progress"


def test_red_stands_before_yellow_and_yellow_before_made_good():
    late = {"due_on": days_ago(1), "days_left": -1}
    step = {"steps": (Step(1, days_ago(3)), Step(2, days_ago(40), days_ago(20)))}

    assert ruled(**late, **step, asks_help=True).rule == "overdue"
    assert ruled(**step, asks_help=True).rule == "milestone_late"
    assert ruled(asks_help=True, reported_until=None, days_left=3).rule == "help_asked"
    assert ruled(reported_until=None, days_left=3).rule == "no_progress"
    assert ruled(days_left=3, steps=(step["steps"][1],)).rule == "due_soon"


def test_a_profile_has_its_own_numbers():
    late_step = (Step(1, days_ago(10)),)

    assert ruled(CITY_COUNCIL, steps=late_step).rule == "milestone_late"
    assert ruled(CN_DISTRICT, steps=late_step).rule == "milestone_overdue"
    assert ruled(CITY_COUNCIL, days_left=20).rule == "on_track"
    assert ruled(CITY_COUNCIL, days_left=10).rule == "due_soon_working"


@pytest.mark.parametrize("facts", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_every_ruling_is_explained_in_both_languages(facts):
    ruling = ruled(**facts)

    said = explain(ruling.light, ruling.rule, plain(ruling.facts), CN_DISTRICT)

    assert said == explain(ruling.light, ruling.rule, ruling.facts, CN_DISTRICT)
    assert said.sentence_zh.endswith("。")
    assert said.sentence_en.endswith(".")
    assert "{" not in said.sentence_zh + said.sentence_en


def test_every_rule_with_a_sentence_can_be_reached():
    reached = {ruled(**case[1]).rule for case in CASES} | {ruled(CITY_COUNCIL, days_left=10).rule}

    assert reached == set(SENTENCES) - {""}


def test_the_sentence_names_dates_and_days():
    ruling = ruled(due_on=days_ago(1), days_left=-1)

    said = explain(ruling.light, ruling.rule, ruling.facts, CN_DISTRICT)

    assert said.sentence_zh == "已超过2025年7月19日的时限1天。"
    assert said.sentence_en == "It is 1 day past its due date, 19 July 2025."
    assert (said.word_zh, said.word_en, said.shape) == ("逾期", "Late", "square")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"due_on": TODAY + dt.timedelta(days=1), "days_left": 1},
            "1 day is left to its due date, 21 July 2025 (marked within 30).",
        ),
        (
            {"steps": (Step(1, days_ago(20), days_ago(1)),)},
            "1 milestone was late; it has been made good.",
        ),
        (
            {"due_on": days_ago(11), "days_left": -11},
            "It is 11 days past its due date, 9 July 2025.",
        ),
    ],
)
def test_the_english_sentence_counts_one_as_one(facts, sentence):
    ruling = ruled(**facts)

    assert explain(ruling.light, ruling.rule, ruling.facts, CN_DISTRICT).sentence_en == sentence


@pytest.mark.parametrize(("key", "light"), list(product(PROFILES, Light.values)))
def test_every_profile_words_every_light_with_a_shape_of_its_own(key, light):
    words = PROFILES[key].words

    assert words[light].zh
    assert words[light].en
    assert [word.shape for word in words.values()].count(words[light].shape) == 1


def test_the_settings_choose_the_profile(settings):
    settings.PROFILE = "city-council"

    assert current() is CITY_COUNCIL
