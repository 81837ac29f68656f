"""Statements drafted from plain facts: golden texts in both languages, and what always holds."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.contexts.governance.drafting import (
    EntryFacts,
    FigureFacts,
    Pair,
    ReportFacts,
    StepFacts,
    TaskFacts,
    draft_statements,
    work_record,
)
from plenary.contexts.governance.drafting.writing import number_zh, ordinal_en, points, sentence
from plenary.contexts.governance.report_periods import period_name, report_periods

COMMERCE = Pair("区商务局", "Commerce Bureau")
CULTURE = Pair("区文旅局", "Culture Bureau")
LIGHTS = {
    "green": Pair("正常推进", "On track"),
    "yellow": Pair("需要关注", "Needs attention"),
    "red": Pair("逾期", "Late"),
    "done": Pair("按时完成", "Done on time"),
    "made_good": Pair("逾期后补齐", "Late, made good"),
    "none": Pair("未启动", "Not started"),
}


def entry(**fields):
    return EntryFacts(
        **{
            "unit": COMMERCE,
            "is_lead": True,
            "ends_on": dt.date(2025, 3, 31),
            "passage": 11,
            **fields,
        }
    )


def task(**fields):
    return TaskFacts(
        **{
            "task_id": 7,
            "number": 3,
            "title": Pair("提升退税便利度", "Make tax refunds easier"),
            "lead": COMMERCE,
            "light": "green",
            "bases": (41,),
            **fields,
        }
    )


def facts(*tasks, **fields):
    return ReportFacts(
        **{
            "period": Pair("2025年上半年", "the first half of 2025"),
            "starts_on": dt.date(2025, 1, 1),
            "ends_on": dt.date(2025, 6, 30),
            "as_of": dt.date(2025, 7, 5),
            "tasks": tasks,
            "lights": LIGHTS,
            **fields,
        }
    )


def draft(of):
    _text, lines = work_record(of)
    return draft_statements(of, {line.key: 900 + n for n, line in enumerate(lines)})


def said(of, key):
    found = [each for each in draft(facts(of)) if each.key.startswith(key)]
    assert len(found) <= 1
    return found[0].text if found else None


def test_the_overview_counts_the_lights_and_names_the_gaps():
    overview = [
        each.text for each in draft(facts(task(), task(task_id=8, number=5, light="red")))
        if each.key.startswith("overview")
    ]  # fmt: skip

    assert overview[0] == Pair(
        "2025年上半年，清单共有任务2项。截至2025年7月5日，"
        "按时完成0项，正常推进1项，需要关注0项，逾期1项。",
        "For the first half of 2025 the list holds 2 tasks. As of 5 July 2025: "
        "done on time 0, on track 1, needs attention 0, late 1.",
    )
    assert overview[1] == Pair(
        "2项任务本期无进展材料：第3项、第5项。",
        "2 tasks have no evidence for this period: items 3, 5.",
    )


def test_a_heading_holds_title_lead_unit_and_light_and_cites_the_clause():
    heading = next(each for each in draft(facts(task())) if each.kind == "task")

    assert heading.text == Pair("提升退税便利度", "Make tax refunds easier")
    assert heading.details["lead_zh"] == "区商务局"
    assert (heading.details["light"], heading.details["light_en"]) == ("green", "On track")
    assert [(c.kind, c.passage) for c in heading.sources] == [("basis", 41), ("state", 901)]


def test_a_single_entry_stands_as_it_was_written():
    told = task(entries=(entry(done=Pair("新增退税商店4家", "Opened 4 refund shops.")),))

    assert said(told, "progress") == Pair("新增退税商店4家。", "Opened 4 refund shops.")


def test_several_entries_are_counted_and_other_units_named():
    told = task(
        entries=(
            entry(done=Pair("新增退税商店4家。", "Opened 4 refund shops.")),
            entry(
                unit=CULTURE,
                is_lead=False,
                passage=12,
                done=Pair("印制导览2万份；", "Printed 20,000 guides."),
            ),
            entry(
                passage=13,
                ends_on=dt.date(2025, 6, 30),
                done=Pair("培训店员", "Beijing staff trained"),
            ),
        )
    )

    assert said(told, "progress") == Pair(
        "一是新增退税商店4家；二是培训店员；三是印制导览2万份（区文旅局）。",
        "First, opened 4 refund shops; second, Beijing staff trained; "
        "third, printed 20,000 guides (Culture Bureau).",
    )


def test_points_of_several_sentences_are_parted_by_full_stops():
    assert (
        points(["办会3场。成效明显。", "签约2家"], "zh") == "一是办会3场。成效明显。二是签约2家。"
    )
    assert points(["Held 3. It went well.", "Signed 2"], "en") == (
        "First, held 3. It went well. Second, signed 2."
    )


def test_points_that_count_themselves_are_not_counted_again():
    assert points(["一是办会；二是签约", "培训"], "zh") == "一是办会；二是签约。培训。"


def test_a_side_that_no_unit_wrote_stays_empty_and_a_part_of_it_is_marked():
    one = task(entries=(entry(done=Pair(zh="新增退税商店4家")),))
    two = task(
        entries=(entry(done=Pair(zh="甲")), entry(passage=12, done=Pair("乙", "Trained staff")))
    )

    assert said(one, "progress").en == ""
    assert said(two, "progress").en == "First, [not translated yet]; second, trained staff."


def test_a_unit_that_says_nothing_is_new_is_believed_and_cited():
    told = task(entries=(entry(is_nothing_new=True),))

    assert said(told, "progress") == Pair(
        "本期无新进展（区商务局报告）。",
        "Nothing new in this period, as reported by Commerce Bureau.",
    )
    assert said(told, "gap") is None


def test_no_entry_is_a_gap_and_so_is_a_silent_lead_unit():
    others = task(entries=(entry(unit=CULTURE, is_lead=False, done=Pair("印制导览", "Printed")),))

    assert said(task(), "gap") == Pair("本期无进展材料。", "No evidence for this period.")
    assert said(others, "gap") == Pair(
        "牵头单位（区商务局）本期无进展材料。",
        "No evidence for this period from the lead unit, Commerce Bureau.",
    )


def test_an_item_of_after_the_period_says_when_it_came_and_is_no_gap():
    later = task(number=41, added_on=dt.date(2025, 7, 15))
    statements = draft(facts(later))
    told = next(one for one in statements if one.key.startswith("progress:"))

    assert told.text.en == "Put on the list on 15 July 2025, after this period."
    assert told.text.zh == "2025年7月15日列入清单，本期无须报告。"
    assert not [one for one in statements if one.kind == "gap" or one.key == "overview:gaps"]


def test_a_closed_task_says_so_and_is_no_gap():
    closed = task(closed_on=dt.date(2025, 5, 20), outcome=Pair(zh="机制建成"))

    assert said(closed, "closed") == Pair(
        "已于2025年5月20日核查销号：机制建成。", "Closed on 20 May 2025: [not translated yet]."
    )
    assert said(closed, "gap") is None


def test_a_figure_says_name_value_counted_word_period_and_target():
    figure = FigureFacts(
        "refund.shops",
        Pair("新增离境退税商店", "New tax refund shops"),
        Pair("家", "shops"),
        1204,
        dt.date(2025, 1, 1),
        dt.date(2025, 6, 30),
        target=2000,
        passages=(31,),
    )
    told = task(figures=(figure,))

    assert said(told, "figure") == Pair(
        "2025年1月1日至2025年6月30日，新增离境退税商店累计1,204家，目标2,000家。",
        "New tax refund shops, 1 January 2025 to 30 June 2025: 1,204 shops (target: 2,000).",
    )
    drafted = next(each for each in draft(facts(told)) if each.kind == "figure")
    assert [c.kind for c in drafted.sources] == ["figure", "state"]


def test_late_work_says_first_date_present_date_missed_steps_and_the_units_reason():
    late = task(
        light="red",
        first_due_on=dt.date(2025, 3, 31),
        due_on=dt.date(2025, 6, 30),
        steps=(StepFacts(1, Pair("印发方案", "Plan issued"), dt.date(2025, 2, 28)),),
        entries=(entry(done=Pair("甲", "A"), reason=Pair("场地调整。", "The venue changed.")),),
    )

    assert said(late, "late") == Pair(
        "原定2025年3月31日前完成，后调整为2025年6月30日，截至2025年7月5日逾期5天；"
        "节点“印发方案”应于2025年2月28日完成，尚未完成。原因：场地调整。",
        "First due on 31 March 2025, now due on 30 June 2025; 5 days overdue as of 5 July 2025. "
        "Milestone “Plan issued” was due on 28 February 2025 and is not done. "
        "Reason given by Commerce Bureau: The venue changed.",
    )


def test_late_work_without_a_reason_says_that_none_was_given():
    late = task(due_on=dt.date(2025, 7, 4))

    assert said(late, "late") == Pair(
        "应于2025年7月4日前完成，截至2025年7月5日逾期1天。未说明原因。",
        "Due on 4 July 2025; 1 day overdue as of 5 July 2025. No reason was given.",
    )


def test_work_done_late_says_when_it_was_done():
    done = task(
        due_on=dt.date(2025, 5, 31),
        reported_on=dt.date(2025, 6, 10),
        steps=(StepFacts(2, Pair(), dt.date(2025, 3, 1), dt.date(2025, 3, 9)),),
        entries=(entry(done=Pair("甲", "A"), reason=Pair("流程较长", "Long procedure")),),
    )

    assert said(done, "late").zh == (
        "应于2025年5月31日前完成，2025年6月10日完成，晚10天；"
        "第2个节点应于2025年3月1日完成，2025年3月9日补齐。原因：流程较长。"
    )


def test_what_needs_attention_says_why_in_the_rules_own_words():
    told = task(
        light="yellow",
        why=Pair("距2025年7月20日的时限还有15天。", "15 days are left."),
        entries=(entry(done=Pair("甲", "A")),),
    )

    assert said(told, "late") == Pair(
        "需要关注：距2025年7月20日的时限还有15天。", "Needs attention: 15 days are left."
    )


def test_next_steps_and_help_come_from_each_units_latest_entry():
    told = task(
        entries=(
            entry(done=Pair("甲", "A"), next=Pair("旧计划", "Old plan")),
            entry(
                passage=12,
                ends_on=dt.date(2025, 6, 30),
                done=Pair("乙", "B"),
                next=Pair("组织签约", "Sign the contracts"),
                help=Pair("请协调场地", "A venue"),
            ),
        )
    )

    assert said(told, "next") == Pair("下一步：组织签约。", "Next: Sign the contracts.")
    assert said(told, "help") == Pair("需要协调：请协调场地。", "Help needed: A venue.")


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [(1, "一", "first"), (10, "十", "tenth"), (11, "十一", "eleventh"), (20, "二十", "20th"),
     (21, "二十一", "21st"), (99, "九十九", "99th"), (100, "100", "100th"), (112, "112", "112th")],
)  # fmt: skip
def test_numbers_are_written_as_reports_write_them(n, zh, en):
    assert (number_zh(n), ordinal_en(n)) == (zh, en)


@pytest.mark.parametrize(
    ("text", "closed"),
    [("", ""), ("好", "好。"), ("好？", "好？"), ("好（一）", "好（一）。"), ("  ", "")],
)
def test_a_sentence_is_closed_once(text, closed):
    assert sentence(text, "zh") == closed


def test_the_periods_of_a_year_come_in_the_order_in_which_they_end():
    found = report_periods(dt.date(2025, 1, 1), dt.date(2025, 12, 31))

    assert [(each.key, each.ends_on.isoformat()[5:]) for each in found] == [
        ("quarter-2025-01", "03-31"), ("quarter-2025-04", "06-30"), ("half-2025-01", "06-30"),
        ("quarter-2025-07", "09-30"), ("nine-2025-01", "09-30"), ("quarter-2025-10", "12-31"),
        ("half-2025-07", "12-31"), ("year-2025-01", "12-31"),
    ]  # fmt: skip
    assert found[4].name == Pair("2025年前三季度", "the first three quarters of 2025")


def test_a_list_that_begins_in_march_has_a_first_quarter_of_its_own_length():
    found = report_periods(dt.date(2025, 3, 1), dt.date(2025, 5, 31))

    assert found[0].starts_on == dt.date(2025, 3, 1)
    assert {each.ends_on for each in found} == {dt.date(2025, 3, 31), dt.date(2025, 5, 31)}
    assert period_name("quarter", dt.date(2025, 3, 1), dt.date(2025, 3, 31)).zh == "2025年第一季度"


words = st.text(alphabet="甲乙丙，。；abc AB.;'\n", max_size=30)
sides = st.builds(Pair, words, words)
days = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
entries = st.builds(
    EntryFacts,
    unit=st.sampled_from([COMMERCE, CULTURE, Pair(zh="某局"), Pair(en="An office")]),
    is_lead=st.booleans(),
    ends_on=days,
    passage=st.integers(1, 99),
    done=sides,
    next=sides,
    help=sides,
    reason=sides,
    is_nothing_new=st.booleans(),
)
figures = st.builds(
    FigureFacts,
    measure=st.sampled_from(["a.b", "c.d"]),
    name=st.just(Pair("活动", "Events")),
    counted=st.just(Pair("场", "events")),
    value=st.integers(0, 10**9),
    starts_on=days,
    ends_on=days,
    target=st.none() | st.integers(0, 99),
    passages=st.just((5,)),
)
steps = st.builds(StepFacts, st.integers(1, 9), sides, days, st.none() | days)
titles = st.builds(Pair, st.just("任务"), st.sampled_from(["", "A task"]))
some_tasks = st.lists(
    st.builds(
        TaskFacts,
        task_id=st.integers(1, 50),
        number=st.integers(1, 50),
        title=titles,
        lead=st.sampled_from([COMMERCE, Pair()]),
        light=st.sampled_from(sorted(LIGHTS)),
        why=sides,
        first_due_on=st.none() | days,
        due_on=st.none() | days,
        reported_on=st.none() | days,
        closed_on=st.none() | days,
        outcome=sides,
        steps=st.lists(steps, max_size=3).map(tuple),
        entries=st.lists(entries, max_size=4).map(tuple),
        figures=st.lists(figures, max_size=2, unique_by=lambda f: f.measure).map(tuple),
        bases=st.sampled_from([(), (41,), (41, 42, 41)]),
    ),
    max_size=5,
    unique_by=(lambda t: t.task_id, lambda t: t.number),
)


@settings(max_examples=50, deadline=None)
@given(some_tasks)
def test_every_statement_has_a_source_and_a_text_whatever_was_handed_in(tasks):
    drafted = draft(facts(*tasks))

    assert all(each.sources for each in drafted)
    assert all(each.text.zh.strip() or each.text.en.strip() for each in drafted)
    assert all(len(set(each.sources)) == len(each.sources) for each in drafted)


@settings(max_examples=50, deadline=None)
@given(some_tasks)
def test_items_follow_the_lists_numbers_and_begin_with_their_heading(tasks):
    drafted = [each for each in draft(facts(*tasks)) if each.number is not None]
    numbers = [each.number for each in drafted]

    assert numbers == sorted(numbers)
    assert [each.number for each in drafted if each.kind == "task"] == sorted(
        t.number for t in tasks
    )
    assert len({each.key for each in drafted}) == len(drafted)
    firsts = {number: next(e.kind for e in drafted if e.number == number) for number in numbers}
    assert set(firsts.values()) <= {"task"}


@settings(max_examples=50, deadline=None)
@given(some_tasks)
def test_a_task_without_evidence_is_always_said_to_be_one(tasks):
    drafted = draft(facts(*tasks))
    gaps = {each.task_id for each in drafted if each.kind == "gap"}

    assert {each.task_id for each in tasks if each.has_no_evidence} <= gaps


@settings(max_examples=50, deadline=None)
@given(some_tasks)
def test_the_records_lines_stand_where_they_say(tasks):
    text, lines = work_record(facts(*tasks))

    assert all(text[line.start : line.end] == line.quote for line in lines)
    assert len({line.key for line in lines}) == len(lines)


@settings(max_examples=50, deadline=None)
@given(some_tasks)
def test_drafting_twice_gives_the_same(tasks):
    assert draft(facts(*tasks)) == draft(facts(*(dataclasses.replace(t) for t in tasks)))
