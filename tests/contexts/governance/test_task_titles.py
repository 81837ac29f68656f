"""What a task is called that is made of a clause or a decision, and units that people name by the end of their name."""

import pytest

from plenary.contexts.governance.drafting.titles import task_title_en, task_title_zh
from plenary.contexts.governance.selectors.matching import organisation_names
from tests.factories import unit


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("要优化国际语言环境", "优化国际语言环境"),
        ("要点已经明确", "要点已经明确"),
        ("要约收购审查", "要约收购审查"),
        ("要案办理", "要案办理"),
        ("要目编制", "要目编制"),
        ("要人人参与", "人人参与"),
        ("要约束权力", "约束权力"),
        ("要求各单位报送。", "要求各单位报送"),
        ("全力保障重大活动", "全力保障重大活动"),
        ("会议审议通过：关于申报的请示。", "关于申报的请示"),
        ("会议传达学习了中央精神。", "中央精神"),
        ("要办好赛事，由区体育局牵头，区商务局、区文旅局配合。", "办好赛事"),
        ("要完善机制，加强协同配合。", "完善机制，加强协同配合"),
        ("要完善标识，强化部门配合", "完善标识，强化部门配合"),
        ("", ""),
    ],
)
def test_a_task_is_called_by_its_matter(text, title):
    assert task_title_zh(text) == title


def test_a_task_is_called_so_in_english():
    assert task_title_en("2024 work report: adopted.") == "2024 work report"
    assert task_title_en("improve signs.") == "Improve signs"


def test_a_unit_is_known_by_the_end_of_its_name_where_one_alone_ends_so(db):
    commerce = unit(name_zh="石景山区商务局", name_en="Commerce Bureau")
    unit(name_zh="石景山区体育局", name_en="Sports Bureau")
    names = organisation_names(kind="unit")

    assert names.match("商务局").pk is None
    assert names.typed("商务局").pk == commerce.pk
    assert names.typed("区局").pk is None
    assert names.typed("务局").pk is None
    assert names.typed("Bureau").pk is None


@pytest.mark.parametrize(
    ("borne", "typed", "is_meant"),
    [
        ("石景山区商务局", "区商务局", True),
        ("北京市西城区商务局", "商务局", True),
        ("区商务局", "商务局", True),
        ("石景山区城市管理局", "城市管理局", True),
        ("石景山区城市管理局", "管理局", False),
        ("城市管理局", "管理局", False),
        ("国家安全局", "安全局", False),
        ("石景山区国家安全局", "安全局", False),
        ("Bureau of Agriculture", "Culture", False),
        ("Bureau of Agriculture", "ure", False),
        ("Bureau of Agriculture and Culture", "Culture", False),
        ("Office of Foreign Affairs", "Affairs", False),
        ("Commerce Bureau", "Bureau", False),
        ("Bureau of Culture", "culture", True),
        ("Shijingshan District Commerce Bureau", "Commerce Bureau", True),
        ("Bureau of Commerce of Shijingshan District", "Commerce", False),
    ],
)
def test_a_typed_name_is_no_other_units(db, borne, typed, is_meant):
    zh = borne if not borne.isascii() else ""
    one = unit(name_zh=zh or "甲", name_en="" if zh else borne)

    found = organisation_names(kind="unit").typed(typed)

    assert (found.pk == one.pk) is is_meant, found
    if not is_meant:
        assert found.pk is None


def test_a_typed_end_of_a_name_is_proposed_and_two_of_one_name_hide_no_third(db):
    security = unit(name_zh="石景山区国家安全局", name_en="State Security Bureau")
    twins = {unit(name_zh="体育局", name_en="").pk for _ in range(2)}
    unit(name_zh="石景山区体育局", name_en="")
    names = organisation_names(kind="unit")

    assert [one["id"] for one in names.typed("安全局").near] == [security.pk]
    assert [one["id"] for one in names.typed("国家安全").near] == [security.pk]
    assert [one["id"] for one in names.typed("security").near] == [security.pk]
    assert not names.typed("securit").near
    sports = names.typed("体育局")
    assert (sports.pk, {one["id"] for one in sports.near}) == (None, twins)
