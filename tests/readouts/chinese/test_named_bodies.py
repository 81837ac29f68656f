"""A named body stands under its own name, without the words that charge it with the work."""

import pytest

from plenary.readout import read

HEAD = "石景山区委外事工作委员会召开会议\n日期：2025-05-08\n会议强调，"


@pytest.mark.parametrize(
    ("clause", "body"),
    [
        ("要由区商务局牵头做好退税", "区商务局"),
        ("需由区外办会同各单位办理签证咨询", "区外办"),
        ("由区商务局牵头推进离境退税工作", "区商务局"),
        ("要请区教委组织国际交流活动", "区教委"),
        ("应当由区公安局优化签证服务", "区公安局"),
        ("要督促区财政局落实资金保障", "区财政局"),
        ("要充分发挥区委外事工作委员会统筹协调作用", "区委外事工作委员会"),
        ("要依托区推进国际交往中心功能建设领导小组加强统筹", "区推进国际交往中心功能建设领导小组"),
    ],
)
def test_the_words_that_charge_a_body_are_no_part_of_its_name(clause, body):
    draft = read(f"{HEAD}{clause}。\n")

    named = [n.name.text for d in draft.directives for n in d.named if n.kind == "body"]

    assert named == [body]


@pytest.mark.parametrize("name", ["应急管理领导小组", "自由贸易领导小组"])
def test_a_name_that_begins_or_goes_on_like_such_a_word_stays_whole(name):
    draft = read(f"{HEAD}要发挥{name}作用，完善工作机制。\n")

    named = [n.name.text for d in draft.directives for n in d.named if n.kind == "body"]

    assert named == [name]
