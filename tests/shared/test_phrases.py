"""Chinese headings break between words; nothing of a text is lost, and nothing in it is markup."""

from plenary.shared.web.phrases import phrased, phrased_pieces, word_ends


def test_a_place_to_break_stands_between_words_and_in_none():
    shown = phrased("政务服务窗口英语接待培训开班")
    assert shown.replace("<wbr>", "") == "政务服务窗口英语接待培训开班"
    assert {"窗口", "英语", "开班"} <= set(shown.split("<wbr>"))
    assert "" not in shown.split("<wbr>")


def test_a_single_character_stays_with_its_neighbour():
    for line in ("外籍居民开放日", "国际友城来访", "两家商场设立退税服务点"):
        assert min(map(len, phrased(line).split("<wbr>"))) > 1


def test_what_offices_are_called_stays_whole():
    shown = phrased("临海推进国际交往中心功能建设领导小组办公室会议").split("<wbr>")
    assert shown[-3:] == ["领导小组", "办公室", "会议"]
    assert "人民政府" in phrased("港城区人民政府外事办公室关于做好签证服务的通知").split("<wbr>")
    assert phrased("委员会全体会议") == "委员会<wbr>全体<wbr>会议"


def test_words_of_the_trade_stay_whole_beside_quotation_marks_and_figures():
    shown = phrased("“一带一路”国际合作高峰论坛8K直播").split("<wbr>")
    assert {"“一带一路”", "高峰论坛"} <= set(shown)


def test_what_is_no_chinese_is_given_as_it_is_and_markup_is_escaped():
    assert phrased("Open day & more") == "Open day &amp; more"
    assert phrased("") == ""
    shown = phrased("<script>开放日</script>")
    assert "<script>" not in shown
    assert shown.replace("<wbr>", "") == "&lt;script&gt;开放日&lt;/script&gt;"


def test_marked_pieces_of_a_line_break_where_the_whole_line_does():
    line = "政务服务窗口英语接待培训开班"
    found = list(phrased_pieces([("政务", False), ("服务", True), (line[4:], False)]))
    assert [said for _text, said in found] == [False, True, False]
    together = "".join(text for text, _said in found)
    assert together == phrased(line)
    assert list(phrased_pieces([("A & ", False), ("b", True)])) == [
        ("A &amp; ", False),
        ("b", True),
    ]


def test_a_heading_is_cut_once():
    phrased("区委外事工作委员会召开全体会议")
    before = word_ends.cache_info().misses
    phrased("区委外事工作委员会召开全体会议")
    assert word_ends.cache_info().misses == before
