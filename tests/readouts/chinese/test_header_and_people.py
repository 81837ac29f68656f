"""Headline, date, source, meeting, chair, attendees and agenda of Chinese readouts."""

import pytest

from plenary.readout.chinese import read_chinese

EVENING = "# 新闻联播 20210607\n\n## 省政府召开防汛会议视频简介\n\n**央视网消息**（新闻联播）：{body}\n\n*[原文](http://example.org/a.shtml)*\n"


def posts(text):
    return {a.name.text: [p.text for p in a.posts] for a in read_chinese(text).attendees}


def test_an_evening_news_page_gives_its_header():
    draft = read_chinese(EVENING.format(body="6月7日，省政府召开全省防汛视频会议。"))
    assert draft.title is not None
    assert draft.title.text == "省政府召开防汛会议"
    assert draft.date is not None
    assert draft.date.text == "2021-06-07"
    assert draft.source is not None
    assert draft.source.text == "央视网消息（新闻联播）"
    assert draft.body is not None
    assert draft.body.text == "省政府"
    assert draft.meeting_name is not None
    assert draft.meeting_name.text == "全省防汛视频会议"


def test_a_meeting_without_its_year_has_no_date():
    draft = read_chinese("4月12日，区外办召开标识整改推进会。会议要求，要完成自查。")
    assert draft.date is None
    assert "no-date" in [note.code for note in draft.notes]


def test_posts_before_a_name_are_kept_apart():
    text = "区委副书记、区长、区外事委副主任甘雨主持召开区外事委员会会议。"
    assert posts(text) == {"甘雨": ["区委副书记", "区长", "区外事委副主任"]}


def test_a_post_is_shared_by_the_bare_names_behind_it():
    text = "副市长万里程、巴图·吉日格勒、欧阳雪出席会议。"
    assert posts(text) == {name: ["副市长"] for name in ("万里程", "巴图·吉日格勒", "欧阳雪")}


def test_a_name_may_hold_the_word_for_and():
    assert set(posts("市委书记杨和、市长柳远山出席会议。")) == {"杨和", "柳远山"}


@pytest.mark.parametrize(
    ("sentence", "chair"),
    [
        ("县长金向阳主持会议。", ["金向阳"]),
        ("会议由县长金向阳同志主持。", ["金向阳"]),
        ("县长金向阳出席会议并讲话。", []),
        ("尉迟文委员长主持会议。", ["尉迟文"]),
    ],
)
def test_only_who_presides_is_the_chair(sentence, chair):
    assert [name.text for name in read_chinese(sentence).chair] == chair


def test_the_absent_are_left_out():
    assert set(posts("副局长田禾出席会议。副局长何川因公请假。")) == {"田禾"}


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("区委书记——张明——主持会议。", ["张明"]),
        ("会议由区长（李强国）主持。", ["李强国"]),
        ("区委书记主持会议。", "区委书记"),
        ("会议由主任主持。", "主任"),
        ("会议还讨论了其他事项。", ""),
    ],
)
def test_whoever_presided_is_read_set_apart_from_the_post_or_told_by_it_alone(text, chair):
    draft = read_chinese(f"区外事委员会会议召开。{text}会议审议了年度计划。")
    told = next((note.zh for note in draft.notes if note.code == "no-chair"), "")
    if isinstance(chair, list):
        assert [one.text for one in draft.chair] == chair
        assert told == ""
        return
    assert draft.chair == ()
    assert f"“{chair}”" in told if chair else told == "文中没有写明主持人。"


def test_what_several_meetings_decided_is_parted():
    text = "会议传达学习了市外事会议精神、全市营商大会精神和区委全会精神，审议了工作要点。"
    assert [item.item.text for item in read_chinese(text).agenda] == [
        "市外事会议精神",
        "全市营商大会精神",
        "区委全会精神",
        "工作要点",
    ]


def test_the_agenda_is_sorted_by_kind():
    text = (
        "会议传达学习了全省外事会议精神，听取了友城工作汇报，审议了《接待细则》，"
        "审议通过《年度要点》和《培训方案》，讨论了窗口服务问题。"
    )
    agenda = [(item.kind, item.item.text) for item in read_chinese(text).agenda]
    assert agenda == [
        ("study", "全省外事会议精神"),
        ("hear", "友城工作汇报"),
        ("review", "《接待细则》"),
        ("approve", "《年度要点》"),
        ("approve", "《培训方案》"),
        ("discuss", "窗口服务问题"),
    ]


def test_references_to_superior_meetings_and_plans_are_found():
    text = "会议强调，要贯彻党的二十大精神，落实《节约用水条例》，衔接“十五五”规划。"
    found = [(r.kind, r.name.text) for r in read_chinese(text).references]
    assert found == [
        ("meeting", "党的二十大"),
        ("document", "《节约用水条例》"),
        ("plan", "“十五五”规划"),
    ]


def test_a_text_of_another_kind_gives_notes_instead_of_guesses():
    draft = read_chinese("湖边的柳树绿了。孩子们在放风筝。")
    assert draft.directives == ()
    assert draft.chair == ()
    assert {note.code for note in draft.notes} == {"few-directives", "no-chair", "no-date"}


def test_lists_of_documents_without_book_marks_are_parted():
    text = (
        "委员长会议审议通过了港口条例、灯塔法修订草案，代表小组召集人名单；"
        "原则通过《礼宾规则（试行）》（草案）、《值班办法》。会议还审议通过了其他人事事项。"
    )
    assert [(item.kind, item.item.text) for item in read_chinese(text).agenda] == [
        ("approve", "港口条例"),
        ("approve", "灯塔法修订草案"),
        ("approve", "代表小组召集人名单"),
        ("approve", "《礼宾规则（试行）》（草案）"),
        ("approve", "《值班办法》"),
    ]


def test_short_forms_of_documents_are_no_items():
    text = "会议审议并原则通过《口岸办法》（以下简称《办法》）《灯塔规程》（以下简称《规程》）。"
    assert [item.item.text for item in read_chinese(text).agenda] == [
        "《口岸办法》",
        "《灯塔规程》",
    ]


def test_what_an_earlier_meeting_heard_is_not_on_the_agenda():
    text = "会议听取了年度汇报。此前，主席主持召开专题会议，听取口岸工作情况汇报。"
    assert [item.item.text for item in read_chinese(text).agenda] == ["年度汇报"]


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        (
            "第六届海湾市人大常委会第三次会议28日下午在市民中心闭幕。",
            "第六届海湾市人大常委会",
            "第六届海湾市人大常委会第三次会议",
        ),
        (
            "政协第九届委员会常务委员会第二次会议5日在京闭幕。",
            "政协第九届委员会常务委员会",
            "政协第九届委员会常务委员会第二次会议",
        ),
        ("区委外事工作委员会昨天下午举行会议。", "区委外事工作委员会", None),
        (
            "区长白露主持召开2022年区委外事工作委员会会议。",
            "区委外事工作委员会",
            "2022年区委外事工作委员会会议",
        ),
        ("日前，河湾县在会展中心召开口岸调度会。", "河湾县", "口岸调度会"),
    ],
)
def test_body_and_meeting_are_as_printed(text, body, name):
    draft = read_chinese(text)
    assert (draft.body and draft.body.text) == body
    assert (draft.meeting_name and draft.meeting_name.text) == name


def test_the_body_may_stand_in_the_headline_only():
    draft = read_chinese("# 河湾海事部召开部务会议\n\n5月6日，部长白露主持召开部务会议。")
    assert draft.body is not None
    assert draft.body.text == "河湾海事部"


def test_a_local_wire_is_the_source():
    draft = read_chinese("青岚融媒讯（记者 白露）11月6日，区外事委员会全体会议召开。")
    assert draft.source is not None
    assert draft.source.text == "青岚融媒"


def test_names_and_bodies_with_the_word_for_and_stay_whole():
    text = (
        "城市发展和更新委员会副主任李春明、民促会主席蒋作文、商会会长罗平和、副会长白露先后发言。"
    )
    assert posts(text) == {
        "李春明": ["城市发展和更新委员会副主任"],
        "蒋作文": ["民促会主席"],
        "罗平和": ["商会会长"],
        "白露": ["副会长"],
    }


def test_who_sits_with_guests_or_inspects_was_there():
    assert posts("市长白露在码头同来访企业代表座谈。") == {"白露": ["市长"]}
    assert posts("市长白露5月22日至24日在海湾区调研。") == {"白露": ["市长"]}


def test_a_visitor_who_also_presided_is_the_chair():
    text = "白露来到港口，看望值守人员，并主持召开座谈会。"
    assert [name.text for name in read_chinese(text).chair] == ["白露"]


def test_a_speech_is_no_part_of_what_was_passed_on():
    agenda = read_chinese("会议传达全省外事会议精神并作总结讲话。").agenda
    assert [item.item.text for item in agenda] == ["全省外事会议精神"]


def test_the_meeting_may_be_named_below_the_lead():
    text = "省长近日作出批示，要求办好论坛。\n\n各地反响热烈。\n\n全省会展大会5月7日在青岚召开。"
    draft = read_chinese(text)
    assert draft.meeting_name is not None
    assert draft.meeting_name.text == "全省会展大会"


def test_centres_are_no_persons():
    assert posts("主任白露出席会议。应急中心负责同志列席会议。") == {"白露": ["主任"]}
