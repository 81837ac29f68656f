"""Agenda, attendees, bodies and page lines as counties and committees print them."""

import pytest

from plenary.readout.chinese import read_chinese


def agenda(text):
    return [(item.kind, item.item.text) for item in read_chinese(text).agenda]


def people(text):
    return {a.name.text: [p.text for p in a.posts] for a in read_chinese(text).attendees}


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        (
            "会上，县财政局通报资金拨付情况，各乡镇汇报码头改造进度。",
            [("notify", "资金拨付情况"), ("hear", "码头改造进度")],
        ),
        (
            "会议就码头改造中遇到的问题进行了深入研究。",
            [("study", "码头改造中遇到的问题")],
        ),
        (
            "会议研究并原则同意了县外办提交的《接待规程》等。",
            [("approve", "《接待规程》")],
        ),
        (
            "会议审议了外事委2022年工作报告、《环境提升方案》。",
            [("review", "外事委2022年工作报告"), ("review", "《环境提升方案》")],
        ),
        (
            "会议审议了《年度安排》、友城交流活动提升方案、常委会议程（草案）。",
            [
                ("review", "《年度安排》"),
                ("review", "友城交流活动提升方案"),
                ("review", "常委会议程（草案）"),
            ],
        ),
        (
            "会议讨论了工作报告（草案）和提案情况报告（草案）。",
            [("discuss", "工作报告（草案）"), ("discuss", "提案情况报告（草案）")],
        ),
        (
            "会议审议了2026年工作报告和2027年工作要点。",
            [("review", "2026年工作报告和2027年工作要点")],
        ),
        ("王初一同志传达了全市外事工作会议精神。", [("study", "全市外事工作会议精神")]),
        ("会议审议并原则同意《接待规程（送审稿）》。", [("approve", "《接待规程（送审稿）》")]),
    ],
)
def test_what_was_heard_studied_and_approved(sentence, items):
    assert agenda(sentence) == items


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("县委常委、常务副县长白露现场调度汛期值守工作。", {"白露": ["县委常委", "常务副县长"]}),
        ("副市长白露带领市外办等部门负责人来我县调研。", {"白露": ["副市长"]}),
        (
            "县长金山主持会议并讲话；县领导白露、柳远出席会议。",
            {"金山": ["县长"], "白露": ["县领导"], "柳远": ["县领导"]},
        ),
        (
            "县政协主席金山、副主席白露，各乡镇委员联络组长，县政协办主要负责人参加会议。",
            {"金山": ["县政协主席"], "白露": ["副主席"]},
        ),
        ("县领导白露一同调研。", {"白露": ["县领导"]}),
        ("红星街道、东关街道作交流发言。", {}),
        ("交运、住建、文旅、高寨子等单位作了发言。", {}),
        ("国家主席金山近日对旅游工作作出重要指示。", {}),
        ("会议学习市委书记金山调研双桥指示精神。", {}),
        ("区委书记金山在会上所作的报告很实在。", {}),
    ],
)
def test_who_was_there_on_the_spot(sentence, found):
    assert people(sentence) == found


def test_the_headline_names_the_chair_where_the_text_does_not():
    text = "金山主持召开干部大会\n\n3月9日，商务厅召开干部大会。金山厅长强调，要办好论坛。"
    assert [name.text for name in read_chinese(text).chair] == ["金山"]


@pytest.mark.parametrize(
    ("sentence", "body", "name"),
    [
        ("3月9日，金山主持召开县委常委（扩大）会。", "县委", "县委常委（扩大）会"),
        (
            "3月9日，金山主持召开区政府党组理论学习中心组学习会议暨党组会议。",
            "区政府党组",
            "区政府党组理论学习中心组学习会议暨党组会议",
        ),
        ("3月9日，市政协十六届60次党组会议召开。", "市政协", "市政协十六届60次党组会议"),
        ("3月9日，开发区召开重点部门过堂会。", "开发区", "重点部门过堂会"),
        ("3月9日，县政协召开政法工作务虚会。", "县政协", "政法工作务虚会"),
    ],
)
def test_bodies_and_meetings_of_counties(sentence, body, name):
    draft = read_chinese(sentence)
    assert draft.body is not None
    assert draft.body.text == body
    assert draft.meeting_name is not None
    assert draft.meeting_name.text == name


def test_the_source_ends_where_the_next_label_begins():
    draft = read_chinese(
        "区外办召开推进会\n\n来源：区外办阅读：31 字体：大\n\n3月9日，区外办召开推进会。"
    )
    assert draft.source is not None
    assert draft.source.text == "区外办"


def test_a_sign_before_the_headline_is_no_part_of_it():
    draft = read_chinese(
        "[视频]区外办召开推进会\n\n3月9日，区外办召开推进会。会议要求，要办好论坛。"
    )
    assert draft.title is not None
    assert draft.title.text == "区外办召开推进会"


@pytest.mark.parametrize("unit", ["对乙的", "就甲", "并", "围绕甲", "委员会", "更要", "在听取甲后"])
def test_what_repeats_without_end_is_read(unit):
    assert read_chinese("会议强调，要加强管理，" + unit * 5_000 + "。").lang == "zh"
