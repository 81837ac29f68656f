"""Every rule of the tables is proved on a pair, and the whole is measured on pairs of our own."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from plenary.contexts.language.checking import register, tables
from plenary.contexts.language.checking.engine import STEPS, check, profile_of
from plenary.contexts.language.checking.findings import Verdict, rulebook
from plenary.contexts.language.checking.rules import (
    agreement,
    capitals,
    clocks,
    contrasts,
    countries,
    counts,
    dates,
    discounts,
    endings,
    enumerations,
    fields,
    glosses,
    grammar,
    inversions,
    lists,
    lookup,
    meaning,
    measures,
    metro,
    misspelled,
    names,
    near,
    negations,
    numbers,
    opposites,
    ordinals,
    organisations,
    others,
    patterns,
    persons,
    plurals,
    presence,
    roads,
    romanisation,
    schemes,
    sentences,
    shares,
    spans,
    spelling,
    tenses,
    titles,
    tone,
    traditional,
    typography,
    unknown,
)
from plenary.contexts.language.checking.terms import Term, TermIndex, shipped_terms

PAIRS = Path(__file__).parent / "pairs"
OF_A_TERM_BASE = {"terms.expired", "terms.forbidden-chinese"}
"""What no shipped term can show: proved in ``test_index`` on a term base of its own."""


@cache
def rows(name):
    with (PAIRS / f"{name}.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def verdict(row, column="en"):
    return judged(row["zh"], row[column], row["profile"], row["on"])


@cache
def judged(zh, en, profile, on):
    return check(zh, en, profile=profile, on=dt.date.fromisoformat(on) if on else None)


@pytest.mark.parametrize("row", rows("rules"), ids=lambda row: row["rule"])
def test_a_rule_finds_what_it_is_for(row):
    assert row["rule"] in {finding.rule for finding in verdict(row).findings}


def test_no_rule_stands_in_the_tables_without_a_pair_that_it_finds():
    found = {row["rule"] for row in rows("rules")}
    found |= {f.rule for row in rows("wrong") for f in verdict(row, "wrong_en").findings}
    found |= {f.rule for row in rows("right") for f in verdict(row).findings}
    known = {*rulebook(), *(row["id"] for row in tables.rows("patterns"))}

    assert sorted(known - found - OF_A_TERM_BASE) == []


def test_the_register_says_truly_of_which_texts_and_days_each_rule_is():
    for row, column in [
        *((r, "en") for r in rows("rules")),
        *((r, "wrong_en") for r in rows("wrong")),
    ]:
        profile, on = profile_of(row["profile"]), row["on"]
        for finding in verdict(row, column).findings:
            rule = next(one for one in register.rules() if one.id == finding.rule)
            assert not rule.profiles or profile in rule.profiles.split("|"), rule.id
            assert not on or rule.since <= on <= (rule.until or on), rule.id


def test_each_rule_stands_in_the_register_once_with_its_reasons_and_its_source():
    listed = register.rules()

    assert len({rule.id for rule in listed}) == len(listed)
    assert [
        rule.id for rule in listed if not (rule.kind and rule.zh and rule.en and rule.source)
    ] == []


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


def test_a_right_rendering_that_is_written_otherwise_is_never_accused():
    accused = [row["en"] for row in rows("spared") if verdict(row).state == "fault"]

    assert accused == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2024年5月至7月", "From May to August 2024"),
        ("星期一至星期五", "Monday to Saturday"),
        ("星期一闭馆", "Closed on Tuesdays"),
        ("下午5点开会", "The meeting begins at 6 p.m."),
        ("8折优惠", "80% off"),
        ("副州长", "Governor"),
        ("英国首相", "President of Britain"),
        ("中国代表团访问德国", "A delegation from Japan visits Germany"),
        ("羊肉", "Lamp"),
        ("毛巾", "Tower"),
        ("二十世纪八十年代", "the 1990s"),
    ],
)
def test_what_is_another_number_post_or_word_is_still_found(zh, en):
    assert check(zh, en).state == "fault"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("因暴雨，公园今日不开放，明日恢复。", "Because of heavy rain the park is shut today and will open again tomorrow."),
        ("公园今日不开放。", "The park is shut today and will open tomorrow."),
        ("公园今日不开放。", "The park will open tomorrow."),
        ("服务大厅今日不营业。", "The service hall is shut today; hotlines stay open."),
        ("每周一闭馆。", "Open Tuesday–Sunday."),
        ("博物馆周一闭馆。", "The museum is open Tuesdays and Wednesdays."),
        ("馆内闭馆检修，10月8日恢复开放。", "The museum will open again on 8 October."),
        ("博物馆闭馆至10月7日。", "The museum is open as of 8 October."),
        ("水位下降。", "Gates have risen."),
        ("进口下降推动公园建设。", "Imports rose as parks were built."),
    ],
)  # fmt: skip
def test_an_opposite_is_not_proved_of_another_subject_or_another_clause(zh, en):
    findings = check(zh, en, profile="government-text").findings

    assert [one for one in findings if one.rule == "meaning.opposite" and one.is_proof] == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("公园今日不开放。", "The park is open today."),
        ("进口总额下降3%。", "Total imports rose by 3%."),
        ("博物馆周一闭馆", "The museum is open on Mondays"),
    ],
)
def test_an_opposite_is_proved_where_one_clause_says_it_of_the_same(zh, en):
    findings = check(zh, en, profile="government-text").findings

    assert [one.is_proof for one in findings if one.rule == "meaning.opposite"] == [True]


@pytest.mark.parametrize(
    ("zh", "en", "proposals"),
    [
        ("方庄", "Fang Zhuang", ["Fangzhuang"]),
        ("和平里", "He Ping Li", ["Hepingli"]),
        ("常营", "Chang Ying", ["Changying"]),
        ("李明", "Li Ming", []),
        ("李小明", "Li Xiao Ming", []),
        ("方庄同志", "Comrade Fang Zhuang", []),
    ],
)
def test_a_place_that_begins_like_a_surname_is_still_asked_about_and_a_person_is_not(
    zh, en, proposals
):
    found = check(zh, en, profile="public-information").findings

    assert [one.proposal for one in found if one.rule == "pinyin.split"] == proposals


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


def test_traditional_characters_are_shown_with_the_standard_ones_and_prove_nothing():
    verdict = check("首鋼園位於石景山區，歡迎您。", "Shougang Park welcomes you.")

    (found,) = [one for one in verdict.findings if one.rule == "typography.traditional"]

    assert (found.side, found.start, found.end) == ("zh", 1, 11)
    assert (found.proposal, found.proposal_side) == ("钢园位於石景山区，欢", "zh")
    assert "鋼→钢 園→园 區→区" in found.reason_en
    assert not found.is_proof
    for zh in ("首钢园位于石景山区，欢迎您。", "著名设计师陈喆昇、于是乎", "乾坤、瞭望、藉口"):
        rules = {one.rule for one in check(zh, "Something else").findings}
        assert "typography.traditional" not in rules


def test_a_long_traditional_text_is_one_finding_without_its_whole_wording():
    zh = "國際交往中心建設全體會議在石景山區召開，" * 100

    found = [one for one in check(zh, "x").findings if one.rule == "typography.traditional"]

    assert [(one.start, one.proposal) for one in found] == [(0, "")]
    assert found[0].reason_zh.count("→") == 8


def test_each_traditional_character_has_one_standard_form_that_is_no_traditional_one():
    rows = tables.rows("traditional")
    pairs = [pair for row in rows for pair in zip(row["traditional"], row["standard"], strict=True)]

    assert len(pairs) > 600
    assert len({old for old, _new in pairs}) == len(pairs)
    assert not {old for old, _new in pairs} & {new for _old, new in pairs}


@pytest.mark.parametrize(
    ("zh", "en", "profile", "rule"),
    [
        ("北京市昌平区商务局", "Beijing Changping District Bureau of Commerce", "organisation", "meaning.missing-part"),
        ("北京市石景山区", "Shijingshan District, Beijing", "", "meaning.missing-part"),
        ("", "The office opened on Monday. It serves residents.", "", "capitals.content-word"),
        ("会议由区领导主持。", "The meeting was chaired by a district leader.", "", "meaning.unaccounted"),
        ("会议由区领导主持。", "A district leader held it.", "", "meaning.by-character"),
        ("区外办", "Foreign Office", "", "meaning.by-character"),
        ("友好城市", "sister city", "", "terms.near"),
        ("他主持会议。", "He presided over the meeting.", "government-text", "terms.missing"),
        ("他主持会议。", "He presides over meetings.", "government-text", "terms.missing"),
        ("石景山区委外事工作委员会召开会议。", "The Foreign Affairs Committee of the CPC Shijingshan District Committee met.", "government-text", "terms.missing"),
    ],
)  # fmt: skip
def test_what_a_standard_or_a_sentence_has_so_is_not_asked_about(zh, en, profile, rule):
    assert rule not in {one.rule for one in check(zh, en, profile=profile).findings}


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("9月30日，36名学生参加。", "On September 20, 63 students took part.",
         [("September 20", "September 30"), ("63", "36")]),
        ("36名学生于9月30日参加。", "63 students took part on 20 September.",
         [("63", "36"), ("20 September.", "30 September.")]),
        ("投资500万元，占12%，共45人。", "It takes 54 people, 21% and RMB 600 million.",
         [("54", "45"), ("21", "12"), ("600 million", "5 million")]),
    ],
)  # fmt: skip
def test_a_day_is_compared_as_a_whole_and_an_amount_with_one_of_its_kind(zh, en, expected):
    found = check(zh, en, profile="government-text").findings

    told = [(one.start, en[one.start : one.end], one.proposal) for one in found
            if one.rule == "numbers.mismatch"]  # fmt: skip
    assert [one[1:] for one in sorted(told)] == expected


def test_a_running_text_is_asked_for_the_names_of_organisations():
    index = TermIndex.build(
        [
            Term("友谊促进会", "Friendship Association", "preferred", "organisation"),
            Term("友谊路", "YOUYI Rd", "preferred", "road-sign"),
        ]
    )

    found = check("友谊促进会在友谊路开会。", "It met.", profile="government-text", terms=index)

    asked = [(one.proposal, one.is_proof) for one in found.findings if one.rule == "terms.missing"]
    assert asked == [("Friendship Association", False)]


def test_a_forbidden_name_is_told_with_what_to_write_or_without():
    bans = [Term("友谊会", "Pal Club", "forbidden"), Term("友谊坊", "Pal Lane", "forbidden")]
    known = Term("友谊会", "Friendship Club", "preferred", "organisation")
    index = TermIndex.build([*bans, known])

    found = [
        one
        for zh, en in (("友谊会开会", "Pal Club Meeting"), ("友谊坊开会", "Pal Lane Meeting"))
        for one in check(zh, en, profile="government-text", terms=index).findings
        if one.rule.startswith("terms.forbidden")
    ]

    assert [one.proposal for one in found] == ["Friendship Club", ""]
    assert found[1].reason_en == "“Pal Lane” is not to be used for 友谊坊."
    assert "“”" not in found[1].reason_zh


ORDER = (
    ("0 characters", (typography.find, traditional.find)),
    ("1 presence", (presence.find,)),
    ("2 look-up of the whole", (lookup.expired, lookup.differing)),
    ("3 forbidden and outdated", (lookup.forbidden, lookup.forbidden_chinese)),
    ("4 term pairs", (lookup.missing,)),
    (
        "5 numbers, ordinals, units, and what is compared as a whole beside them",
        (
            *(numbers.find, ordinals.find, dates.find, spans.find, measures.find, shares.find),
            *(discounts.find, titles.find),
            *(countries.find, counts.find, clocks.find, lists.find, enumerations.find),
        ),
    ),
    (
        "6 romanisation: the gazetteer, then the style",
        (
            *(schemes.find, romanisation.find, persons.find, misspelled.find),
            *(names.find, names.untranslated, names.small),
        ),
    ),
    ("7 roads and organisations", (roads.find, metro.find, organisations.find, fields.find)),
    ("8 tone", (tone.find, patterns.find)),
    (
        "9 capitals, grammar and marks",
        (
            *(capitals.find, grammar.find, plurals.find, agreement.find, tenses.find),
            *(sentences.find, endings.find),
        ),
    ),
    ("10 spelling", (unknown.find, spelling.find)),
    (
        "10 meaning, word by word",
        (
            *(opposites.find, contrasts.find, negations.find, inversions.find),
            *(others.find, glosses.find, meaning.find),
        ),
    ),
    ("11 near matches", (near.find,)),
)


def test_the_checks_stand_in_their_order_the_cheap_first():
    assert tuple(step for _stage, steps in ORDER for step in steps) == STEPS


def test_an_approved_pair_is_looked_up_as_a_whole_and_asked_nothing_else():
    pair = next(term for term in shipped_terms() if term.zh and term.en and not term.profile)

    assert check(pair.zh, pair.en) == Verdict("pass")
    assert next(f.rule for f in check(pair.zh, f"{pair.en}  x").findings).startswith("typography.")


@pytest.mark.parametrize(
    ("zh", "en", "proposal"),
    [
        ("不可回收", "Recyclable", "Non-Recyclables"),
        ("入境大厅", "Departure Hall", "Entry"),
        ("请勿吸烟", "Smoking Is Strictly Prohibited", "Please Do Not Smoke"),
    ],
)
def test_a_proposal_is_a_text_and_no_pattern(zh, en, proposal):
    proposed = [f.proposal for f in judged(zh, en, "public_information", "").findings]

    assert proposal in proposed
    assert [one for one in proposed if set(one) & set("\\?*+|[") or one != one.strip()] == []
