"""What a text refers to is superior; what the meeting adopts itself, and the body's own, is not."""

import pytest

from plenary.readout.chinese import read_chinese
from plenary.readout.english import read_english

HELD = "近日，港城区委外事工作委员会召开2027年全体会议。"


def names(text):
    read = read_chinese if text[0] > "z" else read_english
    return [reference.name.text for reference in read(text).references]


@pytest.mark.parametrize(
    "tabled",
    [
        "会议审议通过《对外交往三年规划》。",
        "会议听取《对外交往三年规划》的说明，",
        "会议研究了《对外交往三年规划》。",
        "会议审议了《港城区礼宾细则》。",
        "会议审议了我区“十五五”时期对外交往规划。",
        "会议审议了《港城区“十五五”时期对外交往规划》。",
    ],
)
def test_a_plan_that_the_meeting_adopts_is_no_reference_wherever_it_is_named(tabled):
    later = "会议强调，要抓好《对外交往三年规划》的落实。" if "三年规划" in tabled else ""

    assert names(f"{HELD}{tabled}{later}") == []


@pytest.mark.parametrize(
    ("heard", "reference"),
    [
        ("会议听取《临海市语言环境条例》贯彻实施情况汇报。", "《临海市语言环境条例》"),
        ("会议审议了贯彻《临海市语言环境条例》的实施方案。", "《临海市语言环境条例》"),
        ("会议传达学习《临海市语言环境条例》。", "《临海市语言环境条例》"),
        ("会议强调，要谋划“十五五”规划。", "“十五五”规划"),
    ],
)
def test_what_the_meeting_carries_out_or_passes_on_stays_a_reference(heard, reference):
    assert names(HELD + heard) == [reference]


def test_the_superior_meetings_whose_decisions_are_passed_on_are_references():
    text = (
        f"{HELD}会议传达学习了市委外事工作委员会全体会议精神、临海市外事工作会议精神。会议强调，要深入贯彻落实"
        "党的二十届三中全会和中央外事工作会议、省委外事工作委员会第三次全体会议精神。"
    )

    assert names(text) == [
        "市委外事工作委员会全体会议",
        "临海市外事工作会议",
        "党的二十届三中全会",
        "中央外事工作会议",
        "省委外事工作委员会第三次全体会议",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "要贯彻落实区委外事工作委员会2026年全体会议精神。",
        "要贯彻落实港城区委外事工作委员会第二次全体会议精神。",
        "要认真贯彻落实本次会议精神。",
        "要深刻领会会议精神。",
        "要贯彻落实全区外事工作会议精神。",
    ],
)
def test_a_meeting_of_the_body_itself_is_no_reference(said):
    assert names(f"{HELD}会议强调，{said}") == []


def test_a_meeting_named_twice_is_one_reference_by_its_fuller_name():
    text = (
        f"{HELD}会议强调，要落实市委外事工作委员会全体会议精神。会议传达学习了"
        "市委外事工作委员会2027年全体会议精神。"
    )

    assert names(text) == ["市委外事工作委员会2027年全体会议"]


def test_english_takes_the_meetings_studied_and_leaves_what_was_adopted():
    text = (
        "Recently, Gangcheng District convened the 2027 plenary meeting of the Foreign Affairs "
        "Committee of the CPC Gangcheng District Committee. The meeting studied the key principles "
        "of the 2027 plenary session of the municipal foreign affairs committee. The meeting adopted "
        "the Measures on Bilingual Signs of Gangcheng District and reviewed the 2026 work report. "
        "The meeting heard a report on the implementation of the Regulations on International "
        "Exchange. The Measures on Bilingual Signs of Gangcheng District should be carried out."
    )

    assert names(text) == [
        "2027 plenary session of the municipal foreign affairs committee",
        "Regulations on International Exchange",
    ]
