"""What an English sentence demands, and how the demand is cut into actions."""

import pytest

from plenary.readout.draft import Span
from plenary.readout.english.directives import sentence_directives


def clauses(sentence, **how):
    return [d.text for d in sentence_directives(sentence, Span(0, len(sentence)), **how)]


def verbs(sentence):
    return [d.verb for d in sentence_directives(sentence, Span(0, len(sentence)))]


def actors(sentence):
    found = sentence_directives(sentence, Span(0, len(sentence)))
    return [d.actor.text if d.actor else None for d in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade has grown, and ties remain close.",
        "The council reviewed the plan and adopted the budget.",
        "The economy will continue to recover.",
        "Prices are expected to stay stable.",
        "Ms. Ma Li will withdraw from the board.",
        "The rules, which should be known to all, were published.",
        "In this way, residents will get help sooner.",
        "It should be noted that the lake is clean.",
        "The council said that it had done its work.",
        "The measures taken to date are enough.",
    ],
)
def test_background_and_forecasts_demand_nothing(sentence):
    assert clauses(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council stressed that roads should be mended.", ["roads should be mended"]),
        ("It was agreed at the session that guides must be trained.", ["guides must be trained"]),
        (
            "According to the council, taxis shall carry price lists.",
            ["taxis shall carry price lists"],
        ),
        ("Furthermore, the port will open a desk.", ["the port will open a desk"]),
        ("Maps are to be printed.", ["Maps are to be printed"]),
        (
            "The office needs to hire two interpreters.",
            ["The office needs to hire two interpreters"],
        ),
        ("There is an urgent need to mend the pier.", ["There is an urgent need to mend the pier"]),
        ("It is vital for guides to speak clearly.", ["It is vital for guides to speak clearly"]),
        ("Hotels are encouraged to hire graduates.", ["Hotels are encouraged to hire graduates"]),
        ("The mayor urged all bureaus to report early.", ["all bureaus to report early"]),
        ("They called for swift repair of the quay.", ["swift repair of the quay"]),
        ("She highlighted the importance of teaching music.", ["the importance of teaching music"]),
        ("The panel advocated keeping fees low.", ["keeping fees low"]),
        ("The panel decided to submit the draft.", ["to submit the draft"]),
        ("It was urged that night work be reduced.", ["night work be reduced"]),
        ("Carefully check the cranes.", ["Carefully check the cranes"]),
        (
            "The plan needs cooperation among the towns.",
            ["The plan needs cooperation among the towns"],
        ),
        ("Signs should be mended, the mayor said.", ["Signs should be mended"]),
    ],
)
def test_each_frame_of_a_demand_is_read(sentence, expected):
    assert clauses(sentence) == expected


def test_verbs_with_an_object_each_are_apart():
    assert clauses("The town will plant trees, widen the road and steadily repair the bridge.") == [
        "The town will plant trees",
        "widen the road",
        "steadily repair the bridge",
    ]


def test_verbs_that_share_an_object_stay_together():
    assert clauses("The bank must prevent, detect and punish fraud.") == [
        "The bank must prevent, detect and punish fraud"
    ]


def test_purposes_stay_with_the_verb_before_them():
    sentence = "Coordination will be enhanced to support trade, improve service, and foster trust."
    assert clauses(sentence) == [sentence[:-1]]


def test_an_effort_is_a_frame_and_not_an_action():
    sentence = "Measures will be taken to cut waste, to save water and raise yields."
    assert clauses(sentence) == [
        "Measures will be taken to cut waste",
        "to save water and raise yields",
    ] or verbs(sentence) == ["cut", "save", "raise"]
    assert verbs(sentence)[:2] == ["cut", "save"]


def test_a_cause_keeps_its_complement():
    assert clauses("The office will guide firms to go abroad and share costs.") == [
        "The office will guide firms to go abroad and share costs"
    ]


def test_a_noun_that_looks_like_a_verb_opens_no_clause():
    assert clauses(
        "The bank shall improve regulation and risk prevention, and review of loans."
    ) == ["The bank shall improve regulation and risk prevention, and review of loans"]


def test_a_second_passive_may_leave_out_its_modal():
    assert clauses("Depots should be built, and stocks checked.") == [
        "Depots should be built",
        "stocks checked",
    ]


def test_a_later_subject_begins_after_the_joint():
    assert clauses("Fees should be cut and the old ferry needs to be replaced.") == [
        "Fees should be cut",
        "the old ferry needs to be replaced",
    ]


def test_a_leading_adjunct_belongs_to_the_first_clause():
    assert clauses("Based on the plan, the town must mend roads and plant trees.") == [
        "Based on the plan, the town must mend roads",
        "plant trees",
    ]


def test_background_before_a_demand_is_left_out():
    assert clauses("Trade is lively, but the quay should be mended.") == [
        "the quay should be mended"
    ]


def test_an_aside_after_the_modal_is_passed_over():
    assert verbs("The bank will, in line with the law, watch prices and curb credit.") == [
        "watch",
        "curb",
    ]


def test_items_of_a_list_are_demands_once_a_line_has_introduced_them():
    assert clauses("- Training guides and printing maps.") == []
    assert clauses("- Training guides and printing maps.", is_item=True) == [
        "Training guides",
        "printing maps",
    ]


def test_glued_words_are_read_apart_and_kept_verbatim():
    assert clauses(
        "It was agreed thatthe bank shall furtherpromote saving and tothoroughly check loans."
    )[0].startswith("the bank shall furtherpromote saving")


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("The town will continue to strive to cut waste.", "cut"),
        ("Full play should be given to local crafts.", "give play"),
        ("The town should make good use of the lake.", "make use"),
        ("Attention should be paid to fire safety.", "pay attention"),
        ("Attention should be paid to preventing fires.", "prevent"),
        ("Costs should be brought down.", "bring down"),
        ("The town will open up the harbour.", "open up"),
        ("Policies should be more targeted.", None),
        ("The panel called for better use of the hall.", "use"),
        ("The fund should continue to be pooled.", "pool"),
        ("The town shall take the lead in replacing old signs.", "replace"),
        ("The village will thresh the late rice.", "thresh"),
    ],
)
def test_the_action_is_named_by_its_lemma(sentence, verb):
    assert verbs(sentence) == [verb]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("In the next stage, the port authority will mend the quay.", "the port authority"),
        ("The Port Office, together with the Sub-bureau, shall mend it.", "The Port Office"),
        ("The Port Office, together with the Sub-bureau, will mend it.", "The Port Office"),
        ("The Port Office in cooperation with the Clerk should mend it.", "The Port Office"),
        ("Roads should be mended.", None),
        ("Efforts should be made to mend roads.", None),
        ("Shops will be encouraged to hire locals.", "Shops"),
        ("He called on drivers to slow down.", "drivers"),
    ],
)
def test_the_doer_is_named_where_the_sentence_names_one(sentence, actor):
    assert actors(sentence)[0] == actor
