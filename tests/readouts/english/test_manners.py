"""Manners of speech that other years and other offices have: each rule with a sentence of its own."""

import pytest

from plenary.readout.draft import Span
from plenary.readout.english import read_english
from plenary.readout.english.directives import sentence_directives
from plenary.readout.english.verbs import lemma


def actions(sentence):
    found = sentence_directives(sentence, Span(0, len(sentence)))
    return [(d.verb, d.text) for d in found]


def verbs(sentence):
    return [verb for verb, _ in actions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It should roll out and implement the ferry plan.",
            [("roll out", "It should roll out and implement the ferry plan")],
        ),
        (
            "The board will invest in and widen the quay.",
            [("invest", "The board will invest in and widen the quay")],
        ),
        (
            "Efforts should made to mend the pier and clean the quay.",
            [("mend", "Efforts should made to mend the pier"), ("clean", "clean the quay")],
        ),
        (
            "More should be done to train guides and sell maps, according to the session.",
            [("train", "More should be done to train guides"), ("sell", "sell maps")],
        ),
        (
            "It was stressed at the session to mend the pier.",
            [("mend", "to mend the pier")],
        ),
        (
            "It called for a closer look at fares, a focus on the old port, and efforts to hire guides.",
            [
                (None, "a closer look at fares"),
                (None, "a focus on the old port"),
                ("hire", "efforts to hire guides"),
            ],
        ),
        (
            "Work should be done in these fields: mending the pier; training guides; and printing maps.",
            [
                ("mend", "Work should be done in these fields: mending the pier"),
                ("train", "training guides"),
                ("print", "printing maps"),
            ],
        ),
        (
            "The office shall be able to answer letters within a week.",
            [("answer", "The office shall be able to answer letters within a week")],
        ),
        (
            "Constant efforts are required for flood relief.",
            [("require", "Constant efforts are required for flood relief")],
        ),
        (
            "The bank will use tools including fees, loans and grants to steady fares and widen access.",
            [
                (
                    "steady",
                    "The bank will use tools including fees, loans and grants to steady fares",
                ),
                ("widen", "widen access"),
            ],
        ),
        (
            "All bureaus should take firm, early steps to complete the dyke.",
            [("complete", "All bureaus should take firm, early steps to complete the dyke")],
        ),
        (
            "Fares will be lowered, the timetable kept unchanged, and imports expanded.",
            [
                ("lower", "Fares will be lowered"),
                ("keep", "the timetable kept unchanged"),
                ("expand", "imports expanded"),
            ],
        ),
        (
            "He asked that all units draw lessons and mend the dykes.",
            [("draw", "all units draw lessons"), ("mend", "mend the dykes")],
        ),
        (
            "The council suggested at its yearly session for the ports that the ferry be renewed.",
            [("renew", "the ferry be renewed")],
        ),
        (
            "Boats that carry guests should be checked, while those which sank shall be raised.",
            [
                ("check", "Boats that carry guests should be checked"),
                ("raise", "those which sank shall be raised"),
            ],
        ),
        (
            "It was made clear at the session that the main tasks are: to mend the pier and clean the quay.",
            [("mend", "the main tasks are: to mend the pier"), ("clean", "clean the quay")],
        ),
        (
            "The board stressed the importance of a calm harbour.",
            [(None, "the importance of a calm harbour")],
        ),
        (
            "Fares must fall, said the board.",
            [("fall", "Fares must fall")],
        ),
        (
            "The port shall close the gate and will fine all trespassers.",
            [("close", "The port shall close the gate"), ("fine", "will fine all trespassers")],
        ),
        (
            "The bank should let market supply and demand play a role and keep rates low.",
            [
                ("let", "The bank should let market supply and demand play a role"),
                ("keep", "keep rates low"),
            ],
        ),
        (
            "Efforts must be made in two fields, i.e. safety and cost.",
            [("make", "Efforts must be made in two fields, i.e. safety and cost")],
        ),
        (
            "The scheme will cover all islands by June.",
            [("cover", "The scheme will cover all islands by June")],
        ),
    ],
)
def test_each_manner_of_demanding_is_cut_into_its_actions(sentence, expected):
    assert actions(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The lake festival will play a positive role in trade.",
        "It is also an important measure for the port to win guests.",
        "The council held that tourism grew, with domestic demand playing a greater role.",
        "The session highlighted the significance of the fair in 2024, as trade grows.",
        "The scheme will boost growth.",
    ],
)
def test_praise_and_expected_results_demand_nothing(sentence):
    assert actions(sentence) == []


def test_what_a_speaker_put_forward_is_no_action_of_the_list():
    told = "He stressed the need to mend the pier, and put forward three requirements."
    assert verbs(told) == ["mend"]


def test_importance_attached_to_a_thing_is_the_action_itself():
    assert verbs("Bureaus should attach great importance to work safety.") == ["attach importance"]
    assert verbs("Bureaus should attach great importance to training guides.") == ["train"]


def test_taking_a_thing_into_account_is_one_action():
    assert verbs("The office must take into account the tide.") == ["take into account"]


def test_words_are_taken_apart_in_set_phrases_and_before_further():
    assert verbs("The port should giveplay to its strengths.") == ["give play"]
    assert verbs("It called forfurther widening the quay and mending the pier.") == [
        "widen",
        "mend",
    ]


@pytest.mark.parametrize("form", ["channeled", "channelled", "channeling", "channelling"])
def test_both_spellings_of_a_doubled_letter_are_one_verb(form):
    assert lemma(form) == "channel"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The meeting reviewed the work in 2031, identified open problems and set out the next steps.",
            [
                ("review", "the work in 2031"),
                ("other", "identified open problems and set out the next steps"),
            ],
        ),
        (
            "The meeting conveyed the guiding principles of the region and arranged work for 2032.",
            [
                ("study", "the guiding principles of the region"),
                ("other", "arranged work for 2032"),
            ],
        ),
        (
            "The meeting deliberated on the stance and measures of ferry policy.",
            [("discuss", "the stance and measures of ferry policy")],
        ),
        (
            "The meeting approved the details laid out in the harbour plan.",
            [("approve", "the details laid out in the harbour plan")],
        ),
        (
            "The meeting reported on the spring fair, and on the plans for the regatta.",
            [("hear", "the spring fair"), ("hear", "the plans for the regatta")],
        ),
        (
            "The meeting came after the session, during which the region adopted the port plan.",
            [],
        ),
        (
            "At the meeting, papers and documents of the region were circulated, the report on ferries was delivered, the proposals were deliberated and the work for the next step was arranged.",
            [
                ("notify", "papers and documents of the region"),
                ("hear", "the report on ferries"),
                ("review", "the proposals"),
                ("other", "the work for the next step was arranged"),
            ],
        ),
        (
            "The council held a meeting on Thursday to analyze the state of trade and make further plans.",
            [("discuss", "the state of trade"), ("other", "make further plans")],
        ),
        (
            (
                "Items on the agenda included studying the harbour rules, announcing the results of the "
                "yearly report, and setting out future work plans."
            ),
            [
                ("study", "the harbour rules"),
                ("notify", "the results of the yearly report"),
                ("other", "setting out future work plans"),
            ],
        ),
    ],
)
def test_each_kind_of_agenda_item_is_told_apart(sentence, expected):
    draft = read_english(f"The council met. {sentence}")
    assert [(a.kind, a.item.text) for a in draft.agenda] == expected


@pytest.mark.parametrize(
    ("sentence", "name", "body"),
    [
        (
            "The Harbour Council's executive meeting chaired by Mayor Shen Lu called for calm.",
            "Harbour Council's executive meeting",
            "Harbour Council",
        ),
        (
            (
                "The Ferry Board of Lin City advised at its regular meeting for the second quarter that "
                "fares should fall."
            ),
            "regular meeting for the second quarter",
            "Ferry Board of Lin City",
        ),
        ("Linport held its yearly safety meeting on Tuesday.", "yearly safety meeting", "Linport"),
        (
            'The session of the Ferry Committee (the "Committee") was held on May 4.',
            'session of the Ferry Committee (the "Committee")',
            "Ferry Committee",
        ),
        ("Shen Lu held a meeting on May 4.", None, None),
    ],
)
def test_the_meeting_and_its_body_are_named_in_each_manner(sentence, name, body):
    draft = read_english(sentence)
    assert (draft.meeting_name.text if draft.meeting_name else None) == name
    assert (draft.body.text if draft.body else None) == body


def test_a_closing_credit_gives_the_date_and_is_no_prose():
    draft = read_english("The pier should be mended.\n(Linport News Agency, June 24, 2031)\n")
    assert draft.date.text == "2031-06-24"


def test_a_line_of_time_and_day_is_the_date():
    draft = read_english(
        "Council of Lin Opens its Fair\n\nBy Wed, 01 Jan 2031 GMT\n\nFares must fall."
    )
    assert draft.date.text == "2031-01-01"


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Shen Lu, the Mayor, stressed that fares must fall.", {"Shen Lu": ["Mayor"]}),
        (
            "During the session, Bo Yi, Director of Trade, introduced the state of the fair.",
            {"Bo Yi": ["Director of Trade"]},
        ),
        (
            (
                "Shen Lu, Dean of Arts, and a total of 13 directors of schools attended the session. "
                "Dean Shen Lu pointed out that guides must be trained."
            ),
            {"Shen Lu": ["Dean of Arts"]},
        ),
    ],
)
def test_speakers_are_present_once_with_their_posts(sentence, people):
    found = read_english(sentence).attendees
    assert {a.name.text: [p.text for p in a.posts] for a in found} == people
    assert len(found) == len(people)


def test_labels_of_a_chinese_page_around_an_english_text_are_read():
    draft = read_english(
        "Council of Lin Holds its Fair\n\n时间:2031-09-07来源: Lin Office\n【字体: 打印\n\nFares must fall.\n"
    )
    assert draft.date.text == "2031-09-07"
    assert draft.source.text == "Lin Office"
