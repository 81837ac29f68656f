"""Who should lead, and why."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance.likeness import cut, shared_words, stem, weights
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.selectors.suggestions import (
    Clause,
    suggest_lead_unit,
    suggest_lead_units,
    supporting_units,
)
from tests.contexts.governance import factories
from tests.factories import body, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    """Four bureaus with what they answer for."""
    rows = {
        "commerce": (
            "区商务局",
            "Commerce Bureau",
            "离境退税、国际消费商圈、外资企业服务",
            "departure tax refund, retail, foreign investment",
        ),
        "culture": (
            "区文化和旅游局",
            "Culture and Tourism Bureau",
            "文化活动、旅游推广、体育赛事配合",
            "cultural events, tourism promotion",
        ),
        "sports": (
            "区体育局",
            "Sports Bureau",
            "体育赛事、奥运场馆",
            "sports events, Olympic venues",
        ),
        "publicity": (
            "区委宣传部",
            "Publicity Department",
            "对外宣传、国际传播、媒体联络",
            "media, international communication, stories",
        ),
    }
    return {
        key: unit(name_zh=zh, name_en=en, duties_zh=duties_zh, duties_en=duties_en)
        for key, (zh, en, duties_zh, duties_en) in rows.items()
    }


@pytest.mark.parametrize(
    ("zh", "en", "best"),
    [
        ("提升离境退税便利度，优化商圈支付环境", "", "commerce"),
        ("讲好石景山故事，提升国际传播能力", "", "publicity"),
        ("办好高水平体育赛事，用好奥运遗产", "", "sports"),
        ("", "improve the departure tax refund service", "commerce"),
        ("", "attract media to tell the district's stories", "publicity"),
        ("", "host sporting and Olympic events", "sports"),
    ],
)
def test_the_unit_whose_duties_match_comes_first(units, zh, en, best):
    suggestions = suggest_lead_unit(zh, en)

    assert suggestions[0].unit_id == units[best].pk
    assert suggestions == sorted(suggestions, key=lambda one: -one.score)


def test_the_reason_names_the_words_that_matched(units):
    best = suggest_lead_unit("提升离境退税便利度")[0]

    assert best.reason_zh == "职责或名称中有“离境退税”"
    assert best.reason_en == "its duties or name say “离境退税”"


def test_a_unit_that_the_text_names_comes_first(units):
    best = suggest_lead_unit("由区体育局牵头办好离境退税国际消费活动")[0]

    assert best.unit_id == units["sports"].pk
    assert best.reason_en == "the text names the unit"


def test_who_led_a_similar_task_is_suggested_again(units):
    other = unit(name_zh="甲", name_en="A")
    factories.draft_task(title_zh="组织机关青年英语角", lead_unit_id=other.pk)

    best = suggest_lead_unit("组织好机关青年英语角")[0]

    assert best.unit_id == other.pk
    assert "组织机关青年英语角" in best.reason_zh


def test_the_theme_speaks_for_those_who_lead_its_work(units):
    theme = Theme.objects.get(key="culture-sport")
    for n in range(3):
        factories.draft_task(
            title_zh=f"无关题目{n}", lead_unit_id=units["culture"].pk, theme_id=theme.pk
        )

    best = suggest_lead_unit("办好体育赛事", theme_id=theme.pk)

    reasons = {one.unit_id: one.reason_en for one in best}
    assert "it leads 3 of the theme's tasks" in reasons[units["culture"].pk]


def test_nothing_is_suggested_where_nothing_speaks_for_anybody(units):
    assert suggest_lead_unit("进一步加强工作") == []
    assert suggest_lead_unit("", "") == []


def test_bodies_and_dissolved_units_are_not_suggested(units):
    body(name_zh="离境退税领导小组", name_en="Refund Group")
    unit(
        name_zh="离境退税办公室",
        name_en="Refund Office",
        dissolved_on=dt.date(2020, 1, 1),
    )

    suggested = {one.unit_id for one in suggest_lead_unit("离境退税")}

    assert suggested == {units["commerce"].pk}


def test_who_is_named_to_support_is_not_suggested_to_lead(units):
    for clause in (
        Clause("办好体育赛事，由区文化和旅游局牵头，区体育局、区商务局配合"),
        Clause(
            "",
            "Hold sports events, led by the Culture and Tourism Bureau, with the Sports Bureau assisting and the Commerce Bureau to support",
        ),
    ):
        best, *_others = suggest_lead_units([clause])[0]
        assert best.unit_id == units["culture"].pk
        assert set(supporting_units([clause])[0]) == {units["sports"].pk, units["commerce"].pk}
    for joined in (
        Clause("区委宣传部会同区文化和旅游局、区体育局推广离境退税"),
        Clause(
            "",
            "The Publicity Department, together with the Culture and Tourism Bureau and the Sports Bureau, shall tell the story of shopping",
        ),
    ):
        helping = {units["culture"].pk, units["sports"].pk}
        best, *others = suggest_lead_units([joined])[0]
        assert best.unit_id == units["publicity"].pk
        assert not helping & {one.unit_id for one in others if "names" in one.reason_en}
        assert set(supporting_units([joined])[0]) == helping
    for alone in (
        Clause("区体育局办好赛事"),
        Clause("区体育局要加强与区商务局的协同配合"),
        Clause("区体育局协助企业办赛"),
        Clause("区体育局牵头，区商务局不再配合"),
        Clause(
            "", "The Sports Bureau shall assist clubs, and the Commerce Bureau will support shops"
        ),
    ):
        assert supporting_units([alone]) == [[]]
        assert units["sports"].pk in [one.unit_id for one in suggest_lead_units([alone])[0][:2]]
    beside = "由区文化和旅游局牵头，区体育局、区商务局共同协助企业办赛"
    assert set(supporting_units([Clause(beside)])[0]) == {units["sports"].pk, units["commerce"].pk}


@pytest.mark.parametrize(
    ("zh", "en", "actor"),
    [
        ("年底前在离境退税商圈上线", "", "区委宣传部"),
        ("", "report on the tax refund", "the District Publicity Department"),
    ],
)
def test_who_acts_in_the_clause_before_is_suggested_to_lead(units, zh, en, actor):
    unit(name_zh="区委办公室", name_en="General Office", duties_zh="报告情况", duties_en="report")
    units["publicity"].name_en = "Publicity Department of Shijingshan District"
    units["publicity"].save()

    best = suggest_lead_units([Clause(zh, en, actor=actor)])[0][0]

    assert best.unit_id == units["publicity"].pk
    assert best.reason_en == "the text names the unit"


def test_forty_clauses_cost_two_queries(units):
    clauses = [Clause(f"提升离境退税便利度{n}") for n in range(40)]

    with CaptureQueriesContext(connection) as captured:
        suggested = suggest_lead_units(clauses)

    assert len(captured) == 2
    assert {one[0].unit_id for one in suggested} == {units["commerce"].pk}


def test_the_same_question_gets_the_same_answer(units):
    assert suggest_lead_unit("办好文化体育活动") == suggest_lead_unit("办好文化体育活动")


def test_words_are_compared_by_pairs_of_characters_and_by_stems():
    assert cut("离境退税").tokens == {"离境", "境退", "退税"}
    assert cut("加强工作 the and of").tokens == frozenset({"强工"})
    assert {stem("exhibitions"), stem("exhibition")} == {"exhibition"}
    assert stem("fees") == "fees"
    assert shared_words(cut("提升离境退税, tax refunds"), ["离境退税服务", "tax refund"]) == [
        "离境退税服务",
        "tax",
        "refunds",
    ]


def test_a_reason_shows_whole_terms_and_no_pieces_of_words():
    unit(name_zh="区会展局", duties_zh="负责会展和旅游服务、体育赛事保障", name_en="")

    best = suggest_lead_unit("推动会展和旅游融合，办好赛事")[0]

    assert best.reason_zh == "职责或名称中有“会展”“旅游服务”“体育赛事保障”"
    assert suggest_lead_unit("布展和撤展") == []


def test_a_rare_word_weighs_more():
    weight = weights([cut("离境 消费"), cut("消费"), cut("消费")])

    assert weight["离境"] > weight["消费"]


def test_the_themes_are_there_from_the_start(db):
    themes = list(Theme.objects.all())

    assert len(themes) == 15
    assert all(theme.name_zh and theme.name_en and theme.words.strip() for theme in themes)
    assert themes[0].key == "partners"
