"""The parts around the demands: headline, header lines, people, meeting, agenda, dates, themes."""

import pytest

from plenary.readout.draft import Span
from plenary.readout.english import read_english
from plenary.readout.english.dates import find_date, meeting_date
from plenary.readout.english.details import due_of
from plenary.readout.english.themes import THEMES, theme_of
from plenary.readout.english.words import parts, words


def test_header_lines_are_read_and_are_no_prose():
    draft = read_english(
        "Chinese\nTopics: Ports\nHarbour Council Holds Its Spring Session\nDate: 2024-03-05\n"
        "Source: Harbour Office\nfontSize: big middle small\n\nThe pier should be mended.\n"
    )
    assert draft.title.text == "Harbour Council Holds Its Spring Session"
    assert draft.date.text == "2024-03-05"
    assert draft.source.text == "Harbour Office"
    assert [t.text for t in draft.topics] == ["Ports"]
    assert [d.text for d in draft.directives] == ["The pier should be mended"]


def test_a_headline_in_markup_is_given_without_it():
    draft = read_english("## Council meets **today**\n\nThe pier should be mended.")
    assert draft.title.text.startswith("Council meets")


def test_a_text_without_a_headline_has_none_and_says_so():
    draft = read_english("The pier should be mended. The quay must be cleaned.")
    assert draft.title is None
    assert "no-title" in {n.code for n in draft.notes}


@pytest.mark.parametrize(
    ("sentence", "chair", "people"),
    [
        (
            "Shen Lu, Mayor of Lin City and Head of the Group, presided over the meeting.",
            ["Shen Lu"],
            {"Shen Lu": ["Mayor of Lin City", "Head of the Group"]},
        ),
        (
            "The meeting was chaired by Mr. Shen Lu, Mayor, and attended by Ms. Bo Yi and Mr. Ji An.",
            ["Shen Lu"],
            {"Shen Lu": ["Mayor"], "Bo Yi": [], "Ji An": []},
        ),
        (
            "Chaired by Shen Lu, Mayor, the meeting was attended by Bo Yi, Director of Trade.",
            ["Shen Lu"],
            {"Shen Lu": ["Mayor"], "Bo Yi": ["Director of Trade"]},
        ),
        ("Premier Shen Lu chaired the meeting.", ["Shen Lu"], {"Shen Lu": ["Premier"]}),
        (
            "The Chair of the Board, Cllr Ann Hill, presided.",
            ["Ann Hill"],
            {"Ann Hill": ["Chair of the Board"]},
        ),
        (
            "The Vice-Chair, Ann Hill, Mayor of Lin City, presided over the meeting.",
            ["Ann Hill"],
            {"Ann Hill": ["Vice-Chair", "Mayor of Lin City"]},
        ),
        (
            "The Chair of the Board – Cllr Ann Hill – presided, and the Clerk—Mary Stone—was present.",
            ["Ann Hill"],
            {"Ann Hill": ["Chair of the Board"], "Mary Stone": []},
        ),
        ("Ann Hill -- the Chair -- presided.", ["Ann Hill"], {"Ann Hill": ["Chair"]}),
        ("The Chair (Ann Hill) presided.", ["Ann Hill"], {"Ann Hill": ["Chair"]}),
        ("The Mayor, John Smith, chaired the meeting.", ["John Smith"], {"John Smith": ["Mayor"]}),
        ("The plan – long delayed – opened a new chapter.", [], {}),
        ("Shen Lu was absent. Bo Yi submitted written comments.", [], {}),
        (
            "Board members including Shen Lu, Bo Yi and Ji An attended the meeting.",
            [],
            {"Shen Lu": [], "Bo Yi": [], "Ji An": []},
        ),
        (
            "Mr. Pieter van Dam, Consul of Utopia, and Ana Silva (Port Union) attended the meeting.",
            [],
            {"Pieter van Dam": ["Consul of Utopia"], "Ana Silva": ["Port Union"]},
        ),
        (
            "Forty guests attended, including Shen Lu, deputy head of the port, and Bo Yi.",
            [],
            {"Shen Lu": ["deputy head of the port"], "Bo Yi": []},
        ),
        (
            "Shen Lu, Mayor of Lin City; and Bo Yi, Vice Mayor, were present.",
            [],
            {"Shen Lu": ["Mayor of Lin City"], "Bo Yi": ["Vice Mayor"]},
        ),
    ],
)
def test_people_are_read_from_each_layout(sentence, chair, people):
    draft = read_english(sentence)
    assert [c.text for c in draft.chair] == chair
    assert {a.name.text: [p.text for p in a.posts] for a in draft.attendees} == people


@pytest.mark.parametrize(
    ("sentence", "post"),
    [
        ("The Chair presided.", "Chair"),
        ("The meeting was chaired by the Mayor and approved the plan.", "Mayor"),
        (
            "The board met on Monday, with the Vice-Chair of the Board presiding.",
            "Vice-Chair of the Board",
        ),
        ("Chairs were bought for the hall.", ""),
    ],
)
def test_whoever_presided_without_a_name_is_told_by_the_post(sentence, post):
    draft = read_english(f"The board met. {sentence} It approved the budget.")
    (told,) = [note.en for note in draft.notes if note.code == "no-chair"]
    assert draft.chair == ()
    assert (f"“{post}” presided" in told) if post else told == "The text does not say who chaired."


def test_people_without_names_are_a_group():
    draft = read_english("Representatives from the port unions attended the meeting as observers.")
    assert [g.text for g in draft.attendee_groups] == ["Representatives from the port unions"]
    assert draft.attendees == ()


@pytest.mark.parametrize(
    ("sentence", "name", "body"),
    [
        (
            "The Port Council held its second meeting of 2004 in Lin.",
            "second meeting of 2004",
            "Port Council",
        ),
        (
            "The third session of the Port Council was held recently.",
            "third session of the Port Council",
            "Port Council",
        ),
        (
            "On May 3, Shen Lu presided over the fourth meeting of the Port Council.",
            "fourth meeting of the Port Council",
            "Port Council",
        ),
        ("The fair opened.", None, None),
    ],
)
def test_the_meeting_and_its_body_are_read(sentence, name, body):
    draft = read_english(sentence)
    assert (draft.meeting_name.text if draft.meeting_name else None) == name
    assert (draft.body.text if draft.body else None) == body


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The meeting heard a report on tides.", [("hear", "a report on tides")]),
        (
            "The meeting reviewed and approved the Harbour Plan, as well as the 2024 budget.",
            [("approve", "the Harbour Plan"), ("approve", "the 2024 budget")],
        ),
        (
            "The meeting studied the spirit of the Port Conference, the Conference on Tides, and the budget.",
            [
                ("study", "the spirit of the Port Conference"),
                ("study", "the Conference on Tides"),
                ("study", "the budget"),
            ],
        ),
        (
            "The meeting reviewed the port plan, the meeting noting its cost.",
            [("review", "the port plan")],
        ),
        ("The council discussed the state of trade.", [("discuss", "the state of trade")]),
        ("A draft law was discussed and approved in principle.", [("discuss", "A draft law")]),
        (
            "The group convened a session to review its work report and hear the audit findings.",
            [("review", "its work report"), ("hear", "the audit findings")],
        ),
        ("The meeting stressed that the reviewed plan should be kept.", []),
    ],
)
def test_the_agenda_is_read_by_kind(sentence, expected):
    assert [(a.kind, a.item.text) for a in read_english(sentence).agenda] == expected


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2025-05-08", "2025-05-08"),
        ("2018/1/9 10:00", "2018-01-09"),
        ("Jan 08,2021", "2021-01-08"),
        ("12 March 2024", "2024-03-12"),
        ("June 3rd, 2021", "2021-06-03"),
        ("2023-02-30", None),
        ("May", None),
    ],
)
def test_dates_are_read_as_printed(printed, iso):
    found = find_date(printed, Span(0, len(printed)))
    assert (found.text if found else None) == iso


def test_the_day_of_a_meeting_needs_its_year_from_the_text():
    with_year = "On 4 May the council held its second session of 2018."
    without = "On 4 May the council held its second session."
    assert meeting_date(with_year, Span(0, len(with_year))).text == "2018-05-04"
    assert meeting_date(without, Span(0, len(without))) is None


@pytest.mark.parametrize(
    ("clause", "iso"),
    [
        ("finish by the end of June 2025", "2025-06"),
        ("report before 30 April 2024", "2024-04-30"),
        ("report before April 30, 2024", "2024-04-30"),
        ("open in the second quarter of 2025", "2025-Q2"),
        ("open in the first half of 2026", "2026-H1"),
        ("prepare for growth during the 15th Five-Year Plan period", "2026/2030"),
        ("finish by next year", None),
    ],
)
def test_the_date_that_a_clause_sets_is_read(clause, iso):
    due = due_of(clause, Span(0, len(clause)))
    assert due is not None
    assert due.iso == iso


@pytest.mark.parametrize(
    ("clause", "iso"),
    [
        ("report by October 15", "2025-10-15"),
        ("report before 15th of June", "2025-06-15"),
        ("replace signs by the end of September", "2025-09"),
        ("open a window in the third quarter", "2025-Q3"),
        ("put it online by the end of the year", "2025"),
        ("end it by the end of next year", "2026"),
        ("end it in the first half of next year", "2026-H1"),
        ("open it by March 2027", "2027-03"),
        ("open it by October 45", None),
        ("report this quarter, by the end of this month", None),
        ("report within 30 days", None),
    ],
)
def test_a_date_without_a_year_is_one_of_the_meetings_year(clause, iso):
    assert due_of(clause, Span(0, len(clause)), 2025).iso == iso
    if "2027" not in clause:
        assert due_of(clause, Span(0, len(clause))).iso is None


def test_the_year_of_the_meeting_is_the_one_of_the_draft():
    text = "On 14 July 2025 the board met. It called on the port to mend the quay by August 31."
    assert read_english(text).directives[0].due.iso == "2025-08-31"


def test_a_clause_without_a_date_sets_none():
    assert due_of("mend the pier", Span(0, 13)) is None


def test_the_longest_phrase_decides_the_theme():
    assert theme_of("keep the exchange rate stable") == "exchange rate"
    assert theme_of("deepen the structural reform") is None
    assert all(zh for zh in THEMES.values())
    assert len(THEMES) >= 60


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("furtherpromote", ("further", "promote")),
        ("thatthe", ("that", "the")),
        ("tothoroughly", ("to", "thoroughly")),
        ("quarterlymeeting", ("quarterly", "meeting")),
        ("soas", ("so", "as")),
        ("international", ("international",)),
        ("adaptability", ("adaptability",)),
        ("furthermore", ("furthermore",)),
        ("Beijing".lower(), ("beijing",)),
    ],
)
def test_only_glued_words_are_taken_apart(glued, apart):
    assert parts(glued) == apart


def test_each_word_keeps_its_place():
    text = "The MonetaryPolicy group’s 14.5 per-cent."
    assert [text[w.start : w.end] for w in words(text, 0, len(text))] == [
        "The", "Monetary", "Policy", "group’s", "14.5", "per-cent", ".",
    ]  # fmt: skip


def test_references_are_each_given_once():
    draft = read_english(
        "The town must follow the 14th Five-Year Plan. The 14th Five-Year Plan should be studied, "
        "and so should the second plenary session of the 20th CPC Central Committee."
    )
    assert [(r.kind, r.name.text) for r in draft.references] == [
        ("plan", "14th Five-Year Plan"),
        ("meeting", "second plenary session of the 20th CPC Central Committee"),
    ]
