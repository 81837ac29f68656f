"""What counts as a directive in Chinese, how clauses split, and which verb is the action."""

import pytest

from plenary.readout.chinese import read_chinese
from plenary.readout.chinese.verbs import head_of


def clauses(text):
    return [directive.text for directive in read_chinese(text).directives]


def verbs(text):
    return [directive.verb for directive in read_chinese(text).directives]


def test_verb_object_clauses_split_at_commas():
    text = "会议强调，要完善值班制度，加强巡查力量，办好秋季论坛。"
    assert clauses(text) == ["要完善值班制度", "加强巡查力量", "办好秋季论坛"]


def test_phrases_joined_by_the_enumeration_comma_stay_together():
    assert clauses("会议强调，要兜住底线、守好红线。") == ["要兜住底线、守好红线"]


def test_a_leading_adjunct_goes_with_the_action_behind_it():
    text = "会议强调，要坚持开门办会，广泛听取来宾意见，针对薄弱环节，补齐设施短板。"
    assert clauses(text) == ["要坚持开门办会，广泛听取来宾意见", "针对薄弱环节，补齐设施短板"]


def test_a_result_goes_with_the_action_before_it():
    text = "会议要求，优化通关流程，让旅客少排队，确保高峰时段畅通。"
    assert clauses(text) == ["优化通关流程，让旅客少排队，确保高峰时段畅通"]


def test_a_closing_abstract_goes_with_the_action_before_it():
    text = "会议强调，要深化部门协作，推动友城工作高质量发展。"
    assert clauses(text) == ["要深化部门协作，推动友城工作高质量发展"]


def test_ensuring_is_the_action_where_it_heads_the_sentence():
    assert clauses("会议要求，各区要确保热线有人接听。") == ["各区要确保热线有人接听"]


def test_loyalty_formulas_are_one_directive():
    text = "会议指出，要增强“四个意识”，坚定“四个自信”，做到“两个维护”，办好论坛。"
    assert len(clauses(text)) == 2


def test_the_frame_and_links_are_outside_the_span():
    text = "李小满强调，要落实首问制。同时，加强回访。"
    assert clauses(text) == ["要落实首问制", "加强回访"]


def test_numbered_points_lose_their_number():
    text = "会议要求，一是规范标识译写；二是组织志愿培训。"
    assert clauses(text) == ["规范标识译写", "组织志愿培训"]


@pytest.mark.parametrize(
    "sentence",
    [
        "会议指出，加强友城往来是扩大开放的重要途径。",
        "会议认为，今年以来，全市深化改革，加强监管，取得明显成效。",
        "会议指出，做好接待工作意义重大。",
        "会议听取了友城工作汇报，审议通过了年度要点。",
        "与会代表认为，要多搭平台。",
        "会议还研究了其他事项。",
        "会议强调，同时也要看到，外部环境更趋复杂。",
    ],
)
def test_background_and_agenda_are_no_directives(sentence):
    assert clauses(sentence) == []


def test_a_decision_that_starts_a_next_step_counts():
    text = "会议审议通过补选办法草案，决定提请常委会会议审议。"
    assert verbs(text) == ["提请"]


def test_the_actor_is_carried_through_its_sentence():
    text = "会议强调，各成员单位要细化分工，明确时限。要加强调度。"
    actors = [d.actor.text if d.actor else None for d in read_chinese(text).directives]
    assert actors == ["各成员单位", "各成员单位", None]


@pytest.mark.parametrize(
    ("clause", "verb"),
    [
        ("深入扎实推进双语标识整改", "推进"),
        ("贯彻落实会议部署", "贯彻"),
        ("狠抓责任落实", "抓"),
        ("压紧压实主体责任", "压实"),
        ("加快构建协作机制", "构建"),
        ("加快码头改造", "加快"),
        ("统筹安全和效率", "统筹"),
        ("统筹做好会务保障", "做好"),
        ("把来信反映的问题解决在基层", "解决"),
        ("将人才优势转化为服务优势", "转化"),
        ("以论坛为平台深化务实合作", "深化"),
        ("在招商活动中积极推介本地品牌", "推介"),
        ("为来宾出行提供便利", "提供"),
        ("向重点企业派驻专员", "派驻"),
        ("年底前完成全部标识更换", "完成"),
        ("深学细悟全会精神", "学"),
        ("在提质上下更大功夫", "下更大功夫"),
    ],
)
def test_the_verb_of_action_is_found_behind_what_precedes_it(clause, verb):
    head = head_of(clause)
    assert head is not None
    found = "下更大功夫" if head.verb == "下功夫" else head.verb
    assert found == verb


def test_due_theme_and_names_are_filled():
    text = "# 新闻联播 2025-05-01\n\n## 区外办召开会议\n\n会议要求，要在2025年6月30日前完成“银龄课堂”行动方案，服务进博会。"
    directive = read_chinese(text).directives[0]
    assert directive.due is not None
    assert directive.due.iso == "2025-06-30"
    named = [named for d in read_chinese(text).directives for named in d.named]
    assert {name.kind for name in named} >= {"event", "programme"}


def test_a_plan_period_has_its_years():
    directive = read_chinese("会议强调，要谋划“十五五”时期重点项目。").directives[0]
    assert directive.due is not None
    assert directive.due.iso == "2026/2030"
    assert directive.theme == "planning"


@pytest.mark.parametrize(
    ("sentence", "split"),
    [
        (
            "会议强调，要紧抓时机、未雨绸缪，开辟新航线，完善标识。",
            ["要紧抓时机、未雨绸缪，开辟新航线", "完善标识"],
        ),
        (
            "会议强调，要改善通关服务，同向发力、步调一致、敢闯敢干，建好会客厅。",
            ["要改善通关服务", "同向发力、步调一致、敢闯敢干，建好会客厅"],
        ),
        ("会议强调，要铁肩担当，建好会客厅。", ["要铁肩担当，建好会客厅"]),
        ("会议强调，要坚持和完善联席制度，修订名册。", ["要坚持和完善联席制度", "修订名册"]),
        ("会议强调，要坚持不懈抓好培训，修订名册。", ["要坚持不懈抓好培训", "修订名册"]),
        (
            "会议强调，编制方案要紧紧围绕来宾需求，强化演练。",
            ["编制方案要紧紧围绕来宾需求", "强化演练"],
        ),
        (
            "会议强调，要按照市里统一部署，紧密结合本区实际，更新名录。",
            ["要按照市里统一部署，紧密结合本区实际，更新名录"],
        ),
        (
            "会议强调，要以时不我待的紧迫感，抢抓窗口期，补齐短板。",
            ["要以时不我待的紧迫感，抢抓窗口期", "补齐短板"],
        ),
        (
            "会议强调，要改进值守，以更大力度培育翻译人才。",
            ["要改进值守", "以更大力度培育翻译人才"],
        ),
        ("会议强调，要采取更实的举措，压减等候时间。", ["要采取更实的举措，压减等候时间"]),
        (
            "会议强调，要统筹场馆和交通，统筹会期和假期，培训队员。",
            ["要统筹场馆和交通，统筹会期和假期", "培训队员"],
        ),
        ("会议强调，要加快建设码头，加快更新标识。", ["要加快建设码头", "加快更新标识"]),
        (
            "会议强调，要支持民间往来，在培训上下更大功夫。",
            ["要支持民间往来", "在培训上下更大功夫"],
        ),
        (
            "会议强调，要引导商户学用外语，在细节处见真章，共同营造好客氛围。",
            ["要引导商户学用外语，在细节处见真章，共同营造好客氛围"],
        ),
        (
            "会议强调，要严格证件查验，真正做到不漏一人。",
            ["要严格证件查验，真正做到不漏一人"],
        ),
        (
            "会议强调，要加强口岸监测，推动口岸秩序持续好转。",
            ["要加强口岸监测，推动口岸秩序持续好转"],
        ),
        (
            "会议强调，要建好平台，推动招商工作取得新突破。",
            ["要建好平台，推动招商工作取得新突破"],
        ),
        (
            "会议强调，要推动已出台的便利措施落地，更新目录。",
            ["要推动已出台的便利措施落地", "更新目录"],
        ),
        (
            "会议强调，已有预案的要抓紧演练，没有预案的要尽快编制。",
            ["已有预案的要抓紧演练", "没有预案的要尽快编制"],
        ),
        ("会议强调，要重拳整治虚假代办。", ["要重拳整治虚假代办"]),
        (
            "会议强调，要立足窗口职能，深化礼宾培训，稳中求进推动接待工作高质量发展。",
            ["要立足窗口职能，深化礼宾培训，稳中求进推动接待工作高质量发展"],
        ),
        (
            "会议强调，培训内容要聚焦礼宾规范，培训形式要方便志愿者参与。",
            ["培训内容要聚焦礼宾规范", "培训形式要方便志愿者参与"],
        ),
        (
            "会议强调，要在区委统一领导下，围绕论坛筹备，各部门密切协同、共同值守。",
            ["要在区委统一领导下，围绕论坛筹备，各部门密切协同、共同值守"],
        ),
        ("会议强调，越是来客多，越要守牢底线。", ["越是来客多，越要守牢底线"]),
    ],
)
def test_slogans_manners_and_tails_go_where_they_belong(sentence, split):
    assert clauses(sentence) == split


@pytest.mark.parametrize(
    "sentence",
    [
        "会议认为，以常青同志为核心的班子带领大家，克服困难，往来持续扩大。",
        "会议指出，2020年，全市外事系统深入落实部署，拓展渠道，为发展作出了贡献。",
        "会议指出，近年来我市三次修订了规程，就是要坚持从严，强化约束。",
        "会议确定林清为秋季论坛新闻发言人。",
    ],
)
def test_what_was_done_and_who_was_named_is_no_directive(sentence):
    assert clauses(sentence) == []


@pytest.mark.parametrize("verb", ["希望", "勉励", "叮嘱"])
def test_hopes_in_the_middle_of_a_sentence_are_demands(verb):
    text = f"王初一来到展馆，{verb}各方继续推进布展，办好开幕式。"
    assert clauses(text) == ["各方继续推进布展", "办好开幕式"]


def test_what_somebody_says_in_the_middle_of_a_sentence_begins_at_its_demand():
    assert clauses("会长白露在会上致辞，表示要办好论坛。") == ["要办好论坛"]


def test_a_frame_set_as_a_heading_opens_the_passage_below():
    text = "区外办召开例会\n\n3月5日，区外办召开例会。\n\n◇会议要求\n\n聚焦短板，集中力量修订名册。加强回访。"
    assert clauses(text) == ["聚焦短板，集中力量修订名册", "加强回访"]


@pytest.mark.parametrize(
    ("clause", "verb"),
    [
        ("围绕提升服务把接待做得更细", "做"),
        ("针对散客特点实施分流", "实施"),
        ("以改革精神锻造翻译队伍", "锻造"),
        ("更加自觉地在大局中谋划工作", "谋划"),
        ("加快发展方式转变", "加快"),
        ("加快形成联动机制", "形成"),
        ("多途径拓宽渠道", "拓宽"),
        ("明年3月1日至5日举办培训班", "举办"),
    ],
)
def test_the_verb_is_found_behind_longer_phrases(clause, verb):
    head = head_of(clause)
    assert head is not None
    assert head.verb == verb


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "会议要求，要在8月底前建成双语标识，由区城管委牵头，区商务局配合。要完善退税服务。",
            [
                ("要在8月底前建成双语标识，由区城管委牵头，区商务局配合", "区城管委"),
                ("要完善退税服务", None),
            ],
        ),
        (
            "会议要求，完善退税服务，由市商务局牵头，市税务局、河东街道协助，年底前完成。",
            [("完善退税服务，由市商务局牵头，市税务局、河东街道协助，年底前完成", "市商务局")],
        ),
        (
            "会议指出，要修订接待制度。由区外办牵头。区财政局配合。",
            [("要修订接待制度。由区外办牵头。区财政局配合", "区外办")],
        ),
        (
            "会议要求，区城管委牵头，区商务局、区文旅局配合，要完成标识排查。",
            [("区城管委牵头，区商务局、区文旅局配合，要完成标识排查", "区城管委")],
        ),
        (
            "会议要求，要修订接待制度。区城管委牵头，区商务局配合，要完成标识排查。",
            [
                ("要修订接待制度", None),
                ("区城管委牵头，区商务局配合，要完成标识排查", "区城管委"),
            ],
        ),
        (
            "会议要求，各单位要抓好落实，区政府办负责督办。",
            [("各单位要抓好落实", "各单位"), ("区政府办负责督办", "区政府办")],
        ),
        (
            "会议要求，区委宣传部会同区文旅局制作宣传片，年底前在海外平台上线。",
            [
                ("区委宣传部会同区文旅局制作宣传片", "区委宣传部"),
                ("年底前在海外平台上线", "区委宣传部"),
            ],
        ),
        (
            "会议要求，区教育局加强宣传，由区外办会同区公安分局、区司法局在8月底前修订预案。",
            [
                ("区教育局加强宣传", "区教育局"),
                ("由区外办会同区公安分局、区司法局在8月底前修订预案", "区外办"),
            ],
        ),
        (
            "会议要求，由区司法局在10月底前汇总情况，区卫生健康委要联合区民政局开展培训。",
            [
                ("由区司法局在10月底前汇总情况", "区司法局"),
                ("区卫生健康委要联合区民政局开展培训", "区卫生健康委"),
            ],
        ),
        (
            "会议要求，区城管委牵头制定方案，强化部门配合。",
            [("区城管委牵头制定方案", "区城管委"), ("强化部门配合", "区城管委")],
        ),
    ],
)
def test_who_leads_and_supports_belongs_to_what_is_demanded(text, read):
    found = read_chinese(text).directives
    assert [(one.text, one.actor.text if one.actor else None) for one in found] == read


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("会议要求，区委宣传部会同区文旅局制作宣传片。", "制作"),
        ("会议要求，区委宣传部要会同区文旅局、区司法局制作宣传片。", "制作"),
        ("会议要求，由区外办会同区司法局修订预案。", "修订"),
        ("会议要求，区委组织部宣传先进典型。", "宣传"),
        ("会议要求，区卫生健康委联合区民政局开展培训。", "开展"),
    ],
)
def test_the_verb_is_no_part_of_a_units_name(text, verb):
    assert [one.verb for one in read_chinese(text).directives] == [verb]
