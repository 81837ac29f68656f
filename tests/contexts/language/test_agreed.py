"""Names that are agreed on: what a text calls otherwise, and what it may."""

import datetime as dt

import pytest

from plenary.contexts.language.checking.agreed import Name, Part, drifting, put_name
from plenary.contexts.language.checking.terms import Term, TermIndex

DAY = dt.date(2026, 11, 27)
OFFICE = Term("区外事办公室", "District Foreign Affairs Office", "preferred", domain="body")
OTHER = Term("区外事办公室", "District Office of Foreign Affairs", "accepted", domain="body")
WORD = Term("发展", "development", "preferred", domain="government_term")
TERMS = TermIndex.build([OFFICE, OTHER, WORD])
BUREAU = Name(
    (("石景山区商务局", "Shijingshan District Commerce Bureau"), ("区商务局", "Commerce Bureau"))
)


def found(zh, en, *more, names=(), terms=TERMS, is_proof=True):
    parts = [Part("title", zh, en), *(Part("body", *pair) for pair in more)]
    drifts = drifting(parts, terms=terms, names=names, on=DAY)
    drifts = [one for one in drifts if one.is_proof == is_proof]
    return [(one.field, one.side, one.name, one.wanted, one.instead) for one in drifts]


def test_a_text_that_keeps_to_the_agreed_names_is_asked_nothing():
    kept = [
        ("区外事办公室开放窗口", "The District Foreign Affairs Office opens a counter"),
        ("区外事办公室开放窗口", "The district foreign affairs office opens a counter"),
        ("区外事办公室的窗口", "Counter of the District Office of Foreign Affairs"),
        ("区商务局通知", "Notice of the Commerce Bureau"),
        ("推动发展", "Making progress"),
        ("", "The Office for External Matters"),
        ("区外事办公室", ""),
    ]
    for zh, en in kept:
        assert found(zh, en, names=[BUREAU]) == [], (zh, en)


@pytest.mark.parametrize(
    ("en", "instead"),
    [
        ("The Foreign Affairs Bureau of the District opens", "Foreign Affairs Bureau"),
        ("The District Foreign Office opens a counter", "District Foreign Office"),
        ("A counter opens", ""),
    ],
)
def test_an_agreed_name_that_is_called_otherwise_is_told_with_what_stands_in_its_place(en, instead):
    said = found("区外事办公室开放窗口", en)
    assert said == [("title", "en", "区外事办公室", "District Foreign Affairs Office", instead)]


def test_the_same_words_stand_in_the_place_of_the_name_alone_that_they_are_most_like():
    other = Name((("石景山区政府", "District Government"),))
    asked = found(
        "区外事办公室和石景山区政府通知", "A notice of the District Foreign Office", names=[other]
    )
    assert sorted(one[2:] for one in asked) == [
        ("区外事办公室", "District Foreign Affairs Office", "District Foreign Office"),
        ("石景山区政府", "District Government", ""),
    ]
    en = "A notice of the government by the District Foreign Office"
    (asked,) = found("区外事办公室和石景山区政府通知", en, names=[other])
    assert asked[2] == "区外事办公室"


def test_a_records_name_counts_as_an_agreed_one_in_either_direction():
    asked = ("title", "en", "区商务局", "Commerce Bureau")
    assert found("区商务局通知", "Notice of the Trade Bureau", names=[BUREAU])[0][:4] == asked
    en = "Notice of the Shijingshan District Commerce Bureau"
    back = (
        "title",
        "zh",
        "Shijingshan District Commerce Bureau",
        "石景山区商务局",
        "石景山区商业局",
    )
    assert found("石景山区商业局通知", en, names=[BUREAU]) == [back]
    assert found("区里通知", "Notice of commerce bureaux", names=[BUREAU]) == []


def test_a_name_within_a_longer_one_is_asked_nothing_of_its_own():
    longer = Name((("北京市石景山区商务局办公室", "Office of the Commerce Bureau"),))
    text = ("北京市石景山区商务局办公室通知", "Notice of the Office of the Commerce Bureau")
    assert found(*text, names=[BUREAU, longer]) == []


def test_a_name_given_up_is_told_in_both_languages_also_where_they_agree_on_it():
    renamed = Name((("区商务局", "Commerce Bureau"),), former=("区商业局", "Trade Bureau"))
    assert found("区商务局通知", "Notice of the Trade Bureau", names=[renamed]) == [
        ("title", "en", "区商务局", "Commerce Bureau", "Trade Bureau")
    ]
    assert found("区商业局通知", "Notice of the Commerce Bureau", names=[renamed]) == [
        ("title", "zh", "Commerce Bureau", "区商务局", "区商业局")
    ]
    assert found("区商业局通知", "Notice of the Trade Bureau", names=[renamed]) == [
        ("title", "zh", "区商业局", "区商务局", "区商业局"),
        ("title", "en", "Trade Bureau", "Commerce Bureau", "Trade Bureau"),
    ]


def test_two_agreed_names_of_one_thing_in_one_text_are_told_with_both_places():
    drifts = drifting(
        [
            Part("title", "区外事办公室开放窗口", "District Foreign Affairs Office Opens Counter"),
            Part("body", "区外事办公室说明。", "The District Office of Foreign Affairs explains."),
        ],
        terms=TERMS,
        on=DAY,
    )
    assert [(one.field, one.elsewhere, one.instead, one.wanted) for one in drifts] == [
        ("body", "title", "District Office of Foreign Affairs", "District Foreign Affairs Office")
    ]


def test_a_record_may_be_called_by_its_full_and_by_its_short_name_in_one_text():
    whole = ("石景山区商务局通知", "Notice of the Shijingshan District Commerce Bureau")
    short = ("石景山区商务局说明。", "The Commerce Bureau explains.")
    assert found(*whole, short, names=[BUREAU]) == []


def test_a_name_and_nearly_the_same_name_in_one_text_are_two_names():
    zh = "区外事办公室开放窗口。区外事办公室说明。"
    twice = (
        "The District Foreign Affairs Office opens. The District Foreign Affair Office explains."
    )
    (drift,) = found(zh, twice)
    assert drift[3:] == ("District Foreign Affairs Office", "District Foreign Affair Office")
    once = "The District Foreign Affairs Office opens a counter. The Office explains."
    assert found(zh, once) == []


SHORT = Name((("石景山区文化和旅游局", "District Culture and Tourism Bureau"), ("文旅局", "")))
LIBRARY = Name((("图书馆", "District Library"),))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("北京市文旅局发布新规", "Beijing Municipal Administration of Culture and Tourism"),
        ("首都图书馆开馆", "The Capital Library of China opens"),
        ("我在首都图书馆看书", "Reading at the Capital Library of China"),
        ("国家会议中心开幕", "The China National Convention Center opens"),
        ("丰台区外事办公室来访", "A visit of the Fengtai Foreign Affairs Office"),
        ("我区举行活动。", "The People's Government of Shijingshan District held an event."),
        ("区外事办公室开放窗口", "Mr. Li of the office opens a counter."),
        ("我在图书馆看书。", "I read books at the library."),
        ("本办举行活动。", "The District Foreign Affairs Office held an event."),
        ("第一实验中学附属小学开学", "Shijingshan Second Primary School opens"),
    ],
)
def test_what_may_be_another_bodys_name_is_never_kept_back_nor_offered_a_click(zh, en):
    government = Name((("石景山区人民政府", "People's Government of Shijingshan District"),))
    hall = Name((("会议中心", "Conference Centre"),))
    school = Name((("第二实验中学附属小学", "Shijingshan Second Primary School"),))
    names = [SHORT, LIBRARY, government, hall, school]
    assert found(zh, en, names=names) == []
    assert [one[4] for one in found(zh, en, names=names, is_proof=False) if one[4]] == []


def test_a_name_behind_a_verb_or_beside_anothers_is_the_records_own():
    asked = [("title", "en", "文旅局", "District Culture and Tourism Bureau")]
    en = "A notice of the tourism people"
    for zh in ("根据文旅局通知", "北京市文旅局与文旅局通知", "11月27日文旅局通知"):
        assert [one[:4] for one in found(zh, en, names=[SHORT])] == asked, zh


def test_a_former_name_within_anothers_or_borne_by_another_is_no_question():
    renamed = Name(
        (("区外联办", "Liaison Office"),), former=("外事办公室", "Foreign Affairs Office")
    )
    taken = Name((("区外联局", "Liaison Bureau"),), former=("区商务局", "Commerce Bureau"))
    bearer = Name((("区商务局", "Commerce Bureau"),))
    right = [
        ("北京市外事办公室负责人出席", "The head of the Beijing Foreign Affairs Office came"),
        (
            "区外联办（原外事办公室）通知",
            "Notice of the Liaison Office (formerly the Foreign Affairs Office)",
        ),
        ("区商务局通知", "Notice of the Commerce Bureau"),
        ("区商务局通知区外联局", "The Commerce Bureau told the Liaison Bureau"),
    ]
    for zh, en in right:
        assert found(zh, en, names=[renamed, taken, bearer], terms=TermIndex.build([])) == [], zh
    longer = Term("外事办公室翻译处", "Foreign Affairs Office Translation Unit", "preferred")
    text = ("外事办公室翻译处通知", "Notice of the Foreign Affairs Office Translation Unit")
    assert found(*text, names=[renamed], terms=TermIndex.build([longer])) == []


def test_what_stands_in_place_of_a_name_is_what_is_most_like_it_and_no_other_name():
    both = Name((("语言办", "Language Office"), ("语言办", "Office of Language Matters and Signs")))
    text = ("语言办开放窗口", "The Language Ofice and the Committee of Language Matters, Signs")
    ((*_rest, instead),) = found(*text, names=[both])
    assert instead == "Language Ofice"
    other = Name((("语言局", "Language Centre Office"),))
    text = ("语言办和语言局开放窗口", "The Language Centre Office open a counter")
    ((*_rest, instead),) = found(*text, names=[both, other])
    assert instead == ""


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        (
            ("区外办与外办联合主办。", "The Office and the Bureau"),
            Name((("区外办", "External Office"),), former=("外办",)),
            "区外办与区外办联合主办。",
        ),
        (
            (
                "外事办公室开会。",
                "The Foreign Affairs Office of the District works. The Foreign Affairs Office met.",
            ),
            Name(
                (("区外事办", "Foreign Affairs Office of the District"),),
                former=("Foreign Affairs Office",),
            ),
            (
                "The Foreign Affairs Office of the District works. The Foreign Affairs Office of the"
                " District met."
            ),
        ),
    ],
)
def test_taking_a_name_leaves_it_where_it_stands_already(text, name, after):
    drifts = drifting([Part("body", *text)], terms=TermIndex.build([]), names=[name], on=DAY)
    (drift,) = [one for one in drifts if one.instead]
    assert put_name(text[drift.side == "en"], drift) == after


@pytest.mark.parametrize("zh", ["一是与区委党校商定课程安排；", "区委书记主持会议。"])
def test_a_school_or_a_title_that_begins_like_a_body_is_no_proof(zh):
    terms = TermIndex.build([Term("区委", "District Committee", "preferred", domain="body")])
    en = "First, the course was agreed with the school."
    assert found(zh, en, terms=terms) == []
    assert found("区委召开会议。", en, terms=terms)
