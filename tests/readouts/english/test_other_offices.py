"""How other offices write: councils, commissions, newsrooms. One sentence of its own for each rule."""

import pytest

from plenary.readout.draft import Span
from plenary.readout.english import read_english
from plenary.readout.english.directives import sentence_directives


def actions(sentence, **how):
    found = sentence_directives(sentence, Span(0, len(sentence)), **how)
    return [(d.verb, d.text) for d in found]


def texts(sentence, **how):
    return [text for _, text in actions(sentence, **how)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The session stressed the need to follow the plan: mend the pier, clean the quay and train guides.",
            ["the need to follow the plan", "mend the pier", "clean the quay", "train guides"],
        ),
        (
            "It is vital to raise fares, widen the quay, to serve all villages.",
            ["It is vital to raise fares", "widen the quay, to serve all villages"],
        ),
        (
            "The board agreed to take steps to expand trade and reduce debt, to mend the pier, and to train guides.",
            [
                "to take steps to expand trade",
                "reduce debt",
                "to mend the pier",
                "to train guides",
            ],
        ),
        (
            "It is necessary to calmly and soberly assess the harvest.",
            ["It is necessary to calmly and soberly assess the harvest"],
        ),
        (
            "The meeting called for efforts in relief, rescue and repair work to protect lives and restore roads.",
            ["efforts in relief, rescue and repair work to protect lives", "restore roads"],
        ),
        (
            "The council urged help for fishermen, mending the pier, and cleaning the quay.",
            ["help for fishermen", "mending the pier", "cleaning the quay"],
        ),
        (
            "She stressed stricter control of fares.",
            ["stricter control of fares"],
        ),
        (
            "He called for fares to be lowered, piers to be mended, and guides to be trained.",
            ["fares to be lowered", "piers to be mended", "guides to be trained"],
        ),
        (
            "The need was stressed at the session to mend the pier.",
            ["to mend the pier"],
        ),
        (
            "The government should be guided by the charter, thoroughly study the report, and clean the quay.",
            [
                "The government should be guided by the charter",
                "thoroughly study the report",
                "clean the quay",
            ],
        ),
        (
            "The key tasks include mending the pier, cleaning the quay and training guides.",
            ["The key tasks include mending the pier", "cleaning the quay", "training guides"],
        ),
        (
            "It is important not only to mend roofs, but also to add lifts.",
            ["It is important not only to mend roofs", "to add lifts"],
        ),
        (
            "The council underlined the importance of planting trees and of opening parks.",
            ["the importance of planting trees", "of opening parks"],
        ),
        (
            "The pier must be mended every year, and mooring there is forbidden.",
            ["The pier must be mended every year"],
        ),
        (
            "The pier must be mended without delay, he went on, and the quay made more open.",
            ["The pier must be mended without delay", "the quay made more open"],
        ),
        (
            "She stressed the importance of listening to fishermen, saying that few do.",
            ["the importance of listening to fishermen"],
        ),
        (
            "Guides know the town best, so their advice should be heeded.",
            ["their advice should be heeded"],
        ),
        (
            "He said that trade matters to the town and that more help is needed to mend the pier.",
            ["more help is needed to mend the pier"],
        ),
        (
            "It is necessary to publicize, build trust, and train guides.",
            ["It is necessary to publicize", "build trust", "train guides"],
        ),
        (
            "It is necessary to mend the pier, and under the lead of the council renew the quay.",
            [
                "It is necessary to mend the pier",
                "under the lead of the council renew the quay",
            ],
        ),
        (
            "It is vital to mend the pier, to clean the quay so as to please guests, to train guides and to sell maps.",
            [
                "It is vital to mend the pier",
                "to clean the quay so as to please guests",
                "to train guides",
                "to sell maps",
            ],
        ),
    ],
)
def test_lists_and_tails_of_other_offices(sentence, expected):
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Officers were asked to review the fares.", ["Officers were asked to review the fares"]),
        (
            "The bureaus have been urged to mend the pier.",
            ["The bureaus have been urged to mend the pier"],
        ),
        (
            "The guides were also reminded at the session to greet guests.",
            ["The guides were also reminded at the session to greet guests"],
        ),
        ("We invite the ports to share data.", ["the ports to share data"]),
        ("The council invites the ports to share data.", ["the ports to share data"]),
        ("We agree to mend the pier.", ["to mend the pier"]),
        (
            "It tasked the working group with drafting a guide.",
            ["the working group with drafting a guide"],
        ),
        (
            "It asked the office to collect maps and invited the ports to share them.",
            ["the office to collect maps", "the ports to share them"],
        ),
        (
            "The board required that units at all levels act promptly to mend the pier.",
            ["units at all levels act promptly to mend the pier"],
        ),
        (
            "What is most important is to keep the pier open.",
            ["What is most important is to keep the pier open"],
        ),
    ],
)
def test_whoever_is_told_to_act(sentence, expected):
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The council decided to approve the budget.",
        "Noting the importance of the pier, the council thanked its staff.",
        "Mr. Shen, director of the museum, was invited to attend the session.",
        "The fall in fares would be limited.",
        "The report proposed over 300 reform measures.",
        "It lists tasks that offices at all levels must fulfil.",
        "Repairs will take time to show results.",
        "The bureau sent feedback and demands on the new ferry.",
        "Though the pier needed to be mended, trade grew.",
    ],
)
def test_what_only_looks_like_a_demand(sentence):
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("The shed must be demolished.", "demolish"),
        ("The fee should be unbundled.", "unbundle"),
        ("The plan should be well-implemented.", "implement"),
        ("Offices must bear in mind the weather.", "bear in mind"),
        ("The board should increase efforts to mend the pier.", "mend"),
        (
            "Mistakes have to be owned up to and fees scrapped; the pier should be scrapped.",
            "scrap",
        ),
    ],
)
def test_the_verb_of_a_demand(sentence, verb):
    assert actions(sentence)[-1][0] == verb


def test_a_resolution_is_a_list_of_wishes():
    draft = read_english(
        "The harbour board met.\n\nRESOLVED that:\n(a) the pier be mended by June;\n"
        "(b) the director bring a report to the next session; and\n(c) the chair thank the guides.\n"
    )
    assert [d.text for d in draft.directives] == [
        "the pier be mended by June",
        "the director bring a report to the next session",
        "the chair thank the guides",
    ]


def test_agreed_actions_charge_persons():
    draft = read_english(
        "The harbour board met.\n\nThe following actions were agreed:\n\n"
        "1. The Harbour Master to inspect all moorings.\n2. Staff to test the siren and mend the pump.\n"
    )
    assert [d.text for d in draft.directives] == [
        "The Harbour Master to inspect all moorings",
        "Staff to test the siren",
        "mend the pump",
    ]
    assert draft.directives[0].actor.text == "The Harbour Master"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The meeting studied the rules of the port and the plan on ferries.",
            [("study", "the rules of the port"), ("study", "the plan on ferries")],
        ),
        (
            "The meeting discussed revisions to the law on ports and the law on piers.",
            [("discuss", "revisions to the law on ports and the law on piers")],
        ),
        (
            "The council met to review the report for 2023, key tasks for 2024, and the list of piers.",
            [
                ("review", "the report for 2023"),
                ("review", "key tasks for 2024"),
                ("review", "the list of piers"),
            ],
        ),
        (
            "The council decided to approve the ferry project.",
            [("approve", "the ferry project")],
        ),
        (
            "The report for 2022 was heard, and the plan for piers was reviewed.",
            [("hear", "The report for 2022"), ("review", "the plan for piers")],
        ),
        (
            "Also reviewed at the meeting were a report on water and a plan for parks.",
            [("review", "a report on water"), ("review", "a plan for parks")],
        ),
        (
            "He chaired a meeting of the council, which heard a report on piers.",
            [("hear", "a report on piers")],
        ),
        (
            "Issues including Rules on Ports and Guidance on Piers were discussed.",
            [("discuss", "Rules on Ports"), ("discuss", "Guidance on Piers")],
        ),
        ("It was stressed that the plan reviewed by the units should be mended.", []),
    ],
)
def test_agenda_of_other_offices(sentence, expected):
    draft = read_english(sentence)
    assert [(a.kind, a.item.text) for a in draft.agenda] == expected


@pytest.mark.parametrize(
    ("text", "chair", "people"),
    [
        (
            "Premier Shen Lu spoke first. Shen, also head of the group, made the remarks while chairing the meeting.",
            ["Shen Lu"],
            {"Shen Lu": ["Premier", "head of the group"]},
        ),
        (
            "Present at the meeting were Shen Lu, Mayor, who chaired the meeting; Bo Yi, Director of Trade; and Ji An, Dean.",
            ["Shen Lu"],
            {"Shen Lu": ["Mayor"], "Bo Yi": ["Director of Trade"], "Ji An": ["Dean"]},
        ),
        (
            "Shen Lu, Bo Yi and Ji An, deputy heads of the group, attended the meeting.",
            [],
            {key: ["deputy heads of the group"] for key in ("Shen Lu", "Bo Yi", "Ji An")},
        ),
        (
            "Vice-Chairmen of the Council Shen Lu and Bo Yi participated.",
            [],
            {key: ["Vice-Chairmen of the Council"] for key in ("Shen Lu", "Bo Yi")},
        ),
        (
            "Present: Councillor Anna Field (Chair), Councillor Tom Beck",
            ["Anna Field"],
            {"Anna Field": ["Councillor", "Chair"], "Tom Beck": ["Councillor"]},
        ),
        (
            "State Councilor Shen Lu held an emergency meeting with the port office.",
            ["Shen Lu"],
            {"Shen Lu": ["State Councilor"]},
        ),
        (
            "The meeting was chaired by Shen Lu, Mayor, with Bo Yi, Dean, and Ji An, Director, in attendance.",
            ["Shen Lu"],
            {"Shen Lu": ["Mayor"], "Bo Yi": ["Dean"], "Ji An": ["Director"]},
        ),
        ("Mayor Shen Lu, on Friday, chaired the meeting.", ["Shen Lu"], {"Shen Lu": ["Mayor"]}),
        (
            "Mr. Li Bo and Mr. Bo Yongdingattended the meeting.",
            [],
            {"Li Bo": [], "Bo Yongding": []},
        ),
    ],
)
def test_people_of_other_offices(text, chair, people):
    draft = read_english(text)
    assert [c.text for c in draft.chair] == chair
    assert {a.name.text: [p.text for p in a.posts] for a in draft.attendees} == people


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        (
            "Shen Lu chaired a meeting of the central commission for reforming ports on Tuesday.",
            "meeting of the central commission for reforming ports",
            "central commission for reforming ports",
        ),
        (
            "Mayor Shen Lu attended a Town Council meeting on flood and fire control in Lin.",
            "Town Council meeting on flood and fire control",
            "Town Council",
        ),
        (
            "Ports will be opened, the Town Council's third plenary meeting, chaired by Mayor Shen Lu, decided.",
            "Town Council's third plenary meeting",
            "Town Council",
        ),
        (
            "The meeting of the leading group of the Town Council was presided over by Shen Lu.",
            "meeting of the leading group of the Town Council",
            "leading group of the Town Council",
        ),
        (
            "Communiqué of the Second Meeting of Ministers of Ports\n\nLin, 4 May 2022\n\nTrade has grown.",
            "Second Meeting of Ministers of Ports",
            "Ministers of Ports",
        ),
        (
            "Mayor Chairs Meeting of Central Leading Group for Ports\n\nShen Lu chaired a meeting of the leading group.",
            "meeting of the leading group",
            "Central Leading Group for Ports",
        ),
        (
            "Mayor Shen Lu made the remarks while attending a symposium on clean ports in Lin.",
            "symposium on clean ports",
            None,
        ),
        (
            "An executive meeting of the Town Council, chaired by Mayor Shen Lu, set out steps.",
            "executive meeting of the Town Council",
            "Town Council",
        ),
        (
            "Port Office Holds Annual Review Meeting\n\nA meeting was held by the Port Office on 4 May.",
            "Annual Review Meeting",
            "Port Office",
        ),
    ],
)
def test_meetings_of_other_offices(text, name, body):
    draft = read_english(text)
    assert draft.meeting_name is not None
    assert draft.meeting_name.text == name
    assert (draft.body.text if draft.body else None) == body


@pytest.mark.parametrize(
    ("lines", "date", "source"),
    [
        ("Updated: May 3,2015 5:24 PM   english.lin.gov.cn", "2015-05-03", "english.lin.gov.cn"),
        ("2024-September-30 14:52 By: Xinhua", "2024-09-30", "Xinhua"),
        ("0 Comment(s)Print E-mail Xinhua, December 19, 2023", "2023-12-19", "Xinhua"),
        ("Source: Port News | 2021-01-29 20:15:08 | Editor: lin", "2021-01-29", "Port News"),
        ("07/21/2021", "2021-07-21", None),
        ("05/06/2021", None, None),
        ("Lin, 9 November 2022", "2022-11-09", None),
        (
            "By SHEN LU | portdaily.com.cn | Updated: 2023-06-09 21:40",
            "2023-06-09",
            "portdaily.com.cn",
        ),
    ],
)
def test_header_lines_of_other_offices(lines, date, source):
    draft = read_english(
        f"Harbour board meets on ferry fares\n{lines}\n\nThe pier should be mended.\n"
    )
    assert draft.title.text == "Harbour board meets on ferry fares"
    assert (draft.date.text if draft.date else None) == date
    assert (draft.source.text if draft.source else None) == source
    assert [d.text for d in draft.directives] == ["The pier should be mended"]


def test_menus_and_datelines_are_no_text():
    draft = read_english(
        "App | 中文 |\nHome >> Port News\nYour current location:Home >> News\nHarbour board meets on ferry fares\n\n"
        "LIN - The pier should be mended.\n"
    )
    assert draft.title.text == "Harbour board meets on ferry fares"
    assert [d.text for d in draft.directives] == ["The pier should be mended"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ms. Shen made arrangements for the next step: to mend the pier, to clean the quay, and to train guides.",
            ["to mend the pier", "to clean the quay", "to train guides"],
        ),
        (
            "He put forward three requirements: build trust, train guides and renew the pier.",
            ["build trust", "train guides", "renew the pier"],
        ),
        (
            "Guests must be served first, the meeting noted, and fares should be lowered.",
            ["Guests must be served first", "fares should be lowered"],
        ),
        (
            'Fuel should be guaranteed, "green lanes" opened on all roads, and guides sent to the port.',
            [
                "Fuel should be guaranteed",
                '"green lanes" opened on all roads',
                "guides sent to the port",
            ],
        ),
        ("Ferries are to increase their trips.", ["Ferries are to increase their trips"]),
        (
            "Another is to protect guides: no tour shall be held at noon.",
            ["Another is to protect guides", "no tour shall be held at noon"],
        ),
        (
            "It is hoped that everyone will contribute ideas.",
            ["everyone will contribute ideas"],
        ),
        (
            "The pier should be renewed, and the rule of building while keeping order be followed.",
            ["The pier should be renewed", "the rule of building while keeping order be followed"],
        ),
        ("He noted that work in the new stage calls for a broader vision.", []),
        ("The state of the port demands full attention.", []),
        (
            "Officers must beef up patrols, and space out the ferries.",
            ["Officers must beef up patrols", "space out the ferries"],
        ),
        (
            "The immediate task is renewing the pier.",
            ["The immediate task is renewing the pier"],
        ),
        (
            "More efforts should be made in training guides and expanding tours.",
            ["More efforts should be made in training guides", "expanding tours"],
        ),
        (
            "The meeting pointed out the need for makers of nets, boats and sails to resume work.",
            ["the need for makers of nets, boats and sails to resume work"],
        ),
        (
            "We underline the need to renew the pier and pledge to train guides.",
            ["the need to renew the pier", "to train guides"],
        ),
        (
            "The repair of the pier is to be largely completed by June.",
            ["The repair of the pier is to be largely completed by June"],
        ),
        (
            "Lessons should be learned, leaks patched, and detailed plans drawn up.",
            ["Lessons should be learned", "leaks patched", "detailed plans drawn up"],
        ),
        (
            "The office must implement the plans of the council and the requirements of the board.",
            [
                "The office must implement the plans of the council and the requirements of the board"
            ],
        ),
    ],
)
def test_lists_after_a_colon_and_asides(sentence, expected):
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On May 4, the session was held, at which the report on piers was heard.",
            [("hear", "the report on piers")],
        ),
        (
            "Shen Lu, Chief Engineer, made a report on the state of piers.",
            [("hear", "a report on the state of piers")],
        ),
        ("The council adopted the budget by a vote of five to two.", [("approve", "the budget")]),
        (
            "The session heard the report on piers, and voted to pass the Decision on Ferries.",
            [("hear", "the report on piers"), ("approve", "the Decision on Ferries")],
        ),
        (
            "The meeting reviewed the rules on ports, was briefed on the budget, and adopted the plan for piers.",
            [
                ("review", "the rules on ports"),
                ("hear", "the budget"),
                ("approve", "the plan for piers"),
            ],
        ),
        (
            "He chaired a meeting, during which arrangements were made for the harvest.",
            [("other", "arrangements were made for the harvest")],
        ),
    ],
)
def test_agenda_told_in_passing(sentence, expected):
    assert [(a.kind, a.item.text) for a in read_english(sentence).agenda] == expected


def test_a_speaker_after_the_chair_is_read_with_posts():
    draft = read_english(
        "Shen Lu, Mayor, presided over the meeting; Bo Yi, Director of Trade, reported on the fair."
    )
    assert [c.text for c in draft.chair] == ["Shen Lu"]
    assert [(a.name.text, [p.text for p in a.posts]) for a in draft.attendees] == [
        ("Shen Lu", ["Mayor"]),
        ("Bo Yi", ["Director of Trade"]),
    ]


def test_a_board_that_met_is_the_body_though_its_meeting_has_no_name():
    draft = read_english(
        "The Port Review Board met on 4 May under the chairmanship of Ambassador Luis Vega."
    )
    assert draft.body.text == "Port Review Board"
    assert draft.meeting_name is None
    assert [c.text for c in draft.chair] == ["Luis Vega"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The meeting studied the speech at the first session of the Port Commission.",
            [("study", "the speech at the first session of the Port Commission")],
        ),
        ("The plan was approved at the meeting.", [("approve", "The plan")]),
        (
            "The council met to discuss a draft report and the outline of the plan.",
            [("discuss", "a draft report"), ("discuss", "the outline of the plan")],
        ),
    ],
)
def test_occasions_and_articles_of_papers(sentence, expected):
    assert [(a.kind, a.item.text) for a in read_english(sentence).agenda] == expected


def test_what_was_decided_to_do_is_a_demand_and_what_was_approved_is_not():
    assert texts("It was decided to ask for views.") == ["to ask for views"]
    assert texts("It was decided to approve the plan.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Departments are expected to share maps, and train guides.",
            ["Departments are expected to share maps", "train guides"],
        ),
        ("Fares are expected to fall.", []),
        (
            "Efforts will be made by all sides to renew the pier, and train guides.",
            ["Efforts will be made by all sides to renew the pier", "train guides"],
        ),
        (
            "It will be of great importance to train guides.",
            ["It will be of great importance to train guides"],
        ),
        (
            "Gates must be opened, ferries firmly promoted, and maps shared among ports.",
            ["Gates must be opened", "ferries firmly promoted", "maps shared among ports"],
        ),
    ],
)
def test_what_is_expected_of_whom(sentence, expected):
    assert texts(sentence) == expected
