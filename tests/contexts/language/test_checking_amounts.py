"""Amounts that English spells out or scales, and lines that are set like sentences."""

import pytest

from plenary.contexts.language.checking import amounts, english
from plenary.contexts.language.checking.engine import check


def proofs(zh, en, profile="government-text"):
    return {f.rule: f.proposal for f in check(zh, en, profile=profile).findings if f.is_proof}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("thirty-six ships", [36]),
        ("two hundred and five seats", [205]),
        ("three of the twenty-one", [3, 21]),
        ("no amount at all", []),
    ],
)
def test_an_amount_of_several_words_is_one_amount(text, whole):
    assert list(amounts.whole(english.words(text))) == whole


def test_a_wrong_amount_of_two_words_is_proved_in_running_text():
    zh = "三十六家企业签署了合作文件。"

    assert "numbers.missing" in proofs(zh, "Thirty-five companies signed cooperation documents.")
    assert proofs(zh, "Thirty-six companies signed cooperation documents.") == {}


def test_a_sentence_with_more_than_one_amount_is_left_to_a_person():
    zh = "今年共有三十六家企业和四十二名专家代表参加了在新落成的会议中心举行的年度大会。"
    en = "Thirty-five companies and forty-two experts attended the annual meeting held this year in the new center."

    assert proofs(zh, en) == {}


@pytest.mark.parametrize(
    ("zh", "en", "proposal"),
    [
        ("总投资48万亿元", "a total investment of 48 billion yuan", "48 trillion"),
        ("接待游客2.6亿人次", "26 million visits", "260 million"),
        ("新增就业7.5万人", "750,000 jobs were added", "75,000"),
    ],
)
def test_a_lost_or_an_added_zero_is_proved(zh, en, proposal):
    assert proofs(zh, en) == {"numbers.mismatch": proposal}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("总投资48万亿元", "a total investment of 48 trillion yuan"),
        ("新增就业7.5万人", "some 75,000 jobs were added in 2024"),
        ("接待游客5.8万人次", "nearly 60,000 visits"),
        ("产量3.2万亿斤", "an output of 1.6 billion metric tons"),
        ("合同额1.4亿元", "contracts worth 20 million US dollars"),
    ],
)
def test_rounding_and_conversion_are_no_fault(zh, en):
    assert proofs(zh, en) == {}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("押金200元", "Deposit: 200 yuan"),
        ("请在此等候叫号", "Please wait until your number is called"),
        ("96小时免签停留", "96-hour visa-free stay"),
    ],
)
def test_a_line_set_like_a_sentence_is_a_matter_of_style(zh, en):
    found = [f for f in check(zh, en, profile="public-information").findings if f.is_proof]

    assert found == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("办公楼", "Office building"),
        ("请勿触摸展品", "Do not Touch the Exhibits"),
        ("南门", "south Gate"),
    ],
)
def test_a_name_or_a_mixed_line_without_its_capital_is_a_fault(zh, en):
    assert "capitals.content-word" in proofs(
        zh, en, "public-information"
    ) or "capitals.small-word" in proofs(zh, en, "public-information")


@pytest.mark.parametrize(
    ("zh", "en", "profile", "rule"),
    [
        ("会议室", "Meetting Room", "public-information", "spelling.word"),
        ("请节约用水", "Please Save Watre", "public-information", "spelling.word"),
        ("餐厅", "Dinning Room", "public-information", "spelling.real-word"),
        ("市人民政府", "Municipal Peoples' Government", "organisation", "official.people"),
        ("四十五个国家", "forty-four countries", "government-text", "numbers.missing"),
        ("校长办公室", "Principle's Office", "public-information", "spelling.real-word"),
        ("工人医院", "Workers 's Hospital", "public-information", "typography.space-before"),
        ("全国人大常委会", "NPC Standing Commission", "organisation", "organisations.committee"),
        ("游客中心", "游客中心", "public-information", "presence.missing-english"),
        ("火车站", "Huoche Zhan", "public-information", "names.untranslated"),
        ("体育馆", "Tiyuguan", "public-information", "names.untranslated"),
        ("颐和园", "Yiheyuan Park", "", "names.sight-in-pinyin"),
        ("二十一世纪", "the 20th century", "government-text", "numbers.mismatch"),
        (
            "全球安全倡议",
            "Global Security Initiatives",
            "government-text",
            "official.belt-initiatives",
        ),
    ],
)
def test_what_stays_proved_or_has_become_so(zh, en, profile, rule):
    assert rule in proofs(zh, en, profile)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("咨询电话：010-8511 6600", "Inquiries: +86-10-85116600"),
        ("结好近40年", "four decades of sister-city ties"),
        ("2027至2028学年", "the 2027-28 school year"),
        ("9:30-16:30开放", "Open 9.30-16.30"),
        ("15:00集合", "Meet at 3 o'clock"),
        ("15:00集合", "Meet at 3:00 sharp"),
        ("片长75分钟", "Running time: 1.25 hours"),
        ("占地300亩", "an area of 20 hectares"),
        ("限高2米4", "Max. Height 2.4 m"),
        ("90后志愿者", "volunteers born in the 1990s"),
        ("室温25摄氏度", "room temperature 77°F"),
        ("茶位费10元", "Tea Charge: US$1.40"),
        ("面积3600平方米", "3 600 square metres"),
        ("72小时内答复", "Answer within Three Days"),
        ("17世纪木桥", "a wooden bridge of the 1600s"),
        ("2026.3.12", "March 12, 2026"),
        ("押金2000元", "Deposit: RMB 2K"),
    ],
)
def test_the_same_amount_told_otherwise_is_no_fault(zh, en):
    assert proofs(zh, en) == {}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("茶位费10元", "Tea Charge: 20 yuan"),
        ("距出口2公里", "Exit 3 km"),
        ("2026.3.12", "March 21, 2026"),
        ("热线12385", "Hotline 12358"),
        ("押金2000元", "Deposit: RMB 3K"),
    ],
)
def test_another_amount_in_the_same_unit_is_still_proved(zh, en):
    assert "numbers.mismatch" in proofs(zh, en)
