"""The checker's verdicts: what passes, what is a fault with proof, and when a person is needed."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.contexts.language.checking import pinyin
from plenary.contexts.language.checking.engine import check, profile_of
from plenary.contexts.language.checking.terms import Term, TermIndex

PUBLIC = "public-information"


def kinds(zh, en, **asked):
    return {f.kind for f in check(zh, en, **asked).findings if f.is_proof}


def test_only_an_approved_pair_passes():
    assert check("失物招领", "Lost and Found", profile=PUBLIC).state == "pass"


def test_nothing_found_is_never_right():
    verdict = check("甲乙丙丁", "Something Else Entirely", profile=PUBLIC)

    assert verdict.state == "person"


def test_a_fault_has_a_place_a_reason_a_source_and_a_proposal():
    (finding,) = check("电梯", "Elavator", profile=PUBLIC).findings

    assert (finding.rule, finding.side, finding.start, finding.end) == ("spelling.word", "en", 0, 8)
    assert finding.proposal == "Elevator"
    assert "Elevator" in finding.reason_en
    assert "Elevator" in finding.reason_zh
    assert finding.source


def test_two_empty_texts_need_a_person():
    assert check("", "").state == "person"


def test_a_metro_name_is_judged_by_the_day_on_which_it_was_set():
    before = check("复兴门", "Fuxing Men", profile="metro", on=dt.date(2020, 6, 1))
    capitals = check("复兴门", "FUXINGMEN", profile="metro", on=dt.date(2020, 6, 1))
    at_any_time = check("复兴门", "FUXINGMEN", profile="metro")

    assert before.state == "person"
    assert {f.kind for f in capitals.findings} == {"profile_mismatch"}
    assert at_any_time.state == "person"


def test_the_same_name_is_right_on_one_kind_of_sign_and_wrong_on_another():
    assert check("复兴路", "FUXING Rd", profile="road-sign").state == "person"
    assert "road_name_style" in kinds("复兴路", "Fuxing Road", profile="road-sign")
    assert "profile_mismatch" in kinds("复兴路", "FUXING Road", profile="place-name-sign")
    assert check("复兴路", "FUXING LU", profile="place-name-sign").state == "person"


def test_the_tail_of_an_organisation_was_right_before_the_standard_changed():
    name = ("北京市海淀区财政局", "Haidian District Bureau of Finance of Beijing Municipality")

    assert "word_order" in kinds(*name, profile="organisation", on=dt.date(2022, 1, 1))
    assert "word_order" not in kinds(*name, profile="organisation", on=dt.date(2015, 1, 1))


def test_a_term_that_is_forbidden_from_a_day_on_was_no_fault_before():
    def judged(on):
        return kinds(
            "国家税务总局", "State Administration of Taxation", profile="organisation", on=on
        )

    assert "outdated_term" in judged(dt.date(2020, 1, 1))
    assert "outdated_term" not in judged(dt.date(2010, 1, 1))


def test_the_term_base_that_is_given_is_asked():
    index = TermIndex.build(
        [
            Term("试验角", "Trial Corner", "preferred", source="office"),
            Term("试验角", "Experiment Angle", "forbidden", source="office"),
        ]
    )

    assert check("试验角", "Trial Corner", terms=index).state == "pass"
    (finding, *_rest) = check("参观试验角", "Visit the Experiment Angle", terms=index).findings
    assert (finding.rule, finding.proposal) == ("terms.forbidden", "Trial Corner")
    assert finding.source == "office"


def test_an_agreed_term_that_does_not_appear_is_for_a_person_to_look_at():
    index = TermIndex.build([Term("试验角", "Trial Corner", "preferred")])
    verdict = check("今天参观了试验角和图书馆。", "Today we saw the library.", terms=index)

    assert verdict.state == "person"
    assert "terms.missing" in {f.rule for f in verdict.findings}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("安阳", "Anyang"),
        ("西安", "Xi'an"),
        ("天安门", "Tian'anmen"),
        ("平安里", "Ping'anli"),
        ("方案", "Fang'an"),
        ("反感", "Fangan"),
        ("恩施", "Enshi"),
        ("东阿", "Dong'e"),
        ("阿尔", "A'er"),
    ],
)
def test_an_apostrophe_stands_before_a_later_a_o_or_e_and_nowhere_else(zh, en):
    assert pinyin.spell(pinyin.reading(zh)) == en


@pytest.mark.parametrize(
    ("zh", "syllables"),
    [
        ("朝阳区", "chao yang qu"),
        ("六安市", "lu an shi"),
        ("长楹街", "chang ying jie"),
        ("厦门市", "xia men shi"),
        ("市长", "shi zhang"),
        ("银行", "yin hang"),
        ("A座", "a zuo"),
    ],
)
def test_the_gazetteer_reads_before_the_phrase_dictionary(zh, syllables):
    assert " ".join(pinyin.reading(zh)) == syllables


@pytest.mark.parametrize(
    ("name", "profile"),
    [("road_sign", "road-sign"), ("general", ""), ("Metro", "metro"), ("whatever", "")],
)
def test_a_profile_is_known_by_either_spelling_and_an_unknown_one_is_any(name, profile):
    assert profile_of(name) == profile


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"石景山请勿禁止小心出口入北门站路环二十百万3·月 ，。,A\n\u200b",
                "公园",
                "图书馆",
                "区长",
                "李明",
                "同志",
                "上午八时",
                "刻",
                "9:00",
                "消火栓",
            ]
        )
    ),
    st.lists(
        st.sampled_from(
            [
                *"abcEXIT nort'’-.,!()3 /\n石\u00e9\uff21",
                " North",
                " (N)",
                "Shi",
                "jing",
                " Rd",
                "Ave.",
                "Ming Li ",
                "9:30 a.m.",
                "Fire Hydrant",
            ]
        )
    ),
    st.sampled_from(["", PUBLIC, "road-sign", "metro", "organisation", "government-text"]),
)
def test_whatever_stands_in_a_text_its_findings_lie_within_it(characters, letters, profile):
    zh, en = "".join(characters), "".join(letters)
    verdict = check(zh, en, profile=profile, on=dt.date(2020, 5, 1))

    for finding in verdict.findings:
        side = zh if finding.side == "zh" else en
        assert 0 <= finding.start <= finding.end <= len(side)
    assert verdict == check(zh, en, profile=profile, on=dt.date(2020, 5, 1))


@pytest.mark.parametrize(
    ("zh", "en", "profile"),
    [
        (
            "当心落石",
            "Beware of Falling Rocks",
            PUBLIC,
        ),  # a caution in one list, a warning in another
        ("儿科", "Paediatrics", PUBLIC),  # a British spelling
        ("海尔集团", "Haier Group", "organisation"),  # a firm spells its own name
        ("云闪付", "QuickPass", PUBLIC),  # a brand joins its words
        ("京剧脸谱", "Peking Opera masks", ""),  # outside signs a common noun stays small
        ("请勿触摸展品", "Please do not touch the exhibits", PUBLIC),  # set as a sentence
        ("禁止鸣笛", "Quiet Zone", PUBLIC),  # forbids in other words
        ("暂停营业", "Temporarily Closed", PUBLIC),  # the Chinese turns its own word round
        ("20世纪90年代", "the 1990s", "government-text"),  # a decade as a year
        ("限高1.2米", "Max. Height 120 cm", PUBLIC),  # another unit
        ("更衣室", "Change Room", PUBLIC),  # in a name the form is style
        (
            "“一带一路”重点项目",
            "key Belt and Road projects",
            "government-text",
        ),  # projects they are
        ("绿豆糕", "Mung Bean Cake", PUBLIC),  # a short word may be a name that no list has
        (
            "访问蒙得维的亚",
            "a visit to Montevidea",
            "government-text",
        ),  # a foreign name by its sound
        ("古丽米娜领舞", "Gulmina leads the dance", "government-text"),  # and a person's
        (
            "与东欧贸易在去年增长",
            "trade rose last year",
            "government-text",
        ),  # one character is little
        ("新竹市", "Hsinchu City", ""),  # Taiwan's cities keep their spelling
        ("光明大道6号", "6 Century Avenue", ""),  # a house, no century
        ("生活超市", "Family Supercenter", PUBLIC),  # a word that has grown together
        ("悦榕皇冠酒店", "Crowna Hotel", ""),  # a firm spells its own name
        (
            "怀柔区体育局",
            "Sports Bureau of Huairou District",
            "organisation",
        ),  # right before the standard changed, and no day is given
        ("外国来宾", "foreign guests in China", "organisation"),
        ("英文", "English (language menu)", "organisation"),  # an explanation
        ("请在此登录", "Log In Here", PUBLIC),  # a particle of its verb
        ("中心剧院", "Playhouse Theatre Center", PUBLIC),  # a name keeps its spelling
        ("市民服务中心", "Citizens' Service Centre", "organisation"),  # no day is given
        ("海淀区志愿服务领导小组", "District Leading Group for Volunteers", "organisation"),
        ("北斗科普展", "BeiDou Exhibition", PUBLIC),  # a brand has the capitals it likes
        (
            "瑞典文化协会",
            "Swedish Arts Council",
            "organisation",
        ),  # a body calls itself what it likes
        ("平安人寿", "Ping An Life", ""),  # a syllable is no article
        ("清源茶庄", "Qingyuan Tea House", ""),  # two words as well as one
        ("海耳朵", "Haierduo", ""),  # a brand leaves its apostrophe out
        ("乌鲁阿普", "Uluapu da Serra", ""),  # a foreign name has no apostrophes to keep
        ("科科摩摩", "Koko Momo Momo", ""),  # nor is it a word written twice
        ("介入治疗", "Interventional Therapy", PUBLIC),  # a suffix makes new words
        ("招牌菜单", "House Specialities", PUBLIC),  # a British word
        ("请把门关好", "Please keep this gate closed.", PUBLIC),  # a sentence has its stop
    ],
)
def test_what_a_rule_cannot_prove_is_left_to_a_person(zh, en, profile):
    assert not kinds(zh, en, profile=profile)


@pytest.mark.parametrize(
    ("zh", "en", "profile", "kind"),
    [
        ("当心触电", "Beware of Electricity", PUBLIC, "tone_too_weak"),
        ("禁止攀爬", "No Climb", PUBLIC, "wrong_word_class"),
        ("限载1000公斤", "Load Limit 100 kg", PUBLIC, "number_mismatch"),
        (
            "会议通过了五项议题。",
            "The meeting adopted four items.",
            "government-text",
            "number_mismatch",
        ),
        ("步行街", "PedestrianStreet", PUBLIC, "spacing"),
        ("禁止吸烟", "Smoking", PUBLIC, "zh_en_mismatch"),
        ("候诊乘客", "Waiting Passangers", PUBLIC, "spelling"),
        ("顺义区图书馆", "Shunji District Library", "", "romanisation_spelling"),
        ("第五层", "5 Floor", PUBLIC, "ordinal"),
        ("南京市", "T'anching City", "", "romanisation_other_scheme"),
        ("东大街", "DongDajie Street", "", "capitalisation"),
        ("文安县", "Wenan County", "", "romanisation_missing_apostrophe"),
        ("水利部", "ministry of Water Resources", "organisation", "capitalisation"),
        ("市民中心的中央大厅", "Center Hall of the Citizens' Centre", PUBLIC, "spelling_variant"),
    ],
)
def test_the_same_rules_still_prove_what_they_can(zh, en, profile, kind):
    assert kind in kinds(zh, en, profile=profile)


@pytest.mark.parametrize(
    ("zh", "is_asked"),
    [
        ("校园开放日期间", False),
        ("会议日期间隔", True),
        ("外交部长致辞", False),
        ("外交部发布消息", True),
    ],
)
def test_a_term_is_asked_for_only_where_no_word_straddles_its_edge(zh, is_asked):
    asked = {f.rule for f in check(zh, "Something else", profile="organisation").findings}

    assert ("terms.missing" in asked) == is_asked


def test_a_near_term_is_offered_and_proves_nothing():
    index = TermIndex.build([Term("国际友谊广场", "International Friendship Plaza", "preferred")])

    (found,) = check("国际友谊大广场", "Friendship Square", terms=index).findings[-1:]

    assert (found.rule, found.proposal) == ("terms.near", "International Friendship Plaza")
    assert not found.is_proof
    assert "国际友谊广场" in found.reason_zh
