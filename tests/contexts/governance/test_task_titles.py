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
